"""F-18: all is lost but the backups and the master key. From an empty folder to a page that is answered; what was wiped stays so."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.ports import free_port
from webapp.config import Config, config_for
from webapp.store import Database, accounts
from webapp.store.bringing import read_shown, save_brought_in
from webapp.store.documents import read_family_documents, read_file
from webapp.store.erasing import save_erased_family
from webapp.store.pictures import read_picture
from webapp.store.starting import started
from words_pictures.bundle import Bundle, shown_pictures
from words_pictures.definition import definitions
from words_pictures.demo import STORIES, demo_bundle
from words_pictures.document import new_id
from words_pictures.picture import made_safe

NAME, PASSWORD = "Pieter", "een zin die niemand raadt"
MOST_S = 300


@dataclass
class Drill:
    """What was made, and what was left of it: the shelf with the backups and the safe with the master key."""

    config: Config
    shelf: Path
    safe: Path
    families: list[str]
    erased: str
    old: Path
    """A backup of before the family was erased."""
    seconds: float = 0


def drill(folder: Path, stories: Sequence[str], families: int) -> Drill:
    """Fill an installation, back it up, wipe one family, back it up again, lose everything, and bring the older copy back."""
    config = config_for(folder / "lost")
    made = _filled(config, stories, families)
    shelf, safe = folder / "shelf", folder / "safe" / "master"
    _do("backup", str(shelf), "--data", str(folder / "lost"))
    [old] = shelf.glob("words-pictures-*.db")
    with closing(started(config.database, config.key)) as database:
        save_erased_family(database, made[0], accounts.read_accounts(database)[0].id)
    _do("backup", str(shelf), "--data", str(folder / "lost"))
    safe.parent.mkdir()
    shutil.move(config.key, safe)
    shutil.rmtree(folder / "lost")

    result = Drill(config_for(folder / "found"), shelf, safe, made[1:], made[0], old)
    began = time.monotonic()
    _do("restore", str(old), str(shelf / "keys.db"), "--key", str(safe), "--data", str(folder / "found"))
    serve_once(folder / "found", result.families[-1])
    result.seconds = time.monotonic() - began
    size = old.stat().st_size / 1_000_000
    print(f"\n{len(made)} families, {size:.0f} MB: from an empty folder to serving in {result.seconds:.1f} s")
    return result


def check(result: Drill) -> None:
    """Every story and every picture of the others can be read; nothing of the one that was wiped."""
    with closing(started(result.config.database, result.config.key)) as database:
        assert database.read_families() == set(result.families)
        for family in result.families:
            assert read_file(database, family) is not None
            stories = read_family_documents(database, family)
            assert stories
            for story in stories:
                for picture in shown_pictures(story.document):
                    assert read_picture(database, family, picture, "screen") is not None
        assert read_file(database, result.erased) is None
        assert read_family_documents(database, result.erased) == []
    assert result.seconds <= MOST_S


def test_from_an_empty_folder_to_serving(tmp_path: Path) -> None:
    check(drill(tmp_path, STORIES[2:3], families=3))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_from_an_empty_folder_to_serving_with_a_hundred_families(tmp_path: Path) -> None:
    check(drill(tmp_path, STORIES, families=100))


def _filled(config: Config, stories: Sequence[str], families: int) -> list[str]:
    bundles = [demo_bundle(name) for name in stories]
    safe = [{id: made_safe(data) for id, data in read_shown(bundle).items()} for bundle in bundles]
    made: list[str] = []
    with closing(Database(config.database, config.key)) as database:
        database.migrate()
        account = accounts.save_account(database, NAME, NAME, accounts.CONSULENT, PASSWORD)
        for _ in range(families):
            file = new_id()
            for bundle, pictures in zip(bundles, safe, strict=True):
                other = Bundle(bundle.document, replace(bundle.file, id=file), bundle.pictures)
                brought = save_brought_in(database, account, definitions()["family"], other, pictures)
            made.append(brought.family_id)
    return made


def _do(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "webapp.commands", *words], check=True, capture_output=True, timeout=MOST_S)


def serve_once(folder: Path, family: str) -> None:
    """Start the app as people do, sign in and look at a family."""
    port = free_port()
    command = [sys.executable, "-m", "webapp.commands", "serve", "--data", str(folder), "--port", str(port)]
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    browser.addheaders = [("Origin", f"http://127.0.0.1:{port}")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/sign-in")
            form = urllib.parse.urlencode({"name": NAME, "password": PASSWORD}).encode()
            browser.open(f"http://127.0.0.1:{port}/sign-in", form).close()
            with browser.open(f"http://127.0.0.1:{port}/families/{family}") as page:
                assert "Mila" in page.read().decode()
        finally:
            server.send_signal(signal.SIGINT)


def _wait_for(address: str) -> None:
    until = time.monotonic() + MOST_S
    while True:
        try:
            urllib.request.urlopen(address).close()
            return
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
