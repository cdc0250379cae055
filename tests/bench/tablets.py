"""How many tablets one small server carries: each asks what is new, some write, and it is measured when the others see it.

Two tablets share a document, each with its own session. Per tablet: a question every 1.5 s, a save every 5 s, a page every 10 s; that is
60 saves and pages a second for 200 tablets, and 133 questions more (trust.md F-11). The one who measures runs on the same two cores.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from webapp import create_app
from webapp.config import config_for
from webapp.store import accounts, documents
from webapp.store.sessions import save_new_session
from words_pictures.demo import demo_story
from words_pictures.document import new_id

TOP = Path(__file__).parents[2]
ASKS_S, SAVES_S, READS_S = 1.5, 5.0, 10.0
WARM_S, MEASURED_S = 4.0, 20.0
SCENE = "s1"


@dataclass(frozen=True)
class Load:
    """What came of so many tablets: times in ms, `memory` in MB."""

    tablets: int
    save_p95: float
    seen_p95: float
    seen_most: float
    poll_median: float
    page_p95: float
    memory: float
    errors: int


@dataclass
class Heard:
    """What the tablets heard, in seconds; `written`: when words were said to be saved, `seen`: how long until the other had them."""

    saves: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    errors: int = 0
    written: dict[str, float] = field(default_factory=dict)


@dataclass
class Tablet:
    """One tablet on a document, with a connection that stays open, as browsers keep them."""

    port: int
    document: str
    cookie: str
    heard: Heard
    chance: random.Random
    tag: str = ""
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    in_turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: session={self.cookie}\r\n"
            f"Origin: http://127.0.0.1:{self.port}\r\nHX-Request: true\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        async with self.in_turn:
            reader, writer = self.streams or await asyncio.open_connection("127.0.0.1", self.port)
            self.streams = reader, writer
            writer.write((head + body).encode())
            answer = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = re.search(r"(?i)content-length: (\d+)", answer)
            text = await reader.readexactly(int(length[1])) if length else b""
            if "connection: close" in answer.lower():
                writer.close()
                self.streams = None
        return int(answer.split(" ", 2)[1]), text.decode()

    async def look(self) -> None:
        """Ask what is new, for as long as it takes."""
        await asyncio.sleep(self.chance.uniform(0, ASKS_S))
        while True:
            began = time.perf_counter()
            status, text = await self.ask("GET", f"/documents/{self.document}/scenes/{SCENE}/news?tag={self.tag}")
            took = time.perf_counter() - began
            if status == 304:
                self.heard.polls.append(took)
            elif status == 200:
                self.tag = _found(r'name="tag" value="([^"]+)"', text)
                self.note(_found(r'words--nl-field"[^>]*>\s*([^<]*)</textarea>', text))
            else:
                self.heard.errors += 1
            await asyncio.sleep(ASKS_S)

    def note(self, words: str) -> None:
        who, _, _ = words.partition(" ")
        if who != self.cookie[:8] and words in self.heard.written:
            self.heard.seen.append(time.perf_counter() - self.heard.written.pop(words))

    async def write(self) -> None:
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / SAVES_S))
            words = f"{self.cookie[:8]} {new_id()}"
            form = {
                "address": f"scenes/{SCENE}/words@nl",
                "value": words,
                "by": "together",
                "change": f"{new_id()}.1",
                "seen": 10**9,
            }
            began = time.perf_counter()
            status, _ = await self.ask("POST", f"/documents/{self.document}/changes", urllib.parse.urlencode(form))
            self.heard.saves.append(time.perf_counter() - began)
            self.heard.errors += status != 200
            self.heard.written[words] = time.perf_counter()

    async def read(self) -> None:
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / READS_S))
            began = time.perf_counter()
            status, _ = await self.ask("GET", f"/documents/{self.document}/scenes/{SCENE}")
            self.heard.pages.append(time.perf_counter() - began)
            self.heard.errors += status != 200


def measured(tablets: int) -> Load:
    """So many tablets on a server of their own."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        free.close()
        made = list(_made(Path(folder), tablets))
        server = _started(Path(folder), port)
        try:
            heard = asyncio.run(_evening(port, made))
            memory = _memory_mb(server.pid)
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
    return Load(
        tablets,
        save_p95=_p95(heard.saves),
        seen_p95=_p95(heard.seen),
        seen_most=max(heard.seen) * 1000,
        poll_median=statistics.median(heard.polls) * 1000,
        page_p95=_p95(heard.pages),
        memory=memory,
        errors=heard.errors,
    )


def _made(folder: Path, tablets: int) -> Iterator[tuple[str, str]]:
    # A document of twelve scenes for each two tablets, each in a family of its own: (document id, cookie).
    database = create_app(config_for(folder)).extensions["database"]
    account = accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, "een zin die niemand raadt")
    story, file = demo_story("story")
    for _ in range(max(1, tablets // 2)):
        family_id = documents.save_whole_family(database, account.id, _with_id(file))
        document = _with_id(story)
        documents.save_whole_document(database, family_id, document)
        for _ in range(2):
            yield document.id, save_new_session(database, account.id).token
    database.close()


def _with_id(document):
    from dataclasses import replace

    return replace(document, id=new_id())


def _started(folder: Path, port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [sys.executable, "-m", "webapp.commands", "serve", "--data", str(folder), "--port", str(port)],
        cwd=TOP,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    for _ in range(1000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.01)
    raise TimeoutError("the server did not start")


async def _evening(port: int, made: list[tuple[str, str]]) -> Heard:
    heard = Heard()
    tablets = [Tablet(port, document, cookie, heard, random.Random(n)) for n, (document, cookie) in enumerate(made)]
    everything = [asyncio.create_task(work) for one in tablets for work in (one.look(), one.write(), one.read())]
    await asyncio.sleep(WARM_S)
    for times in (heard.saves, heard.polls, heard.pages, heard.seen):
        times.clear()
    await asyncio.sleep(MEASURED_S)
    for task in everything:
        task.cancel()
    for result in await asyncio.gather(*everything, return_exceptions=True):
        if not isinstance(result, asyncio.CancelledError):
            raise result if isinstance(result, BaseException) else RuntimeError(result)
    return heard


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _memory_mb(group: int) -> float:
    # All processes of the server; pages that they share are counted once for each, so this is the most it can be.
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if os.getpgid(int(status.parent.name)) == group:
                total += int(_found(r"VmRSS:\s+(\d+)", status.read_text("utf-8")) or 0)
        except (OSError, ProcessLookupError):
            continue
    return total / 1024


if __name__ == "__main__":
    for number in map(int, sys.argv[1:] or ["2", "20", "200"]):
        print(measured(number), flush=True)
