"""A database of each test, and Pieter, who works with one family in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.store import Database
from webapp.store.accounts import save_account
from webapp.store.documents import save_new_family
from words_pictures.definition import definitions

from .homes import Home


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Where the database lies, and where its key."""
    return tmp_path / "data" / "words-pictures.db", tmp_path / "keys" / "database.key"


@pytest.fixture
def opened(places: tuple[Path, Path]) -> Iterator[Database]:
    made = Database(*places)
    made.migrate()
    yield made
    made.close()


@pytest.fixture
def account(opened: Database) -> str:
    return save_account(opened, "Pieter", "pieter", "consulent", "a story for mila").id


@pytest.fixture
def family(opened: Database, account: str) -> str:
    return save_new_family(opened, account, definitions()["family"], [])[0]


@pytest.fixture
def ours(opened: Database, account: str) -> Home:
    return Home(opened, account, "kwartelkoning")


@pytest.fixture
def theirs(opened: Database, account: str) -> Home:
    return Home(opened, account, "roerdomp")
