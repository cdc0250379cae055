"""The words for what can be drawn: one TOML file for each language, and nothing about a language anywhere else.

    language = "nl"

    [grammar]                         # how words are put together, and how they change
    the = "{article} {label}"         # with an article: of everything that does not give its own
    a = "een {label}"
    on = "op {a}"                     # on such a thing; inside: behind its window
    endings = ["je", "tje"]           # what may stand behind a word: "bedje"
    beginnings = ["d'", "و"]          # small words that are written to the next one: "d'Oskar"
    possessive = ["s", "'s"]          # what may stand behind a name: "Oskars"
    compounds = ["bed"]               # last parts that say what a word is: "ziekenhuisbed"; not_compounds: not these
    negations = ["niet"]              # negated_before, negated_after: how many words away they still deny
    negation_endings = ["n't"]        # the same at the end of a word
    breaks = ["maar"]                 # after these a new thing is said
    joining = ["en"]                  # between people who are named in one breath
    supposing = ["wat als"]           # after these people and feelings are only thought of; after `maybe` feelings are
    also = ["ook"]                    # a sentence with these says of others what was said before
    small_words = ["de", "onze"]      # no names, and left away before a relation: "onze buurvrouw"

    [people]                          # whom a small word means: reader, children, speaker, named_before
    [sentences]                       # whole sentences without their full stop, with {names} for what they say
    [ways]                            # how a thing is somewhere, of one and of more: lies, stands, hangs, sits, shines
    [callings]                        # what children call people; the first word is used for those of another language

    [thing]                           # one line for each name; [place], [feeling], [pose], [role], [time] too
    table = { label = "tafel", article = "de", plural = "tafels", also = ["eettafel"], on = "op tafel" }

    [choices]                         # what is asked about a look or a thing, and `[choices.hair]` its answers

What a line may hold: `label` plain words, `article`, `the` and `a` where the grammar's are wrong, `plural`, `many =
true` for a label that is plural by itself; `also` other words for it, `near` words that find it but are not it, `held`
how it stands where somebody holds it ("einen Ball"), in a language where that is not as with `a`; `proposes` the words
by which a story proposes it, where not every word for it does. Of things `way` (see [ways]), `on`, `inside`, `thought`
of who thinks of it, and `says` where a sentence of its own says it better; of places `in` and `here`; of times `says`.
Of feelings and poses what somebody does: `verb` of one, `verbs` of more, `rest` after it; `to` the same towards
somebody ({whom}), `together` of people who do it with each other, `wheels` of somebody in a wheelchair, `on` where
something carries them ({on}), `unsaid = true` where it goes without saying, `with_pose` the poses that a feeling says
already.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

from ..wording import SOURCE_LANGUAGE

GROUPS = ("thing", "place", "feeling", "pose", "role", "time")

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Doing:
    """What somebody does, as a sentence says it."""

    verb: str = ""
    verbs: str = ""
    """The same of more than one."""
    rest: str = ""
    """What stands after the verb, with {whom} for somebody or something it is done to."""
    on: str = "{rest} {on}"
    """What stands there when something carries them: {on} is "op de sofa"."""

    def said(self, is_many: bool, *, whom: str = "", on: str = "") -> str:
        """Of one, or of more: "zit aan tafel", "knuffelen Mila"."""
        rest = self.rest.format(whom=whom)
        rest = self.on.format(rest=rest, on=on) if on else rest
        return " ".join(f"{self.verbs if is_many else self.verb} {rest}".split())


@dataclass(frozen=True)
class Label:
    """The words for one name of one group, in one language."""

    group: str
    name: str
    label: str
    """Plain words, without an article."""
    the: str
    a: str
    held: str
    """As what somebody has in their hands."""
    plural: str = ""
    """Empty where nobody counts it."""
    is_many: bool = False
    """Whether the label itself is plural: "bloemen"."""
    also: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    proposes: tuple[str, ...] = ()
    way: tuple[str, str] = ("", "")
    """How a thing is somewhere, of one and of more: "ligt", "liggen"."""
    on: str = ""
    """On such a thing: "op tafel"."""
    inside: str = ""
    """Behind its window: "in een vrachtwagen"."""
    where: str = ""
    """In such a place: "in de keuken"."""
    says: str = ""
    """The sentence that says this place, time or thing, without its full stop."""
    thought: str = ""
    """What it says of {who} thinks of it, where that is no thing: "{who} heeft een vraag"."""
    does: Doing = Doing()
    to: Doing | None = None
    together: Doing | None = None
    wheels: Doing | None = None
    is_unsaid: bool = False
    with_pose: tuple[str, ...] = ()

    @property
    def own_words(self) -> tuple[str, ...]:
        """What it is called, itself first."""
        return tuple(dict.fromkeys(word for word in (self.label, self.plural, self.where, *self.also) if word))

    @property
    def proposing(self) -> tuple[str, ...]:
        """The words by which a story proposes it."""
        return (*self.proposes, self.where) if self.proposes else self.own_words


@dataclass(frozen=True)
class Labels:
    """All words of one language."""

    language: str
    grammar: Mapping[str, Any]
    people: Mapping[str, tuple[str, ...]]
    callings: Mapping[str, tuple[str, ...]]
    """What children call people: a name for the word -> the words, the most usual first."""
    _sentences: Mapping[str, Any]
    _groups: Mapping[str, Mapping[str, Label]]
    _choices: Mapping[str, Any] = field(default_factory=lambda: {})

    def __iter__(self) -> Iterator[Label]:
        """Every label, group by group, in the order of the file."""
        return (label for group in GROUPS for label in self._groups[group].values())

    def has(self, group: str, name: str) -> bool:
        """Whether the file has words for it."""
        return name in self._groups[group]

    def of(self, group: str, name: str) -> Label:
        """The label of a name; where the file has none, the name itself in plain words."""
        found = self._groups[group].get(name)
        return found or _label(self.grammar, {}, group, name, {"label": name.replace("_", " ")})

    def group(self, group: str) -> tuple[Label, ...]:
        """The labels of one group, in the order of the file."""
        return tuple(self._groups[group].values())

    def words(self, kind: str) -> tuple[str, ...]:
        """A list of the grammar; empty where the language has no such list."""
        return tuple(cast("list[str]", self.grammar.get(kind, [])))

    def sentence(self, name: str, **said: str) -> str:
        """A fixed sentence with these things said in it, without its full stop."""
        return str(self._sentences[name]).format(**said)

    def counted(self, name: str, is_many: bool, **said: str) -> str:
        """A fixed sentence that differs for one and for more."""
        return str(self._sentences[name][is_many]).format(**said)

    def question(self, name: str) -> str:
        """What is asked about a look or a thing: "haar", "kleur van de bril"."""
        return str(self._choices["questions"].get(name, name.replace("_", " ")))

    def has_question(self, name: str) -> bool:
        """Whether the file has words for the question."""
        return name in self._choices["questions"]

    def choice(self, question: str, answer: str) -> str:
        """One answer to it: "krullen", "rood"; the label of a thing where the answer is one."""
        own, common = self._choices.get(question, {}), self._choices["common"]
        return str(own.get(answer) or common.get(answer) or self.of("thing", answer).label)

    def has_choice(self, question: str, answer: str) -> bool:
        """Whether the file has words for the question and for this answer."""
        answers = (*self._choices.get(question, {}), *self._choices["common"], *self._groups["thing"])
        return answer in answers and self.has_question(question)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file here."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


def labels(language: str) -> Labels:
    """The words of a language, of its main language ("nl" for "nl-BE"), or else of English."""
    main = language.split("-")[0].lower()
    return _read(next(one for one in (language, main, SOURCE_LANGUAGE) if one in languages()))


@cache
def _read(language: str) -> Labels:
    content = tomllib.loads((_HERE / f"{language}.toml").read_text("utf-8"))
    grammar, ways = content["grammar"], content["ways"]
    return Labels(
        language,
        grammar,
        {name: tuple(words) for name, words in content["people"].items()},
        {name: tuple(words) for name, words in content["callings"].items()},
        content["sentences"],
        {
            group: {name: _label(grammar, ways, group, name, line) for name, line in content[group].items()}
            for group in GROUPS
        },
        content["choices"],
    )


def _label(
    grammar: Mapping[str, Any], ways: Mapping[str, list[str]], group: str, name: str, line: Mapping[str, Any]
) -> Label:
    label, is_many = str(line["label"]), bool(line.get("many", False))
    the = str(line.get("the") or grammar["the"].format(article=line.get("article", ""), label=label)).strip()
    a = str(line.get("a") or (label if is_many else grammar["a"].format(label=label)))
    here, way = line.get("here"), ways.get(line.get("way", "stands"), ("", ""))
    return Label(
        group,
        name,
        label,
        the,
        a,
        str(line.get("held", a)),
        plural=str(line.get("plural", "")),
        is_many=is_many,
        also=tuple(line.get("also", ())),
        near=tuple(line.get("near", ())),
        proposes=tuple(line.get("proposes", ())),
        way=(way[0], way[1]),
        on=str(line.get("on") or grammar["on"].format(a=a, the=the)) if group == "thing" else "",
        inside=str(line.get("inside") or grammar["inside"].format(a=a, the=the)) if group == "thing" else "",
        where=str(line.get("in", "")),
        says=str(line.get("says", "") if here is None else here),
        thought=str(line.get("thought", "")),
        does=_doing(line),
        to=_doing(line["to"]) if "to" in line else None,
        together=_doing(line["together"]) if "together" in line else None,
        wheels=_doing(line["wheels"]) if "wheels" in line else None,
        is_unsaid=bool(line.get("unsaid", False)),
        with_pose=tuple(line.get("with_pose", ())),
    )


def _doing(line: Mapping[str, Any]) -> Doing:
    return Doing(
        **{key: str(line[key]) for key in ("verb", "verbs", "rest") if key in line},
        **({"on": str(line["on"])} if "on" in line and "verb" in line else {}),
    )
