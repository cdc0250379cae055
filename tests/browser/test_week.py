"""The week of a plan filled in by touch: each time is a line that opens, and what is open is said at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .world import World, lived_in

PLAN = """
id = "a-week"
reading = "form"
name = "A plan with a week"
[[parts]]
key = "languages"
type = "languages"
audience = "everyone"
label = "Languages"
[[parts]]
key = "people"
type = "people"
audience = "everyone"
label = "For whom is this paper?"
[[parts]]
key = "week"
type = "week"
audience = "everyone"
label = "The week"
help = "When is a parent away, and who is with the children then?"
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("definitions")
    (folder / "a-week.toml").write_text(PLAN, "utf-8")
    with lived_in(tmp_path_factory.mktemp("weeks")) as (dutch, _):
        app = dutch.site.app
        app.extensions["config"] = replace(app.extensions["config"], definitions=folder)
        yield dutch


@pytest.fixture
def phone(world: World, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 740}, has_touch=True, locale="en-GB")
    context.add_cookies([{"name": "session", "value": world.token("worker", language="en"), "url": world.site.url}])
    yield context.new_page()
    context.close()


@pytest.fixture
def week(world: World, phone: Page) -> Page:
    """The page of a plan in which nothing is filled in yet."""
    made = world.client().post(
        f"{world.site.url}/families/{world.family}/documents/new", data={"kind": "a-week", "language": "en"}
    )
    document = made.location.rpartition("/documents/")[2].partition("/")[0]
    phone.goto(f"{world.site.url}/documents/{document}/fill")
    phone.locator("form.week[data-htmx-powered]").wait_for(state="attached")
    return phone


def _fill(phone: Page, key: str, who: str, days: tuple[str, ...], begin: str, end: str) -> Locator:
    """The next empty line of one of the lists, opened and filled in by tapping."""
    shift = phone.locator(f"[id$=-{key}] .one-more")
    shift.locator("summary").first.tap()
    shift = phone.locator(f"[id$=-{key}] .shift[open]")
    shift.get_by_label(who, exact=True).first.tap()
    for day in days:
        shift.get_by_label(day, exact=True).tap()
    for name, time in (("from", begin), ("to", end)):
        with phone.expect_response("**/values"):
            shift.locator(f"[name$='.{name}']").fill(time)
            shift.locator(f"[name$='.{name}']").press("Tab")
    return shift


def test_a_gap_is_said_when_somebody_is_away_and_goes_when_somebody_comes(week: Page) -> None:
    away = _fill(week, "away", "Kasia", ("Monday", "Wednesday"), "17:40", "21:55")
    gaps = week.locator(".week-gaps")
    expect(gaps).to_have_text("Monday and Wednesday from 17:40 to 21:55 there is nobody yet.")
    expect(away).to_have_attribute("open", "")
    away.locator("[data-shift-done]").tap()
    expect(week.locator("[id$=-away] summary", has_text="17:40")).to_be_visible()
    there = _fill(week, "there", "Ewa", ("Monday",), "17:30", "22:00")
    expect(gaps).to_have_text("Wednesday from 17:40 to 21:55 there is nobody yet.")
    there.get_by_label("Wednesday", exact=True).tap()
    expect(gaps).to_have_text("Whenever the parents are away, somebody is there.")


def test_a_time_that_is_taken_out_is_gone_and_the_others_stay(week: Page) -> None:
    for day in ("Monday", "Tuesday"):
        _fill(week, "away", "Kasia", (day,), "17:40", "21:55").locator("[data-shift-done]").tap()
        expect(week.locator("[id$=-away] summary", has_text=day)).to_be_visible()
        expect(week.locator("[id$=-away] .one-more :checked[type=checkbox]")).to_have_count(0)
    week.locator("[id$=-away] summary", has_text="Monday").tap()
    week.locator("[id$=-away] .shift[open] [name=out]").tap()
    expect(week.locator("[id$=-away] > .shift:not(.one-more)")).to_have_count(1)
    expect(week.locator(".week-gaps")).to_have_text("Tuesday from 17:40 to 21:55 there is nobody yet.")
    expect(week.locator("[id$=-away-0] .days :checked")).to_have_value("1")


def test_a_phone_of_320_pixels_is_wide_enough(week: Page) -> None:
    _fill(week, "away", "Kasia", ("Monday",), "17:40", "21:55")
    expect(week.locator(".week-chart")).to_be_visible()
    assert week.evaluate("() => document.documentElement.scrollWidth") == 320
