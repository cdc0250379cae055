"""A story taken along to a kitchen without internet: read there, written there, and to a finder nothing but noise."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, expect

from webapp.store.documents import read_changes
from words_pictures.change import Write

from .conftest import (
    PASSWORD,
    Site,
    drawing_on_a_table,
    ready,
    says,
    story_made,
    wait_until_saved,
    words_field,
)
from .stores import EMPTY, battery_runs_flat, stores, wait_until_nothing_waits

MARKER, TITLE = "Zilverreiger ወይን <&{{ 🦊", "Ooievaarstitel"


@pytest.fixture
def taken(site: Site, tablet: BrowserContext, client: FlaskClient) -> str:
    """The address in the kitchen of a story that was just taken along."""
    page = tablet.new_page()
    page.goto(story_made(client, site))
    ready(page)
    words_field(page).fill(MARKER)
    page.locator("form.passage.heading textarea").fill(TITLE)
    wait_until_saved(page)
    document = page.url.partition("/scenes/")[0]
    page.goto(f"{document}/along")
    page.get_by_label(says("Your password")).fill(PASSWORD)
    page.get_by_role("button", name=says("Take it along")).tap()
    expect(page.get_by_role("heading", name=says("The story is on this tablet"))).to_be_visible(timeout=15_000)
    page.close()
    return document.replace("/documents/", "/along/#")


def opened(tablet: BrowserContext, address: str, password: str = PASSWORD) -> Page:
    page = tablet.new_page()
    page.goto(address)
    page.get_by_label(says("Your password")).fill(password)
    page.get_by_role("button", name=says("Open it")).tap()
    return page


def first_words(page: Page):
    return page.locator("form.passage.words textarea").first


def written(site: Site, address: str) -> list[str]:
    changes = (one.kept.change for one in read_changes(site.app.extensions["database"], address.rpartition("#")[2]))
    return [str(one.value) for one in changes if isinstance(one, Write) and "/words@" in one.address]


def test_it_is_read_and_written_without_internet_and_saved_when_there_is(
    site: Site, tablet: BrowserContext, taken: str
) -> None:
    tablet.set_offline(True)
    page = opened(tablet, taken)
    expect(first_words(page)).to_have_value(MARKER)
    page.get_by_role("button", name="Samira").tap()
    first_words(page).fill(f"{MARKER} en in de keuken.")
    expect(page.locator("#state")).to_have_text(says("Waits on this tablet until there is internet."))
    battery_runs_flat(page)
    again = opened(tablet, taken)
    expect(first_words(again)).to_have_value(f"{MARKER} en in de keuken.")
    tablet.set_offline(False)
    expect(again.locator("#state")).to_have_text(says("Everything you wrote is saved."), timeout=25_000)
    assert written(site, taken) == [MARKER, f"{MARKER} en in de keuken."]
    kept = read_changes(site.app.extensions["database"], taken.rpartition("#")[2])[-1].kept.change
    assert isinstance(kept, Write)
    assert kept.by not in ("together", "")
    tablet.set_offline(True)
    battery_runs_flat(again)
    later = opened(tablet, taken)
    expect(first_words(later)).to_have_value(f"{MARKER} en in de keuken.")
    first_words(later).fill("Nog iets.")
    tablet.set_offline(False)
    expect(later.locator("#state")).to_have_text(says("Everything you wrote is saved."), timeout=25_000)
    assert written(site, taken)[-1] == "Nog iets."


def test_it_says_that_words_wait_only_when_the_tablet_has_them(site: Site, tablet: BrowserContext, taken: str) -> None:
    tablet.set_offline(True)
    page = opened(tablet, taken)
    expect(first_words(page)).to_have_value(MARKER)
    page.evaluate("""() => {
        const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
        const held = new Promise((go) => { window.goOn = go; });
        crypto.subtle.encrypt = (...what) => held.then(() => encrypt(...what));
    }""")
    first_words(page).fill("Wat nog niet op de tablet staat.")
    expect(page.locator("form.passage.words .state").first).to_have_text(says("Saving …"))
    page.wait_for_timeout(1000)
    expect(page.locator("#state")).to_have_text("\u00a0")
    page.evaluate("() => goOn()")
    expect(page.locator("#state")).to_have_text(says("Waits on this tablet until there is internet."))
    battery_runs_flat(page)
    expect(first_words(opened(tablet, taken))).to_have_value("Wat nog niet op de tablet staat.")


def test_a_tablet_that_can_keep_nothing_more_says_so(site: Site, tablet: BrowserContext, taken: str) -> None:
    tablet.set_offline(True)
    page = opened(tablet, taken)
    expect(first_words(page)).to_have_value(MARKER)
    page.evaluate("""() => {
        IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
    }""")
    first_words(page).fill("Er is geen plaats meer.")
    cannot = "This tablet cannot keep what was just written. Leave this page open until there is internet."
    expect(page.locator("#state")).to_have_text(says(cannot))
    expect(first_words(page)).to_have_value("Er is geen plaats meer.")


def test_a_finder_finds_noise_and_no_way_in(site: Site, tablet: BrowserContext, taken: str) -> None:
    tablet.set_offline(True)
    page = opened(tablet, taken, "een andere lange zin")
    expect(page.locator("#not-opened")).to_be_visible(timeout=15_000)
    expect(page.locator("#opened")).to_be_empty()
    dump = json.dumps(stores(page), ensure_ascii=False)
    assert len(dump) > 10_000
    for word in ("Zilverreiger", "ወይን", TITLE, "Samira", "Fatima", "Noor", "Pieter", PASSWORD, "0400 11"):
        assert word not in dump, word


def test_signing_out_takes_it_off_the_tablet(site: Site, tablet: BrowserContext, taken: str) -> None:
    page = tablet.new_page()
    page.goto(site.url)
    assert stores(page) != EMPTY
    page.locator("header details summary").tap()
    page.get_by_role("button", name=says("Sign out")).tap()
    page.wait_for_url("**/sign-in*")
    assert stores(page) == EMPTY
    page.goto(taken)
    expect(page.get_by_role("heading", name=says("There is no story here that was taken along"))).to_be_visible()


def test_after_a_day_it_is_gone(site: Site, tablet: BrowserContext, taken: str) -> None:
    page = tablet.new_page()
    found = re.search(r"until: (\d+)", json.dumps(stores(_on(page, site))))
    assert found
    page.clock.install(time=int(found[1]) + 1000)
    page.goto(taken)
    expect(page.get_by_role("heading", name=says("There is no story here that was taken along"))).to_be_visible()
    wait_until_nothing_waits(page)


def _on(page: Page, site: Site) -> Page:
    page.goto(site.url)
    return page


def test_it_can_be_taken_off_again_and_pictures_come_along(
    site: Site, tablet: BrowserContext, client: FlaskClient, tmp_path
) -> None:
    page = tablet.new_page()
    page.goto(story_made(client, site))
    ready(page)
    page.get_by_role("link", name=says("Photo of a drawing")).tap()
    page.locator("input[type=file]").first.set_input_files(drawing_on_a_table(tmp_path))
    page.get_by_role("button", name=says("Yes, like this")).tap(timeout=20_000)
    page.wait_for_url("**/scenes/*")
    document = page.url.partition("/scenes/")[0]
    page.goto(f"{document}/along")
    page.get_by_label(says("Your password")).fill("dat is het niet")
    page.get_by_role("button", name=says("Take it along")).tap()
    expect(page.locator("#problem")).to_contain_text(says("That is not your password."))
    page.get_by_label(says("Your password")).fill(PASSWORD)
    page.get_by_role("button", name=says("Take it along")).tap()
    expect(page.get_by_role("heading", name=says("The story is on this tablet"))).to_be_visible(timeout=15_000)
    tablet.set_offline(True)
    kitchen = opened(tablet, document.replace("/documents/", "/along/#"))
    picture = kitchen.locator(".paper-picture img").first
    expect(picture).to_be_visible(timeout=15_000)
    assert picture.evaluate("(one) => one.naturalWidth") > 0
    tablet.set_offline(False)
    page.get_by_role("button", name=says("Take it off this tablet")).tap()
    expect(page.get_by_label(says("Your password"))).to_be_visible()
    assert stores(page) == EMPTY
