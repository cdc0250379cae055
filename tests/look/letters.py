"""`python -m tests.look.letters FOLDER`: cut the font files that come along out of those of their makers.

FOLDER holds the unpacked npm packages that `webapp/static/fonts/README.md` names, each as its own folder; Andika with all its letters is
Debian's (`fonts-sil-andika`). After a run, write the new checksums into `webapp/static/vendor/SHA256SUMS`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

TOP = Path(__file__).parents[2]
PAGES = TOP / "webapp" / "static" / "fonts"
PICTURES = TOP / "words_pictures" / "drawing"
ANDIKA = Path("/usr/share/fonts/truetype/andika")
OWN_NAME = "Woord en Beeld"
"""Andika's licence reserves its name for the font as its makers give it: what is cut out of it is called otherwise."""

ARABIC = "0606-060F 061B-06D5 06EE-06FF"
"""All that Arabic, Farsi, Dari, Pashto, Urdu and Sorani are written with; not the marks of the Quran."""
GEEZ = "1200-137F"
CYRILLIC = "02BC 0400-045F 0490-0491 2116"
"""With the apostrophe of Ukrainian."""
LATIN_EXTENDED = "0100-0130 0132-0148 014A-0151 0154-017F 0192 0218-021B 02C7 02D8-02D9 02DB 02DD 1E80-1E85 1E9E"
IN_PICTURES = (
    "0020-007E 00A0-0148 014A-024F 0300-0304 0306-030C 0323 0326-0328 1E00-1EFF 2010-2027 2030 2032 2039-203A 20AC "
    + CYRILLIC
)
MARKS = "200C-200F"
"""What joins, parts and turns letters."""
ARABIC_IN_PICTURES = f"{ARABIC} {MARKS}"
UNITS, BESIDE_LATIN = 2048, 1.12
"""Andika's units of an em, and how many times its size Arabic is as large as Andika (`size-adjust` in the style sheets)."""
JOINING = ["ccmp", "locl", "liga", "rlig", "calt", "init", "medi", "fina", "mark", "mkmk"]
"""Not `kern`: it brings Ge'ez letters hardly closer, and weighs more than they do."""


def main(makers: Path) -> None:
    """Make every file anew that is cut here."""
    arabic = makers / "noto-sans-arabic" / "files" / "noto-sans-arabic-arabic-{}-normal.woff2"
    geez = makers / "noto-sans-ethiopic" / "files" / "noto-sans-ethiopic-ethiopic-{}-normal.woff2"
    for weight, ending, andika in ((400, "", "Andika-Regular.ttf"), (700, "-bold", "Andika-Bold.ttf")):
        cut(_weight(arabic, weight), f"0020 {ARABIC} {MARKS}", PAGES / f"noto-sans-arabic{ending}.woff2")
        cut(_weight(geez, weight), f"0020 {GEEZ} {MARKS}", PAGES / f"noto-sans-ethiopic{ending}.woff2")
        cut(ANDIKA / andika, LATIN_EXTENDED, PAGES / f"andika-latin-ext{ending}.woff2")
        cut(ANDIKA / andika, CYRILLIC, PAGES / f"andika-cyrillic{ending}.woff2")
    parts = (
        (ANDIKA / "Andika-Regular.ttf", IN_PICTURES, 1),
        (arabic, ARABIC_IN_PICTURES, BESIDE_LATIN),
        (geez, GEEZ, 1),
    )
    join([(_weight(source, 400), letters, size) for source, letters, size in parts], PICTURES / "woord-en-beeld.ttf")


def join(parts: list[tuple[Path, str, float]], file: Path) -> None:
    """Write letters of several fonts as one, each so many times its size.

    What paints the pictures for Word sets a row in one font, and takes from a second only where both make equally many glyphs of it:
    "Pieter قال لا" came out as empty boxes.
    """
    with tempfile.TemporaryDirectory() as name:
        pieces = [Path(name) / f"{number}.ttf" for number in range(len(parts))]
        for piece, (source, letters, size) in zip(pieces, parts, strict=True):
            cut(source, letters, piece)
            with TTFont(piece) as font:
                scale_upem(font, round(UNITS * size))
                font["head"].unitsPerEm = UNITS
                font.save(piece)
        whole = Merger().merge([str(piece) for piece in pieces])
        _rename(whole)
        whole.save(file)
    print(f"{file.name}: {file.stat().st_size:,} bytes")


def cut(source: Path, letters: str, file: Path) -> None:
    """Write those letters of a font, with what joins and places them, as `file`."""
    options = subset.Options()
    options.layout_features = JOINING
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["Silt", "STAT", "vhea", "vmtx"]
    options.flavor = "woff2" if file.suffix == ".woff2" else None
    with TTFont(source) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(letters.replace(" ", ",")))
        subsetter.subset(font)
        if "Andika" in str(font["name"].getDebugName(1)):
            _rename(font)
        font.flavor = options.flavor
        font.save(file)
    print(f"{file.name}: {file.stat().st_size:,} bytes")


def _weight(pattern: Path, weight: int) -> Path:
    return Path(str(pattern).format(weight))


def _rename(font: TTFont) -> None:
    names = font["name"]
    style = str(names.getDebugName(2))
    for record in list(names.names):
        if record.nameID in (1, 4, 6, 16):
            whole = OWN_NAME if record.nameID in (1, 16) or style == "Regular" else f"{OWN_NAME} {style}"
            record.string = whole.title().replace(" ", "") if record.nameID == 6 else whole
        elif record.nameID in (3, 7):
            names.removeNames(nameID=record.nameID)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
