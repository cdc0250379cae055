"""What stands around the scenes: the cover, the makers, the page to draw on, and the foot under each page."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ..wording import WORK_LANGUAGE, enumeration, full_date
from . import ooxml
from .base import room_for_the_foot, settings
from .pages import PICTURE_LINE, Pages, typed
from .scenes import PICTURE_HEIGHT, PICTURE_WIDTH, Side
from .words import Fixed

Sides = tuple[Side, ...]
"""The languages of the book, one or two."""

Foot = Any
"""A foot of python-docx: the class that has its paragraphs is a private one."""

Line = tuple[str, list[str], str]
"""A paragraph to come: its style, its lines, their language."""

_TITLE_LINES = 2
"""A title longer than this is set smaller."""

_LEAST_COVER_PICTURE = 170.0
_ABOVE_FOOT = 6.0
_ABOVE_MADE_BY, _UNDER_MADE_BY = 180.0, 20.0
"""What stands free around the heading of the makers, in points: they stand in the upper half of their page."""

_BETWEEN_LANGUAGES, _UNDER_NOTE = 4.0, 10.0
_AROUND_FRAME = 20.0
"""What the lines of the drawing frame and the room within them add to its height, in points."""


def add_feet(pages: Pages, sides: Sides, *, is_facing: bool) -> None:
    """Whom to call, under each page but the cover: in every language, or where pages face in that of the page."""
    section = pages.document.sections[0]
    feet = [(section.footer, sides)]
    if is_facing:
        ooxml.let_pages_face(pages.document)
        feet = [(section.even_page_footer, sides[:1]), (section.footer, sides[1:])]
    highest = max(_add_foot(pages, foot, of) for foot, of in feet)
    # A foot that is higher than its margin takes its room from the page, and keeps away from what stands above it.
    if highest > room_for_the_foot():
        pages.height -= highest - room_for_the_foot() + _ABOVE_FOOT


def add_cover(pages: Pages, sides: Sides) -> None:
    """The title, whom the story is for, and its first picture."""
    story, room = sides[0].story, pages.height
    titles = _titles(sides)
    style = _title_style(pages, titles, is_alone=story.cover is None)
    for side, title in zip(sides, titles, strict=True):
        room -= _add_title(pages, side, style, title)
        room -= _add_read_to(pages, side, is_last=side is sides[-1])
    high = min(room - PICTURE_LINE, PICTURE_HEIGHT)
    if story.cover and high >= _LEAST_COVER_PICTURE:
        spoken, box = (story.cover.description, story.title, sides[0].words.picture.text), (PICTURE_WIDTH, high)
        pages.add_picture(story.cover, "picture_cover", box, spoken=spoken, language=story.language)


def add_makers(pages: Pages, sides: Sides, version: str | None, made_on: date) -> None:
    """Who made it, in the middle of a page; the version and the day, small."""
    said = [_made_by(sides), *_names(sides), _versions(sides, version, made_on), _credits(sides)]
    added: list[Paragraph] = []
    high = 0.0
    for lines in said:
        paragraphs, height = _add_together(pages, lines)
        added += paragraphs
        high += height
    if not added:
        return
    headings = added[: len(said[0])]
    for heading in headings:
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if headings:
        headings[-1].paragraph_format.space_after = Pt(_UNDER_MADE_BY)
    added[0].paragraph_format.page_break_before = True
    above = min(_ABOVE_MADE_BY, pages.height - high - _UNDER_MADE_BY)
    added[0].paragraph_format.space_before = Pt(max(0.0, above))
    pages.mark_end(added[0])


def add_drawing_page(pages: Pages, sides: Sides) -> None:
    """An empty frame to draw in, as high as its page lets it be."""
    headings = [_line("Heading 1", said) for side in sides if (said := side.words.draw_here).text]
    added, height = _add_together(pages, headings)
    frame, setting = pages.add("Drawing Frame", [], sides[0].story.language), settings()["Drawing Frame"]
    room = pages.height - height - _AROUND_FRAME - setting.before
    if setting.line > room:
        frame.paragraph_format.line_spacing = Pt(room)
    first = [*added, frame][0]
    first.paragraph_format.page_break_before = True
    pages.mark_end(first)


def _add_foot(pages: Pages, foot: Foot, sides: Sides) -> float:
    """Its height. Under a line that nobody has looked over stands the Dutch, unless the foot is in Dutch anyway."""
    said, height = _emergency(sides), 0.0
    if not said:
        return height
    into = ooxml.emptied(foot)
    for language, group in groupby(said, key=lambda line: line.language):
        lines = pages.set_well("Footer", [line.text for line in group], language)
        pages.add("Footer", lines, language, into)
        height += pages.height_of("Footer", lines, language)
    return height


def _emergency(sides: Sides) -> list[Fixed]:
    lines = [line for side in sides for line in side.words.emergency]
    if any(line[0].language == WORK_LANGUAGE for line in lines):
        lines = [line[:1] for line in lines]
    return list(dict.fromkeys(each for line in lines for each in line if each.text))


def _titles(sides: Sides) -> list[tuple[list[str], str]]:
    """The title on each side, with its language; one that nobody has translated stands on the first side only."""
    titles = [(typed(side.story.title), side.story.title_language) for side in sides]
    first, *others = titles
    if not first[0]:
        first = ([sides[0].words.file_title.text], sides[0].words.file_title.language)
    return [first, *(([], title[1]) if title == titles[0] else title for title in others)]


def _title_style(pages: Pages, titles: list[tuple[list[str], str]], *, is_alone: bool) -> str:
    """As large as stands on two lines; two titles smaller, and both the same."""
    style, shown = "Title Alone" if is_alone else "Title", [title for title in titles if title[0]]
    lines = [
        sum(settings()[style].lines_of(line, language, pages.width) for line in title) for title, language in shown
    ]
    return style if len(lines) == 1 and lines[0] <= _TITLE_LINES else "Title Long"


def _add_title(pages: Pages, side: Side, style: str, title: tuple[list[str], str]) -> float:
    """Its height, with the note that nobody has looked it over."""
    lines, language = title
    if not lines:
        return 0.0
    pages.anchor(pages.add(style, pages.set_well(style, lines, language), language), side.key("title"))
    height, note = pages.height_of(style, lines, language), side.words.not_looked_over
    if side.story.is_title_to_be_checked:
        paragraph = pages.add_note(note, language)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(_UNDER_NOTE)
        height += pages.height_of("Note", [note[0].text], note[0].language) + _UNDER_NOTE
    return height


def _add_read_to(pages: Pages, side: Side, *, is_last: bool) -> float:
    """Its height. What stands under it keeps away, another title keeps away by itself."""
    names, said = side.story.read_to, side.words.read_to
    if not names or not said.text:
        return 0.0
    lines = [said.text % {"names": enumeration(names, said.language)}]
    paragraph = pages.add("Subtitle", lines, said.language)
    height = pages.height_of("Subtitle", lines, said.language)
    if is_last:
        return height
    paragraph.paragraph_format.space_after = Pt(0)
    return height - settings()["Subtitle"].after


def _made_by(sides: Sides) -> list[Line]:
    return [_line("Heading 1", said) for side in sides if side.story.makers and (said := side.words.made_by).text]


def _names(sides: Sides) -> list[list[Line]]:
    """Each name once: a name is the same in every language, unless somebody wrote it in other letters."""
    of_each = {name: side.story.language for side in reversed(sides) for name in reversed(side.story.makers)}
    return [[("Maker", typed(name), language)] for name, language in reversed(of_each.items())]


def _versions(sides: Sides, version: str | None, made_on: date) -> list[Line]:
    said = [side.words.made_on if version is None else side.words.version for side in sides]
    return [
        ("Small Print", [one.text % {"version": version, "date": full_date(made_on, one.language)}], one.language)
        for one in said
        if one.text
    ]


def _credits(sides: Sides) -> list[Line]:
    if not any(side.story.has_composed for side in sides):
        return []
    return [_line("Small Print", said) for side in sides if (said := side.words.credit).text]


def _line(style: str, said: Fixed) -> Line:
    return style, [said.text], said.language


def _add_together(pages: Pages, lines: list[Line]) -> tuple[list[Paragraph], float]:
    """The same in each language, close under each other; and how high they stand."""
    added = [pages.add(style, pages.set_well(style, texts, language), language) for style, texts, language in lines]
    height = sum(pages.height_of(*line) for line in lines)
    for paragraph, (style, _, _) in zip(added[1:], lines[1:], strict=True):
        paragraph.paragraph_format.space_before = Pt(_BETWEEN_LANGUAGES)
        paragraph.paragraph_format.page_break_before = False
        height -= settings()[style].before - _BETWEEN_LANGUAGES
    return added, height
