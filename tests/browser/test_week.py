"""The week of a plan filled in by touch: each time is a line that opens, and what is open is said at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from words_pictures.document import new_id

from .findings import TARGET_PX, by_axe, by_ruler
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
    phone.goto(f"{world.site.url}/documents/{_begun(world)}/fill")
    phone.locator("form.week[data-htmx-powered]").wait_for(state="attached")
    return phone


def _begun(world: World) -> str:
    made = world.client().post(
        f"{world.site.url}/families/{world.family}/documents/new", data={"kind": "a-week", "language": "en"}
    )
    return made.location.rpartition("/documents/")[2].partition("/")[0]


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


def _from_elsewhere(world: World, page: Page, days: list[str]) -> None:
    """Another tablet fills in that Kasia is away on these days, whatever stands there."""
    document = page.url.rpartition("/documents/")[2].partition("/")[0]
    address, form = f"{world.site.url}/documents/{document}/fill", ""
    # What was typed last in the line may still be on its way.
    for _ in range(50):
        form = world.client().get(address).text.partition('value="week@value"')[2]
        if 'value="21:55"' in form:
            break
        page.wait_for_timeout(100)
    said = {
        "address": "week@value",
        "change": f"{new_id()}.1",
        "seen": re.findall('name="seen" value="([0-9]+)"', form)[0],
    }
    hours = {"away.0.who": "kasia", "away.0.days": days, "away.0.from": "17:40", "away.0.to": "21:55"}
    answer = world.client().post(f"{world.site.url}/documents/{document}/values", data={**said, **hours})
    assert answer.status_code == 303


def test_a_line_that_is_closed_shows_what_another_tablet_made_of_it(world: World, week: Page) -> None:
    _fill(week, "away", "Kasia", ("Monday",), "17:40", "21:55").locator("[data-shift-done]").tap()
    line = week.locator("[id$=-away-0]")
    expect(line.locator("summary").first).to_contain_text("Monday")
    line.locator("summary").first.tap()
    with week.expect_response("**/values"):
        line.get_by_label("Friday", exact=True).tap()
    line.locator("[data-shift-done]").tap()
    _from_elsewhere(world, week, ["1"])
    expect(line.locator("summary").first).to_contain_text("Tuesday")
    expect(line.locator(".days :checked")).to_have_count(1)
    expect(line.locator(".days :checked")).to_have_value("1")


@pytest.mark.parametrize(
    ("answer", "kept"), [("Keep what I filled in", "Monday and Friday"), ("Leave it as it is now", "Tuesday")]
)
def test_a_line_that_is_open_waits_and_the_person_decides(world: World, week: Page, answer: str, kept: str) -> None:
    line = _fill(week, "away", "Kasia", ("Monday",), "17:40", "21:55")
    _from_elsewhere(world, week, ["1"])
    expect(week.locator(".week-gaps")).to_contain_text("Tuesday")
    expect(line.get_by_label("Monday", exact=True)).to_be_checked()
    line.get_by_label("Friday", exact=True).tap()
    expect(week.locator("form.asked")).to_contain_text("Here stands now: When are the parents away? Tuesday")
    week.wait_for_timeout(2_000)  # longer than until the page asks what is new
    week.locator("form.asked").get_by_text(answer, exact=True).tap()
    expect(week.locator("form.asked, .wrong")).to_have_count(0)
    expect(week.locator(".week-gaps")).to_have_text(f"{kept} from 17:40 to 21:55 there is nobody yet.")


def test_without_scripts_a_week_is_filled_in_all_the_same(world: World, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    context.add_cookies([{"name": "session", "value": world.token("worker", language="en"), "url": world.site.url}])
    page = context.new_page()
    page.goto(f"{world.site.url}/documents/{_begun(world)}/fill")
    page.locator("[id$=-away] .one-more summary").first.click()
    line = page.locator("[id$=-away] .shift[open]")
    line.get_by_label("Kasia", exact=True).first.check()
    line.get_by_label("Monday", exact=True).check()
    line.locator("[name$='.from']").fill("17:40")
    line.locator("[name$='.to']").fill("21:55")
    line.get_by_role("button", name="Save").click()
    expect(page.locator(".week-gaps")).to_have_text("Monday from 17:40 to 21:55 there is nobody yet.")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it_on_a_phone_of_320_pixels(week: Page, scheme: Literal["light", "dark"]) -> None:
    week.emulate_media(color_scheme=scheme)
    _fill(week, "away", "Kasia", ("Monday",), "17:40", "21:55").locator(".special summary").tap()
    expect(week.locator(".week-chart")).to_be_visible()
    week.locator(".week-table summary").tap()
    assert week.evaluate("() => document.documentElement.scrollWidth") == 320
    assert by_axe(week)[0] == []
    assert by_ruler(week, "small", least=TARGET_PX) == []
    assert by_ruler(week, "cutOff") == []
