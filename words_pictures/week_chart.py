"""The picture of a week that comes back: a row for each day, a block for each time somebody is away or there, and what is open.

The blocks are numbers and words; whoever shows them draws them. The same days are a plain table too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .family import Family
from .week import DAY, WeekGap, WeekHours
from .week_value import SOMEBODY
from .wording import clock_time, direction, enumeration, fixed, weekday

_HOUR = 60
_STEPS = ((7, 1), (14, 2), (24, 4))
"""So many hours beside each other have a line at every so many of them; half as many where an hour is written long: `10:00 م`."""
_A_LETTER, _BESIDE_LETTERS = 3.4, 4.0
"""Percent of a row on a phone that a letter takes, and the room beside a word."""
_LEAST = 1.2
"""Percent of a row that even a minute takes, or nobody would see that it is open."""


@dataclass(frozen=True)
class Block:
    """One time on one day."""

    kind: Literal["away", "there", "gap"]
    start: float
    """In percent of the row, from its left side; in a language that runs from right to left the day does so too."""
    width: float
    lane: int
    """Which line of the row it stands on, from 0."""
    text: str
    """What there is room for: words, initials, or nothing."""
    colour: int | None = None
    """Of the person who is there."""


@dataclass(frozen=True)
class Day:
    """One day of the week."""

    name: str
    blocks: tuple[Block, ...]
    lanes: int
    away: tuple[str, ...]
    there: tuple[str, ...]
    gaps: tuple[str, ...]
    """The same in words: from when to when, and who."""


@dataclass(frozen=True)
class Tick:
    """An hour with a line."""

    at: float
    """In percent, as a block."""
    text: str
    side: Literal["start", "middle", "end"]
    """Which side of its words stands there: those at the edges stay inside."""


@dataclass(frozen=True)
class Chart:
    """The days of a week, and the hours above them."""

    language: str
    days: tuple[Day, ...]
    ticks: tuple[Tick, ...]
    heads: tuple[str, str, str, str]
    """Of the same as a table: the day, who is away, who is there, where nobody is yet."""
    nobody_away: str
    """On a day on which nobody is."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody is away on any day."""
        return not any(day.away for day in self.days)


def chart_of(hours: Sequence[WeekHours], gaps: Sequence[WeekGap], family: Family, language: str) -> Chart:
    """The picture of a week from who is away and who is there in it, and where nobody is."""
    first, last = _window(hours)
    drawing = _Drawing(hours, gaps, family, language, first, last)
    heads = (
        fixed("Day", language),
        fixed("Who is away?", language),
        fixed("Who is there?", language),
        fixed("Nobody yet", language),
    )
    return Chart(
        language,
        tuple(drawing.day(number) for number in range(7)),
        tuple(drawing.ticks()),
        heads,
        fixed("Nobody is away.", language),
    )


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it: 1440 is `24:00`."""
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"


def names_of(ids: Iterable[str], family: Family, language: str) -> list[str]:
    """The names of people in the order of their ids: who is gone from the file is left out, who may not be seen is somebody."""
    found = ((family.person(id), id) for id in ids)
    return [
        person.name if person and person.name else fixed("somebody", language)
        for person, id in found
        if person or id in SOMEBODY
    ]


@dataclass(frozen=True)
class _Drawing:
    hours: Sequence[WeekHours]
    gaps: Sequence[WeekGap]
    family: Family
    language: str
    first: int
    last: int
    """Minutes of the day between which a row is drawn."""

    def day(self, number: int) -> Day:
        away, there = (
            self._on(number, [one for one in self.hours if one.is_away == is_away]) for is_away in (True, False)
        )
        gaps = self._on(number, self.gaps)
        blocks = [*self._blocks("away", away, 0), *self._blocks("gap", gaps, 1), *self._blocks("there", there, 1)]
        return Day(
            weekday(number, self.language),
            tuple(blocks),
            max((block.lane for block in blocks), default=0) + 1,
            tuple(map(self._said, away)),
            tuple(map(self._said, there)),
            tuple(map(self._said, gaps)),
        )

    def ticks(self) -> Iterator[Tick]:
        hours = (self.last - self.first) // _HOUR
        step = next(step for most, step in _STEPS if hours <= most)
        step *= 2 if len(clock_time("10:00", self.language, is_bare=True)) > len("10") else 1
        for hour in range(self.first // _HOUR, self.last // _HOUR + 1, step):
            side = "start" if hour * _HOUR == self.first else "end" if hour * _HOUR == self.last else "middle"
            said = clock_time(clock(hour * _HOUR), self.language, is_bare=True)
            yield Tick(self._turned(self._percent(hour * _HOUR), 0), said, side)

    def _on(self, number: int, stretches: Iterable[WeekHours | WeekGap]) -> list[_Part]:
        return [
            (begin, end, one.who if isinstance(one, WeekHours) else None)
            for one in stretches
            for day, begin, end in one.parts
            if day == number
        ]

    def _blocks(self, kind: Literal["away", "there", "gap"], parts: Sequence[_Part], lane: int) -> Iterator[Block]:
        free: list[int] = []
        for begin, end, who in sorted(parts, key=lambda part: part[:2]):
            begin, end = max(begin, self.first), min(end, self.last)
            if begin >= end:
                continue
            # What stands under each other is at the same time.
            at = next((n for n, until in enumerate(free) if until <= begin), len(free))
            free[at : at + 1] = [end]
            yield self._block(kind, (begin, end, who), lane + at)

    def _block(self, kind: Literal["away", "there", "gap"], part: _Part, lane: int) -> Block:
        begin, end, who = part
        start, width = self._percent(begin), max(self._percent(end) - self._percent(begin), _LEAST)
        person = self.family.person(who) if who else None
        if kind == "gap":
            words = [fixed("nobody yet", self.language)]
        else:
            name = self._name(who)
            away = fixed("%(name)s is away", self.language) % {"name": name}
            words = [*([away] if kind == "away" and name else []), name, person.initials if person else ""]
        text = next((one for one in words if len(one) * _A_LETTER + _BESIDE_LETTERS <= width), "")
        return Block(kind, self._turned(start, width), width, lane, text, person.colour if person else None)

    def _said(self, part: _Part) -> str:
        begin, end, who = part
        hours = fixed("From %(begin)s to %(end)s", self.language) % {
            "begin": clock_time(clock(begin), self.language, is_bare=True),
            "end": clock_time(clock(end), self.language, is_bare=True),
        }
        name = self._name(who)
        return fixed("%(when)s: %(names)s", self.language) % {"when": hours, "names": name} if name else hours

    def _name(self, who: str | None) -> str:
        return enumeration(names_of([who] if who else [], self.family, self.language), self.language)

    def _percent(self, minute: int) -> float:
        return round((minute - self.first) * 100 / (self.last - self.first), 2)

    def _turned(self, start: float, width: float) -> float:
        return round(100 - start - width, 2) if direction(self.language) == "rtl" else start


_Part = tuple[int, int, str | None]
"""The first minute of a day, the one after the last, and who it is."""


def _window(hours: Sequence[WeekHours]) -> tuple[int, int]:
    """The hours that matter, in minutes: those in which somebody is away on some day, or else in which somebody is there."""
    shown = [one for one in hours if one.is_away] or hours
    parts = [(begin, end) for one in shown for _, begin, end in one.parts]
    first = min((begin for begin, _ in parts), default=0) // _HOUR * _HOUR
    last = -(-max((end for _, end in parts), default=DAY) // _HOUR) * _HOUR
    return first, last
