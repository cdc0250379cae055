"""A composition drawn: as SVG for the page, and as PNG for Word."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import resvg_py
from PIL import Image

from ..composition import Bubble, Composition, Figure, Part, Stroke, Thing
from ..document import Value
from . import figure as body
from . import pen, things
from .bubbles import bubble, half_size
from .likeness import companion
from .look import Look, fallback
from .others import of_role
from .places import backdrop

PNG_WIDTH = 2000
"""Pixels across, as photos have: 299 dpi over the 170 mm of a page."""
COLOURS = 96
"""How many colours a PNG keeps: the paints of one picture are at most some 40 with skins and hair, the rest is for soft edges."""
_OWN_FONTS = sorted(str(path) for path in Path(__file__).parent.glob("*.ttf"))
_ELSEWHERE = re.compile(
    "[^\0-\u0148\u014a-\u024f\u02bc\u0300-\u0304\u0306-\u030c\u0323\u0326-\u0328\u0400-\u045f\u0490\u0491\u060c\u061b-\u06d5\u06ee-\u06ff"
    "\u1200-\u1357\u135d-\u137f\u1e00-\u1eff\u200c-\u200f\u2010-\u2027\u2030\u2032\u2039\u203a\u20ac\u2116]"
)
"""Letters for which the machine's fonts are looked through: other than those for Latin, Cyrillic, Arabic and Ge'ez."""
_FROM_RIGHT_TO_LEFT = re.compile('(<text [^>]*direction="rtl"[^>]*>)([^<]*)')
_ARMS_ON_TABLES = ("at_table",)
_SIDES = {-1: "left", 1: "right"}

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawn:
    """A composition with the looks of its people, ready to be drawn. `looks`: person id -> how they look."""

    composition: Composition
    looks: Mapping[str, Look]
    language: str

    def svg(self) -> str:
        """The picture as SVG of 1600 × 1200."""
        return pen.page(self.behind(), *self.parts().values(), self.strokes())

    def parts(self) -> dict[str, str]:
        """Every part by its id, in the order it is drawn: what lies on it comes with it."""
        bare = self.bare_parts()
        return {part.id: bare[part.id] + "".join(self.arms_on(part).values()) for part in self.composition.parts}

    def bare_parts(self) -> dict[str, str]:
        """The same without the arms that lie on them."""
        return {part.id: self._part(part) for part in self.composition.parts}

    def behind(self) -> str:
        """What stands behind everybody: the place, and the light of what shines."""
        return backdrop(self.composition.place, self.composition.time) + "".join(
            map(self._light, self.composition.things)
        )

    def _light(self, part: Thing) -> str:
        kind, options = self._kind(part)
        where = part.x, part.y
        return things.light(kind, *where, size=part.size, facing=part.facing, angle=part.angle, options=options)

    def strokes(self) -> str:
        """What was drawn by hand, on top of everything."""
        return "".join(_stroke(one) for one in self.composition.strokes)

    def boxes(self) -> dict[str, Box]:
        """The room that every part takes on the page: left, top, right, bottom."""
        return {part.id: self._box(part) for part in self.composition.parts}

    @cached_property
    def figures(self) -> Mapping[str, body.Figure]:
        """How every figure stands, by its id."""
        standing = {one.id: self._figure(one) for one in self.composition.figures}
        for one in self.composition.figures:
            if one.holds:
                standing[one.holds] = body.carried(standing[one.id], standing[one.holds])
                standing[one.id] = body.carrying(standing[one.id], standing[one.holds])
        return standing

    @cached_property
    def _carried(self) -> set[str]:
        return {one.holds for one in self.composition.figures if one.holds}

    @cached_property
    def _over(self) -> Mapping[str, list[str]]:
        # The part on which arms lie -> whose they are.
        found: dict[str, list[str]] = {}
        for one in self.composition.figures:
            under = self._under_arms(one)
            if under:
                found.setdefault(under, []).append(one.id)
        return found

    def _under_arms(self, one: Figure) -> str:
        ids = [part.id for part in self.composition.parts]
        if one.over in ids and ids.index(one.over) > ids.index(one.id):
            return one.over
        if one.pose not in _ARMS_ON_TABLES:
            return ""
        return next(
            (part.id for part in self.composition.parts[ids.index(one.id) :] if self._is_table_for(part, one)), ""
        )

    def _is_table_for(self, part: Part, one: Figure) -> bool:
        if not isinstance(part, Thing) or part.kind == "companion" or not things.THINGS[part.kind].surface:
            return False
        left, _, right, _ = self._box(part)
        return left <= one.x <= right

    def _figure(self, one: Figure) -> body.Figure:
        return body.figure(
            self.look_of(one),
            one.pose,
            one.feeling,
            one.x,
            one.y,
            size=one.size,
            facing=one.facing,
            left=one.left,
            right=one.right,
            tilt=one.tilt,
            lean=one.lean,
            turn=one.turn,
        )

    def look_of(self, one: Figure) -> Look:
        """How a figure looks: as the family chose, or as somebody whom nobody has drawn yet. No two of a role are one person."""
        if not one.role:
            return self.looks.get(one.who) or fallback(one.who)
        same = [other.id for other in self.composition.figures if other.role == one.role]
        return of_role(one.role, same.index(one.id))

    def _part(self, part: Part) -> str:
        match part:
            case Figure():
                return self._somebody(part)
            case Thing():
                kind, options = self._kind(part)
                where = part.x, part.y
                return things.draw(kind, *where, size=part.size, facing=part.facing, angle=part.angle, options=options)
            case Bubble():
                return self._bubble(part)

    def _somebody(self, one: Figure) -> str:
        if one.id in self._carried:
            return ""
        shade = body.shade(self.figures[one.id])
        later = [name for side, name in _SIDES.items() if self._under_arms(one) and side in self._free_sides(one.id)]
        if one.holds:
            return shade + body.drawn_carrying(self.figures[one.id], self.figures[one.holds], without=" ".join(later))
        return shade + self.figures[one.id].drawn(without=" ".join(later))

    def arms_on(self, part: Part) -> dict[str, str]:
        """The arms that lie on a part, by whose they are."""
        return {id: "".join(map(self.figures[id].arm, self._free_sides(id))) for id in self._over.get(part.id, [])}

    def _free_sides(self, id: str) -> list[int]:
        # The arm around a baby stays where the baby is.
        held = next((one.holds for one in self.composition.figures if one.id == id), "")
        around = 0 if not held else 1 if self.figures[held].hip[0] > self.figures[id].hip[0] else -1
        return [side for side in _SIDES if side != around]

    def _kind(self, part: Thing) -> tuple[str, Mapping[str, Value]]:
        # What is drawn, and with which options: a child's own thing is as their look says.
        if part.kind != "companion":
            return part.kind, part.options
        return companion(self.looks.get(part.of) or fallback(part.of))

    def _bubble(self, part: Bubble) -> str:
        of = self.figures.get(part.of)
        head = ((of.head.x, of.head.y), of.size) if of else None
        words, language = self.words_of(part)
        return bubble(part.kind, part.x, part.y, words, language, part.shows, size=part.size, head=head)

    def words_of(self, part: Bubble) -> tuple[str, str]:
        """What a bubble says and in which language: the one asked for, or else the first it has."""
        language = self.language if part.words.get(self.language) else next(iter(part.words), self.language)
        return part.words.get(language, ""), language

    def _box(self, part: Part) -> Box:
        match part:
            case Figure():
                return self.figures[part.id].box()
            case Thing():
                kind, options = self._kind(part)
                where = part.x, part.y
                return things.box(kind, *where, size=part.size, facing=part.facing, angle=part.angle, options=options)
            case Bubble():
                across, down = half_size(self.words_of(part)[0], part.shows, part.size)
                return part.x - across, part.y - down, part.x + across, part.y + down


def _stroke(one: Stroke) -> str:
    colour = {"ink": pen.INK, "red": pen.RED, "orange": pen.ORANGE, "yellow": pen.YELLOW, "green": pen.GREEN}
    colour |= {"blue": pen.BLUE, "lilac": pen.LILAC, "bark": pen.BARK, "white": pen.WHITE}
    drawn, run = "", [one.points[0]]
    for point in [*one.points[1:], None]:
        if point is not None and point[2] == run[0][2]:
            run.append(point)
            continue
        drawn += _run([(x, y) for x, y, _ in run], colour[one.colour], one.width * (0.4 + 0.6 * run[0][2]))
        run = [run[-1], point] if point is not None else run
        run = [(x, y, point[2]) for x, y, _ in run] if point is not None else run
    return drawn


def _run(points: list[tuple[int, int]], colour: str, width: float) -> str:
    if len(set(points)) == 1:
        return pen.drawn(pen.dash([(points[0], points[0])]), colour=colour, width=round(width))
    return pen.stroke(points, colour=colour, width=round(width))


def svg(composition: Composition, looks: Mapping[str, Look], language: str) -> str:
    """The composition as SVG of 1600 × 1200; a bubble speaks `language` where it can."""
    return Drawn(composition, looks, language).svg()


def png(drawing: str, width: int = PNG_WIDTH) -> bytes:
    """An SVG of ours as PNG, `width` pixels wide, with few colours so that a story of twelve stays light."""
    # resvg 0.5 knows no `direction` and would set a full stop right of Arabic words: marks around them tell it the way.
    turned = _FROM_RIGHT_TO_LEFT.sub("\\1\u2067\\2\u2069", drawing)
    painted = resvg_py.svg_to_bytes(
        svg_string=turned,
        width=width,
        skip_system_fonts=not _ELSEWHERE.search(drawing),
        font_files=_OWN_FONTS,
        sans_serif_family="Woord en Beeld",
    )
    with Image.open(io.BytesIO(painted)) as image:
        reduced = image.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    reduced.save(written, "PNG", compress_level=6)
    return written.getvalue()
