"""Choosing how somebody looks: by touch, on two tablets, without JavaScript, without a network."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from webapp.store import documents
from words_pictures.drawing.look import Look
from words_pictures.family import read_family
from words_pictures.labels import labels

from .conftest import TABLET, Site, says, signed_in, story_made


def answer(page: Page, field: str, word: str) -> Locator:
    """The drawing to tap for an answer, by what it says."""
    group = page.locator(f"#look-of-{field}")
    return group.get_by_role("button", name=labels("nl").choice(field, word), exact=True)


def six(page: Page) -> Locator:
    return page.locator(".look-six").get_by_role("button")


def look_of(site: Site, page: Page) -> Look | None:
    """What stands in the file for whom the page is about."""
    family, person = re.findall(r"[0-9a-f]{32}", page.url)[:2]
    file = documents.read_file(site.app.extensions["database"], family)
    assert file is not None
    found = read_family(file, "nl").person(person)
    assert found is not None
    return found.look


@pytest.fixture
def story(site: Site, tablet: BrowserContext) -> str:
    """The address of a story for Noor, in which Samira can be writing."""
    return story_made(signed_in(tablet, site), site)


@pytest.fixture
def noor(tablet: BrowserContext, story: str) -> Page:
    """Where Noor's look is chosen."""
    return asked_about(tablet, story, "Noor")


def asked_about(context: BrowserContext, story: str, name: str) -> Page:
    page = context.new_page()
    page.goto(story)
    page.locator("a.back").tap()
    page.get_by_role("link", name=says("How does %(name)s look?", name=name)).tap()
    page.get_by_role("heading", name=says("Who looks a little like %(name)s?", name=name)).wait_for()
    return page


def wait_until_drawn_anew(page: Page, before: str) -> None:
    # The answer is marked at once, and the drawing comes from the server.
    for _ in range(100):
        if page.locator(".look-whole svg").inner_html() != before:
            return
        page.wait_for_timeout(100)
    raise AssertionError("still drawn as before")


def test_a_face_chosen_by_touch_is_seen_where_one_writes(tablet: BrowserContext, story: str) -> None:
    page = asked_about(tablet, story, "Samira")
    expect(six(page)).to_have_count(6)
    six(page).nth(1).tap()
    page.locator("#look-to-cover").tap()
    answer(page, "cover", "woolly_hat").wait_for()
    before = page.locator(".look-whole svg").inner_html()
    answer(page, "cover", "woolly_hat").tap()
    expect(answer(page, "cover", "woolly_hat")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("group", name=says("Which colour?"))).to_be_visible()
    wait_until_drawn_anew(page, before)
    with page.expect_navigation():
        page.get_by_role("link", name=says("Ready")).tap()
    page.goto(story)
    samira = page.locator(".writers").get_by_role("button", name="Samira")
    expect(samira.locator("svg")).to_be_visible()
    expect(samira).to_have_text("Samira")


def test_what_is_tapped_quickly_is_all_kept(site: Site, noor: Page) -> None:
    six(noor).nth(0).tap()
    noor.locator("#look-to-glasses").tap()
    answer(noor, "hearing_aid", "yes").wait_for()
    for field, word in (("glasses", "square"), ("hearing_aid", "yes"), ("glasses", "round")):
        answer(noor, field, word).tap()
    expect(answer(noor, "glasses", "round")).to_have_attribute("aria-pressed", "true")
    noor.wait_for_load_state("networkidle")
    look = look_of(site, noor)
    assert look is not None
    assert (look.glasses, look.hearing_aid) == ("round", "yes")


def test_a_step_back_shows_at_once_and_the_first_leads_to_the_six(site: Site, noor: Page) -> None:
    back = noor.get_by_role("button", name=says("One step back"))
    six(noor).nth(2).tap()
    noor.locator("#look-to-hair").tap()
    stood = noor.locator("#look-of-hair [aria-pressed=true]").get_attribute("value")
    word = "braids" if stood != "braids" else "curls"
    answer(noor, "hair", word).tap()
    noor.wait_for_load_state("networkidle")
    expect(answer(noor, "hair", word)).to_have_attribute("aria-pressed", "true")
    back.tap()
    expect(noor.locator(f"#look-hair-{stood}")).to_have_attribute("aria-pressed", "true")
    back.tap()
    expect(six(noor)).to_have_count(6)
    assert look_of(site, noor) is None


def test_a_child_says_what_it_always_has_along(site: Site, noor: Page) -> None:
    six(noor).nth(3).tap()
    noor.locator("#look-to-companion").tap()
    answer(noor, "companion", "rabbit").tap()
    expect(answer(noor, "companion", "rabbit")).to_have_attribute("aria-pressed", "true")
    noor.wait_for_load_state("networkidle")
    look = look_of(site, noor)
    assert look is not None
    assert look.companion == "rabbit"


def test_what_does_not_arrive_is_said_and_can_be_tapped_again(tablet: BrowserContext, noor: Page) -> None:
    six(noor).nth(0).tap()
    noor.locator("#look-to-shoes").tap()
    answer(noor, "shoes", "lilac").wait_for()
    tablet.set_offline(True)
    answer(noor, "shoes", "lilac").tap()
    expect(noor.get_by_role("alert")).to_have_text(says("That did not arrive. Is there internet? Try once more."))
    tablet.set_offline(False)
    answer(noor, "shoes", "lilac").tap()
    expect(noor.locator("#not-kept")).to_be_hidden()
    noor.reload()
    expect(answer(noor, "shoes", "lilac")).to_have_attribute("aria-pressed", "true")


def test_without_javascript_each_answer_is_kept_and_comes_back(
    site: Site, device: Callable[..., BrowserContext]
) -> None:
    context = device(*TABLET, javascript=False)
    page = asked_about(context, story_made(signed_in(context, site), site), "Noor")
    six(page).nth(4).tap()
    page.locator("#look-further").tap()
    page.get_by_role("heading", name=says("Which colour of hair?")).wait_for()
    answer(page, "hair_colour", "white").tap()
    expect(answer(page, "hair_colour", "white")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=says("One step back")).tap()
    expect(answer(page, "hair_colour", "white")).to_have_attribute("aria-pressed", "false")
    look = look_of(site, page)
    assert look is not None
    assert look.hair_colour != "white"


@pytest.mark.parametrize("language", ["nl-BE", "en"])
def test_on_a_telephone_the_person_stays_in_sight(
    site: Site, device: Callable[..., BrowserContext], language: str
) -> None:
    context = device(390, 844, language=language)
    page = asked_about(context, story_made(signed_in(context, site), site), "Noor")
    six(page).nth(1).tap()
    page.locator("#look-to-top").tap()
    page.locator("#look-of-top button").last.scroll_into_view_if_needed()
    expect(page.locator(".look-whole")).to_be_in_viewport()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
