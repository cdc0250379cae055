"""`make look`: every page in every state, and every page of the Word files, as pictures in look/, for people to look at.

look/journey/           the journey of tests/browser/test_journey.py, in order
look/nl/tablet-light/   every state of the pages, by screen and by light; look/ar/ in a family that reads Arabic
look/word/              the pages of the Word files, through LibreOffice
look/paper/             the printed book
look/forms/             every form and plan of the demo, empty, half and full, in two languages: pages, and pages of Word
look/drawings/          every picture of the demo, and sheets of the cast, the poses, the hair, the things and the places
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.conftest import CHROMIUM, PHONE, PORTRAIT, QUIET, TABLET
from tests.browser.states import BOOK, LIGHT_ONLY, STATES, TALK, VOICES, State, Tour
from tests.browser.world import World, lived_in
from tests.look.drawings import draw_all
from tests.look.forms import look_at_forms
from words_pictures.demo import STORIES

LOOK = Path("look")
SCREENS = {"tablet": TABLET, "portrait": PORTRAIT, "phone": PHONE, "desktop": (1440, 900)}
DOTS = 110
"""Of a page of paper, to an inch: large enough to read on a screen."""


def main() -> None:
    """Make every picture anew; those only that are named on the command line, if any are: as the folders are called."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    asked = set(sys.argv[1:]) or {"journey", "nl", "ar", "word", "paper", "forms", "drawings"}
    for old in [LOOK / part for part in asked] if sys.argv[1:] else [LOOK]:
        shutil.rmtree(old, ignore_errors=True)
    if "journey" in asked:
        _journey()
    if asked & {"nl", "ar", "paper"}:
        _pages(asked)
    if "word" in asked:
        _word_pages()
    if "forms" in asked:
        _forms()
    if "drawings" in asked:
        draw_all(LOOK / "drawings")
    count = sum(1 for _ in LOOK.rglob("*.png"))
    print(f"{count} pictures in {LOOK}/")


def _journey() -> None:
    print("The journey …", flush=True)
    told = {**os.environ, "LOOK": str((LOOK / "journey").resolve())}
    subprocess.run([sys.executable, "-m", "pytest", "tests/browser/test_journey.py"], check=True, env=told)


def _pages(asked: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, lived_in(Path(folder)) as (dutch, arabic):
        if "nl" in asked:
            _states(dutch, "nl", Path(folder), list(STATES.values()))
        if "ar" in asked:
            _states(arabic, "ar", Path(folder), [one for one in STATES.values() if one.of_a_story])
        if "paper" in asked:
            _printed_book(dutch, Path(folder))


def _states(world: World, language: str, photos: Path, states: list[State]) -> None:
    # One device for each screen goes through everything by day; the dark is a matter of the same page.
    for screen, size in SCREENS.items():
        print(f"{len(states)} states, {language}, {screen} …", flush=True)
        with _device(size) as page:
            tour = Tour(page, world, photos)
            for number, one in enumerate(states, start=1):
                tour.reset()
                one.go(tour)
                for light in ("light",) if one.kind in LIGHT_ONLY else ("light", "dark"):
                    page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
                    _take(page, one, LOOK / language / f"{screen}-{light}" / f"{number:02}-{one.name}.png")


def _take(page: Page, state: State, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    page.evaluate("() => document.fonts.ready")
    page.wait_for_function("() => [...document.images].every((one) => one.complete || one.loading === 'lazy')")
    # A page of the book is what the screen shows of it, and so is what lies over a page.
    page.screenshot(path=file, full_page=state.kind not in (BOOK, TALK))


def _printed_book(world: World, folder: Path) -> None:
    print("The printed book …", flush=True)
    for name, document in (("child", world.told), ("young", world.young)):
        with _device(TABLET) as page:
            Tour(page, world, folder).enter("worker").open(f"/documents/{document}/book/print")
            pdf = folder / f"book-{name}.pdf"
            pdf.write_bytes(page.pdf(prefer_css_page_size=True))
            _as_pictures(pdf, LOOK / "paper")


def _word_pages() -> None:
    print("The Word pages …", flush=True)
    command = [sys.executable, "-m", "webapp.commands"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([*command, "demo", str(folder)], check=True, stdout=subprocess.DEVNULL)
        for story, language in [*((one, "nl") for one in STORIES), ("story", "en")]:
            docx = folder / f"{story}-{language}.docx"
            export = [*command, "export", str(folder / f"{story}.zip"), "-o", str(docx), "--language", language]
            subprocess.run(export, check=True, stdout=subprocess.DEVNULL)
        _word_as_pictures(sorted(folder.glob("*.docx")), LOOK / "word")


def _forms() -> None:
    print("The forms …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        files = list(look_at_forms(LOOK / "forms" / "page", Path(folder), _device))
        _word_as_pictures(files, LOOK / "forms" / "word")


def _word_as_pictures(files: list[Path], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        profile = f"-env:UserInstallation=file://{name}/office"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name, *map(str, files)]
        subprocess.run(convert, check=True, stdout=subprocess.DEVNULL, timeout=600)
        for pdf in sorted(Path(name).glob("*.pdf")):
            _as_pictures(pdf, folder)


def _as_pictures(pdf: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["pdftoppm", "-png", "-r", str(DOTS), str(pdf), str(folder / pdf.stem)], check=True)


@contextmanager
def _device(size: tuple[int, int]) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(
            viewport=ViewportSize(width=size[0], height=size[1]),
            has_touch=True,
            locale="nl-BE",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.add_init_script(VOICES)
        page.on("dialog", lambda dialog: dialog.accept())
        yield page
        browser.close()


if __name__ == "__main__":
    main()
