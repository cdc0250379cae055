"""The tablet given to somebody of the family: what it reaches, how it is covered, and how the worker gets it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from webapp.store import Database
from webapp.store.log import read_log
from webapp.store.sessions import read_session, save_session
from words_pictures.change import TakeOut
from words_pictures.document import new_id

from .conftest import Home, MadeStory, Page, Visitor

PASSWORD = "a story for mila"


def give(visitor: Visitor, home: Home, how: str, scene: str = "") -> Page:
    return visitor.get(f"/documents/{home.story.id}/hand-over" + (f"?from={scene}" if scene else "")).press(how)


def taken_back(visitor: Visitor, home: Home) -> Page:
    visitor.post(f"/documents/{home.story.id}/stop", {})
    return visitor.post("/take-back", {"password": PASSWORD})


def test_a_child_who_is_given_the_tablet_begins_at_the_cover(pieter: Visitor, home: Home) -> None:
    page = give(pieter, home, "Mila reads")
    assert page.heading == "titelkwartel"
    assert page.address == f"/documents/{home.story.id}/book"
    assert pieter.get("/").status == 404
    assert pieter.get(f"/documents/{home.story.id}").status == 404


def test_a_parent_who_is_given_the_tablet_begins_to_write(pieter: Visitor, home: Home) -> None:
    page = give(pieter, home, "Kasia writes")
    assert page.title == "Write"
    assert "Kasia" in page.said


def test_only_those_of_the_story_are_offered_and_never_oneself(pieter: Visitor, home: Home) -> None:
    said = pieter.get(f"/documents/{home.story.id}/hand-over").said
    assert [name for name in ("Mila reads", "Kasia writes", "Tomek reads", "Lotte writes") if name not in said] == []
    assert [name for name in ("Ewa", "Oskar", "Beata", "Pieter reads") if name in said] == []


@pytest.mark.parametrize(
    ("who", "mode"), [("ewa", "read"), ("oskar", "read"), ("mila", "burn"), ("mila", ""), ("", "read")]
)
def test_the_tablet_is_given_to_nobody_else_and_for_nothing_else(
    pieter: Visitor, home: Home, who: str, mode: str
) -> None:
    form = {"person": home.people.get(who, "together"), "mode": mode}
    assert pieter.post(f"/documents/{home.story.id}/hand-over", form).status == 404
    assert pieter.get("/").status == 200


@pytest.mark.parametrize("scene", ["home", "worry"])
def test_the_password_brings_the_rest_back_at_the_same_page(pieter: Visitor, home: Home, scene: str) -> None:
    give(pieter, home, "Mila reads", home.scenes[scene])
    covered = pieter.get(f"/documents/{home.story.id}/book").press("Stop")
    page = covered.fill("Password", PASSWORD).press("Go on where we were")
    assert page.address == f"/documents/{home.story.id}/scenes/{home.scenes[scene]}"
    assert pieter.get("/").status == 200


def test_another_password_opens_nothing(pieter: Visitor, home: Home) -> None:
    give(pieter, home, "Mila reads")
    covered = pieter.get(f"/documents/{home.story.id}/book").press("Stop")
    met = covered.fill("Password", "drie kopjes thee en een koek").press("Go on where we were")
    assert met.status == 422
    assert "That is not the password." in met.said
    assert pieter.get("/").heading == "We stop here. That is fine."


def test_guessing_at_the_cover_is_as_slow_as_anywhere(pieter: Visitor, home: Home) -> None:
    give(pieter, home, "Mila reads")
    covered = pieter.get(f"/documents/{home.story.id}/book").press("Stop")
    for _ in range(5):
        covered.fill("Password", "not this one either").press("Go on where we were")
    met = covered.fill("Password", PASSWORD).press("Go on where we were")
    assert met.status == 429
    assert pieter.get("/").heading == "We stop here. That is fine."


def test_stop_in_the_workers_own_hands_leads_to_the_workbench(pieter: Visitor, home: Home) -> None:
    page = pieter.get(f"/documents/{home.story.id}/book").press("Stop")
    assert page.address.startswith(f"/documents/{home.story.id}/scenes/")


def test_a_save_under_the_cover_is_not_taken_for_kept(pieter: Visitor, home: Home) -> None:
    """The quiet picture comes as an error to a script, so that it keeps the words and says that they are not saved."""
    page = give(pieter, home, "Kasia writes").fill("Words", "Net getypt.")
    pieter.get(f"/documents/{home.story.id}/write").press("Away quickly")
    met = page.press("Save", beside="Words", as_part=True)
    assert met.status == 403
    assert "Net getypt." not in {str(entry.value) for entry in home.story.document.entries.values()}


def test_the_cover_holds_when_another_tap_comes_late(pieter: Visitor, home: Home, database: Database) -> None:
    """A tap on the lamp and a tap on stop at once: the lamp's request read the session before the cover was on."""
    give(pieter, home, "Mila reads")
    cookie = pieter.client.get_cookie("session", domain="localhost")
    assert cookie is not None
    early = read_session(database, cookie.value)
    assert early is not None
    pieter.get(f"/documents/{home.story.id}/book").press("Stop")
    save_session(database, early, evening=True)
    late = read_session(database, cookie.value)
    assert late is not None
    assert late.evening
    assert late.handed_over is not None
    assert late.handed_over.covered


def test_who_was_taken_out_of_the_story_sees_nothing_of_it_any_more(
    home: Home, hand_over: Callable[..., Visitor]
) -> None:
    tomek = hand_over(home.story, home.people["tomek"], "write")
    assert "nubuizerd" in tomek.get(f"/documents/{home.story.id}/book/1").said
    home.story.write("people@value", [home.people["kasia"]])
    assert "nubuizerd" not in tomek.get(f"/documents/{home.story.id}/book").said
    assert tomek.get(f"/documents/{home.story.id}/write").status == 404
    assert tomek.get(f"/documents/{home.story.id}/write/{home.scenes['home']}").status == 404


def test_who_was_taken_out_of_the_family_writes_nothing_any_more(home: Home, hand_over: Callable[..., Visitor]) -> None:
    kasia = hand_over(home.story, home.people["kasia"], "write")
    page = kasia.get(f"/documents/{home.story.id}/write/{home.scenes['home']}").fill("Words", "Nog iets.")
    home.change_file(TakeOut(f"{new_id()}.1", "together", "people", home.people["kasia"], home.file.revision))
    assert page.press("Save", beside="Words").status == 404


def test_a_page_that_is_no_longer_for_them_is_gone_from_an_open_tablet(
    home: Home, hand_over: Callable[..., Visitor]
) -> None:
    tomek = hand_over(home.story, home.people["tomek"], "write")
    page = tomek.get(f"/documents/{home.story.id}/write/{home.scenes['home']}").fill("Words", "Van papa.")
    home.story.write(f"scenes/{home.scenes['home']}@audience", {"for": ["workers"]})
    assert page.press("Save", beside="Words").status == 404
    assert tomek.get(f"/documents/{home.story.id}/write/{home.scenes['home']}").status == 404


@pytest.mark.parametrize(
    "address", ["title@en", "scenes/{home}/picture@value", "scenes/{home}@audience", "people@value"]
)
def test_a_parent_with_the_tablet_writes_words_and_nothing_else(
    home: Home, hand_over: Callable[..., Visitor], address: str
) -> None:
    kasia = hand_over(home.story, home.people["kasia"], "write")
    before = home.story.document
    at = address.format(home=home.scenes["home"])
    form = {"address": at, "value": "x", "change": "a1.1", "seen": "9999"}
    status = kasia.post(f"/documents/{home.story.id}/changes", form).status
    is_words = at == "title@en"
    assert status == (200 if is_words else 404)
    assert (home.story.document == before) != is_words


def test_a_new_hand_starts_with_the_light_as_it_was_and_its_own_writer(pieter: Visitor, story: MadeStory) -> None:
    bench = pieter.get(f"/documents/{story.id}/scenes/{story.scenes[0]}").press("KKasia")
    assert bench.status == 200
    pieter.post(f"/documents/{story.id}/hand-over", {"person": story.family.mila, "mode": "write"})
    page = pieter.get(f"/documents/{story.id}/write/{story.scenes[0]}").fill("Words", "Van mij.")
    page.press("Save", beside="Words")
    entry = story.document.entry(f"scenes/{story.scenes[0]}/words@en")
    assert entry is not None
    assert entry.by == story.family.mila


def test_who_chose_a_language_finds_it_again_when_the_tablet_is_theirs_once_more(pieter: Visitor, home: Home) -> None:
    chosen = give(pieter, home, "Kasia writes").press("Polski")
    assert chosen.tree.get("lang") == "pl"
    assert taken_back(pieter, home).tree.get("lang") == "en"
    assert give(pieter, home, "Tomek writes").tree.get("lang") == "en"
    taken_back(pieter, home)
    assert give(pieter, home, "Kasia writes").tree.get("lang") == "pl"


def test_that_the_tablet_was_given_is_in_the_log_and_how(pieter: Visitor, home: Home) -> None:
    give(pieter, home, "Mila reads")
    line = read_log(home.database, home.story.id)[0]
    assert (line.event, line.about) == ("handed_over", "read")
