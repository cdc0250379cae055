"""Whom to call in danger: on each page of a child, in the book and on paper.

The numbers and their hours are those of practice.md 2.11, from general knowledge: check them once a year.
"""

from __future__ import annotations

from .family import Person
from .wording import sure

CHILD, YOUNG, ADULT = "child", "young", "adult"


def look_for(reader: Person | None) -> str:
    """Whose numbers stand under a paper: those of its reader, or of everybody where it is nobody's own."""
    if reader is None:
        return YOUNG
    return CHILD if reader.is_child else ADULT


def emergency_lines(language: str, look: str = CHILD) -> tuple[tuple[str, str], ...]:
    """The sentences in a language, each with the Dutch to stand beside it (wording.sure).

    A young person's end with one number more, which answers at night too. A grown-up (`adult`) does not call the line of the children.
    """
    danger = sure("Is there danger? Call 112.", language)
    if look == ADULT:
        return (
            danger,
            sure("To talk to somebody: call Tele-Onthaal: 106 (day and night).", language),
            sure("A question about violence? Call 1712 (not at night).", language),
        )
    lines = (
        danger,
        sure("Do you want to talk to someone? Call or chat with Awel: 102 (not at night).", language),
    )
    return (*lines, sure("Or call Tele-Onthaal: 106 (day and night).", language)) if look == YOUNG else lines
