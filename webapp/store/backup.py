"""Copies to come back from. Of the database many are kept; of the families' keys one, the newest; of the master key none, here.

A copy of the database holds every family there was, each sealed with its key. The one copy of the keys follows what is erased: so an erased
family stays erased in every older copy of the database too (trust.md R-124).
"""

# sqlcipher3 does not say what is in it.
# pyright: reportAttributeAccessIssue=false
from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy.exc import DBAPIError

from . import log, tables
from .database import Database, UnsafeStart, keys_beside, newest_shape, secret_in
from .encrypted import EncryptedFile, sync, wrong_with
from .keys import derived
from .sealing import BadSeal, Seal
from .starting import started

KEYS = "keys.db"
NAMED = "words-pictures-*.db"
"""How the copies of the database are named: with the moment, in UTC, in between."""


class Refused(Exception):
    """It was not done, and nothing was changed; one plain sentence says why."""


@dataclass(frozen=True)
class Found:
    """What a copy holds, as somebody found who opened it."""

    families: int
    documents: int
    pictures: int
    erased: int
    """Families in it that were erased since: nobody can read them."""


@dataclass(frozen=True)
class Backup:
    """A copy that was made, and looked into."""

    database: Path
    keys: Path
    found: Found


def save_backup(database: Database, directory: Path) -> Backup:
    """Copy everything into a directory while others go on writing: the database to a new file, then the keys to their one file.

    Both are opened and looked through before they get their names. Raises Refused, and leaves what was there before.
    """
    here = directory.resolve()
    if here in (database.path.parent.resolve(), database.keys.path.parent.resolve()):
        raise Refused(f"The folder {directory} holds what is to be copied. Choose one on another disk.")
    if database.shape() != newest_shape():
        raise Refused(
            f"The tables in {database.path} are of another version of this program. Start this one once, then copy."
        )
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_away(directory)
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H%M%S.%f")[:-3]
    copy, keys = directory / NAMED.replace("*", f"{moment}Z"), directory / KEYS
    with _whole_or_not_at_all(copy) as half, _whole_or_not_at_all(keys) as half_keys:
        # The keys last: then there is one for every family in the copy, also for those made meanwhile.
        _copied(database, half)
        _copied(database.keys, half_keys)
        found = found_in(half, half_keys, database.key)
    return Backup(copy, keys, found)


def restored(copy: Path, keys: Path, master_file: Path, database: Path, key_file: Path) -> Found:
    """Put a copy of the database and the newest keys in place, ready to serve. Gives back what was found in it.

    What the keys know to be erased is taken out, and everybody has to sign in again. Raises Refused, and then nothing was changed.
    """
    _refuse_to_overwrite(database, key_file, master_file)
    folder = database.parent.parent
    aside = folder.with_name(f".{folder.name}-restoring")
    new, new_key = aside / "data" / database.name, aside / "keys" / key_file.name
    given = {new: copy, keys_beside(new_key): keys, new_key: master_file}
    shutil.rmtree(aside, ignore_errors=True)
    try:
        for target, source in given.items():
            _put(source, target)
            if (begun := _log_of(source)).exists():
                _put(begun, _log_of(target))
        found = _made_ready(new, new_key)
        # The database last: a folder without one counts as empty.
        for target in (key_file, database):
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put_all([(new_key, key_file), (keys_beside(new_key), keys_beside(key_file)), (new, database)])
    except (UnsafeStart, DBAPIError, Refused) as wrong:
        raise Refused(_named_as_given(wrong, given)) from wrong
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return found


def found_in(copy: Path, keys: Path, master: str) -> Found:
    """Open a copy and look through it, without changing a byte of it. Raises Refused when it could not be brought back whole."""
    with _looked_through(copy, master) as database, _looked_through(keys, derived(master)) as held:
        known = dict(held.execute("SELECT family_id, key FROM family_keys").fetchall())
        erased = {family for (family,) in held.execute("SELECT family_id FROM erased")}
        families = {family for (family,) in database.execute("SELECT id FROM families")}
        without = families - set(known) - erased
        if without:
            raise Refused(f"The keys in {keys} are older than {copy}: {len(without)} of its families cannot be read.")
        _unseal_one_of_each(database, copy, {family: Seal(family, known[family]) for family in families & set(known)})
        documents, pictures = (
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("documents", "pictures")
        )
    return Found(len(families), documents, pictures, len(families & erased))


def newest_backup(directory: Path) -> tuple[Path, datetime.timedelta] | None:
    """The newest copy of the database in a directory, and how old it is; None when there is none."""
    copies = sorted(directory.glob(NAMED))
    if not copies:
        return None
    made = datetime.datetime.fromtimestamp(copies[-1].stat().st_mtime, datetime.UTC)
    return copies[-1], datetime.datetime.now(datetime.UTC) - made


def _clear_away(directory: Path) -> None:
    """Throw away what a backup that was killed left half made."""
    yesterday = datetime.datetime.now(datetime.UTC).timestamp() - 24 * 3600
    for half in directory.glob(".*.half"):
        if half.stat().st_mtime < yesterday:
            half.unlink()


def _copied(file: EncryptedFile, target: Path) -> None:
    # Never `cp` of a file that is in use: what stands in its log would be missing, or half of it there (trust.md R-230).
    with file.engine.connect() as connection:
        connection.connection.cursor().execute("VACUUM INTO ?", (str(target),))


@contextmanager
def _whole_or_not_at_all(target: Path) -> Iterator[Path]:
    """A file under another name, which takes the place of `target` at the end, on the disk; gone when anything is raised."""
    half = target.with_name(f".{target.name}.half")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    try:
        yield half
        sync(half)
        with _wiped_afterwards(target):
            half.replace(target)
            sync(target.parent)
    except sqlcipher3.Error as wrong:
        raise Refused(f"The copy {target} could not be made: {wrong}.") from wrong
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def _wiped_afterwards(file: Path) -> Iterator[None]:
    """Write zeros over a file that another one has taken the place of: an older copy of the keys opens what was erased since."""
    if not file.exists():
        yield
        return
    with file.open("r+b") as old:
        yield
        old.write(bytes(os.fstat(old.fileno()).st_size))
        old.flush()
        os.fsync(old.fileno())


@contextmanager
def _looked_through(file: Path, key: str) -> Iterator[Any]:
    """A file that nobody writes in, opened and found sound."""
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlcipher3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
            if wrong := wrong_with(connection):
                raise Refused(f"The file {file} is broken: {wrong}.")
            yield connection
    except sqlcipher3.Error as error:
        raise Refused(f"The file {file} does not open with this key, or is broken: {error}.") from error


def _unseal_one_of_each(database: Any, copy: Path, seals: dict[str, Seal]) -> None:
    one_of_each = "SELECT min(id), family_id, revision, content FROM documents GROUP BY family_id"
    for id, family, revision, content in database.execute(one_of_each):
        if family not in seals:
            continue
        try:
            seals[family].unseal(content, tables.documents.c.content, id, revision)
        except BadSeal as wrong:
            raise Refused(f"In the file {copy} a document does not open with the key of its family.") from wrong


def _refuse_to_overwrite(database: Path, key_file: Path, master_file: Path) -> None:
    for there in (database, _log_of(database)):
        if there.exists():
            raise Refused(f"There is a database already: {there}. Choose another folder; nothing was changed.")
    for there in (keys_beside(key_file), key_file):
        if there.exists() and not there.samefile(master_file):
            raise Refused(f"There are keys already: {there}. Put them elsewhere, and give the newest from there.")


def _made_ready(new: Path, new_key: Path) -> Found:
    with closing(Database(new, new_key)) as database:
        if (database.shape() or "") > newest_shape():
            raise UnsafeStart(f"The database {new} was made by a newer version of this program.")
        before = database.read_families()
    with closing(started(new, new_key)) as database:
        with database.saving() as connection:
            connection.execute(tables.sessions.delete())
            log.add(connection, "restored")
        database.checkpoint()
        database.keys.checkpoint()
    found = found_in(new, keys_beside(new_key), secret_in(new_key))
    return replace(found, erased=len(before) - found.families)


def _named_as_given(wrong: Exception, given: dict[Path, Path]) -> str:
    """The sentence, with the files called as who restores calls them."""
    sentence = f"A file is broken: {wrong.orig}." if isinstance(wrong, DBAPIError) else str(wrong)
    for ours, theirs in given.items():
        sentence = sentence.replace(str(ours), str(theirs))
    return sentence


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.touch(mode=0o600)
    shutil.copyfile(source, target)
    sync(target)


def _put_all(places: Sequence[tuple[Path, Path]]) -> None:
    new = [(source, target) for source, target in places if not target.exists()]
    try:
        for source, target in new:
            with _whole_or_not_at_all(target) as half:
                shutil.copyfile(source, half)
    except BaseException:
        for _, target in new:
            target.unlink(missing_ok=True)
        raise
