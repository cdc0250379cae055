"""F-02: the power goes while somebody saves. What was answered is there, and the file is sound."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
import sqlcipher3

from webapp.store import tables
from webapp.store.database import keys_beside, secret_in
from webapp.store.keys import Keys
from webapp.store.sealing import BadSeal

from .power import cut_at, recorded

SAVES, CUTS, CUTS_OF_MUTANT = 600, 400, 60
EVENINGS = 50
"""So many times four hundred cuts in the long run, each time in other saves."""
CHANGES = tables.changes.c.content


@dataclass
class Outcome:
    """What was found after so many cuts."""

    cuts: int = 0
    lost: int = 0
    """Cuts after which something that was answered is not there."""
    broken: int = 0
    """Cuts after which the file does not open, or is not sound."""
    most_lost: int = 0


def power_cuts(shim: Path, folder: Path, synchronous: int, cuts: int, *, seed: int = 0) -> Outcome:
    """Save often under the shim, then cut at so many places; `seed` says which, and what becomes of what was not synced."""
    folder.mkdir(exist_ok=True)
    data = folder / "installation" / "data"
    records = recorded(shim, data, "tests.faults.saving", data.parent, SAVES, synchronous)
    chance, outcome = Random(f"{synchronous} {seed}"), Outcome()
    first = next(n for n, record in enumerate(records) if record.name == "answered")
    checkpoints = [one for one in records[first:] if one.kind == "w" and one.name == "words-pictures.db"]
    assert checkpoints, "no cut would go through a checkpoint"
    places = sorted(chance.sample(range(first + 1, len(records)), cuts))
    key_file = data.parent / "keys" / "database.key"
    master = secret_in(key_file)
    keys = Keys(keys_beside(key_file), master)
    for answered, left in cut_at(records, places, chance):
        after = folder / "after"
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir()
        for name, content in left.items():
            (after / name).write_bytes(content)
        outcome.cuts += 1
        try:
            missing = answered - _kept(after / "words-pictures.db", master, keys)
        except (sqlcipher3.DatabaseError, AssertionError, TypeError, BadSeal):
            outcome.broken += 1
            continue
        outcome.lost += bool(missing)
        outcome.most_lost = max(outcome.most_lost, len(missing))
    keys.close()
    print(f"\nsynchronous={synchronous}: {outcome}, {len(records)} records, {len(places)} places")
    return outcome


def test_what_was_answered_outlives_four_hundred_power_cuts(shim: Path, tmp_path: Path) -> None:
    outcome = power_cuts(shim, tmp_path, 2, CUTS)
    assert (outcome.cuts, outcome.lost, outcome.broken) == (CUTS, 0, 0)


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_what_was_answered_outlives_twenty_thousand_power_cuts(shim: Path, tmp_path: Path) -> None:
    for evening in range(EVENINGS):
        outcome = power_cuts(shim, tmp_path / str(evening), 2, CUTS, seed=evening)
        assert (outcome.cuts, outcome.lost, outcome.broken) == (CUTS, 0, 0)
        shutil.rmtree(tmp_path / str(evening))


def test_without_a_sync_at_each_save_some_are_lost(shim: Path, tmp_path: Path) -> None:
    outcome = power_cuts(shim, tmp_path, 1, CUTS_OF_MUTANT)
    assert outcome.lost > CUTS_OF_MUTANT / 3
    assert outcome.broken == 0


def test_without_any_sync_the_file_itself_breaks(shim: Path, tmp_path: Path) -> None:
    outcome = power_cuts(shim, tmp_path, 0, CUTS_OF_MUTANT)
    assert outcome.broken > 0


def _kept(file: Path, master: str, keys: Keys) -> set[str]:
    """The ids of every change that the database holds. Raises when it is not sound."""
    connection = sqlcipher3.connect(str(file))
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{master}'\"")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        # Where even the tables never reached the disk, the file is sound and everything is lost.
        if not connection.execute("select 1 from sqlite_schema where name = 'changes'").fetchone():
            return set()
        seals = {family: keys.seal_of(family) for (family,) in connection.execute("select id from families")}
        rows = connection.execute(
            "select family_id, document_id, changes.revision, changes.content from changes join documents on id = document_id"
        )
        return {seals[family].unseal(sealed, CHANGES, *row)["change"]["id"] for family, *row, sealed in rows}
    finally:
        connection.close()
