"""Compositions as hypothesis makes them: every valid one may come, with the people of a small family and with strangers."""

from typing import Any

from hypothesis import strategies as st

from words_pictures.composition import BUBBLES, PAINTS, Composition, read
from words_pictures.drawing.figure import FEELINGS, POSES
from words_pictures.drawing.look import ROLES
from words_pictures.drawing.places import PLACES, TIMES
from words_pictures.drawing.things import THINGS, Choice, Range

PEOPLE = ("mila", "oskar", "kasia", "rita", "lotte", "an")
"""The people of the tests' family."""
STRANGER = "stranger"
"""An id that is in no file: somebody who was taken out."""

_ACROSS, _DOWN = st.integers(-400, 2000), st.integers(-400, 1600)
_WORDS = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=60).map(str.strip)


def compositions(people: tuple[str, ...] = (*PEOPLE, STRANGER), most_parts: int = 12) -> st.SearchStrategy[Composition]:
    """Valid compositions, read from their values."""
    return values(people, most_parts).map(read)


@st.composite
def values(draw: st.DrawFn, people: tuple[str, ...] = (*PEOPLE, STRANGER), most_parts: int = 12) -> dict[str, Any]:
    """The JSON values of valid compositions."""
    ids = [f"p{n}" for n in range(draw(st.integers(0, most_parts)))]
    carried: set[str] = set()
    parts = [draw(_part(id, ids, people)) for id in ids]
    figures = [part for part in parts if "pose" in part]
    for carrier, baby in zip(figures[::2], figures[1::2], strict=False):
        if draw(st.booleans()) and carrier["id"] not in carried:
            carrier["holds"] = baby["id"]
            carried.add(baby["id"])
    return {
        "place": draw(st.sampled_from(PLACES)),
        "time": draw(st.sampled_from(TIMES)),
        "parts": parts,
        "strokes": draw(st.lists(_stroke(), max_size=2)),
    }


@st.composite
def _part(draw: st.DrawFn, id: str, ids: list[str], people: tuple[str, ...]) -> dict[str, Any]:
    standing = {"id": id, "x": draw(_ACROSS), "y": draw(_DOWN), "size": draw(st.sampled_from((0.2, 0.7, 1, 1.4, 3)))}
    kind = draw(st.sampled_from(("figure", "figure", "thing", "thing", "companion", "bubble")))
    others = st.sampled_from([*ids, "gone"])
    if kind == "figure":
        who = draw(
            st.one_of(st.sampled_from(people).map(lambda one: ("who", one)), st.sampled_from(sorted(ROLES)).map(_as))
        )
        figure = {**standing, who[0]: who[1], "pose": draw(st.sampled_from(sorted(POSES)))}
        return {
            **figure,
            "feeling": draw(st.sampled_from(sorted(FEELINGS))),
            **draw(_some({"over": others, "left": _point()})),
        }
    if kind == "bubble":
        said = st.dictionaries(st.sampled_from(("nl", "en", "pl")), _WORDS, max_size=2)
        more = draw(_some({"of": others, "words": said, "shows": st.sampled_from(sorted(THINGS))}))
        return {**standing, "bubble": draw(st.sampled_from(BUBBLES)), **more}
    turned = {**standing, "facing": draw(st.sampled_from((1, -1))), "angle": draw(st.integers(-180, 180))}
    turned |= draw(_some({"with": others}))
    if kind == "companion":
        return {**turned, "thing": "companion", "of": draw(st.sampled_from(people))}
    thing = draw(st.sampled_from(sorted(THINGS)))
    return {
        **turned,
        "thing": thing,
        **draw(_some({name: _answer(one) for name, one in THINGS[thing].options.items()})),
    }


def _as(role: str) -> tuple[str, str]:
    return "as", role


def _some(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _point() -> st.SearchStrategy[list[int]]:
    return st.tuples(_ACROSS, _DOWN).map(list)


def _answer(option: Choice | Range) -> st.SearchStrategy[Any]:
    if isinstance(option, Choice):
        return st.sampled_from(option.offered)
    return st.integers(round(option.least), round(option.most))


@st.composite
def _stroke(draw: st.DrawFn) -> dict[str, Any]:
    points = draw(st.lists(st.tuples(_ACROSS, _DOWN, st.floats(0.2, 1)), min_size=1, max_size=3))
    return {
        "colour": draw(st.sampled_from(PAINTS)),
        "width": draw(st.integers(4, 60)),
        "points": [n for p in points for n in p],
    }
