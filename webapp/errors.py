"""What goes wrong, said in one plain sentence. The library's refusals become pages here and nowhere else."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, current_app, g, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from words_pictures.change import Overtaken
from words_pictures.errors import NotSaid, PictureRefused, TooLong

from .parts import wants_part
from .store import FileGone
from .store.documents import NotAllowed
from .store.keys import FamilyErased, NoKey
from .store.sealing import BadSeal

_log = logging.getLogger("words_pictures")


def prepare(app: Flask) -> None:
    """Answer what nobody else answered."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Overtaken, lambda _: _page(409))
    app.register_error_handler(NotAllowed, lambda _: _page(404))
    app.register_error_handler(TooLong, lambda _: _page(422))
    app.register_error_handler(NotSaid, lambda _: _page(422))
    app.register_error_handler(PictureRefused, lambda _: _page(422))
    app.register_error_handler(OperationalError, _no_place)
    app.register_error_handler(FileGone, _gone)
    app.register_error_handler(FamilyErased, lambda _: _page(404))
    app.register_error_handler(NoKey, _not_opened)
    app.register_error_handler(BadSeal, _not_opened)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return _page(error.code)


def _no_place(error: OperationalError) -> tuple[str, int]:
    # SQLite says "full", "locked" or "readonly"; nothing was kept, and the text is still in the field.
    _log.error("database %s", type(error.orig).__name__)
    return _page(507 if "full" in str(error.orig) else 503)


def _gone(error: FileGone) -> tuple[str, int]:
    _log.error("%s is not there", error.path.name)
    return _page(503)


def _not_opened(error: NoKey | BadSeal) -> tuple[str, int]:
    # Which table, column or family: never what stands there.
    number = secrets.token_hex(4)
    _log.error("%s %s %s", number, type(error).__name__, error)
    return _page(500, number, "not opened")


def _unexpected(error: Exception) -> tuple[str, int]:
    if current_app.testing:
        raise error
    # Only where and what kind: never the message, which may hold somebody's words (trust.md R-190).
    number = secrets.token_hex(4)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    _log.error("%s %s at %s (%s)", number, type(error).__name__, where, request.url_rule or "no such address")
    return _page(500, number)


def _page(status: int, number: str = "", why: str = "") -> tuple[str, int]:
    if not hasattr(g, "language"):
        g.language = "nl"
    template = "_wrong.html" if wants_part() else "wrong.html"
    return render_template(template, status=status, number=number, why=why), status
