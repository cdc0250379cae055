"""A week on paper: its days as a table, in one language or two, and an empty one to fill in with a pen."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from paper_forms import MADE_ON, document
from weeks_of_the_demo import DEMO, FAMILY, WITHOUT_RITA
from word_file import Table, W, outline, plain, tables, xml

from words_pictures.definition import read_definition
from words_pictures.filled import read_form
from words_pictures.said import Facts
from words_pictures.word import paper_docx
from words_pictures.word.words import book_words

PLAN = read_definition(
    'id = "a-plan"\nreading = "form"\nname = "Ons plan"\n'
    '[[parts]]\nkey = "week"\ntype = "week"\nlabel = "De week"\n'
    '[[parts]]\nkey = "note"\ntype = "text"\nlabel = "Nog iets"\n'
)
ONLY_IN_HOLIDAYS = {**DEMO, "there": [one | {"weeks": "holidays"} for one in DEMO["there"]]}
NOBODY = "Wednesday from 17:40 to 21:55 there is nobody yet. Back-up: Nele, Joris, Beata."


def paper(value: Any, language: str = "en", beside: str = "", *, is_blank: bool = False) -> bytes:
    about = document({"week@value": value} if value else {}, form="a-plan")
    facts = Facts(FAMILY, about, document({}, form="family"), datetime.date(2027, 3, 18))
    first, *others = (read_form(about, PLAN, facts, one) for one in (language, beside) if one)
    return paper_docx(
        first,
        lambda id: b"",
        words=book_words(language),
        made_on=MADE_ON,
        version="1",
        beside=others[0] if others else None,
        is_blank=is_blank,
        facts=facts,
    )


def cells(table: Table) -> list[list[str]]:
    return [[plain("\n".join(line.text for line in cell)) for cell in row] for row in table.rows]


def texts(file: bytes) -> list[str]:
    return [plain(line.text) for line in outline(file)]


FILES = {
    "whole": (DEMO, "en", ""),
    "with a gap": (WITHOUT_RITA, "nl", ""),
    "arabic": (WITHOUT_RITA, "ar", ""),
    "in two languages": (ONLY_IN_HOLIDAYS, "nl", "ar"),
    "empty": (None, "nl", ""),
    "empty in two languages": (None, "ar", "nl"),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("is_blank", [False, True])
def test_a_validator_finds_nothing_in_it(name: str, is_blank: bool, tmp_path: Path) -> None:
    value, language, beside = FILES[name]
    path = tmp_path / "week.docx"
    path.write_bytes(paper(value, language, beside, is_blank=is_blank))
    assert [error.description for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_the_days_are_rows_with_who_is_away_who_is_there_and_what_is_open() -> None:
    file = paper(WITHOUT_RITA)
    (table,) = tables(file)
    head, *days = cells(table)
    assert head == ["Day", "Who is away?", "Who is there?", "Nobody yet"]
    assert [day[0] for day in days] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert days[0][1:] == ["From 17:40 to 21:55: Kasia", "From 17:30 to 22:00: Ewa", ""]
    assert days[1][1:] == ["Nobody is away.", "", ""]
    assert days[2][1:] == ["From 17:40 to 21:55: Kasia", "", "From 17:40 to 21:55"]
    assert any(NOBODY in text for text in texts(file))


def test_the_head_of_the_table_comes_back_on_each_page() -> None:
    (table,) = xml(paper(DEMO)).iter(f"{W}tbl")
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 7


def test_no_day_is_held_on_the_page_of_the_next() -> None:
    (table,) = xml(paper(DEMO)).iter(f"{W}tbl")
    heads = [one for one in table.iter(f"{W}p") if one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "CellHead"]
    held = [one.find(f"{W}pPr/{W}keepNext") for one in heads]
    assert len(held) == 4 + 7
    assert {one.get(f"{W}val") for one in held} <= {"0", "false"}


def test_holidays_that_are_different_have_a_table_of_their_own() -> None:
    file = paper(ONLY_IN_HOLIDAYS)
    usual, holidays = map(cells, tables(file))
    assert usual[1][2:] == ["", "From 17:40 to 21:55"]
    assert holidays[1][2:] == ["From 17:30 to 22:00: Ewa", ""]
    assert {"The usual week", "In the school holidays"} <= set(texts(file))


def test_in_two_languages_both_stand_in_each_cell() -> None:
    (table,) = tables(paper(DEMO, "nl", "ar"))
    assert cells(table)[1][0].split("\n") == ["maandag", "الاثنين"]
    assert [line.direction for line in table.rows[1][0]] == ["ltr", "rtl"]
    assert "Ewa" in cells(table)[1][2].split("\n")[1]


def test_an_arabic_week_runs_from_right_to_left() -> None:
    (table,) = tables(paper(DEMO, "ar"))
    assert table.is_right_to_left


def test_an_empty_form_has_a_week_to_fill_in_with_a_pen() -> None:
    file = paper(None, is_blank=True)
    (table,) = tables(file)
    head, *days = cells(table)
    assert head[1:] == ["Who is away? From when to when?", "Who is there? From when to when?", "Who else could come?"]
    assert [day[1:] for day in days] == [["", "", ""]] * 7
    assert all(
        int(row.find(f"{W}trPr/{W}trHeight").get(f"{W}val")) >= 40 * 20
        for row in next(xml(file).iter(f"{W}tbl")).findall(f"{W}tr")[1:]
    )


def test_what_is_filled_in_already_stands_in_an_empty_form_too() -> None:
    assert any("Ewa" in cell for row in cells(tables(paper(DEMO, is_blank=True))[0]) for cell in row)


def test_nothing_stands_there_where_nobody_filled_anything_in() -> None:
    file = paper(None)
    assert tables(file) == []
    assert "De week" not in texts(file)
