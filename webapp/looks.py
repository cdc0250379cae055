"""How does this person look? The family chooses once how somebody is drawn, and in every picture it is so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from flask import Blueprint, abort, g, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures import choosing
from words_pictures.change import Overtaken, Write
from words_pictures.document import Document, Entry, new_id
from words_pictures.drawing import likeness
from words_pictures.drawing.look import Look, look_value, offered, read_look
from words_pictures.errors import BadComposition
from words_pictures.family import Family, Person
from words_pictures.labels import labels

from . import access
from .families import save_file
from .parts import back_to, wants_part
from .store import documents as stored
from .store.packing import today

blueprint = Blueprint("looks", __name__, url_prefix="/families/<family_id>/people/<person_id>/look")

TRIES = 5
"""So often a choice is made again on the newest look, when another tablet wrote in the same moment."""
_BACK = "back"
"""Stands in the pen of a step back, before the pen of what came to stand again: from there the next step goes further back."""


@dataclass(frozen=True)
class Drawing:
    """A drawing in the page. It is made of our own numbers and paints: no word that anybody wrote is in it."""

    svg: str

    def __html__(self) -> str:
        return self.svg


@dataclass(frozen=True)
class Choice:
    """One answer, as this very person would look with it."""

    field: str
    word: str
    drawing: Drawing
    label: str
    said: str = ""
    """What a drawing says besides its label, for who does not see it."""
    is_chosen: bool = False


@dataclass(frozen=True)
class Group:
    """The answers for one field."""

    field: str
    choices: tuple[Choice, ...]

    @property
    def size(self) -> str:
        """`near` for heads, `whole` for what is higher than wide."""
        is_head = _SHOWN_AS.get(self.field, likeness.face) in (likeness.near, likeness.face)
        return "near" if is_head else "whole"


@dataclass(frozen=True)
class Page:
    """Somebody as they look now, and what is asked: six to begin with, or one question."""

    family_id: str
    person: Person
    look: Look | None
    asked: str
    topics: tuple[choosing.Question, ...]
    groups: tuple[Group, ...] = ()
    six: tuple[Choice, ...] = ()
    step: str = ""
    """The pen of the choice that can be taken back; empty where there is none."""
    wrong: str = ""

    @property
    def whole(self) -> Drawing | None:
        """All of them, a child with what it always has along."""
        if self.look is None:
            return None
        return _seen(self.look, likeness.with_companion if self.person.is_child else likeness.whole)

    @property
    def said(self) -> str:
        """How they look, in words."""
        if self.look is None:
            return ""
        said = (choosing.said_of(self.look, g.language), choosing.said_besides(self.look, g.language))
        return f"{self.person.name}: {', '.join(said)}"

    @property
    def behind(self) -> choosing.Question | None:
        """The question that comes after this one."""
        keys = [one.key for one in self.topics]
        return next(iter(self.topics[keys.index(self.asked) + 1 :]), None)

    def address_of(self, key: str) -> str:
        """Where another question is asked."""
        return url_for(
            "looks.show", family_id=self.family_id, person_id=self.person.id, ask=key, step=self.step or None
        )


class NothingThere(Exception):
    """What was to be changed does not stand there any more: on another tablet somebody took it away, or chose another."""


@dataclass(frozen=True)
class Chosen:
    """What stands in the file for somebody, and the step that led there; no look where nobody chose."""

    address: str
    look: Look | None
    entry: Entry | None

    @property
    def version(self) -> int:
        return self.entry.version if self.entry else 0


@blueprint.get("")
@access.open_to(access.WORKER)
def show(family_id: str, person_id: str) -> str:
    """One question about how somebody looks, every answer drawn; first of all, six to begin with."""
    file, _, person = _person(family_id, person_id)
    return _page(family_id, file, person, asked=request.args.get("ask", ""), step=request.args.get("step", ""))


@blueprint.post("")
@access.open_to(access.WORKER)
def choose(family_id: str, person_id: str) -> Response | tuple[str, int] | str:
    """One answer, at once in the family's file; and the person as they look now."""
    asked, step = request.form.get("ask", ""), request.form.get("step", "")
    try:
        asked, step = _saved(family_id, person_id, asked, step)
    except BadComposition:
        return _again(family_id, person_id, asked, wrong="unknown"), 422
    except (NothingThere, Overtaken):
        return _again(family_id, person_id, asked, wrong="overtaken"), 409
    if wants_part():
        file, _, person = _person(family_id, person_id)
        return _page(family_id, file, person, asked, step)
    return back_to(".show", family_id=family_id, person_id=person_id, ask=asked, step=step or None, _anchor="look")


@blueprint.app_template_global()
def face(person: Person) -> Drawing | str:
    """Somebody's own face, small; their initials where nobody chose how they look."""
    return _face(person.look) if person.look else person.initials


@lru_cache(maxsize=512)
def _face(look: Look) -> Drawing:
    return Drawing(likeness.face(look))


_SHOWN_AS: Mapping[str, Callable[[Look], str]] = {
    **dict.fromkeys(("clothes", "top", "under", "pregnant"), likeness.above),
    **dict.fromkeys(("below", "legs", "shoes"), likeness.below),
    **dict.fromkeys(("companion", "companion_colour"), likeness.with_companion),
    **dict.fromkeys(("hair", "cover", "cover_colour"), likeness.near),
    "age": likeness.among_ages,
    "build": likeness.among_builds,
    "aid": likeness.whole,
}
"""How much of somebody is seen to choose by; for all else it is the face."""


@lru_cache(maxsize=1024)
def _seen(look: Look, drawn: Callable[[Look], str]) -> Drawing:
    return Drawing(drawn(look))


def _saved(family_id: str, person_id: str, asked: str, step: str) -> tuple[str, str]:
    """Save what the form says; gives back the question to show next, and the step that can be taken back there."""
    for _ in range(TRIES - 1):
        try:
            return _saved_once(family_id, person_id, asked, step)
        except Overtaken:
            continue
    return _saved_once(family_id, person_id, asked, step)


def _saved_once(family_id: str, person_id: str, asked: str, step: str) -> tuple[str, str]:
    file, _, person = _person(family_id, person_id)
    chosen = _chosen(file, person_id)
    if "undo" in request.form:
        look, pen, step = _back(file, chosen, request.form["undo"])
    else:
        look, pen = _answered(person, chosen), new_id()
        step = step if look == chosen.look else pen
        asked = asked if asked != "begin" else ""
    value = look_value(look) if look else None
    save_file(file, [Write(f"{pen}.1", access.account().id, chosen.address, value, chosen.version)])
    return asked, step


def _answered(person: Person, chosen: Chosen) -> Look:
    """The look that the form chose. Raises BadComposition for no choice, NothingThere where nobody has begun."""
    if "begin" in request.form:
        six = _offered(person, chosen)
        number = request.form.get("begin", -1, type=int)
        if not 0 <= number < len(six):
            raise BadComposition("begin", "none of the six")
        return six[number]
    field = next((name for question in choosing.QUESTIONS for name in question.fields if name in request.form), "")
    if chosen.look is None:
        choosing.with_answer(Look(), field, request.form.get(field, ""))
        raise NothingThere
    return choosing.with_answer(chosen.look, field, request.form.get(field, ""))


def _back(file: Document, chosen: Chosen, step: str) -> tuple[Look | None, str, str]:
    """One step back: the look as it is then, the pen that writes it, and the step before that one.

    What others changed since stays; where the whole look would go away with it, NothingThere is raised.
    """
    found = next(_steps(file, chosen, step), None)
    if found is None:
        raise BadComposition("undo", "no such step")
    change, was = found
    before, written = _look(was.value if was else None), _look(change.value)
    earlier = _step_of(was) if was else ""
    pen = f"{new_id()}{_BACK}{earlier}"
    if before is None or written is None:
        if chosen.look != written:
            raise NothingThere
        return before, pen, earlier
    if chosen.look is None:
        raise NothingThere
    return choosing.taken_back(chosen.look, before, written), pen, earlier


def _steps(file: Document, chosen: Chosen, pen: str) -> Iterator[tuple[Write, Entry | None]]:
    # What a pen wrote here, and what it found.
    for one in stored.read_changes_by(access.database(), file.id, pen):
        change, was = one.kept.change, one.kept.was
        if isinstance(change, Write) and change.address == chosen.address:
            yield change, was if isinstance(was, Entry) else None


def _step_of(entry: Entry) -> str:
    pen = entry.pen.partition(".")[0]
    return pen.partition(_BACK)[2] if _BACK in pen else pen


def _person(family_id: str, person_id: str) -> tuple[Document, Family, Person]:
    file, family = access.family(family_id)
    return file, family, family.person(person_id) or abort(404)


def _chosen(file: Document, person_id: str) -> Chosen:
    address = f"people/{person_id}/look@value"
    entry = file.entry(address)
    return Chosen(address, _look(entry.value if entry else None), entry)


def _look(value: object) -> Look | None:
    return read_look(value) if value else None


def _offered(person: Person, chosen: Chosen) -> tuple[Look, ...]:
    age = chosen.look.age if chosen.look else choosing.age_drawn(person, person.age(today()))
    return offered(person.id, age)


def _again(family_id: str, person_id: str, asked: str, wrong: str) -> str:
    file, _, person = _person(family_id, person_id)
    return _page(family_id, file, person, asked, step="", wrong=wrong)


def _page(family_id: str, file: Document, person: Person, asked: str, step: str, wrong: str = "") -> str:
    chosen = _chosen(file, person.id)
    page = _beginning(family_id, person, chosen) if chosen.look is None or asked == "begin" else None
    page = page or _asking(family_id, person, chosen.look or Look(), asked)
    template = "looks/_look.html" if wants_part() else "looks/choose.html"
    return render_template(template, family_id=family_id, person=person, page=replace(page, step=step, wrong=wrong))


def _beginning(family_id: str, person: Person, chosen: Chosen) -> Page:
    six = [
        Choice(
            "begin",
            str(n),
            _seen(look, likeness.whole),
            choosing.said_of(look, g.language),
            said=choosing.said_besides(look, g.language),
        )
        for n, look in enumerate(_offered(person, chosen))
    ]
    topics = choosing.questions_for(person, chosen.look) if chosen.look else ()
    return Page(family_id, person, chosen.look, "begin", topics, six=tuple(six))


def _asking(family_id: str, person: Person, look: Look, asked: str) -> Page:
    topics = choosing.questions_for(person, look)
    question = next((one for one in topics if one.key == asked), topics[0])
    groups = tuple(_group(person, look, field) for field in choosing.fields_asked(question, look))
    return Page(family_id, person, look, question.key, topics, groups=groups)


def _group(person: Person, look: Look, field: str) -> Group:
    return Group(
        field,
        tuple(
            Choice(
                field,
                word,
                _seen(choosing.with_answer(look, field, word), _SHOWN_AS.get(field, likeness.face)),
                labels(g.language).choice(field, word),
                is_chosen=getattr(look, field) == word,
            )
            for word in choosing.answers(person, look, field)
        ),
    )
