"""The composer: a picture made by touch. Every tap is one step (words_pictures/arranging.py) on the newest picture, saved at once.

A step is a form with `do` (`feeling/sad`, `place`, `larger` …), the part that is chosen, and an id of its own, so that a step sent twice is
taken once. It is applied to what stands there at that moment: steps of two tablets go together. What is chosen, and which choices are
open, is the page's business and goes to and fro in the form.

A step back puts what stood there before; its pen says which state that was (`…back<pen of it>`), so the next step back goes further.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from words_pictures import arranging, placing
from words_pictures.change import Kept, Overtaken, Write, doubled
from words_pictures.composition import Bubble, Composition, Part, Thing, read, to_value
from words_pictures.document import Entry, Item, cleaned, new_id
from words_pictures.drawing.look import ROLES, Look
from words_pictures.drawing.things import THINGS
from words_pictures.drawn import place_of
from words_pictures.errors import BadComposition, TooLong

from . import access, easel
from .bench import item_of, language_of, standing_scene, voice_of
from .easel import Easel, Shown
from .parts import go_to, wants_part
from .store import documents as stored
from .wordings import save

blueprint = Blueprint("composing", __name__)

SCENE = "/documents/<document_id>/scenes/<scene_id>/compose"
COVER = "/documents/<document_id>/cover/compose"
TRIES = 3
"""So often a step is applied again to what another tablet has just made of the picture."""
_BACK = "back"
_PEN_LETTERS = 32


class PartGone(Exception):
    """The part that a step is about is not in the picture any more."""


@dataclass(frozen=True)
class Making:
    """What a step is given: the picture as it stands, the part it is about, and what the form says."""

    composition: Composition
    part: str
    what: str
    """What stands behind the `/` in `do`."""
    looks: Mapping[str, Look]
    language: str
    form: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def chosen(self) -> Part:
        """The part that the step is about. Raises PartGone."""
        part = self.composition.part(self.part)
        if part is None:
            raise PartGone(self.part)
        return part

    def number(self, name: str) -> float:
        """A number from the form. Raises BadComposition where there is none."""
        try:
            number = float(self.form.get(name, ""))
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or abs(number) > 10**5:
            raise BadComposition(name, "a number")
        return number

    def numbers(self, name: str) -> list[float]:
        """Numbers from the form, with blanks between them."""
        typed = self.form.get(name, "").split()
        return [replace(self, form={name: one}).number(name) for one in typed]


@dataclass(frozen=True)
class Made:
    """What came of a step: the picture, what is chosen now, and which choices are open."""

    composition: Composition
    part: str
    open: str = ""


# --- what comes in ----------------------------------------------------------------------------------------------------


@blueprint.get(SCENE)
@blueprint.get(COVER)
@access.open_to(access.WORKER)
def compose(document_id: str, scene_id: str | None = None) -> str:
    """The picture on its stage, and beside it the choices for what is chosen: one thing at a time."""
    return _page(_easel(document_id, scene_id), _shown_from(request.args))


@blueprint.get(f"{SCENE}/news")
@blueprint.get(f"{COVER}/news")
@access.open_to(access.WORKER)
def news(document_id: str, scene_id: str | None = None) -> str | tuple[str, int]:
    """The same, when something is new since the tag that is asked with; else 304, without opening anything."""
    if request.args.get("tag") == easel.tag_of(access.watched(document_id)):
        return "", 304
    return render_template("composing/_live.html", **_easel(document_id, scene_id).page(_shown_from(request.args)))


@blueprint.post(SCENE)
@blueprint.post(COVER)
@access.open_to(access.WORKER)
def step(document_id: str, scene_id: str | None = None) -> Response | str | tuple[str, int]:
    """One step, and the picture with it. 409: what it was about is gone, or somebody was first. 422: it cannot be drawn."""
    here, shown, doing = _easel(document_id, scene_id), _shown_from(request.form), request.form.get("do", "")
    try:
        match doing.partition("/")[0]:
            case "double":
                return _doubled(here)
            case "describe":
                return _described(here, shown)
            case "back":
                made = _stepped_back(here, shown)
            case _:
                made = _stepped(here, doing)
    except PartGone:
        return _answer(here, replace(shown, part="", said="gone"), 409)
    except Overtaken as overtaken:
        is_out = overtaken.theirs is None and not access.document(document_id).document.stands(here.place)
        if "quiet" in request.form and not is_out:
            # Others were first every time: the tablet sends it once more.
            return "", 503
        return _answer(here, replace(shown, said="out" if is_out else "overtaken"), 409)
    except BadComposition as refused:
        said = "full" if refused.place in ("parts", "strokes") else "refused"
        return _answer(here, replace(shown, said=said, wrong=refused.place), 422)
    except TooLong as refused:
        return _answer(here, replace(shown, said="long", wrong=str(refused.limit)), 422)
    if "quiet" in request.form:
        return "", 204
    return _answer(here, replace(shown, part=made.part, open=made.open))


# --- saving -----------------------------------------------------------------------------------------------------------


def _stepped(here: Easel, doing: str) -> Made:
    """The step on the newest picture, saved. Raises what the step raises, and Overtaken when others are always first."""
    change = _change_id(doing)
    for attempt in range(TRIES):
        standing = here.standing
        composition = read(standing.value) if standing and standing.value else Composition()
        if _was_taken(here, change):
            return Made(composition, request.form.get("part", ""), _open())
        made = _applied(here, composition, doing)
        try:
            if made.composition != composition:
                _save(
                    here, Write(change, voice_of(here.opened), here.address, to_value(made.composition), here.version)
                )
            return made
        except Overtaken as overtaken:
            if attempt == TRIES - 1 or overtaken.theirs is None:
                raise
            here = here.again()
    raise AssertionError


def _applied(here: Easel, composition: Composition, doing: str) -> Made:
    verb, _, what = doing.partition("/")
    making = Making(composition, request.form.get("part", ""), what, here.looks, here.language, request.form)
    if verb == "take":
        return Made(_all_taken(here, making) if what == "all" else _taken(making), "", "who")
    if verb in _ADDING:
        return _ADDING[verb](making)
    if verb in _AROUND:
        return Made(_AROUND[verb](making), making.part if composition.part(making.part) else "", _open())
    if verb not in _STEPS:
        raise BadComposition("do", "no such step")
    part = making.chosen
    changed = _STEPS[verb](making)
    return Made(changed, part.id if changed.part(part.id) else "", _open() if changed.part(part.id) else "")


def _stepped_back(here: Easel, shown: Shown) -> Made:
    """What stood there before. Raises Overtaken when somebody changed the picture since the page was shown."""
    made_by = _last_change(here)
    if made_by is None:
        return Made(here.composition, shown.part, shown.open)
    value, pen = (made_by.was.value, _state(made_by.was)) if isinstance(made_by.was, Entry) else (None, "")
    change = f"{new_id()[:16]}{_BACK}{pen}.1"
    _save(here, Write(change, voice_of(here.opened), here.address, value, _whole("back")))
    return Made(read(value) if value else Composition(), shown.part, shown.open)


def _last_change(here: Easel) -> Kept | None:
    """The change that first made what stands there; None where nothing was ever made, or the history begins later."""
    if here.standing is None:
        return None
    kept = (
        one.kept for one in stored.read_changes_by(access.database(), here.opened.document.id, _state(here.standing))
    )
    own = [one for one in kept if isinstance(one.change, Write) and one.change.address == here.address]
    return own[-1] if own else None


def _state(entry: Entry) -> str:
    # The pen of the change that first made this state: a step back made it stand again.
    pen = entry.pen.rpartition(".")[0]
    return pen.partition(_BACK)[2] or pen


def _doubled(here: Easel) -> Response:
    """The same page once more behind this one, and its picture open at the faces: only what they feel is another."""
    scene = here.scene if here.scene and here.is_page else abort(404)
    new, document = new_id(), here.opened.document
    _save(here, *doubled(document, "scenes", scene.id, new, new_id(), voice_of(here.opened)))
    first = next((one.id for one in here.composition.figures), None)
    values = {"document_id": document.id, "scene_id": new, "in": here.language}
    return go_to(".compose", **values, part=first, open="feeling" if first else None)


def _described(here: Easel, shown: Shown) -> Response | str | tuple[str, int]:
    """What is on the picture in somebody's own words; without any it follows the picture again."""
    words = cleaned(request.form.get("words", "")).strip() or None
    words = None if words == here.told else words
    address = f"{here.place}@{here.language}"
    try:
        _save(here, Write(f"{_pen()}.1", voice_of(here.opened), address, words, _whole("seen_description")))
    except Overtaken:
        return _answer(here, replace(shown, said="described", typed=words or ""), 409)
    except TooLong as refused:
        return _answer(here, replace(shown, said="long", wrong=str(refused.limit), typed=words or ""), 422)
    return _answer(here, shown)


def _save(here: Easel, *changes: Any) -> None:
    save(here.opened, changes)


def _was_taken(here: Easel, change: str) -> bool:
    """Whether this very step was taken before: its answer was lost on the way."""
    if "change" not in request.form or _is_typing():
        return False
    return bool(stored.read_changes_by(access.database(), here.opened.document.id, change.partition(".")[0]))


def _change_id(doing: str) -> str:
    # What is typed in one field goes on with one pen. Any other step has one of its own, made of all that the form says: a page that one
    # came back to has the same form, and another button of it is another step.
    if _is_typing():
        pen, _, n = request.form.get("change", "").partition(".")
        return f"{_pen_from(pen)}.{int(n) if n.isascii() and n.isdecimal() and len(n) < 9 else 1}"
    said = [f"{name}={value}" for name, value in sorted(request.form.items()) if name not in ("token", "quiet")]
    if "change" not in request.form:
        return f"{new_id()}.1"
    return f"{hashlib.sha256(chr(10).join([_whose(), doing, *said]).encode()).hexdigest()[:_PEN_LETTERS]}.1"


def _whose() -> str:
    """Whose step it is: the same id from somebody else is another step."""
    return f"{access.account().id} {request.path}"


def _is_typing() -> bool:
    return request.form.get("do", "").startswith("words")


def _pen() -> str:
    return _pen_from(request.form.get("change", "").partition(".")[0])


def _pen_from(pen: str) -> str:
    return pen if pen.isascii() and pen.isalnum() and 8 <= len(pen) <= _PEN_LETTERS and _BACK not in pen else new_id()


def _whole(name: str) -> int:
    return request.form.get(name, 0, type=int)


def _open() -> str:
    return request.form.get("open", "")


# --- the steps --------------------------------------------------------------------------------------------------------


def _who(making: Making) -> Made:
    made, id = placing.with_figure(making.composition, who=making.what)
    return Made(made, id, "feeling")


def _role(making: Making) -> Made:
    made, id = placing.with_figure(making.composition, role=making.what)
    return Made(made, id, "feeling")


def _thing(making: Making) -> Made:
    kind, _, of = making.what.partition("/")
    made, id = placing.with_thing(making.composition, kind, making.looks, of)
    return Made(made, id, "spot")


def _bubble(making: Making) -> Made:
    made, id = arranging.bubbled(making.composition, making.chosen.id, making.what, making.looks)
    return Made(made, id, "words")


def _under(making: Making) -> Made:
    # What somebody sits on or at; they stay chosen.
    if making.what == "chair":
        made, _ = placing.with_seat(making.composition, making.chosen.id)
    else:
        made, _ = placing.with_thing(making.composition, making.what, making.looks)
    return Made(made, making.part, _open())


def _held(making: Making) -> Made:
    # A new thing, at once in the hands of who is chosen.
    made, id = placing.with_thing(making.composition, making.what, making.looks)
    return Made(arranging.given(made, id, making.chosen.id, making.looks), making.part, "hands")


def _taken(making: Making) -> Composition:
    # What the words of the page propose: somebody with what they feel and do, or a thing.
    name, *ways = making.what.split("/")
    if not ways:
        return placing.with_thing(making.composition, name, making.looks)[0]
    whose = {"role": name} if name in ROLES else {"who": name}
    made, id = placing.with_figure(making.composition, **whose)
    feeling, pose = (*ways, "", "")[:2]
    made = arranging.feeling(made, id, feeling) if feeling else made
    return placing.posed(made, id, pose) if pose else made


def _all_taken(here: Easel, making: Making) -> Composition:
    found = here.proposal
    made = arranging.set_in(making.composition, place=found.place or None, time=found.time or None)
    people = [f"{one.who or one.role}/{one.feeling}/{one.pose}" for one in found.people]
    wants_table = any(one.pose == "at_table" for one in found.people) or set(found.things) & set(placing.NEEDS_A_TABLE)
    needed = ["table"] if wants_table and not any(one.kind == "table" for one in making.composition.things) else []
    first = [one for one in found.things if one in THINGS and THINGS[one].surface and one not in needed]
    rest = [one for one in found.things if one in THINGS and one not in (*first, *needed)]
    for what in (*people, *needed, *first, *rest):
        made = _taken(replace(making, composition=made, what=what))
    return made


_ADDING: Mapping[str, Callable[[Making], Made]] = {
    "who": _who,
    "as": _role,
    "thing": _thing,
    "bubble": _bubble,
    "under": _under,
    "hold": _held,
}
"""Steps after which something else may be chosen."""


def _rubbed(making: Making) -> Composition:
    radius, numbers, rubbed = making.number("radius"), making.numbers("points"), making.composition
    for x, y in zip(numbers[::2], numbers[1::2], strict=False):
        rubbed = arranging.rubbed(rubbed, x, y, min(radius, 200))
    return rubbed


_AROUND: Mapping[str, Callable[[Making], Composition]] = {
    "where": lambda making: arranging.set_in(making.composition, place=making.what),
    "when": lambda making: arranging.set_in(making.composition, time=making.what),
    "draw": lambda making: arranging.drawn(
        making.composition, making.form.get("colour", ""), round(making.number("width")), making.numbers("points")
    ),
    "rub": _rubbed,
    "undraw": lambda making: arranging.undrawn(making.composition),
}
"""Steps that are about no part."""


def _nudged(making: Making) -> Composition:
    ways = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
    across, down = ways.get(making.what) or (round(making.number("across")), round(making.number("down")))
    return arranging.nudged(making.composition, making.part, across, down, making.looks)


def _optioned(making: Making) -> Composition:
    name, _, value = making.what.partition("/")
    if not isinstance(making.chosen, Thing):
        raise BadComposition(name, "no such option")
    return changed(making.composition, making.part, **{name: easel.option_of(making.chosen, name, value)})


def _shows(making: Making) -> Composition:
    if making.what:
        return arranging.saying(making.composition, making.part, making.language, _said(making), making.what)
    return changed(making.composition, making.part, shows="")


def _worded(making: Making) -> Composition:
    return arranging.saying(making.composition, making.part, making.language, cleaned(making.form.get("words", "")))


def _said(making: Making) -> str:
    return making.chosen.words.get(making.language, "") if isinstance(making.chosen, Bubble) else ""


def _given(making: Making) -> Composition:
    # From the side of who holds it (`hand/p3`), or of what is held (`give/p1`).
    _there(making, making.what)
    return arranging.given(making.composition, making.what, making.part, making.looks)


def _put(making: Making) -> Composition:
    if making.what:
        _there(making, making.what)
    return arranging.given(making.composition, making.part, making.what, making.looks)


def _carried(making: Making) -> Composition:
    if making.what:
        _there(making, making.what)
    return arranging.carrying(making.composition, making.part, making.what)


def _there(making: Making, id: str) -> None:
    if making.composition.part(id) is None:
        raise PartGone(id)


_STEPS: Mapping[str, Callable[[Making], Composition]] = {
    "place": lambda making: arranging.placed(
        making.composition, making.part, making.number("x"), making.number("y"), making.looks
    ),
    "size": lambda making: arranging.resized(making.composition, making.part, making.number("size")),
    "move": _nudged,
    "larger": lambda making: arranging.sized(making.composition, making.part, 1),
    "smaller": lambda making: arranging.sized(making.composition, making.part, -1),
    "turn": lambda making: arranging.turned(making.composition, making.part),
    "roll": lambda making: arranging.rolled(making.composition, making.part, -15 if making.what == "left" else 15),
    "front": lambda making: arranging.brought(making.composition, making.part, 1),
    "behind": lambda making: arranging.brought(making.composition, making.part, -1),
    "out": lambda making: arranging.without(making.composition, making.part),
    "feeling": lambda making: arranging.feeling(making.composition, making.part, making.what),
    "pose": lambda making: placing.posed(making.composition, making.part, making.what),
    "hand": _given,
    "down": lambda making: arranging.given(making.composition, making.what, "", making.looks),
    "give": _put,
    "carry": _carried,
    "option": _optioned,
    "words": _worded,
    "shows": _shows,
    "kind": lambda making: changed(making.composition, making.part, bubble=making.what),
}
"""Steps about the part that is chosen."""


def changed(composition: Composition, id: str, **fields: Any) -> Composition:
    """A composition with other fields in one part, as its data name them; an empty one goes. Raises BadComposition."""
    content = to_value(composition)
    parts = [
        {key: value for key, value in {**part, **fields}.items() if value != ""} if part["id"] == id else part
        for part in content["parts"]
    ]
    return read({**content, "parts": parts})


# --- answers ----------------------------------------------------------------------------------------------------------


def _easel(document_id: str, scene_id: str | None) -> Easel:
    opened = access.document(document_id)
    if opened.definition.is_form:
        return Easel(opened, _item_with_a_picture(opened, scene_id or ""), language_of(opened))
    scene = item_of(opened.document, scene_id) if scene_id else None
    if scene is not None and request.method == "GET":
        scene = standing_scene(opened.document, scene.id)
    return Easel(opened, scene, language_of(opened))


def _item_with_a_picture(opened: access.Opened, item_id: str) -> Item:
    """The item of a form that has a picture; 404 where there is none, or who asks may not see it."""
    places = (f"{place}/{item_id}" for place, ids in opened.document.order.items() if item_id in ids)
    place = next((one for one in places if opened.definition.part_at(place_of(one))), "")
    return Item(opened.document, place) if place and opened.shows(place) else abort(404)


def _shown_from(said: Mapping[str, str]) -> Shown:
    return Shown(said.get("part", ""), said.get("open", ""), said.get("find", "")[:60])


def _answer(here: Easel, shown: Shown, status: int = 200) -> Response | str | tuple[str, int]:
    if wants_part():
        return render_template("composing/_live.html", **here.again().page(shown)), status
    if status != 200:
        return _page(here.again(), shown), status
    values = {"document_id": here.opened.document.id, "scene_id": here.scene.id if here.scene else None}
    return go_to(".compose", **values, part=shown.part or None, open=shown.open or None, **{"in": here.language})


def _page(here: Easel, shown: Shown) -> str:
    template = "composing/_live.html" if wants_part() else "composing/compose.html"
    return render_template(template, **here.page(shown))
