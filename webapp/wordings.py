"""When two wrote in one passage: both wordings side by side, and the person decides. And two views made one text again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from words_pictures.audience import only_by
from words_pictures.change import Change, Overtaken, Write, put_aside
from words_pictures.definition import HOWS, Definition
from words_pictures.difference import Piece, compared
from words_pictures.document import Document, Entry, cleaned, is_wording, new_id, view_of
from words_pictures.errors import NotSaid, TooLong
from words_pictures.translation import Making, source_words, whose_words
from words_pictures.voices import both_kept, can_keep_both, one_text

from . import access, masks
from .bench import around, is_a_childs, language_of, limit_of, passage_of, views_in, voice_of, whose_voice
from .language import gettext
from .parts import back_to, dom_id, go_to, wants_part
from .store import documents as stored
from .store.documents import NotAllowed

blueprint = Blueprint("wordings", __name__)

CHOICES = ("theirs", "mine", "own", "both")


@dataclass(frozen=True)
class Wording:
    """One of two wordings to choose from, with what differs from the other one marked."""

    whose: str
    """Whose words they are, as people say it; empty where nobody knows."""
    pieces: tuple[Piece, ...]

    @property
    def marked(self) -> list[str]:
        """What differs, for who hears the page and does not see it."""
        return [piece.text for piece in self.pieces if piece.differs]


@blueprint.post("/documents/<document_id>/wordings")
@access.open_to(access.WORKER, access.WRITER, access.TRANSLATOR)
def decide(document_id: str) -> Response | str | tuple[str, int]:
    """Which of two wordings stays: what stands there, what one wrote, a third, or both; `take` says which."""
    opened, take = access.at(document_id, request.form.get("address", "")), request.form.get("take", "")
    change, own = written(opened, request.form.get("mine", "")), written(opened, request.form.get("value", ""))
    if take not in CHOICES or not opened.shows(change.address.partition("@")[0]):
        abort(404)
    change, besides = (own, []) if take == "own" else (change, _typed_besides(opened, change, own))
    try:
        save(opened, [*_chosen(opened, change, take), *besides])
    except Overtaken:
        for words in (change, *besides):
            keep_aside(opened, words)
        return question(opened, change), 409
    except TooLong as refused:
        return too_long(opened, besides[0] if besides else change, refused), 422
    # Where there are several editors now, or were before, or none, the whole page is another.
    is_out = not opened.document.stands(change.address.partition("@")[0])
    if take == "both" or is_out or "among" in request.form or not wants_part():
        endpoint, values = scene_of(access.again(opened), change.address)
        return go_to(endpoint, **values)
    return _editor(access.again(opened), change.address)


@blueprint.get("/documents/<document_id>/one-text/<path:address>")
@access.open_to(access.WORKER)
def one(document_id: str, address: str) -> str:
    """The views of a passage side by side, to make one text of them again."""
    return _one_page(access.at(document_id, address), address)


@blueprint.post("/documents/<document_id>/one-text/<path:address>")
@access.open_to(access.WORKER)
def make_one(document_id: str, address: str) -> Response | tuple[str, int]:
    """One text in the place of the views: what one of them says, or what was typed."""
    opened, voice = access.at(document_id, address), request.form.get("take", "")
    if not opened.shows(address):
        abort(404)
    language = language_of(opened)
    text = opened.document.words(address, f"{language}.{voice}") if voice else cleaned(request.form.get("value", ""))
    if not text.strip():
        return _one_page(opened, address, wrong="nothing"), 422
    hand, seen, pen = voice or voice_of(opened), request.form.get("seen", 0, type=int), new_id()
    changes = one_text(opened.document, address, language, text, by=hand, pen=pen, seen=seen)
    try:
        save(opened, changes)
    except Overtaken:
        return _one_text_overtaken(opened, address, Write(f"{pen}.1", hand, f"{address}@{language}", text, seen)), 409
    except TooLong as refused:
        return _one_page(opened, address, wrong="long", refused=refused), 422
    endpoint, values = scene_of(opened, address)
    return back_to(endpoint, **values)


def written(opened: access.Opened, text: str) -> Write:
    """Words from a form, as a change to the passage that the form is for; 404 where no words stand."""
    form, handed = request.form, access.handed_over()
    address, text = form.get("address", ""), masks.unmasked(opened, cleaned(text))
    if not is_wording(address.partition("@")[2]):
        abort(404)
    part = opened.definition.part_at(address.partition("@")[0])
    if part is not None and part.type == "short_text":
        text = " ".join(text.split())
    by = handed.person_id if handed else form.get("by", "")
    if handed is None or handed.mode == access.TRANSLATE:
        # Mum's words stay hers in another language, whoever translates them.
        by = whose_words(opened.document, address) or by
    change_id = masks.pen_of_page(opened, form.get("change", ""))
    return Write(change_id, by, address, text or None, form.get("seen", 0, type=int))


def save(opened: access.Opened, changes: Sequence[Change]) -> Document:
    """All of the changes, or none of them; the document with them."""
    account = access.account().id
    return stored.save_changes(
        access.database(), opened.document.id, account, opened.definition, changes, opened.may, making(opened)
    )


def making(opened: access.Opened) -> Making:
    """How the words of a form are made, where they translate others: by whose hand, and from which words; a child translates nothing."""
    handed, said, of = access.handed_over(), request.form.get("how", ""), request.form.get("of", "")
    address = request.form.get("address", "")
    seen = {address: of_meant(opened, of, *address.split("@", 1))} if of.isalnum() and "@" in address else {}
    languages = opened.document.languages() if opened.beside else ()
    if handed is None:
        return Making(said if said in HOWS else "worker", seen, languages)
    if handed.mode == access.TRANSLATE:
        return Making("interpreter", seen, languages)
    return Making("" if is_a_childs(opened) else "family", seen, languages)


def of_meant(opened: access.Opened, of: str, place: str, facet: str) -> str:
    """The digest of the words that a translation is made from, as the page remembers those that it showed."""
    return masks.digest_meant(opened, of, source_words(opened.document, place, facet))


def keep_aside(opened: access.Opened, change: Write) -> None:
    """Words that were overtaken, kept at once: whatever happens to the tablet now, *earlier words* has them."""
    with suppress(Overtaken, NotSaid, NotAllowed):
        save(opened, [put_aside(change)])


def question(opened: access.Opened, change: Write) -> str:
    """Both wordings, and what can be done; where the page was taken out, the words in hand; where there are views now, those."""
    # What stands there now is read again, through the same door as everything else.
    opened, asked = access.again(opened), change.address
    place, _, facet = change.address.partition("@")
    change = _as_read(opened, replace(change, address=_address_now(opened, change)))
    standing, part = opened.document.entry(change.address), access.part_at(opened.definition, place)
    theirs, mine = _side_by_side(opened, change, standing)
    return render_template(
        "wordings/_question.html" if wants_part() else "wordings/question.html",
        **around(opened, None),
        address=change.address,
        asked=asked,
        dom_id=dom_id(asked),
        change=change,
        next_change=f"{new_id()}.1",
        seen=opened.document.version(change.address),
        is_out=not opened.document.stands(place),
        may_bring_back=not access.handed_over() and opened.shows(place),
        # Who has a view there already is asked about that one.
        views=() if "." in facet or (standing and standing.value) else views_in(opened, place, part),
        theirs=theirs,
        mine=mine,
        both=part.views and can_keep_both(change, standing),
        limit=limit_of(part),
    )


def not_yours(opened: access.Opened, place: str) -> tuple[str, int]:
    """What is another's to write: a sentence that says whose (practice.md 3.3); 404 for what who asks does not see, and for a story."""
    part = opened.definition.part_at(place)
    if part is None or not opened.page.definition.is_form or not opened.shows(place):
        abort(404)
    template = "filling/_not_yours.html" if wants_part() else "filling/not_yours.html"
    return render_template(
        template,
        **around(opened, None),
        part=part,
        place=place,
        who=only_by(opened.definition, place),
        takes_remark=takes_remark(opened.definition, place),
        typed=request.form.get("value", ""),
    ), 403


def takes_remark(definition: Definition, place: str) -> bool:
    """Whether a list, or the list that a place stands in, has room for a remark of the consultant."""
    listed = definition.part_at(place.partition("/")[0])
    return listed is not None and any("consultant" in one.only_by for one in listed.parts)


def too_long(opened: access.Opened, change: Write, refused: TooLong) -> str:
    """More words than there is room for; they stay in the field."""
    change = _as_read(opened, change)
    if wants_part():
        return render_template("documents/_too_long.html", refused=refused, change=change)
    part = access.part_at(opened.definition, change.address.partition("@")[0])
    return render_template("documents/too_long.html", **around(opened, None), refused=refused, change=change, part=part)


def scene_of(opened: access.Opened, address: str) -> tuple[str, dict[str, Any]]:
    """Where the page of a passage is for who asks: the endpoint, and its values."""
    steps = address.partition("@")[0].split("/")
    handed, values = access.handed_over(), {"document_id": opened.page.document.id}
    is_handed = handed is not None
    if handed is not None and handed.mode == access.TRANSLATE:
        return "translating.seat", {**values, "language": handed.into}
    if opened.page.definition.is_form:
        return "filling.show", values
    if len(steps) == 3 and steps[0] == "scenes" and opened.document.stands("/".join(steps[:2])):
        return f"documents.{'write_scene' if is_handed else 'scene'}", {**values, "scene_id": steps[1]}
    return f"documents.{'write_first' if is_handed else 'show'}", values


def _chosen(opened: access.Opened, change: Write, take: str) -> Sequence[Change]:
    if take == "theirs":
        return []
    return both_kept(opened.document, change, new_id()) if take == "both" else [change]


def _typed_besides(opened: access.Opened, change: Write, own: Write) -> list[Write]:
    # What was typed under the question and not chosen: nothing is lost, so it lies with the earlier words, under a pen of its own.
    standing = opened.document.entry(change.address)
    if own.value in (None, change.value, standing.value if standing else None):
        return []
    pen, dot, n = change.id.rpartition(".")
    return [put_aside(replace(own, id=f"{pen}o{dot}{n}"))]


def _address_now(opened: access.Opened, change: Write) -> str:
    # Where these words belong by now: both may have been kept meanwhile, or one text was made of two.
    wording, _, voice = change.address.partition(".")
    has_views = bool(opened.document.voices(*wording.split("@")))
    return f"{wording}.{voice or change.by}" if has_views else wording


def _as_read(opened: access.Opened, change: Write) -> Write:
    # What somebody typed, as they may read it.
    return replace(change, value=masks.masked(opened, change.value) if isinstance(change.value, str) else None)


def _side_by_side(opened: access.Opened, change: Write, standing: Entry | None) -> tuple[Wording | None, Wording]:
    # `change` as who asks may read it.
    said, own = str(standing.value or "") if standing else "", str(change.value or "")
    theirs, mine = compared(masks.masked(opened, said), own)
    place, _, facet = change.address.partition("@")
    if masks.hides(opened, standing, source_words(opened.document, place, facet)):
        hidden = gettext("A translation stands here already. It is not shown, because it may hold a name.")
        theirs, mine = (Piece(hidden, differs=False),), (Piece(own, differs=False),)
    family = opened.family(g.language)
    return (
        Wording(masks.masked(opened, whose_voice(family, standing.by)), theirs) if standing else None,
        Wording(masks.masked(opened, whose_voice(family, change.by)), mine),
    )


def _editor(opened: access.Opened, address: str) -> str:
    # The passage again, in the place of the question.
    place, _, facet = address.partition("@")
    language, view = view_of(facet)
    passage = passage_of(opened, place, access.part_at(opened.definition, place), view=view, language=language)
    kind = "heading" if place.endswith("/heading") else "words"
    tongue = language if len(opened.document.languages()) > 1 else ""
    page = around(opened, None)
    return render_template("documents/_passage.html", **page, passage=passage, kind=kind, tongue=tongue)


def _one_text_overtaken(opened: access.Opened, address: str, change: Write) -> str:
    # Somebody wrote in a view meanwhile, or made one text of them before.
    keep_aside(opened, change)
    now = access.again(opened)
    has_views = now.document.voices(address, language_of(now))
    return _one_page(now, address, wrong="newer") if has_views else question(now, change)


def _one_page(opened: access.Opened, address: str, wrong: str = "", refused: TooLong | None = None) -> str:
    part = opened.definition.part_at(address)
    if part is None or not opened.shows(address):
        abort(404)
    views = views_in(opened, address, part)
    if not views:
        abort(404)
    together = "\n".join(view.words for view in views)
    return render_template(
        "wordings/one_text.html",
        **around(opened, None),
        place=address,
        part=part,
        views=views,
        typed=cleaned(request.form["value"]) if "value" in request.form else together,
        seen=opened.document.revision,
        back=scene_of(opened, f"{address}@{language_of(opened)}"),
        wrong=wrong,
        refused=refused,
    )
