"""Requests forged from another site are refused: `Sec-Fetch-Site`, else `Origin`, else a token in the form (trust.md R-173)."""

from __future__ import annotations

import hashlib
import hmac

from flask import Flask, abort, current_app, g, request

from .config import Config

SAFE = ("GET", "HEAD", "OPTIONS")


def prepare(app: Flask) -> None:
    """Ask every request where it comes from, and for which host."""
    app.before_request(_refuse_strangers)
    app.jinja_env.globals["form_token"] = form_token


def form_token() -> str:
    """What a form of this session carries, for browsers that say neither where a request comes from nor from which origin."""
    session = getattr(g, "session", None)
    about = session.token if session else "nobody"
    secret = str(current_app.config["SECRET_KEY"])
    return hmac.new(secret.encode(), about.encode(), hashlib.sha256).hexdigest()[:32]


def _refuse_strangers() -> None:
    config: Config = current_app.extensions["config"]
    if request.host != config.host:
        abort(400)
    if request.method in SAFE:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        own = site in ("same-origin", "none")
    elif origin not in (None, "null"):
        # "null" says nothing: some browsers send it with a form of a page that gives no referrer, as all of ours.
        own = origin == config.origin
    else:
        g.needs_token = True
        return
    if not own:
        abort(403)


def check_token() -> None:
    """Called once it is known whose session this is."""
    if not g.get("needs_token"):
        return
    shown = request.form.get("token", "").encode("utf-8", "replace")
    if not hmac.compare_digest(shown, form_token().encode()):
        abort(403)
