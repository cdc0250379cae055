"""The languages of a passage: which wording it was first said in, which ones were made from that, by whom, and who looked them over.

Beside a wording (`scenes/7f3a/words@pl`) stand two facts about it, each at a facet of its own:

    scenes/7f3a/words@made-pl     {"from": "nl", "of": "<digest>", "how": "interpreter"}
    scenes/7f3a/words@checked-pl  {"same": "<digest>", "by": "Anna, interpreter", "on": "2027-03-22"}

`of` is the digest of the wording that it was made from, `same` that of the wording that was looked over. Nothing has to be marked when
words change: a translation is *overtaken* while the wording it was made from is another one now, a check *stands* while the words are
the same, and typing the old words again brings both back. A wording without `made-…` was said in that language by itself. Of a view
(voices.py) the facts stand at `made-pl.kasia` and `checked-pl.kasia`.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .change import Change, Write, pen_of
from .definition import DESCRIBED, WORDS, Definition, Part
from .document import CHECKED, MADE, Document, Value, fact_of, is_wording, split, view_of

Kind = Literal["missing", "own", "unchecked", "overtaken", "checked"]


@dataclass(frozen=True)
class Standing:
    """How a wording in one language stands."""

    language: str
    kind: Kind
    """`missing`: nothing is written. `own`: said in this language first. `unchecked`, `checked`: a translation, looked over or not.
    `overtaken`: what it was made from was changed since."""
    source: str = ""
    """The language that a translation was made from, or, of a missing one, would be made from; empty where there is none."""
    how: str = ""
    """Who made it: one of `definition.HOWS`; empty where nobody said."""
    checked_by: str = ""
    checked_on: datetime.date | None = None

    @property
    def is_to_be_checked(self) -> bool:
        """Whether a reader is told that nobody has looked it over as it stands."""
        return self.kind in ("unchecked", "overtaken")

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to translate it, or to look at it again."""
        return self.kind in ("missing", "overtaken") and bool(self.source)


def digest(words: str) -> str:
    """What a wording is remembered by; the same for the same words only."""
    return hashlib.sha256(words.encode()).hexdigest()[:24]


def standing(document: Document, place: str, facet: str) -> Standing:
    """How the wording at a place stands: of a language (`pl`), or of a view in it (`pl.kasia`)."""
    language = view_of(facet)[0]
    words, fact = document.words(place, facet), _fact(document, place, fact_of(MADE, facet))
    if not words:
        return Standing(language, "missing", source_of(document, place, facet))
    if not fact:
        return Standing(language, "own")
    source, how = str(fact["from"]), str(fact["how"])
    if fact["of"] != digest(document.words(place, in_language(source, facet))):
        return Standing(language, "overtaken", source, how)
    seen = _fact(document, place, fact_of(CHECKED, facet))
    if seen.get("same") != digest(words):
        return Standing(language, "unchecked", source, how)
    return Standing(language, "checked", source, how, str(seen["by"]), datetime.date.fromisoformat(str(seen["on"])))


def source_of(document: Document, place: str, facet: str) -> str:
    """The language that a wording is made from, or would be: empty where it was said by itself, or nothing else is written.

    A wording that nobody translated comes before one that was, and the document's own languages in their order. What was made from
    this wording is no source for it: whoever wipes their words and says them anew translates nothing.
    """
    made_from = _made_from(document, place, facet)
    if made_from or document.words(place, facet):
        return made_from
    own = view_of(facet)[0]
    others = [
        one
        for one in document.written_in(place)
        if document.words(place, in_language(one, facet))
        and own not in (one, *_origins(document, place, in_language(one, facet)))
    ]
    said_first = [one for one in others if not _made_from(document, place, in_language(one, facet))]
    return next(iter((*said_first, *others)), "")


def said_first_in(document: Document, place: str, facet: str) -> str:
    """The language in which the words were said that a wording was made from; its own where nobody translated it."""
    return next(reversed((view_of(facet)[0], *_origins(document, place, facet))))


def source_words(document: Document, place: str, facet: str) -> str:
    """The words that a wording is made from, or would be; empty where there are none."""
    source = source_of(document, place, facet)
    return document.words(place, in_language(source, facet)) if source else ""


def has_lost_its_source(document: Document, place: str, facet: str) -> bool:
    """Whether a translation stands there of words that nobody says any more: of one text that became views, or of views made one text."""
    source = _made_from(document, place, facet)
    return bool(source and document.words(place, facet) and not document.words(place, in_language(source, facet)))


@dataclass(frozen=True)
class Making:
    """How the translations among some changes are made."""

    how: str
    """One of `definition.HOWS`; empty where nobody translates, and whoever writes says what they mean themselves."""
    seen: Mapping[str, str] = field(default_factory=lambda: {})
    """Address of the translation -> digest of the wording it was made from, as its writer saw it."""
    languages: tuple[str, ...] = ()
    """Of the document on whose page it is made, where that is not the one that keeps the words."""


def made(document: Document, change: Write, how: str, seen: str = "") -> Write | None:
    """The fact that belongs to words that somebody writes; None where they are said in their own language, or nothing changes.

    `document` is as it stood before them. `seen` is the digest of the wording that they were made from, as its writer saw it; of the
    one that stands there where it is empty.
    """
    place, _, facet = change.address.partition("@")
    address = f"{place}@{fact_of(MADE, facet)}"
    source = source_of(document, place, facet)
    fact: Value = None
    if change.value and source and how:
        of = seen or digest(source_words(document, place, facet))
        fact = {"from": source, "of": of, "how": how}
    entry = document.entry(address)
    if fact == (entry.value if entry else None):
        return None
    pen, n = pen_of(change.id)
    return Write(f"{pen}{_FACTS}.{n}", change.by, address, fact, document.version(address))


_FACTS = "m"
"""Behind a pen: of the fact that belongs to its words."""


def words_pen(pen: str) -> str:
    """The pen that wrote words, by itself or by the pen of the fact that belongs to them: they are one act."""
    return pen.removesuffix(_FACTS)


def facts_of(document: Document, change: Change, making: Making | None) -> list[Write]:
    """What is remembered beside a change that was made to `document`; nothing where it translates nothing."""
    if making is None or not isinstance(change, Write) or change.aside or not is_wording(split(change.address)[1]):
        return []
    fact = made(document.in_languages(making.languages), change, making.how, making.seen.get(change.address, ""))
    return [fact] if fact else []


def whose_words(document: Document, address: str) -> str:
    """In whose voice a translation at an address speaks: of the words it is made from; empty where it is made from none."""
    place, _, facet = address.partition("@")
    source = source_of(document, place, facet)
    entry = document.entry(f"{place}@{in_language(source, facet)}") if source else None
    return entry.by if entry else ""


def still_right(
    document: Document, place: str, facet: str, *, id: str, by: str, of: str = "", same: str = ""
) -> Write | None:
    """The change that says of an overtaken translation that it fits the new words too; None where it is not overtaken.

    `of` and `same` are the digests of the source and of the translation that were seen; None too where either is another by now: nobody
    says of words that they did not see that they fit.
    """
    now = standing(document, place, facet)
    source = digest(document.words(place, in_language(now.source, facet)))
    is_as_seen = of in ("", source) and same in ("", digest(document.words(place, facet)))
    if now.kind != "overtaken" or not is_as_seen:
        return None
    address = f"{place}@{fact_of(MADE, facet)}"
    fact = {"from": now.source, "of": source, "how": now.how}
    return Write(id, by, address, fact, document.version(address))


def checked(
    document: Document, place: str, facet: str, *, who: str, on: datetime.date, id: str, by: str, same: str = ""
) -> Write:
    """The change that says who looked a wording over, and when. `same`: the digest of the words they saw; else of those that stand."""
    address = f"{place}@{fact_of(CHECKED, facet)}"
    fact = {"same": same or digest(document.words(place, facet)), "by": who, "on": on.isoformat()}
    return Write(id, by, address, fact, document.version(address))


_FORGOTTEN = "0" * 24


def forgetting(fact: Value, words: str) -> Value:
    """A fact that does not remember some words any more, by which somebody could find out what they were; else as it was."""
    if not isinstance(fact, dict):
        return fact
    of = digest(words)
    return {name: _FORGOTTEN if said == of else said for name, said in fact.items()}


@dataclass(frozen=True)
class Sentence:
    """One passage of a document as a translator meets it: where it stands, what is said there, and how far its translation is."""

    place: str
    facet: str
    """Of the wording to be written: `pl`, or of a view `pl.kasia`."""
    part: Part
    source: str
    """The words to translate; empty where the translation itself was said first."""
    source_language: str
    words: str
    """What stands there in the language of the translator."""
    standing: Standing

    @property
    def address(self) -> str:
        return f"{self.place}@{self.facet}"

    @property
    def voice(self) -> str:
        return view_of(self.facet)[1]


def put_together(
    document: Document, definition: Definition, file: Document, shows: Callable[[str], bool] = lambda key: True
) -> Document:
    """A document with the lists of its family's file that it shows: to who translates it they are one, with the addresses of both.

    What is written in it is written in the one or in the other: `Definition.is_in_file` says in which. `shows` says of a list whether
    whoever it is put together for sees it in the document.
    """
    shown = {part.key for part in definition.parts if part.from_file and shows(part.key)}
    if not shown:
        return document
    entries = {at: entry for at, entry in file.entries.items() if at.partition("/")[0] in shown}
    order = {at: ids for at, ids in file.order.items() if at.partition("/")[0] in shown}
    out = {at: revision for at, revision in file.out.items() if at.partition("/")[0] in shown}
    return replace(
        document,
        entries={**document.entries, **entries},
        order={**document.order, **order},
        out={**document.out, **out},
    )


def sentences_of(document: Document, definition: Definition, language: str) -> tuple[Sentence, ...]:
    """Every passage of a document that has words, in the order of its definition and its lists, to be read in a language."""
    return tuple(_sentences(document, definition.parts, "", language))


def _sentences(document: Document, parts: tuple[Part, ...], at: str, language: str) -> Iterator[Sentence]:
    for part in parts:
        place = f"{at}{part.key}"
        if part.type == "list":
            for item in document.items(place):
                yield from _sentences(document, part.parts, f"{item.place}/", language)
        elif part.type in (*WORDS, *DESCRIBED):
            yield from _at(document, place, part, language)


def _at(document: Document, place: str, part: Part, language: str) -> Iterator[Sentence]:
    # The one wording where anybody says it in one, and the views, each in its voice.
    written_in = document.written_in(place)
    voices = sorted({voice for one in written_in for voice in document.voices(place, one)})
    is_one = not voices or any(document.words(place, one) for one in written_in)
    for facet in (*((language,) if is_one else ()), *(f"{language}.{voice}" for voice in voices)):
        now, words = standing(document, place, facet), document.words(place, facet)
        source = now.source
        if not source and not words:
            continue
        yield Sentence(place, facet, part, source_words(document, place, facet), source, words, now)


def _made_from(document: Document, place: str, facet: str) -> str:
    return str(_fact(document, place, fact_of(MADE, facet)).get("from", ""))


def _origins(document: Document, place: str, facet: str) -> Iterator[str]:
    # The language a wording was made from, the one that was made from, and so on.
    seen = set[str]()
    while (source := _made_from(document, place, facet)) and source not in seen:
        yield source
        seen.add(source)
        facet = in_language(source, facet)


def in_language(language: str, facet: str) -> str:
    """The facet of the same wording, or of the same voice, in another language."""
    voice = view_of(facet)[1]
    return f"{language}.{voice}" if voice else language


def _fact(document: Document, place: str, facet: str) -> dict[str, Any]:
    entry = document.entry(f"{place}@{facet}")
    return entry.value if entry and isinstance(entry.value, dict) else {}
