"""The week of a safety plan: when the parent is away, who is with the children, and every minute that nobody is (practice.md 3.4, 7).

Two lists of shifts are entered apart. A *gap* is when somebody is away and nobody is there; a back-up is named beside it and does not
fill it. Who is away is not there, whatever the other list says of them.

Everything is reckoned by the clocks of Brussels. A clock time is the first minute at which the clocks show it, or a later one:

- in the night that summer time begins, 02:30 is never shown and means 03:00; a shift from 22:00 to 06:00 lasts 7 hours;
- in the night that it ends, 02:30 is shown twice and means the first time; a shift from 22:00 to 06:00 lasts 9 hours.

So times keep their order, and where a shift covers another one by the clock it covers it in those nights too. (RFC 5545, 3.3.5, puts a
time that is skipped an hour later: then a shift until 02:30 would end after one until 03:00.) A shift belongs to the day it begins on:
that day decides whether it is a holiday, and past midnight it goes on as it began.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from .holidays import is_school_holiday

Pattern = Literal["usual", "holidays"]
Weeks = Literal["usual", "holidays", "always"]

BRUSSELS = ZoneInfo("Europe/Brussels")
DAY = 24 * 60
"""Minutes, where no clock is changed."""
WEEK = 7 * DAY
UNNAMED = "somebody"
"""Stands for a person whom a viewer may not see: the children are not alone then, whoever it is (audience.py)."""

_Interval = tuple[int, int]
"""From a minute until another one, which is no longer in it."""


@dataclass(frozen=True)
class Shift:
    """Hours that come back every week: of a parent who is away, or of somebody who is with the children.

    Raises ValueError where a day is none of the seven, or a time none of the clock's.
    """

    who: tuple[str, ...]
    """Ids of people; nobody where the hours are agreed and it is not yet known who comes."""
    days: frozenset[int]
    """The days of the week it begins on: 0 is Monday. None where it has only days of its own, in `also_on`."""
    begin: int
    """Minutes since midnight, by the clock: 1060 is 17:40."""
    end: int
    """The same, 1440 is midnight at the end of the day. At or before `begin`: on the next day."""
    weeks: Weeks = "always"
    """`usual`: outside the school holidays; `holidays`: inside them."""
    since: datetime.date | None = None
    until: datetime.date | None = None
    """The last day it begins on."""
    also_on: frozenset[datetime.date] = frozenset()
    """Days it begins on besides, whatever the other fields say."""
    not_on: frozenset[datetime.date] = frozenset()
    """Days it is left out, whatever the other fields say."""
    backups: tuple[str, ...] = ()
    """Ids of people, in the order in which they are asked."""

    def __post_init__(self) -> None:
        if not (self.days <= frozenset(range(7)) and 0 <= self.begin < DAY and 0 <= self.end <= DAY):
            raise ValueError(f"no shift on days {sorted(self.days)} from minute {self.begin} to {self.end}")

    @property
    def minutes(self) -> int:
        """How long it lasts by the clock: 1 to 1440."""
        return (self.end - self.begin) % DAY or DAY

    def recurs(self, weekday: int, pattern: Pattern) -> bool:
        """Whether it comes back on a day of the week, outside or inside the school holidays."""
        return weekday in self.days and self.weeks in ("always", pattern)

    def is_in_force(self, day: datetime.date) -> bool:
        """Whether a day is between its first and its last one."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def begins_on(self, day: datetime.date, pattern: Pattern) -> bool:
        """Whether it begins on a day that is outside or inside the school holidays."""
        if day in self.not_on or day in self.also_on:
            return day not in self.not_on
        return self.recurs(day.weekday(), pattern) and self.is_in_force(day)


@dataclass(frozen=True)
class Stretch:
    """From one moment to another, in Brussels. Python subtracts such moments by the clock: `minutes` says how long it really lasts."""

    begin: datetime.datetime
    end: datetime.datetime

    @property
    def weekday(self) -> int:
        """The day of the week it begins on: 0 is Monday."""
        return self.begin.weekday()

    @property
    def minutes(self) -> int:
        return _minute(self.end) - _minute(self.begin)


@dataclass(frozen=True)
class ShiftStretch(Stretch):
    """One time that a shift is kept."""

    shift: Shift


@dataclass(frozen=True)
class Gap(Stretch):
    """Somebody is away and nobody is with the children."""

    backups: tuple[str, ...]
    """Who could step in, in the order in which they are asked."""


@dataclass(frozen=True)
class Double(Stretch):
    """More than one person is with the children, as agreed: no mistake, but worth knowing."""

    who: tuple[str, ...]


@dataclass(frozen=True)
class WeekStretch:
    """Hours that come back every week."""

    weekday: int
    """The day of the week it begins on: 0 is Monday."""
    begin: int
    """Minutes since midnight of that day."""
    minutes: int
    """How long it lasts, at most a week."""

    @property
    def end(self) -> int:
        """The minute of the day it ends on: 1 to 1440."""
        return (self.begin + self.minutes - 1) % DAY + 1

    @property
    def last_weekday(self) -> int:
        """The day of the week it ends on; midnight ends the day before."""
        return (self.weekday + (self.begin + self.minutes - 1) // DAY) % 7

    @property
    def passes_midnight(self) -> bool:
        """Whether it goes on into another day; that may be the same day of the next week."""
        return self.begin + self.minutes > DAY

    @property
    def parts(self) -> tuple[tuple[int, int, int], ...]:
        """The same cut at every midnight, for a picture: day of the week, first minute, and the minute after the last one."""
        end = self.begin + self.minutes
        days = range((end - 1) // DAY + 1)
        return tuple(((self.weekday + n) % 7, max(self.begin - n * DAY, 0), min(end - n * DAY, DAY)) for n in days)


@dataclass(frozen=True)
class WeekGap(WeekStretch):
    """A gap that comes back every week; one that lasts a whole week: there is never anybody."""

    backups: tuple[str, ...]


@dataclass(frozen=True)
class WeekDouble(WeekStretch):
    """More than one person is with the children in every week, as agreed."""

    who: tuple[str, ...]


@dataclass(frozen=True)
class WeekHours(WeekStretch):
    """Somebody is away, or is with the children, in every week."""

    who: str
    """The id of a person; empty where nobody said who is away."""
    is_away: bool


@dataclass(frozen=True)
class OtherDay:
    """A day that is not kept as other days of its kind are."""

    day: datetime.date
    added: tuple[Shift, ...]
    dropped: tuple[Shift, ...]


@dataclass(frozen=True)
class Week:
    """When the parents are away, and who is there. `is_holiday` says which days are in a holiday of the children's school.

    Of a range of dates both the first and the last one belong to it.
    """

    away: tuple[Shift, ...]
    there: tuple[Shift, ...]
    is_holiday: Callable[[datetime.date], bool] = is_school_holiday

    def away_stretches(self, first: datetime.date, last: datetime.date) -> tuple[ShiftStretch, ...]:
        """Every time somebody is away on those days, in the order of the shifts; whole, where it passes a midnight at the edges."""
        return self._stretches(self.away, first, last)

    def there_stretches(self, first: datetime.date, last: datetime.date) -> tuple[ShiftStretch, ...]:
        """Every time somebody is to be there on those days, in the same way."""
        return self._stretches(self.there, first, last)

    def gaps(self, first: datetime.date, last: datetime.date) -> tuple[Gap, ...]:
        """Every gap with a minute on those days, in order.

        What passes a midnight is one gap, at the edges of the range too: there it is followed for one day further.
        """
        dates = _Dates(first, last, self.is_holiday)
        away, there = dates.hours(self.away), dates.hours(self.there)
        gaps = [dates.cut(one) for one in _uncovered(away, there) if dates.touch(one)]
        backups = _backups(gaps, [*away, *_as_agreed(there, dates)], _by_person(away))
        return tuple(Gap(_clock(one[0]), _clock(one[1]), names) for one, names in zip(gaps, backups, strict=True))

    def doubles(self, first: datetime.date, last: datetime.date) -> tuple[Double, ...]:
        """Every stretch with a minute on those days in which the same people, two or more, are there as agreed, in order."""
        dates = _Dates(first, last, self.is_holiday)
        found = _together(_present(dates.hours(self.away), dates.hours(self.there)))
        cut = [(dates.cut(one), who) for one, who in found if dates.touch(one)]
        return tuple(Double(_clock(begin), _clock(end), who) for (begin, end), who in cut)

    def in_pattern(self, pattern: Pattern, on: datetime.date | None = None) -> Week:
        """Only the shifts that come back outside, or inside, the school holidays; with `on` only those that are in force on that day."""
        return replace(self, away=_recurring(self.away, pattern, on), there=_recurring(self.there, pattern, on))

    def typical_gaps(self, pattern: Pattern, on: datetime.date | None = None) -> tuple[WeekGap, ...]:
        """The gaps of every week outside, or inside, the school holidays, from Monday on; no day of its own and no date counts but `on`.

        One that begins on Sunday and goes on into Monday stands at Sunday.
        """
        week = self.in_pattern(pattern, on)
        away, there = _every_week(week.away), _every_week(week.there)
        found = _uncovered(away, there)
        gaps = [(0, WEEK)] if _covers(found, (0, WEEK)) else [one for one in found if 0 <= one[0] < WEEK]
        backups = _backups(gaps, [*away, *there], _by_person(away))
        return tuple(
            WeekGap(begin // DAY, begin % DAY, end - begin, names)
            for (begin, end), names in zip(gaps, backups, strict=True)
        )

    def typical_doubles(self, pattern: Pattern, on: datetime.date | None = None) -> tuple[WeekDouble, ...]:
        """Where the same people, two or more, are there in every week outside, or inside, the school holidays, as agreed."""
        week = self.in_pattern(pattern, on)
        found = list(_together(_present(_every_week(week.away), _every_week(week.there))))
        always = [((0, WEEK), who) for one, who in found if _covers([one], (0, WEEK))]
        inside = always or [(one, who) for one, who in found if 0 <= one[0] < WEEK]
        return tuple(WeekDouble(begin // DAY, begin % DAY, end - begin, who) for (begin, end), who in inside)

    def typical_hours(self, pattern: Pattern, on: datetime.date | None = None) -> tuple[WeekHours, ...]:
        """Who is away and who is there in every week outside, or inside, the school holidays: the hours of each made one, from Monday."""
        week = self.in_pattern(pattern, on)
        away, there = _every_week(week.away), _every_week(week.there)
        unnamed = _merged(chain.from_iterable(kept for shift, kept in away if not shift.who))
        lists = ((True, {**_by_person(away), "": unnamed}), (False, _present(away, there)))
        found = [
            (max(begin, 0), min(end, WEEK), who, is_away)
            for is_away, people in lists
            for who, kept in people.items()
            for begin, end in kept
            if begin < WEEK and end > 0
        ]
        return tuple(
            WeekHours(begin // DAY, begin % DAY, end - begin, who, is_away)
            for begin, end, who, is_away in sorted(found, key=lambda one: one[:2])
        )

    def other_days(
        self, first: datetime.date, last: datetime.date, on: datetime.date | None = None
    ) -> tuple[OtherDay, ...]:
        """The days on which another shift begins than in the typical week, or one does not: by a date of its own, or not in force."""
        return tuple(other for day in range(first.toordinal(), last.toordinal() + 1) if (other := self._other(day, on)))

    def _stretches(
        self, shifts: Iterable[Shift], first: datetime.date, last: datetime.date
    ) -> tuple[ShiftStretch, ...]:
        dates = _Dates(first, last, self.is_holiday)
        return tuple(
            ShiftStretch(_clock(one[0]), _clock(one[1]), shift)
            for shift, kept in dates.hours(shifts)
            for one in kept
            if dates.touch(one)
        )

    def _other(self, ordinal: int, on: datetime.date | None) -> OtherDay | None:
        day = datetime.date.fromordinal(ordinal)
        pattern = _pattern(self.is_holiday(day))
        shifts = (*self.away, *self.there)
        kept = [shift for shift in shifts if shift.begins_on(day, pattern)]
        usual = [shift for shift in _recurring(shifts, pattern, on) if day.weekday() in shift.days]
        if kept == usual:
            return None
        return OtherDay(
            day, tuple(one for one in kept if one not in usual), tuple(one for one in usual if one not in kept)
        )


_Hours = list[tuple[Shift, list[_Interval]]]
"""Shifts, and in order when each of them is kept: in minutes of UTC since 1970, or of a week since its Monday."""


class _Dates:
    """A range of dates, and the days around it that reach into it, for shifts to be laid out on."""

    def __init__(self, first: datetime.date, last: datetime.date, is_holiday: Callable[[datetime.date], bool]) -> None:
        begins, ends = first.toordinal(), last.toordinal() + 1
        self._range = _midnight(begins), _midnight(ends)
        self._around = _midnight(begins - 1), _midnight(ends + 1)
        self._days = range(begins - 2, ends + 1)
        self._midnights = {day: _midnight(day) for day in range(begins - 2, ends + 3)}
        # Where a clock is changed on a day or on the next one, minutes cannot simply be added. The last one first: so what is
        # left out there moves none that is still to come.
        steady = {day for day in self._days if self._midnights[day + 2] == self._midnights[day] + 2 * DAY}
        self._changing = [day for day in reversed(self._days) if day not in steady]
        self._alike: dict[tuple[int, Pattern], list[int]] = {}
        for day in self._days:
            date = datetime.date.fromordinal(day)
            self._alike.setdefault((date.weekday(), _pattern(is_holiday(date))), []).append(day)

    def hours(self, shifts: Iterable[Shift]) -> _Hours:
        """When the shifts are kept that begin from two days before the range until one day after it."""
        return [(shift, self.kept(shift)) for shift in shifts]

    def kept(self, shift: Shift) -> list[_Interval]:
        """The same of one shift."""
        days, begin, end = self._begins(shift), shift.begin, shift.begin + shift.minutes
        kept = [(midnight + begin, midnight + end) for midnight in map(self._midnights.__getitem__, days)]
        for day in self._changing:
            at = bisect_left(days, day)
            if days[at : at + 1] == [day]:
                one = _moment(day, begin), _moment(day, end)
                # Between two times that are skipped there is no minute.
                kept[at : at + 1] = [one] if one[0] < one[1] else []
        return kept

    def cut(self, one: _Interval) -> _Interval:
        """No more of it than goes one day beyond the range."""
        return max(one[0], self._around[0]), min(one[1], self._around[1])

    def touch(self, one: _Interval) -> bool:
        """Whether it has a minute in the range."""
        return max(one[0], self._range[0]) < min(one[1], self._range[1])

    def _begins(self, shift: Shift) -> list[int]:
        days = sorted(chain.from_iterable(alike for kind, alike in self._alike.items() if shift.recurs(*kind)))
        if shift.since:
            days = days[bisect_left(days, shift.since.toordinal()) :]
        if shift.until:
            days = days[: bisect_right(days, shift.until.toordinal())]
        if not (shift.also_on or shift.not_on):
            return days
        added = {day for day in _ordinals(shift.also_on) if day in self._days}
        return sorted(added.union(days).difference(_ordinals(shift.not_on)))


def _ordinals(days: Iterable[datetime.date]) -> list[int]:
    return [day.toordinal() for day in days]


def _pattern(is_holiday: bool) -> Pattern:
    return "holidays" if is_holiday else "usual"


def _recurring(shifts: Iterable[Shift], pattern: Pattern, on: datetime.date | None) -> tuple[Shift, ...]:
    recurring = (shift for shift in shifts if shift.weeks in ("always", pattern))
    return tuple(shift for shift in recurring if on is None or shift.is_in_force(on))


def _every_week(shifts: Iterable[Shift]) -> _Hours:
    # One week with the one before and the one after it: what passes Sunday's midnight is whole in one of them.
    return [(shift, [(at, at + shift.minutes) for at in _week_minutes(shift)]) for shift in shifts]


def _week_minutes(shift: Shift) -> list[int]:
    return [week + day * DAY + shift.begin for week in (-WEEK, 0, WEEK) for day in sorted(shift.days)]


def _as_agreed(hours: _Hours, dates: _Dates) -> _Hours:
    # Where somebody cannot come on a day, the back-ups of that shift are still the ones to ask.
    return [(one, dates.kept(replace(one, not_on=frozenset())) if one.not_on else kept) for one, kept in hours]


def _uncovered(away: _Hours, there: _Hours) -> list[_Interval]:
    covered = _merged(chain.from_iterable(_present(away, there).values()))
    return _without(_merged(chain.from_iterable(kept for _, kept in away)), covered)


def _present(away: _Hours, there: _Hours) -> dict[str, list[_Interval]]:
    # Two who may not be seen are two people: one of them is there while the other is away.
    absent = {who: kept for who, kept in _by_person(away).items() if who != UNNAMED}
    return {who: _without(kept, absent.get(who, [])) for who, kept in _by_person(there).items()}


def _by_person(hours: _Hours) -> dict[str, list[_Interval]]:
    found: dict[str, list[_Interval]] = {}
    for shift, kept in hours:
        for who in shift.who:
            found.setdefault(who, []).extend(kept)
    return {who: _merged(kept) for who, kept in found.items()}


def _together(present: Mapping[str, list[_Interval]]) -> Iterator[tuple[_Interval, tuple[str, ...]]]:
    turns: dict[int, set[str]] = {}
    for who, kept in present.items():
        for moment in chain.from_iterable(kept):
            turns.setdefault(moment, set()).add(who)
    here: set[str] = set()
    for begin, end in pairwise(sorted(turns)):
        here ^= turns[begin]
        if len(here) > 1:
            yield (begin, end), tuple(who for who in present if who in here)


def _backups(gaps: list[_Interval], asked: _Hours, absent: Mapping[str, list[_Interval]]) -> list[tuple[str, ...]]:
    """For each gap the back-ups of every shift that has a minute in it, but those who are away all the while."""
    named: list[dict[str, None]] = [{} for _ in gaps]
    ends = [end for _, end in gaps]
    for shift, kept in asked:
        for begin, end in kept if shift.backups else []:
            for at in range(bisect_right(ends, begin), len(gaps)):
                if end <= gaps[at][0]:
                    break
                named[at].update(dict.fromkeys(shift.backups))
    return [
        tuple(who for who in names if not _covers(absent.get(who, []), gap))
        for gap, names in zip(gaps, named, strict=True)
    ]


def _covers(stretches: list[_Interval], one: _Interval) -> bool:
    at = bisect_right(stretches, one[0], key=lambda stretch: stretch[0])
    return at > 0 and one[1] <= stretches[at - 1][1]


def _merged(stretches: Iterable[_Interval]) -> list[_Interval]:
    """In order, those that overlap or touch made one."""
    ordered = sorted(stretches)
    if not ordered:
        return []
    merged: list[_Interval] = []
    begin, end = ordered[0]
    for starts, stops in ordered:
        if end < starts:
            merged.append((begin, end))
            begin, end = starts, stops
        elif end < stops:
            end = stops
    return [*merged, (begin, end)]


def _without(these: list[_Interval], those: list[_Interval]) -> list[_Interval]:
    """What is left of these where those are taken out; both in order, and none of either touching another."""
    left: list[_Interval] = []
    at = 0
    for begin, end in these:
        while at < len(those) and those[at][0] < end:
            if begin < those[at][0]:
                left.append((begin, those[at][0]))
            begin = max(begin, those[at][1])
            if begin >= end:
                break
            at += 1
        if begin < end:
            left.append((begin, end))
    return left


@lru_cache(maxsize=4096)
def _midnight(day: int) -> int:
    # The clocks of Brussels are never changed at midnight.
    return _minute(datetime.datetime.combine(datetime.date.fromordinal(day), datetime.time(), BRUSSELS))


def _moment(day: int, minute: int) -> int:
    day, minute = day + minute // DAY, minute % DAY
    midnight = _midnight(day)
    if _midnight(day + 1) == midnight + DAY:
        return midnight + minute
    clock = datetime.time(minute // 60, minute % 60)
    shown = datetime.datetime.combine(datetime.date.fromordinal(day), clock, BRUSSELS)
    # PEP 495: only where a time is skipped does the second reading of it come before the first one.
    while shown.replace(fold=1).timestamp() < shown.timestamp():
        shown += datetime.timedelta(minutes=1)
    return _minute(shown)


def _minute(moment: datetime.datetime) -> int:
    return int(moment.timestamp()) // 60


def _clock(minute: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(minute * 60, BRUSSELS)
