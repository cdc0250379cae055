"""How a wording stands follows from the words themselves: overtaken while its source is another, checked while it is the same."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words_pictures import translation
from words_pictures.change import Add, Change, Write, apply
from words_pictures.definition import HOWS, definitions
from words_pictures.document import Document
from words_pictures.errors import NotSaid
from words_pictures.translation import (
    Making,
    checked,
    digest,
    facts_of,
    has_lost_its_source,
    made,
    sentences_of,
    source_of,
    standing,
    still_right,
    whose_words,
)

FORM = definitions()["words-and-pictures"]
PLACE = "scenes/a/words"
DAY = datetime.date(2027, 3, 22)


class Told:
    """A story that is written and translated, change by change, as the store does it."""

    def __init__(self, *languages: str) -> None:
        self.document = Document("d", FORM.id)
        self.n = 0
        self.do(Write("x.1", "kasia", "languages@value", list(languages), 0), Add("y.1", "kasia", "scenes", "a", None))

    def do(self, *changes: Change, making: Making | None = None) -> None:
        for change in changes:
            before = self.document
            self.document = apply(before, change, FORM).document
            for fact in facts_of(before, change, making) if self.document.revision != before.revision else ():
                self.document = apply(self.document, fact, FORM).document

    def write(
        self,
        facet: str,
        words: str | None,
        *,
        by: str = "kasia",
        how: str = "interpreter",
        seen: str = "",
        at: str = PLACE,
    ) -> None:
        self.n += 1
        address = f"{at}@{facet}"
        change = Write(f"p{self.n}.1", by, address, words, self.document.revision)
        self.do(change, making=Making(how, {address: seen}))

    def kind(self, facet: str, at: str = PLACE) -> str:
        return standing(self.document, at, facet).kind

    def look_over(self, facet: str, same: str = "") -> None:
        self.n += 1
        self.do(checked(self.document, PLACE, facet, who="Anna", on=DAY, id=f"c{self.n}.1", by="kasia", same=same))


def test_the_first_words_are_said_by_themselves_and_the_others_are_made_from_them() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Mama is ziek.")
    assert (story.kind("nl"), story.kind("pl")) == ("own", "missing")
    assert standing(story.document, PLACE, "pl").is_open
    story.write("pl", "Mama jest chora.")
    now = standing(story.document, PLACE, "pl")
    assert (now.kind, now.source, now.how) == ("unchecked", "nl", "interpreter")
    assert story.kind("nl") == "own"


def test_a_mother_who_writes_polish_first_is_the_source_of_the_dutch() -> None:
    story = Told("nl", "pl")
    story.write("pl", "Tęsknię za tobą.")
    story.write("nl", "Ik mis je.", how="worker")
    assert (story.kind("pl"), standing(story.document, PLACE, "nl").source) == ("own", "pl")
    story.write("pl", "Bardzo za tobą tęsknię.")
    assert (story.kind("pl"), story.kind("nl")) == ("own", "overtaken")


def test_a_source_that_changes_overtakes_and_the_old_words_bring_it_back() -> None:
    story = Told("nl", "pl", "ar")
    story.write("nl", "Mama is ziek.")
    story.write("pl", "Mama jest chora.")
    story.look_over("pl")
    assert story.kind("pl") == "checked"
    story.write("nl", "Mama was ziek.")
    assert story.kind("pl") == "overtaken"
    story.write("nl", "Mama is ziek.")
    assert story.kind("pl") == "checked"


def test_a_check_is_of_the_words_that_were_seen() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Mama is ziek.")
    story.write("pl", "Mama jest chora.")
    seen = digest("Mama jest chora.")
    story.write("pl", "Mama jest bardzo chora.")
    story.look_over("pl", same=seen)
    assert story.kind("pl") == "unchecked"
    story.look_over("pl")
    now = standing(story.document, PLACE, "pl")
    assert (now.kind, now.checked_by, now.checked_on) == ("checked", "Anna", DAY)
    story.write("pl", "Mama nie jest chora.")
    assert story.kind("pl") == "unchecked"


def test_who_typed_while_the_source_changed_translated_what_they_saw() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Mama is ziek.")
    seen = digest("Mama is ziek.")
    story.write("nl", "Mama was ziek.")
    story.write("pl", "Mama jest chora.", seen=seen)
    assert story.kind("pl") == "overtaken"


def test_the_same_words_once_more_are_no_new_translation() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Mama is ziek.")
    story.write("pl", "Mama jest chora.")
    story.write("nl", "Mama was ziek.")
    story.write("pl", "Mama jest chora.")
    assert story.kind("pl") == "overtaken"


def test_an_overtaken_translation_may_still_fit() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Mama is ziek")
    story.write("pl", "Mama jest chora.")
    assert still_right(story.document, PLACE, "pl", id="s.1", by="kasia") is None
    story.write("nl", "Mama is ziek.")
    fits = still_right(story.document, PLACE, "pl", id="s.1", by="kasia")
    assert fits is not None
    story.do(fits)
    assert (story.kind("pl"), standing(story.document, PLACE, "pl").how) == ("unchecked", "interpreter")


def test_nobody_says_that_it_fits_words_they_did_not_see() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Mama is ziek.")
    story.write("pl", "Mama jest chora.")
    story.write("nl", "Mama is erg ziek.")
    seen = {"of": digest("Mama is erg ziek."), "same": digest("Mama jest chora.")}
    assert still_right(story.document, PLACE, "pl", id="s.1", by="kasia", **seen) is not None
    story.write("nl", "Mama is beter.")
    assert still_right(story.document, PLACE, "pl", id="s.1", by="kasia", **seen) is None
    story.write("nl", "Mama is erg ziek.")
    story.write("pl", "Mama śpi.", seen=digest("Mama is ziek."))
    assert still_right(story.document, PLACE, "pl", id="s.1", by="kasia", **seen) is None


def test_who_wipes_their_words_and_says_them_anew_translates_nothing() -> None:
    story = Told("nl", "pl", "ar")
    story.write("nl", "Mama is ziek.")
    story.write("pl", "Mama jest chora.")
    story.write("ar", "ماما مريضة.")
    story.write("nl", None)
    story.write("nl", "Mama was ziek.", how="worker")
    assert [story.kind(one) for one in ("nl", "pl", "ar")] == ["own", "overtaken", "overtaken"]


def test_what_was_made_from_a_translation_is_no_source_of_the_first_words_either() -> None:
    story = Told("nl", "pl", "ar")
    story.write("nl", "Mama is ziek.")
    story.write("pl", "Mama jest chora.")
    story.write("nl", None)
    story.write("ar", "ماما مريضة.")
    assert source_of(story.document, PLACE, "ar") == "pl"
    story.write("nl", "Mama was ziek.", how="worker")
    assert story.kind("nl") == "own"


def test_one_text_that_became_views_is_translated_anew_in_each_voice_and_back() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Mama was ziek.")
    story.write("pl", "Mama była chora.")
    story.write("nl.kasia", "Ik was ziek.")
    story.write("nl.tomek", "Zij was ziek.", by="tomek")
    story.write("nl", None)
    found = {one.facet: (one.source, one.standing.kind) for one in sentences_of(story.document, FORM, "pl")}
    assert found == {
        "pl": ("", "overtaken"),
        "pl.kasia": ("Ik was ziek.", "missing"),
        "pl.tomek": ("Zij was ziek.", "missing"),
    }
    story.write("pl.kasia", "Byłam chora.")
    story.write("nl", "Kasia was ziek.")
    for voice in ("kasia", "tomek"):
        story.write(f"nl.{voice}", None, by=voice)
    story.write("pl", None)
    found = {one.facet: (one.source, one.standing.kind) for one in sentences_of(story.document, FORM, "pl")}
    assert found == {"pl": ("Kasia was ziek.", "missing"), "pl.kasia": ("", "overtaken")}
    assert has_lost_its_source(story.document, PLACE, "pl.kasia")
    assert not has_lost_its_source(story.document, PLACE, "pl")


def test_words_that_are_taken_away_leave_nothing_behind() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Mama is ziek.")
    story.write("pl", "Mama jest chora.")
    story.write("pl", None)
    assert (story.kind("pl"), source_of(story.document, PLACE, "pl")) == ("missing", "nl")
    entry = story.document.entry(f"{PLACE}@made-pl")
    assert entry is not None
    assert entry.value is None


def test_a_translation_of_a_translation_is_made_from_what_was_said_first() -> None:
    story = Told("nl", "pl", "ar")
    story.write("pl", "Mama jest chora.")
    story.write("nl", "Mama is ziek.")
    story.write("ar", "ماما مريضة.")
    assert standing(story.document, PLACE, "ar").source == "pl"


def test_a_view_is_translated_in_its_own_voice() -> None:
    story = Told("nl", "pl")
    story.write("nl.kasia", "Ik was ziek.")
    story.write("nl.tomek", "Zij was ziek.", by="tomek")
    story.write("pl.kasia", "Byłam chora.")
    assert (story.kind("pl.kasia"), story.kind("pl.tomek")) == ("unchecked", "missing")
    assert whose_words(story.document, f"{PLACE}@pl.tomek") == "tomek"
    story.write("nl.tomek", "Zij was heel ziek.", by="tomek")
    assert story.kind("pl.kasia") == "unchecked"
    story.write("nl.kasia", "Ik was moe.")
    assert story.kind("pl.kasia") == "overtaken"
    facets = [one.facet for one in sentences_of(story.document, FORM, "pl")]
    assert facets == ["pl.kasia", "pl.tomek"]


def test_the_sentences_come_in_the_order_of_the_page_and_what_is_empty_is_none() -> None:
    story = Told("nl", "pl")
    story.write("nl", "Het verhaal", at="title")
    story.do(Add("z.1", "kasia", "scenes", "b", None))
    story.write("nl", "Twee.", at="scenes/a/words")
    story.write("nl", "Een.", at="scenes/b/words")
    story.write("nl", "Een huis.", at="scenes/a/picture")
    found = [(one.place, one.source, one.standing.kind) for one in sentences_of(story.document, FORM, "pl")]
    assert found == [
        ("title", "Het verhaal", "missing"),
        ("scenes/b/words", "Een.", "missing"),
        ("scenes/a/words", "Twee.", "missing"),
        ("scenes/a/picture", "Een huis.", "missing"),
    ]


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("made-pl", {"from": "nl", "of": "xyz", "how": "interpreter"}),
        ("made-pl", {"from": "nl", "of": digest("a"), "how": "child"}),
        ("made-pl", {"from": "Dutch!", "of": digest("a"), "how": "worker"}),
        ("made-pl", {"from": "nl", "of": digest("a")}),
        ("made-pl", "nl"),
        ("made-Pools!", {"from": "nl", "of": digest("a"), "how": "worker"}),
        ("checked-pl", {"same": digest("a"), "by": "", "on": "2027-03-22"}),
        ("checked-pl", {"same": digest("a"), "by": "Anna", "on": "22/03/2027"}),
        ("checked-pl", {"same": digest("a"), "by": "x" * 81, "on": "2027-03-22"}),
        ("checked-pl", {"same": 3, "by": "Anna", "on": "2027-03-22"}),
        ("checked-pl", ["Anna"]),
    ],
)
def test_a_wrong_fact_is_refused(facet: str, value: object) -> None:
    with pytest.raises(NotSaid):
        FORM.check_write(f"{PLACE}@{facet}", value)  # type: ignore[arg-type]


LANGUAGE = st.sampled_from(("nl", "pl", "ar", "fa-AF"))
WORDS = st.sampled_from(("Mama is ziek.", "Mama jest chora.", "ماما مريضة", "<&{{ 😀", None))
STEPS = st.lists(
    st.tuples(st.sampled_from(("write", "stale", "check")), LANGUAGE, WORDS, st.sampled_from(HOWS)),
    min_size=4,
    max_size=14,
)


@given(STEPS)
def test_what_is_said_of_a_translation_is_true_whatever_was_done(steps: list[tuple[str, str, str | None, str]]) -> None:
    holds(steps)


def holds(steps: list[tuple[str, str, str | None, str]]) -> None:
    story = Told("nl", "pl")
    made_of: dict[
        str, tuple[str, str]
    ] = {}  # language -> (source language, the words it was made from), as told from outside
    looked_over: dict[str, str] = {}
    for do, language, words, how in steps:
        before = story.document
        source = source_of(before, PLACE, language)
        if do == "check":
            if before.words(PLACE, language):
                story.look_over(language)
                looked_over[language] = before.words(PLACE, language)
            continue
        seen = digest("older") if do == "stale" else ""
        story.write(language, words, how=how, seen=seen)
        if story.document.words(PLACE, language) == before.words(PLACE, language):
            continue
        if words and source:
            made_of[language] = (source, "older" if seen else before.words(PLACE, source))
        else:
            made_of.pop(language, None)
    for language in ("nl", "pl", "ar", "fa-AF"):
        now, words = standing(story.document, PLACE, language), story.document.words(PLACE, language)
        made_from = made_of.get(language)
        if not words:
            assert now.kind == "missing"
        elif made_from is None:
            assert now.kind == "own"
        elif made_from[1] != story.document.words(PLACE, made_from[0]):
            assert now.kind == "overtaken"
        else:
            assert now.kind == ("checked" if looked_over.get(language) == words else "unchecked")


def _of_what_stands(document: Document, change: Write, how: str, seen: str = "") -> Write | None:
    return made(document, change, how)


def _own_for_ever(document: Document, place: str, facet: str) -> str:
    return "nl" if facet != "nl" else ""


@pytest.mark.parametrize(("name", "mutant"), [("made", _of_what_stands), ("source_of", _own_for_ever)])
def test_a_mutant_that_forgets_what_was_seen_or_what_was_first_is_caught(
    name: str, mutant: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [
        ("write", "pl", "Mama jest chora.", "worker"),
        ("write", "nl", "Mama is ziek.", "worker"),
        ("stale", "ar", "ماما مريضة", "worker"),
    ]
    holds(steps)
    monkeypatch.setattr(translation, name, mutant)
    with pytest.raises(AssertionError):
        holds(steps)
