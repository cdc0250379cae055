"""Paper in all its forms: letters, books, drawings, money, photographs."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.home import DRAWINGS
from words_pictures.drawing.things.thing import Choice, Extent, Options, Range, Thing, colour, yes_or_no

SIDES = (-1, 1)


def _envelope(f: Frame, paint: str) -> str:
    case = marks.flat(f, marks.rect(-64, -40, 128, 80), paint)
    return case + marks.straight(f, [(-62, -38), (0, 8), (62, -38)], width=pen.FINE)


def _letter(f: Frame, o: Options) -> str:
    drawn = _envelope(f, o.paint())
    if o.word("shows") == "heart":
        return drawn + marks.heart(f, 0, 6, 15, pen.BERRY, outlined=False)
    return drawn


def _letters(f: Frame, o: Options) -> str:
    """A pile that is about to slide, no higher than a forearm, with an envelope on it."""
    leans = ((6, 3), (-10, -5), (8, 6), (-4, -3), (14, 8), (-8, -7), (2, 4))
    paints = (pen.WHITE, pen.CREAM, pen.WHITE, pen.STRAW, pen.WHITE, pen.PINK, pen.WHITE)
    count = int(o.number("count"))
    sheets = [
        _turned(f, along, -16 - i * 22, angle).all(marks.rect(-88, -12, 176, 24))
        for i, (along, angle) in enumerate((leans * 2)[:count])
    ]
    if marks.is_fine(f):
        pile = "".join(pen.board(sheet, paints[i % 7]) for i, sheet in enumerate(sheets))
    else:
        pile = pen.boards(sheets, pen.WHITE) + pen.boards(sheets, pen.CREAM, outlined=False)
    on_top = _turned(f, 6, -42 - count * 22, 12)
    return pile + _envelope(Frame(on_top.x, on_top.y, on_top.angle, f.scale * 0.94, f.mirrored), pen.WHITE)


def _turned(f: Frame, x: float, y: float, angle: float) -> Frame:
    """The frame at (x, y), turned by `angle` degrees, the other way where the whole is mirrored."""
    return Frame(*f.at(x, y), f.angle + (-angle if f.mirrored else angle), f.scale, f.mirrored)


def _letters_extent(o: Options) -> Extent:
    high = 92 + 22 * int(o.number("count"))
    return -100, -high, 106, 4


def _paper(f: Frame, o: Options) -> str:
    half, high = o.number("width") / 2, o.number("height") / 2
    sheet = marks.flat(f, marks.rect(-half, -high, 2 * half, 2 * high), o.paint())
    shows = o.word("shows")
    if shows in DRAWINGS:
        return sheet + DRAWINGS[shows](Frame(*f.at(0, 0), f.angle, f.scale * min(half, high) / 70, f.mirrored))
    if shows == "plan":
        return sheet + _names(f, half, high)
    return sheet + marks.seams(
        f, [[(-half * 0.66, y * high), (half * end, y * high)] for y, end in ((-0.5, 0.66), (0, 0.6), (0.5, 0.2))]
    )


def _names(f: Frame, half: float, high: float) -> str:
    """Who helps, as coloured dots in a row."""
    paints = (pen.BERRY, pen.LILAC, pen.GREEN)
    at = [(half * 0.55 * (i - 1), 0) for i in range(3)]
    size = min(half * 0.34, high * 0.9)
    return "".join(marks.dots(f, [point], size, paint) for point, paint in zip(at, paints, strict=True))


def _sheet_on_table(f: Frame, o: Options) -> str:
    """A sheet that lies on a table, seen a little from above, with a child's drawing on it."""
    half, high = o.number("width") / 2, o.number("height")
    sheet = marks.flat(f, [(14 - half, -high), (half - 14, -high), (half, 0), (-half, 0)], pen.WHITE)
    if o.word("shows") == "nothing":
        return sheet
    if o.word("shows") == "plan":
        return sheet + _names(Frame(*f.at(0, -high / 2), f.angle, f.scale, f.mirrored), half, high / 2)
    sun = marks.oval(f, -half * 0.44, -high * 0.6, 17, 11, pen.YELLOW, outlined=False)
    roof = marks.flat(f, [(-8, -high * 0.46), (26, -high * 0.86), (60, -high * 0.46)], pen.RED, outlined=False)
    walls = [(0, -high * 0.46), (0, -high * 0.16), (52, -high * 0.16), (52, -high * 0.46)]
    return sheet + sun + roof + marks.straight(f, walls, width=pen.FINE)


def _book(f: Frame, o: Options) -> str:
    if o.yes("open"):
        return _open_book(f, o)
    cover = marks.soft(f, marks.rounded(-52, -68, 104, 136, 9), o.paint())
    back = marks.straight(f, [(-34, -64), (-34, 64)], width=pen.FINE)
    return cover + back + _on_cover(f, o)


def _on_cover(f: Frame, o: Options) -> str:
    label = marks.oval(f, 10, -8, 30, 34, pen.CREAM, outlined=False)
    return label + DRAWINGS[o.word("shows")](Frame(*f.at(10, -8), f.angle, f.scale * 0.42, f.mirrored))


def _book_extent(o: Options) -> Extent:
    return (-118, -74, 118, 72) if o.yes("open") else (-52, -68, 52, 68)


def _open_book(f: Frame, o: Options) -> str:
    """A picture book that lies or is held open, its own middle at (0, 0)."""
    cover = marks.soft(
        f,
        [
            (-116, -60),
            (-116, -60),
            (-60, -72),
            (0, -56),
            (60, -72),
            (116, -60),
            (116, -60),
            (116, 66),
            (116, 66),
            (60, 56),
            (0, 70),
            (-60, 56),
            (-116, 66),
            (-116, 66),
        ],
        o.paint(),
    )
    pages = "".join(
        marks.soft(
            f,
            [
                (0, -52),
                (0, -52),
                (s * 54, -66),
                (s * 102, -56),
                (s * 102, -56),
                (s * 102, 52),
                (s * 102, 52),
                (s * 54, 44),
                (0, 58),
                (0, 58),
            ],
            pen.WHITE,
        )
        for s in SIDES
    )
    left = DRAWINGS[o.word("shows")](Frame(*f.at(-54, -6), f.angle, f.scale * 0.6, f.mirrored))
    words = [[(24, y), (82, y - 6)] for y in (-28, -4, 20)]
    return cover + pages + left + marks.seams(f, words)


def _books(f: Frame, o: Options) -> str:
    """A pile of books that lie flat, the lowest in the chosen colour."""
    pile = ((-4, 150, o.paint()), (8, 132, pen.YELLOW), (-8, 140, pen.BERRY), (6, 116, pen.BLUE))
    drawn = ""
    for i, (along, wide, paint) in enumerate(pile):
        low = -i * 36
        drawn += marks.soft(f, marks.rounded(along - wide / 2, low - 36, wide, 36, 9), paint)
        drawn += marks.box(f, along + wide / 2 - 26, low - 26, 22, 16, pen.WHITE, outlined=False)
    return drawn


def _pencil(f: Frame, o: Options) -> str:
    """A crayon; its point is the lowest."""
    body = marks.flat(f, [(0, 0), (13, -26), (13, -104), (-13, -104), (-13, -26)], o.paint())
    return body + (marks.straight(f, [(-11, -26), (11, -26)], width=pen.FINE) if marks.is_fine(f) else "")


def _money(f: Frame, o: Options) -> str:
    """A note and a few coins."""
    note = marks.flat(f, [(-84, -54), (64, -70), (70, -12), (-78, 4)], o.paint())
    middle = marks.oval(f, -6, -33, 20, 18, pen.CREAM, outlined=False)
    coins = ""
    for x, y in ((42, -14), (76, -8), (60, -36)):
        coins += marks.oval(f, x, y, 21, 21, pen.YELLOW)
        coins += marks.oval(f, x, y, 9, 9, pen.STRAW, outlined=False)
    return note + middle + coins


def _money_extent(o: Options) -> Extent:
    del o
    return -88, -74, 101, 16


def _photo(f: Frame, o: Options) -> str:
    """A photograph with two people in it, in a frame that stands."""
    frame = marks.flat(f, marks.rect(-84, -196, 168, 196), o.paint())
    card = marks.flat(f, marks.rect(-60, -172, 120, 146), pen.SKY)
    people = ""
    for x, head, size, top, hair in ((-22, -112, 23, pen.BERRY, pen.BARK), (27, -84, 20, pen.YELLOW, pen.GOWN)):
        body = [(x - size * 1.2, -30), (x - size, head + 26), (x + size, head + 26), (x + size * 1.2, -30)]
        people += marks.flat(f, body, top, outlined=False)
        people += marks.oval(f, x, head - 6, size + 3, size + 2, hair, outlined=False)
        people += marks.oval(f, x, head, size - 2, size - 2, pen.PEACH, outlined=False)
    if not marks.is_fine(f):
        return frame + card + people
    smiles = [[(x - 7, y), (x, y + 5), (x + 7, y)] for x, y in ((-22, -106), (27, -78))]
    eyes = marks.dots(f, [(x + side * 8, y) for x, y in ((-22, -115), (27, -87)) for side in SIDES], 5, pen.INK)
    return frame + card + people + eyes + "".join(marks.line(f, smile, width=pen.FINE) for smile in smiles)


PICTURES = tuple(DRAWINGS)

KINDS = (
    Thing(
        "letter", _letter, 128, 80, hangs=True, small=True,
        options={"colour": colour("white"), "shows": Choice(("nothing", "heart"), "nothing")},
    ),
    Thing("letters", _letters, 206, 250, extent=_letters_extent, options={"count": Range(2, 10, 7)}),
    Thing(
        "paper", _paper, 130, 170, hangs=True, small=True,
        options={
            "width": Range(50, 320, 130), "height": Range(40, 320, 170), "colour": colour("white"),
            "shows": Choice(("lines", "plan", *PICTURES), "lines"),
        },
    ),
    Thing(
        "drawing", _sheet_on_table, 208, 68,
        options={
            "width": Range(140, 320, 208), "height": Range(30, 120, 68), "shows": Choice(("home", "plan", "nothing"), "home"),
        },
    ),
    Thing(
        "book", _book, 104, 136, hangs=True, small=True, extent=_book_extent,
        options={"colour": colour("teal"), "shows": Choice(PICTURES, "fox"), "open": yes_or_no()},
    ),
    Thing("books", _books, 160, 144, options={"colour": colour("teal")}),
    Thing("pencil", _pencil, 32, 108, small=True, options={"colour": colour("red")}),
    Thing("money", _money, 189, 90, small=True, extent=_money_extent, options={"colour": colour("green")}),
    Thing("photo", _photo, 168, 196, small=True, options={"colour": colour("wood")}),
)  # fmt: skip
