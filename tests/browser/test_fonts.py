"""A page fetches the letters that it shows, and sets all its words in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .conftest import TABLET
from .world import World, lived_in

ARABIC = "noto-sans-arabic"
OTHERS = (ARABIC, "noto-sans-ethiopic", "cyrillic", "latin-ext")


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    """The installation seen in Dutch, and in a family that reads Arabic."""
    with lived_in(tmp_path_factory.mktemp("fonts")) as both:
        yield both


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tablet that was never here before."""
    context = browser.new_context(viewport={"width": TABLET[0], "height": TABLET[1]}, locale="nl-BE")
    yield context.new_page()
    context.close()


def fetched(page: Page, world: World, who: str, path: str) -> set[str]:
    """The fonts that a page fetches: the names of their files, without numbers and endings."""
    files: set[str] = set()
    page.on("response", lambda answer: files.add(answer.url.rpartition("/")[2]) if ".woff2" in answer.url else None)
    page.context.add_cookies([{"name": "session", "value": world.token(who), "url": world.site.url}])
    page.goto(f"{world.site.url}{path}", wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    return files


def set_in(page: Page, part: str) -> dict[str, bool]:
    """The fonts in which the words of a part are really set, and whether we sent them."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": part})["nodeId"]
    fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {font["familyName"]: font["isCustomFont"] for font in fonts}


def test_an_arabic_book_fetches_arabic_letters_and_no_others(page: Page, worlds: tuple[World, World]) -> None:
    _, arabic = worlds
    files = fetched(page, arabic, "worker", f"/documents/{arabic.told}/book/1")
    assert any(ARABIC in file for file in files)
    assert not any(other in file for other in OTHERS[1:] for file in files)
    used = set_in(page, ".words .sentence")
    assert any("Arabic" in name for name in used)
    assert all(used.values()), used


def test_a_dutch_page_fetches_latin_letters_only(page: Page, worlds: tuple[World, World]) -> None:
    dutch, _ = worlds
    for who, path in (("child", f"/documents/{dutch.told}/book/1"), ("worker", dutch.blank.address)):
        page.context.clear_cookies()
        files = fetched(page, dutch, who, path)
        assert files
        assert not any(other in file for other in OTHERS for file in files), files
    assert all(set_in(page, "h1").values())
