import dataclasses
import io
import re
import tracemalloc
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from word_file import NAMES, WP, Line, W, changed, outline, parts, plain, sections, sized_alone, undescribed, xml
from word_stories import BOOK_WORDS, MADE_ON, SENTENCES, built, drawing, said_by, scene, story

from words_pictures.errors import PictureUnreadable
from words_pictures.story import Story
from words_pictures.word import story_docx, write_story_docx
from words_pictures.word.scenes import sentence_lines
from words_pictures.word.words import Fixed

LANGUAGES = {"nl": ("nl-BE", "ltr"), "en": ("en-GB", "ltr"), "ar": ("ar-EG", "rtl"), "ti": ("ti-ER", "ltr")}
LONG = "Mama kwam elke dag om 4 uur en bracht een boek mee. "


@pytest.fixture(scope="module", params=LANGUAGES)
def told(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """A language, and the story in it as a Word file."""
    return request.param, built(story(request.param))


def with_scenes(*scenes, **changes) -> Story:
    return dataclasses.replace(story("nl"), scenes=scenes, **changes)


def audit(docx: bytes, folder) -> list[str]:
    """What an Open XML validator has to say of the file."""
    file = folder / "story.docx"
    file.write_bytes(docx)
    return [f"{error.part_uri}: {error.description}" for error in OpenXmlValidator().validate(str(file)).errors]


def test_each_scene_is_a_heading_a_picture_and_its_sentences(told: tuple[str, bytes]) -> None:
    language, file = told
    found = sections(outline(file))
    for heading, sentences in SENTENCES[language]:
        assert [(line.style, line.text) for line in found[heading]] == [
            ("Picture", ""),
            ("Words", "\n".join(sentences)),
        ]


def test_every_paragraph_speaks_the_storys_language_in_its_direction(told: tuple[str, bytes]) -> None:
    language, file = told
    tag, direction = LANGUAGES[language]
    names_in_latin = {"Pieter", "Rita"}
    for line in outline(file) + outline(file, "word/footer1.xml"):
        assert line.direction == direction
        if line.text and line.text not in names_in_latin:
            assert line.language == tag, line


def test_the_whole_outline_of_a_small_story() -> None:
    small = with_scenes(
        scene(0, "Wat fijn is", "Mama danst. Jij lacht."), scene(1, "", "Dag!"), makers=("mama", "Lotte")
    )
    assert outline(built(small)) == [
        Line("Title", "Het verhaal van Mila en Oskar", "nl-BE", "ltr"),
        Line("Subtitle", "voor Mila en Oskar", "nl-BE", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("heading 1", "Wat fijn is", "nl-BE", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Words", "Mama danst.\nJij lacht.", "nl-BE", "ltr"),
        Line("Picture", "", "", "ltr"),
        Line("Words", "Dag!", "nl-BE", "ltr"),
        Line("heading 1", "Wie maakte dit verhaal?", "nl-BE", "ltr"),
        Line("Maker", "mama", "nl-BE", "ltr"),
        Line("Maker", "Lotte", "nl-BE", "ltr"),
        Line("Small Print", "Versie 7 van zaterdag 27 maart 2027", "nl-BE", "ltr"),
        Line("heading 1", "Hier kan jij tekenen", "nl-BE", "ltr"),
        Line("Drawing Frame", "", "", "ltr"),
    ]


def test_the_language_and_direction_stand_in_the_file_as_a_whole(told: tuple[str, bytes]) -> None:
    language, file = told
    tag, direction = LANGUAGES[language]
    spoken = xml(file, "word/styles.xml").find("w:docDefaults//w:lang", NAMES)
    assert spoken.get(f"{W}bidi" if direction == "rtl" else f"{W}val") == tag
    assert docx.Document(io.BytesIO(file)).core_properties.language == tag
    pages = xml(file).find("w:body/w:sectPr", NAMES)
    assert (pages.find("w:bidi", NAMES) is not None) == (direction == "rtl")


def test_a_scene_that_is_not_translated_yet_keeps_its_own_language_and_direction() -> None:
    mixed = with_scenes(scene(0, "بيتكم", "هذا ليس ذنبك.", language="ar"), scene(1, "Thuis", "Dag Mila."))
    found = {line.text: line for line in outline(built(mixed))}
    assert found["هذا ليس ذنبك."][2:] == ("ar-EG", "rtl")
    assert found["Dag Mila."][2:] == ("nl-BE", "ltr")


def test_names_in_other_letters_are_runs_of_their_own() -> None:
    runs = [
        ("".join(run.itertext()), run.find("w:rPr/w:rtl", NAMES) is not None)
        for run in xml(built(story("ar"))).iter(f"{W}r")
    ]
    assert ("Rita", False) in runs
    assert all(
        right_to_left == bool(re.search("[\u0600-\u06ff]", text))
        for text, right_to_left in runs
        if re.search(r"\w", text)
    )


def test_figures_between_geez_letters_are_set_in_a_font_that_has_figures() -> None:
    for run in xml(built(story("ti"))).iter(f"{W}r"):
        text, style = "".join(run.itertext()), run.find("w:rPr/w:rStyle", NAMES)
        if re.search("[\u1200-\u137f]", text):
            assert style.get(f"{W}val") == "GeezLetters"
            assert not re.search("[0-9]", text)
        elif re.search("[0-9]", text):
            assert style.get(f"{W}val") == "GeezFigures"


def test_every_picture_has_a_description(told: tuple[str, bytes]) -> None:
    _, file = told
    assert undescribed(file) == []
    assert len(list(xml(file).iter(f"{WP}docPr"))) == len(SENTENCES[told[0]]) + 1


def test_a_picture_without_a_description_is_noticed() -> None:
    file = changed(
        built(story("nl")), "word/document.xml", lambda xml: re.sub(' descr="[^"]*Wat fijn is[^"]*"', "", xml)
    )
    assert undescribed(file) == ["picture_7f3a01"]


@pytest.mark.parametrize(
    ("described", "heading", "spoken"),
    [
        ("Mama en Mila dansen", "Fijn", "Mama en Mila dansen"),
        ("\x00\ud800", "Fijn", "Fijn"),
        ("", "", "Tekening"),
        ("\"<&\n>'", "Fijn", "\"<& >'"),
    ],
)
def test_a_picture_nobody_described_is_called_by_its_heading(described: str, heading: str, spoken: str) -> None:
    bare = scene(0, heading, "Dag.")
    file = built(
        with_scenes(dataclasses.replace(bare, picture=dataclasses.replace(bare.picture, description=described)))
    )
    pictures = {each.get("name"): each.get("descr") for each in xml(file).iter(f"{WP}docPr")}
    assert pictures["picture_7f3a00"] == spoken


def test_sizes_and_weights_are_said_for_every_kind_of_letters(told: tuple[str, bytes]) -> None:
    assert sized_alone(told[1]) == []


def test_a_size_for_latin_letters_alone_is_noticed() -> None:
    file = changed(built(story("ar")), "word/styles.xml", lambda xml: xml.replace('<w:szCs w:val="46"/>', "", 1))
    assert sized_alone(file) == ["word/styles.xml: sz"]


def test_no_style_spaces_letters_out(told: tuple[str, bytes]) -> None:
    for name in ("word/styles.xml", "word/document.xml"):
        assert xml(told[1], name).findall(".//w:rPr/w:spacing", NAMES) == []


def test_words_are_20_points_or_18_or_16_and_headings_have_an_outline_level() -> None:
    styles = {style.get(f"{W}styleId"): style for style in xml(built(story("nl")), "word/styles.xml").iter(f"{W}style")}
    sizes = [
        styles[name].find("w:rPr/w:sz", NAMES).get(f"{W}val") for name in ("Words", "WordsSmaller", "WordsSmallest")
    ]
    assert sizes == ["40", "36", "32"]
    assert styles["Heading1"].find("w:pPr/w:outlineLvl", NAMES).get(f"{W}val") == "0"
    assert styles["Heading1"].find("w:pPr/w:pageBreakBefore", NAMES) is not None


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("Mama kwam. " * 9, "Words"),
        ("Mama kwam. " * 10, "Words"),
        ("Mama kwam. " * 11, "Words Smaller"),
        ("Mama kwam. " * 12, "Words Smallest"),
        (LONG * 5, "Words"),
        (LONG * 14, "Words Smallest"),
    ],
)
def test_long_words_are_set_smaller_but_never_below_16_points(words: str, style: str) -> None:
    lines = sections(outline(built(with_scenes(scene(0, "Thuis", words)))))["Thuis"]
    assert lines[1].style == style


@pytest.mark.parametrize(("times", "high"), [(12, 127.5), (15, 106.25), (17, 85), (20, 63.75), (40, 127.5)])
def test_where_words_need_it_their_picture_makes_room(times: int, high: float) -> None:
    file = built(with_scenes(scene(0, "Thuis", LONG * times)))
    assert int(list(xml(file).iter(f"{WP}extent"))[-1].get("cy")) / 36000 == pytest.approx(high, abs=0.1)


def test_views_stand_under_each_other_each_under_its_name() -> None:
    told = said_by(scene(0, "De nacht", ""), ("Mama zegt", "Ik was boven. Ik sliep."), ("Papa zegt", "Er was niemand."))
    file = built(with_scenes(told))
    assert [(line.style, line.text) for line in sections(outline(file))["De nacht"][1:]] == [
        ("Voice", "Mama zegt"),
        ("Words", "Ik was boven.\nIk sliep."),
        ("Voice", "Papa zegt"),
        ("Words", "Er was niemand."),
    ]
    tags = [tag.get(f"{W}val") for tag in xml(file).iter(f"{W}tag")]
    assert [tag for tag in tags if tag.startswith("s_7f3a00")] == ["s_7f3a00_1_v0", "s_7f3a00_2_v1"]


def test_views_run_the_way_of_their_story_and_speak_their_own_language() -> None:
    told = said_by(
        scene(0, "الليلة", "", language="ar"), ("Kasia", "كنت نائمة."), ("The judge says", "لا أحد كان هناك.")
    )
    lines = sections(outline(built(dataclasses.replace(story("ar"), scenes=(told,)))))["الليلة"][1:]
    assert {line.direction for line in lines} == {"rtl"}
    assert [line.language for line in lines] == ["nl-BE", "ar-EG", "en-GB", "ar-EG"]


@pytest.mark.parametrize("times", range(1, 9))
def test_views_are_set_smaller_together_and_in_the_same_size(times: int) -> None:
    told = said_by(scene(0, "De nacht", ""), ("Mama zegt", "Ik was boven. " * times), ("Papa zegt", "Er was niemand."))
    lines = sections(outline(built(with_scenes(told))))["De nacht"]
    styles = {line.style for line in lines if line.style.startswith("Words")}
    assert styles == {"Words" if times < 7 else "Words Smaller" if times < 8 else "Words Smallest"}


def test_a_view_begins_a_page_that_has_neither_heading_nor_picture(tmp_path) -> None:
    told = with_scenes(said_by(scene(0, "", "", size=None), ("Mama zegt", "Dag."), ("Papa zegt", "Dag ook.")))
    lines = [line.style for line in outline(built(told))]
    assert lines.count("Voice") == 2
    voice = next(
        one for one in xml(built(told)).iter(f"{W}p") if one.find("w:pPr/w:pStyle[@w:val='Voice']", NAMES) is not None
    )
    assert voice.find("w:pPr/w:pageBreakBefore", NAMES) is not None
    assert audit(built(told), tmp_path) == []


def test_every_scene_begins_a_page_with_or_without_a_heading() -> None:
    told = with_scenes(scene(0, "Thuis", "Dag."), scene(1, "", "Dag."), scene(2, "", "Dag.", size=None))
    begun = [
        paragraph.find("w:pPr/w:pStyle", NAMES).get(f"{W}val")
        for paragraph in xml(built(told)).iter(f"{W}p")
        if paragraph.find("w:pPr/w:pageBreakBefore", NAMES) is not None
        or paragraph.find("w:pPr/w:pStyle", NAMES).get(f"{W}val") == "Heading1"
    ]
    assert begun == ["Heading1", "Picture", "Words", "Heading1", "Heading1"]


def test_a_two_line_heading_leaves_less_room_for_the_words() -> None:
    heading = "Een heel lange titel die over twee lijnen loopt en toch netjes blijft"
    lines = sections(outline(built(with_scenes(scene(0, heading, "Mama kwam. " * 10)))))[heading]
    assert lines[1].style == "Words Smaller"


@pytest.mark.parametrize("size", [(1600, 1200), (1200, 1600), (2000, 500), (90, 60), (3000, 1), (0, 0)])
def test_every_picture_takes_the_same_place_whatever_its_shape(size: tuple[int, int]) -> None:
    file = built(with_scenes(scene(0, "Thuis", "Dag.", size=size)))
    paragraph = next(
        each for each in xml(file).iter(f"{W}p") if each.find(".//wp:docPr[@name='picture_7f3a00']", NAMES) is not None
    )
    extent = paragraph.find(".//wp:extent", NAMES)
    wide, high = (int(extent.get(name)) / 36000 for name in ("cx", "cy"))
    assert 0 < wide <= 170.01
    assert 0 < high <= 127.51
    assert max(wide / 170, high / 127.5) == pytest.approx(1, abs=0.001)
    if min(size) > 50:
        assert wide / high == pytest.approx(size[0] / size[1], rel=0.001)
    spacing = paragraph.find("w:pPr/w:spacing", NAMES)
    around = 14 if spacing is None else (int(spacing.get(f"{W}before", 0)) + int(spacing.get(f"{W}after"))) / 20
    assert high * 72 / 25.4 + around == pytest.approx(127.5 * 72 / 25.4 + 14, abs=0.2)


def test_the_childs_pages_carry_no_version_and_no_date() -> None:
    file = built(story("nl"), version="zeven")
    lines = outline(file) + outline(file, "word/footer1.xml")
    assert [line.text for line in lines if "zeven" in line.text or "2027" in line.text] == [
        "Versie zeven van zaterdag 27 maart 2027"
    ]


def test_a_story_without_a_version_says_when_it_was_made() -> None:
    assert "Gemaakt op zaterdag 27 maart 2027" in [line.text for line in outline(built(story("nl"), version=None))]


def test_whom_to_call_stands_under_every_page_but_the_cover() -> None:
    file = built(story("nl"))
    assert [line.text for line in outline(file, "word/footer1.xml")] == [
        "Is er gevaar? Bel 112.\nWil je met iemand praten? Bel of chat met Awel: 102 (niet 's nachts)."
    ]
    pages = xml(file).find("w:body/w:sectPr", NAMES)
    assert [each.get(f"{W}type") for each in pages.findall("w:footerReference", NAMES)] == ["default"]
    assert pages.find("w:titlePg", NAMES) is not None


@pytest.mark.parametrize(
    ("title", "style"),
    [("Mijn verhaal", "Title"), ("Het verhaal van Mila en Oskar", "Title"), ("Het lange verhaal " * 6, "Title Long")],
)
def test_a_long_title_is_set_smaller(title: str, style: str) -> None:
    assert outline(built(dataclasses.replace(story("nl"), title=title)))[0].style == style


def test_a_story_without_pictures_has_a_cover_of_words() -> None:
    lines = outline(built(with_scenes(scene(0, "Thuis", "Dag.", size=None))))
    assert [line.style for line in lines[:4]] == ["Title Alone", "Subtitle", "heading 1", "Words"]


def test_a_story_with_nothing_in_it_yet_is_a_file_all_the_same(tmp_path) -> None:
    empty = with_scenes(title=" ", read_to=(), makers=())
    file = built(empty)
    assert [line.text for line in outline(file) if line.text] == [
        "Verhaal",
        "Versie 7 van zaterdag 27 maart 2027",
        "Hier kan jij tekenen",
    ]
    assert audit(file, tmp_path) == []


def test_a_high_foot_takes_its_room_from_the_words() -> None:
    def style_of_ten_lines(*emergency: str) -> str:
        words = dataclasses.replace(BOOK_WORDS["nl"], emergency=tuple((Fixed(line, "nl"),) for line in emergency))
        told = with_scenes(scene(0, "Thuis", "Mama kwam. " * 10))
        return sections(outline(story_docx(told, drawing, words=words, version=None, made_on=MADE_ON)))["Thuis"][
            1
        ].style

    assert style_of_ten_lines("Bel 112.") == "Words"
    assert style_of_ten_lines("Bel 112.", "Bel Awel: 102.", "Bel Tele-Onthaal: 106.") == "Words Smaller"


def test_words_can_be_found_again_by_either_of_two_marks() -> None:
    root = xml(built(story("nl")))
    bookmarks = [each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks))
    assert [name for name in bookmarks if name.startswith("s_")] == [*(f"s_7f3a{n:02}" for n in range(6)), "s_end"]
    for control in root.iter(f"{W}sdt"):
        alias, tag = (control.find(f"w:sdtPr/w:{name}", NAMES).get(f"{W}val") for name in ("alias", "tag"))
        paragraph = control.getparent()
        assert alias == tag == paragraph.find("w:bookmarkStart", NAMES).get(f"{W}name")
        assert paragraph.findall("w:r", NAMES) == [], "words outside their mark"


def test_what_was_typed_can_be_put_together_again_from_the_lines() -> None:
    typed = "Dag Mila. Ik ben Lotte.\nIk help kinderen.  Soms ook papa's.\n\nKlaar"
    together = "".join(line if line.endswith((" ", "\u00a0")) else line + "\n" for line in sentence_lines(typed, "nl"))
    assert together.replace("\u00a0", " ").rstrip("\n") == typed


def test_the_file_says_of_itself_only_what_is_neutral() -> None:
    file = built(story("nl"))
    properties = docx.Document(io.BytesIO(file)).core_properties
    noon = datetime(2027, 3, 27, 12, tzinfo=UTC)
    assert (properties.title, properties.author, properties.last_modified_by) == ("Verhaal", "", "")
    assert (properties.created, properties.modified) == (noon, noon)
    assert (properties.comments, properties.keywords, properties.subject) == ("", "", "")
    everything = b"".join(content for name, content in parts(file).items() if not name.startswith("word/media"))
    for leftover in (b"python-docx", b"2013-", b"Microsoft Office Word"):
        assert leftover not in everything
    assert not [name for name in parts(file) if "thumbnail" in name or "app.xml" in name or "customXml" in name]
    assert b"Mila" not in parts(file)["docProps/core.xml"] + parts(file)["docProps/custom.xml"]


def test_the_story_and_its_revision_go_with_the_file_unseen() -> None:
    kept = {each.get("name"): "".join(each.itertext()) for each in xml(built(story("nl")), "docProps/custom.xml")}
    assert kept == {"story": "5f0c6b1e9d3a47c2", "revision": "41", "language": "nl"}


def test_two_builds_are_the_same_file(told: tuple[str, bytes]) -> None:
    again = built(story(told[0]))
    assert outline(again) == outline(told[1])
    assert again == told[1]


def test_a_validator_finds_nothing_in_any_language(told: tuple[str, bytes], tmp_path) -> None:
    assert audit(told[1], tmp_path) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        (lambda xml: re.sub(r"(<w:bidi/>)(<w:spacing[^>]*/>)", r"\2\1", xml, count=1), "bidi"),
        (lambda xml: xml.replace("<w:titlePg/><w:bidi/>", "<w:bidi/><w:titlePg/>"), "titlePg"),
        (lambda xml: xml.replace('w:val="Words"', 'w:val="Woorden"', 1), "Woorden"),
        (lambda xml: xml.replace('r:embed="picture1"', 'r:embed="picture99"', 1), "picture99"),
    ],
)
def test_a_validator_finds_what_word_would_repair(planted, found: str, tmp_path) -> None:
    assert found in "\n".join(audit(changed(built(story("ar")), "word/document.xml", planted), tmp_path))


def test_awkward_stories_pass_the_validator_too(tmp_path) -> None:
    odd = [
        scene(
            0,
            "<b>&amp;{{ heading }}",
            "Een. Twee < drie & vier {{x}} {% y %} \x00\x07\ud800\ufffe Vijf.\tZes.\r\nZeven",
        ),
        scene(1, "", "", size=None),
        scene(2, "\n", "\n\n"),
        scene(3, "😀👩‍👧", "👍🏽 e\u0301 سلام ሰላም 112 \u202eomgekeerd\u202c. A\u0308!"),
        scene(4, "Lang", LONG * 60),
        scene(5, "W" * 300, "w" * 3000, size=(3000, 1)),
        dataclasses.replace(scene(6, "Id", "Dag."), id="a" * 60),
    ]
    file = built(with_scenes(*odd, title="<&>\x00 " * 40, read_to=("<&>", "%s %(x)s"), makers=("{0}", "\ud800")))
    assert audit(file, tmp_path) == []
    texts = [line.text for line in outline(file)]
    assert "Een.\nTwee < drie & vier {{x}} {% y %}  Vijf.\nZes.\nZeven" in texts
    assert "voor <&> en %s %(x)s" in texts
    assert docx.Document(io.BytesIO(file)).paragraphs


@settings(deadline=None, max_examples=60)
@given(
    heading=st.text(max_size=60),
    words=st.text(alphabet=st.one_of(st.sampled_from("<&{%}>.!?\n\r\t\x00\ud800\u202e 8سሰe\u0301😀"), st.characters())),
    language=st.sampled_from(["nl", "ar", "ti", "xx", "prs"]),
)
def test_whatever_is_typed_the_file_opens_and_says_it(heading: str, words: str, language: str) -> None:
    file = built(with_scenes(scene(0, heading, words, language=language), scene(1, "Daarna", "Dag.")))
    assert docx.Document(io.BytesIO(file)).paragraphs
    said = "".join(line.text for line in outline(file) if line.style.startswith("Words"))
    assert _letters(said) == _letters(words + "Dag.")


@pytest.mark.parametrize("bytes_", [b"GIF89a", b"RIFF....WEBP", b"", b"<svg/>"])
def test_a_picture_of_another_kind_is_refused(bytes_: bytes) -> None:
    with pytest.raises(PictureUnreadable, match="p0"):
        story_docx(story("nl"), lambda id: bytes_, words=BOOK_WORDS["nl"], version=None, made_on=MADE_ON)


def test_pictures_go_in_as_they_are_and_each_only_once() -> None:
    asked = []

    def read(id: str) -> bytes:
        asked.append(id)
        return drawing(id, kind="PNG" if id == "p1" else "JPEG")

    same = dataclasses.replace(scene(2, "Weer", "Dag."), picture=scene(0, "Thuis", "").picture)
    told = with_scenes(scene(0, "Thuis", "Dag."), scene(1, "Wat fijn is", "Dag."), same)
    file = story_docx(told, read, words=BOOK_WORDS["nl"], version=None, made_on=MADE_ON)
    assert asked == ["p0", "p1"]
    media = {name: content for name, content in parts(file).items() if name.startswith("word/media/")}
    assert media == {"word/media/picture1.jpeg": drawing("p0"), "word/media/picture2.png": drawing("p1", kind="PNG")}
    assert len(docx.Document(io.BytesIO(file)).inline_shapes) == 4


def test_a_story_of_sixty_scenes_is_written_with_one_picture_in_hand() -> None:
    class Away(io.RawIOBase):
        """Takes everything, keeps nothing, cannot seek."""

        def writable(self) -> bool:
            return True

        def write(self, content) -> int:
            return len(content)

    def read(id: str) -> bytes:
        return b"\xff\xd8\xff" + id.encode() * 500_000

    def peak(scenes: int) -> int:
        told = dataclasses.replace(story("nl"), scenes=tuple(scene(n, "Thuis", "Dag.") for n in range(scenes)))
        tracemalloc.start()
        write_story_docx(Away(), told, read, words=BOOK_WORDS["nl"], version=None, made_on=MADE_ON)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(2)
    assert peak(60) < peak(6) + 3_000_000


def _letters(text: str) -> str:
    """The letters and digits of `text` that XML can hold, in order."""
    return "".join(letter for letter in plain(text) if letter.isalnum() and not 0xD800 <= ord(letter) < 0xE000)
