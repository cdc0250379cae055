"""A bundle that somebody brings in, made ready to stand among what is there already.

It comes from anywhere: it may have the ids of others, point to accounts of another service, and know less of the family, or more, than is
known here. What is known here stands; what the bundle knows besides is added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from .change import Add, Change, Write
from .document import CHECKED, MADE, Document, Entry, Value, fact_of, is_wording, new_id, view_of
from .translation import in_language

ACCOUNT = "account@value"
"""The field that ties a person to an account of a service: never taken over from elsewhere."""


@dataclass(frozen=True)
class Shown:
    """A picture as it stands here: its id and the size of its file, in pixels."""

    id: str
    width: int
    height: int


def own_id(id: str, taken: Collection[str]) -> str:
    """The id itself, or a new one where it is taken already or longer than ids are here."""
    return new_id() if id in taken or len(id) > 32 else id


def brought_document(document: Document, id: str, pictures: Mapping[str, Shown]) -> Document:
    """The document under that id, each picture of it as it stands here."""
    entries = {
        address: replace(entry, value=_shown(entry.value, pictures)) for address, entry in document.entries.items()
    }
    return replace(document, id=id, entries=entries)


def brought_file(file: Document, id: str) -> Document:
    """The family's file under that id, with nobody in it who would be somebody's account."""
    entries = {address: entry for address, entry in file.entries.items() if not address.endswith(f"/{ACCOUNT}")}
    return replace(file, id=id, entries=entries)


def added_by(brought: Document, file: Document, by: str) -> list[Change]:
    """What a brought file knows of people and words that this file does not: the changes that add it.

    An item that is here stays as it is here, also one that was taken out; what it says gets the translations that are not here yet.
    """
    changes: list[Change] = []
    for place in sorted(brought.order, key=lambda place: place.count("/")):
        standing = file.order.get(place, ())
        last = standing[-1] if standing else None
        for item in brought.order[place]:
            if item in standing:
                changes.extend(_translations(brought, file, f"{place}/{item}"))
            if item in standing or f"{place}/{item}" in file.out or not _is_new(place, file, brought):
                continue
            changes.append(Add(f"{new_id()}.1", by, place, item, last))
            changes.extend(
                Write(f"{new_id()}.1", view_of(address.partition("@")[2])[1] or by, address, entry.value, 0)
                for address, entry in _fields_of(brought, f"{place}/{item}")
            )
            last = item
    return changes


def _translations(brought: Document, file: Document, place: str) -> Iterator[Write]:
    # Each with who it is of here, how it was made, from which words, and who looked it over.
    for address, _ in _fields_of(brought, place):
        at, _, facet = address.partition("@")
        made = brought.entry(f"{at}@{fact_of(MADE, facet)}") if is_wording(facet) else None
        if made is None or not isinstance(made.value, dict) or file.entry(address) is not None:
            continue
        source = file.entry(f"{at}@{in_language(made.value['from'], facet)}")
        if source is None or not source.value:
            continue
        for fact in (facet, fact_of(MADE, facet), fact_of(CHECKED, facet)):
            now = brought.entry(f"{at}@{fact}")
            if now is not None and now.value is not None:
                yield Write(f"{new_id()}.1", source.by, f"{at}@{fact}", now.value, file.version(f"{at}@{fact}"))


def _is_new(place: str, file: Document, brought: Document) -> bool:
    # A list of the file, or one inside an item that is added too.
    item = place.rpartition("/")[0]
    return not item or (brought.stands(item) and not file.stands(item) and item not in file.out)


def _fields_of(document: Document, place: str) -> Iterator[tuple[str, Entry]]:
    for address, entry in document.under(place):
        depth = address.partition("@")[0].count("/") - place.count("/")
        if entry.value is not None and depth <= 1 and not address.endswith(f"/{ACCOUNT}"):
            yield address, entry


def _shown(value: Value, pictures: Mapping[str, Shown]) -> Value:
    # A picture, or a signature that is a photo of the paper: as `bundle.shown_pictures` finds them.
    if not isinstance(value, dict):
        return value
    if set(value) == {"id", "width", "height"}:
        shown = pictures[str(value["id"])]
        return {"id": shown.id, "width": shown.width, "height": shown.height}
    return {key: _shown(one, pictures) if key == "picture" else one for key, one in value.items()}
