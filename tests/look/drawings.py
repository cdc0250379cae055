"""Everything that is drawn, as PNG: every picture of the demo at 1600 px, and sheets of the cast, the poses, the things and the places."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import resvg_py
from PIL import Image

from words_pictures.demo import STORIES, demo_bundle
from words_pictures.drawing import pen, things
from words_pictures.drawing.figure import FEELINGS, POSES, portrait, whole
from words_pictures.drawing.look import CHOICES, Look, offered
from words_pictures.drawing.places import PLACES, TIMES, backdrop
from words_pictures.drawn import drawn_of
from words_pictures.family import Family, read_family

PAGE_PX = 1600
THING_PX = 200


def draw_all(folder: Path) -> None:
    """Write the pictures and the sheets into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    families: dict[str, Family] = {}
    for story in (*STORIES, "plan"):
        bundle = demo_bundle(story)
        document, file = bundle.document, bundle.file
        family = families[file.id] = read_family(file, "nl")
        items = ["", *(one.place for key in ("scenes", "rules") for one in document.items(key))]
        drawn_at = ((number, drawn_of(document, item, family.looks, "nl")) for number, item in enumerate(items))
        pages = {number: drawn for number, drawn in drawn_at if drawn}
        for number, drawn in pages.items():
            (folder / f"{story}-{number:02}.png").write_bytes(_png(drawn.svg(), PAGE_PX))
        _sheet((_image(drawn.svg(), 560) for drawn in pages.values()), 4, folder / f"sheet-{story}.png")
    cast = [look for family in families.values() for look in family.looks.values()]
    _sheet(
        (_image(portrait(look, one), 96) for look in cast for one in FEELINGS), len(FEELINGS), folder / "sheet-cast.png"
    )
    _sheet(_poses(), len(POSES), folder / "sheet-poses.png")
    _sheet(_hair(), len(CHOICES["hair"]), folder / "sheet-hair.png")
    _sheet(
        (_image(pen.page(backdrop(place, time)), 400) for place in PLACES for time in TIMES),
        6,
        folder / "sheet-places.png",
    )
    _sheet((_thing(kind) for kind in things.THINGS), 12, folder / "sheet-things.png")


def _poses() -> Iterable[Image.Image]:
    for age in CHOICES["age"]:
        for pose in POSES:
            yield _image(whole(offered("look", age)[1], pose), 180)


def _hair() -> Iterable[Image.Image]:
    skins = CHOICES["skin"]
    for row in range(4):
        for n, hair in enumerate(CHOICES["hair"]):
            colour = CHOICES["hair_colour"][(n + row) % 6]
            yield _image(portrait(Look(hair=hair, hair_colour=colour, skin=skins[(n + 2 * row) % len(skins)])), 96)


def _thing(kind: str) -> Image.Image:
    left, top, right, bottom = things.box(kind, 0, 0)
    edge = max(right - left, bottom - top) + 40
    middle = (left + right) / 2, (top + bottom) / 2
    view = f"{middle[0] - edge / 2:.0f} {middle[1] - edge / 2:.0f} {edge:.0f} {edge:.0f}"
    drawn = pen.page(things.draw(kind, 0, 0)).replace(
        f'width="{pen.WIDTH}" height="{pen.HEIGHT}" viewBox="0 0 {pen.WIDTH} {pen.HEIGHT}"',
        f'width="{edge:.0f}" height="{edge:.0f}" viewBox="{view}"',
    )
    return _image(drawn, THING_PX)


def _png(svg: str, width: int) -> bytes:
    return resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=False)


def _image(svg: str, width: int) -> Image.Image:
    with Image.open(io.BytesIO(_png(svg, width))) as drawn:
        return drawn.convert("RGBA")


def _sheet(images: Iterable[Image.Image], columns: int, file: Path) -> None:
    drawn = list(images)
    wide, high = max(one.width for one in drawn), max(one.height for one in drawn)
    sheet = Image.new("RGB", (columns * wide, -(-len(drawn) // columns) * high), pen.PAPER)
    for n, one in enumerate(drawn):
        sheet.paste(one, (n % columns * wide, n // columns * high), one)
    sheet.save(file)
