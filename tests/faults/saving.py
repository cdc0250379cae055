"""Somebody who saves and saves: `python -m tests.faults.saving FOLDER SAVES SYNCHRONOUS`.

What was answered is written into `data/answered`. `SYNCHRONOUS` is 2 for the app as it is; 1 and 0 are the mistakes that a power cut has
to find.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from webapp.config import config_for
from webapp.store import Database, database, documents
from webapp.store.accounts import CONSULENT, save_account
from words_pictures.change import Add, Write
from words_pictures.definition import definitions
from words_pictures.document import new_id

SCENES = 6


def save_often(folder: Path, saves: int) -> None:
    """A family with a story, saved in that often: each time other words, a little longer than a page of the file."""
    config = config_for(folder)
    opened = Database(config.database, config.key)
    opened.migrate()
    pieter = save_account(opened, "Pieter", "pieter", CONSULENT, "een zin die niemand raadt").id
    forms = definitions()
    family, _ = documents.save_new_family(opened, pieter, forms["family"], [])
    scenes = [Add(f"{new_id()}.1", "together", "scenes", f"s{n}", None) for n in range(SCENES)]
    story = documents.save_new_document(opened, family, pieter, forms["words-and-pictures"], scenes)
    answered = os.open(config.database.with_name("answered"), os.O_WRONLY | os.O_CREAT, 0o600)
    for n in range(saves):
        words = "".join(new_id() for _ in range(30))
        change = Write(f"{new_id()}.1", "together", f"scenes/s{n % SCENES}/words@nl", words, 10**9)
        documents.save_changes(opened, story, pieter, forms["words-and-pictures"], [change], lambda *_: True)
        os.write(answered, change.id.encode() + b"\n")


if __name__ == "__main__":
    database.KEEPS["synchronous"] = int(sys.argv[3])
    save_often(Path(sys.argv[1]), int(sys.argv[2]))
