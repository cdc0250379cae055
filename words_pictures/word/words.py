"""The fixed words of a Word file, from the catalogue of its language."""

from __future__ import annotations

from ..emergency import emergency_lines
from ..wording import fixed
from .build import BookWords


def book_words(language: str, look: str = "child") -> BookWords:
    """The fixed words of a book in a language; a young person's emergency line names one number more (practice.md 2.11)."""
    return BookWords(
        file_title=fixed("Story", language),
        read_to=fixed("for %(names)s", language),
        made_by=fixed("Who made this story?", language),
        version=fixed("Version %(version)s of %(date)s", language),
        made_on=fixed("Made on %(date)s", language),
        draw_here=fixed("Here you can draw", language),
        picture=fixed("Drawing", language),
        credit=fixed("The pictures were made with Words & Pictures; whoever likes may use them (CC0).", language),
        emergency="\n".join(line for line, _ in emergency_lines(language, look)),
    )
