"""Reading a Word file the hard way: what is really in it, without the help of what wrote it."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
NAMES = {"w": W[1:-1], "wp": WP[1:-1]}


class Line(NamedTuple):
    """One paragraph of an outline."""

    style: str
    text: str
    language: str
    direction: str


def parts(docx: bytes) -> dict[str, bytes]:
    """Every part of the file by its name; fails where two have the same."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        assert package.testzip() is None
        return {name: package.read(name) for name in names}


def xml(docx: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(docx)[part])


def changed(docx: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file with one part changed: for planting faults."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts(docx).items():
            if name == part:
                planted = change(content.decode()).encode()
                assert planted != content, "nothing was planted"
                content = planted
            package.writestr(name, content)
    return file.getvalue()


def outline(docx: bytes, part: str = "word/document.xml") -> list[Line]:
    """Style, text, language and direction of every paragraph in order, those in content controls too."""
    names = _style_names(docx)
    return [_line(paragraph, names) for paragraph in xml(docx, part).iter(f"{W}p")]


def sections(lines: list[Line]) -> dict[str, list[Line]]:
    """The paragraphs under each Heading 1, by its text."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.style == "heading 1":
            found[line.text] = []
        elif found:
            found[list(found)[-1]].append(line)
    return found


class Table(NamedTuple):
    """A table: the paragraphs of each cell, row by row."""

    rows: list[list[list[Line]]]
    headers: int
    """How many rows say what the columns are, and come back on each page."""
    is_right_to_left: bool
    """Whether its first column is at the right."""
    description: str


def tables(docx: bytes) -> list[Table]:
    """Every table of the body in order."""
    names = _style_names(docx)
    return [_table(table, names) for table in xml(docx).iter(f"{W}tbl")]


def notes(docx: bytes) -> list[str]:
    """What stands small under words, all its languages on one line."""
    return [
        line.text.replace("\n", " · ") for line in outline(docx) if line.style in ("Note", "Paper Note") and line.text
    ]


def plain(text: str) -> str:
    """`text` with no-break spaces as the spaces that were typed, no marks of direction, no blanks at the ends of lines."""
    return re.sub(r"[ \t]*\n", "\n", text.translate({0xA0: " ", 0x200E: None, 0x200F: None})).strip()


def undescribed(docx: bytes) -> list[str]:
    """The pictures that a screen reader has nothing to say of."""
    return [
        picture.get("name", "") for picture in xml(docx).iter(f"{WP}docPr") if not (picture.get("descr") or "").strip()
    ]


def sized_alone(docx: bytes) -> list[str]:
    """Where a size or a weight is said for Latin letters only: Arabic beside it would come out at another."""
    alone = []
    for name in parts(docx):
        if re.fullmatch(r"word/\w+\.xml", name):
            for properties in xml(docx, name).iter(f"{W}rPr"):
                said = {child.tag.removeprefix(W) for child in properties}
                alone += [
                    f"{name}: {one}"
                    for one, other in (("sz", "szCs"), ("b", "bCs"))
                    if (one in said) != (other in said)
                ]
    return alone


def _style_names(docx: bytes) -> dict[str, str]:
    return {
        style.get(f"{W}styleId"): style.find("w:name", NAMES).get(f"{W}val")
        for style in xml(docx, "word/styles.xml").iterfind("w:style", NAMES)
    }


def _table(table: etree._Element, names: dict[str, str]) -> Table:
    description = table.find("w:tblPr/w:tblDescription", NAMES)
    return Table(
        [
            [[_line(paragraph, names) for paragraph in cell.iter(f"{W}p")] for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ],
        len(table.findall("w:tr/w:trPr/w:tblHeader", NAMES)),
        table.find("w:tblPr/w:bidiVisual", NAMES) is not None,
        "" if description is None else description.get(f"{W}val"),
    )


def _line(paragraph: etree._Element, names: dict[str, str]) -> Line:
    style = paragraph.find("w:pPr/w:pStyle", NAMES)
    text = "".join(
        {f"{W}br": "\n", f"{W}tab": "\t"}.get(piece.tag, piece.text or "")
        for piece in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    )
    spoken: Counter[str] = Counter()
    for run in paragraph.iter(f"{W}r"):
        lang = run.find("w:rPr/w:lang", NAMES)
        if lang is not None:
            right_to_left = run.find("w:rPr/w:rtl", NAMES) is not None
            spoken[lang.get(f"{W}bidi" if right_to_left else f"{W}val")] += len("".join(run.itertext()))
    direction = "rtl" if paragraph.find("w:pPr/w:bidi", NAMES) is not None else "ltr"
    name = names[style.get(f"{W}val")] if style is not None else "Normal"
    return Line(name, plain(text), spoken.most_common(1)[0][0] if spoken else "", direction)
