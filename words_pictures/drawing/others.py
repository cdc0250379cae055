"""Those whom the file does not name, when there are more of them: two police officers are two people, and so is a whole team."""

from __future__ import annotations

from dataclasses import replace

from .look import ROLES, Look

_OTHERS = (
    ("fair", "short", "red", "yes"),
    ("tan", "tail", "dark_brown", "no"),
    ("ebony", "braids", "black", "no"),
    ("rosy", "short", "blond", "no"),
    ("golden", "cropped", "black", "no"),
)
"""Skin, hair, its colour and freckles of the second, the third and so on; after the last it begins again."""
_OTHER_BABIES = {"short": "tuft", "tail": "thin", "braids": "puffs", "cropped": "thin"}
_PART_OF_THE_WORK = ("police_cap",)


def of_role(role: str, number: int) -> Look:
    """How the `number`th of a role in one picture looks, the first is 0: dressed the same, and somebody else."""
    first = ROLES[role]
    if number == 0:
        return first
    skin, hair, colour, freckles = _OTHERS[(number - 1) % len(_OTHERS)]
    return replace(
        first,
        skin=skin,
        hair=_OTHER_BABIES[hair] if first.age == "baby" else hair,
        hair_colour=colour if first.age != "old" else "grey",
        freckles=freckles,
        cover=first.cover if first.cover in _PART_OF_THE_WORK else "none",
        beard="none",
        glasses="none",
    )
