"""Bundles put into the database: the demo family's, on an empty one."""

from __future__ import annotations

import secrets

from words_pictures.bundle import Bundle
from words_pictures.change import Write, apply
from words_pictures.definition import definitions
from words_pictures.demo import DOCUMENTS, demo_bundle
from words_pictures.document import Document, new_id
from words_pictures.family import CONSULTANT, read_family
from words_pictures.picture import made_safe

from ..config import Config
from . import accounts, documents, pictures
from .database import Database

NAME = "Pieter"
"""The demo's consultant (practice.md 11.0)."""


def save_demo(database: Database, config: Config) -> tuple[str, str]:
    """Fill an empty database with the demo family. Gives back the name and the password to sign in with."""
    password = " ".join(secrets.choice(_WORDS) for _ in range(5))
    account = accounts.save_account(database, NAME, NAME, accounts.CONSULENT, password)
    families: dict[str, str] = {}
    for name in DOCUMENTS:
        bundle = demo_bundle(name)
        family_id = families.get(bundle.file.id)
        if family_id is None:
            family_id = families[bundle.file.id] = documents.save_whole_family(
                database, account.id, _with_account(bundle.file, account.id)
            )
        save_bundle(database, family_id, account.id, bundle)
    file = config.key.with_name("demo-sign-in.txt")
    file.touch(mode=0o600)
    file.write_text(f"{NAME}\n{password}\n", "utf-8")
    return NAME, password


def demo_sign_in(config: Config) -> tuple[str, str] | None:
    """The name and the password of the demo, when this database was filled with it."""
    file = config.key.with_name("demo-sign-in.txt")
    if not file.exists():
        return None
    name, password = file.read_text("utf-8").splitlines()
    return name, password


def save_bundle(database: Database, family_id: str, account_id: str, bundle: Bundle) -> None:
    """A bundle's document and pictures, put with a family; kept as signed where it was. The bundle is trusted: our own demo."""
    for picture_id, data in bundle.pictures.items():
        pictures.save_picture(database, family_id, made_safe(data), picture_id=picture_id)
    seal, file = database.keys.seal_of(family_id), documents.read_file(database, family_id) or bundle.file
    with database.saving() as connection:
        documents.insert_document(connection, seal, bundle.document)
        if bundle.definition is not None:
            documents.keep_signed_elsewhere(
                connection, seal, account_id, bundle.definition, bundle.document, file, file
            )


def _with_account(file: Document, account_id: str) -> Document:
    people = read_family(file, "nl").people
    consultant = next((one for one in people if one.role == CONSULTANT and one.name == NAME), None)
    if consultant is None:
        return file
    change = Write(f"{new_id()}.1", account_id, f"people/{consultant.id}/account@value", account_id, file.revision)
    return apply(file, change, definitions()["family"]).document


_WORDS = (
    "appel berg brood boek boom brief broer deur draad druif fiets fluit gras haan hand haven heuvel hoed "
    "honing huis jas kaars kast keuken klok koek kraan lamp lente lepel maan mand melk mier molen muis "
    "muts naald noot oever pan peer plank raam regen rivier rots schelp schip sjaal sleutel sneeuw "
    "spiegel stoel strand tafel tak thee trap trein trui tuin veer veld vis vlam vlieger vogel wind wol "
    "wolk zand zee zeil zomer zon zus "
).split()
"""Plain words for a password that can be typed on a tablet: five of them are some 32 bits, for invented people."""
