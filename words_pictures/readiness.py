"""What is still open in a plan, as questions to people and never as a lock (practice.md 3.7 and PL1 to PL8).

No question counts on what a child says, and none on a child's number.
"""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .document import MADE, Document, Item, fact_of, is_wording, split
from .family import AT_WORK
from .holidays import school_holidays
from .safety_plan import TESTED, Plan, Rule, day_in, ids_in
from .week_said import holiday_name, week_said
from .week_value import LISTS, shifts_in
from .wording import enumeration, fixed, message

MOST_DANGERS = 3
"""More worries at once than people can work on (practice.md 4.3)."""
LOOKED_AHEAD = datetime.timedelta(days=60)
"""So far a plan is looked at for holidays, where it names no day to look back."""
AT_MOST_AHEAD = datetime.timedelta(days=365)
"""No further, whichever day it names: each holiday comes once a year, and a year may be mistyped."""
LONG_HOLIDAY = 5
"""Days from which a holiday changes a week: shorter ones are days off."""
_FIRST_WORDS = 60
"""So many characters say which bottom line it is."""
_SERVICE = re.compile(
    r"volgt (?:een )?(?:therapie|begeleiding|cursus)|gaat naar (?:de )?(?:\w*begeleiding|therapie|hulpverlening)|wordt opgevolgd"
    r"|follows (?:a )?(?:therapy|course)|goes to (?:the )?(?:therapy|counselling)|is followed up"
    r"|suit une thérapie|est suivi[e]? par"
    r"|chodzi na terapię|uczęszcza na",
    re.IGNORECASE,
)
"""Words of a rule that only says that somebody goes to a service (practice.md 3.2), in nl, en, fr and pl."""


@dataclass(frozen=True)
class Question:
    """Something to look at together."""

    key: str
    text: str
    """An English sentence with named placeholders, found in the catalogues."""
    values: Mapping[str, str] = field(default_factory=lambda: {})
    place: str = ""
    """Where it can be answered: an item, or a part of the plan."""

    def said(self, language: str) -> str:
        """The question in a language."""
        return fixed(self.text, language) % self.values


def questions(plan: Plan, language: str, today: datetime.date) -> tuple[Question, ...]:
    """Every question that is open in a plan, in the order of its parts; names and lists in a language."""
    asking = _Asking(plan, language, today)
    return tuple(
        question
        for ask in (
            asking.whether_all_parents_are_there,
            asking.what_has_to_be_so,
            asking.whether_each_bottom_line_has_a_rule,
            asking.whether_there_are_enough,
            asking.whether_helpers_know,
            asking.of_each_rule,
            asking.of_the_week,
            asking.of_holidays,
            asking.of_the_childs_pages,
            asking.how_it_goes_on,
        )
        for question in ask()
    )


@dataclass(frozen=True)
class _Asking:
    plan: Plan
    language: str
    today: datetime.date

    def whether_all_parents_are_there(self) -> Iterator[Question]:
        named = {*self.plan.document.ids("made_by"), *self.plan.document.ids("people")}
        missing = [one.name for one in self.plan.family.adults if one.role == "parent" and one.id not in named]
        if missing:
            yield self._question(
                "parent",
                message("Is %(names)s named in this plan? Who is still missing?"),
                names=missing,
                place="made_by",
            )
        elif not self.plan.document.ids("made_by"):
            yield Question("makers", message("Are all parents named? Who is still missing?"), place="made_by")

    def what_has_to_be_so(self) -> Iterator[Question]:
        plan = self.plan
        if not plan.bottom_lines:
            text = message("What must certainly be in order? The judge or the consultant says it.")
            yield Question("no_bottom_lines", text, place="bottom_lines")
        if len(plan.dangers) > MOST_DANGERS:
            yield Question(
                "many_dangers",
                message("There are many worries at once. Which three are the greatest?"),
                place="danger_statements",
            )
        answered = {id for goal in plan.goals for id in goal.document.ids(f"{goal.place}/danger")}
        for number, danger in enumerate(plan.dangers, start=1):
            if danger.id not in answered:
                text = message("What do you want to see, so that worry %(number)s is gone?")
                yield Question("no_goal", text, {"number": str(number)}, "goals")
        for one in (*plan.dangers, *plan.goals):
            if not is_settled(one):
                text = message("The consultant has not settled this yet. Does it say what you all mean?")
                yield Question("not_settled", text, place=one.place)
        if plan.dangers and not plan.document.items("scales"):
            yield Question(
                "no_scale",
                message("How safe is it, for each of the grown-ups? Nobody has given a number yet."),
                place="scales",
            )

    def whether_each_bottom_line_has_a_rule(self) -> Iterator[Question]:
        for line in self.plan.bottom_lines:
            if not self.plan.rules_for(line):
                words = textwrap.shorten(line.words, _FIRST_WORDS, placeholder=" …").rstrip(".")
                text = message("Which rule answers %(line)s? There is none yet.")
                if words:
                    text = message("%(line)s (%(words)s): which rule answers this? There is none yet.")
                yield Question("no_rule", text, {"line": line.number, "words": words}, "rules")

    def whether_there_are_enough(self) -> Iterator[Question]:
        plan = self.plan
        asked = [line for line in plan.bottom_lines if line.at_least]
        for line in asked:
            if line.at_least and len(plan.ready) < line.at_least:
                text = message(
                    "%(line)s asks for %(least)s grown-ups. %(count)s said yes and signed. Who else can help?"
                )
                if line.at_least == 1:
                    text = message("%(line)s asks for one grown-up. Nobody said yes and signed yet. Who can help?")
                values = {"line": line.number, "least": str(line.at_least), "count": str(len(plan.ready))}
                yield Question("too_few", text, values, "helpers")
        if not asked:
            yield Question("enough", message("Are there enough people, also when someone is ill?"), place="helpers")

    def whether_helpers_know(self) -> Iterator[Question]:
        for one in self.plan.agreed:
            if one.knows == "nothing":
                text = message("%(names)s helps, but does not know yet what happened. Who tells it?")
                yield self._question("knows_nothing", text, names=self.plan.names([one.who]), place=one.item.place)

    def of_each_rule(self) -> Iterator[Question]:
        if not self.plan.rules:
            yield Question("no_rules", message("Who does what, and when? There is no rule yet."), place="rules")
        for rule in self.plan.rules:
            for key, text in self._of_rule(rule):
                yield Question(key, text, {"number": str(rule.number)}, rule.item.place)

    def _of_rule(self, rule: Rule) -> Iterator[tuple[str, str]]:
        people = self.plan.people(rule.who)
        if not rule.words:
            yield "rule_words", message("Rule %(number)s: what does somebody do?")
        if not people:
            yield "rule_who", message("Rule %(number)s: who does it?")
        if not rule.has_time:
            yield "rule_when", message("Rule %(number)s: when, or at which sign?")
        if not rule.has_backup:
            yield "rule_backup", message("Rule %(number)s: who steps in when this person is ill?")
        if people and all(one.is_child for one in people):
            yield (
                "rule_child",
                message("Rule %(number)s works only if a child does something. Who does it if the child does not?"),
            )
        if (people and all(one.role in AT_WORK for one in people)) or _SERVICE.search(rule.words):
            yield (
                "rule_service",
                message("Rule %(number)s: what does somebody do at home, so that the child is safe that evening?"),
            )
        if not rule.state and not any(check.on or check.how == TESTED for check in rule.checks):
            yield "rule_untested", message("Rule %(number)s: when will you try it out?")

    def of_the_week(self) -> Iterator[Question]:
        # A plan without a week is not asked about one (practice.md 11.5).
        said = week_said(self.plan.document.value("week"), self.plan.family, self.language, self.today)
        if said and said.away and not said.is_covered:
            for sentence in said.about_gaps:
                yield Question("gap", "%(gap)s", {"gap": sentence}, "week")

    def of_holidays(self) -> Iterator[Question]:
        document = self.plan.document
        week = document.value("week")
        has_own_week = any(one.get("weeks") == "holidays" for key in LISTS for one in shifts_in(week, key))
        if document.written_in("in_holidays") or has_own_week:
            return
        named = (day for one in document.items("looking_back") if (day := day_in(one, "on")))
        until = min(max(named, default=self.today + LOOKED_AHEAD), self.today + AT_MOST_AHEAD)
        found = [
            one
            for year in range(self.today.year - 1, until.year + 1)
            for one in school_holidays(year)
            if one.last >= self.today and one.first <= until and (one.last - one.first).days >= LONG_HOLIDAY
        ]
        if found:
            names = list(dict.fromkeys(holiday_name(one.name, self.language) for one in found))
            yield self._question(
                "holidays", message("What is different in the holidays? %(names)s."), names=names, place="in_holidays"
            )

    def of_the_childs_pages(self) -> Iterator[Question]:
        for page in self.plan.document.items("child_pages"):
            looking = [id for one in page.items("looks") for id in ids_in(one, "who")]
            if page.document.written_in(f"{page.place}/sign") and not self.plan.people(looking):
                yield Question(
                    "sign", message("Who looks at the sign of the child, and on which days?"), place=page.place
                )
            if not page.document.written_in(f"{page.place}/doors"):
                text = message("Where can the child knock first, and where if nobody is there? In danger: 112.")
                yield Question("doors", text, place=page.place)

    def how_it_goes_on(self) -> Iterator[Question]:
        document = self.plan.document
        if not self.plan.people(document.ids("chair")):
            yield Question(
                "chair",
                message("Who calls everyone together, also when the helpers for their work are gone?"),
                place="chair",
            )
        if not document.written_in("relapse"):
            yield Question(
                "relapse",
                message("If it goes wrong after all: who goes to the children, and who is called first?"),
                place="relapse",
            )
        if not document.written_in("good_enough"):
            yield Question(
                "good_enough", message("When is it good enough? Say what the grown-ups do then."), place="good_enough"
            )

    def _question(self, key: str, text: str, *, names: list[str], place: str) -> Question:
        return Question(key, text, {"names": enumeration(names, self.language)}, place)


def is_settled(item: Item) -> bool:
    """Whether the consultant settled a danger statement or a goal, as it stands: nobody changed its words since.

    A translation says the same in another language: it may come later.
    """
    document, place = item.document, f"{item.place}/words"
    settled = document.version(f"{item.place}/settled_on@value") if item.text("settled_on") else 0
    wordings = {split(address)[1]: entry for address, entry in document.under(place) if is_wording(split(address)[1])}
    written = (entry.version for facet, entry in wordings.items() if not _is_translation(document, place, facet))
    return bool(settled) and all(version <= settled for version in written)


def _is_translation(document: Document, place: str, facet: str) -> bool:
    made_of = document.entry(f"{place}@{fact_of(MADE, facet)}")
    return made_of is not None and bool(made_of.value)
