"""Signing a paper: which version somebody signs, who signed it, and what changed since (practice.md 3.4 no. 16).

What is signed is what the paper says: its words as they were first said, its values, and what it shows of the family's file. A translation,
who may read it, and what is a child's own (its page, its number) are no part of that: they change without making another version.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .change import Add, Change, Write
from .document import MADE, Document, Item, Value, fact_of, is_wording, split
from .filled import ABOUT, Answer, Filled, Section
from .part import Definition, Part

VERSION = "version"
"""The field of a signature that says which version was signed."""


@dataclass(frozen=True)
class Copy:
    """A paper kept as it was when somebody had signed it, with the family's file of that day."""

    id: str
    at: str
    document: Document
    file: Document


@dataclass(frozen=True)
class Version:
    """A version that was signed, by one or more."""

    number: int
    same: str
    """The digest of what it says."""
    copy: Copy
    """As the last of them signed it."""
    signatures: tuple[Item, ...]
    """In that copy: those of this version."""


@dataclass(frozen=True)
class Difference:
    """One thing that says something else than in the version that was signed."""

    part: Part
    number: str
    """Which item of a list; empty for a field at the top."""
    field: Part | None
    """The field of the item; None where the whole item is new, or was taken out."""
    before: str
    after: str
    before_in: str
    after_in: str
    """The languages of what is said."""
    is_moved: bool = False
    """Of a list: its items are the same, and stand in another order."""

    @property
    def about(self) -> tuple[str, str, str, bool, bool, bool]:
        """What it is about, in whichever language it is said."""
        field = self.field.key if self.field else ""
        return self.part.key, self.number, field, bool(self.before), bool(self.after), self.is_moved


def signatures_in(definition: Definition) -> Part | None:
    """The list in which a document of this definition is signed, or None where it has none."""
    lists = (part for part in definition.parts if part.type == "list" and not part.from_file)
    return next((part for part in lists if signature_field(part)), None)


def is_signed_apart(definition: Definition, place: str) -> bool:
    """Whether a place is among the signatures of a paper that keeps its versions: there nobody writes but by signing."""
    listed = signatures_in(definition)
    return listed is not None and listed.part(VERSION) is not None and place.partition("/")[0] == listed.key


def signature_field(part: Part) -> Part | None:
    """The field of an item of that list in which somebody signs."""
    return next((one for one in part.parts if one.type == "signature"), None)


def what_is_signed(definition: Definition, document: Document, file: Document) -> str:
    """A digest of what a paper says: the same for as long as nobody changes that."""
    document = document.beside(file)
    said = [sorted(_said(definition, document, in_file=False)), sorted(_said(definition, file, in_file=True))]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def versions(definition: Definition, copies: Iterable[Copy]) -> tuple[Version, ...]:
    """The versions that were signed, the first one first; `copies` in the order in which they were made."""
    found: list[Version] = []
    listed = signatures_in(definition)
    before: set[str] = set()
    for copy in copies:
        same = what_is_signed(definition, copy.document, copy.file)
        items = copy.document.items(listed.key) if listed else ()
        if found and found[-1].same == same:
            number = found.pop().number
        else:
            earlier = found[-1].copy.document.items(listed.key) if found and listed else ()
            before = {one.id for one in earlier}
            number = _number_said(items) or (found[-1].number + 1 if found else 1)
        mine = (
            one
            for one in items
            if one.id not in before and one.value(VERSION) in (None, number) and _is_signed(one, listed)
        )
        found.append(Version(number, same, copy, tuple(mine)))
    return tuple(found)


def _number_said(signatures: tuple[Item, ...]) -> int:
    # The last one says which version it is of: one that was brought in may have been signed before.
    last = signatures[-1].value(VERSION) if signatures else None
    return last if isinstance(last, int) else 0


def number_now(definition: Definition, document: Document, file: Document, signed: tuple[Version, ...]) -> int:
    """Which version a paper is as it stands: the last one that was signed, or one more where it changed since.

    A paper that was brought in has its signatures, and no copy of what was signed: then they tell.
    """
    if not signed:
        number, is_same = _brought(definition, document)
        return number + (not is_same) if number else 1
    is_same = signed[-1].same == what_is_signed(definition, document, file)
    return signed[-1].number + (not is_same)


def signed_now(
    definition: Definition, document: Document, file: Document, signed: tuple[Version, ...]
) -> frozenset[str]:
    """The ids of those who signed a paper as it stands."""
    number = number_now(definition, document, file, signed)
    if signed:
        return signed_by(definition, signed[-1]) if signed[-1].number == number else frozenset()
    listed = signatures_in(definition)
    who = _person_field(listed)
    rows = [one for one in document.items(listed.key) if one.value(VERSION) == number] if listed and who else []
    return frozenset(
        id for one in rows if who for id in document.ids(f"{one.place}/{who.key}") if _is_signed(one, listed)
    )


def _brought(definition: Definition, document: Document) -> tuple[int, bool]:
    # The last version that somebody signed, and whether nothing was written since.
    rows = _signed_rows(definition, document)
    numbers = [number for one in rows if isinstance(number := one.value(VERSION), int)]
    last = max((entry.version for one in rows for _, entry in document.under(one.place)), default=0)
    return max(numbers, default=0), _last_said(definition, document) <= last


def signed_elsewhere(definition: Definition, document: Document) -> str:
    """The id of the last signature of a document that comes from elsewhere, signed as it stands; empty where nobody signed it as that.

    A document remembers when something in it was written or taken out, and not when something was moved.
    """
    listed = signatures_in(definition)
    if listed is None or listed.part(VERSION) is None:
        return ""
    number, is_same = _brought(definition, document)
    return _signed_rows(definition, document)[-1].id if number and is_same else ""


def _signed_rows(definition: Definition, document: Document) -> list[Item]:
    listed = signatures_in(definition)
    return [one for one in document.items(listed.key) if _is_signed(one, listed)] if listed else []


def _last_said(definition: Definition, document: Document) -> int:
    # The revision in which somebody last changed what it says, by emptying a field or taking something out too.
    is_signed = _signed_places(definition, document, in_file=False)
    said = (
        entry.version
        for address, entry in document.entries.items()
        if is_signed(split(address)[0]) and _is_said(document, *split(address))
    )
    return max((*said, *(since for place, since in document.out.items() if is_signed(place))), default=0)


def _is_signed(row: Item, listed: Part | None) -> bool:
    signed = signature_field(listed) if listed else None
    return signed is not None and row.value(signed.key) is not None


def signed_by(definition: Definition, version: Version) -> frozenset[str]:
    """The ids of those who signed a version."""
    who = _person_field(signatures_in(definition))
    places = (f"{one.place}/{who.key}" for one in version.signatures) if who else ()
    return frozenset(id for place in places for id in version.copy.document.ids(place))


def signed_on(definition: Definition, document: Document, number: int) -> datetime.date | None:
    """The day on which the last of those who signed that version did, as it says beside what they signed with; None where nobody did."""
    listed = signatures_in(definition)
    field = signature_field(listed) if listed else None
    rows = (one for one in document.items(listed.key) if one.value(VERSION) == number) if listed else ()
    signed = (row.value(field.key) for row in rows) if field else ()
    days = [datetime.date.fromisoformat(one["on"]) for one in signed if isinstance(one, Mapping)]
    return max(days, default=None)


def signature_changes(
    definition: Definition, document: Document, signer: str, by: str, value: Value, number: int, pen: str
) -> list[Change]:
    """The changes by which somebody signs, `pen` being also the id of the signature: made again, they change nothing."""
    listed = signatures_in(definition)
    signed = signature_field(listed) if listed else None
    if listed is None or signed is None:
        return []
    ids = [id for id in document.order.get(listed.key, ()) if id != pen]
    place, who = f"{listed.key}/{pen}", _person_field(listed)
    values: dict[str, Value] = {f"{place}/{signed.key}@value": value}
    if who:
        values[f"{place}/{who.key}@value"] = [signer]
    if listed.part(VERSION):
        values[f"{place}/{VERSION}@value"] = number
    added = Add(f"{pen}.1", by, listed.key, pen, ids[-1] if ids else None)
    return [
        added,
        *(Write(f"{pen}.{n}", by, address, said, 0) for n, (address, said) in enumerate(values.items(), start=2)),
    ]


def differences(before: Filled, after: Filled, definition: Definition) -> tuple[Difference, ...]:
    """What a paper says now that it did not say then, both as one reader may see them and in one language."""
    return tuple(_differences(before, after, definition))


def without_childs_own(definition: Definition, document: Document) -> Document:
    """A document without the items that are a child's own: what is agreed and signed stands in the others."""
    owned = {part.key: part.own.of for part in definition.parts if part.own}
    order = {
        place: tuple(id for id in ids if document.children.isdisjoint(document.ids(f"{place}/{id}/{owned[place]}")))
        if place in owned
        else ids
        for place, ids in document.order.items()
    }
    return replace(document, order=order)


def last_signed_by(definition: Definition, signed: Iterable[Version], person: str) -> Version | None:
    """The version that somebody signed last, of those that were `signed`; None where they signed none of them."""
    mine = [one for one in signed if person in signed_by(definition, one)]
    return mine[-1] if mine else None


def is_signed_over(part: Part) -> bool:
    """Whether a part at the top of a definition is part of what is signed."""
    is_childs = part.own is not None and bool(part.own.readers)
    return part.key not in ABOUT and not is_childs and not (part.type == "list" and signature_field(part))


def _said(definition: Definition, document: Document, *, in_file: bool) -> Iterator[tuple[str, Value]]:
    is_signed = _signed_places(definition, document, in_file=in_file)
    for address, entry in document.entries.items():
        place, facet = split(address)
        if entry.value in (None, "", []) or not is_signed(place) or not document.stands(place):
            continue
        if _is_said(document, place, facet):
            yield address, entry.value
    for place, ids in document.order.items():
        if (signed := [id for id in ids if is_signed(f"{place}/{id}")]) and document.stands(place):
            yield place, signed


def _signed_places(definition: Definition, document: Document, *, in_file: bool) -> Callable[[str], bool]:
    """Whether a place, written in or taken out, is part of what is signed."""
    parts = {part.key: part for part in definition.parts if part.from_file == in_file and is_signed_over(part)}

    def is_signed(place: str) -> bool:
        key, _, rest = place.partition("/")
        part, item = parts.get(key), rest.partition("/")[0]
        if part is None or part.own is None or not item:
            return part is not None
        return document.children.isdisjoint(document.ids(f"{key}/{item}/{part.own.of}"))

    return is_signed


def _is_said(document: Document, place: str, facet: str) -> bool:
    # Values, and words as they were first said: no translation of them, also one that was taken away.
    if not is_wording(facet):
        return facet == "value"
    made = document.entry(f"{place}@{fact_of(MADE, facet)}")
    return made is None or (not made.value and bool(document.words(place, facet)))


def _person_field(listed: Part | None) -> Part | None:
    return next((one for one in listed.parts if one.type == "people" and one.one), None) if listed else None


def _differences(before: Filled, after: Filled, definition: Definition) -> Iterator[Difference]:
    asked = {part.key for part in definition.parts if is_signed_over(part)}
    old, new = _by_key(before, asked), _by_key(after, asked)
    for key in [part.key for part in definition.parts if part.key in old or part.key in new]:
        was, now = old.get(key), new.get(key)
        if isinstance(was, Answer) or isinstance(now, Answer):
            yield from _changed(was if isinstance(was, Answer) else None, now if isinstance(now, Answer) else None)
        else:
            yield from _changed_list(was, now)


def _by_key(filled: Filled, asked: set[str]) -> Mapping[str, Answer | Section]:
    found: dict[str, Answer | Section] = {}
    for section in filled.sections:
        if section.part is not None:
            found[section.part.key] = section
        for answer in section.answers:
            found[answer.part.key] = answer
    return {key: one for key, one in found.items() if key in asked}


def _changed(was: Answer | None, now: Answer | None) -> Iterator[Difference]:
    one = now or was
    if one is not None and _text(was) != _text(now):
        yield Difference(one.part, "", None, _text(was), _text(now), _language(was), _language(now))


def _changed_list(was: Section | None, now: Section | None) -> Iterator[Difference]:
    old = {entry.id: entry for entry in was.entries} if was else {}
    new = {entry.id: entry for entry in now.entries} if now else {}
    part = (now or was).part if now or was else None  # type: ignore[union-attr]
    if part is None:
        return
    for id in dict.fromkeys((*new, *old)):
        before, after = old.get(id), new.get(id)
        known = after or before
        number = f"{part.letter}{known.number}" if known else ""
        answers = {answer.part.key: answer for answer in (before.answers if before else ())}
        if before is None or after is None:
            said = [answer for answer in (known.answers if known else ()) if _text(answer)]
            text = _text(said[0]) if said else ""
            language = said[0].language if said else ""
            yield Difference(
                part, number, None, "" if before is None else text, "" if after is None else text, language, language
            )
            continue
        for answer in after.answers:
            then = answers.pop(answer.part.key, None)
            if _text(then) != _text(answer):
                yield Difference(
                    part, number, answer.part, _text(then), _text(answer), _language(then), _language(answer)
                )
        for then in answers.values():
            if _text(then):
                yield Difference(part, number, then.part, _text(then), "", _language(then), "")
        yield from _changed_inside(part, number, before.lists, after.lists)
    if [id for id in old if id in new] != [id for id in new if id in old]:
        yield Difference(part, "", None, "", "", "", "", is_moved=True)


def _changed_inside(
    part: Part, number: str, before: tuple[Section, ...], after: tuple[Section, ...]
) -> Iterator[Difference]:
    # A list inside an item as one thing: its lines, one under the other.
    old = {section.part.key: section for section in before if section.part}
    for section in after:
        if section.part is None:
            continue
        then = _lines(old.get(section.part.key))
        now = _lines(section)
        if then != now:
            yield Difference(part, number, section.part, then, now, "", "")


def _lines(section: Section | None) -> str:
    entries = section.entries if section else ()
    return "\n".join(", ".join(filter(None, map(_text, entry.answers))) for entry in entries)


def _text(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return (
        answer.text
        or "\n".join(f"{view.says} {view.words}" for view in answer.views)
        or (answer.picture.description if answer.picture else "")
    )


def _language(answer: Answer | None) -> str:
    return answer.language if answer else ""
