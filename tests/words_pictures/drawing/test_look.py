"""Looks: read strictly, written back as they were, and offered without a favourite skin."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words_pictures.drawing.figure import POSES
from words_pictures.drawing.hair import COVERS, HAIRS
from words_pictures.drawing.look import AGES, CHOICES, ROLES, SKINS, Look, fallback, look_value, offered, read_look
from words_pictures.errors import BadComposition

LOOKS = st.builds(Look, **{name: st.sampled_from(words) for name, words in CHOICES.items()})
SEEDS = [f"person {i}" for i in range(600)]


@given(LOOKS)
def test_a_look_is_read_as_it_was_written(look: Look):
    assert read_look(look_value(look)) == look


def test_every_field_has_its_choices_and_is_one_of_them_from_the_start():
    assert [field.name for field in fields(Look)] == list(CHOICES)
    for name, word in look_value(Look()).items():
        assert word in CHOICES[name], name
    assert CHOICES["hair"] == tuple(HAIRS)
    assert set(CHOICES["cover"]) == set(COVERS)


def test_what_nobody_chose_is_as_a_look_begins():
    assert read_look({}) == Look()
    assert read_look({"age": "child"}) == Look(age="child")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"hair": "mohawk"}, "hair"),
        ({"skin": 3}, "skin"),
        ({"skin": ["fair"]}, "skin"),
        ({"eyes": "blue"}, "eyes"),
        ({7: "fair"}, "7"),
        (["fair"], "look"),
        (None, "look"),
        ("fair", "look"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_field(value: object, place: str):
    with pytest.raises(BadComposition) as refused:
        read_look(value)
    assert refused.value.place == place


@pytest.mark.parametrize("age", AGES)
def test_six_looks_are_offered_that_differ_in_skin_and_in_hair(age: str):
    for seed in SEEDS[:60]:
        looks = offered(seed, age)
        assert len({look.skin for look in looks}) == len(looks) == 6
        assert len({(look.hair, look.hair_colour, look.cover) for look in looks}) >= 3
        assert {look.age for look in looks} == {age}
        assert looks == offered(seed, age)
        assert all(read_look(look_value(look)) == look for look in looks)


@pytest.mark.parametrize("age", AGES)
def test_no_skin_is_the_first_offered_more_often_than_another(age: str):
    first = Counter(offered(seed, age)[0].skin for seed in SEEDS)
    assert first.keys() == SKINS.keys()
    assert max(first.values()) < 2 * len(SEEDS) / len(SKINS)
    assert {offered(seed, age)[0] for seed in SEEDS} != {offered(SEEDS[0], age)[0]}


def test_a_turban_is_offered_about_every_other_time_and_nobody_with_a_beard_in_a_dress():
    sets = [offered(seed, "old") for seed in SEEDS]
    turbans = sum(any(look.cover == "turban" for look in looks) for looks in sets)
    assert len(SEEDS) / 3 < turbans < len(SEEDS) * 2 / 3
    assert not [one for looks in sets for one in looks if one.beard != "none" and one.clothes == "dress"]


def test_a_headscarf_glasses_and_grey_hair_are_among_what_is_offered():
    for seed in SEEDS[:60]:
        assert sum(look.cover == "headscarf" for look in offered(seed, "adult")) == 1
        assert any(look.glasses == "round" for look in offered(seed, "child"))
        assert {look.hair_colour for look in offered(seed, "old")} <= {"grey", "white"}


def test_for_whom_nobody_chose_is_drawn_the_same_each_time():
    assert fallback("7f3a") == fallback("7f3a")
    assert len({fallback(seed) for seed in SEEDS}) > 40


def test_the_roles_have_their_looks():
    names = "police doctor nurse judge teacher lawyer worker neighbour somebody baby child".split()
    assert list(ROLES) == names
    assert all(read_look(look_value(look)) == look for look in ROLES.values())
    assert (ROLES["judge"].clothes, ROLES["judge"].top, ROLES["judge"].under) == ("gown", "dark", "white")
    assert len({look.skin for look in ROLES.values()}) >= 5


def test_poses_are_those_that_compositions_name():
    assert set(POSES) == set(
        "stand walk run sit sit_side sit_floor kneel lie hug hold_hands reach at_table phone carry hold wave point "
        "back_turned arms_up crouch".split()
    )
