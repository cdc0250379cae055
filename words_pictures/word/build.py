"""The Word file of a story: a cover, one scene to a page, who made it, and a page to draw on; in one language or in two."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import IO, Literal

from ..story import Scene, Story
from . import ooxml
from .around import add_cover, add_drawing_page, add_feet, add_makers
from .columns import add_columns
from .letters import tongue
from .package import write_package
from .pages import Pages
from .scenes import Side, add_facing_scenes, add_scene, told, told_on_both
from .words import BookWords, book_words

Layout = Literal["columns", "facing"]
"""How two languages stand beside each other: on one page in two columns, or on two pages that lie open together."""


def story_docx(
    story: Story,
    pictures: Callable[[str], bytes],
    *,
    words: BookWords,
    version: str | None,
    made_on: date,
    beside: Story | None = None,
    beside_words: BookWords | None = None,
    layout: Layout = "columns",
) -> bytes:
    """The Word file (.docx) of `story`, in its language and direction; the same input gives the same bytes.

    `pictures` gives a picture's bytes by its id, JPEG or PNG, already made safe: they go in as they are. `version`
    and `made_on` stand on the end page, not on the child's. `beside` is the same story read in a second language, scene
    by scene, to stand beside it. Raises PictureUnreadable for bytes of any other kind.
    """
    file = io.BytesIO()
    write_story_docx(
        file,
        story,
        pictures,
        words=words,
        version=version,
        made_on=made_on,
        beside=beside,
        beside_words=beside_words,
        layout=layout,
    )
    return file.getvalue()


def write_story_docx(
    file: IO[bytes],
    story: Story,
    pictures: Callable[[str], bytes],
    *,
    words: BookWords,
    version: str | None,
    made_on: date,
    beside: Story | None = None,
    beside_words: BookWords | None = None,
    layout: Layout = "columns",
) -> None:
    """Write what `story_docx` gives to `file`, holding one picture at a time. `file` need not be able to seek."""
    second = [Side(beside, beside_words or book_words(beside.language, beside.look), number=2)] if beside else []
    sides = (Side(story, words), *second)
    is_facing = len(sides) > 1 and layout == "facing"
    pages = Pages(story.language, has_each_picture_twice=is_facing)
    _set_properties(pages, sides, made_on)
    add_feet(pages, sides, is_facing=is_facing)
    add_cover(pages, sides)
    for scenes in zip(*(side.story.scenes for side in sides), strict=True):
        _add_scene(pages, sides, scenes, layout)
    add_makers(pages, sides, version, made_on)
    add_drawing_page(pages, sides)
    write_package(file, pages.document, pages.pictures, pictures)


def _add_scene(pages: Pages, sides: tuple[Side, ...], scenes: tuple[Scene, ...], layout: Layout) -> None:
    if len(sides) == 1:
        add_scene(pages, told(sides[0], scenes[0]))
    elif layout == "columns":
        add_columns(pages, told_on_both(sides, scenes))
    else:
        add_facing_scenes(pages, told_on_both(sides, scenes))


def _set_properties(pages: Pages, sides: tuple[Side, ...], made_on: date) -> None:
    """What the file says of itself: a neutral title, no author, the day it was made, its language."""
    (first, *others), document = sides, pages.document
    properties, story = document.core_properties, first.story
    properties.title, properties.author, properties.last_modified_by = first.words.file_title.text[:255], "", ""
    properties.language = tongue(story.language).tag
    # Noon, so that it is the same day in every time zone a reader may be in.
    properties.created = properties.modified = datetime.combine(made_on, time(12), UTC)
    ooxml.set_document_language(document, tongue(story.language))
    ooxml.set_page_direction(document.sections[0], tongue(story.language))
    known = {"story": story.id, "revision": str(story.revision), "language": story.language}
    if others:
        known["beside"] = others[0].story.language
    ooxml.add_custom_properties(document, known)
