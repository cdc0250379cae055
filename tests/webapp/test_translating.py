"""The languages of a story: side by side on the workbench, in the interpreter's seat, on the tablets of the family, and in the book."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from webapp import access
from webapp.store import Database
from webapp.store.documents import read_changes, read_moments, read_span, read_told
from webapp.store.log import read_log
from webapp.store.sessions import HandedOver
from words_pictures.change import TakeOut, Write
from words_pictures.document import new_id
from words_pictures.translation import digest, standing

from .conftest import Home, MadeFamily, MadeStory, Page, Visitor
from .store.dump import everything_kept
from .test_reading import tell

FIRST = "Mila was at home. Kasia was ill."
POLISH = "Mila była w domu. Kasia była chora."
SECOND = "Then granny came."
NAMES = ("Mila", "Kasia", "Pieter")


def at(story: MadeStory, key: str = "words", scene: int = 0) -> str:
    return f"scenes/{story.scenes[scene]}/{key}"


def said(story: MadeStory, facet: str = "pl", key: str = "words", scene: int = 0) -> str:
    return story.document.words(at(story, key, scene), facet)


def kind(story: MadeStory, facet: str = "pl", key: str = "words", scene: int = 0) -> str:
    return standing(story.document, at(story, key, scene), facet).kind


def how(story: MadeStory, facet: str = "pl") -> str:
    return standing(story.document, at(story), facet).how


def by(story: MadeStory, facet: str = "pl") -> str:
    entry = story.document.entry(f"{at(story)}@{facet}")
    return entry.by if entry else ""


@pytest.fixture
def tale(story: MadeStory) -> MadeStory:
    """Mila's story in English and Polish. Kasia said what happened on its first page; on its second, all together."""
    story.write("languages@value", ["en", "pl"])
    story.write(f"{at(story)}@en", FIRST, by=story.family.kasia)
    story.write(f"{at(story, scene=1)}@en", SECOND)
    return story


def translate(story: MadeStory, words: str = POLISH, facet: str = "pl", of: str = FIRST, key: str = "words") -> None:
    """A translation by an interpreter, on another tablet."""
    fact = {"from": "en", "of": digest(of), "how": "interpreter"}
    place = at(story, key)
    story.write(f"{place}@{facet}", words, by=story.family.kasia)
    story.write(f"{place}@made-{facet}", fact, by=story.family.kasia)


@pytest.fixture
def interpreter(visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """The tablet in the hands of an interpreter, whose pages speak English here."""

    def give(story: MadeStory, into: str = "pl", *, masked: bool = False) -> Visitor:
        back = f"/documents/{story.id}/languages"
        handed = HandedOver(story.id, "interpreter", access.TRANSLATE, back, language="en", into=into, masked=masked)
        return visitor(story.account, handed)

    return give


def seat(visitor: Visitor, story: MadeStory, language: str = "pl", **asked: str) -> Page:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return visitor.get(f"/documents/{story.id}/translate/{language}?{query}")


def row(page: Page, source: str) -> Page:
    """One sentence of the seat by itself."""
    rows = [one for one in page.tree.iter("article") if _quoted(one) == source]
    assert len(rows) == 1, f"{len(rows)} rows say {source!r}, of {sources(page)}"
    return replace(page, _tree=rows[0])


def sources(page: Page) -> list[str]:
    return [_quoted(one) for one in page.tree.iter("article")]


def text(page: Page) -> str:
    return " ".join("".join(page.tree.itertext()).split())


def save(page: Page, words: str, *, as_part: bool = False, **typed: str | None) -> Page:
    """Type in the one field of a row, and save."""
    area = next(page.tree.iter("textarea"))
    area.text = words
    return page.press("Save", as_part=as_part, **typed)


def post(visitor: Visitor, story: MadeStory, address: str, value: str, **form: Any) -> Page:
    """A change as somebody forges it, who knows how the pages talk to the server."""
    about = {"address": address, "value": value, "change": f"{new_id()}.1", "seen": story.document.revision}
    return visitor.post(f"/documents/{story.id}/changes", about | {"by": story.family.kasia} | form)


def _quoted(element: Element) -> str:
    return "".join(next(element.iter("blockquote"), Element("none")).itertext())


# --- which languages --------------------------------------------------------------------------------------------------


def languages(visitor: Visitor, story: MadeStory) -> Page:
    return visitor.get(f"/documents/{story.id}/languages")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Polish", "pl"),
        ("Polski (Polish)", "pl"),
        ("polski", "pl"),
        ("Pools", "pl"),
        ("  POLISH ", "pl"),
        ("pl", "pl"),
        ("العربية", "ar"),
        ("Arabic", "ar"),
        ("ትግርኛ", "ti"),
        ("Dari", "fa-AF"),
        ("Pasjtoe", "ps"),
        ("polonais", "pl"),
        ("Romani", "rom"),
        ("Marokkaans Arabisch", "ary"),
    ],
)
def test_a_language_is_added_by_its_name_or_its_code(pieter: Visitor, story: MadeStory, typed: str, code: str) -> None:
    page = languages(pieter, story).fill("Or search for another", typed).press("Add this language")
    assert page.status == 200
    assert story.document.languages() == ("en", code)
    assert seat(pieter, story, code).status == 200


@pytest.mark.parametrize("typed", ["Klingon", "polnisch!", "xx", "e", "🇵🇱", "<b>", "n" * 500])
def test_what_nobody_knows_as_a_language_is_refused_in_words_and_stays_in_the_field(
    pieter: Visitor, story: MadeStory, typed: str
) -> None:
    page = languages(pieter, story).fill("Or search for another", typed).press("Add this language")
    assert page.status == 422
    assert "We do not know this language" in page.problem
    assert page.title.startswith("Problem:")
    assert page.field("Or search for another").get("value") == typed.strip()
    assert story.document.languages() == ("en",)


def test_a_language_that_is_there_is_not_added_twice(pieter: Visitor, tale: MadeStory) -> None:
    revision = tale.document.revision
    assert languages(pieter, tale).fill("Or search for another", "Polish").press("Add this language").status == 200
    assert tale.document.revision == revision


def test_the_languages_of_the_family_are_offered_first(
    pieter: Visitor, home: Home, make_family: Callable[..., MadeFamily]
) -> None:
    home.write_file(f"people/{home.people['kasia']}/languages@value", ["ti"])
    page = languages(pieter, home.story)
    chips = [one.get("value") for one in page.tree.iter("button") if one.get("name") == "add"]
    assert chips[0] == "ti"
    assert "en" not in chips
    page.press("ትግርኛ")
    assert home.story.document.languages() == ("en", "ti")


def test_a_language_that_is_taken_out_keeps_its_words_and_comes_back_with_them(
    pieter: Visitor, tale: MadeStory
) -> None:
    translate(tale)
    page = languages(pieter, tale).press("Take this language out")
    assert tale.document.languages() == ("en",)
    assert said(tale) == POLISH
    assert seat(pieter, tale).status == 404
    assert "Polski" not in pieter.get(f"/documents/{tale.id}/book").said
    page.fill("Or search for another", "Polish").press("Add this language")
    assert row(seat(pieter, tale), FIRST).tree.find(".//textarea").text == POLISH  # type: ignore[union-attr]


def test_the_only_language_of_a_story_cannot_be_taken_out(pieter: Visitor, story: MadeStory) -> None:
    page = languages(pieter, story)
    assert "Take this language out" not in page.said
    pieter.post(page.address, {"out": "en"})
    assert story.document.languages() == ("en",)


def test_how_far_a_language_is_counts_what_an_interpreter_would_meet(pieter: Visitor, home: Home) -> None:
    story = home.story
    story.write("languages@value", ["en", "pl"])
    page = languages(pieter, story)
    count = len(sources(seat(pieter, story)))
    assert f"0 of {count} pieces are translated." in page.said
    # The heading, the words and the picture of three scenes, and the title; not what the grown-ups note for themselves, nor what is for
    # those whose work it is.
    assert count == 10
    story.write(f"scenes/{home.scenes['home']}/words@pl", "Po polsku.")
    story.write(f"scenes/{home.scenes['home']}/words@made-pl", {"from": "en", "of": "0" * 24, "how": "worker"})
    page = languages(pieter, story)
    assert f"0 of {count} pieces are translated. 1 was changed since." in page.said


def test_every_language_there_is_stands_only_where_one_searches_in_it(pieter: Visitor, home: Home) -> None:
    story = home.story
    story.write("languages@value", ["en", "pl"])
    person = f"/families/{home.id}/people/{home.people['kasia']}"
    counts = {
        address: pieter.get(address).answer.data.count(b"<datalist")
        for address in (
            f"/documents/{story.id}/languages",
            f"/documents/{story.id}/about",
            person,
            f"/documents/{story.id}/scenes/{home.scenes['home']}",
            f"/documents/{story.id}/translate/pl",
            f"/documents/{story.id}/book",
            f"/documents/{story.id}/exports",
            f"/documents/{story.id}/history",
            f"/families/{home.id}",
        )
    }
    assert list(counts.values()) == [1, 1, 1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("typed", ["Klingon", "xx", "nee"])
def test_a_form_says_in_words_that_it_does_not_know_a_language(pieter: Visitor, home: Home, typed: str) -> None:
    person = f"/families/{home.id}/people/{home.people['kasia']}"
    for address in (f"/documents/{home.story.id}/about", person):
        page = pieter.get(address).fill("Another language", typed)
        met = page.press("Keep this")
        assert met.status == 422
        assert "We do not know this language" in met.problem
    assert home.story.document.languages() == ("en",)
    page = pieter.get(f"/documents/{home.story.id}/about").fill("Another language", "Tigrinya").press("Keep this")
    assert home.story.document.languages() == ("en", "ti")


# --- the seat ---------------------------------------------------------------------------------------------------------


def test_a_sentence_is_translated_beside_its_source_and_says_how_it_stands(pieter: Visitor, tale: MadeStory) -> None:
    page = row(seat(pieter, tale, how="program"), FIRST)
    assert "Not translated yet" in text(page)
    assert save(page, POLISH).status == 200
    assert (said(tale), kind(tale), how(tale), by(tale)) == (POLISH, "unchecked", "program", tale.family.kasia)
    page = row(seat(pieter, tale), FIRST)
    assert page.field("Words, Polish").text == POLISH
    assert "Translated by a program. Not looked over yet." in text(page)


@pytest.mark.parametrize("chosen", ["worker", "interpreter", "family", "program", "child", "", "<b>"])
def test_a_workers_translation_is_of_whom_they_chose(pieter: Visitor, tale: MadeStory, chosen: str) -> None:
    save(row(seat(pieter, tale, how=chosen), FIRST), POLISH)
    assert how(tale) == (chosen if chosen in ("interpreter", "family", "program") else "worker")


def test_what_is_on_a_picture_can_be_said_in_another_language(pieter: Visitor, home: Home) -> None:
    home.story.write("languages@value", ["en", "pl"])
    page = row(seat(pieter, home.story), "homeplaatje")
    field = page.field("Picture, Polish")
    assert int(field.get("maxlength", "0")) == 2000
    save(page, "Rysunek domu.")
    assert home.story.document.words(f"scenes/{home.scenes['home']}/picture", "pl") == "Rysunek domu."


def test_a_story_that_nobody_began_has_nothing_to_be_translated(pieter: Visitor, make_story: Any, family: Any) -> None:
    story = make_story(family, scenes=())
    story.write("title@en", None)
    story.write("languages@value", ["en", "pl"])
    empty = seat(pieter, story).said
    assert "There is nothing to translate yet." in empty
    assert "Everything is translated" not in empty


@pytest.mark.parametrize("language", ["fr", "xx", "value", "made-pl"])
def test_the_seat_of_a_language_that_is_not_the_storys_is_nowhere(
    pieter: Visitor, tale: MadeStory, language: str
) -> None:
    assert seat(pieter, tale, language).status == 404


def test_the_news_of_the_seat_is_nothing_until_somebody_writes(pieter: Visitor, tale: MadeStory) -> None:
    page = seat(pieter, tale)
    tag = next(one.get("value") for one in page.tree.iter("input") if one.get("name") == "tag")
    news = f"/documents/{tale.id}/translate/pl/news"
    assert pieter.get(f"{news}?tag={tag}").status == 304
    translate(tale)
    met = pieter.get(f"{news}?tag={tag}")
    assert met.status == 200
    assert row(met, FIRST).field("Words, Polish").text == POLISH


@pytest.mark.parametrize("gone", ["source", "page", "held back"])
def test_an_editor_that_somebody_is_in_stays_whatever_becomes_of_its_source(
    interpreter: Callable[..., Visitor], tale: MadeStory, gone: str
) -> None:
    tablet = interpreter(tale, masked=gone == "held back")
    if gone == "source":
        tale.write(f"{at(tale)}@en", None)
    elif gone == "page":
        tale.change(TakeOut(f"{new_id()}.1", "together", "scenes", tale.scenes[0], tale.document.revision))
    else:
        translate(tale, "Milusia była w domu. Kasieńka była chora.")
    address = f"{at(tale)}@pl"
    met = tablet.get(f"/documents/{tale.id}/translate/pl/news?tag=old&open={address}&held={address}")
    assert [one for one in met.tree.iter("input") if one.get("name") == "address" and one.get("value") == address]
    assert "Kasieńka" not in met.answer.get_data(as_text=True)
    without = tablet.get(f"/documents/{tale.id}/translate/pl/news?tag=old")
    assert address not in without.answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "held",
    ["scenes@pl", "title@value", "x y@pl", "@pl", "people@pl", "scenes/nowhere/words@pl", "knows@pl", "title@fr"],
)
def test_what_a_page_says_that_it_holds_opens_nothing(
    interpreter: Callable[..., Visitor], home: Home, held: str
) -> None:
    home.story.write("languages@value", ["en", "pl"])
    own = f"scenes/{home.scenes['own']}/words@pl"
    met = interpreter(home.story).get(
        f"/documents/{home.story.id}/translate/pl/news?tag=old&held={held}+{own}+{own}.{home.people['mila']}"
    )
    assert met.status == 200
    assert not [word for word in ("own", "knowskievit") if word in met.said]
    assert own not in met.answer.get_data(as_text=True)


# --- who may do what --------------------------------------------------------------------------------------------------


def test_an_interpreter_writes_only_words_of_their_language_that_translate_something(
    interpreter: Callable[..., Visitor], tale: MadeStory
) -> None:
    tale.write("languages@value", ["en", "pl", "fr"])
    tale.write(f"{at(tale, scene=1)}@pl", "To powiedziałam sama.", by=tale.family.kasia)
    tablet, before = interpreter(tale), tale.document
    for address in (
        f"{at(tale)}@en",
        f"{at(tale)}@fr",
        f"{at(tale, scene=1)}@pl",
        f"{at(tale, scene=1)}@en",
        f"{at(tale)}@pl.{tale.family.kasia}",
        f"{at(tale)}@made-pl",
        f"{at(tale)}@checked-pl",
        f"{at(tale)}@audience",
        "languages@value",
        "look@value",
        "knows@pl",
        "title@en",
        f"scenes/{tale.scenes[0]}@pl",
        "scenes/nowhere/words@pl",
        "nonsense",
        "",
    ):
        for value in ("Inaczej.", ""):
            assert post(tablet, tale, address, value).status in (404, 422), address
    assert tale.document == before
    assert save(row(seat(tablet, tale), FIRST), POLISH).status == 200
    assert (said(tale), how(tale), by(tale)) == (POLISH, "interpreter", tale.family.kasia)
    assert save(row(seat(tablet, tale), FIRST), "", how="program").status == 200
    assert (said(tale), kind(tale)) == ("", "missing")


def test_an_interpreter_meets_no_other_document_and_no_other_language(
    interpreter: Callable[..., Visitor], home: Home
) -> None:
    for story in (home.story, home.oskars):
        story.write("languages@value", ["en", "pl", "fr"])
    tablet = interpreter(home.story)
    assert seat(tablet, home.story).status == 200
    assert seat(tablet, home.oskars).status == 404
    assert seat(tablet, home.story, "fr").status == 404
    assert tablet.get(f"/documents/{home.story.id}/translate/fr/news").status == 404
    assert post(tablet, home.oskars, "title@pl", "Inny.").status == 404
    for address in ("", "/languages", "/book", "/history", "/exports", f"/scenes/{home.scenes['home']}", "/write"):
        assert tablet.get(f"/documents/{home.story.id}{address}").status == 404
    assert tablet.get("/").status == 404


def test_an_interpreter_meets_nothing_of_what_is_the_childs_own_or_the_workers(
    interpreter: Callable[..., Visitor], home: Home
) -> None:
    home.story.write("languages@value", ["en", "pl"])
    page = seat(interpreter(home.story), home.story)
    assert sources(page) == [
        "titelkwartel",
        *("homekoptitel", "nubuizerd", "homeplaatje"),
        *("worrykoptitel", "worrywoorden", "worryplaatje"),
        *("halfkoptitel", "halfwoorden", "halfplaatje"),
    ]
    assert "Page 3" in page.said
    assert "Page 4" not in page.said
    for name in ("own", "work", "out"):
        place = f"scenes/{home.scenes[name]}/words"
        for facet in ("pl", "en"):
            met = post(interpreter(home.story), home.story, f"{place}@{facet}", "Po polsku.", by=home.people["mila"])
            assert met.status in (404, 409)
            assert "woorden" not in met.said


def test_what_is_hidden_from_an_interpreter_leaves_their_page_as_it_was(
    interpreter: Callable[..., Visitor], home: Home
) -> None:
    home.story.write("languages@value", ["en", "pl"])
    tablet = interpreter(home.story)
    before = seat(tablet, home.story)
    tag = next(one.get("value") for one in before.tree.iter("input") if one.get("name") == "tag")
    for name in ("own", "work"):
        home.story.write(f"scenes/{home.scenes[name]}/words@en", "ietsanders", by=home.people["mila"])
    home.story.write("knows@en", "ietsanders")
    home.story.write(f"tellings/{home.telling}/questions@en", "ietsanders")
    home.write_file(f"people/{home.people['beata']}/phone@value", "0471999999")
    assert tablet.get(f"/documents/{home.story.id}/translate/pl/news?tag={tag}").status == 304
    home.story.write("title@en", "ietsanders")
    assert tablet.get(f"/documents/{home.story.id}/translate/pl/news?tag={tag}").status == 200


def test_a_tablet_for_an_interpreter_stays_where_it_is_when_its_language_is_taken_out(
    interpreter: Callable[..., Visitor], tale: MadeStory
) -> None:
    tablet = interpreter(tale)
    page = row(seat(tablet, tale), FIRST)
    tale.write("languages@value", ["en"])
    assert save(page, POLISH).status == 200
    assert said(tale) == POLISH
    assert seat(tablet, tale).press("Done").heading == "We stop here. That is fine."


def test_a_tablet_given_to_an_interpreter_is_taken_back_at_the_languages(pieter: Visitor, tale: MadeStory) -> None:
    page = languages(pieter, tale).press("Give the tablet to the interpreter")
    assert page.address == f"/documents/{tale.id}/translate/pl"
    assert pieter.get(f"/documents/{tale.id}/languages").status == 404
    covered = pieter.post(f"/documents/{tale.id}/stop", {})
    answer = pieter.post("/take-back", {"password": "a story for mila"})
    assert covered.status == 200
    assert answer.address == f"/documents/{tale.id}/languages"


@pytest.fixture
def given(hand_over: Callable[..., Visitor], home: Home) -> Callable[[str], Visitor]:
    """The tablet in the hands of somebody of the family, to write; Kasia and Mila speak Polish, in which the story stands too."""
    home.story.write("languages@value", ["en", "pl"])
    for name in ("kasia", "mila"):
        home.write_file(f"people/{home.people[name]}/languages@value", ["pl"])
    return lambda name: hand_over(home.story, home.people[name], "write")


def own(visitor: Visitor, home: Home, scene: str = "worry", asked: str = "") -> Page:
    return visitor.get(f"/documents/{home.story.id}/write/{home.scenes[scene]}{asked}")


def test_a_mother_translates_on_her_own_tablet_and_that_is_remembered(
    given: Callable[[str], Visitor], home: Home
) -> None:
    page = own(given("kasia"), home)
    assert "In English it says here: worrywoorden" in page.said
    page.fill("Words", "Po polsku.").press("Save", how="interpreter", by=home.people["tomek"])
    place = f"scenes/{home.scenes['worry']}/words"
    now = standing(home.story.document, place, "pl")
    assert (now.kind, now.source, now.how) == ("unchecked", "en", "family")
    entry = home.story.document.entry(f"{place}@pl")
    assert entry is not None
    assert entry.by == home.people["kasia"]


def test_what_a_mother_says_first_in_her_language_is_no_translation(
    given: Callable[[str], Visitor], home: Home
) -> None:
    place = f"scenes/{home.scenes['worry']}/words"
    home.story.write(f"{place}@en", None)
    page = own(given("kasia"), home)
    assert "it says here" not in page.said
    page.fill("Words", "Po polsku.").press("Save")
    assert standing(home.story.document, place, "pl").kind == "own"


@pytest.mark.parametrize("asked", ["", "?in=pl", "?in=en"])
def test_a_child_is_never_asked_to_translate(given: Callable[[str], Visitor], home: Home, asked: str) -> None:
    scene = home.scenes["home"]
    place = f"scenes/{scene}/words"
    home.story.write(f"{place}@pl", "Mamy kota.", by=home.people["kasia"])
    home.story.write(f"{place}@en", None, by=home.people["kasia"])
    page = own(given("mila"), home, "home", asked)
    assert "Mamy kota." not in page.said
    assert "it says here" not in page.said
    assert page.field("Words").get("lang") == "en"
    assert page.fill("Words", "We have a cat.").press("Save").status == 200
    assert standing(home.story.document, place, "en").kind == "own"
    assert home.story.document.words(place, "pl") == "Mamy kota."


def test_a_mother_whose_view_stands_beside_anothers_translates_her_own(
    given: Callable[[str], Visitor], home: Home
) -> None:
    home.in_two_ways("half")
    page = own(given("kasia"), home, "half")
    assert "In English it says here: halfwoorden" in page.said
    assert "halfspreeuw" in page.said
    page.fill("Words", "Po polsku.") if "Words" in page.said else page.fill("Mamaruda", "Po polsku.")
    page.press("Save")
    place, kasia = f"scenes/{home.scenes['half']}/words", home.people["kasia"]
    assert home.story.document.voices(place, "pl") == (kasia,)
    assert home.story.document.words(place, "pl") == ""
    assert standing(home.story.document, place, f"pl.{kasia}").how == "family"


@pytest.mark.parametrize("facet", ["checked-en", "checked-pl", "made-en", "made-pl", "checked-pl.{kasia}"])
@pytest.mark.parametrize("value", ["x", "", '{"same": "0", "by": "Anna", "on": "2027-03-22"}'])
def test_no_family_tablet_says_how_something_was_translated_or_who_looked_it_over(
    given: Callable[[str], Visitor], home: Home, facet: str, value: str
) -> None:
    place, kasia = f"scenes/{home.scenes['home']}/words", home.people["kasia"]
    home.story.write(f"{place}@pl", "Po polsku.", by=kasia)
    home.story.write(f"{place}@made-pl", {"from": "en", "of": digest("nubuizerd"), "how": "program"}, by=kasia)
    before = home.story.document
    tablet = given("kasia")
    about = {"address": f"{place}@{facet.format(kasia=kasia)}", "change": f"{new_id()}.1", "seen": before.revision}
    for address, form in (
        ("changes", {"value": value}),
        ("changes", {"value": value, "bring_back": "1"}),
        ("wordings", {"mine": value, "value": value, "take": "mine"}),
        ("wordings", {"mine": value, "value": value, "take": "own"}),
        ("translate/look-over", {"do": "checked", "who": "Anna", "words": digest("Po polsku.")}),
        ("translate/look-over", {"do": "fits", "words": digest("Po polsku."), "of": digest("nubuizerd")}),
    ):
        assert tablet.post(f"/documents/{home.story.id}/{address}", about | form).status == 404
    assert {**home.story.document.entries} == {**before.entries, "languages@value": before.entries["languages@value"]}


def test_no_worker_forges_a_fact_through_the_door_for_words(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale)
    before = tale.document
    for facet in ("made-pl", "checked-pl", "value", "audience"):
        for value in ("", "x"):
            assert post(pieter, tale, f"{at(tale)}@{facet}", value).status == 404
    assert tale.document == before


@pytest.mark.parametrize("of", ["zz", "0" * 200, "<b>", "é" * 24, digest("something else")])
def test_what_a_form_forges_of_the_words_it_showed_makes_nothing_right(
    pieter: Visitor, tale: MadeStory, of: str
) -> None:
    met = post(pieter, tale, f"{at(tale)}@pl", POLISH, of=of)
    assert met.status in (200, 422)
    assert kind(tale) in (("missing",) if met.status == 422 else ("overtaken", "unchecked"))
    if of == digest("something else"):
        assert kind(tale) == "overtaken"


# --- letters for names ------------------------------------------------------------------------------------------------

SOURCE, LETTERED = "[C] was at home. [B] was ill.", "[C] była w domu. [B] była chora."
"""Pieter stands first in the family's file, then Kasia, then Mila."""


def names_in(met: Page) -> list[str]:
    """The names in everything that came back: the page as it was sent, and its headers."""
    came = met.answer.get_data(as_text=True) + str(met.answer.headers)
    return [name for name in NAMES if name in came]


def test_an_interpreter_meets_letters_and_the_story_keeps_the_names(
    interpreter: Callable[..., Visitor], tale: MadeStory
) -> None:
    tablet = interpreter(tale, masked=True)
    page = seat(tablet, tale)
    assert names_in(page) == []
    assert "Letters stand for names: [B] [C]." in page.said
    page = row(page, SOURCE)
    assert save(page, LETTERED).status == 200
    assert said(tale) == POLISH
    assert (kind(tale), how(tale), by(tale)) == ("unchecked", "interpreter", tale.family.kasia)
    page = seat(tablet, tale)
    assert names_in(page) == []
    assert row(page, SOURCE).field("Words, Polish").text == LETTERED


def test_no_answer_of_any_kind_tells_an_interpreter_a_name(
    interpreter: Callable[..., Visitor], tale: MadeStory, make_story: Any
) -> None:
    translate(tale)
    tale.write(f"{at(tale)}@checked-pl", {"same": digest(POLISH), "by": "Kasia, mum", "on": "2027-03-22"})
    tablet = interpreter(tale, masked=True)
    page = seat(tablet, tale)
    source = SOURCE
    met = {
        "seat": page,
        "news": tablet.get(f"/documents/{tale.id}/translate/pl/news?tag=old"),
        "saved": save(row(page, source), f"{LETTERED} Kasia", as_part=True),
        "question": save(row(page, source), "[C] [B] jeszcze raz.", as_part=True),
        "question on a page": save(row(page, source), "[C] [B] jeszcze inaczej."),
        "too long": save(row(seat(tablet, tale), source), "[C] Kasia " * 200),
        "too long, as a part": save(row(seat(tablet, tale), source), "[C] Kasia " * 200, as_part=True),
        "looked over": tablet.get(f"/documents/{tale.id}/translate/pl"),
        "not here": tablet.get(f"/documents/{tale.id}/book"),
        "nowhere": post(tablet, tale, "nonsense", "Kasia"),
        "no change": post(tablet, tale, f"{at(tale)}@pl", "Kasia", change="?"),
        "no change, as a part": tablet.post(
            f"/documents/{tale.id}/changes", {"address": f"{at(tale)}@pl", "value": "Kasia"}, **{"HX-Request": "true"}
        ),
    }
    assert {name: names_in(one) for name, one in met.items() if names_in(one)} == {}
    assert [met[name].status for name in ("saved", "question", "question on a page", "too long")] == [
        200,
        409,
        409,
        422,
    ]
    question = met["question"]
    decided = {
        take: question.press(f"Take these words: {label}", as_part=is_part)
        for take, label, is_part in (
            ("theirs", "What stands here now", True),
            ("mine", "What you wrote", True),
        )
    }
    decided["own"] = met["question on a page"].fill("Or say it in another way", "[B] Kasia.").press("Keep this text")
    decided["stale"] = question.press("Take these words: What you wrote", as_part=True, seen="0", change="c9.1")
    decided["too long"] = question.fill("Or say it in another way", "[B] " * 1200).press(
        "Keep this text", seen="999999"
    )
    assert {name: names_in(one) for name, one in decided.items() if names_in(one)} == {}
    looked = row(seat(tablet, tale), source)
    assert names_in(looked.press("Looked over", who="Kasia")) == []


def test_the_name_of_who_looked_it_over_is_masked_too(interpreter: Callable[..., Visitor], tale: MadeStory) -> None:
    translate(tale)
    tale.write(f"{at(tale)}@checked-pl", {"same": digest(POLISH), "by": "Kasia, mum", "on": "2027-03-22"})
    page = seat(interpreter(tale, masked=True), tale)
    assert "Looked over by [B], mum on Monday" in page.said
    assert names_in(page) == []


def test_from_what_a_page_remembers_nobody_can_guess_a_name(
    interpreter: Callable[..., Visitor], tale: MadeStory
) -> None:
    tale.write("title@pl", "Historia: Mila", by=tale.family.pieter)
    tale.write("title@made-pl", {"from": "en", "of": digest("The story of Mila"), "how": "worker"}, tale.family.pieter)
    came = seat(interpreter(tale, masked=True), tale).answer.get_data(as_text=True)
    for text in ("The story of Mila", "Historia: Mila", FIRST, SECOND.replace("granny", "Mila")):
        assert digest(text) not in came


def test_what_was_seen_with_letters_counts_as_seen(interpreter: Callable[..., Visitor], tale: MadeStory) -> None:
    tablet = interpreter(tale, masked=True)
    page = row(seat(tablet, tale), SOURCE)
    tale.write(f"{at(tale)}@en", "Mila was at home. Kasia was very ill.", by=tale.family.kasia)
    save(page, LETTERED)
    assert kind(tale) == "overtaken"
    page = row(seat(tablet, tale), "[C] was at home. [B] was very ill.")
    page.press("It still fits")
    assert kind(tale) == "unchecked"
    page = row(seat(tablet, tale), "[C] was at home. [B] was very ill.")
    page.press("Looked over", who="Anna")
    assert kind(tale) == "checked"


def test_a_letter_means_who_it_meant_on_the_page_it_was_typed_on(
    interpreter: Callable[..., Visitor], home: Home
) -> None:
    story, place = home.story, f"scenes/{home.scenes['home']}/words"
    story.write("languages@value", ["en", "pl"])
    story.write(f"{place}@en", "Pieter came.", by=home.people["kasia"])
    tablet = interpreter(story, masked=True)
    source = next(one for one in sources(seat(tablet, story)) if one.endswith(" came."))
    page = row(seat(tablet, story), source)
    # Meanwhile somebody is taken out who stands before Pieter in the family's file: every letter behind is another now.
    home.change_file(TakeOut(f"{new_id()}.1", "together", "people", home.people["lotte"], home.file.revision))
    assert source not in sources(seat(tablet, story))
    assert save(page, source.replace("came", "przyszedł")).status == 200
    assert story.document.words(place, "pl") == "Pieter przyszedł."
    assert standing(story.document, place, "pl").kind == "unchecked"


def test_who_types_with_letters_goes_on_seeing_what_they_typed(
    interpreter: Callable[..., Visitor], tale: MadeStory
) -> None:
    # Half a sentence names nobody yet, and a sentence may say "she".
    tablet, source = interpreter(tale, masked=True), SOURCE
    save(row(seat(tablet, tale), source), "Ona była w domu.")
    page = row(seat(tablet, tale), source)
    assert page.field("Words, Polish").text == "Ona była w domu."
    tale.write(f"{at(tale)}@pl", "Ona była u Kasieńki.", by=tale.family.kasia)
    page = row(seat(tablet, tale), source)
    assert not list(page.tree.iter("textarea"))
    assert "It is not shown, because it may hold a name." in text(page)
    assert "Kasieńki" not in seat(tablet, tale).said


def test_words_that_may_hold_a_name_are_not_shown_in_the_question_either(
    interpreter: Callable[..., Visitor], tale: MadeStory
) -> None:
    tablet, source = interpreter(tale, masked=True), SOURCE
    page = row(seat(tablet, tale), source)
    translate(tale, "Ona była u Kasieńki.")
    for as_part in (True, False):
        met = save(page, LETTERED, as_part=as_part)
        assert met.status == 409
        assert "It is not shown, because it may hold a name." in met.said
        assert "Kasieńki" not in met.answer.get_data(as_text=True)
    met.press("Take these words: What you wrote")
    assert said(tale) == POLISH


def test_a_picture_in_which_something_is_written_is_not_shown_where_names_are_letters(
    interpreter: Callable[..., Visitor], tale: MadeStory
) -> None:
    bubble = {"id": "a", "bubble": "speech", "x": 400, "y": 300, "words": {"en": "Mila!"}}
    tale.write(f"{at(tale, 'composed')}@value", {"place": "kitchen", "time": "day", "parts": [bubble], "strokes": []})
    tale.write(f"{at(tale, 'composed', 1)}@value", {"place": "kitchen", "time": "day", "parts": [], "strokes": []})
    assert len(seat(interpreter(tale), tale).pictures()) == 2
    assert len(seat(interpreter(tale, masked=True), tale).pictures()) == 1


def test_a_worker_may_see_letters_too_and_they_become_names(pieter: Visitor, tale: MadeStory) -> None:
    page = seat(pieter, tale, names="masked", how="interpreter")
    source = SOURCE
    save(row(page, source), LETTERED)
    assert (said(tale), how(tale)) == (POLISH, "interpreter")
    tale.write(f"{at(tale)}@pl", "Mila i Kasia.", by=tale.family.kasia)
    met = save(row(page, source), "[B] i [C]", as_part=True, change=f"{new_id()}.1").press(
        "Take these words: What you wrote", as_part=True
    )
    assert said(tale) == "Kasia i Mila"
    # The editor that comes in the place of the question goes on with letters, and in the same hand.
    save(met, "[C], [B] i [A]", as_part=True)
    assert (said(tale), how(tale)) == ("Mila, Kasia i Pieter", "interpreter")


# --- overtaken, looked over, and two at once --------------------------------------------------------------------------


def test_a_source_that_changes_is_asked_about_and_may_still_fit(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale)
    tale.write(f"{at(tale)}@en", f"{FIRST} Really.", by=tale.family.kasia)
    page = row(seat(pieter, tale), f"{FIRST} Really.")
    assert "The words in English were changed after this was translated." in text(page)
    assert "looked over" not in text(page)
    page = page.press("It still fits")
    assert page.address == f"/documents/{tale.id}/translate/pl?how=worker#s-{_dom_id(tale)}"
    assert (kind(tale), how(tale)) == ("unchecked", "interpreter")


def test_nobody_says_that_it_fits_what_they_did_not_see(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale)
    tale.write(f"{at(tale)}@en", f"{FIRST} Really.", by=tale.family.kasia)
    for page in (row(seat(pieter, tale), f"{FIRST} Really."), _beside(pieter, tale)):
        tale.write(f"{at(tale)}@en", f"{FIRST} Not at all.", by=tale.family.kasia)
        assert page.press("It still fits").status == 200
        assert kind(tale) == "overtaken"
        tale.write(f"{at(tale)}@en", f"{FIRST} Really.", by=tale.family.kasia)
    page = row(seat(pieter, tale), f"{FIRST} Really.")
    tale.write(f"{at(tale)}@pl", "Nie.", by=tale.family.kasia)
    page.press("It still fits")
    assert kind(tale) == "overtaken"


def test_a_translation_is_looked_over_by_whom_somebody_names(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale)
    row(seat(pieter, tale), FIRST).press("Looked over", who="  Anna,\n interpreter ")
    assert kind(tale) == "checked"
    assert "Looked over by Anna, interpreter on" in text(row(seat(pieter, tale), FIRST))
    tale.write(f"{at(tale)}@pl", f"{POLISH} Tak.", by=tale.family.kasia)
    assert kind(tale) == "unchecked"
    tale.write(f"{at(tale)}@pl", POLISH, by=tale.family.kasia)
    assert kind(tale) == "checked"


@pytest.mark.parametrize("who", ["", "   ", "\x00", "A" * 79 + " B", "A" * 500, "<script>", "محمد", "\u202eannA"])
def test_a_name_is_kept_as_far_as_there_is_room_or_nothing_is(pieter: Visitor, tale: MadeStory, who: str) -> None:
    translate(tale)
    met = row(seat(pieter, tale), FIRST).press("Looked over", who=who)
    assert met.status == 200
    by_whom = standing(tale.document, at(tale), "pl").checked_by
    assert by_whom == who.replace("\x00", "").strip()[:80].strip()
    assert (kind(tale) == "checked") == bool(by_whom)


def test_a_check_of_words_that_changed_meanwhile_does_not_stand(
    pieter: Visitor, interpreter: Callable[..., Visitor], tale: MadeStory
) -> None:
    for visitor, masked in ((pieter, False), (interpreter(tale), False), (interpreter(tale, masked=True), True)):
        translate(tale)
        page = row(seat(visitor, tale), SOURCE if masked else FIRST)
        tale.write(f"{at(tale)}@pl", f"{POLISH} Nie.", by=tale.family.kasia)
        assert page.press("Looked over", who="Anna").status == 200
        assert kind(tale) == "unchecked"
        tale.write(f"{at(tale)}@checked-pl", None, by=tale.family.kasia)


@pytest.mark.parametrize(
    "address",
    [
        *("{place}@en", "{place}@fr", "{place}@checked-pl", "{place}@made-pl", "{place}@value", "{place}@audience"),
        *(
            "{place}@",
            "{place}",
            "{place}@pl.mila",
            "title@pl",
            "languages@value",
            "people@pl",
            "scenes@pl",
            "x@pl",
            "",
        ),
    ],
)
@pytest.mark.parametrize("do", ["checked", "fits", ""])
def test_only_a_translation_into_their_language_is_looked_over_by_an_interpreter(
    interpreter: Callable[..., Visitor], tale: MadeStory, address: str, do: str
) -> None:
    translate(tale)
    tale.write(f"{at(tale)}@en", f"{FIRST} Really.", by=tale.family.kasia)
    before, tablet = tale.document, interpreter(tale)
    form = {"do": do, "who": "Anna", "words": digest(POLISH), "of": digest(f"{FIRST} Really.")}
    looks = f"/documents/{tale.id}/translate/look-over"
    assert tablet.post(looks, form | {"address": address.format(place=at(tale))}).status in (200, 404)
    assert {**tale.document.entries} == {**before.entries} or address == "title@pl"
    assert tablet.post(looks, form | {"address": f"{at(tale)}@pl"}).status == 200
    assert kind(tale) == ("unchecked" if do == "fits" else "overtaken")


def test_a_way_back_leads_only_to_the_same_document(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale)
    for back in (
        "//example.be",
        "https://example.be",
        "/families",
        f"/documents/{tale.id}",
        f"/documents/{tale.id}/é\n",
    ):
        form = {"address": f"{at(tale)}@pl", "do": "checked", "who": "Anna", "words": digest(POLISH), "back": back}
        answer = pieter.client.post(f"/documents/{tale.id}/translate/look-over", data=form, headers=pieter.headers)
        assert answer.headers["Location"] == f"/documents/{tale.id}/scenes/{tale.scenes[0]}"


@pytest.mark.parametrize("as_part", [True, False])
@pytest.mark.parametrize("take", ["What stands here now", "What you wrote", "own", None])
def test_two_who_translate_the_same_sentence_lose_nothing(
    pieter: Visitor, interpreter: Callable[..., Visitor], tale: MadeStory, take: str | None, as_part: bool
) -> None:
    mine, other = row(seat(interpreter(tale), tale), FIRST), row(seat(pieter, tale), FIRST)
    save(other, "Pieter pisze.")
    met = save(mine, "Tłumacz pisze.", as_part=as_part)
    assert met.status == 409
    assert ["".join(one.itertext()) for one in met.tree.iter("blockquote")] == ["Pieter pisze.", "Tłumacz pisze."]
    assert "Keep both" not in met.said
    if take == "own":
        answer = met.fill("Or say it in another way", "Razem.").press("Keep this text", as_part=as_part)
    elif take:
        answer = met.press(f"Take these words: {take}", as_part=as_part)
    if take:
        assert answer.status == 200
    expected = {"What you wrote": "Tłumacz pisze.", "own": "Razem."}.get(take or "", "Pieter pisze.")
    assert (said(tale), kind(tale)) == (expected, "unchecked")
    assert how(tale) == ("worker" if expected == "Pieter pisze." else "interpreter")
    kept = {
        str(one.kept.change.value)
        for one in read_changes(tale.database, tale.id)
        if isinstance(one.kept.change, Write) and one.kept.change.address == f"{at(tale)}@pl"
    }
    assert kept >= {"Pieter pisze.", "Tłumacz pisze.", expected}


def test_the_same_words_sent_again_by_one_pen_are_one_translation(pieter: Visitor, tale: MadeStory) -> None:
    page, pen = row(seat(pieter, tale), FIRST), new_id()
    for n, words in enumerate(["Mila", "Mila była", POLISH, POLISH], start=1):
        assert save(page, words, as_part=True, change=f"{pen}.{min(n, 3)}").status == 200
    assert (said(tale), kind(tale)) == (POLISH, "unchecked")
    assert len([one for one in read_changes(tale.database, tale.id) if "words@pl" in _where(one.kept.change)]) == 1


def _beside(visitor: Visitor, story: MadeStory, scene: int = 0) -> Page:
    """A scene on the workbench, with Polish beside the English."""
    return visitor.get(f"/documents/{story.id}/scenes/{story.scenes[scene]}")


def _where(change: Any) -> str:
    return change.address if isinstance(change, Write) else ""


def _dom_id(tale: MadeStory, language: str = "pl") -> str:
    return f"scenes-{tale.scenes[0]}-words--{language}"


# --- side by side on the workbench ------------------------------------------------------------------------------------


def tongues(page: Page) -> list[str]:
    """The languages that stand on a page of the workbench, the one that is written in first."""
    return [one.get("aria-label", "") for one in page.tree.iter("section") if one.get("class") == "tongue"]


def test_a_story_in_two_languages_is_written_side_by_side(pieter: Visitor, tale: MadeStory) -> None:
    page = bench(pieter, tale)
    assert tongues(page) == ["English", "Polish"]
    assert page.field("Words, English").text == FIRST
    page.fill("Words, Polish", POLISH).press("Save", beside="Words, Polish", by="together")
    assert (said(tale), kind(tale), how(tale), by(tale)) == (POLISH, "unchecked", "worker", tale.family.kasia)
    page = bench(pieter, tale)
    assert "Translated by a worker. Not looked over yet." in page.said
    assert row(pieter.get(page.link("Look it over").partition("#")[0]), FIRST).field("Words, Polish").text == POLISH


def test_words_in_the_first_language_stay_words_of_who_was_tapped(pieter: Visitor, tale: MadeStory) -> None:
    page = bench(pieter, tale, 1).press("KKasia")
    page.fill("Words, English", "Granny came by.").press("Save", beside="Words, English")
    entry = tale.document.entry(f"{at(tale, scene=1)}@en")
    assert entry is not None
    assert (entry.by, kind(tale, "en", scene=1)) == (tale.family.kasia, "own")


def test_a_story_in_one_language_says_nothing_of_others(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story)
    assert tongues(page) == [""]
    assert "Beside it" not in page.said
    assert page.field("Words").get("lang") == "en"


def test_what_stands_beside_is_chosen_for_each_story_on_each_tablet_and_remembered(
    pieter: Visitor, lotte: Visitor, home: Home
) -> None:
    for story in (home.story, home.oskars):
        story.write("languages@value", ["en", "pl", "fr"])
    bench(pieter, home.story).press("Beside it: Français")
    assert tongues(bench(pieter, home.story)) == ["English", "French"]
    assert tongues(bench(pieter, home.oskars)) == ["English", "Polish"]
    assert tongues(bench(lotte, home.story)) == ["English", "Polish"]
    bench(pieter, home.story).press("Only English")
    assert tongues(bench(pieter, home.story, 1)) == ["English"]
    bench(pieter, home.story, 1).press("Beside it: Polski")
    assert tongues(bench(pieter, home.story)) == ["English", "Polish"]
    # It is not chosen to stand beside itself, nor what the story does not have.
    assert tongues(pieter.get(f"{bench(pieter, home.story).address}?in=pl")) == ["Polish", "English"]
    pieter.post(f"/documents/{home.story.id}/beside", {"beside": "ar", "scene": home.story.scenes[0]})
    assert tongues(bench(pieter, home.story)) == ["English", "Polish"]


def test_what_stands_beside_is_still_there_when_the_tablet_comes_back(pieter: Visitor, home: Home) -> None:
    home.story.write("languages@value", ["en", "pl", "fr"])
    bench(pieter, home.story).press("Beside it: Français")
    pieter.get(f"/documents/{home.story.id}/hand-over").press("Mila reads")
    pieter.post(f"/documents/{home.story.id}/stop", {})
    pieter.post("/take-back", {"password": "a story for mila"})
    assert tongues(bench(pieter, home.story)) == ["English", "French"]


def test_a_language_of_the_family_stands_beside_before_one_that_only_others_read(pieter: Visitor, home: Home) -> None:
    home.story.write("languages@value", ["en", "fr", "ti"])
    home.write_file(f"people/{home.people['kasia']}/languages@value", ["ti"])
    assert tongues(bench(pieter, home.story)) == ["English", "Tigrinya"]


def test_where_two_say_it_in_two_ways_each_is_translated_in_their_own_voice(pieter: Visitor, home: Home) -> None:
    home.story.write("languages@value", ["en", "pl"])
    home.in_two_ways("home")
    tomek, place = home.people["tomek"], f"scenes/{home.scenes['home']}/words"
    page = pieter.get(f"/documents/{home.story.id}/scenes/{home.scenes['home']}")
    assert len([one for one in page.tree.iter("textarea") if one.get("lang") == "pl"]) == 3
    page = row(seat(pieter, home.story), "homespreeuw")
    save(page, "Szpak.")
    assert home.story.document.voices(place, "pl") == (tomek,)
    entry = home.story.document.entry(f"{place}@pl.{tomek}")
    assert entry is not None
    assert entry.by == tomek
    book = pieter.get(f"/documents/{home.story.id}/book/1?language=pl")
    # Nobody's side is left out: what is not translated yet stands there in its own language.
    assert "homewoorden" in book.said
    assert _language_around(book, "homewoorden") == "en"
    assert _language_around(book, "Szpak.") == "pl"


def test_a_page_that_is_copied_keeps_how_it_was_translated(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale)
    tale.write(f"{at(tale)}@checked-pl", {"same": digest(POLISH), "by": "Anna", "on": "2027-03-22"}, tale.family.kasia)
    tale.write(f"{at(tale, 'composed')}@value", {"place": "kitchen", "time": "day", "parts": [], "strokes": []})
    bench(pieter, tale).press("Make a copy")
    scene, change = tale.scenes[0], f"{new_id()}.1"
    met = pieter.post(f"/documents/{tale.id}/scenes/{scene}/compose", {"do": "double", "change": change})
    assert met.status == 200
    copies = [item.place for item in tale.document.items("scenes") if item.words("words", "pl") == POLISH]
    assert len(copies) == 3
    for place in copies:
        now = standing(tale.document, f"{place}/words", "pl")
        assert (now.kind, now.how, now.checked_by) == ("checked", "interpreter", "Anna")


def test_after_a_question_the_editor_still_says_its_language(pieter: Visitor, tale: MadeStory) -> None:
    page = bench(pieter, tale)
    translate(tale)
    page.fill("Words, Polish", "Inaczej.")
    met = page.press("Save", beside="Words, Polish", as_part=True)
    assert met.status == 409
    editor = met.press("Take these words: What you wrote", as_part=True)
    field = editor.field("Words, Polish")
    assert (field.text, field.get("lang")) == ("Inaczej.", "pl")


def bench(visitor: Visitor, story: MadeStory, scene: int = 0) -> Page:
    return visitor.get(f"/documents/{story.id}/scenes/{story.scenes[scene]}")


def _language_around(page: Page, words: str) -> str:
    """The language that a reader is told some words are in: of the nearest element that says one."""
    found = ""
    for one in page.tree.iter():
        if words in "".join(one.itertext()) and one.get("lang"):
            found = one.get("lang", "")
    return found


# --- the book in two languages ----------------------------------------------------------------------------------------


@pytest.fixture
def booked(home: Home) -> Home:
    """Mila's story with its first page in Polish too, and its title; the second page is not translated."""
    story, scene = home.story, home.scenes["home"]
    story.write("languages@value", ["en", "pl", "ar"])
    for place, source, words in (
        ("title", "titelkwartel", "Tytuł"),
        (f"scenes/{scene}/heading", "homekoptitel", "W domu"),
        (f"scenes/{scene}/words", "nubuizerd", "Myszołów."),
    ):
        voice = story.document.entries[f"{place}@en"].by
        story.write(f"{place}@pl", words, by=voice)
        story.write(f"{place}@made-pl", {"from": "en", "of": digest(source), "how": "interpreter"}, by=voice)
    return home


def leaf(page: Page) -> tuple[str, str]:
    """The words of a page, and those beside them."""
    words = page.tree.find(".//div[@class='words']")
    other = page.tree.find(".//section[@class='other']")
    beside = " ".join("".join(other.itertext()).split()) if other is not None else ""
    everything = " ".join("".join(words.itertext()).split()) if words is not None else ""
    return everything.removesuffix(beside).strip(), beside


def book(visitor: Visitor, home: Home, number: int = 1, query: str = "", way: str = "book") -> Page:
    return visitor.get(f"/documents/{home.story.id}/{way}{f'/{number}' if number else ''}{query}")


NOT_YET = "This translation has not been looked over yet."


def test_a_page_is_read_in_two_languages_and_says_what_nobody_looked_over(pieter: Visitor, booked: Home) -> None:
    assert leaf(book(pieter, booked, query="?language=en&beside=pl")) == ("nubuizerd", f"W domu Myszołów. {NOT_YET}")
    assert leaf(book(pieter, booked, query="?language=pl&beside=en"))[1] == "homekoptitel nubuizerd"
    assert leaf(book(pieter, booked, query="?language=en&beside=en")) == ("nubuizerd", "")
    assert leaf(book(pieter, booked, query="?language=en&beside=fr")) == ("nubuizerd", "")
    page = book(pieter, booked, query="?language=en&beside=pl")
    assert _language_around(page, "Myszołów.") == "pl"
    assert _language_around(page, "W domu") == "pl"
    assert _language_around(page, "nubuizerd") == "en"


def test_what_is_looked_over_is_not_marked(pieter: Visitor, booked: Home) -> None:
    place = f"scenes/{booked.scenes['home']}"
    for key, words in (("words", "Myszołów."), ("heading", "W domu")):
        fact = {"same": digest(words), "by": "Anna", "on": "2027-03-22"}
        booked.story.write(f"{place}/{key}@checked-pl", fact, by=booked.story.document.entries[f"{place}/{key}@pl"].by)
    assert NOT_YET not in book(pieter, booked, query="?language=en&beside=pl").said
    booked.story.write(f"{place}/words@en", "Het is anders.", by=booked.people["kasia"])
    assert NOT_YET in book(pieter, booked, query="?language=en&beside=pl").said


def test_what_is_not_translated_stands_once_in_its_own_language(pieter: Visitor, booked: Home) -> None:
    second = book(pieter, booked, 2, "?language=en&beside=pl")
    assert (second.heading, leaf(second)[1]) == ("halfkoptitel", "")
    second = book(pieter, booked, 2, "?language=pl&beside=ar")
    assert (second.heading, leaf(second)[1]) == ("halfkoptitel", "")
    assert _language_around(second, "halfkoptitel") == "en"
    first = book(pieter, booked, 1, "?language=ar&beside=pl")
    assert leaf(first)[0] == "nubuizerd"
    assert leaf(first)[1].startswith("W domu Myszołów.")


def test_a_title_that_is_not_translated_says_which_language_it_is_in(pieter: Visitor, booked: Home) -> None:
    booked.story.write(f"scenes/{booked.scenes['home']}/heading@pl", None)
    page = book(pieter, booked, query="?language=pl")
    assert (page.heading, _language_around(page, "homekoptitel"), _language_around(page, "Myszołów.")) == (
        "homekoptitel",
        "en",
        "pl",
    )


def test_a_drawing_alone_on_its_page_says_nothing_in_either_language(pieter: Visitor, booked: Home) -> None:
    place = f"scenes/{booked.scenes['home']}"
    booked.story.write(f"{place}/composed@value", {"place": "kitchen", "time": "day", "parts": [], "strokes": []})
    booked.story.write(f"{place}/shown@value", "both")
    page = book(pieter, booked, 2, "?language=en&beside=pl")
    assert leaf(page) == ("", "")
    assert len(page.pictures()) == 1


def test_every_way_to_read_is_offered_from_every_page_and_leads_to_the_same_one(pieter: Visitor, booked: Home) -> None:
    page = book(pieter, booked, 1, "?language=en&beside=pl")
    shown = page.tree.find(".//details[@id='ways']")
    assert shown is not None
    ways = {_text(one): one.get("href", "") for one in shown.iter("a")}
    assert set(ways) == {"English", "Polski", "العربية", "English + العربية"}
    assert leaf(pieter.get(ways["Polski"]))[0].startswith("Myszołów.")
    alone = book(pieter, booked, 1, "?language=en")
    said = alone.tree.find(".//details[@id='ways']")
    assert said is not None
    assert "English + Polski" in " ".join("".join(said.itertext()).split())


def test_the_pages_the_talk_and_the_light_keep_both_languages(pieter: Visitor, booked: Home) -> None:
    page = book(pieter, booked, 0, "?language=en&beside=pl")
    assert "Tytuł" in page.said
    behind = next(one.get("href", "") for one in page.tree.iter("a") if "behind" in (one.get("class") or ""))
    assert leaf(pieter.get(behind))[1].startswith("W domu Myszołów.")
    talk = pieter.get(
        next(one.get("href", "") for one in pieter.get(behind).tree.iter("a") if one.get("id") == "to-talk")
    )
    back = next(one.get("href", "") for one in talk.tree.iter("a") if "Back to the story" in _text(one))
    assert leaf(pieter.get(back))[1].startswith("W domu Myszołów.")
    lit = pieter.post(f"/documents/{booked.story.id}/evening", {"light": "evening", "back": back})
    assert leaf(lit)[1].startswith("W domu Myszołów.")


def test_the_child_reads_in_two_languages_what_it_may_see(hand_over: Callable[..., Visitor], booked: Home) -> None:
    booked.story.write(f"scenes/{booked.scenes['worry']}/words@pl", "Tajne.")
    tablet = hand_over(booked.story, booked.people["mila"], "read")
    said = " ".join(book(tablet, booked, number, "?beside=pl").said for number in range(6))
    assert "Myszołów." in said
    assert "Tajne." not in said
    assert "worrywoorden" not in said


def test_a_told_version_is_read_in_two_languages_as_it_was_then(pieter: Visitor, booked: Home) -> None:
    told = tell(pieter.get(f"/documents/{booked.story.id}/told"))
    assert told.status == 200
    copy = next(one.id for one in read_told(booked.database, booked.story.id) if one.id != booked.copy)
    booked.story.write(f"scenes/{booked.scenes['home']}/words@pl", "Zupełnie inaczej.", by=booked.people["kasia"])
    way = f"told/{copy}"
    for number, there in ((0, "Tytuł"), (1, "Myszołów.")):
        page = book(pieter, booked, number, "?language=en&beside=pl", way=way)
        assert there in page.said
        assert "Zupełnie inaczej." not in page.said
    assert leaf(book(pieter, booked, 1, "?language=pl&beside=en", way=way))[1] == "homekoptitel nubuizerd"
    assert "Zupełnie inaczej." in book(pieter, booked, 1, "?language=en&beside=pl").said


def test_both_languages_are_printed(pieter: Visitor, booked: Home) -> None:
    page = book(pieter, booked, 0, "/print?language=en&beside=pl")
    assert "nubuizerd" in page.said
    assert "Myszołów." in page.said
    assert page.said.count("halfkoptitel") == 1
    assert "Myszołów." not in book(pieter, booked, 0, "/print?language=en").said


def test_the_example_is_read_in_two_languages_without_signing_in(visitor: Callable[..., Visitor]) -> None:
    nobody = visitor()
    page = nobody.get("/example?language=nl&beside=pl")
    assert page.status == 200
    seen = 0
    for _ in range(30):
        words, beside = leaf(page)
        seen += bool(words and beside)
        behind = next((one.get("href", "") for one in page.tree.iter("a") if "behind" in (one.get("class") or "")), "")
        if "/end" in behind or not behind:
            break
        assert "beside=pl" in behind
        page = nobody.get(behind)
    assert seen > 5
    assert nobody.get("/example/1?language=nl&beside=xx").status == 200


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


# --- what history tells of it -----------------------------------------------------------------------------------------


def sentences(visitor: Visitor, story: MadeStory) -> list[str]:
    page = visitor.get(f"/documents/{story.id}/history")
    return [_text(one) for one in page.tree.iter("p") if one.get("class") == "sentence"]


@pytest.mark.parametrize(
    ("chosen", "who"),
    [
        ("interpreter", "An interpreter"),
        ("family", "Somebody of the family"),
        ("worker", "A worker"),
        ("program", "A translation program"),
    ],
)
def test_who_translated_is_told_and_not_as_if_the_one_who_said_it_had(
    pieter: Visitor, tale: MadeStory, chosen: str, who: str
) -> None:
    page = row(seat(pieter, tale, how=chosen), FIRST)
    for n, words in enumerate(["Mila", POLISH], start=1):
        save(page, words, as_part=True, change=f"p1.{n}")
    assert sentences(pieter, tale)[0] == f"{who} translated into Polish on page 1."
    pieter.get(f"/documents/{tale.id}/history").press("Undo")
    assert (said(tale), kind(tale)) == ("", "missing")
    assert sentences(pieter, tale)[0] == "A translation into Polish on page 1 was taken away."


def test_what_a_mother_translates_on_her_tablet_is_told_of_her(
    given: Callable[[str], Visitor], home: Home, pieter: Visitor
) -> None:
    own(given("kasia"), home).fill("Words", "Po polsku.").press("Save")
    assert sentences(pieter, home.story)[0] == "Kasia translated into Polish on page 2."


def test_a_title_a_heading_and_a_picture_that_are_translated_are_told(pieter: Visitor, home: Home) -> None:
    home.story.write("languages@value", ["en", "pl"])
    for source in ("titelkwartel", "homekoptitel", "homeplaatje"):
        save(row(seat(pieter, home.story, how="interpreter"), source), "Po polsku.")
    assert sentences(pieter, home.story)[:3] == [
        "An interpreter translated into Polish on page 1.",
        "An interpreter translated into Polish on page 1.",
        "An interpreter translated into Polish: Title",
    ]


def test_that_it_fits_and_who_looked_it_over_is_told_and_can_be_undone(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale)
    tale.write(f"{at(tale)}@en", f"{FIRST} Really.", by=tale.family.kasia)
    row(seat(pieter, tale), f"{FIRST} Really.").press("It still fits")
    row(seat(pieter, tale), f"{FIRST} Really.").press("Looked over", who="Anna, interpreter")
    assert sentences(pieter, tale)[:2] == [
        "Anna, interpreter looked over the translation into Polish on page 1.",
        "Somebody saw that the translation into Polish on page 1 still fits.",
    ]
    page = pieter.get(f"/documents/{tale.id}/history")
    page.press("Undo", beside="Anna, interpreter looked over")
    assert kind(tale) == "unchecked"
    pieter.get(f"/documents/{tale.id}/history").press("Undo", beside="still fits")
    assert kind(tale) == "overtaken"


def test_a_title_that_was_looked_over_is_told_by_its_name(pieter: Visitor, tale: MadeStory) -> None:
    save(row(seat(pieter, tale), "The story of Mila"), "Historia Mili")
    row(seat(pieter, tale), "The story of Mila").press("Looked over", who="Anna")
    assert sentences(pieter, tale)[0] == "Anna looked over the translation into Polish: Title"


def test_words_and_how_they_were_translated_are_one_moment_and_lie_in_one_stretch(
    pieter: Visitor, tale: MadeStory, database: Database
) -> None:
    before = tale.document.revision
    page = row(seat(pieter, tale, how="interpreter"), FIRST)
    for n, words in enumerate(["Mila", "Mila była", POLISH], start=1):
        save(page, words, as_part=True, change=f"p1.{n}")
    revision = tale.document.revision
    assert read_moments(database, tale.id)[-1] == revision
    assert not [one for one in read_moments(database, tale.id) if before < one < revision]
    span = read_span(database, tale.id, revision + 1, 1)
    assert (span.first, span.has_earlier) == (before + 2, True)
    then = pieter.get(f"/documents/{tale.id}/history/{revision}")
    assert "An interpreter translated into Polish on page 1." in then.said


def test_a_table_that_is_sent_out_is_written_in_the_log(pieter: Visitor, tale: MadeStory, database: Database) -> None:
    answer = pieter.post(f"/documents/{tale.id}/translate/pl/table.docx", {"names": "masked"}).answer
    assert answer.status_code == 200
    assert re.fullmatch('attachment; filename="vertaling-[0-9a-f]{4}.docx"', answer.headers["Content-Disposition"])
    line = read_log(database, tale.id)[0]
    assert (line.event, line.about) == ("exported", "table pl")


def test_an_earlier_translation_that_is_put_back_is_of_the_words_it_was_made_from(
    pieter: Visitor, tale: MadeStory
) -> None:
    save(row(seat(pieter, tale, how="interpreter"), FIRST), POLISH)
    tale.write(f"{at(tale)}@en", f"{FIRST} Really.", by=tale.family.kasia)
    save(row(seat(pieter, tale), f"{FIRST} Really."), f"{POLISH} Naprawdę.")
    assert (kind(tale), how(tale)) == ("unchecked", "worker")
    pieter.get(f"/documents/{tale.id}/earlier/{at(tale)}?in=pl").press("Put these words back")
    assert (said(tale), kind(tale), how(tale)) == (POLISH, "overtaken", "interpreter")
    pieter.get(f"/documents/{tale.id}/earlier/{at(tale)}?in=pl").press("Put these words back", beside="Naprawdę")
    assert (kind(tale), how(tale)) == ("unchecked", "worker")


@pytest.mark.parametrize("wiped", ["source", "translation"])
def test_nothing_remembers_words_that_were_wiped_for_ever(
    pieter: Visitor, tale: MadeStory, database: Database, wiped: str
) -> None:
    # From the digest of a short sentence somebody could find out what it was.
    save(row(seat(pieter, tale), FIRST), POLISH)
    row(seat(pieter, tale), FIRST).press("Looked over", who="Anna")
    text, facet = (FIRST, "en") if wiped == "source" else (POLISH, "pl")
    tale.write(f"{at(tale)}@{facet}", "Something else.", by=tale.family.kasia)
    before = tale.document
    assert digest(text).encode() in everything_kept(database)
    pieter.get(f"/documents/{tale.id}/earlier/{at(tale)}?in={facet}").press("Wipe for ever", beside=text)
    kept = everything_kept(database)
    assert digest(text).encode() not in kept
    assert text.encode() not in kept
    assert kind(tale) == ("overtaken" if wiped == "source" else "unchecked")
    assert (tale.document.revision, {*tale.document.entries}) == (before.revision, {*before.entries})
    other = POLISH if wiped == "source" else FIRST
    assert (digest(other).encode() in kept) == (wiped == "source" or kind(tale) == "unchecked")
