"""The texts of the definitions that a family's documents were made with: a form may change, what was written in it stays what it was."""

from __future__ import annotations

from sqlalchemy import Connection, select

from words_pictures.definition import Definition

from . import tables
from .database import Database
from .sealing import Seal

_TEXTS = tables.editions.c.content


def insert_edition(connection: Connection, seal: Seal, definition: Definition) -> None:
    """Keep the texts of a definition, inside the transaction of a document that is made with it. What is kept already stays as it is."""
    here, edition = tables.editions.c, definition.edition
    kept = select(here.id).where(here.family_id == seal.family_id, here.id == edition)
    if connection.execute(kept).one_or_none() is None:
        texts = seal.seal(list(definition.sources), _TEXTS, edition)
        connection.execute(tables.editions.insert().values(family_id=seal.family_id, id=edition, content=texts))


def read_edition_texts(database: Database, family_id: str, edition: str) -> tuple[str, ...]:
    """The texts of an edition, as `definition.read_edition` takes them; none where it is not kept with this family."""
    with database.reading() as connection:
        here = tables.editions.c
        kept = connection.execute(select(here.content).where(here.family_id == family_id, here.id == edition)).scalar()
    return tuple(database.keys.seal_of(family_id).unseal(kept, _TEXTS, edition)) if kept else ()
