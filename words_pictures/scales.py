"""A list of numbers on a scale, each of one person on one day, read as a chart: a line for each day, and a dot on it for each person.

Numbers are never converted and no average is made (practice.md 4.4): what was said on another scale stands on a chart of its own. What a
child says is the child's own, and stands on nobody's chart.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .document import Document
from .family import Family, Person
from .part import Part
from .wording import direction, enumeration, fixed, full_date

SHAPES = (
    "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z",
    "M-.9-.9H.9V.9H-.9Z",
    "M0-1.2L1.2 0L0 1.2L-1.2 0Z",
    "M-.6-1H.6L1.1 0L.6 1H-.6L-1.1 0Z",
)
"""How a dot is drawn, about 1 wide on each side of its middle: the colour is not the only difference."""
_AT_LEAST, _AT_MOST = 5.0, 95.0
"""Percent of the width at which the line begins and ends."""
_MOST_NUMBERS = 11
"""More numbers than this are not written all under the line, but its ends."""


@dataclass(frozen=True)
class Dot:
    """What one person said on one day."""

    name: str
    initials: str
    number: int
    at: float
    """In percent of the width, from its left side; where people read from right to left the line runs so too."""
    lane: int
    """Who says the same number stands beside the others, from 0."""
    colour: int
    shape: int


@dataclass(frozen=True)
class Line:
    """One day: its dots on one line."""

    on: datetime.date | None
    day: str
    """The day as people say it; empty where nobody wrote it down."""
    dots: tuple[Dot, ...]

    @property
    def lanes(self) -> int:
        """How many stand beside each other at most."""
        return max(dot.lane for dot in self.dots) + 1


@dataclass(frozen=True)
class Tick:
    """A number under the line."""

    number: int
    at: float


@dataclass(frozen=True)
class ScaleChart:
    """One scale over time, in one language."""

    language: str
    first: int
    last: int
    low: str
    """What its ends mean; empty where the form does not say, or asks another scale by now."""
    high: str
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    as_table: str
    """What the same as a table is called."""
    heads: tuple[str, str, str]
    """Of that table: the day, who, which number."""
    said: str
    """All of it in words, for who does not see it."""

    @property
    def shapes(self) -> tuple[str, ...]:
        """The paths of the dots, by their `shape`."""
        return SHAPES


def is_scale_over_time(part: Part) -> bool:
    """Whether each item of a list is one number on a scale, of one person on one day."""
    return part.type == "list" and all(_fields(part, kind) for kind in ("people", "date", "scale"))


def charts_of(part: Part, place: str, document: Document, family: Family, language: str) -> tuple[ScaleChart, ...]:
    """The charts of a list that is a scale over time, as far as a reader may see it: one for each scale; none for any other list."""
    if not is_scale_over_time(part):
        return ()
    rows = list(_rows(part, place, document, family))
    scales = dict.fromkeys((row.first, row.last) for row in rows)
    return tuple(
        _chart(part, [one for one in rows if (one.first, one.last) == ends], ends, language) for ends in scales
    )


def ends_said(chart: ScaleChart) -> str:
    """What the ends of the line mean, on one line; empty where the form does not say."""
    ends = ((chart.first, chart.low), (chart.last, chart.high))
    return " · ".join(f"{number}: {meaning}" for number, meaning in ends if meaning)


def _fields(part: Part, kind: str) -> list[Part]:
    # Exactly one of each: with two scales nobody would know which a dot is.
    found = [one for one in part.parts if one.type == kind]
    return found if len(found) == 1 and (kind != "people" or found[0].one) else []


@dataclass(frozen=True)
class _Row:
    person: Person
    on: datetime.date | None
    number: int
    first: int
    last: int
    shape: int


def _rows(part: Part, place: str, document: Document, family: Family) -> Iterator[_Row]:
    who, on, scale = (_fields(part, kind)[0].key for kind in ("people", "date", "scale"))
    # The same person has the same shape in every picture.
    shapes = {id: n % len(SHAPES) for n, id in enumerate(one.id for one in family.people if not one.is_child)}
    for item in document.items(place):
        ids = document.ids(f"{item.place}/{who}")
        person = family.person(ids[0]) if ids else None
        value = item.value(scale)
        if person is None or person.is_child or not isinstance(value, dict):
            continue
        said: dict[str, Any] = value
        day = item.text(on)
        yield _Row(
            person,
            datetime.date.fromisoformat(day) if day else None,
            int(said["number"]),
            int(said["from"]),
            int(said["to"]),
            shapes.get(person.id, 0),
        )


def _chart(part: Part, rows: list[_Row], ends: tuple[int, int], language: str) -> ScaleChart:
    first, last = ends
    scale = _fields(part, "scale")[0].scale
    is_asked = (scale.first, scale.last) == ends
    low, high = (fixed(one, language) if is_asked and one else "" for one in (scale.low, scale.high))
    days = sorted({row.on for row in rows}, key=lambda day: (day is None, day or datetime.date.max))
    lines = tuple(_line(day, [row for row in rows if row.on == day], language) for day in days)
    shown = range(first, last + 1) if last - first < _MOST_NUMBERS else (first, last)
    ticks = tuple(Tick(number, _at(number, ends, language)) for number in shown)
    heads = (fixed("Day", language), fixed("Who?", language), fixed("Which number?", language))
    said = " ".join(_said(line, ends, language) for line in lines)
    return ScaleChart(
        language, first, last, low, high, lines, ticks, fixed("The same as a table", language), heads, said
    )


def _line(day: datetime.date | None, rows: list[_Row], language: str) -> Line:
    stands: dict[int, int] = {}
    dots: list[Dot] = []
    for row in rows:
        lane = stands.get(row.number, 0)
        stands[row.number] = lane + 1
        one, at = row.person, _at(row.number, (row.first, row.last), language)
        dots.append(Dot(one.name, one.initials, row.number, at, lane, one.colour, row.shape))
    return Line(day, full_date(day, language) if day else "", tuple(dots))


def _at(number: int, ends: tuple[int, int], language: str) -> float:
    first, last = ends
    along = (number - first) / max(last - first, 1)
    along = min(max(along, 0.0), 1.0)
    at = _AT_LEAST + along * (_AT_MOST - _AT_LEAST)
    return round(100 - at if direction(language) == "rtl" else at, 2)


def _said(line: Line, ends: tuple[int, int], language: str) -> str:
    """One day in words: "Thursday 18 March 2027: Kasia 6 and Ewa 7, from 1 to 10."."""
    names = enumeration([f"{dot.name} {dot.number}" for dot in line.dots], language)
    known = {"day": line.day, "numbers": names, "first": ends[0], "last": ends[1]}
    said = fixed("%(day)s: %(numbers)s, on a scale from %(first)s to %(last)s.", language) if line.day else ""
    return (said or fixed("%(numbers)s, on a scale from %(first)s to %(last)s.", language)) % known


# --- as one picture, for paper ---------------------------------------------------------------------------------------

WIDE = 960
_LANE, _UNDER, _BETWEEN, _DOT = 46, 46, 26, 17.0
_INK = "#2b2320"
_COLOURS = ("#f2c6b4", "#c9dcc0", "#bcd6e6", "#ecd79a", "#d9c6e3", "#f0b8c0", "#b9dcd4", "#dccbb2")
"""As in the book: by the colour of a person."""


def chart_picture(chart: ScaleChart) -> tuple[str, int, int]:
    """A chart as an SVG on white, and how wide and high it is. No words are in it: it is the same in every language that runs its way."""
    parts: list[str] = []
    top = 8.0
    for line in chart.lines:
        top += 26 if line.on else 0
        if line.on:
            day = f"{line.on.day}/{line.on.month}/{line.on.year}"
            at, side = (WIDE - 8, "end") if direction(chart.language) == "rtl" else (8, "start")
            parts.append(_text(at, top - 4, day, 20, side))
        base = top + line.lanes * _LANE + 6
        parts += _axis(chart, base)
        parts += (piece for dot in line.dots for piece in _dot(dot, base))
        top = base + _UNDER + _BETWEEN
    high = round(top - _BETWEEN + 6)
    body = "".join(parts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" font-family="sans-serif">'
        f'<rect width="{WIDE}" height="{high}" fill="#fff"/>{body}</svg>'
    )
    return svg, WIDE, high


def _axis(chart: ScaleChart, base: float) -> Iterable[str]:
    begin, end = (_across(at) for at in (_AT_LEAST, _AT_MOST))
    yield f'<path d="M{begin} {base}H{end}" stroke="{_INK}" stroke-width="3" stroke-linecap="round"/>'
    for tick in chart.ticks:
        at = _across(tick.at)
        yield f'<path d="M{at} {base - 5}v10" stroke="{_INK}" stroke-width="2"/>'
        yield _text(at, base + 30, str(tick.number), 22, "middle")


def _dot(dot: Dot, base: float) -> Iterable[str]:
    at, high = _across(dot.at), base - 8 - _LANE * (dot.lane + 0.5)
    place = f'transform="translate({at} {high:.1f}) scale({_DOT + 3})"'
    yield f'<path d="{SHAPES[dot.shape]}" {place} fill="{_COLOURS[dot.colour]}" stroke="{_INK}" stroke-width=".1"/>'
    yield _text(at, high + 7, dot.initials, 20, "middle")


def _across(at: float) -> float:
    return round(at * WIDE / 100, 1)


def _text(x: float, y: float, text: str, size: int, side: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{x}" y="{y:.1f}" font-size="{size}" text-anchor="{side}" fill="{_INK}">{safe}</text>'
