"""The Flask face: who asks, what may they see, a whole page or a part of one. What anything means is in `words_pictures`."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from flask import Flask
from flask_compress import Compress

from words_pictures.signing import signatures_in

from . import (
    access,
    accounts,
    along,
    bringing,
    composing,
    documents,
    errors,
    example,
    exports,
    families,
    filling,
    handing,
    headers,
    history,
    language,
    looks,
    origin,
    papers,
    parts,
    people,
    photos,
    pictures,
    reading,
    returning,
    route,
    signing,
    translating,
    watching,
    wordings,
)
from .config import Config
from .store import Database, UnsafeStart
from .store.database import secret_in
from .store.starting import started

_HERE = Path(__file__).parent
TEMPLATES = next(path for path in (_HERE / "templates", _HERE.parent / "templates") if path.is_dir())
"""In an installed wheel inside the package, in the sources at the top."""

SENT_BYTES, FORM_BYTES = 2 * 1024 * 1024, 256 * 1024
"""The most that is sent at once, and the most words in it (trust.md R-142); where photos are sent, pictures.py allows more."""


def create_app(config: Config, database: Database | None = None) -> Flask:
    """The app, ready to serve. Raises UnsafeStart, with one plain sentence, when a setting is not safe."""
    _refuse_unsafe(config)
    app = Flask(__name__, template_folder=str(TEMPLATES))
    app.config.update(
        SECRET_KEY=secret_in(config.secret),
        MAX_CONTENT_LENGTH=SENT_BYTES,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=200,
        SEND_FILE_MAX_AGE_DEFAULT=datetime.timedelta(days=365),
        COMPRESS_MIMETYPES=["text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,  # a tenth smaller than at 4, and no slower
    )
    app.extensions["config"] = config
    app.extensions["database"] = database or started(config.database, config.key)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Compress(app)
    for face in (language, parts, origin, access, headers, errors):
        face.prepare(app)
    nouns = (
        accounts,
        families,
        people,
        looks,
        documents,
        wordings,
        translating,
        returning,
        filling,
        papers,
        signing,
        route,
        history,
        pictures,
        photos,
        composing,
        handing,
        watching,
        along,
        reading,
        exports,
    )
    for noun in (*nouns, bringing, example):
        app.register_blueprint(noun.blueprint)
    app.jinja_env.globals["can_be_signed"] = signatures_in
    app.jinja_env.globals["own_beginning"] = handing.beginning
    app.jinja_env.globals["example_picture"] = example.first_picture
    access.check_decisions(app)
    return app


def _refuse_unsafe(config: Config) -> None:
    # Requests are compared with it letter by letter.
    if not re.fullmatch(r"https?://[^/?#\s]+", config.origin):
        raise UnsafeStart(f"{config.origin} is no address: https:// and a name, and nothing behind it.")
    # What is written here goes over a network only encrypted (trust.md ).
    if not config.is_https and config.host.partition(":")[0] not in ("127.0.0.1", "localhost"):
        raise UnsafeStart(f"{config.origin} is not encrypted. Give an address that begins with https://.")
