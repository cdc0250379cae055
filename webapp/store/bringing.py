"""A story that somebody brings in: kept whole, in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from words_pictures.brought import Shown, added_by, brought_document, brought_file, own_id
from words_pictures.bundle import Bundle, shown_pictures
from words_pictures.change import Add, Change, Write
from words_pictures.definition import Definition
from words_pictures.document import Document, new_id
from words_pictures.errors import BadBundle
from words_pictures.family import CONSULTANT, FAMILY_WORKER, read_family
from words_pictures.picture import SafePicture

from . import log, tables
from .accounts import CONSULENT, Account
from .database import Database
from .documents import document_within, insert_document, insert_family, keep_signed_elsewhere, save_within
from .editions import insert_edition
from .pictures import insert_picture
from .sealing import Seal


@dataclass(frozen=True)
class Brought:
    """Where a story came to stand."""

    family_id: str
    document_id: str
    is_new_family: bool


def save_brought_in(
    database: Database, account: Account, form: Definition, bundle: Bundle, pictures: Mapping[str, SafePicture]
) -> Brought:
    """Keep a bundle's story: with the family it comes from, where that is this account's work, and else as a new family.

    `form` is the definition of a family's file; `pictures` are those the story shows, made safe, by the ids they have in the bundle. A
    story, a file or a picture whose id is taken gets a new one: nothing that is here is touched. Raises BadBundle where the file is of
    another form.
    """
    if bundle.file.definition != form.id:
        raise BadBundle(f"a family's file of a form that is not used here: {bundle.file.definition!r}")
    family_id = _family_of(database, bundle.file.id, account.id)
    if family_id is None:
        return _save_new(database, account, form, bundle, pictures)
    seal = database.keys.seal_of(family_id)
    with database.saving() as connection:
        added = added_by(bundle.file, document_within(connection, seal, bundle.file.id), account.id)
        file = save_within(connection, seal, bundle.file.id, account.id, form, added)
        document_id = _insert(connection, seal, account, bundle, pictures, file)
    return Brought(family_id, document_id, is_new_family=False)


def read_shown(bundle: Bundle) -> dict[str, bytes]:
    """The pictures of a bundle that its story shows: others that lie in it are nobody's."""
    return {id: bundle.pictures[id] for id in sorted(shown_pictures(bundle.document))}


def _save_new(
    database: Database, account: Account, form: Definition, bundle: Bundle, pictures: Mapping[str, SafePicture]
) -> Brought:
    family_id = new_id()
    seal = database.keys.save_new_key(family_id)
    with database.saving() as connection:
        insert_family(connection, family_id, account.id)
        file = brought_file(bundle.file, own_id(bundle.file.id, _taken(connection, tables.documents, bundle.file.id)))
        insert_document(connection, seal, file)
        file = save_within(connection, seal, file.id, account.id, form, _helper(file, account))
        document_id = _insert(connection, seal, account, bundle, pictures, file)
    return Brought(family_id, document_id, is_new_family=True)


def _insert(
    connection: Connection,
    seal: Seal,
    account: Account,
    bundle: Bundle,
    pictures: Mapping[str, SafePicture],
    file: Document,
) -> str:
    document = bundle.document
    document_id = own_id(document.id, _taken(connection, tables.documents, document.id))
    shown: dict[str, Shown] = {}
    for id, picture in pictures.items():
        own = own_id(id, _taken(connection, tables.pictures, id))
        insert_picture(connection, seal, picture, own)
        shown[id] = Shown(own, picture.original.width, picture.original.height)
    if bundle.definition is not None and document.made_with:
        insert_edition(connection, seal, bundle.definition)
    brought = brought_document(document, document_id, shown)
    insert_document(connection, seal, brought)
    if bundle.definition is not None:
        signed = brought_file(bundle.file, file.id)
        keep_signed_elsewhere(connection, seal, account.id, bundle.definition, brought, signed, file)
    log.add(
        connection,
        "brought_in",
        account=account.id,
        family=seal.family_id,
        document=document_id,
        about=document.definition,
    )
    return document_id


def _family_of(database: Database, file_id: str, account_id: str) -> str | None:
    """The family whose file that is, if it is this account's work. Of any other family nobody learns that it is here."""
    file, assigned = tables.documents.c, tables.assignments.c
    rows = (
        select(file.family_id)
        .join_from(tables.documents, tables.assignments, assigned.family_id == file.family_id)
        .where(file.id == file_id, file.definition == tables.FILE, assigned.account_id == account_id)
    )
    with database.reading() as connection:
        return connection.execute(rows).scalar_one_or_none()


def _taken(connection: Connection, table: Table, id: str) -> set[str]:
    return set(connection.execute(select(table.c.id).where(table.c.id == id)).scalars())


def _helper(file: Document, account: Account) -> list[Change]:
    """Who brings it in is one of its people: as the one of that name and work in it, or else added."""
    role = CONSULTANT if account.kind == CONSULENT else FAMILY_WORKER
    people = read_family(file, "nl").people
    known = next((one.id for one in people if one.name == account.name and one.role == role), None)
    item = known or new_id()
    facts: dict[str, str] = (
        {"account": account.id} if known else {"name": account.name, "role": role, "account": account.id}
    )
    added = [] if known else [Add(f"{new_id()}.1", account.id, "people", item, people[-1].id if people else None)]
    return [
        *added,
        *(Write(f"{new_id()}.1", account.id, f"people/{item}/{key}@value", value, 0) for key, value in facts.items()),
    ]
