"""A finished example to leaf through, for anyone: the demo family's story of twelve scenes. Nothing of it is in the database."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Response, abort, g, url_for

from words_pictures.audience import Projected, project
from words_pictures.definition import definitions
from words_pictures.demo import demo_story
from words_pictures.drawn import drawings
from words_pictures.family import read_family
from words_pictures.story import read_story

from . import access
from .parts import back_to
from .reading import Book, Ending, asked_for, chosen_beside, chosen_language, first_child, show_page, show_talk

blueprint = Blueprint("example", __name__)

STORY = "story"


@blueprint.get("/example")
@access.open_to(access.ANYONE, access.WORKER)
def show() -> str:
    """The cover of the example."""
    return show_page(_book(), 0)


@blueprint.get("/example/<int:number>")
@access.open_to(access.ANYONE, access.WORKER)
def page(number: int) -> str:
    """A page of the example."""
    return show_page(_book(), number)


@blueprint.get("/example/talk")
@access.open_to(access.ANYONE, access.WORKER)
def talk() -> str:
    """Whom this invented child can talk to."""
    return show_talk(_book())


@blueprint.get("/example/end")
@access.open_to(access.ANYONE, access.WORKER)
def end() -> Response:
    """Out of the example: to one's own families, or to signing in."""
    return back_to("families.everyone")  # type: ignore[return-value]


@blueprint.get("/example/pictures/<picture_id>")
@access.open_to(access.ANYONE, access.WORKER)
def picture(picture_id: str) -> Response:
    """One picture of the example, as it was drawn."""
    drawing = _drawings().get(picture_id) or abort(404)
    return Response(drawing, mimetype="image/svg+xml")


def _book() -> Book:
    seen = _as_the_child_sees_it()
    language = chosen_language(seen.document.languages(), g.language)
    family, asked = read_family(seen.file, language), asked_for(language)
    beside = chosen_beside(seen.document.languages(), language)
    return Book(
        story=read_story(seen.document, family, language),
        family=family,
        child=first_child(seen.document, family),
        makers=family.those(seen.document.ids("makers")),
        languages=seen.document.languages(),
        address=lambda n, one, other: url_for(".page" if n else ".show", number=n or None, language=one, beside=other),
        beside=read_story(seen.document, family, beside) if beside else None,
        picture_address=lambda id: url_for(".picture", picture_id=id),
        talk_address=lambda n: url_for(".talk", page=n, language=asked, beside=beside or None),
        ending=Ending("back", url_for(".end")),
    )


def first_picture() -> str:
    """The address of the picture on the example's cover, for who has not opened it yet."""
    return url_for("example.picture", picture_id=_cover())


@cache
def _as_the_child_sees_it() -> Projected:
    document, file = demo_story(STORY)
    known = definitions()
    child = first_child(document, read_family(file, "nl"))
    return project(known[document.definition], document, known["family"], file, access.viewer_of(child))


@cache
def _cover() -> str:
    # Nobody speaks on it: it is the same in every language.
    seen = _as_the_child_sees_it()
    cover = read_story(seen.document, read_family(seen.file, "nl"), "nl").cover
    return cover.id if cover else ""


@cache
def _drawings() -> dict[str, str]:
    # Some speak: they are another picture in each language.
    seen = _as_the_child_sees_it()
    drawn = drawings(seen.document, read_family(seen.file, "nl").looks, seen.document.languages())
    return {id: one.svg() for id, one in drawn.items()}
