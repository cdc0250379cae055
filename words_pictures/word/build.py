"""The Word file of a story: a cover, one scene to a page, who made it, and a page to draw on."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import IO, Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Length, Mm, Pt
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

from ..sentences import held_together, sentences
from ..story import Scene, ScenePicture, Story
from ..voices import View
from ..wording import enumeration, full_date
from . import ooxml
from .fit import Setting
from .letters import tongue
from .package import picture_relationship, write_package

_BASE = Path(__file__).with_name("base.docx")

PICTURE_WIDTH, PICTURE_HEIGHT = Mm(170), Mm(127.5)
"""The place of a picture, the same on every page: as wide as the words, 4 : 3."""

_WORDS = ("Words", "Words Smaller", "Words Smallest")
"""The styles words may be set in, largest first: 20, 18 and 16 points in base.docx."""

_TITLE_LINES = 2
"""A title longer than this is set smaller."""

_LEAST_COVER_PICTURE = Mm(60)
_ABOVE_MADE_BY, _UNDER_MADE_BY = 180, 20
"""What stands free around the heading of the makers, in points: they stand in the upper half of their page."""

_PICTURE_LINE = 4.0
"""What a line with a picture in it adds below the picture, in points."""


@dataclass(frozen=True)
class BookWords:
    """The fixed words of the book, in the story's language. An empty one leaves its place empty."""

    file_title: str
    """What the file is called in its properties, where everybody can read it: "Verhaal", never the story's title."""
    read_to: str
    """Under the title, with %(names)s: "voor %(names)s"."""
    made_by: str
    """The heading above the names of the makers: "Wie maakte dit verhaal?"."""
    version: str
    """With %(version)s and %(date)s: "Versie %(version)s van %(date)s"."""
    made_on: str
    """In its place where there is no version, with %(date)s."""
    draw_here: str
    """The heading above the empty frame: "Hier kan jij tekenen"."""
    picture: str
    """What a picture is called that nobody described, in a scene without a heading: "Tekening"."""
    emergency: str
    """The line at the foot of every page but the cover; a new line in it is kept."""
    credit: str = ""
    """Under the makers, small, where a picture was made here."""


def story_docx(
    story: Story, pictures: Callable[[str], bytes], *, words: BookWords, version: str | None, made_on: date
) -> bytes:
    """The Word file (.docx) of `story`, in its language and direction; the same input gives the same bytes.

    `pictures` gives a picture's bytes by its id, JPEG or PNG, already made safe: they go in as they are. `version`
    and `made_on` stand on the end page, not on the child's. Raises PictureUnreadable for bytes of any other kind.
    """
    file = io.BytesIO()
    write_story_docx(file, story, pictures, words=words, version=version, made_on=made_on)
    return file.getvalue()


def write_story_docx(
    file: IO[bytes],
    story: Story,
    pictures: Callable[[str], bytes],
    *,
    words: BookWords,
    version: str | None,
    made_on: date,
) -> None:
    """Write what `story_docx` gives to `file`, holding one picture at a time. `file` need not be able to seek."""
    book = _Book(story, words)
    book.set_properties(made_on)
    book.set_pages()
    book.add_cover()
    for scene in story.scenes:
        book.add_scene(scene)
    book.add_makers(version, made_on)
    book.add_drawing_page()
    write_package(file, book.document, book.pictures, pictures)


def sentence_lines(text: str, language: str) -> list[str]:
    """`text` as it stands on paper: one sentence to a line, new lines where they were typed.

    Where a sentence begins a line of its own, the line before ends in the blank that was typed there: what comes back
    can be put together again.
    """
    lines: list[str] = []
    for piece in sentences(ooxml.xml_text(text).strip(), language):
        *typed, last = piece.split("\n")
        lines += [held_together(line.rstrip()) for line in typed]
        if last:
            lines.append(held_together(last))
    return lines


class _Book:
    """The document while it is made. Pages are added in reading order."""

    def __init__(self, story: Story, words: BookWords) -> None:
        self.story, self.words = story, words
        self.document: Document = docx.Document(io.BytesIO(_base()))
        self.pictures: list[str] = []
        """The ids of the pictures used, each once; the body calls the second `picture_relationship(2)`."""
        self._styles = {style.name: style for style in self.document.styles if isinstance(style, ParagraphStyle)}
        self._marks, self._ended = 0, False
        self._width, self._height = _room_on_a_page()

    def set_properties(self, made_on: date) -> None:
        """What the file says of itself: a neutral title, no author, the day it was made, its language."""
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = self.words.file_title[:255], "", ""
        properties.language = tongue(self.story.language).tag
        # Noon, so that it is the same day in every time zone a reader may be in.
        properties.created = properties.modified = datetime.combine(made_on, time(12), UTC)
        ooxml.set_document_language(self.document, tongue(self.story.language))
        known = {"story": self.story.id, "revision": str(self.story.revision), "language": self.story.language}
        ooxml.add_custom_properties(self.document, known)

    def set_pages(self) -> None:
        """Which way the pages run, and whom to call at the foot of each but the cover."""
        section = self.document.sections[0]
        ooxml.set_page_direction(section, tongue(self.story.language))
        if not self.words.emergency:
            return
        lines, language = self.words.emergency.split("\n"), self.story.language
        self._fill(section.footer.paragraphs[0], "Footer", lines, language)
        below = _points((section.bottom_margin or 0) - (section.footer_distance or 0))
        # A foot that is higher than its margin takes its room from the page.
        self._height -= max(0.0, self._height_of("Footer", lines, language) - below)

    def add_cover(self) -> None:
        """The title, whom the story is for, and its first picture."""
        story, room = self.story, self._height
        picture = story.cover
        title, language = _typed(story.title), story.title_language
        if not title:
            title, language = [self.words.file_title], story.language
        style = "Title" if picture else "Title Alone"
        if sum(_settings()[style].lines_of(line, language, self._width) for line in title) > _TITLE_LINES:
            style = "Title Long"
        self._anchor(self._add(style, self._set_well(style, title, language), language), "title")
        room -= self._height_of(style, title, language)
        if story.read_to:
            names = [self.words.read_to % {"names": enumeration(story.read_to, story.language)}]
            self._add("Subtitle", names, story.language)
            room -= self._height_of("Subtitle", names, story.language)
        box = Pt(min(room - _PICTURE_LINE, PICTURE_HEIGHT.pt))
        if picture and box >= _LEAST_COVER_PICTURE:
            self._add_picture(picture, "picture_cover", box, otherwise=story.title)

    def add_scene(self, scene: Scene) -> None:
        """A page of its own: heading, picture, and under it one sentence to a line, as large as there is room for.

        A scene without a heading leaves its place open, so that the picture stands where it stands on every page.
        """
        room, heading, first = self._height, _typed(scene.heading), None
        if heading:
            heading = self._set_well("Heading 1", heading, scene.language)
            first = self._add("Heading 1", heading, scene.language)
            self._anchor(first, f"h_{scene.id}")
        room -= self._height_of("Heading 1", heading or [""], scene.language)
        if scene.picture:
            name, spoken = f"picture_{scene.id}", scene.heading
            picture = self._add_picture(scene.picture, name, PICTURE_HEIGHT, otherwise=spoken)
            if first is None:
                first = picture
                self._leave_above(picture, self._height_of("Heading 1", [""], scene.language))
            room -= PICTURE_HEIGHT.pt + _PICTURE_LINE + _settings()["Picture"].after
        words = self._add_all_words(scene, room)
        if not heading:
            (first or words).paragraph_format.page_break_before = True

    def add_makers(self, version: str | None, made_on: date) -> None:
        """Who made it, in the middle of a page; the version and the day, small."""
        language = self.story.language
        added: list[Paragraph] = []
        if self.story.makers and self.words.made_by:
            heading = self._add("Heading 1", [self.words.made_by], language)
            heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
            heading.paragraph_format.space_after = Pt(_UNDER_MADE_BY)
            added.append(heading)
        added += [self._add("Maker", _typed(name), language) for name in self.story.makers]
        line = self.words.made_on if version is None else self.words.version
        if line:
            said = line % {"version": version, "date": full_date(made_on, language)}
            added.append(self._add("Small Print", [said], language))
        if self.story.has_composed and self.words.credit:
            added.append(self._add("Small Print", [self.words.credit], language))
        if added:
            added[0].paragraph_format.page_break_before = True
            added[0].paragraph_format.space_before = Pt(_ABOVE_MADE_BY)
            self._mark_end(added[0])

    def add_drawing_page(self) -> None:
        """An empty frame to draw in."""
        language = self.story.language
        heading = self._add("Heading 1", [self.words.draw_here], language) if self.words.draw_here else None
        frame = self._add("Drawing Frame", [], language)
        if heading is None:
            frame.paragraph_format.page_break_before = True
        self._mark_end(heading or frame)

    def _add_all_words(self, scene: Scene, room: float) -> Paragraph:
        """The scene's words, and what each voice says under its name: the first of those paragraphs.

        All in the largest size that leaves them on their page; else in the smallest, over two pages.
        """
        language = scene.language
        room -= sum(self._height_of("Voice", _typed(view.says), view.says_in) for view in scene.views)
        said = [scene.words] if scene.words or not scene.views else []
        lines = [sentence_lines(words, language) for words in (*said, *(view.words for view in scene.views))]
        fitting = (one for one in _WORDS if sum(self._height_of(one, each, language) for each in lines) <= room)
        style = next(fitting, None)
        added: list[Paragraph] = []
        if said:
            added.append(self._add_words(lines[0], language, style, f"s_{scene.id}"))
        for number, (view, words) in enumerate(zip(scene.views, lines[len(said) :], strict=True), start=1):
            added.append(self._add_voice(view, language))
            added.append(self._add_words(words, language, style, f"s_{scene.id}_{number}_{view.voice}"))
        return added[0]

    def _add_voice(self, view: View, language: str) -> Paragraph:
        """The line above a view, in its own language, running the way the words under it do."""
        paragraph = self._add("Voice", _typed(view.says), view.says_in)
        if view.says_in != language:
            ooxml.set_direction(paragraph, tongue(language))
        return paragraph

    def _add_words(self, lines: list[str], language: str, style: str | None, key: str) -> Paragraph:
        paragraph = self._add(style or _WORDS[-1], lines, language)
        if style is None:
            paragraph.paragraph_format.keep_together = False
        self._anchor(paragraph, key)
        return paragraph

    def _add(self, style: str, lines: list[str], language: str) -> Paragraph:
        paragraph = self.document.add_paragraph()
        paragraph.style = self._styles[style]
        self._fill(paragraph, style, lines, language)
        return paragraph

    def _fill(self, paragraph: Paragraph, style: str, lines: list[str], language: str) -> None:
        ooxml.add_lines(paragraph, lines, language)
        ooxml.set_direction(paragraph, tongue(language))
        setting = _settings()[style]
        if lines and setting.line_for(language) != setting.line:
            paragraph.paragraph_format.line_spacing = Pt(setting.line_for(language))

    def _add_picture(self, picture: ScenePicture, name: str, box: Length, *, otherwise: str) -> Paragraph:
        """The picture in the middle of a place as wide as the page and `box` high, as large as it can be there."""
        if picture.id not in self.pictures:
            self.pictures.append(picture.id)
        width, height = _fitted(picture, PICTURE_WIDTH, box)
        spoken = (text for text in (picture.description, otherwise, self.words.picture) if ooxml.xml_text(text).strip())
        paragraph = self.document.add_paragraph()
        paragraph.style = self._styles["Picture"]
        ooxml.set_direction(paragraph, tongue(self.story.language))
        ooxml.add_picture(
            paragraph,
            picture_relationship(self.pictures.index(picture.id) + 1),
            name=name,
            description=next(spoken, ""),
            size_emu=(width, height),
            number=self._next_mark(),
        )
        beside = (box - height) // 2
        if beside:
            paragraph.paragraph_format.space_before = Emu(beside)
            paragraph.paragraph_format.space_after = Emu(beside + Pt(_settings()["Picture"].after))
        return paragraph

    def _leave_above(self, paragraph: Paragraph, points: float) -> None:
        form: Any = paragraph.paragraph_format
        form.space_before = Pt(points) + (form.space_before or 0)

    def _set_well(self, style: str, lines: list[str], language: str) -> list[str]:
        """The lines of a title, divided where a typesetter would: two halves alike, no word alone at the end."""
        return [_settings()[style].balanced(held_together(line), language, self._width) for line in lines]

    def _height_of(self, style: str, lines: list[str], language: str) -> float:
        return _settings()[style].height_of(lines, language, self._width)

    def _anchor(self, paragraph: Paragraph, key: str) -> None:
        ooxml.anchor(paragraph, key, self._next_mark())

    def _mark_end(self, paragraph: Paragraph) -> None:
        """What comes after here is not the last scene's any more."""
        if not self._ended:
            ooxml.mark(paragraph, "s_end", self._next_mark())
        self._ended = True

    def _next_mark(self) -> int:
        self._marks += 1
        return self._marks


@cache
def _base() -> bytes:
    return _BASE.read_bytes()


@cache
def _settings() -> dict[str, Setting]:
    """How each style of base.docx sets its words, by the name of the style."""
    styles = docx.Document(io.BytesIO(_base())).styles
    return {name: setting for style in styles if (name := style.name) and (setting := _setting(style))}


def _setting(style: BaseStyle) -> Setting | None:
    if not isinstance(style, ParagraphStyle) or style.font.size is None:
        return None
    form: Any = style.paragraph_format  # its lengths have no types
    points = style.font.size.pt
    line = form.line_spacing.pt if isinstance(form.line_spacing, Length) else points
    before, after = (space.pt if space else 0.0 for space in (form.space_before, form.space_after))
    other = ooxml.size_of_other_letters(style) or points
    return Setting(points, other, line, before, after, bold=bool(style.font.bold))


@cache
def _room_on_a_page() -> tuple[float, float]:
    """How wide and how high what stands on a page of base.docx may be, in points."""
    page = docx.Document(io.BytesIO(_base())).sections[0]
    return (
        _points((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)),
        _points((page.page_height or 0) - (page.top_margin or 0) - (page.bottom_margin or 0)),
    )


def _points(length: int) -> float:
    return Emu(length).pt


def _fitted(picture: ScenePicture, width: Length, height: Length) -> tuple[int, int]:
    """The largest size of `picture` within `width` and `height`, its proportions kept, in EMU."""
    wide, high = max(picture.width, 1), max(picture.height, 1)
    scale = min(width / wide, height / high)
    return max(1, round(wide * scale)), max(1, round(high * scale))


def _typed(text: str) -> list[str]:
    """The lines of a heading or a name as typed; none if there is nothing to read."""
    return [line.strip() for line in ooxml.xml_text(text).strip().split("\n") if line.strip()]
