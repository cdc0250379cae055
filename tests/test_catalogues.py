from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import catalogues
import pytest
from babel.messages import Catalog, Message
from jinja2 import Environment, nodes

from words_pictures import wording
from words_pictures.definition import definitions

TRANSLATED = catalogues.TRANSLATED
LOOKED_OVER = ()
"""Languages in which somebody whose own language it is has begun to take the marks away. Dutch is everybody's here, and has none."""


def test_every_text_is_in_every_catalogue_and_translated():
    assert list(catalogues.problems()) == []


@pytest.mark.parametrize(("language", "domain"), TRANSLATED)
def test_a_catalogue_file_reads_as_it_would_be_written(language, domain):
    template = catalogues.collected()[domain]
    written = catalogues.as_text(catalogues.brought_up_to_date(catalogues.read_catalogue(language, domain), template))
    assert catalogues.catalogue_file(language, domain).read_text("utf-8") == written


@pytest.mark.parametrize("language", [language for language in wording.WORK_LANGUAGES if language != "en"])
def test_no_text_is_translated_twice(language):
    documents, pages = (
        {(message.context, message.id) for message in catalogues.read_catalogue(language, domain) if message.id}
        for domain in ("words_pictures", "webapp")
    )
    assert documents
    assert pages
    assert not documents & pages


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_text_of_every_form_is_spoken_in_the_language(language):
    template = catalogues.collected()["words_pictures"]
    for definition in definitions().values():
        for text in catalogues.texts(definition):
            assert template.get(text) is not None
            said = wording.fixed(text, language)
            assert (said == text) == (language == wording.SOURCE_LANGUAGE), text


@pytest.mark.parametrize(
    ("source", "translated", "wrong"),
    [
        ("Page %(number)s", "", "not translated"),
        ("Page %(number)s", "Bladzijde", "other placeholders"),
        ("Page %(number)s", "Bladzijde %(nummer)s", "other placeholders"),
        ("Page %(number)s", "Bladzijde %(number)d", "incompatible format"),
        ("Saved", "<b>Bewaard</b>", "other tags"),
        ("<b>Saved</b> and sent", "Bewaard en verstuurd", "other tags"),
        ("<b>Saved</b> and sent", "<b>Bewaard</i> en verstuurd", "other tags"),
        ("<b>Saved</b>", '<b class="x">Bewaard</b>', "other tags"),
        ("Saved", "Bewaard ", "begins or ends with a space"),
        ("Saved", "Bewaard | Bewaard", "has a bar"),
        (("%(n)s page", "%(n)s pages"), ("%(n)s bladzijde", ""), "not translated"),
    ],
)
def test_a_wrong_translation_is_found(source, translated, wrong):
    assert any(wrong in said for said in _wrong(Message(source, translated)))


@pytest.mark.parametrize("translated", ["u|je", "u | je | jij", "u |je"])
def test_the_two_ways_to_speak_to_parents_are_written_one_way(translated):
    spoken = Message("you", translated, auto_comments=[catalogues.TO_PARENTS])
    assert any("not as" in said for said in _wrong(spoken))


def test_an_uncertain_translation_does_not_pass():
    assert "marked as uncertain (fuzzy)" in _wrong(Message("Saved", "Bewaard", flags=["fuzzy"]))


def test_a_right_translation_passes():
    spoken = Message("you %(n)s", "u %(n)s | je %(n)s", auto_comments=[catalogues.TO_PARENTS])
    assert _wrong(Message("Page %(number)s", "Bladzijde %(number)s")) == []
    assert _wrong(Message("Saved", "Bewaard")) == []
    assert _wrong(Message("<b>Saved</b> in <i>a file</i>", "In <i>een bestand</i> <b>bewaard</b>")) == []
    assert _wrong(Message("1 < 2", "1 < 2")) == []
    assert _wrong(spoken) == []


def test_a_text_that_left_the_sources_leaves_the_catalogue():
    catalogue, template = Catalog(locale="nl"), Catalog()
    catalogue.add("Gone", "Weg")
    catalogue.add("Stays", "Blijft")
    template.add("Stays")
    template.add("New")
    left = catalogues.brought_up_to_date(catalogue, template)
    assert {message.id: message.string or "" for message in left if message.id} == {"Stays": "Blijft", "New": ""}
    assert "Weg" not in catalogues.as_text(left)


# --- the check that stops the build -----------------------------------------------------------------------------------

STOP = r'(msgid "Stop"\nmsgstr) ".*"\n'
MISTAKES = {
    "another placeholder": (
        "nl",
        r'(msgid "Page %\(number\)s"\nmsgstr ".*)number',
        r"\1nummer",
        "'Page %(number)s': other placeholders",
    ),
    "a placeholder less": (
        "nl",
        r'(msgid "Page %\(number\)s"\nmsgstr ".*) %\(number\)s',
        r"\1",
        "'Page %(number)s': other placeholders",
    ),
    "another kind of placeholder": (
        "pl",
        r'(msgid "Page %\(number\)s"\nmsgstr ".*number\))s',
        r"\1d",
        "incompatible format",
    ),
    "a plural less": ("pl", r'msgstr\[2\] ".*"\n', "", "'%(num)s question to look at together': not translated"),
    "an empty plural": (
        "pl",
        r'msgstr\[1\] ".*"\n',
        'msgstr[1] ""\n',
        "'%(num)s question to look at together': not translated",
    ),
    "a tag too many": ("pl", STOP, r'\1 "<b>Stop</b>"\n', "'Stop': other tags"),
    "an uncertain text": ("nl", r'msgid "Stop"\n', '#, fuzzy\nmsgid "Stop"\n', "'Stop': marked as uncertain"),
    "an empty text": ("pl", STOP, r'\1 ""\n', "'Stop': not translated"),
    "a text less": ("nl", STOP, "", "(None, 'Stop')\" is missing"),
    "a text too many": (
        "nl",
        r"\Z",
        '\nmsgid "Nowhere"\nmsgstr "Nergens"\n',
        "(None, 'Nowhere')\" is not used any more",
    ),
    "an old template": ("", STOP, "", "words_pictures.pot is not what the sources say now"),
}
"""Language (none: the template), what is written over, with what, and what is said of it."""


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogues of two languages, to make mistakes in."""
    for name in ("words_pictures.pot", "webapp.pot", "nl", "pl"):
        copy = shutil.copytree if name in ("nl", "pl") else shutil.copy
        copy(catalogues.HERE / name, tmp_path / name)
    monkeypatch.setattr(catalogues, "HERE", tmp_path)
    monkeypatch.setattr(catalogues, "TRANSLATED", [one for one in TRANSLATED if one[0] in ("nl", "pl")])
    return tmp_path


def test_the_check_lets_whole_catalogues_through(copied, capsys):
    assert catalogues.main(["--check"]) == 0
    assert "complete" in capsys.readouterr().out


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_catalogue_stops_the_build(copied, capsys, mistake):
    language, before, after, said = MISTAKES[mistake]
    file = catalogues.catalogue_file(language, "words_pictures") if language else copied / "words_pictures.pot"
    text = file.read_text("utf-8")
    assert re.search(before, text)
    file.write_text(re.sub(before, after, text, count=1), "utf-8")
    assert catalogues.main(["--check"]) == 1
    out = capsys.readouterr().out
    assert said in out
    assert file.relative_to(copied).as_posix() in out


def test_the_check_is_part_of_the_build():
    build = (catalogues.ROOT / ".ci" / "run").read_text("utf-8"), (catalogues.ROOT / "Makefile").read_text("utf-8")
    assert "make check" in build[0]
    assert re.search(r"^check:.*\n(?:\t.*\n)*\t\S+ translations/catalogues\.py --check\n", build[1], re.MULTILINE)


# --- what nobody has looked over yet ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "domain"), TRANSLATED)
def test_a_text_that_nobody_confirmed_says_so(language, domain):
    messages = [one for one in catalogues.read_catalogue(language, domain) if one.id]
    marked = [one for one in messages if catalogues.NOT_CHECKED in one.user_comments]
    assert len(messages) > 100
    if language == wording.WORK_LANGUAGE:
        assert marked == []
    elif language not in LOOKED_OVER:
        assert [one.id for one in messages if one not in marked] == []


def test_a_language_says_whether_it_is_looked_over():
    unchecked = {one for one in wording.LANGUAGES if not wording.is_checked(one)}
    assert unchecked == {*wording.LANGUAGES} - {wording.WORK_LANGUAGE, wording.SOURCE_LANGUAGE, *LOOKED_OVER}


def test_a_new_text_is_marked_in_every_language_but_dutch():
    template = Catalog()
    template.add("New")
    for language, is_marked in (("pl", True), ("nl", False)):
        message = catalogues.brought_up_to_date(Catalog(locale=language), template)["New"]
        assert (catalogues.NOT_CHECKED in message.user_comments) == is_marked


# --- what somebody's safety hangs on ----------------------------------------------------------------------------------


def safety() -> set[str]:
    return {
        str(one.id)
        for one in catalogues.collected()["words_pictures"]
        if one.id and catalogues.SAFETY in one.auto_comments
    }


def test_stop_call_and_leave_are_among_the_texts_that_somebodys_safety_hangs_on():
    assert safety() > {"Stop", "Call", "Away quickly", "Is there danger? Call 112.", "We stop here. That is fine."}
    assert not any(catalogues.SAFETY in one.auto_comments for one in catalogues.collected()["webapp"] if one.id), (
        "the family's pages say them, so they are in the family's catalogue"
    )


@pytest.mark.parametrize("language", [one for one in wording.LANGUAGES if not wording.is_checked(one)])
def test_such_a_text_comes_with_its_dutch_while_nobody_has_looked_it_over(language):
    dutch = {text: wording.sure(text, language)[1] for text in safety()}
    assert dutch == {text: wording.fixed(text, "nl") for text in safety()}
    assert all(dutch.values())


def test_such_a_text_in_dutch_stands_alone():
    assert {wording.sure(text, "nl") for text in safety()} == {(wording.fixed(text, "nl"), "") for text in safety()}


def test_no_page_of_the_family_says_such_a_text_without_its_dutch():
    pages = [one for one in (catalogues.ROOT / "templates").rglob("*.html") if catalogues.is_read_by_family(one)]
    found = {path.name: bare_in(path.read_text("utf-8")) for path in pages}
    assert len(found) > 20
    # In the book only a worker meets it, or who leafs through the example.
    assert {name: said for name, said in found.items() if said} == {"_page.html": ["Done"]}


def test_such_a_text_without_its_dutch_would_be_found():
    assert bare_in("<b>{{ _('Stop') }}</b>{% if x %}{{ 'Call' | fixed }}{% endif %}") == ["Stop", "Call"]
    assert bare_in("{% from '_sure.html' import sure with context %}<b>{{ sure('Stop') }}</b>{{ _('Saved') }}") == []


def bare_in(source: str) -> list[str]:
    """The texts on which safety hangs that a template says without the Dutch beside them."""
    return [
        text for text in _plainly_said(Environment(extensions=["jinja2.ext.i18n"]).parse(source)) if text in safety()
    ]


def _plainly_said(node: nodes.Node) -> Iterator[str]:
    is_sure = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "sure"
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for inner in node.iter_child_nodes() if not is_sure else ():
        yield from _plainly_said(inner)


def _wrong(message):
    return list(catalogues.wrong_in(message, Catalog(locale="nl")))


def test_a_text_that_a_definition_said_once_keeps_its_translations() -> None:
    before, template = Catalog(), Catalog()
    before.add("Who steps in?", locations=[("words_pictures/definitions/safety-plan.toml", 0)])
    before.add("Save", locations=[("templates/_form.html", 0)])
    before.add("The week", locations=[("words_pictures/definitions/safety-plan.toml", 0)])
    template.add("The week", locations=[("words_pictures/definitions/other.toml", 0)])
    for _ in range(2):
        catalogues.keep_earlier(template, before)
        kept = {message.id: message.locations for message in template if message.id}
        assert kept == {
            "The week": [("words_pictures/definitions/other.toml", 0)],
            "Who steps in?": [(catalogues.EARLIER, 0)],
        }
        before = template
