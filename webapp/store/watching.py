"""What an open page asks every two seconds: how far its document is, and who is writing where. Nothing is unsealed for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import and_, select

from . import tables
from .database import Database
from .packing import now

STANDS_S = 30
"""So long somebody is said to be writing, after the last sign of it."""
SAID_AGAIN_S = 10
"""Signs of life come with every poll; one that says nothing new is saved only so often."""


@dataclass(frozen=True)
class Presence:
    """Somebody who has an editor open, on the tablet of one session."""

    session_hash: str
    voice: str
    """A person of the family, `together` or `judge`."""
    address: str


@dataclass(frozen=True)
class Watched:
    """A document as a poll sees it."""

    family_id: str
    revision: int
    file_revision: int
    """The revision of the family's own file."""
    presences: tuple[Presence, ...]
    """Those that stand, by session."""


def save_presence(database: Database, document_id: str, session_token_hash: str, voice: str, address: str) -> None:
    """Somebody is writing at that address of a document from now on; with the address "" no more."""
    here = tables.presences.c
    own = and_(here.document_id == document_id, here.session_hash == session_token_hash)
    with database.reading() as connection:
        row = connection.execute(select(here.voice, here.address, here.until).where(own)).one_or_none()
    if row is None and not address:
        return
    if row is not None and (row.voice, row.address) == (voice, address) and row.until > _in(STANDS_S - SAID_AGAIN_S):
        return
    with database.saving() as connection:
        connection.execute(tables.presences.delete().where(own | (here.until < now())))
        if address:
            connection.execute(
                tables.presences.insert().values(
                    document_id=document_id,
                    session_hash=session_token_hash,
                    voice=voice,
                    address=address,
                    until=_in(STANDS_S),
                )
            )


def read_watched(database: Database, document_id: str) -> Watched | None:
    """How far a document and its family's file are, and who is writing in it; None when there is no such document."""
    document, file, presence = tables.documents.c, tables.documents.alias("file").c, tables.presences.c
    stands = and_(presence.document_id == document.id, presence.until >= now())
    rows = (
        select(
            document.family_id,
            document.revision,
            select(file.revision)
            .where(file.family_id == document.family_id, file.definition == tables.FILE)
            .scalar_subquery()
            .label("file_revision"),
            presence.session_hash,
            presence.voice,
            presence.address,
        )
        .select_from(tables.documents.outerjoin(tables.presences, stands))
        .where(document.id == document_id)
        .order_by(presence.session_hash)
    )
    with database.reading() as connection:
        found = connection.execute(rows).all()
    if not found:
        return None
    presences = tuple(Presence(row.session_hash, row.voice, row.address) for row in found if row.session_hash)
    return Watched(found[0].family_id, found[0].revision, found[0].file_revision, presences)


def _in(seconds: int) -> str:
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)).isoformat(timespec="seconds")
