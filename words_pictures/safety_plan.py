"""A document read as a safety plan: its rules, what they answer, and who helps (practice.md 3). How it is laid out: safety-plan.toml."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from .document import Document, Item
from .family import AT_WORK, PARENT, Family, Person
from .said import item_number
from .signing import VERSION
from .story import wording

TESTED, SEEN, PLANNED = "tested", "seen", "planned"
"""What a check of a rule was."""
BETTER = "better"
"""How far a rule is that did not work."""
LETTER = "B"


@dataclass(frozen=True)
class BottomLine:
    """What must certainly be in order."""

    id: str
    number: str
    """As people call it: B1."""
    words: str
    at_least: int | None
    """How many grown-ups it asks for, where it names a number."""


@dataclass(frozen=True)
class Check:
    """One time that a rule was tried out, or seen, or will be."""

    on: datetime.date | None
    how: str
    by: tuple[str, ...]
    went: str


@dataclass(frozen=True)
class Rule:
    """One rule: who does what, and when."""

    item: Item
    number: int
    words: str
    who: tuple[str, ...]
    """Ids of people who are in the family's file."""
    has_time: bool
    """Whether it says on which days and hours, or when it is needed."""
    backups: tuple[str, ...]
    has_backup: bool
    """Whether it says who steps in, or what happens then."""
    answers: tuple[str, ...]
    """Ids of the bottom lines."""
    agreed_on: datetime.date | None
    state: str
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Helper:
    """Somebody of the network."""

    item: Item
    who: str
    """The id of a person; empty where nobody is chosen yet."""
    agreed: str
    """`yes`, `no`, `not_yet`, or empty."""
    agreed_on: datetime.date | None
    knows: str


@dataclass(frozen=True)
class Plan:
    """A plan as one reader may see it."""

    document: Document
    file: Document
    family: Family
    bottom_lines: tuple[BottomLine, ...]
    dangers: tuple[Item, ...]
    goals: tuple[Item, ...]
    rules: tuple[Rule, ...]
    helpers: tuple[Helper, ...]
    version: int | None
    """Which version it is, of those that are signed; None where nobody keeps versions of it."""

    def rules_for(self, line: BottomLine) -> tuple[Rule, ...]:
        """The rules that answer a bottom line; a rule that nobody does answers none."""
        return tuple(rule for rule in self.rules if rule.who and line.id in rule.answers)

    @property
    def agreed(self) -> tuple[Helper, ...]:
        """The grown-ups of the network who said yes."""
        people = {one.id for one in self.family.adults if one.role not in AT_WORK}
        return tuple(one for one in self.helpers if one.agreed == "yes" and one.who in people)

    @property
    def ready(self) -> set[str]:
        """The ids of the grown-ups beside the parents who said yes and signed: each counts once, however often they stand there."""
        parents = {one.id for one in self.family.adults if one.role == PARENT}
        return {one.who for one in self.agreed if one.who in self.signed} - parents

    @cached_property
    def signed(self) -> Mapping[str, datetime.date]:
        """On which day each of those who signed this version did, the last time; by their ids."""
        signed: dict[str, datetime.date] = {}
        for row in self.document.items("signatures"):
            value = row.value("signed")
            if isinstance(value, dict) and self.version in (None, row.value(VERSION)):
                signed |= dict.fromkeys(ids_in(row, "who"), datetime.date.fromisoformat(str(value["on"])))
        return signed

    def names(self, ids: Iterable[str]) -> list[str]:
        """The names of people, in the order of their ids; without those whom the reader may not see."""
        return [person.name for id in ids if (person := self.family.person(id))]

    def people(self, ids: Iterable[str]) -> list[Person]:
        """The same as people."""
        return [person for id in ids if (person := self.family.person(id))]


def read_plan(document: Document, file: Document, family: Family, language: str, version: int | None = None) -> Plan:
    """A document and its family's file, as one reader may see them, read as a plan in a language.

    `version` is which one it is of those that are signed, where somebody keeps them: who signed an earlier one has not signed it.
    """
    return Plan(
        document,
        file,
        family,
        tuple(_bottom_line(item, language) for item in file.items("bottom_lines")),
        file.items("danger_statements"),
        file.items("goals"),
        tuple(_rule(item, number, family, language) for number, item in enumerate(document.items("rules"), start=1)),
        tuple(_helper(item) for item in document.items("helpers")),
        version,
    )


def ids_in(item: Item, key: str) -> tuple[str, ...]:
    """The ids in a field of an item."""
    return item.document.ids(f"{item.place}/{key}")


def day_in(item: Item, key: str) -> datetime.date | None:
    """The day in a field of an item."""
    text = item.text(key)
    return datetime.date.fromisoformat(text) if text else None


def _bottom_line(item: Item, language: str) -> BottomLine:
    least = item.value("at_least")
    return BottomLine(
        item.id,
        item_number(item, LETTER),
        wording(item.document, f"{item.place}/words", language)[0],
        least if isinstance(least, int) and least > 0 else None,
    )


def _rule(item: Item, number: int, family: Family, language: str) -> Rule:
    # Who was taken out of the family's file does nothing any more, and steps in for nobody.
    who, backups = (
        tuple(id for id in ids_in(item, key) if family.person(id) is not None) for key in ("who", "backups")
    )
    return Rule(
        item,
        number,
        wording(item.document, f"{item.place}/words", language)[0] or item.some_words("words", language),
        who,
        has_time=_has_hours(item) or bool(item.document.written_in(f"{item.place}/when")),
        backups=backups,
        has_backup=bool(backups or item.document.written_in(f"{item.place}/if_not")),
        answers=ids_in(item, "answers"),
        agreed_on=day_in(item, "agreed_on"),
        state=item.text("state"),
        checks=tuple(_check(one, language) for one in item.items("checks")),
    )


def _has_hours(item: Item) -> bool:
    said: dict[str, Any] = cast("dict[str, Any]", item.value("hours") or {})
    return any(said.get(one) for one in ("days", "from", "to"))


def _check(item: Item, language: str) -> Check:
    went = wording(item.document, f"{item.place}/went", language)[0]
    return Check(day_in(item, "on"), item.text("how"), ids_in(item, "by"), went)


def _helper(item: Item) -> Helper:
    return Helper(
        item,
        next(iter(ids_in(item, "who")), ""),
        item.text("agreed"),
        day_in(item, "agreed_on"),
        item.text("knows"),
    )
