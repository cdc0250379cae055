"""What the words of a scene propose to draw: who, how they feel, where, when, and which things. Lists and rules, no network.

The words for it stand in labels/, with the few rules of each language. Somebody is proposed only when the words name them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from .calling import calling_of
from .family import Family, Person
from .labels import Labels, labels, languages
from .labels.forms import forms_of, is_negation, without_beginning, without_possessive
from .labels.spelling import Word, folded, words_of
from .sentences import sentences

MOST_THINGS = 8
"""More than a picture of a few figures has room for."""
NO_ROLES = frozenset(("baby", "child", "somebody"))
"""Words for them ("een kind", "iemand") tell of nobody in particular."""

_PLACE_OF: Mapping[tuple[str, str], str] = {
    ("role", "judge"): "court",
    ("role", "doctor"): "hospital",
    ("role", "nurse"): "hospital",
    ("role", "teacher"): "school",
    ("role", "neighbour"): "neighbours_door",
    ("thing", "pancakes"): "kitchen",
    ("thing", "cooker"): "kitchen",
    ("thing", "pan"): "kitchen",
    ("thing", "fridge"): "kitchen",
    ("thing", "empty_fridge"): "kitchen",
    ("thing", "bed"): "bedroom",
    ("thing", "bunk_bed"): "bedroom",
    ("thing", "cot"): "bedroom",
    ("thing", "sofa"): "living_room",
    ("thing", "television"): "living_room",
    ("thing", "swing"): "garden",
    ("thing", "slide"): "garden",
    ("thing", "sandpit"): "garden",
    ("thing", "house_with_shop"): "street",
    ("thing", "block_of_flats"): "street",
    ("thing", "letters"): "kitchen",
    ("feeling", "asleep"): "bedroom",
}
"""Where something is, when the words name no place."""
_THINGS_OF: Mapping[tuple[str, str], str] = {
    ("thing", "letters"): "table",
    ("feeling", "asleep"): "bed",
    ("place", "hospital"): "bed",
    ("place", "court"): "desk",
    ("place", "neighbours_door"): "open_door",
    ("time", "night"): "moon",
}
"""What goes with something, when there is room for it."""
_LONG_CALLING = 4
_WITH_ENDINGS = ("thing", "place", "role")
_BEDS = frozenset(("bunk_bed", "cot"))
_FAMILY_ROLES = {"judge": "judge", "lawyer": "lawyer"}
"""Roles of the family's file that are roles of a picture too."""


@dataclass(frozen=True)
class ProposedPerson:
    """Somebody whom the words name."""

    who: str
    """The id of a person of the family; empty for a role."""
    role: str = ""
    feeling: str = ""
    """Empty when the words do not say."""
    pose: str = ""


@dataclass(frozen=True)
class Proposal:
    """What a scene's words propose; whatever they do not say is empty."""

    people: tuple[ProposedPerson, ...] = ()
    place: str = ""
    time: str = ""
    things: tuple[str, ...] = ()


def proposed(words: str, language: str, family: Family, *, read_to: Sequence[str] = (), said_by: str = "") -> Proposal:
    """What the words of a scene, in `language`, propose to draw.

    `read_to`: the ids of the children whom the words call "you"; `said_by`: the id of the person who calls themself "I". Without
    them, and where they are nobody of the family, those words are nobody. In a language without labels only names are found.
    """
    known = {person.id for person in family.people}
    children, speaker = tuple(one for one in read_to if one in known), said_by if said_by in known else ""
    reading = _Reading(
        labels(language), labels(language).language in (language, language.split("-")[0]), family, children, speaker
    )
    for sentence in sentences(words, language):
        reading.read(sentence)
    return reading.proposal()


@dataclass(frozen=True)
class _Met:
    """Something that the words name: at which word of the sentence, and whether it is denied."""

    group: str
    name: str
    start: int
    end: int
    is_denied: bool = False
    role: str = ""
    """The role that the same words name: "buurvrouw" for Rita."""


Phrases = Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Words in a row -> what they mean, as group and name; `person` is a group too."""


@dataclass
class _Reading:
    """The words read so far."""

    words: Labels
    knows_words: bool
    family: Family
    read_to: tuple[str, ...]
    said_by: str
    people: dict[tuple[str, str], ProposedPerson] = field(default_factory=lambda: {})
    met: list[_Met] = field(default_factory=lambda: [])
    subject: tuple[tuple[str, str], ...] = ()
    """Who was told about last: whom "hij" or "ze" means."""
    felt: str = ""
    """What the last sentence said somebody felt."""

    def read(self, sentence: str) -> None:
        """Take in one more sentence."""
        line = _Line(words_of(sentence), sentence, self)
        for one in line.somebody:
            who, role = (one[1], "") if one[0] == "person" else ("", one[1])
            self.people.setdefault(one, ProposedPerson(who, role))
        felt = [(met, line.subject_of(met)) for met in line.said("feeling")]
        for met, people in felt:
            self._set(people, "feeling", met.name)
        for met in felt[-1:]:
            self._set(line.others_after(met[0]), "feeling", met[0].name)
        for met in line.said("pose"):
            self._set(line.subject_of(met), "pose", met.name)
        if not felt and self.felt and line.says_the_same_of_others:
            self._set(line.somebody, "feeling", self.felt)
        else:
            self.felt = felt[-1][0].name if felt else ""
        self.met += [met for met in line.met if not met.is_denied]
        self.subject = line.third or self.subject

    def _set(self, people: Iterable[tuple[str, str]], what: str, name: str) -> None:
        for one in people:
            if one in self.people:
                self.people[one] = replace(self.people[one], **{what: name})

    def proposal(self) -> Proposal:
        """All of it together."""
        places, times = self._said("place"), self._said("time")
        things = list(dict.fromkeys(self._said("thing")))
        place = _most(places) or self._place_around()
        time = _most(times)
        named = [(met.group, met.name) for met in self.met if met.group not in ("place", "time")]
        around = [("place", place), ("time", time), *named]
        beside = [thing for one in around if (thing := _THINGS_OF.get(one, ""))]
        things += [thing for thing in beside if thing != "bed" or not _BEDS & set(things)]
        return Proposal(tuple(self.people.values()), place, time, tuple(dict.fromkeys(things[:MOST_THINGS])))

    def _place_around(self) -> str:
        """Where it may be, from who is there, or what, or a word such as "thuis"; nowhere when people belong in different places."""
        by_role = {_PLACE_OF.get(("role", met.role), "") for met in self.met if met.role} - {""}
        if by_role:
            return by_role.pop() if len(by_role) == 1 else ""
        around = [_PLACE_OF.get((met.group, met.name), "") for met in self.met]
        return next((place for place in around if place), "") or _most(self._said("around"))

    def _said(self, group: str) -> list[str]:
        return [met.name for met in self.met if met.group == group]

    @cached_property
    def names(self) -> Phrases:
        """The words for the people of the family."""
        return _names_of(self.family, self.words)

    @cached_property
    def phrases(self) -> tuple[Phrases, ...]:
        """Where words are looked up, people first."""
        return (self.names, _label_phrases(self.words.language)) if self.knows_words else (self.names,)

    @cached_property
    def longest(self) -> int:
        return max((len(phrase) for phrases in self.phrases for phrase in phrases), default=0)


@dataclass(frozen=True)
class _Line:
    """One sentence, with what it names."""

    words: tuple[Word, ...]
    text: str
    reading: _Reading

    @cached_property
    def met(self) -> tuple[_Met, ...]:
        """What the sentence names, the longest words first, no word used twice."""
        found: list[_Met] = []
        at = 0
        while at < len(self.words):
            for length in range(min(self.reading.longest, len(self.words) - at), 0, -1):
                meanings = self._meanings(at, at + length)
                if meanings:
                    found += [self._met(group, name, at, at + length) for group, name in meanings]
                    at += length
                    break
            else:
                found += self._small_word(at)
                at += 1
        return tuple(found)

    def _met(self, group: str, name: str, start: int, end: int) -> _Met:
        if group in ("person", "role"):
            is_denied = self._is_denied(start, after=0) or self._is_after("supposing", start)
        else:
            is_denied = self._is_denied(start, after=int(self.reading.words.grammar["negated_after"]))
        if group == "feeling":
            is_denied = is_denied or self._is_after("supposing", start) or self._is_after("maybe", start)
        role = name if group == "role" else _role_in(self._spelled(start, end), self.reading.words.language)
        return _Met(group, name, start, end, is_denied, role if group in ("person", "role") else "")

    def _spelled(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(word.folded for word in self.words[start:end])

    def _is_after(self, kind: str, at: int) -> bool:
        """Whether one of these words stands before, with nothing new begun since."""
        for one in self._list(kind):
            spelled = tuple(one.split())
            for start in range(at - len(spelled) + 1):
                end = start + len(spelled)
                if self._spelled(start, end) == spelled and not self._marks(end - 1, at):
                    return True
        return False

    def _marks(self, start: int, end: int) -> str:
        """The marks between two words after which something new is said."""
        if start >= end:
            return ""
        between = self.text[self.words[start].start : self.words[min(end, len(self.words) - 1)].start]
        return "".join(re.findall(r"[,;:!?…،؛؟]", between))

    def said(self, group: str) -> list[_Met]:
        """What is said of a group and not denied."""
        return [met for met in self.met if met.group == group and not met.is_denied]

    @cached_property
    def somebody(self) -> tuple[tuple[str, str], ...]:
        """Everybody whom the sentence names, as group and name."""
        return tuple(dict.fromkeys((met.group, met.name) for met in self._somebody))

    @cached_property
    def _somebody(self) -> list[_Met]:
        return [met for met in self.met if met.group in ("person", "role") and not met.is_denied]

    @property
    def third(self) -> tuple[tuple[str, str], ...]:
        """The first whom it tells about, other than who speaks and who is spoken to."""
        addressed = {*self.reading.read_to, self.reading.said_by}
        told = [met for met in self._somebody if met.name not in addressed or self._is_by_name(met)]
        return self._group_at(told[0]) if told else ()

    def _is_by_name(self, met: _Met) -> bool:
        return met.group == "person" and self.words[met.start].is_capital and not self._pronoun(met.start)

    @property
    def says_the_same_of_others(self) -> bool:
        """Whether it is a short one such as "De rechter en Pieter ook"."""
        also = self._list("also")
        denied = any(is_negation(word.folded, self.reading.words.language) for word in self.words)
        return 1 < len(self.words) <= 8 and not denied and any(word.folded in also for word in self.words)

    def others_after(self, met: _Met) -> tuple[tuple[str, str], ...]:
        """Of whom the same is said in the rest of the sentence: "Hij is bezorgd, mama ook"."""
        after = [one for one in self._somebody if one.start >= met.end]
        also = self._list("also")
        said = after and any(word.folded in also for word in self.words[after[0].start :])
        return self._group_at(after[0]) if said and self._breaks(met.end - 1, after[0].start) else ()

    def subject_of(self, met: _Met) -> tuple[tuple[str, str], ...]:
        """Who feels or does what the sentence says there."""
        before = [one for one in self._somebody if one.end <= met.start]
        if before and ":" in self._marks(before[-1].end - 1, met.start):
            return ()
        if before and self._begins_anew(before[-1].end, met.start):
            return self._group_at(before[0])
        if before:
            return self._group_at(before[-1])
        after = [one for one in self._somebody if one.start >= met.end and not self._breaks(met.end, one.start)]
        # "Ze huilde"; "toen riep hij tegen mama".
        said_of = (*range(met.start), *range(met.end, after[0].start if after else min(met.end + 1, len(self.words))))
        if any(self._means("named_before", at) for at in said_of):
            return self.reading.subject
        return self._group_at(after[0]) if after else ()

    def _begins_anew(self, start: int, end: int) -> bool:
        return self._breaks(start, end) and not any(self._means("named_before", at) for at in range(start, end))

    def _group_at(self, met: _Met) -> tuple[tuple[str, str], ...]:
        """Somebody, with those who are named in one breath: "de dokter, de politie en Rita"."""
        somebody = self._somebody
        first = last = somebody.index(met)
        while first and self._is_one_breath(somebody[first - 1], somebody[first]):
            first -= 1
        while last + 1 < len(somebody) and self._is_one_breath(somebody[last], somebody[last + 1]):
            last += 1
        return tuple((one.group, one.name) for one in somebody[first : last + 1])

    def _is_one_breath(self, one: _Met, other: _Met) -> bool:
        if one.start == other.start:
            return True
        between = [word.folded for word in self.words[one.end : other.start]]
        joining = self._list("joining")
        marks = self.text[self.words[one.end - 1].start : self.words[other.start].start]
        # "ماما وبابا": the word for "and" is written to the second name.
        is_joined = any(folded(other_word) in joining for other_word in self._written_to(other.start))
        return all(word in joining for word in between) and (bool(between) or "," in marks or "،" in marks or is_joined)

    def _written_to(self, at: int) -> tuple[str, ...]:
        """The small words that may be written to the beginning of a word."""
        word, language = self.words[at].folded, self.reading.words.language
        return tuple(word.removesuffix(rest) for rest in without_beginning(word, language) if rest != word)

    def _is_denied(self, at: int, after: int) -> bool:
        """Whether a word that denies stands near, at most `after` words later."""
        grammar, language = self.reading.words.grammar, self.reading.words.language
        first = max(0, at - int(grammar["negated_before"]))
        last = min(len(self.words), at + 1 + after)
        nearby = [n for n in range(first, last) if is_negation(self.words[n].folded, language)]
        return any(not self._breaks(*sorted((n, at))) for n in nearby)

    def _breaks(self, start: int, end: int) -> bool:
        """Whether something new begins between two words."""
        if start >= end:
            return False
        breaks = self._list("breaks")
        return bool(self._marks(start, end)) or any(word.folded in breaks for word in self.words[start:end])

    def _meanings(self, start: int, end: int) -> tuple[tuple[str, str], ...]:
        first, *rest = (word.folded for word in self.words[start:end])
        for begun in without_beginning(first, self.reading.words.language):
            if found := self._meanings_of((begun, *rest), start, end):
                return found
        return ()

    def _meanings_of(self, spelled: tuple[str, ...], start: int, end: int) -> tuple[tuple[str, str], ...]:
        for phrases in self.reading.phrases:
            is_people = phrases is self.reading.names
            language = self.reading.words.language
            last = without_possessive(spelled[-1], language) if is_people else forms_of(spelled[-1], language)
            for form in last:
                found = phrases.get((*spelled[:-1], form), ())
                if form != spelled[-1] and not is_people:
                    # An ending makes another word of a time or a verb: "15 nachten", "bangerik".
                    found = tuple(one for one in found if one[0] in _WITH_ENDINGS)
                if found and is_people and self._is_somebody_else(start, end, form, spelled[-1]):
                    continue
                if found:
                    return found
        return ()

    def _is_somebody_else(self, start: int, end: int, form: str, last: str) -> bool:
        """Whether a name is a small word here ("An adult"), or the plural of what children call many ("mama's en papa's")."""
        word = self.words[start]
        if end - start == 1 and word.folded in self._list("small_words"):
            return start == 0 or not word.is_capital
        if form == last or not calling_of(form):
            return False
        return (
            end == len(self.words) or bool(self._marks(end - 1, end)) or self.words[end].folded in self._list("joining")
        )

    def _small_word(self, at: int) -> list[_Met]:
        reading = self.reading
        if not reading.knows_words:
            return []
        children = tuple(child.id for child in reading.family.children) if reading.read_to else ()
        for kind, ids in (
            ("children", children),
            ("reader", reading.read_to),
            ("speaker", (reading.said_by,) if reading.said_by else ()),
        ):
            if self._means(kind, at):
                return [_Met("person", id, at, at + 1) for id in ids]
        return []

    def _pronoun(self, at: int) -> bool:
        return any(self._means(kind, at) for kind in ("children", "reader", "speaker"))

    def _means(self, kind: str, at: int) -> bool:
        for one in self.reading.words.people.get(kind, ()):
            spelled = folded(one).split()
            if [word.folded for word in self.words[at : at + len(spelled)]] == spelled:
                return True
        return False

    def _list(self, name: str) -> frozenset[str]:
        return _folded_list(self.reading.words.language, name)


def _most(names: list[str]) -> str:
    """The one named most, the first of them where two are."""
    counted = Counter(names)
    return max(counted, key=lambda name: counted[name]) if counted else ""


@cache
def _folded_list(language: str, name: str) -> frozenset[str]:
    return frozenset(folded(word) for word in labels(language).words(name))


@cache
def _small_words_anywhere() -> frozenset[str]:
    """Small words of every language: a relation is written in the family's own."""
    return frozenset(word for language in languages() for word in _folded_list(language, "small_words"))


@cache
def _label_phrases(language: str) -> Phrases:
    """The words that propose something in a language; the same words may propose a feeling, a pose and a thing."""
    phrases: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for label in labels(language):
        if label.group == "role" and label.name in NO_ROLES:
            continue
        for words in label.proposing:
            meanings = phrases.setdefault(tuple(folded(words).split()), [])
            if label.group not in [group for group, _ in meanings]:
                meanings.append((label.group, label.name))
        if label.group == "place":
            for words in label.near:
                phrases.setdefault(tuple(folded(words).split()), []).append(("around", label.name))
    return {phrase: tuple(meanings) for phrase, meanings in phrases.items() if phrase}


def _names_of(family: Family, words: Labels) -> Phrases:
    """The words for people of this family; words that two people have mean nobody."""
    found: dict[tuple[str, ...], set[str]] = {}
    small = _folded_list(words.language, "small_words")
    for person in family.people:
        for phrase in {*_phrases_of(person, words, small), *_role_phrases(person, family, words)}:
            found.setdefault(phrase, set()).add(person.id)
    return {phrase: (("person", next(iter(ids))),) for phrase, ids in found.items() if phrase and len(ids) == 1}


def _phrases_of(person: Person, words: Labels, small: frozenset[str]) -> Iterable[tuple[str, ...]]:
    name = folded(person.name).split()
    yield tuple(name)
    if len(name) > 1 and calling_of(name[0]):
        yield tuple(name[1:])
        name = name[1:]
    if len(name) > 1 and name[0] not in small:
        yield (name[0],)
    relation, unsaid = folded(person.relation).split(), _small_words_anywhere()
    while len(relation) > 1 and relation[0] in unsaid:
        relation = relation[1:]
    yield tuple(relation)
    calling = calling_of(relation[0]) if relation else ""
    if calling and (len(relation) == 1 or relation[1:] == folded(person.name).split()):
        for n, form in enumerate(words.callings.get(calling, ())):
            # Short ones mean other things too ("pap", "ma"), unless this family says them.
            if n == 0 or len(form) >= _LONG_CALLING:
                yield (*folded(form).split(), *relation[1:])


def _role_phrases(person: Person, family: Family, words: Labels) -> Iterable[tuple[str, ...]]:
    """The words for a role that one person of the family alone has: the judge, the neighbour."""
    role = _role_of(person)
    if not role or [one.id for one in family.people if _role_of(one) == role] != [person.id]:
        return
    for form in words.of("role", role).proposing:
        yield tuple(folded(form).split())


def _role_of(person: Person) -> str:
    if person.role in _FAMILY_ROLES:
        return _FAMILY_ROLES[person.role]
    return next((role for word in folded(person.relation).split() if (role := _roles_by_word().get(word, ""))), "")


def _role_in(spelled: tuple[str, ...], language: str) -> str:
    """The role that these words name: the last of them may have an ending, or be the end of a long word."""
    if language not in languages():
        return ""
    for form in forms_of(spelled[-1], language):
        for group, name in _label_phrases(language).get((*spelled[:-1], form), ()):
            if group == "role":
                return name
    return ""


@cache
def _roles_by_word() -> Mapping[str, str]:
    """A word for a role, in any language -> the role."""
    return {
        folded(form): label.name
        for language in languages()
        for label in labels(language).group("role")
        if label.name not in NO_ROLES
        for form in label.own_words
    }
