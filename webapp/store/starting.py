"""What a start does before anybody is served: open, bring up to date, end what was begun, and look whether everything can be read."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import DBAPIError

from .database import Database, UnsafeStart
from .erasing import save_begun_erasures


def started(path: Path, key_file: Path) -> Database:
    """The open database, ready to serve. Raises UnsafeStart, with one plain sentence, when it is not."""
    try:
        return _made_ready(Database(path, key_file))
    except DBAPIError as wrong:
        raise UnsafeStart(f"The database {path} cannot be made ready: {wrong.orig}.") from wrong


def _made_ready(database: Database) -> Database:
    try:
        database.migrate()
        database.checkpoint()
        database.keys.checkpoint()
        save_begun_erasures(database)
        unreadable = read_families_without_key(database)
    except BaseException:
        database.close()
        raise
    if unreadable:
        database.close()
        raise UnsafeStart(
            f"The keys in {database.keys.path} are older than the database: {len(unreadable)} of its families cannot be read "
            "with them. Put the newest keys in their place."
        )
    return database


def read_families_without_key(database: Database) -> set[str]:
    """The families that have no key, though nobody erased them."""
    return database.read_families() - database.keys.read_families() - set(database.keys.read_erased())
