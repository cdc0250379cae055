"""A form as it reads: on the screen, printed, and as a Word file; what one reader may see of it, in one language or two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from words_pictures.document import Document
from words_pictures.drawn import drawings
from words_pictures.emergency import emergency_lines, look_for
from words_pictures.family import Person, read_family
from words_pictures.filled import Filled, read_form
from words_pictures.plan_papers import FOR_JUDGE, PLAN, judges_paper, numbers_that_may_stand, paper_for, plan_paper
from words_pictures.safety_plan import read_plan
from words_pictures.said import Facts
from words_pictures.word import paper_docx
from words_pictures.word.words import book_words

from . import access
from .bench import around
from .drawings import as_png
from .exports import DOCX, asked_beside, asked_language, download, readers
from .parts import back_to
from .store import log
from .store.packing import today
from .store.pictures import read_picture
from .versions import Stand, stand_of, version_asked, version_of

blueprint = Blueprint("papers", __name__)


@blueprint.get("/documents/<document_id>/paper")
@access.open_to(access.WORKER)
def show(document_id: str) -> str:
    """The form as one of those it is for reads it; to read, and to print."""
    opened = version_asked(access.form(document_id))
    reader = _reader(opened)
    languages = opened.document.languages()
    language = asked_language(languages)
    beside = asked_beside(languages, language)
    return render_template(
        "papers/show.html",
        **around(opened, None),
        filled=filled(opened, reader, language),
        other=filled(opened, reader, beside) if beside else None,
        people=paper_readers(opened),
        reader=reader,
        stand=stand_of(opened),
        asked_version=request.args.get("version", ""),
        emergency=_emergency(opened, reader, language),
    )


@blueprint.get("/documents/<document_id>/own-paper")
@access.open_to(access.READER, access.WRITER)
def own(document_id: str) -> str:
    """The paper of who was given the tablet, in their own language where it is written in that."""
    opened, handed = access.form(document_id), access.handed_over() or abort(404)
    reader = opened.family(g.language).person(handed.person_id)
    languages = opened.document.languages()
    own_language = [one for one in (g.language, reader.language if reader else "") if one in languages]
    language = next(iter(own_language), next(iter(languages), g.language))
    return render_template(
        "papers/own.html",
        **around(opened, None),
        filled=filled(opened, reader, language),
        other=None,
        reader=reader,
        stand=stand_of(opened),
        account=access.account(),
        may_write=handed.mode == access.WRITE,
        address_form="je" if reader and reader.is_child else opened.family(g.language).address_form,
        emergency=_emergency(opened, reader, language),
    )


def _emergency(opened: access.Opened, reader: Person | None, language: str) -> tuple[tuple[str, str], ...]:
    # Whom to call stands under every plan but the judge's.
    is_plan = opened.definition.reading == PLAN and paper_for(reader) != FOR_JUDGE
    return emergency_lines(language, look_for(reader)) if is_plan else ()


def _without_facts(file: Document) -> Document:
    # A paper to fill in by hand has the people to choose from, and room for what has to be so.
    return replace(file, order={"people": file.order.get("people", ())})


@blueprint.post("/documents/<document_id>/paper")
@access.open_to(access.WORKER)
def choose(document_id: str) -> Response:
    """The page as it was chosen. A form that asked by GET would put its token in the address."""
    opened = access.form(document_id)
    chosen = {name: request.form[name] for name in ("for", "language", "beside", "version") if request.form.get(name)}
    return back_to(".show", document_id=opened.document.id, **chosen)


@blueprint.post("/documents/<document_id>/paper.docx")
@access.open_to(access.WORKER)
def word(document_id: str) -> Response:
    """The Word file of a form, with what one of its readers may see of it; `blank`: empty, to fill in by hand."""
    opened = version_asked(access.form(document_id))
    reader, languages = _reader(opened), opened.document.languages()
    language = asked_language(languages)
    beside = asked_beside(languages, language)
    is_blank = "blank" in request.values
    read, facts = _blank(opened, reader, language) if is_blank else _written(opened, reader, language)
    other = (_blank if is_blank else _written)(opened, reader, beside)[0] if beside else None
    stand = Stand(None, today()) if is_blank else stand_of(opened)
    data = paper_docx(
        read,
        picture_of(opened, facts, (one for one in (language, beside) if one)),
        words=book_words(language, look_for(reader)),
        made_on=stand.made_on,
        version=stand.version,
        beside=other,
        beside_words=book_words(beside, look_for(reader)) if beside else None,
        is_blank=is_blank,
        emergency=opened.definition.reading == PLAN and paper_for(reader) != FOR_JUDGE,
        for_child=reader is not None and reader.is_child,
        is_close=opened.definition.reading == PLAN and paper_for(reader) == FOR_JUDGE,
        facts=facts,
    )
    how = ("docx", reader.id if reader else "us", language, beside, "blank" if is_blank else "")
    about = " ".join(filter(None, how))
    log.save_event(access.database(), "exported", account=access.account().id, document=document_id, about=about)
    return download(data, DOCX, "docx", name="papier")


def _written(opened: access.Opened, reader: Person | None, language: str) -> tuple[Filled, Facts]:
    return filled(opened, reader, language), facts_for(opened, reader, language)


def _blank(opened: access.Opened, reader: Person | None, language: str) -> tuple[Filled, Facts]:
    # To be filled in by hand: every field, and nothing that somebody said.
    facts = facts_for(opened, reader, language)
    document = Document(opened.document.id, opened.definition.id)
    empty = replace(facts, document=document, file=_without_facts(facts.file))
    return read_form(document, opened.definition, empty, language), empty


def filled(opened: access.Opened, reader: Person | None, language: str) -> Filled:
    """The form as somebody may see it, read in a language, and of a plan the paper of that reader; for the worker where nobody is named."""
    facts = facts_for(opened, reader, language)
    whole = read_form(facts.document, opened.definition, facts, language)
    phones = {one.id: one.phone for one in read_family(opened.whole_file, language).people}
    if opened.definition.reading != PLAN:
        return judges_paper(whole, phones.values()) if paper_for(reader) == FOR_JUDGE else whole
    plan = read_plan(facts.document, facts.file, facts.family, language, version_of(opened))
    return plan_paper(whole, plan, facts, reader, numbers_that_may_stand(plan, phones), phones.values())


def facts_for(opened: access.Opened, reader: Person | None, language: str) -> Facts:
    """What a paper speaks of, as far as its reader may see it."""
    viewer = access.viewer_of(reader) if reader else opened.viewer
    seen = access.as_seen_by(opened, viewer, _read_by(opened.whole, reader), opened.whole_file)
    return Facts(read_family(seen.file, language), seen.document, seen.file, today())


def _read_by(document: Document, reader: Person | None) -> Document:
    # The judge reads a plan without being one of those whom "everyone" means on the tablet.
    named = document.entry("people@value")
    if reader is None or named is None or reader.id in document.ids("children"):
        return document
    people = list(dict.fromkeys((*document.ids("people"), reader.id)))
    return replace(document, entries={**document.entries, "people@value": replace(named, value=people)})


def picture_of(opened: access.Opened, facts: Facts, languages: Iterable[str]) -> Callable[[str], bytes]:
    """The bytes of a picture of a paper by its id, as Word takes them."""
    drawn = drawings(facts.document, facts.family.looks, tuple(languages))

    def picture(id: str) -> bytes:
        if id in drawn:
            return as_png(opened, drawn[id])
        file = read_picture(access.database(), opened.family_id, id, "original")
        return file.data if file else abort(404)

    return picture


def paper_readers(opened: access.Opened) -> list[Person]:
    """For whom a paper can be made: those it is for, and of a plan the judge."""
    known = readers(opened)
    if opened.definition.reading != PLAN:
        return known
    judges = [one for one in opened.family(g.language).people if one.role == "judge" and one not in known]
    return [*known, *judges]


def _reader(opened: access.Opened) -> Person | None:
    asked = request.values.get("for", "")
    return next((one for one in paper_readers(opened) if one.id == asked), None)
