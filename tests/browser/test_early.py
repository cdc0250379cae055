"""On a slow line the scripts come last: what somebody did before they are there is kept all the same."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from .conftest import Site, says, story_made, wait_until_saved, words_field


def _scripts_late(page: Page) -> Callable[[], None]:
    """Holds the scripts of the page; what comes back lets them come."""
    held: list[Route] = []
    is_here: list[bool] = []
    page.route("**/static/**.js*", lambda route: route.continue_() if is_here else held.append(route))

    def come() -> None:
        is_here.append(True)
        for route in held:
            route.continue_()

    return come


def test_words_typed_before_the_scripts_are_there_are_saved(
    site: Site, tablet: BrowserContext, client: FlaskClient
) -> None:
    page = tablet.new_page()
    page.goto(story_made(client, site))
    come = _scripts_late(page)
    page.goto(page.url, wait_until="commit")
    words_field(page).fill("Oma was bezorgd.")
    words_field(page).blur()
    come()
    wait_until_saved(page)
    page.reload()
    expect(words_field(page)).to_have_value("Oma was bezorgd.")


def test_what_is_filled_in_before_the_scripts_are_there_is_saved(
    site: Site, tablet: BrowserContext, client: FlaskClient
) -> None:
    """What is ticked at once; what somebody is still typing once they leave it."""
    page = tablet.new_page()
    page.goto(story_made(client, site, "invitation"))
    come = _scripts_late(page)
    page.goto(page.url, wait_until="commit")
    whom = _box(page, "Whom do we ask?")
    whom.get_by_label("Fatima").check()
    where = _box(page, "Where?")
    where.get_by_role("textbox").press_sequentially("Bij oma")
    come()
    expect(whom.locator(".state")).to_have_text(says("Saved"))
    where.get_by_role("textbox").press("Tab")
    expect(where.locator(".state")).to_have_text(says("Saved"))
    page.reload()
    expect(whom.get_by_label("Fatima")).to_be_checked()
    expect(where.get_by_role("textbox")).to_have_value("Bij oma")


def test_a_tick_is_saved_when_somebody_is_in_another_field_of_its_form_by_then(
    site: Site, tablet: BrowserContext, client: FlaskClient
) -> None:
    page = tablet.new_page()
    page.goto(story_made(client, site, "contact-sheet"))
    page.get_by_role("button", name=says("Add: %(what)s", what=says("Whom do you call?"))).tap()
    hours = page.locator(".box-hours")
    hours.wait_for()
    come = _scripts_late(page)
    page.reload(wait_until="commit")
    hours.get_by_label("maandag").check()
    hours.locator("[name=from]").focus()
    come()
    page.locator("form.value[data-htmx-powered]").first.wait_for(state="attached")
    page.get_by_label(says("Telephone number")).focus()
    expect(hours.locator(".state")).to_have_text(says("Saved"))
    page.reload()
    expect(hours.get_by_label("maandag")).to_be_checked()


def _box(page: Page, label: str) -> Locator:
    return page.locator(".box").filter(has=page.get_by_text(says(label), exact=True))
