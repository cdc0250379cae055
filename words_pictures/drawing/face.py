"""Faces: ears, eyes, brows, mouth and cheeks as a feeling sets them, with beard, glasses and what age leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import hair, pen
from .body import Build
from .feelings import Feeling
from .look import HAIR_COLOURS, SKINS, Look
from .pen import FINE, Frame, Point

SHADOW = 0.1
"""How much ink the side turned from the light takes."""

_MOUTH, _SHADE, _FEVER = "#8c3f38", "#a04a2c", "#d9503f"
_BLUSH, _DEEP_BLUSH = "#e0735f", "#a8322c"
_DARKER = ("brown", "deep", "dark", "ebony")
_DARKEST = ("deep", "dark", "ebony")
"""On these a light rim leaves the eyes easier to see."""
_SQUARE = [(-1, -0.8), (0, -0.86), (1, -0.8), (1.02, 0), (0.9, 0.8), (0, 0.92), (-0.9, 0.8), (-1.02, 0)]


@dataclass(frozen=True)
class Face:
    """The face of one person with one feeling, round the middle of the head; `turn` -1 looks far left, 1 far right."""

    look: Look
    build: Build
    skull: Sequence[Point]
    feeling: Feeling
    turn: float
    scale: float

    @property
    def plain(self) -> bool:
        """Small on the page: shading and tongue would only be specks."""
        return self.scale * self.build.head < 60

    @property
    def skin(self) -> str:
        return SKINS[self.look.skin][0]

    @property
    def ink(self) -> str:
        return SKINS[self.look.skin][1]

    @property
    def size(self) -> float:
        """Features are as large as on an adult's head, times this."""
        return self.build.head / 74

    @property
    def nod(self) -> float:
        return self.feeling.nod * self.build.head_height

    def drawn(self) -> str:
        """All of it, the hair over the forehead too."""
        return "".join(
            [
                self._ears(),
                pen.shape(self._all(self.skull), self.skin),
                self._shade(),
                self._blush(),
                self._freckles(),
                self._beard(),
                self._open_mouth(),
                self._eyes(),
                hair.layer(self.look, self.build, self.turn, self.scale, "over"),
                pen.drawn(self._fine_lines(), colour=self.ink),
                self._wrinkles(),
                self._glasses(),
                self._sweat(),
            ]
        )

    def _all(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _line(self, points: Sequence[Point]) -> str:
        return pen.curve(self._all(points), closed=False)

    def _oval(self, x: float, y: float, across: float, down: float) -> str:
        return Frame(0, 0, 0, self.scale).oval(x, y, across, down)

    def _lined(self, data: str, fill: str, width: float = FINE) -> str:
        line = f' stroke="{self.ink}"' if self.ink != pen.INK else ""
        return f'<path d="{data}" fill="{fill}" stroke-width="{width:g}"{line}/>'

    # --- what does not change with the feeling ---

    def _ears(self) -> str:
        if self.look.cover == "headscarf":
            return ""
        w, h = self.build.head, self.build.head_height
        sides = [(side * w * 0.98 - self.turn * w * 0.12, h * 0.12) for side in (-1, 1)]
        ears = pen.filled("".join(self._oval(x, y, w * 0.17, w * 0.2) for x, y in sides), self.skin)
        if self.look.hearing_aid == "yes":
            x, y = sides[1 if self.turn <= 0 else 0]
            away = 1 if x > 0 else -1
            shell = [
                (x + away * 2, y - w * 0.2),
                (x + away * w * 0.17, y - w * 0.12),
                (x + away * w * 0.16, y + w * 0.1),
            ]
            ears += pen.stroke(self._all(shell), colour=pen.INK, width=15) + pen.stroke(
                self._all(shell), colour=pen.BERRY, width=8
            )
        return ears

    def _shade(self) -> str:
        if self.plain:
            return ""
        w, h = self.build.head, self.build.head_height
        side = [(w * 0.83, -h * 0.2), (w * 0.84, h * 0.3), (w * self.build.jaw * 0.86, h * 0.7)]
        return pen.stroke(self._all(side), colour=_SHADE, width=round(14 * self.scale), opacity=SHADOW)

    def _freckles(self) -> str:
        if self.look.freckles == "no":
            return ""
        w, h, x = self.build.head, self.build.head_height, self.turn * self.build.head * 0.33
        spots = [(-0.5, 0.33), (-0.36, 0.38), (-0.44, 0.46), (0.34, 0.38), (0.48, 0.33), (0.43, 0.46)]
        dots = [(x + a * w, b * h + self.nod) for a, b in spots]
        data = pen.dash([(at, at) for at in self._all(dots)])
        return pen.drawn(data, colour="#a8673f", width=round(5 * self.size * self.scale, 1), opacity=0.75)

    def _beard(self) -> str:
        kind, turn = self.look.beard, self.turn
        w, h, shift = self.build.head, self.build.head_height, turn * self.build.head * 0.16
        paint = HAIR_COLOURS[self.look.hair_colour]
        if kind in ("beard", "short_beard"):
            low = 1.2 if kind == "beard" else 1.06
            half = [(0.99, 0.02), (0.97, 0.5), (0.62, 0.98 * low - 0.06), (0, low)]
            inner = [(0.62, 0.34), (0.28, 0.37)]
            right = [(x * w, y * h) for x, y in half]
            left = [(-x, y) for x, y in reversed(right[:-1])]
            upper = [(-x * w + shift, y * h) for x, y in inner] + [(shift, 0.44 * h)]
            upper += [(x * w + shift, y * h) for x, y in reversed(inner)]
            gap = self._oval(turn * w * 0.33, h * 0.61 + self.nod, w * 0.4, h * 0.2)
            return pen.shape(self._all([*right, *left, *upper]), paint) + pen.filled(gap, self.skin, outlined=False)
        if kind == "stubble":
            spots = [(-0.4, 0.7), (-0.2, 0.82), (0.02, 0.86), (0.24, 0.81), (0.42, 0.7), (-0.08, 0.76), (0.14, 0.75)]
            dots = [((x * w + shift, y * h), (x * w + shift, y * h + 5)) for x, y in spots]
            ends = [(self._all([a])[0], self._all([b])[0]) for a, b in dots]
            return pen.drawn(pen.dash(ends), colour=paint)
        if kind == "moustache":
            x, y, s = turn * w * 0.36, h * 0.44 + self.nod, self.size
            half = [(20, -5), (34, 8), (15, 8)]
            points = [(0, -6), *half, (0, 4), *((-a, b) for a, b in reversed(half))]
            return pen.shape(self._all([(x + a * s, y + b * s) for a, b in points]), paint)
        return ""

    # --- eyes ---

    def _eye_at(self, side: int) -> Point:
        w, h = self.build.head, self.build.head_height
        spread = w * (0.36 - 0.05 * abs(self.turn))
        return self.turn * w * 0.3 + side * spread, h * (0.08 if self.build.eyes <= 1 else 0.14) + self.nod

    @property
    def _eye_size(self) -> float:
        return self.size * self.build.eyes

    def _eyes(self) -> str:
        feeling, size, scale = self.feeling, self._eye_size, self.scale
        eyes = [self._eye_at(side) for side in (-1, 1)]
        tears = self._tears(eyes)
        if feeling.shut:
            return tears
        way = 1 if self.turn >= 0 else -1
        across, down = self.turn * 3 + feeling.look[0] * size * way, feeling.look[1] * size
        tall = 3 * size * feeling.eyes
        pupils = [(x + across, y + down) for x, y in eyes]
        dots = [((x * scale, (y - tall) * scale), (x * scale, (y + tall) * scale)) for x, y in pupils]
        white = "".join(self._oval(x, y, 14 * size * feeling.white, 15.5 * size * feeling.white) for x, y in eyes)
        return "".join(
            [
                self._lined(white, pen.WHITE, 5) if feeling.white else "",
                pen.drawn(pen.dash(dots), colour=self.ink, width=round(16 * size * scale * feeling.eyes, 1)),
                "" if feeling.white else self._lights(pupils),
                *(self._lid(side) for side in (-1, 1) if feeling.lid),
                tears,
            ]
        )

    def _lights(self, pupils: list[Point]) -> str:
        """The light in both eyes, from the left; not in eyes that stare."""
        size = self._eye_size * self.feeling.eyes
        ends = [(at, at) for at in self._all([(x - 3 * size, y - 5 * size) for x, y in pupils])]
        return pen.drawn(pen.dash(ends), colour=pen.WHITE, width=round(5.5 * size * self.scale, 1))

    def _lid_edge(self, y: float) -> float:
        return y - 11 * self._eye_size + self.feeling.lid * 22 * self._eye_size

    def _lid(self, side: int) -> str:
        (x, y), size = self._eye_at(side), self._eye_size
        lower = self._lid_edge(y)
        inner, outer = x - side * 13 * size, x + side * 14 * size
        cover = [(inner, y - 15 * size), (outer, y - 15 * size), (outer, lower + 5 * size), (inner, lower - 3 * size)]
        return pen.board(self._all(cover), self.skin, outlined=False)

    def _tears(self, eyes: list[Point]) -> str:
        feeling, size = self.feeling, self._eye_size
        if not feeling.tear:
            return ""
        low = 8 if feeling.shut else 14
        both = [(x + (6 if x > eyes[0][0] else -6), y) for x, y in eyes]
        places = both if feeling.tear > 1 else [eyes[1 if self.turn < 0 else 0]]
        return "".join(self._drop(x, y + low * size, size) for x, y in places)

    def _drop(self, x: float, y: float, size: float, *, lined: bool = False) -> str:
        drop = [(x, y), (x, y), (x + 9 * size, y + 17 * size), (x, y + 26 * size), (x - 9 * size, y + 17 * size)]
        light = pen.filled(self._oval(x - 2 * size, y + 17 * size, 2.4, 3.4), pen.WHITE, outlined=False)
        return pen.shape(self._all(drop), pen.WATER, outlined=lined) + light

    def _sweat(self) -> str:
        if not self.feeling.sweat:
            return ""
        w, h = self.build.head, self.build.head_height
        away = 1 if self.turn <= 0 else -1
        return self._drop(away * w * 0.74, -h * 0.3 + self.nod, self.size * 0.95, lined=True)

    # --- mouth, cheeks, lines ---

    def _mouth_at(self) -> Point:
        return self.turn * self.build.head * 0.33, self.build.head_height * 0.58 + self.nod * 0.8

    def _closed_mouth(self) -> list[Point]:
        (x, y), size, feeling = self._mouth_at(), self.size, self.feeling
        wide, bow, skew, wave = feeling.wide * size, feeling.mouth * size, feeling.skew * size, feeling.wave * size
        if wave:
            steps = [(-1, -0.5), (-0.5, 0.6), (0, -0.6), (0.5, 0.6), (1, -0.5)]
            return [(x + a * wide, y - bow * 0.5 * abs(a) + b * wave * 1.6) for a, b in steps]
        middle = [(x - 0.45 * wide, y + bow * 0.35 - skew * 0.3), (x + 0.45 * wide, y + bow * 0.35 + skew * 0.3)]
        left, right = (x - wide, y - bow * 0.5 - skew * 0.7), (x + wide, y - bow * 0.5 + skew * 0.5)
        return [left, middle[0], (x, y + bow * 0.55), middle[1], right]

    def _open_mouth(self) -> str:
        feeling, size = self.feeling, self.size
        if not feeling.gape:
            return ""
        x, y = self._mouth_at()
        wide, bow, gape, wave = feeling.wide * size, feeling.mouth * size, feeling.gape * size, feeling.wave * size
        if wave:
            upper = [
                (x - wide, y),
                (x - wide * 0.4, y - wave),
                (x, y + wave * 0.4),
                (x + wide * 0.4, y - wave),
                (x + wide, y),
            ]
            lower = [
                (x + wide * 0.85, y + gape),
                (x + wide * 0.3, y + gape - wave),
                (x - wide * 0.3, y + gape + wave * 0.3),
            ]
            lower.append((x - wide * 0.85, y + gape - wave * 0.4))
            return self._lined(
                pen.curve(self._all([*upper, *lower])), pen.WHITE if feeling.teeth else _MOUTH
            ) + pen.drawn(
                self._line(
                    [(x - wide * 0.85, y + gape * 0.42), (x, y + gape * 0.5), (x + wide * 0.85, y + gape * 0.42)]
                ),
                colour=self.ink,
                width=4,
            )
        if bow <= 0:
            return self._lined(self._oval(x, y + 7 * size, wide * 0.75, gape), _MOUTH)
        left, right = (x - wide, y - bow * 0.4), (x + wide, y - bow * 0.4)
        lower = [(x + wide * 0.6, y + gape * 0.75), (x, y + gape * 1.05), (x - wide * 0.6, y + gape * 0.75)]
        mouth = pen.curve(self._all([left, left, (x, y), right, right, *lower]))
        if self.plain:
            return self._lined(mouth, _MOUTH)
        tongue = pen.filled(self._oval(x, y + gape * 0.72, wide * 0.42, gape * 0.24), pen.PINK, outlined=False)
        edge = [(x - wide * 0.82, y - bow * 0.2), (x, y + 1), (x + wide * 0.82, y - bow * 0.2)]
        low = [(x + wide * 0.66, y + gape * 0.28), (x, y + gape * 0.4), (x - wide * 0.66, y + gape * 0.28)]
        teeth = pen.shape(self._all([*edge, *low]), pen.WHITE, outlined=False) if feeling.teeth else ""
        return pen.filled(mouth, _MOUTH, outlined=False) + tongue + teeth + pen.drawn(mouth, colour=self.ink)

    def _blush(self) -> str:
        w, h, feeling = self.build.head, self.build.head_height, self.feeling
        if not feeling.blush:
            return ""
        middle = [self.turn * w * 0.24 + side * w * 0.6 for side in (-1, 1) if side * self.turn < 0.75]
        half = w * (0.08 if feeling.flush else 0.03)
        cheeks = [((x - half, h * 0.42 + self.nod), (x + half, h * 0.42 + self.nod)) for x in middle]
        dark = self.look.skin in _DARKER
        colour = _DEEP_BLUSH if dark else _FEVER if feeling.flush else _BLUSH
        data = pen.dash([(self._all([a])[0], self._all([b])[0]) for a, b in cheeks])
        return pen.drawn(
            data,
            colour=colour,
            width=round(w * (0.36 if feeling.flush else 0.29) * self.scale),
            opacity=round((0.52 if dark else 0.62) * feeling.blush, 2),
        )

    def _fine_lines(self) -> str:
        """Path data of everything thin: brows, shut eyes, lids, nose, closed mouth."""
        lines = [*self._brows(), *self._lids(), self._nose(), *self._bags()]
        if not self.feeling.gape:
            lines.append(self._closed_mouth())
        return "".join(map(self._line, lines))

    def _brows(self) -> list[list[Point]]:
        feeling, size = self.feeling, self.size
        lines: list[list[Point]] = []
        for side in (-1, 1):
            x, y = self._eye_at(side)
            base = y - (25 + feeling.brow) * size
            inner = (x - side * 12 * size, base - feeling.slant * 0.75 * size)
            outer = (x + side * 15 * size, base + (2 + feeling.slant * 0.55) * size)
            arch = 4 if feeling.slant > -4 else 0
            lines.append([inner, (x + side * 2 * size, base - arch * size), outer])
        return lines

    def _lids(self) -> list[list[Point]]:
        """Shut eyes, or the lower edges of heavy lids."""
        feeling, size = self.feeling, self._eye_size
        lines: list[list[Point]] = []
        for side in (-1, 1):
            x, y = self._eye_at(side)
            if feeling.shut:
                bow = -feeling.shut * 9 * size
                arc = [(-13, -0.35), (-8, 0.55), (0, 1), (8, 0.55), (13, -0.35)]
                lines.append([(x + a * size, y + b * bow) for a, b in arc])
            elif feeling.lid:
                low = self._lid_edge(y)
                lines.append(
                    [(x - side * 13 * size, low - 3 * size), (x, low - 2), (x + side * 15 * size, low + 6 * size)]
                )
        return lines

    def _nose(self) -> list[Point]:
        size, turn = self.size, self.turn
        x, y = (
            turn * self.build.head * 0.42,
            self.build.head_height * (0.3 if self.build.eyes <= 1 else 0.32) + self.nod,
        )
        if abs(turn) < 0.15:
            return [(x - 7 * size, y), (x, y + 5 * size), (x + 7 * size, y)]
        way = 1 if turn > 0 else -1
        return [(x - way * 5 * size, y - 5 * size), (x + way * 6 * size, y + size), (x - way * 3 * size, y + 6 * size)]

    def _bags(self) -> list[list[Point]]:
        """The bags under tired eyes."""
        feeling, size, lines = self.feeling, self._eye_size, list[list[Point]]()
        for side in (-1, 1):
            x, y = self._eye_at(side)
            if feeling.bags:
                lines.append([(x - 10 * size, y + 15 * size), (x, y + 20 * size), (x + 11 * size, y + 15 * size)])
        return lines

    def _wrinkles(self) -> str:
        """The soft lines of who is old: beside the eyes and the mouth."""
        if self.look.age != "old":
            return ""
        w, h, lines = self.build.head, self.build.head_height, list[list[Point]]()
        mx, my = self._mouth_at()
        for side in (-1, 1):
            x, y = self._eye_at(side)
            if side * self.turn < 0.6:
                edge = x + side * w * 0.29
                lines += [
                    [(edge, y + a * h), (edge + side * w * 0.08, y + b * h)] for a, b in ((0.03, -0.01), (0.1, 0.11))
                ]
            fold = mx + side * w * 0.38
            if self.look.beard not in ("none", "stubble"):
                continue
            lines.append(
                [
                    (fold - side * w * 0.06, my - h * 0.16),
                    (fold, my - h * 0.04),
                    (fold - side * w * 0.01, my + h * 0.08),
                ]
            )
        return pen.drawn("".join(map(self._line, lines)), colour=self.ink, width=5, opacity=0.5)

    def _glasses(self) -> str:
        if self.look.glasses == "none":
            return ""
        (left, y), (right, _) = self._eye_at(-1), self._eye_at(1)
        size = self.build.head * 0.27
        bridge = self._line([(left + size, y - 3), (right - size, y - 3)])
        if self.look.glasses == "square":
            rims = "".join(
                pen.curve(self._all([(x + a * size, y + b * size) for a, b in _SQUARE])) for x in (left, right)
            )
        else:
            rims = self._oval(left, y + 1, size, size) + self._oval(right, y + 1, size, size)
        return pen.drawn(rims + bridge, colour=pen.STRAW if self.look.skin in _DARKEST else self.ink)
