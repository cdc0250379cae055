"""A bundle: a document with its pictures and the facts it uses, as one `.zip`. To hand over, to keep, to bring back.

    bundle.json            {"format": 1, "document": {…}, "file": {…}, "definition": ["…"]}
    pictures/<id>.jpg      every picture the document shows, made safe (`.png` for drawings of few colours)

`document` and `file` are as `document.to_json` writes them; `file` is the family's file, as far as the document speaks of it.
`definition`, which may be missing, are the texts of the definition that the document was made with (definition.read_edition): elsewhere
that form may be another one, or unknown.
What one voice says where two say it in two ways stands at `…/words@nl.<voice>` (voices.py).
Format 1 is the only one there is. A reader refuses any other, anything in the zip that is not named here, and a document that its
definition would not have let anybody write: a bundle comes from anywhere. Its pictures are bytes still to be made safe (picture.py).
"""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from .change import JUDGE, TOGETHER, pen_of
from .definition import AUDIENCES, Definition, definitions, read_edition
from .document import Document, from_json, to_json
from .errors import BadBundle, BadDefinition, BadDocument, NotSaid

FORMAT = 1
MOST_BYTES = 500 * 1024 * 1024
"""Unpacked, all together: the limit of a family (trust.md R-141)."""
MOST_TEXT_BYTES = 8 * 1024 * 1024
"""`bundle.json` unpacked: more than a document of 60,000 entries takes (5.8 MB, core.md 4); what a parser makes of it is 20 times that."""
MOST_DEFINITION_LETTERS = 200_000
"""Of the definition that comes along: ten times the longest of ours."""
MOST_FILES = 301
MOST_REVISIONS = 10**9
"""More than anybody will ever write in one document, and room to go on."""

_PICTURE = re.compile(r"pictures/([0-9a-f]{32})\.(jpg|png)")
_ID = re.compile(r"[0-9a-z]{1,40}")
_NOBODYS_ID = {*AUDIENCES, TOGETHER, JUDGE}
"""What stands beside the ids of people where it is said who may read, and whose words they are: no person may be called so."""
_READ_AT_ONCE = 64 * 1024
_DATE = (1980, 1, 1, 0, 0, 0)
"""Every file in the zip has the same date, so the same content is the same bytes."""


@dataclass(frozen=True)
class Bundle:
    """A document, the family's file as far as the document speaks of it, and its pictures: id -> JPEG or PNG bytes."""

    document: Document
    file: Document
    pictures: Mapping[str, bytes]
    definition: Definition | None = None
    """What the document is made of: the definition it was made with, or that of its kind as it is now."""


def write_bundle(bundle: Bundle) -> bytes:
    """The bundle as the bytes of a .zip; the same bundle gives the same bytes."""
    content: dict[str, object] = {"format": FORMAT, "document": to_json(bundle.document), "file": to_json(bundle.file)}
    if bundle.definition is not None and bundle.document.made_with == bundle.definition.edition:
        content["definition"] = list(bundle.definition.sources)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        package.writestr(zipfile.ZipInfo("bundle.json", _DATE), text, zipfile.ZIP_DEFLATED)
        for id, data in sorted(bundle.pictures.items()):
            kind = "png" if data.startswith(b"\x89PNG") else "jpg"
            package.writestr(zipfile.ZipInfo(f"pictures/{id}.{kind}", _DATE), data, zipfile.ZIP_STORED)
    return packed.getvalue()


def read_bundle(packed: bytes, known: Mapping[str, Definition] | None = None, most_bytes: int = MOST_BYTES) -> Bundle:
    """The bundle in the bytes of a .zip; `known` are the definitions it may follow, those of the library if not given.

    `most_bytes` is what it may hold, unpacked. Raises BadBundle when it is not one, not whole, or holds what its definition has no place
    for.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as package:
            return _read(package, definitions() if known is None else known, most_bytes)
    # What zipfile, zlib and json raise over bytes that somebody made up; RuntimeError holds RecursionError.
    except (
        zipfile.BadZipFile,
        zlib.error,
        BadDefinition,
        BadDocument,
        NotSaid,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        OverflowError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        struct.error,
    ) as wrong:
        raise BadBundle(str(wrong)) from wrong


def shown_pictures(document: Document) -> set[str]:
    """The ids of the pictures that stand anywhere in a document, in items taken out too: also those of papers that were signed."""
    tables = [one.value for one in document.entries.values() if isinstance(one.value, dict)]
    pictures = [*tables, *(one["picture"] for one in tables if isinstance(one.get("picture"), dict))]
    return {str(one["id"]) for one in pictures if set(one) == {"id", "width", "height"}}


def _read(package: zipfile.ZipFile, known: Mapping[str, Definition], most_bytes: int) -> Bundle:
    files = package.infolist()
    if len(files) > MOST_FILES or len({file.filename for file in files}) != len(files):
        raise BadBundle("too many files, or one name twice")
    if sum(file.file_size for file in files) > most_bytes:
        raise BadBundle("too large")
    pictures: dict[str, bytes] = {}
    content: object = None
    for file in files:
        named = _PICTURE.fullmatch(file.filename)
        if file.filename == "bundle.json":
            content = json.loads(_unpacked(package, file, MOST_TEXT_BYTES))
        elif named and named[1] not in pictures:
            pictures[named[1]] = _unpacked(package, file, most_bytes)
        else:
            raise BadBundle(f"a file that does not belong here: {file.filename!r}")
    said = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    if said.get("format") != FORMAT:
        raise BadBundle("no bundle.json of a format known here")
    document, file = from_json(said["document"]), from_json(said["file"])
    definition = _definition_of(document, said.get("definition"), known)
    _check(document, definition)
    _check(file, known.get(file.definition))
    if definition.reading == "family" or known[file.definition].reading != "family":
        raise BadBundle("a document and a family's file, in that order")
    missing = shown_pictures(document) - set(pictures)
    if missing:
        raise BadBundle(f"pictures are missing: {sorted(missing)}")
    return Bundle(document, file, pictures, definition)


def _definition_of(document: Document, sources: object, known: Mapping[str, Definition]) -> Definition:
    # What it was made with: the one known here, or the one that comes along. Where none comes along it is looked over with the one here.
    here = known.get(document.definition)
    texts = [str(one) for one in cast("list[object]", sources)] if isinstance(sources, list) else []
    if here is not None and (not texts or document.made_with in ("", here.edition)):
        return here
    if sum(map(len, texts)) > MOST_DEFINITION_LETTERS:
        raise BadBundle("a definition that is too long")
    definition = read_edition(texts, known)
    if (definition.id, definition.edition) != (document.definition, document.made_with):
        raise BadBundle(f"another definition than the document was made with: {definition.id!r}")
    return definition


def _unpacked(package: zipfile.ZipFile, file: zipfile.ZipInfo, limit: int) -> bytes:
    # In pieces, of these two kinds only: `read()` at once, or any other kind, unpacks all that the bytes hold before it looks at
    # the size that stands in the list (2 GB for a list that says 10 bytes).
    if file.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or file.file_size > limit:
        raise BadBundle(f"too large, or packed in a way not known here: {file.filename!r}")
    unpacked = io.BytesIO()
    with package.open(file) as packed:
        while piece := packed.read(_READ_AT_ONCE):
            unpacked.write(piece)
    if unpacked.tell() != file.file_size:
        raise BadBundle(f"not as large as it says: {file.filename!r}")
    return unpacked.getvalue()


def _check(document: Document, definition: Definition | None) -> None:
    if definition is None or not _ID.fullmatch(document.id):
        raise BadBundle(f"a document of a kind not known here: {document.definition!r}, {document.id!r}")
    for address, entry in document.entries.items():
        definition.check_write(address, entry.value)
        pen_of(entry.pen)
        if not _ID.fullmatch(entry.by):
            raise BadBundle(f"written by nobody: {entry.by!r}")
    revisions = (*(entry.version for entry in document.entries.values()), *document.out.values())
    if document.revision > MOST_REVISIONS or any(one > document.revision for one in revisions):
        raise BadBundle("something in it is newer than itself")
    places = [(place, id) for place, ids in document.order.items() for id in ids]
    places += [(place.rpartition("/")[0], place.rpartition("/")[2]) for place in document.out]
    for place, id in places:
        definition.check_list(place, id)
    if len(set(places)) != len(places):
        raise BadBundle("an item stands twice")
    if any(id in _NOBODYS_ID for _, id in places):
        raise BadBundle("somebody goes by the name of a circle, or of a voice")
