"""Two and more tablets on one document: what an open page asks every moment, and who is writing where.

The answer is 304 and costs one small query for as long as nothing is new. What is new comes as the page's own parts, and the browser puts
them in place, but for an editor that somebody is in (static/workbench.js).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections import OrderedDict
from dataclasses import asdict, dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from flask import Blueprint, abort, current_app, render_template, request
from werkzeug.wrappers import Response

from words_pictures.document import Item, to_json

from . import access
from .bench import NOTHING_OPEN, Asked, here_in, item_of, own_page, scene_page, voice_in
from .store import Database
from .store import watching as stored
from .store.watching import Watched

blueprint = Blueprint("watching", __name__)

KEY_HOURS = 24
"""So long a tablet can open the words that wait on it (trust.md R-177 a)."""


@blueprint.get("/documents/<document_id>/scenes/<scene_id>/news")
@access.open_to(access.WORKER)
def scene(document_id: str, scene_id: str) -> Response | str | tuple[str, int]:
    """The parts of the workbench's page, when something is new since the tag that is asked with; else 304."""
    watched, asked = access.watched(document_id), asked_with()
    tag = tag_for_workers(watched, asked)
    if request.args.get("tag") == tag:
        return "", 304
    opened = access.document(document_id)
    item = item_of(opened.document, scene_id)
    page = scene_page(opened, item, here_in(opened, watched.presences), asked)
    return render_template("documents/_live.html", **page, tag=tag)


@blueprint.get("/documents/<document_id>/write/<scene_id>/news")
@access.open_to(access.WRITER)
def own(document_id: str, scene_id: str) -> Response | str | tuple[str, int]:
    """The same for who was given the tablet. The tag is made of what they may see, so it tells nothing about the rest."""
    watched, asked = access.watched(document_id), asked_with()
    tag = tag_for_writers(document_id, watched, asked)
    if request.args.get("tag") == tag:
        return "", 304
    opened = access.document(document_id)
    # A scene taken out meanwhile is still asked for: its editor may have words in it.
    page = own_page(opened, Item(opened.document, f"scenes/{scene_id}"), here_in(opened, watched.presences), asked)
    return render_template("documents/_own_live.html", **page, tag=tag)


@blueprint.post("/documents/<document_id>/here")
@access.open_to(access.WORKER, access.WRITER, access.TRANSLATOR)
def here(document_id: str) -> tuple[str, int]:
    """Somebody is in an editor of this document; with no address: nobody on this tablet any more."""
    opened_at = request.form.get("address", "")[:200]
    if opened_at and not access.document(document_id).shows(opened_at.partition("@")[0]):
        abort(404)
    access.watched(document_id)
    stored.save_presence(access.database(), document_id, access.session_hash(), voice_in(document_id), opened_at)
    return "", 204


@blueprint.get("/documents/<document_id>/waiting-key/<int:hour>")
@access.open_to(access.WORKER, access.WRITER, access.TRANSLATOR)
def waiting_key(document_id: str, hour: int) -> dict[str, str]:
    """The key of the words that this account's tablets keep until the server has them; 404 when they are too old."""
    access.watched(document_id)
    handed = access.handed_over()
    whose = handed.person_id if handed else request.args.get("whose", "")
    if not 0 <= this_hour() - hour <= KEY_HOURS:
        abort(404)
    return {"key": key_of(document_id, whose, hour)}


def key_of(document_id: str, whose: str, hour: int) -> str:
    """The key for one account, one document, one hour; `whose`: the person whom the tablet was handed to, or nothing."""
    about = "\0".join(("waiting", access.account().id, document_id, whose, str(hour)))
    return base64.b64encode(hmac.new(_secret(), about.encode(), hashlib.sha256).digest()).decode()


def this_hour() -> int:
    return int(time.time() // 3600)


def of_page(document_id: str, tag: str) -> dict[str, object]:
    """What a page needs to ask what is new, and to keep words on the tablet for as long as the server does not have them."""
    handed = access.handed_over()
    whose, hour = handed.person_id if handed else "", this_hour()
    return {"tag": tag, "waiting": {"whose": whose, "hour": hour, "key": key_of(document_id, whose, hour)}}


def asked_with() -> Asked:
    """What the asking page has open."""
    args = request.args
    held = tuple(args.get("held", "").split())
    return Asked(args.get("open", ""), args.get("seen", 0, type=int), args.get("pen", ""), held)


def tag_for_workers(watched: Watched, asked: Asked = NOTHING_OPEN) -> str:
    """What a page of the workbench shows, in short: how far the document and the family's file are, and who is where."""
    about = [[asdict(one) for one in _others(watched)], asdict(asked)]
    return f"{watched.revision}.{watched.file_revision}.{_digest(json.dumps(about))}"


def tag_for_writers(document_id: str, watched: Watched, asked: Asked = NOTHING_OPEN) -> str:
    """The same for anyone else: a keyed hash of what *they* see. Something hidden that changes leaves it as it was (R-058)."""
    handed = access.handed_over()
    seen = _seen(document_id, watched, f"{handed.person_id} {handed.into}" if handed else "")
    others = [asdict(one) for one in _others(watched) if _item_place(one.address) in seen.places]
    return _digest(json.dumps([seen.digest, others, asdict(asked)]))


def _others(watched: Watched) -> list[stored.Presence]:
    return [one for one in watched.presences if one.session_hash != access.session_hash()]


def _item_place(address: str) -> str:
    return "/".join(address.partition("@")[0].split("/")[:2])


@dataclass(frozen=True)
class _Seen:
    """What one person sees of a document, in short; `places`: the items among it."""

    digest: str
    places: frozenset[str]


_MOST_SEEN = 500
_seen_before: WeakKeyDictionary[Database, OrderedDict[tuple[str, int, int, str], _Seen]] = WeakKeyDictionary()
_in_turn = Lock()


def _seen(document_id: str, watched: Watched, person: str) -> _Seen:
    # Projecting costs some ms, so it is done once for each state of the two documents. Only the digest is remembered.
    about = (document_id, watched.revision, watched.file_revision, person)
    with _in_turn:
        before = _seen_before.setdefault(access.database(), OrderedDict())
        if about in before:
            before.move_to_end(about)
            return before[about]
    opened = access.document(document_id)
    document, file = to_json(opened.document), to_json(opened.file)
    places = frozenset(f"{list_place}/{one}" for list_place, ids in opened.document.order.items() for one in ids)
    seen = _Seen(_digest(json.dumps([document, file], sort_keys=True)), places)
    with _in_turn:
        before[about] = seen
        while len(before) > _MOST_SEEN:
            before.popitem(last=False)
    return seen


def _digest(text: str) -> str:
    return hmac.new(_secret(), text.encode(), hashlib.sha256).hexdigest()[:24]


def _secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
