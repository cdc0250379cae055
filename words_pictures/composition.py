"""A composed picture: a place, who is there and how they feel, things, what is said, and what was drawn by hand. Data, no pixels.

    {"place": "kitchen", "time": "day", "parts": [part, …], "strokes": [stroke, …]}

    figure   {"id": "a", "who": "<person>", "pose": "sit", "feeling": "worried", "x": 700, "y": 860, "size": 1.1, "facing": -1,
              "left": [640, 800], "over": "b"}        or "as": "police" for somebody whom the file does not name
    thing    {"id": "b", "thing": "table", "x": 800, "y": 1080, "width": 700, "with": "a"}
    bubble   {"id": "c", "bubble": "thought", "of": "a", "x": 1100, "y": 300, "words": {"nl": "Hulp?"}, "shows": "heart"}
    stroke   {"colour": "red", "width": 14, "points": [x, y, press, x, y, press, …]}

Parts stand in the order they are drawn in, the farthest first. x and y are pixels of a page of 1600 × 1200; where a figure touches what
carries it, the foot of a thing, the middle of a bubble. How a person looks stands in the family's file (drawing/look.py), so that they
are the same in every picture. It is drawn by drawing/composed.py, said in words by composition_words.py, and changed by arranging.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias, cast

from .document import Value, cleaned
from .drawing import things
from .drawing.figure import FEELINGS, POSES
from .drawing.look import ROLES
from .drawing.pen import HEIGHT, WIDTH
from .drawing.places import PLACES, TIMES
from .errors import BadComposition

MOST_PARTS = 60
"""Parts in one picture: three times the fullest of the demo; keeps drawing it and saving it quick."""
MOST_STROKES = 400
MOST_NUMBERS = 30_000
"""Numbers in all strokes together, three for a point: some ten minutes of drawing without a pause, about 150 kB."""
MOST_LETTERS = 60
"""Letters in one bubble: more cannot be read in a picture."""
SIZES = (0.2, 3.0)
BEYOND_PX = 2400
"""So far outside the page the foot of a part may be: the head of the largest figure then still looks in from below."""
PAINTS = ("ink", "red", "orange", "yellow", "green", "blue", "lilac", "bark", "white")
"""What one draws with by hand, in the order it is offered."""
WIDTHS = (4, 60)

Point: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """Somebody in the picture: a person of the family (`who`), or one whom the file does not name (`role`)."""

    id: str
    who: str
    role: str
    pose: str
    feeling: str
    x: int
    y: int
    size: float = 1
    facing: int = 1
    """Where the pose looks: 1 right, -1 left."""
    left: Point | None = None
    right: Point | None = None
    """Where a hand goes, if not where the pose has it; left and right are the reader's."""
    tilt: float | None = None
    lean: float | None = None
    turn: float | None = None
    over: str = ""
    """The part on which the arms lie: they are drawn right after it."""
    holds: str = ""
    """The baby that is carried: another figure, which goes where this one goes."""


@dataclass(frozen=True)
class Thing:
    """Something in the picture. A `companion` is the own thing of the child `of`."""

    id: str
    kind: str
    x: int
    y: int
    size: float = 1
    facing: int = 1
    angle: int = 0
    of: str = ""
    along: str = ""
    """The figure with whom it moves along (`with` in the data)."""
    options: Mapping[str, Value] = field(default_factory=lambda: {})


@dataclass(frozen=True)
class Bubble:
    """What somebody says or thinks: words, a thing, or both."""

    id: str
    kind: str
    """`speech` or `thought`."""
    x: int
    y: int
    size: float = 1
    of: str = ""
    words: Mapping[str, str] = field(default_factory=lambda: {})
    shows: str = ""


@dataclass(frozen=True)
class Stroke:
    """A line drawn by hand; of each point how hard it was pressed, 0.2 to 1."""

    colour: str
    width: int
    points: tuple[tuple[int, int, float], ...]


Part: TypeAlias = Figure | Thing | Bubble
BUBBLES = ("speech", "thought")


@dataclass(frozen=True)
class Composition:
    """A composed picture."""

    place: str = "plain"
    time: str = "day"
    parts: tuple[Part, ...] = ()
    strokes: tuple[Stroke, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was put in it yet."""
        return not self.parts and not self.strokes and self.place == "plain"

    @cached_property
    def text(self) -> str:
        """All of it as one text: the same picture, the same text."""
        return json.dumps(to_value(self), sort_keys=True)

    def part(self, id: str) -> Part | None:
        """The part with that id, or None."""
        return next((part for part in self.parts if part.id == id), None)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(part for part in self.parts if isinstance(part, Figure))

    @property
    def things(self) -> tuple[Thing, ...]:
        return tuple(part for part in self.parts if isinstance(part, Thing))

    @property
    def bubbles(self) -> tuple[Bubble, ...]:
        return tuple(part for part in self.parts if isinstance(part, Bubble))

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of the family's people in it, each once: figures, and the children whose companion is there."""
        ids = [part.who if isinstance(part, Figure) else part.of for part in self.parts if not isinstance(part, Bubble)]
        return tuple(dict.fromkeys(id for id in ids if id))


# ---- Reading it, and writing it back.

_ID = re.compile(r"[0-9a-z]{1,12}")
_PERSON = re.compile(r"[0-9a-z]{1,40}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_FIGURE = {
    "id", "who", "as", "pose", "feeling", "x", "y", "size", "facing", "left", "right", "tilt", "lean", "turn", "over", "holds",
}  # fmt: skip
_THING = {"id", "thing", "x", "y", "size", "facing", "angle", "of", "with"}
_BUBBLE = {"id", "bubble", "x", "y", "size", "of", "words", "shows"}


def read(value: Value) -> Composition:
    """The composition that a JSON value holds. Raises BadComposition with the place where it goes wrong."""
    content = _table(value, "")
    _only(content, {"place", "time", "parts", "strokes"}, "")
    parts, strokes = _list(content, "parts", MOST_PARTS), _list(content, "strokes", MOST_STROKES)
    composition = Composition(
        _choice(content, "place", PLACES, "", "plain"),
        _choice(content, "time", TIMES, "", "day"),
        tuple(_part(_table(part, f"parts/{n}"), f"parts/{n}") for n, part in enumerate(parts)),
        tuple(_stroke(_table(stroke, f"strokes/{n}"), f"strokes/{n}") for n, stroke in enumerate(strokes)),
    )
    _check_together(composition)
    return composition


def to_value(composition: Composition) -> dict[str, Any]:
    """The composition as JSON values; `read` gives the same one back."""
    return {
        "place": composition.place,
        "time": composition.time,
        "parts": [_part_value(part) for part in composition.parts],
        "strokes": [_stroke_value(stroke) for stroke in composition.strokes],
    }


def _part(content: Mapping[str, Any], at: str) -> Part:
    if "thing" in content:
        return _thing(content, at)
    return _bubble(content, at) if "bubble" in content else _figure(content, at)


def _figure(content: Mapping[str, Any], at: str) -> Figure:
    _only(content, _FIGURE, at)
    if ("who" in content) == ("as" in content):
        raise BadComposition(f"{at}/who", "somebody of the family, or one of the roles")
    return Figure(
        **_standing(content, at),
        who=_name(content, "who", _PERSON, at),
        role=_choice(content, "as", ROLES, at, ""),
        pose=_choice(content, "pose", POSES, at, "stand"),
        feeling=_choice(content, "feeling", FEELINGS, at, "calm"),
        facing=_facing(content, at),
        left=_point(content, "left", at),
        right=_point(content, "right", at),
        tilt=_number_or_none(content, "tilt", (-90, 90), at),
        lean=_number_or_none(content, "lean", (-90, 90), at),
        turn=_number_or_none(content, "turn", (-1, 1), at),
        over=_name(content, "over", _ID, at),
        holds=_name(content, "holds", _ID, at),
    )


def _thing(content: Mapping[str, Any], at: str) -> Thing:
    kind = content["thing"]
    if kind != "companion" and kind not in things.THINGS:
        raise BadComposition(f"{at}/thing", f"no such thing: {kind!r}")
    of = _name(content, "of", _PERSON, at)
    if (kind == "companion") != bool(of):
        raise BadComposition(f"{at}/of", "a companion, and nothing else, is somebody's own")
    options = {key: one for key, one in content.items() if key not in _THING}
    try:
        options = things.checked(kind, options) if kind != "companion" else _none(options)
    except BadComposition as wrong:
        raise BadComposition(f"{at}/{wrong.place}", wrong.why) from wrong
    return Thing(
        **_standing(content, at),
        kind=str(kind),
        facing=_facing(content, at),
        angle=round(_number(content, "angle", (-180, 180), at, 0)),
        of=of,
        along=_name(content, "with", _ID, at),
        options=options,
    )


def _bubble(content: Mapping[str, Any], at: str) -> Bubble:
    _only(content, _BUBBLE, at)
    shows = content.get("shows", "")
    if shows and shows not in things.THINGS:
        raise BadComposition(f"{at}/shows", f"no such thing: {shows!r}")
    words = _table(content.get("words", {}), f"{at}/words")
    for language, said in words.items():
        right = _LANGUAGE.fullmatch(language) and isinstance(said, str) and said == cleaned(said) and "\n" not in said
        if not right or len(said) > MOST_LETTERS:
            raise BadComposition(f"{at}/words/{language}", f"one line of at most {MOST_LETTERS} letters")
    return Bubble(
        **_standing(content, at),
        kind=_choice(content, "bubble", BUBBLES, at, "speech"),
        of=_name(content, "of", _ID, at),
        words=cast("dict[str, str]", words),
        shows=shows,
    )


def _stroke(content: Mapping[str, Any], at: str) -> Stroke:
    _only(content, {"colour", "width", "points"}, at)
    numbers = content.get("points")
    if not isinstance(numbers, list) or not numbers or len(cast("list[object]", numbers)) % 3:
        raise BadComposition(f"{at}/points", "three numbers for every point")
    flat = [_as_number(one, f"{at}/points") for one in cast("list[object]", numbers)]
    points = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    return Stroke(
        _choice(content, "colour", PAINTS, at, "ink"),
        round(_number(content, "width", WIDTHS, at, 12)),
        tuple(
            (_within(x, 0, WIDTH), _within(y, 0, HEIGHT), min(1, max(0.2, round(press, 1)))) for x, y, press in points
        ),
    )


def _check_together(composition: Composition) -> None:
    ids = [part.id for part in composition.parts]
    if len(set(ids)) != len(ids):
        raise BadComposition("parts", "two parts with one name")
    if sum(3 * len(stroke.points) for stroke in composition.strokes) > MOST_NUMBERS:
        raise BadComposition("strokes", f"more than {MOST_NUMBERS} numbers")
    carried = [figure.holds for figure in composition.figures if figure.holds]
    babies = {figure.id for figure in composition.figures}
    for figure in composition.figures:
        if figure.holds and (figure.holds == figure.id or figure.id in carried or carried.count(figure.holds) > 1):
            raise BadComposition(f"parts/{ids.index(figure.id)}/holds", "carried by one, who is not carried")
    if not set(carried) <= babies:
        raise BadComposition("parts", "somebody is carried who is not there")


def _standing(content: Mapping[str, Any], at: str) -> dict[str, Any]:
    # What every part has: its name, where it stands, how large.
    id = _name(content, "id", _ID, at)
    if not id:
        raise BadComposition(f"{at}/id", "every part has a name")
    return {
        "id": id,
        "x": round(_number(content, "x", (-BEYOND_PX, WIDTH + BEYOND_PX), at)),
        "y": round(_number(content, "y", (-BEYOND_PX, HEIGHT + BEYOND_PX), at)),
        "size": round(_number(content, "size", SIZES, at, 1), 3),
    }


def _table(value: object, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadComposition(at or "composition", "a table of names and values")
    return cast("dict[str, Any]", value)


def _list(content: Mapping[str, Any], key: str, most: int) -> list[object]:
    value = content.get(key, [])
    if not isinstance(value, list) or len(cast("list[object]", value)) > most:
        raise BadComposition(key, f"a list of at most {most}")
    return cast("list[object]", value)


def _only(content: Mapping[str, Any], known: set[str], at: str) -> None:
    unknown = sorted(set(content) - known)
    if unknown:
        raise BadComposition(f"{at}/{unknown[0]}".strip("/"), "nothing of that name is drawn")


def _none(options: dict[str, Any]) -> dict[str, Any]:
    _only(options, set(), "")
    return {}


def _name(content: Mapping[str, Any], key: str, shape: re.Pattern[str], at: str) -> str:
    value = content.get(key, "")
    if not isinstance(value, str) or (value and not shape.fullmatch(value)):
        raise BadComposition(f"{at}/{key}", f"no such name: {value!r}")
    return value


def _choice(
    content: Mapping[str, Any], key: str, known: Sequence[str] | Mapping[str, Any], at: str, default: str
) -> str:
    value = content.get(key, default)
    if value != default and value not in known:
        raise BadComposition(f"{at}/{key}".strip("/"), f"no such {key}: {value!r}")
    return str(value)


def _facing(content: Mapping[str, Any], at: str) -> int:
    value = _number(content, "facing", (-1, 1), at, 1)
    if value not in (-1, 1):
        raise BadComposition(f"{at}/facing", "1 or -1")
    return int(value)


def _number(
    content: Mapping[str, Any], key: str, bounds: tuple[float, float], at: str, default: float | None = None
) -> float:
    number = _as_number(content.get(key, default), f"{at}/{key}")
    if not bounds[0] <= number <= bounds[1]:
        raise BadComposition(f"{at}/{key}", f"from {bounds[0]} to {bounds[1]}")
    return number


def _number_or_none(content: Mapping[str, Any], key: str, bounds: tuple[float, float], at: str) -> float | None:
    return round(_number(content, key, bounds, at), 2) if key in content else None


def _as_number(value: object, at: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 10**6 or value != value:
        raise BadComposition(at, "a number")
    return value


def _point(content: Mapping[str, Any], key: str, at: str) -> Point | None:
    if key not in content:
        return None
    value = content[key]
    if not isinstance(value, list) or len(cast("list[object]", value)) != 2:
        raise BadComposition(f"{at}/{key}", "a point of the page")
    x, y = (_as_number(one, f"{at}/{key}") for one in cast("list[object]", value))
    return _within(x, -BEYOND_PX, WIDTH + BEYOND_PX), _within(y, -BEYOND_PX, HEIGHT + BEYOND_PX)


def _within(number: float, least: float, most: float) -> int:
    return round(min(most, max(least, number)))


def _part_value(part: Part) -> dict[str, Any]:
    return dict(_fields(part))


def _fields(part: Part) -> Iterator[tuple[str, Any]]:
    # What stands as it would without being said is left out.
    yield "id", part.id
    match part:
        case Figure():
            yield ("who", part.who) if part.who else ("as", part.role)
            yield from (("pose", part.pose), ("feeling", part.feeling))
        case Thing():
            yield "thing", part.kind
        case Bubble():
            yield "bubble", part.kind
    yield from (("x", part.x), ("y", part.y))
    if part.size != 1:
        yield "size", part.size
    yield from _own_fields(part)


def _own_fields(part: Part) -> Iterator[tuple[str, Any]]:
    match part:
        case Figure():
            said = {"facing": part.facing, "over": part.over, "holds": part.holds}
            yield from ((key, value) for key, value in said.items() if value not in (1, ""))
            yield from ((key, list(point)) for key in ("left", "right") if (point := getattr(part, key)) is not None)
            yield from ((key, way) for key in ("tilt", "lean", "turn") if (way := getattr(part, key)) is not None)
        case Thing():
            said = {"facing": part.facing, "angle": part.angle, "of": part.of, "with": part.along}
            yield from ((key, value) for key, value in said.items() if value not in ("", {"facing": 1}.get(key, 0)))
            yield from part.options.items()
        case Bubble():
            said = {"of": part.of, "words": dict(part.words), "shows": part.shows}
            yield from ((key, value) for key, value in said.items() if value)


def _stroke_value(stroke: Stroke) -> dict[str, Any]:
    return {"colour": stroke.colour, "width": stroke.width, "points": [one for point in stroke.points for one in point]}


def people_of(value: Value) -> set[str]:
    """The ids of the family's people in a composition as it is kept, as `Composition.people` has them; read in a moment."""
    content = cast("dict[str, Any]", value)
    return {
        who for part in content.get("parts", ()) if "bubble" not in part and (who := part.get("who") or part.get("of"))
    }


def only_known(composition: Composition, people: set[str]) -> Composition:
    """The composition as those may see it for whom some people are not there: whom the file does not name is nobody in particular."""
    parts: list[Part] = []
    for part in composition.parts:
        if isinstance(part, Figure) and part.who and part.who not in people:
            parts.append(replace(part, who="", role="somebody"))
        elif not (isinstance(part, Thing) and part.of and part.of not in people):
            parts.append(part)
    return replace(composition, parts=tuple(parts))
