"""What somebody says or thinks, in a bubble with its tail: words, a thing, or both."""

from __future__ import annotations

import math
import unicodedata
from html import escape

from ..wording import direction
from . import pen, things
from .pen import Point

LETTER_PX = 58
"""The size of the letters at size 1: 6 mm on a page 170 mm wide, 13 px on a phone that shows the picture 360 px wide."""
FONTS = "'Woord en Beeld', Andika, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Ethiopic', sans-serif"
"""The first is the file beside this one, in which the picture for Word is set. A picture on a page cannot bring a font with it:
there the letters are the device's own, which has some for Arabic, Ge'ez and Cyrillic. No emoji font: it would take the digits."""
_MOST_ACROSS_PX = 620.0
"""No row is longer at size 1: a single long word is lettered smaller."""
_ROW, _ROW_OF_ARABIC = 1.25, 1.45
"""From one line to the next, in letter sizes. Arabic has marks above and below, of vowels for children who learn to read."""
_THING_PX = (250.0, 190.0)
"""The room for a thing in a bubble at size 1, across and down."""
_AROUND_PX = 46.0
_HEAD_PX = 118.0
"""The tail ends so far from the middle of a head at size 1."""


def bubble(
    kind: str,
    x: float,
    y: float,
    words: str,
    language: str,
    shows: str,
    *,
    size: float,
    head: tuple[Point, float] | None,
) -> str:
    """A bubble around (x, y). `head` is the middle of the head it belongs to, and that figure's size; None leaves the tail off."""
    rows = lines(words)
    across, down = half_size(words, shows, size)
    tail = _tail(kind, (x, y), (across, down), head) if head else ""
    outline = _cloud(x, y, across, down) if kind == "thought" else _rounded(x, y, across, down)
    body = pen.filled(outline, pen.WHITE)
    seam = pen.filled(outline, pen.WHITE, outlined=False) if kind == "speech" and tail else ""
    letter = _letter_px(rows) * size
    words_high = len(rows) * _row(rows) * letter
    thing = _thing(shows, x, y - words_high / 2, size) if shows else ""
    top = y - words_high / 2 + (_THING_PX[1] * size / 2 if shows else 0)
    text = _text(rows, x, top, language, _direction(words, language), letter)
    return (body + tail + seam if kind == "speech" else tail + body) + thing + text


def half_size(words: str, shows: str, size: float) -> tuple[float, float]:
    """Half of what a bubble measures across and down, in page pixels."""
    rows = lines(words)
    letter = _letter_px(rows)
    across = max([_width(row) * letter for row in rows] + ([_THING_PX[0]] if shows else []) + [120.0])
    down = len(rows) * _row(rows) * letter + (_THING_PX[1] if shows else 0)
    return (across / 2 + _AROUND_PX) * size, (max(down, 90.0) / 2 + _AROUND_PX * 0.8) * size


def lines(words: str) -> list[str]:
    """The words in rows of about the same length, twice as wide together as they are high."""
    typed = words.split()
    if not typed:
        return []
    total = _width(" ".join(typed))
    count = max(1, round(math.sqrt(total / 2.6)))
    rows, wide = [""], total / count
    for word in typed:
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and _width(longer) > wide * 1.15 and len(rows) < count:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def _letter_px(rows: list[str]) -> float:
    return min(LETTER_PX, _MOST_ACROSS_PX / max((_width(row) for row in rows), default=1))


def _row(rows: list[str]) -> float:
    return _ROW_OF_ARABIC if any(unicodedata.bidirectional(letter) == "AL" for row in rows for letter in row) else _ROW


def _width(text: str) -> float:
    # In letter sizes, measured generously over Andika and Noto: the bubble must hold whatever font the reader has.
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in " .,:;!'’il|jtfrії،؛اأإآ፡":
        return 0.36
    if letter in "سشصضښ":
        return 1.0
    return 0.72 if letter.isupper() or "ሀ" <= letter <= "፿" or letter in "mwжмфшщыю" else 0.58


def _direction(words: str, language: str) -> str:
    """`rtl` where the first letter says so, or the language does and some letter too: a name may stand first."""
    strong = [way for letter in words if (way := unicodedata.bidirectional(letter)) in ("L", "R", "AL")]
    turned = [way != "L" for way in strong]
    return "rtl" if turned[:1] == [True] or (any(turned) and direction(language) == "rtl") else "ltr"


def _text(rows: list[str], x: float, top: float, language: str, way: str, high: float) -> str:
    written = ""
    for n, row in enumerate(rows):
        base = top + (n + 0.5) * _row(rows) * high + 0.34 * high
        written += (
            f'<text x="{x:.0f}" y="{base:.0f}" font-size="{high:.0f}" lang="{escape(language)}"'
            f' direction="{way}">{escape(row)}</text>'
        )
    return written and f'<g fill="{pen.INK}" stroke="none" font-family="{FONTS}" text-anchor="middle">{written}</g>'


def _thing(kind: str, x: float, y: float, size: float) -> str:
    left, top, right, bottom = things.box(kind, 0, 0)
    wide, high = _THING_PX[0] * size, _THING_PX[1] * size
    scale = min(wide / (right - left), high / (bottom - top))
    return things.draw(kind, x - (left + right) / 2 * scale, y - (top + bottom) / 2 * scale, size=scale)


def _rounded(x: float, y: float, across: float, down: float) -> str:
    corner = min(across, down) * 0.75
    right, bottom = across - corner, down - corner
    return (
        f"M{x - right:.0f} {y - down:.0f}h{2 * right:.0f}q{corner:.0f} 0 {corner:.0f} {corner:.0f}v{2 * bottom:.0f}"
        f"q0 {corner:.0f} {-corner:.0f} {corner:.0f}h{-2 * right:.0f}q{-corner:.0f} 0 {-corner:.0f} {-corner:.0f}"
        f"v{-2 * bottom:.0f}q0 {-corner:.0f} {corner:.0f} {-corner:.0f}z"
    )


def _cloud(x: float, y: float, across: float, down: float) -> str:
    # Bumps along an oval that holds the rectangle of what is inside.
    wide, high = across * 1.12, down * 1.16
    count = max(9, round((wide + high) / 42))
    rim = [(x + wide * math.cos(math.tau * n / count), y + high * math.sin(math.tau * n / count)) for n in range(count)]
    data, last = f"M{rim[0][0]:.0f} {rim[0][1]:.0f}", rim[0]
    for end in [*rim[1:], rim[0]]:
        radius = math.dist(last, end) * 0.6
        data += f"A{radius:.0f} {radius:.0f} 0 0 1 {end[0]:.0f} {end[1]:.0f}"
        last = end
    return data + "z"


def _tail(kind: str, middle: Point, half: Point, head: tuple[Point, float]) -> str:
    (x, y), (to_x, to_y) = middle, head[0]
    far = math.dist(middle, head[0])
    if far < 1:
        return ""
    way = (to_x - x) / far, (to_y - y) / far
    # Where the line to the head leaves the bubble, as if it were an oval.
    begin = 1 / math.hypot(way[0] / half[0], way[1] / half[1])
    end = far - _HEAD_PX * head[1]
    if end - begin < 24:
        return ""
    if kind == "thought":
        return _puffs(middle, way, begin * 1.16, end)
    foot = begin * 0.86
    across = min(46.0, half[0] * 0.3, half[1] * 0.4)
    one, other = ((x + way[0] * foot - s * way[1] * across, y + way[1] * foot + s * way[0] * across) for s in (-1, 1))
    tip = (x + way[0] * end, y + way[1] * end)
    return pen.shape([one, one, tip, tip, other, other], pen.WHITE)


def _puffs(middle: Point, way: Point, begin: float, end: float) -> str:
    drawn = ""
    for share, radius in ((0.2, 26), (0.55, 18), (0.88, 11)):
        at = begin + (end - begin) * share
        drawn += pen.spot(middle[0] + way[0] * at, middle[1] + way[1] * at, radius, radius * 0.9, pen.WHITE)
    return drawn
