"""More of one role in a picture, and arms that are around a baby and on something else at once."""

from words_pictures.composition import read
from words_pictures.drawing.composed import Drawn
from words_pictures.drawing.look import ROLES
from words_pictures.drawing.others import of_role

PIECES = {"a": (400, 1000), "b": (700, 1000), "c": (1000, 1000)}


def drawn(*parts: dict[str, object]) -> Drawn:
    return Drawn(read({"parts": list(parts)}), {}, "nl")


def test_two_police_officers_are_two_people_in_one_uniform():
    first, second = (of_role("police", number) for number in (0, 1))
    assert first == ROLES["police"]
    assert (second.skin, second.hair, second.hair_colour) != (first.skin, first.hair, first.hair_colour)
    assert (second.clothes, second.top, second.cover) == (first.clothes, first.top, "police_cap")


def test_a_team_of_six_children_has_six_faces():
    team = [of_role("child", number) for number in range(6)]
    assert len({(one.skin, one.hair, one.hair_colour) for one in team}) == 6
    assert {one.top for one in team} == {"red"}


def test_who_comes_first_keeps_the_look_of_the_role():
    picture = drawn(*({"id": id, "as": "nurse", "x": x, "y": y} for id, (x, y) in PIECES.items()))
    looks = [picture.look_of(one) for one in picture.composition.figures]
    assert looks[0] == ROLES["nurse"]
    assert len(set(looks)) == 3


def test_the_arm_around_a_baby_stays_there_while_the_other_holds_something():
    baby = {"id": "baby", "as": "baby", "x": 700, "y": 800}
    toy = {"id": "toy", "thing": "fox", "x": 860, "y": 800}
    holder = {"id": "holder", "as": "child", "x": 700, "y": 1100, "right": [850, 730], "holds": "baby", "over": "toy"}
    parts = drawn(baby, holder, toy).parts()
    who = drawn(baby, holder, toy).figures["holder"]
    assert parts["toy"].endswith(who.arm(1))
    assert who.arm(-1) not in parts["toy"]
    assert who.forearm(-1) in parts["holder"]
    assert who.arm(1) not in parts["holder"]
