"""The holidays by rule, beside the dates that were published.

School holidays, looked up in what schools and the makers of calendars published for Flanders: basisschool Sint-Donaas (2018-2019 to
2021-2022), PTS Mechelen (2022-2023, 2023-2024), Kunstacademie Turnhout and Academie Jan Portaels (2024-2025), STAP Roeselare and Academie
Meise (2025-2026), a school's own calendar in public code, and practice.md 11.0 and 11.5 (2026-2027), kampkompas.be (2027-2028) and
bijleshuis.be (2028).
Public holidays: acv-online.be (2016-2019), and the list of Easter Mondays of the calendar files of icsdb (2000-2050).
"""

import datetime
from collections.abc import Iterator

import pytest

from words_pictures.holidays import (
    easter,
    is_school_holiday,
    public_holidays,
    school_holiday_on,
    school_holidays,
)

PUBLISHED = """
autumn    2018-10-29 2018-11-04
christmas 2018-12-24 2019-01-06
spring    2019-03-04 2019-03-10
easter    2019-04-08 2019-04-22
ascension 2019-05-30 2019-05-31
autumn    2019-10-28 2019-11-03
christmas 2019-12-23 2020-01-05
spring    2020-02-24 2020-03-01
easter    2020-04-06 2020-04-19
ascension 2020-05-21 2020-05-22
autumn    2020-11-02 2020-11-08
christmas 2020-12-21 2021-01-03
spring    2021-02-15 2021-02-21
easter    2021-04-05 2021-04-18
ascension 2021-05-13 2021-05-14
autumn    2021-11-01 2021-11-07
christmas 2021-12-27 2022-01-09
spring    2022-02-28 2022-03-06
easter    2022-04-04 2022-04-18
ascension 2022-05-26 2022-05-27
autumn    2022-10-31 2022-11-06
christmas 2022-12-26 2023-01-08
spring    2023-02-20 2023-02-26
easter    2023-04-03 2023-04-16
labour_day 2023-05-01 2023-05-01
ascension 2023-05-18 2023-05-19
whit_monday 2023-05-29 2023-05-29
summer    2023-07-01 2023-08-31
autumn    2023-10-30 2023-11-05
christmas 2023-12-25 2024-01-07
spring    2024-02-12 2024-02-18
easter    2024-04-01 2024-04-14
labour_day 2024-05-01 2024-05-01
ascension 2024-05-09 2024-05-10
whit_monday 2024-05-20 2024-05-20
summer    2024-07-01 2024-08-31
autumn    2024-10-28 2024-11-03
armistice 2024-11-11 2024-11-11
christmas 2024-12-23 2025-01-05
spring    2025-03-03 2025-03-09
easter    2025-04-07 2025-04-21
labour_day 2025-05-01 2025-05-01
ascension 2025-05-29 2025-05-30
whit_monday 2025-06-09 2025-06-09
summer    2025-07-01 2025-08-31
autumn    2025-10-27 2025-11-02
armistice 2025-11-11 2025-11-11
christmas 2025-12-22 2026-01-04
spring    2026-02-16 2026-02-22
easter    2026-04-06 2026-04-19
labour_day 2026-05-01 2026-05-01
ascension 2026-05-14 2026-05-15
whit_monday 2026-05-25 2026-05-25
summer    2026-07-01 2026-08-31
autumn    2026-11-02 2026-11-08
armistice 2026-11-11 2026-11-11
christmas 2026-12-21 2027-01-03
spring    2027-02-08 2027-02-14
easter    2027-03-29 2027-04-11
labour_day 2027-05-01 2027-05-01
ascension 2027-05-06 2027-05-07
whit_monday 2027-05-17 2027-05-17
summer    2027-07-01 2027-08-31
autumn    2027-11-01 2027-11-07
armistice 2027-11-11 2027-11-11
christmas 2027-12-27 2028-01-09
spring    2028-02-28 2028-03-05
easter    2028-04-03 2028-04-17
labour_day 2028-05-01 2028-05-01
ascension 2028-05-25 2028-05-26
whit_monday 2028-06-05 2028-06-05
summer    2028-07-01 2028-08-31
autumn    2028-10-30 2028-11-05
armistice 2028-11-11 2028-11-11
christmas 2028-12-25 2029-01-07
"""
EASTER_MONDAYS = """
20000424 20010416 20020401 20030421 20040412 20050328 20060417 20070409 20080324 20090413 20100405 20110425 20120409 20130401 20140421
20150406 20160328 20170417 20180402 20190422 20200413 20210405 20220418 20230410 20240401 20250421 20260406 20270329 20280417 20290402
20300422 20310414 20320329 20330418 20340410 20350326 20360414 20370406 20380426 20390411 20400402 20410422 20420407 20430330 20440418
20450410 20460326 20470415 20480406 20490419 20500411
"""
DAY = datetime.timedelta(days=1)
YEARS = range(1990, 2101)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def mondays_from(first: datetime.date) -> Iterator[datetime.date]:
    while True:
        if first.weekday() == 0:
            yield first
        first += DAY


def holiday(year: int, name: str) -> tuple[datetime.date, datetime.date]:
    (one,) = (one for one in school_holidays(year) if one.name == name)
    return one.first, one.last


@pytest.mark.parametrize("line", PUBLISHED.strip().splitlines())
def test_the_schools_are_closed_when_it_was_published(line: str) -> None:
    name, first, last = line.split()
    assert holiday(day(first).year, name) == (day(first), day(last))


@pytest.mark.parametrize("year", range(2024, 2029))
def test_no_holiday_is_reckoned_that_nobody_published(year: int) -> None:
    published = {
        tuple(line.split()) for line in PUBLISHED.strip().splitlines() if line.split()[1].startswith(str(year))
    }
    assert {(one.name, str(one.first), str(one.last)) for one in school_holidays(year)} == published


@pytest.mark.parametrize("year", YEARS)
def test_the_rule_of_the_order_holds_as_it_is_written(year: int) -> None:
    sunday, all_saints, christmas = easter(year), datetime.date(year, 11, 1), datetime.date(year, 12, 25)
    before = [one for one in (sunday - n * DAY for n in range(1, 60)) if one.weekday() == 0]
    assert holiday(year, "spring") == (before[6], before[6] + 6 * DAY)
    first = next(mondays_from(datetime.date(year, 4, 1)))
    if sunday.month == 3:
        first = next(mondays_from(sunday))
    if sunday > datetime.date(year, 4, 15):
        first = before[1]
    # "In dat laatste geval wordt de schoolvakantie met één verlofdag verlengd: paasmaandag."
    assert holiday(year, "easter") == (first, max(first + 13 * DAY, sunday + DAY))
    first = all_saints + DAY if all_saints.weekday() == 6 else next(mondays_from(all_saints - 6 * DAY))
    assert holiday(year, "autumn") == (first, first + 6 * DAY)
    first = next(mondays_from(christmas if christmas.weekday() in (5, 6) else christmas - 6 * DAY))
    assert holiday(year, "christmas") == (first, first + 13 * DAY)


@pytest.mark.parametrize("year", YEARS)
def test_every_public_holiday_but_one_at_a_weekend_is_in_a_school_holiday(year: int) -> None:
    public = public_holidays(year)
    assert len(public) == 10
    assert [one for one in public.values() if not is_school_holiday(one) and one.weekday() < 5] == []


def test_easter_monday_is_as_it_was_published() -> None:
    published = [datetime.datetime.strptime(one, "%Y%m%d").date() for one in EASTER_MONDAYS.split()]
    assert [public_holidays(year)["easter_monday"] for year in range(2000, 2051)] == published


@pytest.mark.parametrize("sunday", ["1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2285-03-22", "2038-04-25"])
def test_easter_is_right_at_its_edges(sunday: str) -> None:
    assert easter(day(sunday).year) == day(sunday)


@pytest.mark.parametrize(
    ("year", "moving"),
    [
        (2016, "2016-03-28 2016-05-05 2016-05-16"),
        (2017, "2017-04-17 2017-05-25 2017-06-05"),
        (2018, "2018-04-02 2018-05-10 2018-05-21"),
        (2019, "2019-04-22 2019-05-30 2019-06-10"),
        (2027, "2027-03-29 2027-05-06 2027-05-17"),
    ],
)
def test_three_public_holidays_move_with_easter(year: int, moving: str) -> None:
    public = public_holidays(year)
    assert [public["easter_monday"], public["ascension"], public["whit_monday"]] == [day(one) for one in moving.split()]
    assert {f"{one:%m-%d}" for one in public.values()} >= set("01-01 05-01 07-21 08-15 11-01 11-11 12-25".split())


def test_a_day_is_in_the_holiday_that_reaches_over_new_year() -> None:
    one = school_holiday_on(day("2027-01-02"))
    assert one is not None
    assert (one.name, one.first) == ("christmas", day("2026-12-21"))


@pytest.mark.parametrize(
    ("date", "name"),
    [
        ("2027-03-27", None),
        ("2027-03-28", None),
        ("2027-03-29", "easter"),
        ("2027-04-11", "easter"),
        ("2027-04-12", None),
        ("2026-04-06", "easter"),
        ("2008-05-01", "ascension"),
        ("2027-05-08", None),
        ("2026-11-01", None),
        ("2027-12-25", None),
    ],
)
def test_a_holiday_begins_on_its_first_day_and_not_at_the_weekend_before(date: str, name: str | None) -> None:
    one = school_holiday_on(day(date))
    assert (one.name if one else None) == name
    assert is_school_holiday(day(date)) is (name is not None)
