"""The people of the demo drawings, each drawn from the same numbers in every scene.

A figure is a person with a pose. Hands are given as page points and the elbows follow, so whoever holds,
hugs or gives really touches.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack

from words_pictures.demo import pen
from words_pictures.demo.pen import FINE, INK, Frame, Point

SHADOW = 0.1
"""How much ink the side turned from the light takes."""


STRETCH = 1.12
"""How much longer than itself an arm may be drawn; beyond it looks like rubber."""


class ArmTooShort(ValueError):
    """A hand was placed farther from its shoulder than the arm is long (px)."""

    def __init__(self, name: str, far: float, reach: float) -> None:
        super().__init__(f"{name}: {far:.0f} px away, the arm is {reach:.0f} px")
        self.far, self.reach = far, reach


@dataclass(frozen=True)
class Build:
    """The measures of a body in page pixels at scale 1; widths of head, shoulder and hip are halves."""

    head: float
    head_height: float
    neck: float
    shoulder: float
    hip: float
    torso: float
    arm: float
    thigh: float
    shin: float
    arm_width: float
    leg_width: float
    hand: float = 1
    jaw: float = 0.66
    """The width of the chin's corners against the head: round for a child, narrower later."""
    eyes: float = 1


ADULT = Build(74, 78, 24, 60, 56, 204, 196, 136, 138, 42, 54)
TALL = Build(74, 80, 24, 68, 58, 212, 204, 146, 146, 44, 56)
YOUNG = Build(70, 77, 22, 54, 50, 188, 190, 130, 132, 38, 50, 0.95, 0.58)
CHILD = Build(70, 70, 14, 42, 42, 130, 136, 80, 84, 34, 44, 0.88, 0.66, 1.08)
SMALL = Build(64, 63, 10, 37, 38, 104, 112, 56, 62, 31, 40, 0.8, 0.68, 1.05)
BABY = Build(55, 52, 4, 32, 38, 80, 84, 40, 36, 28, 38, 0.62, 0.72, 1)


@dataclass(frozen=True)
class Feeling:
    """A face in numbers.

    `brow` lifts the brows (px), `slant` lifts their inner ends (px; angry or firm below 0), `lid` closes the
    eye from above (0 to 1), `shut` is the bow of a closed eye (1 smiling, -1 asleep, 0 open), `mouth` the
    bow of the mouth (px, a smile above 0), `gape` how far it is open (px), `wide` half its width (px).
    """

    brow: float = 2
    slant: float = 4
    lid: float = 0
    shut: int = 0
    mouth: float = 8
    gape: float = 0
    wide: float = 17
    round_eyes: bool = False
    tear: bool = False
    blush: float = 0.45


GLAD = Feeling(brow=5, mouth=9, gape=15, wide=20, blush=0.75)
LAUGHING = Feeling(brow=7, shut=1, mouth=9, gape=19, wide=23, blush=0.8)
CALM = Feeling(brow=1, mouth=8, wide=17)
WORRIED = Feeling(brow=3, slant=9, mouth=-6, wide=13, blush=0.25)
SCARED = Feeling(brow=9, slant=10, mouth=-4, gape=9, wide=11, round_eyes=True, blush=0.15)
SAD = Feeling(brow=0, slant=12, mouth=-9, wide=14, tear=True, blush=0.4)
ASHAMED = Feeling(brow=-3, slant=11, lid=0.42, mouth=-5, wide=11, blush=0.9)
TIRED = Feeling(brow=-2, slant=8, lid=0.48, mouth=-3, wide=12, blush=0.1)
RELIEVED = Feeling(brow=4, slant=6, shut=1, mouth=9, wide=18, blush=0.7)
PROUD = Feeling(brow=9, mouth=14, wide=22, blush=0.9)
TENDER = Feeling(brow=3, slant=6, mouth=9, wide=16, blush=0.7)
SORRY = Feeling(brow=1, slant=10, mouth=4, wide=13, tear=True, blush=0.7)
ASLEEP = Feeling(brow=0, shut=-1, mouth=5, wide=10, blush=0.6)
ILL = Feeling(brow=0, slant=10, shut=-1, mouth=-7, gape=13, wide=15, tear=True, blush=1)


@dataclass(frozen=True)
class Clothes:
    """What a person always wears; `cut` names what lies over the top."""

    top: str
    legs: str
    shoes: str
    cut: str = "jumper"
    under: str = pen.CREAM
    length: float = 16
    """How far the top hangs below the hip at scale 1."""
    hands: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody of the demo family or near it."""

    name: str
    build: Build
    skin: str
    hair: str
    style: str
    clothes: Clothes
    marks: frozenset[str] = field(default_factory=lambda: frozenset[str]())

    @property
    def seed(self) -> int:
        """The small irregularity of this head, the same in every scene."""
        return sum(map(ord, self.name))


FAIR, ROSY, TAN, OLIVE, BROWN, DEEP = "#f6d2b5", "#f3c4ab", "#e0ab80", "#e9c096", "#c48a5e", "#ab7650"

MAMA = Person("Kasia", ADULT, FAIR, "#a8774a", "bun", Clothes(pen.GREEN, pen.NAVY, pen.BARK, "cardigan"))
MILA = Person("Mila", CHILD, FAIR, "#b98550", "plaits", Clothes(pen.YELLOW, pen.BLUE, pen.RED))
OSKAR = Person(
    "Oskar", BABY, FAIR, "#d6a45f", "tuft", Clothes(pen.WHITE, pen.WHITE, pen.WHITE, "stripes", pen.BLUE, 10)
)
PAPA = Person(
    "Tomek", TALL, ROSY, "#7b5136", "cap", Clothes(pen.RED, pen.NAVY, pen.BARK, "shirt"), frozenset({"beard"})
)
LOTTE = Person("Lotte", ADULT, BROWN, "#463431", "puff", Clothes("#e98d73", pen.NAVY, pen.WHITE, "scarf"))
PIETER = Person(
    "Pieter", TALL, ROSY, "#c2703a", "short", Clothes(pen.TEAL, pen.STONE, pen.BARK, "shirt"), frozenset({"glasses"})
)
CLAES = Person("mevrouw Claes", ADULT, ROSY, "#cbc4b8", "bob", Clothes(pen.GOWN, pen.GOWN, pen.INK, "gown", length=230))
SOFIE = Person("Sofie", ADULT, OLIVE, "#3f3436", "tail", Clothes(pen.LILAC, "#5d7590", pen.WHITE, "pocket"))
EWA = Person("Ewa", ADULT, FAIR, "#8a5635", "long", Clothes(pen.BERRY, pen.BERRY, pen.BARK, "dress", length=120))
RITA = Person(
    "Rita",
    ADULT,
    ROSY,
    "#c9c5bf",
    "curls",
    Clothes(pen.LILAC, pen.PLUM, pen.BARK, "cardigan", "#f3dfe4"),
    frozenset({"glasses"}),
)
RITA_AT_NIGHT = replace(RITA, clothes=Clothes("#e7a3a5", "#f3dfe4", pen.BERRY, "robe", pen.WHITE, 215))
NELE = Person("Nele", ADULT, TAN, "#5a3c2e", "bob", Clothes(pen.TEAL, pen.BARK, pen.INK, "jumper"))
JORIS = Person(
    "Joris", TALL, DEEP, "#3a2d2b", "cropped", Clothes(pen.ORANGE, pen.NAVY, pen.BARK), frozenset({"short beard"})
)
BEATA = Person("Beata", ADULT, FAIR, "#e9c473", "high bun", Clothes(pen.BLUE, pen.NAVY, pen.WHITE, "pocket"))
DOCTOR = Person(
    "de dokter", ADULT, TAN, pen.TEAL, "headscarf", Clothes(pen.WHITE, pen.TEAL, pen.WHITE, "coat", pen.SKY, 90)
)
OFFICER = Person(
    "de politie", TALL, OLIVE, "#4a382f", "short", Clothes(pen.NAVY, pen.NAVY, pen.INK, "uniform", pen.SKY)
)
LAWYER = Person(
    "meester Van Damme",
    ADULT,
    TAN,
    "#8f8780",
    "bald",
    Clothes(pen.BARK, pen.BARK, pen.INK, "jacket", pen.WHITE, 40),
    frozenset({"moustache"}),
)
YARA = Person("Yara", YOUNG, BROWN, "#3d2f2d", "loose curls", Clothes(pen.TEAL, pen.NAVY, pen.INK, "number"))
NADIA = Person("Nadia", ADULT, "#c48a5e", "#4a3430", "waves", Clothes("#a05a62", "#5b6470", pen.BARK, "jumper"))
DIRK = Person(
    "Dirk", TALL, ROSY, "#a79d92", "short", Clothes(pen.PINE, "#4c5a58", pen.WHITE, "track"), frozenset({"stubble"})
)
KARIMA = Person(
    "Karima", ADULT, "#c48a5e", pen.PLUM, "headscarf", Clothes("#8f9db5", "#8f9db5", pen.BARK, "dress", length=130)
)
MAES = Person(
    "meneer Maes", ADULT, DEEP, "#bdb6ad", "cropped", Clothes(pen.GOWN, pen.GOWN, pen.INK, "gown", length=230)
)


class How(TypedDict, total=False):
    """What a pose leaves open."""

    feeling: Feeling
    left: Point
    right: Point
    turn: float
    tilt: float
    lean: float
    scale: float
    behind: str
    elbows: tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """A person in a pose. Left and right are the reader's; points are page pixels, angles degrees."""

    person: Person
    hip: Point
    knees: tuple[Point, Point] | None = None
    feet: tuple[Point, Point] | None = None
    toes: tuple[int, int] = (-1, 1)
    lap: bool = False
    """The thighs come towards the reader and cover the hem."""
    feeling: Feeling = CALM
    left: Point | None = None
    right: Point | None = None
    turn: float = 0
    """Where the face looks: -1 far left, 1 far right."""
    tilt: float = 0
    lean: float = 0
    scale: float = 1
    behind: str = ""
    """Which arms pass behind the body: "left", "right", "left right"."""
    elbows: tuple[int, int] = (0, 0)
    """-1 bends an elbow up or inward, 0 lets it hang."""

    @property
    def plain(self) -> bool:
        """Far away or small: the shading and the tongue would only be specks."""
        return self.scale < 0.96 or self.person.build is SMALL

    @property
    def hem(self) -> float:
        """How far the top hangs below the hip; behind a table even a gown ends at the seat."""
        length = self.person.clothes.length
        return min(length, 16) if self.knees is None else length

    @property
    def body(self) -> Frame:
        """The trunk's frame: origin between the hips, up along the spine."""
        return Frame(*self.hip, self.lean, self.scale)

    @property
    def head(self) -> Frame:
        """The head's frame: origin in its middle."""
        build = self.person.build
        x, y = self.body.at(0, -build.torso - build.neck - build.head_height * 0.86)
        return Frame(x, y, self.lean * 0.4 + self.tilt, self.scale)

    def shoulder(self, side: int) -> Point:
        """The page point where the arm begins; `side` is -1 for the reader's left, 1 for the right."""
        build = self.person.build
        narrow = 1 - 0.12 * abs(self.turn)
        return self.body.at(side * (build.shoulder * narrow - build.arm_width * 0.32), -build.torso + 34)

    def hand(self, side: int) -> Point:
        """The page point of a hand."""
        given = self.left if side < 0 else self.right
        if given is not None:
            return given
        x, y = self.shoulder(side)
        reach = self.person.build.arm * self.scale
        return x + side * reach * 0.13, y + reach * 0.96

    def drawn(self, without: str = "") -> str:
        """The whole figure; arms named in `without` ("left right") are left for `arm`."""
        sides = {-1: "left", 1: "right"}
        back = [self.arm(side) for side, name in sides.items() if name in self.behind.split()]
        front = [
            self.arm(side)
            for side, name in sides.items()
            if name not in self.behind.split() and name not in without.split()
        ]
        legs = self._legs()
        trunk = self._trunk()
        middle = [trunk, legs] if self.lap else [legs, trunk]
        return "".join([_hair_behind(self), *back, *middle, self._neck(), self._collar(), face(self), *front])

    def arm(self, side: int) -> str:
        """One arm with its hand. Raises ArmTooShort."""
        start, elbow, wrist = self._joints(side)
        clothes, width = self.person.clothes, self.person.build.arm_width * self.scale
        stripes = clothes.under if clothes.cut == "stripes" else None
        sleeve = pen.limb([start, elbow, wrist], width, clothes.top, stripes=stripes)
        return self._hand_at(side, elbow) + sleeve + self._seamless_shoulder(side, width)

    def forearm(self, side: int) -> str:
        """Only the part from elbow to hand, laid over whoever is held."""
        _, elbow, wrist = self._joints(side)
        colour, width = self.person.clothes.top, self.person.build.arm_width * self.scale
        joint = pen.drawn(pen.dash([(elbow, elbow)]), colour=colour, width=round(width - 6))
        return self._hand_at(side, elbow) + pen.limb([elbow, wrist], width, colour) + joint

    def _joints(self, side: int) -> tuple[Point, Point, Point]:
        """Shoulder, elbow and wrist."""
        build = self.person.build
        start, end, reach = self.shoulder(side), self.hand(side), build.arm * self.scale
        if math.dist(start, end) > reach * STRETCH:
            raise ArmTooShort(self.person.name, math.dist(start, end), reach)
        elbow = _elbow(start, end, reach, side, self.elbows[0 if side < 0 else 1])
        return start, elbow, _towards(end, elbow, 22 * build.hand * self.scale)

    def _hand_at(self, side: int, elbow: Point) -> str:
        clothes, end = self.person.clothes, self.hand(side)
        angle = math.degrees(math.atan2(end[1] - elbow[1], end[0] - elbow[0]))
        frame = Frame(*end, angle, self.person.build.hand * self.scale)
        return _hand(frame, side, clothes.hands or self.person.skin, gloved=clothes.hands is not None)

    def _seamless_shoulder(self, side: int, width: float) -> str:
        if self.person.clothes.cut == "stripes":
            return ""
        build = self.person.build
        x, y = self.body.at(
            side * (build.shoulder * (1 - 0.12 * abs(self.turn)) - build.arm_width * 0.47), -build.torso + 36
        )
        return pen.drawn(pen.dash([((x, y), (x, y))]), colour=self.person.clothes.top, width=round(width - 6))

    def _legs(self) -> str:
        if self.knees is None or self.feet is None:
            return ""
        clothes, build = self.person.clothes, self.person.build
        stripes = clothes.under if clothes.cut == "stripes" else None
        drawn = ""
        for i, side in enumerate((-1, 1)):
            start = self.body.at(side * build.hip * 0.5, -6)
            width = build.leg_width * self.scale
            shoe = _shoe(Frame(*self.feet[i], 0, build.hand * self.scale), self.toes[i], clothes.shoes)
            leg = pen.limb(
                [start, self.knees[i], _towards(self.feet[i], self.knees[i], 14 * self.scale)],
                width,
                clothes.legs,
                stripes=stripes,
            )
            drawn += leg + shoe
        return drawn

    def _trunk(self) -> str:
        build, clothes, body = self.person.build, self.person.clothes, self.body
        half = trunk_half(build, self.turn, self.hem)
        outline = [(-x, y) for x, y in half] + [(0, self.hem + 4)] + [*reversed(half)]
        shadow = [(x - 15, y) for x, y in half if -build.torso + 20 < y < self.hem]
        shadow.append((half[-1][0] - 15 if self.hem < 60 else half[-2][0] - 17, self.hem - 14))
        return "".join(
            [
                pen.shape(body.all(outline), clothes.top),
                _fabric(self),
                "" if self.plain else pen.stroke(body.all(shadow), width=20 * self.scale, opacity=SHADOW),
            ]
        )

    def _neck(self) -> str:
        build = self.person.build
        lower = self.body.at(0, -build.torso + 12)
        return pen.limb(
            [self.head.at(0, build.head_height * 0.7), lower], build.head * 0.52 * self.scale, self.person.skin
        )

    def _collar(self) -> str:
        return _collar(self)


def trunk_half(build: Build, turn: float, length: float) -> list[Point]:
    """The right half of the trunk's outline, from the neck down to the hem."""
    shoulder, hip = build.shoulder * (1 - 0.12 * abs(turn)), build.hip
    half = [
        (build.head * 0.24, -build.torso - 2),
        (shoulder * 0.72, -build.torso + 9),
        (shoulder, -build.torso + 38),
        (shoulder * 0.97, -build.torso * 0.5),
    ]
    if length > 60:
        flare = hip * (1.05 + length / 520)
        return [*half, (hip * 1.02, -8), (flare, length), (flare, length)]
    return [*half, (hip * 1.05, -build.torso * 0.12), (hip * 1.06, length), (hip * 1.06, length)]


def stand(person: Person, x: float, y: float, **how: Unpack[How]) -> Figure:
    """Standing, the soles at height `y`."""
    build, scale = person.build, how.get("scale", 1)
    hip = (x, y - (build.thigh + build.shin + 12) * scale)
    apart = build.hip * 0.56 * scale
    ankle = y - 14 * scale
    knee = (hip[1] + ankle) / 2
    return Figure(
        person,
        hip,
        ((x - apart, knee), (x + apart, knee)),
        ((x - apart, ankle), (x + apart, ankle)),
        **how,
    )


def walk(person: Person, x: float, y: float, facing: int, **how: Unpack[How]) -> Figure:
    """Walking towards `facing` (-1 left, 1 right), the soles at height `y`."""
    build, scale = person.build, how.get("scale", 1)
    step = build.hip * 0.75 * scale
    hip = (x, y - (build.thigh + build.shin + 4) * scale)
    ankle = y - 14 * scale
    back, front = (x - facing * step * 1.15, ankle - 12 * scale), (x + facing * step, ankle)
    middle = (hip[1] + ankle) / 2
    knee_back, knee_front = (x - facing * step * 0.2, middle + 6), (x + facing * step * 0.95, middle - 6)
    knees, feet = ((knee_back, knee_front), (back, front)) if facing > 0 else ((knee_front, knee_back), (front, back))
    return Figure(person, hip, knees, feet, (facing, facing), **how)


def sit(person: Person, x: float, y: float, **how: Unpack[How]) -> Figure:
    """Sitting towards the reader; `y` is the height of the seat."""
    build, scale = person.build, how.get("scale", 1)
    apart = build.hip * 0.78 * scale
    knee = y + build.thigh * 0.26 * scale
    foot = knee + build.shin * 0.92 * scale
    return Figure(
        person,
        (x, y - 4 * scale),
        ((x - apart, knee), (x + apart, knee)),
        ((x - apart * 0.98, foot), (x + apart * 0.98, foot)),
        lap=True,
        **how,
    )


def sit_aside(person: Person, x: float, y: float, facing: int, **how: Unpack[How]) -> Figure:
    """Sitting sideways on a seat of height `y`, the knees towards `facing`."""
    build, scale = person.build, how.get("scale", 1)
    near, far = facing * build.thigh * 0.98 * scale, facing * build.thigh * 0.8 * scale
    knee = y + 4 * scale
    foot = knee + build.shin * scale
    knees = ((x + far, knee - 4), (x + near, knee)) if facing > 0 else ((x + near, knee), (x + far, knee - 4))
    feet = tuple((kx + facing * 4, foot) for kx, _ in knees)
    return Figure(person, (x, y - 12 * scale), knees, (feet[0], feet[1]), (facing, facing), lap=True, **how)


def kneel(person: Person, x: float, y: float, facing: int, **how: Unpack[How]) -> Figure:
    """On both knees on the floor at height `y`, sitting back on the heels, towards `facing`."""
    build, scale = person.build, how.get("scale", 1)
    reach = build.thigh * scale
    ground = y - build.leg_width * 0.5 * scale
    near, far = x + facing * reach * 0.86, x + facing * reach * 0.6
    knees = ((far, ground - 6), (near, ground)) if facing > 0 else ((near, ground), (far, ground - 6))
    feet = ((x - facing * reach * 0.42, ground - 4), (x - facing * reach * 0.3, ground + 2))
    hip = (x - facing * 4 * scale, ground - build.leg_width * 0.78 * scale)
    return Figure(person, hip, knees, feet, (-facing, -facing), lap=True, **how)


def squat(person: Person, x: float, y: float, **how: Unpack[How]) -> Figure:
    """On the floor at height `y`, the legs stretched towards the reader."""
    build, scale = person.build, how.get("scale", 1)
    hip = (x, y - build.leg_width * 0.5 * scale)
    apart, reach = build.hip * 0.9 * scale, build.shin * scale
    knees = ((x - apart, hip[1] + 2), (x + apart, hip[1] + 2))
    feet = ((x - apart - reach * 0.7, y - 8 * scale), (x + apart + reach * 0.7, y - 8 * scale))
    return Figure(person, hip, knees, feet, (-1, 1), lap=True, **how)


def legless(person: Person, x: float, y: float, **how: Unpack[How]) -> Figure:
    """The hip at (x, y), the legs hidden behind a table or under a blanket."""
    return Figure(person, (x, y), **how)


def _towards(end: Point, start: Point, by: float) -> Point:
    length = math.dist(start, end) or 1
    return end[0] + (start[0] - end[0]) / length * by, end[1] + (start[1] - end[1]) / length * by


def _elbow(start: Point, end: Point, reach: float, side: int, bend: int) -> Point:
    """Where an arm of length `reach` bends; straight (and drawn out a little) when `end` is far."""
    far = math.dist(start, end)
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    if far >= reach or far == 0:
        return middle
    out = math.sqrt(max((reach / 2) ** 2 - (far / 2) ** 2, 0))
    across = (end[1] - start[1]) / far, -(end[0] - start[0]) / far
    both = [(middle[0] + sign * across[0] * out, middle[1] + sign * across[1] * out) for sign in (-1, 1)]
    hanging, raised = sorted(both, key=lambda point: point[1] + 0.6 * side * point[0], reverse=True)
    return raised if bend < 0 else hanging


def _hand(frame: Frame, side: int, skin: str, *, gloved: bool) -> str:
    size = 1.6 if gloved else 1.12
    mitten = [(-16, 14), (-15, -14), (-3, -18), (7, -30), (15, -25), (15, -16), (27, -4), (20, 15), (4, 19)]
    return pen.shape(frame.all((x * size, -side * y * size) for x, y in mitten), skin)


def _shoe(frame: Frame, toe: int, colour: str) -> str:
    outline = [(-30, 14), (-30, -14), (-12, -27), (12, -25), (34, -12), (54, 4), (44, 15)]
    return pen.shape(frame.all((toe * x * 1.05, y) for x, y in outline), colour)


def _fabric(figure: Figure) -> str:
    """What lies over the trunk: stripes, an open cardigan, a belt, a gown's fold."""
    build, clothes, body = figure.person.build, figure.person.clothes, figure.body
    top, cut = -build.torso, clothes.cut
    slip = figure.turn * build.shoulder * 0.22
    if cut == "stripes":
        rows = [top + 22 + 20 * i for i in range(int((build.torso + 6) / 20))]
        wide = build.hip - 7
        bands = [[(-wide, y), (0, y + 5), (wide, y)] for y in rows]
        return "".join(pen.stroke(body.all(band), colour=clothes.under, width=9 * figure.scale) for band in bands)
    if cut in ("cardigan", "coat", "jacket"):
        low = figure.hem - 2
        gap = build.shoulder * 0.3
        panel = [(slip - gap, top + 2), (slip + gap, top + 2), (slip + gap * 0.9, -build.torso * 0.45)]
        panel += [(slip + gap * 0.75, low), (slip + gap * 0.75, low), (slip - gap * 0.75, low)]
        panel += [(slip - gap * 0.75, low), (slip - gap * 0.9, -build.torso * 0.45)]
        return pen.shape(body.all(panel), clothes.under)
    if cut == "robe":
        over = pen.stroke(body.all([(slip - 26, top + 4), (slip + 6, top + 82), (slip + 10, figure.hem - 4)]))
        belt = pen.limb(body.all([(-build.hip + 2, -46), (build.hip - 2, -46)]), 15 * figure.scale, pen.BERRY)
        return over + belt
    if cut == "gown":
        folds = [[(x, -build.torso * 0.42), (x * 1.15, figure.hem - 14)] for x in (-30, 26)]
        return "".join(pen.stroke(body.all(fold), width=FINE) for fold in folds)
    if cut == "pocket":
        corners = [(slip - 30, -66), (slip + 30, -66), (slip + 26, -22), (slip - 26, -22)]
        return pen.board(body.all(corners), clothes.top)
    if cut == "uniform":
        belt = pen.stroke(body.all([(-build.hip + 3, -16), (build.hip - 3, -16)]), width=16, colour=INK)
        badge = pen.filled(body.oval(slip + 30, top + 74, 12, 15), pen.YELLOW)
        return belt + badge
    if cut == "number":
        return pen.stroke(
            body.all([(-build.shoulder + 6, top + 96), (0, top + 102), (build.shoulder - 6, top + 96)]),
            colour=pen.CREAM,
            width=18 * figure.scale,
        )
    if cut == "track":
        return pen.stroke(body.all([(slip, top + 10), (slip, figure.hem - 4)]), width=FINE)
    return ""


def _collar(figure: Figure) -> str:
    """What lies round the neck, over its lower end."""
    build, clothes, body = figure.person.build, figure.person.clothes, figure.body
    top, slip, cut = -build.torso, figure.turn * build.shoulder * 0.2, clothes.cut
    size = build.shoulder / 64
    if cut in ("shirt", "coat", "jacket", "uniform", "track"):
        colour = clothes.top if cut in ("shirt", "track") else clothes.under
        drawn = ""
        for side in (-1, 1):
            wing = [
                (slip, top + 26),
                (slip + side * 16, top - 6),
                (slip + side * 36, top + 2),
                (slip + side * 32, top + 44),
            ]
            drawn += pen.board(body.all(wing), colour)
        if cut == "coat":
            tube = [
                (slip - 40, top + 8),
                (slip - 36, top + 70),
                (slip, top + 104),
                (slip + 36, top + 70),
                (slip + 40, top + 8),
            ]
            drawn += pen.stroke(body.all(tube), colour=pen.NAVY, width=9) + pen.filled(
                body.oval(slip, top + 108, 13, 13), pen.STONE
            )
        if cut == "jacket":
            knot = [
                (slip - 26, top + 22),
                (slip, top + 32),
                (slip + 26, top + 22),
                (slip + 26, top + 46),
                (slip, top + 36),
                (slip - 26, top + 46),
            ]
            drawn += pen.board(body.all(knot), pen.RED)
        return drawn
    if cut == "gown":
        band = [(slip - 15, top + 2), (slip + 15, top + 2), (slip + 22, top + 92), (slip - 22, top + 92)]
        pleat = pen.stroke(body.all([(slip, top + 34), (slip, top + 84)]), width=FINE)
        return pen.board(body.all(band), pen.WHITE) + pleat
    if cut == "scarf":
        round_neck = pen.limb(body.all([(slip - 36, top + 8), (slip + 36, top + 8)]), 30 * figure.scale, pen.YELLOW)
        tail = pen.limb(body.all([(slip + 12, top + 16), (slip + 16, top + 80)]), 26 * figure.scale, pen.YELLOW)
        return tail + round_neck
    if cut in ("cardigan", "robe", "stripes") or figure.plain:
        return ""
    neckline = [(slip - 30 * size, top + 2), (slip, top + 22 * size), (slip + 30 * size, top + 2)]
    return pen.stroke(body.all(neckline), width=FINE)


def face(figure: Figure) -> str:
    """The head with hair, ears and everything that shows the feeling."""
    person, head, turn = figure.person, figure.head, figure.turn
    build = person.build
    w, h = build.head, build.head_height
    ears = [head.oval(side * w * 0.98 - turn * w * 0.12, h * 0.12, w * 0.17, w * 0.2) for side in (-1, 1)]
    shade = [(w * 0.83, -h * 0.2), (w * 0.84, h * 0.3), (w * build.jaw * 0.86, h * 0.7)]
    return "".join(
        [
            "" if person.style == "headscarf" else pen.filled("".join(ears), person.skin),
            pen.shape(head.all(head_outline(person)), person.skin),
            ""
            if figure.plain
            else pen.stroke(head.all(shade), colour="#a04a2c", width=14 * figure.scale, opacity=SHADOW),
            _blush(figure),
            _beard(figure),
            _open_mouth(figure),
            _eyes(figure),
            _hair_over(figure),
            pen.drawn(_fine_lines(figure)),
        ]
    )


def _fine_lines(figure: Figure) -> str:
    """Path data of everything thin in a face: brows, shut eyes, lids, nose, closed mouth, glasses."""
    lines = [*_brows(figure), *_shut_eyes(figure), _nose(figure)]
    if not figure.feeling.gape:
        lines.append(_closed_mouth(figure))
    return "".join(pen.curve(figure.head.all(line), closed=False) for line in lines) + _glasses(figure)


def head_outline(person: Person) -> list[Point]:
    """The contour of a head in its own frame: one shape per person, whatever the scene."""
    w, h, jaw = person.build.head, person.build.head_height, person.build.jaw
    right = [(0.6, -0.82), (0.97, -0.28), (0.97, 0.32), (jaw, 0.84)]
    share = [(0, -1), *right, (0, 1), *((-x, y) for x, y in reversed(right))]
    return pen.shaken([(x * w, y * h) for x, y in share], 1.8, person.seed)


def _eye_at(figure: Figure, side: int) -> Point:
    w, h = figure.person.build.head, figure.person.build.head_height
    spread = w * (0.36 - 0.05 * abs(figure.turn))
    return figure.turn * w * 0.3 + side * spread, h * (0.08 if figure.person.build.eyes <= 1 else 0.14)


def _eye_size(figure: Figure) -> float:
    return figure.person.build.head / 74 * figure.person.build.eyes


def _shut_eyes(figure: Figure) -> list[list[Point]]:
    """The lines of closed eyes, or the lower edges of heavy lids."""
    feeling, size = figure.feeling, _eye_size(figure)
    lines: list[list[Point]] = []
    for side in (-1, 1):
        x, y = _eye_at(figure, side)
        if feeling.shut:
            bow = -feeling.shut * 9 * size
            lines.append([(x - 13 * size, y - bow * 0.3), (x, y + bow), (x + 13 * size, y - bow * 0.3)])
        elif feeling.lid:
            lower = _lid_edge(feeling, y, size)
            lines.append(
                [(x - side * 12 * size, lower - 3 * size), (x, lower - 2), (x + side * 14 * size, lower + 6 * size)]
            )
    return lines


def _lid_edge(feeling: Feeling, y: float, size: float) -> float:
    return y - 11 * size + feeling.lid * 22 * size


def _eyes(figure: Figure) -> str:
    feeling, head, size = figure.feeling, figure.head, _eye_size(figure)
    eyes = [_eye_at(figure, side) for side in (-1, 1)]
    tears = "" if not feeling.tear else _tears(figure, eyes, size)
    if feeling.shut:
        return tears
    whites = "".join(head.oval(x, y, 14 * size, 16 * size) for x, y in eyes) if feeling.round_eyes else ""
    looking, scale = figure.turn * 3, figure.scale
    dots = [(head.at(x + looking, y - 3 * size), head.at(x + looking, y + 3 * size)) for x, y in eyes]
    lights = [(at, at) for at in (head.at(x + looking - 3 * size, y - 5 * size) for x, y in eyes)]
    return "".join(
        [
            pen.filled(whites, pen.WHITE) if whites else "",
            pen.drawn(pen.dash(dots), width=round(16 * size * scale, 1)),
            pen.drawn(pen.dash(lights), colour=pen.WHITE, width=round(5.5 * size * scale, 1)),
            *(_lid(figure, x, y, size) for x, y in eyes if feeling.lid),
            tears,
        ]
    )


def _tears(figure: Figure, eyes: list[Point], size: float) -> str:
    if figure.feeling.shut:
        return "".join(_tear(figure.head, x + (6 if x > eyes[0][0] else -6), y + 8 * size, size) for x, y in eyes)
    x, y = eyes[1 if figure.turn < 0 else 0]
    return _tear(figure.head, x, y + 14 * size, size)


def _lid(figure: Figure, x: float, y: float, size: float) -> str:
    lower = _lid_edge(figure.feeling, y, size)
    outwards = 1 if x > figure.turn * figure.person.build.head * 0.3 else -1
    inner, outer = x - outwards * 12 * size, x + outwards * 13 * size
    cover = [(inner, y - 15 * size), (outer, y - 15 * size), (outer, lower + 5 * size), (inner, lower - 3 * size)]
    return pen.board(figure.head.all(cover), figure.person.skin, outlined=False)


def _tear(head: Frame, x: float, y: float, size: float) -> str:
    drop = [(x, y), (x, y), (x + 9 * size, y + 17 * size), (x, y + 26 * size), (x - 9 * size, y + 17 * size)]
    return pen.shape(head.all(drop), pen.WATER, outlined=False) + pen.filled(
        head.oval(x - 2, y + 17 * size, 2.4, 3.4), pen.WHITE, outlined=False
    )


def _brows(figure: Figure) -> list[list[Point]]:
    feeling, size = figure.feeling, figure.person.build.head / 74
    lines: list[list[Point]] = []
    for side in (-1, 1):
        x, y = _eye_at(figure, side)
        base = y - 25 * size - feeling.brow * size
        inner = (x - side * 12 * size, base - feeling.slant * 0.75 * size)
        outer = (x + side * 15 * size, base + 2 + feeling.slant * 0.55 * size)
        lines.append([inner, (x + side * 2, base - 4 * size), outer])
    return lines


def _nose(figure: Figure) -> list[Point]:
    build, turn = figure.person.build, figure.turn
    size = build.head / 74
    x, y = turn * build.head * 0.42, build.head_height * (0.3 if build.eyes <= 1 else 0.32)
    if abs(turn) < 0.15:
        return [(x - 7 * size, y), (x, y + 5 * size), (x + 7 * size, y)]
    way = 1 if turn > 0 else -1
    return [(x - way * 5 * size, y - 5 * size), (x + way * 6 * size, y + size), (x - way * 3 * size, y + 6 * size)]


def _mouth_at(figure: Figure) -> tuple[float, float, float]:
    build = figure.person.build
    return figure.turn * build.head * 0.33, build.head_height * 0.58, build.head / 74


def _closed_mouth(figure: Figure) -> list[Point]:
    x, y, size = _mouth_at(figure)
    wide, bow = figure.feeling.wide * size, figure.feeling.mouth * size
    middle = [(x + share * wide, y + bow * 0.35) for share in (-0.45, 0.45)]
    return [(x - wide, y - bow * 0.5), middle[0], (x, y + bow * 0.55), middle[1], (x + wide, y - bow * 0.5)]


def _open_mouth(figure: Figure) -> str:
    feeling, head = figure.feeling, figure.head
    if not feeling.gape:
        return ""
    x, y, size = _mouth_at(figure)
    wide, bow, gape = feeling.wide * size, feeling.mouth * size, feeling.gape * size
    if bow <= 0:
        return pen.filled(head.oval(x, y + 2, wide * 0.75, gape), "#8c3f38")
    left, right = (x - wide, y - bow * 0.4), (x + wide, y - bow * 0.4)
    lower = [(x + wide * 0.6, y + gape * 0.75), (x, y + gape * 1.05), (x - wide * 0.6, y + gape * 0.75)]
    tongue = pen.filled(head.oval(x, y + gape * 0.68, wide * 0.45, gape * 0.27), pen.PINK, outlined=False)
    mouth = pen.shape(head.all([left, left, (x, y), right, right, *lower]), "#8c3f38")
    return mouth if figure.plain else mouth + tongue


def _blush(figure: Figure) -> str:
    w, h = figure.person.build.head, figure.person.build.head_height
    colour = "#e0735f" if figure.person.skin not in (BROWN, DEEP) else "#a83f33"
    middle = [figure.turn * w * 0.24 + side * w * 0.6 for side in (-1, 1) if side * figure.turn < 0.75]
    cheeks = [(figure.head.at(x - w * 0.03, h * 0.42), figure.head.at(x + w * 0.03, h * 0.42)) for x in middle]
    opacity = round(0.62 * figure.feeling.blush, 2)
    return pen.drawn(pen.dash(cheeks), colour=colour, width=round(w * 0.29 * figure.scale), opacity=opacity)


def _beard(figure: Figure) -> str:
    person, head, turn = figure.person, figure.head, figure.turn
    w, h = person.build.head, person.build.head_height
    shift = turn * w * 0.16
    if "beard" in person.marks or "short beard" in person.marks:
        low = 1.2 if "beard" in person.marks else 1.06
        half = [(0.99, 0.02), (0.97, 0.5), (0.62, 0.98 * low - 0.06), (0, low)]
        inner = [(0.62, 0.34), (0.28, 0.37)]
        right = [(x * w, y * h) for x, y in half]
        left = [(-x, y) for x, y in reversed(right[:-1])]
        upper = [(-x * w + shift, y * h) for x, y in inner] + [(shift, 0.44 * h)]
        upper += [(x * w + shift, y * h) for x, y in reversed(inner)]
        return pen.shape(head.all([*right, *left, *upper]), person.hair) + pen.filled(
            head.oval(turn * w * 0.33, h * 0.61, w * 0.38, h * 0.19), person.skin, outlined=False
        )
    if "stubble" in person.marks:
        dots = [(-0.4, 0.7), (-0.2, 0.82), (0.02, 0.86), (0.24, 0.81), (0.42, 0.7), (-0.08, 0.76), (0.14, 0.75)]
        return "".join(
            pen.stroke(head.all([(x * w + shift, y * h), (x * w + shift, y * h + 5)]), colour=person.hair, width=FINE)
            for x, y in dots
        )
    if "moustache" in person.marks:
        x, y = turn * w * 0.36, h * 0.45
        points = [
            (x, y - 6),
            (x + 20, y - 5),
            (x + 33, y + 9),
            (x + 14, y + 9),
            (x, y + 4),
            (x - 14, y + 9),
            (x - 33, y + 9),
            (x - 20, y - 5),
        ]
        return pen.shape(head.all(points), person.hair)
    return ""


def _glasses(figure: Figure) -> str:
    if "glasses" not in figure.person.marks:
        return ""
    head = figure.head
    (left, y), (right, _) = _eye_at(figure, -1), _eye_at(figure, 1)
    size = figure.person.build.head * 0.27
    bridge = pen.curve(head.all([(left + size, y - 3), (right - size, y - 3)]), closed=False)
    return head.oval(left, y + 1, size, size) + head.oval(right, y + 1, size, size) + bridge


def _oval_points(head: Frame, w: float, h: float, places: Sequence[tuple[float, float, float]], colour: str) -> str:
    return pen.clump([head.oval(x * w, y * h, r * w, r * w) for x, y, r in places], colour)


def _hair_behind(figure: Figure) -> str:
    person, head, turn = figure.person, figure.head, figure.turn
    w, h = person.build.head, person.build.head_height

    def mass(*share: tuple[float, float]) -> str:
        return pen.shape(head.all((x * w, y * h) for x, y in share), person.hair)

    away = -1 if turn >= 0 else 1
    match person.style:
        case "bun":
            return pen.filled(head.oval(away * 1.02 * w, 0.66 * h, 0.36 * w, 0.34 * w), person.hair)
        case "high bun":
            return pen.filled(head.oval(away * 0.3 * w, -1.26 * h, 0.36 * w, 0.32 * w), person.hair)
        case "tail":
            x = away
            return mass(
                (0.5 * x, -0.5),
                (1.1 * x, -0.7),
                (1.5 * x, 0),
                (1.45 * x, 0.9),
                (1.15 * x, 1.3),
                (1.05 * x, 0.6),
                (0.8 * x, 0.2),
            )
        case "long":
            return mass(
                (0, -1.1),
                (0.9, -0.8),
                (1.16, 0),
                (1.2, 0.8),
                (1.05, 1.32),
                (0.5, 1.4),
                (-0.5, 1.4),
                (-1.05, 1.32),
                (-1.2, 0.8),
                (-1.16, 0),
                (-0.9, -0.8),
            )
        case "bob":
            return mass(
                (0, -1.1),
                (0.9, -0.8),
                (1.2, 0),
                (1.22, 0.62),
                (0.9, 0.86),
                (-0.9, 0.86),
                (-1.22, 0.62),
                (-1.2, 0),
                (-0.9, -0.8),
            )
        case "waves":
            return mass(
                (0, -1.14),
                (0.85, -0.9),
                (1.24, -0.3),
                (1.16, 0.2),
                (1.34, 0.7),
                (1.18, 1.15),
                (0.7, 1.2),
                (-0.7, 1.2),
                (-1.18, 1.15),
                (-1.34, 0.7),
                (-1.16, 0.2),
                (-1.24, -0.3),
                (-0.85, -0.9),
            )
        case "puff":
            return _oval_points(head, w, h, [(away * 0.15, -1.22, 0.62)], person.hair)
        case "loose curls":
            ring = [
                (-1.08, 0.62, 0.34),
                (1.08, 0.62, 0.34),
                (-1.2, 0.12, 0.36),
                (1.2, 0.12, 0.36),
                (-1.12, -0.42, 0.36),
                (1.12, -0.42, 0.36),
            ]
            return _oval_points(head, w, h, ring, person.hair)
        case "curls":
            ring = [(-1.0, 0.42, 0.28), (1.0, 0.42, 0.28), (-1.1, 0, 0.3), (1.1, 0, 0.3)]
            return _oval_points(head, w, h, ring, person.hair)
        case "headscarf":
            return mass(
                (0, -1.12),
                (0.85, -0.85),
                (1.12, 0),
                (1.1, 0.7),
                (1.1, 1.25),
                (0.5, 1.5),
                (-0.5, 1.5),
                (-1.1, 1.25),
                (-1.1, 0.7),
                (-1.12, 0),
                (-0.85, -0.85),
            )
        case _:
            return ""


CROWN = [(-1.05, 0.06), (-1.05, -0.42), (-0.66, -0.98), (0, -1.15), (0.66, -0.98), (1.05, -0.42), (1.05, 0.06)]
"""A cap of hair from ear over the top to ear, in shares of the head."""


def _hair_over(figure: Figure) -> str:
    person, head, turn = figure.person, figure.head, figure.turn
    w, h = person.build.head, person.build.head_height
    part = turn * 0.3

    def cap(*hairline: tuple[float, float], crown: Sequence[tuple[float, float]] = CROWN) -> str:
        return pen.shape(head.all((x * w, y * h) for x, y in (*crown, *hairline)), person.hair)

    def strand(*share: tuple[float, float]) -> str:
        return pen.stroke(head.all((x * w, y * h) for x, y in share), width=FINE)

    match person.style:
        case "plaits":
            middle = cap((0.9, -0.16), (0.62, -0.46), (part, -0.74), (part, -0.74), (-0.62, -0.46), (-0.9, -0.16))
            return middle + strand((part, -0.74), (part * 0.8, -0.95), (part * 0.4, -1.12)) + _plaits(figure)
        case "bun":
            side = part - 0.28
            return cap(
                (0.9, -0.14),
                (0.6, -0.42),
                (side + 0.2, -0.66),
                (side, -0.72),
                (side, -0.72),
                (-0.7, -0.44),
                (-0.92, -0.12),
            ) + strand((side, -0.72), (side + 0.06, -0.95), (side + 0.14, -1.1))
        case "tail" | "high bun":
            return (
                cap((0.92, -0.2), (0.6, -0.52), (part, -0.64), (-0.6, -0.52), (-0.92, -0.2))
                + strand((part - 0.2, -0.66), (part - 0.1, -0.95))
                + strand((part + 0.25, -0.64), (part + 0.2, -0.93))
            )
        case "bob":
            return cap(
                (0.92, 0.1), (0.8, -0.3), (0.3 + part, -0.42), (part - 0.3, -0.4), (-0.8, -0.3), (-0.92, 0.1)
            ) + strand((part - 0.02, -0.44), (part + 0.05, -0.72))
        case "long" | "waves":
            side = part + 0.3
            return cap(
                (0.93, 0.2), (0.8, -0.25), (side, -0.76), (side, -0.76), (-0.35, -0.42), (-0.82, -0.16), (-0.96, 0.2)
            ) + strand((side, -0.76), (side - 0.06, -1.0))
        case "short":
            return cap(
                (0.92, -0.1),
                (0.84, -0.42),
                (0.2 + part, -0.5),
                (-0.5 + part, -0.62),
                (-0.86, -0.4),
                (-0.94, -0.08),
                crown=[
                    (-1.03, 0.0),
                    (-1.06, -0.5),
                    (-0.7, -1.04),
                    (-0.1, -1.22),
                    (0.6, -1.1),
                    (1.05, -0.5),
                    (1.03, 0.0),
                ],
            )
        case "cropped":
            return cap(
                (0.9, -0.16),
                (0.74, -0.52),
                (part, -0.62),
                (-0.74, -0.52),
                (-0.9, -0.16),
                crown=[
                    (-1.02, 0.02),
                    (-1.02, -0.46),
                    (-0.64, -0.95),
                    (0, -1.1),
                    (0.64, -0.95),
                    (1.02, -0.46),
                    (1.02, 0.02),
                ],
            )
        case "puff":
            return cap((0.9, -0.18), (0.6, -0.5), (part, -0.6), (-0.6, -0.5), (-0.9, -0.18)) + pen.limb(
                head.all([(-0.56 * w, -0.86 * h), (0.56 * w, -0.86 * h)]), 20 * figure.scale, pen.YELLOW
            )
        case "tuft":
            return strand((-0.05, -1.0), (-0.16, -1.2), (0.06, -1.3), (0.14, -1.14)) + cap(
                (0.76, -0.5),
                (0.35 + part, -0.62),
                (part, -0.56),
                (-0.35 + part, -0.66),
                (-0.76, -0.5),
                crown=[(-0.92, -0.36), (-0.62, -0.92), (0, -1.1), (0.62, -0.92), (0.92, -0.36)],
            )
        case "loose curls":
            top = [
                (-0.82, -0.8, 0.36),
                (0.82, -0.8, 0.36),
                (-0.32, -1.05, 0.38),
                (0.36, -1.05, 0.38),
                (0.02 + part, -0.78, 0.3),
                (-0.5 + part, -0.7, 0.26),
                (0.55 + part, -0.68, 0.28),
            ]
            return _oval_points(head, w, h, top, person.hair)
        case "curls":
            top = [
                (-0.95, -0.42, 0.3),
                (0.95, -0.42, 0.3),
                (-0.66, -0.82, 0.32),
                (0.66, -0.82, 0.32),
                (0, -1.0, 0.36),
                (-0.32 + part, -0.66, 0.26),
                (0.3 + part, -0.66, 0.26),
            ]
            return _oval_points(head, w, h, top, person.hair)
        case "cap":
            return _cap(figure)
        case "headscarf":
            return _scarf(figure)
        case "bald":
            sides = [[(s * 1.04, 0.1), (s * 1.06, -0.3), (s * 0.9, -0.62), (s * 0.86, -0.2)] for s in (-1, 1)]
            return "".join(pen.shape(head.all((x * w, y * h) for x, y in side), person.hair) for side in sides)
        case _:
            return ""


def _plaits(figure: Figure) -> str:
    person, head = figure.person, figure.head
    w, h = person.build.head, person.build.head_height
    drawn = ""
    for side in (-1, 1):
        x = side * 1.06 - figure.turn * 0.1
        knots = [(x, 0.36, 0.19), (x + side * 0.07, 0.7, 0.2), (x + side * 0.1, 1.06, 0.18)]
        tip = head.oval((x + side * 0.12) * w, 1.42 * h, 0.11 * w, 0.16 * h)
        ribbon = pen.filled(head.oval((x + side * 0.11) * w, 1.27 * h, 0.13 * w, 0.07 * h), pen.RED)
        drawn += (
            pen.filled(tip, person.hair)
            + "".join(pen.filled(head.oval(a * w, b * h, r * w, r * w), person.hair) for a, b, r in reversed(knots))
            + ribbon
        )
    return drawn


def _cap(figure: Figure) -> str:
    head, turn = figure.head, figure.turn
    w, h = figure.person.build.head, figure.person.build.head_height
    sides = "".join(
        pen.shape(
            head.all([(s * 1.03 * w, 0.12 * h), (s * 1.04 * w, -0.4 * h), (s * 0.8 * w, -0.4 * h), (s * 0.9 * w, 0)]),
            figure.person.hair,
        )
        for s in (-1, 1)
    )
    crown = [
        (-1.08, -0.34),
        (-0.96, -0.84),
        (-0.4, -1.2),
        (0.4, -1.2),
        (0.96, -0.84),
        (1.08, -0.34),
        (0.5, -0.44),
        (-0.5, -0.44),
    ]
    way = 1 if turn >= 0 else -1
    peak = [(-0.3, -0.46), (0.5, -0.58), (1.34, -0.42), (1.3, -0.26), (0.5, -0.36), (-0.3, -0.3)]
    return (
        sides
        + pen.shape(head.all((x * w, y * h) for x, y in crown), pen.NAVY)
        + pen.shape(head.all((way * x * w, y * h) for x, y in peak), pen.BLUE)
    )


def _scarf(figure: Figure) -> str:
    """The cloth round the face: an outer edge and the face's opening, as one ring."""
    person, head, turn = figure.person, figure.head, figure.turn
    w, h = person.build.head, person.build.head_height
    shift = turn * 0.1
    outer = [
        (0, -1.14),
        (0.8, -0.9),
        (1.12, -0.1),
        (1.0, 0.7),
        (0.5, 1.14),
        (-0.5, 1.14),
        (-1.0, 0.7),
        (-1.12, -0.1),
        (-0.8, -0.9),
    ]
    inner = [(0, -0.7), (0.56, -0.56), (0.82, 0), (0.72, 0.56), (0, 0.97), (-0.72, 0.56), (-0.82, 0), (-0.56, -0.56)]
    ring = pen.curve(head.all((x * w, y * h) for x, y in outer))
    ring += pen.curve(head.all(((x + shift) * w, y * h) for x, y in inner))
    fold = pen.stroke(head.all([(-0.7 * w, 0.9 * h), (0, 1.26 * h), (0.8 * w, 1.1 * h)]), width=FINE)
    return f'<path d="{ring}" fill="{person.hair}" fill-rule="evenodd"/>' + fold
