"""Definitions as hypothesis makes them up, and what could be said in one: every type of field, lists in lists, conditions, options.

    @given(forms())
    def test_…(form): definition, document = form

Each is one that a file could describe (`as_toml`), and each value is one that the definition takes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from compositions import PEOPLE, STRANGER
from compositions import values as compositions
from hypothesis import strategies as st

from words_pictures.change import JUDGE, TOGETHER
from words_pictures.definition import (
    AUDIENCES,
    LIMITS,
    MOST_DEPTH,
    TYPES,
    WORDS,
    Column,
    Condition,
    Definition,
    Part,
    Scale,
)
from words_pictures.document import Document, Entry, Value, cleaned
from words_pictures.part import COMPOSED
from words_pictures.values import ANSWERS, WEEKS

LANGUAGES = ("nl", "ar", "ti")
AWKWARD = (
    "<&{{ naam }}>%s %(name)s",
    "كتبت أمي 112 هذه الكلمات (نعم!)",
    "ትግርኛ 4 መጋቢት።",
    "e\u0301 o\u0308 ñ",
    "👩‍👧 Vos 🦊",
    "\u200fשלום\u200e",
    "\"'\\]]>",
    "w" * 90,
    "0400 11 22 01",
)
_KEYS = ("title", "name", "heading", "rule", "who", "when", "why", "how", "done", "kind", "sign", "note")
_OFTEN = (*("list",) * 5, *("passage",) * 3, "signature", "signature", "picture", "people")
_LATER = st.sampled_from((True, False, False, False))
_MOST = 999_999
_ENDS = st.sampled_from(({}, {"least": 1}, {"most": 20}, {"least": 0, "most": 0}, {"least": -5, "most": 7}))
_DAYS, _TIMES = st.dates().map(str), st.times().map("{:%H:%M}".format)
_VOICES = ((), ("kasia",), ("kasia", "rita"), ("mila", TOGETHER), (STRANGER, JUDGE))
_ITEMS = ("i1", "i2", "i3")


@dataclass(frozen=True)
class MadeUp:
    """A form that never was: its definition, and what is said in it."""

    definition: Definition
    document: Document


@st.composite
def forms(draw: st.DrawFn, languages: tuple[str, ...] = LANGUAGES) -> MadeUp:
    """A definition and a document of it, with words in some of these languages."""
    definition = draw(definitions())
    return MadeUp(definition, draw(documents(definition, languages)))


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """A definition with up to seven parts at its top, more often lists and words than anything else."""
    parts = draw(_parts(3, 7, depth=0))
    lists = [part.key for part in parts if part.type == "list"]
    columns = tuple(Column(key, draw(_lines(1))) for key in "xyzw"[: draw(st.sampled_from((0, 0, 1, 2, 3, 4)))])
    parts, columns = draw(_in_columns(parts, columns))
    return Definition("made-up", "form", draw(_lines(1)), draw(_lines(0)), _referring(parts, lists), columns)


@st.composite
def documents(draw: st.DrawFn, definition: Definition, languages: tuple[str, ...] = LANGUAGES) -> Document:
    """A document in which something, or nothing, or everything of a definition is said."""
    order, said = dict[str, tuple[str, ...]](), dict[str, Value]()
    for part, place in _places(draw, definition.parts, "", order):
        if draw(st.sampled_from((True, True, True, False))):
            said |= draw(_said(part, place, languages))
    entries = {address: Entry(value, n, "lotte", f"w{n}.1") for n, (address, value) in enumerate(said.items(), start=1)}
    return Document("d0c", definition.id, len(entries), order, entries)


def as_toml(definition: Definition) -> str:
    """The file that describes a definition."""
    head = "".join(f"{key} = {_toml(getattr(definition, key))}\n" for key in ("id", "reading", "name", "help"))
    columns = "".join(
        f"[[columns]]\nkey = {_toml(one.key)}\nheading = {_toml(one.heading)}\n" for one in definition.columns
    )
    return head + columns + "".join(_part_toml(part, "parts") for part in definition.parts)


# --- parts -----------------------------------------------------------------------------------------------------------


@st.composite
def _parts(draw: st.DrawFn, least: int, most: int, depth: int) -> tuple[Part, ...]:
    keys = draw(st.lists(st.sampled_from(_KEYS), min_size=least, max_size=most, unique=True))
    # How somebody is drawn stands in the family's file only; a picture is made in an item of a list, one in each.
    cannot = {"look", "composition" if not depth else "", "list" if depth >= MOST_DEPTH else ""}
    kinds = [one for one in (*TYPES, *_OFTEN) if one not in cannot]
    parts: list[Part] = []
    for key in keys:
        parts.append(draw(_part(key, draw(st.sampled_from(kinds)), depth)))
        if parts[-1].only_if is None and draw(st.booleans()):
            parts[-1] = replace(parts[-1], only_if=draw(_condition(parts[:-1])))
        parts[-1] = replace(parts[-1], later=_is_of_later(parts[-1], parts[:-1]) or draw(_LATER))
    (*compositions,) = (part for part in parts if part.type == "composition")
    others = [part for part in parts if part.type != "composition"]
    return (*others, *(replace(one, key=COMPOSED) for one in compositions[:1]))


def _is_of_later(part: Part, beside: list[Part]) -> bool:
    # What hangs on a field that is asked later is asked later, and so is a list that asks nothing now.
    hangs = part.only_if is not None and any(one.later for one in beside if one.key == part.only_if.key)
    return hangs or (bool(part.parts) and all(one.later for one in part.parts))


@st.composite
def _in_columns(
    draw: st.DrawFn, parts: tuple[Part, ...], columns: tuple[Column, ...]
) -> tuple[tuple[Part, ...], tuple[Column, ...]]:
    # Some parts next to each other, in columns one after the other; what is before and behind them stands across the page.
    first = draw(st.integers(0, len(parts)))
    standing = draw(st.lists(st.sampled_from(columns), max_size=len(parts) - first)) if columns else []
    keys = [*[""] * first, *sorted((column.key for column in standing), key="xyzw".index)]
    keys += [""] * (len(parts) - len(keys))
    inside = tuple(replace(part, column=key) for part, key in zip(parts, keys, strict=True))
    return inside, tuple(column for column in columns if column.key in keys)


@st.composite
def _part(draw: st.DrawFn, key: str, kind: str, depth: int) -> Part:
    part = Part(
        key,
        kind,
        label=draw(_lines(1)),
        help=draw(_lines(0)),
        question=draw(_lines(0)),
        audience=draw(st.sampled_from(AUDIENCES)) if not depth else None,
        limit=draw(st.sampled_from((LIMITS[kind], 40, 300))) if kind in LIMITS else 0,
    )
    flag = draw(st.booleans())
    if kind == "list":
        return replace(part, parts=draw(_parts(1, 6, depth + 1)), empty=draw(st.sampled_from((0, 0, 1, 2, 5))))
    if kind == "choice":
        labels = draw(st.lists(_lines(1), min_size=1, max_size=5))
        return replace(part, many=flag, options=tuple("abcde"[: len(labels)]), option_labels=tuple(labels))
    if kind == "scale":
        first, last = draw(st.sampled_from(((1, 10), (0, 10), (-100, 100), (0, 1))))
        return replace(part, scale=Scale(first, last, draw(_lines(0)), draw(_lines(0))))
    if kind == "number":
        return replace(part, **draw(_ENDS))
    if kind in ("people", "reference"):
        return replace(part, one=flag, to="file:bottom_lines" if kind == "reference" else "")
    return replace(part, views=flag) if kind == "passage" else part


@st.composite
def _condition(draw: st.DrawFn, beside: list[Part]) -> Condition | None:
    choices = {part.key: tuple(_choices(part)) for part in beside if tuple(_choices(part))}
    if not choices:
        return None
    key = draw(st.sampled_from(sorted(choices)))
    return Condition(key, tuple(draw(st.lists(st.sampled_from(choices[key]), min_size=1, unique=True))))


def _choices(part: Part) -> Iterator[str]:
    yield from part.options or {"yes": ("true",), "answer": ANSWERS}.get(part.type, ())


def _referring(parts: tuple[Part, ...], lists: list[str]) -> tuple[Part, ...]:
    # Every other reference is to a list of the document itself, where it has one.
    return tuple(
        replace(
            part, parts=_referring(part.parts, lists), to=lists[n % len(lists)] if _refers(part, n, lists) else part.to
        )
        for n, part in enumerate(parts)
    )


def _refers(part: Part, n: int, lists: list[str]) -> bool:
    return part.type == "reference" and bool(lists) and n % 2 == 0


# --- what is said ----------------------------------------------------------------------------------------------------


def _places(draw: st.DrawFn, parts: tuple[Part, ...], within: str, order: dict[str, tuple[str, ...]]) -> Iterator[Any]:
    for part in parts:
        place = f"{within}{part.key}"
        if part.type != "list":
            yield part, place
            continue
        order[place] = tuple(_ITEMS[: draw(st.sampled_from((0, 1, 2, 3, 3)))])
        for id in order[place]:
            yield from _places(draw, part.parts, f"{place}/{id}/", order)


@st.composite
def _said(draw: st.DrawFn, part: Part, place: str, languages: tuple[str, ...]) -> dict[str, Value]:
    said: dict[str, Value] = {}
    if part.type not in WORDS:
        said[f"{place}@value"] = draw(_VALUES[part.type](part))
        if part.type in ("picture", "composition") and draw(st.booleans()):
            said[f"{place}@{languages[0]}"] = draw(_words(200))
        return said
    for language in draw(st.sampled_from((languages, languages[:2], languages[:1], languages[1:2]))):
        text = _words(part.limit) if part.type == "passage" else _lines(0, part.limit)
        voices = draw(st.sampled_from(_VOICES)) if part.views else ()
        for voice in voices or [""]:
            said[f"{place}@{language}.{voice}" if voice else f"{place}@{language}"] = draw(text) or None
        if language != languages[0] and not voices and draw(st.booleans()):
            said[f"{place}@made-{language}"] = {"from": languages[0], "of": "0" * 24, "how": "program"}
    return said


def _lines(least: int, most: int = 60) -> st.SearchStrategy[str]:
    text = st.text(st.characters(exclude_categories=("Cs",)), max_size=min(most, 60))
    awkward = st.sampled_from(AWKWARD).map(lambda one: one[:most])
    line = st.one_of(awkward, text).map(lambda one: cleaned(one).replace("\n", " "))
    return line.filter(lambda one: bool(one.strip())) if least else line


def _words(most: int) -> st.SearchStrategy[str]:
    lines = st.lists(
        st.one_of(_lines(0), st.just("Mama kwam elke dag. Was jij bang? Dat mag.")), min_size=1, max_size=4
    )
    return lines.map(lambda some: "\n".join(some)[:most])


def _signatures(part: Part) -> st.SearchStrategy[dict[str, Value]]:
    point = st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(list)
    strokes = st.lists(st.lists(point, min_size=1, max_size=5), min_size=1, max_size=3)
    name = _lines(1)
    ways = {
        "drawn": {"strokes": strokes},
        "typed": {},
        "mark": {"witness": name, "strokes": strokes},
        "paper": {"picture": _pictures(part)},
    }
    return st.one_of(
        *(st.fixed_dictionaries({"way": st.just(way), "name": name, "on": _DAYS, **more}) for way, more in ways.items())
    )


def _pictures(part: Part) -> st.SearchStrategy[dict[str, Value]]:
    size = st.integers(1, 10_000)
    return st.fixed_dictionaries(
        {"id": st.text("0123456789abcdef", min_size=32, max_size=32), "width": size, "height": size}
    )


def _scales(part: Part) -> st.SearchStrategy[dict[str, int]]:
    first, last = part.scale.first, part.scale.last
    return st.integers(first, last).map(lambda number: {"number": number, "from": first, "to": last})


def _some(part: Part, of: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(of), max_size=1 if part.one else 3, unique=True)


def _chosen(part: Part) -> st.SearchStrategy[Value]:
    one = st.sampled_from(part.options)
    return st.lists(one, unique=True) if part.many else one


_HOURS = st.fixed_dictionaries(
    {"days": st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True), "from": _TIMES, "to": _TIMES}
)
_SOME = (*PEOPLE, STRANGER)
_SHIFTS = st.fixed_dictionaries(
    {
        "who": st.lists(st.sampled_from(_SOME), max_size=2, unique=True),
        "days": st.lists(st.integers(0, 6), max_size=7, unique=True),
        "from": st.one_of(_TIMES, st.just("")),
        "to": st.one_of(_TIMES, st.sampled_from(("", "24:00"))),
    },
    optional={
        "weeks": st.sampled_from(WEEKS),
        "since": st.one_of(_DAYS, st.just("")),
        "until": st.one_of(_DAYS, st.just("")),
        "also_on": st.lists(_DAYS, max_size=2),
        "not_on": st.lists(_DAYS, max_size=2),
        "backups": st.lists(st.sampled_from(_SOME), max_size=3, unique=True),
    },
)
WEEK_VALUES = st.fixed_dictionaries({"away": st.lists(_SHIFTS, max_size=3), "there": st.lists(_SHIFTS, max_size=4)})
"""Weeks, half filled in or whole."""
_VALUES: dict[str, Any] = {
    "text": lambda part: _lines(0, part.limit),
    "phone": lambda part: _lines(0, part.limit),
    "picture": _pictures,
    "composition": lambda part: compositions((*PEOPLE, STRANGER), 2),
    "people": partial(_some, of=(*PEOPLE, STRANGER)),
    "languages": lambda part: st.lists(st.sampled_from((*LANGUAGES, "pl", "fa-AF")), unique=True),
    "choice": _chosen,
    "number": lambda part: st.integers(
        -_MOST if part.least is None else part.least, _MOST if part.most is None else part.most
    ),
    "scale": _scales,
    "yes": lambda part: st.just(True),
    "answer": lambda part: st.sampled_from(ANSWERS),
    "date": lambda part: _DAYS,
    "time": lambda part: _TIMES,
    "moment": lambda part: st.tuples(_DAYS, _TIMES).map("T".join),
    "hours": lambda part: _HOURS,
    "week": lambda part: WEEK_VALUES,
    "reference": partial(_some, of=(*_ITEMS, "gone")),
    "signature": _signatures,
}
"""What a field of each type takes, beside words and lists."""


# --- as a file -------------------------------------------------------------------------------------------------------


def _part_toml(part: Part, path: str) -> str:
    said: dict[str, Any] = {key: getattr(part, key) for key in ("key", "type", "label", "help", "question")}
    said |= {key: True for key in ("views", "one", "many", "later") if getattr(part, key)}
    said |= {key: value for key in ("audience", "limit", "to", "column", "empty") if (value := getattr(part, key))}
    if part.options:
        said["options"] = dict(zip(part.options, part.option_labels, strict=True))
    if part.type == "scale":
        scale = part.scale
        said["scale"] = {"from": scale.first, "to": scale.last, "low": scale.low, "high": scale.high}
    said |= {key: value for key in ("least", "most") if (value := getattr(part, key)) is not None}
    if part.only_if:
        said["only_if"] = {part.only_if.key: list(part.only_if.values)}
    lines = "".join(f"{key} = {_toml(value)}\n" for key, value in said.items())
    return f"[[{path}]]\n{lines}" + "".join(_part_toml(inner, f"{path}.parts") for inner in part.parts)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=True) if not isinstance(value, str) else _toml_text(value)


def _toml_text(text: str) -> str:
    return '"' + "".join(one if one.isalnum() or one == " " else f"\\U{ord(one):08x}" for one in text) + '"'
