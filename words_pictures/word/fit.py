"""Whether words have room under their picture, reckoned from how wide their letters are: no font needs to be there."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from ..sentences import NO_BREAK_SPACE
from .letters import Letters, tongue

_NARROW, _THIN = frozenset("iljI|.,:;!'’‘ \u00a0"), frozenset('frt()[]-"“”*/')
_WIDE = frozenset("mwMWæœÆŒ@%—…☐")
_WHOLE = "\u2003"
"""A blank as wide as its letters are high."""
_ARABIC = {
    letter: width
    for letters, width in ((" .:!،اـ", 0.24), ("أإآةئرلهب", 0.37), ("طظخسجشحضص", 0.77), ("0123456789", 0.58))
    for letter in letters
}
"""The letters of Arabic that are far from the mean, and its figures."""

_EM: dict[Letters, float] = {"plain": 0.56, "arabic": 0.46, "geez": 0.66}
"""Mean width of a letter in ems. With the rest of this table a Dutch line comes out 0 to 8 % wider than Andika 6.2
sets it, an Arabic and a Tigrinya one 1 to 8 % wider than Noto Naskh Arabic and Noto Sans Ethiopic 2.1."""

_SMALL_WORDS = frozenset(
    "aan bij in met na naar of om op over tot uit van voor about at for from in of on to with".split()
)
_SMALL_WORD_WORTH = 0.4
"""How much shorter one line of a title may be for that, as a part of the page's width."""

_BOLD = 1.06
"""How much wider bold letters are: Andika 1.05, Noto Naskh Arabic 1.04."""

ARABIC_LEADING = 1.6
"""Height of a line as a multiple of the size: a vocalised line of Noto Naskh Arabic is 1.52 high."""


@dataclass(frozen=True)
class Setting:
    """How a style of base.docx sets its words: size, line, and the room above and below, in points."""

    points: float
    other_points: float
    """The size of letters that Word counts as complex: Arabic; in LibreOffice also Ge'ez."""
    line: float
    before: float = 0
    after: float = 0
    bold: bool = False

    def points_for(self, language: str) -> float:
        """The size of words in `language`, in points: the larger where programs differ."""
        return self.points if tongue(language).letters == "plain" else self.other_points

    def line_for(self, language: str) -> float:
        """The height of a line of `language`, in points."""
        return self.other_points * ARABIC_LEADING if tongue(language).is_right_to_left else self.line

    def height_of(self, lines: list[str], language: str, width: float) -> float:
        """How high `lines` stand `width` points wide, with the room around them. Each string begins a line."""
        count = sum(self.lines_of(line, language, width) for line in lines)
        return self.before + self.line_for(language) * count + self.after

    def lines_of(self, text: str, language: str, width: float) -> int:
        """How many lines `text` takes: a word that does not fit goes to the next line, one wider than that is cut."""
        count, used = 1, 0.0
        ems, scale = self._scale(language)
        space = ems[" "] * scale
        for word in text.split(" "):
            wide = sum(map(ems.__getitem__, word)) * scale
            if used and used + space + wide > width:
                count, used = count + 1, 0.0
            reach = used + wide + (space if used else 0.0)
            count, used = count + int(reach // width), reach % width
        return count

    def balanced(self, text: str, language: str, width: float) -> str:
        """`text` with spaces made no-break so that, if it takes two lines, they are about as long; else as it is.

        Rather before a small word than after it: "Het verhaal / van Mila", not "Het verhaal van / Mila".
        """
        words = text.split(" ")
        if self.lines_of(text, language, width) != 2 or len(words) < 2:
            return text
        best: tuple[float, str] = (math.inf, text)
        for cut in range(1, len(words)):
            first, second = " ".join(words[:cut]), NO_BREAK_SPACE.join(words[cut:])
            wide, wide_too = self.width_of(first, language), self.width_of(second, language)
            if max(wide, wide_too) <= width:
                worth = abs(wide - wide_too) - (
                    _SMALL_WORD_WORTH * width if _first_of(words[cut]) in _SMALL_WORDS else 0
                )
                best = min(best, (worth, f"{first} {second}"))
        return best[1]

    def width_of(self, text: str, language: str) -> float:
        """How wide `text` stands on one line, in points."""
        ems, scale = self._scale(language)
        return sum(map(ems.__getitem__, text)) * scale

    def _scale(self, language: str) -> tuple[_Widths, float]:
        return _EMS[tongue(language).letters], self.points_for(language) * (_BOLD if self.bold else 1)


def _first_of(words: str) -> str:
    """The first of the words that no-break spaces hold together."""
    return words.split(NO_BREAK_SPACE)[0].lower()


class _Widths(dict[str, float]):
    """How wide each letter is, in ems, reckoned when it is first met."""

    def __init__(self, mean: float) -> None:
        super().__init__()
        self.mean = mean

    def __missing__(self, letter: str) -> float:
        self[letter] = _em(letter, self.mean)
        return self[letter]


_EMS = {letters: _Widths(mean) for letters, mean in _EM.items()}
_EMS["arabic"].update(_ARABIC)


def _em(letter: str, mean: float) -> float:
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return 0.0
    if letter in _NARROW:
        return 0.28
    if letter in _THIN:
        return 0.38
    if letter in _WIDE:
        return 0.86
    if letter in _WHOLE:
        return 1.0
    if ord(letter) > 0x2E7F:
        return 1.3
    return 0.68 if letter.isupper() else mean
