"""Setting a form down its pages: a label with what was said under it, field after field; lists as tables or as numbered blocks.

In two languages each field stands in two columns, a heading over the whole page in both under each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ..part import Part
from ..wording import enumeration, language_name
from . import by_hand, ooxml, paper_ooxml
from .letters import in_order, tongue
from .pages import typed
from .paper_ooxml import ASKED, HAIR_LINE, Grid
from .paper_outline import Field, Item, Listed, may_be_table
from .paper_said import PICTURE_HIGH, Place, Reading, Setter, language_of_value, value_lines
from .paper_table import Table
from .paper_week import add_empty_week, add_week
from .words import Fixed, fixed

_BETWEEN = 10.0
"""From the line between two columns of languages to the words, in points."""
_ABOVE_A_TABLE, _ABOVE_COLUMNS, _BETWEEN_HEADINGS = 6.0, 8.0, 2.0
"""In points."""
_LONG = 1400
"""Letters in both languages from which a row may go on over the end of a page."""
_TITLES = ("title", "name", "heading")
"""Fields that an item is called by; what else it is known by stands under its label too."""
_KNOWN_BY = ("text", "phone", "short_text", "people", "choice", "date", "moment", "languages")
_LONGEST_NAME = 60
_AFTER_A_LABEL = "\u2002"
_IN_A_BLOCK = "Heading 4"


class Flow:
    """A form while it is set, one thing after the other."""

    def __init__(self, setter: Setter) -> None:
        self.setter, self.readings, self.is_blank = setter, setter.readings, setter.is_blank
        width = setter.pages.width / 2 - _BETWEEN
        self._grid = Grid((width, width), _BETWEEN, HAIR_LINE, is_ruled_down=True, is_ruled_across=False)
        self._columns: ooxml.Element | None = None
        """The two columns that are open, if any."""

    def add(self, one: Field | Listed) -> None:
        """What comes next at the top of the form."""
        if isinstance(one, Listed):
            self._add_list(one, "Heading 2", "Heading 3")
        else:
            self._add_field(one, "Paper Label")

    def add_headings(self, style: str, text: str) -> list[Paragraph]:
        """A heading over the whole page: a fixed text in each language, close under each other; what is the same in both stands once."""
        self.end_columns()
        said = {fixed(text, one.language): one.language for one in reversed(self.readings)}
        headings = [
            self.setter.add(style, typed(one.text), one.language, among=language)
            for one, language in reversed(said.items())
        ]
        for heading in headings[1:]:
            heading.paragraph_format.space_before = Pt(_BETWEEN_HEADINGS)
        return headings

    def end_columns(self) -> None:
        """What comes next stands over the whole page."""
        self._columns = None

    # --- fields ------------------------------------------------------------------------------------------------------

    def _add_field(self, field: Field, style: str, signer: str = "") -> None:
        if field.is_seen:
            self._add_picture(field, style)
            return
        if field.part.type == "week":
            self._add_week(field, style)
            return
        is_long = (
            sum(len(text) for one in field.said for text in (one.text, *(view.words for view in one.views))) > _LONG
        )
        is_short = style == _IN_A_BLOCK and _is_short(field)
        for side, place in enumerate(self._places(may_break=is_long)):
            if is_short and self._runs_one_way(field, side):
                self._add_inline(field, side, place)
            else:
                self._add_label(field, style, side, place)
                self.setter.add_said(field, side, place, signer)
            if not side:
                self.setter.add_signature(field, place)
            if field.part.type == "scale" and style == "Paper Label" and not field.is_empty:
                self._add_scale_ends(field.part, self.readings[side].language, place)

    def _add_scale_ends(self, part: Part, language: str, place: Place) -> None:
        for line in self.setter.add_lines(by_hand.scale_ends(part, language), place.cell, language):
            line.paragraph_format.space_before = Pt(0)

    def _runs_one_way(self, field: Field, side: int) -> bool:
        label, said = fixed(field.part.label, self.readings[side].language), language_of_value(field.said[side])
        return tongue(label.language).is_right_to_left == tongue(said).is_right_to_left

    def _add_inline(self, field: Field, side: int, place: Place) -> None:
        label, answer = fixed(field.part.label, self.readings[side].language), field.said[side]
        language = language_of_value(answer)
        paragraph = self.setter.add("Paper Value", [], language, place.cell, among=answer.language)
        ooxml.add_lines(paragraph, [label.text + _AFTER_A_LABEL], label.language, in_order)
        count = paper_ooxml.embolden(paragraph, ASKED)
        ooxml.add_lines(paragraph, value_lines(answer.text), language, in_order)
        self.setter.anchor(paragraph, answer.place, "value", after=count)

    def _add_label(self, field: Field, style: str, side: int, place: Place) -> None:
        reading = self.readings[side]
        self.setter.add_label(style, fixed(field.part.label, reading.language), place, reading.language)
        self._add_hints(field, [reading], place)

    def _add_hints(self, asked: Field | Listed, readings: Iterable[Reading], place: Place) -> None:
        """What helps to fill it in by hand: when it is asked at all, and what is meant."""
        part, hints = asked.part, dict[Fixed, str]()
        for reading in readings if self.is_blank else ():
            if asked.hangs_on:
                hints.setdefault(by_hand.condition(part, asked.hangs_on, reading.language), reading.language)
            if said := part.question or part.help:
                hints.setdefault(fixed(said, reading.language), reading.language)
        for hint, language in hints.items():
            note = self.setter.add_label("Paper Note", hint, place, language)
            note.paragraph_format.keep_with_next = place.cell is None

    def _add_picture(self, field: Field, style: str) -> None:
        self.add_headings(style, field.part.label)
        self._add_hints(field, self.readings, self.setter.on_the_page)
        setter, first, answer = self.setter, self.readings[0], field.said[0]
        if answer.picture is None:
            setter.add_said(field, 0, setter.on_the_page)
            return
        picture, box = answer.picture, (setter.pages.width, PICTURE_HIGH)
        spoken = (picture.description, fixed(field.part.label, first.language).text, first.words.picture.text)
        size = (picture.width, picture.height)
        setter.add_picture(picture.id, f"p_{field.place}", size, box, spoken, setter.on_the_page)
        if answer.is_to_be_checked:
            setter.add_note(first.words.not_looked_over, first.language)

    def _add_week(self, field: Field, style: str) -> None:
        """What is said of a week in each language over the whole page, and then its days as a table; or an empty one to fill in."""
        self.add_headings(style, field.part.label)
        self._add_hints(field, self.readings, self.setter.on_the_page)
        if field.is_empty and self.is_blank:
            add_empty_week(self.setter)
            return
        for side in range(len(self.readings)):
            self.setter.add_said(field, side, self.setter.on_the_page)
        add_week(self.setter, [answer.week for answer in field.said if answer.week])

    # --- lists -------------------------------------------------------------------------------------------------------

    def _add_list(self, listed: Listed, style: str, item_style: str) -> None:
        headings = self.add_headings(style, listed.part.label)
        self._add_hints(listed, self.readings, self.setter.on_the_page)
        table = Table(self.setter, listed) if may_be_table(listed.part) else None
        if table and table.has_room:
            for heading in headings[-1:]:
                heading.paragraph_format.space_after = Pt(_ABOVE_A_TABLE)
            table.add()
            return
        for item in listed.items:
            self._add_block(item, item_style)

    def _add_block(self, item: Item, style: str) -> None:
        title = self._add_number(item, style)
        for field in item.fields:
            if field is not title:
                self._add_field(field, _IN_A_BLOCK, item.signer)
        for inner in item.lists:
            self._add_list(inner, _IN_A_BLOCK, _IN_A_BLOCK)

    def _add_number(self, item: Item, style: str) -> Field | None:
        """A heading with the number of an item and what it is called by; that field, where it need not stand again under its label."""
        named = next((field for field in item.fields if _is_name(field)), None)
        is_title = named is not None and self._is_title(named)
        for side, place in enumerate(self._places()):
            language = named.said[side].language if named else self.readings[side].language
            paragraph = self.setter.add(style, [], language, place.cell)
            ooxml.add_lines(paragraph, [f"{item.number}. " if named else str(item.number)], language)
            count = len(cast("Any", paragraph).runs)
            if named:
                ooxml.add_lines(paragraph, typed(named.said[side].text), language, in_order)
            if named and is_title:
                self.setter.anchor(paragraph, named.place, language if named.is_words else "value", after=count)
        return named if is_title else None

    def _is_title(self, field: Field) -> bool:
        # In two languages, or where nobody has looked the translation over, it stands under its label as well.
        return len(self.readings) == 1 and field.part.key in _TITLES and not field.said[0].is_to_be_checked

    # --- columns -----------------------------------------------------------------------------------------------------

    def _places(self, *, may_break: bool = False) -> Sequence[Place]:
        """A place for each language: the page, or the next row of the two columns."""
        if len(self.readings) == 1:
            return [self.setter.on_the_page]
        columns = self._columns = self._opened() if self._columns is None else self._columns
        self.setter.ends_in_table = True
        cells = paper_ooxml.add_row(columns, self._grid, may_break=may_break)
        return [Place(cell, self._grid.widths[0]) for cell in cells]

    def _opened(self) -> ooxml.Element:
        self.setter.part_from_table()
        first = self.readings[0]
        names = enumeration([language_name(one.language, first.language) for one in self.readings], first.language)
        said = first.words.side_by_side.text
        table = paper_ooxml.add_table(
            self.setter.pages.document,
            self._grid,
            tongue(first.language),
            caption="",
            description=said % {"languages": names} if said else "",
        )
        for reading, cell in zip(self.readings, paper_ooxml.add_row(table, self._grid, is_header=True), strict=True):
            name = self.setter.add("Paper Note", [language_name(reading.language)], reading.language, cell)
            name.paragraph_format.space_before = Pt(_ABOVE_COLUMNS)
        return table


def _is_short(field: Field) -> bool:
    """Whether it is said behind its label, and not under it: an item of six such fields is no page."""
    is_plain = not (field.is_empty or field.is_words or field.part.type == "signature")
    return is_plain and not any("\n" in answer.text for answer in field.said)


def _is_name(field: Field) -> bool:
    text = field.said[0].text
    is_short = bool(text.strip()) and len(text) <= _LONGEST_NAME and "\n" not in text
    return is_short and field.part.type in _KNOWN_BY and not any(answer.views for answer in field.said)
