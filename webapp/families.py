"""Families: the list of one's own, a new one from nothing but a name, and the page where all of a family's papers lie."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from words_pictures.change import Add, Change, Write
from words_pictures.definition import Definition
from words_pictures.document import Document, cleaned, new_id
from words_pictures.family import CHILD, CONSULTANT, FAMILY_WORKER, Family, read_family
from words_pictures.said import Facts, said
from words_pictures.story import Story, read_story, wording

from . import access, fields
from .parts import back_to
from .store import accounts as stored_accounts
from .store import documents as stored
from .store.erasing import read_kept, save_erased_family
from .versions import last_version_of, version_of

blueprint = Blueprint("families", __name__)

DAYS = ("on", "at")
"""The fields of a form that say of which day it is."""


@dataclass(frozen=True)
class Paper:
    """A form in the list of a family, with what tells it from others of its kind."""

    opened: access.Opened
    title: str
    title_language: str
    children: tuple[str, ...]
    """The names of those it is for."""
    day: str
    """Of which day it is, or the talk that it is about, in words."""
    version: int | None
    """Which version it is, where somebody signed one."""


@blueprint.get("/")
@access.open_to(access.WORKER)
def everyone() -> str:
    """One's own families; for who has none yet, a first step and a finished example."""
    files = stored.read_files(access.database(), access.account().id)
    return render_template(
        "families/everyone.html",
        families=[(family_id, read_family(file, g.language)) for family_id, file in files],
        is_erased="erased" in request.args,
    )


@blueprint.get("/families/new")
@access.open_to(access.WORKER)
def new() -> str:
    """One question: for which child?"""
    return render_template("families/new.html", wrong="", name="", age="", address_form="")


@blueprint.post("/families/new")
@access.open_to(access.WORKER)
def make() -> Response | tuple[str, int]:
    """A family from a first name or an alias, with who makes it as its first helper."""
    name, age = _line("name"), _line("age")
    address_form = request.form.get("address_form", "")
    wrong = (
        "name"
        if not name or len(name) > 60
        else "age"
        if age and not (age.isdecimal() and len(age) < 3 and int(age) < 26)
        else ""
    )
    if wrong:
        return render_template("families/new.html", wrong=wrong, name=name, age=age, address_form=address_form), 422
    changes = [*_child(name, int(age) if age else None), *_helper(access.account()), *_first_facts(name, address_form)]
    family_id, _ = stored.save_new_family(access.database(), access.account().id, access.family_form(), changes)
    return back_to("families.show", family_id=family_id)


@blueprint.get("/families/<family_id>")
@access.open_to(access.WORKER)
def show(family_id: str) -> str:
    """The family: its people, its stories, how it says hard things, and who works with it."""
    file, family = access.family(family_id)
    colleagues = stored_accounts.read_colleagues(access.database(), family_id)
    return render_template(
        "families/show.html",
        family_id=family_id,
        file=file,
        family=family,
        stories=_stories(family_id, family),
        papers=_papers(family_id, family),
        roles=_role_names(),
        colleagues=colleagues,
        others=[one for one in stored_accounts.read_accounts(access.database()) if one not in colleagues],
    )


@blueprint.post("/families/<family_id>/how-we-speak")
@access.open_to(access.WORKER)
def choose_address_form(family_id: str) -> Response:
    """The parents are spoken to as they want it: asked once, kept in the family's file."""
    file, _ = access.family(family_id)
    part = access.part_at(access.family_form(), "address_form")
    changed = fields.changes_from(
        request.form, [fields.field_of(file, part, "address_form", g.language)], _own_voice(file)
    )
    save_file(file, changed)
    return back_to("families.show", family_id=family_id)


@blueprint.post("/families/<family_id>/words")
@access.open_to(access.WORKER)
def agree_words(family_id: str) -> Response:
    """One more hard thing with the name this family gives it."""
    file, _ = access.family(family_id)
    instead_of, words = _line("instead_of"), _line("words")
    if words:
        item, pen, by = new_id(), new_id(), _own_voice(file)
        place = f"words_we_use/{item}"
        last = file.order.get("words_we_use", ())
        changes: list[Change] = [
            Add(f"{pen}.1", by, "words_we_use", item, last[-1] if last else None),
            Write(f"{pen}.2", by, f"{place}/instead_of@value", instead_of or None, 0),
            Write(f"{pen}.3", by, f"{place}/words@{g.language}", words, 0),
        ]
        save_file(file, changes)
    return back_to("families.show", family_id=family_id, _anchor="words")


@blueprint.post("/families/<family_id>/colleagues")
@access.open_to(access.WORKER)
def add_colleague(family_id: str) -> Response:
    """A colleague who works with this family too; only a consultant decides that."""
    file, family = access.family(family_id)
    if access.account().kind != stored_accounts.CONSULENT:
        abort(404)
    account = stored_accounts.read_account(access.database(), request.form.get("account", ""))
    if account is not None:
        stored_accounts.save_assignment(access.database(), family_id, account.id, access.account().id)
        if account.id not in {person.account for person in family.people}:
            save_file(file, _helper(account, after=family.people[-1].id if family.people else None))
    return back_to("families.show", family_id=family_id, _anchor="colleagues")


@blueprint.get("/families/<family_id>/erase")
@access.open_to(access.WORKER)
def erase(family_id: str) -> str:
    """What will be gone with a family, and what will not; nothing is gone yet. Only a consultant comes here."""
    return _erase_page(family_id)


@blueprint.post("/families/<family_id>/erase")
@access.open_to(access.WORKER)
def erase_for_ever(family_id: str) -> Response | tuple[str, int]:
    """The own password, and the family is gone for everybody."""
    account, _ = _consultant_of(family_id)
    try:
        found = stored_accounts.check_password(
            access.database(), account.sign_in_name, request.form.get("password", "")
        )
    except stored_accounts.TooManyTries:
        return _erase_page(family_id, "wait"), 429
    if found is None or found.id != account.id:
        return _erase_page(family_id, "password"), 422
    save_erased_family(access.database(), family_id, account.id)
    return back_to("families.everyone", erased=1)


def save_file(file: Document, changes: list[Change]) -> None:
    """Save changes to a family's file, which the workers of that family may all make."""
    stored.save_changes(
        access.database(),
        file.id,
        access.account().id,
        access.family_form(),
        changes,
        lambda _document, _change: True,
    )


def _consultant_of(family_id: str) -> tuple[stored_accounts.Account, Family]:
    _, family = access.family(family_id)
    if access.account().kind != stored_accounts.CONSULENT:
        abort(404)
    return access.account(), family


def _erase_page(family_id: str, wrong: str = "") -> str:
    _, family = _consultant_of(family_id)
    return render_template(
        "families/erase.html",
        family_id=family_id,
        family=family,
        stories=_stories(family_id, family),
        kept=read_kept(access.database(), family_id),
        wrong=wrong,
    )


def _stories(family_id: str, family: Family) -> list[tuple[access.Opened, Story, Definition]]:
    documents = [one for one in _opened(family_id) if one.definition.reading == "story"]
    return [
        (
            opened,
            read_story(opened.document, family, _first_language(opened.document)),
            opened.definition,
        )
        for opened in documents
    ]


def _papers(family_id: str, family: Family) -> list[Paper]:
    return [_paper(one, family) for one in _opened(family_id) if one.definition.is_form]


def _paper(opened: access.Opened, family: Family) -> Paper:
    title, title_language = wording(opened.document, "title", _first_language(opened.document))
    children = tuple(one.name for one in family.those(opened.document.ids("children")))
    facts = Facts(family, opened.document, opened.file)
    days = (
        said(one, opened.document.value(one.key), facts, g.language)
        for one in opened.definition.parts
        if one.key in DAYS
    )
    version = version_of(opened) if last_version_of(opened) else None
    return Paper(opened, title, title_language, children, next(filter(None, days), ""), version)


def _opened(family_id: str) -> list[access.Opened]:
    return [access.document(one.document.id) for one in stored.read_family_documents(access.database(), family_id)]


def _role_names() -> dict[str, str]:
    role = access.part_at(access.family_form(), "people/one/role")
    return dict(zip(role.options, role.option_labels, strict=True))


def _own_voice(file: Document) -> str:
    own = next((one.id for one in read_family(file, g.language).people if one.account == access.account().id), None)
    return own or access.account().id


def _child(name: str, age: int | None) -> list[Change]:
    item, pen, by = new_id(), new_id(), access.account().id
    place = f"people/{item}"
    return [
        Add(f"{pen}.1", by, "people", item, None),
        Write(f"{pen}.2", by, f"{place}/name@value", name, 0),
        Write(f"{pen}.3", by, f"{place}/role@value", CHILD, 0),
        Write(f"{pen}.4", by, f"{place}/age@value", age, 0),
        Write(f"{pen}.5", by, f"{place}/languages@value", [g.language], 0),
    ]


def _helper(account: stored_accounts.Account, after: str | None = "") -> list[Change]:
    item, pen, by = new_id(), new_id(), access.account().id
    place = f"people/{item}"
    role = CONSULTANT if account.kind == stored_accounts.CONSULENT else FAMILY_WORKER
    return [
        Add(f"{pen}.1", by, "people", item, after),
        Write(f"{pen}.2", by, f"{place}/name@value", account.name, 0),
        Write(f"{pen}.3", by, f"{place}/role@value", role, 0),
        Write(f"{pen}.4", by, f"{place}/account@value", account.id, 0),
    ]


def _first_facts(name: str, address_form: str) -> list[Change]:
    pen, by = new_id(), access.account().id
    facts: list[Change] = [Write(f"{pen}.1", by, "name@value", name, 0)]
    if address_form in ("u", "je"):
        facts.append(Write(f"{pen}.2", by, "address_form@value", address_form, 0))
    return facts


def _line(name: str) -> str:
    return " ".join(cleaned(request.form.get(name, "")).split())


def _first_language(document: Document) -> str:
    return next(iter(document.languages()), g.language)
