"""An interpreter's Word table: sent out, filled in, looked at row by row when it comes back, and taken over as far as somebody ticked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import _Cell

from webapp.store.documents import read_changes
from words_pictures.change import TakeOut, Write
from words_pictures.document import new_id
from words_pictures.translation import digest, standing
from words_pictures.word_file import MOST_PACKED_BYTES

from .conftest import Home, MadeStory, Page, Visitor
from .test_translating import FIRST, POLISH, SECOND, at, how, kind, said, sentences, translate

TITLE = "The story of Mila"


@pytest.fixture
def tale(story: MadeStory) -> MadeStory:
    """Mila's story in English, to come into Polish. Kasia said what happened on its first page; on its second, all together."""
    story.write("languages@value", ["en", "pl"])
    story.write(f"{at(story)}@en", FIRST, by=story.family.kasia)
    story.write(f"{at(story, scene=1)}@en", SECOND)
    return story


def sent(visitor: Visitor, story: MadeStory, language: str = "pl", *, masked: bool = False) -> bytes:
    """The table as it goes out."""
    form = {"names": "masked"} if masked else {}
    answer = visitor.client.post(
        f"/documents/{story.id}/translate/{language}/table.docx", data=form, headers=visitor.headers
    )
    assert answer.status_code == 200
    return answer.data


def filled(data: bytes, words: Mapping[str, str]) -> bytes:
    """The table with these translations typed in beside these sources, as Word would save it."""
    word = docx.Document(io.BytesIO(data))
    typed = 0
    for row in word.tables[0].rows:
        source = _text(row.cells[1])
        if source in words:
            paragraph = row.cells[2].paragraphs[0]
            for run in list(paragraph.runs):
                run._element.getparent().remove(run._element)
            paragraph.add_run(words[source])
            typed += 1
    assert typed == len(words), f"{typed} of {len(words)} sources are in the table"
    return _bytes(word)


def look(visitor: Visitor, story: MadeStory, data: bytes, language: str = "pl", name: str = "vertaling.docx") -> Page:
    """The page of what came back, by the form on the page of the languages."""
    page = visitor.get(f"/documents/{story.id}/languages")
    assert page.field("A table that came back").get("type") == "file"
    return visitor.post(f"/documents/{story.id}/translate/{language}/table", {"table": (io.BytesIO(data), name)})


def cards(page: Page) -> list[tuple[str, bool | None, str]]:
    """Each row of the page: of which kind it is, whether it is ticked (None: it cannot be), and all that it says."""
    return [
        (
            (one.get("class") or "").rpartition("is-")[2],
            next((box.get("checked") is not None for box in one.iter("input")), None),
            " ".join("".join(one.itertext()).split()),
        )
        for one in page.tree.iter("article")
    ]


def take(page: Page, **typed: str | None) -> Page:
    return page.press("Take over what is ticked", **typed)


def _text(cell: _Cell) -> str:
    # What stands in a content control too, which python-docx does not see.
    return "".join(str(piece.text) for piece in cell._tc.iter(qn("w:t")))


def _bytes(word: Any) -> bytes:
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


# --- there and back ---------------------------------------------------------------------------------------------------


def test_what_comes_back_is_looked_at_first_and_written_when_somebody_takes_it(
    pieter: Visitor, tale: MadeStory
) -> None:
    back = filled(sent(pieter, tale), {FIRST: POLISH, SECOND: "Potem przyszła babcia."})
    before = tale.document
    page = look(pieter, tale, back)
    assert page.status == 200
    assert [(kind, ticked) for kind, ticked, _ in cards(page)] == [("new", True), ("new", True)]
    assert "2 pieces are different from what was sent." in page.said
    assert tale.document == before
    page = take(page)
    assert page.address == f"/documents/{tale.id}/translate/pl"
    assert (said(tale), kind(tale), how(tale)) == (POLISH, "unchecked", "interpreter")
    assert said(tale, scene=1) == "Potem przyszła babcia."
    assert tale.document.entries[f"{at(tale)}@pl"].by == tale.family.kasia
    assert sentences(pieter, tale)[0] == "An interpreter translated into Polish on page 1."


@pytest.mark.parametrize(
    ("label", "chosen"),
    [("An interpreter", "interpreter"), ("A worker", "worker"), ("A translation program", "program")],
)
def test_somebody_says_who_translated_it(pieter: Visitor, tale: MadeStory, label: str, chosen: str) -> None:
    page = look(pieter, tale, filled(sent(pieter, tale), {FIRST: POLISH}))
    take(page.fill("Who translated it?", label))
    assert how(tale) == chosen


def test_what_is_taken_at_one_go_is_undone_at_one_go(pieter: Visitor, tale: MadeStory) -> None:
    take(look(pieter, tale, filled(sent(pieter, tale), {FIRST: POLISH, SECOND: "Potem.", TITLE: "Historia"})))
    assert said(tale) == POLISH
    pieter.get(f"/documents/{tale.id}/history").press("Undo")
    assert [said(tale), said(tale, scene=1), tale.document.words("title", "pl")] == ["", "", ""]
    assert kind(tale) == "missing"


def test_nothing_is_taken_of_what_nobody_ticked(pieter: Visitor, tale: MadeStory) -> None:
    page = look(pieter, tale, filled(sent(pieter, tale), {FIRST: POLISH, SECOND: "Potem."}))
    for box in page.tree.iter("input"):
        if box.get("value") == f"{at(tale)}@pl":
            box.attrib.pop("checked")
    take(page)
    assert (said(tale), said(tale, scene=1)) == ("", "Potem.")
    before = tale.document
    page = look(pieter, tale, filled(sent(pieter, tale), {FIRST: POLISH}))
    page.press("Take over what is ticked", take=None)
    assert tale.document == before


def test_an_empty_table_says_that_nothing_is_new(pieter: Visitor, tale: MadeStory) -> None:
    page = look(pieter, tale, sent(pieter, tale))
    assert "0 pieces are different from what was sent." in page.said
    assert cards(page) == []
    assert "Take over what is ticked" not in page.said


def test_a_table_with_letters_comes_back_with_the_names(pieter: Visitor, tale: MadeStory) -> None:
    data = sent(pieter, tale, masked=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    assert [name for name in ("Mila", "Kasia", "Pieter") if name in everything] == []
    back = filled(data, {"[C] was at home. [B] was ill.": "[ c ] była w domu. ⟦B⟧ była chora. [Q] też."})
    page = look(pieter, tale, back)
    (card,) = cards(page)
    assert "Mila była w domu. Kasia była chora. [Q] też." in card[2]
    assert "These letters stand for nobody: [Q]" in card[2]
    take(page)
    assert said(tale) == "Mila była w domu. Kasia była chora. [Q] też."


def test_who_is_named_in_the_text_and_not_in_the_translation_is_said(pieter: Visitor, tale: MadeStory) -> None:
    back = filled(sent(pieter, tale, masked=True), {"[C] was at home. [B] was ill.": "Ona była w domu."})
    assert "These names are missing in the translation: Mila Kasia" in cards(look(pieter, tale, back))[0][2]


def test_what_goes_out_is_what_an_interpreter_would_meet(pieter: Visitor, lotte: Visitor, home: Home) -> None:
    home.story.write("languages@value", ["en", "pl"])
    for visitor in (pieter, lotte):
        word = docx.Document(io.BytesIO(sent(visitor, home.story)))
        rows = [_text(row.cells[1]) for row in word.tables[0].rows][1:]
        assert rows == [
            "titelkwartel",
            *("homekoptitel", "nubuizerd", "homeplaatje"),
            *("worrykoptitel", "worrywoorden", "worryplaatje"),
            *("halfkoptitel", "halfwoorden", "halfplaatje"),
        ]


def test_a_long_story_comes_back_whole(pieter: Visitor, make_story: Any, family: Any) -> None:
    story = make_story(family, scenes=tuple(f"Page {n}" for n in range(150)))
    story.write("languages@value", ["en", "ti"])
    pen = new_id()
    story.change(
        *(
            Write(f"{pen}.{n}", "together", f"scenes/{one}/words@en", f"Said {n}.", 0)
            for n, one in enumerate(story.scenes)
        )
    )
    words = {f"Said {n}.": f"{n} " + "ኣብ ገዛ ሰብ ኣይነበረን። " * 60 for n in range(150)}
    words |= {f"Page {n}": f"ገጽ {n}" for n in range(150)}
    page = look(pieter, story, filled(sent(pieter, story, "ti"), words), "ti")
    assert len(cards(page)) == 300
    assert take(page).status == 200
    assert said(story, "ti", scene=149).startswith("149 ኣብ")
    assert said(story, "ti", "heading", 149) == "ገጽ 149"


# --- what somebody has to decide --------------------------------------------------------------------------------------


def test_what_was_changed_since_is_never_ticked_beforehand_and_says_why(pieter: Visitor, tale: MadeStory) -> None:
    back = filled(sent(pieter, tale), {FIRST: POLISH, SECOND: "Potem."})
    tale.write(f"{at(tale)}@en", f"{FIRST} Really.", by=tale.family.kasia)
    translate_second(tale, "Babcia.")
    page = look(pieter, tale, back)
    assert [(kind, ticked) for kind, ticked, _ in cards(page)] == [("overtaken", False), ("conflict", False)]
    overtaken, conflict = (said for _, _, said in cards(page))
    for words in (FIRST, f"{FIRST} Really.", POLISH, "The text was changed after it was sent."):
        assert words in overtaken
    for words in (SECOND, "Babcia.", "Potem.", "Somebody wrote in this translation meanwhile."):
        assert words in conflict
    before = tale.document
    take(page)
    assert tale.document == before
    take(page, take=f"{at(tale)}@pl")
    assert (said(tale), kind(tale), said(tale, scene=1)) == (POLISH, "overtaken", "Babcia.")


def test_a_conflict_that_is_taken_leaves_the_other_words_among_the_earlier_ones(
    pieter: Visitor, tale: MadeStory
) -> None:
    back = filled(sent(pieter, tale), {FIRST: POLISH})
    translate(tale, "Inaczej.")
    take(look(pieter, tale, back), take=f"{at(tale)}@pl")
    assert said(tale) == POLISH
    earlier = pieter.get(f"/documents/{tale.id}/earlier/{at(tale)}?in=pl")
    assert "Inaczej." in earlier.said


def test_a_translation_that_came_back_empty_is_not_taken_away_by_itself(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale)
    page = look(pieter, tale, filled(sent(pieter, tale), {FIRST: ""}))
    assert [(kind, ticked) for kind, ticked, _ in cards(page)] == [("emptied", False)]
    assert "The translation was taken away here." in page.said
    take(page)
    assert said(tale) == POLISH


def test_what_has_no_room_cannot_be_ticked(pieter: Visitor, tale: MadeStory) -> None:
    page = look(pieter, tale, filled(sent(pieter, tale), {TITLE: "H" * 81, FIRST: POLISH}))
    assert [(kind, ticked) for kind, ticked, _ in cards(page)] == [("new", None), ("new", True)]
    assert "This is too long: there is room for 80 characters." in page.said
    take(page)
    assert (said(tale), tale.document.words("title", "pl")) == (POLISH, "")


def test_what_is_gone_or_belongs_nowhere_is_shown_and_cannot_be_ticked(pieter: Visitor, tale: MadeStory) -> None:
    data = filled(sent(pieter, tale), {FIRST: POLISH, SECOND: "Potem."})
    word = docx.Document(io.BytesIO(data))
    row = word.tables[0].add_row()
    row.cells[1].paragraphs[0].add_run("Nobody sent this.")
    row.cells[2].paragraphs[0].add_run("Nikt tego nie wysłał.")
    tale.write(f"{at(tale)}@en", None)
    page = look(pieter, tale, _bytes(word))
    found = {kind: (ticked, said) for kind, ticked, said in cards(page)}
    assert set(found) == {"gone", "new", "unknown"}
    assert found["gone"][0] is None
    assert found["unknown"][0] is None
    assert POLISH in found["gone"][1]
    assert "Nikt tego nie wysłał." in found["unknown"][1]
    assert "Nobody can tell where this belongs." in found["unknown"][1]


def test_somebody_who_writes_between_looking_and_taking_is_not_written_over(pieter: Visitor, tale: MadeStory) -> None:
    page = look(pieter, tale, filled(sent(pieter, tale), {FIRST: POLISH, SECOND: "Potem."}))
    translate_second(tale, "Babcia.")
    before = tale.document
    met = take(page)
    assert met.status == 409
    assert "Somebody wrote in one of these pieces meanwhile. Nothing was taken over." in met.problem
    assert tale.document == before


def test_a_source_that_changed_between_looking_and_taking_is_overtaken(pieter: Visitor, tale: MadeStory) -> None:
    page = look(pieter, tale, filled(sent(pieter, tale), {FIRST: POLISH}))
    tale.write(f"{at(tale)}@en", f"{FIRST} Really.", by=tale.family.kasia)
    take(page)
    assert (said(tale), kind(tale)) == (POLISH, "overtaken")


def test_what_somebody_typed_in_a_table_is_only_text(pieter: Visitor, tale: MadeStory) -> None:
    typed = "<script>alert(1)</script> {{ 7*7 }} \u202e &amp; \"'"
    page = look(pieter, tale, filled(sent(pieter, tale), {FIRST: typed}))
    assert [one for one in page.tree.iter("script") if not (one.get("src") or "").startswith("/static/")] == []
    take(page)
    assert said(tale) == typed


def translate_second(story: MadeStory, words: str) -> None:
    place, fact = at(story, scene=1), {"from": "en", "of": digest(SECOND), "how": "worker"}
    story.write(f"{place}@pl", words)
    story.write(f"{place}@made-pl", fact)


# --- files that are none ----------------------------------------------------------------------------------------------


def zipped(**files: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return saved.getvalue()


def plain_word(text: str = "Dag.") -> bytes:
    word = docx.Document()
    word.add_paragraph(text)
    return _bytes(word)


def with_one_column(data: bytes) -> bytes:
    word = docx.Document(io.BytesIO(data))
    for row in word.tables[0].rows:
        for cell in row.cells[1:]:
            row._tr.remove(cell._tc)
    return _bytes(word)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Dag.", "This is not a Word file (.docx)."),
        (b"\x89PNG\r\n\x1a\n", "This is not a Word file (.docx)."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "This is not a Word file (.docx)."),
        (b"", "This is not a Word file (.docx)."),
        (zipped(dag=b"Dag."), "This is not a Word file (.docx)."),
        (b"PK\x03\x04" + b"\0" * 100, "Word file"),
        (plain_word(), "The table is not in this file any more"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_plain_sentence(
    pieter: Visitor, tale: MadeStory, data: bytes, sentence: str
) -> None:
    before = tale.document
    page = look(pieter, tale, data)
    assert page.status == 422
    assert sentence in page.problem
    assert page.title.startswith("Problem:")
    assert cards(page) == []
    assert tale.document == before


def test_a_broken_word_file_and_one_without_our_column_are_refused(pieter: Visitor, tale: MadeStory) -> None:
    data = sent(pieter, tale)
    for wrong, sentence in (
        (data[: len(data) // 2], "Word file"),
        (with_one_column(data), "The table is not in this file any more, or the column with the translation is gone."),
    ):
        page = look(pieter, tale, wrong)
        assert page.status == 422
        assert sentence in page.problem


def test_a_table_of_another_story_or_language_is_refused(
    pieter: Visitor, tale: MadeStory, make_story: Any, family: Any
) -> None:
    other = make_story(family)
    other.write("languages@value", ["en", "pl"])
    other.write(f"{at(other)}@en", FIRST)
    page = look(pieter, tale, filled(sent(pieter, other), {FIRST: POLISH}))
    assert (page.status, page.problem) == (422, "This table belongs to another story.")
    tale.write("languages@value", ["en", "pl", "fr"])
    page = look(pieter, tale, filled(sent(pieter, tale, "fr"), {FIRST: "Mila était là."}))
    assert (page.status, page.problem) == (422, "This table is in another language: French.")


def test_a_file_that_is_too_large_is_refused_and_heard_out(pieter: Visitor, tale: MadeStory) -> None:
    page = look(pieter, tale, b"PK" + b"\0" * (MOST_PACKED_BYTES + 2_000_000))
    assert (page.status, page.problem) == (413, "That is too large. A table may be up to 10 MB.")


def test_a_form_without_a_file_says_so(pieter: Visitor, tale: MadeStory) -> None:
    for form in ({}, {"table": "text"}, {"table": (io.BytesIO(b""), "")}):
        page = pieter.post(f"/documents/{tale.id}/translate/pl/table", form)
        assert (page.status, page.problem) == (422, "Choose a file first.")


def test_a_bomb_in_a_zip_does_no_harm(pieter: Visitor, tale: MadeStory) -> None:
    data = sent(pieter, tale)
    swollen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/media/image1.png", b"\0" * 300_000_000)
    page = look(pieter, tale, swollen.getvalue())
    assert page.status in (413, 422)
    assert page.problem


# --- who forges the form ----------------------------------------------------------------------------------------------


def forged(visitor: Visitor, story: MadeStory, rows: Any, language: str = "pl", **form: Any) -> Page:
    said = rows if isinstance(rows, str) else json.dumps(rows)
    takes = [str(one.get("address")) for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []
    takes = [one.encode("utf-8", "replace").decode() for one in takes]
    return visitor.post(f"/documents/{story.id}/translate/{language}/take", {"rows": said, "take": takes} | form)


def a_row(story: MadeStory, **other: Any) -> dict[str, Any]:
    return {"address": f"{at(story)}@pl", "words": POLISH, "seen": digest(FIRST), "version": 0} | other


@pytest.mark.parametrize(
    "rows",
    [
        *("", "{", "null", "3", '"x"', "{}", "[1]", '["x"]', "[null]", "[[]]", "[" * 100_000, "1" * 10_000),
        '[{"address": "title@pl", "words": NaN}',
    ],
)
def test_what_is_no_list_of_rows_is_refused(pieter: Visitor, tale: MadeStory, rows: str) -> None:
    before = tale.document
    assert forged(pieter, tale, rows, take="title@pl").status == 400
    assert tale.document == before


def test_rows_of_other_places_languages_and_kinds_write_nothing(pieter: Visitor, tale: MadeStory) -> None:
    tale.write("languages@value", ["en", "pl", "fr"])
    tale.write(f"{at(tale)}@fr", "Mila était là.")
    before = tale.document
    rows = [
        *(
            a_row(tale, address=address)
            for address in (
                *(f"{at(tale)}@en", f"{at(tale)}@fr", f"{at(tale)}@made-pl", f"{at(tale)}@checked-pl"),
                *(f"{at(tale)}@value", f"{at(tale)}@audience", f"{at(tale)}@pl.mila", "languages@value", "knows@pl"),
                *("scenes/nowhere/words@pl", "nowhere@pl", "", "@pl", "title", "\ud800@pl", None, 3, ["title@pl"]),
            )
        ),
        *(a_row(tale, words=words) for words in (None, 3, ["x"], {"x": 1}, True)),
        *(a_row(tale, version=version) for version in (None, "0", 1.5, [], "x")),
        *(a_row(tale, seen=seen) for seen in (None, 3, [])),
        {},
        {"address": f"{at(tale)}@pl"},
    ]
    assert forged(pieter, tale, rows).status == 200
    assert tale.document == before


@pytest.mark.parametrize(
    "other", [{"words": "w" * 1201}, {"seen": "<b>"}, {"seen": "Z" * 24}, {"words": "w" * 2_000_000}]
)
def test_a_row_that_no_document_takes_is_refused_in_words_and_nothing_is_taken(
    pieter: Visitor, tale: MadeStory, other: dict[str, Any]
) -> None:
    before = tale.document
    second = a_row(tale, address=f"{at(tale, scene=1)}@pl", words="Potem.")
    met = forged(pieter, tale, [second, a_row(tale, **other)])
    assert met.status == 422
    assert "Nothing was taken over." in met.problem
    assert tale.document == before


def test_a_row_says_nothing_of_how_it_was_made_but_what_is_allowed(pieter: Visitor, tale: MadeStory) -> None:
    forged(pieter, tale, [a_row(tale, by="judge", kind="checked", how="child")], how="child")
    entry = tale.document.entries[f"{at(tale)}@pl"]
    assert (entry.value, entry.by, how(tale), kind(tale)) == (POLISH, tale.family.kasia, "interpreter", "unchecked")


def test_a_row_that_stands_there_twice_is_taken_once(pieter: Visitor, tale: MadeStory) -> None:
    assert forged(pieter, tale, [a_row(tale, words="Jeden."), a_row(tale, words="Dwa.")]).status in (200, 409)
    assert said(tale) in ("", "Jeden.", "Dwa.")
    changes = [one.kept.change for one in read_changes(tale.database, tale.id)]
    assert len({one.value for one in changes if isinstance(one, Write) and one.address == f"{at(tale)}@pl"}) <= 1


def test_a_row_that_claims_to_have_seen_less_is_asked_about(pieter: Visitor, tale: MadeStory) -> None:
    translate(tale, "Inaczej.")
    assert forged(pieter, tale, [a_row(tale, version=0)]).status == 409
    assert forged(pieter, tale, [a_row(tale, version=-5)]).status == 409
    assert said(tale) == "Inaczej."


def test_words_that_no_file_can_hold_are_kept_without_them(pieter: Visitor, tale: MadeStory) -> None:
    rows = '[{"address": "%s@pl", "words": "A\\u0000B\\ud800C\\u0007", "seen": "%s", "version": 0}]'
    forged(pieter, tale, rows % (at(tale), digest(FIRST)), take=f"{at(tale)}@pl")
    assert said(tale) == "ABC"


def test_no_stranger_and_no_tablet_in_other_hands_takes_a_table_in(
    an: Visitor, hand_over: Callable[..., Visitor], visitor: Callable[..., Visitor], tale: MadeStory, pieter: Visitor
) -> None:
    data, before = filled(sent(pieter, tale), {FIRST: POLISH}), tale.document
    for other, status in ((an, 404), (hand_over(tale, tale.family.kasia, "write"), 404), (visitor(), 401)):
        way = f"/documents/{tale.id}/translate/pl"
        assert other.post(f"{way}/table", {"table": (io.BytesIO(data), "x.docx")}).status == status
        assert other.post(f"{way}/take", {"rows": json.dumps([a_row(tale)]), "take": f"{at(tale)}@pl"}).status == status
        assert other.post(f"{way}/table.docx", {}).status == status
    assert tale.document == before


def test_a_page_that_was_taken_out_meanwhile_is_not_written_on(pieter: Visitor, tale: MadeStory) -> None:
    page = look(pieter, tale, filled(sent(pieter, tale), {FIRST: POLISH, SECOND: "Potem."}))
    tale.change(TakeOut(f"{new_id()}.1", "together", "scenes", tale.scenes[0], tale.document.revision))
    met = take(page)
    assert met.status == 200
    assert (said(tale), said(tale, scene=1)) == ("", "Potem.")
    assert standing(tale.document, at(tale), "pl").kind == "missing"
