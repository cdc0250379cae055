"""Signing in and out, the first account, and passwords of every kind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from webapp import create_app
from webapp.config import config_for
from webapp.store import Database, log, sessions, tables
from webapp.store import accounts as stored
from webapp.store.accounts import Account, NameTaken, TooManyTries, check_password, save_account
from webapp.store.sessions import read_session, save_new_session

from .conftest import ORIGIN, Page, Visitor

PASSWORD = "a story for mila"
AS_IT_IS = stored._hasher
"""Not the cheap one of these tests."""


@pytest.fixture
def somebody(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def sign_in(visitor: Visitor, name: str = "Pieter", password: str = PASSWORD, next: str = "") -> Page:
    page = visitor.get(f"/sign-in?next={next}" if next else "/sign-in")
    return page.fill("Your name", name).fill("Password", password).press("Sign in")


# --- in and out -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Pieter", "pieter", " PIETER ", "Ｐieter"])
def test_one_signs_in_with_a_name_however_it_is_written(somebody: Visitor, pieters_account: Account, name: str) -> None:
    assert sign_in(somebody, name).heading == "Welcome, Pieter"


@pytest.mark.parametrize(
    ("name", "password"), [("Pieter", "not this one"), ("Nobody", PASSWORD), ("", ""), ("Pieter", "")]
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    somebody: Visitor, pieters_account: Account, name: str, password: str
) -> None:
    page = sign_in(somebody, name, password)
    assert page.status == 422
    assert page.problem == "This name and this password do not belong together. Try once more."
    assert page.field("Your name").get("value") == name
    assert page.field("Password").get("value") is None


def test_a_name_nobody_has_is_checked_as_long_as_any(
    database: Database, pieters_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    real = stored._fits
    monkeypatch.setattr(stored, "_fits", lambda digest, password: checked.append(digest) or real(digest, password))
    check_password(database, "nobody", "whatever this is")
    check_password(database, "pieter", "whatever this is")
    assert [one.split("$")[:4] for one in checked] == [checked[0].split("$")[:4]] * 2


def test_one_comes_to_the_page_that_was_asked_for(somebody: Visitor, pieters_account: Account) -> None:
    page = somebody.get("/families/new?language=en")
    assert page.title == "Sign in"
    page = page.fill("Your name", "Pieter").fill("Password", PASSWORD).press("Sign in")
    assert page.address == "/families/new?language=en"


def test_signing_out_ends_the_session_on_the_server(pieter: Visitor, database: Database) -> None:
    cookie = pieter.client.get_cookie("session", domain="localhost")
    page = pieter.get("/").press("Sign out")
    assert page.title == "Sign in"
    assert cookie is not None
    assert read_session(database, cookie.value) is None
    assert pieter.get("/").title == "Sign in"


def test_signing_out_leaves_nothing_in_the_browser(pieter: Visitor) -> None:
    answer = pieter.client.post("/sign-out", headers=pieter.headers)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "session=;" in answer.headers["Set-Cookie"]


def test_a_session_ends_after_a_working_day(
    pieter: Visitor, pieters_account: Account, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pieter.get("/").status == 200
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=sessions.HOURS, minutes=1)
    monkeypatch.setattr(sessions, "now", lambda: later.isoformat(timespec="seconds"))
    assert pieter.get("/").title == "Sign in"
    save_new_session(database, pieters_account.id)
    with database.reading() as connection:
        assert len(connection.execute(select(tables.sessions)).all()) == 1


def test_a_save_without_a_session_is_not_led_elsewhere(somebody: Visitor) -> None:
    page = somebody.post("/documents/" + "0" * 32 + "/changes", {"value": "x"})
    assert page.status == 401
    assert "Your words are still here" in page.said


def test_the_other_language_is_kept_for_this_session(pieter: Visitor) -> None:
    page = pieter.get("/families/new").press("Nederlands")
    assert page.address == "/families/new"
    assert page.tree.get("lang") == "nl"
    assert pieter.get("/").tree.get("lang") == "nl"


@pytest.mark.parametrize("language", ["", "tlh", "../../etc"])
def test_a_language_nobody_wrote_down_changes_nothing(pieter: Visitor, language: str) -> None:
    pieter.post("/language", {"language": language, "next": "/"})
    assert pieter.get("/").tree.get("lang") == "en"


@pytest.mark.parametrize(("prefers", "language"), [("nl-BE,nl;q=0.9", "nl"), ("en", "en"), ("pl", "nl"), ("", "nl")])
def test_who_has_not_chosen_is_spoken_to_as_the_browser_prefers_and_else_in_dutch(
    somebody: Visitor, prefers: str, language: str
) -> None:
    somebody.headers["Accept-Language"] = prefers
    assert somebody.get("/sign-in").tree.get("lang") == language


# --- too many tries ---------------------------------------------------------------------------------------------------


def test_after_five_wrong_passwords_an_account_waits_a_while_and_not_for_ever(
    somebody: Visitor, pieters_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        assert sign_in(somebody, password="not this one").status == 422
    page = sign_in(somebody)
    assert page.status == 429
    assert page.problem.startswith("Too many tries.")
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=stored.PAUSE_MINUTES, seconds=1)

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return later

    monkeypatch.setattr(log.datetime, "datetime", Later)
    assert sign_in(somebody).heading == "Welcome, Pieter"


def test_one_account_waiting_keeps_no_other_from_signing_in(
    somebody: Visitor, pieters_account: Account, lottes_account: Account
) -> None:
    for _ in range(6):
        sign_in(somebody, password="not this one")
    assert sign_in(somebody, "Lotte", "drie kopjes thee en een koek").heading == "Welcome, Lotte"


def test_a_name_that_is_none_waits_as_well(database: Database) -> None:
    for _ in range(5):
        assert check_password(database, "a password typed in the wrong field", "x") is None
    with pytest.raises(TooManyTries):
        check_password(database, "a password typed in the wrong field", "x")
    with database.reading() as connection:
        said = "".join(str(row) for row in connection.execute(select(tables.log)))
    assert "wrong field" not in said


# --- passwords --------------------------------------------------------------------------------------------------------

PASSWORDS = [
    "twaalf teken",
    "x" * 128,
    "👩‍👩‍👧‍👦🏳️‍🌈 en nog wat",
    "كلمة سر طويلة جدا",
    "  spaces at both ends  ",
    "nul\x00nul\x00nul\x00",
    "'; drop table accounts",
    "ｆｕｌｌ－ｗｉｄｔｈ　ｗｏｒｄｓ",
]


@pytest.mark.parametrize("password", [*PASSWORDS, "lone surrogate \ud83d here"])
def test_any_characters_are_good(database: Database, password: str) -> None:
    save_account(database, "Rita", "rita", "begeleider", password)
    assert check_password(database, "rita", password) is not None
    assert check_password(database, "rita", password[:-1] + "~") is None
    assert check_password(database, "rita", password.upper() + "~") is None


@pytest.mark.parametrize("password", PASSWORDS)
def test_a_password_is_typed_into_the_form_as_it_is(somebody: Visitor, database: Database, password: str) -> None:
    save_account(database, "Rita", "rita", "begeleider", password)
    assert sign_in(somebody, "Rita", password).heading == "Welcome, Rita"


def test_the_same_letters_from_another_keyboard_are_the_same_password(database: Database) -> None:
    save_account(database, "Zoë", "zoë", "begeleider", "café crème élevé")
    assert check_password(database, "zoe\u0308", "cafe\u0301 cre\u0300me e\u0301leve\u0301") is not None


@pytest.mark.parametrize("password", ["", "elf letters", "x" * 129, "👧" * 11])
def test_a_password_has_twelve_to_a_hundred_and_twenty_eight_characters(database: Database, password: str) -> None:
    with pytest.raises(ValueError, match="12 to 128"):
        save_account(database, "Rita", "rita", "begeleider", password)


def test_the_digest_is_argon2id_with_at_least_what_is_asked_of_it() -> None:
    assert AS_IT_IS.hash("a story for mila").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_weaker_digest_is_made_anew_at_signing_in(
    database: Database, pieters_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "_hasher", stored.PasswordHasher(time_cost=2, memory_cost=128, parallelism=1))
    check_password(database, "pieter", PASSWORD)
    with database.reading() as connection:
        digest = connection.execute(select(tables.accounts.c.password_hash)).scalar_one()
    assert "m=128,t=2" in digest
    assert check_password(database, "pieter", PASSWORD) is not None


def test_a_name_belongs_to_one_account(database: Database, pieters_account: Account) -> None:
    with pytest.raises(NameTaken):
        save_account(database, "Pieter", " PIETER", "begeleider", PASSWORD)


# --- the first account ------------------------------------------------------------------------------------------------


@pytest.fixture
def new_installation(tmp_path: Path) -> Iterator[Visitor]:
    app = create_app(config_for(tmp_path / "new", origin=ORIGIN, start_code="open-sesam-éé"))
    yield Visitor(app.test_client())
    app.extensions["database"].close()


START = "/start?code=open-sesam-%C3%A9%C3%A9"


def test_the_first_account_is_made_with_the_code_that_was_printed(new_installation: Visitor) -> None:
    page = new_installation.get(START).fill("Your first name", "Pieter").fill("Password", PASSWORD)
    page = page.press("Make this account")
    assert page.title == "Sign in"
    assert sign_in(new_installation).heading == "Welcome, Pieter"
    assert new_installation.get(START).status == 404
    assert new_installation.post("/start", {"code": "open-sesam-éé", "name": "Q", "password": PASSWORD}).status == 404


@pytest.mark.parametrize("code", ["", "open-sesam", "open-sesam-éé ", "\x00", "é"])
def test_another_code_makes_no_account(new_installation: Visitor, code: str) -> None:
    form = {"code": code, "name": "Pieter", "password": PASSWORD}
    page = new_installation.post("/start", form)
    assert page.status == 404
    assert page.heading == "This address does not make an account"
    assert new_installation.client.get("/start", query_string={"code": code}).status_code == 404


def test_without_a_code_there_is_no_first_account_in_the_browser(somebody: Visitor) -> None:
    assert somebody.client.get("/start", query_string={"code": ""}).status_code == 404
    assert somebody.client.get("/start", query_string={"code": "None"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "password", "problem"),
    [
        ("", PASSWORD, "Fill in your name."),
        ("  ", PASSWORD, "Fill in your name."),
        ("Pieter", "short", "A password has 12 to"),
    ],
)
def test_a_first_account_that_cannot_be_is_asked_again(
    new_installation: Visitor, name: str, password: str, problem: str
) -> None:
    page = (
        new_installation.get(START).fill("Your first name", name).fill("Password", password).press("Make this account")
    )
    assert page.status == 422
    assert page.problem.startswith(problem)
    assert page.field("Your first name").get("value") == name
    assert page.field("Password").get("value") is None


def test_a_new_installation_says_where_the_first_account_is_made(
    new_installation: Visitor, somebody: Visitor, pieters_account: Account
) -> None:
    assert "There is no account here yet." in new_installation.get("/sign-in").said
    assert "There is no account here yet." not in somebody.get("/sign-in").said
