"""Many at once in one story: through the real store, by threads, and on the random evenings of the rules."""

from __future__ import annotations

import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.words_pictures.test_change import CLAIMS, EMPTY, SEEDS, STEPS, STORY, Answer, Evening, Step
from webapp.store import Database
from webapp.store.documents import (
    read_changes,
    read_document,
    save_changes,
    save_new_document,
    save_whole_document,
    save_wiped,
)
from words_pictures import change as rules
from words_pictures.change import Add, Change, Overtaken, Write
from words_pictures.document import Document, Entry, new_id
from words_pictures.errors import WordsPicturesError

THREADS, PASSAGES, SECONDS = 8, 5, 1.5
TURNS = 100
ENOUGH, MOST_SECONDS = 50, 60
"""They go on until so many changes were taken, for a disk may be slow: in as many seconds as one has patience."""


# --- threads ----------------------------------------------------------------------------------------------------------


@dataclass
class Writers:
    """Eight who write in five passages, each with what stood there when they last looked."""

    database: Database
    account: str
    document_id: str
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    overtaken: int = 0

    def write(self) -> None:
        began = time.monotonic()
        with ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(self._one, n, began) for n in range(THREADS)]:
                done.result()

    def _goes_on(self, seconds: float) -> bool:
        return seconds < (SECONDS if len(self.acknowledged) > ENOUGH else MOST_SECONDS)

    def _one(self, n: int, began: float) -> None:
        chance, written = Random(n), 0
        while self._goes_on(time.monotonic() - began):
            address = f"scenes/s{chance.randrange(PASSAGES)}/words@nl"
            seen = self.document.version(address)
            time.sleep(chance.random() * 0.004)
            written += 1
            change = Write(f"{new_id()}.1", "together", address, f"{n} schrijft {written}", seen)
            try:
                save_changes(self.database, self.document_id, self.account, STORY, [change], lambda *_: True)
                self.acknowledged.append((address, str(change.value)))
            except Overtaken:
                self.overtaken += 1

    @property
    def document(self) -> Document:
        found = read_document(self.database, self.document_id)
        assert found is not None
        return found.document

    def covered_unseen(self) -> int:
        """How many acknowledged wordings were written over by somebody who had not seen them."""
        kept: dict[str, list[rules.Kept]] = defaultdict(list)
        for one in read_changes(self.database, self.document_id):
            if isinstance(one.kept.change, Write):
                kept[one.kept.change.address].append(one.kept)
        return sum(
            later.change.seen < earlier.revision  # type: ignore[union-attr]
            for changes in kept.values()
            for earlier, later in pairwise(changes)
        )


@pytest.fixture
def writers(opened: Database, account: str, family: str) -> Writers:
    changes = [Add(f"a{n}.1", "together", "scenes", f"s{n}", None) for n in range(PASSAGES)]
    return Writers(opened, account, save_new_document(opened, family, account, STORY, changes))


def test_eight_at_once_lose_nothing_that_was_acknowledged(writers: Writers) -> None:
    writers.write()
    changes = [one.kept for one in read_changes(writers.database, writers.document_id)]
    said = {(one.change.address, one.change.value) for one in changes if isinstance(one.change, Write)}
    assert len(writers.acknowledged) > ENOUGH
    assert writers.overtaken > 0
    assert set(writers.acknowledged) == said
    assert writers.covered_unseen() == 0
    assert [one.revision for one in changes] == list(range(1, len(changes) + 1))
    empty = Document(writers.document_id, STORY.id, made_with=STORY.edition)
    assert rules.replayed(empty, changes) == writers.document


def test_without_looking_at_versions_they_write_over_each_other(
    writers: Writers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_said_here", lambda *_: -1)
    writers.write()
    assert writers.covered_unseen() > 0


# --- random evenings --------------------------------------------------------------------------------------------------


class StoredEvening(Evening):
    """An evening of which nothing is in memory: every change goes through the store, and is read from it again."""

    def __init__(self, database: Database, account: str, family: str) -> None:
        super().__init__()
        self.database, self.account, self.id = database, account, new_id()
        save_whole_document(database, family, replace(EMPTY, id=self.id))

    def deliver(self, change: Change, first: Answer | None = None) -> Answer:
        before, known, log = self.document, first.kept if first else None, self.log
        gone = known is not None and known.revision in self.wiped
        try:
            save_changes(self.database, self.id, self.account, STORY, [change], lambda *_: True)
        except WordsPicturesError as refusal:
            answer = Answer(change, before, before, None, refusal, known, gone)
        else:
            self._look_again()
            answer = Answer(change, before, self.document, self._new(log), None, known, gone)
        self.answers.append(answer)
        return answer

    def _look_again(self) -> None:
        found = read_document(self.database, self.id)
        assert found is not None
        self.log = [one.kept for one in read_changes(self.database, self.id)]
        now = replace(found.document, id=EMPTY.id)
        self.document = self.document if now == self.document else now

    def _new(self, before: list[rules.Kept]) -> rules.Kept | None:
        was, now = ({(one.revision, one.change.id) for one in log} for log in (before, self.log))
        new = next((one for one in self.log if (one.revision, one.change.id) not in was), None)
        return replace(new, replaces=next((revision for revision, _ in was - now), None)) if new else None

    def wipe(self, who: int, where: int, what: int, flag: bool) -> None:
        words = [kept for kept in self.log if isinstance(kept.change, Write)]
        past = [one for one in words if self.document.version(one.change.address) != one.revision]  # type: ignore[union-attr]
        if past:
            gone = past[-1 - (where * 6 + what) % len(past)]
            self.wiped.add(gone.revision)
            save_wiped(self.database, self.id, self.account, gone.change.address, gone.revision)  # type: ignore[union-attr]
            self._look_again()


def test_on_random_evenings_the_store_keeps_what_the_rules_claim(opened: Database, account: str, family: str) -> None:
    """And after every wiping the entries that were wiped stand nowhere in what was kept."""

    @settings(derandomize=True, database=None, deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def holds(steps: list[Step]) -> None:
        told = StoredEvening(opened, account, family)
        for change in SEEDS:
            told.deliver(change)
        told.pages = [told.document.revision] * 3
        for step in steps:
            told.step(*step)
        for claim in CLAIMS:
            claim(told)
        seen.append(told)

    seen: list[StoredEvening] = []
    holds()
    assert any(told.wiped for told in seen)
    assert any(isinstance(answer.refusal, Overtaken) for told in seen for answer in told.answers)
    assert any(isinstance(kept.was, Entry) for told in seen for kept in told.log)


# --- in turn ----------------------------------------------------------------------------------------------------------


def test_of_those_who_save_without_a_pause_nobody_is_passed_over(writers: Writers) -> None:
    # Counted in turns, for a disk may be slow. Where nobody waits for a turn, one of three gets no more than six.
    saved: list[int] = []

    def save(n: int) -> None:
        while len(saved) < 3 * TURNS:
            change = Write(f"{new_id()}.1", "together", f"scenes/s{n}/words@nl", new_id(), 10**9)
            save_changes(writers.database, writers.document_id, writers.account, STORY, [change], lambda *_: True)
            saved.append(n)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(save, range(3)))
    assert min(saved.count(n) for n in range(3)) > TURNS / 4
