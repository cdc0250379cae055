"""Letters in the place of names, where somebody translates who need not know whose story it is."""

from __future__ import annotations

from flask import g, request

from words_pictures.document import Entry, is_wording
from words_pictures.family import read_family
from words_pictures.masking import Masking
from words_pictures.translation import digest
from words_pictures.word.row_keys import person_key

from . import access

_TYPED = "l"
"""Behind a pen: of words that were typed where letters stand for names. What is in them is known to who typed them."""


def of(opened: access.Opened) -> Masking | None:
    """How names are masked for who asks; None where they are not.

    All of the family's file, also who is nowhere in this document but in its words. A letter stands for whom it stood on the page that was
    sent: who was added to the file since takes nobody's letter.
    """
    if not opened.maskings:
        opened.maskings.append(_masking(opened) if _is_masked() else None)
    return opened.maskings[0]


def _is_masked() -> bool:
    handed = access.handed_over()
    return handed.masked if handed is not None else request.values.get("names") == "masked"


def _masking(opened: access.Opened) -> Masking:
    people, on_page = read_family(opened.whole_file, g.language).people, _letters_of_page()
    letters = {one.id: on_page.get(_key(opened, one.id), "") for one in people}
    free = (letter for letter in Masking.letters() if letter not in letters.values())
    return Masking(tuple((letters[one.id] or next(free), one.id, one.name) for one in people))


def _letters_of_page() -> dict[str, str]:
    # What a person is known by -> the letter.
    said = (one.partition("=") for one in request.form.get("letters", "").split())
    known = {*Masking.letters()}
    return {key: letter for letter, _, key in said if letter in known}


def letters(opened: access.Opened) -> dict[str, str]:
    """The letters that stand in the words of this document, as who asks may read it, each with what that person is known by here."""
    masking = of(opened)
    if masking is None:
        return {}
    words = [str(entry.value) for at, entry in opened.together.entries.items() if is_wording(at.partition("@")[2])]
    there = {letter for text in words for letter in masking.letters_in(masking.masked(text))}
    return {letter: _key(opened, id) for letter, id, _ in masking.people if letter in there}


def carried(opened: access.Opened) -> dict[str, str]:
    """What a form carries of it: that names are masked, and for whom its letters stand. Nothing where they are not."""
    if of(opened) is None:
        return {}
    return {"names": "masked", "letters": " ".join(f"{letter}={key}" for letter, key in letters(opened).items())}


def masked(opened: access.Opened, text: str) -> str:
    """A text as who asks may read it."""
    masking = of(opened)
    return masking.masked(text) if masking else text


def unmasked(opened: access.Opened, text: str) -> str:
    """A text that was typed, with the names."""
    masking = of(opened)
    return masking.unmasked(text) if masking else text


def digest_of(opened: access.Opened, text: str) -> str:
    """What a page remembers a text by: as who asks may read it, for from the digest of a text with names somebody could guess those."""
    return digest(masked(opened, text))


def digest_meant(opened: access.Opened, remembered: str, text: str) -> str:
    """The digest of a text, where a page that showed it remembers it so; else, of another text, what the page remembers."""
    return digest(text) if remembered == digest_of(opened, text) else remembered


def pen_of_page(opened: access.Opened, change_id: str) -> str:
    """The id of a change, which says where letters stand for names that its words were typed with those."""
    pen, dot, n = change_id.rpartition(".")
    return change_id if of(opened) is None or pen.endswith(_TYPED) else f"{pen}{_TYPED}{dot}{n}"


def own_pen(entry: Entry) -> str:
    """The pen that wrote an entry, as the page knows it on which it was written."""
    return entry.pen.rpartition(".")[0].removesuffix(_TYPED)


def hides(opened: access.Opened, entry: Entry | None, source: str) -> bool:
    """Whether a translation may name somebody in letters that no masking finds: it seems to leave out who is named in its source."""
    masking = of(opened)
    if masking is None or entry is None or not entry.value or entry.pen.rpartition(".")[0].endswith(_TYPED):
        return False
    return bool(masking.names_left_out(masking.masked(source), masking.masked(str(entry.value))))


def _key(opened: access.Opened, person: str) -> str:
    return person_key(opened.page.document, person)[:8]
