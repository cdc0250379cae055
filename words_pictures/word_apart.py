"""Strangers' Word files are read apart: in a process of their own, with little memory, little time and nothing to find.

One process reads one file (50 ms to start): such files come a few times a day, not forty to a page as pictures do (apart.py). It gets the
bytes, takes its limits, shuts its door, and answers in JSON; whatever goes wrong in it is WordFileUnreadable.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, cast

from .confined import ShutDoor, limit
from .errors import NoWordFile, WordFileRefused, WordFileTooLarge, WordFileUnreadable
from .word_file import MOST_PACKED_BYTES, Cell, Table, WordFile
from .word_file import read_word_file as read_here

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 5
SECONDS = 20
"""By the clock, until the last byte of the answer."""
MOST_ANSWER_BYTES = 16 * 1024 * 1024

_BEGIN = """
import sys
sys.path[:] = sys.argv[1:]
from words_pictures import word_apart
word_apart.answer()
"""


def read_word_file(data: bytes) -> WordFile:
    """`word_file.read_word_file`, apart."""
    if len(data) > MOST_PACKED_BYTES:
        raise WordFileTooLarge(len(data), MOST_PACKED_BYTES)
    if not data.startswith(b"PK"):
        raise NoWordFile("no zip")
    said = _asked(data)
    try:
        return _understood(cast("dict[str, Any]", json.loads(said)))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as wrong:
        raise WordFileUnreadable("ended without an answer") from wrong


# --- in the server -------------------------------------------------------------------------------------------------


def _asked(data: bytes) -> bytes:
    """All that the process says; nothing when it is too much, or not whole in time."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter with our own module
        [sys.executable, "-I", "-S", "-c", _BEGIN, *_where_modules_are()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    ) as process:
        try:
            return _exchanged(process, data)
        finally:
            process.kill()


def _exchanged(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    given, answer = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    until = time.monotonic() + SECONDS
    with contextlib.suppress(BrokenPipeError):  # it ended before it had read all
        given.write(data)
        given.close()
    said = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(answer, selectors.EVENT_READ)
        while waiting.select(max(0, until - time.monotonic())):
            piece = os.read(answer.fileno(), 1 << 20)
            if not piece:
                return bytes(said)
            said += piece
            if len(said) > MOST_ANSWER_BYTES:
                break
    return b""


def _where_modules_are() -> list[str]:
    """Where the process finds this library and Python's own; nothing that was installed."""
    own = Path(__file__).resolve().parents[1]
    return [
        str(own),
        *(folder for folder in sys.path if folder and "site-packages" not in folder and Path(folder) != own),
    ]


def _understood(said: Mapping[str, Any]) -> WordFile:
    """The answer, if it is in truth of that shape: a process that was taken over may say anything."""
    match said:
        case {"too_large": [int(size), int(most)]}:
            raise WordFileTooLarge(size, most)
        case {"no_word_file": str(why)}:
            raise NoWordFile(why)
        case {"unreadable": str(why)}:
            raise WordFileUnreadable(why)
        case _:
            return WordFile(
                tables=tuple(Table(tuple(_row(row) for row in table["rows"])) for table in said["tables"]),
                outside=tuple(_text(one) for one in said["outside"]),
                properties={_text(name): _text(value) for name, value in said["properties"].items()},
                is_tracked=said["is_tracked"] is True,
            )


def _row(cells: list[dict[str, Any]]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            column=int(cell["column"]),
            text=_text(cell["text"]),
            marks=tuple(_text(mark) for mark in cell["marks"]),
            span=int(cell["span"]),
            is_joined=cell["is_joined"] is True,
        )
        for cell in cells
    )


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError("no text")
    return said


# --- in the process ------------------------------------------------------------------------------------------------


def answer() -> None:
    """Read the file that comes in, with the limits taken and the door shut, and answer."""
    door = ShutDoor()
    data = sys.stdin.buffer.read(MOST_PACKED_BYTES + 1)
    _rehearse()
    limit(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS, seconds=SECONDS)
    door.shut()
    said = json.dumps(_answered(data)).encode()
    while said:
        said = said[os.write(1, said) :]
    os._exit(0)


def _rehearse() -> None:
    """Fail at something once, for Python imports some of what it needs only then."""
    for nothing in (b"PK", b""):
        with contextlib.suppress(WordFileRefused):
            read_here(nothing)
    "".encode("cp437")


def _answered(data: bytes) -> dict[str, Any]:
    try:
        return asdict(read_here(data))
    except WordFileTooLarge as large:
        return {"too_large": [large.size, large.limit]}
    except NoWordFile as other:
        return {"no_word_file": str(other)}
    except (WordFileUnreadable, MemoryError) as wrong:
        return {"unreadable": str(wrong)}
