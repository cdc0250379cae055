"""How a story was told: on which day, by whom, who was there, what the child asked, and who got a copy."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from .change import Add, Change, Write
from .document import Document, Item
from .family import Family, Person
from .story import wording


@dataclass(frozen=True)
class Telling:
    """One time that a story was told."""

    id: str
    told_on: datetime.date | None
    told_by: tuple[Person, ...]
    present: tuple[Person, ...]
    questions: str
    """What the child asked or said, word for word; empty when nobody wrote it down."""
    language: str
    """The language `questions` is in."""
    seen: int
    """The revision that wrote `questions`: what a change to it has seen."""
    copies: tuple[Person, ...]
    """Who got the story to keep."""


def read_tellings(document: Document, family: Family, language: str) -> tuple[Telling, ...]:
    """Every telling of a story as one viewer may see it, the latest day first; questions in `language` where they are."""
    told = [_telling(item, family, language) for item in reversed(document.items("tellings"))]
    return tuple(sorted(told, key=lambda telling: telling.told_on or datetime.date.min, reverse=True))


def telling_changes(
    document: Document,
    telling: str,
    by: str,
    *,
    told_on: datetime.date,
    people: dict[str, Sequence[str]],
    questions: str,
    language: str,
) -> list[Change]:
    """The changes that write a new telling down. `telling` is its id, and the pen of these changes: made again, they change nothing.

    `people` holds ids under `told_by`, `present` and `copies`.
    """
    earlier = [id for id in document.order.get("tellings", ()) if id != telling]
    place = f"tellings/{telling}"
    values = {
        f"{place}/told_on@value": told_on.isoformat(),
        **{f"{place}/{key}@value": list(ids) or None for key, ids in people.items()},
        f"{place}/questions@{language}": questions or None,
    }
    added = Add(f"{telling}.1", by, "tellings", telling, earlier[-1] if earlier else None)
    return [added, *(Write(f"{telling}.{n}", by, *one, seen=0) for n, one in enumerate(values.items(), start=2))]


def _telling(item: Item, family: Family, language: str) -> Telling:
    document, told_on = item.document, item.text("told_on")
    questions, language = wording(document, f"{item.place}/questions", language)
    return Telling(
        id=item.id,
        told_on=datetime.date.fromisoformat(told_on) if told_on else None,
        told_by=family.those(document.ids(f"{item.place}/told_by")),
        present=family.those(document.ids(f"{item.place}/present")),
        questions=questions,
        language=language,
        seen=document.version(f"{item.place}/questions@{language}"),
        copies=family.those(document.ids(f"{item.place}/copies")),
    )
