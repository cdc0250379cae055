"""The demo family: its finished stories, in Dutch and English, with their pictures, its plans and its forms. Everybody in it is invented.

A story in another language of the family stands in a file of its own (`story.pl.toml`), with who translated it and who looked it over.
The words stand in the TOML files beside this one, one for each story and one for each family; the pictures of each story and of the
rules of a plan, which are compositions, in `pictures/`; the forms in `forms/` and the plans beside this file, each with its words in all
its languages. They become documents the way every document does, by changes. Ids come from names, not from chance, so the same demo is
the same bytes everywhere.
"""

from __future__ import annotations

import datetime
import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from ..bundle import Bundle
from ..change import Add, Change, Write, apply
from ..composition import read, to_value
from ..definition import WORDS, Definition, definitions
from ..document import CHECKED, MADE, Document, fact_of
from ..drawing.composed import Drawn
from ..drawn import drawn_of, place_of
from ..family import read_family
from ..translation import digest, made, source_of

STORIES = ("immediate", "story", "story-youngest", "story-young-person")
"""The short story for now, the long one, the youngest's for later (one family), and the young person's own (another)."""
FORMS = (
    *("contact-sheet", "why-are-we-here", "roles", "what-must-be", "network-circles", "invitation", "assessment"),
    *("network-meeting", "safety-journal", "decision", "evaluation", "evaluation-2", "network-meeting-2", "advice"),
)
"""The forms of the first family, in the order in which they are needed; what ends in 2 is the same form the second time."""
PLANS = ("plan", "plan-young-person")
"""The safety plan of the first family, and the young person's own."""
DOCUMENTS = (*STORIES, *PLANS, *FORMS)
"""All that the demo holds, in the order in which it is brought in."""
LOOKED_OVER_ON = "2027-03-22"
"""When the English was looked over, and the Polish of the family's file."""
INTERPRETER = "Anna Zielińska, tolk"
"""Who made the Polish of the family's file and of the forms, and looked it over."""
COVER = "cover"
"""The picture that belongs to no scene, by its name in `pictures/`."""

_HERE = Path(__file__).parent


@cache
def demo_story(name: str) -> tuple[Document, Document]:
    """One of `STORIES` and its family's file; made once. Raises KeyError for any other name."""
    if name not in STORIES:
        raise KeyError(name)
    content, translations = _content(name), _translations(name)
    family, by = content.pop("family"), content.pop("by")
    content["languages"] = [*content["languages"], *translations]
    definition = definitions()[content.pop("definition")]
    document = Document(_id(family, name), definition.id)
    document = _made(definition, document, _changes(definition, document.id, content, by=by))
    for change in _picture_changes(document.id, _content(f"pictures/{name}"), by):
        document = apply(document, change, definition).document
    for language, translated in translations.items():
        for change in _translated(document, language, translated):
            document = apply(document, change, definition).document
    return document, _family_file(family)


@cache
def demo_form(name: str) -> tuple[Document, Document]:
    """One of `FORMS`, filled in, and its family's file; made once. Raises KeyError for any other name."""
    if name not in FORMS:
        raise KeyError(name)
    return _filled_in(name, _content(f"forms/{name}"))


@cache
def demo_plan(name: str) -> tuple[Document, Document]:
    """One of `PLANS`, filled in, with the pictures of its rules, and its family's file; made once. Raises KeyError for any other name."""
    if name not in PLANS:
        raise KeyError(name)
    content = _content(name)
    pictures, readers, by = content.pop("pictures", ""), content.pop("readers", {}), content["by"]
    signatures, looked_over_on = {"signatures": content.pop("signatures", [])}, content["looked_over_on"].isoformat()
    document, file = _filled_in(name, content)
    definition = definitions()[document.definition]
    if pictures:
        document = _made(definition, document, _picture_changes(document.id, _content(pictures), by, "rules"))
    # What somebody asked for others than the rest of its page.
    document = _made(
        definition, document, (_write(document.id, f"{place}@audience", named, by) for place, named in readers.items())
    )
    # It is signed as it stands then.
    signed = _changes(definition, document.id, signatures, by=by, looked_over_on=looked_over_on)
    return _made(definition, document, signed), file


def _filled_in(name: str, content: dict[str, Any]) -> tuple[Document, Document]:
    family, by, looked_over_on = content.pop("family"), content.pop("by"), content.pop("looked_over_on").isoformat()
    definition = definitions()[content.pop("definition")]
    document = Document(_id(family, name), definition.id)
    changes = _changes(definition, document.id, content, by=by, looked_over_on=looked_over_on)
    return _made(definition, document, changes), _family_file(family)


def demo_drawing(name: str, number: int, language: str = "nl") -> Drawn:
    """The picture of a scene or a rule, ready to be drawn: the first is 1, and 0 is the cover. Raises KeyError where there is none."""
    document, file = demo_plan(name) if name in PLANS else demo_story(name)
    items = ("", *(item.place for item in document.items("rules" if name in PLANS else "scenes")))
    if not 0 <= number < len(items):
        raise KeyError((name, number))
    drawn = drawn_of(document, items[number], read_family(file, language).looks, language)
    if drawn is None:
        raise KeyError((name, number))
    return drawn


def demo_bundle(name: str) -> Bundle:
    """One of `DOCUMENTS` with the whole file of its family. Pictures are in it as data. Raises KeyError for any other name."""
    made_by = demo_form if name in FORMS else demo_plan if name in PLANS else demo_story
    document, file = made_by(name)
    return Bundle(document, file, {}, definitions()[document.definition])


def demo_bundles() -> dict[str, Bundle]:
    """Every demo story, plan and form as a bundle, by the name of its file without `.zip`."""
    return {name: demo_bundle(name) for name in DOCUMENTS}


@cache
def _family_file(family: str) -> Document:
    content, definition = _content(family), definitions()["family"]
    by = content.pop("by")
    file = Document(_id(family, "file"), definition.id)
    file = _made(definition, file, _changes(definition, file.id, content, by=by))
    return _made(definition, file, _phones_for_children(file, by))


def _made(definition: Definition, document: Document, changes: Iterable[Change]) -> Document:
    for change in changes:
        document = apply(document, change, definition).document
    return document


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))


def _changes(
    definition: Definition,
    document_id: str,
    content: Mapping[str, Any],
    by: str,
    at: str = "",
    looked_over_on: str = LOOKED_OVER_ON,
) -> Iterator[Change]:
    for key, value in content.items():
        place = f"{at}{key}"
        part = definition.part_at(place)
        kind = part.type if part else ""
        if kind == "list":
            after = None
            for number, item in enumerate(cast("list[dict[str, Any]]", value), start=1):
                fields = dict(item)
                id = fields.pop("id", str(number))
                yield Add(_change_id(document_id, f"{place}/{id}"), by, place, id, after)
                yield from _changes(definition, document_id, fields, by, f"{place}/{id}/", looked_over_on)
                after = id
        elif kind in WORDS:
            yield from _wording_changes(document_id, place, cast("dict[str, Any]", value), by, looked_over_on)
        else:
            yield _write(document_id, f"{place}@value", _plain(value), by)


def _wording_changes(
    document_id: str, place: str, wordings: Mapping[str, Any], by: str, looked_over_on: str
) -> Iterator[Change]:
    said = dict(_facets(wordings, by))
    for facet, (voice, words) in said.items():
        yield _write(document_id, f"{place}@{facet}", words, voice)
    yield from _translation_facts(document_id, place, said, looked_over_on)


def _facets(wordings: Mapping[str, Any], by: str) -> Iterator[tuple[str, tuple[str, str]]]:
    # Each wording at its facet, with whose words it is: `nl`, or `nl.kasia` where somebody says it in their own way. In the TOML a line
    # of a wording is a sentence; on the page the sentences follow one another.
    whose = wordings.get("by", by)
    for language, said in wordings.items():
        if isinstance(said, dict):
            views = cast("dict[str, str]", said)
            yield from ((f"{language}.{voice}", (voice, " ".join(words.split()))) for voice, words in views.items())
        elif language != "by":
            yield language, (whose, " ".join(said.split()))


_TRANSLATED = {"en": ("worker", "Lotte"), "pl": ("interpreter", INTERPRETER)}
"""How a language beside the Dutch was made from it, and who looked it over."""


def _translation_facts(
    document_id: str, place: str, said: Mapping[str, tuple[str, str]], looked_over_on: str
) -> Iterator[Change]:
    for facet, (voice, words) in said.items():
        language, dot, view = facet.partition(".")
        source = said.get(f"nl{dot}{view}")
        if source is None or language not in _TRANSLATED:
            continue
        how, who = _TRANSLATED[language]
        made_of = {"from": "nl", "of": digest(source[1]), "how": how}
        yield _write(document_id, f"{place}@{fact_of(MADE, facet)}", made_of, voice)
        seen = {"same": digest(words), "by": who, "on": looked_over_on}
        yield _write(document_id, f"{place}@{fact_of(CHECKED, facet)}", seen, voice)


def _plain(value: Any) -> Any:
    # A day stands in the TOML as a day; a document keeps it as it is written.
    return value.isoformat() if isinstance(value, datetime.date) else value


def _picture_changes(document_id: str, pictures: Mapping[str, Any], by: str, of: str = "scenes") -> Iterator[Change]:
    # What it shows in words stands beside it: said shorter and warmer than a picture can tell of itself.
    for name, content in pictures.items():
        place = place_of("" if name == COVER else f"{of}/{name}")
        said = {language: content.pop(language) for language in ("nl", "en", "pl") if language in content}
        yield _write(document_id, f"{place}@value", to_value(read(content)), by)
        yield from _wording_changes(document_id, place, said, by, LOOKED_OVER_ON)


def _translations(name: str) -> dict[str, dict[str, Any]]:
    files = sorted(_HERE.glob(f"{name}.*.toml"))
    return {path.stem.partition(".")[2]: _content(path.stem) for path in files}


def _translated(document: Document, language: str, content: Mapping[str, Any]) -> Iterator[Change]:
    how, look_over = str(content["how"]), content.get("checked")
    for place, words in _wordings(content):
        source = document.entry(f"{place}@{source_of(document, place, language)}")
        change = _write(
            document.id, f"{place}@{language}", " ".join(words.split()), source.by if source else "together"
        )
        yield change
        if fact := made(document, change, how):
            yield replace(fact, id=_change_id(document.id, fact.address))
        if look_over:
            same, address = digest(str(change.value)), f"{place}@{fact_of(CHECKED, language)}"
            value = {"same": same, "by": look_over["by"], "on": look_over["on"].isoformat()}
            yield _write(document.id, address, value, change.by)


def _wordings(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    # Where each wording of a translation belongs, and the wording.
    for key, value in content.items():
        if key == COVER:
            yield place_of(""), value["picture"]
        elif key == "scenes":
            for id, scene in value.items():
                item = f"scenes/{id}"
                yield from (
                    (place_of(item) if one == "picture" else f"{item}/{one}", words) for one, words in scene.items()
                )
        elif key not in ("how", "checked"):
            yield key, value


def _phones_for_children(file: Document, by: str) -> Iterator[Change]:
    # Numbers are for the workers alone; a child also sees the one behind "I want to talk".
    family = read_family(file, "nl")
    for safe in family.adults:
        children = [child.id for child in family.children if child.safe_person == safe.id]
        if children:
            yield _write(file.id, f"people/{safe.id}/phone@audience", {"for": ["workers", *children]}, by)


def _write(document_id: str, address: str, value: Any, by: str) -> Write:
    return Write(_change_id(document_id, address), by, address, value, seen=0)


def _change_id(document_id: str, address: str) -> str:
    return f"{_id(document_id, address)}.1"


def _id(*names: str) -> str:
    return hashlib.sha256("/".join(names).encode()).hexdigest()[:32]
