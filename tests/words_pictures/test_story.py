"""A document read as a story: numbered without gaps, in one language, each scene saying which language it really is in."""

import pytest
from cast_of_mila import changed, with_items, written

from words_pictures.change import Move, TakeOut
from words_pictures.document import Document, Value
from words_pictures.family import Family, read_family
from words_pictures.story import Story, is_empty, read_story, told_scenes, wording

PICTURE: Value = {"id": "a" * 32, "width": 2000, "height": 1500}


@pytest.fixture(scope="module")
def family(file: Document) -> Family:
    return read_family(file, "nl")


def _one_scene(*fields: tuple[str, Value]) -> Document:
    document = with_items(Document("1", "words-and-pictures"), "scenes", "s")
    document = written(document, ("languages@value", ["nl", "en"]))
    return written(document, *((f"scenes/s/{field}", value) for field, value in fields))


def _read(document: Document, family: Family, language: str = "nl") -> Story:
    return read_story(document, family, language)


def test_a_story_says_for_whom_and_by_whom_it_is(story: Document, family: Family) -> None:
    told = _read(story, family)
    assert (told.id, told.title, told.language, told.title_language) == ("5701", "Het verhaal van Mila", "nl", "nl")
    assert (told.read_to, told.makers, told.revision) == (("Mila",), ("Kasia", "Lotte"), story.revision)


def test_scenes_are_numbered_in_their_order_without_gaps(story: Document, family: Family) -> None:
    moved = changed(story, Move("b.1", "lotte", "scenes", "plan", None))
    without = changed(moved, TakeOut("b.2", "lotte", "scenes", "home", moved.revision))
    assert [(scene.number, scene.id) for scene in _read(moved, family).scenes] == [
        (1, "plan"),
        (2, "home"),
        (3, "night"),
    ]
    assert [(scene.number, scene.id) for scene in _read(without, family).scenes] == [(1, "plan"), (2, "night")]


def test_an_empty_place_is_no_page_of_the_book(family: Family) -> None:
    for nothing in (("heading@nl", "Wat fijn is"), ("words@nl", ""), ("words@nl", None), ("kind@value", "good")):
        document = written(_one_scene(("words@nl", "x")), ("scenes/s/words@nl", None))
        assert is_empty(written(document, (f"scenes/s/{nothing[0]}", nothing[1])).items("scenes")[0])
        assert _read(_one_scene(nothing), family).scenes == ()


def test_a_scene_with_a_picture_or_with_words_in_any_language_is_a_page() -> None:
    assert len(told_scenes(_one_scene(("picture@value", PICTURE)))) == 1
    assert len(told_scenes(_one_scene(("words@ti", "ሰላም")))) == 1


def test_what_has_no_wording_stands_in_the_storys_own_language(story: Document, family: Family) -> None:
    told = _read(story, family, "en")
    assert (told.title, told.title_language) == ("The story of Mila", "en")
    assert [(scene.words, scene.language) for scene in told.scenes] == [
        ("You live above the baker.", "en"),
        ("Oskar had koorts.", "nl"),
        ("Rita is bij jullie.", "nl"),
    ]
    assert told.scenes[0].heading == "Jullie thuis"


def test_in_a_language_nobody_wrote_all_is_in_the_storys_own(story: Document, family: Family) -> None:
    told = _read(story, family, "ar")
    assert told.language == "ar"
    assert {told.title_language, *(scene.language for scene in told.scenes)} == {"nl"}


def test_a_scene_without_words_is_in_the_language_of_its_title(family: Family) -> None:
    scene = _read(_one_scene(("picture@value", PICTURE), ("heading@nl", "Thuis")), family, "ar").scenes[0]
    assert (scene.heading, scene.words, scene.language) == ("Thuis", "", "nl")


def test_a_story_without_a_title_has_none(family: Family) -> None:
    told = _read(_one_scene(), family, "en")
    assert (told.title, told.title_language, told.scenes, told.makers) == ("", "en", (), ())


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ((("picture@nl", "Een huis met brood"), ("heading@nl", "Thuis")), "Een huis met brood"),
        ((("picture@en", "A house"), ("heading@nl", "Thuis")), "A house"),
        ((("heading@nl", "Thuis"),), "Thuis"),
        ((("picture@nl", ""), ("heading@nl", "Thuis")), "Thuis"),
    ],
)
def test_a_picture_is_described_by_those_who_made_it(
    family: Family, fields: tuple[tuple[str, Value], ...], description: str
) -> None:
    scene = _read(_one_scene(("picture@value", PICTURE), *fields), family).scenes[0]
    assert scene.picture is not None
    assert (scene.picture.id, scene.picture.width, scene.picture.height) == ("a" * 32, 2000, 1500)
    assert scene.picture.description == description


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti", "zz"])
def test_a_picture_is_never_without_a_description(family: Family, language: str) -> None:
    scene = _read(_one_scene(("picture@value", PICTURE)), family, language).scenes[0]
    assert scene.picture is not None
    assert scene.picture.description


def test_a_scene_without_a_picture_has_none(story: Document, family: Family) -> None:
    assert _read(story, family).scenes[0].picture is None


@pytest.mark.parametrize(("value", "look"), [(None, "child"), ("child", "child"), ("young", "young")])
def test_a_book_looks_as_somebody_chose(family: Family, value: Value, look: str) -> None:
    assert _read(written(_one_scene(), ("look@value", value)), family).look == look


@pytest.mark.parametrize("words", ["<&{{ x }}", "كتبت أمي", "e\u0301", "👩‍👧", "een\nen twee", "x" * 1200])
def test_words_are_read_as_they_were_typed(family: Family, words: str) -> None:
    assert _read(_one_scene(("words@nl", words)), family).scenes[0].words == words


def test_a_wording_is_sought_in_the_language_then_in_the_documents_own(story: Document) -> None:
    assert wording(story, "title", "en") == ("The story of Mila", "en")
    assert wording(story, "title", "pl") == ("Het verhaal van Mila", "nl")
    assert wording(story, "guilt", "pl") == ("", "pl")
