"""What a definition is made of: its parts, its frames, its variants; and what may be written at a place of a document.

How a definition is read from its file: definition.py. What each type of field takes: values.py.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, TypeVar, cast

from .document import CHECKED, Value, cleaned, facts_wording, split, view_of
from .errors import BadDocument, NotSaid
from .values import SCALE_FROM, SCALE_TO, are_ids, check_text, check_value, is_date, is_item_id, is_language

DESCRIBED = ("picture", "composition")
"""What is seen, and has words beside it that say what is on it."""
COMPOSED = "composed"
"""The field in which a composition stands: of a scene, of a rule, or of a story for its cover."""
WORDS = ("passage", "short_text")
"""One wording per language; every other type is a plain value."""
AUDIENCES = ("everyone", "adults", "workers")
WRITERS = ("family", "family_worker", "consultant")
"""Who may be the only ones to write in a part."""
LIMITS = {"passage": 2000, "short_text": 120, "text": 120, "phone": 40}
"""Characters that a field takes when its definition says no other number."""
HOWS = ("interpreter", "family", "worker", "program")
"""Who makes a translation (practice.md 8.2). A child is never asked to."""

_T = TypeVar("_T")
_DIGEST = re.compile(r"[0-9a-f]{8,64}")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Scale:
    """What a scale asks: from where to where, and what its ends mean."""

    first: int = SCALE_FROM
    last: int = SCALE_TO
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Condition:
    """Only where another field of the same item says one of these."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Own:
    """Which items of a list are a child's own: those whose field `of` names a child, of those a document is for or of its family."""

    of: str
    readers: str = ""
    """The field that names to whom the child says yes: they see such an item, and nobody else. Empty: the child and the workers do."""


@dataclass(frozen=True)
class Part:
    """One part of a document, or one field of an item: its key, its type, its words, and who may see and write it."""

    key: str
    type: str
    label: str = ""
    help: str = ""
    audience: str | None = None
    written_by: tuple[str, ...] = ()
    views: bool = False
    """Whether a wording may be the view of one voice, beside that of another."""
    limit: int = 0
    options: tuple[str, ...] = ()
    option_labels: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    one: bool = False
    """Of people and references: at most one."""
    ordered: bool = False
    """Of people: who is first, who is next; as they are called one after the other."""
    many: bool = False
    """Of a choice: several at once."""
    question: str = ""
    """What helps to write it: "Who steps in when this person is ill?"."""
    example: str = ""
    why: str = ""
    """What it is for, for who asks."""
    scale: Scale = Scale()
    least: int | None = None
    most: int | None = None
    """Of a number: between which it is; None where its definition names no end."""
    to: str = ""
    """Of a reference: the list that its items stand in, of this document (`rules`) or of the family's file (`file:bottom_lines`)."""
    only_if: Condition | None = None
    only_by: tuple[str, ...] = ()
    """Who alone may write here, of WRITERS; where it is empty the next wider part says it, and everyone who sees it where none does."""
    own: Own | None = None
    """Of a list: which of its items are a child's own."""
    letter: str = ""
    """Of a list, and of a reference to one: what stands before the numbers of its items, as in B1."""
    from_file: bool = False
    """Of a list: whether its items stand in the family's file, in the list of the same name, for every document to show."""
    column: str = ""
    """Of a part at the top: the key of the column that it stands in, beside the others; empty: across the page."""
    empty: int = 0
    """Of a list: how many items a paper to fill in by hand has room for; 0: as many as is usual for such items."""
    later: bool = False
    """Whether it is filled in only later, on the tablet: a paper to fill in by hand does not ask it."""

    def part(self, key: str) -> Part | None:
        """The field of that name, or None."""
        return next((part for part in self.parts if part.key == key), None)


@dataclass(frozen=True)
class Column:
    """Parts at the top that stand under one heading, beside those of the other columns where there is room."""

    key: str
    heading: str


Stretch = tuple[tuple[Column | None, tuple[_T, ...]], ...]
"""What stands beside each other: a column with what stands in it, each; or what stands across the page, in no column."""


@dataclass(frozen=True)
class Frame:
    """A place to start a scene from."""

    key: str
    kind: str
    heading: str
    question: str
    starters: tuple[str, ...] = ()
    """Beginnings of sentences, for who finds none."""


@dataclass(frozen=True)
class Variant:
    """A way to begin a document: with which frames, in which order."""

    key: str
    name: str
    help: str
    frames: tuple[str, ...]


@lru_cache(maxsize=16_384)
def _keys_of(place: str) -> tuple[str, bool]:
    """The keys on the way to a place, without the ids of items, and whether it is an item: `rules/7f3a` is (`rules`, True)."""
    steps = place.split("/")
    return "/".join(steps[::2]), len(steps) % 2 == 0


@dataclass(frozen=True)
class Definition:
    """What a kind of document is made of."""

    id: str
    reading: str
    name: str
    help: str
    parts: tuple[Part, ...]
    columns: tuple[Column, ...] = ()
    """In the order in which they stand beside each other, the first where reading begins."""
    frames: tuple[Frame, ...] = ()
    variants: tuple[Variant, ...] = ()
    title: str = ""
    """What a new one is called at first, with `%(names)s` for the children it is for; empty: as its kind is."""
    turn: int = 0
    """Where it stands among the kinds that can be begun, from 1; 0: behind those that say where, by their names."""
    sources: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The texts it was read from: those it is like first, its own last."""
    _places: dict[str, Part] = field(default_factory=lambda: {}, compare=False, repr=False)

    @cached_property
    def edition(self) -> str:
        """Which version of the definition this is: a digest of its texts, 32 hexadecimal figures."""
        return hashlib.sha256("\0".join(self.sources).encode()).hexdigest()[:32]

    @property
    def is_form(self) -> bool:
        """Whether it is filled in field by field, and no story with its pages."""
        return self.reading not in ("story", "family")

    @property
    def in_turn(self) -> tuple[bool, int, str]:
        """What kinds of documents are sorted by where one is chosen."""
        return not self.turn, self.turn, self.name

    def frame(self, key: str) -> Frame | None:
        """The frame of that name, or None."""
        return next((frame for frame in self.frames if frame.key == key), None)

    def variant(self, key: str) -> Variant | None:
        """The way to begin of that name, or None."""
        return next((variant for variant in self.variants if variant.key == key), None)

    def in_columns(self, things: Iterable[_T], column_of: Callable[[_T], str]) -> Iterator[Stretch[_T]]:
        """The things of a form in their order, stretch by stretch: each across the page, or in columns beside each other.

        `column_of` says in which column one stands. A column in which nothing stands is left out.
        """
        headings = {column.key: column for column in self.columns}
        for is_across, stretch in groupby(things, lambda one: not column_of(one)):
            columns = tuple((headings.get(key), tuple(some)) for key, some in groupby(stretch, column_of))
            yield from ((column,) for column in columns) if is_across else (columns,)

    def part_at(self, place: str) -> Part | None:
        """The part that a place belongs to (an item belongs to its list), or None where the definition has no such place."""
        keys, is_item = _keys_of(place)
        if keys not in self._places:
            found = self._find(keys.split("/"))
            if found is None:
                return None
            self._places[keys] = found
        part = self._places[keys]
        return None if is_item and part.type != "list" else part

    def _find(self, keys: list[str]) -> Part | None:
        part = next((part for part in self.parts if part.key == keys[0]), None)
        for key in keys[1:]:
            part = part.part(key) if part is not None and part.type == "list" else None
        return part

    def is_in_file(self, place: str) -> bool:
        """Whether what this definition shows at a place stands in the family's file, and is written there."""
        part = self.part_at(place.partition("/")[0])
        return part is not None and part.from_file

    def check_write(self, address: str, value: Value) -> None:
        """Raises NotSaid when this document has no such address or it takes no such value, TooLong when it is too long."""
        try:
            place, facet = split(address)
        except BadDocument as wrong:
            raise NotSaid(str(wrong)) from wrong
        part = self.part_at(place)
        if part is None or self.is_in_file(place):
            raise NotSaid(f"no such place: {place}")
        if facet == "audience":
            _check_audience(value)
        elif part.type == "list":
            raise NotSaid(f"{place} is a list")
        elif facet == "value":
            if part.type in WORDS:
                raise NotSaid(f"{place} is words: say in which language")
            check_value(part, address, value)
        else:
            _check_wording(part, address, facet, value)

    def check_list(self, place: str, item: str) -> None:
        """Raises NotSaid when there is no such list, or an item cannot have that id."""
        part = self.part_at(place) if len(place.split("/")) % 2 else None
        if part is None or part.type != "list" or self.is_in_file(place) or not is_item_id(item):
            raise NotSaid(f"no such list or item: {place}/{item}")


def _check_wording(part: Part, address: str, facet: str, value: Value) -> None:
    described = part.type in DESCRIBED
    kind, wording = facts_wording(facet)
    facet = wording or facet
    language, voice = view_of(facet)
    if not (part.type in WORDS or described) or not is_language(language) or (voice and not part.views):
        raise NotSaid(f"no such wording: {address}")
    if kind:
        _check_fact(kind, address, value)
        return
    limit = LIMITS["passage"] if described else part.limit
    check_text(address, value, limit, is_one_line=part.type == "short_text")


def _check_fact(kind: str, address: str, value: Value) -> None:
    if value is None:
        return
    fact = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    if not all(isinstance(one, str) for one in fact.values()) or not (
        _is_check(fact) if kind == CHECKED else _is_made(fact)
    ):
        raise NotSaid(f"{address} takes no {value!r}")


def _is_made(fact: Mapping[str, Any]) -> bool:
    if set(fact) != {"from", "of", "how"}:
        return False
    return bool(is_language(fact["from"]) and _DIGEST.fullmatch(fact["of"])) and fact["how"] in HOWS


def _is_check(fact: Mapping[str, Any]) -> bool:
    if set(fact) != {"same", "by", "on"}:
        return False
    name = fact["by"]
    is_name = 0 < len(name) <= _LONGEST_NAME and name == cleaned(name) and "\n" not in name
    return is_name and _DIGEST.fullmatch(fact["same"]) is not None and is_date(fact["on"])


def _check_audience(value: Value) -> None:
    keys = {"for", "not", "of"}
    if value is None:
        return
    if not isinstance(value, dict) or not set(value) <= keys or "for" not in value:
        raise NotSaid(f"no audience: {value!r}")
    of = value.get("of")
    if not all(are_ids(value.get(key, [])) for key in ("for", "not")) or (
        "of" in value and not (isinstance(of, str) and is_item_id(of))
    ):
        raise NotSaid(f"no audience: {value!r}")
