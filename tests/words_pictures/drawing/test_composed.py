"""Whatever can be composed can be drawn, on the page and for Word."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from compositions import compositions
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from words_pictures import arranging
from words_pictures.bundle import Bundle, read_bundle, write_bundle
from words_pictures.composition import MOST_LETTERS, MOST_PARTS, Composition, read, to_value
from words_pictures.definition import definitions
from words_pictures.document import Document, Entry, Value
from words_pictures.drawing import composed, pen
from words_pictures.drawing.bubbles import half_size, lines
from words_pictures.drawing.composed import Drawn, png, svg
from words_pictures.drawing.look import Look, look_value, offered
from words_pictures.drawing.things import THINGS

LOOKS = {who: offered(who, "adult")[n] for n, who in enumerate(("kasia", "mila", "oskar", "rita"))}
PAGE = (0, 0, pen.WIDTH, pen.HEIGHT)
AWKWARD = ("", " ", "<&{{ \"'>]]>", "وين ماما؟", "ሓገዝ!", "🦊 help", "x" * MOST_LETTERS, "één woord", "a\u0301b\u200fc")
MOST_KB = 25
"""What the picture of a page may weigh, compressed; the fullest that can be composed is allowed ten times as much."""


@settings(max_examples=60, deadline=None)
@given(compositions())
def test_anything_that_can_be_composed_is_drawn(composition: Composition) -> None:
    drawing = svg(composition, LOOKS, "nl")
    root = etree.fromstring(drawing)
    assert {str(one.tag).rpartition("}")[2] for one in root.iter()} <= {"svg", "rect", "g", "path", "ellipse", "text"}
    assert not re.search(r"(?<![a-z])(nan|inf)(?![a-z])", re.sub(r">[^<]*</text>", "", drawing))
    assert root.get("viewBox") == "0 0 1600 1200"
    strokes = sum(len(one.points) for one in composition.strokes)
    assert len(drawing) < 3_000 + 9_000 * (len(composition.parts) + 1) + 60 * strokes
    assert svg(composition, LOOKS, "nl") == drawing


@settings(max_examples=60, deadline=None)
@given(compositions())
def test_every_part_takes_some_room_and_is_drawn_once(composition: Composition) -> None:
    drawn = Drawn(composition, LOOKS, "nl")
    assert list(drawn.parts()) == [part.id for part in composition.parts]
    for left, top, right, bottom in drawn.boxes().values():
        assert left < right
        assert top < bottom


@settings(max_examples=40, deadline=None)
@given(compositions(), st.data())
def test_what_is_moved_is_never_quite_outside_the_page(composition: Composition, data: st.DataObject) -> None:
    if not composition.parts:
        return
    id = data.draw(st.sampled_from([part.id for part in composition.parts]))
    if any(one.holds == id for one in composition.figures):
        return  # a baby that is carried goes where it is carried
    to = data.draw(st.tuples(st.integers(-4000, 6000), st.integers(-4000, 6000)))
    left, top, right, bottom = Drawn(arranging.placed(composition, id, *to, LOOKS), LOOKS, "nl").boxes()[id]
    assert right > 0
    assert bottom > 0
    assert left < pen.WIDTH
    assert top < pen.HEIGHT


def test_who_is_carried_far_beside_the_page_goes_no_further() -> None:
    figure = {"y": 0, "who": "mila", "pose": "hug", "feeling": "angry"}
    parts = [{"id": "p0", "x": 1999, "size": 0.7, "holds": "p1", **figure}, {"id": "p1", "x": -2283, **figure}]
    moved = arranging.placed(read({"parts": parts}), "p0", -119, 0, LOOKS)
    assert [one.x for one in moved.figures] == [-119, -2400]


@settings(max_examples=40, deadline=None)
@given(compositions())
def test_it_survives_a_bundle(composition: Composition) -> None:
    story, family = (definitions()[id] for id in ("words-and-pictures", "family"))
    value: Value = to_value(composition)
    entries = {"composed@value": Entry(value, 1, "kasia", "a.1")}
    looks = {f"people/{who}/look@value": Entry(look_value(look), 1, "kasia", f"{who}.1") for who, look in LOOKS.items()}
    file = Document("f", family.id, 1, {"people": tuple(LOOKS)}, looks)
    bundle = Bundle(Document("d", story.id, 1, {}, entries), file, {})
    back = read_bundle(write_bundle(bundle))
    assert read(back.document.value("composed")) == composition
    assert back.file.value("people/mila/look") == look_value(LOOKS["mila"])


@pytest.mark.parametrize("words", AWKWARD)
def test_a_bubble_says_what_was_typed_whatever_it_is(words: str) -> None:
    made = read({"parts": [{"id": "b", "bubble": "speech", "x": 800, "y": 500, "words": {"nl": words}}]})
    said = [one.text for one in etree.fromstring(svg(made, {}, "nl")).iter() if str(one.tag).endswith("text")]
    assert " ".join(str(one) for one in said).split() == words.split()
    across, down = half_size(words, "", 1)
    assert across < pen.WIDTH / 2
    assert down < pen.HEIGHT / 2


def test_a_bubble_without_words_in_a_language_speaks_the_one_it_has() -> None:
    made = read({"parts": [{"id": "b", "bubble": "thought", "x": 800, "y": 500, "words": {"nl": "Hulp?"}}]})
    assert 'lang="nl"' in svg(made, {}, "pl")
    assert "Hulp?" in svg(made, {}, "pl")


def test_rows_of_a_bubble_are_of_about_one_length() -> None:
    assert lines("Mama, ik kan niet slapen vannacht.") == ["Mama, ik kan", "niet slapen", "vannacht."]
    assert lines("Hulp?") == ["Hulp?"]


def test_arms_lie_on_the_table_and_around_what_is_held() -> None:
    table = {"id": "t", "thing": "table", "x": 800, "y": 1100}
    mum = {"id": "a", "who": "kasia", "pose": "at_table", "x": 800, "y": 900}
    lying = Drawn(read({"parts": [mum, table]}), LOOKS, "nl").parts()
    standing = Drawn(read({"parts": [{**mum, "pose": "stand"}, table]}), LOOKS, "nl").parts()
    assert len(lying["t"]) > len(standing["t"])
    held = Drawn(read({"parts": [{**mum, "pose": "hold", "over": "t"}, table]}), LOOKS, "nl").parts()
    assert len(held["t"]) > len(standing["t"])


def test_a_baby_that_is_carried_is_drawn_with_who_carries_it() -> None:
    holder = {"id": "a", "who": "kasia", "pose": "carry", "holds": "o", "x": 800, "y": 1080}
    baby = {"id": "o", "who": "oskar", "x": 100, "y": 100}
    drawn = Drawn(read({"parts": [holder, baby]}), LOOKS, "nl")
    assert drawn.parts()["o"] == ""
    left, top, right, bottom = drawn.boxes()["o"]
    wide = drawn.boxes()["a"]
    assert wide[0] - 60 < (left + right) / 2 < wide[2] + 60
    assert wide[1] < (top + bottom) / 2 < wide[3]


@pytest.mark.parametrize("companion", ["fox", "bear", "rabbit", "cat", "dinosaur", "doll", "blanket", "ball"])
def test_a_companion_is_drawn_as_its_childs_look_says(companion: str) -> None:
    fox = read({"parts": [{"id": "f", "thing": "companion", "of": "mila", "x": 800, "y": 900}]})
    looks = {"mila": Look(companion=companion, companion_colour="teal")}
    other = {"mila": Look(companion=companion)}
    assert svg(fox, looks, "nl") != svg(fox, other, "nl")


def test_a_picture_for_word_is_as_wide_as_a_page_and_light() -> None:
    kinds = list(THINGS)[:MOST_PARTS]
    full = {
        "place": "street",
        "time": "night",
        "parts": [
            {"id": f"t{n}", "thing": kind, "x": 100 + 140 * (n % 11), "y": 200 + 180 * (n // 11)}
            for n, kind in enumerate(kinds)
        ],
    }
    data = png(svg(read(full), {}, "nl"))
    with Image.open(BytesIO(data)) as opened:
        assert opened.size == (2000, 1500)
        assert opened.mode == "P"
    assert len(data) < 400_000


def test_words_in_a_bubble_are_in_the_picture_for_word() -> None:
    def grey(words: str) -> int:
        bubble = {"id": "b", "bubble": "speech", "x": 800, "y": 500, "words": {"nl": words}}
        with Image.open(BytesIO(png(svg(read({"parts": [bubble]}), {}, "nl"), 800))) as opened:
            inside = opened.convert("L").crop((300, 200, 500, 300))
        return sum(inside.histogram()[:110])

    assert grey("Mama?") > 50 + grey("")


def test_the_letters_of_bubbles_come_along() -> None:
    assert [path.rpartition("/")[2] for path in composed._OWN_FONTS] == ["woord-en-beeld.ttf"]
