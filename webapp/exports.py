"""A document to take away: as a Word file for those it is for, or as a bundle to keep."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, abort, g, render_template, request

from words_pictures.audience import Viewer
from words_pictures.bundle import Bundle, shown_pictures, write_bundle
from words_pictures.family import Family, read_family
from words_pictures.story import read_story
from words_pictures.word import story_docx
from words_pictures.word.words import book_words

from . import access
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
    family = opened.family(g.language)
    in_story = {*opened.document.ids("children"), *opened.document.ids("people")}
    people = [one for one in family.people if one.id in in_story]
    return render_template("exports/choose.html", document=opened.document, people=people)


@blueprint.get("/documents/<document_id>/story.docx")
@access.open_to(access.WORKER)
def word(document_id: str) -> Response:
    """The Word file for one of those it is for, made from what that person may see."""
    opened = access.document(document_id)
    whole_family = read_family(opened.whole_file, g.language)
    language = _language(opened.document.languages())
    seen = access.as_seen_by(opened, _viewer(whole_family, opened))
    story = read_story(seen.document, read_family(seen.file, language), language)
    data = story_docx(
        story,
        lambda picture: _original(opened.family_id, picture),
        words=book_words(language, story.look),
        version=str(opened.whole.revision),
        made_on=today(),
    )
    about = f"docx {request.args.get('for', 'everyone')} {language}"
    log.save_event(access.database(), "exported", account=access.account().id, document=document_id, about=about[:120])
    return _download(data, DOCX, "docx")


@blueprint.get("/documents/<document_id>/bundle.zip")
@access.open_to(access.WORKER)
def bundle(document_id: str) -> Response:
    """The document with its pictures as one file, to keep or to hand over."""
    opened = access.document(document_id)
    pictures = {one: _original(opened.family_id, one) for one in shown_pictures(opened.document)}
    data = write_bundle(Bundle(opened.document, opened.file, pictures))
    log.save_event(access.database(), "exported", account=access.account().id, document=document_id, about="bundle")
    return _download(data, "application/zip", "zip")


def _viewer(family: Family, opened: access.Opened) -> Viewer:
    person = family.person(request.args.get("for")) or next(iter(family.those(opened.document.ids("children"))), None)
    return access.viewer_of(person)


def _original(family_id: str, picture_id: str) -> bytes:
    file = read_picture(access.database(), family_id, picture_id, "original")
    return file.data if file else abort(404)


def _language(languages: tuple[str, ...]) -> str:
    asked = request.args.get("language", "")
    return asked if asked in languages else next(iter(languages), g.language)


def _download(data: bytes, media_type: str, ending: str) -> Response:
    # A neutral name: whoever finds the file in a list of downloads learns nothing (trust.md R-163).
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="verhaal-{secrets.token_hex(2)}.{ending}"'
    return response
