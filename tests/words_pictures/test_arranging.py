"""A picture changed step by step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from compositions import compositions
from hypothesis import given
from hypothesis import strategies as st

from words_pictures import arranging
from words_pictures.composition import SIZES, Bubble, Composition, Figure, Thing, read, to_value
from words_pictures.drawing.composed import Drawn
from words_pictures.drawing.pen import HEIGHT, WIDTH
from words_pictures.errors import BadComposition

MUM = {"id": "a", "who": "kasia", "x": 700, "y": 1060}
BABY = {"id": "o", "who": "oskar", "pose": "sit_floor", "x": 300, "y": 1000}
LETTERS = {"id": "l", "thing": "letters", "x": 1000, "y": 900}
EVENING = read({"place": "kitchen", "parts": [MUM, BABY, LETTERS]})


def figure(composition: Composition, id: str) -> Figure:
    part = composition.part(id)
    assert isinstance(part, Figure)
    return part


def thing(composition: Composition, id: str) -> Thing:
    part = composition.part(id)
    assert isinstance(part, Thing)
    return part


def test_somebody_comes_in_before_the_others_or_behind_them() -> None:
    before, id = arranging.with_part(EVENING, {"thing": "cup", "x": 800, "y": 900})
    assert before.parts[-1].id == id
    behind, id = arranging.with_part(EVENING, {"thing": "sofa", "x": 800, "y": 900}, behind=True)
    assert behind.parts[0].id == id


def test_what_is_moved_stays_in_sight() -> None:
    for x, y in ((-5000, 300), (9000, 300), (300, -9000), (300, 9000)):
        moved = arranging.placed(EVENING, "a", x, y, {})
        left, top, right, bottom = Drawn(moved, {}, "nl").boxes()["a"]
        assert right >= arranging.IN_SIGHT_PX - 1
        assert left <= WIDTH - arranging.IN_SIGHT_PX + 1
        assert bottom >= arranging.IN_SIGHT_PX - 1
        assert top <= HEIGHT - arranging.IN_SIGHT_PX + 1


def test_what_is_held_goes_along() -> None:
    held = arranging.given(EVENING, "l", "a", {})
    before = thing(held, "l")
    moved = arranging.nudged(held, "a", 2, -1, {})
    after = thing(moved, "l")
    assert (after.x - before.x, after.y - before.y) == (2 * arranging.STEP_PX, -arranging.STEP_PX)
    assert figure(held, "a").over == "l"


def test_what_is_put_down_stays_where_it_is() -> None:
    held = arranging.given(EVENING, "l", "a", {})
    down = arranging.given(held, "l", "", {})
    assert thing(down, "l").along == ""
    assert figure(down, "a").over == ""
    moved = arranging.nudged(down, "a", 3, 0, {})
    assert thing(moved, "l").x == thing(down, "l").x


def test_a_baby_that_is_carried_goes_along_and_is_let_go_when_its_carrier_leaves() -> None:
    carried = arranging.carrying(EVENING, "a", "o")
    assert figure(carried, "a").pose == "carry"
    assert figure(arranging.without(carried, "o"), "a").holds == ""
    assert figure(arranging.posed(carried, "a", "kneel"), "a").holds == ""
    with pytest.raises(BadComposition):
        arranging.carrying(carried, "o", "a")


def test_a_bubble_leaves_with_who_says_it() -> None:
    said, id = arranging.bubbled(EVENING, "a", "thought", {})
    bubble = said.part(id)
    assert isinstance(bubble, Bubble)
    assert bubble.of == "a"
    assert arranging.without(said, "a").part(id) is None


def test_what_is_said_in_one_language_leaves_the_other() -> None:
    said, id = arranging.bubbled(EVENING, "a", "speech", {})
    both = arranging.saying(arranging.saying(said, id, "nl", "  Hulp? "), id, "en", "Help?")
    bubble = both.part(id)
    assert isinstance(bubble, Bubble)
    assert bubble.words == {"nl": "Hulp?", "en": "Help?"}
    without = arranging.saying(both, id, "nl", " ").part(id)
    assert isinstance(without, Bubble)
    assert without.words == {"en": "Help?"}


def test_a_new_pose_takes_the_hands_along_and_a_feeling_leaves_them() -> None:
    reaching = arranging.reaching(EVENING, "a", "left", (500, 700))
    assert figure(arranging.feeling(reaching, "a", "sad"), "a").left == (500, 700)
    assert figure(arranging.posed(reaching, "a", "wave"), "a").left is None


def test_there_and_back_is_the_same_picture() -> None:
    steps: list[tuple[Callable[[Composition], Composition], Callable[[Composition], Composition]]] = [
        (lambda one: arranging.turned(one, "a"), lambda one: arranging.turned(one, "a")),
        (lambda one: arranging.nudged(one, "a", 1, 1, {}), lambda one: arranging.nudged(one, "a", -1, -1, {})),
        (lambda one: arranging.brought(one, "a", 1), lambda one: arranging.brought(one, "a", -1)),
        (lambda one: arranging.rolled(one, "l", 45), lambda one: arranging.rolled(one, "l", -45)),
    ]
    for there, back in steps:
        assert there(EVENING) != EVENING
        assert back(there(EVENING)) == EVENING


def test_the_rubber_takes_the_line_it_touches_and_no_other() -> None:
    one = arranging.drawn(EVENING, "red", 12, [100, 100, 1, 500, 100, 1])
    two = arranging.drawn(one, "blue", 12, [100, 600, 1, 500, 600, 1])
    assert [stroke.colour for stroke in arranging.rubbed(two, 300, 108, 10).strokes] == ["blue"]
    assert arranging.rubbed(two, 300, 300, 10) == two
    assert arranging.undrawn(two).strokes == ()


@pytest.mark.parametrize(
    "step",
    [
        lambda one: arranging.feeling(one, "a", "hungry"),
        lambda one: arranging.posed(one, "a", "fly"),
        lambda one: arranging.set_in(one, place="moon"),
        lambda one: arranging.set_in(one, time="noon"),
        lambda one: arranging.reaching(one, "a", "third", (1, 1)),
        lambda one: arranging.bubbled(one, "a", "song", {}),
        lambda one: arranging.with_part(one, {"thing": "gun", "x": 1, "y": 1}),
        lambda one: arranging.drawn(one, "gold", 12, [1, 1, 1]),
    ],
)
def test_what_is_not_there_to_choose_is_refused(step: Callable[[Composition], object]) -> None:
    with pytest.raises(BadComposition):
        step(EVENING)


@given(compositions(), st.data())
def test_any_step_makes_a_picture_that_can_be_kept(composition: Composition, data: st.DataObject) -> None:
    ids = [part.id for part in composition.parts] or ["gone"]
    id = data.draw(st.sampled_from([*ids, "gone"]))
    number = st.integers(-12, 12)
    steps: list[Callable[[], Composition]] = [
        lambda: arranging.without(composition, id),
        lambda: arranging.nudged(composition, id, data.draw(number), data.draw(number), {}),
        lambda: arranging.sized(composition, id, data.draw(number)),
        lambda: arranging.turned(composition, id),
        lambda: arranging.rolled(composition, id, data.draw(number) * 15),
        lambda: arranging.brought(composition, id, data.draw(number)),
    ]
    after = data.draw(st.sampled_from(steps))()
    assert read(to_value(after)) == after
    assert all(SIZES[0] <= part.size <= SIZES[1] for part in after.parts)
    if id == "gone":
        assert after == composition
