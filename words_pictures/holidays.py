"""The days unlike others: the public holidays of Belgium, and the holidays of the schools of the Flemish Community.

Both are reckoned by rule, for any year; no list of dates has to be kept up.

Public holidays: royal decree of 18 April 1974, article 1, ten days. School holidays: order of the Flemish Government of 17 April 1991
(primary schools), and in the same words that of 31 August 2001, article 7 (secondary schools). Days that a school chooses for itself
stand in no rule: a plan leaves them out, or adds them, by their date. French-speaking schools have had other weeks since 2022.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Name = Literal[
    "new_year",
    "spring",
    "easter",
    "easter_monday",
    "labour_day",
    "ascension",
    "whit_monday",
    "national_day",
    "summer",
    "assumption",
    "all_saints",
    "autumn",
    "armistice",
    "christmas",
]

_DAY = datetime.timedelta(days=1)
_WEEK = 7 * _DAY


@dataclass(frozen=True)
class Holiday:
    """A holiday of the schools, from its first day to its last one."""

    name: Name
    first: datetime.date
    last: datetime.date

    def __contains__(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last


def easter(year: int) -> datetime.date:
    """Easter Sunday, by the anonymous Gregorian computus (Nature, 20 April 1876)."""
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def public_holidays(year: int) -> dict[Name, datetime.date]:
    """The ten public holidays of a calendar year; in 2008 two of them were one day."""
    sunday = easter(year)
    return {
        "new_year": datetime.date(year, 1, 1),
        "easter_monday": sunday + _DAY,
        "labour_day": datetime.date(year, 5, 1),
        "ascension": sunday + 39 * _DAY,
        "whit_monday": sunday + 50 * _DAY,
        "national_day": datetime.date(year, 7, 21),
        "assumption": datetime.date(year, 8, 15),
        "all_saints": datetime.date(year, 11, 1),
        "armistice": datetime.date(year, 11, 11),
        "christmas": datetime.date(year, 12, 25),
    }


def school_holidays(year: int) -> tuple[Holiday, ...]:
    """The holidays of the schools that begin in a calendar year, in their order; single days only where they are in no longer one."""
    found = sorted(_school_holidays(year), key=lambda one: one.first)
    return tuple(one for one in found if not any(one != it and one.first in it and one.last in it for it in found))


def school_holiday_on(day: datetime.date) -> Holiday | None:
    """The holiday of the schools that a day is in. The weekend before one is not in it: it begins on a Monday."""
    return _days(day.year).get(day)


def is_school_holiday(day: datetime.date) -> bool:
    """Whether a day is in a holiday of the schools, weekends of it included."""
    return day in _days(day.year)


def _school_holidays(year: int) -> Iterator[Holiday]:
    sunday, public = easter(year), public_holidays(year)
    spring = sunday + _DAY - 7 * _WEEK
    yield Holiday("spring", spring, spring + _WEEK - _DAY)
    yield _easter_holiday(sunday)
    yield Holiday("easter_monday", public["easter_monday"], public["easter_monday"])
    yield Holiday("labour_day", public["labour_day"], public["labour_day"])
    yield Holiday("ascension", public["ascension"], public["ascension"] + _DAY)
    yield Holiday("whit_monday", public["whit_monday"], public["whit_monday"])
    yield Holiday("summer", datetime.date(year, 7, 1), datetime.date(year, 8, 31))
    # All Saints on a Sunday: the day after. Christmas on a Saturday or a Sunday: the Monday after.
    autumn = _monday_of(public["all_saints"] + _DAY)
    yield Holiday("autumn", autumn, autumn + _WEEK - _DAY)
    yield Holiday("armistice", public["armistice"], public["armistice"])
    christmas = _monday_of(public["christmas"] + 2 * _DAY)
    yield Holiday("christmas", christmas, christmas + 2 * _WEEK - _DAY)


def _easter_holiday(sunday: datetime.date) -> Holiday:
    if sunday.month == 3:
        first = sunday + _DAY
    elif sunday.day > 15:
        first = sunday + _DAY - 2 * _WEEK
    else:
        first = _monday_of(datetime.date(sunday.year, 4, 7))
    # Where Easter Monday comes right after the two weeks, it belongs to them.
    return Holiday("easter", first, max(first + 2 * _WEEK - _DAY, sunday + _DAY))


def _monday_of(day: datetime.date) -> datetime.date:
    return day - day.weekday() * _DAY


@lru_cache(maxsize=64)
def _days(year: int) -> dict[datetime.date, Holiday]:
    # The Christmas holiday of the year before reaches into this one.
    holidays = (*school_holidays(year - 1), *school_holidays(year))
    return {one.first + n * _DAY: one for one in holidays for n in range((one.last - one.first).days + 1)}
