"""Scales over time: each number of a grown-up is a dot, a child's is on nobody's chart, and nothing is converted."""

import re
from dataclasses import replace

import pytest

from words_pictures.audience import Viewer, project, worker
from words_pictures.change import TOGETHER, Add, Write, apply
from words_pictures.definition import definitions
from words_pictures.demo import demo_plan
from words_pictures.document import Document
from words_pictures.family import read_family
from words_pictures.scales import SHAPES, ScaleChart, chart_picture, charts_of, ends_said, is_scale_over_time

PLAN, FAMILY = definitions()["safety-plan"], definitions()["family"]
PART = next(part for part in PLAN.parts if part.key == "scales")
DAY, LATER = "2027-03-18", "2027-04-01"


def made(*rows: tuple[str, int, str, tuple[int, int]]) -> Document:
    """Mila's plan with these rows in its scales, in the place of its own."""
    document = demo_plan("plan")[0]
    document = replace(document, order={**document.order, "scales": ()})
    for n, (who, number, on, (first, last)) in enumerate(rows):
        change = Add(f"scale{n}.1", TOGETHER, "scales", f"s{n}", None if n == 0 else f"s{n - 1}")
        document = apply(document, change, PLAN).document
        for key, value in (("who", [who]), ("on", on), ("number", {"number": number, "from": first, "to": last})):
            change = Write(f"scale{n}{key}.1", TOGETHER, f"scales/s{n}/{key}@value", value, document.revision)
            document = apply(document, change, PLAN).document
    return document


def charts(document: Document, viewer: Viewer | None = None, language: str = "en") -> tuple[ScaleChart, ...]:
    seen = project(PLAN, document, FAMILY, demo_plan("plan")[1], viewer or worker(None, "consultant"))
    return charts_of(PART, "scales", seen.document, read_family(seen.file, language), language)


def names(found: tuple[ScaleChart, ...]) -> list[str]:
    return [dot.name for chart in found for line in chart.lines for dot in line.dots]


def test_each_day_is_a_line_and_the_first_day_comes_first() -> None:
    (chart,) = charts(made(("kasia", 8, LATER, (1, 10)), ("kasia", 6, DAY, (1, 10)), ("ewa", 7, DAY, (1, 10))))
    assert [line.day for line in chart.lines] == ["Thursday, 18 March 2027", "Thursday, 1 April 2027"]
    assert [[(dot.name, dot.number) for dot in line.dots] for line in chart.lines] == [
        [("Kasia", 6), ("Ewa", 7)],
        [("Kasia", 8)],
    ]


def test_who_says_the_same_stand_beside_each_other_and_look_different() -> None:
    (chart,) = charts(made(("kasia", 6, DAY, (1, 10)), ("ewa", 6, DAY, (1, 10)), ("rita", 6, DAY, (1, 10))))
    (line,) = chart.lines
    assert [dot.lane for dot in line.dots] == [0, 1, 2]
    assert len({dot.shape for dot in line.dots}) == 3
    assert len({dot.at for dot in line.dots}) == 1
    assert line.lanes == 3


def test_numbers_of_two_scales_never_share_a_line() -> None:
    found = charts(made(("kasia", 6, DAY, (1, 10)), ("ewa", 6, DAY, (0, 10))))
    assert [(chart.first, chart.last, names((chart,))) for chart in found] == [(1, 10, ["Kasia"]), (0, 10, ["Ewa"])]
    asked, other = found
    assert ends_said(asked) == "1: not safe · 10: safe enough to stop"
    assert ends_said(other) == "", "what the ends of another scale mean nobody said"


def test_the_ends_of_the_line_are_the_ends_of_the_scale() -> None:
    (chart,) = charts(made(("kasia", 1, DAY, (1, 10)), ("ewa", 10, DAY, (1, 10))))
    (line,) = chart.lines
    assert [dot.at for dot in line.dots] == [chart.ticks[0].at, chart.ticks[-1].at]
    (turned,) = charts(made(("kasia", 1, DAY, (1, 10)), ("ewa", 10, DAY, (1, 10))), language="ar")
    assert [dot.at for dot in turned.lines[0].dots] == [100 - dot.at for dot in line.dots]


@pytest.mark.parametrize(
    "viewer", [worker(None, "consultant"), Viewer("kasia", adult=True), Viewer("mila"), Viewer("ewa", adult=True)]
)
def test_a_childs_number_is_on_nobodys_chart(viewer: Viewer) -> None:
    document = made(("mila", 2, DAY, (1, 10)), ("kasia", 6, DAY, (1, 10)))
    found = charts(document, viewer)
    assert "Mila" not in names(found)
    assert all("Mila" not in chart.said for chart in found)
    if viewer.worker:
        assert document.ids("scales/s0/who") == ("mila",)
        assert names(found) == ["Kasia"]


def test_a_number_that_a_reader_may_not_see_is_not_on_their_chart() -> None:
    document = made(("kasia", 6, DAY, (1, 10)), ("ewa", 7, DAY, (1, 10)))
    hidden = Write("hide.1", TOGETHER, "scales/s1@audience", {"for": ["workers"]}, document.revision)
    document = apply(document, hidden, PLAN).document
    assert names(charts(document)) == ["Kasia", "Ewa"]
    assert names(charts(document, Viewer("kasia", adult=True))) == ["Kasia"]


def test_no_average_is_made() -> None:
    (chart,) = charts(made(("kasia", 4, DAY, (1, 10)), ("ewa", 9, DAY, (1, 10))))
    assert chart.said == "Thursday, 18 March 2027: Kasia 4 and Ewa 9, on a scale from 1 to 10."


def test_the_picture_has_a_dot_for_each_and_no_words_but_numbers_and_initials() -> None:
    (chart,) = charts(made(("kasia", 6, DAY, (1, 10)), ("ewa", 7, DAY, (1, 10))))
    svg, wide, high = chart_picture(chart)
    assert sum(svg.count(shape) for shape in SHAPES) == 2
    assert re.findall(r">([^<]+)</text>", svg) == ["18/3/2027", *map(str, range(1, 11)), "K", "E"]
    assert wide > high > 0


def test_every_list_of_a_person_a_day_and_a_number_is_one_whatever_form_it_stands_in() -> None:
    found = {id for id, one in definitions().items() if any(is_scale_over_time(part) for part in one.parts)}
    assert {"assessment", "evaluation", "network-meeting", "safety-plan", "what-must-be"} <= found
    rules = next(part for part in PLAN.parts if part.key == "rules")
    assert not is_scale_over_time(rules)
    assert charts_of(rules, "rules", demo_plan("plan")[0], read_family(demo_plan("plan")[1], "nl"), "nl") == ()
