"""The pictures of the demo stories and plans: everybody whole and in the page, few colours, and said in words what they show."""

import gzip
import io
import math
import re

import pytest
import resvg_py
from lxml import etree
from PIL import Image

from words_pictures.composition import Figure as Placed
from words_pictures.composition import Thing
from words_pictures.demo import STORIES, demo_bundle, demo_drawing, demo_story
from words_pictures.drawing import pen
from words_pictures.drawing.body import STRETCH
from words_pictures.drawing.composed import Drawn
from words_pictures.drawing.pen import HEIGHT, WIDTH
from words_pictures.drawn import place_of

SVG = "{http://www.w3.org/2000/svg}"
SCENES = {"immediate": 8, "story": 12, "story-youngest": 4, "story-young-person": 6}
RULES = [("plan", number) for number in range(1, 14)]
EVERY = [*((story, number) for story, last in SCENES.items() for number in range(last + 1)), *RULES]
OF_MILA = [key for key in EVERY if key[0] != "story-young-person"]
NAMES = {
    "kasia": ("mama", "mum"),
    "nadia": ("mama", "mum"),
    "tomek": ("papa", "dad"),
    "claes": ("mevrouw Claes", "Mrs Claes"),
    "maes": ("meneer Maes", "Mr Maes"),
    "vandamme": ("advocaat", "lawyer"),
    "doctor": ("dokter", "doctor"),
    "police": ("politie", "police"),
    "child": ("spelers", "players"),
}
CHILDREN, JUDGES = {"mila", "oskar", "yara"}, {"claes", "maes"}
FAMILY = {"kasia", "mila", "oskar", "tomek", "yara", "nadia"}
PAINTED = {one for one in vars(pen).values() if isinstance(one, str) and re.fullmatch("#[0-9a-f]{6}", one)}
"""The paints; skins, hair and faces have colours of their own."""
SPECK = 240
"""Dots of 800 x 600: less than half a thousandth of the page is no colour that anybody sees."""
OWNERS = {("immediate", 6): {"mila"}}
"""Who is named without being shown: the fish are Mila's."""
BEYOND: dict[tuple[str, int], set[str]] = {}
"""Parts that look in from outside the page, by the picture they are in."""

each_picture = pytest.mark.parametrize("key", EVERY, ids=lambda key: f"{key[0]}-{key[1]}")


def who_is_in(drawn: Drawn) -> set[str]:
    return {one.who or one.role for one in drawn.composition.figures}


def said(key: tuple[str, int], language: str) -> str:
    document = demo_bundle(key[0]).document
    items = ("", *(one.place for one in document.items("rules" if key in RULES else "scenes")))
    return document.words(place_of(items[key[1]]), language)


def faces(drawn: Drawn) -> list[tuple[str, pen.Frame, float, float]]:
    """Heads in the order they are drawn: whose, where, and half of what they measure across and down."""
    carried = {one.holds: one.id for one in drawn.composition.figures if one.holds}
    order = [one.id for one in drawn.composition.figures if one.id not in carried]
    order = [id for one in order for id in (one, *(baby for baby, holder in carried.items() if holder == one))]
    people = [(id, drawn.figures[id]) for id in order]
    return [(id, who.head, who.build.head * who.size, who.build.head_height * who.size) for id, who in people]


def test_every_scene_has_a_picture_and_every_story_a_cover():
    assert tuple(SCENES) == STORIES
    for absent in (("story", 13), ("story", -1), ("plan", 0), ("plan", 14), ("plan-young-person", 1), ("nobody", 1)):
        with pytest.raises(KeyError):
            demo_drawing(*absent)


@each_picture
def test_a_picture_is_a_well_formed_page_and_light(key: tuple[str, int]):
    svg = demo_drawing(*key).svg()
    root = etree.fromstring(svg)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("1600", "1200", "0 0 1600 1200")
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {"svg", "rect", "g", "path", "ellipse", "text"}
    assert len(gzip.compress(svg.encode())) <= 25_000
    assert "nan" not in svg


@each_picture
def test_a_picture_has_few_colours(key: tuple[str, int]):
    painted = resvg_py.svg_to_bytes(svg_string=demo_drawing(*key).svg(), width=800, skip_system_fonts=True)
    with Image.open(io.BytesIO(painted)) as image:
        dots = image.convert("RGB").getcolors(800 * 600) or []
    seen = {"#{:02x}{:02x}{:02x}".format(*colour) for count, colour in dots if count >= SPECK}
    assert len(seen & PAINTED) <= 24


def test_no_two_pictures_are_the_same_and_each_stays_the_same():
    assert len({demo_drawing(*key).svg() for key in EVERY}) == len(EVERY)
    assert [demo_drawing(*key).svg() for key in EVERY] == [demo_drawing(*key).svg() for key in EVERY]


@each_picture
def test_everything_is_inside_the_page(key: tuple[str, int]):
    beyond = {
        id
        for id, (left, top, right, bottom) in demo_drawing(*key).boxes().items()
        if left < 0 or top < 0 or right > WIDTH or bottom > HEIGHT
    }
    assert beyond == BEYOND.get(key, set())


@each_picture
def test_hands_reach_what_they_are_told_to_hold(key: tuple[str, int]):
    drawn = demo_drawing(*key)
    for id, who in drawn.figures.items():
        for side, hand in ((-1, who.left), (1, who.right)):
            if hand is not None:
                assert math.dist(who.shoulder(side), hand) <= who.build.arm * who.size * STRETCH + 1, (id, side)


@each_picture
def test_nobody_stands_before_anothers_face(key: tuple[str, int]):
    heads = faces(demo_drawing(*key))
    for i, (behind, head, _, _) in enumerate(heads):
        for before, other, across, down in heads[i + 1 :]:
            assert math.hypot((head.x - other.x) / across, (head.y - other.y) / down) > 1.1, (behind, before)


@each_picture
def test_a_bubble_covers_no_face(key: tuple[str, int]):
    drawn = demo_drawing(*key)
    boxes = drawn.boxes()
    for bubble in drawn.composition.bubbles:
        left, top, right, bottom = boxes[bubble.id]
        for id, head, across, down in faces(drawn):
            inside = left - across / 2 < head.x < right + across / 2 and top - down / 2 < head.y < bottom + down / 2
            assert not inside, id


@each_picture
def test_each_picture_is_described_in_short_sentences_in_both_languages(key: tuple[str, int]):
    nl, en = said(key, "nl"), said(key, "en")
    for text in (nl, en):
        assert text.endswith(".")
        assert 20 < len(text) <= 140
    assert nl != en


@each_picture
def test_whoever_is_drawn_is_named_and_whoever_is_named_is_drawn(key: tuple[str, int]):
    drawn = who_is_in(demo_drawing(*key))
    everybody = {one for other in EVERY for one in who_is_in(demo_drawing(*other))}
    nl, en = said(key, "nl"), said(key, "en")
    for one in drawn:
        in_dutch, in_english = NAMES.get(one, (one, one))
        assert in_dutch.lower() in nl.lower(), one
        assert in_english.lower() in en.lower(), one
    for one in everybody - drawn - {"kasia", "nadia"}:
        if re.search(rf"\b{NAMES.get(one, (one, one))[0]}\b", nl, re.IGNORECASE):
            assert one in OWNERS.get(key, set()), one


@pytest.mark.parametrize("key", OF_MILA)
def test_vos_is_in_every_picture_of_milas_and_oskars_stories(key: tuple[str, int]):
    companions = [one for one in demo_drawing(*key).composition.things if one.kind == "companion"]
    assert [one.of for one in companions] == ["mila"]
    assert demo_drawing(*key).looks["mila"].companion == "fox"


def test_vos_stands_on_his_head_only_where_mila_wants_to_talk():
    upside_down = [key for key in OF_MILA if any(_is_upside_down(one) for one in demo_drawing(*key).composition.things)]
    assert upside_down == [("story", 12)]


def _is_upside_down(thing: Thing) -> bool:
    return thing.kind == "companion" and abs(thing.angle) > 150


def test_no_child_is_alone_in_a_storys_last_picture():
    for story, last in SCENES.items():
        there = who_is_in(demo_drawing(story, last))
        assert there & CHILDREN
        assert len(there - CHILDREN) >= 2


def test_the_judge_is_never_above_the_family():
    met = 0
    for key in EVERY:
        drawn = demo_drawing(*key)
        heights = {one.who: drawn.figures[one.id].head.y for one in drawn.composition.figures if one.size > 0.8}
        for judge in JUDGES & heights.keys():
            met += 1
            for relative in FAMILY & heights.keys():
                assert heights[judge] >= heights[relative] - 6, key
    assert met == 4


def test_a_grown_up_who_speaks_to_a_child_is_not_much_taller():
    for key, grown_up, child in ((("immediate", 4), "lotte", "mila"), (("story", 9), "kasia", "mila")):
        drawn = demo_drawing(*key)
        heights = {one.who: drawn.figures[one.id].head.y for one in drawn.composition.figures}
        assert heights[grown_up] >= heights[child] - 60


def test_what_is_thought_is_written_in_the_language_of_the_reader():
    assert ">Hulp?</text>" in demo_drawing("story", 3, "nl").svg()
    assert ">Help?</text>" in demo_drawing("story", 3, "en").svg()
    for key in EVERY:
        for bubble in demo_drawing(*key).composition.bubbles:
            assert set(bubble.words) in (set(), {"nl", "en"}, {"nl", "en", "pl"})


def test_everybody_of_the_demo_has_a_look_of_their_own():
    for story in ("story", "story-young-person"):
        document = demo_story(story)[1]
        looks = [str(person.value("look")) for person in document.items("people")]
        assert all(look != "None" for look in looks)
        assert len(set(looks)) == len(looks)


def test_a_worry_is_smaller_than_the_people():
    drawn = demo_drawing("story", 3)
    boxes = drawn.boxes()
    heights = {id: bottom - top for id, (_, top, _, bottom) in boxes.items()}
    placed = [one for one in drawn.composition.parts if isinstance(one, Placed)]
    assert max(heights["letters"], heights["cloud"]) < min(heights[one.id] for one in placed) / 2
