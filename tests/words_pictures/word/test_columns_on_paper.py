"""Columns of a form in Word: beside each other on a page on its side, in one language; else under each other under the same headings."""

import io
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openxml_audit import OpenXmlValidator
from paper_forms import MADE_ON, paper
from word_file import Line, W, outline, plain, tables, xml

from words_pictures.definition import definitions, read_definition
from words_pictures.demo import demo_form
from words_pictures.document import Document, Value
from words_pictures.family import read_family
from words_pictures.filled import read_form
from words_pictures.said import Facts
from words_pictures.word import paper_docx
from words_pictures.word.paper_ooxml import bookmark_of
from words_pictures.word.words import book_words

HEADINGS = ["Waar maken we ons zorgen over?", "Wat gaat er goed?", "Wat moet er gebeuren?"]


@cache
def assessment(language: str = "nl", beside: str = "", *, is_blank: bool = False, **how: Any) -> bytes:
    whole, file = demo_form("assessment")
    about = Document(whole.id, whole.definition) if is_blank else whole
    file = replace(file, order={"people": file.order["people"]}) if is_blank else file
    filled, *others = (
        read_form(about, definitions()["assessment"], Facts(read_family(file, one), about, file, MADE_ON), one)
        for one in (language, beside)
        if one
    )
    return paper_docx(
        filled,
        lambda id: b"",
        words=book_words(language),
        made_on=MADE_ON,
        version=None,
        beside=others[0] if others else None,
        is_blank=is_blank,
        facts=Facts(read_family(file, language), about, file, MADE_ON),
        **how,
    )


def pages_of(file: bytes) -> list[bool]:
    """Whether the pages of each section lie on their side."""
    return [one.orientation == WD_ORIENT.LANDSCAPE for one in docx.Document(io.BytesIO(file)).sections]


def texts(cell: list[Line]) -> list[str]:
    return [line.text for line in cell if line.text]


def test_three_columns_stand_beside_each_other_under_their_headings() -> None:
    head, row = tables(assessment())[0].rows
    assert [texts(cell) for cell in head] == [[one] for one in HEADINGS]
    labels = [[line.text for line in cell if line.style == "Column Label"] for cell in row]
    assert labels == [
        ["Wat er al gebeurd is", "Waar we bang voor zijn", "Wat het moeilijk maakt"],
        ["Wat al goed gaat", "Toen iemand de kinderen veilig hield"],
        ["Wat we willen zien", "Wat het gezin wil", "Wat we eerst doen"],
    ]
    assert "1. Januari en februari, 6 nachten" in texts(row[0])


def test_their_headings_come_back_on_each_page_and_the_row_goes_on_over_its_end() -> None:
    table = xml(assessment()).find(f".//{W}tbl")
    head, row = table.findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert row.find(f"{W}trPr/{W}cantSplit") is None
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Zorgen, wat goed gaat, wat moet gebeuren"
    assert all(heading in tables(assessment())[0].description for heading in HEADINGS)


def test_only_the_pages_of_the_columns_lie_on_their_side() -> None:
    assert pages_of(assessment()) == [True, False]
    upright, lying = docx.Document(io.BytesIO(assessment())).sections[::-1]
    assert (upright.page_width, upright.page_height) == (lying.page_height, lying.page_width)
    assert upright.left_margin > lying.left_margin


def test_in_arabic_the_first_column_stands_at_the_right() -> None:
    file = assessment("ar")
    assert tables(file)[0].is_right_to_left
    assert len(xml(file).findall(f".//{W}sectPr/{W}bidi")) == 2


def test_each_answer_in_a_column_is_found_again_by_its_address() -> None:
    whole, _ = demo_form("assessment")
    file = assessment()
    marks = {mark.get(f"{W}name") for mark in xml(file).iter(f"{W}bookmarkStart")}
    of_columns = {"happened", "harder", "strengths", "safety", "wishes", "steps"}
    said = [
        address
        for address, entry in whole.entries.items()
        if address.partition("@")[0].split("/")[0] in of_columns and entry.value and not entry_is_made(address)
    ]
    in_dutch = [one for one in said if one.partition("@")[2].partition(".")[0] in ("nl", "value")]
    assert in_dutch
    assert [address for address in in_dutch if bookmark_of(address) not in marks] == []


def entry_is_made(address: str) -> bool:
    return address.partition("@")[2].startswith(("made-", "checked-"))


@pytest.mark.parametrize("how", [{"beside": "ar"}, {"for_child": True}], ids=["two-languages", "for-a-child"])
def test_where_columns_would_be_too_narrow_they_stand_under_each_other(how: dict[str, Any]) -> None:
    file = assessment(**how)
    assert pages_of(file) == [False]
    headings = [line.text for line in outline(file) if line.style == "heading 2"]
    assert [one for one in headings if one in HEADINGS] == HEADINGS
    assert "Wat er al gebeurd is" in [line.text for line in outline(file) if line.style == "heading 3"]


@pytest.mark.parametrize("file", [assessment(), assessment("ar"), assessment(is_blank=True)], ids=["nl", "ar", "blank"])
def test_a_validator_finds_nothing_in_it(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(file)
    assert [error.description for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.early
@pytest.mark.parametrize("language", ["nl", "fr", "pl", "tr", "ar"])
def test_the_empty_columns_fill_one_page_and_no_more(language: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    path.write_bytes(assessment(language, is_blank=True))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    assert shutil.which("soffice")
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    done = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "9", str(tmp_path / "empty.pdf")], check=True, capture_output=True, text=True
    )
    sizes = [line.split()[3:6:2] for line in done.stdout.splitlines() if line.startswith("Page") and " size:" in line]
    assert [float(wide) > float(high) for wide, high in sizes][:3] == [True, False, False]


def test_each_part_of_an_empty_column_asks_and_has_lines_to_write_on() -> None:
    row = tables(assessment(is_blank=True))[0].rows[1]
    for cell in row:
        of_parts: list[list[str]] = []
        for line in cell:
            if line.style == "Column Label":
                of_parts.append([])
            of_parts[-1].append(line.style)
        assert all("Column Hint" in styles for styles in of_parts)
        assert all(sum(style.startswith("Column Line") for style in styles) >= 2 for styles in of_parts)
    assert plain("Wanneer, hoe vaak? · Wat is er gebeurd? · Wat deed het met het kind?") in texts(row[0])


TWO_COLUMNS = """
id = "our-plan"
reading = "form"
name = "Twee kolommen"
[[columns]]
key = "one"
heading = "Nu"
[[columns]]
key = "other"
heading = "Straks"
[[parts]]
key = "why"
type = "passage"
column = "one"
label = "Waarom?"
[[parts]]
key = "later"
column = "other"
label = "Wat dan?"
"""
A_WEEK: dict[str, Value] = {
    "later@value": {"away": [{"who": ["kasia"], "days": [0], "from": "09:00", "to": "12:00"}], "there": []}
}
SIGNED = 'type = "list"\n[[parts.parts]]\nkey = "signed"\ntype = "signature"\nlabel = "Handtekening"\n'


@pytest.mark.parametrize(
    ("more", "said", "is_blank", "beside"),
    [
        ('type = "date"\n', {"later@value": "2027-03-18"}, False, True),
        ('type = "week"\n', A_WEEK, False, False),
        (SIGNED, {"later/i1/signed@value": {"way": "typed", "name": "Ewa", "on": "2027-03-18"}}, False, True),
        (SIGNED, {}, True, False),
    ],
    ids=["a-day", "a-week", "signed", "to-sign-by-hand"],
)
def test_what_is_wider_than_a_column_keeps_the_page_upright(
    more: str, said: dict[str, Value], is_blank: bool, beside: bool
) -> None:
    definition = read_definition(TWO_COLUMNS + more)
    file = paper({"why@nl": "Daarom.", **said}, definition=definition, is_blank=is_blank)
    assert pages_of(file) == [beside]
    assert {"Nu", "Straks", "Waarom?", "Wat dan?", "Daarom."} <= {line.text for line in outline(file)}


def test_what_stands_before_the_columns_has_its_own_upright_page() -> None:
    before = TWO_COLUMNS.replace(
        "[[parts]]", '[[parts]]\nkey = "on"\ntype = "date"\nlabel = "Welke dag?"\n[[parts]]', 1
    )
    said: dict[str, Value] = {"on@value": "2027-03-18", "why@nl": "Daarom.", "later@value": "2027-03-19"}
    file = paper(said, definition=read_definition(before + 'type = "date"\n'))
    assert pages_of(file) == [False, True]


def test_one_column_alone_stands_across_the_page_under_its_heading() -> None:
    file = paper({"why@nl": "Daarom."}, definition=read_definition(TWO_COLUMNS + 'type = "date"\n'))
    assert pages_of(file) == [False]
    assert ("heading 2", "Nu") in [(line.style, line.text) for line in outline(file)]
