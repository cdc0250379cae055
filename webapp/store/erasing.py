"""A family erased: its key first, and for ever; then every row of it. What remains is a line that says who did it, and when."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.exc import OperationalError

from . import log, tables
from .database import Database
from .packing import unpack

_log = logging.getLogger("words_pictures")


@dataclass(frozen=True)
class Kept:
    """How much there is of a family: what will be gone with it."""

    changes: int
    pictures: int
    told: int


def read_kept(database: Database, family_id: str) -> Kept:
    """How much is kept of a family, besides its stories and its people."""
    documents = _documents_of(family_id)
    counted = (
        select(func.count()).select_from(tables.changes).where(tables.changes.c.document_id.in_(documents)),
        select(func.count()).select_from(tables.pictures).where(tables.pictures.c.family_id == family_id),
        select(func.count()).select_from(tables.kept_copies).where(tables.kept_copies.c.document_id.in_(documents)),
    )
    with database.reading() as connection:
        return Kept(*(connection.execute(one).scalar_one() for one in counted))


def save_erased_family(database: Database, family_id: str, account_id: str) -> None:
    """Erase a family. When this returns nothing of it can be read, here or in any copy of the database made before.

    Broken off after the first step, or without room for the second, it is ended by the next start: without its key nothing of the family
    can be read already.
    """
    database.keys.save_erased(family_id, account_id)
    try:
        _save_gone(database, family_id, account_id)
    except OperationalError as wrong:
        _log.error("the sealed rows of an erased family are left for the next start: %s", wrong.orig)


def save_begun_erasures(database: Database) -> None:
    """End what was begun: the rows of every family whose key is destroyed."""
    families = database.read_families()
    for family_id, account_id in database.keys.read_erased().items():
        if family_id in families:
            _save_gone(database, family_id, account_id)


def _save_gone(database: Database, family_id: str, account_id: str) -> None:
    with database.saving() as connection:
        _delete(connection, family_id)
        # An old database, put back beside the newest keys, may not know the account yet.
        known = connection.execute(select(tables.accounts.c.id).where(tables.accounts.c.id == account_id)).scalar()
        log.add(connection, "family_erased", account=known, about=family_id)
    database.checkpoint()


def _delete(connection: Connection, family_id: str) -> None:
    documents, pictures = _documents_of(family_id), _pictures_of(family_id)
    _end_handed_over(connection, {str(one) for one in connection.execute(documents).scalars()})
    for gone in (
        tables.log.delete().where((tables.log.c.family_id == family_id) | tables.log.c.document_id.in_(documents)),
        tables.presences.delete().where(tables.presences.c.document_id.in_(documents)),
        tables.kept_copies.delete().where(tables.kept_copies.c.document_id.in_(documents)),
        tables.changes.delete().where(tables.changes.c.document_id.in_(documents)),
        tables.documents.delete().where(tables.documents.c.family_id == family_id),
        tables.editions.delete().where(tables.editions.c.family_id == family_id),
        tables.picture_files.delete().where(tables.picture_files.c.picture_id.in_(pictures)),
        # All of them in one statement, for they refer to each other.
        tables.pictures.delete().where(tables.pictures.c.family_id == family_id),
        tables.assignments.delete().where(tables.assignments.c.family_id == family_id),
        tables.families.delete().where(tables.families.c.id == family_id),
    ):
        connection.execute(gone)


def _end_handed_over(connection: Connection, documents: set[str]) -> None:
    """End the sessions of tablets that were handed over for one of these documents: there is nothing left on them."""
    for row in connection.execute(select(tables.sessions.c.token_hash, tables.sessions.c.content)).all():
        handed = unpack(row.content)["handed_over"]
        if handed and handed["document_id"] in documents:
            connection.execute(tables.sessions.delete().where(tables.sessions.c.token_hash == row.token_hash))


def _documents_of(family_id: str) -> Select[tuple[str]]:
    return select(tables.documents.c.id).where(tables.documents.c.family_id == family_id)


def _pictures_of(family_id: str) -> Select[tuple[str]]:
    return select(tables.pictures.c.id).where(tables.pictures.c.family_id == family_id)
