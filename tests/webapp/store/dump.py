"""What can be read by who has the keys: every row unsealed, and every page of a file decrypted, used or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from sqlalchemy import Column, inspect, select

from webapp.store import Database, tables
from webapp.store.packing import unpack

PAGE, RESERVED, SALT = 4096, 80, 16
"""SQLCipher 4: each page ends with 16 bytes to begin from and 64 to check it by; the first page begins with a salt."""
WAL_HEADER, FRAME_HEADER = 32, 24

BOUND_TO: dict[Column[Any], tuple[str, ...]] = {
    tables.documents.c.content: ("id", "revision"),
    tables.changes.c.content: ("document_id", "revision"),
    tables.kept_copies.c.content: ("id", "document_id", "telling"),
    tables.editions.c.content: ("id",),
    tables.picture_files.c.data: ("picture_id", "size"),
}


def everything_kept(database: Database) -> bytes:
    """Every value of every table, unsealed where it was sealed and unpacked where it was packed."""
    kept = bytearray()
    with database.reading() as connection:
        for table in tables.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                for column in table.c:
                    kept += _readable(database, column, row)
    return bytes(kept)


def sealed_values(database: Database) -> list[tuple[Column[Any], bytes]]:
    """Every sealed value, as it lies in its column; an older database has not every table yet."""
    with database.reading() as connection:
        tables_there = set(inspect(connection).get_table_names())
        there = [column for column in BOUND_TO if column.table.name in tables_there]
        return [(column, value) for column in there for value in connection.execute(select(column)).scalars()]


def decrypted_pages(file: Path, key: str) -> bytes:
    """Every page of a file and of its write-ahead log, as who has its key can read it: also what nothing points to any more."""
    return b"".join(_decrypted(page, bytes.fromhex(key)) for page in _pages(file))


def _pages(file: Path) -> Iterator[tuple[int, bytes]]:
    content = file.read_bytes()
    for at in range(0, len(content), PAGE):
        yield at // PAGE + 1, content[at : at + PAGE]
    log = file.with_name(f"{file.name}-wal")
    written = log.read_bytes() if log.exists() else b""
    for at in range(WAL_HEADER, len(written), FRAME_HEADER + PAGE):
        number = int.from_bytes(written[at : at + 4], "big")
        yield number, written[at + FRAME_HEADER : at + FRAME_HEADER + PAGE]


def _decrypted(numbered: tuple[int, bytes], key: bytes) -> bytes:
    number, page = numbered
    begins = SALT if number == 1 else 0
    cipher = Cipher(AES(key), CBC(page[-RESERVED : -RESERVED + 16])).decryptor()
    return cipher.update(page[begins:-RESERVED]) + cipher.finalize()


def _readable(database: Database, column: Column[Any], row: Any) -> bytes:
    value = row[column.name]
    if column in BOUND_TO and value is not None:
        seal = database.keys.seal_of(_family_of(database, column, row))
        bound = [row[name] for name in BOUND_TO[column]]
        if column is tables.picture_files.c.data:
            return seal.unseal_bytes(value, column, *bound)
        value = seal.unseal(value, column, *bound)
    elif isinstance(value, bytes):
        value = unpack(value)
    return json.dumps(value, ensure_ascii=False).encode()


def _family_of(database: Database, column: Column[Any], row: Any) -> str:
    if "family_id" in row:
        return row["family_id"]
    owner, name = (
        (tables.pictures, "picture_id") if column.table is tables.picture_files else (tables.documents, "document_id")
    )
    with database.reading() as connection:
        return connection.execute(select(owner.c.family_id).where(owner.c.id == row[name])).scalar_one()
