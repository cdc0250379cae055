import dataclasses
import io
import re
from itertools import product

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from word_file import (
    NAMES,
    WP,
    Line,
    W,
    changed,
    notes,
    outline,
    parts,
    plain,
    sections,
    sized_alone,
    tables,
    undescribed,
    xml,
)
from word_stories import BOOK_WORDS, MADE_ON, beside, built, drawing, said_by, scene, story

from words_pictures.story import Scene, Story
from words_pictures.word import story_docx
from words_pictures.word.scenes import sentence_lines
from words_pictures.word.words import Fixed, book_words

PAIRS = [("nl", "pl"), ("nl", "ar"), ("ar", "nl"), ("ti", "nl")]
LAYOUTS = ["columns", "facing"]
WAYS = {"nl": ("nl-BE", "ltr"), "pl": ("pl-PL", "ltr"), "ar": ("ar-EG", "rtl"), "ti": ("ti-ER", "ltr")}
NAMES_OF = {"nl": "Nederlands", "pl": "Polski", "ar": "العربية", "ti": "ትግርኛ"}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LONG = "Mama kwam elke dag om 4 uur en bracht een boek mee. "


@pytest.fixture(scope="module", params=[*product(PAIRS, LAYOUTS)], ids=lambda one: f"{one[0][0]}-{one[0][1]}-{one[1]}")
def told(request: pytest.FixtureRequest) -> tuple[Story, Story, str, bytes]:
    """A story, the same in a second language, how they stand beside each other, and the Word file of both."""
    (language, other), layout = request.param
    first = story(language)
    second = beside(first, other)
    return first, second, layout, built(first, second, layout=layout)


def pair(first: list[Scene], second: list[Scene], **changes) -> tuple[Story, Story]:
    """Two stories of those scenes, in Dutch and in the language of the second."""
    other = dataclasses.replace(story(second[0].language), scenes=tuple(second), **changes)
    return dataclasses.replace(story("nl"), scenes=tuple(first)), other


def audit(file: bytes, folder) -> list[str]:
    path = folder / "story.docx"
    path.write_bytes(file)
    return [f"{error.part_uri}: {error.description}" for error in OpenXmlValidator().validate(str(path)).errors]


SMALL = pair(
    [scene(0, "Wat fijn is", "Mama danst. Jij lacht."), scene(1, "", "Dag!")],
    [scene(0, "Co jest fajne", "Mama tańczy. Ty się śmiejesz.", language="pl"), scene(1, "", "Cześć!", language="pl")],
    makers=("mama", "Lotte"),
    read_to=("Mila",),
)


def test_the_whole_outline_of_a_small_story_in_two_columns() -> None:
    first = dataclasses.replace(SMALL[0], makers=("mama", "Lotte"), read_to=("Mila",))
    assert outline(built(first, SMALL[1])) == [
        Line("Title Long", "Het verhaal van Mila en Oskar", "nl-BE", "ltr"),
        Line("Subtitle", "voor Mila", "nl-BE", "ltr"),
        Line("Title Long", "Opowieść o Mili i Oskarze", "pl-PL", "ltr"),
        Line("Subtitle", "dla Mila", "pl-PL", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Note", "1 · Nederlands", "nl-BE", "ltr"),
        Line("Note", "1 · Polski", "pl-PL", "ltr"),
        Line("Heading Beside", "Wat fijn is", "nl-BE", "ltr"),
        Line("Heading Beside", "Co jest fajne", "pl-PL", "ltr"),
        Line("Words", "Mama danst.\nJij lacht.", "nl-BE", "ltr"),
        Line("Words", "Mama tańczy.\nTy się śmiejesz.", "pl-PL", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Note", "2 · Nederlands", "nl-BE", "ltr"),
        Line("Note", "2 · Polski", "pl-PL", "ltr"),
        Line("Words", "Dag!", "nl-BE", "ltr"),
        Line("Words", "Cześć!", "pl-PL", "ltr"),
        Line("heading 1", "Wie maakte dit verhaal?", "nl-BE", "ltr"),
        Line("heading 1", "Kto napisał tę opowieść?", "pl-PL", "ltr"),
        Line("Maker", "mama", "nl-BE", "ltr"),
        Line("Maker", "Lotte", "nl-BE", "ltr"),
        Line("Small Print", "Versie 7 van zaterdag 27 maart 2027", "nl-BE", "ltr"),
        Line("Small Print", "Wersja 7, sobota, 27 marca 2027", "pl-PL", "ltr"),
        Line("heading 1", "Hier kan jij tekenen", "nl-BE", "ltr"),
        Line("heading 1", "Tutaj możesz rysować", "pl-PL", "ltr"),
        Line("Drawing Frame", "", "", "ltr"),
    ]


def test_the_scenes_of_a_small_story_on_pages_that_face() -> None:
    lines = outline(built(*SMALL, layout="facing"))
    begin = [line.text for line in lines].index("1 · Nederlands")
    assert lines[begin : begin + 14] == [
        Line("Note", "1 · Nederlands", "nl-BE", "ltr"),
        Line("heading 1", "Wat fijn is", "nl-BE", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Words", "Mama danst.\nJij lacht.", "nl-BE", "ltr"),
        Line("Note", "1 · Polski", "pl-PL", "ltr"),
        Line("heading 1", "Co jest fajne", "pl-PL", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Words", "Mama tańczy.\nTy się śmiejesz.", "pl-PL", "ltr"),
        Line("Note", "2 · Nederlands", "nl-BE", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Words", "Dag!", "nl-BE", "ltr"),
        Line("Note", "2 · Polski", "pl-PL", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Words", "Cześć!", "pl-PL", "ltr"),
    ]


def test_each_scene_says_the_same_on_both_sides_in_its_own_language_and_direction(told) -> None:
    first, second, layout, file = told
    said = [
        *(Line(_any(line.style), line.text, line.language, line.direction) for line in outline(file) if _tells(line))
    ]
    expected = []
    for ours, theirs in zip(first.scenes, second.scenes, strict=True):
        sides = [[_head(side), _words(side)] for side in (ours, theirs)]
        expected += [line for side in sides for line in side] if layout == "facing" else _by_rows(sides)
    assert said == expected


def test_the_number_of_a_scene_and_its_language_stand_on_both_sides(told) -> None:
    first, second, _, file = told
    assert notes(file) == [
        f"{number} · {NAMES_OF[side.language]}"
        for number in range(1, len(first.scenes) + 1)
        for side in (first, second)
    ]


def test_columns_are_tables_whose_first_row_names_the_languages(told) -> None:
    first, second, layout, file = told
    found = tables(file)
    assert len(found) == (len(first.scenes) if layout == "columns" else 0)
    for number, table in enumerate(found, start=1):
        names, *rows = table.rows
        assert [cell[0].text for cell in names] == [f"{number} · {NAMES_OF[one.language]}" for one in (first, second)]
        assert (table.headers, len(rows)) == (1, 2)
        assert table.is_right_to_left == (first.language == "ar")
        for row in table.rows:
            assert [[WAYS[side.language]] for side in (first, second)] == [[cell[0][2:]] for cell in row]


def test_a_screen_reader_says_what_the_columns_are(told) -> None:
    first, *_, file = told
    for table in tables(file):
        assert table.description.startswith(BOOK_WORDS[first.language].side_by_side.text.split("%")[0])
        assert {"nl": "Nederlands", "ar": "العربية", "ti": "ትግርኛ"}[first.language] in table.description


def test_the_pages_run_the_way_of_the_first_language(told) -> None:
    first, _, _, file = told
    assert (xml(file).find("w:body/w:sectPr/w:bidi", NAMES) is not None) == (first.language == "ar")
    spoken = xml(file, "word/styles.xml").find("w:docDefaults//w:lang", NAMES)
    assert spoken.get(f"{W}bidi" if first.language == "ar" else f"{W}val") == WAYS[first.language][0]


def test_a_picture_stands_once_in_columns_and_on_both_pages_that_face(told) -> None:
    first, second, layout, file = told
    assert undescribed(file) == []
    shown = [(each.get("name"), each.get("descr")) for each in xml(file).iter(f"{WP}docPr")]
    ours = [(f"picture_{one.id}", one.picture.description) for one in first.scenes]
    theirs = [(f"picture2_{one.id}", one.picture.description) for one in second.scenes]
    expected = [each for both in zip(ours, theirs, strict=True) for each in both] if layout == "facing" else ours
    assert shown == [("picture_cover", first.cover.description), *expected]
    assert len([name for name in parts(file) if name.startswith("word/media/")]) == len(first.scenes)


def test_only_a_picture_that_stands_once_has_round_corners(told) -> None:
    *_, layout, file = told
    assert set(_corners(file)) == {"rect" if layout == "facing" else "roundRect"}


def test_a_picture_that_two_scenes_share_is_square_the_second_time() -> None:
    scenes = [scene(n, "Thuis", "Dag.") for n in range(3)]
    scenes[2] = dataclasses.replace(scenes[2], picture=scenes[1].picture)
    assert _corners(built(dataclasses.replace(story("nl"), scenes=tuple(scenes)))) == ["roundRect"] * 3 + ["rect"]


def test_what_is_said_can_be_found_again_in_each_language(told) -> None:
    first, *_, file = told
    names = [each.get(f"{W}name") for each in xml(file).iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    for kind in ("s", "h"):
        for one in first.scenes:
            assert {f"{kind}_{one.id}", f"{kind}2_{one.id}"} <= set(names)
    assert {"title", "title2", "s_end"} <= set(names)
    kept = {each.get("name"): "".join(each.itertext()) for each in xml(file, "docProps/custom.xml")}
    assert (kept["language"], kept["beside"]) == (told[0].language, told[1].language)


def test_a_validator_finds_nothing_in_any_pair(told, tmp_path) -> None:
    assert audit(told[3], tmp_path) == []
    assert sized_alone(told[3]) == []


def test_a_validator_finds_a_table_that_is_put_together_wrongly(tmp_path) -> None:
    first = story("ar")
    file = built(first, beside(first, "nl"))
    wrong = changed(file, "word/document.xml", lambda xml: re.sub("(<w:bidiVisual/>)(<w:tblW [^>]*/>)", r"\2\1", xml))
    assert "bidiVisual" in "\n".join(audit(wrong, tmp_path))


def test_two_builds_are_the_same_file(told) -> None:
    first, second, layout, file = told
    assert built(first, second, layout=layout) == file


def test_titles_stand_under_each_other_in_one_size_each_with_its_readers(told) -> None:
    first, second, _, file = told
    assert [(line.style, line.text) for line in outline(file)[:4]] == [
        ("Title Long", first.title),
        ("Subtitle", _read_to(first)),
        ("Title Long", second.title),
        ("Subtitle", _read_to(second)),
    ]


def test_a_title_that_nobody_translated_stands_once() -> None:
    first = story("nl")
    second = dataclasses.replace(beside(first, "pl"), title=first.title, title_language="nl")
    assert [line.text for line in outline(built(first, second)) if line.style.startswith("Title")] == [first.title]


def test_whom_to_call_stands_in_both_languages_or_in_that_of_the_page(told) -> None:
    first, second, layout, file = told
    feet = sorted(name for name in parts(file) if "footer" in name)
    said = [[(line.text, *line[2:]) for line in outline(file, foot)] for foot in feet]
    lines = [
        ("\n".join(line.text for line, *_ in BOOK_WORDS[one.language].emergency), *WAYS[one.language])
        for one in (first, second)
    ]
    assert said == ([[line] for line in lines] if layout == "facing" else [lines])


def test_pages_that_face_begin_left_and_the_cover_stands_alone() -> None:
    file = built(*SMALL, layout="facing")
    settings_ = xml(file, "word/settings.xml")
    assert settings_.find("w:mirrorMargins", NAMES) is not None
    assert settings_.find("w:evenAndOddHeaders", NAMES) is not None
    pages = xml(file).find("w:body/w:sectPr", NAMES)
    assert [each.get(f"{W}type") for each in pages.findall("w:footerReference", NAMES)] == ["even", "default"]
    assert len(xml(file).findall(".//w:sectPr", NAMES)) == 1


def test_the_pair_after_one_that_is_too_long_begins_left_again(tmp_path) -> None:
    first, second = pair(
        [scene(0, "Lang", LONG * 40), scene(1, "Kort", "Dag.")],
        [scene(0, "Długo", "Cześć.", language="pl"), scene(1, "Krótko", "Cześć.", language="pl")],
    )
    file = built(first, second, layout="facing")
    cover, rest = xml(file).findall(".//w:sectPr", NAMES)
    assert cover.getparent().getparent().find("w:pPr/w:pStyle", NAMES).get(f"{W}val") == "WordsSmallest"
    assert [cover.find(f"w:{name}", NAMES) is not None for name in ("titlePg", "type")] == [True, False]
    assert rest.find("w:type", NAMES).get(f"{W}val") == "evenPage"
    assert rest.find("w:titlePg", NAMES) is None
    assert rest.findall("w:footerReference", NAMES) == []
    assert audit(file, tmp_path) == []


def test_words_of_a_pair_have_one_size(told) -> None:
    first, second, layout, _ = told
    long_ = [
        dataclasses.replace(one, words=one.words + " " + LONG * 4) if n == 1 else one
        for n, one in enumerate(first.scenes)
    ]
    file = built(dataclasses.replace(first, scenes=tuple(long_)), second, layout=layout)
    styles = [line.style for line in outline(file) if line.style.startswith("Words")]
    assert [*styles[0::2]] == [*styles[1::2]]
    assert set(styles[2:4]) != {"Words"}


def test_in_columns_words_are_set_smaller_before_their_picture_is() -> None:
    def sizes(times: int) -> tuple[str, float]:
        words = "Mama kwam elke dag. " * times
        file = built(*pair([scene(0, "Thuis", words)], [scene(0, "Dom", "Mama.", language="pl")]))
        high = [int(each.get("cy")) for each in xml(file).iter(f"{WP}extent")][-1] / 12700
        return next(line.style for line in outline(file) if line.style.startswith("Words")), round(high)

    steps = list(dict.fromkeys(sizes(times) for times in range(1, 30)))
    assert steps == [
        ("Words", 361),
        ("Words Smaller", 361),
        ("Words Smaller", 301),
        ("Words Smallest", 301),
        ("Words Smallest", 241),
        ("Words Smallest", 181),
        ("Words Smallest", 361),
    ]


def test_words_too_long_for_their_page_may_break_over_its_end() -> None:
    file = built(*pair([scene(0, "Thuis", LONG * 40)], [scene(0, "Dom", "Mama.", language="pl")]))
    assert xml(file).findall(".//w:tbl/w:tr/w:trPr/w:cantSplit", NAMES)[1:] == []
    words = _of_style(file, "WordsSmallest")
    assert {one.find("w:pPr/w:keepLines", NAMES).get(f"{W}val") for one in words} == {"0"}


def test_no_line_of_a_column_ends_in_a_blank() -> None:
    one, other = (scene(0, "Thuis", "Mama danst. Jij lacht.", language=language) for language in ("nl", "pl"))
    words = _of_style(built(*pair([one], [other])), "Words")
    assert [[text.text for text in one.iter(f"{W}t")] for one in words] == [["Mama danst.", "Jij lacht."]] * 2


def test_the_same_voices_stand_row_by_row() -> None:
    ours = said_by(scene(0, "De nacht", ""), ("Mama zegt", "Ik sliep."), ("Papa zegt", "Er was niemand."))
    theirs = said_by(scene(0, "Noc", "", language="pl"), ("Mama mówi", "Spałam."), ("Tata mówi", "Nikogo nie było."))
    (table,) = tables(built(*pair([ours], [theirs])))
    assert [[[line.text for line in cell] for cell in row] for row in table.rows[2:]] == [
        [["Mama zegt", "Ik sliep."], ["Mama mówi", "Spałam."]],
        [["Papa zegt", "Er was niemand."], ["Tata mówi", "Nikogo nie było."]],
    ]


def test_voices_on_one_side_only_stand_under_each_other() -> None:
    ours = said_by(scene(0, "De nacht", ""), ("Mama zegt", "Ik sliep."), ("Papa zegt", "Er was niemand."))
    (table,) = tables(built(*pair([ours], [scene(0, "Noc", "Spałam.", language="pl")])))
    assert [[[line.text for line in cell] for cell in row] for row in table.rows[2:]] == [
        [["Mama zegt", "Ik sliep.", "Papa zegt", "Er was niemand."], ["Spałam."]]
    ]


def test_what_nobody_has_translated_stands_once_beside_a_place_to_write_it(told) -> None:
    first, second, layout, _ = told
    missing = dataclasses.replace(
        second.scenes[1], **{key: getattr(first.scenes[1], key) for key in ("heading", "words", "language")}
    )
    scenes = (second.scenes[0], missing, *second.scenes[2:])
    file = built(first, dataclasses.replace(second, scenes=scenes), layout=layout)
    texts = [line.text for line in outline(file)]
    assert texts.count(plain("\n".join(_sentences(first.scenes[1])))) == 1
    said = dict.fromkeys(one.text for one in BOOK_WORDS[second.language].not_translated)
    assert [one for one in notes(file) if not one[0].isdigit()] == [" · ".join(said)]
    place = next(
        one for one in xml(file).iter(f"{W}bookmarkStart") if one.get(f"{W}name") == f"s2_{first.scenes[1].id}"
    )
    assert place.getparent().findall(".//w:t", NAMES) == []


def test_in_a_story_read_in_another_language_its_own_words_stand_on_their_side() -> None:
    dutch = scene(0, "Thuis", "Dag.")
    first = dataclasses.replace(story("ar"), scenes=(dutch,))
    (table,) = tables(built(first, dataclasses.replace(story("nl"), scenes=(dutch,))))
    assert [[line.text for line in cell] for cell in table.rows[2]] == [
        ["", "لم تُترجم بعد\nnog niet vertaald"],
        ["Dag."],
    ]


def test_a_scene_without_words_has_its_number_in_both_languages() -> None:
    file = built(*pair([scene(0, "", "")], [scene(0, "", "", language="pl")]))
    assert tables(file) == []
    assert notes(file) == ["1 · Nederlands", "1 · Polski"]


@pytest.mark.parametrize(("language", "layout"), [*product(["pl", "ar", "ti"], [None, *LAYOUTS]), ("nl", None)])
def test_words_that_nobody_has_looked_over_say_so_until_somebody_has(language: str, layout: str | None) -> None:
    first = story("nl", scenes=3)
    other = beside(first, language)
    open_ = dataclasses.replace(
        other,
        is_title_to_be_checked=True,
        scenes=(other.scenes[0], dataclasses.replace(other.scenes[1], is_to_be_checked=True), other.scenes[2]),
    )

    def marks(second: Story) -> list[str]:
        file = built(first, second, layout=layout) if layout else built(second)
        return [one for one in notes(file) if not one[0].isdigit()]

    said = [one.text for one in BOOK_WORDS[language].not_looked_over]
    assert said[-1] == "nog niet nagekeken"
    assert marks(open_) == [" · ".join(said)] * 2
    assert marks(other) == []


def test_the_dutch_of_a_mark_is_dutch_and_the_mark_runs_the_readers_way() -> None:
    told = dataclasses.replace(story("ar", scenes=1), is_title_to_be_checked=True)
    (mark,) = _of_style(built(told), "Note")
    assert mark.find("w:pPr/w:bidi", NAMES) is not None
    assert _runs(mark) == [("لم تُراجع بعد", "ar-EG", True), (" · nog niet nagekeken", "nl-BE", False)]


def test_a_mark_that_nobody_translated_stands_on_the_side_of_the_words() -> None:
    words = dataclasses.replace(BOOK_WORDS["ar"], not_looked_over=(Fixed("Not looked over yet", "en"),))
    told = dataclasses.replace(story("ar", scenes=1))
    told = dataclasses.replace(told, scenes=(dataclasses.replace(told.scenes[0], is_to_be_checked=True),))
    (mark,) = _of_style(story_docx(told, drawing, words=words, version=None, made_on=MADE_ON), "Note")
    assert mark.find("w:pPr/w:jc", NAMES).get(f"{W}val") == "right"
    assert _runs(mark) == [("Not looked over yet", "en-GB", False)]


def test_a_mark_takes_its_room_from_the_words() -> None:
    def style(*, is_to_be_checked: bool) -> str:
        one = dataclasses.replace(scene(0, "Thuis", "Mama kwam. " * 10), is_to_be_checked=is_to_be_checked)
        return sections(outline(built(dataclasses.replace(story("nl"), scenes=(one,)))))["Thuis"][1].style

    assert [style(is_to_be_checked=False), style(is_to_be_checked=True)] == ["Words", "Words Smaller"]


UNSURE = (Fixed("هل هناك خطر؟ اتصل بـ 112.", "ar"), Fixed("Is er gevaar? Bel 112.", "nl"))


def test_the_dutch_stands_under_a_line_that_nobody_has_looked_over() -> None:
    words = dataclasses.replace(BOOK_WORDS["ar"], emergency=(UNSURE,))
    file = story_docx(story("ar"), drawing, words=words, version=None, made_on=MADE_ON)
    assert outline(file, "word/footer1.xml") == [
        Line("footer", "هل هناك خطر؟ اتصل بـ 112.", "ar-EG", "rtl"),
        Line("footer", "Is er gevaar? Bel 112.", "nl-BE", "ltr"),
    ]
    arabic, dutch = xml(file, "word/footer1.xml").iter(f"{W}p")
    assert _runs(arabic) == [("هل هناك خطر؟ اتصل بـ\u00a0112.", "ar-EG", True)]
    assert _runs(dutch) == [("Is er gevaar? Bel\u00a0112.", "nl-BE", False)]


@pytest.mark.parametrize(
    ("layout", "feet"),
    [
        ("columns", [["Is er gevaar? Bel 112.", UNSURE[0].text]]),
        ("facing", [["Is er gevaar? Bel 112."], [UNSURE[0].text, "Is er gevaar? Bel 112."]]),
    ],
)
def test_no_line_stands_twice_in_a_foot(layout: str, feet: list[list[str]]) -> None:
    first = story("nl")
    ours = dataclasses.replace(BOOK_WORDS["nl"], emergency=((UNSURE[1],),))
    theirs = dataclasses.replace(BOOK_WORDS["ar"], emergency=(UNSURE,))
    file = story_docx(
        first,
        drawing,
        words=ours,
        version=None,
        made_on=MADE_ON,
        beside=beside(first, "ar"),
        beside_words=theirs,
        layout=layout,
    )
    found = sorted(name for name in parts(file) if "footer" in name)
    assert [[line.text for line in outline(file, name)] for name in found] == feet


def test_fixed_words_that_nobody_translated_are_english_and_say_so() -> None:
    words = book_words("xx")
    assert words.made_by == Fixed("Who made this story?", "en")
    assert [[line.language for line in lines] for lines in words.emergency] == [["en", "nl"]] * 2
    told = dataclasses.replace(story("ti"), language="xx", title_language="xx")
    found = {
        line.text: line.language
        for line in outline(story_docx(told, drawing, words=words, version="7", made_on=MADE_ON))
    }
    assert found["Who made this story?"] == "en-GB"
    assert found["Version 7 of Saturday, 27 March 2027"] == "en-GB"


def test_fixed_words_are_in_the_language_they_are_said_to_be_in() -> None:
    words = book_words("nl", "young")
    said = [getattr(words, field.name) for field in dataclasses.fields(words)]
    assert words.version == Fixed("Versie %(version)s van %(date)s", "nl")
    assert {one.language for one in said if isinstance(one, Fixed)} <= {"nl", "en"}
    assert len(words.emergency) == 3
    assert all(lines == (lines[0],) and lines[0].language == "nl" for lines in words.emergency)


def test_the_second_book_speaks_its_own_fixed_words_when_none_are_given() -> None:
    first = story("nl")
    file = story_docx(first, drawing, words=BOOK_WORDS["nl"], version=None, made_on=MADE_ON, beside=beside(first, "en"))
    assert {"Wie maakte dit verhaal?", "Who made this story?"} <= {line.text for line in outline(file)}


def test_stories_of_other_scenes_do_not_stand_beside_each_other() -> None:
    with pytest.raises(ValueError, match="shorter"):
        built(story("nl", scenes=3), story("pl", scenes=2))


LETTERS = st.text(alphabet=st.one_of(st.sampled_from("<&{%}>.!? \n\t\x00\u202e\u00a08سሰł"), st.characters()))


@settings(deadline=None, max_examples=60)
@given(
    scenes=st.lists(st.tuples(st.text(max_size=40), LETTERS, LETTERS, st.integers(1, 40)), min_size=1, max_size=3),
    other=st.sampled_from(["pl", "ar", "ti"]),
    layout=st.sampled_from(LAYOUTS),
    is_to_be_checked=st.booleans(),
)
def test_no_word_of_either_language_is_ever_lost(scenes, other: str, layout: str, is_to_be_checked: bool) -> None:
    ours = [scene(n, heading, words * times) for n, (heading, words, _, times) in enumerate(scenes)]
    theirs = [
        dataclasses.replace(scene(n, heading[::-1], words * times, language=other), is_to_be_checked=is_to_be_checked)
        for n, (heading, _, words, times) in enumerate(scenes)
    ]
    file = built(*pair(ours, theirs), layout=layout)
    assert docx.Document(io.BytesIO(file)).paragraphs
    for keys, side in (("s_", ours), ("s2_", theirs)):
        said = {mark: text for mark, text in _marked(file).items() if mark.startswith(keys)}
        for one in side:
            assert _letters(said[f"{keys}{one.id}"]) == _letters(one.words)
    for keys, side in (("h_", ours), ("h2_", theirs)):
        said = _marked(file)
        for one in side:
            assert _letters(said.get(f"{keys}{one.id}", "")) == _letters(one.heading)


@settings(deadline=None, max_examples=40)
@given(
    views=st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=3),
    other=st.lists(LETTERS, min_size=1, max_size=3),
    layout=st.sampled_from(LAYOUTS),
)
def test_no_view_of_either_language_is_ever_lost(views, other: list[str], layout: str) -> None:
    ours = said_by(scene(0, "De nacht", ""), *(("Mama zegt", words) for words, _ in views))
    theirs = said_by(scene(0, "Noc", "", language="pl"), *(("Mama mówi", words) for words in other))
    said = _marked(built(*pair([ours], [theirs]), layout=layout))
    for keys, side in (("s", ours), ("s2", theirs)):
        for number, view in enumerate(side.views, start=1):
            assert _letters(said[f"{keys}_{side.id}_{number}_{view.voice}"]) == _letters(view.words)


def _of_style(file: bytes, style: str) -> list:
    """The paragraphs in the style with that id."""
    return [one for one in xml(file).iter(f"{W}p") if one.find(f"w:pPr/w:pStyle[@w:val='{style}']", NAMES) is not None]


def _corners(file: bytes) -> list[str]:
    return [each.get("prst") for each in xml(file).iter(f"{A}prstGeom")]


def _any(style: str) -> str:
    return "heading" if style.startswith(("heading", "Heading")) else "words" if style.startswith("Words") else style


def _tells(line: Line) -> bool:
    fixed = {words.made_by.text for words in BOOK_WORDS.values()} | {
        words.draw_here.text for words in BOOK_WORDS.values()
    }
    return _any(line.style) in ("heading", "words") and line.text not in fixed


def _head(told: Scene) -> Line:
    return Line("heading", told.heading, *WAYS[told.language])


def _words(told: Scene) -> Line:
    return Line("words", plain("\n".join(_sentences(told))), *WAYS[told.language])


def _by_rows(sides: list[list[Line]]) -> list[Line]:
    return [line for row in zip(*sides, strict=True) for line in row]


def _sentences(told: Scene) -> list[str]:
    return sentence_lines(told.words, told.language)


def _read_to(told: Story) -> str:
    return next(line.text for line in outline(built(told)) if line.style == "Subtitle")


def _runs(paragraph) -> list[tuple[str, str, bool]]:
    """Text, language and whether it runs from right to left, of each run."""
    found = []
    for run in paragraph.iter(f"{W}r"):
        is_right_to_left = run.find("w:rPr/w:rtl", NAMES) is not None
        lang = run.find("w:rPr/w:lang", NAMES)
        found.append(
            ("".join(run.itertext()), lang.get(f"{W}bidi" if is_right_to_left else f"{W}val"), is_right_to_left)
        )
    return found


def _marked(file: bytes) -> dict[str, str]:
    """The text of each paragraph that can be found again, by its mark."""
    return {
        mark.get(f"{W}name"): "".join(mark.getparent().itertext(f"{W}t"))
        for mark in xml(file).iter(f"{W}bookmarkStart")
    }


def _letters(text: str) -> str:
    """The letters and digits of `text` that XML can hold, in order."""
    return "".join(letter for letter in plain(text) if letter.isalnum() and not 0xD800 <= ord(letter) < 0xE000)
