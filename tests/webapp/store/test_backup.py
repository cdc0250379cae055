"""Copies to come back from: whole while others write, looked into, and never a way back for what was wiped for ever."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlalchemy import select

from webapp.store import Database, backup, tables
from webapp.store.backup import Found, Refused, found_in, newest_backup, restored, save_backup
from webapp.store.database import keys_beside, newest_shape, secret_in
from webapp.store.documents import read_changes, save_changes, save_new_document, save_new_family
from webapp.store.erasing import save_erased_family
from webapp.store.sessions import read_session, save_new_session
from webapp.store.starting import started
from words_pictures.change import Add, Write
from words_pictures.document import new_id

from .dump import decrypted_pages
from .homes import FORM, STORY, Home, events
from .old import FILLER, FirstIssue

Places = tuple[Path, Path]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where the backups are."""
    return tmp_path / "shelf"


@pytest.fixture
def master(places: Places, opened: Database, tmp_path: Path) -> Path:
    """The master key, as it was kept elsewhere."""
    safe = tmp_path / "safe" / "on-paper"
    safe.parent.mkdir()
    shutil.copy(places[1], safe)
    return safe


@pytest.fixture
def empty(tmp_path: Path) -> Places:
    """Where it is brought back: nothing is there."""
    return tmp_path / "new" / "data" / "words-pictures.db", tmp_path / "new" / "keys" / "database.key"


def everything_in(*folders: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its mode and its bytes; what is open for reading only leaves no trace."""
    return {
        str(path): (path.stat().st_mode & 0o777, path.read_bytes() if path.is_file() else b"")
        for folder in folders
        for path in sorted(folder.rglob("*"))
    }


# --- made -------------------------------------------------------------------------------------------------------------


def test_a_backup_holds_everything_and_says_how_much(ours: Home, theirs: Home, shelf: Path, places: Places) -> None:
    made = save_backup(ours.database, shelf)
    assert made.found == Found(families=2, documents=4, pictures=4, erased=0)
    assert made.found == found_in(made.database, made.keys, secret_in(places[1]))
    assert sorted(path.name for path in shelf.iterdir()) == sorted((made.database.name, "keys.db"))


def test_each_backup_is_a_file_of_its_own_and_the_keys_are_always_one(ours: Home, shelf: Path) -> None:
    made = [save_backup(ours.database, shelf) for _ in range(3)]
    assert len({one.database for one in made}) == 3
    assert {one.keys for one in made} == {shelf / "keys.db"}
    assert len(list(shelf.iterdir())) == 4
    newest = newest_backup(shelf)
    assert newest is not None
    assert newest[0] == made[-1].database


def test_only_its_owner_can_read_a_backup_and_without_the_keys_nobody(ours: Home, shelf: Path, places: Places) -> None:
    old = os.umask(0)
    try:
        save_backup(ours.database, shelf)
    finally:
        os.umask(old)
    assert {path.stat().st_mode & 0o777 for path in shelf.iterdir()} == {0o600}
    assert shelf.stat().st_mode & 0o777 == 0o700
    lying = b"".join(path.read_bytes() for path in shelf.iterdir())
    master = secret_in(places[1])
    for secret in (
        b"kwartelkoning",
        ours.key,
        master.encode(),
        bytes.fromhex(master),
        b"SQLite format 3",
        b"family_id",
    ):
        assert secret not in lying


def test_no_key_of_a_family_is_in_a_copy_of_the_database(ours: Home, shelf: Path, places: Places) -> None:
    made = save_backup(ours.database, shelf)
    pages = decrypted_pages(made.database, secret_in(places[1]))
    assert b"family_id" in pages
    assert ours.key not in pages
    assert b"kwartelkoning" not in pages


def test_the_older_copy_of_the_keys_is_overwritten_not_just_taken_out_of_its_folder(
    ours: Home, shelf: Path, tmp_path: Path
) -> None:
    made = save_backup(ours.database, shelf)
    os.link(made.keys, tmp_path / "still-there")
    before = (tmp_path / "still-there").read_bytes()
    save_backup(ours.database, shelf)
    assert any(before)
    assert not any((tmp_path / "still-there").read_bytes())
    assert any(made.keys.read_bytes())


def test_backups_made_while_others_write_are_each_whole(ours: Home, shelf: Path, master: Path, tmp_path: Path) -> None:
    database, ended = ours.database, threading.Event()
    stories = [save_new_document(database, ours.id, ours.account, STORY, _scene()) for _ in range(3)]
    written: dict[str, list[str]] = {story: [] for story in stories}

    def write(story: str) -> None:
        while not ended.is_set():
            change = Write(f"{new_id()}.1", "together", "scenes/s1/words@nl", new_id(), 10**9)
            save_changes(database, story, ours.account, STORY, [change], lambda *_: True)
            written[story].append(change.id)

    writers = [threading.Thread(target=write, args=(story,)) for story in stories]
    for one in writers:
        one.start()
    before: list[dict[str, list[str]]] = []
    copies: list[Path] = []
    for n in range(1, 4):
        while any(len(ids) < n * 5 for ids in written.values()):
            assert all(one.is_alive() for one in writers), "nobody waits so long that they give up"
            ended.wait(0.01)
        before.append({story: [*ids] for story, ids in written.items()})
        copies.append(save_backup(database, shelf).database)
    ended.set()
    for one in writers:
        one.join()
    for n, (copy, answered) in enumerate(zip(copies, before, strict=True)):
        place = tmp_path / f"again{n}" / "data" / "w.db", tmp_path / f"again{n}" / "keys" / "m.key"
        restored(copy, shelf / "keys.db", master, *place)
        with closing(started(*place)) as again:
            for story in stories:
                kept = read_changes(again, story)
                assert [one.kept.revision for one in kept] == list(range(1, len(kept) + 1))
                assert {one.kept.change.id for one in kept} >= set(answered[story]), "what was answered before it began"


def test_a_family_made_while_a_backup_is_made_has_its_key_in_it(
    ours: Home, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy: Callable[..., None] = backup._copied

    def copy_and_make(file: Any, target: Path) -> None:
        save_new_family(ours.database, ours.account, FORM, [])
        copy(file, target)
        save_new_family(ours.database, ours.account, FORM, [])

    monkeypatch.setattr(backup, "_copied", copy_and_make)
    assert save_backup(ours.database, shelf).found.families == 2


def test_keys_copied_before_the_database_would_be_found(ours: Home, shelf: Path, places: Places) -> None:
    shelf.mkdir()
    for half in ("keys.half", "database.half"):
        (shelf / half).touch()
    backup._copied(ours.database.keys, shelf / "keys.half")
    save_new_family(ours.database, ours.account, FORM, [])
    backup._copied(ours.database, shelf / "database.half")
    with pytest.raises(Refused, match=r"are older than .*: 1 of its families cannot be read"):
        found_in(shelf / "database.half", shelf / "keys.half", secret_in(places[1]))


@pytest.mark.parametrize("which", ["database", "keys", "a document"])
def test_a_copy_that_is_not_sound_is_refused_and_the_earlier_ones_stay(
    ours: Home, shelf: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    save_backup(ours.database, shelf)
    before, copy = everything_in(shelf), backup._copied

    def copy_badly(file: Any, target: Path) -> None:
        copy(file, target)
        if which == ("database" if file is ours.database else "keys"):
            broken = bytearray(target.read_bytes())
            broken[-3000] ^= 1
            target.write_bytes(broken)

    monkeypatch.setattr(backup, "_copied", copy_badly)
    if which == "a document":
        with ours.database.saving() as connection:
            connection.execute(tables.documents.update().values(content=b"\x01" * 60))
    with pytest.raises(Refused):
        save_backup(ours.database, shelf)
    assert everything_in(shelf) == before


def test_a_copy_that_nobody_opened_would_be_kept_broken(
    ours: Home, shelf: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "found_in", lambda *_: Found(0, 0, 0, 0))
    monkeypatch.setattr(backup, "_copied", lambda _file, target: target.write_bytes(b"half"))
    made = save_backup(ours.database, shelf)
    with pytest.raises(Refused):
        found_in(made.database, made.keys, secret_in(places[1]))


def test_tables_of_an_older_program_are_not_copied_as_if_they_were_sealed(opened: Database, shelf: Path) -> None:
    FirstIssue(opened).family()
    with pytest.raises(Refused, match="of another version of this program"):
        save_backup(opened, shelf)
    assert not shelf.exists()


def test_what_a_killed_backup_left_half_made_is_thrown_away_a_day_later(ours: Home, shelf: Path) -> None:
    save_backup(ours.database, shelf)
    old, new = shelf / ".words-pictures-2026.db.half", shelf / ".words-pictures-2027.db.half"
    for half in (old, new):
        half.touch()
    two_days_ago = new.stat().st_mtime - 48 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    save_backup(ours.database, shelf)
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("folder", ["data", "keys"])
def test_a_backup_is_not_put_on_top_of_what_it_copies(ours: Home, places: Places, tmp_path: Path, folder: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / folder)
    before = sorted((tmp_path / folder).iterdir())
    for directory in (tmp_path / folder, tmp_path / "link", tmp_path / folder / ".." / folder):
        with pytest.raises(Refused, match="holds what is to be copied"):
            save_backup(ours.database, directory)
    assert sorted((tmp_path / folder).iterdir()) == before


# --- brought back -----------------------------------------------------------------------------------------------------


def test_brought_back_everything_is_as_it_was(
    ours: Home, theirs: Home, shelf: Path, master: Path, empty: Places
) -> None:
    made = save_backup(ours.database, shelf)
    found = restored(made.database, made.keys, master, *empty)
    assert found == made.found
    with closing(started(*empty)) as again:
        assert ours.is_readable(again)
        assert theirs.is_readable(again)
        assert events(again)[-1][0] == "restored"
    files = everything_in(empty[0].parent, empty[1].parent)
    assert {mode for mode, _ in files.values()} == {0o600}
    assert not [path for path in empty[0].parents[2].iterdir() if "restoring" in path.name]


def test_everybody_signs_in_again_after_it_is_brought_back(
    ours: Home, shelf: Path, master: Path, empty: Places
) -> None:
    session = save_new_session(ours.database, ours.account)
    made = save_backup(ours.database, shelf)
    restored(made.database, made.keys, master, *empty)
    with closing(started(*empty)) as again:
        assert read_session(again, session.token) is None
        assert read_session(again, ours.tablet.token) is None
    assert read_session(ours.database, session.token) is not None


def test_an_erased_family_stays_erased_in_the_old_copy_with_the_newest_keys(
    ours: Home, theirs: Home, shelf: Path, master: Path, empty: Places
) -> None:
    old = save_backup(ours.database, shelf).database
    save_erased_family(ours.database, ours.id, ours.account)
    newest = save_backup(ours.database, shelf).keys
    found = restored(old, newest, master, *empty)
    assert (found.families, found.erased) == (1, 1)
    with closing(started(*empty)) as again:
        assert theirs.is_readable(again)
        assert again.read_families() == {theirs.id}
        assert ("family_erased", ours.account, ours.id) in events(again)


def test_keys_kept_with_each_backup_would_be_found(
    ours: Home, shelf: Path, master: Path, empty: Places, tmp_path: Path
) -> None:
    made = save_backup(ours.database, shelf)
    shutil.copy(made.keys, tmp_path / "kept-with-it.db")
    save_erased_family(ours.database, ours.id, ours.account)
    save_backup(ours.database, shelf)
    restored(made.database, tmp_path / "kept-with-it.db", master, *empty)
    with closing(started(*empty)) as again:
        assert ours.is_readable(again)


def test_a_copy_of_a_stopped_installation_is_brought_back_with_its_log(
    ours: Home, places: Places, master: Path, empty: Places
) -> None:
    """As after a fall: nobody closed the files, and what was saved last stands in their logs."""
    assert places[0].with_name(f"{places[0].name}-wal").stat().st_size > 0
    restored(places[0], keys_beside(places[1]), master, *empty)
    with closing(started(*empty)) as again:
        assert ours.is_readable(again)


def test_a_copy_of_the_first_issue_is_sealed_as_it_is_brought_back(
    places: Places, tmp_path: Path, empty: Places
) -> None:
    with closing(Database(*places)) as opened:
        first = FirstIssue(opened)
        stays, goes = first.family(), first.family()
        opened.keys.save_new_key(goes)
        opened.keys.save_erased(goes, first.account)
    found = restored(places[0], keys_beside(places[1]), places[1], *empty)
    assert (found.families, found.erased) == (1, 1)
    with closing(started(*empty)) as again:
        assert again.read_families() == {stays}
        assert again.shape() == newest_shape()
    pages = decrypted_pages(empty[0], secret_in(empty[1]))
    assert FILLER.encode() not in pages


# --- refused, and nothing changed -------------------------------------------------------------------------------------


@pytest.fixture
def made(ours: Home, shelf: Path) -> backup.Backup:
    return save_backup(ours.database, shelf)


Given = dict[str, Path]


def _older_keys(given: Given, ours: Home, shelf: Path) -> None:
    shutil.copy(given["keys"], given["keys"].with_name("older.db"))
    save_new_family(ours.database, ours.account, FORM, [])
    given["copy"] = save_backup(ours.database, shelf / "later").database
    given["keys"] = given["keys"].with_name("older.db")


def _wrong_master(given: Given, *_: Any) -> None:
    given["master"].write_text("0" * 64)


def _no_master(given: Given, *_: Any) -> None:
    given["master"].write_text("een zin die niemand raadt")


def _readable_master(given: Given, *_: Any) -> None:
    given["master"].write_text("not a key \u0639")


def _flipped(name: str, where: int) -> Callable[..., None]:
    def flip(given: Given, *_: Any) -> None:
        content = bytearray(given[name].read_bytes())
        content[where] ^= 1
        given[name].write_bytes(content)

    return flip


def _replaced(name: str, content: Callable[[bytes], bytes]) -> Callable[..., None]:
    return lambda given, *_: given[name].write_bytes(content(given[name].read_bytes()))


def _swapped(given: Given, *_: Any) -> None:
    given["copy"], given["keys"] = given["keys"], given["copy"]


def _changed(statement: str) -> Callable[..., None]:
    def change(given: Given, ours: Home, _shelf: Path) -> None:
        connection = sqlcipher3.connect(str(given["copy"]))
        connection.execute(f"PRAGMA key = \"x'{ours.database.key}'\"")
        connection.execute(statement)
        connection.commit()
        connection.close()

    return change


SPOILT: dict[str, tuple[Callable[..., None], str]] = {
    "keys older than the database": (_older_keys, "are older than the database: 1 of its families cannot be read"),
    "another master key": (_wrong_master, "does not open with the key it was given"),
    "no master key": (_no_master, "holds no key"),
    "words instead of a key": (_readable_master, "holds no key"),
    "the database broken at its beginning": (_flipped("copy", 20), "does not open"),
    "the database broken in the middle": (_flipped("copy", 70_000), "broken"),
    "the database broken at its end": (_flipped("copy", -100), "broken"),
    "the keys broken": (_flipped("keys", -3000), "broken|does not open"),
    "half a database": (_replaced("copy", lambda all: all[: len(all) // 2]), "broken|does not open"),
    "a photo instead of a database": (_replaced("copy", lambda _: b"\xff\xd8\xff" * 4000), "does not open"),
    "a photo instead of keys": (_replaced("keys", lambda _: b"\xff\xd8\xff" * 4000), "does not open"),
    "database and keys the wrong way round": (_swapped, "does not open"),
    "made by a newer version": (
        _changed("update alembic_version set version_num = '9999'"),
        "was made by a newer version",
    ),
    "a document put elsewhere": (
        _changed("update documents set revision = revision + 1"),
        "a document does not open with the key of its family",
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_cannot_be_brought_back_is_refused_and_nothing_is_changed(
    ours: Home, made: backup.Backup, master: Path, empty: Places, shelf: Path, tmp_path: Path, spoilt: str
) -> None:
    given = {"copy": made.database, "keys": made.keys, "master": master}
    spoil, sentence = SPOILT[spoilt]
    spoil(given, ours, shelf)
    before = everything_in(tmp_path / "shelf", tmp_path / "safe"), sorted(tmp_path.iterdir())
    with pytest.raises(Refused, match=sentence) as refused:
        restored(given["copy"], given["keys"], given["master"], *empty)
    assert "\n" not in str(refused.value)
    assert "restoring" not in str(refused.value)
    assert (everything_in(tmp_path / "shelf", tmp_path / "safe"), sorted(tmp_path.iterdir())) == before


@pytest.mark.parametrize(
    "there", ["data/words-pictures.db", "data/words-pictures.db-wal", "keys/keys.db", "keys/database.key"]
)
def test_nothing_that_is_there_already_is_overwritten(
    made: backup.Backup, master: Path, empty: Places, tmp_path: Path, there: str
) -> None:
    already = tmp_path / "new" / there
    already.parent.mkdir(parents=True)
    already.write_bytes(b"somebody's")
    before = everything_in(tmp_path / "new")
    with pytest.raises(Refused, match="already"):
        restored(made.database, made.keys, master, *empty)
    assert everything_in(tmp_path / "new") == before


def test_the_master_key_may_be_in_its_place_already(made: backup.Backup, master: Path, empty: Places) -> None:
    empty[1].parent.mkdir(parents=True)
    shutil.copy(master, empty[1])
    assert restored(made.database, made.keys, empty[1], *empty).families == 1


@pytest.mark.parametrize("n", range(1, 7))
def test_a_disk_that_fills_up_while_it_is_brought_back_leaves_nothing(
    made: backup.Backup, master: Path, empty: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n: int
) -> None:
    left, copy = iter(range(n - 1, -1, -1)), shutil.copyfile

    def fill_up(source: Path, target: Path) -> None:
        if next(left) == 0:
            Path(target).write_bytes(b"half")
            raise OSError(28, "No space left on device", str(target))
        copy(source, target)

    monkeypatch.setattr(shutil, "copyfile", fill_up)
    with pytest.raises(OSError, match="No space left"):
        restored(made.database, made.keys, master, *empty)
    assert [path for path in (tmp_path / "new").rglob("*") if path.is_file()] == []
    monkeypatch.undo()
    assert restored(made.database, made.keys, master, *empty).families == 1


def _scene() -> list[Any]:
    return [Add(f"{new_id()}.1", "together", "scenes", "s1", None)]


def test_sessions_that_were_kept_would_be_found(made: backup.Backup, ours: Home) -> None:
    with ours.database.reading() as connection:
        assert connection.execute(select(tables.sessions)).all(), "there is one in the copy to be ended"
