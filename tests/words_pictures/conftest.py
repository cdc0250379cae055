"""Mila's story and the family's file, as the tests of the library find them."""

import pytest
from cast_of_mila import changed, with_items, written

from words_pictures.change import TakeOut
from words_pictures.definition import Definition, definitions
from words_pictures.document import Document


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
