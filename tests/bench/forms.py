"""How long a very long form takes on the server: 300 items with 6 fields each, opened, and one of its fields saved."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from webapp import create_app
from webapp.config import config_for
from webapp.store import accounts, documents
from words_pictures.definition import definitions
from words_pictures.demo import demo_story
from words_pictures.document import Document, Entry, new_id

PASSWORD = "een zin die niemand raadt"
FORM = """
id = "long"
reading = "form"
name = "A very long form"
[[parts]]
key = "languages"
type = "languages"
audience = "everyone"
label = "Languages"
[[parts]]
key = "rows"
type = "list"
audience = "everyone"
label = "Rows"
""" + "".join(
    f'\n[[parts.parts]]\nkey = "{key}"\ntype = "{kind}"\nlabel = "{key}"\n'
    for key, kind in (
        ("words", "passage"),
        ("who", "people"),
        ("on", "date"),
        ("hours", "hours"),
        ("did", "answer"),
        ("more", "text"),
    )
)
ITEMS = 300


@dataclass(frozen=True)
class Measured:
    """Medians of 20, in ms."""

    opens: float
    opens_an_item: float
    saves: float


def measured() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "forms"
        own.mkdir()
        (own / "long.toml").write_text(FORM, "utf-8")
        app = create_app(config_for(Path(folder) / "data", origin="http://localhost", definitions=own))
        database = app.extensions["database"]
        account = accounts.save_account(database, "Lotte", "Lotte", accounts.BEGELEIDER, PASSWORD)
        family_id = documents.save_whole_family(database, account.id, demo_story("story")[1])
        document = _filled()
        documents.save_whole_document(database, family_id, document)
        client = app.test_client()
        client.environ_base["HTTP_ORIGIN"] = "http://localhost"
        client.post("/sign-in", data={"name": "Lotte", "password": PASSWORD})
        address, count = f"/documents/{document.id}", iter(range(1, 10**6))

        def opened(page: str) -> Callable[[], None]:
            def look() -> None:
                answer = client.get(page)
                assert answer.status_code == 200, answer.status_code

            return look

        def saved() -> None:
            form = {
                "address": "rows/i7/more@value",
                "value": f"x{next(count)}",
                "change": f"{new_id()}.1",
                "seen": 10**9,
            }
            answer = client.post(f"{address}/values", data=form, headers={"HX-Request": "true"})
            assert answer.status_code == 200, answer.status_code

        found = Measured(
            _median_ms(opened(f"{address}/fill")), _median_ms(opened(f"{address}/fill/rows/i7")), _median_ms(saved)
        )
        database.close()
        return found


def _filled() -> Document:
    assert "long" not in definitions()
    ids = tuple(f"i{n}" for n in range(ITEMS))
    values: dict[str, object] = {"languages@value": ["nl"]}
    for n, id in enumerate(ids):
        values |= {
            f"rows/{id}/words@nl": f"Ewa is bij ons thuis als mama werkt, avond {n}.",
            f"rows/{id}/who@value": ["ewa"],
            f"rows/{id}/on@value": "2027-03-18",
            f"rows/{id}/hours@value": {"days": [0, 3], "from": "17:40", "to": "21:55"},
            f"rows/{id}/did@value": "yes",
            f"rows/{id}/more@value": "op de trap",
        }
    entries = {address: Entry(value, n, "ewa", f"p{n}.1") for n, (address, value) in enumerate(values.items(), start=1)}  # type: ignore[arg-type]
    return replace(Document(new_id(), "long"), revision=len(entries), order={"rows": ids}, entries=entries)


def _median_ms(work: Callable[[], object], times: int = 20) -> float:
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
