"""What is marked where two wordings differ: whole words, in any script, and not a letter is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from words_pictures import difference
from words_pictures.difference import Piece, compared

WORDS = st.sampled_from(
    [
        "mama",
        "Mama",
        "was",
        "moe",
        ".",
        ",",
        "أمي",
        "كانت",
        "كَتَبَتْ",
        "ማማ፡",
        "妈",
        "妈",
        "แม่",
        "👩‍👩‍👧",
        "👍🏽",
        "é́",
        "<&{{",
        "zo'n",
        "-",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", " ", "\n", "  ", ""])), max_size=30).map(
    lambda pairs: "".join(word + blank for word, blank in pairs)
)


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.differs]


def joined(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def shared(pieces: tuple[Piece, ...]) -> str:
    return "".join("".join(piece.text.split()) for piece in pieces if not piece.differs)


@pytest.mark.parametrize(
    ("one", "other", "in_one", "in_other"),
    [
        ("Mama was moe.", "Mama was heel moe.", [], ["heel"]),
        ("Mama was moe.", "Mama was boos.", ["moe"], ["boos"]),
        ("Mama was moe en ging slapen.", "Mama was heel erg boos en ging slapen.", ["moe"], ["heel erg boos"]),
        ("Mama's jas hing er.", "Papa's jas hing er.", ["Mama's"], ["Papa's"]),
        ("Mama was moe.", "Mama was moe", ["."], []),
        ("Mama was\nmoe.", "Mama was moe.", [], []),
        ("كانت أمي متعبة.", "كانت أمي غاضبة.", ["متعبة"], ["غاضبة"]),
        ("كَتَبَتْ أمي رسالة", "كَتَبَ أمي رسالة", ["كَتَبَتْ"], ["كَتَبَ"]),
        ("ኣደይ ደኪማ ነይራ።", "ኣደይ ሓሪቓ ነይራ።", ["ደኪማ"], ["ሓሪቓ"]),
        ("妈妈很累了", "妈妈很生气了", ["累"], ["生气"]),
        ("แม่เหนื่อยมาก", "แม่เหนื่อยนะ", ["มาก"], ["นะ"]),
        ("Dag 👩‍👩‍👧 daar", "Dag 👩‍👧 daar", ["👩‍👩‍👧"], ["👩‍👧"]),
        ("Goed 👍🏽 zo", "Goed 👍🏿 zo", ["👍🏽"], ["👍🏿"]),
        ("", "Iets.", [], []),
        ("", "", [], []),
        ("Ik was boven.", "Er was niemand thuis, denk ik.", [], []),
        ("<b>&{{", "<b>&{%", ["{"], ["%"]),
    ],
)
def test_what_differs_is_marked_in_both(one: str, other: str, in_one: list[str], in_other: list[str]) -> None:
    left, right = compared(one, other)
    assert (marked(left), marked(right)) == (in_one, in_other)


def no_letter_is_lost(one: str, other: str) -> None:
    left, right = compared(one, other)
    assert (joined(left), joined(right)) == (one, other)


def what_is_not_marked_is_the_same_in_both(one: str, other: str) -> None:
    left, right = compared(one, other)
    if marked(left) or marked(right):
        assert shared(left) == shared(right)


def the_same_words_are_not_marked(one: str, other: str) -> None:
    assert compared(one, one) == compared(one, one)[::-1]
    assert marked(compared(one, one)[0]) == []
    assert marked(compared(one, " ".join(one.split(" ")) + "\n")[0]) == []


def a_mark_begins_and_ends_with_a_sign_one_sees(one: str, other: str) -> None:
    for pieces in compared(one, other):
        assert all(text == text.strip() for text in marked(pieces))


def no_mark_is_torn_in_two(one: str, other: str) -> None:
    for pieces in compared(one, other):
        assert all(first.differs != second.differs for first, second in pairwise(pieces))


STEADY = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
Claim = Callable[[str, str], None]


def _mark_every_blank(words: Any, same: set[int]) -> tuple[Piece, ...]:
    return tuple(Piece(word, at not in same) for at, word in enumerate(words))


MUTANTS: dict[str, tuple[Claim, dict[str, Any]]] = {
    "blanks are dropped": (no_letter_is_lost, {"_words": lambda text: iter(text.split())}),
    "only the place counts": (
        what_is_not_marked_is_the_same_in_both,
        {"_in_common": lambda one, other: [(at, at) for at in range(min(len(one), len(other)))]},
    ),
    "nothing is the same": (the_same_words_are_not_marked, {"_in_common": lambda *_: [(0, 0)], "LEAST_IN_COMMON": 0}),
    "blanks are marked": (a_mark_begins_and_ends_with_a_sign_one_sees, {"_pieces": _mark_every_blank}),
    "every blank is a word": (the_same_words_are_not_marked, {"_pieces": _mark_every_blank}),
    "every word is a piece": (no_mark_is_torn_in_two, {"_pieces": _mark_every_blank}),
}


@pytest.mark.parametrize(
    "claim", sorted({claim for claim, _ in MUTANTS.values()}, key=str), ids=lambda one: one.__name__
)
def test_of_any_two_wordings(claim: Claim) -> None:
    STEADY(given(TEXTS, TEXTS)(claim))()


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_claim_falls_with_its_mutant(mutant: str) -> None:
    claim, pieces = MUTANTS[mutant]

    def falls(texts: tuple[str, str]) -> bool:
        try:
            claim(*texts)
        except (AssertionError, IndexError):
            return True
        return False

    with patch.multiple(difference, **pieces):
        try:
            find(st.tuples(TEXTS, TEXTS), falls, settings=settings(STEADY, phases=[Phase.generate], max_examples=2000))
        except NoSuchExample:
            pytest.fail(f"{claim.__name__} holds although {mutant}")


@pytest.mark.parametrize("sign", ["妈", "w ", "妈爸", ". "])
def test_the_longest_wordings_are_compared_at_once(sign: str) -> None:
    one, other = (sign * 1200)[:1200], (sign * 600 + "x" + sign * 1200)[:1200]
    began = time.process_time()
    no_letter_is_lost(one, other)
    assert time.process_time() - began < 1
