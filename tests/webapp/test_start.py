"""No start with an unsafe setting; one plain sentence says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp import create_app
from webapp.config import config_for
from webapp.store import UnsafeStart


@pytest.mark.parametrize(
    "origin", ["http://verhalen.example.be", "http://192.168.0.4:8000", "http://127.0.0.1.example.be"]
)
def test_an_address_that_is_not_encrypted_is_refused(tmp_path: Path, origin: str) -> None:
    with pytest.raises(UnsafeStart, match="not encrypted"):
        create_app(config_for(tmp_path, origin=origin))
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("origin", ["https://verhalen.example.be", "http://127.0.0.1:8000", "http://localhost"])
def test_an_encrypted_address_or_this_machine_is_fine(tmp_path: Path, origin: str) -> None:
    create_app(config_for(tmp_path, origin=origin)).extensions["database"].close()


@pytest.mark.parametrize(("size", "status"), [(3_000_000, 413), (100_000, 422)])
def test_only_a_photo_may_be_large(tmp_path: Path, size: int, status: int) -> None:
    app = create_app(config_for(tmp_path, origin="http://localhost"))
    form = {"name": "Pieter", "password": "x" * size}
    answer = app.test_client().post("/sign-in", data=form, headers={"Origin": "http://localhost"})
    app.extensions["database"].close()
    assert answer.status_code == status
