"""The workbench, used as a person uses it: without scripts, and as htmx would."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from webapp.store.documents import read_changes
from words_pictures.change import TakeOut, Write
from words_pictures.document import new_id

from .conftest import Home, MadeFamily, MadeStory, Page, Visitor

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "</blockquote></form><form action=//example.be>",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "<!-- --> ]]> &lt;b&gt; &amp; &#x202e;",
    "<svg/onload=alert(1)>",
    "‮abc‬ مرحبا é́́ 👩‍👩‍👧 🏳️‍🌈",
]


MINE, THEIRS = "Take these words: What you wrote", "Take these words: What stands here now"


def bench(visitor: Visitor, story: MadeStory | Home, scene: int = 0) -> Page:
    """The page of one scene on the workbench."""
    story = story.story if isinstance(story, Home) else story
    return visitor.get(f"/documents/{story.id}/scenes/{story.scenes[scene]}")


def words(story: MadeStory, scene: int = 0) -> str:
    return story.document.words(f"scenes/{story.scenes[scene]}/words", "en")


def save(page: Page, text: str, *, as_part: bool = False, **typed: str) -> Page:
    return page.fill("Words", text).press("Save", beside="Words", as_part=as_part, **typed)


def wordings(story: MadeStory) -> list[str]:
    """Every wording that is kept of the first scene's words, the earliest first."""
    address = f"scenes/{story.scenes[0]}/words@en"
    changes = (one.kept.change for one in read_changes(story.database, story.id))
    return [str(one.value) for one in changes if isinstance(one, Write) and one.address == address]


def scripts(page: Page) -> list[str]:
    """What a page would run that is not one of our own files."""
    own = [one for one in page.tree.iter("script") if not (one.get("src") or "").startswith("/static/")]
    handlers = [name for one in page.tree.iter() for name in one.attrib if str(name).startswith("on")]
    return [one.tag for one in own] + handlers


# --- saving -----------------------------------------------------------------------------------------------------------


def test_saved_words_stand_in_their_field(pieter: Visitor, story: MadeStory) -> None:
    page = save(bench(pieter, story), "Jullie wonen boven de bakker.")
    assert page.address == f"/documents/{story.id}/scenes/{story.scenes[0]}"
    assert page.field("Words").text == "Jullie wonen boven de bakker."
    assert words(story) == "Jullie wonen boven de bakker."


def test_a_part_says_only_that_it_is_saved_and_what_was_seen(pieter: Visitor, story: MadeStory) -> None:
    page = save(bench(pieter, story), "Oskar lacht.", as_part=True)
    assert page.said == "Saved Words of: together"
    assert page.answer.data.count(b"<p") == 1
    seen = page.tree.find(".//input[@name='seen']")
    assert seen is not None
    assert seen.get("value") == str(story.document.version(f"scenes/{story.scenes[0]}/words@en"))
    assert b"Oskar lacht." not in page.answer.data


def test_a_visit_goes_on_from_what_was_saved_last(pieter: Visitor, story: MadeStory) -> None:
    page, pen = bench(pieter, story), new_id()
    for n, text in enumerate(["Oskar", "Oskar lacht", "Oskar lacht."], start=1):
        assert save(page, text, as_part=True, change=f"{pen}.{n}").status == 200
    assert wordings(story) == ["Oskar lacht."]


@pytest.mark.parametrize("as_part", [True, False])
def test_the_same_form_sent_twice_is_saved_once(pieter: Visitor, story: MadeStory, as_part: bool) -> None:
    page = bench(pieter, story).fill("Words", "Oskar lacht.")
    first = page.press("Save", beside="Words", as_part=as_part)
    revision = story.document.revision
    second = page.press("Save", beside="Words", as_part=as_part)
    assert (first.status, second.status, story.document.revision) == (200, 200, revision)


def test_other_words_from_a_page_one_went_back_to_are_not_swallowed(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story)
    save(page, "Eerst dit.")
    again = save(page, "Toch dit.")
    assert again.status == 409
    again.press(MINE)
    assert words(story) == "Toch dit."


def test_words_that_did_not_change_make_no_change(pieter: Visitor, story: MadeStory) -> None:
    save(bench(pieter, story), "Oskar lacht.")
    revision = story.document.revision
    save(bench(pieter, story), "Oskar lacht.")
    assert story.document.revision == revision


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stand_there_as_typed_and_nothing_else_does(pieter: Visitor, story: MadeStory, text: str) -> None:
    page = save(bench(pieter, story), text)
    page.fill("Title of this page", text[:60]).press("Save", beside="Title of this page")
    page = bench(pieter, story)
    assert page.field("Words").text == text
    assert words(story) == text
    assert not scripts(page)
    for address in ("book/1", "book/print", "exports", "about", f"earlier/scenes/{story.scenes[0]}/words"):
        assert not scripts(pieter.get(f"/documents/{story.id}/{address}"))


def test_what_no_page_and_no_word_file_can_hold_is_left_out(pieter: Visitor, story: MadeStory) -> None:
    save(bench(pieter, story), "a\x00b\x0bc\x1fd￾e\r\nf")
    assert words(story) == "abcde\nf"


def test_a_title_has_one_line(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story).fill("Title of this page", " Ons\r\n  gezin ")
    page.press("Save", beside="Title of this page")
    assert story.document.words(f"scenes/{story.scenes[0]}/heading", "en") == "Ons gezin"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("address", "scenes/zz/words"),
        ("address", "scenes/../words@en"),
        ("address", ""),
        ("address", "title@en@nl"),
        ("change", ""),
        ("change", "x"),
        ("change", "x" * 200 + ".1"),
        ("change", f"a.{'9' * 60}"),
        ("change", "a.-1"),
        ("by", ""),
        ("by", "nobody"),
        ("seen", "-1"),
        ("seen", "9" * 40),
        ("seen", "één"),
    ],
)
@pytest.mark.parametrize("more", [{}, {"bring_back": "1"}])
def test_a_form_that_no_page_of_ours_makes_is_refused_and_breaks_nothing(
    pieter: Visitor, story: MadeStory, name: str, value: str, more: dict[str, str]
) -> None:
    page = save(bench(pieter, story), "x", **{name: value}, **more)
    assert page.status in (200, 404, 409, 422)
    assert bench(pieter, story).status == 200


# --- pages ------------------------------------------------------------------------------------------------------------


def order(story: MadeStory) -> list[str]:
    return [item.words("heading", "en") for item in story.document.items("scenes")]


def test_pages_are_moved_one_place_at_a_time(
    pieter: Visitor, make_story: Callable[..., MadeStory], family: MadeFamily
) -> None:
    story = make_story(family, scenes=("a", "b", "c"))
    bench(pieter, story, 2).press("Move to the front")
    assert order(story) == ["a", "c", "b"]
    bench(pieter, story, 2).press("Move to the front")
    assert order(story) == ["c", "a", "b"]
    bench(pieter, story, 2).press("Move to the back")
    assert order(story) == ["a", "c", "b"]


def test_a_page_at_the_edge_moves_no_further(pieter: Visitor, story: MadeStory) -> None:
    before = story.document
    first, last = bench(pieter, story, 0), bench(pieter, story, 1)
    assert first._one("button", "Move to the front").get("disabled") is not None
    assert last._one("button", "Move to the back").get("disabled") is not None
    assert first.press("Move to the front").status == 200
    assert last.press("Move to the back").status == 200
    assert story.document == before


def test_a_page_dropped_behind_another_stands_there(
    pieter: Visitor, make_story: Callable[..., MadeStory], family: MadeFamily
) -> None:
    story = make_story(family, scenes=("a", "b", "c"))
    address = f"/documents/{story.id}/scenes/{story.scenes[0]}"
    pieter.post(address, {"do": "behind", "after": story.scenes[2]})
    assert order(story) == ["b", "c", "a"]
    pieter.post(address, {"do": "behind", "after": ""})
    assert order(story) == ["a", "b", "c"]


def test_a_copy_stands_behind_its_page_with_the_same_words_and_readers(pieter: Visitor, home: Home) -> None:
    at = home.story.scenes.index(home.scenes["worry"])
    page = bench(pieter, home, at).press("Make a copy")
    copy = page.address.rpartition("/")[2][:32]
    document = home.story.document
    ids = document.order["scenes"]
    assert ids.index(copy) == ids.index(home.scenes["worry"]) + 1
    assert document.words(f"scenes/{copy}/words", "en") == "worrywoorden"
    assert document.entry(f"scenes/{copy}@audience").value == {"for": ["adults"]}  # type: ignore[union-attr]


def test_a_copy_can_be_made_of_the_words_of_somebody_who_left(pieter: Visitor, home: Home) -> None:
    file = home.file
    home.change_file(TakeOut(f"{new_id()}.1", "together", "people", home.people["kasia"], file.revision))
    assert bench(pieter, home).press("Make a copy").status == 200
    assert len(home.story.document.order["scenes"]) == 6


def test_a_page_taken_out_can_be_brought_back_with_its_words(pieter: Visitor, story: MadeStory) -> None:
    page = save(bench(pieter, story), "Jullie wonen boven de bakker.")
    out = page.press("Take out")
    assert order(story) == ["What happened"]
    out.press("Bring back", beside="Our family")
    assert sorted(order(story)) == ["Our family", "What happened"]
    assert words(story) == "Jullie wonen boven de bakker."


def test_a_story_without_pages_offers_a_new_one(pieter: Visitor, story: MadeStory) -> None:
    bench(pieter, story).press("Take out")
    page = bench(pieter, story, 1).press("Take out")
    assert page.heading == "There is no page in this story yet"
    page.press("+ New page")
    assert len(story.document.order["scenes"]) == 1


def test_a_page_in_which_somebody_wrote_meanwhile_is_not_taken_out(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story)
    story.write(f"scenes/{story.scenes[0]}/words@en", "Van de ander.")
    met = page.press("Take out")
    assert met.status == 409
    assert "Van de ander." in met.said
    assert story.scenes[0] in story.document.order["scenes"]


def test_what_one_may_not_read_is_not_shown_by_a_page_that_stays(pieter: Visitor, story: MadeStory) -> None:
    place = f"scenes/{story.scenes[0]}"
    story.write(f"{place}/heading@audience", {"for": [story.family.mila], "of": story.family.mila})
    page = bench(pieter, story)
    story.write(f"{place}/heading@en", "geheimkoptitel")
    met = page.press("Take out")
    assert met.status == 409
    assert "geheimkoptitel" not in met.said


def test_a_new_page_stands_behind_the_one_that_is_open(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story).press("+ New page")
    assert page.title == "Page 2 of 3"
    assert order(story) == ["Our family", "", "What happened"]


@pytest.mark.parametrize("doing", ["", "burn", "double"])
def test_nothing_is_done_to_a_page_that_is_not_there(pieter: Visitor, story: MadeStory, doing: str) -> None:
    before = story.document
    assert pieter.post(f"/documents/{story.id}/scenes/{new_id()}", {"do": doing}).status == 404
    assert story.document == before


# --- who writes, who reads --------------------------------------------------------------------------------------------


def test_what_is_written_next_is_theirs_who_was_tapped(pieter: Visitor, story: MadeStory) -> None:
    for voice, name in ((story.family.kasia, "Kasia"), ("judge", "the judge"), ("together", "together")):
        button = {"Kasia": "KKasia", "the judge": "§The judge", "together": "+Together"}[name]
        page = save(bench(pieter, story).press(button), f"Woorden van {name}.")
        assert story.document.entry(f"scenes/{story.scenes[0]}/words@en").by == voice  # type: ignore[union-attr]
        assert f"Words of: {name}" in page.said


def test_the_bar_says_who_is_writing(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story).press("KKasia")
    pressed = [one for one in page.tree.iter("button") if one.get("aria-pressed") == "true"]
    assert ["".join(one.itertext()).split()[-1] for one in pressed] == ["KKasia"]


def test_nobody_writes_in_the_name_of_somebody_who_is_not_of_the_family(pieter: Visitor, story: MadeStory) -> None:
    assert save(bench(pieter, story), "x", by=new_id()).status == 404
    assert words(story) == ""


def test_a_parent_with_the_tablet_writes_in_no_other_name(hand_over: Callable[..., Visitor], story: MadeStory) -> None:
    kasia = hand_over(story, story.family.kasia, "write")
    page = kasia.get(f"/documents/{story.id}/write/{story.scenes[0]}")
    save(page, "Ik had moeten komen.", by="judge")
    assert story.document.entry(f"scenes/{story.scenes[0]}/words@en").by == story.family.kasia  # type: ignore[union-attr]


def test_a_parent_with_the_tablet_meets_a_name_a_question_and_a_field(
    hand_over: Callable[..., Visitor], story: MadeStory
) -> None:
    story.write(f"scenes/{story.scenes[0]}/frame@value", "home")
    page = hand_over(story, story.family.kasia, "write").get(f"/documents/{story.id}/write")
    assert page.heading == "Who belongs to your family? Where do you live?"
    assert "Kasia" in page.said
    assert "For Mila" in page.said
    assert len(list(page.tree.iter("textarea"))) == 1
    assert "Words & Pictures" not in page.said
    assert not [one for one in page.tree.iter("a") if "/families" in one.get("href", "")]


def test_a_parent_begins_where_nothing_is_written_yet(hand_over: Callable[..., Visitor], story: MadeStory) -> None:
    story.write(f"scenes/{story.scenes[0]}/words@en", "Staat er al.")
    page = hand_over(story, story.family.kasia, "write").get(f"/documents/{story.id}/write")
    assert page.address.endswith(story.scenes[1])


def test_a_page_for_the_grown_ups_is_not_in_the_childs_book(pieter: Visitor, story: MadeStory) -> None:
    save(bench(pieter, story), "Alleen voor ons.")
    bench(pieter, story).tick("Only us, the grown-ups").press("Keep this", beside="Only us")
    assert story.document.entry(f"scenes/{story.scenes[0]}@audience").value == {"for": ["adults"]}  # type: ignore[union-attr]
    assert "Alleen voor ons." not in pieter.get(f"/documents/{story.id}/book/print").said


def test_the_childs_own_page_is_for_those_it_named(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    page = bench(pieter, home).tick("The child's own").tick("Kasia").tick("Lotte").tick("Pieter", is_on=False)
    left = page.press("Keep this", beside="Only us")
    assert home.scenes["home"] not in left.address
    assert bench(pieter, home).status == 404
    assert bench(lotte, home).status == 200
    value = home.story.document.entry(f"scenes/{home.scenes['home']}@audience").value  # type: ignore[union-attr]
    assert value["of"] == home.people["mila"]  # type: ignore[index,call-overload]
    assert set(value["for"]) == {home.people[one] for one in ("mila", "kasia", "lotte")}  # type: ignore[index,call-overload]


def test_a_page_can_be_opened_to_everyone_again(pieter: Visitor, home: Home) -> None:
    at = home.story.scenes.index(home.scenes["worry"])
    bench(pieter, home, at).tick("Everyone in this story").press("Keep this", beside="Only us")
    assert "worrywoorden" in pieter.get(f"/documents/{home.story.id}/book/print").said


@pytest.mark.parametrize("choice", ["", "workers", "nobody", "<script>"])
def test_there_are_three_audiences_and_no_other(pieter: Visitor, story: MadeStory, choice: str) -> None:
    before = story.document
    address = f"/documents/{story.id}/scenes/{story.scenes[0]}/audience"
    assert pieter.post(address, {"audience": choice}).status == 422
    assert story.document == before


# --- about, new -------------------------------------------------------------------------------------------------------


def about(visitor: Visitor, story: MadeStory) -> Page:
    return visitor.get(f"/documents/{story.id}/about")


def test_a_story_gets_another_title_and_what_to_think_of(pieter: Visitor, story: MadeStory) -> None:
    page = (
        about(pieter, story).fill("Title", "Wat er gebeurde").fill("What does this child think is its fault?", "Alles.")
    )
    page.press("Keep this")
    assert story.document.words("title", "en") == "Wat er gebeurde"
    assert story.document.words("guilt", "en") == "Alles."
    assert "Wat er gebeurde" in bench(pieter, story).said


def test_a_form_about_the_story_that_is_refused_keeps_what_was_typed(pieter: Visitor, story: MadeStory) -> None:
    page = about(pieter, story).fill("Title", "w" * 81).fill("What does this child think is its fault?", "Alles.")
    met = page.press("Keep this")
    assert met.status == 422
    assert met.problem
    assert met.field("Title").get("value") == "w" * 81
    assert met.field("What does this child think is its fault?").text == "Alles."
    assert story.document.words("title", "en") == "The story of Mila"


def test_a_form_about_the_story_that_was_overtaken_shows_both(pieter: Visitor, story: MadeStory) -> None:
    page = about(pieter, story).fill("What does this child think is its fault?", "Van mij.").fill("Title", "Mijn titel")
    story.write("guilt@en", "Van de ander.")
    met = page.press("Keep this")
    assert met.status == 409
    assert met.field("What does this child think is its fault?").text == "Van mij."
    assert met.field("Title").get("value") == "Mijn titel"
    assert "Van de ander." in met.said
    met.press("Keep this")
    assert story.document.words("guilt", "en") == "Van mij."
    assert story.document.words("title", "en") == "Mijn titel"


def test_who_is_in_the_story_is_ticked(pieter: Visitor, home: Home) -> None:
    page = about(pieter, home.story).tick("Ewa")
    page.press("Keep this")
    assert home.people["ewa"] in home.story.document.ids("people")


@pytest.mark.parametrize(
    ("kind", "headings"),
    [("Begin with four sentences", 4), ("The longer story", 12), ("The short story", 9)],
)
def test_a_new_story_opens_at_its_first_place_to_write(
    pieter: Visitor, family: MadeFamily, kind: str, headings: int
) -> None:
    page = pieter.get(f"/families/{family.id}/documents/new").tick(kind).press("Begin")
    assert page.title == f"Page 1 of {headings}"
    assert "Who is writing?" in page.said


def test_a_new_story_needs_a_child_and_a_kind(pieter: Visitor, home: Home) -> None:
    page = pieter.get(f"/families/{home.id}/documents/new")
    assert page.press("Begin").problem == "Choose for which child the story is."
    page.tick("Mila")
    assert page.press("Begin", kind="none.none").problem == "Choose which story you want to make."
    assert page.press("Begin").status == 200


# --- languages --------------------------------------------------------------------------------------------------------


def test_a_passage_is_written_in_the_language_that_was_asked_for(pieter: Visitor, story: MadeStory) -> None:
    story.write("languages@value", ["en", "pl"])
    address = f"/documents/{story.id}/scenes/{story.scenes[0]}"
    page = pieter.get(f"{address}?in=pl")
    assert page.field("Words").get("lang") == "pl"
    save(page, "Mieszkacie nad piekarnią.")
    assert story.document.words(f"scenes/{story.scenes[0]}/words", "pl") == "Mieszkacie nad piekarnią."
    assert words(story) == ""
    assert pieter.get(f"{address}?in=tlh").field("Words").get("lang") == "en"


@pytest.mark.parametrize(
    ("who", "form", "question"),
    [
        ("kasia", "u", "Wie hoort bij uw gezin? Waar woont u?"),
        ("kasia", "je", "Wie hoort bij jullie gezin? Waar wonen jullie?"),
        ("mila", "u", "Wie hoort bij jullie gezin? Waar wonen jullie?"),
    ],
)
def test_a_parent_is_spoken_to_as_the_family_wants_it_and_a_child_as_a_child(
    hand_over: Callable[..., Visitor], home: Home, who: str, form: str, question: str
) -> None:
    home.write_file("address_form@value", form)
    scene = home.scenes["home"]
    home.story.write(f"scenes/{scene}/frame@value", "home")
    visitor = hand_over(home.story, home.people[who], "write")
    visitor.headers["Accept-Language"] = "nl"
    assert visitor.get(f"/documents/{home.story.id}/write/{scene}").heading == question


def test_the_words_this_family_uses_stand_beside_the_page(pieter: Visitor, home: Home) -> None:
    page = bench(pieter, home)
    assert re.search(r"denachtuil\s+instead of: hetincidentje", page.said)
