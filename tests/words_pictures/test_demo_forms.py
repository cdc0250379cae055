"""The forms of the demo family: filled in whole, in three languages, for those who may read them; and what they are on paper."""

import io
import re
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from words_pictures.audience import Projected, Viewer, project, worker
from words_pictures.bundle import read_bundle, write_bundle
from words_pictures.change import JUDGE, TOGETHER
from words_pictures.definition import Definition, definitions
from words_pictures.demo import FORMS, demo_bundle, demo_form
from words_pictures.document import Document, facts_wording, is_wording, split, view_of
from words_pictures.family import read_family
from words_pictures.filled import ABOUT, Filled, read_form
from words_pictures.part import WORDS, Part
from words_pictures.said import Facts, item_name
from words_pictures.word import paper_docx
from words_pictures.word.words import book_words

LANGUAGES = ("nl", "en", "pl")
JUDGES = Viewer("claes", adult=True)
PHONE = re.compile(r"0400|\d{2}(?: \d{2}){3}")
LEFT_EMPTY = {
    "network-circles": {"drawn"},
    "advice": {"grounds", "extension_why", *("child_says", "child_says/whose", "child_says/says")}
    | {"child_says/heard_by", "child_says/readers", "scales/why"},
    "evaluation-2": {"child_says", *(f"child_says/{one}" for one in ("whose", "says", "heard_by", "readers"))},
    "network-meeting-2": {"sent_word", "said_no", "point_other", "child_says"}
    | {f"child_says/{one}" for one in ("whose", "says", "heard_by", "readers")},
}
"""What the family had no need of there. Mila said nothing for the judge, so nothing of her stands in the advice."""

each_form = pytest.mark.parametrize("name", FORMS)
each_kind = pytest.mark.parametrize("kind", dict.fromkeys(name.removesuffix("-2") for name in FORMS))


def definition_of(name: str) -> Definition:
    return definitions()[demo_form(name)[0].definition]


def seen_by(viewer: Viewer, name: str) -> Projected:
    document, file = demo_form(name)
    return project(definition_of(name), document, definitions()["family"], file, viewer)


def as_read(name: str, language: str, viewer: Viewer | None = None) -> tuple[Filled, Facts]:
    seen = seen_by(viewer or worker("pieter"), name)
    facts = Facts(read_family(seen.file, language), seen.document, seen.file)
    return read_form(seen.document, definition_of(name), facts, language), facts


def fields_of(parts: tuple[Part, ...], at: str = "") -> dict[str, Part]:
    """Every field that is asked, by its path without items."""
    found: dict[str, Part] = {}
    for part in parts:
        if part.label and not part.from_file:
            found[f"{at}{part.key}"] = part
            found |= fields_of(part.parts, f"{at}{part.key}/")
    return found


def said_in(document: Document) -> str:
    """What stands in it, without who translated it and when."""
    said = {address: entry.value for address, entry in document.entries.items()}
    return "\n".join(str(value) for address, value in said.items() if not facts_wording(split(address)[1])[0])


@each_form
def test_the_definition_has_a_place_for_everything(name: str) -> None:
    document, definition = demo_form(name)[0], definition_of(name)
    for address, entry in document.entries.items():
        definition.check_write(address, entry.value)
        assert document.stands(split(address)[0])
    for place, ids in document.order.items():
        for id in ids:
            definition.check_list(place, id)


@each_form
def test_every_field_is_filled_in(name: str) -> None:
    document, file = demo_form(name)
    filled = {"/".join(split(address)[0].split("/")[::2]) for address in document.entries} | set(document.order)
    asked = {path for path in fields_of(definition_of(name).parts) if path not in ABOUT}
    assert asked - filled == LEFT_EMPTY.get(name, set())
    assert all(file.items(part.key) for part in definition_of(name).parts if part.from_file)


@each_form
def test_what_the_family_reads_is_said_in_three_languages(name: str) -> None:
    document, definition = demo_form(name)[0], definition_of(name)
    said: dict[tuple[str, str], set[str]] = {}
    for address in document.entries:
        place, facet = split(address)
        if is_wording(facet):
            language, voice = view_of(facet)
            said.setdefault((place, voice), set()).add(language)
    assert said or name == "contact-sheet"
    for (place, _), languages in said.items():
        top = definition.part_at(place.split("/")[0])
        assert top is not None
        assert languages == ({"nl"} if top.audience == "workers" else set(LANGUAGES)), place


@pytest.mark.parametrize("language", LANGUAGES)
@each_form
def test_every_translation_was_looked_over_as_it_stands(name: str, language: str) -> None:
    filled, _ = as_read(name, language)
    assert not filled.is_to_be_checked
    words = [one for one in filled.answers() if one.part.type in WORDS and not one.is_empty]
    shown = {one.language for one in words if not _is_for_workers(name, one.place)}
    assert shown in ({language}, set())


def _is_for_workers(name: str, place: str) -> bool:
    top = definition_of(name).part_at(place.split("/")[0])
    return top is not None and top.audience == "workers"


@each_form
def test_everybody_who_is_named_is_in_the_family_file(name: str) -> None:
    document, file = demo_form(name)
    people = set(file.order["people"])
    definition = definition_of(name)
    for address, entry in document.entries.items():
        place, facet = split(address)
        part = definition.part_at(place)
        if facet == "value" and part is not None and part.type == "people":
            assert set(document.ids(place)) <= people, address
        assert entry.by in {*people, TOGETHER, JUDGE}, address


@each_form
def test_a_reference_means_something_of_the_family_file(name: str) -> None:
    document, file = demo_form(name)
    for address in document.entries:
        place, facet = split(address)
        part = definition_of(name).part_at(place)
        if facet == "value" and part is not None and part.type == "reference":
            assert document.ids(place)
            assert set(document.ids(place)) <= set(file.order[part.to.removeprefix("file:")])


@each_form
def test_a_bundle_comes_back_as_it_went(name: str) -> None:
    bundle = demo_bundle(name)
    data = write_bundle(bundle)
    assert read_bundle(data) == bundle
    assert len(data) < 60_000


def test_there_is_no_form_of_another_name() -> None:
    with pytest.raises(KeyError):
        demo_form("story")


def test_what_nobody_translated_is_read_in_the_language_it_was_said_in() -> None:
    filled, facts = as_read("what-must-be", "ar")
    of_file = {part.key for part in definition_of("what-must-be").parts if part.from_file}
    words = [one for one in filled.answers() if one.part.type in WORDS and one.place.split("/")[0] in of_file]
    said = [one for one in words if one.text or one.views]
    assert {one.language for one in said} == {"nl"}
    assert any("nooit alleen" in one.text for one in said)
    line = facts.file.items("bottom_lines")[0]
    assert item_name(line, "ar", "B").startswith("B1. Mila en Oskar")


# --- who reads what --------------------------------------------------------------------------------------------------


@each_form
def test_numbers_stand_on_the_paper_for_calling_and_on_no_other(name: str) -> None:
    assert bool(PHONE.search(said_in(demo_form(name)[0]))) == (name == "contact-sheet")


@each_form
def test_the_judge_reads_no_number_and_nothing_of_the_child(name: str) -> None:
    seen = seen_by(JUDGES, name)
    said = said_in(seen.document) + said_in(seen.file)
    assert not PHONE.search(said)
    assert "school" not in said.lower()
    assert not seen.document.items("child_says")
    assert bool(seen.document.entries) == (name in ("what-must-be", "advice"))


def test_what_mila_says_is_read_by_those_she_named() -> None:
    people = ("mila", "kasia", "tomek", "ewa", "rita", "nele", "joris", "beata")
    reads = {
        one
        for one in people
        if seen_by(Viewer(one, adult=one != "mila"), "network-meeting").document.items("child_says")
    }
    assert reads == {"mila", "kasia", "tomek", "ewa", "rita", "nele"}
    workers = {
        (name, one)
        for name in ("assessment", "network-meeting", "evaluation")
        for one in ("lotte", "pieter")
        if seen_by(worker(one), name).document.items("child_says")
    }
    assert workers == {
        ("assessment", "pieter"), ("network-meeting", "lotte"), ("evaluation", "lotte"), ("evaluation", "pieter")
    }  # fmt: skip


def test_a_worry_about_somebody_is_for_the_workers() -> None:
    assert seen_by(worker("lotte"), "network-circles").document.items("worries")
    for reader in ("kasia", "ewa", "rita"):
        assert not seen_by(Viewer(reader, adult=True), "network-circles").document.items("worries")


def test_what_the_workers_agree_with_each_other_and_the_talk_before_are_theirs() -> None:
    assert "between_workers@nl" not in seen_by(Viewer("kasia", adult=True), "roles").document.entries
    guest = seen_by(Viewer("beata", adult=True), "invitation").document
    assert guest.words("why", "pl").startswith("Jesteś ważna")
    assert not {"ready@value", "talk_said@nl", "talk_on@value", "talk_by@value"} & set(guest.entries)


def test_the_numbers_of_the_meeting_are_those_of_the_field_text() -> None:
    document = demo_form("network-meeting")[0]
    said = {
        document.ids(f"{one.place}/who")[0]: one.value("number")["number"] for one in document.items("rounds_after")
    }
    assert said == {
        "kasia": 6, "ewa": 7, "rita": 5, "nele": 6, "joris": 6, "beata": 7, "lotte": 6, "pieter": 4
    }  # fmt: skip


# --- the definitions -------------------------------------------------------------------------------------------------


def _is_over_time(part: Part) -> bool:
    kinds = [one.type for one in part.parts]
    return part.type == "list" and {"people", "date", "scale"} <= set(kinds) and kinds.count("scale") == 1


@each_kind
def test_a_scale_over_time_has_the_same_fields_everywhere(kind: str) -> None:
    for part in filter(_is_over_time, definitions()[kind].parts):
        assert [one.key for one in part.parts] == ["who", "on", "number", "why"]
        assert part.own is not None
        assert (part.own.of, part.own.readers) == ("who", ""), "a child's number is the child's own"
        assert (part.parts[2].scale.first, part.parts[2].scale.last) == (1, 10)


@each_kind
def test_a_child_chooses_who_reads_its_words(kind: str) -> None:
    for part in definitions()[kind].parts:
        if part.key == "child_says":
            assert part.own is not None
            assert (part.own.of, part.own.readers) == ("whose", "readers")


@each_kind
def test_a_form_says_for_whom_it_is_and_in_which_languages(kind: str) -> None:
    parts = {part.key: part for part in definitions()[kind].parts}
    assert {parts[key].audience for key in ("languages", "people")} == {"everyone"}


def test_only_the_consultant_writes_what_is_proposed_to_the_judge() -> None:
    parts = {part.key: part for part in definitions()["advice"].parts}
    theirs = {key for key, part in parts.items() if part.only_by}
    assert theirs == {"proposal", "because", "extension", "grounds", "extension_why", "asked"}
    assert all(parts[key].only_by == ("consultant",) for key in theirs)
    assert parts["thinks"].written_by == ("family",)
    assert len(parts["grounds"].options) == 3


# --- on paper --------------------------------------------------------------------------------------------------------


def _nothing_drawn(id: str) -> bytes:
    raise LookupError(id)


def _opened(name: str, language: str, *, is_blank: bool) -> "docx.document.Document":
    filled, facts = as_read(name, language)
    if is_blank:
        document = Document("0" * 32, filled.definition.id)
        facts = Facts(facts.family, document, facts.file)
        filled = read_form(document, filled.definition, facts, language)
    words, made_on = book_words(language), date(2027, 3, 18)
    file = paper_docx(filled, _nothing_drawn, words=words, made_on=made_on, version="2", is_blank=is_blank, facts=facts)
    return docx.Document(io.BytesIO(file))


@pytest.mark.parametrize("is_blank", [False, True])
@each_form
def test_its_word_file_opens_and_its_tables_have_a_header_row(name: str, is_blank: bool) -> None:
    opened = _opened(name, "pl", is_blank=is_blank)
    assert opened.paragraphs
    lists = [one for one in definition_of(name).parts if one.type == "list"]
    assert bool(opened.tables) == bool(lists)
    for table in opened.tables:
        header = table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        assert header is not None


def test_a_filled_paper_says_what_was_said() -> None:
    shown = "".join(_opened("why-are-we-here", "nl", is_blank=False).element.body.itertext())
    assert "Rita belde 112" in shown.replace("\xa0", " ")
