"""F-05 and F-06: eight people at five passages, everything they asked and heard written down with its times, and looked through after.

Every write says which version it has seen, and an acknowledged one hears its own version: so the order of the writes is known, and a whole
search for one that explains the answers (Wing and Gong) is not needed. Looked for are

    a lost update    an acknowledged write over another that its writer had not seen
    a stale read     a read, begun after a write was acknowledged, that does not know of it
    a second effect  a request that was sent again, late, or whose answer was lost, and that changed anything twice
"""

from __future__ import annotations

import html
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from webapp.config import config_for
from webapp.store import Database, documents
from words_pictures.change import Write
from words_pictures.document import new_id

from .test_killed import Evening, evening, start, wait_until_it_answers

__all__ = ["evening"]

WRITERS, PASSAGES, SECONDS = 8, 5, 9
READ, WRITE = "read", "write"
OK, REFUSED, UNKNOWN = "ok", "refused", "unknown"


@dataclass(frozen=True)
class Asked:
    """One thing that somebody asked, and what they heard. Times are of one monotonic clock."""

    kind: str
    passage: int
    began: float
    ended: float
    outcome: str
    words: str = ""
    change: str = ""
    seen: int = 0
    version: int = 0
    """Which version stands there, as far as the answer told."""


@dataclass
class Recorded:
    """All that was asked, by everybody."""

    all: list[Asked] = field(default_factory=list)
    said_wrongly: list[tuple[int, int, int]] = field(default_factory=list)
    """Repeated requests that were answered with a version that is neither their own nor what their writer had seen."""

    def of(self, kind: str, outcome: str = OK) -> list[Asked]:
        return [one for one in self.all if (one.kind, one.outcome) == (kind, outcome)]


class Writer:
    """Reads a passage, thinks, writes with what was seen; asks twice, hangs up, and sends old requests again."""

    def __init__(self, evening: Evening, recorded: Recorded, number: int) -> None:
        self.evening, self.recorded, self.chance = evening, recorded, random.Random(number)
        self.headers = {
            "Cookie": f"session={evening.cookie}",
            "Origin": f"http://127.0.0.1:{evening.port}",
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.sent_before: list[tuple[int, str]] = []
        self.connection = http.client.HTTPConnection("127.0.0.1", evening.port, timeout=20)

    def go_on(self, until: float) -> None:
        while time.monotonic() < until:
            passage = self.chance.randrange(PASSAGES)
            seen = self.read(passage)
            while seen is not None and time.monotonic() < until:
                time.sleep(self.chance.uniform(0, 0.05))
                if self.chance.random() < 0.1 and self.sent_before:
                    self.ask("POST", *self.chance.choice(self.sent_before))
                said = self.write(passage, seen)
                # Who was told that it is saved goes on writing, without looking again.
                seen = said if self.chance.random() < 0.5 else None
        self.connection.close()

    def read(self, passage: int) -> int | None:
        began = time.monotonic()
        answer = self.ask("GET", passage, "")
        if answer is None or answer[0] != 200:
            return None
        words = re.search(r'words--nl-field"[^>]*>([^<]*)</textarea>', answer[1])
        version = re.search(r'words--nl">\s*<input type="hidden" name="seen" value="(\d+)"', answer[1])
        assert words
        assert version
        self.note(READ, passage, began, OK, words=html.unescape(words[1]), version=int(version[1]))
        return int(version[1])

    def write(self, passage: int, seen: int) -> int | None:
        """Write new words. Gives back what the answer says has been seen from now on; None when it was refused or got lost."""
        words, change = new_id(), f"{new_id()}.1"
        address = f"scenes/s{passage}/words@nl"
        form = {"address": address, "value": words, "by": "together", "change": change, "seen": seen}
        body = urllib.parse.urlencode(form)
        self.sent_before.append((passage, body))
        about = {"words": words, "change": change, "seen": seen}
        began = time.monotonic()
        if self.chance.random() < 0.1:
            self.hang_up(body)
            self.note(WRITE, passage, began, UNKNOWN, **about)
            return None
        said = self.note_answer(self.ask("POST", passage, body), passage, began, about)
        for _ in range(self.chance.choice((0, 0, 0, 1, 2))):
            again = self.ask("POST", passage, body)
            version = re.search(r'name="seen" value="(\d+)"', again[1]) if again else None
            if said and version and int(version[1]) not in (said, seen):
                self.recorded.said_wrongly.append((said, seen, int(version[1])))
        return said

    def note_answer(
        self, answer: tuple[int, str] | None, passage: int, began: float, about: dict[str, object]
    ) -> int | None:
        if answer is None or answer[0] not in (200, 409):
            self.note(WRITE, passage, began, UNKNOWN, **about)
            return None
        version = re.search(r'name="seen" value="(\d+)"', answer[1])
        assert version
        outcome = OK if answer[0] == 200 else REFUSED
        self.note(WRITE, passage, began, outcome, version=int(version[1]), **about)
        return int(version[1]) if outcome == OK else None

    def hang_up(self, body: str) -> None:
        """Send it, and be gone before the answer comes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.evening.port, timeout=20)
        connection.request("POST", f"/documents/{self.evening.document_id}/changes", body, self.headers)
        connection.close()

    def ask(self, method: str, passage: int, body: str) -> tuple[int, str] | None:
        document = f"/documents/{self.evening.document_id}"
        where = f"{document}/scenes/s{passage}/news" if method == "GET" else f"{document}/changes"
        try:
            self.connection.request(method, where, body or None, self.headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return None

    def note(self, kind: str, passage: int, began: float, outcome: str, **about: object) -> None:
        self.recorded.all.append(Asked(kind, passage, began, time.monotonic(), outcome, **about))  # type: ignore[arg-type]


def record(evening: Evening, *flags: str, seconds: float) -> Recorded:
    recorded, log = Recorded(), evening.folder.with_name(f"{evening.folder.name}.log")
    with (
        log.open("w") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server", str(evening.folder), str(evening.port), *flags],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as starter,
    ):
        group = start(starter)
        try:
            wait_until_it_answers(evening)
            until = time.monotonic() + seconds
            everybody = [Writer(evening, recorded, number) for number in range(WRITERS)]
            threads = [threading.Thread(target=one.go_on, args=(until,)) for one in everybody]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            time.sleep(0.5)  # what was sent by those who hung up
        finally:
            stop(group, log)
    return recorded


def stop(group: int, log: Path) -> None:
    try:
        os.killpg(group, signal.SIGTERM)
    except ProcessLookupError:
        pytest.fail(f"the server stopped by itself: {log.read_text()[-2000:]}")
    time.sleep(1)
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


# --- looking it through -----------------------------------------------------------------------------------------------


def lost_updates(recorded: Recorded) -> list[tuple[Asked, Asked]]:
    """Acknowledged writes with another acknowledged write between what their writer had seen and themselves."""
    found = []
    for mine in recorded.of(WRITE):
        others = (one for one in recorded.of(WRITE) if one.passage == mine.passage and one.change != mine.change)
        found += [(mine, theirs) for theirs in others if mine.seen < theirs.version < mine.version]
    return found


def stale_reads(recorded: Recorded) -> list[tuple[Asked, Asked]]:
    """Answers that knew less than an answer on the same passage that had come before they were asked for."""
    found = []
    for passage in range(PASSAGES):
        here = sorted(
            (one for one in recorded.all if one.passage == passage and one.version), key=lambda one: one.ended
        )
        newest: Asked | None = None
        waiting = sorted(here, key=lambda one: one.began)
        for one in waiting:
            for ended in (other for other in here if other.ended < one.began):
                newest = ended if newest is None or ended.version > newest.version else newest
            if newest is not None and one.version < newest.version:
                found.append((newest, one))
    return found


def wrong_reads(recorded: Recorded) -> list[Asked]:
    """Reads that show other words than those acknowledged at that version."""
    written = {(one.passage, one.version): one.words for one in recorded.of(WRITE)}
    return [one for one in recorded.of(READ) if written.get((one.passage, one.version), one.words) != one.words]


def refused_for_nothing(recorded: Recorded) -> list[Asked]:
    """Writes that were refused although nothing newer stood there."""
    return [one for one in recorded.of(WRITE, REFUSED) if one.version <= one.seen]


def kept(evening: Evening) -> tuple[list[str], set[str]]:
    """The words on the disk: those that stand or stood, and those that were overtaken and lie aside."""
    config = config_for(evening.folder)
    database = Database(config.database, config.key)
    try:
        changes = [one.kept.change for one in documents.read_changes(database, evening.document_id)]
    finally:
        database.close()
    writes = [one for one in changes if isinstance(one, Write)]
    return [str(one.value) for one in writes if not one.aside], {str(one.value) for one in writes if one.aside}


def wrong_on_the_disk(recorded: Recorded, evening: Evening) -> list[object]:
    """Acknowledged words that did not come to stand, refused ones that did or that nobody kept, and changes with two effects."""
    stood, aside = kept(evening)
    acknowledged = {one.words for one in recorded.of(WRITE)}
    refused = {one.words for one in recorded.of(WRITE, REFUSED)}
    twice = {one for one in stood if stood.count(one) > 1}
    return [*(acknowledged - set(stood)), *twice, *(refused & set(stood)), *(refused - aside)]


def faults(recorded: Recorded, evening: Evening) -> list[object]:
    return [
        *recorded.said_wrongly,
        *lost_updates(recorded),
        *stale_reads(recorded),
        *wrong_reads(recorded),
        *refused_for_nothing(recorded),
        *wrong_on_the_disk(recorded, evening),
    ]


@pytest.mark.early
def test_eight_writers_lose_nothing_and_read_nothing_stale(evening: Evening) -> None:
    recorded = record(evening, seconds=SECONDS)
    counted = {outcome: len(recorded.of(WRITE, outcome)) for outcome in (OK, REFUSED, UNKNOWN)}
    print(f"{len(recorded.of(READ))} reads, writes {counted}")
    assert counted[OK] > 100
    assert counted[REFUSED] > 10
    assert counted[UNKNOWN] > 4
    assert faults(recorded, evening) == []


def test_a_store_in_which_the_last_writer_wins_is_found_out(evening: Evening) -> None:
    recorded = record(evening, "last-writer-wins", seconds=4)
    assert lost_updates(recorded)


def test_a_store_that_answers_before_it_saves_is_found_out(evening: Evening) -> None:
    recorded = record(evening, "answers-first", seconds=4)
    assert faults(recorded, evening)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_eight_writers_for_ten_minutes(evening: Evening) -> None:
    assert faults(record(evening, seconds=600), evening) == []


def test_what_is_looked_for_is_found() -> None:
    """The three questions themselves, on answers made up for each."""
    first = Asked(WRITE, 0, 0.0, 1.0, OK, "a", "a.1", seen=0, version=1)
    over = Asked(WRITE, 0, 2.0, 3.0, OK, "b", "b.1", seen=0, version=2)
    assert lost_updates(Recorded([first, over])) == [(over, first)]
    assert lost_updates(Recorded([first, replace(over, seen=1)])) == []
    late = Asked(READ, 0, 4.0, 5.0, OK, "a", version=1)
    assert stale_reads(Recorded([first, replace(over, seen=1), late]))
    assert not stale_reads(Recorded([first, replace(over, seen=1), replace(late, began=0.5)]))
    assert wrong_reads(Recorded([first, replace(late, words="c")]))
    assert refused_for_nothing(Recorded([replace(first, outcome=REFUSED, seen=1)]))
