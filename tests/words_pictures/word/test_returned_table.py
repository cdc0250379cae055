"""The table that came back from an interpreter."""

from __future__ import annotations

import copy
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interpreters import (
    AWKWARD,
    FORM,
    PEOPLE,
    TEXTS,
    a_document,
    cell_of,
    documents,
    edited,
    read,
    row_of,
    rows,
    sent,
    type_in,
    typed,
    with_words,
    without_marks,
    without_properties,
)
from lxml import etree
from word_file import NAMES, W, changed

from words_pictures.change import Overtaken, apply
from words_pictures.document import Document, cleaned
from words_pictures.errors import NoTable, OtherDocument, OtherLanguage, TooLong, WordFileRefused
from words_pictures.masking import Masking
from words_pictures.translation import digest, sentences_of, standing
from words_pictures.word.interpreters_table import head_of
from words_pictures.word.returned_table import Returned, changes, read_table
from words_pictures.word.row_keys import key_of, plain

STORY = a_document(
    {
        "title@nl": "Het verhaal van Mila",
        "title@pl": "Historia Mila",
        "title@made-pl": {"from": "nl", "of": digest("Het verhaal van Mila"), "how": "program"},
        "knows@nl": "Mila weet het.",
        "scenes/a/heading@nl": "Jullie thuis",
        "scenes/a/words@nl.kasia": "Ik was moe.",
        "scenes/a/words@nl.rita": "Oskar huilde.",
        "scenes/b/words@nl": "Mila haalde hulp.",
    },
    {"scenes": ("a", "b")},
)
TITLE, KNOWS, HEADING, KASIA, HELP = (
    *("title@pl", "knows@pl", "scenes/a/heading@pl"),
    *("scenes/a/words@pl.kasia", "scenes/b/words@pl"),
)


def kinds(returned: Returned) -> dict[str, str]:
    """The kinds of those rows that are not the same, by their address."""
    return {row.address: row.kind for row in returned.rows if row.kind != "same"}


def words(returned: Returned) -> dict[str, str]:
    return {row.address: row.words for row in returned.rows if row.kind != "same"}


def after(document: Document, returned: Returned, *kinds: str) -> Document:
    """The document with the rows of these kinds taken, or with all that are ready."""
    taken = [row for row in returned.rows if row.kind in kinds] if kinds else returned.ready
    for change in changes(document, taken, how="interpreter", pen="back"):
        document = apply(document, change, FORM).document
    return document


# --- what came back -----------------------------------------------------------------------------------------------------


def test_a_table_in_which_nobody_wrote_says_nothing_new():
    back = read(sent(STORY), STORY)
    assert kinds(back) == {}
    assert (back.language, back.is_masked, back.missing, back.remarks, back.notes) == ("pl", False, 0, (), frozenset())
    assert changes(STORY, back.rows, how="interpreter", pen="x") == []


def test_words_that_were_typed_are_new_and_those_typed_over_are_changed():
    back = read(typed(sent(STORY), STORY, {TITLE: "Historia Mili", KNOWS: "Mila wie.\nTak."}), STORY)
    assert kinds(back) == {TITLE: "changed", KNOWS: "new"}
    assert words(back) == {TITLE: "Historia Mili", KNOWS: "Mila wie.\nTak."}
    assert [row.source for row in back.of("new")] == ["Mila weet het."]


def test_what_is_taken_stands_there_in_the_voice_of_its_source_as_an_interpreters_translation():
    back = read(typed(sent(STORY), STORY, {KASIA: "Byłam zmęczona.", KNOWS: "Mila wie."}), STORY)
    now = after(STORY, back)
    assert now.entry(KASIA).by == "kasia"
    assert now.words("knows", "pl") == "Mila wie."
    assert standing(now, "scenes/a/words", "pl.kasia").how == "interpreter"
    assert {standing(now, *one.split("@")).kind for one in (KASIA, KNOWS)} == {"unchecked"}
    assert kinds(read(typed(sent(STORY), STORY, {KASIA: "Byłam zmęczona."}), now)) == {}


def test_an_emptied_cell_takes_nothing_away_unless_somebody_says_so():
    back = read(typed(sent(STORY), STORY, {TITLE: " \n"}), STORY)
    assert kinds(back) == {TITLE: "emptied"}
    assert back.ready == ()
    assert after(STORY, back, "emptied").words("title", "pl") == ""


def test_a_source_that_changed_since_is_shown_with_both_sources_and_stays_overtaken():
    data = typed(sent(STORY), STORY, {KNOWS: "Mila wie."})
    meanwhile = with_words(STORY, "knows@nl", "Mila weet het nog niet.")
    back = read(data, meanwhile)
    assert kinds(back) == {KNOWS: "overtaken"}
    [row] = back.of("overtaken")
    assert (row.source, row.sentence.source, row.words) == ("Mila weet het.", "Mila weet het nog niet.", "Mila wie.")
    assert back.ready == ()
    now = after(meanwhile, back, "overtaken")
    assert now.words("knows", "pl") == "Mila wie."
    assert standing(now, "knows", "pl").kind == "overtaken"
    again = with_words(now, "knows@nl", "Mila weet het.")
    assert standing(again, "knows", "pl").kind == "unchecked"


def test_a_translation_that_somebody_wrote_meanwhile_is_a_conflict_with_both_wordings():
    data = typed(sent(STORY), STORY, {TITLE: "Historia Mili", KNOWS: "Mila wie."})
    meanwhile = with_words(with_words(STORY, TITLE, "Opowieść"), KNOWS, "Mila już wie.")
    back = read(data, meanwhile)
    assert kinds(back) == {TITLE: "conflict", KNOWS: "conflict"}
    [title, _] = back.of("conflict")
    assert (title.words, title.sentence.words) == ("Historia Mili", "Opowieść")
    now = after(meanwhile, back, "conflict")
    assert (now.words("title", "pl"), now.words("knows", "pl")) == ("Historia Mili", "Mila wie.")
    # Words that were said by themselves gave way to a translation.
    assert standing(now, "knows", "pl").kind == "unchecked"
    assert not title.is_overtaken
    assert read(data, with_words(meanwhile, "title@nl", "Anders")).of("conflict")[0].is_overtaken


def test_somebody_who_wrote_after_it_was_read_is_not_written_over():
    back = read(typed(sent(STORY), STORY, {KNOWS: "Mila wie."}), STORY)
    late = with_words(STORY, KNOWS, "Mila już wie.")
    for seen in (STORY, late):
        [write] = [one for one in changes(seen, back.ready, how="interpreter", pen="back") if one.address == KNOWS]
        with pytest.raises(Overtaken):
            apply(late, write, FORM)


def test_the_same_words_that_stand_there_already_are_nothing_new():
    data = typed(sent(STORY), STORY, {KNOWS: "Mila wie."})
    assert kinds(read(data, with_words(STORY, KNOWS, "Mila wie."))) == {}


def test_an_untouched_row_says_nothing_whatever_happened_meanwhile():
    meanwhile = with_words(with_words(STORY, "title@nl", "Anders"), TITLE, "Inaczej")
    assert kinds(read(sent(STORY), meanwhile)) == {}


@pytest.mark.parametrize(
    ("order", "entries"),
    [
        ({"scenes": ("a",)}, {}),
        (None, {"scenes/b/words@nl": None}),
        (None, {"scenes/b/words@nl": None, "scenes/b/words@nl.rita": "Ik hielp."}),
    ],
)
def test_a_passage_that_is_not_there_any_more_keeps_its_words(order, entries):
    meanwhile = replace(STORY, order=order or STORY.order)
    for address, value in entries.items():
        meanwhile = with_words(meanwhile, address, value)
    [row] = read(typed(sent(STORY), STORY, {HELP: "Mila sprowadziła pomoc."}), meanwhile).of("gone")
    assert (row.words, row.is_new, row.needs_somebody) == ("Mila sprowadziła pomoc.", True, True)
    assert changes(meanwhile, [row], how="interpreter", pen="x") == []
    [untouched] = read(sent(STORY), meanwhile).of("gone")
    assert not untouched.needs_somebody


def test_words_longer_than_their_place_are_told_and_not_taken_by_themselves():
    back = read(typed(sent(STORY), STORY, {HEADING: "x" * 61, TITLE: "x" * 80}), STORY)
    [heading] = [row for row in back.rows if row.address == HEADING]
    assert (heading.room, heading.is_ready, heading.needs_somebody) == (60, False, True)
    assert [row.address for row in back.ready] == [TITLE]
    with pytest.raises(TooLong):
        after(STORY, back, "new", "changed")


def test_a_title_stays_on_one_line():
    assert words(read(typed(sent(STORY), STORY, {HEADING: "U was\n \nw domu"}), STORY)) == {HEADING: "U was w domu"}


# --- what people do to a table --------------------------------------------------------------------------------------


def test_rows_in_another_order_are_the_same():
    def turned(root: etree._Element) -> None:
        table = next(root.iter(f"{W}tbl"))
        for row in rows(root):
            table.insert(3, row)

    data = typed(sent(STORY), STORY, {TITLE: "Historia Mili", HELP: "Pomoc."})
    assert read(edited(data, turned), STORY) == read(data, STORY)


def test_columns_the_other_way_round_are_understood_and_told():
    def swapped(root: etree._Element) -> None:
        for row in root.iter(f"{W}tr"):
            row.append(row.findall("w:tc", NAMES)[1])

    back = read(edited(typed(sent(STORY), STORY, {HELP: "Pomoc."}), swapped), STORY)
    assert (words(back), back.notes) == ({HELP: "Pomoc."}, {"columns_swapped"})


def test_rows_that_were_taken_out_are_counted():
    def shorter(root: etree._Element) -> None:
        for row in rows(root)[:2]:
            row.getparent().remove(row)

    back = read(edited(typed(sent(STORY), STORY, {HELP: "Pomoc."}), shorter), STORY)
    assert (back.missing, words(back), len(back.rows)) == (2, {HELP: "Pomoc."}, 4)


def test_the_column_with_the_numbers_or_the_source_may_go_but_not_that_of_the_translation():
    data = typed(sent(STORY), STORY, {HELP: "Pomoc."})

    def without(*columns: int) -> bytes:
        def gone(root: etree._Element) -> None:
            for row in root.iter(f"{W}tr"):
                for cell in [row.findall("w:tc", NAMES)[n] for n in columns]:
                    row.remove(cell)

        return edited(data, gone)

    for columns in ((0,), (1,), (0, 1)):
        assert words(read(without(*columns), STORY)) == {HELP: "Pomoc."}
    for columns in ((2,), (0, 2)):
        with pytest.raises(NoTable):
            read(without(*columns), STORY)


def test_a_row_that_was_copied_and_went_on_below_is_shown():
    def split(root: etree._Element) -> None:
        row = row_of(root, STORY, HELP)
        below = copy.deepcopy(row)
        for mark in [*below.iter(f"{W}bookmarkStart"), *below.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        type_in(below.findall("w:tc", NAMES)[2], "I jeszcze coś.")
        row.addnext(below)

    back = read(edited(typed(sent(STORY), STORY, {HELP: "Pomoc."}), split), STORY)
    assert (back.notes, words(back)) == ({"rows_split"}, {HELP: "Pomoc.", "": "I jeszcze coś."})
    assert [row.needs_somebody for row in back.rows if row.kind != "same"] == [False, True]


def test_a_row_that_somebody_put_in_is_shown_with_its_words():
    def added(root: etree._Element) -> None:
        row = copy.deepcopy(row_of(root, STORY, HELP))
        for name in ("bookmarkStart", "bookmarkEnd", "sdt"):
            for mark in list(row.iter(f"{W}{name}")):
                mark.getparent().remove(mark)
        type_in(row.findall("w:tc", NAMES)[2], "Uwaga: kto to jest?")
        next(root.iter(f"{W}tbl")).append(row)

    back = read(edited(sent(STORY), added), STORY)
    [row] = back.of("unknown")
    assert (row.words, row.address, row.needs_somebody) == ("Uwaga: kto to jest?", "", True)
    assert changes(STORY, [row], how="interpreter", pen="x") == []


def test_rows_that_became_one_are_shown_with_all_their_words():
    def joined(root: etree._Element) -> None:
        first, second = (row_of(root, STORY, one) for one in (HEADING, HELP))
        for into, cell in zip(first.findall("w:tc", NAMES), second.findall("w:tc", NAMES), strict=True):
            for paragraph in cell.findall("w:p", NAMES):
                into.append(paragraph)
        second.getparent().remove(second)

    back = read(edited(typed(sent(STORY), STORY, {HEADING: "W domu", HELP: "Pomoc."}), joined), STORY)
    assert (back.notes, words(back), back.missing) == ({"rows_joined"}, {"": "W domu\nPomoc."}, 2)


def test_cells_that_became_one_under_each_other_are_shown():
    def joined(root: etree._Element) -> None:
        upper, lower = (cell_of(root, STORY, one) for one in (HEADING, KASIA))
        for cell, kind in ((upper, "restart"), (lower, "continue")):
            etree.SubElement(cell.find("w:tcPr", NAMES), f"{W}vMerge").set(f"{W}val", kind)
        type_in(upper, "W domu\nByłam zmęczona.")

    back = read(edited(sent(STORY), joined), STORY)
    assert (back.notes, words(back), back.missing) == ({"rows_joined"}, {"": "W domu\nByłam zmęczona."}, 2)


def test_a_cell_over_source_and_translation_is_shown_and_not_taken():
    def joined(root: etree._Element) -> None:
        row = row_of(root, STORY, HELP)
        _, source, translation = row.findall("w:tc", NAMES)
        for paragraph in translation.findall("w:p", NAMES):
            source.append(paragraph)
        row.remove(translation)
        etree.SubElement(source.find("w:tcPr", NAMES), f"{W}gridSpan").set(f"{W}val", "2")

    back = read(edited(typed(sent(STORY), STORY, {HELP: "Pomoc."}), joined), STORY)
    assert (back.notes, words(back)) == ({"rows_joined"}, {"": "Mila haalde hulp.\nPomoc."})


def test_a_table_in_two_pieces_is_read_as_one():
    def cut(root: etree._Element) -> None:
        table = next(root.iter(f"{W}tbl"))
        second = copy.deepcopy(table)
        for row in second.findall("w:tr", NAMES)[:4]:
            second.remove(row)
        for row in table.findall("w:tr", NAMES)[4:]:
            table.remove(row)
        table.addnext(second)

    data = typed(sent(STORY), STORY, {TITLE: "Historia Mili", HELP: "Pomoc."})
    back = read(edited(data, cut), STORY)
    assert back.notes == {"several_tables"}
    assert replace(back, notes=frozenset()) == read(data, STORY)


def test_what_was_written_with_track_changes_counts_as_it_would_be_read():
    def tracked(root: etree._Element) -> None:
        paragraph = cell_of(root, STORY, TITLE).find("w:p", NAMES)
        run = paragraph.find("w:r", NAMES)
        gone = etree.SubElement(paragraph, f"{W}del")
        gone.append(run)
        for text in gone.iter(f"{W}t"):
            text.tag = f"{W}delText"
        put_in = etree.SubElement(etree.SubElement(etree.SubElement(paragraph, f"{W}ins"), f"{W}r"), f"{W}t")
        put_in.text = "Historia Mili"
        taken_out = row_of(root, STORY, KNOWS).find("w:trPr", NAMES)
        etree.SubElement(taken_out, f"{W}del")

    back = read(edited(sent(STORY), tracked), STORY)
    assert (words(back), back.notes, back.missing) == ({TITLE: "Historia Mili"}, {"tracked_changes"}, 1)


def test_what_was_written_elsewhere_is_told():
    def wrote(root: etree._Element) -> None:
        note = copy.deepcopy(next(root.iter(f"{W}p")))
        type_in(wrapped(note), "Wat is De Linde?")
        root.find("w:body", NAMES).insert(0, note)
        type_in(cell_of(root, STORY, HELP, "o"), "Mila haalde hulp. (bij wie?)")
        row = row_of(root, STORY, TITLE)
        beside = copy.deepcopy(row.findall("w:tc", NAMES)[0])
        for mark in [*beside.iter(f"{W}bookmarkStart"), *beside.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        type_in(beside, "lepiej: opowieść")
        row.append(beside)

    def wrapped(paragraph: etree._Element) -> etree._Element:
        cell = etree.Element(f"{W}tc")
        cell.append(paragraph)
        return cell

    back = read(edited(sent(STORY), wrote), STORY)
    assert set(back.remarks) == {"Wat is De Linde?", "Mila haalde hulp. (bij wie?)", "lepiej: opowieść"}
    assert kinds(back) == {}


# --- what was lost on the way -----------------------------------------------------------------------------------------


def test_without_what_the_file_kept_rows_are_known_by_their_marks():
    data = without_properties(typed(sent(STORY), STORY, {HELP: "Pomoc.", TITLE: "Historia Mili"}))
    back = read(data, STORY)
    assert (back.language, back.notes) == ("pl", {"properties_lost"})
    # Nobody knows whether the title was typed over here or there meanwhile.
    assert kinds(back) == {TITLE: "conflict", HELP: "new"}
    overtaken = read(data, with_words(STORY, "scenes/b/words@nl", "Mila haalde snel hulp."))
    assert kinds(overtaken)[HELP] == "overtaken"
    now = after(with_words(STORY, "scenes/b/words@nl", "Mila haalde snel hulp."), overtaken, "overtaken")
    assert standing(now, "scenes/b/words", "pl").kind == "overtaken"
    assert (
        standing(with_words(now, "scenes/b/words@nl", "Mila haalde hulp."), "scenes/b/words", "pl").kind == "unchecked"
    )


@pytest.mark.parametrize("language", ["pl", None])
def test_without_any_mark_rows_are_known_by_their_source(language):
    data = edited(typed(sent(STORY), STORY, {HELP: "Pomoc.", KASIA: "Byłam zmęczona."}), without_marks)
    assert kinds(read(data, STORY)) == {HELP: "new", KASIA: "new"}
    lost = without_properties(data)
    if language is None:
        with pytest.raises(OtherLanguage):
            read(lost, STORY)
    else:
        assert kinds(read(lost, STORY, language="pl")) == {HELP: "new", KASIA: "new"}


def test_a_source_that_stands_there_twice_is_not_guessed():
    twice = a_document({"title@nl": "Dag", "knows@nl": "Dag", "scenes/a/words@nl": "Nacht"}, {"scenes": ("a",)})
    data = typed(sent(twice), twice, {"title@pl": "Cześć", "scenes/a/words@pl": "Noc"})
    back = read(edited(data, without_marks), twice)
    assert (kinds(back), words(back)[""]) == ({"scenes/a/words@pl": "new", "": "unknown"}, "Cześć")


def test_a_table_of_another_document_is_refused():
    with pytest.raises(OtherDocument):
        read(sent(replace(STORY, id="other")), STORY)
    with pytest.raises(NoTable):
        read(
            edited(without_properties(sent(a_document({"title@nl": "Ander"}, id="other"))), without_marks),
            STORY,
            language="pl",
        )


def test_a_table_in_another_language_is_refused_with_its_language():
    with pytest.raises(OtherLanguage) as refused:
        read(sent(STORY, "ar"), STORY, language="pl")
    assert refused.value.language == "ar"
    with pytest.raises(OtherLanguage):
        read(without_properties(sent(with_words(STORY, "title@fr", "L'histoire"), "en")), STORY, language="pl")


@pytest.mark.parametrize(
    "broken", [b"", b"\xd0\xcf\x11\xe0", b"PK\3\4" + bytes(100), sent(STORY)[:-200], b"\xff\xd8\xff" + bytes(50)]
)
def test_what_is_no_word_file_is_refused_apart(broken):
    with pytest.raises(WordFileRefused):
        read_table(broken, STORY, FORM)


def test_a_word_file_without_a_table_is_refused():
    def no_table(root: etree._Element) -> None:
        table = next(root.iter(f"{W}tbl"))
        table.getparent().remove(table)

    with pytest.raises(NoTable):
        read(edited(sent(STORY), no_table), STORY)


def test_read_apart_it_is_the_same():
    data = typed(sent(STORY), STORY, {HELP: "Pomoc. ☂"})
    assert read_table(data, STORY, FORM) == read(data, STORY)


@pytest.mark.parametrize(
    ("name", "value"),
    [("language", "../x"), ("language", "pl'--"), (key_of(STORY, KNOWS), "pl zz -"), ("letter A", "x")],
)
def test_what_the_file_keeps_may_be_anybodys(name, value):
    # A stranger's properties: nothing of them reaches an address or a digest unseen.
    planted = changed(
        sent(STORY),
        "docProps/custom.xml",
        lambda xml: (
            xml.replace("</Properties>", "") + f'<property name="{name}"><x>{value}</x></property></Properties>'
        ),
    )
    back = read(typed(planted, STORY, {HELP: "Pomoc."}), STORY)
    assert back.language == "pl"
    assert words(back)[HELP] == "Pomoc."
    after(STORY, back)


# --- names ------------------------------------------------------------------------------------------------------------


def test_letters_come_back_as_names_and_unknown_ones_are_told():
    data = sent(STORY, names=PEOPLE)
    back = read(
        typed(data, STORY, {HELP: "[a] sprowadziła pomoc dla ⟦B⟧.", KNOWS: "[Q] wie.", TITLE: "Historia"}),
        STORY,
        PEOPLE,
    )
    found = {row.address: row for row in back.rows}
    assert back.is_masked
    assert (found[HELP].words, found[HELP].needs_somebody) == ("Mila sprowadziła pomoc dla Oskar.", False)
    assert (found[KNOWS].words, found[KNOWS].unknown_letters, found[KNOWS].needs_somebody) == (
        "[Q] wie.",
        ("[Q]",),
        True,
    )
    assert (found[TITLE].left_out, found[TITLE].is_ready, found[TITLE].needs_somebody) == (("Mila",), True, True)
    assert found[HELP].source == "Mila haalde hulp."
    assert standing(after(STORY, back), "scenes/b/words", "pl").kind == "unchecked"


def test_the_same_names_in_other_brackets_are_nothing_new():
    data = typed(sent(STORY, names=PEOPLE), STORY, {HELP: "Pomoc: [ a ] i {B}"})
    assert kinds(read(data, with_words(STORY, HELP, "Pomoc: Mila i Oskar"), PEOPLE)) == {}


def test_letters_stand_for_those_for_whom_they_were_sent():
    data = typed(sent(STORY, names=PEOPLE), STORY, {HELP: "[A] i [B]."})
    others = Masking((("A", "9", "Nieuw"), ("B", "1", "Mila"), ("C", "2", "Oscar")))
    assert words(read(data, STORY, others)) == {HELP: "Mila i Oscar."}
    assert words(read(data, STORY)) == {HELP: "[A] i [B]."}


def test_a_masked_source_that_changed_since_stays_overtaken():
    data = typed(sent(STORY, names=PEOPLE), STORY, {HELP: "Pomoc [A]."})
    meanwhile = with_words(STORY, "scenes/b/words@nl", "Oskar haalde hulp.")
    back = read(data, meanwhile, PEOPLE)
    assert kinds(back) == {HELP: "overtaken"}
    assert standing(after(meanwhile, back, "overtaken"), "scenes/b/words", "pl").kind == "overtaken"


def test_where_the_letters_were_lost_they_are_trusted_only_beside_a_source_of_now():
    data = without_properties(typed(sent(STORY, names=PEOPLE), STORY, {HELP: "Pomoc [A].", KNOWS: "[A] wie."}))
    meanwhile = with_words(STORY, "knows@nl", "Oskar weet het.")
    found = {row.address: row for row in read(data, meanwhile, PEOPLE).rows}
    assert found[HELP].words == "Pomoc Mila."
    assert (found[KNOWS].words, found[KNOWS].unknown_letters, found[KNOWS].kind) == ("[A] wie.", ("[A]",), "overtaken")


def test_where_names_were_shown_letters_in_brackets_are_only_letters():
    document = a_document({"title@nl": "zie [A]"})
    data = typed(sent(document), document, {"title@pl": "patrz [A]"})
    for lost in (data, without_properties(data)):
        back = read(lost, document, PEOPLE)
        assert (words(back), back.is_masked) == ({"title@pl": "patrz [A]"}, False)
        assert not any(row.unknown_letters for row in back.rows)


def test_a_translation_that_was_held_back_is_not_taken_away_by_an_empty_cell():
    names = Masking((("A", "1", "Tomek"),))
    document = a_document({"title@nl": "Tomek belt", "title@pl": "Telefon od Tomka"})
    document = with_words(document, "title@made-pl", {"from": "nl", "of": digest("Tomek belt"), "how": "worker"})
    data = sent(document, names=names)
    assert kinds(read(data, document, names)) == {}
    back = read(typed(data, document, {"title@pl": "[A] dzwoni"}), document, names)
    assert (kinds(back), words(back)) == ({"title@pl": "changed"}, {"title@pl": "Tomek dzwoni"})
    moved = with_words(document, "title@pl", "Dzwoni Tomek")
    assert kinds(read(typed(data, document, {"title@pl": "[A] dzwoni"}), moved, names)) == {"title@pl": "conflict"}


# --- any document, any edits --------------------------------------------------------------------------------------------


@st.composite
def worked_on(draw) -> tuple[Document, dict[str, str]]:
    """Any document, and what somebody typed in some of its cells."""
    document = draw(documents())
    there = [one.address for one in sentences_of(document, FORM, "pl") if one.source]
    typed_in = draw(st.dictionaries(st.sampled_from(there), TEXTS.map(lambda text: text[:60])))
    return document, typed_in


def expected(document: Document, edits: dict[str, str], *, empty: bool = True) -> dict[str, tuple[str, str]]:
    """What should come back: the kind and the words of each row that says something new."""
    found: dict[str, tuple[str, str]] = {}
    for one in sentences_of(document, FORM, "pl"):
        if one.address not in edits:
            continue
        said, stood = cleaned(plain(edits[one.address])), plain(one.words)
        if one.part.type == "short_text" and "\n" in said:
            said = " ".join(said.split())
        if said != stood and (said or empty):
            found[one.address] = ("emptied" if not said else "changed" if stood else "new", said)
    return found


def said_new(returned: Returned) -> dict[str, tuple[str, str]]:
    return {row.address: (row.kind, row.words) for row in returned.rows if row.kind != "same"}


@settings(max_examples=80, deadline=None)
@given(worked_on())
def test_exactly_what_was_typed_comes_back(work):
    document, edits = work
    back = read(typed(sent(document), document, edits), document)
    assert said_new(back) == expected(document, edits)
    assert (back.missing, back.remarks, back.notes) == (0, (), frozenset())
    now = after(document, back)
    for address, (_, words) in said_new(back).items():
        if words:
            assert now.entry(address).value == words
            assert standing(now, *address.split("@")).kind == "unchecked"


@settings(max_examples=40, deadline=None)
@given(worked_on(), st.randoms())
def test_in_any_order_of_its_rows_the_same_comes_back(work, chance):
    document, edits = work
    data = typed(sent(document), document, edits)

    def shuffled(root: etree._Element) -> None:
        table = next(root.iter(f"{W}tbl"))
        found = rows(root)
        chance.shuffle(found)
        for row in found:
            table.append(row)

    assert read(edited(data, shuffled), document) == read(data, document)


@settings(max_examples=60, deadline=None)
@given(worked_on())
def test_with_names_masked_the_same_comes_back_as_with_names_shown(work):
    document, edits = work
    masked = {address: PEOPLE.masked(text) for address, text in edits.items()}
    shown = read(typed(sent(document), document, edits), document)
    hidden = read(typed(sent(document, names=PEOPLE), document, masked), document, PEOPLE)
    assert {at: one for at, one in said_new(hidden).items() if one[1]} == {
        at: one for at, one in said_new(shown).items() if one[1]
    }
    assert [row.source for row in hidden.rows] == [row.source for row in shown.rows]
    assert not any(row.unknown_letters for row in hidden.rows)


@settings(max_examples=60, deadline=None)
@given(worked_on(), st.data())
def test_a_source_that_changed_since_is_always_seen(work, data):
    document, edits = work
    changed_since = data.draw(
        st.sets(st.sampled_from([one for one in document.entries if one.split("@")[1][:2] in ("nl", "en")]))
    )
    names = data.draw(st.sampled_from([None, PEOPLE]))
    table = sent(document, names=names)
    masked = {address: names.masked(text) if names else text for address, text in edits.items()}
    meanwhile = document
    for address in changed_since:
        meanwhile = with_words(meanwhile, address, "Nu anders.")
    back = read(typed(table, document, masked), meanwhile, names)
    for row in back.rows:
        was, now = _source(document, row.address), _source(meanwhile, row.address)
        if row.kind in ("new", "changed", "overtaken"):
            assert (row.kind == "overtaken") == (was != now)
    taken = [row for row in back.rows if row.kind == "overtaken"]
    later = meanwhile
    for change in changes(meanwhile, taken, how="interpreter", pen="back"):
        later = apply(later, change, FORM).document
    for row in taken:
        assert standing(later, *row.address.split("@")).kind == "overtaken"


def _source(document: Document, address: str) -> str:
    return next(one.source for one in sentences_of(document, FORM, "pl") if one.address == address)


# --- LibreOffice --------------------------------------------------------------------------------------------------------


def test_every_row_comes_back_from_libreoffice(tmp_path):
    assert shutil.which("soffice"), "soffice is missing: apt-get install libreoffice-writer-nogui"
    place = {"scenes": tuple(f"s{n}" for n in range(len(AWKWARD)))}
    document = a_document({f"scenes/s{n}/words@nl": text for n, text in enumerate(AWKWARD)}, place)
    document = with_words(document, "scenes/s0/words@pl", "Śmieje się.")
    document = with_words(
        document, "scenes/s0/words@made-pl", {"from": "nl", "of": digest(AWKWARD[0]), "how": "worker"}
    )
    edits = {f"scenes/s{n}/words@{{}}": text for n, text in enumerate(reversed(AWKWARD))}
    files = {}
    for language, names in (("pl", None), ("ar", PEOPLE)):
        typed_in = {address.format(language): names.masked(text) if names else text for address, text in edits.items()}
        files[language] = typed(sent(document, language, names), document, typed_in)
        (tmp_path / f"{language}.docx").write_bytes(files[language])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=240)
    for language, names in (("pl", None), ("ar", PEOPLE)):
        before = read_table(files[language], document, FORM, names=names)
        saved = read_table((tmp_path / "saved" / f"{language}.docx").read_bytes(), document, FORM, names=names)
        assert saved == before
        assert saved.missing == 0
        assert len(saved.of("new")) >= len(AWKWARD) - 1
    assert head_of("ar") not in str(saved.rows)
