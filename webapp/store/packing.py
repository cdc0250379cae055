"""JSON values as bytes: deflated. What belongs to a family is sealed besides: see sealing.py."""

from __future__ import annotations

import datetime
import json
import zlib
from typing import Any
from zoneinfo import ZoneInfo


def pack(content: Any) -> bytes:
    """JSON values as bytes."""
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(packed: bytes) -> Any:
    """The JSON values that `pack` wrote."""
    return json.loads(zlib.decompress(packed))


def now() -> str:
    """This moment in UTC, as the tables keep it. Order never hangs on it: that is what revisions are for."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def today() -> datetime.date:
    """Today, where the families live."""
    return datetime.datetime.now(ZoneInfo("Europe/Brussels")).date()
