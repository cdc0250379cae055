"""The family's file, read: who is who, how old, whom a child can talk to, and how hard things are said."""

import datetime

import pytest
from cast_of_mila import changed, with_items, written

from words_pictures.change import TakeOut
from words_pictures.definition import Definition
from words_pictures.document import Document
from words_pictures.family import AT_WORK, CHILD, COLOURS, ROLES, Person, read_family


def _person(name: str = "Mila", **others: object) -> Person:
    nothing = {
        "id": "1", "role": CHILD, "relation": "", "language": "", "phone": "", "birth_date": None, "age_given": None,
        "safe_person": None, "stands_by": (), "account": "", "colour": 0,
    }  # fmt: skip
    return Person(name=name, **{**nothing, **others})  # type: ignore[arg-type]


def test_the_people_come_in_the_files_order(file: Document) -> None:
    family = read_family(file, "nl")
    assert [person.name for person in family.people] == ["Mila", "Oskar", "Kasia", "Rita", "Lotte", "An"]
    assert [person.id for person in family.children] == ["mila", "oskar"]
    assert [person.id for person in family.adults] == ["kasia", "rita", "lotte", "an"]
    assert [person.id for person in family.those(("rita", "mila", "nobody"))] == ["mila", "rita"]
    assert family.address_form == "je"


def test_a_child_has_somebody_to_talk_to(file: Document) -> None:
    family = read_family(file, "nl")
    mila, kasia = family.person("mila"), family.person("kasia")
    assert mila is not None
    assert kasia is not None
    assert family.safe_person_of(mila) == family.person("rita")
    assert family.safe_person_of(kasia) is None
    assert family.person(None) is None


def test_who_was_taken_out_of_the_file_is_nobodys_safe_person(file: Document) -> None:
    family = read_family(changed(file, TakeOut("b.1", "lotte", "people", "rita", file.revision)), "nl")
    mila = family.person("mila")
    assert mila is not None
    assert mila.safe_person == "rita"
    assert family.safe_person_of(mila) is None


def test_a_persons_first_language_and_whom_they_stand_by_are_read(file: Document) -> None:
    kasia = read_family(file, "nl").person("kasia")
    assert kasia is not None
    assert (kasia.language, kasia.stands_by, kasia.birth_date, kasia.age_given) == ("pl", ("oskar",), None, None)


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        ("2017-06-02", "2027-03-09", 9),
        ("2017-06-02", "2027-06-01", 9),
        ("2017-06-02", "2027-06-02", 10),
        ("2016-02-29", "2027-02-28", 10),
        ("2016-02-29", "2027-03-01", 11),
        ("2026-01-04", "2027-03-05", 1),
        ("2027-03-05", "2027-03-05", 0),
    ],
)
def test_age_is_in_whole_years_on_the_day(born: str, today: str, years: int) -> None:
    child = _person(birth_date=datetime.date.fromisoformat(born), age_given=40)
    assert child.age(datetime.date.fromisoformat(today)) == years


def test_an_age_that_was_given_is_taken_as_it_is() -> None:
    assert _person(age_given=9).age(datetime.date(2027, 3, 9)) == 9
    assert _person().age(datetime.date(2027, 3, 9)) is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mila", "M"),
        ("tante Ewa", "TE"),
        ("meester Van Damme", "MV"),
        ("  An  ", "A"),
        ("", "?"),
        ("   ", "?"),
        ("محمد علي", "مع"),
        ("ሰላም", "ሰ"),
        ("éva", "É"),
        ("<b>", "<"),
    ],
)
def test_initials_stand_for_a_name_in_any_script(name: str, letters: str) -> None:
    assert _person(name).initials == letters


def test_the_same_person_has_the_same_colour_everywhere(file: Document) -> None:
    colours = {person.id: person.colour for person in read_family(file, "nl").people}
    moved = read_family(changed(file, TakeOut("b.1", "lotte", "people", "mila", file.revision)), "ar")
    assert all(colours[person.id] == person.colour for person in moved.people)
    assert set(colours.values()) <= set(range(COLOURS))
    assert len(set(colours.values())) > 1


def test_every_role_of_the_file_is_known_here(file_form: Definition) -> None:
    role = file_form.part_at("people/1/role")
    assert role is not None
    assert role.options == ROLES
    assert set(AT_WORK) < set(ROLES)


def test_how_we_say_it_is_read_in_the_language_or_in_the_one_there_is(file: Document) -> None:
    file = with_items(file, "words_we_use", "night", "bills", "empty")
    file = written(
        file,
        ("words_we_use/night/instead_of@value", "het incident"),
        ("words_we_use/night/words@nl", "de nacht van Oskars oor"),
        ("words_we_use/night/words@en", "the night of Oskar's ear"),
        ("words_we_use/bills/words@nl", "de rekeningen"),
        ("words_we_use/bills/words@en", "debts"),
    )
    file = written(file, ("words_we_use/bills/words@en", ""))
    for language, night in (("en", "the night of Oskar's ear"), ("nl", "de nacht van Oskars oor")):
        agreed = read_family(file, language).words_we_use
        assert [one.words for one in agreed] == [night, "de rekeningen", ""]
    assert read_family(file, "ar").words_we_use[1].words == "de rekeningen"
    assert read_family(file, "ar").words_we_use[0].instead_of == "het incident"


def test_an_empty_file_is_a_family_of_nobody() -> None:
    family = read_family(Document("1", "family"), "nl")
    assert (family.people, family.words_we_use, family.name, family.address_form) == ((), (), "", "")


def test_a_person_of_whom_nothing_was_said_can_be_read() -> None:
    nobody = read_family(with_items(Document("1", "family"), "people", "x"), "nl").people[0]
    assert (nobody.name, nobody.role, nobody.initials, nobody.is_child) == ("", "", "?", False)
