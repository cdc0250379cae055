"""Writes `base.docx`: the styles of a story and of any other form on paper, and the page they stand on, nothing else.

Run `python -m words_pictures.word.make_base` after changing a style here; a test fails when the two differ.
"""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).with_name("base.docx")

INK, SOFT_INK, ACCENT, WARM = "2B2320", "4A403A", "7A3410", "E3A67F"
"""Dark warm ink (15 : 1 on white), the same softer (10 : 1), titles (9 : 1), and lines that carry no meaning."""

SANS = "Andika"
"""Made for new readers, as in the book on screen. Where it is missing, Word takes the next of `_FONTS`."""
ARABIC, GEEZ = "Noto Naskh Arabic", "Noto Sans Ethiopic"
"""Naskh is the hand of Arabic school books; on paper, at 16 points and more, its fine strokes do no harm."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FONTS = (
    # name, also known as or else, PANOSE, kind, script: the order is that of the schema
    (SANS, "Trebuchet MS,Verdana,Arial", "02000000000000000000", "swiss", "00"),
    (ARABIC, "Noto Sans Arabic,Sakkal Majalla,Geeza Pro,Times New Roman,Arial", "02020603050405020304", "roman", "B2"),
    (GEEZ, "Ebrima,Nyala,Kefa,Abyssinica SIL", "020B0502040504020204", "swiss", "00"),
)
"""What stands in for each where it is missing: fonts of Windows, of a Mac, of Linux."""


OTHER_LETTERS = 1.15
"""How much larger Arabic letters are set than Latin ones: at the same size they look smaller (`w:szCs` for `w:sz`)."""


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes in points; `line` is the exact height of a line, none where a picture must fit in it."""

    name: str
    points: float
    line: float | None
    before: float = 0
    after: float = 0
    bold: bool = False
    colour: str = INK
    centred: bool = False
    marks: str = ""
    """Further children of `w:pPr` that stand before `w:spacing` in the schema."""
    indent: float = 0
    end: float = 0
    """How much sooner its lines end than the page, in points."""
    outline: int | None = None
    based_on: str = "Normal"
    then: str = ""
    """The style of the paragraph typed after it."""

    @property
    def id(self) -> str:
        return self.name.title().replace(" ", "")


_FRAME = "<w:pBdr>{}</w:pBdr>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="24" w:space="4" w:color="{WARM}"/>'
        for side in ("top", "left", "bottom", "right")
    )
)
_HAIR_LINE = '<w:{} w:val="single" w:sz="4" w:space="{}" w:color="{}"/>'
_UNDER = "<w:pBdr>" + _HAIR_LINE.format("bottom", 0, SOFT_INK) + "</w:pBdr>"
"""A line to write on."""
_ABOVE = "<w:pBdr>" + _HAIR_LINE.format("top", 8, WARM) + "</w:pBdr>"
_THIN_FRAME = (
    f"<w:pBdr>{''.join(_HAIR_LINE.format(side, 1, WARM) for side in ('top', 'left', 'bottom', 'right'))}</w:pBdr>"
)
_HOLDS_ON = "<w:keepNext/><w:keepLines/>"
_OWN_PAGE = "<w:keepNext/><w:keepLines/><w:pageBreakBefore/>"
_IN_A_COLUMN = '<w:keepNext/><w:keepLines/><w:pageBreakBefore w:val="0"/>'

STYLES = (
    Style("Title", 44, 56, 76, 12, bold=True, colour=ACCENT, centred=True, then="Subtitle"),
    Style("Title Long", 30, 39, 40, 10, bold=True, colour=ACCENT, centred=True, based_on="Title"),
    Style("Title Alone", 48, 62, 210, 16, bold=True, colour=ACCENT, centred=True, based_on="Title"),
    Style("Subtitle", 24, 34, 0, 44, centred=True),
    Style("heading 1", 28, 38, 0, 8, bold=True, colour=ACCENT, marks=_OWN_PAGE, outline=0, then="Picture"),
    Style(
        "Heading Beside", 20, 27, 0, 6, bold=True, colour=ACCENT, marks=_IN_A_COLUMN, based_on="Heading1", then="Words"
    ),
    Style("Picture", 2, None, 0, 14, centred=True, marks="<w:keepNext/>", then="Words"),
    Style("Words", 20, 30, marks="<w:keepLines/>"),
    Style("Words Smaller", 18, 27, based_on="Words"),
    Style("Words Smallest", 16, 24, based_on="Words"),
    Style("Voice", 16, 28, 8, 0, bold=True, colour=ACCENT, marks="<w:keepNext/><w:keepLines/>", then="Words"),
    Style("Note", 14, 19, 4, 0, colour=SOFT_INK, marks="<w:keepLines/>"),
    Style("Maker", 24, 38, centred=True),
    Style("Small Print", 14, 20, 48, centred=True),
    Style("Drawing Frame", 20, 612, 6, marks=_FRAME, indent=9),
    Style("footer", 14, 19, centred=True, colour=SOFT_INK),
    # Any other form on paper.
    Style("Paper Title", 28, 37, 0, 4, bold=True, colour=ACCENT, marks=_HOLDS_ON, outline=0, then="PaperWords"),
    Style("Paper For", 16, 24, 0, 8, marks=_HOLDS_ON, then="PaperWords"),
    Style("heading 2", 20, 28, 30, 6, bold=True, colour=ACCENT, marks=_HOLDS_ON, outline=1, then="PaperWords"),
    Style("heading 3", 16, 24, 20, 2, bold=True, marks=_HOLDS_ON + _ABOVE, outline=2, then="PaperWords"),
    Style("heading 4", 14, 21, 10, 1, bold=True, colour=ACCENT, marks=_HOLDS_ON, outline=3, then="PaperWords"),
    Style("Paper Label", 14, 21, 18, 1, bold=True, colour=ACCENT, marks=_HOLDS_ON, outline=1, then="PaperWords"),
    Style("Paper Words", 14, 21),
    Style("Paper Value", 14, 21, 5, 0, marks="<w:keepLines/>", based_on="PaperWords"),
    Style("Paper Voice", 14, 21, 5, 0, bold=True, marks=_HOLDS_ON, then="PaperWords"),
    Style("Paper Note", 12, 17, 2, 0, colour=SOFT_INK, marks="<w:keepLines/>"),
    Style("Paper Picture", 2, None, 6, 6, marks="<w:keepLines/>", then="PaperWords"),
    Style("Paper Boxes", 14, 25, 3, 0, marks="<w:keepLines/>", then="PaperWords"),
    Style("Paper Numbers", 16, 34, 3, 0, marks="<w:keepLines/>", then="PaperWords"),
    # Two that are not quite the same: of lines with the same border Word draws only the last.
    Style("Writing Line", 14, 29, marks=_UNDER, then="WritingLineNext"),
    Style("Writing Line Next", 14, 29, marks=_UNDER, end=0.5, then="WritingLine"),
    Style("Writing Frame", 14, 230, 6, 6, marks=_THIN_FRAME, indent=2),
    Style("Writing Frame Small", 14, 130, 6, 6, marks=_THIN_FRAME, indent=2),
    Style("Cell Head", 12, 17, 0, 0, bold=True, colour=ACCENT, marks=_HOLDS_ON),
    Style("Cell Words", 14, 20),
    Style("Cell Words Small", 12, 17.5, based_on="CellWords"),
    Style("Cell Voice", 12, 17, 3, 0, bold=True, marks=_HOLDS_ON, then="CellWords"),
    Style("Cell Number", 12, 19, colour=SOFT_INK),
    # Columns beside each other on a page that lies on its side.
    Style("Column Head", 15, 21, 0, 0, bold=True, colour=ACCENT, marks=_HOLDS_ON, outline=1, then="CellWordsSmall"),
    Style("Column Label", 12, 17, 10, 1, bold=True, colour=ACCENT, marks=_HOLDS_ON, outline=2, then="CellWordsSmall"),
    Style("Column Hint", 10.5, 14, 1, 0, colour=SOFT_INK, marks="<w:keepLines/>", then="CellWordsSmall"),
    Style("Column Line", 12, 24, marks=_UNDER, then="ColumnLineNext"),
    Style("Column Line Next", 12, 24, marks=_UNDER, end=0.5, then="ColumnLine"),
    # An item to fill in by hand, as a card: lines are 8.5 mm from each other.
    Style("Card Number", 13, 16, 4, 1, bold=True, marks=_HOLDS_ON, outline=2, then="PaperWords"),
    Style("Card Label", 11, 14, bold=True, colour=ACCENT, marks=_HOLDS_ON),
    Style("Card Title", 11, 14, bold=True, marks=_HOLDS_ON),
    Style("Card Note", 10, 13, colour=SOFT_INK, marks=_HOLDS_ON),
    Style("Card Boxes", 12, 16, marks="<w:keepLines/>"),
    Style("Card Room", 12, 24),
    Style("Card Line", 12, 24, marks=_UNDER, then="CardLineNext"),
    Style("Card Line Next", 12, 24, marks=_UNDER, end=0.5, then="CardLine"),
    Style("Paper Foot", 12, 17, centred=True, colour=SOFT_INK),
)
_KNOWN_TO_WORD = ("Title", "Subtitle", "heading 1", "heading 2", "heading 3", "heading 4", "footer")


def main(file: Path = BASE) -> None:
    """Write base.docx anew, beside this script unless another place is named."""
    file.write_bytes(base_docx())


def base_docx() -> bytes:
    """The bytes of base.docx, the same at every call."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in _parts().items():
            package.writestr(zipfile.ZipInfo(name), (_HEAD + xml).encode(), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _parts() -> dict[str, str]:
    main_type = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main_type}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    theme_type = "application/vnd.openxmlformats-officedocument.theme+xml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/word/theme.xml" ContentType="{theme_type}"/><Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_P}/relationships">'
        f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_P}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_R}/{name}" Target="{name}.xml"/>'
            for number, name in enumerate(("styles", "settings", "fontTable", "theme"), 1)
        )
        + "</Relationships>",
        "word/document.xml": _document(),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/theme.xml": _theme(),
    }


def _document() -> str:
    """An empty A4 page, upright; the cover has no foot line (`w:titlePg`)."""
    return (
        f'<w:document {_W} xmlns:r="{_R}" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"><w:body><w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="850" w:right="1134" w:bottom="1304" w:left="1134" w:header="567" w:footer="454" w:gutter="0"/>'
        '<w:cols w:space="708"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


def _styles() -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SANS, ARABIC)}<w:color w:val="{INK}"/>'
        '<w:sz w:val="40"/><w:szCs w:val="46"/><w:lang w:val="nl-BE" w:eastAsia="nl-BE" w:bidi="ar-EG"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    rest = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="GeezLetters"><w:name w:val="Geez Letters"/>'
        f"<w:qFormat/><w:rPr>{_fonts(GEEZ, GEEZ)}</w:rPr></w:style>"
        '<w:style w:type="character" w:customStyle="1" w:styleId="GeezFigures"><w:name w:val="Geez Figures"/>'
        f"<w:qFormat/><w:rPr>{_fonts(SANS, SANS)}</w:rPr></w:style>"
    )
    return f"<w:styles {_W}>{defaults}{rest}{''.join(_style(style) for style in STYLES)}</w:styles>"


def _fonts(letters: str, complex_letters: str) -> str:
    return f'<w:rFonts w:ascii="{letters}" w:hAnsi="{letters}" w:eastAsia="{letters}" w:cs="{complex_letters}"/>'


def _style(style: Style) -> str:
    """A `w:style`, its children in the order of the schema; size and weight said twice, for other letters too."""
    own = "" if style.name in _KNOWN_TO_WORD else ' w:customStyle="1"'
    then = f'<w:next w:val="{style.then}"/>' if style.then else ""
    line = f' w:line="{round(style.line * 20)}" w:lineRule="exact"' if style.line else ""
    centred = '<w:jc w:val="center"/>' if style.centred else ""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    begin, end = round(style.indent * 20), round((style.indent + style.end) * 20)
    indent = f'<w:ind w:left="{begin}" w:right="{end}"/>' if begin or end else ""
    half_points = round(style.points * 2)
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{then}<w:qFormat/><w:pPr>{style.marks}'
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"{line}/>'
        f"{indent}{centred}{outline}</w:pPr>"
        f'<w:rPr>{bold}<w:color w:val="{style.colour}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{round(half_points * OTHER_LETTERS)}"/>'
        "</w:rPr></w:style>"
    )


def _settings() -> str:
    """Word of 2013 and later, so that no page comes up in compatibility mode."""
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="nl-BE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="{charset}"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, other, panose, family, charset in _FONTS
    )
    return f"<w:fonts {_W}>{fonts}</w:fonts>"


def _theme() -> str:
    """The colours and letters Word offers first to whoever changes something; Word expects every file to have them."""
    colours = {
        "dk1": INK,
        "lt1": "FFFFFF",
        "dk2": ACCENT,
        "lt2": "FBF3E7",
        "accent1": "D98A5B",
        "accent2": "3F7D78",
        "accent3": "E2B659",
        "accent4": "6F8F4E",
        "accent5": "5B7BA6",
        "accent6": "A8647B",
        "hlink": ACCENT,
        "folHlink": INK,
    }
    palette = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    letters = f'<a:latin typeface="{SANS}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Story"><a:themeElements>'
        f'<a:clrScheme name="Story">{palette}</a:clrScheme>'
        f'<a:fontScheme name="Story"><a:majorFont>{letters}</a:majorFont><a:minorFont>{letters}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Story"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
