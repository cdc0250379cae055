"""The demo's plan by touch: mum fills it in on the tablet she was given, five sign, a rule changes, and two papers come out in Word."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from webapp.store import documents
from words_pictures.demo import demo_plan
from words_pictures.document import Document, new_id

from .conftest import PASSWORD, says
from .world import World, lived_in

MILA_SAYS = "Ik wil dat er iemand is als Oskar huilt"
ROUND = ("Kasia", "Ewa", "Rita", "Nele", "Joris")
THINKS = "Dat vind ik ook."
NEW_RULE = "Joris brengt de kinderen op vrijdag naar school."


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with lived_in(tmp_path_factory.mktemp("plan")) as (dutch, _):
        yield dutch


@pytest.fixture
def plan(world: World) -> str:
    """The id of a plan like the demo's in the family of the demo."""
    document = replace(demo_plan("plan")[0], id=new_id())
    documents.save_whole_document(world.database, world.family, document)
    return document.id


def test_a_plan_is_filled_in_signed_changed_and_given_to_the_judge_and_to_grandmother(
    world: World, tablet: BrowserContext, plan: str
) -> None:
    tablet.add_cookies([{"name": "session", "value": world.token("worker"), "url": world.site.url}])
    page = tablet.new_page()
    page.goto(f"{world.site.url}/documents/{plan}/fill")
    page.locator(".bench-bar").get_by_role("link", name=says("Give the tablet to …")).tap()
    page.get_by_role("button", name=says("%(name)s writes", name="Kasia")).tap()
    _mum_says_what_she_thinks(page, world, plan)
    _mum_makes_a_rule(page, world, plan)
    _back(page, ".leave")
    page.goto(f"{world.site.url}/documents/{plan}/sign")
    expect(page.locator(".lead")).to_contain_text(says("Version %(number)s.", number=3))
    page.get_by_role("button", name=says("%(name)s reads and signs", name=ROUND[0])).tap()
    for name, following in zip(ROUND, (*ROUND[1:], ""), strict=True):
        _signs(page, name, following)
    _back(page, "main form[action$='/stop'] .button")
    expect(page.locator(".lead")).to_contain_text("Kasia, Ewa, Rita, Nele en Joris")
    changed = {f"{_rule_1(world, plan)}/words@nl": "Ewa en Beata zijn bij ons thuis."}
    world.write(plan, changed, by="kasia", definition="safety-plan")
    page.goto(f"{world.site.url}/documents/{plan}/sign")
    expect(page.locator(".lead")).to_contain_text(says("Version %(number)s.", number=4))
    expect(page.locator(".changes ins")).to_have_text("Ewa en Beata zijn bij ons thuis.")
    expect(page.locator(".changes del")).to_contain_text("Ewa is bij ons thuis")
    judge = _word(page, world, plan, "mevrouw Claes", "nl")
    assert re.search("B1\\W+Mila en Oskar zijn nooit alleen", judge)
    assert not re.search(r"0400|\+32", judge)
    assert MILA_SAYS not in judge
    rita = _word(page, world, plan, "Rita", "pl")
    assert "Rita jest u nas" in rita
    assert "0400 11 22 01" in rita
    assert "0400 11 22 02" not in rita
    assert MILA_SAYS not in rita


def test_milas_paper_printed_by_the_browser_says_whom_to_call_in_danger(
    world: World, tablet: BrowserContext, plan: str, tmp_path: Path
) -> None:
    printed = _printed(_paper(world, tablet, plan, "mila"), tmp_path)
    assert "Is er gevaar? Bel 112." in printed
    assert "Awel: 102" in printed


def test_what_only_opens_on_a_screen_is_not_printed_closed(
    world: World, tablet: BrowserContext, plan: str, tmp_path: Path
) -> None:
    page = _paper(world, tablet, plan, "claes")
    table = page.locator(".scale-table")
    expect(table).to_have_count(1)
    assert says("The same as a table") not in _printed(page, tmp_path)
    table.locator("summary").tap()
    assert says("The same as a table") in _printed(page, tmp_path)


def test_what_is_said_in_two_languages_stands_side_by_side(world: World, tablet: BrowserContext, plan: str) -> None:
    tablet.add_cookies([{"name": "session", "value": world.token("worker"), "url": world.site.url}])
    page = tablet.new_page()
    page.goto(f"{world.site.url}/documents/{plan}/fill?in=nl&beside=pl")
    one, other = (page.locator(".tongues").first.locator(".tongue").nth(n) for n in (0, 1))
    expect(other).to_be_visible()
    tops = [side.locator(".tongue-name").bounding_box() for side in (one, other)]
    assert tops[0]
    assert tops[1]
    assert (tops[0]["y"], tops[0]["x"] < tops[1]["x"]) == (tops[1]["y"], True)
    assert other.evaluate("one => getComputedStyle(one).borderBlockStartWidth") == "0px"


def test_a_date_is_not_divided_on_a_paper(world: World, tablet: BrowserContext, plan: str) -> None:
    page = _paper(world, tablet, plan, "kasia")
    dates = re.findall(r"donderdag\s18\smaart", page.locator(".printed-paper").inner_text())
    assert set(dates) == {"donderdag 18\N{NO-BREAK SPACE}maart"}


def test_nothing_lies_over_something_else_on_a_printed_paper(
    world: World, tablet: BrowserContext, plan: str, tmp_path: Path
) -> None:
    page = _paper(world, tablet, plan, "joris")
    page.emulate_media(media="print")
    shown = "one => [one, ...one.querySelectorAll('.stack, .entries')].map(inner => getComputedStyle(inner).display)"
    # Chromium lays what is in a grid over what goes on from the page before.
    assert set(page.locator(".printed-paper").evaluate(shown)) == {"block"}


def _paper(world: World, tablet: BrowserContext, plan: str, reader: str) -> Page:
    tablet.add_cookies([{"name": "session", "value": world.token("worker"), "url": world.site.url}])
    page = tablet.new_page()
    page.goto(f"{world.site.url}/documents/{plan}/paper?for={reader}")
    return page


def _printed(page: Page, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(page.pdf())
    told = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True).stdout.decode()
    return " ".join(told.split())


def _mum_says_what_she_thinks(page: Page, world: World, plan: str) -> None:
    page.locator("#bottom_lines .item-card").first.tap()
    expect(page.locator(".who-may").first).to_be_visible()
    expect(page.locator("form.passage [name=address][value*='/words@']")).to_have_count(0)
    field = page.locator("form.passage:has([name=address][value*='/thinks@']) textarea").first
    page.locator("form.passage[data-htmx-powered]").first.wait_for()
    field.fill(THINKS)
    with page.expect_response("**/changes"):
        field.blur()
    file = documents.read_file(world.database, world.family)
    assert file is not None
    line = f"bottom_lines/{file.order['bottom_lines'][0]}/thinks"
    assert THINKS in [str(entry.value) for address, entry in file.entries.items() if address.startswith(f"{line}@")]


def _mum_makes_a_rule(page: Page, world: World, plan: str) -> None:
    page.goto(f"{world.site.url}/documents/{plan}/fill")
    page.locator("#rules form button[value=add]").last.tap()
    page.locator("form.passage[data-htmx-powered]").first.wait_for()
    field = page.locator("form.passage:has([name=address][value*='/words@']) textarea").first
    field.fill(NEW_RULE)
    with page.expect_response("**/changes"):
        field.blur()
    with page.expect_response("**/values"):
        page.locator(".box-people").first.get_by_label("Joris", exact=True).tap()
    document = _document(world, plan)
    rule = f"rules/{document.order['rules'][-1]}"
    assert document.ids(f"{rule}/who") == ("joris",)
    assert NEW_RULE in [document.words(f"{rule}/words", one) for one in document.languages()]


def _signs(page: Page, name: str, following: str) -> None:
    expect(page.locator(".lead").first).to_contain_text(name)
    canvas = page.locator("[data-sign] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 80, steps=4)
    page.mouse.up()
    page.locator("#sign .row .button").tap()
    page.wait_for_url("**/sign/done")
    if following:
        page.get_by_role("button", name=following, exact=True).tap()
        page.wait_for_url("**/sign/own")


def _back(page: Page, stop: str) -> None:
    page.locator(stop).first.tap()
    page.locator(".cover-page summary").tap()
    page.locator("#password").fill(PASSWORD)
    page.locator(".cover-page form .button").tap()
    page.locator(".bench-bar").wait_for()


def _word(page: Page, world: World, plan: str, reader: str, language: str) -> str:
    page.goto(f"{world.site.url}/documents/{plan}/paper")
    page.locator("#for").select_option(label=reader)
    page.locator("#language").select_option(language)
    with page.expect_download() as download:
        page.get_by_role("button", name=says("Make the Word file")).tap()
    file = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    lines = [one for one in file.element.body.iter() if str(one.tag).endswith("}p")]
    texts = ("".join(one.text or "" for one in line.iter() if str(one.tag).endswith("}t")) for line in lines)
    return re.sub(r"[\u00a0\u202f\u2066-\u2069]", " ", " ".join(texts))


def _document(world: World, plan: str) -> Document:
    stored = documents.read_document(world.database, plan)
    assert stored is not None
    return stored.document


def _rule_1(world: World, plan: str) -> str:
    return f"rules/{_document(world, plan).order['rules'][0]}"
