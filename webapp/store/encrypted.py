"""A file of tables, encrypted as a whole: opened with settings under which what was acknowledged is kept, and read back to be sure."""

# sqlcipher3 does not say what is in it.
# pyright: reportAttributeAccessIssue=false
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

WAITS_S = 5
"""How long a save waits for another one; the longest save is some 15 ms (core.md 4)."""
KEEPS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: with NORMAL, acknowledged saves were lost in 294 of 400 simulated power cuts
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
}
"""Every connection has these, and says so when asked (trust.md R-002)."""


class UnsafeStart(Exception):
    """The app does not start like this; one plain sentence says why."""


class FileGone(Exception):
    """A file that was open is no longer where it was: nothing may be read from it or written into it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path


class EncryptedFile:
    """An open file. `reading()` and `saving()` each give one transaction."""

    def __init__(self, path: Path, key: str, name: str) -> None:
        """`key` is raw: 64 hexadecimal figures. `name` is what sentences call the file. It is made when it is not there."""
        self.path, self.name, self.key = path, name, key
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_old_sqlite(sqlcipher3.sqlite_version_info)
        path.touch(mode=0o600)
        path.chmod(0o600)
        self._identity = self._who_it_is()
        self._turn = Lock()
        # SQLAlchemy's own dialect for SQLCipher brings a pool that closes other threads' connections (segfault): QueuePool.
        self.engine = create_engine(
            "sqlite://",
            module=sqlcipher3.dbapi2,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=4,
        )
        event.listen(self.engine, "begin", _begin)
        try:
            with self.reading():
                pass
        except DBAPIError as wrong:
            said = str(wrong.orig)
            why = "does not open with the key it was given" if "not a database" in said else f"does not open: {said}"
            raise UnsafeStart(f"The {name} {path} {why}.") from wrong

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one state of the file."""
        self._stay_with_the_file()
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def saving(self) -> Iterator[Connection]:
        """One transaction that may write, alone; kept when it ends, gone when anything is raised."""
        self._stay_with_the_file()
        with self._in_turn(), self.engine.connect().execution_options(saving=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        # SQLite lets in whoever asks at the right moment: of three in one process who save without a pause, two got nothing done in 5 s.
        if not self._turn.acquire(timeout=WAITS_S):
            raise OperationalError("BEGIN IMMEDIATE", None, sqlcipher3.OperationalError("database is locked"))
        try:
            yield
        finally:
            self._turn.release()

    def checkpoint(self) -> bool:
        """Move everything out of the write-ahead log, so that what was wiped stands in no older page of it.

        Gives back whether that was possible: it is not while somebody reads for longer than a save may wait, or the disk is full.
        """
        with self.engine.connect() as connection:
            try:
                busy, _, _ = connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlcipher3.OperationalError:
                return False
        return not busy

    def close(self) -> None:
        self.engine.dispose()

    def _stay_with_the_file(self) -> None:
        # An open connection goes on reading and writing a file that was taken away; what it keeps then, nobody finds again.
        identity = self._who_it_is()
        if identity != self._identity:
            self._identity = identity
            self.engine.dispose()

    def _who_it_is(self) -> tuple[int, int]:
        try:
            found = self.path.stat()
        except FileNotFoundError as gone:
            raise FileGone(self.path) from gone
        return found.st_dev, found.st_ino

    def _connect(self) -> Any:
        # `rw`: a file that is gone is not made anew, empty.
        address = f"{self.path.resolve().as_uri()}?mode=rw"
        connection = sqlcipher3.connect(
            address, uri=True, timeout=WAITS_S, isolation_level=None, check_same_thread=False
        )
        try:
            # A raw key: a passphrase would cost 300 ms of derivation on every connection.
            connection.execute(f"PRAGMA key = \"x'{self.key}'\"")
            for setting, value in KEEPS.items():
                connection.execute(f"PRAGMA {setting} = {value}")
            for setting, value in KEEPS.items():
                kept = connection.execute(f"PRAGMA {setting}").fetchone()[0]
                if kept != value:
                    raise UnsafeStart(f"The {self.name} does not keep the setting {setting} = {value}; it says {kept}.")
        except (sqlcipher3.Error, UnsafeStart):
            connection.close()
            raise
        return connection


def sync(path: Path) -> None:
    """Return when a file, or the list of files of a folder, is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def wrong_with(cursor: Any) -> str:
    """What is wrong with an open file, in a few words; empty when every page of it is sound."""
    for question in ("integrity_check", "cipher_integrity_check", "foreign_key_check"):
        try:
            answer = cursor.execute(f"PRAGMA {question}").fetchall()
        except sqlcipher3.DatabaseError as wrong:
            return f"{question} says {wrong}"
        if answer not in ([], [("ok",)]):
            return f"{question} says {str(answer[0][0]).splitlines()[0]}"
    return ""


def _refuse_old_sqlite(version: tuple[int, ...]) -> None:
    # All of 3.7.0 to 3.51.2 can lose committed writes in WAL mode, but for two repaired branches (trust.md R-001).
    repaired = (version[:2] == (3, 44) and version >= (3, 44, 6)) or (version[:2] == (3, 50) and version >= (3, 50, 7))
    if (3, 7, 0) <= version <= (3, 51, 2) and not repaired:
        raise UnsafeStart(
            f"SQLite {'.'.join(map(str, version))} can lose what was saved. Install sqlcipher3 0.6.4 or newer."
        )


def _begin(connection: Connection) -> None:
    saving = connection.get_execution_options().get("saving")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if saving else "BEGIN")
