"""The workbench: a document as the page it will be, written by those on the sofa, saved while they type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from words_pictures.audience import sees
from words_pictures.change import (
    Add,
    BringBack,
    Change,
    Move,
    Overtaken,
    TakeOut,
    Write,
    doubled,
    pen_of,
)
from words_pictures.definition import Definition, Variant, definitions
from words_pictures.document import Document, Value, cleaned, new_id
from words_pictures.errors import NotSaid, TooLong
from words_pictures.family import AT_WORK, YOUNG_FROM_YEARS, Family, Person
from words_pictures.story import written_in
from words_pictures.wording import LANGUAGES, enumeration, fixed

from . import access, fields, history, masks, watching, wordings
from .bench import (
    around,
    here_in,
    item_of,
    language_of,
    own_page,
    scene_page,
    standing_scene,
    voice_of,
    voices_of,
    whose,
)
from .parts import back_to, wants_part
from .store import documents as stored
from .store.documents import NotAllowed
from .store.packing import today
from .store.sessions import save_session

blueprint = Blueprint("documents", __name__)

AUDIENCE_CHOICES = ("everyone", "adults", "child")
"""The three that a scene is given with one tap: practice.md 2.11."""


@blueprint.get("/families/<family_id>/documents/new")
@access.open_to(access.WORKER)
def new(family_id: str) -> str:
    """What kind of story, and for which child."""
    _, family = access.family(family_id)
    return _new_page(family_id, family, wrong="")


@blueprint.post("/families/<family_id>/documents/new")
@access.open_to(access.WORKER)
def make(family_id: str) -> Response | tuple[str, int]:
    """A new document with its first places to write, opened."""
    _, family = access.family(family_id)
    definition_id, _, variant_key = request.form.get("kind", "").partition(".")
    definition = definitions(access.config().definitions).get(definition_id)
    if definition is not None and definition.is_form:
        changes = _first_of_a_form(definition, family)
        account = access.account().id
        document_id = stored.save_new_document(access.database(), family_id, account, definition, changes)
        return back_to("filling.show", document_id=document_id)
    variant = definition.variant(variant_key) if definition else None
    children = family.those(tuple(request.form.getlist("children")))
    if definition is None or variant is None or not children:
        return _new_page(family_id, family, wrong="children" if variant else "kind"), 422
    changes = _first_changes(definition, variant, family, children)
    document_id = stored.save_new_document(access.database(), family_id, access.account().id, definition, changes)
    return back_to(".show", document_id=document_id)


@blueprint.get("/documents/<document_id>")
@access.open_to(access.WORKER)
def show(document_id: str) -> Response | str:
    """The document, at its first scene."""
    opened = access.document(document_id)
    if opened.definition.is_form:
        return back_to("filling.show", document_id=document_id)
    scenes = opened.document.items("scenes")
    if not scenes:
        return render_template("documents/empty.html", **around(opened, None), done=history.done(opened))
    return back_to(".scene", document_id=document_id, scene_id=scenes[0].id, done=request.args.get("done"))


@blueprint.get("/documents/<document_id>/scenes/<scene_id>")
@access.open_to(access.WORKER)
def scene(document_id: str, scene_id: str) -> str:
    """One scene, as the page it will be, ready to be written in."""
    watched = access.watched(document_id)
    opened = access.document(document_id)
    tag = watching.tag_for_workers(watched)
    page = scene_page(opened, item_of(opened.document, scene_id), here_in(opened, watched.presences))
    done = history.done(opened)
    return render_template("documents/scene.html", **page, **watching.of_page(document_id, tag), done=done)


@blueprint.get("/documents/<document_id>/write")
@access.open_to(access.WRITER)
def write_first(document_id: str) -> Response | str:
    """Where someone who was given the tablet begins: the first scene without words, or else the first."""
    opened = access.document(document_id)
    if opened.definition.is_form:
        return back_to("filling.show", document_id=document_id)
    scenes = opened.document.items("scenes")
    if not scenes:
        abort(404)
    unwritten = (one for one in scenes if not written_in(opened.document, f"{one.place}/words", language_of(opened)))
    return back_to(".write_scene", document_id=document_id, scene_id=next(unwritten, scenes[0]).id)


@blueprint.get("/documents/<document_id>/write/<scene_id>")
@access.open_to(access.WRITER)
def write_scene(document_id: str, scene_id: str) -> str:
    """For who was given the tablet: their own name, the child's name, one question, one big field."""
    watched = access.watched(document_id)
    opened = access.document(document_id)
    tag = watching.tag_for_writers(document_id, watched)
    page = own_page(opened, standing_scene(opened.document, scene_id), here_in(opened, watched.presences))
    return render_template("documents/write.html", **page, **watching.of_page(document_id, tag))


@blueprint.post("/documents/<document_id>/changes")
@access.open_to(access.WORKER, access.WRITER, access.TRANSLATOR)
def write(document_id: str) -> Response | str | tuple[str, int]:
    """Words saved: the little "saved" and what is seen from now on. 409: both wordings, and the person decides."""
    opened = access.at(document_id, request.form.get("address", ""))
    change = wordings.written(opened, request.form.get("value", ""))
    changes: list[Change] = [change]
    if request.form.get("bring_back"):
        changes.insert(0, _brought_back(opened, change))
    try:
        document = wordings.save(opened, changes)
    except Overtaken:
        wordings.keep_aside(opened, change)
        return wordings.question(opened, change), 409
    except TooLong as refused:
        return wordings.too_long(opened, change, refused), 422
    except NotAllowed:
        wordings.keep_aside(opened, change)  # the family may have said it itself while somebody translated it
        return wordings.not_yours(opened, change.address.partition("@")[0])
    if not wants_part():
        return _back_to_scene(access.again(opened), change.address)
    # Seen is only what stands on the writer's own screen: where somebody else's words came over them already (this was sent once more,
    # late), it stays what it was, and the next change is asked about.
    entry = document.entry(change.address)
    stands = entry is not None and entry.value == change.value
    return render_template(
        "documents/_saved.html",
        change=change,
        version=entry.version if entry and stands else change.seen,
        whose=masks.masked(opened, whose(opened.family(g.language), entry if stands else None)),
    )


@blueprint.post("/documents/<document_id>/writer")
@access.open_to(access.WORKER)
def choose_writer(document_id: str) -> Response:
    """From now on it is this one who writes, until another is tapped."""
    opened = access.document(document_id)
    voice = request.form.get("voice", "")
    if voice in {one.id for one in voices_of(opened)}:
        writers = {**access.session().writers, document_id: voice}
        save_session(access.database(), access.session(), writers=writers)
    return _back_to_scene(opened, f"scenes/{request.form.get('scene', '')}/words")


@blueprint.post("/documents/<document_id>/scenes")
@access.open_to(access.WORKER)
def add_scene(document_id: str) -> Response:
    """A new scene behind the one that is open, or at the end."""
    opened = access.document(document_id)
    scenes = opened.document.order.get("scenes", ())
    after = request.form.get("after") or (scenes[-1] if scenes else None)
    item = new_id()
    _save(opened, [Add(f"{new_id()}.1", voice_of(opened), "scenes", item, after)])
    return back_to(".scene", document_id=document_id, scene_id=item)


@blueprint.post("/documents/<document_id>/scenes/<scene_id>")
@access.open_to(access.WORKER)
def change_scene(document_id: str, scene_id: str) -> Response | tuple[str, int]:
    """A scene doubled, moved, taken out or brought back; `do` says which."""
    opened = access.document(document_id)
    ids = opened.document.order.get("scenes", ())
    doing = request.form.get("do", "")
    changes = _scene_changes(opened, ids, scene_id, doing)
    try:
        document = _save(opened, changes)
    except Overtaken as overtaken:
        place, _, written_in = overtaken.address.partition("@")
        theirs = overtaken.theirs if _sees(opened, place) else None
        page = render_template(
            "documents/changed_meanwhile.html", **around(opened, None), theirs=theirs, written_in=written_in
        )
        return page, 409
    left, pen = document.order.get("scenes", ()), pen_of(changes[0].id)[0] if changes else None
    open_now = changes[0].item if doing == "double" and isinstance(changes[0], Add) else scene_id
    if open_now not in left:
        at = ids.index(scene_id) if scene_id in ids else 0
        if not left:
            return back_to(".show", document_id=document_id, done=pen)
        open_now = left[min(at, len(left) - 1)]
    return back_to(".scene", document_id=document_id, scene_id=open_now, done=pen, _anchor="strip")


@blueprint.post("/documents/<document_id>/scenes/<scene_id>/audience")
@access.open_to(access.WORKER)
def choose_audience(document_id: str, scene_id: str) -> Response:
    """Who may read this scene: everyone in the story, only the grown-ups, or those whom the child named."""
    opened = access.document(document_id)
    item = standing_scene(opened.document, scene_id)
    address = f"{item.place}@audience"
    audience = _audience_from_form(opened.family(g.language), opened.document)
    change = Write(f"{new_id()}.1", voice_of(opened), address, audience, opened.document.version(address))
    _save(opened, [change])
    pen, _ = pen_of(change.id)
    if access.document(document_id).document.stands(item.place):
        return back_to(".scene", document_id=document_id, scene_id=scene_id, done=pen)
    return back_to(".show", document_id=document_id)


@blueprint.get("/documents/<document_id>/about")
@access.open_to(access.WORKER)
def about(document_id: str) -> str:
    """What is known of the story itself: its title, its people, its languages, and what to think of before."""
    return _about_page(access.document(document_id))


@blueprint.post("/documents/<document_id>/about")
@access.open_to(access.WORKER)
def save_about(document_id: str) -> Response | tuple[str, int]:
    """The story as the form says; back to the story."""
    opened = access.document(document_id)
    try:
        wordings.save(opened, fields.changes_from(request.form, _about_fields(opened).values(), voice_of(opened)))
    except Overtaken:
        return _about_page(access.document(document_id), wrong="main"), 409
    except NotSaid as refused:
        return _about_page(opened, wrong=str(refused).partition("@")[0]), 422
    return back_to(".show", document_id=document_id)


def _save(opened: access.Opened, changes: list[Change]) -> Document:
    return stored.save_changes(
        access.database(), opened.document.id, access.account().id, opened.definition, changes, opened.may
    )


def _brought_back(opened: access.Opened, change: Write) -> BringBack:
    list_place, item = [*change.address.split("/"), "", ""][:2]
    ids = opened.document.order.get(list_place, ())
    return BringBack(f"{new_id()}.1", change.by, list_place, item, ids[-1] if ids else None)


def _sees(opened: access.Opened, place: str) -> bool:
    return sees(opened.definition, opened.whole, opened.viewer, place)


def _back_to_scene(opened: access.Opened, address: str) -> Response:
    endpoint, values = wordings.scene_of(opened, address)
    return back_to(endpoint, **values)


def _scene_changes(opened: access.Opened, ids: tuple[str, ...], scene_id: str, doing: str) -> list[Change]:
    pen, by, at = new_id(), voice_of(opened), ids.index(scene_id) if scene_id in ids else -1
    match doing:
        case "double" if at >= 0:
            return doubled(opened.document, "scenes", scene_id, new_id(), pen, by)
        case "earlier" if at >= 0:
            return [Move(f"{pen}.1", by, "scenes", scene_id, ids[at - 2] if at > 1 else None)]
        case "later" if at >= 0:
            return (
                [Move(f"{pen}.1", by, "scenes", scene_id, ids[min(at + 1, len(ids) - 1)])] if at < len(ids) - 1 else []
            )
        case "behind" if at >= 0:
            after = request.form.get("after") or None
            return (
                [Move(f"{pen}.1", by, "scenes", scene_id, after)] if after in (None, *ids) and after != scene_id else []
            )
        case "take_out" if at >= 0:
            return [TakeOut(f"{pen}.1", by, "scenes", scene_id, _seen_of(opened.document, f"scenes/{scene_id}"))]
        case "bring_back":
            return [BringBack(f"{pen}.1", by, "scenes", scene_id, request.form.get("after") or None)]
        case _:
            return abort(404)


def _seen_of(document: Document, place: str) -> int:
    # What the page showed, and what its own pens wrote since: nobody has to be asked about their own words.
    seen, own = request.form.get("seen", 0, type=int), set(request.form.get("pens", "").split())
    for _, entry in sorted(document.under(place), key=lambda one: one[1].version):
        if entry.version > seen and entry.pen.rpartition(".")[0] not in own:
            break
        seen = max(seen, entry.version)
    return seen


def _audience_from_form(family: Family, document: Document) -> dict[str, object] | None:
    choice = request.form.get("audience", "")
    if choice not in AUDIENCE_CHOICES:
        abort(422)
    if choice != "child":
        return {"for": [choice]}
    children = [person.id for person in family.those(document.ids("children")) if person.is_child]
    child = request.form.get("of") if request.form.get("of") in children else (children[0] if children else "")
    known = {person.id for person in family.people}
    named = [one for one in request.form.getlist("named") if one in known]
    return {"for": [one for one in (child, *named) if one], "of": child or ""}


ABOUT = ("title", "children", "people", "makers", "look", "languages", "knows", "guilt", "missing")


def _about_fields(opened: access.Opened) -> dict[str, fields.Field]:
    parts = [part for key in ABOUT if (part := opened.definition.part_at(key)) is not None]
    return {field.name: field for field in fields.fields_of(opened.document, parts, None, language_of(opened))}


def _about_page(opened: access.Opened, wrong: str = "") -> str:
    known = _about_fields(opened)
    return render_template(
        "documents/about.html",
        **around(opened, None),
        fields=known,
        wrong=wrong,
        typed=request.form if wrong else None,
        overtaken=fields.overtaken(request.form, known.values()) if wrong else (),
    )


def _new_page(family_id: str, family: Family, wrong: str) -> str:
    known = sorted(definitions(access.config().definitions).values(), key=lambda one: one.in_turn)
    kinds = [(one, variant) for one in known if one.reading == "story" for variant in one.variants]
    forms = [one for one in known if one.is_form]
    return render_template(
        "documents/new.html",
        family_id=family_id,
        family=family,
        kinds=kinds,
        forms=forms,
        wrong=wrong,
        typed=request.form,
    )


def _first_changes(
    definition: Definition, variant: Variant, family: Family, children: tuple[Person, ...]
) -> list[Change]:
    language = request.form.get("language", "")
    language = language if language in LANGUAGES else g.language
    writes = _first_facts(definition, family, children, language)
    by, pen, previous = access.account().id, new_id(), None
    own = next((one.id for one in family.people if one.account == by), by)
    changes: list[Change] = []
    changes += (Write(f"{pen}.{n}", own, address, value, 0) for n, (address, value) in enumerate(writes, start=1))
    for key in variant.frames:
        frame, item = definition.frame(key), new_id()
        if frame is None:
            continue
        place = f"scenes/{item}"
        for change in (
            Add("", own, "scenes", item, previous),
            Write("", own, f"{place}/frame@value", key, 0),
            Write("", own, f"{place}/kind@value", frame.kind, 0),
            Write("", own, f"{place}/heading@{language}", fixed(frame.heading, language), 0),
        ):
            changes.append(_numbered(change, f"{pen}.{len(changes) + 1}"))
        previous = item
    return changes


def _first_of_a_form(definition: Definition, family: Family) -> Sequence[Change]:
    # Everyone who is not at work for this family may read it, until somebody chooses others.
    language = request.form.get("language", "")
    facts: dict[str, Value] = {
        "languages@value": [language if language in LANGUAGES else g.language],
        "children@value": [child.id for child in family.children],
        "people@value": [one.id for one in family.adults if one.role not in AT_WORK],
    }
    by, pen = access.account().id, new_id()
    own = next((one.id for one in family.people if one.account == by), by)
    known = [(address, value) for address, value in facts.items() if definition.part_at(address.partition("@")[0])]
    return [Write(f"{pen}.{n}", own, address, value, 0) for n, (address, value) in enumerate(known, start=1)]


def _numbered(change: Change, change_id: str) -> Change:
    return replace(change, id=change_id)


def _first_facts(
    definition: Definition, family: Family, children: tuple[Person, ...], language: str
) -> list[tuple[str, Value]]:
    ages = [age for child in children if (age := child.age(today())) is not None]
    around = [
        one.id for one in family.people if not one.is_child and one.role in ("parent", "network", "trusted_person")
    ]
    title = cleaned(request.form.get("title", "")).strip() or _suggested_title(definition, children, language)
    helper = [one.id for one in family.people if one.account == access.account().id]
    return [
        (f"title@{language}", title[:80]),
        ("languages@value", [language]),
        ("children@value", [child.id for child in children]),
        ("people@value", [*around, *helper]),
        ("makers@value", [one.id for one in family.people if one.role == "parent"] or helper),
        ("look@value", "young" if ages and min(ages) >= YOUNG_FROM_YEARS else "child"),
    ]


def _suggested_title(definition: Definition, children: tuple[Person, ...], language: str) -> str:
    names = enumeration([child.name for child in children], language)
    return fixed(definition.title or definition.name, language).replace("%(names)s", names)
