"""The book as a child has it: leafed through by tap, swipe and key, read aloud, stopped, printed, kept as it was told."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from words_pictures.demo import demo_story

from .conftest import PHONE, TABLET, says
from .states import VOICES, Tour
from .world import World, lived_in

DUTCH_VOICES = [
    {"name": "Far", "lang": "nl-NL", "localService": False, "default": True},
    {"name": "Near", "lang": "nl-BE", "localService": True, "default": False},
    {"name": "Near English", "lang": "en-GB", "localService": True, "default": False},
]

INKED = """() => {
  const { width, height } = document.querySelector("#paper canvas");
  const dots = document.querySelector("#paper canvas").getContext("2d").getImageData(0, 0, width, height).data;
  return dots.filter((value, n) => n % 4 === 3 && value).length;
}"""
"""How many dots of the paper have been drawn on."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with lived_in(tmp_path_factory.mktemp("library")) as (world, _):
        yield world


@pytest.fixture
def child(tablet: BrowserContext, world: World, tmp_path: Path) -> Tour:
    """Mila with the tablet, at the cover."""
    page = tablet.new_page()
    page.add_init_script(VOICES)
    tour = Tour(page, world, tmp_path).enter("child")
    tour.open(f"/documents/{world.told}/book")
    page.locator(".turner.behind[data-htmx-powered]").wait_for()
    return tour


def last_page(page: Page) -> int:
    return int(re.findall(r"/(\d+)", str(page.locator("#page").get_attribute("data-last")))[-1])


def turned(page: Page, number: int) -> None:
    """Wait until page `number` is there."""
    page.wait_for_url(re.compile(rf"/book/{number}(\?|$)" if number else r"/book(\?|$)"))
    expect(page.locator(f"#leaf-{number}")).to_be_visible()


def swipe(page: Page, *, by: int) -> None:
    """A finger drawn sideways over the words, `by` px: to the left is on."""
    page.evaluate(
        """(by) => {
          const target = document.querySelector(".leaf"), at = (x) => new Touch({ identifier: 1, target, clientX: x, clientY: 300 });
          const send = (kind, x) => target.dispatchEvent(new TouchEvent(kind, {
            bubbles: true, cancelable: true, touches: kind === "touchend" ? [] : [at(x)], changedTouches: [at(x)] }));
          send("touchstart", 500); send("touchend", 500 + by);
        }""",
        by,
    )


def test_a_child_taps_from_the_cover_to_the_end(child: Tour) -> None:
    page, pages = child.page, last_page(child.page)
    page.get_by_role("link", name=says("Begin")).tap()
    for number in range(1, pages):
        turned(page, number)
        page.get_by_role("link", name=says("Further")).tap()
    turned(page, pages)
    expect(page.get_by_role("heading", name=says("Here you can draw"))).to_be_visible()
    page.get_by_role("link", name=says("Once more")).tap()
    turned(page, 0)
    # Twelve scenes, who made it, an empty page.
    assert pages == 14


def test_a_child_swipes_there_and_back(child: Tour) -> None:
    page = child.page
    for number in (1, 2, 3):
        swipe(page, by=-200)
        turned(page, number)
    swipe(page, by=200)
    turned(page, 2)
    swipe(page, by=-30)
    page.wait_for_timeout(200)
    turned(page, 2)


def test_a_child_goes_by_keys(child: Tour) -> None:
    page, pages = child.page, last_page(child.page)
    for key, number in (
        ("ArrowRight", 1),
        (" ", 2),
        ("Shift+ ", 1),
        ("ArrowLeft", 0),
        ("End", pages),
        ("Home", 0),
    ):
        page.keyboard.press(key.replace(" ", "Space"))
        turned(page, number)


def test_back_is_the_page_before_and_reload_the_same_page(child: Tour) -> None:
    page = child.page
    for number in (1, 2):
        page.locator(".turner.behind").tap()
        turned(page, number)
    page.go_back()
    turned(page, 1)
    page.reload()
    turned(page, 1)
    page.go_forward()
    turned(page, 2)


def test_a_turned_page_has_the_focus_on_its_heading_and_says_its_number(child: Tour) -> None:
    page = child.page
    page.locator(".turner.behind").tap()
    turned(page, 1)
    expect(page.locator("#leaf-1 .heading")).to_be_focused()
    expect(page.locator("#said")).to_have_text(says("Page %(number)s of %(count)s", number=1, count=14))
    assert page.evaluate("scrollY") == 0


def test_it_is_read_aloud_sentence_by_sentence_by_a_voice_that_lives_here(child: Tour) -> None:
    page = child.page
    page.locator(".turner.behind").tap()
    turned(page, 1)
    page.evaluate("voices => { said.voices = voices }", DUTCH_VOICES)
    page.get_by_role("button", name=says("Read aloud")).tap()
    spoken: list[str] = []
    while page.locator(".say.lit").count():
        expect(page.locator(".say.lit")).to_have_count(1)
        lit = page.locator(".say.lit").inner_text().replace("\xa0", " ")
        words, voice, is_here = page.evaluate(
            "() => { const last = said.spoken.at(-1); return [last.text, last.voice.name, last.voice.localService] }"
        )
        assert (words, voice, is_here) == (lit, "Near", True)
        spoken.append(words)
        page.evaluate("() => said.spoken.at(-1).onend()")
    assert spoken[0] == page.locator("#leaf-1 .heading").inner_text()
    assert len(spoken) == page.locator("#leaf-1 .say").count() > 3
    expect(page.get_by_role("button", name=says("Read aloud"))).to_be_visible()


def test_the_word_that_is_spoken_is_lit_where_the_voice_tells(child: Tour) -> None:
    page = child.page
    page.evaluate("voices => { said.voices = voices }", DUTCH_VOICES)
    page.get_by_role("button", name=says("Read aloud")).tap()
    page.evaluate("() => said.spoken.at(-1).onboundary({ name: 'word', charIndex: 4, charLength: 7 })")
    assert page.evaluate("() => [...CSS.highlights.get('word')].map(String)") == ["verhaal"]


def test_reading_aloud_stops_with_the_page(child: Tour) -> None:
    page = child.page
    page.evaluate("voices => { said.voices = voices }", DUTCH_VOICES)
    page.get_by_role("button", name=says("Read aloud")).tap()
    expect(page.locator(".say.lit")).to_have_count(1)
    before = page.evaluate("said.cancelled")
    page.locator(".turner.behind").tap()
    turned(page, 1)
    expect(page.locator(".say.lit")).to_have_count(0)
    assert page.evaluate("said.cancelled") > before
    assert page.evaluate("said.spoken.length") == 1


def test_wait_goes_on_at_the_same_sentence_and_be_quiet_does_not(child: Tour) -> None:
    page = child.page
    page.locator(".turner.behind").tap()
    turned(page, 1)
    page.evaluate("voices => { said.voices = voices }", DUTCH_VOICES)
    page.get_by_role("button", name=says("Read aloud")).tap()
    page.evaluate("() => said.spoken.at(-1).onend()")
    second = page.evaluate("() => said.spoken.at(-1).text")
    page.get_by_role("button", name=says("Wait"), exact=True).tap()
    expect(page.locator(".say.lit")).to_have_count(0)
    page.get_by_role("button", name=says("Read aloud")).tap()
    assert page.evaluate("() => said.spoken.at(-1).text") == second
    page.get_by_role("button", name=says("Be quiet")).tap()
    page.get_by_role("button", name=says("Read aloud")).tap()
    assert page.evaluate("() => said.spoken.at(-1).text") == page.evaluate("() => said.spoken[0].text")


@pytest.mark.parametrize("voices", [[], [DUTCH_VOICES[0]], [DUTCH_VOICES[2]]], ids=["none", "only far away", "another"])
def test_without_a_voice_of_this_language_here_it_says_so(child: Tour, voices: list[dict[str, object]]) -> None:
    page = child.page
    page.evaluate("voices => { said.voices = voices }", voices)
    page.get_by_role("button", name=says("Read aloud")).tap()
    sentence = says("This device cannot read aloud in this language: %(language)s.", language="Nederlands")
    expect(page.locator(".no-voice")).to_have_text(sentence)
    assert page.evaluate("said.spoken.length") == 0


def test_nothing_is_read_before_somebody_asks(child: Tour) -> None:
    child.page.evaluate("voices => { said.voices = voices }", DUTCH_VOICES)
    child.page.locator(".turner.behind").tap()
    turned(child.page, 1)
    child.page.wait_for_timeout(300)
    assert child.page.evaluate("said.spoken.length") == 0


def test_stop_covers_the_page_at_once_and_everywhere(child: Tour) -> None:
    page = child.page
    page.locator(".turner.behind").tap()
    turned(page, 1)
    words = page.locator(".words .sentence").first.inner_text()
    page.route("**/stop", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name=says("Stop"), exact=True).tap()
    assert page.locator("body").evaluate("body => getComputedStyle(body).visibility") == "hidden"
    page.unroute_all(behavior="ignoreErrors")
    page.goto(page.url)
    page.get_by_role("button", name=says("Stop"), exact=True).tap()
    expect(page.get_by_role("heading", name=says("We stop here. That is fine."))).to_be_visible()
    page.go_back()
    expect(page.get_by_text(words)).to_have_count(0)
    child.open(f"/documents/{child.world.told}/book/1")
    expect(page.get_by_role("heading", name=says("We stop here. That is fine."))).to_be_visible()


def test_whom_to_talk_to_stands_there_with_a_number_and_nothing_is_sent(child: Tour) -> None:
    page, sent = child.page, []
    page.locator(".turner.behind").tap()
    turned(page, 1)
    page.on("request", lambda request: sent.append(request.url) if "/static/" not in request.url else None)
    page.get_by_role("link", name=says("I want to talk to %(name)s", name="tante Ewa")).tap()
    talk = page.get_by_role("dialog")
    expect(talk.get_by_text("Ewa", exact=True)).to_be_visible()
    expect(talk.get_by_role("link", name="0400 11 22 01")).to_have_attribute("href", "tel:0400112201")
    expect(talk.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    page.keyboard.press("Escape")
    expect(talk).to_be_hidden()
    turned(page, 1)
    assert sent == []


def test_evening_light_changes_the_paper_and_stays_from_page_to_page(child: Tour) -> None:
    page = child.page
    paper = "() => getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    by_day = page.evaluate(paper)
    page.get_by_role("button", name=says("Evening light")).tap()
    page.locator("html.evening").wait_for()
    assert page.evaluate(paper) != by_day
    page.locator(".turner.behind").tap()
    turned(page, 1)
    page.reload()
    expect(page.locator("html")).to_have_class(re.compile("evening"))
    page.get_by_role("button", name=says("Evening light")).tap()
    page.locator("html:not(.evening)").wait_for()


def test_a_child_draws_and_takes_the_last_line_away(child: Tour) -> None:
    page = child.page
    page.keyboard.press("End")
    turned(page, last_page(page))
    box = page.locator("#paper canvas").bounding_box()
    assert box is not None
    for line in range(2):
        page.mouse.move(box["x"] + 50, box["y"] + 50 + 40 * line)
        page.mouse.down()
        page.mouse.move(box["x"] + 250, box["y"] + 60 + 40 * line, steps=5)
        page.mouse.up()
    both = page.evaluate(INKED)
    page.get_by_role("button", name=says("Last line away")).tap()
    assert 0 < page.evaluate(INKED) < both * 0.7
    page.locator(".turner.before").tap()
    turned(page, last_page(page) - 1)
    page.locator(".turner.behind").tap()
    turned(page, last_page(page))
    assert page.evaluate(INKED) > 0
    page.reload()
    page.locator("#paper canvas").wait_for()
    assert page.evaluate(INKED) == 0


def test_every_page_is_reached_without_javascript(
    world: World, device: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = device(*TABLET, javascript=False).new_page()
    tour = Tour(page, world, tmp_path).enter("child")
    tour.open(f"/documents/{world.told}/book")
    pages = last_page(page)
    page.get_by_role("link", name=says("Begin")).tap()
    for number in range(1, pages + 1):
        turned(page, number)
        expect(page.locator("[data-voice]:visible")).to_have_count(0)
        if number < pages:
            page.get_by_role("link", name=says("Further")).tap()
    page.get_by_role("link", name=says("I want to talk to %(name)s", name="tante Ewa")).tap()
    expect(page.get_by_role("link", name="0400 11 22 01")).to_be_visible()
    page.get_by_role("link", name=says("Back to the story")).tap()
    turned(page, pages)
    page.get_by_role("button", name=says("Evening light")).tap()
    expect(page.locator("html")).to_have_class(re.compile("evening"))
    page.get_by_role("button", name=says("Stop"), exact=True).tap()
    expect(page.get_by_role("heading", name=says("We stop here. That is fine."))).to_be_visible()


def test_the_printed_book_has_one_scene_to_a_sheet(world: World, tablet: BrowserContext, tmp_path: Path) -> None:
    page = tablet.new_page()
    Tour(page, world, tmp_path).enter("worker").open(f"/documents/{world.told}/book/print")
    file = tmp_path / "book.pdf"
    file.write_bytes(page.pdf(prefer_css_page_size=True))
    sheets = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True).stdout.decode()
    texts = [" ".join(one.replace("\xa0", " ").split()) for one in sheets.split("\f")[:-1]]
    document, _ = demo_story("story")
    scenes = document.items("scenes")
    assert len(texts) == 1 + len(scenes) + 2
    for scene, text in zip(scenes, texts[1:], strict=False):
        assert scene.words("heading", "nl").replace("\xa0", " ") in text
        assert scene.words("words", "nl").split(". ")[-1].rstrip(".") in text
    assert says("Who made this story?") in texts[-2]
    assert says("Here you can draw") in texts[-1]
    for word in (says("Back"), says("Print"), says("Further"), says("Stop")):
        assert word not in texts[1].split()
    information = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True).stdout.decode()
    assert "A4" in information


def test_a_young_person_has_a_calmer_book(world: World, tablet: BrowserContext, tmp_path: Path) -> None:
    page = tablet.new_page()
    letters = "() => parseFloat(getComputedStyle(document.querySelector('.words')).fontSize)"
    Tour(page, world, tmp_path).enter("child").open(f"/documents/{world.told}/book/1")
    of_a_child = page.evaluate(letters)
    Tour(page, world, tmp_path).enter("yara").open(f"/documents/{world.young}/book/1")
    expect(page.locator("html")).to_have_class("young")
    assert 20 <= page.evaluate(letters) < of_a_child
    page.get_by_role("link", name=says("I want to talk to %(name)s", name="mijn trainer")).tap()
    expect(page.get_by_role("dialog").get_by_role("link", name="106")).to_be_visible()


def test_letters_are_as_large_as_a_child_needs_on_each_screen(
    world: World, device: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    sizes: dict[tuple[int, int], float] = {}
    for size in (TABLET, (810, 1080), PHONE, (1440, 900)):
        page = device(*size).new_page()
        Tour(page, world, tmp_path).enter("child").open(f"/documents/{world.told}/book/1")
        sizes[size] = page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('.words')).fontSize)")
    assert sizes[PHONE] >= 20
    assert all(28 <= size <= 40 for screen, size in sizes.items() if screen != PHONE), sizes


def test_a_told_version_reads_as_it_was_told_when_the_story_has_changed(
    world: World, tablet: BrowserContext, tmp_path: Path
) -> None:
    page = tablet.new_page()
    tour = Tour(page, world, tmp_path).enter("worker")
    tour.open(f"/documents/{world.told}/book/2")
    as_told = page.locator(".words").inner_text()
    scene = demo_story("story")[0].order["scenes"][1]
    world.write(world.told, {f"scenes/{scene}/words@nl": "Nu staat hier iets anders."})
    tour.open(f"/documents/{world.told}/book/2")
    expect(page.locator(".words")).to_have_text("Nu staat hier iets anders.")
    tour.open(f"/documents/{world.told}/told")
    page.get_by_role("link", name=says("Read it as it was told")).tap()
    page.get_by_role("link", name=says("Begin")).tap()
    page.get_by_role("link", name=says("Further")).tap()
    page.wait_for_url(re.compile(r"/told/[0-9a-f]{32}/2"))
    assert page.locator(".words").inner_text() == as_told
    expect(page.locator(".picture img")).to_have_js_property("complete", value=True)
    assert page.locator(".picture img").evaluate("image => image.naturalWidth") > 0
