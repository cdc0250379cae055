"""The keys of the families, in a file of their own beside the master key: never in the database, nor in a backup of it.

Who erases a family destroys its key: nothing that was sealed with it can be read again, wherever an old copy of it lies. The file also
remembers which families were erased, so that the newest keys always know it, whatever database they are put beside.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, bindparam, select

from .encrypted import EncryptedFile
from .packing import now
from .sealing import KEY_BYTES, Seal, new_key

metadata = MetaData()

family_keys = Table(
    "family_keys",
    metadata,
    Column("family_id", String(32), primary_key=True),
    Column("key", LargeBinary, nullable=False),
)

erased = Table(
    "erased",
    metadata,
    Column("family_id", String(32), primary_key=True),
    Column("account_id", String(32), nullable=False),  # who did it
    Column("at", String(32), nullable=False),
)

_KEY_OF = select(family_keys.c.key).where(family_keys.c.family_id == bindparam("id"))
_ERASED = select(erased.c.at).where(erased.c.family_id == bindparam("id"))


class NoKey(Exception):
    """There is no key for a family, though nobody erased it."""


class FamilyErased(Exception):
    """The family was erased: its key is destroyed."""


class Keys(EncryptedFile):
    """The open file of keys."""

    def __init__(self, path: Path, master: str) -> None:
        super().__init__(path, derived(master), "file of the families' keys")
        with self.reading() as connection:
            is_made = connection.dialect.has_table(connection, erased.name)
        if not is_made:
            with self.saving() as connection:
                metadata.create_all(connection)

    def seal_of(self, family_id: str) -> Seal:
        """What seals and unseals the content of a family. Raises FamilyErased, NoKey."""
        with self.reading() as connection:
            key = connection.execute(_KEY_OF, {"id": family_id}).scalar_one_or_none()
            if key is None and connection.execute(_ERASED, {"id": family_id}).one_or_none():
                raise FamilyErased(family_id)
        if key is None:
            raise NoKey(family_id)
        return Seal(family_id, key)

    def save_new_key(self, family_id: str) -> Seal:
        """Make the key of a new family: before its first row, for a key without a family does no harm. One that is there stays."""
        with self.saving() as connection:
            if connection.execute(_ERASED, {"id": family_id}).one_or_none():
                raise FamilyErased(family_id)
            if connection.execute(_KEY_OF, {"id": family_id}).one_or_none() is None:
                connection.execute(family_keys.insert().values(family_id=family_id, key=new_key()))
        return self.seal_of(family_id)

    def save_erased(self, family_id: str, account_id: str) -> None:
        """Destroy a family's key, and remember that it was. When this returns, no page of the file holds the key any more."""
        with self.saving() as connection:
            connection.execute(family_keys.delete().where(family_keys.c.family_id == family_id))
            if connection.execute(_ERASED, {"id": family_id}).one_or_none() is None:
                connection.execute(erased.insert().values(family_id=family_id, account_id=account_id, at=now()))
        # Nobody reads here for longer than a moment; what is left after all, the next start takes away.
        any(self.checkpoint() for _ in range(3))

    def read_families(self) -> set[str]:
        """The families that have a key."""
        with self.reading() as connection:
            return set(connection.execute(select(family_keys.c.family_id)).scalars())

    def read_erased(self) -> dict[str, str]:
        """The families that were erased, each with the account that did it."""
        with self.reading() as connection:
            return {row.family_id: row.account_id for row in connection.execute(select(erased))}


def derived(master: str) -> str:
    """The raw key of this file: another one than the database's, from the same master key."""
    derivation = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"words-pictures keys.db")
    return derivation.derive(bytes.fromhex(master)).hex()
