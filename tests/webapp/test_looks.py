"""How does this person look: chosen once, saved at once, taken back step by step, and shown wherever there is a face."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from flask import Flask

from webapp.looks import Drawing, face
from webapp.store.documents import read_changes
from words_pictures.choosing import QUESTIONS
from words_pictures.document import new_id
from words_pictures.drawing.look import AGES, CHOICES, Look, look_value
from words_pictures.family import Person, read_family

from .conftest import Home, Page, Visitor
from .test_pages import faults


def look_page(visitor: Visitor, home: Home, name: str = "mila", asked: str = "") -> Page:
    return visitor.get(f"/families/{home.id}/people/{home.people[name]}/look{f'?ask={asked}' if asked else ''}")


def person(home: Home, name: str = "mila") -> Person:
    found = read_family(home.file, "en").person(home.people[name])
    assert found is not None
    return found


def look(home: Home, name: str = "mila") -> Look:
    found = person(home, name).look
    assert found is not None
    return found


def begun(home: Home, name: str = "mila", **own: str) -> Look:
    """Somebody for whom a look was chosen on another tablet."""
    chosen = Look(**{"age": "child", **own})
    home.write_file(f"people/{home.people[name]}/look@value", look_value(chosen))
    return chosen


def buttons(page: Page, field: str) -> list[str]:
    return [one.get("value", "") for one in page.tree.iter("button") if one.get("name") == field]


def pressed(page: Page) -> list[str]:
    return [one.get("value", "") for one in page.tree.iter("button") if one.get("aria-pressed") == "true"]


def choose(visitor: Visitor, home: Home, field: str, word: str, name: str = "mila", **said: str) -> Page:
    page = look_page(visitor, home, name)
    token = next(one.get("value", "") for one in page.tree.iter("input") if one.get("name") == "token")
    return visitor.post(page.address, {"token": token, field: word, **said})


# --- to begin with ----------------------------------------------------------------------------------------------------


def test_nobody_looks_like_anything_before_somebody_chose(pieter: Visitor, home: Home) -> None:
    page = look_page(pieter, home)
    assert page.heading == "How does Mila look?"
    assert buttons(page, "begin") == ["0", "1", "2", "3", "4", "5"]
    assert person(home).look is None
    people = pieter.get(f"/families/{home.id}")
    assert [one for one in people.tree.iter("span") if one.text == "M" and "face" in one.get("class", "")]


def test_the_six_are_six_skins_and_each_is_drawn_and_said(pieter: Visitor, home: Home) -> None:
    six = [one for one in look_page(pieter, home).tree.iter("button") if one.get("name") == "begin"]
    assert all(one.find(".//{*}svg") is not None and "".join(one.itertext()).strip() for one in six)
    for number in range(6):
        choose(pieter, home, "begin", str(number))
        home.write_file(f"people/{home.people['mila']}/look@value", None)
    kept = {entry["skin"] for entry in _written(home)}
    assert len(kept) == 6


def _written(home: Home) -> list[dict[str, str]]:
    address = f"people/{home.people['mila']}/look@value"
    changes = [one.kept.change for one in read_changes(home.database, home.file.id)]
    return [one.value for one in changes if getattr(one, "address", "") == address and one.value]  # type: ignore[union-attr]


def test_one_of_the_six_is_kept_and_the_questions_begin(pieter: Visitor, home: Home) -> None:
    page = choose(pieter, home, "begin", "2")
    assert look(home).age == "child"
    assert "Which hair does Mila have?" in page.said
    assert pressed(page) == [look(home).hair]


def test_a_small_brother_begins_as_small_as_he_is(pieter: Visitor, home: Home) -> None:
    choose(pieter, home, "begin", "0", name="oskar")
    choose(pieter, home, "begin", "0", name="kasia")
    assert (look(home, "oskar").age, look(home, "kasia").age) == ("small_child", "adult")


# --- choosing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "field", "word"),
    [
        ("hair", "hair", "braids"),
        ("hair_colour", "hair_colour", "black"),
        ("skin", "skin", "dark"),
        ("skin", "freckles", "yes"),
        ("cover", "cover", "headscarf"),
        ("glasses", "glasses", "round"),
        ("glasses", "hearing_aid", "yes"),
        ("clothes", "clothes", "dress"),
        ("top", "top", "yellow"),
        ("legs", "below", "shorts"),
        ("shoes", "shoes", "red"),
        ("size", "build", "round"),
        ("aid", "aid", "wheelchair"),
        ("companion", "companion", "rabbit"),
    ],
)
def test_an_answer_is_kept_at_once_and_changes_nothing_else(
    pieter: Visitor, home: Home, asked: str, field: str, word: str
) -> None:
    before = look_value(begun(home))
    assert word in buttons(look_page(pieter, home, asked=asked), field)
    page = choose(pieter, home, field, word, ask=asked)
    assert look_value(look(home)) == {**before, field: word}
    assert word in pressed(page)


def test_every_answer_is_this_person_drawn_with_it_and_has_a_word(pieter: Visitor, home: Home) -> None:
    begun(home)
    page = look_page(pieter, home, asked="hair")
    choices = [one for one in page.tree.iter("button") if one.get("name") == "hair"]
    drawings = {ElementTree.tostring(svg) for one in choices if (svg := one.find(".//{*}svg")) is not None}
    words = {"".join(one.itertext()).strip() for one in choices}
    assert len(drawings) == len(words) == len(choices) > 10
    assert "" not in words


def test_a_child_is_asked_about_its_companion_and_a_grown_up_about_a_beard(pieter: Visitor, home: Home) -> None:
    begun(home)
    begun(home, "tomek", age="adult")
    mila, tomek = look_page(pieter, home), look_page(pieter, home, "tomek")
    assert ("Always along" in mila.said, "Beard" in mila.said) == (True, False)
    assert ("Always along" in tomek.said, "Beard" in tomek.said) == (False, True)


def test_the_colour_of_a_cover_is_asked_where_one_is_worn(pieter: Visitor, home: Home) -> None:
    begun(home)
    assert not buttons(look_page(pieter, home, asked="cover"), "cover_colour")
    assert buttons(choose(pieter, home, "cover", "turban", ask="cover"), "cover_colour")


def test_one_question_leads_to_the_next_and_the_last_to_the_family(pieter: Visitor, home: Home) -> None:
    begun(home)
    page, seen = look_page(pieter, home), []
    while page.address not in seen:
        seen.append(page.address)
        further = [one.get("href", "") for one in page.tree.iter("a") if one.get("id") == "look-further"]
        page = pieter.get(further[0]) if further else page
    assert len(seen) > 9
    assert page.link("Ready").endswith(f"/families/{home.id}#people")


def test_as_a_part_only_the_person_and_the_question_come(pieter: Visitor, home: Home) -> None:
    begun(home)
    answered = look_page(pieter, home, asked="glasses").press("round glasses", as_part=True)
    assert answered.status == 200
    assert answered.answer.text.lstrip().startswith('<div class="look" id="look"')
    assert look(home).glasses == "round"


# --- one step back ----------------------------------------------------------------------------------------------------


def test_steps_are_taken_back_one_by_one_as_far_as_nobody_chose(pieter: Visitor, home: Home) -> None:
    page = look_page(pieter, home)
    six = [one for one in page.tree.iter("button") if one.get("name") == "begin"]
    page = page.press(" ".join("".join(six[0].itertext()).split()))
    first = look(home)
    hair = "bald" if first.hair != "bald" else "curls"
    page = _chosen_on(page, "hair", hair)
    second = look(home)
    page = _chosen_on(page, "hair", "afro")
    page = page.press("One step back")
    assert look(home) == second
    page = page.press("One step back")
    assert look(home) == first
    page = page.press("One step back")
    assert person(home).look is None
    assert len(buttons(page, "begin")) == 6


def test_after_a_step_back_another_choice_can_be_taken_back_too(pieter: Visitor, home: Home) -> None:
    begun(home, hair="short")
    page = _chosen_on(look_page(pieter, home), "hair", "curls")
    page = page.press("One step back")
    page = _chosen_on(page, "hair", "afro").press("One step back")
    assert look(home).hair == "short"
    assert "afro" not in pressed(page)


def _chosen_on(page: Page, field: str, word: str) -> Page:
    button = next(one for one in page.tree.iter("button") if (one.get("name"), one.get("value")) == (field, word))
    return page.press(" ".join("".join(button.itertext()).split()))


def test_another_look_to_begin_with_can_be_taken_back(pieter: Visitor, home: Home) -> None:
    before = begun(home, hair="braids", skin="dark", aid="wheelchair")
    page = choose(pieter, home, "begin", "1")
    assert look(home) != before
    page.press("One step back")
    assert look(home) == before


def test_a_step_that_was_never_made_takes_nothing_back(pieter: Visitor, home: Home) -> None:
    before = begun(home)
    assert choose(pieter, home, "undo", new_id()).status == 422
    assert look(home) == before


# --- two tablets ------------------------------------------------------------------------------------------------------


def test_of_two_tablets_both_choices_stay(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    begun(home)
    one, other = look_page(pieter, home), look_page(lotte, home, asked="skin")
    _chosen_on(one, "hair", "braids")
    _chosen_on(other, "skin", "deep")
    assert (look(home).hair, look(home).skin) == ("braids", "deep")


def test_a_step_back_leaves_what_another_tablet_chose(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    begun(home, hair="short")
    page = _chosen_on(look_page(pieter, home), "hair", "braids")
    choose(lotte, home, "skin", "deep")
    page.press("One step back")
    assert (look(home).hair, look(home).skin) == ("short", "deep")


def test_a_step_back_does_not_take_away_what_another_tablet_went_on_with(
    pieter: Visitor, lotte: Visitor, home: Home
) -> None:
    page = choose(pieter, home, "begin", "3")
    choose(lotte, home, "hearing_aid", "yes")
    met = page.press("One step back")
    assert met.status == 409
    assert "Somebody chose something else meanwhile." in met.said
    assert look(home).hearing_aid == "yes"


def test_an_answer_for_somebody_without_a_look_is_no_look(pieter: Visitor, home: Home) -> None:
    begun(home)
    page = look_page(pieter, home)
    home.write_file(f"people/{home.people['mila']}/look@value", None)
    met = _chosen_on(page, "hair", "braids")
    assert met.status == 409
    assert len(buttons(met, "begin")) == 6
    assert person(home).look is None


# --- what cannot be ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        {"hair": "of gold"},
        {"hair": ""},
        {"skin": "#ffffff"},
        {"age": "adult\x00"},
        {"begin": "6"},
        {"begin": "-1"},
        {"begin": "one"},
        {"undo": ""},
        {"undo": "a/../b"},
        {"gloves": "red"},
        {"look": "{}"},
        {},
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_changed(
    pieter: Visitor, home: Home, said: dict[str, str]
) -> None:
    begun(home)
    before = home.file
    met = pieter.post(look_page(pieter, home).address, {**said, "ask": "skin"})
    assert met.status == 422
    assert "Nothing was changed." in met.said
    assert "Which skin is like Mila's?" in met.said
    assert home.file == before


def test_somebody_who_is_not_there_has_no_look(pieter: Visitor, home: Home) -> None:
    nowhere = f"/families/{home.id}/people/{new_id()}/look"
    assert pieter.get(nowhere).status == 404
    assert pieter.post(nowhere, {"begin": "1"}).status == 404


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_tablet_given_away_chooses_for_nobody(
    home: Home, hand_over: Callable[..., Visitor], an: Visitor, mode: str
) -> None:
    begun(home)
    before, address = home.file, f"/families/{home.id}/people/{home.people['mila']}/look"
    for visitor in (hand_over(home.story, home.people["mila"], mode), an):
        assert visitor.get(address).status == 404
        assert visitor.post(address, {"hair": "afro"}).status == 404
    assert home.file == before


@pytest.mark.parametrize("asked", ["begin", *(question.key for question in QUESTIONS)])
def test_every_question_is_a_sound_page(app: Flask, pieter: Visitor, home: Home, asked: str) -> None:
    begun(home)
    begun(home, "tomek", age="adult", cover="cap", clothes="cardigan")
    pieter.headers["Accept-Language"] = "nl"
    for name in ("mila", "tomek"):
        assert faults(app, look_page(pieter, home, name, asked)) == []


# --- faces ------------------------------------------------------------------------------------------------------------


def test_who_has_a_look_shows_their_own_face_everywhere(pieter: Visitor, home: Home) -> None:
    begun(home, "kasia", age="adult", hair="braids")
    scene = f"/documents/{home.story.id}/scenes/{home.scenes['home']}"
    for address in (f"/families/{home.id}", scene, f"/documents/{home.story.id}/hand-over"):
        page = pieter.get(address)
        faces = [one for one in page.tree.iter("span") if re.search(r"\bface\b", one.get("class", ""))]
        drawn = [one for one in faces if one.find("{*}svg") is not None]
        assert len(drawn) == 1, address
        assert "K" not in [one.text for one in faces]


@pytest.mark.parametrize("field", CHOICES)
def test_no_drawing_of_a_person_holds_anything_but_shapes(home: Home, field: str) -> None:
    someone = person(home)
    for age in AGES:
        for word in CHOICES[field]:
            drawn = face(replace(someone, look=Look(**{"age": age, field: word})))
            assert isinstance(drawn, Drawing)
            assert {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(drawn.svg).iter()} <= SHAPES
            assert "id=" not in drawn.svg
            assert "style=" not in drawn.svg


SHAPES = {"svg", "g", "path", "use", "title"}
