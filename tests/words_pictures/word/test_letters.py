from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words_pictures.word.letters import stretches, tongue


@pytest.mark.parametrize(
    ("language", "tag", "letters"),
    [
        ("nl", "nl-BE", "plain"),
        ("en", "en-GB", "plain"),
        ("ar", "ar-EG", "arabic"),
        ("fa", "fa-IR", "arabic"),
        ("prs", "prs-AF", "arabic"),
        ("ps", "ps-AF", "arabic"),
        ("ti", "ti-ER", "geez"),
        ("pl", "pl-PL", "plain"),
        ("uk", "uk-UA", "plain"),
        ("pt-BR", "pt-BR", "plain"),
        ("xx", "xx", "plain"),
    ],
)
def test_a_language_has_its_tag_and_its_letters(language: str, tag: str, letters: str) -> None:
    assert (tongue(language).tag, tongue(language).letters) == (tag, letters)


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        ("nl", "Mama is thuis, om 4 uur.", ["Mama is thuis, om 4 uur."]),
        ("nl", "Zij zei سلام عليكم tegen mij.", ["Zij zei ", "سلام عليكم", " tegen mij."]),
        ("ar", "قالت Mila Van Damme: نعم، 112!", ["قالت ", "Mila Van Damme", ": نعم، 112!"]),
        ("ar", "عند B1 هنا", ["عند ", "B1", " هنا"]),
        ("ti", "Rita ናብ 112 ደዊላ።", ["Rita", " ናብ 112 ደዊላ።"]),
        ("ar", "مُعَلِّمٌ e\u0301", ["مُعَلِّمٌ ", "e\u0301"]),
        ("uk", "Міла і Oskar", ["Міла і Oskar"]),
        ("ar", "112", ["112"]),
        ("nl", "", []),
    ],
)
def test_a_text_is_cut_where_its_letters_change(language: str, text: str, pieces: list[str]) -> None:
    assert [stretch.text for stretch in stretches(text, language)] == pieces


@given(
    st.text(alphabet=st.one_of(st.sampled_from("aسሰ1 .\u0301\u064e"), st.characters())),
    st.sampled_from(["nl", "ar", "ti"]),
)
def test_the_stretches_joined_give_the_text_back(text: str, language: str) -> None:
    cut = stretches(text, language)
    assert "".join(stretch.text for stretch in cut) == text
    assert all(first.tongue.letters != second.tongue.letters for first, second in pairwise(cut))
