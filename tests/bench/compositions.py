"""How quick and how light a picture made here is: five people and six things, as the fullest of the demo."""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from webapp import create_app
from webapp.config import config_for
from webapp.store import accounts, documents
from webapp.store.pictures import read_picture, save_drawing
from words_pictures.change import Write, apply
from words_pictures.composition import read, to_value
from words_pictures.composition_words import describe
from words_pictures.definition import definitions
from words_pictures.demo import demo_story
from words_pictures.document import Value
from words_pictures.drawing.composed import png, svg
from words_pictures.family import read_family
from words_pictures.finding import find

WHO = ("kasia", "mila", "oskar", "rita", "ewa")
POSES = ("at_table", "wave", "sit_floor", "stand", "kneel")
THINGS = ("table", "letters", "table_lamp", "plant", "chair", "fish_bowl")
FULL: Value = {
    "place": "kitchen",
    "time": "evening",
    "parts": [
        *(
            {"id": f"f{n}", "who": who, "pose": POSES[n], "feeling": "worried", "x": 250 + 270 * n, "y": 1080}
            for n, who in enumerate(WHO)
        ),
        *({"id": f"t{n}", "thing": kind, "x": 200 + 240 * n, "y": 1120} for n, kind in enumerate(THINGS)),
        {"id": "b", "bubble": "thought", "of": "f0", "x": 900, "y": 280, "words": {"nl": "Hulp?"}},
    ],
}
TYPED = ("t", "tafel", "tafle", "gsm", "brieven", "knuffel", "ziekenhuisbed", "wat is dit toch voor iets", "é", "12")


@dataclass(frozen=True)
class Figures:
    """What was measured, in ms and kB."""

    svg: float
    svg_again: float
    svg_kb: float
    png: float
    png_kept: float
    png_kb: float
    words: float
    found: float
    composer_kb: float


def measured() -> Figures:
    """Medians of several tries; `svg` with nobody drawn before, as after a restart."""
    _, file = demo_story("story")
    family, composition = read_family(file, "nl"), read(FULL)
    began = time.perf_counter()
    drawing = svg(composition, family.looks, "nl")
    first = (time.perf_counter() - began) * 1000
    picture = png(drawing)
    kept, composer = _in_the_app(picture)
    return Figures(
        svg=first,
        svg_again=_median_ms(lambda: svg(composition, family.looks, "nl"), 25),
        svg_kb=len(gzip.compress(drawing.encode())) / 1000,
        png=_median_ms(lambda: png(drawing), 5),
        png_kept=kept,
        png_kb=len(picture) / 1000,
        words=_median_ms(lambda: describe(composition, family, "nl"), 25),
        found=max(_median_ms(lambda typed=typed: find(typed, "nl"), 5) for typed in TYPED),
        composer_kb=composer,
    )


def _in_the_app(picture: bytes) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config_for(Path(folder), origin="http://localhost"))
        database = app.extensions["database"]
        password = "vijf groene appels"
        account = accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, password)
        document, file = demo_story("story")
        family_id = documents.save_whole_family(database, account.id, file)
        change = Write("bench1.1", "together", "scenes/s1/composed@value", to_value(read(FULL)), document.revision)
        changed = apply(document, change, definitions()[document.definition]).document
        documents.save_whole_document(database, family_id, changed)
        save_drawing(database, family_id, "0" * 32, picture)
        client = app.test_client()
        client.environ_base["HTTP_ORIGIN"] = "http://localhost"
        client.post("/sign-in", data={"name": "Pieter", "password": password})
        page = client.get(f"/documents/{document.id}/scenes/s1/compose")
        assert page.status_code == 200
        kept = _median_ms(lambda: read_picture(database, family_id, "0" * 32, "original"), 25)
        database.close()
        return kept, len(gzip.compress(page.data)) / 1000


def _median_ms(work: Callable[[], object], times: int) -> float:
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
