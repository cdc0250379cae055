"""A plan that shows the family's file, translated: in the interpreter's seat, in a Word table, and by those whose work it is."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import _Cell

from webapp.store.sessions import HandedOver
from words_pictures.definition import definitions
from words_pictures.document import new_id
from words_pictures.translation import digest, put_together, standing

from .conftest import Page, Visitor
from .test_plan import Plan, paper, plan

__all__ = ["plan"]


@pytest.fixture
def in_arabic(plan: Plan, lotte: Visitor) -> Plan:
    plan.fill(lotte, "languages", value=["nl", "pl", "ar"])
    return plan


def interpreter(plan: Plan, *, masked: bool = False) -> Visitor:
    seat = HandedOver(
        plan.id, "interpreter", "translate", f"/documents/{plan.id}", language="nl", into="ar", masked=masked
    )
    return plan.open(plan.account, seat)


@pytest.mark.parametrize("masked", [False, True])
def test_an_interpreter_translates_what_the_plan_shows_of_the_familys_file(in_arabic: Plan, masked: bool) -> None:
    visitor, place = interpreter(in_arabic, masked=masked), f"{in_arabic.bottom_line(2)}/words"
    page = visitor.get(f"/documents/{in_arabic.id}/translate/ar")
    dutch = in_arabic.file.words(place, "nl")
    assert (dutch in page.said) is not masked
    name = r"\[[A-Z]\]" if masked else "Mila|Oskar"
    found = re.search(rf"({name}) past niet op ({name})", page.said)
    assert found
    mila, oskar = found.groups()
    assert page.submit(f"{place}@ar", {"value": f"{mila}: {oskar}"}).status == 200
    assert in_arabic.file.words(place, "ar") == "Mila: Oskar"
    assert standing(in_arabic.file, place, "ar").how == "interpreter"
    assert "Mila: Oskar" in paper(in_arabic.open(in_arabic.account), in_arabic, "kasia", "ar")


def test_the_seat_of_a_form_says_which_list_a_piece_is_of_and_which_item(in_arabic: Plan, pieter: Visitor) -> None:
    page = pieter.get(f"/documents/{in_arabic.id}/translate/ar")
    headings = ["".join(one.itertext()) for one in page.tree.iter("h2")]
    assert headings[:4] == ["Our safety plan", "Why this plan?", "Our safety plan", "What must certainly be in order"]
    assert "The story itself" not in page.said
    assert (
        f"2 · What must certainly be in order? {in_arabic.file.words(f'{in_arabic.bottom_line(2)}/words', 'nl')}"
        in page.said
    )


def test_what_the_page_of_an_interpreter_shows_is_what_their_words_are_made_from(
    in_arabic: Plan, lotte: Visitor
) -> None:
    """The family's file has no languages of its own: of two who said it each in their own, those of the plan decide."""
    place = f"{in_arabic.bottom_line(2)}/words"
    in_arabic.write_file(f"{place}@made-pl", None)
    in_arabic.write_file(f"{place}@pl", "Po swojemu.")
    in_arabic.fill(lotte, "languages", value=["pl", "nl", "ar"])
    page = interpreter(in_arabic).get(f"/documents/{in_arabic.id}/translate/ar")
    assert "Po swojemu." in page.said
    assert page.submit(f"{place}@ar", {"value": "بطريقته"}).status == 200
    now = standing(in_arabic.file, place, "ar")
    assert (now.kind, now.source) == ("unchecked", "pl")


def test_a_piece_that_somebody_is_in_stays_among_those_of_its_list(in_arabic: Plan, pieter: Visitor) -> None:
    place = f"{in_arabic.rule(2)}/words"
    for language in ("nl", "pl", "en"):
        in_arabic.say(in_arabic.handed("kasia"), place, "", "kasia", language=language)
    page = pieter.get(f"/documents/{in_arabic.id}/translate/ar/news?held={place}@ar")
    assert page.holds(f"{place}@ar")
    ids = [one.get("id") for one in page.tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_who_translates_does_not_write_what_they_do_not_translate(in_arabic: Plan) -> None:
    visitor, line = interpreter(in_arabic), in_arabic.bottom_line(2)
    before = in_arabic.file
    assert in_arabic.say(visitor, f"{line}/words", "Anders.", "pieter").status in (403, 404)
    for place in ("people/ewa/name", "words_we_use/w1/words", f"{line}/set_by", "bottom_lines/nobody/words"):
        assert in_arabic.say(visitor, place, "X", "pieter", language="ar").status in (403, 404), place
    assert in_arabic.file == before


def test_who_works_with_it_translates_what_they_may_not_word(in_arabic: Plan, pieter: Visitor, lotte: Visitor) -> None:
    """Once, and over their own translation; never over what somebody said in that language by themselves."""
    rule, line = f"{in_arabic.rule(1)}/words", f"{in_arabic.bottom_line(2)}/words"
    for visitor, place in ((pieter, rule), (lotte, line)):
        of = in_arabic.file if place == line else in_arabic.document
        dutch = of.words(place, "nl")
        assert in_arabic.say(visitor, place, "Anders.", "together").status == 403
        for words in ("ترجمة", "ترجمة أخرى"):
            assert in_arabic.say(visitor, place, words, "together", language="ar").status == 200
        now = in_arabic.file if place == line else in_arabic.document
        assert (now.words(place, "nl"), now.words(place, "ar")) == (dutch, "ترجمة أخرى")
        assert standing(now, place, "ar").how == "worker"
    theirs = f"{in_arabic.rule(3)}/words"
    in_arabic.say(in_arabic.handed("kasia"), theirs, "كاسيا قالت هذا.", "kasia", language="ar")
    assert standing(in_arabic.document, theirs, "ar").how == "family"
    assert in_arabic.say(pieter, theirs, "Anders.", "together", language="ar").status == 403
    assert in_arabic.document.words(theirs, "ar") == "كاسيا قالت هذا."
    seat = pieter.get(f"/documents/{in_arabic.id}/translate/ar")
    assert f"{theirs}@ar" not in editors(seat)
    assert "كاسيا قالت هذا." in seat.said
    assert "The family itself said this in this language: it stays theirs." in seat.said
    assert f"{rule}@ar" in editors(seat)
    same = digest(in_arabic.document.words(theirs, "ar"))
    looked = {"address": f"{theirs}@ar", "do": "checked", "who": "Anna", "words": same}
    assert pieter.post(f"/documents/{in_arabic.id}/translate/look-over", looked).status == 200
    assert standing(in_arabic.document, theirs, "ar").checked_by == "Anna"
    own = f"{in_arabic.rule(2)}/words"
    for language in ("nl", "pl", "en"):
        in_arabic.say(in_arabic.handed("kasia"), own, "", "kasia", language=language)
    in_arabic.say(in_arabic.handed("kasia"), own, "ريتا عندنا.", "kasia", language="ar")
    assert in_arabic.say(pieter, own, "Anders.", "together", language="ar").status == 403
    assert in_arabic.document.words(own, "ar") == "ريتا عندنا."


def test_who_writes_down_what_the_family_says_goes_on_with_it(in_arabic: Plan, pieter: Visitor) -> None:
    """Saved while one types, with somebody of the family beside them who translates."""
    place, pen = f"{in_arabic.rule(1)}/words", new_id()
    for n, words in enumerate(("إيوا", "إيوا عندنا", "إيوا عندنا في البيت"), start=1):
        form = {"address": f"{place}@ar", "change": f"{pen}.{n}", "by": "together", "how": "family", "value": words}
        seen = {"seen": str(in_arabic.document.version(f"{place}@ar"))}
        assert pieter.post(f"/documents/{in_arabic.id}/changes", {**form, **seen}).status == 200
        # The page asks what is new while they type: their editor stays until they leave it.
        assert f"{place}@ar" in editors(pieter.get(f"/documents/{in_arabic.id}/translate/ar/news?held={place}@ar"))
    assert in_arabic.document.words(place, "ar") == "إيوا عندنا في البيت"
    assert standing(in_arabic.document, place, "ar").how == "family"
    assert f"{place}@ar" not in editors(pieter.get(f"/documents/{in_arabic.id}/translate/ar"))


def test_what_a_child_says_over_a_translation_is_its_own(plan: Plan, lotte: Visitor) -> None:
    plan.fill(lotte, "languages", value=["pl", "nl"])
    place = f"child_pages/{plan.document.order['child_pages'][0]}/says"
    before = standing(plan.document, place, "pl")
    assert before.how
    plan.handed("mila").get(f"/documents/{plan.id}/fill")
    plan.say(plan.handed("mila"), place, "Powiem to sama.", "mila", language="pl")
    assert plan.document.words(place, "pl") == "Powiem to sama."
    assert standing(plan.document, place, "pl").kind == "own"


def test_a_table_brings_the_words_of_the_plan_and_of_the_familys_file_back_to_where_they_belong(
    in_arabic: Plan, pieter: Visitor
) -> None:
    places = {"file": f"{in_arabic.bottom_line(2)}/words", "plan": f"{in_arabic.rule(1)}/words"}
    page = looked_at(pieter, in_arabic, table_back(pieter, in_arabic, places))
    page.press("Take over what is ticked")
    assert in_arabic.file.words(places["file"], "ar") == "file"
    assert in_arabic.document.words(places["plan"], "ar") == "plan"
    assert standing(in_arabic.file, places["file"], "ar").kind == "unchecked"


def test_of_a_table_all_is_taken_or_nothing(in_arabic: Plan, pieter: Visitor, lotte: Visitor) -> None:
    places = {"file": f"{in_arabic.bottom_line(2)}/words", "plan": f"{in_arabic.rule(1)}/words"}
    page = looked_at(pieter, in_arabic, table_back(pieter, in_arabic, places))
    in_arabic.say(lotte, places["file"], "meanwhile", "together", language="ar")
    assert page.press("Take over what is ticked").status == 409
    assert in_arabic.file.words(places["file"], "ar") == "meanwhile"
    assert in_arabic.document.words(places["plan"], "ar") == ""


def test_of_a_table_nothing_is_taken_where_the_family_said_it_itself(
    in_arabic: Plan, pieter: Visitor, lotte: Visitor
) -> None:
    places = {"file": f"{in_arabic.bottom_line(2)}/words", "plan": f"{in_arabic.rule(1)}/words"}
    back = table_back(pieter, in_arabic, places)
    in_arabic.say(in_arabic.handed("kasia"), places["plan"], "كاسيا قالت هذا.", "kasia", language="ar")
    page = looked_at(pieter, in_arabic, back)
    assert "The family itself said this in this language: it stays theirs." in page.said
    boxes = [one.get("value") for one in page.tree.iter("input") if one.get("name") == "take"]
    assert boxes == [f"{places['file']}@ar"]
    taken = page.press("Take over what is ticked", take=f"{places['plan']}@ar")
    assert taken.status == 403
    assert "The family itself said one of these pieces in this language." in taken.said
    assert in_arabic.file.words(places["file"], "ar") == ""
    assert in_arabic.document.words(places["plan"], "ar") == "كاسيا قالت هذا."


def test_an_emptied_row_takes_the_translation_away(in_arabic: Plan, pieter: Visitor) -> None:
    place = f"{in_arabic.rule(1)}/words"
    in_arabic.say(pieter, place, "ترجمة", "together", language="ar")
    sent = pieter.client.post(f"/documents/{in_arabic.id}/translate/ar/table.docx", headers=pieter.headers)
    table = docx.Document(io.BytesIO(sent.data))
    (row,) = [one for one in table.tables[0].rows if _text(one.cells[2]) == "ترجمة"]
    for run in row.cells[2].paragraphs[0].runs:
        run.text = ""
    saved = io.BytesIO()
    table.save(saved)
    page = looked_at(pieter, in_arabic, saved.getvalue())
    page.press("Take over what is ticked", take=f"{place}@ar")
    assert in_arabic.document.words(place, "ar") == ""
    assert standing(in_arabic.document, place, "ar").kind == "missing"


def test_a_consultant_is_shown_no_field_that_would_refuse_them(in_arabic: Plan, pieter: Visitor) -> None:
    """What they may only translate they translate in the seat."""
    for language in ("nl", "pl"):
        page = pieter.get(f"/documents/{in_arabic.id}/fill/{in_arabic.rule(1)}?in={language}")
        assert not any(page.holds(f"{in_arabic.rule(1)}/words@{one}") for one in ("nl", "pl", "ar"))


def editors(page: Page) -> set[str]:
    """The addresses of the passages that are open to be written in."""
    forms = (form for form in page.tree.iter("form") if form.get("data-passage") is not None)
    return {one.get("value", "") for form in forms for one in form.iter("input") if one.get("name") == "address"}


def table_back(visitor: Visitor, plan: Plan, places: Mapping[str, str]) -> bytes:
    """The table in Arabic as it goes out, with these words typed beside what stands in Dutch at those places."""
    sent = visitor.client.post(f"/documents/{plan.id}/translate/ar/table.docx", headers=visitor.headers)
    table = docx.Document(io.BytesIO(sent.data))
    for words, place in places.items():
        dutch = put_together(plan.document, definitions()["safety-plan"], plan.file).words(place, "nl")
        (row,) = [one for one in table.tables[0].rows if _text(one.cells[1]) == dutch]
        row.cells[2].paragraphs[0].add_run(words)
    saved = io.BytesIO()
    table.save(saved)
    return saved.getvalue()


def _text(cell: _Cell) -> str:
    # What stands in a content control too, which python-docx does not see.
    return "".join(str(piece.text) for piece in cell._tc.iter(qn("w:t")))


def looked_at(visitor: Visitor, plan: Plan, data: bytes) -> Page:
    return visitor.post(f"/documents/{plan.id}/translate/ar/table", {"table": (io.BytesIO(data), "tabel.docx")})
