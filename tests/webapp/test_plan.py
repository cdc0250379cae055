"""A family's safety plan: whose each part is to write, what is asked in it, and its papers for each reader."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import docx
import pytest

from webapp.store import Database
from webapp.store import documents as stored
from webapp.store.accounts import Account
from webapp.store.documents import read_document, read_file
from webapp.store.sessions import HandedOver
from words_pictures.change import Write, apply
from words_pictures.definition import definitions
from words_pictures.demo import demo_plan
from words_pictures.document import Document, new_id
from words_pictures.family import read_family
from words_pictures.wording import fixed

from .conftest import Page, Visitor

MILA_SAYS = "Ik wil dat er iemand is als Oskar huilt"
ONLY_THE_CONSULTANT = fixed("Only the consultant changes this. Everybody may write what they think of it.", "nl")
PRIVATE = ("0400 11 22 01", "0400 11 22 02", "0400 11 22 03", "0400 11 22 04", "0400 11 22 05")


@dataclass
class Plan:
    """The demo family's plan in the database."""

    database: Database
    family: str
    id: str
    open: Callable[..., Visitor]
    account: Account

    @property
    def document(self) -> Document:
        found = read_document(self.database, self.id)
        assert found is not None
        return found.document

    @property
    def file(self) -> Document:
        return read_file(self.database, self.family) or pytest.fail("no file")

    def rule(self, number: int) -> str:
        return f"rules/{self.document.order['rules'][number - 1]}"

    def bottom_line(self, number: int) -> str:
        return f"bottom_lines/{self.file.order['bottom_lines'][number - 1]}"

    def write_file(self, address: str, value: object) -> None:
        """Write in the family's file, behind everybody's back."""
        change = Write(f"{new_id()}.1", "lotte", address, value, self.file.version(address))  # type: ignore[arg-type]
        form = definitions()["family"]
        stored.save_changes(self.database, self.file.id, self.account.id, form, [change], lambda *_: True)

    def handed(self, person: str, mode: str = "write") -> Visitor:
        """The tablet in somebody's hands."""
        return self.open(self.account, HandedOver(self.id, person, mode, f"/documents/{self.id}", language="nl"))

    def say(
        self, visitor: Visitor, place: str, words: str, by: str, seen: int | None = None, language: str = "nl"
    ) -> Page:
        of = self.file if place.startswith(("bottom", "danger", "goals")) else self.document
        version = of.version(f"{place}@{language}") if seen is None else seen
        form = {"address": f"{place}@{language}", "change": f"{new_id()}.1", "seen": str(version), "by": by}
        return visitor.post(f"/documents/{self.id}/changes", {**form, "value": words})

    def fill(self, visitor: Visitor, place: str, **said: object) -> Page:
        of = self.file if place.startswith(("bottom", "danger", "goals")) else self.document
        form = {"address": f"{place}@value", "change": f"{new_id()}.1", "seen": str(of.version(f"{place}@value"))}
        return visitor.post(f"/documents/{self.id}/values", {**form, **said})


@pytest.fixture
def plan(
    database: Database, visitor: Callable[..., Visitor], pieters_account: Account, lottes_account: Account
) -> Plan:
    document, file = demo_plan("plan")
    for person, account in (("pieter", pieters_account), ("lotte", lottes_account)):
        own = Write(f"{new_id()}.1", person, f"people/{person}/account@value", account.id, 0)
        file = apply(file, own, definitions()["family"]).document
    family = stored.save_whole_family(database, pieters_account.id, file)
    stored.save_whole_document(database, family, document)
    made = Plan(database, family, document.id, visitor, pieters_account)
    visitor(pieters_account).post(f"/families/{family}/colleagues", {"account": lottes_account.id})
    return made


# --- whose it is to write ---------------------------------------------------------------------------------------------


def test_a_mother_cannot_set_a_bottom_line_and_is_told_who_can(plan: Plan) -> None:
    kasia, line = plan.handed("kasia"), plan.bottom_line(1)
    before = plan.file.words(f"{line}/words", "nl")
    refused = plan.say(kasia, f"{line}/words", "Mila en Oskar zijn soms alleen.", "kasia")
    assert refused.status == 403
    assert ONLY_THE_CONSULTANT in refused.said
    assert "Mila en Oskar zijn soms alleen." in refused.said
    assert plan.file.words(f"{line}/words", "nl") == before
    page = kasia.get(f"/documents/{plan.id}/fill/{line}?in=nl")
    assert before in page.said
    assert ONLY_THE_CONSULTANT in page.said


def test_she_writes_under_it_what_she_thinks(plan: Plan) -> None:
    kasia, line = plan.handed("kasia"), plan.bottom_line(1)
    plan.say(kasia, f"{line}/thinks", "Dat is juist.", "kasia")
    assert plan.file.words(f"{line}/thinks", "nl") == "Dat is juist."
    entry = plan.file.entry(f"{line}/thinks@nl")
    assert entry is not None
    assert entry.by == "kasia"


def test_the_family_makes_a_rule_on_its_own_tablet(plan: Plan) -> None:
    kasia = plan.handed("kasia")
    opened = kasia.post(f"/documents/{plan.id}/items", {"list": "rules", "do": "add"})
    rule = plan.rule(14)
    assert opened.address.endswith(f"/fill/{rule}")
    plan.say(kasia, f"{rule}/words", "Joris brengt de kinderen naar school.", "kasia")
    plan.fill(kasia, f"{rule}/who", value="joris")
    plan.fill(kasia, f"{rule}/hours", days=["0", "1"], **{"from": "08:00", "to": "08:30"})
    assert plan.document.ids(f"{rule}/who") == ("joris",)
    assert plan.document.words(f"{rule}/words", "nl") == "Joris brengt de kinderen naar school."
    assert "Joris brengt de kinderen naar school." in kasia.get(f"/documents/{plan.id}/fill").said


def test_a_rule_is_the_familys_and_the_consultant_may_remark(plan: Plan, pieter: Visitor, lotte: Visitor) -> None:
    rule = plan.rule(1)
    before = plan.document.words(f"{rule}/words", "nl")
    refused = plan.say(pieter, f"{rule}/words", "Ewa is er altijd.", "together")
    assert refused.status == 403
    assert "This belongs to the family: they change it. The consultant may put a remark beside it." in refused.said
    assert plan.document.words(f"{rule}/words", "nl") == before
    assert plan.fill(pieter, f"{rule}/who", value="rita").status == 403
    assert pieter.post(f"/documents/{plan.id}/items", {"list": "rules", "do": "add"}).status == 403
    plan.say(pieter, f"{rule}/remark", "Goed afgesproken.", "pieter")
    assert plan.document.words(f"{rule}/remark", "nl") == "Goed afgesproken."
    plan.say(lotte, f"{rule}/words", "Ewa is er als mama werkt.", "together")
    assert plan.document.words(f"{rule}/words", "nl") == "Ewa is er als mama werkt."


def test_what_is_settled_is_so_until_its_words_change(plan: Plan, pieter: Visitor) -> None:
    danger = f"danger_statements/{plan.file.order['danger_statements'][0]}"
    question = "The consultant has not settled this yet."
    assert question not in pieter.get(f"/documents/{plan.id}/fill").said
    plan.say(plan.handed("kasia"), f"{danger}/words", "Wij zijn allemaal bezorgd.", "kasia")
    assert question in pieter.get(f"/documents/{plan.id}/fill").said
    assert plan.fill(plan.handed("kasia"), f"{danger}/settled_on", value="2027-03-20").status == 403


def test_what_stands_in_the_file_changes_in_every_document_that_shows_it(plan: Plan, pieter: Visitor) -> None:
    line = plan.bottom_line(2)
    plan.say(pieter, f"{line}/words", "Mila is een kind en geen oppas.", "judge")
    other = pieter.post(f"/families/{plan.family}/documents/new", {"kind": "what-must-be", "language": "nl"})
    assert "Mila is een kind en geen oppas." in other.said
    assert "Mila is een kind en geen oppas." in pieter.get(f"/documents/{plan.id}/paper").said


def test_nothing_else_of_the_file_is_reached_through_a_plan(plan: Plan) -> None:
    kasia = plan.handed("kasia")
    for place in ("people/ewa/name", "day_one"):
        form = {"address": f"{place}@value", "change": "a1.1", "seen": "0", "value": "x"}
        assert kasia.post(f"/documents/{plan.id}/values", form).status == 404
    assert read_family(plan.file, "nl").person("ewa").name == "Ewa"  # type: ignore[union-attr]


def test_what_is_wrong_with_a_list_of_the_file_is_decided_by_a_person(plan: Plan) -> None:
    line, kasia = plan.bottom_line(1), plan.handed("kasia")
    plan.say(kasia, f"{line}/thinks", "Dat is juist.", "kasia")
    asked = plan.say(plan.handed("tomek"), f"{line}/thinks", "Dat is streng.", "tomek", seen=0)
    assert asked.status == 409
    assert "Dat is juist." in asked.said
    assert "Dat is streng." in asked.said


# --- what is asked ----------------------------------------------------------------------------------------------------


def test_what_is_open_stands_above_the_plan_and_leads_to_where_it_is_answered(plan: Plan, lotte: Visitor) -> None:
    for number in (1, 2):
        plan.fill(lotte, f"{plan.rule(number)}/who", value="")
    page = lotte.get(f"/documents/{plan.id}/fill")
    assert "Rule 1: who does it?" in page.said
    assert page.link("Rule 2: who does it?").endswith(f"/fill/{plan.rule(2)}")


# --- its papers -------------------------------------------------------------------------------------------------------


def paper(visitor: Visitor, plan: Plan, reader: str, language: str = "nl") -> str:
    said = visitor.get(f"/documents/{plan.id}/paper?for={reader}&language={language}").said
    return re.sub(r"[\u00a0\u202f]", " ", said)


def word(visitor: Visitor, plan: Plan, **asked: str) -> str:
    answer = visitor.client.post(f"/documents/{plan.id}/paper.docx", data=asked, headers=visitor.headers)
    assert answer.status_code == 200
    file = docx.Document(io.BytesIO(answer.data))
    parts = [file.element.body, *(section.footer._element for section in file.sections)]
    paragraphs = [one for part in parts for one in part.iter() if str(one.tag).endswith("}p")]
    texts = ("".join(one.text or "" for one in line.iter() if str(one.tag).endswith("}t")) for line in paragraphs)
    return re.sub(r"[\u00a0\u202f\u2066-\u2069]", " ", " ".join(texts))


@pytest.mark.parametrize("how", ["page", "word"])
def test_the_judges_page_has_no_number_and_no_word_of_the_child(plan: Plan, lotte: Visitor, how: str) -> None:
    plan.say(
        lotte, f"{plan.rule(1)}/words", "Ewa is bij ons thuis. Bel haar: 0400/11.22.01 of +32 400 11 22 01.", "together"
    )
    said = paper(lotte, plan, "claes") if how == "page" else word(lotte, plan, **{"for": "claes", "language": "nl"})
    assert re.search("B1.{0,60}Mila en Oskar zijn nooit alleen", said)
    assert "Ewa is bij ons thuis." in said
    assert not [number for number in PRIVATE if number in said]
    assert not re.search(r"0400|\+32", said)
    assert MILA_SAYS not in said
    assert "Kasia" in said


def test_each_bottom_line_stands_beside_its_rules_and_people_for_the_judge(plan: Plan, lotte: Visitor) -> None:
    said = paper(lotte, plan, "claes")
    assert "1–6, 8–11" in said
    for words in ("Getest: 15 maart", "Nog open: 22 maart", "donderdag 18 maart 2027"):
        assert words in said


@pytest.mark.parametrize("reader", ["rita", "ewa", "joris", "nele", "beata"])
def test_who_helps_reads_their_own_part_first_and_whom_to_call(plan: Plan, lotte: Visitor, reader: str) -> None:
    said = paper(lotte, plan, reader)
    numbers = {"ewa": PRIVATE[0], "rita": PRIVATE[1], "nele": PRIVATE[2], "joris": PRIVATE[3], "beata": PRIVATE[4]}
    assert "My part in the plan" in said or "Mijn deel" in said
    for who, number in numbers.items():
        assert (number in said) == (who != reader)
    own = plan.file.text(f"people/{reader}/name")
    assert own in said


def test_rita_reads_her_part_in_polish_in_word(plan: Plan, lotte: Visitor) -> None:
    said = "".join(word(lotte, plan, **{"for": "rita", "language": "pl"}).split())
    own, other = ("".join(plan.document.words(f"{plan.rule(one)}/words", "pl").split()) for one in (2, 5))
    assert said.index(own) < said.index(other)
    assert PRIVATE[0].replace(" ", "") in said


def test_milas_own_paper_has_her_words_her_safe_person_and_whom_to_call(plan: Plan, lotte: Visitor) -> None:
    said = paper(lotte, plan, "mila")
    assert MILA_SAYS in said
    assert PRIVATE[0] in said
    assert "Vos" in said
    assert "112" in said


def test_who_asks_never_gives_more_than_they_may_read_themselves(plan: Plan, pieter: Visitor) -> None:
    assert MILA_SAYS not in paper(pieter, plan, "mila")
    assert MILA_SAYS not in pieter.get(f"/documents/{plan.id}/fill").said


def test_a_child_with_the_tablet_reads_its_own_paper_and_nothing_else(plan: Plan) -> None:
    mila = plan.handed("mila", "read")
    said = mila.get(f"/documents/{plan.id}/own-paper").said
    assert MILA_SAYS in said
    assert "Mama werkte 's nachts" not in said
    assert mila.get(f"/documents/{plan.id}/paper").status == 404
    assert mila.get(f"/documents/{plan.id}/fill").status == 404


def test_an_empty_plan_to_fill_in_by_hand_has_every_part_and_no_word_of_the_family(plan: Plan, lotte: Visitor) -> None:
    said = word(lotte, plan, language="nl", blank="1")
    assert "Ewa is bij ons thuis" not in said
    assert "nooit alleen" not in said
