"""F-02: the power goes while families are made. The key of each that was answered is there, and the master key with it."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.exc import DBAPIError

from webapp.config import config_for
from webapp.store import UnsafeStart
from webapp.store.documents import read_file
from webapp.store.starting import started

from .power import cut_at, recorded

FAMILIES, CUTS = 60, 150


@dataclass
class Outcome:
    """What was found after so many cuts."""

    cuts: int = 0
    unreadable: int = 0
    """Cuts after which a family that was answered cannot be read, or nothing can."""


def power_cuts(shim: Path, folder: Path, *flags: str) -> Outcome:
    """Make families under the shim, then cut at many places."""
    place = folder / "installation"
    records = recorded(shim, place, "tests.faults.families", place, FAMILIES, *flags)
    first = next(n for n, record in enumerate(records) if record.name.endswith("answered"))
    chance, outcome = Random(7), Outcome()
    places = sorted(chance.sample(range(first + 1, len(records)), CUTS))
    for answered, left in cut_at(records, places, chance):
        after = folder / "after"
        shutil.rmtree(after, ignore_errors=True)
        for name, content in left.items():
            (after / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            (after / name).touch(mode=0o600)
            (after / name).write_bytes(content)
        outcome.cuts += 1
        outcome.unreadable += not _are_readable(after, answered)
    print(f"\n{outcome}, {len(records)} records")
    return outcome


def _are_readable(folder: Path, families: set[str]) -> bool:
    config = config_for(folder)
    try:
        with closing(started(config.database, config.key)) as database:
            return all(read_file(database, family) is not None for family in families)
    except (UnsafeStart, DBAPIError):
        return False


def test_every_family_that_was_answered_can_be_read_after_a_power_cut(shim: Path, tmp_path: Path) -> None:
    outcome = power_cuts(shim, tmp_path)
    assert (outcome.cuts, outcome.unreadable) == (CUTS, 0)


@pytest.mark.parametrize("mistake", ["careless", "forgetful"])
def test_a_key_that_is_not_on_the_disk_when_it_is_used_would_be_found(shim: Path, tmp_path: Path, mistake: str) -> None:
    assert power_cuts(shim, tmp_path, mistake).unreadable > CUTS / 10
