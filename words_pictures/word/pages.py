"""The pages of a book while they are made: paragraphs and pictures in the styles of base.docx, and the room they take."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Length, Pt
from docx.text.paragraph import Paragraph

from ..sentences import held_together
from ..story import ScenePicture
from . import ooxml
from .base import new_document, room_on_a_page, settings, style_ids
from .letters import in_order, tongue
from .package import picture_relationship
from .words import Fixed

PICTURE_LINE = 4.0
"""What a line with a picture in it adds below the picture, in points."""


class Pages:
    """A document to which things are added in reading order; heights and widths are in points."""

    def __init__(self, language: str, *, has_each_picture_twice: bool = False) -> None:
        self.language = language
        """The first language of the book: the pages run its way."""
        self._is_round = not has_each_picture_twice
        self.document = new_document()
        self.pictures: list[str] = []
        """The ids of the pictures used, each once; the body calls the second `picture_relationship(2)`."""
        self.width, self.height = room_on_a_page()
        """The room on a page. A high foot takes some of it."""
        self._marks, self._ended = 0, False

    def add(self, style: str, lines: list[str], language: str, into: ooxml.Element | None = None) -> Paragraph:
        """A paragraph of `lines` in their language and direction, at the end of the document, or of a cell or a foot."""
        setting = settings()[style]
        line = setting.line_for(language)
        own_line = line if lines and line != setting.line else None
        paragraph = ooxml.add_paragraph(self.document, style_ids()[style], tongue(language), own_line, into)
        ooxml.add_lines(paragraph, lines, language, in_order)
        return paragraph

    def add_note(self, note: Sequence[Fixed], language: str, cell: ooxml.Element | None = None) -> Paragraph:
        """Small words under those in `language`, the same in each of theirs: on one line, or a line for each in a column.

        All run the way of the first: there is no full stop that could come to stand on the wrong side.
        """
        first, *others = note
        paragraph = self.add("Note", [first.text], first.language, cell)
        if tongue(language).is_right_to_left and not tongue(first.language).is_right_to_left:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for other in others:
            ooxml.add_lines(paragraph, [f" · {other.text}"] if cell is None else ["", other.text], other.language)
        return paragraph

    def add_picture(
        self, picture: ScenePicture, name: str, box: tuple[float, float], *, spoken: Sequence[str], language: str
    ) -> Paragraph:
        """The picture in the middle of a place as wide as the page and as high as `box`, as large as `box` lets it be.

        `spoken`: what a screen reader says of it, the first that is anything.
        """
        # LibreOffice 7.4 shows the very first picture in the place of a round one that stands there a second time.
        is_round = self._is_round and picture.id not in self.pictures[1:]
        if picture.id not in self.pictures:
            self.pictures.append(picture.id)
        wide, high = box
        size = _fitted(picture, Pt(wide), Pt(high))
        paragraph = ooxml.add_paragraph(self.document, style_ids()["Picture"], tongue(language))
        ooxml.add_picture(
            paragraph,
            picture_relationship(self.pictures.index(picture.id) + 1),
            name=name,
            description=next((text for text in spoken if ooxml.xml_text(text).strip()), ""),
            size_emu=size,
            number=self.next_mark(),
            is_rounded=is_round,
        )
        beside = (Pt(high) - size[1]) // 2
        if beside:
            paragraph.paragraph_format.space_before = Emu(beside)
            paragraph.paragraph_format.space_after = Emu(beside + Pt(settings()["Picture"].after))
        return paragraph

    def height_of(self, style: str, lines: list[str], language: str, width: float | None = None) -> float:
        """How high `lines` stand in that style, as wide as the page or a column of it; nothing where there are none."""
        return settings()[style].height_of(lines, language, width or self.width) if lines else 0.0

    def height_of_picture(self, high: float) -> float:
        """How much of the page a picture takes whose place is `high`."""
        return high + PICTURE_LINE + settings()["Picture"].after

    def set_well(self, style: str, lines: list[str], language: str, width: float | None = None) -> list[str]:
        """The lines of a title, divided where a typesetter would: two halves alike, no word alone at the end."""
        return [settings()[style].balanced(held_together(line), language, width or self.width) for line in lines]

    def anchor(self, paragraph: Paragraph, key: str) -> None:
        """Let the words of `paragraph` be found again by `key`."""
        ooxml.anchor(paragraph, key, self.next_mark())

    def mark_end(self, paragraph: Paragraph) -> None:
        """Say that what comes from here on is not the last scene's any more; only the first time."""
        if not self._ended:
            ooxml.mark(paragraph, "s_end", self.next_mark())
        self._ended = True

    def next_mark(self) -> int:
        """A number that nothing else in the document has."""
        self._marks += 1
        return self._marks


def typed(text: str) -> list[str]:
    """The lines of a heading or a name as typed; none if there is nothing to read."""
    return [line.strip() for line in ooxml.xml_text(text).strip().split("\n") if line.strip()]


def _fitted(picture: ScenePicture, width: Length, height: Length) -> tuple[int, int]:
    """The largest size of `picture` within `width` and `height`, its proportions kept, in EMU."""
    wide, high = max(picture.width, 1), max(picture.height, 1)
    scale = min(width / wide, height / high)
    return max(1, round(wide * scale)), max(1, round(high * scale))
