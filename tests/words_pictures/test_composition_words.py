"""A composed picture in words, and what the words of a scene propose to draw."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from compositions import compositions
from hypothesis import HealthCheck, given, settings

from words_pictures.composition import Composition, read
from words_pictures.composition_words import MOST_LETTERS, Proposal, describe, proposed
from words_pictures.demo import demo_story
from words_pictures.document import Document
from words_pictures.drawing.look import Look
from words_pictures.family import Family, read_family
from words_pictures.labels import languages


@pytest.fixture(scope="module")
def family() -> Family:
    return read_family(demo_story("story")[1], "nl")


@pytest.fixture(scope="module")
def small_family(file: Document) -> Family:
    return read_family(file, "nl")


def _with_looks(family: Family, **looks: Look) -> Family:
    return replace(family, people=tuple(replace(one, look=looks.get(one.id)) for one in family.people))


def _figure(
    id: str, who: str, pose: str = "stand", feeling: str = "calm", x: int = 800, y: int = 1000, **more: Any
) -> dict[str, Any]:
    key = "as" if who in ("police", "doctor", "child", "somebody") else "who"
    return {"id": id, key: who, "pose": pose, "feeling": feeling, "x": x, "y": y, **more}


def _thing(id: str, thing: str, x: int, y: int, **more: Any) -> dict[str, Any]:
    return {"id": id, "thing": thing, "x": x, "y": y, **more}


def _bubble(id: str, bubble: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "bubble": bubble, "x": 1100, "y": 300, **more}


def _composed(*parts: dict[str, Any], place: str = "plain", time: str = "day", strokes: int = 0) -> Composition:
    drawn = [{"colour": "red", "width": 12, "points": [100, 100, 1, 200, 200, 1]}] * strokes
    return read({"place": place, "time": time, "parts": list(parts), "strokes": drawn})


LETTERS_AT_NIGHT = _composed(
    _figure("a", "kasia", "at_table", "worried", 700, 860),
    _thing("b", "table", 800, 1080),
    _thing("c", "letters", 820, 860),
    place="kitchen",
)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "Mama zit aan tafel in de keuken en is bezorgd. Op tafel ligt een stapel brieven."),
        ("en", "Mum is sitting at the table in the kitchen and is worried. On the table there is a pile of letters."),
    ],
)
def test_it_tells_who_does_what_where_and_how_they_feel(family: Family, language: str, told: str) -> None:
    assert describe(LETTERS_AT_NIGHT, family, language) == told


def test_night_comes_first_and_who_does_the_same_is_told_together(family: Family) -> None:
    asleep = _composed(
        _thing("b", "bed", 500, 1000),
        _figure("m", "mila", "lie", "asleep", 500, 860),
        _figure("o", "oskar", "lie", "asleep", 520, 860),
        place="bedroom",
        time="night",
    )
    assert describe(asleep, family, "nl") == "Het is nacht. Mila en Oskar slapen in bed in de slaapkamer."
    assert describe(asleep, family, "en") == "It is night. Mila and Oskar are asleep in bed in the bedroom."


def test_people_are_called_what_the_children_call_them_and_strangers_by_their_role(family: Family) -> None:
    worried = [
        _figure(f"p{n}", who, feeling="worried", x=200 + 200 * n)
        for n, who in enumerate(("police", "doctor", "ewa", "claes", "kasia", "rita"))
    ]
    assert describe(_composed(*worried), family, "nl") == (
        "De politie, de dokter, tante Ewa, mevrouw Claes, mama en Rita zijn bezorgd."
    )
    assert describe(_composed(*worried), family, "en") == (
        "The police, the doctor, aunt Ewa, Mrs Claes, mum and Rita are worried."
    )


def test_several_of_one_role_are_counted_and_one_of_several_is_not_the_only_one(family: Family) -> None:
    children = [_figure(f"p{n}", "child", "run", "happy", x=300 * n) for n in range(5)]
    assert describe(_composed(*children), family, "nl") == "5 kinderen lopen hard en zijn blij."
    others = _composed(_figure("a", "child", "run", x=100), _figure("b", "child", "sit", "sad", x=900))
    assert describe(others, family, "nl") == "Een kind loopt hard. Een kind zit en is verdrietig."


def test_somebody_who_is_no_longer_in_the_file_is_somebody(family: Family) -> None:
    assert describe(_composed(_figure("a", "gone", "wave")), family, "nl") == "Iemand zwaait."


def test_people_hug_each_other_or_one_the_other(family: Family) -> None:
    kasia, mila = _figure("a", "kasia", "hug", "sad", 600), _figure("b", "mila", "hug", "sad", 760)
    assert describe(_composed(kasia, mila), family, "nl") == "Mama en Mila knuffelen en zijn verdrietig."
    standing = _figure("b", "mila", "stand", "sad", 760)
    assert (
        describe(_composed(kasia, standing), family, "nl") == "Mama knuffelt Mila en is verdrietig. Mila is verdrietig."
    )


def test_two_who_hug_and_feel_differently_are_told_one_by_one(family: Family) -> None:
    differently = _composed(_figure("a", "kasia", "hug", "relieved", 600), _figure("b", "mila", "hug", "happy", 760))
    assert describe(differently, family, "nl") == "Mama knuffelt Mila en is opgelucht. Mila knuffelt mama en is blij."


def test_who_uses_a_wheelchair_does_not_stand(family: Family) -> None:
    seated = _with_looks(family, kasia=Look(aid="wheelchair"))
    assert describe(_composed(_figure("a", "kasia")), seated, "nl") == "Mama zit."
    assert describe(_composed(_figure("a", "kasia", "walk")), seated, "en") == "Mum is rolling along."


def test_a_child_that_is_carried_is_carried_and_feels(family: Family) -> None:
    carried = _composed(
        _figure("a", "mila", "carry", "scared", 600, holds="b"),
        _figure("b", "oskar", "sit", "sad", 620, 800),
    )
    assert describe(carried, family, "nl") == "Mila draagt Oskar en is bang. Oskar is verdrietig."
    phoning = _composed(
        _figure("a", "rita", "phone", "worried", 600, holds="b"), _figure("b", "oskar", "sit", "calm", 620, 800)
    )
    assert describe(phoning, family, "nl") == "Rita belt, draagt Oskar en is bezorgd."


def test_what_somebody_holds_is_told_with_them(family: Family) -> None:
    holding = _composed(_figure("a", "doctor", "hold"), _thing("m", "medicine", 850, 700, **{"with": "a"}))
    assert describe(holding, family, "nl") == "De dokter houdt medicijnen vast."
    assert describe(_composed(_figure("a", "doctor", "hold")), family, "nl") == "De dokter houdt iets vast."


def test_the_arms_around_somebody_or_something_hold_them(family: Family) -> None:
    sofa = _thing("s", "sofa", 700, 1000, width=900)
    mama = _figure("a", "kasia", "sit", "happy", 500, 860, over="b")
    mila = _figure("b", "mila", "sit", "calm", 700, 860, over="k")
    fox = _thing("k", "companion", 700, 880, of="mila")
    told = describe(_composed(sofa, mama, mila, fox), family, "nl", companions={"mila": "fox"})
    assert told == "Mama zit op een sofa, houdt Mila vast en is blij. Mila zit op een sofa en houdt Vos vast."


def test_people_carry_a_heavy_bag_together(family: Family) -> None:
    people = [_figure(f"p{n}", who, x=500 + 200 * n, over="z") for n, who in enumerate(("kasia", "pieter", "sofie"))]
    bag = _thing("z", "heavy_bag", 700, 1000)
    assert describe(_composed(*people, bag), family, "nl") == "Mama, Pieter en Sofie houden een zware zak vast."


def test_who_is_seen_through_a_window_or_far_away_is_not_at_this_place(family: Family) -> None:
    behind, front = (_thing(part, "lorry", 1100, 490, part=part) for part in ("behind", "front"))
    papa = _figure("p", "tomek", "sit_floor", "happy", 1300, 390, size=0.55)
    mama = _figure("a", "kasia", "phone", "happy", 400, 1085)
    told = describe(_composed(behind, papa, front, mama, place="kitchen"), family, "nl")
    assert told == "Mama belt in de keuken en is blij. Papa is in een vrachtwagen te zien en is blij."
    away = _composed(
        _thing("f", "far_place", 700, 500), _figure("a", "kasia", "stand", "tired", 700, 450, size=0.45), place="street"
    )
    assert describe(away, family, "nl").startswith("Mama is ver weg te zien en is moe.")


def test_two_halves_of_a_thing_are_one_thing(family: Family) -> None:
    halves = [_thing(part, "house_with_shop", 480, 1090, part=part) for part in ("behind", "front")]
    assert describe(_composed(*halves), family, "nl") == "Er is een huis met een winkel."


def test_a_companion_on_its_head_wants_to_be_seen(family: Family) -> None:
    upside_down = _thing("k", "companion", 580, 196, of="mila", angle=180)
    told = describe(_composed(_figure("a", "mila"), upside_down), family, "nl", companions={"mila": "fox"})
    assert told == "Mila staat. Vos staat op zijn kop."


def test_who_thinks_of_a_question_mark_has_a_question(family: Family) -> None:
    asks = _composed(_figure("a", "mila"), _bubble("t", "thought", of="a", shows="question_mark"))
    assert describe(asks, family, "nl") == "Mila staat. Mila heeft een vraag."


def test_bubbles_are_told_in_the_readers_language_or_in_the_one_they_have(family: Family) -> None:
    said = _composed(
        _figure("a", "kasia", "kneel"),
        _bubble("s", "speech", of="a", words={"nl": "Het was niet jouw schuld.", "en": "It was not your fault."}),
        _bubble("t", "thought", of="a", words={"nl": "Hulp?"}),
    )
    assert describe(said, family, "nl") == "Mama knielt. Mama zegt: “Het was niet jouw schuld.” Mama denkt: “Hulp?”"
    assert describe(said, family, "en") == "Mum is kneeling. Mum says: “It was not your fault.” Mum thinks: “Hulp?”"


def test_a_bubble_may_show_a_thing_and_may_be_nobodys(family: Family) -> None:
    shows = _composed(_figure("a", "mila"), _bubble("t", "thought", of="a", shows="bed"))
    assert describe(shows, family, "nl") == "Mila staat. Mila denkt aan een bed."
    assert describe(_composed(_bubble("t", "thought", shows="bed")), family, "nl") == "In een wolkje staat een bed."
    assert (
        describe(_composed(_bubble("t", "speech", words={"nl": "Dag!"})), family, "nl")
        == "In een tekstballon staat: “Dag!”"
    )


def test_a_bubble_without_anything_is_told_as_it_is(family: Family) -> None:
    assert describe(_composed(_bubble("t", "thought")), family, "nl") == "Er is een leeg tekstwolkje."
    empty = _composed(_figure("a", "mila"), _bubble("s", "speech", of="a"), _bubble("t", "thought", of="a"))
    assert describe(empty, family, "nl") == "Mila staat. Mila wil iets zeggen. Mila denkt na."


def test_a_companion_has_its_name_or_is_its_childs(family: Family) -> None:
    there = _composed(_figure("a", "mila", "sit_floor"), _thing("k", "companion", 900, 1000, of="mila"))
    family = _with_looks(family)
    assert describe(there, family, "nl", companions={"mila": "fox"}) == "Mila zit op de grond. Vos zit bij Mila."
    assert describe(there, family, "nl", companions={"mila": "Bobbel"}) == "Mila zit op de grond. Bobbel zit bij Mila."
    assert describe(there, family, "nl") == "Mila zit op de grond. De knuffel van Mila zit bij Mila."
    with_look = _with_looks(family, mila=Look(companion="rabbit"))
    assert describe(there, with_look, "nl") == "Mila zit op de grond. Konijn zit bij Mila."


def test_furniture_is_told_only_when_nobody_is_there(family: Family) -> None:
    table, cup = _thing("t", "table", 800, 1080), _thing("c", "cup", 1500, 1150)
    assert describe(_composed(table, cup), family, "nl") == "Er zijn een beker en een tafel."
    with_mila = describe(_composed(table, cup, _figure("a", "mila", x=200)), family, "nl")
    assert with_mila == "Mila staat. Er is ook een beker."


def test_at_most_three_things_are_told(family: Family) -> None:
    things = [
        _thing(f"t{n}", kind, 150 + 200 * n, 1150) for n, kind in enumerate(("cup", "plate", "glass", "bread", "soup"))
    ]
    told = describe(_composed(_figure("a", "mila"), *things), family, "nl")
    assert told == "Mila staat. Er zijn ook een beker, een bord en een glas."


def test_an_empty_picture_a_place_and_what_was_drawn_by_hand_are_told_too(family: Family) -> None:
    assert describe(_composed(), family, "nl") == "Deze prent is nog leeg."
    assert describe(_composed(place="garden", time="evening"), family, "nl") == "Het is avond. Dit is de tuin."
    assert describe(_composed(strokes=1), family, "nl") == "Dit is met de hand getekend."
    assert describe(_composed(_figure("a", "mila"), strokes=1), family, "nl") == (
        "Mila staat. Er is met de hand bij getekend."
    )


def test_a_crowd_is_told_in_a_few_sentences_and_everybody_is_named(family: Family) -> None:
    poses = ("sit_floor", "wave", "reach", "kneel", "arms_up", "point", "walk")
    feelings = ("happy", "proud", "calm", "sad", "tired", "calm", "ill")
    people = ("mila", "oskar", "kasia", "ewa", "rita", "nele", "joris")
    crowd = [
        _figure(f"p{n}", who, pose, feeling, x=200 * n)
        for n, (who, pose, feeling) in enumerate(zip(people, poses, feelings, strict=True))
    ]
    told = describe(_composed(*crowd), family, "nl")
    assert told == (
        "Mila zit op de grond en is blij. Oskar zwaait en is trots. Mama steekt een hand uit. "
        "Tante Ewa, Rita, Nele en Joris zijn er ook."
    )


@pytest.mark.parametrize("language", [*languages(), "ti"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(composition=compositions())
def test_every_valid_composition_has_words_in_every_language(
    language: str, composition: Composition, small_family: Family
) -> None:
    told = describe(composition, small_family, language)
    assert 3 < len(told) <= MOST_LETTERS
    assert told == told.strip()
    assert told.count("{") <= _braces_in_bubbles(composition)
    assert "  " not in told
    assert not told[0].islower()


def _braces_in_bubbles(composition: Composition) -> int:
    return sum(said.count("{") for bubble in composition.bubbles for said in bubble.words.values())


# ---- What words propose.


@dataclass(frozen=True)
class Drawn:
    """What the column "picture" of practice.md 11.2 has in a scene, marked by hand; "" where it does not say."""

    people: str
    things: str
    place: str = ""
    time: str = ""
    feelings: str = ""
    """Of whom the words say how they feel: `person:feeling`."""


DRAWN = (
    Drawn("mila oskar kasia tomek", "house_with_shop phone", "street"),
    Drawn("mila", "music_notes sock", "kitchen", feelings="oskar:happy"),
    Drawn("kasia", "table letters thought_cloud", feelings="kasia:ashamed"),
    Drawn("mila oskar", "bed moon", "bedroom", "night"),
    Drawn("mila oskar", "phone music_notes", time="night", feelings="mila:scared oskar:sad"),
    Drawn("rita", "open_door", "neighbours_door", "night"),
    Drawn("kasia mila oskar", "bed", "hospital", feelings="kasia:sad"),
    Drawn(
        "police doctor rita claes pieter kasia",
        "thermometer question_mark",
        feelings="police:worried doctor:worried rita:worried claes:worried pieter:worried kasia:worried",
    ),
    Drawn("kasia mila", "heart", feelings="kasia:proud"),
    Drawn("claes", "desk tree", "court"),
    Drawn("ewa rita nele joris beata", "table calendar"),
    # Of the whole network at the door the words name two.
    Drawn("mila ewa rita nele joris beata", "drawing fox pancakes"),
)


def _scenes(language: str) -> list[Proposal]:
    document, file = demo_story("story")
    family = read_family(file, language)
    found: list[Proposal] = []
    for scene in document.items("scenes"):
        by = document.entries[f"{scene.place}/words@{language}"].by
        words = f"{scene.words('heading', language)}\n{scene.words('words', language)}"
        said_by = by if family.person(by) else ""
        found.append(proposed(words, language, family, read_to=document.ids("children"), said_by=said_by))
    return found


def _names(proposal: Proposal) -> set[str]:
    return {one.who or one.role for one in proposal.people}


def _hits(expected: list[set[str]], got: list[set[str]]) -> tuple[float, float]:
    """The share of what was drawn that is proposed, and the share of what is proposed that was drawn."""
    hits = sum(len(one & other) for one, other in zip(expected, got, strict=True))
    return hits / max(1, sum(map(len, expected))), hits / max(1, sum(map(len, got)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_twelve_scenes_propose_what_was_drawn_for_them(language: str) -> None:
    got = _scenes(language)
    people = _hits([set(one.people.split()) for one in DRAWN], [_names(one) for one in got])
    things = _hits([set(one.things.split()) for one in DRAWN], [set(one.things) for one in got])
    places = _hits([{one.place} - {""} for one in DRAWN], [{one.place} - {""} for one in got])
    times = _hits([{one.time} - {""} for one in DRAWN], [{one.time} - {""} for one in got])
    feelings = _hits(
        [set(one.feelings.split()) for one in DRAWN],
        [{f"{who.who or who.role}:{who.feeling}" for who in one.people if who.feeling} for one in got],
    )
    shares = {"people": people, "places": places, "times": times, "feelings": feelings, "things": things}
    for what, (found, right) in shares.items():
        print(f"{language} {what}: {found:.0%} found, {right:.0%} of the proposed drawn")
    assert people[0] >= 0.9
    assert places[0] == 1
    assert times[0] >= 0.6
    assert feelings[0] == 1
    assert things[0] >= 0.75


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nobody_is_proposed_whom_the_words_do_not_name(language: str) -> None:
    named = (
        "mila oskar kasia tomek",
        "mila oskar kasia",
        "kasia",
        "mila oskar kasia",
        "mila oskar kasia",
        "mila oskar rita",
        "mila oskar kasia police doctor",
        "police doctor rita claes pieter kasia",
        "mila kasia",
        "mila oskar claes kasia",
        "mila oskar kasia ewa rita nele joris beata",
        "mila oskar kasia ewa rita",
    )
    for names, proposal in zip(named, _scenes(language), strict=True):
        assert _names(proposal) <= set(names.split())


def _felt(words: str, family: Family, language: str = "nl", **more: Any) -> dict[str, str]:
    return {one.who or one.role: one.feeling for one in proposed(words, language, family, **more).people}


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Mila is niet bang.", "nl"),
        ("Mila was nooit boos.", "nl"),
        ("Mila slaapt niet.", "nl"),
        ("Mila schaamt zich helemaal niet.", "nl"),
        ("Mila mag verdrietig zijn.", "nl"),
        ("Mila heeft een plek om te slapen.", "nl"),
        ("Wat als Mila ziek wordt?", "nl"),
        ("Mila was not scared.", "en"),
        ("Mila wasn't angry.", "en"),
        ("Mila may be sad.", "en"),
    ],
)
def test_what_is_denied_or_only_possible_is_no_feeling(family: Family, words: str, language: str) -> None:
    assert set(_felt(words, family, language).values()) <= {""}


@pytest.mark.parametrize(
    ("words", "felt"),
    [
        ("Mila was bang.", {"mila": "scared"}),
        ("Mila was niet boos, ze was bang.", {"mila": "scared"}),
        ("Mama hield Mila vast en huilde.", {"kasia": "sad", "mila": ""}),
        ("Mila zag dat mama boos was.", {"mila": "", "kasia": "angry"}),
        ("Mama kwam. Ze huilde.", {"kasia": "sad"}),
        ("Pieter is bezorgd, mama en Rita ook.", {"pieter": "worried", "kasia": "worried", "rita": "worried"}),
        ("Mila is blij, mama is ook moe.", {"mila": "happy", "kasia": "tired"}),
        ("Mama is bezorgd. Rita ook.", {"kasia": "worried", "rita": "worried"}),
        ("De dokter, de politie en Rita waren bezorgd.", {"doctor": "worried", "police": "worried", "rita": "worried"}),
        ("Bang was Mila.", {"mila": "scared"}),
        ("Papa kwam. Dan riep hij tegen mama.", {"tomek": "angry", "kasia": ""}),
        ("Mama dacht: ze slapen toch.", {"kasia": ""}),
        ("Het deed pijn.", {}),
    ],
)
def test_a_feeling_is_of_those_of_whom_it_is_said(family: Family, words: str, felt: dict[str, str]) -> None:
    assert _felt(words, family) == felt


def test_you_and_i_are_those_whom_the_page_says_and_else_nobody(family: Family) -> None:
    words = "Jij was bang. Ik ben trots op jou. Ik hou van jullie."
    told = _felt(words, family, read_to=("mila",), said_by="kasia")
    assert told == {"mila": "scared", "kasia": "proud", "oskar": ""}
    assert _felt(words, family) == {}
    assert _felt(words, family, read_to=("gone",), said_by="together") == {}


@pytest.mark.parametrize(
    ("words", "language", "who"),
    [
        ("De rechter heet mevrouw Claes.", "nl", "claes"),
        ("The judge is kind.", "en", "claes"),
        ("The judge's name is Mrs Claes.", "en", "claes"),
        ("Oma belt de buurvrouw.", "nl", "rita"),
        ("Tante Ewa komt.", "nl", "ewa"),
        ("Aunt Ewa comes.", "en", "ewa"),
        ("Oskars oor deed pijn.", "nl", "oskar"),
        ("Daddy phones.", "en", "tomek"),
        ("De mama van Fien komt.", "nl", "nele"),
    ],
)
def test_people_are_known_by_name_by_relation_and_by_role(family: Family, words: str, language: str, who: str) -> None:
    assert _names(proposed(words, language, family)) == {who}


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Ik help kinderen, mama's en papa's.", "nl"),
        ("Een kind mag niet alleen zijn.", "nl"),
        ("Iemand moet helpen, een volwassene.", "nl"),
        ("An adult takes care of children.", "en"),
        ("Mama gaat pas weg.", "nl"),
        ("Niet de schuld van Oskar.", "nl"),
    ],
)
def test_nobody_in_particular_is_nobody(family: Family, words: str, language: str) -> None:
    assert _names(proposed(words, language, family)) <= {"kasia"} - ({"kasia"} if "Mama gaat" not in words else set())


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("Er lag een ziekenhuisbed.", {"bed"}),
        ("Het beddengoed was nat.", set[str]()),
        ("Oskar lag in zijn bedje.", {"bed"}),
        ("Hij ging voorwaarts.", set[str]()),
        ("Ze maakte een handtekening.", set[str]()),
        ("Mama kreeg rekeningen.", {"letters", "table"}),
        ("Er was geen brood.", set[str]()),
        ("De ziekenwagen kwam.", {"ambulance"}),
        ("Ze zong een liedje.", {"music_notes"}),
        ("Er stond een lege koelkast.", {"empty_fridge"}),
        ("Mila slaapt in een stapelbed.", {"bunk_bed"}),
        ("Mila gaat naar huis.", set[str]()),
    ],
)
def test_things_are_whole_words_longest_first_and_dutch_compounds(family: Family, words: str, things: set[str]) -> None:
    assert set(proposed(words, "nl", family).things) == things


@pytest.mark.parametrize(
    ("words", "language", "place", "time"),
    [
        ("'s Avonds in de keuken.", "nl", "kitchen", "evening"),
        ("Het was nacht. Mila sliep.", "nl", "bedroom", "night"),
        ("Kinderen mogen 's nachts niet alleen zijn.", "nl", "", ""),
        ("Na 15 nachten.", "nl", "", ""),
        ("Mila zat op school.", "nl", "school", ""),
        ("De rechter en de dokter praten.", "nl", "", ""),
        ("We were at home in the evening.", "en", "living_room", "evening"),
        ("In the hospital.", "en", "hospital", ""),
    ],
)
def test_a_place_and_a_time_are_named_or_follow_from_who_is_there(
    family: Family, words: str, language: str, place: str, time: str
) -> None:
    proposal = proposed(words, language, family)
    assert (proposal.place, proposal.time) == (place, time)


def test_what_somebody_does_is_proposed_too(family: Family) -> None:
    poses = {one.who: one.pose for one in proposed("Mama belde Rita. Mila zwaait.", "nl", family).people}
    assert poses == {"kasia": "phone", "rita": "", "mila": "wave"}


def test_in_a_language_without_labels_only_names_are_found(family: Family) -> None:
    proposal = proposed("Kasia boi się. Bed. Mum.", "pl", family, read_to=("mila",))
    assert _names(proposal) <= {"kasia"}
    assert proposal.things == ()


@pytest.mark.parametrize("words", ["", " \n", "!!!", "“”", "😀", "x" * 5000, "Mila " * 400, "' 's '"])
def test_any_words_may_come(family: Family, words: str) -> None:
    assert isinstance(proposed(words, "nl", family), Proposal)
