"""A language that nobody speaks, made in memory: each fixed text in ⟦ ⟧ and a third longer. What stands outside was never translated."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from gettext import NullTranslations
from types import ModuleType
from typing import Any

import pytest
from babel import Locale
from babel.messages import Catalog, Message
from catalogues import DOMAINS, TO_PARENTS, collected
from lxml import etree, html

from words_pictures import labels, tongues, wording
from words_pictures.labels import Doing, Label, Labels

_PLACEHOLDER = re.compile(r"(%\(\w+\)[a-z]|%%|\{\w*\})")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTER = re.compile(r"[^\W\d_]")
LISTED = frozenset({"Ctrl", "Enter", "CC"})
"""What no language says in another way: keys, the name of a licence."""

SHOWN = ("alt", "aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "label", "summary")
"""Attributes that somebody reads or hears."""
_BLOCKS = frozenset(
    "body li p h1 h2 h3 h4 td th dt dd legend label button summary option blockquote section article nav header footer title".split()
)
"""A text ends where one of these ends."""


def lengthened(text: str) -> str:
    """A text in ⟦ ⟧ with its vowels doubled and its placeholders as they are; an empty one stays empty."""
    if not text:
        return ""
    pieces = _PLACEHOLDER.split(text)
    return "⟦" + "".join(one if n % 2 else re.sub("([aeiouy])", r"\1\1", one) for n, one in enumerate(pieces)) + "⟧"


@cache
def catalog(domain: str) -> Catalog:
    """A domain as somebody would have translated it into this language, with both ways to speak to parents."""
    made = Catalog(locale="en")
    for one in collected()[domain]:
        if one.id:
            made.add(one.id, _said(one), locations=one.locations, auto_comments=one.auto_comments, context=one.context)
    return made


class Spoken(NullTranslations):
    """The translations of some domains; what stands in none of them is left as it is."""

    def __init__(self, domains: Iterable[str]) -> None:
        super().__init__()
        messages = [one for domain in domains for one in catalog(domain) if one.id]
        self._said = {(one.context, text): said for one in messages for text, said in _pairs(one)}

    def gettext(self, message: str) -> str:
        return self._said.get((None, message)) or super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._said.get((None, msgid1 if n == 1 else msgid2)) or super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        return self._said.get((context, message)) or super().pgettext(context, message)


@contextmanager
def spoken(domains: Sequence[str] = DOMAINS) -> Iterator[None]:
    """For as long as it lasts every language speaks like this, in these domains and with the words for what can be drawn."""
    catalogue = cache(lambda domain, language: Spoken([domain] if domain in domains else []))
    read = labels._read
    with pytest.MonkeyPatch.context() as patch:
        _forget()
        patch.setattr(wording, "catalogue", catalogue)
        patch.setattr(labels, "_read", cache(lambda language: _labelled(read(language))))
        try:
            yield
        finally:
            patch.undo()
            _forget()


def unwrapped(page: str, own_words: re.Pattern[str] | None = None) -> list[str]:
    """What somebody reads on a page, or hears, that stands outside ⟦ ⟧: neither the family's own nor CLDR's words."""
    root = html.document_fromstring(page)
    reading = _Reading(own_words)
    reading.read(root)
    return reading.found


def outside(text: str, own_words: re.Pattern[str] | None = None) -> str:
    """What of a text by itself stands outside, or "" where that is nothing."""
    reading = _Reading(own_words)
    reading.say(text, "")
    reading.end("")
    return " ".join(reading.found)


def outside_in_word(file: bytes, own_words: re.Pattern[str] | None = None) -> list[str]:
    """The same of a Word file: its pages, what a screen reader says of its pictures and tables, what it is called."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}
    said = [
        (name, text)
        for name, root in parts.items()
        for text in (*_paragraphs(root), *root.xpath(_DESCRIBED), *root.xpath("//*[local-name()='title']/text()"))
    ]
    return [f"{name}: {found}" for name, text in said if (found := outside(str(text), own_words))]


_DESCRIBED = "//@descr | //*[local-name()='tblCaption' or local-name()='tblDescription']/@*"


def _paragraphs(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(piece.text or "" for piece in paragraph.iter(f"{_W}t"))


class _Reading:
    """Reads on from piece to piece: a link or a name may stand in the middle of a text."""

    def __init__(self, own_words: re.Pattern[str] | None) -> None:
        self._own, self._depth = own_words, 0
        self.found: list[str] = []

    def read(self, one: Any) -> None:
        if not isinstance(one.tag, str):
            return
        where = f"<{one.tag}{' #' + one.get('id') if one.get('id') else ''}>"
        for name in one.attrib:
            if name in SHOWN or _is_told_to_a_script(one, name) or _is_typed(one, name):
                self._alone(one.get(name), f"{where} {name}")
        if _is_read(one):
            self.say(one.text or "", where)
            for inner in one:
                self.read(inner)
                self.say(inner.tail or "", where)
        if one.tag in _BLOCKS:
            self.end(where)

    def say(self, text: str, where: str) -> None:
        bare = ""
        for letter in text:
            self._depth += (letter == "⟦") - (letter == "⟧")
            bare += letter if self._depth == 0 and letter != "⟧" else "\0"
        for piece in bare.split("\0"):
            if self._is_ours(piece):
                self.found.append(f"{where} {' '.join(piece.split())}".strip())

    def end(self, where: str) -> None:
        if self._depth:
            self.found.append(f"{where} a text that does not end".strip())
            self._depth = 0

    def _alone(self, text: str, where: str) -> None:
        before, self._depth = self._depth, 0
        self.say(text, where)
        self.end(where)
        self._depth = before

    def _is_ours(self, piece: str) -> bool:
        bare = self._own.sub(" ", piece) if self._own else piece
        if " | " in bare:
            return True
        if not _LETTER.search(bare) or bare.strip(" ()+·,:–—-") in _of_cldr():
            return False
        return any(word not in LISTED and word not in _of_cldr() for word in re.findall(r"[^\W\d_]+", bare))


def _is_read(one: Any) -> bool:
    # The initials that stand for a face are of a name, and the list of all languages is CLDR's.
    return one.tag not in ("script", "style", "datalist") and "face" not in (one.get("class") or "").split()


def _is_told_to_a_script(one: Any, name: str) -> bool:
    return name.startswith("data-") and re.search(r"⟦|^[A-Z][a-z]+( |$)", one.get(name)) is not None


def _is_typed(one: Any, name: str) -> bool:
    kind = one.get("type", "text")
    return name == "value" and one.tag == "input" and kind in ("text", "submit", "button", "reset", "tel")


def _said(message: Message) -> Any:
    texts: Any = message.id
    if isinstance(texts, tuple):
        return tuple(map(lengthened, texts))
    said = lengthened(texts)
    return f"{said} | {said}" if TO_PARENTS in message.auto_comments else said


def _pairs(message: Message) -> Iterator[tuple[str, str]]:
    texts, said = (one if isinstance(one, tuple) else (one,) for one in (message.id, message.string))
    for text, translated in zip(texts, said, strict=True):
        yield str(text), str(translated)


def _labelled(words: Labels) -> Labels:
    groups = {group: {one.name: _label(one) for one in words.group(group)} for group in labels.GROUPS}
    callings = {name: (lengthened(forms[0]), *forms) for name, forms in words.callings.items()}
    return replace(
        words,
        callings=callings,
        _groups=groups,
        _sentences=_all_lengthened(words._sentences),
        _choices=_all_lengthened(words._choices),
    )


def _label(one: Label) -> Label:
    fixed = "label the a held plural on inside where says thought".split()
    return replace(
        one,
        **{name: lengthened(getattr(one, name)) for name in fixed},
        # By its own words it is still found.
        also=tuple(dict.fromkeys((*one.own_words, *one.also))),
        way=(lengthened(one.way[0]), lengthened(one.way[1])),
        **{name: _doing(getattr(one, name)) for name in ("does", "to", "together", "wheels")},
    )


def _doing(does: Doing | None) -> Doing | None:
    return does and Doing(lengthened(does.verb), lengthened(does.verbs), lengthened(does.rest), does.on)


def _all_lengthened(content: Any) -> Any:
    if isinstance(content, str):
        return lengthened(content)
    if isinstance(content, list):
        return [_all_lengthened(one) for one in content]
    return {name: _all_lengthened(one) for name, one in content.items()}


@cache
def _of_cldr() -> frozenset[str]:
    """Names of languages, whole; and the words of dates and lists."""
    names = {name for one in wording.LANGUAGES for name in tongues.all_named(one).values()}
    names |= {wording.language_name(one, other) for one in tongues.known() for other in (*wording.LANGUAGES, None)}
    locales = [Locale.parse("en_GB" if one == "en" else one) for one in wording.LANGUAGES]
    calendar = [
        word
        for locale in locales
        for kind in (locale.months, locale.days)
        for said in kind["format"]["wide"].values()
        for word in said.split()
    ]
    joined = [re.sub(r"\{\d\}", " ", form) for locale in locales for form in locale.list_patterns["standard"].values()]
    return frozenset({*names, *calendar, *(word for form in joined for word in form.split())})


def _forget() -> None:
    """Nothing that was made of words before is kept."""
    for module in [one for name, one in sys.modules.items() if name.startswith(("words_pictures", "webapp"))]:
        for kept in _kept_by(module):
            kept.cache_clear()


def _kept_by(module: ModuleType) -> list[Any]:
    return [one for one in vars(module).values() if isinstance(one, type(_of_cldr))]
