from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from words_pictures.sentences import NO_BREAK_SPACE, held_together, sentences


def lines(text: str, language: str = "nl") -> list[str]:
    return [piece.strip() for piece in sentences(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dag Mila. Ik ben Lotte.", ["Dag Mila.", "Ik ben Lotte."]),
        (
            "Mama is weg van 17.40 tot 21.55 uur. Dan komt Ewa.",
            ["Mama is weg van 17.40 tot 21.55 uur.", "Dan komt Ewa."],
        ),
        ("Wij wonen op nr. 3. Rita woont op nr. 5.", ["Wij wonen op nr. 3.", "Rita woont op nr. 5."]),
        ("De rechter heet mevr. Claes. Zij is bezorgd.", ["De rechter heet mevr. Claes.", "Zij is bezorgd."]),
        (
            "Ik bel dr. J.-P. Peeters en P. Janssens. Daarna jou.",
            ["Ik bel dr. J.-P. Peeters en P. Janssens.", "Daarna jou."],
        ),
        ("Dat is plan B. Dan komt Rita.", ["Dat is plan B.", "Dan komt Rita."]),
        (
            "Oskar slaapt. 's Avonds mag je bellen. ’t Is goed.",
            ["Oskar slaapt.", "'s Avonds mag je bellen.", "’t Is goed."],
        ),
        (
            "Dat was moedig. 5 volwassenen zeiden ja: Ewa, Rita en Nele.",
            ["Dat was moedig.", "5 volwassenen zeiden ja: Ewa, Rita en Nele."],
        ),
        ("Neem bv. je beer, je boek enz. mee. Klaar!", ["Neem bv. je beer, je boek enz. mee.", "Klaar!"]),
        ("Neem je beer, je boek enz. Dan gaan we.", ["Neem je beer, je boek enz.", "Dan gaan we."]),
        (
            "Het is 4 mrt. 2027 om 8 u. 's avonds. Kom a.u.b. op tijd.",
            ["Het is 4 mrt. 2027 om 8 u. 's avonds.", "Kom a.u.b. op tijd."],
        ),
        ("Een plan, d.w.z. wie wat doet. Goed.", ["Een plan, d.w.z. wie wat doet.", "Goed."]),
        ("Bel 112. Wacht bij Rita.", ["Bel 112.", "Wacht bij Rita."]),
        ("1. Mama belt Ewa. 2. Ewa komt.", ["1. Mama belt Ewa.", "2. Ewa komt."]),
        ("mama komt elke dag. dan eten we. rita ook", ["mama komt elke dag.", "dan eten we.", "rita ook"]),
        (
            "Hij wachtte... en wachtte. Toen kwam mama…  Ze huilde.",
            ["Hij wachtte... en wachtte.", "Toen kwam mama…", "Ze huilde."],
        ),
        ("Wat nu? Wie is er dan bij hen?! Help!", ["Wat nu?", "Wie is er dan bij hen?!", "Help!"]),
        ("Help! riep Mila. Kom! Rita kwam.", ["Help! riep Mila.", "Kom!", "Rita kwam."]),
        (
            '"Waarom?" vroeg Mila. "Daarom." zei Rita. "Nee!" Toen lachte ze.',
            ['"Waarom?" vroeg Mila.', '"Daarom." zei Rita.', '"Nee!"', "Toen lachte ze."],
        ),
        (
            '"Het was niet jouw schuld, Mila. Ik ben trots op jou." Dat zei mama.',
            ['"Het was niet jouw schuld, Mila.', 'Ik ben trots op jou."', "Dat zei mama."],
        ),
        (
            "Mama (soms ook papa.) belt. ‘Dag.’ ‘Tot morgen.’",
            ["Mama (soms ook papa.) belt.", "‘Dag.’", "‘Tot morgen.’"],
        ),
        ("Mama komt! 🎉👍🏽 Dan eten we.", ["Mama komt! 🎉👍🏽", "Dan eten we."]),
        ("Regel een\nRegel twee. En drie\n\nVier", ["Regel een", "Regel twee.", "En drie", "Vier"]),
        (
            "Kijk op www.awel.be voor meer. Het kost 2.50 euro.",
            ["Kijk op www.awel.be voor meer.", "Het kost 2.50 euro."],
        ),
        ("...", ["..."]),
    ],
)
def test_dutch_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs. Claes is kind. She said no. Then we left.", ["Mrs. Claes is kind.", "She said no.", "Then we left."]),
        (
            "We live at No. 3. It was you and I. Dr. Smith came at 8 p.m. on Friday.",
            ["We live at No. 3.", "It was you and I.", "Dr. Smith came at 8 p.m. on Friday."],
        ),
        ("He left at 8 p.m. Then it was dark.", ["He left at 8 p.m.", "Then it was dark."]),
        ("“Why?” asked Mila. “Because.” He smiled.", ["“Why?” asked Mila.", "“Because.”", "He smiled."]),
        ("Take a toy, e.g. Fox. Or i.e. nothing.", ["Take a toy, e.g. Fox.", "Or i.e. nothing."]),
    ],
)
def test_english_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert lines(text, "en-GB") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "هذا ليس ذنبك. أمي معك؟ نعم! اتصل بـ 112.", ["هذا ليس ذنبك.", "أمي معك؟", "نعم!", "اتصل بـ 112."]),
        ("ar", "ذهبنا إلى د. سامي. هو طبيب.", ["ذهبنا إلى د. سامي.", "هو طبيب."]),
        ("fa", "این تقصیر تو نیست. مامان کجاست؟ او خانه است.", ["این تقصیر تو نیست.", "مامان کجاست؟", "او خانه است."]),
        ("ps", "دا ستا ګناه نه ده. مور چېرته ده؟", ["دا ستا ګناه نه ده.", "مور چېرته ده؟"]),
        ("ti", "ናትካ ጌጋ ኣይኮነን። ማማ ምሳኻ ኣላ፧ እወ።ጽቡቕ፡፡ ሰላም", ["ናትካ ጌጋ ኣይኮነን።", "ማማ ምሳኻ ኣላ፧", "እወ።", "ጽቡቕ፡፡", "ሰላም"]),
        (
            "pl",
            "To nie twoja wina. Było 4. marca o godz. 20. Mama płakała.",
            ["To nie twoja wina.", "Było 4. marca o godz. 20.", "Mama płakała."],
        ),
        (
            "uk",
            "Це не твоя провина. Ми на вул. Шевченка 3. Мама тут.",
            ["Це не твоя провина.", "Ми на вул. Шевченка 3.", "Мама тут."],
        ),
    ],
)
def test_other_languages_end_at_their_own_marks(language: str, text: str, expected: list[str]) -> None:
    assert lines(text, language) == expected


awkward = st.text(alphabet=st.one_of(st.sampled_from("aB1 .!?…\n\r\t\"')።؟፡😀\u0301\u200d\u2028"), st.characters()))


@given(awkward, st.sampled_from(["nl", "en", "ar", "ti", "xx", ""]))
@example("", "nl")
@example(" \n . \n", "nl")
@example("\ud800.\x00 A", "nl")
def test_the_pieces_joined_give_the_text_back(text: str, language: str) -> None:
    pieces = sentences(text, language)
    assert "".join(pieces) == text
    assert all(pieces)


@given(awkward)
def test_a_new_line_stands_only_at_the_end_of_a_piece(text: str) -> None:
    for piece in sentences(text):
        assert "\n" not in piece.strip()


def test_a_page_full_of_full_stops_takes_no_time() -> None:
    assert "".join(sentences(". " * 20_000)) == ". " * 20_000
    assert sentences("." * 40_000) == ["." * 40_000]
    assert len(sentences("mevr. " * 20_000)) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Het was donderdag 4 maart.", "Het was donderdag 4~maart."),
        ("Ze komt elke dag om 4 uur in de namiddag. ", "Ze komt elke dag om 4~uur in de~namiddag. "),
        ("Er is nog een plan.\n", "Er is nog een~plan.\n"),
        ("Nee hoor.", "Nee hoor."),
        ("Dat is onze buurtbewonersvereniging samen.", "Dat is onze buurtbewonersvereniging samen."),
        ("1 2 3 4", "1 2 3~4"),
        ("", ""),
    ],
)
def test_a_number_and_the_last_word_are_not_left_alone(sentence: str, expected: str) -> None:
    assert held_together(sentence) == expected.replace("~", NO_BREAK_SPACE)


@given(awkward)
def test_holding_together_changes_nothing_but_spaces(text: str) -> None:
    held = held_together(text)
    assert len(held) == len(text)
    assert all(new == old or (new, old) == (NO_BREAK_SPACE, " ") for new, old in zip(held, text, strict=True))
