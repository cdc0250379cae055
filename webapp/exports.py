"""A document to take away: as a Word file for those it is for, or as a bundle to keep. Each is in the log, so each is a form."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, abort, g, render_template, request

from words_pictures.audience import spoken_of
from words_pictures.bundle import Bundle, shown_pictures, write_bundle
from words_pictures.drawn import drawings
from words_pictures.family import Person, read_family
from words_pictures.story import read_story
from words_pictures.word import story_docx
from words_pictures.word.words import book_words

from . import access
from .drawings import as_png
from .store import log
from .store.packing import today
from .store.pictures import read_picture

blueprint = Blueprint("exports", __name__)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/documents/<document_id>/exports")
@access.open_to(access.WORKER)
def choose(document_id: str) -> str:
    """For whom, and in which language?"""
    opened = access.document(document_id)
    return render_template("exports/choose.html", document=opened.document, people=readers(opened))


@blueprint.post("/documents/<document_id>/story.docx")
@access.open_to(access.WORKER)
def word(document_id: str) -> Response:
    """The Word file for one of those it is for, made from what that person may see."""
    opened = access.document(document_id)
    reader = next((one for one in readers(opened) if one.id == request.form.get("for")), None) or abort(404)
    languages = opened.document.languages()
    language = asked_language(languages)
    beside = asked_beside(languages, language)
    seen = access.as_seen_by(opened, access.viewer_of(reader))
    family = read_family(seen.file, language)
    story = read_story(seen.document, family, language)
    other = read_story(seen.document, read_family(seen.file, beside), beside) if beside else None
    drawn = drawings(seen.document, family.looks, tuple(one for one in (language, beside) if one))
    data = story_docx(
        story,
        lambda id: as_png(opened, drawn[id]) if id in drawn else _original(opened.family_id, id),
        words=book_words(language, story.look),
        version=str(seen.document.revision),
        made_on=today(),
        beside=other,
        beside_words=book_words(other.language, story.look) if other else None,
        layout="facing" if request.form.get("layout") == "facing" else "columns",
    )
    about = " ".join(("docx", reader.id, language, *((beside,) if other else ())))
    log.save_event(access.database(), "exported", account=access.account().id, document=document_id, about=about)
    return download(data, DOCX, "docx")


@blueprint.post("/documents/<document_id>/bundle.zip")
@access.open_to(access.WORKER)
def bundle(document_id: str) -> Response:
    """The document with its pictures as one file, to keep or to hand over."""
    opened = access.document(document_id)
    pictures = {one: _original(opened.family_id, one) for one in shown_pictures(opened.document)}
    file = spoken_of(opened.definition, opened.document, opened.file)
    data = write_bundle(Bundle(opened.document, file, pictures, opened.definition))
    log.save_event(access.database(), "exported", account=access.account().id, document=document_id, about="bundle")
    return download(data, "application/zip", "zip")


def readers(opened: access.Opened) -> list[Person]:
    """Those it is for, and those who may read it: its children first."""
    family, document = opened.family(g.language), opened.document
    return list({one.id: one for key in ("children", "people") for one in family.those(document.ids(key))}.values())


def _original(family_id: str, picture_id: str) -> bytes:
    file = read_picture(access.database(), family_id, picture_id, "original")
    return file.data if file else abort(404)


def asked_language(languages: tuple[str, ...]) -> str:
    """The language that was asked for, or else the document's first."""
    asked = request.values.get("language", "")
    return asked if asked in languages else next(iter(languages), g.language)


def asked_beside(languages: tuple[str, ...], language: str) -> str:
    """The language that was asked for beside it; empty for none."""
    asked = request.values.get("beside", "")
    return asked if asked in languages and asked != language else ""


def download(data: bytes, media_type: str, ending: str, name: str = "verhaal") -> Response:
    """A file to keep. Its name is neutral: whoever finds it in a list of downloads learns nothing (trust.md R-163)."""
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{secrets.token_hex(2)}.{ending}"'
    return response
