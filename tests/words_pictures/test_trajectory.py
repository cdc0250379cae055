"""The route in days from day 1, and the dates of the invented families as practice.md 11.0 and 11.5 name them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words_pictures import family
from words_pictures.change import Add, Write, apply
from words_pictures.definition import definitions
from words_pictures.demo import demo_story
from words_pictures.document import Document
from words_pictures.errors import NotSaid
from words_pictures.trajectory import (
    EXTENDED,
    NEEDED,
    ORDINARY,
    Arranged,
    Chosen,
    Days,
    FamilyRoute,
    Step,
    Who,
    date_of,
    dates_in_words,
    day_number,
    days_in_words,
    place_of,
    read_family_route,
    route,
    steps,
    texts,
)

ROUTE = route()
KEYS = [step.key for step in ROUTE.steps]

MILA = date(2027, 3, 5)
YARA = date(2027, 1, 11)
EASTER_MONDAY = date(2027, 3, 29)

AS_IN_THE_REPORT = """
    1     | claim                    |
    1-3   | estimate                 | court_team_leader process_team
    1-3/4 | go_ahead                 | consultant judge
    1-3/4 | dispatch                 | consultant crisis_desk provider
    1-3/4 | alignment                | consultant family_worker
    3/4   | hearing                  | judge child parent consultant family_worker
    3/4   | talk_after_hearing       | parent child consultant family_worker
    5     | immediate_story          | (consultant) family_worker
    5     | home_visit               | (consultant) family_worker
    6     | first_decision           | consultant (judge) family_worker mini_team?
    6     | longer_stay              | family_worker crisis_desk
    7     | news                     | family_worker consultant?
    7-14  | preparation              | family_worker parent child consultant
    7-14  | later_decision           | consultant (judge) family_worker mini_team?
    14/15 | first_network_meeting    | consultant family_worker parent child network professional
    14/15 | plan_to_judge            | consultant (family_worker)
    15-28 | work                     | parent child network family_worker
    28    | interim_evaluation       | parent child family_worker consultant network?
    29-40 | further_work             | parent child network family_worker
    40    | second_network_meeting   | parent child network consultant family_worker
    41/42 | advice                   | consultant process_team
    42    | decision                 | judge parent child network consultant family_worker
    42-56 | extension                | parent child network family_worker
    42-56 | decision_after_extension | judge
    60    | end_of_urgency           |
    75    | bmo                      |
"""


def is_free(day: date) -> bool:
    return day.weekday() >= 5 or day == EASTER_MONDAY


def planned(day_1: date, changes: Mapping[str, Chosen] | None = None) -> dict[str, Step]:
    return {step.of.key: step for step in steps(ROUTE, day_1, is_free, changes)}


def span(step: Step) -> tuple[date, date]:
    return step.first, step.last


days = st.dates(date(1, 1, 1), date(9990, 1, 1))
ranges = st.tuples(days, days)
other_days = st.builds(lambda first, more: Days(first, first + more), st.integers(1, 90), st.integers(0, 30))
chosen = st.one_of(other_days, days, ranges, st.just("skipped"))
some_changes = st.dictionaries(st.sampled_from([*KEYS, "no_such_step"]), chosen, max_size=6)


# --- the route as the report has it ---------------------------------------------------------------------------------------


def test_the_route_is_the_one_of_the_report() -> None:
    rows = [[cell.strip() for cell in row.split("|")] for row in AS_IN_THE_REPORT.strip().splitlines()]
    in_report = [step for step in ROUTE.steps if step.key != "book_evaluations"]
    assert [[step.days.written, step.key] for step in in_report] == [row[:2] for row in rows]
    assert [step.who for step in in_report] == [tuple(map(Who.read, row[2].split())) for row in rows]


def test_brackets_and_question_marks_of_the_report_are_kept() -> None:
    assert Who.read("judge") == Who("judge", "certain")
    assert Who.read("(judge)") == Who("judge", "optional")
    assert Who.read("judge?") == Who("judge", "asked")
    assert {who.certainty for step in ROUTE.steps for who in step.who} == {"certain", "optional", "asked"}


def test_two_evaluations_are_booked_at_the_very_start() -> None:
    booking = ROUTE.step("book_evaluations")
    assert booking is not None
    assert booking.books == ("interim_evaluation", "second_network_meeting")
    assert [ROUTE.step(key).days.written for key in booking.books] == ["28", "40"]  # pyright: ignore
    assert booking.phase == ROUTE.steps[0].phase


def test_a_step_has_a_place_where_the_report_names_one() -> None:
    places = ["alignment", "immediate_story", "home_visit", "first_network_meeting"]
    assert [step.key for step in ROUTE.steps if step.where] == places


def test_where_the_report_names_no_sure_day_that_is_kept() -> None:
    assert [step.key for step in ROUTE.steps if step.days_asked] == ["book_evaluations", "end_of_urgency", "bmo"]


def test_the_extension_is_two_weeks_on_top_of_six_and_has_three_grounds() -> None:
    extension = ROUTE.extension
    assert ROUTE.weeks * 7 == extension.days.first == 42
    assert (ROUTE.weeks + extension.weeks) * 7 == extension.days.last == 56
    assert len(extension.grounds) == 3
    assert [step.days for step in ROUTE.steps if EXTENDED in step.only_if] == [extension.days] * 2


def test_not_every_family_takes_every_step() -> None:
    if_needed = [step.key for step in ROUTE.steps if NEEDED in step.only_if]
    assert if_needed == ["longer_stay", "later_decision", "decision_after_extension"]
    assert [step.key for step in ROUTE.steps if ORDINARY in step.only_if] == ["bmo"]
    assert {one for step in ROUTE.steps for one in step.only_if} == {NEEDED, EXTENDED, ORDINARY}


def test_there_are_eight_things_to_look_at_before_and_one_is_asked() -> None:
    assert [one.key for one in ROUTE.checklist if one.is_asked] == ["judge_present"]
    assert len({one.key for one in ROUTE.checklist}) == len(ROUTE.checklist) == 8
    assert set(ROUTE.start_situations) == {"provider", "context", "family"}


def test_every_step_has_a_name_of_its_own_a_known_phase_and_known_roles() -> None:
    assert len(set(KEYS)) == len(KEYS)
    for step in ROUTE.steps:
        assert step.name
        assert step.does
        assert {who.role for who in step.who} <= set(ROUTE.roles)
        assert set(step.books) <= set(KEYS)
    assert list(dict.fromkeys(step.phase for step in ROUTE.steps)) == list(ROUTE.phases)
    assert {who.role for step in ROUTE.steps for who in step.who} == set(ROUTE.roles)


def test_a_role_of_the_route_is_that_of_the_familys_file_where_it_has_one() -> None:
    own = {"court_team_leader", "process_team", "crisis_desk", "provider", "mini_team"}
    assert set(ROUTE.roles) - set(family.ROLES) == own


@pytest.mark.parametrize("text", list(texts(ROUTE)))
def test_every_text_is_plain(text: str) -> None:
    for sentence in re.split(r"(?<=[.?!]) ", text):
        assert len(sentence.split()) <= 15
    assert not {"%", "{", "|"} & set(text)


def test_what_is_done_is_one_sentence() -> None:
    for step in ROUTE.steps:
        assert re.fullmatch(r"[A-Z][^.!?]*\.", step.does), step.key


def test_every_text_is_given_to_the_translators() -> None:
    known = set(texts(ROUTE))
    assert {ROUTE.help, *ROUTE.phases.values(), *ROUTE.roles.values(), *ROUTE.start_situations.values()} <= known
    assert {*ROUTE.extension.grounds.values(), *(one.text for one in ROUTE.checklist)} <= known
    assert {text for step in ROUTE.steps for text in (step.name, step.does, step.where) if text} <= known
    assert "" not in known


def test_only_documents_with_a_definition_are_offered() -> None:
    story, meeting = ROUTE.step("immediate_story"), ROUTE.step("preparation")
    assert story is not None
    assert story.offered(definitions()) == ("immediate-story",)
    assert meeting is not None
    assert meeting.offered({"safety-plan", "assessment", "other"}) == ("assessment", "safety-plan")
    assert meeting.offered(()) == ()


def test_the_route_has_no_step_that_nobody_described() -> None:
    assert ROUTE.step("no_such_step") is None


# --- days ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", Days(1, 1)),
        ("7-14", Days(7, 14)),
        ("3/4", Days(3, 4, is_either=True)),
        ("1-3/4", Days(1, 4, is_either=True)),
        ("14/15", Days(14, 15, is_either=True)),
    ],
)
def test_days_are_read_and_written_as_in_the_report(written: str, expected: Days) -> None:
    assert Days.read(written) == expected
    assert expected.written == written


@pytest.mark.parametrize(
    "wrong", ["", "x", "4-3", "4/3", "3/5", "5-3/4", "1-", "/4", "1-2-3", "-3", "1 - 3", "٣", "3\n"]
)
def test_what_is_no_days_is_refused(wrong: str) -> None:
    with pytest.raises(NotSaid):
        Days.read(wrong)


def test_days_do_not_end_before_they_begin() -> None:
    for first, last, is_either in ((4, 3, False), (3, 3, True)):
        with pytest.raises(NotSaid):
            Days(first, last, is_either)


@given(st.integers(1, 500), st.integers(0, 50), st.booleans())
def test_days_are_read_back_as_they_were_written(first: int, more: int, is_either: bool) -> None:
    these = Days(first, first + more + is_either, is_either)
    assert Days.read(these.written) == these


@given(days, st.integers(-500, 3000))
def test_a_day_of_the_route_has_one_date_and_back(day_1: date, number: int) -> None:
    try:
        on = date_of(day_1, number)
    except NotSaid:
        assert not 1 <= day_1.toordinal() + number - 1 <= date.max.toordinal()
    else:
        assert day_number(day_1, on) == number
        assert (on - day_1).days == number - 1


def test_day_1_is_the_date_of_the_claim_itself() -> None:
    assert date_of(MILA, 1) == MILA
    assert day_number(MILA, MILA) == 1
    assert day_number(MILA, MILA - timedelta(days=1)) == 0


@pytest.mark.parametrize(("day_1", "number"), [(date.max, 2), (date(9999, 11, 1), 75), (date.min, 0), (MILA, 10**12)])
def test_a_date_beyond_the_calendar_is_refused(day_1: date, number: int) -> None:
    with pytest.raises(NotSaid):
        date_of(day_1, number)


# --- the dates of a family -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "on"),
    [
        ("claim", "2027-03-05 Fri"),
        ("hearing", "2027-03-08 Mon"),
        ("immediate_story", "2027-03-09 Tue"),
        ("first_decision", "2027-03-10 Wed"),
        ("news", "2027-03-11 Thu"),
        ("first_network_meeting", "2027-03-18 Thu"),
        ("plan_to_judge", "2027-03-19 Fri"),
        ("interim_evaluation", "2027-04-01 Thu"),
        ("second_network_meeting", "2027-04-13 Tue"),
        ("decision", "2027-04-15 Thu"),
    ],
)
def test_the_days_of_milas_family_are_those_that_were_told(key: str, on: str) -> None:
    step = planned(MILA)[key]
    day = next(day for day in (step.first, step.last) if f"{day:%Y-%m-%d %a}" == on)
    assert is_free(day) is False
    assert step.is_either or step.first == step.last


def test_the_days_of_milas_route_have_their_numbers() -> None:
    told = {4: (3, 8), 5: (3, 9), 6: (3, 10), 7: (3, 11), 14: (3, 18), 28: (4, 1), 40: (4, 13), 42: (4, 15)}
    assert {number: date_of(MILA, number) for number in told} == {n: date(2027, *on) for n, on in told.items()}
    court = planned(MILA)
    assert (court["end_of_urgency"].first, court["bmo"].first) == (date(2027, 5, 3), date(2027, 5, 18))


def test_yaras_calendar_is_the_one_that_she_was_given() -> None:
    interim = date(2027, 2, 5)
    hers = planned(
        YARA,
        {
            "hearing": date(2027, 1, 14),
            "first_network_meeting": date(2027, 1, 25),
            "interim_evaluation": interim,
        },
    )
    assert hers["claim"].first == date(2027, 1, 11)
    assert hers["hearing"].days == Days(4, 4)
    assert span(hers["immediate_story"]) == (date(2027, 1, 15),) * 2
    assert hers["first_network_meeting"].days == Days(15, 15)
    assert hers["interim_evaluation"].days == Days(26, 26)
    assert span(hers["interim_evaluation"]) == (interim, interim)
    assert span(hers["second_network_meeting"]) == (date(2027, 2, 19),) * 2
    # Without a change it would be on a Sunday, the day before the spring half-term.
    assert planned(YARA)["interim_evaluation"].free_days == (date(2027, 2, 7),)


def test_a_weekend_or_a_holiday_is_told_and_nothing_is_moved() -> None:
    mila = planned(MILA)
    sunday = date(2027, 3, 7)
    assert mila["hearing"].free_days == (sunday,)
    assert span(mila["hearing"]) == (sunday, date(2027, 3, 8))
    assert mila["immediate_story"].free_days == ()
    on_easter = planned(date(2027, 3, 25))
    assert on_easter["immediate_story"].free_days == (EASTER_MONDAY,)
    assert span(on_easter["immediate_story"]) == (EASTER_MONDAY, EASTER_MONDAY)
    assert on_easter["hearing"].free_days == (date(2027, 3, 27), date(2027, 3, 28))


def test_a_date_that_somebody_chose_is_looked_at_too() -> None:
    saturday = date(2027, 4, 3)
    step = planned(MILA, {"interim_evaluation": saturday})["interim_evaluation"]
    assert (step.first, step.free_days, step.is_chosen) == (saturday, (saturday,), True)


def test_an_agency_gives_other_days_and_a_family_other_dates() -> None:
    agency: dict[str, Chosen] = {"interim_evaluation": Days(30, 30), "news": Days(7, 8, is_either=True)}
    mila = planned(MILA, {**agency, "second_network_meeting": (date(2027, 4, 12), date(2027, 4, 14))})
    assert span(mila["interim_evaluation"]) == (date(2027, 4, 3),) * 2
    assert mila["news"].days == agency["news"]
    assert mila["second_network_meeting"].days == Days(39, 41)
    assert not mila["second_network_meeting"].is_either


def test_a_date_takes_away_that_it_was_one_day_or_another() -> None:
    assert planned(MILA)["hearing"].is_either
    assert not planned(MILA, {"hearing": date(2027, 3, 8)})["hearing"].is_either


def test_two_dates_in_the_wrong_order_are_the_days_between_them() -> None:
    early, late = date(2027, 3, 20), date(2027, 4, 2)
    assert span(planned(MILA, {"work": (late, early)})["work"]) == (early, late)


def test_what_was_left_out_stays_in_its_place() -> None:
    mila = planned(MILA, {"home_visit": "skipped"})
    assert list(mila) == KEYS
    assert [key for key, step in mila.items() if step.is_skipped] == ["home_visit"]
    assert not mila["home_visit"].is_chosen
    assert span(mila["home_visit"]) == span(planned(MILA)["home_visit"])


def test_a_step_is_now_on_its_first_and_on_its_last_day() -> None:
    work = planned(MILA)["work"]
    assert span(work) == (date(2027, 3, 19), date(2027, 4, 1))
    assert work.when(date(2027, 3, 18)) == "to_come"
    assert work.when(date(2027, 3, 19)) == work.when(date(2027, 4, 1)) == "now"
    assert work.when(date(2027, 4, 2)) == "past"


def test_a_day_1_at_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(NotSaid):
        steps(ROUTE, date(9999, 12, 1), is_free)


# --- for every day 1 and every change ---------------------------------------------------------------------------------------


@given(days, some_changes)
def test_steps_keep_the_order_of_the_route(day_1: date, changes: dict[str, Chosen]) -> None:
    assert [step.of.key for step in steps(ROUTE, day_1, is_free, changes)] == KEYS


@given(days)
def test_no_step_begins_before_the_one_above_it(day_1: date) -> None:
    begins = [step.first for step in steps(ROUTE, day_1, is_free)]
    assert begins == sorted(begins)


@given(days, some_changes)
def test_a_change_touches_only_the_step_that_it_names(day_1: date, changes: dict[str, Chosen]) -> None:
    before, after = planned(day_1), planned(day_1, changes)
    for key in KEYS:
        if key not in changes:
            assert after[key] == before[key]
        elif changes[key] == "skipped":
            assert after[key] == replace(before[key], is_skipped=True)
        else:
            assert (after[key].is_chosen, after[key].is_skipped) == (True, False)
            assert after[key].of == before[key].of


@given(days, some_changes)
def test_a_step_holds_its_ends_and_its_days_tell_its_dates(day_1: date, changes: dict[str, Chosen]) -> None:
    for step in steps(ROUTE, day_1, is_free, changes):
        assert step.first <= step.last
        assert step.when(step.first) == step.when(step.last) == "now"
        assert (date_of(day_1, step.days.first), date_of(day_1, step.days.last)) == span(step)
        assert set(step.free_days) == {day for day in span(step) if is_free(day)}
        if not step.is_chosen:
            assert step.days == step.of.days


@given(days, some_changes, st.integers(-10, 100))
def test_every_day_is_before_in_or_after_a_step(day_1: date, changes: dict[str, Chosen], number: int) -> None:
    try:
        today = date_of(day_1, number)
    except NotSaid:
        return
    for step in steps(ROUTE, day_1, is_free, changes):
        expected = "now" if step.first <= today <= step.last else "past" if today > step.last else "to_come"
        assert step.when(today) == expected


@given(days, ranges)
def test_a_change_is_given_back_as_it_was_made(day_1: date, two: tuple[datetime.date, datetime.date]) -> None:
    mine = planned(day_1, {"hearing": two[0], "work": two})
    assert span(mine["hearing"]) == (two[0], two[0])
    assert span(mine["work"]) == (min(two), max(two))


# --- what a family arranged ------------------------------------------------------------------------------------------------


def file_with(facts: Mapping[str, object], **arranged: Mapping[str, object]) -> Document:
    """The file of a family with facts of its route, and what was arranged about steps, by their key."""
    file, form = Document("f11e", "family"), definitions()["family"]
    values = {f"{key}@value": value for key, value in facts.items()}
    for key, known in arranged.items():
        place = place_of(file, key)
        file = apply(
            file, Add(f"a{file.revision}.1", "lotte", "route_steps", place.partition("/")[2], None), form
        ).document
        values |= {f"{place}/{one}@value": value for one, value in {"step": key, **known}.items()}
    for address, value in values.items():
        file = apply(file, Write(f"w{file.revision}.1", "lotte", address, value, file.revision), form).document  # type: ignore[arg-type]
    return file


def test_what_was_arranged_is_read_from_the_familys_file() -> None:
    read = read_family_route(
        file_with(
            {"day_one": "2027-03-05", "extension": "asked", "extension_grounds": ["goals_in_reach"]},
            first_network_meeting={"first": "2027-03-18", "at": "19:00", "own_words": "Koffie", "done": True},
            work={"first": "2027-03-20", "last": "2027-04-02"},
            home_visit={"first": "2027-03-09", "skipped": True},
        )
    )
    assert (read.day_1, read.extension, read.grounds) == (MILA, "asked", ("goals_in_reach",))
    assert read.arranged["first_network_meeting"] == Arranged(
        date(2027, 3, 18), at=time(19), own_words="Koffie", is_done=True
    )
    dated = {step.of.key: step for step in read.steps(ROUTE, is_free)}
    assert span(dated["first_network_meeting"]) == (date(2027, 3, 18), date(2027, 3, 18))
    assert span(dated["work"]) == (date(2027, 3, 20), date(2027, 4, 2))
    assert dated["home_visit"].is_skipped
    assert read.of(dated["hearing"]) == Arranged()


@pytest.mark.parametrize(
    ("story", "key", "on"),
    [
        ("story", "hearing", "2027-03-08"),
        ("story", "immediate_story", "2027-03-09"),
        ("story", "first_network_meeting", "2027-03-18"),
        ("story", "plan_to_judge", "2027-03-19"),
        ("story", "later_decision", "2027-03-20"),
        ("story", "interim_evaluation", "2027-04-01"),
        ("story", "second_network_meeting", "2027-04-13"),
        ("story", "decision", "2027-04-15"),
        ("story-young-person", "hearing", "2027-01-14"),
        ("story-young-person", "first_network_meeting", "2027-01-25"),
        ("story-young-person", "later_decision", "2027-01-30"),
        ("story-young-person", "interim_evaluation", "2027-02-05"),
        ("story-young-person", "second_network_meeting", "2027-02-19"),
    ],
)
def test_the_demo_families_have_the_days_that_are_told_of_them(story: str, key: str, on: str) -> None:
    read = read_family_route(demo_story(story)[1])
    step = next(one for one in read.steps(ROUTE, is_free) if one.of.key == key)
    assert (step.first, read.takes(step)) == (date.fromisoformat(on), True)
    assert set(read.arranged) <= set(KEYS)


def test_without_day_1_there_are_no_dates() -> None:
    assert read_family_route(Document("f11e", "family")).steps(ROUTE, is_free) == ()


def test_only_an_until_is_that_day() -> None:
    assert Arranged(last=MILA).chosen == MILA


def test_two_who_arrange_the_same_step_write_in_the_same_place() -> None:
    empty = Document("f11e", "family")
    assert place_of(empty, "home_visit") == place_of(empty, "home_visit") == "route_steps/homevisit"
    places = {place_of(empty, key) for key in KEYS}
    assert len(places) == len(KEYS)


def test_the_family_chooses_among_what_the_route_knows() -> None:
    form = definitions()["family"]
    for key, known in (("start_situation", ROUTE.start_situations), ("extension_grounds", ROUTE.extension.grounds)):
        part = form.part_at(key)
        assert part is not None
        assert dict(zip(part.options, part.option_labels, strict=True)) == known


def test_what_not_every_family_takes_is_taken_once_it_has_a_date() -> None:
    bare = FamilyRoute(MILA)
    taken = {step.of.key for step in bare.steps(ROUTE, is_free) if bare.takes(step)}
    assert taken == {step.key for step in ROUTE.steps if not step.only_if}
    longer = FamilyRoute(
        MILA, extension="granted", arranged={"longer_stay": Arranged(MILA), "news": Arranged(is_skipped=True)}
    )
    more = {step.of.key for step in longer.steps(ROUTE, is_free) if longer.takes(step)}
    assert more == taken - {"news"} | {"extension", "longer_stay"}


def test_the_family_is_there_where_it_is_named_and_where_it_is_visited() -> None:
    concerned = [step.key for step in ROUTE.steps if step.concerns_family]
    assert [step.key for step in ROUTE.steps if step.for_family] == [
        "immediate_story",
        "home_visit",
        "news",
        "later_decision",
    ]
    assert {"immediate_story", "home_visit", "news", "hearing", "decision"} <= set(concerned)
    assert not {"claim", "estimate", "alignment", "plan_to_judge", "advice"} & set(concerned)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("5", "day 5"),
        ("14/15", "day 14 or 15"),
        ("7-14", "day 7 to 14"),
        ("1-3/4", "day 1 to 3 or 4"),
    ],
)
def test_days_are_said_as_ranges(written: str, said: str) -> None:
    assert days_in_words(Days.read(written), "en") == said


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("immediate_story", "Tuesday, 9 March 2027"),
        ("first_network_meeting", "Thursday 18 March or Friday, 19 March 2027"),
        ("preparation", "from Thursday 11 March until Thursday, 18 March 2027"),
        ("go_ahead", "from Friday 5 March until Sunday 7 March or Monday, 8 March 2027"),
    ],
)
def test_dates_are_said_as_ranges(key: str, said: str) -> None:
    assert dates_in_words(planned(MILA)[key], "en").replace(",", "") == said.replace(",", "")


def test_a_time_is_said_of_one_day_only() -> None:
    agreed = planned(MILA, {"first_network_meeting": date(2027, 3, 18)})
    assert dates_in_words(agreed["first_network_meeting"], "en", time(19)).endswith("2027, 19:00")
    assert "19" not in dates_in_words(agreed["work"], "en", time(19)).replace("19 March", "")
