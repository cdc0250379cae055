"""Columns of a form beside each other, as three questions on one sheet that lies on its side: a table with a heading over each column.

In one language, and not for a child: columns in two languages, or in large letters, would be too narrow, and stand under each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ..part import DESCRIBED, Part, Stretch
from ..wording import enumeration
from . import by_hand, ooxml, paper_ooxml
from .base import settings
from .letters import in_order, tongue
from .pages import typed
from .paper_columns import GAP
from .paper_ooxml import ASKED, HAIR_LINE, Grid
from .paper_outline import Field, Item, Listed
from .paper_said import PICTURE_IN_A_BLOCK, Place, Setter, Styles, language_of_value, value_lines, word_lines
from .words import Fixed, fixed

_STYLES = Styles("Cell Words Small", "Cell Voice", False)
_HEAD, _LABEL, _HINT, _LINES = "Column Head", "Column Label", "Column Hint", ("Column Line", "Column Line Next")
_LEAST_LINES, _MOST_LINES = 2, 12
"""To write on, for each part of a column, in a form to fill in by hand."""
_SPARE = 24.0
"""What is left free at the end of a page: for lines that come out longer than reckoned, and what Word puts behind a table, in points."""
_MORE_THAN_LINES = ("list", "signature", *DESCRIBED)
"""What an item to fill in by hand has more room for than lines to write on, in a form that stands under each other."""
_AFTER_A_LABEL, _BETWEEN_LABELS, _ABOVE_AN_ITEM = "\u2002", " · ", 4.0


def may_stand_abreast(setter: Setter, columns: Stretch[Field | Listed]) -> bool:
    """Whether columns have room beside each other on a sheet."""
    things = [one for _, some in columns for one in some]
    are_narrow = all(_is_narrow(one.part, is_blank=setter.is_blank) for one in things)
    has_charts = any(isinstance(one, Listed) and one.charts for one in things)
    return len(columns) > 1 and len(setter.readings) == 1 and not setter.for_child and are_narrow and not has_charts


def add_abreast(setter: Setter, columns: Stretch[Field | Listed], page: tuple[float, float]) -> None:
    """The table of the columns, on a page with so much room (wide, high) left, in points."""
    language, count = setter.readings[0].language, len(columns)
    width = page[0] / count - 2 * GAP
    grid = Grid((width,) * count, GAP, HAIR_LINE, is_ruled_down=True)
    headings = [fixed(column.heading, language) for column, _ in columns if column]
    setter.part_from_table()
    table = paper_ooxml.add_table(
        setter.pages.document,
        grid,
        tongue(language),
        caption=fixed(setter.readings[0].filled.definition.name, language).text,
        description=enumeration([one.text for one in headings], language),
    )
    for heading, cell in zip(headings, paper_ooxml.add_row(table, grid, is_header=True), strict=True):
        setter.add(_HEAD, typed(heading.text), heading.language, cell, language).paragraph_format.keep_with_next = False
    high = page[1] - max(_height(_HEAD, one, width) for one in headings) - 2 * sum(grid.room) - _SPARE
    cells = paper_ooxml.add_row(table, grid, may_break=True)
    for (_, some), cell in zip(columns, cells, strict=True):
        _Cell(setter, Place(cell, width, _STYLES), high).add(some)
    setter.ends_in_table = True


class _Cell:
    """One column while it is set."""

    def __init__(self, setter: Setter, place: Place, high: float) -> None:
        self.setter, self.place, self.high = setter, place, high
        self.reading = setter.readings[0]

    def add(self, things: Sequence[Field | Listed]) -> None:
        """All that stands in it, the first close under the heading."""
        lines_of = self._lines_of(things) if self.setter.is_blank else [0] * len(things)
        for number, (one, lines) in enumerate(zip(things, lines_of, strict=True)):
            self._add_label(one, is_first=not number)
            if isinstance(one, Listed):
                self._add_list(one)
                self._add_lines(lines)
            else:
                self._add_field(one, lines)

    # --- filled in ---------------------------------------------------------------------------------------------------

    def _add_label(self, one: Field | Listed, *, is_first: bool) -> None:
        language = self.reading.language
        label = self.setter.add_label(_LABEL, fixed(one.part.label, language), self.place, language)
        if is_first:
            label.paragraph_format.space_before = Pt(0)
        for hint in self._hints(one) if self.setter.is_blank else ():
            self.setter.add_label(_HINT, hint, self.place, language)

    def _add_field(self, field: Field, lines: int) -> None:
        if field.is_seen and field.said[0].picture:
            self._add_picture(field)
        elif self.setter.is_blank and field.is_empty and field.is_words:
            first = self.setter.add(_LINES[0], [], self.reading.language, self.place.cell)
            self.setter.anchor(first, field.place, self.reading.language)
            self._add_lines(lines - 1, after=1)
        else:
            self.setter.add_said(field, 0, self.place)
            self.setter.add_signature(field, self.place)

    def _add_picture(self, field: Field) -> None:
        picture = field.said[0].picture
        if picture:
            spoken = (picture.description, fixed(field.part.label, self.reading.language).text)
            box = (self.place.width, PICTURE_IN_A_BLOCK)
            size = (picture.width, picture.height)
            self.setter.add_picture(picture.id, f"p_{field.place}", size, box, spoken, self.place)

    def _add_list(self, listed: Listed) -> None:
        for item in listed.items:
            if any(not field.is_empty or field.part.type == "signature" for field in item.fields) or item.lists:
                self._add_item(item, listed.called(item))

    def _add_item(self, item: Item, called: str) -> None:
        """A short block: its number with what was said first, and the rest of it, each behind its label."""
        said = [field for field in item.fields if not field.is_empty]
        first = said[0] if said and _runs_on(said[0]) else None
        number = self._add_line(f"{called}. " if first else called, self.reading.language, first)
        number.paragraph_format.space_before = Pt(_ABOVE_AN_ITEM)
        for field in item.fields:
            if field is not first and (not field.is_empty or field.part.type == "signature"):
                self._add_field_of_item(field, item.signer)
        for inner in item.lists:
            self._add_label(inner, is_first=False)
            self._add_list(inner)

    def _add_field_of_item(self, field: Field, signer: str) -> None:
        label, language = fixed(field.part.label, self.reading.language), language_of_value(field.said[0])
        if field.is_seen:
            self._add_picture(field)
        elif _runs_on(field) and tongue(label.language).is_right_to_left == tongue(language).is_right_to_left:
            self._add_line(label.text + _AFTER_A_LABEL, label.language, field)
        else:
            self.setter.add_label("Cell Head", label, self.place, self.reading.language)
            self.setter.add_said(field, 0, self.place, signer)
            self.setter.add_signature(field, self.place)

    def _add_line(self, label: str, label_in: str, field: Field | None) -> Paragraph:
        """A label, and behind it what was said."""
        answer = field.said[0] if field else None
        language = language_of_value(answer) if answer else label_in
        among = "" if field and field.is_words else self.reading.language
        paragraph = self.setter.add(_STYLES.words, [], language, self.place.cell, among)
        ooxml.add_lines(paragraph, [label], label_in, in_order)
        count = paper_ooxml.embolden(paragraph, ASKED)
        if field and answer:
            lines = (
                word_lines(answer.text, language, _STYLES) if field.is_words else value_lines(answer.text, field.part)
            )
            ooxml.add_lines(paragraph, lines, language, in_order)
            self.setter.anchor(paragraph, answer.place, language if field.is_words else "value", after=count)
            if answer.is_to_be_checked:
                self.setter.add_note(self.reading.words.not_looked_over, answer.language, self.place.cell)
        return paragraph

    # --- to fill in by hand ------------------------------------------------------------------------------------------

    def _hints(self, one: Field | Listed) -> Iterator[Fixed]:
        """When it is asked, what is meant, and of a list what belongs in each item."""
        part, language = one.part, self.reading.language
        if one.hangs_on:
            yield by_hand.condition(part, one.hangs_on, language)
        if said := part.question or part.help:
            yield fixed(said, language)
        # A list of the family's file asks more than there is room for: it is written there.
        labels = [fixed(inner.label, language) for inner in part.parts if inner.label and not part.from_file]
        for spoken, some in groupby(labels, lambda label: label.language):
            yield Fixed(_BETWEEN_LABELS.join(label.text for label in some), spoken)

    def _lines_of(self, things: Sequence[Field | Listed]) -> list[int]:
        """How many lines to write on each part has, so that the columns fill the page and no more."""
        asked = sum(self._height_of_question(one) for one in things)
        lines = int((self.high - asked) / settings()[_LINES[0]].line_for(self.reading.language))
        each, more = divmod(max(lines, 0), len(things))
        dealt = [each + (number < more) for number in range(len(things))]
        return [min(max(one, _LEAST_LINES), _MOST_LINES) for one in dealt]

    def _height_of_question(self, one: Field | Listed) -> float:
        label = _height(_LABEL, fixed(one.part.label, self.reading.language), self.place.width)
        return label + sum(_height(_HINT, hint, self.place.width) for hint in self._hints(one))

    def _add_lines(self, count: int, after: int = 0) -> None:
        for number in range(after, after + count):
            self.setter.add(_LINES[number % 2], [], self.reading.language, self.place.cell)


def _is_narrow(part: Part, *, is_blank: bool) -> bool:
    """Whether a column has room for what stands in a part; by hand also for what an item asks beside words."""
    inner = [one for one in part.parts if one.label]
    has_room = not is_blank or not any(one.type in _MORE_THAN_LINES for one in inner)
    return part.type != "week" and has_room and all(_is_narrow(one, is_blank=is_blank) for one in inner)


def _runs_on(field: Field) -> bool:
    """Whether what was said can stand behind a number or a label."""
    answer = field.said[0]
    is_plain = bool(answer.text) and not answer.views and not answer.says
    return is_plain and not field.is_seen and field.part.type != "signature"


def _height(style: str, said: Fixed, width: float) -> float:
    return settings()[style].height_of(typed(said.text), said.language, width)
