# Pillow's own types name numpy's, which is not installed here.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
"""A photographed drawing made as if it had been scanned: its sheet found, laid straight, its paper white again.

The paper's light (the lamp's colour, a corner in the shade, the shadow of the hand with the phone) is estimated from
the places where the paper is bare, and divided out. So crayons keep their colours, also where they cover the sheet.
"""

from __future__ import annotations

import math
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter

from words_pictures import paper_edges
from words_pictures.errors import PictureRefused
from words_pictures.paper_edges import Corners, Point
from words_pictures.picture import ORIGINAL_EDGE_PX, SafePicture, both_files, fitted

__all__ = ["Corners", "Point", "paper_corners", "straightened"]

SHEET_RATIO = math.sqrt(2)
"""Long to short side of A3, A4 and A5 (ISO 216)."""
RATIO_IS_NEAR = 0.07
"""A sheet whose sides seem this close to `SHEET_RATIO` is taken to have it: a slanting photo shortens one of them."""
LEAST_EDGE_PX = 16
_BESIDE = 0.1
"""How far beside the photo a corner may be put, as a share of it, for a sheet that runs out of it."""


def paper_corners(picture: bytes) -> Corners | None:
    """The corners of the sheet in a picture made safe, as fractions of its width and height, clockwise from top left.

    None when no sheet is seen.
    """
    with Image.open(BytesIO(picture), formats=("JPEG", "PNG")) as opened:
        opened.draft(None, fitted(opened.size, paper_edges.SHARP_EDGE_PX))
        return paper_edges.sheet_in(opened.convert("RGB"))


def straightened(picture: bytes, corners: Corners, *, whiten: bool = True) -> SafePicture:
    """The sheet between `corners` (fractions, clockwise from where its top left shall be), cropped and laid straight.

    `picture` is one made safe; with `whiten` the paper becomes white and the lines strong. Raises PictureRefused when
    the corners hold no sheet.
    """
    with Image.open(BytesIO(picture), formats=("JPEG", "PNG")) as opened:
        photo = opened.convert("RGB")
    if not all(-_BESIDE <= number <= 1 + _BESIDE for corner in corners for number in corner):
        raise PictureRefused("these corners lie outside the photo")
    one, two, three, four = ((x * photo.width, y * photo.height) for x, y in corners)
    sheet = _laid_straight(photo, (one, two, three, four))
    return both_files(_whitened(sheet) if whiten else sheet)


# --- laid straight -------------------------------------------------------------------------------------------------


def _laid_straight(photo: Image.Image, corners: Corners) -> Image.Image:
    if not _can_be_a_sheet(corners):
        raise PictureRefused("these corners hold no sheet")
    size = _sheet_size(corners)
    if min(size) < LEAST_EDGE_PX:
        raise PictureRefused("these corners hold no sheet")
    return photo.transform(size, Image.Transform.PERSPECTIVE, _perspective(size, corners), Image.Resampling.BICUBIC)


def _can_be_a_sheet(corners: Corners) -> bool:
    """Do they turn right four times, without crossing?"""
    turns = [_turn(corners[i - 1], corners[i], corners[i - 3]) for i in range(4)]
    return min(turns) > 1


def _turn(before: Point, corner: Point, after: Point) -> float:
    return (corner[0] - before[0]) * (after[1] - corner[1]) - (corner[1] - before[1]) * (after[0] - corner[0])


def _sheet_size(corners: Corners) -> tuple[int, int]:
    """Pixels for the sheet: as many as it has in the photo, in a sheet's own shape if it is near that."""
    top, right, bottom, left = (math.dist(corners[i], corners[i - 3]) for i in range(4))
    width, height = (top + bottom) / 2, (left + right) / 2
    ratio = max(width, height) / min(width, height)
    if abs(ratio / SHEET_RATIO - 1) < RATIO_IS_NEAR:
        longer = math.sqrt(width * height * SHEET_RATIO)
        width, height = (longer, longer / SHEET_RATIO) if width > height else (longer / SHEET_RATIO, longer)
    scale = min(1.0, ORIGINAL_EDGE_PX / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _perspective(size: tuple[int, int], corners: Corners) -> list[float]:
    """The eight numbers with which Pillow finds each pixel of a sheet of `size` in the photo."""
    w, h = size
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(((0, 0), (w, 0), (w, h), (0, h)), corners, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _solved(rows: list[list[float]]) -> list[float]:
    """The unknowns of equations whose last column is the right side (Gauss and Jordan, largest pivot)."""
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(len(rows)):
            if r != i:
                rows[r] = [value - rows[r][i] * mine for value, mine in zip(rows[r], rows[i], strict=True)]
    return [row[-1] for row in rows]


# --- white again ---------------------------------------------------------------------------------------------------

_CELLS = 48
"""On the sheet's long side: a cell of A4 is 6 mm, wider than a stroke and narrower than the shadow of a hand."""
_PAPER_IS_WITHIN = 0.12
"""Natural logarithm, of brightness and of colour: what is closer than this to the paper around it is bare paper."""
_SHADOW_IS_WITHIN = 0.8
"""A shadow leaves paper at least this much of its light: 45 percent."""
_FADES = 0.8
"""What is left, a cell further into the drawing, of how the light beside it differs from the curved plane."""
_LEAST_BARE = 0.04
"""Of the cells. With less bare paper than that its light cannot be told from the drawing."""

_Cell = tuple[float, float, float]
"""The natural logarithms of a cell's red, green and blue."""
_Surface = list[float]
"""Six numbers of a curved plane: 1, x, y, x², xy, y²."""


def _whitened(sheet: Image.Image) -> Image.Image:
    """The sheet as white light would show it: paper white, what is drawn as strong and as coloured as it was."""
    light = _paper_light(sheet)
    even = _divided(sheet, light)
    return even.point(_TONES * 3)


def _divided(sheet: Image.Image, light: Image.Image) -> Image.Image:
    """`sheet` / `light`, in three steps that each make every colour up to twice as bright: eight bits hold no more."""
    gain = light.point([_step(v) for v in range(256)] * 3).resize(sheet.size, Image.Resampling.BICUBIC)
    for _ in range(3):
        sheet = ImageChops.add(sheet, ImageChops.multiply(sheet, gain))
    return sheet


def _step(light: int) -> int:
    """How much of itself is added to a colour, of 255, three times, so that `light` becomes white."""
    return min(255, round(255 * ((255 / max(1, light)) ** (1 / 3) - 1)))


_BLACK, _WHITE, _STRENGTH = 0.06, 0.90, 1.35
"""Darker than this is black and brighter is paper; between them lines gain strength, or pencil would turn pale."""
_TONES = [round(255 * min(1.0, max(0.0, (v / 255 - _BLACK) / (_WHITE - _BLACK))) ** _STRENGTH) for v in range(256)]


def _paper_light(sheet: Image.Image) -> Image.Image:
    """The colour of bare paper everywhere on the sheet, one pixel a cell: measured where bare, else told from around."""
    size = fitted((sheet.width * _CELLS, sheet.height * _CELLS), _CELLS)
    cells = _cells(sheet, size)
    bare = _bare(cells, size)
    if len(bare) < _LEAST_BARE * len(cells):
        bare = set(sorted(range(len(cells)), key=lambda at: sum(cells[at]))[-len(cells) // 20 :])
    bands = [_light_of_band([cell[band] for cell in cells], bare, size) for band in range(3)]
    light = Image.new("RGB", size)
    light.putdata([tuple(min(255, round(math.exp(value))) for value in cell) for cell in zip(*bands, strict=True)])
    return light.filter(ImageFilter.BoxBlur(1))


def _cells(sheet: Image.Image, size: tuple[int, int]) -> list[_Cell]:
    """What each cell's paper would be: the colour that only an eighth of its pixels surpass, so no stroke of the pen."""
    small = sheet.resize((3 * size[0], 3 * size[1]), Image.Resampling.BOX).filter(ImageFilter.RankFilter(5, 21))
    raw = small.resize(size, Image.Resampling.NEAREST).tobytes()
    logarithms = [math.log(max(8, v)) for v in raw]
    return list(zip(logarithms[0::3], logarithms[1::3], logarithms[2::3], strict=True))


def _bare(cells: list[_Cell], size: tuple[int, int]) -> set[int]:
    """The cells where the paper is bare, in the light or in a shadow that falls in over the sheet's edge."""
    brightness = [sum(cell) / 3 for cell in cells]
    places = [_terms(at, size) for at in range(len(cells))]
    surface = _fitted(places, brightness, [1.0] * len(cells))
    for _ in range(12):
        # What lies under the surface counts little, so it rises to the brightest: to the paper.
        over = [here - _height(surface, place) for place, here in zip(places, brightness, strict=True)]
        surface = _fitted(places, brightness, [1.0 if above > 0 else 0.02 for above in over])
    over = [here - _height(surface, place) for place, here in zip(places, brightness, strict=True)]
    lit = [at for at, above in enumerate(over) if above > -_PAPER_IS_WITHIN]
    hues = [_hue(cell) for cell in cells]
    paper = tuple(sorted(hues[at][i] for at in lit)[len(lit) // 2] for i in (0, 1))
    papery = {
        at
        for at, hue in enumerate(hues)
        if max(abs(hue[0] - paper[0]), abs(hue[1] - paper[1])) < _PAPER_IS_WITHIN and over[at] > -_SHADOW_IS_WITHIN
    }
    # A dark cell beside what is drawn is a stroke of it, not a shadow.
    within = {at for at in papery if papery.issuperset(_beside(at, size))}
    return papery.intersection(lit) | (within & _come_in_from_the_edge(papery, size))


def _hue(cell: _Cell) -> tuple[float, float]:
    return cell[0] - cell[1], cell[2] - cell[1]


def _come_in_from_the_edge(cells: set[int], size: tuple[int, int]) -> set[int]:
    """Those of `cells` that others of them join to the sheet's edge."""
    columns, rows = size
    reached: set[int] = set()
    ahead = [at for at in cells if at % columns in (0, columns - 1) or at // columns in (0, rows - 1)]
    while ahead:
        at = ahead.pop()
        if at not in reached:
            reached.add(at)
            ahead += [beside for beside in _beside(at, size) if beside in cells and beside not in reached]
    return reached


def _beside(at: int, size: tuple[int, int]) -> list[int]:
    row, column = divmod(at, size[0])
    around = ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
    return [r * size[0] + c for r, c in around if 0 <= r < size[1] and 0 <= c < size[0]]


def _light_of_band(values: list[float], bare: set[int], size: tuple[int, int]) -> list[float]:
    """The paper's light in one colour: as measured where bare; elsewhere a curved plane and what its surroundings add."""
    places = [_terms(at, size) for at in range(len(values))]
    known = sorted(bare)
    surface = _fitted([places[at] for at in known], [values[at] for at in known], [1.0] * len(known))
    low, high = min(values[at] for at in known), max(values[at] for at in known)
    plane = [min(high, max(low, _height(surface, place))) for place in places]
    added = _spread({at: values[at] - plane[at] for at in known}, size)
    return [height + added.get(at, 0.0) for at, height in enumerate(plane)]


def _spread(known: dict[int, float], size: tuple[int, int]) -> dict[int, float]:
    """The values handed on from cell to cell, each the mean of those beside it that had one before, and fading."""
    values = dict(known)
    edge = set(known)
    while edge:
        following = {at for done in edge for at in _beside(done, size)} - values.keys()
        added = {}
        for at in following:
            beside = [values[other] for other in _beside(at, size) if other in values]
            added[at] = _FADES * sum(beside) / len(beside)
        values.update(added)
        edge = following
    return values


def _terms(at: int, size: tuple[int, int]) -> _Surface:
    x, y = (at % size[0]) / size[0] - 0.5, (at // size[0]) / size[1] - 0.5
    return [1.0, x, y, x * x, x * y, y * y]


def _height(surface: _Surface, place: _Surface) -> float:
    return sum(number * term for number, term in zip(surface, place, strict=True))


def _fitted(places: list[_Surface], values: list[float], weights: list[float]) -> _Surface:
    """The curved plane nearest to the values, by weighted least squares; a little stiff, for cells may be few."""
    rows = [[0.0] * 7 for _ in range(6)]
    for place, value, weight in zip(places, values, weights, strict=True):
        for i, term in enumerate(place):
            weighted = weight * term
            row = rows[i]
            for j in range(6):
                row[j] += weighted * place[j]
            row[6] += weighted * value
    for i in range(1, 6):
        rows[i][i] += 1e-3 * sum(weights)
    return _solved(rows)
