"""Word files of strangers are read in a process of their own, which can do nothing else."""

import errno
import sys
import time

import pytest
from strangers_word import cell, hostile, paragraph, table, word

from words_pictures import word_apart
from words_pictures.errors import NoWordFile, WordFileRefused, WordFileTooLarge, WordFileUnreadable
from words_pictures.word_file import read_word_file

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="the door can be shut on Linux only")
HOSTILE = hostile()


@pytest.fixture
def planted(monkeypatch):
    """Plant a few lines of Python in the process, run before it reads."""

    def plant(lines: str) -> None:
        before, answers = word_apart._BEGIN.rsplit("word_apart.answer", 1)
        monkeypatch.setattr(word_apart, "_BEGIN", f"{before}\n{lines}\nword_apart.answer{answers}")

    return plant


TRIES = """
import ctypes, os, socket, subprocess
from words_pictures.errors import WordFileUnreadable
def tried(data):
    try:
        attempt()
    except OSError as refused:
        raise WordFileUnreadable(f"errno {refused.errno}")
    raise WordFileUnreadable("nothing refused it")
word_apart.read_here = tried
word_apart._rehearse = lambda: None
"""


def test_a_file_read_apart_says_the_same():
    file = word(paragraph("Boven") + table(cell(paragraph("ሰላም ☂ &lt;&amp;") + "<w:p/>") + cell(paragraph("مرحبا"))))
    assert word_apart.read_word_file(file) == read_word_file(file)


@pytest.mark.parametrize(
    "name", ["a spreadsheet", "doctype laughs", "a bomb in the document", "very deep", "locked", "half"]
)
def test_what_is_refused_is_refused_for_the_same_reason(name):
    with pytest.raises(WordFileRefused) as here:
        read_word_file(HOSTILE[name])
    with pytest.raises(WordFileRefused) as apart:
        word_apart.read_word_file(HOSTILE[name])
    assert (type(apart.value), str(apart.value)) == (type(here.value), str(here.value))


def test_what_is_too_heavy_or_no_zip_needs_no_process(monkeypatch):
    monkeypatch.setattr(word_apart, "_asked", lambda data: pytest.fail("a process was started"))
    with pytest.raises(WordFileTooLarge):
        word_apart.read_word_file(HOSTILE["too heavy"])
    with pytest.raises(NoWordFile):
        word_apart.read_word_file(b"\xff\xd8\xff")


@LINUX_ONLY
@pytest.mark.parametrize(
    "attempt",
    ["open('/etc/passwd')", "socket.socket()", "os.fork()", "os.execv('/bin/true', ['x'])", "os.kill(os.getppid(), 9)"],
)
def test_the_process_reaches_no_file_no_network_and_no_other_process(planted, attempt):
    planted(f"{TRIES}\ndef attempt(): {attempt}")
    with pytest.raises(WordFileUnreadable, match=f"errno {errno.EPERM}"):
        word_apart.read_word_file(word())


def test_it_is_given_nothing_of_the_servers(planted, monkeypatch):
    monkeypatch.setenv("SECRET", "x")
    planted(
        f"{TRIES}\nSEEN = [*os.environ, *os.listdir('/proc/self/fd')]\ndef attempt(): raise WordFileUnreadable(repr(SEEN))"
    )
    with pytest.raises(WordFileUnreadable) as told:
        word_apart.read_word_file(word())
    seen = eval(str(told.value))
    assert "SECRET" not in seen
    assert {one for one in seen if one.isdigit()} <= {"0", "1", "2", "3"}


@LINUX_ONLY
def test_one_that_wants_all_memory_ends_and_the_file_is_refused(planted):
    planted(f"{TRIES}\ndef attempt(): bytearray(1 << 30)")
    with pytest.raises(WordFileUnreadable):
        word_apart.read_word_file(word())


def test_one_that_never_ends_is_ended(planted):
    planted(f"{TRIES}\nword_apart.CPU_SECONDS = 1\ndef attempt():\n    while True: pass")
    begun = time.monotonic()
    with pytest.raises(WordFileUnreadable):
        word_apart.read_word_file(word())
    assert time.monotonic() - begun < 10


def test_one_that_only_sleeps_is_left(planted, monkeypatch):
    monkeypatch.setattr(word_apart, "SECONDS", 1)
    planted("import time\nword_apart.answer = lambda: time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(WordFileUnreadable):
        word_apart.read_word_file(word())
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "said",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        "[" * 100_000,
        '{"tables": 3}',
        '{"tables": [], "outside": [3], "properties": {}, "is_tracked": false}',
        '{"tables": [{"rows": [[{"column": "x"}]]}], "outside": [], "properties": {}, "is_tracked": false}',
        '{"tables": [], "outside": [], "properties": {"a": []}, "is_tracked": false}',
    ],
)
def test_a_process_that_was_taken_over_may_say_what_it_likes(planted, said):
    planted(f"word_apart.answer = lambda: print({said!r})")
    with pytest.raises(WordFileUnreadable):
        word_apart.read_word_file(word())


def test_it_is_not_listened_to_for_ever(planted, monkeypatch):
    monkeypatch.setattr(word_apart, "MOST_ANSWER_BYTES", 1000)
    planted("word_apart.answer = lambda: print('x' * 100_000_000)")
    with pytest.raises(WordFileUnreadable):
        word_apart.read_word_file(word())
