"""The plain values of a form as people say them: "maandag en donderdag, van 17.40 tot 21.55 uur"."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from babel.numbers import format_decimal

from .document import Document, Item, Value
from .family import Family
from .part import Part
from .week_said import week_said
from .wording import (
    clock_time,
    enumeration,
    fixed,
    full_date,
    in_turn,
    language_name,
    locale_of,
    runs_otherwise,
    weekday,
)

_DAYS_OF_A_WEEK = 7
_A_PHRASE = 3
"""Words from which a choice is a phrase."""


@dataclass(frozen=True)
class Facts:
    """What the values of a document speak of: the people of the family, and the items of its own lists and of the family's file."""

    family: Family
    document: Document
    file: Document
    today: datetime.date | None = None
    """From when on single days of a week are looked at; None: not at all."""


def said(part: Part, value: Value, facts: Facts, language: str) -> str:
    """A value of a field in words; empty where nothing stands there, or nothing can be said of it."""
    if value is None or value == []:
        return ""
    return _WAYS.get(part.type, _nothing)(part, value, facts, language)


def item_name(item: Item, language: str, letter: str = "") -> str:
    """What an item that is referred to is called: its number, with the letter of its list, and the first words that stand in it."""
    number = item_number(item, letter)
    words = next(
        (words for key in ("name", "title", "words", "rule") if (words := _first_words(item, key, language))), ""
    )
    return f"{number}. {words}" if words else number


def item_number(item: Item, letter: str = "") -> str:
    """Which item of its list it is: `2`, or with the letter of its list `B2`."""
    return f"{letter}{item.document.order.get(item.place.rpartition('/')[0], ()).index(item.id) + 1}"


def _first_words(item: Item, key: str, language: str) -> str:
    if own := item.text(key):
        return own
    place = f"{item.place}/{key}"
    return next(
        (words for one in (language, *item.document.written_in(place)) if (words := item.document.words(place, one))),
        "",
    )


def referred_to(part: Part, ids: list[str], facts: Facts) -> list[Item]:
    """The items that a reference means, in the order of their list; those that are gone are left out."""
    _, _, key = part.to.rpartition(":")
    of = facts.file if part.to.startswith("file:") else facts.document
    return [item for item in of.items(key) if item.id in ids]


def _nothing(part: Part, value: Any, facts: Facts, language: str) -> str:
    return ""


def _choice(part: Part, value: Any, facts: Facts, language: str) -> str:
    labels = dict(zip(part.options, part.option_labels, strict=True))
    chosen = [value] if isinstance(value, str) else cast("list[str]", value)
    said = [fixed(labels[one], language) for one in chosen if one in labels]
    # Whole phrases, each with its capital, are no list inside a sentence.
    return "\n".join(said) if any(len(one.split()) >= _A_PHRASE for one in said) else enumeration(said, language)


def _people(part: Part, value: Any, facts: Facts, language: str) -> str:
    if part.ordered:
        # One after the other: no "and" that would make them come together.
        names = [person.name for id in value if (person := facts.family.person(id))]
        # Names alone that all run the other way keep to their own way.
        return ", ".join(names) if runs_otherwise(" ".join(names), language) else in_turn(names, language)
    return enumeration([person.name for person in facts.family.those(tuple(cast("list[str]", value)))], language)


def _scale(part: Part, value: Any, facts: Facts, language: str) -> str:
    number = format_decimal(value["number"], locale=locale_of(language))
    ends = {"number": number, "first": value["from"], "last": value["to"]}
    return fixed("%(number)s (from %(first)s to %(last)s)", language) % ends


def _hours(part: Part, value: Any, facts: Facts, language: str) -> str:
    days = _days(cast("list[int]", value["days"]), language)
    begin, end = (clock_time(value[one], language, is_bare=True) if value[one] else "" for one in ("from", "to"))
    if not begin and not end:
        return days
    return _between(bool(days), begin, end, language) % {"days": days, "begin": begin, "end": end}


def _between(has_days: bool, begin: str, end: str, language: str) -> str:
    """How hours are said of which the begin, the end or both are known, after days or by themselves."""
    if begin and end:
        said = fixed("%(days)s, from %(begin)s to %(end)s", language), fixed("From %(begin)s to %(end)s", language)
    elif begin:
        said = fixed("%(days)s, from %(begin)s on", language), fixed("From %(begin)s on", language)
    else:
        said = fixed("%(days)s, until %(end)s", language), fixed("Until %(end)s", language)
    return said[0] if has_days else said[1]


def _days(days: list[int], language: str) -> str:
    if len(set(days)) == _DAYS_OF_A_WEEK:
        return fixed("Every day", language)
    return enumeration([weekday(day, language) for day in days], language)


def _week(part: Part, value: Any, facts: Facts, language: str) -> str:
    week = week_said(value, facts.family, language, facts.today)
    return "\n".join(week.lines) if week else ""


def _moment(part: Part, value: Any, facts: Facts, language: str) -> str:
    day, _, time = str(value).partition("T")
    said = {"day": full_date(datetime.date.fromisoformat(day), language), "time": clock_time(time, language)}
    return fixed("%(day)s, %(time)s", language) % said


def _signature(part: Part, value: Any, facts: Facts, language: str) -> str:
    day = full_date(datetime.date.fromisoformat(value["on"]), language)
    line = fixed("Signed by %(name)s on %(day)s", language) % {"name": value["name"], "day": day}
    witness = (
        fixed("%(name)s was there and saw it", language) % {"name": value["witness"]} if value.get("witness") else ""
    )
    return f"{line}. {witness}." if witness else line


def _answer(part: Part, value: Any, facts: Facts, language: str) -> str:
    return {"yes": fixed("Yes", language), "no": fixed("No", language), "not_yet": fixed("Not yet", language)}[
        str(value)
    ]


_WAYS: Mapping[str, Callable[[Part, Any, Facts, str], str]] = {
    "text": lambda part, value, facts, language: str(value),
    "phone": lambda part, value, facts, language: str(value),
    "choice": _choice,
    "people": _people,
    "languages": lambda part, value, facts, language: enumeration(
        [language_name(one, language) for one in value], language
    ),
    "number": lambda part, value, facts, language: format_decimal(value, locale=locale_of(language)),
    "scale": _scale,
    "yes": lambda part, value, facts, language: fixed("Yes", language),
    "answer": _answer,
    "date": lambda part, value, facts, language: full_date(datetime.date.fromisoformat(value), language),
    "time": lambda part, value, facts, language: clock_time(value, language),
    "moment": _moment,
    "hours": _hours,
    "week": _week,
    "reference": lambda part, value, facts, language: "\n".join(
        item_name(item, language, part.letter) for item in referred_to(part, value, facts)
    ),
    "signature": _signature,
}
