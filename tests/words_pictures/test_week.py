"""The week to the minute: the demo's week of practice.md 11.3, and any week beside a count of every single minute."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from tests.bench import weeks
from words_pictures import week as module
from words_pictures.holidays import is_school_holiday
from words_pictures.week import BRUSSELS, DAY, WEEK, OtherDay, Pattern, Shift, Stretch, Week, WeekDouble, WeekGap

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
HOME, SECOND_MEETING = datetime.date(2027, 3, 20), datetime.date(2027, 4, 13)
IN_TURN = ("nele", "joris", "beata")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def minute(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def shift(who: str, days: Iterable[int], hours: str, **more: Any) -> Shift:
    begin, end = hours.split("-")
    return Shift(tuple(who.split()), frozenset(days), minute(begin), minute(end), **more)


def read(stretch: Stretch) -> str:
    return f"{stretch.begin:%a %d/%m %H:%M}-{stretch.end:%a %H:%M}"


AWAY = shift("kasia", [MON, WED, THU], "17:40-21:55")
EWA = shift("ewa", [MON, THU], "17:30-22:00", backups=IN_TURN)
RITA = shift("rita", [WED], "17:30-22:00", backups=IN_TURN)
AT_HOME = shift("kasia", range(7), "0:00-24:00")
SCHOOL = shift("school", [MON, TUE, THU, FRI], "8:30-15:30", weeks="usual")
DEMO = Week((AWAY,), (EWA, RITA, AT_HOME, SCHOOL))
"""Kasia is at home whenever she is not away, which is how a family fills it in."""
NIGHTS = Week((shift("kasia", range(7), "22:00-6:00"),), ())


def test_the_demos_week_has_no_gap_in_the_easter_holiday_either() -> None:
    assert DEMO.gaps(HOME, SECOND_MEETING) == ()
    assert DEMO.typical_gaps("usual") == DEMO.typical_gaps("holidays") == ()


def test_without_rita_there_is_nobody_on_wednesday_from_17_40_to_21_55() -> None:
    without = replace(DEMO, there=(EWA, replace(RITA, who=()), AT_HOME, SCHOOL))
    wednesday = WeekGap(WED, minute("17:40"), 255, IN_TURN)
    assert without.typical_gaps("usual") == without.typical_gaps("holidays") == (wednesday,)
    assert (wednesday.end, wednesday.last_weekday) == (minute("21:55"), WED)
    gaps = without.gaps(HOME, SECOND_MEETING)
    assert [read(one) for one in gaps] == [f"Wed {date} 17:40-Wed 21:55" for date in ("24/03", "31/03", "07/04")]
    assert {(one.weekday, one.minutes, one.backups) for one in gaps} == {(WED, 255, IN_TURN)}


def test_without_ritas_shift_the_back_ups_of_the_evening_are_named() -> None:
    without = Week((replace(AWAY, backups=IN_TURN),), (EWA, AT_HOME))
    assert without.typical_gaps("usual") == (WeekGap(WED, minute("17:40"), 255, IN_TURN),)


def test_whoever_comes_late_leaves_a_gap_to_the_minute() -> None:
    late = replace(DEMO, there=(EWA, replace(RITA, begin=minute("17:41"), end=minute("21:54"))))
    wednesday, after = late.typical_gaps("usual")
    assert (wednesday.begin, wednesday.end, wednesday.minutes) == (minute("17:40"), minute("17:41"), 1)
    assert (after.begin, after.end) == (minute("21:54"), minute("21:55"))


def test_who_is_away_is_not_there_whatever_the_other_list_says() -> None:
    alone = Week((AWAY,), (AT_HOME,))
    assert [one.weekday for one in alone.typical_gaps("usual")] == [MON, WED, THU]


def test_back_ups_of_somebody_who_is_left_out_are_named_on_that_day() -> None:
    ill = replace(DEMO, there=(replace(EWA, not_on=frozenset({day("2027-03-25")})), RITA, AT_HOME))
    (gap,) = ill.gaps(HOME, SECOND_MEETING)
    assert (read(gap), gap.backups) == ("Thu 25/03 17:40-Thu 21:55", IN_TURN)
    assert ill.typical_gaps("usual") == ()
    (other,) = ill.other_days(HOME, SECOND_MEETING)
    assert other == OtherDay(day("2027-03-25"), (), (ill.there[0],))


def test_nobody_is_asked_to_stand_in_for_their_own_absence() -> None:
    asked = Week((replace(AWAY, backups=("kasia", "nele")),), ())
    assert {one.backups for one in asked.gaps(HOME, SECOND_MEETING)} == {("nele",)}


def test_beata_comes_on_wednesday_while_rita_is_on_a_journey() -> None:
    wednesday = day("2027-07-07")
    beata = shift("beata", [], "17:30-22:00", also_on=frozenset({wednesday}))
    away = replace(RITA, not_on=frozenset({wednesday}))
    planned = replace(DEMO, there=(EWA, away, beata, AT_HOME))
    assert planned.gaps(day("2027-07-01"), day("2027-07-31")) == ()
    assert planned.other_days(day("2027-07-01"), day("2027-07-31")) == (OtherDay(wednesday, (beata,), (away,)),)


def test_the_weeks_of_a_holiday_have_a_pattern_of_their_own() -> None:
    usual = replace(DEMO, there=(EWA, replace(RITA, weeks="usual"), AT_HOME))
    assert usual.typical_gaps("usual") == ()
    assert [one.weekday for one in usual.typical_gaps("holidays")] == [WED]
    assert [read(one)[:9] for one in usual.gaps(HOME, SECOND_MEETING)] == ["Wed 31/03", "Wed 07/04"]
    assert usual.other_days(HOME, SECOND_MEETING) == ()


def test_a_typical_week_on_a_day_holds_what_is_in_force_then() -> None:
    until, since = replace(RITA, until=day("2027-05-12")), shift("beata", [WED], "17:30-22:00", since=day("2027-05-19"))
    changing = replace(DEMO, there=(EWA, until, since))
    assert changing.typical_gaps("usual", day("2027-05-12")) == ()
    assert [one.weekday for one in changing.typical_gaps("usual", day("2027-05-18"))] == [WED]
    assert changing.typical_gaps("usual") == ()
    others = changing.other_days(day("2027-05-01"), day("2027-05-31"), day("2027-05-12"))
    assert [(one.day.day, one.added, one.dropped) for one in others] == [
        (19, (since,), (until,)),
        (26, (since,), (until,)),
    ]


def test_two_who_overlap_in_every_week_are_told_of_once() -> None:
    week = Week((), (shift("ewa rita", [SUN], "22:00-6:00"), shift("nele", [MON], "5:00-7:00")))
    assert week.typical_doubles("usual") == (
        WeekDouble(MON, minute("5:00"), 60, ("ewa", "rita", "nele")),
        WeekDouble(SUN, minute("22:00"), 420, ("ewa", "rita")),
    )
    always = Week((), (shift("ewa rita", range(7), "0:00-24:00"),))
    assert always.typical_doubles("holidays") == (WeekDouble(MON, 0, WEEK, ("ewa", "rita")),)


def test_who_is_away_and_who_is_there_in_a_week_is_told_person_by_person() -> None:
    week = Week((AWAY, shift("", [SAT], "9:00-12:00")), (EWA, replace(EWA, begin=minute("21:00"), end=minute("23:00"))))
    found = week.typical_hours("usual")
    assert [(one.weekday, one.who, one.is_away, one.begin, one.end) for one in found] == [
        (MON, "ewa", False, minute("17:30"), minute("23:00")),
        (MON, "kasia", True, minute("17:40"), minute("21:55")),
        (WED, "kasia", True, minute("17:40"), minute("21:55")),
        (THU, "ewa", False, minute("17:30"), minute("23:00")),
        (THU, "kasia", True, minute("17:40"), minute("21:55")),
        (SAT, "", True, minute("9:00"), minute("12:00")),
    ]


def test_hours_over_the_end_of_the_week_stand_at_both_its_ends() -> None:
    night = Week((shift("kasia", [SUN], "22:00-6:00"),), (shift("kasia", [SUN], "21:00-23:00"),))
    found = night.typical_hours("usual")
    assert [(one.weekday, one.is_away, one.begin, one.minutes) for one in found] == [
        (MON, True, 0, 360),
        (SUN, False, minute("21:00"), 60),
        (SUN, True, minute("22:00"), 120),
    ]


def test_two_who_overlap_are_told_of_and_back_ups_are_not() -> None:
    doubles = DEMO.doubles(day("2027-03-24"), day("2027-03-24"))
    assert [(read(one), one.who) for one in doubles] == [
        ("Wed 24/03 17:30-Wed 17:40", ("rita", "kasia")),
        ("Wed 24/03 21:55-Wed 22:00", ("rita", "kasia")),
    ]


@pytest.mark.parametrize(
    ("date", "hours", "minutes", "said"),
    [
        ("2027-03-27", "22:00-6:00", 7 * 60, "22:00+0100 06:00+0200"),
        ("2027-03-26", "22:00-6:00", 8 * 60, "22:00+0100 06:00+0100"),
        ("2027-10-30", "22:00-6:00", 9 * 60, "22:00+0200 06:00+0100"),
        ("2027-03-27", "22:00-2:30", 4 * 60, "22:00+0100 03:00+0200"),
        ("2027-03-28", "2:30-3:15", 15, "03:00+0200 03:15+0200"),
        ("2027-10-30", "22:00-2:30", 270, "22:00+0200 02:30+0200"),
        ("2027-10-31", "2:30-3:00", 90, "02:30+0200 03:00+0100"),
        ("2027-10-31", "2:00-2:59", 59, "02:00+0200 02:59+0200"),
        ("2027-10-31", "3:00-3:01", 1, "03:00+0100 03:01+0100"),
        ("2027-03-28", "0:00-24:00", 23 * 60, "00:00+0100 00:00+0200"),
        ("2027-10-31", "0:00-0:00", 25 * 60, "00:00+0200 00:00+0100"),
    ],
)
def test_a_night_in_which_the_clock_changes_is_as_long_as_it_is(date: str, hours: str, minutes: int, said: str) -> None:
    one = Week((shift("kasia", [], hours, also_on=frozenset({day(date)})),), ())
    (gap,) = one.gaps(day(date), day(date))
    assert gap.minutes == minutes
    assert f"{gap.begin:%H:%M%z} {gap.end:%H:%M%z}" == said


def test_an_hour_that_is_skipped_has_no_minute() -> None:
    one = Week((shift("kasia", [SUN], "2:00-3:00"),), ())
    assert one.away_stretches(day("2027-03-28"), day("2027-03-28")) == ()
    gaps = one.gaps(day("2027-01-01"), day("2027-12-31"))
    assert len(gaps) == 51
    assert {read(gap): gap.minutes for gap in gaps if gap.minutes != 60} == {"Sun 31/10 02:00-Sun 03:00": 120}


def test_back_ups_of_an_hour_that_is_skipped_are_not_asked() -> None:
    nights = replace(NIGHTS, there=(shift("", [SUN], "2:15-2:45", backups=("nele",)),))
    asked = [one.backups for one in nights.gaps(day("2027-03-20"), day("2027-04-03")) if one.weekday == SAT]
    assert asked == [("nele",), (), ("nele",)]


def test_who_stays_until_a_skipped_time_is_relieved_without_a_gap() -> None:
    nights = replace(NIGHTS, there=(shift("ewa", range(7), "22:00-2:30"), shift("rita", range(7), "2:30-6:00")))
    assert nights.gaps(day("2027-03-01"), day("2027-11-30")) == ()


def test_a_gap_through_midnight_is_one_gap_at_the_edges_too() -> None:
    for first, last in [("2027-05-04", "2027-05-04"), ("2027-05-05", "2027-05-05")]:
        gaps = [read(one) for one in NIGHTS.gaps(day(first), day(last))]
        assert "Tue 04/05 22:00-Wed 06:00" in gaps
        assert len(gaps) == 2
    sunday = NIGHTS.typical_gaps("usual")[-1]
    assert (sunday.weekday, sunday.begin, sunday.last_weekday, sunday.end) == (
        SUN,
        minute("22:00"),
        MON,
        minute("6:00"),
    )
    assert sunday.parts == ((SUN, minute("22:00"), DAY), (MON, 0, minute("6:00")))


def test_gaps_that_touch_are_one() -> None:
    two = Week((shift("kasia", [FRI], "18:00-24:00"), shift("kasia", [SAT], "0:00-8:00")), ())
    (gap,) = two.typical_gaps("usual")
    assert (gap.weekday, gap.minutes, gap.last_weekday) == (FRI, 14 * 60, SAT)
    assert [one.minutes for one in two.gaps(day("2027-05-07"), day("2027-05-07"))] == [14 * 60]


def test_never_anybody_is_one_gap_as_long_as_the_week() -> None:
    (gap,) = Week((shift("kasia", range(7), "8:00-8:00", backups=("nele",)),), ()).typical_gaps("usual")
    assert gap == WeekGap(MON, 0, WEEK, ("nele",))
    assert gap.parts == tuple((weekday, 0, DAY) for weekday in range(7))


def test_a_gap_that_ends_at_midnight_ends_on_its_own_day() -> None:
    (gap,) = Week((shift("kasia", [TUE], "20:00-24:00"),), ()).typical_gaps("usual")
    assert (gap.end, gap.last_weekday, gap.parts) == (DAY, TUE, ((TUE, minute("20:00"), DAY),))


def test_a_range_that_ends_before_it_begins_holds_nothing() -> None:
    for last in ("2027-05-03", "2027-05-01", "2026-01-01"):
        assert NIGHTS.gaps(day("2027-05-04"), day(last)) == ()
        assert NIGHTS.other_days(day("2027-05-04"), day(last)) == ()


@pytest.mark.parametrize(
    ("days", "begin", "end"),
    [([7], 0, 60), ([-1], 0, 60), ([0], DAY, 60), ([0], -1, 60), ([0], 0, DAY + 1), ([0], 0, -1)],
)
def test_no_shift_has_hours_that_no_clock_shows(days: list[int], begin: int, end: int) -> None:
    with pytest.raises(ValueError, match="no shift"):
        Shift(("ewa",), frozenset(days), begin, end)


def test_forty_shifts_over_a_year_are_reckoned_at_once() -> None:
    # The budget of 20 ms is kept by the bench; here other tests run beside it.
    assert weeks.measured(5).gaps < 200


# Every minute counted one by one, beside what the module says.


@dataclass(frozen=True)
class Case:
    week: Week
    first: datetime.date
    last: datetime.date
    holidays: frozenset[datetime.date] | None
    """The holidays of this week's school; None: those of Flanders."""


Minutes = set[int]
"""Of UTC, since 1970."""


@lru_cache(maxsize=256)
def minutes_shown(first: datetime.date, last: datetime.date) -> tuple[tuple[int, int, datetime.date], ...]:
    """Every minute of UTC of those days and of those around them: the latest time that clocks have shown by then, and their date."""
    begin = datetime.datetime.combine(first - datetime.timedelta(days=2), datetime.time(), datetime.UTC)
    shown, latest = [], -1
    for n in range((last - first).days * DAY + 4 * DAY):
        moment = begin + datetime.timedelta(minutes=n)
        clock = moment.astimezone(BRUSSELS)
        latest = max(latest, clock.toordinal() * DAY + clock.hour * 60 + clock.minute)
        shown.append((int(moment.timestamp()) // 60, latest, clock.date()))
    return tuple(shown)


def begins(case: Case, one: Shift, date: datetime.date) -> bool:
    if date in one.not_on:
        return False
    if date in one.also_on:
        return True
    if (one.since and date < one.since) or (one.until and date > one.until):
        return False
    is_holiday = case.week.is_holiday(date)
    return date.weekday() in one.days and one.weeks != ("usual" if is_holiday else "holidays")


def dates_around(case: Case) -> list[datetime.date]:
    count = (case.last - case.first).days
    return [case.first + datetime.timedelta(days=n) for n in range(-2, count + 2)]


def minutes_of(case: Case, one: Shift, date: datetime.date) -> Minutes:
    begin, end = date.toordinal() * DAY + one.begin, date.toordinal() * DAY + one.end
    if end <= begin:
        end += DAY
    return {minute for minute, latest, _ in minutes_shown(case.first, case.last) if begin <= latest < end}


def all_minutes_of(case: Case, one: Shift) -> Minutes:
    return set().union(*(minutes_of(case, one, date) for date in dates_around(case) if begins(case, one, date)))


def people(case: Case, shifts: Iterable[Shift]) -> dict[str, Minutes]:
    found: dict[str, Minutes] = {}
    for one in shifts:
        for who in one.who:
            found.setdefault(who, set()).update(all_minutes_of(case, one))
    return found


def present(case: Case) -> dict[str, Minutes]:
    absent = people(case, case.week.away)
    return {who: minutes - absent.get(who, set()) for who, minutes in people(case, case.week.there).items()}


def runs(case: Case, what: Callable[[int], object]) -> Iterator[tuple[int, int, Any]]:
    """The stretches, of the range and one day around it, in which `what` stays the same and is something, with a minute in the range."""
    around = datetime.timedelta(days=1)
    shown = [
        (minute, what(minute), case.first <= date <= case.last)
        for minute, _, date in minutes_shown(case.first, case.last)
        if case.first - around <= date <= case.last + around
    ]
    begin = 0
    for n in range(1, len(shown) + 1):
        if n == len(shown) or shown[n][1] != shown[begin][1]:
            run = shown[begin:n]
            if run[0][1] and any(is_inside for *_, is_inside in run):
                yield run[0][0], run[-1][0] + 1, run[0][1]
            begin = n


def counted_gaps(case: Case) -> list[tuple[int, int, tuple[str, ...]]]:
    away = set().union(*(all_minutes_of(case, one) for one in case.week.away))
    alone = away - set().union(*present(case).values())
    absent = people(case, case.week.away)
    asked = [
        *((one.backups, all_minutes_of(case, one)) for one in case.week.away),
        *((one.backups, all_minutes_of(case, replace(one, not_on=frozenset()))) for one in case.week.there),
    ]
    gaps: list[tuple[int, int, tuple[str, ...]]] = []
    for begin, end, _ in runs(case, alone.__contains__):
        gap = set(range(begin, end))
        names = dict.fromkeys(who for backups, minutes in asked if gap & minutes for who in backups)
        gaps.append((begin, end, tuple(who for who in names if gap - absent.get(who, set()))))
    return gaps


def moments(stretches: Iterable[Stretch]) -> list[tuple[int, int]]:
    return [(int(one.begin.timestamp()) // 60, int(one.end.timestamp()) // 60) for one in stretches]


def every_minute_alone_is_in_a_gap(case: Case) -> None:
    gaps = case.week.gaps(case.first, case.last)
    said = [(*moment, one.backups) for moment, one in zip(moments(gaps), gaps, strict=True)]
    assert said == counted_gaps(case)
    assert all(one.minutes == end - begin for one, (begin, end) in zip(gaps, moments(gaps), strict=True))
    assert all(one.begin.tzinfo is BRUSSELS and one.weekday == one.begin.weekday() for one in gaps)


def every_minute_of_two_is_in_a_double(case: Case) -> None:
    here: dict[int, tuple[str, ...]] = {}
    for who, minutes in present(case).items():
        for minute in minutes:
            here[minute] = (*here.get(minute, ()), who)
    together = {minute: names for minute, names in here.items() if len(names) > 1}
    doubles = case.week.doubles(case.first, case.last)
    said = [(*moment, one.who) for moment, one in zip(moments(doubles), doubles, strict=True)]
    assert said == list(runs(case, together.get))


def every_shift_is_kept_when_its_clock_says_so(case: Case) -> None:
    inside = {minute for minute, _, date in minutes_shown(case.first, case.last) if case.first <= date <= case.last}
    expected = [
        (min(minutes), max(minutes) + 1, one)
        for one in case.week.away
        for date in dates_around(case)
        if begins(case, one, date) and (minutes := minutes_of(case, one, date)) & inside
    ]
    stretches = case.week.away_stretches(case.first, case.last)
    assert [(*moment, one.shift) for moment, one in zip(moments(stretches), stretches, strict=True)] == expected
    there = replace(case.week, away=case.week.there).away_stretches(case.first, case.last)
    assert case.week.there_stretches(case.first, case.last) == there


def minutes_of_the_week(shifts: Iterable[Shift], pattern: Pattern) -> dict[str, Minutes]:
    found: dict[str, Minutes] = {}
    for one in shifts:
        for weekday in one.days if one.weeks in ("always", pattern) else ():
            end = one.end + DAY if one.end <= one.begin else one.end
            minutes = {(weekday * DAY + minute) % WEEK for minute in range(one.begin, end)}
            for who in (*one.who, ""):
                found.setdefault(who, set()).update(minutes)
    return found


def the_typical_week_has_every_minute_alone(case: Case) -> None:
    for pattern in ("usual", "holidays"):
        absent, there = (minutes_of_the_week(ones, pattern) for ones in (case.week.away, case.week.there))
        here = (minutes - absent.get(who, set()) for who, minutes in there.items() if who)
        alone = absent.get("", set()) - set().union(*here)
        gaps = case.week.typical_gaps(pattern)
        parts = [
            part * DAY + minute for one in gaps for part, first, last in one.parts for minute in range(first, last)
        ]
        assert sorted(parts) == sorted(alone)
        assert sum(one.minutes for one in gaps) == len(alone)
        starts = sorted(minute for minute in alone if (minute - 1) % WEEK not in alone) or [0] * bool(alone)
        assert [one.weekday * DAY + one.begin for one in gaps] == starts


def a_dated_week_without_other_days_is_the_typical_one(case: Case) -> None:
    monday, pattern = day("2027-05-03"), "usual" if case.holidays is None else "holidays"
    away, there = (tuple(_without_dates(one) for one in ones) for ones in (case.week.away, case.week.there))
    week = Week(away, there, lambda date: pattern == "holidays")
    assert week.other_days(monday, monday + datetime.timedelta(days=6)) == ()
    typical = week.typical_gaps(pattern)
    gaps = week.gaps(monday - datetime.timedelta(days=7), monday + datetime.timedelta(days=13))
    if typical and typical[0].minutes == WEEK:
        assert [one.minutes for one in gaps] == [23 * DAY]
        return
    begun = [(one, (one.begin.date() - monday).days) for one in gaps]
    said = [(n, one.begin.hour * 60 + one.begin.minute, one.minutes, one.backups) for one, n in begun if 0 <= n < 7]
    assert said == [(one.weekday, one.begin, one.minutes, one.backups) for one in typical]


def _without_dates(one: Shift) -> Shift:
    return replace(one, since=None, until=None, also_on=frozenset(), not_on=frozenset())


def who_covers_a_shift_by_the_clock_covers_it_in_any_night(case: Case) -> None:
    longer = (replace(one, who=("anna",), end=(one.begin + min(one.minutes + 30, DAY)) % DAY) for one in case.week.away)
    assert replace(case.week, there=tuple(longer)).gaps(case.first, case.last) == ()


def every_day_unlike_the_typical_one_is_told_of(case: Case) -> None:
    said = {one.day: one for one in case.week.other_days(case.first, case.last)}
    for date in (case.first + datetime.timedelta(days=n) for n in range((case.last - case.first).days + 1)):
        pattern = "holidays" if case.week.is_holiday(date) else "usual"
        shifts = (*case.week.away, *case.week.there)
        usual = [one for one in shifts if date.weekday() in one.days and one.weeks in ("always", pattern)]
        kept = [one for one in shifts if begins(case, one, date)]
        assert (date in said) == (usual != kept)
        if date in said:
            assert [*said[date].added] == [one for one in kept if one not in usual]
            assert [*said[date].dropped] == [one for one in usual if one not in kept]


ANCHORS = [
    "2027-03-26",
    "2027-03-27",
    "2027-03-28",
    "2027-10-29",
    "2027-10-30",
    "2027-10-31",
    "2027-12-31",
    "2028-02-28",
]
MINUTES = st.sampled_from([0, 1, 119, 120, 121, 150, 179, 180, 181, 360, 1060, 1315, 1380, 1439]) | st.integers(
    0, DAY - 1
)
NAMES = ["kasia", "tomek", "ewa", "rita"]
BACKUPS = ["nele", "joris", "kasia"]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    first = day(draw(st.sampled_from(ANCHORS)))
    last = first + datetime.timedelta(days=draw(st.integers(0, 2)))
    near = st.integers(-3, 4).map(lambda n: first + datetime.timedelta(days=n))
    shifts = st.builds(
        Shift,
        who=st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
        days=st.frozensets(st.integers(0, 6)) | st.just(frozenset(range(7))),
        begin=MINUTES,
        end=MINUTES | st.just(DAY),
        weeks=st.sampled_from(["always", "usual", "holidays"]),
        since=st.none() | near,
        until=st.none() | near,
        also_on=st.frozensets(near, max_size=2),
        not_on=st.frozensets(near, max_size=2),
        backups=st.lists(st.sampled_from(BACKUPS), max_size=2, unique=True).map(tuple),
    )
    away, there = draw(st.lists(shifts, min_size=1, max_size=3)), draw(st.lists(shifts, max_size=3))
    if there and draw(st.booleans()):
        # Whoever is there exactly as long, or takes over exactly then.
        there[0] = replace(there[0], begin=away[0].begin, end=away[0].end, days=away[0].days)
    holidays = draw(st.none() | st.frozensets(near, max_size=4))
    is_holiday = is_school_holiday if holidays is None else holidays.__contains__
    return Case(Week(tuple(away), tuple(there), is_holiday), first, last, holidays)


STEADY = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
Claim = Callable[[Case], None]
EPOCH = datetime.date(1970, 1, 1).toordinal()
_BY_PERSON, _PRESENT, _BEGINS = module._by_person, module._present, module._Dates._begins


def _in_fold(fold: int) -> Callable[[int, int], int]:
    def moment(ordinal: int, minute: int) -> int:
        clock = datetime.time(minute % DAY // 60, minute % 60, tzinfo=BRUSSELS, fold=fold)
        date = datetime.date.fromordinal(ordinal + minute // DAY)
        return int(datetime.datetime.combine(date, clock).timestamp()) // 60

    return moment


def _touching_kept_apart(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


MUTANTS: dict[str, tuple[Claim, object, str, Any]] = {
    "a shift ends a minute early": (
        every_minute_alone_is_in_a_gap,
        Shift,
        "minutes",
        property(lambda one: ((one.end - one.begin) % DAY or DAY) - 1),
    ),
    "the minute it ends on is in it": (
        every_shift_is_kept_when_its_clock_says_so,
        Shift,
        "minutes",
        property(lambda one: ((one.end - one.begin) % DAY or DAY) + 1),
    ),
    "a shift stops at midnight": (
        every_minute_alone_is_in_a_gap,
        Shift,
        "minutes",
        property(lambda one: min((one.end - one.begin) % DAY or DAY, DAY - one.begin)),
    ),
    "midnight to midnight is nothing": (
        the_typical_week_has_every_minute_alone,
        Shift,
        "minutes",
        property(lambda one: (one.end - one.begin) % DAY),
    ),
    "no clock is ever changed": (
        every_minute_alone_is_in_a_gap,
        module,
        "_midnight",
        lambda ordinal: (ordinal - EPOCH) * DAY - 60,
    ),
    "what is skipped is an hour later": (every_minute_alone_is_in_a_gap, module, "_moment", _in_fold(0)),
    "what is shown twice is the second": (every_shift_is_kept_when_its_clock_says_so, module, "_moment", _in_fold(1)),
    "a skipped time comes after later ones": (
        who_covers_a_shift_by_the_clock_covers_it_in_any_night,
        module,
        "_moment",
        _in_fold(0),
    ),
    "days of its own are forgotten": (
        every_minute_alone_is_in_a_gap,
        module._Dates,
        "_begins",
        lambda dates, one: _BEGINS(dates, replace(one, also_on=frozenset(), not_on=frozenset())),
    ),
    "left-out days are forgotten": (
        every_minute_of_two_is_in_a_double,
        module._Dates,
        "_begins",
        lambda dates, one: _BEGINS(dates, replace(one, not_on=frozenset())),
    ),
    "the first day is not in force": (
        every_shift_is_kept_when_its_clock_says_so,
        module._Dates,
        "_begins",
        lambda dates, one: _BEGINS(dates, replace(one, since=one.since and one.since + datetime.timedelta(days=1))),
    ),
    "dates of its own make no other day": (
        every_day_unlike_the_typical_one_is_told_of,
        Shift,
        "begins_on",
        lambda one, date, pattern: one.recurs(date.weekday(), pattern) and one.is_in_force(date),
    ),
    "it is never holiday": (every_minute_alone_is_in_a_gap, module, "_pattern", lambda is_holiday: "usual"),
    "a back-up fills the gap": (
        every_minute_alone_is_in_a_gap,
        module,
        "_by_person",
        lambda hours: _BY_PERSON([(replace(one, who=(*one.who, *one.backups)), kept) for one, kept in hours]),
    ),
    "a back-up fills the gap of every week": (
        the_typical_week_has_every_minute_alone,
        module,
        "_by_person",
        lambda hours: _BY_PERSON([(replace(one, who=(*one.who, *one.backups)), kept) for one, kept in hours]),
    ),
    "back-ups are named at every gap": (
        every_minute_alone_is_in_a_gap,
        module,
        "_backups",
        lambda gaps, asked, absent: [tuple(dict.fromkeys(who for one, _ in asked for who in one.backups))] * len(gaps),
    ),
    "back-ups of who is left out are not asked": (
        every_minute_alone_is_in_a_gap,
        module,
        "_as_agreed",
        lambda hours, dates: hours,
    ),
    "who is away is there too": (
        every_minute_alone_is_in_a_gap,
        module,
        "_present",
        lambda away, there: _BY_PERSON(there),
    ),
    "gaps that touch stay apart": (every_minute_alone_is_in_a_gap, module, "_merged", _touching_kept_apart),
    "a gap is cut at the edges": (
        every_minute_alone_is_in_a_gap,
        module._Dates,
        "cut",
        lambda dates, one: (max(one[0], dates._range[0]), min(one[1], dates._range[1])),
    ),
    "Sunday's night ends at midnight": (
        a_dated_week_without_other_days_is_the_typical_one,
        module,
        "_week_minutes",
        lambda one: [weekday * DAY + one.begin for weekday in sorted(one.days)],
    ),
}
CLAIMS: list[Claim] = [
    every_minute_alone_is_in_a_gap,
    every_minute_of_two_is_in_a_double,
    every_shift_is_kept_when_its_clock_says_so,
    the_typical_week_has_every_minute_alone,
    a_dated_week_without_other_days_is_the_typical_one,
    who_covers_a_shift_by_the_clock_covers_it_in_any_night,
    every_day_unlike_the_typical_one_is_told_of,
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.__name__)
def test_of_any_week(claim: Claim) -> None:
    settings(STEADY, max_examples=100)(given(cases())(claim))()


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_claim_falls_with_its_mutant(mutant: str) -> None:
    claim, target, name, planted = MUTANTS[mutant]

    def falls(case: Case) -> bool:
        try:
            claim(case)
        except AssertionError:
            return True
        return False

    with patch.object(target, name, planted):
        try:
            find(cases(), falls, settings=settings(STEADY, phases=[Phase.generate], max_examples=1000))
        except NoSuchExample:
            pytest.fail(f"{claim.__name__} holds although {mutant}")
