"""An interpreter's table that came back: what each row says now, against what was sent and what stands in the document.

Nothing is written by reading. Whoever reads chooses rows, and `changes` makes of them what is written. A row is found by its marks,
wherever it stands; where those were lost, by its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..change import TOGETHER, Write
from ..definition import DESCRIBED, LIMITS, Definition
from ..document import Document, cleaned
from ..errors import NoTable, OtherDocument, OtherLanguage
from ..masking import Masking
from ..translation import Sentence, digest, made, sentences_of, whose_words
from ..word_apart import read_word_file
from ..word_file import WordFile
from ..wording import LANGUAGES, SOURCE_LANGUAGE, WORK_LANGUAGE
from .found_rows import FoundRow, Note, found_rows
from .interpreters_table import head_of, notes_above
from .row_keys import Sent, SentRow, key_of, keys_of, masked, plain, unmasked

RowKind = Literal["same", "new", "changed", "emptied", "overtaken", "conflict", "gone", "unknown"]


@dataclass(frozen=True)
class ReturnedRow:
    """What one row says now."""

    kind: RowKind
    """`same`: nothing new. `new`, `changed`: other words than were sent. `emptied`: no words any more. `overtaken`: other words, and the
    source was changed since. `conflict`: other words, and somebody wrote the translation meanwhile. `gone`: nothing is said at that place
    any more. `unknown`: nobody can tell where it belongs."""
    words: str
    """As they came back, with the names."""
    source: str
    """As it stands in the file, with the names: what the interpreter saw."""
    address: str = ""
    """Of the translation; empty of an unknown row."""
    sentence: Sentence | None = None
    """The passage as it stands now; None where it is gone or unknown."""
    is_new: bool = False
    """Whether the interpreter wrote something else than was sent."""
    is_overtaken: bool = False
    """Whether the source was changed since; a conflict may be overtaken too."""
    unknown_letters: tuple[str, ...] = ()
    """Letters in brackets that stand for nobody: `[Q]`."""
    left_out: tuple[str, ...] = ()
    """The names that stand in the source and not in the translation, where names were masked."""
    room: int = 0
    """How many characters the passage has room for; 0 where the words fit."""
    seen: str = ""
    """The digest of the source that the interpreter saw."""
    version: int = 0
    """Which revision had written what stood in the document as this was read."""

    @property
    def is_ready(self) -> bool:
        """Whether it can be taken without anybody deciding something."""
        return self.kind in ("new", "changed") and not self.room

    @property
    def is_to_be_looked_at(self) -> bool:
        """Whether something may be wrong with its names."""
        return self.is_new and self.kind != "same" and bool(self.unknown_letters or self.left_out)

    @property
    def needs_somebody(self) -> bool:
        """Whether somebody has to decide, or to look at it."""
        is_said = self.is_new and self.kind != "same"
        return is_said and (not self.is_ready or self.is_to_be_looked_at)


@dataclass(frozen=True)
class Returned:
    """A table that came back."""

    language: str
    is_masked: bool
    rows: tuple[ReturnedRow, ...]
    """In the order of the document; behind them those that are gone, and those that nobody can place, as they stand in the file."""
    missing: int
    """How many of the rows that were sent are not there any more."""
    remarks: tuple[str, ...]
    """What somebody wrote elsewhere than in the column of the translation: above or under the table, in comments, over a source."""
    notes: frozenset[Note]
    """What is odd about the file, and does no harm."""

    @property
    def ready(self) -> tuple[ReturnedRow, ...]:
        """The rows that can be taken without anybody deciding something."""
        return tuple(row for row in self.rows if row.is_ready)

    def of(self, kind: RowKind) -> tuple[ReturnedRow, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)


def read_table(
    data: bytes,
    document: Document,
    definition: Definition,
    *,
    names: Masking | None = None,
    language: str | None = None,
    read: Callable[[bytes], WordFile] = read_word_file,
) -> Returned:
    """What the bytes of a .docx say that an interpreter sent back; `read` reads them, apart.

    `document` is as whoever reads it may see it. `names` are those of the family, for where they were masked. `language` is the one that
    is asked for: a file in another one is refused, and one that lost its own is taken to be in it.
    Raises WordFileRefused where it is no Word file to be read, TableRefused where it is no translation of this document.
    """
    file = read(data)
    sent = Sent.read(file.properties)
    if sent.document and sent.document != document.id:
        raise OtherDocument(sent.document)
    found = found_rows(file)
    spoken = sent.language or _language_of(found.rows, document, language)
    if not spoken or (language and spoken != language):
        raise OtherLanguage(spoken)
    sentences = {one.address: one for one in sentences_of(document, definition, spoken) if one.source or one.words}
    reading = _Reading(document, sent, spoken, sentences, _names(sent, found.rows, sentences, document, names))
    placed, loose = reading.placed(found.rows)
    if not placed and not loose:
        raise NoTable("no row of it belongs here")
    rows = [reading.judged(row, address) for address, row in placed.items()]
    order = {address: n for n, address in enumerate(sentences)}
    rows.sort(key=lambda row: order.get(row.address, len(order)))
    remarks = (
        *(line for line in file.outside if plain(line) not in _own_lines(spoken)),
        *found.beside,
        *reading.remarks,
    )
    notes: set[Note] = {*found.notes, *reading.notes}
    notes |= {"tracked_changes"} if file.is_tracked else set()
    return Returned(
        language=spoken,
        is_masked=reading.names is not None,
        rows=(*rows, *map(reading.unknown, loose)),
        missing=len(reading.sent_addresses().difference(placed)),
        remarks=tuple(dict.fromkeys(unmasked(reading.names, plain(one)) for one in remarks)),
        notes=frozenset(notes),
    )


def changes(document: Document, rows: Iterable[ReturnedRow], *, how: str, pen: str) -> list[Write]:
    """The changes that put the words of rows in the document, each in the voice of its source, with how it was made and from which words.

    `document` is the one that was read. Rows that are the same, gone or unknown give none. Applied, they are refused as ever: where
    somebody wrote since it was read, and where words are too long.
    """
    found: list[Write] = []
    taken = [row for row in rows if row.sentence is not None and row.is_new and row.kind != "same"]
    for number, row in enumerate(taken, start=1):
        # What stands there gives way to a translation, even where it was said in this language by itself.
        before = replace(document, entries={at: entry for at, entry in document.entries.items() if at != row.address})
        standing = document.entry(row.address)
        by = whose_words(before, row.address) or (standing.by if standing else TOGETHER)
        change = Write(f"{pen}.{number}", by, row.address, row.words or None, row.version)
        fact = made(before, change, how, row.seen)
        # Of the first words it is said before them that they are a translation: who may not word them may translate them.
        is_first = standing is None or not standing.value
        found += [change] if fact is None else [fact, change] if is_first else [change, fact]
    return found


class _Reading:
    """The rows of a file against a document."""

    def __init__(
        self, document: Document, sent: Sent, language: str, sentences: dict[str, Sentence], names: Masking | None
    ) -> None:
        self.document, self.sent, self.language = document, sent, language
        self.sentences, self.names = sentences, names
        self.addresses = keys_of(document, language)
        self.remarks: list[str] = []
        self.notes: set[Note] = set() if sent.document else {"properties_lost"}

    def placed(self, rows: Sequence[FoundRow]) -> tuple[dict[str, FoundRow], list[FoundRow]]:
        """The rows by the address they belong to, and those with words that belong nowhere."""
        claims: dict[str, list[FoundRow]] = {}
        loose: list[FoundRow] = []
        by_source = self._by_source()
        for row in rows:
            address = self.addresses.get(row.key) or ("" if row.keys else by_source.get(row.source, ""))
            if row.is_joined or (row.keys and not row.key):
                self.notes.add("rows_joined")
                address = ""
            if address:
                claims.setdefault(address, []).append(row)
            elif not (row.is_first and row.words == plain(head_of(self.language))):
                loose.append(row)
        placed: dict[str, FoundRow] = {}
        for address, claiming in claims.items():
            placed[address], *others = self._says_something(address, claiming)
            loose += others
        return placed, [row for row in loose if row.words]

    def judged(self, found: FoundRow, address: str) -> ReturnedRow:
        """What a row says of the passage it belongs to."""
        sentence, sent = self.sentences.get(address), self.sent.rows.get(key_of(self.document, address))
        names = self._names_in(found, sentence)
        words = _folded(found.words, sentence)
        row = ReturnedRow(
            kind="gone",
            words=cleaned(unmasked(names, words)),
            source=unmasked(names, found.source),
            address=address,
            is_new=not _is_as_sent(words, sent),
            unknown_letters=names.unknown_in(words) if names else (),
            version=self.document.version(address),
        )
        if sentence is None:
            return row
        now, source = plain(masked(names, sentence.words)), masked(names, sentence.source)
        is_overtaken = digest(source) != sent.source if sent else plain(source) != found.source
        if not is_overtaken and found.source not in ("", plain(source)):
            self.remarks.append(found.source)
        row = replace(
            row,
            sentence=sentence,
            is_overtaken=is_overtaken,
            left_out=tuple(map(names.unmasked, names.names_left_out(source, words))) if names and words else (),
            room=_room(sentence, row.words),
            seen=_seen(found, sentence, sent, names, is_overtaken=is_overtaken),
        )
        is_moved_on = _digest_or_none(now) != sent.words if sent else bool(now)
        is_there = row.words == plain(sentence.words)
        return replace(row, kind=_kind(row, is_there=is_there, is_moved_on=is_moved_on, had_words=bool(now)))

    def unknown(self, found: FoundRow) -> ReturnedRow:
        """A row that belongs nowhere."""
        words, source = unmasked(self.names, found.words), unmasked(self.names, found.source)
        return ReturnedRow(kind="unknown", words=cleaned(words), source=source, is_new=True)

    def sent_addresses(self) -> set[str]:
        """Where the rows belong that were sent, as far as anybody knows; what nobody knows any more goes by its key."""
        if self.sent.document:
            return {self.addresses.get(key, key) for key in self.sent.rows}
        return {one.address for one in self.sentences.values() if one.source}

    def _says_something(self, address: str, rows: list[FoundRow]) -> list[FoundRow]:
        # Of a row that stands there twice, the one that says something new; behind it what says something else again.
        if len(rows) == 1:
            return rows
        self.notes.add("rows_split")
        sent = self.sent.rows.get(key_of(self.document, address))
        says = [row for row in rows if not _is_as_sent(row.words, sent)] or rows[:1]
        return list({row.words: row for row in reversed(says)}.values())[::-1]

    def _by_source(self) -> dict[str, str]:
        # A source that stands in the document once -> its address.
        said = [
            (text, one.address)
            for one in self.sentences.values()
            if one.source
            for text in {plain(masked(self.names, one.source)), plain(one.source)}
        ]
        count = Counter(text for text, _ in said)
        return {text: address for text, address in said if count[text] == 1}

    def _names_in(self, found: FoundRow, sentence: Sentence | None) -> Masking | None:
        # Where the file lost who was who, a letter is only trusted beside a source that has the letters of now.
        if self.names is None or self.sent.document:
            return self.names
        is_sure = sentence is not None and found.source == plain(self.names.masked(sentence.source))
        return self.names if is_sure else Masking(())


def _language_of(rows: Sequence[FoundRow], document: Document, asked: str | None) -> str:
    # The one whose keys the rows bear; else the one that is asked for.
    bearing = {key for row in rows for key in row.keys}
    known = dict.fromkeys((*((asked,) if asked else ()), *document.languages(), *LANGUAGES))
    hits = {one: len(bearing.intersection(keys_of(document, one))) for one in known}
    best = max(hits, key=lambda one: hits[one])
    return best if hits[best] else asked or ""


def _names(
    sent: Sent, rows: Sequence[FoundRow], sentences: dict[str, Sentence], document: Document, names: Masking | None
) -> Masking | None:
    # As they were masked then. Where the file lost that: as they are now, if that is how sources stand in it.
    if sent.document:
        return sent.masking(document, names)
    if names is None:
        return None
    hidden = {plain(names.masked(one.source)) for one in sentences.values()}
    hidden -= {plain(one.source) for one in sentences.values()}
    return names if any(row.source in hidden for row in rows) else None


def _kind(row: ReturnedRow, *, is_there: bool, is_moved_on: bool, had_words: bool) -> RowKind:
    if not row.is_new or is_there:
        return "same"
    if not row.words:
        return "emptied"
    if is_moved_on:
        return "conflict"
    if row.is_overtaken:
        return "overtaken"
    return "changed" if had_words else "new"


def _is_as_sent(words: str, sent: SentRow | None) -> bool:
    if sent is None:
        return not words
    return _digest_or_none(words) == sent.words or (sent.is_held_back and not words)


def _digest_or_none(words: str) -> str:
    return digest(words) if words else ""


def _seen(
    found: FoundRow, sentence: Sentence, sent: SentRow | None, names: Masking | None, *, is_overtaken: bool
) -> str:
    if not is_overtaken:
        return digest(sentence.source)
    return sent.source if sent else digest(unmasked(names, found.source))


def _folded(words: str, sentence: Sentence | None) -> str:
    # A title has one line.
    if sentence is None or sentence.part.type != "short_text" or "\n" not in words:
        return words
    return " ".join(words.split())


def _room(sentence: Sentence, words: str) -> int:
    limit = LIMITS["passage"] if sentence.part.type in DESCRIBED else sentence.part.limit
    return limit if len(words) > limit else 0


def _own_lines(language: str) -> set[str]:
    ways = [(names, changed) for names in (True, False) for changed in (True, False)]
    return {
        plain(line)
        for one in (language, WORK_LANGUAGE, SOURCE_LANGUAGE)
        for names, changed in ways
        for line, _ in notes_above(one, has_names=names, has_changed=changed)
    }
