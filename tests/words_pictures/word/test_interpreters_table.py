"""The table that goes out to an interpreter."""

from __future__ import annotations

import datetime
import io
import re
import time
import zipfile

import docx
import pytest
from hypothesis import given, settings
from interpreters import FORM, MADE_ON, PEOPLE, a_document, documents, sent
from openxml_audit import OpenXmlValidator
from word_file import NAMES, W, parts, sized_alone, xml

from words_pictures.audience import project, worker
from words_pictures.definition import definitions
from words_pictures.demo import demo_story
from words_pictures.family import read_family
from words_pictures.masking import Masking
from words_pictures.translation import sentences_of
from words_pictures.word.interpreters_table import head_of, notes_above, number_of, table_docx
from words_pictures.word.row_keys import column_and_key, key_of, keys_of, plain
from words_pictures.word_file import MOST_TIMES_SMALLER, read_word_file
from words_pictures.wording import LANGUAGES, fixed, language_name

STORY = a_document(
    {
        "title@nl": "Het verhaal van Mila",
        "title@pl": "Historia",
        "title@made-pl": {"from": "nl", "of": "0" * 24, "how": "interpreter"},
        "scenes/a/heading@nl": "Jullie thuis",
        "scenes/a/words@en.kasia": "Mila, I was tired.",
        "scenes/a/words@nl.rita": "Oskar huilde.",
        "scenes/a/picture@nl": "Mila en Oskar kijken uit het raam.",
        "scenes/a/steps/x/words@nl": "Eerste",
        "scenes/b/words@nl": "",
        "scenes/c/words@pl": "Powiedziane po polsku.",
        "scenes/gone/words@nl": "Weg",
        "knows@nl": "Mila weet het.",
    },
    {"scenes": ("c", "a", "b"), "scenes/a/steps": ("x",)},
)


def said(data: bytes) -> list[tuple[str, ...]]:
    """What stands in each row."""
    [table] = read_word_file(data).tables
    return [tuple(cell.text for cell in row) for row in table.rows]


def test_every_passage_with_a_source_has_a_row_in_the_order_of_the_document():
    _, *rows = said(sent(STORY))
    assert [source for _, source, _ in rows] == [
        "Het verhaal van Mila",
        "Mila weet het.",
        "Jullie thuis",
        "Mila, I was tired.",
        "Oskar huilde.",
        "Mila en Oskar kijken uit het raam.",
        "Eerste",
    ]
    assert [words for _, _, words in rows] == ["Historia", "", "", "", "", "", ""]


def test_beside_each_row_stands_its_number_what_it_is_and_what_is_to_be_done():
    spoken = "pl" if "pl" in LANGUAGES else "nl"
    title, _, heading, kasia, *_, step = (first.split("\n") for first, *_ in said(sent(STORY))[1:])
    assert title[0] == fixed("Title", spoken)
    assert heading[0] == f"2 · {fixed('Title of this page', spoken)}"
    assert kasia == [f"2 · {fixed('Words', spoken)}", language_name("en", spoken), heading[-1]]
    assert step[0].startswith("2.1 · ")


def test_a_translation_that_was_overtaken_is_marked_and_a_good_one_is_not():
    title, knows, *_ = (first.split("\n")[-1] for first, *_ in said(sent(STORY))[1:])
    assert title.split(" / ")[0] != knows.split(" / ")[0]
    good = a_document(
        {"title@nl": "Mila", "title@pl": "Mila", "title@made-pl": {"from": "nl", "of": "0" * 24, "how": "worker"}}
    )
    assert len(said(sent(good))[1][0].split("\n")) == 2


def test_the_head_names_both_languages_and_comes_again_on_each_page():
    data = sent(STORY)
    assert said(data)[0] == ("", "Nederlands", head_of("pl"))
    head, *others = xml(data).iter(f"{W}tr")
    assert head.find("w:trPr/w:tblHeader", NAMES) is not None
    assert all(one.find("w:trPr/w:tblHeader", NAMES) is None for one in others)
    assert all(one.find("w:trPr/w:cantSplit", NAMES) is not None for one in (head, *others))


@pytest.mark.parametrize(("language", "spoken"), [("nl", ["nl"]), ("ps", ["nl"]), ("en", ["en", "nl"])])
def test_what_to_do_stands_above_in_the_interpreters_language_and_in_dutch(language, spoken):
    notes = notes_above(language, has_names=False, has_changed=False)
    assert [one for _, one in notes] == spoken
    assert all(line.count(". ") >= 2 for line, _ in notes)
    above = read_word_file(sent(a_document({"title@fr": "Mila"}), language)).outside
    assert list(above) == [line for line, _ in notes]


def test_names_and_changes_are_explained_where_there_are_any():
    plainly, with_names = (read_word_file(sent(STORY, "en", names)).outside[0] for names in (None, PEOPLE))
    assert "[A]" in with_names
    assert "[A]" not in plainly
    changed = a_document(
        {"title@nl": "x", "title@en": "y", "title@made-en": {"from": "nl", "of": "0" * 24, "how": "worker"}}
    )
    assert "changed" in read_word_file(sent(changed, "en")).outside[0]


@pytest.mark.parametrize(("source", "language"), [("nl", "ar"), ("ar", "nl"), ("nl", "pl"), ("ti", "fa")])
def test_each_column_runs_the_way_of_its_language(source, language):
    data = sent(a_document({f"title@{source}": "أهلا 112" if source == "ar" else "Dag", "title@zz": ""}), language)
    for row in xml(data).iter(f"{W}tr"):
        _, left, right = row.findall("w:tc", NAMES)
        for cell, one in ((left, source), (right, language)):
            is_right_to_left = {one is not None for one in [p.find("w:pPr/w:bidi", NAMES) for p in cell.iter(f"{W}p")]}
            assert is_right_to_left == {one in ("ar", "fa")}
    # The source stands on the left whichever way the words run.
    assert [one.get(f"{W}val") for one in xml(data).iter(f"{W}bidiVisual")] == ["off"]


def test_each_cell_bears_a_mark_of_its_own_and_the_source_a_content_control():
    root = xml(sent(STORY))
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    numbers = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names) == len(set(numbers)) == 3 * 8
    assert all(len(name) <= 40 and column_and_key(name) for name in names)
    controls = [one.get(f"{W}val") for one in root.iter(f"{W}alias")]
    assert controls == [name for name in names if name.startswith("o_") and name != "o_head"]


def test_a_key_tells_nothing_and_is_known_again_when_the_passage_is_gone():
    assert key_of(STORY, "title@pl") != key_of(a_document({}, id="other"), "title@pl")
    assert keys_of(STORY, "pl")[key_of(STORY, "scenes/gone/words@pl")] == "scenes/gone/words@pl"
    assert keys_of(STORY, "pl")[key_of(STORY, "scenes/a/words@pl.kasia")] == "scenes/a/words@pl.kasia"


def test_the_file_tells_nothing_of_anybody():
    file = docx.Document(io.BytesIO(sent(STORY)))
    properties = file.core_properties
    assert (properties.title, properties.author, properties.last_modified_by, properties.subject) == ("", "", "", "")
    assert properties.created == datetime.datetime(2027, 3, 27, 12, tzinfo=datetime.UTC)
    assert properties.language == "pl-PL"


def test_the_same_document_gives_the_same_bytes():
    assert sent(STORY) == sent(STORY)


@pytest.mark.parametrize("language", ["pl", "ar", "ti", "nl"])
@pytest.mark.parametrize("names", [None, PEOPLE])
def test_a_validator_finds_nothing(tmp_path, language, names):
    file = tmp_path / "table.docx"
    file.write_bytes(sent(STORY, language, names))
    assert [error.description for error in OpenXmlValidator().validate(str(file)).errors] == []
    assert sized_alone(file.read_bytes()) == []


@settings(max_examples=30)
@given(documents())
def test_every_word_of_every_document_is_in_its_row(document):
    rows = said(sent(document))[1:]
    sentences = [one for one in sentences_of(document, FORM, "pl") if one.source]
    assert [(plain(row[1]), plain(row[2])) for row in rows] == [
        (plain(one.source), plain(one.words)) for one in sentences
    ]


def test_three_hundred_long_sentences_take_less_than_a_second_and_are_no_bomb():
    order = {"scenes": tuple(f"s{n}" for n in range(300))}
    long = a_document({f"scenes/s{n}/words@nl": "Mila lachte. أهلا " * 20 for n in range(300)}, order)
    begun = time.process_time()
    data = sent(long, "ar", PEOPLE)
    assert time.process_time() - begun < 1
    assert len(read_word_file(data).tables[0].rows) == 301
    short = sent(a_document({f"scenes/s{n}/words@nl": "x" for n in range(300)}, order))
    for part in zipfile.ZipFile(io.BytesIO(short)).infolist():
        assert part.file_size < MOST_TIMES_SMALLER / 2 * part.compress_size


def test_where_nothing_is_to_be_translated_there_is_a_head_only():
    assert len(said(sent(a_document({"title@pl": "Mila"})))) == 1


# --- names ------------------------------------------------------------------------------------------------------------


def test_with_names_masked_nobody_is_named_anywhere_in_the_file():
    document = a_document(
        {**{address: entry.value for address, entry in STORY.entries.items()}, "title@pl": "Historia Mili"}, STORY.order
    )
    whole = b"".join(parts(sent(document, "pl", PEOPLE)).values()).decode()
    assert not re.search("mila|mili|oskar|kasia|nowak", whole, re.IGNORECASE)
    assert "[A]" in whole


def test_a_translation_that_names_somebody_in_another_way_is_not_sent_along():
    document = a_document(
        {
            "title@nl": "Tomek belt Mila",
            "title@pl": "Mila dzwoni do Tomka",
            "title@made-pl": {"from": "nl", "of": "0" * 24, "how": "worker"},
        }
    )
    tomek = Masking((*PEOPLE.people, ("E", "5", "Tomek")))
    assert said(sent(document, "pl", tomek))[1][1:] == ("[E] belt [A]", "")
    assert said(sent(document, "pl"))[1][1:] == ("Tomek belt Mila", "Mila dzwoni do Tomka")


def test_a_text_with_something_like_a_letter_stays_as_it_is_where_names_are_shown():
    assert said(sent(a_document({"title@nl": "zie [A]"})))[1][1] == "zie [A]"


def test_nobody_can_guess_the_names_from_what_the_file_keeps():
    # Two stories that differ in nothing but the name keep the same digests.
    first, second = (a_document({"title@nl": f"Het verhaal van {name}"}) for name in ("Mila", "Fatima"))
    names = [Masking((("A", "1", name),)) for name in ("Mila", "Fatima")]
    kept = [
        read_word_file(sent(one, "pl", masking)).properties for one, masking in zip((first, second), names, strict=True)
    ]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("language", ["pl", "ar", "ti"])
@pytest.mark.parametrize("name", ["story", "story-young-person"])
def test_the_demo_goes_out_without_a_name(name, language, story_form, file_form):
    document, file = demo_story(name)
    seen = project(definitions()[document.definition], document, file_form, file, worker(None))
    family = read_family(seen.file, language)
    data = table_docx(
        *(seen.document, story_form, language),
        made_on=MADE_ON,
        names=Masking.of_people(family),
        family=family,
        without=("tellings",),
    )
    words = " ".join(text for row in said(data) for text in row)
    own_names = {person.name.split()[-1] for person in family.people} - {"An"}
    assert not [one for one in own_names if re.search(rf"\b{one}\b", words)]


def test_lists_can_stay_out_and_a_view_says_whose_it_is():
    document, file = demo_story("story")
    definition, family = definitions()[document.definition], read_family(file, "pl")
    whole, without = (
        said(table_docx(document, definition, "uk", made_on=MADE_ON, family=family, without=left))
        for left in ((), ("tellings", "knows"))
    )
    assert len(whole) > len(without) > 30
    view = a_document({"scenes/a/words@nl.kasia": "Ik was moe."}, {"scenes": ("a",)})
    for names, line in ((None, "mama"), (Masking.of_people(family), "mama")):
        beside = said(table_docx(view, FORM, "nl-NL", made_on=MADE_ON, family=family, names=names))[1][0]
        assert line in beside.casefold()


def test_a_number_is_that_of_the_scene_and_of_what_stands_in_it():
    assert number_of(STORY, "title") == ""
    assert number_of(STORY, "scenes/a/words") == "2"
    assert number_of(STORY, "scenes/a/steps/x/words") == "2.1"
    assert number_of(STORY, "scenes/gone/words") == ""
