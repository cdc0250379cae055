"""The languages of a document: which ones, how far each is, and the interpreter's seat, with its sentences and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, abort, g, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures import tongues
from words_pictures.audience import Viewer, is_for_workers, is_put_up, sees
from words_pictures.change import Change, Write
from words_pictures.definition import DESCRIBED, HOWS, WORDS
from words_pictures.document import Item, cleaned, is_wording, new_id, view_of
from words_pictures.drawn import composition_of
from words_pictures.family import read_family
from words_pictures.story import ScenePicture, scene_picture
from words_pictures.translation import Sentence, checked, put_together, sentences_of, still_right, whose_words
from words_pictures.word.interpreters_table import number_of, table_docx
from words_pictures.wording import fixed

from . import access, handing, masks, watching, wordings
from .bench import ALONE, NOTHING_OPEN, Asked, Here, Passage, around, here_in, language_of, passage_of, voice_of
from .exports import DOCX, download
from .language import gettext
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
    """The sentences of one page of a story, with its picture; of a form those of one list, or what stands between two lists."""

    mark: str
    """What it is called among the groups."""
    heading: str
    rows: tuple[Passage, ...]
    picture: ScenePicture | None = None


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
@access.open_to(access.WORKER, access.WRITER)
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
    kinds = [one.standing.kind for _, one in _sentences(opened, language)]
    languages = opened.document.languages()
    return Progress(
        language,
        len(kinds),
        kinds.count("missing"),
        kinds.count("overtaken"),
        kinds.count("unchecked"),
        is_first=language == languages[0],
    )


def _sentences(opened: access.Opened, language: str) -> Iterator[tuple[access.Opened, Sentence]]:
    # What somebody of the family reads, and was not said in this language first; with what it is written in.
    file = access.file_of(opened)
    for one in sentences_of(opened.together, opened.definition, language):
        at = file if opened.definition.is_in_file(one.place) else opened
        is_read = is_put_up(at.definition, one.place) and not is_for_workers(at.definition, at.document, one.place)
        if one.source and is_read:
            yield at, one


def _seat(
    opened: access.Opened, language: str, others: Iterable[Here], asked: Asked = NOTHING_OPEN
) -> dict[str, object]:
    said = list(_sentences(opened, language))
    rows = [passage_of(at, one.place, one.part, others, asked, one.voice, language) for at, one in said]
    return {
        **around(opened, None),
        "into": language,
        "groups": list(_groups(opened, [*rows, *_held(opened, language, rows, asked)], language)),
        "theirs": {one.address for at, one in said if one.address not in asked.held and _is_theirs(at, one)},
        "number_of": partial(number_of, opened.together),
        "count": len(rows),
        "open": [row for row in rows if row.is_open],
        "unchecked": [row for row in rows if row.standing and row.standing.kind == "unchecked"],
        "who": request.args.get("who", "")[:LONGEST_NAME],
        "how": _how(),
        "masking": masks.of(opened),
        "letters": [f"[{letter}]" for letter in masks.letters(opened)],
    }


def _is_theirs(at: access.Opened, sentence: Sentence) -> bool:
    # What the family said itself in this language: whoever works with it reads it here.
    voice = whose_words(at.document, sentence.address) or voice_of(at)
    is_said = at.viewer.worker and bool(sentence.words)
    return is_said and not at.may(at.whole, Write("a.1", voice, sentence.address, sentence.words, 0))


def _how() -> str:
    how = request.args.get("how", "")
    return how if how in HOWS else "worker"


def _held(opened: access.Opened, language: str, rows: list[Passage], asked: Asked) -> Iterator[Passage]:
    # What somebody is writing in stays on their page, whatever became of the words that it translates.
    shown = {row.address for row in rows}
    for address in asked.held:
        place, _, facet = address.partition("@")
        at, part = access.at_place(opened, place), opened.definition.part_at(place)
        is_words = part is not None and part.type in (*WORDS, *DESCRIBED) and view_of(facet)[0] == language
        if part and is_words and address not in shown and at.shows(place):
            yield passage_of(at, place, part, (), asked, view_of(facet)[1], language)


def _groups(opened: access.Opened, rows: list[Passage], language: str) -> Iterator[Group]:
    document = opened.together
    standing = [row for row in rows if document.stands(row.place)]
    yield from _parts(opened, standing) if opened.definition.is_form else _pages(opened, standing, language)
    gone = tuple(row for row in rows if not document.stands(row.place))
    if gone:
        yield Group("gone", gettext("This page was taken out meanwhile"), gone)


def _pages(opened: access.Opened, rows: list[Passage], language: str) -> Iterator[Group]:
    own = tuple(row for row in rows if not row.place.startswith("scenes/"))
    if own:
        yield Group("own", gettext("The story itself"), own)
    for number, item in enumerate(opened.document.items("scenes"), start=1):
        here = tuple(row for row in rows if row.place.startswith(f"{item.place}/"))
        if here:
            heading = gettext("Page %(number)s") % {"number": number}
            yield Group(item.id, heading, here, _picture(opened, item, language))


def _parts(opened: access.Opened, rows: list[Passage]) -> Iterator[Group]:
    # In the order of the form: a list with all that is said in it, and what stands between two lists.
    form, before = opened.definition, ""
    marks = dict[str, str]()
    for part in form.parts:
        before = part.key if part.type == "list" else before
        marks[part.key] = part.key if part.type == "list" else f"after-{before}"
    for mark in dict.fromkeys(marks.values()):
        here = tuple(row for row in rows if marks.get(row.place.partition("/")[0]) == mark)
        part = form.part_at(mark)
        if here:
            yield Group(mark, fixed(part.label if part else form.name, g.language), here)


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
    interpreter = Viewer(into=language)
    seen = access.as_seen_by(opened, interpreter)
    data = table_docx(
        put_together(
            seen.document,
            opened.definition,
            seen.file,
            lambda key: sees(opened.definition, opened.whole, interpreter, key, opened.circle),
        ),
        opened.definition,
        language,
        made_on=today(),
        names=masks.of(opened),
        family=read_family(seen.file, language),
    )
    about = f"table {language}"
    log.save_event(access.database(), "exported", account=access.account().id, document=document_id, about=about)
    return download(data, DOCX, "docx", name="vertaling")
