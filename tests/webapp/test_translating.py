"""The languages of a story: side by side on the workbench, in the interpreter's seat, on the tablets of the family, and in the book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from webapp import access
from webapp.store.sessions import HandedOver
from words_pictures.document import new_id
from words_pictures.translation import digest, standing

from .conftest import Home, MadeFamily, MadeStory, Page, Visitor

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
    ],
)
def test_a_language_is_added_by_its_name_or_its_code(pieter: Visitor, story: MadeStory, typed: str, code: str) -> None:
    page = languages(pieter, story).fill("Or search for another", typed).press("Add this language")
    assert page.status == 200
    assert story.document.languages() == ("en", code)


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
