"""What history tells of an evening, how it rewinds one, and the way back: on many evenings, and on those of mutants."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from cast_of_mila import changed, with_items, written
from hypothesis import find, given
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from test_change import EMPTY, SEARCH, STEADY, STEPS, STORY, Evening, Step, evening

from words_pictures import history
from words_pictures.audience import audience_at
from words_pictures.change import (
    TOGETHER,
    WIPED,
    Add,
    BringBack,
    Change,
    Kept,
    Move,
    Overtaken,
    TakeOut,
    Write,
    apply,
    doubled,
    replayed,
    with_wiped_was,
)
from words_pictures.document import Document, Entry, prefixes
from words_pictures.errors import NotSaid, WordsPicturesError
from words_pictures.history import Act, Line, acts, told
from words_pictures.translation import Making, checked, facts_of, standing, still_right
from words_pictures.voices import both_kept, one_text

Stood = tuple[dict[str, tuple[str, ...]], dict[str, Any], dict[str, int]]


def stood(document: Document, *, exact: bool = True) -> Stood:
    """A document as it reads: what stands where, since when; a wiped wording is nothing that anybody can read."""
    entries = {
        address: (entry.value, entry.by, entry.version)
        for address, entry in document.entries.items()
        if exact or entry.value is not None
    }
    return {place: ids for place, ids in document.order.items() if ids}, entries, dict(document.out)


def _then(told_of: Evening, revision: int) -> Document:
    return replayed(EMPTY, [kept for kept in told_of.log if kept.revision <= revision])


# --- claims -----------------------------------------------------------------------------------------------------------


def rewinding_gives_what_stood_there(told_of: Evening) -> None:
    for revision in (0, *(kept.revision for kept in told_of.log)):
        back = history.rewound(told_of.document, told_of.log, revision)
        assert stood(back) == stood(_then(told_of, revision))
        assert back.revision == revision


def going_back_brings_everything_back_but_who_may_read_it(told_of: Evening) -> None:
    document = told_of.document
    for revision in {told_of.log[at].revision for at in range(0, len(told_of.log), 4)}:
        then = history.rewound(document, told_of.log, revision)
        changes = history.changes_back(document, then, STORY, pen="back", by="lotte")
        back = changed(document, *changes)
        assert {place: ids for place, ids in back.order.items() if ids} == stood(then)[0]
        for address in {*then.entries, *document.entries}:
            place = address.partition("@")[0]
            was, now = then.entry(address), back.entry(address)
            wiped = was is not None and was.pen == WIPED
            if then.stands(place) and not wiped and not _other_readers(document, then, place):
                assert (was.value if was else None) == (now.value if now else None)
                assert was is None or was.value is None or now is None or was.by == now.by


def going_back_and_undoing_that_changes_nothing(told_of: Evening) -> None:
    document = told_of.document
    then = history.rewound(document, told_of.log, told_of.log[len(told_of.log) // 2].revision)
    back, log = _kept(document, history.changes_back(document, then, STORY, pen="back", by="lotte"))
    if log:
        (act,) = acts(log)
        again, _ = _kept(back, history.undone(act, [], "undo", "lotte"))
        assert stood(again)[0] == stood(document)[0]
        assert _words_standing(again) == _words_standing(document)


def undoing_an_act_brings_back_what_was_there(told_of: Evening) -> None:
    for act in acts(told_of.log)[-6:]:
        then = history.rewound(told_of.document, told_of.log, act.last)
        try:
            changes = history.undone(act, [], "undo", "lotte")
        except NotSaid:
            continue
        try:
            back, _ = _kept(then, changes)
        except Overtaken:
            assert any(_lost_its_place(then, change) for change in changes)
            continue
        before = history.rewound(told_of.document, told_of.log, act.first - 1)
        assert stood(back)[0] == stood(before)[0]
        assert _words_standing(back) == _words_standing(before)


def every_act_is_one_pen_and_none_is_left_out(told_of: Evening) -> None:
    found = acts(told_of.log)
    assert [kept for act in found for kept in act.kept] == told_of.log
    pens = [act.kept[0].change.id.rpartition(".")[0] for act in found]
    assert all(one != behind for one, behind in itertools.pairwise(pens))


def what_is_told_stands_there(told_of: Evening) -> None:
    for act, before, after in _acts_with_states(told_of):
        lines = told(act, before, after, STORY)
        # In one stay the voice may change: then its first line begins with what stood there, and its last ends with what stands.
        first, last = ({line.place: line for line in one} for one in (lines[::-1], lines))
        for place, line in last.items():
            match line.kind:
                case "words" | "heading" | "title":
                    assert after.words(place, line.language) == (line.after or "")
                    assert line.is_wiped or before.words(place, line.language) == (first[place].before or "")
                case "taken_out":
                    assert (before.stands(place), after.stands(place)) == (True, False)
                case "brought_back" | "added":
                    assert (before.stands(place), after.stands(place)) == (False, True)
                case "aside" if len(lines) == 1:
                    assert stood(before)[:2] == stood(after)[:2]


Claim = Callable[[Evening], None]
CLAIMS: tuple[Claim, ...] = (
    rewinding_gives_what_stood_there,
    going_back_brings_everything_back_but_who_may_read_it,
    going_back_and_undoing_that_changes_nothing,
    undoing_an_act_brings_back_what_was_there,
    every_act_is_one_pen_and_none_is_left_out,
    what_is_told_stands_there,
)


def _other_readers(document: Document, then: Document, place: str) -> bool:
    return any(audience_at(STORY, document, one) != audience_at(STORY, then, one) for one in prefixes(place))


def _words_standing(document: Document) -> dict[str, Any]:
    return {
        address: (entry.value, entry.by)
        for address, entry in document.entries.items()
        if entry.value is not None and document.stands(address.partition("@")[0])
    }


def _lost_its_place(document: Document, change: Change) -> bool:
    return isinstance(change, Write) and not document.stands(change.address.partition("@")[0])


def _kept(document: Document, changes: list[Change]) -> tuple[Document, list[Kept]]:
    log: list[Kept] = []
    for change in changes:
        applied = apply(document, change, STORY)
        document = applied.document
        log += [applied.kept] if applied.kept else []
    return document, log


def _acts_with_states(told_of: Evening) -> Iterator[tuple[Act, Document, Document]]:
    for act in acts(told_of.log):
        yield act, _then(told_of, act.first - 1), _then(told_of, act.last)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_on_every_evening(claim: Claim) -> None:
    @STEADY
    @given(STEPS)
    def holds(steps: list[Step]) -> None:
        claim(evening(steps))

    holds()


# --- mutants ----------------------------------------------------------------------------------------------------------

REAL = {name: value for name, value in vars(history).items() if callable(value)}


def _what_was_is_forgotten(document: Document, kept: Kept) -> Document:
    return REAL["taken_back"](document, replace(kept, was=None))


def _moves_stay(document: Document, kept: Kept) -> Document:
    return document if isinstance(kept.change, Move) else REAL["taken_back"](document, kept)


def _out_stays(document: Document, kept: Kept) -> Document:
    return replace(REAL["taken_back"](document, kept), out=document.out)


def _aside_is_unwritten(document: Document, kept: Kept) -> Document:
    if isinstance(kept.change, Write) and kept.change.aside:
        return REAL["_unwritten"](document, kept.change.address, kept.was)
    return REAL["taken_back"](document, kept)


def _no_words_back(*_: Any) -> Iterator[Change]:
    return iter(())


def _without(kind: type[Change]) -> Callable[..., Iterator[Change]]:
    return lambda *given: (one for one in REAL["_pages_back"](*given) if not isinstance(one, kind))


def _in_the_first_order(act: Act, since: Any, pen: str, by: str) -> list[Change]:
    return REAL["undone"](act, since, pen, by)[::-1]


def _in_ones_own_name(*given: Any) -> Iterator[Change]:
    return (replace(one, by="lotte") for one in REAL["_words_back"](*given))


MUTANTS: dict[str, tuple[Claim, dict[str, Any]]] = {
    "what was is forgotten": (rewinding_gives_what_stood_there, {"taken_back": _what_was_is_forgotten}),
    "moves stay": (rewinding_gives_what_stood_there, {"taken_back": _moves_stay}),
    "what came back stays in": (rewinding_gives_what_stood_there, {"taken_back": _out_stays}),
    "words put aside are taken from the page": (rewinding_gives_what_stood_there, {"taken_back": _aside_is_unwritten}),
    "the earliest change goes first": (
        rewinding_gives_what_stood_there,
        {"sorted": lambda log, key: list(log)},
    ),
    "words stay": (going_back_brings_everything_back_but_who_may_read_it, {"_words_back": _no_words_back}),
    "words come back in the name of who went back": (
        going_back_brings_everything_back_but_who_may_read_it,
        {"_words_back": _in_ones_own_name},
    ),
    "pages taken out stay out": (
        going_back_brings_everything_back_but_who_may_read_it,
        {"_pages_back": _without(BringBack)},
    ),
    "new pages stay": (going_back_brings_everything_back_but_who_may_read_it, {"_pages_back": _without(TakeOut)}),
    "pages stay where they are": (
        going_back_brings_everything_back_but_who_may_read_it,
        {"_pages_back": _without(Move)},
    ),
    "the way back is undone from its beginning": (
        going_back_and_undoing_that_changes_nothing,
        {"undone": _in_the_first_order},
    ),
    "undo takes away": (
        undoing_an_act_brings_back_what_was_there,
        {"undo": lambda kept, id, by: Write(id, by, "title@nl", None, 10**6)},
    ),
    "every change is an act": (
        every_act_is_one_pen_and_none_is_left_out,
        {"acts": lambda log: tuple(Act((kept, kept)) for kept in log)},
    ),
    "history tells it the other way round": (
        what_is_told_stands_there,
        {"_written": lambda *what: replace(REAL["_written"](*what), after="Iets anders.")},
    ),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_claim_falls_with_its_mutant(mutant: str) -> None:
    claim, pieces = MUTANTS[mutant]

    def falls(steps: list[Step]) -> bool:
        try:
            claim(evening(steps))
        except (AssertionError, WordsPicturesError):
            return True
        return False

    with patch.multiple(history, create=True, **pieces):
        if "acts" in pieces:
            with patch.dict(globals(), acts=pieces["acts"]):
                _is_found(falls, claim, mutant)
        else:
            _is_found(falls, claim, mutant)


def _is_found(falls: Callable[[list[Step]], bool], claim: Claim, mutant: str) -> None:
    try:
        find(STEPS, falls, settings=SEARCH)
    except NoSuchExample:
        pytest.fail(f"{claim.__name__} holds although {mutant}")


def test_every_claim_has_a_mutant() -> None:
    assert {claim for claim, _ in MUTANTS.values()} == set(CLAIMS)


# --- what an evening does not show, one by one -------------------------------------------------------------------------

NIGHT, NL = "scenes/s2/words", "scenes/s2/words@nl"


@pytest.fixture
def document() -> Document:
    return evening([]).document


def lines(document: Document, *changes: Change) -> list[tuple[str, str]]:
    """What is told of some changes made now: (kind, place) of each line."""
    after, log = _kept(document, list(changes))
    found = []
    for act in acts(log):
        before = history.rewound(after, log, act.first - 1)
        found += [(line.kind, line.place) for line in told(act, before, history.rewound(after, log, act.last), STORY)]
    return found


def write(address: str, value: Any, by: str = "kasia", pen: str = "t.1") -> Write:
    return Write(pen, by, address, value, 10**6)


@pytest.mark.parametrize(
    ("address", "value", "kind"),
    [
        (NL, "Anders.", "words"),
        (NL, None, "words"),
        ("scenes/s2/heading@nl", "De nacht", "heading"),
        ("title@nl", "Een ander verhaal", "title"),
        ("scenes/s2@audience", {"for": ["adults"]}, "audience"),
        ("scenes/s2/words@audience", {"for": ["adults"]}, "audience"),
        ("scenes/s2/picture@value", {"id": "a" * 32, "width": 4, "height": 3}, "picture"),
        ("scenes/s2/picture@nl", "Mama bij de deur", "described"),
        ("people@value", ["kasia"], "people"),
        ("children@value", ["mila"], "people"),
        ("languages@value", ["nl", "ar"], "setting"),
        ("look@value", "young", "setting"),
        ("knows@nl", "Mila weet het.", "thoughts"),
        (f"{NL}.kasia", "Zo was het.", "words"),
    ],
)
def test_each_kind_of_writing_is_told_by_its_name(document: Document, address: str, value: Any, kind: str) -> None:
    assert lines(document, write(address, value)) == [(kind, address.partition("@")[0])]


def test_what_nobody_sees_is_not_told(document: Document) -> None:
    assert lines(document, write("scenes/s2/kind@value", "good")) == []


def test_pages_added_moved_doubled_taken_out_and_brought_back(document: Document) -> None:
    assert lines(document, Add("t.1", "kasia", "scenes", "s9", None)) == [("added", "scenes/s9")]
    assert lines(document, Move("t.1", "kasia", "scenes", "s2", None)) == [("moved", "scenes/s2")]
    assert lines(document, TakeOut("t.1", "kasia", "scenes", "s2", 99)) == [("taken_out", "scenes/s2")]
    assert lines(document, BringBack("t.1", "kasia", "scenes", "s3", None)) == [("brought_back", "scenes/s3")]
    assert lines(document, *doubled(document, "scenes", "s1", "copy", "d", "kasia")) == [("doubled", "scenes/copy")]


def test_a_form_about_the_story_is_told_field_by_field(document: Document) -> None:
    changes = [write("title@nl", "Anders", pen="f.1"), write("people@value", ["kasia"], pen="f.2")]
    assert lines(document, *changes) == [("title", "title"), ("people", "people")]


def test_a_telling_is_one_thing_and_so_is_a_change_to_it(document: Document) -> None:
    added = [Add("t.1", "kasia", "tellings", "t1", None), write("tellings/t1/told_on@value", "2027-03-09", pen="t.2")]
    asked = write("tellings/t1/questions@nl", "Waarom?", pen="u.1")
    assert lines(document, *added, asked) == [("told", "tellings/t1"), ("told", "tellings/t1/questions")]


def test_a_story_that_began_is_told_in_one_line() -> None:
    log = evening([]).log
    assert told(Act((log[0],)), EMPTY, replayed(EMPTY, log[:1]), STORY) == (Line("begun", ""),)


def test_keeping_both_is_one_thing_and_making_one_text_of_it_too(document: Document) -> None:
    kasia = written(document, (NL, "Ik was boven."), by="kasia")
    both, log = _kept(kasia, both_kept(kasia, Write("r.1", "rita", NL, "Er was niemand.", kasia.revision), "b"))
    (line,) = told(Act(tuple(log)), kasia, both, STORY)
    assert (line.kind, line.place, line.language) == ("both", NIGHT, "nl")
    assert line.before == "Ik was boven."
    assert line.after == {"kasia": "Ik was boven.", "rita": "Er was niemand."}
    one, log = _kept(both, one_text(both, NIGHT, "nl", "Samen.", by=TOGETHER, pen="o", seen=both.revision))
    (line,) = told(Act(tuple(log)), both, one, STORY)
    assert (line.kind, line.after) == ("one_text", "Samen.")
    assert line.before == {"kasia": "Ik was boven.", "rita": "Er was niemand."}


POLISH = f"{NIGHT}@pl"


def translated(document: Document, *changes: Change, how: str = "interpreter") -> tuple[Document, list[Kept]]:
    """The document with the changes, each with what is remembered of how it was translated, as the store keeps it."""
    log: list[Kept] = []
    for change in changes:
        before = document
        document, kept = _kept(document, [change])
        document, facts = _kept(document, facts_of(before, change, Making(how)))
        log += kept + facts
    return document, log


def hands(before: Document, log: list[Kept], after: Document) -> list[tuple[str, str, str]]:
    return [(one.kind, one.language, one.hand) for one in told(Act(tuple(log)), before, after, STORY)]


@pytest.mark.parametrize(
    ("how", "by", "hand"),
    [
        ("interpreter", "kasia", "interpreter"),
        ("worker", "kasia", "worker"),
        ("program", "kasia", "program"),
        ("family", "kasia", "family"),
        ("family", "rita", "rita"),
    ],
)
def test_a_translation_is_told_with_who_made_it_and_not_as_words_of_who_said_it(
    document: Document, how: str, by: str, hand: str
) -> None:
    said = written(document, (NL, "Ik was boven."), by="kasia")
    after, log = translated(said, write(POLISH, "Byłam na górze.", by=by), how=how)
    assert len(acts(log)) == 1
    assert hands(said, log, after) == [("words", "pl", hand)]
    gone, log = translated(after, write(POLISH, None, by=by, pen="u.1"), how=how)
    assert hands(after, log, gone) == [("translation_gone", "pl", "")]


def test_two_views_translated_at_one_go_are_not_told_as_two_that_were_kept(document: Document) -> None:
    kasia = written(document, (NL, "Ik was boven."), by="kasia")
    both, _ = _kept(kasia, both_kept(kasia, Write("r.1", "rita", NL, "Er was niemand.", kasia.revision), "b"))
    made = [
        write(f"{POLISH}.{one}", f"Po polsku: {one}.", by=one, pen=f"t.{n}") for n, one in ((1, "kasia"), (2, "rita"))
    ]
    after, log = translated(both, *made)
    assert hands(both, log, after) == [("words", "pl", "interpreter")] * 2


def test_that_a_translation_fits_or_was_looked_over_is_told_where_it_makes_a_difference(document: Document) -> None:
    said = written(document, (NL, "Ik was boven."), by="kasia")
    polish, _ = translated(said, write(POLISH, "Byłam na górze."))
    changed = written(polish, (NL, "Ik was bóven."), by="kasia")
    fits = still_right(changed, NIGHT, "pl", id="s.1", by="kasia")
    assert fits is not None
    fitting, log = _kept(changed, [fits])
    assert hands(changed, log, fitting) == [("fits", "pl", "")]
    day = datetime.date(2027, 3, 22)
    looked_over, log = _kept(fitting, [checked(fitting, NIGHT, "pl", who="Anna", on=day, id="c.1", by="kasia")])
    assert hands(fitting, log, looked_over) == [("checked", "pl", "Anna")]
    back, log = _kept(looked_over, history.undone(Act(tuple(log)), [], "u", "lotte"))
    assert (standing(back, NIGHT, "pl").kind, hands(looked_over, log, back)) == ("unchecked", [])
    stale, log = _kept(back, [checked(back, NIGHT, "pl", who="Anna", on=day, id="d.1", by="kasia", same="0" * 24)])
    assert hands(back, log, stale) == []


def test_keeping_both_is_undone_at_one_go(document: Document) -> None:
    kasia = written(document, (NL, "Ik was boven."), by="kasia")
    both, log = _kept(kasia, both_kept(kasia, Write("r.1", "rita", NL, "Er was niemand.", kasia.revision), "b"))
    back, _ = _kept(both, history.undone(Act(tuple(log)), [], "u", "lotte"))
    assert _words_standing(back) == _words_standing(kasia)
    written_since = written(both, (f"{NL}.rita", "Er was toch iemand."), by="rita")
    with pytest.raises(Overtaken):
        _kept(written_since, history.undone(Act(tuple(log)), [], "u", "lotte"))


def test_a_doubled_page_is_undone_at_one_go_until_somebody_writes_in_it(document: Document) -> None:
    twice, log = _kept(document, doubled(document, "scenes", "s1", "copy", "d", "kasia"))
    undo = history.undone(Act(tuple(log)), [], "u", "lotte")
    assert stood(_kept(twice, undo)[0])[0] == stood(document)[0]
    with pytest.raises(Overtaken):
        _kept(written(twice, ("scenes/copy/words@nl", "Nieuw.")), undo)


def test_a_page_that_was_moved_since_is_not_moved_back(document: Document) -> None:
    moved, log = _kept(document, [Move("m.1", "kasia", "scenes", "s2", None)])
    _, since = _kept(moved, [Move("n.1", "tomek", "scenes", "s2", "s1")])
    with pytest.raises(Overtaken):
        history.undone(Act(tuple(log)), since, "u", "lotte")
    assert history.undone(Act(tuple(log)), [], "u", "lotte")


def test_what_was_wiped_does_not_come_back_by_going_back(document: Document) -> None:
    after, log = _kept(document, [write(NL, "Nieuwe woorden.")])
    then = history.rewound(after, [with_wiped_was(log[0])], document.revision)
    assert then.entries[NL] == Entry(None, document.version(NL), "lotte", WIPED)
    assert history.changes_back(after, then, STORY, pen="b", by="lotte") == []


def test_going_back_opens_nothing_to_anybody(document: Document) -> None:
    hidden = written(document, ("scenes/s2@audience", {"for": ["adults"]}), (NL, "Voor ons, volwassenen."))
    opened = written(
        hidden, ("scenes/s2@audience", {"for": ["everyone"]}), (NL, "Voor allemaal."), ("people@value", ["rita"])
    )
    for now, then in ((opened, hidden), (hidden, document), (opened, document)):
        back = changed(now, *history.changes_back(now, then, STORY, pen="b", by="lotte"))
        for place in ("scenes/s2", "people"):
            assert back.entry(f"{place}@audience") == now.entry(f"{place}@audience")
        assert back.ids("people") == now.ids("people")
    assert changed(opened, *history.changes_back(opened, hidden, STORY, pen="b", by="lotte")).words(NIGHT, "nl") == (
        "Voor allemaal."
    )


def test_a_page_with_other_readers_now_stays_out_and_stays_in(document: Document) -> None:
    adults = ("scenes/s2@audience", {"for": ["adults"]})
    taken_out = changed(written(document, adults), TakeOut("t.1", "kasia", "scenes", "s2", 10**6))
    assert history.changes_back(taken_out, document, STORY, pen="b", by="lotte") == []
    added = changed(document, Add("t.1", "kasia", "scenes", "s9", None))
    hidden = written(added, ("scenes/s9@audience", {"for": ["adults"]}))
    assert history.changes_back(hidden, document, STORY, pen="b", by="lotte") == []


def test_what_was_told_stays_told(document: Document) -> None:
    told_since = written(with_items(document, "tellings", "t1"), ("tellings/t1/questions@nl", "Waarom?"))
    assert history.changes_back(told_since, document, STORY, pen="b", by="lotte") == []


def test_going_back_to_now_is_no_change(document: Document) -> None:
    assert history.changes_back(document, document, STORY, pen="b", by="lotte") == []


@given(st.permutations(["s1", "s2", "a", "b", "c"]), st.permutations(["s1", "s2", "a", "b", "c"]), st.integers(0, 5))
def test_pages_come_back_into_any_order(now: list[str], then: list[str], missing: int) -> None:
    document = replace(EMPTY, revision=9, order={"scenes": tuple(now)})
    target = replace(document, order={"scenes": tuple(then[missing:])})
    back = changed(document, *history.changes_back(document, target, STORY, pen="b", by="lotte"))
    assert back.order.get("scenes", ()) == tuple(then[missing:])
    forth = changed(back, *history.changes_back(back, document, STORY, pen="c", by="lotte"))
    assert forth.order["scenes"] == tuple(now)
