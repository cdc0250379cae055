"""What is out of doors, drives, says something without words, or is dear to a child."""

from __future__ import annotations

import io

import pytest
import resvg_py
from PIL import Image

from words_pictures.drawing import pen, things
from words_pictures.drawing.things import THINGS, Choice

KINDS = """
    house house_with_shop block_of_flats fence gate street_lamp bus_stop bridge goal
    tree bush hill cloud rain_cloud sun rainbow road path swing slide sandpit pond snowman flowerbed
    car police_car ambulance lorry bus tram train bicycle pram wheelchair_empty
    heart hearts question_mark exclamation music_notes thought_cloud far_place worry arrow check hands bunting
    present balloon
    fox bear rabbit blanket_toy cat dinosaur doll ball football blocks childs_drawing crayons puzzle
""".split()
COMPANIONS = ("fox", "bear", "rabbit", "blanket_toy", "cat", "dinosaur", "doll")
WITH_SOMEBODY_IN = ("car", "police_car", "ambulance", "lorry")


def painted(svg: str) -> Image.Image:
    picture = resvg_py.svg_to_bytes(svg_string=pen.page(svg), width=800, skip_system_fonts=True)
    return Image.open(io.BytesIO(picture)).convert("RGB")


def test_what_was_promised_is_there():
    assert set(KINDS) <= set(THINGS)


@pytest.mark.parametrize("kind", COMPANIONS)
def test_a_companion_fits_in_an_arm_and_has_a_colour(kind: str):
    left, top, right, bottom = things.box(kind, 0, 0)
    assert 110 <= right - left <= 210
    assert 160 <= bottom - top <= 260
    colours = THINGS[kind].options["colour"]
    assert isinstance(colours, Choice)
    assert len(colours.offered) > 12
    assert THINGS[kind].small


@pytest.mark.parametrize("kind", WITH_SOMEBODY_IN)
def test_a_driver_sits_between_the_parts(kind: str):
    behind = things.draw(kind, 800, 800, options={"part": "behind"})
    front = things.draw(kind, 800, 800, options={"part": "front"})
    assert behind + front == things.draw(kind, 800, 800)
    assert pen.SKY in behind, "the window is behind whoever sits there"
    assert pen.GOWN in front, "the wheels are before"


def test_the_window_above_the_shop_is_open_for_faces():
    behind = things.draw("house_with_shop", 800, 1100, options={"part": "behind"})
    front = things.box("house_with_shop", 800, 1100, options={"part": "front"})
    picture = painted(behind)
    assert picture.getpixel((400, 260)) == tuple(int(pen.LIGHT[i : i + 2], 16) for i in (1, 3, 5))
    assert front[1] > 1100 - 700 + 200


def test_a_worry_is_smaller_than_a_childs_head_and_soft():
    left, top, right, bottom = things.box("worry", 0, 0)
    assert (right - left) * (bottom - top) < 170 * 170
    assert pen.RED not in things.draw("worry", 0, 0)


@pytest.mark.parametrize("kind", ["police_car", "ambulance"])
def test_no_lamp_glares(kind: str):
    svg = things.draw(kind, 800, 800)
    assert pen.GLOW not in svg
    assert "opacity" not in svg.replace('opacity="0.6"', "")


def test_a_far_place_at_night_is_blue():
    red, _, blue = painted(things.draw("far_place", 800, 600, options={"time": "night"})).getpixel((400, 250))[:3]
    assert blue > red + 30


def test_hands_are_not_always_the_lightest():
    skin = THINGS["hands"].options["skin"]
    assert isinstance(skin, Choice)
    assert skin.default != "light"


def test_a_thought_cloud_is_as_wide_as_it_says():
    for width, height in ((120, 100), (400, 300), (1200, 400)):
        left, top, right, bottom = things.box("thought_cloud", 800, 600, options={"width": width, "height": height})
        assert (right - left, bottom - top) == (width, height)
        cloud = painted(things.draw("thought_cloud", 800, 600, options={"width": width, "height": height}))
        assert cloud.getpixel((400, 300)) == tuple(int(pen.WHITE[i : i + 2], 16) for i in (1, 3, 5))
