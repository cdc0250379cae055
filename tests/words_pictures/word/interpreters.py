"""The interpreter of the tests: types in a table as people do in Word. And documents to be translated, any that can be."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from lxml import etree
from word_file import NAMES, W, changed, parts

from words_pictures.definition import read_definition
from words_pictures.document import Document, Entry, cleaned
from words_pictures.masking import Masking
from words_pictures.translation import digest
from words_pictures.word.interpreters_table import table_docx
from words_pictures.word.returned_table import Returned, read_table
from words_pictures.word.row_keys import key_of, mark_of
from words_pictures.word_file import read_word_file

MADE_ON = date(2027, 3, 27)

FORM = read_definition(
    """
id = "nested"
reading = "story"
name = "Nested"
[[parts]]
key = "title"
type = "short_text"
limit = 80
label = "Title"
[[parts]]
key = "knows"
type = "passage"
label = "What the child knows"
audience = "adults"
[[parts]]
key = "languages"
type = "languages"
[[parts]]
key = "scenes"
type = "list"
  [[parts.parts]]
  key = "heading"
  type = "short_text"
  limit = 60
  label = "Title of this page"
  [[parts.parts]]
  key = "words"
  type = "passage"
  limit = 1200
  views = true
  label = "Words"
  [[parts.parts]]
  key = "picture"
  type = "picture"
  label = "Picture"
  [[parts.parts]]
  key = "steps"
  type = "list"
    [[parts.parts.parts]]
    key = "words"
    type = "passage"
    limit = 400
    label = "Step"
"""
)
PEOPLE = Masking((("A", "1", "Mila"), ("B", "2", "Oskar"), ("C", "3", "mevrouw Kasia Nowak"), ("D", "4", "أمينة")))

AWKWARD = (
    *(
        "Mila lacht.",
        "Oskars oor doet pijn, MILA.",
        "كانت أمينة هنا (نعم!) 112.",
        "ማማ ኣላ። 15",
        "👩‍👧 🦊",
        "<`&{{ %(x)s",
    ),
    *(
        "  voor en na  ",
        "een\n\ntwee\ttab",
        "[A] en ⟦ b ⟧ en [Q'] en {a}",
        "«Привіт, Міло»",
        "\u2068x\u2069\u200f",
        "e\u0301",
        "0",
    ),
)
TEXTS = (
    st.sampled_from(AWKWARD)
    | st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=4).map(" ".join)
    | st.text(max_size=30)
).map(cleaned)
WRITTEN = TEXTS.filter(lambda text: bool(text))


def a_document(
    entries: Mapping[str, object], order: Mapping[str, tuple[str, ...]] | None = None, id: str = "d0c"
) -> Document:
    """A document of FORM with these values at these addresses, each in Kasia's voice or that of its view."""
    found = {
        address: Entry(value, n, _voice(address) or "kasia", f"p{n}.1")
        for n, (address, value) in enumerate(entries.items(), start=1)
    }
    found["languages@value"] = Entry(["nl", "en"], 0, "kasia", "p0.1")
    return Document(id, FORM.id, len(found), order or {}, found)


def _voice(address: str) -> str:
    facet = address.partition("@")[2]
    return facet.partition(".")[2]


@st.composite
def documents(draw: Callable, texts: st.SearchStrategy[str] = WRITTEN, language: str = "pl") -> Document:
    """Any document of FORM, in Dutch or English, with translations that are missing, good, overtaken, or said first."""
    entries: dict[str, object] = {}
    order: dict[str, tuple[str, ...]] = {}

    def say(place: str, limit: int, *, one_line: bool = False, voice: str = "") -> None:
        def wording() -> str:
            text = draw(texts)
            return (" ".join(text.split()) or "x" if one_line else text)[:limit]

        own = f".{voice}" if voice else ""
        source = draw(st.sampled_from(["nl", "en"]))
        entries[f"{place}@{source}{own}"] = said = wording()
        if draw(st.booleans()):
            entries[f"{place}@{language}{own}"] = wording()
            of = digest(said if draw(st.booleans()) else f"{said} vroeger")
            entries[f"{place}@made-{language}{own}"] = {"from": source, "of": of, "how": "family"}

    say("title", 80, one_line=True)
    if draw(st.booleans()):
        say("knows", 2000)
    order["scenes"] = tuple(f"s{n}" for n in range(draw(st.integers(0, 4))))
    for scene in order["scenes"]:
        at = f"scenes/{scene}"
        say(f"{at}/heading", 60, one_line=True)
        for voice in draw(st.sampled_from([("",), ("kasia", "rita")])):
            say(f"{at}/words", 1200, voice=voice)
        if draw(st.booleans()):
            say(f"{at}/picture", 2000)
        order[f"{at}/steps"] = tuple(f"t{n}" for n in range(draw(st.integers(0, 2))))
        for step in order[f"{at}/steps"]:
            say(f"{at}/steps/{step}/words", 400)
    return a_document(entries, order)


def sent(document: Document, language: str = "pl", names: Masking | None = None) -> bytes:
    """The table as it goes out."""
    return table_docx(document, FORM, language, made_on=MADE_ON, names=names)


def read(data: bytes, document: Document, names: Masking | None = None, language: str | None = None) -> Returned:
    """What came back, read here and not apart: the same, and quick."""
    return read_table(data, document, FORM, names=names, language=language, read=read_word_file)


def with_words(document: Document, address: str, words: str | None, by: str = "lotte") -> Document:
    """The document after somebody wrote there."""
    revision = document.revision + 1
    entry = Entry(words, revision, _voice(address) or by, f"w{revision}.1")
    return replace(document, revision=revision, entries={**document.entries, address: entry})


def edited(data: bytes, change: Callable[[etree._Element], object]) -> bytes:
    """The file after somebody worked in it; `change` gets its document part."""
    found = parts(data)
    root = etree.fromstring(found["word/document.xml"])
    change(root)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in {**found, "word/document.xml": etree.tostring(root)}.items():
            package.writestr(name, content)
    return file.getvalue()


def typed(data: bytes, document: Document, edits: Mapping[str, str]) -> bytes:
    """The file after somebody typed these words in the cells of these translations, with Enter where a line ends."""

    def type_all(root: etree._Element) -> None:
        for address, words in edits.items():
            type_in(cell_of(root, document, address), words)

    return edited(data, type_all)


def row_of(root: etree._Element, document: Document, address: str) -> etree._Element:
    return next(cell_of(root, document, address).iterancestors(f"{W}tr"))


def cell_of(root: etree._Element, document: Document, address: str, column: str = "t") -> etree._Element:
    name = mark_of(column, key_of(document, address))
    [mark] = [one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == name]
    return next(mark.iterancestors(f"{W}tc"))


def type_in(cell: etree._Element, words: str) -> None:
    """Put words in a cell in the place of those that stand there."""
    first, *others = cell.findall("w:p", NAMES)
    for paragraph in others:
        cell.remove(paragraph)
    for run in [*first.iter(f"{W}r"), *first.iter(f"{W}sdt")]:
        if run.getparent() is not None:
            run.getparent().remove(run)
    start, *lines = words.split("\n")
    _type_line(first, start)
    for line in lines:
        paragraph = etree.SubElement(cell, f"{W}p")
        properties = first.find("w:pPr", NAMES)
        if properties is not None:
            paragraph.append(copy.deepcopy(properties))
        _type_line(paragraph, line)


def _type_line(paragraph: etree._Element, line: str) -> None:
    if line:
        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = line


def rows(root: etree._Element) -> list[etree._Element]:
    """The rows of the table, without its head."""
    [table] = root.iter(f"{W}tbl")
    return table.findall("w:tr", NAMES)[1:]


def without_marks(root: etree._Element) -> None:
    """As a program leaves it that knows neither bookmarks nor content controls."""
    for name in ("bookmarkStart", "bookmarkEnd", "sdtPr"):
        for mark in list(root.iter(f"{W}{name}")):
            mark.getparent().remove(mark)


def without_properties(data: bytes) -> bytes:
    """As a program leaves it that keeps nothing with a file."""
    return changed(data, "docProps/custom.xml", lambda xml: xml[: xml.index("<property")] + "</Properties>")
