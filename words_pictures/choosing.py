"""What a family is asked about how somebody is drawn, and which answers go with whom."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .drawing.look import CHOICES, Look, look_value, read_look
from .family import AT_WORK, Person
from .labels import labels, languages


@dataclass(frozen=True)
class Question:
    """One question: its key, and the fields of a look that its answers change."""

    key: str
    fields: tuple[str, ...]


QUESTIONS = (
    Question("hair", ("hair",)),
    Question("hair_colour", ("hair_colour",)),
    Question("skin", ("skin", "freckles")),
    Question("cover", ("cover", "cover_colour")),
    Question("beard", ("beard",)),
    Question("glasses", ("glasses", "hearing_aid")),
    Question("clothes", ("clothes",)),
    Question("top", ("top", "under")),
    Question("legs", ("below", "legs")),
    Question("shoes", ("shoes",)),
    Question("size", ("age", "build")),
    Question("aid", ("aid",)),
    Question("pregnant", ("pregnant",)),
    Question("companion", ("companion", "companion_colour")),
)
"""In the order they are asked: what makes somebody known first, what they wear after it."""

_SAY_THEMSELVES = ("cover", "beard", "glasses", "aid")
"""Fields whose answers say what they are about: "ronde bril"; of others, "haar: kort"."""
_OVER_THE_HAIR = ("headscarf", "turban")
_GRANDPARENTS = ("grandmother", "grandfather")
_OF_WORK = ("uniform", "gown", "police_cap")
_FOR_THE_YOUNGEST = ("tuft",)
_BABY_HAIR = ("tuft", "thin", "bald", "short", "cropped", "curls", "loose_curls", "afro", "puff", "puffs")
_SHOW_UNDER = (
    "cardigan",
    "shirt",
    "stripes",
    "pocket",
    "scarf",
    "jacket",
    "track",
    "sport_shirt",
    "robe",
    "coat",
    "gown",
    "uniform",
)
"""Clothes on which the colour `under` shows: below an open front, as a stripe, a collar or a scarf."""
_TO_THE_FEET = ("dress", "robe", "gown")
"""Clothes below which no trousers, skirt or shorts are chosen."""
_UNDER_YEARS = ((2, "baby"), (6, "small_child"), (12, "child"), (18, "teenager"), (65, "adult"))
"""Under so many years somebody is drawn so; from 65 on old. Only where it begins: the family may choose another."""


def age_drawn(person: Person, years: int | None) -> str:
    """At which of the ages somebody is drawn to begin with: by their years, or else by who they are."""
    if years is not None:
        return next((age for below, age in _UNDER_YEARS if years < below), "old")
    if person.is_child:
        return "child"
    return "old" if _is_grandparent(person) else "adult"


def questions_for(person: Person, look: Look) -> tuple[Question, ...]:
    """What is asked about this person: no beard of a child, no companion of a grown-up, no hair under a headscarf."""
    left_out = {
        "beard": look.age in ("baby", "small_child", "child"),
        "pregnant": look.age not in ("teenager", "adult"),
        "aid": look.age == "baby",
        "companion": not person.is_child,
    }
    left_out |= dict.fromkeys(hidden_by_cover(look), True)
    return tuple(question for question in QUESTIONS if not left_out.get(question.key))


def fields_asked(question: Question, look: Look) -> tuple[str, ...]:
    """The fields of a question that show on this person as they look now: no colour of a cover that is not worn."""
    hidden = {
        "cover_colour": look.cover == "none",
        "under": look.clothes not in _SHOW_UNDER,
        "below": look.clothes in _TO_THE_FEET,
    }
    return tuple(field for field in question.fields if not hidden.get(field))


def answers(person: Person, look: Look, field: str) -> tuple[str, ...]:
    """What may be chosen for a field, in the order it is offered; what stands there now always is among it."""
    return tuple(
        word for word in CHOICES[field] if word == getattr(look, field) or _goes_with(person, look, field, word)
    )


def _goes_with(person: Person, look: Look, field: str, word: str) -> bool:
    if word in _OF_WORK:
        return person.role in AT_WORK
    if field == "hair":
        return word in _BABY_HAIR if look.age == "baby" else word not in _FOR_THE_YOUNGEST or look.age == "small_child"
    if field == "age":
        return (word in ("adult", "old")) != person.is_child or word == "teenager"
    return True


def said_of(look: Look, language: str) -> str:
    """What somebody is known by, in words: "haar: vlechtjes, ronde bril"."""
    return _said(look, language, ("cover", "hair", "beard", "glasses", "aid"))


def said_besides(look: Look, language: str) -> str:
    """What else somebody sees at once, in words for who does not see it: "huid: bruin, kleren: trui"."""
    return _said(look, language, ("hair_colour", "skin", "clothes", "top"))


def _said(look: Look, language: str, fields: tuple[str, ...]) -> str:
    own, hidden = labels(language), hidden_by_cover(look)
    seen = [(field, getattr(look, field)) for field in fields if field not in hidden]
    said = [
        own.choice(field, word) if field in _SAY_THEMSELVES else f"{own.question(field)}: {own.choice(field, word)}"
        for field, word in seen
        if word != "none"
    ]
    return ", ".join(said)


def hidden_by_cover(look: Look) -> tuple[str, ...]:
    """The fields that do not show under what is worn on the head."""
    if look.cover not in _OVER_THE_HAIR:
        return ()
    return ("hair",) if look.beard != "none" else ("hair", "hair_colour")


def with_answer(look: Look, field: str, word: str) -> Look:
    """The look with one thing changed. Raises BadComposition for what is no field of a look, or none of its choices."""
    return read_look({**look_value(look), field: word})


def taken_back(now: Look, before: Look, chosen: Look) -> Look:
    """The look as it is now, with what was changed from `before` to `chosen` as it was before; other changes stay."""
    back = {field: word for field, word in look_value(before).items() if word != getattr(chosen, field)}
    return replace(now, **back)


def _is_grandparent(person: Person) -> bool:
    called = set(person.relation.casefold().split())
    words = [labels(language).callings for language in languages()]
    return any(called & {word.casefold() for word in own.get(kind, ())} for own in words for kind in _GRANDPARENTS)
