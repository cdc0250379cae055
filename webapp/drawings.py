"""The composed pictures of a document as files: found by the name under which a page shows them, and kept as PNG for Word."""

from __future__ import annotations

from collections.abc import Iterator

from flask import g

from words_pictures.audience import Projected, Viewer
from words_pictures.drawing.composed import Drawn, png
from words_pictures.drawn import drawings, drawn_id
from words_pictures.family import read_family

from . import access
from .events import drawings_of_the_past
from .store import documents as stored
from .store.pictures import read_picture, save_drawing


def find(opened: access.Opened, id: str) -> Drawn | None:
    """The composed picture that is shown under that name to who asks, or None."""
    # Where it is nearest first: most are on the pages of who asks.
    for seen in _where_it_may_stand(opened):
        drawn = drawings(seen.document, read_family(seen.file, g.language).looks, _languages(seen)).get(id)
        if drawn is not None:
            return drawn
    if not opened.viewer.worker:
        return None
    return next((one for one in drawings_of_the_past(opened) if drawn_id(opened.document.id, one) == id), None)


def as_png(opened: access.Opened, drawn: Drawn) -> bytes:
    """A composed picture as Word takes it. It is drawn once, and kept sealed with the family's pictures."""
    id = drawn_id(opened.document.id, drawn)
    kept = read_picture(access.database(), opened.family_id, id, "original")
    if kept is not None:
        return kept.data
    data = png(drawn.svg())
    save_drawing(access.database(), opened.family_id, id, data)
    return data


def _where_it_may_stand(opened: access.Opened) -> Iterator[Projected]:
    # On the pages of who asks, in the book that is leafed through for somebody else, and in the story as it was told.
    yield Projected(opened.document, opened.file)
    if opened.viewer.worker:
        yield from (access.as_seen_by(opened, reader) for reader in _readers(opened))
    for copy in stored.read_told(access.database(), opened.document.id):
        yield access.as_seen_by(opened, opened.viewer, copy.document, copy.file)


def _readers(opened: access.Opened) -> Iterator[Viewer]:
    yield access.ANYBODY
    people = opened.family(g.language)
    yield from (
        access.viewer_of(one)
        for one in people.those((*opened.document.ids("children"), *opened.document.ids("people")))
    )


def _languages(seen: Projected) -> tuple[str, ...]:
    return seen.document.languages() or (g.language,)
