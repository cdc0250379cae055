"""A plan signed on one tablet that goes round: kept exactly as it was signed, and another version once it changes."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from webapp.store import documents as stored
from webapp.store import tables
from webapp.store.accounts import Account
from webapp.store.packing import today
from webapp.store.sealing import Seal
from words_pictures.change import Add, Move, Write
from words_pictures.definition import definitions
from words_pictures.demo import demo_plan
from words_pictures.document import new_id
from words_pictures.wording import full_date

from .conftest import Page, Visitor, upload
from .test_plan import MILA_SAYS, Plan, plan

__all__ = ["plan"]

PASSWORD = "a story for mila"


def begin(plan: Plan, visitor: Visitor, name: str) -> Page:
    return visitor.get(f"/documents/{plan.id}/sign").press(f"{name} reads and signs")


def sign(page: Page, **said: str) -> Page:
    return page.press("Sign", **said)


def told(plan: Plan) -> list[stored.Told]:
    """The copies of what was signed here."""
    brought = demo_plan("plan")[0].items("signatures")[-1].id
    return [one for one in stored.read_told(plan.database, plan.id) if one.telling != brought]


def stands(plan: Plan, visitor: Visitor) -> str:
    """Which version it is, and who signed it, as the page of the signatures says."""
    found = re.search(r"Version \d+\. [^.]*\.", visitor.get(f"/documents/{plan.id}/sign").said)
    assert found
    return found[0]


def brought(plan: Plan, visitor: Visitor, packed: bytes) -> Plan:
    """The plan that comes out of a bundle that somebody brings in."""
    page = visitor.get("/bring-in").press("Bring it in", {"bundle": upload(packed, "plan.zip")}, bundle=None)
    return replace(plan, id=page.address.split("/")[2])


def take_out(plan: Plan, visitor: Visitor, place: str) -> Page:
    key, item = place.split("/")
    asked = {
        "list": key,
        "do": "take_out",
        "item": item,
        "seen": str(plan.document.revision),
        "change": f"{new_id()}.1",
    }
    return visitor.post(f"/documents/{plan.id}/items", asked)


@pytest.mark.parametrize("in_hands", ["", "kasia"])
def test_nobody_writes_among_the_signatures_but_by_signing(plan: Plan, lotte: Visitor, in_hands: str) -> None:
    visitor = plan.handed(in_hands) if in_hands else lotte
    row = plan.document.items("signatures")[0].id
    address, before = f"/documents/{plan.id}", plan.document
    asked = [
        visitor.post(f"{address}/items", {"list": "signatures", "do": "add"}),
        visitor.post(f"{address}/items", {"list": "signatures", "do": "take_out", "item": row, "seen": "9999"}),
        plan.fill(visitor, f"signatures/{row}/signed", name="Ewa", on="2027-03-19"),
        plan.fill(visitor, f"signatures/{row}/who", value="ewa"),
        visitor.get(f"{address}/photo/signatures/{row}/signed"),
        visitor.get(f"{address}/fill/signatures/{row}"),
    ]
    assert [one.status for one in asked] == [404] * 6
    assert plan.document == before


SIGNED_ELSEWHERE = "Version 2. Signed by Mila, Kasia, Ewa, Rita, Nele, Joris, Beata, Pieter and Lotte."


def _swap_rules(plan: Plan) -> None:
    rules = plan.document.order["rules"]
    change = Move(f"{new_id()}.1", "kasia", "rules", rules[0], rules[1])
    form = definitions()["safety-plan"]
    stored.save_changes(plan.database, plan.id, plan.account.id, form, [change], lambda *_: True)


@pytest.mark.parametrize(
    "write",
    [
        lambda plan, _: take_out(plan, plan.handed("kasia"), plan.rule(1)),
        lambda plan, _: _swap_rules(plan),
        lambda plan, _: plan.fill(plan.handed("kasia"), f"{plan.rule(9)}/backups", value=""),
        lambda plan, _: plan.say(plan.handed("kasia"), f"{plan.rule(3)}/words", "", "kasia"),
        lambda plan, pieter: plan.say(pieter, f"{plan.bottom_line(1)}/words", "Mila mag alleen zijn.", "judge"),
    ],
    ids=["a rule taken out", "rules moved", "a field emptied", "words emptied", "a bottom line changed"],
)
def test_what_came_signed_is_no_longer_so_once_it_changes(
    plan: Plan, pieter: Visitor, pieters_account: Account, write: Callable[[Plan, Visitor], object]
) -> None:
    assert stands(plan, pieter) == SIGNED_ELSEWHERE
    write(plan, plan.open(pieters_account))
    assert stands(plan, pieter) == "Version 3. Nobody has signed this version yet."
    assert "What changed since version 2" in pieter.get(f"/documents/{plan.id}/sign").said


@pytest.mark.parametrize("to", ["its own family", "another service"])
def test_a_plan_that_is_brought_in_signed_is_kept_as_it_was_signed(
    plan: Plan, pieter: Visitor, an: Visitor, to: str
) -> None:
    visitor = pieter if to == "its own family" else an
    packed = pieter.post(f"/documents/{plan.id}/bundle.zip", {}).answer.data
    here = brought(plan, visitor, packed)
    assert stands(here, visitor) == SIGNED_ELSEWHERE
    assert len(stored.read_told(plan.database, here.id)) == 1
    with plan.database.reading() as connection:
        logged = (
            connection.execute(select(tables.log.c.event).where(tables.log.c.document_id == here.id)).scalars().all()
        )
    assert logged == ["brought_in"], "who brought it in did not sign it"


@pytest.mark.parametrize(
    "write",
    [
        lambda plan: plan.say(plan.handed("kasia"), f"{plan.rule(5)}/words", "Mama is thuis.", "kasia"),
        lambda plan: plan.say(plan.handed("kasia"), f"{plan.rule(5)}/words", "", "kasia"),
        lambda plan: plan.fill(plan.handed("kasia"), f"{plan.rule(9)}/backups", value=""),
        lambda plan: take_out(plan, plan.handed("kasia"), plan.rule(5)),
    ],
    ids=["other words", "words emptied", "a field emptied", "a rule taken out"],
)
def test_a_plan_that_was_changed_before_it_was_brought_in_is_not_signed(
    plan: Plan, pieter: Visitor, write: Callable[[Plan], object]
) -> None:
    write(plan)
    packed = pieter.post(f"/documents/{plan.id}/bundle.zip", {}).answer.data
    here = brought(plan, pieter, packed)
    assert stands(here, pieter) == "Version 3. Nobody has signed this version yet."
    assert stored.read_told(plan.database, here.id) == []


def test_beside_another_file_than_it_was_signed_with_a_plan_says_what_changed(plan: Plan, pieter: Visitor) -> None:
    packed = pieter.post(f"/documents/{plan.id}/bundle.zip", {}).answer.data
    plan.say(pieter, f"{plan.bottom_line(1)}/words", "Mila mag alleen zijn.", "judge")
    here = brought(plan, pieter, packed)
    assert stands(here, pieter) == "Version 3. Nobody has signed this version yet."
    assert "Mila mag alleen zijn." in pieter.get(f"/documents/{here.id}/sign").said


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


def test_the_form_says_who_signed_it_as_it_stands(plan: Plan, lotte: Visitor, pieter: Visitor) -> None:
    fill = f"/documents/{plan.id}/fill"
    assert re.search(r"Version 2\. Signed by [^.]*Kasia", pieter.get(fill).said)
    plan.say(lotte, f"{plan.rule(1)}/words", "Ewa is er als mama werkt.", "together")
    assert "Version 3. Nobody has signed this version yet." in pieter.get(fill).said
    plan.write_file("people/kasia/languages@value", ["en"])
    sign(begin(plan, pieter, "Kasia"))
    assert "Version 3. Signed by Kasia." in lotte.get(fill).said


def test_a_signed_version_is_of_the_day_on_which_it_was_signed(
    changed: Plan, lotte: Visitor, pieter: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read a month later it is no younger; what was changed since is of the day on which somebody reads it."""
    sign(begin(changed, lotte, "Kasia"))
    kept = told(changed)[0]
    signed_on = f"Versie 3 van {full_date(today(), 'nl')}"
    monkeypatch.setattr("webapp.versions.today", lambda: datetime.date(2031, 5, 12))
    assert signed_on in pieter.get(f"/documents/{changed.id}/paper").said
    changed.fill(changed.handed("kasia"), f"{changed.rule(1)}/who", value=["ewa", "beata"])
    assert "Versie 4 van maandag 12 mei 2031" in pieter.get(f"/documents/{changed.id}/paper").said
    assert signed_on in pieter.get(f"/documents/{changed.id}/paper?version={kept.id}").said


def test_a_plan_that_was_brought_in_is_of_the_day_beside_its_signatures(plan: Plan, pieter: Visitor) -> None:
    assert "Versie 2 van donderdag 18 maart 2027" in pieter.get(f"/documents/{plan.id}/paper").said


def test_a_paper_that_nobody_signs_says_its_day_and_no_version(
    changed: Plan, pieter: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.versions.today", lambda: datetime.date(2031, 5, 12))
    made = pieter.post(f"/families/{changed.family}/documents/new", {"kind": "safety-journal", "language": "nl"})
    document = made.address.split("/")[2]
    pieter.post(f"/documents/{document}/items", {"list": "notes", "do": "add"})
    read = pieter.get(f"/documents/{document}/paper")
    assert "Gemaakt op maandag 12 mei 2031" in read.said
    assert "Versie" not in read.said


def test_whoever_signs_reads_what_changed_since_they_signed_themselves(
    changed: Plan, lotte: Visitor, pieters_account: Account
) -> None:
    sign(begin(changed, lotte, "Kasia"))
    changed.say(changed.handed("kasia"), f"{changed.rule(1)}/words", "Rita blijft bij ons slapen.", "kasia")
    sign(begin(changed, changed.open(pieters_account), "Ewa"))
    changed.say(changed.handed("kasia"), f"{changed.rule(2)}/words", "Nele haalt Oskar.", "kasia")
    page = begin(changed, changed.open(pieters_account), "Kasia")
    assert "What changed since version 3" in page.said
    listed = page.tree.find(".//ul[@class='changes stack']")
    assert listed is not None
    assert all(words in "".join(listed.itertext()) for words in ("Rita blijft bij ons slapen.", "Nele haalt Oskar."))


def test_who_signed_an_earlier_version_has_not_signed_this_one_on_the_judges_page(
    changed: Plan, lotte: Visitor, pieter: Visitor
) -> None:
    def signed() -> list[str]:
        words = pieter.get(f"/documents/{changed.id}/paper?for=claes&in=nl").said
        return re.findall(r"Getekend (\d+ \w+)", words)

    assert signed() == []
    sign(begin(changed, lotte, "Ewa"))
    assert signed() == [full_date(today(), "nl").split(" ", 1)[1].rsplit(" ", 1)[0]]


def test_to_who_came_later_not_everything_is_new(changed: Plan, lotte: Visitor, pieters_account: Account) -> None:
    without = [one for one in changed.document.ids("people") if one != "nele"]
    changed.fill(lotte, "people", value=without)
    again = changed.open(pieters_account)
    sign(begin(changed, again, "Kasia"))
    changed.fill(changed.open(pieters_account), "people", value=[*without, "nele"])
    changed.say(changed.handed("kasia"), f"{changed.rule(1)}/words", "Rita blijft bij ons slapen.", "kasia")
    page = begin(changed, changed.open(pieters_account), "Nele")
    listed = ["".join(one.itertext()) for one in page.tree.findall(".//ul[@class='changes stack']/li")]
    # Since version 2, which she signed too.
    assert [
        words in one
        for words, one in zip(("Rita blijft bij ons slapen.", "'s Nachts is mama thuis, altijd."), listed, strict=True)
    ] == [True] * 2


def test_a_childs_number_leaves_what_was_signed_as_it_is(
    changed: Plan, lotte: Visitor, pieters_account: Account
) -> None:
    sign(begin(changed, lotte, "Kasia"))
    item, form = new_id(), definitions()["safety-plan"]
    changes = [
        Add(f"{new_id()}.1", "lotte", "scales", item, None),
        Write(f"{new_id()}.1", "lotte", f"scales/{item}/who@value", ["mila"], 0),
        Write(f"{new_id()}.1", "lotte", f"scales/{item}/number@value", {"number": 3, "from": 1, "to": 10}, 0),
    ]
    stored.save_changes(changed.database, changed.id, changed.account.id, form, changes, lambda *_: True)
    visitor = changed.open(pieters_account)
    assert stands(changed, visitor) == "Version 3. Signed by Kasia."
    assert "What changed" not in visitor.get(f"/documents/{changed.id}/sign").said


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


def test_the_lines_somebody_signed_with_stand_on_the_paper(changed: Plan, lotte: Visitor, pieter: Visitor) -> None:
    sign(begin(changed, lotte, "Kasia"), strokes="[[[100, 200], [300, 250]], [[400, 100], [420, 120]]]")
    now = pieter.get(f"/documents/{changed.id}/paper?language=nl")
    then = pieter.get(f"/documents/{changed.id}/paper?language=nl&beside=pl&version={told(changed)[-1].id}")
    for page in (now, then):
        (drawn,) = page.tree.findall(".//*[@class='signed-lines']")
        assert [one.get("points", "").split() for one in drawn] == [["100,200", "300,250"], ["400,100", "420,120"]]
        # What it shows is said in words right above it.
        assert drawn.get("aria-hidden") == "true"
        assert "Getekend door Kasia" in page.said


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


def test_however_often_a_plan_was_signed_a_page_of_it_opens_one_copy(
    changed: Plan, pieters_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Kasia", "Ewa", "Rita"):
        sign(begin(changed, changed.open(pieters_account), name))
    opened, told_of = list[str](), stored._told

    def counted(seal: Seal, row: Any) -> stored.Told:
        opened.append(row.id)
        return told_of(seal, row)

    monkeypatch.setattr(stored, "_told", counted)
    visitor = changed.open(pieters_account)
    for page in ("fill", "paper"):
        assert visitor.get(f"/documents/{changed.id}/{page}").status == 200
        assert len(opened) == 1
        opened.clear()
