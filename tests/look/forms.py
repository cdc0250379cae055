"""Every form and plan of the demo family, empty, half and full, in two languages: its pages on a tablet and a phone, and its Word file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from flask.testing import FlaskClient
from playwright.sync_api import Page

from tests.browser.conftest import PASSWORD, PHONE, TABLET, Site, serving
from webapp.store import Database, accounts, documents
from webapp.store.sessions import save_new_session
from words_pictures.demo import FORMS, PLANS, demo_form, demo_plan
from words_pictures.document import Document, new_id
from words_pictures.filled import ABOUT

NAMES = (*PLANS, *FORMS)
LANGUAGES = ("nl", "pl", "ar")
"""What was said stands in the first two; of the third there are the form's own words, from right to left."""
FILLED = ("empty", "half", "full")


@dataclass(frozen=True)
class Shown:
    """A form, filled in that far, in the installation that shows it."""

    name: str
    filled: str
    id: str

    @property
    def called(self) -> str:
        return f"{self.name}-{self.filled}"


def look_at_forms(
    pages: Path, words: Path, device: Callable[[tuple[int, int]], AbstractContextManager[Page]]
) -> Iterator[Path]:
    """Keep pictures of the pages in `pages`; gives back every Word file, which is left in `words`."""
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as site:
        token, shown = _brought_in(site)
        for screen, size in (("tablet", TABLET), ("phone", PHONE)):
            with device(size) as page:
                page.context.add_cookies([{"name": "session", "value": token, "url": site.url}])
                for one in shown:
                    _take(page, site, one, screen, pages)
        client = site.app.test_client()
        client.environ_base["HTTP_ORIGIN"] = site.url
        client.set_cookie("session", token, domain="127.0.0.1")
        for one in shown:
            yield from _word_files(client, site, one, words)


def _brought_in(site: Site) -> tuple[str, list[Shown]]:
    database: Database = site.app.extensions["database"]
    account = accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, PASSWORD)
    shown: list[Shown] = []
    families: dict[str, str] = {}
    for name in NAMES:
        document, file = (demo_plan if name in PLANS else demo_form)(name)
        if file.id not in families:
            families[file.id] = documents.save_whole_family(database, account.id, file)
        for filled in FILLED:
            made = _filled(document, filled)
            documents.save_whole_document(database, families[file.id], made)
            shown.append(Shown(name, filled, made.id))
    return save_new_session(database, account.id, language="nl").token, shown


def _filled(document: Document, filled: str) -> Document:
    """A copy of a form with everything that was said in it, with every other answer and item, or with nothing but whom it is for."""
    about = {address: entry for address, entry in document.entries.items() if address.partition("@")[0] in ABOUT}
    languages = about["languages@value"]
    about["languages@value"] = replace(languages, value=list(LANGUAGES))
    entries, order = {**document.entries, **about}, dict(document.order)
    if filled == "empty":
        entries, order = about, {}
    if filled == "half":
        places = sorted({address.partition("@")[0] for address in entries})
        left = set(places[::2])
        entries = {address: one for address, one in entries.items() if address.partition("@")[0] not in left} | about
    return replace(document, id=new_id(), entries=entries, order=order)


def _take(page: Page, site: Site, one: Shown, screen: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    seen = {"fill": "fill?in=nl", "paper-nl": "paper?language=nl", "paper-pl": "paper?language=pl"}
    if screen == "tablet":
        seen |= {"fill-pl": "fill?in=pl", "paper-ar": "paper?language=ar"}
    for kind, address in seen.items():
        page.goto(f"{site.url}/documents/{one.id}/{address}")
        page.evaluate("() => document.fonts.ready")
        page.screenshot(path=folder / f"{one.called}-{kind}-{screen}.png", full_page=True)


def _word_files(client: FlaskClient, site: Site, one: Shown, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    asked = {"nl": {"language": "nl"}, "pl": {"language": "pl"}, "nl-ar": {"language": "nl", "beside": "ar"}}
    if one.filled == "empty":
        asked = {kind: {**more, "blank": "1"} for kind, more in asked.items()} | {
            "ar": {"language": "ar", "blank": "1"}
        }
    for kind, more in asked.items():
        answer = client.post(f"/documents/{one.id}/paper.docx", data=more, base_url=site.url)
        assert answer.status_code == 200, (one.called, kind)
        file = folder / f"{one.called}-{kind}.docx"
        file.write_bytes(answer.data)
        yield file
