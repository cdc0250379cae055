"""A figure: a person with a look, in a pose, with a feeling, somewhere on the page.

    mila = figure(look, "stand", "relieved", 590, 1090, size=1.28, turn=-0.4, right=(712, 800))
    mila.drawn()                                    # the whole of her
    mila.drawn(without="right") + toy + mila.arm(1)   # with her hand around what she holds

Left and right are the reader's. Hands may be given as page points, and the elbows follow: whoever holds, hugs or gives
really touches. How a pose, a feeling or a hair is added: README.md beside this file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from . import aids, head, pen
from .body import Build, build_of, elbow, hand, shoe, towards, trunk_half, within_reach
from .clothes import SHORT_SLEEVES, Worn
from .feelings import FEELINGS
from .head import SHADOW
from .look import CLOTH, SKINS, Look
from .pen import INK, LINE, Frame, Point
from .poses import IN_WHEELCHAIR, POSES, STANCES, Hand, Pose, placed

__all__ = [
    "FEELINGS",
    "POSES",
    "Figure",
    "carried",
    "carrying",
    "drawn_carrying",
    "figure",
    "portrait",
    "shade",
    "whole",
]

Box = tuple[float, float, float, float]

_SIDES = {-1: "left", 1: "right"}
_MIRRORED = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class Figure:
    """A person in a pose. Points are page pixels, angles degrees."""

    look: Look
    feeling: str
    hip: Point
    knees: tuple[Point, Point] | None = None
    feet: tuple[Point, Point] | None = None
    """The ankles."""
    toes: tuple[int, int] = (-1, 1)
    ankles: tuple[float, float] = (0, 0)
    lap: bool = False
    """The thighs come towards the reader and cover the hem."""
    left: Point | None = None
    right: Point | None = None
    turn: float = 0
    """Where the face looks: -1 far left, 1 far right."""
    tilt: float = 0
    lean: float = 0
    scale: float = 1
    facing: int = 1
    behind: str = ""
    """Which arms pass behind the body: "left", "right", "left right"."""
    elbows: tuple[int, int] = (0, 0)
    """-1 bends an elbow up or inward, 0 lets it hang."""
    hands: tuple[str, str] = ("rest", "rest")
    in_hand: str = ""
    back: bool = False
    ground: float | None = None
    """The height of the floor under whoever stands on it (px)."""
    wheels: bool = False
    """Sits in a wheelchair, whose wheels are on the ground."""

    @property
    def size(self) -> float:
        """How large the figure is drawn; 1 makes an adult some 660 px tall."""
        return self.scale

    @cached_property
    def build(self) -> Build:
        """The measures of this body."""
        return build_of(self.look)

    @cached_property
    def body(self) -> Frame:
        """The trunk's frame: origin between the hips, up along the spine."""
        return Frame(*self.hip, self.lean, self.scale)

    @cached_property
    def head(self) -> Frame:
        """The head's frame: origin in its middle."""
        build = self.build
        x, y = self.body.at(0, -build.torso - build.neck - build.head_height * 0.86)
        return Frame(x, y, self.lean * 0.4 + self.tilt, self.scale)

    def shoulder(self, side: int) -> Point:
        """The page point where the arm begins; `side` is -1 for the reader's left, 1 for the right."""
        build = self.build
        narrow = 1 - 0.12 * abs(self.turn)
        return self.body.at(
            side * (build.shoulder * narrow - build.arm_width * 0.32), -build.torso + build.shoulder * 0.57
        )

    def hand(self, side: int) -> Point:
        """The page point of a hand: where it was asked to be, or as far towards it as the arm goes."""
        given, start, reach = self._given(side), self.shoulder(side), self.build.arm * self.scale
        if given is None:
            return start[0] + side * reach * 0.13, start[1] + reach * 0.96
        return within_reach(start, given, reach)

    def _given(self, side: int) -> Point | None:
        return self.left if side < 0 else self.right

    # --- drawn ---

    def drawn(self, without: str = "") -> str:
        """The whole figure; arms named in `without` ("left right") are left for `arm`."""
        front = [
            self.arm(s) for s, name in _SIDES.items() if name not in self.behind.split() and name not in without.split()
        ]
        hidden = [self.arm(s) for s, name in _SIDES.items() if name in self.behind.split()]
        trunk, legs = self._trunk(), self._legs()
        skirt = self._worn.skirt()
        middle = [trunk, legs] if self.lap else [legs, skirt, trunk]
        if self.back:
            top = [self._neck(), self._worn.collar(), head.laid(head.back(self.look, self.scale), self.head)]
            parts = [*hidden, *front, *middle, *top] if self._hands_before else [*hidden, *middle, *front, *top]
        else:
            hair = head.laid(head.behind(self.look, self.turn, self.scale), self.head)
            face = head.laid(head.face(self.look, self.feeling, self.turn, self.scale), self.head)
            parts = [hair, *hidden, *middle, self._neck(), self._worn.collar(), face, *front]
        before, after = self._aid()
        return "".join([before, *parts, after])

    @property
    def _hands_before(self) -> bool:
        """Seen from behind, hands that were put somewhere are on the far side of the body."""
        return self.left is not None or self.right is not None

    def arm(self, side: int) -> str:
        """One arm with its hand and what that hand has of its own: a phone, a crutch."""
        start, bend, wrist = self._joints(side)
        width = self.build.arm_width * self.scale
        held = self._held(side, bend)
        fist = self._hand_at(side, bend)
        if self.look.clothes in SHORT_SLEEVES:
            bare = pen.limb([start, bend, wrist], width * 0.94, SKINS[self.look.skin][0])
            return held + fist + bare + self._short_sleeve(start, bend, width) + self._seamless_shoulder(side, width)
        sleeve = pen.limb([start, bend, wrist], width, self._worn.top, stripes=self._worn.stripes)
        return held + fist + sleeve + self._seamless_shoulder(side, width)

    def forearm(self, side: int) -> str:
        """Only the part from elbow to hand, laid over whoever is held."""
        _, bend, wrist = self._joints(side)
        width = self.build.arm_width * self.scale
        paint = SKINS[self.look.skin][0] if self.look.clothes in SHORT_SLEEVES else self._worn.top
        joint = pen.drawn(pen.dash([(bend, bend)]), colour=paint, width=round(width - 6))
        return self._hand_at(side, bend) + pen.limb([bend, wrist], width, paint) + joint

    @cached_property
    def _worn(self) -> Worn:
        lap = self.lap or self.knees is None
        return Worn(self.look, self.build, self.body, self.turn, lap, self.back, self.plain)

    @property
    def plain(self) -> bool:
        """Far away or small: shading would only be specks."""
        return self.scale * self.build.head < 60

    def _joints(self, side: int) -> tuple[Point, Point, Point]:
        """Shoulder, elbow and wrist."""
        start, end, reach = self.shoulder(side), self.hand(side), self.build.arm * self.scale
        bend = elbow(start, end, reach, side, self.elbows[0 if side < 0 else 1])
        return start, bend, towards(end, bend, 22 * self.build.hand * self.scale)

    def _hand_at(self, side: int, bend: Point) -> str:
        end = self.hand(side)
        angle = math.degrees(math.atan2(end[1] - bend[1], end[0] - bend[0]))
        gloves = self.look.gloves
        paint = SKINS[self.look.skin][0] if gloves == "none" else CLOTH[gloves]
        frame = Frame(*end, angle, self.build.hand * self.scale)
        return hand(frame, side, self.hands[0 if side < 0 else 1], paint, gloved=gloves != "none")

    def _short_sleeve(self, start: Point, bend: Point, width: float) -> str:
        far = math.dist(start, bend) or 1
        end = towards(bend, start, far * 0.3)
        inner = towards(end, start, min(LINE, far * 0.3))
        data, shorter = (f"M{start[0]:.0f} {start[1]:.0f}L{to[0]:.0f} {to[1]:.0f}" for to in (end, inner))
        colour, butt = self._worn.top, 'stroke-linecap="butt"'
        wide = width * 1.12
        round_end = pen.drawn(pen.dash([(start, start)]), width=round(wide + LINE))
        return (
            round_end
            + f'<path d="{data}" stroke-width="{wide + LINE:.0f}" {butt}/>'
            + pen.drawn(pen.dash([(start, start)]), colour=colour, width=round(wide - LINE))
            + f'<path d="{shorter}" stroke="{colour}" stroke-width="{wide - LINE:.0f}" {butt}/>'
        )

    def _seamless_shoulder(self, side: int, width: float) -> str:
        if self.look.clothes == "stripes":
            return ""
        build = self.build
        at = self.body.at(
            side * (build.shoulder * (1 - 0.12 * abs(self.turn)) - build.arm_width * 0.47),
            -build.torso + build.shoulder * 0.6,
        )
        return pen.drawn(pen.dash([(at, at)]), colour=self._worn.top, width=round(width - 6))

    def _legs(self) -> str:
        if self.knees is None or self.feet is None:
            return ""
        build, worn, scale = self.build, self._worn, self.scale
        width = build.leg_width * scale
        shoes = CLOTH[self.look.shoes]
        drawn = ""
        for i in (0, 1):
            side = (-1, 1)[i] * (self.facing if self.toes[0] == self.toes[1] else 1)
            start = self.body.at(side * build.hip * 0.5, -6)
            ankle = towards(self.feet[i], self.knees[i], 14 * scale)
            foot = shoe(Frame(*self.feet[i], self.ankles[i] * self.toes[i], build.hand * scale), self.toes[i], shoes)
            leg = pen.limb([start, self.knees[i], ankle], width, worn.shin, stripes=worn.stripes)
            if worn.thigh != worn.shin:
                leg += pen.limb([start, self.knees[i]], width + 3, worn.thigh)
            drawn += leg + foot
        return drawn

    def _trunk(self) -> str:
        build, worn, body, pregnant = self.build, self._worn, self.body, self.look.pregnant == "yes"
        right = trunk_half(build, self.turn, worn.hem, pregnant=pregnant)
        left = trunk_half(build, self.turn, worn.hem, pregnant=pregnant, side=-1)
        outline = [*left, (0, worn.hem + 4), *reversed(right)]
        return "".join(
            [
                pen.shape(body.all(outline), worn.top),
                worn.fabric(),
                self._belly() if pregnant and not self.back else "",
                "" if self.plain else self._trunk_shade(right),
            ]
        )

    def _trunk_shade(self, right: list[Point]) -> str:
        torso, hem = self.build.torso, self._worn.hem
        shadow = [(x - 15, y) for x, y in right if -torso + 20 < y < hem]
        shadow.append((right[-1][0] - 15 if hem < 60 else right[-2][0] - 17, hem - 14))
        return pen.stroke(self.body.all(shadow), width=round(20 * self.scale), opacity=SHADOW)

    def _belly(self) -> str:
        hip, torso = self.build.hip, self.build.torso
        x = self.turn * hip * 0.3
        under = [
            (x - hip * 0.72, -torso * 0.2),
            (x - hip * 0.3, -torso * 0.06),
            (x + hip * 0.3, -torso * 0.06),
            (x + hip * 0.72, -torso * 0.2),
        ]
        return pen.stroke(self.body.all(under), width=pen.FINE)

    def _neck(self) -> str:
        build = self.build
        lower = self.body.at(0, -build.torso + 12 * build.shoulder / 60)
        return pen.limb(
            [self.head.at(0, build.head_height * 0.7), lower], build.head * 0.52 * self.scale, SKINS[self.look.skin][0]
        )

    # --- aids and what is in a hand ---

    def _aid(self) -> tuple[str, str]:
        """What is drawn before and after the figure."""
        if not self.wheels or self.ground is None:
            return "", ""
        x, build = self.hip[0], self.build
        return (
            aids.wheelchair_behind(x, self.ground, build, self.scale, self.facing),
            aids.wheelchair_before(x, self.ground, build, self.scale, self.facing),
        )

    def _held(self, side: int, bend: Point) -> str:
        if self.in_hand == "phone" and self._given(side) is not None and side == -self.facing:
            build = self.build
            ear = self.head.at(side * build.head * 1.02, build.head_height * 0.3)
            return aids.phone(ear, side * 14 + self.head.angle, self.scale * max(build.hand, 0.8))
        if (
            self.look.aid not in ("crutches", "cane")
            or self.ground is None
            or self._given(side) is not None
            or self.lap
        ):
            return ""
        end = self.hand(side)
        foot = (end[0] + side * 34 * self.scale, self.ground)
        if self.look.aid == "crutches":
            return aids.crutch(end, bend, foot)
        return aids.cane(end, foot, self.facing) if side == self.facing else ""

    # --- room ---

    def box(self) -> Box:
        """The room the figure takes on the page, hair and shoes with it: left, top, right, bottom (px)."""
        scale, build = self.scale, self.build
        edge = LINE
        points: list[tuple[Point, float]] = []
        for side in (-1, 1):
            _, bend, _ = self._joints(side)
            points += [(self.hand(side), 56 * build.hand * scale), (bend, build.arm_width * scale * 0.62)]
            points.append((self.shoulder(side), build.arm_width * scale * 0.62))
        worn = self._worn
        for x, y in trunk_half(build, self.turn, worn.hem, pregnant=self.look.pregnant == "yes"):
            points += [(self.body.at(s * x, y), 4 * scale) for s in (-1, 1)]
        if self.knees is not None and self.feet is not None:
            points += [(knee, build.leg_width * scale * 0.62) for knee in self.knees]
            points += [(foot, 62 * build.hand * scale) for foot in self.feet]
        w, h = build.head, build.head_height
        points += [(self.head.at(x * w, y * h), w * 0.5 * scale) for x, y in _HEAD_ROOM]
        left = min(x - room for (x, _), room in points) - edge
        right = max(x + room for (x, _), room in points) + edge
        top = min(y - room for (_, y), room in points) - edge
        bottom = max(y + room for (_, y), room in points) + edge
        if self.ground is not None:
            bottom = min(bottom, self.ground + 24 * scale)
        if self.wheels and self.ground is not None:
            radius = aids.wheel_radius(build, scale)
            left, right = min(left, self.hip[0] - radius - 8), max(right, self.hip[0] + radius + 8)
            bottom = self.ground + 6
        return left, top, right, bottom


_HEAD_ROOM = [(-1, -0.9), (1, -0.9), (0, -1.3), (-1, 0.6), (1, 0.6)]


def figure(
    look: Look,
    pose: str,
    feeling: str,
    x: float,
    y: float,
    *,
    size: float = 1,
    facing: int = 1,
    left: Point | None = None,
    right: Point | None = None,
    tilt: float | None = None,
    lean: float | None = None,
    turn: float | None = None,
    legs: bool = True,
) -> Figure:
    """Somebody in a pose at (x, y), which is where they touch what carries them. What is None is as the pose has it.

    `legs` False leaves the legs off: behind a table, in a window, under a blanket. Raises KeyError for a pose or a feeling
    that is not there; a hand too far away is stretched towards and not reached.
    """
    if feeling not in FEELINGS:
        raise KeyError(feeling)
    stance, build = STANCES[pose], build_of(look)
    wheels = look.aid == "wheelchair" and stance.wheels == "chair" and legs
    joints = IN_WHEELCHAIR if wheels else stance
    ground = y if stance.ground else None
    if wheels and ground is None:
        ground = y - (IN_WHEELCHAIR.hip[2]) * build.leg * size
    base = ground if wheels and ground is not None else y
    knees, feet = _limbs(joints, build, x, base, size, facing) if legs else (None, None)
    toes, ankles = joints.toes, joints.ankles
    if facing < 0:
        toes = (-toes[0], -toes[1]) if toes[0] == toes[1] else toes
    standing = Figure(
        look,
        feeling,
        placed(joints.hip, build, x, base, size, facing) if legs else (x, y),
        knees,
        feet,
        toes,
        ankles,
        lap=joints.lap,
        turn=facing * stance.turn if turn is None else turn,
        tilt=facing * stance.tilt if tilt is None else tilt,
        lean=facing * stance.lean if lean is None else lean,
        scale=size,
        facing=facing,
        behind=stance.behind if facing > 0 else " ".join(_MIRRORED[name] for name in stance.behind.split()),
        elbows=stance.elbows if facing > 0 else (stance.elbows[1], stance.elbows[0]),
        hands=stance.hands if facing > 0 else (stance.hands[1], stance.hands[0]),
        in_hand=stance.in_hand,
        back=stance.back,
        ground=ground,
        wheels=wheels,
    )
    own = {side: _hand_of(standing, stance.left if side * facing < 0 else stance.right, side) for side in (-1, 1)}
    return replace(standing, left=left or own[-1], right=right or own[1])


def _limbs(
    stance: Pose, build: Build, x: float, y: float, size: float, facing: int
) -> tuple[tuple[Point, Point] | None, tuple[Point, Point] | None]:
    """Knees and ankles; the far leg first."""
    if stance.feet is None:
        return None, None
    hip = placed(stance.hip, build, x, y, size, facing)
    ankles: list[Point] = []
    knees: list[Point] = []
    for i in (0, 1):
        foot = placed(stance.feet[i], build, x, y, size, facing)
        ankle = (foot[0], foot[1] - 14 * size)
        ankles.append(ankle)
        if stance.knees is None:
            knees.append((ankle[0], (hip[1] + ankle[1]) / 2))
        else:
            knees.append(placed(stance.knees[i], build, x, y, size, facing))
    if facing < 0 and stance.toes[0] != stance.toes[1]:
        knees.reverse()
        ankles.reverse()
    return (knees[0], knees[1]), (ankles[0], ankles[1])


def _hand_of(who: Figure, where: Hand | None, side: int) -> Point | None:
    """The page point that a pose tells for a hand."""
    if where is None:
        return None
    build, scale, facing = who.build, who.scale, who.facing
    across, down = where.at
    across *= facing
    match where.source:
        case "shoulder":
            x, y = who.shoulder(side)
            return x + across * build.arm * scale, y + down * build.arm * scale
        case "head":
            return who.head.at(across * build.head, down * build.head_height)
        case "body":
            return who.body.at(across * build.shoulder, down * build.torso)
        case _:
            start = who.hip
            if where.source == "knee" and who.knees is not None:
                start = who.knees[0 if side < 0 else 1]
            return start[0] + across * build.leg * scale, start[1] + down * build.leg * scale


# --- a baby on the arm ---


def _carrying_side(holder: Figure) -> int:
    """The side on which a baby is carried: away from where the holder faces, where no hand has something to do."""
    away = -holder.facing
    given = holder.left if away < 0 else holder.right
    other = holder.right if away < 0 else holder.left
    return -away if given is not None and other is None else away


def carried(holder: Figure, baby: Figure) -> Figure:
    """The baby as it sits on the hip of who holds it, whatever its own pose."""
    side, build, scale = _carrying_side(holder), holder.build, holder.scale
    out, low = (1.12, -0.24) if build.torso > 150 else (1.72, 0.03)
    x, y = holder.body.at(side * build.shoulder * out, build.torso * low)
    size = scale * min(max(baby.scale / scale, 0.6), 1.2)
    chest = (x - side * 40 * size, y - 46 * size)
    return replace(
        baby,
        hip=(x, y),
        knees=((x - 30 * size, y + 14 * size), (x + 30 * size, y + 14 * size)),
        feet=((x - 38 * size, y + 44 * size), (x + 38 * size, y + 44 * size)),
        toes=(-1, 1),
        ankles=(0, 0),
        lap=True,
        left=chest if side > 0 else None,
        right=chest if side < 0 else None,
        turn=-side * 0.45,
        tilt=-side * 10,
        lean=side * 9,
        scale=size,
        facing=-side,
        hands=("rest", "rest"),
        in_hand="",
        back=False,
        behind="",
        ground=None,
        wheels=False,
    )


def carrying(holder: Figure, baby: Figure) -> Figure:
    """Who holds the baby, with the arm round it; `baby` is as `carried` gave it."""
    side = 1 if baby.hip[0] > holder.hip[0] else -1
    hand_at = (baby.hip[0] - side * 16 * baby.scale, baby.hip[1] - 8 * baby.scale)
    return replace(holder, right=hand_at) if side > 0 else replace(holder, left=hand_at)


def drawn_carrying(holder: Figure, baby: Figure, without: str = "") -> str:
    """Both: the holder as `carrying` gave it, the baby, and the arm that is round it."""
    side = 1 if baby.hip[0] > holder.hip[0] else -1
    return holder.drawn(without=without) + baby.drawn() + holder.forearm(side)


def shade(who: Figure) -> str:
    """The soft shadow on the floor under a figure; nothing under who sits on a seat or lies in bed."""
    if who.ground is None or who.feet is None:
        return ""
    xs = [x for x, _ in (who.hip, *who.feet, *(who.knees or ()))]
    middle = (min(xs) + max(xs)) / 2
    across = (max(xs) - min(xs)) / 2 + 56 * who.scale * who.build.hand
    return pen.spot(
        middle + across * 0.12, who.ground + 2, across, 16 * min(who.scale, 1.4), INK, outlined=False, opacity=0.13
    )


# --- alone, for a button or a choice ---


def portrait(look: Look, feeling: str = "calm", px: int = 96) -> str:
    """Head and shoulders as an SVG of `px` by `px`, for a button with a face."""
    build = build_of(look)
    who = figure(look, "stand", feeling, 0, 0, turn=0.12, tilt=0)
    middle = who.head.y + build.head_height * 0.12
    half = build.head * 1.72
    return _svg(who.drawn(), (-half, middle - half, half, middle + half), px, px)


def whole(look: Look, pose: str = "stand", feeling: str = "calm", px: int = 320) -> str:
    """The whole figure as an SVG `px` high."""
    who = figure(look, pose, feeling, 0, 0)
    left, top, right, bottom = who.box()
    return _svg(shade(who) + who.drawn(), (left, top, right, bottom), round(px * (right - left) / (bottom - top)), px)


def _svg(drawing: str, box: Box, width: int, height: int) -> str:
    left, top, right, bottom = box
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}">'
        f'<g fill="none" stroke="{INK}" stroke-width="{LINE}" stroke-linecap="round" stroke-linejoin="round">{drawing}</g></svg>'
    )
