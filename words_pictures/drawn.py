"""The composed pictures of a document: which stand where, and under which name each is shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from .composition import Composition, read
from .document import Document
from .drawing.composed import Drawn
from .drawing.look import Look, look_value
from .part import COMPOSED


def place_of(item: str) -> str:
    """Where the composition of an item (`scenes/7f3a`) stands; of the document itself when the item is empty."""
    return f"{item}/{COMPOSED}" if item else COMPOSED


def composition_of(document: Document, item: str) -> Composition | None:
    """The composition of an item, or of the cover when `item` is empty; None where there is none, or nothing in it."""
    value = document.value(place_of(item))
    composition = _read(json.dumps(value, sort_keys=True)) if value else None
    return composition if composition and not composition.is_empty else None


@lru_cache(maxsize=512)
def _read(text: str) -> Composition:
    # A page asks for the same dozen pictures several times over, and every tablet every moment.
    return read(json.loads(text))


def drawn_of(document: Document, item: str, looks: Mapping[str, Look], language: str) -> Drawn | None:
    """The composition of an item ready to be drawn, its bubbles in a language; None where there is none."""
    composition = composition_of(document, item)
    return Drawn(composition, looks, language) if composition else None


def drawn_id(document_id: str, drawn: Drawn) -> str:
    """The name under which it is shown, 32 hexadecimal figures: the same picture in a document has the same name, and no other has."""
    composition = drawn.composition
    looks = (f"{who} {_look_text(drawn.looks[who])}" for who in composition.people if who in drawn.looks)
    said = "\n".join((document_id, composition.text, *looks, _spoken(drawn)))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@lru_cache(maxsize=512)
def _look_text(look: Look) -> str:
    return json.dumps(look_value(look), sort_keys=True)


def drawings(document: Document, looks: Mapping[str, Look], languages: tuple[str, ...]) -> dict[str, Drawn]:
    """Every composition that stands in a document, in every language it is asked in, by the name under which it is shown."""
    drawn = (drawn_of(document, item, looks, language) for item in _drawn_in(document) for language in languages)
    return {drawn_id(document.id, one): one for one in drawn if one is not None}


def _drawn_in(document: Document) -> Iterator[str]:
    # The items that have a composition and stand: a scene, a rule of a plan. Of the document itself the item is empty.
    address_in = f"{COMPOSED}@value"
    for address in document.entries:
        item = address.removesuffix(address_in)
        if address == address_in or (item != address and item.endswith("/") and document.stands(item[:-1])):
            yield item.removesuffix("/")


def _spoken(drawn: Drawn) -> str:
    # Without words in it a picture is the same in every language.
    return drawn.language if any(bubble.words for bubble in drawn.composition.bubbles) else ""
