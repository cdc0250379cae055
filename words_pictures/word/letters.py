"""How a language stands on paper: its tag in Word, its direction, its letters; and which letters a text is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, cast

from babel.core import get_global

from ..sentences import NO_BREAK_SPACE

Letters = Literal["plain", "arabic", "geez"]
"""`plain`: Latin, Cyrillic and all else that Word sets as it comes. `arabic`: from right to left. `geez`: Ge'ez."""

_HERE = {"nl": "nl-BE", "en": "en-GB", "fr": "fr-BE", "de": "de-BE", "ti": "ti-ER"}
"""The land a language is written for here, where the likeliest land in CLDR is another."""

_SCRIPT_OF: dict[str, Letters] = {"Arab": "arabic", "Hebr": "arabic", "Ethi": "geez"}

_NOT_SURELY_PLAIN = re.compile("[^\u0000-\u058f\u1e00-\u200e\u2010-\u2bff]")
_GEEZ = re.compile("[\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f]")
_MARKS = {False: "\u200e", True: "\u200f"}
"""Characters without a look that say: from left to right, from right to left."""

_CALLED = re.compile(r"(?<![\w+])(?:\+ ?|0)\d(?:[ \u00a0./-]?\d)+(?!\w)")
"""A telephone number: its groups stand from left to right in every language."""

_GUEST = {"plain": "nl", "arabic": "ar", "geez": "ti"}
"""The language a name or word in other letters is taken for: a name in Latin letters is read aloud as Dutch here."""


@dataclass(frozen=True)
class Tongue:
    """A language as Word knows it: `tag` such as `nl-BE`, and the letters it is written in."""

    tag: str
    letters: Letters

    @property
    def is_right_to_left(self) -> bool:
        return self.letters == "arabic"


@dataclass(frozen=True)
class Stretch:
    """A piece of text in one kind of letters."""

    text: str
    tongue: Tongue


@cache
def tongue(language: str) -> Tongue:
    """How `language` (a code such as `nl`, `ar`, `pt-BR`) stands in Word. An unknown code is plain letters, as it is."""
    code = language.replace("_", "-")
    likely = _likely(code)
    letters: Letters = _SCRIPT_OF.get(next((part for part in likely if len(part) == 4), "Latn"), "plain")
    land = next((part for part in likely[1:] if re.fullmatch("[A-Z]{2}", part)), "")
    tag = _HERE.get(code) or (f"{code}-{land}" if land and "-" not in code else code)
    return Tongue(tag, letters)


def stretches(text: str, language: str) -> list[Stretch]:
    """`text`, in `language`, cut where its letters change; joined it is `text` again.

    Digits, blanks and punctuation go with the letters around them: a Latin name in an Arabic sentence is a stretch of
    its own, the number beside it is not, unless it is a telephone number.
    """
    own = tongue(language)
    if own.letters == "plain" and not _has_other_letters(text):
        return [Stretch(text, own)] if text else []
    kinds = _kinds(text, own.letters)
    if own.is_right_to_left:
        for called in _CALLED.finditer(text):
            for place in range(*called.span()):
                kinds[place] = "plain"
    cuts = [place for place in range(1, len(text)) if kinds[place] != kinds[place - 1]]
    return [
        Stretch(text[begin:end], _tongue_of(text[begin:end], kinds[begin], own))
        for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True)
        if begin < end
    ]


def in_order(text: str, language: str) -> list[Stretch]:
    """The stretches of `text` as they go on paper, so that each program puts them in the order in which they are read.

    Word knows by its runs which way a stretch goes, others only by its letters: for them a mark without a look stands
    behind a stretch that runs against the text, where a number or another such stretch would be drawn into it. The
    groups of a telephone number are held together.
    """
    pieces = stretches(_CALLED.sub(_held, text), language)
    own = tongue(language).is_right_to_left
    return [
        replace(piece, text=_MARKS[own] + piece.text)
        if number and pieces[number - 1].tongue.is_right_to_left != own and _leaves_open(pieces[number:], own=own)
        else piece
        for number, piece in enumerate(pieces)
    ]


def _held(called: re.Match[str]) -> str:
    mark = _MARKS[False] if called[0].startswith("+") else ""
    return mark + called[0].replace(" ", NO_BREAK_SPACE)


def _leaves_open(pieces: Sequence[Stretch], *, own: bool) -> bool:
    """Whether the first of `pieces` begins with nothing that says which way it goes."""
    for letter in pieces[0].text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return (direction != "L") != own
        if direction in ("EN", "AN"):
            return True
    return len(pieces) > 1


def _tongue_of(text: str, letters: Letters, own: Tongue) -> Tongue:
    if letters == own.letters:
        return own
    # A number is nobody's name: it is read in the language it stands in.
    return tongue(_GUEST[letters]) if any(map(str.isalpha, text)) else Tongue(own.tag, letters)


def _likely(code: str) -> list[str]:
    known = cast("dict[str, str]", get_global("likely_subtags")) | {"prs": "prs_Arab_AF"}
    return known.get(code.replace("-", "_"), known.get(code.split("-")[0], code)).split("_")


def _has_other_letters(text: str) -> bool:
    return bool(_NOT_SURELY_PLAIN.search(text)) and any(_kind(letter) not in ("plain", None) for letter in text)


@lru_cache(maxsize=2048)
def _kind(letter: str) -> Letters | None:
    """Which letters `letter` belongs to; None for what goes with its neighbours."""
    direction = unicodedata.bidirectional(letter)
    if direction in ("R", "AL"):
        return "arabic"
    if direction != "L":
        return None
    return "geez" if _GEEZ.match(letter) else "plain"


def _kinds(text: str, own: Letters) -> list[Letters]:
    """The letters each character of `text` goes with, `own` where nothing around it says otherwise."""
    found: list[Letters | None] = [_kind(letter) for letter in text]
    for place in range(1, len(text)):
        is_digit_of_a_word = found[place - 1] == "plain" and text[place].isdecimal()
        if is_digit_of_a_word or unicodedata.bidirectional(text[place]) == "NSM":
            found[place] = found[place - 1]
    ahead: list[Letters] = []
    for kind in reversed(found):
        ahead.append(kind or (ahead[-1] if ahead else own))
    kinds: list[Letters] = []
    for kind, following in zip(found, reversed(ahead), strict=True):
        before = kinds[-1] if kinds else own
        kinds.append(kind or (before if before == following else own))
    return kinds
