"""What happened and who did it, without a word of what was written (trust.md R-190, R-193)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from . import tables
from .database import Database
from .packing import now


@dataclass(frozen=True)
class Logged:
    """One line of the log. `about` holds ids and kinds, never words."""

    at: str
    event: str
    account_id: str | None
    document_id: str | None
    about: str


def add(
    connection: Connection,
    event: str,
    *,
    account: str | None = None,
    family: str | None = None,
    document: str | None = None,
    about: str = "",
) -> None:
    """Write a line, inside the transaction of what it tells."""
    connection.execute(
        tables.log.insert().values(
            at=now(), event=event, account_id=account, family_id=family, document_id=document, about=about
        )
    )


def save_event(database: Database, event: str, **about: str | None) -> None:
    """Write a line about something that left no other trace (an export, a reading)."""
    with database.saving() as connection:
        add(connection, event, **about)  # type: ignore[arg-type]


def read_log(database: Database, document_id: str) -> list[Logged]:
    """What happened to a document, the latest first."""
    rows = select(tables.log).where(tables.log.c.document_id == document_id).order_by(tables.log.c.id.desc())
    with database.reading() as connection:
        return [
            Logged(row.at, row.event, row.account_id, row.document_id, row.about) for row in connection.execute(rows)
        ]


def count_recent(connection: Connection, event: str, about: str, minutes: int) -> int:
    """How often something happened in the last minutes."""
    since = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=minutes)
    return connection.execute(
        select(func.count())
        .select_from(tables.log)
        .where(tables.log.c.event == event, tables.log.c.about == about)
        .where(tables.log.c.at >= since.isoformat(timespec="seconds"))
    ).scalar_one()
