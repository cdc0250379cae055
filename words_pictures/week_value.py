"""The value of a field of the type `week` (values.py) as a week that can be reckoned with, and back."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

from .document import Value
from .week import UNNAMED, Shift, Week, Weeks

LISTS = ("away", "there")
ALSO_AWAY = "somebodyaway"
"""Stands for such a person who is in both lists: they are not there while they are away."""
SOMEBODY = (UNNAMED, ALSO_AWAY)
"""What stands for those whom a viewer may not see; people read `somebody`."""


def read_week(value: Value, known: Collection[str] | None = None) -> Week:
    """A week as it can be reckoned with: without the shifts that are not filled in far enough.

    Of `known`, where it is given, are those who still are in the family's file: nobody else can be there, or be asked.
    """
    away, there = (tuple(_shift(one, known) for one in shifts_in(value, key) if is_finished(one)) for key in LISTS)
    return Week(away, there)


def week_value(week: Week) -> dict[str, list[dict[str, Any]]]:
    """The value of a week: that of a shift with everything in it, empty or not."""
    return {
        key: [_shift_value(one) for one in shifts] for key, shifts in zip(LISTS, (week.away, week.there), strict=True)
    }


def shifts_in(value: Value, key: str) -> list[Mapping[str, Any]]:
    """The shifts of one of the two lists as they are kept, finished or not."""
    return list(cast("Mapping[str, Any]", value).get(key, ())) if isinstance(value, dict) else []


def is_finished(shift: Mapping[str, Any]) -> bool:
    """Whether it says on which days and at which hours."""
    return bool(shift["from"] and shift["to"] and (shift["days"] or shift.get("also_on")))


def people_in(value: Value) -> set[str]:
    """The ids of everyone whom a week names, as coming, as away or as a back-up."""
    return {id for key in LISTS for shift in shifts_in(value, key) for id in _named(shift)}


def with_people(value: Value, known: Collection[str], unnamed: Collection[str]) -> Value:
    """A week that names nobody but those who are known; in the place of those of `unnamed` stands that somebody comes."""
    if not isinstance(value, dict) or people_in(value) <= set(known):
        return value
    away, there = ({who for one in shifts_in(value, key) for who in one["who"]} for key in LISTS)
    called = {who: ALSO_AWAY if who in away & there else UNNAMED for who in unnamed} | {who: who for who in known}
    return {key: [_renamed(one, known, called) for one in shifts_in(value, key)] for key in LISTS}


def _named(shift: Mapping[str, Any]) -> Iterator[str]:
    yield from shift["who"]
    yield from shift.get("backups", ())


def _renamed(shift: Mapping[str, Any], known: Collection[str], called: Mapping[str, str]) -> dict[str, Any]:
    who = (called[one] for one in shift["who"] if one in called)
    backups = [one for one in shift.get("backups", ()) if one in known]
    return {**shift, "who": list(dict.fromkeys(who)), **({"backups": backups} if "backups" in shift else {})}


def _shift(said: Mapping[str, Any], known: Collection[str] | None) -> Shift:
    begin, end = (_minute(said[key]) for key in ("from", "to"))
    return Shift(
        _people(said["who"], known),
        frozenset(said["days"]),
        begin,
        end,
        cast("Weeks", said.get("weeks", "always")),
        _day(said.get("since", "")),
        _day(said.get("until", "")),
        frozenset(map(datetime.date.fromisoformat, said.get("also_on", ()))),
        frozenset(map(datetime.date.fromisoformat, said.get("not_on", ()))),
        _people(said.get("backups", ()), known),
    )


def _people(ids: Collection[str], known: Collection[str] | None) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(ids) if known is None or one in known or one in SOMEBODY)


def _shift_value(shift: Shift) -> dict[str, Any]:
    return {
        "who": list(shift.who),
        "days": sorted(shift.days),
        "from": _clock(shift.begin),
        "to": _clock(shift.end),
        "weeks": shift.weeks,
        "since": shift.since.isoformat() if shift.since else "",
        "until": shift.until.isoformat() if shift.until else "",
        "also_on": sorted(one.isoformat() for one in shift.also_on),
        "not_on": sorted(one.isoformat() for one in shift.not_on),
        "backups": list(shift.backups),
    }


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
