"""A form filled in by touch: each field is saved by itself, and nothing that was filled in is lost to somebody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from webapp.store.documents import read_document

from .conftest import PHONE, says
from .world import World, lived_in


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with lived_in(tmp_path_factory.mktemp("forms")) as (dutch, _):
        yield dutch


@pytest.fixture
def phone(world: World, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, locale="nl-BE")
    context.add_cookies([{"name": "session", "value": world.token("worker"), "url": world.site.url}])
    yield context.new_page()
    context.close()


def _begin(world: World, phone: Page, kind: str) -> str:
    made = world.client().post(
        f"{world.site.url}/families/{world.family}/documents/new", data={"kind": kind, "language": "nl"}
    )
    document = made.location.rpartition("/documents/")[2].partition("/")[0]
    _open(world, phone, document)
    return document


def _open(world: World, phone: Page, document: str) -> None:
    phone.goto(f"{world.site.url}/documents/{document}/fill")
    phone.locator("form.value[data-htmx-powered]").first.wait_for(state="attached")


def _one_more(phone: Page, of: str) -> None:
    phone.get_by_role("button", name=says("Add: %(what)s", what=says(of))).tap()
    phone.locator("article.one form.value[data-htmx-powered]").first.wait_for(state="attached")


def _draw(phone: Page, canvas: Locator) -> None:
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    phone.mouse.move(box["x"] + 20, box["y"] + 20)
    phone.mouse.down()
    phone.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    phone.mouse.up()


def _saved(box: Locator) -> None:
    expect(box.locator(".state")).to_have_text(says("Saved"))


def test_who_can_be_called_and_when(world: World, phone: Page) -> None:
    document = _begin(world, phone, "contact-sheet")
    _one_more(phone, "Whom do you call?")
    who, hours = phone.locator("article.one .box-people").first, phone.locator(".box-hours")
    who.get_by_label("Kasia").tap()
    _saved(who)
    hours.get_by_label("maandag").tap()
    _saved(hours)
    for name, time in (("from", "17:40"), ("to", "21:55")):
        with phone.expect_response("**/values"):
            hours.locator(f"[name={name}]").fill(time)
            hours.locator(f"[name={name}]").press("Tab")
    _open(world, phone, document)
    expect(who.get_by_label("Kasia")).to_be_checked()
    expect(hours.get_by_label("maandag")).to_be_checked()
    expect(hours.locator("[name=from]")).to_have_value("17:40")
    expect(hours.locator("[name=to]")).to_have_value("21:55")


def test_a_signature_by_finger_stays_when_a_witness_comes_later(world: World, phone: Page) -> None:
    document = _begin(world, phone, "network-meeting")
    _one_more(phone, "Signatures")
    signing = phone.locator(".box-signature")
    with phone.expect_response("**/values"):
        signing.get_by_label(says("Name")).fill("Oma Kasia")
        signing.get_by_label(says("Name")).press("Tab")
    expect(signing.locator(".signed")).to_be_visible(timeout=8_000)
    _draw(phone, signing.locator("canvas"))  # whoever signs goes on, though their name is a signature already
    _saved(signing)
    _open(world, phone, document)
    lines = signing.locator(".signed-lines polyline")
    expect(lines).to_have_count(1)
    drawn = lines.get_attribute("points")
    expect(signing.locator("canvas")).to_be_hidden()
    signing.get_by_text(says("Change how it was signed")).tap()
    with phone.expect_response("**/values"):
        signing.locator("[name=witness]").fill("Ewa")
        signing.locator("[name=witness]").press("Tab")
    _open(world, phone, document)
    expect(lines).to_have_attribute("points", str(drawn))
    expect(signing.locator("[name=witness]")).to_have_value("Ewa")


@pytest.mark.parametrize(
    ("answer", "kept"), [("Keep what I filled in", "2027-03-20T14:00"), ("Leave it as it is now", "2027-03-19T10:00")]
)
def test_two_fill_in_one_field_and_the_person_decides(world: World, phone: Page, answer: str, kept: str) -> None:
    document = _begin(world, phone, "network-meeting")
    field = phone.get_by_label(says("When?"), exact=True)
    world.write(document, {"at@value": "2027-03-19T10:00"}, definition="network-meeting")
    field.fill("2027-03-20T14:00")
    field.press("Tab")
    expect(phone.locator("form.asked")).to_be_visible()
    expect(field).to_have_value("2027-03-20T14:00")
    phone.locator("form.asked").get_by_text(says(answer), exact=True).tap()
    expect(phone.locator("form.asked")).to_have_count(0)
    _open(world, phone, document)
    expect(field).to_have_value(kept)


def test_a_phone_is_wide_enough_for_a_form(world: World, phone: Page) -> None:
    for kind in ("contact-sheet", "network-meeting", "safety-journal"):
        _begin(world, phone, kind)
        assert phone.evaluate("() => document.documentElement.scrollWidth") == PHONE[0], kind


def test_what_is_half_filled_in_stays_when_another_tablet_fills_in_more(world: World, phone: Page) -> None:
    document = _begin(world, phone, "contact-sheet")
    _one_more(phone, "Whom do you call?")
    number = phone.get_by_label(says("Telephone number"))
    number.press_sequentially("0400 11")
    world.write(document, {"at_night@nl": "Bel tante Rita."}, definition="contact-sheet")
    expect(phone.locator("textarea").filter(has_text="Bel tante Rita.")).to_be_visible(timeout=8_000)
    expect(number).to_have_value("0400 11")
    number.press_sequentially(" 22 33")
    number.press("Tab")
    _saved(phone.locator("article.one .box-phone"))
    _open(world, phone, document)
    expect(number).to_have_value("0400 11 22 33")


def test_lines_that_wait_for_a_name_stay_when_another_tablet_fills_in_more(world: World, phone: Page) -> None:
    document = _begin(world, phone, "network-meeting")
    _one_more(phone, "Signatures")
    signing = phone.locator(".box-signature")
    _draw(phone, signing.locator("canvas"))
    world.write(document, {"ground_rules@nl": "Ik wil naar huis."}, definition="network-meeting")
    expect(phone.locator("textarea").filter(has_text="Ik wil naar huis.")).to_be_visible(timeout=8_000)
    with phone.expect_response("**/values"):
        signing.get_by_label(says("Name")).fill("Oma Kasia")
        signing.get_by_label(says("Name")).press("Tab")
    _open(world, phone, document)
    expect(signing.locator(".signed-lines polyline")).to_have_count(1)


def test_what_another_tablet_ticked_is_ticked_here_and_not_written_over(world: World, phone: Page) -> None:
    document = _begin(world, phone, "network-meeting")
    came = phone.locator("#field-came--value")
    for name in ("Kasia", "Rita"):
        with phone.expect_response("**/values"):
            came.get_by_label(name, exact=True).tap()
    world.write(document, {"came@value": ["ewa"]}, definition="network-meeting")
    expect(came.get_by_label("Ewa", exact=True)).to_be_checked(timeout=8_000)
    expect(came.get_by_label("Kasia", exact=True)).not_to_be_checked()
    with phone.expect_response("**/values"):
        came.get_by_label("Rita", exact=True).tap()
    stored = read_document(world.database, document)
    assert stored is not None
    assert sorted(stored.document.ids("came")) == ["ewa", "rita"]


def _in_the_store(world: World, document: str) -> list[str]:
    stored = read_document(world.database, document)
    assert stored is not None
    return sorted(stored.document.ids("came"))


def test_who_ticks_on_while_a_tick_is_on_its_way_does_not_overtake_themselves(world: World, phone: Page) -> None:
    document = _begin(world, phone, "network-meeting")
    came, answers = phone.locator("#field-came--value"), list[int]()

    def late(route: Route) -> None:
        answer = route.fetch()
        answers.append(answer.status)
        phone.wait_for_timeout(500)
        route.fulfill(response=answer)

    phone.route("**/values", late)
    said = came.locator("[name=seen]").get_attribute("value")
    for name in ("Kasia", "Rita", "Ewa"):
        came.get_by_label(name, exact=True).tap()
    for _ in range(50):
        if _in_the_store(world, document) == ["ewa", "kasia", "rita"]:
            break
        phone.wait_for_timeout(100)
    assert _in_the_store(world, document) == ["ewa", "kasia", "rita"]
    expect(came.locator("[name=seen]")).not_to_have_value(said or "")
    came.get_by_label("Ewa", exact=True).tap()
    expect(came.locator("form[data-unsaved]")).to_have_count(0)
    assert _in_the_store(world, document) == ["kasia", "rita"]
    assert set(answers) == {200}
    phone.unroute_all(behavior="wait")


def test_what_could_not_be_saved_does_not_come_over_what_another_tablet_filled_in(world: World, phone: Page) -> None:
    document = _begin(world, phone, "network-meeting")
    came = phone.locator("#field-came--value")
    phone.route("**/values", lambda route: route.abort())
    came.get_by_label("Kasia", exact=True).tap()
    world.write(document, {"came@value": ["ewa"]}, definition="network-meeting")
    world.write(document, {"ground_rules@nl": "Om de beurt."}, definition="network-meeting")
    expect(phone.locator("textarea").filter(has_text="Om de beurt.")).to_be_visible(timeout=8_000)
    expect(came.get_by_label("Kasia", exact=True)).to_be_checked()
    phone.unroute("**/values")
    came.get_by_label("Rita", exact=True).tap()
    expect(phone.locator("form.asked")).to_be_visible()
    assert _in_the_store(world, document) == ["ewa"]


def test_the_question_which_stays_stays_when_another_tablet_fills_in_more(world: World, phone: Page) -> None:
    document = _begin(world, phone, "network-meeting")
    world.write(document, {"came@value": ["ewa"]}, definition="network-meeting")
    phone.locator("#field-came--value").get_by_label("Kasia", exact=True).tap()
    asked = phone.locator("form.asked")
    expect(asked).to_be_visible()
    world.write(document, {"ground_rules@nl": "Om de beurt."}, definition="network-meeting")
    expect(phone.locator("textarea").filter(has_text="Om de beurt.")).to_be_visible(timeout=8_000)
    expect(asked).to_be_visible()
    asked.get_by_text(says("Keep what I filled in"), exact=True).tap()
    expect(asked).to_have_count(0)
    assert _in_the_store(world, document) == ["kasia"]
