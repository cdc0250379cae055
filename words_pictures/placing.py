"""Where somebody or something new comes to stand, so that hardly anything has to be moved afterwards.

Who comes in stands on the ground where there is room, looking to the middle. What is small goes on the table that is there, what hangs
goes on the wall, a table goes in front of who sits at it. A seat is higher than the ground: who sits down goes up by that, who stands up
comes down again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from . import arranging
from .composition import Composition, Figure, Thing
from .drawing import things
from .drawing.composed import Drawn
from .drawing.look import Look
from .drawing.pen import WIDTH

GROUND_PX = 1090
"""The floor a little in front of the wall: a whole grown-up stands in the page, with room for a bubble above the head."""
TABLE_PX = 1130
WALL_PX = 330
BEHIND_PX = 960
SEAT_PX = 180
"""How high a seat is above the ground for a figure of size 1."""
ACROSS_PX = (800, 480, 1120, 240, 1360, 640, 960)
"""Where the next one stands, in the order in which the room is taken."""
NEAR_PX = 170
SEATS = ("chair", "armchair", "stool", "sofa", "bench", "bed", "stairs", "high_chair")
SEATED = ("sit", "sit_side", "at_table")
ON_A_TABLE_PX = (290, 265)
"""What is no larger than this, across and up, is put on the table that is there …"""
ON_THE_FLOOR = (
    "bin", "laundry", "heavy_bag", "suitcase", "shoes", "backpack", "shopping_bag", "bag", "ball", "football", "cat",
)  # fmt: skip
"""… but for these."""
NEEDS_A_TABLE = ("letters", "plate", "pancakes", "soup", "bread", "fruit", "cake", "glass", "cup")
UNDERFOOT = ("rug", "carpet_round", "light_from_door")
CEILING_PX: Mapping[str, int] = {
    "ceiling_lamp": 350,
    "moon": 220,
    "star": 200,
    "sun": 200,
    "cloud": 200,
    "rain_cloud": 220,
    "bunting": 170,
}
"""What hangs higher than a picture on the wall: where its point of hold is."""


def with_figure(composition: Composition, who: str = "", role: str = "") -> tuple[Composition, str]:
    """Somebody more, where there is room: a person of the family, or one of the roles. Gives back the figure's id too.

    Raises BadComposition when there is no such role, or no room for another.
    """
    x = _room(one.x for one in composition.figures)
    whose = {"who": who} if who else {"as": role}
    return arranging.with_part(composition, {**whose, "x": x, "y": GROUND_PX, "facing": 1 if x <= WIDTH / 2 else -1})


def with_thing(composition: Composition, kind: str, looks: Mapping[str, Look], of: str = "") -> tuple[Composition, str]:
    """Something more, where such a thing belongs; `of`: whose own companion it is. Gives back the thing's id too.

    Raises BadComposition when there is no such thing, or no room for another.
    """
    if kind == "companion":
        return arranging.with_part(composition, {"thing": kind, "of": of, **_beside_child(composition, of)})
    thing = things.THINGS.get(kind)
    if thing is None:
        return arranging.with_part(composition, {"thing": kind, "x": 0, "y": 0})
    at = _place_of(composition, thing, looks)
    made, id = arranging.with_part(composition, {"thing": kind, **at}, behind=thing.behind or kind in UNDERFOOT)
    return (_laid(made, id, looks), id) if thing.surface and not thing.behind else (made, id)


def posed(composition: Composition, id: str, pose: str) -> Composition:
    """A figure in another pose, on a seat or with the feet on the ground; at a table it sits behind it.

    Raises BadComposition when there is no such pose.
    """
    before = composition.part(id)
    after = arranging.posed(composition, id, pose)
    if not isinstance(before, Figure):
        return after
    up = (pose in SEATED) - (before.pose in SEATED)
    raised = [replace(one, y=round(one.y - up * SEAT_PX * before.size)) if one.id == id else one for one in after.parts]
    seated = replace(after, parts=tuple(raised))
    return _behind_table(seated, id) if pose == "at_table" else seated


def with_seat(composition: Composition, id: str) -> tuple[Composition, str]:
    """A chair under a figure that sits, behind it and going along with it; and the chair's id."""
    figure = composition.part(id)
    if not isinstance(figure, Figure):
        return composition, ""
    foot = round(figure.y + SEAT_PX * figure.size)
    chair = {"thing": "chair", "x": figure.x, "y": foot, "size": figure.size, "with": id}
    return arranging.with_part(composition, chair, behind=True)


def missing(composition: Composition, id: str) -> tuple[str, ...]:
    """What a figure needs for its pose and has not: a chair for who sits, a table for who sits at one."""
    figure = composition.part(id)
    if not isinstance(figure, Figure) or figure.pose not in SEATED:
        return ()
    seats = [one for one in composition.things if one.kind in SEATS and abs(one.x - figure.x) < NEAR_PX * 2]
    tables = [one for one in _tables(composition) if not things.THINGS[one.kind].behind]
    return (*(() if tables or figure.pose != "at_table" else ("table",)), *(() if seats else ("chair",)))


def _behind_table(composition: Composition, id: str) -> Composition:
    figure = composition.part(id)
    tables = [one for one in _tables(composition) if not things.THINGS[one.kind].behind]
    if not tables or figure is None:
        return composition
    table = min(tables, key=lambda one: abs(one.x - figure.x))
    at, to = (next(n for n, one in enumerate(composition.parts) if one.id == part.id) for part in (figure, table))
    return arranging.brought(composition, id, to - at) if to < at else composition


def _laid(composition: Composition, table: str, looks: Mapping[str, Look]) -> Composition:
    # What stood on the floor for want of a table is put on it, and in front of it.
    for one in composition.things:
        kind = things.THINGS.get(one.kind)
        if (
            kind
            and not one.along
            and one.y >= GROUND_PX - kind.height / 2
            and one.id != table
            and _lies_on_tables(kind)
        ):
            rest = replace(composition, parts=tuple(part for part in composition.parts if part.id != one.id))
            at = _on_a_table(rest, kind, looks) or {}
            composition = replace(rest, parts=(*rest.parts, replace(one, **at)))
    return composition


def _is_surface(thing: Thing) -> bool:
    return thing.kind != "companion" and things.THINGS[thing.kind].surface


def _tables(composition: Composition) -> list[Thing]:
    # What one sits at comes before what stands at the wall.
    surfaces = [one for one in composition.things if _is_surface(one)]
    return sorted(surfaces, key=lambda one: things.THINGS[one.kind].behind)


def _place_of(composition: Composition, thing: things.Thing, looks: Mapping[str, Look]) -> dict[str, int]:
    if thing.kind in CEILING_PX:
        high = CEILING_PX[thing.kind]
        return {"x": _room(one.x for one in composition.things if abs(one.y - high) < 250), "y": high}
    if _lies_on_tables(thing) and (on_table := _on_a_table(composition, thing, looks)):
        return on_table
    if thing.hangs and thing.behind:
        return {"x": _room(one.x for one in composition.things if one.y < WALL_PX * 2), "y": WALL_PX}
    if thing.surface and not thing.behind:
        seated = [one.x for one in composition.figures if one.pose == "at_table"] or [
            one.x for one in composition.figures
        ]
        return {"x": round(sum(seated) / len(seated)) if seated else WIDTH // 2, "y": TABLE_PX}
    if thing.kind in UNDERFOOT:
        return {"x": WIDTH // 2, "y": TABLE_PX}
    foot = BEHIND_PX if thing.behind else GROUND_PX
    x = _room(one.x for one in (*composition.figures, *composition.things))
    return {"x": x, "y": round(foot - (thing.height / 2 if thing.hangs else 0))}


def _lies_on_tables(thing: things.Thing) -> bool:
    wide, high = ON_A_TABLE_PX
    fits = thing.small or (not thing.behind and not thing.surface and thing.width <= wide and thing.height <= high)
    return fits and thing.kind not in ON_THE_FLOOR


def _on_a_table(composition: Composition, thing: things.Thing, looks: Mapping[str, Look]) -> dict[str, int] | None:
    table = next(iter(_tables(composition)), None)
    if table is None:
        return None
    left, top, right, _ = Drawn(composition, looks, "").boxes()[table.id]
    lying = [one.x for one in composition.things if one is not table and left <= one.x <= right and one.y < table.y]
    places = [left + (right - left) * share for share in (0.24, 0.76, 0.5, 0.12, 0.88)]
    up = thing.height / 2 if thing.hangs else 0
    return {"x": _room(lying, places, near=80), "y": round(top + 34 - up)}


def _beside_child(composition: Composition, of: str) -> dict[str, int]:
    own = next((one for one in composition.figures if one.who == of), None)
    if own is None:
        return {"x": _room(one.x for one in (*composition.figures, *composition.things)), "y": GROUND_PX}
    return {"x": own.x + (150 if own.x < WIDTH * 0.75 else -150), "y": GROUND_PX + 20}


def _room(taken: Iterable[int], places: Iterable[float] = ACROSS_PX, near: int = NEAR_PX) -> int:
    # The first place with nobody near it; where all are taken, the one with the most room.
    there, offered = list(taken), list(places)

    def room_at(x: float) -> float:
        return min((abs(x - one) for one in there), default=WIDTH)

    return round(next((x for x in offered if room_at(x) >= near), max(offered, key=room_at)))
