import pytest
from hypothesis import given
from hypothesis import strategies as st

from words_pictures.lines import lines, row_count
from words_pictures.sentences import NO_BREAK_SPACE

DATE = f"Het was 4{NO_BREAK_SPACE}maart."


def test_each_sentence_has_a_line_of_its_own() -> None:
    assert lines("Het was 4 maart. Mila belde Rita.", "nl") == (DATE, f"Mila belde{NO_BREAK_SPACE}Rita.")


def test_a_typed_new_line_is_kept_and_an_empty_one_is_not() -> None:
    assert lines("Mama\nwerkte\n\n's nachts. ", "nl") == ("Mama", "werkte", "'s nachts.")


def test_a_name_of_two_words_is_never_broken() -> None:
    (line,) = lines("Jullie gaan samen naar tante Ewa en daarna naar huis toe.", "nl", ["Mila", "tante Ewa"])
    assert f"tante{NO_BREAK_SPACE}Ewa" in line


def test_no_words_have_no_lines() -> None:
    assert lines(" \n ", "nl") == ()


@pytest.mark.parametrize(("measure", "rows"), [(40, 2), (18, 3), (10, 4)])
def test_rows_are_counted_as_they_break_at_spaces(measure: int, rows: int) -> None:
    # The dates hold together: "Het was / 4 maart." in rows of ten characters, "Mila belde / Rita." beside it.
    assert row_count((DATE, "Mila belde Rita aan."), measure) == rows


def test_a_word_wider_than_its_row_takes_more_rows() -> None:
    assert row_count(("x" * 95,), 40) == 3


@given(st.text(alphabet="ab 4.!?\n'é؟م"), st.sampled_from(["nl", "en", "ar"]))
def test_no_letter_is_lost_between_the_lines(words: str, language: str) -> None:
    kept = "".join(lines(words, language, ["a b"]))
    assert "".join(kept.split()) == "".join(words.split())
