"""Telephone numbers in what people write: gone from a text in whichever way they were typed, and nothing else gone with them."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from words_pictures.telephone_numbers import HIDDEN, without_numbers

TYPED = (
    *("0400 11 22 01", "0400112201", "0400/11.22.01", "0400-11-22-01", "0400–11–22–01", "0400\u201111\u201122\u201101"),
    *("0400_11_22_01", "0400·11·22·01", "0400,11,22,01", "0400:11:22:01", "0400 - 11 - 22 - 01", "04 00 11 22 01"),
    *(
        "04.00.11.22.01",
        "0400\u00a011\u202f22\u00a001",
        "0400\n112201",
        "0400\u200e11\u200f22\u200e01",
        "0400 11\u00ad22 01",
    ),
    *(
        "+32 400 11 22 01",
        "+32400112201",
        "0032 400 11 22 01",
        "32 400 11 22 01",
        "+32 (0)400 11 22 01",
        "(0)400112201",
    ),
    *(
        "600 123 456",
        "+48 600 123 456",
        "600-123-456",
        "09 123 45 67",
        "02/123.45.67",
        "(09) 123 45 67",
        "+32 9 123 45 67",
    ),
    *(
        "٠٤٠٠ ١١ ٢٢ ٠١",
        "۰۴۰۰ ۱۱ ۲۲ ۰۱",
        "٠٤٠٠١١٢٢٠١",
        "\u2066+32 400 11 22 01\u2069",
        "０４００ １１ ２２ ０１",
        "0️⃣4️⃣0️⃣0️⃣ 1️⃣1️⃣2️⃣2️⃣0️⃣1️⃣",
    ),
    *("06 12 34 56 78", "06.12.34.56.78", "04-11-12-10-15", "+45 12 34 56 78", "+352 27 12 34", "0532 123 45 67"),
)
AROUND = (
    "Bel {}.",
    "tel.{}",
    "gsm.{}",
    "tel{}",
    "Ewa ({})",
    "Ewa: {}, Rita: {}",
    "{} {}",
    "{}, {}",
    "Op 08/03/2027 {}",
    "{} na 17.30 uur",
)

NO_NUMBER = (
    *(
        "Bel 112. Bel 1712, 102 of 106.",
        "dokter: 1733",
        "112, 1712, 102",
        "112 / 1712 / 102",
        "112/1712/102",
        "112. 1712. 102",
        "in 2026 2027",
        "2025, 2026, 2027 en 2028",
    ),
    *(
        "op 08/03/2027 17.40 uur",
        "01/02/2027 - 03/04/2027",
        "08/03/2027-12/03/2027, 03/18/2027 17:40",
        "8/3-12/3/2027",
        "03-04-2027 16-17 uur",
        "2027-03-08 17:40-21:55",
        "8.3.2027, 17.40 uur",
    ),
    *(
        "op 08/03/27 17.40 uur",
        "8/3/2027 om 9.00 en 10.00",
        "08 / 03 / 2027 17.40",
        "٠٨/٠٣/٢٠٢٧ ١٧:٤٠",
        "۱۴۰۵/۱۲/۱۷ ۱۷:۴۰",
    ),
    *(
        "17.30-21.55",
        "17.30 – 21.55, 22.00 – 23.30",
        "om 8.00, 12.00, 17.30 en 21.30 uur",
        "17.40-21.55 (2 keer)",
        "1. 17.30-21.55\n2. 18.00-22.00",
    ),
    *(
        "Regels 1–6, 8–11, 13 en 15",
        "1, 3, 5, 7, 9, 11, 13, 15",
        "١، ٣، ٥، ٧، ٩، ١١، ١٣",
        "schooljaar 2026-2027, 2027-2028",
    ),
    *(
        "1.250,00 euro",
        "€ 1.250,00 – € 1.350,00",
        "1.250,00-1.350,00 euro",
        "250, 300, 450 euro",
        "10.000 - 20.000 €",
        "39,8 graden",
        "9000 Gent",
        "rolnummer 2027/JR/123",
    ),
    *("", "Ewa komt.", "B1 en B3", "15 maart 2027, 17.30 uur", "8 marca 2027, 17:40", "(2026-2027)"),
)


def figures_in(text: str) -> str:
    return "".join(str(unicodedata.digit(one)) for one in text if unicodedata.digit(one, None) is not None)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("number", TYPED)
def test_no_telephone_number_stands_however_it_was_typed(number: str, around: str) -> None:
    said = without_numbers(around.replace("{}", number))
    assert figures_in(said) in ("", "08032027", "1730")
    assert HIDDEN in said


@pytest.mark.parametrize("text", NO_NUMBER)
def test_a_day_an_hour_an_amount_and_a_short_number_stay(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ewa (0400 11 22 01) komt.", "Ewa (…) komt."),
        ("Bel Ewa: 0400 11 22 01. Of Rita: +32 (0)400 11 22 02!", "Bel Ewa: …. Of Rita: …!"),
        ("Bij gevaar 112, 0400 11 22 01, 2 keer.", "Bij gevaar 112, …, 2 keer."),
        ("Bel 112. 0400 11 22 01 is Ewa.", "Bel 112. … is Ewa."),
        ("Regel 3: 0400/11.22.01", "Regel 3: …"),
        ("Regel 3 (0400 11 22 01)", "Regel 3 (…)"),
        ("Bel 600 123 456, 50 euro", "Bel …, 50 euro"),
        ("1. Bel 0400 11 22 01\n2. Bel Rita", "1. Bel …\n2. Bel Rita"),
        ("\u2067٠٤٠٠ ١١ ٢٢ ٠١\u2069", "\u2067…\u2069"),
    ],
)
def test_what_stands_around_a_number_stays_as_it_was(text: str, said: str) -> None:
    assert without_numbers(text) == said


@pytest.mark.parametrize(
    ("text", "known", "said"),
    [
        ("Bel 22 33 44.", "22 33 44", "Bel …."),
        ("Bel 123.45.67, tot 2027.", "123 45 67", "Bel …, tot 2027."),
        ("Bel 9/123.45.67.", "09 123 45 67 (na 17 uur)", "Bel …."),
        ("Bel 20 27 03 08 1.", "202703081", "Bel …."),
        ("Bel 112 of 102.", "112", "Bel 112 of 102."),
        ("Regel 1.", "", "Regel 1."),
    ],
)
def test_a_number_that_is_known_goes_also_where_it_is_short(text: str, known: str, said: str) -> None:
    assert without_numbers(text, [known]) == said


NUMBERS = st.from_regex(r"\+?0?[1-9][0-9]{5,13}", fullmatch=True)
BETWEEN = st.text(st.sampled_from(" .,/-–‑_·:()\u00a0\u202f\n+*'\u200e\u200f\u2066\u2069\u00ad"), max_size=3)
SCRIPTS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"])
WORDS = st.lists(st.sampled_from(["Bel", "tel.", "Ewa", "بيت", "\n", " ", ",", "(", "…", "é", "€"])).map("".join)


@st.composite
def typed(draw: st.DrawFn, number: str) -> str:
    script = draw(SCRIPTS)
    return "".join(script[int(one)] + draw(BETWEEN) if one.isdigit() else one for one in number)


@given(st.data(), st.lists(NUMBERS, min_size=1, max_size=3), WORDS, WORDS)
def test_no_number_of_the_family_stands_however_it_was_typed(data, numbers, before, after) -> None:
    number = data.draw(st.sampled_from(numbers))
    said = without_numbers(f"{before} {data.draw(typed(number))}{after}", numbers)
    assert number.lstrip("+0") not in figures_in(said)


@given(st.lists(st.sampled_from(NO_NUMBER)).map(" en ".join))
@example("")
def test_a_text_without_a_number_is_not_changed(text: str) -> None:
    assert without_numbers(text, ["0400 11 22 01"]) == text
