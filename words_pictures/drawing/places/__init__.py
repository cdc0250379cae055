"""What stands behind everything: the place and the time of day, as washes of paint that leave the paper's edge free.

A place is known at a glance when nobody is in it yet, and keeps its middle (x 350 to 1250, y 560 to 1120) free for
people: what is outlined stands at the sides or above their heads, what lies behind them is paint without a line. The
ground begins at three quarters of the page, seen from a child's height. Night is blue, with the moon or a lamp that
burns; nothing is black, and nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from words_pictures.drawing.places import car, outside, public, rooms
from words_pictures.drawing.places.light import HORIZON, LIGHTS, TIMES, Light
from words_pictures.errors import BadComposition

__all__ = ["HORIZON", "PLACES", "TIMES", "backdrop"]

_PLACES: Mapping[str, Callable[[Light], str]] = {
    "plain": rooms.plain,
    "kitchen": rooms.kitchen,
    "bedroom": rooms.bedroom,
    "living_room": rooms.living_room,
    "stairs": rooms.stairs,
    "street": outside.street,
    "school": public.school,
    "hospital": public.hospital,
    "court": public.court,
    "crisis_house": outside.crisis_house,
    "garden": outside.garden,
    "car": car.car,
    "neighbours_door": rooms.neighbours_door,
    "station": outside.station,
    "office": public.office,
}

PLACES = tuple(_PLACES)
"""The places a picture can have, in the order in which they are offered."""


def backdrop(place: str, time: str) -> str:
    """The place at that time of day as SVG, to be laid under everything else.

    Raises BadComposition(place, why) for a place or a time that is not there.
    """
    if place not in _PLACES:
        raise BadComposition("place", f"no such place: {place}")
    if time not in LIGHTS:
        raise BadComposition("time", f"no such time: {time}")
    return _drawn(place, time)


@cache
def _drawn(place: str, time: str) -> str:
    return _PLACES[place](LIGHTS[time])
