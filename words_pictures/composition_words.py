"""A composed picture in words, for who cannot see it and for reading aloud: who is there, what they do, how they feel.

The words come from labels/; nobody is called he or she, because the picture does not know. What is not told: how people look,
and the furniture that is only there to make a room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from .calling import called
from .composition import Bubble, Composition, Figure, Thing
from .drawing import things
from .drawing.look import CHOICES
from .family import Family, Person
from .labels import Doing, Label, Labels, labels
from .proposing import Proposal, ProposedPerson, proposed
from .wording import enumeration

__all__ = ["Proposal", "ProposedPerson", "describe", "proposed"]

MOST_LETTERS = 300
"""Screen readers read an alternative text in one breath; the hand-written ones of the demo have 55 to 125 letters."""
MOST_SENTENCES = 4
MOST_THINGS = 3
"""What is not told with a figure: the things that matter most, no list of a room."""
QUOTED_LETTERS = 80

SEATS = frozenset(
    "armchair bath bed bench blanket bunk_bed carpet_round chair cot cushion high_chair pram rug sofa stairs stool swing".split()
)
"""What people sit or lie on."""
CARRIED_POSES = frozenset(("sit", "sit_side", "sit_floor", "lie", "kneel"))
BETWEEN_PEOPLE = frozenset(("hug", "hold_hands"))
WITH_A_THING = frozenset(("carry", "hold", "point", "reach"))
IN_HAND: Mapping[str, tuple[str, ...]] = {"phone": ("phone", "big_phone")}
"""What a pose says already."""
MEANINGFUL = frozenset(
    "heart hearts question_mark music_notes thought_cloud far_place worry moon rain_cloud rainbow calendar suitcase heavy_bag "
    "ambulance police_car letters medicine empty_fridge drawing pancakes".split()
)
"""Told before other things: what a family puts in a picture because it means something."""
NEAR_PX = 340
"""From middle to middle, at size 1: within reach of who stands there."""
SAYS_FIRST = 3
"""Sentences about people before the rest of them is only named."""


def describe(
    composition: Composition, family: Family, language: str, *, companions: Mapping[str, str] | None = None
) -> str:
    """What a composition shows, in a few sentences of `language` (English where there are no labels for it); never empty.

    `companions`: child id -> what the child calls it, or what it is (`fox`); otherwise as the child's look says. At most
    about `MOST_SENTENCES` sentences and `MOST_LETTERS` letters: first when and where, then people, what they say, and things.
    """
    theirs = {child: look.companion for child, look in family.looks.items()}
    return _Told(composition, family, labels(language), {**theirs, **(companions or {})}).text()


@dataclass(frozen=True)
class _Said:
    """One figure in words: what they do and how they feel, of one and of more."""

    figure: Figure
    does: tuple[str, str]
    feels: tuple[str, str]

    @property
    def key(self) -> tuple[str, str]:
        return self.does[0], self.feels[0]


@dataclass(frozen=True)
class _Told:
    """A composition while it is told."""

    composition: Composition
    family: Family
    words: Labels
    companions: Mapping[str, str]

    def text(self) -> str:
        time, place = self.words.of("time", self.composition.time).says, self.words.of("place", self.composition.place)
        people = self._people(place)
        told = [*people, *self._bubbles(), *self._things()][:MOST_SENTENCES]
        if place.says or place.where:
            told = told if people else [place.says or self.words.sentence("here", the=place.the), *told]
        if self.composition.strokes:
            told.append(self.words.sentence("drawn_by_hand" if told else "only_drawn_by_hand"))
        told = told or [self.words.sentence("nothing")]
        return _fitting([self._sentence(one) for one in ([time, *told] if time else told)])

    def _sentence(self, said: str) -> str:
        end = self.words.grammar.get("end", ".")
        whole = said[:1].upper() + said[1:]
        return whole if whole.endswith((".”", "!”", "?”", "…”")) else f"{whole}{end}"

    # ---- People.

    @cached_property
    def _carried(self) -> frozenset[str]:
        return frozenset(figure.holds for figure in self.composition.figures if figure.holds)

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        return tuple(sorted(self.composition.figures, key=lambda figure: figure.x))

    def _people(self, place: Label) -> list[str]:
        groups = list(self._groups())
        if not groups:
            return []
        told, rest = groups[:SAYS_FIRST], [figure for group in groups[SAYS_FIRST:] for figure in group]
        if len(rest) > 1 or (rest and len(groups) > SAYS_FIRST + 1):
            told, rest = groups[: SAYS_FIRST - 1], [one for group in groups[SAYS_FIRST - 1 :] for one in group]
        elif rest:
            told, rest = groups[: SAYS_FIRST + 1], []
        sentences = [self._group(group, place.where if n == 0 else "") for n, group in enumerate(told)]
        return [*sentences, *self._rest(rest)]

    def _groups(self) -> Iterable[list[_Said]]:
        """The figures that do and feel the same, from left to right."""
        groups: dict[tuple[str, str], list[_Said]] = {}
        for figure in self._figures:
            said = self._said(figure)
            if figure.id not in self._carried or said.feels[0]:
                groups.setdefault(said.key, []).append(said)
        return groups.values()

    def _group(self, group: list[_Said], where: str) -> str:
        who, is_many = self._who([said.figure for said in group])
        does, feels = group[0].does[is_many], group[0].feels[is_many]
        if self._pose(group[0].figure).is_unsaid and not group[0].figure.holds and feels and not where:
            does = ""
        first = does or feels
        first = self.words.sentence("in_place", does=first, place=where) if where else first
        both = self.words.sentence("and", one=first, other=feels) if does and feels else first
        return self.words.sentence("does", who=who, does=both)

    def _rest(self, rest: list[_Said]) -> list[str]:
        if not rest:
            return []
        who, is_many = self._who([said.figure for said in rest])
        feels = {said.feels[is_many] for said in rest}
        if len(feels) == 1 and "" not in feels:
            return [self.words.sentence("does", who=who, does=feels.pop())]
        return [self.words.counted("are_there_too", is_many, who=who)]

    def _said(self, figure: Figure) -> _Said:
        feeling = self.words.of("feeling", figure.feeling)
        if figure.pose in feeling.with_pose:
            on = self._carries(figure)
            return _Said(figure, _one_and_more(feeling.does, on=on), ("", ""))
        feels = ("", "") if feeling.is_unsaid else _one_and_more(feeling.does)
        return _Said(figure, ("", "") if figure.id in self._carried else self._does(figure), feels)

    def _does(self, figure: Figure) -> tuple[str, str]:
        """What somebody does, of one and of more."""
        pose, carry, whom = self._pose(figure), self.words.of("pose", "carry"), self._whom(figure)
        if pose.together and self._does_together(figure):
            # Nobody is named: those who do it with each other are told in one sentence.
            return pose.together.said(True), pose.together.said(True)
        doing = _one_and_more(pose.to if pose.to and whom else pose.does, whom=whom, on=self._carries(figure))
        if not figure.holds or pose.to or not carry.to:
            return doing
        carrying = _one_and_more(carry.to, whom=whom)
        if pose.is_unsaid:
            return carrying
        both = [self.words.sentence("and", one=one, other=other) for one, other in zip(doing, carrying, strict=True)]
        return both[0], both[1]

    def _pose(self, figure: Figure) -> Label:
        """The words for a pose; who uses a wheelchair does not stand."""
        pose, look = self.words.of("pose", figure.pose), self.family.looks.get(figure.who)
        return replace(pose, does=pose.wheels) if pose.wheels and look and look.aid == "wheelchair" else pose

    def _does_together(self, figure: Figure) -> bool:
        """Whether somebody else does and feels the same close by, so that one sentence tells of both."""
        return any(
            (other.pose, other.feeling) == (figure.pose, figure.feeling)
            and self._is_near(other, figure)
            and (other.role or self._name(other) != self._name(figure))
            for other in self._others(figure)
        )

    def _others(self, figure: Figure) -> Iterator[Figure]:
        return (other for other in self._figures if other.id != figure.id and other.id not in self._carried)

    def _whom(self, figure: Figure) -> str:
        """What the pose is done to, as words; nothing where the picture does not say."""
        held = self.composition.part(figure.holds or figure.over)
        if isinstance(held, Figure):
            return self._name(held)
        if figure.pose in BETWEEN_PEOPLE:
            near = [other for other in self._others(figure) if self._is_near(other, figure)]
            return self._name(min(near, key=lambda other: abs(other.x - figure.x))) if near else ""
        if figure.pose in WITH_A_THING:
            one = self._held_by(figure)
            return self._thing_alone(one) if one else ""
        return ""

    def _held_by(self, figure: Figure) -> Thing | None:
        over = self.composition.part(figure.over)
        if isinstance(over, Thing) and not _is_surface(over):
            return over
        return next((thing for thing in self.composition.things if thing.along == figure.id), None)

    def _is_near(self, one: Figure, other: Figure) -> bool:
        return abs(one.x - other.x) + abs(one.y - other.y) / 2 <= NEAR_PX * max(one.size, other.size)

    def _carries(self, figure: Figure) -> str:
        """On what somebody sits or lies: "op de sofa"."""
        if figure.pose not in CARRIED_POSES:
            return ""
        seats = [thing for thing in self.composition.things if thing.kind in SEATS and _lies_on(figure, thing)]
        return self.words.of("thing", seats[-1].kind).on if seats else ""

    def _who(self, figures: list[Figure]) -> tuple[str, bool]:
        """Their names as a list, and whether they are more than one."""
        counts: dict[str, int] = {}
        for figure in figures:
            name = self._name(figure)
            counts[name] = counts.get(name, 0) + (not figure.who or not counts.get(name))
        roles = {self._name(figure): self.words.of("role", figure.role) for figure in figures if figure.role}
        names = [self._number_of(roles[name], count) if count > 1 else name for name, count in counts.items()]
        return enumeration(names, self.words.language), len(names) > 1 or max(counts.values()) > 1

    def _name(self, figure: Figure) -> str:
        if figure.role:
            label = self.words.of("role", figure.role)
            same = [other for other in self.composition.figures if other.role == figure.role]
            return label.the if len(same) == 1 else label.a
        return self._person(self.family.person(figure.who))

    def _person(self, person: Person | None) -> str:
        if person is None or not person.name:
            return self.words.of("role", "somebody").the
        return called(person, self.family, self.words)

    def _number_of(self, label: Label, count: int) -> str:
        return self.words.sentence("many", number=str(count), plural=label.plural or label.label)

    # ---- What they say.

    def _bubbles(self) -> list[str]:
        return [self._bubble(bubble) for bubble in self.composition.bubbles]

    def _bubble(self, bubble: Bubble) -> str:
        speaker, is_speech = self.composition.part(bubble.of), bubble.kind == "speech"
        said = bubble.words.get(self.words.language) or next(iter(bubble.words.values()), "")
        what = self.words.of("thing", bubble.shows).a if bubble.shows else ""
        if not isinstance(speaker, Figure):
            if said:
                return self.words.sentence("written", words=_quoted(said))
            return self.words.sentence("shown", what=what or self.words.of("thing", "question_mark").a)
        who = self._name(speaker)
        if said:
            return self.words.sentence("says" if is_speech else "thinks", who=who, words=_quoted(said))
        if what:
            return self.words.sentence("talks_about" if is_speech else "thinks_of", who=who, what=what)
        return self.words.sentence("says_nothing" if is_speech else "thinks_something", who=who)

    # ---- Things.

    def _things(self) -> list[str]:
        chosen = sorted(self._worth_telling(), key=self._weight)[:MOST_THINGS]
        companions = [self._companion_there(thing) for thing in chosen if thing.kind == "companion"]
        places: dict[tuple[str, str], list[Thing]] = {}
        for thing in chosen:
            if thing.kind != "companion":
                places.setdefault(self._place_of(thing), []).append(thing)
        return [*companions, *(self._there(how, where, some) for (how, where), some in places.items())]

    def _worth_telling(self) -> Iterator[Thing]:
        held = [self._held_by(figure) for figure in self._figures if figure.pose in WITH_A_THING]
        told = {thing.id for thing in held if thing}
        said = {kind for figure in self._figures for kind in IN_HAND.get(figure.pose, ())}
        has_people = bool(self._figures)
        for thing in self.composition.things:
            if thing.id in told or thing.kind in said or (has_people and _is_furniture(thing)):
                continue
            yield thing

    def _weight(self, thing: Thing) -> tuple[int, int]:
        if thing.kind == "companion":
            return 0, 0
        if thing.along:
            return 1, 0
        if thing.kind in MEANINGFUL:
            return 2, 0
        return (3 if self._under(thing) else 4 if _is_small(thing) else 6 if _is_furniture(thing) else 5), 0

    def _place_of(self, thing: Thing) -> tuple[str, str]:
        holder = self.composition.part(thing.along)
        if isinstance(holder, Figure):
            return "near", self._name(holder)
        if self.words.of("thing", thing.kind).says:
            return "says", self.words.of("thing", thing.kind).says
        under = self._under(thing)
        return ("on", self.words.of("thing", under.kind).on) if under else ("there", "")

    def _there(self, how: str, where: str, some: list[Thing]) -> str:
        if how == "says":
            return where
        what, is_many = self._things_named(some)
        verb = self.words.of("thing", some[0].kind).way[is_many]
        if how == "near":
            near = self.words.sentence("near_whom", whom=where)
            return self.words.sentence("near", near=near, verb=verb, what=what)
        if how == "on":
            return self.words.sentence("on", on=where, verb=verb, what=what)
        return self.words.counted("there_is_also" if self._figures else "there_is", is_many, what=what)

    def _companion_there(self, thing: Thing) -> str:
        child = self.family.person(thing.of)
        what, verb = self._companion(thing), self.words.of("thing", "companion").way[False]
        near = [figure for figure in self._figures if figure.who == thing.of or self._stands_near(figure, thing)]
        if not near:
            return self.words.counted("there_is_also" if self._figures else "there_is", False, what=what)
        own = next((figure for figure in near if child is not None and figure.who == child.id), near[0])
        return self.words.sentence(
            "is_near", what=what, verb=verb, near=self.words.sentence("near_whom", whom=self._name(own))
        )

    def _stands_near(self, figure: Figure, thing: Thing) -> bool:
        return abs(figure.x - thing.x) + abs(figure.y - thing.y) / 2 <= NEAR_PX * figure.size

    def _things_named(self, some: list[Thing]) -> tuple[str, bool]:
        counts: dict[str, int] = {}
        for thing in some:
            counts[thing.kind] = counts.get(thing.kind, 0) + 1
        kinds = {kind: self.words.of("thing", kind) for kind in counts}
        names = [
            self._number_of(kinds[kind], count) if count > 1 and kinds[kind].plural else kinds[kind].a
            for kind, count in counts.items()
        ]
        is_many = len(names) > 1 or any(kinds[kind].is_many or count > 1 for kind, count in counts.items())
        return enumeration(names, self.words.language), is_many

    def _thing_alone(self, thing: Thing) -> str:
        return self._companion(thing) if thing.kind == "companion" else self.words.of("thing", thing.kind).a

    def _companion(self, thing: Thing) -> str:
        name = self.companions.get(thing.of, "")
        if name in CHOICES["companion"]:
            name = self.words.choice("companion", name)
            return name[:1].upper() + name[1:]
        return name or self.words.sentence("companion_of", whom=self._person(self.family.person(thing.of)))

    def _under(self, thing: Thing) -> Thing | None:
        """What a thing stands on, if that is a thing too."""
        carriers = [
            one for one in self.composition.things if one.id != thing.id and _is_surface(one) and _lies_on(thing, one)
        ]
        return carriers[-1] if carriers else None


def _one_and_more(doing: Doing, *, whom: str = "", on: str = "") -> tuple[str, str]:
    return doing.said(False, whom=whom, on=on), doing.said(True, whom=whom, on=on)


def _fitting(sentences: list[str]) -> str:
    """As many of the sentences as there is room for; the first one shortened where even that is too long."""
    text = sentences[0]
    for sentence in sentences[1:]:
        if len(text) + 1 + len(sentence) <= MOST_LETTERS:
            text = f"{text} {sentence}"
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rsplit(" ", 1)[0] + "…"


def _quoted(words: str) -> str:
    return words if len(words) <= QUOTED_LETTERS else words[: QUOTED_LETTERS - 1].rsplit(" ", 1)[0] + "…"


def _lies_on(part: Figure | Thing, carrier: Thing) -> bool:
    """Whether something touches the upper part of what carries it, within its width."""
    left, top, right, bottom = things.box(
        carrier.kind,
        carrier.x,
        carrier.y,
        size=carrier.size,
        facing=carrier.facing,
        angle=carrier.angle,
        options=carrier.options,
    )
    return left <= part.x <= right and top - 24 <= part.y <= bottom - 0.15 * (bottom - top)


def _is_surface(thing: Thing) -> bool:
    return thing.kind in things.THINGS and things.THINGS[thing.kind].surface


def _is_small(thing: Thing) -> bool:
    return thing.kind in things.THINGS and things.THINGS[thing.kind].small


def _is_furniture(thing: Thing) -> bool:
    """Whether it makes the room, and is not told when there are people to tell about."""
    if thing.kind == "companion" or thing.kind in MEANINGFUL:
        return False
    return thing.kind in SEATS or _is_surface(thing) or things.THINGS[thing.kind].behind
