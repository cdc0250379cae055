"""Words that the server does not have yet wait on the tablet: they survive it, nobody can read them there, and each arrives once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, Route, expect

from webapp import watching
from webapp.store import accounts
from webapp.store.documents import read_changes, read_document, save_changes
from words_pictures.change import Write
from words_pictures.definition import definitions
from words_pictures.document import new_id

from .conftest import (
    Site,
    ready,
    says,
    sign_in,
    signed_in,
    story_made,
    wait_until_saved,
    words_field,
)
from .stores import EMPTY, battery_runs_flat, stores, wait_until_nothing_waits, wait_until_put_by

MARKER = "Zilverreiger"
WAITING = "On this tablet words are waiting that could not be saved by themselves: somebody else wrote there too."
LOSES = "Some words on this tablet are not saved yet. If you sign out now, they are gone. Sign out all the same?"


@pytest.fixture
def bench(site: Site, tablet: BrowserContext, client: FlaskClient) -> Page:
    page = tablet.new_page()
    page.goto(story_made(client, site))
    ready(page)
    return page


def kept(site: Site, page: Page) -> list[str]:
    found = re.search("/documents/([0-9a-f]{32})", page.url)
    assert found
    changes = (one.kept.change for one in read_changes(site.app.extensions["database"], found[1]))
    return [str(one.value) for one in changes if isinstance(one, Write) and "/words@" in one.address]


def cut_off(page: Page) -> None:
    """No answer from the server, while the browser claims that there is a network."""
    page.context.route("**/*", lambda route: route.abort())


def connected(page: Page) -> None:
    page.context.unroute("**/*")


def test_words_without_a_network_wait_sealed_and_are_gone_from_the_tablet_when_they_are_saved(
    site: Site, bench: Page
) -> None:
    bench.context.set_offline(True)
    words_field(bench).press_sequentially(f"{MARKER} aan het water")
    wait_until_put_by(bench)
    dump = json.dumps(stores(bench))
    assert MARKER not in dump
    assert "water" not in dump
    bench.context.set_offline(False)
    wait_until_saved(bench)
    wait_until_nothing_waits(bench)
    assert kept(site, bench) == [f"{MARKER} aan het water"]


def test_the_dump_would_find_words_that_are_not_sealed(bench: Page) -> None:
    bench.evaluate("(words) => localStorage.setItem('x', words)", MARKER)
    assert MARKER in json.dumps(stores(bench))


def test_saved_words_leave_nothing_behind(bench: Page) -> None:
    words_field(bench).press_sequentially("Alles gezegd.")
    wait_until_saved(bench)
    wait_until_nothing_waits(bench)


def test_a_flat_battery_takes_no_word_with_it(site: Site, bench: Page, tablet: BrowserContext) -> None:
    address = bench.url
    cut_off(bench)
    words_field(bench).press_sequentially(f"{MARKER} bij de brug")
    wait_until_put_by(bench)
    battery_runs_flat(bench)
    tablet.unroute("**/*")
    again = tablet.new_page()
    again.goto(address)
    expect(words_field(again)).to_have_value(f"{MARKER} bij de brug")
    wait_until_saved(again)
    wait_until_nothing_waits(again)
    assert kept(site, again) == [f"{MARKER} bij de brug"]


def test_they_are_sent_from_any_page_as_soon_as_somebody_is_signed_in_again(
    site: Site, bench: Page, tablet: BrowserContext
) -> None:
    address = bench.url
    tablet.clear_cookies()
    words_field(bench).press_sequentially("De sessie was voorbij.")
    expect(bench.locator("form.passage.words")).to_have_attribute("data-state", "failed")
    wait_until_put_by(bench)
    battery_runs_flat(bench)
    other = tablet.new_page()
    sign_in(other, site)
    wait_until_nothing_waits(other)
    other.goto(address)
    expect(words_field(other)).to_have_value("De sessie was voorbij.")
    assert kept(site, other) == ["De sessie was voorbij."]


def test_an_answer_that_got_lost_leaves_one_change(site: Site, bench: Page) -> None:
    lost: list[int] = []

    def commits_and_is_lost(route: Route) -> None:
        route.fetch()
        lost.append(1)
        route.abort()

    bench.route("**/changes", commits_and_is_lost, times=1)
    words_field(bench).press_sequentially("Eén keer.")
    wait_until_saved(bench)
    wait_until_nothing_waits(bench)
    assert lost
    assert kept(site, bench) == ["Eén keer."]


def test_what_was_overtaken_meanwhile_becomes_a_question(
    site: Site, bench: Page, tablet: BrowserContext, device: Callable[..., BrowserContext]
) -> None:
    address = bench.url
    cut_off(bench)
    words_field(bench).press_sequentially("Van de tablet.")
    wait_until_put_by(bench)
    battery_runs_flat(bench)
    phone = device(400, 800)
    signed_in(phone, site)
    other = phone.new_page()
    other.goto(address)
    ready(other)
    words_field(other).fill("Van de telefoon.")
    wait_until_saved(other)
    tablet.unroute("**/*")
    home = tablet.new_page()
    home.goto(site.url)
    banner = home.locator(".banner")
    expect(banner).to_contain_text(
        says("On this tablet words are waiting that could not be saved by themselves: somebody else wrote there too.")
    )
    banner.get_by_role("link").tap()
    panel = home.locator(".overtaken")
    expect(panel).to_contain_text("Van de telefoon.")
    expect(panel.get_by_role("textbox")).to_have_value("Van de tablet.")
    wait_until_put_by(home)  # until somebody has chosen
    assert kept(site, home)[:1] == ["Van de telefoon."]


def test_signing_out_takes_what_waits_with_it_and_asks_first(site: Site, bench: Page) -> None:
    bench.route("**/changes", lambda route: route.abort())
    words_field(bench).press_sequentially("Nog niet bewaard")
    wait_until_put_by(bench)
    asked: list[str] = []
    bench.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    bench.evaluate("() => { for (const form of document.querySelectorAll('form[data-passage]')) form.remove(); }")
    bench.evaluate("() => document.querySelector('[data-signs-out]').requestSubmit()")
    bench.wait_for_url("**/sign-in*")
    assert asked == [says(LOSES)]
    assert stores(bench) == EMPTY


def test_after_a_day_nobody_can_open_them_and_they_are_gone(
    site: Site, bench: Page, tablet: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, hour = bench.url, watching.this_hour()
    cut_off(bench)
    words_field(bench).press_sequentially("Van gisteren")
    wait_until_put_by(bench)
    battery_runs_flat(bench)
    tablet.unroute("**/*")
    monkeypatch.setattr(watching, "this_hour", lambda: hour + 25)
    kept_for_the_old_clock = tablet.new_page()
    kept_for_the_old_clock.goto(address)
    ready(kept_for_the_old_clock)
    kept_for_the_old_clock.wait_for_timeout(800)
    expect(words_field(kept_for_the_old_clock)).to_have_value("")
    later = tablet.new_page()
    later.clock.install(time=(hour + 26) * 3600 * 1000)
    later.goto(address)
    wait_until_nothing_waits(later)
    assert kept(site, later) == []


def test_a_mothers_words_wait_under_her_own_key_and_stay_hers(site: Site, bench: Page, tablet: BrowserContext) -> None:
    bench.get_by_role("link", name=says("Give the tablet to …")).tap()
    bench.get_by_role("button", name=says("%(name)s writes", name="Samira")).tap()
    ready(bench)
    address = bench.url
    bench.route("**/changes", lambda route: route.abort())
    words_field(bench).press_sequentially("Ik schaam mij.")
    wait_until_put_by(bench)
    battery_runs_flat(bench)
    again = tablet.new_page()
    again.goto(address)
    expect(words_field(again)).to_have_value("Ik schaam mij.")
    wait_until_saved(again)
    wait_until_nothing_waits(again)
    assert kept(site, again) == ["Ik schaam mij."]


def test_words_for_a_passage_that_was_made_two_views_meanwhile_are_asked_about_on_its_page(
    site: Site, bench: Page, tablet: BrowserContext
) -> None:
    address = bench.url
    cut_off(bench)
    words_field(bench).press_sequentially("Van de tablet.")
    wait_until_put_by(bench)
    battery_runs_flat(bench)
    two_views(site, address)
    tablet.unroute("**/*")
    again = tablet.new_page()
    again.goto(address)
    panel = again.locator(".overtaken")
    expect(panel.get_by_role("heading", name=says("Somebody wrote here too. Which words stay?"))).to_be_visible()
    expect(panel.get_by_role("textbox")).to_have_value("Van de tablet.")
    again.wait_for_timeout(3500)
    expect(panel).to_have_count(1)
    panel.get_by_role("button", name=says("Take these words")).first.tap()
    expect(panel).to_have_count(0)
    wait_until_nothing_waits(again)
    expect(again.locator(".says")).to_have_count(2)


def test_an_editor_with_unsaved_words_stays_when_its_passage_is_made_two_views(site: Site, bench: Page) -> None:
    bench.route("**/changes", lambda route: route.abort())
    words_field(bench).press_sequentially("Nog niet verstuurd.")
    wait_until_put_by(bench)
    bench.evaluate("() => document.activeElement.blur()")
    two_views(site, bench.url)
    expect(bench.locator(".says")).to_have_count(2)
    expect(words_field(bench)).to_have_value("Nog niet verstuurd.")


def test_an_editor_that_is_opened_while_the_page_asks_what_is_new_stays_too(site: Site, bench: Page) -> None:
    asks: list[Route] = []
    bench.route("**/news?*", lambda route: asks.append(route))
    with bench.expect_request("**/news?*"):
        pass
    two_views(site, bench.url)
    words_field(bench).press_sequentially("Net begonnen.")
    for one in asks:
        with bench.expect_response("**/news?*"):
            one.continue_()
    bench.unroute("**/news?*")
    expect(bench.get_by_role("heading", name=says("Somebody wrote here too. Which words stay?"))).to_be_visible()
    expect(bench.locator(".overtaken textarea")).to_have_value("Net begonnen.")
    assert "Net begonnen." in kept(site, bench)


TYPED_AT_ONCE = """document.addEventListener("DOMContentLoaded", () => {
  const area = document.querySelector("form.passage.words textarea");
  if (!area) return;
  area.value = "Meteen getypt.";
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""


def test_what_is_typed_before_the_words_that_wait_came_back_takes_none_of_them_away(
    site: Site, bench: Page, tablet: BrowserContext
) -> None:
    address = bench.url
    cut_off(bench)
    words_field(bench).press_sequentially("Van gisteren.")
    wait_until_put_by(bench)
    battery_runs_flat(bench)
    tablet.unroute("**/*")
    again = tablet.new_page()
    again.add_init_script(TYPED_AT_ONCE)
    again.goto(address)
    expect(again.locator("form.passage.words[data-state]")).to_have_count(0)
    wait_until_nothing_waits(again)
    assert "Van gisteren." in kept(site, again)
    expect(again.locator("form.passage.words textarea, .overtaken textarea")).to_have_value("Meteen getypt.")
    assert "Meteen getypt." in kept(site, again)


def test_words_that_came_back_stay_when_one_goes_on_in_their_field(
    site: Site, bench: Page, tablet: BrowserContext
) -> None:
    address = bench.url
    cut_off(bench)
    words_field(bench).press_sequentially("Van gisteren.")
    wait_until_put_by(bench)
    battery_runs_flat(bench)
    tablet.unroute("**/*")
    again = tablet.new_page()
    again.goto(address)
    expect(words_field(again)).to_have_value("Van gisteren.")
    wait_until_saved(again)
    words_field(again).fill("Van vandaag.")
    wait_until_saved(again)
    assert kept(site, again) == ["Van gisteren.", "Van vandaag."]


def test_who_goes_on_without_a_network_is_asked_and_the_words_come_after(site: Site, bench: Page) -> None:
    asked: list[str] = []
    bench.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    bench.route("**/changes", lambda route: route.abort())
    words_field(bench).press_sequentially("Onderweg.")
    wait_until_put_by(bench)
    bench.get_by_role("link", name=says("Next page")).tap()
    expect(bench.locator("#strip [aria-current=page] .number")).to_have_text("2")
    assert asked == ["beforeunload"]
    bench.unroute("**/changes")
    bench.reload()
    wait_until_nothing_waits(bench)
    assert kept(site, bench) == ["Onderweg."]


def two_views(site: Site, address: str) -> None:
    """What two others did with the first passage meanwhile, each of whom sees it in another way."""
    found = re.search("/documents/([0-9a-f]{32})/scenes/([0-9a-f]{32})", address)
    assert found
    database, place = site.app.extensions["database"], f"scenes/{found[2]}/words"
    stored = read_document(database, found[1])
    assert stored is not None
    voices = ("together", "judge")
    changes = [
        Write(f"{new_id()}.1", "together", f"{place}@nl", "Zo zeggen wij het.", 10**9),
        *(Write(f"{new_id()}.1", voice, f"{place}@nl.{voice}", f"Zo zegt {voice} het.", 0) for voice in voices),
        Write(f"{new_id()}.1", "together", f"{place}@nl", None, 10**9),
    ]
    account = accounts.read_accounts(database)[0]
    save_changes(database, found[1], account.id, definitions()[stored.document.definition], changes, lambda *_: True)
