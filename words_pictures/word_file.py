"""What a Word file says: its tables, what stands outside them, and what it knows of itself. Values, from the bytes of a stranger.

A file is opened only as far as that needs. Refused are: more than a file may hold (trust.md R-141), two parts of one name, names that
lead elsewhere, anything locked, macros, programs inside, and parts that lie somewhere else (R-143). No part may say by itself what it is
made of (`<!DOCTYPE`), so nothing is fetched and nothing grows while it is read.

What was taken out with *track changes* is gone, what was put in is said. It is read apart (word_apart.py), so this imports nothing that
takes long to import.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import struct
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .errors import NoWordFile, WordFileTooLarge, WordFileUnreadable

MOST_PACKED_BYTES = 10 * 1024 * 1024
MOST_BYTES = 50 * 1024 * 1024
MOST_FILES = 500
MOST_TIMES_SMALLER = 100
"""What is packed smaller than this was made to burst; a small part of much the same may be."""
_SMALL_BYTES = 256 * 1024
_MOST_PART_BYTES = 20 * 1024 * 1024
"""Of one part that is read; a table of 300 long rows takes 2 MB."""
_DEEPEST = 150
_READ_AT_ONCE = 64 * 1024

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODD_NAME = re.compile(r"^/|\\|\x00|(^|/)\.\.(/|$)|^[A-Za-z]:")
_LIVE = re.compile(r"vbaproject|vbadata|oleobject|activex|embeddings/", re.IGNORECASE)
_LIVE_RELATIONSHIPS = frozenset(("aFChunk", "control", "oleObject", "package", "subDocument", "vbaProject"))

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_P, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_MARKS = {f"{_W}bookmarkStart": f"{_W}name", f"{_W}alias": f"{_W}val", f"{_W}tag": f"{_W}val"}
_UNSAID = frozenset(
    (
        *(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "rt", "tblPr", "trPr", "tcPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
"""What holds no words, words that were taken out, or the same words once more for older programs."""
_SIGNS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_TRACKED = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    column: int
    """The first is 0; a cell over two columns takes two."""
    text: str
    """Its paragraphs and lines, each on a line of its own."""
    marks: tuple[str, ...] = ()
    """The names of the bookmarks and content controls in it, or just before it."""
    span: int = 1
    """Over how many columns it goes."""
    is_joined: bool = False
    """Whether it is one with the cell above or under it."""


@dataclass(frozen=True)
class Table:
    """A table that stands in no other."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class WordFile:
    """What a Word file says."""

    tables: tuple[Table, ...]
    outside: tuple[str, ...]
    """The paragraphs that stand outside tables, and what was said in comments and notes; those that have words."""
    properties: Mapping[str, str]
    """What was kept with the file, unseen on its pages (`docProps/custom.xml`)."""
    is_tracked: bool = False
    """Whether somebody wrote in it with *track changes* on."""


def read_word_file(data: bytes) -> WordFile:
    """What the bytes of a .docx say. Raises WordFileTooLarge, NoWordFile, WordFileUnreadable."""
    if len(data) > MOST_PACKED_BYTES:
        raise WordFileTooLarge(len(data), MOST_PACKED_BYTES)
    if not data.startswith(b"PK"):
        raise NoWordFile("no zip")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            return _read(_Package(zipped))
    # What zipfile, zlib and the parser raise over bytes that somebody made up; RuntimeError holds RecursionError.
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        ElementTree.ParseError,
        ValueError,
        LookupError,
        OverflowError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as wrong:
        raise WordFileUnreadable(str(wrong)) from wrong


def _read(package: _Package) -> WordFile:
    top = package.relationships("")
    main = next((target for kind, target in top if kind == "officeDocument"), "")
    if package.kind_of(main) != _MAIN:
        raise NoWordFile(f"its main part is {package.kind_of(main)!r}")
    package.refuse_what_is_live()
    body = package.xml(main)
    notes = [
        package.xml(target)
        for kind, target in package.relationships(main)
        if kind in ("comments", "footnotes", "endnotes")
    ]
    properties = [target for kind, target in top if kind in ("custom-properties", "customProperties")]
    blocks = list(_until(body, _P, _TABLE))
    loose = (_text((block,)) for block in blocks if block.tag == _P)
    noted = (_text((paragraph,)) for note in notes for paragraph in _paragraphs(note))
    return WordFile(
        tables=tuple(Table(tuple(_rows(block))) for block in blocks if block.tag == _TABLE),
        outside=tuple(text for text in (*loose, *noted) if text.strip()),
        properties=_properties(package.xml(properties[0])) if properties else {},
        is_tracked=any(True for tag in _TRACKED for _ in body.iter(tag)),
    )


class _Package:
    """The parts of a file, each unpacked when it is asked for."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        self._parts = {part.filename.casefold(): part for part in zipped.infolist()}
        _refuse_bombs(zipped.infolist())
        if "[content_types].xml" not in self._parts:
            raise NoWordFile("a zip of another kind")
        types = self.xml("[Content_Types].xml")
        self._kinds = {
            one.get("PartName", "").lstrip("/").casefold() or f".{one.get('Extension', '').casefold()}": one.get(
                "ContentType", ""
            )
            for one in types
        }

    def kind_of(self, part: str) -> str:
        """The content type of a part."""
        name = part.casefold()
        return self._kinds.get(name) or self._kinds.get(f".{name.rpartition('.')[2]}", "")

    def relationships(self, part: str) -> list[tuple[str, str]]:
        """What a part (of the file itself: empty) is tied to inside the file: the kind of tie, and the name of the other part."""
        folder, name = posixpath.split(part)
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        if file.casefold() not in self._parts:
            return []
        return [
            (_kind(tie), posixpath.normpath(posixpath.join("/", folder, tie.get("Target", ""))).lstrip("/"))
            for tie in self.xml(file)
            if tie.get("TargetMode") != "External"
        ]

    def refuse_what_is_live(self) -> None:
        """Raises WordFileUnreadable where a file holds macros or programs, or is tied to something outside but by a link to click."""
        for kind in self._kinds.values():
            if "macroenabled" in kind.casefold() or "vba" in kind.casefold():
                raise WordFileUnreadable(f"macros: {kind!r}")
        for name, part in self._parts.items():
            if _LIVE.search(name):
                raise WordFileUnreadable(f"a program inside: {name!r}")
            if not name.endswith(".rels"):
                continue
            for tie in self.xml(part.filename):
                is_outside = tie.get("TargetMode") == "External" and _kind(tie) != "hyperlink"
                if is_outside or _kind(tie) in _LIVE_RELATIONSHIPS:
                    raise WordFileUnreadable(f"tied to something that lives elsewhere: {_kind(tie)!r}")

    def xml(self, part: str) -> Element:
        """A part as a tree. Raises KeyError where there is none, ParseError where it is none."""
        file = self._parts[part.casefold()]
        if file.file_size > _MOST_PART_BYTES:
            raise WordFileTooLarge(file.file_size, _MOST_PART_BYTES)
        # An own builder refuses what could fetch or grow, at its first sign.
        parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314
        size = 0
        with self._zipped.open(file) as unpacked:
            while piece := unpacked.read(_READ_AT_ONCE):
                size += len(piece)
                parser.feed(piece)
        if size != file.file_size:
            raise WordFileUnreadable(f"not as large as it says: {part!r}")
        return parser.close()


class _Builder(ElementTree.TreeBuilder):
    """Refuses a tree that is too deep, or that says by itself what it is made of; knows only one of Word's two namespaces."""

    _depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise WordFileUnreadable("too deep")
        if tag.startswith(_W_STRICT):
            tag = tag.replace(_W_STRICT, _W)
            attrs = {name.replace(_W_STRICT, _W): value for name, value in attrs.items()}
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag.replace(_W_STRICT, _W))

    def doctype(self, *_: str | None) -> None:
        """Called by the parser before it reads what follows."""
        raise WordFileUnreadable("it says by itself what it is made of")


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_FILES:
        raise WordFileUnreadable(f"{len(parts)} parts")
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise WordFileUnreadable("two parts of one name")
    whole = sum(part.file_size for part in parts)
    if whole > MOST_BYTES:
        raise WordFileTooLarge(whole, MOST_BYTES)
    for part in parts:
        burst = part.file_size > max(_SMALL_BYTES, MOST_TIMES_SMALLER * part.compress_size)
        is_packed_plainly = part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if burst or part.flag_bits & 0x1 or not is_packed_plainly:
            raise WordFileUnreadable(f"packed in a way that no Word file is: {part.filename!r}")
        if _ODD_NAME.search(part.orig_filename) or stat.S_ISLNK(part.external_attr >> 16):
            raise WordFileUnreadable(f"an odd name: {part.orig_filename!r}")


def _kind(tie: Element) -> str:
    return tie.get("Type", "").rpartition("/")[2]


def _properties(tree: Element) -> dict[str, str]:
    return {one.get("name", ""): "".join(one.itertext()) for one in tree}


def _until(parent: Element, *tags: str) -> Iterator[Element]:
    # What is of these kinds, without what stands in it; and the marks on the way.
    for child in parent:
        if child.tag in tags or child.tag in _MARKS:
            yield child
        elif child.tag not in _UNSAID:
            yield from _until(child, *tags)


def _rows(table: Element) -> Iterator[tuple[Cell, ...]]:
    waiting: list[str] = []
    for one in _until(table, _ROW):
        if one.tag in _MARKS:
            waiting.append(_name(one))
        elif one.find(f"{_W}trPr/{_W}del") is None:
            yield tuple(_cells(one, waiting))
            waiting = []


def _cells(row: Element, waiting: list[str]) -> Iterator[Cell]:
    column, waiting = _number(row, "trPr/gridBefore", 0), [*waiting]
    for one in _until(row, _CELL):
        if one.tag in _MARKS:
            waiting.append(_name(one))
            continue
        inside = [_name(mark) for tag in _MARKS for mark in one.iter(tag)]
        span = _number(one, "tcPr/gridSpan", 1)
        is_joined = one.find(f"{_W}tcPr/{_W}vMerge") is not None
        yield Cell(column, _text(_paragraphs(one)), tuple(dict.fromkeys((*waiting, *inside))), span, is_joined)
        column, waiting = column + span, []


def _name(mark: Element) -> str:
    return mark.get(_MARKS[mark.tag], "")


def _number(element: Element, path: str, otherwise: int) -> int:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    said = found.get(f"{_W}val", "") if found is not None else ""
    return int(said) if re.fullmatch("[0-9]{1,3}", said) else otherwise


def _paragraphs(parent: Element) -> Iterator[Element]:
    # Those of tables and text boxes inside too, each behind the one that it stands in.
    for child in parent:
        if child.tag == _P:
            yield child
        if child.tag not in _UNSAID:
            yield from _paragraphs(child)


def _text(paragraphs: Iterable[Element]) -> str:
    pieces: list[str] = []
    for paragraph in paragraphs:
        pieces += _said(paragraph)
        mark = paragraph.find(f"{_W}pPr/{_W}rPr")
        is_gone = mark is not None and (mark.find(f"{_W}del") is not None or mark.find(f"{_W}moveFrom") is not None)
        pieces.append("" if is_gone else "\n")
    return "".join(pieces).removesuffix("\n")


def _said(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _UNSAID and child.tag != _P and not _is_only_a_hint(child):
            yield from _said(child)


def _is_only_a_hint(element: Element) -> bool:
    # The grey words with which Word asks for some.
    return element.tag == f"{_W}sdt" and element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
