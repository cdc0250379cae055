"""A database of the first issue, sealed: every story as it was, no word left unsealed anywhere, and broken off it is begun again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from webapp.store import Database, UnsafeStart
from webapp.store.database import secret_in
from webapp.store.documents import read_changes, read_document, read_told
from webapp.store.encrypted import KEEPS
from webapp.store.pictures import read_picture

from .dump import decrypted_pages, everything_kept, sealed_values
from .old import FILLER, FirstIssue, bring_to, opened_shape


@pytest.fixture
def first(places: tuple[Path, Path]) -> FirstIssue:
    made = FirstIssue(Database(*places))
    for _ in range(3):
        made.family()
    return made


def lying(opened: Database, places: tuple[Path, Path]) -> bytes:
    return decrypted_pages(places[0], secret_in(places[1]))


def check(opened: Database, first: FirstIssue) -> None:
    """Everything is there as it was."""
    for id, document in first.stories.items():
        stored = read_document(opened, id)
        assert stored is not None
        assert stored.document == document
        assert len(read_changes(opened, id)) == document.revision
        if document.definition != "family":
            assert [one.document for one in read_told(opened, id)] == [document]
    for picture, (family, data) in first.pictures.items():
        for size in ("original", "screen"):
            found = read_picture(opened, family, picture, size)
            assert found is not None
            assert found.data == data


def test_every_story_is_as_it_was(first: FirstIssue) -> None:
    first.database.migrate()
    check(first.database, first)
    assert len(first.database.keys.read_families()) == 3


def test_no_word_is_left_unsealed_in_any_page(first: FirstIssue, places: tuple[Path, Path]) -> None:
    pieces = pieces_of(sealed_values(first.database))
    assert all(piece in lying(first.database, places) for piece in pieces[::50]), "what is looked for can be found"
    first.database.migrate()
    left = lying(first.database, places)
    assert len(left) > 100_000
    assert FILLER.encode() not in left
    assert not [piece for piece in pieces if piece in left]
    assert everything_kept(first.database).count(FILLER.encode()) > 1000
    assert all(value[:1] == b"\x01" for _, value in sealed_values(first.database))


def test_rows_written_over_without_wiping_would_be_found(
    first: FirstIssue, places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = pieces_of(sealed_values(first.database))
    first.database.close()
    monkeypatch.setitem(KEEPS, "secure_delete", 0)
    opened = Database(*places)
    opened.migrate()
    left = lying(opened, places)
    assert len([piece for piece in pieces if piece in left]) > 100
    opened.close()


def test_words_left_in_the_log_of_the_database_would_be_found(
    first: FirstIssue, places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = pieces_of(sealed_values(first.database))
    monkeypatch.setattr(Database, "checkpoint", lambda _: True)
    first.database.migrate()
    left = lying(first.database, places)
    assert [piece for piece in pieces if piece in left]


def test_a_second_start_changes_nothing(first: FirstIssue) -> None:
    first.database.migrate()
    sealed = sealed_values(first.database)
    first.database.migrate()
    assert sealed_values(first.database) == sealed


def test_going_back_gives_what_was_there(first: FirstIssue) -> None:
    before = contents(first)
    first.database.migrate()
    bring_to("0001", first.database)
    assert contents(first) == before


@pytest.mark.parametrize("at", [0, 1, 2, 60, 240])
def test_broken_off_it_is_as_if_it_had_not_begun_and_can_be_begun_again(first: FirstIssue, at: int) -> None:
    opened, before = first.database, contents(first)
    left = iter(range(at, -1, -1))

    def fail(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        if said.startswith(("UPDATE", "CREATE TABLE presences")) and next(left) == 0:
            raise OSError("no more")

    event.listen(opened.engine, "before_cursor_execute", fail)
    with pytest.raises(OSError, match="no more"):
        opened.migrate()
    event.remove(opened.engine, "before_cursor_execute", fail)
    assert contents(first) == before
    opened.migrate()
    check(opened, first)


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from webapp.store import Database

opened = Database(Path(sys.argv[1]), Path(sys.argv[2]))
left = iter(range(int(sys.argv[3]), -1, -1))

def kill(connection, cursor, said, *_):
    if said.startswith(("INSERT INTO family_keys", "UPDATE", "COMMIT")) and next(left) == 0:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(opened.engine, "before_cursor_execute", kill)
event.listen(opened.keys.engine, "before_cursor_execute", kill)
opened.migrate()
"""


@pytest.mark.parametrize("at", [0, 1, 90, 240])
def test_killed_in_the_middle_it_is_done_by_the_next_start(
    first: FirstIssue, places: tuple[Path, Path], at: int
) -> None:
    first.database.close()
    command = [sys.executable, "-c", KILLED, *map(str, places), str(at)]
    killed = subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    assert killed.returncode == -signal.SIGKILL
    opened = Database(*places)
    with opened.reading() as connection:
        assert opened_shape(connection) == "0001"
    opened.migrate()
    check(opened, first)
    assert FILLER.encode() not in lying(opened, places)
    opened.close()


def test_a_database_of_the_first_issue_needs_no_keys_and_a_sealed_one_does(
    first: FirstIssue, places: tuple[Path, Path]
) -> None:
    first.database.close()
    first.database.keys.path.unlink()
    opened = Database(*places)
    opened.migrate()
    check(opened, first)
    opened.close()
    opened.keys.path.unlink()
    with pytest.raises(UnsafeStart, match="are not there"):
        Database(*places)


def pieces_of(values: list[tuple[Any, bytes]]) -> list[bytes]:
    """Every content in pieces small enough to be left over between two rows."""
    return [content[at : at + 24] for _, content in values for at in range(0, len(content) - 24, 24)]


def contents(first: FirstIssue) -> list[bytes]:
    return sorted(value for _, value in sealed_values(first.database))
