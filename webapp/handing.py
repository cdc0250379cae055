"""The tablet given to someone of the family: narrowed on the server to one document, until the worker takes it back."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures.wording import LANGUAGES

from . import access
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
    scene = request.form.get("from", "")
    back = _back_from(document_id, scene if opened.document.stands(f"scenes/{scene}") else "")
    return give(HandedOver(document_id, person.id, mode, back, language=person.language))


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
    """The pages of who was given the tablet in another language, from now on; back to the page."""
    handed, language = access.handed_over() or abort(404), request.form.get("language", "")
    if language in LANGUAGES:
        save_session(access.database(), access.session(), handed_over=replace(handed, language=language))
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


def give(handed: HandedOver) -> Response:
    """The tablet in other hands: from now on it reaches what it was handed over for, and begins there."""
    return access.set_cookie(redirect(beginning(handed), 303), _new_session(handed))


def beginning(handed: HandedOver) -> str:
    """Where who was given the tablet begins."""
    here = {"document_id": handed.document_id}
    if handed.mode == access.TRANSLATE:
        return url_for("translating.seat", language=handed.into, **here)
    if handed.mode == access.SIGN:
        return url_for("signing.own", **here)
    if access.is_form(handed.document_id):
        return url_for("papers.own" if handed.mode == access.READ else "filling.show", **here)
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
        evening=now.evening,
    )


def _back_from(document_id: str, scene_id: str) -> str:
    """Where the worker comes back to."""
    if scene_id:
        return url_for("documents.scene", document_id=document_id, scene_id=scene_id)
    return url_for("documents.show", document_id=document_id)
