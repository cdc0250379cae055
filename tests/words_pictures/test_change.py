"""Several people write one story, on tablets that do not know of each other, over a network that repeats, delays and loses.

Each claim about such an evening is tested on many evenings, and each falls on evenings of a mutant of the rules: a claim that cannot
fall says nothing (core.md 2).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from words_pictures import change as rules
from words_pictures.change import (
    JUDGE,
    TOGETHER,
    WIPED,
    Add,
    Applied,
    BringBack,
    Change,
    Kept,
    Move,
    Overtaken,
    TakeOut,
    Write,
    doubled,
    pen_of,
)
from words_pictures.definition import MOST_ITEMS, definitions
from words_pictures.document import Document, Entry, from_json, to_json
from words_pictures.errors import BadDocument, NotSaid, TooLong, WordsPicturesError

STORY = definitions()["words-and-pictures"]
EMPTY = Document("5701", STORY.id)
WRITERS = ("kasia", "lotte", "tomek")
PLACES = ("scenes/s1/words@nl", "title@nl", "scenes/s2/words@nl", "scenes/s1/heading@nl")
SEEDS: tuple[Change, ...] = (
    Add("seed1.1", "lotte", "scenes", "s1", None),
    Add("seed2.1", "lotte", "scenes", "s2", "s1"),
    Add("seed3.1", "lotte", "scenes", "s3", "s2"),
    Write("seed4.1", "kasia", "scenes/s1/words@nl", "Jullie wonen boven de bakker.", 0),
    Write("seed5.1", "lotte", "scenes/s2/words@nl", "Oskar had koorts.", 0),
    Write("seed6.1", "lotte", "title@nl", "Het verhaal van Mila", 0),
    TakeOut("seed7.1", "lotte", "scenes", "s3", 9),
)


Step = tuple[str, int, int, int, bool]
"""An act, by whom, where, what, and how: each act reads them in its own way."""


@dataclass
class Editor:
    """A passage opened for writing: one pen, counting up; what its writer had seen; in whose voice."""

    pen: str
    address: str
    seen: int
    n: int = 0


@dataclass(frozen=True)
class Answer:
    """One change as it arrived, and what came of it."""

    change: Change
    before: Document
    after: Document
    kept: Kept | None = None
    refusal: WordsPicturesError | None = None
    first: Kept | None = None
    """What was kept when the same change arrived for the first time."""
    after_wiping: bool = False


@dataclass
class Evening:
    """One story, its log, and everybody's answers: the store and the tablets, without a network between them."""

    document: Document = EMPTY
    log: list[Kept] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    late: list[Write] = field(default_factory=list)
    editors: dict[tuple[int, str], Editor] = field(default_factory=dict)
    pages: list[int] = field(default_factory=lambda: [0, 0, 0])
    wiped: set[int] = field(default_factory=set)
    pens: int = 0

    def deliver(self, change: Change, first: Answer | None = None) -> Answer:
        before, known = self.document, first.kept if first else None
        gone = known is not None and known.revision in self.wiped
        try:
            applied = rules.apply(before, change, STORY, self._earlier(change))
        except WordsPicturesError as refusal:
            answer = Answer(change, before, before, None, refusal, known, gone)
        else:
            self.document = applied.document
            if applied.kept:
                rest = [kept for kept in self.log if kept.revision != applied.kept.replaces]
                self.log = sorted([*rest, applied.kept], key=lambda kept: kept.revision)
            answer = Answer(change, before, applied.document, applied.kept, None, known, gone)
        self.answers.append(answer)
        return answer

    def _earlier(self, change: Change) -> Kept | None:
        pen, _ = pen_of(change.id)
        own = [kept for kept in self.log if pen_of(kept.change.id)[0] == pen]
        return max(own, key=lambda kept: (pen_of(kept.change.id)[1], kept.revision), default=None)

    def step(self, act: str, who: int, where: int, what: int, flag: bool) -> None:
        getattr(self, act)(who, where, what, flag)

    def look(self, who: int, where: int, what: int, flag: bool) -> None:
        self.pages[who] = self.document.revision
        if flag:
            self.editors = {at: editor for at, editor in self.editors.items() if at[0] != who}

    def write(self, who: int, where: int, what: int, flag: bool) -> None:
        address = PLACES[where % len(PLACES)]
        editor = self.editors.setdefault((who, address), Editor(self._pen(), address, self.pages[who]))
        editor.n += 1
        words = [None, "Ja.", f"{WRITERS[who]} zegt {self.pens}.{editor.n}"][min(what, 2)]
        by = TOGETHER if what == 5 else WRITERS[who]
        change = Write(f"{editor.pen}.{editor.n}", by, address, words, editor.seen)
        if flag:
            self.late.append(change)
        else:
            self._send(change, who, is_answer_lost=what == 4)

    def _send(self, change: Write, who: int, is_answer_lost: bool) -> None:
        answer = self.deliver(change)
        editor = self.editors[who, change.address]
        if isinstance(answer.refusal, Overtaken):
            self.deliver(rules.put_aside(change))
            del self.editors[who, change.address]
            self.pages[who] = self.document.revision
        elif not is_answer_lost:
            editor.seen = answer.after.revision

    def arrive(self, who: int, where: int, what: int, flag: bool) -> None:
        if self.late:
            self.deliver(self.late.pop(what % len(self.late)))

    def again(self, who: int, where: int, what: int, flag: bool) -> None:
        if not self.answers:
            return
        first = self.answers[-1 - (where * 6 + what) % len(self.answers)]
        change, earlier, kept = first.change, self._earlier(first.change), first.first or first.kept
        is_newest = earlier is not None and kept is not None and earlier.revision == kept.revision
        if flag and is_newest and isinstance(change, Write | TakeOut):
            change = replace(change, seen=self.document.revision)
        self.deliver(change, replace(first, kept=kept))

    def otherwise(self, who: int, where: int, what: int, flag: bool) -> None:
        writes = [answer.change for answer in self.answers if isinstance(answer.change, Write)]
        if writes:
            said = writes[-1 - (where * 6 + what) % len(writes)]
            seen = self.document.revision if flag else said.seen
            self.deliver(replace(said, value=f"anders gezegd {self.pens} {len(self.answers)}", seen=seen))

    def add(self, who: int, where: int, what: int, flag: bool) -> None:
        item = f"n{self.pens}" if flag else f"s{1 + what % 4}"
        self.deliver(Add(f"{self._pen()}.1", WRITERS[who], "scenes", item, self._scene(where)))

    def move(self, who: int, where: int, what: int, flag: bool) -> None:
        item, after = self._scene(what) or "s1", None if flag else self._scene(where)
        self.deliver(Move(f"{self._pen()}.1", WRITERS[who], "scenes", item, after))

    def take_out(self, who: int, where: int, what: int, flag: bool) -> None:
        item = self._scene(what) or "s1"
        self.deliver(TakeOut(f"{self._pen()}.1", WRITERS[who], "scenes", item, self.pages[who]))

    def bring_back(self, who: int, where: int, what: int, flag: bool) -> None:
        out = self.document.taken_out("scenes")
        item = out[what % len(out)].id if out else "s1"
        self.deliver(BringBack(f"{self._pen()}.1", WRITERS[who], "scenes", item, self._scene(where)))

    def undo(self, who: int, where: int, what: int, flag: bool) -> None:
        if self.log:
            kept = self.log[-1 - (where * 6 + what) % len(self.log)]
            if not _is_past_undoing(kept):
                self.deliver(rules.undo(kept, f"{self._pen()}.1", WRITERS[who]))

    def wipe(self, who: int, where: int, what: int, flag: bool) -> None:
        words = [kept for kept in self.log if isinstance(kept.change, Write)]
        past = [kept for kept in words if self.document.version(_address(kept)) != kept.revision]
        if not past:
            return
        gone = past[-1 - (where * 6 + what) % len(past)]
        self.wiped.add(gone.revision)
        for n, kept in enumerate(self.log):
            if kept.revision == gone.revision:
                self.log[n] = rules.wiped(kept)
            elif _found(kept, gone):
                self.log[n] = rules.with_wiped_was(kept)

    def nonsense(self, who: int, where: int, what: int, flag: bool) -> None:
        address, value = [
            ("title@nl", "x" * 81),
            ("scenes/s1/words@nl", "een\x00nul"),
            ("scenes/s1/weather@value", "regen"),
            ("title@value", "welke taal?"),
            ("scenes/s1/words@nl.zoe", "in de naam van een ander"),
            ("people@value", "kasia"),
        ][what]
        self.deliver(Write(f"{self._pen()}.1", WRITERS[who], address, value, self.document.revision))

    def _scene(self, nth: int) -> str | None:
        scenes = (*self.document.order.get("scenes", ()), *(item.id for item in self.document.taken_out("scenes")))
        return scenes[nth % len(scenes)] if scenes else None

    def _pen(self) -> str:
        self.pens += 1
        return f"p{self.pens}"


ACTS = (
    *("write",) * 5,
    *("look", "arrive", "again", "otherwise", "add", "move", "take_out", "bring_back", "undo", "wipe", "nonsense"),
)


def _steps(chance: bytes) -> list[Step]:
    # Three bytes a step: which act; who and where; what and how. Ten times as quick as drawing each by itself.
    return [
        (ACTS[act % len(ACTS)], place % 3, place // 3 % 4, how % 6, bool(how // 6 % 2))
        for act, place, how in zip(*[iter(chance)] * 3, strict=False)
    ]


STEPS = st.binary(min_size=30, max_size=150).map(_steps)
"""At least ten steps, on a story that is there already: on an empty one nearly every change has nothing to meet."""


def evening(steps: list[Step]) -> Evening:
    told = Evening()
    for change in SEEDS:
        told.deliver(change)
    told.pages = [told.document.revision] * 3
    for step in steps:
        told.step(*step)
    return told


def _address(kept: Kept) -> str:
    assert isinstance(kept.change, Write)
    return kept.change.address


def _is_aside(kept: Kept) -> bool:
    return isinstance(kept.change, Write) and kept.change.aside


def _is_past_undoing(kept: Kept) -> bool:
    return _is_aside(kept) or (isinstance(kept.was, Entry) and kept.was.pen == WIPED)


def _found(kept: Kept, earlier: Kept) -> bool:
    is_word = isinstance(kept.change, Write) and kept.change.address == _address(earlier)
    return is_word and isinstance(kept.was, Entry) and kept.was.version == earlier.revision


def _ids(document: Document) -> list[str]:
    return [item.id for item in document.items("scenes")]


def _through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _kept_writes(told: Evening) -> Iterator[tuple[Answer, Write, Entry | None]]:
    for answer in told.answers:
        if answer.kept is not None and isinstance(answer.kept.change, Write) and not answer.kept.change.aside:
            yield answer, answer.kept.change, answer.before.entry(answer.kept.change.address)


# What is claimed of every evening.


def the_document_stays_valid(told: Evening) -> None:
    for address, entry in told.document.entries.items():
        STORY.check_write(address, entry.value)
        assert 0 < entry.version <= told.document.revision
    assert from_json(_through_json(to_json(told.document))) == told.document


def every_item_ever_made_stands_once_or_can_come_back(told: Evening) -> None:
    made = {f"scenes/{kept.change.item}" for kept in told.log if isinstance(kept.change, Add)}
    standing = [item.place for item in told.document.items("scenes")]
    assert len(standing) == len(set(standing))
    assert set(standing) | set(told.document.out) == made
    assert not set(standing) & set(told.document.out)


def nobodys_words_are_covered_by_one_who_has_not_seen_them(told: Evening) -> None:
    for _, change, standing in _kept_writes(told):
        own = standing is not None and pen_of(standing.pen)[0] == pen_of(change.id)[0]
        assert standing is None or own or standing.version <= change.seen


def an_own_older_write_never_covers_a_later_one(told: Evening) -> None:
    for _, change, standing in _kept_writes(told):
        (pen, n), (other, said) = pen_of(change.id), pen_of(standing.pen if standing else "none.0")
        assert pen != other or said < n


def no_scene_is_taken_out_with_words_that_were_not_seen(told: Evening) -> None:
    for answer in told.answers:
        change = answer.change
        if isinstance(change, TakeOut) and answer.kept:
            inside = answer.before.under(f"scenes/{change.item}")
            assert all(entry.version <= change.seen for _, entry in inside)


def an_editor_is_never_in_conflict_with_itself(told: Evening) -> None:
    for answer in told.answers:
        if isinstance(answer.change, Write) and isinstance(answer.refusal, Overtaken) and answer.refusal.theirs:
            (pen, n), (other, said) = pen_of(answer.change.id), pen_of(answer.refusal.theirs.pen)
            assert pen != other or said == n


def one_who_is_overtaken_gets_the_others_words(told: Evening) -> None:
    for answer in told.answers:
        refusal = answer.refusal
        if isinstance(refusal, Overtaken):
            is_there = answer.before.stands(refusal.address.partition("@")[0])
            assert refusal.theirs == (answer.before.entry(refusal.address) if is_there else None)
            assert (refusal.theirs is not None) == is_there
            assert refusal.change.value == answer.change.value if isinstance(answer.change, Write) else True


def every_acknowledged_wording_is_kept(told: Evening) -> None:
    for nth, answer in enumerate(told.answers):
        change = answer.change
        if isinstance(change, Write) and change.value is not None and answer.refusal is None:
            assert _is_kept(told, change, _id_said_under(answer, change), told.answers[nth + 1 :]), change


def _id_said_under(answer: Answer, change: Write) -> str:
    # Words that stood there already are those of the pen that wrote them; they go when that pen goes on.
    stood = answer.before.entry(change.address)
    is_others = stood is not None and pen_of(stood.pen)[0] != pen_of(change.id)[0]
    return stood.pen if stood and is_others and stood.value == change.value and not answer.kept else change.id


def _is_kept(told: Evening, change: Write, said_under: str, since: list[Answer]) -> bool:
    pen, n = pen_of(said_under)
    standing = told.document.entry(change.address)
    writes = [kept for kept in told.log if isinstance(kept.change, Write) and kept.change.address == change.address]
    kept = [value for one in writes for value in (one.change.value, one.was.value if isinstance(one.was, Entry) else 0)]
    said_later = any(
        isinstance(other.change, Write)
        and other.change.address == change.address
        and other.refusal is None
        and pen_of(other.change.id)[0] == pen
        and (pen_of(other.change.id)[1] > n or (other.change.id == said_under and other.kept and other in since))
        for other in told.answers
    )
    is_wiped = any(
        (answer.change.address, answer.change.value) == (change.address, change.value)
        for answer in told.answers
        if isinstance(answer.change, Write) and answer.kept and answer.kept.revision in told.wiped
    )
    return (standing is not None and standing.value == change.value) or change.value in kept or said_later or is_wiped


def history_says_what_stood_there_before(told: Evening) -> None:
    document = EMPTY
    for kept in told.log:
        if isinstance(kept.change, Write) and not kept.change.aside:
            standing = document.entry(kept.change.address)
            if isinstance(kept.was, Entry) and kept.was.pen == WIPED:
                assert standing is not None
                assert kept.was == replace(standing, value=None, pen=WIPED)
            else:
                assert kept.was == standing
        elif isinstance(kept.change, BringBack):
            assert kept.was == document.out[f"scenes/{kept.change.item}"]
        elif isinstance(kept.change, Move | TakeOut):
            ids = document.order["scenes"]
            assert kept.was == (None, *ids)[ids.index(kept.change.item)]
        document = rules.replayed(document, [kept])


def history_holds_one_wording_for_each_stay_in_a_passage(told: Evening) -> None:
    for address in {_address(kept) for kept in told.log if isinstance(kept.change, Write)}:
        stays = [
            (pen_of(kept.change.id)[0], kept.change.by)
            for kept in told.log
            if isinstance(kept.change, Write) and kept.change.address == address and not kept.change.aside
        ]
        assert all(one != next_one for one, next_one in pairwise(stays))


def undo_brings_back_what_was_there(told: Evening) -> None:
    for answer in told.answers:
        kept = answer.kept
        if kept is None or _is_past_undoing(kept):
            continue
        back = rules.apply(answer.after, rules.undo(kept, "undo.1", "tomek"), STORY).document
        assert _ids(back) == _ids(answer.before)
        if isinstance(kept.change, Write):
            stood = kept.was if kept.replaces else answer.before.entry(kept.change.address)
            now = back.entry(kept.change.address)
            assert (now.value if now else None) == (stood.value if isinstance(stood, Entry) else None)
            assert now is None or now.value is None or not isinstance(stood, Entry) or now.by == stood.by


def words_put_aside_stand_nowhere_and_are_kept(told: Evening) -> None:
    for nth, answer in enumerate(told.answers):
        change = answer.change
        if isinstance(change, Write) and change.aside and answer.refusal is None:
            assert (answer.after.entries, answer.after.order) == (answer.before.entries, answer.before.order)
            later = [one.change for one in told.answers[nth:] if isinstance(one.change, Write) and one.change.aside]
            words = {one.change.value for one in told.log if _is_aside(one)}
            gone = any(one.revision in told.wiped for one in told.log if _is_aside(one))
            went_on = any(pen_of(one.id)[0] == pen_of(change.id)[0] and one.id != change.id for one in later)
            assert change.value is None or change.value in words or gone or went_on


def replaying_the_log_gives_the_same_document(told: Evening) -> None:
    log = [(kept.revision, _through_json(rules.kept_to_json(kept))) for kept in told.log]
    assert rules.replayed(EMPTY, [rules.kept_from_json(*one) for one in log]) == told.document


def a_kept_change_survives_json(told: Evening) -> None:
    for kept in told.log:
        content = _through_json(rules.kept_to_json(kept))
        assert rules.kept_from_json(kept.revision, content) == replace(kept, replaces=None)


def a_repeated_change_has_no_second_effect(told: Evening) -> None:
    for answer in told.answers:
        if answer.first is not None:
            if answer.kept is not None and _is_aside(answer.kept) and answer.kept.change.id != answer.change.id:
                continue  # other words under a number that was used: they may lie aside twice, and stand nowhere
            assert answer.kept is None
            assert answer.after == answer.before
            assert answer.refusal is None or answer.after_wiping or answer.first.change.id != answer.change.id


def revisions_rise_by_one(told: Evening) -> None:
    for answer in told.answers:
        if answer.kept is None:
            assert answer.after is answer.before
        elif answer.kept.replaces == answer.kept.revision:
            assert answer.after.revision == answer.before.revision
        else:
            assert answer.after.revision == answer.kept.revision == answer.before.revision + 1
    revisions = [kept.revision for kept in told.log]
    assert revisions == sorted(set(revisions))


def writing_what_already_stands_is_no_change(told: Evening) -> None:
    for answer, change, standing in _kept_writes(told):
        is_same = standing is not None and (standing.value, standing.by) == (change.value, change.by)
        assert not is_same or answer.after.revision == answer.before.revision


def wiped_words_are_gone_and_do_not_come_back(told: Evening) -> None:
    for kept in told.log:
        if kept.revision in told.wiped:
            assert isinstance(kept.change, Write)
            assert kept.change.value is None
            assert not [later for later in told.log if _found(later, kept) and later.was.value is not None]  # type: ignore[union-attr]
    for answer in told.answers:
        if answer.after_wiping and answer.first and answer.first.change.id == answer.change.id:
            assert answer.after == answer.before


Claim = Callable[[Evening], None]
CLAIMS: tuple[Claim, ...] = (
    the_document_stays_valid,
    every_item_ever_made_stands_once_or_can_come_back,
    nobodys_words_are_covered_by_one_who_has_not_seen_them,
    an_own_older_write_never_covers_a_later_one,
    no_scene_is_taken_out_with_words_that_were_not_seen,
    an_editor_is_never_in_conflict_with_itself,
    one_who_is_overtaken_gets_the_others_words,
    every_acknowledged_wording_is_kept,
    history_says_what_stood_there_before,
    history_holds_one_wording_for_each_stay_in_a_passage,
    undo_brings_back_what_was_there,
    words_put_aside_stand_nowhere_and_are_kept,
    replaying_the_log_gives_the_same_document,
    a_kept_change_survives_json,
    a_repeated_change_has_no_second_effect,
    revisions_rise_by_one,
    writing_what_already_stands_is_no_change,
    wiped_words_are_gone_and_do_not_come_back,
)
STEADY = settings(
    derandomize=True, database=None, deadline=None, max_examples=200, suppress_health_check=list(HealthCheck)
)
SEARCH = settings(STEADY, max_examples=3000, phases=[Phase.generate])


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_on_every_evening(claim: Claim) -> None:
    @STEADY
    @given(STEPS)
    def holds(steps: list[Step]) -> None:
        claim(evening(steps))

    holds()


REAL = SimpleNamespace(**{name: value for name, value in vars(rules).items() if callable(value)})


def _nothing_is_remembered(document: Document, change: Change, definition: Any, earlier: Any = None) -> Applied:
    return REAL.apply(document, change, definition, None)


def _own_order_is_forgotten(standing: Entry, change: Write) -> int | None:
    return None if REAL._said_here(standing, change) is None else -1


def _all_was_seen(document: Document, change: TakeOut) -> Applied:
    return REAL._taken_out(document, replace(change, seen=10**9))


def _whatever_stood_between(earlier: Kept, change: Write, standing: Entry) -> bool:
    return isinstance(earlier.change, Write) and earlier.change.address == change.address


def _the_same_again_is_kept(document: Document, change: Write, earlier: Kept | None) -> Applied:
    applied = REAL._written(document, change, earlier)
    if applied.kept is not None:
        return applied
    kept = Kept(document.revision + 1, change, document.entry(change.address))
    return Applied(REAL._put(document, kept), kept)


def _what_was_is_forgotten(document: Document, change: Write, earlier: Kept | None) -> Applied:
    applied = REAL._written(document, change, earlier)
    return replace(applied, kept=replace(applied.kept, was=None)) if applied.kept else applied


def _overtaken_with_empty_hands(document: Document, change: Write, earlier: Kept | None) -> Applied:
    try:
        return REAL._written(document, change, earlier)
    except Overtaken as refusal:
        raise Overtaken(change, None, change.address) from refusal


def _undone_by_taking_away(kept: Kept, id: str, by: str) -> Change:
    back = REAL.undo(kept, id, by)
    return replace(back, value=None) if isinstance(back, Write) else back


def _undone_in_ones_own_name(kept: Kept, id: str, by: str) -> Change:
    return replace(REAL.undo(kept, id, by), by=by)


def _aside_comes_to_stand(document: Document, kept: Kept) -> Document:
    return REAL._put(document, replace(kept, change=replace(kept.change, aside=False)) if _is_aside(kept) else kept)


def _since_when_it_was_out_is_forgotten(document: Document, change: BringBack) -> Applied:
    applied = REAL._brought_back(document, change)
    return replace(applied, kept=replace(applied.kept, was=None)) if applied.kept else applied


def _out_is_forgotten(document: Document, kept: Kept) -> Document:
    return replace(REAL._put(document, kept), out={})


def _added_again(document: Document, change: Add) -> Applied:
    return REAL._keep(document, change, was=None)


def _the_clock_stands_still(document: Document, change: Change, was: str | None) -> Applied:
    kept = Kept(document.revision, change, was)
    return Applied(REAL._put(document, kept), kept)


def _wiped_without_a_trace(kept: Kept) -> Kept:
    return replace(REAL.wiped(kept), wiped=False)


def _the_neighbour_is_not_written_down(kept: Kept) -> dict[str, Any]:
    content = REAL.kept_to_json(kept)
    return {**content, "change": {**content["change"], **({"after": None} if "after" in content["change"] else {})}}


def _what_was_is_not_written_down(kept: Kept) -> dict[str, Any]:
    return {**REAL.kept_to_json(kept), "was": None}


MUTANTS: dict[str, tuple[Claim, dict[str, Callable[..., Any]]]] = {
    "anything may be written": (the_document_stays_valid, {"_allowed": lambda *_: None}),
    "an item is added again": (undo_brings_back_what_was_there, {"_added": _added_again}),
    "what is out is forgotten": (every_item_ever_made_stands_once_or_can_come_back, {"_put": _out_is_forgotten}),
    "the last writer wins": (nobodys_words_are_covered_by_one_who_has_not_seen_them, {"_said_here": lambda *_: -1}),
    "an own older write arriving late wins": (
        an_own_older_write_never_covers_a_later_one,
        {"_is_same_place": lambda *_: False, "_said_here": _own_order_is_forgotten},
    ),
    "words nobody saw go out with their scene": (
        no_scene_is_taken_out_with_words_that_were_not_seen,
        {"_taken_out": _all_was_seen},
    ),
    "there are no pens": (an_editor_is_never_in_conflict_with_itself, {"_said_here": lambda *_: None}),
    "overtaken with empty hands": (
        one_who_is_overtaken_gets_the_others_words,
        {"_written": _overtaken_with_empty_hands},
    ),
    "other words under the same id are swallowed": (
        every_acknowledged_wording_is_kept,
        {"_is_said_again": lambda *_: True},
    ),
    "an autosave takes the place of somebody else's words": (
        history_says_what_stood_there_before,
        {"_goes_on": _whatever_stood_between},
    ),
    "what was is forgotten": (history_says_what_stood_there_before, {"_written": _what_was_is_forgotten}),
    "every autosave stays in history": (
        history_holds_one_wording_for_each_stay_in_a_passage,
        {"_goes_on": lambda *_: False},
    ),
    "undo takes away": (undo_brings_back_what_was_there, {"undo": _undone_by_taking_away}),
    "undo takes the words over": (undo_brings_back_what_was_there, {"undo": _undone_in_ones_own_name}),
    "words put aside come to stand": (words_put_aside_stand_nowhere_and_are_kept, {"_put": _aside_comes_to_stand}),
    "words put aside are dropped": (
        words_put_aside_stand_nowhere_and_are_kept,
        {"_put_aside": lambda document, *_: Applied(document, None)},
    ),
    "since when it was out is forgotten": (
        history_says_what_stood_there_before,
        {"_brought_back": _since_when_it_was_out_is_forgotten},
    ),
    "undo puts in front": (undo_brings_back_what_was_there, {"_neighbour": lambda *_: None}),
    "the log holds no neighbours": (
        replaying_the_log_gives_the_same_document,
        {"kept_to_json": _the_neighbour_is_not_written_down},
    ),
    "the log holds no former words": (a_kept_change_survives_json, {"kept_to_json": _what_was_is_not_written_down}),
    "nothing is remembered of earlier changes": (
        a_repeated_change_has_no_second_effect,
        {"apply": _nothing_is_remembered},
    ),
    "the clock stands still": (revisions_rise_by_one, {"_keep": _the_clock_stands_still}),
    "the same words again are a change": (
        writing_what_already_stands_is_no_change,
        {"_written": _the_same_again_is_kept},
    ),
    "wiping leaves no trace to know a repeat by": (
        wiped_words_are_gone_and_do_not_come_back,
        {"wiped": _wiped_without_a_trace},
    ),
    "wiped words stay where they were found": (
        wiped_words_are_gone_and_do_not_come_back,
        {"with_wiped_was": lambda kept: kept},
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

    with patch.multiple(rules, **pieces):
        try:
            find(STEPS, falls, settings=SEARCH)
        except NoSuchExample:
            pytest.fail(f"{claim.__name__} holds although {mutant}")


def test_every_claim_has_a_mutant() -> None:
    assert {claim for claim, _ in MUTANTS.values()} == set(CLAIMS)


# What an evening does not show, one by one.

NL = "scenes/s1/words@nl"


@pytest.fixture
def story() -> Document:
    return rules.replayed(EMPTY, evening([]).log)


def _applied(document: Document, change: Change, earlier: Kept | None = None) -> Applied:
    return rules.apply(document, change, STORY, earlier)


def _kept(document: Document, change: Change) -> Kept:
    kept = _applied(document, change).kept
    assert kept is not None
    return kept


def test_the_second_of_two_savers_is_shown_the_first_ones_words(story: Document) -> None:
    first = _applied(story, Write("a.1", "kasia", NL, "Boven de bakker.", story.revision)).document
    with pytest.raises(Overtaken) as refusal:
        _applied(first, Write("b.1", "lotte", NL, "Boven een winkel.", story.revision))
    assert refusal.value.theirs == Entry("Boven de bakker.", first.revision, "kasia", "a.1")
    assert refusal.value.change == Write("b.1", "lotte", NL, "Boven een winkel.", story.revision)


def test_two_savers_in_two_passages_never_meet(story: Document) -> None:
    first = _applied(story, Write("a.1", "kasia", NL, "Boven de bakker.", story.revision)).document
    both = _applied(first, Write("b.1", "lotte", "title@nl", "Thuis", story.revision)).document
    assert both.words("scenes/s1/words", "nl") == "Boven de bakker."
    assert both.words("title", "nl") == "Thuis"


def test_two_languages_of_one_passage_never_meet(story: Document) -> None:
    first = _applied(story, Write("a.1", "kasia", "title@pl", "Dom", story.revision)).document
    assert _applied(first, Write("b.1", "lotte", "title@en", "Home", story.revision)).kept


def test_words_for_a_scene_taken_out_are_refused_with_nothing_in_hand(story: Document) -> None:
    with pytest.raises(Overtaken) as refusal:
        _applied(story, Write("a.1", "kasia", "scenes/s3/words@nl", "Te laat.", story.revision))
    assert refusal.value.theirs is None


def test_a_late_write_of_the_same_pen_elsewhere_is_not_lost(story: Document) -> None:
    heading = _applied(story, Write("a.2", "kasia", "scenes/s1/heading@nl", "Thuis", story.revision))
    late = _applied(heading.document, Write("a.1", "kasia", NL, "Boven de bakker.", story.revision), heading.kept)
    assert late.document.words("scenes/s1/words", "nl") == "Boven de bakker."


def test_an_older_write_stays_behind_a_later_one_even_where_the_pen_went_on(story: Document) -> None:
    later = _applied(story, Write("a.2", "kasia", NL, "Boven de bakker.", story.revision)).document
    elsewhere = _applied(later, Write("a.3", "kasia", "title@nl", "Thuis", story.revision))
    late = _applied(elsewhere.document, Write("a.1", "kasia", NL, "Boven de", story.revision), elsewhere.kept)
    assert late == Applied(elsewhere.document, None)


def test_an_older_write_stays_behind_the_same_words_typed_again(story: Document) -> None:
    first = _applied(story, Write("a.1", "kasia", NL, "Boven de bakker.", story.revision))
    again = _applied(first.document, Write("a.3", "kasia", NL, "Boven de bakker.", story.revision), first.kept)
    late = _applied(again.document, Write("a.2", "kasia", NL, "Boven de", story.revision), again.kept)
    assert again.document.revision == first.document.revision
    assert late == Applied(again.document, None)


def test_the_same_id_with_other_words_is_a_new_change(story: Document) -> None:
    first = _applied(story, Write("a.1", "kasia", NL, "Boven de bakker.", story.revision))
    back = Write("a.1", "kasia", NL, "Boven de bakker, in de stad.", first.document.revision)
    second = _applied(first.document, back, first.kept)
    assert second.document.words("scenes/s1/words", "nl") == "Boven de bakker, in de stad."
    assert second.kept
    assert second.kept.change.id != "a.1"


def test_the_same_words_in_another_voice_are_a_change(story: Document) -> None:
    first = _applied(story, Write("a.1", "kasia", NL, "Ik ben trots op jou.", story.revision))
    ours = _applied(
        first.document, Write("a.2", TOGETHER, NL, "Ik ben trots op jou.", first.document.revision), first.kept
    )
    assert ours.kept
    assert ours.kept.replaces is None
    assert ours.document.entry(NL) == Entry("Ik ben trots op jou.", ours.document.revision, TOGETHER, "a.2")


def test_taking_nothing_away_is_no_change(story: Document) -> None:
    assert _applied(story, Write("a.1", "kasia", "title@pl", None, story.revision)) == Applied(story, None)


@pytest.mark.parametrize(
    "id", ["", "a", ".1", "a.", "a.b", "a.-1", "a.1.5", "a b.1", "a/b.1", "a.١", "a.½", f"{'a' * 79}.1", "a\x00.1"]
)
@pytest.mark.parametrize("kind", [Write, Add])
def test_what_is_no_change_id_is_refused(story: Document, id: str, kind: type[Write | Add]) -> None:
    change = Write(id, "kasia", NL, "Ja.", 99) if kind is Write else Add(id, "kasia", "scenes", "s9", None)
    with pytest.raises(NotSaid):
        _applied(story, change)


@pytest.mark.parametrize("pen", ["", "wiped.0", "no pen at all", "b.x", "b.½", "a.", "b." + "9" * 90])
def test_any_pen_in_a_document_from_elsewhere_can_be_overtaken(story: Document, pen: str) -> None:
    standing = replace(story, entries={**story.entries, NL: Entry("Van elders.", 8, "kasia", pen)}, revision=8)
    with pytest.raises(Overtaken):
        _applied(standing, Write("a.1", "lotte", NL, "Ja.", 7))
    assert _applied(standing, Write("a.1", "lotte", NL, "Ja.", 8)).kept


def test_an_item_goes_to_the_end_when_its_neighbour_is_gone(story: Document) -> None:
    moved = _applied(story, Move("a.1", "kasia", "scenes", "s1", "s3"))
    assert _ids(moved.document) == ["s2", "s1"]


def test_moving_an_item_to_where_it_stands_is_no_change(story: Document) -> None:
    assert _applied(story, Move("a.1", "kasia", "scenes", "s2", "s1")) == Applied(story, None)
    assert _applied(story, Move("a.1", "kasia", "scenes", "s1", None)) == Applied(story, None)


@pytest.mark.parametrize(
    "change",
    [
        Add("a.1", "kasia", "scenes", "s1", None),
        Add("a.1", "kasia", "scenes", "s3", None),
        TakeOut("a.1", "kasia", "scenes", "s3", 0),
        TakeOut("a.1", "kasia", "scenes", "zzz", 0),
        BringBack("a.1", "kasia", "scenes", "s1", None),
        BringBack("a.1", "kasia", "scenes", "zzz", None),
    ],
    ids=lambda change: f"{change.kind} {change.item}",
)
def test_what_is_so_already_is_no_change(story: Document, change: Change) -> None:
    assert _applied(story, change) == Applied(story, None)


@pytest.mark.parametrize(
    "change",
    [
        Add("a.1", "kasia", "chapters", "s9", None),
        Add("a.1", "kasia", "title", "s9", None),
        Add("a.1", "kasia", "scenes/s1", "s9", None),
        Add("a.1", "kasia", "scenes", "S9", None),
        Add("a.1", "kasia", "scenes", "", None),
        Add("a.1", "kasia", "scenes", "a" * 41, None),
        Move("a.1", "kasia", "", "s1", None),
        TakeOut("a.1", "kasia", "scenes/s1/words", "s1", 99),
        BringBack("a.1", "kasia", "../scenes", "s1", None),
        Write("a.1", "kasia", "scenes/s1/words", "welke taal?", 99),
        Write("a.1", "kasia", "scenes@value", [], 99),
    ],
    ids=str,
)
def test_a_change_for_which_there_is_no_place_is_refused(story: Document, change: Change) -> None:
    with pytest.raises(NotSaid):
        _applied(story, change)


def test_words_that_are_too_long_are_refused_with_both_figures(story: Document) -> None:
    with pytest.raises(TooLong) as refusal:
        _applied(story, Write("a.1", "kasia", NL, "x" * 1201, story.revision))
    assert (refusal.value.address, refusal.value.length, refusal.value.limit) == (NL, 1201, 1200)


def test_a_list_is_full_at_its_limit(story: Document) -> None:
    full = replace(story, order={"scenes": tuple(f"f{n}" for n in range(MOST_ITEMS))})
    with pytest.raises(NotSaid):
        _applied(full, Add("a.1", "kasia", "scenes", "s9", None))
    assert _applied(full, BringBack("a.1", "kasia", "scenes", "s3", None)).kept


def test_undo_is_overtaken_when_somebody_wrote_since(story: Document) -> None:
    first = _applied(story, Write("a.1", "kasia", NL, "Boven de bakker.", story.revision))
    since = _applied(first.document, Write("b.1", "lotte", NL, "Boven een winkel.", first.document.revision)).document
    assert first.kept
    with pytest.raises(Overtaken):
        _applied(since, rules.undo(first.kept, "u.1", "kasia"))


def test_undoing_an_added_scene_is_refused_once_it_has_words(story: Document) -> None:
    added = _applied(story, Add("a.1", "kasia", "scenes", "s9", None))
    assert added.kept
    said = _applied(
        added.document, Write("b.1", "lotte", "scenes/s9/words@nl", "Vos.", added.document.revision)
    ).document
    with pytest.raises(Overtaken):
        _applied(said, rules.undo(added.kept, "u.1", "kasia"))


def test_a_scene_taken_out_comes_back_with_its_words_at_its_place(story: Document) -> None:
    out = _applied(story, TakeOut("a.1", "kasia", "scenes", "s1", story.revision))
    assert out.kept
    assert _ids(out.document) == ["s2"]
    back = _applied(out.document, rules.undo(out.kept, "u.1", "kasia")).document
    assert _ids(back) == ["s1", "s2"]
    assert back.words("scenes/s1/words", "nl") == "Jullie wonen boven de bakker."


def test_of_one_pen_only_the_last_words_lie_aside(story: Document) -> None:
    first = _applied(story, Write("b.1", "kasia", NL, "Boven de bakker", 0, aside=True))
    second = _applied(first.document, Write("b.2", "kasia", NL, "Boven de bakker.", 0, aside=True), first.kept)
    assert first.kept
    assert second.kept
    assert (second.kept.replaces, second.kept.was) == (first.kept.revision, None)
    assert second.document.entries == story.entries
    other = _applied(second.document, Write("c.1", "tomek", NL, "Boven een winkel.", 0, aside=True))
    assert other.kept
    assert other.kept.replaces is None


def test_what_a_pen_said_before_it_was_overtaken_stays_in_history(story: Document) -> None:
    said = _applied(story, Write("a.1", "kasia", NL, "Boven de bakker.", story.revision))
    theirs = _applied(said.document, Write("b.1", "lotte", NL, "Boven een winkel.", said.document.revision)).document
    aside = _applied(theirs, Write("a.2", "kasia", NL, "Boven de bakker dus.", 0, aside=True), said.kept)
    assert aside.kept
    assert aside.kept.replaces is None


def test_words_for_a_scene_taken_out_are_put_aside_and_nothing_is_nothing(story: Document) -> None:
    gone = Write("a.1", "kasia", "scenes/s3/words@nl", "Te laat.", 0, aside=True)
    assert _applied(story, gone).kept
    assert _applied(story, replace(gone, value=None)) == Applied(story, None)
    with pytest.raises(TooLong):
        _applied(story, replace(gone, value="x" * 1201))


def test_what_was_put_aside_is_not_undone(story: Document) -> None:
    with pytest.raises(NotSaid):
        rules.undo(_kept(story, Write("a.1", "kasia", NL, "Te laat.", 0, aside=True)), "u.1", "kasia")


def test_a_log_of_before_words_were_put_aside_is_read(story: Document) -> None:
    content = rules.kept_to_json(_kept(story, Write("a.1", "kasia", NL, "Boven de bakker.", story.revision)))
    del content["change"]["aside"]
    assert rules.kept_from_json(9, content).change == Write("a.1", "kasia", NL, "Boven de bakker.", story.revision)


@pytest.mark.parametrize("voice", ["kasia", TOGETHER, JUDGE])
def test_a_view_is_said_by_its_own_voice_and_by_no_other(story: Document, voice: str) -> None:
    own = _applied(story, Write("a.1", voice, f"{NL}.{voice}", "Zo was het.", story.revision)).document
    assert own.voices("scenes/s1/words", "nl") == (voice,)
    with pytest.raises(NotSaid):
        _applied(own, Write("b.1", "tomek", f"{NL}.{voice}", "Zo was het niet.", own.revision))
    without = _applied(own, Write("b.1", "tomek", f"{NL}.{voice}", None, own.revision)).document
    assert without.voices("scenes/s1/words", "nl") == ()


@pytest.mark.parametrize(
    "address",
    [
        "title@nl.kasia",
        "knows@nl.kasia",
        "scenes/s1/heading@nl.kasia",
        "scenes/s1/picture@nl.kasia",
        "scenes/s1/words@value.kasia",
        "scenes/s1@audience.kasia",
        "scenes/s1/words@nl.",
        "scenes/s1/words@nl.kasia.tomek",
        "scenes/s1/words@nl.Kasia",
        f"scenes/s1/words@nl.{'k' * 41}",
    ],
)
def test_only_the_words_of_a_scene_have_views(story: Document, address: str) -> None:
    with pytest.raises(NotSaid):
        _applied(story, Write("a.1", "kasia", address, "Zo was het.", story.revision))


def test_what_was_wiped_cannot_be_undone(story: Document) -> None:
    kept = _kept(story, Write("a.1", "lotte", NL, "Nieuwe woorden.", story.revision))
    with pytest.raises(NotSaid):
        rules.undo(rules.with_wiped_was(kept), "u.1", "kasia")


def test_only_words_can_be_wiped(story: Document) -> None:
    moved = _kept(story, Move("a.1", "kasia", "scenes", "s2", None))
    with pytest.raises(NotSaid):
        rules.wiped(moved)
    with pytest.raises(NotSaid):
        rules.with_wiped_was(moved)
    with pytest.raises(NotSaid):
        rules.with_wiped_was(_kept(story, Write("a.1", "kasia", "title@pl", "Dom", 0)))


def test_who_sends_wiped_words_again_is_told_and_nothing_returns(story: Document) -> None:
    first = _applied(story, Write("a.1", "kasia", NL, "Iets dat weg moet.", story.revision))
    later = _applied(first.document, Write("b.1", "lotte", NL, "Iets anders.", first.document.revision)).document
    assert first.kept
    for words in ("Iets dat weg moet.", "Andere woorden onder hetzelfde nummer."):
        again = Write("a.1", "kasia", NL, words, later.revision)
        with pytest.raises(Overtaken) as refusal:
            _applied(later, again, rules.wiped(first.kept))
        assert refusal.value.theirs == later.entry(NL)


def test_a_doubled_scene_is_the_same_but_for_its_id(story: Document) -> None:
    picture = {"id": "0" * 32, "width": 2000, "height": 1500}
    for n, (address, value) in enumerate([("picture@value", picture), ("kind@value", "good")]):
        story = _applied(story, Write(f"k{n}.1", "lotte", f"scenes/s1/{address}", value, story.revision)).document
    twice = story
    for change in doubled(story, "scenes", "s1", "copy", "d", "lotte"):
        twice = _applied(twice, change).document
    assert _ids(twice) == ["s1", "copy", "s2"]
    copied = {address.replace("/copy", "/s1"): (entry.value, entry.by) for address, entry in twice.under("scenes/copy")}
    assert copied == {address: (entry.value, entry.by) for address, entry in story.under("scenes/s1")}


def test_a_doubled_scene_is_at_no_moment_open_to_more_people(story: Document) -> None:
    hidden = _applied(story, Write("k.1", "lotte", "scenes/s1@audience", {"for": ["workers"]}, story.revision)).document
    _, first, *rest = doubled(hidden, "scenes", "s1", "copy", "d", "lotte")
    assert isinstance(first, Write)
    assert first.address == "scenes/copy@audience"
    assert rest


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        None,
        "write",
        {"kind": "burn", "change": {}, "was": None, "wiped": False},
        {"kind": ["write"], "change": {}, "was": None, "wiped": False},
        {"kind": "write", "change": {}, "was": None, "wiped": False},
        {"kind": "add", "change": {"id": "a.1", "by": "k", "list": "scenes", "item": "s", "after": None}, "was": None},
        {"kind": "write", "change": None, "was": None, "wiped": False},
        {"kind": "write", "change": {"id": "a.1", "by": "k", "address": NL, "value": "x", "seen": 1}, "was": [1]},
    ],
    ids=str,
)
def test_what_is_no_kept_change_is_refused(content: Any) -> None:
    with pytest.raises(BadDocument):
        rules.kept_from_json(1, content)
