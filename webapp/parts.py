"""What htmx asks for and what it gets. The one place that reads its headers, through flask-htmx."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app, make_response, redirect, request, url_for
from flask_htmx import HTMX
from werkzeug.wrappers import Response

_htmx = HTMX()


def prepare(app: Flask) -> None:
    """Read htmx's headers, and let templates name their own files."""
    _htmx.init_app(app)
    app.jinja_env.globals["own_file"] = own_file
    app.jinja_env.filters["dom_id"] = dom_id


def wants_part() -> bool:
    """Whether the browser asks for a part of a page; else it wants the whole of it."""
    return bool(_htmx) and not _htmx.boosted


def back_to(endpoint: str, **values: object) -> Response:
    """Back to a page after a plain form."""
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[arg-type]


def back_within(document_id: str, otherwise: str) -> Response:
    """Back to the page of a document that a form names in `back`; where that is none of its own, elsewhere (trust.md R-180)."""
    back = request.form.get("back", "")
    is_own = back.startswith(f"/documents/{document_id}/") and back.isascii() and back.isprintable()
    return redirect(back if is_own else otherwise, 303)


def go_to(endpoint: str, **values: object) -> Response:
    """To another page: as a redirect for a plain form, by htmx's own header for a part."""
    if not wants_part():
        return back_to(endpoint, **values)
    response = make_response("", 204)
    response.headers["HX-Redirect"] = url_for(endpoint, **values)  # type: ignore[arg-type]
    return response


def dom_id(address: str) -> str:
    """An address as an id on a page, one that a selector can name without escaping anything."""
    return address.replace("/", "-").replace("@", "--").replace(".", "_")


def own_file(name: str) -> str:
    """The address of a file in static/, with a digest of its content, so that it may be kept for a year."""
    return url_for("static", filename=name, v=_digest(str(Path(current_app.static_folder or "") / name)))


@cache
def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
