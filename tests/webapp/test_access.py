"""The door: who comes in where, in whose hands the tablet is, and where a request may come from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from webapp import create_app, documents, origin
from webapp.config import config_for
from webapp.headers import EVERY
from webapp.store import Database, UnsafeStart, tables
from webapp.store.accounts import Account, save_account
from webapp.store.sessions import HandedOver, read_session
from webapp.watching import this_hour

from .conftest import ORIGIN, Home, MadeFamily, MadeStory, Page, Visitor

TABLE = Path(__file__).with_name("who_may_come_in.txt")
HANDS = ("nobody", "stranger", "lotte", "pieter", "reader", "writer", "interpreter", "signer")


def decided() -> dict[tuple[str, str], dict[str, int]]:
    """(method, address pattern) -> what each is answered."""
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        words = line.split()
        if words and words[0] in ("GET", "POST"):
            method, pattern, *statuses = words
            rows[method, pattern] = dict(zip(HANDS, map(int, statuses), strict=True))
    return rows


@pytest.fixture
def in_hands(
    visitor: Callable[..., Visitor], home: Home, pieters_account: Account, lottes_account: Account, database: Database
) -> Callable[[str], Visitor]:
    """A browser, freshly opened, in somebody's hands."""
    home.in_two_ways("half")
    stranger = save_account(database, "An", "an", "consulent", "another good story")

    def opened(hands: str) -> Visitor:
        match hands:
            case "reader":
                return visitor(pieters_account, _handed(home, "mila", "read"))
            case "writer":
                return visitor(pieters_account, _handed(home, "kasia", "write"))
            case "interpreter":
                return visitor(pieters_account, _handed(home, "kasia", "translate", into="en"))
            case "signer":
                return visitor(pieters_account, _handed(home, "kasia", "sign"))
            case "covered":
                return visitor(pieters_account, _handed(home, "mila", "read", covered=True))
        return visitor({"stranger": stranger, "lotte": lottes_account, "pieter": pieters_account}.get(hands))

    return opened


def _handed(home: Home, person: str, mode: str, *, covered: bool = False, into: str = "") -> HandedOver:
    back = f"/documents/{home.story.id}"
    return HandedOver(home.story.id, home.people[person], mode, back, covered, into=into)


def at(app: Flask, pattern: str, home: Home, **others: str) -> str:
    """An address of that pattern, in this home."""
    values: dict[str, Any] = {
        "family_id": home.id,
        "person_id": home.people["beata"],
        "document_id": home.story.id,
        "scene_id": home.scenes["home"],
        "picture_id": home.pictures["home"],
        "size": "screen",
        "copy_id": home.copy,
        "telling": home.telling,
        "number": 1,
        "revision": home.story.document.revision,
        "address": f"scenes/{home.scenes['home']}/words",
        "filename": "base.css",
        "hour": this_hour(),
        "language": "en",
        "place": "rules/r1",
        "step": "hearing",
        **others,
    }
    if "/one-text/" in pattern:
        values["address"] = f"scenes/{home.scenes['half']}/words"
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), pattern)


def form_for(pattern: str, home: Home) -> dict[str, str]:
    """What makes a form of that pattern do something, where an empty one could not."""
    if pattern.endswith("/hand-over"):
        return {"person": home.people["mila"], "mode": "read"}
    if pattern.endswith("/changes"):
        return {"address": f"scenes/{home.scenes['home']}/words@en", "value": "nieuwe woorden", "change": "a1.1"} | {
            "seen": str(home.story.document.revision),
            "by": "together",
        }
    if pattern.endswith("/wordings"):
        return {"address": f"scenes/{home.scenes['home']}/words@en", "mine": "x", "change": "a1.1", "take": "theirs"}
    if pattern.endswith("/<scene_id>"):
        return {"do": "double"}
    return {"for": home.people["mila"], "audience": "everyone", "do": "as_is", "language": "en"}


def ask(
    visitor: Visitor, method: str, address: str, said: dict[str, str] | None = None, **headers: str
) -> TestResponse:
    return visitor.client.open(address, method=method, data=said, headers=visitor.headers | headers, buffered=True)


# --- the table --------------------------------------------------------------------------------------------------------


def test_every_address_has_been_decided_on(app: Flask) -> None:
    there = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert there == set(decided())


@pytest.mark.parametrize("hands", HANDS)
def test_each_is_answered_as_was_decided(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor], hands: str
) -> None:
    answered = {
        (method, pattern): ask(in_hands(hands), method, at(app, pattern, home), form_for(pattern, home)).status_code
        for method, pattern in decided()
    }
    assert answered == {where: statuses[hands] for where, statuses in decided().items()}


def test_a_view_that_says_nothing_keeps_the_app_from_starting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(documents.about, "open_to")
    with pytest.raises(LookupError, match="/documents/<document_id>/about"):
        create_app(config_for(tmp_path, origin=ORIGIN))


# --- the tablet in other hands ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("hands", ["reader", "writer"])
def test_a_tablet_given_away_reaches_no_other_story(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor], hands: str
) -> None:
    visitor = in_hands(hands)
    elsewhere = {
        "document_id": home.oskars.id,
        "scene_id": home.scenes["oskars"],
        "picture_id": home.pictures["oskars"],
    }
    found = {
        (method, pattern): ask(
            visitor, method, at(app, pattern, home, **elsewhere), form_for(pattern, home)
        ).status_code
        for method, pattern in decided()
        if "<document_id>" in pattern
    }
    assert {where: status for where, status in found.items() if status != 404} == {}


@pytest.mark.parametrize("hands", ["stranger", "lotte", "pieter"])
def test_another_family_is_not_there(
    app: Flask,
    home: Home,
    in_hands: Callable[[str], Visitor],
    hands: str,
    database: Database,
    make_family: Callable[..., MadeFamily],
    make_story: Callable[..., MadeStory],
) -> None:
    """Its ids are known to who asks, and are no help: neither by themselves nor together with ids of one's own."""
    kim = save_account(database, "Kim", "kim", "consulent", "the story of another")
    family = make_family("Noor", kim)
    story = make_story(family, kim)
    theirs = {"family_id": family.id, "document_id": story.id, "scene_id": story.scenes[0], "person_id": family.mila}
    visitor = in_hands(hands)
    found = {
        (method, pattern): ask(visitor, method, at(app, pattern, home, **theirs), form_for(pattern, home)).status_code
        for method, pattern in decided()
        if "_id>" in pattern and not pattern.startswith("/example")
    }
    assert {where: status for where, status in found.items() if status != 404} == {}


def test_a_family_worker_who_was_not_let_in_finds_nothing(
    app: Flask, home: Home, visitor: Callable[..., Visitor], database: Database
) -> None:
    joris = visitor(save_account(database, "Joris", "joris", "begeleider", "een zin die niemand raadt"))
    assert joris.get(f"/families/{home.id}").status == 404
    assert joris.get(f"/documents/{home.story.id}/book").status == 404
    assert "familienaamuil" not in joris.get("/").said


def test_under_the_cover_every_address_shows_the_cover(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor]
) -> None:
    for method, pattern in decided():
        if pattern in ("/take-back", "/static/<path:filename>"):
            continue
        page = Page(in_hands("covered"), "/", ask(in_hands("covered"), method, at(app, pattern, home)))
        assert page.heading == "We stop here. That is fine.", (method, pattern)
        assert page.status == (200 if method == "GET" else 403)
        assert not any(word in page.said for word in ("Mila", "nubuizerd", "titelkwartel"))


def test_an_address_that_is_none_is_covered_too(in_hands: Callable[[str], Visitor]) -> None:
    assert in_hands("covered").get("/nergens").heading == "We stop here. That is fine."


# --- tokens -----------------------------------------------------------------------------------------------------------


def test_the_token_is_another_at_each_change_of_hands_and_the_old_one_is_dead(
    app: Flask, home: Home, database: Database
) -> None:
    visitor, tokens = Visitor(app.test_client()), []

    def token() -> str:
        found = visitor.client.get_cookie("session", domain="localhost")
        assert found is not None
        return found.value

    def press(page: Page, button: str, **typed: str) -> Page:
        pressed = page.press(button, **typed)
        tokens.append(token())
        return pressed

    press(visitor.get("/sign-in"), "Sign in", name="Pieter", password="a story for mila")
    press(visitor.get("/sign-in"), "Sign in", name="Pieter", password="a story for mila")
    press(visitor.get(f"/documents/{home.story.id}/hand-over"), "Mila reads")
    cover = visitor.get(f"/documents/{home.story.id}/book").press("Stop")
    press(cover, "Go on where we were", password="a story for mila")
    assert len(set(tokens)) == 4
    assert [read_session(database, one) is not None for one in tokens] == [False, False, False, True]
    visitor.get("/").press("Sign out")
    assert read_session(database, tokens[-1]) is None


def test_the_database_holds_no_token_that_could_be_used(home: Home, pieter: Visitor, database: Database) -> None:
    cookie = pieter.client.get_cookie("session", domain="localhost")
    assert cookie is not None
    with database.reading() as connection:
        hashes = {row.token_hash for row in connection.execute(select(tables.sessions))}
    assert hashlib.sha256(cookie.value.encode()).hexdigest() in hashes
    assert cookie.value not in hashes


@pytest.mark.parametrize(("address", "name", "flags"), [
    ("http://localhost", "session", {"HttpOnly", "SameSite=Strict", "Path=/"}),
    ("https://localhost", "__Host-session", {"HttpOnly", "SameSite=Strict", "Path=/", "Secure"}),
])  # fmt: skip
def test_the_cookie_has_every_flag_and_says_nothing(tmp_path: Path, address: str, name: str, flags: set[str]) -> None:
    app = create_app(config_for(tmp_path, origin=address))
    save_account(app.extensions["database"], "Pieter", "pieter", "consulent", "a story for mila")
    form = {"name": "pieter", "password": "a story for mila"}
    answer = app.test_client().post("/sign-in", data=form, headers={"Origin": address}, base_url=address)
    cookie = answer.headers["Set-Cookie"]
    assert re.fullmatch(rf"{name}=[\w-]{{43}}", cookie.split("; ")[0])
    assert set(cookie.split("; ")[1:]) == flags
    app.extensions["database"].close()


@pytest.mark.parametrize("elsewhere", [
    "https://example.be/", "//example.be", "/\\example.be", "\\\\example.be", "javascript:alert(1)", "/\t/example.be",
    "/\n/example.be", "", "families",
])  # fmt: skip
def test_signing_in_leads_to_a_page_of_our_own(app: Flask, pieters_account: Account, elsewhere: str) -> None:
    form = {"name": "pieter", "password": "a story for mila", "next": elsewhere}
    answer = app.test_client().post("/sign-in", data=form, headers={"Origin": ORIGIN})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("elsewhere", ["https://example.be", "//example.be", "../../sign-in", "x/../../.."])
def test_taking_back_leads_to_the_story(pieter: Visitor, home: Home, elsewhere: str) -> None:
    form = {"person": home.people["mila"], "mode": "read", "from": elsewhere, "back_to": elsewhere}
    pieter.post(f"/documents/{home.story.id}/hand-over", form)
    answer = ask(pieter, "POST", "/take-back", {"password": "a story for mila", "back_to": elsewhere})
    assert answer.headers["Location"] == f"/documents/{home.story.id}"


# --- where a request comes from ---------------------------------------------------------------------------------------

FORGED = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
    {"Origin": "https://example.be"},
    {"Origin": "http://localhost:8001"},
    {"Origin": "https://localhost"},
    {"Origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", FORGED)
def test_a_form_from_elsewhere_is_refused_everywhere(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor], headers: dict[str, str]
) -> None:
    before = _digest(home.database)
    for hands in ("nobody", "pieter", "writer"):
        visitor = in_hands(hands)
        visitor.headers = headers
        after_opening = _digest(home.database)
        for method, pattern in decided():
            if method == "POST":
                status = ask(visitor, method, at(app, pattern, home), form_for(pattern, home)).status_code
                assert status == 403, (hands, pattern)
        assert _digest(home.database) == after_opening
    assert before["changes"] == _digest(home.database)["changes"]


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}])
def test_a_browser_that_says_nothing_shows_the_token_of_the_form(pieter: Visitor, headers: dict[str, str]) -> None:
    """A page without referrer makes some browsers say `null`: that is as much as nothing."""
    page = pieter.get("/families/new")
    pieter.headers = headers
    assert page.press("Go on", name="Noor").status == 200
    assert page.press("Go on", name="Noor", token="0" * 32).status == 403
    assert page.press("Go on", name="Noor", token="é☂").status == 403
    assert page.press("Go on", name="Noor", token=None).status == 403


def test_the_token_of_one_session_is_none_of_anothers(pieter: Visitor, lotte: Visitor) -> None:
    page = pieter.get("/families/new")
    page.visitor = lotte
    lotte.headers = {}
    assert page.press("Go on", name="Noor").status == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_form_of_our_own_needs_nothing_more(pieter: Visitor, site: str) -> None:
    pieter.headers = {"Sec-Fetch-Site": site}
    assert pieter.post("/families/new", {"name": "Noor"}).heading == "Noor"


def test_a_forged_form_would_get_in_without_the_check(
    pieter: Visitor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(origin, "SAFE", ("GET", "HEAD", "OPTIONS", "POST"))
    assert pieter.post("/families/new", {"name": "Noor"}, Origin="https://example.be").status == 200


@pytest.mark.parametrize("host", ["example.be", "localhost:8000", "localhost.example.be", "127.0.0.1", ""])
def test_only_its_own_host_is_answered(app: Flask, host: str) -> None:
    answer = app.test_client().get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_odd_methods_are_refused(pieter: Visitor, home: Home, method: str) -> None:
    assert ask(pieter, method, f"/documents/{home.story.id}").status_code == 405


@pytest.mark.parametrize(
    "address", ["http://example.be", "http://192.168.1.20:8000", "https://example.be/app", "https://", "example.be"]
)
def test_an_address_that_is_not_safe_is_refused_at_start(tmp_path: Path, address: str) -> None:
    with pytest.raises(UnsafeStart, match=re.escape(address)):
        create_app(config_for(tmp_path, origin=address))


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hands", ["nobody", "stranger", "pieter", "reader", "writer", "covered"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_changes_nothing(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor], hands: str, method: str
) -> None:
    visitor = in_hands(hands)
    before = _digest(home.database)
    for asked, pattern in decided():
        if asked == "GET":
            ask(visitor, method, at(app, pattern, home))
    assert _digest(home.database) == before


def test_every_answer_has_exactly_these_headers(app: Flask, home: Home, in_hands: Callable[[str], Visitor]) -> None:
    usual = {*EVERY, "Cache-Control", "Content-Type", "Content-Length", "Vary"}
    sometimes = {"Location", "Allow", "Set-Cookie", "Clear-Site-Data", "Content-Disposition"}
    for hands in HANDS:
        for method, pattern in decided():
            answer = ask(in_hands(hands), method, at(app, pattern, home), form_for(pattern, home))
            where = (hands, method, pattern)
            if pattern.startswith("/static"):
                assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
                continue
            assert set(answer.headers.keys()) <= usual | sometimes, where
            assert answer.headers["Cache-Control"] == "no-store", where
            for name, value in EVERY.items():
                is_file = name == "Content-Security-Policy" and answer.content_type.startswith("image/")
                assert answer.headers[name] == ("default-src 'none'; sandbox" if is_file else value), where


def test_the_headers_are_these() -> None:
    assert EVERY == {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
        "X-Robots-Tag": "noindex, noarchive",
    }


def _digest(database: Database) -> dict[str, str]:
    """What every table holds, as one figure."""
    with database.reading() as connection:
        return {
            table.name: hashlib.sha256(repr(list(map(tuple, connection.execute(select(table))))).encode()).hexdigest()
            for table in tables.metadata.sorted_tables
        }
