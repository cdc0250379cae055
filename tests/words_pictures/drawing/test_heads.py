"""Heads: one shape per person in every picture, every hair and cover from the front and from behind."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from words_pictures.drawing import head, pen
from words_pictures.drawing.figure import FEELINGS, POSES, figure
from words_pictures.drawing.look import CHOICES, Look

MILA = Look(age="child", skin="tan", hair="plaits", hair_colour="brown")


def test_a_person_has_the_same_head_in_every_picture():
    skull = pen.curve(head.outline(MILA))
    for pose, feeling in zip(POSES, [*FEELINGS, *FEELINGS], strict=False):
        for facing in (-1, 1):
            drawn = figure(MILA, pose, feeling, 300, 900, facing=facing).drawn()
            assert f'd="{skull}"' in drawn, (pose, feeling)


def test_what_is_worn_does_not_change_the_head():
    dressed = replace(MILA, clothes="coat", cover="woolly_hat", glasses="square", aid="wheelchair", top="red")
    assert head.outline(dressed) == head.outline(MILA)
    assert head.outline(replace(MILA, hair="bob")) != head.outline(MILA)


@pytest.mark.parametrize(
    "layer", [head.back, lambda look, scale: head.face(look, "calm", 0.3, scale)], ids=["back", "face"]
)
def test_every_hair_and_every_cover_can_be_told(layer):
    hairs = {layer(Look(hair=hair), 1) for hair in CHOICES["hair"]}
    covers = {layer(Look(hair="long", cover=cover), 1) for cover in CHOICES["cover"]}
    assert len(covers) == len(CHOICES["cover"])
    # from behind, all short hair is alike
    assert len(hairs) >= len(CHOICES["hair"]) - 5
    if layer is not head.back:
        assert len(hairs | {head.behind(Look(hair=hair), 0.3, 1) for hair in CHOICES["hair"]}) > len(hairs)


def test_a_headscarf_hides_the_hair_and_a_hat_leaves_what_hangs():
    paint = "#7b5136"
    long_haired = Look(hair="plaits", hair_colour="brown")
    assert paint not in head.face(replace(long_haired, cover="headscarf"), "calm", 0.3, 1)
    under_a_hat = head.face(replace(long_haired, cover="cap"), "calm", 0.3, 1)
    assert under_a_hat.count(paint) >= 8
    assert under_a_hat.count(paint) < head.face(long_haired, "calm", 0.3, 1).count(paint) + 3


def test_who_turns_the_back_shows_no_face():
    seen = figure(MILA, "back_turned", "happy", 400, 900)
    assert head.face(MILA, "happy", seen.turn, 1) not in seen.drawn()
    assert seen.drawn() == figure(MILA, "back_turned", "sad", 400, 900).drawn()


def test_a_beard_glasses_freckles_a_hearing_aid_and_age_show_in_the_face():
    plain = head.face(Look(), "calm", 0.2, 1)
    for field, words in (("beard", CHOICES["beard"][1:]), ("glasses", CHOICES["glasses"][1:])):
        drawn = {head.face(replace(Look(), **{field: word}), "calm", 0.2, 1) for word in words}
        assert len(drawn) == len(words)
        assert plain not in drawn
    for changed in ({"freckles": "yes"}, {"hearing_aid": "yes"}, {"age": "old"}):
        assert head.face(replace(Look(), **changed), "calm", 0.2, 1) != plain


def test_a_head_is_drawn_whole_at_every_size():
    for scale in (0.2, 0.5, 1, 3):
        drawn = head.face(MILA, "happy", 0.4, scale)
        widths = [float(width) for width in re.findall(r'fill="#[^"]*" stroke-width="([\d.]+)"', drawn)]
        assert all(5 <= width <= 7 for width in widths)
