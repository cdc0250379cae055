"""Every named state of every page, and how a person gets there. What is true of all of them is tested over this list."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Route, expect

from webapp.store.documents import read_file
from webapp.store.packing import today

from .conftest import PASSWORD, drawing_on_a_table, says
from .world import ARABIC, LONG, Place, World

FORM, BENCH, PICTURE, OWN, COVER = "form", "bench", "picture", "own", "cover"
BOOK, TALK, PRINT, ERROR = "book", "talk", "print", "error"
KINDS = (FORM, BENCH, PICTURE, OWN, COVER, BOOK, TALK, PRINT, ERROR)
"""Kinds of page: each has a layout of its own."""
LIGHT_ONLY = (COVER, BOOK, TALK, PRINT)
"""The book keeps its paper, and so does what covers it: for the night there is the evening light."""

VOICES = """
  const said = window.said = { spoken: [], cancelled: 0, voices: [] };
  class Utterance { constructor(text) { this.text = text; } }
  const speech = {
    getVoices: () => said.voices, addEventListener() {}, removeEventListener() {},
    speak(words) { said.spoken.push(words); }, cancel() { said.cancelled += 1; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
  window.SpeechSynthesisUtterance = Utterance;
"""
"""For `add_init_script`: a headless browser has no voices. These are silent; a test says when a sentence is over."""

NO_PICTURE = FilePayload(name="brief.jpg", mimeType="image/jpeg", buffer=b"no picture at all")
"""What calls itself a photo and is none."""


@dataclass
class Tour:
    """One device going through the states."""

    page: Page
    world: World
    folder: Path
    language: str = "nl"
    """Of the interface."""

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def enter(self, who: str, **session: Any) -> Tour:
        """Be somebody, with a session that nobody used before."""
        self.context.clear_cookies()
        if who != "nobody":
            token = self.world.token(who, language=self.language, **session)
            self.context.add_cookies([{"name": "session", "value": token, "url": self.world.site.url}])
        return self

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.world.site.url}{path}")
        return self.page

    def bench(self, path: str) -> Page:
        """A page to write on, once typing is listened to."""
        self.open(path).locator("form.passage.words[data-htmx-powered]").first.wait_for()
        return self.page

    def type(self, dutch: str, arabic: str) -> None:
        """Write in the big field, in the story's language: the first where another stands beside it."""
        self.page.locator("form.passage.words textarea").first.fill(self.said(dutch, arabic))

    def said(self, dutch: str, arabic: str) -> str:
        return arabic if self.world.writes == "ar" else dutch

    def press(self, name: str, **values: object) -> None:
        self.page.get_by_role("button", name=says(name, **values), exact=True).click()

    def reset(self) -> None:
        """Nothing left of the state before, also not on the tablet."""
        self.context.set_offline(False)
        if self.page.url.startswith(self.world.site.url):
            self.page.evaluate("() => window.waiting?.clear()")
        self.page.goto("about:blank")
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.emulate_media(color_scheme="light", forced_colors="none")


@dataclass(frozen=True)
class State:
    """A page as somebody meets it."""

    name: str
    kind: str
    go: Callable[[Tour], object]
    of_a_story: bool
    """Whether it shows a story's own words, so that it is another page in another language."""


STATES: dict[str, State] = {}


@contextmanager
def touring(browser: Browser, world: World, size: tuple[int, int], folder: Path) -> Iterator[Tour]:
    """A device with silent voices whose owner asked for less motion: nothing is looked at halfway a change."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=True, locale="nl-BE", reduced_motion="reduce"
    )
    page = context.new_page()
    page.add_init_script(VOICES)
    page.on("dialog", lambda dialog: dialog.accept())
    yield Tour(page, world, folder)
    context.close()


def state(name: str, kind: str, *, of_a_story: bool = True) -> Callable[[Callable[[Tour], object]], object]:
    def named(go: Callable[[Tour], object]) -> Callable[[Tour], object]:
        STATES[name] = State(name, kind, go, of_a_story)
        return go

    return named


# --- signing in, families, people ------------------------------------------------------------------------------------


@state("sign-in", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("nobody").open("/sign-in?language=nl")


@state("sign-in-wrong", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("nobody").open("/sign-in?language=nl")
    page.get_by_label(says("Your name")).fill("Niemand")
    page.get_by_label(says("Password")).fill("iets anders dan het is")
    tour.press("Sign in")
    expect(page.locator("#problem")).to_be_visible()


@state("first-start", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("nobody").page.goto(f"{tour.world.unused.url}/start?code={tour.world.start}&language=nl")


@state("first-start-wrong", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("nobody").page
    page.goto(f"{tour.world.unused.url}/start?code={tour.world.start}&language=nl")
    page.get_by_label(says("Your first name")).fill("Pieter")
    page.get_by_label(says("Password")).fill("kort")
    tour.press("Make this account")
    expect(page.locator("#problem")).to_be_visible()


@state("first-start-refused", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("nobody").page.goto(f"{tour.world.unused.url}/start?code=nee&language=nl")


@state("sign-in-nobody-yet", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("nobody").page.goto(f"{tour.world.unused.url}/sign-in?language=nl")


@state("home-empty", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("newcomer").open("/")


@state("home", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open("/")


@state("home-own-menu-open", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open("/").locator(".menu > summary").click()


@state("new-family", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open("/families/new")


@state("new-family-wrong", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open("/families/new")
    page.get_by_label(says("First name, or another name")).fill(" ")
    tour.press("Go on")
    expect(page.locator("#problem")).to_be_visible()


@state("bring-in", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open("/bring-in")


@state("bring-in-wrong", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open("/bring-in")
    page.get_by_label(says("The file")).set_input_files(drawing_on_a_table(tour.folder))
    tour.press("Bring it in")
    expect(page.locator("#problem")).to_be_visible()


@state("family", FORM)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/families/{tour.world.family}")


@state("family-just-begun", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    asked = {"name": "Noor", "address_form": "je"}
    made = tour.world.client().post(f"{tour.world.site.url}/families/new", data=asked)
    tour.enter("worker").open(made.location)


@state("family-someone-taken-out", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    asked = {"name": "Noor", "address_form": "je"}
    family = tour.world.client().post(f"{tour.world.site.url}/families/new", data=asked).location
    page = tour.enter("worker").open(family)
    page.locator(".people").get_by_role("link", name="Noor").click()
    tour.press("Take this person out of the list")
    page.locator("details summary", has_text=says("Taken out")).click()


@state("family-wipe", FORM)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/families/{tour.world.family}/erase")


@state("family-wipe-wrong", FORM)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/families/{tour.world.family}/erase")
    page.get_by_label(says("Your own password")).fill("x")
    tour.press("Wipe everything for ever")
    expect(page.locator("#problem")).to_be_visible()


@state("person-new", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/families/{tour.world.family}/people/new")


@state("person-child", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/families/{tour.world.family}/people/{tour.world.child}")


@state("person-mother", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/families/{tour.world.family}/people/{tour.world.mother}")


@state("look-begin", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/families/{tour.world.family}/people/tomek/look?ask=begin")


@state("look-hair", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    look(tour, tour.world.child)


@state("look-colour-taken-back", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = look(tour, tour.world.mother)
    page.locator("#look-to-top").click()
    page.locator("#look-of-top button[aria-pressed=false]").last.click()
    tour.press("One step back")
    expect(page.locator("#look-back button")).to_be_focused()


def look(tour: Tour, person: str) -> Page:
    """Where it is asked which hair somebody has, for whom one of the six was chosen."""
    page = tour.enter("worker").open(f"/families/{tour.world.family}/people/{person}/look?ask=begin")
    page.locator(".look-six button").nth(1).click()
    page.locator("#look-to-top").wait_for()
    return page


@state("person-wrong", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/families/{tour.world.family}/people/new")
    page.get_by_label(says("What do the children call this person?")).fill("nonkel")
    tour.press("Keep this")
    expect(page.locator("#problem")).to_be_visible()


@state("new-story", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/families/{tour.world.family}/documents/new")


@state("new-story-wrong", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/families/{tour.world.family}/documents/new")
    for box in page.locator("[name=children]").all():
        box.uncheck()
    tour.press("Begin")
    expect(page.locator("#problem")).to_be_visible()


@state("hand-over", FORM)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.told}/hand-over")


@state("exports", FORM)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.told}/exports")


# --- the workbench -----------------------------------------------------------------------------------------------------


@state("scene-empty", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").bench(tour.world.blank.address)


@state("scene-written", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").bench(tour.world.written.address)


@state("scene-in-english", BENCH, of_a_story=False)
def _(tour: Tour) -> None:
    replace(tour, language="en").enter("worker").bench(tour.world.written.address)


@state("scene-someone-writing", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.written.address)
    page.locator(".writers .voice:has(bdi)").first.click()
    page.locator(".writers .voice:has(bdi)[aria-pressed=true]").wait_for()
    page.locator("form.passage.words[data-htmx-powered] textarea").first.click()


@state("scene-long", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").bench(tour.world.long.address)


@state("audience-open", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").bench(tour.world.written.address).locator("#audience > summary").click()


@state("audience-the-childs-own", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.written.address)
    page.locator("#audience > summary").click()
    page.get_by_label(says("The child's own"), exact=True).check()


@state("taken-out-open", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").bench(tour.world.long.address).locator(".taken-out summary").click()


@state("somebody-else-open", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.written.address)
    if page.locator(".writers .menu").count():
        page.locator(".writers .menu > summary").click()


@state("more-open", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.written.address)
    page.locator(".bench-bar .menu > summary").click()


@state("saving", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.begun().address)
    page.route("**/changes", lambda _: None)
    tour.type("Mama was moe.", "كانت ماما متعبة.")


@state("not-saved", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.begun().address)
    page.route("**/changes", lambda route: route.abort())
    tour.type("In de kelder is geen internet.", "لا يوجد إنترنت هنا.")
    page.locator("form.passage.words[data-state=failed]").wait_for()


@state("signed-out-meanwhile", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.begun().address)
    tour.context.clear_cookies()
    tour.type("Niet verloren.", "لم تضِع الكلمات.")
    page.locator("form.passage.words[data-state=failed]").wait_for()


@state("too-long", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.begun().address)
    # A browser does not let one type so much; pasting from elsewhere into an old one does.
    page.locator("form.passage.words textarea").first.evaluate("field => field.removeAttribute('maxlength')")
    tour.type(LONG + LONG, ARABIC[1][1] * 4)
    page.locator(".saved.wrong").wait_for()


@state("overtaken", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("worker").bench(scene.address)
    words = page.locator("form.passage.words [name=address]").first.input_value()
    tour.world.write(scene.document, {words: tour.said("Van de tweede.", "كلمات ثانية.")}, by=tour.world.mother)
    tour.type("Van de eerste.", "كلمات أولى.")
    page.locator(".passage.overtaken").wait_for()


@state("overtaken-much-alike", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(_overtaken_at_length(tour).address)
    tour.type(*MINE)
    page.locator(".passage.overtaken").wait_for()


MINE = (
    "Die nacht sliep ik boven. Ik hoorde Oskar huilen en ik ben niet gekomen.",
    "في تلك الليلة كنت نائمة في الطابق العلوي. سمعت أوسكار يبكي ولم آتِ.",
)
THEIRS = (
    "Die nacht sliep mama boven. Ze hoorde Oskar huilen, en ze is niet gekomen.",
    "في تلك الليلة كانت ماما نائمة في الطابق العلوي. سمعت أوسكار يبكي، ولم تأتِ.",
)


def _overtaken_at_length(tour: Tour) -> Place:
    """A scene in which somebody writes after it was opened, and before anything is typed."""
    scene = tour.world.begun()
    address = f"scenes/{scene.scene}/words@{tour.world.writes}"

    def write_meanwhile(route: Route) -> None:
        tour.world.write(scene.document, {address: tour.said(*THEIRS)}, by=tour.world.mother)
        route.continue_()

    tour.page.route("**/changes", write_meanwhile, times=1)
    return scene


@state("both-kept-meanwhile", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("worker").bench(scene.address)
    tour.world.write(scene.document, {f"scenes/{scene.scene}/words@{tour.world.writes}": tour.said(*THEIRS)})
    tour.world.in_two_ways(scene, tour.said(*MINE), tour.said(*THEIRS))
    tour.type("Dit wou ik nog zeggen.", "أردت أن أقول هذا.")
    page.locator(".passage.overtaken").wait_for()


@state("two-views", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    tour.world.in_two_ways(scene, tour.said(*MINE), tour.said(*THEIRS))
    tour.enter("worker").bench(scene.address)


@state("one-text-again", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    tour.world.in_two_ways(scene, tour.said(*MINE), tour.said(*THEIRS))
    page = tour.enter("worker").bench(scene.address)
    page.get_by_role("link", name=says("Make one text of it again")).click()
    page.get_by_role("heading", name=says("Make one text of it again")).wait_for()


@state("just-taken-out", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.begun().address)
    tour.press("Take out")
    page.locator("#done").wait_for()


@state("history", FORM)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{_with_a_past(tour).document}/history")


@state("history-of-words", FORM)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{_with_a_past(tour).document}/history")
    page.locator(".before > summary").first.click()


@state("history-none", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.young}/history")


@state("how-it-was-then", FORM)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{_with_a_past(tour).document}/history")
    page.get_by_role("link", name=says("How it was then")).nth(2).click()
    page.get_by_role("heading", name=says("How it was then")).wait_for()


@state("undo-refused", FORM)
def _(tour: Tour) -> None:
    scene = _with_a_past(tour, is_out=False)
    page = tour.enter("worker").open(f"/documents/{scene.document}/history")
    address = f"scenes/{scene.scene}/words@{tour.world.writes}"
    tour.world.write(scene.document, {address: tour.said("Van de tweede.", "كلمات ثانية.")})
    page.get_by_role("button", name=says("Undo")).nth(1).click()
    page.get_by_role("heading", name=says("Somebody worked on this since")).wait_for()


def _with_a_past(tour: Tour, *, is_out: bool = True) -> Place:
    scene, world = tour.world.begun(), tour.world
    address = f"scenes/{scene.scene}/words@{world.writes}"
    for words, by in ((MINE, world.mother), (THEIRS, "together")):
        world.write(scene.document, {address: tour.said(*words)}, by=by)
    world.write(scene.document, {f"scenes/{scene.scene}@audience": {"for": ["adults"]}}, by="judge")
    if is_out:
        world.take_out(scene)
    return scene


@state("taken-out-meanwhile", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("worker").bench(scene.address)
    tour.world.take_out(scene)
    tour.type("Dit wou ik nog zeggen.", "أردت أن أقول هذا.")
    page.locator(".passage.overtaken").wait_for()


@state("changed-meanwhile", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("worker").bench(scene.address)
    words = page.locator("form.passage.words [name=address]").first.input_value()
    tour.world.write(scene.document, {words: tour.said("Net geschreven.", "كُتبت الآن.")}, by=tour.world.mother)
    tour.press("Take out")
    page.get_by_role("heading", name=says("Somebody worked on this page meanwhile")).wait_for()


@state("somebody-writes-here", BENCH)
def _(tour: Tour) -> None:
    scene, world = tour.world.begun(), tour.world
    world.is_here(scene, world.mother)
    tour.enter("worker").bench(scene.address)


@state("changed-where-one-is", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("worker").bench(scene.address)
    page.locator("form.passage.words textarea").first.focus()
    address = page.locator("form.passage.words [name=address]").first.input_value()
    tour.world.write(scene.document, {address: tour.said(*THEIRS)}, by=tour.world.mother)
    page.locator(".newer").wait_for()


@state("page-that-was-taken-out", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("worker").bench(scene.address)
    tour.world.take_out(scene)
    page.locator(".taken-away").wait_for()


@state("words-are-waiting", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("worker").bench(scene.address)
    page.route("**/changes", lambda route: route.abort())
    address = page.locator("form.passage.words [name=address]").first.input_value()
    tour.type(*MINE)
    page.locator("form.passage.words[data-state=failed]").wait_for()
    tour.world.write(scene.document, {address: tour.said(*THEIRS)}, by=tour.world.mother)
    page.once("dialog", lambda dialog: dialog.accept())
    page.unroute("**/changes")
    # As if the battery had run flat: nothing is sent on leaving.
    page.evaluate("() => { for (const form of document.querySelectorAll('form[data-passage]')) form.remove(); }")
    tour.open(f"/documents/{scene.document}/history")
    page.locator("#left-waiting").wait_for()


@state("along", FORM)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.written.document}/along")


@state("along-wrong-password", FORM)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{tour.world.written.document}/along")
    page.get_by_label(says("Your password")).fill("dat is het niet")
    tour.press("Take it along")
    page.locator("#problem").wait_for()


def _take_along(tour: Tour) -> Page:
    page = tour.enter("worker").open(f"/documents/{tour.world.written.document}/along")
    page.get_by_label(says("Your password")).fill(PASSWORD)
    tour.press("Take it along")
    page.get_by_role("link", name=says("Open it")).wait_for()
    return page


@state("along-taken", FORM)
def _(tour: Tour) -> None:
    _take_along(tour)


@state("along-locked", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = _take_along(tour)
    page.get_by_role("link", name=says("Open it")).click()
    page.get_by_label(says("Your password")).wait_for()


@state("along-nothing-there", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open("/along/")


@state("along-in-the-kitchen", BENCH)
def _(tour: Tour) -> None:
    page = _take_along(tour)
    page.get_by_role("link", name=says("Open it")).click()
    page.get_by_label(says("Your password")).fill(PASSWORD)
    tour.press("Open it")
    field = page.locator("form.passage.words textarea").first
    field.wait_for()
    tour.context.set_offline(True)
    field.fill(tour.said(*MINE))
    page.locator("form.passage.words[data-state=waits]").wait_for()


@state("about", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.told}/about")


@state("earlier-words", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.written.address)
    page.get_by_role("link", name=says("Earlier words")).first.click()
    page.get_by_role("heading", name=says("Earlier words"), exact=True).wait_for()


@state("earlier-words-wipe-open", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").bench(tour.world.written.address)
    page.get_by_role("link", name=says("Earlier words")).first.click()
    page.locator(".wipe > summary").first.click()


@state("earlier-words-none", BENCH)
def _(tour: Tour) -> None:
    scene = tour.world.blank.scene
    tour.enter("worker").open(f"/documents/{tour.world.blank.document}/earlier/scenes/{scene}/words")


@state("story-without-pages", BENCH, of_a_story=False)
def _(tour: Tour) -> None:
    asked = {"kind": "words-and-pictures.four", "children": tour.world.child, "language": "nl"}
    client = tour.world.client()
    document = client.post(f"{tour.world.site.url}/families/{tour.world.family}/documents/new", data=asked).location
    page = tour.enter("worker").open(document)
    for _ in range(4):
        tour.press("Take out")
    page.wait_for_url(re.compile(rf"{document}(\?|$)"))


# --- a picture made here ------------------------------------------------------------------------------------------------


def compose(tour: Tour, place: str = "", **shown: str) -> Page:
    """The composer of a page with a picture made here, with a part of a kind chosen, and choices open."""
    said = "&".join(f"{name}={value}" for name, value in shown.items())
    return tour.enter("worker").open(f"{place or tour.world.written.address}/compose?{said}")


def part_of(tour: Tour, kind: str) -> str:
    """The id of the last part of a kind that stands in that picture."""
    return str(compose(tour).locator(f"#live [data-part].{kind}").last.get_attribute("data-part"))


@state("compose-begin", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, tour.world.blank.address)


@state("compose-where", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, open="where")


@state("compose-what", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, open="what", find="stoel")


@state("compose-draw", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, open="draw")


@state("compose-feeling", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, part=part_of(tour, "figure"), open="feeling")


@state("compose-pose", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, part=part_of(tour, "figure"), open="pose")


@state("compose-hands", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, part=part_of(tour, "figure"), open="hands")


@state("compose-place", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, part=part_of(tour, "thing"), open="spot")


@state("compose-words", PICTURE)
def _(tour: Tour) -> None:
    page = compose(tour, part=part_of(tour, "figure"), open="talk")
    page.locator("#choices button").first.click()
    page.locator("#choices textarea, #choices input[name=words]").first.wait_for()


@state("compose-cover", PICTURE)
def _(tour: Tour) -> None:
    compose(tour, f"/documents/{tour.world.written.document}/cover")


# --- a picture for a page ---------------------------------------------------------------------------------------------


@state("picture-choose", PICTURE)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{tour.world.blank.address}/picture")


@state("picture-standing", PICTURE)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{tour.world.sent.address}/picture")


@state("picture-taken-away", PICTURE)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{tour.world.bare.address}/picture")


@state("picture-being-sent", PICTURE)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"{tour.world.blank.address}/picture")
    page.route("**/picture", lambda _: None)
    page.locator("#drawing").set_input_files(drawing_on_a_table(tour.folder))
    page.locator("form[data-state=sending]").wait_for()


@state("picture-other-chosen", PICTURE)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"{tour.world.blank.address}/picture?kind=other")
    page.locator("#other").set_input_files(drawing_on_a_table(tour.folder))
    page.locator("form[data-state=chosen]").wait_for()


@state("picture-not-sent", PICTURE)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"{tour.world.blank.address}/picture")
    page.route("**/picture", lambda route: route.abort())
    page.locator("#drawing").set_input_files(drawing_on_a_table(tour.folder))
    page.locator("[data-again]:not([hidden])").first.wait_for()


@state("picture-refused", PICTURE)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"{tour.world.blank.address}/picture")
    page.locator("#drawing").set_input_files(NO_PICTURE)
    page.locator("#problem").wait_for()


@state("sheet-found", PICTURE)
def _(tour: Tour) -> None:
    tour.enter("worker")
    _photograph(tour, drawing_on_a_table(tour.folder))


@state("sheet-by-numbers", PICTURE)
def _(tour: Tour) -> None:
    tour.enter("worker")
    _photograph(tour, drawing_on_a_table(tour.folder)).locator(".numbers > summary").click()


@state("sheet-not-found", PICTURE)
def _(tour: Tour) -> None:
    tour.enter("worker")
    _photograph(tour, _nothing_but_grey(tour.folder))


@state("sheet-impossible", PICTURE)
def _(tour: Tour) -> None:
    tour.enter("worker")
    page = _photograph(tour, _nothing_but_grey(tour.folder))
    page.locator(".numbers > summary").click()
    for name in ("x2", "x3", "y3", "y4"):
        page.locator(f"[name={name}]").fill("0")
    tour.press("The corners are right now")
    page.locator("#problem").wait_for()


@state("picture-overtaken", PICTURE)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("worker").open(f"{scene.address}/picture?kind=other")
    page.locator("#other").set_input_files(drawing_on_a_table(tour.folder))
    page.locator("form[data-state=chosen]").wait_for()
    tour.world.take_out(scene)
    tour.press("Put this photo on the page")
    page.locator(".two-pictures").wait_for()


def _photograph(tour: Tour, photo: Path) -> Page:
    page = tour.open(f"{tour.world.blank.address}/picture")
    page.locator("#drawing").set_input_files(photo)
    page.wait_for_url("**/straighten**")
    return page


def _nothing_but_grey(folder: Path) -> Path:
    file = folder / "grijs.jpg"
    if not file.exists():
        Image.new("RGB", (1200, 900), (90, 90, 96)).save(file, "JPEG")
    return file


# --- the languages of a story -----------------------------------------------------------------------------------------


@state("languages", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.told}/languages")


@state("languages-with-an-interpreter", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{tour.world.told}/languages")
    page.locator(".language .fold > summary").first.click()


@state("seat", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").bench(f"/documents/{tour.world.told}/translate/{tour.world.into}")


@state("seat-of-an-interpreter", OWN)
def _(tour: Tour) -> None:
    tour.enter("interpreter").bench(f"/documents/{tour.world.told}/translate/{tour.world.into}")


@state("seat-in-arabic", OWN)
def _(tour: Tour) -> None:
    tour.enter("interpreter-who-reads-arabic").bench(f"/documents/{tour.world.told}/translate/{tour.world.into}")


@state("table-refused", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{tour.world.told}/languages")
    form = page.locator("form[enctype]").first
    form.locator("[type=file]").set_input_files(drawing_on_a_table(tour.folder))
    form.evaluate("form => form.submit()")
    page.locator("#problem").wait_for()


# --- the tablet in other hands ----------------------------------------------------------------------------------------


@state("own-page", OWN)
def _(tour: Tour) -> None:
    tour.enter("mother").bench("/documents/" + tour.world.blank.document + "/write")


@state("own-page-written", OWN)
def _(tour: Tour) -> None:
    place = tour.world.written
    tour.enter("mother-of-the-written").bench(f"/documents/{place.document}/write/{place.scene}")


@state("own-page-two-views", OWN)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    tour.world.in_two_ways(scene, tour.said(*MINE), tour.said(*THEIRS))
    tour.enter("mother", document=scene.document).bench(f"/documents/{scene.document}/write/{scene.scene}")


@state("own-page-overtaken", OWN)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    address = f"scenes/{scene.scene}/words@{tour.world.writes}"
    page = tour.enter("mother", document=scene.document).bench(f"/documents/{scene.document}/write/{scene.scene}")
    tour.world.write(scene.document, {address: tour.said(*THEIRS)})
    tour.type(*MINE)
    page.locator(".passage.overtaken").wait_for()


@state("own-page-in-arabic", OWN)
def _(tour: Tour) -> None:
    place = tour.world.written
    tour.enter("mother-of-the-written-who-reads-arabic").bench(f"/documents/{place.document}/write/{place.scene}")


@state("own-page-taken-out", OWN)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    page = tour.enter("mother", document=scene.document).bench(f"/documents/{scene.document}/write/{scene.scene}")
    tour.world.take_out(scene)
    page.locator("[role=status].card").wait_for()


@state("own-page-not-saved", OWN)
def _(tour: Tour) -> None:
    begun = tour.world.begun()
    page = tour.enter("mother", document=begun.document).bench(f"/documents/{begun.document}/write")
    page.route("**/changes", lambda route: route.abort())
    tour.type("Ik dacht dat ik het alleen kon.", "ظننت أنني أستطيع وحدي.")
    page.locator("form.passage.words[data-state=failed]").wait_for()


@state("covered", COVER, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("covered").open("/")


@state("covered-in-arabic", COVER, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("covered-who-reads-arabic").open("/")


@state("covered-password-open", COVER, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("covered").open("/").locator("summary").click()


@state("covered-wrong", COVER, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("covered").open("/")
    page.locator("summary").click()
    page.get_by_label(says("Password")).fill("iets anders dan het is")
    tour.press("Go on where we were")
    page.locator("#password-wrong").wait_for()


# --- the book ----------------------------------------------------------------------------------------------------------


@state("cover", BOOK)
def _(tour: Tour) -> None:
    tour.enter("child").open(f"/documents/{tour.world.told}/book")


@state("page", BOOK)
def _(tour: Tour) -> None:
    tour.enter("child").open(f"/documents/{tour.world.told}/book/1")


@state("page-being-read", BOOK)
def _(tour: Tour) -> None:
    page = tour.enter("child").open(f"/documents/{tour.world.told}/book/1")
    page.evaluate("said.voices = ['nl-BE', 'ar'].map((lang) => ({ lang, localService: true, default: true }))")
    page.locator("[data-voice=read]").click()
    page.locator(".say.lit").wait_for()


@state("page-no-voice", BOOK)
def _(tour: Tour) -> None:
    page = tour.enter("child").open(f"/documents/{tour.world.told}/book/1")
    page.locator("[data-voice=read]").click()
    page.locator(".no-voice:not(:empty)").wait_for()


@state("page-long", BOOK)
def _(tour: Tour) -> None:
    tour.enter("child-awkward").open(f"/documents/{tour.world.long.document}/book/2")


@state("page-without-picture", BOOK)
def _(tour: Tour) -> None:
    tour.enter("child-awkward").open(f"/documents/{tour.world.bare.document}/book/3")


@state("evening", BOOK)
def _(tour: Tour) -> None:
    tour.enter("child", evening=True).open(f"/documents/{tour.world.told}/book/1")


@state("evening-cover", BOOK)
def _(tour: Tour) -> None:
    tour.enter("child", evening=True).open(f"/documents/{tour.world.told}/book")


@state("no-connection", BOOK)
def _(tour: Tour) -> None:
    page = tour.enter("child").open(f"/documents/{tour.world.told}/book/1")
    page.locator(".turner.behind[data-htmx-powered]").wait_for()
    page.route("**/book/2*", _cut)
    page.locator(".turner.behind").click()
    page.locator("#notice:not(:empty)").wait_for()


@state("makers", BOOK)
def _(tour: Tour) -> None:
    _leaf_to(tour, ".page.makers")


@state("drawing", BOOK)
def _(tour: Tour) -> None:
    page = _leaf_to(tour, ".page.drawing")
    box = page.locator("#paper").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 90, steps=4)
    page.mouse.up()
    page.locator("#undraw:not([hidden])").wait_for()


@state("talk-open", BOOK)
def _(tour: Tour) -> None:
    page = tour.enter("child").open(f"/documents/{tour.world.told}/book/1")
    page.locator("#to-talk").click()
    page.locator("dialog[open]").wait_for()


@state("talk-page", TALK)
def _(tour: Tour) -> None:
    tour.enter("child").open(f"/documents/{tour.world.told}/talk?page=1")


@state("young-cover", BOOK, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("yara").open(f"/documents/{tour.world.young}/book")


@state("young-page", BOOK, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("yara").open(f"/documents/{tour.world.young}/book/1")


@state("young-talk-open", BOOK, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("yara").open(f"/documents/{tour.world.young}/book/1")
    page.locator("#to-talk").click()
    page.locator("dialog[open]").wait_for()


@state("book-in-the-workers-hands", BOOK)
def _(tour: Tour) -> None:
    _leaf_to(tour, ".page.drawing", who="worker")


@state("book-two-views", BOOK)
def _(tour: Tour) -> None:
    scene = tour.world.begun()
    tour.world.in_two_ways(scene, tour.said(*MINE), tour.said(*THEIRS))
    tour.enter("worker").open(f"/documents/{scene.document}/book/1")


@state("book-of-nothing", BOOK, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("mother").open(f"/documents/{tour.world.blank.document}/book")


@state("printed", PRINT)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.told}/book/print")


def _leaf_to(tour: Tour, page: str, who: str = "child") -> Page:
    tour.enter(who).open(f"/documents/{tour.world.told}/book")
    last = tour.page.locator("#page").get_attribute("data-last")
    assert last is not None
    tour.open(last)
    if not tour.page.locator(page).count():
        tour.open(last[: last.rindex("/") + 1] + str(int(re.findall(r"/(\d+)", last)[-1]) - 1))
    tour.page.locator(page).wait_for()
    return tour.page


def _cut(route: Route) -> None:
    route.abort("internetdisconnected")


# --- afterwards -------------------------------------------------------------------------------------------------------


@state("told-empty", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.blank.document}/told")


@state("told-wrong", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{tour.world.untold}/told")
    page.get_by_label(says("On which day?")).fill("")
    tour.press("Keep this")
    page.locator("#problem").wait_for()


@state("told-filled", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{tour.world.told}/told")


@state("told-as-it-was", BOOK)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{tour.world.told}/told")
    page.get_by_role("link", name=says("Read it as it was told")).first.click()
    page.locator(".page.cover").wait_for()


# --- for anyone, and when something is wrong -------------------------------------------------------------------------


@state("example", BOOK, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("nobody").open("/example?language=nl")


@state("example-page", BOOK, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("nobody").open("/example/2?language=nl")


@state("example-talk", TALK, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("nobody").open("/example/talk?language=nl")


@state("not-here", ERROR, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open("/families/nobodys")


@state("not-here-for-a-child", ERROR, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("child").open("/families/new")


@state("went-wrong", ERROR, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open("/families/new?break=500")


@state("no-room", ERROR, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open("/families/new?break=507")


# --- forms -----------------------------------------------------------------------------------------------------------


def _meeting(tour: Tour) -> str:
    """Where a meeting with everyone is, with some of it filled in."""
    world = tour.world
    site, client = world.site.url, world.client()
    made = client.post(
        f"{site}/families/{world.family}/documents/new", data={"kind": "network-meeting", "language": world.writes}
    )
    document = made.location.rpartition("/documents/")[2].partition("/")[0]
    items = {}
    for place in ("rounds", "agreed", "signatures"):
        added = client.post(f"{site}/documents/{document}/items", data={"list": place, "do": "add"})
        items[place] = f"{place}/{re.split('[-/]', added.location)[-1].partition('?')[0]}"
    spoken = world.writes
    values = {
        "at@value": "2027-03-18T19:30",
        "came@value": [world.mother],
        f"{items['rounds']}/who@value": [world.mother],
        f"{items['rounds']}/number@value": {"number": 6, "from": 1, "to": 10},
        f"{items['rounds']}/why@{spoken}": tour.said(*MINE),
        f"{items['agreed']}/what@{spoken}": tour.said(LONG[:290], ARABIC[1][1][:290]),
        f"{items['agreed']}/who@value": [world.mother],
        f"{items['signatures']}/signed@value": {
            "way": "drawn",
            "name": tour.said("Oma Kasia", "Samira"),
            "on": "2027-03-18",
            "strokes": [[[100, 300], [400, 700], [800, 200]]],
        },
    }
    world.write(document, values, by=world.mother, definition="network-meeting")
    return f"/documents/{document}"


def _assessment(tour: Tour) -> str:
    """Where a form in columns is, with something in each of them."""
    world = tour.world
    site, client, spoken = world.site.url, world.client(), world.writes
    made = client.post(f"{site}/families/{world.family}/documents/new", data={"kind": "assessment", "language": spoken})
    document = made.location.rpartition("/documents/")[2].partition("/")[0]
    values = {f"harder@{spoken}": tour.said(*MINE)}
    for place in ("happened", "strengths", "steps"):
        added = client.post(f"{site}/documents/{document}/items", data={"list": place, "do": "add"})
        item = f"{place}/{re.split('[-/]', added.location)[-1].partition('?')[0]}"
        values[f"{item}/what@{spoken}"] = tour.said(LONG[:290], ARABIC[1][1][:290])
    world.write(document, values, by=world.mother, definition="assessment")
    return f"/documents/{document}"


@state("form-filled", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{_meeting(tour)}/fill").locator(
        "#now[data-htmx-powered], form[data-htmx-powered]"
    ).first.wait_for()


@state("form-in-columns", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{_assessment(tour)}/fill").locator(
        "#now[data-htmx-powered], form[data-htmx-powered]"
    ).first.wait_for()


@state("form-read-in-columns", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{_assessment(tour)}/paper")


@state("form-read", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{_meeting(tour)}/paper")


@state("form-read-by-one", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{_meeting(tour)}/paper?for={tour.world.mother}")


@state("form-overtaken", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"{(address := _meeting(tour))}/fill")
    page.locator("form.value[data-htmx-powered]").first.wait_for()
    at = page.get_by_label(says("When?"), exact=True)
    tour.world.write(address.rpartition("/")[2], {"at@value": "2027-03-19T10:00"}, definition="network-meeting")
    at.fill("2027-03-20T14:00")
    at.press("Tab")
    page.locator("form.value.asked").wait_for()


def _circles(tour: Tour) -> str:
    """Where a photo is sent to a form that has one already."""
    site, world = tour.world.site.url, tour.world
    made = world.client().post(
        f"{site}/families/{world.family}/documents/new", data={"kind": "network-circles", "language": world.writes}
    )
    document = made.location.rpartition("/documents/")[2].partition("/")[0]
    page = tour.enter("worker").open(f"/documents/{document}/photo/drawn")
    page.locator("#picture").set_input_files(drawing_on_a_table(tour.folder))
    page.locator("#description").fill(tour.said(LONG, ARABIC[1][1]))
    page.locator("form[enctype] button.large").tap()
    page.locator(".field-photo").wait_for()
    return document


@state("form-with-a-photo", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{_circles(tour)}/fill")


@state("form-photo", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{_circles(tour)}/photo/drawn")


@state("form-photo-none", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{_circles(tour)}/photo/drawn")
    page.locator("#picture").set_input_files(NO_PICTURE)
    page.locator("form[enctype] button.large").tap()
    page.locator("#problem").wait_for()


@state("form-signed-on-paper", BENCH)
def _(tour: Tour) -> None:
    address = _meeting(tour)
    signing = tour.enter("worker").open(f"{address}/fill").locator(".box-signature").first
    signing.get_by_text(says("Change how it was signed")).tap()
    signing.locator("a[href*='/photo/signatures']").tap()
    tour.page.locator("#picture").wait_for()


def _plan(tour: Tour) -> str:
    """Where a safety plan is, with some of it filled in."""
    return tour.world.plan(tour.said(LONG, ARABIC[1][1]))


def _in_hands(tour: Tour, who: str, address: str) -> Page:
    document = _plan(tour)
    return tour.enter(who, document=document).open(f"/documents/{document}/{address}")


@state("plan", BENCH)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"/documents/{_plan(tour)}/fill")
    page.locator("form.value[data-htmx-powered]").first.wait_for(state="attached")
    page.locator("#questions summary").click()


@state("plan-rule", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{_plan(tour)}/fill/rules/r1")


@state("plan-own", OWN)
def _(tour: Tour) -> None:
    _in_hands(tour, "mother", "fill").locator("form.value[data-htmx-powered]").first.wait_for(state="attached")


@state("plan-rule-own", OWN)
def _(tour: Tour) -> None:
    page = _in_hands(tour, "mother", "fill/rules/r1")
    page.locator("form.value[data-htmx-powered]").first.wait_for(state="attached")


@state("plan-refused", OWN)
def _(tour: Tour) -> None:
    page = _in_hands(tour, "mother", "fill")
    page.locator("form[action$='/items'] [name=list]").first.evaluate("(field) => { field.value = 'bottom_lines'; }")
    page.locator("form[action$='/items'] button[value=add]").first.click()
    page.wait_for_url("**/items")


@state("plan-read", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{_plan(tour)}/paper")


@state("plan-read-by-a-child", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{_plan(tour)}/paper?for={tour.world.child}")


@state("plan-read-on-the-tablet", OWN)
def _(tour: Tour) -> None:
    _in_hands(tour, "mother-reads", "own-paper")


@state("signing", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{_plan(tour)}/sign")


@state("signing-own", OWN)
def _(tour: Tour) -> None:
    _in_hands(tour, "signer", "sign/own")


@state("signed", OWN)
def _(tour: Tour) -> None:
    page = _in_hands(tour, "signer", "sign/own")
    page.locator("#sign button:not([type=button])").click()
    page.wait_for_url("**/sign/done")


@state("signed-and-changed", BENCH)
def _(tour: Tour) -> None:
    page = _in_hands(tour, "signer", "sign/own")
    document = page.url.rpartition("/documents/")[2].partition("/")[0]
    page.locator("#sign button:not([type=button])").click()
    page.wait_for_url("**/sign/done")
    tour.world.write(document, {f"rules/r1/words@{tour.world.writes}": tour.said(*MINE)}, definition="safety-plan")
    tour.enter("worker").open(f"/documents/{document}/sign")


@state("signed-on-paper", BENCH)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"/documents/{_plan(tour)}/sign/on-paper/{tour.world.mother}")


def _route(tour: Tour, days_ago: int | None = 13) -> str:
    """The address of the family's route, which began so many days ago."""
    file = read_file(tour.world.database, tour.world.family)
    assert file is not None
    began = (today() - datetime.timedelta(days=days_ago)).isoformat() if days_ago is not None else None
    tour.world.write(file.id, {"day_one@value": began}, definition="family")
    return f"/families/{tour.world.family}/route"


@state("route-asks-for-day-1", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open(_route(tour, days_ago=None))


@state("route", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    tour.enter("worker").open(_route(tour))


@state("route-all-open", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(_route(tour))
    page.locator("main details").evaluate_all("all => all.forEach(one => one.setAttribute('open', ''))")


@state("route-overtaken", FORM, of_a_story=False)
def _(tour: Tour) -> None:
    page = tour.enter("worker").open(f"{_route(tour)}?step=work")
    asked = {"asked.first": "1", "first": today().isoformat(), "seen.first": "999999"}
    answer = tour.world.client().post(f"{tour.world.site.url}{_route(tour)}/steps/work", data=asked)
    assert answer.status_code == 303, answer.status_code
    page.locator("#step-work .change summary").click()
    page.locator("#work-first").fill((today() + datetime.timedelta(days=3)).isoformat())
    page.locator("#step-work .change form.stack button").click()
    expect(page.locator("#problem")).to_be_visible()


@state("route-plain", FORM)
def _(tour: Tour) -> None:
    tour.enter("worker").open(f"{_route(tour)}/plain?language={tour.world.writes}")
