"""The calendar file as a calendar reads it: by a small strict reader of RFC 5545 that shares no line with the writer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from words_pictures.calendar_file import Entry, calendar_file
from words_pictures.document import cleaned, new_id
from words_pictures.errors import NotSaid
from words_pictures.trajectory import route, steps

MADE = datetime(2027, 3, 5, 9, 30, 15, 999, tzinfo=UTC)
SECRET = b"the secret of this family"
MEETING = Entry("f11e/second_network_meeting", date(2027, 4, 13), date(2027, 4, 13), time(19), time(20, 30))
WORK = Entry("f11e/work", date(2027, 3, 19), date(2027, 4, 1))
ARABIC = "موعد مع كاسيا وميلا وأوسكار والجدة والجيران والمعلمة في المدرسة يوم الثلاثاء، بعد الظهر؛ إن شاء الله"


# --- a reader --------------------------------------------------------------------------------------------------------------


@dataclass
class Component:
    name: str
    properties: dict[str, list[tuple[dict[str, str], str]]] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def value(self, name: str) -> str:
        ((_, value),) = self.properties[name]
        return value

    def text(self, name: str) -> str:
        return re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), self.value(name))

    def all(self, name: str) -> list[Component]:
        return [one for one in self.inside if one.name == name]


def logical_lines(file: bytes) -> list[str]:
    assert file.endswith(b"\r\n")
    rows = file.removesuffix(b"\r\n").split(b"\r\n")
    assert b"\r" not in b"".join(rows)
    assert b"\n" not in b"".join(rows)
    lines: list[str] = []
    for row in rows:
        assert 0 < len(row) <= 75
        said = row.decode("utf-8")  # also row by row: no character is cut in two
        if said.startswith(" "):
            lines[-1] += said[1:]
        else:
            lines.append(said)
    return lines


def read(file: bytes) -> Component:
    opened = [Component("")]
    for line in logical_lines(file):
        found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^\";:,]+)*):(.*)", line, re.DOTALL)
        assert found, line
        name, given, value = found.groups()
        if name == "BEGIN":
            opened.append(Component(value))
        elif name == "END":
            ended = opened.pop()
            assert ended.name == value
            opened[-1].inside.append(ended)
        else:
            parameters = dict(one.split("=") for one in given.split(";")[1:])
            opened[-1].properties.setdefault(name, []).append((parameters, value))
    (top,) = opened
    (calendar,) = top.inside
    assert calendar.name == "VCALENDAR"
    return calendar


def made(*entries: Entry, called: str = "Afspraak", secret: bytes = SECRET, made_at: datetime = MADE) -> bytes:
    return calendar_file(entries, called=called, secret=secret, made_at=made_at)


def event(*entries: Entry, called: str = "Afspraak") -> Component:
    (found,) = read(made(*entries, called=called)).all("VEVENT")
    return found


# --- what it says ----------------------------------------------------------------------------------------------------------


def test_a_file_reads_byte_for_byte() -> None:
    file = made(MEETING, WORK).decode()
    before, zone, after = re.split(r"(BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n)", file, flags=re.DOTALL)
    assert before == "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Calendar//EN\r\n"
    assert zone.count("\r\n") == 17
    assert after.split("\r\n") == [
        "BEGIN:VEVENT",
        "UID:2268951740f97c6dc1a255d547606c49",
        "DTSTAMP:20270305T093015Z",
        "DTSTART;TZID=Europe/Brussels:20270413T190000",
        "DTEND;TZID=Europe/Brussels:20270413T203000",
        "SUMMARY:Afspraak",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:8235046ffca79b2a3b348ae0aad44f3d",
        "DTSTAMP:20270305T093015Z",
        "DTSTART;VALUE=DATE:20270319",
        "DTEND;VALUE=DATE:20270402",
        "TRANSP:TRANSPARENT",
        "SUMMARY:Afspraak",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_nothing_but_a_time_and_one_word_stands_in_it() -> None:
    calendar = read(made(MEETING, WORK, Entry("f11e/evening", date(2027, 3, 15), date(2027, 3, 15), time(20))))
    assert set(calendar.properties) == {"VERSION", "PRODID"}
    assert [one.name for one in calendar.inside] == ["VTIMEZONE", "VEVENT", "VEVENT", "VEVENT"]
    for one in calendar.all("VEVENT"):
        assert set(one.properties) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"}
        assert one.value("SUMMARY") == "Afspraak"
        assert not one.inside
    file = made(MEETING, WORK).decode().lower()
    assert not [word for word in ("words", "pictures", "f11e", "work", "network", "private") if word in file]


def test_a_calendar_without_entries_is_one_all_the_same() -> None:
    assert [one.name for one in read(made()).inside] == ["VTIMEZONE"]


def test_the_same_entries_give_the_same_bytes_and_another_moment_only_other_stamps() -> None:
    assert made(MEETING, WORK) == made(MEETING, WORK)
    later = made(MEETING, WORK, made_at=MADE + timedelta(days=2))
    assert later.replace(b"DTSTAMP:20270307", b"DTSTAMP:20270305") == made(MEETING, WORK)


def test_the_moment_is_written_in_utc() -> None:
    in_brussels = datetime(2027, 4, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    (one,) = read(made(WORK, made_at=in_brussels)).all("VEVENT")
    assert one.value("DTSTAMP") == "20270331T223000Z"


def test_a_moment_without_its_offset_is_refused() -> None:
    with pytest.raises(NotSaid):
        made(WORK, made_at=MADE.replace(tzinfo=None))


# --- days and times --------------------------------------------------------------------------------------------------------


@given(st.dates(max_value=date(9999, 12, 29)), st.integers(0, 60))
def test_whole_days_end_on_the_day_after_the_last(first: date, more: int) -> None:
    last = date.fromordinal(min(first.toordinal() + more, date(9999, 12, 30).toordinal()))
    one = event(Entry("key", first, last))
    assert one.properties["DTSTART"] == [({"VALUE": "DATE"}, f"{first:%Y%m%d}".zfill(8))]
    assert one.properties["DTEND"] == [({"VALUE": "DATE"}, f"{last + timedelta(days=1):%Y%m%d}".zfill(8))]
    assert one.value("TRANSP") == "TRANSPARENT"


@given(st.dates(), st.integers(0, 3), st.times(), st.times())
def test_a_time_is_said_as_the_clock_shows_it(first: date, more: int, starts: time, ends: time) -> None:
    last = date.fromordinal(min(first.toordinal() + more, date.max.toordinal()))
    if (first, starts) >= (last, ends):
        with pytest.raises(NotSaid):
            Entry("key", first, last, starts, ends)
        return
    one = event(Entry("key", first, last, starts, ends))
    for name, day, at in (("DTSTART", first, starts), ("DTEND", last, ends)):
        ((parameters, value),) = one.properties[name]
        assert parameters == {"TZID": "Europe/Brussels"}
        assert re.fullmatch(r"\d{8}T\d{6}", value)
        assert datetime.strptime(value, "%Y%m%dT%H%M%S") == datetime.combine(day, at.replace(microsecond=0))
    assert "TRANSP" not in one.properties


def test_an_entry_may_have_no_end() -> None:
    one = event(Entry("key", date(2027, 3, 8), date(2027, 3, 8), time(14, 5)))
    assert one.value("DTSTART") == "20270308T140500"
    assert "DTEND" not in one.properties


@pytest.mark.parametrize(
    ("last", "starts", "ends"),
    [
        (date(2027, 3, 7), None, None),
        (date(2027, 3, 7), time(9), time(10)),
        (date(2027, 3, 8), time(9), time(9)),
        (date(2027, 3, 8), time(9), time(8)),
        (date(2027, 3, 9), time(9), None),
        (date(2027, 3, 7), time(9), None),
        (date(2027, 3, 8), None, time(9)),
        (date.max, None, None),
    ],
)
def test_an_entry_that_cannot_be_is_refused(last: date, starts: time | None, ends: time | None) -> None:
    with pytest.raises(NotSaid):
        Entry("key", date(2027, 3, 8), last, starts, ends)


def test_the_zone_is_the_one_of_the_clocks_in_belgium() -> None:
    (zone,) = read(made(MEETING)).all("VTIMEZONE")
    assert zone.value("TZID") == "Europe/Brussels"
    changes = [change for one in zone.inside for change in changes_of(one)]
    assert sorted(one.name for one in zone.inside) == ["DAYLIGHT", "STANDARD"]
    brussels = ZoneInfo("Europe/Brussels")
    for at, before, after in changes:
        moment = (at - before).replace(tzinfo=UTC)
        assert (moment - timedelta(seconds=1)).astimezone(brussels).utcoffset() == before
        assert moment.astimezone(brussels).utcoffset() == after
    assert len(changes) == 2 * (2037 - 1995)


def test_the_meeting_after_the_clock_has_changed_is_in_summer_time() -> None:
    (zone,) = read(made(MEETING)).all("VTIMEZONE")
    last = max(change for one in zone.inside for change in changes_of(one) if change[0] <= datetime(2027, 4, 13, 19))
    assert last[2] == timedelta(hours=2)


def changes_of(component: Component) -> list[tuple[datetime, timedelta, timedelta]]:
    """Each change of the clock until 2037: when by the clock before it, from which offset, to which."""
    begin = datetime.strptime(component.value("DTSTART"), "%Y%m%dT%H%M%S")
    rule = dict(one.split("=") for one in component.value("RRULE").split(";"))
    assert (rule["FREQ"], rule["BYDAY"]) == ("YEARLY", "-1SU")
    before, after = (offset(component.value(f"TZOFFSET{end}")) for end in ("FROM", "TO"))
    days = [last_sunday(year, int(rule["BYMONTH"])) for year in range(begin.year, 2038)]
    assert days[0] == begin.date()
    return [(datetime.combine(day, begin.time()), before, after) for day in days]


def last_sunday(year: int, month: int) -> date:
    return max(day for n in range(25, 32) if (day := date(year, month, n)).weekday() == 6)


def offset(written: str) -> timedelta:
    found = re.fullmatch(r"([+-])(\d\d)(\d\d)", written)
    assert found
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return size if found[1] == "+" else -size


# --- who it is -------------------------------------------------------------------------------------------------------------


def test_an_entry_keeps_its_uid_when_everything_else_changes() -> None:
    moved = Entry(MEETING.key, date(2027, 4, 14), date(2027, 4, 14), words="Anders", place="Hier")
    assert event(moved).value("UID") == event(MEETING).value("UID")


def test_other_entries_and_other_secrets_have_other_uids() -> None:
    uids = {
        one.value("UID")
        for secret in (SECRET, b"another", b"")
        for one in read(made(MEETING, WORK, secret=secret)).all("VEVENT")
    }
    assert len(uids) == 6
    assert all(re.fullmatch("[0-9a-f]{32}", uid) for uid in uids)


def test_no_id_of_a_document_is_in_the_file() -> None:
    document = new_id()
    file = made(Entry(f"{document}/rules/a1", date(2027, 3, 8), date(2027, 3, 8), time(9))).decode()
    assert document not in file
    assert not any(document[at : at + 8] in file for at in range(len(document) - 7))


def test_the_same_key_twice_is_refused() -> None:
    with pytest.raises(NotSaid):
        made(MEETING, Entry(MEETING.key, date(2027, 5, 1), date(2027, 5, 1)))


# --- words -----------------------------------------------------------------------------------------------------------------


def test_somebody_may_choose_words_of_their_own_and_a_place() -> None:
    chosen = Entry(
        "key", date(2027, 3, 8), date(2027, 3, 8), words="Koffie; bij Ewa, 15 uur\\", place="Dorpsplein 1,\n9000"
    )
    one = event(chosen)
    assert one.value("SUMMARY") == r"Koffie\; bij Ewa\, 15 uur\\"
    assert one.value("LOCATION") == r"Dorpsplein 1\,\n9000"
    assert (one.text("SUMMARY"), one.text("LOCATION")) == (chosen.words, chosen.place)


@pytest.mark.parametrize("called", [ARABIC, "👩‍👧 " * 40, "Spotkanie " * 20, "é" * 200, "ሰ" * 100, "x" * 67, "x" * 68])
def test_a_long_name_is_folded_and_no_character_is_cut(called: str) -> None:
    assert event(WORK, called=called).text("SUMMARY") == called


def test_a_line_of_75_octets_stays_whole_and_one_more_is_folded() -> None:
    room = 75 - len("SUMMARY:")
    for letters, rows in (("x" * room, 1), ("x" * (room + 1), 2), ("x" * (room + 74), 2), ("x" * (room + 75), 3)):
        file = made(WORK, called=letters)
        summary = file[file.index(b"SUMMARY:") : file.index(b"END:VEVENT")]
        assert summary.count(b"\r\n") == rows
        assert len(summary.split(b"\r\n")[0]) == 75


def test_a_letter_that_would_be_cut_goes_to_the_next_line() -> None:
    room = 75 - len("SUMMARY:")
    file = made(WORK, called="x" * (room - 1) + "م" + "y")
    assert f"{'x' * (room - 1)}\r\n مy\r\n".encode() in file


@given(st.text(), st.text())
@example("\r\nEND:VEVENT\r\nBEGIN:VALARM", 'a\\nb\\,;:"')
@example("\x00\x0b\x0c\x1b\ud800\x85\u2028\u2029\r", "\u200f\u202e" + ARABIC)
def test_whatever_somebody_writes_is_read_back_and_changes_nothing_else(words: str, place: str) -> None:
    one = event(Entry("key", date(2027, 3, 8), date(2027, 3, 8), words=words, place=place))
    assert one.text("SUMMARY") == as_lines(words or "Afspraak")
    assert ("LOCATION" in one.properties) == bool(place)
    if place:
        assert one.text("LOCATION") == as_lines(place)
    assert one.value("DTSTART") == "20270308"


def as_lines(words: str) -> str:
    return re.sub("[\x85\u2028\u2029]", "\n", cleaned(words))


# --- the route -------------------------------------------------------------------------------------------------------------


def test_the_route_of_a_family_is_given_to_a_calendar() -> None:
    milas = steps(route(), date(2027, 3, 5), lambda _: False, {"home_visit": "skipped"})
    entries = [Entry(f"f11e/{step.of.key}", step.first, step.last) for step in milas if not step.is_skipped]
    events = read(made(*entries)).all("VEVENT")
    assert len(events) == len(milas) - 1
    assert {one.text("SUMMARY") for one in events} == {"Afspraak"}
    second = next(one for one in events if one.value("DTSTART") == "20270413")
    assert second.value("DTEND") == "20270414"
