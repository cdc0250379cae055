"""The database: the encrypted file of all that is kept, with the keys of the families in another file, apart from it."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from pathlib import Path

from sqlalchemy import select

from . import tables
from .encrypted import KEEPS, WAITS_S, EncryptedFile, FileGone, UnsafeStart, sync
from .keys import Keys

__all__ = ["KEEPS", "WAITS_S", "Database", "FileGone", "UnsafeStart", "database_key", "keys_beside", "secret_in"]

MIGRATIONS = Path(__file__).with_name("migrations")
_NOT_SEALED = (None, "0001")
"""The shapes in which content was not sealed yet: only then may there be no keys of families."""


class Database(EncryptedFile):
    """An open database. `reading()` and `saving()` each give one transaction; `keys` are the keys of the families."""

    def __init__(self, path: Path, key_file: Path) -> None:
        master = database_key(key_file, path)
        super().__init__(path, master, "database")
        try:
            self.keys = self._keys(keys_beside(key_file), master)
        except UnsafeStart:
            self.engine.dispose()
            raise

    def migrate(self) -> None:
        """Bring the tables to the newest shape."""
        if self.shape() != newest_shape():
            self._upgrade()
            self.checkpoint()

    def read_families(self) -> set[str]:
        """The ids of all families."""
        with self.reading() as connection:
            return set(connection.execute(select(tables.families.c.id)).scalars())

    def close(self) -> None:
        super().close()
        self.keys.close()

    def _keys(self, file: Path, master: str) -> Keys:
        # In this order: another process may be making all of it just now, the keys before what is read with them.
        if self.shape() not in _NOT_SEALED and not file.exists():
            raise UnsafeStart(
                f"The keys of the families {file} are not there, and without them nobody can read a story."
            )
        return Keys(file, master)

    def _upgrade(self) -> None:
        # Alembic is a quarter of all that is imported at a start, and nearly every start finds the tables as they should be.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.saving() as connection:
            config.attributes["connection"] = connection
            config.attributes["keys"] = self.keys
            command.upgrade(config, "head")

    def shape(self) -> str | None:
        """The number of the newest migration that was made here; None before the first."""
        with self.reading() as connection:
            if not connection.dialect.has_table(connection, "alembic_version"):
                return None
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def newest_shape() -> str:
    """The number of the newest migration: with it the names of their files begin."""
    return max(path.name.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*.py"))


def keys_beside(key_file: Path) -> Path:
    """Where the keys of the families lie: beside the master key, never beside the database."""
    return key_file.with_name("keys.db")


def database_key(key_file: Path, database: Path) -> str:
    """The master key, 64 hexadecimal figures; made, with mode 0600, when there is no database yet."""
    if key_file.parent.resolve() == database.parent.resolve():
        raise UnsafeStart(f"The key {key_file} lies beside the database. Put it in another folder.")
    # In this order: of two that start at once the other one makes the key first.
    if database.exists() and not key_file.exists():
        raise UnsafeStart(f"The key {key_file} is not there, and without it nobody can read the database {database}.")
    return secret_in(key_file)


def secret_in(file: Path) -> str:
    """The secret in a file, 64 hexadecimal figures, made at first start; refused when others can read it."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_secret(file)
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise UnsafeStart(f"Others can read the key {file}. Let only its owner: chmod 600 {file}")
    secret = file.read_text("ascii", errors="replace").strip()
    if len(secret) != 64 or not set(secret) <= set("0123456789abcdef"):
        raise UnsafeStart(f"The file {file} holds no key: 64 hexadecimal figures were expected.")
    return secret


def _make_secret(file: Path) -> None:
    # Whole before it has its name, so that nobody reads half of it, and on the disk before anything is encrypted with it. Of two that
    # start at once the first one gives it the name: a link is not made over another file.
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as writing:
            writing.write(secrets.token_hex(32))
            writing.flush()
            os.fsync(writing.fileno())
        os.link(made, file)
    except FileExistsError:
        pass  # the other one was first
    except OSError as wrong:
        raise UnsafeStart(f"The key {file} cannot be made there: {wrong.strerror}. Put it on another disk.") from wrong
    finally:
        Path(made).unlink()
        sync(file.parent)
