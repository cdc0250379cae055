"""Setting what was said in a field: words, values, views, pictures and signatures; or the room to fill it in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ..drawing.composed import png
from ..filled import Answer, Filled
from ..part import Part
from ..said import Facts
from ..sentences import NO_BREAK_SPACE, sentences
from ..voices import View
from ..wording import WORK_LANGUAGE
from . import by_hand, ooxml, paper_ooxml
from .base import style_ids
from .letters import in_order, tongue
from .package import picture_relationship
from .pages import Pages, typed
from .paper_outline import Field
from .scenes import sentence_lines
from .signature_picture import signature_picture
from .words import BookWords, Fixed

PICTURE_HIGH, PICTURE_IN_A_BLOCK, SIGNATURE = 270.0, 200.0, (150.0, 46.0)
"""The place of a picture, as wide as there is room, at the top of a form and among the fields of an item; and of a signature, in points."""


class Reading(NamedTuple):
    """One of the languages of a paper."""

    filled: Filled
    words: BookWords

    @property
    def language(self) -> str:
        """As asked for."""
        return self.filled.language


class Styles(NamedTuple):
    """In which styles something is set."""

    words: str
    voice: str
    holds_together: bool = True
    """Whether words that belong together stand on one line: a narrow column has no room for that."""


IN_THE_FLOW = Styles("Paper Words", "Paper Voice")
FOR_A_CHILD = Styles("Words Smaller", "Voice")
"""Larger letters, as in the book."""


@dataclass(frozen=True)
class Place:
    """Where something is set."""

    cell: ooxml.Element | None
    """None: the page itself."""
    width: float
    """How wide words stand there, in points."""
    styles: Styles = IN_THE_FLOW


class Setter:
    """Sets paragraphs and pictures on the pages of a form, and keeps what it must know of them."""

    def __init__(
        self,
        pages: Pages,
        readings: Sequence[Reading],
        facts: Facts | None,
        *,
        is_blank: bool,
        for_child: bool = False,
        is_close: bool = False,
    ) -> None:
        self.pages, self.readings, self.facts, self.is_blank = pages, readings, facts, is_blank
        self.for_child, self.is_close = for_child, is_close
        self.styles = FOR_A_CHILD if for_child else IN_THE_FLOW
        self.on_the_page = Place(None, pages.width, self.styles)
        self.signatures: dict[str, bytes] = {}
        """Pictures made here, by the id under which they stand among the pages' pictures."""
        self.ends_in_table = False
        """Whether the last thing on the page is a table: another right behind it would be one with it."""
        self._addresses: set[str] = set()

    def add(
        self, style: str, lines: list[str], language: str, cell: ooxml.Element | None = None, among: str = ""
    ) -> Paragraph:
        """A paragraph, at the end of the page or of a cell; `among` is the language of what stands around it, where that is another."""
        self.ends_in_table = self.ends_in_table and cell is not None
        paragraph = self.pages.add(style, lines, language, cell)
        if tongue(among or language).is_right_to_left and not tongue(language).is_right_to_left:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return paragraph

    def add_label(self, style: str, said: Fixed, place: Place, among: str) -> Paragraph:
        """What is asked, above what is said."""
        label = self.add(style, typed(said.text), said.language, place.cell, among)
        if place.cell is not None:
            # It holds on to what is under it anyway: Word and LibreOffice would hold all rows of the table together.
            label.paragraph_format.keep_with_next = False
        return label

    def add_lines(self, lines: Sequence[by_hand.Line], cell: ooxml.Element | None, among: str) -> list[Paragraph]:
        """What there is to fill in by hand."""
        added = [self.add(one.style, typed(one.text), one.language, cell, among) for one in lines]
        for line, paragraph in zip(lines, added, strict=True):
            if line.short:
                paragraph.paragraph_format.right_indent = Pt(line.short)
        return added

    def add_note(self, note: Sequence[Fixed], among: str, cell: ooxml.Element | None = None) -> None:
        """Small words, the same in each of their languages on one line."""
        paragraph = self.add("Paper Note", [], note[0].language, cell, among)
        for number, one in enumerate(note):
            ooxml.add_lines(paragraph, [f"{' · ' if number else ''}{one.text}"], one.language, in_order)

    def anchor(self, paragraph: Paragraph, place: str, facet: str, after: int = 0) -> None:
        """Let what stands in a paragraph, behind its first `after` runs, be found again by the address it comes from; once for each."""
        address = f"{place}@{facet}"
        if place and address not in self._addresses:
            self._addresses.add(address)
            paper_ooxml.anchor(paragraph, address, self.pages.next_mark(), after)

    def part_from_table(self) -> None:
        """Leave a little room where the last thing on the page is a table, so that the next does not become one with it."""
        if self.ends_in_table:
            self._room_for_picture(None)

    def add_said(
        self, field: Field, side: int, place: Place, signer: str = "", *, says_what_is_missing: bool = True
    ) -> None:
        """What was said in one of the languages; where nothing was, room for it: to sign always, else in a form to fill in by hand."""
        answer, reading, is_signature = field.said[side], self.readings[side], field.part.type == "signature"
        if field.is_words and self.is_missing(field, side):
            self.anchor(self.add(place.styles.words, [], reading.language, place.cell), field.place, reading.language)
            if says_what_is_missing:
                self.add_note(reading.words.not_translated, reading.language, place.cell)
        elif not answer.is_empty:
            self._add_answer(answer, field, place)
            if answer.is_to_be_checked:
                self.add_note(reading.words.not_looked_over, answer.language, place.cell)
        elif not side if is_signature else self.is_blank:
            # One line to sign on is enough, however many languages there are.
            self._add_room(field, reading, place, signer)

    def add_signature(self, field: Field, place: Place) -> None:
        """The lines somebody signed with, or the photo of a paper that was signed; nothing of any other field, or where it is not known."""
        answer = field.said[0]
        if field.part.type != "signature" or not answer.text or self.facts is None:
            return
        value = self.facts.document.value(answer.place)
        signed: dict[str, Any] = value if isinstance(value, dict) else {}
        name, spoken = f"p_{answer.place}", (answer.text,)
        if signed.get("strokes"):
            id, drawn = f"signature {answer.place}", signature_picture(signed["strokes"])
            self.signatures[id] = drawn.picture
            box = (min(SIGNATURE[0], place.width), SIGNATURE[1])
            self.add_picture(id, name, (drawn.width, drawn.height), box, spoken, place)
        elif photo := signed.get("picture"):
            box = (min(PICTURE_HIGH, place.width), PICTURE_HIGH)
            self.add_picture(photo["id"], name, (photo["width"], photo["height"]), box, spoken, place)

    def add_drawn(self, id: str, drawn: tuple[str, int, int], spoken: Sequence[str]) -> Paragraph:
        """A drawing made here (an SVG, how wide and how high it is) as wide as the page; `spoken` is what it shows in each language."""
        svg, *size = drawn
        self.signatures[id] = png(svg, size[0])
        name = f"p_{hashlib.sha256(id.encode()).hexdigest()[:20]}"
        box = (self.pages.width, PICTURE_HIGH)
        return self.add_picture(id, name, (size[0], size[1]), box, [" ".join(dict.fromkeys(spoken))], self.on_the_page)

    def add_picture(
        self, id: str, name: str, size: tuple[int, int], box: tuple[float, float], spoken: Sequence[str], place: Place
    ) -> Paragraph:
        """A picture of that size (pixels), as large as `box` (points) lets it be.

        `spoken`: what a screen reader says of it, the first that is anything.
        """
        pages = self.pages
        # LibreOffice 7.4 shows the very first picture in the place of a round one that stands there a second time.
        is_rounded = id not in pages.pictures and id not in self.signatures
        if id not in pages.pictures:
            pages.pictures.append(id)
        scale = min(Pt(box[0]) / max(size[0], 1), Pt(box[1]) / max(size[1], 1))
        paragraph = self._room_for_picture(place.cell)
        ooxml.add_picture(
            paragraph,
            picture_relationship(pages.pictures.index(id) + 1),
            name=name,
            description=next((text for text in spoken if ooxml.xml_text(text).strip()), ""),
            size_emu=(max(1, round(size[0] * scale)), max(1, round(size[1] * scale))),
            number=pages.next_mark(),
            is_rounded=is_rounded,
        )
        return paragraph

    def _room_for_picture(self, cell: ooxml.Element | None) -> Paragraph:
        self.ends_in_table = self.ends_in_table and cell is not None
        way = tongue(self.pages.language)
        return ooxml.add_paragraph(self.pages.document, style_ids()["Paper Picture"], way, None, cell)

    def _add_answer(self, answer: Answer, field: Field, place: Place) -> None:
        for view in answer.views:
            self._add_view(answer, view, place)
        if not answer.text:
            return
        if answer.says:
            self.add_label(place.styles.voice, Fixed(answer.says, answer.says_in), place, among=answer.language)
        if field.is_words:
            lines = word_lines(answer.text, answer.language, place.styles)
            paragraph = self.add(place.styles.words, lines, answer.language, place.cell)
        else:
            language = language_of_value(answer)
            paragraph = self.add(
                place.styles.words, value_lines(answer.text, field.part), language, place.cell, among=answer.language
            )
        self.anchor(paragraph, answer.place, answer.language if field.is_words else "value")

    def _add_view(self, answer: Answer, view: View, place: Place) -> None:
        language = view.language or answer.language
        self.add_label(place.styles.voice, Fixed(view.says, view.says_in), place, among=language)
        lines = word_lines(view.words, language, place.styles)
        paragraph = self.add(place.styles.words, lines, language, place.cell)
        self.anchor(paragraph, answer.place, f"{language}.{view.voice}")

    def _add_room(self, field: Field, reading: Reading, place: Place, signer: str) -> None:
        is_of_item = not field.place or "/" in field.place
        # Over the whole page there is room once, for whatever language: what helps to fill it in stands there in each.
        languages = [one.language for one in self.readings] if place.cell is None else [reading.language]
        room = by_hand.room(field.part, languages, place.width, self.facts, signer, is_of_item=is_of_item)
        paragraphs = self.add_lines(room, place.cell, reading.language)
        for paragraph in paragraphs[:-1] if place.cell is None else ():
            paragraph.paragraph_format.keep_with_next = True
        if room and not room[0].text:
            self.anchor(paragraphs[0], field.place, reading.language if field.is_words else "value")

    def is_missing(self, field: Field, side: int) -> bool:
        """Whether nobody has translated it for this side: what is said in neither language stands on the first."""
        if len(field.said) == 1 or field.is_empty:
            return False
        (one, other), (first, second) = field.said, self.readings
        if (one.language, one.text, one.views) != (other.language, other.text, other.views):
            return False
        stands_on = 1 if one.language == second.language != first.language else 0
        return side != stands_on


def word_lines(text: str, language: str, styles: Styles) -> list[str]:
    """Words with one sentence to a line."""
    return list(_word_lines(text, language, styles.holds_together))


def language_of_value(answer: Answer) -> str:
    """The language a value is set in: that of its reader, unless it runs the other way: names in other letters, telephone numbers."""
    if answer.part.type == "phone" and tongue(answer.language).is_right_to_left:
        return WORK_LANGUAGE
    return by_hand.way_of(answer.text, answer.language)


def value_lines(text: str, part: Part) -> list[str]:
    """What was said in a field that is no words, line by line; a telephone number, and a number with its ends, is not divided."""
    held = text.strip().replace(" ", NO_BREAK_SPACE) if part.type in ("phone", "scale") else text
    return [line.rstrip() for line in ooxml.xml_text(held).split("\n")]


@lru_cache(maxsize=4096)
def _word_lines(text: str, language: str, holds_together: bool) -> Sequence[str]:
    if holds_together:
        # A blank behind a line that just fills the width would take a line of its own.
        return [line.rstrip(" ") for line in sentence_lines(text, language)]
    pieces = sentences(ooxml.xml_text(text).strip(), language)
    return [line.rstrip() for piece in pieces for line in piece.rstrip("\n").split("\n")]
