"""A photo on its way from a tablet: chosen before the script is there, and one that the browser never shows."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Route, expect

from .conftest import Site, drawing_on_a_table, says, story_made


def test_a_photo_chosen_before_the_script_is_there_goes_all_the_same(
    site: Site, tablet: BrowserContext, client: FlaskClient, tmp_path: Path
) -> None:
    """On a slow line the script comes last; it hides the button of the plain form, so it has to see what was chosen."""
    page = tablet.new_page()
    page.goto(story_made(client, site))
    waiting: list[Route] = []
    page.route("**/pictures.js*", lambda route: waiting.append(route))
    page.goto(f"{page.url}/picture", wait_until="commit")
    page.locator("#drawing").set_input_files(drawing_on_a_table(tmp_path))
    page.wait_for_timeout(200)
    assert len(waiting) == 1
    waiting[0].continue_()
    page.get_by_role("heading", name=says("Is this the sheet?")).wait_for()


def test_a_photo_that_the_browser_does_not_come_to_show_is_sent_as_it_is(
    site: Site, tablet: BrowserContext, client: FlaskClient, tmp_path: Path
) -> None:
    """A browser reads a picture when it paints next: behind another window, or when it has too much to do, that is never."""
    page = tablet.new_page()
    page.add_init_script("HTMLImageElement.prototype.decode = () => new Promise(() => {})")
    page.clock.install()
    page.goto(story_made(client, site))
    page.goto(f"{page.url}/picture")
    page.locator("#drawing").set_input_files(drawing_on_a_table(tmp_path))
    expect(page.get_by_role("status").filter(has_text=says("The photo is being made ready …"))).to_be_visible()
    page.clock.run_for(10_000)
    page.get_by_role("heading", name=says("Is this the sheet?")).wait_for()
