"""Everything the library refuses, as one tree. An error carries figures and values; the page that shows it finds the words.

WordsPicturesError
├── BadDefinition      a form's description is wrong: which file, which line, what
├── BadDocument        a document's content cannot be read: what
├── BadBundle          a .zip is no bundle of ours, or not a whole one: why
├── NotSaid            a change names something this document has no place for
│   ├── TooLong        more characters than the field has room for
│   └── BadComposition a composed picture, or somebody's look, says something that cannot be drawn: where, and why
├── Overtaken          somebody wrote here since: with their words in hand (it stands in change.py, beside what it carries)
├── PictureRefused     what was sent is no picture we take in
│   ├── PictureTooHeavy   more bytes than the limit
│   ├── PictureTooLarge   more pixels than the limit
│   ├── PictureUnreadable not one of the four kinds, or broken
│   └── TooManyPictures   the family's pictures take all the room they have
├── WordFileRefused    what was sent is no Word file we take in
│   ├── WordFileTooLarge   more bytes than the limit, packed or unpacked
│   ├── NoWordFile         no .docx at all
│   └── WordFileUnreadable broken, locked, or with something in it that no translation needs
└── TableRefused       a Word file is no translation of this document
    ├── NoTable           nothing in it is the table, or the column of the translation is gone
    ├── OtherDocument     it belongs to another document
    └── OtherLanguage     it is in another language than the one asked for, or nobody can tell in which
"""

from __future__ import annotations


class WordsPicturesError(Exception):
    """The root of everything the library raises on purpose."""


class BadDefinition(WordsPicturesError):
    """A definition says something that cannot be. Carries the file, the line (1 is the first) and what is wrong."""

    def __init__(self, file: str, line: int, wrong: str) -> None:
        super().__init__(f"{file}:{line}: {wrong}")
        self.file, self.line, self.wrong = file, line, wrong


class BadDocument(WordsPicturesError):
    """A document's content cannot be read."""


class BadBundle(WordsPicturesError):
    """A bundle is broken, hostile, or of a format this version does not know."""


class NotSaid(WordsPicturesError):
    """A change names an address, an item or a value for which this document has no place."""


class TooLong(NotSaid):
    """A text has more characters than its field has room for."""

    def __init__(self, address: str, length: int, limit: int) -> None:
        super().__init__(f"{address}: {length} characters, room for {limit}")
        self.address, self.length, self.limit = address, length, limit


class BadComposition(NotSaid):
    """A composed picture or a look says something that cannot be drawn. Carries where it stands (`parts/3/pose`) and why."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


class PictureRefused(WordsPicturesError):
    """What was sent is not taken in, and nothing of it is kept."""


class PictureTooHeavy(PictureRefused):
    """More bytes than a picture may have."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes, at most {limit}")
        self.size, self.limit = size, limit


class PictureTooLarge(PictureRefused):
    """More pixels than a picture may have."""

    def __init__(self, pixels: int, limit: int) -> None:
        super().__init__(f"{pixels} pixels, at most {limit}")
        self.pixels, self.limit = pixels, limit


class PictureUnreadable(PictureRefused):
    """Not a JPEG, PNG, WebP or HEIC picture, or a broken one."""


class TooManyPictures(PictureRefused):
    """The pictures of this family take all the room they have."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"at most {limit}")
        self.limit = limit


class WordFileRefused(WordsPicturesError):
    """What was sent is not read, and nothing of it is kept."""


class WordFileTooLarge(WordFileRefused):
    """More bytes than a Word file may have."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes, at most {limit}")
        self.size, self.limit = size, limit


class NoWordFile(WordFileRefused):
    """Not a .docx: another kind of file, an older or a locked one."""


class WordFileUnreadable(WordFileRefused):
    """A broken Word file, or one with macros, programs or parts that lie elsewhere."""


class TableRefused(WordsPicturesError):
    """A Word file holds no translation that belongs here."""


class NoTable(TableRefused):
    """The table is not in it any more, or the column in which the translation stood."""


class OtherDocument(TableRefused):
    """The table belongs to another document."""


class OtherLanguage(TableRefused):
    """The table is in another language than the one asked for. Carries that language; empty where nobody can tell which it is."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language
