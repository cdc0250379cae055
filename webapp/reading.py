"""The child's book: a story read full screen, one scene a page; and, for the grown-ups, how it was told."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures.audience import Projected
from words_pictures.calling import as_children_say
from words_pictures.change import Change, Overtaken, Write
from words_pictures.document import Document, cleaned, new_id
from words_pictures.emergency import emergency_lines
from words_pictures.family import Family, Person, read_family
from words_pictures.labels import labels
from words_pictures.lines import lines, row_count
from words_pictures.story import Scene, ScenePicture, Story, read_story, wording
from words_pictures.telling import read_tellings, telling_changes
from words_pictures.voices import View
from words_pictures.wording import LANGUAGES, WORK_LANGUAGE

from . import access
from .parts import back_to, back_within, wants_part
from .store import documents as stored
from .store.packing import today
from .store.sessions import save_session

blueprint = Blueprint("reading", __name__)

MEASURES = {"wide": (41, 12), "narrow": (31, 15), "paper": (50, 12)}
"""Characters to a row under a picture, beside one or on a phone, and on paper; and the most rows that a book is laid out for.
Measured over the demo family's stories in Andika, these miss the rows on the screen by one at most, half a row too many on average."""
BETWEEN_ROWS = 0.2
"""The space behind each sentence, in rows."""
BETWEEN_VIEWS = 0.4
"""The space above the line that says whose view it is, in rows."""

BETWEEN_TONGUES = 1
"""The space between two languages, with the title that stands there again, in rows."""

_SHORT_NUMBERS = re.compile(r"\b(112|102|106)\b")


@dataclass(frozen=True)
class Page:
    """One page of a book. 0 is the cover."""

    number: int
    kind: str
    """`cover`, `scene`, `makers` or `drawing`."""
    scene: Scene | None = None
    lines: tuple[str, ...] = ()
    """The words of the scene, one sentence to a line."""
    views: tuple[tuple[View, tuple[str, ...]], ...] = ()
    """In their place, where people say it in two ways: what each of them says, one sentence to a line."""
    beside: Page | None = None
    """The same page in the language beside, where both are read."""

    def rows(self, measure: int) -> int:
        """How many rows its words take, with the space between sentences, where a row holds `measure` characters."""
        lines = [*self.lines, *(line for view, said in self.views for line in (view.says, *said))]
        own = row_count(lines, measure) + BETWEEN_ROWS * len(lines) + BETWEEN_VIEWS * len(self.views)
        return math.ceil(own) + (self.beside.rows(measure) + BETWEEN_TONGUES if self.beside else 0)


@dataclass(frozen=True)
class Ending:
    """Where the last page leads: `again` (to the cover), `told`, `write`, or `back`."""

    kind: str
    address: str


@dataclass(frozen=True)
class Book:
    """A story to leaf through, as one reader may see it, with where everything on its pages leads."""

    story: Story
    family: Family
    child: Person | None
    """Whose book it is: the child that reads, or else the first it is for."""
    makers: tuple[Person, ...]
    languages: tuple[str, ...]
    address: Callable[[int, str | None, str | None], str]
    """Of a page, in a language, with another beside it."""
    picture_address: Callable[[str], str]
    talk_address: Callable[[int], str]
    ending: Ending
    document_id: str | None = None
    """None: an example. There is nothing to stop, and nobody to remember the light for."""
    beside: Story | None = None
    """The same story in the language that is read beside it."""
    with_whom: str = ""
    """Who is with the reader: the account that signed in. Nobody, in an example."""

    def page_address(self, number: int) -> str:
        """A page in the languages that are read."""
        return self.address(number, asked_for(self.story.language), self.beside.language if self.beside else None)

    def ways_to_read(self, number: int) -> list[tuple[str, str, str]]:
        """The other languages of this page, alone and then beside the one that is read: (language, language beside, address)."""
        own, others = self.story.language, [one for one in self.languages if one != self.story.language]
        alone = [own, *others] if self.beside else others
        both = [one for one in others if self.beside is None or one != self.beside.language]
        ways = [*((one, "") for one in alone), *((own, one) for one in both)]
        return [(one, other, self.address(number, one, other or None)) for one, other in ways]

    @property
    def safe_person(self) -> Person | None:
        """Whom the child can always talk to, or None when nobody was chosen."""
        return self.family.safe_person_of(self.child) if self.child else None

    @property
    def whom(self) -> str:
        """That person, as the children call them, in the language of the page; empty where nobody was chosen."""
        return self._whom_in(g.language)

    @property
    def whom_in_dutch(self) -> str:
        """The same for the Dutch that stands beside it: a colleague does not read what the children say in Arabic."""
        return self._whom_in(WORK_LANGUAGE)

    def _whom_in(self, language: str) -> str:
        safe = self.safe_person
        return as_children_say(safe, labels(language)) if safe else ""

    @property
    def cover_picture(self) -> ScenePicture | None:
        """The picture made for the cover, or else the first of the story."""
        return self.story.cover

    def next_picture(self, page: Page) -> ScenePicture | None:
        """The picture of the page behind this one, to fetch before somebody turns to it."""
        behind = self.pages[page.number + 1 : page.number + 2]
        return behind[0].scene.picture if behind and behind[0].scene else None

    @property
    def emergency(self) -> list[tuple[list[str], str]]:
        """Whom to call in danger (practice.md 2.11): sentences in pieces, of which every second is a number to tap; and their Dutch."""
        lines = emergency_lines(g.language, self.story.look)
        return [(_SHORT_NUMBERS.split(line), dutch) for line, dutch in lines]

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page in order, the cover first."""
        names = [name for person in self.family.people for name in (person.name, person.relation)]
        others = self.beside.scenes if self.beside else (None,) * len(self.story.scenes)
        scenes = [_scene_page(*both, names) for both in zip(self.story.scenes, others, strict=True)]
        makers = [Page(0, "makers")] if self.makers else []
        pages = [Page(0, "cover"), *scenes, *makers, Page(0, "drawing")]
        return tuple(replace(page, number=n) for n, page in enumerate(pages))

    @cached_property
    def rows(self) -> dict[str, int]:
        """The rows, at each measure, that three in four pages keep to: they decide type and picture for the whole book."""
        return {name: max(3, min(most, self._kept_to(measure))) for name, (measure, most) in MEASURES.items()}

    def long_at(self, page: Page) -> list[str]:
        """The measures at which a page's words take more rows than that: there they are set a step smaller."""
        room = {**self.rows, "paper": MEASURES["paper"][1]}
        return [name for name, (measure, _) in MEASURES.items() if page.rows(measure) > room[name]]

    def _kept_to(self, measure: int) -> int:
        rows = sorted(page.rows(measure) for page in self.pages if page.scene)
        return rows[math.ceil(len(rows) * 0.75) - 1] if rows else 0


@blueprint.get("/documents/<document_id>/book")
@access.open_to(access.WORKER, access.READER, access.WRITER)
def cover(document_id: str) -> str:
    """The cover."""
    return show_page(_book(access.document(document_id)), 0)


@blueprint.get("/documents/<document_id>/book/<int:number>")
@access.open_to(access.WORKER, access.READER, access.WRITER)
def page(document_id: str, number: int) -> str:
    """One page: a scene, who made it, or the empty one to draw on."""
    return show_page(_book(access.document(document_id)), number)


@blueprint.get("/documents/<document_id>/book/print")
@access.open_to(access.WORKER)
def printed(document_id: str) -> str:
    """Every page at once, each on a sheet of paper of its own."""
    opened = access.document(document_id)
    book = _book(opened)
    # The version that its reader sees: the document's own would tell that something hidden had changed (trust.md R-058).
    return render_template("reading/printed.html", book=book, version=book.story.revision, made_on=today())


@blueprint.get("/documents/<document_id>/talk")
@access.open_to(access.WORKER, access.READER, access.WRITER)
def talk(document_id: str) -> str:
    """Whom the child can talk to, with their number, and whom to call in danger. Nothing is sent."""
    return show_talk(_book(access.document(document_id)))


@blueprint.post("/documents/<document_id>/evening")
@access.open_to(access.WORKER, access.READER, access.WRITER)
def evening(document_id: str) -> Response | str:
    """The same page by evening light, or by daylight again."""
    opened, back = access.document(document_id), request.form.get("back", "")
    is_evening = request.form.get("light") == "evening"
    g.session = save_session(access.database(), access.session(), evening=is_evening)
    if wants_part():
        return render_template("reading/_evening.html", book=_book(opened), back=back)
    return back_within(document_id, url_for(".cover", document_id=document_id))


@blueprint.get("/documents/<document_id>/told/<copy_id>")
@access.open_to(access.WORKER)
def told_cover(document_id: str, copy_id: str) -> str:
    """The cover of a story exactly as it was told."""
    return show_page(_told_book(access.document(document_id), copy_id), 0)


@blueprint.get("/documents/<document_id>/told/<copy_id>/<int:number>")
@access.open_to(access.WORKER)
def told_page(document_id: str, copy_id: str, number: int) -> str:
    """A page of a story exactly as it was told."""
    return show_page(_told_book(access.document(document_id), copy_id), number)


@blueprint.get("/documents/<document_id>/told")
@access.open_to(access.WORKER)
def told(document_id: str) -> str:
    """How the story was told, each time; and the form for the next time."""
    return _told_page(access.document(document_id), wrong={})


@blueprint.post("/documents/<document_id>/told")
@access.open_to(access.WORKER)
def save_telling(document_id: str) -> Response | tuple[str, int]:
    """The telling written down, and the story kept exactly as it was told."""
    opened = access.document(document_id)
    pen = request.form.get("pen", "")
    telling = pen if re.fullmatch("[0-9a-f]{32}", pen) else new_id()
    wrong = _what_is_wrong(opened)
    if wrong:
        return _told_page(opened, wrong), 422
    try:
        _save(opened, _telling_changes(opened, telling))
    except Overtaken:
        return _told_page(access.document(document_id), {"told_on": "twice"}), 409
    if not any(copy.telling == telling for copy in stored.read_told(access.database(), document_id)):
        stored.save_told(access.database(), document_id, telling, access.account().id, opened.whole_file)
    return back_to(".told", document_id=document_id, _anchor=f"telling-{telling}")


@blueprint.post("/documents/<document_id>/told/<telling>/questions")
@access.open_to(access.WORKER)
def save_questions(document_id: str, telling: str) -> Response | tuple[str, int]:
    """What the child asked, written down later. 409 when somebody wrote there meanwhile: both can be read."""
    opened, name = access.document(document_id), f"questions-{telling}"
    if not opened.document.stands(f"tellings/{telling}"):
        abort(404)
    asked = _typed_words(name)
    if len(asked) > _question_limit(opened):
        return _told_page(opened, {name: "long"}), 422
    address = f"tellings/{telling}/questions@{request.form.get('language', '')}"
    seen = request.form.get("seen", 0, type=int)
    try:
        _save(opened, [Write(f"{new_id()}.1", _hand(opened), address, asked or None, seen)])
    except Overtaken:
        return _told_page(access.document(document_id), {name: "overtaken"}), 409
    return back_to(".told", document_id=document_id, _anchor=f"telling-{telling}")


def _scene_page(scene: Scene, beside: Scene | None, names: list[str]) -> Page:
    views = tuple((view, lines(view.words, view.language, names)) for view in scene.views)
    # What is not translated stands there in its own language already; a page of a drawing alone says nothing in any.
    is_said_too = beside and beside.language != scene.language and (beside.heading or beside.words or beside.views)
    other = _scene_page(beside, None, names) if beside and is_said_too else None
    return Page(0, "scene", scene, lines(scene.words, scene.language, names), views, other)


def show_page(book: Book, number: int) -> str:
    """A page of a book, whole or as the part that changes when a page is turned; 404 where there is none."""
    if not 0 <= number < len(book.pages):
        abort(404)
    template = "reading/_page.html" if wants_part() else "reading/book.html"
    return render_template(template, book=book, page=book.pages[number])


def show_talk(book: Book) -> str:
    """Whom to talk to, as a page of its own; back leads to the page it was opened from."""
    number = request.args.get("page", 0, type=int)
    back = book.page_address(number if 0 <= number < len(book.pages) else 0)
    return render_template("reading/talk.html", book=book, back=back)


def chosen_language(languages: Sequence[str], reader_language: str = "") -> str:
    """The language to read in: as asked for, or the reader's own, or the story's first.

    The words around the story follow it where they can: from here on the page speaks that language.
    """
    wanted = (request.args.get("language", ""), reader_language, *languages)
    language = next((one for one in wanted if one in languages), g.language)
    if language in LANGUAGES:
        g.language = language
    return language


def chosen_beside(languages: Sequence[str], language: str) -> str:
    """The language to read beside it, as asked for; empty for none."""
    asked = request.args.get("beside", "")
    return asked if asked in languages and asked != language else ""


def _book(opened: access.Opened) -> Book:
    """The book as who was given the tablet may see it; in the worker's own hands, as the first child it is for."""
    whole_family, handed = read_family(opened.whole_file, g.language), access.handed_over()
    child = first_child(opened.whole, whole_family)
    if handed is None:
        seen, reader = _as_read_by(opened, child), child
    else:
        seen, reader = Projected(opened.document, opened.file), whole_family.person(handed.person_id)
    language = chosen_language(seen.document.languages(), reader.language if reader else "")
    here: dict[str, Any] = {"document_id": opened.document.id}
    return _bound(
        opened,
        seen,
        language,
        child=reader if reader and reader.is_child else child,
        address=lambda n, one, other: url_for(
            ".page" if n else ".cover", number=n or None, language=one, beside=other, **here
        ),
        ending=_ending(opened.document.id),
    )


def _told_book(opened: access.Opened, copy_id: str) -> Book:
    """The book as it was told that day, from the copy that was kept."""
    copies = stored.read_told(access.database(), opened.document.id)
    copy = next((one for one in copies if one.id == copy_id), None) or abort(404)
    child = first_child(copy.document, read_family(copy.file, g.language))
    seen = _as_read_by(opened, child, copy.document, copy.file)
    language = chosen_language(seen.document.languages(), child.language if child else "")
    here: dict[str, Any] = {"document_id": opened.document.id, "copy_id": copy_id}
    return _bound(
        opened,
        seen,
        language,
        child=child,
        address=lambda n, one, other: url_for(
            ".told_page" if n else ".told_cover", number=n or None, language=one, beside=other, **here
        ),
        ending=Ending("back", url_for(".told", document_id=opened.document.id)),
    )


def _bound(
    opened: access.Opened,
    seen: Projected,
    language: str,
    *,
    child: Person | None,
    address: Callable[[int, str | None, str | None], str],
    ending: Ending,
) -> Book:
    if opened.definition.reading != "story":
        abort(404)
    family, document_id = read_family(seen.file, language), opened.document.id
    beside = chosen_beside(seen.document.languages(), language)
    return Book(
        story=read_story(seen.document, family, language),
        family=family,
        child=family.person(child.id) if child else None,
        makers=family.those(seen.document.ids("makers")),
        languages=seen.document.languages(),
        address=address,
        beside=read_story(seen.document, family, beside) if beside else None,
        picture_address=lambda id: url_for("pictures.show", document_id=document_id, picture_id=id, size="screen"),
        talk_address=lambda n: url_for(
            ".talk", document_id=document_id, page=n, language=asked_for(language), beside=beside or None
        ),
        ending=ending,
        document_id=document_id,
        with_whom=access.account().name,
    )


def _ending(document_id: str) -> Ending:
    handed = access.handed_over()
    if handed is None:
        return Ending("told", url_for(".told", document_id=document_id))
    if handed.mode == "write":
        return Ending("write", url_for("documents.write_first", document_id=document_id))
    return Ending("again", url_for(".cover", document_id=document_id))


def _as_read_by(
    opened: access.Opened, child: Person | None, whole: Document | None = None, file: Document | None = None
) -> Projected:
    return access.as_seen_by(opened, access.viewer_of(child) if child else access.ANYBODY, whole, file)


def first_child(document: Document, family: Family) -> Person | None:
    """The first child a story is for, in the family's order; None when it is for none."""
    return next(iter(family.those(document.ids("children"))), None)


def asked_for(language: str) -> str | None:
    """The language for the addresses of the other pages: only where somebody asked for one."""
    return language if "language" in request.args else None


def _told_page(opened: access.Opened, wrong: dict[str, str]) -> str:
    if opened.definition.reading != "story":
        abort(404)
    family, language = opened.family(g.language), _questions_language(opened)
    in_story = {*opened.document.ids("children"), *opened.document.ids("people"), *opened.document.ids("makers")}
    near = [person for person in family.people if person.id in in_story]
    title, title_language = wording(opened.document, "title", g.language)
    return render_template(
        "reading/told.html",
        opened=opened,
        document=opened.document,
        family=family,
        family_id=opened.family_id,
        title=title,
        title_language=title_language,
        scene=None,
        near=near or family.people,
        others=[person for person in family.people if person not in near] if near else [],
        tellings=read_tellings(opened.document, family, language),
        copies={copy.telling: copy.id for copy in stored.read_told(access.database(), opened.document.id)},
        wrong=wrong,
        typed=request.form,
        limit=_question_limit(opened),
        language=language,
        pen=request.form.get("pen") or new_id(),
        today=today(),
    )


def _what_is_wrong(opened: access.Opened) -> dict[str, str]:
    """The fields of a telling that cannot be kept so: name -> `missing`, `unreadable`, `future` or `long`."""
    wrong = dict[str, str]()
    day = request.form.get("told_on", "")
    if not _is_day(day):
        wrong["told_on"] = "unreadable" if day else "missing"
    elif datetime.date.fromisoformat(day) > today():
        wrong["told_on"] = "future"
    if not _ticked(opened, "told_by"):
        wrong["told_by"] = "missing"
    if len(_typed_words("questions")) > _question_limit(opened):
        wrong["questions"] = "long"
    return wrong


def _telling_changes(opened: access.Opened, telling: str) -> list[Change]:
    return telling_changes(
        opened.document,
        telling,
        _hand(opened),
        told_on=datetime.date.fromisoformat(request.form["told_on"]),
        people={name: _ticked(opened, name) for name in ("told_by", "present", "copies")},
        questions=_typed_words("questions"),
        language=_questions_language(opened),
    )


def _save(opened: access.Opened, changes: Sequence[Change]) -> None:
    stored.save_changes(
        access.database(), opened.document.id, access.account().id, opened.definition, changes, opened.may
    )


def _ticked(opened: access.Opened, name: str) -> list[str]:
    return [person.id for person in opened.family(g.language).those(tuple(request.form.getlist(name)))]


def _typed_words(name: str) -> str:
    return cleaned(request.form.get(name, "")).strip()


def _question_limit(opened: access.Opened) -> int:
    part = opened.definition.part_at("tellings/any/questions")
    return part.limit if part else 0


def _questions_language(opened: access.Opened) -> str:
    return next(iter(opened.document.languages()), g.language)


def _hand(opened: access.Opened) -> str:
    # Whose hand wrote it down: the worker's own place in the family's file, or else the account.
    return opened.viewer.person or access.account().id


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None
