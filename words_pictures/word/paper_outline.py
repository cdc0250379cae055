"""What stands on a form on paper, in order: fields and lists, each in every language of the paper; before anything is set.

What was said stands there; of a form to fill in by hand every field does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..filled import Answer, Entry, Filled, Section
from ..part import AUDIENCES, DESCRIBED, WORDS, Part
from ..scales import ScaleChart

MOST_COLUMNS = 5
"""Fields of an item that a table still shows well."""
SHORT_WORDS = 400
"""Characters that words in a table may take: more is text, and text reads badly in a column."""
_EMPTY_ROWS, _EMPTY_INNER_ROWS = 6, 3
_EMPTY_BLOCKS, _EMPTY_INNER_BLOCKS = 3, 1
"""Room for so many items in a form to fill in by hand, of a list at the top and of one inside an item."""
_LARGE_BLOCK = 4
"""Of an item with more fields than this there is one to fill in, and to copy: three would fill page after page."""
_EMPTY_ROWS_OF_FILE, _EMPTY_BLOCKS_OF_FILE = 3, 1
"""The same of a list that stands in the family's file: it is written once, and other papers show it."""


@dataclass(frozen=True)
class Field:
    """One field, with what was said there in each language of the paper."""

    part: Part
    place: str
    """Empty for a field that no document has yet: of an item to fill in by hand."""
    said: tuple[Answer, ...]
    """One for each language, in their order; in each the same views, or none."""
    hangs_on: Part | None = None
    """The field that its condition names."""

    @property
    def is_empty(self) -> bool:
        return all(answer.is_empty for answer in self.said)

    @property
    def is_words(self) -> bool:
        return self.part.type in WORDS

    @property
    def is_seen(self) -> bool:
        """Whether it is a picture, or how somebody looks."""
        return self.part.type in (*DESCRIBED, "look")


@dataclass(frozen=True)
class Item:
    """One item of a list."""

    number: int
    fields: tuple[Field, ...]
    lists: tuple[Listed, ...]

    @property
    def is_card(self) -> bool:
        """Whether it can be filled in by hand as a card: nothing is said in it yet, and it asks for no week."""
        inner = [item for listed in self.lists for item in listed.items]
        return all(one.is_empty and one.part.type != "week" for one in self.fields) and all(
            one.is_card for one in inner
        )

    @property
    def signer(self) -> str:
        """Whom it names, if anybody: whose name stands under a line to sign on."""
        named = [field for field in self.fields if field.part.type in ("people", "text") and not field.is_empty]
        return min(named, key=lambda field: field.part.type).said[0].text if named else ""


@dataclass(frozen=True)
class Listed:
    """A list with its items."""

    part: Part
    items: tuple[Item, ...]
    hangs_on: Part | None = None
    charts: tuple[tuple[ScaleChart, ...], ...] = ()
    """Of a scale over time: its charts, each in every language of the paper."""

    def called(self, item: Item) -> str:
        """Which item it is, as people call it: 2, or with the letter of the list B2."""
        return f"{self.part.letter}{item.number}"


@dataclass(frozen=True)
class Outline:
    """All of it: what stands as title, where the form has one of its own, then one thing after the other."""

    title: Field | None
    parts: tuple[Field | Listed, ...]


def outline(readings: Sequence[Filled], *, is_blank: bool) -> Outline:
    """A form read in one language or in two, as it stands on paper; `is_blank`: with every field, to fill in by hand."""
    return _Outlining(readings, is_blank).outline()


def may_be_table(part: Part) -> bool:
    """Whether the items of a list can be rows: a few short fields, and no list inside."""
    fields = [one for one in part.parts if one.label]
    return 0 < len(fields) <= MOST_COLUMNS and all(_is_short(one) for one in fields)


def is_picture_book(listed: Listed) -> bool:
    """Whether each item of a list is a picture and a few words, and nothing else; and there are pictures."""
    fields = [one for one in listed.part.parts if one.label]
    is_one_picture = len(fields) == 2 and sum(one.type in DESCRIBED for one in fields) == 1
    has_pictures = any(answer.picture for item in listed.items for field in item.fields for answer in field.said)
    return is_one_picture and has_pictures and any(one.type in WORDS for one in fields)


def _is_short(part: Part) -> bool:
    if part.type == "passage":
        return part.limit <= SHORT_WORDS
    return part.type not in ("list", "look", "week", *DESCRIBED)


class _Outlining:
    def __init__(self, readings: Sequence[Filled], is_blank: bool) -> None:
        self.readings, self.is_blank = readings, is_blank
        self.answers = [{answer.place: answer for answer in one.answers()} for one in readings]

    def outline(self) -> Outline:
        parts = tuple(self._top())
        title = next((one for one in parts if isinstance(one, Field) and _is_title(one)), None)
        return Outline(title, tuple(one for one in parts if one is not title))

    def _top(self) -> Iterator[Field | Listed]:
        definition = self.readings[0].definition
        sections = {section.part.key: section for section in self.readings[0].sections if section.part}
        for part in definition.parts:
            if not part.label:
                continue
            if part.type == "list":
                if (section := sections.get(part.key)) or self._might_be_asked(part, definition.parts):
                    yield from self._list(part, part.key, section, definition.parts)
            elif field := self._field(part, part.key, definition.parts):
                yield field

    def _list(
        self, part: Part, place: str, section: Section | None, beside: Sequence[Part], depth: int = 0
    ) -> Iterator[Listed]:
        entries = section.entries if section else ()
        known = [self._item(part, f"{place}/{entry.id}", entry) for entry in entries if self._stands(entry)]
        # Where nothing is said yet and all of it is filled in later, there is nothing to set.
        said = [item for item in known if item.fields or item.lists]
        number = max((item.number for item in said), default=0)
        empty = (
            self._item(part, "", None, number + n) for n in range(1, self._empty_items(part, depth, len(said)) + 1)
        )
        items = (*said, *empty)
        if items:
            yield Listed(part, items, _hangs_on(part, beside), () if depth else self._charts(part))

    def _charts(self, part: Part) -> tuple[tuple[ScaleChart, ...], ...]:
        known = [one.charts for read in self.readings for one in read.sections if one.part and one.part.key == part.key]
        return tuple(zip(*known, strict=True))

    def _stands(self, entry: Entry) -> bool:
        return self.is_blank or not entry.is_empty

    def _empty_items(self, part: Part, depth: int, said: int) -> int:
        if not self.is_blank or part.later:
            return 0
        if part.empty:
            return max(part.empty - said, 0 if part.from_file else 1)
        rows = (_EMPTY_INNER_ROWS if depth else _EMPTY_ROWS) if may_be_table(part) else 0
        is_large = sum(bool(one.label) for one in part.parts) > _LARGE_BLOCK
        blocks = 1 if is_large else _EMPTY_INNER_BLOCKS if depth else _EMPTY_BLOCKS
        if part.from_file:
            rows, blocks = rows and _EMPTY_ROWS_OF_FILE, _EMPTY_BLOCKS_OF_FILE
            return max((rows or blocks) - said, 0)
        return max((rows or blocks) - said, 1)

    def _item(self, part: Part, place: str, entry: Entry | None, number: int = 0) -> Item:
        inner = {section.part.key: section for section in (entry.lists if entry else ()) if section.part}
        fields: list[Field] = []
        lists: list[Listed] = []
        for one in part.parts:
            if not one.label:
                continue
            within = f"{place}/{one.key}" if place else ""
            if one.type == "list":
                if one.key in inner or self.is_blank:
                    lists += self._list(one, within, inner.get(one.key), part.parts, depth=1)
            elif field := self._field(one, within, part.parts):
                fields.append(field)
        return Item(entry.number if entry else number, tuple(fields), tuple(lists))

    def _field(self, part: Part, place: str, beside: Sequence[Part]) -> Field | None:
        known = [answers.get(place) for answers in self.answers]
        said = tuple(
            answer or Answer(part, place, "", reading.language)
            for answer, reading in zip(known, self.readings, strict=True)
        )
        # An answer may stand under another label than its list has for it.
        field = Field(known[0].part if known[0] else part, place, said, _hangs_on(part, beside))
        if field.is_empty and self.is_blank and part.later:
            return None
        if not field.is_empty or (known[0] and part.type == "signature"):
            return field
        may_stand = known[0] or not place or "/" in place or self._might_be_asked(part, beside)
        return field if self.is_blank and may_stand else None

    def _might_be_asked(self, part: Part, beside: Sequence[Part]) -> bool:
        # A field at the top whose condition does not hold yet was not read. It is shown to whoever sees the field that it hangs on, unless
        # it is for fewer people.
        other = _hangs_on(part, beside)
        if not self.is_blank or other is None:
            return False
        is_there = any(other.key in answers for answers in self.answers)
        return is_there and AUDIENCES.index(part.audience or "workers") <= AUDIENCES.index(other.audience or "workers")


def _is_title(field: Field) -> bool:
    is_said = not field.is_empty and not any(answer.views for answer in field.said)
    return field.part.key == "title" and field.is_words and is_said


def _hangs_on(part: Part, beside: Sequence[Part]) -> Part | None:
    asked = part.only_if
    return next((one for one in beside if asked and one.key == asked.key and one.label), None)
