"""The sentences of a document as a Word table for an interpreter: the source on the left, the translation on the right.

Interpreters have Word, and know it; they need no account, no new program and no file of a family. What they send back is read by
returned_table.py.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, cast

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from ..definition import Definition, Part
from ..document import Document
from ..family import Family
from ..masking import Masking
from ..translation import Sentence, sentences_of
from ..voices import says
from ..wording import LANGUAGES, SOURCE_LANGUAGE, WORK_LANGUAGE, fixed, language_name
from . import ooxml
from .letters import tongue
from .make_base import ACCENT, INK, OTHER_LETTERS, SOFT_INK, WARM
from .package import write_package
from .row_keys import COLUMNS, HEAD, Column, Sent, SentRow, key_of, mark_of, masked, person_key

_BASE = Path(__file__).with_name("base.docx")

_EDGE, _WIDE, _HIGH = Mm(15), Mm(297), Mm(210)
_COLUMNS_MM = (33, 117, 117)
"""A page that lies, so that a sentence has room on both sides."""
_TINT = "FBF3E7"

_STYLES = (
    # name, points, colour, bold, room below in points
    ("Table Words", 12.0, INK, False, 0),
    ("Table Head", 12.0, ACCENT, True, 0),
    ("Table Number", 10.0, SOFT_INK, False, 0),
    ("Table Mark", 10.0, ACCENT, True, 0),
    ("Table Note", 12.0, INK, False, 2),
)


def table_docx(
    document: Document,
    definition: Definition,
    language: str,
    *,
    made_on: date,
    names: Masking | None = None,
    family: Family | None = None,
    without: Sequence[str] = (),
) -> bytes:
    """The Word file (.docx) of all that a document says, to be translated into a language; the same input gives the same bytes.

    `document` is as whoever sends it may see it. `names`: letters take the place of these names. `family` is for the line above a view,
    "Mama says"; without it nobody is named there. `without` are lists and passages at the top (`tellings`) that stay out.
    """
    sentences = [
        one for one in sentences_of(document, definition, language) if one.source and _is_in(one.place, without)
    ]
    table = _Table(document, language, names, family)
    table.set_page(made_on)
    table.add_notes(has_names=names is not None, has_changed=any(is_changed(one) for one in sentences))
    sent = _sent(document, language, names, sentences)
    table.add_rows(sentences, sent)
    table.keep(sent)
    file = io.BytesIO()
    write_package(file, table.word, (), _no_picture)
    return file.getvalue()


def notes_above(language: str, *, has_names: bool, has_changed: bool) -> list[tuple[str, str]]:
    """What stands above the table, a line for each language: the interpreter's where it has fixed words, and Dutch; with the language."""
    spoken = dict.fromkeys((*((language,) if language in LANGUAGES else ()), WORK_LANGUAGE))
    said = {
        one: " ".join(_notes(one, has_names=has_names, has_changed=has_changed)) for one in (*spoken, SOURCE_LANGUAGE)
    }
    return [(said[one], one if said[one] != said[SOURCE_LANGUAGE] else SOURCE_LANGUAGE) for one in spoken]


def head_of(language: str) -> str:
    """What stands above a column: the name of its language, in its own words and in Dutch."""
    own, dutch = language_name(language), language_name(language, WORK_LANGUAGE)
    return own if own.casefold() == dutch.casefold() else f"{own} · {dutch}"


def number_of(document: Document, place: str) -> str:
    """Which item of its list a place belongs to, as people count: `3`, in a list inside a list `3.1`; empty at the top."""
    steps = place.split("/")
    numbers = (
        document.order.get("/".join(steps[:n]), ()).index(steps[n]) + 1 if document.stands(place) else 0
        for n in range(1, len(steps), 2)
    )
    return ".".join(str(number) for number in numbers if number)


def is_changed(sentence: Sentence) -> bool:
    """Whether the source was changed after it was translated."""
    return sentence.standing.kind == "overtaken"


def _notes(language: str, *, has_names: bool, has_changed: bool) -> Iterator[str]:
    yield fixed("Write the translation in the column on the right, beside each text.", language)
    yield fixed("Please leave the other columns as they are.", language)
    yield fixed("Save the file as a Word file (.docx) and send it back.", language)
    if has_names:
        yield fixed("Letters such as [A] stand for names. Copy them with their brackets.", language)
    if has_changed:
        word = fixed("changed", language)
        yield fixed("Where it says “%(changed)s”, the text was changed after it was translated.", language) % {
            "changed": word
        }


def _sent(document: Document, language: str, names: Masking | None, sentences: Iterable[Sentence]) -> Sent:
    people = names.people if names else ()
    return Sent(
        document.id,
        language,
        names is not None,
        {person_key(document, id): letter for letter, id, _ in people},
        {key_of(document, one.address): SentRow.of(one, names) for one in sentences},
    )


def _is_in(place: str, without: Sequence[str]) -> bool:
    return place.split("/")[0] not in without


def _no_picture(id: str) -> bytes:
    raise LookupError(id)


class _Table:
    """The file while it is made."""

    def __init__(self, document: Document, language: str, names: Masking | None, family: Family | None) -> None:
        self.document, self.language, self.names, self.family = document, language, names, family
        self.word: WordDocument = docx.Document(io.BytesIO(_base()))
        self._fixed_in = language if language in LANGUAGES else WORK_LANGUAGE
        self._marks = 0

    def set_page(self, made_on: date) -> None:
        """A page that lies, the styles, and what the file says of itself: the day and the language, nothing else."""
        section = self.word.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = _WIDE, _HIGH
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _EDGE
        styles = cast("ooxml.Element", self.word.styles.element)
        for style in _STYLES:
            styles.append(cast("ooxml.Element", parse_xml(_style(*style))))
        properties = self.word.core_properties
        properties.title = properties.author = properties.last_modified_by = ""
        properties.language = tongue(self.language).tag
        # Noon, so that it is the same day in every time zone a reader may be in.
        properties.created = properties.modified = datetime.combine(made_on, time(12), UTC)
        ooxml.set_document_language(self.word, tongue(self.language))

    def add_notes(self, *, has_names: bool, has_changed: bool) -> None:
        """What to do, above the table."""
        for line, language in notes_above(self.language, has_names=has_names, has_changed=has_changed):
            paragraph = self.word.add_paragraph()
            cast("Any", paragraph).style = "Table Note"
            self._fill(paragraph, line, language)
        self._fill(self.word.add_paragraph(style="Table Note"), "", self.language)

    def add_rows(self, sentences: Sequence[Sentence], sent: Sent) -> None:
        """The table: a head that comes again on each page, and a row for each sentence."""
        table = cast("Any", parse_xml(_table_xml()))
        cast("Any", self.word.element).body.insert_element_before(table, "w:sectPr")
        sources = [one.source_language for one in sentences]
        source = max(dict.fromkeys(sources), key=sources.count, default=WORK_LANGUAGE)
        table.append(self._head(source))
        for sentence in sentences:
            key = key_of(self.document, sentence.address)
            table.append(self._row(sentence, key, source, is_held_back=sent.rows[key].is_held_back))
        # Word wants a paragraph behind a table, and makes one where there is none.
        self.word.add_paragraph(style="Table Number")

    def keep(self, sent: Sent) -> None:
        """What the file has to know when it comes back."""
        ooxml.add_custom_properties(self.word, sent.properties())

    def _head(self, source: str) -> Any:
        row = cast("Any", parse_xml(_row_xml(is_head=True)))
        for paragraph, column, language in zip(_paragraphs(row), COLUMNS, ("", source, self.language), strict=True):
            self._fill(paragraph, head_of(language) if language else "", language or self.language)
            self._mark(paragraph, column, HEAD)
        return row

    def _row(self, sentence: Sentence, key: str, source: str, *, is_held_back: bool) -> Any:
        status = self._status(sentence) if sentence.standing.is_open or is_held_back else ""
        row = cast("Any", parse_xml(_row_xml(has_mark=bool(status))))
        number, *marked, original, translation = _paragraphs(row)
        self._fill(number, self._beside(sentence, source), self._fixed_in)
        for paragraph in marked:
            self._fill(paragraph, status, self._fixed_in)
        self._fill(original, masked(self.names, sentence.source), sentence.source_language)
        self._fill(translation, "" if is_held_back else masked(self.names, sentence.words), self.language)
        self._mark(number, "n", key)
        ooxml.anchor(original, mark_of("o", key), self._next_mark())
        # Without a content control: emptied, Word would ask for words in it, and they would come back as the translation.
        self._mark(translation, "t", key)
        return row

    def _beside(self, sentence: Sentence, source: str) -> str:
        number, lines = number_of(self.document, sentence.place), [label_of(sentence.part, self._fixed_in)]
        if sentence.voice and self.family:
            lines.append(masked(self.names, says(self.family, sentence.voice, self._fixed_in)[0]))
        if sentence.source_language != source:
            lines.append(language_name(sentence.source_language, self._fixed_in))
        lines[0] = f"{number} · {lines[0]}" if number else lines[0]
        return "\n".join(lines)

    def _status(self, sentence: Sentence) -> str:
        spoken = dict.fromkeys((self._fixed_in, WORK_LANGUAGE))
        words = (fixed("changed", one) if is_changed(sentence) else fixed("new", one) for one in spoken)
        return " / ".join(dict.fromkeys(words))

    def _fill(self, paragraph: Paragraph, text: str, language: str) -> None:
        ooxml.add_lines(paragraph, [text] if text else [], language)
        ooxml.set_direction(paragraph, tongue(language))

    def _mark(self, paragraph: Paragraph, column: Column, key: str) -> None:
        ooxml.mark(paragraph, mark_of(column, key), self._next_mark())

    def _next_mark(self) -> int:
        self._marks += 1
        return self._marks


def label_of(part: Part, language: str) -> str:
    """What a passage is, in a language."""
    return fixed(part.label, language) or part.key


@cache
def _base() -> bytes:
    return _BASE.read_bytes()


def _paragraphs(row: Any) -> list[Paragraph]:
    return [Paragraph(one, cast("Any", None)) for one in row.iter(qn("w:p"))]


def _style(name: str, points: float, colour: str, bold: bool, after: int) -> str:
    """A `w:style`, size and weight said twice, for other letters too."""
    half_points = round(points * 2)
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:before="0" w:after="{after * 20}" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr>{"<w:b/><w:bCs/>" if bold else ""}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{round(half_points * OTHER_LETTERS)}"/></w:rPr></w:style>'
    )


def _table_xml() -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{WARM}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 85), ("left", 140), ("bottom", 85), ("right", 140))
    )
    widths = [_twentieths(wide) for wide in _COLUMNS_MM]
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:bidiVisual w:val="off"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )


@cache
def _row_xml(*, is_head: bool = False, has_mark: bool = False) -> str:
    beside = ("TableNumber", "TableMark") if has_mark else ("TableNumber",)
    cells = (("TableHead",),) * 3 if is_head else (beside, ("TableWords",), ("TableWords",))
    tinted = f'<w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/>'
    return (
        f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twentieths(wide)}" w:type="dxa"/>{tinted if is_head or not column else ""}</w:tcPr>'
            + "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>' for style in styles)
            + "</w:tc>"
            for column, (wide, styles) in enumerate(zip(_COLUMNS_MM, cells, strict=True))
        )
        + "</w:tr>"
    )


def _twentieths(millimetres: int) -> int:
    """A length as Word tables have it: in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)
