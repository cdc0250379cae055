"""Every form and plan of the demo, empty, half and full, in Dutch and in Arabic: what its Word file is made of."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from word_file import W, outline, tables, undescribed, xml

from words_pictures.definition import definitions
from words_pictures.demo import FORMS, PLANS, demo_form, demo_plan
from words_pictures.document import Document
from words_pictures.drawing.composed import png
from words_pictures.drawing.look import Look
from words_pictures.drawn import drawings
from words_pictures.family import read_family
from words_pictures.filled import ABOUT, read_form
from words_pictures.said import Facts
from words_pictures.word import paper_docx
from words_pictures.word.words import book_words

MADE_ON = date(2027, 3, 18)
LEVELS = {
    "Paper Title": 1,
    "heading 2": 2,
    "Paper Label": 2,
    "Column Head": 2,
    "heading 3": 3,
    "Column Label": 3,
    "heading 4": 4,
}
ARABIC_LETTERS = re.compile("[\\u0600-\\u06ff]")


@cache
def demo(name: str) -> tuple[Document, Document]:
    return (demo_plan if name in PLANS else demo_form)(name)


@cache
def painted(name: str, language: str) -> dict[str, bytes]:
    # Small: only that each stands there with what is on it.
    document, file = demo(name)
    return {id: png(one.svg(), 120) for id, one in drawings(document, looks_in(file, language), (language,)).items()}


def looks_in(file: Document, language: str) -> Mapping[str, Look]:
    return read_family(file, language).looks


def filled_so_far(document: Document, filled: str) -> Document:
    """The document with all that was said in it, with every other answer, or with nothing but whom it is for."""
    about = {address: one for address, one in document.entries.items() if address.partition("@")[0] in ABOUT}
    if filled == "empty":
        return replace(document, entries=about, order={})
    places = sorted({address.partition("@")[0] for address in document.entries})
    left = set(places[::2]) if filled == "half" else set[str]()
    kept = {address: one for address, one in document.entries.items() if address.partition("@")[0] not in left}
    return replace(document, entries={**kept, **about})


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("filled", ["empty", "half", "full"])
@pytest.mark.parametrize("name", [*PLANS, *FORMS])
def test_its_headings_tables_and_pictures_are_sound(name: str, filled: str, language: str) -> None:
    whole, file = demo(name)
    document, definition = filled_so_far(whole, filled), definitions()[whole.definition]
    facts = Facts(read_family(file, language), document, file, MADE_ON)
    pictures = drawings(document, looks_in(file, language), (language,))
    made = paper_docx(
        read_form(document, definition, facts, language),
        painted(name, language).__getitem__,
        words=book_words(language),
        made_on=MADE_ON,
        version="2",
        is_blank=filled == "empty",
        facts=facts,
    )
    levels = [LEVELS[line.style] for line in outline(made) if line.style in LEVELS]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert undescribed(made) == []
    assert len(list(xml(made).iter("{*}docPr"))) >= len(pictures) > (0 if name == "plan" and filled == "full" else -1)
    for table in xml(made).iter(f"{W}tbl"):
        assert len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) == 1
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert all(one.is_right_to_left == (language == "ar") for one in tables(made))
    asked = [line for line in outline(made) if line.style in LEVELS and ARABIC_LETTERS.search(line.text)]
    assert bool(asked) == (language == "ar")
    assert {line.direction for line in asked} <= {"rtl"}
