"""The cast: Mila's story is written by her mother and a worker; Rita is whom she can always talk to; Oskar and An are not in it."""

from dataclasses import dataclass

import pytest

from words_pictures.audience import Viewer, worker
from words_pictures.change import Add, Change, TakeOut, Write, apply
from words_pictures.definition import Definition, definitions
from words_pictures.document import Document, Value


@dataclass(frozen=True)
class Cast:
    """Who looks at the story. Lotte works with this family, and is in its file."""

    lotte: Viewer = worker("lotte")
    colleague: Viewer = worker(None)
    kasia: Viewer = Viewer("kasia", adult=True)
    mila: Viewer = Viewer("mila")
    rita: Viewer = Viewer("rita", adult=True)
    oskar: Viewer = Viewer("oskar")
    nobody: Viewer = Viewer()


def written(document: Document, *entries: tuple[str, Value], by: str = "lotte") -> Document:
    """The document with these values at these addresses, each by a pen of its own."""
    definition = definitions()[document.definition]
    for address, value in entries:
        change = Write(f"w{document.revision}.1", by, address, value, seen=document.revision)
        document = apply(document, change, definition).document
    return document


def changed(document: Document, *changes: Change) -> Document:
    """The document with these changes in it, one after the other."""
    for change in changes:
        document = apply(document, change, definitions()[document.definition]).document
    return document


def with_items(document: Document, list_place: str, *ids: str) -> Document:
    """The document with these items in a list, in that order."""
    after = None
    for id in ids:
        document = changed(document, Add(f"a{document.revision}.1", "lotte", list_place, id, after))
        after = id
    return document


@pytest.fixture(scope="session")
def cast() -> Cast:
    return Cast()


@pytest.fixture(scope="session")
def story_form() -> Definition:
    return definitions()["words-and-pictures"]


@pytest.fixture(scope="session")
def file_form() -> Definition:
    return definitions()["family"]


@pytest.fixture(scope="session")
def story() -> Document:
    """For Mila, by Kasia and Lotte: three scenes, and one taken out."""
    document = with_items(Document("5701", "words-and-pictures"), "scenes", "home", "night", "plan", "gone")
    document = written(
        document,
        ("title@nl", "Het verhaal van Mila"),
        ("title@en", "The story of Mila"),
        ("languages@value", ["nl", "en"]),
        ("children@value", ["mila"]),
        ("people@value", ["kasia"]),
        ("makers@value", ["kasia", "lotte"]),
        ("knows@nl", "Mila weet dat mama werkt."),
        ("scenes/home/heading@nl", "Jullie thuis"),
        ("scenes/home/words@nl", "Jullie wonen boven de bakker."),
        ("scenes/home/words@en", "You live above the baker."),
        ("scenes/night/words@nl", "Oskar had koorts."),
        ("scenes/plan/words@nl", "Rita is bij jullie."),
        ("scenes/gone/words@nl", "Dit staat er niet meer in."),
    )
    return changed(document, TakeOut("out.1", "lotte", "scenes", "gone", document.revision))


@pytest.fixture(scope="session")
def file() -> Document:
    """Everyone of the family: Mila's telephone number for those whom she can always talk to is Rita's."""
    document = with_items(Document("f11e", "family"), "people", "mila", "oskar", "kasia", "rita", "lotte", "an")
    roles = {"mila": "child", "oskar": "child", "kasia": "parent", "rita": "network", "lotte": "family_worker"}
    for id, role in {**roles, "an": "professional"}.items():
        document = written(
            document,
            (f"people/{id}/name@value", id.capitalize()),
            (f"people/{id}/role@value", role),
            (f"people/{id}/phone@value", f"0400 {id}"),
        )
    return written(
        document,
        ("people/mila/safe_person@value", ["rita"]),
        ("people/mila/birth_date@value", "2017-06-02"),
        ("people/oskar/safe_person@value", ["an"]),
        ("people/kasia/stands_by@value", ["oskar"]),
        ("people/kasia/languages@value", ["pl", "nl"]),
        ("people/rita/phone@audience", {"for": ["workers", "mila"]}),
        ("address_form@value", "je"),
    )
