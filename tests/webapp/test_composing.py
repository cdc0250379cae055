"""Making a picture by touch: every step a form, on the newest picture, and nothing of another tablet is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from words_pictures.arranging import LARGER, STEP_PX
from words_pictures.change import TakeOut
from words_pictures.composition import MOST_LETTERS, MOST_PARTS, Composition, read, to_value
from words_pictures.document import new_id
from words_pictures.drawing.look import Look, look_value

from .conftest import Home, Page, Visitor
from .test_pages import faults

MUM: dict[str, Any] = {"id": "p1", "pose": "stand", "feeling": "calm", "x": 800, "y": 1000}
TABLE = {"id": "p2", "thing": "table", "x": 800, "y": 1130}
LETTERS = {"id": "p3", "thing": "letters", "x": 700, "y": 1000}


class Easel:
    """The composer of the first page, in Pieter's hands, without scripts."""

    def __init__(self, home: Home, visitor: Visitor) -> None:
        self.home, self.visitor, self.scene = home, visitor, home.scenes["home"]
        self.address = f"/documents/{home.story.id}/scenes/{self.scene}/compose"

    @property
    def place(self) -> str:
        return f"scenes/{self.scene}/composed"

    @property
    def value(self) -> Any:
        return self.home.story.document.value(self.place)

    @property
    def composition(self) -> Composition:
        return read(self.value)

    def stands(self, *parts: dict[str, Any], **rest: Any) -> None:
        mum = [{**one, "who": self.home.people["kasia"]} if one.get("id") == "p1" else one for one in parts]
        self.home.story.write(f"{self.place}@value", {"parts": mum, **rest})

    def open(self, part: str = "", open: str = "") -> Page:
        return self.visitor.get(f"{self.address}?part={part}&open={open}&in=en")

    def post(self, do: str, **said: str) -> Page:
        return self.visitor.post(self.address, {"do": do, **said})


@pytest.fixture
def easel(home: Home, pieter: Visitor) -> Easel:
    return Easel(home, pieter)


def kinds(easel: Easel) -> list[str]:
    return [str(one.get("thing") or one.get("bubble") or one.get("as") or "who") for one in easel.value["parts"]]


# --- putting things in ------------------------------------------------------------------------------------------------


def test_an_empty_picture_asks_who_is_in_it(easel: Easel) -> None:
    page = easel.open()
    assert page.status == 200
    assert "Who is in this picture? Tap a face." in page.said
    assert easel.value is None


def test_a_face_that_is_tapped_stands_in_the_picture_and_is_asked_what_it_feels(easel: Easel) -> None:
    page = easel.open().press("Kasia")
    assert [one.who for one in easel.composition.figures] == [easel.home.people["kasia"]]
    page.press("worried")
    assert easel.composition.figures[0].feeling == "worried"


def test_somebody_whom_the_file_does_not_name_comes_in_too(easel: Easel) -> None:
    easel.open().press("doctor")
    assert easel.composition.figures[0].role == "doctor"


def test_a_place_and_a_time_are_chosen(easel: Easel) -> None:
    easel.open(open="where").press("kitchen").press("evening")
    assert (easel.composition.place, easel.composition.time) == ("kitchen", "evening")


def test_a_thing_is_found_by_typing(easel: Easel) -> None:
    page = easel.visitor.get(f"{easel.address}?open=what&find=letters&in=en")
    page.press("pile of letters")
    assert kinds(easel) == ["letters"]


def test_what_is_called_nothing_like_that_is_said_so(easel: Easel) -> None:
    page = easel.visitor.get(f"{easel.address}?open=what&find=qqqxqqq&in=en")
    assert "Nothing is called like that here." in page.said


def test_a_childs_own_companion_comes_before_other_things(easel: Easel) -> None:
    look = look_value(Look(age="child", companion="fox"))
    easel.home.write_file(f"people/{easel.home.people['mila']}/look@value", look)
    easel.open(open="what").press("fox (Mila)")
    assert [(one.kind, one.of) for one in easel.composition.things] == [("companion", easel.home.people["mila"])]


def test_small_things_go_on_the_table_that_is_there(easel: Easel) -> None:
    easel.stands(TABLE)
    easel.post("thing/letters")
    letters = easel.composition.things[1]
    assert letters.y < TABLE["y"] - 150


def test_what_the_words_propose_is_taken_all_at_once(easel: Easel) -> None:
    easel.home.story.write(f"scenes/{easel.scene}/words@en", "Kasia had many bills. She was worried.")
    page = easel.open()
    assert "From the words of this page" in page.said
    page.press("Take all of it")
    assert easel.composition.figures[0].feeling == "worried"
    assert {"table", "letters"} <= set(kinds(easel))
    assert "From the words of this page" not in easel.open().said


def test_what_the_words_propose_is_taken_one_by_one_or_left(easel: Easel) -> None:
    easel.home.story.write(f"scenes/{easel.scene}/words@en", "Kasia had many bills.")
    easel.open().press("pile of letters")
    assert kinds(easel) == ["letters"]


# --- changing them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "open", "button", "found"),
    [
        ("p1", "feeling", "sad", lambda part: part.feeling == "sad"),
        ("p1", "pose", "waves", lambda part: part.pose == "wave"),
        ("p1", "spot", "+ Larger", lambda part: part.size == round(LARGER, 3)),
        ("p1", "spot", "− Smaller", lambda part: part.size < 1),
        ("p1", "spot", "⇆ Look the other way", lambda part: part.facing == -1),
        ("p1", "spot", "← Left", lambda part: part.x == MUM["x"] - STEP_PX),
        ("p1", "spot", "↓ Down", lambda part: part.y == MUM["y"] + STEP_PX),
        ("p2", "form", "red", lambda part: part.options["colour"] == "red"),
        ("p3", "spot", "↻ Tilt right", lambda part: part.angle == 15),
    ],
)
def test_each_choice_is_a_button(easel: Easel, part: str, open: str, button: str, found: Callable[[Any], bool]) -> None:
    easel.stands(MUM, TABLE, LETTERS)
    page = easel.open(part, open).press(button)
    assert page.status == 200
    assert found(easel.composition.part(part))


def test_a_table_becomes_wider_by_a_step(easel: Easel) -> None:
    easel.stands(TABLE)
    easel.post("option/width/+", part="p2")
    assert easel.value["parts"][0]["width"] > 620


def test_what_is_in_front_goes_to_the_back(easel: Easel) -> None:
    easel.stands(MUM, TABLE)
    easel.open("p2", "spot").press("▾ To the back")
    assert [one.id for one in easel.composition.parts] == ["p2", "p1"]


def test_what_is_taken_out_is_gone_and_nothing_is_chosen(easel: Easel) -> None:
    easel.stands(MUM, TABLE)
    page = easel.open("p2").press("✕ Take out")
    assert [one.id for one in easel.composition.parts] == ["p1"]
    assert "What comes in the picture?" in page.said


def test_a_thing_is_given_into_the_hands_and_put_down(easel: Easel) -> None:
    easel.stands(MUM, LETTERS)
    page = easel.open("p1", "hands").press("+ Hold: pile of letters")
    assert easel.composition.things[0].along == "p1"
    page.press("↓ Put down: pile of letters")
    assert easel.composition.things[0].along == ""


def test_a_new_thing_comes_into_the_hands_at_once(easel: Easel) -> None:
    easel.stands(MUM)
    easel.post("hold/book", part="p1")
    assert [(one.kind, one.along) for one in easel.composition.things] == [("book", "p1")]


def test_a_baby_is_carried(easel: Easel) -> None:
    easel.stands(MUM, {"id": "p5", "as": "baby", "x": 400, "y": 1000})
    easel.open("p1", "hands").press("+ Carry baby")
    assert easel.composition.figures[0].holds == "p5"


def test_a_bubble_has_words_in_the_storys_language(easel: Easel) -> None:
    easel.stands(MUM)
    page = easel.open("p1", "talk").press("+ Thinks something")
    page.fill("Which words?", "Help?").press("Save", beside="Which words?")
    bubble = easel.composition.bubbles[0]
    assert (bubble.kind, bubble.of, bubble.words) == ("thought", "p1", {"en": "Help?"})
    easel.open(bubble.id).press("Says")
    assert easel.composition.bubbles[0].kind == "speech"
    easel.open(bubble.id, "shown").press("heart")
    assert (easel.composition.bubbles[0].shows, easel.composition.bubbles[0].words) == ("heart", {"en": "Help?"})


def test_who_sits_at_a_table_sits_behind_it(easel: Easel) -> None:
    easel.stands(TABLE, MUM)
    easel.post("pose/at_table", part="p1")
    assert [one.id for one in easel.composition.parts] == ["p1", "p2"]
    assert easel.composition.figures[0].y < MUM["y"]


def test_who_stands_up_again_stands_where_they_stood(easel: Easel) -> None:
    easel.stands(MUM)
    easel.post("pose/sit", part="p1")
    easel.post("pose/wave", part="p1")
    assert easel.composition.figures[0].y == MUM["y"]


def test_a_line_drawn_by_hand_is_kept_and_rubbed_out(easel: Easel) -> None:
    easel.post("draw", colour="red", width="16", points="10 10 .5 20 20 .6 300 300 1")
    assert easel.composition.strokes[0].points == ((10, 10, 0.5), (20, 20, 0.6), (300, 300, 1))
    easel.post("rub", radius="20", points="150 150")
    assert easel.composition.strokes == ()


# --- one step back ----------------------------------------------------------------------------------------------------


def test_steps_are_taken_back_one_after_the_other(easel: Easel) -> None:
    page = easel.open().press("Kasia").press("sad")
    page = easel.open(easel.composition.parts[0].id, "pose").press("waves")
    states = []
    for _ in range(3):
        page = page.press("↶ One step back")
        states.append([(one.pose, one.feeling) for one in easel.composition.figures] if easel.value else None)
    assert states == [[("stand", "sad")], [("stand", "calm")], None]


def test_a_step_back_after_a_step_back_and_a_new_step_goes_on_further_back(easel: Easel) -> None:
    page = easel.open().press("Kasia").press("sad")
    page = page.press("↶ One step back").press("happy")
    page = page.press("↶ One step back")
    assert easel.composition.figures[0].feeling == "calm"
    page.press("↶ One step back")
    assert easel.value is None


def test_a_step_back_does_not_go_over_what_another_tablet_did_since(easel: Easel) -> None:
    page = easel.open().press("Kasia").press("sad")
    easel.post("where/kitchen")
    refused = page.press("↶ One step back")
    assert refused.status == 409
    assert "changed on another tablet" in refused.said
    assert (easel.composition.place, easel.composition.figures[0].feeling) == ("kitchen", "sad")


# --- two tablets ------------------------------------------------------------------------------------------------------


def test_steps_about_different_parts_go_together(easel: Easel) -> None:
    easel.stands(MUM, TABLE)
    mine, theirs = easel.open("p1", "feeling"), easel.open("p2", "form")
    theirs.press("red")
    mine.press("sad")
    assert easel.composition.figures[0].feeling == "sad"
    assert easel.composition.things[0].options["colour"] == "red"


def test_a_step_is_taken_again_when_somebody_is_quicker(easel: Easel, monkeypatch: pytest.MonkeyPatch) -> None:
    from webapp import composing

    easel.stands(MUM, TABLE)
    first, save = [True], composing._save

    def late(here: Any, *changes: Any) -> None:
        if first.pop() if first else False:
            moved = {**TABLE, "x": 500}
            easel.stands(MUM, moved)
        save(here, *changes)

    monkeypatch.setattr(composing, "_save", late)
    assert easel.post("feeling/sad", part="p1").status == 200
    assert (easel.composition.figures[0].feeling, easel.composition.things[0].x) == ("sad", 500)


def test_what_two_tablets_do_at_once_is_all_there(easel: Easel, visitor: Callable[..., Visitor]) -> None:
    easel.stands({**MUM, "x": 800}, {**TABLE, "x": 800})
    hands = [visitor(easel.home.story.account) for _ in range(2)]

    def work(hand: Visitor, part: str, way: str) -> list[int]:
        said = {"do": f"move/{way}", "part": part, "quiet": "1"}
        return [hand.post(easel.address, said).status for _ in range(10)]

    with ThreadPoolExecutor(2) as both:
        done = [both.submit(work, *one) for one in zip(hands, ("p1", "p2"), ("left", "right"), strict=True)]
        answers = [status for one in done for status in one.result()]
    moved = easel.composition
    kept = answers.count(204)
    assert set(answers) <= {204, 503}
    assert (800 - moved.figures[0].x) + (moved.things[0].x - 800) == kept * STEP_PX
    assert kept >= 16


def test_a_step_about_what_was_taken_out_says_so(easel: Easel) -> None:
    easel.stands(MUM, TABLE)
    page = easel.open("p1", "feeling")
    easel.stands(TABLE)
    refused = page.press("sad")
    assert refused.status == 409
    assert "taken out on another tablet" in refused.said
    assert [one.id for one in easel.composition.parts] == ["p2"]


def test_a_step_on_a_page_that_was_taken_out_says_so(easel: Easel) -> None:
    page = easel.open()
    story = easel.home.story
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", easel.scene, story.document.revision))
    refused = page.press("Kasia")
    assert refused.status == 409
    assert "This page was taken out of the story." in refused.said


def test_a_step_that_is_sent_twice_is_taken_once(easel: Easel) -> None:
    easel.stands(MUM)
    for _ in range(2):
        easel.post("larger", part="p1", change="aabbccdd00112233")
    assert easel.composition.figures[0].size == round(LARGER, 3)
    easel.post("smaller", part="p1", change="aabbccdd00112233")
    assert easel.composition.figures[0].size == 1


def test_letters_typed_one_after_the_other_are_one_change(easel: Easel) -> None:
    bubble = {"id": "p2", "bubble": "thought", "of": "p1", "x": 1000, "y": 300}
    easel.stands(MUM, bubble)
    for n, words in enumerate(("H", "He", "Help?"), start=1):
        easel.post("words", part="p2", words=words, change=f"aabbccdd00112233.{n}")
    assert easel.composition.bubbles[0].words == {"en": "Help?"}
    easel.open().press("↶ One step back")
    assert easel.composition.bubbles[0].words == {}


def test_the_news_are_nothing_until_something_is_new(easel: Easel) -> None:
    import re

    tag = re.search(r'id="tag" value="([^"]+)"', easel.open().answer.text)
    assert tag is not None
    asked = f"{easel.address}/news?tag={tag[1]}&in=en"
    assert easel.visitor.get(asked).status == 304
    easel.stands(MUM)
    page = easel.visitor.get(asked)
    assert page.status == 200
    assert 'data-part="p1"' in page.answer.text


def test_a_part_is_answered_with_what_changes_and_no_page_around_it(easel: Easel) -> None:
    answer = easel.open().press("Kasia", as_part=True)
    assert answer.status == 200
    assert answer.answer.text.lstrip().startswith('<div class="composer')
    assert "<html" not in answer.answer.text


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"do": "nothing/of/this"}, "do"),
        ({"do": "who/<script>"}, "parts/2/who"),
        ({"do": "as/king"}, "parts/2/as"),
        ({"do": "thing/gun"}, "parts/2/thing"),
        ({"do": "where/moon"}, "place"),
        ({"do": "when/noon"}, "time"),
        ({"do": "feeling/hungry", "part": "p1"}, "parts/0/feeling"),
        ({"do": "pose/headstand", "part": "p1"}, "parts/0/pose"),
        ({"do": "place", "part": "p1", "x": "far", "y": "0"}, "x"),
        ({"do": "place", "part": "p1", "x": "nan", "y": "0"}, "x"),
        ({"do": "size", "part": "p1", "size": "1e999"}, "size"),
        ({"do": "bubble/shout", "part": "p1"}, "bubble"),
        ({"do": "option/colour/purplish", "part": "p2"}, "parts/1/table.colour"),
        ({"do": "option/wings/yes", "part": "p2"}, "wings"),
        ({"do": "draw", "colour": "gold", "width": "9", "points": "1 1 1"}, "strokes/0/colour"),
        ({"do": "draw", "colour": "red", "width": "9", "points": "1 1"}, "strokes/0/points"),
    ],
)
@pytest.mark.parametrize("as_part", [True, False])
def test_what_cannot_be_drawn_is_refused_with_its_place(
    easel: Easel, said: dict[str, str], place: str, as_part: bool
) -> None:
    easel.stands(MUM, TABLE)
    before = easel.value
    page = easel.visitor.post(easel.address, said, **({"HX-Request": "true"} if as_part else {}))
    assert page.status == 422
    assert f"({place})" in page.said
    assert easel.value == before


def test_more_letters_than_a_bubble_has_room_for_are_refused(easel: Easel) -> None:
    easel.stands(MUM, {"id": "p2", "bubble": "speech", "of": "p1", "x": 1000, "y": 300, "words": {"en": "Yes"}})
    page = easel.post("words", part="p2", words="w" * (MOST_LETTERS + 1))
    assert page.status == 422
    assert easel.composition.bubbles[0].words == {"en": "Yes"}


def test_a_full_picture_says_so(easel: Easel) -> None:
    chairs = [{"id": f"c{n}", "thing": "chair", "x": 10 * n, "y": 900} for n in range(MOST_PARTS)]
    easel.stands(*chairs)
    page = easel.post("thing/chair")
    assert page.status == 422
    assert "There is no room for more in this picture." in page.said


def test_a_name_with_markup_in_it_is_only_a_name(easel: Easel) -> None:
    easel.home.write_file(f"people/{easel.home.people['kasia']}/name@value", '"><script>x</script>')
    easel.home.write_file(f"people/{easel.home.people['kasia']}/relation@value", None)
    easel.stands(MUM)
    text = easel.open("p1").answer.text
    assert "<script>x" not in text
    assert "&lt;script&gt;x" in text


@pytest.mark.parametrize(
    "asked",
    [
        *(f"open={open}" for open in ("who", "where", "what", "draw")),
        *(f"part=p1&open={open}" for open in ("feeling", "pose", "talk", "hands", "spot")),
        *(f"part=p3&open={open}" for open in ("spot", "form")),
        *(f"part=p4&open={open}" for open in ("words", "shown", "spot")),
        "part=gone&open=nothing",
    ],
)
def test_every_choice_of_choices_is_a_sound_page(app: Flask, easel: Easel, asked: str) -> None:
    bubble = {"id": "p4", "bubble": "thought", "of": "p1", "x": 1000, "y": 300, "words": {"en": "homewoorden"}}
    easel.stands({**MUM, "pose": "at_table"}, TABLE, LETTERS, bubble, place="kitchen")
    easel.visitor.headers["Accept-Language"] = "nl"
    found = faults(app, easel.visitor.get(f"{easel.address}?{asked}&in=en"))
    # In a drawing words say their language, and run as they begin (`unicode-bidi`); `dir` is for what is no drawing.
    assert [one for one in found if "svg}text> en" not in one] == []


def test_who_has_no_face_yet_is_one_tap_from_choosing_it(easel: Easel) -> None:
    page = easel.open()
    assert page.link("Kasia").endswith(f"/people/{easel.home.people['kasia']}/look")


# --- who may come in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["scene", "cover"])
def test_strangers_and_tablets_in_other_hands_find_nothing(
    easel: Easel, an: Visitor, hand_over: Callable[..., Visitor], where: str
) -> None:
    address = easel.address if where == "scene" else f"/documents/{easel.home.story.id}/cover/compose"
    others = [an, *(hand_over(easel.home.story, easel.home.people["kasia"], mode) for mode in ("read", "write"))]
    for visitor in others:
        assert visitor.get(address).status == 404
        assert visitor.get(f"{address}/news").status == 404
        assert visitor.post(address, {"do": "where/kitchen"}).status == 404
    assert easel.value is None


# --- the cover, the next feeling, the picture in words ----------------------------------------------------------------


def test_a_cover_is_made_in_the_same_way(home: Home, pieter: Visitor) -> None:
    pieter.get(f"/documents/{home.story.id}/cover/compose?in=en").press("Mila").press("happy")
    value: Any = home.story.document.value("composed")
    assert read(value).figures[0].feeling == "happy"


def test_the_same_picture_is_opened_at_the_faces_of_a_new_page(easel: Easel, home: Home) -> None:
    easel.stands(MUM, TABLE)
    page = easel.open("p1").press("Same picture, next feeling")
    ids = home.story.document.order["scenes"]
    copy = ids[ids.index(easel.scene) + 1]
    assert f"/scenes/{copy}/compose" in page.address
    page.press("relieved")
    copied: Any = home.story.document.value(f"scenes/{copy}/composed")
    assert read(copied).figures[0].feeling == "relieved"
    assert easel.composition.figures[0].feeling == "calm"
    assert read(copied).things == easel.composition.things


def test_the_picture_in_words_follows_it_until_somebody_says_it_better(easel: Easel, home: Home) -> None:
    easel.stands({**MUM, "feeling": "worried"})
    page = easel.open()
    assert "worried" in page.said
    assert "This follows the picture by itself." in page.said
    page = page.fill("What is on this picture?", "Mum is thinking.").press("Keep these words")
    assert home.story.document.words(easel.place, "en") == "Mum is thinking."
    assert "Your own words." in page.said
    page = page.fill("What is on this picture?", "").press("Keep these words")
    assert home.story.document.words(easel.place, "en") == ""
    assert "This follows the picture by itself." in page.said


def test_words_kept_as_the_picture_tells_them_go_on_following_it(easel: Easel, home: Home) -> None:
    easel.stands(MUM)
    easel.open().press("Keep these words")
    assert home.story.document.words(easel.place, "en") == ""


def test_two_who_describe_it_see_both_wordings(easel: Easel, home: Home) -> None:
    easel.stands(MUM)
    page = easel.open()
    home.story.write(f"{easel.place}@en", "Theirs.")
    page = page.fill("What is on this picture?", "Mine.").press("Keep these words")
    assert page.status == 409
    assert "Theirs." in page.said
    assert page.field("What is on this picture?").text == "Mine."
    assert home.story.document.words(easel.place, "en") == "Theirs."


def test_a_description_that_is_too_long_is_not_kept(easel: Easel, home: Home) -> None:
    easel.stands(MUM)
    page = easel.post("describe", words="w" * 2001, seen_description="0")
    assert page.status == 422
    assert home.story.document.words(easel.place, "en") == ""


def test_a_picture_read_back_is_the_same(easel: Easel) -> None:
    easel.stands(MUM, TABLE, LETTERS, place="kitchen", time="evening", strokes=[])
    assert read(to_value(easel.composition)) == easel.composition
