"""The people of a family: adding, changing, taking out, bringing back; and whose number a child sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from words_pictures.change import TakeOut
from words_pictures.document import new_id

from .conftest import Home, MadeFamily, Page, Visitor


def person(visitor: Visitor, home: Home, name: str) -> Page:
    return visitor.get(f"/families/{home.id}/people/{home.people[name]}")


def test_somebody_new_needs_a_name_only(pieter: Visitor, family: MadeFamily) -> None:
    page = pieter.get(f"/families/{family.id}/people/new").fill("First name, or the name everybody uses", "Rita")
    page = page.press("Keep this")
    assert page.address == f"/families/{family.id}"
    assert "Rita" in page.said


def test_somebody_without_a_name_is_not_added_and_nothing_typed_is_lost(pieter: Visitor, family: MadeFamily) -> None:
    page = pieter.get(f"/families/{family.id}/people/new").fill("What do the children call this person?", "oma Rita")
    met = page.press("Keep this")
    assert met.status == 422
    assert met.problem == "Fill in a name."
    assert met.field("What do the children call this person?").get("value") == "oma Rita"


def test_a_form_sent_twice_adds_one_person(pieter: Visitor, home: Home) -> None:
    page = pieter.get(f"/families/{home.id}/people/new").fill("First name, or the name everybody uses", "Rita")
    page.press("Keep this")
    page.press("Keep this")
    assert [item.text("name") for item in home.file.items("people")].count("Rita") == 1


def test_what_is_known_of_somebody_can_be_changed(pieter: Visitor, home: Home) -> None:
    person(pieter, home, "ewa").fill("Telephone number", "0499 12 34 56").tick("Parent").press("Keep this")
    known = home.file.item(f"people/{home.people['ewa']}")
    assert (known.text("phone"), known.text("role")) == ("0499 12 34 56", "parent")


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Birth date", "gisteren"),
        ("Birth date", "2017-02-30"),
        ("Or age in years", "--5"),
        ("Or age in years", "9" * 5000),
        ("Or age in years", "negen"),
        ("First name, or the name everybody uses", "w" * 61),
        ("Telephone number", "0" * 41),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    pieter: Visitor, home: Home, label: str, text: str
) -> None:
    before = home.file
    page = person(pieter, home, "mila").fill("What do the children call this person?", "ons Mila").fill(label, text)
    met = page.press("Keep this")
    assert met.status == 422
    assert met.problem
    assert met.field(label).get("value") == text
    assert met.field("What do the children call this person?").get("value") == "ons Mila"
    assert home.file == before


def test_of_two_who_change_the_same_the_second_is_shown_both(pieter: Visitor, home: Home) -> None:
    page = (
        person(pieter, home, "ewa")
        .fill("Telephone number", "0499 22 22 22")
        .fill("What do the children call this person?", "ciocia")
    )
    home.write_file(f"people/{home.people['ewa']}/phone@value", "0499 11 11 11")
    met = page.press("Keep this")
    assert met.status == 409
    assert "0499 11 11 11" in met.said
    assert met.field("Telephone number").get("value") == "0499 22 22 22"
    met.press("Keep this")
    known = home.file.item(f"people/{home.people['ewa']}")
    assert (known.text("phone"), known.text("relation")) == ("0499 22 22 22", "ciocia")


def test_two_who_change_different_things_never_meet(pieter: Visitor, home: Home) -> None:
    page = person(pieter, home, "ewa").fill("Telephone number", "0499 22 22 22")
    home.write_file(f"people/{home.people['ewa']}/relation@value", "ciocia")
    assert page.press("Keep this").status == 200
    known = home.file.item(f"people/{home.people['ewa']}")
    assert (known.text("phone"), known.text("relation")) == ("0499 22 22 22", "ciocia")


def test_somebody_taken_out_can_be_brought_back_with_what_is_known(pieter: Visitor, home: Home) -> None:
    page = person(pieter, home, "ewa").press("Take this person out of the list")
    assert home.people["ewa"] not in home.file.order["people"]
    page.press("Bring back", beside="Ewa")
    assert home.file.item(f"people/{home.people['ewa']}").text("relation") == "tanteewunia"
    assert home.people["ewa"] in home.file.order["people"]


def test_a_form_of_somebody_taken_out_meanwhile_keeps_what_was_typed(pieter: Visitor, home: Home) -> None:
    page = person(pieter, home, "ewa").fill("Telephone number", "0499 22 22 22")
    home.change_file(TakeOut(f"{new_id()}.1", "together", "people", home.people["ewa"], home.file.revision))
    met = page.press("Keep this")
    assert met.status == 409
    assert met.field("Telephone number").get("value") == "0499 22 22 22"


def test_the_child_sees_the_number_of_whom_it_can_always_talk_to(
    pieter: Visitor, home: Home, hand_over: Callable[..., Visitor]
) -> None:
    person(pieter, home, "mila").fill("Whom can this child always talk to?", "Beata").press("Keep this")
    talk = f"/documents/{home.story.id}/talk"
    assert "0471000004" in hand_over(home.story, home.people["mila"]).get(talk).said
    assert "0471000004" not in hand_over(home.story, home.people["tomek"]).get(talk).said
    assert "0471000001" not in hand_over(home.story, home.people["mila"]).get(talk).said


@pytest.mark.parametrize("id", ["new", "everyone", "adults", "workers", "together", "judge", "a1", "A" * 32])
def test_nobody_gets_an_id_that_means_something_else(pieter: Visitor, home: Home, id: str) -> None:
    before = home.file
    assert pieter.post(f"/families/{home.id}/people/{id}", {"name": "Rita"}).status == 404
    assert home.file == before


def test_somebody_who_is_not_there_has_no_page(pieter: Visitor, home: Home) -> None:
    assert pieter.get(f"/families/{home.id}/people/{new_id()}").status == 404
    assert pieter.post(f"/families/{home.id}/people/{new_id()}/take-out", {}).status == 200
    assert pieter.post(f"/families/{home.id}/people/{new_id()}/bring-back", {}).status == 200
