"""F-03: no room is left while people write. It is said in one sentence, what was answered is there, and it goes on when there is room."""

from __future__ import annotations

import resource
import secrets
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from webapp.config import config_for
from webapp.store import backup, documents
from webapp.store.starting import started

from .evening import AS_PART, PASSWORD, Evening, evening, sentence

FULL = "Er is geen plaats meer. De woorden staan er nog."
SMALL_DISK_MB, LARGEST_FILE_BYTES = 6, 3_000_000


@dataclass
class Room:
    """Where everything is kept, with little room; `give` makes some."""

    folder: Path
    give: Callable[[], None]


@contextmanager
def small_disk(folder: Path) -> Iterator[Room]:
    """A disk of six megabytes, with something on it that can be thrown away."""
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_MB}m", "tmpfs", folder], check=True, capture_output=True
    )
    try:
        (folder / "other-things").write_bytes(bytes(1_500_000))
        yield Room(folder / "instance", lambda: (folder / "other-things").unlink())
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def limit_on_files(folder: Path) -> Iterator[Room]:
    """No file may become larger than so much: a write that is not let through, as on a disk with a quota."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)

    def give() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)

    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE_BYTES, unlimited[1]))
    try:
        yield Room(folder / "instance", give)
    finally:
        give()


def can_mount(folder: Path) -> bool:
    folder.mkdir()
    tried = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=False, capture_output=True)
    return tried.returncode == 0 and subprocess.run(["umount", folder], check=True).returncode == 0


@pytest.fixture(params=["a small disk", "a limit on files"])
def room(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Room]:
    is_disk = request.param == "a small disk"
    if is_disk and not can_mount(tmp_path / "trial"):
        with capsys.disabled():
            print("\nNo disk can be mounted here, which takes root: a limit on the size of files takes its place.")
        is_disk = False
    with (small_disk if is_disk else limit_on_files)(tmp_path / "small") as found:
        yield found


@pytest.fixture
def tablet(room: Room) -> Iterator[Evening]:
    with evening(room.folder) as found:
        yield found


def words() -> str:
    """As much as a page has room for, different each time."""
    return secrets.token_hex(500)


def write_until_full(tablet: Evening, most: int = 5000) -> set[str]:
    """What was answered with "kept", until something was answered otherwise."""
    answered: set[str] = set()
    for _ in range(most):
        said = words()
        if tablet.write(said, **AS_PART).status_code != 200:
            return answered
        answered.add(said)
    raise AssertionError("the disk is never full")


def test_a_full_disk_is_said_in_one_sentence_and_loses_nothing(tablet: Evening, room: Room) -> None:
    answered = write_until_full(tablet)
    assert len(answered) > 100
    for headers in ({}, AS_PART):
        refused = tablet.write(words(), **headers)
        assert refused.status_code == 507
        assert sentence(refused) == FULL
        assert ("<html" in refused.get_data(as_text=True)) is not bool(headers)
    for _ in range(20):
        said = words()
        if tablet.write(said, **AS_PART).status_code == 200:
            answered.add(said)
    assert tablet.written() == answered
    assert tablet.read().status_code == 200
    assert tablet.is_sound()


def test_when_there_is_room_again_the_next_save_is_kept(tablet: Evening, room: Room) -> None:
    answered = write_until_full(tablet)
    room.give()
    for _ in range(50):
        said = words()
        assert tablet.write(said).status_code in (200, 303)
        answered.add(said)
    assert tablet.written() == answered
    assert tablet.is_sound()


def test_nothing_else_is_half_done_on_a_full_disk(tablet: Evening, room: Room) -> None:
    answered = write_until_full(tablet) | fill_up(tablet)
    before = rows(tablet)
    for address, form in (
        ("/families/new", {"name": "Noor"}),
        (f"/families/{tablet.family}/words", {"words": "x" * 120, "instead_of": "y" * 120}),
        (f"/documents/{tablet.story}/scenes/s1/picture", {"kind": "other", "picture": (_photo(), "a.png")}),
    ):
        refused = tablet.post(address, form)
        assert (refused.status_code, sentence(refused)) == (507, FULL), address
        assert tablet.written() == answered, address
    assert rows(tablet) == before
    assert tablet.is_sound()


def test_a_family_is_wiped_on_a_full_disk_too_or_not_at_all(tablet: Evening, room: Room) -> None:
    """A try at a password may still have room in the log, and the key in its own file; the rows are left for the next start."""
    answered = write_until_full(tablet) | fill_up(tablet)
    wiped = tablet.post(f"/families/{tablet.family}/erase", {"password": PASSWORD})
    is_wiped = tablet.family in tablet.database.keys.read_erased()
    assert wiped.status_code == (303 if is_wiped else 507)
    if is_wiped:
        assert tablet.read().status_code == 404
    else:
        assert tablet.written() == answered
    room.give()
    tablet.database.close()
    config = config_for(room.folder)
    database = started(config.database, config.key)
    assert (tablet.family in database.read_families()) is not is_wiped
    database.close()


def test_a_backup_that_has_no_room_leaves_none(tablet: Evening, room: Room) -> None:
    write_until_full(tablet)
    shelf = room.folder.parent / "shelf"
    if room.folder.parent.is_mount():
        with pytest.raises((backup.Refused, OSError)):
            backup.save_backup(tablet.database, shelf)
        assert not shelf.exists() or list(shelf.iterdir()) == []
    room.give()
    assert tablet.is_sound()


def test_the_app_starts_again_on_a_disk_that_is_full(tablet: Evening, room: Room) -> None:
    answered = write_until_full(tablet)
    tablet.database.close()
    config = config_for(room.folder)
    room.give()
    database = started(config.database, config.key)
    kept = documents.read_changes(database, tablet.story)
    assert {getattr(one.kept.change, "value", None) for one in kept} >= answered
    database.close()


# --- mutant -----------------------------------------------------------------------------------------------------------


def test_an_answer_given_before_the_commit_would_be_found(
    tablet: Evening, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = documents.save_changes

    def say_saved(database: Any, document_id: str, *rest: Any) -> Any:
        try:
            return save(database, document_id, *rest)
        except Exception:
            found = documents.read_document(database, document_id)
            assert found is not None
            return found.document

    monkeypatch.setattr(documents, "save_changes", say_saved)
    answered: set[str] = set()
    for _ in range(5000):
        said = words()
        assert tablet.write(said, **AS_PART).status_code == 200
        answered.add(said)
        if len(answered) % 100 == 0 and answered - tablet.written():
            return
    raise AssertionError("the disk is never full")


def fill_up(tablet: Evening) -> set[str]:
    """Not even the shortest words have room. Gives back those that had."""
    answered: set[str] = set()
    for _ in range(500):
        said = secrets.token_hex(8)
        if tablet.write(said, **AS_PART).status_code != 200:
            return answered
        answered.add(said)
    raise AssertionError("there is room")


def rows(tablet: Evening) -> dict[str, int]:
    with tablet.database.reading() as connection:
        names = [name for (name,) in connection.exec_driver_sql("select name from sqlite_schema where type = 'table'")]
        return {name: connection.exec_driver_sql(f"select count(*) from {name}").scalar_one() for name in names}


def _photo() -> BytesIO:
    photo = BytesIO()
    Image.effect_noise((400, 300), 90).save(photo, "PNG")
    photo.seek(0)
    return photo
