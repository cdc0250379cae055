"""The texts of the definitions that documents are made with.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["families.id"], name=op.f("fk_editions_family_id")),
        sa.PrimaryKeyConstraint("family_id", "id", name=op.f("pk_editions")),
    )


def downgrade() -> None:
    op.drop_table("editions")
