"""One plan, several papers, the same words: what the child, each one who helps, and the judge get of it (practice.md 3.9, 3.10 and 2.11).

A paper is the plan as its reader may see it (audience.py), read by its definition (filled.py), with the parts that this reader needs in the
order in which they need them. The family's own paper is the whole plan as it reads. What is reckoned from the plan (which rules answer a
bottom line, whom to call) stands in fields of its own. Nothing on a paper is written twice: change the plan, and every paper changes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from babel.dates import format_skeleton

from .family import AT_WORK, CHILD, PARENT, Person
from .filled import Answer, Entry, Filled, Section
from .part import Definition, Part
from .safety_plan import BETTER, LETTER, PLANNED, SEEN, TESTED, BottomLine, Check, Plan, Rule, day_in, ids_in
from .said import Facts
from .telephone_numbers import without_numbers
from .week_said import shift_said
from .week_value import LISTS, shifts_in
from .wording import enumeration, fixed, full_date, locale_of, message

WHOLE, FOR_CHILD, FOR_HELPER, FOR_JUDGE = "whole", "child", "helper", "judge"
JUDGE = "judge"
PLAN = "plan"
"""How a definition says that its documents are read as a plan."""
OR_WHEN, WHEN = message("Or when?"), message("When?")
"""What a rule asks behind its days, and in their place."""
AFTER = "helpers"
"""The list behind which the whole plan says whom to call."""


def paper_for(reader: Person | None) -> str:
    """Which paper of a plan somebody gets: a parent, and who works with it, the whole plan."""
    if reader is None or reader.role == PARENT:
        return WHOLE
    if reader.role == CHILD:
        return FOR_CHILD
    if reader.role == JUDGE:
        return FOR_JUDGE
    return WHOLE if reader.role in AT_WORK else FOR_HELPER


def plan_paper(
    whole: Filled,
    plan: Plan,
    facts: Facts,
    reader: Person | None,
    phones: Mapping[str, str],
    known: Collection[str],
) -> Filled:
    """The paper of one reader, from the whole plan as that reader may see it; None reads as those whose work it is.

    `phones` are the telephone numbers that may stand on it, by person; `known` are all those of the family's file, which the judge
    reads nowhere.
    """
    whole = _with_lines_by_number(whole, plan)
    kind, paper = paper_for(reader), _Paper(whole, plan, facts, _of_others(phones, reader))
    if reader is None or kind == WHOLE:
        return _with_numbers(whole, paper)
    {FOR_CHILD: _for_child, FOR_HELPER: _for_helper, FOR_JUDGE: _for_judge}[kind](paper, reader)
    made = paper.filled(kind)
    return judges_paper(made, known) if kind == FOR_JUDGE else made


def judges_paper(made: Filled, known: Collection[str]) -> Filled:
    """A paper as the judge reads it: no telephone number stands on it, also where somebody wrote one in a rule (practice.md 3.9).

    `known` are those of the family's file.
    """
    return replace(made, sections=tuple(_without_numbers(one, known) for one in made.sections))


def _of_others(phones: Mapping[str, str], reader: Person | None) -> dict[str, str]:
    return {who: number for who, number in phones.items() if reader is None or who != reader.id}


def _with_lines_by_number(whole: Filled, plan: Plan) -> Filled:
    # The bottom lines stand on the paper in full: each rule says their numbers only.
    numbers = {line.id: line.number for line in plan.bottom_lines}
    answered = {
        f"{rule.item.place}/answers": enumeration(
            [numbers[one] for one in rule.answers if one in numbers], whole.language
        )
        for rule in plan.rules
    }

    def shortened(entry: Entry) -> Entry:
        answers = (replace(one, text=answered.get(one.place, one.text)) for one in entry.answers)
        return replace(entry, answers=tuple(answers))

    sections = (replace(one, entries=tuple(map(shortened, one.entries))) for one in whole.sections)
    return replace(whole, sections=tuple(sections))


def _with_numbers(whole: Filled, paper: _Paper) -> Filled:
    # The whole plan with whom to call right behind who helps.
    paper.numbers(message("Whom do we call?"))
    keys = [part.key for part in whole.definition.parts]
    if not paper.sections or AFTER not in keys:
        return whole
    parts, at = list(whole.definition.parts), keys.index(AFTER) + 1
    behind = sum(1 for one in whole.sections if _first_key(one) in keys[:at])
    sections = (*whole.sections[:behind], *paper.sections, *whole.sections[behind:])
    definition = replace(whole.definition, parts=(*parts[:at], *paper.parts, *parts[at:]))
    return replace(whole, definition=definition, sections=sections)


def _first_key(section: Section) -> str:
    return section.part.key if section.part else section.answers[0].part.key


def numbers_that_may_stand(plan: Plan, phones: Mapping[str, str]) -> dict[str, str]:
    """The telephone numbers of those who said yes to help, and of those whose work it is, by person (practice.md 3.4 no. 5)."""
    named = {one.who for one in plan.agreed} | {
        id for one in plan.document.items("services") for id in ids_in(one, "who")
    }
    return {who: number for who, number in phones.items() if who in named and number}


# --- the child -------------------------------------------------------------------------------------------------------


def _for_child(paper: _Paper, reader: Person) -> None:
    plan, phones = paper.plan, paper.phones
    safe = plan.family.safe_person_of(reader)
    own = {page.id for page in plan.document.items("child_pages") if reader.id in ids_in(page, "whose")}
    paper.title()
    paper.of_items("child_pages", "says", message("What I say"), own)
    if safe:
        called = (safe.name, phones.get(safe.id, safe.phone))
        paper.text("safe", message("My safe person"), "\n".join(filter(None, called)))
    paper.of_items("child_pages", "sign", message("My sign"), own)
    paper.of_items("child_pages", "looks", message("Who looks at it?"), own)
    paper.of_items("child_pages", "doors", message("My two doors"), own)
    paper.listed(
        "rules",
        "rules",
        message("What the grown-ups do"),
        {"composed": message("Picture"), "words": message("The rule")},
    )
    paper.words("in_holidays", message("And in the holidays?"))
    paper.numbers(message("Whom can I call?"), but=safe.id if safe else "")
    paper.dates()


# --- who helps -------------------------------------------------------------------------------------------------------


def _for_helper(paper: _Paper, reader: Person) -> None:
    plan = paper.plan
    mine = {rule.item.id for rule in plan.rules if reader.id in rule.who}
    stands_by = {rule.item.id for rule in plan.rules if reader.id in rule.backups} - mine
    helper = {one.item.id for one in plan.helpers if one.who == reader.id}
    paper.title()
    paper.of_items("helpers", "does", message("My part"), helper)
    whole_rule = {
        "words": message("The rule"),
        "hours": message("On which days?"),
        "when": OR_WHEN,
        "where": message("Where?"),
        "details": message("Good to know"),
        "backups": message("Who steps in for me?"),
        "if_not": message("And if that cannot be either?"),
    }
    paper.listed("rules", "my_rules", message("My rules"), whole_rule, mine)
    paper.text("my_week", message("When am I there?"), "\n".join(_own_shifts(paper, reader)))
    step_in = {
        "words": message("The rule"),
        "who": message("In the place of whom?"),
        "hours": message("On which days?"),
        "when": OR_WHEN,
    }
    stepping_in = message("I step in here, when somebody cannot come")
    paper.listed("rules", "step_in", stepping_in, step_in, stands_by)
    week = message("Our week") if any(one.key == "step_in" for one in paper.parts) else stepping_in
    paper.text("step_in_week", week, "\n".join(_shifts_to_step_in(paper, reader)))
    my_signs = {one.id for one in plan.document.items("signs") if reader.id in ids_in(one, "who")}
    paper.listed(
        "signs",
        "signs",
        message("Signs for me"),
        {"of": message("With whom?"), "sign": message("What do I see or hear?"), "does": message("What do I do?")},
        my_signs,
    )
    _what_ifs(paper)
    paper.numbers(message("Whom do I call?"), but=reader.id)
    rest = {rule.item.id for rule in plan.rules} - mine - stands_by
    paper.listed(
        "rules", "rest", message("The other rules"), {"words": message("The rule"), "who": message("Who?")}, rest
    )
    paper.words("in_holidays", message("What is different in the holidays?"))
    paper.words("relapse", message("If it goes wrong after all"))
    paper.dates()


def _own_shifts(paper: _Paper, reader: Person) -> Iterator[str]:
    value, family, language = paper.plan.document.value("week"), paper.plan.family, paper.language
    for shift in shifts_in(value, "there"):
        if reader.id in shift["who"]:
            yield shift_said({**shift, "who": [reader.id]}, "there", family, language)


def _shifts_to_step_in(paper: _Paper, reader: Person) -> Iterator[str]:
    # Also while a parent is away: who is asked then stands beside that.
    value, family, language = paper.plan.document.value("week"), paper.plan.family, paper.language
    for key in LISTS:
        for shift in shifts_in(value, key):
            if reader.id in shift.get("backups", ()) and reader.id not in shift["who"]:
                yield shift_said(shift, key, family, language)


def _what_ifs(paper: _Paper) -> None:
    # Each with whom to call, in order, number behind name.
    def calls(entry: Entry) -> str:
        item = paper.plan.document.item(f"what_ifs/{entry.id}")
        people = paper.plan.people(ids_in(item, "calls"))
        return "\n".join(
            f"{one.name}: {paper.phones[one.id]}" if one.id in paper.phones else one.name for one in people
        )

    paper.listed(
        "what_ifs",
        "what_ifs",
        message("What if"),
        {"when": message("What if …"), "does": message("What happens then?")},
        also=("calls", message("Who is called? In this order."), calls),
    )


# --- the judge -------------------------------------------------------------------------------------------------------


def _for_judge(paper: _Paper, reader: Person) -> None:
    # Three pages at most (practice.md 3.9): what the judge decides on, and nothing that stands in the file already.
    plan = paper.plan
    paper.title()
    paper.rows(
        "lines",
        message("What must certainly be in order"),
        [
            ("words", "text", message("What must be in order")),
            ("rules", "text", message("Rules")),
            ("people", "text", message("People")),
        ],
        [(line.id, _judged(paper, line)) for line in plan.bottom_lines],
        letter=LETTER,
    )
    paper.text("agreed", message("Agreed"), "\n".join(_agreed_lines(paper, plan.rules)))
    paper.rows(
        "rules",
        message("The rules"),
        [
            ("words", "text", message("The rule")),
            ("state", "text", message("How far is it?")),
        ],
        [(rule.item.id, _rule_judged(paper, rule)) for rule in plan.rules],
    )
    paper.rows(
        "helpers",
        message("Who helps"),
        [
            ("who", "text", message("Who?")),
            ("agreed", "text", message("Said yes")),
            ("signed", "text", message("Signed")),
        ],
        [
            (
                one.item.id,
                (
                    _with_role(plan.family.person(one.who)),
                    _agreed(paper, one.agreed, one.agreed_on),
                    _signed(paper, one.who),
                ),
            )
            for one in plan.helpers
            if one.who
        ],
    )
    adults = [row for row in plan.document.items("scales") if not _is_childs(plan, ids_in(row, "who"))]
    asked = {
        "who": message("Who?"),
        "on": message("On which day?"),
        "number": message("Which number?"),
        "why": message("Why this number?"),
    }
    if len({row.text("on") for row in adults}) == 1:
        # One day stands in the picture above, and not in each row again.
        del asked["on"]
    paper.listed("scales", "scales", message("How safe is it?"), asked, {row.id for row in adults})
    own = {page.id for page in plan.document.items("child_pages") if reader.id in ids_in(page, "readers")}
    paper.listed(
        "child_pages",
        "child",
        message("What the child says"),
        {"whose": message("Which child?"), "says": message("What the child says, word for word")},
        own,
    )
    paper.dates()
    paper.words("asks_judge", message("What is asked of the judge"))


def _is_childs(plan: Plan, ids: Iterable[str]) -> bool:
    people = plan.people(ids)
    return not people or any(one.is_child for one in people)


def _judged(paper: _Paper, line: BottomLine) -> tuple[str, ...]:
    rules = paper.plan.rules_for(line)
    who = list(dict.fromkeys(id for rule in rules for id in rule.who))
    return (
        line.words,
        enumeration(_runs([rule.number for rule in rules]), paper.language)
        or fixed("There is no rule for this yet.", paper.language),
        enumeration(paper.plan.names(who), paper.language),
    )


def _runs(numbers: list[int]) -> list[str]:
    """Numbers with those that follow each other said together: `1–6`, `8`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    # Two are no run.
    said = [[f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(one) for one in run] for run in runs]
    return [one for run in said for one in run]


def _agreed_lines(paper: _Paper, rules: Iterable[Rule]) -> Iterator[str]:
    # One day is said alone only where every rule was agreed on it: else with the rules of each.
    by_day: dict[datetime.date | None, list[int]] = {}
    for rule in rules:
        by_day.setdefault(rule.agreed_on, []).append(rule.number)
    for day in sorted(one for one in by_day if one):
        said = full_date(day, paper.language)
        yield said if len(by_day) == 1 else paper.of_rules(by_day[day], said)


def _rule_judged(paper: _Paper, rule: Rule) -> tuple[str, ...]:
    # A look of which nobody chose the kind stands with its words alone.
    said = {TESTED: message("Tried out: %(said)s"), SEEN: message("Seen: %(said)s")}
    looks = [(check.how, _check_said(paper, check)) for check in rule.checks if check.how != PLANNED]
    checked = (fixed(said[how], paper.language) % {"said": words} if how in said else words for how, words in looks)
    return (rule.words, "\n".join(filter(None, (*checked, *_open(paper, rule)))))


def _check_said(paper: _Paper, check: Check) -> str:
    day = _short_date(check.on, paper.language) if check.on else ""
    names = enumeration(paper.plan.names(check.by), paper.language)
    return ", ".join(filter(None, (day, names, check.went)))


def _short_date(day: datetime.date, language: str) -> str:
    """A day without its weekday and its year: a plan takes six weeks, and the year stands below."""
    return format_skeleton("MMMMd", day, locale=locale_of(language))


def _open(paper: _Paper, rule: Rule) -> Iterator[str]:
    """How far a rule is where no look says it, and always that it did not work; then the looks that are still to come."""
    still = fixed("Still open: %(said)s", paper.language)
    planned = [check for check in rule.checks if check.how == PLANNED]
    is_said = any(check.how or check.went for check in rule.checks)
    if rule.state == BETTER or not is_said:
        labels = {
            "planned": message("It will be tried out"),
            "runs": message("It runs"),
            "not_needed": message("Not needed yet"),
            BETTER: message("It did not work yet: we make it better"),
            "": message("Not tried out yet"),
        }
        yield fixed(labels[rule.state], paper.language)
    yield from (still % {"said": _check_said(paper, check)} for check in planned)


def _with_role(person: Person | None) -> str:
    if person is None:
        return ""
    return f"{person.name} ({person.relation})" if person.relation else person.name


def _agreed(paper: _Paper, agreed: str, on: datetime.date | None) -> str:
    if agreed == "yes":
        return _short_date(on, paper.language) if on else fixed("Yes", paper.language)
    return fixed({"no": message("No"), "not_yet": message("Not yet")}.get(agreed, ""), paper.language) if agreed else ""


def _signed(paper: _Paper, who: str) -> str:
    on = paper.plan.signed.get(who)
    return _short_date(on, paper.language) if on else ""


# --- a paper in the making -------------------------------------------------------------------------------------------

Also = tuple[str, str, Callable[[Entry], str]]
"""A field more in each entry of a list: its key, its label, and what is said there."""
NAMES = {
    FOR_CHILD: message("My page of the plan"),
    FOR_HELPER: message("My part in the plan"),
    FOR_JUDGE: message("The plan, for the youth judge"),
}


@dataclass
class _Paper:
    whole: Filled
    plan: Plan
    facts: Facts
    phones: Mapping[str, str]
    parts: list[Part] = field(default_factory=list[Part])
    sections: list[Section] = field(default_factory=list[Section])

    @property
    def language(self) -> str:
        return self.whole.language

    def filled(self, kind: str) -> Filled:
        """The paper, made."""
        definition = Definition(
            self.whole.definition.id, self.whole.definition.reading, NAMES[kind], "", tuple(self.parts)
        )
        return replace(self.whole, definition=definition, sections=tuple(self.sections))

    def title(self) -> None:
        """What the family calls the plan."""
        self.words("title", "")

    def words(self, key: str, label: str) -> None:
        """A part at the top of the plan, under a label of this paper."""
        for answer in self._answers(key):
            part = replace(answer.part, label=label or answer.part.label)
            self._add(part, Section(None, (replace(answer, part=part),)))

    def text(self, key: str, label: str, text: str) -> None:
        """Something reckoned from the plan; nothing where it is empty."""
        if text:
            part = Part(key, "text", label)
            self._add(part, Section(None, (Answer(part, key, text, self.language),)))

    def listed(
        self,
        source: str,
        key: str,
        label: str,
        fields: Mapping[str, str],
        ids: set[str] | None = None,
        also: Also | None = None,
    ) -> None:
        """Items of a list of the plan, with some of their fields, under labels of this paper; all of them where `ids` is None."""
        section = next((one for one in self.whole.sections if one.part and one.part.key == source), None)
        if section is None or section.part is None:
            return
        known = {part.key: part for part in section.part.parts}
        parts = [replace(known[one], label=said, only_if=None) for one, said in fields.items() if one in known]
        if also:
            parts.append(Part(also[0], "text", also[1]))
        part = replace(section.part, key=key, label=label, parts=tuple(parts), from_file=False, only_if=None)
        entries = [
            self._picked(entry, part, source, also) for entry in section.entries if ids is None or entry.id in ids
        ]
        entries = [entry for entry in entries if not entry.is_empty]
        if entries:
            made = _asking_when(Section(part, entries=tuple(entries), charts=section.charts))
            self._add(made.part or part, made)

    def of_items(self, source: str, key: str, label: str, ids: set[str]) -> None:
        """One field of some items of a list of the plan, each at the top under a label of this paper: nothing to number."""
        section = next((one for one in self.whole.sections if one.part and one.part.key == source), None)
        for entry in section.entries if section else ():
            place = f"{source}/{entry.id}/{key}"
            if entry.id not in ids:
                continue
            for answer in entry.answers:
                if answer.part.key == key and not answer.is_empty:
                    part = replace(answer.part, key=place, label=label, only_if=None)
                    self._add(part, Section(None, (replace(answer, part=part),)))
            for inner in entry.lists:
                if inner.part and inner.part.key == key and not inner.is_empty:
                    part = replace(inner.part, key=place, label=label, only_if=None)
                    self._add(part, replace(inner, part=part))

    def rows(
        self,
        key: str,
        label: str,
        fields: list[tuple[str, str, str]],
        rows: list[tuple[str, tuple[str, ...]]],
        letter: str = "",
    ) -> None:
        """A list reckoned from the plan: `fields` as (key, type, label), `rows` as (id, what is said in each field)."""
        parts = tuple(Part(name, kind, said) for name, kind, said in fields)
        part = Part(key, "list", label, parts=parts, letter=letter)
        entries = tuple(
            Entry(
                id,
                number,
                tuple(
                    Answer(one, f"{key}/{id}/{one.key}", text, self.language)
                    for one, text in zip(parts, texts, strict=True)
                ),
            )
            for number, (id, texts) in enumerate(rows, start=1)
        )
        if entries:
            self._add(part, Section(part, entries=entries))

    def dates(self) -> None:
        """When it is looked at again."""
        days = [day for one in self.plan.document.items("looking_back") if (day := day_in(one, "on"))]
        said = "\n".join(full_date(day, self.language) for day in days)
        self.text("looking_back", message("When do we look at it together again?"), said)

    def numbers(self, label: str, but: str = "") -> None:
        """Whom to call, with their numbers."""
        fields = [("who", "text", message("Who?")), ("phone", "phone", message("Telephone number"))]
        self.rows("call", label, fields, [(one.id, (one.name, self.phones[one.id])) for one in self.to_call(but)])

    def to_call(self, but: str) -> list[Person]:
        """Those whose number may stand here: first who helps, in the order of the plan, then those whose work it is."""
        order = [*(one.who for one in self.plan.agreed), *self.phones]
        return self.plan.people([who for who in dict.fromkeys(order) if who in self.phones and who != but])

    def of_rules(self, numbers: Iterable[int], said: str) -> str:
        """What is said of some rules, with their numbers: "Rules 2 and 4: …"."""
        known = [str(one) for one in numbers]
        text = (
            fixed("Rule %(numbers)s: %(said)s", self.language)
            if len(known) == 1
            else fixed("Rules %(numbers)s: %(said)s", self.language)
        )
        return text % {"numbers": enumeration(known, self.language), "said": said}

    def _answers(self, key: str) -> list[Answer]:
        return [
            answer
            for section in self.whole.sections
            if section.part is None
            for answer in section.answers
            if answer.part.key == key and not answer.is_empty
        ]

    def _picked(self, entry: Entry, part: Part, source: str, also: Also | None) -> Entry:
        said = {answer.part.key: answer for answer in entry.answers}
        lists = {inner.part.key: inner for inner in entry.lists if inner.part}
        answers: list[Answer] = []
        inner: list[Section] = []
        for one in part.parts:
            place = f"{part.key}/{entry.id}/{one.key}"
            if also and one.key == also[0]:
                answers.append(Answer(one, place, also[2](entry), self.language))
            elif one.key in said:
                answers.append(replace(said[one.key], part=one, place=place))
            elif one.key in lists:
                inner.append(
                    _moved(replace(lists[one.key], part=one), f"{source}/{entry.id}", f"{part.key}/{entry.id}")
                )
        return replace(entry, answers=tuple(answers), lists=tuple(inner))

    def _add(self, part: Part, section: Section) -> None:
        self.parts.append(part)
        self.sections.append(section)


def _asking_when(section: Section) -> Section:
    # "Or when?" would be no question where no days stand before it: of a rule, and of the list as the heading of a column.
    part, entries = section.part, section.entries
    without = [one for one in entries if not any(answer.part.key == "hours" and answer.text for answer in one.answers)]
    asked = tuple(
        replace(one, answers=tuple(replace(answer, part=_when(answer.part)) for answer in one.answers))
        if one in without
        else one
        for one in entries
    )
    if part and len(without) == len(entries):
        part = replace(part, parts=tuple(map(_when, part.parts)))
    return replace(section, part=part, entries=asked)


def _when(part: Part) -> Part:
    return replace(part, label=WHEN) if part.label == OR_WHEN else part


def _moved(section: Section, old: str, new: str) -> Section:
    # The places of what stands in a list inside an item, under the name that the item's list has on this paper.
    def moved(answer: Answer) -> Answer:
        return replace(answer, place=new + answer.place.removeprefix(old))

    entries = tuple(replace(one, answers=tuple(map(moved, one.answers))) for one in section.entries)
    return replace(section, entries=entries)


def _without_numbers(section: Section, known: Collection[str]) -> Section:
    def hidden(answer: Answer) -> Answer:
        views = tuple(replace(view, words=without_numbers(view.words, known)) for view in answer.views)
        return replace(answer, text=without_numbers(answer.text, known), views=views)

    def inside(entry: Entry) -> Entry:
        lists = tuple(_without_numbers(one, known) for one in entry.lists)
        return replace(entry, answers=tuple(map(hidden, entry.answers)), lists=lists)

    return replace(section, answers=tuple(map(hidden, section.answers)), entries=tuple(map(inside, section.entries)))
