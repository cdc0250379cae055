"""The papers of a plan in Word: items with their words and letters, pictures, a child's in large letters, and scales as charts."""

import datetime
import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from paper_forms import picture
from word_file import W, outline, tables, undescribed, xml

from words_pictures.audience import Viewer, project, worker
from words_pictures.definition import definitions, read_definition
from words_pictures.demo import demo_form, demo_plan
from words_pictures.document import Document, Entry
from words_pictures.family import read_family
from words_pictures.filled import Filled, read_form
from words_pictures.part import Part
from words_pictures.plan_papers import numbers_that_may_stand, plan_paper
from words_pictures.safety_plan import read_plan
from words_pictures.said import Facts, said
from words_pictures.word import paper_docx
from words_pictures.word.words import book_words
from words_pictures.wording import fixed

FAMILY = definitions()["family"]
ON = datetime.date(2027, 3, 23)
JUDGE = next(one.id for one in read_family(demo_plan("plan")[1], "nl").people if one.role == "judge")
Made = tuple[Document, Document]
"""A plan, and its family's file."""
STEP_IN = "Hier spring ik in, als iemand niet kan komen"
PAGE = 734.0
"""The room on a page, in points."""


def facts_of(made: Made, who: str, language: str) -> Facts:
    document, file = made
    reader = read_family(file, language).person(who)
    viewer = Viewer(who, adult=not reader.is_child) if reader else worker(None, "consultant")
    people = document.entry("people@value")
    if reader and not reader.is_child and people is not None:
        named = replace(people, value=[*document.ids("people"), who])
        document = replace(document, entries={**document.entries, "people@value": named})
    seen = project(definitions()[document.definition], document, FAMILY, file, viewer)
    return Facts(read_family(seen.file, language), seen.document, seen.file, ON)


def paper_of(who: str = "", language: str = "nl", name: str = "plan", made: Made | None = None) -> tuple[Filled, Facts]:
    made = made or demo_plan(name)
    known = facts_of(made, who, language)
    whole = read_form(known.document, definitions()["safety-plan"], known, language)
    plan = read_plan(known.document, known.file, known.family, language)
    family = read_family(made[1], language)
    phones = {one.id: one.phone for one in family.people}
    reader = family.person(who)
    return plan_paper(whole, plan, known, reader, numbers_that_may_stand(plan, phones), phones.values()), known


def word(
    who: str = "", language: str = "nl", *, beside: str = "", name: str = "plan", made: Made | None = None, **how
) -> bytes:
    filled, known = paper_of(who, language, name, made)
    other = paper_of(who, beside, name, made)[0] if beside else None
    return paper_docx(
        filled, picture, words=book_words(language), made_on=ON, version="2", beside=other, facts=known, **how
    )


def saying(document: Document, *said: tuple[str, object]) -> Document:
    """A document in which these values stand too, by their address."""
    entries = {address: Entry(value, document.revision, "lotte", f"w{n}.1") for n, (address, value) in enumerate(said)}
    return replace(document, entries={**document.entries, **entries})


def form_paper(name: str, language: str = "nl", *, beside: str = "", is_blank: bool = False) -> bytes:
    made = demo_form(name)
    known = facts_of(made, "", language)
    definition = definitions()[known.document.definition]
    if is_blank:
        order = {key: ids for key, ids in known.file.order.items() if key.startswith("people")}
        known = replace(
            known, document=Document(known.document.id, definition.id), file=replace(known.file, order=order)
        )
    one, *others = (read_form(known.document, definition, known, of) for of in (language, beside) if of)
    return paper_docx(
        one,
        picture,
        words=book_words(language),
        made_on=ON,
        version="2",
        beside=others[0] if others else None,
        is_blank=is_blank,
        facts=known,
    )


def styled(file: bytes, style: str) -> list[str]:
    return [line.text for line in outline(file) if line.style == style]


@pytest.fixture(scope="module")
def whole() -> bytes:
    return word()


@pytest.fixture(scope="module")
def milas() -> bytes:
    return word("mila", for_child=True)


def test_a_rule_is_called_by_its_words(whole: bytes) -> None:
    headings = styled(whole, "heading 3")
    assert "1. Ewa is bij ons thuis als mama werkt.\nZij blijft tot mama terug is." in headings
    assert "1. Pieter" not in headings


def test_bottom_lines_have_their_letter_in_a_table_and_in_blocks(whole: bytes) -> None:
    firsts = [row[0][0].text for table in tables(whole) for row in table.rows]
    assert [text for text in firsts if text.startswith("B")] == ["B1", "B2", "B3", "B4", "B5"]
    lines = read_definition(
        'id = "x"\nreading = "form"\nname = "x"\n[[parts]]\nkey = "lines"\ntype = "list"\nletter = "B"\nlabel = "Lines"\n'
        '[[parts.parts]]\nkey = "words"\ntype = "passage"\nlimit = 900\nlabel = "Words"\n',
        "own.toml",
    )
    entries = {f"lines/{one}/words@nl": Entry("Nooit alleen.", n, "lotte", f"w{n}.1") for n, one in enumerate("ab", 1)}
    about = Document("5701", "x", 2, {"lines": ("a", "b")}, entries)
    known = Facts(read_family(demo_plan("plan")[1], "nl"), about, demo_plan("plan")[1])
    file = paper_docx(
        read_form(about, lines, known, "nl"), picture, words=book_words("nl"), made_on=ON, version="1", facts=known
    )
    assert styled(file, "heading 3") == ["B1. Nooit alleen.", "B2. Nooit alleen."]


def test_a_rule_says_the_numbers_of_the_bottom_lines_that_stand_there_in_full(whole: bytes) -> None:
    label = "Which bottom line does it answer?"
    said_of = [answer.text for answer in paper_of()[0].answers() if answer.part.label == label]
    assert said_of[0] == "B1 en B3"
    assert all("Mila" not in text for text in said_of)


def test_a_blank_paper_has_few_lines_for_what_stands_in_the_familys_file() -> None:
    file = form_paper("what-must-be", is_blank=True)
    assert [row[0][0].text for row in tables(file)[0].rows] == ["", "B1", "B2", "B3"]
    assert styled(file, "Card Number") == ["1", "1"]
    assert sum("Mila" in line.text for line in outline(file)) == 0, "no fourteen names to choose from in each item"


def empty_plan(language: str = "nl") -> bytes:
    known = facts_of(demo_plan("plan"), "", language)
    about = Document("5701", "safety-plan")
    order = {key: ids for key, ids in known.file.order.items() if key.startswith("people")}
    known = replace(known, document=about, file=replace(known.file, order=order))
    filled = read_form(about, definitions()["safety-plan"], known, language)
    return paper_docx(filled, picture, words=book_words(language), made_on=ON, version=None, is_blank=True, facts=known)


def cards_of(file: bytes, label: str) -> list[list[str]]:
    """What is read in each card that asks this."""
    read = [[line.text for row in table.rows for cell in row for line in cell] for table in tables(file)]
    return [one for one in read if label in one]


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_an_empty_plan_has_room_for_six_rules_with_every_question_but_those_for_later(language: str) -> None:
    rules = definitions()["safety-plan"].part_at("rules")
    cards = cards_of(empty_plan(language), fixed(rules.part("words").label, language))
    assert len(cards) == rules.empty == 6
    for part in rules.parts:
        assert all((fixed(part.label, language) in one) != part.later for one in cards), part.key


def test_what_helps_to_fill_in_a_rule_stands_in_the_first_card_only() -> None:
    rules = definitions()["safety-plan"].part_at("rules")
    asked, how = (fixed(text, "nl") for text in (rules.part("words").label, rules.part("words").question))
    assert [how in one for one in cards_of(empty_plan(), asked)] == [True, *[False] * 5]


def test_a_card_stays_on_one_page_and_its_rows_are_as_wide_as_each_other() -> None:
    asked = fixed("The rule, in one or two sentences", "nl")
    (card, *_) = [one for one in xml(empty_plan()).iter(f"{W}tbl") if asked in "".join(one.itertext())]
    *rows, last = card.iter(f"{W}tr")
    widths = {sum(int(one.get(f"{W}w")) for one in row.iter(f"{W}tcW")) for row in (*rows, last)}
    assert len(widths) == 1
    assert all(one.get(f"{W}val") != "0" for row in rows for one in row.iter(f"{W}keepNext"))
    assert all(one.get(f"{W}val") == "0" for one in last.iter(f"{W}keepNext"))


def test_every_label_holds_on_to_what_is_under_it_and_lines_to_write_on_to_each_other() -> None:
    document = docx.Document(io.BytesIO(form_paper("what-must-be", is_blank=True)))
    paragraphs = document.paragraphs
    styles = [one.style.name for one in paragraphs]
    for one, style, below in zip(paragraphs, styles, [*styles[1:], ""], strict=True):
        holds = one.paragraph_format.keep_with_next
        own = one.style.paragraph_format.keep_with_next
        if style in ("Paper Label", "heading 2", "heading 3", "heading 4"):
            assert holds is not False
            assert holds or own
        if style == "Paper Note" and below.startswith("Writing Line"):
            assert holds
        if style == "Writing Line" and below == "Writing Line Next":
            assert holds


def test_no_line_of_words_ends_in_a_blank_that_would_take_a_line_of_its_own(whole: bytes) -> None:
    body = xml(whole)
    for paragraph in body.iter(f"{W}p"):
        said_in = list(paragraph.iter(f"{W}t", f"{W}br"))
        for piece, after in pairwise(said_in):
            if after.tag == f"{W}br" and piece.tag == f"{W}t":
                assert not (piece.text or "").endswith(" ")


def test_seven_days_are_every_day() -> None:
    known = paper_of()[1]
    hours = {"days": [0, 1, 2, 3, 4, 5, 6], "from": "07:00", "to": "23:00"}
    assert said(Part("when", "hours"), hours, known, "en").startswith("Every day, from ")
    assert said(Part("when", "hours"), {**hours, "days": [5, 6]}, known, "en").startswith("Saturday and Sunday, ")


def test_a_picture_among_the_fields_of_an_item_is_no_higher_than_a_third_of_a_page(whole: bytes) -> None:
    for file in (whole, word(beside="pl")):
        heights = [int(one.get("cy")) / 12700 for one in xml(file).iter("{*}extent")]
        assert len(heights) > 13
        assert max(heights) <= PAGE / 3


def test_a_child_gets_large_pictures_with_large_words_under_each_of_them(milas: bytes) -> None:
    words = [line.text for line in outline(milas) if line.style == "Words"]
    assert len(words) == 13
    assert words[0] == "1. Ewa is bij ons thuis als mama werkt.\nZij blijft tot mama terug is."
    heights = [int(one.get("cy")) / 12700 for one in xml(milas).iter("{*}extent")]
    assert all(220 < high < PAGE / 3 for high in heights), "two on a page, and no third"
    assert not [line for line in outline(milas) if line.style in ("Paper Words", "Paper Label")]


def test_what_a_child_says_is_not_numbered(milas: bytes) -> None:
    assert styled(milas, "heading 3") == []
    assert "Ewa\n0400 11 22 01" in [line.text for line in outline(milas)]


def test_two_pages_of_one_child_say_each_who_looks_at_its_own_sign() -> None:
    plan, file = demo_plan("plan")
    order = {"child_pages": (*plan.order["child_pages"], "other"), "child_pages/other/looks": ("one",)}
    ewa = next(one.id for one in read_family(file, "nl").people if one.name == "Ewa")
    second = saying(
        replace(plan, order=plan.order | order),
        *(("child_pages/other/whose@value", ["mila"]), ("child_pages/other/sign@nl", "De rode sjaal.")),
        ("child_pages/other/looks/one/who@value", [ewa]),
        ("child_pages/other/looks/one/hours@value", {"days": [1], "from": "", "to": ""}),
    )
    looks = [
        [cell[0].text for row in table.rows for cell in row] for table in tables(word("mila", made=(second, file)))
    ]
    assert "Rita" in looks[0]
    assert looks[1][-2:] == ["Ewa", "dinsdag"]
    assert "Rita" not in looks[1]


def test_a_young_person_without_pictures_reads_the_rules_as_a_list() -> None:
    file = word("yara", name="plan-young-person", for_child=True)
    assert [line for line in outline(file) if line.style == "Words"] == []
    rules = [one for one in docx.Document(io.BytesIO(file)).paragraphs if one.style.name == "Heading 3"]
    assert len(rules) == 7
    assert not [one for one in rules if one.paragraph_format.keep_with_next is not False], "they are no one piece"


def test_who_is_a_back_up_in_the_week_reads_when_and_for_whom() -> None:
    said = {answer.part.label: answer.text.split("\n") for answer in paper_of("nele")[0].answers()}
    assert said["Our week"] == [
        "Maandag en donderdag, van 17.30 tot 22 uur: Ewa. Reserve: Nele, Joris, Beata.",
        "Woensdag, van 17.30 tot 22 uur: Rita. Reserve: Nele, Joris, Beata.",
    ]
    lines = outline(word("nele"))
    first, week = (next(n for n, line in enumerate(lines) if line.text == one) for one in (STEP_IN, "Onze week"))
    assert "heading 2" not in [line.style for line in lines[first + 1 : week]], "it stands under the rules"


def test_who_is_a_back_up_in_the_week_alone_reads_it_under_the_words_for_that() -> None:
    plan, file = demo_plan("plan")
    week = plan.value("week")
    when_away = {**week["away"][0], "backups": ["joris"]}
    there = [week["there"][0], {**week["there"][1], "who": ["joris"]}]
    lines = [
        line.text
        for line in outline(
            word("joris", made=(saying(plan, ("week@value", {"away": [when_away], "there": there})), file))
        )
    ]
    at = lines.index(STEP_IN)
    assert lines[at + 1].split("\n") == [
        "Maandag, woensdag en donderdag, van 17.40 tot 21.55 uur: Kasia. Reserve: Joris.",
        "Maandag en donderdag, van 17.30 tot 22 uur: Ewa. Reserve: Nele, Joris, Beata.",
    ]
    assert "Onze week" not in lines
    assert STEP_IN not in [line.text for line in outline(word("ewa"))]


def test_a_telephone_number_is_held_together_and_runs_from_left_to_right_in_arabic() -> None:
    file = word("rita", "ar")
    runs = [run for run in xml(file).iter(f"{W}r") if "0400\u00a0" in "".join(t.text or "" for t in run.iter(f"{W}t"))]
    assert runs
    assert all(run.find(f"{W}rPr/{W}rtl") is None for run in runs)
    assert not [one.text for one in xml(file).iter(f"{W}t") if "0400 " in (one.text or "")]


def test_the_judges_paper_is_short_and_has_no_telephone_number() -> None:
    filled, _ = paper_of(JUDGE)
    assert {section.part.key for section in filled.sections if section.part} == {"lines", "rules", "helpers", "scales"}
    assert all("0400" not in answer.text for answer in filled.answers())


@pytest.mark.parametrize("number", ["tel.0400 11 22 01", "٠٤٠٠ ١١ ٢٢ ٠١", "600 123 456", "22.33.44"])
def test_no_number_that_somebody_typed_stands_on_the_judges_paper(number: str) -> None:
    plan, file = demo_plan("plan")
    ewa = next(one.id for one in read_family(file, "nl").people if one.name == "Ewa")
    made = (
        saying(plan, (f"rules/{plan.order['rules'][0]}/words@nl", f"Op 08/03/2027 17.40 uur belt mama Ewa: {number}.")),
        saying(file, (f"people/{ewa}/phone@value", "22 33 44")),
    )
    said_on = [answer.text for answer in paper_of(JUDGE, made=made)[0].answers()]
    assert "Op 08/03/2027 17.40 uur belt mama Ewa: …." in [text.replace("tel.", "") for text in said_on]


def how_far(rule: str, *said: tuple[str, object]) -> list[str]:
    """How far a rule of the demo is on the judge's paper, with these values in the plan."""
    plan, file = demo_plan("plan")
    checks = {f"rules/{rule}/checks": tuple(dict.fromkeys(one.split("/")[1] for one, _ in said if "checks/" in one))}
    plan = replace(plan, order=plan.order | {key: (*plan.order.get(key, ()), *ids) for key, ids in checks.items()})
    made = saying(plan, *((f"rules/{rule}/{address}", value) for address, value in said)), file
    return next(
        one.text for one in paper_of(JUDGE, made=made)[0].answers() if one.place == f"rules/{rule}/state"
    ).split("\n")


def test_the_judge_reads_that_a_rule_did_not_work_whatever_was_tried_out_before() -> None:
    better = fixed("It did not work yet: we make it better", "nl")
    assert how_far("r1", ("state@value", "better")) == ["Getest: 15 maart, Ewa en Kasia, Proefavond: goed", better]
    assert how_far("r2", ("state@value", "better")) == [better, "Nog open: 24 maart"]
    assert how_far("r5", ("state@value", "better")) == [better]


def test_the_judge_reads_what_was_written_down_without_what_kind_of_look_it_was() -> None:
    wrong = "Het liep mis, mama was niet thuis."
    assert how_far("r5", ("checks/new/went@nl", wrong)) == [wrong]
    assert how_far("r5", ("checks/new/went@nl", wrong), ("checks/new/on@value", "2027-03-20")) == [f"20 maart, {wrong}"]
    assert how_far("r2", ("checks/new/went@nl", wrong)) == [wrong, "Nog open: 24 maart"]


def test_a_look_of_which_nobody_wrote_how_it_went_does_not_hide_how_far_the_rule_is() -> None:
    still = fixed("Not needed yet", "nl")
    assert how_far("r5") == [still]
    assert how_far("r5", ("checks/new/how@value", None)) == [still]
    assert how_far("r5", ("checks/new/on@value", "2027-03-20")) == ["20 maart", still]


def test_a_scale_stands_as_a_chart_above_its_table_and_says_its_numbers() -> None:
    file = word(JUDGE)
    (spoken,) = (one.get("descr") for one in xml(file).iter("{*}docPr") if "Kasia 6" in (one.get("descr") or ""))
    assert "Ewa 7" in spoken
    assert undescribed(file) == []
    assert "6\u00a0(van\u00a01\u00a0tot\u00a010)" in [one.text for one in xml(file).iter(f"{W}t")]


def test_in_two_languages_a_chart_stands_once_with_what_its_ends_mean_in_both() -> None:
    file = form_paper("network-meeting", beside="pl")
    pictures = list(xml(file).iter("{*}docPr"))
    assert len(pictures) == len([one for one in pictures if "Kasia" in (one.get("descr") or "")]) > 0
    notes = styled(file, "Paper Note")
    assert any(one.startswith("1: niet veilig") for one in notes)
    assert any(one.startswith("1: nie jest bezpiecznie") for one in notes)


@pytest.mark.parametrize("how", [{}, {"who": "mila", "for_child": True}, {"who": JUDGE}, {"beside": "pl"}])
def test_a_validator_finds_nothing_in_the_papers_of_a_plan(how: dict, tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(word(**how))
    assert [error.description for error in OpenXmlValidator().validate(str(file)).errors] == []
