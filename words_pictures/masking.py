"""Letters in the place of names, so that whoever translates need not know whose story it is: "Mila's" goes out as "[A]'s".

A letter stands for a person of the family's file. What a person is called is one or more *forms*: of "mevrouw Kasia Nowak" they are
"Kasia" `[C]`, "Kasia Nowak" `[C2]`, "Nowak" `[C3]`, and then the same in capitals and without. Words such as "mama" or "mevrouw" are no
names: a translator needs them. Endings stay: "Oskars" is `[B]s`, and in Polish "Oskara" `[B]a`; where an ending takes the place of the
last letter, that too is a form: "Mili" is `[A4]i`. Names that change in other ways are not found ("Tomka" of Tomek): a translation that
seems to leave out somebody may name them (`names_left_out`).

Where a text itself holds something that could be read as a letter in brackets, an apostrophe is put in it: `[A]` goes out as `[A']`,
`[A']` as `[A'']`. So what was masked always comes back as it was. Coming back, a letter is known in whatever brackets of that kind it
stands, with blanks, small, in figures of another script, or as the letter of another script that looks the same: `[ a ]`, `⟦A⟧`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .family import Family

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O: they look like figures."""
_LOOKS_ALIKE = "АВЕКМНРСТУХΑΒΕΖΗΚΜΝΡΤΥΧ"
_ALIKE = str.maketrans(_LOOKS_ALIKE, "ABEKMHPCTYXABEZHKMNPTYX")
"""Cyrillic and Greek letters that look like ours: whoever types `[A]` on their own keyboard types one of these."""
_BLANKS = r"[\s\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
"""Also what cannot be seen: the marks that an editor puts in between left and right."""
_LIKE_A_LETTER = re.compile(
    rf"[\[［⟦【〔❲⟨〈{{]{_BLANKS}(?P<who>[A-Za-zＡ-Ｚａ-ｚ{_LOOKS_ALIKE}{_LOOKS_ALIKE.lower()}]{{1,2}}){_BLANKS}(?P<form>\d{{0,3}})"
    rf"(?P<marks>['’‘′]*){_BLANKS}[\]］⟧】〕❳⟩〉}}]"
)

_NO_NAMES = frozenset(
    "mevrouw mevr. mevr mw. mw meneer mijnheer dhr. dhr heer meester mr. mr juf juffrouw dokter dr. dr professor prof. prof zuster rechter"
    " mama mam mams moeder papa pap paps vader oma opa bomma bompa tante nonkel oom zus broer pleegmama pleegpapa plusmama pluspapa"
    " mrs. mrs ms. ms miss mum mummy mom dad daddy granny grandma grandpa aunt uncle judge doctor madame mme monsieur maître maman"
    " mamie papy oncle docteur juge pan pani tata babcia dziadek ciocia wujek anne baba abla abi bey hanım ماما بابا السيد السيدة".split()
)
"""What people are called by and is nobody's name."""
_BEFORE_NAMES = frozenset(
    "van de den der het 't ten ter von zu la le du des di da dos el al ben bin ibn bint abu umm und en e y بن ابن بنت ابو".split()
)
"""What belongs to the name behind it, and is none by itself."""
_SHORT = 3
"""A name of so few letters may be a word when it is written small: An, Bo, Jan."""
_ENDINGS = frozenset(
    "a e i o u y ą ę ě ů em ie ię ią iu om ou ovi owi ze е а и і ї о у ы ю я ей ем ом ою ею ой ові еві".split()
)
"""What Slavic languages put behind a name, to say whose it is, or to whom something is given."""
_GIVE_WAY = frozenset("aая")
"""The last letters that make room for such an ending: Mila, Mili."""
_STUCK_BEFORE = frozenset("وفبلكובלכמהש")
"""What Arabic and Hebrew write to a word as one letter: "and", "in", "for"."""
_WITHOUT_BLANKS = (
    *(("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff")),
    *(("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")),
)
"""Thai and Lao, Burmese, Khmer, Japanese, Chinese: no blanks stand between words."""


@dataclass(frozen=True)
class Masking:
    """Which letter stands for whom."""

    people: tuple[tuple[str, str, str], ...]
    """The letter, the id and the name of each."""

    @classmethod
    def of_people(cls, family: Family) -> Masking:
        """That of a family: a letter for each, in the order of its file."""
        return cls(tuple((letter, one.id, one.name) for one, letter in zip(family.people, cls.letters(), strict=False)))

    @staticmethod
    def letters() -> Iterator[str]:
        """A to Z, then AA, AB, …: more than a family's file has people."""
        yield from _LETTERS
        yield from (first + second for first in _LETTERS for second in _LETTERS)

    def with_letters(self, letters: Mapping[str, str]) -> Masking:
        """The same people with the letters that they (by id) had when a text went out, and nobody else."""
        return Masking(tuple((letters[id], id, name) for _, id, name in self.people if id in letters))

    def masked(self, text: str) -> str:
        """A text with letters in the place of names; `unmasked` gives it back as it was."""
        pieces: list[str] = []
        at = 0
        while found := self._begins.search(text, at):
            begin = found.start()
            pieces.append(text[at:begin])
            form, like = self._form_at(text, begin), _LIKE_A_LETTER.match(text, begin)
            if form:
                pieces.append(self._of_form[form])
                at = begin + len(form)
            elif like and not any(self._form_at(text, inside) for inside in range(begin + 1, like.end())):
                pieces.append(f"{text[begin : like.end('marks')]}'{text[like.end('marks') : like.end()]}")
                at = like.end()
            else:
                pieces.append(text[begin])
                at = begin + 1
        return "".join((*pieces, text[at:]))

    def unmasked(self, text: str) -> str:
        """A text with the names again; a letter that stands for nobody stays as it is."""
        return _LIKE_A_LETTER.sub(self._named, text)

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """What stands in a text like a letter and stands for nobody, as it was typed; each once."""
        found = (
            one for one in _LIKE_A_LETTER.finditer(text) if not one["marks"] and _canonical(one) not in self._forms
        )
        return tuple(dict.fromkeys(one[0] for one in found))

    def letters_in(self, text: str) -> tuple[str, ...]:
        """The letters of those who are named in a masked text, each once."""
        found = (_canonical(one) for one in _LIKE_A_LETTER.finditer(text) if not one["marks"])
        return tuple(dict.fromkeys(_who(token) for token in found if token in self._forms))

    def names_left_out(self, source: str, translation: str) -> tuple[str, ...]:
        """Who is named in a masked text and not in its masked translation, by the letter: `[A]`."""
        there = self.letters_in(translation)
        return tuple(f"[{letter}]" for letter in self.letters_in(source) if letter not in there)

    def _named(self, found: re.Match[str]) -> str:
        if found["marks"]:
            cut = found.end("marks") - found.start()
            return found[0][: cut - 1] + found[0][cut:]
        return self._forms.get(_canonical(found), found[0])

    @cached_property
    def _forms(self) -> dict[str, str]:
        # What stands for which form of a name.
        return {
            f"[{letter}{number if number > 1 else ''}]": form
            for letter, _, name in self.people
            for number, form in enumerate(_forms_of(name), start=1)
        }

    @cached_property
    def _of_form(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for token, form in self._forms.items():
            found.setdefault(form, token)
        return found

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for form in sorted(self._of_form, key=lambda one: -len(one)):
            found.setdefault(form[0], []).append(form)
        return found

    @cached_property
    def _begins(self) -> re.Pattern[str]:
        return re.compile(f"[{re.escape(''.join(self._by_first))}\\[［⟦【〔❲⟨〈{{]")

    def _form_at(self, text: str, at: int) -> str:
        # The longest form of a name that stands at a place as a word of its own.
        whole = (
            form
            for form in self._by_first.get(text[at], ())
            if text.startswith(form, at) and _begins_word(text, at) and self._ends(text, form, at + len(form))
        )
        return next(whole, "")

    def _ends(self, text: str, form: str, end: int) -> bool:
        # A stem is no name without its ending; behind a short one, or one in capitals, there is none.
        if form in self._wholes and _ends_word(text, end):
            return True
        takes_ending = form in self._stems or (len(form) > _SHORT and not form.isupper())
        return takes_ending and any(
            text.startswith(ending, end) and not _goes_on(text, end + len(ending), ending[-1]) for ending in _ENDINGS
        )

    @cached_property
    def _wholes(self) -> frozenset[str]:
        return frozenset(form for _, _, name in self.people for form in _whole_forms(name))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for _, _, name in self.people for stem in _stems_of(name))


def _canonical(found: re.Match[str]) -> str:
    # `[ a 2 ]` as `[A2]`, and `[A1]` as `[A]`.
    who = unicodedata.normalize("NFKC", found["who"]).upper().translate(_ALIKE)
    number = int(found["form"] or 1)
    return f"[{who}{number if number != 1 else ''}]"


def _who(token: str) -> str:
    return token.strip("[]0123456789")


def _forms_of(name: str) -> list[str]:
    """How somebody may be called: as most say it first, then other parts of the name, then in capitals, small, otherwise encoded; stems."""
    return list(dict.fromkeys((*_whole_forms(name), *_stems_of(name))))


def _stems_of(name: str) -> list[str]:
    return [
        part[:-1] for part in _parts_of(name) if len(part) >= _SHORT and part[-1] in _GIVE_WAY and part[0].isupper()
    ]


def _whole_forms(name: str) -> list[str]:
    return list(
        dict.fromkeys(
            variant for variants in zip(*map(_variants, _parts_of(name)), strict=True) for variant in variants
        )
    )


def _parts_of(name: str) -> list[str]:
    # "mevrouw Kasia Van Damme": Kasia, Kasia Van Damme, Van Damme, Damme.
    words = [word for word in map(_without_signs, name.split()) if word]
    while words and words[0].casefold() in _NO_NAMES:
        words.pop(0)
    is_small = not any(word[0].isupper() for word in words)
    groups: list[list[str]] = [[]]
    for word in words:
        groups[-1].append(word)
        if _is_name(word, is_small):
            groups.append([])
    if len(groups) == 1:
        return []
    called = [" ".join(group) for group in groups[:-1]]
    alone = [group[-1] for group in groups[:-1]]
    return list(dict.fromkeys((called[0], " ".join(words), *called, *alone)))


def _is_name(word: str, is_small: bool) -> bool:
    if word.casefold() in _NO_NAMES | _BEFORE_NAMES or len(word) < 2:
        return False
    return is_small or not word[0].islower()


def _without_signs(word: str) -> str:
    # As it stands in a sentence: without brackets, quotation marks and points around it. What has brackets inside is no name.
    while word and not _is_letter(word[-1]):
        word = word[:-1]
    while word and not _is_letter(word[0]) and not word.startswith("'t"):
        word = word[1:]
    return "" if set(word) & set("[]{}⟦⟧【】〔〕⟨⟩〈〉❲❳［］") else word


def _variants(form: str) -> tuple[str, ...]:
    small = form.lower() if sum(map(_is_letter, form)) > _SHORT else form
    cased = (form, form[0].upper() + form[1:], form.upper(), small)
    signs = (*cased, *(one.replace("'", "’") for one in cased), *(one.replace("’", "'") for one in cased))
    return (*signs, *(unicodedata.normalize(way, one) for way in ("NFC", "NFD") for one in signs))


def _begins_word(text: str, at: int) -> bool:
    if not _goes_on(text, at - 1, text[at]):
        return True
    return text[at - 1] in _STUCK_BEFORE and _is_letter(text[at]) and not _goes_on(text, at - 2, text[at - 1])


def _ends_word(text: str, end: int) -> bool:
    # "Oskars oor": an s for whose it is.
    if not _goes_on(text, end, text[end - 1]):
        return True
    return text[end] in "sS" and not _goes_on(text, end + 1, text[end])


def _goes_on(text: str, at: int, beside: str) -> bool:
    # Whether the word with `beside` goes on at a place. Where no blanks stand between words, a name is found anywhere.
    if not 0 <= at < len(text) or not _is_letter(text[at]):
        return False
    return not (_has_no_blanks(beside) or _has_no_blanks(text[at]))


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _has_no_blanks(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _WITHOUT_BLANKS)
