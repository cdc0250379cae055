from __future__ import annotations

import io
import re
import statistics
import time
from collections.abc import Iterator, Mapping

import pytest
import resvg_py
from PIL import Image

from words_pictures.drawing import pen, things
from words_pictures.drawing.things import MODULES, THINGS, Choice, Range
from words_pictures.errors import BadComposition

PAINTS = {value for value in vars(pen).values() if isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value)}


def _bounds(kind: str) -> Iterator[dict[str, str | float]]:
    """The default options, each option at each of its ends, and everything at its least and most."""
    options = THINGS[kind].options
    yield {}
    for name, option in options.items():
        yield from ({name: end} for end in _ends(option))
    yield {name: option.offered[0] if isinstance(option, Choice) else option.least for name, option in options.items()}
    yield {name: option.offered[-1] if isinstance(option, Choice) else option.most for name, option in options.items()}


def _ends(option: Choice | Range) -> tuple[str | float, ...]:
    """Every word of a choice, but only two of the many paints; the least and the most of a number."""
    if isinstance(option, Range):
        return option.least, option.most
    return (option.offered[0], option.offered[-1]) if set(option.offered) >= set(things.PAINTS) else option.offered


def _unlit(kind: str, options: Mapping[str, str | float]) -> dict[str, str | float]:
    """The options without the light around a lamp, which may pass its box."""
    return {**options, "lit": "no"} if "lit" in THINGS[kind].options else dict(options)


def _shapes(kind: str) -> list[dict[str, str | float]]:
    """The bounds that change a thing's outline: all but its colours."""
    colours = {
        name
        for name, option in THINGS[kind].options.items()
        if isinstance(option, Choice) and set(option.offered) >= set(things.PAINTS)
    }
    seen = [_unlit(kind, options) for options in _bounds(kind) if not (len(options) == 1 and set(options) <= colours)]
    return [options for i, options in enumerate(seen) if options not in seen[:i]]


@pytest.mark.parametrize("kind", THINGS)
def test_a_thing_has_finite_numbers_at_every_size_and_with_every_choice(kind: str) -> None:
    for size, facing in ((0.2, 1), (0.2, -1), (1, 1), (1, -1), (3, 1), (3, -1)):
        for options in _bounds(kind):
            svg = things.draw(kind, 800, 600, size=size, facing=facing, options=options)
            assert svg
            assert not re.search("nan|inf|None", svg)
            assert not re.search(r'stroke-width="-|r[xy]="-', svg)


@pytest.mark.parametrize("kind", THINGS)
def test_a_thing_stays_inside_its_box(kind: str) -> None:
    for options in _shapes(kind):
        _assert_in_box(kind, options, 1, 1, 0)
    options = _unlit(kind, {})
    for size, facing, angle in ((0.2, 1, 0), (1, -1, 0), (3, 1, 0), (1, -1, 25), (1, 1, 180)):
        _assert_in_box(kind, options, size, facing, angle)


def _assert_in_box(kind: str, options: Mapping[str, object], size: float, facing: int, angle: float) -> None:
    box = things.box(kind, 800, 600, size=size, facing=facing, angle=angle, options=options)
    svg = things.draw(kind, 800, 600, size=size, facing=facing, angle=angle, options=options)
    left, top, right, bottom = _painted(svg, box)
    outside = max(box[0] - left, box[1] - top, right - box[2], bottom - box[3])
    assert outside <= 12 * max(1, size), (kind, options, size, facing, angle)
    if angle % 90 == 0 and size >= 1:
        unused = max(left - box[0], top - box[1], box[2] - right, box[3] - bottom)
        assert unused <= 36 * size, (kind, options, size, facing, angle)


def _painted(svg: str, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The page rectangle around the painted pixels, looked for up to 80 px outside the box."""
    x, y, width, height = box[0] - 80, box[1] - 80, box[2] - box[0] + 160, box[3] - box[1] + 160
    sheet = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}">{_pen(svg)}</svg>'
    pixels = resvg_py.svg_to_bytes(svg_string=sheet, width=round(width / 4), skip_system_fonts=True)
    with Image.open(io.BytesIO(pixels)) as image:
        share = width / image.width
        found = image.getchannel("A").point([0] * 25 + [255] * 231).getbbox()
    assert found
    return x + found[0] * share, y + found[1] * share, x + found[2] * share, y + found[3] * share


def _pen(svg: str) -> str:
    line = f'fill="none" stroke="{pen.INK}" stroke-width="{pen.LINE}" stroke-linecap="round" stroke-linejoin="round"'
    return f"<g {line}>{svg}</g>"


@pytest.mark.parametrize("kind", THINGS)
def test_ink_is_equally_wide_at_every_size(kind: str) -> None:
    for size in (0.2, 1, 3):
        elements = re.findall("<[^>]+>", things.draw(kind, 800, 600, size=size))
        for element, above in zip(elements, [*elements[1:], ""], strict=True):
            assert _is_of_the_pen(element, above), (kind, size, element)


def _is_of_the_pen(element: str, above: str) -> bool:
    """Whether a line of ink is 6 to 8 px wide: as it is, as the rim of a bar that lies on it, or as a round dot."""
    colour = _value(element, "stroke") or pen.INK
    width = float(_value(element, "stroke-width") or pen.LINE)
    if colour != pen.INK or 6 <= width <= 8:
        return True
    if _value(above, "d") == _value(element, "d"):
        return 12 <= width - float(_value(above, "stroke-width") or pen.LINE) <= 16
    return not re.sub(r"M[\d. -]+l0 0\.1", "", _value(element, "d"))


def _value(element: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', element)
    return found[1] if found else ""


def test_the_paints_that_are_offered_are_those_of_the_pen() -> None:
    assert set(things.PAINTS.values()) <= PAINTS


@pytest.mark.parametrize("kind", THINGS)
def test_a_thing_is_painted_with_the_paints_of_the_pen(kind: str) -> None:
    for options in _bounds(kind):
        svg = things.draw(kind, 800, 600, options=options)
        assert set(re.findall('(?:fill|stroke)="([^"]+)"', svg)) <= PAINTS | {"none"}


@pytest.mark.parametrize("kind", THINGS)
def test_a_thing_is_light_to_send(kind: str) -> None:
    assert len(things.draw(kind, 800, 600)) <= 3 * 1024


def test_half_of_the_things_are_drawn_within_a_blink() -> None:
    taken: list[float] = []
    for kind in THINGS:
        times: list[float] = []
        for _ in range(5):
            start = time.process_time()
            things.draw(kind, 800, 600)
            times.append(time.process_time() - start)
        taken.append(min(times))
    assert statistics.median(taken) <= 0.0008


def test_no_kind_is_told_twice() -> None:
    kinds = [thing.kind for module in MODULES for thing in module.KINDS]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("kind", THINGS)
def test_what_is_chosen_at_first_is_among_the_choices(kind: str) -> None:
    for option in THINGS[kind].options.values():
        match option:
            case Choice(offered, default):
                assert default in offered
            case Range(least, most, default):
                assert least <= default <= most


def test_known_options_come_back_as_they_were_chosen() -> None:
    chosen = {"width": 400, "colour": "teal"}
    assert things.checked("table", chosen) == chosen


@pytest.mark.parametrize(
    ("kind", "options", "place"),
    [
        ("throne", {}, "throne"),
        ("table", {"lid": "yes"}, "table.lid"),
        ("table", {"width": 5}, "table.width"),
        ("table", {"width": "wide"}, "table.width"),
        ("table", {"width": True}, "table.width"),
        ("table", {"width": float("nan")}, "table.width"),
        ("table", {"colour": "gold"}, "table.colour"),
        ("table", {"colour": ["teal"]}, "table.colour"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_place(kind: str, options: dict[str, object], place: str) -> None:
    with pytest.raises(BadComposition) as refused:
        things.checked(kind, options)
    assert refused.value.place == place


def test_a_mirrored_thing_covers_the_mirrored_box() -> None:
    left, top, right, bottom = things.box("open_door", 0, 0)
    assert things.box("open_door", 0, 0, facing=-1) == (-right, top, -left, bottom)


def test_a_wider_table_has_a_wider_box() -> None:
    left, _, right, _ = things.box("table", 800, 900, size=2, options={"width": 500})
    assert right - left == 1000


def test_a_drawn_option_changes_the_drawing() -> None:
    for kind, thing in THINGS.items():
        plain = _with_light(kind, {})
        for name, option in thing.options.items():
            changed = {_with_light(kind, {name: end}) for end in _ends(option)}
            assert changed - {plain}, (kind, name)


def test_only_what_is_lit_gives_light() -> None:
    assert "lit" not in things.THINGS["table"].options
    assert things.light("table", 800, 600) == ""
    for kind in ("table_lamp", "candle", "street_lamp", "open_door"):
        assert things.light(kind, 800, 600, options={"lit": "yes"})
        assert things.light(kind, 800, 600, options={"lit": "no"}) == ""


def _with_light(kind: str, options: dict[str, object]) -> str:
    return things.light(kind, 800, 600, options=options) + things.draw(kind, 800, 600, options=options)


def test_a_clock_tells_the_same_time_from_both_sides() -> None:
    assert things.draw("clock", 800, 300, options={"hour": 4}) == things.draw(
        "clock", 800, 300, facing=-1, options={"hour": 4}
    )
