"""In a language that is read from right to left, what has a direction is mirrored, and nothing else (see test_accessibility.py too)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import TABLET
from .states import STATES, Tour, touring
from .test_book import swipe, turned
from .world import World, lived_in

STATIC = Path(__file__).parents[2] / "webapp" / "static"

# --- the sheets of style ----------------------------------------------------------------------------------------------

SIDES = re.compile(r"(?:^|-)(?:left|right)(?:-|$)")
"""In the name of a property: margin-left, border-top-right-radius, scroll-padding-left, left."""
SIDED = re.compile(r"(?:^|[\s,(])(?:left|right)(?:$|[\s,)])")
"""As a value: text-align: left, float: right, transform-origin: left, linear-gradient(to right, …)."""
FOUR_SIDES = re.compile("margin|padding|inset|border-(?:width|style|color|radius)|scroll-(?:margin|padding)")
SHIFTS = re.compile(r"(?:translate(?:X|3d)?|scaleX|skewX?)\(|^\s*translate:")
PHYSICAL_ON_PURPOSE = {
    '[dir="rtl"] :is(.back, .forward)': "the arrows of the book, mirrored where the page is",
    ":root": "--wobble: a frame that is a little crooked, as if drawn by hand, points nowhere",
    "body": "the edge that a telephone's camera takes from the screen is where it is",
}
"""Rules that name a side all the same, and why."""


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_a_sheet_of_style_names_no_side(sheet: Path) -> None:
    assert [one for one in sides_in(sheet.read_text("utf-8")) if one[0] not in PHYSICAL_ON_PURPOSE] == []


def test_every_exception_is_one() -> None:
    named = {selector for sheet in STATIC.glob("*.css") for selector, _ in sides_in(sheet.read_text("utf-8"))}
    assert set(PHYSICAL_ON_PURPOSE) <= named


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-left: 1rem",
        "padding: 0 1rem 0 2rem",
        "border-left: 1px solid",
        "border-top-left-radius: 1rem",
        "border-radius: 1rem 0 0 1rem",
        "left: 0",
        "inset: 0 auto 0 1rem",
        "text-align: right",
        "float: left",
        "transform: translateX(1rem)",
        "translate: 1rem",
        "background: linear-gradient(to right, red, blue)",
        "transform-origin: left",
        "scroll-margin-right: 1rem",
    ],
)
def test_a_side_that_is_named_is_found(declaration: str) -> None:
    assert sides_in(f"@media (min-width: 1rem) {{ .one {{ color: red; {declaration} }} }}")


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-inline-start: 1rem",
        "padding: 0 1rem",
        "padding: 1rem 2rem 3rem",
        "margin: 1rem 2rem 3rem 2rem",
        "inset: 0",
        "border-radius: 1rem 1rem 0 0",
        "text-align: start",
        "transform: translateY(1rem) scale(.5)",
        "grid-template-areas: 'left right'",
    ],
)
def test_what_names_no_side_is_not_found(declaration: str) -> None:
    assert not sides_in(f".one {{ {declaration} }}")


def sides_in(css: str) -> list[tuple[str, str]]:
    """Every declaration that names a side of the screen, with the selector of its rule."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found: list[tuple[str, str]] = []
    for rule in re.finditer(r"([^{};]*)\{([^{}]*)\}", bare):
        selector = " ".join(rule[1].split())
        for declaration in rule[2].split(";"):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            if _is_of_a_side(name, re.sub(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)", "", value)):
                found.append((selector, " ".join(declaration.split())))
    return found


def _is_of_a_side(name: str, value: str) -> bool:
    if SIDES.search(name) or SIDED.search(value) or SHIFTS.search(f"{name}: {value}" if name == "translate" else value):
        return True
    if "inset-left" in value or "inset-right" in value:
        return True
    sides = value.partition("/")[0].split()
    if name == "border-radius":
        # The corners at the top from left to right, then those at the bottom from right to left.
        return len(sides) == 4 and (sides[0] != sides[1] or sides[2] != sides[3])
    is_of_four = FOUR_SIDES.fullmatch(name) or (name.startswith("--") and re.fullmatch(r"[\d.\w% ]+", " ".join(sides)))
    return bool(is_of_four) and len(sides) == 4 and sides[1] != sides[3]


# --- on the screen ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    with lived_in(tmp_path_factory.mktemp("worlds")) as both:
        yield both


@pytest.fixture(scope="module")
def tour(browser: Browser, worlds: tuple[World, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """A tablet in a family that reads Arabic."""
    with touring(browser, worlds[1], TABLET, tmp_path_factory.mktemp("photos")) as made:
        yield made


def at(tour: Tour, name: str) -> Page:
    tour.reset()
    STATES[name].go(tour)
    return tour.page


@pytest.mark.parametrize(
    "name", ["own-page-in-arabic", "covered-in-arabic", "seat-in-arabic", "page", "cover", "talk-page"]
)
def test_a_page_in_arabic_says_so_and_is_mirrored(tour: Tour, name: str) -> None:
    page = at(tour, name)
    assert page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.evaluate("() => getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_who_writes_in_arabic_goes_on_to_the_left(tour: Tour) -> None:
    page = at(tour, "own-page-in-arabic")
    page.locator(".pages .button").last.click()
    page.wait_for_url("**/write/*")
    page.locator(".pages .arrow").nth(1).wait_for()
    back, on = (page.locator(".pages .button").nth(n) for n in (0, 1))
    assert _left(back) > _left(on)
    assert all(unicodedata.mirrored(arrow) for arrow in page.locator(".pages .arrow").all_inner_texts())
    for button, is_at_the_right in ((back, True), (on, False)):
        arrow, middle = button.locator(".arrow"), (_left(button) + _edge(button, "right")) / 2
        assert arrow.evaluate("arrow => getComputedStyle(arrow).direction") == "rtl"
        assert (_left(arrow) > middle) == is_at_the_right


def test_an_empty_field_for_arabic_begins_at_the_right(tour: Tour) -> None:
    tour.reset()
    blank = tour.world.blank
    page = tour.enter("mother-who-reads-arabic").bench(f"/documents/{blank.document}/write/{blank.scene}")
    field = page.locator("form.passage.words textarea")
    assert field.evaluate("field => [field.value, getComputedStyle(field).direction]") == ["", "rtl"]


@pytest.mark.parametrize(
    ("name", "selectors"),
    [
        ("own-page-in-arabic", [".own-picture", ".face"]),
        ("seat-in-arabic", [".seat-picture"]),
        ("covered-in-arabic", [".cover-page img"]),
        ("page", [".picture img", ".tool.talk .icon", "#light .icon", ".voice .icon"]),
        ("makers", [".faces .face"]),
        ("talk-page", [".whom .face", ".call .icon"]),
        ("drawing", ["#paper canvas"]),
    ],
)
def test_pictures_and_faces_are_not_mirrored(tour: Tour, name: str, selectors: list[str]) -> None:
    page = at(tour, name)
    for selector in selectors:
        assert page.locator(selector).count(), selector
        assert {*page.locator(selector).evaluate_all(MIRRORED)} == {False}, selector


@pytest.mark.parametrize(("name", "count"), [("page", 2), ("talk-page", 1)])
def test_what_points_back_or_on_is_mirrored(tour: Tour, name: str, count: int) -> None:
    arrows = at(tour, name).locator(":is(main, .talk-page) :is(.icon.back, .icon.forward)")
    assert arrows.evaluate_all(MIRRORED) == [True] * count


def test_a_drawn_face_is_the_same_in_arabic(tour: Tour, worlds: tuple[World, World]) -> None:
    tour.world = worlds[0]
    try:
        page = at(tour, "own-page-in-arabic")
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert {*page.locator(".own-name .face.drawn svg, .own-picture").evaluate_all(MIRRORED)} == {False}
    finally:
        tour.world = worlds[1]


def test_a_book_in_arabic_is_leafed_through_to_the_right(tour: Tour) -> None:
    page = at(tour, "cover")
    page.locator(".turner.behind[data-htmx-powered]").wait_for()
    for by, number in ((200, 1), (200, 2), (-200, 1)):
        swipe(page, by=by)
        turned(page, number)


def test_each_passage_in_another_language_says_so(tour: Tour) -> None:
    place = tour.world.begun()
    tour.world.write(
        place.document,
        {f"scenes/{place.scene}/words@ar": "هذا بيتنا.", f"scenes/{place.scene}/words@nl": "Dit is ons huis."},
    )
    page = tour.enter("worker").open(f"/documents/{place.document}/book/1?language=ar&beside=nl")
    dutch = page.get_by_text("Dit is ons huis.")
    expect(dutch).to_be_visible()
    for words, said in ((dutch, ["nl", "ltr", "ltr"]), (page.get_by_text("هذا بيتنا."), ["ar", "rtl", "rtl"])):
        nearest = "one => [one.closest('[lang]').lang, one.closest('[dir]').dir, getComputedStyle(one).direction]"
        assert words.evaluate(nearest) == said
    assert _left(dutch) < _left(page.get_by_text("هذا بيتنا."))


def test_names_and_numbers_in_arabic_stand_by_themselves_and_in_order(tour: Tour) -> None:
    page = at(tour, "talk-page")
    assert page.locator(".whom bdi").inner_text() == "Fatima"
    number = page.locator(".call bdi")
    assert number.inner_text() == "0400 11 22 33"
    assert number.evaluate(ORDER) == "0400112233"
    assert [one.evaluate(ORDER) for one in page.locator(".emergency a").all()] == ["112", "102"]
    page = at(tour, "makers")
    assert page.locator(".faces bdi").all_inner_texts() == ["Samira"]
    assert at(tour, "own-page-in-arabic").locator(".own-name bdi").inner_text() == "Samira"


def test_the_dutch_beside_an_arabic_button_calls_people_in_dutch(tour: Tour) -> None:
    page = at(tour, "page")
    assert page.locator("#to-talk .dutch").inner_text() == "Ik wil praten met oma"
    assert page.locator("#to-talk").inner_text().startswith("أريد الكلام مع تيتا")


MIRRORED = """all => all.map((one) => {
  let turns = 1;
  for (let at = one; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    turns *= Math.sign(new DOMMatrix(style.transform).a) * (parseFloat(style.scale) < 0 ? -1 : 1);
  }
  return turns < 0;
})"""
ORDER = """one => {
  const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode(), seen = [];
  [...text.data].forEach((letter, n) => {
    const range = new Range();
    range.setStart(text, n);
    range.setEnd(text, n + 1);
    if (letter.trim()) seen.push([range.getBoundingClientRect().left, letter]);
  });
  return seen.sort(([one], [other]) => one - other).map(([, letter]) => letter).join("");
}"""
"""Its characters as they stand on the screen, from left to right."""


def _left(one: Locator) -> float:
    return _edge(one, "left")


def _edge(one: Locator, side: str) -> float:
    return one.evaluate("(one, side) => one.getBoundingClientRect()[side]", side)
