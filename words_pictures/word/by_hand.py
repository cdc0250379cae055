"""Room to fill in a form by hand: lines to write on, boxes to tick, numbers to put a ring around, a place to sign or to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from babel.lists import format_list

from ..part import Part
from ..said import Facts, item_name
from ..sentences import NO_BREAK_SPACE
from ..wording import LANGUAGES, WORK_LANGUAGE, language_name, locale_of, short_weekday, weekday
from .base import settings
from .letters import stretches, tongue
from .words import Fixed, fixed

BOX = "☐"
RIGHT_TO_LEFT_MARK = "\u200f"
_MOST_NUMBERS = 21
"""A scale with more numbers than this has a line to write one on."""
_MOST_PEOPLE, _MOST_PEOPLE_OF_AN_ITEM = 40, 8
_LEAST_LINES, _MOST_LINES, _LETTERS_OF_A_LINE = 2, 6, 300
"""Of words as long as the field takes: a hand needs less room than that, and another sheet is soon at hand."""
_MOST_OF_A_ROW = 0.45
"""Of the width: boxes whose words are longer stand under each other."""
_BETWEEN_LANGUAGES, _MOST_OF_TWO_LANGUAGES = " · ", 0.3
_OF_A_FEW_LETTERS = ("number", "date", "time", "moment", "scale")
_NOT_NEEDED = 0.5
_BETWEEN_BOXES, _BETWEEN_BOXES_OF_A_CARD = "\u2003\u2003 ", "\u2003 "
_BETWEEN_NUMBERS = tuple(NO_BREAK_SPACE * count + " " for count in range(7, 0, -1))
"""Widest first."""
_LETTERS_OF_A_LINE_OF_A_CARD, _MOST_LINES_OF_A_CARD = 300, 4
_LINES_TO_DRAW_ON, _LINES_TO_SIGN_ON = 5, 2
GAP_TO_FILL = "_" * 8
"""A gap inside a sentence."""


class Line(NamedTuple):
    """One paragraph to come: its style, its text (empty: a line or a frame to fill), and the language of it."""

    style: str
    text: str
    language: str
    short: float = 0
    """How much sooner a line to write on ends than it could, in points."""


def room(
    part: Part,
    languages: Sequence[str],
    width: float,
    facts: Facts | None,
    signer: str = "",
    *,
    is_of_item: bool = False,
) -> list[Line]:
    """Where somebody fills in a field by hand, `width` points wide; `signer` is whose signature is asked. Set in the first language.

    In each item of a list (`is_of_item`) many names to choose from would fill page after page: there is a line to write on, and a
    smaller frame to draw in.
    """
    language = languages[0]
    if part.type == "signature":
        return place_to_sign(languages, signer)
    if part.type in ("picture", "composition", "look"):
        return [Line("Writing Frame Small" if is_of_item else "Writing Frame", "", language)]
    if part.type == "scale" and part.scale.last - part.scale.first < _MOST_NUMBERS:
        ends = [line for one in languages for line in scale_ends(part, one)]
        return [_numbers(part, language, width), *dict.fromkeys(ends)]
    if part.type == "hours":
        days = _in_each([_days(one) for one in languages])
        return [*_boxes(days, width), _from_to(language)]
    options = _in_each([_options(part, one, facts) for one in languages])
    if is_of_item and part.type == "people" and len(options) > _MOST_PEOPLE_OF_AN_ITEM:
        options = []
    # Of many names each line is a line more on every page that asks for them.
    is_close = part.type == "people" and len(options) > _MOST_PEOPLE_OF_AN_ITEM
    boxes = list(_boxes(options, width, "Card Boxes" if is_close else "Paper Boxes"))
    return boxes if part.type in ("choice", "answer", "yes") else [*boxes, *_lines(part, language, width)]


def place_to_sign(languages: Sequence[str], signer: str) -> list[Line]:
    """A line to sign on, with the name of whose it is under it, or what is to be written there."""
    (under,) = (
        [Fixed(signer, languages[0])] if signer else _in_each([[fixed("Name and day", one)] for one in languages])
    )
    return [Line("Writing Line", "", languages[0]), Line("Paper Note", under.text, under.language)]


def scale_ends(part: Part, language: str) -> list[Line]:
    """What the ends of a scale mean, on one line where they are in one language; none where the definition does not say."""
    meant = ((part.scale.first, part.scale.low), (part.scale.last, part.scale.high))
    ends = [
        (f"{number}: {said.text}", said.language)
        for number, meaning in meant
        if (said := fixed(meaning, language)).text
    ]
    if len({one for _, one in ends}) == 1:
        ends = [(" · ".join(text for text, _ in ends), ends[0][1])]
    return [Line("Paper Note", text, one) for text, one in ends]


def condition(part: Part, other: Part, language: str, *, is_beside: bool = False) -> Fixed:
    """When a field is asked at all: in the words of the field that it hangs on; without its label where it stands right before this one."""
    values = [_meant(other, value, language) for value in (part.only_if.values if part.only_if else ())]
    long = fixed("If the answer to “%(field)s” is: %(values)s", language)
    said = fixed("Only if: %(values)s", language) if is_beside else long
    either = format_list(values, style="or", locale=locale_of(said.language)) if values else ""
    return Fixed(said.text % {"field": fixed(other.label, language).text, "values": either}, said.language)


def in_a_cell(part: Part, languages: Sequence[str]) -> list[Line]:
    """What helps to fill in one cell of a table: boxes where there is little to choose from, else nothing."""
    if part.type in ("answer", "yes", "choice"):
        options = _in_each([_options(part, one, None) for one in languages])
        boxes = [Fixed(f"{BOX}{NO_BREAK_SPACE}{one.text}", one.language) for one in options]
        return [Line("Cell Words Small", one.text, one.language) for one in boxes]
    if part.type == "scale":
        ends = f"{part.scale.first}{NO_BREAK_SPACE}–{NO_BREAK_SPACE}{part.scale.last}"
        return [Line("Paper Note", ends, languages[0])]
    return []


def in_a_card(part: Part, languages: Sequence[str], width: float, *, is_first: bool = False) -> list[Line]:
    """Where somebody fills in a field of a card, `width` points wide: closer than over the whole page, the first field larger.

    The box around it is the last line to write on, and the frame of a picture.
    """
    language = languages[0]
    if part.type == "scale" and part.scale.last - part.scale.first < _MOST_NUMBERS:
        ends = [Line("Card Note", line.text, line.language) for one in languages for line in scale_ends(part, one)]
        return [_numbers(part, language, width), *dict.fromkeys(ends)]
    if part.type == "hours":
        days = _in_each([_short_days(one) for one in languages])
        return [*_boxes(days, width, "Card Boxes"), _from_to(language, "Card Boxes")]
    if part.type in ("choice", "answer", "yes"):
        return list(_boxes(_in_each([_options(part, one, None) for one in languages]), width, "Card Boxes"))
    if part.type == "signature":
        under = _in_each([[fixed("Name and day", one)] for one in languages])
        return [*_ruled(1, language), *(Line("Card Note", one.text, one.language) for one in under)]
    if part.type in ("picture", "composition", "look"):
        return [Line("Card Room", "", language)] * _LINES_TO_DRAW_ON
    return _ruled(_lines_of_a_card(part) + is_first if part.type == "passage" else 1, language)


def way_of(text: str, language: str) -> str:
    """The language that names are set in: their reader's, or that of the work where all their letters run the other way."""
    if not tongue(language).is_right_to_left or not any(map(str.isalpha, text)):
        return language
    own = any(one.tongue.is_right_to_left and any(map(str.isalpha, one.text)) for one in stretches(text, language))
    return language if own else WORK_LANGUAGE


def _options(part: Part, language: str, facts: Facts | None) -> list[Fixed]:
    if part.type == "choice":
        return [fixed(label, language) for label in part.option_labels]
    if part.type == "answer":
        return [fixed("Yes", language), fixed("No", language), fixed("Not yet", language)]
    if part.type == "yes":
        return [fixed("Yes", language)]
    if part.type == "languages":
        return [Fixed(language_name(one), language) for one in LANGUAGES]
    return [Fixed(name, language) for name in _names(part, facts, language)]


def _names(part: Part, facts: Facts | None, language: str) -> list[str]:
    if facts is None:
        return []
    if part.type == "people":
        return [person.name for person in facts.family.people if person.name][:_MOST_PEOPLE]
    if part.type == "reference":
        of = facts.file if part.to.startswith("file:") else facts.document
        return [item_name(item, language) for item in of.items(part.to.rpartition(":")[2])]
    return []


def _in_each(said: Sequence[Sequence[Fixed]]) -> list[Fixed]:
    """The same things in one language or in two: what is the same in both is said once."""
    return [
        Fixed(_BETWEEN_LANGUAGES.join(dict.fromkeys(one.text for one in same)), same[0].language)
        for same in zip(*said, strict=True)
    ]


def _days(language: str) -> list[Fixed]:
    return [Fixed(weekday(day, language), language) for day in range(7)]


def _short_days(language: str) -> list[Fixed]:
    return [Fixed(short_weekday(day, language), language) for day in range(7)]


def _from_to(language: str, style: str = "Paper Boxes") -> Line:
    said = fixed("From %(begin)s to %(end)s", language)
    return Line(style, said.text % {"begin": GAP_TO_FILL, "end": GAP_TO_FILL}, said.language)


def _lines_of_a_card(part: Part) -> int:
    return min(_MOST_LINES_OF_A_CARD, max(1, round(part.limit / _LETTERS_OF_A_LINE_OF_A_CARD)))


def _ruled(count: int, language: str) -> list[Line]:
    """Room for so many lines of words, with a line to write on under each but the last: that stands on the edge of its box."""
    ruled = [Line("Card Line Next" if number % 2 else "Card Line", "", language) for number in range(count - 1)]
    return [*ruled, Line("Card Room", "", language)]


def _boxes(options: Sequence[Fixed], width: float, style: str = "Paper Boxes") -> Iterator[Line]:
    """Boxes beside each other, unless their words are long, or do not all run the same way."""
    boxes = [Fixed(f"{BOX}{_turned(one.language)}{NO_BREAK_SPACE}{one.text}", one.language) for one in options]
    widest = max((settings()[style].width_of(*one) for one in boxes), default=0)
    most = _MOST_OF_A_ROW if not any(_BETWEEN_LANGUAGES in one.text for one in boxes) else _MOST_OF_TWO_LANGUAGES
    if widest <= most * width and len({one.language for one in boxes}) == 1:
        yield from (Line(style, row, boxes[0].language) for row in _rows(boxes, width, style))
        return
    yield from (Line(style, one.text, one.language) for one in boxes)


def _rows(boxes: Sequence[Fixed], width: float, style: str) -> Iterator[str]:
    """As many as there is room for on each line. Left to itself a line of names from right to left ends in the middle of one."""
    width_of, row = settings()[style].width_of, ""
    between = _BETWEEN_BOXES if style == "Paper Boxes" else _BETWEEN_BOXES_OF_A_CARD
    for one in boxes:
        box = one.text.replace(" ", NO_BREAK_SPACE)
        longer = f"{row}{between}{box}" if row else box
        if row and width_of(longer, one.language) > width:
            yield row
            row = box
        else:
            row = longer
    yield row


def _turned(language: str) -> str:
    """What keeps a box where its reader begins to read, also where a name in other letters stands behind it."""
    return RIGHT_TO_LEFT_MARK if tongue(language).is_right_to_left else ""


def _numbers(part: Part, language: str, width: float) -> Line:
    """All numbers of a scale, as far from each other as there is room on one line."""
    numbers = [str(number) for number in range(part.scale.first, part.scale.last + 1)]
    rows = (between.join(numbers) for between in _BETWEEN_NUMBERS)
    width_of = settings()["Paper Numbers"].width_of
    return Line(
        "Paper Numbers",
        next((row for row in rows if width_of(row, language) <= width), _BETWEEN_NUMBERS[-1].join(numbers)),
        language,
    )


def _lines(part: Part, language: str, width: float) -> list[Line]:
    """Lines to write on: as many as the field is made for, and one beside what there is to choose from."""
    count = min(_MOST_LINES, max(_LEAST_LINES, part.limit // _LETTERS_OF_A_LINE)) if part.type == "passage" else 1
    short = width * _NOT_NEEDED if part.type in _OF_A_FEW_LETTERS else 0.0
    # Two styles in turn: of lines with the same border Word draws only the last.
    return [Line("Writing Line Next" if number % 2 else "Writing Line", "", language, short) for number in range(count)]


def _meant(other: Part, value: str, language: str) -> str:
    labels = {**dict(zip(other.options, other.option_labels, strict=True)), "true": "Yes"}
    labels |= {"yes": "Yes", "no": "No", "not_yet": "Not yet"} if other.type == "answer" else {}
    return fixed(labels.get(value, value), language).text
