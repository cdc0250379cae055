"""A picture made by hand: by touch and by keys the same, through a moment without network, and with another tablet on it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Dialog, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from webapp.store.accounts import read_accounts
from webapp.store.documents import read_document, read_file, save_changes
from words_pictures import arranging, placing
from words_pictures.change import Change, Write
from words_pictures.composition import Composition, read, to_value
from words_pictures.definition import definitions
from words_pictures.document import new_id
from words_pictures.drawing.composed import png, svg
from words_pictures.drawing.look import Look, look_value
from words_pictures.labels import labels

from . import findings
from .conftest import PHONE, TABLET, Site, says, signed_in, story_made

FEWER_THAN = 40
SEEN_WITHIN_S = 3.0
SAMIRA = Look(skin="brown", hair="bun", hair_colour="black", clothes="cardigan", top="teal", legs="navy")
WIDE, HIGH = 1600, 1200


def label(group: str, name: str) -> str:
    return labels("nl").of(group, name).label


@dataclass
class Easel:
    """A scene of Noor's story, with nothing made yet; Samira has a look."""

    site: Site
    document: str
    scene: str
    samira: str
    account: str

    @property
    def address(self) -> str:
        return f"{self.site.url}/documents/{self.document}/scenes/{self.scene}/compose"

    @property
    def _place(self) -> str:
        return f"scenes/{self.scene}/composed"

    @property
    def value(self) -> Any:
        stored = read_document(self.site.app.extensions["database"], self.document)
        assert stored is not None
        return stored.document.value(self._place)

    def stands(self, composition: Composition) -> None:
        """Put a picture there behind everybody's back."""
        database = self.site.app.extensions["database"]
        stored = read_document(database, self.document)
        assert stored is not None
        seen, value = stored.document.revision, to_value(composition)
        form = definitions()[stored.document.definition]
        change = Write(f"{new_id()}.1", "together", f"{self._place}@value", value, seen)
        save_changes(database, self.document, self.account, form, [change], lambda *_: True)


@pytest.fixture
def easel(site: Site, tablet: BrowserContext) -> Easel:
    client, database = signed_in(tablet, site), site.app.extensions["database"]
    document = story_made(client, site).rpartition("/")[2]
    stored = read_document(database, document)
    assert stored is not None
    file = read_file(database, stored.family_id)
    assert file is not None
    account = read_accounts(database)[0].id
    samira = next(one.id for one in file.items("people") if one.text("name") == "Samira")
    change: Change = Write(f"{new_id()}.1", "x", f"people/{samira}/look@value", look_value(SAMIRA), file.revision)
    save_changes(database, file.id, account, definitions()["family"], [change], lambda *_: True)
    return Easel(site, document, stored.document.order["scenes"][2], samira, account)


@pytest.fixture
def page(easel: Easel, tablet: BrowserContext) -> Iterator[Page]:
    opened = tablet.new_page()
    opened.goto(easel.address)
    ready(opened)
    yield opened
    opened.close()


def ready(page: Page) -> None:
    page.locator("#step-back[data-htmx-powered]").wait_for()


def by_script(easel: Easel) -> Composition:
    """Scene 3 of practice.md 11.2, built with the library: mum at the table, worried, a pile of letters, "Hulp?", evening."""
    looks = {easel.samira: SAMIRA}
    made = arranging.set_in(Composition(), place="kitchen", time="evening")
    made, mum = placing.with_figure(made, who=easel.samira)
    made = arranging.feeling(made, mum, "worried")
    made = placing.posed(made, mum, "at_table")
    made, _ = placing.with_thing(made, "table", looks)
    made, _ = placing.with_seat(made, mum)
    made, _ = placing.with_thing(made, "letters", looks)
    made, bubble = arranging.bubbled(made, mum, "thought", looks)
    made = arranging.saying(made, bubble, "nl", "Hulp?")
    return arranging.nudged(made, bubble, 3, -1, looks)


def check_the_same(easel: Easel) -> None:
    looks, made, wanted = {easel.samira: SAMIRA}, read(easel.value), by_script(easel)
    assert without_ids(to_value(made)) == without_ids(to_value(wanted))
    assert svg(made, looks, "nl") == svg(wanted, looks, "nl")
    assert png(svg(made, looks, "nl")) == png(svg(wanted, looks, "nl"))


def without_ids(value: dict[str, Any]) -> dict[str, Any]:
    """The parts named by where they stand, so that what two made in another order is compared."""
    names = {part["id"]: f"n{n}" for n, part in enumerate(value["parts"])}
    pointing = ("id", "of", "with", "over", "holds")
    parts = [
        {key: names.get(one, one) if key in pointing else one for key, one in part.items()} for part in value["parts"]
    ]
    return {**value, "parts": parts}


# --- by touch, and by keys --------------------------------------------------------------------------------------------


HEARS_CLICKS = """() => {
  window.isClicked = false;
  window.addEventListener("click", () => { window.isClicked = true; }, { capture: true, once: true });
}"""


@dataclass
class Finger:
    """A finger on the glass, and how often it came down."""

    page: Page
    taps: int = 0
    _session: CDPSession | None = field(default=None, repr=False)

    def tap(self, one: Locator) -> None:
        """A tap of which the browser makes a click. On a busy machine, once in hundreds, none comes: who taps does so again."""
        self.taps += 1
        self.page.evaluate(HEARS_CLICKS)
        one.tap()
        with suppress(PlaywrightTimeoutError):
            self.page.wait_for_function("!('isClicked' in window) || window.isClicked", timeout=2000)
        if self.page.evaluate("window.isClicked === false"):
            one.tap()
        settled(self.page)

    def button(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.tap(self.page.get_by_role("link", name=name, exact=True))

    def type(self, one: Locator, words: str) -> None:
        self.tap(one)
        self.page.keyboard.type(words)

    def at(self, x: float, y: float) -> dict[str, float]:
        box = self.page.locator("#stage").bounding_box()
        assert box is not None
        return {"x": box["x"] + x * box["width"] / WIDE, "y": box["y"] + y * box["height"] / HIGH}

    def touch(self, kind: str, x: float = 0, y: float = 0) -> None:
        self._session = self._session or self.page.context.new_cdp_session(self.page)
        points = [] if kind == "touchEnd" else [self.at(x, y)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def drag(
        self, start: tuple[float, float], way: tuple[float, float], *, steps: int = 6, let_go: bool = True
    ) -> None:
        self.taps += 1
        (x, y), (dx, dy) = start, way
        self.touch("touchStart", x, y)
        for n in range(1, steps + 1):
            self.touch("touchMove", x + dx * n / steps, y + dy * n / steps)
        if let_go:
            self.touch("touchEnd")
            # A tap sooner after it than a hand can is not taken for one by Chromium.
            self.page.wait_for_timeout(350)


def settled(page: Page) -> None:
    """Wait until what was tapped has been answered."""
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.wait_for_timeout(60)


def middle(page: Page, name: str) -> tuple[float, float]:
    """The middle of a part in page pixels."""
    box = page.locator(f"#stage .part[aria-label^='{name}']").get_attribute("data-box")
    assert box is not None
    left, top, wide, high = map(float, box.split())
    return left + wide / 2, top + high / 2


def saved(easel: Easel, is_right: Callable[[Any], bool]) -> None:
    """Wait until what stands there is so."""
    until = time.monotonic() + 15
    while not (easel.value and is_right(easel.value)):
        assert time.monotonic() < until, easel.value
        time.sleep(0.05)


def test_a_scene_is_made_by_touch_in_few_taps(easel: Easel, page: Page) -> None:
    finger = Finger(page)
    finger.link(says("Where?"))
    finger.button(label("time", "evening"))
    finger.button(label("place", "kitchen"))
    finger.link(says("Who?"))
    finger.button("Mama")
    finger.button(label("feeling", "worried"))
    finger.link(says("Posture"))
    finger.button(label("pose", "at_table"))
    finger.button(says("Add %(thing)s", thing=labels("nl").of("thing", "table").a))
    finger.button(says("Add %(thing)s", thing=labels("nl").of("thing", "chair").a))
    finger.link(says("Done"))
    finger.link(says("What?"))
    finger.type(page.get_by_label(says("Type what you are looking for")), "brieven")
    expect(page.locator("#found .choice").first).to_contain_text(label("thing", "letters"))
    finger.tap(page.locator("#found .choice").first)
    finger.tap(page.locator("#stage .part[aria-label^='Mama']"))
    finger.link(says("Speech"))
    finger.button(says("Thinks something"))
    finger.type(page.get_by_label(says("Which words?")), "Hulp?")
    saved(easel, lambda value: any(part.get("words") == {"nl": "Hulp?"} for part in value["parts"]))
    settled(page)
    page.wait_for_timeout(300)
    finger.drag(middle(page, "Hulp?"), (120, -40))
    saved(easel, lambda value: without_ids(value) == without_ids(to_value(by_script(easel))))
    check_the_same(easel)
    print(f"taps: {finger.taps}")
    assert finger.taps < FEWER_THAN


class Keys:
    """Hands on the keys: Tab goes on, Enter takes."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, kind: str = "", most: int = 160) -> None:
        for _ in range(most):
            if self._here() == name and self.page.locator(f"{kind}:focus").count():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {name!r}")

    def take(self, name: str, kind: str = "") -> None:
        self.to(name, kind)
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(80)
        settled(self.page)

    def _here(self) -> str:
        said = self.page.evaluate(
            "() => { const one = document.activeElement;"
            " return one.ariaLabel || one.labels?.[0]?.innerText || one.innerText || ''; }"
        )
        return re.sub(r"^[+✕↶‹−]\s*", "", " ".join(str(said).split()))


def test_the_same_scene_is_made_by_keys_alone(easel: Easel, page: Page) -> None:
    keys = Keys(page)
    keys.take(says("Where?"))
    keys.take(label("time", "evening"))
    keys.take(label("place", "kitchen"))
    keys.take(says("Who?"))
    keys.take("Mama")
    keys.take(label("feeling", "worried"))
    keys.take(says("Posture"))
    keys.take(label("pose", "at_table"))
    keys.take(says("Add %(thing)s", thing=labels("nl").of("thing", "table").a))
    keys.take(says("Add %(thing)s", thing=labels("nl").of("thing", "chair").a))
    keys.take(says("Done"))
    keys.take(says("What?"))
    keys.to(says("Type what you are looking for"))
    page.keyboard.type("brieven")
    expect(page.locator("#found .choice").first).to_contain_text(label("thing", "letters"))
    keys.take(label("thing", "letters"))
    keys.take("Mama", "a")
    keys.take(says("Speech"))
    keys.take(says("Thinks something"))
    keys.to(says("Which words?"))
    page.keyboard.type("Hulp?")
    saved(easel, lambda value: any(part.get("words") == {"nl": "Hulp?"} for part in value["parts"]))
    keys.to(says("The picture"))
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    saved(easel, lambda value: without_ids(value) == without_ids(to_value(by_script(easel))))
    check_the_same(easel)
    page.keyboard.press("+")
    saved(easel, lambda value: value["parts"][-1].get("size", 1) > 1)
    page.keyboard.press("Delete")
    saved(easel, lambda value: not any("bubble" in part for part in value["parts"]))
    expect(page.locator("#stage .part[aria-label^='Hulp?']")).to_have_count(0)
    settled(page)
    page.wait_for_timeout(400)
    keys.take(says("One step back"))
    saved(easel, lambda value: any("bubble" in part for part in value["parts"]))


@pytest.mark.parametrize("way", ["#let-go", "#to-page"])
def test_words_typed_just_before_going_on_are_kept(easel: Easel, page: Page, way: str) -> None:
    composition, mum = placing.with_figure(Composition(), who=easel.samira)
    composition, bubble = arranging.bubbled(composition, mum, "speech", {easel.samira: SAMIRA})
    easel.stands(composition)
    page.goto(f"{easel.address}?part={bubble}&in=nl")
    ready(page)
    page.get_by_label(says("Which words?")).tap()
    page.keyboard.type("Dag")
    page.locator(way).tap()
    saved(easel, lambda value: value["parts"][1].get("words") == {"nl": "Dag"})


def test_a_part_is_made_larger_with_the_grip(easel: Easel, page: Page) -> None:
    composition, table = placing.with_thing(Composition(), "table", {})
    easel.stands(composition)
    page.goto(f"{easel.address}?part={table}&in=nl")
    ready(page)
    handle = page.locator("#handle .grip")
    grip = float(handle.get_attribute("cx") or 0), float(handle.get_attribute("cy") or 0)
    part = composition.things[0]
    way = ((grip[0] - part.x) * 0.5, (grip[1] - part.y) * 0.5)
    Finger(page).drag(grip, way)
    saved(easel, lambda value: 1.4 < value["parts"][0].get("size", 1) < 1.6)


def test_a_tap_on_empty_ground_lets_go(easel: Easel, page: Page) -> None:
    composition, table = placing.with_thing(Composition(), "table", {})
    easel.stands(composition)
    page.goto(f"{easel.address}?part={table}&in=nl")
    ready(page)
    finger = Finger(page)
    finger.touch("touchStart", 200, 200)
    finger.touch("touchEnd")
    expect(page.locator("#frame")).to_have_count(0)


# --- by hand, and without network -------------------------------------------------------------------------------------


def test_lines_drawn_without_network_are_saved_when_it_is_back(easel: Easel, page: Page) -> None:
    finger = Finger(page)
    finger.link(says("Draw"))
    page.context.set_offline(True)
    finger.drag((300, 300), (200, 100))
    finger.drag((300, 600), (200, -100))
    expect(page.locator("#unsaved")).to_have_text(
        says("Not saved yet. It goes by itself as soon as there is a connection.")
    )
    expect(page.locator("#stage > path")).to_have_count(2)
    assert not easel.value
    page.context.set_offline(False)
    saved(easel, lambda value: len(value["strokes"]) == 2)
    expect(page.locator("#unsaved")).to_be_hidden()
    expect(page.locator("#strokes path")).to_have_count(2)
    expect(page.locator("#stage > path")).to_have_count(0)
    finger.button(says("One step back"))
    saved(easel, lambda value: len(value["strokes"]) == 1)


def test_leaving_asks_first_while_something_is_not_saved(easel: Easel, page: Page) -> None:
    finger, asked = Finger(page), list[str]()
    finger.link(says("Draw"))
    page.context.set_offline(True)
    finger.drag((300, 300), (200, 100))
    expect(page.locator("#unsaved")).to_be_visible()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", stay)
    finger.tap(page.locator("#to-page"))
    assert asked == [says("What you drew last is not saved yet. Leave all the same?")]
    page.context.set_offline(False)
    saved(easel, lambda value: len(value["strokes"]) == 1)


def test_a_line_whose_answer_is_lost_is_there_once(easel: Easel, page: Page) -> None:
    lost = [True]

    def lose(route: Any) -> None:
        if route.request.method == "POST" and lost:
            lost.clear()
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/compose", lose)
    finger = Finger(page)
    finger.link(says("Draw"))
    finger.drag((300, 300), (200, 100))
    expect(page.locator("#strokes path")).to_have_count(1, timeout=8000)
    expect(page.locator("#unsaved")).to_be_hidden()
    assert len(easel.value["strokes"]) == 1


def test_the_rubber_takes_away_the_lines_it_touches(easel: Easel, page: Page) -> None:
    finger = Finger(page)
    finger.link(says("Draw"))
    finger.drag((300, 300), (200, 100))
    finger.drag((300, 800), (200, 100))
    saved(easel, lambda value: len(value["strokes"]) == 2)
    settled(page)
    page.wait_for_timeout(600)  # the answer is on the page, and its tools are those that are tapped
    finger.tap(page.get_by_label(says("rubber")).locator(".."))
    finger.drag((400, 250), (0, 200))
    saved(easel, lambda value: len(value["strokes"]) == 1)
    assert easel.value["strokes"][0]["points"][1] > 700


def test_what_a_button_was_to_do_without_network_is_done_when_it_is_back(easel: Easel, page: Page) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="Mama", exact=True).tap()
    expect(page.locator("#unsaved")).to_be_visible()
    page.context.set_offline(False)
    saved(easel, lambda value: len(value["parts"]) == 1)
    expect(page.locator("#stage .part")).to_have_count(1)


# --- another tablet ---------------------------------------------------------------------------------------------------


def test_another_tablet_sees_it_and_no_hand_is_disturbed(
    easel: Easel, page: Page, device: Callable[..., BrowserContext]
) -> None:
    composition, mum = placing.with_figure(Composition(), who=easel.samira)
    composition, heart = placing.with_thing(composition, "chair", {})
    easel.stands(composition)
    phone = device(*PHONE)
    phone.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    other = phone.new_page()
    for one in (page, other):
        one.goto(f"{easel.address}?part={heart if one is other else mum}&open=spot&in=nl")
        ready(one)
    finger = Finger(page)
    x, y = middle(page, "Mama")
    finger.drag((x, y), (-200, 0), let_go=False)
    other.get_by_role("button", name=says("Larger"), exact=True).tap()
    saved(easel, lambda value: any(part.get("size", 1) > 1 for part in value["parts"]))
    page.wait_for_timeout(2500)
    dragged = page.locator(f"#part-{mum}")
    assert re.match(r"translate\(-(199|200)", dragged.get_attribute("transform") or "")
    finger.touch("touchEnd")
    let_go = time.monotonic()
    expect(other.locator(f"#part-{mum}")).to_have_attribute("data-x", "600", timeout=4000)
    print(f"seen after {time.monotonic() - let_go:.1f} s")
    assert time.monotonic() - let_go < SEEN_WITHIN_S
    expect(page.locator(f"#part-{heart}")).not_to_have_attribute("data-size", "1")
    assert sorted(part.get("size", 1) > 1 for part in easel.value["parts"]) == [False, True]


# --- everybody can use it ---------------------------------------------------------------------------------------------

STATES = ("", "open=where", "open=what", "open=draw", "part=p1&open=feeling", "part=p1&open=spot", "part=p3&open=words")


@pytest.mark.parametrize("size", [TABLET, PHONE])
@pytest.mark.parametrize("is_dark", [False, True])
def test_nothing_stands_in_anybodys_way(
    easel: Easel, tablet: BrowserContext, device: Callable[..., BrowserContext], size: tuple[int, int], is_dark: bool
) -> None:
    easel.stands(by_script(easel))
    own = device(*size, dark=is_dark)
    own.add_cookies(tablet.cookies())  # type: ignore[arg-type]
    page = own.new_page()
    wrong: list[str] = []
    for state in STATES:
        page.goto(f"{easel.address}?{state}&in=nl")
        ready(page)
        page.wait_for_timeout(200)
        found, _ = findings.by_axe(page)
        wrong += [f"{state}: {one}" for one in found]
        wrong += [f"{state}: {one}" for one in findings.by_ruler(page, "small", least=findings.TARGET_PX)]
        wrong += [f"{state}: {one}" for what in ("wide", "clipped") for one in findings.by_ruler(page, what)]
    assert wrong == []
