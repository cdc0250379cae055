"""Letters in the place of names: what goes out tells nobody's name, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words_pictures.demo import demo_story
from words_pictures.family import read_family
from words_pictures.masking import Masking

NAMES = (
    *("Mila", "Oskar", "mevrouw Kasia Nowak", "meester Van Damme", "juf An", "O'Neill", "Zoë", "rita"),
    *("أمينة بن علي", "ማማ ኣላ", "美拉", "Đặng", "İpek", "ß", "Mama", "", "[X]"),
)
FAMILY = Masking(tuple(zip("ABCDEFGHJKLMNPQRS", map(str, range(len(NAMES))), NAMES, strict=True)))

LIKE_LETTERS = "⟦A⟧ [A] [a] [A2] [A'] [A’ ] [An] [AN'2] [٢A] ［Ａ］ [А]".split(" ")
BITS = "[ ] { } A a 2 ' ’ s S i ą owi Mil و ́ ‏ <`&{{ 🦊".split()
PIECES = st.sampled_from(
    [*(variant for name in NAMES for variant in (name, name.upper(), name.lower())), *LIKE_LETTERS, *BITS, " ", "\n"]
)
TEXTS = st.lists(PIECES | st.text(max_size=4)).map("".join)


@given(TEXTS)
def test_what_was_masked_comes_back_as_it_was(text):
    assert FAMILY.unmasked(FAMILY.masked(text)) == text


@given(TEXTS)
def test_in_what_was_masked_no_letter_stands_for_nobody(text):
    assert FAMILY.unknown_in(FAMILY.masked(text)) == ()


@given(
    st.sampled_from(["Mila", "MILA", "Kasia", "Nowak", "Van Damme", "Damme", "An", "Zoë", "أمينة", "美拉", "Rita"]),
    TEXTS,
    TEXTS,
)
def test_no_name_goes_out_as_a_word_of_its_own(name, before, after):
    assert name not in FAMILY.masked(f"{before}. {name}, {after}").split(". ")[-1].split(", ")[0]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mila's boek", "[A]'s boek"),
        ("De nacht van Oskars oor", "De nacht van [B]s oor"),
        ("MILA! mila?", "[A2]! [A3]?"),
        ("Milan en Camila, Mila_", "Milan en Camila, [A]_"),
        ("mevrouw Kasia Nowak, Kasia, mevrouw Nowak", "mevrouw [C2], [C], mevrouw [C3]"),
        ("meester Van Damme, de familie van Damme", "meester [D], de familie van [D2]"),
        ("juf An geeft an apple", "juf [E] geeft an apple"),
        ("O’Neill, O'Neill", "[F4], [F]"),
        ("Ze\u0308 Zoë, Zoe\u0308", "Ze\u0308 [G], [G3]"),
        ("Historia Mili i Oskara, z Milą i Oskarem", "Historia [A4]i i [B]a, z [A4]ą i [B]em"),
        ("Mil en Milk, Jana en Annie", "Mil en Milk, Jana en Annie"),
        ("rita en Rita", "[H] en [H2]"),
        ("قالت أمينة وأمينة", "قالت [J] و[J]"),
        ("ማማ ኣላ፡ ማማ", "[K2]፡ [K]"),
        ("美拉住在这里", "[L]住在这里"),
        ("Mama en mevrouw zijn thuis", "Mama en mevrouw zijn thuis"),
        ("[Mila] en [An]", "[[A]] en [[E]]"),
        ("zie [A] en ⟦ b ⟧", "zie [A'] en ⟦ b '⟧"),
    ],
)
def test_whole_words_are_masked_in_any_script_and_as_they_are_written(text, masked):
    assert FAMILY.masked(text) == masked


@pytest.mark.parametrize(
    "typed", ["[a]", "[ A ]", "⟦A⟧", "［Ａ］", "{A}", "[А]", "[Α]", "[A1]", "[\u2068A\u2069]", "【a】"]
)
def test_a_letter_that_was_broken_is_understood(typed):
    assert FAMILY.unmasked(f"ja {typed} mi") == "ja Mila mi"
    assert FAMILY.unknown_in(typed) == ()


@pytest.mark.parametrize("typed", ["[Z]", "[A99]", "[A0]", "[I]", "[ok]"])
def test_a_letter_for_nobody_stays_and_is_told(typed):
    assert FAMILY.unmasked(f"x {typed} y {typed}") == f"x {typed} y {typed}"
    assert FAMILY.unknown_in(f"x {typed} y {typed}") == (typed,)


def test_figures_of_another_script_are_figures():
    assert FAMILY.unmasked("[C٢] [C۲]") == "Kasia Nowak Kasia Nowak"


def test_who_was_left_out_of_a_translation_is_known():
    assert FAMILY.names_left_out("[A] en [B2] en [A2]", "[a] i ona") == ("[B]",)


def test_a_letter_stays_with_its_person_when_the_family_changes():
    out = Masking((("A", "1", "Mila"), ("B", "2", "Oskar"), ("C", "3", "Ewa")))
    now = Masking((("A", "9", "Nieuw"), ("B", "2", "Oskar"), ("C", "1", "Milena")))
    then = now.with_letters({"1": "A", "2": "B", "3": "C"})
    assert then.unmasked(out.masked("Mila en Oskar en Ewa")) == "Milena en Oskar en [C]"
    assert then.unknown_in("[C]") == ("[C]",)


def test_three_hundred_people_have_a_letter_each():
    many = Masking(
        tuple((letter, str(n), f"Naam{n}n") for n, letter in zip(range(300), Masking.letters(), strict=False))
    )
    text = " ".join(f"Naam{n}n" for n in range(300))
    assert len(set(many.masked(text).split())) == 300
    assert many.unmasked(many.masked(text)) == text


@pytest.mark.parametrize("name", ["immediate", "story", "story-youngest", "story-young-person"])
def test_nobody_of_the_demo_is_named_in_what_goes_out(name):
    document, file = demo_story(name)
    family = read_family(file, "nl")
    masking = Masking.of_people(family)
    for address, entry in document.entries.items():
        if isinstance(entry.value, str) and not address.endswith("@value"):
            masked = masking.masked(entry.value)
            assert masking.unmasked(masked) == entry.value
            assert not {person.name for person in family.people} & {*masked.replace("'", " ").replace(".", " ").split()}
