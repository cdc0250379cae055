"""The fixed words of a Word file, from the catalogue of its language, each with the language it is really in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from .. import wording
from ..emergency import emergency_lines
from ..wording import SOURCE_LANGUAGE, WORK_LANGUAGE


class Fixed(NamedTuple):
    """A fixed text and the language it is in: the one asked for, or English where nobody has translated it."""

    text: str
    language: str


@dataclass(frozen=True)
class BookWords:
    """The fixed words of the book. An empty one leaves its place empty."""

    file_title: Fixed
    """What the file is called in its properties, where everybody can read it: "Verhaal", never the story's title."""
    read_to: Fixed
    """Under the title, with %(names)s: "voor %(names)s"."""
    made_by: Fixed
    """The heading above the names of the makers: "Wie maakte dit verhaal?"."""
    version: Fixed
    """With %(version)s and %(date)s: "Versie %(version)s van %(date)s"."""
    made_on: Fixed
    """In its place where there is no version, with %(date)s."""
    draw_here: Fixed
    """The heading above the empty frame: "Hier kan jij tekenen"."""
    picture: Fixed
    """What a picture is called that nobody described, in a scene without a heading: "Tekening"."""
    emergency: tuple[tuple[Fixed, ...], ...]
    """The lines at the foot of every page but the cover; behind each, the Dutch that stands with it until somebody has looked it over."""
    not_looked_over: tuple[Fixed, ...]
    """Under a translation that nobody has looked over: in the language of the reader, and in Dutch where that is another."""
    not_translated: tuple[Fixed, ...]
    """Beside words that nobody has translated, in the same way."""
    side_by_side: Fixed
    """What a screen reader says of two columns, with %(languages)s."""
    credit: Fixed
    """Under the makers, small, where a picture was made here."""


def book_words(language: str, look: str = "child") -> BookWords:
    """The fixed words of a book in a language; the emergency lines are those of `look` (emergency.py)."""
    return BookWords(
        file_title=fixed("Story", language),
        read_to=fixed("for %(names)s", language),
        made_by=fixed("Who made this story?", language),
        version=fixed("Version %(version)s of %(date)s", language),
        made_on=fixed("Made on %(date)s", language),
        draw_here=fixed("Here you can draw", language),
        picture=fixed("Drawing", language),
        emergency=_emergency(language, look),
        not_looked_over=_once(fixed("Not looked over yet", language), fixed("Not looked over yet", WORK_LANGUAGE)),
        not_translated=_once(fixed("Not translated yet", language), fixed("Not translated yet", WORK_LANGUAGE)),
        side_by_side=fixed("The same words in two languages, side by side: %(languages)s", language),
        credit=fixed("The pictures were made with Words & Pictures; whoever likes may use them (CC0).", language),
    )


def partly_translated(language: str) -> tuple[Fixed, ...]:
    """Under the title of a form in one language, where not all of it is in that language; in Dutch too where that is another."""
    text = "Not everything here has been translated yet."
    return _once(fixed(text, language), fixed(text, WORK_LANGUAGE))


def fixed(text: str, language: str) -> Fixed:
    """A fixed text in a language, as `wording.fixed` gives it, with the language that it is really in."""
    said = wording.fixed(text, language)
    return Fixed(said, SOURCE_LANGUAGE if said == text else language)


def _once(*said: Fixed) -> tuple[Fixed, ...]:
    return tuple(dict.fromkeys(said))


def _emergency(language: str, look: str) -> tuple[tuple[Fixed, ...], ...]:
    # Where there is no translation at all the Dutch stands beside the English: whoever is at hand reads one of the two.
    sources = (source for source, _ in emergency_lines(SOURCE_LANGUAGE, look))
    return tuple(
        (Fixed(line, language), *([Fixed(dutch, WORK_LANGUAGE)] if dutch else []))
        if line != source or language == SOURCE_LANGUAGE
        else _once(Fixed(line, SOURCE_LANGUAGE), fixed(source, WORK_LANGUAGE))
        for source, (line, dutch) in zip(sources, emergency_lines(language, look), strict=True)
    )
