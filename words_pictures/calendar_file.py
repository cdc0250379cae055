"""A calendar file (.ics, RFC 5545) that gives nothing away: whoever sees the calendar sees "Appointment", a day and a time.

No description, no place unless somebody asks for it, no alarm, and nothing that says which program made it or that an entry is private.
Its own few lines instead of the library `icalendar`: a handful of properties is written and none is read, and that one weighs 9 MB with
what it needs.
"""

from __future__ import annotations

import datetime
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .document import cleaned
from .errors import NotSaid

LINE_OCTETS = 75
"""How long a line may be without its line end (RFC 5545, 3.1)."""

_ZONE = "Europe/Brussels"
_VTIMEZONE = f"""\
BEGIN:VTIMEZONE
TZID:{_ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE"""
"""The clocks of Belgium since 1996 (directive 2000/84/EC): to be changed when the clocks do not change any more."""
_ESCAPED = str.maketrans(
    {"\\": r"\\", ";": r"\;", ",": r"\,", **dict.fromkeys(("\n", "\x85", "\u2028", "\u2029"), r"\n")}
)
"""RFC 5545, 3.3.11. What else ends a line to some programs is a line end here."""


@dataclass(frozen=True)
class Entry:
    """One entry: whole days, or from one time until another, as clocks in Belgium show it."""

    key: str
    """What it is the entry of, the same each time it is given out. It is not written, only its keyed hash."""
    first: datetime.date
    last: datetime.date
    """Included."""
    starts: datetime.time | None = None
    """On the first day; None for whole days."""
    ends: datetime.time | None = None
    """On the last day; None where nobody knows how long it takes."""
    words: str = ""
    """What this person wants it to be called, instead of what every entry is called."""
    place: str = ""

    def __post_init__(self) -> None:
        if self.starts is None:
            is_one = self.ends is None and self.first <= self.last < datetime.date.max
        elif self.ends is None:
            is_one = self.first == self.last
        else:
            is_one = (self.first, self.starts) < (self.last, self.ends)
        if not is_one:
            raise NotSaid(f"no time: {self.first} {self.starts} to {self.last} {self.ends}")


def calendar_file(entries: Iterable[Entry], *, called: str, secret: bytes, made_at: datetime.datetime) -> bytes:
    """The file: the same bytes each time for the same entries.

    `called` is what every entry is called, as the reader says "Appointment". `secret` keeps anybody who knows a key from finding its entry.
    `made_at` is a moment with its offset from UTC. Raises NotSaid when it has none, and when two entries have the same key, of which a
    calendar would show only one.
    """
    all_entries = tuple(entries)
    if made_at.tzinfo is None:
        raise NotSaid(f"a moment without its offset: {made_at}")
    if len({entry.key for entry in all_entries}) < len(all_entries):
        raise NotSaid("two entries with the same key")
    stamp = f"{_basic(made_at.astimezone(datetime.UTC))}Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Calendar//EN", *_VTIMEZONE.splitlines()]
    for entry in all_entries:
        lines += ["BEGIN:VEVENT", f"UID:{_uid(entry.key, secret)}", f"DTSTAMP:{stamp}", *_times(entry)]
        lines += [f"SUMMARY:{_text(entry.words or called)}"]
        lines += [f"LOCATION:{_text(entry.place)}"] if entry.place else []
        lines += ["END:VEVENT"]
    return b"".join(_folded(line) for line in (*lines, "END:VCALENDAR"))


def _times(entry: Entry) -> Iterator[str]:
    if entry.starts is None:
        yield f"DTSTART;VALUE=DATE:{_basic(entry.first)}"
        # The end of whole days is the first day after them; and whole days keep nobody from making another appointment.
        yield f"DTEND;VALUE=DATE:{_basic(entry.last + datetime.timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
        return
    yield f"DTSTART;TZID={_ZONE}:{_basic(datetime.datetime.combine(entry.first, entry.starts))}"
    if entry.ends is not None:
        yield f"DTEND;TZID={_ZONE}:{_basic(datetime.datetime.combine(entry.last, entry.ends))}"


def _basic(at: datetime.date) -> str:
    """A day or a moment without its strokes and colons: `20270318`, `20270318T190000`."""
    written = at.isoformat(timespec="seconds") if isinstance(at, datetime.datetime) else at.isoformat()
    return written[:19].replace("-", "").replace(":", "")


def _uid(key: str, secret: bytes) -> str:
    return hmac.digest(secret, key.encode(), "sha256").hex()[:32]


def _text(words: str) -> str:
    return cleaned(words).translate(_ESCAPED)


def _folded(line: str) -> bytes:
    r"""A line in lines of at most 75 octets, each but the first with a space before it; no character is cut in two."""
    rows = [b""]
    for octets in (letter.encode() for letter in line):
        if len(rows[-1]) + len(octets) > LINE_OCTETS:
            rows.append(b" ")
        rows[-1] += octets
    return b"".join(row + b"\r\n" for row in rows)
