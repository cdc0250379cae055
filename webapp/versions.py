"""The versions of a paper that were signed, as they are kept; and which version it is now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from flask import abort, request

from words_pictures.signing import VERSION, Copy, Version, number_now, signatures_in, signed_on, versions

from . import access
from .store import documents as stored
from .store.packing import today


@dataclass(frozen=True)
class Stand:
    """Which version a paper is, as people say it, and of which day."""

    version: str | None
    """None: of a paper that has no versions, since nobody signs it."""
    made_on: datetime.date
    """The day on which the last of those who signed it did; today, where nobody signed it as it stands."""


def versions_of(opened: access.Opened) -> tuple[Version, ...]:
    """The versions of a document that were signed, the first one first."""
    told = sorted(stored.read_told(access.database(), opened.document.id), key=lambda one: one.document.revision)
    return versions(opened.definition, map(_copy, told))


def last_version_of(opened: access.Opened) -> tuple[Version, ...]:
    """The last version that was signed, as the last one of `versions_of`; none where nobody signed. Each of them is a whole document."""
    if not opened.last_signed:
        listed = signatures_in(opened.definition)
        rows = opened.whole.items(listed.key) if listed else ()
        told = stored.read_last_told(access.database(), opened.document.id, [one.id for one in rows])
        opened.last_signed.append(versions(opened.definition, (_copy(told),) if told else ()))
    return opened.last_signed[0]


def _copy(told: stored.Told) -> Copy:
    return Copy(told.id, told.at, told.document.beside(told.file), told.file)


def version_asked(opened: access.Opened) -> access.Opened:
    """The document as it was signed, where `version` asks for one of its kept copies; else as it stands. 404 for a copy of another."""
    asked = request.values.get("version")
    if not asked:
        return opened
    copy = next((one.copy for one in versions_of(opened) if one.copy.id == asked), None) or abort(404)
    return replace(opened, whole=copy.document, whole_file=copy.file, last_signed=[])


def version_of(opened: access.Opened) -> int | None:
    """Which version a document is, of those that are signed; None of a paper that has no versions, since nobody signs it."""
    listed = signatures_in(opened.definition)
    if listed is None or listed.part(VERSION) is None:
        return None
    return number_now(opened.definition, opened.whole, opened.whole_file, last_version_of(opened))


def stand_of(opened: access.Opened) -> Stand:
    """Which version a document is, and of which day."""
    number = version_of(opened)
    if number is None:
        return Stand(None, today())
    return Stand(str(number), signed_on(opened.definition, opened.whole, number) or today())
