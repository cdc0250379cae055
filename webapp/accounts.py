"""Signing in and out, and the first account of a new installation."""

from __future__ import annotations

import secrets

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures.wording import WORK_LANGUAGES

from . import access
from .parts import back_to
from .store import accounts as stored
from .store.sessions import save_end, save_new_session, save_session

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/sign-in")
@access.open_to(access.ANYONE)
def sign_in() -> str:
    """A name, a password, one button; and a finished example for who only wants to look."""
    return _sign_in_page()


@blueprint.post("/sign-in")
@access.open_to(access.ANYONE)
def open_session() -> Response | tuple[str, int]:
    """Signed in, at the page that was asked for; or the same page, saying that it did not work."""
    try:
        account = stored.check_password(
            access.database(), request.form.get("name", ""), request.form.get("password", "")
        )
    except stored.TooManyTries:
        return _sign_in_page(wrong="wait"), 429
    if account is None:
        return _sign_in_page(wrong="unknown"), 422
    opened = save_new_session(access.database(), account.id, g.session, language=g.language)
    return access.set_cookie(redirect(_own_path(request.form.get("next", "")), 303), opened)


@blueprint.post("/sign-out")
@access.open_to(access.WORKER)
def sign_out() -> Response:
    """Signed out, on the server, with nothing left in the browser."""
    save_end(access.database(), access.session())
    response = access.set_cookie(back_to("accounts.sign_in"), None)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.post("/language")
@access.open_to(access.WORKER)
def choose_language() -> Response:
    """The same page, in the other language."""
    language = request.form.get("language", "")
    if language in WORK_LANGUAGES:
        save_session(access.database(), access.session(), language=language)
    return redirect(_own_path(request.form.get("next", "")), 303)


@blueprint.get("/start")
@access.open_to(access.ANYONE)
def first_account() -> str | tuple[str, int]:
    """Make the first account of a new installation; needs the code that was printed where it was started."""
    if not _may_start(request.args.get("code", "")):
        return render_template("accounts/no_start.html"), 404
    return render_template("accounts/start.html", code=request.args["code"], wrong="", name="")


@blueprint.post("/start")
@access.open_to(access.ANYONE)
def make_first_account() -> Response | tuple[str, int]:
    """The first account, a consultant's; on to signing in."""
    code, name, password = (request.form.get(key, "") for key in ("code", "name", "password"))
    if not _may_start(code):
        return render_template("accounts/no_start.html"), 404
    wrong = _what_is_wrong(name, password)
    if wrong:
        return render_template("accounts/start.html", code=code, wrong=wrong, name=name), 422
    stored.save_account(access.database(), name, name, stored.CONSULENT, password)
    return back_to("accounts.sign_in")


def _what_is_wrong(name: str, password: str) -> str:
    if not name.strip():
        return "name"
    return "" if stored.SHORTEST <= len(password) <= stored.LONGEST else "password"


def _may_start(code: str) -> bool:
    expected = access.config().start_code
    is_right = expected is not None and secrets.compare_digest(code.encode(), expected.encode())
    return is_right and not stored.read_accounts(access.database())


def _sign_in_page(wrong: str = "") -> str:
    return render_template(
        "accounts/sign_in.html",
        wrong=wrong,
        name=request.form.get("name", ""),
        next=request.values.get("next", ""),
        is_new=not stored.read_accounts(access.database()),
    )


def _own_path(path: str) -> str:
    # Only to a page of our own: one leading slash, nothing that a browser reads as another host (trust.md R-180).
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if is_own else url_for("families.everyone")
