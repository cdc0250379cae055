"""A document: what stands where, and since when. A value; a change makes a new one (change.py).

An *address* says where: `[list/item/]* key`, for example `title` or `scenes/7f3a/words`. A *facet* follows `@`:
`scenes/7f3a/words@nl` is the Dutch wording, `scenes/7f3a/picture@value` a plain value, `scenes/7f3a@audience` who may see
the whole scene. What stands at one address and facet is an *entry*. `scenes/7f3a` alone is an item.

Two facts may stand beside a wording, `made-nl` and `checked-nl`: how it was translated, and who looked it over (translation.py).

Where two people see it differently, a passage has *views* instead of one wording: `scenes/7f3a/words@nl.kasia` is what Kasia says there
in Dutch, and `scenes/7f3a/words@nl` holds nothing for as long as there are views (voices.py).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, TypeAlias, cast

from .errors import BadDocument

Value: TypeAlias = "str | int | float | bool | list[Any] | dict[str, Any] | None"
"""What JSON can hold."""

ADDRESS = re.compile(
    r"(?P<place>(?:[a-z_]+/[0-9a-z]+/)*[a-z_]+|(?:[a-z_]+/[0-9a-z]+/)*[a-z_]+/[0-9a-z]+)@"
    r"(?P<facet>[a-z][a-zA-Z_-]*(?:\.[0-9a-z]{1,40})?)"
)
"""An address with its facet, whole."""


MADE, CHECKED = "made", "checked"
"""The two facts about a wording: the facet `made-pl` says how the Polish was made, `checked-pl` who looked it over."""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def cleaned(text: str) -> str:
    r"""A text as it may be kept: line ends as `\n`, without NUL, control characters and lone surrogates (Word holds none)."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def new_id() -> str:
    """An id nobody can guess: 128 random bits as 32 hexadecimal figures."""
    return secrets.token_hex(16)


@lru_cache(maxsize=16_384)
def split(address: str) -> tuple[str, str]:
    """`scenes/7f3a/words@nl` as (`scenes/7f3a/words`, `nl`). Raises BadDocument if it is no address."""
    found = ADDRESS.fullmatch(address)
    if found is None:
        raise BadDocument(f"no address: {address!r}")
    return found["place"], found["facet"]


def view_of(facet: str) -> tuple[str, str]:
    """A wording's facet as (language, voice): `nl` is (`nl`, ``), the view `nl.kasia` is (`nl`, `kasia`)."""
    language, _, voice = facet.partition(".")
    return language, voice


def fact_of(kind: str, facet: str) -> str:
    """The facet of a fact about a wording: MADE and `pl.kasia` give `made-pl.kasia`."""
    return f"{kind}-{facet}"


def facts_wording(facet: str) -> tuple[str, str]:
    """What `fact_of` was given: (`made`, `pl.kasia`) for `made-pl.kasia`, and two empty texts for every other facet."""
    kind, dash, wording = facet.partition("-")
    return (kind, wording) if dash and kind in (MADE, CHECKED) else ("", "")


def is_wording(facet: str) -> bool:
    """Whether words stand at a facet: it is a language, or a view in one."""
    return facet not in ("", "value", "audience") and not facts_wording(facet)[0]


def prefixes(place: str) -> tuple[str, ...]:
    """Every place that holds this one, the widest first, itself last: `scenes`, `scenes/7f3a`, `scenes/7f3a/words`."""
    steps = place.split("/")
    return tuple("/".join(steps[: n + 1]) for n in range(len(steps)))


@dataclass(frozen=True)
class Entry:
    """What stands at one address. `version` is the revision of the document that wrote it; `by` is whose it is."""

    value: Value
    version: int
    by: str
    pen: str
    """The change that wrote it: `<pen>.<n>`, where a pen is one opened editor and n counts up."""


@dataclass(frozen=True)
class Item:
    """One item of a list (a scene, a person, a word agreement), for reading."""

    document: Document
    place: str

    @property
    def id(self) -> str:
        return self.place.rpartition("/")[2]

    def value(self, key: str) -> Value:
        """The plain value of one of its fields, or None."""
        return self.document.value(f"{self.place}/{key}")

    def text(self, key: str) -> str:
        """The plain value of one of its fields, if that is a text; else an empty text."""
        return self.document.text(f"{self.place}/{key}")

    def words(self, key: str, language: str) -> str:
        """The wording of one of its passages in a language; empty where there is none."""
        return self.document.words(f"{self.place}/{key}", language)

    def some_words(self, key: str, language: str) -> str:
        """The wording of one of its passages in a language, or else one of the views there; to know the item by."""
        voices = (f"{language}.{voice}" for voice in self.document.voices(f"{self.place}/{key}", language))
        return next((words for one in (language, *voices) if (words := self.words(key, one))), "")

    def items(self, key: str) -> tuple[Item, ...]:
        """The items of a list inside this item."""
        return self.document.items(f"{self.place}/{key}")


@dataclass(frozen=True)
class Document:
    """Lists in their order, and entries. Taken-out items keep their entries, so everything can come back."""

    id: str
    definition: str
    revision: int = 0
    order: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {})
    entries: Mapping[str, Entry] = field(default_factory=lambda: {})
    out: Mapping[str, int] = field(default_factory=lambda: {})
    """Items taken out and not brought back: item place -> the revision that took it out."""
    made_with: str = ""
    """The edition of its definition that it was made with (part.py); empty for one that goes with its definition as that is now."""
    family_children: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    """The children of its family, where the family's file was read beside it (`beside`). No part of what is kept."""

    def entry(self, address: str) -> Entry | None:
        """What stands at an address with its facet, or None where nothing was ever written."""
        return self.entries.get(address)

    def version(self, address: str) -> int:
        """The revision that wrote what stands there; 0 where nothing was ever written."""
        entry = self.entries.get(address)
        return entry.version if entry else 0

    def value(self, place: str) -> Value:
        """The plain value (facet `value`) at a place, or None."""
        entry = self.entries.get(f"{place}@value")
        return entry.value if entry else None

    def text(self, place: str) -> str:
        """The plain value at a place, if that is a text; else an empty text."""
        value = self.value(place)
        return value if isinstance(value, str) else ""

    @property
    def children(self) -> frozenset[str]:
        """The ids of the children it is for, and of all others of the family that are known: what one of them says is its own too."""
        return self.family_children.union(self.ids("children"))

    def beside(self, file: Document) -> Document:
        """The document as one that knows who are the children of the family whose file that is."""
        people = (*file.items("people"), *file.taken_out("people"))
        return replace(self, family_children=frozenset(one.id for one in people if one.text("role") == "child"))

    def ids(self, place: str) -> tuple[str, ...]:
        """The ids that a field of references holds (people of the family, for one), in order."""
        value = self.value(place)
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    def words(self, place: str, language: str) -> str:
        """The wording of a passage in a language; empty where there is none."""
        entry = self.entries.get(f"{place}@{language}")
        return entry.value if entry and isinstance(entry.value, str) else ""

    def voices(self, place: str, language: str) -> tuple[str, ...]:
        """Whose views stand at a passage in a language, by the name of the voice; none where it has one wording, or nothing."""
        return self._voices.get(f"{place}@{language}", ())

    @cached_property
    def _voices(self) -> Mapping[str, tuple[str, ...]]:
        # The address of a wording -> whose views of it stand.
        found: dict[str, list[str]] = {}
        for address, entry in self.entries.items():
            wording, dot, voice = address.partition(".")
            if dot and entry.value:
                found.setdefault(wording, []).append(voice)
        return {wording: tuple(sorted(voices)) for wording, voices in found.items()}

    def in_languages(self, languages: Sequence[str]) -> Document:
        """The document as one whose own languages these are: the family's file has none, and is written in those of what shows it."""
        own = Entry([*languages], self.revision, "together", "")
        return replace(self, entries={**self.entries, "languages@value": own}) if languages else self

    def written_in(self, place: str) -> tuple[str, ...]:
        """The languages in which something is written at a place, in one wording or in views: the document's own first.

        Of the others those that it was said in by itself, before those that it was translated into.
        """
        return self._written.get(place, ())

    @cached_property
    def _written(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        made: set[tuple[str, str]] = set()
        for address, entry in self.entries.items():
            place, _, facet = address.partition("@")
            fact, of = facts_wording(facet)
            if entry.value and fact == MADE:
                made.add((place, view_of(of)[0]))
            elif entry.value and isinstance(entry.value, str) and is_wording(facet):
                found.setdefault(place, set()).add(view_of(facet)[0])
        own = self.languages()
        return {
            place: (
                *(one for one in own if one in languages),
                *sorted(languages.difference(own), key=lambda one, place=place: ((place, one) in made, one)),
            )
            for place, languages in found.items()
        }

    def languages(self) -> tuple[str, ...]:
        """The languages this document is written in, its own first; the field `languages` says so."""
        return self.ids("languages")

    def item(self, place: str) -> Item:
        """One item, in the list or taken out."""
        return Item(self, place)

    def items(self, list_place: str) -> tuple[Item, ...]:
        """The items that stand in a list, in order."""
        return tuple(Item(self, f"{list_place}/{id}") for id in self.order.get(list_place, ()))

    def taken_out(self, list_place: str) -> tuple[Item, ...]:
        """The items taken out of a list, the latest first."""
        within = re.compile(re.escape(list_place) + "/[0-9a-z]+")
        places = [place for place in self.out if within.fullmatch(place)]
        return tuple(Item(self, place) for place in sorted(places, key=lambda place: -self.out[place]))

    def stands(self, place: str) -> bool:
        """Whether every item on the way to this place is in its list."""
        steps = place.split("/")
        return all(steps[n] in self.order.get("/".join(steps[:n]), ()) for n in range(1, len(steps), 2))

    def under(self, place: str) -> Iterator[tuple[str, Entry]]:
        """The entries at a place and everywhere inside it."""
        for address, entry in self.entries.items():
            if address.startswith((f"{place}/", f"{place}@")):
                yield address, entry


def to_json(document: Document) -> dict[str, Any]:
    """The document as JSON values; `from_json` gives the same document back."""
    made_with = {"made_with": document.made_with} if document.made_with else {}
    return {
        "id": document.id,
        "definition": document.definition,
        **made_with,
        "revision": document.revision,
        "order": {place: list(ids) for place, ids in document.order.items()},
        "entries": {
            address: [entry.value, entry.version, entry.by, entry.pen] for address, entry in document.entries.items()
        },
        "out": dict(document.out),
    }


def from_json(content: object) -> Document:
    """The document that `to_json` wrote. Raises BadDocument when it is not of that shape."""
    try:
        return _from_json(cast("dict[str, Any]", content))
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BadDocument(str(wrong)) from wrong


def _from_json(content: dict[str, Any]) -> Document:
    entries: dict[str, Entry] = {}
    for address, (value, version, by, pen) in content["entries"].items():
        split(address)
        entries[address] = Entry(value, _number(version), _text(by), _text(pen))
    return Document(
        id=_text(content["id"]),
        definition=_text(content["definition"]),
        revision=_number(content["revision"]),
        order={place: _texts(ids) for place, ids in content["order"].items()},
        entries=entries,
        out={place: _number(revision) for place, revision in content["out"].items()},
        made_with=_text(content.get("made_with", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"no list: {value!r}")
    return tuple(_text(one) for one in cast("list[object]", value))


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"no revision: {value!r}")
    return value
