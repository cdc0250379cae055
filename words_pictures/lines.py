"""Words set in lines for reading: one sentence to a line, names and dates unbroken, and how many rows that takes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from .sentences import NO_BREAK_SPACE, held_together, sentences


def lines(words: str, language: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """`words` as the lines of a page: one sentence to a line, a new line wherever one was typed.

    Spaces that no row should break at are no-break: in dates, before a short last word, and inside each of `names`
    ("tante Ewa"). Blank lines and blanks at the ends are left out; every other character is as it was typed.
    """
    held = [name for name in names if " " in name]
    return tuple(
        _names_held(held_together(line.strip()), held)
        for sentence in sentences(words, language)
        for line in sentence.splitlines()
        if line.strip()
    )


def row_count(lines: Iterable[str], measure: int) -> int:
    """How many rows those lines take where a row holds `measure` characters, broken at spaces only."""
    return sum(len(textwrap.wrap(line, measure, break_on_hyphens=False)) or 1 for line in lines)


def _names_held(line: str, names: list[str]) -> str:
    for name in names:
        line = line.replace(name, name.replace(" ", NO_BREAK_SPACE))
    return line
