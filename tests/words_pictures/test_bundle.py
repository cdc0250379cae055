"""A bundle comes back as it was; what is none is refused before it does harm."""

import bz2
import io
import json
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from cast_of_mila import written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from words_pictures import bundle as packing
from words_pictures.bundle import MOST_TEXT_BYTES, Bundle, read_bundle, shown_pictures, write_bundle
from words_pictures.definition import definitions, read_definition
from words_pictures.document import Document, Entry, to_json
from words_pictures.errors import BadBundle

DRAWING, PHOTO = "a" * 32, "b" * 32
PNG, JPEG = b"\x89PNG\r\n\x1a\n" + bytes(range(200)), b"\xff\xd8\xff\xe0" + bytes(range(255, 50, -1))
STEADY = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def bundle(story: Document, file: Document) -> Bundle:
    document = written(
        story,
        ("scenes/home/picture@value", {"id": DRAWING, "width": 2000, "height": 1500}),
        ("scenes/home/picture@nl", "<&{{ Een huis, كتبت 🦊"),
        ("scenes/plan/picture@value", {"id": PHOTO, "width": 1, "height": 1}),
    )
    return Bundle(document, file, {DRAWING: PNG, PHOTO: JPEG}, definitions()[document.definition])


@pytest.fixture(scope="module")
def packed(bundle: Bundle) -> bytes:
    return write_bundle(bundle)


Files = dict[str, bytes | str]


def _files(packed: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(files: Files, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return written.getvalue()


def _with_content(packed: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    files = _files(packed)
    content = json.loads(files["bundle.json"])
    change(content)
    return _packed({**files, "bundle.json": json.dumps(content)})


def _claiming(data: bytes, size: int, crc: int | None = None) -> bytes:
    # A bundle.json that says it is of another size (and, so that nobody notices, has the checksum of that).
    package = bytearray(_packed({"bundle.json": data}))
    for signature, at_crc, at_size in ((b"PK\x03\x04", 14, 22), (b"PK\x01\x02", 16, 24)):
        head = package.index(signature)
        struct.pack_into("<I", package, head + at_size, size)
        if crc is not None:
            struct.pack_into("<I", package, head + at_crc, crc)
    return bytes(package)


def test_a_bundle_comes_back_as_it_was(bundle: Bundle, packed: bytes) -> None:
    assert read_bundle(packed) == bundle


def test_the_same_bundle_is_the_same_bytes(bundle: Bundle, packed: bytes) -> None:
    backwards = replace(
        bundle,
        document=replace(bundle.document, entries=dict(reversed(bundle.document.entries.items()))),
        pictures=dict(reversed(bundle.pictures.items())),
    )
    assert write_bundle(backwards) == packed
    assert write_bundle(read_bundle(packed)) == packed


def test_a_bundle_can_be_read_by_hand(packed: bytes) -> None:
    files = _files(packed)
    assert set(files) == {"bundle.json", f"pictures/{DRAWING}.png", f"pictures/{PHOTO}.jpg"}
    assert json.loads(files["bundle.json"])["format"] == 1
    assert "Jullie wonen boven de bakker." in bytes(files["bundle.json"]).decode()


def test_the_pictures_of_a_scene_taken_out_go_along(story: Document) -> None:
    out = replace(story, order={"scenes": ()}, out={**story.out, "scenes/home": 99})
    shown = {"id": DRAWING, "width": 1, "height": 1}
    kept = replace(out.entries["title@nl"], value=shown)
    assert shown_pictures(replace(out, entries={**out.entries, "scenes/home/picture@value": kept})) == {DRAWING}


def test_an_agencys_own_definition_is_known_when_it_is_given(bundle: Bundle) -> None:
    own = read_definition('id = "own"\nreading = "story"\nname = "Own"\n')
    family = read_definition('id = "file"\nreading = "family"\nname = "File"\n')
    packed = write_bundle(Bundle(Document("1", "own"), Document("2", "file"), {}))
    assert read_bundle(packed, {"own": own, "file": family}).document.definition == "own"
    with pytest.raises(BadBundle):
        read_bundle(packed)


OWN = 'id = "own"\nreading = "form"\nname = "Own"\n[[parts]]\nkey = "{key}"\ntype = "date"\naudience = "everyone"\n'


def _made_with_own() -> Bundle:
    own = read_definition(OWN.format(key="on"))
    made = Document("1", "own", 1, {}, {"on@value": Entry("2027-03-18", 1, "together", "a.1")}, made_with=own.edition)
    return Bundle(made, Document("2", "family"), {}, own)


@pytest.mark.parametrize("now", ["", OWN.format(key="day")], ids=["unknown here", "another one here"])
def test_a_document_comes_with_the_definition_it_was_made_with(now: str) -> None:
    made, here = _made_with_own(), {**definitions(), **({"own": read_definition(now)} if now else {})}
    back = read_bundle(write_bundle(made), here)
    assert (back.document, back.definition) == (made.document, made.definition)
    assert write_bundle(back) == write_bundle(made)


def test_without_its_definition_it_is_looked_over_with_the_one_that_is_known() -> None:
    made = _made_with_own()
    assert made.definition is not None
    content = json.loads(
        _files(write_bundle(replace(made, definition=read_definition(OWN.format(key="day")))))["bundle.json"]
    )
    assert "definition" not in content
    packed = _packed({"bundle.json": json.dumps(content).encode()})
    assert read_bundle(packed, {**definitions(), "own": made.definition}).document == made.document
    with pytest.raises(BadBundle):
        read_bundle(packed, {**definitions(), "own": read_definition(OWN.format(key="day"))})


@pytest.mark.parametrize(
    "texts",
    [
        None,
        [],
        [OWN.format(key="day")],
        [OWN.format(key="on").replace('"own"', '"other"')],
        [OWN.format(key="on") + "#" * 200_000],
        [7],
        ["id = "],
    ],
    ids=["none", "no text", "another", "of another name", "too long", "a number", "not whole"],
)
def test_no_other_definition_is_taken_for_it(texts: object) -> None:
    content = json.loads(_files(write_bundle(_made_with_own()))["bundle.json"])
    content["definition"] = texts
    with pytest.raises(BadBundle):
        read_bundle(_packed({"bundle.json": json.dumps(content).encode()}))


def _entry(content: dict[str, Any], address: str, value: Any) -> None:
    content["document"]["entries"][address] = [value, 1, "lotte", "a.1"]


CONTENT: dict[str, Callable[[dict[str, Any]], object]] = {
    "another format": lambda content: content.update(format=2),
    "no format": lambda content: content.pop("format"),
    "no document": lambda content: content.pop("document"),
    "no file": lambda content: content.pop("file"),
    "a document that is a text": lambda content: content.update(document="story"),
    "a document that is a list": lambda content: content.update(document=[]),
    "a file for a document": lambda content: content.update(document=content["file"]),
    "a document for a file": lambda content: content.update(file=content["document"]),
    "a definition nobody knows": lambda content: content["document"].update(definition="burn"),
    "a definition that is a list": lambda content: content["document"].update(definition=[]),
    "an id that leads out": lambda content: content["document"].update(id="../../etc"),
    "a revision in words": lambda content: content["document"].update(revision="one"),
    "a revision that is true": lambda content: content["document"].update(revision=True),
    "a revision before the first": lambda content: content["document"].update(revision=-1),
    "a revision without end": lambda content: content["document"].update(revision=float("inf")),
    "an order that is a text": lambda content: content["document"]["order"].update(scenes="home"),
    "an item twice": lambda content: content["document"]["order"].update(scenes=["home", "home"]),
    "a revision beyond everything": lambda content: content["document"].update(revision=10**9 + 1),
    "words newer than themselves": lambda content: content["document"]["entries"]["title@nl"].__setitem__(1, 10**6),
    "an item taken out later than now": lambda content: content["document"]["out"].update({"scenes/gone": 10**6}),
    "words of nobody": lambda content: content["document"]["entries"]["title@nl"].__setitem__(2, "<b>mama</b>"),
    "words without a pen": lambda content: content["document"]["entries"]["title@nl"].__setitem__(3, "a"),
    "a person called the workers": lambda content: content["file"]["order"].update(people=["workers"]),
    "a person called together": lambda content: content["file"]["order"].update(people=["together"]),
    "an item that is out and in": lambda content: content["document"]["out"].update({"scenes/home": 3}),
    "an item id that leads out": lambda content: content["document"]["order"].update(scenes=[".."]),
    "a list nobody knows": lambda content: content["document"]["order"].update(weather=["a"]),
    "something out that is no item": lambda content: content["document"]["out"].update(title=3),
    "an address that is none": lambda content: _entry(content, "../title@nl", "x"),
    "an address nobody knows": lambda content: _entry(content, "weather@value", "x"),
    "words without end": lambda content: _entry(content, "title@nl", "x" * 81),
    "half a character": lambda content: _entry(content, "title@nl", "\ud83e"),
    "a control character": lambda content: _entry(content, "title@nl", "\x00"),
    "words that are a number": lambda content: _entry(content, "title@nl", 3),
    "an audience that is a text": lambda content: _entry(content, "title@audience", {"for": "everyone"}),
    "an entry that is a text": lambda content: content["document"]["entries"].update({"title@nl": "abcd"}),
    "an entry cut short": lambda content: content["document"]["entries"].update({"title@nl": ["a", 1, "b"]}),
    "a writer that is a number": lambda content: content["document"]["entries"].update({"title@nl": ["a", 1, 2, "b"]}),
    "a birthday that is none": lambda content: content["file"]["entries"].update(
        {"people/mila/birth_date@value": ["2027-02-30", 1, "lotte", "a.1"]}
    ),
    "an age below nought": lambda content: content["file"]["entries"].update(
        {"people/mila/age@value": [-2, 1, "lotte", "a.1"]}
    ),
    "a picture without a size": lambda content: _entry(content, "scenes/home/picture@value", {"id": DRAWING}),
    "a picture that is not there": lambda content: _entry(
        content, "scenes/night/picture@value", {"id": "c" * 32, "width": 1, "height": 1}
    ),
}


@pytest.mark.parametrize("fault", CONTENT)
def test_content_that_nobody_could_have_written_is_refused(packed: bytes, fault: str) -> None:
    with pytest.raises(BadBundle):
        read_bundle(_with_content(packed, CONTENT[fault]))


PACKAGES: dict[str, Callable[[Files], bytes]] = {
    "nothing": lambda files: b"",
    "no zip": lambda files: b"PK\x03\x04 but no more",
    "an empty zip": lambda files: _packed({}),
    "a zip cut short": lambda files: _packed(files)[:-200],
    "a zip without its end": lambda files: _packed(files)[:-1],
    "no bundle.json": lambda files: _packed({name: files[name] for name in files if name != "bundle.json"}),
    "a file that does not belong": lambda files: _packed({**files, "readme.txt": "x"}),
    "a folder": lambda files: _packed({**files, "pictures/": ""}),
    "a way out": lambda files: _packed({**files, "../x": "x"}),
    "a way out in pictures": lambda files: _packed({**files, f"pictures/../{DRAWING}.png": "x"}),
    "an address from the root": lambda files: _packed({**files, "/etc/passwd": "x"}),
    "a picture of another kind": lambda files: _packed({**files, f"pictures/{DRAWING}.svg": "<svg/>"}),
    "a picture with a name": lambda files: _packed({**files, "pictures/mila.png": PNG}),
    "a picture as two kinds": lambda files: _packed({**files, f"pictures/{DRAWING}.jpg": JPEG}),
    "a picture missing": lambda files: _packed({name: files[name] for name in files if DRAWING not in name}),
    "content in another writing": lambda files: _packed({**files, "bundle.json": b"\xff\xfe\xfa"}),
    "content that is a list": lambda files: _packed({**files, "bundle.json": "[]"}),
    "content that is a number": lambda files: _packed({**files, "bundle.json": "1"}),
    "content that is nothing": lambda files: _packed({**files, "bundle.json": "null"}),
    "content that is empty": lambda files: _packed({**files, "bundle.json": ""}),
    "content without a bottom": lambda files: _packed({**files, "bundle.json": "[" * 500_000}),
    "objects without a bottom": lambda files: _packed({**files, "bundle.json": '{"a":' * 500_000}),
    "a number without end": lambda files: _packed({**files, "bundle.json": "9" * 100_000}),
    "more text than a document has": lambda files: _packed({**files, "bundle.json": b" " * (MOST_TEXT_BYTES + 1)}),
    "packed by bzip2": lambda files: _packed(files, zipfile.ZIP_BZIP2),
    "packed by lzma": lambda files: _packed(files, zipfile.ZIP_LZMA),
    "too many files": lambda files: _packed({**files, **{f"pictures/{n:032x}.png": b"" for n in range(301)}}),
    "less than it says": lambda files: _claiming(bytes(files["bundle.json"]), 10**6),  # type: ignore[arg-type]
    "more than it says": lambda files: _claiming(b"{} and more", 2, zlib.crc32(b"{}")),
    "half a gigabyte, it says": lambda files: _claiming(b"{}", 2**32 - 2),
}


@pytest.mark.parametrize("fault", PACKAGES)
def test_a_package_that_is_no_bundle_is_refused(packed: bytes, fault: str) -> None:
    with pytest.raises(BadBundle):
        read_bundle(PACKAGES[fault](_files(packed)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(packed: bytes) -> None:
    doubled = io.BytesIO(packed)
    with zipfile.ZipFile(doubled, "a") as package:
        package.writestr("bundle.json", b"{}")
    with pytest.raises(BadBundle):
        read_bundle(doubled.getvalue())


def test_a_locked_package_is_refused(packed: bytes) -> None:
    locked = bytearray(packed)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + at] |= 1
    with pytest.raises(BadBundle):
        read_bundle(bytes(locked))


def test_an_overlong_package_is_refused_by_what_it_says(packed: bytes) -> None:
    with pytest.raises(BadBundle):
        read_bundle(packed, most_bytes=len(PNG) + len(JPEG))
    assert read_bundle(packed, most_bytes=len(packed) * 9)


BOMB = b" " * (48 * 1024 * 1024)


def _most_memory(packed: bytes) -> int:
    tracemalloc.start()
    try:
        with pytest.raises(BadBundle):
            read_bundle(packed)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_bomb_that_says_it_is_small_is_unpacked_no_further() -> None:
    bomb = _claiming(BOMB, 10, zlib.crc32(b" " * 10))
    assert _most_memory(bomb) < 2 * 1024 * 1024
    with patch.object(packing, "_unpacked", lambda package, file, limit: package.read(file)):
        assert _most_memory(bomb) > len(BOMB)


def test_a_bomb_that_says_how_large_it_is_is_not_unpacked_at_all() -> None:
    assert _most_memory(_packed({"bundle.json": BOMB})) < 2 * 1024 * 1024


def test_a_bomb_of_another_kind_is_not_unpacked_at_all() -> None:
    small = bz2.compress(BOMB)
    package = bytearray(_packed({"bundle.json": small}, zipfile.ZIP_STORED))
    for signature, at_kind, at_crc, at_size in ((b"PK\x03\x04", 8, 14, 22), (b"PK\x01\x02", 10, 16, 24)):
        head = package.index(signature)
        struct.pack_into("<H", package, head + at_kind, zipfile.ZIP_BZIP2)
        struct.pack_into("<I", package, head + at_crc, zlib.crc32(b" " * 10))
        struct.pack_into("<I", package, head + at_size, 10)
    assert _most_memory(bytes(package)) < 2 * 1024 * 1024


def test_any_fault_in_the_bytes_gives_the_same_bundle_or_a_refusal(bundle: Bundle, packed: bytes) -> None:
    @settings(STEADY, max_examples=250)
    @given(st.lists(st.tuples(st.integers(0, len(packed) - 1), st.integers(0, 255)), min_size=1, max_size=3))
    def holds(faults: list[tuple[int, int]]) -> None:
        broken = bytearray(packed)
        for at, byte in faults:
            broken[at] = byte
        try:
            found = read_bundle(bytes(broken))
        except BadBundle:
            return
        assert found == bundle

    holds()


def test_any_content_gives_a_bundle_or_a_refusal(packed: bytes) -> None:
    anything = st.sampled_from(
        [None, True, -1, 1.5, "", "x", [], ["x"], {}, {"x": 1}, {"for": 3}, [1, 2, 3, 4], "\ud83e"]
    )
    content = json.loads(bytes(_files(packed)["bundle.json"]))
    documents = [("document", key) for key in content["document"]] + [("file", key) for key in content["file"]]
    entries = [("document", "entries", key) for key in content["document"]["entries"]]

    @settings(STEADY, max_examples=150)
    @given(st.sampled_from([*documents, *entries]), anything, st.integers(0, 3))
    def holds(path: tuple[str, ...], value: Any, nth: int) -> None:
        changed = json.loads(json.dumps(content))
        inside = changed
        for step in path[:-1]:
            inside = inside[step]
        if len(path) == 3 and value is not None:
            inside = inside[path[-1]]
            inside[nth] = value
        else:
            inside[path[-1]] = value
        try:
            found = read_bundle(_packed({**_files(packed), "bundle.json": json.dumps(changed)}))
        except BadBundle:
            return
        assert to_json(found.document) == changed["document"]

    holds()
