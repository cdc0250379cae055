"""Any form on paper: what was said stands in it, in its language and its direction; a blank one has room to write."""

import io
import re
import shutil
import subprocess
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from definitions_made_up import MadeUp, as_toml, forms
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from paper_forms import (
    CURL,
    FULL,
    HALF,
    MADE_ON,
    PICTURE,
    document,
    everything,
    facts,
    paper,
    picture,
    read,
)
from PIL import Image
from word_file import Table, W, changed, notes, outline, parts, plain, sized_alone, tables, undescribed, xml

from words_pictures.definition import Definition, read_definition
from words_pictures.errors import PictureUnreadable
from words_pictures.filled import Filled, read_form
from words_pictures.word import paper_docx
from words_pictures.word.make_base import ACCENT, INK, WARM
from words_pictures.word.paper_ooxml import ASKED, HAIR_LINE, bookmark_of
from words_pictures.word.signature_picture import signature_picture
from words_pictures.word.words import book_words
from words_pictures.wording import fixed

# Making a form smaller that fails takes minutes: it is shown as it was made up.
AS_MADE = settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

FILES = {
    "full": {"said": FULL},
    "full in arabic": {"said": FULL, "language": "ar"},
    "half": {"said": HALF},
    "half, to go on by hand": {"said": HALF, "is_blank": True},
    "empty": {"said": {}},
    "blank": {"said": {}, "is_blank": True},
    "in two languages": {"said": FULL, "beside": "ar", "emergency": True},
    "in two languages from right to left": {"said": FULL, "language": "ar", "beside": "nl"},
    "blank in two languages": {"said": {}, "beside": "ar", "is_blank": True},
}


@pytest.fixture(scope="module", params=FILES)
def file(request: pytest.FixtureRequest) -> bytes:
    return paper(**FILES[request.param])


@pytest.fixture(scope="module")
def full() -> bytes:
    return paper(FULL)


@pytest.fixture(scope="module")
def both() -> bytes:
    return paper(FULL, beside="ar")


@pytest.fixture(scope="module")
def blank() -> bytes:
    return paper({}, is_blank=True)


def form(parts: str, *, name: str = "A form") -> Definition:
    return read_definition(f'id = "x"\nreading = "form"\nname = "{name}"\n{parts}', "own.toml")


def one_field(type: str, more: str = "", key: str = "a", label: str = "The label") -> Definition:
    return form(f'[[parts]]\nkey = "{key}"\ntype = "{type}"\nlabel = "{label}"\n{more}')


def one_list(*fields: str, more: str = "") -> Definition:
    """A list of fields, each `key type` with more of it behind; what they are asked is their key."""
    lines = f'[[parts]]\nkey = "items"\ntype = "list"\nlabel = "The items"\n{more}'
    for field in fields:
        key, type, *others = field.split(" ", 2)
        lines += f'[[parts.parts]]\nkey = "{key}"\ntype = "{type}"\nlabel = "{key}"\n' + "".join(
            f"{one}\n" for one in others
        )
    return form(lines)


def lines_of(docx: bytes) -> list[str]:
    return [line.text for line in outline(docx) if line.text]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f]+", "", text)


def read_aloud(docx: bytes) -> str:
    """All words of a file and of its pictures, without blanks."""
    spoken = (one.get("descr") or "" for one in xml(docx).iter("{*}docPr"))
    return squeezed("".join((*(line.text for line in outline(docx)), *spoken)))


def under(docx: bytes, label: str) -> list[str]:
    """The lines that follow a label, up to the next one."""
    found = outline(docx)
    start = next(n for n, line in enumerate(found) if line.text == label and _asks(line.style))
    rest = found[start + 1 :]
    return [line.text for line in rest[: next((n for n, line in enumerate(rest) if _asks(line.style)), len(rest))]]


def _asks(style: str) -> bool:
    return style == "Paper Label" or style.startswith("heading")


def keys(docx: bytes) -> list[str]:
    """What the content controls of a file are called."""
    return [alias.get(f"{W}val") for alias in xml(docx).iter(f"{W}alias")]


def bookmarks(docx: bytes) -> list[str]:
    return [one.get(f"{W}name") for one in xml(docx).iter(f"{W}bookmarkStart")]


def said_in(filled: Filled, *, with_pictures: bool = True) -> list[str]:
    """Everything somebody said in a form, who says it, and what is on its pictures."""
    found: list[str] = []
    for answer in filled.answers():
        found += [answer.text, *(text for view in answer.views for text in (view.says, view.words))]
        found += [answer.picture.description] if answer.picture and with_pictures else []
    return [text for text in found if text.strip()]


def _columns_of(cell) -> int:
    over = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if over is None else int(over.get(f"{W}val"))


def check_sound(docx: bytes) -> None:
    """What Word would repair, or lose without a word."""
    body = xml(docx)
    assert not [cell for cell in body.iter(f"{W}tc") if cell[-1].tag != f"{W}p"], "a cell ends in a paragraph"
    assert not list(body.iterfind(f".//{W}tc//{W}tbl")), "no table in a table"
    blocks = [block.tag for block in body[0]]
    assert (f"{W}tbl", f"{W}tbl") not in list(pairwise(blocks)), "two tables would be one"
    assert blocks[-2] == f"{W}p"
    for table in body.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {sum(map(_columns_of, row.iter(f"{W}tc"))) for row in table.iter(f"{W}tr")} == {columns}
        assert len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) == 1
    for named in (bookmarks(docx), keys(docx), [one.get("id") for one in body.iter("{*}docPr")]):
        assert len(named) == len(set(named))
    assert all(len(name) <= 40 for name in bookmarks(docx))
    assert all(len(key) <= 64 for key in keys(docx))
    assert undescribed(docx) == []


# --- what was said ---------------------------------------------------------------------------------------------------


def test_a_field_is_a_label_with_what_was_said_under_it(full: bytes) -> None:
    assert under(full, "Tot wanneer?") == ["dinsdag 13 april 2027"]
    assert under(full, "Wie was er niet?") == ["Papa Tomek, aan de telefoon"]


def test_one_sentence_stands_on_a_line(full: bytes) -> None:
    sentences = "1. Gaat mama 's avonds werken?\nDan is Ewa bij ons.\nZij blijft tot mama thuis is."
    assert sentences in lines_of(full)


def test_two_who_say_it_in_two_ways_stand_each_under_their_own_name(full: bytes) -> None:
    mama, kasia, ewa, _ = under(full, "Waarom dit plan?")
    assert (mama, ewa) == ("Mama zegt", "Ewa zegt")
    assert kasia.startswith("Ik dacht dat ik het alleen kon.\n")


def test_a_scale_is_said_with_its_ends_and_what_they_mean(full: bytes) -> None:
    said, *ends = under(full, "Hoe veilig is het?")
    assert re.fullmatch(r"6 \(\D+ 1 \D+ 10\)", said)
    assert ends == ["1: niet veilig · 10: veilig genoeg om te stoppen"]


def test_the_title_of_the_form_itself_stands_above_it_and_for_whom_it_is(full: bytes) -> None:
    first, second, *_ = outline(full)
    assert (first.style, first.text) == ("Paper Title", "Ons plan voor Mila en Oskar")
    assert (second.style, second.text) == ("Paper For", "voor Kasia, Ewa, Rita, Nele en Lotte")
    assert sum(line.text == first.text for line in outline(full)) == 1


def test_a_form_without_a_title_is_called_after_its_kind() -> None:
    assert lines_of(paper({}, definition=one_field("date")))[0] == "A form"
    said = {"title@nl.kasia": "Mijn plan", "title@nl.ewa": "Ons plan"}
    two = paper(said, definition=one_field("passage", "views = true", key="title"))
    assert lines_of(two)[:3] == ["A form", "The label", "Mama zegt"]


def test_what_nobody_filled_in_is_not_there() -> None:
    file = paper({"calls/c/who@value": ["ewa"], "calls/d/number@value": None}, definition=everything())
    assert [
        line for line in lines_of(file) if line in ("Tot wanneer?", "Wat we afspreken", "Wie tekent?", "De kamers")
    ] == []
    (table,) = tables(file)
    assert [row[0][0].text for row in table.rows] == ["", "1"]


def test_nothing_is_set_of_a_form_that_is_empty_but_its_name() -> None:
    assert lines_of(paper({}, definition=one_field("date"))) == ["A form"]


def test_without_a_version_the_day_it_was_made_stands_under_each_page() -> None:
    filled = read({}, definition=one_field("date"))
    file = paper_docx(filled, picture, words=book_words("nl"), made_on=MADE_ON, version=None)
    assert feet_of(file) == ["A form · Gemaakt op donderdag 18 maart 2027 · 1 / 1"]


def test_a_picture_says_what_is_on_it(full: bytes) -> None:
    spoken = {one.get("name"): one.get("descr") for one in xml(full).iter("{*}docPr")}
    assert spoken["p_rooms/k1/picture"] == "Het bed staat onder het raam."
    assert spoken["p_rooms/k1/composed"] == "De keuken."


def test_a_picture_that_nobody_described_is_called_by_its_label() -> None:
    said = {"items/i/photo@value": {"id": PICTURE, "width": 4, "height": 3}}
    (shown,) = xml(paper(said, definition=one_list("photo picture"))).iter("{*}docPr")
    assert shown.get("descr") == "photo"


def test_a_picture_that_is_no_picture_is_refused() -> None:
    filled = read(FULL)
    with pytest.raises(PictureUnreadable):
        paper_docx(filled, lambda id: b"GIF89a", words=book_words("nl"), made_on=MADE_ON, version="1")


# --- lists -----------------------------------------------------------------------------------------------------------


def table_with(docx: bytes, head: str) -> Table:
    return next(table for table in tables(docx) if any(line.text == head for cell in table.rows[0] for line in cell))


def test_short_items_are_rows_of_a_table_whose_head_comes_back(full: bytes) -> None:
    table = table_with(full, "Waarvoor?")
    assert table.headers == 1
    assert [[line.text for line in cell] for cell in table.rows[1]][:3] == [["1"], ["Ewa"], ["0400 11 22 01"]]
    assert table.description == "Wie?, Nummer, Wanneer kan je bellen? en Waarvoor?"


def test_a_table_is_called_after_its_list(full: bytes) -> None:
    captions = [one.get(f"{W}val") for one in xml(full).iter(f"{W}tblCaption")]
    assert captions == ["Wanneer testen we het?", "Wie bel je?", "Hoe veilig vindt ieder het?", "Wie tekent?"]


def test_no_row_goes_on_over_the_end_of_a_page_unless_it_is_as_high_as_one(full: bytes) -> None:
    rows = list(xml(full).iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    long = {"items/i/a@nl": "Dag. " * 80, "items/i/b@nl": "Mama kwam elke dag. ", "items/i/c@value": "w" * 20}
    definition = one_list("a passage limit=400", "b passage limit=400", "c text limit=40", "d text", "e text")
    head, row = xml(paper(long, definition=definition)).iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}cantSplit") is not None
    assert row.find(f"{W}trPr/{W}cantSplit") is None


def test_columns_are_as_wide_as_what_stands_in_them(full: bytes) -> None:
    for table in xml(full).iter(f"{W}tbl"):
        wide = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert abs(sum(wide) / 20 - (481.9 + 10)) < 1, "as wide as the page"
    calls = list(xml(full).iter(f"{W}tbl"))[1]
    number, who, telephone, when, _ = (int(column.get(f"{W}w")) / 20 for column in calls.iter(f"{W}gridCol"))
    assert number < who < telephone < when


def test_more_than_five_fields_or_a_list_inside_make_numbered_blocks(full: bytes) -> None:
    headings = [line.text for line in outline(full) if line.style == "heading 3"]
    first, *others = headings
    assert first.startswith("1. Gaat mama 's avonds werken?")
    assert others == ["2", "3. Is er niemand?\nDan belt Mila 112.\nDat mag altijd.", "1. De kamer van Mila", "2"]


def test_in_a_block_what_is_short_stands_behind_its_label(full: bytes) -> None:
    assert "Hoeveel bedden?\u20022" in [line.text for line in outline(full)]


def test_the_name_of_an_item_stands_in_its_heading_only(full: bytes) -> None:
    assert lines_of(full).count("1. De kamer van Mila") == 1
    assert "De kamer van Mila" not in lines_of(full)


def test_a_list_inside_is_a_table_in_the_flow(full: bytes) -> None:
    found = [(line.style, line.text) for line in outline(full)]
    assert ("heading 4", "Wanneer testen we het?") in found
    check_sound(full)


def test_a_table_without_room_for_its_words_becomes_blocks() -> None:
    fields = [f"{key} text limit=40" for key in "abcde"]
    short, long = ({f"items/i/{key}@value": letter * 20 for key in "abcde"} for letter in "iW")
    assert len(tables(paper(short, definition=one_list(*fields)))) == 1
    file = paper(long, definition=one_list(*fields))
    assert tables(file) == []
    assert "W" * 20 in "".join(lines_of(file))


def test_letters_in_a_table_are_twelve_points_at_least_and_fourteen_where_there_is_room(full: bytes) -> None:
    cells = {line.style for table in tables(full) for row in table.rows[1:] for cell in row[1:] for line in cell}
    assert "Cell Words" in cells


# --- signatures ------------------------------------------------------------------------------------------------------


def test_who_signed_stands_with_the_day_and_the_lines_they_drew(full: bytes) -> None:
    rows = table_with(full, "Handtekening").rows
    said = rows[1][2][0].text
    assert "Kasia" in said
    assert "donderdag 18 maart 2027" in said
    spoken = {one.get("name"): one.get("descr") for one in xml(full).iter("{*}docPr")}
    assert plain(spoken["p_signed/n1/signature"]) == said
    assert "p_signed/n2/signature" not in spoken, "a name that was typed is no drawing"


def test_whoever_has_not_signed_yet_finds_a_line_with_their_name_under_it(full: bytes) -> None:
    line, name = table_with(full, "Handtekening").rows[3][2]
    assert (line.style, line.text) == ("Writing Line", "")
    assert (name.style, name.text) == ("Paper Note", "Rita")


def test_drawn_lines_become_a_picture_no_larger_than_they_are() -> None:
    drawn = signature_picture(CURL)
    with Image.open(io.BytesIO(drawn.picture)) as image:
        assert image.size == (drawn.width, drawn.height)
        dark = image.convert("L").point(lambda tone: 255 * (tone < 128)).getbbox()
    assert dark is not None
    assert dark[0] < 40
    assert dark[2] > drawn.width - 40


@pytest.mark.parametrize("strokes", [[[[0, 0]]], [[[1000, 1000]]], [[[5, 5], [5, 5]]], [[], [[3, 4], [999, 0]]]])
def test_a_dot_stays_a_dot(strokes: list[list[list[int]]]) -> None:
    drawn = signature_picture(strokes)
    with Image.open(io.BytesIO(drawn.picture)) as image:
        tones = image.convert("L").histogram()
    assert 0 < sum(tones[:128]) < sum(tones) / 20


def test_a_paper_that_was_signed_is_shown_as_its_photo() -> None:
    signed = {"way": "paper", "name": "Rita", "on": "2027-03-18", "picture": {"id": PICTURE, "width": 40, "height": 30}}
    (photo,) = xml(paper({"a@value": signed}, definition=one_field("signature"))).iter("{*}docPr")
    assert "Rita" in photo.get("descr")


def test_without_the_facts_a_signature_stands_in_words() -> None:
    file = paper_docx(read(FULL), picture, words=book_words("nl"), made_on=MADE_ON, version="1")
    assert any("Nele" in line and "Lotte" in line for line in lines_of(file))


# --- to fill in by hand ----------------------------------------------------------------------------------------------


def test_a_blank_form_has_every_label(blank: bytes) -> None:
    labels = {part.label for part in everything().parts if part.key not in ("languages", "people")}
    shown = {line.text for line in outline(blank)}
    assert {label for label in labels if label not in ("Title",)} <= shown


def test_a_field_that_is_not_always_asked_says_when(blank: bytes) -> None:
    said, *room = under(blank, "Wie was er niet?")
    assert "Was iedereen er?" in said
    assert fixed("Not yet", "nl") in said
    assert room == [""]


def test_words_have_lines_to_write_on(blank: bytes) -> None:
    lines = [line.style for line in outline(blank) if line.style.startswith("Writing Line")]
    assert len(lines) > 10
    assert not any(one == other for one, other in pairwise(lines) if "Next" in one), "two in turn"


@pytest.mark.parametrize(
    ("type", "more", "room"),
    [
        ("answer", "", [" ".join(f"☐ {fixed(one, 'nl')}" for one in ("Yes", "No", "Not yet"))]),
        ("yes", "", [f"☐ {fixed('Yes', 'nl')}"]),
        ("choice", 'options = { a = "Thuis", b = "At school" }', ["☐ Thuis   ☐ At school"]),
        (
            "choice",
            f'options = {{ a = "{"long " * 20}", b = "At school" }}',
            [f"☐ {'long ' * 20}".strip(), "☐ At school"],
        ),
        ("scale", "scale = { from = 0, to = 3 }", ["0 1 2 3"]),
        ("scale", "scale = { from = -100, to = 100 }", [""]),
        ("date", "", [""]),
        ("short_text", "", [""]),
        ("passage", "", [""] * 6),
        ("picture", "", [""]),
        ("people", "", ["☐ Mila ☐ Oskar ☐ Kasia ☐ Ewa ☐ Rita ☐ Nele", "☐ Lotte", ""]),
        ("signature", "", ["", fixed("Name and day", "nl")]),
    ],
)
def test_each_kind_of_field_has_its_own_room(type: str, more: str, room: list[str]) -> None:
    def bare(lines: list[str]) -> list[str]:
        return [re.sub(r"\s+", " ", line).strip() for line in lines]

    file = paper({}, definition=one_field(type, more), is_blank=True)
    found = bare(under(file, "The label"))
    assert found == bare(room)


def test_hours_have_the_days_and_two_gaps() -> None:
    *days, hours = under(paper({}, definition=one_field("hours"), is_blank=True), "The label")
    assert sum(line.count("☐") for line in days) == 7
    assert "zondag" in days[-1]
    assert hours.count("________") == 2


def test_a_list_has_an_empty_table(blank: bytes) -> None:
    rows = table_with(blank, "Waarvoor?").rows
    assert len(rows) == 7
    assert [row[0][0].text for row in rows[1:]] == list("123456")
    assert all(not line.text for row in rows[1:] for cell in row[1:] for line in cell)


def test_a_large_item_has_room_once_and_says_what_to_do_for_another(blank: bytes) -> None:
    assert [line.text for line in outline(blank) if line.style == "Card Number"] == ["1", "1"]
    assert lines_of(blank).count("Nog een? Kopieer dit stuk, of ga verder op de achterkant.") == 2


def test_an_item_that_is_filled_in_later_and_says_nothing_yet_has_no_card() -> None:
    # It would be a table without a row.
    later = one_list("kind passage later = true", more="later = true\n")
    file = paper({"items/a/kind@nl": "Het eerste.", "items/b/kind@nl": None}, definition=later, is_blank=True)
    check_sound(file)
    assert [line for line in lines_of(file) if line in ("Het eerste.", "1", "2")] == ["1", "Het eerste."]


def test_a_blank_form_in_two_languages_asks_in_both_and_has_room_once() -> None:
    both, one = (paper({}, is_blank=True, **more) for more in ({"beside": "ar"}, {}))
    lines = [line for line in outline(both) if line.style.startswith("Writing")]
    assert len(lines) == len([line for line in outline(one) if line.style.startswith("Writing")])
    assert "☐ Ja · نعم" in "\n".join(lines_of(both)).replace("\xa0", " ")


def test_what_is_filled_in_already_stands_in_a_form_to_go_on_with() -> None:
    file = paper(HALF, is_blank=True)
    assert "dinsdag 13 april 2027" in lines_of(file)
    rows = table_with(file, "Waarvoor?").rows
    assert [row[1][0].text for row in rows] == ["Wie?", "Ewa", "Rita", "Lotte", "", "", ""]


def test_the_question_helps_to_fill_it_in_and_stands_on_no_other_paper(full: bytes, blank: bytes) -> None:
    assert "Wat is er gebeurd? Waar zijn we bang voor?" in lines_of(blank)
    assert "Wat is er gebeurd? Waar zijn we bang voor?" not in lines_of(full)


def test_a_blank_form_shows_no_field_that_its_reader_may_not_see() -> None:
    definition = form(
        '[[parts]]\nkey = "came"\ntype = "answer"\naudience = "everyone"\nlabel = "Did they come?"\n'
        '[[parts]]\nkey = "why"\ntype = "text"\naudience = "everyone"\nlabel = "Why not?"\nonly_if = { came = "no" }\n'
        '[[parts]]\nkey = "ours"\ntype = "text"\nlabel = "Our own note"\nonly_if = { came = "no" }\n'
        '[[parts]]\nkey = "note"\ntype = "text"\nlabel = "Another note"\n'
    )
    about = document({})
    filled = read_form(about, definition, facts(about), "nl", seen=frozenset({"came", "why"}))
    words = book_words("nl")
    shown = lines_of(paper_docx(filled, picture, words=words, made_on=MADE_ON, version="1", is_blank=True))
    assert {"Did they come?", "Why not?"} <= set(shown)
    assert not {"Our own note", "Another note"} & set(shown)


# --- two languages ---------------------------------------------------------------------------------------------------


def test_each_language_stands_in_its_own_column_and_direction(both: bytes) -> None:
    rows = [row for table in tables(both) for row in table.rows if len(row) == 2]
    dutch, arabic = next(row for row in rows if row[0][0].text == "Wat spreken we af?")
    assert (dutch[1].language, dutch[1].direction) == ("nl-BE", "ltr")
    assert (arabic[1].language, arabic[1].direction) == ("ar-EG", "rtl")
    assert arabic[1].text.startswith("هل تعمل أمي مساءً؟")


def test_in_a_table_both_languages_stand_under_each_other(both: bytes) -> None:
    what = table_with(both, "Waarvoor?").rows[1][4]
    assert [(line.language, line.direction) for line in what] == [("nl-BE", "ltr"), ("ar-EG", "rtl")]


def test_a_number_that_is_the_same_in_both_stands_once(both: bytes) -> None:
    assert [line.text for line in table_with(both, "Waarvoor?").rows[1][2]] == ["0400 11 22 01"]


def test_columns_run_the_way_of_the_first_language() -> None:
    assert {table.is_right_to_left for table in tables(paper(FULL, beside="ar"))} == {False}
    assert {table.is_right_to_left for table in tables(paper(FULL, "ar", beside="nl"))} == {True}


def test_what_nobody_translated_stands_once_and_is_marked(both: bytes) -> None:
    rows = [row for table in tables(both) for row in table.rows if len(row) == 2]
    dutch, arabic = next(row for row in rows if row[0][0].text == "Hoe ging het?")
    assert dutch[1].text == "Het ging goed, Oskar sliep."
    not_translated = " · ".join(said.text for said in book_words("ar").not_translated)
    assert [line.text for line in arabic[1:]] == ["", not_translated]
    assert bookmark_of("rules/r1/how@ar") in bookmarks(both), "what is written there can come back"


def test_a_translation_that_nobody_looked_over_is_marked_in_its_language(both: bytes) -> None:
    not_looked_over = " · ".join(said.text for said in book_words("ar").not_looked_over)
    assert notes(both).count(not_looked_over) == 1
    assert notes(paper(FULL, "ar")).count(not_looked_over) == 1
    assert fixed("Not looked over yet", "nl") not in notes(paper(FULL))


def test_a_form_in_one_language_says_that_not_all_of_it_was_translated(both: bytes) -> None:
    said = " · ".join(fixed("Not everything here has been translated yet.", language) for language in ("ar", "nl"))
    assert notes(paper(FULL, "ar")).count(said) == 1
    assert said not in notes(both), "there it is said where it is"
    for one in (paper(FULL), paper({}, "ar"), paper({}, "ar", is_blank=True)):
        assert fixed("Not everything here has been translated yet.", "nl") not in notes(one)


def test_names_in_latin_letters_alone_run_their_own_way_at_the_side_of_the_reader() -> None:
    line = next(line for line in outline(paper(FULL, "ar")) if line.text.endswith("\u2002Ewa"))
    assert line.direction == "ltr"


def test_pages_and_tables_of_an_arabic_form_run_from_right_to_left() -> None:
    file = paper(FULL, "ar")
    assert xml(file).find(f".//{W}sectPr/{W}bidi") is not None
    assert {table.is_right_to_left for table in tables(file)} == {True}


# --- the file --------------------------------------------------------------------------------------------------------


def test_a_validator_finds_nothing_in_it(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(file)
    assert [error.description for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert sized_alone(file) == []
    check_sound(file)


def test_the_validator_would_find_a_fault(full: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(
        changed(
            full,
            "word/document.xml",
            lambda body: body.replace("<w:tblGrid>", "<w:grid>", 1).replace("</w:tblGrid>", "</w:grid>", 1),
        )
    )
    assert OpenXmlValidator().validate(str(path)).errors


def test_the_same_form_gives_the_same_bytes() -> None:
    assert paper(FULL, beside="ar") == paper(FULL, beside="ar")
    assert paper({}, is_blank=True) == paper({}, is_blank=True)


def feet_of(file: bytes) -> list[str]:
    return [line.text for name in parts(file) if "footer" in name for line in outline(file, name)]


def test_under_each_page_stands_its_number_the_kind_of_form_and_its_version(full: bytes) -> None:
    (foot,) = (name for name in parts(full) if re.fullmatch(r"word/footer\d\.xml", name))
    fields = [one.get(f"{W}instr").strip() for one in xml(full, foot).iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert feet_of(full) == ["Het plan van het gezin · Versie 2 van donderdag 18 maart 2027 · 1 / 1"]
    assert xml(full).find(f".//{W}titlePg") is None, "under the first page too"


def test_what_does_not_fit_on_one_line_under_a_page_stands_above_it(both: bytes) -> None:
    *versions, last = feet_of(both)
    assert versions[0] == "Versie 2 van donderdag 18 maart 2027"
    assert len(versions) == 2
    assert last.endswith("1 / 1")


def test_whom_to_call_stands_under_each_page_only_where_it_is_asked_for(full: bytes) -> None:
    assert "112" not in "".join(feet_of(full))
    assert "112" in "".join(feet_of(paper(FULL, emergency=True)))


def test_the_file_says_of_itself_what_kind_of_form_it_is_and_nobodys_name(both: bytes) -> None:
    properties = docx.Document(io.BytesIO(both)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Het plan van het gezin", "", "")
    assert properties.language == "nl-BE"
    assert properties.created.date() == MADE_ON
    own = parts(both)["docProps/custom.xml"].decode()
    assert [own.count(f">{value}<") for value in ("our-plan", "5701", "ar", str(len(FULL)))] == [1, 1, 1, 1]
    assert not any(name in own for name in ("Mila", "Kasia", "Oskar"))


def test_headings_go_down_one_level_at_a_time(file: bytes) -> None:
    levels = {"Paper Title": 1, "heading 2": 2, "Paper Label": 2, "heading 3": 3, "heading 4": 4}
    found = [levels[line.style] for line in outline(file) if line.style in levels]
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_the_colours_are_those_of_the_base() -> None:
    assert (HAIR_LINE, ASKED) == (WARM, ACCENT)
    assert INK in (Path(__file__).parents[3] / "words_pictures/word/signature_picture.py").read_text()


def test_each_answer_is_found_again_by_its_address(full: bytes) -> None:
    found = keys(full)
    assert {
        "title@nl",
        "why@nl.kasia",
        "why@nl.ewa",
        "until@value",
        "rules/r1/rule@nl",
        "rules/r2/rule@nl.kasia",
        "rules/r1/tests/t1/seen@nl",
        "calls/c1/number@value",
        "rooms/k1/name@nl",
        "rooms/k1/beds@value",
    } <= set(found)
    assert [bookmark_of(key) in bookmarks(full) for key in found] == [True] * len(found)


def test_a_content_control_holds_what_was_said_and_not_its_label(full: bytes) -> None:
    held = {
        control.find(f"{W}sdtPr/{W}alias").get(f"{W}val"): plain("".join(control.itertext()))
        for control in xml(full).iter(f"{W}sdt")
    }
    assert held["rooms/k1/beds@value"] == "2"
    assert held["rooms/k1/name@nl"] == "De kamer van Mila"
    assert held["until@value"] == "dinsdag 13 april 2027"


def test_an_address_longer_than_word_takes_is_kept_by_a_shorter_name() -> None:
    one, other = ("0123456789abcdef" * 2, "fedcba9876543210" * 2)
    said = {f"rules/{one}/tests/{other}/seen@nl": "Ewa was er.", f"rules/{one}/rule@nl": "Ewa komt."}
    found = keys(paper(said))
    assert f"rules/{one}/rule@nl" in found
    assert bookmark_of(f"rules/{one}/tests/{other}/seen@nl") in found


# --- whatever a form is ----------------------------------------------------------------------------------------------


@AS_MADE
@given(forms(), st.sampled_from(("nl", "ar")), st.sampled_from(("", "ar", "ti")), st.booleans())
def test_no_said_word_is_ever_lost(made_up: MadeUp, language: str, beside: str, is_blank: bool) -> None:
    definition, about = made_up.definition, made_up.document
    filled, *others = (read_form(about, definition, facts(about, one), one) for one in (language, beside) if one)
    file = paper_docx(
        filled,
        picture,
        words=book_words(language),
        made_on=MADE_ON,
        version="1",
        beside=others[0] if others else None,
        is_blank=is_blank,
        facts=facts(about, language),
    )
    check_sound(file)
    whole = read_aloud(file)
    for text in (*said_in(filled), *(text for one in others for text in said_in(one, with_pictures=False))):
        assert squeezed(text) in whole, text
    anchored = set(bookmarks(file))
    for answer in filled.answers():
        if answer.text.strip() and answer.part.type not in ("passage", "short_text"):
            assert bookmark_of(f"{answer.place}@value") in anchored


@AS_MADE
@given(forms())
def test_a_blank_form_asks_everything(made_up: MadeUp) -> None:
    about = document({}, form="made-up")
    filled = read_form(about, made_up.definition, facts(about), "nl")
    file = paper_docx(filled, picture, words=book_words("nl"), made_on=MADE_ON, version="1", is_blank=True)
    whole = read_aloud(file)
    for part in made_up.definition.parts:
        is_hidden = part.only_if is not None or part.later
        for asked in () if is_hidden else (part, *(inner for inner in part.parts if not inner.later)):
            assert squeezed(fixed(asked.label, "nl")) in whole


@AS_MADE
@given(forms())
def test_a_made_up_form_is_one_that_a_file_could_describe(made_up: MadeUp) -> None:
    assert read_definition(as_toml(made_up.definition)) == made_up.definition
    for address, entry in made_up.document.entries.items():
        made_up.definition.check_write(address, entry.value)


def test_three_hundred_items_of_six_fields_are_set_in_a_second() -> None:
    definition = one_list(
        "who people", "when hours", "number text", "on date", "what passage limit=300", "how short_text"
    )
    said = {}
    for n in range(300):
        place = f"items/{n:032x}"
        said |= {
            f"{place}/who@value": ["ewa", "rita"],
            f"{place}/when@value": {"days": [0, 3], "from": "17:40", "to": "21:55"},
            f"{place}/number@value": f"0400 11 22 {n}",
            f"{place}/on@value": "2027-03-15",
            f"{place}/what@nl": f"Als mama niet op tijd thuis is. Rita {n} heeft de sleutel.",
            f"{place}/how@nl": f"Regel {n}",
        }
    about = document(said)
    filled, known = read_form(about, definition, facts(about), "nl"), facts(about)

    def seconds() -> float:
        begin = time.process_time()
        paper_docx(filled, picture, words=book_words("nl"), made_on=MADE_ON, version="1", facts=known)
        return time.process_time() - begin

    assert min(seconds() for _ in range(3)) < 1


@pytest.mark.early
def test_libreoffice_keeps_every_word(tmp_path: Path) -> None:
    for program in ("soffice", "pdftotext"):
        assert shutil.which(program), f"{program} is missing: apt-get install libreoffice-writer-nogui poppler-utils"
    files = {"full": paper(FULL), "both": paper(FULL, beside="ar"), "blank": paper({}, is_blank=True)}
    for name, content in files.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", str(tmp_path), *(str(tmp_path / f"{name}.docx") for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    for name, content in files.items():
        done = subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / f"{name}.pdf"), "-"], check=True, capture_output=True
        )
        printed = Counter(_latin_words(done.stdout.decode()))
        missing = Counter(_latin_words(" ".join(line.text for line in outline(content)))) - printed
        assert not missing, (name, missing)


def _latin_words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}|\d+", plain(text))
