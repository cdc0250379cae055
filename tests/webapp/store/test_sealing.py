"""Content is sealed with its family's key at its own place: moved, touched or without the key, it is refused and never shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, select

from webapp.store import Database, UnsafeStart, keys, sealing, tables
from webapp.store.database import secret_in
from webapp.store.documents import (
    FILE,
    read_changes,
    read_document,
    read_family_documents,
    read_file,
    read_files,
    read_told,
    save_changes,
    save_new_document,
    save_new_family,
    save_told,
)
from webapp.store.encrypted import FileGone
from webapp.store.keys import FamilyErased, Keys, NoKey
from webapp.store.pictures import read_picture, save_picture
from webapp.store.sealing import BadSeal, Seal, new_key
from words_pictures.change import Add, Write
from words_pictures.definition import definitions
from words_pictures.document import new_id
from words_pictures.picture import PictureFile, SafePicture

from .dump import BOUND_TO, decrypted_pages, everything_kept, sealed_values

AWKWARD = ("", "Mama was boos.", "ماما كانت غاضبة", "ኣደይ", "👩🏽‍🦱 <&{{ }}", "e\u0301" * 40, "x" * 20_000)
STORY, FORM = definitions()["words-and-pictures"], definitions()[FILE]


@pytest.fixture
def make_story(opened: Database, account: str) -> Callable[..., str]:
    """A story of one scene with a change, a told copy and a picture in it."""

    def make(family_id: str, words: str = "zesendertigkwartels") -> str:
        changes = [
            Add(f"{new_id()}.1", "together", "scenes", "s1", None),
            Write(f"{new_id()}.1", "together", "scenes/s1/words@nl", words, 0),
        ]
        document_id = save_new_document(opened, family_id, account, STORY, changes)
        file = read_file(opened, family_id)
        assert file is not None
        save_told(opened, document_id, "t1", account, file)
        drawn = PictureFile(words.encode() * 3, "image/png", 4, 3)
        save_picture(opened, family_id, SafePicture(drawn, drawn))
        return document_id

    return make


def words_of(database: Database, document_id: str) -> Any:
    stored = read_document(database, document_id)
    assert stored is not None
    entry = stored.document.entry("scenes/s1/words@nl")
    return entry.value if entry else None


# --- the seal itself --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", AWKWARD)
def test_what_is_sealed_is_unsealed_the_same_and_lies_unreadable(words: str) -> None:
    seal, column = Seal("f1", new_key()), tables.documents.c.content
    sealed = seal.seal({"words": words}, column, "d1", 3)
    assert seal.unseal(sealed, column, "d1", 3) == {"words": words}
    assert not words or words.encode()[:8] not in sealed


def test_no_nonce_is_used_twice() -> None:
    seal, column = Seal("f1", new_key()), tables.documents.c.content
    nonces = {seal.seal_bytes(b"", column, "d1", 1)[1:13] for _ in range(100_000)}
    assert len(nonces) == 100_000
    assert all(len({nonce[at] for nonce in nonces}) == 256 for at in range(12)), "every byte of it is random"


def test_the_same_words_never_lie_the_same_twice() -> None:
    seal, column = Seal("f1", new_key()), tables.documents.c.content
    assert seal.seal("ja", column, "d1", 1) != seal.seal("ja", column, "d1", 1)


KEY = new_key()
ELSEWHERE: dict[str, tuple[Seal, Column[Any], tuple[str | int, ...]]] = {
    "another key": (Seal("f1", new_key()), tables.changes.c.content, ("d1", 3)),
    "another family": (Seal("f2", KEY), tables.changes.c.content, ("d1", 3)),
    "another table": (Seal("f1", KEY), tables.documents.c.content, ("d1", 3)),
    "another column": (Seal("f1", KEY), tables.changes.c.pen, ("d1", 3)),
    "another row": (Seal("f1", KEY), tables.changes.c.content, ("d2", 3)),
    "another revision": (Seal("f1", KEY), tables.changes.c.content, ("d1", 4)),
    "a row written otherwise": (Seal("f1", KEY), tables.changes.c.content, ("d1\0003",)),
    "no row at all": (Seal("f1", KEY), tables.changes.c.content, ()),
}


@pytest.mark.parametrize("where", [name for name in ELSEWHERE if name != "a row written otherwise"])
def test_what_was_sealed_for_one_place_opens_at_no_other(where: str) -> None:
    sealed = Seal("f1", KEY).seal("geheim", tables.changes.c.content, "d1", 3)
    seal, column, row = ELSEWHERE[where]
    with pytest.raises(BadSeal) as refused:
        seal.unseal(sealed, column, *row)
    assert "geheim" not in repr(refused.value)
    assert str(column) in str(refused.value)


def test_a_touched_bit_anywhere_is_noticed() -> None:
    seal, column = Seal("f1", KEY), tables.changes.c.content
    sealed = seal.seal("geheim", column, "d1", 3)
    for at in range(len(sealed)):
        touched = bytearray(sealed)
        touched[at] ^= 1
        with pytest.raises(BadSeal):
            seal.unseal(bytes(touched), column, "d1", 3)


@pytest.mark.parametrize("length", [0, 1, 12, 13, 20, 28])
def test_what_is_too_short_to_be_sealed_is_refused(length: int) -> None:
    seal, column = Seal("f1", KEY), tables.changes.c.content
    with pytest.raises(BadSeal):
        seal.unseal(seal.seal("geheim", column, "d1", 3)[:length], column, "d1", 3)


def test_nobody_but_the_store_touches_a_cipher() -> None:
    top = Path(sealing.__file__).parents[2]
    imports = re.compile(r"^(?:from|import) cryptography", re.MULTILINE)
    code = [path for folder in ("webapp", "words_pictures") for path in (top / folder).rglob("*.py")]
    assert {path.name for path in code if imports.search(path.read_text("utf-8"))} == {"sealing.py", "keys.py"}


# --- in the tables ----------------------------------------------------------------------------------------------------


def test_every_column_of_content_is_sealed(opened: Database, family: str, make_story: Callable[..., str]) -> None:
    make_story(family)
    sealed = sealed_values(opened)
    assert {column for column, _ in sealed} == set(BOUND_TO)
    assert all(value[:1] == b"\x01" for _, value in sealed)
    assert b"zesendertigkwartels" not in b"".join(value for _, value in sealed)
    assert everything_kept(opened).count(b"zesendertigkwartels") >= 5


def test_every_column_of_bytes_is_either_sealed_or_of_a_session() -> None:
    of_bytes = {
        column
        for table in tables.metadata.sorted_tables
        for column in table.c
        if str(column.type) in ("BLOB", "LargeBinary")
    }
    assert of_bytes - set(BOUND_TO) == {tables.sessions.c.content}


def test_ciphertext_put_in_another_row_is_refused(
    opened: Database, account: str, family: str, make_story: Callable[..., str]
) -> None:
    own, sister, strangers = make_story(family), make_story(family), make_story(_family(opened, account))
    here = tables.documents.c
    for other in (sister, strangers):
        kept = _content(opened, tables.documents, here.id == own)
        _put(opened, tables.documents, here.id == own, _content(opened, tables.documents, here.id == other))
        with pytest.raises(BadSeal):
            read_document(opened, own)
        with pytest.raises(BadSeal):
            read_family_documents(opened, family)
        _put(opened, tables.documents, here.id == own, kept)
        assert words_of(opened, own) == "zesendertigkwartels"


def test_an_earlier_state_put_back_as_the_newest_is_refused(
    opened: Database, account: str, family: str, make_story: Callable[..., str]
) -> None:
    story, here = make_story(family), tables.documents.c
    earlier = _content(opened, tables.documents, here.id == story)
    change = Write("b.1", "together", "scenes/s1/words@nl", "Later.", 9)
    save_changes(opened, story, account, STORY, [change], lambda *_: True)
    _put(opened, tables.documents, here.id == story, earlier)
    with pytest.raises(BadSeal):
        read_document(opened, story)
    with pytest.raises(BadSeal):
        save_changes(opened, story, account, STORY, [change], lambda *_: True)


def test_a_document_lent_to_another_family_does_not_open(
    opened: Database, account: str, family: str, make_story: Callable[..., str]
) -> None:
    story, other = make_story(family), _family(opened, account)
    with opened.saving() as connection:
        connection.execute(tables.documents.update().where(tables.documents.c.id == story).values(family_id=other))
    for read in (read_document, read_changes, read_told):
        with pytest.raises(BadSeal):
            read(opened, story)


def test_changes_and_copies_and_pictures_stay_where_they_were_sealed(
    opened: Database, family: str, make_story: Callable[..., str]
) -> None:
    one, other = make_story(family), make_story(family)
    for table, read in ((tables.changes, read_changes), (tables.kept_copies, read_told)):
        here = table.c.document_id == one
        _put(opened, table, here, _content(opened, table, table.c.document_id == other))
        with pytest.raises(BadSeal):
            read(opened, one)
    with opened.reading() as connection:
        mine, yours = connection.execute(select(tables.pictures.c.id)).scalars()
    files = tables.picture_files.c
    assert read_picture(opened, family, mine, "screen") is not None
    with opened.saving() as connection:
        data = connection.execute(
            select(files.data).where(files.picture_id == yours, files.size == "screen")
        ).scalar_one()
        connection.execute(tables.picture_files.update().where(files.picture_id == mine).values(data=data))
    with pytest.raises(BadSeal):
        read_picture(opened, family, mine, "screen")


# --- the keys ---------------------------------------------------------------------------------------------------------


def test_each_family_has_a_key_of_its_own(opened: Database, account: str) -> None:
    families = [_family(opened, account) for _ in range(5)]
    assert opened.keys.read_families() == set(families)
    assert len(set(_keys_of(opened).values())) == 5


def test_a_key_that_is_there_is_never_made_anew(opened: Database, family: str) -> None:
    before = _keys_of(opened)
    opened.keys.save_new_key(family)
    assert _keys_of(opened) == before


def test_a_key_whose_family_was_never_kept_does_no_harm(
    opened: Database, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(tables.families, "insert", broken_off)
        with pytest.raises(KeyboardInterrupt):
            save_new_family(opened, account, FORM, [])
    assert len(opened.keys.read_families()) == 1
    assert read_files(opened, account) == []
    family = _family(opened, account)
    assert [one for one, _ in read_files(opened, account)] == [family]


def test_no_key_of_a_family_is_in_the_database_its_log_or_its_pages(
    opened: Database, places: tuple[Path, Path], family: str, make_story: Callable[..., str]
) -> None:
    make_story(family)
    key, master = _keys_of(opened)[family], secret_in(places[1])
    for checkpointed in (False, True):
        if checkpointed:
            opened.checkpoint()
        pages = decrypted_pages(places[0], master)
        assert b"family_id" in pages, "the pages are readable with the master key"
        assert key not in pages
        assert key.hex().encode() not in pages
    own = decrypted_pages(opened.keys.path, keys.derived(master))
    assert key in own, "where it does lie, it is found"


def test_who_has_the_database_and_the_master_key_reads_no_word(
    opened: Database, places: tuple[Path, Path], family: str, make_story: Callable[..., str]
) -> None:
    make_story(family)
    for checkpointed in (False, True):
        if checkpointed:
            opened.checkpoint()
        assert b"zesendertigkwartels" not in decrypted_pages(places[0], secret_in(places[1]))


def test_no_word_and_no_key_lies_readable_in_any_file(
    opened: Database,
    places: tuple[Path, Path],
    tmp_path: Path,
    family: str,
    make_story: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "temp"))
    make_story(family)
    key = _keys_of(opened)[family]
    lying = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(lying) > 100_000
    for secret in (b"zesendertigkwartels", key, key.hex().encode(), b"SQLite format 3", b"family_id"):
        assert secret not in lying


def test_the_keys_do_not_open_with_the_master_key_itself(opened: Database, places: tuple[Path, Path]) -> None:
    master = secret_in(places[1])
    assert keys.derived(master) != master
    assert b"family_keys" not in decrypted_pages(opened.keys.path, master)
    with pytest.raises(UnsafeStart, match="does not open with the key it was given"):
        Keys(opened.keys.path, "0" * 64)


def test_keys_that_are_gone_at_a_start_are_not_made_anew(
    opened: Database, places: tuple[Path, Path], family: str
) -> None:
    opened.close()
    opened.keys.path.unlink()
    with pytest.raises(UnsafeStart) as refused:
        Database(*places)
    assert re.fullmatch(
        r"The keys of the families [^ ]+ are not there, and without them nobody can read a story\.", str(refused.value)
    )
    assert not opened.keys.path.exists()


def test_while_the_keys_are_gone_nothing_is_read_or_made_and_then_all_is_well(
    opened: Database, account: str, family: str, make_story: Callable[..., str]
) -> None:
    story, away = make_story(family), opened.keys.path.with_name("away.db")
    opened.keys.path.rename(away)
    with pytest.raises(FileGone):
        read_document(opened, story)
    with pytest.raises(FileGone):
        save_new_family(opened, account, FORM, [])
    assert not opened.keys.path.exists()
    # Put back as a copy, it is another file of the same name: what was open reads the one that was taken away.
    opened.keys.path.write_bytes(away.read_bytes())
    log = away.with_name("keys.db-wal")
    assert log.exists(), "the log stayed where it was"
    assert words_of(opened, story) == "zesendertigkwartels"
    another = _family(opened, account)
    opened.close()
    assert Keys(opened.keys.path, opened.key).read_families() == {family, another}


def test_a_family_without_a_key_is_told_from_one_that_was_erased(opened: Database, account: str, family: str) -> None:
    with pytest.raises(NoKey):
        opened.keys.seal_of(new_id())
    opened.keys.save_erased(family, account)
    with pytest.raises(FamilyErased):
        opened.keys.seal_of(family)
    with pytest.raises(FamilyErased):
        opened.keys.save_new_key(family)


# --- mutants ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forgotten", "place"),
    [
        ("another family", lambda seal, column, row: "\0".join((column.table.name, column.name, *map(str, row)))),
        ("another table", lambda seal, column, row: "\0".join((seal.family_id, *map(str, row)))),
        ("another column", lambda seal, column, row: "\0".join((column.table.name, seal.family_id, *map(str, row)))),
        ("another revision", lambda seal, column, row: "\0".join((str(column), seal.family_id, str(row[0])))),
        ("another row", lambda seal, column, row: "\0".join((str(column), seal.family_id, *map(str, row[1:])))),
        ("a row written otherwise", lambda seal, column, row: "".join((str(column), seal.family_id, *map(str, row)))),
    ],
)
def test_a_seal_that_forgets_part_of_its_place_would_be_found(
    forgotten: str, place: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing_place = lambda seal, column, row: place(seal, column, row).encode()  # noqa: E731
    monkeypatch.setattr(Seal, "_place", sealing_place)
    where = Seal("f1", KEY), tables.changes.c.content, ("d1", 3)
    sealed = where[0].seal("geheim", where[1], *where[2])
    seal, column, row = ELSEWHERE[forgotten] if forgotten != "a row written otherwise" else (*where[:2], ("d", 13))
    assert seal.unseal(sealed, column, *row) == "geheim"


def test_a_key_kept_in_the_database_would_be_found(
    opened: Database, places: tuple[Path, Path], account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sealing.new_key()
    monkeypatch.setattr(keys, "new_key", lambda: made)
    family = _family(opened, account)
    assert made not in decrypted_pages(places[0], secret_in(places[1]))
    with opened.saving() as connection:
        connection.exec_driver_sql("create table wrapped (family_id, key)")
        connection.exec_driver_sql("insert into wrapped values (?, ?)", (family, made))
    assert made in decrypted_pages(places[0], secret_in(places[1]))


def _family(database: Database, account: str) -> str:
    return save_new_family(database, account, FORM, [])[0]


def _keys_of(database: Database) -> dict[str, bytes]:
    with database.keys.reading() as connection:
        return {row.family_id: row.key for row in connection.execute(select(keys.family_keys))}


def _content(database: Database, table: Any, where: Any) -> bytes:
    with database.reading() as connection:
        return connection.execute(select(table.c.content).where(where).limit(1)).scalar_one()


def _put(database: Database, table: Any, where: Any, content: bytes) -> None:
    with database.saving() as connection:
        connection.execute(table.update().where(where).values(content=content))
