"""The page of a scene: its heading, its picture, and under it one sentence to a line, as large as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from ..sentences import held_together, sentences
from ..story import Scene, Story
from ..voices import View
from ..wording import language_name
from . import ooxml
from .base import settings
from .letters import tongue
from .pages import Pages, typed
from .words import BookWords, Fixed

PICTURE_WIDTH, PICTURE_HEIGHT = Mm(170).pt, Mm(127.5).pt
"""The place of a picture, the same on every page that has room for it: as wide as the words, 4 : 3."""

WORDS = ("Words", "Words Smaller", "Words Smallest")
"""The styles words may be set in, largest first: 20, 18 and 16 points in base.docx."""


class Size(NamedTuple):
    """How large a scene stands on its page: the style of its words, and how high the place of its picture is, in points."""

    words: str
    picture: float = PICTURE_HEIGHT
    is_spilled: bool = False
    """Whether the words go on over the end of the page."""


SIZES = (*map(Size, WORDS), *(Size(WORDS[-1], PICTURE_HEIGHT * part) for part in (5 / 6, 2 / 3, 1 / 2)))
"""Best first: the words step down, then their picture makes room for them."""
SPILLED = Size(WORDS[-1], is_spilled=True)
"""Where nothing leaves the words on one page."""


@dataclass(frozen=True)
class Side:
    """One of the languages of a book: the story in it, and the fixed words."""

    story: Story
    words: BookWords
    number: int = 1

    def key(self, kind: str, rest: str = "") -> str:
        """By what something is found again when the file comes back: `s_7f3a`, and in the second language `s2_7f3a`."""
        return "_".join(filter(None, (kind if self.number == 1 else f"{kind}{self.number}", rest)))


@dataclass(frozen=True)
class Told:
    """A scene as it stands on its side of the book, and what stands small under its words."""

    side: Side
    scene: Scene
    note: tuple[Fixed, ...]

    @cached_property
    def heading(self) -> list[str]:
        return typed(self.scene.heading)

    @property
    def says_something(self) -> bool:
        return bool(self.heading or any(passage.lines for passage in self.passages))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The one wording, or what each voice says; one without words where there is neither."""
        scene, language = self.scene, self.scene.language
        said = [Passage("", sentence_lines(scene.words, language))] if scene.words or not scene.views else []
        views = (
            Passage(f"_{number}_{view.voice}", sentence_lines(view.words, language), view)
            for number, view in enumerate(scene.views, start=1)
        )
        return (*said, *views)

    @cached_property
    def number(self) -> list[str]:
        """The number of the scene, and the language of this side by the name it has in itself."""
        return [f"{self.scene.number} · {language_name(self.side.story.language)}"]


@dataclass(frozen=True)
class Passage:
    """What is one paragraph of words on paper."""

    key: str
    """Behind the scene's id: empty, or `_1_kasia` for the first view."""
    lines: list[str]
    view: View | None = None


def sentence_lines(text: str, language: str) -> list[str]:
    """`text` as it stands on paper: one sentence to a line, new lines where they were typed.

    Where a sentence begins a line of its own, the line before ends in the blank that was typed there: what comes back
    can be put together again.
    """
    lines: list[str] = []
    for piece in sentences(ooxml.xml_text(text).strip(), language):
        *begun, last = piece.split("\n")
        lines += [held_together(line.rstrip()) for line in begun]
        if last:
            lines.append(held_together(last))
    return lines


def told(side: Side, scene: Scene) -> Told:
    """A scene on its side, with the note that nobody has looked its translation over."""
    plain = Told(side, scene, ())
    is_marked = scene.is_to_be_checked and plain.says_something
    return replace(plain, note=side.words.not_looked_over) if is_marked else plain


def told_on_both(sides: Sequence[Side], scenes: Sequence[Scene]) -> tuple[Told, Told]:
    """The same scene on two sides. What is not translated stands once; on the other side there is room to write it."""
    first, second = (told(side, scene) for side, scene in zip(sides, scenes, strict=True))
    if not first.says_something or _said(first.scene) != _said(second.scene):
        return first, second
    if second.scene.language == second.side.story.language:
        return _missing(first), second
    return first, _missing(second)


def add_scene(pages: Pages, told: Told) -> None:
    """A page of its own for a scene in one language."""
    above = _height_above(pages, told)
    _add_page(pages, told, _size(pages, told, above), above)


def add_facing_scenes(pages: Pages, both: tuple[Told, Told]) -> None:
    """Two pages for a scene: its first language on an even page, the second on the odd page that lies open beside it.

    Both have the picture, the number, and words of one size. Where words go on over another page, this pair does not
    face; the next begins on an even page again.
    """
    above = max(_height_above(pages, one, is_numbered=True) for one in both)
    size = max((_size(pages, one, above) for one in both), key=(*SIZES, SPILLED).index)
    for one in both:
        _add_page(pages, one, size, above, is_numbered=True)
    if size.is_spilled:
        ooxml.begin_on_an_even_page(pages.document)


def height_of_passage(pages: Pages, passage: Passage, style: str, language: str, width: float | None = None) -> float:
    """How high one passage stands, with the line above a view."""
    view = passage.view
    above = pages.height_of("Voice", typed(view.says), view.says_in, width) if view else 0.0
    return above + pages.height_of(style, passage.lines, language, width)


def height_of_note(pages: Pages, told: Told, width: float | None = None) -> float:
    """How high the note under the words stands: each of its languages a line of its own in a column."""
    texts = [said.text for said in told.note]
    return pages.height_of("Note", texts if width else texts[:1], told.note[0].language, width) if texts else 0.0


def add_passage(pages: Pages, told: Told, passage: Passage, size: Size, cell: ooxml.Element | None = None) -> Paragraph:
    """The words, under the line that says whose view it is: the first of these paragraphs."""
    language, view = told.scene.language, passage.view
    above = _add_voice(pages, view, language, cell) if view else None
    words = pages.add(size.words, passage.lines, language, cell)
    if size.is_spilled:
        words.paragraph_format.keep_together = False
    pages.anchor(words, told.side.key("s", told.scene.id + passage.key))
    return above or words


def add_picture(pages: Pages, told: Told, size: Size) -> Paragraph | None:
    """The picture of a scene; None where it has none."""
    scene, side = told.scene, told.side
    if scene.picture is None:
        return None
    spoken = (scene.picture.description, scene.heading, side.words.picture.text)
    name, box = side.key("picture", scene.id), (PICTURE_WIDTH, size.picture)
    return pages.add_picture(scene.picture, name, box, spoken=spoken, language=side.story.language)


def _add_page(pages: Pages, told: Told, size: Size, above: float, *, is_numbered: bool = False) -> None:
    """A scene without a heading leaves its place open, so that the picture stands where it stands on every page."""
    heading, language = told.heading, told.scene.language
    added = [pages.add("Note", told.number, told.side.story.language)] if is_numbered else []
    if heading:
        added.append(pages.add("Heading 1", pages.set_well("Heading 1", heading, language), language))
        added[-1].paragraph_format.page_break_before = False if is_numbered else None
        pages.anchor(added[-1], told.side.key("h", told.scene.id))
    added += filter(None, [add_picture(pages, told, size)])
    added += [add_passage(pages, told, passage, size) for passage in told.passages]
    if told.note:
        pages.add_note(told.note, language)
    if is_numbered or not heading:
        added[0].paragraph_format.page_break_before = True
    left_open = above - _height_of_head(pages, told, heading, is_numbered=is_numbered)
    if told.scene.picture and left_open:
        _leave_above(added[0], left_open + (settings()["Note"].before if is_numbered else 0.0))


def _size(pages: Pages, told: Told, above: float) -> Size:
    """The best that leaves all on one page: views in the same size of words."""
    room, has_picture = pages.height - above - height_of_note(pages, told), told.scene.picture is not None
    for size in SIZES:
        picture = pages.height_of_picture(size.picture) if has_picture else 0.0
        if _height_of_words(pages, told, size.words) + picture <= room:
            return size
    return SPILLED


def _height_above(pages: Pages, told: Told, *, is_numbered: bool = False) -> float:
    """How far down a page its picture begins: the place of a heading is there for a scene without one too."""
    return _height_of_head(pages, told, told.heading or [""], is_numbered=is_numbered)


def _height_of_head(pages: Pages, told: Told, heading: list[str], *, is_numbered: bool) -> float:
    language = told.scene.language
    number = pages.height_of("Note", told.number, told.side.story.language) if is_numbered else 0.0
    return number + pages.height_of("Heading 1", pages.set_well("Heading 1", heading, language), language)


def _height_of_words(pages: Pages, told: Told, style: str) -> float:
    return sum(height_of_passage(pages, passage, style, told.scene.language) for passage in told.passages)


def _add_voice(pages: Pages, view: View, language: str, cell: ooxml.Element | None) -> Paragraph:
    """The line above a view, in its own language, running the way the words under it do."""
    paragraph = pages.add("Voice", typed(view.says), view.says_in, cell)
    if not tongue(view.says_in).is_right_to_left:
        ooxml.set_direction(paragraph, tongue(language))
    return paragraph


def _leave_above(paragraph: Paragraph, points: float) -> None:
    form: Any = paragraph.paragraph_format  # its lengths have no types
    form.space_before = Pt(points) + (form.space_before or 0)


def _missing(told: Told) -> Told:
    side = told.side
    scene = replace(told.scene, heading="", words="", views=(), language=side.story.language)
    return Told(side, scene, side.words.not_translated)


def _said(scene: Scene) -> tuple[str, ...]:
    return (scene.language, scene.heading, scene.words, *(view.words for view in scene.views))
