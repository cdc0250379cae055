"""A form that nobody has seen before, dropped into the agency's folder: made, filled in, read, translated, told in history, bundled."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask

from webapp.store import Database
from webapp.store.accounts import save_account
from webapp.store.documents import read_document
from words_pictures.bundle import read_bundle
from words_pictures.definition import definitions
from words_pictures.document import Document

from .conftest import MadeFamily, Page, Visitor

UNSEEN = """
id = "unseen"
reading = "form"
name = "A form nobody has seen"
[[columns]]
key = "kinds"
heading = "What there is"
[[columns]]
key = "agreed"
heading = "What we agree"
[[parts]]
key = "languages"
type = "languages"
audience = "everyone"
label = "Languages"
[[parts]]
key = "people"
type = "people"
audience = "everyone"
label = "For whom?"
[[parts]]
key = "must"
type = "passage"
audience = "everyone"
only_by = ["consultant"]
label = "What must be in order"
[[parts]]
key = "secret"
type = "passage"
label = "Only for us"
[[parts]]
key = "on"
type = "date"
audience = "everyone"
label = "On which day"
[[parts]]
key = "spoken"
type = "languages"
audience = "everyone"
label = "What is spoken at home"
[[parts]]
key = "kinds"
type = "choice"
column = "kinds"
many = true
audience = "everyone"
label = "Which kinds"
options = { a = "First kind", b = "Second kind" }
[[parts]]
key = "rules"
type = "list"
column = "agreed"
audience = "everyone"
label = "Rules"
  [[parts.parts]]
  key = "words"
  type = "passage"
  label = "The rule"
  question = "Who does what?"
  [[parts.parts]]
  key = "who"
  type = "people"
  one = true
  label = "Who does it"
  [[parts.parts]]
  key = "hours"
  type = "hours"
  label = "At what hours"
  [[parts.parts]]
  key = "tested"
  type = "answer"
  label = "Was it tested"
  [[parts.parts]]
  key = "how"
  type = "scale"
  label = "How sure are you"
  scale = { from = 0, to = 10, low = "not sure", high = "very sure" }
  only_if = { tested = ["yes"] }
  [[parts.parts]]
  key = "signed"
  type = "signature"
  label = "Signed"
  [[parts.parts]]
  key = "tests"
  type = "list"
  label = "Tests"
    [[parts.parts.parts]]
    key = "number"
    type = "number"
    label = "How often"
[[parts]]
key = "first"
type = "reference"
to = "rules"
one = true
audience = "everyone"
label = "Which rule first"
"""


class Form:
    """The unseen form of a family, in somebody's hands."""

    def __init__(self, visitor: Visitor, database: Database, id: str) -> None:
        self.visitor, self.database, self.id = visitor, database, id
        self.n = 0

    @property
    def document(self) -> Document:
        stored = read_document(self.database, self.id)
        assert stored is not None
        return stored.document

    def fill(self, place: str, *, seen: int | None = None, **said: object) -> Page:
        self.n += 1
        standing = self.document.version(f"{place}@value") if seen is None else seen
        form = {"address": f"{place}@value", "change": f"a{self.n}.1", "seen": str(standing)}
        return self.visitor.post(f"/documents/{self.id}/values", {**form, **said})

    def write(self, place: str, words: str) -> Page:
        self.n += 1
        form = {"address": f"{place}@en", "change": f"a{self.n}.1", "seen": "0", "by": "together", "value": words}
        return self.visitor.post(f"/documents/{self.id}/changes", form)

    def add(self, place: str) -> str:
        self.visitor.post(f"/documents/{self.id}/items", {"list": place, "do": "add"})
        return f"{place}/{self.document.order[place][-1]}"

    def shown(self, address: str = "fill") -> Page:
        return self.visitor.get(f"/documents/{self.id}/{address}")


@pytest.fixture
def family(make_family: Callable[..., MadeFamily]) -> MadeFamily:
    return make_family()


@pytest.fixture
def form(app: Flask, pieter: Visitor, database: Database, family: MadeFamily, tmp_path: Path) -> Form:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "unseen.toml").write_text(UNSEEN, "utf-8")
    app.extensions["config"] = replace(app.extensions["config"], definitions=folder)
    offered = pieter.get(f"/families/{family.id}/documents/new")
    assert "A form nobody has seen" in offered.said
    begun = pieter.post(f"/families/{family.id}/documents/new", {"kind": "unseen", "language": "en"})
    return Form(pieter, database, re.findall("/documents/([0-9a-f]{32})/fill", begun.address)[0])


def test_every_field_is_filled_in_and_reads_as_it_was(form: Form, family: MadeFamily) -> None:
    rule = form.add("rules")
    form.write(f"{rule}/words", "Ewa is with us <&{{ when mum works.")
    form.fill(f"{rule}/who", value=family.kasia)
    form.fill(f"{rule}/hours", days=["0", "3"], **{"from": "17:40", "to": "21:55"})
    assert "How sure are you" not in form.shown(f"fill/{rule}").said
    form.fill(f"{rule}/tested", value="yes")
    assert "How sure are you" in form.shown(f"fill/{rule}").said
    form.fill(f"{rule}/how", value="7")
    form.fill(f"{rule}/signed", name="Kasia", on="2027-03-18")
    test = form.add(f"{rule}/tests")
    form.fill(f"{test}/number", value="3")
    form.fill("first", value=rule.partition("/")[2])
    form.fill("on", value="2027-03-18")
    form.fill("kinds", value=["a", "b"])
    said = form.shown("paper").said
    for words in (
        "Ewa is with us <&{{ when mum works.",
        "Kasia",
        "Monday and Thursday, from 17:40 to 21:55",
        "7 (from 0 to 10)",
        "Signed by Kasia on Thursday, 18 March 2027",
        "First kind and Second kind",
        "1. Ewa is with us",
    ):
        assert words in said
    assert form.document.value(f"{rule}/how") == {"number": 7, "from": 0, "to": 10}


def _columns(page: Page) -> list[tuple[str, list[str]]]:
    """The heading of each column that stands beside others, and the headings under it."""
    return [
        (
            "".join(next(one.iter("h2")).itertext()),
            ["".join(heading.itertext()) for heading in one.iter() if heading.tag in ("h3", "legend", "dt")],
        )
        for beside in page.tree.iter()
        if "abreast" in beside.get("class", "").split()
        for one in beside
    ]


def test_columns_stand_beside_each_other_where_it_is_filled_in_and_where_it_is_read(form: Form) -> None:
    form.fill("kinds", value=["a"])
    rule = form.add("rules")
    form.write(f"{rule}/words", "Ewa is with us.")
    columns = dict(_columns(form.shown()))
    assert columns["What there is"] == ["Which kinds"]
    assert columns["What we agree"][0] == "Rules"
    assert [heading for heading, _ in _columns(form.shown("paper"))] == ["What there is", "What we agree"]
    assert "abreast" not in ElementTree.tostring(form.shown(f"fill/{rule}").tree, "unicode")


def test_a_column_in_which_nothing_is_said_is_not_on_the_paper(form: Form) -> None:
    form.fill("kinds", value=["a"])
    assert _columns(form.shown("paper")) == [("What there is", ["Which kinds"])]


def test_beside_a_second_language_columns_stand_under_each_other(form: Form) -> None:
    form.fill("languages", value=["en", "nl"])
    form.fill("kinds", value=["a"])
    paper = form.shown("paper?language=en&beside=nl")
    assert _columns(paper) == []
    assert "What there is" in [heading.text for heading in paper.tree.iter("h2")]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("on", {"value": "18/03/2027"}),
        ("kinds", {"value": ["c"]}),
        ("rules/{rule}/who", {"value": "no-one!"}),
        ("rules/{rule}/how", {"value": "11"}),
        ("rules/{rule}/hours", {"days": ["0"], "from": "25:00", "to": "21:55"}),
        ("rules/{rule}/signed", {"name": "K", "on": "tomorrow"}),
    ],
)
def test_what_a_field_does_not_take_is_refused_in_words(form: Form, place: str, said: dict[str, object]) -> None:
    rule = form.add("rules").partition("/")[2]
    answer = form.fill(place.format(rule=rule), **said)
    assert answer.status == 422
    assert "This cannot be kept like this." in answer.said
    assert form.document.value(place.format(rule=rule)) is None


def test_languages_are_ticked_and_one_that_nobody_knows_is_asked_again(form: Form) -> None:
    asked = form.shown().submit("spoken@value", {"value": ["pl", "Klingonees"]})
    assert asked.status == 422
    assert "This cannot be kept like this." in asked.said
    assert asked.field("Another language").get("value") == "Klingonees"
    assert asked.field("Polish").get("checked") is not None
    form.shown().submit("spoken@value", {"value": ["pl", "Tigrinya"]})
    assert form.document.value("spoken") == ["pl", "ti"]
    assert form.shown().field("Tigrinya").get("checked") is not None
    assert "Polish and Tigrinya" in form.shown("paper").said


def test_who_was_chosen_and_is_not_in_the_list_any_more_stays_chosen(form: Form, family: MadeFamily) -> None:
    rule = form.add("rules").partition("/")[2]
    form.fill("first", value=rule)
    form.visitor.post(f"/documents/{form.id}/items", {"list": "rules", "item": rule, "do": "take_out", "seen": "999"})
    form.shown().submit("first@value", {})
    assert form.document.value("first") == [rule]
    form.shown().submit("first@value", {"value": ""})
    assert form.document.value("first") is None


def test_two_who_fill_in_the_same_field_are_asked(form: Form) -> None:
    form.fill("on", value="2027-03-18")
    answer = form.fill("on", seen=0, value="2027-03-19")
    assert answer.status == 409
    assert "Thursday, 18 March 2027" in answer.said
    assert "Friday, 19 March 2027" in answer.said
    assert form.document.value("on") == "2027-03-18"


def test_who_is_asked_keeps_what_they_filled_in_or_leaves_what_stands(form: Form) -> None:
    form.fill("on", value="2027-03-18")
    asked = form.fill("on", seen=0, value="2027-03-19")
    assert "Saved" not in asked.said
    asked.press("Keep what I filled in")
    assert form.document.value("on") == "2027-03-19"
    assert "Leave it as it is now" in asked.said


def test_a_signature_keeps_its_lines_when_the_rest_is_filled_in_later(form: Form) -> None:
    rule = form.add("rules")
    form.fill(f"{rule}/signed", name="Kasia", on="2027-03-18", strokes="[[[0, 0], [700, 300]]]")
    form.shown(f"fill/{rule}").press("Save", beside="Signed", witness="Ewa")
    signed = form.document.value(f"{rule}/signed")
    assert isinstance(signed, dict)
    assert signed["strokes"] == [[[0, 0], [700, 300]]]
    assert signed["witness"] == "Ewa"


def test_an_item_with_many_fields_is_a_card_with_a_page_of_its_own(form: Form, family: MadeFamily) -> None:
    rule = form.add("rules")
    form.write(f"{rule}/words", "Ewa is with us.")
    form.fill(f"{rule}/who", value=family.kasia)
    whole = form.shown()
    assert "At what hours" not in whole.said
    assert "Ewa is with us." in whole.said
    opened = form.visitor.get(whole.link("1 Ewa is with us. Kasia ›"))
    assert opened.address.endswith(f"/fill/{rule}?in=en")
    assert "At what hours" in opened.said
    assert opened.link("Back to the form").startswith(f"/documents/{form.id}/fill?in=en#")
    assert form.shown("fill/rules/0").status == 404


def test_a_bottom_line_is_the_consultants(
    form: Form, visitor: Callable[..., Visitor], database: Database, family: MadeFamily
) -> None:
    lotte = save_account(database, "Lotte", "lotte", "begeleider", "een zin die niemand raadt")
    form.visitor.post(f"/families/{family.id}/colleagues", {"account": lotte.id})
    hers = Form(visitor(lotte), database, form.id)
    refused = hers.write("must", "Never alone.")
    assert refused.status == 403
    assert "Only the consultant changes this." in refused.said
    assert form.document.words("must", "en") == ""
    form.write("must", "Never alone.")
    assert form.document.words("must", "en") == "Never alone."
    assert "Never alone." in hers.shown().said
    assert "Only the consultant changes this." in hers.shown().said


def test_who_reads_it_sees_only_what_is_for_them(form: Form, family: MadeFamily) -> None:
    form.write("secret", "Not for Kasia.")
    form.write("must", "Never alone.")
    form.fill("people", value=family.kasia)
    theirs = form.shown(f"paper?for={family.kasia}").said
    assert "Never alone." in theirs
    assert "Not for Kasia." not in theirs


def test_it_is_shown_as_chosen_and_no_token_gets_into_its_address(form: Form, family: MadeFamily) -> None:
    form.fill("people", value=family.kasia)
    shown = form.shown("paper").fill("For whom?", "Kasia").press("Show it like this")
    assert shown.address.endswith(f"/paper?for={family.kasia}")


def test_an_item_is_moved_taken_out_and_brought_back(form: Form) -> None:
    one, two = form.add("rules"), form.add("rules")
    form.write(f"{one}/words", "The first.")
    form.write(f"{two}/words", "The second.")
    first, second = (place.partition("/")[2] for place in (one, two))
    asked = {"list": "rules", "item": second}
    form.visitor.post(f"/documents/{form.id}/items", {**asked, "do": "earlier"})
    assert form.document.order["rules"] == (second, first)
    form.visitor.post(f"/documents/{form.id}/items", {**asked, "do": "take_out", "seen": str(form.document.revision)})
    assert form.document.order["rules"] == (first,)
    assert "The second." in form.shown().said
    form.visitor.post(f"/documents/{form.id}/items", {**asked, "do": "bring_back"})
    assert form.document.order["rules"] == (first, second)


def test_it_is_translated_in_the_seat_and_told_in_history(form: Form) -> None:
    rule = form.add("rules")
    form.write(f"{rule}/words", "Ewa is with us.")
    form.fill("on", value="2027-03-18")
    form.visitor.post(f"/documents/{form.id}/languages", {"add": "Polish"})
    assert "Ewa is with us." in form.shown("translate/pl").said
    told = form.shown("history").said
    assert "filled in: On which day" in told
    assert "Thursday, 18 March 2027" in told
    assert "added one more under: Rules" in told


def test_its_bundle_holds_all_of_it(form: Form) -> None:
    rule = form.add("rules")
    form.write(f"{rule}/words", "Ewa is with us.")
    answer = form.visitor.client.post(f"/documents/{form.id}/bundle.zip", headers=form.visitor.headers)
    known = definitions(form.visitor.client.application.extensions["config"].definitions)
    assert read_bundle(io.BytesIO(answer.data).read(), known).document == form.document


def test_a_story_is_no_form_and_a_form_no_story(form: Form) -> None:
    assert form.shown("book").status == 404
    assert form.shown("scenes/x").status == 404


@pytest.mark.parametrize("blank", ["", "1"])
def test_it_is_a_word_file_full_or_empty(form: Form, family: MadeFamily, blank: str) -> None:
    rule = form.add("rules")
    form.write(f"{rule}/words", "Ewa is with us.")
    form.write("secret", "Not for Kasia.")
    form.fill("people", value=family.kasia)
    asked = {"for": family.kasia, "language": "en"} | ({"blank": blank} if blank else {})
    answer = form.visitor.client.post(f"/documents/{form.id}/paper.docx", data=asked, headers=form.visitor.headers)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        body = file.read("word/document.xml").decode().replace("\u00a0", " ")
    assert ("Ewa is with us." in body) == (not blank)
    # The words of a rule are its heading: what is asked stands where it is to be answered.
    assert ("The rule" in body) == bool(blank)
    assert "Not for Kasia." not in body
    assert ("Only for us" in body) == bool(blank)
