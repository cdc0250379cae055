"""A definition is refused with its file and line, and says what may be written where."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from words_pictures.definition import LIMITS, TYPES, Definition, Part, definitions, read_definition, read_edition, texts
from words_pictures.document import Value, cleaned
from words_pictures.errors import BadDefinition, NotSaid, TooLong

EVERY = tuple(definitions().values())
AWKWARD = (
    "",
    "<&{{ naam }}>%s",
    "كتبت أمي هذه الكلمات",
    "e\u0301 o\u0308 ñ",
    "👩‍👧 Vos 🦊",
    "\u200fשלום\u200e",
    "ትግርኛ",
    "een regel\nen nog een",
    "\"'\\",
)

HEAD = """\
id = "x"
reading = "story"
name = "A form"
"""


def _read(text: str) -> Definition:
    return read_definition(HEAD + dedent(text), "own.toml", definitions())


BAD: dict[str, tuple[str, int]] = {
    "a list of the family's file that it does not have": (
        '[[parts]]\nkey = "rules"\ntype = "list"\nfrom_file = true\n',
        7,
    ),
    "a list of the family's file with fields of its own": (
        '[[parts]]\nkey = "goals"\ntype = "list"\nfrom_file = true\n[[parts.parts]]\nkey = "b"\ntype = "date"\n',
        7,
    ),
    "no list from the file": ('[[parts]]\nkey = "goals"\ntype = "date"\nfrom_file = true\n', 7),
    "a child's own that names no people": (
        '[[parts]]\nkey = "a"\ntype = "list"\nown = { of = "b" }\n[[parts.parts]]\nkey = "b"\ntype = "date"\n',
        7,
    ),
    "no TOML": ("[[parts]\n", 4),
    "ends in the middle": ('[[parts]]\nkey = "a', 5),
    "a key that means nothing": ('colour = "red"\n', 4),
    "a key that means nothing in a part": ('[[parts]]\nkey = "a"\ntype = "date"\ncolour = "red"\n', 7),
    "a key that belongs to a frame": ('[[parts]]\nkey = "a"\ntype = "date"\nstarters = ["I"]\n', 7),
    "a part without a key": ('[[parts]]\nkey = "a"\ntype = "date"\n[[parts]]\ntype = "date"\n', 7),
    "a part without a type": ('[[parts]]\nkey = "a"\ntype = "date"\n[[parts]]\nkey = "b"\n', 7),
    "no such type": ('[[parts]]\nkey = "a"\n# type\ntype = "poem"\n', 7),
    "a type that is no text": ('[[parts]]\nkey = "a"\ntype = 3\n', 6),
    "a key that is no address": ('[[parts]]\nkey = "A-1"\ntype = "date"\n', 5),
    "a key with a stroke": ('[[parts]]\nkey = "a/b"\ntype = "date"\n', 5),
    "the same key twice": ('[[parts]]\nkey = "a"\ntype = "date"\n[[parts]]\nkey = "a"\ntype = "text"\n', 8),
    "the same field twice": (
        '[[parts]]\nkey = "a"\ntype = "list"\n[[parts.parts]]\nkey = "b"\ntype = "date"\n'
        '[[parts.parts]]\nkey = "b"\ntype = "text"\n',
        11,
    ),
    "a fault in a field": (
        '[[parts]]\nkey = "a"\ntype = "list"\n[[parts.parts]]\nkey = "b"\ntype = "date"\n'
        '[[parts]]\nkey = "c"\ntype = "list"\n[[parts.parts]]\nkey = "b"\ntype = "dat"\n',
        15,
    ),
    "no such audience": ('[[parts]]\nkey = "a"\ntype = "date"\naudience = "world"\n', 7),
    "an audience that is a list": ('[[parts]]\nkey = "a"\ntype = "date"\naudience = ["everyone"]\n', 7),
    "written by a stranger": ('[[parts]]\nkey = "a"\ntype = "passage"\nwritten_by = ["press"]\n', 7),
    "written by no list": ('[[parts]]\nkey = "a"\ntype = "passage"\nwritten_by = "family"\n', 7),
    "a list without parts": ('[[parts]]\nkey = "a"\ntype = "list"\n', 6),
    "parts in what is no list": ('[[parts]]\nkey = "a"\ntype = "date"\n[[parts.parts]]\nkey = "b"\ntype = "date"\n', 6),
    "parts that are no tables": ('parts = ["title"]\n', 4),
    "parts that are a number": ("parts = 3\n", 4),
    "frames that are one table": ('[frames]\nkey = "a"\n', 4),
    "a choice without options": ('[[parts]]\nkey = "a"\ntype = "choice"\n', 6),
    "options in what is no choice": ('[[parts]]\nkey = "a"\ntype = "date"\noptions = { a = "A" }\n', 6),
    "options that are a list": ('[[parts]]\nkey = "a"\ntype = "choice"\noptions = ["a"]\n', 7),
    "an option without a text": ('[[parts]]\nkey = "a"\ntype = "choice"\noptions = { a = 1 }\n', 7),
    "an option with an empty text": ('[[parts]]\nkey = "a"\ntype = "choice"\noptions = { a = "" }\n', 7),
    "a label that is no text": ('[[parts]]\nkey = "a"\ntype = "date"\nlabel = true\n', 7),
    "a limit in words": ('[[parts]]\nkey = "a"\ntype = "passage"\nlimit = "many"\n', 7),
    "a limit of nothing": ('[[parts]]\nkey = "a"\ntype = "passage"\nlimit = 0\n', 7),
    "a limit that is true": ('[[parts]]\nkey = "a"\ntype = "passage"\nlimit = true\n', 7),
    "a least in words": ('[[parts]]\nkey = "a"\ntype = "number"\nleast = "one"\n', 7),
    "a most that is true": ('[[parts]]\nkey = "a"\ntype = "number"\nleast = 1\nmost = true\n', 8),
    "a most of seven figures": ('[[parts]]\nkey = "a"\ntype = "number"\nmost = 1000000\n', 7),
    "more at least than at most": ('[[parts]]\nkey = "a"\ntype = "number"\nmost = 3\nleast = 4\n', 8),
    "a least of a text": ('[[parts]]\nkey = "a"\ntype = "text"\nleast = 1\n', 7),
    "a limit of a date": ('[[parts]]\nkey = "a"\ntype = "date"\nlimit = 3\n', 7),
    "a picture made here under another key": ('[[parts]]\nkey = "house"\ntype = "composition"\n', 5),
    "room for no items": (
        '[[parts]]\nkey = "a"\ntype = "list"\nempty = 0\n[[parts.parts]]\nkey = "b"\ntype = "date"\n',
        7,
    ),
    "room for too many items": (
        '[[parts]]\nkey = "a"\ntype = "list"\nempty = 21\n[[parts.parts]]\nkey = "b"\ntype = "date"\n',
        7,
    ),
    "room for items in what is no list": ('[[parts]]\nkey = "a"\ntype = "date"\nempty = 2\n', 7),
    "later that is a word": ('[[parts]]\nkey = "a"\ntype = "date"\nlater = "yes"\n', 7),
    "a list of which all comes later": (
        '[[parts]]\nkey = "a"\ntype = "list"\n[[parts.parts]]\nkey = "b"\ntype = "date"\nlabel = "B"\nlater = true\n',
        4,
    ),
    "what hangs on a field that comes later": (
        '[[parts]]\nkey = "a"\ntype = "answer"\nlater = true\n'
        '[[parts]]\nkey = "b"\ntype = "date"\nonly_if = { a = ["yes"] }\n',
        11,
    ),
    "a turn that is a word": ('turn = "first"\n', 4),
    "a turn before the first": ("turn = -1\n", 4),
    "a look in a document": ('[[parts]]\nkey = "a"\ntype = "look"\n', 6),
    "like nothing known": ('like = "the-other-one"\n', 4),
    "like a list": ('like = ["words-and-pictures"]\n', 4),
    "a part it has already": ('like = "words-and-pictures"\n[[parts]]\nkey = "title"\ntype = "short_text"\n', 6),
    "a frame without a question": ('[[frames]]\nkey = "a"\nkind = "good"\nheading = "A"\n', 4),
    "starters that are a text": (
        '[[frames]]\nkey = "a"\nkind = "good"\nheading = "A"\nquestion = "B"\nstarters = "I"\n',
        9,
    ),
    "a frame twice": ('[[frames]]\nkey = "a"\nkind = "good"\nheading = "A"\nquestion = "B"\n' * 2, 10),
    "a variant with a frame nobody described": ('[[variants]]\nkey = "v"\nname = "V"\nframes = ["home"]\n', 7),
    "a variant twice": ('[[variants]]\nkey = "v"\nname = "V"\nframes = []\n' * 2, 9),
    "a variant whose frames are a text": ('[[variants]]\nkey = "v"\nname = "V"\nframes = "home"\n', 7),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_definition_is_refused_with_its_file_and_line(fault: str) -> None:
    text, line = BAD[fault]
    with pytest.raises(BadDefinition) as refusal:
        _read(text)
    assert (refusal.value.file, refusal.value.line) == ("own.toml", line), refusal.value.wrong
    assert str(refusal.value).startswith(f"own.toml:{line}: ")


COLUMNS = """\
[[columns]]
key = "x"
heading = "X"
[[columns]]
key = "y"
heading = "Y"
[[parts]]
key = "a"
type = "date"
column = "x"
[[parts]]
key = "b"
type = "date"
column = "y"
"""
MORE = '[[parts]]\nkey = "c"\ntype = "date"\n'
BAD_COLUMNS: dict[str, tuple[str, int, str]] = {
    "no such column": (f'{COLUMNS}{MORE}column = "z"\n', 21, "no such column: 'z'; known are x, y"),
    "no columns at all": (f'{MORE}column = "x"\n', 7, "[[columns]]"),
    "a column that is no text": (f"{MORE}column = 3\n", 7, "column is a text"),
    "a field of an item": (
        f'{COLUMNS}[[parts]]\nkey = "c"\ntype = "list"\n[[parts.parts]]\nkey = "d"\ntype = "date"\ncolumn = "y"\n',
        24,
        "only a part at the top",
    ),
    "something between the columns": (
        COLUMNS.replace('[[parts]]\nkey = "b"', f'{MORE}[[parts]]\nkey = "b"'),
        20,
        "next to",
    ),
    "a column apart from itself": (f'{COLUMNS}{MORE}column = "x"\n', 21, "next to"),
    "another order": (COLUMNS.replace('column = "x"', 'column = "y"')[:-2] + f'"\n{MORE}column = "x"\n', 21, "next to"),
    "nothing in a column": (COLUMNS.replace('column = "y"\n', ""), 8, 'column = "y"'),
    "a column twice": (COLUMNS.replace('key = "y"', 'key = "x"'), 8, "twice"),
    "no heading": ('[[columns]]\nkey = "x"\n', 4, "a text is missing: heading"),
    "a key that means nothing": ('[[columns]]\nkey = "x"\nheading = "X"\nlabel = "X"\n', 7, "nothing is called"),
    "one column too many": (
        "".join(f'[[columns]]\nkey = "{one}"\nheading = "X"\n' for one in "vwxyz"),
        17,
        "4 columns stand beside each other",
    ),
}


def _form(text: str) -> Definition:
    return read_definition(HEAD.replace("story", "form") + text, "own.toml", definitions())


@pytest.mark.parametrize("fault", BAD_COLUMNS)
def test_columns_that_could_not_stand_beside_each_other_are_refused_with_what_to_do(fault: str) -> None:
    text, line, said = BAD_COLUMNS[fault]
    with pytest.raises(BadDefinition) as refusal:
        _form(text)
    assert (refusal.value.file, refusal.value.line) == ("own.toml", line), refusal.value.wrong
    assert said in refusal.value.wrong


def test_a_story_has_no_columns() -> None:
    with pytest.raises(BadDefinition) as refusal:
        _read(COLUMNS)
    assert (refusal.value.line, "in a form" in refusal.value.wrong) == (4, True)


def test_parts_stand_in_columns_or_across_the_page() -> None:
    form = _form(f"{COLUMNS}{MORE}")
    stretches = [
        [(column and column.heading, [part.key for part in some]) for column, some in one]
        for one in form.in_columns(form.parts, lambda part: part.column)
    ]
    assert stretches == [[("X", ["a"]), ("Y", ["b"])], [(None, ["c"])]]
    seen = list(form.in_columns(form.parts[1:2], lambda part: part.column))
    assert [[column and column.key for column, _ in one] for one in seen] == [["y"]]


def test_a_form_goes_on_in_the_columns_of_the_one_that_it_is_like() -> None:
    known = {**definitions(), "x": _form(COLUMNS)}
    head = 'id = "w"\nlike = "x"\nreading = "form"\nname = "W"\n'
    form = read_definition(f'{head}{MORE}column = "y"\n', known=known)
    assert [part.column for part in form.parts] == ["x", "y", "y"]
    assert read_edition(form.sources, {"family": definitions()["family"]}) == form
    with pytest.raises(BadDefinition):
        read_definition(f'{head}{MORE}column = "x"\n', known=known)


@pytest.mark.parametrize("missing", ["id", "reading", "name"])
def test_a_definition_without_its_beginning_is_refused(missing: str) -> None:
    text = "".join(f"{line}\n" for line in HEAD.splitlines() if not line.startswith(missing))
    with pytest.raises(BadDefinition) as refusal:
        read_definition(text)
    assert refusal.value.line == 1


def test_a_heading_inside_a_text_moves_no_line() -> None:
    text = 'help = """\n[[parts]]\n[[frames]]\n"""\n[[parts]]\nkey = "a"\ntype = "poem"\n'
    with pytest.raises(BadDefinition) as refusal:
        _read(text)
    assert refusal.value.line == 10


@given(
    st.dictionaries(
        st.sampled_from(["like", "help", "parts", "frames", "variants"]),
        st.sampled_from(
            [
                "3",
                "true",
                '""',
                "[]",
                "[3]",
                '["a"]',
                "[[]]",
                "{}",
                "{a = 1}",
                "[{}]",
                '[{key = "a"}]',
                '[{key = "a", type = "list"}]',
                '[{key = "a", type = "choice", options = 3}]',
                '[{key = ["a"], type = "date"}]',
                "1979-05-27",
            ]
        ),
        min_size=1,
    )
)
@settings(derandomize=True, database=None, deadline=None, max_examples=100)
def test_whatever_a_definition_says_it_is_read_or_refused_with_a_line(said: dict[str, str]) -> None:
    text = HEAD + "".join(f"{key} = {value}\n" for key, value in said.items())
    try:
        read_definition(text, "own.toml", definitions())
    except BadDefinition as wrong:
        refusal = wrong
    else:
        return
    assert 1 <= refusal.line <= len(text.splitlines())


def test_the_same_definition_is_read_from_any_order_of_keys() -> None:
    text = '[[parts]]\ntype = "choice"\nkey = "a"\nlabel = "A?"\noptions = { b = "B", c = "C" }\n'
    part = _read(text).part_at("a")
    assert part is not None
    assert (part.label, part.options, part.option_labels, part.audience) == ("A?", ("b", "c"), ("B", "C"), "workers")


# What is shipped.


def test_these_definitions_come_with_the_library() -> None:
    stories = {"words-and-pictures", "immediate-story"}
    forms = {
        *("why-are-we-here", "roles", "contact-sheet", "network-circles", "invitation", "network-meeting"),
        *("what-must-be", "safety-plan", "assessment", "safety-journal", "evaluation", "decision", "advice"),
    }
    assert set(definitions()) == {"family", *stories, *forms}


@pytest.mark.parametrize("definition", EVERY, ids=lambda definition: definition.id)
def test_every_way_to_begin_has_its_frames(definition: Definition) -> None:
    kinds = definition.part_at("scenes/x/kind")
    for variant in definition.variants:
        assert variant.frames
        for key in variant.frames:
            frame = definition.frame(key)
            assert frame is not None
            assert kinds is not None
            assert frame.kind in kinds.options
            definition.check_write("scenes/x/frame@value", key)
            definition.check_write("scenes/x/heading@nl", frame.heading)
    assert definition.reading != "story" or definition.variants


@pytest.mark.parametrize("definition", EVERY, ids=lambda definition: definition.id)
def test_every_frame_is_in_a_way_to_begin(definition: Definition) -> None:
    used = {key for variant in definition.variants for key in variant.frames}
    assert {frame.key for frame in definition.frames} == used


@pytest.mark.parametrize("definition", EVERY, ids=lambda definition: definition.id)
def test_every_text_can_stand_in_a_catalogue(definition: Definition) -> None:
    found = [text.replace("%(names)s", "") if text == definition.title else text for text in texts(definition)]
    assert definition.name in found
    assert all(any(letter.isalpha() for letter in text) for text in found)
    assert all(text.strip() == text for text in texts(definition))
    assert not [text for text in found if "%" in text or "{" in text or "\n" in text]


def test_no_two_texts_differ_only_in_their_letters_size_or_blanks() -> None:
    distinct = {text for definition in EVERY for text in texts(definition)}
    folded = Counter(" ".join(text.casefold().split()) for text in distinct)
    assert [text for text, times in folded.items() if times > 1] == []


def test_every_text_that_a_definition_holds_is_given_to_the_catalogues() -> None:
    held = _read(
        """
        help = "T1"
        [[parts]]
        key = "a"
        type = "list"
        label = "T2"
        help = "T3"
        [[parts.parts]]
        key = "b"
        type = "choice"
        label = "T4"
        options = { x = "T5", y = "T6" }
        [[frames]]
        key = "f"
        kind = "good"
        heading = "T7"
        question = "T8"
        starters = ["T9"]
        [[variants]]
        key = "v"
        name = "T10"
        help = "T11"
        frames = ["f"]
        """
    )
    assert sorted(texts(held)) == sorted(["A form", *(f"T{n}" for n in range(1, 12))])


def test_the_heading_of_a_column_is_given_to_the_catalogues() -> None:
    assert list(texts(_form(COLUMNS))) == ["A form", "X", "Y"]


def test_the_short_story_has_the_parts_of_the_long_one(story_form: Definition) -> None:
    immediate = definitions()["immediate-story"]
    assert immediate.parts == story_form.parts
    assert immediate.frames != story_form.frames
    assert immediate.variant("immediate")
    assert immediate.variant("long") is None


def test_an_agencys_definition_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'id = "family"\nlike = "family"\nreading = "family"\nname = "Ons dossier"\n', "utf-8"
    )
    (tmp_path / "more.toml").write_text(HEAD + 'like = "words-and-pictures"\n', "utf-8")
    own = definitions(tmp_path)
    assert own["family"].name == "Ons dossier"
    assert own["x"].parts == own["words-and-pictures"].parts
    assert definitions()["family"].name != "Ons dossier"
    assert own["safety-plan"].part_at("goals/g1/words") is own["family"].part_at("goals/g1/words")


@pytest.mark.parametrize("definition", [one for one in EVERY if one.reading != "family"], ids=lambda one: one.id)
def test_an_edition_is_read_again_from_its_texts_alone(definition: Definition) -> None:
    again = read_edition(definition.sources, {"family": definitions()["family"]})
    assert again == definition
    assert again.edition == definition.edition


def test_no_two_editions_are_the_same() -> None:
    editions = [one.edition for one in EVERY]
    assert len(set(editions)) == len(editions)
    assert _read("").edition != _read("# a word more").edition


def test_a_list_of_the_familys_file_has_its_fields_and_is_not_written_in_a_document_that_shows_it() -> None:
    plan, family = definitions()["safety-plan"], definitions()["family"]
    assert plan.part_at("bottom_lines/b1/words") is family.part_at("bottom_lines/b1/words")
    assert plan.is_in_file("bottom_lines/b1/words")
    assert not plan.is_in_file("rules/r1/words")
    with pytest.raises(NotSaid):
        plan.check_write("bottom_lines/b1/words@nl", "Niemand slaat.")
    with pytest.raises(NotSaid):
        plan.check_list("bottom_lines", "b1")
    family.check_write("bottom_lines/b1/words@nl", "Niemand slaat.")
    family.check_list("bottom_lines", "b1")


def test_an_agencys_bad_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b'id = "\xff"\n')
    with pytest.raises(BadDefinition) as refusal:
        definitions(tmp_path)
    assert refusal.value.file == "own.toml"


# Which place is what.


@pytest.mark.parametrize(
    ("place", "type"),
    [
        ("title", "short_text"),
        ("scenes", "list"),
        ("scenes/7f3a", "list"),
        ("scenes/7f3a/words", "passage"),
        ("scenes/7f3a/picture", "picture"),
        ("tellings/1/present", "people"),
    ],
)
def test_a_place_belongs_to_its_part(story_form: Definition, place: str, type: str) -> None:
    for _ in range(2):
        part = story_form.part_at(place)
        assert part is not None
        assert part.type == type


@pytest.mark.parametrize(
    "place",
    [
        "",
        "/",
        "weather",
        "title/7f3a",
        "title/7f3a/words",
        "words",
        "scenes/7f3a/weather",
        "scenes/7f3a/words/1",
        "scenes/7f3a/words/1/words",
        "scenes//words/",
        "Scenes",
        "scenes/7f3a/",
    ],
)
def test_what_no_part_has_is_no_place(story_form: Definition, place: str) -> None:
    for _ in range(2):
        assert story_form.part_at(place) is None


# What may be written where.

DRAWN = ("look", "composition")
"""Not in every document, or not at every place of it."""
FORM = _read(
    "".join(
        f'[[parts]]\nkey = "{type}"\ntype = "{type}"\n'
        + {"choice": 'options = { a = "A" }\n', "reference": 'to = "list"\n'}.get(type, "")
        for type in TYPES
        if type not in ("list", *DRAWN)
    )
    + '[[parts]]\nkey = "list"\ntype = "list"\n[[parts.parts]]\nkey = "passage"\ntype = "passage"\nlimit = 5\n'
)
FORM = replace(FORM, parts=(*FORM.parts, *(Part(one, one) for one in DRAWN)))
PICTURE = {"id": "0" * 32, "width": 1, "height": 10_000}
SHIFT: dict[str, Any] = {"who": ["ewa"], "days": [0, 3], "from": "17:30", "to": "22:00"}
OF_A_DAY: dict[str, Any] = {
    "weeks": "usual",
    "since": "2027-03-20",
    "until": "",
    "also_on": ["2027-03-30"],
    "not_on": ["2027-03-25", "2027-04-01"],
    "backups": ["nele", "joris", "beata"],
}
TAKEN: tuple[tuple[str, Value], ...] = (
    *((f"passage@{language}", text) for language in ("nl", "pl", "ar", "ti", "nl-BE", "zh-Hans") for text in AWKWARD),
    *(("short_text@nl", text) for text in AWKWARD if "\n" not in text),
    *(("text@value", text) for text in AWKWARD if "\n" not in text),
    *(("picture@nl", text) for text in AWKWARD),
    ("passage@nl", "🦊" * LIMITS["passage"]),
    ("short_text@nl", "x" * LIMITS["short_text"]),
    ("text@value", "x" * LIMITS["text"]),
    ("picture@nl", "x" * LIMITS["passage"]),
    ("picture@value", PICTURE),
    ("composition@value", {}),
    ("composition@value", {"place": "kitchen", "parts": [{"id": "a", "who": "mila", "x": 800, "y": 1060}]}),
    ("composition@nl", "Mila staat in de keuken."),
    ("look@value", {}),
    ("look@value", {"age": "child", "hair": "plaits"}),
    ("people@value", []),
    ("people@value", ["mila", "0" * 32]),
    ("people@value", ["a"] * 300),
    ("languages@value", ["nl", "pl", "zh-Hans"]),
    ("choice@value", "a"),
    ("number@value", 0),
    ("number@value", -999_999),
    ("date@value", "2027-03-09"),
    ("date@value", "2028-02-29"),
    ("yes@value", True),
    *(("answer@value", one) for one in ("yes", "no", "not_yet")),
    ("reference@value", ["b1", "0" * 32]),
    ("time@value", "00:00"),
    ("time@value", "23:59"),
    ("moment@value", "2027-03-09T10:00"),
    ("hours@value", {"days": [0, 6], "from": "17:40", "to": "21:55"}),
    ("hours@value", {"days": [4], "from": "22:00", "to": "06:00"}),
    ("hours@value", {"days": [], "from": "22:00", "to": ""}),
    ("week@value", {"away": [], "there": []}),
    ("week@value", {"away": [SHIFT], "there": [SHIFT | {"to": "24:00"}, {**SHIFT, **OF_A_DAY}]}),
    ("week@value", {"away": [{"who": [], "days": [], "from": "", "to": ""}], "there": []}),
    ("week@value", {"away": [SHIFT] * 60, "there": []}),
    ("scale@value", {"number": 1, "from": 1, "to": 10}),
    ("scale@value", {"number": 0, "from": 0, "to": 10}),
    ("signature@value", {"way": "typed", "name": "Kasia", "on": "2027-03-18"}),
    (
        "signature@value",
        {"way": "drawn", "name": "كاسيا", "on": "2027-03-18", "strokes": [[[0, 0], [1000, 1000]], [[5, 5]]]},
    ),
    ("signature@value", {"way": "mark", "name": "Rita", "on": "2027-03-18", "witness": "Lotte"}),
    ("signature@value", {"way": "paper", "name": "Ewa", "on": "2027-03-18", "picture": PICTURE}),
    ("list/1/passage@nl", "vijf!"),
    ("passage@audience", {"for": ["everyone"]}),
    ("list@audience", {"for": ["mila", "kasia"], "not": ["workers"], "of": "mila"}),
    ("list/1@audience", {"for": []}),
    *((f"{type}@value", None) for type in TYPES if type not in ("passage", "short_text", "list")),
    ("passage@nl", None),
    ("passage@audience", None),
)
REFUSED: tuple[tuple[str, Value], ...] = (
    *(
        (f"{place}", f"een{bad}teken")
        for place in ("passage@nl", "short_text@nl", "text@value", "picture@nl")
        for bad in ("\x00", "\x1b", "\x7f", "\ud83e", "\udd8a", "\uffff", "\r", "\r\n")
    ),
    ("short_text@nl", "twee\nregels"),
    ("text@value", "twee\nregels"),
    *(
        (f"{type}@value", value)
        for type in TYPES
        for value in (
            float("nan"),
            1.5,
            10**6,
            -(10**6),
            False,
            {},
            {"a": 1},
            [None],
            [1],
            [["a"]],
            ["a b"],
            ["A/B"],
            ["a"] * 301,
            ["x" * 41],
            [{"id": "a"}],
            "2027-02-30",
            "2027-2-3",
            "20270309",
            "2027-W10-2",
            "2027-03-09T10:00",
            "٢٠٢٧-٠٣-٠٩",
            " 2027-03-09",
            "",
        )
        if not (type in ("text", "phone") and isinstance(value, str))
        and not (type in ("composition", "look") and value == {})
        and not (type == "moment" and value == "2027-03-09T10:00")
    ),
    *((f"{type}@value", True) for type in TYPES if type != "yes"),
    *((f"{type}@value", 1) for type in TYPES if type != "number"),
    ("yes@value", "true"),
    ("answer@value", "perhaps"),
    *(("time@value", one) for one in ("24:00", "9:30", "17:60", "17:40:00")),
    *(("moment@value", one) for one in ("2027-03-09", "2027-03-09 10:00", "2027-03-09T24:00", "T10:00")),
    *(
        ("week@value", {"away": [SHIFT], "there": [SHIFT | wrong]})
        for wrong in (
            {"who": "ewa"},
            {"who": ["no-one!"]},
            {"days": [7]},
            {"days": [0, 1, 2, 3, 4, 5, 6, 0]},
            {"from": "24:00"},
            {"from": "25:00"},
            {"to": "24:01"},
            {"to": None},
            {"weeks": "never"},
            {"weeks": ["usual"]},
            {"since": "20/03/2027"},
            {"until": "2027-02-30"},
            {"also_on": "2027-03-25"},
            {"not_on": ["2027-03-25", ""]},
            {"not_on": ["2027-03-25"] * 61},
            {"backups": [["nele"]]},
            {"note": "Ewa belt eerst."},
        )
    ),
    ("week@value", {"away": [SHIFT]}),
    ("week@value", {"away": [SHIFT], "there": [], "more": []}),
    ("week@value", {"away": SHIFT, "there": []}),
    ("week@value", {"away": [SHIFT] * 31, "there": [SHIFT] * 30}),
    ("week@value", {"away": [{"who": ["ewa"], "days": [0]}], "there": []}),
    *(
        ("hours@value", {"days": [0], "from": "17:40", "to": "21:55"} | wrong)
        for wrong in (
            {"days": [7]},
            {"days": [True]},
            {"from": "5 uur"},
            {"more": 1},
            {"days": "mo"},
        )
    ),
    *(
        ("scale@value", {"number": 6, "from": 1, "to": 10} | wrong)
        for wrong in (
            {"number": 11},
            {"number": 0},
            {"number": 5.5},
            {"number": True},
            {"from": 10},
            {"to": 101},
            {"why": "x"},
        )
    ),
    ("scale@value", {"number": 6}),
    *(
        ("signature@value", {"way": "drawn", "name": "K", "on": "2027-03-18", "strokes": [[[1, 1]]]} | wrong)
        for wrong in (
            {"way": "stamp"},
            {"name": ""},
            {"name": "x" * 121},
            {"on": "18/03/2027"},
            {"strokes": []},
            {"strokes": [[]]},
            {"strokes": [[[1, 1001]]]},
            {"strokes": [[[1]]]},
            {"strokes": [[[0, 0]]] * 201},
            {"strokes": [[[0, 0]] * 5001]},
            {"more": 1},
        )
    ),
    ("signature@value", {"way": "mark", "name": "Rita", "on": "2027-03-18"}),
    ("signature@value", {"way": "paper", "name": "Ewa", "on": "2027-03-18"}),
    ("choice@value", "A"),
    ("choice@value", ["a"]),
    ("languages@value", "nl"),
    ("languages@value", ["Nederlands"]),
    ("languages@value", ["nl", "../nl"]),
    ("picture@value", {**PICTURE, "id": "0" * 31}),
    ("picture@value", {**PICTURE, "id": "G" * 32}),
    ("picture@value", {**PICTURE, "id": 3}),
    ("picture@value", {**PICTURE, "width": 0}),
    ("picture@value", {**PICTURE, "width": 10_001}),
    ("picture@value", {**PICTURE, "width": True}),
    ("picture@value", {**PICTURE, "width": 1.5}),
    ("picture@value", {**PICTURE, "path": "../../etc/passwd"}),
    ("picture@value", {"id": "0" * 32}),
    ("composition@value", {"parts": [{"id": "a", "who": "mila", "pose": "fly", "x": 800, "y": 1060}]}),
    ("look@value", {"hair": "none of yours"}),
    ("look@nl", "blond"),
    ("passage@nl", 3),
    ("passage@nl", True),
    ("passage@nl", ["a"]),
    ("passage@value", "welke taal?"),
    ("short_text@value", None),
    ("passage@english", "no language"),
    ("passage@n", "no language"),
    ("passage@nl-", "no language"),
    ("date@nl", "een dag"),
    ("people@nl", "wie"),
    ("list@value", []),
    ("list@nl", "een lijst"),
    ("list/1@nl", "een item"),
    ("list/1@value", "een item"),
    *(
        ("passage@audience", value)
        for value in (
            "everyone",
            [],
            ["everyone"],
            {},
            {"not": ["mila"]},
            {"for": "everyone"},
            {"for": None},
            {"for": [1]},
            {"for": ["a b"]},
            {"for": ["everyone"], "to": []},
            {"for": ["everyone"], "not": "mila"},
            {"for": ["everyone"], "of": 3},
            {"for": ["everyone"], "of": None},
            {"for": ["everyone"], "of": "\ud83e"},
            {"for": ["everyone"], "of": "x" * 41},
            {"for": ["a"] * 301},
            True,
        )
    ),
    ("", "x"),
    ("@nl", "x"),
    ("passage", "x"),
    ("passage@", "x"),
    ("passage@nl@nl", "x"),
    ("passage@nl\n", "x"),
    ("/passage@nl", "x"),
    ("../passage@nl", "x"),
    ("list//passage@nl", "x"),
    ("list/A/passage@nl", "x"),
    ("list/1/weather@nl", "x"),
    ("weather@value", "regen"),
    ("\ud83e@nl", "x"),
)


@pytest.mark.parametrize(("address", "value"), TAKEN, ids=lambda value: ascii(value)[:40])
def test_what_has_a_place_is_taken(address: str, value: Value) -> None:
    FORM.check_write(address, value)


@pytest.mark.parametrize(("address", "value"), REFUSED, ids=lambda value: ascii(value)[:40])
def test_what_has_no_place_is_refused(address: str, value: Value) -> None:
    with pytest.raises(NotSaid):
        FORM.check_write(address, value)


@pytest.mark.parametrize(
    ("address", "limit"),
    [("passage@nl", 2000), ("short_text@nl", 120), ("text@value", 120), ("picture@nl", 2000), ("list/1/passage@ar", 5)],
)
@pytest.mark.parametrize("letter", ["x", "ث", "🦊"])
def test_one_character_too_many_is_refused_with_both_figures(address: str, limit: int, letter: str) -> None:
    FORM.check_write(address, letter * limit)
    with pytest.raises(TooLong) as refusal:
        FORM.check_write(address, letter * (limit + 1))
    assert (refusal.value.length, refusal.value.limit) == (limit + 1, limit)


@given(
    st.text(),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
)
@settings(derandomize=True, database=None, deadline=None, max_examples=50)
def test_whatever_is_written_it_is_taken_or_refused(address: str, value: Any) -> None:
    for one in (
        address,
        "passage@nl",
        "picture@value",
        "people@value",
        "choice@value",
        "date@value",
        "passage@audience",
    ):
        with suppress(NotSaid):
            FORM.check_write(one, value)


@given(st.text(st.characters(codec=None)))
@settings(derandomize=True, database=None, deadline=None, max_examples=100)
def test_a_cleaned_text_can_be_kept_and_cleaning_it_again_changes_nothing(text: str) -> None:
    clean = cleaned(text)
    clean.encode()
    assert cleaned(clean) == clean
    FORM.check_write("passage@nl", clean[:2000])
    assert len(clean) <= len(text)


def test_cleaning_keeps_what_people_wrote() -> None:
    assert cleaned("Dag\r\nMila\rVos\t🦊\u200d\u00a0é") == "Dag\nMila\nVos\t🦊\u200d\u00a0é"
    assert cleaned("a\x00b\x1bc\ud83ed\ufffee") == "abcde"


@pytest.mark.parametrize("place", ["list/1", "list/1/passage", "passage", "weather", "", "list/1/"])
def test_only_a_list_takes_items(place: str) -> None:
    FORM.check_list("list", "0123456789abcdef")
    with pytest.raises(NotSaid):
        FORM.check_list(place, "1")


@pytest.mark.parametrize("item", ["", "A", "a b", "a/b", "..", "é", "١", "x" * 41, "a\n", "\ud83e"])
def test_an_item_has_a_plain_id(item: str) -> None:
    with pytest.raises(NotSaid):
        FORM.check_list("list", item)


# What a field asks, and of whom.

ASKED = """
[[parts]]
key = "rules"
type = "list"
only_by = ["family", "family_worker"]
  [[parts.parts]]
  key = "who"
  type = "people"
  one = true
  question = "Who does it?"
  example = "Aunt Ewa"
  why = "Somebody whose name everyone knows."
  [[parts.parts]]
  key = "tested"
  type = "answer"
  [[parts.parts]]
  key = "how"
  type = "scale"
  scale = { from = 0, to = 10, low = "not safe", high = "safe enough" }
  only_if = { tested = ["yes", "no"] }
  [[parts.parts]]
  key = "answers"
  type = "reference"
  to = "file:bottom_lines"
  [[parts.parts]]
  key = "tests"
  type = "list"
    [[parts.parts.parts]]
    key = "on"
    type = "date"
[[parts]]
key = "first_rule"
type = "reference"
to = "rules"
one = true
[[parts]]
key = "kinds"
type = "choice"
many = true
options = { a = "A", b = "B" }
"""


def test_a_field_says_what_helps_who_may_write_and_when_it_is_asked() -> None:
    form = _read(ASKED)
    rules, who, how = (form.part_at(place) for place in ("rules", "rules/r/who", "rules/r/how"))
    assert rules is not None
    assert who is not None
    assert how is not None
    assert rules.only_by == ("family", "family_worker")
    assert (who.one, who.question, who.example) == (True, "Who does it?", "Aunt Ewa")
    assert (how.scale.first, how.scale.last, how.scale.high) == (0, 10, "safe enough")
    assert how.only_if is not None
    assert (how.only_if.key, how.only_if.values) == ("tested", ("yes", "no"))
    assert form.part_at("rules/r/tests/t/on") is not None
    assert {"Who does it?", "Aunt Ewa", "not safe", "safe enough"} <= set(texts(form))


@pytest.mark.parametrize(
    ("address", "value", "is_taken"),
    [
        ("rules/r/who@value", ["ewa"], True),
        ("rules/r/who@value", ["ewa", "rita"], False),
        ("first_rule@value", ["r"], True),
        ("first_rule@value", ["r", "s"], False),
        ("kinds@value", ["a", "b"], True),
        ("kinds@value", ["a", "a"], False),
        ("kinds@value", ["c"], False),
        ("kinds@value", "a", False),
    ],
)
def test_one_and_many_are_kept_to(address: str, value: Value, is_taken: bool) -> None:
    form = _read(ASKED)
    if is_taken:
        form.check_write(address, value)
    else:
        with pytest.raises(NotSaid):
            form.check_write(address, value)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('only_by = ["family", "family_worker"]', 'only_by = ["neighbour"]'),
        ('only_if = { tested = ["yes", "no"] }', 'only_if = { tested = ["perhaps"] }'),
        ('only_if = { tested = ["yes", "no"] }', 'only_if = { nothing = ["yes"] }'),
        ('only_if = { tested = ["yes", "no"] }', "only_if = 3"),
        ("from = 0, to = 10", "from = 10, to = 0"),
        ('low = "not safe"', 'lowest = "not safe"'),
        ('to = "rules"', 'to = "scenes"'),
        ('to = "file:bottom_lines"', 'to = "files:bottom_lines"'),
        ("one = true", 'one = "yes"'),
        ("many = true", "views = true"),
    ],
)
def test_what_a_field_cannot_say_is_refused_at_its_line(right: str, wrong: str) -> None:
    assert right in ASKED
    bad = ASKED.replace(right, wrong, 1)
    at = next(
        n
        for n, line in enumerate((HEAD + dedent(bad)).splitlines(), start=1)
        if wrong in line and n > len(HEAD.splitlines())
    )
    with pytest.raises(BadDefinition) as refused:
        _read(bad)
    assert refused.value.line == at


def test_a_list_stands_in_a_list_and_no_deeper() -> None:
    deeper = '    [[parts.parts.parts.parts]]\n    key = "x"\n    type = "date"\n'
    with pytest.raises(BadDefinition, match="no deeper"):
        _read(ASKED.replace('    key = "on"\n    type = "date"\n', f'    key = "on"\n    type = "list"\n{deeper}', 1))


@pytest.mark.parametrize(("number", "is_taken"), [(0, False), (1, True), (5, True), (6, False), (-2, False)])
def test_a_number_is_between_its_least_and_its_most(number: int, is_taken: bool) -> None:
    said = 'id = "a"\nreading = "form"\nname = "A"\n[[parts]]\nkey = "count"\ntype = "number"\nleast = 1\nmost = 5\n'
    definition = read_definition(said)
    if is_taken:
        definition.check_write("count@value", number)
        return
    with pytest.raises(NotSaid):
        definition.check_write("count@value", number)
