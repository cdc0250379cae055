"""Every kind of page in a language that nobody speaks, a third longer than English (pseudo.py), on the narrowest of phones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.pseudo import catalog, spoken, unwrapped

from . import conftest
from .findings import by_rulers, wear
from .states import KINDS, STATES, Tour, touring
from .world import World, lived_in

NARROW = (320, 640)
VISITED = """
    sign-in first-start home-empty new-family-wrong bring-in-wrong family family-wipe-wrong person-child person-wrong
    look-begin look-hair new-story-wrong hand-over exports
    scene-written audience-open somebody-else-open more-open taken-out-open not-saved both-kept-meanwhile two-views one-text-again
    history how-it-was-then along-wrong-password along-nothing-there about earlier-words
    compose-begin compose-where compose-what compose-draw picture-choose picture-standing sheet-by-numbers
    languages languages-with-an-interpreter seat table-refused
    own-page-written own-page-two-views own-page-in-arabic seat-of-an-interpreter covered-wrong covered-in-arabic
    cover page page-without-picture makers drawing talk-open talk-page printed book-in-the-workers-hands told-wrong told-filled
    not-here went-wrong
""".split()
"""Each kind of page, with its menus open and its refusals: states that say something that no other of these does."""
IN_DUTCH = "compose-feeling compose-pose compose-words".split()
"""A picture with people in it, of the family that writes in Dutch: looked at for its room only."""
THEIRS = re.compile(r"[\u0600-\u06ff]+|\b(?:Noor|Samira|Fatima|Pieter|Lotte|[Mm]ama|[Oo]ma|stoel|nonkel)\b")
"""The words of a family that writes in Arabic, its names, and what is typed in Dutch on the way to a state."""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    with spoken(), pytest.MonkeyPatch.context() as patch:
        # What a page says for a text: `says` looks for it there.
        patch.setattr(conftest, "_dutch", lambda: [catalog("webapp"), catalog("words_pictures")])
        with lived_in(tmp_path_factory.mktemp("worlds")) as both:
            yield both


@pytest.fixture(scope="module")
def tour(browser: Browser, worlds: tuple[World, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """A narrow phone in a family that reads Arabic."""
    with touring(browser, worlds[1], NARROW, tmp_path_factory.mktemp("photos")) as made:
        yield made


def test_every_kind_of_page_is_visited() -> None:
    assert {STATES[name].kind for name in VISITED} == set(KINDS)


@pytest.mark.parametrize("name", [*VISITED, *IN_DUTCH])
def test_a_page_is_translated_and_has_room_for_longer_words(tour: Tour, worlds: tuple[World, World], name: str) -> None:
    tour.world = worlds[name not in IN_DUTCH]
    tour.reset()
    STATES[name].go(tour)
    found = {"cut off": cut_off(tour.page)}
    if name not in IN_DUTCH:
        found["not translated"] = unwrapped(tour.page.content(), THEIRS)
    assert {what: where for what, where in found.items() if where} == {}


def cut_off(page: Page) -> list[str]:
    """What has to be pushed sideways, or is cut off, or reaches beyond the edge of its button."""
    return [one for found in by_rulers(page, ("cutOff", {}), ("spilled", {})) for one in found]


@pytest.mark.parametrize(
    "fault",
    [
        ".button { inline-size: 4rem; overflow: hidden; white-space: nowrap }",
        ".button { inline-size: 4rem; white-space: nowrap }",
        ".button { block-size: 1rem; min-block-size: 0; padding: 0; inline-size: 4rem }",
        "label { max-inline-size: 3rem; white-space: nowrap }",
        "h1 { white-space: nowrap; font-size: 4rem }",
    ],
)
def test_a_button_or_a_label_without_room_is_found(tour: Tour, worlds: tuple[World, World], fault: str) -> None:
    tour.world = worlds[1]
    tour.reset()
    STATES["new-family-wrong"].go(tour)
    assert not cut_off(tour.page)
    wear(tour.page, fault)
    assert cut_off(tour.page)


def test_a_text_that_a_script_puts_on_a_page_is_found(tour: Tour) -> None:
    tour.reset()
    page = tour.enter("worker").open("/families/new")
    assert not unwrapped(page.content(), THEIRS)
    page.evaluate("() => document.querySelector('h1').append('Saved')")
    assert unwrapped(page.content(), THEIRS) == ["<h1> Saved"]
