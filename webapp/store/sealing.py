"""How content lies in a column: sealed with the key of its family, at its own place. The one place that knows.

    1 byte     the way it is sealed: 1
    12 bytes   a nonce, random each time
    the rest   AES-256-GCM of the deflated JSON (of pictures, as they are), with 16 bytes that tell whether it was touched

Bound to it, though not in it, is where it stands: the way it is sealed, table, column, family, and the ids and the revision of its row.
Moved to another row, column, family or revision, it does not open (trust.md R-121).
"""

from __future__ import annotations

import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column

from .packing import pack, unpack

KEY_BYTES = 32
WAY = b"\x01"
_NONCE_BYTES = 12
"""96 random bits: 2^32 times with one key before two are the same in one of 2^33 families (NIST SP 800-38D, 8.3)."""


class BadSeal(Exception):
    """What stands in a column was not sealed for that place, or was touched since. Says which table and column, not what stands there."""

    def __init__(self, column: Column[Any]) -> None:
        super().__init__(str(column))


class Seal:
    """The key of one family, at work."""

    def __init__(self, family_id: str, key: bytes) -> None:
        self.family_id, self._cipher = family_id, AESGCM(key)

    def seal(self, content: Any, column: Column[Any], *row: str | int) -> bytes:
        """JSON values as the bytes of a column; `row` is what else tells this row from others: its ids and its revision."""
        return self.seal_bytes(pack(content), column, *row)

    def unseal(self, sealed: bytes, column: Column[Any], *row: str | int) -> Any:
        """The JSON values that `seal` wrote there. Raises BadSeal."""
        return unpack(self.unseal_bytes(sealed, column, *row))

    def seal_bytes(self, content: bytes, column: Column[Any], *row: str | int) -> bytes:
        """Bytes that are small enough already, as the bytes of a column."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return WAY + nonce + self._cipher.encrypt(nonce, content, self._place(column, row))

    def unseal_bytes(self, sealed: bytes, column: Column[Any], *row: str | int) -> bytes:
        """The bytes that `seal_bytes` wrote there. Raises BadSeal."""
        way, nonce, content = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        if way != WAY:
            raise BadSeal(column)
        try:
            return self._cipher.decrypt(nonce, content, self._place(column, row))
        except (InvalidTag, ValueError) as wrong:
            raise BadSeal(column) from wrong

    def _place(self, column: Column[Any], row: tuple[str | int, ...]) -> bytes:
        # No id holds a NUL, so two places are never written the same.
        return WAY + "\0".join((column.table.name, column.name, self.family_id, *map(str, row))).encode()


def new_key() -> bytes:
    """A key for a family."""
    return secrets.token_bytes(KEY_BYTES)
