"""Two people who say it in two ways: kept side by side, each under its own name, and made one text again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cast_of_mila import EVERYBODY, KASIA, LOTTE, MILA, RITA, changed, written

from words_pictures.audience import Viewer, may_write, project
from words_pictures.bundle import Bundle, read_bundle, write_bundle
from words_pictures.change import (
    JUDGE,
    TOGETHER,
    Change,
    Kept,
    Overtaken,
    Write,
    apply,
    doubled,
    kept_from_json,
    kept_to_json,
    replayed,
    undo,
)
from words_pictures.definition import Definition, definitions, read_definition
from words_pictures.document import Document, from_json, split, to_json
from words_pictures.errors import BadBundle, BadDefinition, NotSaid, TooLong
from words_pictures.family import Family, read_family
from words_pictures.story import is_empty, read_story, wording, written_in
from words_pictures.translation import digest
from words_pictures.voices import both_kept, can_keep_both, in_order, one_text, says, views_of

NIGHT = "scenes/night/words"
NL = f"{NIGHT}@nl"
THEIRS = "Oskar had koorts. Ik was boven."
AWKWARD = ["كنت خائفة.", "ኣደይ ደኪማ ነይራ።", "👩‍👧 é́", "<&{{ 7 * 7 }}", "w" * 1200]


@pytest.fixture(scope="module")
def family(file: Document) -> Family:
    return read_family(written(file, ("people/kasia/relation@value", "mama"), ("people/rita/name@value", "Rita")), "nl")


@pytest.fixture
def both(story: Document) -> Document:
    """Kasia wrote of the night; Rita, who had seen what stood there before, says it in another way; both are kept."""
    return kept_both(story, "Rita was er niet bij.")


def kept_both(story: Document, mine: str, theirs: str = THEIRS) -> Document:
    kasia = written(story, (NL, theirs), by="kasia")
    change = Write("r.1", "rita", NL, mine, kasia.version(NL))
    return changed(kasia, *both_kept(kasia, change, "b"))


def said(document: Document, place: str = NIGHT, language: str = "nl") -> dict[str, str]:
    return {voice: document.words(place, f"{language}.{voice}") for voice in document.voices(place, language)}


# --- keeping both -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", AWKWARD)
def test_both_wordings_stand_to_the_letter_each_by_its_own_voice(story: Document, words: str) -> None:
    document = kept_both(story, words)
    assert said(document) == {"kasia": THEIRS, "rita": words}
    assert document.words(NIGHT, "nl") == ""
    assert {document.entries[f"{NL}.{voice}"].by for voice in ("kasia", "rita")} == {"kasia", "rita"}


def test_who_wrote_meanwhile_is_never_set_apart_unseen(story: Document) -> None:
    kasia = written(story, (NL, THEIRS), by="kasia")
    changes = both_kept(kasia, Write("r.1", "rita", NL, "Zo was het.", kasia.version(NL)), "b")
    since = written(kasia, (NL, "Kasia zegt nog iets."), by="kasia")
    with pytest.raises(Overtaken):
        changed(since, *changes)


@pytest.mark.parametrize(
    ("by", "words", "theirs"),
    [("kasia", "Toch anders.", THEIRS), ("rita", None, THEIRS), ("rita", "", THEIRS), ("rita", "Ja.", None)],
)
def test_two_of_one_voice_or_nothing_beside_something_are_no_two_views(
    story: Document, by: str, words: str | None, theirs: str | None
) -> None:
    kasia = written(story, (NL, theirs), by="kasia")
    change = Write("r.1", by, NL, words, kasia.version(NL))
    assert not can_keep_both(change, kasia.entry(NL))
    with pytest.raises(NotSaid):
        both_kept(kasia, change, "b")


def test_nothing_is_kept_beside_what_was_never_there(story: Document) -> None:
    with pytest.raises(NotSaid):
        both_kept(story, Write("r.1", "rita", "scenes/plan/words@en", "Yes.", 0), "b")


def test_a_view_is_not_split_again(both: Document) -> None:
    assert not can_keep_both(Write("r.1", "rita", f"{NL}.kasia", "Ja.", 0), both.entry(f"{NL}.kasia"))


def test_two_who_keep_both_a_second_time_get_their_views_back(both: Document) -> None:
    one = changed(both, *one_text(both, NIGHT, "nl", "Samen.", by=TOGETHER, pen="o", seen=both.revision))
    again = kept_both(one, "Rita zegt het nog eens.", "Kasia ook.")
    assert said(again) == {"kasia": "Kasia ook.", "rita": "Rita zegt het nog eens."}


# --- one text again ---------------------------------------------------------------------------------------------------


def test_one_text_takes_the_place_of_all_views(both: Document) -> None:
    third = written(both, (f"{NL}.{TOGETHER}", "En wij samen."), by=TOGETHER)
    one = changed(third, *one_text(third, NIGHT, "nl", "Oskar had koorts.", by=TOGETHER, pen="o", seen=third.revision))
    assert one.words(NIGHT, "nl") == "Oskar had koorts."
    assert one.voices(NIGHT, "nl") == ()


def test_one_text_is_overtaken_by_who_went_on_writing_their_view(both: Document) -> None:
    changes = one_text(both, NIGHT, "nl", "Oskar had koorts.", by=TOGETHER, pen="o", seen=both.revision)
    since = written(both, (f"{NL}.rita", "Rita was er toch bij."), by="rita")
    with pytest.raises(Overtaken) as refusal:
        changed(since, *changes)
    assert refusal.value.address == f"{NL}.rita"


def test_one_text_has_the_room_of_one_text(both: Document) -> None:
    with pytest.raises(TooLong):
        changed(both, *one_text(both, NIGHT, "nl", "w" * 1201, by=TOGETHER, pen="o", seen=both.revision))


def test_undoing_one_change_after_the_other_brings_back_the_one_wording(
    story: Document, story_form: Definition
) -> None:
    before = written(story, (NL, THEIRS), by="kasia")
    document, log = before, list[Kept]()
    for change in both_kept(before, Write("r.1", "rita", NL, "Zo was het.", before.version(NL)), "b"):
        applied = apply(document, change, story_form)
        assert applied.kept is not None
        document, log = applied.document, [*log, applied.kept]
    assert replayed(before, [kept_from_json(one.revision, kept_to_json(one)) for one in log]) == document
    for n, kept in enumerate(reversed(log), start=1):
        document = apply(document, undo(kept, f"u.{n}", "lotte"), story_form).document
    assert said(document) == {}
    assert document.entries[NL].value == THEIRS
    assert document.entries[NL].by == "kasia"


# --- who may ----------------------------------------------------------------------------------------------------------


def may(story_form: Definition, document: Document, viewer: Viewer, changes: list[Change]) -> list[bool]:
    answers = []
    for change in changes:
        answers.append(may_write(story_form, document, viewer, change))
        document = changed(document, change)
    return answers


def in_story(document: Document, *people: str) -> Document:
    return written(document, ("people@value", list(people)))


def test_a_relative_writes_only_their_own_view(story_form: Definition, both: Document) -> None:
    document = in_story(both, "kasia", "rita")
    for voice, theirs in (("kasia", True), ("rita", False), (TOGETHER, False)):
        own = Write("k.1", voice, f"{NL}.{voice}", "Nog iets.", document.revision)
        assert may_write(story_form, document, KASIA, own) == theirs
        in_her_name = Write("k.1", "kasia", f"{NL}.{voice}", None, document.revision)
        assert may_write(story_form, document, KASIA, in_her_name) == theirs
    assert may_write(story_form, document, LOTTE, Write("k.1", "rita", f"{NL}.rita", "Ja.", document.revision))


def test_a_relative_may_keep_both_and_so_set_the_others_words_apart_as_they_stand(
    story: Document, story_form: Definition
) -> None:
    document = written(in_story(story, "kasia", "rita"), (NL, THEIRS), by="rita")
    change = Write("k.1", "kasia", NL, "Ik was er wel.", document.version(NL))
    assert may(story_form, document, KASIA, both_kept(document, change, "b")) == [True, True, True]


@pytest.mark.parametrize(
    "altered",
    [
        {"value": "Rita liegt."},
        {"by": "lotte", "address": f"{NL}.lotte"},
        {"by": TOGETHER, "address": f"{NL}.{TOGETHER}"},
        {"value": None},
        {"aside": True},
        {"address": "scenes/home/words@nl.rita"},
    ],
)
def test_what_a_relative_sets_apart_is_word_for_word_what_stands_there(
    story: Document, story_form: Definition, altered: dict[str, str | None]
) -> None:
    document = written(in_story(story, "kasia", "rita"), (NL, THEIRS), by="rita")
    first = both_kept(document, Write("k.1", "kasia", NL, "Ja.", document.version(NL)), "b")[0]
    assert may_write(story_form, document, KASIA, first)
    assert not may_write(story_form, document, KASIA, replace(first, **altered))  # type: ignore[arg-type]


def test_a_relative_does_not_set_words_apart_over_a_view(story_form: Definition, both: Document) -> None:
    document = written(in_story(both, "kasia", "rita"), (NL, "Rita, opnieuw."), by="rita")
    over = Write("k.1", "rita", f"{NL}.rita", "Rita, opnieuw.", document.revision)
    assert not may_write(story_form, document, KASIA, over)


def test_views_are_for_those_who_may_see_their_passage(
    both: Document, story_form: Definition, file: Document, file_form: Definition
) -> None:
    hidden = written(both, (f"{NIGHT}@audience", {"for": ["adults"]}))
    for viewer in EVERYBODY:
        seen = project(story_form, hidden, file_form, file, viewer).document
        is_theirs = viewer in (KASIA,) or viewer.worker
        assert bool(seen.voices(NIGHT, "nl")) == is_theirs, viewer


def test_whose_view_one_reads_one_may_know_by_name(
    both: Document, story_form: Definition, file: Document, file_form: Definition
) -> None:
    # Rita is not in the story, only in the file: without her view Mila would see her for being her safe person; An is neither.
    document = changed(both, *one_text(both, NIGHT, "nl", "Ja.", by="lotte", pen="o", seen=both.revision))
    document = written(document, (f"{NL}.an", "Ik heb beslist."), by="an")
    for viewer in (MILA, KASIA):
        seen = project(story_form, document, file_form, file, viewer)
        assert read_family(seen.file, "nl").person("an") is not None
        hidden = project(
            story_form, written(document, (f"{NIGHT}@audience", {"for": ["workers"]})), file_form, file, viewer
        )
        assert read_family(hidden.file, "nl").person("an") is None
    assert read_family(project(story_form, document, file_form, file, RITA).file, "nl").person("an") is None


# --- reading ----------------------------------------------------------------------------------------------------------


def test_a_scene_holds_what_each_says_and_no_wording_of_its_own(both: Document, family: Family) -> None:
    scene = next(one for one in read_story(both, family, "nl").scenes if one.id == "night")
    assert (scene.words, scene.language) == ("", "nl")
    assert [(one.voice, one.says, one.words) for one in scene.views] == [
        ("kasia", "Mama zegt", THEIRS),
        ("rita", "Rita zegt", "Rita was er niet bij."),
    ]


def test_a_scene_of_views_alone_is_a_page_of_the_book(both: Document, family: Family) -> None:
    assert not is_empty(both.item("scenes/night"))
    none = changed(both, Write("k.1", "kasia", f"{NL}.kasia", None, both.revision))
    none = changed(none, Write("r.1", "rita", f"{NL}.rita", None, none.revision))
    assert is_empty(none.item("scenes/night"))
    assert "night" not in {scene.id for scene in read_story(none, family, "nl").scenes}


def test_views_in_the_storys_own_language_stand_where_there_is_no_translation(both: Document, family: Family) -> None:
    night = next(one for one in read_story(both, family, "en").scenes if one.id == "night")
    assert (night.language, len(night.views)) == ("nl", 2)
    assert wording(both, NIGHT, "en") == ("", "nl")
    assert written_in(both, NIGHT, "en") == "nl"
    assert written_in(both, "scenes/plan/heading", "en") == ""
    translated = written(both, (f"{NIGHT}@en", "Oskar had a fever."))
    night = next(one for one in read_story(translated, family, "en").scenes if one.id == "night")
    assert (night.language, night.words, night.views) == ("en", "Oskar had a fever.", ())


def test_no_side_of_a_story_is_left_out_where_only_one_is_translated(both: Document, family: Family) -> None:
    half = written(both, (f"{NIGHT}@pl.kasia", "Oskar miał gorączkę."), by="kasia")
    (scene,) = [one for one in read_story(half, family, "pl").scenes if one.id == "night"]
    assert [(one.voice, one.words, one.language) for one in scene.views] == [
        ("kasia", "Oskar miał gorączkę.", "pl"),
        ("rita", "Rita was er niet bij.", "nl"),
    ]


def test_a_translation_of_the_one_text_gives_way_to_that_of_the_views(both: Document, family: Family) -> None:
    made = {"from": "nl", "of": digest(THEIRS), "how": "interpreter"}
    old = written(both, (f"{NIGHT}@pl", "Byłam na górze."), (f"{NIGHT}@made-pl", made), by="kasia")
    (scene,) = [one for one in read_story(old, family, "pl").scenes if one.id == "night"]
    assert (scene.words, scene.views) == ("Byłam na górze.", ())
    half = written(old, (f"{NIGHT}@pl.kasia", "Oskar miał gorączkę."), by="kasia")
    (scene,) = [one for one in read_story(half, family, "pl").scenes if one.id == "night"]
    assert (scene.words, [one.voice for one in scene.views]) == ("", ["kasia", "rita"])


def test_what_stands_beside_views_against_the_rule_is_read_too(both: Document, family: Family) -> None:
    odd = written(both, (NL, "Dit stond hier nog."))
    night = next(one for one in read_story(odd, family, "nl").scenes if one.id == "night")
    assert (night.words, len(night.views)) == ("Dit stond hier nog.", 2)


def test_voices_stand_in_the_familys_order_then_together_then_the_judge(family: Family) -> None:
    assert in_order([JUDGE, "zz", TOGETHER, "rita", "kasia", "aa"], family) == [
        "kasia",
        "rita",
        "aa",
        "zz",
        TOGETHER,
        JUDGE,
    ]


@pytest.mark.parametrize(
    ("voice", "language", "line"),
    [
        ("kasia", "nl", ("Mama zegt", "nl")),
        ("rita", "nl", ("Rita zegt", "nl")),
        ("kasia", "en", ("Mum says", "en")),
        ("kasia", "ti", ("mama", "ti")),
        (TOGETHER, "nl", ("Samen zeggen we", "nl")),
        (JUDGE, "nl", ("De rechter zegt", "nl")),
        ("gone", "nl", ("Iemand zegt", "nl")),
        (JUDGE, "ti", ("De rechter zegt", "nl")),
    ],
)
def test_the_line_above_a_view_says_whose_it_is(
    family: Family, voice: str, language: str, line: tuple[str, str]
) -> None:
    assert says(family, voice, language) == line


def test_a_passage_without_views_has_none(story: Document, family: Family) -> None:
    assert views_of(story, NIGHT, "nl", family) == ()


# --- taken along ------------------------------------------------------------------------------------------------------


def test_views_come_back_out_of_a_bundle(both: Document, file: Document, family: Family) -> None:
    back = read_bundle(write_bundle(Bundle(both, file, {}))).document
    assert back == both
    assert read_story(back, family, "nl") == read_story(both, family, "nl")


def test_a_bundle_with_a_view_where_there_is_none_is_refused(both: Document, file: Document) -> None:
    content = to_json(both)
    content["entries"]["title@nl.kasia"] = ["Mijn titel", 3, "kasia", "a.1"]
    with pytest.raises(BadBundle):
        read_bundle(write_bundle(Bundle(from_json(content), file, {})))


def test_a_scene_of_views_alone_is_known_by_one_of_them(both: Document) -> None:
    assert both.item("scenes/night").some_words("words", "nl") == THEIRS
    assert both.item("scenes/plan").some_words("words", "nl") == "Rita is bij jullie."
    assert both.item("scenes/plan").some_words("heading", "nl") == ""


def test_a_copy_of_a_scene_has_its_views(both: Document) -> None:
    copy = changed(both, *doubled(both, "scenes", "night", "copy", "d", "lotte"))
    assert said(copy, "scenes/copy/words") == said(both)
    assert copy.words("scenes/copy/words", "nl") == ""


def test_an_address_with_a_view_is_a_place_and_a_facet() -> None:
    assert split("scenes/7f3a/words@nl-BE.kasia") == ("scenes/7f3a/words", "nl-BE.kasia")


@pytest.mark.parametrize("views", ["1", '"yes"', "[]"])
def test_a_form_says_of_passages_alone_that_they_have_views(views: str) -> None:
    form = 'id = "x"\nreading = "story"\nname = "X"\n[[parts]]\nkey = "{}"\ntype = "{}"\nviews = {}\n'
    assert read_definition(form.format("words", "passage", "true")).parts[0].views
    assert not definitions()["words-and-pictures"].part_at("scenes/a/heading").views  # type: ignore[union-attr]
    for wrong in (form.format("words", "passage", views), form.format("title", "short_text", "true")):
        with pytest.raises(BadDefinition, match=r":7: .*views"):
            read_definition(wrong)
