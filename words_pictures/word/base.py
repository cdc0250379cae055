"""What base.docx says: how its styles set words, and how much room its page has."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.shared import Emu, Length
from docx.styles.style import BaseStyle, ParagraphStyle

from . import ooxml
from .fit import Setting

_BASE = Path(__file__).with_name("base.docx")


def new_document() -> Document:
    """A document with the styles and the page of base.docx, and nothing in it."""
    return docx.Document(io.BytesIO(_bytes()))


@cache
def settings() -> dict[str, Setting]:
    """How each style sets its words, by the name of the style."""
    return {name: setting for style in new_document().styles if (name := style.name) and (setting := _setting(style))}


@cache
def style_ids() -> dict[str, str]:
    """What a paragraph calls each style by, by the name of the style."""
    return {style.name or "": style.style_id for style in new_document().styles if isinstance(style, ParagraphStyle)}


@cache
def room_on_a_page() -> tuple[float, float]:
    """How wide and how high what stands on a page may be, in points."""
    page = new_document().sections[0]
    return (
        points((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)),
        points((page.page_height or 0) - (page.top_margin or 0) - (page.bottom_margin or 0)),
    )


@cache
def room_for_the_foot() -> float:
    """How high the foot of a page may be before it takes room from the page, in points."""
    page = new_document().sections[0]
    return points((page.bottom_margin or 0) - (page.footer_distance or 0))


def points(length: int) -> float:
    """A length of Word (EMU) in points."""
    return Emu(length).pt


@cache
def _bytes() -> bytes:
    return _BASE.read_bytes()


def _setting(style: BaseStyle) -> Setting | None:
    if not isinstance(style, ParagraphStyle) or style.font.size is None:
        return None
    form: Any = style.paragraph_format  # its lengths have no types
    size = style.font.size.pt
    line = form.line_spacing.pt if isinstance(form.line_spacing, Length) else size
    before, after = (space.pt if space else 0.0 for space in (form.space_before, form.space_after))
    other = ooxml.size_of_other_letters(style) or size
    return Setting(size, other, line, before, after, bold=bool(style.font.bold))
