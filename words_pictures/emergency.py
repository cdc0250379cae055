"""Whom to call in danger: on each page of a child, in the book and on paper.

The numbers and their hours are those of practice.md 2.11, from general knowledge: check them once a year.
"""

from __future__ import annotations

from .wording import sure


def emergency_lines(language: str, look: str = "child") -> tuple[tuple[str, str], ...]:
    """The sentences in a language, each with the Dutch to stand beside it (wording.sure).

    A young person's end with one number more, which answers at night too.
    """
    lines = (
        sure("Is there danger? Call 112.", language),
        sure("Do you want to talk to someone? Call or chat with Awel: 102 (not at night).", language),
    )
    return (*lines, sure("Or call Tele-Onthaal: 106 (day and night).", language)) if look == "young" else lines
