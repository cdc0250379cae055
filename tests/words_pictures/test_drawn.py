"""The composed pictures of a story: which stands where, and under which name."""

from __future__ import annotations

import pytest
from cast_of_mila import with_items, written

from words_pictures.audience import Viewer, project, worker
from words_pictures.definition import definitions
from words_pictures.document import Document, Value
from words_pictures.drawing.look import Look, look_value
from words_pictures.drawn import drawings
from words_pictures.family import read_family
from words_pictures.story import ScenePicture, Story, read_story

STORY, FAMILY = (definitions()[id] for id in ("words-and-pictures", "family"))
PARTS: list[Value] = [{"id": "a", "who": "kasia", "feeling": "worried", "x": 700, "y": 1060}]
MUM: dict[str, Value] = {"place": "kitchen", "parts": PARTS}
SENT: Value = {"id": "0" * 32, "width": 40, "height": 30}


def family_of(document: Document):
    return read_family(document, "nl")


def file(hair: str = "bun") -> Document:
    file = with_items(Document("f", FAMILY.id), "people", "mila", "kasia", "an")
    return written(
        file,
        ("people/mila/name@value", "Mila"),
        ("people/kasia/name@value", "Kasia"),
        ("people/kasia/relation@value", "mama"),
        ("people/kasia/look@value", look_value(Look(hair=hair))),
    )


def story(*what: tuple[str, Value]) -> Document:
    document = with_items(Document("d", STORY.id), "scenes", "s1", "s2")
    basis: tuple[tuple[str, Value], ...] = (
        ("languages@value", ["nl", "en"]),
        ("children@value", ["mila"]),
        ("scenes/s1/words@nl", "Mama had veel rekeningen."),
    )
    return written(document, *basis, *what)


def read(document: Document, language: str = "nl") -> Story:
    return read_story(document, family_of(file()), language)


def picture(document: Document, language: str = "nl") -> ScenePicture:
    shown = read(document, language).scenes[0].picture
    assert shown is not None
    return shown


def test_a_picture_made_here_says_by_itself_what_is_on_it_until_somebody_says_it_better() -> None:
    by_itself = picture(story(("scenes/s1/composed@value", MUM)))
    assert by_itself.is_composed
    assert "mama" in by_itself.description.lower()
    assert "bezorgd" in by_itself.description
    better = (("scenes/s1/composed@value", MUM), ("scenes/s1/composed@nl", "Mama denkt na."))
    assert picture(story(*better)).description == "Mama denkt na."
    again = story(*better, ("scenes/s1/composed@nl", None))
    assert picture(again).description == by_itself.description


def test_what_a_picture_says_is_in_the_language_of_who_reads() -> None:
    said = {language: picture(story(("scenes/s1/composed@value", MUM)), language) for language in ("nl", "en")}
    assert "worried" in said["en"].description
    assert {language: one.described_in for language, one in said.items()} == {"nl": "nl", "en": "en"}


def test_its_name_changes_with_the_picture_and_with_the_looks_in_it() -> None:
    document = story(("scenes/s1/composed@value", MUM))
    names = {
        next(iter(drawings(one, family_of(people).looks, ("nl", "en"))))
        for one, people in (
            (document, file()),
            (document, file(hair="long")),
            (story(("scenes/s1/composed@value", {**MUM, "time": "night"})), file()),
        )
    }
    assert len(names) == 3
    assert len(drawings(document, family_of(file()).looks, ("nl", "en"))) == 1


def test_words_in_a_bubble_make_it_another_picture_in_another_language() -> None:
    said = {"id": "b", "bubble": "speech", "of": "a", "x": 1000, "y": 300, "words": {"nl": "Hulp?", "en": "Help?"}}
    document = story(("scenes/s1/composed@value", {**MUM, "parts": [*PARTS, said]}))
    drawn = drawings(document, {}, ("nl", "en"))
    assert len(drawn) == 2
    assert sorted("Hulp?" in one.svg() for one in drawn.values()) == [False, True]


@pytest.mark.parametrize(
    ("shown", "pictures"),
    [(None, [False]), ("picture", [False]), ("composed", [True]), ("both", [True, False])],
)
def test_a_drawing_replaces_the_picture_made_here_or_stands_behind_it(shown: Value, pictures: list[bool]) -> None:
    both = (("scenes/s1/composed@value", MUM), ("scenes/s1/picture@value", SENT), ("scenes/s1/shown@value", shown))
    scenes = read(story(*both)).scenes
    assert [scene.picture.is_composed for scene in scenes if scene.picture] == pictures
    assert [scene.number for scene in scenes] == list(range(1, len(pictures) + 1))
    assert len({scene.id for scene in scenes}) == len(scenes)


def test_a_page_with_only_a_picture_made_here_is_a_page_of_the_book() -> None:
    assert len(read(story(("scenes/s2/composed@value", MUM))).scenes) == 2
    assert len(read(story(("scenes/s2/composed@value", {"place": "plain"}))).scenes) == 1


def test_the_cover_has_its_own_picture_or_the_first_of_the_story() -> None:
    document = story(("scenes/s1/composed@value", MUM))
    first = read(document).cover
    own = read(written(document, ("composed@value", {**MUM, "place": "garden"}))).cover
    assert first is not None
    assert own is not None
    assert first == read(document).scenes[0].picture
    assert own.id != first.id


def test_who_is_drawn_is_spoken_of_and_who_is_not_in_the_file_is_nobody_in_particular() -> None:
    document = story(("scenes/s1/composed@value", MUM))
    seen = project(STORY, document, FAMILY, file(), Viewer("mila"))
    assert "kasia" in seen.file.order["people"]
    assert "an" not in seen.file.order["people"]
    stranger = {"parts": [{"id": "a", "who": "unknown", "x": 700, "y": 1060}]}
    drawn = project(STORY, story(("scenes/s1/composed@value", stranger)), FAMILY, file(), worker(None)).document
    assert "unknown" not in str(drawn.value("scenes/s1/composed"))
