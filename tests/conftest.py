"""The order of the tests: what takes longest begins first, so that no worker is left alone with it at the end."""

from __future__ import annotations

import pytest


# After pytest's own order, which keeps together what shares a fixture.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("early") is None)
