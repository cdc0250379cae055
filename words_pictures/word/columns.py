"""The page of a scene in two languages: its picture, and under it the words side by side in a table of two columns."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from docx.enum.text import WD_ALIGN_PARAGRAPH

from ..wording import enumeration, language_name
from . import ooxml
from .base import style_ids
from .letters import tongue
from .pages import Pages
from .scenes import (
    PICTURE_HEIGHT,
    SIZES,
    SPILLED,
    WORDS,
    Passage,
    Size,
    Told,
    add_passage,
    add_picture,
    height_of_note,
    height_of_passage,
)
from .words import Fixed

_GAP = 10.0
"""From the line between the columns to the words, in points."""
_HAIR_LINE = "E3A67F"

_SIZES = (*SIZES[:2], Size(WORDS[1], PICTURE_HEIGHT * 5 / 6), *SIZES[2:])
"""Narrow columns need more lines than a page has under a whole picture: letters are worth more than a part of it."""

Row = tuple[tuple[Passage, ...], ...]
"""What stands beside each other: the passages of each side."""


def add_columns(pages: Pages, both: tuple[Told, Told]) -> None:
    """A page of its own: the picture once, then language, heading and words beside each other; views row by row.

    All words in one size. Where even the smallest does not leave them on the page, a row goes on over its end.
    """
    columns = _Columns(pages, both) if any(told.says_something for told in both) else None
    size = columns.size() if columns else SIZES[0]
    picture = add_picture(pages, both[0], size) or ooxml.add_paragraph(pages.document, style_ids()["Picture"])
    picture.paragraph_format.page_break_before = True
    if columns:
        columns.add(size)
    else:
        _add_numbers(pages, both)


class _Columns:
    """What stands under the picture of one scene."""

    def __init__(self, pages: Pages, both: tuple[Told, Told]) -> None:
        self.pages, self.both, self.rows = pages, both, _rows(both)
        self.width = pages.width / 2 - _GAP
        """How wide words stand in one of the columns, in points."""
        self.headings = [
            pages.set_well("Heading Beside", told.heading, told.scene.language, self.width) for told in both
        ]

    def size(self) -> Size:
        """The best that leaves all on one page."""
        pages, has_picture = self.pages, self.both[0].scene.picture is not None
        room = pages.height - self._height_of_head()
        for size in _SIZES:
            if self._height_of_words(size.words) <= room - pages.height_of_picture(size.picture if has_picture else 0):
                return size
        return SPILLED

    def add(self, size: Size) -> None:
        """The table, its words in that size."""
        pages, languages = self.pages, tuple(told.side.story.language for told in self.both)
        description = _description(self.both[0].side.words.side_by_side, languages)
        way = tongue(pages.language)
        table = ooxml.add_table(pages.document, 2, pages.width, way, description=description, gap=_GAP, line=_HAIR_LINE)
        for told, cell in zip(self.both, ooxml.add_row(table, is_header=True), strict=True):
            pages.add("Note", told.number, told.side.story.language, cell)
        if any(self.headings):
            self._add_headings(ooxml.add_row(table))
        for row in self.rows:
            for told, passages, cell in zip(self.both, row, ooxml.add_row(table), strict=True):
                for passage in passages:
                    add_passage(pages, told, passage, size, cell)
                if told.note and row is self.rows[-1]:
                    pages.add_note(told.note, told.scene.language, cell)

    def _add_headings(self, cells: list[ooxml.Element]) -> None:
        for told, heading, cell in zip(self.both, self.headings, cells, strict=True):
            paragraph = self.pages.add("Heading Beside" if heading else "Note", heading, told.scene.language, cell)
            if heading:
                self.pages.anchor(paragraph, told.side.key("h", told.scene.id))

    def _height_of_head(self) -> float:
        """Of the names of the languages and the headings: each row is as high as its higher cell."""
        height_of, width = self.pages.height_of, self.width
        names = (height_of("Note", told.number, told.side.story.language, width) for told in self.both)
        headings = (
            height_of("Heading Beside", heading, told.scene.language, width)
            for told, heading in zip(self.both, self.headings, strict=True)
        )
        return max(names) + max(headings)

    def _height_of_words(self, style: str) -> float:
        return sum(
            max(self._height_of_cell(*cell, style, row is self.rows[-1]) for cell in zip(self.both, row, strict=True))
            for row in self.rows
        )

    def _height_of_cell(self, told: Told, passages: tuple[Passage, ...], style: str, is_last: bool) -> float:
        language = told.scene.language
        words = sum(height_of_passage(self.pages, one, style, language, self.width) for one in passages)
        return words + (height_of_note(self.pages, told, self.width) if is_last else 0.0)


def _rows(both: tuple[Told, Told]) -> list[Row]:
    """The same voices row by row; where they are not the same, all of a side in one."""
    first, second = (tuple(map(_without_blanks, told.passages)) for told in both)
    if [passage.key for passage in first] == [passage.key for passage in second]:
        return [((one,), (other,)) for one, other in zip(first, second, strict=True)]
    return [(first, second)]


def _without_blanks(passage: Passage) -> Passage:
    # Short lines are often just full, and LibreOffice 7.4 makes an empty line of a blank that has no room any more.
    return replace(passage, lines=[line.rstrip() for line in passage.lines])


def _add_numbers(pages: Pages, both: tuple[Told, Told]) -> None:
    """Under a picture with nothing to say: its number, and a place for words, in each language."""
    for told in both:
        pages.add("Note", told.number, told.side.story.language).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for passage in told.passages:
            add_passage(pages, told, passage, SIZES[0])


@lru_cache(maxsize=64)
def _description(said: Fixed, languages: tuple[str, ...]) -> str:
    names = enumeration([language_name(one, said.language) for one in languages], said.language)
    return said.text % {"languages": names} if said.text else ""
