"""A stranger with only the README: a story of four scenes by touch, the tablet handed over, the book read, the Word pages held."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from docx import Document as WordDocument
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import (
    PASSWORD,
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

LOOK = Path(os.environ["LOOK"]) if "LOOK" in os.environ else None
"""Where `make look` wants the screenshots of this journey."""

SCENES = [
    ("Papa en ik maakten ons zorgen. Oma ook.", "Drie mensen bij elkaar, één denkt na"),
    ("'s Nachts waren jullie soms alleen.", "Een bed en de maan"),
    ("Toen kwam er een rechter. Het is niet jouw schuld.", "Een tafel met een rechter en mama"),
    ("Nu is er elke avond iemand. Oma komt op dinsdag.", "Oma aan de deur"),
]


def test_a_stranger_makes_a_story_hands_it_over_and_holds_the_word_pages(
    site: Site, tablet: BrowserContext, tmp_path: Path
) -> None:
    page = tablet.new_page()
    seen = _Screens()
    sign_in(page, site)
    seen.take(page, "home")
    new_family(page, site)
    add_person(page, "Samira", "Parent", "mama")
    add_person(page, "Fatima", "Family, friend or neighbour", "oma", phone="0400 11 22 33")
    _choose_safe_person(page, "Noor", "Fatima")
    seen.take(page, "family")
    new_story(page)
    seen.take(page, "first-scene-empty")
    page.get_by_role("button", name="Samira").tap()
    for number, (words, description) in enumerate(SCENES, start=1):
        ready(page)
        _add_drawing(page, drawing_on_a_table(tmp_path, number), description, seen if number == 1 else None)
        ready(page)
        words_field(page).tap()
        words_field(page).press_sequentially(words, delay=2)
        wait_until_saved(page)
        expect(page.locator("form.passage.words .whose")).to_have_text(says("Words of: %(name)s", name="Samira"))
        if number == 1:
            seen.take(page, "first-scene-written")
        if number < len(SCENES):
            page.get_by_role("link", name=says("Next page")).tap()
            expect(page.locator("#strip [aria-current=page] .number")).to_have_text(str(number + 1))
    seen.take(page, "last-scene-written")
    document = page.url.partition("/scenes/")[0]

    _read_as_the_child(page, site, document, seen)
    _hold_the_word_pages(page, document, tmp_path)
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert kept == [0, 0, 0, 0]


def _choose_safe_person(page: Page, child: str, safe: str) -> None:
    page.locator(".people").get_by_role("link", name=child).tap()
    page.get_by_label(says("Whom can this child always talk to?")).select_option(label=safe)
    page.get_by_role("button", name=says("Keep this")).tap()


def _add_drawing(page: Page, photo: Path, description: str, seen: _Screens | None) -> None:
    page.get_by_role("link", name=says("Photo of a drawing")).tap()
    if seen:
        seen.take(page, "choose-a-picture")
    page.locator("#drawing").set_input_files(photo)
    page.wait_for_url("**/straighten**")
    page.get_by_role("heading", name=says("Is this the sheet?")).wait_for()
    page.get_by_label(says("What is on the drawing?")).fill(description)
    if seen:
        seen.take(page, "the-sheet-is-found")
    page.get_by_role("button", name=says("Yes, like this")).tap()
    page.wait_for_url("**/scenes/*")


def _read_as_the_child(page: Page, site: Site, document: str, seen: _Screens) -> None:
    page.get_by_role("link", name=says("Give the tablet to …")).tap()
    page.wait_for_url("**/hand-over*")
    seen.take(page, "give-the-tablet")
    page.get_by_role("button", name=says("%(name)s reads", name="Noor")).tap()
    page.wait_for_url("**/book")
    seen.take(page, "cover")
    page.get_by_role("link", name=says("Begin")).tap()
    for number, (words, _) in enumerate(SCENES, start=1):
        first = words.partition(".")[0]
        expect(page.get_by_text(first)).to_be_visible()
        if number == 1:
            seen.take(page, "first-page-of-the-book")
        page.get_by_role("link", name=says("Further")).tap()
    expect(page.get_by_role("heading", name=says("Who made this story?"))).to_be_visible()
    seen.take(page, "who-made-it")
    for elsewhere in (
        "/",
        "/families/new",
        document.removeprefix(site.url),
        f"{document.removeprefix(site.url)}/about",
    ):
        assert page.request.get(f"{site.url}{elsewhere}", max_redirects=0).status == 404
    page.go_back()
    assert "/book" in page.url
    page.get_by_role("button", name=says("Stop"), exact=True).tap()
    page.get_by_role("heading", name=says("We stop here. That is fine.")).wait_for()
    seen.take(page, "stopped")
    page.locator("summary").tap()
    page.get_by_label(says("Password")).fill(PASSWORD)
    page.get_by_role("button", name=says("Go on where we were")).tap()
    page.wait_for_url(f"{document}/scenes/*")


def _hold_the_word_pages(page: Page, document: str, folder: Path) -> None:
    page.goto(f"{document}/exports")
    page.get_by_label(says("For whom? Only what this person may read is in it.")).select_option(label="Noor")
    with page.expect_download() as download:
        page.get_by_role("button", name=says("Make the Word file")).tap()
    file = folder / "verhaal.docx"
    download.value.save_as(file)
    word = WordDocument(str(file))
    headings = [one.text for one in word.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert len(headings) >= len(SCENES)
    described = word.element.xpath(".//wp:docPr/@descr")
    assert [one for one in described if one] == described
    assert len(described) >= len(SCENES)
    assert set(word.element.xpath(".//w:rPr/w:lang/@w:val")) == {"nl-BE"} or set(
        word.element.xpath(".//w:rPr/w:lang/@w:val")
    ) == {"nl"}
    text = _text_of_the_pdf(file)
    for words, _ in SCENES:
        for sentence in words.split(". "):
            assert " ".join(sentence.rstrip(".").split()) in text


def _text_of_the_pdf(file: Path) -> str:
    profile = f"-env:UserInstallation=file://{file.parent}/office"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = subprocess.run(["pdftotext", str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True)
    return " ".join(pdf.stdout.decode().replace("\xa0", " ").split())


class _Screens:
    """The screenshots of the journey, in order, when somebody asked to look."""

    def __init__(self) -> None:
        self.taken = 0

    def take(self, page: Page, name: str) -> None:
        self.taken += 1
        if LOOK is not None:
            LOOK.mkdir(parents=True, exist_ok=True)
            page.wait_for_load_state("networkidle")
            page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")
            page.screenshot(path=LOOK / f"journey-{self.taken:02}-{name}.png")
