"""What is kept of a week, and what can be reckoned with."""

import datetime
from typing import Any

import pytest
from definitions_made_up import WEEK_VALUES
from hypothesis import given
from weeks_of_the_demo import AWAY, DEMO, EWA, RITA, shift

from words_pictures.part import Part
from words_pictures.values import check_value
from words_pictures.week import Shift
from words_pictures.week_value import UNNAMED, is_finished, people_in, read_week, week_value, with_people

WEEK = Part("week", "week")


@given(WEEK_VALUES)
def test_any_week_that_is_kept_is_read_and_kept_again(value: dict[str, list[dict[str, Any]]]) -> None:
    check_value(WEEK, "week@value", value)
    week = read_week(value)
    kept = week_value(week)
    check_value(WEEK, "week@value", kept)
    assert read_week(kept) == week
    for key, shifts in (("away", week.away), ("there", week.there)):
        finished = [one for one in value[key] if is_finished(one)]
        assert [(one["from"], one["to"], set(one["days"])) for one in finished] == [
            (f"{one.begin // 60:02}:{one.begin % 60:02}", f"{one.end // 60:02}:{one.end % 60:02}", set(one.days))
            for one in shifts
        ]


def test_all_that_a_shift_says_is_read() -> None:
    said = shift(
        "ewa rita",
        [0],
        "17:30-24:00",
        weeks="holidays",
        since="2027-03-20",
        until="2027-04-30",
        also_on=["2027-04-06"],
        not_on=["2027-03-29"],
        backups=["nele", "joris"],
    )
    day = datetime.date.fromisoformat
    assert read_week({"away": [], "there": [said]}).there == (
        Shift(
            ("ewa", "rita"),
            frozenset({0}),
            1050,
            1440,
            "holidays",
            day("2027-03-20"),
            day("2027-04-30"),
            frozenset({day("2027-04-06")}),
            frozenset({day("2027-03-29")}),
            ("nele", "joris"),
        ),
    )
    assert week_value(read_week({"away": [], "there": [said]})) == {"away": [], "there": [said]}


@pytest.mark.parametrize("open_yet", [{"days": []}, {"from": ""}, {"to": ""}])
def test_what_is_half_filled_in_is_kept_and_does_not_count(open_yet: dict[str, Any]) -> None:
    value = {"away": [AWAY | open_yet], "there": [EWA]}
    check_value(WEEK, "week@value", value)
    assert read_week(value).away == ()
    assert len(read_week(value).there) == 1


def test_a_shift_of_single_days_alone_counts() -> None:
    assert len(read_week({"away": [AWAY | {"days": [], "also_on": ["2027-03-25"]}], "there": []}).away) == 1


def test_whoever_is_gone_from_the_file_does_not_come() -> None:
    week = read_week(DEMO, known=("kasia", "ewa", "joris"))
    assert [one.who for one in week.there] == [("ewa",), ()]
    assert week.there[1].backups == ("joris",)


def test_everybody_whom_a_week_names_is_found() -> None:
    assert people_in(DEMO) == {"kasia", "ewa", "rita", "nele", "joris", "beata"}
    assert people_in(None) == set()


def test_in_the_place_of_somebody_hidden_stands_that_somebody_comes() -> None:
    seen = with_people(DEMO, known={"kasia", "ewa", "nele"}, unnamed={"rita", "joris"})
    assert seen == {
        "away": [AWAY],
        "there": [EWA | {"backups": ["nele"]}, RITA | {"who": [UNNAMED], "backups": ["nele"]}],
    }
    assert read_week(seen, known={"kasia", "ewa", "nele"}).typical_gaps("usual") == ()


def test_of_two_hidden_people_the_one_is_there_when_the_other_is_away() -> None:
    seen = with_people(DEMO, known={"ewa"}, unnamed={"kasia", "rita"})
    week = read_week(seen, known={"ewa"})
    assert week.typical_gaps("usual") == ()
    assert [one.who for one in (*week.away, *week.there)] == [(UNNAMED,), ("ewa",), (UNNAMED,)]


def test_somebody_hidden_who_is_away_is_not_there_meanwhile() -> None:
    at_home = shift("kasia", [0, 1, 2, 3, 4, 5, 6], "00:00-24:00")
    seen = with_people({"away": [AWAY], "there": [EWA, at_home]}, known={"ewa"}, unnamed={"kasia"})
    assert "kasia" not in people_in(seen)
    assert [one.weekday for one in read_week(seen, known={"ewa"}).typical_gaps("usual")] == [2]
    both = with_people({"away": [AWAY], "there": [EWA, RITA, at_home]}, known={"ewa"}, unnamed={"kasia", "rita"})
    assert read_week(both, known={"ewa"}).typical_gaps("usual") == ()


def test_somebody_who_is_in_no_file_at_all_is_dropped() -> None:
    seen = with_people(DEMO, known={"kasia", "ewa"}, unnamed=set())
    assert people_in(seen) == {"kasia", "ewa"}
    assert len(read_week(seen).typical_gaps("usual")) == 1
