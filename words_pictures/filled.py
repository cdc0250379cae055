"""A document read by its definition, whatever kind it is: for the page, for print and for Word alike.

A form reads as *sections*, one for each part at its top that is a list, and one for what stands between those. A section has *answers*
(a field with what was said there), or *items*, each with answers and with lists of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast

from .document import Document, Value
from .part import DESCRIBED, WORDS, Definition, Part, Stretch
from .said import Facts, said
from .scales import ScaleChart, charts_of
from .story import ScenePicture, composed_picture, picture_at, signed_paper, written_in
from .translation import standing
from .voices import View, all_views_of, says_alone
from .week_said import WeekSaid, week_said
from .wording import fixed, full_date

ABOUT = ("languages", "children", "people")
"""What says of a document in which languages it is and for whom: it is no answer of the form itself."""
Strokes = Sequence[Sequence[Sequence[int]]]
"""Lines of points: [across, down], each from 0 to 1000."""


@dataclass(frozen=True)
class Answer:
    """One field, with what was said there."""

    part: Part
    place: str
    text: str
    """Empty where nothing was said."""
    language: str
    """Of the text: of words the one they are in, of other values the reader's."""
    views: tuple[View, ...] = ()
    """In the place of the text, where people say it in two ways."""
    says: str = ""
    """The line above the text, where one says it alone in a passage in which everybody may say it in their own way: "Mama says"."""
    says_in: str = ""
    """The language of that line."""
    picture: ScenePicture | None = None
    week: WeekSaid | None = None
    """Of a week: the same as `text`, and the picture of it."""
    strokes: Strokes = ()
    """Of a signature: the lines somebody signed with."""
    signed_paper: ScenePicture | None = None
    """Of a signature: the photo of the paper that somebody signed."""
    is_to_be_checked: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.views or self.picture)

    @property
    def not_looked_over(self) -> str:
        """What stands under a translation that nobody has looked over, in its language."""
        return fixed("This translation has not been looked over yet.", self.language)


@dataclass(frozen=True)
class Entry:
    """One item of a list."""

    id: str
    number: int
    answers: tuple[Answer, ...]
    lists: tuple[Section, ...] = ()

    @property
    def is_empty(self) -> bool:
        return all(one.is_empty for one in (*self.answers, *self.lists))


@dataclass(frozen=True)
class Section:
    """Some answers that belong together, or a list."""

    part: Part | None
    """The list; None: fields at the top of the document."""
    answers: tuple[Answer, ...] = ()
    entries: tuple[Entry, ...] = ()
    charts: tuple[ScaleChart, ...] = ()
    """Of a list that is a scale over time: the picture of it, with the numbers of the grown-ups."""
    column: str = ""
    """The key of the column that it stands in; empty: across the page."""

    @property
    def is_empty(self) -> bool:
        return all(one.is_empty for one in (*self.answers, *self.entries))


@dataclass(frozen=True)
class Filled:
    """A form as one reader may see it, in one language."""

    definition: Definition
    language: str
    sections: tuple[Section, ...]
    revision: int

    @property
    def is_to_be_checked(self) -> bool:
        """Whether something in it is a translation that nobody has looked over as it stands."""
        return any(answer.is_to_be_checked for answer in self.answers())

    @property
    def is_in_its_language(self) -> bool:
        """Whether all words in it are, also those that somebody would have to translate first."""
        said = (one.language or answer.language for answer in self.answers() for one in (*answer.views, answer))
        return all(language == self.language for language in said)

    @property
    def partly_translated(self) -> str:
        """What stands on it where it is not all in its language, in that language."""
        return fixed("Not everything here has been translated yet.", self.language)

    @property
    def nothing_said(self) -> str:
        """What stands on it where nothing is filled in, in its language."""
        return fixed("Nothing is filled in yet.", self.language)

    def version_said(self, version: str | None, day: datetime.date) -> str:
        """Which version it is, where it has versions, and of which day, in its language."""
        date = full_date(day, self.language)
        if version is None:
            return fixed("Made on %(date)s", self.language) % {"date": date}
        return fixed("Version %(version)s of %(date)s", self.language) % {"version": version, "date": date}

    def in_columns(self) -> Iterator[Stretch[Section]]:
        """The sections in which anything was said, each across the page or in a column beside the others."""
        said = (section for section in self.sections if not section.is_empty)
        return self.definition.in_columns(said, lambda section: section.column)

    def answers(self) -> Iterator[Answer]:
        """Every answer, in order."""
        for section in self.sections:
            yield from _answers_in(section)


def read_form(
    document: Document, definition: Definition, facts: Facts, language: str, *, seen: frozenset[str] | None = None
) -> Filled:
    """A document (as one viewer may see it) read by its definition in a language.

    A field that is not asked here (its condition does not hold) is left out; `seen` are the keys at the top that this viewer may see,
    written in or not: all where it is None.
    """
    reading = _Reading(document, facts, language)
    parts = [
        part for part in definition.parts if part.label and part.key not in ABOUT and (seen is None or part.key in seen)
    ]
    return Filled(definition, language, tuple(reading.sections(parts)), document.revision)


def is_asked(document: Document, part: Part, item: str = "") -> bool:
    """Whether a field is asked: it has no condition, or another field of the same item says what the condition names."""
    if part.only_if is None:
        return True
    value = document.value(f"{item}/{part.only_if.key}" if item else part.only_if.key)
    chosen = value if isinstance(value, list) else ["true" if value is True else value]
    return any(one in part.only_if.values for one in chosen)


@dataclass(frozen=True)
class _Reading:
    document: Document
    facts: Facts
    language: str

    def sections(self, parts: list[Part]) -> Iterator[Section]:
        asked = (part for part in parts if part.type == "list" or is_asked(self.document, part))
        for (key, column), some in groupby(asked, lambda part: (part.key if part.type == "list" else "", part.column)):
            if not key:
                yield Section(None, tuple(self._answer(part, part.key) for part in some), column=column)
                continue
            for part in some:
                section = (self._in_file if part.from_file else self)._list(part, part.key)
                yield replace(section, column=column)

    @property
    def _in_file(self) -> _Reading:
        return replace(self, document=self.facts.file)

    def _list(self, part: Part, place: str) -> Section:
        items = enumerate(self.document.items(place), start=1)
        entries = tuple(self._entry(part, item.place, number) for number, item in items)
        return Section(
            part, entries=entries, charts=charts_of(part, place, self.document, self.facts.family, self.language)
        )

    def _entry(self, part: Part, place: str, number: int) -> Entry:
        asked = [one for one in part.parts if one.label and is_asked(self.document, one, place)]
        return Entry(
            place.rpartition("/")[2],
            number,
            tuple(self._answer(one, f"{place}/{one.key}") for one in asked if one.type != "list"),
            tuple(self._list(one, f"{place}/{one.key}") for one in asked if one.type == "list"),
        )

    def _answer(self, part: Part, place: str) -> Answer:
        if part.type in WORDS:
            return self._words(part, place)
        if part.type in DESCRIBED:
            return self._picture(part, place)
        if part.type == "week":
            return self._week(part, place)
        value = self.document.value(place)
        answer = Answer(part, place, said(part, value, self.facts, self.language), self.language)
        return _signed(answer, value) if part.type == "signature" else answer

    def _week(self, part: Part, place: str) -> Answer:
        facts, language = self.facts, self.language
        week = week_said(self.document.value(place), facts.family, language, facts.today)
        return Answer(part, place, "\n".join(week.lines) if week else "", language, week=week)

    def _words(self, part: Part, place: str) -> Answer:
        language = written_in(self.document, place, self.language)
        words = self.document.words(place, language) if language else ""
        views = all_views_of(self.document, place, language, self.facts.family) if language else ()
        facets = [f"{language}.{view.voice}" for view in views] or [language]
        unchecked = bool(language) and any(standing(self.document, place, one).is_to_be_checked for one in facets)
        alone = says_alone(self.document, place, language, self.facts.family) if part.views and words else ("", "")
        return Answer(part, place, words, language or self.language, views, *alone, is_to_be_checked=unchecked)

    def _picture(self, part: Part, place: str) -> Answer:
        if part.type == "composition":
            item = place.rpartition("/")[0]
            picture = composed_picture(self.document, item, self.language, self.facts.family)
        else:
            picture = picture_at(self.document, place, self.language)
        return Answer(part, place, "", self.language, picture=picture)


def _signed(answer: Answer, value: Value) -> Answer:
    photo = signed_paper(value, fixed("Photo of the signed page", answer.language))
    strokes = cast("Strokes", value.get("strokes", ())) if isinstance(value, dict) else ()
    return replace(answer, strokes=strokes, signed_paper=photo)


def _answers_in(section: Section) -> Iterator[Answer]:
    yield from section.answers
    for entry in section.entries:
        yield from entry.answers
        for inner in entry.lists:
            yield from _answers_in(inner)
