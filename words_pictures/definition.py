"""A definition: what a kind of document is made of, and which questions help people write it. Data (TOML), not code.

    id = "words-and-pictures"
    reading = "story"                     # how it is read: story.py, family.py, …
    name = "Words and Pictures story"     # every text is English and found in the catalogues by that English

    [[parts]]
    key = "scenes"
    type = "list"
    audience = "everyone"                 # everyone | adults | workers; a part at the top without one: workers only
      [[parts.parts]]
      key = "words"
      type = "passage"
      limit = 1200                        # characters
      written_by = ["family"]             # who besides the workers may write here

    [[frames]]                            # places to start from, each with its helping question
    key = "home"
    heading = "Our family"
    kind = "good"
    question = "Who belongs to your family?"

    [[variants]]                          # ways to begin: which frames, in which order
    key = "long"
    name = "The longer story"
    frames = ["home"]

`like = "words-and-pictures"` gives a definition the parts of another one, before its own.
A text that is in no catalogue reads as it stands, so an agency can write its own definitions in its own language.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

from .document import Value, prefixes, split
from .errors import BadDefinition, BadDocument, NotSaid, TooLong

TYPES = (
    "passage",
    "short_text",
    "text",
    "picture",
    "people",
    "languages",
    "choice",
    "number",
    "date",
    "yes",
    "list",
)
"""`passage` and `short_text` are words, one wording per language. The others are plain values: `text` a line in no language
(a name, a phone number), `people` ids of people of the family's file, `languages` codes, `yes` true or nothing."""
WORDS = ("passage", "short_text")
AUDIENCES = ("everyone", "adults", "workers")
LIMITS = {"passage": 2000, "short_text": 120, "text": 120}
"""Characters that a field takes when its definition says no other number."""
MOST_ITEMS = 300
"""Items in one list: beyond any story or plan; keeps a page and its save quick (core.md 4: 300 items save in 15 ms)."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_ITEM = re.compile(r"[0-9a-z]{1,40}")
_HEX_ID = re.compile(r"[0-9a-f]{32}")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Part:
    """One part of a document, or one field of an item: its key, its type, its words, and who may see and write it."""

    key: str
    type: str
    label: str = ""
    help: str = ""
    audience: str | None = None
    written_by: tuple[str, ...] = ()
    limit: int = 0
    options: tuple[str, ...] = ()
    option_labels: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def part(self, key: str) -> Part | None:
        """The field of that name, or None."""
        return next((part for part in self.parts if part.key == key), None)


@dataclass(frozen=True)
class Frame:
    """A place to start a scene from."""

    key: str
    kind: str
    heading: str
    question: str
    starters: tuple[str, ...] = ()
    """Beginnings of sentences, for who finds none."""


@dataclass(frozen=True)
class Variant:
    """A way to begin a document: with which frames, in which order."""

    key: str
    name: str
    help: str
    frames: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """What a kind of document is made of."""

    id: str
    reading: str
    name: str
    help: str
    parts: tuple[Part, ...]
    frames: tuple[Frame, ...] = ()
    variants: tuple[Variant, ...] = ()
    _places: dict[str, Part] = field(default_factory=lambda: {}, compare=False, repr=False)

    def frame(self, key: str) -> Frame | None:
        """The frame of that name, or None."""
        return next((frame for frame in self.frames if frame.key == key), None)

    def variant(self, key: str) -> Variant | None:
        """The way to begin of that name, or None."""
        return next((variant for variant in self.variants if variant.key == key), None)

    def part_at(self, place: str) -> Part | None:
        """The part that a place belongs to (an item belongs to its list), or None where the definition has no such place."""
        keys = "/".join(place.split("/")[::2])
        if keys not in self._places:
            found = self._find(keys.split("/"))
            if found is None:
                return None
            self._places[keys] = found
        part = self._places[keys]
        if len(place.split("/")) % 2 == 0 and part.type != "list":
            return None
        return part

    def _find(self, keys: list[str]) -> Part | None:
        part = next((part for part in self.parts if part.key == keys[0]), None)
        for key in keys[1:]:
            part = part.part(key) if part is not None and part.type == "list" else None
        return part

    def check_write(self, address: str, value: Value) -> None:
        """Raises NotSaid when this document has no such address or it takes no such value, TooLong when it is too long."""
        try:
            place, facet = split(address)
        except BadDocument as wrong:
            raise NotSaid(str(wrong)) from wrong
        part = self.part_at(place)
        if part is None:
            raise NotSaid(f"no such place: {place}")
        if facet == "audience":
            _check_audience(value)
        elif part.type == "list":
            raise NotSaid(f"{place} is a list")
        elif facet == "value":
            if part.type in WORDS:
                raise NotSaid(f"{place} is words: say in which language")
            _check_value(part, address, value)
        else:
            _check_wording(part, address, facet, value)

    def check_list(self, place: str, item: str) -> None:
        """Raises NotSaid when there is no such list, or an item cannot have that id."""
        part = self.part_at(place) if len(place.split("/")) % 2 else None
        if part is None or part.type != "list" or not _ITEM.fullmatch(item):
            raise NotSaid(f"no such list or item: {place}/{item}")


def cleaned(text: str) -> str:
    r"""A text as it may be kept: line ends as `\n`, without NUL, control characters and lone surrogates (Word holds none)."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _check_wording(part: Part, address: str, facet: str, value: Value) -> None:
    described = part.type == "picture"
    if not (part.type in WORDS or described) or not _LANGUAGE.fullmatch(facet):
        raise NotSaid(f"no such wording: {address}")
    _check_text(part, address, value, limit=LIMITS["passage"] if described else part.limit)


def _check_value(part: Part, address: str, value: Value) -> None:
    if value is None:
        return
    right: bool
    match part.type:
        case "text":
            _check_text(part, address, value, part.limit)
            right = True
        case "choice":
            right = value in part.options
        case "people":
            right = _are_texts(value, _ITEM)
        case "languages":
            right = _are_texts(value, _LANGUAGE)
        case "number":
            right = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**6
        case "yes":
            right = value is True
        case "date":
            right = isinstance(value, str) and _is_date(value)
        case "picture":
            right = _is_picture(value)
        case _:
            right = False
    if not right:
        raise NotSaid(f"{address} takes no {value!r}")


def _check_text(part: Part, address: str, value: Value, limit: int) -> None:
    if value is None:
        return
    if not isinstance(value, str) or value != cleaned(value) or (part.type == "short_text" and "\n" in value):
        raise NotSaid(f"{address} takes no such text")
    if len(value) > limit:
        raise TooLong(address, len(value), limit)


def _check_audience(value: Value) -> None:
    keys = {"for", "not", "of"}
    if value is None:
        return
    if not isinstance(value, dict) or not set(value) <= keys or "for" not in value:
        raise NotSaid(f"no audience: {value!r}")
    if not all(_are_texts(value.get(key, []), _ITEM) for key in ("for", "not")) or not isinstance(
        value.get("of", ""), str
    ):
        raise NotSaid(f"no audience: {value!r}")


def _are_texts(value: object, shape: re.Pattern[str]) -> bool:
    if not isinstance(value, list):
        return False
    items = cast("list[object]", value)
    return len(items) <= MOST_ITEMS and all(isinstance(one, str) and shape.fullmatch(one) for one in items)


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2027-03-09")


def _is_picture(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    picture = cast("dict[str, object]", value)
    sizes = [picture.get("width"), picture.get("height")]
    return (
        set(picture) == {"id", "width", "height"}
        and isinstance(picture["id"], str)
        and _HEX_ID.fullmatch(picture["id"]) is not None
        and all(isinstance(size, int) and 0 < size <= 10_000 for size in sizes)
    )


_LIKE = re.compile(r"^like = ", re.MULTILINE)
_OWN = Path(__file__).with_name("definitions")


@cache
def definitions(folder: Path | None = None) -> Mapping[str, Definition]:
    """Every definition that comes with the library, and those of an agency's own folder: id -> definition.

    Raises BadDefinition with the file and the line. An agency's definition of the same id takes the place of ours.
    """
    files = [*sorted(_OWN.glob("*.toml")), *(sorted(folder.glob("*.toml")) if folder else ())]
    texts_found = sorted(
        ((path.name, path.read_text("utf-8")) for path in files),
        key=lambda one: _LIKE.search(one[1]) is not None,
    )
    found: dict[str, Definition] = {}
    for name, text in texts_found:
        definition = read_definition(text, name, found)
        found[definition.id] = definition
    return found


def read_definition(
    text: str, file: str = "definition.toml", known: Mapping[str, Definition] | None = None
) -> Definition:
    """The definition that a TOML text describes; `known` are those it may be like.

    Raises BadDefinition with the line where it goes wrong.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        line = re.search(r"line (\d+)", str(wrong))
        raise BadDefinition(file, int(line[1]) if line else 1, str(wrong)) from wrong
    return _Reader(file, text, known or {}).definition(content)


def texts(definition: Definition) -> Iterable[str]:
    """Every text a person reads that a definition holds, in English: what the catalogues translate."""
    yield from filter(None, (definition.name, definition.help))
    for part in definition.parts:
        yield from _part_texts(part)
    for frame in definition.frames:
        yield from filter(None, (frame.heading, frame.question, *frame.starters))
    for variant in definition.variants:
        yield from filter(None, (variant.name, variant.help))


def _part_texts(part: Part) -> Iterable[str]:
    yield from filter(None, (part.label, part.help, *part.option_labels))
    for inner in part.parts:
        yield from _part_texts(inner)


@dataclass(frozen=True)
class _Reader:
    """Reads one file, and knows on which line something stands."""

    file: str
    text: str
    known: Mapping[str, Definition]

    def definition(self, content: dict[str, Any]) -> Definition:
        self._only(content, {"id", "reading", "name", "help", "like", "parts", "frames", "variants"}, "")
        like = content.get("like")
        if like is not None and like not in self.known:
            raise self._wrong("like", f"like which definition? {like!r}")
        definition = Definition(
            id=self._text(content, "id"),
            reading=self._text(content, "reading"),
            name=self._text(content, "name"),
            help=content.get("help", ""),
            parts=(
                *(self.known[like].parts if like else ()),
                *(self._part(part, top=True) for part in content.get("parts", [])),
            ),
            frames=tuple(self._frame(frame) for frame in content.get("frames", [])),
            variants=tuple(self._variant(variant) for variant in content.get("variants", [])),
        )
        self._each_once([part.key for part in definition.parts])
        known = [frame.key for frame in definition.frames]
        self._each_once(known)
        for variant in definition.variants:
            for frame in variant.frames:
                if frame not in known:
                    raise self._wrong(
                        frame,
                        f"the variant {variant.key!r} begins with a frame {frame!r} that is not described",
                    )
        return definition

    def _part(self, content: dict[str, Any], *, top: bool = False) -> Part:
        key = self._text(content, "key")
        self._only(
            content,
            {"key", "type", "label", "help", "audience", "written_by", "limit", "options", "parts"},
            key,
        )
        kind, audience = self._text(content, "type"), content.get("audience")
        if kind not in TYPES:
            raise self._wrong(key, f"no such type: {kind!r}")
        if not re.fullmatch("[a-z_]+", key):
            raise self._wrong(key, f"a key is small letters and _: {key!r}")
        if audience not in (None, *AUDIENCES):
            raise self._wrong(key, f"no such audience: {audience!r}")
        if not set(content.get("written_by", [])) <= {"family"}:
            raise self._wrong(key, f"written by whom? {content['written_by']!r}")
        if (kind == "list") != ("parts" in content) or (kind == "choice") != ("options" in content):
            raise self._wrong(key, "a list has parts, a choice has options, and nothing else does")
        parts = tuple(self._part(part) for part in content.get("parts", []))
        self._each_once([part.key for part in parts])
        options: dict[str, str] = content.get("options", {})
        return Part(
            key=key,
            type=kind,
            label=content.get("label", ""),
            help=content.get("help", ""),
            audience=audience or ("workers" if top else None),
            written_by=tuple(content.get("written_by", [])),
            limit=content.get("limit", LIMITS.get(kind, 0)),
            options=tuple(options),
            option_labels=tuple(options.values()),
            parts=parts,
        )

    def _frame(self, content: dict[str, Any]) -> Frame:
        key = self._text(content, "key")
        self._only(content, {"key", "kind", "heading", "question", "starters"}, key)
        return Frame(
            key,
            self._text(content, "kind"),
            self._text(content, "heading"),
            self._text(content, "question"),
            tuple(content.get("starters", [])),
        )

    def _variant(self, content: dict[str, Any]) -> Variant:
        key = self._text(content, "key")
        self._only(content, {"key", "name", "help", "frames"}, key)
        return Variant(key, self._text(content, "name"), content.get("help", ""), tuple(content.get("frames", [])))

    def _text(self, content: dict[str, Any], key: str) -> str:
        value = content.get(key)
        if not isinstance(value, str) or not value:
            raise self._wrong(str(content.get("key", key)), f"a text is missing: {key}")
        return value

    def _only(self, content: dict[str, Any], known: set[str], where: str) -> None:
        for key in content:
            if key not in known:
                raise self._wrong(key, f"nothing is called {key!r} here ({where})")

    def _each_once(self, keys: list[str]) -> None:
        for key in keys:
            if keys.count(key) > 1:
                raise self._wrong(key, f"twice: {key!r}")

    def _wrong(self, about: str, wrong: str) -> BadDefinition:
        line = next((n for n, line in enumerate(self.text.splitlines(), 1) if about and about in line), 1)
        return BadDefinition(self.file, line, wrong)


__all__ = [
    "Definition",
    "Frame",
    "Part",
    "Variant",
    "cleaned",
    "definitions",
    "prefixes",
    "read_definition",
    "texts",
]
