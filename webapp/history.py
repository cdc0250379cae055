"""The history of a document: what was done and by whom, undone again, how it stood then; and the earlier words of one passage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from words_pictures.audience import sees
from words_pictures.change import WIPED, Change, Kept, Overtaken, Write
from words_pictures.document import MADE, Document, Item, fact_of, new_id, split, view_of
from words_pictures.history import Act, acts, changes_back, rewound, undone
from words_pictures.story import ScenePicture, scene_picture, wording, written_in
from words_pictures.voices import View, views_of
from words_pictures.wording import day_of

from . import access
from .bench import around, language_of, voice_of, whose, whose_voice
from .events import Event, events_in
from .parts import back_to
from .store import accounts as stored_accounts
from .store import documents as stored
from .store.documents import Remembered
from .wordings import scene_of

blueprint = Blueprint("history", __name__)

MOST = 100
"""So many acts are told on one page; what is earlier is a page further."""


@dataclass(frozen=True)
class Sheet:
    """A page of the story as it stood then."""

    number: int
    heading: str
    heading_language: str
    words: str
    views: tuple[View, ...]
    language: str
    picture: ScenePicture | None
    is_wiped: bool
    """Whether its words have been wiped for ever."""


@dataclass(frozen=True)
class Earlier:
    """An earlier wording of a passage."""

    words: str
    whose: str
    voice: str
    facet: str
    """`nl`, or of a view `nl.kasia`."""
    at: str
    revision: int
    is_wiped: bool
    is_aside: bool
    """Whether it never stood there: its writer was overtaken."""
    back_at: str
    """The address at which these words would stand again; empty where they have to wait until there is one text again."""
    seen: int
    made: Mapping[str, str]
    """Of a translation: from which words, and who made it."""


@blueprint.get("/documents/<document_id>/history")
@access.open_to(access.WORKER)
def show(document_id: str) -> str:
    """What was done in this document, day by day, the latest first."""
    opened = access.document(document_id)
    behind = min(request.args.get("behind", opened.whole.revision + 1, type=int), opened.whole.revision + 1)
    span = stored.read_span(access.database(), document_id, behind, MOST)
    events = events_in(opened, _read(opened, span.first - 1), span.behind)
    days = [(day, list(one)) for day, one in groupby(events, key=lambda event: day_of(event.at))]
    return render_template("history/show.html", **around(opened, None), days=days, span=span)


@blueprint.get("/documents/<document_id>/history/<int:revision>")
@access.open_to(access.WORKER)
def then(document_id: str, revision: int) -> str:
    """The whole document as it stood then, to read; and the way back there."""
    opened, moments = access.document(document_id), _moments(document_id, revision)
    at, stood = moments.index(revision), _rewound(opened, revision)
    seen = _as_seen_then(opened, stood)
    then_title, then_title_language = wording(seen, "title", language_of(opened))
    return render_template(
        "history/then.html",
        **around(opened, None),
        revision=revision,
        event=next(events_in(opened, _read(opened, moments[at - 1] if at else 0), revision + 1), None),
        then_title=then_title,
        then_title_language=then_title_language,
        sheets=[_sheet(opened, seen, item, n) for n, item in enumerate(seen.items("scenes"), start=1)],
        before=moments[at - 1] if at else None,
        behind=moments[at + 1] if at + 1 < len(moments) else None,
        is_another=bool(_changes_back(opened, stood, new_id())),
    )


@blueprint.post("/documents/<document_id>/history/<int:revision>/back")
@access.open_to(access.WORKER)
def back(document_id: str, revision: int) -> Response:
    """The document brought back to how it stood then. What stood until now is history, and can come back in the same way."""
    opened, pen = access.document(document_id), new_id()
    _moments(document_id, revision)
    _save(opened, _changes_back(opened, _rewound(opened, revision), pen))
    return back_to("documents.show", document_id=document_id, done=pen)


@blueprint.post("/documents/<document_id>/history/<int:revision>/undo")
@access.open_to(access.WORKER)
def undo(document_id: str, revision: int) -> Response | tuple[str, int]:
    """What was done at one go, undone. 409 when somebody worked there since: nothing is changed, and one sees what stands there."""
    opened, pen = access.document(document_id), new_id()
    found = acts(one.kept for one in _read(opened, revision - 1))
    if not found or found[0].first != revision or revision == 1:
        abort(404)
    act, later = found[0], [kept for one in found[1:] for kept in one.kept]
    try:
        _save(opened, undone(act, later, pen, voice_of(opened)))
    except Overtaken as overtaken:
        return _refused(access.document(document_id), overtaken), 409
    endpoint, values = scene_of(access.document(document_id), f"{_item_of(act)}/words@")
    return back_to(endpoint, **values, done=pen)


@blueprint.get("/documents/<document_id>/earlier/<path:address>")
@access.open_to(access.WORKER)
def earlier(document_id: str, address: str) -> str:
    """The earlier wordings of one passage, each with whose it was and when; to put back, or to wipe for ever."""
    opened = access.document(document_id)
    if not opened.shows(address):
        abort(404)
    language, family = language_of(opened), opened.family(g.language)
    standing = opened.document.entry(f"{address}@{language}")
    return render_template(
        "history/earlier.html",
        **around(opened, None),
        place=address,
        standing=standing,
        whose_standing=whose(family, standing),
        views=views_of(opened.document, address, language, family),
        earlier=_earlier(opened, address, language),
        back=scene_of(opened, address),
        is_told=bool(stored.read_told(access.database(), document_id)),
        may_wipe=access.account().kind == stored_accounts.CONSULENT,
        new_change=lambda: f"{new_id()}.1",
    )


@blueprint.post("/documents/<document_id>/earlier/<path:address>")
@access.open_to(access.WORKER)
def wipe(document_id: str, address: str) -> Response:
    """An earlier wording wiped for ever. The log says that something was wiped and by whom, not what."""
    opened = access.document(document_id)
    if not opened.shows(address) or access.account().kind != stored_accounts.CONSULENT:
        abort(404)
    facet, revision = request.form.get("facet") or language_of(opened), request.form.get("revision", 0, type=int)
    if view_of(facet)[0] != language_of(opened):
        abort(404)
    stored.save_wiped(access.database(), document_id, access.account().id, f"{address}@{facet}", revision)
    return back_to(".earlier", document_id=document_id, address=address)


def done(opened: access.Opened) -> Event | None:
    """What the page that led here has just done, for as long as it can be undone; `done` in the address is its pen."""
    pen = request.args.get("done", "")
    own = stored.read_changes_by(access.database(), opened.document.id, pen) if pen else []
    if not own or own[0].account_id != access.account().id:
        return None
    events = events_in(opened, _read(opened, own[0].kept.revision - 1), own[0].kept.revision + 1)
    return next((event for event in events if event.may_undo), None)


def _read(opened: access.Opened, since: int) -> list[Remembered]:
    if since > opened.whole.revision:
        return []
    return stored.read_changes(access.database(), opened.document.id, since)


def _moments(document_id: str, revision: int) -> list[int]:
    # The moments of a document between which one can go to and fro; 404 when this is none of them.
    moments = stored.read_moments(access.database(), document_id)
    return moments if revision in moments else abort(404)


def _rewound(opened: access.Opened, revision: int) -> Document:
    return rewound(opened.whole, (one.kept for one in _read(opened, revision)), revision)


def _save(opened: access.Opened, changes: list[Change]) -> None:
    # In the voices that the words had: those are read from history, not from a form.
    stored.save_changes(
        access.database(),
        opened.document.id,
        access.account().id,
        opened.definition,
        changes,
        opened.may_bring_back,
    )


def _as_seen_then(opened: access.Opened, stood: Document) -> Document:
    """An earlier state as far as who asks might see it then, and may see it now."""

    def is_open(place: str) -> bool:
        return opened.shows(place) and sees(opened.definition, stood, opened.viewer, place)

    return _only(stood, is_open)


def _only(document: Document, is_open: Callable[[str], bool]) -> Document:
    entries = {address: entry for address, entry in document.entries.items() if is_open(address.partition("@")[0])}
    order = {place: tuple(id for id in ids if is_open(f"{place}/{id}")) for place, ids in document.order.items()}
    return replace(document, entries=entries, order=order)


def _changes_back(opened: access.Opened, stood: Document, pen: str) -> list[Change]:
    seen = _only(stood, opened.shows)
    return changes_back(opened.document, seen, opened.definition, pen=pen, by=voice_of(opened))


def _sheet(opened: access.Opened, seen: Document, item: Item, number: int) -> Sheet:
    language = language_of(opened)
    heading, heading_language = wording(seen, f"{item.place}/heading", language)
    family = opened.family(g.language)
    in_words = written_in(seen, f"{item.place}/words", language) or language
    return Sheet(
        number,
        heading,
        heading_language,
        seen.words(f"{item.place}/words", in_words),
        views_of(seen, f"{item.place}/words", in_words, family),
        in_words,
        scene_picture(Item(seen, item.place), language, family),
        is_wiped=_is_wiped(seen, f"{item.place}/words@{in_words}"),
    )


def _is_wiped(document: Document, address: str) -> bool:
    entry = document.entry(address)
    return entry is not None and entry.pen == WIPED


def _refused(opened: access.Opened, overtaken: Overtaken) -> str:
    _, _, facet = overtaken.address.partition("@")
    change, standing = overtaken.change, opened.document.entry(overtaken.address)
    wanted = change if isinstance(change, Write) and view_of(facet)[0] in opened.document.languages() else None
    return render_template(
        "history/refused.html",
        **around(opened, None),
        wanted=wanted,
        standing=standing if standing is not None and isinstance(standing.value, str) else None,
    )


def _earlier(opened: access.Opened, place: str, language: str) -> list[Earlier]:
    # The latest first; what was written while who asks might not see it is not there.
    document, found = opened.whole, list[Earlier]()
    remembered = {one.kept.revision: one for one in _read(opened, 0)}
    for act in reversed(acts(one.kept for one in remembered.values())):
        if sees(opened.definition, document, opened.viewer, place):
            found += [
                _as_earlier(opened, remembered[kept.revision], kept.change, document)
                for kept in reversed(act.kept)
                if isinstance(kept.change, Write) and _is_earlier(opened, kept, place, language)
            ]
        document = rewound(document, act.kept, act.first - 1)
    return found


def _is_earlier(opened: access.Opened, kept: Kept, place: str, language: str) -> bool:
    if not isinstance(kept.change, Write):
        return False
    where, facet = split(kept.change.address)
    is_standing = opened.document.version(kept.change.address) == kept.revision
    return (where, view_of(facet)[0]) == (place, language) and not is_standing and bool(kept.change.value or kept.wiped)


def _as_earlier(opened: access.Opened, remembered: Remembered, change: Write, stood: Document) -> Earlier:
    place, facet = split(change.address)
    fact = stood.entry(f"{place}@{fact_of(MADE, facet)}")
    language, voice = view_of(facet)
    has_views = bool(opened.document.voices(place, language))
    back_at = change.address if voice and has_views else "" if has_views else f"{place}@{language}"
    return Earlier(
        words=str(change.value or ""),
        whose=whose_voice(opened.family(g.language), change.by),
        voice=change.by,
        facet=facet,
        at=remembered.at,
        revision=remembered.kept.revision,
        is_wiped=remembered.kept.wiped,
        is_aside=change.aside,
        back_at=back_at,
        seen=opened.document.version(back_at),
        made={name: str(fact.value[name]) for name in ("of", "how")} if fact and isinstance(fact.value, dict) else {},
    )


def _item_of(act: Act) -> str:
    # The page of the story that an act was about, or the first of them.
    places = [
        kept.change.address if isinstance(kept.change, Write) else f"{kept.change.list}/{kept.change.item}"
        for kept in act.kept
    ]
    return next(
        ("/".join(place.partition("@")[0].split("/")[:2]) for place in places if place.startswith("scenes/")), ""
    )
