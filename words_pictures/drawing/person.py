"""Somebody drawn: a body with its joints on the page, dressed, with a head and with what helps them along."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from . import aids, hair, head, pen
from .body import Build, build_of, elbow, hand, laid, shoe, towards, trunk_half, within_reach
from .clothes import SHORT_SLEEVES, Worn
from .face import SHADOW
from .look import CLOTH, SKINS, Look
from .pen import LINE, Frame, Point

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in page pixels."""

_SIDES = {-1: "left", 1: "right"}


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
    free: str = ""
    """Whose hands have nothing to do and may hold a crutch: "left", "right", "left right"."""
    in_hand: str = ""
    back: bool = False
    barefoot: bool = False
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
        hidden = [self.arm(side) for side, name in _SIDES.items() if name in self.behind.split()]
        left_out = (self.behind + " " + without).split()
        front = [self.arm(side) for side, name in _SIDES.items() if name not in left_out]
        trunk = [self._trunk(), self._legs()] if self.lap else [self._legs(), self._worn.skirt(), self._trunk()]
        before, after = self._aid()
        neck = [self._neck(), self._worn.collar()]
        if self.back:
            top = [*neck, laid(head.back(self.look, self.scale), self.head)]
            far, near = (front, []) if self._hands_before else ([], front)
            return "".join([before, *hidden, *far, *trunk, after, *near, *top])
        hair_behind = laid(head.behind(self.look, self.turn, self.scale), self.head)
        face = laid(head.face(self.look, self.feeling, self.turn, self.scale), self.head)
        return "".join([before, hair_behind, *hidden, *trunk, after, *neck, face, *front])

    @property
    def _hands_before(self) -> bool:
        """Seen from behind, hands that were put somewhere are on the far side of the body."""
        return self.left is not None or self.right is not None

    def arm(self, side: int) -> str:
        """One arm with its hand and what that hand has of its own: a phone, a crutch."""
        start, bend, wrist = self._joints(side)
        width = self.build.arm_width * self.scale
        held, cuff = self._held(side), self._cuff(side, bend, wrist)
        fist = self._hand_at(side, bend)
        if self.look.clothes in SHORT_SLEEVES:
            bare = pen.limb([start, bend, wrist], width * 0.94, SKINS[self.look.skin][0])
            return (
                held
                + fist
                + bare
                + cuff
                + self._short_sleeve(start, bend, width)
                + self._seamless_shoulder(side, width)
            )
        sleeve = pen.limb([start, bend, wrist], width, self._worn.top, stripes=self._worn.stripes)
        return held + fist + sleeve + cuff + self._seamless_shoulder(side, width)

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
        barefoot = self.barefoot and self.look.age != "baby"
        shoes = SKINS[self.look.skin][0] if barefoot else CLOTH[self.look.shoes]
        drawn = ""
        for i in (0, 1):
            side = (-1, 1)[i] * (self.facing if self.toes[0] == self.toes[1] else 1)
            start = self.body.at(side * build.hip * 0.5, -6)
            ankle = towards(self.feet[i], self.knees[i], 14 * scale)
            foot = shoe(self.feet[i], self.ankles[i] * self.toes[i], build.hand * scale, self.toes[i], shoes)
            leg = pen.limb(
                [start, self.knees[i], ankle], width, worn.shin, stripes=worn.stripes if worn.romper else None
            )
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
        way = 1 if self.turn >= 0 else -1
        round_it = [(0.62, -0.44), (0.94, -0.28), (0.8, -0.11), (0.36, -0.05)]
        return pen.stroke(self.body.all((way * x * hip, y * torso) for x, y in round_it), width=pen.FINE)

    def _neck(self) -> str:
        build = self.build
        lower = self.body.at(0, -build.torso + 12 * build.shoulder / 60)
        return pen.limb(
            [self.head.at(0, build.head_height * 0.7), lower], build.head * 0.52 * self.scale, SKINS[self.look.skin][0]
        )

    # --- aids and what is in a hand ---

    def _aid(self) -> tuple[str, str]:
        """What is drawn before the body, and what after it and before the arms."""
        if self.wheels and self.ground is not None:
            at = (self.hip[0], self.ground, self.build, self.scale, self.facing)
            return aids.wheelchair_behind(*at), aids.wheelchair_before(*at)
        if self.look.aid in ("crutches", "cane") and self.feet is not None and not self.free and abs(self.lean) < 45:
            return aids.leaning(*self._leaning(), self.look.aid), ""
        return "", ""

    def _leaning(self) -> tuple[Point, Point]:
        """Head and foot of a crutch or cane that leans beside somebody whose hands are taken."""
        hip, scale, away = self.build.hip, self.scale, -self.facing
        sole = self.ground if self.ground is not None else max(y for _, y in self.feet or [self.hip]) + 14 * scale
        x, y = self.hip
        return (x + away * hip * 1.3 * scale, y - self.build.torso * 0.42 * scale), (x + away * hip * 2.1 * scale, sole)

    def _stick(self, side: int) -> Point | None:
        """The foot of the crutch or cane in a hand."""
        free = self.free.split()
        if self.look.aid not in ("crutches", "cane") or self.ground is None or _SIDES[side] not in free:
            return None
        if self.look.aid == "cane" and len(free) == 2 and side != self.facing:
            return None
        return self.hand(side)[0] + side * 34 * self.scale, self.ground

    def _held(self, side: int) -> str:
        """What a hand holds, under the hand."""
        if self.in_hand == "phone" and side == -self.facing:
            build = self.build
            ear = self.head.at(side * build.head * 1.02, build.head_height * 0.3)
            return aids.phone(ear, side * 14 + self.head.angle, self.scale * max(build.hand, 0.8))
        foot = self._stick(side)
        if foot is None:
            return ""
        return (
            aids.crutch(self.hand(side), foot)
            if self.look.aid == "crutches"
            else aids.cane(self.hand(side), foot, side)
        )

    def _cuff(self, side: int, bend: Point, wrist: Point) -> str:
        """The ring of a crutch round the forearm, over the sleeve."""
        if self.look.aid != "crutches" or self._stick(side) is None:
            return ""
        return aids.cuff(bend, wrist, self.build.arm_width * self.scale)

    # --- room ---

    def box(self) -> Box:
        """The room the figure takes on the page, hair, shoes and wheels with it."""
        scale, build, points = self.scale, self.build, list[tuple[float, float, float]]()
        arm, leg = build.arm_width * scale * 0.56 + LINE, build.leg_width * scale * 0.56 + LINE
        for side in (-1, 1):
            _, bend, _ = self._joints(side)
            gloved = 1.5 if self.look.gloves != "none" else 1
            points += [
                (*self.hand(side), 50 * build.hand * scale * gloved + LINE),
                (*bend, arm),
                (*self.shoulder(side), arm),
            ]
            foot = self._stick(side)
            points += [(*foot, 14)] if foot else []
        for x, y in trunk_half(build, self.turn, self._worn.hem, pregnant=self.look.pregnant == "yes"):
            points += [(*self.body.at(side * x, y), LINE) for side in (-1, 1)]
        points += [(*knee, leg) for knee in self.knees or ()]
        points += [(*ankle, 60 * build.hand * scale + LINE) for ankle in self.feet or ()]
        left, top, right, bottom = hair.room(self.look)
        sides = [(x, y) for x in (left, right) for y in (-0.4, 0.5)]
        ends = [(x, y) for y in (top, bottom) for x in (-0.5, 0.5)]
        slants = [(x * 0.86, y * 0.86) for x in (left, right) for y in (top, bottom)]
        points += [(*self.head.at(x * build.head, y * build.head_height), 13) for x, y in (*sides, *ends, *slants)]
        if self.wheels and self.ground is not None:
            radius = aids.wheel_radius(build, scale)
            points.append((self.hip[0], self.ground - radius, radius + 12))
        elif self._aid()[0]:
            (x, y), foot = self._leaning()
            points += [(x - self.facing * 34, y, 20), (*foot, 16)]
        low = max(y + room for _, y, room in points)
        if self.ground is not None and abs(self.lean) < 45:
            low = min(low, self.ground + 24 * scale)
        return (
            min(x - room for x, _, room in points),
            min(y - room for _, y, room in points),
            max(x + room for x, _, room in points),
            low,
        )
