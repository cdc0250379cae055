"""Pictures on the workbench: a drawing photographed and straightened, another photo, what is on it in words, and the files."""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from flask import Blueprint, Flask, Response, abort, current_app, g, render_template, request
from flask.blueprints import BlueprintSetupState
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Answer

from words_pictures import apart
from words_pictures.bundle import shown_pictures
from words_pictures.change import BringBack, Change, Overtaken, Write, undo
from words_pictures.definition import LIMITS
from words_pictures.document import Entry, Item, Value, cleaned, new_id
from words_pictures.errors import PictureRefused, PictureTooHeavy, PictureTooLarge, TooLong, TooManyPictures
from words_pictures.paper import Corners
from words_pictures.picture import MAX_BYTES, PictureFile, SafePicture
from words_pictures.story import ScenePicture, composed_picture, sent_picture, shown_of, wording

from . import access, drawings, receiving
from .bench import language_of, standing_scene, voice_of
from .events import pictures_of_the_past
from .parts import back_to, go_to, wants_part
from .store import documents as stored
from .store.pictures import SIZES, read_picture, read_source, save_picture
from .store.sessions import HOURS
from .wordings import save

blueprint = Blueprint("pictures", __name__)

SCENE = "/documents/<document_id>/scenes/<scene_id>/picture"
KINDS = ("drawing", "other")
ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif"
DESCRIPTION_LIMIT = LIMITS["passage"]
WAITS_S = 20
"""How long a photo waits for the one before it: longer than any takes (apart.SECONDS), shorter than a person."""
NO_WORDS = ("value", "audience")
"""The facets of a picture that are no wording."""
EDGES: Corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
UPLOAD_BYTES = MAX_BYTES + 1_000_000
"""A photo with the form around it."""
SMALLEST_SHEET = 0.01
"""Share of the photo: less than that is a slip of the finger, not a sheet."""

_one_at_a_time = threading.BoundedSemaphore(1)


class Busy(Exception):
    """Other photos took too long; nothing was done with this one."""


class NotSent(Exception):
    """A form without a photo in it."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with what was sent; `limit` in the unit that its sentence speaks of."""

    what: str
    field: str
    limit: int = 0
    status: int = 422


@dataclass(frozen=True)
class Description:
    """What is on a picture, in words, as the form shows it."""

    words: str
    version: int
    language: str
    limit: int = DESCRIPTION_LIMIT


@blueprint.get(SCENE)
@access.open_to(access.WORKER)
def choose(document_id: str, scene_id: str) -> str:
    """A photo of a drawing first, then another photo; and what stands here now, to describe or to take away."""
    opened = access.document(document_id)
    return _choose_page(opened, standing_scene(opened.document, scene_id))


@blueprint.post(SCENE)
@access.open_to(access.WORKER)
@receiving.takes(UPLOAD_BYTES)
def upload(document_id: str, scene_id: str) -> Answer | str | tuple[str, int]:
    """The photo made safe and kept. A drawing goes on to be straightened, another photo to its place on the page."""
    opened = access.document(document_id)
    scene, kind = _scene(opened, scene_id), KINDS[0]
    try:
        kind = next((one for one in KINDS if one == request.form.get("kind")), kind)
        _check_description()
        picture_id = taken_in(opened, sent_photo())
    except RequestEntityTooLarge:
        receiving.hear_out()
        return _choose_again(opened, scene, Problem("heavy", KINDS[0], MAX_BYTES // 1_000_000, status=413))
    except (PictureRefused, NotSent, TooLong, Busy) as refused:
        return _choose_again(opened, scene, problem_of(refused, kind, f"{kind}-description"))
    if kind == "drawing":
        seen, ticket = request.form.get("seen", 0, type=int), _ticket(opened, picture_id)
        values = {"document_id": document_id, "scene_id": scene_id, "in": language_of(opened)}
        return go_to(".straighten", **values, picture_id=picture_id, seen=seen, ticket=ticket)
    return _placed(opened, scene, picture_id, picture_id)


@blueprint.get(f"{SCENE}/<picture_id>/straighten")
@access.open_to(access.WORKER)
def straighten(document_id: str, scene_id: str, picture_id: str) -> str | tuple[str, int]:
    """The photo with the sheet that was found in it: right like this, or put a corner right by hand."""
    opened = access.document(document_id)
    scene, photo = _scene(opened, scene_id), _file(opened, picture_id, "original")
    try:
        with _its_turn():
            found = apart.paper_corners(photo.data)
    except PictureRefused:
        found = None
    except Busy as busy:
        problem = problem_of(busy, "corner-1")
        return _straighten_page(opened, scene, picture_id, EDGES, problem=problem), problem.status
    return _straighten_page(opened, scene, picture_id, found or EDGES, is_found=found is not None)


@blueprint.post(f"{SCENE}/<picture_id>/straighten")
@access.open_to(access.WORKER)
def accept(document_id: str, scene_id: str, picture_id: str) -> Answer | str | tuple[str, int]:
    """The sheet cut out, straightened and made white, in its place on the page; or the photo as it is."""
    opened = access.document(document_id)
    scene, photo = _scene(opened, scene_id), _file(opened, picture_id, "original")
    corners, doing = _corners_from_form(), request.form.get("do")
    try:
        _check_description()
        if doing == "as_is":
            return _placed(opened, scene, picture_id, picture_id)
        _check_sheet(corners)
        if doing == "look":
            return _straighten_page(opened, scene, picture_id, corners)
        made = _straightened(opened, picture_id, photo, corners)
    except (PictureRefused, TooLong, Busy, ValueError) as refused:
        problem = problem_of(refused, "corner-1", unreadable="not_straight")
        return _straighten_page(opened, scene, picture_id, corners, problem=problem), problem.status
    return _placed(opened, scene, made, picture_id)


@blueprint.post(f"{SCENE}/description")
@access.open_to(access.WORKER)
def describe(document_id: str, scene_id: str) -> Answer | tuple[str, int]:
    """What is on the picture, in words; back to the page. 409: somebody else described it meanwhile."""
    opened = access.document(document_id)
    scene = standing_scene(opened.document, scene_id)
    language, words = language_of(opened), _described()
    address, seen = f"{scene.place}/picture@{language}", request.form.get("seen_description", 0, type=int)
    try:
        save(opened, [Write(f"{pen_of_form()}.1", voice_of(opened), address, words, seen)])
    except TooLong as refused:
        return _choose_page(opened, scene, problem=problem_of(refused, "description")), 422
    except Overtaken as overtaken:
        now = access.document(document_id)
        theirs = overtaken.theirs if overtaken.theirs and now.document.entry(address) else None
        return _choose_page(now, _scene(now, scene_id), theirs=theirs), 409
    return back_to("documents.scene", document_id=document_id, scene_id=scene_id, **{"in": language})


@blueprint.post(f"{SCENE}/take-away")
@access.open_to(access.WORKER)
def take_away(document_id: str, scene_id: str) -> Answer | tuple[str, int]:
    """The page without its picture. It can be put back."""
    opened = access.document(document_id)
    scene = standing_scene(opened.document, scene_id)
    return _written(opened, scene, Write(f"{pen_of_form()}.1", voice_of(opened), _address(scene), None, _seen()))


@blueprint.post(f"{SCENE}/put-back")
@access.open_to(access.WORKER)
def put_back(document_id: str, scene_id: str) -> Answer | tuple[str, int]:
    """The picture that was taken away, in its place again."""
    opened = access.document(document_id)
    scene = standing_scene(opened.document, scene_id)
    taken_away = _taken_away(opened, scene) or abort(404)
    # It is put back by who puts it back now: a picture is nobody's words.
    hand = voice_of(opened)
    return _written(opened, scene, replace(undo(taken_away, f"{pen_of_form()}.1", hand), by=hand))


@blueprint.post(f"{SCENE}/shown")
@access.open_to(access.WORKER)
def show_which(document_id: str, scene_id: str) -> Answer:
    """The page with the drawing, the picture made here, or both, each on a page of its own."""
    opened = access.document(document_id)
    scene = standing_scene(opened.document, scene_id)
    chosen, seen = request.form.get("shown"), request.form.get("seen_shown", 0, type=int)
    save(opened, [Write(f"{pen_of_form()}.1", voice_of(opened), f"{scene.place}/shown@value", chosen, seen)])
    return back_to("documents.scene", document_id=document_id, scene_id=scene_id, **{"in": language_of(opened)})


@blueprint.get("/documents/<document_id>/pictures/<picture_id>/<size>")
@access.open_to(access.WORKER, access.READER, access.WRITER, access.TRANSLATOR, access.SIGNER)
def show(document_id: str, picture_id: str, size: str) -> Response:
    """One file of a picture, for those who may see it."""
    opened = access.document(document_id)
    file = _file_or_none(opened, picture_id, size)
    if file is not None:
        return _answer(file.data, file.media_type, file.media_type.partition("/")[2])
    drawn = (drawings.find(opened, picture_id) if size == "screen" else None) or abort(404)
    return _answer(drawn.svg().encode(), "image/svg+xml", "svg")


def _answer(data: bytes, media_type: str, ending: str) -> Response:
    response = Response(data, mimetype=media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = f'inline; filename="picture.{ending}"'
    return response


# --- who may see which picture: only what the door (access.py) lets through, and what is in one's own hands ---------


def _file(opened: access.Opened, picture_id: str, size: str) -> PictureFile:
    return _file_or_none(opened, picture_id, size) or abort(404)


def _file_or_none(opened: access.Opened, picture_id: str, size: str) -> PictureFile | None:
    file = read_picture(access.database(), opened.family_id, picture_id, size) if size in SIZES else None
    return file if file is not None and _may_see(opened, picture_id) else None


def _may_see(opened: access.Opened, picture_id: str) -> bool:
    if picture_id in shown_pictures(opened.document) or _was_told(opened, picture_id):
        return True
    return opened.viewer.worker and (
        _was_just_sent(opened, picture_id)
        or _lies_behind(opened, picture_id)
        or picture_id in pictures_of_the_past(opened)
    )


def _was_told(opened: access.Opened, picture_id: str) -> bool:
    told = stored.read_told(access.database(), opened.document.id)
    return any(
        picture_id in shown_pictures(access.as_seen_by(opened, opened.viewer, one.document, one.file).document)
        for one in told
    )


def _was_just_sent(opened: access.Opened, picture_id: str) -> bool:
    """Whether this account took it in for this document, not long ago, and nobody has hidden it from them since."""
    try:
        sent = _tickets(opened).loads(request.values.get("ticket", ""), max_age=HOURS * 3600)
    except BadSignature:
        return False
    hidden = shown_pictures(opened.whole) - shown_pictures(opened.document)
    return sent == picture_id and picture_id not in hidden | _photos_of(opened, hidden)


def _lies_behind(opened: access.Opened, picture_id: str) -> bool:
    """Whether it is the photo that a picture here was made from, or a picture that was taken away here and can be put back."""
    if picture_id in _photos_of(opened, shown_pictures(opened.document)):
        return True
    return any(
        picture_id == picture.id
        for scene in opened.document.items("scenes")
        if (taken_away := _taken_away(opened, scene)) and (picture := _picture_of(taken_away.was))
    )


def _photos_of(opened: access.Opened, pictures: set[str]) -> set[str]:
    return {photo for one in pictures if (photo := read_source(access.database(), opened.family_id, one))}


def _ticket(opened: access.Opened, picture_id: str) -> str:
    """What proves that who asks has just sent this picture: it stands nowhere yet, so no projection can say so."""
    return str(_tickets(opened).dumps(picture_id))


def _tickets(opened: access.Opened) -> URLSafeTimedSerializer:
    about = f"picture {access.account().id} {opened.document.id}"
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=about)


# --- taking in, straightening, putting on the page ------------------------------------------------------------------


def sent_photo() -> FileStorage:
    sent = next((one for one in request.files.getlist("picture") if one.filename), None)
    if sent is None:
        raise NotSent
    return sent


def taken_in(opened: access.Opened, sent: FileStorage) -> str:
    """The id under which the photo is kept. The same photo from the same form, sent twice, is one photo."""
    picture_id = _id_of(opened, hashlib.file_digest(sent.stream, "sha256").hexdigest())  # type: ignore[arg-type]
    with _its_turn():
        if read_picture(access.database(), opened.family_id, picture_id, "screen") is None:
            _keep(opened, picture_id, apart.made_safe(cast("BinaryIO", sent.stream)))
    return picture_id


def _straightened(opened: access.Opened, picture_id: str, photo: PictureFile, corners: Corners) -> str:
    whiten = "whiten" in request.form
    made = _id_of(opened, picture_id, repr(corners), str(whiten))
    with _its_turn():
        if read_picture(access.database(), opened.family_id, made, "screen") is None:
            _keep(opened, made, apart.straightened(photo.data, corners, whiten=whiten), source=picture_id)
    return made


def _keep(opened: access.Opened, picture_id: str, safe: SafePicture, source: str | None = None) -> None:
    save_picture(access.database(), opened.family_id, safe, source, picture_id)


def _id_of(opened: access.Opened, *made_of: str) -> str:
    secret = str(current_app.config["SECRET_KEY"])
    said = "\n".join((secret, access.account().id, opened.document.id, pen_of_form(), *made_of))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@contextmanager
def _its_turn() -> Iterator[None]:
    if not _one_at_a_time.acquire(timeout=WAITS_S):
        raise Busy
    try:
        yield
    finally:
        _one_at_a_time.release()


def _placed(opened: access.Opened, scene: Item, picture_id: str, photo_id: str) -> Answer | tuple[str, int]:
    """On to the page with the picture in its place. 409: another picture stands there by now, or the page was taken out."""
    file = read_picture(access.database(), opened.family_id, picture_id, "original") or abort(404)
    value = {"id": picture_id, "width": file.width, "height": file.height}
    pen, by = pen_of_form(), voice_of(opened)
    changes: list[Change] = [Write(f"{pen}.1", by, _address(scene), value, _seen())]
    for address, words, seen in _descriptions(opened, scene, photo_id):
        changes.append(Write(f"{pen}.{len(changes) + 1}", by, address, words, seen))
    if request.form.get("bring_back"):
        changes.insert(0, BringBack(f"{new_id()}.1", by, "scenes", scene.id, _last_scene(opened)))
    try:
        save(opened, changes)
    except Overtaken:
        return _overtaken_page(access.document(opened.document.id), scene.id, picture_id), 409
    values = {"document_id": opened.document.id, "scene_id": scene.id, "in": language_of(opened)}
    return go_to("documents.scene", **values)


def _descriptions(opened: access.Opened, scene: Item, photo_id: str) -> Iterator[tuple[str, Value, int]]:
    """What is now said of the picture: (address, words, version seen). What was said of another picture goes with it."""
    goes_on = _is_from(opened, scene, photo_id)
    place, written_in = f"{scene.place}/picture", language_of(opened)
    described = (address.partition("@") for address in opened.document.entries)
    for language in {written_in, *(facet for at, _, facet in described if at == place and facet not in NO_WORDS)}:
        entry = opened.document.entry(f"{place}@{language}")
        standing = entry.value if entry else None
        words = _described() if language == written_in else None
        if goes_on and (language != written_in or "description" not in request.form):
            words = standing
        if words != standing:
            seen = request.form.get("seen_description", 0, type=int) if goes_on else entry.version if entry else 0
            yield f"{place}@{language}", words, seen


def _is_from(opened: access.Opened, scene: Item, photo_id: str) -> bool:
    """Whether the picture that stands there is this photo, or was made from it."""
    present = sent_picture(scene, language_of(opened))
    if present is None:
        return False
    return photo_id in (present.id, read_source(access.database(), opened.family_id, present.id))


def _written(opened: access.Opened, scene: Item, change: Change) -> Answer | tuple[str, int]:
    try:
        save(opened, [change])
    except Overtaken:
        return _overtaken_page(access.document(opened.document.id), scene.id, None), 409
    return back_to(".choose", document_id=opened.document.id, scene_id=scene.id, **{"in": language_of(opened)})


# --- what a form says ------------------------------------------------------------------------------------------------


def _seen() -> int:
    return request.form.get("seen", 0, type=int)


def pen_of_form() -> str:
    """The pen of the form, one for each time a page is shown: who taps twice does it once."""
    pen = request.form.get("pen", "")
    return pen if pen.isascii() and pen.isalnum() and len(pen) <= 40 else new_id()


def _described() -> str | None:
    return cleaned(request.form.get("description", "")).strip() or None


def _check_description() -> None:
    words = _described() or ""
    if len(words) > DESCRIPTION_LIMIT:
        raise TooLong("description", len(words), DESCRIPTION_LIMIT)


def _corners_from_form() -> Corners:
    """The corners as the form has them, in percent; where it says nothing sensible, the edge of the photo."""

    def share(name: str, edge: float) -> float:
        try:
            percent = float(request.form.get(name, "").replace(",", "."))
        except ValueError:
            return edge
        return min(1.0, max(0.0, percent / 100)) if math.isfinite(percent) else edge

    first, second, third, fourth = ((share(f"x{n}", x), share(f"y{n}", y)) for n, (x, y) in enumerate(EDGES, start=1))
    return first, second, third, fourth


def _check_sheet(corners: Corners) -> None:
    """Raises ValueError when no sheet has such corners: they stand crosswise, or on one spot."""
    turns = []
    for n in range(4):
        (ax, ay), (bx, by), (cx, cy) = corners[n], corners[(n + 1) % 4], corners[(n + 2) % 4]
        turns.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    # Half the sum of two opposite turns is the area; every turn to the same side means no side crosses another.
    if min(turns) <= 0 or (turns[0] + turns[2]) / 2 < SMALLEST_SHEET:
        raise ValueError("no sheet")


def problem_of(
    refused: Exception, field: str, description: str = "description", unreadable: str = "unreadable"
) -> Problem:
    match refused:
        case PictureTooHeavy():
            return Problem("heavy", field, refused.limit // 1_000_000)
        case PictureTooLarge():
            return Problem("large", field, refused.limit // 1_000_000)
        case TooManyPictures():
            return Problem("full", field, refused.limit)
        case PictureRefused():
            return Problem(unreadable, field)
        case TooLong():
            return Problem("long", description, refused.limit)
        case Busy():
            return Problem("busy", field, status=503)
        case NotSent():
            return Problem("none", field)
        case _:
            return Problem("corners", field)


# --- pages -----------------------------------------------------------------------------------------------------------


def _choose_page(
    opened: access.Opened, scene: Item, *, problem: Problem | None = None, theirs: Entry | None = None
) -> str:
    picture, description = _picture(opened, scene), _description(opened, scene)
    taken_away = _taken_away(opened, scene)
    return render_template(
        "pictures/choose.html",
        **_around(opened, scene),
        kind=request.values.get("kind", KINDS[0]),
        accepted=ACCEPTED,
        picture=picture,
        photo_id=read_source(access.database(), opened.family_id, picture.id) or picture.id if picture else None,
        taken_away=_picture_of(taken_away.was) if taken_away else None,
        composed=composed_picture(opened.document, scene.place, language_of(opened), opened.family(g.language)),
        shown=shown_of(scene),
        seen_shown=opened.document.version(f"{scene.place}/shown@value"),
        description=description,
        typed=_described() if problem or theirs else None,
        theirs=theirs,
        problem=problem,
    )


def _choose_again(opened: access.Opened, scene: Item, problem: Problem) -> tuple[str, int]:
    if wants_part():
        return render_template("pictures/_problem.html", problem=problem), problem.status
    return _choose_page(opened, scene, problem=problem), problem.status


def _straighten_page(
    opened: access.Opened,
    scene: Item,
    picture_id: str,
    corners: Corners,
    *,
    is_found: bool = True,
    problem: Problem | None = None,
) -> str:
    photo = read_picture(access.database(), opened.family_id, picture_id, "screen") or abort(404)
    description = _description(opened, scene)
    goes_on = request.method == "GET" and _is_from(opened, scene, picture_id)
    words = description.words if goes_on else _described() or ""
    return render_template(
        "pictures/straighten.html",
        **{
            **_around(opened, scene),
            "seen": request.values.get("seen", scene.document.version(_address(scene)), type=int),
        },
        photo=ScenePicture(picture_id, photo.width, photo.height, ""),
        corners=[(round(100 * x, 1), round(100 * y, 1)) for x, y in corners],
        outline=" ".join(f"{x * photo.width:.1f},{y * photo.height:.1f}" for x, y in corners),
        is_found=is_found,
        whiten="whiten" in request.form or request.method == "GET",
        description=Description(words, description.version, description.language),
        ticket=request.values.get("ticket", ""),
        problem=problem,
    )


def _overtaken_page(opened: access.Opened, scene_id: str, picture_id: str | None) -> str:
    scene = Item(opened.document, f"scenes/{scene_id}")
    mine = read_picture(access.database(), opened.family_id, picture_id, "screen") if picture_id else None
    return render_template(
        "pictures/overtaken.html",
        **_around(opened, scene),
        is_out=not opened.document.stands(scene.place),
        theirs=_picture(opened, scene),
        mine=ScenePicture(picture_id, mine.width, mine.height, "") if mine and picture_id else None,
        typed=_described(),
        ticket=_ticket(opened, picture_id) if picture_id else "",
    )


def _around(opened: access.Opened, scene: Item) -> dict[str, object]:
    language = language_of(opened)
    heading, heading_language = wording(opened.document, f"{scene.place}/heading", language)
    return {
        "document": opened.document,
        "scene": scene,
        "heading": heading,
        "heading_language": heading_language,
        "language": language,
        "seen": opened.document.version(_address(scene)),
        "pen": new_id(),
    }


def _scene(opened: access.Opened, scene_id: str) -> Item:
    """The scene, also when it was taken out: who was sending a photo meanwhile hears so, and can bring it back."""
    items = (*opened.document.items("scenes"), *opened.document.taken_out("scenes"))
    return next((one for one in items if one.id == scene_id), None) or abort(404)


def _last_scene(opened: access.Opened) -> str | None:
    ids = opened.document.order.get("scenes", ())
    return ids[-1] if ids else None


def _address(scene: Item) -> str:
    return f"{scene.place}/picture@value"


def _picture(opened: access.Opened, scene: Item) -> ScenePicture | None:
    return sent_picture(scene, language_of(opened))


def _description(opened: access.Opened, scene: Item) -> Description:
    language = language_of(opened)
    entry = opened.document.entry(f"{scene.place}/picture@{language}")
    return Description(str(entry.value or "") if entry else "", entry.version if entry else 0, language)


def _taken_away(opened: access.Opened, scene: Item) -> stored.Kept | None:
    """The change that took the picture of a scene away, if that is how it stands now."""
    entry = opened.document.entry(_address(scene))
    if entry is None or entry.value is not None:
        return None
    changes = stored.read_changes(access.database(), opened.document.id)
    kept = next((one.kept for one in changes if one.kept.revision == entry.version), None)
    return kept if kept is not None and _picture_of(kept.was) else None


def _picture_of(was: object) -> ScenePicture | None:
    value = was.value if isinstance(was, Entry) else None
    return (
        ScenePicture(str(value["id"]), int(value["width"]), int(value["height"]), "")
        if isinstance(value, dict)
        else None
    )


@blueprint.record_once
def _receive_in_memory(state: BlueprintSetupState) -> None:
    receiving.prepare(cast("Flask", state.app))
