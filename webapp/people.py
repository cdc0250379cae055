"""The people of a family: adding someone, changing what is known of them, taking them out and bringing them back."""

from __future__ import annotations

import re

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from words_pictures.change import Add, BringBack, Change, Overtaken, TakeOut, Write
from words_pictures.definition import Part
from words_pictures.document import Document, new_id
from words_pictures.errors import NotSaid
from words_pictures.family import Family

from . import access, fields
from .families import save_file
from .parts import back_to

blueprint = Blueprint("people", __name__, url_prefix="/families/<family_id>/people")

ASKED = ("name", "role", "relation", "age", "birth_date", "languages", "phone", "safe_person", "stands_by")
"""What the form asks, in this order."""


@blueprint.get("/new")
@access.open_to(access.WORKER)
def new(family_id: str) -> str:
    """Someone new: a name is enough."""
    file, family = access.family(family_id)
    return _form(family_id, file, family, person_id=new_id(), wrong="")


@blueprint.get("/<person_id>")
@access.open_to(access.WORKER)
def show(family_id: str, person_id: str) -> str:
    """What is known of someone, to change."""
    file, family = access.family(family_id)
    if family.person(person_id) is None:
        abort(404)
    return _form(family_id, file, family, person_id, wrong="")


@blueprint.post("/<person_id>")
@access.open_to(access.WORKER)
def save(family_id: str, person_id: str) -> Response | tuple[str, int]:
    """The person as the form says; back to the family."""
    file, family = access.family(family_id)
    # An id is what the form was given by us: in an audience, `everyone` or `judge` means something else.
    if not re.fullmatch("[0-9a-f]{32}", person_id) and family.person(person_id) is None:
        abort(404)
    if not request.form.get("name", "").strip():
        return _form(family_id, file, family, person_id, wrong="name"), 422
    try:
        save_file(file, _changes(file, family, person_id))
    except Overtaken:
        return _form(family_id, file, family, person_id, wrong="overtaken"), 409
    except NotSaid as refused:
        return _form(family_id, file, family, person_id, wrong=str(refused).partition("@")[0].rpartition("/")[2]), 422
    return back_to("families.show", family_id=family_id)


@blueprint.post("/<person_id>/take-out")
@access.open_to(access.WORKER)
def take_out(family_id: str, person_id: str) -> Response:
    """Someone out of the family's list; everything known of them can come back."""
    file, _ = access.family(family_id)
    save_file(file, [TakeOut(f"{new_id()}.1", access.account().id, "people", person_id, file.revision)])
    return back_to("families.show", family_id=family_id)


@blueprint.post("/<person_id>/bring-back")
@access.open_to(access.WORKER)
def bring_back(family_id: str, person_id: str) -> Response:
    """Someone in the family's list again."""
    file, family = access.family(family_id)
    last = family.people[-1].id if family.people else None
    save_file(file, [BringBack(f"{new_id()}.1", access.account().id, "people", person_id, last)])
    return back_to("families.show", family_id=family_id)


def _changes(file: Document, family: Family, person_id: str) -> list[Change]:
    by, pen = access.account().id, new_id()
    added: list[Change] = []
    if family.person(person_id) is None:
        last = family.people[-1].id if family.people else None
        added = [Add(f"{pen}.1", by, "people", person_id, last)]
    changes = [*added, *fields.changes_from(request.form, _fields(file, person_id), by, pen, first=2)]
    return [*changes, *_shown_number(file, person_id, f"{pen}.90", by)]


def _shown_number(file: Document, person_id: str, change_id: str, by: str) -> list[Change]:
    # Choosing a safe person for a child means: this child may see that person's number (definition `family`).
    chosen = request.form.get("safe_person", "")
    if request.form.get("role") != "child" or not chosen:
        return []
    address = f"people/{chosen}/phone@audience"
    standing = file.entry(address)
    allowed = list(standing.value["for"]) if standing and isinstance(standing.value, dict) else ["workers"]
    if person_id in allowed:
        return []
    return [Write(change_id, by, address, {"for": [*allowed, person_id]}, standing.version if standing else 0)]


def _fields(file: Document, person_id: str) -> list[fields.Field]:
    return fields.fields_of(file, _parts(), f"people/{person_id}", g.language)


def _parts() -> list[Part]:
    people = access.part_at(access.family_form(), "people")
    return [part for key in ASKED if (part := people.part(key)) is not None]


def _form(family_id: str, file: Document, family: Family, person_id: str, wrong: str) -> str:
    known, is_back = _fields(file, person_id), request.method == "POST"
    return render_template(
        "people/show.html",
        family_id=family_id,
        family=family,
        person=family.person(person_id),
        person_id=person_id,
        fields={field.name: field for field in known},
        wrong=wrong,
        typed=request.form if is_back else None,
        overtaken=fields.overtaken(request.form, known) if is_back else (),
    )
