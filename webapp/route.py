"""The route in days: when each step is for this family, who is there and what is written then; a plain page of it, and a calendar file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, abort, current_app, g, render_template, request
from werkzeug.wrappers import Response as Answer

from words_pictures.calendar_file import Entry, calendar_file
from words_pictures.change import Add, BringBack, Change, Overtaken, Write
from words_pictures.definition import Definition, Part, definitions
from words_pictures.document import Document, new_id
from words_pictures.errors import NotSaid, TooLong
from words_pictures.family import CONSULTANT, FAMILY_WORKER, Family
from words_pictures.holidays import public_holidays
from words_pictures.said import Facts, said
from words_pictures.trajectory import (
    ASKED,
    CERTAIN,
    OPTIONAL,
    Arranged,
    Days,
    FamilyRoute,
    Step,
    dates_in_words,
    day_number,
    days_in_words,
    place_of,
    read_family_route,
    route,
    steps,
)
from words_pictures.wording import LANGUAGES, day_and_month, enumeration, fixed, full_date, is_checked

from . import access, fields
from .exports import download
from .families import save_file
from .parts import back_to
from .store import documents as stored
from .store import log
from .store.packing import today

blueprint = Blueprint("route", __name__, url_prefix="/families/<family_id>")

FACTS = ("day_one", "start_situation", "extension", "extension_grounds")
"""What is known of the route as a whole."""
ARRANGED = ("first", "last", "at", "own_words", "skipped", "done")
"""What can be arranged about one step."""
CALLED_BY_NAME = ("judge", CONSULTANT, FAMILY_WORKER)
"""Whoever comes to the family is named; of the family itself the route says no names: it does not know who can be in one room."""
MARKS = ("end_of_urgency", "bmo")
"""No meetings, but days to keep in mind."""
OF_MORE_TIME = ("extension", "extension_grounds")
"""What is asked among the steps of the two weeks more."""


@dataclass(frozen=True)
class Paper:
    """What is written at a step: those of this family that are there, or how one is begun."""

    definition: Definition
    begun: tuple[stored.Stored, ...]

    @property
    def kind(self) -> str:
        """What the form that begins one asks for; empty where somebody has to choose first."""
        if self.definition.reading == "form":
            return self.definition.id
        variants = self.definition.variants
        return f"{self.definition.id}.{variants[0].key}" if len(variants) == 1 else ""


@dataclass(frozen=True)
class Row:
    """A step as the page shows it."""

    step: Step
    arranged: Arranged
    is_taken: bool
    when: str
    """`past`, `now` or `to_come`."""
    dates: str
    days: str
    who: dict[str, str]
    """How sure it is -> who is there, in words."""
    papers: tuple[Paper, ...]
    free: tuple[tuple[str, bool], ...]
    """Days on which nobody works, in words, each with whether it is a public holiday: else it is in a weekend."""
    fields: dict[str, fields.Field]

    @property
    def key(self) -> str:
        return self.step.of.key

    @property
    def is_open(self) -> bool:
        """Whether it still has to come, or to be done."""
        return self.is_taken and not self.arranged.is_done and self.when != "past"


@dataclass(frozen=True)
class Phase:
    """The steps of one phase, with its name in English."""

    key: str
    name: str
    days: str
    rows: tuple[Row, ...]
    is_open: bool
    """Whether it lies open on the page: today is in it, or somebody was just at work in it."""


@dataclass(frozen=True)
class Plain:
    """A day of the route as the family reads it, in words of its language."""

    dates: str
    name: str
    does: str
    where: str
    together_with: str


@blueprint.get("/route")
@access.open_to(access.WORKER)
def show(family_id: str) -> str:
    """The route of this family, with today's place in it; it asks for day 1 where nobody said it yet."""
    return _page(family_id)


@blueprint.post("/route")
@access.open_to(access.WORKER)
def save(family_id: str) -> Answer | tuple[str, int]:
    """What is known of the route as a whole, as the form says."""
    file, family = access.family(family_id)
    try:
        changes = fields.changes_from(request.form, _facts(file), _own_voice(family))
        _check_day_one(changes)
        save_file(file, changes)
    except Overtaken:
        return _page(family_id, wrong="overtaken"), 409
    except NotSaid as refused:
        return _page(family_id, wrong=str(refused).partition("@")[0]), 422
    back = request.form.get("back")
    return back_to(".show", family_id=family_id, more=1 if back == "more-time" else None, _anchor=back)


@blueprint.post("/route/steps/<step>")
@access.open_to(access.WORKER)
def arrange(family_id: str, step: str) -> Answer | tuple[str, int]:
    """What was arranged about one step, as its form says: its days, its time, or that it is left out or done."""
    file, family = access.family(family_id)
    if route().step(step) is None:
        abort(404)
    place, pen, by = place_of(file, step), new_id(), _own_voice(family)
    known = _step_fields(file, place)
    changes = fields.changes_from(request.form, known, by, pen, first=3)
    try:
        if changes:
            save_file(file, [*_begun(file, place, step, pen, by), *changes])
    except Overtaken:
        return _page(family_id, wrong="overtaken", at=step), 409
    except (NotSaid, TooLong) as refused:
        return _page(family_id, wrong=str(refused).partition("@")[0].rpartition("/")[2], at=step), 422
    return back_to(".show", family_id=family_id, step=step, _anchor=f"step-{step}")


@blueprint.get("/route/plain")
@access.open_to(access.WORKER)
def plain(family_id: str) -> str:
    """The days that concern the family, large and in few words, in its language; to read together, and to print."""
    file, family = access.family(family_id)
    language = _asked_language()
    days = _for_family(file)
    behind = [(step, arranged) for step, arranged in days if arranged.is_done or step.when(today()) == "past"]
    coming = [one for one in days if one not in behind]
    return render_template(
        "route/plain.html",
        family_id=family_id,
        family=family,
        entries=[_plain(step, arranged, family, language) for step, arranged in coming],
        behind=[_plain(step, arranged, family, language) for step, arranged in behind],
        language=language,
        words=_plain_words(language),
        dated=[step for step, _ in _in_calendar(days)],
    )


@blueprint.post("/route.ics")
@access.open_to(access.WORKER)
def calendar(family_id: str) -> Response:
    """The days of the route for a calendar: each is called "Appointment", unless the family chose words of its own."""
    file, _ = access.family(family_id)
    whose = "us" if request.form.get("for") == "us" else "family"
    language = _asked_language()
    shown = _taken(file) if whose == "us" else _for_family(file)
    entries = [
        Entry(f"{family_id}/{step.of.key}", step.first, step.last, arranged.at, words=arranged.own_words)
        for step, arranged in _in_calendar(shown)
    ]
    data = calendar_file(
        entries,
        # i18n: What an entry in a calendar is called, so that nobody who sees the calendar learns more.
        called=fixed("Appointment", language),
        secret=str(current_app.config["SECRET_KEY"]).encode(),
        made_at=datetime.datetime.now(datetime.UTC),
    )
    about = f"ics {whose} {language}"
    log.save_event(access.database(), "exported", account=access.account().id, family=family_id, about=about)
    return download(data, "text/calendar", "ics", name="agenda")


def is_free(day: datetime.date) -> bool:
    """Whether nobody works on a day: it is in a weekend, or a public holiday."""
    return day.weekday() >= 5 or _is_holiday(day)


def _is_holiday(day: datetime.date) -> bool:
    return day in public_holidays(day.year).values()


# --- what is saved ----------------------------------------------------------------------------------------------------


def _parts(at: str, keys: Iterable[str]) -> list[Part]:
    form = access.family_form()
    return [access.part_at(form, f"{at}{key}") for key in keys]


def _facts(file: Document) -> list[fields.Field]:
    return fields.fields_of(file, _parts("", FACTS), None, g.language)


def _step_fields(file: Document, place: str) -> list[fields.Field]:
    return fields.fields_of(file, _parts("route_steps/one/", ARRANGED), place, g.language)


def _begun(file: Document, place: str, step: str, pen: str, by: str) -> list[Change]:
    # The item in which the step is kept, where nobody arranged anything about it before.
    item, ids = place.rpartition("/")[2], file.order.get("route_steps", ())
    if item in ids:
        return []
    last = ids[-1] if ids else None
    if place in file.out:
        return [BringBack(f"{pen}.1", by, "route_steps", item, last)]
    return [Add(f"{pen}.1", by, "route_steps", item, last), Write(f"{pen}.2", by, f"{place}/step@value", step, 0)]


def _check_day_one(changes: Iterable[Change]) -> None:
    # A day 1 from which the route would run out of the calendar is none.
    for change in changes:
        if isinstance(change, Write) and change.address == "day_one@value" and isinstance(change.value, str):
            try:
                steps(route(), datetime.date.fromisoformat(change.value), is_free)
            except (ValueError, NotSaid) as wrong:
                raise NotSaid(f"{change.address} takes no {change.value!r}") from wrong


def _own_voice(family: Family) -> str:
    own = next((one.id for one in family.people if one.account == access.account().id), None)
    return own or access.account().id


# --- the page ---------------------------------------------------------------------------------------------------------


def _page(family_id: str, wrong: str = "", at: str = "") -> str:
    file, family = access.family(family_id)
    of_family = read_family_route(file)
    rows = list(_rows(family_id, file, family, of_family))
    open_rows = [row for row in rows if row.is_open and row.key not in MARKS]
    now = [row for row in open_rows if row.when == "now"]
    known, is_back = {field.name: field for field in _facts(file)}, request.method == "POST"
    at_work = at or request.args.get("step", "")
    asked_more = any(f"asked.{name}" in request.form for name in OF_MORE_TIME) or "more" in request.args
    changed_in = next((list(row.fields.values()) for row in rows if row.key == at), list(known.values()))
    facts = Facts(family, file, file)
    changed = fields.overtaken(request.form, changed_in) if is_back else set[str]()
    return render_template(
        "route/show.html",
        family_id=family_id,
        family=family,
        route=route(),
        of_family=of_family,
        fields=known,
        phases=list(_phases(rows, now or _next(open_rows), at_work, asked_more)),
        now=now,
        next=_next(open_rows),
        marks=[row for row in rows if row.key in MARKS],
        today=today(),
        day_today=day_number(of_family.day_1, today()) if of_family.day_1 else None,
        has_dates=any(True for _ in _in_calendar(_taken(file))),
        at=at,
        wrong=wrong,
        problem_at=_problem_at(wrong, at, changed) if wrong else "",
        typed=request.form if is_back else None,
        overtaken=changed,
        stands={field.name: said(field.part, field.value, facts, g.language) for field in changed_in},
    )


def _problem_at(wrong: str, at: str, changed: set[str]) -> str:
    # Where on the page the field is that could not be kept.
    name = min(changed, default="") if wrong == "overtaken" else wrong
    if at:
        return f"{at}-{name}" if name in ("first", "last", "at", "own_words") else f"step-{at}"
    return f"field-{name}" if name else "main"


def _next(open_rows: list[Row]) -> list[Row]:
    # What comes first of all that is still to come; several, where they begin on one day.
    coming = [row for row in open_rows if row.when == "to_come"]
    soonest = min((row.step.first for row in coming), default=None)
    return [row for row in coming if row.step.first == soonest]


def _rows(family_id: str, file: Document, family: Family, of_family: FamilyRoute) -> Iterator[Row]:
    begun = stored.read_family_documents(access.database(), family_id)
    known = definitions(access.config().definitions)
    for step in of_family.steps(route(), is_free):
        arranged = of_family.of(step)
        papers = (known[id] for id in step.of.offered(known) if known[id].reading != "family")
        when = step.when(today())
        yield Row(
            step,
            arranged,
            of_family.takes(step),
            when,
            dates_in_words(step, g.language, arranged.at),
            days_in_words(step.days, g.language),
            {
                one: enumeration(who, g.language)
                for one in (CERTAIN, OPTIONAL, ASKED)
                if (who := _who(step, family, one))
            },
            tuple(Paper(one, tuple(it for it in begun if it.document.definition == one.id)) for one in papers),
            tuple(_free(step)) if not arranged.is_done and when != "past" else (),
            {field.name: field for field in _step_fields(file, place_of(file, step.of.key))},
        )


def _free(step: Step) -> Iterator[tuple[str, bool]]:
    # Of a time in which work is done it does not matter on which day it begins.
    if step.is_meeting and step.of.key not in MARKS:
        yield from ((day_and_month(day, g.language), _is_holiday(day)) for day in step.free_days)


def _who(step: Step, family: Family, certainty: str, language: str = "") -> list[str]:
    language = language or g.language
    return [
        name
        for who in step.of.who
        if who.certainty == certainty
        for name in _named(who.role, family) or [fixed(route().roles[who.role], language)]
    ]


def _named(role: str, family: Family) -> list[str]:
    return [person.name for person in family.people if person.role == role and role in CALLED_BY_NAME]


def _phases(rows: list[Row], shown: list[Row], at_work: str, is_more_asked: bool) -> Iterator[Phase]:
    # Open lies what is shown on top, and where somebody was just at work.
    to_look_at = {row.key for row in shown} | {at_work}
    for key, group in groupby(rows, key=lambda row: row.step.of.phase):
        here = tuple(sorted(group, key=lambda row: (row.step.first, row.step.last)))
        days = Days(min(row.step.days.first for row in here), max(row.step.days.last for row in here))
        is_open = any(row.key in to_look_at for row in here) or (key == "extension" and is_more_asked)
        yield Phase(key, route().phases[key], days_in_words(days, g.language), here, is_open)


# --- for the family ---------------------------------------------------------------------------------------------------


def _taken(file: Document) -> list[tuple[Step, Arranged]]:
    # What this family takes, the earliest first.
    of_family = read_family_route(file)
    taken = [step for step in of_family.steps(route(), is_free) if of_family.takes(step)]
    return [(step, of_family.of(step)) for step in sorted(taken, key=lambda one: (one.first, one.last))]


def _for_family(file: Document) -> list[tuple[Step, Arranged]]:
    return [(step, arranged) for step, arranged in _taken(file) if step.of.concerns_family]


def _in_calendar(shown: Iterable[tuple[Step, Arranged]]) -> list[tuple[Step, Arranged]]:
    # A calendar says on which day something ends by the day after it.
    return [(step, arranged) for step, arranged in shown if step.is_one_day and step.last < datetime.date.max]


def _plain(step: Step, arranged: Arranged, family: Family, language: str) -> Plain:
    names = [name for who in step.of.who if who.certainty == CERTAIN for name in _named(who.role, family)]
    return Plain(
        dates=dates_in_words(step, language, arranged.at),
        name=fixed(step.of.name, language),
        does=fixed(step.of.does, language),
        where=fixed(step.of.where, language),
        together_with=fixed("With %(names)s", language) % {"names": enumeration(names, language)} if names else "",
    )


def _plain_words(language: str) -> dict[str, str]:
    unchecked = (
        "The words of this program were translated into this language. "
        "Nobody whose own language it is has looked them over yet."
    )
    return {
        "title": fixed("Our days", language),
        "may_change": fixed("These days can still change. Ask if you are not sure.", language),
        "none": fixed("There are no days yet.", language),
        "printed_on": fixed("As it was on %(date)s", language) % {"date": full_date(today(), language)},
        "behind": fixed("Already behind us", language),
        "unchecked": "" if is_checked(language) else fixed(unchecked, language),
    }


def _asked_language() -> str:
    asked = request.values.get("language", "")
    return asked if asked in LANGUAGES else g.language
