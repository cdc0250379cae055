"""F-04: the n-th thing that is asked of the files goes wrong, for every n there is. Then nothing was done, or everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlalchemy import Engine, event, select
from sqlalchemy.exc import OperationalError

from tests.webapp.store.homes import FORM, STORY, Home
from webapp.store import Database, backup, documents, erasing, tables
from webapp.store.accounts import Account, save_account
from webapp.store.bringing import save_brought_in
from webapp.store.erasing import save_erased_family
from webapp.store.keys import FamilyErased, Keys
from webapp.store.starting import started
from words_pictures.bundle import Bundle
from words_pictures.change import Add, Write
from words_pictures.document import new_id

State = dict[str, list[Any]]


@dataclass(frozen=True)
class Made:
    """An installation as it lies there, to be copied for each n, and what is in it."""

    folder: Path
    account: Account
    family: str
    story: str

    def opened(self, folder: Path) -> Database:
        shutil.copytree(self.folder, folder)
        return Database(folder / "data" / "w.db", folder / "keys" / "m.key")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made") / "installation"
    with closing(Database(folder / "data" / "w.db", folder / "keys" / "m.key")) as database:
        database.migrate()
        account = save_account(database, "Pieter", "pieter", "consulent", "a story for mila")
        home = Home(database, account.id, "kwartelkoning")
        again = Write("x.1", "together", "scenes/s1/words@nl", "Intussen anders.", 9)
        documents.save_changes(database, home.story, account.id, STORY, [again], lambda *_: True)
    return Made(folder, account, home.id, home.story)


@dataclass
class Fault:
    """From the n-th on, once or for ever. `hits` counts how often it came to it."""

    n: int
    is_for_ever: bool
    asked: int = 0
    hits: int = 0

    def __call__(self, *_: Any) -> None:
        self.asked += 1
        if self.asked == self.n or (self.is_for_ever and self.asked > self.n):
            self.hits += 1
            raise OperationalError("x", {}, sqlcipher3.OperationalError("disk I/O error"))


@contextmanager
def going_wrong(fault: Fault) -> Iterator[None]:
    # Every statement, BEGIN with it, and every COMMIT.
    listeners = {name: (lambda *args: fault(*args)) for name in ("before_cursor_execute", "commit")}
    for name, listener in listeners.items():
        event.listen(Engine, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners.items():
            event.remove(Engine, name, listener)


def state(database: Database) -> State:
    """Every row, as it lies there."""
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in tables.metadata.sorted_tables
        }


def save(database: Database, made: Made) -> None:
    scene = new_id()
    changes = [
        Add(f"{new_id()}.1", "together", "scenes", scene, "s1"),
        Write(f"{new_id()}.1", "together", f"scenes/{scene}/words@nl", "ماما <&{{ 👩🏽", 0),
    ]
    documents.save_changes(database, made.story, made.account.id, STORY, changes, lambda *_: True)


def write_again(database: Database, made: Made) -> None:
    """The same pen goes on: its older words are replaced, in the document and in the kept changes."""
    for n in (2, 3):
        again = Write(f"x.{n}", "together", "scenes/s1/words@nl", f"Nog anders, {n}.", 9)
        documents.save_changes(database, made.story, made.account.id, STORY, [again], lambda *_: True)


def tell(database: Database, made: Made) -> None:
    file = documents.read_file(database, made.family)
    assert file is not None
    documents.save_told(database, made.story, "t2", made.account.id, file)


def wipe(database: Database, made: Made) -> None:
    documents.save_wiped(database, made.story, made.account.id, "scenes/s1/words@nl", 2)


def begin_a_story(database: Database, made: Made) -> None:
    documents.save_new_document(database, made.family, made.account.id, STORY, [])


def make_a_family(database: Database, made: Made) -> None:
    documents.save_new_family(database, made.account.id, FORM, [])


def bring_in(database: Database, made: Made) -> None:
    stored, file = documents.read_document(database, made.story), documents.read_file(database, made.family)
    assert stored is not None
    assert file is not None
    save_brought_in(database, made.account, FORM, Bundle(stored.document, file, {}), {})


ACTIONS = (save, tell, wipe, begin_a_story, make_a_family, bring_in)


@pytest.mark.parametrize("is_for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("do", ACTIONS)
def test_nothing_or_everything(do: Callable[..., None], is_for_ever: bool, made: Made, tmp_path: Path) -> None:
    tried = sum(1 for _ in outcomes(do, is_for_ever, made, tmp_path))
    assert tried > 5


def outcomes(do: Callable[..., None], is_for_ever: bool, made: Made, tmp_path: Path) -> Iterator[str]:
    """For every n: `nothing` or `everything`; AssertionError when it is something in between. Ends when nothing goes wrong any more."""
    for n in count(1):
        with closing(made.opened(tmp_path / str(n))) as database:
            before, fault = state(database), Fault(n, is_for_ever)
            try:
                with going_wrong(fault):
                    do(database, made)
            except OperationalError:
                assert state(database) == before, f"half done, when the {n}th went wrong"
                do(database, made)
                assert state(database) != before, "and it can be done afterwards"
                yield "nothing"
                continue
            if not fault.hits:
                assert state(database) != before
                return
            yield "everything"


def test_a_family_is_erased_or_not_and_what_was_begun_is_ended(made: Made, tmp_path: Path) -> None:
    found: set[str] = set()
    for n in count(1):
        folder = tmp_path / str(n)
        fault = Fault(n, is_for_ever=True)
        with closing(made.opened(folder)) as database:
            before = state(database)
            with going_wrong(fault), suppress(OperationalError):
                save_erased_family(database, made.family, made.account.id)
            is_erased = made.family in database.keys.read_erased()
            if not is_erased:
                assert state(database) == before
                assert documents.read_document(database, made.story) is not None
            elif database.read_families():
                assert state(database) == before
                with pytest.raises(FamilyErased):
                    documents.read_document(database, made.story)
            found.add("erased" if is_erased else "not erased")
        with closing(started(folder / "data" / "w.db", folder / "keys" / "m.key")) as database:
            assert database.read_families() == (set() if is_erased else {made.family})
        if not fault.hits:
            break
    assert found == {"erased", "not erased"}


@pytest.mark.parametrize("is_for_ever", [False, True], ids=["once", "for ever"])
def test_a_backup_is_brought_back_or_not(made: Made, tmp_path: Path, is_for_ever: bool) -> None:
    with closing(made.opened(tmp_path / "there")) as database:
        copy = backup.save_backup(database, tmp_path / "shelf")
    master = tmp_path / "there" / "keys" / "m.key"
    for n in count(1):
        new, fault = tmp_path / f"new{n}", Fault(n, is_for_ever)
        place = new / "data" / "w.db", new / "keys" / "m.key"
        try:
            with going_wrong(fault):
                backup.restored(copy.database, copy.keys, master, *place)
        except (backup.Refused, OperationalError):
            assert [path for path in new.rglob("*") if path.is_file()] == []
            continue
        with closing(started(*place)) as database:
            assert documents.read_document(database, made.story) is not None
        if not fault.hits:
            break
    assert n > 20
    assert not list(tmp_path.glob(".*"))


# --- mutants ----------------------------------------------------------------------------------------------------------


def test_two_transactions_for_one_thing_would_be_found(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tell_in_two_steps(database: Database, made: Made) -> None:
        with database.saving() as connection:
            connection.execute(tables.log.insert().values(at="now", event="told", about=""))
        tell(database, made)

    with pytest.raises(AssertionError, match="half done"):
        list(outcomes(tell_in_two_steps, False, made, tmp_path))


def test_rows_taken_out_before_the_key_would_be_found(made: Made, tmp_path: Path) -> None:
    destroy: Callable[..., None] = Keys.save_erased

    def is_half_done(n: int) -> bool:
        with closing(made.opened(tmp_path / str(n))) as database:
            before = state(database)
            with going_wrong(Fault(n, is_for_ever=True)), suppress(OperationalError):
                erasing._save_gone(database, made.family, made.account.id)
                destroy(database.keys, made.family, made.account.id)
            return made.family not in database.keys.read_erased() and state(database) != before

    assert any(is_half_done(n) for n in range(1, 30))
