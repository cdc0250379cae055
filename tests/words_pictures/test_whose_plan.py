"""What of a plan belongs to whom: what has to be so, how it is done, and what is a child's own."""

from typing import Any

import pytest

from words_pictures import audience
from words_pictures.audience import Viewer
from words_pictures.change import TOGETHER, Add, Change, TakeOut, Write, apply
from words_pictures.definition import definitions
from words_pictures.document import Document, Entry

PLAN, FAMILY = definitions()["safety-plan"], definitions()["family"]


def _plan(**values: Any) -> Document:
    said = {"children": ["mila"], "people": ["kasia", "rita", "claes"], **values}
    entries = {
        f"{place}@value": Entry(value, n, "lotte", f"p{n}.1") for n, (place, value) in enumerate(said.items(), 1)
    }
    order = {"rules": ("r1",), "child_pages": ("c1",), "scales": ("s1", "s2")}
    return Document("d1", PLAN.id, len(entries), order, entries)


def _may(viewer: Viewer, change: Change, document: Document | None = None) -> bool:
    return audience.may_write(PLAN, document or _plan(), viewer, change)


KASIA = Viewer("kasia", adult=True)
CONSULTANT, FAMILY_WORKER = audience.worker("pieter", "consultant"), audience.worker("lotte", "family_worker")


@pytest.mark.parametrize(
    ("address", "value", "who"),
    [
        ("rules/r1/words@nl", "Ewa is bij ons.", "family family_worker"),
        ("rules/r1/who@value", ["rita"], "family family_worker"),
        ("rules/r1/remark@nl", "Goed gezien.", "consultant family_worker"),
        ("chair@value", ["rita"], "family family_worker"),
        ("consequences@nl", "Dan kan het niet.", "consultant"),
        ("works_already@nl", "Rita is dichtbij.", "family family_worker consultant"),
        ("helped_by@value", ["rita"], "family_worker consultant"),
    ],
)
def test_who_may_write_in_a_plan(address: str, value: Any, who: str) -> None:
    may = {
        "family": _may(KASIA, Write("a.1", "kasia", address, value, 0)),
        "family_worker": _may(FAMILY_WORKER, Write("a.1", TOGETHER, address, value, 0)),
        "consultant": _may(CONSULTANT, Write("a.1", TOGETHER, address, value, 0)),
    }
    assert {one for one, allowed in may.items() if allowed} == set(who.split())


def test_the_family_fills_in_in_its_own_name_and_keeps_its_own_lists() -> None:
    assert _may(KASIA, Add("a.1", "kasia", "rules", "r2", "r1"))
    assert _may(KASIA, TakeOut("a.1", "kasia", "rules", "r1", 0))
    assert not _may(KASIA, Add("a.1", "lotte", "rules", "r2", "r1"))
    assert not _may(KASIA, Add("a.1", "kasia", "services", "r2", None))
    assert not _may(KASIA, Write("a.1", "rita", "rules/r1/who@value", ["rita"], 0))
    assert not _may(KASIA, Write("a.1", "kasia", "rules/r1@audience", {"for": ["everyone"]}, 0))
    assert not _may(Viewer("bakker", adult=True), Write("a.1", "bakker", "rules/r1/who@value", ["rita"], 0))


@pytest.mark.parametrize(
    ("place", "who"),
    [
        ("bottom_lines/b1/words", "consultant"),
        ("bottom_lines/b1/thinks", "family family_worker consultant"),
        ("danger_statements/d1/words", "family family_worker consultant"),
        ("danger_statements/d1/own_words", "family family_worker"),
        ("goals/g1/words", "family family_worker consultant"),
        ("people/kasia/name", "family_worker consultant"),
    ],
)
def test_who_may_write_what_has_to_be_so(place: str, who: str) -> None:
    file, circle = Document("f1", "family"), {"mila", "kasia"}
    by_whom = {
        "family": (KASIA, "kasia"),
        "family_worker": (FAMILY_WORKER, TOGETHER),
        "consultant": (CONSULTANT, TOGETHER),
    }
    allowed = {
        one
        for one, (viewer, by) in by_whom.items()
        if audience.may_write(FAMILY, file, viewer, Write("a.1", by, f"{place}@nl", "Ja.", 0), circle)
    }
    assert allowed == set(who.split())


def test_a_childs_own_is_seen_by_whom_the_child_named() -> None:
    own = {"child_pages/c1/whose": ["mila"], "child_pages/c1/readers": ["kasia", "lotte"], "child_pages/c1/number": {}}
    plan = _plan(**own)
    seen = {
        one.person
        for one in (
            KASIA,
            FAMILY_WORKER,
            CONSULTANT,
            Viewer("mila"),
            Viewer("rita", adult=True),
            Viewer("claes", adult=True),
        )
        if audience.sees(PLAN, plan, one, "child_pages/c1/says")
    }
    assert seen == {"kasia", "lotte", "mila"}
    for viewer in (CONSULTANT, Viewer("claes", adult=True)):
        projected = audience.project(PLAN, plan, FAMILY, Document("f1", "family"), viewer).document
        assert not [address for address in projected.entries if address.startswith("child_pages")]
        assert not projected.order.get("child_pages")


def test_a_childs_page_is_the_workers_until_it_is_known_whose_it_is() -> None:
    for values in ({}, {"child_pages/c1/whose": ["mila"]}):
        plan = _plan(**values)
        assert audience.sees(PLAN, plan, CONSULTANT, "child_pages/c1/says")
        assert not audience.sees(PLAN, plan, KASIA, "child_pages/c1/says")


def test_a_childs_number_among_those_of_others_is_for_nobody_else() -> None:
    plan = _plan(**{"scales/s1/who": ["kasia"], "scales/s2/who": ["mila"]})
    assert audience.sees(PLAN, plan, Viewer("rita", adult=True), "scales/s1/number")
    assert not audience.sees(PLAN, plan, Viewer("rita", adult=True), "scales/s2/number")
    assert audience.sees(PLAN, plan, FAMILY_WORKER, "scales/s2/number")


def test_a_number_of_a_child_of_the_family_whom_the_plan_is_not_for_is_its_own_too() -> None:
    plan, file = (
        _plan(**{"children": ["oskar"], "scales/s1/who": ["kasia"], "scales/s2/who": ["mila"]}),
        Document("f1", "family"),
    )
    for id, role in (("mila", "child"), ("oskar", "child"), ("kasia", "parent"), ("rita", "network")):
        for change in (
            Add(f"{id}.1", "lotte", "people", id, None),
            Write(f"{id}.2", "lotte", f"people/{id}/role@value", role, 0),
        ):
            file = apply(file, change, FAMILY).document
    taken_out = apply(file, TakeOut("out.1", "lotte", "people", "mila", file.revision), FAMILY).document
    for known in (file, taken_out):
        for viewer, numbers in ((KASIA, {"s1"}), (FAMILY_WORKER, {"s1", "s2"})):
            seen = audience.project(PLAN, plan, FAMILY, known, viewer).document
            assert set(seen.order.get("scales", ())) == numbers, viewer
            assert {
                one for one in ("s1", "s2") if audience.sees(PLAN, plan.beside(known), viewer, f"scales/{one}/number")
            } == numbers
