"""An interpreter's Word table that came back: looked at row by row, and what is chosen of it comes to stand in the document."""

from __future__ import annotations

import json
from typing import Any, cast

from flask import Blueprint, abort, g, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from words_pictures.change import Overtaken, Write
from words_pictures.definition import HOWS
from words_pictures.document import cleaned, is_wording, new_id
from words_pictures.errors import NotSaid, OtherLanguage, TableRefused, WordFileRefused, WordFileTooLarge
from words_pictures.masking import Masking
from words_pictures.translation import sentences_of
from words_pictures.word.returned_table import Returned, ReturnedRow, changes, read_table
from words_pictures.word_file import MOST_PACKED_BYTES

from . import access, receiving
from .bench import around
from .parts import back_to
from .store import documents as stored
from .translating import SEAT, opened_in

blueprint = Blueprint("returning", __name__)

MOST_PARTS = 2_000
"""A row has one, where it is ticked: more than any story has passages."""


@blueprint.post(f"{SEAT}/table")
@access.open_to(access.WORKER)
@receiving.takes(MOST_PACKED_BYTES + 1_000_000)
def look(document_id: str, language: str) -> str | tuple[str, int]:
    """What came back, row by row. Nothing is written yet."""
    opened = opened_in(document_id, language)
    try:
        sent = request.files.get("table")
        if sent is None or not sent.filename:
            return _page(opened, language, wrong="nothing"), 422
        names = Masking.of_people(opened.family(g.language))
        came = read_table(sent.stream.read(), opened.together, opened.definition, names=names, language=language)
    except (RequestEntityTooLarge, WordFileTooLarge):
        receiving.hear_out()
        return _page(opened, language, wrong="heavy"), 413
    except (WordFileRefused, TableRefused) as refused:
        return _page(opened, language, wrong=type(refused).__name__, refused=refused), 422
    return _page(opened, language, came)


@blueprint.post(f"{SEAT}/take")
@access.open_to(access.WORKER)
@receiving.takes(MOST_PACKED_BYTES, parts=MOST_PARTS)
def take(document_id: str, language: str) -> Response | tuple[str, int]:
    """The rows that were ticked come to stand in the document, all or none. 409: somebody wrote in one of them meanwhile."""
    opened = opened_in(document_id, language)
    chosen = _chosen(opened, language)
    how = request.form.get("how", "")
    made = changes(opened.together, chosen, how=how if how in HOWS else "interpreter", pen=new_id())
    try:
        _save(opened, made)
    except Overtaken:
        return _page(opened, language, wrong="overtaken"), 409
    except NotSaid:
        return _page(opened, language, wrong="not_said"), 422
    except stored.NotAllowed:
        return _page(opened, language, wrong="not_allowed"), 403
    return back_to("translating.seat", document_id=document_id, language=language)


def _refused(opened: access.Opened, rows: list[ReturnedRow]) -> set[str]:
    # The addresses of what is not to be taken over by who asks: the family itself said it in this language.
    made = changes(opened.together, rows, how="interpreter", pen=new_id())
    said = [one for one in made if is_wording(one.address.partition("@")[2])]
    ways = [(one, access.at_place(opened, one.address.partition("@")[0])) for one in said]
    return {
        one.address
        for one, at in ways
        if one.value and at.document.words(*one.address.split("@")) and not at.may(at.whole, one)
    }


def _save(opened: access.Opened, made: list[Write]) -> None:
    # What is said in the family's file comes to stand there, with the rest or not at all.
    file = access.file_of(opened)
    in_file = [one for one in made if opened.definition.is_in_file(one.address.partition("@")[0])]
    own = [one for one in made if one not in in_file]
    there = [
        stored.Saving(at.document.id, at.definition, some, at.may) for at, some in ((opened, own), (file, in_file))
    ]
    stored.save_all(access.database(), access.account().id, there)


def _chosen(opened: access.Opened, language: str) -> list[ReturnedRow]:
    # What the page of the table carried: read there, and ticked by somebody since.
    standing = {one.address: one for one in sentences_of(opened.together, opened.definition, language)}
    ticked, rows = set(request.form.getlist("take")), list[ReturnedRow]()
    for said in _carried():
        address, words = str(said.get("address", "")), said.get("words")
        version, seen = said.get("version"), said.get("seen")
        if address not in ticked or address not in standing or not isinstance(version, int):
            continue
        if not isinstance(words, str) or not isinstance(seen, str):
            continue
        row = ReturnedRow(
            "changed", cleaned(words), "", address, standing[address], is_new=True, seen=seen, version=version
        )
        rows.append(row)
    return rows


def _carried() -> list[dict[str, Any]]:
    try:
        rows: object = json.loads(request.form.get("rows", "[]"))
    except (ValueError, RecursionError):
        return abort(400)
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        abort(400)
    return cast("list[dict[str, Any]]", rows)


def _page(
    opened: access.Opened,
    language: str,
    came: Returned | None = None,
    *,
    wrong: str = "",
    refused: WordFileRefused | TableRefused | None = None,
) -> str:
    rows = [row for row in came.rows if row.is_new and row.kind != "same"] if came else []
    return render_template(
        "translating/returned.html",
        **around(opened, None),
        into=language,
        came=came,
        rows=rows,
        refused=_refused(opened, rows),
        takeable=json.dumps(
            [
                {"address": row.address, "words": row.words, "seen": row.seen, "version": row.version}
                for row in rows
                if row.sentence is not None
            ],
            ensure_ascii=False,
        ),
        wrong=wrong,
        other_language=refused.language if isinstance(refused, OtherLanguage) else "",
        limit=MOST_PACKED_BYTES // 1_000_000,
    )
