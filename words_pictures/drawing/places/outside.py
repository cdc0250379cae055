"""The places out of doors: the street, a garden, the house where children may stay for a while, the station."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Point
from words_pictures.drawing.places import light as sky
from words_pictures.drawing.places import pieces as p
from words_pictures.drawing.places.light import LEFT, Light


def street(light: Light) -> str:
    """Houses at both sides and pale ones far away, a road, a pavement, a lamp."""
    return (
        sky.wash(light.sky, light.pavement, seed=9)
        + sky.firmament(light, (1180, 170))
        + _far_houses(light)
        + sky.band(866, 936, light.road)
        + pen.drawn("".join(f"M{x} 902h70" for x in range(90, 1500, 180)), colour=pen.WHITE, width=8, opacity=0.8)
        + sky.band(936, 956, pen.WHITE if light.is_day else light.far)
        + _house_front(light, 56, 870, 250, 400, 0)
        + _house_front(light, 1296, 870, 246, 440, 1)
        + street_lamp(light, 1216, 990, 580)
    )


def _far_houses(light: Light) -> str:
    """A row of gables without an outline, with small lit windows when it is dark."""
    drawn = ""
    lit: list[list[Point]] = []
    for i, (x, width, height) in enumerate(
        ((330, 170, 250), (500, 150, 320), (650, 190, 230), (840, 160, 300), (1000, 220, 240))
    ):
        colour = (light.far, light.near)[i % 2]
        top = 868 - height
        gable = [(x, 868), (x, top), (x + width / 2, top - 90), (x + width, top), (x + width, 868)]
        drawn += pen.board(gable, colour, outlined=False)
        lit += [_square(x + width * a, top + b, 30) for a in (0.22, 0.6) for b in (40, 110)]
    return drawn + pen.boards(lit, pen.WHITE if light.is_day else pen.GLOW, outlined=False, opacity=0.75)


def _square(x: float, y: float, size: float) -> list[Point]:
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


def _house_front(light: Light, x: float, y: float, width: float, height: float, kind: int) -> str:
    """A house of two floors with a stepless gable, a door and windows."""
    top = y - height
    gable = [(x - 22, top + 8), (x + width * 0.5, top - 190), (x + width + 22, top + 8)]
    panes = [(x + width * a, top + b) for a, b in ((0.14, 50), (0.58, 50), (0.58 if kind == 0 else 0.12, 226))]
    drawn = pen.box(x, top, width, height, light.house[kind]) + pen.board(gable, light.roof[kind])
    drawn += "".join(pane(px, py, 70, 84, light.pane) for px, py in panes)
    at = x + width * (0.14 if kind == 0 else 0.54)
    return drawn + pen.box(at, y - 190, 84, 190, pen.TEAL) + pen.spot(at + 68, y - 92, 8, 8, pen.YELLOW)


def pane(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A small plain window with its sill."""
    return pen.box(x, y, width, height, fill) + pen.box(x - 10, y + height, width + 20, 16, pen.WHITE)


def street_lamp(light: Light, x: float, y: float, height: float) -> str:
    """A lamp on a post; it burns when it is dark."""
    top = y - height
    head = [(-54, 50), (-32, -14), (0, -32), (32, -14), (54, 50), (0, 62)]
    shine = "" if light.is_day else sky.glow(x, top + 30, 320)
    post = pen.limb([(x, top + 40), (x, y)], 20, pen.GOWN)
    return shine + post + pen.shape([(x + a, top + b) for a, b in head], pen.WHITE if light.is_day else pen.LIGHT)


def tree(light: Light, x: float, y: float, size: float) -> str:
    """A round linden tree with its foot at (x, y)."""
    at = pen.Frame(x, y, 0, size)
    trunk = [(-26, 0), (-26, 0), (-20, -120), (-24, -200), (24, -200), (20, -120), (30, 0), (30, 0)]
    crown = [(-150, -250), (-176, -330), (-120, -420), (-40, -480), (60, -474), (136, -410), (176, -326), (146, -240),
             (70, -196), (-70, -192)]  # fmt: skip
    leaves = [
        [(-80, -330), (-56, -350), (-34, -330)],
        [(30, -390), (54, -410), (76, -390)],
        [(40, -280), (64, -300), (86, -280)],
    ]
    return (
        pen.shape(at.all(trunk), pen.BARK)
        + pen.shape(at.all(crown), light.leaves)
        + p.folds([at.all(leaf) for leaf in leaves], opacity=0.5)
    )


def crisis_house(light: Light) -> str:
    """De Linde: a friendly house with lit windows beside its linden tree, a path to its open gate."""
    path = [(330, 872), (330, 872), (430, 872), (430, 872), (640, 960), (900, 1160), (900, 1160), (520, 1160), (520, 1160),
            (450, 980)]  # fmt: skip
    return (
        sky.wash(light.sky, light.ground, seed=23)
        + sky.firmament(light, (1130, 190))
        + sky.hills(light, 876)
        + pen.shape(path, light.pavement, outlined=False)
        + _linde(light, 70, 880)
        + tree(light, 1330, 1000, 1.26)
        + _flowers(light, 1320, 1090)
    )


def _linde(light: Light, x: float, y: float) -> str:
    shine = "" if light.is_day else sky.glow(x + 290, y - 160, 240)
    roof = [(x - 34, y - 408), (x + 60, y - 590), (x + 310, y - 590), (x + 404, y - 408)]
    chimney = pen.box(x + 250, y - 664, 56, 100, light.roof[2])
    walls = pen.box(x, y - 420, 370, 420, light.house[1])
    panes = [(x + 40, y - 370), (x + 240, y - 370), (x + 40, y - 200)]
    boxes = "".join(
        pen.box(a - 14, b + 92, 108, 26, pen.WOOD)
        + pen.drawn(
            pen.dash([((a + dx, b + 84), (a + dx, b + 84)) for dx in (0, 28, 54, 80)]), colour=pen.RED, width=24
        )
        for a, b in panes[:2]
    )
    door = pen.box(x + 226, y - 216, 112, 216, pen.TEAL) + pen.spot(x + 316, y - 104, 10, 10, pen.YELLOW)
    return (
        walls
        + chimney
        + pen.board(roof, light.roof[1])
        + p.heart(x + 185, y - 500, 36, pen.CREAM)
        + "".join(pane(a, b, 80, 90, light.pane) for a, b in panes)
        + boxes
        + shine
        + door
    )


def _flowers(light: Light, x: float, y: float) -> str:
    """A few flowers in the grass, 230 px wide."""
    colours = (pen.RED, pen.YELLOW, pen.LILAC)
    drawn = ""
    for i, colour in enumerate(colours):
        at = [(x + 40 + 70 * i + 30 * k, y - 62 - 22 * ((i + k) % 2)) for k in range(2)]
        drawn += "".join(pen.stroke([(a, b), (a + 4, y)], colour=light.leaves) for a, b in at)
        drawn += "".join(pen.spot(a, b, 17, 17, colour) for a, b in at)
    return drawn


def garden(light: Light) -> str:
    """A hedge all along, a tree with a swing, a low fence, flowers and a watering can."""
    return (
        sky.wash(light.sky, light.ground, seed=7)
        + sky.firmament(light, (1180, 170))
        + sky.hedge(886, 190, light.near)
        + sky.hedge(896, 110, light.leaves)
        + _fence(light, 1270)
        + _swing()
        + tree(light, 276, 960, 1.32)
        + _flowers(light, 60, 1120)
        + _flowers(light, 1310, 1090)
    )


def _fence(light: Light, x: float) -> str:
    paint = pen.WHITE if not light.is_night else pen.MOONLIT
    rails = "".join(pen.limb([(x, y), (1552, y)], 22, paint) for y in (790, 880))
    posts = ""
    for i in range(5):
        at = x + 26 + i * 58
        posts += pen.board([(at - 19, 930), (at - 19, 740), (at, 708), (at + 19, 740), (at + 19, 930)], paint)
    return rails + posts


def _swing() -> str:
    ropes = pen.edge([(96, 640), (96, 860)]) + pen.edge([(188, 640), (188, 860)])
    return ropes + pen.limb([(76, 866), (208, 866)], 24, pen.RED)


def station(light: Light) -> str:
    """A platform under its roof: a train, the rails, a clock, lamps, a bench and the yellow line."""
    return (
        sky.wash(light.sky, light.pavement, seed=27)
        + sky.firmament(light, (1100, 300))
        + sky.hills(light, 830)
        + sky.band(820, 900, pen.STONE if light.is_day else light.road)
        + pen.drawn("M40 842H1556M40 874H1556", colour=pen.GOWN, width=8, opacity=0.55)
        + _train(light)
        + sky.band(900, 918, pen.WHITE if light.is_day else light.far)
        + sky.band(944, 962, pen.YELLOW)
        + _platform_roof()
        + _hanging_lamps(light)
        + _clock(700, 300)
        + _bench(1410, 960)
    )


def _train(light: Light) -> str:
    """The front of a train that has come in on the left."""
    nose = [
        (LEFT, 490), (LEFT, 490), (216, 490), (262, 520), (318, 690), (330, 830), (330, 830), (LEFT, 830),
        (LEFT, 830),
    ]  # fmt: skip
    glass = [(226, 548), (226, 548), (246, 552), (288, 678), (288, 678), (226, 678), (226, 678)]
    wire = pen.edge([(80, 490), (130, 440), (80, 396), (190, 396)], width=9)
    return (
        "".join(pen.spot(x, 852, 24, 24, pen.GOWN) for x in (96, 168, 262))
        + wire
        + pen.shape(nose, pen.STRAW)
        + pen.boards([[(LEFT + 3, 716), (321, 716), (327, 772), (LEFT + 3, 772)]], pen.BLUE)
        + pen.box(60, 550, 128, 118, light.pane)
        + pen.edge([(124, 550), (124, 668)])
        + pen.shape(glass, light.pane)
        + pen.spot(296, 802, 14, 14, pen.LIGHT)
    )


def _platform_roof() -> str:
    posts = "".join(pen.limb([(x, 130), (x, 930)], 30, pen.TEAL) for x in (1290, 1530))
    return (
        posts + pen.box(40, 66, 1520, 60, pen.NAVY) + pen.edge([(60, 140), (1540, 140)], colour=pen.MOONLIT, width=14)
    )


def _hanging_lamps(light: Light) -> str:
    drawn = ""
    for x in (420, 940):
        shine = "" if light.is_day else sky.glow(x, 210, 230)
        drawn += shine + pen.edge([(x, 126), (x, 160)])
        drawn += pen.shape([(x - 24, 160), (x + 24, 160), (x + 66, 206), (x, 216), (x - 66, 206)], pen.LIGHT)
    return drawn


def _clock(x: float, y: float) -> str:
    hands = "".join(pen.curve([(x, y), end], closed=False) for end in ((x + 28, y - 28), (x, y - 52)))
    return pen.edge([(x, 126), (x, y - 74)], width=14) + pen.spot(x, y, 72, 72, pen.WHITE) + pen.drawn(hands, width=8)


def _bench(x: float, y: float) -> str:
    rest = "".join(pen.limb([(x - 120, y - dy), (x + 120, y - dy)], 34, pen.WOOD) for dy in (150, 98))
    legs = "".join(pen.limb([(x + s * 84, y - 150), (x + s * 84, y + 130)], 20, pen.GOWN) for s in (-1, 1))
    return legs + rest + pen.limb([(x - 130, y + 6), (x + 130, y + 6)], 40, pen.WOOD)
