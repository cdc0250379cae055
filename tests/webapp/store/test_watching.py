"""Who is writing where: said while they are, gone soon after, and asked without looking at a word."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, func, select

from webapp.store import Database, tables, watching
from webapp.store.documents import read_file, save_changes, save_new_document
from webapp.store.sessions import save_new_session, token_hash
from webapp.store.watching import Presence, read_watched, save_presence
from words_pictures.change import Write
from words_pictures.definition import definitions

ONE, OTHER = token_hash("one tablet"), token_hash("another tablet")


@pytest.fixture
def story(opened: Database, account: str, family: str) -> str:
    title = Write("a.1", "together", "title@nl", "Het verhaal", 0)
    return save_new_document(opened, family, account, definitions()["words-and-pictures"], [title])


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let so many seconds go by."""

    def go(seconds: float) -> None:
        class Later(datetime.datetime):
            @classmethod
            def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
                return real.now(tz) + datetime.timedelta(seconds=seconds)

        monkeypatch.setattr(datetime, "datetime", Later)

    real = datetime.datetime
    return go


def writing(database: Database, document_id: str) -> dict[str, tuple[str, str]]:
    found = read_watched(database, document_id)
    assert found is not None
    return {one.session_hash: (one.voice, one.address) for one in found.presences}


def kept(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(tables.presences)).scalar_one()


def saves(database: Database) -> list[str]:
    """Every statement from now on that begins a transaction that writes."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        if said == "BEGIN IMMEDIATE":
            found.append(said)

    event.listen(database.engine, "before_cursor_execute", note)
    return found


def test_of_a_story_its_revision_and_that_of_the_family_are_told(opened: Database, family: str, story: str) -> None:
    file = read_file(opened, family)
    assert file is not None
    facts = Write("b.1", "together", "name@value", "Mila", 0)
    save_changes(opened, file.id, _pieter(opened), definitions()["family"], [facts], lambda *_: True)
    assert read_watched(opened, story) == watching.Watched(family, 1, 1, ())
    assert read_watched(opened, file.id) == watching.Watched(family, 1, 1, ())
    again = Write("c.1", "together", "name@value", "Mila en Oskar", 1)
    save_changes(opened, file.id, _pieter(opened), definitions()["family"], [again], lambda *_: True)
    assert read_watched(opened, story) == watching.Watched(family, 1, 2, ())


def test_of_a_document_that_is_not_there_nothing_is_told(opened: Database) -> None:
    assert read_watched(opened, "0" * 32) is None


def test_two_tablets_are_seen_each_with_its_voice_and_place(opened: Database, story: str) -> None:
    save_presence(opened, story, ONE, "kasia", "scenes/s1/words@nl")
    save_presence(opened, story, OTHER, "together", "title@ar")
    found = read_watched(opened, story)
    assert found is not None
    assert set(found.presences) == {
        Presence(ONE, "kasia", "scenes/s1/words@nl"),
        Presence(OTHER, "together", "title@ar"),
    }


def test_one_tablet_is_at_one_place_of_a_story(opened: Database, story: str) -> None:
    save_presence(opened, story, ONE, "kasia", "title@nl")
    save_presence(opened, story, ONE, "kasia", "scenes/s1/words@nl")
    save_presence(opened, story, ONE, "tomek", "scenes/s1/words@nl")
    assert writing(opened, story) == {ONE: ("tomek", "scenes/s1/words@nl")}
    assert kept(opened) == 1


def test_who_closes_the_editor_is_gone_at_once_and_the_other_stays(opened: Database, story: str) -> None:
    save_presence(opened, story, ONE, "kasia", "title@nl")
    save_presence(opened, story, OTHER, "tomek", "title@nl")
    save_presence(opened, story, ONE, "kasia", "")
    assert writing(opened, story) == {OTHER: ("tomek", "title@nl")}


def test_presence_in_one_story_is_not_seen_in_another(opened: Database, account: str, family: str, story: str) -> None:
    other = save_new_document(opened, family, account, definitions()["words-and-pictures"], [])
    save_presence(opened, story, ONE, "kasia", "title@nl")
    assert writing(opened, other) == {}


def test_who_gives_no_sign_for_half_a_minute_is_gone(
    opened: Database, story: str, later: Callable[[float], None]
) -> None:
    save_presence(opened, story, ONE, "kasia", "title@nl")
    later(28)
    assert writing(opened, story) == {ONE: ("kasia", "title@nl")}
    later(32)
    assert writing(opened, story) == {}
    assert kept(opened) == 1
    save_presence(opened, story, OTHER, "tomek", "title@nl")
    assert kept(opened) == 1, "what is over is cleared away by the next who comes"


def test_who_goes_on_giving_signs_stays(opened: Database, story: str, later: Callable[[float], None]) -> None:
    for seconds in range(0, 120, 2):
        later(seconds)
        save_presence(opened, story, ONE, "kasia", "title@nl")
        assert writing(opened, story) == {ONE: ("kasia", "title@nl")}


def test_a_sign_that_says_nothing_new_is_not_saved_each_time(
    opened: Database, story: str, later: Callable[[float], None]
) -> None:
    found = saves(opened)
    for seconds in range(0, 60, 2):
        later(seconds)
        save_presence(opened, story, ONE, "kasia", "title@nl")
    assert 4 <= len(found) <= 7
    found.clear()
    save_presence(opened, story, OTHER, "kasia", "")
    assert found == []


def test_a_poll_asks_one_question_and_reads_no_words(opened: Database, story: str) -> None:
    save_presence(opened, story, ONE, "kasia", "title@nl")
    asked: list[str] = []
    event.listen(opened.engine, "before_cursor_execute", lambda _c, _u, said, *_: asked.append(said))
    read_watched(opened, story)
    assert [one for one in asked if not one.startswith(("BEGIN", "COMMIT"))] == [asked[1]]
    assert "content" not in asked[1]


def test_a_session_is_known_by_the_digest_that_the_sessions_are_kept_by(
    opened: Database, account: str, story: str
) -> None:
    session = save_new_session(opened, account)
    save_presence(opened, story, token_hash(session.token), "kasia", "title@nl")
    with opened.reading() as connection:
        kept_hash = connection.execute(select(tables.sessions.c.token_hash)).scalar_one()
    assert set(writing(opened, story)) == {kept_hash}
    assert session.token not in kept_hash


def _pieter(database: Database) -> str:
    with database.reading() as connection:
        return connection.execute(select(tables.accounts.c.id)).scalar_one()
