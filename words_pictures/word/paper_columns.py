"""How wide the columns of a table are: as their content needs, and no word cut; or that a table has no room for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .base import settings
from .letters import in_order

GAP = 5.0
"""Beside the words in a cell, in points."""
_LEAST = 34.0
_SURE = 1.1
"""A single word may be that much wider than reckoned: figures of Andika are 5 %, W 18 %."""
_WIDEST = 300.0
"""What a column asks for at most: words longer than that take more lines."""


@dataclass
class Column:
    """What a column needs, in points."""

    word: float = _LEAST
    """Its longest word."""
    line: float = _LEAST
    """Its longest line."""
    holds: float = _LEAST
    """All its lines behind each other."""

    def needs(self, text: str, style: str, language: str, *, is_beside: bool = True) -> None:
        """Make room for a text set in a style; with what is not `is_beside` the rest, as one box to tick of some, it asks for no more."""
        width_of = settings()[style].width_of
        # A telephone number is held together when it is set.
        text = "".join(piece.text for piece in in_order(text, language))
        for line in text.split("\n"):
            long = width_of(line, language)
            self.line, self.holds = max(self.line, min(long, _WIDEST)), self.holds + (long if is_beside else 0)
            self.word = max(self.word, *(width_of(word, language) * _SURE for word in line.split(" ")))

    def wants(self, width: float) -> None:
        """Make room for something that is `width` points wide, where there is so much."""
        self.line, self.holds = max(self.line, width), self.holds + width


def shared(columns: Sequence[Column], width: float) -> tuple[float, ...] | None:
    """How wide the words of each column stand, so that the table is `width` points wide; None where not every word has room.

    Each has its longest word; what is left is dealt out by how much a column holds, but none gets more than its longest line needs. Where
    all have that, they are as much wider as fills the page.
    """
    room = width - 2 * GAP * (len(columns) - 1)
    wide = [column.word for column in columns]
    left = room - sum(wide)
    if left < 0:
        return None
    wanted = [max(column.line - column.word, 0.0) for column in columns]
    holding = sum(column.holds for column in columns)
    # First those that soon have enough: what they leave is for the others.
    for number in sorted(range(len(columns)), key=lambda one: wanted[one] / columns[one].holds):
        more = min(wanted[number], left * columns[number].holds / holding)
        wide[number] += more
        left -= more
        holding -= columns[number].holds
    return tuple(one * room / sum(wide) for one in wide)
