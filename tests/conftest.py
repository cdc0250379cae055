"""What holds for all tests: their order, where they write, and what they need not do twice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import resvg_py

MEMORY, ROOM = Path("/dev/shm"), 2 << 30
"""A folder in the memory of the machine, and how many bytes of it have to be free."""
MOST_PAINTED = 200
"""So many drawings are remembered at a time."""


def pytest_configure() -> None:
    # What tests write is gone with them: in memory nothing waits for a disk, which may stand still for seconds.
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)


# After pytest's own order, which keeps together what shares a fixture.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # What takes longest begins first, so that no worker is left alone with it at the end.
    items.sort(key=lambda item: item.get_closest_marker("early") is None)


@pytest.fixture(scope="session", autouse=True)
def _each_drawing_is_painted_once() -> Iterator[None]:
    # An installation keeps what it painted. A test begins with a new one, and most draw the same demo family.
    paint, painted = resvg_py.svg_to_bytes, dict[str, bytes]()

    def painted_once(**how: Any) -> bytes:
        drawing = repr(how)
        if drawing not in painted:
            if len(painted) == MOST_PAINTED:
                painted.clear()
            painted[drawing] = paint(**how)
        return painted[drawing]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resvg_py, "svg_to_bytes", painted_once)
        yield
