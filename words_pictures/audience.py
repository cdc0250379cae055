"""Who may see what, and who may write it. Everything that is shown goes through `project`; what nobody allowed is not there.

Who may see a place stands in a facet `@audience` on it, or else in the definition:

    {"for": ["everyone"]}                         everyone in this story (its children and its people), and the workers
    {"for": ["adults"]}                           only us, the grown-ups of this story, and the workers
    {"for": ["workers"]}                          those whose work it is
    {"for": ["mila", "kasia"], "of": "mila"}      the child's own: only those the child named, no worker unless named

A list can say which of its items are a child's own (part.Own): those are seen by whom a field of the item names.

`not` beats `for`, and takes the same names. Every place on the way (list, item, field) must allow. A place that the definition does
not know (any more) is for the workers alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from .change import Change, Write
from .composition import only_known, people_of
from .composition import read as read_composition
from .composition import to_value as composition_value
from .definition import WORDS, Definition, Part
from .document import (
    CHECKED,
    Document,
    Entry,
    Value,
    facts_wording,
    is_wording,
    prefixes,
    split,
    view_of,
)
from .errors import BadDocument
from .translation import standing, whose_words, words_pen
from .week_value import people_in as people_of_week
from .week_value import with_people

EVERYONE, ADULTS, WORKERS = "everyone", "adults", "workers"


@dataclass(frozen=True)
class Viewer:
    """Who is looking. `person` is their id in the family's file, None when they are not in it."""

    person: str | None = None
    worker: bool = False
    adult: bool = False
    kind: str = ""
    """Of a worker: `consultant` or `family_worker`."""
    into: str = ""
    """Of an interpreter: the language they translate into. They see what is put up for translation (`is_put_up`) and for everyone, or for
    the grown-ups of the story."""


NOBODY = Viewer()


def worker(person: str | None, kind: str = "") -> Viewer:
    """Someone whose work this family is; `person` is their entry in the family's file, if they have one."""
    return Viewer(person, worker=True, adult=True, kind=kind)


@dataclass(frozen=True)
class Projected:
    """What one viewer may see of a document, and of the family's file as far as that document speaks of it."""

    document: Document
    file: Document


def project(
    definition: Definition, document: Document, file_definition: Definition, file: Document, viewer: Viewer
) -> Projected:
    """The document and the file as this viewer may see them. A reference to what is left out is left out too."""
    circle = people_in(document)
    seen = _projected(definition, document.beside(file), viewer, circle)
    seen_file = _projected(file_definition, file, viewer, circle)
    if not viewer.worker:
        seen_file = spoken_of(definition, seen, seen_file, also=viewer.person or "")
    everyone = set(file.order.get("people", ()))
    return Projected(
        _without_dangling(definition, seen, seen_file, everyone),
        _without_dangling(file_definition, seen_file, seen_file, everyone),
    )


def spoken_of(definition: Definition, document: Document, file: Document, also: str = "") -> Document:
    """The family's file with nobody in it but those of whom a document speaks, itself or in what it shows of the file.

    Whom one of its children can talk to is there too.
    """
    named = _named(definition, document) | _named(definition, _shown_lists(definition, file)) | {also}
    return _only_people(file, named | _safe_people(file, named))


def projected_file(definition: Definition, file: Document, viewer: Viewer) -> Document:
    """The family's file by itself, for those whose work it is; for anyone else there is nothing in it."""
    seen = _projected(definition, file, viewer, circle=set())
    return _without_dangling(definition, seen, seen, set(file.order.get("people", ())))


def may_write(
    definition: Definition, document: Document, viewer: Viewer, change: Change, circle: set[str] | None = None
) -> bool:
    """Whether this viewer may make this change: inside what they see, and where the definition lets them write.

    Workers write everywhere they see. An interpreter writes words in their own language, in the voice of those they
    translate; workers do so too where the words themselves are not theirs to write. The family writes where the
    definition says `written_by = ["family"]`, in their own name: of views only their own. What they may do with words
    of somebody else is set them apart as that person's view, as they stand. What a part leaves to some alone
    (`only_by`) nobody else words. `circle` is `people_in` the document, or of the family's file those in the document
    that it is looked at from; the document knows the children of its family (`Document.beside`).
    """
    circle = people_in(document) if circle is None else circle
    if not isinstance(change, Write):
        place, is_theirs = f"{change.list}/{change.item}", not viewer.into and _writes(definition, viewer, change.list)
        return (
            is_theirs
            and (viewer.worker or change.by == viewer.person)
            and _sees(definition, document, viewer, circle, place)
        )
    try:
        place, facet = split(change.address)
    except BadDocument:
        return False
    if not _sees(definition, document, viewer, circle, place):
        return False
    if viewer.into:
        return _translates(document, viewer, place, facet, change)
    part = definition.part_at(place)
    if viewer.worker:
        return _writes(definition, viewer, place) or _translates(document, viewer, place, facet, change)
    if part is None or not _writes(definition, viewer, place):
        return False
    if facet == "value":
        return part.type not in WORDS and change.by == viewer.person
    return is_wording(facet) and (_in_own_name(change, facet, viewer.person or "") or sets_apart(document, change))


def _writes(definition: Definition, viewer: Viewer, place: str) -> bool:
    # Whether a place is this viewer's to write in at all.
    if viewer.worker:
        return is_left_to(definition, place, viewer.kind)
    return viewer.person is not None and _is_for_family(definition, place) and is_left_to(definition, place, "family")


def is_left_to(definition: Definition, place: str, writer: str) -> bool:
    """Whether a place is left to this kind of writer (part.WRITERS): the narrowest part on the way there that names any names them too."""
    return not (named := only_by(definition, place)) or writer in named


def only_by(definition: Definition, place: str) -> tuple[str, ...]:
    """Who alone may write at a place, of part.WRITERS, as the narrowest part on the way there says it; empty where it is left to all."""
    parts = (definition.part_at(wider) for wider in reversed(prefixes(place)))
    return next((part.only_by for part in parts if part is not None and part.only_by), ())


def _is_for_family(definition: Definition, place: str) -> bool:
    # A list that the family writes in is theirs with all that stands in it.
    parts = (definition.part_at(wider) for wider in prefixes(place))
    return any("family" in part.written_by for part in parts if part is not None)


def _translates(document: Document, viewer: Viewer, place: str, facet: str, change: Write) -> bool:
    # Words that translate something, or a fact about them; no fact is taken away from under its words. An interpreter's are in their own
    # language, and they correct what the family translated too.
    kind, fact_about = facts_wording(facet)
    wording = fact_about or facet
    if not is_wording(wording) or viewer.into not in ("", view_of(wording)[0]):
        return False
    if viewer.worker and kind != CHECKED and not change.aside and _is_familys(document, f"{place}@{wording}", change):
        return False
    voice = whose_words(document, f"{place}@{wording}")
    is_bare = bool(fact_about) and change.value is None and bool(document.words(place, wording))
    return bool(voice) and change.by == voice and not is_bare


def _is_familys(document: Document, address: str, change: Write) -> bool:
    # What somebody of the family said in a second language is theirs like the first. Who writes it down for them goes on with their pen,
    # and may say that it still fits.
    place, _, wording = address.partition("@")
    entry, says = document.entry(address), change.value
    if standing(document, place, wording).how != "family":
        return False
    still_fits = isinstance(says, dict) and says.get("how") == "family"
    goes_on = entry is not None and _pen(entry.pen) == _pen(change.id)
    return not (still_fits or goes_on)


def _pen(change_id: str) -> str:
    return words_pen(change_id.rpartition(".")[0])


def sets_apart(document: Document, change: Write) -> bool:
    """Whether a change makes of the words that stand in a passage, as they are, the first view of the one whose words they are."""
    address, _, voice = change.address.partition(".")
    standing, view = document.entry(address), document.entry(change.address)
    if standing is None or not standing.value or (view is not None and view.value):
        return False
    return voice == change.by == standing.by and change.value == standing.value and not change.aside


def _in_own_name(change: Write, facet: str, person: str) -> bool:
    return change.by == person and view_of(facet)[1] in ("", person)


def is_put_up(definition: Definition, place: str) -> bool:
    """Whether a place is put up for translation: of a story the book, and not what the grown-ups note beside it, or how it was told."""
    part = definition.part_at(place.partition("/")[0])
    return part is not None and (part.audience == EVERYONE or definition.reading != "story")


def is_for_workers(definition: Definition, document: Document, place: str) -> bool:
    """Whether nobody but those whose work it is reads a place."""
    return any(audience_at(definition, document, one).get("for") == [WORKERS] for one in prefixes(place))


def sees(
    definition: Definition, document: Document, viewer: Viewer, place: str, circle: set[str] | None = None
) -> bool:
    """Whether this viewer may see a place, written in or not; `circle` as for `may_write`."""
    return _sees(definition, document, viewer, people_in(document) if circle is None else circle, place)


def people_in(document: Document) -> set[str]:
    """The ids of everyone in this story: the children it is for, and its people."""
    return {*document.ids("children"), *document.ids("people")}


def audience_at(definition: Definition, document: Document, place: str) -> Mapping[str, Any]:
    """The audience that stands for a place itself: its own, or the definition's; empty where only wider places decide."""
    entry = document.entry(f"{place}@audience")
    if entry is not None and isinstance(entry.value, dict):
        return entry.value
    part = definition.part_at(place)
    if part is None:
        return {"for": [WORKERS]}
    if len(place.split("/")) % 2 == 0:
        return _of_a_childs_own(document, part, place)
    return {"for": [part.audience]} if part.audience else {}


def _of_a_childs_own(document: Document, part: Part, place: str) -> Mapping[str, Any]:
    # An item that is a child's own is seen by the child and by those it names: by the workers only until it named somebody.
    if part.own is None:
        return {}
    children = [one for one in document.ids(f"{place}/{part.own.of}") if one in document.children]
    if not children:
        return {"for": [WORKERS]} if part.own.readers else {}
    named = document.ids(f"{place}/{part.own.readers}") if part.own.readers else ()
    return {"for": [*children, *(named or (WORKERS,))]}


def _sees(definition: Definition, document: Document, viewer: Viewer, circle: set[str], place: str) -> bool:
    if viewer.into and not is_put_up(definition, place):
        return False
    return all(_allows(audience_at(definition, document, wider), viewer, circle) for wider in prefixes(place))


def _allows(audience: Mapping[str, Any], viewer: Viewer, circle: set[str]) -> bool:
    if not audience:
        return True
    names = _names(viewer, circle)
    return bool(names & set(audience.get("for", []))) and not names & set(audience.get("not", []))


def _names(viewer: Viewer, circle: set[str]) -> set[str]:
    # Everything by which an audience can mean this viewer.
    own = {viewer.person} if viewer.person else set[str]()
    if viewer.into:
        return own | {EVERYONE, ADULTS}
    if viewer.worker:
        return own | {EVERYONE, ADULTS, WORKERS}
    if viewer.person is None or viewer.person not in circle:
        return own
    return own | ({EVERYONE, ADULTS} if viewer.adult else {EVERYONE})


def _projected(definition: Definition, document: Document, viewer: Viewer, circle: set[str]) -> Document:
    memory: dict[str, bool] = {}

    def is_seen(place: str) -> bool:
        if place not in memory:
            wider, slash, _ = place.rpartition("/")
            inside = is_seen(wider) if slash else not viewer.into or is_put_up(definition, place)
            memory[place] = inside and _allows(audience_at(definition, document, place), viewer, circle)
        return memory[place]

    whole = viewer.worker
    entries = {
        address: entry
        for address, entry in document.entries.items()
        if is_seen(address.split("@")[0]) and (whole or _is_for_readers(document, address))
    }
    order = {
        place: tuple(id for id in ids if is_seen(f"{place}/{id}"))
        for place, ids in document.order.items()
        if is_seen(place) and (whole or document.stands(place))
    }
    if whole:
        out = {place: since for place, since in document.out.items() if is_seen(place)}
        return replace(document, entries=entries, order=order, out=out)
    # An empty list would tell that something is hidden in it, and the revision that something hidden changed: the newest
    # thing this viewer sees stands for it.
    order = {place: ids for place, ids in order.items() if ids}
    return replace(document, revision=_newest(entries), entries=entries, order=order, out={})


def _newest(entries: Mapping[str, Entry]) -> int:
    return max((entry.version for entry in entries.values()), default=0)


def _is_for_readers(document: Document, address: str) -> bool:
    # Who else may see something is itself nobody's business; what was taken out is gone for readers.
    place, facet = split(address)
    return facet != "audience" and document.stands(place)


def _only_people(file: Document, people: set[str]) -> Document:
    order = {**file.order, "people": tuple(id for id in file.order.get("people", ()) if id in people)}
    entries = {
        address: entry
        for address, entry in file.entries.items()
        if not address.startswith("people/") or address.split("/")[1].split("@")[0] in people
    }
    return replace(
        file, revision=_newest(entries), order={place: ids for place, ids in order.items() if ids}, entries=entries
    )


def _named(definition: Definition, document: Document) -> set[str]:
    # Everyone of whom a document speaks: its children, its people, who made and told it, whose views stand in it, who is drawn or comes.
    named: set[str] = set()
    for address, entry in document.entries.items():
        place, facet = split(address)
        part = definition.part_at(place)
        if facet == "value" and part is not None and part.type == "people":
            named.update(document.ids(place))
        elif facet == "value" and part is not None and part.type == "composition" and entry.value:
            named.update(people_of(entry.value))
        elif facet == "value" and part is not None and part.type == "week":
            named.update(people_of_week(entry.value))
        elif entry.value and is_wording(facet) and (voice := view_of(facet)[1]):
            named.add(voice)
    return named


def _shown_lists(definition: Definition, file: Document) -> Document:
    # What a document shows of the file; people show nobody but themselves.
    shown = {
        address: entry
        for address, entry in file.entries.items()
        if not address.startswith("people/") and definition.is_in_file(split(address)[0])
    }
    return replace(file, entries=shown)


def _safe_people(file: Document, named: set[str]) -> set[str]:
    return {id for child in file.items("people") if child.id in named for id in file.ids(f"{child.place}/safe_person")}


def _without_dangling(definition: Definition, document: Document, file: Document, everyone: set[str]) -> Document:
    # A person taken out of the file is still named where the workers wrote them in (`out` is empty for all others).
    known = {*file.order.get("people", ()), *(place.rpartition("/")[2] for place in file.out)}
    entries = dict(document.entries)
    for address, entry in document.entries.items():
        place, facet = split(address)
        part = definition.part_at(place)
        if facet == "value" and part is not None and part.type == "people":
            if (value := _known(entry.value, known)) != entry.value:
                entries[address] = replace(entry, value=value)
        elif facet == "value" and part is not None and part.type == "composition" and entry.value:
            entries[address] = replace(entry, value=_drawn_known(entry.value, known))
        elif facet == "value" and part is not None and part.type == "week":
            # Without those who are hidden it would say that nobody is with the children.
            entries[address] = replace(entry, value=with_people(entry.value, known, everyone - known))
    return replace(document, entries=entries)


def _drawn_known(value: Value, known: set[str]) -> Value:
    if people_of(value) <= known:
        return value
    return composition_value(only_known(read_composition(value), known))


def _known(value: Value, known: set[str]) -> Value:
    return [one for one in cast("list[Value]", value) if one in known] if isinstance(value, list) else value
