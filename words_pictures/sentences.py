"""Where one sentence ends and the next begins, so that a page can give each sentence a line of its own.

Dutch and English have lists of abbreviations of their own, a few other languages a short one; any other language is
divided by its marks alone. Nothing is ever lost: the pieces, joined, are the text.
"""

from __future__ import annotations

import re
import unicodedata

NO_BREAK_SPACE = "\u00a0"

LAST_WORDS = 20
"""The last two words of a sentence are kept on one line when together they are no longer than this, in characters."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_GO_ON = {
    "nl": _words(
        "mevr mw dhr hr fam dr drs prof mr ir ing ds zr st nr nrs p blz pag art ca bv bijv tel vb vgl incl excl evt",
        "resp afd ong zgn d.w.z i.v.m m.b.t o.a t.a.v i.p.v t.g.v n.a.v o.m o.l.v t.e.m t.o.v",
    ),
    "en": _words("mr mrs ms mx dr prof rev fr st sr jr p pp nos fig vol approx dept tel vs cf ca e.g i.e"),
    "fr": _words("m mm mme mlle dr pr st ste art env tel tél p p.ex c.-à-d"),
    "de": _words("hr fr dr prof st nr bzw ca tel z.b d.h u.a"),
    "pl": _words("p dr prof mgr inż ks św ul al pl nr np tzn tzw tel godz m.in"),
    "uk": _words("п др проф вул просп ім див тел напр св о"),
    "ru": _words("г др проф ул им см тел напр св т.е"),
}
"""After these a sentence goes on, whatever follows: titles, and signs that stand before a name or a number."""

_MAY_END = {
    "nl": _words(
        "enz etc e.d e.a a.u.b aub s.v.p a.s jl u min sec km",
        "jan febr feb mrt apr jun jul aug sept okt nov dec",
    ),
    "en": _words("etc a.m p.m inc ltd min sec jan feb mar apr aug sept oct nov dec"),
    "fr": _words("etc h min janv févr avr juil sept oct nov déc"),
    "de": _words("usw etc min std jan feb okt nov dez"),
    "pl": _words("itd itp r w min zł"),
    "uk": _words("р рр хв грн"),
    "ru": _words("р руб мин"),
}
"""After these a sentence goes on in small letters or with a number, and is over before a capital."""

_BEFORE_A_NUMBER = {"en": _words("no"), "nl": _words("no")}
"""After these a sentence goes on with a number only: "No. 3", but "She said no. Then …"."""

_OPENERS = {
    "nl": _words(
        "de het een dat dit die deze daar dan toen nu ik jij je hij zij ze wij we jullie u er in op en maar want om",
        "mama papa iedereen niemand soms later morgen daarna daarom wat wie waar hoe waarom",
    ),
    "en": _words(
        "the a an that this these those there then now i you he she it we they in on at and but so because",
        "mum mom dad everyone nobody sometimes later tomorrow after what who where how why",
    ),
}
"""Words that begin a sentence and are nobody's surname: "Dat is plan B. Dan …", but "P. Janssens"."""

_SPEECH = _words(
    "zei zegt vroeg vraagt riep roept dacht denkt antwoordde antwoordt fluisterde schreef",
    "said says asked asks cried called thought thinks answered whispered wrote",
)
"""After a shout or a question these go on with the sentence: "Help! riep Mila"."""

_FULL = "።፧፨؟۔।"
"""Marks that are never anything but an end: Ge'ez, Arabic and Urdu, Devanagari."""

_END = re.compile(
    rf"""\n+
    | (?<![.!?…{_FULL}፡]) (?P<mark> [.!?…{_FULL}]++ | ፡፡ )
      (?P<close> ["'”’»›)\]}}]*+ )
      (?: [^\S\n]++ | (?=\n) | $ | (?<=[{_FULL}፡]) )
      (?: [\U0001F000-\U0001FAFF\u2600-\u27BF] [\uFE0F\u200D\U0001F3FB-\U0001F3FF]* [^\S\n]* )*
    """,
    re.VERBOSE,
)
"""Where a sentence may be over. Emoji behind a full stop belong to what was said before them."""

_OPENING = "\"'“„‘’«‹([{¿¡"
_CLIPPED = re.compile(r"['’‘](?:s|t|k|n|m|r)\s+")
_FIRST_LETTER = re.compile(rf"[\s{re.escape(_OPENING)}]*+(.?)")
_FIRST_WORD = re.compile(r"[^\W_]+")
_ITEM = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z])")
_LOOK_BACK, _LOOK_AHEAD = 40, 60


def sentences(text: str, language: str = "nl") -> list[str]:
    """The sentences of `text` in order, each with the blanks after it; joined they give `text` back, to the letter.

    A new line ends a piece too. `language` is a code such as `nl` or `nl-BE`. "17.30 uur", "nr. 3", "mevr. Claes",
    initials, decimals and a question inside a sentence ("Waarom?" vroeg Mila) do not end a sentence; where it is
    unsure, two sentences stay together. An empty text has no sentences.
    """
    tongue = re.split("[-_]", language.lower())[0]
    pieces: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end["mark"] is None or _is_over(text, start, end, tongue):
            pieces.append(text[start : end.end()])
            start = end.end()
    pieces.append(text[start:])
    return _blanks_joined(pieces)


def numbers_held(text: str) -> str:
    """A text in which each number stands on one line with the word behind it: "3 januari", "30 minuten"."""
    return re.sub(r"(?<=\d) (?=[^\W\d_])", NO_BREAK_SPACE, text)


def held_together(sentence: str) -> str:
    """`sentence` with the spaces that no line should break at made no-break, every other character as it was.

    Between a number and the word it counts ("4 maart", "8 uur"), and before the last word, so that it never stands
    alone on a line, unless the last two words are longer than `LAST_WORDS`. As long as `sentence`.
    """
    held = numbers_held(sentence)
    tail = re.search(r"(?<=\s)(\S+) (\S+)\s*$", held)
    if tail is None or len(tail[1]) + len(tail[2]) >= LAST_WORDS:
        return held
    return held[: tail.end(1)] + NO_BREAK_SPACE + held[tail.start(2) :]


def _is_over(text: str, start: int, end: re.Match[str], tongue: str) -> bool:
    """Whether the mark found at `end` closes the sentence begun at `start`."""
    mark, rest = end["mark"], text[end.end() : end.end() + _LOOK_AHEAD]
    if not rest.strip() or rest.startswith("\n") or any(sign in _FULL or sign == "፡" for sign in mark):
        return True
    if "!" in mark or "?" in mark:
        return not (_starts_small(rest) and (end["close"] or _first_word(rest) in _SPEECH))
    if end["close"] or mark != ".":
        return not _starts_small(rest)
    if end.start() - start < 6 and _ITEM.fullmatch(text, start, end.start()):
        return False
    before = text[max(start, end.start() - _LOOK_BACK) : end.start()].split()
    return not before or _full_stop_ends(before[-1].lstrip(_OPENING), rest, tongue)


def _full_stop_ends(word: str, rest: str, tongue: str) -> bool:
    """Whether a full stop after `word` ends the sentence when `rest` follows."""
    plain, following = word.lower(), _first_word(rest)
    small, number = _starts_small(rest), following[:1].isdigit()
    if plain in _GO_ON.get(tongue, ()) or (number and plain in _BEFORE_A_NUMBER.get(tongue, ())):
        return False
    if plain in _MAY_END.get(tongue, ()):
        return not small and not number
    if _is_initials(word) and not (tongue == "en" and word == "I"):
        return following.lower() in _OPENERS.get(tongue, ())
    return not small or plain in _OPENERS.get(tongue, ()) or _is_whole_word(word)


def _is_initials(word: str) -> bool:
    """One capital or letter without case, or several with full stops or hyphens between: P, J.-P, د."""
    letters = [letter for letter in re.split(r"[.\-]", word) if letter]
    return bool(letters) and not word.islower() and all(len(one) == 1 and one.isalpha() for one in letters)


def _is_whole_word(word: str) -> bool:
    """Long enough to be a word and no abbreviation: not everybody writes capitals."""
    letters = unicodedata.normalize("NFD", word.lower())
    return len(word) >= 3 and "." not in word and any(letter in "aeiouyаеиоуюяєы" for letter in letters)


def _starts_small(rest: str) -> bool:
    """Whether `rest` begins with a small letter; "'s Avonds" and "'t Is" begin with their capital."""
    clipped = _CLIPPED.match(rest)
    first = _FIRST_LETTER.match(rest, clipped.end() if clipped else 0)
    return first is not None and first[1].islower()


def _first_word(rest: str) -> str:
    found = _FIRST_WORD.search(rest)
    return found[0] if found else ""


def _blanks_joined(pieces: list[str]) -> list[str]:
    """The pieces, with one that is only blanks or new lines joined to the one before it."""
    joined: list[str] = []
    for piece in pieces:
        if joined and not piece.strip():
            joined[-1] += piece
        elif piece:
            joined.append(piece)
    return joined
