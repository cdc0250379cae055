"""F-01: the server killed (`kill -9`) again and again while sixteen people write. Every save that was answered is there.

A killed process loses nothing that the kernel already has, so this finds an answer given before the commit, and not a missing sync.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.ports import free_port
from webapp.config import config_for
from webapp.store import Database, accounts, documents
from webapp.store.sessions import save_new_session
from words_pictures.change import Add, Change, Write
from words_pictures.definition import definitions
from words_pictures.document import new_id

WRITERS = 16


@dataclass
class Evening:
    """One document, sixteen scenes, and what each writer was told is saved."""

    folder: Path
    port: int
    document_id: str
    cookie: str
    acknowledged: list[str] = field(default_factory=list)
    first_after_s: list[float] = field(default_factory=list)


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    config = config_for(tmp_path)
    database = Database(config.database, config.key)
    database.migrate()
    account = accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, "een zin die niemand raadt")
    known = definitions()
    family_id, _ = documents.save_new_family(database, account.id, known["family"], [])
    scenes: list[Change] = [Add(f"a.{n + 1}", "together", "scenes", f"s{n}", None) for n in range(WRITERS)]
    story = known["words-and-pictures"]
    document_id = documents.save_new_document(database, family_id, account.id, story, scenes)
    cookie = save_new_session(database, account.id).token
    database.close()
    return Evening(tmp_path, free_port(), document_id, cookie)


def test_no_answered_save_is_lost_in_twelve_kills(evening: Evening) -> None:
    write_and_kill(evening, kills=12)
    assert len(evening.acknowledged) > 50
    assert missing(evening) == set()
    print(
        f"{len(evening.acknowledged)} answered, 0 missing, first save {sorted(evening.first_after_s)[6]:.2f} s after a kill"
    )


def test_a_server_that_answers_before_it_saves_is_found_out(evening: Evening) -> None:
    write_and_kill(evening, "answers-first", kills=5)
    assert missing(evening)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_no_answered_save_is_lost_in_five_hundred_kills(evening: Evening) -> None:
    write_and_kill(evening, kills=500)
    assert missing(evening) == set()


def write_and_kill(evening: Evening, *flags: str, kills: int) -> None:
    chance = random.Random(4)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.server", str(evening.folder), str(evening.port), *flags],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as starter:
        for _ in range(kills):
            write_until_killed(evening, starter, chance.uniform(0.2, 0.9))


def write_until_killed(evening: Evening, starter: subprocess.Popen[str], seconds: float) -> None:
    ended = threading.Event()
    writers = [threading.Thread(target=keep_writing, args=(evening, n, ended)) for n in range(WRITERS)]
    began = time.monotonic()
    group = start(starter)
    try:
        wait_until_it_answers(evening)
        for writer in writers:
            writer.start()
        evening.first_after_s.append(time.monotonic() - began)
        time.sleep(seconds)
    finally:
        os.killpg(group, signal.SIGKILL)
    ended.set()
    for writer in writers:
        writer.join()


def start(starter: subprocess.Popen[str]) -> int:
    """One more server. Gives back its process group."""
    assert starter.stdin
    assert starter.stdout
    starter.stdin.write("start\n")
    starter.stdin.flush()
    return int(starter.stdout.readline())


def wait_until_it_answers(evening: Evening) -> None:
    # Gunicorn listens before its workers are there: only a page says that they are.
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", evening.port, timeout=10)
        try:
            connection.request("GET", "/sign-in")
            if connection.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()
    raise TimeoutError("the server did not start")


def keep_writing(evening: Evening, scene: int, ended: threading.Event) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", evening.port, timeout=10)
    headers = {
        "Cookie": f"session={evening.cookie}",
        "Origin": f"http://127.0.0.1:{evening.port}",
        "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    while not ended.is_set():
        words = new_id()
        form = {
            "address": f"scenes/s{scene}/words@nl",
            "value": words,
            "by": "together",
            "change": f"{new_id()}.1",
            "seen": 10**9,
        }
        try:
            connection.request(
                "POST", f"/documents/{evening.document_id}/changes", urllib.parse.urlencode(form), headers
            )
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            continue
        if answer.status == 200:
            evening.acknowledged.append(words)
    connection.close()


def missing(evening: Evening) -> set[str]:
    """Which answered words are neither on the page nor in the kept changes; and the file itself is sound."""
    config = config_for(evening.folder)
    database = Database(config.database, config.key)
    try:
        with database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
        kept = documents.read_changes(database, evening.document_id)
        written = {one.kept.change.value for one in kept if isinstance(one.kept.change, Write)}
        stored = documents.read_document(database, evening.document_id)
        assert stored is not None
        standing = {entry.value for entry in stored.document.entries.values()}
        return set(evening.acknowledged) - written - standing
    finally:
        database.close()
