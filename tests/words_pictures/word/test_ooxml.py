import docx
import pytest
from word_file import NAMES, W

from words_pictures.word import ooxml
from words_pictures.word.letters import tongue


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("Dag\r\nMila\rtwee\u2028drie\x0bvier\x0cvijf\x85zes", "Dag\nMila\ntwee\ndrie\nvier\nvijf\nzes"),
        ("a\x00b\x07c\ud800d\udfffe\ufffef\uffffg", "abcdefg"),
        ("tab\t<&>{{ }}😀e\u0301", "tab\t<&>{{ }}😀e\u0301"),
    ],
)
def test_text_is_what_xml_can_hold(typed: str, held: str) -> None:
    assert ooxml.xml_text(typed) == held


def test_a_right_to_left_paragraph_says_so_at_its_place_in_the_order() -> None:
    paragraph = docx.Document().add_paragraph("سلام", style="Title")
    paragraph.paragraph_format.space_before = 0
    paragraph.paragraph_format.keep_with_next = True
    paragraph.alignment = 1
    ooxml.set_direction(paragraph, tongue("ar"))
    order = [child.tag.removeprefix(W) for child in paragraph._p.pPr]
    assert order == ["pStyle", "keepNext", "bidi", "spacing", "jc", "rPr"]


def test_a_left_to_right_paragraph_is_left_as_it_is() -> None:
    paragraph = docx.Document().add_paragraph("Dag")
    ooxml.set_direction(paragraph, tongue("nl"))
    assert paragraph._p.pPr is None


def test_a_mark_has_a_name_that_word_takes() -> None:
    paragraph = docx.Document().add_paragraph("Dag")
    ooxml.mark(paragraph, "s_" + "é-" * 40, 1)
    name = paragraph._p.find("w:bookmarkStart", NAMES).get(f"{W}name")
    assert len(name) == 40
    assert name.isascii()
    assert name.replace("_", "a").isalnum()


def test_what_goes_with_the_file_unseen_is_escaped() -> None:
    document = docx.Document()
    ooxml.add_custom_properties(document, {'a"<&': "<&>\x00"})
    custom = next(part for part in document.part.package.iter_parts() if part.partname == "/docProps/custom.xml")
    root = ooxml.parse_xml(custom.blob)
    assert [(each.get("name"), "".join(each.itertext())) for each in root] == [('a"<&', "<&>")]
