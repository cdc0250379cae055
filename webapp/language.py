"""The interface's language, and the words of the templates. The language of a document is another matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from gettext import NullTranslations

from flask import Flask, g, request

from words_pictures import tongues, wording
from words_pictures.sentences import numbers_held
from words_pictures.telephone_numbers import pieces_to_call


def prepare(app: Flask) -> None:
    """Choose a language for every request, and let templates speak it."""
    app.before_request(_choose)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext
    )
    app.jinja_env.globals.update(
        you=you,
        direction=wording.direction,
        dutch_beside=lambda text, said: wording.dutch_beside(text, g.language) % said,
        is_checked=wording.is_checked,
        all_languages=lambda language: tongues.all_named(language).values(),
        LANGUAGES=wording.LANGUAGES,
        WORK_LANGUAGES=wording.WORK_LANGUAGES,
    )
    app.jinja_env.filters.update(
        language_name=wording.language_name,
        full_date=lambda day, language=None: wording.full_date(day, language or g.language),
        moment=lambda at: wording.moment(at, g.language),
        clock=wording.clock,
        enumeration=lambda names, language=None: wording.enumeration(names, language or g.language),
        weekday=lambda day: wording.weekday(day, g.language),
        runs_otherwise=wording.runs_otherwise,
        pieces_to_call=pieces_to_call,
        numbers_held=numbers_held,
        fixed=lambda text, language=None: wording.fixed(text, language or g.language),
    )


def gettext(text: str) -> str:
    """A text of the interface, from the catalogue of the staff pages or else from that of the documents."""
    return _texts(g.language).gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    return _texts(g.language).ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    return _texts(g.language).pgettext(context, text)


def you(text: str, form: str = "") -> str:
    """A text that speaks to a parent. Where a language has two ways, the catalogue holds both: `with u | with je`."""
    polite, bar, familiar = gettext(text).partition(" | ")
    return familiar if bar and form == "je" else polite


def chosen(before: Iterable[str] = (), languages: Sequence[str] = wording.WORK_LANGUAGES) -> str:
    """The interface's language, one of `languages`: as asked for, as chosen before, as the browser prefers, or else Dutch."""
    asked = next((one for one in (request.args.get("language", ""), *before) if one in languages), "")
    return asked or request.accept_languages.best_match(languages) or wording.WORK_LANGUAGE


def _choose() -> None:
    g.language = chosen()


@cache
def _texts(language: str) -> NullTranslations:
    own = wording.catalogue("webapp", language)
    own.add_fallback(wording.catalogue("words_pictures", language))
    return own
