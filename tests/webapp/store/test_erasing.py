"""A family erased: nothing of it can be read, in any file or older copy; everything of the others can; and who did it is kept."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from webapp.store import Database, UnsafeStart, keys, tables
from webapp.store.database import secret_in
from webapp.store.documents import (
    FILE,
    read_document,
    read_family_documents,
    read_file,
    read_files,
    save_changes,
    save_new_document,
)
from webapp.store.encrypted import KEEPS
from webapp.store.erasing import read_kept, save_erased_family
from webapp.store.keys import FamilyErased, Keys
from webapp.store.pictures import read_picture
from webapp.store.sessions import read_session, save_new_session
from webapp.store.starting import started
from words_pictures.change import Write
from words_pictures.definition import definitions

from .dump import decrypted_pages, everything_kept
from .homes import Home, events, rows

STORY, FORM = definitions()["words-and-pictures"], definitions()[FILE]


def test_what_will_be_gone_is_counted(ours: Home, theirs: Home) -> None:
    kept = read_kept(ours.database, ours.id)
    assert (kept.changes, kept.pictures, kept.told) == (3, 2, 1)


def test_nothing_of_it_is_left_and_everything_of_the_others(ours: Home, theirs: Home) -> None:
    database = ours.database
    with_both = rows(database)
    save_erased_family(database, ours.id, ours.account)
    assert read_document(database, ours.story) is None
    assert read_file(database, ours.id) is None
    assert read_family_documents(database, ours.id) == []
    assert [one for one, _ in read_files(database, ours.account)] == [theirs.id]
    assert theirs.is_readable(database)
    for name, count in rows(database).items():
        if name not in ("accounts", "log"):
            assert count * 2 == with_both[name] > 0, name
    left = everything_kept(database)
    assert ours.story.encode() not in left
    assert ours.photo.encode() not in left
    assert left.count(ours.id.encode()) == 1, "in the line that says it was erased"


def test_who_did_it_is_kept_without_a_word(ours: Home, theirs: Home) -> None:
    save_erased_family(ours.database, ours.id, ours.account)
    found = events(ours.database)
    assert found[-1] == ("family_erased", ours.account, ours.id)
    assert "kwartelkoning" not in str([line for line in found if line[0] != "account_made"])
    assert ("family_made", theirs.account, "") in found


def test_a_tablet_handed_over_for_it_is_signed_out_and_no_other(ours: Home, theirs: Home) -> None:
    own = save_new_session(ours.database, ours.account)
    save_erased_family(ours.database, ours.id, ours.account)
    assert read_session(ours.database, ours.tablet.token) is None
    assert read_session(ours.database, theirs.tablet.token) is not None
    assert read_session(ours.database, own.token) is not None


def test_its_key_and_its_words_stand_in_no_page_of_any_file(
    ours: Home, theirs: Home, places: tuple[Path, Path]
) -> None:
    database, master = ours.database, secret_in(places[1])
    gone, stays = ours.key, theirs.key
    save_erased_family(database, ours.id, ours.account)
    held = decrypted_pages(database.keys.path, keys.derived(master))
    assert stays in held
    assert gone not in held
    assert b"kwartelkoning" not in decrypted_pages(places[0], master)
    for log in (places[0], database.keys.path):
        assert log.with_name(f"{log.name}-wal").stat().st_size == 0


def test_another_process_that_had_it_open_reads_nothing_any_more(ours: Home, places: tuple[Path, Path]) -> None:
    other = Database(*places)
    assert ours.is_readable(other)
    ours.database.keys.save_erased(ours.id, ours.account)
    with pytest.raises(FamilyErased):
        read_document(other, ours.story)
    with pytest.raises(FamilyErased):
        read_picture(other, ours.id, ours.drawing, "screen")
    other.close()


def test_a_save_that_comes_while_it_is_erased_keeps_nothing(ours: Home) -> None:
    ours.database.keys.save_erased(ours.id, ours.account)
    change = Write("z.1", "together", "scenes/s1/words@nl", "te laat", 99)
    before = rows(ours.database)
    with pytest.raises(FamilyErased):
        save_changes(ours.database, ours.story, ours.account, STORY, [change], lambda *_: True)
    with pytest.raises(FamilyErased):
        save_new_document(ours.database, ours.id, ours.account, STORY, [])
    assert rows(ours.database) == before


def test_while_it_is_erased_the_list_of_families_shows_the_others(ours: Home, theirs: Home) -> None:
    ours.database.keys.save_erased(ours.id, ours.account)
    assert [one for one, _ in read_files(ours.database, ours.account)] == [theirs.id]


def test_in_an_older_copy_of_the_database_it_cannot_be_read_and_the_others_can(
    ours: Home, theirs: Home, places: tuple[Path, Path], tmp_path: Path
) -> None:
    old, both = copied(places, tmp_path / "old")
    assert both == {"kwartelkoning", "roerdomp"}
    save_erased_family(ours.database, ours.id, ours.account)
    ours.database.close()
    newest = old[1].with_name("keys.db")
    shutil.copy(ours.database.keys.path, newest)
    database = started(*old)
    assert theirs.is_readable(database)
    assert read_document(database, ours.story) is None
    assert b"kwartelkoning" * 2 not in everything_kept(database)
    assert events(database)[-1] == ("family_erased", ours.account, ours.id)
    database.close()


@pytest.mark.parametrize("first", [True, False])
def test_begun_and_broken_off_it_is_ended_by_the_next_start(
    ours: Home, theirs: Home, places: tuple[Path, Path], first: bool
) -> None:
    left = iter(range(0 if first else 6, -1, -1))

    def fail(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        if said.startswith("DELETE") and next(left) == 0:
            raise OSError("no more")

    event.listen(ours.database.engine, "before_cursor_execute", fail)
    before = rows(ours.database)
    with pytest.raises(OSError, match="no more"):
        save_erased_family(ours.database, ours.id, ours.account)
    assert rows(ours.database) == before, "nothing or everything"
    ours.database.close()
    database = started(*places)
    assert read_document(database, ours.story) is None
    assert theirs.is_readable(database)
    assert events(database)[-1] == ("family_erased", ours.account, ours.id)
    again = rows(database)
    database.close()
    database = started(*places)
    assert rows(database) == again, "it is ended once"
    database.close()


def test_without_room_for_the_second_step_it_is_erased_and_ended_by_the_next_start(
    ours: Home, theirs: Home, places: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        if said.startswith("DELETE FROM families"):
            raise OperationalError(said, {}, sqlcipher3.OperationalError("database or disk is full"))

    event.listen(ours.database.engine, "before_cursor_execute", fail)
    save_erased_family(ours.database, ours.id, ours.account)
    assert "left for the next start: database or disk is full" in caplog.text
    with pytest.raises(FamilyErased):
        read_document(ours.database, ours.story)
    ours.database.close()
    database = started(*places)
    assert database.read_families() == {theirs.id}
    database.close()


def test_keys_older_than_the_database_stop_the_start(ours: Home, places: tuple[Path, Path], tmp_path: Path) -> None:
    ours.database.close()
    older = ours.database.keys.path.read_bytes()
    database = started(*places)
    newer = Home(database, ours.account, "roerdomp")
    database.close()
    database.keys.path.write_bytes(older)
    with pytest.raises(UnsafeStart, match="are older than the database: 1 of its families cannot be read"):
        started(*places)
    assert newer.id in _families(places)


# --- mutants ----------------------------------------------------------------------------------------------------------


def test_erasing_that_only_deletes_rows_would_be_found(
    ours: Home, places: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, _ = copied(places, tmp_path / "old")
    monkeypatch.setattr(Keys, "save_erased", lambda *_: None)
    save_erased_family(ours.database, ours.id, ours.account)
    ours.database.close()
    shutil.copy(ours.database.keys.path, old[1].with_name("keys.db"))
    database = started(*old)
    assert ours.is_readable(database)
    database.close()


@pytest.mark.parametrize("mistake", ["not wiped", "left in the log"])
def test_a_key_that_is_only_deleted_would_be_found(
    ours: Home, places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, mistake: str
) -> None:
    gone = ours.key
    if mistake == "not wiped":
        ours.database.keys.close()
        monkeypatch.setitem(KEEPS, "secure_delete", 0)
    else:
        monkeypatch.setattr(Keys, "checkpoint", lambda _: True)
    save_erased_family(ours.database, ours.id, ours.account)
    assert gone in decrypted_pages(ours.database.keys.path, keys.derived(secret_in(places[1])))


def test_every_table_that_belongs_to_a_family_is_known_to_be_erased_with_it() -> None:
    owners = (tables.families, tables.documents, tables.pictures)
    refers = {
        one.parent.table.name
        for table in tables.metadata.sorted_tables
        for one in table.foreign_keys
        if one.column.table in owners
    }
    erased = "assignments documents editions pictures log changes kept_copies presences picture_files"
    assert refers == set(erased.split()), "a new table of a family is erased with it, in erasing.py"


def test_a_key_remembered_in_memory_would_be_found(
    ours: Home, places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Database(*places)
    monkeypatch.setattr(Keys, "seal_of", cache(Keys.seal_of))
    assert ours.is_readable(other)
    ours.database.keys.save_erased(ours.id, ours.account)
    assert ours.is_readable(other)
    other.close()


def copied(places: tuple[Path, Path], folder: Path) -> tuple[tuple[Path, Path], set[Any]]:
    """A copy of everything as it is now, and the names of the families that can be read in it."""
    database = Database(*places)
    database.checkpoint()
    database.keys.checkpoint()
    database.close()
    for place in places:
        shutil.copytree(place.parent, folder / place.parent.name)
    old = folder / "data" / places[0].name, folder / "keys" / places[1].name
    database = started(*old)
    with database.reading() as connection:
        accounts = connection.execute(select(tables.accounts.c.id).where(tables.accounts.c.name == "Pieter")).scalars()
        readable = {file.entry("name@value").value for one in accounts for _, file in read_files(database, one)}
    database.close()
    return old, readable


def _families(places: tuple[Path, Path]) -> set[str]:
    database = Database(*places)
    with database.reading() as connection:
        found = set(connection.execute(select(tables.families.c.id)).scalars())
    database.close()
    return found
