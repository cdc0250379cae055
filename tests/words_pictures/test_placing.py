"""Where what is new comes to stand: hardly anything has to be moved afterwards."""

from __future__ import annotations

from itertools import pairwise

import pytest

from words_pictures import placing
from words_pictures.composition import MOST_PARTS, Composition
from words_pictures.drawing import things
from words_pictures.drawing.composed import Drawn
from words_pictures.drawing.pen import HEIGHT, WIDTH
from words_pictures.errors import BadComposition


def test_those_who_come_in_stand_apart_and_look_to_the_middle() -> None:
    composition = Composition()
    for n in range(5):
        composition, _ = placing.with_figure(composition, who=f"a{n}")
    across = sorted(one.x for one in composition.figures)
    assert all(later - earlier >= placing.NEAR_PX for earlier, later in pairwise(across))
    assert all((one.facing == 1) == (one.x <= WIDTH / 2) for one in composition.figures)


@pytest.mark.parametrize("kind", things.THINGS)
def test_every_thing_comes_to_stand_on_the_page(kind: str) -> None:
    composition, id = placing.with_thing(Composition(), kind, {})
    left, top, right, bottom = Drawn(composition, {}, "").boxes()[id]
    assert 0 < (left + right) / 2 < WIDTH
    assert 0 < (top + bottom) / 2 < HEIGHT


def test_a_pile_of_letters_goes_on_the_table_whichever_came_first() -> None:
    for first, then in (("table", "letters"), ("letters", "table")):
        composition, _ = placing.with_thing(placing.with_thing(Composition(), first, {})[0], then, {})
        table, letters = composition.things
        assert (table.kind, letters.kind) == ("table", "letters")
        _, top, _, _ = Drawn(composition, {}, "").boxes()[table.id]
        assert top <= letters.y <= top + 40


def test_a_bag_stays_on_the_floor() -> None:
    composition, _ = placing.with_thing(placing.with_thing(Composition(), "table", {})[0], "bag", {})
    assert composition.things[1].y == placing.GROUND_PX


def test_who_sits_down_and_stands_up_is_where_they_were() -> None:
    composition, id = placing.with_figure(Composition(), role="somebody")
    seated = placing.posed(composition, id, "sit")
    assert seated.figures[0].y == composition.figures[0].y - placing.SEAT_PX
    assert placing.posed(seated, id, "stand").figures[0].y == composition.figures[0].y


def test_who_sits_at_a_table_needs_it_and_a_chair() -> None:
    composition, id = placing.with_figure(Composition(), role="somebody")
    assert placing.missing(composition, id) == ()
    composition = placing.posed(composition, id, "at_table")
    assert placing.missing(composition, id) == ("table", "chair")
    composition, _ = placing.with_thing(composition, "table", {})
    composition, _ = placing.with_seat(composition, id)
    assert placing.missing(composition, id) == ()
    assert [one.kind for one in composition.things] == ["chair", "table"]


def test_a_companion_stands_beside_its_child() -> None:
    composition, _ = placing.with_figure(Composition(), who="mila")
    composition, _ = placing.with_thing(composition, "companion", {}, of="mila")
    assert 0 < composition.things[0].x - composition.figures[0].x < 250


def test_what_is_no_thing_and_what_there_is_no_room_for_is_refused() -> None:
    with pytest.raises(BadComposition):
        placing.with_thing(Composition(), "gun", {})
    composition = Composition()
    for _ in range(MOST_PARTS):
        composition, _ = placing.with_figure(composition, role="somebody")
    with pytest.raises(BadComposition):
        placing.with_figure(composition, role="somebody")
