"""F-03, F-08: a file or a folder that may not be written in, or is away. It is said in one sentence; when it is put right, it goes on."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from webapp.store import Database, UnsafeStart
from webapp.store.database import keys_beside
from webapp.store.encrypted import EncryptedFile
from webapp.store.starting import started

from .evening import AS_PART, Evening, evening, sentence

AWAY = "Wat hier bewaard is, is nu even niet te bereiken. De woorden staan er nog. Zeg het aan wie voor dit programma zorgt."
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
"""What lets root write where nobody may (capabilities(7))."""


@pytest.fixture
def tablet(tmp_path: Path) -> Iterator[Evening]:
    with evening(tmp_path) as found:
        yield found


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = tuple(
        (f"{name}{n}", ctypes.c_uint32) for n in (0, 1) for name in ("effective", "permitted", "inheritable")
    )


@contextmanager
def as_anybody() -> Iterator[None]:
    """Without root's right to write everywhere, in this thread."""
    if os.geteuid():
        yield
        return
    libc, header, had = ctypes.CDLL(None, use_errno=True), _Header(0x20080522, 0), _Capabilities()
    assert libc.capget(ctypes.byref(header), ctypes.byref(had)) == 0
    less = _Capabilities.from_buffer_copy(had)
    less.effective0 &= ~(1 << DAC_OVERRIDE | 1 << DAC_READ_SEARCH)
    assert libc.capset(ctypes.byref(header), ctypes.byref(less)) == 0
    try:
        yield
    finally:
        assert libc.capset(ctypes.byref(header), ctypes.byref(had)) == 0


@contextmanager
def shut(*paths: Path) -> Iterator[None]:
    """Nobody may write in these files and folders."""
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def files_of(database: Path) -> list[Path]:
    return sorted(database.parent.glob(f"{database.name}*"))


def test_shut_means_shut_also_for_root(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with shut(tmp_path / "file", tmp_path), as_anybody():
        with pytest.raises(PermissionError):
            (tmp_path / "file").write_text("y")
        with pytest.raises(PermissionError):
            (tmp_path / "other").write_text("y")


@pytest.mark.parametrize("what", ["the files", "the files and their folder"])
def test_a_database_that_may_not_be_written_in_says_so_and_goes_on_when_it_may(tablet: Evening, what: str) -> None:
    tablet.write("Eerst dit.")
    database = tablet.database
    paths = [*files_of(database.path), *([database.path.parent] if "folder" in what else [])]
    with shut(*paths), as_anybody():
        database.engine.dispose()
        for headers in ({}, AS_PART):
            refused = tablet.write("Toen dat.", **headers)
            assert refused.status_code == 503
            assert sentence(refused) == AWAY
            assert refused.headers["Retry-After"] == "30"
    database.engine.dispose()
    assert tablet.write("Toen dat.").status_code == 303
    assert tablet.written() == {"Eerst dit.", "Toen dat."}
    assert tablet.is_sound()


def test_keys_that_may_not_be_written_in_keep_a_family_from_being_made_and_nothing_else(tablet: Evening) -> None:
    keys = tablet.database.keys
    with shut(*files_of(keys.path)), as_anybody():
        keys.engine.dispose()
        refused = tablet.post("/families/new", {"name": "Noor"})
        assert (refused.status_code, sentence(refused)) == (503, AWAY)
        assert tablet.write("Eerst dit.").status_code == 303
    keys.engine.dispose()
    assert tablet.post("/families/new", {"name": "Noor"}).status_code == 303
    assert tablet.written() == {"Eerst dit."}


def the_database(database: Database) -> Path:
    return database.path


def the_keys(database: Database) -> Path:
    return database.keys.path


@pytest.mark.parametrize("which", [the_database, the_keys])
def test_a_file_that_is_away_while_it_runs_is_missed_and_when_it_is_back_all_is_well(
    tablet: Evening, tmp_path: Path, which: Callable[[Database], Path]
) -> None:
    tablet.write("Eerst dit.")
    path = which(tablet.database)
    path.rename(tmp_path / "away")
    for refused in (tablet.write("Toen dat."), tablet.write("Toen dat.", **AS_PART), tablet.read()):
        assert (refused.status_code, sentence(refused)) == (503, AWAY)
    assert not path.exists(), "nothing was made in its place"
    (tmp_path / "away").rename(path)
    assert tablet.read().status_code == 200
    assert tablet.write("Toen dat.").status_code == 303
    assert tablet.written() == {"Eerst dit.", "Toen dat."}


def test_a_disk_that_is_away_is_missed_and_when_it_is_back_all_is_well(tablet: Evening, tmp_path: Path) -> None:
    tablet.write("Eerst dit.")
    for folder in ("data", "keys"):
        (tmp_path / folder).rename(tmp_path / "away")
        refused = tablet.write("Toen dat.")
        assert (refused.status_code, sentence(refused)) == (503, AWAY)
        (tmp_path / "away").rename(tmp_path / folder)
    assert tablet.write("Toen dat.").status_code == 303
    assert tablet.written() == {"Eerst dit.", "Toen dat."}


def test_a_start_where_nothing_may_be_written_says_so(tablet: Evening) -> None:
    path, key = tablet.database.path, keys_beside(tablet.database.keys.path).with_name("database.key")
    tablet.database.close()
    with shut(*files_of(path), path.parent), as_anybody(), pytest.raises((UnsafeStart, OSError)) as refused:
        started(path, key).close()
    assert str(path) in str(refused.value)


def put_back_as_a_copy(tablet: Evening, folder: Path) -> None:
    """As somebody does who puts a copy in the place of what is open."""
    tablet.write("Eerst dit.")
    tablet.database.checkpoint()
    folder.rename(folder.with_name("away"))
    shutil.copytree(folder.with_name("away"), folder)


@pytest.mark.parametrize("folder", ["data", "keys"])
def test_what_is_written_after_a_copy_took_its_place_is_in_the_copy(
    tablet: Evening, tmp_path: Path, folder: str
) -> None:
    put_back_as_a_copy(tablet, tmp_path / folder)
    assert tablet.write("Toen dat.").status_code == 303
    assert tablet.post("/families/new", {"name": "Noor"}).status_code == 303
    tablet.database.close()
    assert tablet.written() == {"Eerst dit.", "Toen dat."}
    assert tablet.database.read_families() == tablet.database.keys.read_families()
    assert len(tablet.database.read_families()) == 2


@pytest.mark.parametrize("folder", ["data", "keys"])
def test_a_file_that_nobody_missed_would_take_words_with_it(
    tablet: Evening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setattr(EncryptedFile, "_stay_with_the_file", lambda _: None)
    put_back_as_a_copy(tablet, tmp_path / folder)
    assert tablet.write("Toen dat.").status_code == 303
    assert tablet.post("/families/new", {"name": "Noor"}).status_code == 303
    tablet.database.close()
    assert tablet.written() != {"Eerst dit.", "Toen dat."} or len(tablet.database.keys.read_families()) != 2
