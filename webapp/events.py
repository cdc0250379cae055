"""What a page of history tells: acts as events, each with who did it, when, and what stood there before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from flask import g

from words_pictures.audience import sees
from words_pictures.change import TOGETHER, Kept, Overtaken, Write, apply
from words_pictures.composition import read as read_composition
from words_pictures.difference import Piece, compared
from words_pictures.document import Document, Entry, Value, new_id
from words_pictures.drawing.composed import Drawn
from words_pictures.errors import NotSaid
from words_pictures.family import Family, Person
from words_pictures.history import Act, Line, acts, rewound, told, undone
from words_pictures.part import COMPOSED
from words_pictures.said import Facts
from words_pictures.said import said as in_words
from words_pictures.story import wording
from words_pictures.voices import says
from words_pictures.wording import enumeration, fixed, language_name

from . import access
from .bench import language_of, voice_of, whose_voice
from .language import gettext
from .store import accounts as stored_accounts
from .store import documents as stored
from .store.documents import Remembered

Wordings = tuple[tuple[str, tuple[Piece, ...]], ...]
"""Words with what differs marked: of views each with the line above it, else one under no name; nothing where nothing stood."""


@dataclass(frozen=True)
class Who:
    """Somebody who did something. `name` begins a sentence."""

    name: str
    person: Person | None
    voice: str

    @property
    def count(self) -> int:
        """For the verb: together they are more than one."""
        return 2 if self.voice == TOGETHER else 1


@dataclass(frozen=True)
class Told:
    """One thing that was done, as a page tells it."""

    line: Line
    number: int = 0
    """Which page of the story it was about, at that moment; 0 for what belongs to no page that stood."""
    number_before: int = 0
    """Which page it was before: of one that was moved, another."""
    heading: str = ""
    """The title of that page, and its language."""
    heading_language: str = ""
    is_here: bool = False
    """Whether that page stands in the story now."""
    before: Wordings = ()
    after: Wordings = ()
    field: str = ""
    """For a field of the story itself: its name, in English."""
    chosen: str = ""
    """What was chosen there, as people say it."""


@dataclass(frozen=True)
class Event:
    """What somebody did at one go."""

    act: Act
    at: str
    who: Who
    told: tuple[Told, ...]
    may_undo: bool


def events_in(opened: access.Opened, log: Sequence[Remembered], behind: int | None = None) -> Iterator[Event]:
    """What was done, the latest first, as far as who asks may see it now and might see it then.

    `log` holds all that was kept since some moment. What began at the revision `behind` or later is not told.
    """
    remembered = {one.kept.revision: one for one in log}
    document, later, teller = opened.whole, list[Act](), _Teller(opened)
    for act in reversed(acts(one.kept for one in log)):
        before = rewound(document, act.kept, act.first - 1)
        if behind is None or act.first < behind:
            lines = teller.lines(act, before, document)
            if lines:
                last = remembered[act.last]
                who = _who(opened, act, last.account_id, lines[0].line)
                yield Event(act, last.at, who, lines, may_undo(opened, act, later))
        teller.leave_behind(act)
        document = before
        later.append(act)


def pictures_of_the_past(opened: access.Opened) -> set[str]:
    """The pictures that stood in the story at some moment, in places that who asks may see now and might see then."""
    return {str(value["id"]) for value in _past_values(opened, "picture")}


def drawings_of_the_past(opened: access.Opened) -> Iterator[Drawn]:
    """The composed pictures that stood in the story at some moment, in such places, with the looks and languages of now."""
    looks = opened.family(g.language).looks
    for value in _past_values(opened, COMPOSED):
        for language in opened.document.languages():
            yield Drawn(read_composition(value), looks, language)


def _past_values(opened: access.Opened, key: str) -> Iterator[dict[str, Any]]:
    # What stood in the fields of that name, where who asks may see now and might see then.
    document, log = opened.whole, stored.read_changes(access.database(), opened.document.id)
    for act in reversed(acts(one.kept for one in log)):
        before = rewound(document, act.kept, act.first - 1)
        for kept in act.kept:
            place, _, facet = kept.change.address.partition("@") if isinstance(kept.change, Write) else ("", "", "")
            if facet == "value" and place.rpartition("/")[2] == key and opened.shows(place):
                stood = ((before, _was(kept)), (document, _is(kept)))
                for state, value in stood:
                    if isinstance(value, dict) and sees(opened.definition, state, opened.viewer, place):
                        yield value
        document = before


def _was(kept: Kept) -> Value:
    return kept.was.value if isinstance(kept.was, Entry) else None


def _is(kept: Kept) -> Value:
    return kept.change.value if isinstance(kept.change, Write) else None


def may_undo(opened: access.Opened, act: Act, later: Sequence[Act]) -> bool:
    """Whether an act can be undone just now, by who asks. The first of all cannot: it is the document itself."""
    document = opened.whole
    try:
        since = (kept for one in later for kept in one.kept)
        for change in undone(act, since, new_id(), voice_of(opened)):
            if not opened.may_bring_back(document, change):
                return False
            document = apply(document, change, opened.definition).document
    except (Overtaken, NotSaid):
        return False
    return act.first > 1 and document is not opened.whole


def _who(opened: access.Opened, act: Act, account_id: str, line: Line) -> Who:
    # A translation stays in the voice of who said it first, whoever made it or looked it over.
    family, voice = (
        opened.family(g.language),
        line.hand or ("" if line.kind in ("fits", "translation_gone") else act.by),
    )
    name = gettext("You together") if voice == TOGETHER else whose_voice(family, voice) or _translator(line)
    if not name:
        account = stored_accounts.read_account(access.database(), account_id)
        name = account.name if account else gettext("Somebody")
    return Who(name[:1].upper() + name[1:], family.person(voice), voice)


def _translator(line: Line) -> str:
    hows = {
        "interpreter": gettext("An interpreter"),
        "family": gettext("Somebody of the family"),
        "worker": gettext("A worker"),
        "program": gettext("A translation program"),
    }
    return line.hand if line.kind == "checked" else hows.get(line.hand, "")


class _Teller:
    """Tells the acts of one document to one viewer, the latest first."""

    def __init__(self, opened: access.Opened) -> None:
        self.opened, self.family = opened, opened.family(g.language)
        self.shows = cache(opened.shows)
        self._said: set[tuple[str, str]] = set()
        """Words that came to stand later than what is told now: (place, words)."""

    def lines(self, act: Act, before: Document, after: Document) -> tuple[Told, ...]:
        """What an act did, as far as it may be told."""
        lines = [one for one in told(act, before, after, self.opened.definition) if self._is_open(one.place, after)]
        return tuple(self._told(line, before, after) for line in lines if not self._stood_later(line))

    def _is_open(self, place: str, after: Document) -> bool:
        # The door of today, and that of the day itself: what was written for a few is not told to all since.
        opened = self.opened
        return not place or (self.shows(place) and sees(opened.definition, after, opened.viewer, place))

    def leave_behind(self, act: Act) -> None:
        """Remember what came to stand by an act, told or not."""
        changes = [kept.change for kept in act.kept if isinstance(kept.change, Write) and not kept.change.aside]
        self._said.update((one.address.partition("@")[0], str(one.value)) for one in changes)

    def _stood_later(self, line: Line) -> bool:
        # Words put aside that were chosen after all are told once.
        return line.kind == "aside" and (line.place, str(line.after)) in self._said

    def _told(self, line: Line, before: Document, after: Document) -> Told:
        part = self.opened.definition.part_at(line.place)
        said = Told(line, field=part.label if part else "")
        if line.item.startswith("scenes/"):
            said = self._of_a_page(said, before, after)
        if line.kind == "filled" and part is not None:
            facts = Facts(self.family, after, self.opened.file)
            return replace(said, chosen=in_words(part, line.after, facts, g.language))
        if line.kind in ("people", "setting", "audience"):
            return replace(said, chosen=self._chosen(line))
        return self._with_words(said) if line.language else said

    def _of_a_page(self, said: Told, before: Document, after: Document) -> Told:
        item, places = said.line.item, self._places(after)
        standing = after if item in places else before
        heading, language = "", ""
        if self.shows(f"{item}/heading"):
            heading, language = wording(standing, f"{item}/heading", language_of(self.opened))
        return replace(
            said,
            number=self._number(standing, item),
            number_before=self._number(before, item),
            heading=heading,
            heading_language=language,
            is_here=item in self._places(self.opened.document),
        )

    def _with_words(self, said: Told) -> Told:
        before, after = _by_voice(said.line.before), _by_voice(said.line.after)
        if len(before) == len(after) == 1:
            was, now = compared(*before.values(), *after.values())
            return replace(said, before=(("", was),), after=(("", now),))
        return replace(said, before=self._unmarked(before), after=self._unmarked(after))

    def _unmarked(self, words: Mapping[str, str]) -> Wordings:
        return tuple(
            (says(self.family, voice, g.language)[0] if voice else "", (Piece(said, differs=False),))
            for voice, said in words.items()
        )

    def _chosen(self, line: Line) -> str:
        value, part = line.after, self.opened.definition.part_at(line.place)
        if line.kind == "audience":
            return self._readers(value)
        if line.kind == "people":
            return _names(self.family, value)
        if isinstance(value, list):
            return enumeration([language_name(str(one), g.language) for one in value], g.language)
        labels = dict(zip(part.options, part.option_labels, strict=True)) if part else {}
        return fixed(labels.get(str(value), ""), g.language)

    def _readers(self, value: Value) -> str:
        audience = value if isinstance(value, dict) else {"for": ["everyone"]}
        circles = {"everyone": gettext("Everyone in this story"), "adults": gettext("Only us, the grown-ups")}
        named = audience.get("for", [])
        return circles.get(str(named[0]) if named else "") or _names(self.family, named)

    def _places(self, document: Document) -> list[str]:
        return [item.place for item in document.items("scenes") if self.shows(item.place)]

    def _number(self, document: Document, place: str) -> int:
        places = self._places(document)
        return places.index(place) + 1 if place in places else 0


def _by_voice(value: Value) -> Mapping[str, str]:
    # voice -> words: the one wording under no name, or each view; nothing where nothing stood.
    if isinstance(value, dict):
        return {str(voice): str(words) for voice, words in value.items()}
    return {"": value} if isinstance(value, str) and value else {}


def _names(family: Family, value: Value) -> str:
    ids = tuple(str(one) for one in value) if isinstance(value, list) else ()
    return enumeration([person.name for person in family.those(ids)], g.language)
