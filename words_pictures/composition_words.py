"""A composed picture in words, for who cannot see it and for reading aloud: who is there, what they do, how they feel.

The words come from labels/; nobody is called he or she, because the picture does not know. What is not told: how people look,
and the furniture that is only there to make a room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

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
"""A screen reader reads an alternative text in one breath; the hand-written ones of the demo have 55 to 125 letters."""
MOST_SENTENCES = 4
"""When it is night comes on top of them, and so does what was drawn by hand."""
MOST_THINGS = 3
QUOTED_LETTERS = 80

SEATS = tuple(
    "high_chair pram swing armchair sofa bench stool chair stairs bath bunk_bed cot bed cushion blanket".split()
)
"""What people sit or lie on; where there are several, the first is told."""
_CARRIED_POSES = frozenset(("sit", "sit_side", "lie"))
_STILL_POSES = frozenset(("stand", "sit", "sit_side", "sit_floor", "lie", "at_table", "kneel", "crouch", "back_turned"))
"""What nobody tells of somebody who looks out of a lorry, or from far away."""
_BETWEEN_PEOPLE = frozenset(("hug", "hold_hands"))
_ROOM = frozenset(("carpet_round", "curtain", "rug", "table_cloth"))
"""What makes a room, besides what stands at its walls and what other things stand on."""
_IN_HAND: Mapping[str, tuple[str, ...]] = {"phone": ("phone", "big_phone")}
"""What a pose says already."""
MEANINGFUL = frozenset(
    "heart hearts question_mark music_notes thought_cloud worry moon rain_cloud rainbow calendar suitcase heavy_bag "
    "ambulance police_car letters medicine empty_fridge drawing pancakes sock".split()
)
"""Told before other things: what a family puts in a picture because it means something."""
_NEAR_PX = 340
"""From middle to middle, at size 1: within reach of who stands there."""
_SMALL_SIZE = 0.5
"""Smaller than this it is a picture of a bed, or somebody far away, and nothing lies on it."""
_ON_ITS_HEAD_DEGREES = 135
_ENDED = re.compile(r"[.!?…؟]\s?[”»]$")
"""What somebody says ends the sentence that tells it, inside the quotation marks."""


def describe(
    composition: Composition, family: Family, language: str, *, companions: Mapping[str, str] | None = None
) -> str:
    """What a composition shows, in a few sentences of `language` (English where there are no labels for it); never empty.

    `companions`: child id -> what the child calls it, or what it is (`fox`); otherwise as the child's look says. At most
    about `MOST_SENTENCES` sentences and `MOST_LETTERS` letters: first when and where, then people, what they say, and things.
    """
    theirs = {child: look.companion for child, look in family.looks.items()}
    return _Told(composition, family, labels(language), {**theirs, **(companions or {})}).text()


Said: TypeAlias = tuple[str, str]
"""The same of one and of more: "slaapt", "slapen"."""


@dataclass(frozen=True)
class _Somebody:
    """One figure in words."""

    figure: Figure
    acts: tuple[Said, ...]
    """What they do and what they hold."""
    feels: Said | None
    is_elsewhere: bool
    """Seen through a window, or far away: the place of the picture is not theirs."""

    @property
    def key(self) -> tuple[object, ...]:
        return self.acts, self.feels, self.is_elsewhere


@dataclass(frozen=True)
class _Told:
    """A composition while it is told."""

    composition: Composition
    family: Family
    words: Labels
    companions: Mapping[str, str]

    def text(self) -> str:
        time, place = self.words.of("time", self.composition.time).says, self.words.of("place", self.composition.place)
        bubbles, things = self._bubbles(), self._things()
        room = MOST_SENTENCES - bool(bubbles) - any(thing.kind in MEANINGFUL for thing in self._chosen)
        people = self._people(place.where, room)
        left = MOST_SENTENCES - len(people)
        told = [*people, *bubbles[: max(1, left - 1)], *things][:MOST_SENTENCES]
        if not people and (place.says or place.where):
            told = [place.says or self.words.sentence("here", the=place.the), *told]
        if self.composition.strokes:
            told.append(self.words.sentence("drawn_by_hand" if told else "only_drawn_by_hand"))
        told = told or [self.words.sentence("nothing")]
        return _fitting([self._sentence(one) for one in ([time, *told] if time else told)])

    def _sentence(self, said: str) -> str:
        end = self.words.grammar.get("end", ".")
        whole = said[:1].upper() + said[1:]
        return whole if _ENDED.search(whole) else f"{whole}{end}"

    def _list(self, said: Iterable[str]) -> str:
        return enumeration(list(said), self.words.language)

    # ---- People.

    @cached_property
    def _carried(self) -> frozenset[str]:
        return frozenset(figure.holds for figure in self.composition.figures if figure.holds)

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        """From left to right, a baby after who carries it."""
        carriers = {figure.holds: figure for figure in self.composition.figures if figure.holds}
        return tuple(
            sorted(
                self.composition.figures,
                key=lambda figure: (carriers.get(figure.id, figure).x, figure.id in carriers),
            )
        )

    def _people(self, where: str, room: int) -> list[str]:
        groups = list(self._groups())
        if len(groups) <= room:
            return self._told_groups(groups, where)
        # Children first, and who does something: the others are named.
        order = sorted(groups, key=lambda group: (not self._has_child(group), all(one.is_elsewhere for one in group)))
        told = [group for group in groups if group in order[: room - 1]]
        rest = [one for group in groups if group not in told for one in group]
        return [*self._told_groups(told, where), self._rest(rest)]

    def _told_groups(self, groups: list[list[_Somebody]], where: str) -> list[str]:
        here = next((n for n, group in enumerate(groups) if group[0].acts and not group[0].is_elsewhere), -1)
        return [self._group(group, where if n == here else "") for n, group in enumerate(groups)]

    def _has_child(self, group: list[_Somebody]) -> bool:
        people = [self.family.person(one.figure.who) for one in group]
        return any(person is not None and person.is_child for person in people)

    def _groups(self) -> Iterable[list[_Somebody]]:
        """The figures of whom the same is said."""
        groups: dict[tuple[object, ...], list[_Somebody]] = {}
        for figure in self._figures:
            one = self._somebody(figure)
            if one.acts or one.feels:
                groups.setdefault(one.key, []).append(one)
        return groups.values()

    def _group(self, group: list[_Somebody], where: str) -> str:
        who, is_many = self._who([one.figure for one in group])
        first = group[0]
        acts, feels = [act[is_many] for act in first.acts], first.feels[is_many] if first.feels else ""
        goes_without = self._pose(first.figure).is_unsaid and not first.is_elsewhere
        if acts and goes_without and (len(acts) > 1 or (feels and not where)):
            acts = acts[1:]
        if where:
            acts = [self.words.sentence("in_place", does=acts[0], place=where), *acts[1:]]
        return self.words.sentence("does", who=who, does=self._list([*acts, *([feels] if feels else [])]))

    def _rest(self, rest: list[_Somebody]) -> str:
        who, is_many = self._who([one.figure for one in rest])
        feels = {one.feels[is_many] if one.feels else "" for one in rest}
        if len(feels) == 1 and "" not in feels:
            return self.words.sentence("does", who=who, does=feels.pop())
        return self.words.counted("are_there_too", is_many, who=who)

    def _somebody(self, figure: Figure) -> _Somebody:
        feeling, elsewhere = self.words.of("feeling", figure.feeling), self._elsewheres[figure.id]
        feels = None if feeling.is_unsaid else _one_and_more(feeling.does)
        if figure.id in self._carried:
            return _Somebody(figure, (), feels, bool(elsewhere))
        if figure.pose in feeling.with_pose:
            return _Somebody(
                figure, (_one_and_more(feeling.does, on=elsewhere or self._carries(figure)),), None, bool(elsewhere)
            )
        acts = [self._does(figure, elsewhere)]
        if not self._pose(figure).to and (holding := self._holding(figure)):
            acts.append(holding)
        return _Somebody(figure, tuple(acts), feels, bool(elsewhere))

    def _does(self, figure: Figure, elsewhere: str) -> Said:
        """What somebody does."""
        pose = self._pose(figure)
        if elsewhere and figure.pose in _STILL_POSES:
            return self.words.counted("is_seen", False, where=elsewhere), self.words.counted(
                "is_seen", True, where=elsewhere
            )
        if pose.together and self._does_together(figure):
            # Nobody is named: those who do it with each other are told in one sentence.
            return pose.together.said(True), pose.together.said(True)
        whom = self._whom(figure)
        doing = _one_and_more(pose.to if pose.to and whom else pose.does, whom=whom, on=self._carries(figure))
        return self._somewhere(doing, elsewhere) if elsewhere else doing

    def _somewhere(self, doing: Said, where: str) -> Said:
        one, more = (self.words.sentence("in_place", does=does, place=where) for does in doing)
        return one, more

    def _holding(self, figure: Figure) -> Said | None:
        """Whom or what somebody holds besides what the pose says."""
        carry, hold, whom = self.words.of("pose", "carry").to, self.words.of("pose", "hold").to, self._held(figure)
        doing = carry if figure.holds else hold
        return _one_and_more(doing, whom=whom) if doing and whom else None

    @cached_property
    def _elsewheres(self) -> Mapping[str, str]:
        """Figures by their id -> through what they are seen; of the others nothing."""
        return {figure.id: self._elsewhere(figure) for figure in self.composition.figures}

    def _elsewhere(self, figure: Figure) -> str:
        """Through what somebody is seen: the window of a lorry, a telephone, or the distance."""
        parts = self.composition.parts
        at = parts.index(figure)
        for n, part in enumerate(parts[:at]):
            if not isinstance(part, Thing) or part.kind in SEATS or not _covers(part, figure):
                continue
            is_halved = part.options.get("part") == "behind"
            if is_halved and any(isinstance(one, Thing) and one.kind == part.kind for one in parts[max(n, at) + 1 :]):
                return self.words.of("thing", part.kind).inside
        far = [part for part in parts[:at] if isinstance(part, Thing) and part.kind == "far_place"]
        is_far = figure.size <= _SMALL_SIZE and any(_covers(part, figure) for part in far)
        return self.words.of("thing", "far_place").inside if is_far else ""

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
        held = self._held(figure)
        if held or figure.pose not in _BETWEEN_PEOPLE:
            return held
        near = [other for other in self._others(figure) if self._is_near(other, figure)]
        return self._name(min(near, key=lambda other: abs(other.x - figure.x))) if near else ""

    def _held(self, figure: Figure) -> str:
        """Whom or what somebody has in their arms or hands."""
        held = self.composition.part(figure.holds or figure.over)
        if isinstance(held, Figure) and held.id != figure.id:
            return self._name(held)
        thing = self._held_thing(figure)
        return self._thing_alone(thing) if thing else ""

    def _held_thing(self, figure: Figure) -> Thing | None:
        over = self.composition.part(figure.over)
        if isinstance(over, Thing) and _can_be_held(over):
            return over
        return next(
            (thing for thing in self.composition.things if thing.along == figure.id and _can_be_held(thing)), None
        )

    def _is_near(self, one: Figure, other: Figure | Thing) -> bool:
        return abs(one.x - other.x) + abs(one.y - other.y) / 2 <= _NEAR_PX * max(one.size, other.size)

    def _carries(self, figure: Figure) -> str:
        """On what somebody sits or lies: "op de sofa"."""
        if figure.pose not in _CARRIED_POSES:
            return ""
        seats = [
            one
            for one in self.composition.things
            if one.kind in SEATS and one.size > _SMALL_SIZE and _covers(one, figure)
        ]
        return self.words.of("thing", min(seats, key=lambda one: SEATS.index(one.kind)).kind).on if seats else ""

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
        shows = self.words.of("thing", bubble.shows) if bubble.shows else None
        what = shows.a if shows else ""
        if not isinstance(speaker, Figure):
            if said:
                return self.words.sentence("written", words=_quoted(said))
            return self.words.sentence("shown", what=what) if what else self.words.sentence("empty_bubble")
        who = self._name(speaker)
        if said:
            return self.words.sentence("says" if is_speech else "thinks", who=who, words=_quoted(said))
        if shows and shows.thought:
            return shows.thought.format(who=who)
        if what:
            return self.words.sentence("talks_about" if is_speech else "thinks_of", who=who, what=what)
        return self.words.sentence("says_nothing" if is_speech else "thinks_something", who=who)

    # ---- Things.

    @cached_property
    def _chosen(self) -> tuple[Thing, ...]:
        return tuple(sorted(self._worth_telling(), key=self._weight)[:MOST_THINGS])

    def _things(self) -> list[str]:
        """The things that matter most, those at one place in one sentence."""
        places: dict[tuple[str, str], list[Thing]] = {}
        for thing in self._chosen:
            places.setdefault(self._place_of(thing), []).append(thing)
        return [self._there(how, where, some) for (how, where), some in places.items()]

    def _worth_telling(self) -> Iterator[Thing]:
        held = [self._held_thing(figure) for figure in self._figures]
        told = {thing.id for thing in held if thing}
        said = {kind for figure in self._figures for kind in _IN_HAND.get(figure.pose, ())}
        windows = set(self._elsewheres.values()) - {""}
        for thing in self.composition.things:
            is_window = self.words.of("thing", thing.kind).inside in windows
            is_half = thing.options.get("part") == "front" and self._has_other_half(thing)
            is_room = bool(self._figures) and _is_furniture(thing)
            if not (thing.id in told or thing.kind in said or is_window or is_half or is_room):
                yield thing

    def _has_other_half(self, thing: Thing) -> bool:
        return any(one.kind == thing.kind and one.options.get("part") == "behind" for one in self.composition.things)

    def _weight(self, thing: Thing) -> int:
        if thing.along or (thing.kind == "companion" and _is_on_its_head(thing)):
            return 0
        if thing.kind in MEANINGFUL:
            return 1
        if thing.kind == "companion":
            return 2
        return 3 if self._under(thing) else 4 if _is_small(thing) else 6 if _is_furniture(thing) else 5

    def _place_of(self, thing: Thing) -> tuple[str, str]:
        if thing.kind == "companion":
            return "companion", thing.id
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
        if how == "companion":
            return self._companion_there(some[0])
        what, is_many = self._things_named(some)
        verb = self.words.of("thing", some[0].kind).way[is_many]
        if how == "near":
            near = self.words.sentence("near_whom", whom=where)
            return self.words.sentence("near", near=near, verb=verb, what=what)
        if how == "on":
            return self.words.sentence("on", on=where, verb=verb, what=what)
        return self.words.counted("there_is_also" if self._figures else "there_is", is_many, what=what)

    def _companion_there(self, thing: Thing) -> str:
        what = self._companion(thing)
        if _is_on_its_head(thing):
            return self.words.sentence("on_its_head", what=what)
        child = next(
            (figure for figure in self._figures if figure.who == thing.of and self._is_near(figure, thing)), None
        )
        if child is None:
            return self.words.counted("are_there_too" if self._figures else "there_is", False, who=what, what=what)
        near = self.words.sentence("near_whom", whom=self._name(child))
        return self.words.sentence("is_near", what=what, verb=self.words.of("thing", "companion").way[False], near=near)

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
        return self._companion(thing) if thing.kind == "companion" else self.words.of("thing", thing.kind).held

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


def _one_and_more(doing: Doing, *, whom: str = "", on: str = "") -> Said:
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


def _box(thing: Thing) -> tuple[float, float, float, float]:
    return things.box(
        thing.kind, thing.x, thing.y, size=thing.size, facing=thing.facing, angle=thing.angle, options=thing.options
    )


def _covers(thing: Thing, figure: Figure) -> bool:
    """Whether somebody's foot or seat is within the thing."""
    if thing.kind == "companion":
        return False
    left, top, right, bottom = _box(thing)
    return left <= figure.x <= right and top <= figure.y <= bottom


def _lies_on(thing: Thing, carrier: Thing) -> bool:
    """Whether a thing touches the upper part of what carries it, within its width."""
    left, top, right, bottom = _box(carrier)
    return left <= thing.x <= right and top - 24 <= thing.y <= bottom - 0.15 * (bottom - top)


def _is_on_its_head(thing: Thing) -> bool:
    return abs(thing.angle) >= _ON_ITS_HEAD_DEGREES


def _is_surface(thing: Thing) -> bool:
    return thing.kind in things.THINGS and things.THINGS[thing.kind].surface and thing.size > _SMALL_SIZE


def _is_small(thing: Thing) -> bool:
    return thing.kind in things.THINGS and things.THINGS[thing.kind].small


def _can_be_held(thing: Thing) -> bool:
    if thing.kind == "companion":
        return True
    kind = things.THINGS[thing.kind]
    return not (kind.surface or kind.behind or thing.kind in SEATS or "part" in kind.options)


def _is_furniture(thing: Thing) -> bool:
    """Whether it makes the room, and is not told when there are people to tell about."""
    if thing.kind == "companion" or thing.kind in MEANINGFUL:
        return False
    kind = things.THINGS[thing.kind]
    return thing.kind in SEATS or thing.kind in _ROOM or kind.surface or kind.behind
