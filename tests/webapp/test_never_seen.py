"""Whatever form an agency drops into its folder: begun, filled in, changed, read, translated, printed, taken along; nothing is lost."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from definitions_made_up import MadeUp, as_toml, forms
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from PIL import Image
from werkzeug.datastructures import FileStorage

from webapp.store import Database
from webapp.store.documents import read_document
from words_pictures.bundle import read_bundle
from words_pictures.definition import Definition, Part, definitions
from words_pictures.document import Document, new_id
from words_pictures.filled import is_asked
from words_pictures.part import WORDS

from .conftest import MadeFamily, Page, Visitor

# Making a form smaller that fails takes minutes: it is shown as it was made up.
AS_MADE = settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
LANGUAGES = ("nl", "ar")
PHOTO_SIZE = (80, 60)
ABOUT = """
[[parts]]
key = "languages"
type = "languages"
audience = "everyone"
label = "In which languages"
"""


@dataclass
class Desk:
    """The form in the hands of the consultant: every field filled in through the page that shows it."""

    visitor: Visitor
    database: Database
    definition: Definition
    id: str
    open: dict[str, Page] = field(default_factory=dict[str, Page])

    @property
    def document(self) -> Document:
        stored = read_document(self.database, self.id)
        assert stored is not None
        return stored.document

    def page(self, address: str) -> Page:
        """A page of the form, as it was when it was last opened."""
        if address not in self.open:
            self.open[address] = self.visitor.get(f"/documents/{self.id}/{address}")
            assert self.open[address].status == 200, address
        return self.open[address]

    def page_of(self, place: str, language: str = "nl", address: str = "") -> Page:
        """The page that a field stands on: that of the whole form, or of its item."""
        steps = place.split("/")
        pages = [f"fill?in={language}", f"fill/{'/'.join(steps[:2])}?in={language}"][: 1 if len(steps) < 3 else 2]
        found = (page for one in pages if (page := self.page(one)).holds(address or f"{place}@value"))
        shown = next(found, None)
        assert shown is not None, f"{place} stands on no page"
        return shown

    def add(self, place: str) -> str:
        answer = self.visitor.post(f"/documents/{self.id}/items", {"list": place, "do": "add"})
        assert answer.status == 200
        self.open.clear()
        return self.document.order[place][-1]

    def write(self, place: str, language: str, words: str) -> None:
        address = f"{place}@{language}"
        answer = self.page_of(place, language, address).submit(address, {"value": words})
        assert answer.status == 200, address

    def fill(self, part: Part, place: str, value: Any) -> None:
        if part.type == "picture" or (part.type == "signature" and value["way"] == "paper"):
            self.send(place, value.get("name", ""))
        else:
            answer = self.page_of(place).submit(f"{place}@value", dict(_typed(part, value)))
            assert answer.status == 200, (place, part.type, value)
        if part.type in ("choice", "yes", "answer"):
            self.open.clear()

    def send(self, place: str, name: str) -> None:
        page = self.visitor.get(f"/documents/{self.id}/photo/{place}")
        more = {"name": name} if name else {}
        answer = page.press("Keep this photo", {"picture": FileStorage(io.BytesIO(_photo()), "photo.png")}, **more)
        assert answer.status == 200, place


def _typed(part: Part, value: Any) -> Iterator[tuple[str, Any]]:
    """What somebody fills in who means this value."""
    match part.type:
        case "hours":
            yield from (("days", list(map(str, value["days"]))), ("from", value["from"]), ("to", value["to"]))
        case "week":
            for key, shifts in value.items():
                for n, shift in enumerate(shifts):
                    for name, said in shift.items():
                        yield f"{key}.{n}.{name}", list(map(str, said)) if isinstance(said, list) else said
        case "signature":
            yield from ((key, value.get(key, "")) for key in ("name", "on", "witness"))
            yield "strokes", json.dumps(value["strokes"]) if "strokes" in value else ""
        case "scale":
            yield "value", str(value["number"])
        case "yes":
            yield "value", "true"
        case _:
            yield "value", list(map(str, value)) if isinstance(value, list) else str(value)


@dataclass
class Hand:
    """Fills in what was made up, field after field, and remembers what it said."""

    desk: Desk
    meant: Document
    ids: dict[str, str]
    """Ids of people and of items as they were made up, and as they are."""
    words: dict[str, str] = field(default_factory=dict[str, str])
    """What was written, by its address."""
    values: dict[str, tuple[Part, Any]] = field(default_factory=dict[str, tuple[Part, Any]])
    """What was filled in, by its place."""
    drawn: set[str] = field(default_factory=set[str])
    """Where a picture was made."""

    def fill(self, parts: tuple[Part, ...], meant: str = "", real: str = "") -> None:
        for part in parts:
            of, place = f"{meant}{part.key}", f"{real}{part.key}"
            if not is_asked(self.desk.document, part, real.removesuffix("/")):
                continue
            if part.type == "list":
                for id in self.meant.order[of]:
                    self.ids[id] = self.desk.add(place)
                    self.fill(part.parts, f"{of}/{id}/", f"{place}/{self.ids[id]}/")
            elif part.type in WORDS:
                self._write(of, place)
            elif part.type == "composition":
                self._draw(place)
            elif (value := self.meant.value(of)) is not None:
                self.values[place] = part, self._as_is(part, value)
                self.desk.fill(part, place, self.values[place][1])

    def _draw(self, place: str) -> None:
        item = place.split("/")[-2]
        composing = self.desk.visitor.get(f"/documents/{self.desk.id}/scenes/{item}/compose")
        composing.press("Mila")
        drawn = self.desk.document.value(place)
        assert [one["who"] for one in drawn["parts"]] == [self.ids["mila"]]
        self.drawn.add(place)

    def _write(self, of: str, place: str) -> None:
        for language in LANGUAGES:
            said = (entry for address, entry in self.meant.under(of) if address.startswith(f"{of}@{language}"))
            words = next((str(entry.value) for entry in said if entry.value), "")
            if words.strip():
                self.words[f"{place}@{language}"] = words
                self.desk.write(place, language, words)

    def _as_is(self, part: Part, value: Any) -> Any:
        # With the people and the items that there are.
        if part.type in ("people", "reference"):
            return self._there(value)
        if part.type == "week":
            named = ("who", "backups")
            return {
                key: [
                    {name: self._there(said) if name in named else said for name, said in one.items()} for one in some
                ]
                for key, some in value.items()
            }
        return value

    def _there(self, ids: list[str]) -> list[str]:
        return [self.ids[one] for one in ids if one in self.ids]


@pytest.mark.early
@AS_MADE
@given(forms(LANGUAGES))
def test_a_form_never_seen_is_filled_in_changed_read_printed_and_taken_along(
    app: Flask, pieter: Visitor, database: Database, family: MadeFamily, tmp_path: Path, made_up: MadeUp
) -> None:
    desk = _begun(app, pieter, database, family, tmp_path, made_up.definition)
    ids = {"mila": family.mila, "kasia": family.kasia, "lotte": family.pieter}
    hand = Hand(desk, made_up.document, ids)
    hand.fill(desk.definition.parts)
    _check_kept(hand)
    _send_once_more(hand)
    _check_kept(hand)
    _check_read(hand)
    _check_taken_along(hand)


def _begun(
    app: Flask, pieter: Visitor, database: Database, family: MadeFamily, folder: Path, made_up: Definition
) -> Desk:
    own = folder / f"own-{new_id()}"
    own.mkdir()
    (own / "made-up.toml").write_text(as_toml(made_up) + ABOUT, "utf-8")
    app.extensions["config"] = replace(app.extensions["config"], definitions=own)
    begun = pieter.post(f"/families/{family.id}/documents/new", {"kind": "made-up", "language": "nl"})
    desk = Desk(
        pieter, database, definitions(own)["made-up"], re.findall("/documents/([0-9a-f]{32})/fill", begun.address)[0]
    )
    pieter.post(f"/documents/{desk.id}/languages", {"add": "Arabic"})
    return desk


def _check_kept(hand: Hand) -> None:
    document = hand.desk.document
    for address, words in hand.words.items():
        assert squeezed(document.entries[address].value) == squeezed(words), address
    for place, (part, meant) in hand.values.items():
        kept = document.value(place)
        if part.type == "picture":
            assert (kept["width"], kept["height"]) == PHOTO_SIZE
        elif part.type == "signature" and meant["way"] == "paper":
            assert (kept["way"], kept["name"], kept["picture"]["width"]) == (
                "paper",
                one_line(meant["name"]),
                PHOTO_SIZE[0],
            )
        else:
            assert _in_order(part, kept) == _in_order(part, meant), place


def _send_once_more(hand: Hand) -> None:
    """Every field as the page shows it, nothing changed: what stands there stays."""
    hand.desk.open.clear()
    for place, (part, meant) in hand.values.items():
        if part.type != "picture" and not (part.type == "signature" and meant["way"] == "paper"):
            answer = hand.desk.page_of(place).submit(f"{place}@value", {})
            assert answer.status == 200, (place, part.type)


def _in_order(part: Part, value: Any) -> Any:
    """A value as a form sends it: what has no order is sorted, what may be left out is there."""
    match part.type:
        case "text" | "phone":
            return one_line(value or "") or None
        case "hours":
            return {**value, "days": sorted(value["days"])}
        case "signature":
            return {key: one_line(one) if isinstance(one, str) else one for key, one in value.items()}
        case "week":
            week = {key: [_shift(one) for one in shifts] for key, shifts in (value or {}).items()}
            week = {key: [one for one in some if any({**one, "weeks": ""}.values())] for key, some in week.items()}
            return week if any(week.values()) else None
        case _:
            return None if value in ("", [], None) else sorted(value) if isinstance(value, list) else value


def _shift(shift: dict[str, Any]) -> dict[str, Any]:
    whole = {"weeks": "always", "since": "", "until": "", "also_on": [], "not_on": [], "backups": [], **shift}
    unordered = {key: sorted(dict.fromkeys(whole[key])) for key in ("who", "days", "also_on", "not_on")}
    # A field for a time knows no 24:00.
    return {**whole, **unordered, "to": whole["to"].replace("24:00", "00:00")}


def _check_read(hand: Hand) -> None:
    desk = hand.desk
    for language in LANGUAGES:
        page = desk.page(f"paper?language={language}")
        paper, photos = (
            squeezed(page.said),
            [place for place, (part, _) in hand.values.items() if part.type == "picture"],
        )
        assert len(page.pictures()) >= len(hand.drawn) + len(photos), (hand.drawn, photos)
        for address, words in hand.words.items():
            if address.endswith(f"@{language}"):
                assert squeezed(words) in paper, address
    both = squeezed(desk.page("paper?language=nl&beside=ar").said)
    assert [address for address, words in hand.words.items() if squeezed(words) not in both] == []
    for address in ("history", "translate/ar", "fill?in=ar"):
        assert desk.visitor.get(f"/documents/{desk.id}/{address}").status == 200, address


def _check_taken_along(hand: Hand) -> None:
    desk = hand.desk
    known = definitions(desk.visitor.client.application.extensions["config"].definitions)
    packed = desk.visitor.client.post(f"/documents/{desk.id}/bundle.zip", headers=desk.visitor.headers)
    came, stands = read_bundle(packed.data, known).document, desk.document
    assert {at: one for at, one in stands.entries.items() if came.entries.get(at) != one} == {}
    assert came == stands
    for more in ({}, {"beside": "ar"}, {"blank": "1"}):
        answer = desk.visitor.client.post(
            f"/documents/{desk.id}/paper.docx", data={"language": "nl", **more}, headers=desk.visitor.headers
        )
        assert answer.status_code == 200, more
        whole = squeezed(_words_in(answer.data))
        for address, words in () if "blank" in more else hand.words.items():
            if address.endswith("@nl") or "beside" in more:
                assert squeezed(words) in whole, (more, address)


def _words_in(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        body = ElementTree.fromstring(file.read("word/document.xml"))
    return "".join(body.itertext())


@cache
def _photo() -> bytes:
    painted = io.BytesIO()
    Image.new("RGB", PHOTO_SIZE, (90, 120, 60)).save(painted, "PNG")
    return painted.getvalue()


def one_line(text: str) -> str:
    return " ".join(text.split())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f\u2066-\u2069]+", "", text)


@pytest.fixture
def family(make_family: Callable[..., MadeFamily]) -> MadeFamily:
    return make_family()
