"""The demo family: its finished stories, in Dutch and English, with their pictures. Everybody in it is invented.

A story in another language of the family stands in a file of its own (`story.pl.toml`), with who translated it and who looked it over.
The words stand in the TOML files beside this one, one for each story and one for each family; the pictures of each story, which are
compositions, in `pictures/`. They become documents the way every document does, by changes. Ids come from names, not from chance, so
the same demo is the same bytes everywhere.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from ..bundle import Bundle
from ..change import Add, Change, Write, apply
from ..composition import read, to_value
from ..definition import WORDS, Definition, definitions
from ..document import CHECKED, MADE, Document, fact_of
from ..drawing.composed import Drawn
from ..drawn import drawn_of, place_of
from ..family import read_family
from ..translation import digest, made, source_of

STORIES = ("immediate", "story", "story-youngest", "story-young-person")
"""The short story for now, the long one, the youngest's for later (one family), and the young person's own (another)."""
LOOKED_OVER_ON = "2027-03-22"
"""When the English was looked over."""
COVER = "cover"
"""The picture that belongs to no scene, by its name in `pictures/`."""

_HERE = Path(__file__).parent


@cache
def demo_story(name: str) -> tuple[Document, Document]:
    """One of `STORIES` and its family's file; made once. Raises KeyError for any other name."""
    if name not in STORIES:
        raise KeyError(name)
    content, translations = _content(name), _translations(name)
    family, by = content.pop("family"), content.pop("by")
    content["languages"] = [*content["languages"], *translations]
    definition = definitions()[content.pop("definition")]
    document = Document(_id(family, name), definition.id)
    for change in _changes(definition, document.id, content, by=by):
        document = apply(document, change, definition).document
    for change in _picture_changes(document.id, _content(f"pictures/{name}"), by):
        document = apply(document, change, definition).document
    for language, translated in translations.items():
        for change in _translated(document, language, translated):
            document = apply(document, change, definition).document
    return document, _family_file(family)


def demo_drawing(name: str, number: int, language: str = "nl") -> Drawn:
    """The picture of a scene, ready to be drawn: the first is 1, and 0 is the cover. Raises KeyError where there is none."""
    document, file = demo_story(name)
    items = ("", *(scene.place for scene in document.items("scenes")))
    if not 0 <= number < len(items):
        raise KeyError((name, number))
    drawn = drawn_of(document, items[number], read_family(file, language).looks, language)
    if drawn is None:
        raise KeyError((name, number))
    return drawn


def demo_bundle(name: str) -> Bundle:
    """One of `STORIES` with the whole file of its family. Its pictures are in it as data. Raises KeyError for any other name."""
    return Bundle(*demo_story(name), {})


def demo_bundles() -> dict[str, Bundle]:
    """Every demo story as a bundle, by the name of its file without `.zip`."""
    return {name: demo_bundle(name) for name in STORIES}


@cache
def _family_file(family: str) -> Document:
    content, definition = _content(family), definitions()["family"]
    by = content.pop("by")
    file = Document(_id(family, "file"), definition.id)
    for change in _changes(definition, file.id, content, by=by):
        file = apply(file, change, definition).document
    for change in _phones_for_children(file, by):
        file = apply(file, change, definition).document
    return file


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))


def _changes(
    definition: Definition, document_id: str, content: Mapping[str, Any], by: str, at: str = ""
) -> Iterator[Change]:
    # In the TOML a line of a wording is a sentence; on the page the sentences follow one another.
    for key, value in content.items():
        place = f"{at}{key}"
        part = definition.part_at(place)
        kind = part.type if part else ""
        if kind == "list":
            after = None
            for item in cast("list[dict[str, Any]]", value):
                fields = dict(item)
                id = fields.pop("id")
                yield Add(_change_id(document_id, f"{place}/{id}"), by, place, id, after)
                yield from _changes(definition, document_id, fields, by, f"{place}/{id}/")
                after = id
        elif kind in WORDS:
            wordings = dict(cast("dict[str, str]", value))
            voice = wordings.pop("by", by)
            said = {language: " ".join(words.split()) for language, words in wordings.items()}
            for language, words in said.items():
                yield _write(document_id, f"{place}@{language}", words, voice)
            if definition.reading == "story":
                yield from _english(document_id, place, said, voice)
        else:
            yield _write(document_id, f"{place}@value", value, by)


def _english(document_id: str, place: str, said: Mapping[str, str], by: str) -> Iterator[Change]:
    # The English beside the Dutch was made from it, and Lotte looked it over.
    if "nl" in said and "en" in said:
        made_of = {"from": "nl", "of": digest(said["nl"]), "how": "worker"}
        yield _write(document_id, f"{place}@{fact_of(MADE, 'en')}", made_of, by)
        seen = {"same": digest(said["en"]), "by": "Lotte", "on": LOOKED_OVER_ON}
        yield _write(document_id, f"{place}@{fact_of(CHECKED, 'en')}", seen, by)


def _picture_changes(document_id: str, pictures: Mapping[str, Any], by: str) -> Iterator[Change]:
    # What it shows in words stands beside it: said shorter and warmer than a picture can tell of itself.
    for name, content in pictures.items():
        place = place_of("" if name == COVER else f"scenes/{name}")
        said = {language: content.pop(language) for language in ("nl", "en")}
        yield _write(document_id, f"{place}@value", to_value(read(content)), by)
        for language, words in said.items():
            yield _write(document_id, f"{place}@{language}", words, by)
        yield from _english(document_id, place, said, by)


def _translations(name: str) -> dict[str, dict[str, Any]]:
    files = sorted(_HERE.glob(f"{name}.*.toml"))
    return {path.stem.partition(".")[2]: _content(path.stem) for path in files}


def _translated(document: Document, language: str, content: Mapping[str, Any]) -> Iterator[Change]:
    how, look_over = str(content["how"]), content.get("checked")
    for place, words in _wordings(content):
        source = document.entry(f"{place}@{source_of(document, place, language)}")
        change = _write(
            document.id, f"{place}@{language}", " ".join(words.split()), source.by if source else "together"
        )
        yield change
        if fact := made(document, change, how):
            yield replace(fact, id=_change_id(document.id, fact.address))
        if look_over:
            same, address = digest(str(change.value)), f"{place}@{fact_of(CHECKED, language)}"
            value = {"same": same, "by": look_over["by"], "on": look_over["on"].isoformat()}
            yield _write(document.id, address, value, change.by)


def _wordings(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    # Where each wording of a translation belongs, and the wording.
    for key, value in content.items():
        if key == COVER:
            yield place_of(""), value["picture"]
        elif key == "scenes":
            for id, scene in value.items():
                item = f"scenes/{id}"
                yield from (
                    (place_of(item) if one == "picture" else f"{item}/{one}", words) for one, words in scene.items()
                )
        elif key not in ("how", "checked"):
            yield key, value


def _phones_for_children(file: Document, by: str) -> Iterator[Change]:
    # Numbers are for the workers alone; a child also sees the one behind "I want to talk".
    family = read_family(file, "nl")
    for safe in family.adults:
        children = [child.id for child in family.children if child.safe_person == safe.id]
        if children:
            yield _write(file.id, f"people/{safe.id}/phone@audience", {"for": ["workers", *children]}, by)


def _write(document_id: str, address: str, value: Any, by: str) -> Write:
    return Write(_change_id(document_id, address), by, address, value, seen=0)


def _change_id(document_id: str, address: str) -> str:
    return f"{_id(document_id, address)}.1"


def _id(*names: str) -> str:
    return hashlib.sha256("/".join(names).encode()).hexdigest()[:32]
