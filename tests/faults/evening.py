"""One tablet with one story, in a folder of its own: what it is answered, and what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import Client, TestResponse

from webapp import create_app
from webapp.config import config_for
from webapp.store import Database, accounts, documents
from webapp.store.sessions import save_new_session
from words_pictures.change import Add, Write
from words_pictures.definition import definitions
from words_pictures.document import new_id

ORIGIN = "http://localhost"
NAME, PASSWORD = "Pieter", "een zin die niemand raadt"
AS_PART = {"HX-Request": "true"}


@dataclass
class Evening:
    """An app without a server around it, and who is signed in."""

    app: Flask
    client: Client
    family: str
    story: str

    @property
    def database(self) -> Database:
        return self.app.extensions["database"]

    def write(self, words: str, **headers: str) -> TestResponse:
        """Write words on the only page of the story."""
        form = {
            "address": "scenes/s1/words@nl",
            "value": words,
            "by": "together",
            "change": f"{new_id()}.1",
            "seen": 10**9,
        }
        return self.post(f"/documents/{self.story}/changes", form, **headers)

    def post(self, address: str, form: dict[str, Any], **headers: str) -> TestResponse:
        return self.client.post(address, data=form, headers={"Origin": ORIGIN, "Accept-Language": "nl", **headers})

    def read(self, address: str = "") -> TestResponse:
        return self.client.get(address or f"/documents/{self.story}/book/1", headers={"Accept-Language": "nl"})

    def written(self) -> set[str]:
        """All words that are kept: on the page, and in the kept changes."""
        changes = documents.read_changes(self.database, self.story)
        return {str(one.kept.change.value) for one in changes if isinstance(one.kept.change, Write)}

    def is_sound(self) -> bool:
        with self.database.engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


@contextmanager
def evening(folder: Path) -> Iterator[Evening]:
    """Everything as it is at the beginning, closed in the end."""
    app = create_app(config_for(folder, origin=ORIGIN))
    database: Database = app.extensions["database"]
    account = accounts.save_account(database, NAME, NAME, accounts.CONSULENT, PASSWORD)
    forms = definitions()
    family, _ = documents.save_new_family(database, account.id, forms["family"], [])
    scene = [Add(f"{new_id()}.1", "together", "scenes", "s1", None)]
    story = documents.save_new_document(database, family, account.id, forms["words-and-pictures"], scene)
    client = app.test_client()
    client.set_cookie("session", save_new_session(database, account.id).token, domain="localhost")
    yield Evening(app, client, family, story)
    database.close()


def sentence(answer: TestResponse) -> str:
    """What an answer says to people, when all it says is what is wrong."""
    text = answer.get_data(as_text=True)
    found = re.search(r"<h1>(.*?)</h1>|<p class=\"wrong\"[^>]*>(.*?)</p>", text, re.DOTALL)
    return " ".join((found[1] or found[2]).split()) if found else text
