"""What drives and rolls. What has a driver comes in two parts, so that somebody can sit in it."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import PART, Options, Range, Thing, colour, of_parts


def _wheels(f: Frame, at: tuple[float, ...], radius: float = 50) -> str:
    centres: list[Point] = [(x, -radius) for x in at]
    return marks.ovals(f, centres, radius, radius, pen.GOWN) + marks.ovals(
        f, centres, radius * 0.42, radius * 0.42, pen.STONE
    )


CABIN: list[Point] = [
    (-236, -146), (-236, -146), (-196, -250), (-160, -278), (74, -278), (112, -258), (190, -146), (190, -146),
]  # fmt: skip
GLASS: list[Point] = [
    (-200, -144), (-200, -144), (-170, -236), (-148, -252), (70, -252), (92, -240), (156, -144), (156, -144),
]  # fmt: skip
BODY: list[Point] = [
    (-300, -64), (-306, -128), (-280, -152), (-280, -152), (180, -152), (180, -152), (274, -134), (304, -108), (308, -66),
    (300, -46), (300, -46), (-292, -46), (-292, -46),
]  # fmt: skip


def _car_behind(f: Frame, paint: str) -> str:
    return marks.soft(f, CABIN, paint) + marks.soft(f, GLASS, pen.SKY)


def _car_before(f: Frame, paint: str, stripe: str = "") -> str:
    pillar = marks.band(f, [(-28, -250), (-28, -148)], 18, paint)
    pillar += marks.seams(f, [[(-38, -250), (-38, -150)], [(-18, -250), (-18, -150)]], opacity=1)
    doors = [[(-28, -144), (-28, -58)], [(-196, -142), (-200, -84)], [(158, -142), (160, -110)]]
    handles = [[(-64, -122), (-44, -122)], [(100, -122), (120, -122)]]
    lights = marks.oval(f, 292, -108, 13, 16, pen.LIGHT) + marks.oval(f, -296, -108, 10, 15, pen.RED)
    band = marks.flat(f, [(-303, -100), (305, -92), (305, -68), (-300, -72)], stripe, outlined=False) if stripe else ""
    return (
        pillar
        + marks.soft(f, BODY, paint)
        + band
        + marks.seams(f, doors, opacity=0.6)
        + marks.seams(f, handles, opacity=1)
        + lights
        + _wheels(f, (-178, 184))
    )


def _parted(part: str, behind: str, before: str) -> str:
    return {"whole": behind + before, "behind": behind, "front": before}[part]


def _car(f: Frame, o: Options) -> str:
    return _parted(o.word("part"), _car_behind(f, o.paint()), _car_before(f, o.paint()))


def _police_car(f: Frame, o: Options) -> str:
    """A white car with a blue band; its lamp is off."""
    lamp = marks.soft(f, marks.rounded(-62, -304, 48, 30, 12), pen.BLUE)
    return _parted(o.word("part"), lamp + _car_behind(f, pen.WHITE), _car_before(f, pen.WHITE, pen.BLUE))


def _ambulance(f: Frame, o: Options) -> str:
    """A van with a heart on its side; its lamp is off."""
    body: list[Point] = [
        (-330, -46), (-330, -46), (-330, -330), (-310, -350), (110, -350), (160, -326), (214, -196), (300, -170), (326, -140),
        (330, -46), (330, -46),
    ]  # fmt: skip
    glass: list[Point] = [
        (84, -190), (84, -190), (84, -312), (84, -312), (122, -312), (144, -296), (186, -190), (186, -190),
    ]  # fmt: skip
    lamp = marks.soft(f, marks.rounded(30, -378, 56, 32, 13), pen.BLUE)
    behind = lamp + marks.soft(f, body, pen.STRAW) + marks.soft(f, glass, pen.SKY)
    door = marks.flat(f, [(70, -188), (206, -188), (206, -58), (70, -58)], pen.STRAW)
    band = marks.flat(f, [(-327, -150), (66, -150), (66, -106), (-327, -106)], pen.TEAL, outlined=False)
    before = (
        band
        + marks.box(f, -272, -316, 150, 100, pen.SKY)
        + marks.oval(f, -28, -222, 54, 54, pen.WHITE)
        + marks.heart(f, -28, -220, 32, pen.RED, outlined=False)
        + door
        + marks.seams(f, [[(96, -160), (120, -160)]], opacity=1)
        + marks.oval(f, 314, -120, 13, 16, pen.LIGHT)
        + _wheels(f, (-206, 214))
    )
    return _parted(o.word("part"), behind, before)


def _lorry(f: Frame, o: Options) -> str:
    """A lorry whose driver sits between its parts."""
    cab: list[Point] = [
        (69, -70), (69, -70), (69, -366), (89, -386), (215, -384), (245, -356), (281, -186), (309, -170), (311, -70),
        (311, -70),
    ]  # fmt: skip
    glass: list[Point] = [
        (93, -186), (93, -186), (93, -352), (107, -362), (203, -360), (225, -344), (253, -186), (253, -186),
    ]  # fmt: skip
    load = marks.box(f, -311, -340, 360, 270, o.paint("load"))
    stripe = marks.flat(f, [(-308, -218), (46, -218), (46, -184), (-308, -184)], o.paint("stripe"), outlined=False)
    under = marks.box(f, -300, -72, 590, 26, pen.GOWN)
    behind = under + load + stripe + marks.soft(f, cab, o.paint()) + marks.soft(f, glass, pen.SKY)
    before = (
        marks.box(f, 89, -182, 170, 100, o.paint())
        + marks.seams(f, [[(112, -154), (140, -154)]], opacity=1)
        + marks.oval(f, 300, -104, 11, 14, pen.LIGHT)
        + _wheels(f, (-221, -91, 189), 54)
    )
    return _parted(o.word("part"), behind, before)


def _windows(f: Frame, xs: list[float], y: float, width: float, height: float) -> str:
    return marks.flats(f, [marks.rect(x, y, width, height) for x in xs], pen.SKY)


def _bus(f: Frame, o: Options) -> str:
    body = marks.soft(f, marks.rounded(-440, -360, 880, 318, 44), o.paint())
    band = marks.flat(f, [(-437, -160), (437, -160), (437, -126), (-437, -126)], pen.WHITE, outlined=False)
    doors = marks.box(f, 176, -318, 104, 262, pen.SKY) + marks.seams(f, [[(228, -316), (228, -58)]], opacity=1)
    front = marks.soft(f, marks.rounded(320, -318, 100, 138, 20), pen.SKY)
    return (
        body
        + band
        + _windows(f, [-400, -260, -120, 20], -318, 116, 130)
        + doors
        + front
        + marks.oval(f, 424, -92, 10, 14, pen.LIGHT)
        + _wheels(f, (-276, 322), 52)
    )


def _tram(f: Frame, o: Options) -> str:
    body = [
        (-430, -40), (-430, -40), (-436, -180), (-400, -318), (-370, -340), (370, -340), (400, -318), (436, -180),
        (430, -40), (430, -40),
    ]  # fmt: skip
    wire = marks.straight(f, [(-40, -340), (24, -392), (-30, -436)]) + marks.straight(f, [(-84, -440), (24, -440)])
    band = marks.flat(f, [(-433, -150), (433, -150), (432, -112), (-432, -112)], pen.WHITE, outlined=False)
    ends = "".join(
        marks.flat(f, [(side * x, y) for x, y in ((330, -300), (382, -300), (414, -184), (330, -184))], pen.SKY)
        for side in (-1, 1)
    )
    doors = "".join(marks.box(f, x, -300, 84, 244, pen.SKY) for x in (-172, 88))
    return (
        wire
        + _wheels(f, (-300, -200, 200, 300), 30)
        + marks.soft(f, body, o.paint())
        + band
        + ends
        + _windows(f, [-306, -64, 196], -300, 112, 116)
        + doors
        + marks.oval(f, 414, -84, 10, 12, pen.LIGHT)
    )


def _train(f: Frame, o: Options) -> str:
    """A train of as many carriages as were chosen, the first with its pointed nose."""
    count = int(o.number("carriages"))
    length, gap = 420, 26
    left = -(count * length + (count - 1) * gap) / 2
    drawn = "".join(
        marks.bar(f, [(left + i * (length + gap) - gap - 6, -88), (left + i * (length + gap) + 6, -88)], 18, pen.GOWN)
        for i in range(1, count)
    )
    for i in range(count):
        drawn += _carriage(f, left + i * (length + gap), length, o.paint(), first=i == count - 1)
    return drawn


def _carriage(f: Frame, x: float, length: float, paint: str, *, first: bool) -> str:
    right = x + length
    nose: list[Point] = (
        [(right - 90, -320), (right - 50, -296), (right - 4, -160), (right, -50), (right, -50)]
        if first
        else [(right - 16, -320), (right, -304), (right, -50), (right, -50)]
    )
    body = [(x, -50), (x, -50), (x, -304), (x + 16, -320), *nose]
    band = [(x + 3, -150), (right - 5, -150), (right - 3, -112), (x + 3, -112)]
    wheels = _wheels(f, (x + 80, x + 150, right - 150, right - 80), 28)
    if not first:
        panes = _windows(f, [x + 36, x + 156, x + 276], -284, 100, 108)
        return wheels + marks.soft(f, body, paint) + marks.flat(f, band, pen.NAVY, outlined=False) + panes
    glass: list[Point] = [(right - 122, -284), (right - 78, -284), (right - 36, -176), (right - 122, -176)]
    return (
        wheels
        + marks.soft(f, body, paint)
        + marks.flat(f, band, pen.NAVY, outlined=False)
        + _windows(f, [x + 36, x + 156], -284, 100, 108)
        + marks.flat(f, glass, pen.SKY)
        + marks.oval(f, right - 24, -84, 11, 12, pen.LIGHT)
    )


def _train_extent(o: Options) -> tuple[float, float, float, float]:
    count = int(o.number("carriages"))
    half = (count * 420 + (count - 1) * 26) / 2
    return -half, -322, half, 0


def _bicycle(f: Frame, o: Options) -> str:
    paint = o.paint()
    wheels = marks.hoop(f, -130, -88, 80, 80, 15, pen.GOWN) + marks.hoop(f, 130, -88, 80, 80, 15, pen.GOWN)
    frame = "".join(
        marks.bar(f, ends, 17, paint)
        for ends in (
            [(-130, -88), (-54, -196)],
            [(-130, -88), (0, -88)],
            [(0, -88), (-62, -222)],
            [(0, -88), (92, -200)],
            [(-54, -196), (92, -200)],
            [(130, -88), (84, -240)],
        )
    )
    saddle = marks.soft(f, [(-106, -238), (-60, -246), (-20, -234), (-56, -222), (-98, -220)], pen.BARK)
    grips = marks.bar(f, [(84, -240), (78, -256), (44, -262)], 15, pen.BARK)
    pedal = marks.oval(f, 0, -88, 24, 24, pen.STONE) + marks.bar(f, [(0, -88), (16, -44)], 13, pen.GOWN)
    bell = marks.oval(f, 104, -262, 13, 13, pen.YELLOW)
    return wheels + frame + saddle + bell + grips + pedal + marks.bar(f, [(2, -42), (32, -42)], 14, pen.GOWN)


def _pram(f: Frame, o: Options) -> str:
    paint = o.paint()
    basket: list[Point] = [
        (-150, -232), (-150, -232), (150, -232), (150, -232), (138, -158), (84, -116), (-84, -116), (-138, -158),
    ]  # fmt: skip
    hood: list[Point] = [
        (4, -234), (4, -234), (14, -330), (70, -372), (134, -332), (152, -234), (152, -234),
    ]  # fmt: skip
    folds = [[(18, -240), (58, -300), (74, -366)], [(20, -240), (98, -268), (134, -324)]]
    frame = "".join(marks.bar(f, ends, 16, pen.STONE) for ends in ([(-90, -54), (70, -120)], [(90, -54), (-70, -120)]))
    handle = marks.bar(f, [(-148, -216), (-212, -292)], 16, pen.STONE) + marks.bar(
        f, [(-232, -296), (-196, -296)], 20, pen.BARK
    )
    pillow = marks.soft(f, [(20, -224), (28, -262), (86, -276), (128, -258), (134, -222)], pen.WHITE)
    cover = marks.soft(
        f, [(-156, -240), (-156, -240), (36, -246), (36, -246), (30, -196), (-60, -184), (-148, -196)], pen.WHITE
    )
    return (
        frame
        + handle
        + marks.soft(f, hood, paint)
        + marks.seams(f, folds)
        + pillow
        + marks.soft(f, basket, paint)
        + cover
        + _wheels(f, (-92, 92), 54)
    )


def _wheelchair(f: Frame, o: Options) -> str:
    paint = o.paint()
    back = marks.bar(f, [(-78, -206), (-96, -392)], 26, paint)
    push = marks.bar(f, [(-94, -384), (-140, -396)], 16, pen.GOWN)
    seat = marks.bar(f, [(-84, -202), (92, -202)], 32, paint)
    arm = marks.bar(f, [(-84, -276), (46, -276), (52, -210)], 16, pen.GOWN)
    leg = marks.bar(f, [(92, -200), (122, -70)], 16, pen.STONE) + marks.bar(f, [(112, -62), (176, -62)], 20, pen.GOWN)
    small = marks.oval(f, 96, -34, 31, 31, pen.GOWN) + marks.oval(f, 96, -34, 11, 11, pen.STONE)
    spokes = [[(-44, -120), end] for end in marks.ring(-44, -120, 92, 6)]
    wheel = marks.hoop(f, -44, -120, 108, 108, 19, pen.GOWN) + marks.seams(f, spokes, opacity=0.6)
    return push + back + leg + small + seat + wheel + marks.oval(f, -44, -120, 15, 15, pen.STONE) + arm


CAR = {
    "whole": (-310.0, -280.0, 312.0, 0.0),
    "behind": (-238.0, -280.0, 192.0, -140.0),
    "front": (-310.0, -254.0, 312.0, 0.0),
}

KINDS = (
    Thing("car", _car, 622, 280, options={"colour": colour("red"), "part": PART}, extent=of_parts(**CAR)),
    Thing("police_car", _police_car, 622, 306, options={"part": PART},
          extent=of_parts((-310, -306, 312, 0), behind=(-238, -306, 192, -140), front=CAR["front"])),
    Thing("ambulance", _ambulance, 664, 380, options={"part": PART},
          extent=of_parts((-332, -380, 332, 0), behind=(-332, -380, 332, -44), front=(-330, -318, 332, 0))),
    Thing("lorry", _lorry, 626, 388,
          options={"colour": colour("red"), "load": colour("cream"), "stripe": colour("teal"), "part": PART},
          extent=of_parts((-313, -388, 313, 0), behind=(-313, -388, 313, -44), front=(-277, -184, 313, 0))),
    Thing("bus", _bus, 884, 362, behind=True, options={"colour": colour("yellow")}),
    Thing("tram", _tram, 876, 444, behind=True, options={"colour": colour("teal")}),
    Thing("train", _train, 866, 322, behind=True, extent=_train_extent,
          options={"colour": colour("straw"), "carriages": Range(1, 3, 2)}),
    Thing("bicycle", _bicycle, 436, 278, options={"colour": colour("teal")}),
    Thing("pram", _pram, 388, 376, options={"colour": colour("navy")}, extent=lambda _: (-246, -376, 158, 0)),
    Thing("wheelchair_empty", _wheelchair, 350, 410, options={"colour": colour("teal")},
          extent=lambda _: (-164, -412, 192, 0)),
)  # fmt: skip
