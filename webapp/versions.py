"""The versions of a paper that were signed, as they are kept; and which version it is now."""

from __future__ import annotations

from dataclasses import replace

from flask import abort, request

from words_pictures.signing import VERSION, Copy, Version, number_now, signatures_in, versions

from . import access
from .store import documents as stored


def versions_of(opened: access.Opened) -> tuple[Version, ...]:
    """The versions of a document that were signed, the first one first."""
    told = sorted(stored.read_told(access.database(), opened.document.id), key=lambda one: one.document.revision)
    return versions(opened.definition, (Copy(one.id, one.at, one.document, one.file) for one in told))


def version_asked(opened: access.Opened) -> access.Opened:
    """The document as it was signed, where `version` asks for one of its kept copies; else as it stands. 404 for a copy of another."""
    asked = request.values.get("version")
    if not asked:
        return opened
    copy = next((one.copy for one in versions_of(opened) if one.copy.id == asked), None) or abort(404)
    return replace(opened, whole=copy.document, whole_file=copy.file)


def number_of(opened: access.Opened) -> str:
    """Which version a document is, as people say it: of one that is signed which was signed, of any other how often it changed."""
    listed = signatures_in(opened.definition)
    if listed is None or listed.part(VERSION) is None:
        return str(opened.document.revision)
    signed = versions_of(opened)
    of_copy = next((one.number for one in signed if one.copy.document == opened.whole), None)
    return str(of_copy or number_now(opened.definition, opened.whole, opened.whole_file, signed))
