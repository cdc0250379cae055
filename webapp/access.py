"""The one door. Finding something and being allowed to see it are one call with one name; a stranger gets 404.

Every view says who may come in, in the decorator `open_to`; a view that says nothing keeps the app from starting:

    anyone      nobody has to be signed in
    worker      someone signed in, with the tablet in their own hands
    reader      the tablet was handed over to read this document
    writer      the tablet was handed over to write in it
    translator  the tablet was handed over to an interpreter, to translate it into one language
    signer      the tablet goes round, and this person reads it to sign it

A tablet that was handed over reaches addresses of its own document only, and of those only the ones open to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures.audience import (
    EVERYONE,
    Projected,
    Viewer,
    may_write,
    people_in,
    project,
    projected_file,
    sees,
    worker,
)
from words_pictures.change import JUDGE, TOGETHER, Change, Write
from words_pictures.definition import Definition, Part, definitions, read_edition
from words_pictures.document import Document
from words_pictures.errors import BadDefinition
from words_pictures.family import Family, Person, read_family
from words_pictures.masking import Masking
from words_pictures.signing import Version
from words_pictures.translation import put_together
from words_pictures.wording import LANGUAGES, WORK_LANGUAGES

from .config import Config
from .language import chosen
from .origin import check_token
from .store import Database
from .store import accounts as stored_accounts
from .store import documents as stored_documents
from .store.editions import read_edition_texts
from .store.sessions import HandedOver, Session, read_session, token_hash
from .store.watching import Watched, read_watched

ANYBODY = Viewer(EVERYONE)
"""Whoever only "everyone" means: how a story looks that is for no child yet."""
ANYONE, WORKER, READER, WRITER = "anyone", "worker", "reader", "writer"
TRANSLATOR, SIGNER = "translator", "signer"
READ, WRITE, TRANSLATE, SIGN = "read", "write", "translate", "sign"
"""For what a tablet is handed over."""
_KINDS = {stored_accounts.CONSULENT: "consultant", stored_accounts.BEGELEIDER: "family_worker"}
_ROLES = {READ: READER, WRITE: WRITER, TRANSLATE: TRANSLATOR, SIGN: SIGNER}
View = TypeVar("View", bound=Callable[..., Any])


def open_to(*who: str) -> Callable[[View], View]:
    """Say who may come in through a view."""

    def decide(view: View) -> View:
        view.open_to = frozenset(who)  # type: ignore[attr-defined]
        return view

    return decide


def prepare(app: Flask) -> None:
    """Stand at the door of every request."""
    app.before_request(_let_in)
    app.view_functions["static"].open_to = frozenset({ANYONE, READER, WRITER, TRANSLATOR, SIGNER})  # type: ignore[attr-defined]


def check_decisions(app: Flask) -> None:
    """Raise LookupError when a view has not said who may come in."""
    for rule in app.url_map.iter_rules():
        if not getattr(app.view_functions[rule.endpoint], "open_to", None):
            raise LookupError(f"who may come in at {rule.rule}? Say so with access.open_to")


def database() -> Database:
    return current_app.extensions["database"]


def config() -> Config:
    return current_app.extensions["config"]


def session() -> Session:
    """The session of who asks; 404 where there is none, which a view open to its visitors never meets."""
    return g.session or abort(404)


def session_hash() -> str:
    """What the database knows this session by."""
    return token_hash(session().token)


def account() -> stored_accounts.Account:
    """The account that signed in, also while the tablet is in other hands."""
    return g.account or abort(404)


def handed_over() -> HandedOver | None:
    """For what the tablet was handed over, or None while it is in the worker's own hands."""
    return g.session.handed_over if g.session else None


@dataclass(frozen=True)
class Opened:
    """A document as the one who asks may see it, with the family's file as far as they may see that."""

    family_id: str
    definition: Definition
    document: Document
    file: Document
    whole: Document
    """The document unprojected: for finding out what a change meets, never to be shown."""
    whole_file: Document
    viewer: Viewer
    made_at: str
    beside: Opened | None = None
    """Of the family's file: the document that shows lists of it, on whose pages they stand."""

    _families: dict[str, Family] = field(default_factory=dict[str, Family], compare=False, repr=False)
    maskings: list[Masking | None] = field(default_factory=list["Masking | None"], compare=False, repr=False)
    """How names are masked in it, once somebody asked (masks.py): a page masks some hundred texts."""
    last_signed: list[tuple[Version, ...]] = field(default_factory=list[tuple[Version, ...]], compare=False, repr=False)
    """The last version of it that was signed, once somebody asked (versions.py)."""

    def family(self, language: str) -> Family:
        """The people and facts of the family as who asks may see them; a page asks for them a dozen times, and they are read once."""
        if language not in self._families:
            self._families[language] = read_family(self.file, language)
        return self._families[language]

    @property
    def page(self) -> Opened:
        """The document whose page this stands on: itself, or of the family's file the one that shows it."""
        return self.beside or self

    @property
    def circle(self) -> set[str]:
        """Those whom "everyone" means."""
        return people_in(self.page.whole)

    @property
    def together(self) -> Document:
        """The document whose page this stands on, with what it shows of the family's file, as who asks may see both."""
        return put_together(self.page.document, self.page.definition, self.page.file, self.page.shows)

    def shows(self, place: str) -> bool:
        """Whether who asks may see a place, written in or not."""
        if self.beside is not None and not self.beside.shows_of_file(place):
            return False
        return sees(self.definition, self.whole, self.viewer, place, self.circle)

    def shows_of_file(self, place: str) -> bool:
        """Whether who asks sees on the pages of this document what stands at a place of the family's file."""
        return self.definition.is_in_file(place) and self.shows(place.partition("/")[0])

    def may(self, document: Document, change: Change) -> bool:
        """Whether who asks may make this change, in the voice it names."""
        return self._may_speak_as(change.by) and self.may_bring_back(document, change)

    def may_bring_back(self, document: Document, change: Change) -> bool:
        """The same for what stood here before, and comes back in the voice that it had then."""
        if self.beside is not None and not self.shows(_place(change)):
            return False
        languages = self.page.document.languages() if self.beside else ()
        stands = document.in_languages(languages).beside(self.whole_file)
        return may_write(self.definition, stands, self.viewer, change, self.circle)

    def _may_speak_as(self, voice: str) -> bool:
        if not self.viewer.worker:
            return True  # `may_write` lets the family speak in no other name than their own.
        # Who was taken out of the file has said what they said.
        people = {*self.whole_file.order.get("people", ()), *(one.rpartition("/")[2] for one in self.whole_file.out)}
        # Who has no entry in the file writes as their account; a copy keeps the voice of what it copies.
        return voice in people | {TOGETHER, JUDGE, account().id, *(one.by for one in self.document.entries.values())}


def document(document_id: str) -> Opened:
    """The document at an address, as who asks may see it; 404 for everyone whose document it is not."""
    stored = stored_documents.read_document(database(), document_id)
    if stored is None:
        abort(404)
    handed = handed_over()
    if not stored_accounts.is_assigned(database(), stored.family_id, account().id):
        abort(404)
    if handed is not None and handed.document_id != document_id:
        abort(404)
    file = _file(stored.family_id)
    if stored.document.definition == stored_documents.FILE:
        abort(404)
    definition = definition_of(stored)
    viewer = _viewer(file)
    whole = stored.document.beside(file)
    seen = project(definition, whole, family_form(), file, viewer)
    return Opened(stored.family_id, definition, seen.document, seen.file, whole, file, viewer, stored.made_at)


def _place(change: Change) -> str:
    return change.address.partition("@")[0] if isinstance(change, Write) else f"{change.list}/{change.item}"


def form(document_id: str) -> Opened:
    """The same of a form; 404 where it is a story."""
    opened = document(document_id)
    if not opened.definition.is_form:
        abort(404)
    return opened


def at(document_id: str, place: str) -> Opened:
    """What is written in at a place of a document: itself, or the family's file where it shows that; 404 as for `document`."""
    return at_place(document(document_id), place)


def at_place(opened: Opened, place: str) -> Opened:
    """The same of a document that is open already."""
    return file_of(opened) if opened.definition.is_in_file(place) else opened


def is_form(document_id: str) -> bool:
    """Whether a document is filled in field by field. Who may see it is not asked here."""
    stored = stored_documents.read_document(database(), document_id)
    return stored is not None and definition_of(stored).is_form


def file_of(opened: Opened) -> Opened:
    """The family's file, as who has a document open sees it there, in the languages of that document."""
    return replace(
        opened,
        definition=family_form(),
        document=opened.file.in_languages(opened.document.languages()),
        whole=opened.whole_file,
        beside=opened,
        maskings=[],
    )


def again(opened: Opened) -> Opened:
    """The same, read once more."""
    now = document(opened.page.document.id)
    return file_of(now) if opened.beside else now


def watched(document_id: str) -> Watched:
    """How far a document is, for who has it open; 404 for everyone whose document it is not. Nothing is unsealed for it."""
    found = read_watched(database(), document_id)
    handed = handed_over()
    if found is None or (handed is not None and handed.document_id != document_id):
        abort(404)
    if not stored_accounts.is_assigned(database(), found.family_id, account().id):
        abort(404)
    return found


def as_seen_by(
    opened: Opened, viewer: Viewer, whole: Document | None = None, file: Document | None = None
) -> Projected:
    """A document already opened, as somebody else may see it (the child a book or a Word file is for).

    Never more than who asks may see: what a child named its own readers for is not in the book that somebody else leafs through for it.
    """
    form, file_form = opened.definition, family_form()
    own = project(form, whole or opened.whole, file_form, file or opened.whole_file, opened.viewer)
    return own if viewer == opened.viewer else project(form, own.document, file_form, own.file, viewer)


def family(family_id: str) -> tuple[Document, Family]:
    """The file of a family that is this account's work, and its reading; 404 for anyone else."""
    if not stored_accounts.is_assigned(database(), family_id, account().id):
        abort(404)
    file = _file(family_id)
    seen = projected_file(family_form(), file, _viewer(file))
    return seen, read_family(seen, g.language)


def viewer_of(person: Person | None) -> Viewer:
    """How a person of the family looks at a document."""
    return Viewer(person.id, adult=not person.is_child) if person else Viewer()


def family_form() -> Definition:
    """The definition of a family's file: that goes with the app, whenever the file was made."""
    return definitions(config().definitions)[stored_documents.FILE]


def definition_of(stored: stored_documents.Stored) -> Definition:
    """The definition that a document was made with, or as it is now where nothing else is known; 404 where there is neither."""
    made_with = stored.document.made_with
    now = definitions(config().definitions).get(stored.document.definition)
    if now is not None and made_with in ("", now.edition):
        return now
    return _edition(read_edition_texts(database(), stored.family_id, made_with)) or now or abort(404)


def _edition(sources: tuple[str, ...]) -> Definition | None:
    try:
        return _definition_from(sources, config().definitions) if sources else None
    except BadDefinition:  # it shows a list that the family's file has no more
        return None


@lru_cache(maxsize=64)
def _definition_from(sources: tuple[str, ...], folder: Path | None) -> Definition:
    return read_edition(sources, definitions(folder))


def part_at(definition: Definition, place: str) -> Part:
    """The part of a definition that a place belongs to; 404 where it has none."""
    return definition.part_at(place) or abort(404)


def _file(family_id: str) -> Document:
    return stored_documents.read_file(database(), family_id) or abort(404)


def _viewer(file: Document) -> Viewer:
    handed = handed_over()
    people = read_family(file, "nl").people
    if handed is not None and handed.mode == TRANSLATE:
        return Viewer(into=handed.into)
    if handed is not None:
        return viewer_of(next((person for person in people if person.id == handed.person_id), None))
    own = next((person.id for person in people if person.account == account().id), None)
    return worker(own, _KINDS.get(account().kind, ""))


def _let_in() -> Response | tuple[str, int] | None:
    g.session, g.account = _who_asks()
    handed = g.session.handed_over if g.session else None
    # The pages of who was given the tablet speak every language that a family reads; the worker's own only some of them.
    before = [one for one in (handed and handed.language, g.session and g.session.language) if one]
    g.language = chosen(before, LANGUAGES if handed else WORK_LANGUAGES)
    check_token()
    if handed is not None and handed.covered and request.endpoint not in ("static", "handing.take_back"):
        # A save that comes after the cover is not one that was kept: only a look is answered with 200.
        return render_template("handing/covered.html", account=g.account), 200 if request.method == "GET" else 403
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None
    who = getattr(view, "open_to", frozenset())
    if g.session is None:
        return None if ANYONE in who else _to_sign_in()
    if handed is None:
        return None if {ANYONE, WORKER} & who else abort(404)
    role = _ROLES[handed.mode]
    own = (request.view_args or {}).get("document_id", handed.document_id)
    return None if role in who and own == handed.document_id else abort(404)


def _who_asks() -> tuple[Session | None, stored_accounts.Account | None]:
    token = request.cookies.get(cookie_name())
    found = read_session(database(), token) if token else None
    asking = stored_accounts.read_account(database(), found.account_id) if found else None
    return (found, asking) if asking else (None, None)


def cookie_name() -> str:
    return "__Host-session" if config().is_https else "session"


def set_cookie(response: Response, opened: Session | None) -> Response:
    """Give the browser the session's token, or take it away."""
    safe = {"secure": config().is_https, "httponly": True, "samesite": "Strict", "path": "/"}
    if opened is None:
        response.delete_cookie(cookie_name(), **safe)  # type: ignore[arg-type]
    else:
        response.set_cookie(cookie_name(), opened.token, **safe)  # type: ignore[arg-type]
    return response


def _to_sign_in() -> Response:
    if request.method == "GET" and "HX-Request" not in request.headers:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
    return abort(401)
