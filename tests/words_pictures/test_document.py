"""A document says what stands where; what is none is refused."""

import json
import re
from typing import Any

import pytest
from cast_of_mila import changed, with_items, written
from hypothesis import given, settings
from hypothesis import strategies as st

from words_pictures.change import TakeOut
from words_pictures.document import Document, Entry, from_json, new_id, prefixes, split, to_json
from words_pictures.errors import BadDocument

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=100)


@pytest.mark.parametrize(
    ("address", "place", "facet"),
    [
        ("title@nl", "title", "nl"),
        ("title@zh-Hans", "title", "zh-Hans"),
        ("scenes@audience", "scenes", "audience"),
        ("scenes/7f3a@audience", "scenes/7f3a", "audience"),
        ("scenes/7f3a/words@nl", "scenes/7f3a/words", "nl"),
        ("rules/a1/tests/b2/result@value", "rules/a1/tests/b2/result", "value"),
        ("rules/a1/tests/b2@audience", "rules/a1/tests/b2", "audience"),
    ],
)
def test_an_address_is_a_place_and_a_facet(address: str, place: str, facet: str) -> None:
    assert split(address) == (place, facet)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "title",
        "title@",
        "@nl",
        "title@nl@nl",
        "title@NL",
        "title@nl\n",
        "\ntitle@nl",
        "title @nl",
        "Title@nl",
        "/title@nl",
        "title/@nl",
        "scenes/7F3A/words@nl",
        "scenes//words@nl",
        "scenes/../words@nl",
        "scenes/١/words@nl",
        "titel\u0301@nl",
        "title@n1",
        "title\x00@nl",
        "\ud83e@nl",
        "scenes/" * 5000,
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadDocument):
        split(address)


def test_the_places_on_the_way_begin_with_the_widest() -> None:
    assert prefixes("rules/a1/tests") == ("rules", "rules/a1", "rules/a1/tests")
    assert prefixes("title") == ("title",)


def test_an_id_is_128_bits_that_nobody_can_guess() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch("[0-9a-f]{32}", id) for id in ids)


def test_where_nothing_was_written_there_is_nothing() -> None:
    empty = Document("1", "words-and-pictures")
    assert empty.entry("title@nl") is None
    assert empty.version("title@nl") == 0
    assert empty.value("look") is None
    assert empty.text("look") == empty.words("title", "nl") == ""
    assert empty.ids("people") == empty.languages() == empty.items("scenes") == empty.taken_out("scenes") == ()
    assert list(empty.under("scenes")) == []
    assert empty.stands("title")
    assert not empty.stands("scenes/home")


def test_an_item_reads_its_own_fields(story: Document) -> None:
    home = story.items("scenes")[0]
    assert home.id == "home"
    assert home.words("heading", "nl") == "Jullie thuis"
    assert home.words("heading", "en") == home.text("kind") == ""
    assert home.value("picture") is None
    assert home.items("rules") == ()
    assert story.item("scenes/gone").words("words", "nl") == "Dit staat er niet meer in."


def test_a_value_of_another_kind_reads_as_nothing() -> None:
    odd = Document(
        "1",
        "words-and-pictures",
        entries={
            "look@value": Entry(3, 1, "lotte", "a.1"),
            "people@value": Entry("mila", 1, "lotte", "a.1"),
            "title@nl": Entry(["x"], 1, "lotte", "a.1"),
        },
    )
    assert (odd.text("look"), odd.ids("people"), odd.words("title", "nl")) == ("", (), "")


def test_what_was_taken_out_comes_latest_first(story: Document) -> None:
    later = changed(story, TakeOut("b.1", "lotte", "scenes", "home", story.revision))
    assert [item.id for item in later.taken_out("scenes")] == ["home", "gone"]
    assert later.taken_out("tellings") == ()
    assert not later.stands("scenes/home")
    assert not later.stands("scenes/home/words")
    assert later.stands("scenes/night/words")


def test_an_item_stands_only_where_all_around_it_stands() -> None:
    nested = Document("1", "plan", order={"rules": ("a1",), "rules/a1/tests": ("b2",), "rules/a9/tests": ("b3",)})
    assert nested.stands("rules/a1/tests/b2/result")
    assert not nested.stands("rules/a1/tests/b3")
    assert not nested.stands("rules/a9/tests/b3/result")
    assert nested.item("rules/a1").items("tests")[0].place == "rules/a1/tests/b2"


def test_a_longer_id_is_not_inside_a_shorter_one() -> None:
    document = with_items(Document("1", "words-and-pictures"), "scenes", "1", "12")
    document = written(
        document, ("scenes/1/words@nl", "een"), ("scenes/12/words@nl", "twaalf"), ("scenes/1@audience", None)
    )
    document = written(document, ("scenes/1@audience", {"for": ["everyone"]}))
    assert [address for address, _ in document.under("scenes/1")] == ["scenes/1/words@nl", "scenes/1@audience"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
IDS = st.text("0123456789abcdef", min_size=1, max_size=4)
ENTRIES = st.builds(Entry, VALUES, st.integers(0, 10**6), st.text(), st.text())
DOCUMENTS = st.builds(
    Document,
    id=IDS,
    definition=st.text(),
    revision=st.integers(0, 10**6),
    order=st.dictionaries(st.just("scenes"), st.lists(IDS).map(tuple)),
    entries=st.dictionaries(st.sampled_from(["title@nl", "scenes@audience", "scenes/1/words@ar"]), ENTRIES),
    out=st.dictionaries(IDS.map("scenes/{}".format), st.integers(0, 10**6)),
)


@STEADY
@given(DOCUMENTS)
def test_any_document_comes_back_from_json_as_it_was(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def _content(**others: Any) -> dict[str, Any]:
    return {"id": "1", "definition": "family", "revision": 3, "order": {}, "entries": {}, "out": {}, **others}


def test_the_smallest_content_is_a_document() -> None:
    assert from_json(_content()) == Document("1", "family", 3)


@pytest.mark.parametrize(
    "content",
    [
        None,
        3,
        "document",
        [],
        {},
        *({key: value for key, value in _content().items() if key != missing} for missing in _content()),
        _content(id=1),
        _content(definition=None),
        _content(revision="3"),
        _content(revision=3.0),
        _content(revision=True),
        _content(revision=-1),
        _content(revision=float("inf")),
        _content(order=[]),
        _content(order={"scenes": "home"}),
        _content(order={"scenes": [1]}),
        _content(order={"scenes": {"home": 1}}),
        _content(out={"scenes/home": "3"}),
        _content(out={"scenes/home": None}),
        _content(out=["scenes/home"]),
        _content(entries=[]),
        _content(entries={"title": ["x", 1, "lotte", "a.1"]}),
        _content(entries={"title@nl": []}),
        _content(entries={"title@nl": "1234"}),
        _content(entries={"title@nl": ["x", 1, "lotte"]}),
        _content(entries={"title@nl": ["x", 1, "lotte", "a.1", 0]}),
        _content(entries={"title@nl": ["x", "1", "lotte", "a.1"]}),
        _content(entries={"title@nl": ["x", 1, None, "a.1"]}),
        _content(entries={"title@nl": ["x", 1, "lotte", 3]}),
    ],
    ids=lambda content: ascii(content)[:60],
)
def test_content_of_another_shape_is_refused(content: object) -> None:
    with pytest.raises(BadDocument):
        from_json(content)
