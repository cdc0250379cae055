"""Whether all is well with what is kept: one plain sentence for each thing that somebody looked at."""

# sqlcipher3 does not say what is in it.
# pyright: reportAttributeAccessIssue=false
from __future__ import annotations

import datetime
import shutil
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3
from sqlalchemy.exc import DBAPIError

from . import backup
from .database import Database, UnsafeStart, keys_beside, newest_shape
from .encrypted import KEEPS, EncryptedFile, wrong_with
from .starting import read_families_without_key

LEAST_FREE = 2
"""So many times the size of the database has to be free on its disk: for its log, and to be written anew."""
LEAST_FREE_BYTES = 100_000_000
OLDEST = datetime.timedelta(hours=25)
"""A backup is made every day, or more often."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    is_well: bool
    sentence: str


def findings(database: Path, key_file: Path, backups: Path | None = None) -> Iterator[Finding]:
    """What was found, one after the other. Nothing is changed, and nothing is made that is not there."""
    if not database.exists():
        yield Finding(False, f"There is no database {database}.")
        return
    yield from _permissions(database, key_file)
    yield _room(database)
    yield from _backups(backups)
    try:
        with closing(Database(database, key_file)) as opened:
            yield from _opened(opened)
    except UnsafeStart as refused:
        yield Finding(False, str(refused))
    except DBAPIError as broken:
        yield Finding(False, f"The database could not be looked through to its end: {broken.orig}.")


def _opened(opened: Database) -> Iterator[Finding]:
    with opened.reading() as connection:
        cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    yield Finding(True, f"SQLite {sqlcipher3.sqlite_version}, SQLCipher {cipher}.")
    for file in (opened, opened.keys):
        yield _soundness(file)
        # Read back on every connection before it is used: a file with other settings does not open.
        kept = ", ".join(f"{setting} = {value}" for setting, value in KEEPS.items())
        yield Finding(True, f"The {file.name} keeps its settings: {kept}.")
    shape = opened.shape()
    if shape != newest_shape():
        yield Finding(
            False, f"The tables are of shape {shape}, and this program's are {newest_shape()}. Start it once."
        )
        return
    families, without = len(opened.read_families()), len(read_families_without_key(opened))
    erased = len(opened.keys.read_erased())
    yield Finding(not without, f"{families} families; {without} of them without a key; {erased} were wiped for ever.")


def _soundness(file: EncryptedFile) -> Finding:
    with file.engine.connect() as connection:
        wrong = wrong_with(connection.connection.cursor())
    return Finding(not wrong, f"The {file.name} is {f'broken: {wrong}' if wrong else 'sound'}.")


def _permissions(database: Path, key_file: Path) -> Iterator[Finding]:
    files = [path for path in (database, keys_beside(key_file), key_file) if path.exists()]
    open_to_others = [path for path in (*files, database.parent, key_file.parent) if _mode(path) & 0o077]
    for path in open_to_others:
        yield Finding(False, f"Others can reach {path}. Let only its owner: chmod go-rwx {path}")
    if not open_to_others:
        yield Finding(True, "Only their owner can read the files.")


def _room(database: Path) -> Finding:
    free, size = shutil.disk_usage(database.parent).free, database.stat().st_size
    enough = free >= max(LEAST_FREE * size, LEAST_FREE_BYTES)
    return Finding(enough, f"{_mb(free)} MB are free; the database takes {_mb(size)} MB.")


def _backups(directory: Path | None) -> Iterator[Finding]:
    if directory is None:
        return
    newest = backup.newest_backup(directory)
    if newest is None:
        yield Finding(False, f"There is no backup in {directory}.")
        return
    file, age = newest
    hours = round(age / datetime.timedelta(hours=1))
    yield Finding(age <= OLDEST, f"The newest backup is {hours} hours old: {file.name}.")
    if not (directory / backup.KEYS).exists():
        yield Finding(False, f"The copy of the keys is not in {directory}: without it no backup can be read.")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _mb(size: int) -> str:
    return f"{size / 1_000_000:,.0f}"
