"""Two tablets on one story: each sees the other's words, and nobody's hands are disturbed."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from webapp.store.documents import read_changes
from words_pictures.change import Write

from .conftest import PHONE, Site, ready, says, signed_in, story_made, wait_until_saved, words_field
from .stores import wait_until_nothing_waits

AWKWARD = "مرحبا ወይን 🦊 <&{{ é́"
SEEN_WITHIN_S = 3.0


class Two:
    """The tablet on the sofa, the phone at the table, and a client to do things behind their backs."""

    def __init__(self, site: Site, tablet: BrowserContext, phone: BrowserContext) -> None:
        self.site, self.client = site, signed_in(tablet, site)
        signed_in(phone, site)
        self.address = story_made(self.client, site)
        self.tablet, self.phone = tablet.new_page(), phone.new_page()
        for page in (self.tablet, self.phone):
            page.goto(self.address)
            ready(page)


@pytest.fixture
def two(site: Site, tablet: BrowserContext, device: Callable[..., BrowserContext]) -> Two:
    return Two(site, tablet, device(*PHONE))


def scene_id(page: Page) -> str:
    return page.url.partition("/scenes/")[2].partition("#")[0].partition("?")[0]


def kept(two: Two) -> list[str]:
    document_id = two.address.rpartition("/")[2]
    changes = (one.kept.change for one in read_changes(two.site.app.extensions["database"], document_id))
    return [str(one.value) for one in changes if isinstance(one, Write) and "/words@" in one.address]


def act(two: Two, doing: str, scene: str) -> None:
    """Something done with a page on a third tablet."""
    document = two.address.rpartition("/")[2]
    seen = 10**6
    answer = two.client.post(
        f"{two.site.url}/documents/{document}/scenes/{scene}",
        data={"do": doing, "seen": seen},
        headers={"Origin": two.site.url},
    )
    assert answer.status_code == 303


def test_each_sees_the_others_words_within_three_seconds_and_hears_it_once(two: Two) -> None:
    words_field(two.tablet).fill(AWKWARD)
    wait_until_saved(two.tablet)
    saved = time.monotonic()
    expect(words_field(two.phone)).to_have_value(AWKWARD)
    assert time.monotonic() - saved < SEEN_WITHIN_S
    expect(two.phone.locator("#spoken")).to_have_text(says("Changed just now. Words of: %(name)s.", name="samen"))
    two.phone.evaluate("() => { document.getElementById('spoken').textContent = ''; }")
    two.phone.wait_for_timeout(3500)
    expect(two.phone.locator("#spoken")).to_have_text("")
    expect(two.tablet.locator("#spoken")).to_have_text("")


def test_who_is_writing_is_shown_by_name_where_they_write(two: Two) -> None:
    two.tablet.get_by_role("button", name="Samira").tap()
    words_field(two.tablet).tap()
    here = says("%(name)s is writing here …", name="Samira")
    expect(two.phone.locator("form.passage.words + .elsewhere")).to_have_text(here)
    expect(two.phone.locator("#strip .strip-here .face")).to_have_count(1)
    two.tablet.locator("body").evaluate("() => document.activeElement.blur()")
    expect(two.phone.locator("form.passage.words + .elsewhere")).to_have_text("")


def test_an_open_editor_keeps_its_caret_its_selection_and_its_place(two: Two) -> None:
    page, field = two.tablet, words_field(two.tablet)
    field.fill("Het was nacht en koud")
    wait_until_saved(page)
    before = page.evaluate("""() => { const area = document.querySelector('form.passage.words textarea');
        area.dataset.mine = 'yes'; area.focus(); area.setSelectionRange(4, 13); window.scrollTo(0, 30);
        return window.scrollY; }""")
    first = scene_id(page)
    others = [one for one in strip(page) if one != first]
    for doing, scene in (("double", others[0]), ("earlier", others[1]), ("take_out", others[0]), ("double", first)):
        act(two, doing, scene)
        page.wait_for_timeout(600)
    expect(page.locator("#strip ol > li")).to_have_count(5)
    now = page.evaluate("""() => { const area = document.activeElement;
        return [area.dataset.mine, area.value, area.selectionStart, area.selectionEnd, window.scrollY]; }""")
    assert now == ["yes", "Het was nacht en koud", 4, 13, before]


def strip(page: Page) -> list[str]:
    return [
        one.removeprefix("page-") for one in page.locator("#strip ol > li").evaluate_all("all => all.map(o => o.id)")
    ]


def test_nothing_typed_is_lost_while_the_other_tablet_works(two: Two) -> None:
    field, said = words_field(two.tablet), ""
    field.tap()
    for number in range(20):
        field.press_sequentially(f"zin {number}. ", delay=4)
        said += f"zin {number}. "
        if number % 4 == 0:
            two.phone.locator("form.passage.heading textarea").fill(f"Titel {number}")
        two.tablet.wait_for_timeout(230)
    wait_until_saved(two.tablet)
    assert kept(two) == [said]
    expect(two.tablet.locator("form.passage.heading textarea")).to_have_value("Titel 16")
    expect(words_field(two.phone)).to_have_value(said)


def test_what_somebody_wrote_where_one_is_comes_when_one_leaves(two: Two) -> None:
    words_field(two.tablet).focus()
    words_field(two.phone).fill("Van de telefoon.")
    wait_until_saved(two.phone)
    beside = two.tablet.locator("form.passage.words + .elsewhere")
    expect(beside).to_contain_text(says("Changed just now. Words of: %(name)s.", name="samen"))
    expect(words_field(two.tablet)).to_have_value("")
    beside.get_by_role("button", name=says("Show me")).tap()
    expect(words_field(two.tablet)).to_have_value("Van de telefoon.")
    expect(beside.locator(".newer")).to_have_count(0)


def test_both_wordings_stay_on_the_page_while_it_asks_what_is_new(two: Two) -> None:
    words_field(two.tablet).focus()
    words_field(two.phone).fill("Van de telefoon.")
    wait_until_saved(two.phone)
    words_field(two.tablet).fill("Van de tablet.")
    panel = two.tablet.locator(".overtaken")
    expect(panel).to_be_visible()
    two.phone.locator("form.passage.heading textarea").fill("Nog een titel")
    expect(two.tablet.locator("form.passage.heading textarea")).to_have_value("Nog een titel")
    expect(panel).to_contain_text("Van de telefoon.")
    expect(panel.get_by_role("textbox")).to_have_value("Van de tablet.")


def test_a_page_taken_out_under_an_open_editor_keeps_its_words_and_comes_back(two: Two) -> None:
    words_field(two.tablet).fill("Half")
    wait_until_saved(two.tablet)
    words_field(two.tablet).focus()
    act(two, "take_out", scene_id(two.tablet))
    expect(two.tablet.get_by_text(says("This page has been taken out. Its words are kept."))).to_be_visible()
    words_field(two.tablet).press_sequentially(" en heel")
    panel = two.tablet.locator(".overtaken")
    expect(panel.get_by_role("heading", name=says("This page was taken out meanwhile"))).to_be_visible()
    panel.get_by_role("button", name=says("Bring the page back, with what I wrote")).tap()
    expect(words_field(two.tablet)).to_have_value("Half en heel")
    expect(words_field(two.phone)).to_have_value("Half en heel")


def test_a_page_taken_out_under_an_open_editor_is_left_so_and_its_words_lie_with_the_earlier_ones(two: Two) -> None:
    page = two.tablet
    words_field(page).fill("Half")
    wait_until_saved(page)
    act(two, "take_out", scene_id(page))
    words_field(page).fill("Heel")
    panel = page.locator(".overtaken")
    expect(panel.get_by_role("heading", name=says("This page was taken out meanwhile"))).to_be_visible()
    panel.get_by_role("textbox").fill("Helemaal")
    panel.get_by_role("button", name=says("Leave it as it is now")).tap()
    expect(page.locator("#strip ol > li")).to_have_count(3)
    expect(panel).to_have_count(0)
    assert kept(two) == ["Half", "Heel", "Helemaal"]
    wait_until_nothing_waits(page)
    expect(page.locator(".banner")).to_have_count(0)


def test_who_is_tapped_writes_at_once_and_the_words_before_stay_with_who_wrote_them(two: Two) -> None:
    field = words_field(two.tablet)
    field.press_sequentially("Wij samen.")
    two.tablet.get_by_role("button", name="Samira").tap()
    field.press_sequentially(" En ik.")
    wait_until_saved(two.tablet)
    assert kept(two) == ["Wij samen.", "Wij samen. En ik."]
    expect(two.tablet.locator("form.passage.words .whose")).to_have_text(says("Words of: %(name)s", name="Samira"))
    two.tablet.wait_for_timeout(2000)
    expect(two.tablet.get_by_role("button", name="Samira")).to_have_attribute("aria-pressed", "true")
    two.tablet.reload()
    expect(two.tablet.get_by_role("button", name="Samira")).to_have_attribute("aria-pressed", "true")


def test_a_fold_that_was_opened_stays_open(two: Two) -> None:
    fold = two.tablet.locator("#audience")
    fold.locator("summary").tap()
    fold.get_by_label(says("Only us, the grown-ups")).check()
    words_field(two.phone).fill("Iets nieuws.")
    expect(words_field(two.tablet)).to_have_value("Iets nieuws.")
    expect(fold).to_have_attribute("open", "")
    expect(fold.get_by_label(says("Only us, the grown-ups"))).to_be_checked()


def test_a_slow_or_failing_server_multiplies_no_questions_and_puts_nothing_in_the_page(two: Two) -> None:
    asked: list[float] = []

    def fails(route: Route) -> None:
        asked.append(time.monotonic())
        route.fulfill(status=500, body="<p>kapot</p>")

    two.tablet.route("**/news?*", fails)
    while len(asked) < 4:
        two.tablet.wait_for_timeout(100)
    assert asked[3] - asked[0] > 3
    expect(two.tablet.get_by_text("kapot")).to_have_count(0)
    two.tablet.unroute("**/news?*")
    words_field(two.phone).fill("Toch aangekomen.")
    expect(words_field(two.tablet)).to_have_value("Toch aangekomen.")


def test_a_mother_with_the_tablet_sees_what_the_worker_writes_in_her_passage(two: Two) -> None:
    two.tablet.get_by_role("link", name=says("Give the tablet to …")).tap()
    two.tablet.get_by_role("button", name=says("%(name)s writes", name="Samira")).tap()
    ready(two.tablet)
    words_field(two.phone).fill("Pieter begint.")
    expect(words_field(two.tablet)).to_have_value("Pieter begint.")
    words_field(two.tablet).focus()
    expect(two.phone.locator("form.passage.words + .elsewhere")).to_have_text(
        says("%(name)s is writing here …", name="Samira")
    )
