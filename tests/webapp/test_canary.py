"""Every word of `home` is one of its own. Whoever asks, with whatever in hand, meets what is theirs to see and nothing else, anywhere."""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from webapp import access
from webapp.store import tables
from webapp.store.accounts import Account
from webapp.store.documents import read_moments
from webapp.store.sessions import HandedOver
from webapp.watching import this_hour
from words_pictures.audience import Projected
from words_pictures.translation import digest

from .conftest import COLOURS, PEOPLE, Home, Visitor

READERS = ("mila reads", "kasia reads", "tomek reads")
WRITERS = ("mila writes", "kasia writes", "tomek writes")
INTERPRETERS = ("interpreter translates", "interpreter translates with letters")
WORKERS = ("pieter", "lotte")
EVERYONE = {*READERS, *WRITERS, *INTERPRETERS, *WORKERS}
GROWN_UP = {one for one in EVERYONE if not one.startswith("mila")}
NAMED = {one for one in EVERYONE if one.startswith(("mila", "kasia"))} | {"lotte"}
OSKARS = {*WORKERS, "oskar reads"}
VIEWERS = ("an", "nobody", *READERS, "oskar reads", "oskar looks in", *WRITERS, *INTERPRETERS, *WORKERS)

PASSAGES: Mapping[str, set[str]] = {
    "titelkwartel": EVERYONE,
    "homekoptitel": EVERYONE,
    "nubuizerd": EVERYONE,
    "homeplaatje": EVERYONE,
    "home.png": EVERYONE,
    # A scene for the grown-ups of this story.
    "worrykoptitel": GROWN_UP,
    "worrywoorden": GROWN_UP,
    "worryplaatje": GROWN_UP,
    "worry.png": GROWN_UP,
    # Mila's own: she named her mother and Lotte. Pieter, whose work it is, and her father are not among them.
    "ownkoptitel": NAMED,
    "ownbuizerd": NAMED,
    "ownplaatje": NAMED,
    "own.png": NAMED,
    # A scene for those whose work it is; and one whose words only are for the grown-ups.
    "workkoptitel": {*WORKERS},
    "workwoorden": {*WORKERS},
    "workplaatje": {*WORKERS},
    "work.png": {*WORKERS},
    "halfkoptitel": EVERYONE,
    "halfwoorden": GROWN_UP,
    "halfspreeuw": GROWN_UP,
    "halfplaatje": EVERYONE,
    "half.png": EVERYONE,
    # Taken out, and earlier: for the workbench only.
    "outkoptitel": {*WORKERS},
    "outwoorden": {*WORKERS},
    "outplaatje": {*WORKERS},
    "out.png": {*WORKERS},
    "vroegermerel": {*WORKERS},
    "homewoorden": {*WORKERS},
    "ownmerel": {"lotte"},
    "ownwoorden": {"lotte"},
    # What stands there in Dutch, which nobody else here reads.
    "homevertaald": {*INTERPRETERS, *WORKERS},
    "ownvertaald": {"lotte"},
    # What one thinks of before one begins; what the child asked.
    "knowskievit": {*WORKERS},
    "guiltkievit": {*WORKERS},
    "missingkievit": {*WORKERS},
    "vragenmerel": {*WORKERS},
    # The little brother's story.
    "oskartitel": OSKARS,
    "oskarskoptitel": OSKARS,
    "oskarswoorden": OSKARS,
    "oskarsplaatje": OSKARS,
    "oskars.png": OSKARS,
    # The family's file.
    "familienaamuil": {*WORKERS},
    "hetincidentje": {*WORKERS},
    "denachtuil": {*WORKERS},
    "2017-06-02": {*WORKERS},
}
"""What was written -> who meets it somewhere: these, and nobody else."""

FACTS: Mapping[str, set[str]] = {
    **{str(known["phone"]): {*WORKERS} for name, known in PEOPLE.items() if "phone" in known and name != "ewa"},
    "0471000005": {*WORKERS},
    "0471000006": {*WORKERS},
    # Choosing somebody to talk to means: this child sees that number. Her parents do not for that reason.
    "0471000003": {*WORKERS, "mila reads", "mila writes"},
    # The aunt is the one whom Mila can always talk to; the neighbour is in the file, and in no story.
    "tanteewunia": EVERYONE,
    "Beata": {*WORKERS},
    "buurvrouwka": {*WORKERS},
    "papatomcio": {*WORKERS, "oskar reads"},
    "mamaruda": EVERYONE,
}


@dataclass
class Met:
    """What somebody met: everything that came back, readable, and the colours of the pictures."""

    said: list[str] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)

    def take(self, answer: TestResponse) -> None:
        self.said.append(" ".join(f"{name}: {value}" for name, value in answer.headers.items()))
        self._take_bytes(answer.data)

    def words(self, known: Iterable[str]) -> set[str]:
        said = "\n".join(self.said)
        return {word for word in known if word in said} | (self.pictures & set(known))

    def _take_bytes(self, data: bytes) -> None:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(data)) as package:
                for name in package.namelist():
                    self.said.append(name)
                    self._take_bytes(package.read(name))
            return
        if data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
            colour = Image.open(BytesIO(data)).convert("RGB").resize((1, 1)).getpixel((0, 0))
            assert isinstance(colour, tuple)
            self.pictures.add(f"{_nearest(colour)}.png")
        else:
            self.said.append(data.decode("utf-8", "replace"))


@pytest.mark.early
def test_each_meets_exactly_what_is_theirs_to_see(
    app: Flask, home: Home, who: Callable[[str], Visitor], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    home.in_two_ways("half")
    in_dutch_too(home)
    met = {viewer: Met() for viewer in VIEWERS}
    for step in (read, write):
        for viewer in VIEWERS:
            step(app, home, who(viewer), met[viewer])
    for passage, theirs in PASSAGES.items():
        assert {viewer for viewer in VIEWERS if met[viewer].words([passage])} == theirs, passage
    for fact, theirs in FACTS.items():
        assert {viewer for viewer in VIEWERS if met[viewer].words([fact])} <= theirs, fact
    for fact in FACTS:
        assert any(met[viewer].words([fact]) for viewer in VIEWERS), f"the crawl never came by {fact}"
    assert not _markers_in(caplog.text)
    with home.database.reading() as connection:
        lines = [str(row) for row in connection.execute(select(tables.log))]
    assert len(lines) > 5
    assert not _markers_in("\n".join(lines))


def test_the_crawl_falls_when_nothing_is_left_out(
    app: Flask, home: Home, who: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "project", lambda _form, document, _file_form, file, _viewer: Projected(document, file))
    hidden_from = {"mila reads": "worrywoorden", "tomek writes": "ownbuizerd", "pieter": "ownbuizerd"}
    hidden_from |= {"interpreter translates": "ownbuizerd"}
    for viewer, hidden in hidden_from.items():
        assert reading(app, home, who(viewer)).words([hidden]), f"{viewer} met nothing of what is hidden from them"


def test_the_crawl_falls_when_the_book_is_not_made_for_its_reader(
    app: Flask, home: Home, who: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = access.as_seen_by
    monkeypatch.setattr(
        access,
        "as_seen_by",
        lambda opened, viewer, whole=None, file=None: Projected(whole or opened.whole, opened.file),
    )
    assert reading(app, home, who("pieter")).words(["ownbuizerd"])
    monkeypatch.setattr(access, "as_seen_by", real)
    assert not reading(app, home, who("pieter")).words(["ownbuizerd"])


def in_dutch_too(home: Home) -> None:
    """The story is put up for translation into Dutch. One page of it that everybody reads, and one of the child's own, is translated."""
    home.story.write("languages@value", ["en", "nl"])
    for name, by in (("home", "kasia"), ("own", "mila")):
        place, voice = f"scenes/{home.scenes[name]}/words", home.people[by]
        home.story.write(f"{place}@nl", f"{name}vertaald", by=voice)
        made = {"from": "en", "of": digest(f"{name}vroeger"), "how": "interpreter"}
        home.story.write(f"{place}@made-nl", made, by=voice)


# --- the crawl --------------------------------------------------------------------------------------------------------


def reading(app: Flask, home: Home, visitor: Visitor) -> Met:
    """Everything that comes back to somebody who only reads."""
    met = Met()
    read(app, home, visitor, met)
    return met


def read(app: Flask, home: Home, visitor: Visitor, met: Met) -> None:
    def is_shut(address: str) -> bool:
        answer = visitor.client.get(address, headers=visitor.headers, buffered=True)
        met.take(answer)
        if "/book" in address or "/told" in address:
            met.take(visitor.client.get(address, headers={**visitor.headers, "HX-Request": "true"}))
        return answer.status_code in (303, 404)

    for first, *others in addresses(app, home, "GET"):
        # What everybody in the story may see comes first: where that is shut, all is.
        if not is_shut(first):
            for address in others:
                is_shut(address)


def write(app: Flask, home: Home, visitor: Visitor, met: Met) -> None:
    for address in (one for kind in addresses(app, home, "POST") for one in kind):
        for form, as_part in [] if address.endswith(_CHANGE_HANDS) else _forms(home, address):
            headers = visitor.headers | ({"HX-Request": "true"} if as_part else {})
            answer = visitor.client.post(address, data=form, headers=headers)
            met.take(answer)
            if answer.status_code in (401, 404) and "address" not in form:
                break


_CHANGE_HANDS = ("/sign-out", "/stop", "/sign-in", "/start", "/hand-over", "/take-back")
"""After these it is somebody else who asks: test_access.py looks there."""


def addresses(app: Flask, home: Home, method: str) -> list[list[str]]:
    """Every address of the app for a method, those of one kind and one story together.

    Each scene stands there with its picture, in its own story and in the other one.
    """
    scenes = [
        {"document_id": story.id, "scene_id": home.scenes[name], "picture_id": home.pictures[name]}
        for story in (home.story, home.oskars)
        for name in (home.scenes if story is home.story else ("oskars", "own"))
    ]
    values: dict[str, list[Any]] = {
        "family_id": [home.id],
        "person_id": list(home.people.values()),
        "size": ["screen", "original"],
        "copy_id": [home.copy],
        "telling": [home.telling],
        "number": range(9),
        "revision": read_moments(home.database, home.story.id)[-40:],
        "address": _places(home),
        "filename": ["base.css"],
        "hour": [this_hour()],
        "language": ["nl", "en"],
        "step": ["hearing"],
        "place": ["rules/r1"],
    }
    urls = app.url_map.bind("localhost")
    found: dict[str, list[str]] = {}
    for rule in app.url_map.iter_rules():
        others = sorted(rule.arguments - set(scenes[0]))
        for own, chosen in product(scenes, product(*(values[name] for name in others))):
            arguments = {name: own[name] for name in own if name in rule.arguments}
            if method in (rule.methods or ()):
                address = urls.build(rule.endpoint, arguments | dict(zip(others, chosen, strict=True)), method=method)
                kind = found.setdefault(f"{rule.endpoint} {arguments.get('document_id')}", [])
                kind.extend([] if address in kind else [address])
    return list(found.values())


def _places(home: Home) -> list[str]:
    scenes = [f"scenes/{scene}/{key}" for scene in home.scenes.values() for key in ("heading", "words", "picture")]
    return ["title", "knows", "guilt", "missing", f"tellings/{home.telling}/questions", *scenes]


def _forms(home: Home, address: str) -> Iterator[tuple[dict[str, Any], bool]]:
    """Forms of somebody who saw nothing yet: they meet what stands there. Each with whether it comes as a part."""
    everything = {f"seen.{key}": "0" for key in ("title", "knows", "guilt", "missing", "name", "phone", "relation")}
    everything |= {f"asked.{key}": "1" for key in ("title", "knows", "guilt", "missing", "name", "phone", "relation")}
    yield {"seen": "0", **everything, "name": "x", "title": "x", "knows": "x", "for": home.people["mila"]}, False
    if address.endswith("/story.docx"):
        yield from (({"for": home.people[name]}, False) for name in ("kasia", "tomek", "oskar"))
    if address.endswith("/changes"):
        asked = {"value": "x", "seen": "0", "change": "a1.1"}
        for place in _places(home):
            yield {"address": f"{place}@en", "by": home.people["kasia"], **asked}, True
            yield {"address": f"{place}@en.{home.people['kasia']}", "by": home.people["kasia"], **asked}, False
            yield {"address": f"{place}@en", "by": home.people["mila"], "bring_back": "1", **asked}, False
            yield {"address": f"{place}@nl", "by": home.people["kasia"], **asked}, True
    if address.endswith("/wordings"):
        asked = {"value": "x", "mine": "x", "seen": "0", "change": "b1.1"}
        for place, take in product(_places(home), ("theirs", "own", "both")):
            for language in ("en", "nl"):
                form = {"address": f"{place}@{language}", "by": home.people["mila"], "take": take}
                yield form | asked, take == "own"
    if address.endswith("/look-over"):
        for place, do in product(_places(home), ("checked", "fits")):
            yield {"address": f"{place}@nl", "do": do, "who": "x", "words": digest("x"), "of": digest("x")}, False
    if re.search("/scenes/[0-9a-f]{32}$", address):
        yield from (({"do": do, "seen": "0"}, False) for do in ("take_out", "bring_back", "earlier", "double"))


def _nearest(colour: tuple[int, ...]) -> str:
    far = {name: sum((a - b) ** 2 for a, b in zip(colour, known, strict=True)) for name, known in COLOURS.items()}
    nearest = min(far, key=lambda name: far[name])
    return nearest if far[nearest] < 1000 else "another"


def _markers_in(text: str) -> set[str]:
    return {word for word in (*PASSAGES, *FACTS, *(str(known["name"]) for known in PEOPLE.values())) if word in text}


@pytest.fixture
def who(
    visitor: Callable[..., Visitor],
    hand_over: Callable[..., Visitor],
    home: Home,
    pieters_account: Account,
    lottes_account: Account,
    an: Visitor,
) -> Callable[[str], Visitor]:
    """The browser in somebody's hands, by what they do with it."""

    def opened(name: str) -> Visitor:
        person, _, doing = name.partition(" ")
        match doing:
            case "reads" | "writes":
                story = home.oskars if person == "oskar" else home.story
                return hand_over(story, home.people[person], doing.removesuffix("s"))
            case "translates" | "translates with letters":
                back, is_masked = f"/documents/{home.story.id}/languages", doing != "translates"
                handed = HandedOver(home.story.id, person, access.TRANSLATE, back, into="nl", masked=is_masked)
                return visitor(pieters_account, handed)
            case "looks in":
                # Once in this story, since taken out of it, with the tablet still in hand.
                return hand_over(home.story, home.people[person], "read")
        accounts = {"pieter": pieters_account, "lotte": lottes_account}
        return an if person == "an" else visitor(accounts.get(person))

    return opened
