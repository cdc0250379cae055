"""The Word file of any form: set from what it is made of (its definition) and what was said in it, in one language or in two."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time

from docx.shared import Pt

from ..definition import Definition
from ..filled import Filled
from ..said import Facts
from ..wording import WORK_LANGUAGE, enumeration, full_date
from . import ooxml, paper_ooxml
from .base import settings
from .letters import in_order, tongue
from .package import write_package
from .pages import Pages, typed
from .paper_abreast import may_stand_abreast
from .paper_flow import Flow
from .paper_outline import Field, Outline, outline
from .paper_said import Reading, Setter
from .words import BookWords, Fixed, book_words, fixed, partly_translated

_FOR_WHOM = ("children", "people")
"""Fields at the top that say for whom a form is (filled.ABOUT): the first that names anybody."""
_LONGEST_NUMBERING = "88 / 88"
_ABOVE_A_FOOT = 8.0
"""Between the words of a page and what stands under it, in points."""


def paper_docx(
    filled: Filled,
    pictures: Callable[[str], bytes],
    *,
    words: BookWords,
    made_on: date,
    version: str | None,
    beside: Filled | None = None,
    beside_words: BookWords | None = None,
    is_blank: bool = False,
    emergency: bool = False,
    for_child: bool = False,
    is_close: bool = False,
    facts: Facts | None = None,
) -> bytes:
    """The Word file (.docx) of a form, in its language and direction; the same input gives the same bytes.

    `pictures` gives a picture's bytes by its id, as for `story_docx`. `version` and `made_on` stand under each page. `beside` is the same
    form read in a second language, with `beside_words` as its fixed words. `is_blank`: every field stands there, with room to fill it in
    by hand. `emergency`: whom to call in danger stands under each page. `for_child`: in large letters, and the pictures of a list two to
    a page. `is_close`: every table in the smaller letters, for who has many papers to read. `facts` are those the form was read with:
    they give the lines of signatures, and in a form to fill in by hand the people and the items to choose from. Raises PictureUnreadable
    for bytes that are neither JPEG nor PNG.
    """
    readings = [
        Reading(filled, words),
        *([Reading(beside, beside_words or book_words(beside.language))] if beside else []),
    ]
    pages = Pages(filled.language)
    setter = Setter(pages, readings, facts, is_blank=is_blank, for_child=for_child, is_close=is_close)
    flow, found = Flow(setter), outline([one.filled for one in readings], is_blank=is_blank)
    _set_properties(pages, readings, made_on, facts)
    _add_foot(pages, readings, _versions(readings, version, made_on), emergency=emergency)
    stretches = list(filled.definition.in_columns(found.parts, lambda one: one.part.column))
    _add_head(flow, found, facts, has_help=is_blank and not (stretches and may_stand_abreast(setter, stretches[0])))
    for number, columns in enumerate(stretches):
        flow.add_columns(columns, is_first=not number, is_last=number == len(stretches) - 1)
    # Word wants a paragraph behind a table, and makes one where there is none.
    setter.part_from_table()
    file = io.BytesIO()
    write_package(file, pages.document, pages.pictures, lambda id: setter.signatures.get(id) or pictures(id))
    return file.getvalue()


def _add_head(flow: Flow, found: Outline, facts: Facts | None, *, has_help: bool) -> None:
    """The title: the form's own, or what kind of form it is; and for whom it is."""
    setter = flow.setter
    if found.title:
        _add_title(flow, found.title)
    else:
        flow.add_headings("Paper Title", flow.readings[0].filled.definition.name)
    names = _for_whom(flow.readings[0].filled.definition, facts)
    for reading in flow.readings:
        if names and (said := reading.words.read_to).text:
            setter.add("Paper For", [said.text % {"names": enumeration(names, said.language)}], said.language)
    if len(flow.readings) == 1 and not flow.readings[0].filled.is_in_its_language:
        setter.add_note(partly_translated(flow.readings[0].language), flow.readings[0].language)
    if has_help and (help := flow.readings[0].filled.definition.help):
        flow.add_headings("Paper Words", help)


def _add_title(flow: Flow, title: Field) -> None:
    said = {
        (answer.text, answer.language): (answer, one) for answer, one in zip(title.said, flow.readings, strict=True)
    }
    for answer, reading in said.values():
        heading = flow.setter.add("Paper Title", typed(answer.text), answer.language)
        flow.setter.anchor(heading, title.place, answer.language)
        if answer.is_to_be_checked:
            flow.setter.add_note(reading.words.not_looked_over, answer.language)


def _for_whom(definition: Definition, facts: Facts | None) -> tuple[str, ...]:
    """The names of those whom the form is for, as far as it says so."""
    asked = (part.key for key in _FOR_WHOM if (part := definition.part_at(key)) and part.type == "people")
    named = (facts.family.those(facts.document.ids(key)) for key in asked) if facts else ()
    return tuple(person.name for person in next(filter(None, named), ()))


def _versions(readings: list[Reading], version: str | None, made_on: date) -> list[Fixed]:
    """Which version it is, and of which day, in each language."""
    said = [one.words.made_on if version is None else one.words.version for one in readings]
    lines = [
        Fixed(one.text % {"version": version, "date": full_date(made_on, one.language)}, one.language)
        for one in said
        if one.text
    ]
    return list(dict.fromkeys(lines))


def _add_foot(pages: Pages, readings: list[Reading], versions: list[Fixed], *, emergency: bool) -> None:
    """Under each page: whom to call, which version it is, what kind of form it is, and which page of how many."""
    section = pages.document.sections[0]
    section.different_first_page_header_footer = False
    into = ooxml.emptied(section.footer)
    names = list(dict.fromkeys(_name(reading) for reading in readings))
    is_on_a_line = _fits_on_a_line([*names, *versions], pages)
    above = [*(() if is_on_a_line else versions), *(_emergency(readings) if emergency else ())]
    lines = [pages.add("Paper Foot", [line.text], line.language, into) for line in above]
    lines.append(paragraph := pages.add("Paper Foot", [], pages.language, into))
    for one in (*names, *(versions if is_on_a_line else ())):
        ooxml.add_lines(paragraph, [f"{one.text} · "], one.language, in_order)
    paper_ooxml.add_field(paragraph, "PAGE", tongue(pages.language))
    ooxml.add_lines(paragraph, [" / "], pages.language)
    paper_ooxml.add_field(paragraph, "NUMPAGES", tongue(pages.language))
    lines[0].paragraph_format.space_before = Pt(_ABOVE_A_FOOT)


def _fits_on_a_line(texts: list[Fixed], pages: Pages) -> bool:
    width_of = settings()["Paper Foot"].width_of
    whole = sum(width_of(f"{one.text} · ", one.language) for one in texts)
    return whole + width_of(_LONGEST_NUMBERING, pages.language) <= pages.width


def _emergency(readings: list[Reading]) -> list[Fixed]:
    """In every language; under a line that nobody has looked over the Dutch, unless it stands there anyway."""
    lines = [line for reading in readings for line in reading.words.emergency]
    is_dutch = any(line[0].language == WORK_LANGUAGE for line in lines)
    return list(dict.fromkeys(one for line in lines for one in (line[:1] if is_dutch else line) if one.text))


def _name(reading: Reading) -> Fixed:
    return fixed(reading.filled.definition.name, reading.language)


def _set_properties(pages: Pages, readings: list[Reading], made_on: date, facts: Facts | None) -> None:
    """What the file says of itself: what kind of form it is and never its own title, no author, the day, its language."""
    (first, *others), document = readings, pages.document
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = _name(first).text[:255], "", ""
    properties.language = tongue(first.language).tag
    # Noon, so that it is the same day in every time zone a reader may be in.
    properties.created = properties.modified = datetime.combine(made_on, time(12), UTC)
    ooxml.set_document_language(document, tongue(first.language))
    ooxml.set_page_direction(document.sections[0], tongue(first.language))
    known = {"form": first.filled.definition.id, "revision": str(first.filled.revision), "language": first.language}
    if facts:
        known["document"] = facts.document.id
    if others:
        known["beside"] = others[0].language
    ooxml.add_custom_properties(document, known)
