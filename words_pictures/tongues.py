"""Every language that a family may speak: its name in its own letters, and in those of who searches for it. From CLDR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from babel import localedata

from .definition import is_language
from .wording import LANGUAGES, WORK_LANGUAGE, language_name, locale_of

_BESIDES = ("fa-AF", "zh-Hans", "zh-Hant", "sr-Latn", "sr-Cyrl", "uz-Cyrl", "az-Arab")
"""What is written, or called, in another way than its main language: Dari is `fa-AF`."""
_NO_FAMILY_S = frozenset(
    "en-Dsrt en-Shaw afh avk eo ia ie io jbo lfn nov tlh tok vo zbl mul und zxx ae akk ang chg cop cu dum egy elx enm frm fro gez gmh goh"
    " got grc hit kaw kho la lzh mga mnc non nwc ota pal peo phn pi prg pro sa sga sog sux syc uga".split()
)
"""Made, sacred or gone, or no language: nobody speaks them at home."""


@cache
def known() -> tuple[str, ...]:
    """The codes of every language that CLDR can name in its own letters."""
    plain = (one for one in localedata.locale_identifiers() if "_" not in one and one not in _NO_FAMILY_S)
    return tuple(sorted(code for code in {*plain, *_BESIDES} if is_language(code)))


def named(language: str, in_language: str) -> str:
    """A language as it stands in a list to search in: `Polski (Pools)`; once only where both names are the same."""
    own, other = language_name(language), language_name(language, in_language)
    return own if own.casefold() == other.casefold() else f"{own} ({other})"


@cache
def all_named(in_language: str) -> Mapping[str, str]:
    """Every language, as `named`, by its code; in the order of the names in the language of who searches."""
    codes = sorted(known(), key=lambda code: language_name(code, in_language).casefold())
    return {code: named(code, in_language) for code in codes}


def code_of(typed: str, in_language: str) -> str:
    """The language that somebody means; empty for none.

    By its code, or by its name: in its own letters, in the language of who searches, or in any other that has fixed words. Also one that
    CLDR can only name, and that stands in no list: Romani.
    """
    return _meant(in_language).get(" ".join(typed.split()).casefold(), "")


@cache
def _meant(in_language: str) -> Mapping[str, str]:
    meant: dict[str, str] = {}
    for code, name in all_named(in_language).items():
        for said in (code, name, language_name(code), language_name(code, in_language)):
            meant.setdefault(said.casefold(), code)
    for speaker in dict.fromkeys((in_language, WORK_LANGUAGE, *LANGUAGES)):
        for code, name in _names_in(speaker).items():
            for said in (code, name):
                meant.setdefault(said.casefold(), code)
    return meant


def _names_in(language: str) -> Mapping[str, str]:
    names = cast("dict[str, str]", locale_of(language).languages)
    return {code: names[code] for code in sorted(names) if is_language(code) and code not in _NO_FAMILY_S}


def near(spoken: Iterable[str], taken: Iterable[str]) -> tuple[str, ...]:
    """The languages to offer first: those that the family speaks, and those with fixed words; without those that are there already."""
    there = set(taken)
    return tuple(one for one in dict.fromkeys((*spoken, *LANGUAGES)) if one and one not in there)
