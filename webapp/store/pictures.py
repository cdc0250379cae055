"""Pictures made safe, with what was made from them. Kept in the database, so they are encrypted and backed up with the words."""

from __future__ import annotations

from sqlalchemy import Connection, distinct, func, select

from words_pictures.document import new_id
from words_pictures.errors import TooManyPictures
from words_pictures.picture import PictureFile, SafePicture

from . import tables
from .database import Database
from .packing import now
from .sealing import Seal

SIZES = ("original", "screen")
DRAWING_PX = (2000, 1500)
"""The size of a composed picture in Word (drawing/composed.py)."""
MOST_PICTURES = 400
"""Pictures of one family: 200 photos (trust.md R-141), each with what was straightened out of it."""
MOST_BYTES = 500 * 1024 * 1024
"""What the pictures of one family may take (trust.md R-141)."""
_DATA = tables.picture_files.c.data


def save_picture(
    database: Database, family_id: str, picture: SafePicture, source: str | None = None, picture_id: str | None = None
) -> str:
    """Keep a picture. `source` is the photo it was made from. Gives back its id.

    Raises TooManyPictures when the family has no room for it.
    """
    picture_id, seal = picture_id or new_id(), database.keys.seal_of(family_id)
    with database.saving() as connection:
        _check_room(connection, family_id, picture)
        insert_picture(connection, seal, picture, picture_id, source)
    return picture_id


def _check_room(connection: Connection, family_id: str, picture: SafePicture) -> None:
    # Inside the transaction that keeps it: of two photos sent at once the second one counts the first.
    files, sent = tables.picture_files.c, tables.pictures.c
    of_family = select(func.count(distinct(sent.id)), func.sum(func.length(files.data))).join(tables.picture_files)
    count, room = connection.execute(of_family.where(sent.family_id == family_id)).one()
    new = sum(len(getattr(picture, size).data) for size in SIZES)
    if count >= MOST_PICTURES or (room or 0) + new > MOST_BYTES:
        raise TooManyPictures(MOST_PICTURES)


def save_drawing(database: Database, family_id: str, picture_id: str, png: bytes) -> None:
    """Keep a composed picture as it was drawn, if nobody else did meanwhile."""
    seal = database.keys.seal_of(family_id)
    with database.saving() as connection:
        row = tables.pictures.insert().values(id=picture_id, family_id=family_id, source_id=None, at=now())
        if connection.execute(row.prefix_with("OR IGNORE")).rowcount:
            _insert_file(connection, seal, picture_id, "original", PictureFile(png, "image/png", *DRAWING_PX))


def insert_picture(
    connection: Connection, seal: Seal, picture: SafePicture, picture_id: str, source: str | None = None
) -> None:
    """Write a picture's rows, inside the transaction of what it belongs to."""
    connection.execute(
        tables.pictures.insert().values(id=picture_id, family_id=seal.family_id, source_id=source, at=now())
    )
    for size in SIZES:
        _insert_file(connection, seal, picture_id, size, getattr(picture, size))


def _insert_file(connection: Connection, seal: Seal, picture_id: str, size: str, file: PictureFile) -> None:
    connection.execute(
        tables.picture_files.insert().values(
            picture_id=picture_id,
            size=size,
            media_type=file.media_type,
            width=file.width,
            height=file.height,
            data=seal.seal_bytes(file.data, _DATA, picture_id, size),
        )
    )


def read_picture(database: Database, family_id: str, picture_id: str, size: str) -> PictureFile | None:
    """One file of a picture of this family, or None."""
    row = (
        select(tables.picture_files)
        .join(tables.pictures)
        .where(
            tables.pictures.c.id == picture_id,
            tables.pictures.c.family_id == family_id,
            tables.picture_files.c.size == size,
        )
    )
    with database.reading() as connection:
        found = connection.execute(row).one_or_none()
    if found is None:
        return None
    data = database.keys.seal_of(family_id).unseal_bytes(found.data, _DATA, picture_id, size)
    return PictureFile(data, found.media_type, found.width, found.height)


def read_source(database: Database, family_id: str, picture_id: str) -> str | None:
    """The id of the photo that a picture was made from, or None."""
    here = tables.pictures.c
    with database.reading() as connection:
        return connection.execute(
            select(here.source_id).where(here.id == picture_id, here.family_id == family_id)
        ).scalar_one_or_none()
