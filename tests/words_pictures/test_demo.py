import hashlib
import os
import re
import subprocess
import sys

import pytest

from words_pictures.audience import Projected, Viewer, project, worker
from words_pictures.bundle import read_bundle, shown_pictures, write_bundle
from words_pictures.change import JUDGE, TOGETHER
from words_pictures.definition import definitions
from words_pictures.demo import DOCUMENTS, FORMS, PLANS, STORIES, demo_bundle, demo_bundles, demo_drawing, demo_story
from words_pictures.document import split
from words_pictures.family import Family, read_family
from words_pictures.story import Story, read_story

LANGUAGES = ("nl", "en")
MILA, YARA = Viewer("mila"), Viewer("yara")

SCENES = {"immediate": 8, "story": 12, "story-youngest": 4, "story-young-person": 6}
SENTENCES = {"immediate": 50, "story": 72, "story-youngest": 10, "story-young-person": 38}
TITLES = {
    "immediate": ("Het korte verhaal voor Mila", "The short story for Mila"),
    "story": ("Het verhaal van Mila en Oskar", "The story of Mila and Oskar"),
    "story-youngest": ("Dit ben jij, Oskar", "This is you, Oskar"),
    "story-young-person": ("Mijn verhaal", "My story"),
}
WORDS_SHA256 = {
    ("immediate", "nl"): "e45e0873ff69e01e87a8f3db5cf0b0c817784dafd5c786021b57bb7d95c7fdf9",
    ("immediate", "en"): "5980d530d36042ec8300ee00c6313db1d68b7b5ba650d76bda917c1f5adc5ba5",
    ("story", "nl"): "2288178ad682d5a43b24d8aea4862a44bde4fdf3c7ba9cd0ea7197c36f12f3ef",
    ("story", "en"): "5bd4049cc671c8f029c031431c8b458392a9d04f6b9144cc85307a1fc8c5242f",
    ("story-youngest", "nl"): "362678197201a49622f7f645fdfb0b4c6ab5493f2db4bb21d9d407a97118edb6",
    ("story-youngest", "en"): "79cd0776c37ee8d8f0531e04b3c0aade43337b84f5c0c66d1d78e0b6335f9423",
    ("story-young-person", "nl"): "fc6ec70b3f724ed72236478a2379674329361b63da43bb6637ddd132a09a8dab",
    ("story-young-person", "en"): "a161d3bcc6992e9fe5ed93cb667c54788a0edd99caa5bcd0f40146be904023a5",
}
"""Taken from the tables of practice.md 11.1, 11.2 and 11.5 themselves: headings and words, a line each, without empty headings."""

each_story = pytest.mark.parametrize("name", STORIES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def seen_by(viewer: Viewer, name: str) -> Projected:
    document, file = demo_story(name)
    kinds = definitions()
    return project(kinds[document.definition], document, kinds["family"], file, viewer)


def as_read(name: str, language: str, viewer: Viewer | None = None) -> Story:
    seen = seen_by(viewer or worker(None), name)
    return read_story(seen.document, read_family(seen.file, language), language)


def family_of(name: str, viewer: Viewer | None = None) -> Family:
    return read_family(seen_by(viewer or worker(None), name).file, "nl")


@each_language
@each_story
def test_every_scene_is_told_in_every_language(name: str, language: str) -> None:
    story = as_read(name, language)
    assert story.title == TITLES[name][LANGUAGES.index(language)]
    assert len(story.scenes) == SCENES[name]
    assert {story.title_language, *(scene.language for scene in story.scenes)} == {language}
    assert all(scene.words for scene in story.scenes)


@each_language
@each_story
def test_the_words_are_those_of_the_field_text(name: str, language: str) -> None:
    scenes = as_read(name, language).scenes
    lines = [line for scene in scenes for line in (scene.heading, scene.words) if line]
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == WORDS_SHA256[name, language]


@each_language
@each_story
def test_both_languages_say_it_in_as_many_sentences(name: str, language: str) -> None:
    words = " ".join(scene.words for scene in as_read(name, language).scenes)
    assert len(re.findall(r'[.?!]"?(?= |$)', words)) == SENTENCES[name]


def test_mila_hears_that_it_was_not_her_fault() -> None:
    scene = as_read("story", "nl", MILA).scenes[8]
    assert scene.heading == "Wat mama tegen jou zegt"
    assert scene.words.startswith('"Het was niet jouw schuld, Mila. Het was ook niet de schuld van Oskar.')
    assert scene.words.endswith('Ik ben trots op jou."')


@each_story
def test_headings_end_without_a_full_stop(name: str) -> None:
    headings = [scene.heading for language in LANGUAGES for scene in as_read(name, language).scenes]
    assert not any(heading.endswith(".") for heading in headings)
    assert all(headings) or name == "story-youngest"


@each_language
@each_story
def test_every_picture_is_described_in_its_own_words(name: str, language: str) -> None:
    scenes = as_read(name, language).scenes
    described = [scene.picture.description for scene in scenes if scene.picture]
    assert len(described) == SCENES[name]
    assert all(described)
    assert not {scene.heading for scene in scenes} & set(described)


@each_story
def test_every_picture_is_made_here_and_the_cover_has_its_own(name: str) -> None:
    story = as_read(name, "nl")
    pictures = [story.cover, *(scene.picture for scene in story.scenes)]
    assert all(picture is not None and picture.is_composed for picture in pictures)
    assert len({picture.id for picture in pictures if picture}) == 1 + SCENES[name]


@each_story
def test_the_definition_has_a_place_for_everything(name: str) -> None:
    for document in demo_story(name):
        definition = definitions()[document.definition]
        for address, entry in document.entries.items():
            definition.check_write(address, entry.value)
            assert document.stands(split(address)[0])
        for place, ids in document.order.items():
            for id in ids:
                definition.check_list(place, id)


@each_story
def test_every_scene_says_what_it_is_for(name: str) -> None:
    document, _ = demo_story(name)
    definition = definitions()[document.definition]
    for scene in document.items("scenes"):
        assert scene.text("kind")
        assert not scene.text("frame") or definition.frame(scene.text("frame"))


@each_story
def test_everybody_who_is_named_is_in_the_family_file(name: str) -> None:
    document, file = demo_story(name)
    people = {person.id for person in family_of(name).people}
    for paper in (document, file):
        definition = definitions()[paper.definition]
        for address, entry in paper.entries.items():
            place, facet = split(address)
            part = definition.part_at(place)
            if facet == "value" and part is not None and part.type == "people":
                assert set(paper.ids(place)) <= people, address
            assert entry.by in {*people, TOGETHER, JUDGE}, address


def test_whose_words_stand_in_a_scene_is_kept() -> None:
    whose = {
        name: [
            {demo_story(name)[0].entries[f"{scene.place}/words@{language}"].by for language in LANGUAGES}
            for scene in demo_story(name)[0].items("scenes")
        ]
        for name in STORIES
    }
    assert whose == {
        "immediate": [{"lotte"}] * 8,
        "story": [*[{TOGETHER}] * 8, {"kasia"}, *[{TOGETHER}] * 3],
        "story-youngest": [{TOGETHER}] * 4,
        "story-young-person": [{"yara"}] * 6,
    }


@pytest.mark.parametrize(
    ("name", "viewer"),
    [("immediate", MILA), ("story", MILA), ("story-youngest", Viewer("oskar")), ("story-young-person", YARA)],
)
def test_the_child_sees_its_story_and_nothing_of_the_preparation(name: str, viewer: Viewer) -> None:
    seen = seen_by(viewer, name)
    story = as_read(name, "nl", viewer)
    assert story.scenes == as_read(name, "nl").scenes
    assert story.makers == as_read(name, "nl").makers
    assert len(story.read_to) == 1
    assert {place.split("/")[0].split("@")[0] for place in seen.document.entries} == {
        "title", "languages", "children", "makers", "look", "scenes", "composed"
    }  # fmt: skip


def test_the_parents_see_what_the_child_may_think_is_its_fault() -> None:
    assert "hulp haalde" in seen_by(Viewer("kasia", adult=True), "immediate").document.words("guilt", "nl")


@pytest.mark.parametrize(
    ("name", "viewer", "safe", "phone"),
    [
        ("immediate", MILA, "Ewa", "0400 11 22 01"),
        ("story", MILA, "Ewa", "0400 11 22 01"),
        ("story-youngest", Viewer("oskar"), "Ewa", "0400 11 22 01"),
        ("story-young-person", YARA, "Dirk", "0400 11 22 11"),
    ],
)
def test_the_child_sees_one_number_only(name: str, viewer: Viewer, safe: str, phone: str) -> None:
    family = family_of(name, viewer)
    person = family.safe_person_of(next(child for child in family.children if child.id == viewer.person))
    assert person is not None
    assert (person.name, person.phone) == (safe, phone)
    assert [one.name for one in family.people if one.phone] == [safe]


def test_a_neighbour_sees_no_number_at_all() -> None:
    assert not [person for person in family_of("story", Viewer("rita", adult=True)).people if person.phone]


def test_somebody_outside_the_circle_sees_nothing() -> None:
    outside = seen_by(Viewer("goossens", adult=True), "story")
    assert not outside.document.entries
    assert not outside.document.items("scenes")


def test_the_three_stories_of_mila_share_one_file() -> None:
    files = {name: demo_story(name)[1].id for name in STORIES}
    assert files["immediate"] == files["story"] == files["story-youngest"] != files["story-young-person"]
    assert len({demo_story(name)[0].id for name in STORIES}) == len(STORIES)


def test_the_families_are_whole() -> None:
    mila, yara = family_of("story"), family_of("story-young-person")
    assert [(child.name, child.age_given) for child in (*mila.children, *yara.children)] == [
        ("Mila", 9), ("Oskar", 1), ("Yara", 16)
    ]  # fmt: skip
    assert (mila.address_form, yara.address_form) == ("u", "je")
    assert {one.instead_of: one.words for one in mila.words_we_use} == {
        "schulden": "de rekeningen",
        "het incident": "de nacht van Oskars oor",
        "verwaarlozing": "alleen thuis",
    }
    stands_by = {
        person.name: person.stands_by for family in (mila, yara) for person in family.people if person.stands_by
    }
    assert stands_by == {
        "meester Van Damme": ("mila", "oskar"),
        "meester Goossens": ("kasia",),
        "meester Wouters": ("yara",),
        "Dirk": ("yara",),
    }


def test_no_number_is_given_twice_or_rings_anywhere() -> None:
    people = [*family_of("story").people, *family_of("story-young-person").people]
    phones = [person.phone for person in people if person.phone]
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"0400 11 22 \d\d", phone) for phone in phones)


def test_the_agreed_words_are_the_words_of_the_story() -> None:
    story = " ".join(f"{scene.heading} {scene.words}" for scene in as_read("story", "nl").scenes).lower()
    for agreed in family_of("story").words_we_use:
        assert agreed.words.removeprefix("de ").lower() in story
        assert agreed.instead_of not in story


def test_it_is_kept_when_and_by_whom_a_story_was_told() -> None:
    told = {
        name: [(one.text("told_on"), one.value("told_by")) for one in demo_story(name)[0].items("tellings")]
        for name in STORIES
    }
    assert told == {
        "immediate": [("2027-03-09", ["lotte"])],
        "story": [("2027-03-27", ["kasia"]), ("2027-03-28", ["tomek"])],
        "story-youngest": [],
        "story-young-person": [("2027-01-25", ["yara"])],
    }
    asked = demo_story("story")[0].words("tellings/t1/questions", "nl")
    assert asked == '"Ben je boos op Rita?" Mama zei: "Nee. Rita heeft ons geholpen."'


def test_only_the_young_person_reads_a_calmer_book() -> None:
    assert [as_read(name, "nl").look for name in STORIES] == ["child", "child", "child", "young"]


def test_there_is_no_story_of_another_name() -> None:
    with pytest.raises(KeyError):
        demo_story("mila")
    with pytest.raises(KeyError):
        demo_drawing("story", 13)


@each_story
def test_a_bundle_comes_back_as_it_went(name: str) -> None:
    bundle = demo_bundle(name)
    data = write_bundle(bundle)
    assert read_bundle(data) == bundle
    assert bundle.pictures == {}
    assert shown_pictures(bundle.document) == frozenset()
    assert len(data) < 60_000


def test_there_is_a_bundle_of_every_story_and_every_form() -> None:
    assert tuple(demo_bundles()) == DOCUMENTS == (*STORIES, *PLANS, *FORMS)


def test_the_same_demo_is_the_same_bytes_in_another_process() -> None:
    tell = (
        "import hashlib; from words_pictures.bundle import write_bundle; from words_pictures.demo import demo_bundle; "
        "print(hashlib.sha256(write_bundle(demo_bundle('story-youngest'))).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    run = subprocess.run([sys.executable, "-c", tell], env=environment, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == hashlib.sha256(write_bundle(demo_bundle("story-youngest"))).hexdigest()
