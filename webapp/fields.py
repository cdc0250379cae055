"""A part of a definition as a field of a form, and what came back from it as changes. Every simple form is made of these."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import g
from werkzeug.datastructures import MultiDict

from words_pictures import tongues
from words_pictures.change import Change, Write
from words_pictures.definition import WORDS, Part
from words_pictures.document import Document, Value, cleaned, new_id
from words_pictures.errors import NotSaid
from words_pictures.values import is_date

from . import weeks


@dataclass(frozen=True)
class Field:
    """A part with what stands in it, as a form shows it. `name` is its name in the form: the key of the part."""

    part: Part
    value: Value
    address: str
    version: int

    @property
    def name(self) -> str:
        return self.part.key

    @property
    def digest(self) -> str:
        """What a form carries to tell whether somebody changed this field in it, without carrying the value twice."""
        return _digest(self.value)

    @property
    def day(self) -> datetime.date | None:
        """What stands in a field for a date; None where nothing does."""
        return datetime.date.fromisoformat(self.value) if isinstance(self.value, str) and is_date(self.value) else None

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The choices as (value, English label)."""
        return tuple(zip(self.part.options, self.part.option_labels, strict=True))


def field_of(document: Document, part: Part, place: str, language: str) -> Field:
    """One part of a document as a field; words in one language."""
    address = f"{place}@{language if part.type in WORDS else 'value'}"
    entry = document.entry(address)
    return Field(part, entry.value if entry else None, address, entry.version if entry else 0)


def fields_of(document: Document, parts: Iterable[Part], item: str | None, language: str) -> list[Field]:
    """Parts as fields: of a whole document, or of one of its items."""
    return [field_of(document, part, f"{item}/{part.key}" if item else part.key, language) for part in parts]


def changes_from(
    form: MultiDict[str, str], fields: Iterable[Field], by: str, pen: str | None = None, first: int = 1
) -> list[Change]:
    """The changes that make the document say what came back in a form. What is as it was is no change.

    A form carries `seen.<name>`, the version it showed, so that what somebody else wrote meanwhile is not written over; and `stood.<name>`,
    a digest of what it showed, so that a field in which nothing was typed neither writes over anything nor is overtaken.
    Raises NotSaid where somebody typed a language that nobody knows.
    """
    pen, changes = pen or new_id(), list[Change]()
    for field in fields:
        if f"asked.{field.name}" not in form:
            continue
        value = _value(form, field.part)
        if value == (field.value or None) or _digest(value) == form.get(f"stood.{field.name}"):
            continue
        seen = form.get(f"seen.{field.name}", 0, type=int)
        changes.append(Write(f"{pen}.{first + len(changes)}", by, field.address, value, seen))
    return changes


def overtaken(form: MultiDict[str, str], fields: Iterable[Field]) -> set[str]:
    """The names of the fields that somebody else wrote in since the form was shown."""
    return {field.name for field in fields if field.version > form.get(f"seen.{field.name}", field.version, type=int)}


def _digest(value: Value) -> str:
    return hashlib.sha256(json.dumps(value or None, sort_keys=True).encode()).hexdigest()[:16]


def _another_language(form: MultiDict[str, str], part: Part) -> list[str]:
    # Typed by its name, beside those that are ticked.
    typed = form.get(f"other.{part.key}", "").strip()
    if not typed:
        return []
    code = tongues.code_of(typed, g.language)
    if not code:
        raise NotSaid(f"{part.key}@value takes no {typed!r}")
    return [code]


def _value(form: MultiDict[str, str], part: Part) -> Value:
    if part.type == "languages":
        return list(dict.fromkeys((*form.getlist(part.key), *_another_language(form, part)))) or None
    if part.type == "people" or (part.type == "choice" and part.many):
        return [one for one in form.getlist(part.key) if one] or None
    text = cleaned(form.get(part.key, ""))
    text = text if part.type == "passage" else " ".join(text.split())
    if not text:
        return None
    if part.type == "number":
        return int(text) if re.fullmatch("-?[0-9]{1,6}", text) else text
    return True if part.type == "yes" else text


def parsed(form: MultiDict[str, str], part: Part, today: datetime.date) -> Value:
    """What came back in the form of one field, as the value that its type takes; what is no such value comes back as it was typed."""
    text = " ".join(cleaned(form.get("value", "")).split())
    several = [one for one in form.getlist("value") if one]
    match part.type:
        case "people" | "reference":
            return list(dict.fromkeys(several)) or None
        case "choice" if part.many:
            return several or None
        case "languages":
            return list(dict.fromkeys(tongues.code_of(one, g.language) or one for one in several)) or None
        case "number":
            return int(text) if re.fullmatch("-?[0-9]{1,6}", text) else text or None
        case "scale":
            scale = part.scale
            number = int(text) if re.fullmatch("-?[0-9]{1,3}", text) else text
            return {"number": number, "from": scale.first, "to": scale.last} if text else None
        case "yes":
            return True if text == "true" else None
        case "hours":
            return _hours(form)
        case "week":
            return weeks.posted(form)
        case "signature":
            return _signature(form, today)
        case _:
            return text or None


def _hours(form: MultiDict[str, str]) -> Value:
    days = sorted({int(day) for day in form.getlist("days") if re.fullmatch("[0-6]", day)})
    begin, end = form.get("from", ""), form.get("to", "")
    if not days and not begin and not end:
        return None
    return {"days": days, "from": begin, "to": end}


def _signature(form: MultiDict[str, str], today: datetime.date) -> Value:
    name, witness = (" ".join(cleaned(form.get(key, "")).split()) for key in ("name", "witness"))
    if not name:
        return None
    signed: dict[str, Any] = {"way": "typed", "name": name, "on": form.get("on") or today.isoformat()}
    strokes = _strokes(form.get("strokes", ""))
    if strokes:
        signed |= {"way": "drawn", "strokes": strokes}
    if witness:
        signed |= {"way": "mark", "witness": witness}
    return signed


def _strokes(text: str) -> Value:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None
