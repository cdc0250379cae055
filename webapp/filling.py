"""A form being filled in, whatever kind of document it is: its fields as the definition says them, each saved by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for
from werkzeug.wrappers import Response

from words_pictures.audience import is_left_to, only_by
from words_pictures.change import Add, BringBack, Change, Move, Overtaken, TakeOut, Write
from words_pictures.document import Document, Item, Value, new_id
from words_pictures.drawn import place_of
from words_pictures.errors import NotSaid, TooLong
from words_pictures.filled import ABOUT, is_asked
from words_pictures.part import DESCRIBED, WORDS, Part
from words_pictures.plan_papers import PLAN
from words_pictures.readiness import questions
from words_pictures.safety_plan import read_plan
from words_pictures.said import Facts, item_name, said
from words_pictures.signing import VERSION, is_signed_apart, number_now, signatures_in, signed_now
from words_pictures.story import ScenePicture, composed_picture, picture_at, signed_paper, wording
from words_pictures.voices import says_alone
from words_pictures.week_said import WeekSaid, week_said

from . import access, fields, watching, weeks, wordings
from .bench import (
    NOTHING_OPEN,
    Asked,
    Here,
    Passage,
    around,
    beside_of,
    here_in,
    is_a_childs,
    language_of,
    passage_of,
    views_in,
    voice_of,
)
from .parts import back_to, dom_id, wants_part
from .store.documents import NotAllowed
from .store.packing import today
from .store.watching import Watched
from .versions import last_version_of, version_of

blueprint = Blueprint("filling", __name__)

FILL = "/documents/<document_id>/fill"
MOST_FIELDS_OPEN, MOST_ITEMS_OPEN = 4, 20
"""Up to so many fields of an item, and items of a list, stand open on the page of the whole form."""
LONG_FORM = 15
"""Parts from which a form is long: on its page no item stands open then but one of a single field."""
ON_CARDS = ("people", "hours", "date", "moment", "choice", "answer", "scale")
"""What a card says of an item beside its name."""
LONGEST_NAME = 140


@dataclass(frozen=True)
class Box:
    """A field on the page, ready to be filled in."""

    part: Part
    place: str
    value: object
    version: int
    change: str
    """The id of the first change its form will make."""
    said: str
    """What stands there, in words."""
    may: bool
    """Whether who asks may write here."""
    options: tuple[tuple[str, str], ...] = ()
    """What can be chosen, as (value, label)."""
    passage: Passage | None = None
    """Of words: their editor, in the language that is written in."""
    beside: Passage | None = None
    """The same in the language that stands beside it."""
    views: tuple[Passage, ...] = ()
    says: str = ""
    """Of words that one voice says alone, where everybody may say it in their own way: the line above them, for who may only read them."""
    only_by: tuple[str, ...] = ()
    """Who alone may write here, of part.WRITERS; empty where it is left to all."""
    takes_remark: bool = False
    """Whether the consultant can put a remark here."""
    rows: tuple[weeks.Rows, ...] = ()
    """Of a week: when the parents are away, and who is there then."""
    week: WeekSaid | None = None
    """Of a week: as it reads."""
    photo: ScenePicture | None = None
    """The photo that stands here, or that shows the paper with the signature."""

    @property
    def address(self) -> str:
        return f"{self.place}@value"

    @property
    def dom_id(self) -> str:
        return dom_id(self.address)


@dataclass(frozen=True)
class Lines:
    """A list on the page, with its items."""

    part: Part
    place: str
    items: tuple[One, ...]
    taken_out: tuple[tuple[str, str, str], ...]
    """Items that were taken out: (id, what they are called, the language of that)."""
    may: bool
    in_cards: bool
    """Whether each item opens on a page of its own."""
    count: int
    """How many items stand in it, on this page or not."""
    only_by: tuple[str, ...] = ()
    takes_remark: bool = False
    """Both as of a box."""

    @property
    def dom_id(self) -> str:
        return dom_id(self.place)


@dataclass(frozen=True)
class One:
    """An item of a list on the page."""

    id: str
    number: int
    name: str
    named_in: str
    """The language of its name."""
    boxes: tuple[Box, ...] = ()
    lists: tuple[Lines, ...] = ()
    version: int = 0
    summary: tuple[str, ...] = ()
    """Of a card: what else is said in it, in short."""
    words: tuple[str, str] | None = None
    """Of a card that is called after a person, a day or a number: its first words, and the language of these."""
    picture: ScenePicture | None = None
    may_draw: bool = False
    """Whether a picture can be made for it by who asks."""


@blueprint.get(FILL)
@access.open_to(access.WORKER, access.WRITER)
def show(document_id: str) -> str:
    """The whole form: every field open to be filled in, long lists as cards that open on a page of their own."""
    return _whole_page(document_id, "")


@blueprint.get(f"{FILL}/<path:place>")
@access.open_to(access.WORKER, access.WRITER)
def show_item(document_id: str, place: str) -> str:
    """One item of a list by itself."""
    return _whole_page(document_id, place)


@blueprint.get(f"{FILL}/news")
@access.open_to(access.WORKER, access.WRITER)
def news(document_id: str) -> str | tuple[str, int]:
    """What others filled in meanwhile; 304 while nobody did. `at`: the item whose page asks, if it is one."""
    watched, asked = access.watched(document_id), watching.asked_with()
    tag = _tag(document_id, watched, asked)
    if request.args.get("tag") == tag:
        return "", 304
    opened, place = access.form(document_id), request.args.get("at", "")
    page = _page(opened, place, here_in(opened, watched.presences), asked)
    return render_template("filling/_live.html", **page, tag=tag)


def _whole_page(document_id: str, place: str) -> str:
    watched = access.watched(document_id)
    opened = access.form(document_id)
    tag = _tag(document_id, watched)
    page = _page(opened, place, here_in(opened, watched.presences))
    return render_template("filling/show.html", **page, **watching.of_page(document_id, tag))


def _tag(document_id: str, watched: Watched, asked: Asked = NOTHING_OPEN) -> str:
    if access.handed_over() is None:
        return watching.tag_for_workers(watched, asked)
    return watching.tag_for_writers(document_id, watched, asked)


@blueprint.post("/documents/<document_id>/values")
@access.open_to(access.WORKER, access.WRITER)
def save(document_id: str) -> Response | str | tuple[str, int]:
    """A field saved: the little "saved". 409: what stands there now, and the person decides. 422: what is wrong, and what was typed."""
    form = request.form
    place = form.get("address", "").removesuffix("@value")
    opened = _form_at(document_id, place)
    part = opened.definition.part_at(place)
    if part is None or part.type in (*WORDS, *DESCRIBED, "list") or not opened.shows(place):
        abort(404)
    value = fields.parsed(form, part, today())
    change = Write(form.get("change", ""), voice_of(opened), f"{place}@value", value, form.get("seen", 0, type=int))
    try:
        document = wordings.save(opened, [change])
    except Overtaken:
        return _again(access.again(opened), part, place, "overtaken", change), 409
    except (NotSaid, TooLong):
        return _again(opened, part, place, "wrong", change), 422
    except NotAllowed:
        return wordings.not_yours(opened, place)
    if not wants_part():
        return _back_to(opened, place, f"field-{dom_id(change.address)}")
    return render_template(
        "documents/_saved.html", change=change, version=document.version(change.address), whose="", is_quiet=False
    )


@blueprint.post("/documents/<document_id>/items")
@access.open_to(access.WORKER, access.WRITER)
def items(document_id: str) -> Response | tuple[str, int]:
    """An item added to a list, moved, taken out or brought back; `do` says which."""
    form = request.form
    place, item, doing = form.get("list", ""), form.get("item", ""), form.get("do", "")
    opened = _form_at(document_id, place)
    part = opened.definition.part_at(place)
    if part is None or part.type != "list" or not opened.shows(place):
        abort(404)
    change = _list_change(opened, place, item, doing)
    if change is not None:
        try:
            wordings.save(opened, [change])
        except Overtaken:
            return back_to(".show", document_id=document_id, changed="1", _anchor=dom_id(place))
        except NotAllowed:
            return wordings.not_yours(opened, place)
        if isinstance(change, Add) and is_in_cards(opened, place):
            return back_to(".show_item", document_id=document_id, place=f"{place}/{change.item}")
    at = f"{place}/{change.item}" if isinstance(change, Add | BringBack | Move) else place
    return _back_to(opened, place, dom_id(at))


def _form_at(document_id: str, place: str) -> access.Opened:
    opened = access.at(document_id, place)
    definition = opened.page.definition
    return opened if definition.is_form and not is_signed_apart(definition, place) else abort(404)


def _back_to(opened: access.Opened, place: str, anchor: str) -> Response:
    endpoint, values = page_of(opened, place)
    return back_to(endpoint, **values, _anchor=anchor)


def page_of(opened: access.Opened, place: str) -> tuple[str, dict[str, Any]]:
    """The page that a field stands on: that of the whole form, or of its item."""
    values, steps = {"document_id": opened.page.document.id}, place.split("/")
    if len(steps) > 2 and is_in_cards(opened, steps[0]):
        return ".show_item", {**values, "place": "/".join(steps[:2])}
    return ".show", values


def photo_at(opened: access.Opened, part: Part, place: str) -> ScenePicture | None:
    """The photo of a field of pictures, or of a paper that was signed; None where there is none."""
    if part.type == "picture":
        return picture_at(opened.document, place, g.language)
    return signed_paper(opened.document.value(place)) if part.type == "signature" else None


def is_in_cards(opened: access.Opened, place: str) -> bool:
    """Whether the items of a list stand as cards, each with a page of its own: with many fields, when there are many, or in a long form."""
    part, fields_open = opened.page.definition.part_at(place), MOST_FIELDS_OPEN
    if part is None or part.type != "list" or "/" in place:
        return False
    if sum(bool(one.label) for one in opened.page.definition.parts) > LONG_FORM:
        fields_open = 1
    fields_asked = sum(bool(one.label) for one in part.parts)
    return fields_asked > fields_open or len(opened.document.order.get(place, ())) > MOST_ITEMS_OPEN


def _list_change(opened: access.Opened, place: str, item: str, doing: str) -> Change | None:
    ids, by, id = opened.document.order.get(place, ()), voice_of(opened), f"{new_id()}.1"
    at = ids.index(item) if item in ids else -1
    match doing:
        case "add":
            return Add(id, by, place, new_id(), ids[-1] if ids else None)
        case "earlier" if at > 0:
            return Move(id, by, place, item, ids[at - 2] if at > 1 else None)
        case "later" if -1 < at < len(ids) - 1:
            return Move(id, by, place, item, ids[at + 1])
        case "take_out" if at >= 0:
            return TakeOut(id, by, place, item, request.form.get("seen", 0, type=int))
        case "bring_back":
            return BringBack(id, by, place, item, ids[-1] if ids else None)
        case _:
            return None


def facts_of(opened: access.Opened, language: str) -> Facts:
    """What the values of a document speak of, as far as who asks may see it."""
    return Facts(opened.family(language), opened.document, opened.file, today())


def _page(
    opened: access.Opened, place: str = "", others: Iterable[Here] = (), asked: Asked = NOTHING_OPEN
) -> dict[str, object]:
    filling = _Filling(opened, tuple(others), asked)
    sections = list(filling.sections()) if not place else []
    return {
        **around(opened, None),
        "definition": opened.definition,
        "sections": sections,
        "stretches": list(opened.definition.in_columns(sections, lambda one: one.part.column)),
        "about": list(filling.about()) if not place else [],
        "only": filling.only(place) if place else None,
        "at": place or None,
        "others": [one for one in opened.document.languages() if one != language_of(opened)],
        "beside": {"language": beside} if (beside := beside_of(opened)) else None,
        "changed": request.args.get("changed"),
        "account": access.account(),
        "questions": _questions(opened) if not place else (),
        **_signing(opened, is_shown=not place and access.handed_over() is None),
        "address_form": _spoken_to_with(opened),
        "is_handed": access.handed_over() is not None,
    }


def _questions(opened: access.Opened) -> list[tuple[str, str]]:
    """What is still open in a plan, each with the address of where it is answered; nothing for any other form."""
    if opened.definition.reading != PLAN:
        return []
    plan = read_plan(opened.document, opened.file, opened.family(g.language), g.language, version_of(opened))
    asked = questions(plan, g.language, today())
    return [(one.said(g.language), address_of(opened, one.place)) for one in asked if opened.shows(one.place)]


def address_of(opened: access.Opened, place: str) -> str:
    """Where a part of a form is on its page, or the page of an item of it."""
    if "/" in place:
        return url_for("filling.show_item", document_id=opened.document.id, place=place)
    return url_for("filling.show", document_id=opened.document.id, _anchor=anchor_of(opened, place))


def anchor_of(opened: access.Opened, place: str) -> str:
    """Where a part of a form, or an item of it, is on the page of the whole."""
    part = opened.definition.part_at(place)
    return dom_id(place) if "/" in place or (part is not None and part.type == "list") else f"part-{place}"


def is_on_page(opened: access.Opened, place: str) -> bool:
    """Whether a part of a form, or an item of a list of it, stands on the page of the form for who asks."""
    key, _, item = place.partition("/")
    part = opened.definition.part_at(key)
    if part is None or not opened.shows(place) or is_signed_apart(opened.definition, place):
        return False
    return not item or (part.type == "list" and item in access.at_place(opened, key).document.order.get(key, ()))


def _signing(opened: access.Opened, *, is_shown: bool) -> dict[str, object]:
    """The list in which a form is signed that keeps its versions (None: it has none), which version it is, and who signed that."""
    listed = signatures_in(opened.definition)
    if not is_shown or listed is None or listed.part(VERSION) is None:
        return {"signing": None}
    known = last_version_of(opened)
    number = number_now(opened.definition, opened.whole, opened.whole_file, known)
    ids = signed_now(opened.definition, opened.whole, opened.whole_file, known)
    names = [one.name for one in opened.family(g.language).people if one.id in ids]
    return {"signing": listed.key, "signed_as": (number, names)}


def _spoken_to_with(opened: access.Opened) -> str:
    return "je" if is_a_childs(opened) else opened.family(g.language).address_form


@dataclass(frozen=True)
class _Filling:
    """Makes the fields of a page, for who asks."""

    opened: access.Opened
    others: tuple[Here, ...]
    asked: Asked

    @property
    def document(self) -> Document:
        return self.opened.document

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.opened, g.language)

    @cached_property
    def in_file(self) -> _Filling:
        return _Filling(access.file_of(self.opened), self.others, self.asked)

    def sections(self) -> Iterator[Box | Lines]:
        for part in self.opened.definition.parts:
            is_here = part.key not in ABOUT and not is_signed_apart(self.opened.definition, part.key)
            is_form = part.label and is_here and part.type != "composition"
            if is_form and self.opened.shows(part.key) and is_asked(self.document, part):
                yield self.section(part)

    def section(self, part: Part) -> Box | Lines:
        if part.type != "list":
            return self.box(part, part.key)
        return (self.in_file if part.from_file else self).lines(part, part.key)

    def about(self) -> Iterator[Box]:
        """For whom it is."""
        for part in self.opened.definition.parts:
            if part.type == "people" and part.key in ABOUT and self.opened.shows(part.key):
                yield self.box(part, part.key)

    def only(self, place: str) -> Lines:
        """One item of a list with its fields; 404 where there is none that who asks may see."""
        steps = place.split("/")
        part = self.opened.definition.part_at(steps[0])
        is_apart = is_signed_apart(self.opened.definition, place)
        if len(steps) != 2 or part is None or part.type != "list" or is_apart or not self.opened.shows(place):
            abort(404)
        lines = (self.in_file if part.from_file else self).lines(part, steps[0], only=steps[1])
        return lines if lines.items else abort(404)

    def lines(self, part: Part, place: str, only: str = "") -> Lines:
        shown = [item for item in self.document.items(place) if self.opened.shows(item.place)]
        in_cards = not only and is_in_cards(self.opened, place)
        return Lines(
            part,
            place,
            tuple(
                self.card(part, item, number) if in_cards else self.one(part, item, number)
                for number, item in enumerate(shown, start=1)
                if only in ("", item.id)
            ),
            tuple((item.id, *self.name_of(item)) for item in self.document.taken_out(place)),
            may=self.opened.may(self.document, Add("a.1", voice_of(self.opened), place, "0", None)),
            in_cards=in_cards,
            count=len(shown),
            only_by=only_by(self.opened.definition, place),
            takes_remark=wordings.takes_remark(self.opened.definition, place),
        )

    def card(self, part: Part, item: Item, number: int) -> One:
        name, named_in = self.name_of(item)
        says = (
            said(one, item.value(one.key), self.facts, g.language) for one in part.parts if self.is_on_card(one, item)
        )
        summary = tuple(one for one in says if one and one != name)
        spoken = next(self.words_in(item, [one for one in part.parts if one.type in WORDS]), None)
        words = spoken if spoken and spoken[0] != name else None
        return One(item.id, number, name, named_in, summary=summary, words=words, picture=self.picture(item))

    def picture(self, item: Item) -> ScenePicture | None:
        """The picture that was made for an item."""
        is_seen = self.opened.shows(place_of(item.place))
        return (
            composed_picture(self.document, item.place, g.language, self.facts.family, is_small=True)
            if is_seen
            else None
        )

    def may_draw(self, item: Item) -> bool:
        """Whether who asks can make a picture for an item, on a page for those whose work it is."""
        place = place_of(item.place)
        change = Write("a.1", voice_of(self.opened), f"{place}@value", None, 0)
        has_one = self.opened.definition.part_at(place) is not None and access.handed_over() is None
        return has_one and self.opened.may(self.document, change)

    def is_on_card(self, part: Part, item: Item) -> bool:
        is_short = part.type in ON_CARDS and not part.many
        return bool(part.label) and is_short and is_asked(self.document, part, item.place)

    def one(self, part: Part, item: Item, number: int) -> One:
        asked = [one for one in part.parts if one.label and is_asked(self.document, one, item.place)]
        shown = [one for one in asked if self.opened.shows(f"{item.place}/{one.key}")]
        seen = max((entry.version for _, entry in self.document.under(item.place)), default=0)
        return One(
            item.id,
            number,
            *self.name_of(item),
            tuple(self.box(one, f"{item.place}/{one.key}") for one in shown if one.type not in ("list", "composition")),
            tuple(self.lines(one, f"{item.place}/{one.key}") for one in shown if one.type == "list"),
            version=seen,
            picture=self.picture(item),
            may_draw=self.may_draw(item),
        )

    def name_of(self, item: Item) -> tuple[str, str]:
        """The first thing that is said in an item, and the language of that."""
        part = self.opened.definition.part_at(item.place.rpartition("/")[0])
        return next(self.words_in(item, part.parts if part else ()), ("", g.language))

    def words_in(self, item: Item, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
        """What is said in the fields of an item, in short, with the language of that; one after the other."""
        for one in parts:
            place = f"{item.place}/{one.key}"
            if one.type in WORDS:
                words, language = wording(self.document, place, language_of(self.opened))
                words = words or item.some_words(one.key, language)  # as one of those who say it in two ways
            else:
                words, language = said(one, self.document.value(place), self.facts, g.language), g.language
            if words:
                yield _shortened(words.partition("\n")[0]), language

    def box(self, part: Part, place: str) -> Box:
        entry = self.document.entry(f"{place}@value")
        value = entry.value if entry else None
        language = language_of(self.opened)
        passage, beside, views = self.words(part, place, language) if part.type in WORDS else (None, None, ())
        address = f"{place}@{language}" if part.type in WORDS else f"{place}@value"
        return Box(
            part,
            place,
            value,
            entry.version if entry else 0,
            f"{new_id()}.1",
            said(part, value, self.facts, g.language) if part.type not in WORDS else "",
            may=self.is_theirs(place)
            and self.opened.may(self.document, Write("a.1", voice_of(self.opened), address, None, 0)),
            options=self.options(part, self.facts),
            passage=passage,
            beside=beside,
            views=views,
            says=self.says(part, place, language),
            only_by=only_by(self.opened.definition, place),
            takes_remark=wordings.takes_remark(self.opened.definition, place),
            photo=photo_at(self.opened, part, place),
            **self.week(part, value, self.facts),
        )

    def is_theirs(self, place: str) -> bool:
        """Whether who works with it may say here what they mean: whoever may only translate it does so in the interpreter's seat."""
        viewer = self.opened.viewer
        return not viewer.worker or is_left_to(self.opened.definition, place, viewer.kind)

    def week(self, part: Part, value: Value, facts: Facts) -> Mapping[str, Any]:
        if part.type != "week":
            return {}
        return {
            "rows": weeks.rows_of(value, facts.family, g.language),
            "week": week_said(value, facts.family, g.language, facts.today),
        }

    def words(
        self, part: Part, place: str, language: str
    ) -> tuple[Passage | None, Passage | None, tuple[Passage, ...]]:
        views = views_in(self.opened, place, part, self.others, self.asked)
        passage = passage_of(self.opened, place, part, self.others, self.asked)
        other = beside_of(self.opened)
        beside = passage_of(self.opened, place, part, self.others, self.asked, language=other) if other else None
        return passage if not views or passage.words else None, beside if not views else None, views

    def says(self, part: Part, place: str, language: str) -> str:
        """The line above words that one voice says alone."""
        family = self.opened.family(g.language)
        return says_alone(self.document, place, language, family, g.language)[0] if part.views else ""

    def options(self, part: Part, facts: Facts) -> tuple[tuple[str, str], ...]:
        if part.type == "choice":
            return tuple(zip(part.options, part.option_labels, strict=True))
        if part.type == "people":
            return tuple((person.id, person.name) for person in facts.family.people)
        if part.type == "reference":
            _, _, key = part.to.rpartition(":")
            of = facts.file if part.to.startswith("file:") else facts.document
            return tuple((item.id, item_name(item, g.language, part.letter)) for item in of.items(key))
        return ()


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 2].rsplit(" ", 1)[0] + " …"


def _again(opened: access.Opened, part: Part, place: str, why: str, change: Write) -> str:
    # The field once more, with what was filled in: another wrote there too, or it cannot be kept. What stands there now is said beside it.
    box = replace(_Filling(opened, (), NOTHING_OPEN).box(part, place), value=change.value)
    if part.type == "week":
        rows = weeks.rows_of(change.value, opened.family(g.language), g.language)
        box = replace(box, rows=rows)
    mine = said(part, change.value, facts_of(opened, g.language), g.language) if why == "overtaken" else ""
    endpoint, values = page_of(opened, place)
    back = url_for(endpoint, **values, left=str(box.version), _anchor=f"field-{box.dom_id}")
    template = "filling/_box.html" if wants_part() else "filling/again.html"
    return render_template(template, **around(opened, None), box=box, why=why, mine=mine, kept=request.form, back=back)
