"""A story in Polish beside the Dutch, with an interpreter who has the tablet for an hour, and one who sends a Word table back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import _Cell
from playwright.sync_api import BrowserContext, Locator, Page, expect

from webapp.store.documents import read_document
from words_pictures.document import Document
from words_pictures.translation import standing

from .conftest import PASSWORD, PHONE, Site, ready, says, signed_in, story_made

FIRST = "Mama was ziek. Oskar bleef bij oma."
SECOND = "Noor belde naar oma."
POLISH = "Mama była chora. Oskar był u babci."


@pytest.fixture
def story(site: Site, tablet: BrowserContext) -> str:
    """The address of a story of which two pages are written in Dutch, and Polish is added."""
    client = signed_in(tablet, site)
    address = story_made(client, site).removeprefix(site.url)
    client.post(f"{site.url}{address}/languages", data={"add": "Pools"})
    document = _document(site, address)
    for n, (item, words) in enumerate(zip(document.items("scenes"), (FIRST, SECOND), strict=False)):
        said = {"address": f"{item.place}/words@nl", "value": words, "change": f"a{n}.1", "by": "together", "seen": "0"}
        assert client.post(f"{site.url}{address}/changes", data=said).status_code == 303
    return address


def _document(site: Site, address: str) -> Document:
    stored = read_document(site.app.extensions["database"], address.rpartition("/")[2])
    assert stored is not None
    return stored.document


def _kind(site: Site, address: str, scene: int = 0) -> str:
    document = _document(site, address)
    return standing(document, f"{document.items('scenes')[scene].place}/words", "pl").kind


def _row(page: Page, words: str) -> Locator:
    return page.locator(".seat-row", has=page.locator(".seat-source", has_text=words))


def _text(cell: _Cell) -> str:
    # What stands in a content control too, which python-docx does not see.
    return "".join(str(piece.text) for piece in cell._tc.iter(qn("w:t")))


def _saved(row: Locator) -> None:
    expect(row.locator(".state")).to_have_text(says("Saved"))


def test_a_source_that_changes_is_seen_in_the_seat_and_mended_there(
    site: Site, tablet: BrowserContext, device: Callable[..., BrowserContext], story: str
) -> None:
    page = tablet.new_page()
    page.goto(f"{site.url}{story}/translate/pl?how=interpreter")
    ready(page)
    row = _row(page, FIRST)
    expect(row).to_contain_text(says("Not translated yet"))
    row.locator("textarea").fill(POLISH)
    _saved(row)
    expect(row).to_contain_text(says("Translated by an interpreter. Not looked over yet."))
    assert _kind(site, story) == "unchecked"

    # On another tablet the Dutch is said in another way.
    phone = device(*PHONE)
    signed_in(phone, site)
    other = phone.new_page()
    other.goto(f"{site.url}{story}")
    ready(other)
    other.locator("form.passage.words textarea").first.fill("Mama was heel ziek. Oskar bleef bij oma.")
    expect(other.locator("form.passage.words .state").first).to_have_text(says("Saved"))
    expect(other.locator(".standing.is-overtaken")).to_be_visible()

    row = _row(page, "heel ziek")
    expect(row).to_have_class(re.compile("open"))
    row.locator("textarea").fill("Mama była bardzo chora. Oskar był u babci.")
    _saved(row)
    expect(row.locator(".standing")).to_have_class(re.compile("is-unchecked"))
    row.get_by_label(says("Who looks it over?")).fill("Anna, tolk")
    row.get_by_role("button", name=says("Looked over")).tap()
    expect(_row(page, "heel ziek").locator(".standing")).to_have_class(re.compile("is-checked"))
    assert _kind(site, story) == "checked"
    expect(other.locator(".standing.is-checked")).to_be_visible()
    expect(other.locator(".standing.is-overtaken")).to_have_count(0)


def test_the_next_open_piece_is_reached_by_keyboard(site: Site, tablet: BrowserContext, story: str) -> None:
    page = tablet.new_page()
    page.goto(f"{site.url}{story}/translate/pl")
    ready(page)
    page.get_by_role("link", name=says("Next open piece")).focus()
    page.keyboard.press("Control+Enter")
    reached = []
    for _ in range(3):
        field = page.locator("textarea:focus")
        expect(field).to_be_visible()
        reached.append(field.get_attribute("id"))
        page.keyboard.type("Tak.")
        _saved(page.locator(".seat-row", has=page.locator(":focus")))
        page.keyboard.press("Control+Enter")
    assert len(set(reached)) == 3


def test_an_interpreter_sees_letters_for_names_and_nothing_of_the_family(
    site: Site, tablet: BrowserContext, story: str
) -> None:
    page = tablet.new_page()
    page.goto(f"{site.url}{story}/languages")
    card = page.locator("#language-pl")
    card.get_by_text(says("With an interpreter")).tap()
    card.get_by_label(says("Letters instead of names")).first.check()
    card.get_by_role("button", name=says("Give the tablet to the interpreter")).tap()
    page.wait_for_url(re.compile("/translate/pl"))
    ready(page)
    assert page.locator("html").get_attribute("lang") == "pl"
    assert "Noor" not in page.content()
    row = _row(page, "[A] belde naar oma.")
    row.locator("textarea").fill("[A] zadzwoniła do babci.")
    expect(row.locator(".standing")).to_have_class(re.compile("is-unchecked"))
    document = _document(site, story)
    assert document.words(f"{document.items('scenes')[1].place}/words", "pl") == "Noor zadzwoniła do babci."
    # Nothing else is reached, until the worker takes the tablet back.
    page.goto(f"{site.url}{story}")
    assert "404" in page.content() or page.locator(".seat-row").count() == 0
    page.goto(f"{site.url}{story}/translate/pl")
    page.locator(".leave").tap()
    page.locator("summary").tap()
    page.locator("#password").fill(PASSWORD)
    page.locator(".covered form button").tap()
    page.wait_for_url(re.compile("/languages"))


def test_a_table_goes_out_and_comes_back_and_nothing_is_written_over_in_silence(
    site: Site, tablet: BrowserContext, story: str, tmp_path: Path
) -> None:
    page = tablet.new_page()
    page.goto(f"{site.url}{story}/languages")
    card = page.locator("#language-pl")
    card.get_by_text(says("With an interpreter")).tap()
    with page.expect_download() as download:
        card.get_by_role("button", name=says("Make the Word table")).tap()
    file = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    for row in file.tables[0].rows:
        for words, polish in ((FIRST, POLISH), (SECOND, "Noor zadzwoniła do babci.")):
            if words in _text(row.cells[1]):
                row.cells[2].paragraphs[0].add_run(polish)
    back = tmp_path / "terug.docx"
    file.save(str(back))

    # Meanwhile the second page is said in another way.
    other = tablet.new_page()
    other.goto(f"{site.url}{story}")
    ready(other)
    other.get_by_role("link", name=says("Next page")).tap()
    ready(other)
    other.locator("form.passage.words textarea").first.fill("Noor liep naar oma.")
    expect(other.locator("form.passage.words .state").first).to_have_text(says("Saved"))
    other.close()

    page.goto(f"{site.url}{story}/languages")
    card.get_by_text(says("With an interpreter")).tap()
    card.get_by_label(says("A table that came back")).set_input_files(str(back))
    card.get_by_role("button", name=says("Look at what came back")).tap()
    expect(page.locator(".returned")).to_have_count(2)
    overtaken = page.locator(".returned.is-overtaken")
    expect(overtaken).to_contain_text("Noor liep naar oma.")
    expect(overtaken).to_contain_text(SECOND)
    expect(overtaken.get_by_role("checkbox")).not_to_be_checked()
    assert _kind(site, story) == "missing"
    page.get_by_role("button", name=says("Take over what is ticked")).tap()
    page.wait_for_url(re.compile("/translate/pl$"))
    assert (_kind(site, story), _kind(site, story, 1)) == ("unchecked", "missing")
    expect(_row(page, FIRST).locator("textarea")).to_have_value(POLISH)


def test_the_book_is_read_in_one_language_in_the_other_or_in_both(
    site: Site, tablet: BrowserContext, story: str
) -> None:
    page = tablet.new_page()
    page.goto(f"{site.url}{story}/translate/pl")
    ready(page)
    row = _row(page, FIRST)
    row.locator("textarea").fill(POLISH)
    _saved(row)
    page.goto(f"{site.url}{story}/book/1?language=nl")
    expect(page.locator("#page .words")).to_contain_text("Mama was ziek.")
    page.locator("#ways summary").tap()
    page.locator("#ways a", has_text="Nederlands").tap()
    words = page.locator("#page .words")
    expect(words).to_contain_text("Mama was ziek.")
    expect(words.locator(".other")).to_contain_text("Mama była chora.")
    assert words.locator(".other").get_attribute("lang") == "pl"
    expect(words.locator(".other .unchecked")).to_be_visible()
    page.locator(".turn .behind").tap()
    expect(page.locator("#page")).to_contain_text("Noor belde naar oma.")
    page.locator("#ways summary").tap()
    page.locator("#ways a", has_not_text="+").filter(has_text="Polski").tap()
    assert page.locator("html").get_attribute("lang") == "pl"
    assert page.url.partition("?")[0].endswith("/book/2")
