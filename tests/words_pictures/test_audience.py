"""What nobody allowed is not there: tried with a marker at every address, any audience on any place, and everyone who might look."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from cast_of_mila import COLLEAGUE, EVERYBODY, KASIA, LOTTE, MILA, NOBODY, OSKAR, RITA, changed, with_items, written
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from words_pictures import audience
from words_pictures.audience import Projected, Viewer, people_in, projected_file
from words_pictures.change import TOGETHER, Add, BringBack, Change, Move, TakeOut, Write, apply
from words_pictures.composition import read
from words_pictures.definition import Definition, Part, definitions, read_definition
from words_pictures.document import Document, Entry, Value, prefixes, to_json
from words_pictures.drawing.look import CHOICES
from words_pictures.family import read_family
from words_pictures.story import read_story

STORY, FAMILY = definitions()["words-and-pictures"], definitions()["family"]
AUDIENCES: tuple[dict[str, Any], ...] = (
    {"for": ["everyone"]},
    {"for": ["adults"]},
    {"for": ["workers"]},
    {"for": ["mila"], "of": "mila"},
    {"for": ["mila", "lotte"], "of": "mila"},
    {"for": ["kasia", "rita"]},
    {"for": []},
    {"for": ["everyone"], "not": ["kasia"]},
    {"for": ["everyone"], "not": ["mila", "lotte"]},
    {"for": ["everyone", "mila"], "not": ["workers"]},
    {"for": ["everyone"], "not": ["adults"]},
    {"for": ["mila"], "not": ["everyone"]},
)


# A story and a file with something of its own at every address.
DRAWN = {"scenes/s2/composed": ("mila", "an")}
LOOKS = CHOICES["hair"]


def _marked(part: Part, nth: int) -> dict[str, Value]:
    # What stands in a field, by facet; a text is found again in the bytes by its number.
    marker = f"merk{nth:04}"
    match part.type:
        case "passage" | "short_text":
            return {"nl": f"{marker}nl", "pl": f"{marker}pl"}
        case "picture":
            return {"value": {"id": f"{nth:032x}", "width": 4, "height": 3}, "nl": f"{marker}nl"}
        case "composition":
            return {"value": {"strokes": [{"width": 9, "points": [nth, 1, 1]}]}, "nl": f"{marker}nl"}
        case "look":
            return {"value": {"hair": LOOKS[nth % len(LOOKS)]}}
        case "text" | "phone":
            return {"value": marker}
        case "choice":
            return {"value": [part.options[0]] if part.many else part.options[0]}
        case "number":
            return {"value": nth}
        case "date":
            return {"value": "2027-03-09"}
        case "time":
            return {"value": "17:40"}
        case "yes":
            return {"value": True}
        case "languages":
            return {"value": ["nl", "pl"]}
        case _:
            return {"value": ["mila", "kasia", "rita", "oskar"]}


def _fields(definition: Definition, items: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Part]]:
    for part in definition.parts:
        if part.type != "list":
            yield part.key, part
        for item in items.get(part.key, ()):
            for inner in part.parts:
                yield f"{part.key}/{item}/{inner.key}", inner


def _everywhere(id: str, definition: Definition, items: Mapping[str, tuple[str, ...]]) -> Document:
    document = Document(id, definition.id)
    for place, ids in items.items():
        document = with_items(document, place, *ids)
    for nth, (place, part) in enumerate(_fields(definition, items)):
        document = written(document, *((f"{place}@{facet}", value) for facet, value in _marked(part, nth).items()))
    return document


PEOPLE = ("mila", "oskar", "kasia", "rita", "lotte", "an")


@cache
def _whole() -> tuple[Document, Document]:
    document = _everywhere("5701", STORY, {"scenes": ("s1", "s2", "s3"), "tellings": ("t1",)})
    document = written(
        document, ("children@value", ["mila"]), ("people@value", ["kasia"]), ("makers@value", ["kasia", "lotte"])
    )
    for place, people in DRAWN.items():
        drawn = [{"id": f"p{n}", "who": who, "x": 100, "y": 900} for n, who in enumerate(people)]
        document = written(document, (f"{place}@value", {"parts": drawn}))
    document = changed(document, TakeOut("out.1", "lotte", "scenes", "s3", document.revision))
    file = _everywhere("f11e", FAMILY, {"people": PEOPLE, "words_we_use": ("w1",), "route_steps": ("r1",)})
    # Old entries, of a part that the definition has no more.
    old = {
        "weather@value": Entry("merkoud", 1, "lotte", "w0.1"),
        "scenes/s1/smell@nl": Entry("merkoud", 1, "lotte", "w0.1"),
    }
    return replace(document, entries={**document.entries, **old}), file


PLACES = tuple(sorted({wider for place in _whole()[0].entries for wider in prefixes(place.partition("@")[0])}))
FILE_PLACES = tuple(sorted({wider for place in _whole()[1].entries for wider in prefixes(place.partition("@")[0])}))


@dataclass(frozen=True)
class Look:
    """Somebody looks at the story and the file, after audiences were set on some of their places."""

    viewer: Viewer
    document: Document
    file: Document
    changed_place: int

    @property
    def seen(self) -> Projected:
        return audience.project(STORY, self.document, FAMILY, self.file, self.viewer)


def _look(chance: bytes) -> Look:
    document, file = _whole()
    for where, whom in zip(chance[2::2], chance[3::2], strict=False):
        place = (PLACES + FILE_PLACES)[where % (len(PLACES) + len(FILE_PLACES))]
        entry = Entry(AUDIENCES[whom % len(AUDIENCES)], 1, "lotte", "w0.1")
        if where % (len(PLACES) + len(FILE_PLACES)) < len(PLACES):
            document = replace(document, entries={**document.entries, f"{place}@audience": entry})
        else:
            file = replace(file, entries={**file.entries, f"{place}@audience": entry})
    return Look(EVERYBODY[chance[0] % len(EVERYBODY)], document, file, chance[1])


LOOKS = st.binary(min_size=2, max_size=14).map(_look)


# Who may see, once more, written as the sentences at the top of audience.py say it.


def _means(name: str, viewer: Viewer, circle: set[str]) -> bool:
    in_story = viewer.person is not None and viewer.person in circle
    if name == "everyone":
        return viewer.worker or in_story
    if name == "adults":
        return viewer.worker or (in_story and viewer.adult)
    if name == "workers":
        return viewer.worker
    return name == viewer.person


def _rule(definition: Definition, document: Document, place: str) -> dict[str, Any]:
    own = document.entry(f"{place}@audience")
    if own is not None:
        assert isinstance(own.value, dict)
        return own.value
    steps = place.split("/")
    part = next((part for part in definition.parts if part.key == steps[0]), None)
    if len(steps) > 2 and part is not None:
        part = part.part(steps[2])
    if part is None:
        return {"for": ["workers"]}
    if len(steps) == 1:
        return {"for": [part.audience or "workers"]}
    return {"for": [part.audience]} if len(steps) == 3 and part.audience else {}


def _may_see(definition: Definition, document: Document, viewer: Viewer, circle: set[str], place: str) -> bool:
    for wider in prefixes(place):
        rule = _rule(definition, document, wider)
        if not rule:
            continue
        if any(_means(name, viewer, circle) for name in rule.get("not", [])):
            return False
        if not any(_means(name, viewer, circle) for name in rule["for"]):
            return False
    return True


def _shown(definition: Definition, document: Document, viewer: Viewer, circle: set[str]) -> set[str]:
    return {
        address
        for address in document.entries
        if _may_see(definition, document, viewer, circle, address.partition("@")[0])
        and (viewer.worker or (not address.endswith("@audience") and not address.startswith("scenes/s3")))
    }


def _shown_of_the_file(look: Look, shown: set[str]) -> set[str]:
    addresses = _shown(FAMILY, look.file, look.viewer, people_in(look.document))
    if look.viewer.worker:
        return addresses
    people = {look.viewer.person}
    for address in shown:
        place = address.removesuffix("@value")
        if place.rpartition("/")[2] in ("children", "people", "makers", "told_by", "present", "copies"):
            people |= set(look.document.ids(place))
        people |= set(DRAWN.get(place, ()))
    for person in set(people):
        if f"people/{person}/safe_person@value" in addresses:
            people |= set(look.file.ids(f"people/{person}/safe_person"))
    return {address for address in addresses if address.split("/")[0] != "people" or address.split("/")[1] in people}


# What is claimed of every look.


def a_marker_is_there_if_and_only_if_it_is_allowed(look: Look) -> None:
    circle = people_in(look.document)
    shown = _shown(STORY, look.document, look.viewer, circle)
    shown_of_file = _shown_of_the_file(look, shown)
    seen = look.seen
    assert set(seen.document.entries) == shown
    assert set(seen.file.entries) == shown_of_file
    for whole, part, allowed in ((look.document, seen.document, shown), (look.file, seen.file, shown_of_file)):
        content = json.dumps(to_json(part))
        for address, entry in whole.entries.items():
            if isinstance(entry.value, str) and entry.value.startswith("merk0"):
                assert (entry.value in content) == (address in allowed), address


def an_item_is_there_if_and_only_if_it_is_allowed(look: Look) -> None:
    circle = people_in(look.document)
    for place in ("scenes", "tellings"):
        allowed = [
            id
            for id in look.document.order[place]
            if _may_see(STORY, look.document, look.viewer, circle, f"{place}/{id}")
        ]
        assert list(look.seen.document.order.get(place, ())) == allowed
    if not look.viewer.worker:
        assert all(look.seen.document.order.values())
        assert not look.seen.document.out


def nobody_is_named_who_is_not_there(look: Look) -> None:
    seen = look.seen
    known = {*seen.file.order.get("people", ()), *(place.rpartition("/")[2] for place in seen.file.out)}
    for definition, document in ((STORY, seen.document), (FAMILY, seen.file)):
        for address in document.entries:
            place = address.partition("@")[0]
            part = definition.part_at(place)
            if part is not None and part.type == "people":
                assert set(document.ids(place)) <= known
            if part is not None and part.type == "composition" and address.endswith("@value"):
                assert set(read(document.value(place)).people) <= known


def _hidden_changes(look: Look) -> Iterator[Look]:
    # The same story after something was changed that this viewer may not see.
    shown = look.seen
    for address, entry in look.document.entries.items():
        if address not in shown.document.entries and not address.endswith("@audience"):
            later = replace(entry, value=_other(entry.value), version=look.document.revision + 1, by="an")
            entries = {**look.document.entries, address: later}
            yield replace(look, document=replace(look.document, revision=later.version, entries=entries))
    for address, entry in look.file.entries.items():
        if address not in shown.file.entries and not address.endswith("@audience"):
            later = replace(entry, value=_other(entry.value), version=look.file.revision + 1, by="an")
            entries = {**look.file.entries, address: later}
            yield replace(look, file=replace(look.file, revision=later.version, entries=entries))
    for id in look.document.order["scenes"]:
        if id not in shown.document.order.get("scenes", ()):
            yield replace(look, document=changed(look.document, Move("m.1", "an", "scenes", id, "s3")))
            yield replace(look, document=changed(look.document, TakeOut("m.1", "an", "scenes", id, 10**6)))
    yield replace(
        look,
        document=changed(
            look.document, BringBack("m.1", "an", "scenes", "s3", None), TakeOut("m.2", "an", "scenes", "s3", 10**6)
        ),
    )


def _other(value: Value) -> Value:
    match value:
        case str():
            return f"{value} anders"
        case list():
            return [*value, "an"]
        case dict():
            return {**value, "width": 9}
        case _:
            return 7


def a_hidden_change_leaves_the_same_bytes(look: Look) -> None:
    if look.viewer.worker:
        return
    before = _bytes(look.seen)
    later = list(_hidden_changes(look))
    # All are tried over many looks; a few at a time keep it quick.
    for nth in range(min(6, len(later))):
        assert _bytes(later[-1 - (look.changed_place + nth * 37) % len(later)].seen) == before
    assert _bytes(later[-1].seen) == before


def _bytes(seen: Projected) -> bytes:
    return json.dumps([to_json(seen.document), to_json(seen.file)]).encode()


def nobody_may_write_where_they_do_not_see(look: Look) -> None:
    circle = people_in(look.document)
    for place in PLACES:
        is_item = len(place.split("/")) % 2 == 0
        sees = _may_see(STORY, look.document, look.viewer, circle, place)
        for by in ("lotte", "kasia", "mila", TOGETHER):
            if is_item:
                list_place, _, id = place.rpartition("/")
                changes: list[Change] = [
                    Add("a.1", by, list_place, id, None),
                    Move("a.1", by, list_place, id, None),
                    TakeOut("a.1", by, list_place, id, 0),
                    BringBack("a.1", by, list_place, id, None),
                    Write("a.1", by, f"{place}@audience", {"for": ["everyone"]}, 0),
                ]
                for change in changes:
                    assert audience.may_write(STORY, look.document, look.viewer, change) == (
                        sees and look.viewer.worker
                    )
                continue
            for facet in ("nl", "pl", "value", "audience"):
                change = Write("a.1", by, f"{place}@{facet}", "Ja.", 0)
                is_own = (
                    look.viewer.person == by
                    and facet in ("nl", "pl")
                    and place.rpartition("/")[2] in ("title", "heading", "words")
                )
                allowed = sees and (look.viewer.worker or is_own)
                assert audience.may_write(STORY, look.document, look.viewer, change) == allowed, change


Claim = Callable[[Look], None]
CLAIMS: tuple[Claim, ...] = (
    a_marker_is_there_if_and_only_if_it_is_allowed,
    an_item_is_there_if_and_only_if_it_is_allowed,
    nobody_is_named_who_is_not_there,
    a_hidden_change_leaves_the_same_bytes,
    nobody_may_write_where_they_do_not_see,
)
STEADY = settings(
    derandomize=True, database=None, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck)
)
SEARCH = settings(STEADY, max_examples=2000, phases=[Phase.generate])


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_for_everyone_who_looks(claim: Claim) -> None:
    @STEADY
    @given(LOOKS)
    def holds(look: Look) -> None:
        claim(look)

    holds()


REAL = SimpleNamespace(**{name: value for name, value in vars(audience).items() if callable(value)})


def _all_is_shown(
    definition: Definition, document: Document, file_definition: Any, file: Document, viewer: Any
) -> Projected:
    return Projected(document, file)


def _skipped(which: Callable[[list[str]], bool]) -> Callable[..., Mapping[str, Any]]:
    def audience_at(definition: Definition, document: Document, place: str) -> Mapping[str, Any]:
        return {} if which(place.split("/")) else REAL.audience_at(definition, document, place)

    return audience_at


def _not_is_forgotten(allowed: Mapping[str, Any], viewer: Viewer, circle: set[str]) -> bool:
    return REAL._allows({key: value for key, value in allowed.items() if key != "not"}, viewer, circle)


def _not_names_people_only(allowed: Mapping[str, Any], viewer: Viewer, circle: set[str]) -> bool:
    people = [name for name in allowed.get("not", []) if name not in ("everyone", "adults")]
    return REAL._allows({**allowed, **({"not": people} if allowed else {})}, viewer, circle)


def _everybody_is_in_the_story(viewer: Viewer, circle: set[str]) -> set[str]:
    return REAL._names(viewer, circle | {viewer.person or ""})


def _nobody_is_a_stranger(viewer: Viewer, circle: set[str]) -> set[str]:
    return REAL._names(viewer, circle) | {"everyone"}


def _children_are_adults(viewer: Viewer, circle: set[str]) -> set[str]:
    return REAL._names(replace(viewer, adult=True), circle)


def _workers_see_all(allowed: Mapping[str, Any], viewer: Viewer, circle: set[str]) -> bool:
    return viewer.worker or REAL._allows(allowed, viewer, circle)


def _unknown_is_for_all(definition: Definition, document: Document, place: str) -> Mapping[str, Any]:
    return REAL.audience_at(definition, document, place) if definition.part_at(place) else {}


def _projected_but(**kept: str) -> Callable[..., Document]:
    def projected(definition: Definition, document: Document, viewer: Viewer, circle: set[str]) -> Document:
        seen = REAL._projected(definition, document, viewer, circle)
        return replace(seen, **{name: getattr(document, name) for name in kept})

    return projected


def _empty_lists_stay(definition: Definition, document: Document, viewer: Viewer, circle: set[str]) -> Document:
    seen = REAL._projected(definition, document, viewer, circle)
    return replace(seen, order={**dict.fromkeys(document.order, ()), **seen.order})


def _family_writes_like_workers(definition: Definition, document: Document, viewer: Viewer, change: Change) -> bool:
    return REAL.may_write(definition, document, replace(viewer, worker=True), change)


def _in_anybodys_name(definition: Definition, document: Document, viewer: Viewer, change: Change) -> bool:
    return REAL.may_write(definition, document, viewer, replace(change, by=viewer.person))


def _any_facet(definition: Definition, document: Document, viewer: Viewer, change: Change) -> bool:
    if isinstance(change, Write):
        change = replace(change, address=f"{change.address.partition('@')[0]}@nl")
    return REAL.may_write(definition, document, viewer, change)


def _where_one_does_not_see(*_: Any) -> bool:
    return True


def _without_compositions(document: Document) -> Document:
    entries = {address: entry for address, entry in document.entries.items() if "composed@" not in address}
    return replace(document, entries=entries)


MUTANTS: dict[str, tuple[Claim, dict[str, Any]]] = {
    "all is shown": (a_marker_is_there_if_and_only_if_it_is_allowed, {"project": _all_is_shown}),
    "lists are not asked": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"audience_at": _skipped(lambda steps: len(steps) == 1)},
    ),
    "items are not asked": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"audience_at": _skipped(lambda steps: len(steps) == 2)},
    ),
    "fields are not asked": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"audience_at": _skipped(lambda steps: len(steps) == 3)},
    ),
    "a place nobody knows is for all": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"audience_at": _unknown_is_for_all},
    ),
    "not is forgotten": (a_marker_is_there_if_and_only_if_it_is_allowed, {"_allows": _not_is_forgotten}),
    "not means people only": (a_marker_is_there_if_and_only_if_it_is_allowed, {"_allows": _not_names_people_only}),
    "everybody is in the story": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"_names": _everybody_is_in_the_story},
    ),
    "nobody is a stranger": (a_marker_is_there_if_and_only_if_it_is_allowed, {"_names": _nobody_is_a_stranger}),
    "children are adults": (a_marker_is_there_if_and_only_if_it_is_allowed, {"_names": _children_are_adults}),
    "workers see what is the child's own": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"_allows": _workers_see_all},
    ),
    "readers see what was taken out": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"_is_for_readers": lambda document, address: not address.endswith("@audience")},
    ),
    "readers see who else may see": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"_is_for_readers": lambda document, address: document.stands(address.partition("@")[0])},
    ),
    "readers see all people": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"_only_people": lambda file, people: file},
    ),
    "the makers are forgotten": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"_named": lambda definition, document: people_in(document)},
    ),
    "who is drawn is forgotten": (
        a_marker_is_there_if_and_only_if_it_is_allowed,
        {"_named": lambda definition, document: REAL._named(definition, _without_compositions(document))},
    ),
    "hidden items keep their places": (
        an_item_is_there_if_and_only_if_it_is_allowed,
        {"_projected": _projected_but(order="whole")},
    ),
    "empty lists stay": (an_item_is_there_if_and_only_if_it_is_allowed, {"_projected": _empty_lists_stay}),
    "references are left dangling": (
        nobody_is_named_who_is_not_there,
        {"_without_dangling": lambda definition, document, file, everyone: document},
    ),
    "the revision is told": (
        a_hidden_change_leaves_the_same_bytes,
        {"_projected": _projected_but(revision="whole")},
    ),
    "what was taken out is told": (a_hidden_change_leaves_the_same_bytes, {"_projected": _projected_but(out="whole")}),
    "the safe people of all are shown": (
        a_hidden_change_leaves_the_same_bytes,
        {"_safe_people": lambda file, named: REAL._safe_people(file, set(PEOPLE))},
    ),
    "the family writes like workers": (
        nobody_may_write_where_they_do_not_see,
        {"may_write": _family_writes_like_workers},
    ),
    "anybody's name may be used": (nobody_may_write_where_they_do_not_see, {"may_write": _in_anybodys_name}),
    "any facet may be written": (nobody_may_write_where_they_do_not_see, {"may_write": _any_facet}),
    "one may write where one does not see": (
        nobody_may_write_where_they_do_not_see,
        {"_sees": _where_one_does_not_see},
    ),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_claim_falls_with_its_mutant(mutant: str) -> None:
    claim, pieces = MUTANTS[mutant]

    def falls(look: Look) -> bool:
        try:
            claim(look)
        except AssertionError:
            return True
        return False

    with patch.multiple(audience, **pieces):
        try:
            find(LOOKS, falls, settings=SEARCH)
        except NoSuchExample:
            pytest.fail(f"{claim.__name__} holds although {mutant}")


def test_every_claim_has_a_mutant() -> None:
    assert {claim for claim, _ in MUTANTS.values()} == set(CLAIMS)


# The same in a few sentences, on Mila's story.


def _seen(story: Document, file: Document, viewer: Viewer) -> Projected:
    return audience.project(STORY, story, FAMILY, file, viewer)


def test_a_hidden_scene_leaves_no_gap_and_no_number(story: Document, file: Document) -> None:
    hidden = written(story, ("scenes/night@audience", {"for": ["workers"]}))
    seen = _seen(hidden, file, MILA)
    told = read_story(seen.document, read_family(seen.file, "nl"), "nl")
    assert [(scene.number, scene.words) for scene in told.scenes] == [
        (1, "Jullie wonen boven de bakker."),
        (2, "Rita is bij jullie."),
    ]
    assert b"night" not in _bytes(seen)


def test_a_story_with_a_hidden_scene_is_a_story_without_it(file: Document) -> None:
    without = written(Document("5701", "words-and-pictures"), ("children@value", ["mila"]), ("title@nl", "Thuis"))
    hidden = changed(without, Add("a.1", "lotte", "scenes", "night", None))
    hidden = written(hidden, ("scenes/night@audience", {"for": ["workers"]}), ("scenes/night/words@nl", "Koorts."))
    assert _bytes(_seen(hidden, file, MILA)) == _bytes(_seen(without, file, MILA))


def test_a_hidden_field_is_absent(story: Document, file: Document) -> None:
    hidden = written(story, ("scenes/home/words@audience", {"for": ["adults"]}))
    assert _seen(hidden, file, MILA).document.words("scenes/home/words", "nl") == ""
    assert _seen(hidden, file, MILA).document.words("scenes/home/heading", "nl") == "Jullie thuis"
    assert _seen(hidden, file, KASIA).document.words("scenes/home/words", "nl") == "Jullie wonen boven de bakker."


@pytest.mark.parametrize("viewer", [NOBODY, RITA, OSKAR], ids=lambda viewer: viewer.person or "nobody")
def test_who_is_not_in_the_story_sees_nothing(story: Document, file: Document, viewer: Viewer) -> None:
    seen = _seen(story, file, viewer)
    assert (seen.document.entries, seen.document.order, seen.document.out, seen.document.revision) == ({}, {}, {}, 0)
    assert (seen.file.entries, seen.file.order, seen.file.out, seen.file.revision) == ({}, {}, {}, 0)


def test_what_is_the_childs_own_is_not_shown_to_a_worker_it_did_not_name(story: Document, file: Document) -> None:
    own = written(story, ("scenes/night@audience", {"for": ["mila", "kasia"], "of": "mila"}))
    for viewer, sees in ((MILA, True), (KASIA, True), (LOTTE, False), (COLLEAGUE, False)):
        assert ("night" in _seen(own, file, viewer).document.order["scenes"]) == sees
        assert (b"koorts" in _bytes(_seen(own, file, viewer))) == sees


def test_not_beats_for(story: Document, file: Document) -> None:
    for hidden in (["mila"], ["everyone"]):
        shut = written(story, ("scenes/night@audience", {"for": ["mila", "everyone"], "not": hidden}))
        assert "night" not in _seen(shut, file, MILA).document.order["scenes"]
    assert "night" in _seen(written(shut, ("scenes/night@audience", None)), file, MILA).document.order["scenes"]


def test_adults_only_holds_a_mother_and_no_child(story: Document, file: Document) -> None:
    assert _seen(story, file, KASIA).document.words("knows", "nl") == "Mila weet dat mama werkt."
    assert _seen(story, file, MILA).document.words("knows", "nl") == ""


def test_what_was_taken_out_is_gone_for_readers_and_not_for_workers(story: Document, file: Document) -> None:
    assert b"niet meer in" not in _bytes(_seen(story, file, KASIA))
    assert (
        _seen(story, file, LOTTE).document.taken_out("scenes")[0].words("words", "nl") == "Dit staat er niet meer in."
    )


def test_a_child_sees_who_made_the_story_and_whom_it_can_talk_to(story: Document, file: Document) -> None:
    seen = _seen(story, file, MILA)
    told = read_story(seen.document, read_family(seen.file, "nl"), "nl")
    assert told.makers == ("Kasia", "Lotte")
    assert set(seen.file.order["people"]) == {"mila", "kasia", "lotte", "rita"}


def test_a_telephone_number_is_only_there_for_whom_it_was_opened(story: Document, file: Document) -> None:
    for viewer, numbers in ((MILA, {"rita"}), (KASIA, set[str]()), (LOTTE, set(PEOPLE))):
        family = read_family(_seen(story, file, viewer).file, "nl")
        assert {person.id for person in family.people if person.phone} == numbers


PLAN = read_definition(
    'id = "a-plan"\nreading = "form"\nname = "A plan"\n'
    '[[parts]]\nkey = "people"\ntype = "people"\naudience = "everyone"\n'
    '[[parts]]\nkey = "week"\ntype = "week"\naudience = "everyone"\n'
)


def _week(*who: str) -> dict[str, Any]:
    hours = {"days": [0], "from": "17:30", "to": "22:00"}
    return {"away": [{"who": ["kasia"], **hours}], "there": [{"who": list(who), "backups": ["an", "rita"], **hours}]}


def _week_seen(file: Document, viewer: Viewer, *who: str) -> Projected:
    plan = Document("91a4", "a-plan")
    for address, value in (("people@value", ["kasia", "mila"]), ("week@value", _week(*who))):
        plan = apply(plan, Write(f"{address[0]}.1", "lotte", address, value, 0), PLAN).document
    return audience.project(PLAN, plan, FAMILY, file, viewer)


def test_whoever_comes_in_a_week_is_known_to_whom_it_is_for(file: Document) -> None:
    seen = _week_seen(file, KASIA, "rita")
    assert seen.document.value("week") == _week("rita")
    assert {"rita", "an"} <= set(seen.file.order["people"])


def test_of_somebody_hidden_a_week_says_that_somebody_comes_and_not_who(file: Document) -> None:
    hidden = written(file, ("people/an@audience", {"for": ["workers"]}))
    seen = _week_seen(hidden, KASIA, "an")
    assert b'"an"' not in _bytes(seen)
    assert seen.document.value("week") == {
        "away": _week()["away"],
        "there": [{**_week("somebody")["there"][0], "backups": ["rita"]}],
    }
    assert _week_seen(hidden, LOTTE, "an").document.value("week") == _week("an")


def test_whoever_is_in_no_file_does_not_come(file: Document) -> None:
    seen = _week_seen(file, KASIA, "stranger")
    assert seen.document.value("week") == _week()


def test_whose_lawyer_somebody_is_says_nothing_of_a_child_in_another_story(story: Document, file: Document) -> None:
    assert file.ids("people/kasia/stands_by") == ("oskar",)
    assert _seen(story, file, KASIA).file.ids("people/kasia/stands_by") == ()
    assert b"oskar" not in _bytes(_seen(story, file, KASIA))


def test_a_worker_still_reads_who_was_taken_out_of_the_file(story: Document, file: Document) -> None:
    gone = changed(file, TakeOut("x.1", "lotte", "people", "kasia", file.revision))
    assert _seen(story, gone, LOTTE).document.ids("people") == ("kasia",)
    assert _seen(story, gone, MILA).document.ids("makers") == ("lotte",)


def test_the_file_by_itself_is_for_workers(file: Document) -> None:
    assert projected_file(FAMILY, file, LOTTE) == file
    for viewer in (KASIA, MILA, NOBODY):
        assert projected_file(FAMILY, file, viewer).entries == {}


@pytest.mark.parametrize("address", ["", "scenes", "a b@nl", "../x@nl", "scenes/home/words", "\ud83e@nl"])
@pytest.mark.parametrize("viewer", [LOTTE, KASIA, NOBODY], ids=lambda viewer: viewer.person or "nobody")
def test_nobody_may_write_at_what_is_no_address(story: Document, viewer: Viewer, address: str) -> None:
    assert not audience.may_write(STORY, story, viewer, Write("a.1", "kasia", address, "x", 0))


def test_a_mother_writes_in_her_own_name_only(story: Document) -> None:
    for by, may in (("kasia", True), ("mila", False), ("lotte", False), (TOGETHER, False)):
        change = Write("a.1", by, "scenes/home/words@nl", "Ik ben trots op jou.", story.revision)
        assert audience.may_write(STORY, story, KASIA, change) == may
        assert audience.may_write(STORY, story, LOTTE, change)


def test_only_workers_write_in_the_familys_file(file: Document) -> None:
    change = Write("a.1", "kasia", "words_we_use/1/words@nl", "de nacht van Oskars oor", file.revision)
    assert audience.may_write(FAMILY, file, LOTTE, change)
    assert not audience.may_write(FAMILY, file, KASIA, change)


POLISH = Viewer(into="pl")
MADE = {"from": "nl", "of": "0" * 24, "how": "interpreter"}
CHECK = {"same": "0" * 24, "by": "Anna", "on": "2027-03-22"}


def translated(story: Document, *entries: tuple[str, Value]) -> Document:
    """Kasia said it at home in Dutch, and it stands there in Polish too."""
    said = written(story, ("scenes/home/words@nl", "Wij wonen boven de bakker."), by="kasia")
    polish = (("scenes/home/words@pl", "Mieszkamy nad piekarnią."), ("scenes/home/words@made-pl", MADE))
    return written(said, *polish, *entries, by="kasia")


def test_an_interpreter_meets_the_book_and_nothing_that_the_grown_ups_keep_to_themselves(
    story: Document, file: Document
) -> None:
    told = written(with_items(story, "tellings", "t1"), ("tellings/t1/questions@nl", "Wie was er bij Oskar?"))
    for audience_of_night, is_there in (
        ({"for": ["adults"]}, True),
        ({"for": ["workers"]}, False),
        ({"for": ["mila", "kasia", "lotte"], "of": "mila"}, False),
        ({"for": ["everyone"], "not": ["adults"]}, False),
    ):
        seen = _seen(written(told, ("scenes/night@audience", audience_of_night)), file, POLISH)
        assert ("night" in seen.document.order["scenes"]) == is_there
        assert seen.document.words("scenes/home/words", "nl") == "Jullie wonen boven de bakker."
        for kept in (b"knows", b"tellings", b"Oskar?", b"phone", b"birth_date"):
            assert kept not in _bytes(seen)


@pytest.mark.parametrize(
    ("address", "value", "by", "may"),
    [
        ("scenes/home/words@pl", "Mieszkamy nad piekarnią.", "kasia", True),
        ("scenes/home/words@pl", None, "kasia", True),
        ("scenes/home/words@pl", "Mieszkamy nad piekarnią.", "lotte", False),
        ("scenes/home/words@pl", "Mieszkamy nad piekarnią.", "interpreter", False),
        ("scenes/home/words@pl", "Mieszkamy nad piekarnią.", "", False),
        ("scenes/home/words@nl", "Anders.", "kasia", False),
        ("scenes/home/words@fr", "Nous habitons là.", "kasia", False),
        ("scenes/home/words@pl.kasia", "Ja.", "kasia", False),
        ("scenes/home/words@made-pl", MADE, "kasia", True),
        ("scenes/home/words@made-pl", None, "kasia", False),
        ("scenes/home/words@checked-pl", CHECK, "kasia", True),
        ("scenes/home/words@checked-pl", None, "kasia", False),
        ("scenes/home/words@checked-nl", CHECK, "kasia", False),
        ("scenes/home/words@checked-fr", CHECK, "kasia", False),
        ("scenes/home@audience", {"for": ["everyone"]}, "kasia", False),
        ("scenes/home/words@audience", {"for": ["everyone"]}, "kasia", False),
        ("scenes/home/kind@value", "good", "kasia", False),
        ("languages@value", ["pl"], "lotte", False),
        ("knows@pl", "Ona wie.", "lotte", False),
        ("scenes/nowhere/words@pl", "Nic.", "kasia", False),
    ],
)
def test_an_interpreter_writes_what_translates_something_into_their_language_in_the_voice_of_who_said_it(
    story: Document, address: str, value: Value, by: str, may: bool
) -> None:
    document = translated(story)
    assert audience.may_write(STORY, document, POLISH, Write("a.1", by, address, value, document.revision)) == may


def test_an_interpreter_does_not_touch_what_was_said_first_in_their_language(story: Document) -> None:
    document = written(story, ("scenes/home/words@pl", "Tęsknię za tobą."), by="kasia")
    for facet, value in (("pl", "Inaczej."), ("made-pl", MADE), ("checked-pl", CHECK)):
        for by in ("kasia", "lotte", ""):
            change = Write("a.1", by, f"scenes/home/words@{facet}", value, document.revision)
            assert not audience.may_write(STORY, document, POLISH, change)


@pytest.mark.parametrize("facet", ["made-nl", "checked-nl", "made-pl", "checked-pl", "checked-pl.kasia"])
@pytest.mark.parametrize("value", [None, MADE, CHECK])
def test_the_family_says_nothing_of_how_words_were_translated_or_by_whom_they_were_looked_over(
    story: Document, facet: str, value: Value
) -> None:
    change = Write("a.1", "kasia", f"scenes/home/words@{facet}", value, 99)
    assert not audience.may_write(STORY, translated(story), KASIA, change)


def test_nobody_is_named_by_what_is_remembered_of_a_view_that_is_gone(story: Document, file: Document) -> None:
    gone = written(translated(story), ("scenes/home/words@checked-pl.rita", CHECK), by="rita")
    file = written(file, ("people/mila/safe_person@value", None))
    assert "rita" not in _seen(gone, file, MILA).file.order["people"]
