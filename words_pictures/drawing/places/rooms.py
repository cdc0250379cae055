"""The places of a home: the rooms, the stairs and the landing with the neighbours' door."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Point
from words_pictures.drawing.places import light as sky
from words_pictures.drawing.places import pieces as p
from words_pictures.drawing.places.light import HORIZON, Light


def plain(light: Light) -> str:
    """A soft wash and nothing else, by night with the moon."""
    if light.is_day:
        return sky.wash(pen.CREAM, pen.LIGHT, seed=3)
    if light.is_night:
        at = ((1180, 150), (1440, 130), (1120, 300), (240, 170), (430, 260))
        stars = "".join(sky.star(x, y, 12) for x, y in at)
        return sky.wash(light.wall, light.floor, seed=3) + sky.moon(1310, 220, 70) + stars
    return sky.wash(pen.PEACH, pen.PINK, seed=3) + sky.glow(800, 560, 480, pen.STRAW)


def kitchen(light: Light) -> str:
    """A window, tiles over a counter with stove and tap, a shelf with cups, a fridge with a drawing on it."""
    grid = "".join(f"M{x} 462V640" for x in range(1226, 1560, 62)) + "M1166 522H1560M1166 582H1560"
    tiles = sky.band(462, 640, pen.WHITE, left=1164, right=1560) + pen.drawn(grid, colour=pen.MINT)
    return (
        sky.room(pen.PEACH, pen.OAK, light, 10)
        + p.ceiling_lamp(light, 940, 262, pen.RED)
        + p.curtains(460, 160, 240, 190, pen.STRAW)
        + p.window(light, 460, 160, 240, 200)
        + tiles
        + _shelf_with_cups(1200, 330)
        + _counter()
        + _fridge(72, 400)
    )


def _shelf_with_cups(x: float, y: float) -> str:
    board = pen.limb([(x, y), (x + 320, y)], 22, pen.WOOD)
    cups = p.mug(x + 50, y - 14, pen.RED) + p.mug(x + 140, y - 14, pen.YELLOW)
    bowl = pen.shape([(x + 206, y - 62), (x + 206, y - 62), (x + 300, y - 62), (x + 300, y - 62), (x + 276, y - 14),
                      (x + 230, y - 14)], pen.TEAL)  # fmt: skip
    return board + cups + bowl


def _counter() -> str:
    body = pen.box(1170, 652, 388, 236, pen.CREAM)
    oven = pen.box(1190, 700, 166, 166, pen.STONE) + pen.box(1212, 748, 122, 84, pen.GOWN)
    knobs = pen.dash([((x, 722), (x, 722)) for x in (1226, 1272, 1318)])
    doors = pen.box(1376, 700, 164, 166, pen.CREAM) + pen.spot(1400, 770, 9, 9, pen.RED)
    tap = pen.stroke([(1470, 628), (1470, 560), (1444, 536), (1416, 552), (1414, 572)], width=20)
    tap += pen.stroke([(1470, 628), (1470, 560), (1444, 536), (1416, 552), (1414, 572)], colour=pen.STONE, width=6)
    pot = pen.limb([(1180, 590), (1222, 590)], 18, pen.GOWN)
    pot += pen.board([(1218, 572), (1332, 572), (1326, 632), (1224, 632)], pen.RED)
    pot += pen.edge([(1212, 572), (1338, 572)]) + pen.spot(1275, 560, 12, 10, pen.GOWN)
    top = pen.box(1154, 628, 406, 36, pen.WOOD)
    return tap + pot + body + top + oven + pen.drawn(knobs, width=20) + doors


def _fridge(x: float, y: float) -> str:
    body = pen.shape(
        [(x, y + 490), (x, y + 490), (x, y + 30), (x + 30, y), (x + 190, y), (x + 220, y + 30), (x + 220, y + 490),
         (x + 220, y + 490)],
        pen.MINT,
    )  # fmt: skip
    split = pen.edge([(x, y + 150), (x + 220, y + 150)])
    handles = pen.edge([(x + 188, y + 60), (x + 188, y + 118)], width=13)
    handles += pen.edge([(x + 188, y + 190), (x + 188, y + 280)], width=13)
    return (
        body + split + handles + p.drawing(x + 40, y + 196, 100, 116, "sun") + pen.spot(x + 90, y + 196, 9, 9, pen.RED)
    )


def bedroom(light: Light) -> str:
    """A window with curtains, a made bed in the corner, a wardrobe, a small lamp and drawings."""
    return (
        sky.room(pen.LIGHT, pen.OAK, light, 12)
        + p.curtains(640, 170, 300, 240, pen.PINK)
        + p.window(light, 640, 170, 300, 240)
        + p.drawing(400, 250, 110, 130, "fish")
        + p.drawing(1330, 190, 150, 170, "heart")
        + _wardrobe(66, 300)
        + _night_table(light, 1214, 790)
        + p.bed(1416, 1010, pen.WOOD, pen.TEAL, pen.WHITE)
    )


def _wardrobe(x: float, y: float) -> str:
    foot = pen.limb([(x + 24, 886), (x + 24, 910)], 22, pen.BARK) + pen.limb(
        [(x + 216, 886), (x + 216, 910)], 22, pen.BARK
    )
    body = pen.box(x, y, 240, 594, pen.CREAM) + pen.box(x - 14, y - 24, 268, 34, pen.WOOD)
    doors = pen.boards([[(x + a, y + 40), (x + a + 90, y + 40), (x + a + 90, y + 560), (x + a, y + 560)] for a in (20, 130)],
                       pen.CREAM)  # fmt: skip
    return foot + body + doors + pen.spot(x + 94, y + 300, 9, 9, pen.RED) + pen.spot(x + 146, y + 300, 9, 9, pen.RED)


def _night_table(light: Light, x: float, y: float) -> str:
    return (
        p.lamplight(light, x, y)
        + pen.box(x - 46, y, 92, 100, pen.WOOD)
        + pen.edge([(x - 14, y + 44), (x + 14, y + 44)], width=10)
        + p.table_lamp(x, y)
    )


def living_room(light: Light) -> str:
    """A window with curtains, a bookcase, a floor lamp beside an easy chair, pictures on the wall."""
    return (
        sky.room(pen.CREAM, pen.OAK, light, 1)
        + _round_rug()
        + p.curtains(620, 150, 320, 240, pen.SAGE)
        + p.window(light, 620, 150, 320, 240)
        + _bookcase(60, HORIZON + 16)
        + p.drawing(1130, 170, 130, 150, "house")
        + _framed(1310, 210)
        + p.floor_lamp(light, 1270, 930, 560)
        + _easy_chair(1440, 860)
    )


def _round_rug() -> str:
    return pen.spot(800, 1060, 560, 78, pen.PINK, outlined=False) + pen.spot(
        800, 1060, 470, 58, pen.PEACH, outlined=False
    )


def _bookcase(x: float, y: float) -> str:
    rows = (
        (pen.RED, pen.STRAW, pen.TEAL, pen.BERRY, pen.SAGE),
        (pen.ORANGE, pen.NAVY, pen.YELLOW),
        (pen.GREEN, pen.PLUM, pen.SKY, pen.RED),
    )
    drawn = p.case(x, y, 250, 600, pen.WOOD, 4)
    for i, row in enumerate(rows):
        drawn += p.books(x + 28, y - 600 + 158 + 150 * i, 34 * len(row), row)
    drawn += pen.spot(x + 182, y - 334, 30, 30, pen.TEAL)
    return drawn + pen.box(x + 40, y - 96, 170, 84, pen.SAND)


def _framed(x: float, y: float) -> str:
    rim = pen.box(x, y, 190, 150, pen.WOOD) + pen.box(x + 18, y + 18, 154, 114, pen.SKY)
    hill = [
        (x + 22, y + 128), (x + 22, y + 128), (x + 22, y + 96), (x + 80, y + 70), (x + 168, y + 104),
        (x + 168, y + 128),
    ]  # fmt: skip
    return (
        rim
        + pen.shape([*hill, hill[-1]], pen.GREEN, outlined=False)
        + pen.spot(x + 130, y + 50, 16, 16, pen.YELLOW, outlined=False)
    )


def _easy_chair(x: float, y: float) -> str:
    feet = pen.limb([(x - 96, y + 110), (x - 96, y + 140)], 22, pen.BARK) + pen.limb(
        [(x + 84, y + 110), (x + 84, y + 140)], 22, pen.BARK
    )
    back = [(-104, 90), (-104, 90), (-112, -170), (-70, -214), (60, -214), (98, -170), (98, 90), (98, 90)]
    seat = [(-84, -14), (76, -14), (82, 92), (-88, 92)]
    arms = ""
    for at in (-108, 98):
        arm = [(-30, -66), (0, -84), (28, -66), (30, 60), (24, 116), (-24, 116), (-32, 60)]
        arms += pen.shape([(x + at * 0.96 + a, y + b) for a, b in arm], pen.TEAL)
    return (
        feet
        + pen.shape([(x + a, y + b) for a, b in back], pen.TEAL)
        + pen.shape([(x - 40, y - 20), (x - 50, y - 120), (x + 46, y - 126), (x + 40, y - 22)], pen.YELLOW)
        + pen.board([(x + a, y + b) for a, b in seat], pen.TEAL)
        + arms
    )


STEP = 150, 90
"""How far a stair goes in and up; a grown-up's lower leg is about as high as one and a half."""


def stairs(light: Light) -> str:
    """A hall with stairs to sit on, a rail, coats on their hooks and pictures that climb along."""
    wall = sky.room(pen.LINEN, pen.SAND, light, 28)
    front, edge = (light.floor, pen.MOONLIT) if light.is_night else (pen.WOOD, pen.OAK)
    steps, along, up = "", *STEP
    for i in range(6):
        left, top = 640 + i * along, 1000 - i * up
        steps += sky.band(top, 1152 if i == 0 else top + up + 4, front, left=left, right=1558)
        steps += sky.band(top, top + 20, edge, left=left - 14, right=1558)
    brackets = pen.boards(
        [[(x - 9, y), (x + 9, y), (x + 9, y + 34), (x - 9, y + 34)] for x, y in ((990, 524), (1400, 278))], pen.BARK
    )
    rail = pen.limb([(920, 560), (1530, 194)], 24, pen.WOOD)
    return (
        wall
        + p.window(light, 380, 170, 190, 230)
        + p.drawing(700, 250, 130, 150, "house")
        + p.drawing(930, 150, 120, 130, "sun")
        + _wall_lamp(light, 1190, 190)
        + _coats(70, 400)
        + steps
        + brackets
        + rail
    )


def _wall_lamp(light: Light, x: float, y: float) -> str:
    shine = "" if light.is_day else sky.glow(x, y, 420)
    arm = pen.limb([(x, y + 54), (x, y + 84)], 18, pen.BARK)
    return shine + arm + pen.board([(x - 36, y - 30), (x + 36, y - 30), (x + 58, y + 52), (x - 58, y + 52)], pen.YELLOW)


def _coats(x: float, y: float) -> str:
    board = pen.limb([(x, y), (x + 230, y)], 30, pen.WOOD)
    drawn = ""
    for at, length, colour in ((x + 50, 300, pen.PINE), (x + 140, 220, pen.YELLOW), (x + 208, 160, pen.RED)):
        coat = [(-14, 10), (14, 10), (44, 60), (50, length), (50, length), (-50, length), (-50, length), (-44, 60)]
        drawn += pen.shape([(at + a, y + b) for a, b in coat], colour)
        drawn += p.folds([[(at, y + 60), (at, y + length - 16)]])
    boot = [(0, 0), (0, 0), (2, -90), (46, -90), (48, -40), (84, -24), (84, 0), (84, 0)]
    boots = "".join(
        pen.shape([(x + at + a, foot + b) for a, b in boot], pen.RED) for at, foot in ((64, 908), (22, 934))
    )
    return drawn + board + boots


def neighbours_door(light: Light) -> str:
    """The landing: one's own door closed, the neighbours' door open and light, a mat, a window."""
    patch: list[Point] = [(1236, 882), (1468, 882), (1390, 1110), (900, 1110)]
    return (
        sky.room(pen.CREAM, pen.SAND, light, 2)
        + p.window(light, 600, 160, 230, 270)
        + p.door(80, HORIZON, 222, 690, pen.TEAL)
        + (sky.glow(1352, 560, 360) if not light.is_day else "")
        + p.doorway(1240, HORIZON, 230, 710, pen.RED)
        + pen.board(patch, pen.GLOW, outlined=False, opacity=0.55)
        + p.plant(362, 896, 0.6)
        + pen.spot(1184, 540, 12, 12, pen.YELLOW)
        + pen.spot(190, 950, 140, 26, pen.SAGE)
        + pen.spot(1356, 966, 150, 28, pen.SAGE)
    )
