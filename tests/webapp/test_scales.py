"""A scale over time on the page of a form: a dot for each grown-up, and the same as a table."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest

from webapp.store import Database

from .conftest import MadeFamily, Page, Visitor
from .test_filling import Form


@pytest.fixture
def family(make_family: Callable[..., MadeFamily]) -> MadeFamily:
    return make_family()


@pytest.fixture
def evaluation(pieter: Visitor, database: Database, family: MadeFamily) -> Form:
    begun = pieter.post(f"/families/{family.id}/documents/new", {"kind": "evaluation", "language": "en"})
    return Form(pieter, database, re.findall("/documents/([0-9a-f]{32})/fill", begun.address)[0])


def chart_of(page: Page) -> list[Element]:
    return [one for one in page.tree.iter("figure") if one.get("class") == "scale-chart"]


def test_numbers_of_grown_ups_are_shown_as_a_chart_with_its_table(evaluation: Form, family: MadeFamily) -> None:
    assert chart_of(evaluation.shown("paper")) == []
    for who, number in ((family.kasia, "6"), (family.pieter, "4"), (family.mila, "2")):
        place = evaluation.add("scales")
        evaluation.fill(f"{place}/who", value=who)
        evaluation.fill(f"{place}/on", value="2027-03-18")
        evaluation.fill(f"{place}/number", value=number)
    page = evaluation.shown("paper")
    (chart,) = chart_of(page)
    assert chart.get("aria-label") == "Thursday, 18 March 2027: Kasia 6 and Pieter 4, on a scale from 1 to 10."
    (table,) = (one for one in page.tree.iter("details") if one.get("class") == "scale-table")
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in table.iter("tr")]
    day = "Thursday, 18 March 2027"
    assert rows == [["Day", "Who?", "Which number?"], [day, "Kasia", "6 (1–10)"], [day, "Pieter", "4 (1–10)"]]
    assert not [one for one in chart.iter() if one.get("style")], "the policy of the page lets no style in"
