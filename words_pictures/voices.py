"""Two people who say it in two ways, side by side: the views of a passage.

A view is the wording of one voice: `scenes/7f3a/words@nl.kasia` is what Kasia says there in Dutch. A voice is a person of the family,
*together*, or *the judge*. For as long as a passage has views in a language, its one wording (`words@nl`) holds nothing. Views come about
when two wrote in one passage and both keep what they said; whoever looks at them later can make one text of them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .calling import as_children_say
from .change import JUDGE, TOGETHER, Change, Write
from .document import Document, Entry
from .errors import NotSaid
from .family import Family
from .labels import labels
from .translation import has_lost_its_source, said_first_in
from .wording import LANGUAGES, WORK_LANGUAGE, fixed


@dataclass(frozen=True)
class View:
    """What one voice says in a passage."""

    voice: str
    words: str
    says: str
    """The line above it, in the words the children use for that person: "Mama says"."""
    says_in: str
    """The language of that line."""
    language: str = ""
    """The language of the words, where it is known."""


def views_of(document: Document, place: str, language: str, family: Family) -> tuple[View, ...]:
    """The views of a passage in a language: people in the family's order, then *together* and *the judge*."""
    return _views(document, place, language, family, dict.fromkeys(document.voices(place, language), language))


def all_views_of(document: Document, place: str, language: str, family: Family) -> tuple[View, ...]:
    """The same; and whoever says nothing in that language says it in the first of the document's own: no side of a story is left out."""
    said_in = dict[str, str]()
    for one in (language, *document.languages()):
        for voice in document.voices(place, one):
            if one == language or not has_lost_its_source(document, place, f"{one}.{voice}"):
                said_in.setdefault(voice, one)
    return _views(document, place, language, family, said_in)


def _views(
    document: Document, place: str, language: str, family: Family, said_in: Mapping[str, str]
) -> tuple[View, ...]:
    # `said_in`: voice -> the language of its words.
    return tuple(
        View(voice, document.words(place, f"{one}.{voice}"), *says(family, voice, language), one)
        for voice in in_order(said_in, family)
        for one in (said_in[voice],)
    )


def says_alone(document: Document, place: str, language: str, family: Family, spoken: str = "") -> tuple[str, str]:
    """The line above the one wording of a passage that one voice says, and the language it is in, as `says` gives them.

    It is in the language of the wording, or in `spoken`.
    A translation is said by whoever said the words that it was made from. Empty where it is said together, or by nobody who is known.
    """
    entry = document.entry(f"{place}@{said_first_in(document, place, language)}")
    is_one = entry is not None and bool(entry.value) and (entry.by == JUDGE or family.person(entry.by) is not None)
    return says(family, entry.by, spoken or language) if entry is not None and is_one else ("", "")


def in_order(voices: Iterable[str], family: Family) -> list[str]:
    """Voices as they are shown: people in the family's order, then those whom nobody knows, *together*, *the judge*."""
    people = [person.id for person in family.people]
    last = {TOGETHER: 1, JUDGE: 2}
    return sorted(voices, key=lambda one: (last.get(one, 0), people.index(one) if one in people else len(people), one))


def says(family: Family, voice: str, language: str) -> tuple[str, str]:
    """The line above what a voice says, and the language it is in.

    In a language without fixed words it is the name alone, and for a voice without a name it is in the language the work is done in.
    """
    person = family.person(voice)
    spoken = language if language in LANGUAGES else WORK_LANGUAGE
    if person and language not in LANGUAGES:
        return person.relation or person.name, language
    name = as_children_say(person, labels(spoken)) if person else ""
    if name:
        said = fixed("%(name)s says", spoken) % {"name": name}
    elif voice == TOGETHER:
        said = fixed("We say together", spoken)
    elif voice == JUDGE:
        said = fixed("The judge says", spoken)
    else:
        said = fixed("Somebody says", spoken)
    return said[:1].upper() + said[1:], spoken


def both_kept(document: Document, change: Write, pen: str) -> list[Change]:
    """The changes that keep what stands at an address and what somebody else wrote there meanwhile, as two views.

    `change` has seen what stands there. Raises NotSaid where nothing stands, where it is of the same voice, and for a view itself.
    """
    standing = document.entry(change.address)
    if standing is None or not can_keep_both(change, standing):
        raise NotSaid(f"two of one voice are no two views: {change.address}")
    theirs, mine = f"{change.address}.{standing.by}", f"{change.address}.{change.by}"
    return [
        Write(f"{pen}.1", standing.by, theirs, standing.value, document.version(theirs)),
        Write(f"{pen}.2", change.by, mine, change.value, document.version(mine)),
        Write(f"{pen}.3", change.by, change.address, None, change.seen),
    ]


def can_keep_both(change: Write, standing: Entry | None) -> bool:
    """Whether two wordings could be two views: both say something, each by another voice."""
    if standing is None or not standing.value or not change.value:
        return False
    return standing.by != change.by and "." not in change.address


def one_text(document: Document, place: str, language: str, text: str, *, by: str, pen: str, seen: int) -> list[Change]:
    """The changes that put one text in the place of all views of a passage; `seen` is the revision they were seen at."""
    voices = document.voices(place, language)
    ends = [Write(f"{pen}.{n}", by, f"{place}@{language}.{voice}", None, seen) for n, voice in enumerate(voices, 2)]
    return [Write(f"{pen}.1", by, f"{place}@{language}", text or None, seen), *ends]
