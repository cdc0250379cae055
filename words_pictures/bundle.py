"""A bundle: a document with its pictures and the facts it uses, as one `.zip`. To hand over, to keep, to bring back.

    bundle.json            {"format": 1, "document": {…}, "file": {…}}
    pictures/<id>.jpg      every picture the document shows, made safe (`.png` for drawings of few colours)

`document` and `file` are as `document.to_json` writes them; `file` is the family's file, as far as the document speaks of it.
Format 1 is the only one there is. A reader refuses any other, and anything in the zip that is not named here.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .document import Document, from_json, to_json
from .errors import BadBundle, BadDocument

FORMAT = 1
MOST_BYTES = 500 * 1024 * 1024
"""Unpacked, all together: the limit of a family (trust.md R-141)."""
MOST_FILES = 301

_PICTURE = re.compile(r"pictures/([0-9a-f]{32})\.(jpg|png)")
_DATE = (1980, 1, 1, 0, 0, 0)
"""Every file in the zip has the same date, so the same content is the same bytes."""


@dataclass(frozen=True)
class Bundle:
    """A document, the family's file as far as the document speaks of it, and its pictures: id -> JPEG or PNG bytes."""

    document: Document
    file: Document
    pictures: Mapping[str, bytes]


def write_bundle(bundle: Bundle) -> bytes:
    """The bundle as the bytes of a .zip; the same bundle gives the same bytes."""
    content = {"format": FORMAT, "document": to_json(bundle.document), "file": to_json(bundle.file)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        text = json.dumps(content, ensure_ascii=False, indent=1)
        package.writestr(zipfile.ZipInfo("bundle.json", _DATE), text, zipfile.ZIP_DEFLATED)
        for id, data in sorted(bundle.pictures.items()):
            kind = "png" if data.startswith(b"\x89PNG") else "jpg"
            package.writestr(zipfile.ZipInfo(f"pictures/{id}.{kind}", _DATE), data, zipfile.ZIP_STORED)
    return packed.getvalue()


def read_bundle(packed: bytes) -> Bundle:
    """The bundle in the bytes of a .zip. Raises BadBundle when it is not one, or not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as package:
            return _read(package)
    except (
        zipfile.BadZipFile,
        BadDocument,
        ValueError,
        KeyError,
        TypeError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as wrong:
        raise BadBundle(str(wrong)) from wrong


def shown_pictures(document: Document) -> set[str]:
    """The ids of the pictures that stand anywhere in a document, in scenes taken out too."""
    found: set[str] = set()
    for address, entry in document.entries.items():
        if address.endswith("/picture@value") and isinstance(entry.value, dict):
            found.add(str(entry.value["id"]))
    return found


def _read(package: zipfile.ZipFile) -> Bundle:
    files = package.infolist()
    if len(files) > MOST_FILES or len({file.filename for file in files}) != len(files):
        raise BadBundle("too many files, or one name twice")
    if sum(file.file_size for file in files) > MOST_BYTES:
        raise BadBundle("too large")
    pictures: dict[str, bytes] = {}
    content: dict[str, Any] | None = None
    for file in files:
        named = _PICTURE.fullmatch(file.filename)
        if file.filename == "bundle.json":
            content = json.loads(package.read(file))
        elif named:
            pictures[named[1]] = package.read(file)
        else:
            raise BadBundle(f"a file that does not belong here: {file.filename!r}")
    if content is None or content.get("format") != FORMAT:
        raise BadBundle("no bundle.json of a format known here")
    document, file = from_json(content["document"]), from_json(content["file"])
    missing = shown_pictures(document) - set(pictures)
    if missing:
        raise BadBundle(f"pictures are missing: {sorted(missing)}")
    return Bundle(document, file, pictures)
