"""What goes out to an interpreter and what came back, in plain sentences, for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from words_pictures.document import Document
from words_pictures.errors import (
    NoTable,
    NoWordFile,
    OtherDocument,
    OtherLanguage,
    TableRefused,
    WordFileRefused,
    WordFileTooLarge,
)
from words_pictures.masking import Masking
from words_pictures.translation import Sentence
from words_pictures.word.found_rows import Note
from words_pictures.word.interpreters_table import label_of, number_of
from words_pictures.word.returned_table import Returned, ReturnedRow, RowKind
from words_pictures.word.row_keys import SentRow
from words_pictures.wording import language_name

_KINDS: Mapping[RowKind, str] = {
    "new": "new",
    "changed": "changed",
    "same": "the same",
    "emptied": "emptied",
    "overtaken": "overtaken",
    "conflict": "in conflict",
    "gone": "of texts that are gone",
    "unknown": "that belong nowhere",
}

_ODD: Mapping[Note, str] = {
    "properties_lost": "The file lost what it kept of how it was sent; its rows were found by their marks and their texts.",
    "columns_swapped": "Its columns stand the other way round.",
    "several_tables": "It is in more than one table now.",
    "rows_split": "A row stands in it twice.",
    "rows_joined": "Rows in it became one; their words are shown below.",
    "tracked_changes": "It was written in with track changes: what was put in counts, what was taken out is gone.",
}


def sent_lines(rows: Sequence[Sentence], language: str, names: Masking | None) -> Iterator[str]:
    """What goes out: how much, how much of it is to be done, and what to look at where names are masked."""
    found = [one.standing.kind for one in rows]
    new, changed = found.count("missing"), found.count("overtaken")
    yield f"{len(rows)} texts to {named(language)}: {new} new, {changed} changed since they were translated."
    if names is None:
        return
    yield "Letters stand for the names of the people in the family's file. Other names, as of streets, stay: look it through."
    held_back = sum(SentRow.of(one, names).is_held_back for one in rows)
    if held_back:
        yield f"Translations that may name people in a form that is not found, and are not sent along: {held_back}."


def lines(
    back: Returned, taken: Sequence[ReturnedRow], open_rows: Sequence[ReturnedRow], document: Document
) -> Iterator[str]:
    """What came back and what was taken of it, and each row that needs a person, with its words."""
    counts = ", ".join(f"{count} {word}" for kind, word in _KINDS.items() if (count := len(back.of(kind))))
    yield f"{named(back.language)}: {len(back.rows)} rows came back: {counts}."
    yield f"Taken: {len(taken)}."
    if back.missing:
        yield f"Not there any more, of the rows that were sent: {back.missing}."
    for note in sorted(back.notes):
        yield _ODD[note]
    for remark in back.remarks:
        yield f"Written elsewhere in the file: {_on_one_line(remark)}"
    for row in open_rows:
        yield f"\n{_where(row, document)}: {_asks(row)}"
        for name, words in _shown(row):
            yield f"  {name:<14} {_on_one_line(words)}"
    if open_rows:
        yield ""


def _where(row: ReturnedRow, document: Document) -> str:
    if row.sentence is None:
        return "A row"
    number, label = number_of(document, row.sentence.place), label_of(row.sentence.part, "en")
    return f"{number} · {label}" if number else label


def _asks(row: ReturnedRow) -> str:
    if row.room:
        return f"it is too long: {len(row.words)} characters, and there is room for {row.room}."
    match row.kind:
        case "emptied":
            return "it came back empty. The translation that stands there stays."
        case "overtaken":
            return "the text was changed since it was sent."
        case "conflict":
            return "somebody wrote a translation since it was sent."
        case "gone":
            return "its text is not there any more."
        case "unknown":
            return "nobody can tell where it belongs."
        case _ if row.unknown_letters:
            return f"{', '.join(row.unknown_letters)} stands for nobody. It was taken; look at it."
        case _:
            return (
                f"{', '.join(row.left_out)} is named in the text and not in the translation. It was taken; look at it."
            )


def _shown(row: ReturnedRow) -> Iterator[tuple[str, str]]:
    yield "text as sent", row.source
    if row.sentence and row.is_overtaken:
        yield "text now", row.sentence.source
    yield "came back", row.words
    if row.sentence and row.kind in ("conflict", "emptied"):
        yield "stands there", row.sentence.words


def _on_one_line(words: str) -> str:
    return " ".join(words.split()) or "(nothing)"


def why(refused: WordFileRefused | TableRefused) -> str:
    """Why a file was not read, to stand behind its name."""
    match refused:
        case WordFileTooLarge():
            return f"is too large: {refused.size} bytes, and {refused.limit} at most."
        case NoWordFile():
            return "is not a Word file (.docx). Open it in a word processor and save it as .docx."
        case NoTable():
            return "does not hold the table that was sent, or the column of the translation is gone."
        case OtherDocument():
            return "belongs to another document."
        case OtherLanguage(language=other) if other:
            return f"is in {named(other)}."
        case OtherLanguage():
            return "does not say in which language it is. Name it with --language."
        case _:
            return f"cannot be read: {refused}."


def named(language: str) -> str:
    """A language as the command line says it: `Polish (pl)`."""
    return f"{language_name(language, 'en')} ({language})"
