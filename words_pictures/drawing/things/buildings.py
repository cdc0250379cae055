"""Houses and what stands along a street."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import PART, Extent, Options, Range, Thing, colour, yes_or_no

EAVES = 46
"""How far a roof hangs over at each side (px)."""


def _panes(f: Frame, at: list[Point], width: float, height: float, lit: bool) -> str:
    """Windows whose upper left corners are given, each with its sill."""
    glass = [marks.rect(x, y, width, height) for x, y in at]
    sills = [marks.rect(x - 12, y + height, width + 24, 18) for x, y in at]
    return marks.flats(f, glass, pen.GLOW if lit else pen.SKY) + marks.flats(f, sills, pen.WHITE)


def _front_door(f: Frame, x: float, width: float, height: float, paint: str) -> str:
    """A door that stands on the ground around `x`."""
    return (
        marks.box(f, x - width / 2, -height, width, height, paint)
        + marks.box(f, x - width * 0.26, 0 - height * 0.86, width * 0.52, height * 0.28, pen.LIGHT)
        + marks.dots(f, [(x + width * 0.32, -height * 0.45)], 17, pen.YELLOW)
    )


def _house(f: Frame, o: Options) -> str:
    half, height = o.number("width") / 2, o.number("height")
    wall, eaves = half - EAVES, -height * 0.64
    ridge = -height + 46
    roof: list[Point] = [(-half, eaves + 8), (-half * 0.62, ridge), (half * 0.62, ridge), (half, eaves + 8)]
    chimney = marks.box(f, half * 0.3, -height, 62, 110, o.paint("roof"))
    tall = min(-eaves * 0.58, 230)
    pane = min(wall * 0.44, 100)
    columns = max(2, round(wall / 105))
    xs = [wall * (2 * (i + 0.5) / columns - 1) for i in range(columns)]
    low: list[Point] = [(x - pane / 2, -tall * 0.94) for x in xs[:-1]]
    high: list[Point] = [(x - pane / 2, eaves + 34) for x in xs] if -eaves > tall + pane + 50 else []
    return (
        chimney
        + marks.box(f, -wall, eaves, wall * 2, -eaves, o.paint("wall"))
        + marks.flat(f, roof, o.paint("roof"))
        + _panes(f, [*low, *high], pane, pane, o.yes("lit"))
        + _front_door(f, xs[-1], min(wall * 0.44, 116), tall, o.paint("door"))
    )


def _house_with_shop(f: Frame, o: Options) -> str:
    """A home above a baker's; in the open window above the shop somebody can look out, between the two parts."""
    part = o.word("part")
    wall, roof = o.paint("wall"), o.paint("roof")
    behind = (
        marks.box(f, 130, -990, 64, 120, roof)
        + marks.box(f, -330, -740, 660, 740, wall)
        + marks.flat(f, [(-376, -732), (-226, -912), (226, -912), (376, -732)], roof)
        + marks.box(f, -250, -700, 500, 270, pen.LIGHT)
    )
    if part == "behind":
        return behind
    before = (
        marks.box(f, -330, -408, 660, 408, wall)
        + marks.box(f, -276, -436, 552, 34, pen.WHITE)
        + marks.box(f, -258, -226, 300, 170, pen.LIGHT)
        + _loaves(f)
        + _awning(f, -288, -340, 576, o.paint("awning"))
        + _front_door(f, 175, 130, 222, pen.PINE)
    )
    curtains = "" if part == "front" else _shop_curtains(f)
    return (behind if part == "whole" else "") + curtains + before


def _shop_curtains(f: Frame) -> str:
    cloth: list[Point] = [
        (246, -696), (246, -696), (150, -696), (150, -696), (166, -560), (220, -434), (246, -434), (246, -434),
    ]  # fmt: skip
    return "".join(marks.soft(f, [(side * x, y) for x, y in cloth], pen.WHITE) for side in (-1, 1))


def _loaves(f: Frame) -> str:
    crust: list[Point] = [(-46, 0), (-48, -25), (-22, -41), (22, -41), (48, -25), (46, 0), (0, 4)]
    at = ((-190, -62), (-108, -62), (-26, -62), (-149, -104), (-67, -104))
    cuts = [[(x + dx - 6, y - 30), (x + dx + 6, y - 14)] for x, y in at for dx in (-12, 12)]
    loaves = "".join(marks.soft(f, [(x + a, y + b) for a, b in crust], pen.BREAD) for x, y in at)
    return loaves + marks.seams(f, cuts, opacity=0.8)


def _awning(f: Frame, x: float, y: float, width: float, paint: str) -> str:
    step = width / 6
    strip: list[Point] = [(0, 0), (0, 0), (step, 0), (step, 0), (step, 88), (step / 2, 112), (0, 88)]
    return "".join(
        marks.soft(f, [(x + i * step + a, y + b) for a, b in strip], paint if i % 2 == 0 else pen.WHITE)
        for i in range(6)
    )


def _block_of_flats(f: Frame, o: Options) -> str:
    height, lit = o.number("height"), o.yes("lit")
    floors = max(2, round((height - 190) / 150))
    step = (height - 190) / floors
    at: list[Point] = [(x, -height + 42 + step * i) for i in range(floors) for x in (-186, -48, 90)]
    rails = "".join(marks.flat(f, marks.rect(-62, y + 62, 124, 42), o.paint("balcony")) for x, y in at if x == -48)
    return (
        marks.box(f, -230, -height + 14, 460, height - 14, o.paint("wall"))
        + marks.box(f, -244, -height, 488, 32, pen.STONE)
        + _panes(f, at, 96, min(92, step - 46), lit)
        + rails
        + marks.box(f, -92, -150, 184, 24, pen.STONE)
        + _front_door(f, 0, 116, 126, pen.TEAL)
    )


def _low_fence(f: Frame, o: Options) -> str:
    half, paint = o.number("width") / 2, o.paint()
    count = max(2, round(half / 60))
    posts = ""
    for i in range(count + 1):
        x = -half + 22 + (half - 22) * 2 * i / count
        top: list[Point] = [(x - 18, 0), (x - 18, -150), (x, -178), (x + 18, -150), (x + 18, 0)]
        posts += marks.flat(f, top, paint)
    rails = "".join(marks.bar(f, [(6 - half + 12, y), (half - 18, y)], 22, paint) for y in (-122, -54))
    return rails + posts


def _gate(f: Frame, o: Options) -> str:
    paint = o.paint()
    slats = [marks.rect(x - 15, -150, 30, 124) for x in (-66, -22, 22, 66)]
    rails = "".join(marks.bar(f, [(-92, y), (92, y)], 22, paint) for y in (-124, -54))
    posts = "".join(marks.box(f, x - 20, -178, 40, 178, pen.WOOD) for x in (-118, 118))
    knobs = "".join(marks.oval(f, x, -190, 22, 20, pen.WOOD) for x in (-118, 118))
    return rails + marks.flats(f, slats, paint) + posts + knobs + marks.dots(f, [(78, -90)], 20, pen.YELLOW)


def _street_lamp(f: Frame, o: Options) -> str:
    top = -o.number("height") + 40
    post = marks.bar(f, [(0, top + 40), (0, -26)], 20, pen.GOWN) + marks.box(f, -30, -24, 60, 22, pen.GOWN)
    shade: list[Point] = [(-56, 50), (-34, -14), (0, -34), (34, -14), (56, 50), (0, 62)]
    return post + marks.soft(f, [(x, top + y) for x, y in shade], pen.LIGHT if o.yes("lit") else pen.WHITE)


def _bus_stop(f: Frame, o: Options) -> str:
    """A shelter with a bench and a sign that shows a bus, without words."""
    roof = marks.box(f, -214, -520, 380, 34, o.paint())
    glass = marks.box(f, -190, -488, 332, 400, pen.SKY)
    posts = "".join(marks.bar(f, [(x, -484), (x, -10)], 20, pen.GOWN) for x in (-190, 142))
    bench = marks.bar(f, [(-150, -150), (100, -150)], 36, pen.WOOD)
    legs = "".join(marks.bar(f, [(x, -130), (x, -10)], 18, pen.GOWN) for x in (-116, 66))
    pole = marks.bar(f, [(204, -400), (204, -10)], 16, pen.GOWN)
    sign = marks.soft(f, marks.rounded(158, -520, 92, 110, 18), pen.YELLOW)
    small_bus = (
        marks.box(f, 176, -488, 56, 38, pen.NAVY, outlined=False)
        + marks.dots(f, [(190, -446), (218, -446)], 16, pen.NAVY)
        + marks.box(f, 182, -482, 44, 14, pen.WHITE, outlined=False)
    )
    return glass + legs + bench + posts + roof + pole + sign + small_bus


def _bridge(f: Frame, o: Options) -> str:
    half, paint = o.number("width") / 2 - 4, o.paint()
    deck: list[Point] = [
        (-half, -4), (-half, -4), (-half, -60), (-half, -60), (-half * 0.5, -146), (0, -172), (half * 0.5, -146),
        (half, -60), (half, -60), (half, -4), (half, -4), (half * 0.66, -4), (half * 0.66, -4), (half * 0.4, -70),
        (0, -96), (-half * 0.4, -70), (-half * 0.66, -4), (-half * 0.66, -4),
    ]  # fmt: skip
    top: list[Point] = [(-half + 12, -140), (-half * 0.5, -226), (0, -252), (half * 0.5, -226), (half - 12, -140)]
    low = [(x, y + 30) for x, y in reversed(top)]
    rail = [top[0], *top, top[-1], low[0], *low, low[-1]]
    feet = (-62, -136, -164, -136, -62)
    posts = "".join(marks.bar(f, [(x, y + 20), (x, foot)], 18, paint) for (x, y), foot in zip(top, feet, strict=True))
    return posts + marks.soft(f, deck, pen.STONE) + marks.soft(f, rail, paint)


def _goal(f: Frame, o: Options) -> str:
    half, height = o.number("width") / 2, o.number("height")
    top = -height + 12
    left = half - 12
    net = [[(-left + left * 2 * i / 8, top), (-left + left * 2 * i / 8, -4)] for i in range(1, 8)]
    net += [[(-left, top + height * i / 5), (left, top + height * i / 5)] for i in range(1, 5)]
    woven = "".join(pen.curve(f.all(ends), closed=False) for ends in net) if marks.is_fine(f) else ""
    posts = "".join(marks.bar(f, [(x, top), (x, -14)], 20, pen.WHITE) for x in (-left, left))
    return (
        pen.drawn(woven, colour=pen.WHITE, opacity=0.8)
        + posts
        + marks.bar(f, [(-left, top), (left, top)], 20, pen.WHITE)
    )


def _flats_extent(o: Options) -> Extent:
    return -246, -o.number("height"), 246, 0


def _shop_extent(o: Options) -> Extent:
    return {"behind": (-376, -990, 376, 0), "front": (-332, -438, 332, 0)}.get(o.word("part"), (-376, -990, 376, 0))


KINDS = (
    Thing(
        "house", _house, 480, 600, behind=True,
        light=lambda f, o: marks.glow(f, 0, -o.number("height") * 0.32, o.number("width") * 0.45),
        options={
            "width": Range(240, 900, 480), "height": Range(300, 1000, 600), "wall": colour("straw"),
            "roof": colour("orange"), "door": colour("teal"), "lit": yes_or_no(),
        },
    ),
    Thing(
        "house_with_shop", _house_with_shop, 752, 990, behind=True, extent=_shop_extent,
        options={"wall": colour("peach"), "roof": colour("red"), "awning": colour("red"), "part": PART},
    ),
    Thing(
        "block_of_flats", _block_of_flats, 492, 800, behind=True, extent=_flats_extent,
        options={
            "height": Range(450, 1050, 800), "wall": colour("sand"), "balcony": colour("teal"), "lit": yes_or_no(),
        },
    ),
    Thing("fence", _low_fence, 600, 180, options={"width": Range(140, 1520, 600), "colour": colour("white")}),
    Thing("gate", _gate, 288, 212, options={"colour": colour("white")}),
    Thing("bridge", _bridge, 700, 256, behind=True, options={"width": Range(400, 1400, 700), "colour": colour("wood")}),
    Thing(
        "street_lamp", _street_lamp, 120, 640, behind=True,
        light=lambda f, o: marks.glow(f, 0, 70 - o.number("height"), o.number("light")),
        options={"height": Range(300, 900, 640), "lit": yes_or_no("yes"), "light": Range(60, 700, 330)},
    ),
    Thing(
        "bus_stop", _bus_stop, 466, 522, behind=True, options={"colour": colour("teal")},
        extent=lambda _: (-216, -522, 252, 0),
    ),
    Thing(
        "goal", _goal, 760, 480, behind=True,
        options={"width": Range(300, 1200, 760), "height": Range(200, 720, 480)},
    ),
)  # fmt: skip
