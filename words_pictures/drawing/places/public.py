"""The places one has to go to, made friendly: school, hospital, court and office."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.places import light as sky
from words_pictures.drawing.places import pieces as p
from words_pictures.drawing.places.light import HORIZON, Light


def school(light: Light) -> str:
    """A classroom: a board with chalk drawings, rucksacks on hooks, a shelf with a globe, two small desks."""
    return (
        sky.room(pen.STRAW, pen.OAK, light, 6)
        + _board(530, 120)
        + _rucksacks(70, 400)
        + p.window(light, 1270, 160, 220, 220)
        + ("" if light.is_day else p.ceiling_lamp(light, 1160, 200, pen.WHITE))
        + _shelf(1290, 640)
        + _school_desk(170, 1120, pen.RED)
        + _school_desk(1430, 1120, pen.TEAL)
    )


def _board(x: float, y: float) -> str:
    frame = pen.box(x - 18, y - 18, 576, 336, pen.WOOD) + pen.box(x, y, 540, 300, pen.PINE)
    chalk = pen.curve([(x + 70, y + 220), (x + 70, y + 220), (x + 70, y + 140), (x + 70, y + 140), (x + 130, y + 90),
                       (x + 130, y + 90), (x + 190, y + 140), (x + 190, y + 140), (x + 190, y + 220), (x + 190, y + 220)])  # fmt: skip
    for dx in (250, 310):
        chalk += pen.curve([(x + dx, y + 224), (x + dx + 4, y + 190), (x + dx, y + 160)], closed=False)
    blooms = pen.dash([((x + dx, y + 146), (x + dx, y + 146)) for dx in (250, 310)])
    sun = pen.spot(x + 430, y + 110, 40, 40, pen.STRAW, outlined=False)
    ledge = pen.box(x + 40, y + 308, 460, 22, pen.OAK)
    chalks = pen.edge([(x + 120, y + 304), (x + 160, y + 304)], colour=pen.WHITE, width=12)
    return (
        frame
        + pen.drawn(chalk, colour=pen.CREAM, width=8)
        + pen.drawn(blooms, colour=pen.PINK, width=34)
        + sun
        + ledge
        + chalks
    )


def _rucksacks(x: float, y: float) -> str:
    drawn = pen.limb([(x, y), (x + 250, y)], 28, pen.WOOD)
    for at, colour, flap in ((x + 56, pen.RED, pen.YELLOW), (x + 188, pen.BLUE, pen.SKY)):
        sack = [(-50, 190), (-56, 90), (-40, 44), (0, 32), (40, 44), (56, 90), (50, 190), (0, 198)]
        pocket = [(-36, 118), (36, 118), (34, 172), (0, 178), (-34, 172)]
        drawn += pen.stroke([(at - 16, y + 40), (at, y + 4), (at + 16, y + 40)])
        drawn += pen.shape([(at + a, y + b) for a, b in sack], colour)
        drawn += pen.shape([(at + a, y + b) for a, b in pocket], flap)
    return drawn


def _shelf(x: float, y: float) -> str:
    row = p.books(x + 24, y - 14, 102, (pen.RED, pen.TEAL, pen.YELLOW))
    at = x + 200
    land = [(at - 34, y - 102), (at - 12, y - 128), (at + 20, y - 112), (at + 6, y - 78), (at - 18, y - 72)]
    globe = pen.limb([(at, y - 40), (at, y - 20)], 16, pen.BARK) + pen.spot(at, y - 88, 54, 54, pen.SKY)
    globe += pen.shape(land, pen.GREEN, outlined=False) + pen.limb([(at - 32, y - 16), (at + 32, y - 16)], 16, pen.BARK)
    return pen.limb([(x, y), (x + 262, y)], 24, pen.WOOD) + row + globe


def _school_desk(x: float, foot: float, colour: str) -> str:
    rest = [(-62, -250), (-50, -264), (50, -264), (62, -250), (58, -196), (-58, -196)]
    seat = "".join(pen.limb([(x + s * 46, foot - 210), (x + s * 46, foot - 130)], 18, pen.STONE) for s in (-1, 1))
    seat += pen.shape([(x + a, foot + b) for a, b in rest], colour)
    legs = "".join(pen.limb([(x + s * 100, foot - 130), (x + s * 108, foot)], 20, pen.STONE) for s in (-1, 1))
    top = [(x - 128, foot - 130), (x - 112, foot - 160), (x + 112, foot - 160), (x + 128, foot - 130)]
    return seat + legs + pen.board([*top, (x + 124, foot - 106), (x - 124, foot - 106)], pen.WOOD)


def hospital(light: Light) -> str:
    """A curtain on its rail, a picture of a heart, a window and a made bed with a small table beside it."""
    heart = pen.box(780, 160, 180, 170, pen.WHITE) + p.heart(870, 248, 48)
    return (
        sky.room(pen.AIR, pen.MINT, light, 15)
        + p.window(light, 470, 160, 210, 230)
        + heart
        + _rail_curtain(64, 130)
        + _stethoscope(1100, 190)
        + p.lamplight(light, 1230, 790)
        + p.table_lamp(1230, 790, pen.STRAW)
        + pen.box(1188, 792, 84, 100, pen.WHITE)
        + pen.edge([(1216, 838), (1244, 838)], width=10)
        + _bed_light(1416, 440)
        + p.bed(1416, 1010, pen.WHITE, pen.SKY, pen.WHITE)
    )


def _rail_curtain(x: float, y: float) -> str:
    rail = pen.limb([(x - 10, y), (x + 330, y)], 18, pen.STONE)
    cloth = [
        (x, y + 16), (x, y + 16), (x + 230, y + 16), (x + 230, y + 16), (x + 224, y + 420), (x + 244, y + 720),
        (x + 244, y + 720),
    ]  # fmt: skip
    hem = [
        (x + 200, y + 730), (x + 160, y + 718), (x + 120, y + 732), (x + 80, y + 718), (x + 40, y + 730),
        (x - 4, y + 720),
    ]  # fmt: skip
    rings = pen.dash([((x + dx, y), (x + dx, y + 14)) for dx in (14, 66, 118, 170, 220, 276)])
    folds = [[(x + dx, y + 36), (x + dx - 4, y + 400), (x + dx + 8, y + 690)] for dx in (58, 116, 176)]
    return pen.shape([*cloth, *hem, hem[-1]], pen.TEAL) + p.folds(folds) + rail + pen.drawn(rings, width=10)


def _stethoscope(x: float, y: float) -> str:
    """A stethoscope that hangs by its ears on a peg."""
    tubes = [[(x + side * 34, y - 4), (x + side * 30, y + 56), (x, y + 100)] for side in (-1, 1)]
    tubes.append([(x, y + 100), (x - 4, y + 160), (x + 22, y + 190)])
    data = "".join(pen.curve(points, closed=False) for points in tubes)
    peg = pen.limb([(x - 52, y), (x + 52, y)], 20, pen.WOOD)
    chest = pen.spot(x + 24, y + 200, 22, 22, pen.STONE)
    return pen.drawn(data, width=18) + pen.drawn(data, colour=pen.BLUE, width=5) + peg + chest


def _bed_light(x: float, y: float) -> str:
    return pen.limb([(x - 80, y), (x + 80, y)], 40, pen.LIGHT)


def court(light: Light) -> str:
    """A light hall with two high windows and wood along the wall: one table on the same floor, books, a plant."""
    wood = pen.OAK if not light.is_night else pen.SLATE
    seam = pen.SAND if not light.is_night else pen.DUSK
    return (
        sky.room(pen.CREAM, pen.SAND, light, 3)
        + sky.band(600, HORIZON - 8, wood)
        + sky.band(588, 610, pen.WOOD if not light.is_night else pen.DUSK)
        + p.panels(400, 650, 920, 190, seam, 4)
        + _high_window(light, 560)
        + _high_window(light, 830)
        + _scales(1200, 190)
        + p.lamplight(light, 116, 716)
        + _books_of_law(64, 470)
        + _chair_back(214, 730, pen.BERRY)
        + p.desk(50, 730, 330, 330, pen.WOOD, pen.OAK)
        + _on_the_desk()
        + p.plant(1414, 1000, 1.22, pen.TEAL)
    )


def _high_window(light: Light, x: float) -> str:
    """A window with a round top, 160 px wide."""
    rim = [(-18, 480), (-18, 480), (-18, 190), (10, 118), (80, 88), (150, 118), (178, 190), (178, 480), (178, 480)]
    pane = [(0, 464), (0, 464), (0, 194), (22, 132), (80, 106), (138, 132), (160, 194), (160, 464), (160, 464)]
    paint = pen.NAVY if light.is_night else pen.SKY if light.is_day else pen.PEACH
    drawn = pen.shape([(x + a, b) for a, b in rim], pen.WHITE) + pen.shape([(x + a, b) for a, b in pane], paint)
    drawn += p.view(light, x + 4, 200, 152, 260)
    return drawn + pen.box(x - 34, 476, 228, 24, pen.WHITE)


def _books_of_law(x: float, y: float) -> str:
    shelf = pen.limb([(x, y), (x + 260, y)], 24, pen.BARK) + pen.limb([(x, y - 160), (x + 260, y - 160)], 24, pen.BARK)
    low = p.books(x + 20, y - 14, 200, (pen.BERRY, pen.BERRY, pen.PINE, pen.NAVY))
    return shelf + low + p.books(x + 60, y - 174, 150, (pen.PINE, pen.NAVY, pen.BERRY))


def _scales(x: float, y: float) -> str:
    """A pair of scales in balance, in a round frame: the sign of a court, with a friendly face of its own."""
    rim = pen.spot(x, y + 90, 112, 112, pen.OAK) + pen.spot(x, y + 90, 90, 90, pen.WHITE)
    beam = pen.curve([(x - 54, y + 66), (x, y + 56), (x + 54, y + 66)], closed=False)
    beam += pen.curve([(x, y + 40), (x, y + 136)], closed=False) + pen.curve(
        [(x - 26, y + 140), (x + 26, y + 140)], closed=False
    )
    pans = pen.filled(
        "".join(
            pen.curve([(a - 30, y + 100), (a - 30, y + 100), (a + 30, y + 100), (a + 30, y + 100), (a, y + 120)])
            for a in (x - 54, x + 54)
        ),
        pen.YELLOW,
        outlined=False,
    )
    cords = "".join(
        pen.curve([(a, y + 66), (a - 26 * s, y + 100)], closed=False) for a in (x - 54, x + 54) for s in (-1, 1)
    )
    return rim + pen.drawn(cords, colour=pen.BARK, width=4) + pans + pen.drawn(beam, colour=pen.BARK, width=8)


def _on_the_desk() -> str:
    papers = pen.boards([[(236, 704), (342, 700), (352, 716), (244, 720)]], pen.WHITE)
    return papers + p.table_lamp(116, 716, pen.GREEN)


def office(light: Light) -> str:
    """A desk with a screen, a case with folders, a board with notes, a plant and a window."""
    return (
        sky.room(pen.AIR, pen.SAND, light, 18)
        + p.window(light, 470, 160, 260, 240)
        + _notes(850, 170)
        + _folders(1286, HORIZON + 14)
        + p.plant(1410, 404, 0.66)
        + p.lamplight(light, 156, 714)
        + _chair_back(286, 740, pen.BLUE)
        + p.desk(50, 740, 330, 320, pen.WOOD, pen.OAK)
        + _screen(156, 714)
        + p.mug(326, 724, pen.RED)
    )


def _notes(x: float, y: float) -> str:
    drawn = pen.box(x, y, 300, 220, pen.SAND)
    notes = ((24, 26, pen.YELLOW), (120, 40, pen.PINK), (210, 24, pen.SKY), (40, 122, pen.SAGE), (140, 130, pen.WHITE))
    for dx, dy, colour in notes:
        drawn += pen.box(x + dx, y + dy, 66, 66, colour)
    return drawn + p.heart(x + 252, y + 160, 22)


def _folders(x: float, y: float) -> str:
    drawn = p.case(x, y, 250, 500, pen.WHITE, 3)
    rows = (
        (pen.TEAL, pen.TEAL, pen.RED, pen.RED),
        (pen.YELLOW, pen.YELLOW, pen.BLUE),
        (pen.GREEN, pen.GREEN, pen.BERRY, pen.ORANGE, pen.BLUE),
    )
    for i, row in enumerate(rows):
        drawn += p.books(x + 28, y - 500 + 156 + 166 * i, 38 * len(row), row)
    return drawn


def _chair_back(x: float, y: float, colour: str) -> str:
    """The back of a chair that stands behind a table whose top is at height `y`."""
    share = [(-64, 0), (-64, 0), (-60, -170), (-30, -198), (30, -198), (60, -170), (64, 0), (64, 0)]
    return pen.shape([(x + a, y + b) for a, b in share], colour)


def _screen(x: float, y: float) -> str:
    foot = pen.limb([(x, y - 40), (x, y - 8)], 22, pen.GOWN) + pen.limb(
        [(x - 40, y - 4), (x + 40, y - 4)], 16, pen.GOWN
    )
    return foot + pen.box(x - 92, y - 160, 184, 122, pen.GOWN) + pen.box(x - 76, y - 144, 152, 90, pen.SKY)
