"""Feelings: told apart in a face of 64 px, on every skin."""

from __future__ import annotations

import io
from itertools import combinations

import pytest
import resvg_py
from PIL import Image, ImageChops

from words_pictures.drawing.body import laid
from words_pictures.drawing.feelings import DIFFERENCES, FACES, FEELINGS
from words_pictures.drawing.figure import figure
from words_pictures.drawing.head import face
from words_pictures.drawing.look import SKINS, Look
from words_pictures.drawing.pen import INK, LINE, PAPER

HEAD_PX = 64
DIFFERENT = 40
"""A pixel is different when its grey differs by more than this, of 255."""
LEAST_PX = 100
"""So many different pixels tell one feeling from another: 1 in 22 of those inside the face."""

PEOPLE = [
    Look(skin="fair", hair="bun", hair_colour="light_brown"),
    Look(age="child", skin="ebony", hair="afro", hair_colour="black"),
    Look(age="baby", skin="tan", hair="tuft"),
    Look(age="old", skin="dark", hair="curls", hair_colour="grey", glasses="round"),
    Look(age="teenager", skin="golden", cover="headscarf"),
]


@pytest.mark.parametrize("look", PEOPLE, ids=lambda look: f"{look.age} {look.skin}")
def test_every_feeling_is_told_from_every_other_at_64_px(look: Look):
    heads = {feeling: _head(look, feeling) for feeling in FEELINGS}
    for one, other in combinations(FEELINGS, 2):
        difference = ImageChops.difference(heads[one], heads[other]).crop((8, 14, 56, 60))
        changed = sum(difference.histogram()[DIFFERENT + 1 :])
        assert changed >= LEAST_PX, (one, other, changed)


def _head(look: Look, feeling: str) -> Image.Image:
    who = figure(look, "stand", feeling, 0, 0, turn=0.25, tilt=0)
    half = who.build.head * 1.1
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{HEAD_PX}" height="{HEAD_PX}"'
        f' viewBox="{who.head.x - half} {who.head.y - half} {2 * half} {2 * half}">'
        f'<rect x="-999" y="-1999" width="1998" height="2998" fill="{PAPER}"/>'
        f'<g fill="none" stroke="{INK}" stroke-width="{LINE}" stroke-linecap="round" stroke-linejoin="round">'
        f"{laid(face(look, feeling, 0.25, 1), who.head)}</g></svg>"
    )
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("L")


def test_each_feeling_says_what_tells_it_from_the_others():
    assert len(FEELINGS) == 14
    assert len(set(DIFFERENCES.values())) == 14
    for feeling, differs in DIFFERENCES.items():
        assert 15 < len(differs) < 110, feeling


def test_only_who_is_sad_has_a_tear():
    assert [feeling for feeling in FEELINGS if any(face.tear for face in FACES[feeling].values())] == ["sad"]


def test_only_who_is_scared_has_wide_white_eyes_and_only_who_is_ill_a_fever():
    assert [feeling for feeling in FEELINGS if FACES[feeling]["adult"].white] == ["scared"]
    assert [feeling for feeling in FEELINGS if FACES[feeling]["adult"].flush] == ["ill"]


@pytest.mark.parametrize("skin", SKINS)
def test_the_lines_of_a_face_stand_out_from_its_skin(skin: str):
    paint, ink = SKINS[skin]
    assert _contrast(paint, ink) >= 3
    drawn = face(Look(skin=skin), "worried", 0.2, 1)
    assert f'stroke="{ink}"' in drawn or ink == INK


def test_the_skins_go_from_light_to_very_dark():
    light = [_luminance(paint) for paint, _ in SKINS.values()]
    assert len(light) == 8
    assert light == sorted(light, reverse=True)
    assert light[-1] < 0.13


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    light = sorted((_luminance(one), _luminance(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
