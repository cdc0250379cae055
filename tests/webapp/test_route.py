"""The route of a family in days: its dates, what is arranged about them, what is begun from there, the plain page and the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from webapp.store import Database, tables
from webapp.store.documents import read_family_documents
from words_pictures.change import Add
from words_pictures.document import Document, new_id
from words_pictures.trajectory import Arranged, read_family_route, route

from .conftest import Home, MadeFamily, Page, Visitor
from .test_pages import faults

DAY_1 = "2027-03-05"
FIRST, UNTIL, AT, CALLED = (
    "On which day?",
    "Until which day?",
    "At what time?",
    "What is it called in a calendar?",
)
KEEP = "Keep this: {}"
MEETING, VISIT = "The first meeting with the network", "The first visit at home"


@pytest.fixture(autouse=True)
def day_14(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.route.today", lambda: date(2027, 3, 18))


@pytest.fixture
def begun(home: Home) -> Home:
    """Mila's family, whose day 1 is known."""
    home.write_file("day_one@value", DAY_1)
    return home


def shown(visitor: Visitor, home: Home) -> Page:
    return visitor.get(f"/families/{home.id}/route")


def said_of(page: Page, key: str) -> str:
    """What the page says of one step."""
    step = page.tree.find(f".//*[@id='step-{key}']")
    assert step is not None
    return " ".join("".join(step.itertext()).split())


def arranged(file: Document, key: str) -> Arranged:
    return read_family_route(file).arranged.get(key, Arranged())


def typed(page: Page, key: str, **values: str) -> Page:
    """Type in the form of one step: `first`, `last`, `at` or `own_words`."""
    for name, value in values.items():
        field = page.tree.find(f".//input[@id='{key}-{name}']")
        assert field is not None
        field.set("value", value)
    return page


def calendar(visitor: Visitor, home: Home, **asked: str) -> str:
    answer = visitor.post(f"/families/{home.id}/route.ics", asked).answer
    assert answer.mimetype == "text/calendar"
    return answer.text.replace("\r\n ", "")


def called(calendar: str) -> set[str]:
    return set(re.findall(r"SUMMARY:(.*)\r", calendar))


# --- day 1 ------------------------------------------------------------------------------------------------------------


def test_the_family_leads_to_its_route_and_it_asks_for_day_1(pieter: Visitor, home: Home) -> None:
    page = pieter.get(pieter.get(f"/families/{home.id}").link("The route in days"))
    assert page.heading.startswith("The route")
    assert "When was day 1?" in page.said
    assert "A plan that works can be there within 6 weeks." in page.said
    page = page.fill("Day 1", DAY_1).press("Show the days")
    assert home.file.text("day_one") == DAY_1
    assert "When was day 1?" not in page.said
    assert "Thursday 18 March 2027 · day 14" in page.said.replace(",", "")


@pytest.mark.parametrize("wrong", ["gisteren", "2027-02-30", "9999-12-30"])
def test_a_day_1_that_cannot_be_is_refused_and_nothing_typed_is_lost(pieter: Visitor, home: Home, wrong: str) -> None:
    before = home.file
    page = shown(pieter, home).fill("Day 1", wrong).press("Show the days")
    assert page.status == 422
    assert page.problem
    assert page.field("Day 1").get("value") == wrong
    assert home.file == before


def test_another_day_1_moves_every_day_but_those_that_were_arranged(pieter: Visitor, begun: Home) -> None:
    page = typed(shown(pieter, begun), "hearing", first="2027-03-08").press(KEEP.format("The talk with the judge"))
    page = page.fill("Day 1", "2027-03-06").press("Keep this", beside="Day 1")
    assert "8 March 2027" in said_of(page, "hearing")
    assert "10 March 2027" in said_of(page, "home_visit")


def test_of_two_who_say_another_day_1_the_second_is_shown_both(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun).fill("Day 1", "2027-03-07")
    begun.write_file("day_one@value", "2027-03-06")
    met = page.press("Keep this", beside="Day 1")
    assert met.status == 409
    assert "Saturday, 6 March 2027" in met.said
    assert met.field("Day 1").get("value") == "2027-03-07"
    assert begun.file.text("day_one") == "2027-03-06"


# --- the steps --------------------------------------------------------------------------------------------------------


def test_every_step_has_its_days_as_ranges_and_says_who_comes(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun)
    meeting = said_of(page, "first_network_meeting").replace(",", "")
    assert "Thursday 18 March or Friday 19 March 2027 day 14 or 15" in meeting
    assert "Best on neutral ground" in meeting
    assert "Lotte" in meeting
    assert "Parents" in meeting
    assert "Perhaps Pieter" in said_of(page, "home_visit")
    assert "Ask whether Mini team" in said_of(page, "first_decision")
    assert all(said_of(page, step.key) for step in route().steps)


def test_today_has_its_place_among_the_days(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun)
    open_phases = [one.get("id") for one in page.tree.iter("details") if one.get("open") is not None]
    assert open_phases == ["phase-plan"]
    assert said_of(page, "first_network_meeting").startswith("Now")
    assert not said_of(page, "hearing").startswith("Now")
    assert "#step-second_network_meeting" not in [one.get("href") for one in page.tree.iter("a")]
    assert "#step-work" in [one.get("href") for one in page.tree.iter("a")]


def test_before_day_1_it_says_when_the_route_begins(
    pieter: Visitor, begun: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.route.today", lambda: date(2027, 3, 1))
    assert "The route begins on Friday 5 March 2027." in shown(pieter, begun).said.replace(",", "")


def test_days_60_and_75_are_there(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun)
    assert "3 May 2027 day 60" in said_of(page, "end_of_urgency")
    assert "18 May 2027 day 75" in said_of(page, "bmo")


def test_a_weekend_or_a_holiday_is_said_and_nothing_is_moved(pieter: Visitor, begun: Home) -> None:
    page = typed(shown(pieter, begun), "interim_evaluation", first="2027-03-29")
    page = page.press(KEEP.format("Looking back halfway"))
    assert "This is a public holiday: Monday 29 March." in said_of(page, "interim_evaluation")
    page = typed(page, "interim_evaluation", first="2027-03-28").press(KEEP.format("Looking back halfway"))
    assert "This is in a weekend: Sunday 28 March." in said_of(page, "interim_evaluation")
    assert arranged(begun.file, "interim_evaluation").first == date(2027, 3, 28)


def test_a_date_and_a_time_are_arranged_and_given_back_to_the_route(pieter: Visitor, begun: Home) -> None:
    page = typed(shown(pieter, begun), "first_network_meeting", first="2027-03-18", at="19:00")
    page = page.press(KEEP.format(MEETING))
    assert page.address.endswith("?step=first_network_meeting#step-first_network_meeting")
    assert "18 March 2027, 19:00" in said_of(page, "first_network_meeting")
    page = page.press(f"Back to the days of the route: {MEETING}")
    assert "or Friday" in said_of(page, "first_network_meeting")
    assert arranged(begun.file, "first_network_meeting").first is None


def test_a_range_is_arranged_in_whichever_order(pieter: Visitor, begun: Home) -> None:
    page = typed(shown(pieter, begun), "work", first="2027-04-02", last="2027-03-20")
    page = page.press(KEEP.format("The plan at work"))
    assert "from Saturday 20 March until Friday 2 April 2027" in said_of(page, "work").replace(",", "")


def test_a_step_is_left_out_taken_back_and_done(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun).press(f"Leave this out: {VISIT}")
    assert "Left out" in said_of(page, "home_visit")
    page = page.press(f"Take it back in: {VISIT}")
    assert "Left out" not in said_of(page, "home_visit")
    page = page.press(f"This is done: {VISIT}")
    assert "Done" in said_of(page, "home_visit")
    page.press(f"This is not done yet: {VISIT}")
    assert arranged(begun.file, "home_visit") == Arranged()


def test_what_not_every_family_takes_says_so(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun)
    assert "Only if it is needed" in said_of(page, "longer_stay")
    assert "Only with two weeks more" in said_of(page, "extension")
    assert "Only in the ordinary procedure" in said_of(page, "bmo")
    page = typed(page, "longer_stay", first="2027-03-10").press(KEEP.format("Staying a little longer"))
    assert "Only if it is needed" not in said_of(page, "longer_stay")


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("work", "first", "2027-02-30"),
        ("work", "last", "morgen"),
        ("work", "at", "25:00"),
        ("work", "own_words", "w" * 61),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    pieter: Visitor, begun: Home, key: str, name: str, value: str
) -> None:
    before = begun.file
    page = typed(shown(pieter, begun), key, **{"own_words": "koffie", name: value})
    met = page.press(KEEP.format("The plan at work"))
    assert met.status == 422
    assert met.problem
    assert met.tree.find(f".//input[@id='{key}-{name}']").get("value") == value  # type: ignore[union-attr]
    assert begun.file == before


@pytest.mark.parametrize("words", ["<b>koffie</b>", "قهوة ☕", "Zoë's {{ koffie }} & taart", "w" * 60])
def test_own_words_stand_there_as_they_were_typed(pieter: Visitor, begun: Home, words: str) -> None:
    page = typed(shown(pieter, begun), "home_visit", own_words=words).press(KEEP.format(VISIT))
    field = page.tree.find(".//input[@id='home_visit-own_words']")
    assert field is not None
    assert field.get("value") == words
    assert arranged(begun.file, "home_visit").own_words == words


def test_of_two_who_arrange_the_same_step_first_the_second_is_shown_both(
    pieter: Visitor, lotte: Visitor, begun: Home
) -> None:
    mine = typed(shown(pieter, begun), "home_visit", first="2027-03-10", at="16:00")
    typed(shown(lotte, begun), "home_visit", first="2027-03-11").press(KEEP.format(VISIT))
    met = mine.press(KEEP.format(VISIT))
    assert met.status == 409
    assert "What stands here now Thursday, 11 March 2027" in said_of(met, "home_visit")
    assert arranged(begun.file, "home_visit").first == date(2027, 3, 11)
    met.press(KEEP.format(VISIT))
    known = arranged(begun.file, "home_visit")
    assert (str(known.first), str(known.at)) == ("2027-03-10", "16:00:00")
    assert len(begun.file.items("route_steps")) == 1


def test_two_who_arrange_two_things_of_one_step_do_not_meet(pieter: Visitor, lotte: Visitor, begun: Home) -> None:
    mine = typed(shown(pieter, begun), "home_visit", at="16:00")
    typed(shown(lotte, begun), "home_visit", first="2027-03-11").press(KEEP.format(VISIT))
    assert mine.press(KEEP.format(VISIT)).status == 200
    known = arranged(begun.file, "home_visit")
    assert (str(known.first), str(known.at)) == ("2027-03-11", "16:00:00")


def test_a_form_that_says_nothing_new_keeps_nothing(pieter: Visitor, begun: Home) -> None:
    before = begun.file
    shown(pieter, begun).press(KEEP.format(VISIT))
    assert begun.file == before


def test_a_step_that_the_route_does_not_have_is_not_there(pieter: Visitor, begun: Home) -> None:
    before = begun.file
    assert pieter.post(f"/families/{begun.id}/route/steps/nowhere", {"asked.done": "1", "done": "true"}).status == 404
    assert begun.file == before


def test_a_stranger_finds_no_route(an: Visitor, begun: Home) -> None:
    at = f"/families/{begun.id}/route"
    assert [an.get(one).status for one in (at, f"{at}/plain")] == [404, 404]
    assert [an.post(one, {}).status for one in (at, f"{at}/steps/hearing", f"{at}.ics")] == [404, 404, 404]


def test_every_page_of_the_route_is_sound(app: Flask, pieter: Visitor, begun: Home) -> None:
    pieter.headers["Accept-Language"] = "nl"
    arranged = shown(pieter, begun)
    begun.write_file("extension@value", "granted")
    begun.change_file(Add(f"{new_id()}.1", "together", "route_steps", "work", None))
    begun.write_file("route_steps/work/step@value", "work")
    begun.write_file("route_steps/work/first@value", "2027-03-20")
    begun.write_file("route_steps/work/done@value", True)
    pages = (arranged, shown(pieter, begun), plain(pieter, begun), plain(pieter, begun, "ar"))
    assert [fault for page in pages for fault in faults(app, page)] == []


# --- what stands around it --------------------------------------------------------------------------------------------


def test_two_weeks_more_have_their_grounds(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun)
    for ground in list(route().extension.grounds.values())[:2]:
        page = page.tick(ground)
    page = page.tick("Given").press("Keep this", beside="Why two weeks more?")
    known = read_family_route(begun.file)
    assert (known.extension, known.grounds) == ("granted", ("to_voluntary_help", "goals_in_reach"))
    assert "Only with two weeks more" not in said_of(page, "extension")
    assert page.field(route().extension.grounds["goals_in_reach"]).get("checked") is not None
    page.tick(route().extension.grounds["goals_in_reach"], is_on=False).press("Keep this", beside="Why two weeks more?")
    assert read_family_route(begun.file).grounds == ("to_voluntary_help",)


def test_of_two_who_say_another_thing_of_two_weeks_more_the_second_is_shown_both(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun).tick("Given")
    begun.write_file("extension@value", "refused")
    met = page.press("Keep this", beside="Why two weeks more?")
    assert met.status == 409
    assert met.link("Somebody changed this meanwhile. Look at it again.").endswith("#field-extension")
    stands = met.tree.find(".//*[@id='field-extension']/blockquote")
    assert stands is not None
    assert "".join(stands.itertext()).strip() == "Not given"
    assert "phase-extension" in [one.get("id") for one in met.tree.iter("details") if one.get("open") is not None]
    assert read_family_route(begun.file).extension == "refused"


def test_where_the_children_are_when_it_begins_is_chosen(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun).tick("The children stay with people they know.")
    page.press("Keep this", beside="Where are the children when it begins?")
    assert read_family_route(begun.file).start_situation == "context"


# --- what is written --------------------------------------------------------------------------------------------------


def test_a_paper_is_begun_with_one_tap_and_then_it_is_there(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun).press("Begin: Meeting with everyone who helps", beside="14 or 15")
    assert page.heading == "Meeting with everyone who helps"
    page = shown(pieter, begun)
    assert page.link("Meeting with everyone who helps") != ""
    assert "Begin another: Meeting with everyone who helps" in said_of(page, "second_network_meeting")


def test_the_short_story_is_begun_for_the_children_of_the_family(
    pieter: Visitor, begun: Home, database: Database
) -> None:
    shown(pieter, begun).press("Begin: The short story for now")
    made = [one.document for one in read_family_documents(database, begun.id)]
    story = next(one for one in made if one.definition == "immediate-story")
    assert set(story.ids("children")) == {begun.people["mila"], begun.people["oskar"]}


def test_a_story_that_is_there_is_gone_on_with(pieter: Visitor, begun: Home) -> None:
    step = said_of(shown(pieter, begun), "work")
    assert "Words and Pictures story Begun on" in step
    assert "Begin: Words and Pictures story" not in step


# --- the plain page ---------------------------------------------------------------------------------------------------


def plain(visitor: Visitor, home: Home, language: str = "en") -> Page:
    return visitor.get(f"/families/{home.id}/route/plain?language={language}")


def test_the_family_reads_only_the_days_that_are_theirs(pieter: Visitor, begun: Home) -> None:
    page = plain(pieter, begun)
    assert page.heading == "Our days"
    for theirs in (MEETING, VISIT, "The short story", "The talk with the judge"):
        assert theirs in page.said
    for of_workers in ("Can this route help?", "The advice to the judge", "BMO", "day 14", "Staying a little longer"):
        assert of_workers not in page.said
    assert "With Lotte" in page.said
    assert "Tomek" not in page.said


def test_the_family_does_not_read_what_was_left_out_and_reads_what_was_chosen(pieter: Visitor, begun: Home) -> None:
    page = shown(pieter, begun).press(f"Leave this out: {VISIT}")
    typed(page, "later_decision", first="2027-03-19").press(KEEP.format("Home after a longer stay"))
    assert VISIT not in plain(pieter, begun).said


def headings(page: Page) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for one in page.tree.iter("h2")]


def test_the_days_of_the_family_follow_one_another_and_what_is_over_comes_last(pieter: Visitor, begun: Home) -> None:
    assert headings(plain(pieter, begun))[-1] == "Already behind us"
    assert VISIT not in headings(plain(pieter, begun))
    typed(shown(pieter, begun), "home_visit", first="2027-05-01").press(KEEP.format(VISIT))
    assert headings(plain(pieter, begun))[-2:] == [VISIT, "Already behind us"]
    shown(pieter, begun).press(f"This is done: {VISIT}")
    assert VISIT not in headings(plain(pieter, begun))
    assert f"1 May 2027: {VISIT}" in plain(pieter, begun).said


@pytest.mark.parametrize(("language", "direction", "day"), [("nl", "ltr", "maart 2027"), ("ar", "rtl", "مارس")])
def test_the_plain_page_speaks_the_language_of_the_family(
    pieter: Visitor, begun: Home, language: str, direction: str, day: str
) -> None:
    article = plain(pieter, begun, language).tree.find(".//article")
    assert article is not None
    assert (article.get("lang"), article.get("dir")) == (language, direction)
    assert day in "".join(article.itertext())


def test_without_day_1_the_plain_page_says_so(pieter: Visitor, home: Home) -> None:
    page = plain(pieter, home, "xx")
    assert page.status == 200
    assert "There are no days yet." in page.said


# --- the calendar -----------------------------------------------------------------------------------------------------


def test_a_calendar_says_nothing_but_appointment(pieter: Visitor, begun: Home) -> None:
    page = typed(shown(pieter, begun), "first_network_meeting", first="2027-03-18", at="19:00")
    page.press(KEEP.format(MEETING))
    for whose in ("family", "us"):
        made = calendar(pieter, begun, **{"for": whose}, language="en")
        assert called(made) == {"Appointment"}
        assert "DTSTART;TZID=Europe/Brussels:20270318T190000" in made
        for hidden in ("LOCATION", "DESCRIPTION", "Mila", "familienaamuil", "network", begun.id, "Words"):
            assert hidden not in made


def test_own_words_are_used_where_the_family_wants_them(pieter: Visitor, begun: Home) -> None:
    typed(shown(pieter, begun), "home_visit", own_words="Koffie; met Lotte").press(KEEP.format(VISIT))
    assert called(calendar(pieter, begun)) == {"Appointment", r"Koffie\; met Lotte"}


def test_the_family_gets_the_days_on_which_it_is_there_and_only_sure_ones(pieter: Visitor, begun: Home) -> None:
    theirs, ours = calendar(pieter, begun), calendar(pieter, begun, **{"for": "us"})
    assert "VALUE=DATE:20270402" in theirs  # the day after day 28
    assert "DTSTART;VALUE=DATE:20270318" not in theirs  # day 14 or 15
    assert theirs.count("BEGIN:VEVENT") < ours.count("BEGIN:VEVENT")


def test_an_entry_keeps_its_uid_when_its_day_changes(pieter: Visitor, begun: Home) -> None:
    before = set(re.findall(r"UID:(.*)\r", calendar(pieter, begun)))
    typed(shown(pieter, begun), "home_visit", first="2027-03-12").press(KEEP.format(VISIT))
    assert set(re.findall(r"UID:(.*)\r", calendar(pieter, begun))) == before


def test_a_calendar_has_a_neutral_name_and_is_written_down(pieter: Visitor, begun: Home, database: Database) -> None:
    answer = pieter.post(f"/families/{begun.id}/route.ics", {"language": "pl"}).answer
    assert re.fullmatch(r'attachment; filename="agenda-[0-9a-f]{4}\.ics"', answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "no-store"
    with database.reading() as connection:
        [line] = connection.execute(select(tables.log).where(tables.log.c.event == "exported")).all()
    assert (line.family_id, line.about) == (begun.id, "ics family pl")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_breaks_nothing(pieter: Visitor, begun: Home, day: str) -> None:
    page = typed(shown(pieter, begun), "home_visit", first=day).press(KEEP.format(VISIT))
    assert page.status == 200
    assert plain(pieter, begun).status == 200
    assert calendar(pieter, begun)


def test_a_family_without_children_has_a_route_too(
    pieter: Visitor, make_family: Callable[..., MadeFamily], monkeypatch: pytest.MonkeyPatch
) -> None:
    family = make_family()
    pieter.post(f"/families/{family.id}/people/{family.mila}/take-out", {})
    page = pieter.post(f"/families/{family.id}/route", {"asked.day_one": "1", "day_one": DAY_1})
    assert page.heading.startswith("The route")
    assert page.press("Begin: The short story for now").status == 422
