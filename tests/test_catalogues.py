from __future__ import annotations

import catalogues
import pytest
from babel.messages import Catalog, Message

from words_pictures import wording
from words_pictures.definition import definitions

TRANSLATED = catalogues.TRANSLATED


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


def _wrong(message):
    return list(catalogues.wrong_in(message, Catalog(locale="nl")))
