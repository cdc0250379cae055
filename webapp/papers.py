"""A form as it reads: on the screen, printed, and as a Word file; what one reader may see of it, in one language or two."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from words_pictures.document import Document
from words_pictures.family import Person, read_family
from words_pictures.filled import Filled, read_form
from words_pictures.said import Facts
from words_pictures.word import paper_docx
from words_pictures.word.words import book_words

from . import access
from .bench import around
from .exports import DOCX, asked_beside, asked_language, download, readers
from .parts import back_to
from .store import log
from .store.packing import today

blueprint = Blueprint("papers", __name__)


@blueprint.get("/documents/<document_id>/paper")
@access.open_to(access.WORKER)
def show(document_id: str) -> str:
    """The form as one of those it is for reads it; to read, and to print."""
    opened = access.form(document_id)
    reader = _reader(opened)
    languages = opened.document.languages()
    language = asked_language(languages)
    beside = asked_beside(languages, language)
    return render_template(
        "papers/show.html",
        **around(opened, None),
        filled=filled(opened, reader, language),
        other=filled(opened, reader, beside) if beside else None,
        people=readers(opened),
        reader=reader,
        made_on=today(),
    )


@blueprint.post("/documents/<document_id>/paper")
@access.open_to(access.WORKER)
def choose(document_id: str) -> Response:
    """The page as it was chosen. A form that asked by GET would put its token in the address."""
    opened = access.form(document_id)
    chosen = {name: request.form[name] for name in ("for", "language", "beside") if request.form.get(name)}
    return back_to(".show", document_id=opened.document.id, **chosen)


@blueprint.post("/documents/<document_id>/paper.docx")
@access.open_to(access.WORKER)
def word(document_id: str) -> Response:
    """The Word file of a form, with what one of its readers may see of it; `blank`: empty, to fill in by hand."""
    opened = access.form(document_id)
    reader, languages = _reader(opened), opened.document.languages()
    language = asked_language(languages)
    beside = asked_beside(languages, language)
    is_blank = "blank" in request.values
    facts = _facts(opened, reader, language)
    if is_blank:
        facts = replace(facts, document=Document(opened.document.id, opened.definition.id))
    read = read_form(facts.document, opened.definition, facts, language)
    other = filled(opened, reader, beside) if beside and not is_blank else None
    data = paper_docx(
        read,
        _no_picture,
        words=book_words(language),
        made_on=today(),
        version=None if is_blank else str(read.revision),
        beside=other,
        is_blank=is_blank,
        facts=facts,
    )
    about = " ".join(("docx", reader.id if reader else "us", language, "blank" if is_blank else beside)).strip()
    log.save_event(access.database(), "exported", account=access.account().id, document=document_id, about=about)
    return download(data, DOCX, "docx", name="papier")


def filled(opened: access.Opened, reader: Person | None, language: str) -> Filled:
    """The form as somebody may see it, read in a language; as the worker sees it where nobody is named."""
    facts = _facts(opened, reader, language)
    return read_form(facts.document, opened.definition, facts, language)


def _facts(opened: access.Opened, reader: Person | None, language: str) -> Facts:
    seen = access.as_seen_by(opened, access.viewer_of(reader) if reader else opened.viewer)
    return Facts(read_family(seen.file, language), seen.document, seen.file, today())


def _no_picture(id: str) -> bytes:
    # A form has no field for a picture yet.
    raise LookupError(id)


def _reader(opened: access.Opened) -> Person | None:
    asked = request.values.get("for", "")
    return next((one for one in readers(opened) if one.id == asked), None)
