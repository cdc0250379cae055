"""The history of a document, read from its kept changes: what was done, how it stood then, and the way back there.

An *act* is what somebody did at one go: the kept changes of one pen that follow each other (one stay in a passage, a page with all that was
copied into it, a form). An act is told in *lines*, each of one kind; the pages find the sentence for a kind.

A document that came out of a bundle has no log of before: its history begins with the first change made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeGuard

from .audience import audience_at
from .change import (
    WIPED,
    Add,
    BringBack,
    Change,
    Kept,
    Move,
    Overtaken,
    TakeOut,
    Write,
    pen_of,
    undo,
)
from .definition import DESCRIBED, WORDS, Definition, Part
from .document import CHECKED, MADE, Document, Entry, Value, facts_wording, is_wording, prefixes, split, view_of
from .translation import standing, whose_words, words_pen

RECORDS = ("tellings",)
"""Lists that say what really happened: going back leaves them as they are."""


@dataclass(frozen=True)
class Act:
    """What somebody did at one go; never empty."""

    kept: tuple[Kept, ...]

    @property
    def first(self) -> int:
        """The revision of its first change."""
        return self.kept[0].revision

    @property
    def last(self) -> int:
        """The revision of its last change: how the document stood when it was done."""
        return self.kept[-1].revision

    @property
    def by(self) -> str:
        """In whose voice; of more than one, that of the last change, which is the hand that did it."""
        return self.kept[-1].change.by


@dataclass(frozen=True)
class Line:
    """One thing that an act did."""

    kind: str
    """`begun`, `added`, `doubled`, `moved`, `taken_out`, `brought_back`, `both`, `one_text`, `aside`, `words`, `heading`,
    `title`, `fits` (a translation fits the new words too), `checked` (a translation was looked over), `audience`,
    `picture`, `picture_gone`, `composed`, `composed_gone`, `described`, `people`, `setting`, `thoughts`, `told`,
    `filled` (a field of a form), or `other`."""
    place: str
    """The place it was done at: an item, a field, or a passage."""
    language: str = ""
    """Of words: the language they are in."""
    voice: str = ""
    """Of a view: whose it is."""
    before: Value = None
    after: Value = None
    """What stood there before, and what stands there from then on; of a moved page its numbers."""
    is_wiped: bool = False
    """Whether its words, those of before or after, have been wiped for ever."""
    hand: str = ""
    """Of a translation, where the voice is that of the words: who translated it (one of `definition.HOWS`, or a voice of the family), or
    the name of who looked it over."""

    @property
    def item(self) -> str:
        """The item it is in (`scenes/7f3a`); empty for what belongs to the document itself."""
        steps = self.place.split("/")
        return "/".join(steps[:2]) if len(steps) > 1 else ""


def acts(log: Iterable[Kept]) -> tuple[Act, ...]:
    """The acts of a log, in its order: what one pen did, and the steps in which one hand composes one picture."""
    return tuple(Act(tuple(one)) for _, one in groupby(log, key=lambda kept: _hand_of(kept.change)))


def _hand_of(change: Change) -> str:
    # What is said about words goes with them.
    return f"{change.by} {change.address}" if _is_step(change) else words_pen(pen_of(change.id)[0])


def _is_step(change: Change) -> TypeGuard[Write]:
    # One of the steps in which a picture is composed: every tap is a change of its own, so that each can be taken back.
    return isinstance(change, Write) and change.address.endswith("composed@value")


# --- how it stood ------------------------------------------------------------------------------------------------------


def rewound(document: Document, log: Iterable[Kept], revision: int) -> Document:
    """The document as it stood at an earlier revision. `log` holds at least all that was kept since.

    While somebody stayed in a passage their half-typed words stood there; history keeps what stood there when they left, so that is
    what counts from then on, and until then what stood there before they came.
    """
    for kept in sorted(log, key=lambda one: -one.revision):
        if kept.revision > revision:
            document = taken_back(document, kept)
    return replace(document, revision=revision)


def taken_back(document: Document, kept: Kept) -> Document:
    """The document as it was just before its last kept change, which is `kept`."""
    change = kept.change
    if isinstance(change, Write):
        return document if change.aside else _unwritten(document, change.address, kept.was)
    place, ids = f"{change.list}/{change.item}", document.order.get(change.list, ())
    out = {one: since for one, since in document.out.items() if one != place}
    rest = tuple(id for id in ids if id != change.item)
    match change:
        case Add():
            ids = rest
        case BringBack():
            ids, out = rest, {**out, place: kept.was if isinstance(kept.was, int) else kept.revision}
        case Move() | TakeOut():
            ids = _put_behind(rest, change.item, kept.was)
    order = {**document.order, change.list: ids}
    return replace(document, order={one: items for one, items in order.items() if items}, out=out)


def _unwritten(document: Document, address: str, was: Entry | str | int | None) -> Document:
    entries = {one: entry for one, entry in document.entries.items() if one != address}
    return replace(document, entries={**entries, address: was} if isinstance(was, Entry) else entries)


def _put_behind(rest: tuple[str, ...], item: str, neighbour: Entry | str | int | None) -> tuple[str, ...]:
    at = rest.index(neighbour) + 1 if isinstance(neighbour, str) and neighbour in rest else 0
    return (*rest[:at], item, *rest[at:])


# --- what was done -----------------------------------------------------------------------------------------------------


def told(act: Act, before: Document, after: Document, definition: Definition) -> tuple[Line, ...]:
    """What an act did, between two states of its document. What makes no difference to anybody is not told."""
    if before.revision == 0:
        return (Line("begun", ""),)
    added = {f"{one.change.list}/{one.change.item}" for one in act.kept if isinstance(one.change, Add)}
    lines = [_added(act, place) for place in sorted(added)]
    rest = [
        one for one in _pictures_once(act.kept) if not isinstance(one.change, Add) and not _is_under(one.change, added)
    ]
    views = [*_views_told(rest, before, after)]
    lines += views
    done = {line.place for line in views}
    lines += [_line(one, before, after, definition) for one in rest if _place(one.change) not in done]
    said = {(line.place, line.language) for line in lines if line.kind not in ("other", "fits")}
    return tuple(
        line
        for line in lines
        if line.kind != "other" and not (line.kind == "fits" and (line.place, line.language) in said)
    )


def _pictures_once(kept: Sequence[Kept]) -> list[Kept]:
    # The steps in which a picture was composed are one thing that was done: what stood there first, and what stands there last.
    first: dict[str, Kept] = {}
    last: dict[str, Kept] = {}
    for one in kept:
        key = one.change.address if _is_step(one.change) else one.change.id
        first.setdefault(key, one)
        last[key] = one
    return [replace(one, was=first[key].was) for key, one in last.items()]


def _added(act: Act, place: str) -> Line:
    if place.partition("/")[0] in RECORDS:
        return Line("told", place)
    return Line("doubled" if any(_is_under(one.change, {place}) for one in act.kept) else "added", place)


def _views_told(kept: Sequence[Kept], before: Document, after: Document) -> Iterator[Line]:
    # Where one wording became views, or views one wording, in one act.
    written = [(_place(one.change), *view_of(_facet(one.change))) for one in kept if is_wording(_facet(one.change))]
    places = {place for place, _, voice in written if voice}
    for place in sorted(places):
        for language in sorted({language for at, language, _ in written if at == place}):
            was, now = (_views(document, place, language) for document in (before, after))
            if before.words(place, language) and not was and len(now) > 1:
                yield Line("both", place, language, before=before.words(place, language), after=now)
            elif was and not now and after.words(place, language):
                yield Line("one_text", place, language, before=was, after=after.words(place, language))


def _views(document: Document, place: str, language: str) -> dict[str, Value]:
    # voice -> what it says
    return {one: document.words(place, f"{language}.{one}") for one in document.voices(place, language)}


def _line(kept: Kept, before: Document, after: Document, definition: Definition) -> Line:
    change = kept.change
    if isinstance(change, Write):
        return _written(kept, change, before, after, definition)
    place = f"{change.list}/{change.item}"
    if change.list in RECORDS:
        return Line("told", place)
    match change:
        case Move():
            ids, ids_after = before.order.get(change.list, ()), after.order.get(change.list, ())
            return Line("moved", place, before=list(ids), after=list(ids_after))
        case TakeOut():
            return Line("taken_out", place)
        case BringBack():
            return Line("brought_back", place)
        case Add():
            return Line("added", place)


def _written(kept: Kept, change: Write, before: Document, after: Document, definition: Definition) -> Line:
    place, facet = split(change.address)
    if facts_wording(facet)[0]:
        return _remembered(change, before, after)
    was = kept.was if isinstance(kept.was, Entry) else None
    line = Line(
        _kind(change, definition),
        place,
        before=was.value if was else None,
        after=change.value,
        is_wiped=kept.wiped or (was is not None and was.pen == WIPED),
    )
    if not is_wording(facet):
        return line
    language, voice = view_of(facet)
    line = replace(line, language=language, voice=voice)
    if change.value is None and not line.is_wiped and standing(before, place, facet).how:
        return replace(line, kind="translation_gone")
    return replace(line, hand="" if change.aside else _translator(change, after))


def _translator(change: Write, document: Document) -> str:
    # Who translated words; on a tablet of their own somebody of the family does so in their own name.
    how, said_by = standing(document, *split(change.address)).how, whose_words(document, change.address)
    return change.by if how == "family" and change.by != said_by else how


def _remembered(change: Write, before: Document, after: Document) -> Line:
    # What is remembered about words is told where it makes a difference by itself.
    place, facet = split(change.address)
    kind, wording = facts_wording(facet)
    language, voice = view_of(wording)
    was, now = (standing(document, place, wording) for document in (before, after))
    line = Line("other", place, language, voice)
    if kind == CHECKED and now.kind == "checked" and was != now:
        return replace(line, kind="checked", hand=now.checked_by)
    if kind == MADE and was.kind == "overtaken" and now.kind in ("unchecked", "checked"):
        return replace(line, kind="fits")
    return line


def _kind(change: Write, definition: Definition) -> str:
    place, facet = split(change.address)
    part = definition.part_at(place)
    key = place.rpartition("/")[2]
    if change.aside:
        return "aside"
    if facet == "audience":
        return "audience"
    if part is None:
        return "other"
    if place.partition("/")[0] in RECORDS:
        return "told"
    if part.type in DESCRIBED:
        return _kind_of_picture(part, facet, change)
    if part.type in WORDS:
        return key if key in ("words", "heading", "title") else "thoughts"
    if part.type == "people":
        return "people"
    if key in ("languages", "look", "shown"):
        return "setting"
    return "filled" if part.label and definition.reading not in ("story", "family") else "other"


def _kind_of_picture(part: Part, facet: str, change: Write) -> str:
    if facet != "value":
        return "described"
    if part.type == "composition":
        return "composed" if change.value else "composed_gone"
    return "picture" if change.value else "picture_gone"


# --- the way back ------------------------------------------------------------------------------------------------------


def undone(act: Act, since: Iterable[Kept], pen: str, by: str) -> list[Change]:
    """The changes that take an act back. `since`: what was kept after it.

    Overtaken when somebody moved one of its pages since; as ordinary changes, they are overtaken too when somebody wrote since.
    Raises NotSaid when words that it would bring back have been wiped for ever, or were only put aside.
    """
    gone = {_place(one.change) for one in act.kept if isinstance(one.change, Add | BringBack)}
    moved_since = {_place(one.change) for one in since if not isinstance(one.change, Write)}
    changes: list[Change] = []
    for kept in reversed(act.kept):
        if _is_under(kept.change, gone):
            continue
        change = undo(kept, f"{pen}.{len(changes) + 1}", by)
        if isinstance(change, Move) and _place(change) in moved_since:
            raise Overtaken(change, None, _place(change))
        changes.append(replace(change, seen=act.last) if isinstance(change, TakeOut) else change)
    return changes


def changes_back(document: Document, then: Document, definition: Definition, *, pen: str, by: str) -> list[Change]:
    """The changes that bring a document back to how it stood: its words, its pictures, its pages and their order.

    Who may read it is not brought back, nor who is in it, and a place for which somebody chose other readers since stays as it is: what was
    written for a few does not come to stand before all. What was told stays told, and what was wiped stays wiped.
    """

    def stays(place: str) -> bool:
        ways = prefixes(place)
        others = any(audience_at(definition, document, one) != audience_at(definition, then, one) for one in ways)
        return others or ways[0] in RECORDS

    made = [
        *_pages_back(document, then, by, stays),
        *_words_back(document, then, definition, by, stays),
    ]
    return [replace(change, id=f"{pen}.{n}") for n, change in enumerate(made, start=1)]


def _pages_back(document: Document, then: Document, by: str, stays: Callable[[str], bool]) -> Iterator[Change]:
    for list_place in sorted({*document.order, *then.order}, key=lambda place: (place.count("/"), place)):
        if stays(list_place):
            continue
        now, target = document.order.get(list_place, ()), then.order.get(list_place, ())
        free = [id for id in (*now, *target) if not stays(f"{list_place}/{id}")]
        for id in now:
            if id in free and id not in target:
                yield TakeOut("", by, list_place, id, document.revision)
        ids = [id for id in now if id in target or id not in free]
        back = [id for id in target if id in ids or (id in free and f"{list_place}/{id}" in document.out)]
        yield from _in_order(list_place, ids, back, by)


def _in_order(list_place: str, ids: list[str], target: list[str], by: str) -> Iterator[Change]:
    # `ids` brought into the order of `target`; what stands between stays where it is.
    ahead: str | None = None
    for n, id in enumerate(target):
        standing = [one for one in ids if one in target]
        if id not in ids:
            yield BringBack("", by, list_place, id, ahead)
        elif standing[n] != id:
            yield Move("", by, list_place, id, ahead)
        if id not in ids or standing[n] != id:
            ids = [one for one in ids if one != id]
            ids.insert(ids.index(ahead) + 1 if ahead else 0, id)
        ahead = id


def _words_back(
    document: Document, then: Document, definition: Definition, by: str, stays: Callable[[str], bool]
) -> Iterator[Change]:
    for address in sorted({*document.entries, *then.entries}):
        place, facet = split(address)
        part = definition.part_at(place)
        if facet == "audience" or part is None or part.type == "people" or not then.stands(place) or stays(place):
            continue
        was, now = then.entry(address), document.entry(address)
        if (was and was.pen == WIPED) or _said(was) == _said(now):
            continue
        value, whose = _said(was)
        yield Write("", whose or by, address, value, now.version if now else 0)


def _said(entry: Entry | None) -> tuple[Value, str]:
    # What stands there, and whose it is; nothing is nobody's.
    return (entry.value, entry.by) if entry is not None and entry.value is not None else (None, "")


def _place(change: Change) -> str:
    if isinstance(change, Write):
        return change.address.partition("@")[0]
    return f"{change.list}/{change.item}"


def _facet(change: Change) -> str:
    return change.address.partition("@")[2] if isinstance(change, Write) else ""


def _is_under(change: Change, places: set[str]) -> bool:
    return isinstance(change, Write) and not places.isdisjoint(prefixes(_place(change)))
