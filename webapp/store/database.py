"""The database file: opened encrypted, with settings under which what was acknowledged is kept, and read back to be sure."""

from __future__ import annotations

import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import QueuePool

MIGRATIONS = Path(__file__).with_name("migrations")
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


class Database:
    """An open database. `reading()` and `saving()` each give one transaction."""

    def __init__(self, path: Path, key_file: Path) -> None:
        self.path = path
        self._key = database_key(key_file, path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_old_sqlite(sqlcipher3.sqlite_version_info)
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
        with self.reading():
            path.chmod(0o600)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one state of the database."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def saving(self) -> Iterator[Connection]:
        """One transaction that may write, alone; kept when it ends, gone when anything is raised."""
        with self.engine.connect().execution_options(saving=True) as connection, connection.begin():
            yield connection

    def migrate(self) -> None:
        """Bring the tables to the newest shape."""
        if self._shape() == newest_shape():
            return
        # Alembic is a quarter of all that is imported at a start, and nearly every start finds the tables as they should be.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.saving() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _shape(self) -> str | None:
        with self.reading() as connection:
            if not connection.dialect.has_table(connection, "alembic_version"):
                return None
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()

    def checkpoint(self) -> None:
        """Move everything out of the write-ahead log, so that what was wiped stands in no older page of it."""
        with self.engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()

    def _connect(self) -> Any:
        connection = sqlcipher3.connect(str(self.path), timeout=WAITS_S, isolation_level=None, check_same_thread=False)
        # A raw key: a passphrase would cost 300 ms of derivation on every connection.
        connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
        try:
            for setting, value in KEEPS.items():
                connection.execute(f"PRAGMA {setting} = {value}")
            for setting, value in KEEPS.items():
                kept = connection.execute(f"PRAGMA {setting}").fetchone()[0]
                if kept != value:
                    raise UnsafeStart(f"The database does not keep the setting {setting} = {value}; it says {kept}.")
        except sqlcipher3.DatabaseError as wrong:
            connection.close()
            why = (
                "does not open with the key it was given"
                if "not a database" in str(wrong)
                else f"does not open: {wrong}"
            )
            raise UnsafeStart(f"The database {self.path} {why}.") from wrong
        except UnsafeStart:
            connection.close()
            raise
        return connection


def newest_shape() -> str:
    """The number of the newest migration: with it the names of their files begin."""
    return max(path.name.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*.py"))


def database_key(key_file: Path, database: Path) -> str:
    """The key of the database, 64 hexadecimal figures; made, with mode 0600, when there is no database yet."""
    if key_file.parent.resolve() == database.parent.resolve():
        raise UnsafeStart(f"The key {key_file} lies beside the database. Put it in another folder.")
    if not key_file.exists() and database.exists():
        raise UnsafeStart(f"The key {key_file} is not there, and without it nobody can read the database {database}.")
    return secret_in(key_file)


def secret_in(file: Path) -> str:
    """The secret in a file, 64 hexadecimal figures, made at first start; refused when others can read it."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), "ascii")
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise UnsafeStart(f"Others can read the key {file}. Let only its owner: chmod 600 {file}")
    secret = file.read_text("ascii").strip()
    if len(secret) != 64 or not set(secret) <= set("0123456789abcdef"):
        raise UnsafeStart(f"The file {file} holds no key: 64 hexadecimal figures were expected.")
    return secret


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
