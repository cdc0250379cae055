"""Every name that can be drawn has words in every language that has a file, and the files say nothing else."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from words_pictures import labels as labelled
from words_pictures.composition import read
from words_pictures.composition_words import describe, proposed
from words_pictures.drawing.figure import FEELINGS, POSES
from words_pictures.drawing.look import CHOICES, ROLES
from words_pictures.drawing.places import PLACES, TIMES
from words_pictures.drawing.things import THINGS, Choice
from words_pictures.family import Family
from words_pictures.finding import find
from words_pictures.labels import GROUPS, Labels, labels, languages
from words_pictures.labels.forms import forms_of, is_negation, without_possessive
from words_pictures.labels.spelling import folded, letters_in, slips, slips_allowed, words_of
from words_pictures.wording import LANGUAGES, WORK_LANGUAGE

NAMES = {
    "thing": {*THINGS, "companion"},
    "place": set(PLACES),
    "feeling": set(FEELINGS),
    "pose": set(POSES),
    "role": set(ROLES),
    "time": set(TIMES),
}

each_language = pytest.mark.parametrize("words", [labels(one) for one in languages()], ids=lambda words: words.language)


def test_the_languages_of_the_interface_have_labels() -> None:
    assert set(LANGUAGES) <= set(languages())


@each_language
@pytest.mark.parametrize("group", GROUPS)
def test_every_name_that_is_drawn_has_a_label(words: Labels, group: str) -> None:
    assert sorted(name for name in NAMES[group] if not words.has(group, name)) == []


@each_language
@pytest.mark.parametrize("group", GROUPS)
def test_nothing_has_a_label_that_cannot_be_drawn(words: Labels, group: str) -> None:
    assert sorted(label.name for label in words.group(group) if label.name not in NAMES[group]) == []


@each_language
def test_every_choice_of_a_look_has_words(words: Labels) -> None:
    asked = [(question, answer) for question, answers in CHOICES.items() for answer in answers]
    assert [one for one in asked if not words.has_choice(*one)] == []


@each_language
def test_every_choice_of_a_thing_has_words(words: Labels) -> None:
    options = [(name, option) for thing in THINGS.values() for name, option in thing.options.items()]
    chosen = {(name, word) for name, option in options if isinstance(option, Choice) for word in option.offered}
    assert sorted(one for one in chosen if not words.has_choice(*one)) == []
    assert sorted({name for name, _ in options if not words.has_question(name)}) == []


@each_language
def test_what_somebody_does_is_said_of_one_and_of_more(words: Labels) -> None:
    for label in (*words.group("pose"), *words.group("feeling")):
        assert label.does.said(False)
        assert label.does.said(True)
        assert label.to is None or "Mila" in label.to.said(True, whom="Mila"), label.name


@each_language
def test_every_place_and_time_can_be_told(words: Labels) -> None:
    assert all(place.where for place in words.group("place") if place.name != "plain")
    assert all(time.says for time in words.group("time") if time.name != "day")
    assert not words.of("place", "plain").where


@each_language
def test_every_thing_is_somewhere_and_has_an_article_where_its_language_has_them(words: Labels) -> None:
    for thing in words.group("thing"):
        assert all(thing.way), thing.name
        assert thing.on, thing.name
        assert "{" not in thing.the + thing.a + thing.on + thing.does.rest, thing.name
        assert thing.label in thing.the, thing.name


@each_language
def test_no_word_stands_twice_for_one_name(words: Labels) -> None:
    for label in words:
        said = [folded(word) for word in (label.label, label.plural, *label.also) if word]
        # One word may be written with and without an accent or a hyphen.
        assert len(label.also) == len(set(label.also)), label.name
        assert label.label not in label.also, label.name
        assert all(said), label.name


@each_language
def test_every_sentence_and_list_of_a_file_is_said_somewhere(words: Labels) -> None:
    library = Path(labelled.__file__).parents[1]
    said = "".join(path.read_text("utf-8") for path in (*library.glob("*.py"), *library.glob("labels/*.py")))
    content = tomllib.loads((library / "labels" / f"{words.language}.toml").read_text("utf-8"))
    names = [*content["sentences"], *content["grammar"], *content["people"]]
    assert [name for name in names if f'"{name}"' not in said] == []


@each_language
def test_every_file_has_the_same_names_and_sentences_as_the_dutch_one(words: Labels) -> None:
    dutch = labels(WORK_LANGUAGE)
    assert {(label.group, label.name) for label in words} == {(label.group, label.name) for label in dutch}
    assert words.people.keys() == dutch.people.keys()
    assert words.callings.keys() == dutch.callings.keys()


def test_a_language_without_a_file_is_told_in_english_and_a_dialect_in_its_main_language() -> None:
    assert labels("ti").language == "en"
    assert labels("nl-BE").language == "nl"


@pytest.fixture
def with_basque(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file: English words, with the article behind them as Basque has it."""
    english = (Path(labelled.__file__).parent / "en.toml").read_text("utf-8")
    basque = english.replace('language = "en"', 'language = "eu"').replace('the = "the {label}"', 'the = "{label}a"')
    for language, text in (("en", english), ("eu", basque)):
        (tmp_path / f"{language}.toml").write_text(text, "utf-8")
    languages.cache_clear()
    monkeypatch.setattr(labelled, "_HERE", tmp_path)
    yield
    languages.cache_clear()


def test_one_more_language_is_one_more_file(with_basque: None) -> None:
    family = Family("f", "", "", (), ())
    doctor = read({"parts": [{"id": "a", "as": "doctor", "pose": "wave", "feeling": "happy", "x": 800, "y": 1000}]})
    assert languages() == ("en", "eu")
    assert labels("eu").of("thing", "table").the == "tablea"
    assert describe(doctor, family, "eu").startswith("Doctora is waving")
    assert find("table", "eu")[0].name == "table"
    assert proposed("The doctor was worried.", "eu", family).people[0].feeling == "worried"


def test_what_no_file_knows_yet_is_called_by_its_own_name() -> None:
    unknown = labels("nl").of("thing", "hot_air_balloon")
    assert (unknown.label, unknown.a, unknown.on) == (
        "hot air balloon",
        "een hot air balloon",
        "op een hot air balloon",
    )
    assert labels("nl").choice("hair", "very_new") == "very new"


def test_words_are_compared_without_accents_capitals_and_marks() -> None:
    assert folded("Café-Bar  ÉÉN’s") == "cafe bar een's"
    assert folded("Łódź Ærø") == "lodz aero"
    assert folded("أُمّي") == "امي"
    assert [(word.folded, word.is_capital, word.start) for word in words_of("'s Nachts, Vos")] == [
        ("s", False, 1),
        ("nachts", True, 3),
        ("vos", True, 11),
    ]


@pytest.mark.parametrize(
    ("typed", "meant", "wrong"),
    [
        ("bed", "bed", 0),
        ("stoell", "stoel", 1),
        ("tafle", "tafel", 1),
        ("zieknhius", "ziekenhuis", 2),
        ("a", "tafel", 3),
    ],
)
def test_slips_are_counted_as_letters_wrong_missing_too_many_or_changed_places(
    typed: str, meant: str, wrong: int
) -> None:
    assert slips(typed, meant, 2) == wrong
    assert (letters_in(typed) ^ letters_in(meant)).bit_count() <= 2 * wrong or wrong == 3


def test_longer_words_may_have_more_slips() -> None:
    assert [slips_allowed(letters) for letters in (3, 4, 7, 8)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("word", "base", "language"),
    [
        ("bedje", "bed", "nl"),
        ("ziekenhuisbed", "bed", "nl"),
        ("kinderrechter", "rechter", "nl"),
        ("lampen", "lampen", "nl"),
        ("doors", "door", "en"),
    ],
)
def test_a_word_is_known_in_its_other_forms(word: str, base: str, language: str) -> None:
    assert base in forms_of(word, language)


@pytest.mark.parametrize(
    "word", ["thuis", "gebed", "beddengoed", "voorwaarts", "paardenstaart", "handtekening", "fortuin"]
)
def test_what_only_ends_or_begins_like_a_word_is_not_that_word(word: str) -> None:
    assert not {"huis", "bed", "arts", "taart", "tekening", "tuin"} & set(forms_of(word, "nl"))


def test_something_of_somebody_names_them() -> None:
    assert "oskar" in without_possessive("oskars", "nl")
    assert "mila" in without_possessive("mila's", "en")
    assert "pa" not in without_possessive("pas", "nl")


def test_what_denies_is_known_also_at_the_end_of_a_word() -> None:
    assert is_negation("niet", "nl")
    assert is_negation("wasn't", "en")
    assert not is_negation("niet", "en")
