"""How a language is written: its direction, its days, its lists; and fixed words, where somebody translated them."""

import datetime

import pytest

from words_pictures.wording import (
    LANGUAGES,
    catalogue,
    clock,
    day_and_month,
    day_of,
    direction,
    enumeration,
    fixed,
    full_date,
    language_name,
    moment,
    runs_otherwise,
)

TOLD = datetime.date(2027, 3, 9)
UNKNOWN = (
    "zz",
    "",
    "x",
    "nl_",
    "../../etc",
    "nl\x00",
    "n" * 90,
    "n" * 300,
    "no/body",
    "🦊",
    "klingon",
    "-",
    "en-",
    "1",
)


def test_a_language_whose_own_words_nobody_knows_is_called_as_the_work_calls_it() -> None:
    assert [language_name("rom"), language_name("rom", "nl"), language_name("ary", "fr")] == [
        "Romani",
        "Romani",
        "arabe marocain",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "ltr"),
        ("en", "ltr"),
        ("nl-BE", "ltr"),
        ("ti", "ltr"),
        ("pl", "ltr"),
        ("uk", "ltr"),
        ("ar", "rtl"),
        ("ar-SY", "rtl"),
        ("fa", "rtl"),
        ("ps", "rtl"),
        ("he", "rtl"),
        ("ckb", "rtl"),
    ],
)
def test_a_language_has_its_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("language", "day", "short"),
    [
        ("nl", "dinsdag 9 maart 2027", "dinsdag 9 maart"),
        ("nl-BE", "dinsdag 9 maart 2027", "dinsdag 9 maart"),
        ("en", "Tuesday, 9 March 2027", "Tuesday 9 March"),
        ("ar", "الثلاثاء، 9 مارس 2027", "الثلاثاء 9 مارس"),
        ("ti", "ሰሉስ፣ 9 መጋቢት 2027", "ሰሉስ 9 መጋቢት"),
        ("zz", "Tuesday, 9 March 2027", "Tuesday 9 March"),
    ],
)
def test_a_day_is_said_with_its_weekday(language: str, day: str, short: str) -> None:
    assert full_date(TOLD, language) == day
    assert day_and_month(TOLD, language) == short


@pytest.mark.parametrize(
    ("language", "two", "three"),
    [
        ("nl", "Ewa en Rita", "Ewa, Rita en Nele"),
        ("en", "Ewa and Rita", "Ewa, Rita and Nele"),
        ("ar", "Ewa وRita", "Ewa وRita وNele"),
        ("ti", "Ewaን Ritaን", "Ewa፣ Ritaን Neleን"),
        ("zz", "Ewa and Rita", "Ewa, Rita and Nele"),
    ],
)
def test_names_are_listed_as_the_language_does(language: str, two: str, three: str) -> None:
    assert enumeration(["Ewa", "Rita"], language) == two
    assert enumeration(("Ewa", "Rita", "Nele"), language) == three


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti", "zz"])
def test_a_list_of_one_or_none_has_no_and(language: str) -> None:
    assert enumeration([], language) == ""
    assert enumeration(["Ewa"], language) == "Ewa"


@pytest.mark.parametrize("name", ["{0}", "{naam}", "%s", "<b>&", "كاسيا", "👩‍👧", ""])
def test_a_name_in_a_list_stays_as_it_is_written(name: str) -> None:
    assert enumeration([name, "Rita", name], "nl") == f"{name}, Rita en {name}"


@pytest.mark.parametrize(
    ("language", "own", "dutch"),
    [
        ("nl", "Nederlands", "Nederlands"),
        ("en", "English", "Engels"),
        ("ar", "العربية", "Arabisch"),
        ("ti", "ትግርኛ", "Tigrinya"),
        ("nl-BE", "Nederlands (België)", "Nederlands (België)"),
        ("pl", "Polski", "Pools"),
        ("fa-AF", "دری", "Dari"),
        ("zz", "zz", "zz"),
    ],
)
def test_a_language_is_named_in_its_own_words_and_in_others(language: str, own: str, dutch: str) -> None:
    assert language_name(language) == own
    assert language_name(language, "nl") == dutch


def test_a_language_is_named_in_english_for_those_whose_language_nobody_knows() -> None:
    assert language_name("ar", "zz") == "Arabic"
    assert language_name("ar", "nl-BE") == "Arabisch"


@pytest.mark.parametrize("language", UNKNOWN)
def test_a_language_that_nobody_knows_breaks_nothing(language: str) -> None:
    assert direction(language) == "ltr"
    assert language_name(language) == language
    assert full_date(TOLD, language) == "Tuesday, 9 March 2027"
    assert enumeration(["Ewa", "Rita"], language) == "Ewa and Rita"
    assert fixed("Title", language) == "Title"


@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
@pytest.mark.parametrize("text", ["", "No catalogue has this sentence.", "{naam} %(naam)s %"])
def test_a_fixed_text_nobody_translated_reads_as_it_stands(language: str, text: str) -> None:
    assert fixed(text, language) == text


def test_a_catalogue_that_is_not_there_is_one_of_nothing() -> None:
    assert catalogue("weather", "nl").gettext("Title") == "Title"


@pytest.mark.parametrize(
    ("at", "day", "time"),
    [
        ("2027-03-09T15:05:00+00:00", datetime.date(2027, 3, 9), "16:05"),
        ("2027-03-27T23:30:00+00:00", datetime.date(2027, 3, 28), "00:30"),
        ("2027-07-31T22:30:00+00:00", datetime.date(2027, 8, 1), "00:30"),
    ],
)
def test_a_moment_is_told_on_the_day_and_at_the_time_it_was_in_belgium(at: str, day: datetime.date, time: str) -> None:
    assert (day_of(at), clock(at)) == (day, time)
    assert time in moment(at, "nl")


@pytest.mark.parametrize(
    ("text", "language", "otherwise"),
    [
        ("Samira", "ar", True),
        ("Samira", "nl", False),
        ("سميرة", "ar", False),
        ("سميرة", "nl", True),
        ("سميرة Samira", "ar", False),
        ("112", "ar", False),
        ("", "ar", False),
    ],
)
def test_a_name_in_other_letters_runs_the_other_way(text: str, language: str, otherwise: bool) -> None:
    assert runs_otherwise(text, language) == otherwise
