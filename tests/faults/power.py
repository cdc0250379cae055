"""What reached the disk, in order, and what of it is left when the power goes (see power.c).

A cut keeps what was synced; of what was written since, each write is kept, lost, or torn at a sector of 512 bytes. What has order on a disk
of today (files made and removed) keeps it.
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

ROOT = Path(__file__).parents[2]
SECTOR = 512
HEADER = struct.Struct("<cHqI")
_WITH_DATA = (b"w", b"l")


@dataclass(frozen=True)
class Record:
    """Something that was done to a file: `w`ritten, `t`runcated, `s`ynced, `l`inked (`data`: to which other name) or `u`nlinked."""

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


def built_shim(folder: Path) -> Path:
    """The little library, compiled."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "these tests need a C compiler: apt-get install gcc libc6-dev"
    made = folder / "power.so"
    source = Path(__file__).with_name("power.c")
    subprocess.run([compiler, "-O2", "-Wall", "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    return made


def recorded(shim: Path, watched: Path, *command: object) -> list[Record]:
    """What a program of ours does to the files in a folder, one after the other."""
    watched.parent.mkdir(parents=True, exist_ok=True)
    book = watched.with_name(f"{watched.name}.book")
    environment = os.environ | {"LD_PRELOAD": str(shim), "POWER_FOLDER": f"{watched}/", "POWER_LOG": str(book)}
    subprocess.run([sys.executable, "-m", *map(str, command)], cwd=ROOT, env=environment, check=True)
    return list(_read(book))


def cut_at(records: list[Record], places: list[int], chance: Random) -> Iterator[tuple[set[str], dict[str, bytes]]]:
    """At each place: what was answered until then, and the files as they are when the power comes back."""
    files: dict[str, File] = {}
    answered: set[str] = set()
    wanted = iter([*places, -1])
    place = next(wanted)
    for n, record in enumerate(records):
        if n == place:
            yield set(answered), {name: file.after_a_cut(chance) for name, file in files.items() if _outlives(name)}
            place = next(wanted)
        if Path(record.name).name == "answered":
            answered.add(record.data.decode().strip())
        elif record.kind == "u":
            files.pop(record.name, None)
        elif record.kind == "l":
            files[record.name] = files[record.data.decode()]
        elif record.kind == "s":
            files.setdefault(record.name, File()).sync()
        else:
            files.setdefault(record.name, File()).since.append(record)


def _outlives(name: str) -> bool:
    # A folder is no file, and what is in shared memory is made anew.
    return "." in name and not name.endswith("-shm")


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
        yield Record(kind.decode(), name, place, said[at : at + length] if kind in _WITH_DATA else b"")
        at += length if kind in _WITH_DATA else 0
