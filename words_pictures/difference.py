"""What differs between two wordings of one passage, word by word, so that nobody has to look for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

LEAST_IN_COMMON = 0.3
"""Two wordings that share fewer of their words than this share them by chance ("de", "en"): nothing in them is marked."""

_LONG = 400
"""From so many words on, frequent ones are no place to begin comparing: 1200 times one sign would take a second."""

_ALONE = (
    (0x0E00, 0x0FFF),  # Thai, Lao, Tibetan
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x312F),  # radicals, Japanese syllables, Bopomofo
    (0x31F0, 0x9FFF),  # Chinese and Japanese signs
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Letters of languages that write no spaces between words: each is compared by itself."""

_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_SKIN = range(0x1F3FB, 0x1F400)
_INSIDE_WORDS = "'’ʼ-_·"


@dataclass(frozen=True)
class Piece:
    """A stretch of a wording; `differs`: the other wording says something else here, or nothing."""

    text: str
    differs: bool


def compared(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both wordings in pieces; the pieces of each, joined, are its text to the letter.

    Blanks alone make no difference. Where hardly anything is the same, nothing is marked: all of it would be.
    """
    left, right = list(_words(one)), list(_words(other))
    seen, seen_too = ([at for at, word in enumerate(words) if not word.isspace()] for words in (left, right))
    same = _in_common([left[at] for at in seen], [right[at] for at in seen_too])
    if _by_chance(left, right, [left[seen[at]] for at, _ in same]):
        return _pieces(left, set(range(len(left)))), _pieces(right, set(range(len(right))))
    return _pieces(left, {seen[at] for at, _ in same}), _pieces(right, {seen_too[at] for _, at in same})


def _by_chance(one: Sequence[str], other: Sequence[str], same: Sequence[str]) -> bool:
    # Full stops are in every text: only words count, where there are any.
    words = sum(_is_word(word) for word in (*one, *other))
    signs = sum(not word.isspace() for word in (*one, *other))
    shared = sum(_is_word(word) for word in same) if words else len(same)
    return 2 * shared < LEAST_IN_COMMON * (words or signs)


def _is_word(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _in_common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    if one == other:
        return [(at, at) for at in range(len(one))]
    matcher = SequenceMatcher(None, one, other, autojunk=max(len(one), len(other)) > _LONG)
    return [(a + n, b + n) for a, b, size in matcher.get_matching_blocks() for n in range(size)]


def _pieces(words: Sequence[str], same: set[int]) -> tuple[Piece, ...]:
    # Blanks belong to what differs only where that goes on behind them.
    marks = [at not in same and not word.isspace() for at, word in enumerate(words)]
    for at, word in enumerate(words[1:-1], start=1):
        if word.isspace():
            marks[at] = marks[at - 1] and marks[at + 1]
    marked = groupby(zip(words, marks, strict=True), key=lambda one: one[1])
    return tuple(Piece("".join(word for word, _ in stretch), differs) for differs, stretch in marked)


def _words(text: str) -> Iterator[str]:
    """The words of `text`, its blanks, and every other sign by itself; joined they are `text`."""
    word, kind = "", ""
    for letter in text:
        now = _kind(letter, word, kind)
        if word and (now == "joined" or (now == kind and now in ("word", "blank"))):
            word += letter
        else:
            if word:
                yield word
            word, kind = letter, now
    if word:
        yield word


def _kind(letter: str, word: str, kind: str) -> str:
    category, number = unicodedata.category(letter), ord(letter)
    if category[0] == "M" or letter in _JOINERS or number in _SKIN or word.endswith("\u200d"):
        return "joined"
    if letter.isspace():
        return "blank"
    if any(first <= number <= last for first, last in _ALONE):
        return "alone"
    if category[0] in "LN" or (letter in _INSIDE_WORDS and kind == "word"):
        return "word"
    return "sign"
