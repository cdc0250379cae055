import io
import subprocess
import sys

import docx
from openxml_audit import OpenXmlValidator
from word_file import NAMES, W, parts, sized_alone, xml

from words_pictures.word.make_base import BASE, STYLES, base_docx


def test_base_docx_is_what_its_script_writes() -> None:
    assert parts(BASE.read_bytes()) == parts(base_docx()), "run python -m words_pictures.word.make_base"


def test_its_script_runs_as_a_module_without_a_warning(tmp_path) -> None:
    written = tmp_path / "base.docx"
    command = [sys.executable, "-W", "error", "-m", "words_pictures.word.make_base", str(written)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert written.read_bytes() == base_docx()


def test_it_holds_styles_and_no_words() -> None:
    assert len(BASE.read_bytes()) < 20_000
    document = docx.Document(io.BytesIO(BASE.read_bytes()))
    assert document.paragraphs == []
    assert {style.name for style in STYLES} <= {
        each.get(f"{W}val") for each in xml(BASE.read_bytes(), "word/styles.xml").iter(f"{W}name")
    }


def test_a_validator_finds_nothing_in_it() -> None:
    assert [error.description for error in OpenXmlValidator().validate(str(BASE)).errors] == []
    assert sized_alone(BASE.read_bytes()) == []


def test_the_page_is_a4_upright_with_room_for_a_picture_170_mm_wide() -> None:
    page = docx.Document(io.BytesIO(BASE.read_bytes())).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert 169.9 <= (page.page_width - page.left_margin - page.right_margin) / 36000 <= 170.1


def test_letters_stand_out_from_the_paper_seven_to_one() -> None:
    styles = xml(BASE.read_bytes(), "word/styles.xml")
    for colour in styles.iterfind(".//w:rPr/w:color", NAMES):
        assert _contrast_on_white(colour.get(f"{W}val")) >= 7


def _contrast_on_white(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)
