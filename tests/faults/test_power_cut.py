"""F-02: the power goes while somebody saves. What was answered is there, and the file is sound.

A small library (`power.c`) writes down what reaches the files of the database, in order. A cut keeps what was synced; of what was written
since, each write is kept, lost, or torn at a sector of 512 bytes. What has order on a disk of today (files made and removed) keeps it.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
import sqlcipher3

from webapp.store import tables
from webapp.store.database import keys_beside, secret_in
from webapp.store.keys import Keys
from webapp.store.sealing import BadSeal

ROOT = Path(__file__).parents[2]
SECTOR = 512
SAVES, CUTS, CUTS_OF_MUTANT = 600, 400, 60
EVENINGS = 50
"""So many times four hundred cuts in the long run, each time in other saves."""
HEADER = struct.Struct("<cHqI")
CHANGES = tables.changes.c.content


@dataclass(frozen=True)
class Record:
    """Something that was done to a file: `w`ritten, `t`runcated, `s`ynced or `u`nlinked."""

    kind: str
    name: str
    place: int
    data: bytes


@dataclass
class File:
    """A file as it certainly is, and what was done to it since."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Record] = field(default_factory=list)

    def sync(self) -> None:
        for record in self.since:
            _done(self.synced, record)
        self.since = []

    def after_a_cut(self, chance: Random) -> bytes:
        left = bytearray(self.synced)
        for record in self.since:
            if chance.random() < 0.5:
                continue
            if record.kind == "w" and chance.random() < 0.5:
                for at in range(0, len(record.data), SECTOR):
                    if chance.random() < 0.5:
                        _done(left, Record("w", record.name, record.place + at, record.data[at : at + SECTOR]))
            else:
                _done(left, record)
        return bytes(left)


@dataclass
class Outcome:
    """What was found after so many cuts."""

    cuts: int = 0
    lost: int = 0
    """Cuts after which something that was answered is not there."""
    broken: int = 0
    """Cuts after which the file does not open, or is not sound."""
    most_lost: int = 0


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "these tests need a C compiler: apt-get install gcc libc6-dev"
    made = tmp_path_factory.mktemp("shim") / "power.so"
    source = Path(__file__).with_name("power.c")
    subprocess.run([compiler, "-O2", "-Wall", "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    return made


def power_cuts(shim: Path, folder: Path, synchronous: int, cuts: int, *, seed: int = 0) -> Outcome:
    """Save often under the shim, then cut at so many places; `seed` says which, and what becomes of what was not synced."""
    folder.mkdir(exist_ok=True)
    book, data = folder / "book", folder / "installation" / "data"
    environment = os.environ | {"LD_PRELOAD": str(shim), "POWER_FOLDER": f"{data}/", "POWER_LOG": str(book)}
    command = [sys.executable, "-m", "tests.faults.saving", str(data.parent), str(SAVES), str(synchronous)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    records, chance, outcome = list(_read(book)), Random(f"{synchronous} {seed}"), Outcome()
    first = next(n for n, record in enumerate(records) if record.name == "answered")
    checkpoints = [one for one in records[first:] if one.kind == "w" and one.name == "words-pictures.db"]
    assert checkpoints, "no cut would go through a checkpoint"
    places = sorted(chance.sample(range(first + 1, len(records)), cuts))
    key_file = data.parent / "keys" / "database.key"
    master = secret_in(key_file)
    keys = Keys(keys_beside(key_file), master)
    for answered, left in _cut(records, places, chance):
        after = folder / "after"
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir()
        for name, content in left.items():
            (after / name).write_bytes(content)
        outcome.cuts += 1
        try:
            missing = answered - _kept(after / "words-pictures.db", master, keys)
        except (sqlcipher3.DatabaseError, AssertionError, TypeError, BadSeal):
            outcome.broken += 1
            continue
        outcome.lost += bool(missing)
        outcome.most_lost = max(outcome.most_lost, len(missing))
    keys.close()
    print(f"\nsynchronous={synchronous}: {outcome}, {len(records)} records, {len(places)} places")
    return outcome


def test_what_was_answered_outlives_four_hundred_power_cuts(shim: Path, tmp_path: Path) -> None:
    outcome = power_cuts(shim, tmp_path, 2, CUTS)
    assert (outcome.cuts, outcome.lost, outcome.broken) == (CUTS, 0, 0)


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_what_was_answered_outlives_twenty_thousand_power_cuts(shim: Path, tmp_path: Path) -> None:
    for evening in range(EVENINGS):
        outcome = power_cuts(shim, tmp_path / str(evening), 2, CUTS, seed=evening)
        assert (outcome.cuts, outcome.lost, outcome.broken) == (CUTS, 0, 0)
        shutil.rmtree(tmp_path / str(evening))


def test_without_a_sync_at_each_save_some_are_lost(shim: Path, tmp_path: Path) -> None:
    outcome = power_cuts(shim, tmp_path, 1, CUTS_OF_MUTANT)
    assert outcome.lost > CUTS_OF_MUTANT / 3
    assert outcome.broken == 0


def test_without_any_sync_the_file_itself_breaks(shim: Path, tmp_path: Path) -> None:
    outcome = power_cuts(shim, tmp_path, 0, CUTS_OF_MUTANT)
    assert outcome.broken > 0


def _cut(records: list[Record], places: list[int], chance: Random) -> Iterator[tuple[set[str], dict[str, bytes]]]:
    """At each place: what was answered until then, and the files as they are when the power comes back."""
    files: dict[str, File] = {}
    answered: set[str] = set()
    wanted = iter([*places, -1])
    place = next(wanted)
    for n, record in enumerate(records):
        if n == place:
            yield set(answered), {name: file.after_a_cut(chance) for name, file in files.items() if _outlives(name)}
            place = next(wanted)
        if record.name == "answered":
            answered.add(record.data.decode().strip())
        elif record.kind == "u":
            files.pop(record.name, None)
        elif record.kind == "s":
            files.setdefault(record.name, File()).sync()
        else:
            files.setdefault(record.name, File()).since.append(record)


def _outlives(name: str) -> bool:
    # What is in shared memory is made anew.
    return bool(name) and not name.endswith("-shm")


def _kept(file: Path, master: str, keys: Keys) -> set[str]:
    """The ids of every change that the database holds. Raises when it is not sound."""
    connection = sqlcipher3.connect(str(file))
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{master}'\"")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        # Where even the tables never reached the disk, the file is sound and everything is lost.
        if not connection.execute("select 1 from sqlite_schema where name = 'changes'").fetchone():
            return set()
        seals = {family: keys.seal_of(family) for (family,) in connection.execute("select id from families")}
        rows = connection.execute(
            "select family_id, document_id, changes.revision, changes.content from changes join documents on id = document_id"
        )
        return {seals[family].unseal(sealed, CHANGES, *row)["change"]["id"] for family, *row, sealed in rows}
    finally:
        connection.close()


def _done(content: bytearray, record: Record) -> None:
    if record.kind == "t":
        content[:] = content[: record.place].ljust(record.place, b"\0")
        return
    end = record.place + len(record.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[record.place : end] = record.data


def _read(book: Path) -> Iterator[Record]:
    said, at = book.read_bytes(), 0
    while at < len(said):
        kind, named, place, length = HEADER.unpack_from(said, at)
        at += HEADER.size
        name, at = said[at : at + named].decode(), at + named
        yield Record(kind.decode(), name, place, said[at : at + length] if kind == b"w" else b"")
        at += length if kind == b"w" else 0
