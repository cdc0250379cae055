"""What the power cuts are watched with."""

from __future__ import annotations

from pathlib import Path

import pytest

from .power import built_shim


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_shim(tmp_path_factory.mktemp("shim"))
