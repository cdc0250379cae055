"""Fixed words in a language, and how a language is written: its direction, its dates, its lists.

Catalogues are the `.po` files themselves, read and compiled in memory when a language is first asked for: there is no compiled file that
could be older than its source.
"""

from __future__ import annotations

import datetime
import gettext
import io
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time, get_timezone
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
"""The language that the code and the definitions speak."""
WORK_LANGUAGE = "nl"
"""The language that the work is done in: it stands beside what nobody has checked."""
NOT_CHECKED = "niet nagekeken"
"""The comment above a translation that nobody has confirmed whose own language it is."""

_AS_HERE = {"en": "en-GB"}
"""CLDR's plain English is American: `Tuesday, March 9, 2027`."""
_CALLED_BY_THEMSELVES = ("fa-AF",)
"""What has a name of its own, where CLDR would add a land: Dari is the Persian of Afghanistan."""
_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")

_HERE = Path(__file__).parent
TRANSLATIONS = next(path for path in (_HERE / "translations", _HERE.parent / "translations") if path.is_dir())
"""In an installed wheel inside the package, in the sources at the top."""


def _with_catalogue(domain: str) -> tuple[str, ...]:
    folders = sorted(path.parts[-3] for path in TRANSLATIONS.glob(f"*/LC_MESSAGES/{domain}.po"))
    return tuple(dict.fromkeys((WORK_LANGUAGE, SOURCE_LANGUAGE, *folders)))


LANGUAGES = _with_catalogue("words_pictures")
"""The languages in which a family can read and fill in everything: one folder of `translations/` each; Dutch first."""
WORK_LANGUAGES = _with_catalogue("webapp")
"""Those of them that the pages of the workers speak too."""


def fixed(text: str, language: str) -> str:
    """A fixed text of the documents in a language; the English text itself where nobody translated it."""
    return catalogue("words_pictures", language).gettext(text) if text else ""


def message(text: str) -> str:
    """A text that is said later, by `fixed`: marked here, so that the catalogues have it."""
    return text


def is_checked(language: str) -> bool:
    """Whether somebody whose own language it is has confirmed every text that a family reads in it."""
    return not _not_checked(language)


def sure(text: str, language: str) -> tuple[str, str]:
    """A fixed text on which somebody's safety hangs, and the Dutch to stand beside it while nobody has checked it (empty: checked)."""
    return fixed(text, language), dutch_beside(text, language)


def dutch_beside(text: str, language: str) -> str:
    """The Dutch of a text on which somebody's safety hangs, while nobody has checked the translation; empty when it needs none."""
    return fixed(text, WORK_LANGUAGE) if text in _not_checked(language) else ""


@lru_cache(maxsize=64)
def _not_checked(language: str) -> frozenset[str]:
    """The texts of a language, by their English, whose translation nobody has confirmed."""
    path = _file("words_pictures", language)
    if path is None:
        return frozenset()
    with path.open("rb") as source:
        messages = [one for one in read_po(source, locale=language) if one.id and NOT_CHECKED in one.user_comments]
    return frozenset(str(one.id[0] if isinstance(one.id, tuple) else one.id) for one in messages)


@lru_cache(maxsize=64)
def catalogue(domain: str, language: str) -> gettext.NullTranslations:
    """The translations of one domain (`words_pictures` or `webapp`) into a language; of nothing when there are none."""
    path = _file(domain, language)
    if path is None:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _file(domain: str, language: str) -> Path | None:
    path = TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"
    return path if _CODE.fullmatch(language) and path.is_file() else None


def direction(language: str) -> str:
    """`rtl` or `ltr`; `ltr` for a language that nobody knows."""
    try:
        return Locale.parse(language, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def runs_otherwise(text: str, language: str) -> bool:
    """Whether all of a text runs against the direction of the language that it stands in: a name in other letters."""
    letters = (unicodedata.bidirectional(one) for one in text if one.isalpha())
    ways = {"rtl" if way in ("R", "AL") else "ltr" for way in letters}
    return bool(ways) and direction(language) not in ways


def language_name(language: str, in_language: str | None = None) -> str:
    """The name of a language, in its own words or in those of another; where nobody knows its own words, in those of the work."""
    try:
        named = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        names = cast("dict[str, str]", locale_of(in_language or WORK_LANGUAGE).languages)
        return names.get(language.replace("-", "_"), language)
    speaker = locale_of(in_language) if in_language else named
    called = cast("dict[str, str]", speaker.languages)
    own = called.get(str(named)) if language in _CALLED_BY_THEMSELVES else None
    name = own or named.get_display_name(speaker) or language
    # By itself it stands in a list, and begins as one begins a sentence there.
    return name if in_language else name[:1].upper() + name[1:]


def full_date(day: datetime.date, language: str) -> str:
    """A day as people say it, with its weekday: `dinsdag 9 maart 2027` (practice.md L16)."""
    return format_date(day, "full", locale=locale_of(language))


def day_and_month(day: datetime.date, language: str) -> str:
    """A day with its weekday, without the year: `dinsdag 9 maart`."""
    return format_date(day, "EEEE d MMMM", locale=locale_of(language))


def moment(at: str, language: str) -> str:
    """A moment kept in UTC (ISO 8601) as people in Belgium say it: `9 maart 2027, 16:05`."""
    return format_datetime(_here(at), "d MMMM y, HH:mm", tzinfo=None, locale=locale_of(language))


def clock_time(time: str, language: str, *, is_bare: bool = False) -> str:
    """A time of day (`17:40`) as people say it: in Dutch `17.40 uur`, and `20 uur` (practice.md L17); `is_bare`: without the word."""
    hour, minute = int(time[:2]), int(time[3:])
    if language.partition("-")[0] == "nl":
        said = f"{hour}.{minute:02}" if minute else str(hour)
        return said if is_bare else f"{said} uur"
    if hour == 24:
        return time
    return format_time(datetime.time(hour, minute), "short", locale=locale_of(language))


def weekday(day: int, language: str) -> str:
    """The name of a day of the week; Monday is 0."""
    return cast("dict[int, str]", locale_of(language).days["stand-alone"]["wide"])[day]


def short_weekday(day: int, language: str) -> str:
    """The name of a day of the week as it is shortened; Monday is 0."""
    return cast("dict[int, str]", locale_of(language).days["stand-alone"]["abbreviated"])[day]


def clock(at: str) -> str:
    """The time of day of such a moment: `16:05`."""
    return f"{_here(at):%H:%M}"


def day_of(at: str) -> datetime.date:
    """The day of such a moment, as it was in Belgium."""
    return _here(at).date()


def _here(at: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(at).astimezone(get_timezone("Europe/Brussels"))


def enumeration(names: list[str] | tuple[str, ...], language: str) -> str:
    """Names as a list in words: `Ewa, Rita en Nele`."""
    return format_list(list(names), locale=locale_of(language))


def in_turn(names: Iterable[str], language: str) -> str:
    """Names in the order in which they are asked."""
    # The mark keeps that order from right to left where the names themselves run the other way.
    return ("،\u200f " if direction(language) == "rtl" else ", ").join(names)


def locale_of(language: str) -> Locale:
    """How numbers, days and lists are written in a language; as in English for one that nobody knows."""
    try:
        return Locale.parse(_AS_HERE.get(language, language), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_AS_HERE[SOURCE_LANGUAGE], sep="-")
