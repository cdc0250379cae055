"""A real browser on a real server: the tablet on the sofa. Chromium is Debian's where it is, else Playwright's own."""

from __future__ import annotations

import io
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.ports import free_port
from webapp import create_app
from webapp.config import config_for
from webapp.store import accounts
from words_pictures import wording

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "een zin die niemand raadt"
TABLET, PORTRAIT, PHONE = (1080, 810), (810, 1080), (360, 740)

# On a busy machine nothing is as quick as 5 s. Where it matters how long something takes, the test measures it.
expect.set_options(timeout=15_000)


@dataclass(frozen=True)
class Site:
    """A running installation, with nobody in it but Pieter."""

    url: str
    app: Flask
    folder: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serving(tmp_path) as opened:
        accounts.save_account(opened.app.extensions["database"], "Pieter", "Pieter", accounts.CONSULENT, PASSWORD)
        yield opened


@contextmanager
def serving(folder: Path, **settings: object) -> Iterator[Site]:
    """An installation that holds nothing yet, not even an account, answering on a port of its own."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    app = create_app(config_for(folder, origin=url, **settings))
    server = make_server("127.0.0.1", port, app, threaded=True)
    answering = threading.Thread(target=server.serve_forever)
    answering.start()
    try:
        yield Site(url, app, folder)
    finally:
        server.shutdown()
        answering.join()
        server.server_close()
        app.extensions["database"].close()


@pytest.fixture
def tablet(browser: Browser) -> Iterator[BrowserContext]:
    """A tablet with touch, in Dutch; a message of the content policy or an error on a page fails the test."""
    yield from _device(browser, TABLET)


@pytest.fixture
def device(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a device of any size: `device(width, height, dark=…, language=…, javascript=…)`."""
    made: list[BrowserContext] = []

    def make(
        width: int,
        height: int,
        *,
        dark: bool = False,
        language: str = "nl-BE",
        javascript: bool = True,
        touch: bool = True,
    ) -> BrowserContext:
        made.append(
            browser.new_context(
                viewport={"width": width, "height": height},
                has_touch=touch,
                locale=language,
                color_scheme="dark" if dark else "light",
                java_script_enabled=javascript,
                accept_downloads=True,
            )
        )
        return made[-1]

    yield make
    for context in made:
        context.close()


def _device(browser: Browser, size: tuple[int, int]) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=True, locale="nl-BE", accept_downloads=True
    )
    wrong: list[str] = []
    context.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert not wrong, wrong


def says(text: str, **values: object) -> str:
    """What a Dutch page says for a text of the interface: a test fails as soon as the two are not the same."""
    found = next((message for domain in _dutch() if (message := domain.get(text)) and message.string), None)
    if found is None:
        raise LookupError(f"no Dutch for {text!r}")
    polite = str(found.string).partition(" | ")[0]
    return polite % values if values else polite


@cache
def _dutch() -> list[Catalog]:
    folder = wording.TRANSLATIONS / "nl" / "LC_MESSAGES"
    return [read_po(io.BytesIO((folder / f"{domain}.po").read_bytes())) for domain in ("webapp", "words_pictures")]


def sign_in(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/sign-in")
    page.get_by_label(says("Your name")).fill("Pieter")
    page.get_by_label(says("Password")).fill(PASSWORD)
    page.get_by_role("button", name=says("Sign in")).tap()
    page.wait_for_url(f"{site.url}/")


def signed_in(context: BrowserContext, site: Site) -> FlaskClient:
    """The device signed in as Pieter without a page, and a client in the same session, to make things quickly."""
    client = site.app.test_client()
    headers = {"Origin": site.url}
    client.environ_base["HTTP_ORIGIN"] = site.url
    answer = client.post(
        f"{site.url}/sign-in?language=nl", data={"name": "Pieter", "password": PASSWORD}, headers=headers
    )
    assert answer.status_code == 303
    cookie = client.get_cookie("session", domain=site.url.partition("://")[2].partition(":")[0])
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie.value, "url": site.url}])
    return client


@pytest.fixture
def client(site: Site, tablet: BrowserContext) -> FlaskClient:
    """The worker of the tablet, without a browser: to make things quickly."""
    return signed_in(tablet, site)


def story_made(client: FlaskClient, site: Site, kind: str = "words-and-pictures.four") -> str:
    """The address of a new story for Noor, in which Samira (mama) and Fatima (oma, whom Noor can talk to) are too."""
    family = client.post(f"{site.url}/families/new", data={"name": "Noor", "age": "9", "address_form": "u"}).location
    page = client.get(f"{site.url}{family}").text
    noor = re.findall(rf"{family}/people/([0-9a-f]{{32}})", page)[0]
    for name, role, relation in (("Samira", "parent", "mama"), ("Fatima", "network", "oma")):
        form = client.get(f"{site.url}{family}/people/new").text
        person = re.findall(rf'action="{family}/people/([0-9a-f]{{32}})"', form)[0]
        asked = {"name": name, "role": role, "relation": relation, "phone": "0400 11 22 33"}
        client.post(f"{site.url}{family}/people/{person}", data={**asked, **{f"asked.{key}": "1" for key in asked}})
    safe = {"name": "Noor", "role": "child", "safe_person": person}
    client.post(f"{site.url}{family}/people/{noor}", data={**safe, "asked.safe_person": "1"})
    story = {"kind": kind, "children": noor, "language": "nl"}
    return site.url + client.post(f"{site.url}{family}/documents/new", data=story).location


def new_family(page: Page, site: Site, child: str = "Noor", age: int = 9) -> None:
    """On the family's page, with one child and Pieter in it."""
    page.goto(f"{site.url}/families/new")
    page.get_by_label(says("First name, or another name")).fill(child)
    page.get_by_label(says("How old? You may leave this open.")).fill(str(age))
    page.get_by_role("button", name=says("Go on")).tap()


def add_person(page: Page, name: str, role: str, relation: str, phone: str = "") -> None:
    """From the family's page and back to it."""
    page.get_by_role("link", name=says("Add someone")).tap()
    page.get_by_label(says("First name, or the name everybody uses")).fill(name)
    page.get_by_label(says(role), exact=True).check()
    page.get_by_label(says("What do the children call this person?")).fill(relation)
    if phone:
        page.get_by_label(says("Telephone number")).fill(phone)
    page.get_by_role("button", name=says("Keep this")).tap()
    page.get_by_role("heading", name=says("People")).wait_for()


def new_story(page: Page, variant: str = "Begin with four sentences") -> None:
    """From the family's page to the workbench of a new story."""
    page.get_by_role("link", name=says("New story")).tap()
    page.get_by_role("radio", name=says(variant)).check()
    page.get_by_role("button", name=says("Begin"), exact=True).tap()
    ready(page)


def ready(page: Page) -> None:
    """Wait until typing is listened to."""
    page.locator("form.passage.words[data-htmx-powered]").first.wait_for()


def words_field(page: Page) -> Locator:
    return page.get_by_role("textbox", name=says("Words"), exact=True)


def wait_until_saved(page: Page) -> None:
    """Wait until the words are on the server; after trouble it tries again for itself, with growing pauses."""
    expect(page.locator("form.passage.words .state")).to_have_text(says("Saved"), timeout=20_000)
    expect(page.locator("form.passage.words")).not_to_have_attribute("data-state", re.compile("."), timeout=20_000)


def drawing_on_a_table(folder: Path, number: int = 1) -> Path:
    """A photo as a telephone makes it: a white sheet with a drawing, a little turned, on a wooden table."""
    sheet = Image.new("RGB", (1500, 1125), (236, 232, 222))
    pen = ImageDraw.Draw(sheet)
    pen.ellipse((300, 180, 560, 440), outline=(40, 40, 60), width=16, fill=(250, 215, 160))
    pen.line((430, 440, 430, 800), fill=(40, 40, 60), width=18)
    pen.line((430, 560, 250 + 40 * number, 700), fill=(40, 40, 60), width=18)
    pen.line((430, 560, 640, 690), fill=(40, 40, 60), width=18)
    pen.line((430, 800, 300, 1000), fill=(40, 40, 60), width=18)
    pen.line((430, 800, 570, 1000), fill=(40, 40, 60), width=18)
    pen.rectangle((860, 520, 1280, 980), outline=(150, 60, 40), width=18, fill=(240, 180, 150))
    pen.polygon([(820, 520), (1070, 250), (1320, 520)], outline=(90, 60, 40), fill=(200, 120, 90))
    photo = Image.new("RGB", (2400, 1800), (128, 86, 52))
    turned = sheet.rotate(4, expand=True, fillcolor=(128, 86, 52), resample=Image.Resampling.BICUBIC)
    photo.paste(turned, (380, 260))
    file = folder / f"tekening-{number}.jpg"
    data = io.BytesIO()
    photo.save(data, "JPEG", quality=88)
    file.write_bytes(data.getvalue())
    return file
