"""What a written word may be a form of, by the rules of its language: a small one, one of several, the last part of a long one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from . import Labels, labels
from .spelling import folded

SHORTEST = 3
"""Letters that stay when an ending is taken off, and that stand before the last part of a long word: "thuis" is no "huis"."""


def forms_of(word: str, language: str) -> Iterator[str]:
    """The words that `word` (folded) may be a form of, itself first, the surest first."""
    grammar = _grammar(language)
    yield word
    for ending in grammar.endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            yield word[: -len(ending)]
    last = grammar.last_part(word)
    if last:
        yield last


def without_possessive(word: str, language: str) -> Iterator[str]:
    """The names that `word` may be, itself first: "oskars" may be of Oskar."""
    yield word
    for ending in _grammar(language).possessive:
        # "pas" is not of Pa.
        if word.endswith(ending) and (len(word) - len(ending) >= SHORTEST or ending.startswith("'")):
            yield word[: -len(ending)]


def without_beginning(word: str, language: str) -> Iterator[str]:
    """The words that `word` may be with a small word written to it, itself first: "والمطبخ" is "المطبخ" and "مطبخ"."""
    yield word
    for beginning in _grammar(language).beginnings:
        if word.startswith(beginning) and len(word) - len(beginning) >= SHORTEST:
            yield word[len(beginning) :]


def is_negation(word: str, language: str) -> bool:
    """Whether a word (folded) denies what stands near it."""
    grammar = _grammar(language)
    return word in grammar.negations or word.endswith(grammar.negation_endings)


class _Grammar:
    """The lists of a language, folded as words are."""

    def __init__(self, of: Labels) -> None:
        """Longest first, so that "tjes" goes before "jes"."""
        self.endings = sorted((_kept(one) for one in of.words("endings")), key=len, reverse=True)
        self.beginnings = sorted((folded(one) for one in of.words("beginnings")), key=len, reverse=True)
        self.possessive = sorted((_kept(one) for one in of.words("possessive")), key=len, reverse=True)
        self.compounds = sorted((folded(one) for one in of.words("compounds")), key=len, reverse=True)
        self.not_compounds = tuple(folded(one) for one in of.words("not_compounds"))
        self.negations = {folded(one) for one in of.words("negations")}
        self.negation_endings = tuple(_kept(one) for one in of.words("negation_endings"))

    def last_part(self, word: str) -> str:
        """The last part that says what a long word is, or nothing."""
        if word.endswith(self.not_compounds):
            return ""
        return next(
            (one for one in self.compounds if word.endswith(one) and len(word) - len(one) >= SHORTEST),
            "",
        )


def _kept(ending: str) -> str:
    return ending.casefold().replace("’", "'")


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(labels(language))
