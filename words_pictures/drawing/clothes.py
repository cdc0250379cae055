"""Clothes: how far they hang, what lies over the trunk and round the neck, and what legs and arms show of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import pen
from .body import Build
from .look import CLOTH, SKINS, Look
from .pen import INK, Frame, Point

_LENGTHS: Mapping[str, float] = {
    "hoodie": 22, "stripes": 10, "pocket": 22, "jacket": 40, "track": 30, "pyjamas": 24, "coat": 90, "dress": 125,
    "robe": 205, "gown": 228,
}  # fmt: skip
"""How far a top hangs below the hip on an adult of size 1 (px); 16 where nothing is said."""

SHORT_SLEEVES = ("t_shirt", "sport_shirt")
_LONG = 60


@dataclass(frozen=True)
class Worn:
    """Clothes on a body that stands somewhere."""

    look: Look
    build: Build
    body: Frame
    turn: float
    lap: bool
    back: bool
    plain: bool

    @property
    def top(self) -> str:
        return CLOTH[self.look.top]

    @property
    def under(self) -> str:
        return CLOTH[self.look.under]

    @property
    def is_long(self) -> bool:
        """Whether the top covers the thighs."""
        return _LENGTHS.get(self.look.clothes, 16) > _LONG

    @property
    def hem(self) -> float:
        """How far the top hangs below the hip; on somebody who sits it ends at the seat, and the thighs are covered by it."""
        length = _LENGTHS.get(self.look.clothes, 16)
        if self.lap:
            return min(length, 8) * self.build.torso / 204
        return length * (self.build.leg / 137 if length > _LONG else self.build.torso / 204)

    @property
    def romper(self) -> bool:
        """Whether the stripes go on over the legs."""
        return self.look.age == "baby"

    @property
    def stripes(self) -> str | None:
        """The second colour of a striped top, for its sleeves and legs."""
        return self.under if self.look.clothes == "stripes" else None

    @property
    def thigh(self) -> str:
        """The paint of the upper leg."""
        if self.is_long and self.lap:
            return self.top
        if self.look.clothes in ("pyjamas",):
            return self.top
        return SKINS[self.look.skin][0] if self.look.below == "skirt" and not self.lap else CLOTH[self.look.legs]

    @property
    def shin(self) -> str:
        """The paint of the lower leg: skin under skirts and shorts."""
        if self.look.clothes == "pyjamas":
            return self.top
        return CLOTH[self.look.legs] if self.look.below == "trousers" else SKINS[self.look.skin][0]

    def skirt(self) -> str:
        """A skirt under a short top, on somebody who stands."""
        if self.look.below != "skirt" or self.is_long or self.lap or self.look.clothes == "pyjamas":
            return ""
        hip, low = self.build.hip, self.build.leg * 0.92
        half = [(hip * 0.98, -14), (hip * 1.34, low), (hip * 1.34, low)]
        outline = [(-x, y) for x, y in half] + [(0, low + 5), *reversed(half)]
        return pen.shape(self.body.all(outline), CLOTH[self.look.legs])

    # --- what lies over the trunk ---

    def fabric(self) -> str:
        """What lies over the trunk: stripes, an open cardigan, a belt, a gown's fold."""
        build, cut = self.build, self.look.clothes
        if cut == "stripes":
            rows = [-build.torso + 22 + 20 * i for i in range(int((build.torso + 6) / 20))]
            wide = build.hip - 7
            bands = [[(-wide, y), (0, y + 5), (wide, y)] for y in rows]
            data = "".join(pen.curve(self.body.all(band), closed=False) for band in bands)
            return pen.drawn(data, colour=self.under, width=round(9 * self.body.scale))
        if cut == "robe":
            return self._belt(-0.22, 15 * self.u, CLOTH["berry"]) if self.back else self._wrap()
        if cut == "sport_shirt":
            return self._bar() + ("" if self.back else self._number())
        if cut == "uniform":
            badge = pen.filled(
                self.body.oval(self.slip + 30 * self.u, -0.62 * build.torso, 12 * self.u, 15 * self.u), pen.YELLOW
            )
            return self._belt(-0.07, 16 * self.u, INK) + ("" if self.back else badge)
        if self.back:
            return ""
        match cut:
            case "cardigan" | "coat" | "jacket":
                return self._open_front()
            case "gown":
                folds = [[(x * self.u, -build.torso * 0.42), (x * 1.2 * self.u, self.hem - 14)] for x in (-30, 26)]
                return self._lines(*folds)
            case "pocket":
                u, v = self.u, self.build.torso / 204
                corners = [(-30, -66), (30, -66), (26, -22), (-26, -22)]
                return pen.board(self.body.all((self.slip + x * u, y * v) for x, y in corners), self.top)
            case "hoodie":
                u, v = self.u, self.build.torso / 204
                pouch = [(-22, -74), (22, -74), (40, -26), (36, -8), (-36, -8), (-40, -26)]
                return pen.board(self.body.all((self.slip + x * u, y * v) for x, y in pouch), self.top)
            case "track":
                return self._lines([(self.slip, -build.torso + 10), (self.slip, self.hem - 4)])
            case "pyjamas":
                return self._dots()
            case _:
                return ""

    @property
    def u(self) -> float:
        """Details are as large as on an adult, times this."""
        return self.build.shoulder / 60

    @property
    def slip(self) -> float:
        """How far the middle of the chest has turned away with the face (px)."""
        return self.turn * self.build.shoulder * 0.22

    def _lines(self, *lines: list[Point]) -> str:
        return pen.drawn("".join(pen.curve(self.body.all(line), closed=False) for line in lines))

    def _belt(self, share: float, wide: float, paint: str) -> str:
        y, half = self.build.torso * share, self.build.hip - 2
        return pen.limb(self.body.all([(-half, y), (half, y)]), max(wide * self.body.scale, 10), paint)

    def _open_front(self) -> str:
        torso, gap, slip, low = self.build.torso, self.build.shoulder * 0.3, self.slip, self.hem - 2
        middle = -torso * 0.45
        right = [(gap, -torso + 2), (gap * 0.9, middle), (gap * 0.75, low), (gap * 0.75, low)]
        panel = [(slip + x, y) for x, y in right] + [(slip - x, y) for x, y in reversed(right)]
        return pen.shape(self.body.all(panel), self.under)

    def _wrap(self) -> str:
        torso, u, slip = self.build.torso, self.u, self.slip
        over = [(slip - 26 * u, -torso + 4), (slip + 6 * u, -torso * 0.6), (slip + 10 * u, self.hem - 4)]
        return pen.stroke(self.body.all(over)) + self._belt(-0.22, 15 * u, CLOTH["berry"])

    def _bar(self) -> str:
        wide, y = self.build.shoulder * (0.97 - 0.12 * abs(self.turn)) - 12 * self.u, -self.build.torso * 0.53
        band = self.body.all([(-wide, y), (0, y + 6 * self.u), (wide, y)])
        return pen.stroke(band, colour=self.under, width=round(18 * self.u * self.body.scale))

    def _number(self) -> str:
        u, x, y = self.u, self.slip, -self.build.torso * 0.28
        seven = [(x - 12 * u, y - 16 * u), (x + 12 * u, y - 16 * u), (x - 2 * u, y + 20 * u)]
        return pen.edge(self.body.all(seven), colour=self.under, width=round(8 * u * self.body.scale, 1))

    def _dots(self) -> str:
        torso, wide = self.build.torso, self.build.hip * 0.62
        spots = [
            (a * wide, b * torso)
            for a, b in ((-1, -0.2), (0, -0.12), (1, -0.2), (-0.5, -0.42), (0.5, -0.42), (0, -0.66))
        ]
        ends = [(at, at) for at in self.body.all(spots)]
        return pen.drawn(pen.dash(ends), colour=self.under, width=round(11 * self.u * self.body.scale, 1))

    # --- round the neck ---

    def collar(self) -> str:
        """What lies round the neck, over its lower end."""
        cut = self.look.clothes
        if cut == "scarf":
            return self._scarf()
        if cut == "hoodie":
            return self._hood()
        if self.back:
            return ""
        if cut in ("shirt", "coat", "jacket", "uniform", "track"):
            extra = {"coat": self._stethoscope, "jacket": self._tie}.get(cut)
            return self._wings() + (extra() if extra else "")
        if cut == "gown":
            return self._band()
        if cut in ("cardigan", "robe", "stripes") or self.plain:
            return ""
        u, top, slip = self.u * 60 / 64, -self.build.torso, self.slip * 0.5
        return self._lines([(slip - 30 * u, top + 2), (slip, top + 22 * u), (slip + 30 * u, top + 2)])

    def _wings(self) -> str:
        paint = self.top if self.look.clothes in ("shirt", "track") else self.under
        top, slip, u = -self.build.torso, self.slip, self.u
        wings: list[list[Point]] = []
        for side in (-1, 1):
            wing = [(0, 26), (side * 16, -6), (side * 36, 2), (side * 32, 44)]
            wings.append(self.body.all((slip + x * u, top + y * u) for x, y in wing))
        return pen.boards(wings, paint)

    def _stethoscope(self) -> str:
        top, slip, u = -self.build.torso, self.slip, self.u
        tube = [(-40, 8), (-36, 70), (0, 104), (36, 70), (40, 8)]
        return pen.stroke(
            self.body.all((slip + x * u, top + y * u) for x, y in tube), colour=pen.NAVY, width=9
        ) + pen.filled(self.body.oval(slip, top + 108 * u, 13 * u, 13 * u), pen.STONE)

    def _tie(self) -> str:
        top, slip, u = -self.build.torso, self.slip, self.u
        tie = [(-10, 24), (10, 24), (6, 42), (15, 112), (0, 128), (-15, 112), (-6, 42)]
        return pen.board(self.body.all((slip + x * u, top + y * u) for x, y in tie), pen.RED)

    def _band(self) -> str:
        top, slip, u = -self.build.torso, self.slip, self.u
        band = [(-15, 2), (15, 2), (22, 92), (-22, 92)]
        pleat = self._lines([(slip, top + 34 * u), (slip, top + 84 * u)])
        return pen.board(self.body.all((slip + x * u, top + y * u) for x, y in band), pen.WHITE) + pleat

    def _scarf(self) -> str:
        top, slip, u, scale = -self.build.torso, self.slip, self.u, self.body.scale
        round_neck = pen.limb(
            self.body.all([(slip - 36 * u, top + 8), (slip + 36 * u, top + 8)]), max(30 * u * scale, 14), self.under
        )
        tail = pen.limb(
            self.body.all([(slip + 12 * u, top + 16 * u), (slip + 16 * u, top + 80 * u)]),
            max(26 * u * scale, 13),
            self.under,
        )
        return ("" if self.back else tail) + round_neck

    def _hood(self) -> str:
        top, slip, u, scale = -self.build.torso, self.slip, self.u, self.body.scale
        if self.back:
            hood = [(-44, -4), (44, -4), (36, 44), (0, 62), (-36, 44)]
            return pen.shape(self.body.all((x * u, top + y * u) for x, y in hood), self.top)
        roll = pen.limb(
            self.body.all([(slip - 40 * u, top + 2), (slip, top + 20 * u), (slip + 40 * u, top + 2)]),
            max(22 * u * scale, 12),
            self.top,
        )
        cords = [[(slip + s * 12 * u, top + 26 * u), (slip + s * 14 * u, top + 62 * u)] for s in (-1, 1)]
        return roll + pen.drawn(
            "".join(pen.curve(self.body.all(cord), closed=False) for cord in cords), colour=self.under
        )
