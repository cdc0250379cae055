"""What may be drawn, and what is refused with its place named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from compositions import compositions
from hypothesis import given

from words_pictures.composition import (
    MOST_LETTERS,
    MOST_PARTS,
    Composition,
    Figure,
    Thing,
    only_known,
    people_of,
    read,
    to_value,
)
from words_pictures.errors import BadComposition

MUM = {"id": "a", "who": "kasia", "pose": "sit", "feeling": "worried", "x": 700, "y": 860}
TABLE = {"id": "b", "thing": "table", "x": 800, "y": 1080}
HELP = {"id": "c", "bubble": "thought", "of": "a", "x": 1100, "y": 300, "words": {"nl": "Hulp?"}}
EVENING: dict[str, Any] = {"place": "kitchen", "time": "evening", "parts": [MUM, TABLE, HELP]}


@given(compositions())
def test_what_was_written_is_read_back_the_same(composition: Composition) -> None:
    written = json.loads(json.dumps(to_value(composition)))
    assert read(written) == composition
    assert to_value(read(written)) == written
    assert people_of(written) == set(composition.people)


def test_a_picture_says_who_is_there_and_what() -> None:
    composition = read(EVENING)
    assert [figure.who for figure in composition.figures] == ["kasia"]
    assert [thing.kind for thing in composition.things] == ["table"]
    assert composition.bubbles[0].words == {"nl": "Hulp?"}
    assert composition.people == ("kasia",)


def test_nothing_put_in_is_no_picture() -> None:
    assert read({}).is_empty
    assert not read({"place": "kitchen"}).is_empty
    assert not read(EVENING).is_empty


def with_mum(**said: Any) -> dict[str, Any]:
    return {"parts": [{**MUM, **said}]}


def with_thing(**said: Any) -> dict[str, Any]:
    return {"parts": [{**TABLE, **said}]}


def with_bubble(**said: Any) -> dict[str, Any]:
    return {"parts": [{**HELP, **said}]}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (["parts"], "composition"),
        ({"place": "moon"}, "place"),
        ({"time": "noon"}, "time"),
        ({"sound": "loud"}, "sound"),
        ({"parts": "all"}, "parts"),
        ({"parts": [MUM, MUM]}, "parts"),
        ({"parts": [{**MUM, "id": f"p{n}"} for n in range(MOST_PARTS + 1)]}, "parts"),
        (with_mum(id="A b"), "parts/0/id"),
        (with_mum(id=""), "parts/0/id"),
        (with_mum(pose="fly"), "parts/0/pose"),
        (with_mum(feeling="hungry"), "parts/0/feeling"),
        (with_mum(x="left"), "parts/0/x"),
        (with_mum(x=True), "parts/0/x"),
        (with_mum(x=float("nan")), "parts/0/x"),
        (with_mum(x=9000), "parts/0/x"),
        (with_mum(size=0), "parts/0/size"),
        (with_mum(size=10**9), "parts/0/size"),
        (with_mum(facing=0), "parts/0/facing"),
        (with_mum(left=[1]), "parts/0/left"),
        (with_mum(tilt=400), "parts/0/tilt"),
        (with_mum(who="../x"), "parts/0/who"),
        (with_mum(who=None), "parts/0/who"),
        (with_mum(wings=2), "parts/0/wings"),
        ({"parts": [{key: one for key, one in MUM.items() if key != "who"}]}, "parts/0/who"),
        (with_mum(**{"as": "police"}), "parts/0/who"),
        ({"parts": [MUM, {**TABLE, "thing": "gun"}]}, "parts/1/thing"),
        (with_thing(flavour="sweet"), "parts/0/table.flavour"),
        (with_thing(of="mila"), "parts/0/of"),
        ({"parts": [{**TABLE, "thing": "companion"}]}, "parts/0/of"),
        ({"parts": [{**TABLE, "thing": "companion", "of": "mila", "width": 3}]}, "parts/0/width"),
        (with_bubble(bubble="song"), "parts/0/bubble"),
        (with_bubble(words={"nl": "x" * (MOST_LETTERS + 1)}), "parts/0/words/nl"),
        (with_bubble(words={"nl": "a\nb"}), "parts/0/words/nl"),
        (with_bubble(words={"nl": "a\x00b"}), "parts/0/words/nl"),
        (with_bubble(words={"<b>": "a"}), "parts/0/words/<b>"),
        (with_bubble(shows="gun"), "parts/0/shows"),
        ({"strokes": [{"colour": "gold", "width": 8, "points": [1, 1, 1]}]}, "strokes/0/colour"),
        ({"strokes": [{"colour": "red", "width": 0, "points": [1, 1, 1]}]}, "strokes/0/width"),
        ({"strokes": [{"colour": "red", "width": 8, "points": [1, 1]}]}, "strokes/0/points"),
        ({"strokes": [{"colour": "red", "width": 8, "points": []}]}, "strokes/0/points"),
        ({"strokes": [{"colour": "red", "width": 8, "points": [1, 1, "1"]}]}, "strokes/0/points"),
        ({"strokes": [{"colour": "red", "width": 8, "points": [1] * 30_003}]}, "strokes"),
        (with_mum(holds="a"), "parts/0/holds"),
        (with_mum(holds="z"), "parts"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_place(value: Any, place: str) -> None:
    with pytest.raises(BadComposition) as refused:
        read(value)
    assert refused.value.place == place


def test_a_baby_is_carried_by_one_who_is_not_carried() -> None:
    two = [{**MUM, "id": "a", "holds": "c"}, {**MUM, "id": "b", "holds": "c"}, {**MUM, "id": "c"}]
    chain = [{**MUM, "id": "a", "holds": "b"}, {**MUM, "id": "b", "holds": "c"}, {**MUM, "id": "c"}]
    for parts in (two, chain):
        with pytest.raises(BadComposition):
            read({"parts": parts})


def test_who_is_not_known_to_a_reader_is_nobody_in_particular() -> None:
    fox = {"id": "d", "thing": "companion", "of": "mila", "x": 300, "y": 1000}
    seen = only_known(read({"parts": [MUM, TABLE, fox]}), {"oskar"})
    assert [(one.who, one.role) for one in seen.parts if isinstance(one, Figure)] == [("", "somebody")]
    assert [one.kind for one in seen.parts if isinstance(one, Thing)] == ["table"]
    assert seen.people == ()
