"""An item of a list to fill in by hand as a card: a box for each field, and as many of them beside each other as have room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from docx.text.paragraph import Paragraph

from ..part import Part
from ..wording import enumeration
from . import by_hand, ooxml, paper_ooxml
from .base import settings
from .letters import in_order, tongue
from .pages import typed
from .paper_columns import GAP
from .paper_ooxml import ASKED, HAIR_LINE, Grid
from .paper_outline import Field, Item, Listed
from .paper_said import Place, Setter
from .words import Fixed, fixed

_COLUMNS = 12
_ROOM = 1.5, 2.0
"""Above and under what stands in a box, in points."""
_LEAST = {
    "picture": 12,
    "composition": 12,
    "look": 12,
    "hours": 8,
    "scale": 8,
    "passage": 6,
    "signature": 6,
    "people": 3,
    "reference": 3,
    "date": 2,
    "number": 2,
    "time": 2,
    "yes": 2,
    "answer": 2,
    "choice": 2,
}
_LEAST_OTHERWISE, _LEAST_INSIDE = 4, 3
"""Columns that a field needs to be written in, by its type; less in a list inside."""
_WANTED = {"passage": 12, "short_text": 6, "text": 6, "people": 5, "moment": 4, "date": 3, "number": 2, "time": 2}
"""Columns that it is better written in; of any other type no more than it needs."""
_MOST_LINES = {"Card Label": 2, "Card Note": 2, "Card Boxes": 3, "Card Title": 1}
"""Where more would stand above each other, the box is wider."""
_AFTER_A_LABEL = "\u2002"


@dataclass(frozen=True)
class _Box:
    """What stands in a box, in each language."""

    field: Field | None
    """None: of a list inside only what that is called."""
    label: tuple[Fixed, ...] = ()
    notes: tuple[Fixed, ...] = ()
    how: tuple[Fixed, ...] = ()
    """What helps to fill it in: among the notes of the first card, if it has room there."""
    title: tuple[Fixed, ...] = ()
    """What the list inside is called whose first field it is."""
    is_first: bool = False

    @property
    def above(self) -> list[tuple[str, Fixed]]:
        """What is read before it is filled in, each in its style."""
        said = (("Card Title", self.title), ("Card Label", self.label), ("Card Note", self.notes))
        return [(style, one) for style, texts in said for one in texts]


@dataclass
class _Row:
    """Some boxes beside each other, and how many columns each of them has."""

    boxes: list[_Box] = field(default_factory=lambda: [])
    spans: list[int] = field(default_factory=lambda: [])

    def __iter__(self) -> Iterator[tuple[_Box, int]]:
        return zip(self.boxes, self.spans, strict=True)


def add_card(setter: Setter, listed: Listed, item: Item, *, says_how: bool) -> None:
    """A card for one item under its number; `says_how`: what helps to fill it in stands there too, for once in a list is enough."""
    _Card(setter, says_how=says_how).add(listed, item)


class _Card:
    """One card while it is laid out and set."""

    def __init__(self, setter: Setter, *, says_how: bool) -> None:
        self.setter, self.says_how = setter, says_how
        self.languages = [one.language for one in setter.readings]
        widths = (setter.pages.width / _COLUMNS - 2 * GAP,) * _COLUMNS
        self.grid = Grid(widths, GAP, HAIR_LINE, is_ruled_down=True, room=_ROOM)

    def add(self, listed: Listed, item: Item) -> None:
        """Its number, what has no room in a box of how it is filled in, and its table: on one page where it is no higher than that."""
        called, language = listed.called(item), self.languages[0]
        self.setter.add("Card Number", [called], language)
        rows = [*self._all_rows(item)]
        for box in (box for row in rows for box, span in row if self.says_how and not self._tells_how(box, span)):
            self._add_above(box)
        asked = [box.label[0].text for row in rows for box, _ in row if box.label]
        caption = f"{fixed(listed.part.label, language).text} {called}"
        document, way = self.setter.pages.document, tongue(language)
        table = paper_ooxml.add_table(
            document, self.grid, way, caption=caption, description=enumeration(asked, language)
        )
        for number, row in enumerate(rows):
            cells = paper_ooxml.add_spanning_row(table, self.grid, row.spans, is_header=not number)
            for (box, span), cell in zip(row, cells, strict=True):
                notes = box.how if self.says_how and self._tells_how(box, span) else ()
                told = replace(box, notes=(*box.notes, *notes))
                for paragraph in self._add_box(told, Place(cell, self._width(span))):
                    paragraph.paragraph_format.keep_with_next = number < len(rows) - 1
        self.setter.ends_in_table = True

    def _add_above(self, box: _Box) -> None:
        for label, how in zip(box.label, box.how, strict=False):
            asked = [f"{label.text}{_AFTER_A_LABEL}"]
            note = self.setter.add("Card Note", asked, label.language, among=self.languages[0])
            paper_ooxml.embolden(note, ASKED)
            ooxml.add_lines(note, [how.text], how.language, in_order)

    def _add_box(self, box: _Box, place: Place) -> list[Paragraph]:
        setter, among = self.setter, self.languages[0]
        asked = [setter.add(style, typed(one.text), one.language, place.cell, among) for style, one in box.above]
        room = setter.add_lines(self._room(box, place.width), place.cell, among)
        if box.field and not room[0].text:
            setter.anchor(room[0], box.field.place, among if box.field.is_words else "value")
        return [*asked, *room]

    # --- what stands beside what -------------------------------------------------------------------------------------

    def _all_rows(self, item: Item) -> Iterator[_Row]:
        yield from self._rows(item)
        for inner in item.lists:
            title = self._said(inner.part.label)
            for number, one in enumerate(inner.items):
                rows = [*self._rows(one, is_inner=True)]
                if not number:
                    yield from self._under(title, rows)
                elif len(rows) == 1:
                    # Under the same labels as the one before it.
                    bare = [replace(box, label=(), notes=(), how=()) for box in rows[0].boxes]
                    yield _Row(bare, rows[0].spans)
                else:
                    yield from rows

    def _under(self, title: tuple[Fixed, ...], rows: list[_Row]) -> Iterator[_Row]:
        """The rows of a list inside under what it is called: in its first box, where that makes the row no higher."""
        first, *others = rows
        titled = _Row([replace(first.boxes[0], title=title), *first.boxes[1:]], first.spans)
        if self._height_of(titled) > self._height_of(first):
            yield _Row([_Box(None, title=title)], [_COLUMNS])
            yield from rows
        else:
            yield titled
            yield from others

    def _rows(self, item: Item, *, is_inner: bool = False) -> Iterator[_Row]:
        row = _Row()
        for number, asked in enumerate(item.fields):
            box = self._box(asked, item.fields[number - 1] if number else None, is_first=not number and not is_inner)
            span = self._least(box, asked.part, _LEAST_INSIDE if is_inner else _LEAST_OTHERWISE)
            if sum(row.spans) + span > _COLUMNS:
                yield self._spread(row)
                row = _Row()
            row.boxes.append(box)
            row.spans.append(span)
        if row.boxes:
            yield self._spread(row)

    def _spread(self, row: _Row) -> _Row:
        """The boxes of a row over the whole width: what is left goes to the highest of them, and then to what wants it most."""
        wanted = [_WANTED.get(box.field.part.type, 1) if box.field else 1 for box in row.boxes]
        for _ in range(_COLUMNS - sum(row.spans)):
            heights = [self._height(box, span) for box, span in row]
            hunger = [want / span for want, span in zip(wanted, row.spans, strict=True)]
            number = max(range(len(wanted)), key=lambda one: (heights[one], hunger[one]))
            row.spans[number] += 1
        return row

    def _least(self, box: _Box, part: Part, otherwise: int) -> int:
        """How many columns it needs, so that no word is cut and it becomes no tall, narrow column."""
        if box.is_first and part.type == "passage":
            return _COLUMNS
        least = _LEAST.get(part.type, otherwise)
        return next((span for span in range(least, _COLUMNS) if self._has_room(box, span)), _COLUMNS)

    def _has_room(self, box: _Box, span: int) -> bool:
        width = self._width(span)
        boxes = [(line.style, Fixed(line.text, line.language)) for line in self._room(box, width) if line.text]
        ticks = [settings()[style].width_of(*one) for style, one in boxes]
        is_low = len(ticks) <= _MOST_LINES["Card Boxes"] and max(ticks, default=0) <= width
        return is_low and all(_fits(style, one, width) for style, one in box.above)

    def _tells_how(self, box: _Box, span: int) -> bool:
        return all(_fits("Card Note", one, self._width(span)) for one in box.how)

    def _height_of(self, row: _Row) -> float:
        return max(self._height(box, span) for box, span in row)

    def _height(self, box: _Box, span: int) -> float:
        width = self._width(span)
        above = [(settings()[style], one) for style, one in box.above]
        said = sum(setting.height_of([one.text], one.language, width) for setting, one in above)
        return said + sum(settings()[line.style].line_for(line.language) for line in self._room(box, width))

    def _width(self, span: int) -> float:
        return sum(self.grid.widths[:span]) + 2 * GAP * (span - 1)

    # --- what is said ------------------------------------------------------------------------------------------------

    def _box(self, asked: Field, before: Field | None, *, is_first: bool) -> _Box:
        other = asked.hangs_on
        is_beside = before is not None and other is not None and before.part.key == other.key
        conditions = [
            by_hand.condition(asked.part, other, language, is_beside=is_beside)
            for language in self.languages
            if other is not None
        ]
        how = self._said(asked.part.question or asked.part.help)
        label, notes = self._said(asked.part.label), tuple(dict.fromkeys(conditions))
        return _Box(asked, label, notes, how, is_first=is_first)

    def _said(self, text: str) -> tuple[Fixed, ...]:
        return tuple(dict.fromkeys(fixed(text, one) for one in self.languages if text))

    def _room(self, box: _Box, width: float) -> list[by_hand.Line]:
        return by_hand.in_a_card(box.field.part, self.languages, width, is_first=box.is_first) if box.field else []


def _fits(style: str, said: Fixed, width: float) -> bool:
    """Whether it takes few lines, and none of its words is cut."""
    setting = settings()[style]
    longest = max((setting.width_of(word, said.language) for word in said.text.split()), default=0)
    return longest <= width and setting.lines_of(*said, width) <= _MOST_LINES[style]
