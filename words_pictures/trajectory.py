"""The route in days, and the dates that it makes for one family.

Day 1 is the date of the claim. The route itself is data (route.toml); a family, or an agency, gives any step days of its own or leaves it
out. Nothing is moved by itself: a date on a day when nobody works is told, and people decide.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from .errors import NotSaid

CERTAIN, OPTIONAL, ASKED = "certain", "optional", "asked"
"""How sure it is that somebody is there: the report names them, puts them in brackets, or asks itself or names them elsewhere only."""
NEEDED, EXTENDED, ORDINARY = "needed", "extended", "ordinary"
"""Steps that not every family takes: if it turns out to be needed, if the help lasts longer, in the ordinary procedure."""

_DAYS = re.compile(r"(?:(?P<first>[0-9]+)-)?(?P<last>[0-9]+)(?:/(?P<other>[0-9]+))?")


@dataclass(frozen=True)
class Days:
    """Days of the route, both ends included; day 1 is the date of the claim."""

    first: int
    last: int
    is_either: bool = False
    """Whether the end is the last day or the one before: "3/4" is day 3 or day 4, "1-3/4" is from day 1 until day 3 or 4."""

    def __post_init__(self) -> None:
        if self.first > self.last - self.is_either:
            raise NotSaid(f"no days: {self}")

    @classmethod
    def read(cls, written: str) -> Days:
        """Days as the route writes them: "5", "7-14", "3/4", "1-3/4". Raises NotSaid when they are no such days."""
        found = _DAYS.fullmatch(written)
        if found is None or (found["other"] and int(found["other"]) != int(found["last"]) + 1):
            raise NotSaid(f"no days: {written!r}")
        return cls(
            first=int(found["first"] or found["last"]),
            last=int(found["other"] or found["last"]),
            is_either=found["other"] is not None,
        )

    @property
    def written(self) -> str:
        """The same as the route writes it."""
        until = f"{self.last - 1}/{self.last}" if self.is_either else f"{self.last}"
        return until if self.first == self.last - self.is_either else f"{self.first}-{until}"


@dataclass(frozen=True)
class Who:
    """A role in a step, and how sure it is that somebody of that role is there."""

    role: str
    certainty: str

    @classmethod
    def read(cls, written: str) -> Who:
        """A role as the route writes it: "judge", "(judge)" for perhaps, "judge?" where the report itself asks."""
        if written.startswith("("):
            return cls(written.strip("()"), OPTIONAL)
        return cls(written.rstrip("?"), ASKED if written.endswith("?") else CERTAIN)


@dataclass(frozen=True)
class RouteStep:
    """What the route says of one step, whoever the family is."""

    key: str
    phase: str
    days: Days
    name: str
    does: str
    """What is done, in one sentence."""
    where: str = ""
    """Where, in the places in which the report says it."""
    who: tuple[Who, ...] = ()
    """Empty where the report names nobody."""
    documents: tuple[str, ...] = ()
    """Ids of the definitions of what is written then; some of them may not be described yet."""
    only_if: tuple[str, ...] = ()
    """What has to be so before a family takes this step: `NEEDED`, `EXTENDED`, `ORDINARY`; empty for a step that everybody takes."""
    books: tuple[str, ...] = ()
    """The steps whose dates are agreed at this one."""
    days_asked: bool = False
    """Whether the report does not say, or not clearly, on which day this is."""

    def offered(self, definitions: Container[str]) -> tuple[str, ...]:
        """The documents of this step that can be made: those for which there is a definition."""
        return tuple(id for id in self.documents if id in definitions)


@dataclass(frozen=True)
class Criterion:
    """What is looked at before a family takes this route."""

    key: str
    text: str
    is_asked: bool
    """Whether the report names it elsewhere than in its list."""


@dataclass(frozen=True)
class Extension:
    """More time, and what it may be given for."""

    weeks: int
    days: Days
    grounds: Mapping[str, str]
    """Key -> the ground in a sentence."""


@dataclass(frozen=True)
class Route:
    """The route, and what stands around it. Texts are English and found in the catalogues by that English."""

    weeks: int
    help: str
    phases: Mapping[str, str]
    """Key -> name, in the order in which they come."""
    roles: Mapping[str, str]
    """Key -> name. Where people of the family's file have the same role, it is called the same."""
    steps: tuple[RouteStep, ...]
    extension: Extension
    checklist: tuple[Criterion, ...]
    start_situations: Mapping[str, str]
    """Key -> where the children are when it begins."""

    def step(self, key: str) -> RouteStep | None:
        """The step of that name, or None."""
        return next((step for step in self.steps if step.key == key), None)


Chosen = Days | datetime.date | tuple[datetime.date, datetime.date] | Literal["skipped"]
"""What somebody chose for one step: other days of the route (an agency), a date or the first and the last (a family), or not at all."""


@dataclass(frozen=True)
class Step:
    """One step for one family, with its dates."""

    of: RouteStep
    day_1: datetime.date
    first: datetime.date
    last: datetime.date
    """Included. A step of one day has that day twice."""
    is_either: bool
    """Whether the end is the last day or the one before, as in `Days`."""
    free_days: tuple[datetime.date, ...]
    """Which of the first and the last day is one when nobody works: the date stays, and people decide."""
    is_chosen: bool
    """Whether somebody gave it other days than the route does."""
    is_skipped: bool
    """Whether somebody left it out; its dates are those of the route then."""

    @property
    def days(self) -> Days:
        """The same in days of the route."""
        return Days(day_number(self.day_1, self.first), day_number(self.day_1, self.last), self.is_either)

    def when(self, today: datetime.date) -> Literal["past", "now", "to_come"]:
        """Where a day stands to this step: on its first and on its last day it is `now`."""
        if today < self.first:
            return "to_come"
        return "now" if today <= self.last else "past"


def steps(
    route: Route,
    day_1: datetime.date,
    is_free: Callable[[datetime.date], bool],
    changes: Mapping[str, Chosen] | None = None,
) -> tuple[Step, ...]:
    """Every step with its dates, in the order of the route, those that were left out too.

    `is_free` tells a weekend or a public holiday. `changes` is by the key of a step; one that the route does not have changes nothing.
    Raises NotSaid when a date lies beyond the calendar.
    """
    chosen = changes or {}
    return tuple(_step(one, day_1, is_free, chosen.get(one.key)) for one in route.steps)


def date_of(day_1: datetime.date, number: int) -> datetime.date:
    """The date of a day of the route; day 1 is `day_1` itself. Raises NotSaid when it lies beyond the calendar."""
    try:
        return day_1 + datetime.timedelta(days=number - 1)
    except OverflowError as wrong:
        raise NotSaid(f"no date: day {number} from {day_1}") from wrong


def day_number(day_1: datetime.date, date: datetime.date) -> int:
    """Which day of the route a date is; the day before day 1 is day 0."""
    return (date - day_1).days + 1


def _step(of: RouteStep, day_1: datetime.date, is_free: Callable[[datetime.date], bool], chosen: Chosen | None) -> Step:
    is_skipped = chosen == "skipped"
    days = chosen if isinstance(chosen, Days) else of.days
    first, last, is_either = date_of(day_1, days.first), date_of(day_1, days.last), days.is_either
    if isinstance(chosen, datetime.date):
        first, last, is_either = chosen, chosen, False
    elif isinstance(chosen, tuple):
        # Whoever gives two dates means the days between them, in whichever order.
        first, last, is_either = min(chosen), max(chosen), False
    return Step(
        of=of,
        day_1=day_1,
        first=first,
        last=last,
        is_either=is_either,
        free_days=tuple(day for day in dict.fromkeys((first, last)) if is_free(day)),
        is_chosen=chosen is not None and not is_skipped,
        is_skipped=is_skipped,
    )


@cache
def route() -> Route:
    """The route that comes with the library."""
    return read_route(Path(__file__).with_name("route.toml").read_text("utf-8"))


def read_route(text: str) -> Route:
    """The route that a TOML text describes, in the form of route.toml."""
    content = tomllib.loads(text)
    return Route(
        weeks=content["weeks"],
        help=content["help"],
        phases=content["phases"],
        roles=content["roles"],
        steps=tuple(_route_step(**table) for table in content["steps"]),
        extension=_extension(**content["extension"]),
        checklist=tuple(_criterion(**table) for table in content["checklist"]),
        start_situations=content["start_situations"],
    )


def texts(route: Route) -> Iterable[str]:
    """Every text that a person reads, in English: what the catalogues translate."""
    yield route.help
    yield from (*route.phases.values(), *route.roles.values())
    for step in route.steps:
        yield from filter(None, (step.name, step.does, step.where))
    yield from route.extension.grounds.values()
    yield from (one.text for one in route.checklist)
    yield from route.start_situations.values()


def _route_step(
    *,
    days: str,
    who: Sequence[str] = (),
    documents: Sequence[str] = (),
    only_if: Sequence[str] = (),
    books: Sequence[str] = (),
    **rest: Any,
) -> RouteStep:
    return RouteStep(
        days=Days.read(days),
        who=tuple(Who.read(one) for one in who),
        documents=tuple(documents),
        only_if=tuple(only_if),
        books=tuple(books),
        **rest,
    )


def _extension(*, weeks: int, days: str, grounds: Mapping[str, str]) -> Extension:
    return Extension(weeks, Days.read(days), grounds)


def _criterion(*, key: str, text: str, asked: bool = False) -> Criterion:
    return Criterion(key, text, asked)
