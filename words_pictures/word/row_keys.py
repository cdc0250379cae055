"""How each row of an interpreter's table is known again: by marks in its cells, and by what the file keeps of it.

A *key* stands for the address of the translation (`scenes/7f3a/words@pl`) in one document, and tells nothing of it. Each cell of a row
bears it in a mark of its own (a bookmark, on the source also a content control), so a row is found again wherever it was moved to, and a
column whichever way the columns stand. Beside that the file keeps, unseen, for each key from which language the row was sent, and the
digests of source and translation as they were sent. Where names are masked these are the digests of the masked texts: from that of a
text with names somebody could guess the names. And where a translation seems to name somebody in a form that no masking finds, it is not
sent along (`is_held_back`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from ..document import Document, is_wording, split, view_of
from ..masking import Masking
from ..translation import Sentence, digest
from .ooxml import xml_text

Column = Literal["n", "o", "t"]
"""The number beside a row, the original, and the translation."""
COLUMNS: tuple[Column, ...] = ("n", "o", "t")
HEAD = "head"
"""In the place of a key: the row above all others."""

_MARK = re.compile(r"([not])_([0-9a-f]{20}|head)")
_ROW = re.compile(r"([a-z]{2,3}(?:-[A-Za-z]{2,8})?) ([0-9a-f]{24}) ([0-9a-f]{24}|-)( held)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_KEY = re.compile(r"[0-9a-f]{20}")
_LETTER = "letter "


def key_of(document: Document, address: str) -> str:
    """What a row for the translation at an address is known by."""
    return _hashed(document, address)


def keys_of(document: Document, language: str) -> dict[str, str]:
    """The key of every wording that a document has, or had, or could have in a language -> its address."""
    found: dict[str, str] = {}
    for address in document.entries:
        place, facet = split(address)
        if is_wording(facet):
            voice = view_of(facet)[1]
            own = f"{place}@{language}.{voice}" if voice else f"{place}@{language}"
            found[key_of(document, own)] = own
    return found


def mark_of(column: Column, key: str) -> str:
    """The name of the mark that a cell bears: 22 letters of the 40 that Word leaves a bookmark."""
    return f"{column}_{key}"


def column_and_key(mark: str) -> tuple[Column, str] | None:
    """What `mark_of` was given; None for every other mark."""
    found = _MARK.fullmatch(mark)
    return (cast("Column", found[1]), found[2]) if found else None


def masked(names: Masking | None, text: str) -> str:
    """A text with letters in the place of names, where names are masked."""
    return names.masked(text) if names else text


def unmasked(names: Masking | None, text: str) -> str:
    """A text with its names, where they were masked."""
    return names.unmasked(text) if names else text


def plain(text: str) -> str:
    """A text as it can come back at all: without what no Word file holds, and without blanks around it."""
    return xml_text(text).strip()


@dataclass(frozen=True)
class SentRow:
    """How a row stood when it was sent."""

    source_language: str
    source: str
    """Its digest."""
    words: str
    """The digest of the translation; empty where there was none."""
    is_held_back: bool = False
    """Whether the translation was not sent along."""

    @classmethod
    def of(cls, sentence: Sentence, names: Masking | None) -> SentRow:
        """A sentence as it is sent."""
        source, words = masked(names, sentence.source), plain(masked(names, sentence.words))
        is_held_back = bool(names and words and names.names_left_out(source, words))
        return cls(sentence.source_language, digest(source), digest(words) if words else "", is_held_back)


@dataclass(frozen=True)
class Sent:
    """What a file keeps of how it was sent; empty where that was lost on the way."""

    document: str = ""
    language: str = ""
    is_masked: bool = False
    letters: Mapping[str, str] = field(default_factory=lambda: {})
    """For whom a letter stood: what a person is known by in this file -> the letter."""
    rows: Mapping[str, SentRow] = field(default_factory=lambda: {})

    def properties(self) -> dict[str, str]:
        """The properties of the file, each short: Word shows 255 characters."""
        return {
            "document": self.document,
            "language": self.language,
            "names": "masked" if self.is_masked else "shown",
            **{f"{_LETTER}{letter}": person for person, letter in self.letters.items()},
            **{key: _as_text(row) for key, row in self.rows.items()},
        }

    @classmethod
    def read(cls, properties: Mapping[str, str]) -> Sent:
        """What `properties` gave; what is not of that shape is left out."""
        language = properties.get("language", "")
        rows = {key: row for key, said in properties.items() if _KEY.fullmatch(key) and (row := _ROW.fullmatch(said))}
        return cls(
            properties.get("document", ""),
            language if _LANGUAGE.fullmatch(language) else "",
            properties.get("names") == "masked",
            {said: name.removeprefix(_LETTER) for name, said in properties.items() if name.startswith(_LETTER)},
            {key: SentRow(row[1], row[2], row[3].removeprefix("-"), bool(row[4])) for key, row in rows.items()},
        )

    def masking(self, document: Document, names: Masking | None) -> Masking | None:
        """The masking with the letters as they were then; None where no names were masked."""
        if not self.is_masked:
            return None
        if names is None:
            return Masking(())
        known = {id: person_key(document, id) for _, id, _ in names.people}
        return names.with_letters({id: self.letters[key] for id, key in known.items() if key in self.letters})


def _as_text(row: SentRow) -> str:
    return f"{row.source_language} {row.source} {row.words or '-'}{' held' if row.is_held_back else ''}"


def person_key(document: Document, person: str) -> str:
    """What somebody behind a letter is known by in a file: nothing that says who it is."""
    return _hashed(document, f"person {person}")


def _hashed(document: Document, said: str) -> str:
    return hashlib.sha256(f"{document.id} {said}".encode()).hexdigest()[:20]
