"""A week in the words of people: each time somebody is away or there, what is still open, and the picture of it.

"Woensdag van 17.40 tot 21.55 uur is er nog niemand. Reserve: Nele, Joris, Beata." An open place, no accusation.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from .document import Value
from .family import Family
from .holidays import Holiday, Name, school_holidays
from .week import DAY, WEEK, Gap, Pattern, Week, WeekDouble, WeekGap, WeekStretch
from .week_chart import Chart, chart_of, clock, names_of
from .week_value import LISTS, is_finished, read_week, shifts_in
from .wording import clock_time, enumeration, fixed, full_date, in_turn, weekday

AHEAD = datetime.timedelta(weeks=6)
"""So far ahead the days are looked at one by one: as long as the route lasts (practice.md 6)."""
_Found = TypeVar("_Found", WeekGap, WeekDouble)
PATTERNS: tuple[Pattern, ...] = ("usual", "holidays")


@dataclass(frozen=True)
class PatternSaid:
    """A week that comes back, outside or inside the school holidays."""

    pattern: Pattern
    title: str
    chart: Chart


@dataclass(frozen=True)
class WeekSaid:
    """A week in one language."""

    language: str
    away: tuple[str, ...]
    there: tuple[str, ...]
    patterns: tuple[PatternSaid, ...]
    """The usual week, and that of the holidays where it is another one."""
    about_gaps: tuple[str, ...]
    """What is open: in every week, in one kind of week under its name, and on days of the coming weeks that are not as their week."""
    about_doubles: tuple[str, ...]
    """When more than one is there, in the same way."""
    holidays: tuple[str, ...]
    """The holidays of the schools in the coming weeks."""
    is_covered: bool
    """Whether nothing is open."""
    titles: tuple[str, str, str]
    """Above the two lists, and above the holidays."""
    as_table: str
    """Above the same as a table."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it as lines of text; the holidays alone say nothing of this family."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        for title, said in zip(self.titles, (self.away, self.there), strict=False):
            if said:
                yield title
                yield from said
        yield from self.about_gaps
        yield from self.about_doubles


def week_said(value: Value, family: Family, language: str, today: datetime.date | None = None) -> WeekSaid | None:
    """A week in words; None where nothing is filled in. Without `today` nothing is said of single days."""
    if not any(shifts_in(value, key) for key in LISTS):
        return None
    return _Saying(family, language, today).week(value)


def shift_said(shift: Mapping[str, Any], key: str, family: Family, language: str) -> str:
    """One time that somebody is away (`key` is `away`) or there, as people say it."""
    return _Saying(family, language, None).shift(shift, key)


@dataclass(frozen=True)
class _Saying:
    family: Family
    language: str
    today: datetime.date | None

    def week(self, value: Value) -> WeekSaid:
        week = read_week(value, {one.id for one in self.family.people})
        on = self._settled(week)
        patterns = self._patterns(week, on)
        gaps = [week.typical_gaps(one, on) for one in patterns]
        about_gaps = (*self._by_pattern(patterns, gaps, self._gap), *self._other_gaps(week, on))
        is_covered = bool(week.away) and not about_gaps
        covered = (fixed("Whenever the parents are away, somebody is there.", self.language),) if is_covered else ()
        away, there = (tuple(self.shift(one, key) for one in shifts_in(value, key)) for key in LISTS)
        doubles = [week.typical_doubles(one, on) for one in patterns]
        return WeekSaid(
            self.language,
            away,
            there,
            tuple(self._pattern(week, one, found, on) for one, found in zip(patterns, gaps, strict=True)),
            about_gaps or covered,
            tuple(self._by_pattern(patterns, doubles, self._double)),
            tuple(self._holidays()),
            is_covered,
            (
                fixed("When are the parents away?", self.language),
                fixed("Who is there then?", self.language),
                fixed("School holidays", self.language),
            ),
            fixed("The same as a table", self.language),
        )

    def _settled(self, week: Week) -> datetime.date | None:
        """The day whose week is told as the one that comes back: today, or when what begins in these weeks has begun."""
        if self.today is None:
            return None
        end = self.today + AHEAD
        begins = [
            one.since
            for one in (*week.away, *week.there)
            if one.since and self.today < one.since <= end and (one.until is None or one.until > end)
        ]
        return max(begins, default=self.today)

    def _patterns(self, week: Week, on: datetime.date | None) -> tuple[Pattern, ...]:
        usual, holidays = (week.in_pattern(one, on) for one in PATTERNS)
        return ("usual",) if (usual.away, usual.there) == (holidays.away, holidays.there) else ("usual", "holidays")

    def _pattern(self, week: Week, pattern: Pattern, gaps: Sequence[WeekGap], on: datetime.date | None) -> PatternSaid:
        chart = chart_of(week.typical_hours(pattern, on), gaps, self.family, self.language)
        return PatternSaid(pattern, self._title(pattern), chart)

    def _title(self, pattern: Pattern) -> str:
        usual, holidays = fixed("The usual week", self.language), fixed("In the school holidays", self.language)
        return usual if pattern == "usual" else holidays

    # --- shifts ------------------------------------------------------------------------------------------------------

    def shift(self, shift: Mapping[str, Any], key: str) -> str:
        names, when = self._names(shift["who"]), self._when(shift)
        if when and (names or key == "there"):
            who = enumeration(names, self.language) if names else fixed("nobody yet", self.language)
            first = fixed("%(when)s: %(names)s.", self.language) % {"when": when, "names": who}
        else:
            known = when or enumeration(names, self.language)
            first = f"{known}." if known else ""
        return " ".join(filter(None, (_begun(first), *self._more(shift))))

    def _when(self, shift: Mapping[str, Any]) -> str:
        days = self._days(shift["days"]) or self._dates(shift.get("also_on", ()))
        if not shift["from"] or not shift["to"]:
            return days
        if not days:
            return fixed("From %(begin)s to %(end)s", self.language) % self._hours(shift["from"], shift["to"])
        if (shift["from"], shift["to"]) in (("00:00", "24:00"), ("00:00", "00:00")):
            return fixed("%(days)s, the whole day", self.language) % {"days": days}
        hours = self._hours(shift["from"], shift["to"])
        return fixed("%(days)s, from %(begin)s to %(end)s", self.language) % {"days": days, **hours}

    def _more(self, shift: Mapping[str, Any]) -> Iterator[str]:
        language, since, until = self.language, shift.get("since"), shift.get("until")
        if shift.get("weeks") == "usual":
            yield fixed("Not in the school holidays.", language)
        if shift.get("weeks") == "holidays":
            yield fixed("Only in the school holidays.", language)
        if since:
            yield fixed("From %(date)s on.", language) % {"date": self._dates([since])}
        if until:
            yield fixed("Until %(date)s.", language) % {"date": self._dates([until])}
        if shift["days"] and (also := shift.get("also_on")):
            yield fixed("Also on %(dates)s.", language) % {"dates": self._dates(also)}
        if less := shift.get("not_on"):
            yield fixed("Not on %(dates)s.", language) % {"dates": self._dates(less)}
        yield from self._backup(shift.get("backups", ()))
        if not is_finished(shift):
            yield fixed("The days or the hours are still open.", language)

    # --- what is open ------------------------------------------------------------------------------------------------

    def _by_pattern(
        self, patterns: Sequence[Pattern], found: Sequence[Sequence[_Found]], say: Callable[[Sequence[_Found]], str]
    ) -> Iterator[str]:
        """What is so in every week, and then what is so in one kind of week only, under its name."""
        always = [one for one in found[0] if all(one in others for others in found)]
        yield from self._alike(always, say)
        for pattern, some in zip(patterns, found, strict=True):
            rest = [one for one in some if one not in always]
            if rest:
                yield f"{self._title(pattern)}:"
            yield from self._alike(rest, say)

    def _alike(self, found: Sequence[_Found], say: Callable[[Sequence[_Found]], str]) -> Iterator[str]:
        """Hours that are the same on several days in one sentence, in the order of the first of them."""
        alike: dict[WeekStretch | tuple[WeekStretch, int], list[_Found]] = {}
        for one in found:
            # What goes on into another day is said by itself.
            key = replace(one, weekday=0)
            alike.setdefault((key, one.weekday) if one.passes_midnight else key, []).append(one)
        for some in alike.values():
            yield say(some)

    def _gap(self, gaps: Sequence[WeekGap]) -> str:
        first, language = gaps[0], self.language
        if first.minutes == WEEK:
            text = fixed("In the whole week there is nobody yet.", language)
        elif _is_nearly_a_week(first):
            text = fixed("The whole week there is nobody yet, except on %(day)s from %(begin)s to %(end)s.", language)
        elif first.passes_midnight:
            text = fixed("From %(day)s, %(from_hour)s, to %(last_day)s, %(to_hour)s, there is nobody yet.", language)
        elif first.minutes == DAY:
            text = fixed("%(days)s, the whole day, there is nobody yet.", language)
        else:
            text = fixed("%(days)s from %(begin)s to %(end)s there is nobody yet.", language)
        return self._with_backup(text % self._stretch(gaps), first.backups)

    def _double(self, doubles: Sequence[WeekDouble]) -> str:
        first, language = doubles[0], self.language
        if first.minutes == WEEK:
            text = fixed("The whole week these are there together: %(names)s.", language)
        elif _is_nearly_a_week(first):
            text = fixed(
                "The whole week these are there together, except on %(day)s from %(begin)s to %(end)s: %(names)s.",
                language,
            )
        elif first.passes_midnight:
            text = fixed(
                "From %(day)s, %(from_hour)s, to %(last_day)s, %(to_hour)s, these are there together: %(names)s.",
                language,
            )
        elif first.minutes == DAY:
            text = fixed("%(days)s, the whole day, these are there together: %(names)s.", language)
        else:
            text = fixed("%(days)s from %(begin)s to %(end)s these are there together: %(names)s.", language)
        names = enumeration(self._names(first.who), language)
        return _begun(text % {"names": names, **self._stretch(doubles)})

    def _other_gaps(self, week: Week, on: datetime.date | None) -> Iterator[str]:
        """What is open on days of the coming weeks, unless it is so in their week."""
        if self.today is None:
            return
        weeks = {one: week.in_pattern(one, on) for one in PATTERNS}
        known = {one: [part for gap in weeks[one].typical_gaps(one) for part in gap.parts] for one in PATTERNS}
        gone_on = {one: list(_gone_on(weeks[one], one)) for one in PATTERNS}

        def is_known(day: datetime.date, begin: int, end: int) -> bool:
            # What began before midnight goes on as it began; anything else is so in the week of its own day.
            own, before = (_pattern_of(week, day - datetime.timedelta(days=back)) for back in (0, 1))
            parts = (*known[own], *gone_on[before])
            return any(day.weekday() == at and first <= begin and end <= last for at, first, last in parts)

        for gap in week.gaps(self.today, self.today + AHEAD):
            if not all(is_known(*part) for part in _parts(gap)):
                yield self._dated(gap)

    def _dated(self, gap: Gap) -> str:
        until = gap.end - datetime.timedelta(minutes=1)
        said = {
            "date": self._date(gap.begin.date()),
            "last_date": self._date(until.date()),
            **self._hours(f"{gap.begin:%H:%M}", f"{gap.end:%H:%M}"),
        }
        if until.date() == gap.begin.date():
            text = fixed("On %(date)s from %(begin)s to %(end)s there is nobody yet.", self.language)
        else:
            text = fixed(
                "From %(date)s, %(from_hour)s, to %(last_date)s, %(to_hour)s, there is nobody yet.", self.language
            )
        return self._with_backup(text % said, gap.backups)

    def _with_backup(self, text: str, backups: Iterable[str]) -> str:
        return " ".join((_begun(text), *self._backup(backups)))

    def _backup(self, backups: Iterable[str]) -> Iterator[str]:
        if names := self._names(backups):
            yield fixed("Back-up: %(names)s.", self.language) % {"names": in_turn(names, self.language)}

    def _holidays(self) -> Iterator[str]:
        if self.today is None:
            return
        first, last = self.today, self.today + AHEAD
        for one in (*school_holidays(first.year - 1), *school_holidays(first.year), *school_holidays(first.year + 1)):
            if one.last >= first and one.first <= last:
                yield self._holiday(one)

    def _holiday(self, holiday: Holiday) -> str:
        said = {
            "name": holiday_name(holiday.name, self.language),
            "first": self._date(holiday.first),
            "last": self._date(holiday.last),
        }
        if holiday.first == holiday.last:
            return fixed("%(name)s: %(first)s.", self.language) % said
        return fixed("%(name)s: from %(first)s to %(last)s.", self.language) % said

    # --- words -------------------------------------------------------------------------------------------------------

    def _names(self, ids: Iterable[str]) -> list[str]:
        return names_of(ids, self.family, self.language)

    def _days(self, days: Iterable[int]) -> str:
        days = sorted(days)
        if len(days) == 7:
            return fixed("Every day", self.language)
        return enumeration([weekday(day, self.language) for day in days], self.language)

    def _dates(self, days: Iterable[str]) -> str:
        return enumeration([self._date(datetime.date.fromisoformat(day)) for day in sorted(days)], self.language)

    def _date(self, day: datetime.date) -> str:
        return full_date(day, self.language)

    def _hours(self, begin: str, end: str) -> dict[str, str]:
        end = "24:00" if end == "00:00" else end
        return {
            "begin": clock_time(begin, self.language, is_bare=True),
            "end": clock_time(end, self.language, is_bare=True),
            "from_hour": clock_time(begin, self.language),
            "to_hour": clock_time(end, self.language),
        }

    def _stretch(self, alike: Sequence[WeekStretch]) -> dict[str, str]:
        one = alike[0]
        if _is_nearly_a_week(one):
            # Then the hours are said that are left of it.
            one = WeekStretch(one.weekday, one.end, WEEK - one.minutes)
        return {
            "days": self._days([day.weekday for day in alike]),
            "day": weekday(one.weekday, self.language),
            "last_day": weekday(one.last_weekday, self.language),
            **self._hours(clock(one.begin), clock(one.end)),
        }


def holiday_name(name: Name, language: str) -> str:
    """What a holiday of holidays.py is called."""
    return {
        "new_year": fixed("New Year", language),
        "spring": fixed("Spring holiday", language),
        "easter": fixed("Easter holiday", language),
        "easter_monday": fixed("Easter Monday", language),
        "labour_day": fixed("Labour Day", language),
        "ascension": fixed("Ascension Day", language),
        "whit_monday": fixed("Whit Monday", language),
        "national_day": fixed("National holiday", language),
        "summer": fixed("Summer holiday", language),
        "assumption": fixed("Assumption Day", language),
        "all_saints": fixed("All Saints' Day", language),
        "autumn": fixed("Autumn holiday", language),
        "armistice": fixed("Armistice Day", language),
        "christmas": fixed("Christmas holiday", language),
    }[name]


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _is_nearly_a_week(stretch: WeekStretch) -> bool:
    """Whether it lasts until the same day of the next week, and not the whole week."""
    return stretch.passes_midnight and stretch.weekday == stretch.last_weekday and stretch.minutes < WEEK


def _pattern_of(week: Week, day: datetime.date) -> Pattern:
    return "holidays" if week.is_holiday(day) else "usual"


def _gone_on(week: Week, pattern: Pattern) -> Iterator[tuple[int, int, int]]:
    """What is open in every week from midnight on because somebody who left the day before is not back, as the parts of a gap."""
    for gap in week.typical_gaps(pattern):
        for day, _, end in gap.parts if gap.minutes == WEEK else gap.parts[1:]:
            left = [one for one in week.away if (day - 1) % 7 in one.days]
            back = max((one.begin + one.minutes - DAY for one in left), default=0)
            if back > 0:
                yield day, 0, min(end, back)


def _parts(gap: Gap) -> Iterator[tuple[datetime.date, int, int]]:
    """A gap cut at every midnight: the day, its first minute, and the minute after the last one."""
    day, last = gap.begin.date(), gap.end.date()
    begin, end = (one.hour * 60 + one.minute for one in (gap.begin, gap.end))
    while day < last:
        yield day, begin, DAY
        day, begin = day + datetime.timedelta(days=1), 0
    if begin < end:
        yield day, begin, end
