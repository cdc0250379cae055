"""`make bench`: how fast and how large it is, on this machine. Prints medians; the exit code is 1 when a budget is missed."""

from __future__ import annotations

import gzip
import io
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import distribution
from pathlib import Path

from PIL import Image

from webapp import create_app
from webapp.config import config_for
from webapp.store import accounts, documents
from webapp.store.loading import save_bundle
from words_pictures import apart
from words_pictures.bundle import Bundle
from words_pictures.change import Write
from words_pictures.definition import definitions
from words_pictures.demo import demo_story
from words_pictures.document import new_id
from words_pictures.drawing.composed import png
from words_pictures.drawn import drawings
from words_pictures.family import read_family
from words_pictures.story import Scene, ScenePicture, Story, read_story
from words_pictures.word import story_docx
from words_pictures.word.words import book_words

from . import compositions, forms, tablets, weeks

TOP = Path(__file__).parents[2]
PASSWORD = "een zin die niemand raadt"


@dataclass(frozen=True)
class Row:
    """One thing measured: `limit` is the budget, None where there is none."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def is_kept(self) -> bool:
        return self.limit is None or self.value <= self.limit


def main() -> int:
    print(f"{_machine()}\n")
    kept = True
    for row in _everything():
        budget = "" if row.limit is None else f"{'≤' if row.is_kept else 'OVER'} {row.limit:g}"
        print(f"{row.name:<58}{row.value:>9.1f} {row.unit:<4}{budget:>10}", flush=True)
        kept &= row.is_kept
    return 0 if kept else 1


def _everything() -> Iterator[Row]:
    for part in (_pictures, _compositions, _word, _languages, _pages, _forms, _long_history, _tablets, _start, _size):
        yield from part()


def _machine() -> str:
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    name = cpu[1] if cpu else platform.machine()
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


def _median_ms(work: Callable[[], object], times: int = 7) -> float:
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _photo(width: int, height: int, seed: int = 1) -> bytes:
    noise = Image.effect_noise((width // 4, height // 4), 40 + seed).resize((width, height))
    colours = Image.linear_gradient("L").resize((width, height))
    file = io.BytesIO()
    Image.merge("RGB", (noise, colours, Image.blend(noise, colours, 0.5))).save(file, "JPEG", quality=88)
    return file.getvalue()


def _pictures() -> Iterator[Row]:
    photo = _photo(4000, 3000)
    apart.made_safe(photo)  # the workshop is started once
    yield Row("a 12-megapixel photo made safe, apart", _median_ms(lambda: apart.made_safe(photo)), "ms", 250)
    yield Row("… the most memory its process had", _peak_mb(photo), "MB", 80)


def _peak_mb(photo: bytes) -> float:
    # The same work in a process of its own, which says how high its memory ever stood, Python and Pillow included.
    code = (
        "import sys; from words_pictures import picture; picture.made_safe(sys.stdin.buffer.read()); "
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    said = subprocess.run([sys.executable, "-c", code], input=photo, capture_output=True, check=True, cwd=TOP)
    return int(said.stdout) / 1024


def _compositions() -> Iterator[Row]:
    drawn = compositions.measured()
    yield Row("a picture made here of 5 people and 6 things: SVG, the first time", drawn.svg, "ms", None)
    yield Row("… once more", drawn.svg_again, "ms", 10)
    yield Row("… its weight, gzip", drawn.svg_kb, "kB", 25)
    yield Row("… as PNG for Word", drawn.png, "ms", 500)
    yield Row("… that was drawn before", drawn.png_kept, "ms", 5)
    yield Row("… the weight of the PNG", drawn.png_kb, "kB", 150)
    yield Row("… in words", drawn.words, "ms", None)
    yield Row("finding a thing by typing, the slowest of ten", drawn.found, "ms", 50)
    yield Row("page of the composer with such a picture, HTML, gzip", drawn.composer_kb, "kB", 60)


def _word() -> Iterator[Row]:
    for scenes, limit in ((12, 1000.0), (60, None)):
        photos = {f"{n:032x}": apart.made_safe(_photo(2000, 1500, n)).original.data for n in range(scenes)}
        words = "Mama had veel rekeningen. Ze had niet genoeg geld. Daarom werkte ze soms 's nachts. Ze vroeg niemand om hulp."
        story = Story(
            id="0" * 32,
            title="Het verhaal",
            language="nl",
            title_language="nl",
            look="child",
            read_to=("Mila",),
            makers=("Kasia",),
            scenes=tuple(
                Scene(one, n, "Een bladzijde", words, ScenePicture(one, 2000, 1500, "Een foto"), "good", "nl")
                for n, one in enumerate(photos, start=1)
            ),
            revision=1,
        )

        def build(story: Story = story, photos: dict[str, bytes] = photos) -> bytes:
            return story_docx(story, photos.__getitem__, words=book_words("nl"), version="1", made_on=date(2027, 3, 27))

        yield Row(f"Word of {scenes} scenes with their own photos", _median_ms(build), "ms", limit)


def _languages() -> Iterator[Row]:
    """What a second language costs: a page in Arabic beside one in Dutch, and a Word file of both beside one of Dutch alone."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config_for(Path(folder), origin="http://localhost"))
        database = app.extensions["database"]
        account = accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, PASSWORD)
        document, file = demo_story("immediate")
        family_id = documents.save_whole_family(database, account.id, file)
        save_bundle(database, family_id, account.id, Bundle(document, file, {}))
        client = app.test_client()
        client.environ_base["HTTP_ORIGIN"] = "http://localhost"
        client.post("/sign-in", data={"name": "Pieter", "password": PASSWORD})
        page = f"/documents/{document.id}/book/2?language="
        client.post(f"/documents/{document.id}/hand-over", data={"person": "kasia", "mode": "write"})
        for name, nl, ar in (
            ("page of the book", f"{page}nl", f"{page}ar"),
            (
                "page to write on",
                *(f"/documents/{document.id}/write/s2?in={one}&language={one}" for one in ("nl", "ar")),
            ),
        ):
            assert client.get(ar).status_code == 200
            took = [_median_ms(lambda address=address: client.get(address), 25) for address in (nl, ar, nl, ar)]
            yield Row(f"{name} in Arabic, as many times the one in Dutch", _ratio(took), "×", 1.2)
        database.close()
    story, file = demo_story("story")
    told = {one: read_story(story, read_family(file, one), one) for one in ("nl", "pl")}
    drawn = drawings(story, read_family(file, "nl").looks, ("nl", "pl"))
    pictures = {id: png(one.svg()) for id, one in drawn.items()}
    day = date(2027, 3, 27)

    def alone() -> object:
        return story_docx(told["nl"], pictures.__getitem__, words=book_words("nl"), version="1", made_on=day)

    def both() -> object:
        return story_docx(
            told["nl"],
            pictures.__getitem__,
            words=book_words("nl"),
            version="1",
            made_on=day,
            beside=told["pl"],
            beside_words=book_words("pl"),
        )

    took = [_median_ms(work, 9) for work in (alone, both, alone, both)]
    yield Row("Word of 12 scenes in Dutch", min(took[0], took[2]), "ms", 1000)
    yield Row("… in Dutch and Polish, as many times that", _ratio(took), "×", 1.5)


def _ratio(took: list[float]) -> float:
    return min(took[1], took[3]) / min(took[0], took[2])


def _pages() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config_for(Path(folder), origin="http://localhost"))
        database = app.extensions["database"]
        account = accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, PASSWORD)
        document, file = demo_story("story")
        family_id = documents.save_whole_family(database, account.id, file)
        save_bundle(database, family_id, account.id, Bundle(document, file, {}))
        client = app.test_client()
        client.environ_base["HTTP_ORIGIN"] = "http://localhost"
        client.post("/sign-in", data={"name": "Pieter", "password": PASSWORD})
        scene, book = f"/documents/{document.id}/scenes/s1", f"/documents/{document.id}/book/1"
        yield Row("page of a scene on the workbench, 12 scenes", _median_ms(lambda: client.get(scene), 25), "ms", 100)
        tag = re.search(r'name="tag" value="([^"]+)"', client.get(scene).text)
        assert tag
        asked = f"{scene}/news?tag={tag[1]}"
        assert client.get(asked).status_code == 304
        yield Row("what is new? nothing", _median_ms(lambda: client.get(asked), 100), "ms", 2)
        yield Row("page of the book", _median_ms(lambda: client.get(book), 25), "ms", 100)
        yield Row("a save", _median_ms(_saving(client, document.id), 40), "ms", 60)
        for name, address in (("workbench", scene), ("book", book)):
            code, fonts = _first_view_kb(client, address)
            yield Row(f"first view of the {name}: HTML, CSS and JavaScript, gzip", code, "kB", 60)
            yield Row("… its fonts for Latin scripts", fonts, "kB", 55)
        database.close()


def _forms() -> Iterator[Row]:
    long = forms.measured()
    yield Row(f"a form of {forms.ITEMS} items with 6 fields opens", long.opens, "ms", 100)
    yield Row("… one of its items", long.opens_an_item, "ms", 100)
    yield Row("… a field is saved", long.saves, "ms", 30)
    week = weeks.measured()
    yield Row("gaps of 40 shifts over a year", week.gaps, "ms", 20)
    yield Row("… each of them on every day", week.gaps_of_every_day, "ms", 20)


CHANGES = 5000


def _long_history() -> Iterator[Row]:
    """A document that was changed 5,000 times, beside the same one that was not: how much slower, in hundredths."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config_for(Path(folder), origin="http://localhost"))
        database = app.extensions["database"]
        account = accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, PASSWORD)
        story, file = demo_story("story")
        family_id = documents.save_whole_family(database, account.id, file)
        young, old = (replace(story, id=f"{n:032x}") for n in (1, 2))
        for one in (young, old):
            documents.save_whole_document(database, family_id, one)
        form = definitions()[story.definition]
        for n in range(0, CHANGES, 100):
            changes = [
                Write(f"p{n + k}.1", "together", f"scenes/s{k % 12 + 1}/words@nl", f"Zin {n + k}", 10**9)
                for k in range(100)
            ]
            documents.save_changes(database, old.id, account.id, form, changes, lambda *_: True)
        client = app.test_client()
        client.environ_base["HTTP_ORIGIN"] = "http://localhost"
        client.post("/sign-in", data={"name": "Pieter", "password": PASSWORD})
        for what, work in (("opens", _opening), ("saves", _saving)):
            took = [_median_ms(work(client, one.id), 60) for one in (young, old, young, old)]
            slower = (min(took[1], took[3]) / min(took[0], took[2]) - 1) * 100
            yield Row(f"a document with {CHANGES:,} changes {what} slower by", slower, "%", 20)
        database.close()


def _opening(client, document_id: str) -> Callable[[], object]:
    return lambda: client.get(f"/documents/{document_id}/scenes/s1")


def _tablets() -> Iterator[Row]:
    for number in (2, 20, 200):
        load = tablets.measured(number)
        busy = number == 200
        yield Row(f"{number} tablets: a save, 95 of 100 within", load.save_p95, "ms", 60)
        yield Row("… a page, 95 of 100 within", load.page_p95, "ms", 100)
        yield Row("… what is new? nothing", load.poll_median, "ms", None if busy else 10)
        yield Row("… the other tablet has seen it, 95 of 100 within", load.seen_p95, "ms", 3000)
        yield Row("… the slowest to be seen", load.seen_most, "ms", 3000)
        yield Row("… errors", load.errors, "", 0)
        yield Row("… memory of the server", load.memory, "MB", 400)


def _saving(client, document_id: str) -> Callable[[], object]:
    count = iter(range(1, 10**6))

    def save() -> None:
        n = next(count)
        form = {
            "address": "scenes/s1/words@nl",
            "value": f"Woorden {n}",
            "by": "together",
            "change": f"{new_id()}.1",
            "seen": 10**9,
        }
        answer = client.post(f"/documents/{document_id}/changes", data=form, headers={"HX-Request": "true"})
        assert answer.status_code == 200, answer.text

    return save


def _first_view_kb(client, address: str) -> tuple[float, float]:
    page = client.get(address).text
    files = set(re.findall(r'(?:href|src)="(/static/[^"?]+\.(?:css|js))', page))
    code = [page.encode(), *(client.get(one).data for one in files)]
    styles = " ".join(client.get(one).text for one in files if one.endswith(".css"))
    latin = set(re.findall(r"fonts/[^\"')]+latin[^\"')]*\.woff2", styles))
    fonts = sum((TOP / "webapp" / "static" / one).stat().st_size for one in latin)
    return sum(len(gzip.compress(one, 6)) for one in code) / 1000, fonts / 1000


def _start() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        database = create_app(config_for(Path(folder))).extensions["database"]
        accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, PASSWORD)
        database.close()
        yield Row("start to the first answered request", _median_ms(lambda: _started(Path(folder)), 3), "ms", 2000)


def _started(folder: Path) -> None:
    import http.client
    import signal

    port = 8791
    server = subprocess.Popen(
        [sys.executable, "-m", "webapp.commands", "serve", "--data", str(folder), "--port", str(port)],
        cwd=TOP,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(1000):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                connection.request("GET", "/sign-in")
                connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.01)
            finally:
                connection.close()
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _size() -> Iterator[Row]:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    locked = re.findall(
        r"^([a-z0-9-]+)==[^ ]+(?: ; ([^\\\n]*))?", (TOP / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    yield Row("direct dependencies", len(project["dependencies"]), "", 20)
    size = sum(_installed_bytes(name) for name, _ in locked)
    yield Row(f"installed: {len(locked)} packages of the lock, and our own", (size + _own_bytes()) / 10**6, "MB", 250)


def _installed_bytes(name: str) -> int:
    try:
        files = distribution(name).files or []
    except ModuleNotFoundError:
        return 0  # locked for another system
    return sum(path.stat().st_size for one in files if (path := Path(str(one.locate()))).is_file())


def _own_bytes() -> int:
    folders = ("words_pictures", "webapp", "templates", "translations")
    return sum(one.stat().st_size for folder in folders for one in (TOP / folder).rglob("*") if one.is_file())


if __name__ == "__main__":
    sys.exit(main())
