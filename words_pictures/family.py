"""The family's file, read: its people, and how this family says hard things."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .document import Document, Item
from .drawing.look import Look, read_look

CHILD, PARENT, NETWORK, CONSULTANT, FAMILY_WORKER = (
    "child",
    "parent",
    "network",
    "consultant",
    "family_worker",
)
ROLES = (
    CHILD,
    PARENT,
    NETWORK,
    CONSULTANT,
    FAMILY_WORKER,
    "judge",
    "lawyer",
    "trusted_person",
    "professional",
)
"""As in the definition `family`; a role is only a label."""
AT_WORK = (CONSULTANT, FAMILY_WORKER, "judge", "lawyer", "professional")
COLOURS = 8
"""How many colours people are told apart with, until they have a face."""
YOUNG_FROM_YEARS = 13
"""From this age a book takes the calmer look, unless somebody chooses (practice.md 2.7)."""


@dataclass(frozen=True)
class Person:
    """Someone in the family's file."""

    id: str
    name: str
    role: str
    relation: str
    """What the children call them: mama, papa, tante Ewa; may be empty."""
    language: str
    """Their first language, or empty."""
    phone: str
    """Empty too when this viewer may not see it."""
    birth_date: datetime.date | None
    age_given: int | None
    safe_person: str | None
    """The id of the person this child can always talk to."""
    stands_by: tuple[str, ...]
    """Whose lawyer or trusted person this is."""
    account: str
    colour: int
    """0 to 7: the same person has the same colour everywhere."""
    look: Look | None = None
    """How they are drawn; None until somebody chose."""

    @property
    def initials(self) -> str:
        """One or two letters that stand for the name, in any script."""
        words = self.name.split()
        return "".join(word[0] for word in words[:2]).upper() if words else "?"

    @property
    def is_child(self) -> bool:
        return self.role == CHILD

    def age(self, today: datetime.date) -> int | None:
        """Age in whole years on a day: from the birth date, or as somebody gave it; None when nobody said."""
        born = self.birth_date
        if born is None:
            return self.age_given
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


@dataclass(frozen=True)
class Agreed:
    """What this family calls a hard thing."""

    id: str
    instead_of: str
    words: str


@dataclass(frozen=True)
class Family:
    """The people of a file, in order, and its word agreements."""

    id: str
    name: str
    address_form: str
    """`u` or `je`: how the parents are spoken to; empty until somebody asked them."""
    people: tuple[Person, ...]
    words_we_use: tuple[Agreed, ...]

    @property
    def children(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.is_child)

    @property
    def adults(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if not person.is_child)

    def person(self, id: str | None) -> Person | None:
        """The person with that id, or None."""
        return next((person for person in self.people if person.id == id), None)

    def those(self, ids: tuple[str, ...]) -> tuple[Person, ...]:
        """The people with these ids, in the file's order."""
        return tuple(person for person in self.people if person.id in ids)

    @property
    def looks(self) -> dict[str, Look]:
        """How those are drawn for whom somebody chose: person id -> look."""
        return {person.id: person.look for person in self.people if person.look}

    def safe_person_of(self, child: Person) -> Person | None:
        """The person this child can always talk to, or None when nobody was chosen."""
        return self.person(child.safe_person)


def read_family(file: Document, language: str) -> Family:
    """The family's file as values; word agreements in `language`, or in the language they were made in."""
    return Family(
        id=file.id,
        name=file.text("name"),
        address_form=file.text("address_form"),
        people=tuple(_person(item) for item in file.items("people")),
        words_we_use=tuple(
            Agreed(item.id, item.text("instead_of"), any_words(item, "words", language))
            for item in file.items("words_we_use")
        ),
    )


def any_words(item: Item, key: str, language: str) -> str:
    """A wording in the language, or else in whichever language it has one; empty when it has none."""
    own = item.words(key, language)
    return own or next(
        (
            str(entry.value)
            for address, entry in sorted(item.document.entries.items())
            if address.startswith(f"{item.place}/{key}@") and isinstance(entry.value, str) and entry.value
        ),
        "",
    )


def _person(item: Item) -> Person:
    languages, safe = (
        item.document.ids(f"{item.place}/languages"),
        item.document.ids(f"{item.place}/safe_person"),
    )
    born, age = item.text("birth_date"), item.value("age")
    return Person(
        id=item.id,
        name=item.text("name"),
        role=item.text("role"),
        relation=item.text("relation"),
        language=languages[0] if languages else "",
        phone=item.text("phone"),
        birth_date=datetime.date.fromisoformat(born) if born else None,
        age_given=age if isinstance(age, int) else None,
        safe_person=safe[0] if safe else None,
        stands_by=item.document.ids(f"{item.place}/stands_by"),
        account=item.text("account"),
        colour=sum(item.id.encode()) % COLOURS,
        look=read_look(look) if (look := item.value("look")) else None,
    )
