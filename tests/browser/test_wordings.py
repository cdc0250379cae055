"""Two tablets in one passage: which words stay, with what is typed meanwhile, and with two views on both."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from webapp.store.documents import read_changes, read_document
from words_pictures.change import Write

from .conftest import PHONE, Site, ready, says, signed_in, story_made, wait_until_saved, words_field
from .stores import wait_until_nothing_waits
from .test_two_tablets import Two


@pytest.fixture
def two(site: Site, tablet: BrowserContext, device: Callable[..., BrowserContext]) -> Two:
    return Two(site, tablet, device(*PHONE))


def question(page: Page) -> None:
    """Wait for it."""
    heading = says("Somebody wrote here too. Which words stay?")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def asked(two: Two) -> Page:
    """The tablet with both wordings: the phone's, by Samira, and its own."""
    words_field(two.tablet).focus()
    two.phone.get_by_role("button", name="Samira").tap()
    words_field(two.phone).fill("Ik was boven.")
    wait_until_saved(two.phone)
    words_field(two.tablet).fill("Mama was boven.")
    question(two.tablet)
    return two.tablet


def kept(two: Two) -> list[tuple[str, bool]]:
    database, document = two.site.app.extensions["database"], two.address.rpartition("/")[2]
    changes = (one.kept.change for one in read_changes(database, document))
    return [(str(one.value), one.aside) for one in changes if isinstance(one, Write) and "/words@" in one.address]


def standing(two: Two) -> set[str]:
    stored = read_document(two.site.app.extensions["database"], two.address.rpartition("/")[2])
    assert stored is not None
    return {str(one.value) for at, one in stored.document.entries.items() if "/words@" in at and one.value}


def test_what_stands_there_is_taken_and_ones_own_words_lie_with_the_earlier_ones(two: Two) -> None:
    page = asked(two)
    page.locator(".wording").first.get_by_role("button", name=says("Take these words")).tap()
    expect(words_field(page)).to_have_value("Ik was boven.")
    expect(words_field(page)).to_be_focused()
    assert kept(two) == [("Ik was boven.", False), ("Mama was boven.", True)]
    words_field(page).press_sequentially(" Ik sliep.")
    wait_until_saved(page)
    assert standing(two) == {"Ik was boven. Ik sliep."}


def test_ones_own_words_are_taken_and_the_other_tablet_sees_them(two: Two) -> None:
    page = asked(two)
    page.locator(".wording").last.get_by_role("button", name=says("Take these words")).tap()
    expect(words_field(page)).to_have_value("Mama was boven.")
    two.phone.locator("body").evaluate("() => document.activeElement.blur()")
    expect(words_field(two.phone)).to_have_value("Mama was boven.")
    assert kept(two)[0] == ("Ik was boven.", False)


def test_what_is_typed_while_the_question_is_on_its_way_is_not_lost(two: Two) -> None:
    words_field(two.tablet).focus()
    words_field(two.phone).fill("Van de telefoon.")
    wait_until_saved(two.phone)

    def slowly(route: Route) -> None:
        time.sleep(1)
        route.continue_()

    two.tablet.route("**/changes", slowly, times=1)
    words_field(two.tablet).fill("Van de")
    with two.tablet.expect_request("**/changes"):
        pass
    words_field(two.tablet).press_sequentially(" tablet, en nog meer.", delay=5)
    question(two.tablet)
    own = two.tablet.get_by_label(says("Or say it in another way"))
    expect(own).to_be_focused()
    expect(own).to_have_value("Van de tablet, en nog meer.")
    own.press_sequentially(" Dit ook.")
    expect(own).to_have_value("Van de tablet, en nog meer. Dit ook.")
    two.tablet.get_by_role("button", name=says("Keep this text")).tap()
    expect(words_field(two.tablet)).to_have_value("Van de tablet, en nog meer. Dit ook.")
    assert standing(two) == {"Van de tablet, en nog meer. Dit ook."}


def test_what_was_typed_while_the_question_was_on_its_way_lies_with_the_earlier_words_whatever_is_chosen(
    two: Two,
) -> None:
    page, waits = two.tablet, list[Route]()
    words_field(page).focus()
    words_field(two.phone).fill("Van de telefoon.")
    wait_until_saved(two.phone)
    page.route("**/changes", lambda route: waits.append(route), times=1)
    with page.expect_request("**/changes"):
        words_field(page).fill("Van de")
    words_field(page).fill("Van de tablet, en nog meer.")
    waits[0].continue_()
    question(page)
    page.locator(".wording").first.get_by_role("button", name=says("Take these words")).tap()
    expect(words_field(page)).to_have_value("Van de telefoon.")
    assert kept(two) == [("Van de telefoon.", False), ("Van de", True), ("Van de tablet, en nog meer.", True)]
    wait_until_nothing_waits(page)


FOCUSED_AT_ONCE = """document.addEventListener("htmx:before:settle", ({ target }) => queueMicrotask(() => {
  if (target.matches(".overtaken")) document.documentElement.dataset.typing = target.contains(document.activeElement);
}))"""


def test_a_letter_typed_at_the_moment_the_question_comes_falls_in_its_field(two: Two) -> None:
    two.tablet.add_init_script(FOCUSED_AT_ONCE)
    two.tablet.reload()
    ready(two.tablet)
    page = asked(two)
    expect(page.locator("html")).to_have_attribute("data-typing", "true")
    expect(page.get_by_label(says("Or say it in another way"))).to_be_focused()


def test_nothing_can_be_typed_under_a_question_while_its_answer_is_on_its_way(two: Two) -> None:
    page, waits = asked(two), list[Route]()
    own = page.get_by_label(says("Or say it in another way"))
    theirs = page.locator(".wording").first.get_by_role("button", name=says("Take these words"))
    page.route("**/wordings", lambda route: waits.append(route))
    own.fill("Nog anders.")
    for _ in range(2):
        theirs.tap()
        expect(own).not_to_be_editable()
    assert len(waits) == 1
    waits[0].abort()
    expect(own).to_be_editable()
    own.fill("Heel anders.")
    theirs.tap()
    expect(own).not_to_be_editable()
    waits[1].continue_()
    expect(words_field(page)).to_have_value("Ik was boven.")
    expect(words_field(page)).to_be_editable()
    assert kept(two)[-1] == ("Heel anders.", True)


def test_both_are_kept_and_the_other_tablet_shows_two_editors_too(two: Two) -> None:
    page = asked(two)
    two.phone.locator("body").evaluate("() => document.activeElement.blur()")
    page.get_by_role("button", name=says("Keep both: %(one)s and %(other)s", one="Samira", other="samen")).tap()
    for one in (page, two.phone):
        expect(one.get_by_role("textbox", name="Mama zegt")).to_have_value("Ik was boven.")
        expect(one.get_by_role("textbox", name="Samen zeggen we")).to_have_value("Mama was boven.")
        expect(words_field(one)).to_have_count(0)
    ready(page)
    page.get_by_role("textbox", name="Mama zegt").fill("Ik was boven, en ik sliep.")
    wait_until_saved_all(page)
    expect(two.phone.get_by_role("textbox", name="Mama zegt")).to_have_value("Ik was boven, en ik sliep.")
    assert standing(two) == {"Ik was boven, en ik sliep.", "Mama was boven."}


def test_a_view_keeps_its_voice_whoever_is_tapped(two: Two) -> None:
    page = asked(two)
    page.get_by_role("button", name=says("Keep both: %(one)s and %(other)s", one="Samira", other="samen")).tap()
    ours = page.get_by_role("textbox", name="Samen zeggen we")
    expect(ours).to_be_visible()
    expect(page.locator(".overtaken")).to_have_count(0)
    ready(page)
    page.locator("#writers").get_by_role("button", name="Samira").tap()
    two.phone.locator("form.passage.heading textarea").fill("Een titel van elders")
    expect(page.locator("form.passage.heading textarea")).to_have_value("Een titel van elders")
    ours.fill("Wij weten het niet zeker.")
    wait_until_saved_all(page)
    assert standing(two) == {"Ik was boven.", "Wij weten het niet zeker."}


def test_who_decided_is_not_asked_again_by_a_page_that_comes_sooner_than_the_tablet_forgets(two: Two) -> None:
    page = asked(two)
    page.evaluate(
        "() => { const { forget } = waiting;"
        " waiting.forget = async (...what) => { await new Promise((later) => setTimeout(later, 900)); return forget(...what); } }"
    )
    came: list[str] = []
    page.on("request", lambda request: came.append(request.url) if request.is_navigation_request() else None)
    page.route("**/scenes/*", lambda route: (time.sleep(2.5), route.continue_()), times=1)
    with page.expect_navigation():
        page.get_by_role("button", name=says("Keep both: %(one)s and %(other)s", one="Samira", other="samen")).tap()
    ready(page)
    wait_until_nothing_waits(page)
    expect(page.get_by_role("textbox", name="Samen zeggen we")).to_be_visible()
    expect(page.locator(".overtaken")).to_have_count(0)
    assert len(came) == 1
    assert standing(two) == {"Ik was boven.", "Mama was boven."}


def wait_until_saved_all(page: Page) -> None:
    expect(page.locator("form.passage.words[data-state]")).to_have_count(0, timeout=10_000)


def test_who_is_writing_when_both_are_kept_keeps_their_words_and_is_asked(two: Two) -> None:
    page = asked(two)
    words_field(two.phone).focus()
    page.get_by_role("button", name=says("Keep both: %(one)s and %(other)s", one="Samira", other="samen")).tap()
    expect(page.get_by_role("textbox", name="Mama zegt")).to_be_visible()
    two.phone.wait_for_timeout(3500)
    expect(words_field(two.phone)).to_have_value("Ik was boven.")
    words_field(two.phone).press_sequentially(" En ik sliep.")
    question(two.phone)
    two.phone.wait_for_timeout(3500)
    panel = two.phone.locator(".overtaken")
    expect(panel).to_be_visible()
    expect(panel.locator(".wording").first).to_contain_text("Ik was boven.")
    panel.locator(".wording").last.get_by_role("button", name=says("Take these words")).tap()
    expect(two.phone.get_by_role("textbox", name="Mama zegt")).to_have_value("Ik was boven. En ik sliep.")
    assert standing(two) == {"Ik was boven. En ik sliep.", "Mama was boven."}


def test_what_was_just_taken_out_comes_back_by_one_tap(site: Site, tablet: BrowserContext) -> None:
    page = tablet.new_page()
    page.goto(story_made(signed_in(tablet, site), site))
    ready(page)
    words_field(page).fill("Dit blijft.")
    wait_until_saved(page)
    page.get_by_role("button", name=says("Take out")).tap()
    expect(page.get_by_text(says("Page %(number)s has been taken out.", number=1))).to_be_visible()
    expect(page.locator("#strip ol > li")).to_have_count(3)
    page.get_by_role("button", name=says("Undo")).tap()
    expect(page.locator("#strip ol > li")).to_have_count(4)
    expect(words_field(page)).to_have_value("Dit blijft.")
