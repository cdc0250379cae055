"""`make look`: every page on every kind of screen, the whole journey and every Word page, as pictures in `look/`. Look at them."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, PHONE, PORTRAIT, QUIET, TABLET, serving
from tests.browser.states import LIGHT_ONLY, STATES, VOICES, Tour
from tests.browser.world import World, in_arabic, seeded
from webapp.commands import main as command
from words_pictures.demo import demo_picture
from words_pictures.picture import made_safe

TOP = Path(__file__).parents[2]
FOLDER = TOP / "look"
DESK = (1440, 900)
LOOKS = {"tablet": TABLET, "portrait": PORTRAIT, "phone": PHONE, "desk": DESK}
STORIES = ("immediate", "story", "story-youngest", "story-young-person")
DOTS_PER_INCH = "60"
"""A page of A4 is then 496 × 702 dots: enough to see what is wrong with it."""


def main() -> None:
    """Everything anew, so that no picture is older than the page."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as spare:
        journey()
        pages(Path(spare))
        word_pages(Path(spare))
    print(f"{len(list(FOLDER.rglob('*.png')))} pictures in {FOLDER}")


def journey() -> None:
    """The stranger's twenty minutes, in order."""
    words = [sys.executable, "-m", "pytest", "tests/browser/test_journey.py"]
    subprocess.run(words, cwd=TOP, env={**os.environ, "LOOK": str(FOLDER / "journey")}, check=True)


def pages(spare: Path) -> None:
    """Every state of every page: by day on four screens, in the dark, and in a family that reads Arabic."""
    with ExitStack() as open_now, sync_playwright() as playwright:
        site = open_now.enter_context(serving(spare / "used"))
        unused = open_now.enter_context(serving(spare / "unused", start_code="begin"))
        dutch = seeded(site, unused, "begin", lambda name, number: made_safe(demo_picture(name, number)))
        arabic = in_arabic(dutch, made_safe(demo_picture("story", 1)))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, size in LOOKS.items():
            walked(browser, dutch, spare, name, size)
        walked(browser, dutch, spare, "dark", TABLET, dark=True)
        walked(browser, arabic, spare, "arabic", TABLET)
        browser.close()


def walked(
    browser: Browser, world: World, spare: Path, look: str, size: tuple[int, int], *, dark: bool = False
) -> None:
    """One device through all the states that look different on it."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=True, locale="nl-BE", reduced_motion="reduce"
    )
    page = context.new_page()
    page.add_init_script(VOICES)
    page.on("dialog", lambda dialog: dialog.accept())
    tour = Tour(page, world, spare, writes="ar" if look == "arabic" else "nl")
    (FOLDER / look).mkdir(parents=True)
    for state in STATES.values():
        if (dark and state.kind in LIGHT_ONLY) or (look == "arabic" and not state.of_a_story):
            continue
        tour.reset()
        state.go(tour)
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.screenshot(path=FOLDER / look / f"{state.name}.png", full_page=True)
    context.close()


def word_pages(spare: Path) -> None:
    """The demo's Word files as they are printed."""
    command(["demo", str(spare / "demo")], standalone_mode=False)
    (FOLDER / "word").mkdir(parents=True)
    for story in STORIES:
        for language in ("nl", "en"):
            file = spare / f"{story}-{language}.docx"
            bundle = spare / "demo" / f"{story}.zip"
            command(["export", str(bundle), "-o", str(file), "--language", language], standalone_mode=False)
            office = ["soffice", f"-env:UserInstallation=file://{spare}/office", "--headless", "--convert-to", "pdf"]
            subprocess.run([*office, "--outdir", str(spare), str(file)], check=True, capture_output=True, timeout=180)
            picture = FOLDER / "word" / file.stem
            made = ["pdftoppm", "-r", DOTS_PER_INCH, "-png", str(file.with_suffix(".pdf")), str(picture)]
            subprocess.run(made, check=True)


if __name__ == "__main__":
    main()
