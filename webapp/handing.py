"""The tablet given to someone of the family: narrowed on the server to one document, until the worker takes it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures.family import Person
from words_pictures.wording import LANGUAGES

from . import access, filling
from .parts import back_to, back_within
from .store import accounts as stored_accounts
from .store.sessions import HandedOver, save_new_session, save_session

blueprint = Blueprint("handing", __name__)

INTERPRETER = "interpreter"
"""In whose hands the tablet is that was given to an interpreter: nobody of the family."""
MODES = (access.READ, access.WRITE)


@blueprint.get("/documents/<document_id>/hand-over")
@access.open_to(access.WORKER)
def choose(document_id: str) -> str:
    """Give the tablet to whom?"""
    opened = access.document(document_id)
    family = opened.family(g.language)
    in_story = {*opened.document.ids("children"), *opened.document.ids("people")}
    return render_template(
        "handing/choose.html",
        opened=opened,
        document=opened.document,
        family=family,
        people=[one for one in family.people if one.id in in_story and one.account != access.account().id],
        back_to=request.args.get("from", ""),
    )


@blueprint.post("/documents/<document_id>/hand-over")
@access.open_to(access.WORKER)
def hand_over(document_id: str) -> Response:
    """From now on this tablet reaches this document only, for this person, to read or to write."""
    opened = access.document(document_id)
    person = opened.family(g.language).person(request.form.get("person"))
    mode = request.form.get("mode", "")
    in_story = {*opened.document.ids("children"), *opened.document.ids("people")}
    # A child reads; it writes when its own story asks for it, which an adult's hand on this form decides.
    if person is None or mode not in MODES or person.id not in in_story:
        abort(404)
    where = request.form.get("from", "")
    is_part = opened.definition.is_form and filling.is_on_page(opened, where)
    back = filling.address_of(opened, where) if is_part else _back_from(opened, where)
    handed = HandedOver(document_id, person.id, mode, back, language=language_for(person))
    return give(handed, filling.anchor_of(opened, where) if is_part else None)


@blueprint.post("/documents/<document_id>/stop")
@access.open_to(access.WORKER, access.READER, access.WRITER, access.TRANSLATOR, access.SIGNER)
def stop(document_id: str) -> Response:
    """A quiet picture over everything, at once. In the worker's own hands: back to the workbench."""
    opened, handed = access.document(document_id), access.handed_over()
    if handed is None:
        return back_to("documents.show", document_id=opened.document.id)
    save_session(access.database(), access.session(), handed_over=replace(handed, covered=True))
    return redirect(request.script_root + "/", 303)


@blueprint.post("/documents/<document_id>/own-language")
@access.open_to(access.READER, access.WRITER, access.TRANSLATOR, access.SIGNER)
def choose_language(document_id: str) -> Response:
    """The pages of who was given the tablet in another language, from now on, and the next time too; back to the page."""
    handed, language = access.handed_over() or abort(404), request.form.get("language", "")
    if language in LANGUAGES:
        now, who = access.session(), handed.person_id
        # An interpreter is nobody of the family: the next one speaks another language.
        languages = now.languages if who == INTERPRETER else {**now.languages, who: language}
        save_session(access.database(), now, handed_over=replace(handed, language=language), languages=languages)
    return back_within(document_id, request.script_root + "/")


@blueprint.post("/take-back")
@access.open_to(access.READER, access.WRITER, access.TRANSLATOR, access.SIGNER)
def take_back() -> Response | tuple[str, int]:
    """The worker's password brings the rest back, at the same place."""
    handed = access.handed_over() or abort(404)
    account = access.account()
    try:
        found = stored_accounts.check_password(
            access.database(), account.sign_in_name, request.form.get("password", "")
        )
    except stored_accounts.TooManyTries:
        return render_template("handing/covered.html", account=account, wrong="wait"), 429
    if found is None or found.id != account.id:
        return render_template("handing/covered.html", account=account, wrong="password"), 422
    return access.set_cookie(redirect(handed.back_to, 303), _new_session(None))


def give(handed: HandedOver, anchor: str | None = None) -> Response:
    """The tablet in other hands: from now on it reaches what it was handed over for, and begins there; `anchor`: at a part of a form."""
    return access.set_cookie(redirect(beginning(handed, anchor), 303), _new_session(handed))


def language_for(person: Person) -> str:
    """The language of the pages for somebody: as they chose it on this tablet, or else their own."""
    return access.session().languages.get(person.id, person.language)


def beginning(handed: HandedOver, anchor: str | None = None) -> str:
    """Where who was given the tablet begins."""
    here: dict[str, Any] = {"document_id": handed.document_id}
    if handed.mode == access.TRANSLATE:
        return url_for("translating.seat", language=handed.into, **here)
    if handed.mode == access.SIGN:
        return url_for("signing.own", **here)
    if access.is_form(handed.document_id):
        # The whole form: an item may be one that they do not see.
        return (
            url_for("papers.own", **here)
            if handed.mode == access.READ
            else url_for("filling.show", _anchor=anchor, **here)
        )
    return url_for("reading.cover" if handed.mode == access.READ else "documents.write_first", **here)


def _new_session(handed: HandedOver | None) -> access.Session:
    now = access.session()
    return save_new_session(
        access.database(),
        now.account_id,
        now,
        handed_over=handed,
        writers=now.writers,
        beside=now.beside,
        language=now.language,
        languages=now.languages,
        evening=now.evening,
    )


def _back_from(opened: access.Opened, scene_id: str) -> str:
    """Where the worker comes back to."""
    if opened.document.stands(f"scenes/{scene_id}"):
        return url_for("documents.scene", document_id=opened.document.id, scene_id=scene_id)
    return url_for("documents.show", document_id=opened.document.id)
