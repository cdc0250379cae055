"""What somebody types finds what can be drawn: any word for it, half a word, a word with a slip, in Dutch or in English."""

import statistics
import time

import pytest

from words_pictures.finding import FOUND_GROUPS, USUAL, find
from words_pictures.labels import labels, languages

SLOWEST_S = 0.050
QUERIES = (
    "tafel stoel bed dokter arts gsm telefoon mobieltje brieven rekeningen post knuffel beer teddy bang boos verdrietig zit ligt "
    "keuken school ziekenhuis rechtbank politie rechter advocaat juf teleffon ziekenhius rekenngen pannekoek slaapkamr kaars "
    "table chair worried scared doctor bills teddybear kitchn hospitl judje a b st ka zie reke slaa qqqqqqqq xyzxyzxyzxyz "
    "verjaardagstaart boodschappentas medicijnen thermometer vraagteken muzieknoten kinderwagen vrachtwagen ziekenwagen "
    "politieauto straatlamp schommel glijbaan zandbak sneeuwman bloemperk regenboog regenwolk denkwolkje ballonnen cadeautje "
    "konijntje dinosaurus knuffeldoekje puzzelen kleurpotloden tekening wandelstok huis flat boom struik hek poort brug heuvel "
    "verpleegster buurvrouw leerkracht begeleider opgelucht beschaamd verrast eenzaam slapen wuift wijst hurkt draagt houdt"
).split()


def names(typed: str, language: str = "nl", most: int = 24) -> list[str]:
    return [found.name for found in find(typed, language, most)]


def first(typed: str, language: str = "nl") -> tuple[str, str]:
    found = find(typed, language)[0]
    return found.group, found.name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tafel", ("thing", "table")),
        ("tafels", ("thing", "table")),
        ("tafeltje", ("thing", "table")),
        ("de tafel", ("thing", "table")),
        ("DOKTER", ("role", "doctor")),
        ("arts", ("role", "doctor")),
        ("kinderarts", ("role", "doctor")),
        ("mobieltje", ("thing", "phone")),
        ("rekeningen", ("thing", "letters")),
        ("teddy", ("thing", "bear")),
        ("doos zakdoekjes", ("thing", "tissues")),
        ("keuken", ("place", "kitchen")),
        ("crisisopvang", ("place", "crisis_house")),
        ("ongerust", ("feeling", "worried")),
        ("schaamt zich", ("feeling", "ashamed")),
        ("weent", ("feeling", "sad")),
        ("aan tafel", ("pose", "at_table")),
        ("knielt", ("pose", "kneel")),
        ("ziekenhuisbed", ("thing", "bed")),
        ("cafe latte tafel", ("thing", "table")),
    ],
)
def test_any_word_for_it_finds_it(typed: str, name: tuple[str, str]) -> None:
    assert first(typed) == name


@pytest.mark.parametrize("language", languages())
def test_everything_is_found_by_its_own_label(language: str) -> None:
    for label in labels(language):
        found = {(one.group, one.name): one.score for one in find(label.label, language, groups=(label.group,))}
        assert found[label.group, label.name] == max(found.values()), label.name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zieknhuis", "hospital"),
        ("ziekenhius", "hospital"),
        ("teleffon", "phone"),
        ("stoell", "chair"),
        ("bezrogd", "worried"),
    ],
)
def test_a_slip_is_forgiven(typed: str, name: str) -> None:
    assert name in names(typed, most=3)


@pytest.mark.parametrize("typed", ["bod", "tf", "xx"])
def test_in_short_words_a_slip_is_another_word(typed: str) -> None:
    assert all(found.score > 60 for found in find(typed, "nl"))


def test_the_very_word_comes_before_a_beginning_and_that_before_a_slip() -> None:
    scores = [found.score for found in find("huis", "nl")]
    assert scores == sorted(scores, reverse=True)
    assert names("huis")[:2] == ["house", "house_with_shop"]
    assert find("ziekenhui", "nl")[0].score > find("ziekenhuus", "nl")[0].score


def test_dutch_and_english_find_it_in_any_language_and_the_asked_one_comes_first() -> None:
    assert first("worried") == ("feeling", "worried")
    assert first("bezorgd", "en") == ("feeling", "worried")
    assert first("stoel", "pl") == ("thing", "chair")
    # "pan" is Dutch and English; "stool" is English only, and one slip from a Dutch "stoel".
    assert find("arm", "nl")[0].score >= find("arm", "nl")[-1].score
    assert names("stool", "en")[0] == "stool"
    assert find("chair", "nl")[0].score < find("stoel", "nl")[0].score


def test_answers_are_called_as_the_reader_calls_them() -> None:
    assert find("bills", "nl")[0].label == "stapel brieven"
    assert find("rekeningen", "en")[0].label == "pile of letters"
    assert find("bed", "ti")[0].label == "bed"


def test_with_nothing_typed_comes_what_these_stories_need_most() -> None:
    usual = find("", "nl")
    assert [(found.group, found.name) for found in usual] == list(USUAL[:24])
    assert {found.group for found in usual} >= {"thing", "feeling", "role"}
    assert [(found.group, found.name) for found in find(" ! ", "nl")] == list(USUAL[:24])


def test_what_is_usual_can_be_drawn() -> None:
    assert all(labels("en").has(group, name) for group, name in USUAL)
    assert len(USUAL) == len(set(USUAL))


def test_groups_narrow_it_down_and_times_are_found_when_asked_for() -> None:
    assert {found.group for found in find("", "nl", 500, groups=("feeling",))} == {"feeling"}
    assert len(find("", "nl", 500, groups=("feeling",))) == len(labels("nl").group("feeling"))
    assert "time" not in {found.group for found in find("nacht", "nl")}
    assert find("nacht", "nl", groups=("time", *FOUND_GROUPS))[0].name == "night"


@pytest.mark.parametrize("typed", ["qqqqqq", "😀", "\x00", "ሰላም", "x" * 5000, "<&{{", "%", "a" * 61])
def test_what_nobody_means_finds_nothing_and_breaks_nothing(typed: str) -> None:
    assert all(found.score < 100 for found in find(typed, "nl"))


def test_at_most_so_many() -> None:
    assert len(find("a", "nl", 5)) == 5
    assert find("tafel", "nl", 0) == ()


def test_a_hundred_queries_are_answered_quickly() -> None:
    find("tafel", "nl")
    # Of this thread alone: the machine may be busy with other tests.
    took: list[float] = []
    for typed in QUERIES:
        begun = time.thread_time()
        find(typed, "nl")
        took.append(time.thread_time() - begun)
    assert len(took) >= 100
    print(f"finding: median {statistics.median(took) * 1000:.1f} ms, slowest {max(took) * 1000:.1f} ms")
    assert max(took) <= SLOWEST_S
