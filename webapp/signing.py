"""Signing a paper on one tablet that goes round, or on paper; what was signed is kept as it was, and a change makes another version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, abort, g, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from words_pictures.document import Value, new_id
from words_pictures.errors import NotSaid, PictureRefused
from words_pictures.family import AT_WORK, Person
from words_pictures.filled import Filled, read_form
from words_pictures.part import Part
from words_pictures.signing import (
    Difference,
    Version,
    differences,
    last_signed_by,
    number_now,
    signature_changes,
    signature_field,
    signatures_in,
    signed_by,
    signed_now,
    what_is_signed,
    without_childs_own,
)

from . import access, fields, receiving
from .bench import around
from .handing import give, language_for
from .papers import facts_for, filled, paper_readers
from .parts import back_to
from .pictures import UPLOAD_BYTES, Busy, NotSent, Problem, problem_of, sent_photo, taken_in
from .store import documents as stored
from .store.packing import today
from .store.pictures import read_picture
from .store.sessions import HandedOver, save_session
from .versions import stand_of, versions_of

blueprint = Blueprint("signing", __name__)

SIGN = "/documents/<document_id>/sign"
SIGNS_FROM_YEARS = 6
"""A child that writes its name may sign if it wants to; a younger one is not asked."""


@dataclass(frozen=True)
class Signer:
    """Somebody who can sign, and whether they have signed this version."""

    person: Person
    has_signed: bool
    is_self: bool
    """Whether it is who asks."""
    may_have_tablet: bool
    """Whether the tablet can go to them: they may read it."""


@blueprint.get(SIGN)
@access.open_to(access.WORKER)
def show(document_id: str) -> str:
    """Who signed which version, what changed since, and who has still to sign."""
    opened = _to_be_signed(document_id)
    signed = versions_of(opened)
    language = next(iter(opened.document.languages()), g.language)
    return render_template(
        "signing/show.html",
        **around(opened, None),
        signers=_signers(opened, signed),
        number=number_now(opened.definition, opened.whole, opened.whole_file, signed),
        has_signed=_named(opened, signed_now(opened.definition, opened.whole, opened.whole_file, signed)),
        signed=list(reversed(signed)),
        names={one.number: _names(opened, one) for one in signed},
        changes=changes_since(opened, signed[-1] if signed else None, language),
    )


@blueprint.post(f"{SIGN}/begin")
@access.open_to(access.WORKER)
def begin(document_id: str) -> Response:
    """From now on the tablet goes round: who has it reads the paper, and signs."""
    opened = _to_be_signed(document_id)
    person = _person(opened, request.form.get("person", ""))
    if person is None or person.id not in opened.circle:
        abort(404)
    back = f"/documents/{document_id}/sign"
    return give(HandedOver(document_id, person.id, access.SIGN, back, language=language_for(person)))


@blueprint.get(f"{SIGN}/own")
@access.open_to(access.WORKER, access.SIGNER)
def own(document_id: str) -> str:
    """The paper as who signs may read it, large, and under it the place to sign."""
    return _own_page(_to_be_signed(document_id))


@blueprint.post(f"{SIGN}/own")
@access.open_to(access.WORKER, access.SIGNER)
def sign(document_id: str) -> Response | tuple[str, int]:
    """Signed, and kept as it stood. 409: it changed since it was read; 422: without a name."""
    opened, form = _to_be_signed(document_id), request.form
    signer, part = _signer(opened), _signature_part(opened)
    value = fields.parsed(form, part, today())
    if value is None:
        return _own_page(opened, wrong="name"), 422
    if form.get("same") != _seen(opened):
        return _own_page(opened, wrong="changed"), 409
    try:
        _save_signature(opened, signer, value, form.get("signature", ""))
    except NotSaid:
        return _own_page(opened, wrong="name"), 422
    except stored.ChangedMeanwhile:
        return _own_page(access.again(opened), wrong="changed"), 409
    return back_to(".signed", document_id=document_id)


@blueprint.get(f"{SIGN}/done")
@access.open_to(access.WORKER, access.SIGNER)
def signed(document_id: str) -> Response | str:
    """Signed: to whom does the tablet go now? A child gives it back: what grown-ups read is not for everyone."""
    opened, handed = _to_be_signed(document_id), access.handed_over()
    if handed is None:
        return back_to(".show", document_id=document_id)
    person = opened.family(g.language).person(handed.person_id)
    is_adult = person is not None and not person.is_child
    known = versions_of(opened)
    signers = (one for one in _signers(opened, known) if one.may_have_tablet and not one.has_signed)
    others = [one.person for one in signers if _goes_round_to(one.person)]
    return render_template(
        "signing/done.html",
        **around(opened, None),
        account=access.account(),
        others=[one for one in others if one.id != handed.person_id] if is_adult else [],
    )


@blueprint.post(f"{SIGN}/next")
@access.open_to(access.SIGNER)
def next_one(document_id: str) -> Response:
    """The tablet goes on to the next grown-up."""
    opened, handed = _to_be_signed(document_id), access.handed_over() or abort(404)
    now = opened.family(g.language).person(handed.person_id)
    person = _person(opened, request.form.get("person", ""))
    if now is None or now.is_child or person is None or not _goes_round_to(person) or person.id not in opened.circle:
        abort(404)
    goes_on = replace(handed, person_id=person.id, language=language_for(person))
    save_session(access.database(), access.session(), handed_over=goes_on)
    return back_to(".own", document_id=document_id)


@blueprint.get(f"{SIGN}/on-paper/<person_id>")
@access.open_to(access.WORKER)
def on_paper(document_id: str, person_id: str) -> str:
    """Somebody signed on paper: a photo of it."""
    opened = _to_be_signed(document_id)
    return _paper_page(opened, _person(opened, person_id) or abort(404))


@blueprint.post(f"{SIGN}/on-paper/<person_id>")
@access.open_to(access.WORKER)
@receiving.takes(UPLOAD_BYTES)
def save_on_paper(document_id: str, person_id: str) -> Response | tuple[str, int]:
    """The photo kept as the signature of somebody."""
    opened = _to_be_signed(document_id)
    person = _person(opened, person_id) or abort(404)
    try:
        picture_id = taken_in(opened, sent_photo())
    except RequestEntityTooLarge:
        receiving.hear_out()
        return _paper_page(opened, person, Problem("heavy", "picture", UPLOAD_BYTES // 1_000_000)), 413
    except (PictureRefused, NotSent, Busy) as refused:
        return _paper_page(opened, person, problem_of(refused, "picture")), 422
    kept = read_picture(access.database(), opened.family_id, picture_id, "screen") or abort(404)
    value: Value = {
        "way": "paper",
        "name": person.name,
        "on": request.form.get("on") or today().isoformat(),
        "picture": {"id": picture_id, "width": kept.width, "height": kept.height},
    }
    try:
        _save_signature(opened, person, value, new_id())
    except (NotSaid, stored.ChangedMeanwhile):
        return _paper_page(opened, person, Problem("unreadable", "picture")), 422
    return back_to(".show", document_id=document_id)


def changes_since(opened: access.Opened, since: Version | None, *languages: str) -> tuple[Difference, ...]:
    """What changed since a version that was signed, as far as who asks may see it; nothing where there is none.

    Each as it is said in the first of the languages in which it changed: words may be others by now, and their translation not yet.
    """
    if since is None:
        return ()
    # As it was then, for those who read it now: to somebody new not all of it is new.
    was = since.copy.document
    now = {address: opened.whole.entry(address) for address in ("people@value", "children@value")}
    entries = {**was.entries, **{address: entry for address, entry in now.items() if entry}}
    before = replace(opened, whole=replace(was, entries=entries), whole_file=since.copy.file)
    found: dict[object, Difference] = {}
    for language in dict.fromkeys(languages):
        said = differences(_read(opened, language, before), _read(opened, language, opened), opened.definition)
        found |= {one.about: one for one in said if one.about not in found}
    return tuple(found.values())


def _read(opened: access.Opened, language: str, of: access.Opened) -> Filled:
    facts = facts_for(of, None, language)
    return read_form(without_childs_own(opened.definition, facts.document), opened.definition, facts, language)


def _to_be_signed(document_id: str) -> access.Opened:
    opened = access.form(document_id)
    return opened if signatures_in(opened.definition) else abort(404)


def _signature_part(opened: access.Opened) -> Part:
    listed = signatures_in(opened.definition)
    return (signature_field(listed) if listed else None) or abort(404)


def _save_signature(opened: access.Opened, signer: Person, value: Value, pen: str) -> None:
    known = versions_of(opened)
    number = number_now(opened.definition, opened.whole, opened.whole_file, known)
    pen = pen if pen.isalnum() and len(pen) == len(new_id()) else new_id()
    changes = signature_changes(opened.definition, opened.whole, signer.id, signer.id, value, number, pen)
    stored.save_signed(
        access.database(),
        opened.document.id,
        access.account().id,
        opened.definition,
        changes,
        opened.may,
        opened.whole_file,
        telling=pen,
        stood=opened.whole.revision,
    )


def _seen(opened: access.Opened) -> str:
    """What the page of who signs remembers of the paper: another text is not signed by mistake."""
    return what_is_signed(opened.definition, opened.document, opened.file)[:32]


def _own_page(opened: access.Opened, wrong: str = "") -> str:
    signer, known = _signer(opened), versions_of(opened)
    since = last_signed_by(opened.definition, known, signer.id) or (known[-1] if known else None)
    languages = opened.document.languages()
    own_language = [one for one in (signer.language, g.language) if one in languages]
    first = next(iter(languages), g.language)
    language = next(iter(own_language), first)

    def paper_in(one: str) -> Filled:
        return _without_childs_pages(filled(opened, signer if signer.is_child else None, one))

    # Whoever signs a translation sees the words that were agreed beside it: nobody may have looked it over, or they changed since.
    return render_template(
        "signing/own.html",
        **around(opened, None),
        signer=signer,
        is_handed=access.handed_over() is not None,
        filled=paper_in(language),
        other=paper_in(first) if first != language else None,
        reader=signer,
        stand=stand_of(opened),
        emergency=(),
        since=since,
        changes=changes_since(opened, since, language, first),
        same=_seen(opened),
        signature=new_id(),
        wrong=wrong,
        typed=request.form,
        account=access.account(),
        part=_signature_part(opened),
        address_form="je" if signer.is_child else opened.family(g.language).address_form,
    )


def _without_childs_pages(paper: Filled) -> Filled:
    # What a child says to some is no part of what is signed, and the tablet goes round.
    kept = (one for one in paper.sections if not (one.part and one.part.own and one.part.own.readers))
    return replace(paper, sections=tuple(kept))


def _signer(opened: access.Opened) -> Person:
    handed = access.handed_over()
    person_id = handed.person_id if handed else opened.viewer.person
    return opened.family(g.language).person(person_id) or abort(404)


def _person(opened: access.Opened, person_id: str) -> Person | None:
    return next((one for one in _people(opened) if one.id == person_id), None)


def _people(opened: access.Opened) -> list[Person]:
    """Who can sign: those it is for, and those whose work it is."""
    known = paper_readers(opened)
    workers = [one for one in opened.family(g.language).people if one.role in ("consultant", "family_worker")]
    return [one for one in dict.fromkeys((*known, *workers)) if one.role != "judge" and not _is_too_young(one)]


def _is_too_young(person: Person) -> bool:
    age = person.age(today())
    return person.is_child and age is not None and age < SIGNS_FROM_YEARS


def _goes_round_to(person: Person) -> bool:
    return not person.is_child and person.role not in AT_WORK


def _signers(opened: access.Opened, known: Sequence[Version]) -> list[Signer]:
    done = signed_now(opened.definition, opened.whole, opened.whole_file, tuple(known))
    return [
        Signer(one, one.id in done, one.id == opened.viewer.person, one.id in opened.circle) for one in _people(opened)
    ]


def _names(opened: access.Opened, version: Version) -> list[str]:
    return _named(opened, signed_by(opened.definition, version))


def _named(opened: access.Opened, ids: Collection[str]) -> list[str]:
    return [one.name for one in opened.family(g.language).people if one.id in ids]


def _paper_page(opened: access.Opened, person: Person, problem: Problem | None = None) -> str:
    return render_template(
        "signing/on_paper.html", **around(opened, None), signer=person, problem=problem, today=today()
    )
