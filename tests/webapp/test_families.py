"""Families: the list of one's own, a new one, how it says hard things, and who works with it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from webapp.store import Database, keys, tables
from webapp.store.accounts import Account, save_account
from webapp.store.documents import read_files, save_changes
from words_pictures.change import Write
from words_pictures.definition import definitions
from words_pictures.document import new_id

from .conftest import Home, MadeFamily, MadeStory, Visitor


def test_somebody_without_families_is_welcomed_and_knows_what_to_do(pieter: Visitor) -> None:
    page = pieter.get("/")
    assert page.heading == "Welcome, Pieter"
    assert "first name of a child" in page.said
    assert page.link("New family") == "/families/new"


def test_a_family_begins_with_nothing_but_a_first_name(pieter: Visitor) -> None:
    page = pieter.get("/families/new").fill("First name, or another name", "Noor").press("Go on")
    assert page.heading == "Noor"
    assert "Noor" in page.said
    assert "Pieter" in page.said
    assert pieter.get("/").heading == "Your families"


def test_a_child_has_an_age_when_somebody_knew_it(pieter: Visitor, database: Database, pieters_account: object) -> None:
    pieter.get("/families/new").fill("First name, or another name", "Noor").fill("How old?", "9").press("Go on")
    [(_, file)] = read_files(database, pieters_account.id)  # type: ignore[attr-defined]
    assert [item.value("age") for item in file.items("people") if item.text("role") == "child"] == [9]


@pytest.mark.parametrize("name", ["", "   ", "\x00", "w" * 61])
def test_a_family_without_a_name_is_not_made(pieter: Visitor, name: str) -> None:
    page = pieter.get("/families/new").fill("First name, or another name", name).fill("How old?", "9").press("Go on")
    assert page.status == 422
    assert page.problem.startswith("Fill in a first name")
    assert page.field("How old?").get("value") == "9"
    assert pieter.get("/").heading == "Welcome, Pieter"


@pytest.mark.parametrize("age", ["-1", "26", "negen", "9.5", "9" * 5000, "--5"])
def test_an_age_is_in_figures(pieter: Visitor, age: str) -> None:
    page = pieter.get("/families/new").fill("First name, or another name", "Noor").fill("How old?", age).press("Go on")
    assert page.status == 422
    assert page.problem.startswith("Fill in an age")
    assert page.field("First name, or another name").get("value") == "Noor"


@pytest.mark.parametrize("name", ["<b>Noor</b>", "نور", "Zoë-Lynn", "👧🏽", '"><script>alert(1)</script>'])
def test_a_name_stands_there_as_it_was_typed(pieter: Visitor, name: str) -> None:
    page = pieter.get("/families/new").fill("First name, or another name", name).press("Go on")
    assert page.heading == name
    assert not [one for one in page.tree.iter("script") if not (one.get("src") or "").startswith("/static/")]


def test_how_the_parents_are_spoken_to_is_asked_once_and_can_be_changed(pieter: Visitor, database: Database) -> None:
    page = pieter.get("/families/new").fill("First name, or another name", "Noor").tick('With "je"').press("Go on")
    family_id = page.address.rpartition("/")[2]
    assert page.field('With "je"').get("checked") is not None
    page.tick('With "u"').press("Keep this", beside='With "u"')
    assert pieter.get(f"/families/{family_id}").field('With "u"').get("checked") is not None


def test_a_hard_thing_gets_a_name_that_stands_beside_every_page(
    pieter: Visitor, family: MadeFamily, story: MadeStory
) -> None:
    page = pieter.get(f"/families/{family.id}")
    page.fill("What do we call it?", "de nacht van Oskars oor").fill("Instead of", "het incident").press("Agreed")
    bench = pieter.get(f"/documents/{story.id}/scenes/{story.scenes[0]}")
    assert "de nacht van Oskars oor" in bench.said
    assert "het incident" in bench.said


def test_a_hard_thing_without_a_name_is_no_agreement(pieter: Visitor, home: Home) -> None:
    before = home.file
    pieter.get(f"/families/{home.id}").fill("Instead of", "het incident").press("Agreed")
    assert home.file == before


def test_a_name_that_is_too_long_breaks_nothing(pieter: Visitor, home: Home) -> None:
    before = home.file
    page = pieter.get(f"/families/{home.id}").fill("What do we call it?", "w" * 121).press("Agreed")
    assert page.status == 422
    assert home.file == before


def test_a_consultant_lets_a_colleague_in(pieter: Visitor, an: Visitor, family: MadeFamily, story: MadeStory) -> None:
    assert an.get(f"/documents/{story.id}/book").status == 404
    pieter.get(f"/families/{family.id}").fill("A colleague joins", "An").press("Let this colleague in")
    assert an.get(f"/documents/{story.id}/book").status == 200
    assert "Pieter and An" in an.get(f"/families/{family.id}").said.replace("An and Pieter", "Pieter and An")


def test_a_colleague_who_is_in_already_joins_once(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    before = home.file
    lottes = next(item.text("account") for item in home.file.items("people") if item.text("name") == "Lotte")
    assert pieter.post(f"/families/{home.id}/colleagues", {"account": lottes}).status == 200
    assert home.file == before
    assert lotte.get(f"/families/{home.id}").status == 200


def test_a_family_worker_lets_nobody_in(lotte: Visitor, home: Home, database: Database) -> None:
    joris = save_account(database, "Joris", "joris", "begeleider", "een zin die niemand raadt")
    assert "A colleague joins" not in lotte.get(f"/families/{home.id}").said
    assert lotte.post(f"/families/{home.id}/colleagues", {"account": joris.id}).status == 404


def test_each_sees_only_their_own_families(pieter: Visitor, an: Visitor, home: Home) -> None:
    an.post("/families/new", {"name": "Noor"})
    assert "Noor" not in pieter.get("/").said
    assert "Kasia" in pieter.get("/").said
    assert "Kasia" not in an.get("/").said


def test_the_family_shows_its_stories_with_their_titles(pieter: Visitor, home: Home) -> None:
    page = pieter.get(f"/families/{home.id}")
    assert "titelkwartel" in page.said
    assert "oskartitel" in page.said
    assert [one.get("alt") for one in page.pictures()] == ["", ""]


def test_papers_of_one_kind_are_told_apart_by_whom_they_are_for_and_their_titles(
    pieter: Visitor, home: Home, pieters_account: Account
) -> None:
    family, form = home.id, definitions()["safety-plan"]
    for person, title in (("mila", "Als mama ziek is"), ("oskar", "")):
        begun = pieter.post(f"/families/{family}/documents/new", {"kind": "safety-plan", "language": "nl"})
        plan = begun.address.partition("/documents/")[2][:32]
        changes = [
            Write(f"{new_id()}.1", pieters_account.id, "children@value", [home.people[person]], 99),
            Write(f"{new_id()}.1", pieters_account.id, "title@nl", title or None, 99),
        ]
        save_changes(home.database, plan, pieters_account.id, form, changes, lambda *_: True)
    listed = [one for one in pieter.get(f"/families/{family}").tree.iter("a") if "/fill" in (one.get("href") or "")]
    said = [" ".join("".join(one.itertext()).split()) for one in listed]
    assert len(set(said)) == len(said)
    assert [one for one in said if "Als mama ziek is" in one and "For Mila" in one]
    assert [one for one in said if "For Oskar" in one]


def test_two_evaluations_say_of_which_day_each_is(pieter: Visitor, home: Home, pieters_account: Account) -> None:
    for day in ("2027-03-18", "2027-06-03"):
        begun = pieter.post(f"/families/{home.id}/documents/new", {"kind": "evaluation", "language": "nl"})
        made = begun.address.partition("/documents/")[2][:32]
        write = Write(f"{new_id()}.1", pieters_account.id, "on@value", day, 99)
        save_changes(home.database, made, pieters_account.id, definitions()["evaluation"], [write], lambda *_: True)
    listed = " ".join(pieter.get(f"/families/{home.id}").said.split())
    assert "18 March 2027" in listed
    assert "3 June 2027" in listed


def test_two_that_answer_the_same_question_do_not_break_it(
    pieter: Visitor, home: Home, visitor: Callable[..., Visitor]
) -> None:
    page = pieter.get(f"/families/{home.id}")
    home.write_file("address_form@value", "u")
    assert page.tick('With "je"').press("Keep this", beside='With "u"').status == 409
    assert home.file.text("address_form") == "u"


# --- wiped for ever ---------------------------------------------------------------------------------------------------

PASSWORD = "a story for mila"


def test_before_a_family_is_wiped_it_is_said_what_will_be_gone(pieter: Visitor, home: Home) -> None:
    page = pieter.get(pieter.get(f"/families/{home.id}").link("Wipe this family for ever …"))
    assert page.heading == "Wipe everything about familienaamuil for ever?"
    for said in ("titelkwartel", "oskartitel", "Kasia", "Tomek", "7 pictures", "1 story kept as it was told"):
        assert said in page.said
    assert pieter.get(page.link("Keep everything")).heading == "familienaamuil"


def test_wiped_with_the_own_password_it_is_gone_for_every_colleague(
    pieter: Visitor, lotte: Visitor, home: Home, hand_over: Callable[..., Visitor]
) -> None:
    child = hand_over(home.story, home.people["mila"])
    page = pieter.get(f"/families/{home.id}/erase").fill("Your own password", PASSWORD)
    page = page.press("Wipe everything for ever")
    assert page.heading == "Welcome, Pieter"
    assert "It is wiped for ever. Nobody can read it any more." in page.said
    for visitor in (pieter, lotte):
        assert "familienaamuil" not in visitor.get("/").said
        for address in (f"/families/{home.id}", f"/documents/{home.story.id}/book/1", f"/families/{home.id}/erase"):
            assert visitor.get(address).status == 404
    assert child.get(f"/documents/{home.story.id}/book/1").heading == "Words and pictures for a child"


def test_a_family_is_wiped_by_nothing_but_the_own_password(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    before = home.file
    for wrong in ("", "drie kopjes thee en een koek", PASSWORD.upper()):
        page = pieter.get(f"/families/{home.id}/erase").fill("Your own password", wrong)
        page = page.press("Wipe everything for ever")
        assert page.status == 422
        assert page.problem == "That is not the password. Try once more."
        assert "titelkwartel" in page.said
    assert lotte.post(f"/families/{home.id}/erase", {"password": "drie kopjes thee en een koek"}).status == 404
    assert "Wipe this family" not in lotte.get(f"/families/{home.id}").said
    assert home.file == before


def test_who_guesses_the_password_to_wipe_a_family_waits(pieter: Visitor, home: Home) -> None:
    for _ in range(5):
        pieter.post(f"/families/{home.id}/erase", {"password": "guessed"})
    page = pieter.post(f"/families/{home.id}/erase", {"password": PASSWORD})
    assert page.status == 429
    assert page.problem == "Too many tries. Wait a quarter of an hour."
    assert "Kasia" in pieter.get("/").said


def test_wiping_is_written_down_without_a_word_of_the_family(pieter: Visitor, home: Home, database: Database) -> None:
    pieter.post(f"/families/{home.id}/erase", {"password": PASSWORD})
    with database.reading() as connection:
        [line] = connection.execute(select(tables.log).where(tables.log.c.event == "family_erased")).all()
        accounts = connection.execute(select(tables.accounts.c.name).where(tables.accounts.c.id == line.account_id))
        assert accounts.scalar_one() == "Pieter"
    assert (line.about, line.family_id, line.document_id) == (home.id, None, None)


# --- what does not open -----------------------------------------------------------------------------------------------


def test_what_was_moved_or_touched_is_refused_in_one_sentence_with_a_number(
    pieter: Visitor, home: Home, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    here = tables.documents.c
    with database.saving() as connection:
        touched = b"\x01" + b"titelkwartel" * 9
        connection.execute(tables.documents.update().where(here.id == home.story.id).values(content=touched))
    for headers in ({}, {"HX-Request": "true"}):
        page = pieter.post(f"/documents/{home.story.id}/changes", {"value": "x"}, **headers)
        assert page.status == 500
        number = re.search(r"What is kept here does not open\. .* Number: ([0-9a-f]{8})\.", page.said)
        assert number
        assert f"{number[1]} BadSeal documents.content" in caplog.text
    assert "titelkwartel" not in caplog.text


def test_a_family_whose_key_is_not_there_is_refused_and_nothing_of_it_is_said(
    pieter: Visitor, home: Home, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with database.keys.saving() as connection:
        connection.execute(keys.family_keys.delete())
    page = pieter.get(f"/documents/{home.story.id}/book/1")
    assert page.status == 500
    assert "What is kept here does not open." in page.said
    assert f"NoKey {home.id}" in caplog.text


def test_while_the_keys_are_away_it_says_so_and_goes_on_when_they_are_back(
    pieter: Visitor, home: Home, database: Database
) -> None:
    path, away = database.keys.path, database.keys.path.with_name("away.db")
    path.rename(away)
    page = pieter.get(f"/documents/{home.story.id}/book/1")
    assert page.status == 503
    assert "Your words are still there" in page.said
    away.rename(path)
    assert pieter.get(f"/documents/{home.story.id}/book/1").status == 200
