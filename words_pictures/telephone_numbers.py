"""Telephone numbers in what people write, however they typed them: called, and gone where a reader gets none (practice.md 2.11, 3.9)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

HIDDEN = "…"
_FIGURES, _FIGURES_ABROAD, _FIGURES_KNOWN = 9, 7, 6
"""From so many figures on it is a number that somebody may be called on: in a row, behind a +, and where the family's file has it."""
_BETWEEN = r"(?:(?!\n\d{1,2}[.)]\s)(?:[^\w$£€]|_)){0,3}"
"""What may stand between two figures of one number: no letter, no money, and not the number of the next line of a list."""
_ROW = re.compile(rf"(?:\(\+?\d{{1,4}}\){_BETWEEN}|\+{_BETWEEN})?\d(?:{_BETWEEN}\d)*")

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:1[3-9]|20)\d\d"
_HOUR = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_TO = r"\s?[-–—]\s?"
_NO_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[./])(?:{_DAY}(\s?[./-]\s?){_DAY}\1{_YEAR}|{_YEAR}([./-]){_MONTH}\2{_DAY}"
    rf"|(?<!\d[:-]){_HOUR}{_TO}{_HOUR})(?![.:/-]?\d)"
)
"""A day with its year, and from which hour to which: what stands beside it is read without it."""
_AMOUNT, _SHORT = r"[1-9]\d{0,2}(?:\.\d{3})*,\d\d", r"1\d{2,3}(?:\s?/\s?1\d{2,3})*"
_ONE = rf"(?:{_DAY}[./]{_MONTH}(?:[./]\d\d)?(?:\s{_HOUR})?|{_HOUR}|{_YEAR}|{_AMOUNT}|{_SHORT}|[1-9]\d?)"
_SOME = rf"{_ONE}(?:{_TO}{_ONE})?"
_LISTED = re.compile(rf"{_SOME}(?:(?:[,;.]\s|،\s?|、|\s*\n\s*){_SOME})*")
"""Days, hours, years, amounts, and small or short numbers, in a list: `1–6, 8–11, 13`, or `112, 1712`."""
_SUM = r"[1-9]\d{0,2}(?:\.\d{3})?(?:,\d\d)?"
_MONEY = re.compile(
    rf"{_SUM}(?:{_TO}{_SUM})?(?:[,;]\s{_SUM}(?:{_TO}{_SUM})?)*(?=\s?(?:euro|eur\b|€|zł))", re.IGNORECASE
)
"""Amounts that stand together, with their money behind the last."""
_PIECE = re.compile(r"(?:\(\+?\d{1,4}\)|[+\d])(?:(?![,;:.]\s|\s\((?!\+?\d{1,4}\))).)*", re.DOTALL)
"""What stands between two points or commas with a blank behind them, or in brackets."""

_CALLED = re.compile(r"((?<![\d.])[+0](?:[\s./()-]*\d){8,13}(?!\d)|(?<![\d.,:/])(?:112|10[26]|1712|1733)(?![.,:/]?\d))")
"""What can be called as it stands: in danger, to talk to somebody, a doctor in the evening, and whole numbers."""


def without_numbers(text: str, known: Iterable[str] = ()) -> str:
    """A text with `…` in the place of each telephone number.

    That is nine figures or more in a row, or seven behind a +, in any script, with up to three characters between two of them that are
    no letters; and each number of `known` (those of the family's file) from six figures on, also without its first zeros. Days, hours,
    years, lists of small numbers, and short numbers such as 112 and 1712 stay. A long row of figures that is none of these, such as that
    of an account or of a case, goes too: better one too many than one that somebody is called on.
    """
    figures, places = _in_figures(text)
    said = ""
    end = 0
    for first, last in _together([*_known_in(figures, known), *_numbers_in(figures)]):
        said += text[end : places[first]] + HIDDEN
        end = places[last - 1] + 1
    return said + text[end:]


def pieces_to_call(text: str) -> list[tuple[str, str]]:
    """A text in pieces, each with the number that a tap on it calls: empty for what is no number.

    Only what surely is one: nine figures or more behind a 0 or a +, and the short numbers of practice.md 2.11.
    """
    # Line by line: two numbers under each other are no long one.
    pieces = (piece for line in text.splitlines(keepends=True) for piece in enumerate(_CALLED.split(line)))
    return [(piece, re.sub(r"[^\d+]", "", piece) if at % 2 else "") for at, piece in pieces if piece]


def _in_figures(text: str) -> tuple[str, list[int]]:
    # The text with each figure as 0 to 9 and without the characters that nobody sees, and where each of its characters stands.
    seen = [place for place, one in enumerate(text) if unicodedata.category(one) != "Cf"]
    return "".join(str(unicodedata.digit(text[place], text[place])) for place in seen), seen


def _known_in(figures: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    rows = {
        "".join(filter(str.isdecimal, row[0])).lstrip("0")
        for one in known
        for row in _ROW.finditer(_in_figures(one)[0])
    }
    for row in rows:
        if len(row) >= _FIGURES_KNOWN:
            spaced = r"(?:[\W_]){0,3}".join(row)
            yield from (one.span() for one in re.finditer(rf"(?<!\d)\+?(?:0[\W_]{{0,3}})*{spaced}(?!\d)", figures))


def _numbers_in(figures: str) -> Iterator[tuple[int, int]]:
    apart = _NO_NUMBER.sub(lambda found: "x" * len(found[0]), figures)
    for row in _ROW.finditer(apart):
        money = _MONEY.match(apart, row.start())
        is_said = _LISTED.fullmatch(row[0]) or (money and money.end() == row.end())
        if _is_long(row[0]) and not is_said:
            pieces = [*_PIECE.finditer(apart, *row.span())]
            found = pieces if any(_is_long(one[0]) for one in pieces) else [row]
            yield from (one.span() for one in found if not _LISTED.fullmatch(one[0]))


def _is_long(row: str) -> bool:
    return sum(map(str.isdecimal, row)) >= (_FIGURES_ABROAD if row.startswith("+") else _FIGURES)


def _together(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in their order, with those that overlap as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
