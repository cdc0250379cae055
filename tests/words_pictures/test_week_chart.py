"""The picture of a week: who is away above, who is there and what is open below, to scale."""

from typing import Any

from weeks_of_the_demo import AWAY, DEMO, EWA, FAMILY, WITHOUT_RITA, shift

from words_pictures.week_chart import Chart
from words_pictures.week_said import week_said


def chart(value: Any, language: str = "en") -> Chart:
    week = week_said(value, FAMILY, language)
    assert week is not None
    return week.patterns[0].chart


def test_a_day_shows_who_is_away_and_who_is_there_below() -> None:
    monday = chart(DEMO).days[0]
    assert [(one.kind, one.text, one.lane) for one in monday.blocks] == [
        ("away", "Kasia is away", 0),
        ("there", "Ewa", 1),
    ]
    assert monday.blocks[1].colour == next(one.colour for one in FAMILY.people if one.id == "ewa")
    assert (monday.away, monday.there) == (("From 17:40 to 21:55: Kasia",), ("From 17:30 to 22:00: Ewa",))


def test_only_the_hours_are_drawn_in_which_somebody_is_away() -> None:
    shown = chart(DEMO, "nl")
    assert [one.text for one in shown.ticks] == ["17", "18", "19", "20", "21", "22"]
    away, ewa = shown.days[0].blocks
    assert (away.start, round(away.start + away.width, 1)) == (13.33, 98.3)
    assert (ewa.start, ewa.width) == (10, 90)


def test_what_is_open_is_a_block_of_its_own_with_words() -> None:
    wednesday = chart(WITHOUT_RITA).days[2]
    gap = wednesday.blocks[1]
    assert (gap.kind, gap.text, gap.lane) == ("gap", "nobody yet", 1)
    assert (gap.start, gap.width) == (wednesday.blocks[0].start, wednesday.blocks[0].width)
    assert wednesday.gaps == ("From 17:40 to 21:55",)


def test_from_right_to_left_the_day_begins_at_the_right() -> None:
    left, right = chart(WITHOUT_RITA).days[2].blocks[1], chart(WITHOUT_RITA, "ar").days[2].blocks[1]
    assert round(left.start + right.start + left.width, 1) == 100
    assert chart(DEMO, "ar").ticks[0].at == 100


def test_two_at_the_same_time_stand_under_each_other() -> None:
    both = chart({"away": [AWAY], "there": [EWA, shift("rita", [0], "18:00-20:00"), shift("nele", [0], "20:00-20:40")]})
    assert [(one.text, one.lane) for one in both.days[0].blocks[1:]] == [("Ewa", 1), ("Rita", 2), ("N", 2)]
    assert both.days[0].lanes == 3


def test_one_minute_that_is_open_can_be_seen() -> None:
    (gap,) = (
        one
        for one in chart({"away": [AWAY], "there": [shift("ewa", [0], "17:41-22:00")]}).days[0].blocks
        if one.kind == "gap"
    )
    assert gap.width > 1
    assert gap.text == ""


def test_a_night_is_cut_at_midnight() -> None:
    night = chart({"away": [shift("kasia", [6], "22:00-06:00")], "there": []})
    assert night.days[6].gaps == ("From 22:00 to 24:00",)
    assert night.days[0].gaps == ("From 00:00 to 06:00",)


def test_hours_that_are_written_long_stand_further_apart() -> None:
    assert len(chart(DEMO, "ar").ticks) == 3


def test_a_week_in_which_nobody_is_away_has_no_picture() -> None:
    assert chart({"away": [], "there": [EWA]}).is_empty
    assert not chart(DEMO).is_empty
