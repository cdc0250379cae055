"""What is read of a stranger's Word file, and what is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strangers_word import NAMES, cell, hostile, packed, paragraph, parts, table, tied, word

from words_pictures import word_file
from words_pictures.errors import NoWordFile, WordFileRefused, WordFileTooLarge
from words_pictures.word_file import read_word_file

HOSTILE = hostile()


def said(inside: str) -> str:
    """What the only cell of a table says."""
    [one] = read_word_file(word(table(cell(inside)))).tables
    return one.rows[0][0].text


def test_tables_what_stands_outside_and_the_properties_are_read():
    file = read_word_file(
        word(paragraph("Boven") + table(cell(paragraph("a")) + cell(paragraph("b"))) + paragraph(" "))
    )
    assert [[one.text for one in row] for row in file.tables[0].rows] == [["a", "b"]]
    assert file.outside == ("Boven",)
    assert file.properties == {"language": "pl"}
    assert not file.is_tracked


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (paragraph("een") + paragraph("twee"), "een\ntwee"),
        ("<w:p><w:r><w:t>een</w:t><w:br/><w:t>twee</w:t><w:tab/><w:t>drie</w:t></w:r></w:p>", "een\ntwee\tdrie"),
        ("<w:p><w:pPr><w:tabs><w:tab w:pos='3'/></w:tabs></w:pPr><w:r><w:t>een</w:t></w:r></w:p>", "een"),
        ("<w:p><w:ins><w:r><w:t>nieuw</w:t></w:r></w:ins><w:del><w:r><w:delText>oud</w:delText></w:r></w:del></w:p>", "nieuw"),
        ("<w:p><w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>hier</w:t></w:r></w:moveTo></w:p>", "hier"),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>een </w:t></w:r></w:p>" + paragraph("lijn"), "een lijn"),
        ("<w:sdt><w:sdtContent>" + paragraph("blok") + "</w:sdtContent></w:sdt>", "blok"),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>lijn</w:t></w:r></w:sdtContent></w:sdt></w:p>", "lijn"),
        ("<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Typ hier</w:t></w:r></w:sdtContent></w:sdt></w:p>", ""),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:fldSimple><w:r><w:t>!</w:t></w:r></w:fldSimple></w:p>", "link!"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r></w:p>", "3"),
        (table(cell(paragraph("binnen")) + cell(paragraph("in"))), "binnen\nin"),
        (
            '<w:p><w:r><m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006"><m:Choice>'
            f"<w:txbxContent>{paragraph('kader')}</w:txbxContent></m:Choice><m:Fallback><w:txbxContent>{paragraph('kader')}"
            "</w:txbxContent></m:Fallback></m:AlternateContent><w:t>voor</w:t></w:r></w:p>",
            "voor\nkader",
        ),
    ],
)  # fmt: skip
def test_a_cell_says_what_somebody_reads_in_it(inside, text):
    assert said(inside) == text


def test_a_row_that_was_taken_out_is_gone_and_one_put_in_is_there():
    rows = ("<w:trPr><w:del/></w:trPr>" + cell(paragraph("weg")), "<w:trPr><w:ins/></w:trPr>" + cell(paragraph("bij")))
    file = read_word_file(word(table(*rows)))
    assert [row[0].text for row in file.tables[0].rows] == ["bij"]
    assert file.is_tracked


def test_marks_are_found_in_cells_and_just_before_them():
    before = '<w:bookmarkStart w:id="1" w:name="row"/>'
    inside = (
        '<w:p><w:bookmarkStart w:id="2" w:name="own"/><w:sdt><w:sdtPr><w:alias w:val="kept"/></w:sdtPr></w:sdt></w:p>'
    )
    file = read_word_file(word(f"<w:tbl>{before}<w:tr>{cell(inside)}{before}{cell(paragraph('x'))}</w:tr></w:tbl>"))
    assert [one.marks for one in file.tables[0].rows[0]] == [("row", "own", "kept"), ("row",)]


def test_cells_over_columns_and_rows_are_known():
    wide = cell(paragraph("a"), '<w:gridSpan w:val="2"/>') + cell(paragraph("b"), '<w:vMerge w:val="restart"/>')
    under = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("<w:p/>", "<w:vMerge/>")
    first, second = read_word_file(word(table(wide, under))).tables[0].rows
    assert [(one.column, one.span, one.is_joined) for one in first] == [(0, 2, False), (2, 1, True)]
    assert [(one.column, one.is_joined) for one in second] == [(2, True)]


def test_comments_and_notes_are_said_outside():
    comments = f"<w:comments {NAMES}><w:comment>{paragraph('Wat is De Linde?')}</w:comment></w:comments>"
    ties = tied("comments").replace("x.bin", "comments.xml")
    file = read_word_file(packed(parts() | {"word/_rels/document.xml.rels": ties, "word/comments.xml": comments}))
    assert file.outside == ("Dag", "Wat is De Linde?")


def test_a_file_of_the_strict_kind_is_read_as_well():
    content = parts(table(cell(paragraph("a"))))
    content["word/document.xml"] = str(content["word/document.xml"]).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_word_file(packed(content)).tables[0].rows[0][0].text == "a"


def test_a_link_to_click_and_a_picture_do_no_harm():
    file = packed(
        parts() | {"word/_rels/document.xml.rels": tied("hyperlink", is_outside=True), "word/media/x.png": b"x"}
    )
    assert read_word_file(file).outside == ("Dag",)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_do_harm_is_refused(name):
    with pytest.raises(WordFileRefused) as refused:
        read_word_file(HOSTILE[name])
    assert "passwd" not in str(refused.value)


def test_there_are_more_than_fifty_of_them():
    assert len(HOSTILE) > 50


@pytest.mark.parametrize(
    "name", ["an old Word file", "an open document", "a photo", "a spreadsheet", "a template", "nothing"]
)
def test_what_is_no_word_file_is_told_from_what_is_broken(name):
    with pytest.raises(NoWordFile):
        read_word_file(HOSTILE[name])


def test_a_refusal_says_how_large_and_how_large_it_may_be():
    with pytest.raises(WordFileTooLarge) as refused:
        read_word_file(HOSTILE["too heavy"])
    assert refused.value.size > refused.value.limit == word_file.MOST_PACKED_BYTES


def test_as_many_parts_as_may_be_are_read():
    many = parts() | {f"word/x{n}.xml": "" for n in range(word_file.MOST_FILES - len(parts()))}
    assert read_word_file(packed(many)).outside == ("Dag",)


@given(st.data())
def test_a_file_with_other_bytes_in_it_is_read_or_refused(data):
    whole = bytearray(word(table(cell(paragraph("a")) + cell(paragraph("b")))))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(WordFileRefused):
        read_word_file(bytes(whole))


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(noise):
    with pytest.raises(WordFileRefused):
        read_word_file(b"PK\3\4" + noise)


@given(st.text(alphabet="<>/wptr:cbld =\"'&;!-[]", max_size=60))
def test_any_words_in_the_document_are_read_or_refused(inside):
    with contextlib.suppress(WordFileRefused):
        read_word_file(word(inside))
