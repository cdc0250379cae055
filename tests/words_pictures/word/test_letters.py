from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words_pictures.word.letters import in_order, stretches, tongue


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


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        # A telephone number is one stretch from left to right, read in the language around it, and never broken.
        ("ar", "اتصل 0400 11 22 11 الآن", [("اتصل ", "ar-EG"), ("0400~11~22~11", "ar-EG"), (" الآن", "ar-EG")]),
        ("ar", "اتصل +32 400 11 22 11.", [("اتصل ", "ar-EG"), (">+32~400~11~22~11", "ar-EG"), (".", "ar-EG")]),
        ("nl", "Bel 0400 11 22 11 nu.", [("Bel 0400~11~22~11 nu.", "nl-BE")]),
        ("ar", "في عام 2027 كان عمرك 9", [("في عام 2027 كان عمرك 9", "ar-EG")]),
        # A number behind a name in other letters belongs to the sentence, not to the name.
        ("ar", "Mila، 9 سنوات", [("Mila", "nl-BE"), ("<، 9 سنوات", "ar-EG")]),
        ("ar", "Awel: 102 (ليلا)", [("Awel", "nl-BE"), ("<: 102 (ليلا)", "ar-EG")]),
        ("nl", "ميلا, 9 jaar", [("ميلا", "ar-EG"), (">, 9 jaar", "nl-BE")]),
        ("nl", "ميلا (dat is Mila)", [("ميلا", "ar-EG"), (" (dat is Mila)", "nl-BE")]),
        ("ar", "يا Mila.", [("يا ", "ar-EG"), ("Mila", "nl-BE"), (".", "ar-EG")]),
        ("ti", "Rita 9 ዓመት", [("Rita", "nl-BE"), (" 9 ዓመት", "ti-ER")]),
        ("nl", "", []),
    ],
)
def test_names_and_numbers_stand_in_the_order_in_which_they_are_read(language: str, text: str, pieces: list) -> None:
    shown = {"\u00a0": "~", "\u200e": ">", "\u200f": "<"}
    found = [(piece.text.translate(str.maketrans(shown)), piece.tongue.tag) for piece in in_order(text, language)]
    assert found == pieces


def test_a_telephone_number_runs_from_left_to_right() -> None:
    assert [piece.tongue.is_right_to_left for piece in in_order("اتصل 0400 11 22 11", "ar")] == [True, False]


@given(
    st.text(alphabet=st.one_of(st.sampled_from("aسሰ10+ .\u0301"), st.characters())), st.sampled_from(["nl", "ar", "ti"])
)
def test_putting_it_in_order_changes_nothing_that_can_be_seen(text: str, language: str) -> None:
    kept = {0xA0: " ", 0x200E: None, 0x200F: None}
    joined = "".join(piece.text for piece in in_order(text, language))
    assert joined.translate(kept) == text.translate(kept)


@given(
    st.text(alphabet=st.one_of(st.sampled_from("aسሰ1 .\u0301\u064e"), st.characters())),
    st.sampled_from(["nl", "ar", "ti"]),
)
def test_the_stretches_joined_give_the_text_back(text: str, language: str) -> None:
    cut = stretches(text, language)
    assert "".join(stretch.text for stretch in cut) == text
    assert all(first.tongue.letters != second.tongue.letters for first, second in pairwise(cut))
