"""The history of a story, read as a person reads it; undone, gone back to; and the earlier words of one passage."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from webapp import history as blueprint
from webapp.store import Database
from webapp.store import documents as stored
from webapp.store.documents import read_changes, read_moments, read_span
from webapp.store.log import read_log
from webapp.store.pictures import save_picture
from words_pictures.change import Add, Move, TakeOut, Write
from words_pictures.document import new_id
from words_pictures.history import acts

from .conftest import Home, MadeFamily, MadeStory, Page, Visitor, plain_picture
from .store.dump import everything_kept
from .test_documents import HOSTILE, bench, save, scripts, words
from .test_wordings import one_text, place, quotes, said, two_views


def history(visitor: Visitor, story: MadeStory, **asked: Any) -> Page:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return visitor.get(f"/documents/{story.id}/history?{query}")


def sentences(page: Page) -> list[str]:
    """What was done, the latest first."""
    return [_said(one) for one in page.tree.iter("p") if one.get("class") == "sentence"]


def _said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def then(visitor: Visitor, story: MadeStory, revision: int) -> Page:
    return visitor.get(f"/documents/{story.id}/history/{revision}")


def sheets(page: Page) -> list[str]:
    return [" ".join(" ".join(one.itertext()).split()) for one in page.tree.iter("article")]


# --- in words ---------------------------------------------------------------------------------------------------------


def test_what_was_done_is_told_in_sentences_the_latest_first(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story).press("KKasia")
    save(page, "Ik was boven.")
    bench(pieter, story).press("Make a copy")
    bench(pieter, story, 1).press("Move to the front")
    bench(pieter, story).tick("Only us, the grown-ups").press("Keep this", beside="Only us")
    bench(pieter, story).press("Take out")
    assert sentences(history(pieter, story))[:5] == [
        "Kasia took page 1 out.",
        "Kasia chose who may read page 1:",
        "Kasia moved page 3. It became page 2.",
        "Kasia made a copy of a page: page 2.",
        "Kasia wrote on page 1.",
    ]


def test_the_wording_before_and_after_stand_there_with_what_differs_marked(pieter: Visitor, story: MadeStory) -> None:
    for text in ("Mama was moe.", "Mama was heel moe."):
        story.write(f"{place(story)}@en", text, by=story.family.kasia)
    page = history(pieter, story)
    assert sentences(page)[0] == "Kasia changed page 1."
    assert quotes(page)[:2] == ["Mama was heel moe.", "Mama was moe."]
    assert [one.text for one in page.tree.iter("mark")] == ["heel"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title@en", "Anders", "You together changed the title of the story."),
        ("look@value", "young", "You together filled in: How does the book look?"),
        ("languages@value", ["en", "nl"], "You together filled in: Languages"),
        (
            "knows@en",
            "Mila weet het.",
            "You together filled in: What does the child already know, or has it overheard?",
        ),
    ],
)
def test_what_was_said_of_the_story_is_told_by_its_field(
    pieter: Visitor, story: MadeStory, field: str, value: Any, sentence: str
) -> None:
    story.write(field, value)
    assert sentences(history(pieter, story))[0] == sentence


def test_people_and_readers_are_named(pieter: Visitor, story: MadeStory) -> None:
    story.write("people@value", [story.family.pieter])
    story.write(
        f"scenes/{story.scenes[0]}@audience", {"for": [story.family.mila, story.family.pieter], "of": story.family.mila}
    )
    page = history(pieter, story)
    assert sentences(page)[:2] == [
        "You together chose who may read page 1:",
        "You together filled in: Who else is in this story?",
    ]
    assert "Pieter and Mila" in page.said


def test_a_telling_a_picture_and_a_beginning_are_told(pieter: Visitor, home: Home) -> None:
    told = sentences(history(pieter, home.story))
    assert "Pieter wrote down how the story was told." in told
    assert any("chose a picture for page" in one for one in told)


def test_a_new_story_begins_its_history_with_one_line(pieter: Visitor, home: Home) -> None:
    page = (
        pieter.get(f"/families/{home.id}/documents/new").tick("Begin with four sentences").tick("Mila").press("Begin")
    )
    document = page.address.split("/")[2]
    told = pieter.get(f"/documents/{document}/history")
    assert sentences(told) == ["Pieter began this story."]
    assert "Undo" not in told.said


def test_both_kept_and_one_text_again_are_told(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    one_text(pieter, story).fill("Or make one text of both", "Samen.").press("Keep this text")
    assert sentences(history(pieter, story))[:2] == [
        "You together made one text again of page 1.",
        "You together kept both texts on page 1, side by side.",
    ]


def test_words_that_were_overtaken_are_told_until_they_stand_there(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story)
    story.write(f"{place(story)}@en", "Ik was boven.", by=story.family.kasia)
    met = save(page, "Wij waren beneden.")
    aside = "You together wrote on page 1 at the same time as somebody else. These words are not on the page."
    assert sentences(history(pieter, story))[0] == aside
    met.press("Take these words: What you wrote")
    told = sentences(history(pieter, story))
    assert told[0] == "You together changed page 1."
    assert aside not in told


@pytest.mark.parametrize("text", HOSTILE)
def test_history_shows_words_as_typed_and_nothing_runs(pieter: Visitor, story: MadeStory, text: str) -> None:
    story.write(f"{place(story)}@en", text)
    story.write(f"scenes/{story.scenes[0]}/heading@en", text[:60])
    for page in (history(pieter, story), then(pieter, story, story.document.revision)):
        assert page.status == 200
        assert not scripts(page)
    assert text in quotes(history(pieter, story))


def test_a_history_is_read_in_stretches_and_nothing_is_left_out(
    pieter: Visitor, story: MadeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(12):
        story.write(f"{place(story)}@en", f"Zin {n}.")
    whole = sentences(history(pieter, story))
    monkeypatch.setattr(blueprint, "MOST", 5)
    page, met = history(pieter, story), []
    while True:
        met += sentences(page)
        if "What was done before that" not in page.said:
            break
        page = pieter.get(page.link("What was done before that"))
    assert met == whole
    assert len(whole) > 12


def test_a_page_copied_at_one_go_is_not_cut_in_two(pieter: Visitor, story: MadeStory, database: Database) -> None:
    save(bench(pieter, story), "Woorden.")
    bench(pieter, story).press("Make a copy")
    span = read_span(database, story.id, story.document.revision + 1, 1)
    log = read_changes(database, story.id, span.first - 1)
    assert len(acts(one.kept for one in log)) == 1
    assert isinstance(log[0].kept.change, Add)
    assert read_moments(database, story.id)[-1] == story.document.revision


def test_a_long_history_opens_at_once_and_unseals_what_it_shows(
    pieter: Visitor, story: MadeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = [
        Write(f"{new_id()}.1", "together", f"scenes/{story.scenes[n % 2]}/words@en", f"Zin {n}.", 10**6)
        for n in range(2000)
    ]
    story.change(*changes)
    unsealed: list[int] = []
    real = stored.kept_from_json
    monkeypatch.setattr(stored, "kept_from_json", lambda *content: (unsealed.append(1), real(*content))[1])
    began = time.process_time()
    page = history(pieter, story)
    assert len(sentences(page)) == 100
    assert len(unsealed) <= 100
    assert time.process_time() - began < 3


def test_an_empty_history_of_a_story_that_came_from_elsewhere(
    pieter: Visitor, story: MadeStory, database: Database
) -> None:
    brought = story.document.__class__(new_id(), "words-and-pictures", 9, {"scenes": ("a1",)}, {}, {})
    stored.save_whole_document(database, story.family.id, brought)
    page = pieter.get(f"/documents/{brought.id}/history")
    assert "Nothing has been done here yet." in page.said
    assert pieter.get(f"/documents/{brought.id}/history/9").status == 404


# --- undone -----------------------------------------------------------------------------------------------------------


def test_a_page_taken_out_comes_back_by_the_bar_it_leads_to(pieter: Visitor, story: MadeStory) -> None:
    before = story.document.order
    page = bench(pieter, story).press("Take out")
    assert "Page 1 has been taken out." in page.said
    back = page.press("Undo")
    assert story.document.order == before
    assert back.address.split("?")[0].endswith(story.scenes[0])
    assert "Page 1 is back." in back.said
    back.press("Undo")
    assert story.document.order["scenes"] == (story.scenes[1],)


def test_the_last_page_taken_out_comes_back_too(pieter: Visitor, story: MadeStory) -> None:
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", story.scenes[1], story.document.revision))
    bench(pieter, story).press("Take out").press("Undo")
    assert story.document.order["scenes"] == (story.scenes[0],)


@pytest.mark.parametrize(
    ("button", "bar"), [("Move to the back", "Page 1 is now page 2."), ("Make a copy", "Page 2 is a copy.")]
)
def test_moving_and_doubling_are_undone(pieter: Visitor, story: MadeStory, button: str, bar: str) -> None:
    save(bench(pieter, story), "Woorden.")
    before = story.document
    page = bench(pieter, story).press(button)
    assert bar in page.said
    page.press("Undo")
    assert story.document.order == before.order
    assert words(story) == "Woorden."


def test_choosing_readers_is_undone(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story).tick("Only us, the grown-ups").press("Keep this", beside="Only us")
    assert "Who may read this page now: Only us, the grown-ups." in page.said
    page.press("Undo")
    entry = story.document.entry(f"scenes/{story.scenes[0]}@audience")
    assert entry is not None
    assert entry.value is None


def test_nothing_is_offered_to_undo_that_somebody_else_did_or_that_is_no_more(
    pieter: Visitor, lotte: Visitor, home: Home
) -> None:
    page = bench(pieter, home).press("Take out")
    assert "has been taken out" in page.said
    assert "has been taken out" not in lotte.get(page.address).said
    page.press("Undo")
    assert "has been taken out" not in pieter.get(page.address).said
    for wrong in ("x", "a" * 500, "%00", "' or 1"):
        assert pieter.get(f"{page.address.split('?')[0]}?done={wrong}").status == 200


def test_words_are_undone_from_history_in_the_name_of_who_said_them(pieter: Visitor, story: MadeStory) -> None:
    story.write(f"{place(story)}@en", "Ik was boven.", by=story.family.kasia)
    story.write(f"{place(story)}@en", "Zij was boven.", by="judge")
    history(pieter, story).press("Undo")
    entry = story.document.entry(f"{place(story)}@en")
    assert entry is not None
    assert (entry.value, entry.by) == ("Ik was boven.", story.family.kasia)
    assert sentences(history(pieter, story))[0] == "Kasia changed page 1."


def test_both_kept_is_undone_at_one_go(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    history(pieter, story).press("Undo")
    assert said(story) == {"": "Ik was boven."}


def test_undo_is_refused_when_somebody_wrote_since_and_both_can_be_read(pieter: Visitor, story: MadeStory) -> None:
    story.write(f"{place(story)}@en", "Eerst dit.", by=story.family.kasia)
    story.write(f"{place(story)}@en", "Toen dat.")
    page = history(pieter, story)
    story.write(f"{place(story)}@en", "Van de ander.")
    met = page.press("Undo")
    assert met.status == 409
    assert quotes(met) == ["Van de ander.", "Eerst dit."]
    assert words(story) == "Van de ander."
    met.press("Put these words back")
    assert words(story) == "Eerst dit."


def test_undo_is_not_offered_where_somebody_wrote_since(pieter: Visitor, story: MadeStory) -> None:
    story.write(f"{place(story)}@en", "Eerst dit.")
    first = history(pieter, story)
    assert len([one for one in first.tree.iter("button") if one.text == "Undo"]) > 0
    offered = len([one for one in first.tree.iter("button") if one.text == "Undo"])
    story.write(f"{place(story)}@en", "Toen dat.")
    assert len([one for one in history(pieter, story).tree.iter("button") if one.text == "Undo"]) == offered


def test_a_page_that_moved_since_is_not_moved_back(
    pieter: Visitor, make_story: Callable[..., MadeStory], family: MadeFamily
) -> None:
    story = make_story(family, scenes=("a", "b", "c"))
    bench(pieter, story).press("Move to the back")
    page = history(pieter, story)
    story.change(Move(f"{new_id()}.1", "together", "scenes", story.scenes[0], story.scenes[2]))
    before = story.document.order
    assert page.press("Undo").status == 409
    assert story.document.order == before


@pytest.mark.parametrize("behind", ["", "0", "-4", "3", "x", "9" * 30])
def test_any_stretch_of_history_is_a_page(pieter: Visitor, story: MadeStory, behind: str) -> None:
    assert history(pieter, story, behind=behind).status == 200


@pytest.mark.parametrize("revision", [0, 1, 2, 10**6, 10**30])
@pytest.mark.parametrize("doing", ["undo", "back"])
def test_no_other_moment_is_undone_or_gone_back_to(
    pieter: Visitor, make_story: Callable[..., MadeStory], family: MadeFamily, revision: int, doing: str
) -> None:
    story = make_story(family)
    story.write("title@en", "Anders")
    before = story.document
    answer = pieter.post(f"/documents/{story.id}/history/{revision}/{doing}", {})
    assert answer.status in (200, 404, 409)
    assert doing == "back" or story.document == before or revision == 2


# --- how it was then --------------------------------------------------------------------------------------------------


def test_the_story_is_read_as_it_stood_then(pieter: Visitor, story: MadeStory) -> None:
    story.write(f"{place(story)}@en", "Eerst dit.")
    revision = story.document.revision
    story.write(f"{place(story)}@en", "Toen dat.")
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", story.scenes[0], story.document.revision))
    page = then(pieter, story, revision)
    assert sheets(page) == [
        "Page 1 Our family Eerst dit.",
        "Page 2 What happened There were no words on this page.",
    ]
    later = pieter.get(page.link("Later ›"))
    assert "Toen dat." in later.said
    assert "Eerst dit." not in later.said
    assert pieter.get(later.link("‹ Earlier")).said == page.said


def test_views_are_read_as_they_stood_then(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    revision = story.document.revision
    one_text(pieter, story).press("Take these words: Mum says")
    page = then(pieter, story, revision)
    assert sheets(page)[0] == "Page 1 Our family Mum says Ik was boven. We say together Wij zeggen het zo."
    page.press("Back to this moment")
    assert said(story) == {story.family.kasia: "Ik was boven.", "together": "Wij zeggen het zo."}


def test_going_back_brings_back_pages_words_and_order_and_can_be_undone(pieter: Visitor, story: MadeStory) -> None:
    story.write(f"{place(story)}@en", "Eerst dit.", by=story.family.kasia)
    before = story.document
    story.write(f"{place(story)}@en", "Toen dat.")
    story.change(Add(f"{new_id()}.1", "together", "scenes", "n1", None))
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", story.scenes[1], story.document.revision))
    since = story.document
    page = then(pieter, story, before.revision).press("Back to this moment")
    assert story.document.order == before.order
    assert words(story) == "Eerst dit."
    assert "That has been done." in page.said
    page.press("Undo")
    assert story.document.order == since.order
    assert words(story) == "Toen dat."


def once_there(home: Home, scene: str) -> str:
    """The address of a picture that stood in a scene for a while, and was never told."""
    picture = save_picture(home.database, home.id, plain_picture((10, 90, 160)))
    for one in (picture, home.pictures[scene]):
        home.story.write(f"scenes/{home.scenes[scene]}/picture@value", {"id": one, "width": 400, "height": 300})
    return f"/documents/{home.story.id}/pictures/{picture}/screen"


def test_a_picture_of_then_is_seen_by_those_who_might_see_it_then(
    pieter: Visitor, lotte: Visitor, hand_over: Callable[..., Visitor], home: Home
) -> None:
    at_home, own = once_there(home, "home"), once_there(home, "own")
    # The child opens its page to everybody: what stood there before stays for those whom it was for.
    home.story.write(f"scenes/{home.scenes['own']}@audience", {"for": ["everyone"]})
    kasia = hand_over(home.story, home.people["kasia"], "read")
    statuses = [[visitor.get(one).status for one in (at_home, own)] for visitor in (pieter, lotte, kasia)]
    assert statuses == [[200, 404], [200, 200], [404, 404]]
    assert pieter.get(at_home.replace(home.story.id, home.oskars.id)).status == 404
    moments = read_moments(home.database, home.story.id)
    assert any(
        at_home in str(one.get("src")) for moment in moments for one in then(pieter, home.story, moment).pictures()
    )


def test_the_test_for_pictures_falls_when_the_door_of_then_stands_open(
    pieter: Visitor, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = once_there(home, "own")
    home.story.write(f"scenes/{home.scenes['own']}@audience", {"for": ["everyone"]})
    monkeypatch.setattr("webapp.events.sees", lambda *_: True)
    assert pieter.get(own).status == 200


def test_the_moment_that_is_now_says_so(pieter: Visitor, story: MadeStory) -> None:
    page = then(pieter, story, story.document.revision)
    assert "There is nothing to bring back from this moment." in page.said
    assert "Back to this moment" not in page.said


def test_going_back_leaves_readers_as_they_are_now(pieter: Visitor, story: MadeStory) -> None:
    place_of = f"scenes/{story.scenes[0]}"
    story.write(f"{place_of}@audience", {"for": ["adults"]})
    story.write(f"{place(story)}@en", "Voor ons, volwassenen.")
    revision = story.document.revision
    story.write(f"{place(story)}@en", "Voor allemaal.")
    story.write(f"{place_of}@audience", {"for": ["everyone"]})
    story.write(f"scenes/{story.scenes[1]}/words@en", "Later geschreven.")
    then(pieter, story, revision).press("Back to this moment")
    assert words(story) == "Voor allemaal."
    assert words(story, 1) == ""
    assert "Voor ons, volwassenen." not in pieter.get(f"/documents/{story.id}/book/print").said


# --- who may see it ---------------------------------------------------------------------------------------------------


def test_what_one_may_not_see_is_not_in_ones_history(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    moments = read_moments(home.database, home.story.id)
    for visitor, is_theirs in ((pieter, False), (lotte, True)):
        pages = [history(visitor, home.story), *(then(visitor, home.story, one) for one in moments)]
        assert any("ownmerel" in page.said for page in pages) == is_theirs
        assert any("ownkoptitel" in page.said for page in pages) == is_theirs


def test_what_was_written_for_a_few_is_not_told_to_all_since(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    scene = home.scenes["own"]
    home.story.write(f"scenes/{scene}@audience", {"for": ["everyone"]})
    home.story.write(f"scenes/{scene}/words@en", "openbuizerd")
    moments = read_moments(home.database, home.story.id)
    address = f"/documents/{home.story.id}/earlier/scenes/{scene}/words"
    for visitor, is_theirs in ((pieter, False), (lotte, True)):
        pages = [
            history(visitor, home.story),
            visitor.get(address),
            *(then(visitor, home.story, one) for one in moments),
        ]
        assert any("openbuizerd" in page.said for page in pages)
        assert any("ownmerel" in page.said for page in pages) == is_theirs


@pytest.mark.parametrize("guard", ["shows", "sees"])
def test_the_test_falls_when_either_door_stands_open(
    pieter: Visitor, home: Home, monkeypatch: pytest.MonkeyPatch, guard: str
) -> None:
    scene, address = home.scenes["own"], f"/documents/{home.story.id}/earlier/scenes/{home.scenes['own']}/words"
    if guard == "shows":
        monkeypatch.setattr("webapp.access.Opened.shows", lambda *_: True)
        monkeypatch.setattr("webapp.events.sees", lambda *_: True)
        monkeypatch.setattr(blueprint, "sees", lambda *_: True)
        monkeypatch.setattr(
            "webapp.access.project",
            lambda _form, document, _file_form, file, _viewer: blueprint.access.Projected(document, file),
        )
    else:
        home.story.write(f"scenes/{scene}@audience", {"for": ["everyone"]})
        home.story.write(f"scenes/{scene}/words@en", "openbuizerd")
        monkeypatch.setattr("webapp.events.sees", lambda *_: True)
        monkeypatch.setattr(blueprint, "sees", lambda *_: True)
    moments = read_moments(home.database, home.story.id)
    assert "ownmerel" in history(pieter, home.story).said
    assert "ownmerel" in pieter.get(address).said
    assert any("ownmerel" in then(pieter, home.story, one).said for one in moments)


def test_words_that_were_put_aside_and_views_are_wiped_too(
    pieter: Visitor, story: MadeStory, database: Database
) -> None:
    page = bench(pieter, story)
    two_views(pieter, story, "geheimmerel")
    save(page, "geheimbuizerd", by="judge")
    one_text(pieter, story).press("Take these words: Mum says")
    assert b"geheimbuizerd" in everything_kept(database)
    for text in ("geheimbuizerd", "geheimmerel"):
        for _ in range(2):
            words_of = earlier(pieter, story)
            if text in quotes(words_of):
                words_of.press("Wipe for ever", beside=text)
    kept = everything_kept(database)
    assert b"geheimbuizerd" not in kept
    assert b"geheimmerel" not in kept
    address = f"/documents/{story.id}/earlier/{place(story)}"
    for facet in ("value", "audience", "nl", "en@x", "x" * 300):
        assert pieter.post(address, {"facet": facet, "revision": 1, "in": "en"}).status in (404, 422)


def test_wiped_words_are_wiped_in_history_too(pieter: Visitor, story: MadeStory) -> None:
    moments = []
    for text in ("Eerst dit.", "geheimmerel", "Toen dat."):
        story.write(f"{place(story)}@en", text)
        moments.append(story.document.revision)
    earlier(pieter, story).press("Wipe for ever", beside="geheimmerel")
    page = history(pieter, story)
    assert sentences(page)[:2] == ["You together changed page 1. Words of then have been wiped for ever."] * 2
    for one in (page, *(then(pieter, story, moment) for moment in moments)):
        assert "geheimmerel" not in one.said
    page = then(pieter, story, moments[1])
    assert sheets(page)[0] == "Page 1 Our family The words of then have been wiped for ever."
    assert "There is nothing to bring back from this moment." in page.said


# --- earlier words, and wiping ----------------------------------------------------------------------------------------


def earlier(visitor: Visitor, story: MadeStory) -> Page:
    return visitor.get(bench(visitor, story).link("Earlier words"))


def test_earlier_words_can_be_put_back_in_the_name_of_who_said_them(pieter: Visitor, story: MadeStory) -> None:
    place = f"scenes/{story.scenes[0]}/words@en"
    story.write(place, "Eerst dit.", by=story.family.kasia)
    story.write(place, "Toen dat.")
    page = earlier(pieter, story)
    assert "Words of: Kasia" in page.said
    page.press("Put these words back", beside="")
    assert words(story) == "Eerst dit."
    assert story.document.entry(place).by == story.family.kasia  # type: ignore[union-attr]


def test_words_wiped_for_ever_are_nowhere_any_more(pieter: Visitor, story: MadeStory, database: Database) -> None:
    place = f"scenes/{story.scenes[0]}/words@en"
    for text in ("Eerst dit.", "geheimmerel", "Toen dat.", "En dit."):
        story.write(place, text)
    assert b"geheimmerel" in everything_kept(database)
    page = earlier(pieter, story).press("Wipe for ever", beside="geheimmerel")
    assert "geheimmerel" not in page.said
    assert "Wiped for ever." in page.said
    assert b"geheimmerel" not in everything_kept(database)
    assert all(word in everything_kept(database) for word in (b"Eerst dit.", b"Toen dat.", b"En dit."))


def test_the_log_says_that_something_was_wiped_and_by_whom(pieter: Visitor, story: MadeStory) -> None:
    place = f"scenes/{story.scenes[0]}/words@en"
    for text in ("geheimmerel", "Toen dat."):
        story.write(place, text)
    earlier(pieter, story).press("Wipe for ever", beside="geheimmerel")
    line = read_log(story.database, story.id)[0]
    assert (line.event, line.account_id, line.about) == ("wiped", story.account.id, place)


def test_a_wiped_wording_does_not_come_back_by_an_old_page(
    pieter: Visitor, story: MadeStory, database: Database
) -> None:
    old = bench(pieter, story)
    save(old, "geheimmerel")
    save(bench(pieter, story), "Toen dat.")
    earlier(pieter, story).press("Wipe for ever", beside="geheimmerel")
    assert save(old, "geheimmerel").status == 409
    assert b"geheimmerel" not in everything_kept(database)


def test_a_family_worker_wipes_nothing(lotte: Visitor, pieter: Visitor, home: Home) -> None:
    address = f"/documents/{home.story.id}/earlier/scenes/{home.scenes['home']}/words"
    assert "Wipe for ever" in pieter.get(address).said
    assert "Wipe for ever" not in lotte.get(address).said
    revision = _revision(home.story, "vroegermerel")
    assert lotte.post(address, {"revision": revision, "in": "en"}).status == 404
    assert b"vroegermerel" in everything_kept(home.database)


def test_what_stands_there_now_is_not_wiped(pieter: Visitor, story: MadeStory) -> None:
    story.write(f"scenes/{story.scenes[0]}/words@en", "Staat er.")
    address = f"/documents/{story.id}/earlier/scenes/{story.scenes[0]}/words"
    assert pieter.post(address, {"revision": _revision(story, "Staat er."), "in": "en"}).status == 422
    assert words(story) == "Staat er."


@pytest.mark.parametrize("revision", ["", "0", "-3", "x", "9" * 30])
def test_nothing_is_wiped_that_was_not_there(pieter: Visitor, story: MadeStory, revision: str) -> None:
    story.write(f"scenes/{story.scenes[0]}/words@en", "Staat er.")
    address = f"/documents/{story.id}/earlier/scenes/{story.scenes[0]}/words"
    assert pieter.post(address, {"revision": revision, "in": "en"}).status == 422


def test_the_earlier_words_of_a_page_one_may_not_read_are_not_there(
    pieter: Visitor, lotte: Visitor, home: Home
) -> None:
    address = f"/documents/{home.story.id}/earlier/scenes/{home.scenes['own']}/words"
    assert pieter.get(address).status == 404
    assert pieter.post(address, {"revision": "1"}).status == 404
    assert "ownmerel" in lotte.get(address).said


def _revision(story: MadeStory, text: str) -> str:
    changes = (one.kept for one in read_changes(story.database, story.id))
    found = [one.revision for one in changes if isinstance(one.change, Write) and one.change.value == text]
    return str(found[-1])
