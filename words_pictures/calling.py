"""What people are called in a language: "mama" is "mum", "tante Ewa" is "aunt Ewa", and a neighbour is Rita."""

from __future__ import annotations

from .family import Family, Person
from .labels import Labels, labels, languages
from .labels.spelling import folded


def called(person: Person, family: Family, words: Labels) -> str:
    """What the children call somebody, in the language of `words`, or else their name.

    A relation that tells who somebody is ("onze buurvrouw", "mama van Fien") is no name; nor is one that two people have.
    """
    if person.relation and not _is_shared(person, family):
        first, _, rest = person.relation.partition(" ")
        if calling_of(person.relation):
            return _said(person.relation, words)
        if calling_of(first) and rest and folded(rest) in folded(person.name):
            return f"{_said(first, words)} {rest}"
    first, _, rest = person.name.partition(" ")
    return f"{_said(first, words)} {rest}" if rest and calling_of(first) else person.name


def as_children_say(person: Person, words: Labels) -> str:
    """What the children call somebody: in the language of `words` where it is a calling ("aunt Ewa"), else as the family wrote it."""
    first, _, rest = person.relation.partition(" ")
    if not calling_of(first):
        return person.relation or person.name
    return f"{_said(first, words)} {rest}".strip()


def calling_of(word: str) -> str:
    """Which of the callings a word is, in any language (`mum` for "mama"); empty where it is none."""
    spelled = folded(word)
    return next(
        (
            name
            for language in languages()
            for name, forms in labels(language).callings.items()
            if spelled in map(folded, forms)
        ),
        "",
    )


def _said(word: str, words: Labels) -> str:
    # As the family wrote it where it is a word of this language, else the most usual one.
    forms = words.callings.get(calling_of(word), ())
    return forms[0] if forms and folded(word) not in map(folded, forms) else word


def _is_shared(person: Person, family: Family) -> bool:
    return any(other.id != person.id and folded(other.relation) == folded(person.relation) for other in family.people)
