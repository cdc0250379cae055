"""Pieter and Lotte work with Mila's family; Ewa is whom Mila can always talk to. See `conftest.py` for what each of them may see."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from webapp.reading import Book, Ending
from webapp.store.documents import read_told
from webapp.store.packing import today
from words_pictures.document import new_id
from words_pictures.family import Family
from words_pictures.story import Scene, Story

from .conftest import Home, MadeFamily, MadeStory, Page, Visitor

HandOver = Callable[..., Visitor]


def book(visitor: Visitor, story: MadeStory, page: int | None = None, query: str = "") -> Page:
    return visitor.get(f"/documents/{story.id}/book{f'/{page}' if page else ''}{query}")


def every_page(visitor: Visitor, story: MadeStory, query: str = "") -> list[Page]:
    """The book, leafed through to the end by its own buttons."""
    pages = [book(visitor, story, query=query)]
    while (behind := turner(pages[-1], "behind")) is not None and "/book/" in behind:
        pages.append(visitor.get(behind))
        assert len(pages) < 40, "this book has no end"
    return pages


def turner(page: Page, way: str) -> str | None:
    found = [one for one in page.tree.iter("a") if way in one.get("class", "").split()]
    return found[0].get("href") if found else None


def sentences(page: Page) -> list[str]:
    return [said(one) for one in page.tree.iter("span") if "sentence" in one.get("class", "").split()]


def said(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def by_id(page: Page, id: str) -> Element | None:
    return page.tree.find(f".//*[@id='{id}']")


def talk(visitor: Visitor, story: MadeStory) -> Page:
    return visitor.get(f"/documents/{story.id}/talk")


def told(visitor: Visitor, story: MadeStory) -> Page:
    return visitor.get(f"/documents/{story.id}/told")


@pytest.fixture
def written(story: MadeStory) -> MadeStory:
    """Mila's story in English and Dutch, with words on both its pages; it has no pictures."""
    first, second = story.scenes
    story.write("languages@value", ["en", "nl"])
    story.write("title@nl", "Het verhaal van Mila")
    story.write(f"scenes/{first}/words@en", "You live above the baker. On 4 March you were nine.")
    story.write(f"scenes/{first}/words@nl", "Jullie wonen boven de bakker. Op 4 maart was jij negen.")
    story.write(f"scenes/{second}/words@en", "Oskar was ill.")
    return story


# The pages


def test_the_cover_says_the_title_and_for_whom(pieter: Visitor, written: MadeStory) -> None:
    cover = book(pieter, written)
    assert cover.heading == "The story of Mila"
    assert "for Mila" in cover.said


def test_each_page_holds_one_scene_and_each_line_one_sentence(pieter: Visitor, written: MadeStory) -> None:
    page = book(pieter, written, 1)
    assert page.heading == "Our family"
    assert sentences(page) == ["You live above the baker.", "On 4 March you were nine."]


def test_a_date_is_never_broken_over_two_rows(pieter: Visitor, written: MadeStory) -> None:
    assert "4\u00a0March" in book(pieter, written, 1).answer.get_data(as_text=True)


def test_the_buttons_lead_from_the_cover_to_the_empty_page_and_back(pieter: Visitor, home: Home) -> None:
    pages = every_page(pieter, home.story)
    headings = ["titelkwartel", "homekoptitel", "halfkoptitel", "Who made this story?", "Here you can draw"]
    assert [page.heading for page in pages] == headings
    for before, page in pairwise(pages):
        address = turner(page, "before")
        assert address is not None
        assert pieter.get(address).heading == before.heading


def test_nothing_stands_before_the_cover_and_nothing_behind_the_last_page(pieter: Visitor, home: Home) -> None:
    assert turner(book(pieter, home.story), "before") is None
    assert book(pieter, home.story, 5).status == 404


def test_a_page_that_is_not_there_is_not_found(pieter: Visitor, written: MadeStory) -> None:
    assert book(pieter, written, 90).status == 404
    assert pieter.get(f"/documents/{written.id}/book/-1").status == 404


def test_who_made_the_story_stands_behind_it(pieter: Visitor, home: Home) -> None:
    (page,) = [page for page in every_page(pieter, home.story) if page.heading == "Who made this story?"]
    assert {"Kasia", "Lotte"} <= set(page.said.split())
    assert "mamaruda" in page.said


def test_a_story_that_says_not_who_made_it_has_no_such_page(pieter: Visitor, written: MadeStory) -> None:
    assert [page.heading for page in every_page(pieter, written)][-2:] == ["What happened", "Here you can draw"]


def test_a_story_without_scenes_is_still_a_book(
    pieter: Visitor, make_story: Callable[..., MadeStory], family: MadeFamily
) -> None:
    empty = make_story(family, scenes=())
    assert [page.heading for page in every_page(pieter, empty)] == ["The story of Mila", "Here you can draw"]


@pytest.mark.parametrize("part", ["scenes", "title"])
def test_what_nobody_wrote_leaves_no_page_without_a_heading(pieter: Visitor, written: MadeStory, part: str) -> None:
    written.write("title@en" if part == "title" else f"scenes/{written.scenes[0]}/heading@en", None)
    written.write("title@nl" if part == "title" else f"scenes/{written.scenes[1]}/heading@en", None)
    for page in every_page(pieter, written):
        assert page.heading
        assert len(page.tree.findall(".//h1")) == 1


def test_the_pages_carry_no_version_and_no_date(pieter: Visitor, home: Home) -> None:
    document = home.story.document
    for page in every_page(pieter, home.story):
        assert not re.search(rf"Version|\b{document.revision}\b|\b{today().year}\b", page.said)


def test_every_picture_says_what_is_on_it_and_how_large_it_is(pieter: Visitor, home: Home) -> None:
    page = book(pieter, home.story, 1)
    (picture,) = page.pictures()
    assert (picture.get("alt"), picture.get("width"), picture.get("height")) == ("homeplaatje", "400", "300")
    assert pieter.get(picture.get("src", "")).answer.mimetype.startswith("image/")


@pytest.mark.parametrize("number", range(5))
def test_no_two_things_on_a_page_have_one_id(pieter: Visitor, home: Home, number: int) -> None:
    ids = [one.get("id") for one in book(pieter, home.story, number).tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_turning_a_page_sends_that_page_alone(pieter: Visitor, home: Home) -> None:
    whole, address = book(pieter, home.story, 1), f"/documents/{home.story.id}/book/1"
    part = pieter.client.get(address, headers={**pieter.headers, "HX-Request": "true"}).get_data(as_text=True)
    assert part.lstrip().startswith("<main")
    assert part.rstrip().endswith("</main>")
    assert part.strip() in whole.answer.get_data(as_text=True)


def test_every_turned_page_has_an_address_without_script(pieter: Visitor, home: Home) -> None:
    for page in every_page(pieter, home.story):
        for link in page.tree.iter("a"):
            assert link.get("hx-get") in (None, link.get("href"))


# Who reads


def test_the_book_is_nobodys_but_the_familys(an: Visitor, visitor: Callable[..., Visitor], written: MadeStory) -> None:
    assert book(an, written).status == 404
    assert "/sign-in" in book(visitor(), written).address


def test_a_worker_leafs_through_what_the_child_may_see(pieter: Visitor, home: Home) -> None:
    said_in_all = " ".join(page.said for page in every_page(pieter, home.story))
    assert "nubuizerd" in said_in_all
    assert "worrywoorden" not in said_in_all
    assert "workwoorden" not in said_in_all


def test_a_childs_own_scene_is_in_the_book_of_those_it_named(lotte: Visitor, pieter: Visitor, home: Home) -> None:
    assert "ownkoptitel" in [page.heading for page in every_page(lotte, home.story)]
    assert "ownkoptitel" not in [page.heading for page in every_page(pieter, home.story)]


def test_a_parent_with_the_tablet_reads_what_is_for_grown_ups_too(hand_over: HandOver, home: Home) -> None:
    kasia = hand_over(home.story, home.people["kasia"])
    assert "worrykoptitel" in [page.heading for page in every_page(kasia, home.story)]


def test_a_story_for_no_child_shows_what_is_for_everyone(pieter: Visitor, home: Home) -> None:
    home.story.write("children@value", None)
    headings = [page.heading for page in every_page(pieter, home.story)]
    assert {"homekoptitel", "halfkoptitel"} <= set(headings)
    assert {"worrykoptitel", "ownkoptitel", "workkoptitel"}.isdisjoint(headings)


def test_a_childs_last_page_leads_to_the_beginning_and_a_workers_to_the_telling(
    pieter: Visitor, hand_over: HandOver, home: Home
) -> None:
    mila = hand_over(home.story, home.people["mila"])
    assert turner(every_page(mila, home.story)[-1], "behind") == f"/documents/{home.story.id}/book"
    assert turner(every_page(pieter, home.story)[-1], "behind") == f"/documents/{home.story.id}/told"


def test_who_was_given_the_tablet_to_write_goes_on_writing(hand_over: HandOver, home: Home) -> None:
    kasia = hand_over(home.story, home.people["kasia"], "write")
    last = every_page(kasia, home.story)[-1]
    assert kasia.get(turner(last, "behind") or "").status == 200


@pytest.mark.parametrize("way", ["told", "book/print", "told/{copy}", "told/{copy}/1"])
def test_the_child_does_not_reach_how_it_was_told_nor_the_printer(hand_over: HandOver, home: Home, way: str) -> None:
    mila = hand_over(home.story, home.people["mila"])
    assert mila.get(f"/documents/{home.story.id}/{way.format(copy=home.copy)}").status == 404


def test_the_document_of_another_family_is_no_book_to_write_a_telling_for(an: Visitor, home: Home) -> None:
    answer = an.post(f"/documents/{home.story.id}/told", {"told_on": "2027-03-09", "told_by": home.people["lotte"]})
    assert answer.status == 404


# Languages


def test_the_book_opens_in_the_childs_own_language(pieter: Visitor, home: Home) -> None:
    story = home.story
    story.write("languages@value", ["nl", "en"])
    story.write("title@nl", "De titel")
    assert book(pieter, story).heading == "titelkwartel"


def test_the_cover_offers_the_other_languages(pieter: Visitor, written: MadeStory) -> None:
    dutch = pieter.get(book(pieter, written).link("Nederlands"))
    assert dutch.heading == "Het verhaal van Mila"
    assert sentences(pieter.get(turner(dutch, "behind") or "")) == [
        "Jullie wonen boven de bakker.",
        "Op 4 maart was jij negen.",
    ]


def test_a_story_in_one_language_offers_no_other(pieter: Visitor, story: MadeStory) -> None:
    assert not [one for one in book(pieter, story).tree.iter("nav") if one.get("class") == "languages"]


def test_the_words_around_the_story_follow_its_language(pieter: Visitor, written: MadeStory) -> None:
    assert "Verder" in book(pieter, written, 1, "?language=nl").said
    assert "Further" in book(pieter, written, 1, "?language=en").said


def test_a_language_the_story_does_not_have_is_not_shown(pieter: Visitor, written: MadeStory) -> None:
    assert book(pieter, written, 1, "?language=tr").heading == "Our family"


def test_words_that_nobody_translated_say_which_language_they_are_in(pieter: Visitor, written: MadeStory) -> None:
    page = book(pieter, written, 2, "?language=nl")
    words = next(one for one in page.tree.iter() if "words" in one.get("class", "").split())
    assert page.tree.get("lang") == "nl"
    assert (said(words), words.get("lang"), words.get("dir")) == ("Oskar was ill.", "en", "ltr")


def test_an_arabic_story_reads_from_the_right(pieter: Visitor, written: MadeStory) -> None:
    written.write("languages@value", ["ar", "en"])
    written.write(f"scenes/{written.scenes[0]}/words@ar", "هذا ليس خطأك.")
    page = book(pieter, written, 1, "?language=ar")
    words = next(one for one in page.tree.iter() if "words" in one.get("class", "").split())
    controls = next(one for one in page.tree.iter("nav") if one.get("class") == "turn")
    assert (page.tree.get("lang"), page.tree.get("dir")) == ("ar", "rtl")
    assert (words.get("lang"), words.get("dir"), controls.get("lang")) == ("ar", "rtl", "ar")


# Stop, and somebody to talk to


@pytest.mark.parametrize("number", range(5))
def test_every_page_can_be_stopped_and_has_somebody_to_talk_to(hand_over: HandOver, home: Home, number: int) -> None:
    page = book(hand_over(home.story, home.people["mila"]), home.story, number)
    first = next(one for one in page.tree.find(".//body").iter() if one.tag in ("a", "button"))  # type: ignore[union-attr]
    assert said(first) == "Stop"
    assert page.visitor.get(page.link("I want to talk to tanteewunia")).status == 200
    numbers = {one.get("href") for one in page.tree.iter("a") if one.get("href", "").startswith("tel:")}
    assert {"tel:112", "tel:102", "tel:0471000003"} <= numbers


def test_stop_hides_the_book_until_the_tablet_is_given_back(hand_over: HandOver, home: Home) -> None:
    mila = hand_over(home.story, home.people["mila"])
    book(mila, home.story, 1).press("Stop")
    assert "nubuizerd" not in book(mila, home.story, 1).said


def test_stop_brings_a_worker_back_to_the_workbench(pieter: Visitor, written: MadeStory) -> None:
    assert book(pieter, written, 1).press("Stop").address.startswith(f"/documents/{written.id}/scenes/")


def test_the_safe_persons_number_is_shown_to_the_child_it_is_for(
    hand_over: HandOver, pieter: Visitor, home: Home
) -> None:
    for reader in (hand_over(home.story, home.people["mila"]), pieter):
        assert "Ewa" in talk(reader, home.story).said
        assert "0471000003" in talk(reader, home.story).said


def test_a_parent_reading_sees_who_it_is_and_not_the_number(hand_over: HandOver, home: Home) -> None:
    page = talk(hand_over(home.story, home.people["kasia"]), home.story)
    assert "tanteewunia" in page.said
    assert "0471000003" not in page.answer.get_data(as_text=True)
    assert "Give the tablet to Pieter" in page.said


def test_without_a_safe_person_it_is_the_one_who_gave_the_tablet(hand_over: HandOver, written: MadeStory) -> None:
    page = talk(hand_over(written, written.family.mila), written)
    assert page.heading == "I want to talk to Pieter"
    assert "Pieter is here with you. Give the tablet to Pieter." in page.said


def test_talking_to_somebody_sends_nothing(hand_over: HandOver, home: Home) -> None:
    page = talk(hand_over(home.story, home.people["mila"]), home.story)
    assert [form.get("action") for form in page.tree.iter("form")] == [f"/documents/{home.story.id}/stop"]


@pytest.mark.parametrize(("look", "has_106"), [("child", False), ("young", True)])
def test_a_young_person_is_told_of_one_number_more(
    pieter: Visitor, written: MadeStory, look: str, has_106: bool
) -> None:
    written.write("look@value", look)
    said_there = talk(pieter, written).said
    assert "Is there danger? Call 112." in said_there
    assert "102 (not at night)" in said_there
    assert ("106 (day and night)" in said_there) is has_106


def test_back_leads_to_the_page_it_was_opened_from(pieter: Visitor, home: Home) -> None:
    page = book(pieter, home.story, 2)
    there = pieter.get(page.link("I want to talk to tanteewunia"))
    assert pieter.get(there.link("Back to the story")).heading == page.heading
    assert pieter.get(f"/documents/{home.story.id}/talk?page=99").status == 200


# Evening light


def test_evening_light_stays_on_while_leafing(hand_over: HandOver, written: MadeStory) -> None:
    mila = hand_over(written, written.family.mila)
    lit = book(mila, written, 1).press("Evening light")
    assert lit.heading == "Our family"
    assert "evening" in lit.tree.get("class", "").split()
    assert "evening" in book(mila, written, 2).tree.get("class", "").split()
    assert "evening" not in book(mila, written, 2).press("Evening light").tree.get("class", "").split()


def test_the_light_switch_alone_comes_back_as_a_part(pieter: Visitor, written: MadeStory) -> None:
    part = book(pieter, written, 1).press("Evening light", as_part=True)
    switch = part.tree.find(".//form")
    assert (switch.get("id"), by_id(part, "light").get("aria-pressed")) == ("evening", "true")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org/", "/", "/documents/x/\r\nSet-Cookie: a=b", ""]
)
def test_the_light_switch_leads_nowhere_but_into_this_book(pieter: Visitor, written: MadeStory, back: str) -> None:
    answer = book(pieter, written, 1).press("Evening light", back=back)
    assert answer.address == f"/documents/{written.id}/book"


# On paper


def test_the_printed_book_holds_every_page_once_with_version_and_numbers(pieter: Visitor, home: Home) -> None:
    paper = pieter.get(f"/documents/{home.story.id}/book/print")
    headings = [said(one) for one in paper.tree.iter() if one.tag in ("h1", "h2")]
    assert headings == [page.heading for page in every_page(pieter, home.story)]
    newest_for_mila = home.story.document.version(f"scenes/{home.scenes['home']}/words@en")
    assert f"Version {newest_for_mila} of" in paper.said
    assert "Is there danger? Call 112." in paper.said


# The size of type


def scene(words: str, number: int = 1) -> Scene:
    return Scene(f"s{number}", number, "Kop", words, None, "good", "nl")


def laid_out(*scenes: Scene) -> Book:
    story = Story("d", "Titel", "nl", "nl", "child", (), (), scenes, 1)
    family = Family("f", "", "", (), ())
    nowhere: Callable[..., str] = lambda *_: ""  # noqa: E731
    return Book(story, family, None, (), ("nl",), nowhere, nowhere, nowhere, nowhere, Ending("again", ""))


def test_one_full_page_among_four_does_not_make_the_others_small() -> None:
    short, full = "Mama lacht. Jij lacht ook.", "Dit is een zin van juist veertig tekens. " * 8
    book = laid_out(scene(short), scene(full), scene(short), scene(short))
    assert book.rows["wide"] == laid_out(scene(short)).rows["wide"]
    assert [book.long_at(page) != [] for page in book.pages if page.scene] == [False, True, False, False]


def test_a_book_of_full_pages_is_laid_out_for_them() -> None:
    words = "Dit is een zin van juist veertig tekens. " * 6
    book = laid_out(*(scene(words, n) for n in range(1, 5)))
    assert all("wide" not in book.long_at(page) for page in book.pages)
    assert book.rows["wide"] < book.rows["narrow"]


def test_words_beyond_any_page_are_laid_out_as_the_fullest_that_fits() -> None:
    book = laid_out(scene("Dit is een zin van juist veertig tekens. " * 28))
    assert (book.rows["wide"], book.rows["narrow"]) == (12, 15)
    assert book.long_at(book.pages[1]) == ["wide", "narrow", "paper"]


# Told


def tell(page: Page, day: str = "2026-03-27", by: str = "Kasia", questions: str = "") -> Page:
    values = {person.get("value"): said(label) for label in page.tree.iter("label") for person in label.iter("input")}
    ids = [id for id, name in values.items() if name == by]
    return page.press("Keep this", told_on=day, told_by=ids[0] if ids else None, questions=questions)


def test_a_telling_is_written_down_with_who_was_there_and_what_was_asked(pieter: Visitor, home: Home) -> None:
    page = tell(told(pieter, home.story), questions="Are you angry with Rita?")
    assert "Told on Friday, 27 March 2026" in page.said
    assert "Are you angry with Rita?" in page.said
    assert len(home.story.document.items("tellings")) == 2


def test_what_was_told_reads_as_it_was_told_ever_after(pieter: Visitor, written: MadeStory) -> None:
    tell(told(pieter, written))
    written.write(f"scenes/{written.scenes[0]}/words@en", "Everything is different now.")
    kept = pieter.get(told(pieter, written).link("Read it as it was told"))
    page = pieter.get(turner(kept, "behind") or "")
    assert sentences(page) == ["You live above the baker.", "On 4 March you were nine."]
    assert sentences(book(pieter, written, 1)) == ["Everything is different now."]


def test_a_told_version_keeps_its_people_and_leads_back_to_its_telling(pieter: Visitor, home: Home) -> None:
    home.write_file(f"people/{home.people['kasia']}/name@value", "Somebody else")
    cover = pieter.get(f"/documents/{home.story.id}/told/{home.copy}")
    pages = [cover]
    while "/told/" in (behind := turner(pages[-1], "behind") or ""):
        pages.append(pieter.get(behind))
    assert behind == f"/documents/{home.story.id}/told"
    assert "Kasia" in " ".join(page.said for page in pages)
    assert "vroegermerel" in " ".join(page.said for page in pages)


def test_a_told_version_of_another_story_is_not_found(pieter: Visitor, home: Home) -> None:
    assert pieter.get(f"/documents/{home.oskars.id}/told/{home.copy}").status == 404
    assert pieter.get(f"/documents/{home.story.id}/told/{new_id()}").status == 404


def test_a_form_sent_twice_is_one_telling_and_one_kept_version(pieter: Visitor, written: MadeStory) -> None:
    form = told(pieter, written)
    tell(form, questions="Why?")
    tell(form, questions="Why?")
    assert len(written.document.items("tellings")) == 1
    assert len(read_told(written.database, written.id)) == 1


def test_a_form_sent_again_with_other_words_writes_nothing_over(pieter: Visitor, written: MadeStory) -> None:
    form = told(pieter, written)
    tell(form, questions="Why?")
    again = tell(form, questions="Why not?")
    assert again.status == 409
    assert "Why?" in again.said
    assert said(again.field("What did the child ask")) == "Why not?"


TOMORROW = (today() + datetime.timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("", "Fill in on which day"),
        ("27 March", "Fill in a day"),
        ("20260327", "Fill in a day"),
        (TOMORROW, "still to come"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_the_words_are_kept(
    pieter: Visitor, written: MadeStory, day: str, problem: str
) -> None:
    page = tell(told(pieter, written), day, questions="Are you <angry>?")
    assert (page.status, page.title) == (422, "Problem: told to the child")
    assert problem in page.problem
    assert said(page.field("What did the child ask")) == "Are you <angry>?"
    (link,) = [one for one in page.tree.iter("a") if said(one) == page.problem]
    assert by_id(page, link.get("href", "")[1:]) is not None
    assert written.document.items("tellings") == ()


def test_somebody_told_it(pieter: Visitor, written: MadeStory) -> None:
    page = told(pieter, written).press("Keep this", told_by=None)
    assert (page.status, page.problem) == (422, "Say who told the story.")


def test_somebody_of_another_family_told_nothing(pieter: Visitor, written: MadeStory) -> None:
    assert told(pieter, written).press("Keep this", told_by=new_id()).status == 422


def test_the_childs_questions_can_be_added_later(pieter: Visitor, written: MadeStory) -> None:
    page = tell(told(pieter, written))
    page.fill("What the child asked or said", "Is it my fault?").press("Keep these words")
    assert said(told(pieter, written).field("What the child asked or said")) == "Is it my fault?"


def test_the_second_to_write_a_childs_question_reads_both(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    pieters, lottes = told(pieter, home.story), told(lotte, home.story)
    lottes.fill("What the child asked or said", "Is it my fault?").press("Keep these words")
    page = pieters.fill("What the child asked or said", "Why a judge?").press("Keep these words")
    assert page.status == 409
    assert "Is it my fault?" in page.said
    assert said(page.field("What the child asked or said")) == "Why a judge?"
    assert page.press("Keep these words").status == 200
    assert said(told(pieter, home.story).field("What the child asked or said")) == "Why a judge?"


@pytest.mark.parametrize(
    ("label", "button"), [("What the child asked", "Keep these words"), ("What did the child ask", "Keep this")]
)
def test_questions_that_do_not_fit_are_kept_in_their_field(
    pieter: Visitor, home: Home, label: str, button: str
) -> None:
    typed = "x" * 2001
    page = told(pieter, home.story).fill(label, typed).press(button)
    assert page.status == 422
    assert "there is room for 2000 characters" in page.said
    assert said(page.field(label)) == typed


def test_questions_of_a_telling_that_was_never_written_down_are_not_kept(pieter: Visitor, written: MadeStory) -> None:
    answer = pieter.post(f"/documents/{written.id}/told/{new_id()}/questions", {"language": "en"})
    assert answer.status == 404


def test_the_child_reads_nothing_of_how_it_was_told(hand_over: HandOver, pieter: Visitor, home: Home) -> None:
    tell(told(pieter, home.story), questions="Are you angry with Rita?")
    for page in every_page(hand_over(home.story, home.people["mila"]), home.story):
        assert "angry" not in page.answer.get_data(as_text=True)


def test_a_telling_is_in_the_history_in_the_hand_that_wrote_it(pieter: Visitor, home: Home) -> None:
    tell(told(pieter, home.story), questions="Why?")
    (entry,) = [
        entry
        for address, entry in home.story.document.entries.items()
        if entry.value == "Why?" and "questions" in address
    ]
    assert entry.by == home.people["pieter"]


# The example


@pytest.fixture
def nobody(visitor: Callable[..., Visitor]) -> Visitor:
    return visitor()


def test_anyone_can_leaf_through_the_example(nobody: Visitor) -> None:
    pages = [nobody.get("/example")]
    while "/example/" in (behind := turner(pages[-1], "behind") or "") and behind != "/example/end":
        pages.append(nobody.get(behind))
    assert pages[0].heading == "The story of Mila and Oskar"
    assert len(pages) == 15
    assert all(page.status == 200 and page.heading for page in pages)
    assert "/sign-in" in nobody.get(behind).address


def test_the_example_shows_its_pictures(nobody: Visitor) -> None:
    (picture,) = nobody.get("/example/3").pictures()
    answer = nobody.get(picture.get("src", "")).answer
    assert answer.mimetype.startswith("image/")
    assert 2_000 < len(answer.data) < 60_000
    assert nobody.get(f"/example/pictures/{new_id()}").status == 404


def test_the_example_is_in_dutch_for_who_reads_dutch(nobody: Visitor) -> None:
    assert nobody.get("/example?language=nl").heading == "Het verhaal van Mila en Oskar"


def test_the_example_keeps_nothing(nobody: Visitor) -> None:
    for number in (0, 1, 14):
        page = nobody.get(f"/example/{number}" if number else "/example")
        assert [form for form in page.tree.iter("form") if form.get("method") == "post"] == []


def test_the_example_shows_whom_the_child_can_talk_to(nobody: Visitor) -> None:
    assert "0400 11 22 01" in nobody.get("/example/talk").said


def test_the_example_holds_what_the_child_sees_and_no_more(nobody: Visitor) -> None:
    for number in range(1, 15):
        assert "0400 11 22 10" not in nobody.get(f"/example/{number}").said


def test_a_tablet_in_other_hands_does_not_reach_the_example(hand_over: HandOver, home: Home, pieter: Visitor) -> None:
    assert hand_over(home.story, home.people["mila"]).get("/example").status == 404
    assert pieter.get("/example").status == 200


def test_the_demo_familys_book_is_no_larger_than_sixty_kilobytes_before_its_font(app: Flask, nobody: Visitor) -> None:
    files = ["/example/3", "/static/book.css", "/static/book.js", "/static/vendor/htmx-4.0.1.min.js"]
    answers = [
        nobody.client.get(file, headers={**nobody.headers, "Accept-Encoding": "br, gzip"}, buffered=True)
        for file in files
    ]
    assert all(answer.headers.get("Content-Encoding") for answer in answers)
    assert sum(len(answer.data) for answer in answers) < 25_000
