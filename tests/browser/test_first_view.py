"""What a page weighs, how soon it is there, what it asks of others, and what it leaves behind: over the real server, by a real browser."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.ports import free_port
from webapp import create_app
from webapp.config import config_for

from .conftest import (
    CHROMIUM,
    PASSWORD,
    QUIET,
    TABLET,
    Site,
    add_person,
    drawing_on_a_table,
    new_family,
    new_story,
    ready,
    says,
    sign_in,
    wait_until_saved,
    words_field,
)
from .states import VOICES
from .world import World, seeded

SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""Lighthouse's mobile preset: ms and bytes a second (trust.md 6.1)."""
CPU_SLOWER = 4
TEXT = ("Document", "Stylesheet", "Script")
SECRET_WORDS = "Dit staat nergens anders dan in het verhaal."


@dataclass
class View:
    """What went over the wire for one page, in bytes with headers, by kind of file."""

    sizes: Counter[str] = field(default_factory=Counter)
    largest_picture: int = 0
    addresses: list[str] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def text(self) -> int:
        """HTML, CSS and JavaScript together."""
        return sum(self.sizes[kind] for kind in TEXT)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The lived-in installation behind the server that people run: `words-pictures serve`."""
    folder = tmp_path_factory.mktemp("served")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    app = create_app(config_for(folder, origin=url))
    site = Site(url, app, folder)
    world = seeded(site, site, "")
    asked = [sys.executable, "-m", "webapp.commands", "serve", "--data", str(folder), "--port", str(port)]
    server = subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_until_it_answers(url)
    yield world
    server.terminate()
    server.wait(30)
    app.extensions["database"].close()


@pytest.fixture
def fresh(browser: Browser, world: World) -> Iterator[BrowserContext]:
    """A tablet that was never here before."""
    context = _new_tablet(browser)
    yield context
    context.close()


def _pages(world: World) -> dict[str, tuple[str, str]]:
    story = f"/documents/{world.told}"
    return {
        "workbench": ("worker", world.written.address),
        "book": ("child", f"{story}/book/1"),
        "cover": ("child", f"{story}/book"),
        "own page": ("mother-of-the-written", f"{story}/write/{world.written.scene}"),
    }


@pytest.mark.parametrize("name", ["workbench", "book", "cover", "own page"])
def test_a_first_view_is_light(world: World, fresh: BrowserContext, name: str) -> None:
    view = _first_view(world, fresh, *_pages(world)[name])
    print(f"{name}: {dict(view.sizes)}, text {view.text}, {len(view.addresses)} requests")
    assert view.sizes["Document"] <= 20_000
    assert view.sizes["Stylesheet"] <= 15_000
    assert view.sizes["Script"] <= 25_000
    assert view.text <= 60_000
    assert 0 < view.sizes["Font"] <= 55_000
    assert view.largest_picture <= 80_000


@pytest.mark.parametrize("name", ["workbench", "book", "cover", "own page"])
def test_a_first_view_asks_little_and_nobody_else(world: World, fresh: BrowserContext, name: str) -> None:
    view = _first_view(world, fresh, *_pages(world)[name])
    assert {urlsplit(one).netloc for one in view.addresses} == {urlsplit(world.site.url).netloc}
    # The strip of the workbench has a small picture for each page: this story has twelve.
    apart = [one for one in view.addresses if "/pictures/" in one] if name == "workbench" else []
    assert len(view.addresses) - len(apart) <= 10


def test_a_second_page_costs_next_to_nothing(world: World, fresh: BrowserContext) -> None:
    page = _entered(world, fresh, "child")
    page.goto(f"{world.site.url}/documents/{world.told}/book/2", wait_until="networkidle")
    view = _watched(page, f"{world.site.url}/documents/{world.told}/book/3")
    print(f"again: {dict(view.sizes)}, text {view.text}")
    assert view.text <= 25_000
    assert view.sizes["Font"] == 0


def test_a_save_and_a_turned_page_are_answered_in_three_kilobytes(world: World, fresh: BrowserContext) -> None:
    scene = world.new_scene()
    page = _entered(world, fresh, "worker")
    page.goto(f"{world.site.url}{scene.address}")
    ready(page)
    for other in ("**/news?*", "**/here"):  # what a page asks every moment, whether somebody saves or not
        page.route(other, lambda route: route.abort())
    view = View()
    _listen(page, view)
    words_field(page).fill("Mama was moe.")
    wait_until_saved(page)
    page.wait_for_timeout(100)
    assert 0 < sum(view.sizes.values()) <= 3_000


def test_every_file_says_how_long_it_may_be_kept(world: World, fresh: BrowserContext) -> None:
    for who, path in _pages(world).values():
        view = _first_view(world, fresh, who, path)
        for address, headers in view.headers.items():
            kept = "public, max-age=31536000, immutable" if "/static/" in address else "no-store"
            assert headers["cache-control"] == kept, address
            if headers.get("content-type", "").startswith(("text/", "application/javascript")):
                assert headers["content-encoding"] in ("br", "gzip"), address
            policy = headers["content-security-policy"]
            assert "unsafe" not in policy
            assert policy.startswith("default-src 'none'")


def test_letters_come_after_the_words(world: World, fresh: BrowserContext) -> None:
    for name in ("base.css", "book.css"):
        with urllib.request.urlopen(f"{world.site.url}/static/{name}") as answer:
            faces = re.findall(r"@font-face\s*{[^}]*url\([^}]*}", answer.read().decode())
        assert faces
        assert all("font-display: swap" in face for face in faces)
    page = _entered(world, fresh, "child")
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(f"{world.site.url}/documents/{world.told}/book/1")
    expect(page.locator(".words")).to_be_visible()
    assert page.locator(".words").evaluate("words => words.getBoundingClientRect().height") > 40


def test_a_whole_journey_breaks_no_rule_and_leaves_nothing_behind(
    world: World, fresh: BrowserContext, tmp_path: Path
) -> None:
    broken: list[str] = []
    fresh.expose_binding("broken", lambda _source, what: broken.append(what))
    fresh.add_init_script(
        """addEventListener('securitypolicyviolation',
            (event) => broken(`${event.violatedDirective} ${event.blockedURI} ${location.pathname}`))"""
    )
    fresh.add_init_script(VOICES)
    page = fresh.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    _journey(page, world, tmp_path)
    kept = page.evaluate(
        """async () => ({
            local: localStorage.length, session: sessionStorage.length,
            databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
            workers: (await navigator.serviceWorker.getRegistrations()).length,
            files: (await Array.fromAsync((await navigator.storage.getDirectory()).keys())).length,
            readable: document.cookie,
        })"""
    )
    assert kept == dict.fromkeys(("local", "session", "databases", "caches", "workers", "files"), 0) | {"readable": ""}
    cookies = fresh.cookies()
    assert [(one["name"], one["httpOnly"], one["sameSite"], one["path"]) for one in cookies] == [  # type: ignore[typeddict-item]
        ("session", True, "Strict", "/")
    ]
    assert broken == []
    assert asked - {""} == {urlsplit(world.site.url).netloc}
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">.</p>')")
    page.wait_for_timeout(100)
    assert [one.partition(" ")[0] for one in broken] == ["style-src-attr"]


def test_no_word_of_a_story_stays_in_the_browsers_own_folder(browser: Browser, world: World, tmp_path: Path) -> None:
    scene = world.new_scene()
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=CHROMIUM,
        args=QUIET,
        viewport={"width": TABLET[0], "height": TABLET[1]},
        locale="nl-BE",
    )
    context.add_cookies([{"name": "session", "value": world.token("worker"), "url": world.site.url}])
    page = context.pages[0]
    page.goto(f"{world.site.url}{scene.address}")
    ready(page)
    words_field(page).fill(SECRET_WORDS)
    wait_until_saved(page)
    page.goto(f"{world.site.url}/documents/{scene.document}/book/print")
    expect(page.get_by_text(SECRET_WORDS[:20])).to_be_visible()
    page.goto(f"{world.site.url}/families/{world.family}")
    time.sleep(1)
    context.close()
    files = [one for one in (tmp_path / "profile").rglob("*") if one.is_file()]
    # What the browser itself wrote down is found, so words would be found, too.
    assert any(scene.scene.encode() in one.read_bytes() for one in files)
    said = [form for words in (SECRET_WORDS, "Kasia") for form in (words.encode(), words.encode("utf-16-le"))]
    found = [(one.name, form) for one in files for form in said if form in one.read_bytes()]
    assert not found


def test_a_page_of_the_book_is_soon_there_on_a_slow_network(browser: Browser, world: World) -> None:
    measured = [_painted(browser, world, f"/documents/{world.told}/book/1") for _ in range(3)]
    paint = statistics.median(one["largest"] for one in measured)
    shift = statistics.median(one["shift"] for one in measured)
    print(f"largest paint {paint:.0f} ms, shift {shift:.4f}: {measured}")
    assert paint <= 2500
    assert shift <= 0.02


def _new_tablet(browser: Browser) -> BrowserContext:
    return browser.new_context(
        viewport={"width": TABLET[0], "height": TABLET[1]}, has_touch=True, locale="nl-BE", accept_downloads=True
    )


def _entered(world: World, context: BrowserContext, who: str) -> Page:
    context.clear_cookies()
    context.add_cookies([{"name": "session", "value": world.token(who), "url": world.site.url}])
    return context.new_page()


def _first_view(world: World, context: BrowserContext, who: str, path: str) -> View:
    page = _entered(world, context, who)
    view = _watched(page, f"{world.site.url}{path}", is_cold=True)
    page.close()
    return view


def _watched(page: Page, address: str, *, is_cold: bool = False) -> View:
    view = View()
    _listen(page, view, is_cold=is_cold)
    page.goto(address, wait_until="networkidle")
    return view


def _listen(page: Page, view: View, *, is_cold: bool = False) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": is_cold})
    kinds: dict[str, tuple[str, str, bool]] = {}

    def begins(event: dict[str, Any]) -> None:
        view.addresses.append(event["request"]["url"])

    def answered(event: dict[str, Any]) -> None:
        response = event["response"]
        from_here = bool(response.get("fromDiskCache") or response.get("fromPrefetchCache"))
        kinds[event["requestId"]] = (event["type"], response["url"], from_here)
        view.headers[response["url"]] = {name.lower(): value for name, value in response["headers"].items()}

    def ends(event: dict[str, Any]) -> None:
        kind, _, from_here = kinds.get(event["requestId"], ("Other", "", False))
        size = 0 if from_here else int(event["encodedDataLength"])
        view.sizes[kind] += size
        if kind == "Image":
            view.largest_picture = max(view.largest_picture, size)

    devtools.on("Network.requestWillBeSent", begins)
    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.loadingFinished", ends)


def _painted(browser: Browser, world: World, path: str) -> dict[str, float]:
    """When the largest thing was there (ms), and how much moved meanwhile, on a slow network and a slow tablet."""
    context = _new_tablet(browser)
    page = _entered(world, context, "child")
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_4G)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
    page.add_init_script(
        """
        window.painted = { largest: 0, shift: 0 };
        new PerformanceObserver((list) => { for (const one of list.getEntries()) painted.largest = one.startTime; })
            .observe({ type: "largest-contentful-paint", buffered: true });
        new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) painted.shift += one.value; })
            .observe({ type: "layout-shift", buffered: true });
        """
    )
    page.goto(f"{world.site.url}{path}", wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    page.wait_for_timeout(300)
    found: dict[str, float] = page.evaluate("() => painted")
    context.close()
    assert found["largest"] > 0
    return found


def _journey(page: Page, world: World, folder: Path) -> None:
    """From signing in to the Word file, through everything that a family and its worker do."""
    sign_in(page, world.site)
    new_family(page, world.site)
    add_person(page, "Samira", "Parent", "mama")
    add_person(page, "Fatima", "Family, friend or neighbour", "oma", phone="0400 11 22 33")
    page.locator(".people").get_by_role("link", name="Noor").tap()
    page.get_by_label(says("Whom can this child always talk to?")).select_option(label="Fatima")
    page.get_by_role("button", name=says("Keep this")).tap()
    new_story(page)
    page.get_by_role("button", name="Samira").tap()
    page.locator(".voice[aria-pressed=true]", has_text="Samira").wait_for()
    ready(page)
    words_field(page).fill("Oma was bezorgd. Mama ook.")
    wait_until_saved(page)
    document = page.url.partition("/scenes/")[0]
    page.get_by_role("link", name=says("Photo of a drawing")).tap()
    page.locator("#drawing").set_input_files(drawing_on_a_table(folder))
    page.wait_for_url("**/straighten**")
    page.get_by_role("button", name=says("Yes, like this")).tap()
    page.wait_for_url("**/scenes/*")
    page.get_by_role("link", name=says("Give the tablet to …")).tap()
    page.get_by_role("button", name=says("%(name)s reads", name="Noor")).tap()
    page.get_by_role("button", name=says("Evening light")).tap()
    page.locator("#light[aria-pressed=true]").wait_for()
    page.get_by_role("link", name=says("Begin")).tap()
    page.get_by_role("button", name=says("Read aloud")).tap()
    page.locator("#to-talk").tap()
    page.get_by_role("button", name=says("Back to the story")).tap()
    page.keyboard.press("End")
    page.locator("#paper canvas").wait_for()
    page.locator("#paper canvas").tap()
    page.get_by_role("button", name=says("Stop"), exact=True).tap()
    page.locator("summary").tap()
    page.get_by_label(says("Password")).fill(PASSWORD)
    page.get_by_role("button", name=says("Go on where we were")).tap()
    page.wait_for_url(f"{document}/scenes/*")
    page.goto(f"{document}/told")
    page.get_by_label("Samira").first.check()
    page.get_by_role("button", name=says("Keep this")).last.tap()
    page.get_by_role("link", name=says("Read it as it was told")).tap()
    page.wait_for_url(f"{document}/told/*")
    page.goto(f"{document}/book/print")
    page.goto(f"{document}/exports")
    with page.expect_download():
        page.get_by_role("button", name=says("Make the Word file")).tap()
    page.goto(f"{world.site.url}/example?language=nl")
    page.get_by_role("link", name=says("Begin")).tap()
    page.locator("#page .words").wait_for()
    page.goto(f"{world.site.url}/families/nobodys")
    page.goto(document)
    ready(page)


def _wait_until_it_answers(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/sign-in", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
