"""Accounts, and the families they are assigned to."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import IntegrityError

from words_pictures.document import new_id

from . import log, tables
from .database import Database
from .packing import now

CONSULENT, BEGELEIDER = "consulent", "begeleider"
KINDS = (CONSULENT, BEGELEIDER)
SHORTEST, LONGEST = 12, 128
"""Characters of a password, any characters (trust.md R-011)."""
TRIES, PAUSE_MINUTES = 5, 15
"""After so many wrong passwords an account waits, for a while and not for ever."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id, OWASP's floor: 33 ms here, so two cores check some 60 a second (trust.md R-010)."""
_NOBODYS = _hasher.hash("nobody has this password")
"""Checked when there is no such account, so that its absence takes as long (R-018)."""


class NameTaken(Exception):
    """There is an account of that name already."""


class TooManyTries(Exception):
    """Too many wrong passwords: wait a while."""


@dataclass(frozen=True)
class Account:
    """Someone whose work this is."""

    id: str
    sign_in_name: str
    name: str
    kind: str


def save_account(database: Database, name: str, sign_in_name: str, kind: str, password: str) -> Account:
    """A new account. Raises NameTaken; ValueError for a kind or a password that cannot be."""
    if kind not in KINDS:
        raise ValueError(f"no such kind of account: {kind}")
    if not SHORTEST <= len(password) <= LONGEST:
        raise ValueError(f"a password has {SHORTEST} to {LONGEST} characters")
    account = Account(new_id(), _folded(sign_in_name), name.strip(), kind)
    try:
        with database.saving() as connection:
            connection.execute(
                tables.accounts.insert().values(
                    id=account.id,
                    sign_in_name=account.sign_in_name,
                    name=account.name,
                    kind=kind,
                    password_hash=_hasher.hash(_as_typed(password)),
                    made_at=now(),
                )
            )
            log.add(connection, "account_made", account=account.id, about=kind)
    except IntegrityError as wrong:
        raise NameTaken(sign_in_name) from wrong
    return account


def check_password(database: Database, sign_in_name: str, password: str) -> Account | None:
    """The account with this name and password, or None. Raises TooManyTries. Every try is in the log, without the name."""
    # The name typed may be a password typed in the wrong field: only its digest is kept.
    about = hashlib.sha256(_folded(sign_in_name).encode("utf-8", "replace")).hexdigest()[:32]
    with database.reading() as connection:
        if log.count_recent(connection, "sign_in_failed", about, PAUSE_MINUTES) >= TRIES:
            raise TooManyTries
        row = connection.execute(
            select(tables.accounts).where(tables.accounts.c.sign_in_name == _folded(sign_in_name))
        ).one_or_none()
    right = _fits(row.password_hash if row else _NOBODYS, password) and row is not None
    with database.saving() as connection:
        log.add(connection, "sign_in" if right else "sign_in_failed", account=row.id if row else None, about=about)
        if row is not None and right and _hasher.check_needs_rehash(row.password_hash):
            _rehash(connection, row.id, password)
    return _account(row) if row is not None and right else None


def read_account(database: Database, account_id: str) -> Account | None:
    """The account with that id, or None."""
    with database.reading() as connection:
        row = connection.execute(select(tables.accounts).where(tables.accounts.c.id == account_id)).one_or_none()
    return _account(row) if row else None


def read_account_named(database: Database, sign_in_name: str) -> Account | None:
    """The account that signs in with that name, or None."""
    with database.reading() as connection:
        row = connection.execute(
            select(tables.accounts).where(tables.accounts.c.sign_in_name == _folded(sign_in_name))
        ).one_or_none()
    return _account(row) if row else None


def read_accounts(database: Database) -> list[Account]:
    """Every account, by name."""
    with database.reading() as connection:
        return [_account(row) for row in connection.execute(select(tables.accounts).order_by(tables.accounts.c.name))]


def read_colleagues(database: Database, family_id: str) -> list[Account]:
    """The accounts assigned to a family, by name."""
    rows = (
        select(tables.accounts)
        .join(tables.assignments)
        .where(tables.assignments.c.family_id == family_id)
        .order_by(tables.accounts.c.name)
    )
    with database.reading() as connection:
        return [_account(row) for row in connection.execute(rows)]


def is_assigned(database: Database, family_id: str, account_id: str) -> bool:
    """Whether this family is this account's work."""
    here = tables.assignments.c
    with database.reading() as connection:
        found = connection.execute(
            select(here.family_id).where(here.family_id == family_id, here.account_id == account_id)
        ).one_or_none()
    return found is not None


def save_assignment(database: Database, family_id: str, account_id: str, by: str) -> None:
    """Let a colleague work with a family too."""
    try:
        with database.saving() as connection:
            connection.execute(tables.assignments.insert().values(family_id=family_id, account_id=account_id))
            log.add(connection, "assigned", account=by, family=family_id, about=account_id)
    except IntegrityError:
        return


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, _as_typed(password))
    except (VerificationError, InvalidHashError):
        return False


def _rehash(connection: Connection, account_id: str, password: str) -> None:
    connection.execute(
        tables.accounts.update()
        .where(tables.accounts.c.id == account_id)
        .values(password_hash=_hasher.hash(_as_typed(password)))
    )


def _as_typed(password: str) -> bytes:
    # Composed the same way on every keyboard; a lone surrogate is a character like any other here.
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _account(row: Row[tuple[str, ...]]) -> Account:
    return Account(row.id, row.sign_in_name, row.name, row.kind)
