"""A week as it is filled in: a row for each time somebody is away or is there, and what came back from the form of them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from words_pictures.document import Value
from words_pictures.family import PARENT, Family, Person
from words_pictures.values import MOST_SHIFTS, is_shift
from words_pictures.week_said import shift_said
from words_pictures.week_value import LISTS, shifts_in

LEAST_TURNS = 3
"""So many can be asked one after the other: one more than are, where there are more."""
_NEVER_THERE = ("consultant", "judge", "lawyer")
_EMPTY: Mapping[str, Any] = {"who": [], "days": [], "from": "", "to": ""}


@dataclass(frozen=True)
class Row:
    """One time that somebody is away or there, to be filled in."""

    name: str
    """What the names of its fields begin with: `away.0`."""
    said: str
    """The same as people say it; empty for the row that is still empty, and where what was typed is no day or hour."""
    who: tuple[str, ...]
    days: tuple[int, ...]
    begin: str
    end: str
    weeks: str
    since: str
    until: str
    not_on: tuple[str, ...]
    also_on: tuple[str, ...]
    backups: tuple[str, ...]
    people: tuple[Person, ...]
    """Who can be chosen: nobody minds their brother or sister."""
    hidden: tuple[str, ...]
    """Who is named and cannot be chosen: kept as they are."""

    @property
    def turns(self) -> tuple[str, ...]:
        """Who is asked first, second, …; empty for a turn that nobody has."""
        return (*self.backups, *[""] * max(1, LEAST_TURNS - len(self.backups)))

    @property
    def is_special(self) -> bool:
        """Whether it says something of single days."""
        return bool(self.since or self.until or self.not_on or self.also_on)


@dataclass(frozen=True)
class Rows:
    """The rows of one of the two lists, and an empty one behind them."""

    key: str
    rows: tuple[Row, ...]
    one_more: Row


def rows_of(value: Value, family: Family, language: str) -> tuple[Rows, Rows]:
    """When the parents are away, and who is there then."""
    away, there = (_rows(value, key, family, language) for key in LISTS)
    return away, there


def posted(form: MultiDict[str, str]) -> Value:
    """The week that came back in a form, but for the row that is to be taken out (`out` names it); nothing where nothing is in it.

    A row in which nothing is said is left out. What no clock and no calendar knows comes back as it was typed.
    """
    week = {key: [_shift(form, name) for name in _names(form, key)] for key in LISTS}
    said = {key: [one for one in shifts if _is_anything(one)] for key, shifts in week.items()}
    return said if any(said.values()) else None


def _rows(value: Value, key: str, family: Family, language: str) -> Rows:
    shifts = shifts_in(value, key)
    said = (shift_said(one, key, family, language) if is_shift(one) else "" for one in shifts)
    rows = (_row(one, f"{key}.{n}", family, words) for n, (one, words) in enumerate(zip(shifts, said, strict=True)))
    return Rows(key, tuple(rows), _row(_EMPTY, f"{key}.{len(shifts)}", family, ""))


def _row(shift: Mapping[str, Any], name: str, family: Family, said: str) -> Row:
    named = {*shift["who"], *shift.get("backups", ())}
    people = [one for one in family.people if one.id in named or not (one.is_child or one.role in _NEVER_THERE)]
    if name.startswith(LISTS[0]):
        people.sort(key=lambda one: one.role != PARENT)
    known = {one.id for one in people}
    return Row(
        name,
        said,
        who=tuple(shift["who"]),
        days=tuple(shift["days"]),
        begin=_shown(shift["from"]),
        end=_shown(shift["to"]),
        weeks=shift.get("weeks", "always"),
        since=shift.get("since", ""),
        until=shift.get("until", ""),
        not_on=tuple(shift.get("not_on", ())),
        also_on=tuple(shift.get("also_on", ())),
        backups=tuple(shift.get("backups", ())),
        people=tuple(people),
        hidden=tuple(sorted(one for one in named if one not in known)),
    )


def _shown(time: str) -> str:
    # A field for a time knows no 24:00; midnight at the end of a day is 00:00 there, and means the same.
    return "00:00" if time == "24:00" else time


def _names(form: MultiDict[str, str], key: str) -> Iterator[str]:
    numbers = {int(found[1]) for field in form if (found := re.fullmatch(rf"{key}\.([0-9]{{1,3}})\.[a-z_]+", field))}
    # Whoever sends more is told that it cannot be kept.
    for number in sorted(numbers)[: MOST_SHIFTS + 1]:
        if form.get("out") != f"{key}.{number}":
            yield f"{key}.{number}"


def _shift(form: MultiDict[str, str], name: str) -> dict[str, Any]:
    def many(key: str) -> list[str]:
        return list(dict.fromkeys(one for one in form.getlist(f"{name}.{key}") if one))

    return {
        "who": many("who"),
        "days": sorted({int(day) for day in many("days") if re.fullmatch("[0-6]", day)}),
        "from": form.get(f"{name}.from", ""),
        "to": form.get(f"{name}.to", ""),
        "weeks": form.get(f"{name}.weeks", "always"),
        "since": form.get(f"{name}.since", ""),
        "until": form.get(f"{name}.until", ""),
        "also_on": sorted(many("also_on")),
        "not_on": sorted(many("not_on")),
        "backups": many("backups"),
    }


def _is_anything(shift: Mapping[str, Any]) -> bool:
    return any(value for key, value in shift.items() if key != "weeks")
