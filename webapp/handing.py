"""The tablet given to someone of the family: narrowed on the server to one document, until the worker takes it back."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from . import access
from .parts import back_to
from .store import accounts as stored_accounts
from .store.sessions import HandedOver, save_new_session, save_session

blueprint = Blueprint("handing", __name__)

MODES = ("read", "write")


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
    back = _back_to(document_id, scene if opened.document.stands(f"scenes/{scene}") else "")
    handed = HandedOver(document_id, person.id, mode, back)
    opened_session = _new_session(handed)
    first = "reading.cover" if mode == "read" else "documents.write_first"
    return access.set_cookie(back_to(first, document_id=document_id), opened_session)


@blueprint.post("/documents/<document_id>/stop")
@access.open_to(access.WORKER, access.READER, access.WRITER)
def stop(document_id: str) -> Response:
    """A quiet picture over everything, at once. In the worker's own hands: back to the workbench."""
    opened, handed = access.document(document_id), access.handed_over()
    if handed is None:
        return back_to("documents.show", document_id=opened.document.id)
    save_session(access.database(), access.session(), handed_over=replace(handed, covered=True))
    return redirect(request.script_root + "/", 303)


@blueprint.post("/take-back")
@access.open_to(access.READER, access.WRITER)
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


def _new_session(handed: HandedOver | None) -> access.Session:
    now = access.session()
    return save_new_session(
        access.database(),
        now.account_id,
        now,
        handed_over=handed,
        writers=now.writers,
        language=now.language,
        evening=now.evening,
    )


def _back_to(document_id: str, scene_id: str) -> str:
    if scene_id:
        return url_for("documents.scene", document_id=document_id, scene_id=scene_id)
    return url_for("documents.show", document_id=document_id)
