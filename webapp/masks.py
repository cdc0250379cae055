"""Letters in the place of names, where somebody translates who need not know whose story it is."""

from __future__ import annotations

from flask import g, request

from words_pictures.masking import Masking

from . import access


def of(opened: access.Opened) -> Masking | None:
    """How the names of this document are masked for who asks; None where they are not."""
    handed = access.handed_over()
    is_masked = handed.masked if handed is not None else request.values.get("names") == "masked"
    return Masking.of_people(opened.family(g.language)) if is_masked else None


def masked(opened: access.Opened, text: str) -> str:
    """A text as who asks may read it."""
    masking = of(opened)
    return masking.masked(text) if masking else text


def unmasked(opened: access.Opened, text: str) -> str:
    """A text that was typed, with the names it means."""
    masking = of(opened)
    return masking.unmasked(text) if masking else text
