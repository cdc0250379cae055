"""Heads: the face with everything that shows a feeling, hair and covers round it, and the same head seen from behind.

A head is drawn round its own middle, upright, and then laid on the page, so the same head is the same shape wherever it
is and needs drawing once.
"""

from __future__ import annotations

from functools import lru_cache

from . import hair, pen
from .body import build_of
from .face import Face
from .feelings import FACES
from .look import SKINS, Look
from .pen import Frame, Point


@lru_cache(maxsize=512)
def face(look: Look, feeling: str, turn: float, scale: float) -> str:
    """The head from the front, round (0, 0): ears, face, beard, hair, cover. `turn` -1 looks far left, 1 far right."""
    return Face(look, build_of(look), outline(look), FACES[feeling][look.age], turn, scale).drawn()


@lru_cache(maxsize=256)
def behind(look: Look, turn: float, scale: float) -> str:
    """The hair and cloth that hang behind the shoulders of somebody seen from the front."""
    return hair.layer(look, build_of(look), turn, scale, "behind")


@lru_cache(maxsize=128)
def back(look: Look, scale: float) -> str:
    """The head from behind: no face, the hair over the whole skull."""
    build = build_of(look)
    w, h = build.head, build.head_height
    skull = [(x * scale, y * scale) for x, y in outline(look)]
    ears = "".join(Frame(0, 0, 0, scale).oval(side * w * 0.98, h * 0.12, w * 0.17, w * 0.2) for side in (-1, 1))
    return (
        ("" if look.cover == "headscarf" else pen.filled(ears, SKINS[look.skin][0]))
        + pen.shape(skull, SKINS[look.skin][0])
        + hair.layer(look, build, 0, scale, "back")
    )


def outline(look: Look) -> list[Point]:
    """The contour of a head in its own frame: one shape per person, whatever the picture."""
    build = build_of(look)
    w, h, jaw = build.head, build.head_height, build.jaw
    right = [(0.6, -0.82), (0.97, -0.28), (0.97, 0.32), (jaw, 0.84)]
    share = [(0, -1), *right, (0, 1), *((-x, y) for x, y in reversed(right))]
    return pen.shaken([(x * w, y * h) for x, y in share], 1.8, look.seed)
