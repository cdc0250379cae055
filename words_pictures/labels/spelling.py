"""How words are compared: without accents and capitals, allowing for the slips of a hurried hand, and word by word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_VOWELS = "\u064b-\u0652\u0670"
"""The small signs over and under Arabic letters: they are no letters, and no end of a word."""
_WORD = re.compile(rf"[^\W_][^\W_{_VOWELS}]*(?:[{_VOWELS}]+[^\W_]*)*(?:['’][^\W_]+)*")
_AS_TWO = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ـ": None, "ة": "ه", "ى": "ي"}
)
"""Letters that Unicode does not take apart by itself; the last one stretches an Arabic word and says nothing."""


@dataclass(frozen=True)
class Word:
    """One word of a text."""

    folded: str
    """As it is compared."""
    is_capital: bool
    start: int
    """Where it begins in the text."""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The text in small letters without accents, its words one blank apart: "Café-Bar" is "cafe bar"."""
    return " ".join(_WORD.findall(_plain(text)))


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    return tuple(
        Word(_plain(found[0]), found[0][0].isupper(), found.start()) for found in _WORD.finditer(text)
    )  # fmt: skip


def slips_allowed(letters: int) -> int:
    """How many mistakes a typed word of so many letters may have: one from four letters on, two from eight."""
    return 2 if letters >= 8 else 1 if letters >= 4 else 0


def slips(typed: str, meant: str, at_most: int) -> int:
    """How many letters are wrong, missing, too many, or changed places; `at_most` + 1 for anything above.

    The restricted Damerau-Levenshtein distance, row by row, given up as soon as a whole row is above `at_most`.
    """
    if abs(len(typed) - len(meant)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(meant, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return at_most + 1
    return min(row[-1], at_most + 1)


def letters_in(word: str) -> int:
    """Which letters a word has, as bits: words whose bits differ in more than 2 n places are more than n slips apart."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_AS_TWO))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
