"""What `check` says: sentences, each about something that somebody looked at, and a wrong one for everything that is wrong."""

from __future__ import annotations

import datetime
import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from webapp.store import Database, backup, keys
from webapp.store.checking import findings
from webapp.store.erasing import save_erased_family

from .homes import Home
from .old import bring_to

Places = tuple[Path, Path]


def wrong(places: Places, backups: Path | None = None) -> list[str]:
    return [one.sentence for one in findings(*places, backups) if not one.is_well]


def said(places: Places, backups: Path | None = None) -> str:
    return "\n".join(one.sentence for one in findings(*places, backups))


def test_when_all_is_well_it_says_what_it_looked_at(ours: Home, theirs: Home, places: Places, tmp_path: Path) -> None:
    save_erased_family(ours.database, ours.id, ours.account)
    backup.save_backup(ours.database, tmp_path / "shelf")
    assert wrong(places, tmp_path / "shelf") == []
    sentences = said(places, tmp_path / "shelf")
    for sentence in (
        "Only their owner can read the files.",
        "The database is sound.",
        "The file of the families' keys is sound.",
        "journal_mode = wal, synchronous = 2",
        "1 families; 0 of them without a key; 1 were wiped for ever.",
        "The newest backup is 0 hours old",
    ):
        assert sentence in sentences
    assert "kwartelkoning" not in sentences
    assert "roerdomp" not in sentences


def test_looking_makes_nothing_that_is_not_there(places: Places, tmp_path: Path) -> None:
    assert wrong(places) == [f"There is no database {places[0]}."]
    assert list(tmp_path.iterdir()) == []


def test_a_file_or_a_folder_that_others_can_reach_is_named(ours: Home, places: Places) -> None:
    for path, mode in (
        (places[0], 0o640),
        (places[1], 0o604),
        (places[0].parent, 0o755),
        (ours.database.keys.path, 0o660),
    ):
        kept = path.stat().st_mode
        path.chmod(mode)
        assert any(f"Others can reach {path}." in one for one in wrong(places)), path
        path.chmod(kept)
    assert wrong(places) == []


def test_too_little_room_is_said(ours: Home, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 5 * 10**6, 5 * 10**6))
    assert [one[:15] for one in wrong(places)] == ["5 MB are free; "]


def test_a_database_that_is_broken_is_said(ours: Home, places: Places) -> None:
    ours.database.checkpoint()
    ours.database.close()
    content = bytearray(places[0].read_bytes())
    content[-3000] ^= 1
    places[0].write_bytes(content)
    assert wrong(places)[0].startswith("The database is broken: integrity_check says ")


def test_a_row_that_refers_to_nothing_is_said(ours: Home, places: Places) -> None:
    with ours.database.engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = 0")
        cursor.execute("delete from families")
        cursor.execute("PRAGMA foreign_keys = 1")
    assert "The database is broken: foreign_key_check says log." in wrong(places)


def test_keys_that_are_gone_or_too_few_are_said(ours: Home, places: Places) -> None:
    with ours.database.keys.saving() as connection:
        connection.execute(keys.family_keys.delete())
    assert wrong(places) == ["1 families; 1 of them without a key; 0 were wiped for ever."]
    ours.database.close()
    ours.database.keys.path.unlink()
    assert "are not there" in wrong(places)[0]


def test_tables_of_an_older_program_are_said(opened: Database, places: Places) -> None:
    bring_to("0001", opened)
    assert [one[:32] for one in wrong(places)] == ["The tables are of shape 0001, an"]


def test_backups_that_are_not_there_or_too_old_are_said(ours: Home, places: Places, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    assert wrong(places, shelf) == [f"There is no backup in {shelf}."]
    made = backup.save_backup(ours.database, shelf)
    assert wrong(places, shelf) == []
    two_days_ago = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=48)).timestamp()
    os.utime(made.database, (two_days_ago, two_days_ago))
    made.keys.unlink()
    old, keyless = wrong(places, shelf)
    assert old.startswith("The newest backup is 48 hours old")
    assert "without it no backup can be read" in keyless
