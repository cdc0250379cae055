"""The file in which everything lies: encrypted, with settings under which what was acknowledged is kept, or else not opened at all."""

from __future__ import annotations

import re
import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from webapp.store import Database, UnsafeStart, database, tables
from webapp.store.accounts import read_accounts, save_account
from webapp.store.database import keys_beside, secret_in
from webapp.store.documents import save_new_document, save_new_family, save_wiped
from words_pictures.change import Add, Write
from words_pictures.definition import definitions

from .old import bring_to

SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}


# --- settings ---------------------------------------------------------------------------------------------------------


def test_every_connection_has_the_settings_under_which_nothing_is_lost(opened: Database) -> None:
    made: list[object] = []
    event.listen(opened.engine, "connect", lambda connection, _: made.append(connection))
    for _ in range(3):
        opened.engine.dispose()
        with ExitStack() as held:
            for _ in range(8):
                connection = held.enter_context(opened.engine.connect())
                found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}
                assert found == SETTINGS
                assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() >= 5000  # type: ignore[operator]
    assert len(made) >= 20
    assert database.KEEPS == SETTINGS


@pytest.mark.parametrize("forgotten", ["synchronous", "foreign_keys", "secure_delete", "trusted_schema"])
def test_a_setting_that_is_not_kept_is_noticed(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    class Forgetful(sqlcipher3.Connection):
        def execute(self, said: str, *more: Any) -> Any:
            if said.startswith(f"PRAGMA {forgotten} ="):
                said = f"PRAGMA {forgotten} = {0 if SETTINGS[forgotten] else 1}"
            return super().execute(said, *more)

    real = sqlcipher3.connect
    monkeypatch.setattr(sqlcipher3, "connect", lambda *args, **named: real(*args, **named, factory=Forgetful))
    with pytest.raises(UnsafeStart, match=f"does not keep the setting {forgotten}"):
        Database(*places)


def test_what_refers_to_nothing_is_refused(opened: Database) -> None:
    with pytest.raises(IntegrityError), opened.saving() as connection:
        connection.execute(tables.assignments.insert().values(family_id="none", account_id="nobody"))


def test_what_goes_wrong_half_way_leaves_nothing(opened: Database) -> None:
    with pytest.raises(IntegrityError), opened.saving() as connection:  # noqa: PT012  (the second of the two goes wrong)
        connection.execute(tables.families.insert().values(id="a", made_at="now"))
        connection.execute(tables.families.insert().values(id="a", made_at="now"))
    with opened.reading() as connection:
        assert connection.execute(select(tables.families)).all() == []


# --- not opened -------------------------------------------------------------------------------------------------------


def refused(*places: Path) -> str:
    with pytest.raises(UnsafeStart) as found:
        Database(*places)
    sentence = str(found.value)
    assert re.fullmatch(r"[A-Z][^\n]{20,400}", sentence), "one plain sentence"
    return sentence


def test_another_key_opens_nothing(opened: Database, places: tuple[Path, Path]) -> None:
    opened.close()
    places[1].write_text(secrets.token_hex(32))
    assert "does not open with the key it was given" in refused(*places)


def test_a_key_beside_the_database_is_refused(places: tuple[Path, Path]) -> None:
    assert "lies beside the database" in refused(places[0], places[0].with_name("database.key"))
    assert not places[0].with_name("database.key").exists()


def test_a_key_in_the_same_folder_by_another_way_is_refused(places: tuple[Path, Path]) -> None:
    places[0].parent.mkdir()
    (places[0].parent.parent / "link").symlink_to(places[0].parent)
    assert "lies beside" in refused(places[0], places[0].parent.parent / "link" / "database.key")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666, 0o610])
def test_a_key_that_others_can_read_is_refused(opened: Database, places: tuple[Path, Path], mode: int) -> None:
    opened.close()
    places[1].chmod(mode)
    assert f"chmod 600 {places[1]}" in refused(*places)


def test_a_database_whose_key_is_gone_gets_no_new_one(opened: Database, places: tuple[Path, Path]) -> None:
    opened.close()
    places[1].unlink()
    assert "without it nobody can read" in refused(*places)
    assert not places[1].exists()


@pytest.mark.parametrize("key", ["", "a secret", "g" * 64, "0" * 63, "0" * 65, "'; attach 'x' as y; --"])
def test_what_is_no_key_is_refused(opened: Database, places: tuple[Path, Path], key: str) -> None:
    opened.close()
    places[1].write_text(key)
    assert "holds no key" in refused(*places)


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 7, 0), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_a_library_that_can_lose_what_was_saved_is_refused(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], is_safe: bool
) -> None:
    monkeypatch.setattr(sqlcipher3, "sqlite_version_info", version)
    if is_safe:
        Database(*places).close()
    else:
        assert "can lose what was saved" in refused(*places)


def test_a_byte_that_was_changed_on_the_disk_is_noticed(opened: Database, places: tuple[Path, Path]) -> None:
    save_account(opened, "Pieter", "pieter", "consulent", "a story for mila")
    opened.checkpoint()
    opened.close()
    bytes_ = bytearray(places[0].read_bytes())
    for at in range(4096 + 100, len(bytes_), 4096):
        bytes_[at] ^= 1
    places[0].write_bytes(bytes_)
    assert "does not open: database disk image is malformed" in refused(*places)


# --- what lies on the disk --------------------------------------------------------------------------------------------


def test_nobody_else_can_read_a_file_of_it(opened: Database, places: tuple[Path, Path]) -> None:
    save_account(opened, "Pieter", "pieter", "consulent", "a story for mila")
    found = {
        path.name: path.stat().st_mode & 0o777 for path in (*places[0].parent.iterdir(), *places[1].parent.iterdir())
    }
    assert set(found) == {
        *("words-pictures.db", "words-pictures.db-wal", "words-pictures.db-shm"),
        *("keys.db", "keys.db-wal", "keys.db-shm", "database.key"),
    }
    assert set(found.values()) == {0o600}
    assert {path.parent.stat().st_mode & 0o777 for path in places} == {0o700}


def test_no_word_lies_readable_on_the_disk(opened: Database, places: tuple[Path, Path], tmp_path: Path) -> None:
    words = "zesendertigkwartels"
    save_account(opened, words, words, "consulent", "a story for mila")
    before = _on_disk(places[0].parent)
    opened.checkpoint()
    for held in (before, _on_disk(places[0].parent)):
        assert len(held) > 50_000
        assert words.encode() not in held
        assert b"SQLite format 3" not in held
        assert b"sign_in_name" not in held
    # The same in a file without a key: what is looked for would be found.
    open_file = tmp_path / "open" / "open.db"
    open_file.parent.mkdir()
    plain = sqlcipher3.connect(str(open_file))
    plain.execute("create table accounts (sign_in_name)")
    plain.execute("insert into accounts values (?)", (words,))
    plain.commit()
    plain.close()
    assert words.encode() in _on_disk(open_file.parent)


def test_after_wiping_no_older_page_is_left_in_the_write_ahead_log(opened: Database, places: tuple[Path, Path]) -> None:
    account = save_account(opened, "Pieter", "pieter", "consulent", "a story for mila")
    family, _ = save_new_family(opened, account.id, definitions()["family"], [])
    changes = [
        Add("a.1", "together", "scenes", "s1", None),
        Write("b.1", "together", "scenes/s1/words@nl", "geheim", 0),
        Write("c.1", "together", "scenes/s1/words@nl", "open", 2),
    ]
    document = save_new_document(opened, family, account.id, definitions()["words-and-pictures"], changes)
    wal = places[0].with_name(places[0].name + "-wal")
    assert wal.stat().st_size > 0
    save_wiped(opened, document, account.id, "scenes/s1/words@nl", 2)
    assert wal.stat().st_size == 0


def _on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


# --- tables -----------------------------------------------------------------------------------------------------------


def test_migrating_makes_exactly_the_tables_of_the_code(opened: Database) -> None:
    with opened.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_a_column_that_no_migration_makes_would_be_noticed(opened: Database) -> None:
    with opened.saving() as connection:
        connection.execute(text("alter table accounts drop column made_at"))
        difference = compare_metadata(MigrationContext.configure(connection), tables.metadata)
    assert [one[0] for one in difference if isinstance(one, tuple)] == ["add_column"]


def test_the_newest_shape_is_that_of_the_last_migration(opened: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    assert database.newest_shape() == ScriptDirectory.from_config(config).get_current_head()


def test_tables_of_an_older_shape_are_brought_to_the_newest(opened: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    bring_to("base", opened)
    opened.migrate()
    with opened.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    monkeypatch.setattr(command, "upgrade", lambda *_: asked.append("upgrade"))
    opened.migrate()
    assert asked == []


def test_migrating_once_more_changes_nothing(opened: Database) -> None:
    save_account(opened, "Pieter", "pieter", "consulent", "a story for mila")
    opened.migrate()
    assert [one.name for one in read_accounts(opened)] == ["Pieter"]


def test_two_that_start_at_once_make_one_database(places: tuple[Path, Path]) -> None:
    first, second = Database(*places), Database(*places)
    first.migrate()
    second.migrate()
    save_account(first, "Pieter", "pieter", "consulent", "a story for mila")
    assert [one.name for one in read_accounts(second)] == ["Pieter"]
    first.close()
    second.close()


def test_nobody_reads_half_a_secret_that_another_process_is_making(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes serve, and both begin at once: now and then one of them found an empty file, and the whole server stopped."""
    file, make, theirs = tmp_path / "keys" / "secret.key", secrets.token_hex, list[str]()

    def while_another_starts(length: int) -> str:
        if not theirs:
            theirs.append("")
            theirs[0] = secret_in(file)
        return make(length)

    monkeypatch.setattr(secrets, "token_hex", while_another_starts)
    assert secret_in(file) == theirs[0] != ""
    assert [one.name for one in file.parent.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("named", ["master.key", "keys.db"])
def test_who_looks_for_a_key_just_before_another_makes_it_starts_too(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """A database that is there a moment later is not taken for one whose keys were lost."""
    looked_for = {"master.key": places[1], "keys.db": keys_beside(places[1])}[named]
    exists, others, is_begun = Path.exists, list[Database](), list[bool]()

    def just_before(path: Path) -> bool:
        found = exists(path)
        if path == looked_for and not is_begun:
            is_begun.append(True)
            others.append(Database(*places))
            others[0].migrate()
        return found

    monkeypatch.setattr(Path, "exists", just_before)
    for one in (Database(*places), *others):
        one.close()
