"""Find a thing, a place, a feeling, a pose or a role by typing: by any word for it, half a word, or a word with a slip in it.

The words stand in labels/, in the reader's language and in Dutch and English, because a worker types what comes to mind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .labels import GROUPS, labels
from .labels.forms import SHORTEST, forms_of
from .labels.spelling import folded, letters_in, slips, slips_allowed
from .wording import LANGUAGES

FOUND_GROUPS = ("thing", "place", "feeling", "pose", "role")
LONGEST_TYPED = 60
"""Letters of what is typed that are looked at: longer than every label, and short enough to stay quick."""


@dataclass(frozen=True)
class Found:
    """One answer: what it is, and what it is called in the reader's language."""

    group: str
    name: str
    label: str
    score: int
    """100 is the very word, 40 the same but for two slips; 0 when nothing was typed."""


USUAL = tuple(
    (group, name)
    for group, names in (
        ("thing", "companion bed table chair phone letters sofa open_door house moon"),
        ("feeling", "worried sad scared happy proud"),
        ("thing", "heart question_mark medicine calendar ambulance suitcase"),
        ("role", "police doctor judge"),
        (
            "thing",
            "drawing ball thought_cloud music_notes pancakes plate glass tissues window heavy_bag tree book backpack",
        ),
        ("place", "living_room kitchen bedroom hospital court school street crisis_house"),
        ("pose", "stand sit hug at_table kneel hold_hands phone lie carry hold"),
        ("feeling", "relieved angry ashamed tired calm asleep ill"),
        ("role", "neighbour worker teacher lawyer nurse"),
    )
    for name in names.split()
)
"""What these stories need most, first: what stands in the pictures of the examples (practice.md 11.1, 11.2, 11.5)."""

_EXACT, _FORM, _BEGINNING, _LATER, _END, _NEAR, _SLIP, _HALF = 100, 92, 88, 80, 74, 68, 60, 44
_ANOTHER_WORD, _ANOTHER_LANGUAGE, _ONE_OF_SEVERAL, _PER_SLIP = 2, 3, 30, 10


def find(typed: str, language: str, most: int = 24, *, groups: Sequence[str] = FOUND_GROUPS) -> tuple[Found, ...]:
    """What somebody may mean who types this, the likeliest first, at most `most`; labels in `language`.

    The very word comes before the beginning of one, and that before a word with a slip, for which nobody looks when the
    very word was found; for each of them the language asked for before the other ones. With nothing typed: what these
    stories need most. `groups` narrows it down, or adds `time`.
    """
    typed = folded(typed[:LONGEST_TYPED])
    scores = _scores(typed, language) if typed else dict.fromkeys(_order(), 0)
    order, words = _order(), labels(language)
    best = sorted((one for one in scores if one[0] in groups), key=lambda one: (-scores[one], order[one]))
    return tuple(Found(group, name, words.of(group, name).label, scores[group, name]) for group, name in best[:most])


@dataclass(frozen=True)
class _Entry:
    """One word, and everything it stands for."""

    word: str
    bits: int
    means: tuple[tuple[tuple[str, str], int], ...]
    """What it is a word for, with what is taken off the score: it is another word than the label, or another language."""
    finds: tuple[tuple[tuple[str, str], int], ...]
    """What it only finds: "nacht" finds the moon."""


def _scores(typed: str, language: str) -> dict[tuple[str, str], int]:
    small = {folded(one) for one in labels(language).words("small_words")}
    words = typed.split()
    while len(words) > 1 and words[0] in small:
        words = words[1:]
    scores = _scores_of(typed, language) or _scores_of(" ".join(words), language)
    if scores or len(words) == 1:
        return scores
    for word in words:
        for one, score in _scores_of(word, language).items():
            scores[one] = max(scores.get(one, 0), score - _ONE_OF_SEVERAL)
    return {one: score for one, score in scores.items() if score > 0}


def _scores_of(typed: str, language: str) -> dict[tuple[str, str], int]:
    scores: dict[tuple[str, str], int] = {}
    others = tuple(forms_of(typed, language))[1:]
    for entry in _entries(language):
        score = _score(typed, others, entry.word)
        if score:
            _keep(scores, score, entry.means)
            if score in (_EXACT, _BEGINNING):
                _keep(scores, _NEAR, entry.finds)
    at_most = slips_allowed(len(typed))
    if at_most and max(scores.values(), default=0) <= _BEGINNING:
        bits = letters_in(typed)
        for entry in _entries(language):
            if (bits & ~entry.bits).bit_count() <= at_most:
                _keep(scores, _slipped(typed, bits, at_most, entry), entry.means)
    return scores


def _keep(scores: dict[tuple[str, str], int], score: int, means: tuple[tuple[tuple[str, str], int], ...]) -> None:
    for one, loss in means:
        if score - loss > scores.get(one, 0):
            scores[one] = score - loss


def _score(typed: str, others: tuple[str, ...], word: str) -> int:
    """How well a word answers what is typed, without a slip; 0 where it does not."""
    if word.startswith(typed):
        return _EXACT if word == typed else _BEGINNING
    if word in others:
        return _FORM
    if f" {typed}" in word:
        return _LATER
    if len(typed) >= SHORTEST and word.endswith(typed) and len(word) - len(typed) >= SHORTEST:
        return _END
    return 0


def _slipped(typed: str, bits: int, at_most: int, entry: _Entry) -> int:
    """The score of a word when what is typed has slips in it; 0 where it has too many."""
    word = entry.word
    if (entry.bits & ~bits).bit_count() <= at_most:
        wrong = slips(typed, word, at_most)
        if wrong <= at_most:
            return _SLIP - _PER_SLIP * (wrong - 1)
    # Not yet typed to its end, and a slip in it already; hardly ever in the first letter.
    is_half = len(word) > len(typed) > 4 and word[0] == typed[0]
    return _HALF if is_half and slips(typed, word[: len(typed)], 1) == 1 else 0


@cache
def _entries(language: str) -> tuple[_Entry, ...]:
    own = labels(language).language
    means: dict[str, dict[tuple[str, str], int]] = {}
    finds: dict[str, dict[tuple[str, str], int]] = {}
    for asked in dict.fromkeys((own, *LANGUAGES)):
        for label in labels(asked):
            far = 0 if asked == own else _ANOTHER_LANGUAGE
            for word in label.own_words:
                loss = far if word in (label.label, label.plural) else far + _ANOTHER_WORD
                means.setdefault(folded(word), {}).setdefault((label.group, label.name), loss)
            for word in label.near:
                finds.setdefault(folded(word), {}).setdefault((label.group, label.name), far)
    return tuple(
        _Entry(word, letters_in(word), tuple(means.get(word, {}).items()), tuple(finds.get(word, {}).items()))
        for word in {**means, **finds}
    )


@cache
def _order() -> dict[tuple[str, str], int]:
    """Every name with its place in line."""
    named = [(label.group, label.name) for group in GROUPS for label in labels(LANGUAGES[0]).group(group)]
    return {one: at for at, one in enumerate(dict.fromkeys((*USUAL, *named)))}
