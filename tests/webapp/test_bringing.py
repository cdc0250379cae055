"""A story that was kept as a file comes back, to its family or as a new one; anything else is refused, and nothing has changed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import event, select

from webapp import bringing
from webapp.store import Database, tables
from webapp.store.documents import read_document, read_family_documents, read_file, read_files
from webapp.store.pictures import read_picture
from words_pictures.bundle import Bundle, read_bundle, shown_pictures, write_bundle
from words_pictures.change import Add, Write, apply
from words_pictures.definition import definitions
from words_pictures.document import Document, new_id
from words_pictures.family import read_family

from .conftest import Home, Page, Visitor, upload
from .store.dump import everything_kept


@pytest.fixture
def kept(pieter: Visitor, home: Home) -> bytes:
    """Mila's story, as Pieter keeps it as a file."""
    answer = pieter.post(f"/documents/{home.story.id}/bundle.zip", {}).answer
    assert answer.status_code == 200
    return answer.data


def bring(visitor: Visitor, file: bytes, name: str = "verhaal-1a2b.zip") -> Page:
    return visitor.get("/bring-in").press("Bring it in", {"bundle": upload(file, name)}, bundle=None)


def story_on(page: Page, database: Database) -> tuple[str, Document]:
    """The family and the story that a page of the workbench shows."""
    stored = read_document(database, page.address.split("/")[2])
    assert stored is not None
    return stored.family_id, stored.document


def changed(packed: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The same file with something else in its content."""
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    content = json.loads(files["bundle.json"])
    change(content)
    return zipped({**files, "bundle.json": json.dumps(content).encode()})


def zipped(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return written.getvalue()


def rows(database: Database) -> dict[str, list[Any]]:
    """Everything but what is said of sessions and tries."""
    left_out = (tables.sessions,)
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in tables.metadata.sorted_tables
            if table not in left_out
        }


# --- brought in -------------------------------------------------------------------------------------------------------


def test_the_way_there_is_on_the_first_page(pieter: Visitor) -> None:
    page = pieter.get(pieter.get("/").link("Bring in a story"))
    assert page.heading == "Bring in a story"
    assert "Nothing that is here changes." in page.said


def test_elsewhere_a_story_becomes_a_new_family_of_who_brings_it(
    an: Visitor, home: Home, database: Database, kept: bytes
) -> None:
    before = rows(database)
    page = bring(an, kept)
    assert page.status == 200
    family, story = story_on(page, database)
    file = read_file(database, family)
    assert family != home.id
    assert file is not None
    assert (story.id != home.story.id, file.id != home.file.id) == (True, True)
    assert (story.words("title", "en") == "" and story.text("title") == "") or "titelkwartel" in page.said
    names = {person.name for person in read_family(file, "en").people}
    assert names >= {"Mila", "Kasia", "An"}
    assert "Mila" in an.get("/").said
    after = rows(database)
    assert all(row in after[table] for table, kept_rows in before.items() for row in kept_rows), (
        "nothing that was here changed"
    )


def test_a_story_brought_in_can_be_read_written_and_shown_like_any_other(
    an: Visitor, home: Home, database: Database, kept: bytes
) -> None:
    page = bring(an, kept)
    family, story = story_on(page, database)
    book = [an.get(f"/documents/{story.id}/book/{n}") for n in (1, 2)]
    assert "nubuizerd" in book[0].said + book[1].said
    scene = story.order["scenes"][0]
    words = {"address": f"scenes/{scene}/words@en", "value": "Nieuw.", "change": "n1.1", "by": "together"}
    seen = str(story.version(f"scenes/{scene}/words@en"))
    assert an.post(f"/documents/{story.id}/changes", {**words, "seen": seen}).status == 200
    for picture in shown_pictures(story):
        for size in ("original", "screen"):
            assert an.client.get(f"/documents/{story.id}/pictures/{picture}/{size}").status_code == 200
            assert read_picture(database, family, picture, size) is not None


def test_its_pictures_are_made_safe_anew_and_shown_in_the_size_they_have(
    an: Visitor, home: Home, database: Database, kept: bytes
) -> None:
    bundle = read_bundle(kept)
    picture = sorted(bundle.pictures)[0]
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "geheimekwartel"
    Image.new("RGB", (64, 48), (9, 99, 9)).save(photo, "JPEG", exif=exif, comment=b"geheimekwartel")
    assert b"geheimekwartel" in photo.getvalue()
    page = bring(an, write_bundle(replace(bundle, pictures={**bundle.pictures, picture: photo.getvalue()})))
    family, story = story_on(page, database)
    shown = [
        entry.value for address, entry in story.entries.items() if address.endswith("/picture@value") and entry.value
    ]
    assert {"id", "width", "height"} == set(shown[0])
    sizes = {one["id"]: (one["width"], one["height"]) for one in shown}
    assert (64, 48) in sizes.values()
    for id, size in sizes.items():
        file = read_picture(database, family, id, "original")
        assert file is not None
        assert size == (file.width, file.height) == Image.open(io.BytesIO(file.data)).size
        assert b"geheimekwartel" not in file.data


def test_a_later_story_of_the_same_family_comes_to_stand_with_it(
    an: Visitor, home: Home, database: Database, kept: bytes
) -> None:
    other_story = changed(kept, lambda content: content["document"].update(id=new_id()))
    first, _ = story_on(bring(an, elsewhere(kept)), database)
    second, _ = story_on(bring(an, elsewhere(other_story)), database)
    assert first == second
    assert len(read_family_documents(database, first)) == 2


def elsewhere(packed: bytes) -> bytes:
    """As if the family were of another installation."""

    def moved(content: dict[str, Any]) -> None:
        content["file"].update(id="e" * 32)
        content["document"].update(id=content["document"]["id"][::-1])

    return changed(packed, moved)


def test_a_story_that_comes_back_to_its_family_stands_beside_what_it_has_become(
    pieter: Visitor, home: Home, database: Database, kept: bytes
) -> None:
    home.story.write(f"scenes/{home.scenes['home']}/words@en", "Intussen anders.")
    now = home.story.document
    file = home.file
    family, story = story_on(bring(pieter, kept), database)
    assert family == home.id
    assert story.id != home.story.id
    assert home.story.document == now
    assert home.file == file
    assert story.words(f"scenes/{home.scenes['home']}/words", "en") == "nubuizerd"


def test_people_who_are_not_known_any_more_come_back_with_their_story(
    pieter: Visitor, home: Home, database: Database, kept: bytes
) -> None:
    form = definitions()["family"]
    bundle = read_bundle(kept)
    file = apply(bundle.file, Add("n.1", "x", "people", "nele", None), form).document
    file = apply(file, Write("n.2", "x", "people/nele/name@value", "Nele <&{{ 👩🏽", 0), form).document
    bring(pieter, write_bundle(replace(bundle, file=file)))
    assert "Nele <&{{ 👩🏽" in {person.name for person in read_family(home.file, "en").people}
    assert len([one for one in home.file.items("people") if one.text("name") == "Kasia"]) == 1


def test_nobody_elses_family_is_touched_or_heard_of(an: Visitor, home: Home, database: Database, kept: bytes) -> None:
    before = home.file, home.story.document
    page = bring(an, kept)
    family, _ = story_on(page, database)
    assert family != home.id
    assert (home.file, home.story.document) == before
    assert an.get(f"/families/{home.id}").status == 404


def test_who_is_somebodys_account_elsewhere_is_nobodys_here(
    an: Visitor, home: Home, database: Database, kept: bytes, pieters_account: Any
) -> None:
    def tied(content: dict[str, Any]) -> None:
        for person in content["file"]["order"]["people"]:
            content["file"]["entries"][f"people/{person}/account@value"] = [pieters_account.id, 1, "x", "a.1"]

    family, _ = story_on(bring(an, changed(kept, tied)), database)
    file = read_file(database, family)
    assert file is not None
    accounts = {person.name: person.account for person in read_family(file, "en").people if person.account}
    assert set(accounts) == {"An"}
    assert pieters_account.id not in accounts.values()


def test_what_nobody_shows_is_not_kept(an: Visitor, home: Home, database: Database, kept: bytes) -> None:
    bundle = read_bundle(kept)
    one_more = write_bundle(replace(bundle, pictures={**bundle.pictures, "f" * 32: b"\x89PNG no picture at all"}))
    _, story = story_on(bring(an, one_more), database)
    with database.reading() as connection:
        assert "f" * 32 not in connection.execute(select(tables.pictures.c.id)).scalars().all()
    assert "f" * 32 not in shown_pictures(story)


def test_that_it_was_brought_in_is_written_down_without_a_word(
    an: Visitor, home: Home, database: Database, kept: bytes
) -> None:
    family, story = story_on(bring(an, kept), database)
    with database.reading() as connection:
        [line] = connection.execute(select(tables.log).where(tables.log.c.event == "brought_in")).all()
    assert (line.family_id, line.document_id, line.about) == (family, story.id, "words-and-pictures")


# --- refused ----------------------------------------------------------------------------------------------------------


def _no_photo(packed: bytes) -> bytes:
    bundle = read_bundle(packed)
    return write_bundle(replace(bundle, pictures=dict.fromkeys(bundle.pictures, b"\xff\xd8\xff not a photo")))


NO_BUNDLE = "This file is not a story, or it is not whole any more. Nothing was brought in."
REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing in it": (lambda packed: b"", NO_BUNDLE),
    "a photo": (lambda packed: b"\xff\xd8\xff" * 1000, NO_BUNDLE),
    "half of it": (lambda packed: packed[: len(packed) // 2], NO_BUNDLE),
    "another zip": (lambda packed: zipped({"word/document.xml": b"<w/>"}), NO_BUNDLE),
    "a form nobody knows": (
        lambda packed: changed(packed, lambda content: content["document"].update(definition="burn")),
        NO_BUNDLE,
    ),
    "a file of another form": (
        lambda packed: changed(packed, lambda content: content["file"].update(definition="words-and-pictures")),
        NO_BUNDLE,
    ),
    "a story of the future": (
        lambda packed: changed(packed, lambda content: content["document"].update(revision=10**12)),
        NO_BUNDLE,
    ),
    "a picture that is not in it": (
        lambda packed: write_bundle(Bundle(*_two(packed), {})),
        NO_BUNDLE,
    ),
    "a bomb": (lambda packed: zipped({f"pictures/{n:032x}.png": bytes(9_000_000) for n in range(8)}), NO_BUNDLE),
    "photos that are none": (_no_photo, "A picture in this file cannot be opened. Nothing was brought in."),
}


def _two(packed: bytes) -> tuple[Document, Document]:
    bundle = read_bundle(packed)
    return bundle.document, bundle.file


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_story_is_refused_in_one_sentence_and_nothing_changes(
    an: Visitor, home: Home, database: Database, kept: bytes, what: str
) -> None:
    made, sentence = REFUSED[what]
    before, keys = rows(database), database.keys.read_families()
    page = bring(an, made(kept))
    assert page.status == 422
    assert page.problem == sentence
    assert rows(database) == before
    assert database.keys.read_families() == keys


def test_a_form_without_a_file_is_asked_again(an: Visitor) -> None:
    page = an.get("/bring-in").press("Bring it in", bundle=None)
    assert (page.status, page.problem) == (422, "Choose a file first.")


def test_a_file_that_is_too_large_is_refused_with_the_limit(an: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing.bring_in, "most_bytes", 1000)
    page = bring(an, b"x" * 5000)
    assert (page.status, page.problem) == (413, "That is too large. A story may be up to 40 MB.")


def test_two_at_once_wait_for_each_other(an: Visitor, kept: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "WAITS_S", 0.05)
    with bringing._one_at_a_time:
        page = bring(an, kept)
    assert page.status == 503
    assert page.problem.startswith("Somebody else is bringing in a story just now.")
    assert bring(an, kept).status == 200


@pytest.mark.parametrize("at", range(0, 25, 2))
def test_broken_off_at_any_moment_nothing_is_kept(
    an: Visitor, home: Home, database: Database, kept: bytes, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    left = iter(range(at, -1, -1))

    def fail(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        if said.startswith(("INSERT", "UPDATE")) and next(left) == 0:
            raise KeyboardInterrupt

    before = rows(database)
    event.listen(database.engine, "before_cursor_execute", fail)
    with pytest.raises(KeyboardInterrupt):
        bring(an, kept)
    event.remove(database.engine, "before_cursor_execute", fail)
    assert rows(database) == before


def test_a_story_from_elsewhere_lies_sealed_like_any_other(
    an: Visitor, home: Home, database: Database, kept: bytes
) -> None:
    before = everything_kept(database).count(b"nubuizerd")
    bring(an, kept)
    assert everything_kept(database).count(b"nubuizerd") == before + 1
    assert len(read_files(database, home.story.account.id)) == 1
