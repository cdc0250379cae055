"""A story to take away: as a Word file for one of those it is for, or whole, as a bundle."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn

from webapp.store.log import read_log
from words_pictures.bundle import read_bundle

from .conftest import Home, Page, Visitor


def choosing(visitor: Visitor, home: Home) -> Page:
    return visitor.get(f"/documents/{home.story.id}/exports")


def word_for(visitor: Visitor, home: Home, name: str) -> Page:
    return choosing(visitor, home).fill("For whom?", name).press("Make the Word file")


def said(page: Page) -> str:
    """Everything that stands in a Word file, of whatever kind."""
    with zipfile.ZipFile(BytesIO(page.answer.data)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_the_word_file_is_made_from_the_page_with_one_button(pieter: Visitor, home: Home) -> None:
    page = word_for(pieter, home, "Kasia")
    assert page.status == 200
    words = [run.text for run in WordFile(BytesIO(page.answer.data)).element.body.iter(qn("w:t"))]
    assert words.index("titelkwartel") < words.index("homekoptitel") < words.index("nubuizerd")


@pytest.mark.parametrize(
    ("for_whom", "theirs", "hidden"),
    [
        ("Mila", ["nubuizerd", "ownbuizerd", "halfkoptitel"], ["worrywoorden", "halfwoorden", "workwoorden"]),
        ("Kasia", ["nubuizerd", "ownbuizerd", "worrywoorden"], ["workwoorden", "0471000001"]),
        ("Tomek", ["nubuizerd", "worrywoorden", "halfwoorden"], ["ownbuizerd", "ownkoptitel", "workwoorden"]),
    ],
)
def test_only_what_this_person_may_read_is_in_it(
    lotte: Visitor, home: Home, for_whom: str, theirs: list[str], hidden: list[str]
) -> None:
    file = said(word_for(lotte, home, for_whom))
    assert [one for one in theirs if one not in file] == []
    assert [one for one in (*hidden, "outwoorden", "vroegermerel") if one in file] == []


def test_what_the_child_kept_to_others_is_not_in_the_file_that_a_colleague_makes_for_it(
    pieter: Visitor, home: Home
) -> None:
    assert "ownbuizerd" not in said(word_for(pieter, home, "Mila"))


def test_a_hidden_change_leaves_the_same_version_on_the_end_page(lotte: Visitor, home: Home) -> None:
    before = said(word_for(lotte, home, "Mila"))
    home.story.write(f"scenes/{home.scenes['worry']}/words@en", "nog iets voor de grote mensen")
    after = said(word_for(lotte, home, "Mila"))
    assert _version(after) == _version(before)
    home.story.write(f"scenes/{home.scenes['home']}/words@en", "nog iets voor iedereen")
    assert _version(said(word_for(lotte, home, "Mila"))) != _version(before)


def test_a_hidden_change_leaves_the_same_version_on_paper(lotte: Visitor, home: Home) -> None:
    def on_paper() -> str:
        return lotte.get(f"/documents/{home.story.id}/book/print").said

    before = on_paper()
    home.story.write(f"scenes/{home.scenes['worry']}/words@en", "nog iets voor de grote mensen")
    assert on_paper() == before


def test_the_name_of_the_file_tells_nothing(pieter: Visitor, home: Home) -> None:
    named = word_for(pieter, home, "Mila").answer.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="verhaal-[0-9a-f]{4}\.docx"', named)


def test_that_a_copy_was_made_is_in_the_log_and_for_whom(pieter: Visitor, home: Home) -> None:
    word_for(pieter, home, "Kasia")
    choosing(pieter, home).press("Keep as a file")
    lines = [(line.event, line.about) for line in read_log(home.database, home.story.id)]
    assert lines[:2] == [("exported", "bundle"), ("exported", f"docx {home.people['kasia']} en")]


@pytest.mark.parametrize("asked", ["de moeder van Mila", "nobody", "'; drop table log"])
def test_who_is_nobody_of_this_family_is_neither_read_for_nor_logged(pieter: Visitor, home: Home, asked: str) -> None:
    page = pieter.post(f"/documents/{home.story.id}/story.docx", {"for": asked})
    assert page.status == 404
    assert not any(asked in line.about for line in read_log(home.database, home.story.id))


def test_looking_at_the_address_of_an_export_makes_none(pieter: Visitor, home: Home) -> None:
    for name in ("story.docx", "bundle.zip"):
        assert pieter.get(f"/documents/{home.story.id}/{name}").status == 405


def test_a_bundle_can_be_read_again_and_holds_what_one_sees_oneself(
    pieter: Visitor, lotte: Visitor, home: Home
) -> None:
    held: dict[str, Any] = {}
    for name, visitor in {"pieter": pieter, "lotte": lotte}.items():
        page = choosing(visitor, home).press("Keep as a file")
        bundle = read_bundle(page.answer.data)
        held[name] = {str(entry.value) for entry in bundle.document.entries.values()}
        assert home.pictures["home"] in bundle.pictures
        assert (home.pictures["own"] in bundle.pictures) == (name == "lotte")
    assert "worrywoorden" in held["pieter"]
    assert "ownbuizerd" not in held["pieter"]
    assert "ownbuizerd" in held["lotte"]


def _version(file: str) -> str:
    found = re.search(r"Version[^<]{0,20}?(\d+)", re.sub(r"</w:t>.*?<w:t[^>]*>", "", file))
    assert found is not None
    return found[1]
