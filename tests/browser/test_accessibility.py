"""Every named state of every page, for whoever reads by ear, by keyboard, by large print, or in another direction (trust.md 5.1)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, expect

from .conftest import PHONE, PORTRAIT, TABLET, says
from .findings import (
    BOOK_TARGET_PX,
    SPACED,
    TARGET_PX,
    by_axe,
    by_ruler,
    by_rulers,
    undress,
    unexplained,
    wear,
)
from .states import BOOK, KINDS, LIGHT_ONLY, STATES, TALK, State, Tour, touring
from .world import World, lived_in

SMALLEST = (320, 256)
"""A desktop screen at 400 % (WCAG 1.4.10)."""
MIRRORED = (
    "family scene-written scene-long taken-out-open overtaken earlier-words picture-standing own-page-written "
    "cover page page-long makers drawing talk-open printed told-filled "
    "overtaken-much-alike two-views own-page-two-views book-two-views history how-it-was-then "
    "languages seat own-page-in-arabic talk-page form-filled route-plain "
    "plan-own plan-rule-own plan-read-on-the-tablet signing-own"
).split()
"""States that are looked at in a family that reads from right to left, too."""
NAMES = "Noor Samira Fatima Pieter mama oma Kasia Mila Oskar".split()
"""Stand in Latin letters among the Arabic."""
NAMELESS = [*NAMES, "Yara", "نور"]
"""Of people, which no title says."""
CUT_OFF: tuple[str, dict[str, Any]] = ("cutOff", {})
OWN_SPACING = ("cutOffWith", {"css": SPACED})


@dataclass(frozen=True)
class Shown:
    """A state, on the screen of a tablet."""

    state: State
    tour: Tour
    is_mirrored: bool

    @property
    def page(self) -> Page:
        return self.tour.page


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    with lived_in(tmp_path_factory.mktemp("worlds")) as made:
        yield made


@pytest.fixture(scope="module")
def tour(browser: Browser, worlds: tuple[World, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """A tablet of a worker."""
    with touring(browser, worlds[0], TABLET, tmp_path_factory.mktemp("photos")) as made:
        yield made


@pytest.fixture(scope="module", params=[*STATES, *(f"{name}-mirrored" for name in MIRRORED)])
def shown(request: pytest.FixtureRequest, tour: Tour, worlds: tuple[World, World]) -> Shown:
    name, mirrored, _ = str(request.param).partition("-mirrored")
    _arrive(tour, worlds, name, mirrored=bool(mirrored))
    return Shown(STATES[name], tour, bool(mirrored))


@pytest.fixture(scope="module")
def large_print(tour: Tour) -> CDPSession:
    return tour.context.new_cdp_session(tour.page)


def test_whoever_reads_in_another_way_meets_nothing_in_the_way(shown: Shown, large_print: CDPSession) -> None:
    # Everything that is true of each state, in one visit: each size of screen costs a new layout, so it is taken only once.
    page, finger = shown.page, _finger(shown.state.kind)
    found = {"axe, on a tablet": _by_axe(shown)}
    _size(page, PHONE)
    found["axe, on a phone"] = _by_axe(shown)
    found["pushed sideways, on a phone"], found["smaller than a finger, on a phone"] = by_rulers(page, CUT_OFF, finger)
    _size(page, PORTRAIT)
    found["pushed sideways, upright"], found["smaller than a finger, upright"] = by_rulers(page, CUT_OFF, finger)
    _size(page, SMALLEST)
    found["pushed sideways, on the smallest screen"], found["cut off by a reader's own spacing, on it"] = by_rulers(
        page, CUT_OFF, OWN_SPACING
    )
    _size(page, TABLET)
    small, moving, misread, misdirected, headed, spaced = by_rulers(
        page,
        finger,
        ("moving", {}),
        ("misread", {"names": NAMES}),
        ("misdirected", {}),
        ("headed", {"names": NAMELESS}),
        OWN_SPACING,
    )
    found |= {
        "smaller than a finger, on a tablet": small,
        "moves, for who asked for less motion": moving,
        "read in another language, or the other way": misread,
        "runs the other way than its letters": misdirected,
        "heading and title": headed,
        "cut off by a reader's own spacing, on a tablet": spaced,
        "cut off by letters of twice the size": _cut_off_in_large_print(page, large_print),
        "in the dark": _in_the_dark(shown),
    }
    assert {what: where for what, where in found.items() if where} == {}


def _by_axe(shown: Shown, rules: list[str] | None = None) -> list[str]:
    wrong, undecided = by_axe(shown.page, rules)
    return [str(one) for one in (*wrong, *unexplained(undecided, shown.state.name))]


def _cut_off_in_large_print(page: Page, large_print: CDPSession) -> list[str]:
    before = _letters(page)
    large_print.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.wait_for_function(
        "before => parseFloat(getComputedStyle(document.documentElement).fontSize) > before", arg=before
    )
    found = by_ruler(page, "cutOff")
    large_print.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    page.wait_for_function(
        "before => parseFloat(getComputedStyle(document.documentElement).fontSize) === before", arg=before
    )
    return found


def _in_the_dark(shown: Shown) -> list[str]:
    if shown.state.kind in LIGHT_ONLY:
        return _another_in_the_dark(shown.page)
    shown.page.emulate_media(color_scheme="dark")
    lightness = _lightness(shown.page)
    found = _by_axe(shown, ["color-contrast"])
    shown.page.emulate_media(color_scheme="light")
    return found if lightness < 60 else [f"as light as {lightness:.0f}", *found]


# --- a planted fault is found, in each kind of page ------------------------------------------------------------------

PLANTED = {
    "button-name": "<button type=button></button>",
    "target-size": "<p><button type=button class=planted>a</button><button type=button class=planted>b</button></p>",
    "color-contrast": "<p class=faint>Wie dit niet ziet, weet het niet.</p>",
    "valid-lang": "<p lang=nederlands>Wie dit hoort, verstaat het niet.</p>",
    "image-alt": "<img src='/static/icon.svg'>",
}
AS_PLANTED = (
    ".planted { all: unset; display: inline-block; width: 20px; height: 20px } "
    ".faint { color: #999 !important; background: #fff !important }"
)
OF_EACH_KIND = {
    "form": "new-family",
    "bench": "scene-written",
    "picture": "picture-choose",
    "own": "own-page",
    "cover": "covered",
    "book": "page",
    "talk": "talk-page",
    "print": "printed",
    "error": "not-here",
}


@pytest.fixture(scope="module", params=KINDS)
def spoilt(request: pytest.FixtureRequest, tour: Tour, worlds: tuple[World, World]) -> tuple[set[str], list[str]]:
    """What is found on a page of a kind, once each fault has been planted there: axe's rules, and the ruler's sentences."""
    _arrive(tour, worlds, OF_EACH_KIND[request.param])
    tour.page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", "".join(PLANTED.values())
    )
    wear(tour.page, AS_PLANTED)
    wrong, undecided = by_axe(tour.page)
    found = [*wrong, *unexplained(undecided, OF_EACH_KIND[request.param])]
    return {one.rule for one in found}, _small(tour.page, request.param)


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(spoilt: tuple[set[str], list[str]], fault: str) -> None:
    by_rule, by_size = spoilt
    assert fault in by_rule
    assert any(".planted" in one and one.startswith("20×20 px") for one in by_size)


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ("main { min-inline-size: 1200px }", "wide"),
        ("h1 { inline-size: 2rem; overflow: hidden; white-space: nowrap }", "clipped"),
        ("h1 { transition: color 1s }", "moving"),
        ("h1 { animation: turn 1s infinite } @keyframes turn { to { rotate: 1turn } }", "moving"),
    ],
)
def test_a_planted_fault_of_shape_or_motion_is_found(
    tour: Tour, worlds: tuple[World, World], fault: str, what: str
) -> None:
    _arrive(tour, worlds, "new-family")
    assert not by_ruler(tour.page, what)
    wear(tour.page, fault)
    assert by_ruler(tour.page, what)


def test_what_a_readers_own_style_cuts_off_is_found_and_is_gone_with_it(
    tour: Tour, worlds: tuple[World, World]
) -> None:
    _arrive(tour, worlds, "new-family")
    assert by_ruler(tour.page, "cutOffWith", css="h1 { inline-size: 2rem; overflow: hidden; white-space: nowrap }")
    assert not by_ruler(tour.page, "cutOff")


def test_a_heading_too_many_and_a_name_in_the_title_are_found(tour: Tour, worlds: tuple[World, World]) -> None:
    _arrive(tour, worlds, "new-family")
    assert not by_ruler(tour.page, "headed", names=NAMELESS)
    tour.page.evaluate("() => { document.body.append(document.createElement('h1')); document.title = 'Mila' }")
    assert len(by_ruler(tour.page, "headed", names=NAMELESS)) == 2


def test_arabic_that_does_not_say_so_is_found(tour: Tour, worlds: tuple[World, World]) -> None:
    _arrive(tour, worlds, "page", mirrored=True)
    assert not by_ruler(tour.page, "misread", names=NAMES)
    planted = "all => { for (const one of all) { one.lang = 'nl'; one.dir = 'ltr' } }"
    tour.page.locator(".words, .words [lang]").evaluate_all(planted)
    assert len(by_ruler(tour.page, "misread", names=NAMES)) >= 2


# --- by keyboard -----------------------------------------------------------------------------------------------------

WALKED = (
    "sign-in family person-child hand-over scene-written audience-open picture-choose sheet-found own-page "
    "covered-password-open cover page talk-open told-filled"
).split()


@pytest.mark.parametrize("size", [TABLET, PHONE], ids=["tablet", "phone"])
@pytest.mark.parametrize("name", WALKED)
def test_the_focus_is_seen_wherever_it_goes_and_lies_under_nothing(
    tour: Tour, worlds: tuple[World, World], name: str, size: tuple[int, int]
) -> None:
    _arrive(tour, worlds, name, size)
    undress(tour.page)
    seen: list[str] = []
    for _ in range(90):
        tour.page.keyboard.press("Tab")
        now: dict[str, Any] | None = tour.page.evaluate("() => findings.focused()")
        if now is None:
            break
        assert now["isSeen"], now
        assert not now["under"], now
        seen.append(now["name"])
    _size(tour.page, TABLET)
    assert len(set(seen)) >= 2


def test_the_book_is_read_from_cover_to_end_and_back_by_keyboard_alone(tour: Tour, worlds: tuple[World, World]) -> None:
    _arrive(tour, worlds, "cover")
    pages = int(str(tour.page.locator("#page").get_attribute("data-last")).rpartition("/")[2].partition("?")[0])
    _tab_to(tour.page, says("Begin"))
    tour.page.keyboard.press("Enter")
    for number in range(1, pages):
        tour.page.wait_for_url(f"**/book/{number}*")
        _tab_to(tour.page, says("Further"))
        tour.page.keyboard.press("Enter")
    tour.page.wait_for_url(f"**/book/{pages}*")
    expect(tour.page.get_by_role("heading", name=says("Here you can draw"))).to_be_visible()
    tour.page.keyboard.press("ArrowLeft")
    tour.page.wait_for_url(f"**/book/{pages - 1}*")
    tour.page.keyboard.press("Home")
    tour.page.wait_for_url("**/book")


def test_a_sheet_is_straightened_by_keyboard_alone(tour: Tour, worlds: tuple[World, World]) -> None:
    _arrive(tour, worlds, "sheet-found")
    page = tour.page
    page.locator(".numbers > summary").focus()
    page.keyboard.press("Enter")
    before = float(page.locator("[name=x1]").input_value())
    _tab_to(page, says("Corner at the top left"), backwards=True)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowDown")
    assert float(page.locator("[name=x1]").input_value()) == pytest.approx(before + 6, abs=0.11)
    expect(page.locator("[data-where]")).not_to_be_empty()
    _tab_to(page, says("Yes, like this"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/scenes/*")
    expect(page.locator(".paper-picture img")).to_be_visible()


EDGELESS = """() => [...document.querySelectorAll('.button, .turner, textarea, input:not([type=hidden], [type=radio], [type=checkbox])')]
  .filter((one) => {
    const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(one);
    const isEdged = parseFloat(borderTopWidth) > 0 && borderTopStyle !== 'none' && borderTopColor !== 'rgba(0, 0, 0, 0)';
    return one.checkVisibility() && !isEdged && !one.closest('label, .own');
  }).map((one) => one.outerHTML.slice(0, 90))"""
"""Where one taps or types, without an edge: where a reader's own colours hold, nothing else shows it."""


# --- in colours and directions of one's own -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["sign-in", "scene-written", "sheet-found", "own-page", "page-being-read", "talk-open"]
)
def test_a_page_in_a_readers_own_colours_still_shows_where_to_tap(
    tour: Tour, worlds: tuple[World, World], name: str
) -> None:
    _arrive(tour, worlds, name)
    tour.page.emulate_media(forced_colors="active")
    edgeless = tour.page.evaluate(EDGELESS)
    picture = Image.open(io.BytesIO(tour.page.screenshot()))
    tour.page.emulate_media(forced_colors="none")
    assert picture.size == TABLET
    assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 8
    assert not edgeless


def test_an_arabic_book_is_mirrored_and_its_pictures_are_not(tour: Tour, worlds: tuple[World, World]) -> None:
    _arrive(tour, worlds, "page", mirrored=True)
    page = tour.page
    picture, words = _box(page, ".picture"), _box(page, ".words")
    assert picture["x"] > words["x"]
    assert _box(page, ".turner.behind")["x"] < _box(page, ".turner.before")["x"]
    assert _turned(page, ".turner.behind .icon") == -1
    assert _turned(page, ".picture img") == 1
    assert page.locator(".words").evaluate("words => getComputedStyle(words).textAlign") in ("start", "right")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/book/2*")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/book/1*")


def test_arabic_words_on_a_dutch_workbench_run_from_right_to_left(tour: Tour, worlds: tuple[World, World]) -> None:
    _arrive(tour, worlds, "scene-written", mirrored=True)
    for field in ("form.passage.words textarea", "form.passage.heading textarea"):
        style = tour.page.locator(field).first.evaluate("field => [getComputedStyle(field).direction, field.lang]")
        assert style == ["rtl", "ar"]
    assert tour.page.locator("html").get_attribute("dir") == "ltr"
    assert tour.page.locator(".bench-title bdi").evaluate("title => getComputedStyle(title).direction") == "rtl"


def _arrive(
    tour: Tour, worlds: tuple[World, World], name: str, size: tuple[int, int] = TABLET, *, mirrored: bool = False
) -> None:
    tour.world = worlds[1] if mirrored else worlds[0]
    _size(tour.page, size)
    tour.reset()
    STATES[name].go(tour)


def _small(page: Page, kind: str) -> list[str]:
    return by_rulers(page, _finger(kind))[0]


def _finger(kind: str) -> tuple[str, dict[str, Any]]:
    primary = {"primary": ".turner", "primaryLeast": BOOK_TARGET_PX} if kind in (BOOK, TALK) else {}
    return "small", {"least": TARGET_PX, **primary}


def _another_in_the_dark(page: Page) -> list[str]:
    by_day = _lightness(page)
    page.emulate_media(color_scheme="dark")
    by_night = _lightness(page)
    page.emulate_media(color_scheme="light")
    return [] if by_night == by_day > 150 else [f"as light as {by_day:.0f} by day and {by_night:.0f} in the dark"]


def _lightness(page: Page) -> float:
    """How light the ground of the page is, from 0 to 255."""
    ground: str = page.evaluate(
        """() => [document.body, document.documentElement].map((one) => getComputedStyle(one).backgroundColor)
            .find((colour) => colour !== 'rgba(0, 0, 0, 0)')"""
    )
    red, green, blue = (int(one) for one in ground[ground.index("(") + 1 : -1].split(",")[:3])
    return (red + green + blue) / 3


def _letters(page: Page) -> float:
    return page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")


def _size(page: Page, size: tuple[int, int]) -> None:
    wanted: ViewportSize = {"width": size[0], "height": size[1]}
    if page.viewport_size != wanted:
        page.set_viewport_size(wanted)


def _tab_to(page: Page, name: str, *, backwards: bool = False) -> None:
    """Go on with the tab key until something of that name has the focus."""
    for _ in range(90):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        said: str = page.evaluate(
            "() => (document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim()"
        )
        if said == name:
            return
    raise AssertionError(f"the tab key never comes to {name!r}")


def _box(page: Page, selector: str) -> Any:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box


def _turned(page: Page, selector: str) -> float:
    """-1 where it is mirrored, 1 where it is not."""
    return page.locator(selector).evaluate("one => Math.sign(new DOMMatrix(getComputedStyle(one).transform).a)")
