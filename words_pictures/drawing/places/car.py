"""The back seat of a car, seen from the front seats."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.places import light as sky
from words_pictures.drawing.places.light import LEFT, RIGHT, Light


def car(light: Light) -> str:
    """Three places side by side, belts, and through the windows the road one has come along."""
    inside, lining = {
        "day": (pen.STONE, pen.LINEN),
        "evening": (pen.MOONLIT, pen.LILAC),
        "night": (pen.SLATE, pen.DUSK),
    }[light.time]
    left, right = LEFT - 3, RIGHT
    walls = [
        (left, 190), (left, 190), (420, 98), (800, 82), (1180, 98), (right, 190), (right, 190),
        (right - 2, 906), (right - 2, 906), (left + 3, 906), (left + 3, 906),
    ]  # fmt: skip
    return (
        sky.wash(lining, inside, horizon=900, seed=14)
        + pen.shape(walls, inside, outlined=False)
        + _rear_window(light)
        + "".join(_side_window(light, side) for side in (-1, 1))
        + _back_seat(*((pen.MOONLIT, pen.DUSK) if light.is_night else (pen.OAK, pen.WOOD)))
        + "".join(_belt(side) for side in (-1, 1))
    )


def _rear_window(light: Light) -> str:
    rim = [
        (360, 452), (360, 452), (420, 170), (450, 140), (800, 128), (1150, 140), (1180, 170), (1240, 452), (1240, 452),
    ]  # fmt: skip
    ground = [
        (372, 446), (384, 386), (384, 386), (600, 350), (900, 372), (1216, 386), (1216, 386), (1228, 446), (1228, 446),
        (372, 446),
    ]  # fmt: skip
    road = [(764, 362), (836, 366), (1010, 446), (590, 446)]
    return (
        pen.shape(rim, _glass(light))
        + _hung(light)
        + pen.shape(ground, light.near, outlined=False)
        + pen.board(road, light.road, outlined=False)
        + pen.edge([(800, 376), (800, 438)], colour=pen.WHITE, width=8)
        + pen.stroke([*rim, rim[0]])
    )


def _hung(light: Light) -> str:
    if light.is_day:
        return sky.cloud(620, 250, 70) + sky.cloud(1000, 210, 54)
    if light.is_night:
        return sky.moon(980, 240, 44) + "".join(sky.star(x, y, 11) for x, y in ((540, 220), (700, 280), (840, 190)))
    return pen.spot(1000, 350, 60, 60, pen.YELLOW, outlined=False)


def _glass(light: Light) -> str:
    return pen.NAVY if light.is_night else pen.SKY if light.is_day else pen.PEACH


def _side_window(light: Light, side: int) -> str:
    """The window beside whoever sits at that side, and the rest for the arm under it."""
    rim = [(724, 250), (724, 250), (560, 196), (480, 214), (446, 470), (446, 470), (724, 540), (724, 540)]
    rest = pen.limb([(800 + side * 694, 700), (800 + side * 730, 706)], 30, pen.WOOD)
    return pen.shape([(800 + side * a, b) for a, b in rim], _glass(light)) + rest


def _belt(side: int) -> str:
    """The belt that hangs between two windows, with its clasp."""
    ends = [(800 + side * 468, 236), (800 + side * 600, 640)]
    return pen.limb(ends, 24, pen.STONE) + pen.box(800 + side * 600 - 22, 628, 44, 52, pen.RED)


def _back_seat(leather: str, cushion: str) -> str:
    back = [
        (130, 900), (130, 900), (150, 560), (190, 500), (420, 476), (800, 470), (1180, 476), (1410, 500), (1450, 560),
        (1470, 900), (1470, 900),
    ]  # fmt: skip
    seat = [
        (96, 1000), (110, 880), (150, 850), (800, 842), (1450, 850), (1490, 880), (1504, 1000), (1470, 1040),
        (800, 1048), (130, 1040),
    ]  # fmt: skip
    rest = [(-88, 500), (-94, 420), (-60, 386), (60, 386), (94, 420), (88, 500)]
    rests = "".join(pen.shape([(x + a, b) for a, b in rest], leather) for x in (370, 800, 1230))
    seams = "".join(pen.curve([(x, 520), (x + 4, 700), (x, 840)], closed=False) for x in (585, 1015))
    clasps = [[(x, 828), (x + 34, 828), (x + 34, 862), (x, 862)] for x in (555, 1012)]
    return (
        rests
        + pen.shape(back, leather)
        + pen.drawn(seams, colour=pen.GOWN, width=8, opacity=0.35)
        + pen.shape(seat, cushion, outlined=False)
        + pen.boards(clasps, pen.RED, outlined=False)
    )
