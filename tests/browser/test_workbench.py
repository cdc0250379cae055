"""Writing on the workbench: saved while one types, safe when the network goes, by touch, by keyboard, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from webapp.store import documents

from .conftest import (
    PASSWORD,
    TABLET,
    Site,
    new_family,
    ready,
    says,
    sign_in,
    signed_in,
    story_made,
    wait_until_saved,
    words_field,
)


@pytest.fixture
def bench(site: Site, tablet: BrowserContext) -> Page:
    """A new story of four places, open at the first; Samira can be writing too."""
    page = tablet.new_page()
    page.goto(story_made(signed_in(tablet, site), site))
    ready(page)
    return page


def kept_words(site: Site, page: Page) -> list[str]:
    """Every wording that the database holds for the open document, standing or earlier."""
    document_id = page.url.partition("/documents/")[2][:32]
    changes = documents.read_changes(site.app.extensions["database"], document_id)
    return [
        str(one.kept.change.value)
        for one in changes
        if one.kept.change.kind == "write" and "/words@" in one.kept.change.address
    ]


def test_half_typed_words_are_saved_but_not_kept_as_history(site: Site, bench: Page) -> None:
    words_field(bench).tap()
    words_field(bench).press_sequentially("Mama was moe.", delay=5)
    wait_until_saved(bench)
    words_field(bench).press_sequentially(" Papa ook.", delay=5)
    wait_until_saved(bench)
    words_field(bench).blur()
    wait_until_saved(bench)
    assert kept_words(site, bench) == ["Mama was moe. Papa ook."]


def test_what_stood_there_when_its_writer_left_is_kept(site: Site, bench: Page) -> None:
    words_field(bench).fill("Eerst dit.")
    words_field(bench).blur()
    wait_until_saved(bench)
    bench.wait_for_timeout(50)
    words_field(bench).focus()
    words_field(bench).fill("Toen dat.")
    wait_until_saved(bench)
    assert kept_words(site, bench) == ["Eerst dit.", "Toen dat."]


def test_on_a_slow_line_nobody_is_asked_about_their_own_words(site: Site, bench: Page) -> None:
    answers = list[int]()

    def late(route: Route) -> None:
        answer = route.fetch()
        answers.append(answer.status)
        bench.wait_for_timeout(700)
        route.fulfill(response=answer)

    bench.route("**/changes", late)
    with bench.expect_request("**/changes"):
        words_field(bench).fill("Eerst dit.")
    words_field(bench).press_sequentially(" En dat.")
    words_field(bench).blur()
    wait_until_saved(bench)
    words_field(bench).focus()
    words_field(bench).press_sequentially(" Toen nog iets.")
    wait_until_saved(bench)
    bench.unroute_all(behavior="wait")
    assert answers == [200, 200, 200]
    assert kept_words(site, bench) == ["Eerst dit. En dat.", "Eerst dit. En dat. Toen nog iets."]


def test_what_is_written_next_belongs_to_who_was_tapped(site: Site, bench: Page) -> None:
    words_field(bench).fill("Wij samen.")
    bench.get_by_role("button", name="Samira").tap()
    ready(bench)
    expect(words_field(bench)).to_have_value("Wij samen.")
    words_field(bench).fill("Ik schaamde mij.")
    wait_until_saved(bench)
    expect(bench.locator("form.passage.words .whose")).to_have_text(says("Words of: %(name)s", name="Samira"))
    assert kept_words(site, bench) == ["Wij samen.", "Ik schaamde mij."]


def test_without_a_network_the_words_stay_and_are_sent_when_it_is_back(site: Site, bench: Page) -> None:
    bench.context.set_offline(True)
    words_field(bench).fill("In de kelder is geen internet.")
    expect(bench.locator("form.passage.words .state")).to_contain_text(
        says("Not saved yet. Your words are still here; we keep trying.")[:16]
    )
    asked: list[str] = []
    bench.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with bench.expect_event("dialog"):
        bench.evaluate("() => { location.reload(); }")
    assert asked == ["beforeunload"]
    expect(words_field(bench)).to_have_value("In de kelder is geen internet.")
    bench.context.set_offline(False)
    wait_until_saved(bench)
    assert kept_words(site, bench) == ["In de kelder is geen internet."]


def test_a_dead_server_is_tried_again_until_it_answers(site: Site, bench: Page) -> None:
    broken = {"left": 2}

    def refuse(route) -> None:
        broken["left"] -= 1
        route.fulfill(status=503, body="") if broken["left"] >= 0 else route.continue_()

    bench.route("**/changes", refuse)
    words_field(bench).fill("Nog een keer.")
    wait_until_saved(bench)
    assert broken["left"] < 0
    assert kept_words(site, bench) == ["Nog een keer."]


def test_an_answer_that_got_lost_is_no_second_change(site: Site, bench: Page) -> None:
    lost = {"one": True}

    def lose(route) -> None:
        if lost.pop("one", False):
            route.fetch()
            route.abort()
        else:
            route.continue_()

    bench.route("**/changes", lose)
    words_field(bench).fill("Eén keer.")
    wait_until_saved(bench)
    assert kept_words(site, bench) == ["Eén keer."]


def test_going_to_another_page_saves_first(site: Site, bench: Page) -> None:
    words_field(bench).press_sequentially("Meteen verder")
    bench.get_by_role("link", name=says("Next page")).tap()
    expect(bench.locator("#strip [aria-current=page] .number")).to_have_text("2")
    bench.get_by_role("link", name=says("Previous page")).tap()
    expect(words_field(bench)).to_have_value("Meteen verder")


def test_an_ended_session_keeps_the_words_in_the_field(site: Site, bench: Page) -> None:
    bench.context.clear_cookies()
    words_field(bench).fill("Niet verloren.")
    expect(bench.locator("form.passage.words .state")).to_contain_text(
        says("Not saved yet. You have been signed out: sign in again in another tab. Your words are still here.")[:30]
    )
    other = bench.context.new_page()
    sign_in(other, site)
    wait_until_saved(bench)
    assert kept_words(site, bench) == ["Niet verloren."]


def test_two_tabs_in_one_passage_are_both_shown_and_a_person_decides(site: Site, bench: Page) -> None:
    other = bench.context.new_page()
    other.goto(bench.url)
    ready(other)
    words_field(bench).focus()
    words_field(other).fill("Van de tweede.")
    wait_until_saved(other)
    words_field(bench).fill("Van de <b>eerste</b>.")
    expect(bench.get_by_role("heading", name=says("Somebody wrote here too. Which words stay?"))).to_be_visible()
    expect(bench.locator(".overtaken blockquote")).to_have_text(["Van de tweede.", "Van de <b>eerste</b>."])
    bench.get_by_role("button", name=says("Keep this text")).tap()
    ready(bench)
    expect(words_field(bench)).to_have_value("Van de <b>eerste</b>.")
    # Put aside until somebody decided, and then on the page.
    assert kept_words(site, bench) == ["Van de tweede.", "Van de <b>eerste</b>.", "Van de <b>eerste</b>."]


def test_scenes_are_moved_doubled_taken_out_and_brought_back_by_touch(bench: Page) -> None:
    words_field(bench).fill("Eén")
    wait_until_saved(bench)
    headings = bench.locator("#strip .strip-heading")
    first = headings.first.inner_text()
    bench.get_by_role("button", name=says("Move to the back")).tap()
    expect(headings.nth(1)).to_have_text(first)
    bench.get_by_role("button", name=says("Make a copy")).tap()
    expect(headings).to_have_count(5)
    expect(words_field(bench)).to_have_value("Eén")
    bench.get_by_role("button", name=says("Take out")).tap()
    expect(headings).to_have_count(4)
    bench.locator(".taken-out summary").tap()
    bench.get_by_role("button", name=says("Bring back")).tap()
    expect(headings).to_have_count(5)
    expect(words_field(bench)).to_have_value("Eén")


def test_the_whole_bench_is_reached_by_keyboard_with_its_focus_seen(bench: Page) -> None:
    reached: set[str] = set()
    bench.keyboard.press("Tab")
    for _ in range(60):
        focused = bench.evaluate(
            """() => { const one = document.activeElement, style = getComputedStyle(one), ring = one.closest('.passage');
            return { name: (one.getAttribute('aria-label') || one.textContent || one.name || '').trim().slice(0, 40),
                     seen: style.outlineStyle !== 'none' || (ring && getComputedStyle(one).borderTopColor !== 'rgba(0, 0, 0, 0)'),
                     body: one === document.body } }"""
        )
        if focused["body"]:
            break
        assert focused["seen"], focused
        reached.add(focused["name"])
        bench.keyboard.press("Tab")
    for name in ("Next page", "Take out", "Make a copy", "Photo of a drawing", "Together", "Read"):
        assert any(says(name) in one for one in reached), (name, reached)


def test_a_story_is_written_without_javascript(site: Site, device: Callable[..., BrowserContext]) -> None:
    page = device(*TABLET, javascript=False).new_page()
    sign_in(page, site)
    new_family(page, site)
    page.get_by_role("link", name=says("New story")).click()
    page.get_by_role("button", name=says("Begin"), exact=True).click()
    words_field(page).fill("Zonder script.")
    page.locator("form.passage.words").get_by_role("button", name=says("Save")).click()
    expect(words_field(page)).to_have_value("Zonder script.")
    page.get_by_role("button", name=says("Move to the back")).click()
    page.get_by_role("button", name=says("Take out")).click()
    page.locator(".taken-out summary").click()
    page.get_by_role("button", name=says("Bring back")).click()
    expect(words_field(page)).to_have_value("Zonder script.")


def test_a_mother_with_the_tablet_sees_her_name_the_child_one_question_and_one_field(site: Site, bench: Page) -> None:
    bench.get_by_role("link", name=says("Give the tablet to …")).tap()
    bench.get_by_role("button", name=says("%(name)s writes", name="Samira")).tap()
    ready(bench)
    expect(bench.locator(".own-name")).to_contain_text("Samira")
    expect(bench.get_by_text("Noor")).to_be_visible()
    expect(bench.get_by_role("heading", level=1)).to_have_count(1)
    expect(bench.get_by_role("textbox")).to_have_count(1)
    words_field(bench).fill("Ik dacht dat ik het alleen kon.")
    wait_until_saved(bench)
    bench.get_by_role("button", name=says("Away quickly")).tap()
    expect(bench.get_by_role("textbox")).to_have_count(0)
    bench.go_back()
    expect(bench.get_by_text("Ik dacht")).to_have_count(0)
    bench.goto(site.url)
    bench.locator("summary").tap()
    bench.get_by_label(says("Password")).fill(PASSWORD)
    bench.get_by_role("button", name=says("Go on where we were")).tap()
    ready(bench)
    expect(words_field(bench)).to_have_value("Ik dacht dat ik het alleen kon.")
    expect(bench.locator("form.passage.words .whose")).to_have_text(says("Words of: %(name)s", name="Samira"))
