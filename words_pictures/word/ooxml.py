"""What python-docx has no method for. Each function does one thing and names the element it writes; no one else does."""

# python-docx keeps the elements behind its objects private, and says so of every one: this is the room for them.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from .letters import Stretch, Tongue, stretches

_etree: Any = import_module("lxml.etree")  # lxml comes without types; what is used of it is Element below


class Element(Protocol):
    """As much of an XML element as is used here."""

    text: str | None

    def append(self, element: Element, /) -> None: ...
    def get(self, key: str, /) -> str | None: ...
    def set(self, key: str, value: str, /) -> None: ...
    def insert(self, index: int, element: Element, /) -> None: ...
    def find(self, path: str, /) -> Element | None: ...
    def findall(self, path: str, /) -> list[Element]: ...
    def insert_element_before(self, elm: Element, *tagnames: str) -> Element: ...


_AFTER_BIDI = tuple(
    f"w:{name}"
    for name in (
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap"),
        *("jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr"),
        *("sectPr", "pPrChange"),
    )
)
"""What comes after `w:bidi` in `w:pPr` (ECMA-376 part 1, 17.3.1.26): Word repairs a file in any other order."""

_AFTER_SECTION_BIDI = ["w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange"]

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEW_LINE = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")

_LONGEST_BOOKMARK = 40
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
"""Declared, and marked as one that older programs may skip, in base.docx."""


def xml_text(text: str) -> str:
    """`text` as XML can hold it: NUL, control characters, lone surrogates gone; each kind of new line a line feed."""
    return _NOT_XML.sub("", _NEW_LINE.sub("\n", text))


def add_lines(
    paragraph: Paragraph, lines: Iterable[str], language: str, cut: Callable[[str, str], list[Stretch]] = stretches
) -> None:
    """Add `lines` to `paragraph`, a `w:br` between them, a `w:r` with its `w:lang` for each kind of letters.

    What XML cannot hold is left out; a new line inside a line begins another. `cut` makes stretches of a line.
    """
    for number, line in enumerate(xml_text("\n".join(lines)).split("\n")):
        pieces = cut(line, language)
        if number:
            _child(_add_run(paragraph, pieces[0].tongue if pieces else None), "w:br")
        for piece in pieces:
            for text, style in _styled(piece):
                _fill(_add_run(paragraph, piece.tongue, style), text)


def set_direction(paragraph: Paragraph, tongue: Tongue) -> None:
    """Make `paragraph` run from right to left where `tongue` does (`w:bidi`), its mark too (`w:rtl`)."""
    if not tongue.is_right_to_left:
        return
    properties = cast("Element", paragraph._p.get_or_add_pPr())
    properties.insert_element_before(_element("w:bidi"), *_AFTER_BIDI)
    _speak(_child(properties, "w:rPr"), tongue)


def set_page_direction(section: Section, tongue: Tongue) -> None:
    """Make the pages of `section` run from right to left where `tongue` does (`w:bidi` in `w:sectPr`)."""
    if tongue.is_right_to_left:
        cast("Element", section._sectPr).insert_element_before(_element("w:bidi"), *_AFTER_SECTION_BIDI)


def set_document_language(document: Document, tongue: Tongue) -> None:
    """Say in which language the document is: `w:docDefaults//w:lang`, which a screen reader takes up first."""
    for lang in cast("Element", document.styles.element).findall(f".//{qn('w:docDefaults')}//{qn('w:lang')}"):
        if not tongue.is_right_to_left:
            lang.set(qn("w:val"), tongue.tag)
        if tongue.letters != "plain":
            lang.set(qn("w:bidi"), tongue.tag)


def let_pages_face(document: Document) -> None:
    """Say that pages lie open two by two: the first alone, at the right (`w:mirrorMargins`), even ones with a foot of their own."""
    document.settings.odd_and_even_pages_header_footer = True
    settings = cast("Element", document.settings.element)
    zoom = settings.find(qn("w:zoom"))
    settings.insert(0 if zoom is None else 1, _element("w:mirrorMargins"))


def begin_on_an_even_page(document: Document) -> None:
    """Let what comes after the document's last paragraph begin on an even page (`w:sectPr` in its `w:pPr`).

    The pages go on as they were, with the same foot; the first of them is not a first page again.
    """
    body = cast("Any", document.element).body
    body.p_lst[-1].set_sectPr(copy.deepcopy(body.sectPr))
    section = document.sections[-1]
    section.start_type = WD_SECTION.EVEN_PAGE
    section.different_first_page_header_footer = False
    for reference in cast("Element", section._sectPr).findall(qn("w:footerReference")):
        cast("Any", section._sectPr).remove(reference)


def add_paragraph(
    document: Document, style: str, tongue: Tongue | None = None, line: float | None = None, into: Element | None = None
) -> Paragraph:
    """Add an empty paragraph at the end of the document, or of `into`: a cell, a foot.

    In the style with that id (`w:pStyle`), in the direction of `tongue`, with lines `line` points high (`w:spacing`).
    """
    p = copy.copy(_empty_paragraph(style, tongue, line))
    if into is None:
        cast("Any", document.element).body.sectPr.addprevious(p)
    else:
        into.append(p)
    return Paragraph(cast("Any", p), document._body)


def emptied(foot: Any) -> Element:
    """The element of a foot (`w:ftr`) without the empty paragraph that it comes with."""
    for paragraph in foot.paragraphs:
        foot._element.remove(paragraph._p)
    return foot._element


def add_table(
    document: Document, columns: int, width: float, tongue: Tongue, *, description: str, gap: float, line: str
) -> Element:
    """Add a table (`w:tbl`) of even columns whose words stand `width` points wide, the first where `tongue` begins to read.

    Nothing is drawn but a hair line in the colour `line`, `gap` points from the words beside it. `description` is what
    a screen reader says of the table (`w:tblDescription`).
    """
    table = copy.copy(_empty_table(columns, width + 2 * gap, tongue, xml_text(description), gap, line))
    cast("Any", document.element).body.sectPr.addprevious(table)
    return table


def add_row(table: Element, *, is_header: bool = False) -> list[Element]:
    """Add a row (`w:tr`) and give back its cells, which still need a paragraph each.

    A header says what its columns are, stands in one piece, and comes back on each page (`w:tblHeader`).
    """
    columns = table.findall(f"{_named('w:tblGrid')}/{_named('w:gridCol')}")
    row = copy.copy(_empty_row(len(columns), columns[0].get(_named("w:w")) or "", is_header))
    table.append(row)
    return row.findall(_named("w:tc"))


def mark(paragraph: Paragraph, key: str, number: int) -> None:
    """Name the place where `paragraph` begins (`w:bookmarkStart`, `w:bookmarkEnd`); `number` is the mark's own."""
    p = cast("Element", paragraph._p)
    begin, end = (copy.copy(element) for element in _empty_mark())
    begin.set(_named("w:id"), str(number))
    begin.set(_named("w:name"), _bookmark_name(key))
    end.set(_named("w:id"), str(number))
    place = 0 if p.find(_named("w:pPr")) is None else 1
    p.insert(place, end)
    p.insert(place, begin)


def anchor(paragraph: Paragraph, key: str, number: int) -> None:
    """Mark all that stands in `paragraph` with `key`, to be found again when the file comes back.

    A bookmark named `key`, and a `w:sdt` with `key` in `w:alias` and `w:tag`: each survives what loses the other. The
    `w:sdt` stands in the paragraph, not around it: LibreOffice 7.4 reads one around it as a single run and loses
    languages and line breaks. An empty paragraph has the bookmark only.
    """
    p = cast("Element", paragraph._p)
    runs = p.findall(_named("w:r"))
    mark(paragraph, key, number)
    if not runs:
        return
    sdt = copy.copy(_empty_control())
    for element, value in zip(sdt[0], (key, key, str(number)), strict=False):
        element.set(_named("w:val"), value)
    for run in runs:
        sdt[1].append(run)
    p.append(sdt)


def size_of_other_letters(style: ParagraphStyle) -> float | None:
    """The size of Arabic letters in `style`, in points (`w:szCs`); None where the style says nothing of it."""
    size = cast("Element", style.element).find(f"{qn('w:rPr')}/{qn('w:szCs')}")
    return None if size is None else int(size.get(qn("w:val")) or 0) / 2


def add_picture(
    paragraph: Paragraph,
    relationship: str,
    *,
    name: str,
    description: str,
    size_emu: tuple[int, int],
    number: int,
    is_rounded: bool = True,
) -> None:
    """Add a `wp:inline` picture of `size_emu` (width, height), its corners round or square, the part behind `relationship`.

    `description` is what a screen reader speaks (`wp:docPr/@descr`), `name` (`@name`) how the picture is found again.
    """
    shape = '"roundRect"><a:avLst><a:gd name="adj" fmla="val 3500"/></a:avLst>' if is_rounded else '"rect"><a:avLst/>'
    width, height = size_emu
    spoken = quoteattr(" ".join(xml_text(description).split()))
    run = _add_run(paragraph, None)
    run.append(
        cast(
            "Element",
            parse_xml(
                f"<w:drawing {nsdecls('w', 'wp', 'a', 'pic', 'r')}>"
                f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
                f'<wp:docPr id="{number}" name={quoteattr(xml_text(name))} descr={spoken}/>'
                '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
                '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
                f'<pic:nvPicPr><pic:cNvPr id="{number}" name={quoteattr(xml_text(name))} descr={spoken}/>'
                f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/>'
                "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
                f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
                f"<a:prstGeom prst={shape}</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
            ),
        )
    )


def add_custom_properties(document: Document, properties: dict[str, str]) -> None:
    """Keep `properties` with the file, unseen on the page (`docProps/custom.xml`)."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006"
    listed = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(xml_text(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{types}/custom-properties" '
        f'xmlns:vt="{types}/docPropsVTypes">{listed}</Properties>'
    )
    package = document.part.package
    assert package is not None  # noqa: S101  # an opened document has one
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, xml.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _twentieths(points: float) -> int:
    return round(points * 20)


def _bookmark_name(key: str) -> str:
    """`key` as Word takes it: letters, digits and `_`, 40 at most (longer ones it drops without a word)."""
    return re.sub(r"[^0-9A-Za-z_]", "_", key)[:_LONGEST_BOOKMARK]


def _styled(piece: Stretch) -> list[tuple[str, str]]:
    """The texts in `piece`, each with its character style, if any.

    Fonts for Ge'ez have no figures of their own, and the font that stands in for them may be the one of the emoji.
    """
    if piece.tongue.letters != "geez":
        return [(piece.text, "")]
    texts = re.split(r"([!-~]+)", piece.text)
    return [(text, "GeezFigures" if number % 2 else "GeezLetters") for number, text in enumerate(texts) if text]


def _add_run(paragraph: Paragraph, tongue: Tongue | None, style: str = "") -> Element:
    run = copy.copy(_empty_run(tongue, style))
    cast("Element", paragraph._p).append(run)
    return run


# What is written again and again is made once and copied, with all that is in it (lxml's `copy` goes deep).


@cache
def _empty_paragraph(style: str, tongue: Tongue | None, line: float | None) -> Element:
    p = _element("w:p")
    properties = _child(p, "w:pPr")
    _child(properties, "w:pStyle", {"w:val": style})
    is_right_to_left = tongue is not None and tongue.is_right_to_left
    if is_right_to_left:
        _child(properties, "w:bidi")
    if line is not None:
        _child(properties, "w:spacing", {"w:line": str(_twentieths(line)), "w:lineRule": "exact"})
    if tongue is not None and is_right_to_left:
        _speak(_child(properties, "w:rPr"), tongue)
    return p


@cache
def _empty_run(tongue: Tongue | None, style: str) -> Element:
    run = _element("w:r")
    if tongue is not None:
        properties = _child(run, "w:rPr")
        if style:
            _child(properties, "w:rStyle", {"w:val": style})
        _speak(properties, tongue)
    return run


@cache
def _empty_table(columns: int, width: float, tongue: Tongue, description: str, gap: float, line: str) -> Element:
    table = _element("w:tbl")
    properties = _child(table, "w:tblPr")
    if tongue.is_right_to_left:
        _child(properties, "w:bidiVisual")
    _child(properties, "w:tblW", {"w:w": str(_twentieths(width)), "w:type": "dxa"})
    # The room beside the outer words lies in the margins of the page, on either side, whichever way the columns run.
    _child(properties, "w:jc", {"w:val": "center"})
    borders = _child(properties, "w:tblBorders")
    _child(borders, "w:insideV", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": line})
    _child(properties, "w:tblLayout", {"w:type": "fixed"})
    margins = _child(properties, "w:tblCellMar")
    for side in ("w:left", "w:right"):
        _child(margins, side, {"w:w": str(_twentieths(gap)), "w:type": "dxa"})
    _child(properties, "w:tblLook", {"w:val": "0020", "w:firstRow": "1", "w:noHBand": "1", "w:noVBand": "1"})
    if description:
        _child(properties, "w:tblDescription", {"w:val": description})
    grid = _child(table, "w:tblGrid")
    for _ in range(columns):
        _child(grid, "w:gridCol", {"w:w": str(_twentieths(width / columns))})
    return table


@cache
def _empty_row(columns: int, width: str, is_header: bool) -> Element:
    row = _element("w:tr")
    if is_header:
        properties = _child(row, "w:trPr")
        _child(properties, "w:cantSplit")
        _child(properties, "w:tblHeader")
    for _ in range(columns):
        _child(_child(_child(row, "w:tc"), "w:tcPr"), "w:tcW", {"w:w": width, "w:type": "dxa"})
    return row


@cache
def _empty_mark() -> tuple[Element, Element]:
    return _element("w:bookmarkStart"), _element("w:bookmarkEnd")


@cache
def _empty_control() -> Any:
    sdt = _element("w:sdt")
    properties = _child(sdt, "w:sdtPr")
    for tag in ("w:alias", "w:tag", "w:id"):
        _child(properties, tag)
    _child(properties, "w15:appearance", {"w15:val": "hidden"})
    _child(sdt, "w:sdtContent")
    return sdt


def _speak(properties: Element, tongue: Tongue) -> None:
    """Say in a `w:rPr` which language and letters these are: `w:rtl`, `w:lang`, in that order."""
    if tongue.is_right_to_left:
        _child(properties, "w:rtl")
    languages = {
        "plain": {"w:val": tongue.tag},
        "arabic": {"w:bidi": tongue.tag},
        # Word reads Ge'ez letters by the first, LibreOffice by the second.
        "geez": {"w:val": tongue.tag, "w:bidi": tongue.tag},
    }
    _child(properties, "w:lang", languages[tongue.letters])


def _fill(run: Element, text: str) -> None:
    """Put `text` in `run`: `w:t` with its blanks kept, `w:tab` for a tab."""
    for number, piece in enumerate(text.split("\t")):
        if number:
            _child(run, "w:tab")
        if piece:
            holder = _child(run, "w:t", {"xml:space": "preserve"})
            holder.text = piece


def _element(tag: str, attributes: dict[str, str] | None = None) -> Element:
    element = cast("Element", parse_xml(f"<{tag} {nsdecls('w')}/>"))
    for name, value in (attributes or {}).items():
        element.set(_named(name), value)
    return element


def _child(parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
    element = cast("Element", _etree.SubElement(parent, _named(tag)))
    if attributes:
        for name, value in attributes.items():
            element.set(_named(name), value)
    return element


@cache
def _named(name: str) -> str:
    """`w:val` with its namespace written out."""
    return f"{{{_W15}}}{name[4:]}" if name.startswith("w15:") else qn(name)
