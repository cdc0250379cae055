"""What the composer's page shows: the picture on its stage, and the choices for what is chosen, every one of them drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

from flask import g, url_for

from words_pictures import placing
from words_pictures.calling import called
from words_pictures.composition import MOST_LETTERS, PAINTS, Bubble, Composition, Figure, Part, Thing, read
from words_pictures.composition_words import Proposal, ProposedPerson, describe, proposed
from words_pictures.document import Entry, Item, new_id
from words_pictures.drawing import figure, pen, places, things
from words_pictures.drawing.composed import Drawn
from words_pictures.drawing.figure import FEELINGS, POSES
from words_pictures.drawing.look import ROLES, Look
from words_pictures.drawing.places import PLACES, TIMES
from words_pictures.drawn import place_of
from words_pictures.errors import BadComposition
from words_pictures.family import Family, Person
from words_pictures.finding import find
from words_pictures.labels import Labels, labels
from words_pictures.story import wording

from . import access
from .bench import around
from .looks import Drawing
from .store.watching import Watched

OPENED: Mapping[str, tuple[str, ...]] = {
    "": ("who", "where", "what", "draw"),
    "figure": ("feeling", "pose", "talk", "hands", "spot"),
    "thing": ("spot", "form"),
    "bubble": ("words", "shown", "spot"),
}
"""What can be open beside the stage, for what is chosen; the first of them is, when nobody says another."""
OFTEN_HELD = ("phone", "letter", "book", "cup", "glass", "medicine", "bag", "baby_bottle")
MOST_FOUND = 18
WIDTHS = (8, 16, 34)
"""Three pens to draw with by hand, in page pixels: as thin as the line of the figures, twice, and a brush."""
RUBBER_PX = 30
NUMBER_STEPS = 8
"""In so many presses a width goes from its least to its most."""


@dataclass(frozen=True)
class Shown:
    """What the page is about: the part that is chosen, which choices are open, what is typed to find a thing."""

    part: str = ""
    open: str = ""
    find: str = ""
    said: str = ""
    """What has to be said about the last step: `gone`, `overtaken`, `out`, `refused`, `long`, `described`; else nothing."""
    wrong: str = ""
    typed: str | None = None


@dataclass(frozen=True)
class Placed:
    """A part as it stands on the stage."""

    part: Part
    kind: str
    name: str
    says: str
    """The same for who does not see it: with what somebody feels."""
    language: str
    """The language of the name, where that is not the interface's: a bubble's words are the story's."""
    drawing: Drawing
    box: tuple[int, int, int, int]
    """Left, top, width and height in page pixels."""
    along: str = ""
    """The figure it goes with when that is moved."""
    arms: tuple[tuple[str, Drawing], ...] = ()
    """The arms that lie on it, each with the figure whose they are."""


@dataclass(frozen=True)
class Choice:
    """Something to take with one tap: what it does, what it is called, and how it looks."""

    do: str
    label: str
    drawing: Drawing | None = None
    is_on: bool = False


@dataclass(frozen=True)
class Option:
    """What can be chosen about a thing: one of some words, or a little more or less."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Easel:
    """Where a picture is made: at a page of the story, or for its cover (`scene` is None)."""

    opened: access.Opened
    scene: Item | None
    language: str

    @property
    def place(self) -> str:
        return place_of(self.scene.place if self.scene else "")

    @property
    def address(self) -> str:
        return f"{self.place}@value"

    @property
    def is_page(self) -> bool:
        """Whether it is at a page of a story."""
        return self.scene is not None and not self.opened.definition.is_form

    @property
    def back(self) -> str:
        """The address of the page that the picture belongs to."""
        document_id, written = self.opened.document.id, cast("dict[str, Any]", {"in": self.language})
        if self.scene is None:
            return url_for("documents.show", document_id=document_id)
        if self.is_page:
            return url_for("documents.scene", document_id=document_id, scene_id=self.scene.id, **written)
        return url_for("filling.show_item", document_id=document_id, place=self.scene.place, **written)

    @property
    def standing(self) -> Entry | None:
        """What stands there as the next step finds it: whole, so that nothing goes that who asks may not see."""
        return self.opened.whole.entry(self.address)

    @property
    def version(self) -> int:
        return self.standing.version if self.standing else 0

    @cached_property
    def composition(self) -> Composition:
        """The picture as who asks may see it; an empty one where none stands."""
        value = self.opened.document.value(self.place)
        return read(value) if value else Composition()

    @cached_property
    def family(self) -> Family:
        return self.opened.family(g.language)

    @cached_property
    def looks(self) -> Mapping[str, Look]:
        """How everybody looks for whom somebody chose."""
        return self.family.looks

    @property
    def words(self) -> Labels:
        """The words for what can be drawn, in the interface's language."""
        return labels(g.language)

    @cached_property
    def drawn(self) -> Drawn:
        return Drawn(self.composition, self.looks, self.language)

    def again(self) -> Easel:
        """The same, as it is by now."""
        return Easel(access.document(self.opened.document.id), self.scene, self.language)

    def page(self, shown: Shown) -> dict[str, object]:
        """All that the page shows."""
        chosen = self.composition.part(shown.part)
        kind = kind_of(chosen) if chosen else ""
        opens = OPENED[kind]
        is_open = shown.open if shown.open in opens else opens[0]
        return {
            **around(self.opened, self.scene),
            "here": self,
            "scene_id": self.scene.id if self.scene else None,
            "shown": shown,
            "tag": f"{self.opened.whole.revision}.{self.opened.whole_file.revision}",
            "placed": list(self._placed()),
            "revision": self.opened.whole.revision,
            "change": new_id(),
            "ink": {"colour": pen.INK, "line": pen.LINE},
            "backdrop": _backdrop(self.drawn.behind()),
            "strokes": Drawing(self.drawn.strokes()),
            "chosen": chosen,
            "kind": kind,
            "opens": opens,
            "is_open": is_open,
            "described": self._described(),
            "may_go_back": self.standing is not None and self.standing.value is not None,
            "proposed": self._proposed_choices() if chosen is None and is_open == "who" else [],
            **self._choices(chosen, is_open, shown),
        }

    # -- the stage

    def _placed(self) -> Iterator[Placed]:
        bare, boxes = self.drawn.bare_parts(), self.drawn.boxes()
        for part in self.composition.parts:
            left, top, right, bottom = boxes[part.id]
            box = (round(left), round(top), round(right - left), round(bottom - top))
            along = part.along if isinstance(part, Thing) else ""
            language = self.language_of(part) if isinstance(part, Bubble) and part.words else ""
            name = self.name_of(part)
            says = f"{name}, {self.words.of('feeling', part.feeling).label}" if isinstance(part, Figure) else name
            # What lies on a thing is drawn with it; who is moved takes their arms along.
            arms = tuple((id, Drawing(one)) for id, one in self.drawn.arms_on(part).items())
            yield Placed(part, kind_of(part), name, says, language, Drawing(bare[part.id]), box, along, arms)

    def name_of(self, part: Part) -> str:
        """A part as people call it: "Mama", "vos van Mila", "Hulp?"."""
        match part:
            case Figure():
                return self._somebody(part)
            case Thing(kind="companion"):
                return f"{self._companion(part.of)} ({self._called(part.of)})"
            case Thing():
                return self.words.of("thing", part.kind).label
            case Bubble():
                words = self.drawn.words_of(part)[0]
                return words or (self.words.of("thing", part.shows).label if part.shows else "…")

    def language_of(self, part: Bubble) -> str:
        """The language of a bubble's words: the story's, where it has any in it; the interface's for one without words."""
        return self.drawn.words_of(part)[1] if part.words else g.language

    def _somebody(self, part: Figure) -> str:
        return self.words.of("role", part.role).label if part.role else self._called(part.who)

    def _called(self, person_id: str) -> str:
        person = self.family.person(person_id)
        name = called(person, self.family, self.words) if person else self.words.of("role", "somebody").label
        return name[:1].upper() + name[1:]

    def _companion(self, person_id: str) -> str:
        look = self.looks.get(person_id)
        return self.words.of("thing", look.companion if look else "companion").label

    def _described(self) -> dict[str, object]:
        """What is on the picture in words: somebody's own, or else what the picture itself tells."""
        entry = self.opened.document.entry(f"{self.place}@{self.language}")
        own = str(entry.value or "") if entry else ""
        return {"own": own, "itself": self.told, "version": entry.version if entry else 0}

    @cached_property
    def told(self) -> str:
        """What the picture itself tells, in the story's language."""
        companions = {child.id: look.companion for child in self.family.children if (look := self.looks.get(child.id))}
        return describe(self.composition, self.opened.family(self.language), self.language, companions=companions)

    # -- the choices

    def _choices(self, chosen: Part | None, is_open: str, shown: Shown) -> dict[str, object]:
        match chosen, is_open:
            case None, "who":
                faceless = [(one, self._called(one.id)) for one in self.family.people if one.look is None]
                return {"faces": self._faces(), "roles": self._roles(), "faceless": faceless}
            case None, "where":
                return {"places": self._places(), "times": self._times()}
            case None, "what":
                return {"found": self._found(shown.find), "companions": self._companions()}
            case None, _:
                paints = [(one, self.words.choice("colour", one)) for one in PAINTS]
                return {"paints": paints, "pens": WIDTHS, "rubber": RUBBER_PX}
            case Figure(), _:
                return self._of_figure(chosen, is_open)
            case Thing(), _:
                return {"options": self._options(chosen), "holders": self._holders(chosen)}
            case Bubble(), _:
                shows = [one for one in self._found(shown.find) if one.do != "thing/companion"]
                return {"most_letters": MOST_LETTERS, "said": self.drawn.words_of(chosen)[0], "shows": shows}

    def _faces(self) -> list[Choice]:
        there = {one.who for one in self.composition.figures}
        return [
            Choice(f"who/{one.id}", self._called(one.id), _face(self._look(one), "calm"), one.id in there)
            for one in self.family.people
            if one.role not in ("judge", "lawyer") or one.look is not None
        ]

    def _roles(self) -> list[Choice]:
        words = self.words
        return [Choice(f"as/{role}", words.of("role", role).label, _face(look, "calm")) for role, look in ROLES.items()]

    # -- what the words of the page propose

    @cached_property
    def proposal(self) -> Proposal:
        """What the words of the page propose, without what is in the picture already; nothing for a cover."""
        if self.scene is None:
            return Proposal()
        document, place = self.opened.document, f"{self.scene.place}/words"
        heading, _ = wording(document, f"{self.scene.place}/heading", self.language)
        words, written_in = wording(document, place, self.language)
        views = [document.words(place, f"{written_in}.{voice}") for voice in document.voices(place, written_in)]
        entry = document.entry(f"{place}@{written_in}")
        found = proposed(
            "\n".join([heading, words, *views]),
            written_in,
            self.family,
            read_to=document.ids("children"),
            said_by=entry.by if entry else "",
        )
        return self._without_those_there(found)

    def _without_those_there(self, found: Proposal) -> Proposal:
        there = {(one.who, one.role) for one in self.composition.figures}
        kinds, time = {one.kind for one in self.composition.things}, found.time or self.composition.time
        return Proposal(
            tuple(one for one in found.people if (one.who, one.role) not in there),
            found.place if found.place != self.composition.place else "",
            found.time if found.time != self.composition.time else "",
            tuple(one for one in found.things if one not in kinds and (one, time) != ("moon", "night")),
        )

    def _proposed_choices(self) -> list[Choice]:
        found = self.proposal
        place = [Choice(f"where/{found.place}", self.words.of("place", found.place).where)] if found.place else []
        time = [Choice(f"when/{found.time}", self.words.of("time", found.time).label)] if found.time else []
        people = [
            Choice(
                f"take/{one.who or one.role}/{one.feeling}/{one.pose}",
                self._person(one),
                _face(self._looks_like(one), one.feeling or "calm"),
            )
            for one in found.people
        ]
        kinds = [
            Choice(f"take/{one}", self.words.of("thing", one).label, _thing(one))
            for one in found.things
            if one in things.THINGS
        ]
        return [*people, *place, *time, *kinds]

    def _person(self, one: ProposedPerson) -> str:
        return self._called(one.who) if one.who else self.words.of("role", one.role).label

    def _looks_like(self, one: ProposedPerson) -> Look:
        return self.drawn.look_of(Figure("", one.who, one.role, "stand", "calm", 0, 0))

    def _look(self, person: Person) -> Look:
        return self.drawn.look_of(Figure("", person.id, "", "stand", "calm", 0, 0))

    def _places(self) -> list[Choice]:
        words, time = self.words, self.composition.time
        return [
            Choice(f"where/{one}", words.of("place", one).label, _scenery(one, time), one == self.composition.place)
            for one in PLACES
        ]

    def _times(self) -> list[Choice]:
        words = self.words
        return [Choice(f"when/{one}", words.of("time", one).label, None, one == self.composition.time) for one in TIMES]

    def _found(self, typed: str) -> list[Choice]:
        found = find(typed, g.language, 3 * MOST_FOUND, groups=("thing",))
        drawn = [one for one in found if one.name in things.THINGS][:MOST_FOUND]
        return [Choice(f"thing/{one.name}", one.label, _thing(one.name)) for one in drawn]

    def _companions(self) -> list[Choice]:
        children = [(one, look) for one in self.family.children if (look := self.looks.get(one.id))]
        return [
            Choice(
                f"thing/companion/{one.id}",
                f"{self._companion(one.id)} ({self._called(one.id)})",
                _thing(look.companion),
            )
            for one, look in children
            if look.companion in things.THINGS
        ]

    def _of_figure(self, chosen: Figure, is_open: str) -> dict[str, object]:
        look, words = self.drawn.look_of(chosen), self.words
        match is_open:
            case "feeling":
                feelings = [
                    Choice(f"feeling/{one}", words.of("feeling", one).label, _face(look, one), one == chosen.feeling)
                    for one in FEELINGS
                ]
                return {"feelings": feelings}
            case "pose":
                poses = [
                    Choice(f"pose/{one}", words.of("pose", one).label, _whole(look, one), one == chosen.pose)
                    for one in POSES
                ]
                missing = placing.missing(self.composition, chosen.id)
                return {"poses": poses, "missing": [(one, words.of("thing", one).a) for one in missing]}
            case "hands":
                return self._of_hands(chosen)
            case _:
                return {"bubbles": [one for one in self.composition.bubbles if one.of == chosen.id]}

    def _of_hands(self, chosen: Figure) -> dict[str, object]:
        held = [one for one in self.composition.things if one.along == chosen.id and one.kind != "chair"]
        near = [one for one in self.composition.things if not one.along and _fits_hands(one)]
        taken = {one.holds for one in self.composition.figures}
        babies = [
            one
            for one in self.composition.figures
            if one.id != chosen.id and self.drawn.look_of(one).age in ("baby", "small_child")
            and one.id not in taken and not one.holds
        ]  # fmt: skip
        words = self.words
        return {
            "held": [(one, self.name_of(one)) for one in held],
            "near": [(one, self.name_of(one)) for one in near],
            "babies": [(one, self.name_of(one)) for one in babies if not chosen.holds],
            "carried": self.composition.part(chosen.holds),
            "small": [
                Choice(f"hold/{one}", words.of("thing", one).label, _thing(one))
                for one in OFTEN_HELD
                if one in things.THINGS
            ],
        }

    def _holders(self, chosen: Thing) -> list[Choice]:
        if not _fits_hands(chosen):
            return []
        return [
            Choice(
                f"give/{one.id}", self.name_of(one), _face(self.drawn.look_of(one), one.feeling), chosen.along == one.id
            )
            for one in self.composition.figures
        ]

    def _options(self, chosen: Thing) -> list[Option]:
        known = things.THINGS[chosen.kind].options if chosen.kind != "companion" else {}
        return [Option(name, self.words.question(name), _answers(chosen, name, one)) for name, one in known.items()]


def kind_of(part: Part) -> str:
    """Which of the three a part is."""
    return {Figure: "figure", Thing: "thing", Bubble: "bubble"}[type(part)]


def tag_of(watched: Watched) -> str:
    """How far the story and the family's file are: what the page asks with what is new."""
    return f"{watched.revision}.{watched.file_revision}"


def option_of(thing: Thing, name: str, value: str) -> str | float:
    """What an option becomes: one of its words, or a number a step more (`+`) or less (`-`). Raises BadComposition."""
    option = things.THINGS[thing.kind].options.get(name) if thing.kind != "companion" else None
    match option:
        case things.Choice():
            return value
        case things.Range(least, most, default) if value in ("+", "-"):
            now = thing.options.get(name, default)
            now = now if isinstance(now, int | float) and not isinstance(now, bool) else default
            way = (most - least) / NUMBER_STEPS if most - least > NUMBER_STEPS else 1
            return round(min(most, max(least, now + (way if value == "+" else -way))))
        case _:
            raise BadComposition(name, "no such option")


def _answers(thing: Thing, name: str, option: things.Choice | things.Range) -> tuple[Choice, ...]:
    if isinstance(option, things.Range):
        return (Choice(f"option/{name}/-", "−"), Choice(f"option/{name}/+", "+"))
    words, now = labels(g.language), thing.options.get(name, option.default)
    is_paint = set(option.offered) >= set(things.PAINTS)
    return tuple(
        Choice(
            f"option/{name}/{one}",
            words.choice(name, one),
            _dab(one) if is_paint else _thing(thing.kind, ((name, one),)),
            one == now,
        )
        for one in option.offered
    )


def _fits_hands(thing: Thing) -> bool:
    if thing.kind == "companion":
        return True
    kind = things.THINGS[thing.kind]
    return kind.small or (not kind.behind and not kind.surface and max(kind.width, kind.height) <= 260)


# --- small drawings: each is made once --------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _face(look: Look, feeling: str) -> Drawing:
    return _quiet(figure.portrait(look, feeling))


@lru_cache(maxsize=1024)
def _whole(look: Look, pose: str) -> Drawing:
    return _quiet(figure.whole(look, pose, "calm", 120))


@lru_cache(maxsize=1024)
def _thing(kind: str, options: tuple[tuple[str, str], ...] = ()) -> Drawing:
    chosen = dict(options)
    left, top, right, bottom = things.box(kind, 0, 0, options=chosen)
    room = (left - 10, top - 10, right - left + 20, bottom - top + 20)
    drawn = things.draw(kind, 0, 0, options=chosen)
    # A line of the same weight for a spoon and for a bus.
    return Drawing(
        f'<svg viewBox="{room[0]} {room[1]} {room[2]} {room[3]}" aria-hidden="true" focusable="false">{_in_ink(drawn)}</svg>'
    )


@lru_cache(maxsize=64)
def _scenery(place: str, time: str) -> Drawing:
    behind = (
        f'<rect width="{pen.WIDTH}" height="{pen.HEIGHT}" fill="{pen.PAPER}"/>{_in_ink(places.backdrop(place, time))}'
    )
    return Drawing(f'<svg viewBox="0 0 {pen.WIDTH} {pen.HEIGHT}" aria-hidden="true" focusable="false">{behind}</svg>')


def _backdrop(behind: str) -> Drawing:
    return Drawing(f'<rect width="{pen.WIDTH}" height="{pen.HEIGHT}" fill="{pen.PAPER}"/>{_in_ink(behind)}')


@lru_cache(maxsize=64)
def _dab(paint: str) -> Drawing:
    colour = things.PAINTS.get(paint)
    drawn = pen.spot(80, 80, 68, 68, colour) if colour else pen.drawn("M32 128L128 32", width=10)
    return Drawing(f'<svg viewBox="0 0 160 160" aria-hidden="true" focusable="false">{_in_ink(drawn)}</svg>')


def _in_ink(drawn: str) -> str:
    ink = f'fill="none" stroke="{pen.INK}" stroke-width="{pen.LINE}" stroke-linecap="round" stroke-linejoin="round"'
    return f"<g {ink}>{drawn}</g>"


def _quiet(svg: str) -> Drawing:
    # Beside its word a drawing says nothing.
    return Drawing(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))
