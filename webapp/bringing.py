"""A story that was made elsewhere, or kept as a bundle, brought in: with its family, or as a new one."""

from __future__ import annotations

import threading

from flask import Blueprint, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from words_pictures import apart
from words_pictures.bundle import read_bundle
from words_pictures.definition import definitions
from words_pictures.errors import BadBundle, PictureRefused

from . import access, receiving
from .parts import back_to
from .store.bringing import read_shown, save_brought_in

blueprint = Blueprint("bringing", __name__)

MOST_BYTES = 40_000_000
"""Of the file: a story of 60 scenes with a photo each takes some 25 MB."""
MOST_UNPACKED_BYTES = MOST_BYTES + 10_000_000
"""Its pictures are packed already; its words unpack to no more than that."""
WAITS_S = 20

_one_at_a_time = threading.BoundedSemaphore(1)


@blueprint.get("/bring-in")
@access.open_to(access.WORKER)
def choose() -> str:
    """Which file? And what will become of it."""
    return _page()


@blueprint.post("/bring-in")
@access.open_to(access.WORKER)
@receiving.takes(MOST_BYTES + 1_000_000)
def bring_in() -> Response | tuple[str, int]:
    """On to the story, as it stands here now. What is no story of ours is refused, and nothing of it is kept."""
    if not _one_at_a_time.acquire(timeout=WAITS_S):
        return _page("busy"), 503
    try:
        return _brought_in()
    except RequestEntityTooLarge:
        receiving.hear_out()
        return _page("heavy"), 413
    except BadBundle:
        return _page("no_bundle"), 422
    except PictureRefused:
        return _page("picture"), 422
    finally:
        _one_at_a_time.release()


def _brought_in() -> Response | tuple[str, int]:
    sent = request.files.get("bundle")
    if sent is None or not sent.filename:
        return _page("nothing"), 422
    known = definitions(access.config().definitions)
    bundle = read_bundle(sent.stream.read(), known, MOST_UNPACKED_BYTES)
    pictures = {id: apart.made_safe(data) for id, data in read_shown(bundle).items()}
    brought = save_brought_in(access.database(), access.account(), known["family"], bundle, pictures)
    return back_to("documents.show", document_id=brought.document_id)


def _page(wrong: str = "") -> str:
    return render_template("bringing/choose.html", wrong=wrong, limit=MOST_BYTES // 1_000_000)
