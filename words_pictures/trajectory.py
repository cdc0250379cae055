"""The route in days, and the dates that it makes for one family.

Day 1 is the date of the claim. The route itself is data (route.toml); a family, or an agency, gives any step days of its own or leaves it
out. Nothing is moved by itself: a date on a day when nobody works is told, and people decide.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from .document import Document, Item
from .errors import NotSaid
from .wording import clock_time, day_and_month, fixed, full_date

CERTAIN, OPTIONAL, ASKED = "certain", "optional", "asked"
"""How sure it is that somebody is there: the report names them, puts them in brackets, or asks itself or names them elsewhere only."""
NEEDED, EXTENDED, ORDINARY = "needed", "extended", "ordinary"
"""Steps that not every family takes: if it turns out to be needed, if the help lasts longer, in the ordinary procedure."""
GRANTED = "granted"
"""Of the two weeks more: they were asked and given (definition `family`)."""
OF_THE_FAMILY = ("child", "parent", "network")
"""The roles of those whose route it is."""
MOST_DAYS_OF_A_MEETING = 4
"""What lasts longer is a time in which work is done, not a day on which people meet."""

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
    for_family: bool = False
    """Whether the family is there too, where the report names only those who come to it."""

    @property
    def concerns_family(self) -> bool:
        """Whether it is a day for the family, and not only for those who work for it."""
        return self.for_family or any(who.role in OF_THE_FAMILY and who.certainty == CERTAIN for who in self.who)

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

    @property
    def is_one_day(self) -> bool:
        """Whether it is known on which day it is: only that goes into a calendar."""
        return self.first == self.last

    @property
    def is_meeting(self) -> bool:
        """Whether it is short enough to be a day on which people meet, and not a time in which they work."""
        return (self.last - self.first).days < MOST_DAYS_OF_A_MEETING

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


@dataclass(frozen=True)
class Arranged:
    """What a family and its workers arranged about one step, as the family's file keeps it."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    """Included; None where it is one day."""
    at: datetime.time | None = None
    own_words: str = ""
    """What the family wants the appointment to be called in a calendar."""
    is_skipped: bool = False
    is_done: bool = False

    @property
    def chosen(self) -> Chosen | None:
        """The same as `steps` takes it; None where the days of the route hold."""
        if self.is_skipped:
            return "skipped"
        if self.first and self.last:
            return (self.first, self.last)
        return self.first or self.last


@dataclass(frozen=True)
class FamilyRoute:
    """The route of one family: its day 1, and what was arranged."""

    day_1: datetime.date | None = None
    start_situation: str = ""
    extension: str = ""
    grounds: tuple[str, ...] = ()
    """Why there are two weeks more, or why they are asked: keys of the route's grounds."""
    arranged: Mapping[str, Arranged] = field(default_factory=lambda: {})
    """By the key of the step; only those of which something was arranged."""

    def of(self, step: Step) -> Arranged:
        """What was arranged about a step; nothing where nobody arranged anything."""
        return self.arranged.get(step.of.key, Arranged())

    def steps(self, route: Route, is_free: Callable[[datetime.date], bool]) -> tuple[Step, ...]:
        """Every step with its dates; none while day 1 is not known. Raises NotSaid when a date lies beyond the calendar."""
        if self.day_1 is None:
            return ()
        changes: dict[str, Chosen] = {key: one.chosen for key, one in self.arranged.items() if one.chosen is not None}
        return steps(route, self.day_1, is_free, changes)

    def takes(self, step: Step) -> bool:
        """Whether this family takes a step: what not every family takes, only once somebody chose its date."""
        if step.is_skipped:
            return False
        still_open = set(step.of.only_if) - ({EXTENDED} if self.extension == GRANTED else set())
        return not still_open or step.is_chosen


def read_family_route(file: Document) -> FamilyRoute:
    """The route as the family's file tells it."""
    return FamilyRoute(
        day_1=_date(file.text("day_one")),
        start_situation=file.text("start_situation"),
        extension=file.text("extension"),
        grounds=file.ids("extension_grounds"),
        arranged={item.text("step"): _arranged(item) for item in file.items("route_steps")},
    )


def place_of(file: Document, key: str) -> str:
    """Where the family's file keeps what was arranged about a step, or will: two who begin to at once write in the same place."""
    standing = next((item.place for item in file.items("route_steps") if item.text("step") == key), "")
    return standing or f"route_steps/{key.replace('_', '')}"


def days_in_words(days: Days, language: str) -> str:
    """Days of the route as people say them: `day 14 or 15`, `day 7 to 14`, `day 1 to 3 or 4`."""
    said = {"first": days.first, "last": days.last, "before": days.last - 1}
    if days.first == days.last:
        return fixed("day %(first)s", language) % said
    if not days.is_either:
        return fixed("day %(first)s to %(last)s", language) % said
    if days.first == days.last - 1:
        return fixed("day %(first)s or %(last)s", language) % said
    return fixed("day %(first)s to %(before)s or %(last)s", language) % said


def dates_in_words(step: Step, language: str, at: datetime.time | None = None) -> str:
    """When a step is, as people say it: a day, one day or another, or from one until another; `at` only says something of one day."""
    said = {"first": day_and_month(step.first, language), "last": full_date(step.last, language)}
    if step.is_one_day:
        time = clock_time(f"{at:%H:%M}", language) if at else ""
        return fixed("%(day)s, %(time)s", language) % {"day": said["last"], "time": time} if time else said["last"]
    if not step.is_either:
        return fixed("from %(first)s until %(last)s", language) % said
    if step.days.first == step.days.last - 1:
        return fixed("%(first)s or %(last)s", language) % said
    before = day_and_month(step.last - datetime.timedelta(days=1), language)
    return fixed("from %(first)s until %(before)s or %(last)s", language) % {**said, "before": before}


def _arranged(item: Item) -> Arranged:
    at = item.text("at")
    return Arranged(
        first=_date(item.text("first")),
        last=_date(item.text("last")),
        at=datetime.time.fromisoformat(at) if at else None,
        own_words=item.text("own_words"),
        is_skipped=item.value("skipped") is True,
        is_done=item.value("done") is True,
    )


def _date(written: str) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None


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
