"""Sessions: who is signed in on which tablet, and what that tablet was handed over for. The rights are here, never in the cookie."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy import Row, select

from . import log, tables
from .database import Database
from .packing import now, pack, unpack

HOURS = 10
"""A working day (trust.md R-032). After it, sign in again."""


@dataclass(frozen=True)
class HandedOver:
    """The tablet is in the hands of one person, for one document, to read or to write."""

    document_id: str
    person_id: str
    mode: str
    """`read`, `write`, `translate`, or `sign`."""
    back_to: str
    """The own address to which the worker returns."""
    covered: bool = False
    """Whether *stop* was tapped: every address shows the quiet picture."""
    language: str = ""
    """The language of the pages for whom it was handed to; empty: that of the worker."""
    into: str = ""
    """Of an interpreter: the language they translate into."""
    masked: bool = False
    """Of an interpreter: whether they see letters in the place of names."""


@dataclass(frozen=True)
class Session:
    """An open session. `token` is what the cookie holds."""

    token: str
    account_id: str
    handed_over: HandedOver | None = None
    writers: dict[str, str] = field(default_factory=dict)
    """Who writes now, per document: a person of the family, `together` or `judge`."""
    language: str | None = None
    """The interface's language, once somebody chose."""
    languages: dict[str, str] = field(default_factory=dict)
    """The language that somebody of the family chose for their own pages, by who they are: it is theirs again the next time."""
    beside: dict[str, str] = field(default_factory=dict)
    """Which language stands beside the one that is written in, per document; `alone` for none."""
    evening: bool = False
    """Whether the book is read by evening light."""


def save_new_session(database: Database, account_id: str, replaces: Session | None = None, **content: Any) -> Session:
    """A session with a new token; the one it replaces is dead from now on (R-031)."""
    session = Session(secrets.token_urlsafe(32), account_id, **content)
    ends = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=HOURS)
    with database.saving() as connection:
        if replaces is not None:
            ended = tables.sessions.delete().where(tables.sessions.c.token_hash == token_hash(replaces.token))
            connection.execute(ended)
        connection.execute(tables.sessions.delete().where(tables.sessions.c.ends_at < now()))
        connection.execute(
            tables.sessions.insert().values(
                token_hash=token_hash(session.token),
                account_id=account_id,
                ends_at=ends.isoformat(timespec="seconds"),
                content=pack(_content(session)),
            )
        )
        handed = session.handed_over
        if handed is not None:
            log.add(connection, "handed_over", account=account_id, document=handed.document_id, about=handed.mode)
    return session


def read_session(database: Database, token: str) -> Session | None:
    """The session of a cookie, or None when there is none or it is over."""
    rows = select(tables.sessions).where(
        tables.sessions.c.token_hash == token_hash(token), tables.sessions.c.ends_at >= now()
    )
    with database.reading() as connection:
        row = connection.execute(rows).one_or_none()
    return _session(token, row) if row else None


def save_session(database: Database, session: Session, **changes: Any) -> Session:
    """The same session with something else in it: who writes, the language, the cover. What was changed meanwhile stays so."""
    here = tables.sessions.c
    with database.saving() as connection:
        row = connection.execute(
            select(tables.sessions).where(here.token_hash == token_hash(session.token))
        ).one_or_none()
        # Two taps at once: the lamp may not take away the cover that was not there yet when it was tapped.
        changed = replace(_session(session.token, row) if row else session, **changes)
        connection.execute(
            tables.sessions.update()
            .where(here.token_hash == token_hash(session.token))
            .values(content=pack(_content(changed)))
        )
    return changed


def save_end(database: Database, session: Session) -> None:
    """End a session, on the server."""
    with database.saving() as connection:
        connection.execute(tables.sessions.delete().where(tables.sessions.c.token_hash == token_hash(session.token)))
        log.add(connection, "sign_out", account=session.account_id)


def _session(token: str, row: Row[Any]) -> Session:
    content = unpack(row.content)
    handed = content.pop("handed_over")
    return Session(token, row.account_id, HandedOver(**handed) if handed else None, **content)


def _content(session: Session) -> dict[str, Any]:
    content = asdict(session)
    del content["token"], content["account_id"]
    return content


def token_hash(token: str) -> str:
    """What the tables know a session by; the token itself is only in the cookie."""
    return hashlib.sha256(token.encode()).hexdigest()
