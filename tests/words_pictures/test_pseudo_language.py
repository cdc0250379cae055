"""What the library says by itself can all be translated, in Word files and beside pictures: a language that nobody speaks shows it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.pseudo import lengthened, outside, outside_in_word, spoken
from words_pictures import wording
from words_pictures.composition_words import describe
from words_pictures.definition import definitions, texts
from words_pictures.demo import demo_story
from words_pictures.document import Document, Entry
from words_pictures.drawn import composition_of
from words_pictures.emergency import emergency_lines
from words_pictures.family import read_family
from words_pictures.labels import labels
from words_pictures.masking import Masking
from words_pictures.story import read_story
from words_pictures.voices import says
from words_pictures.word import story_docx
from words_pictures.word.interpreters_table import table_docx
from words_pictures.word.words import book_words

MADE_ON = date(2027, 3, 9)
THEIRS = re.compile(r"[\u10d0-\u10ff]+|\[[A-Z]\d*\]")
"""The family writes in Georgian letters: whatever stands in others is ours, but for the letters in the place of names."""


def test_a_text_is_longer_and_keeps_its_placeholders() -> None:
    assert lengthened("Page %(number)s of {x}, 5%%") == "⟦Paagee %(number)s oof {x}, 5%%⟧"
    assert outside("⟦Paagee ⟦ოსკარ⟧ oof⟧ 5, 112 (9 maart 2027)", THEIRS) == ""


@pytest.mark.parametrize(
    ("text", "found"), [("Saved", "Saved"), ("⟦Saaveed⟧ now", "now"), ("⟦Saaveed", "a text that does not end")]
)
def test_a_text_outside_is_found(text: str, found: str) -> None:
    assert outside(text, THEIRS) == found


def test_when_nobody_speaks_it_any_more_nothing_is_left_of_it() -> None:
    before = [_said_by_the_library("nl"), _said_by_the_library("pl")]
    with spoken():
        assert all("⟦" in one for one in _said_by_the_library("nl"))
    assert [_said_by_the_library("nl"), _said_by_the_library("pl")] == before


@pytest.mark.parametrize("look", ["child", "young", "adult"])
def test_the_fixed_words_of_a_word_file_can_all_be_translated(look: str) -> None:
    with spoken():
        words = vars(book_words("pl", look))
        assert [text for said in words.values() for text in _texts(said) if outside(text)] == []


@pytest.mark.parametrize("layout", ["columns", "facing"])
@pytest.mark.parametrize("languages", [("pl", "nl"), ("ar", "nl"), ("nl", "ar"), ("pl", "")], ids="+".join)
def test_a_word_file_in_one_language_or_two_is_translated(languages: tuple[str, str], layout: Any) -> None:
    language, beside = languages
    document, file = _demo()
    with spoken(("words_pictures",)):
        family = read_family(file, language)
        other = read_story(document, family, beside) if beside else None
        data = story_docx(
            read_story(document, family, language),
            lambda _: _picture(),
            words=book_words(language),
            version="12",
            made_on=MADE_ON,
            beside=other,
            layout=layout,
        )
        assert outside_in_word(data, THEIRS) == []


@pytest.mark.parametrize("is_masked", [True, False])
def test_the_table_for_an_interpreter_is_translated(is_masked: bool) -> None:
    document, file = _demo()
    form = definitions()["words-and-pictures"]
    with spoken(("words_pictures",)):
        family = read_family(file, "pl")
        names = Masking.of_people(family) if is_masked else None
        data = table_docx(document, form, "pl", made_on=MADE_ON, names=names, family=family)
        assert outside_in_word(data, THEIRS) == []


def test_every_form_and_what_is_said_of_a_picture_is_translated() -> None:
    document, file = _demo()
    with spoken(("words_pictures",)):
        family = read_family(file, "pl")
        composed = [one for item in document.items("scenes") if (one := composition_of(document, item.place))]
        told = [describe(one, family, "pl") for one in composed]
        told += [says(family, voice, "pl")[0] for voice in (family.people[0].id, "together", "judge", "nobody")]
        told += [
            line for look in ("child", "young", "adult") for lines in emergency_lines("pl", look) for line in lines
        ]
        told += [wording.fixed(text, "pl") for form in definitions().values() for text in texts(form)]
        # A text to parents holds both ways to speak, for `you` to choose one.
        assert [found for one in told for half in one.split(" | ") if (found := outside(half, THEIRS))] == []
    assert len(composed) > 3


def _said_by_the_library(language: str) -> list[str]:
    return [wording.fixed("Drawing", language), labels(language).of("thing", "sofa").label]


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        # Which language a text is in stands beside it.
        if said not in wording.LANGUAGES:
            yield said
    else:
        for one in said:
            yield from _texts(one)


@cache
def _demo() -> tuple[Document, Document]:
    """Mila's story and her family's file, in Georgian letters; a page of it in two ways, and Arabic as one of its languages."""
    story, file = (_in_georgian(one) for one in demo_story("story"))
    entries = dict(story.entries)
    scene = story.order["scenes"][0]
    said = entries.pop(f"scenes/{scene}/words@nl")
    for voice in ("kasia", "together"):
        entries[f"scenes/{scene}/words@nl.{voice}"] = replace(said, by=voice)
    entries["languages@value"] = replace(entries["languages@value"], value=["nl", "pl", "ar"])
    return replace(story, entries=entries), file


def _in_georgian(document: Document) -> Document:
    return replace(document, entries={at: _letters(at, one) for at, one in document.entries.items()})


def _letters(address: str, entry: Entry) -> Entry:
    place, _, facet = address.partition("@")
    is_said = facet.partition(".")[0] in wording.LANGUAGES or place.rpartition("/")[2] in ("name", "relation")
    return replace(entry, value=_georgian(entry.value, is_said=is_said))


def _georgian(value: Any, *, is_said: bool) -> Any:
    """A text, or a composed picture whose bubbles say one."""
    if isinstance(value, Mapping):
        return {key: _georgian(one, is_said=is_said or key == "words") for key, one in value.items()}
    if isinstance(value, list):
        return [_georgian(one, is_said=is_said) for one in value]
    if not is_said or not isinstance(value, str):
        return value
    return "".join(chr(0x10D0 + ord(letter) % 33) if letter.isalpha() else letter for letter in value)


@cache
def _picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "PNG")
    return file.getvalue()
