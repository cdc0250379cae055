"""A plan signed on one tablet that goes round: kept exactly as it was signed, and another version once it changes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image

from webapp.store import documents as stored
from webapp.store.accounts import Account
from words_pictures.document import new_id

from .conftest import Page, Visitor, upload
from .test_plan import MILA_SAYS, Plan, plan

__all__ = ["plan"]

PASSWORD = "a story for mila"


def begin(plan: Plan, visitor: Visitor, name: str) -> Page:
    return visitor.get(f"/documents/{plan.id}/sign").press(f"{name} reads and signs")


def sign(page: Page, **said: str) -> Page:
    return page.press("Sign", **said)


def told(plan: Plan) -> list[stored.Told]:
    return stored.read_told(plan.database, plan.id)


@pytest.fixture
def changed(plan: Plan, lotte: Visitor) -> Plan:
    """The plan of the demo, with another rule than the one that was signed before it was brought in."""
    plan.say(lotte, f"{plan.rule(5)}/words", "'s Nachts is mama thuis, altijd.", "together")
    for person in plan.file.order["people"]:
        plan.write_file(f"people/{person}/languages@value", ["en"])
    return plan


def test_five_sign_on_one_tablet_and_the_password_brings_the_rest_back(changed: Plan, pieter: Visitor) -> None:
    page = begin(changed, pieter, "Kasia")
    for name, following in (("Kasia", "Ewa"), ("Ewa", "Rita"), ("Rita", "Nele"), ("Nele", "Joris"), ("Joris", "")):
        assert f"{name}, read it at your ease." in page.said
        assert "'s Nachts is mama thuis, altijd." in page.said
        page = sign(page)
        assert page.heading == "Thank you. You have signed."
        assert pieter.get(f"/documents/{changed.id}/fill").status == 404
        if following:
            page = page.press(following)
    covered = page.press("Give the tablet to Pieter.")
    shown = covered.fill("Password", PASSWORD).press("Go on where we were")
    assert shown.address == f"/documents/{changed.id}/sign"
    assert "Version 3. Signed by Kasia, Ewa, Rita, Nele and Joris." in shown.said
    rows = changed.document.items("signatures")[-5:]
    assert [changed.document.ids(f"{row.place}/who") for row in rows] == [
        (one,) for one in ("kasia", "ewa", "rita", "nele", "joris")
    ]
    assert {row.value("version") for row in rows} == {3}
    assert len(told(changed)) == 5


def test_a_change_makes_another_version_that_says_what_changed(changed: Plan, lotte: Visitor, pieter: Visitor) -> None:
    sign(begin(changed, lotte, "Kasia"))
    kept = told(changed)[0]
    changed.say(changed.handed("kasia"), f"{changed.rule(1)}/words", "Ewa en Beata zijn bij ons thuis.", "kasia")
    changed.fill(changed.handed("kasia"), f"{changed.rule(1)}/who", value=["ewa", "beata"])
    shown = pieter.get(f"/documents/{changed.id}/sign")
    assert "Version 4. Nobody has signed this version yet." in shown.said
    assert "What changed since version 3" in shown.said
    assert "Ewa en Beata zijn bij ons thuis." in shown.said
    before = kept.document.words(f"{changed.rule(1)}/words", "nl")
    assert before.startswith("Ewa is bij ons thuis")
    assert before in shown.said
    read = pieter.get(f"/documents/{changed.id}/paper?version={kept.id}")
    assert before in read.said
    assert "Ewa en Beata zijn bij ons thuis." not in read.said
    assert "This is how it was signed: version 3." in read.said
    assert told(changed)[0].document == kept.document


def test_what_is_written_back_is_the_version_that_was_signed(changed: Plan, lotte: Visitor) -> None:
    sign(begin(changed, lotte, "Kasia"))
    visitor = changed.handed("kasia")
    for words in ("Mama is thuis.", "'s Nachts is mama thuis, altijd."):
        changed.say(visitor, f"{changed.rule(5)}/words", words, "kasia")
    assert "Version 3. Signed by Kasia." in changed.open(changed.account).get(f"/documents/{changed.id}/sign").said


@pytest.mark.parametrize(
    "write",
    [
        lambda plan, lotte: plan.say(lotte, f"{plan.rule(1)}/words", "Ewa jest u nas.", "together", language="pl"),
        lambda plan, lotte: plan.fill(lotte, "people", value=["kasia", "ewa"]),
        lambda plan, lotte: plan.say(
            lotte, f"child_pages/{plan.document.order['child_pages'][0]}/says", "Iets.", "mila"
        ),
        lambda plan, lotte: lotte.post(
            f"/families/{plan.family}/people/an", {"asked.phone": "1", "phone": "0400 99 99 99"}
        ),
    ],
    ids=["a translation", "who may read it", "what a child says", "somebody's number"],
)
def test_what_is_not_agreed_makes_no_other_version(
    changed: Plan, lotte: Visitor, lottes_account: Account, write: Callable[[Plan, Visitor], object]
) -> None:
    lotte_again = changed.open(lottes_account)
    sign(begin(changed, lotte, "Kasia"))
    write(changed, lotte_again)
    assert "Version 3. Signed by Kasia." in lotte_again.get(f"/documents/{changed.id}/sign").said


def test_a_bottom_line_that_changes_makes_another_version(changed: Plan, lotte: Visitor, pieter: Visitor) -> None:
    sign(begin(changed, lotte, "Kasia"))
    changed.say(pieter, f"{changed.bottom_line(2)}/words", "Mila is een kind.", "judge")
    shown = pieter.get(f"/documents/{changed.id}/sign").said
    assert "Version 4." in shown
    assert "Mila is een kind." in shown


def test_who_signs_reads_what_they_may_and_nothing_that_a_child_says(changed: Plan, lotte: Visitor) -> None:
    page = begin(changed, lotte, "Kasia")
    assert MILA_SAYS not in page.said
    for address in ("fill", "paper", "history", "sign", "sign/on-paper/ewa"):
        assert lotte.get(f"/documents/{changed.id}/{address}").status == 404
    assert lotte.post(f"/documents/{changed.id}/values", {"address": "chair@value", "value": "ewa"}).status == 404
    assert lotte.get("/").status == 404


def test_a_child_signs_its_own_paper_and_gives_the_tablet_back(changed: Plan, lotte: Visitor) -> None:
    page = begin(changed, lotte, "Mila")
    assert "Mama werkte 's nachts" not in page.said
    done = sign(page)
    assert "Who signs now?" not in done.said
    assert lotte.post(f"/documents/{changed.id}/sign/next", {"person": "ewa"}).status == 404


def test_a_signature_without_a_name_is_not_kept(changed: Plan, lotte: Visitor) -> None:
    refused = sign(begin(changed, lotte, "Kasia").fill("Name", ""))
    assert refused.status == 422
    assert "Write your name first." in refused.said
    assert told(changed) == []


def test_what_changed_while_it_was_read_is_read_once_more(changed: Plan, lotte: Visitor) -> None:
    page = begin(changed, lotte, "Kasia")
    changed.say(changed.handed("ewa"), f"{changed.rule(1)}/words", "Ewa komt om 17 uur.", "ewa")
    asked = sign(page)
    assert asked.status == 409
    assert "Somebody changed the paper while you were reading." in asked.said
    assert "Ewa komt om 17 uur." in asked.said
    assert told(changed) == []
    assert sign(asked).heading == "Thank you. You have signed."


def test_the_same_signature_sent_twice_is_one(changed: Plan, lotte: Visitor) -> None:
    page = begin(changed, lotte, "Kasia")
    sign(page)
    sign(page)
    assert len(told(changed)) == 1
    assert len([row for row in changed.document.items("signatures") if row.value("version") == 3]) == 1


def test_what_is_signed_and_its_copy_are_kept_together_or_not_at_all(
    changed: Plan, lotte: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, before = begin(changed, lotte, "Kasia"), changed.document

    def broken(*_: object) -> None:
        raise RuntimeError("the disk")

    monkeypatch.setattr(stored, "_keep_copy", broken)
    assert sign(page).status == 500
    assert changed.document == before


def test_a_mark_has_its_witness(changed: Plan, lotte: Visitor) -> None:
    sign(begin(changed, lotte, "Kasia").fill("Name of who sees that it is you", "Ewa"))
    signed = changed.document.items("signatures")[-1].value("signed")
    assert isinstance(signed, dict)
    assert (signed["way"], signed["witness"]) == ("mark", "Ewa")


def test_a_photo_of_a_signed_paper_is_a_signature(changed: Plan, lotte: Visitor) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (300, 200), "#fffdf8").save(photo, "JPEG")
    answer = lotte.post(
        f"/documents/{changed.id}/sign/on-paper/tomek", {"picture": upload(photo.getvalue()), "on": "2027-03-20"}
    )
    assert answer.address == f"/documents/{changed.id}/sign"
    signed = changed.document.items("signatures")[-1].value("signed")
    assert isinstance(signed, dict)
    assert (signed["way"], signed["name"], signed["on"]) == ("paper", "Tomek", "2027-03-20")
    assert "Signed by Tomek." in answer.said
    picture = lotte.client.get(
        f"/documents/{changed.id}/pictures/{signed['picture']['id']}/screen", headers=lotte.headers
    )
    assert picture.status_code == 200


@pytest.mark.parametrize("sent", [b"", b"no photo"], ids=["nothing", "no photo"])
def test_what_is_no_photo_is_no_signature(changed: Plan, lotte: Visitor, sent: bytes) -> None:
    said = {"picture": upload(sent)} if sent else {"on": "2027-03-20"}
    refused = lotte.post(f"/documents/{changed.id}/sign/on-paper/tomek", said)
    assert refused.status == 422
    assert told(changed) == []


def test_who_works_with_it_signs_on_their_own_tablet(changed: Plan, lotte: Visitor) -> None:
    sign(lotte.get(f"/documents/{changed.id}/sign/own"))
    assert "Signed by Lotte." in lotte.get(f"/documents/{changed.id}/sign").said


def test_the_judge_a_baby_and_who_may_not_read_it_are_not_asked(changed: Plan, lotte: Visitor) -> None:
    said = lotte.get(f"/documents/{changed.id}/sign").said
    assert not re.search("mevrouw Claes|Oskar reads|Sofie reads", said)
    for person in ("oskar", "claes", "sofie", "nobody"):
        assert lotte.post(f"/documents/{changed.id}/sign/begin", {"person": person}).status == 404


def test_a_paper_that_nobody_signs_has_no_page_for_it(changed: Plan, lotte: Visitor) -> None:
    other = lotte.post(f"/families/{changed.family}/documents/new", {"kind": "contact-sheet", "language": "nl"})
    assert lotte.get(other.address.replace("/fill", "/sign")).status == 404


def test_a_copy_of_another_document_is_not_read(changed: Plan, lotte: Visitor) -> None:
    assert lotte.get(f"/documents/{changed.id}/paper?version={new_id()}").status == 404
