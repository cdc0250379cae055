"""F-08: somebody else is saving, for longer than anybody should. A save waits five seconds for its turn, and then says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from webapp.store import encrypted

from .evening import AS_PART, Evening, evening, sentence

BUSY = "Het is hier nu te druk. De woorden staan er nog: probeer het straks opnieuw."


@pytest.fixture
def tablet(tmp_path: Path) -> Iterator[Evening]:
    with evening(tmp_path) as found:
        yield found


@contextmanager
def somebody_saves(tablet: Evening, seconds: float) -> Iterator[None]:
    """Another one who may write, and does not end."""
    begun, ended = threading.Event(), threading.Event()

    def save() -> None:
        with tablet.database.saving():
            begun.set()
            ended.wait(seconds)

    one = threading.Thread(target=save)
    one.start()
    assert begun.wait(10)
    try:
        yield
    finally:
        ended.set()
        one.join()


def timed(tablet: Evening, words: str) -> tuple[int, float]:
    began = time.monotonic()
    return tablet.write(words, **AS_PART).status_code, time.monotonic() - began


@pytest.mark.parametrize("seconds", [1, 3])
def test_a_save_waits_its_turn(tablet: Evening, seconds: int) -> None:
    with somebody_saves(tablet, seconds):
        status, took = timed(tablet, "Mama was boos.")
    assert status == 200
    assert seconds - 0.5 <= took < encrypted.WAITS_S
    assert tablet.written() == {"Mama was boos."}


def test_after_five_seconds_it_says_so_and_when_to_try_again(tablet: Evening) -> None:
    with somebody_saves(tablet, 30):
        began = time.monotonic()
        refused = tablet.write("Mama was boos.", **AS_PART)
        took = time.monotonic() - began
        assert encrypted.WAITS_S - 0.5 <= took < encrypted.WAITS_S + 10
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert sentence(refused) == BUSY
        assert tablet.read().status_code == 200
    assert tablet.written() == set()
    assert tablet.write("Mama was boos.").status_code == 303
    assert tablet.written() == {"Mama was boos."}


def test_those_who_wait_do_not_hold_up_each_other_or_who_reads(tablet: Evening) -> None:
    """As many as two processes of two threads ever let in, and more: they wait side by side, and a page is read meanwhile."""
    tablet.read()
    began = time.monotonic()
    with somebody_saves(tablet, 30), ThreadPoolExecutor(6) as pool:
        waiting = [pool.submit(timed, tablet, f"woord {n}") for n in range(6)]
        time.sleep(0.5)
        looked = time.monotonic()
        assert tablet.read().status_code == 200
        assert time.monotonic() - looked < 4
        answers = [one.result() for one in waiting]
    assert [status for status, _ in answers] == [503] * 6
    assert time.monotonic() - began < encrypted.WAITS_S + 15
    assert tablet.written() == set()


def test_a_save_that_did_not_wait_would_be_found(tablet: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encrypted, "WAITS_S", 0)
    tablet.database.engine.dispose()
    with somebody_saves(tablet, 30):
        status, took = timed(tablet, "Mama was boos.")
    assert status == 503
    assert took < 4
