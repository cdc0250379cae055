"""When two wrote in one passage: both are shown, the person decides, and nobody's words are lost whatever is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from webapp import wordings as blueprint
from webapp.store.documents import read_changes
from words_pictures.change import TakeOut, Write
from words_pictures.document import new_id

from .conftest import Home, MadeStory, Page, Visitor
from .test_documents import HOSTILE, MINE, THEIRS, bench, save, scripts, wordings, words

TEXTS = ["Er was niemand thuis.", "كنت في الطابق العلوي.", "ኣብ ገዛ ሰብ ኣይነበረን።", "👩‍👧 <&{{ 7 * 7 }}", "w" * 1200]


def place(story: MadeStory) -> str:
    return f"scenes/{story.scenes[0]}/words"


def asked(visitor: Visitor, story: MadeStory, mine: str, theirs: str = "Ik was boven.", **how: Any) -> Page:
    """The question, after Kasia wrote meanwhile and I did in my own voice (`by`), or together with the others."""
    page = bench(visitor, story)
    story.write(f"{place(story)}@en", theirs, by=story.family.kasia)
    return save(page, mine, **how)


def said(story: MadeStory) -> dict[str, str]:
    """Whose view says what; of one wording, under no name."""
    voices = story.document.voices(place(story), "en")
    return {voice: story.document.words(place(story), f"en.{voice}") for voice in voices} or {"": words(story)}


def quotes(page: Page) -> list[str]:
    return ["".join(one.itertext()) for one in page.tree.iter("blockquote")]


def marks(page: Page) -> list[str]:
    return [one.text or "" for one in page.tree.iter("mark")]


def kept(story: MadeStory) -> list[tuple[str, bool]]:
    """Every wording in the history of the first scene's words: what, and whether it was only put aside."""
    changes = (one.kept.change for one in read_changes(story.database, story.id))
    return [
        (str(one.value), one.aside)
        for one in changes
        if isinstance(one, Write) and one.address.startswith(place(story))
    ]


# --- both are shown ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_part", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_the_second_of_two_savers_is_shown_both_wordings(
    pieter: Visitor, story: MadeStory, text: str, as_part: bool
) -> None:
    met = asked(pieter, story, f"van mij {text}", f"van de ander {text}", as_part=as_part)
    assert met.status == 409
    assert quotes(met) == [f"van de ander {text}", f"van mij {text}"]
    assert met.field("Or say it in another way").text == f"van mij {text}"
    assert "Words of: Kasia" in met.said
    assert "Words of: together" in met.said
    assert not scripts(met)
    assert words(story) == f"van de ander {text}"


def test_what_differs_is_marked_and_said_to_who_does_not_see_it(pieter: Visitor, story: MadeStory) -> None:
    met = asked(pieter, story, "Ik was beneden, bij de deur.", "Ik was boven, bij de deur.")
    assert marks(met) == ["boven", "beneden"]
    assert re.search(r"This differs: boven .* This differs: beneden", met.said)


def test_it_is_said_once_that_somebody_wrote_here_too(pieter: Visitor, story: MadeStory) -> None:
    met = asked(pieter, story, "Van mij.", as_part=True)
    assert [one.get("role") for one in met.tree.iter() if one.get("role")] == ["alert"]
    (root,) = met.tree.find("body") or []
    editor = bench(pieter, story).tree.find(f".//*[@id='{root.get('id')}']")
    assert editor is not None
    assert (editor.tag, "overtaken" in (root.get("class") or "")) == (root.tag, True)


def test_words_of_a_place_one_may_not_see_any_more_are_not_shown(pieter: Visitor, home: Home) -> None:
    scene = home.scenes["home"]
    page = bench(pieter, home)
    own = {"for": [home.people["mila"]], "of": home.people["mila"]}
    home.story.write(f"scenes/{scene}/words@audience", own)
    home.story.write(f"scenes/{scene}/words@en", "geheimbuizerd", by=home.people["mila"])
    for as_part in (True, False):
        met = save(page, "Van mij.", as_part=as_part)
        assert met.status in (404, 409)
        assert "geheimbuizerd" not in met.said


# --- and nothing is lost ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_part", [True, False])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("choice", [THEIRS, MINE, "Keep this text", None])
def test_what_is_not_chosen_is_kept_and_can_be_put_back(
    pieter: Visitor, story: MadeStory, text: str, choice: str | None, as_part: bool
) -> None:
    met = asked(pieter, story, text)
    if choice:
        answer = met.fill("Or say it in another way", "Nog anders.").press(choice, as_part=as_part)
        assert answer.status == 200
        assert answer.field("Words").text == {THEIRS: "Ik was boven.", MINE: text}.get(choice, "Nog anders.")
    now = {THEIRS: "Ik was boven.", MINE: text, "Keep this text": "Nog anders."}.get(choice or "", "Ik was boven.")
    assert said(story) == {"": now}
    earlier = pieter.get(bench(pieter, story).link("Earlier words"))
    typed = {"Nog anders."} if choice else set[str]()
    assert {*quotes(earlier)} >= {"Ik was boven.", text, now} | typed
    earlier.press("Put these words back", beside=text if text != now else "Ik was boven.")
    assert words(story) == (text if text != now else "Ik was boven.")


def test_words_are_kept_before_anybody_decides(pieter: Visitor, story: MadeStory) -> None:
    asked(pieter, story, "Van mij.", as_part=True)
    assert kept(story) == [("Ik was boven.", False), ("Van mij.", True)]
    assert words(story) == "Ik was boven."


def test_the_same_words_sent_again_are_kept_once(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story)
    story.write(f"{place(story)}@en", "Ik was boven.", by=story.family.kasia)
    pen = new_id()
    for n, text in enumerate(["Van", "Van mij", "Van mij.", "Van mij."], start=1):
        assert save(page, text, as_part=True, change=f"{pen}.{min(n, 3)}").status == 409
    assert kept(story) == [("Ik was boven.", False), ("Van mij.", True)]


@pytest.mark.parametrize("choice", [THEIRS, MINE, "Keep both: Kasia and together"])
def test_what_was_typed_under_the_question_and_not_chosen_is_kept_once(
    pieter: Visitor, story: MadeStory, choice: str
) -> None:
    met = asked(pieter, story, "Van mij.").fill("Or say it in another way", "Nog anders.")
    for _ in range(2):  # the answer may get lost, and the choice be sent again
        met.press(choice)
    assert kept(story).count(("Nog anders.", True)) == 1
    assert "Nog anders." not in said(story).values()


def test_nothing_is_kept_of_who_may_not_write(hand_over: Callable[..., Visitor], home: Home) -> None:
    kasia = hand_over(home.story, home.people["kasia"], "write")
    page = kasia.get(f"/documents/{home.story.id}/write/{home.scenes['home']}")
    before = home.story.document.revision
    assert save(page, "x", address=f"scenes/{home.scenes['work']}/words@en").status == 404
    assert home.story.document.revision == before


def test_the_test_for_lost_words_falls_when_they_are_dropped(
    pieter: Visitor, story: MadeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blueprint, "keep_aside", lambda *_: None)
    asked(pieter, story, "Van mij.", as_part=True)
    assert ("Van mij.", True) not in kept(story)


def test_who_keeps_their_own_words_keeps_the_others_among_the_earlier_ones(pieter: Visitor, story: MadeStory) -> None:
    asked(pieter, story, "Van mij.").press(MINE)
    assert words(story) == "Van mij."
    assert wordings(story) == ["Ik was boven.", "Van mij.", "Van mij."]


def test_who_leaves_it_finds_the_others_words(pieter: Visitor, story: MadeStory) -> None:
    assert asked(pieter, story, "Van mij.").press(THEIRS).field("Words").text == "Ik was boven."


@pytest.mark.parametrize("choice", [THEIRS, MINE, "Keep this text"])
def test_a_part_is_answered_with_the_passage_in_the_place_of_the_question(
    pieter: Visitor, story: MadeStory, choice: str
) -> None:
    met = asked(pieter, story, "Van mij.", as_part=True)
    answer = met.press(choice, as_part=True)
    roots = list(answer.tree.find("body") or [])
    assert [one.get("id") for one in roots] == [one.get("id") for one in met.tree.find("body") or []]
    assert roots[0].get("data-passage") is not None


def test_two_that_write_in_two_passages_never_meet(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story)
    story.write(f"scenes/{story.scenes[1]}/words@en", "Elders.")
    story.write(f"scenes/{story.scenes[0]}/heading@en", "Ander hoofd")
    assert save(page, "Hier.").status == 200
    assert words(story) == "Hier."


@pytest.mark.parametrize("choice", [MINE, "Keep this text", "Keep both: Kasia and together"])
def test_who_is_overtaken_a_second_time_is_asked_again(pieter: Visitor, story: MadeStory, choice: str) -> None:
    met = asked(pieter, story, "Van mij.").fill("Or say it in another way", "Een derde.")
    story.write(f"{place(story)}@en", "Tweede ander.", by=story.family.kasia)
    again = met.press(choice)
    assert again.status == 409
    assert "Tweede ander." in again.said
    assert words(story) == "Tweede ander."
    assert "Een derde." in {text for text, _ in kept(story)}


@pytest.mark.parametrize("take", ["", "burn", "theirs", "mine", "both"])
@pytest.mark.parametrize("address", ["", "scenes/zz/words@en", "title@en", "people@value", "knows@en.kasia", "x" * 500])
def test_a_decision_about_nothing_breaks_nothing(pieter: Visitor, story: MadeStory, take: str, address: str) -> None:
    before = story.document
    form = {"take": take, "address": address, "change": "a.1", "by": "together", "mine": "x", "seen": "0"}
    assert pieter.post(f"/documents/{story.id}/wordings", form).status in (200, 404, 409, 422)
    assert story.document.entries == before.entries


def test_too_many_words_for_a_third_text_stay_in_the_field(pieter: Visitor, story: MadeStory) -> None:
    met = asked(pieter, story, "Van mij.").fill("Or say it in another way", "w" * 1201)
    for choice in ("Keep this text", THEIRS, MINE):
        page = met.press(choice)
        assert page.status == 422
        assert page.field("Words").text == "w" * 1201
    assert words(story) == "Ik was boven."


# --- the page was taken out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_part", [True, False])
def test_words_for_a_page_taken_out_stay_in_hand_and_bring_it_back(
    pieter: Visitor, story: MadeStory, as_part: bool
) -> None:
    page = bench(pieter, story)
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", story.scenes[0], story.document.revision))
    met = save(page, "Net getypt.", as_part=as_part)
    assert met.status == 409
    assert met.field("What you wrote").text == "Net getypt."
    assert kept(story) == [("Net getypt.", True)]
    back = met.press("Bring the page back, with what I wrote")
    assert back.field("Words").text == "Net getypt."
    assert story.scenes[0] in story.document.order["scenes"]


def test_a_parent_whose_page_was_taken_out_keeps_the_words_in_hand(
    hand_over: Callable[..., Visitor], story: MadeStory
) -> None:
    kasia = hand_over(story, story.family.kasia, "write")
    page = kasia.get(f"/documents/{story.id}/write/{story.scenes[0]}")
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", story.scenes[0], story.document.revision))
    met = save(page, "Net getypt.")
    assert met.status == 409
    assert met.field("What you wrote").text == "Net getypt."
    assert "Show this to Pieter" in met.said
    assert "Kasia" in met.said
    assert not [one for one in met.tree.iter("a") if "/families" in one.get("href", "")]
    assert met.fill("What you wrote", "Net getypt, en meer.").press("Leave it as it is now").status == 200
    assert kept(story) == [("Net getypt.", True), ("Net getypt, en meer.", True)]
    assert story.scenes[0] not in story.document.order["scenes"]


# --- both as two views ------------------------------------------------------------------------------------------------


def two_views(visitor: Visitor, story: MadeStory, mine: str = "Wij zeggen het zo.", **how: Any) -> Page:
    """Kasia's words and ours, both kept."""
    return asked(visitor, story, mine).press("Keep both: Kasia and together", **how)


@pytest.mark.parametrize("text", TEXTS)
def test_both_are_kept_each_under_its_name(pieter: Visitor, story: MadeStory, text: str) -> None:
    page = two_views(pieter, story, text)
    assert said(story) == {story.family.kasia: "Ik was boven.", "together": text}
    assert page.field("Mum says").text == "Ik was boven."
    assert page.field("We say together").text == text
    assert not [one for one in page.tree.iter("label") if "".join(one.itertext()) == "Words"]


def test_a_part_leads_to_the_page_with_both(pieter: Visitor, story: MadeStory) -> None:
    answer = two_views(pieter, story, as_part=True)
    assert answer.answer.headers["HX-Redirect"] == f"/documents/{story.id}/scenes/{story.scenes[0]}"
    assert len(said(story)) == 2


def test_each_view_is_written_on_in_the_name_of_its_own(pieter: Visitor, story: MadeStory) -> None:
    page = two_views(pieter, story)
    page.fill("Mum says", "Ik sliep.").press("Save", beside="Mum says")
    assert said(story) == {story.family.kasia: "Ik sliep.", "together": "Wij zeggen het zo."}
    assert story.document.entries[f"{place(story)}@en.{story.family.kasia}"].by == story.family.kasia


def test_two_who_write_in_one_view_are_asked_too(pieter: Visitor, story: MadeStory) -> None:
    page = two_views(pieter, story)
    story.write(f"{place(story)}@en.{story.family.kasia}", "Elders geschreven.", by=story.family.kasia)
    met = page.fill("Mum says", "Hier geschreven.").press("Save", beside="Mum says")
    assert quotes(met) == ["Elders geschreven.", "Hier geschreven."]
    assert "Keep both" not in met.said
    met.press(MINE)
    assert said(story)[story.family.kasia] == "Hier geschreven."


def test_two_of_one_voice_cannot_be_kept_as_two(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story)
    story.write(f"{place(story)}@en", "Van de andere tablet.")
    assert "Keep both" not in save(page, "Van deze tablet.").said


def test_a_title_is_not_kept_in_two_ways(pieter: Visitor, story: MadeStory) -> None:
    page = bench(pieter, story)
    story.write(f"scenes/{story.scenes[0]}/heading@en", "De nacht", by=story.family.kasia)
    met = page.fill("Title of this page", "Die avond").press("Save", beside="Title of this page")
    assert met.status == 409
    assert "Keep both" not in met.said
    met.press(MINE)
    assert story.document.words(f"scenes/{story.scenes[0]}/heading", "en") == "Die avond"


def test_who_wrote_in_the_one_text_meanwhile_is_shown_both_views_and_joins_them(
    pieter: Visitor, story: MadeStory
) -> None:
    late = bench(pieter, story)
    two_views(pieter, story)
    met = save(late, "De rechter zegt iets.", by="judge")
    assert met.status == 409
    assert quotes(met) == ["Ik was boven.", "Wij zeggen het zo."]
    met.press("Put it beside them, in the name of the judge")
    assert said(story) == {
        story.family.kasia: "Ik was boven.",
        "together": "Wij zeggen het zo.",
        "judge": "De rechter zegt iets.",
    }


def test_who_has_a_view_there_already_is_asked_about_that_one(pieter: Visitor, story: MadeStory) -> None:
    late = bench(pieter, story)
    two_views(pieter, story)
    met = save(late, "Nog iets van ons samen.", by="together")
    assert quotes(met) == ["Wij zeggen het zo.", "Nog iets van ons samen."]
    met.press(MINE)
    assert said(story) == {story.family.kasia: "Ik was boven.", "together": "Nog iets van ons samen."}


def test_a_parent_keeps_both_with_the_tablet_in_hand(hand_over: Callable[..., Visitor], story: MadeStory) -> None:
    kasia = hand_over(story, story.family.kasia, "write")
    page = kasia.get(f"/documents/{story.id}/write/{story.scenes[0]}")
    story.write(f"{place(story)}@en", "Zo zien wij het.", by=story.family.pieter)
    met = save(page, "Ik zie het anders.")
    back = met.press("Keep both: somebody else and Kasia")
    assert said(story) == {story.family.pieter: "Zo zien wij het.", story.family.kasia: "Ik zie het anders."}
    assert back.field("Mum says").text == "Ik zie het anders."
    assert quotes(back) == ["Zo zien wij het."]
    assert len(list(back.tree.iter("textarea"))) == 1


def test_a_parent_writes_their_own_view_and_no_other(hand_over: Callable[..., Visitor], story: MadeStory) -> None:
    story.write(f"{place(story)}@en.{story.family.pieter}", "Zo zien wij het.", by=story.family.pieter)
    kasia = hand_over(story, story.family.kasia, "write")
    page = kasia.get(f"/documents/{story.id}/write/{story.scenes[0]}")
    page.fill("Mum says", "Ik zie het anders.").press("Save", beside="Mum says")
    assert said(story)[story.family.kasia] == "Ik zie het anders."
    theirs = f"{place(story)}@en.{story.family.pieter}"
    assert page.press("Save", beside="Mum says", address=theirs, value="Ik was fout.").status in (404, 422)
    assert said(story)[story.family.pieter] == "Zo zien wij het."


# --- one text again ---------------------------------------------------------------------------------------------------


def one_text(visitor: Visitor, story: MadeStory) -> Page:
    return visitor.get(bench(visitor, story).link("Make one text of it again"))


def test_one_text_is_made_of_both_again(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    page = one_text(pieter, story)
    assert quotes(page) == ["Ik was boven.", "Wij zeggen het zo."]
    assert page.field("Or make one text of both").text == "Ik was boven.\nWij zeggen het zo."
    back = page.fill("Or make one text of both", "Mama was boven, en wij beneden.").press("Keep this text")
    assert said(story) == {"": "Mama was boven, en wij beneden."}
    assert back.field("Words").text == "Mama was boven, en wij beneden."


def test_what_one_of_them_says_can_be_the_one_text(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    one_text(pieter, story).press("Take these words: Mum says")
    assert said(story) == {"": "Ik was boven."}
    assert story.document.entries[f"{place(story)}@en"].by == story.family.kasia
    earlier = pieter.get(bench(pieter, story).link("Earlier words"))
    assert "Wij zeggen het zo." in quotes(earlier)
    earlier.press("Put these words back", beside="Wij zeggen het zo.")
    assert said(story) == {"": "Wij zeggen het zo."}


def test_one_text_is_not_made_of_words_nobody_saw(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    page = one_text(pieter, story).fill("Or make one text of both", "Eén tekst.")
    story.write(f"{place(story)}@en.{story.family.kasia}", "Mama schreef verder.", by=story.family.kasia)
    met = page.press("Keep this text")
    assert met.status == 409
    assert met.problem
    assert "Mama schreef verder." in quotes(met)
    assert met.field("Or make one text of both").text == "Eén tekst."
    met.press("Keep this text")
    assert said(story) == {"": "Eén tekst."}


def test_one_text_that_is_too_long_stays_in_the_field(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    met = one_text(pieter, story).fill("Or make one text of both", "w" * 1201).press("Keep this text")
    assert met.status == 422
    assert met.field("Or make one text of both").text == "w" * 1201
    assert len(said(story)) == 2


@pytest.mark.parametrize("typed", ["", "  \n "])
def test_nothing_does_not_take_the_place_of_both(pieter: Visitor, story: MadeStory, typed: str) -> None:
    two_views(pieter, story)
    met = one_text(pieter, story).fill("Or make one text of both", typed).press("Keep this text")
    assert met.status == 422
    assert met.problem == "Write a text, or take the words of one of them."
    nobody = {"take": story.family.pieter, "in": "en", "seen": str(story.document.revision)}
    assert pieter.post(f"/documents/{story.id}/one-text/{place(story)}", nobody).status == 422
    assert len(said(story)) == 2


def test_one_text_made_on_two_tablets_at_once_is_asked_about(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    late = one_text(pieter, story).fill("Or make one text of both", "Onze tekst.")
    one_text(pieter, story).fill("Or make one text of both", "Hun tekst.").press("Keep this text")
    met = late.press("Keep this text")
    assert met.status == 409
    assert quotes(met) == ["Hun tekst.", "Onze tekst."]
    met.press(MINE)
    assert said(story) == {"": "Onze tekst."}


def test_one_text_of_one_text_is_not_asked(pieter: Visitor, story: MadeStory) -> None:
    story.write(f"{place(story)}@en", "Eén tekst.")
    for address in (place(story), "knows", "scenes/zz/words", "x"):
        assert pieter.get(f"/documents/{story.id}/one-text/{address}").status == 404


def test_who_still_writes_a_view_is_asked_where_it_belongs_now(pieter: Visitor, story: MadeStory) -> None:
    page = two_views(pieter, story)
    one_text(pieter, story).fill("Or make one text of both", "Eén tekst.").press("Keep this text")
    met = page.fill("Mum says", "Ik sliep.").press("Save", beside="Mum says")
    assert quotes(met) == ["Eén tekst.", "Ik sliep."]
    met.press("Keep both: together and Kasia")
    assert said(story) == {"together": "Eén tekst.", story.family.kasia: "Ik sliep."}


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["book/1", "book/print"])
def test_the_book_shows_each_view_under_its_name(pieter: Visitor, story: MadeStory, address: str) -> None:
    two_views(pieter, story, "Wij waren beneden. Het was stil.")
    page = pieter.get(f"/documents/{story.id}/{address}")
    aloud = [
        "".join(one.itertext()).strip().replace("\u00a0", " ")
        for one in page.tree.iter()
        if "say" in (one.get("class") or "").split()
    ]
    at = aloud.index("Mum says")
    assert aloud[at : at + 5] == [
        "Mum says",
        "Ik was boven.",
        "We say together",
        "Wij waren beneden.",
        "Het was stil.",
    ]


def test_views_take_the_room_of_both_and_of_their_names(pieter: Visitor, story: MadeStory) -> None:
    def is_long(address: str) -> bool:
        return b"long-paper" in pieter.get(f"/documents/{story.id}/{address}").answer.data

    lines = "Zo was het.\n" * 5
    two_views(pieter, story, lines)
    assert not is_long("book/print")
    story.write(f"{place(story)}@en.{story.family.kasia}", lines, by=story.family.kasia)
    assert is_long("book/print")


def test_the_word_file_holds_both(pieter: Visitor, story: MadeStory) -> None:
    two_views(pieter, story)
    answer = pieter.client.post(
        f"/documents/{story.id}/story.docx", data={"for": story.family.mila}, headers=pieter.headers
    )
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")


def test_a_page_with_views_alone_is_not_empty_in_the_strip_nor_where_a_parent_begins(
    pieter: Visitor, hand_over: Callable[..., Visitor], story: MadeStory
) -> None:
    two_views(pieter, story)
    strip = bench(pieter, story, 1).tree.findall(".//nav[@id='strip']//a")
    assert ["unwritten" in (one.get("class") or "") for one in strip] == [False, True]
    first = hand_over(story, story.family.kasia, "write").get(f"/documents/{story.id}/write")
    assert first.address.endswith(story.scenes[1])
