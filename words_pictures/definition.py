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
      views = true                        # two people may each say it in their own way here, side by side (voices.py)

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

from .composition import read as read_composition
from .document import CHECKED, Value, cleaned, facts_wording, prefixes, split, view_of
from .drawing.look import read_look
from .errors import BadDefinition, BadDocument, NotSaid, TooLong

TYPES = (
    "passage",
    "short_text",
    "text",
    "picture",
    "composition",
    "look",
    "people",
    "languages",
    "choice",
    "number",
    "date",
    "yes",
    "list",
)
"""`passage` and `short_text` are words, one wording per language. The others are plain values: `text` a line in no language
(a name, a phone number), `composition` a picture composed of parts (composition.py), `look` how a person is drawn
(drawing/look.py), `people` ids of people of the family's file, `languages` codes, `yes` true or nothing."""
DESCRIBED = ("picture", "composition")
"""What is seen, and has words beside it that say what is on it."""
WORDS = ("passage", "short_text")
AUDIENCES = ("everyone", "adults", "workers")
LIMITS = {"passage": 2000, "short_text": 120, "text": 120}
"""Characters that a field takes when its definition says no other number."""
MOST_ITEMS = 300
"""Items in one list: beyond any story or plan; keeps a page and its save quick (core.md 4: 300 items save in 15 ms)."""

HOWS = ("interpreter", "family", "worker", "program")
"""Who makes a translation (practice.md 8.2). A child is never asked to."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_ITEM = re.compile(r"[0-9a-z]{1,40}")
_HEX_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{8,64}")
_LONGEST_NAME = 80
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ONE_LINE = ("short_text", "text")


@dataclass(frozen=True)
class Part:
    """One part of a document, or one field of an item: its key, its type, its words, and who may see and write it."""

    key: str
    type: str
    label: str = ""
    help: str = ""
    audience: str | None = None
    written_by: tuple[str, ...] = ()
    views: bool = False
    """Whether a wording may be the view of one voice, beside that of another."""
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


def is_language(code: str) -> bool:
    """Whether a document takes this as the code of a language: `pl`, `fa-AF`."""
    return _LANGUAGE.fullmatch(code) is not None


def _check_wording(part: Part, address: str, facet: str, value: Value) -> None:
    described = part.type in DESCRIBED
    kind, wording = facts_wording(facet)
    facet = wording or facet
    language, voice = view_of(facet)
    if not (part.type in WORDS or described) or not _LANGUAGE.fullmatch(language) or (voice and not part.views):
        raise NotSaid(f"no such wording: {address}")
    if kind:
        _check_fact(kind, address, value)
        return
    _check_text(part, address, value, limit=LIMITS["passage"] if described else part.limit)


def _check_fact(kind: str, address: str, value: Value) -> None:
    if value is None:
        return
    fact = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    if not all(isinstance(one, str) for one in fact.values()) or not (
        _is_check(fact) if kind == CHECKED else _is_made(fact)
    ):
        raise NotSaid(f"{address} takes no {value!r}")


def _is_made(fact: Mapping[str, Any]) -> bool:
    if set(fact) != {"from", "of", "how"}:
        return False
    return bool(_LANGUAGE.fullmatch(fact["from"]) and _DIGEST.fullmatch(fact["of"])) and fact["how"] in HOWS


def _is_check(fact: Mapping[str, Any]) -> bool:
    if set(fact) != {"same", "by", "on"}:
        return False
    name = fact["by"]
    is_name = 0 < len(name) <= _LONGEST_NAME and name == cleaned(name) and "\n" not in name
    return is_name and _DIGEST.fullmatch(fact["same"]) is not None and _is_date(fact["on"])


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
        case "composition":
            right = bool(read_composition(value))
        case "look":
            right = bool(read_look(value))
        case _:
            right = False
    if not right:
        raise NotSaid(f"{address} takes no {value!r}")


def _check_text(part: Part, address: str, value: Value, limit: int) -> None:
    if value is None:
        return
    if not isinstance(value, str) or value != cleaned(value) or (part.type in _ONE_LINE and "\n" in value):
        raise NotSaid(f"{address} takes no such text")
    if len(value) > limit:
        raise TooLong(address, len(value), limit)


def _check_audience(value: Value) -> None:
    keys = {"for", "not", "of"}
    if value is None:
        return
    if not isinstance(value, dict) or not set(value) <= keys or "for" not in value:
        raise NotSaid(f"no audience: {value!r}")
    of = value.get("of")
    if not all(_are_texts(value.get(key, []), _ITEM) for key in ("for", "not")) or (
        "of" in value and not (isinstance(of, str) and _ITEM.fullmatch(of))
    ):
        raise NotSaid(f"no audience: {value!r}")


def _are_texts(value: object, shape: re.Pattern[str]) -> bool:
    if not isinstance(value, list):
        return False
    items = cast("list[object]", value)
    return len(items) <= MOST_ITEMS and all(isinstance(one, str) and shape.fullmatch(one) for one in items)


def _is_date(value: str) -> bool:
    # `fromisoformat` alone also takes `2027-W10-2`, which no field for a date can show.
    try:
        return _DAY.fullmatch(value) is not None and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def _is_picture(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    picture = cast("dict[str, object]", value)
    sizes = [picture.get("width"), picture.get("height")]
    return (
        set(picture) == {"id", "width", "height"}
        and isinstance(picture["id"], str)
        and _HEX_ID.fullmatch(picture["id"]) is not None
        and all(isinstance(size, int) and not isinstance(size, bool) and 0 < size <= 10_000 for size in sizes)
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
        ((path.name, _text_of(path)) for path in files), key=lambda one: _LIKE.search(one[1]) is not None
    )
    found: dict[str, Definition] = {}
    for name, text in texts_found:
        definition = read_definition(text, name, found)
        found[definition.id] = definition
    return found


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as wrong:
        raise BadDefinition(path.name, 1, f"not written in UTF-8: {wrong}") from wrong


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
        raise BadDefinition(file, int(line[1]) if line else max(1, len(text.splitlines())), str(wrong)) from wrong
    return _Reader(file, text.splitlines(), known or {}, _begins(text, content)).definition(content)


_LONG_TEXT = re.compile(r"\"{3}|'{3}")
_TABLE = re.compile(r"\s*\[\[\s*([a-z_.]+)\s*\]\]")


def _begins(text: str, content: dict[str, Any]) -> dict[int, int]:
    # On which line each `[[table]]` begins, by the table's identity. What looks like one inside a longer text is none.
    found: dict[int, int] = {}
    opened: dict[str, int] = {}
    is_text = False
    for n, line in enumerate(text.splitlines(), 1):
        heading = None if is_text else _TABLE.match(line)
        is_text ^= len(_LONG_TEXT.findall(line)) % 2 == 1
        if heading is None:
            continue
        name = heading[1]
        opened = {path: nth for path, nth in opened.items() if not path.startswith(f"{name}.")}
        opened[name] = opened.get(name, -1) + 1
        steps, table = name.split("."), cast("Any", content)
        try:
            for depth, step in enumerate(steps, 1):
                table = table[step][opened[".".join(steps[:depth])]]
        except (KeyError, IndexError, TypeError):
            continue
        found[id(table)] = n
    return found


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
    lines: list[str]
    known: Mapping[str, Definition]
    begins: Mapping[int, int]

    def definition(self, content: dict[str, Any]) -> Definition:
        self._only(content, "id", "reading", "name", "help", "like", "parts", "frames", "variants")
        like = self._text_or_none(content, "like")
        if like and like not in self.known:
            raise self._wrong(content, "like", f"like which definition? {like!r}")
        parts, frames, variants = (self._tables(content, key) for key in ("parts", "frames", "variants"))
        definition = Definition(
            id=self._text(content, "id"),
            reading=self._text(content, "reading"),
            name=self._text(content, "name"),
            help=self._text_or_none(content, "help"),
            parts=(*(self.known[like].parts if like else ()), *(self._part(part, top=True) for part in parts)),
            frames=tuple(self._frame(frame) for frame in frames),
            variants=tuple(self._variant(variant) for variant in variants),
        )
        self._each_once(parts, already=[part.key for part in self.known[like].parts] if like else [])
        self._each_once(frames)
        self._each_once(variants)
        self._begin_with_frames(definition, variants)
        return definition

    def _begin_with_frames(self, definition: Definition, tables: list[dict[str, Any]]) -> None:
        for variant, table in zip(definition.variants, tables, strict=True):
            for key in variant.frames:
                if definition.frame(key) is None:
                    wrong = f"the variant {variant.key!r} begins with a frame {key!r} that is not described"
                    raise self._wrong(table, key, wrong)

    def _part(self, content: dict[str, Any], *, top: bool = False) -> Part:
        known = ("key", "type", "label", "help", "audience", "written_by", "views", "limit", "options", "parts")
        self._only(content, *known)
        key, kind = self._text(content, "key"), self._text(content, "type")
        audience, written_by = content.get("audience"), self._texts(content, "written_by")
        if kind not in TYPES:
            raise self._wrong(content, "type", f"no such type: {kind!r}")
        if not re.fullmatch("[a-z_]+", key):
            raise self._wrong(content, "key", f"a key is small letters and _: {key!r}")
        if audience not in (None, *AUDIENCES):
            raise self._wrong(content, "audience", f"no such audience: {audience!r}")
        if not set(written_by) <= {"family"}:
            raise self._wrong(content, "written_by", f"written by whom? {written_by!r}")
        if (kind == "list") != ("parts" in content) or (kind == "choice") != ("options" in content):
            raise self._wrong(content, "type", "a list has parts, a choice has options, and nothing else does")
        views = content.get("views", False)
        if type(views) is not bool or (views and kind != "passage"):
            raise self._wrong(content, "views", "views = true, and only a passage has them")
        inner, options = self._tables(content, "parts"), self._options(content)
        parts = tuple(self._part(part) for part in inner)
        self._each_once(inner)
        return Part(
            key=key,
            type=kind,
            label=self._text_or_none(content, "label"),
            help=self._text_or_none(content, "help"),
            audience=audience or ("workers" if top else None),
            written_by=tuple(written_by),
            views=views,
            limit=self._limit(content, kind),
            options=tuple(options),
            option_labels=tuple(options.values()),
            parts=parts,
        )

    def _frame(self, content: dict[str, Any]) -> Frame:
        self._only(content, "key", "kind", "heading", "question", "starters")
        key, kind, heading, question = (self._text(content, of) for of in ("key", "kind", "heading", "question"))
        return Frame(key, kind, heading, question, tuple(self._texts(content, "starters")))

    def _variant(self, content: dict[str, Any]) -> Variant:
        self._only(content, "key", "name", "help", "frames")
        key, name, help = self._text(content, "key"), self._text(content, "name"), self._text_or_none(content, "help")
        return Variant(key, name, help, tuple(self._texts(content, "frames")))

    def _limit(self, content: dict[str, Any], kind: str) -> int:
        limit = content.get("limit", LIMITS.get(kind, 0))
        if "limit" in content and (kind not in LIMITS or type(limit) is not int or limit < 1):
            raise self._wrong(content, "limit", "a limit is a number of characters, from 1, and only a text has one")
        return limit

    def _options(self, content: dict[str, Any]) -> dict[str, str]:
        options = content.get("options", {})
        if isinstance(options, dict):
            labels = cast("dict[str, Any]", options)
            if all(isinstance(label, str) and label for label in labels.values()):
                return labels
        raise self._wrong(content, "options", 'each option has a text: options = { u = "With \\"u\\"" }')

    def _text(self, content: dict[str, Any], key: str) -> str:
        value = self._text_or_none(content, key)
        if not value:
            raise self._wrong(content, key, f"a text is missing: {key}")
        return value

    def _text_or_none(self, content: dict[str, Any], key: str) -> str:
        value = content.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(content, key, f"{key} is a text, not {value!r}")
        return value

    def _texts(self, content: dict[str, Any], key: str) -> list[str]:
        value = content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in cast("list[Any]", value)):
            raise self._wrong(content, key, f"{key} is a list of texts, not {value!r}")
        return cast("list[str]", value)

    def _tables(self, content: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in cast("list[Any]", value)):
            raise self._wrong(content, key, f"each of the {key} begins with [[{key}]]")
        return cast("list[dict[str, Any]]", value)

    def _only(self, content: dict[str, Any], *known: str) -> None:
        for key in content:
            if key not in known:
                raise self._wrong(content, key, f"nothing is called {key!r} here")

    def _each_once(self, tables: list[dict[str, Any]], already: Iterable[str] = ()) -> None:
        met = set(already)
        for table in tables:
            if table["key"] in met:
                raise self._wrong(table, "key", f"twice: {table['key']!r}")
            met.add(table["key"])

    def _wrong(self, table: dict[str, Any], about: str, wrong: str) -> BadDefinition:
        begin = self.begins.get(id(table), 1)
        said = re.compile(rf"(?<!\w){re.escape(about)}(?!\w)")
        for n, line in enumerate(self.lines[begin - 1 :], begin):
            if n > begin and _TABLE.match(line):
                break
            if not line.lstrip().startswith("#") and not _TABLE.match(line) and said.search(line):
                return BadDefinition(self.file, n, wrong)
        return BadDefinition(self.file, begin, wrong)


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
