import math
from contextlib import contextmanager
from io import BytesIO
from statistics import median

import pytest
from photographed import GROUNDS, NO_SHEETS, SHEETS, on_ground, photographed, without_a_sheet
from pictures_of_strangers import HIDDEN, as_file, photo
from PIL import Image, ImageChops, ImageDraw

from words_pictures import apart, paper, paper_edges
from words_pictures.errors import PictureRefused
from words_pictures.paper import paper_corners, straightened

WHOLE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def kept(picture: Image.Image) -> bytes:
    """As an original is kept."""
    return as_file(picture, "JPEG", quality=90)


def seen(file) -> Image.Image:
    return Image.open(BytesIO(file.data)).convert("RGB")


def off(found, true) -> float:
    """How far the worst corner is off, in shares of the photo; 1 when none was found."""
    return max(math.dist(one, other) for one, other in zip(found, true, strict=True)) if found else 1.0


@contextmanager
def the_check_notices():
    """Around a check, with a fault planted: the check has to fail, or it would watch nothing."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        yield


# --- found ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many():
    return [photographed(number) for number in range(1000, 1040)]


def check_found(many) -> None:
    errors = sorted(off(paper_corners(kept(one.photo)), one.corners) for one in many)
    right = sum(error < 0.02 for error in errors)
    assert right >= 0.92 * len(errors), [round(error, 3) for error in errors[-8:]]
    assert median(errors) < 0.004


def test_sheets_are_found_on_tables_beds_and_floors(many):
    check_found(many)


def test_a_finder_that_takes_any_edge_for_papers_is_noticed(monkeypatch, many):
    monkeypatch.setattr(paper_edges._Map, "begins_white", lambda self, at, a, b: at in self.white)
    with the_check_notices():
        check_found(many)


def test_corners_that_are_not_drawn_exactly_are_noticed(monkeypatch, many):
    monkeypatch.setattr(paper_edges, "_exact", lambda photo, corners: corners)
    with the_check_notices():
        check_found(many)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_drawing_is_found_on_a_dark_table(sheet):
    one = photographed(31, sheet, "dark wood")
    assert off(paper_corners(kept(one.photo)), one.corners) < 0.02


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_filled_drawing_is_found_wherever_it_lies(ground):
    one = photographed(75, "filled", ground)
    assert off(paper_corners(kept(one.photo)), one.corners) < 0.02


def test_a_sheet_that_runs_out_of_the_photo_is_found():
    ground = Image.new("RGB", (800, 600), (92, 58, 36))
    sheet = Image.new("RGB", (700, 500), "white")
    laid = on_ground(sheet, [(120, -60), (700, -50), (720, 520), (100, 510)], ground)
    found = paper_corners(kept(laid))
    expected = ((118 / 800, 0), (702 / 800, 0), (720 / 800, 520 / 600), (100 / 800, 510 / 600))
    assert off(found, expected) < 0.02


def check_not_fooled() -> None:
    for number, what in enumerate(NO_SHEETS * 2):
        assert paper_corners(kept(without_a_sheet(number, what))) is None, (number, what)


def test_no_sheet_is_seen_where_there_is_none():
    check_not_fooled()


def test_a_finder_that_must_find_something_is_noticed(monkeypatch):
    monkeypatch.setattr(paper_edges, "LEAST_HOLD", -9)
    monkeypatch.setattr(paper_edges, "LEAST_CONTRAST", -9)
    with the_check_notices():
        check_not_fooled()


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (900, 2), (5, 5), (40, 40), (2000, 9)])
@pytest.mark.parametrize("colour", ["white", "black", (90, 120, 60)])
def test_a_plain_picture_of_any_shape_holds_no_sheet(size, colour):
    assert paper_corners(kept(Image.new("RGB", size, colour))) is None


def test_a_photo_of_anything_is_read_without_harm():
    for seed in range(4):
        found = paper_corners(kept(photo((300, 200), seed=seed)))
        assert found is None or all(0 <= number <= 1 for corner in found for number in corner)


# --- laid straight -------------------------------------------------------------------------------------------------


def test_a_slanting_sheet_is_laid_straight():
    sheet = Image.new("RGB", (594, 420), "white")
    marks = ((60, 60), (530, 70), (540, 350), (80, 340), (297, 210))
    for x, y in marks:
        ImageDraw.Draw(sheet).ellipse((x - 9, y - 9, x + 9, y + 9), fill="black")
    corners = [(150, 90), (820, 140), (760, 560), (90, 600)]
    laid = on_ground(sheet, corners, Image.new("RGB", (960, 720), (60, 50, 45)))
    straight = seen(straightened(kept(laid), tuple((x / 960, y / 720) for x, y in corners)).original)
    assert straight.width / straight.height == pytest.approx(math.sqrt(2), rel=0.01)
    for x, y in marks:
        across, down = x / 594 * straight.width, y / 420 * straight.height
        around = straight.crop((int(across) - 5, int(down) - 5, int(across) + 5, int(down) + 5)).convert("L")
        assert max(around.tobytes()) < 90


def test_the_first_corner_becomes_the_top_left():
    quarters = Image.new("RGB", (400, 300), "white")
    quarters.paste("red", (0, 0, 200, 150))
    turned = straightened(kept(quarters), (WHOLE[3], WHOLE[0], WHOLE[1], WHOLE[2]), whiten=False)
    straight = seen(turned.original)
    assert (straight.width, straight.height) == pytest.approx((300, 400), abs=12)
    red, green, _ = straight.getpixel((straight.width * 3 // 4, straight.height // 4))
    assert red - green > 150


@pytest.mark.parametrize(
    "corners",
    [
        ((0, 0), (1, 1), (1, 0), (0, 1)),
        ((0, 0), (0, 1), (1, 1), (1, 0)),
        ((0, 0), (0.5, 0), (1, 0), (0.2, 0)),
        ((0.5, 0.5),) * 4,
        ((0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01)),
        ((0, 0), (1, 0), (0.5, 0.1), (0.2, 0.9)),
        ((math.nan, 0), (1, 0), (1, 1), (0, 1)),
        ((math.inf, 0), (1, 0), (1, 1), (0, 1)),
        ((0, 0), (1e300, 0), (1e300, 1e300), (0, 1e300)),
        ((0, 0), (40, 0), (40, 40), (0, 40)),
    ],
    ids=[
        "crossed",
        "backwards",
        "on a line",
        "a point",
        "a speck",
        "dented",
        "no number",
        "endless",
        "beyond",
        "outside",
    ],
)
def test_corners_that_hold_no_sheet_are_refused(corners):
    with pytest.raises(PictureRefused):
        straightened(kept(photo((300, 200))), corners)


def test_a_straightened_sheet_is_a_safe_picture():
    hidden = Image.Exif()
    hidden[0x010E] = HIDDEN.decode()
    sent = as_file(photo((2000, 1500)), "JPEG", exif=hidden, comment=HIDDEN)
    safe = straightened(sent, WHOLE)
    assert all(HIDDEN not in file.data for file in (safe.original, safe.screen))
    assert len(safe.screen.data) <= 80_000
    assert max(safe.original.width, safe.original.height) <= 2000


# --- white again ---------------------------------------------------------------------------------------------------

BLOCKS = {
    (70, 60): (200, 45, 40),
    (260, 60): (45, 90, 200),
    (450, 60): (40, 140, 60),
    (70, 260): (240, 205, 60),
    (260, 260): (150, 85, 40),
    (450, 260): (30, 30, 30),
}


def drawing_in_light(light: Image.Image, tint=(255, 238, 205), *, large: bool = False) -> bytes:
    sheet = Image.new("RGB", (594, 420), (248, 247, 243))
    pen = ImageDraw.Draw(sheet)
    for (x, y), colour in BLOCKS.items():
        pen.rectangle((x, y, x + (115 if large else 70), y + (105 if large else 70)), fill=colour)
    pen.line((20, 400, 570, 396), fill=(150, 150, 155), width=3)
    grey = light.resize(sheet.size, Image.Resampling.BICUBIC)
    lamp = Image.merge("RGB", [grey.point([v * t // 255 for v in range(256)]) for t in tint])
    speckle = Image.merge("RGB", [Image.effect_noise(sheet.size, 6)] * 3)
    return kept(ImageChops.add(ImageChops.multiply(sheet, lamp), speckle, 1, -128))


def from_the_left(darkest: float = 0.5) -> Image.Image:
    light = Image.new("L", (64, 64))
    light.putdata([int(255 * (1 - (1 - darkest) * x / 63)) for _ in range(64) for x in range(64)])
    return light


def with_a_hand() -> Image.Image:
    light = Image.new("L", (594, 420), 235)
    ImageDraw.Draw(light).polygon([(330, 420), (400, 180), (594, 150), (594, 420)], fill=150)
    return light.resize((150, 106), Image.Resampling.BOX)


def colour_at(picture: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    at = (int(x / 594 * picture.width), int(y / 420 * picture.height))
    box = (max(0, at[0] - 4), max(0, at[1] - 4), at[0] + 5, at[1] + 5)
    return picture.crop(box).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))


def hue(colour) -> tuple[float, float]:
    """Which way a colour points from grey, so that darker and brighter ones of it are alike."""
    red, green, blue = colour
    across, up = red - (green + blue) / 2, (green - blue) * math.sqrt(3) / 2
    return math.atan2(up, across), math.hypot(across, up)


def check_white(picture: Image.Image) -> None:
    for x, y in ((20, 20), (570, 20), (20, 370), (570, 370), (220, 210), (420, 200), (580, 200), (300, 380)):
        assert min(colour_at(picture, x, y)) >= 230, (x, y)


def check_colours(picture: Image.Image) -> None:
    for (x, y), colour in BLOCKS.items():
        angle, strength = hue(colour)
        angle_seen, strength_seen = hue(colour_at(picture, x + 35, y + 35))
        if strength < 20:
            assert max(colour_at(picture, x + 35, y + 35)) < 70
            continue
        assert abs(math.remainder(angle_seen - angle, math.tau)) < 0.2, colour
        assert strength_seen > 0.8 * strength, colour


LIGHTS = {
    "from the left": from_the_left(),
    "dim": from_the_left(0.4).point(lambda v: v // 2),
    "with a hand": with_a_hand(),
}


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
def test_paper_is_white_and_crayons_keep_their_colours(light, large):
    picture = seen(straightened(drawing_in_light(LIGHTS[light], large=large), WHOLE).original)
    check_white(picture)
    check_colours(picture)


def test_a_pencil_line_stays_strong():
    picture = seen(straightened(drawing_in_light(from_the_left()), WHOLE).original)
    for x in (100, 300, 500):
        line = picture.crop(
            (int(x / 594 * picture.width), int(0.92 * picture.height), int(x / 594 * picture.width) + 1, picture.height)
        )
        assert min(line.convert("L").tobytes()) < 165


def test_paper_left_in_its_light_is_noticed():
    picture = seen(straightened(drawing_in_light(from_the_left()), WHOLE, whiten=False).original)
    with the_check_notices():
        check_white(picture)


def test_a_light_estimated_from_the_drawing_too_is_noticed(monkeypatch):
    monkeypatch.setattr(paper, "_bare", lambda cells, size: set(range(len(cells))))
    picture = seen(straightened(drawing_in_light(from_the_left(), large=True), WHOLE).original)
    with the_check_notices():
        check_colours(picture)


@pytest.mark.parametrize("colour", ["white", "black", (200, 40, 40)])
@pytest.mark.parametrize("size", [(300, 200), (17, 900), (40, 40)])
def test_a_plain_sheet_can_be_whitened(size, colour):
    straightened(kept(Image.new("RGB", size, colour)), WHOLE)


# --- apart ---------------------------------------------------------------------------------------------------------


def test_apart_the_same_is_found_and_made(many):
    sent = kept(many[0].photo)
    found = apart.paper_corners(sent)
    assert found == paper_corners(sent)
    assert found is not None
    for whiten in (True, False):
        assert apart.straightened(sent, found, whiten=whiten) == straightened(sent, found, whiten=whiten)


def test_apart_no_sheet_is_none_and_bad_corners_are_refused():
    plain = kept(Image.new("RGB", (300, 200), "grey"))
    assert apart.paper_corners(plain) is None
    with pytest.raises(PictureRefused):
        apart.straightened(plain, ((0, 0), (1, 1), (1, 0), (0, 1)))
    with pytest.raises(PictureRefused):
        apart.paper_corners(b"not a picture")
