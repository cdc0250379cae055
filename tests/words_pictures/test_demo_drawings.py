"""The demo drawings: one hand, one line, nobody hidden, and said in words what they show."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from lxml import etree
from PIL import Image

from words_pictures.demo import figures, places
from words_pictures.demo.drawings import DESCRIPTIONS, drawing, png
from words_pictures.demo.figures import MAMA, MILA, OSKAR, ArmTooShort, Figure, stand

SVG = "{http://www.w3.org/2000/svg}"
EVERY = sorted(DESCRIPTIONS)
SCENES = {"immediate": 8, "story": 12, "story-youngest": 4, "story-young-person": 6}
NAMES = {
    "Kasia": ("mama", "mum"),
    "Nadia": ("mama", "mum"),
    "Tomek": ("papa", "dad"),
    "mevrouw Claes": ("mevrouw Claes", "Mrs Claes"),
    "meneer Maes": ("meneer Maes", "Mr Maes"),
    "de dokter": ("dokter", "doctor"),
    "de politie": ("politie", "police"),
    "meester Van Damme": ("advocaat", "lawyer"),
}
SMALL_PLAYERS = {"Jules", "Amira", "Noor", "Stan", "Ilias"}
JUDGES = {"mevrouw Claes", "meneer Maes"}
OWNERS = {("immediate", 6): {"Mila"}}
"""Who is named without being shown: the fish are Mila's."""
FAMILY = {"Kasia", "Mila", "Oskar", "Tomek", "Yara", "Nadia"}
CHILDREN = {"Mila", "Oskar", "Yara"} | SMALL_PLAYERS


@dataclass(frozen=True)
class Seen:
    """Whom one picture shows, first drawn first, and each one's face as SVG."""

    svg: str
    people: list[tuple[Figure, str]]
    foxes: int

    def names(self) -> set[str]:
        return {figure.person.name for figure, _ in self.people}


@pytest.fixture(scope="module")
def seen() -> Iterator[dict[tuple[str, int], Seen]]:
    patch = pytest.MonkeyPatch()
    people: list[tuple[Figure, str]] = []
    foxes: list[None] = []
    face, fox, picture = figures.face, places.fox, places.picture

    def watched_face(figure: Figure) -> str:
        people.append((figure, face(figure)))
        return people[-1][1]

    def watched(draw: Callable[..., str]) -> Callable[..., str]:
        def drawn(*given: object, **named: object) -> str:
            if draw is fox or (len(given) == 5 and given[4] == "fox"):
                foxes.append(None)
            return draw(*given, **named)

        return drawn

    patch.setattr(figures, "face", watched_face)
    patch.setattr(places, "fox", watched(fox))
    patch.setattr(places, "picture", watched(picture))
    pictures: dict[tuple[str, int], Seen] = {}
    for key in EVERY:
        people.clear()
        foxes.clear()
        svg = drawing(*key)
        pictures[key] = Seen(svg, list(people), len(foxes))
    yield pictures
    patch.undo()


def test_every_scene_of_the_demo_has_its_drawing():
    assert {story: sum(1 for of, _ in EVERY if of == story) for story, _ in EVERY} == SCENES
    for absent in (("story", 13), ("story", 0), ("nobody", 1)):
        with pytest.raises(KeyError):
            drawing(*absent)


@pytest.mark.parametrize("key", EVERY)
def test_a_drawing_is_a_well_formed_page_without_text(key: tuple[str, int]):
    svg = drawing(*key)
    root = etree.fromstring(svg)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("1600", "1200", "0 0 1600 1200")
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "rect", "g", "path", "ellipse"}
    assert len(svg) <= 29_000
    assert "nan" not in svg


def test_no_two_scenes_show_the_same_picture_and_each_stays_the_same():
    assert len({drawing(*key) for key in EVERY}) == len(EVERY)
    assert [drawing(*key) for key in EVERY] == [drawing(*key) for key in EVERY]


@pytest.mark.parametrize("key", EVERY)
def test_people_and_things_have_the_same_line(key: tuple[str, int]):
    outlines: list[float] = []
    last: tuple[str, float] | None = None
    for element in etree.fromstring(drawing(*key)).iter(f"{SVG}path", f"{SVG}ellipse"):
        width = float(element.get("stroke-width", "7"))
        if element.get("fill") is not None and element.get("stroke") != "none":
            outlines.append(width)
        data = element.get("d", "")
        # a limb is its ink and, on it, the same line in its colour: what stays visible is the outline
        coloured = element.get("stroke") and not element.get("fill") and not element.get("stroke-dasharray")
        if last and last[0] == data and coloured:
            outlines.append((last[1] - width) / 2)
        last = (data, width)
    assert len(outlines) > 25
    assert all(6 <= outline <= 8 for outline in outlines)


def test_a_picture_for_print_is_as_wide_as_asked_and_light():
    for key in sorted(EVERY, key=lambda key: len(drawing(*key)))[-4:]:
        printed = png(drawing(*key))
        with Image.open(io.BytesIO(printed)) as image:
            assert (image.format, image.size) == ("PNG", (2000, 1500))
        assert len(printed) <= 200_000
    with Image.open(io.BytesIO(png(drawing("story", 1), 640))) as image:
        assert image.size == (640, 480)


@pytest.mark.parametrize("key", EVERY)
def test_each_picture_is_described_in_short_sentences_in_both_languages(key: tuple[str, int]):
    said = DESCRIPTIONS[key]
    assert list(said) == ["nl", "en"]
    for text in said.values():
        assert text.endswith(".")
        assert 20 < len(text) <= 140
    assert said["nl"] != said["en"]


@pytest.mark.parametrize("key", EVERY)
def test_whoever_is_drawn_is_named_and_whoever_is_named_is_drawn(
    key: tuple[str, int], seen: dict[tuple[str, int], Seen]
):
    drawn = seen[key].names() - SMALL_PLAYERS
    everybody = {figure.person.name for picture in seen.values() for figure, _ in picture.people} - SMALL_PLAYERS
    nl, en = DESCRIPTIONS[key]["nl"], DESCRIPTIONS[key]["en"]
    for name in drawn:
        in_dutch, in_english = NAMES.get(name, (name, name))
        assert in_dutch.lower() in nl.lower(), name
        assert in_english.lower() in en.lower(), name
    for name in everybody - drawn - {"Kasia", "Nadia"}:
        if re.search(rf"\b{re.escape(NAMES.get(name, (name, name))[0])}\b", nl):
            assert name in OWNERS.get(key, set()), name


@pytest.mark.parametrize("key", EVERY)
def test_nobody_stands_before_anothers_face(key: tuple[str, int], seen: dict[tuple[str, int], Seen]):
    people = [figure for figure, _ in seen[key].people]
    for i, behind in enumerate(people):
        for before in people[i + 1 :]:
            build, x, y = before.person.build, behind.head.x, behind.head.y
            across = (x - before.head.x) / (build.head * before.scale)
            down = (y - before.head.y) / (build.head_height * before.scale)
            assert math.hypot(across, down) > 1.1, (behind.person.name, before.person.name)


@pytest.mark.parametrize("key", EVERY)
def test_everybody_is_inside_the_page(key: tuple[str, int], seen: dict[tuple[str, int], Seen]):
    for figure, _ in seen[key].people:
        reach = figure.person.build.head * figure.scale
        assert reach < figure.head.x < 1600 - reach
        assert reach < figure.head.y < 1200 - reach


def test_a_person_has_the_same_head_in_every_scene(seen: dict[tuple[str, int], Seen]):
    met: dict[str, int] = {}
    for picture in seen.values():
        for figure, svg in picture.people:
            drawn = _anchors(svg, figure)
            expected = figures.head_outline(figure.person)
            for (x, y), (wanted_x, wanted_y) in zip(drawn, expected, strict=True):
                assert math.dist((x, y), (wanted_x, wanted_y)) < 1.5 / figure.scale
            met[figure.person.name] = met.get(figure.person.name, 0) + 1
    assert met["Mila"] > 12
    assert met["Kasia"] > 15
    assert figures.head_outline(MAMA) != figures.head_outline(MILA)


def _anchors(svg: str, figure: Figure) -> list[tuple[float, float]]:
    """The points a drawn head goes through, laid back into the head's own frame."""
    skin = [path for path in re.findall(r'<path d="([^"]*)" fill="([^"]*)"/>', svg) if path[1] == figure.person.skin]
    head = next(data for data, _ in skin if "a" not in data)
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", head)]
    x, y = numbers[:2]
    at = [(x, y)]
    steps = [numbers[2:8], *(numbers[i : i + 4] for i in range(8, len(numbers), 4))]
    for step in steps[:-1]:
        x, y = x + step[-2], y + step[-1]
        at.append((x, y))
    turned, frame = math.radians(-figure.head.angle), figure.head
    back = [((x - frame.x) / frame.scale, (y - frame.y) / frame.scale) for x, y in at]
    return [(x * math.cos(turned) - y * math.sin(turned), x * math.sin(turned) + y * math.cos(turned)) for x, y in back]


def test_vos_is_in_every_picture_of_milas_and_oskars_stories(seen: dict[tuple[str, int], Seen]):
    without = [key for key in EVERY if key[0] != "story-young-person" and not seen[key].foxes]
    assert without == []


def test_no_child_is_alone_in_a_storys_last_picture(seen: dict[tuple[str, int], Seen]):
    for story, last in SCENES.items():
        names = seen[story, last].names()
        assert names & CHILDREN
        assert len(names - CHILDREN) >= 2


def test_the_judge_is_never_above_the_family(seen: dict[tuple[str, int], Seen]):
    met = 0
    for key, picture in seen.items():
        heights = {figure.person.name: figure.head.y for figure, _ in picture.people if figure.scale > 0.8}
        for judge in JUDGES & heights.keys():
            met += 1
            for relative in FAMILY & heights.keys():
                assert heights[judge] >= heights[relative] - 6, key
    assert met == 4


def test_a_hand_out_of_reach_is_refused_with_its_distance():
    with pytest.raises(ArmTooShort) as refused:
        stand(OSKAR, 400, 1000, left=(100, 100)).drawn()
    assert refused.value.far > refused.value.reach


def test_the_lines_of_a_face_stand_out_from_every_skin(seen: dict[tuple[str, int], Seen]):
    skins = {figure.person.skin for picture in seen.values() for figure, _ in picture.people}
    assert len(skins) >= 6
    for skin in skins:
        assert _contrast(skin, figures.INK) >= 3, skin


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    light = sorted((_luminance(one), _luminance(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
