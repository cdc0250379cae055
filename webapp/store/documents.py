"""Documents and their kept changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from words_pictures.change import (
    Change,
    Kept,
    Write,
    apply,
    kept_from_json,
    kept_to_json,
    pen_of,
    wiped,
    with_wiped_was,
)
from words_pictures.definition import Definition
from words_pictures.document import Document, Entry, from_json, new_id, to_json
from words_pictures.errors import NotSaid
from words_pictures.signing import signed_elsewhere, what_is_signed
from words_pictures.translation import Making, facts_of, forgetting, words_pen

from . import log, tables
from .database import Database
from .editions import insert_edition
from .keys import FamilyErased
from .packing import now
from .sealing import Seal
from .tables import FILE

_DOCUMENT, _CHANGE, _COPY = tables.documents.c.content, tables.changes.c.content, tables.kept_copies.c.content


class NotAllowed(Exception):
    """Who asks may not make this change."""


class ChangedMeanwhile(Exception):
    """A document is no longer as it was read."""


@dataclass(frozen=True)
class Stored:
    """A document with the family it belongs to."""

    family_id: str
    document: Document
    made_at: str


@dataclass(frozen=True)
class Told:
    """A document kept exactly as it was told: with the family's file of that day."""

    id: str
    document_id: str
    telling: str
    at: str
    document: Document
    file: Document


def save_new_family(
    database: Database, account_id: str, definition: Definition, changes: Sequence[Change]
) -> tuple[str, str]:
    """A family with its file, assigned to who makes it. Gives back (family id, file id)."""
    family_id, file_id = new_id(), new_id()
    seal = database.keys.save_new_key(family_id)
    with database.saving() as connection:
        insert_family(connection, family_id, account_id)
        insert_document(connection, seal, Document(file_id, FILE))
        save_within(connection, seal, file_id, account_id, definition, changes)
    return family_id, file_id


def save_whole_family(database: Database, account_id: str, file: Document) -> str:
    """A family whose file was made elsewhere (a bundle), assigned to who brings it. Gives back its id."""
    family_id = new_id()
    seal = database.keys.save_new_key(family_id)
    with database.saving() as connection:
        insert_family(connection, family_id, account_id)
        insert_document(connection, seal, file)
    return family_id


def save_new_document(
    database: Database, family_id: str, account_id: str, definition: Definition, changes: Sequence[Change]
) -> str:
    """A new document of a family, with its first changes. Gives back its id."""
    document_id, seal = new_id(), database.keys.seal_of(family_id)
    with database.saving() as connection:
        insert_edition(connection, seal, definition)
        insert_document(connection, seal, Document(document_id, definition.id, made_with=definition.edition))
        log.add(
            connection, "document_made", account=account_id, family=family_id, document=document_id, about=definition.id
        )
        save_within(connection, seal, document_id, account_id, definition, changes)
    return document_id


def save_whole_document(
    database: Database, family_id: str, document: Document, definition: Definition | None = None
) -> None:
    """A document that was made elsewhere (a bundle), as it is, without its history; with the definition that it was made with, if any."""
    seal = database.keys.seal_of(family_id)
    with database.saving() as connection:
        if definition is not None:
            insert_edition(connection, seal, definition)
        insert_document(connection, seal, document)


def save_changes(
    database: Database,
    document_id: str,
    account_id: str,
    definition: Definition,
    changes: Sequence[Change],
    may: Callable[[Document, Change], bool],
    making: Making | None = None,
) -> Document:
    """The document with all of the changes in it, or none of them; and with how those were made that are translations.

    Raises what `change.apply` raises, and NotAllowed where `may` says no. When this returns, the changes are on the disk.
    """
    with database.saving() as connection:
        seal = _seal_of(database, connection, document_id)
        return save_within(connection, seal, document_id, account_id, definition, changes, may, making)


@dataclass(frozen=True)
class Saving:
    """Changes to one document, to be saved with those to others."""

    document_id: str
    definition: Definition
    changes: Sequence[Change]
    may: Callable[[Document, Change], bool]


def save_all(database: Database, account_id: str, savings: Sequence[Saving]) -> None:
    """Changes to several documents: all of them, or none; raises as `save_changes`."""
    with database.saving() as connection:
        for one in savings:
            seal = _seal_of(database, connection, one.document_id)
            save_within(connection, seal, one.document_id, account_id, one.definition, one.changes, one.may)


def read_document(database: Database, document_id: str) -> Stored | None:
    """A document by its id, or None. Who may see it is not asked here."""
    with database.reading() as connection:
        row = connection.execute(select(tables.documents).where(tables.documents.c.id == document_id)).one_or_none()
    return _stored(database, row) if row else None


def read_file(database: Database, family_id: str) -> Document | None:
    """A family's own file, or None when there is no such family."""
    here = tables.documents.c
    with database.reading() as connection:
        row = connection.execute(
            select(tables.documents).where(here.family_id == family_id, here.definition == FILE)
        ).one_or_none()
    return _stored(database, row).document if row else None


def read_files(database: Database, account_id: str) -> list[tuple[str, Document]]:
    """The families of an account with their files, the newest first: (family id, file)."""
    rows = (
        select(tables.documents)
        .select_from(tables.documents)
        .join(tables.families)
        .join(tables.assignments, tables.assignments.c.family_id == tables.families.c.id)
        .where(tables.assignments.c.account_id == account_id, tables.documents.c.definition == FILE)
        .order_by(tables.families.c.made_at.desc(), tables.families.c.id)
    )
    with database.reading() as connection:
        found = connection.execute(rows).all()
    files: list[tuple[str, Document]] = []
    for row in found:
        # Somebody is erasing this family just now.
        with suppress(FamilyErased):
            files.append((row.family_id, _stored(database, row).document))
    return files


def read_family_documents(database: Database, family_id: str) -> list[Stored]:
    """The documents of a family but for its file, in the order they were made."""
    here = tables.documents.c
    rows = (
        select(tables.documents)
        .where(here.family_id == family_id, here.definition != FILE)
        .order_by(here.made_at, here.id)
    )
    with database.reading() as connection:
        found = connection.execute(rows).all()
    return [_stored(database, row) for row in found]


@dataclass(frozen=True)
class Remembered:
    """A kept change with when it was made, and by which account."""

    kept: Kept
    at: str
    account_id: str


def read_changes(database: Database, document_id: str, since: int = 0) -> list[Remembered]:
    """The kept changes of a document, the earliest first; those after the revision `since`."""
    return _read_changes(database, document_id, tables.changes.c.revision > since)


def read_changes_by(database: Database, document_id: str, pen: str) -> list[Remembered]:
    """What one pen wrote in a document, as it is kept, the earliest first."""
    return _read_changes(database, document_id, tables.changes.c.pen == pen)


def _read_changes(database: Database, document_id: str, which: ColumnElement[bool]) -> list[Remembered]:
    here = tables.changes.c
    rows = select(tables.changes).where(here.document_id == document_id, which).order_by(here.revision)
    with database.reading() as connection:
        found = connection.execute(rows).all()
        seal = _seal_of(database, connection, document_id) if found else None
    return [Remembered(_kept(seal, row), row.at, row.account_id) for row in found if seal]


@dataclass(frozen=True)
class Span:
    """A stretch of a document's history: the revisions from `first` on, before `behind`; and whether there is anything earlier."""

    first: int
    behind: int
    has_earlier: bool


def read_span(database: Database, document_id: str, behind: int, most: int) -> Span:
    """The stretch of history that holds the last `most` pens that began to write before the revision `behind`.

    Nothing is unsealed for it. All that one pen wrote at one go lies in one stretch.
    """
    begun: dict[str, int] = {}
    for revision, pen in _pens(database, document_id):
        if revision < behind:
            begun.setdefault(pen, revision)
    found = sorted(begun.values(), reverse=True)
    return Span(found[:most][-1] if found else behind, behind, len(found) > most)


def read_moments(database: Database, document_id: str) -> list[int]:
    """The revisions at which somebody was done with what they did at one go, the earliest first. Nothing is unsealed for it."""
    stays = groupby(_pens(database, document_id), key=lambda one: one[1])
    return [max(revision for revision, _ in stay) for _, stay in stays]


def _pens(database: Database, document_id: str) -> list[tuple[int, str]]:
    # Every revision with the pen that wrote its words, the earliest first.
    here = tables.changes.c
    rows = select(here.revision, here.pen).where(here.document_id == document_id).order_by(here.revision)
    with database.reading() as connection:
        return [(row.revision, words_pen(row.pen)) for row in connection.execute(rows)]


def save_wiped(database: Database, document_id: str, account_id: str, address: str, revision: int) -> None:
    """Wipe a kept wording for ever: from the change that wrote it and from the one that came over it, and from what is remembered of it.

    What stands on the page now is not touched: raises NotSaid for that, and for a revision that wrote nothing there.
    """
    with database.saving() as connection:
        here = tables.changes.c
        seal = _seal_of(database, connection, document_id)
        document = document_within(connection, seal, document_id)
        rows = connection.execute(select(tables.changes).where(here.document_id == document_id).order_by(here.revision))
        place = address.partition("@")[0]
        log_of_place = [
            (kept, kept.change)
            for kept in (_kept(seal, row) for row in rows)
            if isinstance(kept.change, Write) and kept.change.address.startswith(f"{place}@")
        ]
        log_of_words = [(kept, change) for kept, change in log_of_place if change.address == address]
        at = next((n for n, (kept, _) in enumerate(log_of_words) if kept.revision == revision), None)
        if at is None or document.version(address) == revision:
            raise NotSaid(f"nothing to wipe at {address}, {revision}")
        wording, change = log_of_words[at]
        _rewrite(connection, seal, document_id, wiped(wording))
        for later, _ in log_of_words[at + 1 :]:
            if isinstance(later.was, Entry) and later.was.version == revision:
                _rewrite(connection, seal, document_id, with_wiped_was(later))
        if not any(entry.value == change.value for _, entry in document.under(place)):
            _forget(connection, seal, document, log_of_place, str(change.value))
        log.add(connection, "wiped", account=account_id, document=document_id, about=address[:120])
    database.checkpoint()


def _forget(
    connection: Connection, seal: Seal, document: Document, log_of_place: Sequence[tuple[Kept, Write]], words: str
) -> None:
    # How words were translated, and who looked them over, is remembered by their digest (translation.py).
    def forgotten(entry: Entry) -> Entry:
        return replace(entry, value=forgetting(entry.value, words))

    entries = {address: forgotten(entry) for address, entry in document.entries.items()}
    if entries != document.entries:
        _write(connection, seal, replace(document, entries=entries))
    for kept, change in log_of_place:
        was = forgotten(kept.was) if isinstance(kept.was, Entry) else kept.was
        now = replace(kept, change=replace(change, value=forgetting(change.value, words)), was=was)
        if now != kept:
            _rewrite(connection, seal, document.id, now)


def save_told(database: Database, document_id: str, telling: str, account_id: str, file: Document) -> None:
    """Keep the document exactly as it is now, with the family's file of today."""
    with database.saving() as connection:
        seal = _seal_of(database, connection, document_id)
        document = document_within(connection, seal, document_id)
        _keep_copy(connection, seal, document, file, telling, account_id)
        log.add(connection, "told", account=account_id, document=document_id, about=telling)


def save_signed(
    database: Database,
    document_id: str,
    account_id: str,
    definition: Definition,
    changes: Sequence[Change],
    may: Callable[[Document, Change], bool],
    file: Document,
    *,
    telling: str,
    stood: int,
) -> None:
    """A signature, and the document kept exactly as it was signed, with the family's file of today: both, or neither.

    `stood` is the revision that was read: raises ChangedMeanwhile where the document, or the file, is further by now, and nothing is kept.
    A signature that was saved before (`telling`) is not saved twice.
    """
    with database.saving() as connection:
        seal = _seal_of(database, connection, document_id)
        here = tables.kept_copies.c
        known = select(here.id).where(here.document_id == document_id, here.telling == telling)
        if connection.execute(known).first():
            return
        before, file_now = (document_within(connection, seal, id) for id in (document_id, file.id))
        if (before.revision, file_now.revision) != (stood, file.revision):
            raise ChangedMeanwhile
        document = save_within(connection, seal, document_id, account_id, definition, changes, may)
        _keep_copy(connection, seal, document, file, telling, account_id)
        log.add(connection, "signed", account=account_id, document=document_id, about=telling)


def keep_signed_elsewhere(
    connection: Connection,
    seal: Seal,
    account_id: str,
    definition: Definition,
    document: Document,
    signed: Document,
    file: Document,
) -> None:
    """A document that comes signed is kept as what was signed, with the family's file as it came with it (`signed`).

    Where the `file` here says the same, it is kept with that. One that was changed since it was signed is not kept.
    """
    if signature := signed_elsewhere(definition, document):
        is_same = what_is_signed(definition, document, signed) == what_is_signed(definition, document, file)
        _keep_copy(connection, seal, document, file if is_same else signed, signature, account_id)


def _keep_copy(
    connection: Connection, seal: Seal, document: Document, file: Document, telling: str, account_id: str
) -> None:
    copy_id, content = new_id(), {"document": to_json(document), "file": to_json(file)}
    connection.execute(
        tables.kept_copies.insert().values(
            id=copy_id,
            document_id=document.id,
            telling=telling,
            account_id=account_id,
            at=now(),
            content=seal.seal(content, _COPY, copy_id, document.id, telling),
        )
    )


def read_told(database: Database, document_id: str) -> list[Told]:
    """Every told version of a document, the latest first."""
    here = tables.kept_copies.c
    rows = select(tables.kept_copies).where(here.document_id == document_id).order_by(here.at.desc(), here.id)
    with database.reading() as connection:
        copies = connection.execute(rows).all()
        seal = _seal_of(database, connection, document_id) if copies else None
    return [_told(seal, row) for row in copies if seal]


def read_last_told(database: Database, document_id: str, tellings: Sequence[str]) -> Told | None:
    """The told version of the last of some tellings, or signatures, of which there is one; None where there is none."""
    here = tables.kept_copies.c
    with database.reading() as connection:
        kept = connection.execute(select(here.id, here.telling).where(here.document_id == document_id)).all()
        ids = {one.telling: one.id for one in kept}
        last = next((ids[one] for one in reversed(tellings) if one in ids), None)
        if last is None:
            return None
        row = connection.execute(select(tables.kept_copies).where(here.id == last)).one()
        seal = _seal_of(database, connection, document_id)
    return _told(seal, row)


def _told(seal: Seal, row: Row[Any]) -> Told:
    content = seal.unseal(row.content, _COPY, row.id, row.document_id, row.telling)
    document, file = from_json(content["document"]), from_json(content["file"])
    return Told(row.id, row.document_id, row.telling, row.at, document, file)


def _seal_of(database: Database, connection: Connection, document_id: str) -> Seal:
    """What the content of a document is sealed with, and its changes and kept copies."""
    here = tables.documents.c
    return database.keys.seal_of(connection.execute(select(here.family_id).where(here.id == document_id)).scalar_one())


def _stored(database: Database, row: Row[Any]) -> Stored:
    return Stored(row.family_id, _opened(database.keys.seal_of(row.family_id), row), row.made_at)


def _opened(seal: Seal, row: Row[Any]) -> Document:
    return from_json(seal.unseal(row.content, _DOCUMENT, row.id, row.revision))


def _kept(seal: Seal, row: Row[Any]) -> Kept:
    return kept_from_json(row.revision, seal.unseal(row.content, _CHANGE, row.document_id, row.revision))


def insert_family(connection: Connection, family_id: str, account_id: str) -> None:
    """Write the rows of a new family, inside the transaction of its file. Its key was made before."""
    connection.execute(tables.families.insert().values(id=family_id, made_at=now()))
    connection.execute(tables.assignments.insert().values(family_id=family_id, account_id=account_id))
    log.add(connection, "family_made", account=account_id, family=family_id)


def insert_document(connection: Connection, seal: Seal, document: Document) -> None:
    """Write a document's row, inside the transaction of what it comes with."""
    connection.execute(
        tables.documents.insert().values(
            id=document.id,
            family_id=seal.family_id,
            definition=document.definition,
            revision=document.revision,
            content=seal.seal(to_json(document), _DOCUMENT, document.id, document.revision),
            made_at=now(),
        )
    )


def document_within(connection: Connection, seal: Seal, document_id: str) -> Document:
    """The document as it stands, inside a transaction that goes on to change it."""
    row = connection.execute(select(tables.documents).where(tables.documents.c.id == document_id)).one()
    return _opened(seal, row)


def save_within(
    connection: Connection,
    seal: Seal,
    document_id: str,
    account_id: str,
    definition: Definition,
    changes: Sequence[Change],
    may: Callable[[Document, Change], bool] | None = None,
    making: Making | None = None,
) -> Document:
    """The document with the changes in it, as `save_changes`, inside a transaction of more than that."""

    def put(document: Document, change: Change) -> Document:
        applied = apply(document, change, definition, _earlier(connection, seal, document_id, change))
        if applied.kept is not None:
            _keep(connection, seal, document_id, account_id, applied.kept)
        return applied.document

    standing = document = document_within(connection, seal, document_id)
    # A page that is copied brings the facts about its words along.
    brought = {change.address for change in changes if isinstance(change, Write)}
    for change in changes:
        if may is not None and not may(document, change):
            raise NotAllowed(change.id)
        before, document = document, put(document, change)
        for fact in facts_of(before, change, making) if document.revision != before.revision else ():
            document = document if fact.address in brought else put(document, fact)
    if document is not standing:
        _write(connection, seal, document)
    return document


def _write(connection: Connection, seal: Seal, document: Document) -> None:
    content = seal.seal(to_json(document), _DOCUMENT, document.id, document.revision)
    here = tables.documents
    connection.execute(
        here.update().where(here.c.id == document.id).values(content=content, revision=document.revision)
    )


def _earlier(connection: Connection, seal: Seal, document_id: str, change: Change) -> Kept | None:
    pen, _ = pen_of(change.id)
    here = tables.changes.c
    row = connection.execute(
        select(tables.changes)
        .where(here.document_id == document_id, here.pen == pen)
        .order_by(here.n.desc(), here.revision.desc())
        .limit(1)
    ).one_or_none()
    return _kept(seal, row) if row else None


def _keep(connection: Connection, seal: Seal, document_id: str, account_id: str, kept: Kept) -> None:
    here = tables.changes.c
    if kept.replaces is not None:
        replaced = tables.changes.delete().where(here.document_id == document_id, here.revision == kept.replaces)
        connection.execute(replaced)
    pen, n = pen_of(kept.change.id)
    content = kept_to_json(replace(kept, replaces=None))
    connection.execute(
        tables.changes.insert().values(
            document_id=document_id,
            revision=kept.revision,
            pen=pen,
            n=n,
            account_id=account_id,
            at=now(),
            content=seal.seal(content, _CHANGE, document_id, kept.revision),
        )
    )


def _rewrite(connection: Connection, seal: Seal, document_id: str, kept: Kept) -> None:
    here = tables.changes.c
    connection.execute(
        tables.changes.update()
        .where(here.document_id == document_id, here.revision == kept.revision)
        .values(content=seal.seal(kept_to_json(kept), _CHANGE, document_id, kept.revision))
    )
