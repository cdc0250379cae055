"""What goes wrong, said in one plain sentence. The library's refusals become pages here and nowhere else."""

from __future__ import annotations

import logging
import resource
import secrets
import shutil
from typing import TypeAlias

from flask import Flask, current_app, g, render_template, request
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from words_pictures.change import Overtaken
from words_pictures.errors import NotSaid, PictureRefused, TooLong

from . import access
from .parts import wants_part
from .store import FileGone, UnsafeStart
from .store.documents import NotAllowed
from .store.keys import FamilyErased, NoKey
from .store.sealing import BadSeal

Answer: TypeAlias = tuple[str, int, dict[str, str]]

AGAIN_S = {"": 5, "gone": 30}
"""How long to wait before trying again: while somebody else saves, and while somebody has to put something right."""
LEAST_ROOM_BYTES = 1_000_000

_FULL, _NOT_WRITTEN, _BUSY = (
    "database or disk is full",
    "disk I/O error",
    ("database is locked", "database table is locked"),
)
_SAID_BY_SQLITE = (
    _FULL,
    _NOT_WRITTEN,
    *_BUSY,
    "attempt to write a readonly database",
    "unable to open database file",
    "database disk image is malformed",
    "file is not a database",
)

_log = logging.getLogger("words_pictures")


def prepare(app: Flask) -> None:
    """Answer what nobody else answered."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Overtaken, lambda _: _page(409))
    app.register_error_handler(NotAllowed, lambda _: _page(404))
    app.register_error_handler(TooLong, lambda _: _page(422))
    # A part must not come in the place of what is seen of a passage: the words stay as they are, not saved.
    app.register_error_handler(NotSaid, lambda _: _page(400 if wants_part() else 422))
    app.register_error_handler(PictureRefused, lambda _: _page(422))
    app.register_error_handler(DBAPIError, _trouble)
    app.register_error_handler(PoolTimeout, lambda _: _page(503))
    app.register_error_handler(FileGone, _gone)
    app.register_error_handler(UnsafeStart, _gone)
    app.register_error_handler(FamilyErased, lambda _: _page(404))
    app.register_error_handler(NoKey, _not_opened)
    app.register_error_handler(BadSeal, _not_opened)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Answer | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return _page(error.code)


def _trouble(error: DBAPIError) -> Answer:
    # Nothing was kept, and the text is still in the field. SQLite's own sentence is logged where it is known to hold no more than that.
    said = str(error.orig)
    if not isinstance(error, DatabaseError) or not said.startswith(_SAID_BY_SQLITE):
        return _unexpected(error)
    _log.error("database: %s", said)
    if said.startswith(_FULL) or (said.startswith(_NOT_WRITTEN) and not _has_room()):
        return _page(507)
    return _page(503, why="" if said.startswith(_BUSY) else "gone")


def _has_room() -> bool:
    # A write that no disk and no limit has room for comes back as one that failed.
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    return unlimited and shutil.disk_usage(access.database().path.parent).free > LEAST_ROOM_BYTES


def _gone(error: FileGone | UnsafeStart) -> Answer:
    _log.error("%s: %s", type(error).__name__, error)
    return _page(503, why="gone")


def _not_opened(error: NoKey | BadSeal) -> Answer:
    # Which table, column or family: never what stands there.
    number = secrets.token_hex(4)
    _log.error("%s %s %s", number, type(error).__name__, error)
    return _page(500, number, "not opened")


def _unexpected(error: Exception) -> Answer:
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


def _page(status: int, number: str = "", why: str = "") -> Answer:
    if not hasattr(g, "language"):
        g.language = "nl"
    template = "_wrong.html" if wants_part() else "wrong.html"
    headers = {"Retry-After": str(AGAIN_S[why])} if status == 503 else {}
    return render_template(template, status=status, number=number, why=why), status, headers
