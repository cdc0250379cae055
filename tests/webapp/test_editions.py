"""A document stays what it was made with: an agency changes a form, or takes it away, and what was written in it reads as it did."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from words_pictures.definition import definitions

from .conftest import MadeFamily, Visitor

FIRST = """
id = "visits"
reading = "form"
name = "Visits"
[[parts]]
key = "languages"
type = "languages"
audience = "everyone"
[[parts]]
key = "who"
type = "text"
audience = "everyone"
label = "Who comes by?"
"""
PETS = '[[parts]]\nkey = "pets"\ntype = "list"\naudience = "everyone"\nlabel = "Pets"\n'
PET = '[[parts.parts]]\nkey = "name"\ntype = "text"\nlabel = "Name"\n'
THEN = FIRST.replace('key = "who"', 'key = "visitor"').replace("Who comes by?", "Who is at the door?")


@pytest.fixture
def family(make_family: Callable[..., MadeFamily]) -> MadeFamily:
    return make_family()


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "own"
    folder.mkdir()
    app.extensions["config"] = replace(app.extensions["config"], definitions=folder)
    _write(folder, FIRST)
    yield folder
    definitions.cache_clear()


def _write(folder: Path, form: str) -> None:
    # As an agency does: the app starts again afterwards.
    (folder / "visits.toml").write_text(form, "utf-8")
    definitions.cache_clear()


def _begun(pieter: Visitor, family: MadeFamily) -> str:
    begun = pieter.post(f"/families/{family.id}/documents/new", {"kind": "visits", "language": "en"})
    return re.findall("/documents/([0-9a-f]{32})/fill", begun.address)[0]


def _fill(pieter: Visitor, document: str, key: str, words: str) -> int:
    form = {"address": f"{key}@value", "change": "a" * 32 + ".1", "seen": "0", "value": words}
    return pieter.post(f"/documents/{document}/values", form).status


def test_a_form_that_was_changed_stays_as_it_was_in_what_was_made_with_it(
    folder: Path, pieter: Visitor, family: MadeFamily
) -> None:
    document = _begun(pieter, family)
    assert _fill(pieter, document, "who", "Rita") == 200
    _write(folder, THEN)
    for page in ("fill", "paper"):
        said = pieter.get(f"/documents/{document}/{page}").said
        assert "Who comes by?" in said
        assert "Who is at the door?" not in said
    assert "Rita" in pieter.get(f"/documents/{document}/paper").said
    assert _fill(pieter, document, "visitor", "Ewa") == 404
    assert "Who is at the door?" in pieter.get(f"/documents/{_begun(pieter, family)}/fill").said


def test_a_form_that_was_taken_away_is_still_read_written_and_taken_along(
    folder: Path, pieter: Visitor, family: MadeFamily
) -> None:
    document = _begun(pieter, family)
    (folder / "visits.toml").unlink()
    definitions.cache_clear()
    assert "Visits" in pieter.get(f"/families/{family.id}").said
    assert _fill(pieter, document, "who", "Rita") == 200
    assert "Rita" in pieter.get(f"/documents/{document}/paper").said
    packed = pieter.post(f"/documents/{document}/bundle.zip", {}).answer.data
    brought = pieter.post("/bring-in", {"bundle": (io.BytesIO(packed), "visits.zip")})
    there = re.findall("/documents/([0-9a-f]{32})", brought.address)[0]
    assert there != document
    assert "Rita" in pieter.get(f"/documents/{there}/paper").said


def test_a_list_that_the_familys_file_has_no_more_does_not_close_the_document(
    folder: Path, pieter: Visitor, family: MadeFamily
) -> None:
    own = definitions(folder)["family"].sources[-1]
    (folder / "family.toml").write_text(f"{own}\n{PETS}{PET}", "utf-8")
    _write(folder, f"{FIRST}{PETS}from_file = true\n")
    document = _begun(pieter, family)
    assert _fill(pieter, document, "who", "Rita") == 200
    (folder / "family.toml").unlink()
    _write(folder, FIRST)
    assert "Rita" in pieter.get(f"/documents/{document}/paper").said
