"""The safety plans of the demo: what is still open in them, who may read what, and what a plan asks when somebody falls away."""

import datetime
import re
from typing import Any

import pytest

from words_pictures.audience import Projected, Viewer, project, worker
from words_pictures.bundle import read_bundle, write_bundle
from words_pictures.change import JUDGE, TOGETHER, Add, TakeOut, Write, apply
from words_pictures.definition import definitions
from words_pictures.demo import PLANS, demo_bundle, demo_plan
from words_pictures.document import Document, facts_wording, is_wording, split, view_of
from words_pictures.drawn import drawings
from words_pictures.family import read_family
from words_pictures.filled import read_form
from words_pictures.part import WORDS
from words_pictures.readiness import Question, questions
from words_pictures.safety_plan import Plan, ids_in, read_plan
from words_pictures.said import Facts
from words_pictures.week_value import read_week

PLAN, FAMILY = definitions()["safety-plan"], definitions()["family"]
SIGNED_ON = {"plan": datetime.date(2027, 3, 18), "plan-young-person": datetime.date(2027, 1, 25)}
LANGUAGES = {"plan": ("nl", "en", "pl"), "plan-young-person": ("nl", "en")}
OF_MILA = {"mila", "kasia", "tomek", "ewa", "rita", "nele", "lotte"}
PHONE = re.compile(r"0400(?: \d{2}){3}")
AT_WORK = {"0400 11 22 06", "0400 11 22 07"}
"""The numbers of Lotte and of De Linde, in what the services promise."""

each_plan = pytest.mark.parametrize("name", PLANS)
in_each_language = pytest.mark.parametrize("language", ["nl", "en"])


def without(file: Document, *people: str) -> Document:
    """The family's file when these people fell away."""
    for who in people:
        file = apply(file, TakeOut(f"{who}.1", "pieter", "people", who, file.revision), FAMILY).document
    return file


def read(name: str, language: str = "nl", file: Document | None = None, document: Document | None = None) -> Plan:
    made, whole = demo_plan(name)
    file = file or whole
    return read_plan(document or made, file, read_family(file, language), language)


def open_in(name: str, language: str = "nl", *, file: Document | None = None) -> tuple[Question, ...]:
    return questions(read(name, language, file), language, SIGNED_ON[name])


def keys(asked: tuple[Question, ...]) -> list[str]:
    return [one.key for one in asked]


def asked_when_gone(name: str, *people: str) -> tuple[Question, ...]:
    return open_in(name, "en", file=without(demo_plan(name)[1], *people))


def seen_by(viewer: Viewer, name: str = "plan", document: Document | None = None) -> Projected:
    made, file = demo_plan(name)
    return project(PLAN, document or made, FAMILY, file, viewer)


def said_in(document: Document) -> str:
    return "\n".join(str(entry.value) for entry in document.entries.values())


def with_people(*more: str) -> Document:
    """Mila's plan, read by others besides."""
    document = demo_plan("plan")[0]
    change = Write("more.1", TOGETHER, "people@value", [*document.ids("people"), *more], document.revision)
    return apply(document, change, PLAN).document


# --- what it holds ---------------------------------------------------------------------------------------------------


@each_plan
def test_the_definition_has_a_place_for_everything(name: str) -> None:
    document, file = demo_plan(name)
    people = set(file.order["people"])
    for address, entry in document.entries.items():
        PLAN.check_write(address, entry.value)
        place, facet = split(address)
        part = PLAN.part_at(place)
        assert part is not None
        assert document.stands(place)
        assert entry.by in {*people, TOGETHER, JUDGE}, address
        if facet == "value" and part.type == "people":
            assert set(document.ids(place)) <= people, address
        if facet == "value" and part.type == "reference":
            assert set(document.ids(place)) <= set(file.order["bottom_lines"]), address
    for place, ids in document.order.items():
        for id in ids:
            PLAN.check_list(place, id)


@each_plan
def test_everything_is_said_in_every_language_and_looked_over(name: str) -> None:
    document, file = demo_plan(name)
    said: dict[tuple[str, str], set[str]] = {}
    for address in document.entries:
        place, facet = split(address)
        if is_wording(facet):
            language, voice = view_of(facet)
            said.setdefault((place, voice), set()).add(language)
    assert {place for (place, _), languages in said.items() if languages != set(LANGUAGES[name])} == set()
    for language in LANGUAGES[name]:
        facts = Facts(read_family(file, language), document, file, SIGNED_ON[name])
        filled = read_form(document, PLAN, facts, language)
        shown = {one.language for one in filled.answers() if one.part.type in WORDS and not one.is_empty}
        assert shown == {language}
        assert not filled.is_to_be_checked


def test_the_polish_is_marked_as_made_from_the_dutch() -> None:
    document = demo_plan("plan")[0]
    in_polish = {split(one)[0] for one in document.entries if split(one)[1].partition(".")[0] == "pl"}
    marked = {
        split(one)[0]
        for one, entry in document.entries.items()
        if facts_wording(split(one)[1])[0] == "made"
        and facts_wording(split(one)[1])[1].startswith("pl")
        and entry.value["how"] == "interpreter"
    }
    assert in_polish == marked
    assert len(in_polish) > 60


@each_plan
def test_a_bundle_comes_back_as_it_went(name: str) -> None:
    bundle = demo_bundle(name)
    assert read_bundle(write_bundle(bundle)) == bundle


def test_there_is_no_plan_of_another_name() -> None:
    with pytest.raises(KeyError):
        demo_plan("story")


def test_the_plan_holds_all_of_the_field_text() -> None:
    plan = read("plan")
    count = {key: len(plan.document.items(key)) for key in ("rules", "helpers", "services", "signs", "what_ifs")}
    assert count == {"rules": 13, "helpers": 5, "services": 3, "signs": 4, "what_ifs": 7}
    assert [one.who for one in plan.agreed] == ["ewa", "rita", "nele", "joris", "beata"]
    assert set(plan.signed) == {"kasia", "mila", "ewa", "rita", "nele", "joris", "beata", "lotte", "pieter"}
    assert plan.document.ids("chair") == ("joris",)
    assert {rule.agreed_on for rule in plan.rules} == {SIGNED_ON["plan"]}
    assert all(rule.who and rule.has_time and rule.has_backup and rule.answers and rule.state for rule in plan.rules)
    scales = {ids_in(one, "who")[0]: one.value("number")["number"] for one in plan.document.items("scales")}
    assert scales == {
        "kasia": 6, "ewa": 7, "rita": 5, "nele": 6, "joris": 6, "beata": 7, "lotte": 6, "pieter": 4
    }  # fmt: skip


def test_what_a_child_says_stands_word_for_word() -> None:
    document = demo_plan("plan")[0]
    says = document.entry("child_pages/mila/says@nl")
    assert says is not None
    assert (says.by, says.value) == ("mila", "Ik wil dat er iemand is als Oskar huilt. Dan kan ik slapen.")


def test_a_day_has_exactly_one_who_looks_at_the_sign() -> None:
    looks = demo_plan("plan")[0].items("child_pages/mila/looks")
    days = [day for one in looks for day in one.value("hours")["days"]]
    assert sorted(days) == list(range(7))


# --- what is still open ----------------------------------------------------------------------------------------------


@in_each_language
def test_nothing_is_open_in_the_signed_plan_of_milas_family(language: str) -> None:
    assert open_in("plan", language) == ()


def test_each_bottom_line_has_the_rules_of_the_judges_table() -> None:
    plan = read("plan")
    rules = {line.number: [rule.number for rule in plan.rules_for(line)] for line in plan.bottom_lines}
    # B4 is met by the signatures; what keeps it alive is the notebook, in which each of those who know writes.
    assert rules == {
        "B1": [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 13], "B2": [7], "B3": [1, 2, 11], "B4": [11], "B5": [12]
    }  # fmt: skip
    assert {line.number: line.at_least for line in plan.bottom_lines} == {
        "B1": None, "B2": None, "B3": 3, "B4": None, "B5": None
    }  # fmt: skip


def test_no_hour_is_open_from_coming_home_to_the_second_meeting_nor_in_the_easter_holiday() -> None:
    week = read_week(demo_plan("plan")[0].value("week"))
    assert week.gaps(datetime.date(2027, 3, 20), datetime.date(2027, 4, 13)) == ()
    assert week.gaps(datetime.date(2027, 3, 29), datetime.date(2027, 4, 11)) == ()
    assert (week.typical_gaps("usual"), week.typical_gaps("holidays")) == ((), ())


def test_without_rita_wednesday_is_open_and_who_could_step_in_is_named() -> None:
    asked = asked_when_gone("plan", "rita")
    assert keys(asked) == ["rule_who", "gap"]
    assert asked[0].values == {"number": "2"}
    assert asked[0].place == "rules/r2"
    gap = asked[1].said("en").replace("\xa0", " ")
    assert gap == "Wednesday from 17:40 to 21:55 there is nobody yet. Back-up: Nele, Joris, Beata."


def test_without_enough_of_them_b3_is_named() -> None:
    (few,) = [one for one in asked_when_gone("plan", "rita", "nele", "joris") if one.key == "too_few"]
    assert few.values == {"line": "B3", "least": "3", "count": "2"}
    assert "too_few" not in keys(asked_when_gone("plan", "rita", "nele"))


@pytest.mark.parametrize("again", ["ewa", "kasia", "tomek", "mila"])
def test_who_helps_twice_counts_once_and_no_parent_counts(again: str) -> None:
    document, _ = demo_plan("plan")
    for row in document.items("helpers"):
        if ids_in(row, "who")[0] in ("nele", "joris", "beata"):
            place = f"{row.place}/who@value"
            document = apply(
                document, Write(f"{row.id}.1", TOGETHER, place, [again], document.version(place)), PLAN
            ).document
    asked = questions(read("plan", "en", document=document), "en", SIGNED_ON["plan"])
    (few,) = [one for one in asked if one.key == "too_few"]
    assert few.values == {"line": "B3", "least": "3", "count": "2"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "B3 vraagt één volwassene. Nog niemand zei ja en tekende. Wie kan er helpen?"),
        ("en", "B3 asks for one grown-up. Nobody said yes and signed yet. Who can help?"),
    ],
)
def test_a_bottom_line_that_asks_for_one_grown_up_says_so(language: str, said: str) -> None:
    file = without(demo_plan("plan")[1], "ewa", "rita", "nele", "joris", "beata")
    least = f"bottom_lines/{file.order['bottom_lines'][2]}/at_least@value"
    file = apply(file, Write("one.1", "pieter", least, 1, file.revision), FAMILY).document
    assert [one.said(language) for one in open_in("plan", language, file=file) if one.key == "too_few"] == [said]


def test_a_bottom_line_without_a_rule_is_asked_about_with_its_first_words() -> None:
    asked = asked_when_gone("plan", "rita", "ewa", "kasia")
    said = [one.said("en") for one in asked if one.key == "no_rule"]
    words = [line.words for line in read("plan", "en").bottom_lines]
    assert said[0].startswith(f"B2 ({words[1][:20]}")
    assert said[0].endswith("): which rule answers this? There is none yet.")
    assert all(len(one) < 120 for one in said)


def test_a_bottom_line_without_words_yet_is_asked_about_by_its_number() -> None:
    file = demo_plan("plan")[1]
    last = file.order["bottom_lines"][-1]
    file = apply(file, Add("new.1", "pieter", "bottom_lines", "new", last), FAMILY).document
    said = [one.said("en") for one in open_in("plan", "en", file=file) if one.key == "no_rule"]
    assert said == ["Which rule answers B6? There is none yet."]


def test_a_bottom_line_whose_rules_nobody_does_any_more_is_named() -> None:
    def open_lines(*gone: str) -> list[str]:
        return [one.values["line"] for one in asked_when_gone("plan", *gone) if one.key == "no_rule"]

    assert open_lines("rita") == []
    assert open_lines("rita", "ewa") == []
    assert open_lines("rita", "ewa", "kasia") == ["B2", "B5"]


def test_a_bottom_line_of_yaras_falls_open_without_dirk() -> None:
    asked = asked_when_gone("plan-young-person", "dirk")
    assert [one.values["line"] for one in asked if one.key == "no_rule"] == ["B2"]
    assert [one.values["number"] for one in asked if one.key == "rule_who"] == ["3", "5"]


def test_somebody_who_left_steps_in_for_nobody() -> None:
    asked = asked_when_gone("plan", "nele")
    assert [one.values["number"] for one in asked if one.key == "rule_backup"] == ["10", "11", "13"]


def test_who_looks_at_the_sign_and_who_calls_everyone_are_asked_anew() -> None:
    assert "chair" in keys(asked_when_gone("plan", "joris"))
    assert "sign" not in keys(asked_when_gone("plan", "ewa"))
    assert "sign" in keys(asked_when_gone("plan", "ewa", "rita", "nele"))


def test_a_translation_does_not_undo_that_something_was_settled_but_other_words_do() -> None:
    file = demo_plan("plan-young-person")[1]
    place = "danger_statements/d1/words"
    polish = [
        Write("a.1", TOGETHER, f"{place}@pl", "Martwimy się.", 0),
        Write("b.1", TOGETHER, f"{place}@made-pl", {"from": "nl", "of": "0" * 16, "how": "interpreter"}, 0),
    ]
    for change in polish:
        file = apply(file, change, FAMILY).document
    assert "not_settled" not in keys(open_in("plan-young-person", file=file))
    entry = file.entry(f"{place}@nl")
    assert entry is not None
    changed = Write("c.1", TOGETHER, f"{place}@nl", "Wij zijn bezorgd.", entry.version)
    (asked,) = [
        one
        for one in open_in("plan-young-person", file=apply(file, changed, FAMILY).document)
        if one.key == "not_settled"
    ]
    assert asked.place == "danger_statements/d1"


@pytest.mark.parametrize(
    ("hours", "is_asked"),
    [
        ({"days": [], "from": "20:00", "to": ""}, False),
        ({"days": [], "from": "", "to": "22:00"}, False),
        ({"days": [], "from": "", "to": ""}, True),
    ],
)
def test_of_when_a_rule_holds_is_asked_where_nothing_of_it_is_said(hours: Any, is_asked: bool) -> None:
    document, _ = demo_plan("plan")
    rule = document.items("rules")[0].place
    emptied = [(f"{rule}/when@{one}", "") for one in document.written_in(f"{rule}/when")]
    for n, (address, value) in enumerate([*emptied, (f"{rule}/hours@value", hours)]):
        change = Write(f"a.{n}", TOGETHER, address, value, document.version(address))
        document = apply(document, change, PLAN).document
    asked = questions(read("plan", "en", document=document), "en", SIGNED_ON["plan"])
    assert ("rule_when" in keys(asked)) == is_asked


@in_each_language
def test_yaras_plan_asks_for_people_and_holidays_and_for_no_week_and_no_number(language: str) -> None:
    asked = {one.key: one for one in open_in("plan-young-person", language)}
    assert list(asked) == ["no_scale", "enough", "holidays", "chair"]
    assert asked["enough"].text == "Are there enough people, also when someone is ill?"
    assert asked["holidays"].text.startswith("What is different in the holidays?")
    assert read("plan-young-person").document.value("week") is None


@pytest.mark.parametrize("day", ["9999-04-13", "2207-04-13"])
def test_a_year_that_was_mistyped_asks_of_the_holidays_of_one_year(day: str) -> None:
    document, _ = demo_plan("plan-young-person")
    item = document.items("looking_back")[0].place
    change = Write("far.1", TOGETHER, f"{item}/on@value", day, document.version(f"{item}/on@value"))
    plan = read("plan-young-person", "en", document=apply(document, change, PLAN).document)
    (asked,) = [one for one in questions(plan, "en", datetime.date(2027, 4, 1)) if one.key == "holidays"]
    assert asked.values["names"] == (
        "Easter holiday, Summer holiday, Autumn holiday, Christmas holiday and Spring holiday"
    )


def test_each_bottom_line_of_yaras_has_the_rules_of_the_field_text() -> None:
    plan = read("plan-young-person")
    assert {line.number: [rule.number for rule in plan.rules_for(line)] for line in plan.bottom_lines} == {
        "B1": [1, 2, 5, 6], "B2": [3, 5], "B3": [4, 6], "B4": [7]
    }  # fmt: skip


# --- who reads what --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["kasia", "tomek", "ewa", "rita", "nele", "joris", "beata", "mila", "lotte", "pieter"])
def test_mila_is_read_by_those_she_named(who: str) -> None:
    viewer = worker(who) if who in ("lotte", "pieter") else Viewer(who, adult=who != "mila")
    seen = seen_by(viewer).document
    assert bool(seen.items("child_pages")) == (who in OF_MILA)
    assert ("Dan kan ik slapen" in said_in(seen)) == (who in OF_MILA)
    assert bool(seen.value("child_pages/mila/number")) == (who in ("mila", "kasia", "lotte"))
    assert bool(seen.value("child_pages/mila/number_on")) == (who in ("mila", "kasia", "lotte"))


@pytest.mark.parametrize("who", ["claes", "vandamme", "goossens", "an"])
def test_the_judge_and_others_read_nothing_of_mila_even_when_they_are_given_the_plan(who: str) -> None:
    assert seen_by(Viewer(who, adult=True)).document.entries == {}
    given = seen_by(Viewer(who, adult=True), document=with_people(who)).document
    assert len(given.items("rules")) == 13
    assert not given.items("child_pages")
    assert "Dan kan ik slapen" not in said_in(given)
    assert not any(address.startswith("child_pages") for address in given.entries)


@pytest.mark.parametrize("who", ["kasia", "ewa", "rita", "joris"])
def test_the_family_and_those_who_help_read_no_private_number(who: str) -> None:
    seen = seen_by(Viewer(who, adult=True))
    assert set(PHONE.findall(said_in(seen.document))) == AT_WORK
    assert not PHONE.search(said_in(seen.file))
    assert PHONE.search(said_in(seen_by(worker("pieter")).file))


def test_a_child_reads_what_is_for_everyone_and_not_what_grown_ups_weigh() -> None:
    seen = seen_by(Viewer("mila")).document
    assert len(seen.items("rules")) == 13
    assert not seen.items("scales")
    assert not seen.items("signs")
    assert not seen.words("consequences", "nl")
    assert not any("/checks/" in one or one.endswith("/answers@value") for one in seen.entries)


# --- pictures --------------------------------------------------------------------------------------------------------


def test_the_pictures_of_rules_are_found_by_their_name_and_not_once_a_rule_is_out() -> None:
    document, file = demo_plan("plan")
    looks = read_family(file, "nl").looks
    assert len(drawings(document, looks, ("nl",))) == 13
    out = apply(document, TakeOut("o.1", "kasia", "rules", "r1", document.revision), PLAN).document
    assert len(drawings(out, looks, ("nl",))) == 12
