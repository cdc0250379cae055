"""A definition: what a kind of document is made of, and which questions help people write it. Data (TOML), not code.

    id = "words-and-pictures"
    reading = "story"                     # how it is read: story.py, family.py, …
    name = "Words and Pictures story"     # every text is English and found in the catalogues by that English
    title = "The story of %(names)s"      # what a new one is called at first
    turn = 1                              # where it stands among the kinds that can be begun

    [[parts]]
    key = "scenes"
    type = "list"
    audience = "everyone"                 # everyone | adults | workers; a part at the top without one: workers only
    empty = 6                             # how many of them a paper to fill in by hand has room for
      [[parts.parts]]
      key = "words"
      type = "passage"
      limit = 1200                        # characters
      written_by = ["family"]             # who besides the workers may write here
      views = true                        # two people may each say it in their own way here, side by side (voices.py)
      later = true                        # filled in only later: a paper to fill in by hand does not ask it

    [[columns]]                           # parts that stand beside each other, as three questions on one sheet
    key = "worries"                       # the parts of it, next to each other, say column = "worries"
    heading = "What are we worried about?"

    [[frames]]                            # places to start from, each with its helping question
    key = "home"
    heading = "Our family"
    kind = "good"
    question = "Who belongs to your family?"

    [[variants]]                          # ways to begin: which frames, in which order
    key = "long"
    name = "The longer story"
    frames = ["home"]

A list with `from_file = true` shows the list of that name of the family's own file, with its fields: what is written once for all.
A number may say between which it is: `least = 1`, `most = 20`.
`like = "words-and-pictures"` gives a definition the parts of another one, before its own.
A text that is in no catalogue reads as it stands, so an agency can write its own definitions in its own language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from .errors import BadDefinition
from .part import (
    AUDIENCES,
    COMPOSED,
    DESCRIBED,
    HOWS,
    LIMITS,
    WORDS,
    WRITERS,
    Column,
    Condition,
    Definition,
    Frame,
    Own,
    Part,
    Scale,
    Variant,
)
from .values import ANSWERS, MOST_ITEMS, MOST_NUMBER, TYPES, is_language

MOST_DEPTH = 2
"""A list may stand in an item of a list, and no deeper."""
MOST_COLUMNS = 4
"""As many as words still read well in, beside each other on a sheet that lies on its side."""
MOST_EMPTY = 20
"""Items that a paper to fill in by hand may have room for."""
_KEYS = (
    *("key", "type", "label", "help", "question", "example", "why", "audience", "written_by", "only_by", "only_if"),
    *("views", "limit", "options", "many", "one", "scale", "to", "parts", "from_file", "own", "letter", "ordered"),
    *("least", "most", "column", "empty", "later"),
)
_ONLY_OF = {
    "parts": ("list",),
    "from_file": ("list",),
    "own": ("list",),
    "letter": ("list",),
    "empty": ("list",),
    "options": ("choice",),
    "many": ("choice",),
    "one": ("people", "reference"),
    "ordered": ("people",),
    "scale": ("scale",),
    "least": ("number",),
    "most": ("number",),
    "to": ("reference",),
    "views": ("passage",),
    "limit": tuple(LIMITS),
}
"""What only some types have."""
_CHOICES = {"yes": ("true",), "answer": ANSWERS}
"""What a field without options can be asked for in a condition."""
_LIKE = re.compile(r"^like = ", re.MULTILINE)
_FILE = re.compile(r'^id = "family"', re.MULTILINE)
_OWN = Path(__file__).with_name("definitions")


@cache
def definitions(folder: Path | None = None) -> Mapping[str, Definition]:
    """Every definition that comes with the library, and those of an agency's own folder: id -> definition.

    Raises BadDefinition with the file and the line. An agency's definition of the same id takes the place of ours.
    """
    files = [*sorted(_OWN.glob("*.toml")), *(sorted(folder.glob("*.toml")) if folder else ())]
    texts_found = sorted(((path.name, _text_of(path)) for path in files), key=lambda one: _turn(one[1]))
    found: dict[str, Definition] = {}
    for name, text in texts_found:
        definition = read_definition(text, name, found)
        found[definition.id] = definition
    return found


def _turn(text: str) -> int:
    # The family's file first: others show lists of it. Then what is like nothing else.
    return 0 if _FILE.search(text) else 2 if _LIKE.search(text) else 1


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
    return _Reader(file, text, text.splitlines(), known or {}, _begins(text, content)).definition(content)


def read_edition(sources: Sequence[str], known: Mapping[str, Definition]) -> Definition:
    """The definition that was once read from these texts, its own the last of them; what it shows of the family's file is as that is now.

    Raises BadDefinition when they are none, and when the family's file has no such list any more.
    """
    found = {id: one for id, one in known.items() if id == "family"}
    definition = None
    for text in sources:
        definition = read_definition(text, known=found)
        found[definition.id] = definition
    if definition is None or definition.reading == "family":
        raise BadDefinition("definition.toml", 1, "no definition of a document")
    return definition


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
    yield from filter(None, (definition.name, definition.help, definition.title))
    for part in definition.parts:
        yield from _part_texts(part)
    for column in definition.columns:
        yield column.heading
    for frame in definition.frames:
        yield from filter(None, (frame.heading, frame.question, *frame.starters))
    for variant in definition.variants:
        yield from filter(None, (variant.name, variant.help))


def _part_texts(part: Part) -> Iterable[str]:
    said = (part.label, part.help, part.question, part.example, part.why, part.scale.low, part.scale.high)
    yield from filter(None, (*said, *part.option_labels))
    for inner in () if part.from_file else part.parts:
        yield from _part_texts(inner)


@dataclass(frozen=True)
class _Reader:
    """Reads one file, and knows on which line something stands."""

    file: str
    text: str
    lines: list[str]
    known: Mapping[str, Definition]
    begins: Mapping[int, int]

    def definition(self, content: dict[str, Any]) -> Definition:
        self._only(
            content, "id", "reading", "name", "help", "title", "turn", "like", "parts", "columns", "frames", "variants"
        )
        like = self._text_or_none(content, "like")
        if like and like not in self.known:
            raise self._wrong(content, "like", f"like which definition? {like!r}")
        parts, frames, variants = (self._tables(content, key) for key in ("parts", "frames", "variants"))
        columns = self._tables(content, "columns")
        definition = Definition(
            id=self._text(content, "id"),
            reading=self._text(content, "reading"),
            name=self._text(content, "name"),
            help=self._text_or_none(content, "help"),
            parts=(*(self.known[like].parts if like else ()), *(self._part(part) for part in parts)),
            columns=(*(self.known[like].columns if like else ()), *(self._column(column) for column in columns)),
            frames=tuple(self._frame(frame) for frame in frames),
            variants=tuple(self._variant(variant) for variant in variants),
            title=self._text_or_none(content, "title"),
            turn=self._turn(content),
            sources=(*(self.known[like].sources if like else ()), self.text),
        )
        self._each_once(parts, already=[part.key for part in self.known[like].parts] if like else [])
        self._each_once(columns, already=[column.key for column in self.known[like].columns] if like else [])
        self._each_once(frames)
        self._each_once(variants)
        self._begin_with_frames(definition, variants)
        own = definition.parts[len(definition.parts) - len(parts) :]
        self._conditions(parts, own)
        self._references(definition, parts, own)
        self._drawings(definition, parts, own, is_top=True)
        self._in_columns(definition, parts, columns)
        return definition

    def _in_columns(self, definition: Definition, parts: list[dict[str, Any]], columns: list[dict[str, Any]]) -> None:
        # Next to each other and in the order of the columns, so that who reads them one after the other reads the same form.
        if columns and not definition.is_form:
            raise self._wrong(columns[0], "columns", "columns stand in a form, and not in a story or the family's file")
        if len(definition.columns) > MOST_COLUMNS:
            raise self._wrong(columns[-1], "key", f"{MOST_COLUMNS} columns stand beside each other, and no more")
        keys = [column.key for column in definition.columns]
        inherited = definition.parts[: len(definition.parts) - len(parts)]
        tables = [*({} for _ in inherited), *parts]
        last, ended = "", False
        for table, part in zip(tables, definition.parts, strict=True):
            if part.column and part.column not in keys:
                wrong = f"no such column: {part.column!r}; known are {', '.join(keys) or 'none: begin one with [[columns]]'}"
                raise self._wrong(table, "column", wrong)
            if part.column and (ended or (last and keys.index(part.column) < keys.index(last))):
                wrong = (
                    "parts of columns stand next to each other, column after column in their order: move this part up"
                )
                raise self._wrong(table, "column", wrong)
            last, ended = part.column or last, bool(last) and not part.column
        for table in columns:
            if not any(part.column == table["key"] for part in definition.parts):
                wrong = f'no part stands in it: write column = "{table["key"]}" in one, or take the column out'
                raise self._wrong(table, "key", wrong)

    def _drawings(
        self, definition: Definition, tables: list[dict[str, Any]], parts: tuple[Part, ...], *, is_top: bool
    ) -> None:
        # Only where there is a page to make them on: a look for a person of the family's file, a picture for an item or a story's cover.
        for table, part in zip(tables, parts, strict=True):
            if part.type == "look" and definition.reading != "family":
                raise self._wrong(table, "type", "how somebody is drawn stands in the family's file, and in no other")
            if part.type == "composition" and (part.key != COMPOSED or (is_top and definition.is_form)):
                wrong = f"a picture that is made here stands in an item of a list, and its key is {COMPOSED!r}"
                raise self._wrong(table, "key" if part.key != COMPOSED else "type", wrong)
            if part.type == "list" and not part.from_file:
                self._drawings(definition, self._tables(table, "parts"), part.parts, is_top=False)

    def _references(self, definition: Definition, tables: list[dict[str, Any]], parts: tuple[Part, ...]) -> None:
        # A list of this document, or of the family's file: that one is read last, so its lists cannot be looked up here.
        for table, part in zip(tables, parts, strict=True):
            place, colon, _ = part.to.rpartition(":")
            if part.type == "reference" and (
                place not in ("", "file") or (not colon and not self._is_list(definition, part.to))
            ):
                raise self._wrong(table, "to", f"refers to no list: {part.to!r}")
            if part.type == "list" and not part.from_file:
                self._references(definition, self._tables(table, "parts"), part.parts)

    def _is_list(self, definition: Definition, key: str) -> bool:
        found = definition.part_at(key)
        return found is not None and found.type == "list"

    def _begin_with_frames(self, definition: Definition, tables: list[dict[str, Any]]) -> None:
        for variant, table in zip(definition.variants, tables, strict=True):
            for key in variant.frames:
                if definition.frame(key) is None:
                    wrong = f"the variant {variant.key!r} begins with a frame {key!r} that is not described"
                    raise self._wrong(table, key, wrong)

    def _part(self, content: dict[str, Any], depth: int = 0) -> Part:
        self._only(content, *_KEYS)
        key, kind = self._text(content, "key"), self._text(content, "type")
        audience, written_by = content.get("audience"), self._texts(content, "written_by")
        if kind not in TYPES:
            raise self._wrong(content, "type", f"no such type: {kind!r}; known are {', '.join(TYPES)}")
        if not re.fullmatch("[a-z_]+", key):
            raise self._wrong(content, "key", f"a key is small letters and _: {key!r}")
        if audience not in (None, *AUDIENCES):
            raise self._wrong(content, "audience", f"no such audience: {audience!r}")
        if not set(written_by) <= {"family"}:
            raise self._wrong(content, "written_by", f"written by whom? {written_by!r}")
        for only, kinds in _ONLY_OF.items():
            if only in content and kind not in kinds:
                raise self._wrong(
                    content,
                    "type" if only in ("parts", "options") else only,
                    f"only {' and '.join(kinds)} has {only}: this is {kind}",
                )
        from_file = self._flag(content, "from_file")
        for needed, of in (("parts", "list"), ("options", "choice"), ("to", "reference")):
            if kind == of and needed not in content and not from_file:
                raise self._wrong(content, "type", f"a {of} says its {needed}")
        inner, options = self._tables(content, "parts"), self._options(content)
        if depth and "column" in content:
            raise self._wrong(content, "column", "only a part at the top stands in a column: its list does")
        if inner and depth >= MOST_DEPTH:
            raise self._wrong(content, "parts", "a list stands in a list, and no deeper")
        parts = tuple(self._part(part, depth + (kind == "list")) for part in inner)
        self._each_once(inner)
        if from_file:
            parts = self._parts_of_file(content, key, depth)
        self._conditions(inner, parts[: len(inner)])
        asked = [part for part in parts if part.label]
        if inner and asked and all(part.later for part in asked) and content.get("later") is not True:
            wrong = "a paper to fill in by hand asks nothing of its items: later = true of the list itself, or of fewer fields"
            raise self._wrong(content, "later", wrong)
        return Part(
            key=key,
            type=kind,
            label=self._text_or_none(content, "label"),
            help=self._text_or_none(content, "help"),
            audience=audience or (None if depth else "workers"),
            written_by=tuple(written_by),
            views=self._flag(content, "views"),
            limit=self._limit(content, kind),
            options=tuple(options),
            option_labels=tuple(options.values()),
            parts=parts,
            one=self._flag(content, "one"),
            many=self._flag(content, "many"),
            ordered=self._flag(content, "ordered"),
            question=self._text_or_none(content, "question"),
            example=self._text_or_none(content, "example"),
            why=self._text_or_none(content, "why"),
            scale=self._scale(content),
            least=self._ends(content)[0],
            most=self._ends(content)[1],
            to=self._text_or_none(content, "to"),
            only_if=self._condition(content),
            only_by=self._writers(content),
            from_file=from_file,
            column=self._text_or_none(content, "column"),
            own=self._own(content, parts),
            letter=self._text_or_none(content, "letter") or self._letter_of_file(content, key, from_file),
            empty=self._empty(content),
            later=self._flag(content, "later"),
        )

    def _letter_of_file(self, content: dict[str, Any], key: str, from_file: bool) -> str:
        # A list of the family's file, and what refers to one, number its items as the file does.
        place, _, to = self._text_or_none(content, "to").rpartition(":")
        file = self.known.get("family")
        found = file.part_at(key if from_file else to) if file and (from_file or place == "file") else None
        return found.letter if found else ""

    def _empty(self, content: dict[str, Any]) -> int:
        empty = content.get("empty", 0)
        if "empty" in content and (type(empty) is not int or not 1 <= empty <= MOST_EMPTY):
            wrong = f"how many items a paper to fill in by hand has room for is a number from 1 to {MOST_EMPTY}"
            raise self._wrong(content, "empty", f"{wrong}, not {empty!r}: empty = 6")
        return empty

    def _own(self, content: dict[str, Any], parts: tuple[Part, ...]) -> Own | None:
        said = content.get("own")
        if said is None:
            return None
        table = cast("dict[str, Any]", said) if isinstance(said, dict) else {"": ""}
        people = {part.key for part in parts if part.type == "people"}
        if not {"of"} <= set(table) <= {"of", "readers"} or not all(one in people for one in table.values()):
            example = 'own = { of = "whose", readers = "readers" }'
            raise self._wrong(content, "own", f"a child's own names fields of people of its items: {example}")
        return Own(**table)

    def _parts_of_file(self, content: dict[str, Any], key: str, depth: int) -> tuple[Part, ...]:
        file = self.known.get("family")
        found = file.part_at(key) if file else None
        if depth or "parts" in content or found is None or found.type != "list":
            wrong = (
                f"the family's file has no list {key!r} that can stand here, and a list of it says no parts of its own"
            )
            raise self._wrong(content, "from_file", wrong)
        return found.parts

    def _flag(self, content: dict[str, Any], key: str) -> bool:
        value = content.get(key, False)
        if type(value) is not bool:
            raise self._wrong(content, key, f"{key} = true, or not at all")
        return value

    def _writers(self, content: dict[str, Any]) -> tuple[str, ...]:
        only_by = self._texts(content, "only_by")
        if not set(only_by) <= set(WRITERS):
            raise self._wrong(content, "only_by", f"only by whom? {only_by!r}; known are {', '.join(WRITERS)}")
        return tuple(only_by)

    def _scale(self, content: dict[str, Any]) -> Scale:
        said = content.get("scale", {})
        table: dict[str, Any] = cast("dict[str, Any]", said) if isinstance(said, dict) else {"": ""}
        first, last = table.get("from", Scale().first), table.get("to", Scale().last)
        ends = [table.get("low", ""), table.get("high", "")]
        right = (
            set(table) <= {"from", "to", "low", "high"}
            and type(first) is type(last) is int
            and -100 <= first < last <= 100
        )
        if not right or not all(isinstance(end, str) for end in ends):
            example = 'scale = { from = 1, to = 10, low = "not safe", high = "safe enough" }'
            raise self._wrong(content, "scale", f"a scale says its ends: {example}")
        return Scale(first, last, *ends)

    def _ends(self, content: dict[str, Any]) -> tuple[int | None, int | None]:
        # Of a number: the smallest and the largest that it can be.
        least, most = content.get("least"), content.get("most")
        for key, end in (("least", least), ("most", most)):
            if end is not None and (type(end) is not int or abs(end) > MOST_NUMBER):
                raise self._wrong(content, key, f"{key} is a whole number of at most six figures: {key} = 20")
        if least is not None and most is not None and least > most:
            raise self._wrong(content, "least", "the least is no more than the most: least = 1, most = 20")
        return least, most

    def _condition(self, content: dict[str, Any]) -> Condition | None:
        said = content.get("only_if")
        if said is None:
            return None
        table = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
        if len(table) != 1:
            raise self._wrong(content, "only_if", 'a condition names one other field: only_if = { came = ["no"] }')
        ((key, values),) = table.items()
        values = cast("list[Any]", values) if isinstance(values, list) else [values]
        return Condition(key, tuple(map(str, values)))

    def _conditions(self, tables: list[dict[str, Any]], parts: tuple[Part, ...]) -> None:
        # A condition speaks of a field beside it that can be chosen, and of what can be chosen there.
        known = {part.key: part.options or _CHOICES.get(part.type, ()) for part in parts}
        for table, part in zip(tables, parts, strict=True):
            asked = part.only_if
            if asked is not None and (asked.key == part.key or not set(asked.values) <= set(known.get(asked.key, ()))):
                may = ", ".join(known.get(asked.key, ())) or "nothing"
                raise self._wrong(
                    table, "only_if", f"{asked.key!r} is no field beside it that can say {asked.values}: it says {may}"
                )
            if asked is not None and not part.later and next(one for one in parts if one.key == asked.key).later:
                wrong = (
                    f"it hangs on {asked.key!r}, which a paper to fill in by hand does not ask: later = true here too"
                )
                raise self._wrong(table, "only_if", wrong)

    def _turn(self, content: dict[str, Any]) -> int:
        turn = content.get("turn", 0)
        if type(turn) is not int or turn < 0:
            raise self._wrong(content, "turn", "a turn is a number, from 1")
        return turn

    def _column(self, content: dict[str, Any]) -> Column:
        self._only(content, "key", "heading")
        return Column(self._text(content, "key"), self._text(content, "heading"))

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
        # The line on which it is set, or else the first of its table that speaks of it.
        begin = self.begins.get(id(table), 1)
        word = re.escape(about)
        for said in (re.compile(rf"\s*{word}\s*="), re.compile(rf".*(?<!\w){word}(?!\w)")):
            for n, line in enumerate(self.lines[begin - 1 :], begin):
                if n > begin and _TABLE.match(line):
                    break
                if not line.lstrip().startswith("#") and not _TABLE.match(line) and said.match(line):
                    return BadDefinition(self.file, n, wrong)
        return BadDefinition(self.file, begin, wrong)


__all__ = [
    "AUDIENCES",
    "DESCRIBED",
    "HOWS",
    "LIMITS",
    "MOST_ITEMS",
    "TYPES",
    "WORDS",
    "Column",
    "Definition",
    "Frame",
    "Part",
    "Variant",
    "definitions",
    "is_language",
    "read_definition",
    "read_edition",
    "texts",
]
