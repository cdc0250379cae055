"""A week on paper: its days as the rows of a table, who is away and who is there in it; or an empty one to fill in with a pen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.shared import Pt

from ..week_chart import Chart
from ..week_said import WeekSaid
from ..wording import enumeration, weekday
from . import ooxml, paper_ooxml
from .letters import tongue
from .pages import typed
from .paper_columns import GAP
from .paper_ooxml import HAIR_LINE, Grid
from .paper_said import Setter
from .words import Fixed, fixed

_SHARES, _SHARES_TO_FILL = (0.17, 0.29, 0.29, 0.25), (0.17, 0.27, 0.34, 0.22)
"""Of the width of the page: the day, who is away, who is there, and what is open or who else could come."""
_ROW_TO_FILL = 40.0
"""How high a day is that somebody fills in by hand, in points."""
_UNDER_A_TITLE = 4.0


def add_week(setter: Setter, weeks: Sequence[WeekSaid]) -> None:
    """The days of a week as a table, in one language or in two under each other; one more table where the holidays are different."""
    for number in range(max((len(one.patterns) for one in weeks), default=0)):
        patterns = [one.patterns[number] for one in weeks]
        if not patterns[0].chart.is_empty:
            titles = [Fixed(one.title, week.language) for one, week in zip(patterns, weeks, strict=True)]
            _add_title(setter, titles)
            _add_days(setter, [one.chart for one in patterns], titles[0])


def add_empty_week(setter: Setter) -> None:
    """A table with the seven days to fill in; what is different in the holidays is a field of the form."""
    languages = [one.language for one in setter.readings]
    heads = [
        (
            fixed("Day", one),
            fixed("Who is away? From when to when?", one),
            fixed("Who is there? From when to when?", one),
            fixed("Who else could come?", one),
        )
        for one in languages
    ]
    _add_title(setter, [fixed("The usual week", one) for one in languages])
    table, grid = _table(setter, _SHARES_TO_FILL, heads, fixed("The usual week", languages[0]))
    for day in range(7):
        first, *others = paper_ooxml.add_row(table, grid, least=_ROW_TO_FILL)
        _add_all(setter, "Cell Head", [Fixed(weekday(day, one), one) for one in languages], first)
        for cell in others:
            setter.add("Cell Words", [], languages[0], cell)
    setter.ends_in_table = True


def _add_days(setter: Setter, charts: Sequence[Chart], title: Fixed) -> None:
    heads = [[Fixed(head, one.language) for head in one.heads] for one in charts]
    table, grid = _table(setter, _SHARES, heads, title)
    for day in range(7):
        first, away, there, gaps = paper_ooxml.add_row(table, grid)
        _add_all(setter, "Cell Head", [Fixed(one.days[day].name, one.language) for one in charts], first)
        _add_lines(setter, charts, lambda one, day=day: one.days[day].away or (one.nobody_away,), away)
        _add_lines(setter, charts, lambda one, day=day: one.days[day].there, there)
        _add_lines(setter, charts, lambda one, day=day: one.days[day].gaps, gaps)
    setter.ends_in_table = True


def _add_lines(
    setter: Setter, charts: Sequence[Chart], of: Callable[[Chart], Sequence[str]], cell: ooxml.Element
) -> None:
    _add_all(setter, "Cell Words Small", [Fixed(line, one.language) for one in charts for line in of(one)], cell)
    if paper_ooxml.is_cell_empty(cell):
        setter.add("Cell Words Small", [], setter.readings[0].language, cell)


def _add_title(setter: Setter, titles: Sequence[Fixed]) -> None:
    for said in dict.fromkeys(titles):
        title = setter.add("Paper Note", typed(said.text), said.language, among=setter.readings[0].language)
        title.paragraph_format.keep_with_next = True
        title.paragraph_format.space_before = Pt(_UNDER_A_TITLE * 2)
        title.paragraph_format.space_after = Pt(_UNDER_A_TITLE)


def _table(
    setter: Setter, shares: Sequence[float], heads: Sequence[Sequence[Fixed]], title: Fixed
) -> tuple[ooxml.Element, Grid]:
    language, room = setter.readings[0].language, setter.pages.width - 2 * GAP * len(shares)
    grid = Grid(tuple(share * room for share in shares), GAP, HAIR_LINE, is_ruled_down=True)
    setter.part_from_table()
    table = paper_ooxml.add_table(
        setter.pages.document,
        grid,
        tongue(language),
        caption=title.text,
        description=enumeration([one.text for one in heads[0]], language),
    )
    for number, cell in enumerate(paper_ooxml.add_row(table, grid, is_header=True)):
        _add_all(setter, "Cell Head", [one[number] for one in heads], cell)
    return table, grid


def _add_all(setter: Setter, style: str, said: Sequence[Fixed], cell: ooxml.Element) -> None:
    for one in dict.fromkeys(said):
        paragraph = setter.add(style, typed(one.text), one.language, cell, setter.readings[0].language)
        # A day need not stand on the page of the next one.
        paragraph.paragraph_format.keep_with_next = False
