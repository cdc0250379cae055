"""A photo in a field of a form: of what somebody drew or pinned up, or of a paper with a signature on it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from words_pictures.change import Change, Overtaken, Write
from words_pictures.document import Value, cleaned, new_id
from words_pictures.errors import NotSaid, PictureRefused, TooLong
from words_pictures.part import LIMITS, Part
from words_pictures.signing import is_signed_apart

from . import access, receiving
from .bench import around, language_of, voice_of
from .filling import page_of, photo_at
from .parts import back_to, dom_id
from .pictures import (
    ACCEPTED,
    UPLOAD_BYTES,
    Busy,
    NotSent,
    Problem,
    pen_of_form,
    problem_of,
    sent_photo,
    taken_in,
)
from .store.documents import NotAllowed
from .store.packing import today
from .store.pictures import read_picture
from .wordings import not_yours, save

blueprint = Blueprint("photos", __name__)

PHOTO = "/documents/<document_id>/photo/<path:place>"
KINDS = ("picture", "signature")


@blueprint.get(PHOTO)
@access.open_to(access.WORKER, access.WRITER)
def show(document_id: str, place: str) -> str:
    """What stands there now, and a place to send a photo."""
    opened, part = _field(document_id, place)
    return _page(opened, part, place)


@blueprint.post(PHOTO)
@access.open_to(access.WORKER, access.WRITER)
@receiving.takes(UPLOAD_BYTES)
def keep(document_id: str, place: str) -> Response | tuple[str, int]:
    """The photo made safe and kept in its field, or taken out of it; `do` says which. 409: another stands there by now."""
    opened, part = _field(document_id, place)
    try:
        if not opened.may(opened.document, Write("a.1", voice_of(opened), f"{place}@value", None, 0)):
            return not_yours(opened, place)
        save(opened, _asked_for(opened, part, place))
    except RequestEntityTooLarge:
        receiving.hear_out()
        return _page(opened, part, place, Problem("heavy", "picture", UPLOAD_BYTES // 1_000_000)), 413
    except (PictureRefused, NotSent, Busy, TooLong) as refused:
        problem = problem_of(refused, "picture")
        return _page(opened, part, place, problem), problem.status
    except NotSaid:
        return _page(opened, part, place, Problem("nobody", "name")), 422
    except NotAllowed:
        return not_yours(opened, place)
    except Overtaken:
        return _page(access.again(opened), part, place, Problem("meanwhile", "picture")), 409
    endpoint, values = page_of(opened, place)
    return back_to(f"filling{endpoint}", **values, _anchor=f"field-{dom_id(f'{place}@value')}")


def _field(document_id: str, place: str) -> tuple[access.Opened, Part]:
    """The field of a form that a photo can stand in; 404 where there is none that who asks may see."""
    opened = access.form(document_id)
    part = access.part_at(opened.definition, place)
    is_there = "/" not in place or opened.document.stands(place.rpartition("/")[0])
    is_elsewhere = opened.definition.is_in_file(place) or is_signed_apart(opened.definition, place)
    if part.type not in KINDS or is_elsewhere or not is_there or not opened.shows(place):
        abort(404)
    return opened, part


def _asked_for(opened: access.Opened, part: Part, place: str) -> list[Change]:
    match request.form.get("do"):
        case "take_away":
            return _put(opened, place, None)
        case "describe":
            return [_change(1, opened, f"{place}@{language_of(opened)}", _described(), _seen("seen_description"))]
        case _:
            return _kept(opened, part, place)


def _kept(opened: access.Opened, part: Part, place: str) -> list[Change]:
    picture_id = taken_in(opened, sent_photo())
    kept = read_picture(access.database(), opened.family_id, picture_id, "original") or abort(404)
    picture: Value = {"id": picture_id, "width": kept.width, "height": kept.height}
    if part.type == "signature":
        return [_change(1, opened, f"{place}@value", _signed(picture), _seen("seen"))]
    return _put(opened, place, picture)


def _put(opened: access.Opened, place: str, picture: Value) -> list[Change]:
    """A photo in its place with what was said of it now, or none. What was said of the one before goes with that, in every language."""
    own, document = f"{place}@{language_of(opened)}", opened.document
    standing = {address for address, entry in document.under(place) if entry.value is not None}
    said = standing - {f"{place}@value", f"{place}@audience"} | ({own} if _described() else set[str]())
    changes: list[Change] = [_change(1, opened, f"{place}@value", picture, _seen("seen"))]
    for n, address in enumerate(sorted(said), start=2):
        words = _described() if address == own and picture else None
        changes.append(_change(n, opened, address, words, document.version(address)))
    return changes


def _signed(picture: Value) -> Value:
    name, on = " ".join(cleaned(request.form.get("name", "")).split()), request.form.get("on") or today().isoformat()
    return {"way": "paper", "name": name, "on": on, "picture": picture}


def _change(n: int, opened: access.Opened, address: str, value: Value, seen: int) -> Write:
    # Each with a pen of its own, so that a form that was sent twice is known again.
    return Write(f"{pen_of_form()}n{n}.1", voice_of(opened), address, value, seen)


def _seen(name: str) -> int:
    return request.form.get(name, 0, type=int)


def _described() -> str | None:
    return cleaned(request.form.get("description", "")).strip() or None


def _page(opened: access.Opened, part: Part, place: str, problem: Problem | None = None) -> str:
    document, language = opened.document, language_of(opened)
    endpoint, values = page_of(opened, place)
    value = document.value(place)
    return render_template(
        "photos/show.html",
        **around(opened, None),
        part=part,
        place=place,
        accepted=ACCEPTED,
        photo=photo_at(opened, part, place),
        signed=value if part.type == "signature" and isinstance(value, dict) else {},
        seen=document.version(f"{place}@value"),
        pen=new_id(),
        description=document.words(place, language),
        seen_description=document.version(f"{place}@{language}"),
        typed=_described(),
        limit=LIMITS["passage"],
        today=today(),
        back=url_for(f"filling{endpoint}", **values, _anchor=f"field-{dom_id(f'{place}@value')}"),
        problem=problem,
    )
