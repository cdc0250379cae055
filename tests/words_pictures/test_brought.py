"""What is brought in stands among what is here: under ids of its own, tied to nobody's account, and adding only what was not known."""

from __future__ import annotations

from typing import Any

import pytest
from cast_of_mila import written

from words_pictures.brought import Shown, added_by, brought_document, brought_file, own_id
from words_pictures.bundle import shown_pictures
from words_pictures.change import Add, Change, TakeOut, Write, apply
from words_pictures.definition import definitions
from words_pictures.document import Document, Entry, new_id
from words_pictures.translation import digest, standing

FORM = definitions()["family"]
PHOTO, DRAWING = "a" * 32, "b" * 32


def changed(document: Document, *changes: Change) -> Document:
    for change in changes:
        document = apply(document, change, FORM).document
    return document


def family(*people: str, **facts: Any) -> Document:
    """A file with these people in it; `ewa_phone="…"` is a fact about one of them."""
    file = Document("f1", "family")
    for n, person in enumerate(people):
        file = changed(file, Add(f"{new_id()}.1", "together", "people", person, people[n - 1] if n else None))
    for name, value in facts.items():
        person, _, key = name.partition("_")
        file = changed(file, Write(f"{new_id()}.1", "together", f"people/{person}/{key}@value", value, 0))
    return file


def names(file: Document) -> list[str]:
    return [item.id for item in file.items("people")]


@pytest.mark.parametrize(("id", "is_kept"), [("a" * 32, True), ("x", True), ("taken", False), ("a" * 33, False)])
def test_an_id_is_kept_where_nobody_has_it(id: str, is_kept: bool) -> None:
    found = own_id(id, {"taken"})
    assert (found == id) is is_kept
    assert len(found) <= 32


def test_every_picture_is_shown_by_the_id_and_the_size_it_has_here(story: Document) -> None:
    document = written(
        story,
        ("scenes/home/picture@value", {"id": PHOTO, "width": 9999, "height": 1}),
        ("scenes/plan/picture@value", {"id": DRAWING, "width": 2, "height": 2}),
        ("scenes/home/picture@nl", "<&{{ كتبت 🦊"),
    )
    here = {PHOTO: Shown("c" * 32, 400, 300), DRAWING: Shown(DRAWING, 20, 10)}
    brought = brought_document(document, "d9", here)
    assert brought.id == "d9"
    assert brought.value("scenes/home/picture") == {"id": "c" * 32, "width": 400, "height": 300}
    assert shown_pictures(brought) == {"c" * 32, DRAWING}
    assert brought.words("scenes/home/picture", "nl") == "<&{{ كتبت 🦊"
    rest = {address for address in document.entries if not address.endswith("/picture@value")}
    assert all(brought.entries[address] == document.entries[address] for address in rest)
    assert (brought.order, brought.out, brought.revision) == (document.order, document.out, document.revision)


def test_a_photo_of_a_form_and_one_of_a_signed_paper_are_shown_by_their_own_ids_too() -> None:
    photo, signed = {"id": PHOTO, "width": 9, "height": 9}, {"way": "paper", "name": "Ewa", "on": "2027-03-18"}
    values = {"drawn@value": photo, "signatures/1/signed@value": {**signed, "picture": {**photo, "id": DRAWING}}}
    entries = {address: Entry(value, 1, "together", "a.1") for address, value in values.items()}
    here = {PHOTO: Shown("c" * 32, 3, 2), DRAWING: Shown("d" * 32, 2, 3)}
    brought = brought_document(Document("1", "network-circles", entries=entries), "2", here)
    assert brought.value("drawn") == {"id": "c" * 32, "width": 3, "height": 2}
    assert brought.value("signatures/1/signed") == {**signed, "picture": {"id": "d" * 32, "width": 2, "height": 3}}
    assert shown_pictures(brought) == {"c" * 32, "d" * 32}


def test_a_picture_that_was_taken_away_stays_away(story: Document) -> None:
    document = written(story, ("scenes/home/picture@value", None))
    assert brought_document(document, "d9", {}).value("scenes/home/picture") is None


def test_nobody_in_a_brought_file_is_somebodys_account(file: Document) -> None:
    tied = family("kasia", "pieter", pieter_account="0" * 32, pieter_name="Pieter")
    brought = brought_file(tied, "f9")
    assert brought.id == "f9"
    assert "0" * 32 not in repr(brought)
    assert brought.item("people/pieter").text("name") == "Pieter"
    assert len(brought.entries) == len(tied.entries) - 1


# --- what was not known -----------------------------------------------------------------------------------------------


def added(brought: Document, file: Document) -> Document:
    return changed(file, *added_by(brought, file, "a1"))


def test_people_who_were_not_known_are_added_behind_those_who_were() -> None:
    file, brought = (
        family("kasia", "ewa"),
        family("ewa", "nele", "joris", nele_name="Nele 👩🏽‍🦱", joris_phone="0471 <&{{"),
    )
    both = added(brought, file)
    assert names(both) == ["kasia", "ewa", "nele", "joris"]
    assert both.item("people/nele").text("name") == "Nele 👩🏽‍🦱"
    assert both.item("people/joris").text("phone") == "0471 <&{{"


def test_what_is_known_of_somebody_stands() -> None:
    file = family("kasia", kasia_phone="1", kasia_name="Kasia")
    assert added(family("kasia", kasia_phone="2", kasia_relation="mama"), file) == file


def test_who_was_taken_out_here_stays_out() -> None:
    file = changed(family("kasia", "ewa"), TakeOut("t.1", "together", "people", "ewa", 9))
    assert added(family("ewa", ewa_phone="2"), file) == file


def test_who_may_know_a_fact_comes_along_with_it() -> None:
    brought = changed(
        family("ewa", ewa_phone="2"),
        Write("w.1", "together", "people/ewa/phone@audience", {"for": ["workers"]}, 9),
        Write("w.2", "together", "people/ewa@audience", {"for": ["adults"]}, 9),
    )
    both = added(brought, family("kasia"))
    assert both.entries["people/ewa/phone@audience"].value == {"for": ["workers"]}
    assert both.entries["people/ewa@audience"].value == {"for": ["adults"]}


def test_nobody_added_is_somebodys_account() -> None:
    both = added(family("pieter", pieter_account="0" * 32, pieter_name="Pieter"), family("kasia"))
    assert names(both) == ["kasia", "pieter"]
    assert "0" * 32 not in repr(both)


def test_agreed_words_are_added_too_and_an_empty_file_adds_nothing() -> None:
    brought = changed(
        Document("f2", "family"),
        Add("a.1", "together", "words_we_use", "w1", None),
        Write("a.2", "together", "words_we_use/w1/words@nl", "de nacht", 0),
    )
    assert added(brought, family("kasia")).words("words_we_use/w1/words", "nl") == "de nacht"
    assert added_by(Document("f3", "family"), family("kasia"), "a1") == []


def test_what_is_said_here_gets_the_translations_that_came_back_elsewhere() -> None:
    """An interpreter's table is taken in on the command line, and the bundle brought in where the family is known."""
    line = "bottom_lines/b1/words"
    here = changed(
        Document("f1", "family"),
        Add("a.1", "judge", "bottom_lines", "b1", None),
        Write("a.2", "judge", f"{line}@nl", "Er is altijd iemand.", 0),
        Write("a.3", "judge", f"{line}@fr", "Ici on a traduit.", 0),
    )
    of = {"from": "nl", "of": digest("Er is altijd iemand."), "how": "interpreter"}
    brought = changed(
        Document("f2", "family"),
        Add("b.1", "judge", "bottom_lines", "b1", None),
        *(
            Write(f"b{n}.1", "together", f"{line}@{facet}", value, 0)
            for n, (facet, value) in enumerate(
                {
                    "nl": "Iets anders.",
                    "ar": "دائما هناك أحد.",
                    "made-ar": of,
                    "checked-ar": {"same": digest("دائما هناك أحد."), "by": "Anna", "on": "2027-03-22"},
                    "fr": "Autre chose.",
                    "made-fr": of,
                    "pl": "Samo powiedziane.",
                }.items()
            )
        ),
    )
    both = added(brought, here)
    said = {language: both.words(line, language) for language in ("nl", "ar", "fr", "pl")}
    assert said == {"nl": "Er is altijd iemand.", "ar": "دائما هناك أحد.", "fr": "Ici on a traduit.", "pl": ""}
    assert standing(both, line, "ar").checked_by == "Anna"
    assert both.entries[f"{line}@ar"].by == "judge"
    assert added(brought, both) == both
    taken_away = changed(both, Write("z.1", "judge", f"{line}@ar", None, both.version(f"{line}@ar")))
    assert added(brought, taken_away).words(line, "ar") == "", "it was taken away here on purpose"


def test_a_new_item_in_which_somebody_has_a_view_of_their_own_is_added() -> None:
    brought = changed(
        Document("f2", "family"),
        Add("a.1", "judge", "bottom_lines", "b1", None),
        Write("a.2", "kasia", "bottom_lines/b1/thinks@nl.kasia", "Dat is juist.", 0),
    )
    assert added(brought, family("kasia")).words("bottom_lines/b1/thinks", "nl.kasia") == "Dat is juist."


def test_bringing_the_same_twice_adds_once() -> None:
    brought = family("ewa", "nele", ewa_phone="2")
    once = added(brought, family("kasia"))
    assert added(brought, once) == once
