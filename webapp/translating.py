"""The languages of a document: which ones, how far each is, and the interpreter's seat, with its sentences and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, abort, g, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures import tongues
from words_pictures.audience import Viewer, is_for_workers, is_put_up
from words_pictures.change import Change, Write
from words_pictures.definition import DESCRIBED, HOWS, WORDS
from words_pictures.document import Item, cleaned, is_wording, new_id, view_of
from words_pictures.drawn import composition_of
from words_pictures.family import read_family
from words_pictures.story import ScenePicture, scene_picture
from words_pictures.translation import Sentence, checked, sentences_of, still_right, whose_words
from words_pictures.word.interpreters_table import table_docx

from . import access, handing, masks, watching, wordings
from .bench import ALONE, NOTHING_OPEN, Asked, Here, Passage, around, here_in, language_of, passage_of, voice_of
from .exports import DOCX, download
from .parts import back_to, back_within
from .store import log
from .store.packing import today
from .store.sessions import HandedOver, save_session

blueprint = Blueprint("translating", __name__)

SEAT = "/documents/<document_id>/translate/<language>"
LONGEST_NAME = 80
"""Of who looked a translation over: as much as a document keeps."""


@dataclass(frozen=True)
class Progress:
    """How far a language of a document is, in sentences."""

    language: str
    sentences: int
    missing: int
    overtaken: int
    unchecked: int
    is_first: bool
    """Whether it is the language that the document is written in."""

    @property
    def done(self) -> int:
        return self.sentences - self.missing - self.overtaken


@dataclass(frozen=True)
class Group:
    """The sentences of one page, with its picture."""

    number: int
    """0: those of the story itself; -1: those that are not in it any more, and somebody is writing in them."""
    picture: ScenePicture | None
    rows: tuple[Passage, ...]


@blueprint.get("/documents/<document_id>/languages")
@access.open_to(access.WORKER)
def show(document_id: str) -> str:
    """The languages of a story, how far each is, and what can be done with it."""
    return _languages_page(access.document(document_id))


@blueprint.post("/documents/<document_id>/languages")
@access.open_to(access.WORKER)
def choose(document_id: str) -> Response | tuple[str, int]:
    """One language more for this story, or one fewer: its words are kept, and come back with it."""
    opened, out = access.document(document_id), request.form.get("out", "")
    languages, added = opened.document.languages(), request.form.get("add", "").strip()
    code = tongues.code_of(added, g.language)
    if added and not code:
        return _languages_page(opened, unknown=added), 422
    left = [one for one in languages if one != out] or [*languages]
    wanted = list(dict.fromkeys((*left, code) if code else left))
    if wanted != [*languages]:
        address = "languages@value"
        wordings.save(
            opened, [Write(f"{new_id()}.1", voice_of(opened), address, wanted, opened.document.version(address))]
        )
    return back_to(".show", document_id=document_id)


@blueprint.post("/documents/<document_id>/beside")
@access.open_to(access.WORKER)
def choose_beside(document_id: str) -> Response:
    """Which language stands beside the one that is written in, on this tablet."""
    opened, beside = access.document(document_id), request.form.get("beside", "")
    if beside in (*opened.document.languages(), ALONE):
        save_session(access.database(), access.session(), beside={**access.session().beside, document_id: beside})
    endpoint, values = wordings.scene_of(opened, f"scenes/{request.form.get('scene', '')}/words")
    return back_to(endpoint, **values, **{"in": language_of(opened)})


@blueprint.get(SEAT)
@access.open_to(access.WORKER, access.TRANSLATOR)
def seat(document_id: str, language: str) -> str:
    """Every sentence of the story beside its translation, and nothing else."""
    watched = access.watched(document_id)
    opened = opened_in(document_id, language)
    tag = _tag(document_id, watched)
    page = _seat(opened, language, here_in(opened, watched.presences))
    return render_template("translating/seat.html", **page, **watching.of_page(document_id, tag))


@blueprint.get(f"{SEAT}/news")
@access.open_to(access.WORKER, access.TRANSLATOR)
def news(document_id: str, language: str) -> str | tuple[str, int]:
    """What changed in the seat; 304 while nothing did."""
    watched, asked = access.watched(document_id), watching.asked_with()
    tag = _tag(document_id, watched, asked)
    if request.args.get("tag") == tag:
        return "", 304
    opened = opened_in(document_id, language)
    page = _seat(opened, language, here_in(opened, watched.presences), asked)
    return render_template("translating/_seat_live.html", **page, tag=tag)


@blueprint.post("/documents/<document_id>/translate/look-over")
@access.open_to(access.WORKER, access.TRANSLATOR)
def look_over(document_id: str) -> Response:
    """Somebody looked a translation over, as it stood on their page; or an overtaken one still fits. `do` says which."""
    form = request.form
    place, _, facet = form.get("address", "").partition("@")
    opened = access.at(document_id, place)
    part = opened.definition.part_at(place)
    if part is None or part.type not in (*WORDS, *DESCRIBED) or not is_wording(facet) or not opened.shows(place):
        abort(404)
    change = _looked_over(opened, place, facet)
    if change is not None:
        wordings.save(opened, [change])
    endpoint, values = wordings.scene_of(opened, place)
    return back_within(document_id, url_for(endpoint, **values))


@blueprint.post(f"{SEAT}/hand-over")
@access.open_to(access.WORKER)
def hand_over(document_id: str, language: str) -> Response:
    """From now on this tablet reaches the sentences of this document only, for an interpreter."""
    opened_in(document_id, language)
    handed = HandedOver(
        document_id,
        handing.INTERPRETER,
        access.TRANSLATE,
        url_for(".show", document_id=document_id),
        language=language,
        into=language,
        masked="masked" in request.form,
    )
    return handing.give(handed)


def opened_in(document_id: str, language: str) -> access.Opened:
    """A document in one of its languages: an interpreter reaches their own. 404 for any other."""
    opened, handed = access.document(document_id), access.handed_over()
    # Whoever has the tablet for a language stays where they are when that is taken out: its words are kept.
    is_there = language in opened.document.languages() if handed is None else language == handed.into
    return opened if is_there else abort(404)


def _languages_page(opened: access.Opened, unknown: str | None = None) -> str:
    # `unknown`: what was typed, and is no language that anybody knows.
    languages = opened.document.languages()
    return render_template(
        "translating/show.html",
        **around(opened, None),
        languages=[_progress(opened, language) for language in languages],
        more=tongues.near((one.language for one in opened.family(g.language).people), languages),
        unknown=unknown,
    )


def _tag(document_id: str, watched: watching.Watched, asked: Asked = NOTHING_OPEN) -> str:
    if access.handed_over() is None:
        return watching.tag_for_workers(watched, asked)
    return watching.tag_for_writers(document_id, watched, asked)


def _progress(opened: access.Opened, language: str) -> Progress:
    kinds = [one.standing.kind for one in _sentences(opened, language)]
    languages = opened.document.languages()
    return Progress(
        language,
        len(kinds),
        kinds.count("missing"),
        kinds.count("overtaken"),
        kinds.count("unchecked"),
        is_first=language == languages[0],
    )


def _sentences(opened: access.Opened, language: str) -> Iterator[Sentence]:
    # What somebody of the family reads, and was not said in this language first.
    form, document = opened.definition, opened.document
    for one in sentences_of(document, form, language):
        if one.source and is_put_up(form, one.place) and not is_for_workers(form, document, one.place):
            yield one


def _seat(
    opened: access.Opened, language: str, others: Iterable[Here], asked: Asked = NOTHING_OPEN
) -> dict[str, object]:
    rows = [
        passage_of(opened, one.place, one.part, others, asked, one.voice, language)
        for one in _sentences(opened, language)
    ]
    return {
        **around(opened, None),
        "into": language,
        "groups": list(_groups(opened, [*rows, *_held(opened, language, rows, asked)], language)),
        "count": len(rows),
        "open": [row for row in rows if row.is_open],
        "unchecked": [row for row in rows if row.standing and row.standing.kind == "unchecked"],
        "who": request.args.get("who", "")[:LONGEST_NAME],
        "how": _how(),
        "masking": masks.of(opened),
        "letters": [f"[{letter}]" for letter in masks.letters(opened)],
    }


def _how() -> str:
    how = request.args.get("how", "")
    return how if how in HOWS else "worker"


def _held(opened: access.Opened, language: str, rows: list[Passage], asked: Asked) -> Iterator[Passage]:
    # What somebody is writing in stays on their page, whatever became of the words that it translates.
    shown = {row.address for row in rows}
    for address in asked.held:
        place, _, facet = address.partition("@")
        part = opened.definition.part_at(place)
        is_words = part is not None and part.type in (*WORDS, *DESCRIBED) and view_of(facet)[0] == language
        if part and is_words and address not in shown and opened.shows(place):
            yield passage_of(opened, place, part, (), asked, view_of(facet)[1], language)


def _groups(opened: access.Opened, rows: list[Passage], language: str) -> Iterator[Group]:
    scenes = opened.document.items("scenes")
    own = tuple(row for row in rows if not row.place.startswith("scenes/"))
    if own:
        yield Group(0, None, own)
    for number, item in enumerate(scenes, start=1):
        here = tuple(row for row in rows if row.place.startswith(f"{item.place}/"))
        if here:
            yield Group(number, _picture(opened, item, language), here)
    gone = tuple(row for row in rows if not opened.document.stands(row.place))
    if gone:
        yield Group(-1, None, gone)


def _picture(opened: access.Opened, item: Item, language: str) -> ScenePicture | None:
    # Where names are masked, one in which something is written stays out: nobody masks that.
    composition = composition_of(opened.document, item.place)
    is_written_in = composition is not None and any(bubble.words for bubble in composition.bubbles)
    picture = scene_picture(item, language, opened.family(g.language), is_small=True)
    return None if picture and picture.is_composed and is_written_in and masks.of(opened) else picture


def _looked_over(opened: access.Opened, place: str, facet: str) -> Change | None:
    form, document = request.form, opened.document
    same = masks.digest_meant(opened, form.get("words", ""), document.words(place, facet))
    about = {"id": f"{new_id()}.1", "by": whose_words(document, f"{place}@{facet}") or voice_of(opened), "same": same}
    if form.get("do") == "fits":
        of = wordings.of_meant(opened, form.get("of", ""), place, facet)
        return still_right(document, place, facet, of=of, **about) if of and same else None
    who = " ".join(cleaned(form.get("who", "")).split())[:LONGEST_NAME].strip()
    return checked(document, place, facet, who=who, on=today(), **about) if who and same else None


@blueprint.post(f"{SEAT}/table.docx")
@access.open_to(access.WORKER)
def table(document_id: str, language: str) -> Response:
    """The sentences as a Word table with two columns, to send to an interpreter: what they would see in the seat."""
    opened = opened_in(document_id, language)
    seen = access.as_seen_by(opened, Viewer(into=language))
    data = table_docx(
        seen.document,
        opened.definition,
        language,
        made_on=today(),
        names=masks.of(opened),
        family=read_family(seen.file, language),
    )
    about = f"table {language}"
    log.save_event(access.database(), "exported", account=access.account().id, document=document_id, about=about)
    return download(data, DOCX, "docx", name="vertaling")
