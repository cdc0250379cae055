"""Every page says in which language it is, and in which direction that is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from words_pictures.wording import LANGUAGES, WORK_LANGUAGES, direction

from .conftest import Home, Page, Visitor
from .test_access import at, decided
from .test_access import in_hands as in_hands

OF_THE_STORY = ("/book", "/told/", "/talk")
"""Pages that speak the language of the story, which is English in this home."""


def said(page: Page) -> tuple[str | None, str | None]:
    return page.tree.get("lang"), page.tree.get("dir")


@pytest.mark.parametrize("language", WORK_LANGUAGES)
def test_every_page_of_a_worker_is_in_the_language_that_was_asked_for(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor], language: str
) -> None:
    visitor = in_hands("pieter")
    visitor.headers["Accept-Language"] = language
    met: dict[str, tuple[str | None, str | None]] = {}
    for method, pattern in decided():
        if method == "GET" and not pattern.startswith(("/static", "/example")):
            page = visitor.get(at(app, pattern, home))
            if page.answer.data.startswith(b"<!doctype"):
                met[pattern] = said(page)
    wanted = {one: "en" if any(name in one for name in OF_THE_STORY) else language for one in met}
    assert len(met) > 25
    assert met == {one: (wanted[one], "ltr") for one in met}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hands", ["writer", "interpreter", "covered"])
def test_a_page_of_who_was_given_the_tablet_is_in_their_language(
    home: Home, in_hands: Callable[[str], Visitor], hands: str, language: str
) -> None:
    visitor, story = in_hands(hands), f"/documents/{home.story.id}"
    visitor.headers["Accept-Language"] = language
    address = {"writer": f"{story}/write/{home.scenes['home']}", "interpreter": f"{story}/translate/en"}.get(hands, "/")
    page = visitor.get(address)
    assert page.status == 200
    assert said(page) == (language, direction(language))
    assert said(visitor.get("/nergens")) == (language, direction(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["book", "book/1", "talk"])
def test_the_book_is_in_the_language_that_is_read(
    home: Home, in_hands: Callable[[str], Visitor], address: str, language: str
) -> None:
    home.story.write("languages@value", list(LANGUAGES))
    page = in_hands("reader").get(f"/documents/{home.story.id}/{address}?language={language}")
    assert said(page) == (language, direction(language))


def test_one_language_at_least_is_read_from_right_to_left() -> None:
    assert "rtl" in {direction(language) for language in LANGUAGES}
