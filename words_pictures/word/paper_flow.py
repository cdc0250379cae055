"""Setting a form down its pages: a label with what was said under it, field after field; lists as tables or as numbered blocks.

In two languages each field stands in two columns, a heading over the whole page in both under each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ..part import Part, Stretch
from ..scales import ScaleChart, chart_picture, ends_said
from ..wording import enumeration, language_name
from . import by_hand, ooxml, paper_ooxml
from .letters import in_order, tongue
from .pages import typed
from .paper_abreast import add_abreast, may_stand_abreast
from .paper_card import add_card
from .paper_columns import GAP
from .paper_ooxml import ASKED, HAIR_LINE, Grid
from .paper_outline import Field, Item, Listed, is_picture_book, may_be_table
from .paper_said import (
    IN_THE_FLOW,
    PICTURE_HIGH,
    PICTURE_IN_A_BLOCK,
    Place,
    Reading,
    Setter,
    Styles,
    language_of_value,
    value_lines,
    word_lines,
)
from .paper_table import Table, scale_above
from .paper_week import add_empty_week, add_week
from .words import Fixed, fixed

_BETWEEN = 10.0
"""From the line between two columns of languages to the words, in points."""
_ABOVE_A_TABLE, _ABOVE_COLUMNS, _BETWEEN_HEADINGS = 6.0, 8.0, 2.0
"""In points."""
_AT_THE_TOP, _IN_A_BLOCK = "Paper Label", "Heading 4"
_ABOVE_TO_FILL = {"Heading 2": 13.0, _AT_THE_TOP: 10.0}
"""Above a heading of a form to fill in by hand, in points: each page less is one that somebody does fill in."""
_LONG = 1400
"""Letters in both languages from which a row may go on over the end of a page."""
_TITLES = ("title", "name", "heading", "words", "rule")
"""Fields that an item is called by, and one person whom it is about; what else it is known by stands under its label too."""
_KNOWN_BY = ("text", "phone", "short_text", "people", "choice", "date", "moment", "languages")
_LONGEST_NAME, _LONGEST_TITLE = 60, 160
"""Letters of a name beside its number, and of words that stand in a heading in the place of their own label."""
_AFTER_A_LABEL = "\u2002"
_ACROSS, _IN_A_COLUMN = (_AT_THE_TOP, "Heading 2", "Heading 3"), ("Column Label", "Heading 3", _IN_A_BLOCK)
"""The headings of a field, of a list and of an item at the top of a form, across the page and under the heading of a column."""
_BESIDE_A_PICTURE = 190.0
"""How wide a picture is whose item is said beside it, in points."""
_MOST_BESIDE = 900
"""Letters that stand beside a picture: with more of them it stands above."""
_IN_A_BOOK = "Words"
"""The style of words under a picture that a child looks at."""
_ABOVE_A_NOTE = 6.0
"""In points: what is to be done for one more is about the whole item, and not about the line above it."""
_IN_A_BOOK_HIGH, _ABOVE_A_PAGE = 236.0, 14.0
"""How high such a picture is, and the room above it, in points: two stand on a page with their words."""


class Flow:
    """A form while it is set, one thing after the other."""

    def __init__(self, setter: Setter) -> None:
        self.setter, self.readings, self.is_blank = setter, setter.readings, setter.is_blank
        width = setter.pages.width / 2 - _BETWEEN
        self._grid = Grid((width, width), _BETWEEN, HAIR_LINE, is_ruled_down=True, is_ruled_across=False)
        self._columns: ooxml.Element | None = None
        """The two columns that are open, if any."""

    def add_columns(self, columns: Stretch[Field | Listed], *, is_first: bool, is_last: bool) -> None:
        """What comes next at the top of the form: across the page, or columns beside each other on pages that lie on their side.

        Where columns have no room for that they stand under each other. `is_first`: only the head of the form stands before it.
        """
        if columns[0][0] and may_stand_abreast(self.setter, columns):
            self._add_abreast(columns, is_first=is_first, is_last=is_last)
            return
        for column, some in columns:
            if column:
                self.add_headings("Heading 2", column.heading)
            for one in some:
                self._add(one, _IN_A_COLUMN if column else _ACROSS)

    def _add(self, one: Field | Listed, headings: tuple[str, str, str]) -> None:
        field, listed, item = headings
        if not isinstance(one, Listed):
            self._add_field(one, "Heading 2" if self.setter.for_child and headings is _ACROSS else field)
        elif self.setter.for_child and is_picture_book(one):
            self._add_pages(one, listed)
        else:
            self._add_list(one, listed, item)

    def _add_abreast(self, columns: Stretch[Field | Listed], *, is_first: bool, is_last: bool) -> None:
        self.end_columns()
        document, before = self.setter.pages.document, 0.0
        if is_first:
            wide, high = paper_ooxml.turn_pages(document, is_break=False)
            before = sum(self._height_of(one, wide) for one in document.paragraphs)
        else:
            self.setter.part_from_table()
            wide, high = paper_ooxml.turn_pages(document, is_break=True)
        add_abreast(self.setter, columns, (wide, high - before))
        if not is_last:
            self.setter.part_from_table()
            paper_ooxml.turn_pages(document, is_break=True)

    def _height_of(self, paragraph: Paragraph, width: float) -> float:
        style = paragraph.style.name if paragraph.style else ""
        return self.setter.pages.height_of(style or "", paragraph.text.split("\n"), self.readings[0].language, width)

    def add_headings(self, style: str, text: str) -> list[Paragraph]:
        """A heading over the whole page: a fixed text in each language, close under each other; what is the same in both stands once."""
        self.end_columns()
        said = {fixed(text, one.language): one.language for one in reversed(self.readings)}
        headings = [
            self.setter.add(style, typed(one.text), one.language, among=language)
            for one, language in reversed(said.items())
        ]
        if self.is_blank and style in _ABOVE_TO_FILL:
            headings[0].paragraph_format.space_before = Pt(_ABOVE_TO_FILL[style])
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
        if field.is_empty and self.is_blank and len(self.readings) > 1:
            self._add_asked(field, style, signer)
            return
        is_long = (
            sum(len(text) for one in field.said for text in (one.text, *(view.words for view in one.views))) > _LONG
        )
        if is_long and len(self.readings) > 1:
            # In a row that may go on over the end of a page the label could stay behind alone.
            for side, place in enumerate(self._places()):
                self._add_label(field, style, side, place, holds_on=True)
            self._add_said_in(field, style, signer, self._places(may_break=True), has_label=False)
            return
        self._add_said_in(field, style, signer, self._places())

    def _add_asked(self, field: Field, style: str, signer: str) -> None:
        """What is asked, in each language over the whole page, and the room for it once: it is filled in in one language only."""
        self.add_headings(style, field.part.label)
        self._add_hints(field, self.readings, self.setter.on_the_page)
        self.setter.add_said(field, 0, self.setter.on_the_page, signer)

    def _add_said_in(
        self, field: Field, style: str, signer: str, places: Sequence[Place], *, has_label: bool = True
    ) -> None:
        is_short = has_label and style == _IN_A_BLOCK and _is_short(field)
        for side, place in enumerate(places):
            if is_short and self._runs_one_way(field, side):
                self._add_inline(field, side, place)
            else:
                if has_label:
                    self._add_label(field, style, side, place)
                self.setter.add_said(field, side, place, signer)
            if not side:
                self.setter.add_signature(field, place)
            if field.part.type == "scale" and style != _IN_A_BLOCK and not field.is_empty:
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
        ooxml.add_lines(paragraph, value_lines(answer.text, field.part), language, in_order)
        self.setter.anchor(paragraph, answer.place, language if field.is_words else "value", after=count)

    def _add_label(self, field: Field, style: str, side: int, place: Place, *, holds_on: bool = False) -> None:
        reading = self.readings[side]
        label = self.setter.add_label(style, fixed(field.part.label, reading.language), place, reading.language)
        if holds_on:
            label.paragraph_format.keep_with_next = True
        self._add_hints(field, [reading], place)

    def _add_hints(self, asked: Field | Listed, readings: Iterable[Reading], place: Place) -> list[Paragraph]:
        """What helps to fill it in by hand: when it is asked at all, and what is meant."""
        part, hints = asked.part, dict[Fixed, str]()
        for reading in readings if self.is_blank else ():
            if asked.hangs_on:
                hints.setdefault(by_hand.condition(part, asked.hangs_on, reading.language), reading.language)
            if said := part.question or part.help:
                hints.setdefault(fixed(said, reading.language), reading.language)
        notes = [self.setter.add_label("Paper Note", hint, place, language) for hint, language in hints.items()]
        for note in notes:
            note.paragraph_format.keep_with_next = place.cell is None
        return notes

    def _add_picture(self, field: Field, style: str) -> None:
        if not (field.part.type == "composition" and style == _IN_A_BLOCK and field.said[0].picture):
            # What was composed shows the words of its item, and needs no label there.
            self.add_headings(style, field.part.label)
        self._add_hints(field, self.readings, self.setter.on_the_page)
        setter, high = self.setter, PICTURE_IN_A_BLOCK if style == _IN_A_BLOCK else PICTURE_HIGH
        if field.said[0].picture is None:
            setter.add_said(field, 0, setter.on_the_page)
            return
        self.end_columns()
        picture = self._set_picture(field, (setter.pages.width, high), setter.on_the_page)
        if picture is not None and len(self.readings) > 1:
            picture.paragraph_format.keep_with_next = True

    def _set_picture(self, field: Field, box: tuple[float, float], place: Place) -> Paragraph | None:
        setter, first, answer = self.setter, self.readings[0], field.said[0]
        if answer.picture is None:
            return None
        picture = answer.picture
        spoken = (picture.description, fixed(field.part.label, first.language).text, first.words.picture.text)
        size = (picture.width, picture.height)
        paragraph = setter.add_picture(picture.id, f"p_{field.place}", size, box, spoken, place)
        if answer.is_to_be_checked:
            setter.add_note(first.words.not_looked_over, first.language, place.cell)
        return paragraph

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
        hints = self._add_hints(listed, self.readings, self.setter.on_the_page)
        for charts in listed.charts:
            self._add_chart(charts)
        table = Table(self.setter, listed) if may_be_table(listed.part) else None
        if table and table.has_room:
            for line in (*headings, *hints, *self._add_scale_above(listed))[-1:]:
                line.paragraph_format.space_after = Pt(_ABOVE_A_TABLE)
            table.add()
            return
        cards = [item for item in listed.items if self.is_blank and item.is_card]
        for item in listed.items:
            if item in cards:
                add_card(self.setter, listed, item, says_how=item is cards[0])
            else:
                self._add_block(item, item_style, listed.called(item))
        if self.is_blank:
            self.end_columns()
            self._add_notes(
                [fixed("One more? Copy this part, or go on at the back.", one.language) for one in self.readings]
            )

    def _add_notes(self, notes: Iterable[Fixed]) -> None:
        for number, note in enumerate(dict.fromkeys(notes)):
            line = self.setter.add("Paper Note", typed(note.text), note.language, among=self.readings[0].language)
            line.paragraph_format.space_before = Pt(0 if number else _ABOVE_A_NOTE)

    def _add_scale_above(self, listed: Listed) -> list[Paragraph]:
        """What the ends of the scale in a table mean, unless they stand under a picture of it."""
        part = scale_above(listed)
        if part is None or listed.charts:
            return []
        ends = dict.fromkeys(line for one in self.readings for line in by_hand.scale_ends(part, one.language))
        lines = self.setter.add_lines(list(ends), None, self.readings[0].language)
        for line in lines:
            line.paragraph_format.keep_with_next = True
        return lines

    def _add_chart(self, charts: Sequence[ScaleChart]) -> None:
        """A scale over time as a picture, and under it what its ends mean in each language; the table behind it says the same."""
        setter, (first, *_) = self.setter, charts
        picture = setter.add_drawn(f"scale {first.said}", chart_picture(first), [one.said for one in charts])
        picture.paragraph_format.keep_with_next = True
        ends = [Fixed(said, one.language) for one in charts if (said := ends_said(one))]
        for said in dict.fromkeys(ends):
            line = setter.add("Paper Note", typed(said.text), said.language, among=self.readings[0].language)
            line.paragraph_format.keep_with_next = True
            line.paragraph_format.space_after = Pt(_ABOVE_A_TABLE)

    def _add_block(self, item: Item, style: str, called: str) -> None:
        # In two languages what was composed stands above all that is said of it, and does not part the columns.
        composed = [field for field in item.fields if field.part.type == "composition" and field.said[0].picture]
        above = composed if len(self.readings) > 1 else []
        for field in above:
            self._add_field(field, _IN_A_BLOCK)
        title = self._add_number(item, style, called)
        fields = [field for field in item.fields if field is not title]
        if picture := self._picture_beside(fields):
            self._add_beside(picture, [field for field in fields if field is not picture], item.signer)
        else:
            for field in fields:
                if field not in above:
                    self._add_field(field, _IN_A_BLOCK, item.signer)
        for inner in item.lists:
            self._add_list(inner, _IN_A_BLOCK, _IN_A_BLOCK)

    def _picture_beside(self, fields: Sequence[Field]) -> Field | None:
        """The picture of an item beside which all of its fields stand: in one language, where they are few enough."""
        pictures = [field for field in fields if field.is_seen]
        others = [field for field in fields if not field.is_seen]
        count = sum(
            len(field.part.label) + len(field.said[0].text) + sum(len(view.words) for view in field.said[0].views)
            for field in others
        )
        is_one = len(pictures) == 1 and pictures[0].said[0].picture is not None and len(self.readings) == 1
        may_stand = is_one and not self.is_blank and 0 < count <= _MOST_BESIDE
        return pictures[0] if may_stand and not any(one.part.type == "week" for one in others) else None

    def _add_beside(self, picture: Field, fields: Sequence[Field], signer: str) -> None:
        """A picture, and what is said of its item at the side where the eye goes next."""
        setter, tongue_of_page = self.setter, tongue(self.readings[0].language)
        setter.part_from_table()
        rest = setter.pages.width - _BESIDE_A_PICTURE - 2 * GAP
        grid = Grid((_BESIDE_A_PICTURE, rest), GAP, HAIR_LINE, is_ruled_across=False)
        said = fixed(picture.part.label, self.readings[0].language)
        table = paper_ooxml.add_table(setter.pages.document, grid, tongue_of_page, caption="", description=said.text)
        left, right = paper_ooxml.add_row(table, grid, is_header=True)
        place = Place(left, _BESIDE_A_PICTURE)
        if picture.part.type != "composition":
            setter.add_label(_IN_A_BLOCK, said, place, self.readings[0].language)
        self._set_picture(picture, (_BESIDE_A_PICTURE, PICTURE_IN_A_BLOCK), place)
        for field in fields:
            self._add_said_in(field, _IN_A_BLOCK, signer, [Place(right, rest)])
        setter.ends_in_table = True

    def _add_pages(self, listed: Listed, style: str) -> None:
        """A list of pictures with words as a child looks at it: two to a page, each large, its words in large letters under it."""
        self.add_headings(style, listed.part.label)
        for item in listed.items:
            for field in (one for one in item.fields if one.is_seen):
                picture = self._set_picture(field, (self.setter.pages.width, _IN_A_BOOK_HIGH), self.setter.on_the_page)
                if picture is not None:
                    picture.paragraph_format.space_before = Pt(_ABOVE_A_PAGE)
                    picture.paragraph_format.keep_with_next = True
            for field in (one for one in item.fields if not one.is_seen):
                self._add_words_of_a_page(field, listed.called(item))

    def _add_words_of_a_page(self, field: Field, called: str) -> None:
        setter = self.setter
        place = Place(None, setter.pages.width, Styles(_IN_A_BOOK, "Voice"))
        for side, (answer, reading) in enumerate(zip(field.said, self.readings, strict=True)):
            if side or answer.is_empty or answer.views or answer.says:
                setter.add_said(field, side, place)
                continue
            paragraph = setter.add(_IN_A_BOOK, [], answer.language)
            ooxml.add_lines(paragraph, [f"{called}. "], answer.language)
            count = len(cast("Any", paragraph).runs)
            ooxml.add_lines(
                paragraph, word_lines(answer.text, answer.language, place.styles), answer.language, in_order
            )
            setter.anchor(paragraph, answer.place, answer.language, after=count)
            if answer.is_to_be_checked:
                setter.add_note(reading.words.not_looked_over, answer.language)

    def _add_number(self, item: Item, style: str, called: str) -> Field | None:
        """A heading with the number of an item and its name; the field of that, where it need not stand again under its label."""
        named = self._name_of(item)
        is_title = named is not None and self._is_title(named)
        for side, place in enumerate(self._places() if named else self._whole_page()):
            language = named.said[side].language if named else self.readings[side].language
            paragraph = self.setter.add(style, [], language, place.cell)
            ooxml.add_lines(paragraph, [f"{called}. " if named else called], language)
            count = len(cast("Any", paragraph).runs)
            if named:
                ooxml.add_lines(paragraph, self._name_lines(named, side), language, in_order)
            if is_title and len(item.fields) == 1 and not item.lists:
                # Nothing stands under it to hold on to: a list of such items would be one piece.
                paragraph.paragraph_format.keep_with_next = False
            if named and is_title:
                self.setter.anchor(paragraph, named.place, language if named.is_words else "value", after=count)
        return named if is_title else None

    def _name_of(self, item: Item) -> Field | None:
        """The field that an item is called by: the first in which something is said, unless that is too long for a heading."""
        first = next((field for field in item.fields if _may_name(field)), None)
        if first is None or _is_name(first, _LONGEST_NAME):
            return first
        return first if self._is_title(first) and _is_name(first, _LONGEST_TITLE) else None

    def _name_lines(self, named: Field, side: int) -> list[str]:
        text = named.said[side].text
        return word_lines(text, named.said[side].language, IN_THE_FLOW) if named.is_words else typed(text)

    def _is_title(self, field: Field) -> bool:
        # In two languages, or where nobody has looked the translation over, it stands under its label as well.
        is_named = field.part.key in _TITLES or (field.part.type == "people" and field.part.one)
        return is_named and len(self.readings) == 1 and not field.said[0].is_to_be_checked

    # --- columns -----------------------------------------------------------------------------------------------------

    def _places(self, *, may_break: bool = False) -> Sequence[Place]:
        """A place for each language: the page, or the next row of the two columns."""
        if len(self.readings) == 1:
            return [self.setter.on_the_page]
        columns = self._columns = self._opened() if self._columns is None else self._columns
        self.setter.ends_in_table = True
        cells = paper_ooxml.add_row(columns, self._grid, may_break=may_break)
        return [Place(cell, self._grid.widths[0], self.setter.styles) for cell in cells]

    def _whole_page(self) -> Sequence[Place]:
        self.end_columns()
        return [self.setter.on_the_page]

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
            name.paragraph_format.keep_with_next = True
        return table


def _is_short(field: Field) -> bool:
    """Whether it is said behind its label, and not under it: an item of six such fields is no page."""
    if field.is_empty or field.part.type in ("passage", "signature") or any("\n" in one.text for one in field.said):
        return False
    # Words of which something is said besides, as that nobody translated them, stand under their label.
    said = [(one.language, one.text) for one in field.said]
    return not field.is_words or (
        len(set(said)) == len(said)
        and all(0 < len(one.text) <= _LONGEST_NAME for one in field.said)
        and not any(one.views or one.says or one.is_to_be_checked for one in field.said)
    )


def _may_name(field: Field) -> bool:
    is_known_by = field.part.type in _KNOWN_BY or field.part.key in _TITLES
    return is_known_by and not field.is_empty and not field.is_seen


def _is_name(field: Field, longest: int) -> bool:
    text = field.said[0].text
    is_short = bool(text.strip()) and len(text) <= longest and "\n" not in text
    return is_short and not any(answer.views or answer.says for answer in field.said)
