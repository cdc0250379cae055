"""Documents and their kept changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

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

from . import log, tables
from .database import Database
from .packing import now, pack, unpack
from .tables import FILE


class NotAllowed(Exception):
    """Who asks may not make this change."""


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
    with database.saving() as connection:
        connection.execute(tables.families.insert().values(id=family_id, made_at=now()))
        connection.execute(tables.assignments.insert().values(family_id=family_id, account_id=account_id))
        _insert(connection, family_id, Document(file_id, FILE))
        log.add(connection, "family_made", account=account_id, family=family_id)
        _save(connection, file_id, account_id, definition, changes)
    return family_id, file_id


def save_whole_family(database: Database, account_id: str, file: Document) -> str:
    """A family whose file was made elsewhere (a bundle), assigned to who brings it. Gives back its id."""
    family_id = new_id()
    with database.saving() as connection:
        connection.execute(tables.families.insert().values(id=family_id, made_at=now()))
        connection.execute(tables.assignments.insert().values(family_id=family_id, account_id=account_id))
        _insert(connection, family_id, file)
        log.add(connection, "family_made", account=account_id, family=family_id)
    return family_id


def save_new_document(
    database: Database, family_id: str, account_id: str, definition: Definition, changes: Sequence[Change]
) -> str:
    """A new document of a family, with its first changes. Gives back its id."""
    document_id = new_id()
    with database.saving() as connection:
        _insert(connection, family_id, Document(document_id, definition.id))
        log.add(
            connection, "document_made", account=account_id, family=family_id, document=document_id, about=definition.id
        )
        _save(connection, document_id, account_id, definition, changes)
    return document_id


def save_whole_document(database: Database, family_id: str, document: Document) -> None:
    """A document that was made elsewhere (a bundle), as it is, without its history."""
    with database.saving() as connection:
        _insert(connection, family_id, document)


def save_changes(
    database: Database,
    document_id: str,
    account_id: str,
    definition: Definition,
    changes: Sequence[Change],
    may: Callable[[Document, Change], bool],
) -> Document:
    """The document with all of the changes in it, or none of them.

    Raises what `change.apply` raises, and NotAllowed where `may` says no. When this returns, the changes are on the disk.
    """
    with database.saving() as connection:
        return _save(connection, document_id, account_id, definition, changes, may)


def read_document(database: Database, document_id: str) -> Stored | None:
    """A document by its id, or None. Who may see it is not asked here."""
    with database.reading() as connection:
        row = connection.execute(select(tables.documents).where(tables.documents.c.id == document_id)).one_or_none()
    return Stored(row.family_id, from_json(unpack(row.content)), row.made_at) if row else None


def read_file(database: Database, family_id: str) -> Document | None:
    """A family's own file, or None when there is no such family."""
    here = tables.documents.c
    with database.reading() as connection:
        content = connection.execute(
            select(here.content).where(here.family_id == family_id, here.definition == FILE)
        ).scalar_one_or_none()
    return from_json(unpack(content)) if content else None


def read_files(database: Database, account_id: str) -> list[tuple[str, Document]]:
    """The families of an account with their files, the newest first: (family id, file)."""
    rows = (
        select(tables.documents.c.family_id, tables.documents.c.content)
        .select_from(tables.documents)
        .join(tables.families)
        .join(tables.assignments, tables.assignments.c.family_id == tables.families.c.id)
        .where(tables.assignments.c.account_id == account_id, tables.documents.c.definition == FILE)
        .order_by(tables.families.c.made_at.desc(), tables.families.c.id)
    )
    with database.reading() as connection:
        return [(row.family_id, from_json(unpack(row.content))) for row in connection.execute(rows)]


def read_family_documents(database: Database, family_id: str) -> list[Stored]:
    """The documents of a family but for its file, in the order they were made."""
    here = tables.documents.c
    rows = (
        select(tables.documents)
        .where(here.family_id == family_id, here.definition != FILE)
        .order_by(here.made_at, here.id)
    )
    with database.reading() as connection:
        return [Stored(row.family_id, from_json(unpack(row.content)), row.made_at) for row in connection.execute(rows)]


@dataclass(frozen=True)
class Remembered:
    """A kept change with when it was made, and by which account."""

    kept: Kept
    at: str
    account_id: str


def read_changes(database: Database, document_id: str) -> list[Remembered]:
    """The kept changes of a document, the earliest first."""
    rows = select(tables.changes).where(tables.changes.c.document_id == document_id).order_by(tables.changes.c.revision)
    with database.reading() as connection:
        return [
            Remembered(kept_from_json(row.revision, unpack(row.content)), row.at, row.account_id)
            for row in connection.execute(rows)
        ]


def save_wiped(database: Database, document_id: str, account_id: str, address: str, revision: int) -> None:
    """Wipe a kept wording for ever: from the change that wrote it and from the one that came over it.

    What stands on the page now is not touched: raises NotSaid for that, and for a revision that wrote nothing there.
    """
    with database.saving() as connection:
        here = tables.changes.c
        document = _document(connection, document_id)
        rows = connection.execute(
            select(here.revision, here.content).where(here.document_id == document_id).order_by(here.revision)
        )
        log_of_words = [
            kept
            for kept in (kept_from_json(row.revision, unpack(row.content)) for row in rows)
            if isinstance(kept.change, Write) and kept.change.address == address
        ]
        at = next((n for n, kept in enumerate(log_of_words) if kept.revision == revision), None)
        if at is None or document.version(address) == revision:
            raise NotSaid(f"nothing to wipe at {address}, {revision}")
        _rewrite(connection, document_id, wiped(log_of_words[at]))
        for later in log_of_words[at + 1 :]:
            if isinstance(later.was, Entry) and later.was.version == revision:
                _rewrite(connection, document_id, with_wiped_was(later))
        log.add(connection, "wiped", account=account_id, document=document_id, about=address[:120])
    database.checkpoint()


def save_told(database: Database, document_id: str, telling: str, account_id: str, file: Document) -> None:
    """Keep the document exactly as it is now, with the family's file of today."""
    with database.saving() as connection:
        document = _document(connection, document_id)
        connection.execute(
            tables.kept_copies.insert().values(
                id=new_id(),
                document_id=document_id,
                telling=telling,
                account_id=account_id,
                at=now(),
                content=pack({"document": to_json(document), "file": to_json(file)}),
            )
        )
        log.add(connection, "told", account=account_id, document=document_id, about=telling)


def read_told(database: Database, document_id: str) -> list[Told]:
    """Every told version of a document, the latest first."""
    here = tables.kept_copies.c
    rows = select(tables.kept_copies).where(here.document_id == document_id).order_by(here.at.desc(), here.id)
    with database.reading() as connection:
        found = [(row, unpack(row.content)) for row in connection.execute(rows)]
    return [
        Told(row.id, document_id, row.telling, row.at, from_json(content["document"]), from_json(content["file"]))
        for row, content in found
    ]


def _insert(connection: Connection, family_id: str, document: Document) -> None:
    connection.execute(
        tables.documents.insert().values(
            id=document.id,
            family_id=family_id,
            definition=document.definition,
            revision=document.revision,
            content=pack(to_json(document)),
            made_at=now(),
        )
    )


def _document(connection: Connection, document_id: str) -> Document:
    here = tables.documents.c
    return from_json(unpack(connection.execute(select(here.content).where(here.id == document_id)).scalar_one()))


def _save(
    connection: Connection,
    document_id: str,
    account_id: str,
    definition: Definition,
    changes: Sequence[Change],
    may: Callable[[Document, Change], bool] | None = None,
) -> Document:
    standing = document = _document(connection, document_id)
    for change in changes:
        if may is not None and not may(document, change):
            raise NotAllowed(change.id)
        applied = apply(document, change, definition, _earlier(connection, document_id, change))
        document = applied.document
        if applied.kept is not None:
            _keep(connection, document_id, account_id, applied.kept)
    if document is not standing:
        here = tables.documents.c
        connection.execute(
            tables.documents.update()
            .where(here.id == document_id)
            .values(content=pack(to_json(document)), revision=document.revision)
        )
    return document


def _earlier(connection: Connection, document_id: str, change: Change) -> Kept | None:
    pen, _ = pen_of(change.id)
    here = tables.changes.c
    row = connection.execute(
        select(here.revision, here.content)
        .where(here.document_id == document_id, here.pen == pen)
        .order_by(here.n.desc(), here.revision.desc())
        .limit(1)
    ).one_or_none()
    return kept_from_json(row.revision, unpack(row.content)) if row else None


def _keep(connection: Connection, document_id: str, account_id: str, kept: Kept) -> None:
    here = tables.changes.c
    if kept.replaces is not None:
        replaced = tables.changes.delete().where(here.document_id == document_id, here.revision == kept.replaces)
        connection.execute(replaced)
    pen, n = pen_of(kept.change.id)
    connection.execute(
        tables.changes.insert().values(
            document_id=document_id,
            revision=kept.revision,
            pen=pen,
            n=n,
            account_id=account_id,
            at=now(),
            content=pack(kept_to_json(replace(kept, replaces=None))),
        )
    )


def _rewrite(connection: Connection, document_id: str, kept: Kept) -> None:
    here = tables.changes.c
    connection.execute(
        tables.changes.update()
        .where(here.document_id == document_id, here.revision == kept.revision)
        .values(content=pack(kept_to_json(kept)))
    )
