"""The places of a picture: known at a glance, blue at night, and with room for people in the middle."""

from __future__ import annotations

import io
import re
import statistics
import time

import pytest
import resvg_py
from lxml import etree
from PIL import Image

from words_pictures.drawing import pen, places
from words_pictures.drawing.places import PLACES, TIMES, backdrop
from words_pictures.errors import BadComposition

EVERY = [(place, at) for place in PLACES for at in TIMES]
PAINTS = {value for name, value in vars(pen).items() if name.isupper() and isinstance(value, str)}


def painted(place: str, at: str) -> Image.Image:
    svg = pen.page(backdrop(place, at))
    return Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=svg, width=400))).convert("RGB")


def luminance(image: Image.Image) -> float:
    histogram = image.convert("L").histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def test_the_places_and_times_that_can_be_chosen():
    assert PLACES == (
        "plain", "kitchen", "bedroom", "living_room", "stairs", "street", "school", "hospital", "court",
        "crisis_house", "garden", "car", "neighbours_door", "station", "office",
    )  # fmt: skip
    assert TIMES == ("day", "evening", "night")


@pytest.mark.parametrize(("place", "at"), EVERY)
def test_a_place_is_drawn_light_and_without_writing(place: str, at: str):
    svg = backdrop(place, at)
    root = etree.fromstring(pen.page(svg))
    assert {str(element.tag).rpartition("}")[2] for element in root.iter()} <= {"svg", "rect", "g", "path", "ellipse"}
    assert len(svg) <= 6200
    assert not re.search("nan|inf", svg)
    assert svg == backdrop(place, at)


@pytest.mark.parametrize(("place", "at"), EVERY)
def test_a_place_uses_the_pens_paints_and_its_line(place: str, at: str):
    svg = backdrop(place, at)
    assert set(re.findall(r"#[0-9a-f]+", svg)) <= PAINTS
    outlines = [
        float(element.get("stroke-width", pen.LINE))
        for element in etree.fromstring(pen.page(svg)).iter("{*}path", "{*}ellipse")
        if element.get("fill") and element.get("stroke") != "none"
    ]
    assert set(outlines) <= {pen.LINE}


@pytest.mark.parametrize(("place", "at"), EVERY)
def test_the_middle_of_a_place_is_free_for_people(place: str, at: str):
    middle = painted(place, at).convert("L").crop((88, 140, 312, 280))
    dark = sum(middle.histogram()[:72]) / (middle.width * middle.height)
    assert dark <= 0.015, f"{dark:.1%} is ink"


@pytest.mark.parametrize(("place", "at"), EVERY)
def test_the_edge_of_the_paper_stays_free(place: str, at: str):
    image = painted(place, at)
    paper = tuple(int(pen.PAPER[i : i + 2], 16) for i in (1, 3, 5))
    for x in range(0, 400, 8):
        assert image.getpixel((x, 2)) == image.getpixel((x, 297)) == paper
    for y in range(0, 300, 6):
        assert image.getpixel((2, y)) == image.getpixel((397, y)) == paper


@pytest.mark.parametrize("place", PLACES)
def test_night_is_blue_and_not_black(place: str):
    night = painted(place, "night").crop((12, 12, 388, 288))
    red, _, blue = (luminance(channel) for channel in night.split())
    assert blue > red + 18
    assert 85 < luminance(night) < 160
    assert luminance(night) < luminance(painted(place, "evening")) < luminance(painted(place, "day"))


@pytest.mark.parametrize("place", PLACES)
def test_in_the_dark_something_warm_gives_light(place: str):
    night = backdrop(place, "night")
    assert pen.LIGHT in night or pen.GLOW in night


def test_no_two_places_or_times_look_the_same():
    assert len({backdrop(*key) for key in EVERY}) == len(EVERY)


def test_half_of_the_places_are_drawn_within_a_few_thousandths_of_a_second():
    taken: list[float] = []
    for key in EVERY:
        times: list[float] = []
        for _ in range(5):
            places._drawn.cache_clear()
            started = time.process_time()
            backdrop(*key)
            times.append(time.process_time() - started)
        taken.append(min(times))
    assert statistics.median(taken) <= 0.004


@pytest.mark.parametrize(("place", "at"), [("moon", "day"), ("kitchen", "noon"), ("", "")])
def test_what_is_no_place_or_no_time_is_refused(place: str, at: str):
    with pytest.raises(BadComposition):
        backdrop(place, at)
