"""A list of a form as a table: a row for each item, beside the number of it; in two languages both under each other in each cell."""

from __future__ import annotations

from dataclasses import replace

from ..part import Part
from ..wording import enumeration
from . import by_hand, ooxml, paper_ooxml
from .base import settings
from .letters import tongue
from .pages import typed
from .paper_columns import GAP, Column, shared
from .paper_ooxml import HAIR_LINE, Grid
from .paper_outline import Field, Item, Listed
from .paper_said import SIGNATURE, Place, Reading, Setter, Styles, value_lines, word_lines
from .words import Fixed, fixed

_STYLES = (Styles("Cell Words", "Cell Voice", False), Styles("Cell Words Small", "Cell Voice", False))
"""Best first: smaller where not every word has room."""
_STYLES_FOR_A_CHILD = (Styles("Words Smallest", "Voice", False), *_STYLES)
_CLOSE = 2.0, 3.0
"""Above and under the words of a table that is set close, in points."""
_ROW_TO_FILL, _LOW_ROW_TO_FILL = 46.0, 34.0
"""How high a row is that somebody fills in by hand, in points; and one of which no field takes more than a few words."""
_MOST_OF_A_ROW = 420.0
"""A row that is higher than this, in points, may go on over the end of a page: else much of the page before stays white."""
_WANTED = {"number": 40.0, "scale": 50.0, "time": 55.0, "yes": 45.0, "answer": 70.0, "date": 90.0, "passage": 420.0}
_WANTED_OTHERWISE = 110.0
"""How wide a column is that somebody fills in by hand, by the type of the field, in points."""


def scale_above(listed: Listed) -> Part | None:
    """The scale of a list whose ends are said once, above its table: where it has only one."""
    scales = [part for part in listed.part.parts if part.type == "scale"]
    return scales[0] if len(scales) == 1 else None


class Table:
    """The table of a list, reckoned before it is set."""

    def __init__(self, setter: Setter, listed: Listed) -> None:
        self.setter, self.listed = setter, listed
        self.rows = [(item, {field.part.key: field for field in item.fields}) for item in listed.items]
        self.parts = [part for part in listed.part.parts if part.label and self._is_wanted(part)]
        self.styles, self.widths = self._styled()

    @property
    def has_room(self) -> bool:
        """Whether every word has room in its column."""
        return bool(self.widths)

    def add(self) -> None:
        """The table itself: where the heading of the list stands above it already."""
        setter, part, language = self.setter, self.listed.part, self.setter.readings[0].language
        grid = Grid(self.widths, GAP, HAIR_LINE, is_ruled_down=setter.is_blank)
        grid = replace(grid, room=_CLOSE) if setter.is_close else grid
        setter.part_from_table()
        table = paper_ooxml.add_table(
            setter.pages.document,
            grid,
            tongue(language),
            caption=fixed(part.label, language).text,
            description=enumeration([fixed(one.label, language).text for one in self.parts], language),
        )
        self._add_head(paper_ooxml.add_row(table, grid, is_header=True))
        least = self._room_to_fill if setter.is_blank else 0.0
        for item, fields in self.rows:
            cells = paper_ooxml.add_row(table, grid, may_break=self._is_high(fields), least=least)
            self._add_item(item, fields, cells)
        setter.ends_in_table = True

    @property
    def _room_to_fill(self) -> float:
        return _ROW_TO_FILL if any(one.type == "passage" for one in self.parts) else _LOW_ROW_TO_FILL

    def _is_wanted(self, part: Part) -> bool:
        """Whether anything stands in a column, or will: one in which nobody said anything takes the room of the others."""
        fields = [fields[part.key] for _, fields in self.rows if part.key in fields]
        return (self.setter.is_blank and not part.later) or any(
            not one.is_empty or part.type == "signature" for one in fields
        )

    # --- how wide ----------------------------------------------------------------------------------------------------

    def _styled(self) -> tuple[Styles, tuple[float, ...]]:
        last = max(self.listed.items, key=lambda item: item.number)
        number = settings()["Cell Number"].width_of(self.listed.called(last), "nl") + 2
        may = _STYLES_FOR_A_CHILD if self.setter.for_child else _STYLES[-1:] if self.setter.is_close else _STYLES
        for styles in may:
            columns = [self._column(part, styles) for part in self.parts]
            widths = shared(columns, self._width - number - 2 * GAP)
            if widths:
                return styles, (number, *widths)
        return _STYLES[-1], ()

    @property
    def _languages(self) -> list[str]:
        return [reading.language for reading in self.setter.readings]

    @property
    def _width(self) -> float:
        # What is drawn around a table to fill in begins where the lines to write on begin; else the words do.
        return self.setter.pages.width - (2 * GAP if self.setter.is_blank else 0)

    def _column(self, part: Part, styles: Styles) -> Column:
        column = Column()
        for reading in self.setter.readings:
            label = fixed(part.label, reading.language)
            column.needs(label.text, "Cell Head", label.language)
        for line in by_hand.in_a_cell(part, self._languages) if self.setter.is_blank else ():
            column.needs(line.text, line.style, line.language, is_beside=False)
        for _, fields in self.rows:
            if field := fields.get(part.key):
                self._make_room(column, field, styles)
        if part.type == "signature":
            column.word = max(column.word, SIGNATURE[0])
        if self.setter.is_blank:
            column.wants(_WANTED.get(part.type, _WANTED_OTHERWISE))
        return column

    def _make_room(self, column: Column, field: Field, styles: Styles) -> None:
        for answer in field.said:
            for line in _lines(field, styles):
                column.needs(line, styles.words, answer.language)
            for view in answer.views:
                column.needs(view.says, styles.voice, view.says_in)
            if answer.says:
                column.needs(answer.says, styles.voice, answer.says_in)

    def _is_high(self, fields: dict[str, Field]) -> bool:
        columns = zip(self.parts, self.widths[1:], strict=True)
        return any(
            self._height(field, width) > _MOST_OF_A_ROW for part, width in columns if (field := fields.get(part.key))
        )

    def _height(self, field: Field, width: float) -> float:
        lines, setting = _lines(field, self.styles), settings()[self.styles.words]
        if sum(map(len, lines)) < width:
            return 0.0  # a cell of so few letters is never high, and there may be thousands
        return setting.height_of(lines, field.said[0].language, width)

    # --- rows --------------------------------------------------------------------------------------------------------

    def _add_head(self, cells: list[ooxml.Element]) -> None:
        number, *others = cells
        self.setter.add("Cell Head", [], self.setter.pages.language, number)
        for part, cell in zip(self.parts, others, strict=True):
            labels, hints = dict[Fixed, str](), dict[Fixed, str]()
            for reading in self.setter.readings:
                labels.setdefault(fixed(part.label, reading.language), reading.language)
                for hint in self._hints(part, reading):
                    hints.setdefault(hint, reading.language)
            for label, language in labels.items():
                self.setter.add("Cell Head", typed(label.text), label.language, cell, language)
            for hint, language in hints.items():
                self.setter.add("Paper Note", typed(hint.text), hint.language, cell, language)

    def _hints(self, part: Part, reading: Reading) -> list[Fixed]:
        # What the ends mean stands above the table, where there is one scale in it.
        ends = () if scale_above(self.listed) else by_hand.scale_ends(part, reading.language)
        hints = [Fixed(line.text, line.language) for line in ends]
        other = next((one for one in self.parts if part.only_if and one.key == part.only_if.key), None)
        if self.setter.is_blank and other:
            hints.append(by_hand.condition(part, other, reading.language))
        return hints

    def _add_item(self, item: Item, fields: dict[str, Field], cells: list[ooxml.Element]) -> None:
        setter, (number, *others) = self.setter, cells
        setter.add("Cell Number", [self.listed.called(item)], setter.pages.language, number)
        # That nobody translated it is said once in a row, and of no number.
        missing = (part.key for part in self.parts if (field := fields.get(part.key)) and self._is_missing(field))
        told = next(missing, "")
        for part, cell, width in zip(self.parts, others, self.widths[1:], strict=True):
            if field := fields.get(part.key):
                self._add_field(field, Place(cell, width, self.styles), item.signer, tells=part.key == told)
            if paper_ooxml.is_cell_empty(cell):
                setter.add(self.styles.words, [], setter.pages.language, cell)

    def _is_missing(self, field: Field) -> bool:
        has_letters = any(map(str.isalpha, field.said[0].text)) or bool(field.said[0].views)
        return (
            field.is_words
            and has_letters
            and any(self.setter.is_missing(field, side) for side, _ in enumerate(field.said))
        )

    def _add_field(self, field: Field, place: Place, signer: str, *, tells: bool) -> None:
        setter = self.setter
        if field.is_empty and field.part.type != "signature":
            self._add_room(field.part, place)
            return
        for side, answer in enumerate(field.said):
            if field.is_words or answer.text not in [one.text for one in field.said[:side]]:
                setter.add_said(field, side, place, signer, says_what_is_missing=tells)
        setter.add_signature(field, place)

    def _add_room(self, part: Part, place: Place) -> None:
        if self.setter.is_blank:
            self.setter.add_lines(by_hand.in_a_cell(part, self._languages), place.cell, self._languages[0])


def _lines(field: Field, styles: Styles) -> list[str]:
    """What stands in a cell, line by line."""
    texts = [(text, one.language) for one in field.said for text in (one.text, *(view.words for view in one.views))]
    if not field.is_words:
        return [line for text, _ in texts for line in value_lines(text, field.part)]
    return [line for text, language in texts for line in word_lines(text, language, styles)]
