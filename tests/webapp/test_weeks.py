"""The week of a plan, filled in through its form: a row for each time, an empty one behind them, and what is open said below."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from webapp.store import Database
from webapp.weeks import posted, rows_of
from words_pictures.family import Family
from words_pictures.values import MOST_SHIFTS

from .conftest import MadeFamily, Visitor
from .test_filling import Form

PLAN = """
id = "a-plan"
reading = "form"
name = "A plan with a week"
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
key = "week"
type = "week"
audience = "everyone"
label = "The week"
"""
GAP = "Monday and Wednesday from 17:40 to 21:55 there is nobody yet."


@pytest.fixture
def family(make_family: Callable[..., MadeFamily]) -> MadeFamily:
    return make_family()


@pytest.fixture
def plan(app: Flask, pieter: Visitor, database: Database, family: MadeFamily, tmp_path: Path) -> Form:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, "utf-8")
    app.extensions["config"] = replace(app.extensions["config"], definitions=folder)
    begun = pieter.post(f"/families/{family.id}/documents/new", {"kind": "a-plan", "language": "en"})
    return Form(pieter, database, re.findall("/documents/([0-9a-f]{32})/fill", begun.address)[0])


def row(name: str, who: str, days: list[str], begin: str, end: str, **more: Any) -> dict[str, Any]:
    said = {"who": who, "days": days, "from": begin, "to": end, **more}
    return {f"{name}.{key}": value for key, value in said.items()}


def away(family: MadeFamily) -> dict[str, Any]:
    return row("away.0", family.kasia, ["0", "2"], "17:40", "21:55")


def test_a_week_is_filled_in_and_what_is_open_is_said(plan: Form, family: MadeFamily) -> None:
    plan.fill("week", **away(family))
    assert plan.document.value("week") == {
        "away": [
            {
                "who": [family.kasia],
                "days": [0, 2],
                "from": "17:40",
                "to": "21:55",
                "weeks": "always",
                "since": "",
                "until": "",
                "also_on": [],
                "not_on": [],
                "backups": [],
            }
        ],
        "there": [],
    }
    for address in ("fill", "paper"):
        said = plan.shown(address).said
        assert GAP in said
        assert "Monday and Wednesday, from 17:40 to 21:55: Kasia." in said


def test_all_that_a_row_asks_is_kept(plan: Form, family: MadeFamily) -> None:
    special = {
        "weeks": "holidays",
        "since": "2027-03-20",
        "until": "2027-04-30",
        "also_on": ["2027-04-08", "", "2027-04-06"],
        "not_on": ["2027-03-29", ""],
        "backups": [family.pieter, "", family.kasia],
    }
    plan.fill("week", **row("there.0", family.kasia, ["0"], "17:30", "22:00", **special))
    week = plan.document.value("week")
    assert isinstance(week, dict)
    assert {key: week["there"][0][key] for key in special} == special | {
        "also_on": ["2027-04-06", "2027-04-08"],
        "not_on": ["2027-03-29"],
        "backups": [family.pieter, family.kasia],
    }
    before = plan.document
    plan.shown().press("Save", beside="Kasia")
    assert plan.document.value("week") == week
    assert before.entries == plan.document.entries


def test_whoever_cannot_be_chosen_stays_as_they_are() -> None:
    shift = {"who": ["somebody"], "days": [0], "from": "17:30", "to": "22:00", "backups": ["somebody", "gone"]}
    _, there = rows_of({"away": [], "there": [shift]}, Family("f", "", "", (), ()), "en")
    assert there.rows[0].hidden == ("gone", "somebody")
    assert there.rows[0].turns == ("somebody", "gone", "")
    assert there.one_more.hidden == ()


def test_a_row_that_is_half_filled_in_is_kept(plan: Form, family: MadeFamily) -> None:
    plan.fill("week", **row("there.0", family.kasia, [], "17:30", ""))
    assert "The days or the hours are still open." in plan.shown().said
    week = plan.document.value("week")
    assert isinstance(week, dict)
    assert (week["there"][0]["from"], week["there"][0]["days"]) == ("17:30", [])


def test_an_empty_row_waits_behind_the_others(plan: Form, family: MadeFamily) -> None:
    assert 'name="away.0.from"' in plan.shown().answer.text
    plan.fill("week", **away(family))
    shown = plan.shown().answer.text
    assert 'name="away.1.from" value=""' in shown
    assert 'name="away.2.from"' not in shown
    assert 'name="there.0.from"' in shown


def test_a_time_is_taken_out_and_the_others_stay(plan: Form, family: MadeFamily) -> None:
    rows = away(family) | row("away.1", family.kasia, ["5"], "09:00", "12:00")
    plan.fill("week", **rows)
    plan.fill("week", **rows, out="away.0")
    week = plan.document.value("week")
    assert isinstance(week, dict)
    assert [one["days"] for one in week["away"]] == [[5]]
    plan.fill("week", **row("away.0", family.kasia, ["5"], "09:00", "12:00"), out="away.0")
    assert plan.document.value("week") is None


def test_two_who_fill_in_a_week_are_asked_and_nothing_is_lost(plan: Form, family: MadeFamily) -> None:
    plan.fill("week", **away(family))
    mine = row("away.0", family.kasia, ["4"], "18:00", "20:00")
    asked = plan.fill("week", seen=0, **mine)
    assert asked.status == 409
    assert GAP in asked.said
    assert "Friday, from 18:00 to 20:00: Kasia." in asked.said
    asked.press("Keep what I filled in")
    week = plan.document.value("week")
    assert isinstance(week, dict)
    assert [one["days"] for one in week["away"]] == [[4]]


@pytest.mark.parametrize(
    "wrong",
    [{"from": "5 uur"}, {"to": "25:00"}, {"since": "20/03/2027"}, {"weeks": "never"}, {"not_on": ["2027-02-30"]}],
)
def test_what_no_clock_and_no_calendar_knows_is_refused_and_comes_back(
    plan: Form, family: MadeFamily, wrong: dict[str, Any]
) -> None:
    rows = away(family) | row("there.0", family.kasia, ["0"], "17:30", "22:00")
    answer = plan.fill("week", **(rows | {f"there.0.{key}": value for key, value in wrong.items()}))
    assert answer.status == 422
    assert "This cannot be kept like this." in answer.said
    assert 'name="away.0.from" value="17:40"' in answer.answer.text
    (typed,) = wrong.values()
    assert (typed if isinstance(typed, str) else typed[0]) in answer.answer.text or "weeks" in wrong
    assert plan.document.value("week") is None


def test_more_than_sixty_times_are_refused(plan: Form, family: MadeFamily) -> None:
    rows: dict[str, Any] = {}
    for number in range(MOST_SHIFTS + 1):
        rows |= row(f"away.{number}", family.kasia, ["0"], "17:40", "21:55")
    assert plan.fill("week", **rows).status == 422
    assert plan.fill("week", **dict(list(rows.items())[:-4])).status == 200


def test_midnight_at_the_end_of_a_day_can_be_shown_and_saved_again(plan: Form, family: MadeFamily) -> None:
    plan.fill("week", **row("away.0", family.kasia, ["5"], "20:00", "24:00"))
    plan.shown().press("Save", beside="Kasia")
    assert "Saturday from 20:00 to 24:00 there is nobody yet." in plan.shown().said


def test_children_mind_nobody_and_a_judge_comes_to_nobodys_home(plan: Form, family: MadeFamily) -> None:
    shown = plan.shown().answer.text
    assert f'name="there.0.who" value="{family.kasia}"' in shown
    assert f'name="there.0.who" value="{family.mila}"' not in shown
    assert f'name="there.0.who" value="{family.pieter}"' not in shown
    plan.fill("week", **row("there.0", family.mila, ["0"], "17:30", "22:00"))
    assert f'name="there.0.who" value="{family.mila}" checked' in plan.shown().answer.text


def test_what_is_posted_twice_or_is_no_day_is_left_out() -> None:
    said = MultiDict([("away.0.who", "kasia"), ("away.0.who", "kasia"), ("away.0.days", "9"), ("away.7.days", "9")])
    week = posted(said)
    assert isinstance(week, dict)
    assert [(one["who"], one["days"]) for one in week["away"]] == [(["kasia"], [])]
    assert posted(MultiDict([("away.0.weeks", "always"), ("away.x.who", "kasia")])) is None


def test_a_week_is_told_in_history(plan: Form, family: MadeFamily) -> None:
    plan.fill("week", **away(family))
    told = plan.shown("history").said
    assert "filled in: The week" in told
    assert GAP in told


def test_what_is_open_has_a_picture_and_a_table_beside_it(plan: Form, family: MadeFamily) -> None:
    plan.fill("week", **away(family))
    for address in ("fill", "paper"):
        shown = plan.shown(address).answer.text
        ids = re.findall(' id="([^"]+)"', shown)
        assert len(ids) == len(set(ids))
        (pattern,) = re.findall('<pattern id="([^"]+)"', shown)
        assert shown.count(f'fill="url(#{pattern})"') == 2
        assert re.search('<th scope="row">Monday</th><td>.*From 17:40 to 21:55: Kasia', shown)
