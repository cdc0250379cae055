"""How long a year of a busy week takes: forty shifts, of which some keep to the school holidays and some have dates of their own."""

from __future__ import annotations

import datetime
import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from words_pictures.week import Shift, Week, Weeks

FIRST, LAST = datetime.date(2027, 1, 1), datetime.date(2027, 12, 31)
WEEKS: tuple[Weeks, ...] = ("always", "usual", "holidays")


@dataclass(frozen=True)
class Measured:
    """Medians, in ms, for the year 2027."""

    gaps: float
    gaps_of_every_day: float
    """The same where each of the forty shifts is kept on all seven days."""
    doubles: float
    other_days: float
    typical_gaps: float


def measured(times: int = 20) -> Measured:
    week, daily = forty_shifts(3), forty_shifts(7)
    return Measured(
        gaps=_median_ms(lambda: week.gaps(FIRST, LAST), times),
        gaps_of_every_day=_median_ms(lambda: daily.gaps(FIRST, LAST), times),
        doubles=_median_ms(lambda: week.doubles(FIRST, LAST), times),
        other_days=_median_ms(lambda: week.other_days(FIRST, LAST), times),
        typical_gaps=_median_ms(lambda: week.typical_gaps("usual"), times),
    )


def forty_shifts(days: int) -> Week:
    """A week of ten shifts away and thirty there, each on so many days of the week."""
    chance = random.Random(days)
    return Week(
        tuple(_shift(chance, "mama", days, 90) for _ in range(10)),
        tuple(_shift(chance, f"helper {n % 8}", days, 240) for n in range(30)),
    )


def _shift(chance: random.Random, who: str, days: int, minutes: int) -> Shift:
    begin = chance.randrange(24 * 60)
    return Shift(
        (who,),
        frozenset(chance.sample(range(7), days)),
        begin,
        (begin + minutes) % (24 * 60),
        chance.choice(WEEKS),
        also_on=frozenset(_some_days(chance, 2)),
        not_on=frozenset(_some_days(chance, 2)),
        backups=("nele", "joris"),
    )


def _some_days(chance: random.Random, count: int) -> Iterable[datetime.date]:
    return (FIRST + datetime.timedelta(days=chance.randrange(365)) for _ in range(count))


def _median_ms(work: Callable[[], object], times: int) -> float:
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
