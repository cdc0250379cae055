"""Word files as strangers send them: a plain one, and what could be wrong with one."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
TOP = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{TIES}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{TIES}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
)
PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property name="language"><vt:lpwstr>pl</vt:lpwstr></property></Properties>'
)


def body(inside: str) -> str:
    """A document part with this in its body."""
    return f"<w:document {NAMES}><w:body>{inside}</w:body></w:document>"


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def parts(inside: str = "", **others: str | bytes) -> dict[str, str | bytes]:
    """The parts of a plain file with this in its body; `others` by their names, `/` written `__`."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": TOP,
        "docProps/custom.xml": PROPERTIES,
        "word/document.xml": body(inside or paragraph("Dag")),
    }
    return found | {name.replace("__", "/"): content for name, content in others.items()}


def packed(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def word(inside: str = "", **others: str | bytes) -> bytes:
    """The bytes of a plain file with this in its body."""
    return packed(parts(inside, **others))


def tied(kind: str, *, is_outside: bool = False) -> str:
    """The ties of the main part: one of a kind."""
    mode = ' TargetMode="External"' if is_outside else ""
    target = "https://example.org/x" if is_outside else "x.bin"
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{TIES}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def typed(doctype: str, text: str = "&x;") -> str:
    """A document part that says by itself what it is made of."""
    return f"<?xml version='1.0'?>{doctype}{body(paragraph(text))}"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "file": '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "http": '<!DOCTYPE x [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x "&l9;">]>',
    "elsewhere": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "empty": "<!DOCTYPE x>",
}


def _patched(data: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    # In the list at the end of the zip, at the line of the document part.
    found = bytearray(data)
    line = found.rfind(b"word/document.xml") - 46
    change(found, line)
    return bytes(found)


def locked(data: bytes) -> bytes:
    return _patched(data, lambda found, line: struct.pack_into("<H", found, line + 8, 1))


def lying(data: bytes, size: int = 10) -> bytes:
    """A file that says that its document part unpacks to so many bytes."""
    return _patched(data, lambda found, line: struct.pack_into("<I", found, line + 24, size))


def linked(data: bytes) -> bytes:
    """A file whose document part is a symbolic link."""
    return _patched(data, lambda found, line: struct.pack_into("<I", found, line + 38, 0o120777 << 16))


def twice(data: bytes, name: str = "word/document.xml") -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package, warnings.catch_warnings(action="ignore"):
        package.writestr(name, body(paragraph("ander")))
    return file.getvalue()


def hostile() -> dict[str, bytes]:
    """Forty files and more that are refused, each by what is wrong with it."""
    plain, rels = word(), "word/_rels/document.xml.rels"
    return {
        "nothing": b"",
        "a photo": b"\xff\xd8\xff" * 100,
        "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000),
        "rich text": b"{\\rtf1 hello}",
        "a web page": b"<html><body>PK</body></html>",
        "a zip of nothing": packed({}),
        "an open document": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        "two letters": b"PK",
        "half": plain[: len(plain) // 2],
        "without its end": plain[:-30],
        "no types": packed({name: one for name, one in parts().items() if name != "[Content_Types].xml"}),
        "no ties": packed({name: one for name, one in parts().items() if name != "_rels/.rels"}),
        "no document": packed({name: one for name, one in parts().items() if name != "word/document.xml"}),
        "a spreadsheet": packed(
            parts() | {"[Content_Types].xml": TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")}
        ),
        "a template": packed(
            parts() | {"[Content_Types].xml": TYPES.replace(MAIN, MAIN.replace("document.main", "template.main"))}
        ),
        "macros": packed(
            parts()
            | {"[Content_Types].xml": TYPES.replace(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")}
        ),
        "a macro part": packed(parts() | {"word/vbaProject.bin": b"x"}),
        "macros beside": packed(
            parts()
            | {
                "[Content_Types].xml": TYPES.replace(
                    "</Types>",
                    '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
            }
        ),
        "a program": packed(parts() | {"word/embeddings/oleObject1.bin": b"x"}),
        "active controls": packed(parts() | {"word/activeX/activeX1.xml": "<x/>"}),
        **{
            f"tied to {kind}": packed(parts() | {rels: tied(kind)})
            for kind in ("aFChunk", "oleObject", "package", "control", "subDocument")
        },
        **{
            f"{kind} elsewhere": packed(parts() | {rels: tied(kind, is_outside=True)})
            for kind in ("image", "attachedTemplate", "frame", "settings")
        },
        **{f"doctype {name}": packed(parts() | {"word/document.xml": typed(one)}) for name, one in DOCTYPES.items()},
        "doctype in utf-16": packed(parts() | {"word/document.xml": typed(DOCTYPES["file"]).encode("utf-16")}),
        "doctype in the ties": packed(parts() | {"_rels/.rels": DOCTYPES["file"] + TOP}),
        "doctype in the types": packed(parts() | {"[Content_Types].xml": DOCTYPES["laughs"] + TYPES}),
        "doctype in the properties": packed(parts() | {"docProps/custom.xml": DOCTYPES["file"] + PROPERTIES}),
        "very deep": word("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
        "cut in a tag": packed(parts() | {"word/document.xml": body(paragraph("x"))[:-20]}),
        "no xml": packed(parts() | {"word/document.xml": bytes(range(256))}),
        "a bomb in the document": packed(parts() | {"word/document.xml": body("<w:p/>" * 9_000_000)}),
        "a bomb beside": packed(parts() | {"word/media/x.png": bytes(60_000_000)}),
        "a bomb in the types": packed(parts() | {"[Content_Types].xml": TYPES + " " * 60_000_000}),
        "small bombs": packed(parts() | {f"word/x{n}.xml": " " * 400_000 for n in range(10)}),
        "a lie about its size": lying(word(paragraph("x" * 300_000))),
        "a lie that is too large": lying(plain, 3_000_000_000),
        "too many parts": packed(parts() | {f"word/x{n}.xml": "" for n in range(500)}),
        "two of one name": twice(plain),
        "two of one name but for capitals": twice(plain, "word/Document.xml"),
        "a name that climbs": packed(parts() | {"../x.xml": ""}),
        "a name from the root": packed(parts() | {"/etc/x": ""}),
        "a name from elsewhere": packed(parts() | {"word\\..\\x.xml": ""}),
        "a drive": packed(parts() | {"C:/x.xml": ""}),
        "a link": linked(plain),
        "locked": locked(plain),
        "packed in another way": packed(parts(), zipfile.ZIP_BZIP2),
        "packed in yet another way": packed(parts(), zipfile.ZIP_LZMA),
        "too heavy": plain + bytes(11_000_000),
    }
