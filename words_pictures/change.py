"""The five changes, how they apply, and how one is undone.

    document + change = new document, and a *kept change*: what changed, at which revision, and what was there before.

A change names its place by the neighbour (`after`), never by an index: an index lies for whoever does not see every item.
It carries what its writer had `seen` (the revision on their page). It is *overtaken* when something newer stands there,
unless the same *pen* wrote that: a pen is one opened editor, its changes are `<pen>.1`, `<pen>.2`, ….

While one pen writes in one passage, each of its writes takes the place of the one before (`Kept.replaces`), so history holds what
stood there when its writer left, not every half-typed word.

Words that were overtaken are put *aside* (`aside`): they come to stand nowhere, but are kept where history and *earlier words* show
them, before anybody has decided which words stay. So a tablet that goes dark at that moment takes nobody's words with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar, TypeAlias, cast

from .definition import MOST_ITEMS, Definition
from .document import Document, Entry, Value, split, view_of
from .errors import BadDocument, NotSaid, WordsPicturesError

TOGETHER, JUDGE = "together", "judge"
"""The two voices that are no person of the family: `samen` and `de rechter`."""


class Overtaken(WordsPicturesError):
    """Somebody changed this since it was seen. `theirs` is what stands there now; None when the item was taken out."""

    def __init__(self, change: Change, theirs: Entry | None, address: str) -> None:
        super().__init__(address)
        self.change, self.theirs, self.address = change, theirs, address


@dataclass(frozen=True)
class Write:
    """Put a value at an address. None takes the value away."""

    id: str
    by: str
    address: str
    value: Value
    seen: int
    aside: bool = False
    """Whether it is only kept, and comes to stand nowhere."""
    kind: ClassVar = "write"


@dataclass(frozen=True)
class Add:
    """A new item in a list, behind the item `after`; None: in front."""

    id: str
    by: str
    list: str
    item: str
    after: str | None
    kind: ClassVar = "add"


@dataclass(frozen=True)
class Move:
    """An item to another place in its list."""

    id: str
    by: str
    list: str
    item: str
    after: str | None
    kind: ClassVar = "move"


@dataclass(frozen=True)
class TakeOut:
    """An item out of its list. Its words stay, and can come back."""

    id: str
    by: str
    list: str
    item: str
    seen: int
    kind: ClassVar = "take_out"


@dataclass(frozen=True)
class BringBack:
    """An item that was taken out, in its list again."""

    id: str
    by: str
    list: str
    item: str
    after: str | None
    kind: ClassVar = "bring_back"


Change: TypeAlias = Write | Add | Move | TakeOut | BringBack
KINDS: Mapping[str, type[Change]] = {kind.kind: kind for kind in (Write, Add, Move, TakeOut, BringBack)}


@dataclass(frozen=True)
class Kept:
    """A change as it is remembered.

    `was` is the entry that a Write found (None: nothing), the former neighbour of a moved or taken-out item, or the revision that had
    taken out the item which is brought back.
    """

    revision: int
    change: Change
    was: Entry | str | int | None = None
    replaces: int | None = None
    """The revision of the kept change of the same pen whose place this one takes; None when it stands by itself. Its own revision when
    the pen said the same words again: then only the number is new."""
    wiped: bool = False
    """Whether its own words were wiped for ever."""


@dataclass(frozen=True)
class Applied:
    """What came of a change: the document now, and what to keep. Nothing to keep: it changed nothing."""

    document: Document
    kept: Kept | None


def pen_of(change_id: str) -> tuple[str, int]:
    """`a1.3` as pen `a1` and number 3. Raises NotSaid if it is no change id."""
    pen, dot, n = change_id.rpartition(".")
    if not dot or not pen.isalnum() or not n.isascii() or not n.isdecimal() or len(n) > 9 or len(change_id) > 80:
        raise NotSaid(f"no change id: {change_id!r}")
    return pen, int(n)


def apply(document: Document, change: Change, definition: Definition, earlier: Kept | None = None) -> Applied:
    """The document with the change in it.

    `earlier` is the newest kept change of the same pen, if it wrote before: a repeated change, or an older one arriving late, changes
    nothing; the same id with other words is a new change. Of words wiped for ever nobody can tell whether they are the same: who sends
    that id once more is overtaken.
    Raises Overtaken, NotSaid (no such place, or no change id), TooLong.
    """
    pen, n = pen_of(change.id)
    if earlier is not None:
        _, said = pen_of(earlier.change.id)
        is_same_place = _is_same_place(earlier.change, change)
        if (n < said and is_same_place) or (n == said and _is_said_again(earlier, change)):
            return Applied(document, None)
        if n == said and earlier.wiped and is_same_place and isinstance(change, Write):
            raise _overtaken(document, change)
        if n == said:
            change, earlier = replace(change, id=f"{pen}r{document.revision}.{n}"), None
    _allowed(definition, change)
    match change:
        case Write():
            return _written(document, change, earlier)
        case Add():
            return _added(document, change)
        case Move():
            return _moved(document, change)
        case TakeOut():
            return _taken_out(document, change)
        case BringBack():
            return _brought_back(document, change)


def undo(kept: Kept, id: str, by: str) -> Change:
    """The change that brings back what was there before, words in the name of who said them.

    Overtaken, as any other, when somebody wrote since. Raises NotSaid when what was there has been wiped for ever, and for words put
    aside: they never stood anywhere.
    """
    change, was = kept.change, kept.was
    match change:
        case Write():
            if change.aside or (isinstance(was, Entry) and was.pen == WIPED):
                raise NotSaid("nothing to bring back")
            if not isinstance(was, Entry) or was.value is None:
                return Write(id, by, change.address, None, kept.revision)
            return Write(id, was.by, change.address, was.value, kept.revision)
        case Add() | BringBack():
            return TakeOut(id, by, change.list, change.item, kept.revision)
        case TakeOut():
            return BringBack(id, by, change.list, change.item, was if isinstance(was, str) else None)
        case Move():
            return Move(id, by, change.list, change.item, was if isinstance(was, str) else None)


WIPED = "wiped.0"
"""The pen of words that were wiped for ever: the kept change stays, its words are gone."""


def wiped(kept: Kept) -> Kept:
    """A kept Write whose own words are gone for ever."""
    if not isinstance(kept.change, Write):
        raise NotSaid("only words can be wiped")
    return replace(kept, change=replace(kept.change, value=None), wiped=True)


def with_wiped_was(kept: Kept) -> Kept:
    """A kept Write that no longer holds the words it found."""
    if not isinstance(kept.was, Entry):
        raise NotSaid("it found no words")
    return replace(kept, was=replace(kept.was, value=None, pen=WIPED))


def put_aside(change: Write) -> Write:
    """The same words, to be kept without standing anywhere."""
    return replace(change, aside=True)


def _allowed(definition: Definition, change: Change) -> None:
    if isinstance(change, Write):
        definition.check_write(change.address, change.value)
        _, voice = view_of(split(change.address)[1])
        if voice and change.value is not None and voice != change.by:
            raise NotSaid(f"{change.address} is the view of somebody else")
    else:
        definition.check_list(change.list, change.item)


def _overtaken(document: Document, change: Write) -> Overtaken:
    is_there = document.stands(change.address.partition("@")[0])
    return Overtaken(change, document.entry(change.address) if is_there else None, change.address)


def _is_same_place(earlier: Change, change: Change) -> bool:
    # Words for another place are not made good by what the pen wrote here: dropping them would lose them in silence.
    if isinstance(change, Write):
        return isinstance(earlier, Write) and earlier.address == change.address
    return True


def _is_said_again(earlier: Kept, change: Change) -> bool:
    # What a repeated change had seen may differ (a retry reads it again from the page); the words may not.
    seen = {"seen": change.seen} if isinstance(change, Write | TakeOut) else {}
    return not earlier.wiped and change == replace(earlier.change, **seen)


def _written(document: Document, change: Write, earlier: Kept | None) -> Applied:
    place = change.address.partition("@")[0]
    standing = document.entry(change.address)
    if change.aside:
        return _put_aside(document, change, earlier)
    if not document.stands(place):
        raise Overtaken(change, None, change.address)
    if standing is None and change.value is None:
        return Applied(document, None)
    if standing is not None:
        if standing.value == change.value and standing.by == change.by:
            return _said_already(document, change, earlier, standing)
        said, n = _said_here(standing, change), pen_of(change.id)[1]
        if said is not None and said > n:
            return Applied(document, None)
        if standing.version > change.seen and said in (None, n):
            raise Overtaken(change, standing, change.address)
    kept = Kept(document.revision + 1, change, standing)
    if earlier is not None and standing is not None and _goes_on(earlier, change, standing):
        kept = replace(kept, was=earlier.was, replaces=earlier.revision)
    return Applied(_put(document, kept), kept)


def _put_aside(document: Document, change: Write, earlier: Kept | None) -> Applied:
    # Of one pen only its last words lie aside. What it wrote before it was overtaken did stand, and stays in history.
    if change.value is None:
        return Applied(document, None)
    kept = Kept(document.revision + 1, change)
    if earlier is not None and _lies_aside(earlier, change):
        kept = replace(kept, replaces=earlier.revision)
    return Applied(_put(document, kept), kept)


def _lies_aside(earlier: Kept, change: Write) -> bool:
    return isinstance(earlier.change, Write) and earlier.change.aside and _is_same_place(earlier.change, change)


def _said_already(document: Document, change: Write, earlier: Kept | None, standing: Entry) -> Applied:
    # No revision and no line in the log. But the pen's own line takes the later number, or an older write of that pen, still on its way,
    # would come over these words.
    if earlier is None or not _goes_on(earlier, change, standing):
        return Applied(document, None)
    entries = {**document.entries, change.address: replace(standing, pen=change.id)}
    return Applied(replace(document, entries=entries), replace(earlier, change=change, replaces=earlier.revision))


def replayed(empty: Document, log: Iterable[Kept]) -> Document:
    """The document that the kept changes of a log make, in their order, starting from the document without any."""
    document = empty
    for kept in log:
        document = _put(document, kept)
    return document


def _put(document: Document, kept: Kept) -> Document:
    change, revision = kept.change, kept.revision
    if isinstance(change, Write):
        if change.aside:
            return replace(document, revision=revision)
        entry = Entry(change.value, revision, change.by, change.id)
        return replace(document, revision=revision, entries={**document.entries, change.address: entry})
    place = f"{change.list}/{change.item}"
    ids = document.order.get(change.list, ())
    if isinstance(change, TakeOut):
        ids = tuple(id for id in ids if id != change.item)
        out = {**document.out, place: revision}
    else:
        ids = _behind(ids, change.item, change.after)
        out = {one: since for one, since in document.out.items() if one != place}
    return replace(document, revision=revision, order={**document.order, change.list: ids}, out=out)


def _said_here(standing: Entry, change: Write) -> int | None:
    # The number under which the change's own pen wrote what stands; None when another pen did. A document from
    # elsewhere may hold any text as a pen.
    pen, _ = pen_of(change.id)
    other, _, n = standing.pen.rpartition(".")
    return int(n) if other == pen and n.isascii() and n.isdecimal() else None


def _goes_on(earlier: Kept, change: Write, standing: Entry) -> bool:
    same_place = isinstance(earlier.change, Write) and earlier.change.address == change.address
    return same_place and earlier.revision == standing.version and standing.by == change.by


def _added(document: Document, change: Add) -> Applied:
    if f"{change.list}/{change.item}" in document.out or change.item in document.order.get(change.list, ()):
        return Applied(document, None)
    if not document.stands(change.list):
        raise Overtaken(change, None, change.list)
    if len(document.order.get(change.list, ())) >= MOST_ITEMS:
        raise NotSaid(f"{change.list} holds {MOST_ITEMS} already")
    return _keep(document, change, was=None)


def _moved(document: Document, change: Move) -> Applied:
    ids = document.order.get(change.list, ())
    if change.item not in ids:
        raise Overtaken(change, None, f"{change.list}/{change.item}")
    if _behind(ids, change.item, change.after) == ids:
        return Applied(document, None)
    return _keep(document, change, was=_neighbour(ids, change.item))


def _taken_out(document: Document, change: TakeOut) -> Applied:
    ids = document.order.get(change.list, ())
    place = f"{change.list}/{change.item}"
    if change.item not in ids:
        return Applied(document, None)
    newest = max(document.under(place), key=lambda one: one[1].version, default=None)
    if newest is not None and newest[1].version > change.seen:
        raise Overtaken(change, newest[1], newest[0])
    return _keep(document, change, was=_neighbour(ids, change.item))


def _brought_back(document: Document, change: BringBack) -> Applied:
    since = document.out.get(f"{change.list}/{change.item}")
    if since is None:
        return Applied(document, None)
    return _keep(document, change, was=since)


def _keep(document: Document, change: Change, was: str | int | None) -> Applied:
    kept = Kept(document.revision + 1, change, was)
    return Applied(_put(document, kept), kept)


def _behind(ids: tuple[str, ...], item: str, after: str | None) -> tuple[str, ...]:
    # The list with the item behind `after`; at the end where that neighbour is gone.
    rest = tuple(id for id in ids if id != item)
    if after is None:
        return (item, *rest)
    at = rest.index(after) + 1 if after in rest else len(rest)
    return (*rest[:at], item, *rest[at:])


def _neighbour(ids: tuple[str, ...], item: str) -> str | None:
    at = ids.index(item)
    return ids[at - 1] if at else None


def kept_to_json(kept: Kept) -> dict[str, Any]:
    """A kept change as JSON values; `kept_from_json` gives it back, but for `replaces`: what it took the place of is gone by then."""
    was = kept.was
    return {
        "kind": kept.change.kind,
        "change": asdict(kept.change),
        "was": [was.value, was.version, was.by, was.pen] if isinstance(was, Entry) else was,
        "wiped": kept.wiped,
    }


def kept_from_json(revision: int, content: Mapping[str, Any]) -> Kept:
    """The kept change that `kept_to_json` wrote. Raises BadDocument when it is not of that shape."""
    try:
        change = KINDS[content["kind"]](**content["change"])
        was: Any = content["was"]
        found = Entry(*cast("list[Any]", was)) if isinstance(was, list) else was
        return Kept(revision, change, found, wiped=content["wiped"])
    except (KeyError, TypeError) as wrong:
        raise BadDocument(str(wrong)) from wrong


def doubled(document: Document, list_place: str, item: str, new: str, pen: str, by: str) -> list[Change]:
    """The changes that put a copy of an item right behind it, with the same words, pictures and audience.

    Who may see comes before what there is to see, so that at no moment a hidden scene's copy is open to all.
    """
    changes: list[Change] = [Add(f"{pen}.1", by, list_place, new, item)]
    standing = sorted(document.under(f"{list_place}/{item}"), key=lambda one: not one[0].endswith("@audience"))
    for n, (address, entry) in enumerate(standing, start=2):
        copy = address.replace(f"{list_place}/{item}", f"{list_place}/{new}", 1)
        changes.append(Write(f"{pen}.{n}", entry.by, copy, entry.value, 0))
    return changes
