"""What an open page asks every moment: nothing new costs nothing, and what is new tells nobody more than they may see."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from webapp import watching
from webapp.store import documents as stored
from webapp.store.accounts import Account
from words_pictures.audience import Viewer, project
from words_pictures.change import Add, TakeOut
from words_pictures.definition import definitions
from words_pictures.document import new_id

from .conftest import Home, MadeStory, Page, Visitor

AWKWARD = "مرحبا ወይን 🦊 <&{{ é́"


def news(visitor: Visitor, story: MadeStory, scene: str, **asked: str) -> Page:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return visitor.get(f"/documents/{story.id}/scenes/{scene}/news?{query}")


def tag_of(page: Page) -> str:
    found = page.tree.find(".//input[@name='tag']")
    assert found is not None
    return found.get("value", "")


def words_on(page: Page) -> str:
    return page.field("Words").text or ""


def here(visitor: Visitor, story: MadeStory, address: str) -> int:
    return visitor.post(f"/documents/{story.id}/here", {"address": address}).status


# --- nothing new ------------------------------------------------------------------------------------------------------


def test_while_nothing_is_new_nothing_is_opened(pieter: Visitor, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    story, scene = home.story, home.scenes["home"]
    tag = tag_of(pieter.get(f"/documents/{story.id}/scenes/{scene}"))
    monkeypatch.setattr(stored, "read_document", lambda *_: pytest.fail("the document was opened"))
    monkeypatch.setattr(stored, "read_file", lambda *_: pytest.fail("the family's file was opened"))
    answer = news(pieter, story, scene, tag=tag)
    assert (answer.status, answer.answer.data) == (304, b"")


def test_a_look_writes_nothing(pieter: Visitor, home: Home) -> None:
    before = home.database.path.stat().st_size, wal_of(home)
    for _ in range(3):
        news(pieter, home.story, home.scenes["home"], open=f"scenes/{home.scenes['home']}/words@en", seen="1")
    assert (home.database.path.stat().st_size, wal_of(home)) == before


def wal_of(home: Home) -> int:
    wal = home.database.path.with_name(home.database.path.name + "-wal")
    return wal.stat().st_size if wal.exists() else 0


def test_what_somebody_else_wrote_comes_with_the_next_look(pieter: Visitor, home: Home) -> None:
    story, scene = home.story, home.scenes["home"]
    tag = tag_of(pieter.get(f"/documents/{story.id}/scenes/{scene}"))
    story.write(f"scenes/{scene}/words@en", AWKWARD, by=home.people["kasia"])
    page = news(pieter, story, scene, tag=tag)
    assert (page.status, words_on(page)) == (200, AWKWARD)
    assert "Words of: Kasia" in page.said
    assert news(pieter, story, scene, tag=tag_of(page)).status == 304


def test_a_name_changed_in_the_familys_file_comes_too(pieter: Visitor, home: Home) -> None:
    story, scene = home.story, home.scenes["home"]
    tag = tag_of(pieter.get(f"/documents/{story.id}/scenes/{scene}"))
    home.write_file(f"people/{home.people['kasia']}/name@value", "Katarzyna")
    assert "Words of: Katarzyna" in news(pieter, story, scene, tag=tag).said


def test_a_page_that_was_added_moved_or_taken_out_shows_in_the_strip(pieter: Visitor, home: Home) -> None:
    story, scene = home.story, home.scenes["home"]
    page = pieter.get(f"/documents/{story.id}/scenes/{scene}")
    count = len(page.tree.findall(".//nav[@id='strip']/ol/li"))
    story.change(Add(f"{new_id()}.1", "together", "scenes", new_id(), None))
    after = news(pieter, story, scene, tag=tag_of(page))
    assert len(after.tree.findall(".//nav[@id='strip']/ol/li")) == count + 1


def test_a_page_taken_out_by_somebody_else_keeps_its_editors_and_can_come_back(pieter: Visitor, home: Home) -> None:
    story, scene = home.story, home.scenes["home"]
    page = pieter.get(f"/documents/{story.id}/scenes/{scene}")
    editors = [one.get("id") for one in page.tree.iter("form") if "data-passage" in one.attrib]
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", scene, story.document.revision))
    after = news(pieter, story, scene, tag=tag_of(page))
    assert [one.get("id") for one in after.tree.iter("form") if "data-passage" in one.attrib] == editors
    assert "This page has been taken out" in after.said
    after.press("Bring back", beside="This page has been taken out")
    assert story.document.stands(f"scenes/{scene}")


# --- who is writing where ---------------------------------------------------------------------------------------------


def test_who_is_writing_where_is_shown_by_name_to_the_others_only(lotte: Visitor, pieter: Visitor, home: Home) -> None:
    story, scene = home.story, home.scenes["home"]
    pieter.post(f"/documents/{story.id}/writer", {"voice": home.people["kasia"], "scene": scene})
    assert here(pieter, story, f"scenes/{scene}/words@en") == 204
    assert "Kasia is writing here" in news(lotte, story, scene).said
    assert "is writing here" not in news(pieter, story, scene).said
    assert here(pieter, story, "") == 204
    assert "is writing here" not in news(lotte, story, scene).said


def test_where_somebody_is_changes_the_tag_of_the_others_and_not_their_own(
    lotte: Visitor, pieter: Visitor, home: Home
) -> None:
    story, scene = home.story, home.scenes["home"]
    hers, his = (tag_of(one.get(f"/documents/{story.id}/scenes/{scene}")) for one in (lotte, pieter))
    here(pieter, story, f"scenes/{scene}/words@en")
    assert news(lotte, story, scene, tag=hers).status == 200
    assert news(pieter, story, scene, tag=his).status == 304


def test_nobody_hears_who_is_at_a_place_they_may_not_see(
    lotte: Visitor, pieter: Visitor, hand_over: Callable[..., Visitor], home: Home
) -> None:
    story, own = home.story, home.scenes["own"]
    address = f"scenes/{own}/words@en"
    assert here(pieter, story, address) == 404  # Mila did not name him
    assert here(lotte, story, address) == 204
    assert "is writing here" not in pieter.get(f"/documents/{story.id}/scenes/{home.scenes['home']}").said
    assert "is writing here" in news_for_writer(hand_over(story, home.people["kasia"], "write"), story, own).said


def test_somebody_else_at_the_passage_one_has_open_is_said_beside_it(pieter: Visitor, home: Home) -> None:
    story, scene = home.story, home.scenes["home"]
    address = f"scenes/{scene}/words@en"
    seen = str(story.document.version(address))
    story.write(address, AWKWARD, by=home.people["kasia"])
    assert "Changed just now. Words of: Kasia." in news(pieter, story, scene, open=address, seen=seen).said
    own_pen = story.document.entries[address].pen
    assert "Changed just now. Words" not in news(pieter, story, scene, open=address, seen=seen, pen=own_pen).said


def test_a_save_that_comes_twice_does_not_say_that_newer_words_were_seen(pieter: Visitor, home: Home) -> None:
    story, address = home.story, f"scenes/{home.scenes['home']}/words@en"
    before = story.document.version(address)
    said = {"address": address, "value": AWKWARD, "by": "together", "change": "pen.1", "seen": str(before), "in": "en"}

    def seen_after() -> str:
        answer = pieter.post(f"/documents/{story.id}/changes", said, **{"HX-Request": "true"})
        assert answer.status == 200
        found = answer.tree.find(".//input[@name='seen']")
        assert found is not None
        return found.get("value", "")

    assert seen_after() == str(story.document.version(address))
    story.write(address, "newer, of somebody else", by=home.people["kasia"])
    assert seen_after() == str(before)
    assert story.document.words(f"scenes/{home.scenes['home']}/words", "en") == "newer, of somebody else"


# --- for anyone but the workbench -------------------------------------------------------------------------------------


def news_for_writer(visitor: Visitor, story: MadeStory, scene: str, **asked: str) -> Page:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return visitor.get(f"/documents/{story.id}/write/{scene}/news?{query}")


@pytest.fixture
def mother(hand_over: Callable[..., Visitor], home: Home) -> Visitor:
    return hand_over(home.story, home.people["kasia"], "write")


def test_something_hidden_that_changes_does_not_show_in_a_writers_tag(mother: Visitor, home: Home) -> None:
    story, scene = home.story, home.scenes["home"]
    tag = tag_of(mother.get(f"/documents/{story.id}/write/{scene}"))
    story.write(f"scenes/{home.scenes['work']}/words@en", "hidden from her")
    home.write_file(f"people/{home.people['beata']}/phone@value", "0400 00 00 00")
    assert news_for_writer(mother, story, scene, tag=tag).status == 304
    story.write(f"scenes/{scene}/words@en", "for her too")
    assert news_for_writer(mother, story, scene, tag=tag).status == 200


def test_a_tag_made_of_revisions_would_have_told(mother: Visitor, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        watching, "tag_for_writers", lambda _, watched, asked=None: f"{watched.revision}.{watched.file_revision}"
    )
    with pytest.raises(AssertionError):
        test_something_hidden_that_changes_does_not_show_in_a_writers_tag(mother, home)


def test_a_writers_tag_cannot_be_made_without_the_key(mother: Visitor, home: Home) -> None:
    tags = {tag_of(mother.get(f"/documents/{home.story.id}/write/{home.scenes['home']}"))}
    mother.client.application.config["SECRET_KEY"] = "another"
    watching._seen_before.clear()
    tags.add(tag_of(mother.get(f"/documents/{home.story.id}/write/{home.scenes['home']}")))
    assert len(tags) == 2


def test_a_writer_hears_that_the_page_was_taken_out_and_nothing_of_what_stood_there(
    mother: Visitor, home: Home
) -> None:
    story, scene = home.story, home.scenes["home"]
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", scene, story.document.revision))
    page = news_for_writer(mother, story, scene)
    assert "This page has been taken out" in page.said
    assert "Pieter" in page.said
    assert "nubuizerd" not in page.answer.text
    assert [one for one in page.tree.iter("form") if "data-passage" in one.attrib]


def test_the_news_of_a_hidden_page_is_that_of_a_page_that_never_was(mother: Visitor, home: Home) -> None:
    hidden = news_for_writer(mother, home.story, home.scenes["work"]).said
    assert hidden == news_for_writer(mother, home.story, new_id()).said
    seen = project(
        definitions()["words-and-pictures"],
        home.story.document,
        definitions()["family"],
        home.file,
        Viewer(home.people["kasia"], adult=True),
    )
    assert not seen.document.stands(f"scenes/{home.scenes['work']}")


# --- the key of the words that wait on a tablet -----------------------------------------------------------------------


def key(visitor: Visitor, story: MadeStory, hour: int, whose: str = "") -> str | None:
    page = visitor.get(f"/documents/{story.id}/waiting-key/{hour}?whose={whose}")
    return page.answer.json["key"] if page.status == 200 and page.answer.json else None


def test_the_key_is_the_one_on_the_page_and_stays_for_24_hours(
    pieter: Visitor, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = pieter.get(f"/documents/{home.story.id}/scenes/{home.scenes['home']}")
    live = page.tree.find(".//*[@id='live']")
    assert live is not None
    hour, on_page = int(live.get("data-waiting-hour", "")), live.get("data-waiting-key")
    assert key(pieter, home.story, hour) == on_page
    monkeypatch.setattr(watching, "this_hour", lambda: hour + 24)
    assert key(pieter, home.story, hour) == on_page
    monkeypatch.setattr(watching, "this_hour", lambda: hour + 25)
    assert key(pieter, home.story, hour) is None
    assert key(pieter, home.story, hour + 26) is None


def test_every_account_document_hour_and_person_has_a_key_of_its_own(
    pieter: Visitor, lotte: Visitor, mother: Visitor, home: Home
) -> None:
    hour, kasia = watching.this_hour(), home.people["kasia"]
    keys = [
        key(pieter, home.story, hour),
        key(pieter, home.story, hour - 1),
        key(pieter, home.oskars, hour),
        key(pieter, home.story, hour, kasia),
        key(lotte, home.story, hour),
    ]
    assert None not in keys
    assert len(set(keys)) == len(keys)
    # Who was given the tablet has their own key and no other: what the worker typed there stays closed to them.
    assert key(mother, home.story, hour) == key(mother, home.story, hour, home.people["tomek"]) == keys[3]


def test_a_stranger_and_somebody_signed_out_get_no_key(
    an: Visitor, visitor: Callable[..., Visitor], home: Home, pieters_account: Account
) -> None:
    hour = watching.this_hour()
    assert key(an, home.story, hour) is None
    assert key(visitor(), home.story, hour) is None
    assert key(visitor(pieters_account), home.story, hour) is not None
