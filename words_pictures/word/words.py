"""The fixed words of a Word file, from the catalogue of its language."""

from __future__ import annotations

from ..wording import fixed
from .build import BookWords


def book_words(language: str, look: str = "child") -> BookWords:
    """The fixed words of a book in a language; a young person's emergency line names one number more (practice.md 2.11)."""
    emergency = [
        fixed("Is there danger? Call 112.", language),
        fixed("Do you want to talk to someone? Call or chat with Awel: 102 (not at night).", language),
    ]
    if look == "young":
        emergency.append(fixed("Or call Tele-Onthaal: 106 (day and night).", language))
    return BookWords(
        file_title=fixed("Story", language),
        read_to=fixed("for %(names)s", language),
        made_by=fixed("Who made this story?", language),
        version=fixed("Version %(version)s of %(date)s", language),
        made_on=fixed("Made on %(date)s", language),
        draw_here=fixed("Here you can draw", language),
        picture=fixed("Drawing", language),
        emergency="\n".join(emergency),
    )
