"""Taking one story along to where there is no network (trust.md R-177 b): read and written in the kitchen, sent when the network is back.

The story lies on the tablet sealed with the key of the words that wait there, and that key lies beside it sealed with the worker's own
password: to a finder both are noise. What opens it is a page without anything of anybody in it (`shell`), which a service worker keeps.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, g, render_template, request

from . import access, watching
from .bench import around, scene_page
from .store import accounts as stored_accounts
from .store import log

blueprint = Blueprint("along", __name__)


@blueprint.get("/documents/<document_id>/along")
@access.open_to(access.WORKER)
def choose(document_id: str) -> str:
    """What taking it along means, and the password that will open it there."""
    return _page(access.document(document_id))


@blueprint.post("/documents/<document_id>/along")
@access.open_to(access.WORKER)
def take(document_id: str) -> str | tuple[str, int]:
    """The whole story as one part, for the tablet to seal; refused without the worker's own password."""
    opened, account = access.document(document_id), access.account()
    try:
        found = stored_accounts.check_password(
            access.database(), account.sign_in_name, request.form.get("password", "")
        )
    except stored_accounts.TooManyTries:
        return _page(opened, wrong="wait"), 429
    if found is None or found.id != account.id:
        return _page(opened, wrong="password"), 422
    log.save_event(access.database(), "taken_along", account=account.id, document=document_id)
    pages = [scene_page(opened, item) for item in opened.document.items("scenes")]
    return render_template("along/_story.html", **around(opened, None), pages=pages)


@blueprint.get("/along/")
@access.open_to(access.ANYONE)
def shell() -> str:
    """The page that opens what was taken along. It is the same for everybody, and nothing of anybody is in it.

    Which story stands behind the `#` of its address, which no browser sends.
    """
    return render_template("along/shell.html")


@blueprint.get("/along/worker.js")
@access.open_to(access.ANYONE)
def worker() -> Response:
    """The service worker that keeps the shell, and nothing else; it lies here because it may only see to addresses under its own."""
    return Response(
        (Path(current_app.static_folder or "") / "along-worker.js").read_bytes(), mimetype="text/javascript"
    )


def _page(opened: access.Opened, wrong: str = "") -> str:
    document_id = opened.document.id
    return render_template(
        "along/choose.html",
        **around(opened, None),
        **watching.of_page(document_id, ""),
        account=g.account,
        wrong=wrong,
    )
