"""The tables. Imported inside store/ only: everyone else gets values."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table

FILE = "family"
"""The definition of a family's own file."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _to(table: str, *, name: str | None = None, null: bool = False, primary: bool = False) -> Column[str]:
    column = name or f"{table.rstrip('s') if table != 'families' else 'family'}_id"
    return Column(column, String(32), ForeignKey(f"{table}.id"), nullable=null, primary_key=primary)


accounts = Table(
    "accounts",
    metadata,
    _id(),
    Column("sign_in_name", String(120), nullable=False, unique=True),  # as compared: folded, see accounts.py
    Column("name", String(120), nullable=False),
    Column("kind", String(20), nullable=False),  # consulent | begeleider
    Column("password_hash", String(200), nullable=False),
    Column("made_at", String(32), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # SHA-256 of the token; the token itself is only in the cookie
    _to("accounts"),
    Column("ends_at", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),  # hand-over, who writes, language: see sessions.py
)

families = Table("families", metadata, _id(), Column("made_at", String(32), nullable=False))

assignments = Table("assignments", metadata, _to("families", primary=True), _to("accounts", primary=True))

documents = Table(
    "documents",
    metadata,
    _id(),
    _to("families"),
    Column("definition", String(80), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made_at", String(32), nullable=False),
    Index(None, "family_id", "definition"),
)

editions = Table(
    "editions",
    metadata,
    _to("families", primary=True),
    Column("id", String(32), primary_key=True),  # as `Definition.edition`
    Column("content", LargeBinary, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    _to("documents", primary=True),
    Column("revision", Integer, primary_key=True),
    Column("pen", String(80), nullable=False),
    Column("n", Integer, nullable=False),
    _to("accounts"),
    Column("at", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "document_id", "pen", "n"),
)

presences = Table(
    "presences",
    metadata,
    _to("documents", primary=True),
    Column("session_hash", String(64), primary_key=True),  # as in sessions; a session may end before its presence does
    Column("voice", String(40), nullable=False),
    Column("address", String(200), nullable=False),
    Column("until", String(32), nullable=False),
)

kept_copies = Table(
    "kept_copies",
    metadata,
    _id(),
    _to("documents"),
    Column("telling", String(40), nullable=False),
    _to("accounts"),
    Column("at", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

pictures = Table(
    "pictures",
    metadata,
    _id(),
    _to("families"),
    _to("pictures", name="source_id", null=True),  # the photo that this straightened drawing was made from
    Column("at", String(32), nullable=False),
)

picture_files = Table(
    "picture_files",
    metadata,
    _to("pictures", primary=True),
    Column("size", String(10), primary_key=True),  # original | screen
    Column("media_type", String(20), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("event", String(40), nullable=False),
    _to("accounts", null=True),
    _to("families", null=True),
    _to("documents", null=True),
    Column("about", String(120), nullable=False, default=""),  # ids and kinds only: never a word, never a name
    Index(None, "event", "about", "at"),
)
