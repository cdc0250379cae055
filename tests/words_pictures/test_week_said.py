"""A week as people say it: the demo's of practice.md 11.3, and what is open in it."""

import datetime
from typing import Any

import pytest
from definitions_made_up import WEEK_VALUES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from weeks_of_the_demo import AWAY, DEMO, EWA, FAMILY, IN_TURN, RITA, WITHOUT_RITA, shift

from words_pictures.holidays import is_school_holiday, school_holidays
from words_pictures.week import Gap
from words_pictures.week_said import AHEAD, WeekSaid, holiday_name, shift_said, week_said
from words_pictures.week_value import UNNAMED, read_week, with_people
from words_pictures.wording import full_date

MADE, SOME_TIME = datetime.date(2027, 3, 18), datetime.date(2027, 5, 3)
NOBODY = "Wednesday from 17:40 to 21:55 there is nobody yet. Back-up: Nele, Joris, Beata."
COVERED = "Whenever the parents are away, somebody is there."


def said(value: Any, language: str = "en", today: datetime.date | None = MADE) -> WeekSaid:
    week = week_said(value, FAMILY, language, today)
    assert week is not None
    return week


def gaps(*there: dict[str, Any], away: tuple[dict[str, Any], ...] = (AWAY,), today: datetime.date = MADE) -> list[str]:
    return list(said({"away": list(away), "there": list(there)}, today=today).about_gaps)


def test_the_demos_week_is_said_shift_by_shift_and_nobody_is_missing() -> None:
    week = said(DEMO)
    assert week.away == ("Monday, Wednesday and Thursday, from 17:40 to 21:55: Kasia.",)
    assert week.there == (
        "Monday and Thursday, from 17:30 to 22:00: Ewa. Back-up: Nele, Joris, Beata.",
        "Wednesday, from 17:30 to 22:00: Rita. Back-up: Nele, Joris, Beata.",
    )
    assert week.about_gaps == (COVERED,)
    assert [one.pattern for one in week.patterns] == ["usual"]
    assert week.holidays == ("Easter holiday: from Monday, 29 March 2027 to Sunday, 11 April 2027.",)


def test_without_rita_it_says_when_there_is_nobody_and_who_could_come() -> None:
    assert said(WITHOUT_RITA).about_gaps == (NOBODY,)
    assert gaps(EWA, away=(AWAY | {"backups": IN_TURN},)) == [NOBODY]


def test_in_dutch_hours_are_said_as_people_say_them() -> None:
    assert said(DEMO, "nl").there[0].startswith("Maandag en donderdag, van 17.30 tot 22 uur: Ewa.")


def test_what_is_said_is_all_of_it_line_by_line() -> None:
    assert said(WITHOUT_RITA).lines == (
        "When are the parents away?",
        "Monday, Wednesday and Thursday, from 17:40 to 21:55: Kasia.",
        "Who is there then?",
        "Monday and Thursday, from 17:30 to 22:00: Ewa. Back-up: Nele, Joris, Beata.",
        "Wednesday, from 17:30 to 22:00: nobody yet. Back-up: Nele, Joris, Beata.",
        NOBODY,
    )


def test_days_with_the_same_hours_are_said_in_one_sentence() -> None:
    assert gaps() == ["Monday, Wednesday and Thursday from 17:40 to 21:55 there is nobody yet."]


def test_in_the_holidays_only_what_is_different_is_said_again() -> None:
    found = gaps(RITA | {"weeks": "usual", "backups": []}, EWA | {"days": [0]})
    assert found == [
        "Thursday from 17:40 to 21:55 there is nobody yet.",
        "In the school holidays:",
        "Wednesday from 17:40 to 21:55 there is nobody yet.",
    ]


def test_a_day_on_which_somebody_cannot_come_is_said_with_its_date() -> None:
    ill = EWA | {"not_on": ["2027-03-25"]}
    assert gaps(ill, RITA) == [
        "On Thursday, 25 March 2027 from 17:40 to 21:55 there is nobody yet. Back-up: Nele, Joris, Beata."
    ]
    assert gaps(ill, RITA, today=SOME_TIME) == [COVERED]
    assert gaps(ill, RITA, today=datetime.date(2027, 1, 4)) == [COVERED]


def test_a_day_that_is_as_its_week_is_not_said_once_more() -> None:
    assert gaps(EWA) == ["Wednesday from 17:40 to 21:55 there is nobody yet."]


def test_a_night_that_is_away_only_once_is_said_with_both_its_dates() -> None:
    night = shift("kasia", [], "22:00-06:00", also_on=["2027-03-26"])
    assert gaps(EWA, RITA, away=(AWAY, night)) == [
        "From Friday, 26 March 2027, 22:00, to Saturday, 27 March 2027, 06:00, there is nobody yet."
    ]


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (shift("kasia", [5], "22:00-06:00"), "From Saturday, 22:00, to Sunday, 06:00, there is nobody yet."),
        (shift("kasia", [5], "20:00-24:00"), "Saturday from 20:00 to 24:00 there is nobody yet."),
        (shift("kasia", [5], "00:00-24:00"), "Saturday, the whole day, there is nobody yet."),
        (shift("kasia", [0, 1, 2, 3, 4, 5, 6], "00:00-24:00"), "In the whole week there is nobody yet."),
        (shift("kasia", [0, 1, 2, 3, 4, 5, 6], "17:00-18:00"), "Every day from 17:00 to 18:00 there is nobody yet."),
    ],
)
def test_each_kind_of_gap_has_its_own_sentence(away: dict[str, Any], words: str) -> None:
    assert gaps(away=(away,)) == [words]


def test_of_nearly_a_whole_week_the_hours_are_said_that_are_left() -> None:
    always = shift("kasia", [0, 1, 2, 3, 4, 5, 6], "00:00-00:00")
    nele = shift("nele", [0], "09:00-10:00")
    except_on = "The whole week there is nobody yet, except on Monday from 09:00 to 10:00."
    assert gaps(nele, away=(always,)) == [except_on]
    assert gaps(nele | {"weeks": "holidays"}, away=(always,)) == [
        "The usual week:",
        "In the whole week there is nobody yet.",
        "In the school holidays:",
        except_on,
    ]
    week = {"away": [always], "there": [nele]}
    assert said(week, "nl").about_gaps == ("De hele week is er nog niemand, behalve op maandag van 9 tot 10 uur.",)


def test_of_who_are_together_nearly_a_whole_week_the_hours_are_said_that_are_left() -> None:
    almost = [shift("ewa rita", [0], "10:00-09:00"), shift("ewa rita", [1, 2, 3, 4, 5, 6], "09:00-09:00")]
    assert said({"away": [], "there": almost}).about_doubles == (
        "The whole week these are there together, except on Monday from 09:00 to 10:00: Ewa and Rita.",
    )


def test_who_begins_in_these_weeks_counts_and_who_has_ended_does_not() -> None:
    assert gaps(EWA, RITA | {"since": "2027-03-31"}) == [
        "On Wednesday, 24 March 2027 from 17:40 to 21:55 there is nobody yet."
    ]
    assert gaps(EWA, RITA | {"until": "2027-03-01"}) == ["Wednesday from 17:40 to 21:55 there is nobody yet."]


def test_whoever_is_there_together_is_told_after_what_is_open() -> None:
    both = said({"away": [AWAY], "there": [EWA, RITA | {"days": [0, 2]}]})
    assert both.lines[-1] == "Monday from 17:30 to 22:00 these are there together: Ewa and Rita."
    night = shift("ewa rita", [6], "22:00-06:00")
    assert said({"away": [], "there": [night]}).about_doubles == (
        "From Sunday, 22:00, to Monday, 06:00, these are there together: Ewa and Rita.",
    )
    always = shift("ewa rita", [0, 1, 2, 3, 4, 5, 6], "00:00-24:00")
    assert said({"away": [], "there": [always]}).about_doubles == (
        "The whole week these are there together: Ewa and Rita.",
    )


def test_a_gap_that_is_only_shorter_on_a_day_is_nothing_new() -> None:
    once = shift("rita", [], "18:00-21:00", also_on=["2027-03-24"])
    assert gaps(EWA, once) == ["Wednesday from 17:40 to 21:55 there is nobody yet."]


def test_a_gap_that_is_longer_on_a_day_is_said_with_its_date() -> None:
    longer = shift("kasia", [], "17:00-21:55", also_on=["2027-03-24"])
    assert gaps(EWA, away=(AWAY, longer)) == [
        "Wednesday from 17:40 to 21:55 there is nobody yet.",
        "On Wednesday, 24 March 2027 from 17:00 to 21:55 there is nobody yet.",
    ]


def test_the_night_before_a_holiday_goes_on_as_it_began() -> None:
    night = shift("kasia", [6], "22:00-06:00", weeks="usual")
    assert gaps(away=(night,)) == [
        "The usual week:",
        "From Sunday, 22:00, to Monday, 06:00, there is nobody yet.",
    ]


def test_on_the_first_day_after_the_holidays_the_week_of_the_holidays_is_no_answer() -> None:
    monday = shift("kasia", [0], "17:40-21:55")
    ewa = shift("ewa", [0], "17:30-22:00", weeks="usual", not_on=["2027-04-12"])
    assert gaps(ewa, away=(monday,), today=datetime.date(2027, 3, 15)) == [
        "In the school holidays:",
        "Monday from 17:40 to 21:55 there is nobody yet.",
        "On Monday, 12 April 2027 from 17:40 to 21:55 there is nobody yet.",
    ]


def test_on_the_first_day_of_the_holidays_the_usual_week_is_no_answer() -> None:
    monday = shift("kasia", [0], "17:40-21:55")
    ewa = shift("ewa", [0], "17:30-22:00", weeks="holidays", not_on=["2027-03-29"])
    assert gaps(ewa, away=(monday,), today=datetime.date(2027, 3, 15))[2:] == [
        "On Monday, 29 March 2027 from 17:40 to 21:55 there is nobody yet."
    ]


def test_what_begins_at_midnight_did_not_go_on_from_the_day_before() -> None:
    days = shift("kasia", [6, 0, 1], "00:00-24:00")
    ewa = shift("ewa", [6, 0, 1], "00:00-24:00", weeks="usual", not_on=["2027-04-12"])
    assert gaps(ewa, away=(days,), today=datetime.date(2027, 3, 15))[2:] == [
        "From Sunday, 11 April 2027, 00:00, to Monday, 12 April 2027, 24:00, there is nobody yet."
    ]


_HOURS_OF_A_DAY = st.sampled_from(["00:00", "06:00", "12:00", "18:00", "22:00"])
_AROUND_EASTER = st.lists(
    st.sampled_from(["2027-03-27", "2027-03-28", "2027-03-29", "2027-03-30", "2027-04-11", "2027-04-12", "2027-04-13"]),
    max_size=2,
    unique=True,
)


def _shifts_of(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "who": st.sampled_from([[one] for one in names]),
            "days": st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True),
            "from": _HOURS_OF_A_DAY,
            "to": _HOURS_OF_A_DAY,
            "weeks": st.sampled_from(["always", "usual", "holidays"]),
            "also_on": _AROUND_EASTER,
            "not_on": _AROUND_EASTER,
        }
    )


WEEKS_AROUND_EASTER = st.fixed_dictionaries(
    {
        "away": st.lists(_shifts_of("kasia"), min_size=1, max_size=2),
        "there": st.lists(_shifts_of("ewa", "rita"), max_size=3),
    }
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(WEEKS_AROUND_EASTER)
def test_every_gap_of_the_coming_weeks_is_said_in_its_week_or_with_its_date(value: Any) -> None:
    today = datetime.date(2027, 3, 15)
    lines = said(value, today=today).about_gaps
    for gap in read_week(value).gaps(today, today + AHEAD):
        date, hour = full_date(gap.begin.date(), "en"), f"{gap.begin:%H:%M}"
        begins = (f"On {date} from {hour} ", f"From {date}, {hour}, ")
        if not any(line.startswith(begins) for line in lines):
            assert all(_is_open_in_its_week(value, day, hour) for day, hour in _hours_of(gap))


def _hours_of(gap: Gap) -> list[tuple[datetime.date, int]]:
    begin, end = (one.date().toordinal() * 24 + one.hour for one in (gap.begin, gap.end))
    return [(datetime.date.fromordinal(one // 24), one % 24) for one in range(begin, end)]


def _is_open_in_its_week(value: Any, day: datetime.date, hour: int) -> bool:
    """Whether an hour is open in every week of its kind, or went on past midnight in every week of the day before's kind."""
    before, at = day - datetime.timedelta(days=1), day.weekday() * 24
    found, _ = _open_hours(value, is_school_holiday(day))
    if at + hour in found:
        return True
    found, gone_on = _open_hours(value, is_school_holiday(before))
    return at + hour in gone_on and all((at + one) % 168 in found for one in range(-1, hour + 1))


def _open_hours(value: Any, is_holiday: bool) -> tuple[set[int], set[int]]:
    """The hours of a week, counted from Monday, in which nobody is there; and those for which somebody left the day before."""
    other = "usual" if is_holiday else "holidays"
    away, there, gone_on = set[int](), set[int](), set[int]()
    for key, hours in (("away", away), ("there", there)):
        for one in value[key]:
            begin, end = int(one["from"][:2]), int(one["to"][:2])
            for day in one["days"] if one["weeks"] != other else []:
                kept = [day * 24 + hour for hour in range(begin, end if end > begin else end + 24)]
                hours.update(hour % 168 for hour in kept)
                gone_on.update(hour % 168 for hour in kept if key == "away" and hour >= (day + 1) * 24)
    return away - there, gone_on


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"weeks": "usual"}, "Not in the school holidays."),
        ({"weeks": "holidays"}, "Only in the school holidays."),
        ({"since": "2027-03-20"}, "From Saturday, 20 March 2027 on."),
        ({"until": "2027-03-20"}, "Until Saturday, 20 March 2027."),
        ({"also_on": ["2027-03-26"]}, "Also on Friday, 26 March 2027."),
        ({"not_on": ["2027-04-01", "2027-03-25"]}, "Not on Thursday, 25 March 2027 and Thursday, 1 April 2027."),
        ({"from": ""}, "The days or the hours are still open."),
    ],
)
def test_what_is_special_about_a_time_is_said_behind_it(more: dict[str, Any], words: str) -> None:
    assert shift_said(shift("ewa", [0], "17:30-22:00") | more, "there", FAMILY, "en").endswith(f" {words}")


@pytest.mark.parametrize(
    ("open_yet", "words"),
    [
        (shift("", [], "-"), "The days or the hours are still open."),
        (shift("rita", [], "-"), "Rita. The days or the hours are still open."),
        (shift("", [0], "17:30-"), "Monday: nobody yet. The days or the hours are still open."),
        (shift("rita", [], "17:30-22:00"), "From 17:30 to 22:00: Rita. The days or the hours are still open."),
        (shift("rita", [], "17:30-22:00", also_on=["2027-03-26"]), "Friday, 26 March 2027, from 17:30 to 22:00: Rita."),
        (shift("rita", [0, 1], "00:00-00:00"), "Monday and Tuesday, the whole day: Rita."),
        (shift(UNNAMED, [0], "17:30-22:00"), "Monday, from 17:30 to 22:00: somebody."),
        (shift("stranger", [0], "17:30-22:00"), "Monday, from 17:30 to 22:00: nobody yet."),
    ],
)
def test_what_is_half_filled_in_is_said_as_far_as_it_goes(open_yet: dict[str, Any], words: str) -> None:
    assert shift_said(open_yet, "there", FAMILY, "en") == words


def test_whoever_may_not_be_seen_is_somebody_also_who_is_away_at_another_time() -> None:
    at_home = shift("kasia", [5], "08:00-20:00")
    seen = with_people({"away": [AWAY], "there": [EWA, at_home]}, known={"ewa"}, unnamed={"kasia"})
    week = said(seen)
    assert week.away == ("Monday, Wednesday and Thursday, from 17:40 to 21:55: somebody.",)
    assert week.there[-1] == "Saturday, from 08:00 to 20:00: somebody."


def test_nothing_is_said_of_a_week_in_which_nothing_is_filled_in() -> None:
    assert week_said(None, FAMILY, "en") is None
    assert week_said({"away": [], "there": []}, FAMILY, "en") is None


def test_back_ups_keep_their_order_where_one_reads_from_right_to_left() -> None:
    assert "Nele،\u200f Joris،\u200f Beata" in said(WITHOUT_RITA, "ar").about_gaps[0]


def test_every_holiday_of_a_year_has_a_name() -> None:
    for year in (2008, 2027, 2028):
        assert all(holiday_name(one.name, "en") for one in school_holidays(year))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(WEEK_VALUES, st.dates(datetime.date(2020, 1, 1), datetime.date(2090, 1, 1)), st.sampled_from(("nl", "ar", "en")))
def test_of_any_week_something_is_said_and_nothing_is_empty(value: Any, today: datetime.date, language: str) -> None:
    week = week_said(value, FAMILY, language, today)
    assert (week is None) == (not value["away"] and not value["there"])
    if week is None:
        return
    assert all(line.strip() and "%(" not in line for line in week.lines)
    is_open = any(block.kind == "gap" for one in week.patterns for day in one.chart.days for block in day.blocks)
    assert not (week.is_covered and is_open)
    for pattern in week.patterns:
        for day in pattern.chart.days:
            for block in day.blocks:
                assert block.lane < day.lanes
                assert -2 < block.start <= 100
                assert 0 < block.start + block.width <= 102
