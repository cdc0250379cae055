"""The field types: what each kind of field of a form takes. Plain values, as JSON holds them; words are another matter (translation.py).

| type | value |
|---|---|
| `text` | a line in no language: a name, a telephone number |
| `phone` | a telephone number, to be called with one tap |
| `people` | ids of people of the family's file; at most one where the part says `one = true` |
| `languages` | codes of languages |
| `choice` | one of the part's options; a list of them where it says `many = true` |
| `number` | a whole number, between the `least` and the `most` of the part |
| `scale` | `{"number": 6, "from": 1, "to": 10}`: the number with its end points, never without and never converted |
| `yes` | true, or nothing |
| `answer` | `yes`, `no` or `not_yet` |
| `date` `time` `moment` | `2027-03-18`, `17:40`, `2027-03-18T17:40` |
| `hours` | `{"days": [0, 2], "from": "17:40", "to": "21:55"}`: Monday is 0; an end before its begin is on the next day |
| `week` | `{"away": [shift, …], "there": [shift, …]}`: when the parents are away, and who is with the children then |
| `reference` | ids of items of a list of this document, or of the family's file |
| `signature` | how somebody signed: see `SIGNED` |
| `picture` `composition` `look` | a picture that was sent; one that was made here; how somebody is drawn |

A shift of a week: `{"who": ["ewa"], "days": [0, 3], "from": "17:30", "to": "22:00", "weeks": "always", "since": "2027-03-20",
"until": "", "also_on": [], "not_on": ["2027-03-25"], "backups": ["nele", "joris"]}`, as in week.Shift; `24:00` is midnight at the end of
a day. What is not known yet stays open: no days, an empty hour. All from `weeks` on may be left out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from .composition import read as read_composition
from .document import Value, cleaned
from .drawing.look import read_look
from .errors import NotSaid, TooLong

if TYPE_CHECKING:
    from .part import Part

TYPES = tuple(
    "passage short_text text phone picture composition look people languages choice number scale yes answer date time moment hours"
    " week reference signature list".split()
)
LINES = ("text", "phone")
"""A line in no language."""
MOST_ITEMS = 300
"""Items in one list: beyond any story or plan; keeps a page and its save quick (core.md 4: 300 items save in 15 ms)."""
MOST_NUMBER = 999_999
"""The largest number, and below nought too, where a definition says no `least` and `most`."""
ANSWERS = ("yes", "no", "not_yet")
SCALE_FROM, SCALE_TO = 1, 10
"""Where a definition says nothing else: seed 002 asks from 1 to 10."""
SIGNED = ("drawn", "typed", "mark", "paper")
"""The ways to sign: with a finger, with one's name, with a mark and a witness beside it, or on paper, of which there is a photo."""
MOST_SHIFTS, MOST_DATES = 60, 60
"""Shifts of a week, of both lists together; and days of its own that a shift has. A family of seven with three who come has some twenty."""
WEEKS = ("always", "usual", "holidays")
"""In which weeks a shift comes back: all, those outside the school holidays, those inside them."""
MOST_STROKES, MOST_POINTS = 200, 5_000

_OF_A_SHIFT = {"who", "days", "from", "to", "weeks", "since", "until", "also_on", "not_on", "backups"}
_ITEM = re.compile(r"[0-9a-z]{1,40}")
_HEX_ID = re.compile(r"[0-9a-f]{32}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def check_value(part: Part, address: str, value: Value) -> None:
    """Raises NotSaid when a field of this part takes no such value, TooLong when it is too long. Nothing is taken by every field."""
    if value is None:
        return
    if part.type in LINES:
        check_text(address, value, part.limit, is_one_line=True)
    elif not _CHECKS.get(part.type, _is_nothing)(part, value):
        raise NotSaid(f"{address} takes no {value!r}")


def check_text(address: str, value: Value, limit: int, *, is_one_line: bool) -> None:
    """Raises NotSaid for what is no text that can be kept as it is, TooLong for one with more than `limit` characters."""
    if value is None:
        return
    if not isinstance(value, str) or value != cleaned(value) or (is_one_line and "\n" in value):
        raise NotSaid(f"{address} takes no such text")
    if len(value) > limit:
        raise TooLong(address, len(value), limit)


def is_language(code: str) -> bool:
    """Whether a document takes this as the code of a language: `pl`, `fa-AF`."""
    return _LANGUAGE.fullmatch(code) is not None


def is_item_id(id: str) -> bool:
    """Whether an item of a list can have this id."""
    return _ITEM.fullmatch(id) is not None


def are_ids(value: object) -> bool:
    """Whether it is a list of ids of items or of people."""
    return _are_texts(value, _ITEM)


def is_date(value: object) -> bool:
    """Whether it is a day as a field for a date shows it; `fromisoformat` alone also takes `2027-W10-2`."""
    try:
        return isinstance(value, str) and _DAY.fullmatch(value) is not None and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def is_time(value: object) -> bool:
    """Whether it is a time of day: `17:40`."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def is_shift(value: object) -> bool:
    """Whether it is a shift of a week, finished or not."""
    said = _table(value)
    if not {"who", "days", "from", "to"} <= set(said) <= _OF_A_SHIFT or said.get("weeks", "always") not in WEEKS:
        return False
    begin, end = said["from"], said["to"]
    return (
        (begin == "" or is_time(begin))
        and (end in ("", "24:00") or is_time(end))
        and _are_weekdays(said["days"])
        and all(are_ids(said.get(key, [])) for key in ("who", "backups"))
        and all(said.get(key, "") == "" or is_date(said[key]) for key in ("since", "until"))
        and all(_are_dates(said.get(key, [])) for key in ("also_on", "not_on"))
    )


def _is_nothing(part: Part, value: object) -> bool:
    return False


def _is_choice(part: Part, value: object) -> bool:
    if not part.many:
        return value in part.options
    chosen = cast("list[object]", value) if isinstance(value, list) else [None]
    return all(one in part.options for one in chosen) and len(set(map(str, chosen))) == len(chosen)


def _are_people(part: Part, value: object) -> bool:
    # Or items that are referred to.
    return are_ids(value) and (not part.one or len(cast("list[str]", value)) <= 1)


def _is_number(part: Part, value: object) -> bool:
    if not _is_whole(value):
        return False
    least, most = -MOST_NUMBER if part.least is None else part.least, MOST_NUMBER if part.most is None else part.most
    return least <= cast("int", value) <= most


def _is_scale(part: Part, value: object) -> bool:
    said = _table(value)
    if set(said) != {"number", "from", "to"} or not all(map(_is_whole, said.values())):
        return False
    return -100 <= said["from"] < said["to"] <= 100 and said["from"] <= said["number"] <= said["to"]


def _is_moment(part: Part, value: object) -> bool:
    day, letter, time = value.partition("T") if isinstance(value, str) else ("", "", "")
    return letter == "T" and is_date(day) and is_time(time)


def _are_hours(part: Part, value: object) -> bool:
    said = _table(value)
    # What is not known yet stays open: an hour may be empty, and the days.
    if set(said) != {"days", "from", "to"} or not all(said[one] == "" or is_time(said[one]) for one in ("from", "to")):
        return False
    return _are_weekdays(said["days"])


def _are_weekdays(value: object) -> bool:
    days = cast("list[object]", value) if isinstance(value, list) else [None]
    return len(days) <= 7 and all(_is_whole(day) and 0 <= cast("int", day) <= 6 for day in days)


def _is_week(part: Part, value: object) -> bool:
    lists = _table(value)
    if set(lists) != {"away", "there"} or not all(isinstance(one, list) for one in lists.values()):
        return False
    shifts = [*lists["away"], *lists["there"]]
    return len(shifts) <= MOST_SHIFTS and all(map(is_shift, shifts))


def _are_dates(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(cast("list[object]", value)) <= MOST_DATES
        and all(map(is_date, cast("list[object]", value)))
    )


def _is_signature(part: Part, value: object) -> bool:
    said = _table(value)
    known = {"way", "name", "on", "strokes", "picture", "witness"}
    if not {"way", "name", "on"} <= set(said) <= known or said["way"] not in SIGNED or not is_date(said["on"]):
        return False
    name, witness = said["name"], said.get("witness", "")
    if not all(isinstance(one, str) and one == cleaned(one) and len(one) <= 120 for one in (name, witness)) or not name:
        return False
    return {
        "drawn": _are_strokes(said.get("strokes")),
        "typed": True,
        "mark": bool(witness) and _are_strokes(said.get("strokes", [[[0, 0]]])),
        "paper": _is_picture(part, said.get("picture")),
    }[str(said["way"])]


def _are_strokes(value: object) -> bool:
    # Lines of points, each from 0 to 1000 across and down.
    strokes = cast("list[object]", value) if isinstance(value, list) else []
    if not 0 < len(strokes) <= MOST_STROKES:
        return False
    points = [
        point for stroke in strokes for point in (cast("list[object]", stroke) if isinstance(stroke, list) else [None])
    ]
    return 0 < len(points) <= MOST_POINTS and all(map(_is_point, points))


def _is_point(point: object) -> bool:
    at = cast("list[object]", point) if isinstance(point, list) else []
    return len(at) == 2 and all(_is_whole(one) and 0 <= cast("int", one) <= 1000 for one in at)


def _is_picture(part: Part, value: object) -> bool:
    picture = _table(value)
    sizes = [picture.get("width"), picture.get("height")]
    return (
        set(picture) == {"id", "width", "height"}
        and isinstance(picture["id"], str)
        and _HEX_ID.fullmatch(picture["id"]) is not None
        and all(_is_whole(size) and 0 < cast("int", size) <= 10_000 for size in sizes)
    )


def _table(value: object) -> Mapping[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_texts(value: object, shape: re.Pattern[str]) -> bool:
    if not isinstance(value, list):
        return False
    items = cast("list[object]", value)
    return len(items) <= MOST_ITEMS and all(isinstance(one, str) and shape.fullmatch(one) for one in items)


_CHECKS: Mapping[str, Callable[[Part, Any], bool]] = {
    "choice": _is_choice,
    "people": _are_people,
    "reference": _are_people,
    "languages": lambda part, value: _are_texts(value, _LANGUAGE),
    "number": _is_number,
    "scale": _is_scale,
    "yes": lambda part, value: value is True,
    "answer": lambda part, value: value in ANSWERS,
    "date": lambda part, value: is_date(value),
    "time": lambda part, value: is_time(value),
    "moment": _is_moment,
    "hours": _are_hours,
    "week": _is_week,
    "signature": _is_signature,
    "picture": _is_picture,
    "composition": lambda part, value: bool(read_composition(value)),
    "look": lambda part, value: bool(read_look(value)),
}
