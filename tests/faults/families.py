"""Somebody who makes one family after the other: `python -m tests.faults.families FOLDER FAMILIES [careless|forgetful]`.

What was answered is written into `data/answered`. Two mistakes that a power cut has to find: the careless one does not wait until the key
of a family is on the disk, the forgetful one not until the master key is.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any

from webapp.config import config_for
from webapp.store import database, documents
from webapp.store.accounts import CONSULENT, save_account
from webapp.store.keys import Keys
from webapp.store.starting import started
from words_pictures.definition import definitions


def make_families(folder: Path, families: int) -> None:
    """So many families, each with nothing but its file."""
    config = config_for(folder)
    opened = started(config.database, config.key)
    pieter = save_account(opened, "Pieter", "pieter", CONSULENT, "een zin die niemand raadt").id
    answered = os.open(config.database.with_name("answered"), os.O_WRONLY | os.O_CREAT, 0o600)
    for _ in range(families):
        family, _ = documents.save_new_family(opened, pieter, definitions()["family"], [])
        os.write(answered, family.encode() + b"\n")


def be_careless() -> None:
    """Do not sync the keys at each save, as SQLite itself would not."""
    connect = Keys._connect

    def carelessly(keys: Keys) -> Any:
        connection = connect(keys)
        connection.execute("PRAGMA synchronous = 1")
        return connection

    Keys._connect = carelessly  # type: ignore[method-assign]


def be_forgetful() -> None:
    """Write the master key, and leave it to the system when it comes to lie on the disk."""

    def forgetfully(file: Path) -> None:
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), "ascii")

    database._make_secret = forgetfully


MISTAKES = {"careless": be_careless, "forgetful": be_forgetful}


if __name__ == "__main__":
    for mistake in sys.argv[3:]:
        MISTAKES[mistake]()
    make_families(Path(sys.argv[1]), int(sys.argv[2]))
