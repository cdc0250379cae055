"""Figures: any look, pose and feeling stands on the page, touches what it holds, and has one line."""

from __future__ import annotations

import io
import math
import re
from itertools import product

import pytest
import resvg_py
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from words_pictures.drawing import body, pen
from words_pictures.drawing import figure as figures
from words_pictures.drawing import look as looks
from words_pictures.drawing.figure import (
    FEELINGS,
    POSES,
    Figure,
    carried,
    carrying,
    drawn_carrying,
    figure,
    portrait,
    shade,
    whole,
)
from words_pictures.drawing.look import AGES, CHOICES, ROLES, Look
from words_pictures.drawing.poses import STANCES

SEEN_PX = 400
"""How wide a page of 1600 px is painted to see where the ink is."""

SVG = "{http://www.w3.org/2000/svg}"
LOOKS = st.builds(Look, **{name: st.sampled_from(words) for name, words in CHOICES.items()})
POINTS = st.one_of(st.none(), st.tuples(st.integers(-400, 2000), st.integers(-400, 1600)))
MAMA = Look(skin="fair", hair="bun", hair_colour="light_brown", clothes="cardigan", top="green")
MILA = Look(age="child", skin="tan", hair="plaits", top="yellow")
OSKAR = Look(age="baby", hair="tuft", clothes="stripes", top="white", under="blue", legs="white", shoes="white")


@settings(max_examples=120, deadline=None)
@given(
    LOOKS,
    st.sampled_from(POSES),
    st.sampled_from(FEELINGS),
    st.sampled_from([0.2, 0.5, 1, 1.3, 3]),
    st.sampled_from([-1, 1]),
    POINTS,
    POINTS,
)
def test_anybody_can_do_and_feel_anything(look, pose, feeling, size, facing, left, right):
    who = figure(look, pose, feeling, 800, 900, size=size, facing=facing, left=left, right=right)
    drawn = who.drawn()
    root = etree.fromstring(_page(drawn))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "g", "path", "ellipse", "circle"}
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", re.sub(r"#[0-9a-f]{6}", "", drawn))]
    assert "nan" not in drawn
    assert "inf" not in drawn
    assert max(map(abs, numbers)) < 6000
    assert 1500 < len(drawn) < 14_000
    low_x, low_y, high_x, high_y = who.box()
    assert all(map(math.isfinite, who.box()))
    assert 20 * size < high_x - low_x < 1400 * size + 60
    assert 60 * size < high_y - low_y < 1400 * size + 60
    assert low_x < who.head.x < high_x
    assert low_y < who.head.y < high_y


def _page(drawing: str, box: tuple[float, float, float, float] = (0, 0, 1600, 1200)) -> str:
    left, top, right, bottom = box
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{right - left:.0f}" height="{bottom - top:.0f}"'
        f' viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}">'
        f'<g fill="none" stroke="{pen.INK}" stroke-width="7" stroke-linecap="round" stroke-linejoin="round">{drawing}</g></svg>'
    )


def _ink(svg: str) -> tuple[int, ...] | None:
    with Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=SEEN_PX)))) as image:
        seen = image.getchannel("A").getbbox()
    return seen and tuple(round(edge * 1600 / SEEN_PX) for edge in seen)


@pytest.mark.parametrize("pose", POSES)
def test_the_box_of_a_figure_holds_all_of_it_and_little_more(pose: str):
    people = [
        Look(hair="afro", aid="crutches", clothes="t_shirt"),
        Look(age="child", hair="puffs", aid="wheelchair", cover="sun_hat"),
        Look(age="baby", hair="tail", gloves="yellow"),
        Look(age="old", hair="high_bun", aid="cane", clothes="gown", build="round"),
    ]
    for look, facing, size in product(people, (-1, 1), (0.6, 1.1)):
        who = figure(look, pose, "calm", 800, 800, size=size, facing=facing)
        left, top, right, bottom = who.box()
        ink = _ink(_page(who.drawn(), (0, -200, 1600, 1400)))
        assert ink is not None
        seen = (ink[0], ink[1] - 200, ink[2], ink[3] - 200)
        slack = 5
        assert left <= seen[0] + slack, (look, facing, "left")
        assert top <= seen[1] + slack, (look, facing, "top")
        assert right >= seen[2] - slack, (look, facing, "right")
        assert bottom >= seen[3] - slack, (look, facing, "bottom")
        assert max(seen[0] - left, seen[1] - top, right - seen[2], bottom - seen[3]) < 90 * size


def test_a_hand_is_where_it_was_asked_to_be():
    who = figure(MILA, "stand", "calm", 800, 1000, left=(720, 850), right=(870, 840))
    assert (who.hand(-1), who.hand(1)) == ((720, 850), (870, 840))


@given(POINTS, st.sampled_from(AGES))
def test_a_hand_too_far_away_is_stretched_towards_and_stops(point, age: str):
    who = figure(Look(age=age), "stand", "calm", 800, 1000, right=point)
    start, reach = who.shoulder(1), who.build.arm
    assert math.dist(start, who.hand(1)) <= reach * body.STRETCH + 0.01
    if point and math.dist(start, point) > reach * body.STRETCH:
        toward = math.atan2(point[1] - start[1], point[0] - start[0])
        there = math.atan2(who.hand(1)[1] - start[1], who.hand(1)[0] - start[0])
        assert math.cos(toward - there) > 0.999


@pytest.mark.parametrize("pose", POSES)
def test_facing_the_other_way_is_the_mirror_image(pose: str):
    for look in (MAMA, MILA, Look(aid="wheelchair")):
        right, left = (figure(look, pose, "calm", 0, 0, facing=facing) for facing in (1, -1))
        for side in (-1, 1):
            assert math.dist(_mirrored(right.hand(side)), left.hand(-side)) < 0.5
        assert math.dist(_mirrored((right.head.x, right.head.y)), (left.head.x, left.head.y)) < 0.5
        assert right.turn == -left.turn
        knees = [sorted(map(_mirrored, right.knees or ())), sorted(left.knees or ())]
        assert all(math.dist(one, other) < 0.5 for one, other in zip(*knees, strict=True))


def _mirrored(point: pen.Point) -> pen.Point:
    return -point[0], point[1]


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("pose", [pose for pose in POSES if STANCES[pose].ground])
def test_who_is_on_the_ground_touches_it_and_does_not_sink_in(pose: str, age: str):
    who = figure(Look(age=age), pose, "calm", 800, 1000)
    ink = _ink(_page(who.drawn()))
    assert ink is not None
    assert 966 < ink[3] <= 1024


def test_arms_left_out_can_be_drawn_later():
    for look in (MAMA, OSKAR, Look(clothes="t_shirt", aid="crutches")):
        who = figure(look, "hold", "calm", 800, 1000)
        without = who.drawn(without="left right")
        assert who.arm(-1) not in without
        assert who.drawn() == without + who.arm(-1) + who.arm(1)
        assert who.drawn(without="right") == without + who.arm(-1)


def test_what_a_pose_leaves_open_can_be_given():
    who = figure(MAMA, "kneel", "calm", 500, 1000, tilt=-3, lean=8, turn=0.9)
    assert (who.tilt, who.lean, who.turn) == (-3, 8, 0.9)
    own = figure(MAMA, "kneel", "calm", 500, 1000)
    assert (own.tilt, own.lean, own.turn) == (4, 0, 0.55)
    with pytest.raises(KeyError):
        figure(MAMA, "fly", "calm", 0, 0)
    with pytest.raises(KeyError):
        figure(MAMA, "stand", "blue", 0, 0)


def test_legs_that_a_table_or_a_blanket_hides_can_be_left_off():
    who = figure(MAMA, "sit", "calm", 800, 700, legs=False)
    assert who.hip == (800, 700)
    ink = _ink(_page(who.drawn()))
    assert ink is not None
    assert ink[3] < 760


@pytest.mark.parametrize("pose", [pose for pose in POSES if pose != "lie"])
def test_who_uses_a_wheelchair_sits_in_it(pose: str):
    for age, facing in product(("child", "adult"), (-1, 1)):
        who = figure(Look(age=age, aid="wheelchair"), pose, "calm", 800, 1000, facing=facing)
        assert who.lap
        assert "<circle" in who.drawn()
        walker = figure(Look(age=age), pose, "calm", 800, 1000, facing=facing)
        if STANCES[pose].ground:
            assert who.ground == 1000
        else:
            assert abs(who.hip[1] - walker.hip[1]) < 30
    assert "<circle" not in figure(Look(aid="wheelchair"), "lie", "asleep", 800, 1000).drawn()


def test_crutches_and_canes_are_held_by_free_hands_and_lean_when_both_are_taken():
    for aid, held in (("crutches", 2), ("cane", 1)):
        walking = figure(Look(aid=aid), "walk", "calm", 800, 1000)
        assert sum(walking.arm(side) != figure(Look(), "walk", "calm", 800, 1000).arm(side) for side in (-1, 1)) == held
        carrying_much = figure(Look(aid=aid), "carry", "calm", 800, 1000)
        plain = figure(Look(), "carry", "calm", 800, 1000)
        assert [carrying_much.arm(side) for side in (-1, 1)] == [plain.arm(side) for side in (-1, 1)]
        assert carrying_much.drawn().endswith(plain.drawn())
        assert len(carrying_much.drawn()) > len(plain.drawn())


@pytest.mark.parametrize("age", ["child", "teenager", "adult", "old"])
@pytest.mark.parametrize("facing", [-1, 1])
def test_a_baby_is_carried_on_the_arm_and_hides_no_face(age: str, facing: int):
    holder = figure(Look(age=age), "carry" if age == "adult" else "stand", "calm", 800, 1000, facing=facing)
    baby = carried(holder, figure(OSKAR, "lie", "sad", 100, 100))
    holder = carrying(holder, baby)
    drawn = drawn_carrying(holder, baby)
    assert baby.drawn() in drawn
    assert drawn.endswith(holder.forearm(1 if baby.hip[0] > 800 else -1))
    across = (holder.head.x - baby.head.x) / holder.build.head
    down = (holder.head.y - baby.head.y) / holder.build.head_height
    assert math.hypot(across, down) > 1.1
    near = min(math.dist(holder.hand(side), baby.hip) for side in (-1, 1))
    assert near < 40


def test_the_hand_that_has_something_to_do_does_not_carry_the_baby():
    holder = figure(MAMA, "phone", "calm", 800, 1000)
    baby = carried(holder, figure(OSKAR, "sit", "calm", 0, 0))
    assert carrying(holder, baby).left == holder.left


def test_people_have_the_same_line_near_and_far():
    for look, pose, size in product(
        (MAMA, MILA, OSKAR, ROLES["police"], ROLES["worker"]), ("stand", "sit", "kneel"), (0.5, 1, 2)
    ):
        outlines: list[float] = []
        last: tuple[str, float] | None = None
        for element in etree.fromstring(_page(figure(look, pose, "happy", 800, 900, size=size).drawn())).iter(
            f"{SVG}path", f"{SVG}ellipse"
        ):
            width = float(element.get("stroke-width", "7"))
            if element.get("fill") is not None and element.get("stroke") != "none":
                outlines.append(width)
            data = element.get("d", "")
            # a limb is its ink and, on it, the same line in its colour: what stays visible is the outline
            coloured = element.get("stroke") and not element.get("fill") and not element.get("stroke-dasharray")
            if last and last[0] == data and coloured:
                outlines.append((last[1] - width) / 2)
            last = (data, width)
        assert len(outlines) > 12
        assert all(6 <= outline <= 8 for outline in outlines), (look, pose, size)


@settings(max_examples=60, deadline=None)
@given(LOOKS, st.sampled_from(POSES), st.sampled_from(FEELINGS))
def test_only_the_paints_of_the_pen_are_used_besides_skin_hair_and_blush(look, pose, feeling):
    paints = {value for name, value in vars(pen).items() if name.isupper() and str(value).startswith("#")}
    skins = {colour for pair in looks.SKINS.values() for colour in pair}
    flesh = {"#8c3f38", "#a04a2c", "#d9503f", "#e0735f", "#a8322c", "#a8673f"}
    used = set(re.findall(r"#[0-9a-f]{6}", figure(look, pose, feeling, 800, 900).drawn()))
    assert used <= paints | skins | flesh | set(looks.HAIR_COLOURS.values())
    assert len(used) <= 24


def test_a_portrait_is_a_whole_picture_with_all_of_the_hair():
    for hair, cover, age in product(("afro", "puff", "high_bun", "bald"), ("none", "woolly_hat", "turban"), AGES):
        svg = portrait(Look(age=age, hair=hair, cover=cover), "happy", px=120)
        assert etree.fromstring(svg).get("width") == "120"
        with Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))) as image:
            alpha = image.getchannel("A")
            assert image.size == (120, 120)
            assert alpha.crop((0, 0, 120, 1)).getbbox() is None, (hair, cover, age)
            assert alpha.crop((0, 0, 1, 60)).getbbox() is None, (hair, cover, age)
            assert alpha.crop((0, 119, 120, 120)).getbbox() is not None


def test_a_whole_figure_is_shown_alone():
    svg = whole(MILA, "wave", "happy", px=300)
    root = etree.fromstring(svg)
    assert root.get("height") == "300"
    assert 80 < float(root.get("width", "0")) < 300


def test_the_shade_lies_under_the_feet_and_not_under_who_lies_in_bed():
    assert 'cy="1002"' in shade(figure(MAMA, "stand", "calm", 800, 1000))
    assert shade(figure(MAMA, "lie", "asleep", 800, 1000)) == ""
    assert shade(figure(MAMA, "sit", "calm", 800, 1000)) == ""


def test_a_figure_is_drawn_the_same_each_time():
    def again() -> str:
        return figure(MILA, "run", "proud", 640, 1000, facing=-1).drawn()

    assert again() == again()
    assert isinstance(figure(MILA, "run", "proud", 640, 1000), Figure)
    assert figures.POSES is POSES
