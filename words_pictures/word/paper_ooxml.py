"""What a form on paper needs of Word's XML beside ooxml.py: tables with columns of their own widths, page numbers, and addresses.

Each function does one thing and names the element it writes. What is written again and again is made once and copied.
"""

# python-docx keeps the elements behind its objects private: this is the second room for them, beside ooxml.py.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, cast
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph

from . import ooxml
from .base import points
from .letters import Tongue

HAIR_LINE, ASKED = "E3A67F", "7A3410"
"""The colours of lines that carry no meaning, and of what is asked: those of make_base.py."""

_LESS_BESIDE, _LESS_ABOVE = 21.0, 10.0
"""How much narrower the margins of a page are that lies on its side, in points: much stands on it."""
LONGEST_TAG = 64
"""Characters: Word takes no longer name of a content control."""


@dataclass(frozen=True)
class Grid:
    """How a table stands: the room for words in each column, and beside it, in points; and what is drawn."""

    widths: tuple[float, ...]
    gap: float
    line: str
    """The colour of its hair lines."""
    is_ruled_down: bool = False
    """Whether there are lines between the columns too."""
    is_ruled_across: bool = True
    room: tuple[float, float] = (4.0, 5.0)
    """Above the words in a cell, and under them."""


def add_table(document: Document, grid: Grid, tongue: Tongue, *, caption: str, description: str) -> ooxml.Element:
    """Add a table (`w:tbl`), its first column where `tongue` begins to read; `caption` and `description` are spoken, not shown."""
    table = cast("ooxml.Element", parse_xml(_table_xml(grid, tongue.is_right_to_left, caption, description)))
    cast("Any", document.element).body.sectPr.addprevious(table)
    return table


def add_row(
    table: ooxml.Element, grid: Grid, *, is_header: bool = False, may_break: bool = False, least: float = 0
) -> list[ooxml.Element]:
    """Add a row (`w:tr`), `least` points high, and give back its cells, which still need a paragraph each.

    A header says what its columns are and comes back on each page (`w:tblHeader`); no row goes on over the end of a page, unless it
    `may_break` (`w:cantSplit`).
    """
    row = copy.copy(_empty_row(grid, is_header, may_break, least))
    table.append(row)
    return row.findall(qn("w:tc"))


def turn_pages(document: Document, *, is_break: bool) -> tuple[float, float]:
    """Let the pages lie on their side, or stand upright again (`w:pgSz`), and give back the room on one, in points: wide and high.

    From the document's last paragraph on (`w:sectPr` in its `w:pPr`), with the same foot, where it `is_break`; else from the beginning.
    """
    body = cast("Any", document.element).body
    if is_break:
        body.p_lst[-1].set_sectPr(copy.deepcopy(body.sectPr))
        for reference in body.sectPr.findall(qn("w:footerReference")):
            body.sectPr.remove(reference)
    page = document.sections[-1]
    is_upright = page.orientation == WD_ORIENT.PORTRAIT
    page.orientation = WD_ORIENT.LANDSCAPE if is_upright else WD_ORIENT.PORTRAIT
    wide, high = page.page_height or 0, page.page_width or 0
    page.page_width, page.page_height = Emu(wide), Emu(high)
    less = 1 if is_upright else -1
    page.left_margin, page.right_margin = (
        Emu((one or 0) - less * Pt(_LESS_BESIDE)) for one in (page.left_margin, page.right_margin)
    )
    page.top_margin = Emu((page.top_margin or 0) - less * Pt(_LESS_ABOVE))
    beside = (page.left_margin or 0) + (page.right_margin or 0)
    above = (page.top_margin or 0) + (page.bottom_margin or 0)
    return points(wide - beside), points(high - above)


def add_spanning_row(
    table: ooxml.Element, grid: Grid, spans: Sequence[int], *, is_header: bool = False
) -> list[ooxml.Element]:
    """Add a row whose cells reach over so many columns each (`w:gridSpan`), and give back its cells; as in `add_row` otherwise."""
    row = copy.copy(_empty_row(grid, is_header, False, 0, tuple(spans)))
    table.append(row)
    return row.findall(qn("w:tc"))


def is_cell_empty(cell: ooxml.Element) -> bool:
    """Whether nothing stands in a cell yet: Word wants a paragraph (`w:p`) in each."""
    return cell.find(qn("w:p")) is None


def anchor(paragraph: Paragraph, address: str, number: int, after: int = 0) -> None:
    """Mark what stands in `paragraph` behind its first `after` runs with the address it comes from, to be found again.

    A bookmark named `bookmark_of(address)`, and a `w:sdt` with the address in `w:alias` and `w:tag`; the name of the bookmark where the
    address is longer than Word takes. As in ooxml.anchor, an empty paragraph has the bookmark only.
    """
    p = cast("Any", paragraph._p)
    before = p.findall(qn("w:r"))[:after]
    for run in before:
        p.remove(run)
    key = bookmark_of(address)
    ooxml.anchor(paragraph, key, number)
    if len(address) <= LONGEST_TAG:
        for name in p.iterfind(f"{qn('w:sdt')}/{qn('w:sdtPr')}/*"):
            if name.tag in (qn("w:alias"), qn("w:tag")):
                name.set(qn("w:val"), address)
    place = 0 if p.pPr is None else 1
    for run in reversed(before):
        p.insert(place, run)


def bookmark_of(address: str) -> str:
    """The name of the bookmark where an address begins: Word drops one that is longer than 40 characters."""
    return f"p_{hashlib.sha256(address.encode()).hexdigest()[:20]}"


def embolden(paragraph: Paragraph, colour: str) -> int:
    """Make what stands in `paragraph` bold and of that colour (`w:b`, `w:bCs`, `w:color` in each `w:rPr`): the number of its runs."""
    runs = cast("Any", paragraph._p).findall(qn("w:r"))
    for run in runs:
        properties = run.get_or_add_rPr()
        place = 0 if properties.find(qn("w:rStyle")) is None else 1
        for mark in reversed(_bold(colour)):
            properties.insert(place, copy.copy(mark))
    return len(runs)


def add_field(paragraph: Paragraph, instruction: str, tongue: Tongue) -> None:
    """Add what Word reckons by itself (`w:fldSimple`): `PAGE`, `NUMPAGES`."""
    way = "<w:rtl/>" if tongue.is_right_to_left else ""
    lang = f"<w:lang w:{'bidi' if tongue.is_right_to_left else 'val'}={quoteattr(tongue.tag)}/>"
    cast("Any", paragraph._p).append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} "><w:r><w:rPr>{way}{lang}</w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


def _twentieths(points: float) -> int:
    return round(points * 20)


def _table_xml(grid: Grid, is_right_to_left: bool, caption: str, description: str) -> str:
    wide = [_twentieths(width + 2 * grid.gap) for width in grid.widths]
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{grid.line}"'
    across = ("top", "bottom", "insideH") if grid.is_ruled_across else ()
    down = ("insideV",) if grid.is_ruled_down else ()
    edges = ("left", "right") if grid.is_ruled_down and grid.is_ruled_across else ()
    drawn = {*across, *down, *edges}
    lines = "".join(
        f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV") if side in drawn
    )
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in wide)
    margins = "".join(
        f'<w:{side} w:w="{_twentieths(room)}" w:type="dxa"/>'
        for side, room in (("top", grid.room[0]), ("left", grid.gap), ("bottom", grid.room[1]), ("right", grid.gap))
    )
    spoken = "".join(
        f"<w:{name} w:val={quoteattr(' '.join(ooxml.xml_text(text).split()))}/>"
        for name, text in (("tblCaption", caption), ("tblDescription", description))
        if text.strip()
    )
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>{'<w:bidiVisual/>' if is_right_to_left else ''}"
        # The room beside the outer words lies in the margins of the page, whichever way the columns run.
        f'<w:tblW w:w="{sum(wide)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        f"{spoken}</w:tblPr><w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )


@cache
def _empty_row(grid: Grid, is_header: bool, may_break: bool, least: float, spans: tuple[int, ...] = ()) -> Any:
    high = f'<w:trHeight w:val="{_twentieths(least)}" w:hRule="atLeast"/>' if least else ""
    properties = ("" if may_break else "<w:cantSplit/>") + high + ("<w:tblHeader/>" if is_header else "")
    widths = iter([_twentieths(width + 2 * grid.gap) for width in grid.widths])
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(islice(widths, span))}" w:type="dxa"/>{_over(span)}</w:tcPr></w:tc>'
        for span in spans or (1,) * len(grid.widths)
    )
    return parse_xml(f"<w:tr {nsdecls('w')}>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>")


def _over(span: int) -> str:
    return f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""


@cache
def _bold(colour: str) -> Sequence[Any]:
    properties = parse_xml(f'<w:rPr {nsdecls("w")}><w:b/><w:bCs/><w:color w:val="{colour}"/></w:rPr>')
    return tuple(cast("Any", properties))
