"""A photo in a field of a form: sent, described, changed, taken away; and a paper with a signature on it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from webapp.store import Database
from webapp.store.accounts import Account
from webapp.store.documents import read_document, save_changes
from words_pictures.change import Write
from words_pictures.definition import definitions
from words_pictures.document import Document, new_id

from .conftest import MadeFamily, Page, Visitor, upload
from .test_pictures import photo

WORDS = "Drie cirkels <&{{ met oma 🦊 ጓል"


class Paper:
    """A form of a family, as its consultant has it open."""

    def __init__(self, visitor: Visitor, database: Database, family: str, kind: str) -> None:
        self.visitor, self.database = visitor, database
        begun = visitor.post(f"/families/{family}/documents/new", {"kind": kind, "language": "en"})
        self.id = begun.address.partition("/documents/")[2][:32]

    @property
    def document(self) -> Document:
        stored = read_document(self.database, self.id)
        assert stored is not None
        return stored.document

    def open(self, place: str) -> Page:
        return self.visitor.get(f"/documents/{self.id}/photo/{place}")

    def send(self, place: str, data: bytes | None = None, **said: str) -> Page:
        return self.open(place).press("Keep this photo", {"picture": upload(data or photo())}, **said)


@pytest.fixture
def family(make_family: Callable[..., MadeFamily]) -> MadeFamily:
    return make_family()


@pytest.fixture
def circles(pieter: Visitor, database: Database, family: MadeFamily) -> Paper:
    return Paper(pieter, database, family.id, "network-circles")


def test_a_photo_stands_on_the_page_the_paper_and_in_word_with_what_is_on_it(circles: Paper, pieter: Visitor) -> None:
    kept = circles.send("drawn", description=WORDS)
    assert [one.get("alt") for one in kept.pictures()] == [WORDS]
    value = circles.document.value("drawn")
    assert isinstance(value, dict)
    assert (value["width"], value["height"]) == (1200, 900)
    read = pieter.get(f"/documents/{circles.id}/paper")
    assert WORDS in [one.get("alt") for one in read.pictures()]
    shown = pieter.get(read.pictures()[0].get("src", ""))
    assert shown.answer.mimetype == "image/webp"
    made = pieter.post(f"/documents/{circles.id}/paper.docx", {"language": "en"})
    assert made.status == 200


def test_another_photo_takes_its_place_and_what_was_said_of_the_first_goes(circles: Paper) -> None:
    circles.send("drawn", description=WORDS)
    first: Any = circles.document.value("drawn")
    circles.send("drawn", photo(seed=7))
    second: Any = circles.document.value("drawn")
    assert first["id"] != second["id"]
    assert circles.document.words("drawn", "en") == ""


def test_what_is_on_it_can_be_said_later(circles: Paper) -> None:
    circles.send("drawn")
    circles.open("drawn").press("Keep this description", description=WORDS)
    assert circles.document.words("drawn", "en") == WORDS
    assert circles.document.value("drawn")


def test_it_is_taken_away_with_what_was_said_of_it_and_history_knows(circles: Paper, pieter: Visitor) -> None:
    circles.send("drawn", description=WORDS)
    gone = circles.open("drawn").press("Take it away")
    assert gone.pictures() == []
    assert (circles.document.value("drawn"), circles.document.words("drawn", "en")) == (None, "")
    assert WORDS in pieter.get(f"/documents/{circles.id}/history").said


def test_who_sends_the_same_form_twice_does_it_once(circles: Paper) -> None:
    page, sent = circles.open("drawn"), photo()
    for _ in range(2):
        assert page.press("Keep this photo", {"picture": upload(sent)}, description=WORDS).status == 200
    assert circles.document.revision == _revision_after_one(circles)


def _revision_after_one(circles: Paper) -> int:
    value, words = (circles.document.version(f"drawn@{facet}") for facet in ("value", "en"))
    assert words == value + 1
    return words


def test_a_photo_that_another_put_there_meanwhile_is_not_written_over(circles: Paper) -> None:
    page = circles.open("drawn")
    circles.send("drawn", photo(seed=3))
    theirs = circles.document.value("drawn")
    refused = page.press("Keep this photo", {"picture": upload(photo(seed=4))})
    assert refused.status == 409
    assert "Somebody put another picture here meanwhile." in refused.problem
    assert circles.document.value("drawn") == theirs
    assert len(refused.pictures()) == 1


@pytest.mark.parametrize(
    ("sent", "said", "problem"),
    [
        (b"no photo", {}, "This is no photo that we can read."),
        (b"", {}, "Choose a photo first."),
        (photo(), {"description": "x" * 2001}, "There is room for 2000 characters."),
    ],
    ids=["no photo", "none", "too many words"],
)
def test_what_cannot_be_kept_says_why(circles: Paper, sent: bytes, said: dict[str, str], problem: str) -> None:
    page = circles.open("drawn")
    files = {"picture": upload(sent)} if sent else {"picture": (io.BytesIO(b""), "")}
    refused = page.press("Keep this photo", files, **said)
    assert refused.status == 422
    assert problem in refused.problem
    assert circles.document.value("drawn") is None


@pytest.fixture
def meeting(pieter: Visitor, database: Database, family: MadeFamily) -> Paper:
    made = Paper(pieter, database, family.id, "network-meeting")
    pieter.post(f"/documents/{made.id}/items", {"list": "signatures", "do": "add"})
    return made


def _line(meeting: Paper) -> str:
    return f"signatures/{meeting.document.order['signatures'][0]}/signed"


def test_a_photo_of_a_signed_paper_is_a_signature(meeting: Paper, pieter: Visitor) -> None:
    place = _line(meeting)
    kept = meeting.send(place, name="Oma Kasia", on="2027-03-18")
    signed: Any = meeting.document.value(place)
    assert (signed["way"], signed["name"], signed["on"]) == ("paper", "Oma Kasia", "2027-03-18")
    assert len(kept.pictures()) == 1
    # Nothing on the page can turn the photo into a typed name unasked.
    assert not [one for one in kept.tree.iter("input") if one.get("name") == "witness"]
    assert "Oma Kasia" in pieter.get(f"/documents/{meeting.id}/paper").said


def test_a_signature_says_whose_it_is(meeting: Paper) -> None:
    place = _line(meeting)
    refused = meeting.send(place, name="  ")
    assert refused.status == 422
    assert refused.problem == "Say whose signature this is."
    assert meeting.document.value(place) is None


@pytest.mark.parametrize("place", ["circles", "called_first", "nothing", "people", "drawn/x", "circles/nobody/who"])
def test_no_other_field_takes_a_photo(circles: Paper, place: str) -> None:
    assert circles.open(place).status == 404
    body = {"picture": upload(photo()), "pen": new_id()}
    assert circles.visitor.post(f"/documents/{circles.id}/photo/{place}", body).status == 404


def test_the_family_puts_a_photo_where_it_may_write_and_nowhere_else(
    circles: Paper, pieter: Visitor, family: MadeFamily, database: Database
) -> None:
    circles.visitor.post(
        f"/documents/{circles.id}/values",
        {"address": "people@value", "change": f"{new_id()}.1", "seen": "0", "value": family.kasia},
    )
    handed = pieter.post(f"/documents/{circles.id}/hand-over", {"mode": "write", "person": family.kasia})
    assert handed.status == 200
    kept = circles.send("drawn", description=WORDS)
    assert [one.get("alt") for one in kept.pictures()] == [WORDS]
    entry = circles.document.entry("drawn@value")
    assert entry is not None
    assert entry.by == family.kasia


@pytest.fixture
def signed(meeting: Paper, pieter: Visitor, pieters_account: Account, family: MadeFamily) -> Paper:
    for key, person in (("children", family.mila), ("people", family.kasia)):
        write = Write(f"{new_id()}.1", pieters_account.id, f"{key}@value", [person], meeting.document.revision)
        definition = definitions()["network-meeting"]
        save_changes(meeting.database, meeting.id, pieters_account.id, definition, [write], lambda *_: True)
    meeting.send(_line(meeting), name="Oma Kasia", on="2027-03-18")
    return meeting


def _signed_papers(page: Page) -> list[str]:
    return [one.get("src", "") for one in page.pictures() if one.get("alt") == "Photo of the signed page"]


def _read_by(person: str, paper: Paper) -> Page:
    handed = paper.visitor.post(f"/documents/{paper.id}/hand-over", {"mode": "read", "person": person})
    assert handed.status == 200
    return handed


def test_who_may_see_a_signature_sees_the_photo_of_the_paper(
    signed: Paper, pieter: Visitor, family: MadeFamily
) -> None:
    (shown,) = _signed_papers(pieter.get(f"/documents/{signed.id}/paper?for={family.kasia}&language=en"))
    assert pieter.get(shown).answer.mimetype == "image/webp"
    assert _signed_papers(_read_by(family.kasia, signed)) == [shown]
    assert pieter.get(shown).answer.mimetype == "image/webp"


def test_nobody_else_sees_the_photo_of_a_signed_paper(
    signed: Paper, pieter: Visitor, an: Visitor, family: MadeFamily, circles: Paper
) -> None:
    (shown,) = _signed_papers(pieter.get(f"/documents/{signed.id}/paper"))
    assert _signed_papers(pieter.get(f"/documents/{signed.id}/paper?for={family.mila}")) == []
    assert pieter.get(shown.replace(signed.id, circles.id)).status == 404
    assert an.get(shown).status == 404
    assert _signed_papers(_read_by(family.mila, signed)) == []
    assert pieter.get(shown).status == 404
