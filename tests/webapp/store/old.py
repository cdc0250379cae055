"""A database of the first issue: its tables, and content that lies in them deflated, not sealed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from webapp.store import Database, database
from webapp.store.packing import now, pack
from words_pictures.change import Add, Change, Write, apply, kept_to_json, pen_of
from words_pictures.definition import definitions
from words_pictures.document import Document, new_id, to_json

FILLER = "kwartelkoning "


def bring_to(shape: str, opened: Database) -> None:
    """Bring the tables to an older shape, or a newer one."""
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    with opened.saving() as connection:
        config.attributes["connection"] = connection
        config.attributes["keys"] = opened.keys
        step = command.upgrade if opened_shape(connection) < shape != "base" else command.downgrade
        step(config, shape)


def opened_shape(connection: sa.Connection) -> str:
    """The shape of the tables; empty where there are none."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return ""
    return connection.exec_driver_sql("select version_num from alembic_version").scalar() or ""


class FirstIssue:
    """Rows as the first issue wrote them."""

    def __init__(self, opened: Database) -> None:
        bring_to("0001", opened)
        self.database, self.account = opened, new_id()
        self.stories: dict[str, Document] = {}
        self.pictures: dict[str, tuple[str, bytes]] = {}
        self._insert(
            "accounts", id=self.account, sign_in_name="pieter", name="Pieter", kind="consulent", password_hash="-"
        )

    def family(self) -> str:
        """A family with a story long enough to spread over pages, told once, with a picture."""
        family = new_id()
        self._insert("families", id=family)
        self._insert("assignments", made_at=None, family_id=family, account_id=self.account)
        name = Write(f"{new_id()}.1", "together", "name@value", f"{FILLER}familie", 0)
        file = self._document(family, "family", [name])
        changes: list[Change] = []
        for n in range(40):
            changes.append(Add(f"{new_id()}.1", "together", "scenes", f"s{n}", None))
            words = FILLER * (3 + n * 9 % 70) + secrets.token_hex(20)
            changes.append(Write(f"{new_id()}.1", "together", f"scenes/s{n}/words@nl", words, 0))
        story = self._document(family, "words-and-pictures", changes)
        told = {"document": to_json(story), "file": to_json(file)}
        self._insert(
            "kept_copies",
            "at",
            id=new_id(),
            document_id=story.id,
            telling="t1",
            account_id=self.account,
            content=pack(told),
        )
        picture, data = new_id(), (FILLER.encode() + secrets.token_bytes(30)) * 400
        self._insert("pictures", "at", id=picture, family_id=family, source_id=None)
        for size in ("original", "screen"):
            self._insert(
                "picture_files",
                made_at=None,
                picture_id=picture,
                size=size,
                media_type="image/png",
                width=4,
                height=3,
                data=data,
            )
        self.pictures[picture] = family, data
        return family

    def _document(self, family: str, form: str, changes: Sequence[Change]) -> Document:
        definition, document = definitions()[form], Document(new_id(), form)
        kept = []
        for change in changes:
            applied = apply(document, change, definition)
            document = applied.document
            kept.append(applied.kept)
        self._insert(
            "documents",
            id=document.id,
            family_id=family,
            definition=form,
            revision=document.revision,
            content=pack(to_json(document)),
        )
        for one in kept:
            assert one is not None
            pen, n = pen_of(one.change.id)
            self._insert(
                "changes",
                "at",
                document_id=document.id,
                revision=one.revision,
                pen=pen,
                n=n,
                account_id=self.account,
                content=pack(kept_to_json(one)),
            )
        self.stories[document.id] = document
        return document

    def _insert(self, table: str, when: str = "made_at", **values: Any) -> None:
        if values.pop("made_at", when) is not None:
            values[when] = now()
        with self.database.saving() as connection:
            connection.execute(sa.table(table, *map(sa.column, values)).insert().values(**values))
