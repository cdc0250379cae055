"""Content sealed with a key of each family; who is writing where.

Revision ID: 0002
Revises: 0001
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from webapp.store.keys import FamilyErased, Keys
from webapp.store.sealing import Seal

revision = "0002"
down_revision = "0001"

documents = sa.table("documents", *map(sa.column, ("id", "family_id", "revision", "content")))
changes = sa.table("changes", *map(sa.column, ("document_id", "revision", "content")))
kept_copies = sa.table("kept_copies", *map(sa.column, ("id", "document_id", "telling", "content")))
pictures = sa.table("pictures", *map(sa.column, ("id", "family_id")))
picture_files = sa.table("picture_files", *map(sa.column, ("picture_id", "size", "data")))
families = sa.table("families", sa.column("id"))

BOUND_TO = (
    (documents.c.content, (documents.c.id, documents.c.revision)),
    (changes.c.content, (changes.c.document_id, changes.c.revision)),
    (kept_copies.c.content, (kept_copies.c.id, kept_copies.c.document_id, kept_copies.c.telling)),
    (picture_files.c.data, (picture_files.c.picture_id, picture_files.c.size)),
)
"""Each column of content, with what its seal is bound to besides table, column and family."""


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("session_hash", sa.String(length=64), nullable=False),
        sa.Column("voice", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_presences_document_id")),
        sa.PrimaryKeyConstraint("document_id", "session_hash", name=op.f("pk_presences")),
    )
    # A family's key is kept before anything is sealed with it; when this is broken off, the next time finds it there.
    for seal, column, row, found in _contents(_keys()):
        _put(column, row, seal.seal_bytes(found, column, *row.values()))


def downgrade() -> None:
    for seal, column, row, found in _contents(_keys()):
        _put(column, row, seal.unseal_bytes(found, column, *row.values()))
    op.drop_table("presences")


def _keys() -> Keys:
    return op.get_context().config.attributes["keys"]


def _contents(keys: Keys) -> Iterator[tuple[Seal, sa.Column, dict[str, str | int], bytes]]:
    connection = op.get_bind()
    for family_id in connection.execute(sa.select(families.c.id)).scalars().all():
        try:
            seal = keys.save_new_key(family_id)
        except FamilyErased:
            continue  # an old copy, beside the newest keys: its rows are taken out as soon as there are tables to do it with
        for column, bound_to in BOUND_TO:
            # One row at a time: pictures are large.
            for row in connection.execute(_of_family(family_id, *bound_to)).mappings().all():
                found = connection.execute(sa.select(column).where(_is(column, row))).scalar_one()
                yield seal, column, dict(row), found


def _of_family(family_id: str, *wanted: sa.ColumnClause) -> sa.Select:
    table = wanted[0].table
    rows = sa.select(*wanted)
    if table is picture_files:
        rows = rows.join_from(picture_files, pictures, pictures.c.id == picture_files.c.picture_id)
        return rows.where(pictures.c.family_id == family_id)
    if table is not documents:
        rows = rows.join_from(table, documents, documents.c.id == table.c.document_id)
    return rows.where(documents.c.family_id == family_id)


def _put(column: sa.ColumnClause, row: dict[str, str | int], content: bytes) -> None:
    op.get_bind().execute(sa.update(column.table).where(_is(column, row)).values({column.name: content}))


def _is(column: sa.ColumnClause, row: dict[str, str | int]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column.table.c[name] == value for name, value in row.items()))
