"""A family's safety plan: whose each part is to write, what is asked in it, and its papers for each reader."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element

import docx
import pytest

from webapp.store import Database
from webapp.store import documents as stored
from webapp.store.accounts import Account
from webapp.store.documents import read_document, read_file
from webapp.store.loading import save_bundle
from webapp.store.sessions import HandedOver
from words_pictures.bundle import Bundle
from words_pictures.change import Write, apply
from words_pictures.definition import definitions
from words_pictures.demo import demo_plan
from words_pictures.document import Document, Entry, new_id
from words_pictures.family import read_family
from words_pictures.wording import fixed

from .conftest import MadeStory, Page, Visitor

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

    def write_file(self, address: str, value: object, by: str = "lotte") -> None:
        """Write in the family's file, behind everybody's back."""
        change = Write(f"{new_id()}.1", by, address, value, self.file.version(address))  # type: ignore[arg-type]
        form = definitions()["family"]
        stored.save_changes(self.database, self.file.id, self.account.id, form, [change], lambda *_: True)

    def handed(self, person: str, mode: str = "write", language: str = "nl") -> Visitor:
        """The tablet in somebody's hands."""
        return self.open(self.account, HandedOver(self.id, person, mode, f"/documents/{self.id}", language=language))

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
    save_bundle(database, family, pieters_account.id, Bundle(document, file, {}, definitions()["safety-plan"]))
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


def test_whoever_reads_it_is_told_who_set_a_bottom_line_and_who_settled_a_worry(plan: Plan) -> None:
    plan.write_file(f"{plan.bottom_line(1)}/set_by@value", ["claes"])
    plan.fill(
        plan.open(plan.account),
        "people",
        value=[one for one in plan.document.ids("people") if one not in ("claes", "pieter")],
    )
    for visitor, address in (
        (plan.handed("kasia"), f"fill/{plan.bottom_line(1)}"),
        (plan.handed("kasia", "sign"), "sign/own"),
    ):
        assert "mevrouw Claes" in visitor.get(f"/documents/{plan.id}/{address}?in=nl").said


def test_a_card_that_is_called_after_somebody_says_what_they_do(plan: Plan, lotte: Visitor) -> None:
    page = lotte.get(f"/documents/{plan.id}/fill?in=nl")
    cards = {}
    for key in ("services", "signs", "rules"):
        item = plan.document.items(key)[0]
        cards[key] = ["".join(one.itertext()) for one in page.tree.findall(f".//li[@id='{key}-{item.id}']//bdi")]
    service, rule = (plan.document.items(key)[0] for key in ("services", "rules"))
    assert cards["services"][:2] == ["Lotte", service.words("words", "nl").partition("\n")[0]]
    assert cards["signs"][:2] == ["Kasia", 'Slaapt slecht, verstopt brieven, zegt: "Ik kan het wel alleen."']
    assert cards["rules"].count(rule.words("words", "nl")) == 1


def test_the_judge_is_told_of_what_has_no_rule(plan: Plan, lotte: Visitor, pieter: Visitor) -> None:
    missing = fixed("There is no rule for this yet.", "nl")
    assert missing not in paper(pieter, plan, "claes")
    for number in range(1, len(plan.document.order["rules"]) + 1):
        plan.fill(plan.handed("kasia"), f"{plan.rule(number)}/answers", value="")
    assert paper(pieter, plan, "claes").count(missing) == 5


def test_a_childs_page_names_no_picture_a_picture_and_no_rule_a_rule(plan: Plan, pieter: Visitor) -> None:
    page = pieter.get(f"/documents/{plan.id}/paper?for=mila&language=nl")
    seen = ["".join(one.itertext()) for one in page.tree.iter("dt") if one.get("class") != "visually-hidden"]
    heard = ["".join(one.itertext()) for one in page.tree.iter("dt") if one.get("class") == "visually-hidden"]
    drawing, rule = fixed("Drawing", "nl"), fixed("The rule", "nl")
    assert {drawing, rule}.isdisjoint(seen)
    assert heard.count(drawing) == heard.count(rule) == len(plan.document.order["rules"])


def test_a_name_that_is_the_same_in_two_languages_stands_once(plan: Plan, pieter: Visitor) -> None:
    page = pieter.get(f"/documents/{plan.id}/paper?for=mila&language=ar&beside=nl")
    safe = next(one for one in page.tree.iter("dl") if "0400 11 22 01" in "".join(one.itertext()))
    assert "".join(safe.itertext()).count("Ewa") == 1


def test_she_writes_under_it_what_she_thinks(plan: Plan) -> None:
    kasia, line = plan.handed("kasia"), plan.bottom_line(1)
    plan.say(kasia, f"{line}/thinks", "Dat is juist.", "kasia")
    assert plan.file.words(f"{line}/thinks", "nl") == "Dat is juist."
    entry = plan.file.entry(f"{line}/thinks@nl")
    assert entry is not None
    assert entry.by == "kasia"


@pytest.mark.parametrize("whose", ["consultant's", "mother's"])
def test_whoever_reads_a_long_paper_finds_its_parts_and_the_way_back_up(
    plan: Plan, pieter: Visitor, whose: str
) -> None:
    is_own = whose == "mother's"
    page = (
        plan.handed("kasia", "read").get(f"/documents/{plan.id}/own-paper")
        if is_own
        else pieter.get(f"/documents/{plan.id}/paper?language=nl")
    )
    links = [one.get("href", "") for one in page.tree.iter("a")]
    ids = {one.get("id") for one in page.tree.iter()}
    within = [one[1:] for one in links if one.startswith("#") and one not in ("#top", "#main")]
    assert {"rules-2-", "what_ifs-2-"} <= set(within) <= ids
    assert links.count("#top") == 1


def test_a_short_paper_has_no_list_of_its_parts(plan: Plan, lotte: Visitor) -> None:
    page = lotte.get(f"/documents/{plan.id}/paper?for=mila&language=nl")
    assert not [one for one in page.tree.iter("nav") if "parts-nav" in (one.get("class") or "")]


@pytest.mark.parametrize("how", ["page", "word"])
def test_what_one_says_alone_stands_under_their_name_on_the_paper(plan: Plan, lotte: Visitor, how: str) -> None:
    line, works = plan.bottom_line(1), "Mama kwam meteen naar het ziekenhuis."
    plan.say(lotte, f"{line}/thinks", "Dat is juist.", "kasia")
    plan.say(lotte, f"{line}/thinks", "To prawda.", "lotte", language="pl")
    for language, said in (("nl", "Mama zegt ?Dat is juist."), ("pl", "Mama mówi ?To prawda.")):
        asked = paper(lotte, plan, "kasia", language) if how == "page" else word(lotte, plan, language=language)
        assert re.search(said, asked)
    dutch = paper(lotte, plan, "") if how == "page" else word(lotte, plan, language="nl")
    # What they wrote together is nobody's own.
    assert works in dutch
    assert not re.search(f"zegt ?{re.escape(works)}", dutch)


def test_who_may_only_read_a_field_reads_whose_words_it_holds(plan: Plan, lotte: Visitor, pieter: Visitor) -> None:
    goal, words = f"goals/{plan.file.order['goals'][0]}", "Dat iemand mij vasthoudt."
    for voice in plan.file.voices(f"{goal}/own_words", "nl"):
        plan.write_file(f"{goal}/own_words@nl.{voice}", None)
    plan.say(lotte, f"{goal}/own_words", words, "kasia")
    assert re.search(f"Mum says ?{re.escape(words)}", pieter.get(f"/documents/{plan.id}/fill/{goal}?in=nl").said)
    plan.write_file(f"{goal}/own_words@nl", None)
    plan.write_file(f"{goal}/own_words@nl.kasia", words, by="kasia")
    plan.write_file(f"{goal}/own_words@nl.tomek", "Dat er gelachen wordt.", by="tomek")
    both = pieter.get(f"/documents/{plan.id}/fill/{goal}?in=nl").said
    assert re.search(f"Mum says ?{re.escape(words)}", both)
    assert re.search(r"says ?Dat er gelachen wordt\.", both)


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


@pytest.mark.parametrize(
    ("language", "alone"), [("pl", "Tylko polski"), ("ar", "البولندية فقط"), ("tr", "Yalnızca Lehçe")]
)
def test_who_has_the_tablet_chooses_in_their_own_language_what_stands_beside_it(
    plan: Plan, language: str, alone: str
) -> None:
    kasia = plan.handed("kasia", language=language)
    page = kasia.get(f"/documents/{plan.id}/fill")
    assert page.holds("title@nl")
    assert fixed("Languages", language) not in ["".join(one.itertext()) for one in page.tree.iter("a")]
    page = page.press(alone)
    assert page.status == 200
    assert page.heading
    assert not page.holds("title@nl")


def test_who_writes_reads_the_whole_paper_as_it_stands_and_comes_back(plan: Plan) -> None:
    kasia, rule = plan.handed("kasia", language="en"), plan.rule(1)
    for address in ("fill", f"fill/{rule}"):
        read = kasia.get(kasia.get(f"/documents/{plan.id}/{address}").link("Read"))
        assert plan.document.words(f"{rule}/words", "en") in read.said
        assert read.link("Back to the form").endswith(f"/documents/{plan.id}/fill")


@pytest.mark.parametrize("address", ["fill", "fill/{rule}", "own-paper"])
def test_who_has_written_gives_the_tablet_back(plan: Plan, address: str) -> None:
    kasia = plan.handed("kasia", language="en")
    page = kasia.get(f"/documents/{plan.id}/{address.format(rule=plan.rule(1))}")
    covered = page.press("Give the tablet to Pieter.")
    assert covered.heading == "We stop here. That is fine."
    assert kasia.get(f"/documents/{plan.id}/fill").heading == covered.heading


def test_who_only_reads_gives_the_tablet_back_and_is_not_led_to_the_form(plan: Plan) -> None:
    ewa = plan.handed("ewa", "read", language="en")
    page = ewa.get(f"/documents/{plan.id}/own-paper")
    assert "Back to the form" not in page.said
    assert page.press("Give the tablet to Pieter.").heading == "We stop here. That is fine."


def test_the_tablet_comes_back_where_it_was_given_away_and_begins_there(plan: Plan, pieter: Visitor) -> None:
    rule = plan.rule(2)
    given = pieter.get(pieter.get(f"/documents/{plan.id}/fill/{rule}").link("Give the tablet to …")).press(
        "Kasia writes"
    )
    assert given.address.endswith(f"/fill#{rule.replace('/', '-')}")
    assert given.status == 200
    pieter.post(f"/documents/{plan.id}/stop", {})
    back = pieter.post("/take-back", {"password": "a story for mila"})
    assert back.address.endswith(f"/fill/{rule}")


@pytest.mark.parametrize("where", ["rules/nobody", "nowhere", "people/ewa", "rules/r1/words"])
def test_the_tablet_is_given_for_the_whole_of_a_form_where_there_is_no_such_place(
    plan: Plan, pieter: Visitor, where: str
) -> None:
    form = {"person": "kasia", "mode": "write", "from": where}
    assert pieter.post(f"/documents/{plan.id}/hand-over", form).address.endswith("/fill")
    pieter.post(f"/documents/{plan.id}/stop", {})
    back = pieter.post("/take-back", {"password": "a story for mila"})
    assert back.address.endswith("/fill")
    assert back.status == 200


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


def test_what_is_the_familys_is_said_where_it_is_and_leads_to_giving_the_tablet(plan: Plan, pieter: Visitor) -> None:
    page = pieter.get(f"/documents/{plan.id}/fill")
    remark = "The consultant may put a remark beside it."
    assert page.said.count(remark) == 1  # beside a rule, and nowhere else
    parts = {str(one.get("id")): one for one in page.tree.iter() if one.get("id")}
    offered = {
        key: one
        for key in ("helpers", "part-chair", "rules", "part-week")
        for one in parts[key].iter("a")
        if "Give the tablet to …" in "".join(one.itertext())
    }
    assert set(offered) == {"helpers", "rules", "part-week"}
    for key in ("part-chair", "part-in_holidays"):
        assert "This belongs to the family." in "".join(parts[key].itertext())
    given = pieter.get(f"http://localhost{offered['rules'].get('href')}").press("Kasia writes")
    assert given.address.endswith("/fill#rules")


def test_who_is_refused_in_what_takes_no_remark_is_offered_none(plan: Plan, pieter: Visitor) -> None:
    refused = plan.fill(pieter, "chair", value="kasia")
    assert refused.status == 403
    assert "This belongs to the family: they change it." in refused.said
    assert "remark" not in refused.said


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


@pytest.mark.parametrize("typed", ["-2", "0", "51", "two"])
def test_a_bottom_line_asks_for_no_number_of_grown_ups_that_cannot_be(plan: Plan, pieter: Visitor, typed: str) -> None:
    place = f"{plan.bottom_line(1)}/at_least"
    before = plan.file.value(place)
    refused = plan.fill(pieter, place, value=typed)
    assert refused.status == 422
    assert "This cannot be kept like this." in refused.said
    assert [one.get("value") for one in refused.tree.iter("input") if one.get("type") == "number"] == [typed]
    assert plan.file.value(place) == before
    assert plan.fill(pieter, place, value="3").status == 200
    assert plan.file.value(place) == 3


def test_what_is_wrong_with_a_list_of_the_file_is_decided_by_a_person(plan: Plan) -> None:
    line, kasia = plan.bottom_line(1), plan.handed("kasia")
    plan.say(kasia, f"{line}/thinks", "Dat is juist.", "kasia")
    asked = plan.say(plan.handed("tomek"), f"{line}/thinks", "Dat is streng.", "tomek", seen=0)
    assert asked.status == 409
    assert "Dat is juist." in asked.said
    assert "Dat is streng." in asked.said


def test_no_browser_puts_back_in_a_field_what_stood_there_before(plan: Plan, lotte: Visitor, story: MadeStory) -> None:
    """Some do when somebody comes back to a page, and the page would save it over what somebody else wrote since."""
    rule, picture = plan.rule(1), f"/documents/{story.id}/scenes/{story.scenes[0]}/picture"
    pages = (lotte.get(f"/documents/{plan.id}/fill/{rule}"), plan.open(plan.account).get(picture))
    forms = [form for page in pages for form in page.tree.iter("form")]
    kinds = {
        "words": [form for form in forms if form.get("data-passage") is not None],
        "values": [form for form in forms if "value" in str(form.get("class")).split()],
        "photos": [form for form in forms if form.get("data-sends")],
    }
    for kind, found in kinds.items():
        assert found, kind
        assert {form.get("autocomplete") for form in found} == {"off"}, kind


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


def test_the_advice_has_no_number_either_where_the_judge_reads_it(plan: Plan, pieter: Visitor) -> None:
    advice = Document(
        new_id(), "advice", 1, entries={"because@nl": Entry("Bel Ewa:\u200e 22 33 44.", 1, "pieter", "p.1")}
    )
    stored.save_whole_document(plan.database, plan.family, advice)
    other = replace(plan, id=advice.id)
    plan.write_file("people/ewa/phone@value", "22.33.44")
    other.fill(pieter, "languages", value=["nl"])
    other.fill(pieter, "people", value=["claes", "ewa"])
    assert "Bel Ewa:\u200e …." in paper(pieter, other, "claes")
    assert "Bel Ewa:\u200e 22 33 44." in paper(pieter, other, "ewa")


@pytest.mark.parametrize("how", ["page", "word"])
def test_a_paper_says_to_its_reader_that_not_all_of_it_was_translated(plan: Plan, lotte: Visitor, how: str) -> None:
    plan.fill(lotte, "languages", value=["nl", "pl", "ar"])
    for language, is_said in (("pl", False), ("ar", True), ("nl", False)):
        asked = {"for": "ewa", "language": language}
        said = paper(lotte, plan, "ewa", language) if how == "page" else word(lotte, plan, **asked)
        assert (fixed("Not everything here has been translated yet.", language) in said) is is_said, language


def test_a_paper_says_in_its_own_language_that_nobody_looked_a_translation_over(plan: Plan, lotte: Visitor) -> None:
    plan.say(lotte, f"{plan.rule(1)}/words", "Ewa is er als mama werkt.", "together")
    said, text = paper(lotte, plan, "ewa", "pl"), "This translation has not been looked over yet."
    assert fixed(text, "pl") in said
    assert text not in said


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


@pytest.mark.parametrize("how", ["page", "word"])
def test_or_when_is_asked_only_behind_the_days(plan: Plan, lotte: Visitor, how: str) -> None:
    def read() -> str:
        asked = {"for": "joris", "language": "nl"}
        return paper(lotte, plan, "joris") if how == "page" else word(lotte, plan, **asked)

    alone, behind = (f"{asked}\\s?Rita: dinsdag en vrijdag" for asked in ("(?<!Of )[Ww]anneer\\?", "Of wanneer\\?"))
    assert re.search(alone, read())
    plan.fill(plan.handed("kasia"), f"{plan.rule(10)}/hours", days=["1"], **{"from": "19:30", "to": "20:00"})
    both = read()
    assert re.search(behind, both)
    # Of each rule for itself: the other has no days.
    assert re.search("(?<!Of )[Ww]anneer\\?\\s?Meteen", both)


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


@pytest.mark.parametrize(
    ("reader", "said"), [("mila", "0400112201 112 102"), ("joris", "0400112201 0400112202 0400112203 112")]
)
def test_every_number_on_a_paper_can_be_tapped_to_call(plan: Plan, lotte: Visitor, reader: str, said: str) -> None:
    page = lotte.get(f"/documents/{plan.id}/paper?for={reader}&language=nl")
    links = [one for one in page.tree.iter("a") if one.get("href", "").startswith("tel:")]
    assert {f"tel:{one}" for one in said.split()} <= {one.get("href") for one in links}
    # No number stands there that does nothing.
    unlinked = "".join(text for one in page.tree.iter() if one not in _inside(links) for text in _own(one))
    assert not re.findall(r".{30}(?:0400|(?<!\d)112(?!\d))", unlinked)


@pytest.mark.parametrize("how", ["page", "word"])
def test_who_wants_to_talk_is_sent_to_the_line_of_their_age(plan: Plan, lotte: Visitor, how: str) -> None:
    awel, adults, violence = (
        "Bel of chat met Awel: 102",
        "Tele-Onthaal: 106 (dag en nacht)",
        "Een vraag over geweld? Bel 1712",
    )
    lines = {"mila": {awel}, "rita": {adults, violence}, "kasia": {adults, violence}, "": {awel, adults}}
    for reader, said in lines.items():
        asked = {"for": reader, "language": "pl", "beside": "nl"}
        told = paper(lotte, plan, reader) if how == "page" else word(lotte, plan, **asked)
        assert {line for line in (awel, adults, violence) if line in told} == said, reader
        assert "112" in told


def test_a_number_is_called_as_it_was_written(plan: Plan, lotte: Visitor) -> None:
    words = "Bel 0400/11.22.09,\n+32 400 11 22 08 of 112. Op 8 maart 2027, van 17.40 tot 21.55 uur, kamer 1120."
    plan.say(lotte, f"{plan.rule(1)}/words", words, "together")
    page = lotte.get(f"/documents/{plan.id}/paper?language=nl")
    for number, called in (("0400/11.22.09", "0400112209"), ("+32 400 11 22 08", "+32400112208"), ("112", "112")):
        assert page.link(number) == f"tel:{called}"
    assert not {one.get("href") for one in page.tree.iter("a")} & {"tel:1120", "tel:2027", "tel:17402155"}


def _inside(links: Iterable[Element]) -> list[Element]:
    return [inner for link in links for inner in link.iter()]


def _own(element: Element) -> list[str]:
    return [element.text or "", *(inner.tail or "" for inner in element)]


def test_the_judges_page_is_three_pages_at_most(plan: Plan, lotte: Visitor, tmp_path: Path) -> None:
    for language in ("nl", "pl"):
        asked = {"for": "claes", "language": language}
        answer = lotte.client.post(f"/documents/{plan.id}/paper.docx", data=asked, headers=lotte.headers)
        (tmp_path / f"{language}.docx").write_bytes(answer.data)
    files = sorted(map(str, tmp_path.glob("*.docx")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    pages = {one.stem: _pages_of(one) for one in tmp_path.glob("*.pdf")}
    assert set(pages) == {"nl", "pl"}
    assert max(pages.values()) <= 3, pages


def _pages_of(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"Pages: +(\d+)", told)[0])


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


@pytest.mark.parametrize("day", ["0001-01-01", "9999-04-13", "9999-12-31"])
def test_a_day_to_look_back_in_a_mistyped_year_leaves_every_page_whole(plan: Plan, lotte: Visitor, day: str) -> None:
    empty = [("week@value", None), *((f"in_holidays@{one}", "") for one in plan.document.written_in("in_holidays"))]
    changes = [
        Write(f"{new_id()}.1", "lotte", address, value, plan.document.version(address)) for address, value in empty
    ]
    stored.save_changes(plan.database, plan.id, plan.account.id, definitions()["safety-plan"], changes, lambda *_: True)
    place = plan.document.items("looking_back")[0].place
    assert plan.fill(lotte, f"{place}/on", value=day).status == 200
    assert lotte.get(f"/documents/{plan.id}/fill").status == 200
    assert lotte.get(f"/documents/{plan.id}").status == 200


def test_an_empty_plan_to_fill_in_by_hand_has_every_part_and_no_word_of_the_family(plan: Plan, lotte: Visitor) -> None:
    said = word(lotte, plan, language="nl", blank="1")
    parts = ("Waarom dit plan?", "Onze regels", "Onze week", "Wat we doen", "Als het niet lukt", "Handtekeningen")
    assert [one for one in parts if one not in said] == []
    assert "Ewa is bij ons thuis" not in said
    assert "nooit alleen" not in said


def test_an_empty_plan_asks_in_both_languages_what_is_to_be_filled_in(plan: Plan, lotte: Visitor) -> None:
    said = word(lotte, plan, language="nl", beside="pl", blank="1")
    assert "Wat we doen" in said
    assert "Co robimy" in said
    assert "Ewa jest u nas" not in said
