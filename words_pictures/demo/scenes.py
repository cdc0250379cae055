"""The scenes of the demo family, composed by hand: who is where, what they do and how they feel.

Each function is one picture and gives it as SVG; furniture first, people on it, what they hold last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from words_pictures.demo import figures as f
from words_pictures.demo import pen
from words_pictures.demo import places as p
from words_pictures.demo.figures import Figure, Person
from words_pictures.demo.pen import Point

DAY, WARM, COOL = (pen.CREAM, pen.OAK), (pen.PEACH, pen.OAK), (pen.AIR, pen.SAND)
EVENING, DARK = (pen.DUSK, pen.SLATE), (pen.DUSK, pen.SLATE)


def carrying(
    carrier: Figure, side: int, baby: Person = f.OSKAR, feeling: f.Feeling = f.CALM, *, other_arm: bool = True
) -> str:
    """The carrier with the baby on the hip at `side`, the arm round the baby.

    Without `other_arm` the free arm is left for later, when it holds something.
    """
    build, scale = carrier.person.build, carrier.scale
    out, low = (1.12, -0.24) if build.torso > 150 else (1.72, 0.03)
    x, y = carrier.body.at(side * build.shoulder * out, build.torso * low)
    knees = ((x - 30 * scale, y + 14 * scale), (x + 30 * scale, y + 14 * scale))
    feet = ((x - 38 * scale, y + 44 * scale), (x + 38 * scale, y + 44 * scale))
    chest = (x - side * 40 * scale, y - 46 * scale)
    child = Figure(
        baby,
        (x, y),
        knees,
        feet,
        lap=True,
        feeling=feeling,
        left=chest if side > 0 else None,
        right=chest if side < 0 else None,
        turn=-side * 0.45,
        tilt=-side * 10,
        lean=side * 9,
        scale=scale,
    )
    hand = (x - side * 16 * scale, y - 8 * scale)
    holder = replace(carrier, right=hand) if side > 0 else replace(carrier, left=hand)
    free = "" if other_arm else ("left" if side > 0 else "right")
    return holder.drawn(without=free) + child.drawn() + holder.forearm(side)


def in_bed(person: Person, head: Point, facing: int, feeling: f.Feeling = f.ASLEEP, scale: float = 1) -> str:
    """Somebody lying down with the head at `head`, the feet towards `facing`."""
    lying = Figure(
        person, (0, 0), lean=-78 * facing, tilt=-14 * facing, feeling=feeling, turn=facing * 0.3, scale=scale
    )
    away = lying.head
    hip = (head[0] - away.x, head[1] - away.y)
    hand = (head[0] + facing * 150 * scale, head[1] + 26)
    lying = replace(lying, hip=hip, left=hand, right=(hand[0] + 10, hand[1] + 14))
    return lying.drawn()


def on_the_phone(figure: Figure, side: int) -> str:
    """The figure with a phone at the ear of `side`."""
    build, head = figure.person.build, figure.head
    ear = head.at(side * build.head * 1.02, build.head_height * 0.3)
    hand = head.at(side * build.head * 1.06, build.head_height * 0.62)
    held = replace(figure, right=hand) if side > 0 else replace(figure, left=hand)
    name = "right" if side > 0 else "left"
    return held.drawn(without=name) + p.phone(*ear, side * 14, figure.scale) + held.arm(side)


# --- the immediate story ---------------------------------------------------------------------------------


def hello_mila() -> str:
    """Lotte and mama on a sofa, Mila between them."""
    s = 1.18
    lotte = f.sit(f.LOTTE, 505, 800, scale=s, turn=0.55, tilt=4, feeling=f.GLAD, left=(362, 560), right=(585, 800))
    mila = f.sit(f.MILA, 800, 800, scale=s, turn=-0.5, tilt=-4, feeling=f.CALM, left=(766, 804), right=(838, 804))
    mama = f.sit(f.MAMA, 1085, 800, scale=s, turn=-0.55, tilt=-6, feeling=f.TENDER, left=(902, 716), right=(1150, 800))
    return pen.page(
        p.backdrop(*DAY, seed=1),
        p.skirting(),
        p.curtains(660, 150, 280, 250, pen.SAGE),
        p.window(660, 150, 280, 250),
        p.picture(1180, 190, 150, 170, "sun"),
        p.picture(1370, 230, 130, 130, "fish"),
        p.rug(800, 1050, 640, 86, pen.PEACH, pen.RED),
        p.plant(200, 950, 1.2),
        p.sofa(800, 810, 1080, pen.TEAL),
        lotte.drawn(),
        mila.drawn(without="left right"),
        p.fox(800, 840, 0.84, -4),
        mila.arm(-1),
        mila.arm(1),
        mama.drawn(),
        p.table(1390, 980, 260, 110),
        p.mug(1350, 962, pen.RED),
        p.glass(1440, 962),
    )


def at_ritas_door() -> str:
    """Mila with Oskar before the neighbour's door at night; the door opens."""
    s = 1.2
    mila = f.stand(f.MILA, 640, 1060, scale=s, turn=0.6, feeling=f.SCARED, right=(795, 730))
    rita = f.stand(
        f.RITA_AT_NIGHT,
        1075,
        1010,
        scale=1.1,
        turn=-0.5,
        tilt=-6,
        lean=-5,
        feeling=f.WORRIED,
        left=(925, 720),
        right=(1130, 740),
    )
    return pen.page(
        p.backdrop(*DARK, seed=2),
        p.window(170, 170, 260, 300, night=True),
        _stairs_down(),
        p.glow(1050, 560, 420),
        p.doorway(900, 920, 330, 700, pen.LIGHT, pen.RED),
        p.light_from_door(900, 922, 330, 220, -330),
        p.rug(1000, 1050, 210, 36, pen.SAGE, pen.PINE),
        rita.drawn(),
        p.shade(640, 1062, 110),
        carrying(mila, -1, feeling=f.ILL),
        p.fox(800, 830, 0.62, 14),
        mila.arm(1),
    )


def _stairs_down() -> str:
    steps = ""
    for i in range(4):
        steps += pen.box(40, 905 + i * 66, 330 - i * 70, 66, pen.MOONLIT)
    rail = pen.limb([(60, 690), (400, 820)], 22, pen.BARK) + pen.limb([(400, 820), (400, 960)], 22, pen.BARK)
    return steps + rail


def why_a_judge() -> str:
    """The judge and mama at one table, both worried, with water and tissues."""
    s = 1.22
    claes = f.legless(
        f.CLAES, 500, 830, scale=s, turn=0.5, tilt=5, feeling=f.WORRIED, left=(440, 822), right=(585, 820)
    )
    mama = f.legless(
        f.MAMA, 1090, 830, scale=s, turn=-0.5, tilt=-4, feeling=f.WORRIED, left=(1010, 820), right=(1140, 824)
    )
    return pen.page(
        p.backdrop(*COOL, seed=3),
        p.skirting(),
        p.window(690, 160, 230, 270),
        p.plant(1420, 960, 1.2),
        p.picture(190, 240, 170, 190, "fox"),
        p.chair(520, 850, 1120, pen.BARK, width=240, back=250),
        p.chair(1080, 850, 1120, pen.BARK, width=240, back=250),
        claes.drawn(without="left right"),
        mama.drawn(without="left right"),
        p.round_table(800, 900, 520, 92, 1140),
        pen.spot(800, 896, 470, 74, pen.OAK, outlined=False),
        p.sheet(690, 880, 130, 44, -6),
        claes.arm(-1),
        claes.arm(1),
        mama.arm(-1),
        mama.arm(1),
        p.tissues(830, 890),
        p.glass(930, 900),
        p.glass(640, 930),
    )


def not_your_fault() -> str:
    """Lotte on her knees beside Mila, whose hands are free; three adults carry the heavy bag."""
    mila = f.stand(f.MILA, 590, 1090, scale=1.28, turn=-0.4, feeling=f.RELIEVED, left=(470, 815), right=(712, 800))
    lotte = f.kneel(
        f.LOTTE, 300, 1095, 1, scale=1.2, turn=0.6, tilt=4, feeling=f.TENDER, right=(430, 930), left=(370, 985)
    )
    mama = f.walk(f.MAMA, 985, 1030, 1, scale=1.0, turn=0.5, feeling=f.CALM, left=(1040, 750), right=(1095, 735))
    pieter = f.stand(f.PIETER, 1210, 985, scale=0.98, turn=-0.4, feeling=f.CALM, left=(1130, 700), right=(1285, 700))
    sofie = f.walk(f.SOFIE, 1430, 1035, 1, scale=1.0, turn=-0.5, feeling=f.CALM, left=(1330, 738), right=(1375, 752))
    carriers = (mama, pieter, sofie)
    return pen.page(
        p.backdrop(pen.AIR, pen.SAGE, seed=4, horizon=820),
        p.hills(830),
        p.cloud(420, 190, 130),
        p.cloud(900, 150, 100),
        p.tree(850, 850, 0.62),
        p.shade(1210, 1040, 320, 22),
        *(figure.drawn(without="left right") for figure in (pieter, mama, sofie)),
        p.bag(1212, 840, 165, 140),
        *(figure.arm(side) for figure in carriers for side in (-1, 1)),
        p.shade(590, 1092, 110),
        p.shade(300, 1098, 170),
        lotte.drawn(without="right"),
        mila.drawn(),
        lotte.arm(1),
        p.fox(775, 1110, 0.95, 4),
    )


def in_de_linde() -> str:
    """Two rooms by night, a bed in each; Sofie between them with a lamp."""
    sofie = f.stand(
        f.SOFIE, 790, 1060, scale=1.2, turn=-0.35, tilt=-4, feeling=f.TENDER, left=(700, 730), right=(1000, 650)
    )
    return pen.page(
        p.backdrop(*DARK, seed=5),
        p.window(160, 190, 230, 230, night=True),
        p.picture(450, 280, 120, 140, "sun"),
        p.window(1260, 190, 210, 230, night=True),
        p.doorway(660, 900, 280, 700, pen.LIGHT, pen.TEAL, hinge=-1),
        p.light_from_door(660, 902, 280, 210, 10),
        p.glow(1010, 570, 420),
        p.bed_behind(90, 900, 500, pen.WOOD),
        in_bed(f.MILA, (232, 840), 1, f.ASLEEP, 1.16),
        p.blanket(316, 910, 276, pen.YELLOW, pen.WHITE, 1, high=110),
        p.fox(470, 852, 0.72, -8),
        p.cot_behind(1110, 910, 400, pen.WOOD, -1),
        in_bed(f.OSKAR, (1385, 852), -1, f.ASLEEP, 1.3),
        p.blanket(1126, 915, 200, pen.BLUE, pen.WHITE, -1, high=86),
        p.cot_front(1110, 910, 400),
        p.shade(790, 1064, 130),
        sofie.drawn(without="right"),
        sofie.arm(1),
        p.table_lamp(1012, 652, radius=0, scale=0.95),
    )


def mum_and_dad() -> str:
    """Mama at home on the phone, papa phoning from his lorry, Rita feeding the fish."""
    mama = f.sit(f.MAMA, 300, 850, scale=1.12, turn=0.5, feeling=f.TENDER, right=(365, 850))
    papa = f.legless(f.PAPA, 1256, 500, scale=0.7, turn=-0.4, feeling=f.TENDER, left=(1225, 440))
    rita = f.stand(f.RITA, 770, 1085, scale=1.02, turn=0.6, feeling=f.GLAD, right=(895, 725), left=(720, 800))
    behind, before = p.lorry(1080, 600, 1.15)
    return pen.page(
        p.backdrop(*WARM, seed=6),
        p.skirting(),
        _outdoors(560, 90, 950, 540),
        behind,
        on_the_phone(papa, 1),
        before,
        p.chair(300, 870, 1110, pen.BARK, width=230, back=240),
        p.picture(130, 180, 150, 160, "fox"),
        p.picture(320, 210, 130, 130, "sun"),
        on_the_phone(mama, -1),
        p.table(1120, 970, 480, 150),
        p.fish_bowl(1060, 950, 1.1),
        p.shade(770, 1086, 120),
        rita.drawn(without="right"),
        pen.board([(900, 670), (948, 684), (934, 746), (886, 732)], pen.BERRY),
        rita.arm(1),
        *(pen.spot(x, y, 5, 5, pen.BARK, outlined=False) for x, y in ((975, 696), (1010, 708), (1034, 736))),
        p.mug(1270, 950, pen.TEAL),
    )


def _outdoors(x: float, y: float, width: float, height: float) -> str:
    """A far place seen as in a thought: sky, hill and road with a soft border."""
    rim = [
        (x + 40, y + 20),
        (x + width * 0.5, y),
        (x + width - 30, y + 24),
        (x + width, y + height * 0.5),
        (x + width - 30, y + height - 20),
        (x + width * 0.5, y + height),
        (x + 30, y + height - 24),
        (x, y + height * 0.5),
    ]
    ground = [
        (x + 8, y + height * 0.84),
        (x + width * 0.5, y + height * 0.86),
        (x + width - 8, y + height * 0.84),
        (x + width - 40, y + height - 32),
        (x + width * 0.5, y + height - 8),
        (x + 40, y + height - 34),
    ]
    return (
        pen.shape(rim, pen.SKY)
        + p.cloud(x + 190, y + 110, 80)
        + p.cloud(x + width - 170, y + 84, 60)
        + pen.shape(ground, pen.STONE, outlined=False)
    )


def round_table() -> str:
    """A round table with many chairs; on one of them sits Vos."""
    s = 1.05
    pieter = f.legless(f.PIETER, 480, 740, scale=s, turn=0.4, feeling=f.CALM, left=(440, 712), right=(560, 706))
    mama = f.legless(f.MAMA, 800, 715, scale=s, turn=-0.3, feeling=f.CALM, left=(755, 682), right=(850, 682))
    lotte = f.legless(f.LOTTE, 1120, 740, scale=s, turn=-0.4, feeling=f.GLAD, left=(1050, 706), right=(1240, 560))
    seated = (pieter, mama, lotte)
    return pen.page(
        p.backdrop(*DAY, seed=7),
        p.skirting(),
        p.window(180, 120, 220, 220),
        p.calendar(1230, 100, 260, 200),
        *(p.chair(x, 740, 900, pen.WOOD, width=200, back=220) for x in (480, 800, 1120)),
        *(figure.drawn(without="left right") for figure in seated),
        p.chair(175, 800, 1000, pen.RED, width=170, back=210),
        p.chair(1425, 800, 1000, pen.TEAL, width=170, back=210),
        p.round_table(800, 780, 560, 112, 1100),
        pen.spot(800, 774, 500, 88, pen.OAK, outlined=False),
        *(figure.arm(side) for figure in seated for side in (-1, 1)),
        p.sheet(800, 770, 190, 56, 3),
        p.pencil(900, 806, 70, pen.RED),
        p.mug(600, 790, pen.TEAL),
        p.mug(1010, 790, pen.RED),
        p.glass(690, 838),
        p.chair(430, 1010, 1145, pen.TEAL, width=190, back=180),
        p.chair(1170, 1010, 1145, pen.RED, width=190, back=180),
        p.chair(800, 1020, 1145, pen.YELLOW, width=180, back=160),
        p.fox(800, 1020, 1.05),
    )


def what_we_do_not_know() -> str:
    """Mila asks; mama, Sofie, Lotte and her lawyer sit round her."""
    sofie = f.sit_aside(
        f.SOFIE, 230, 900, 1, scale=1.12, turn=0.6, tilt=5, lean=4, feeling=f.GLAD, left=(330, 870), right=(360, 880)
    )
    mama = f.kneel(
        f.MAMA, 560, 1085, 1, scale=1.16, turn=0.5, tilt=4, feeling=f.TENDER, right=(722, 925), left=(620, 985)
    )
    mila = f.squat(
        f.MILA, 810, 1100, scale=1.28, turn=0.05, tilt=4, feeling=f.CALM, left=(778, 1066), right=(850, 1066)
    )
    lotte = f.kneel(
        f.LOTTE, 1075, 1085, -1, scale=1.16, turn=-0.5, tilt=-4, feeling=f.GLAD, left=(990, 985), right=(1020, 990)
    )
    lawyer = f.sit_aside(
        f.LAWYER, 1375, 900, -1, scale=1.12, turn=-0.6, tilt=-4, feeling=f.GLAD, left=(1245, 880), right=(1280, 870)
    )
    return pen.page(
        p.backdrop(*DAY, seed=8),
        p.skirting(),
        p.window(150, 140, 230, 230),
        p.picture(1230, 160, 180, 190, "fish"),
        p.rug(800, 1085, 640, 84, pen.SAGE, pen.GREEN),
        p.stool(225, 915, 1125, 1, pen.BARK),
        p.stool(1380, 915, 1125, -1, pen.BARK),
        sofie.drawn(),
        lawyer.drawn(),
        p.thought(806, 320, 176, 158, (812, 640)),
        p.question(806, 322, 1.4, pen.RED, 20),
        lotte.drawn(),
        mila.drawn(without="left right"),
        p.fox(812, 1104, 0.8),
        mila.arm(-1),
        mila.arm(1),
        mama.drawn(),
    )


# --- the story of Mila and Oskar ---------------------------------------------------------------------------


def your_home() -> str:
    """The house above the bakery, three faces in the open window, papa's face in a telephone."""
    mama = f.legless(f.MAMA, 515, 640, scale=1.0, turn=0.2, feeling=f.GLAD, right=(568, 590))
    mila = f.legless(f.MILA, 372, 620, scale=1.02, turn=0.35, feeling=f.GLAD, right=(424, 588), left=(318, 470))
    oskar = f.legless(f.OSKAR, 660, 604, scale=1.05, turn=0.3, feeling=f.LAUGHING, left=(622, 582), right=(706, 580))
    papa = f.legless(f.PAPA, 1215, 640, scale=1.2, turn=-0.35, feeling=f.GLAD, left=(1100, 400), right=(1290, 660))
    return pen.page(
        p.backdrop(pen.AIR, pen.SAND, seed=9, horizon=960),
        p.cloud(930, 170, 80),
        p.cloud(1480, 760, 60),
        p.hills(966),
        p.house(190, 1030, 660, 740, pen.PEACH, pen.RED),
        pen.box(270, 330, 500, 270, pen.LIGHT),
        mama.drawn(without="left right"),
        mila.drawn(without="left right"),
        oskar.drawn(without="left right"),
        mila.arm(-1),
        mama.arm(-1),
        mama.arm(1),
        pen.box(190, 622, 660, 410, pen.PEACH),
        pen.box(244, 594, 552, 34, pen.WHITE),
        oskar.arm(-1),
        oskar.arm(1),
        mila.arm(1),
        p.fox(748, 598, 0.56),
        p.awning(232, 690, 576, pen.RED),
        pen.box(262, 804, 300, 170, pen.LIGHT),
        *(p.loaf(x, 966, 0.9) for x in (330, 416, 502)),
        *(p.loaf(x, 922, 0.82) for x in (374, 460)),
        p.door(630, 1028, 130, 222, pen.PINE),
        *_smell(884, 920),
        p.tree(1440, 1100, 0.62),
        _big_phone(1205, 470, papa),
        *(pen.spot(x, y, 9, 9, pen.RED, outlined=False) for x, y in ((862, 452), (902, 424), (948, 410), (996, 410))),
    )


def _smell(x: float, y: float) -> list[str]:
    return [
        pen.stroke(
            [(x + dx, y), (x + dx + 20, y - 34), (x + dx - 6, y - 68), (x + dx + 16, y - 104)],
            colour=pen.WOOD,
            width=9,
            opacity=0.8,
        )
        for dx in (0, 48)
    ]


def _big_phone(x: float, y: float, caller: Figure) -> str:
    """A telephone as large as a window, with the caller in it to the waist."""
    case = [(x - 186, y - 300), (x - 150, y - 336), (x + 150, y - 336), (x + 186, y - 300)]
    case += [(x + 186, y + 300), (x + 150, y + 336), (x - 150, y + 336), (x - 186, y + 300)]
    screen = pen.box(x - 156, y - 290, 312, 520, pen.SKY)
    chin = pen.board(
        [
            (x - 183, y + 196),
            (x + 183, y + 196),
            (x + 183, y + 300),
            (x + 150, y + 332),
            (x - 150, y + 332),
            (x - 183, y + 300),
        ],
        pen.GOWN,
        outlined=False,
    )
    line = pen.edge([(x - 156, y + 198), (x + 156, y + 198)])
    button = pen.spot(x, y + 264, 30, 30, pen.STONE)
    return pen.board(case, pen.GOWN) + screen + caller.drawn() + chin + line + button


def what_is_nice() -> str:
    """Music in the kitchen: mama and Mila dance, a sock on Mila's head, Oskar laughs."""
    s = 1.12
    mama = f.walk(
        f.MAMA, 640, 1060, -1, scale=s, turn=0.3, tilt=8, lean=5, feeling=f.LAUGHING, left=(480, 480), right=(798, 704)
    )
    mila = f.walk(
        f.MILA,
        965,
        1075,
        1,
        scale=1.18,
        turn=-0.35,
        tilt=-8,
        lean=-5,
        feeling=f.LAUGHING,
        left=(812, 706),
        right=(1092, 640),
    )
    oskar = f.squat(
        f.OSKAR, 1250, 1085, scale=1.22, turn=-0.4, tilt=-6, feeling=f.LAUGHING, left=(1178, 935), right=(1322, 930)
    )
    head = mila.head
    return pen.page(
        p.backdrop(*WARM, seed=10),
        p.skirting(),
        p.window(190, 150, 260, 260),
        _stove(1130, 880),
        p.bunting(110),
        p.rug(800, 1085, 560, 66, pen.STRAW, pen.ORANGE),
        p.note(560, 330, 1.3, pen.RED, double=True),
        p.note(830, 380, 1.2, pen.TEAL),
        p.note(1000, 470, 1.1, pen.BERRY, double=True),
        p.note(350, 620, 1.1, pen.PINE),
        p.shade(640, 1064, 120),
        p.shade(930, 1080, 100),
        mama.drawn(),
        mila.drawn(),
        _sock(head),
        p.shade(1250, 1090, 130),
        oskar.drawn(),
        p.chair(240, 930, 1110, pen.TEAL, width=180, back=190),
        p.fox(240, 926, 1.0, -8),
    )


def _sock(head: pen.Frame) -> str:
    cuff = head.all([(-26, -106), (30, -110), (32, -82), (-26, -78)])
    foot = head.all([(-24, -84), (30, -88), (44, -74), (88, -66), (96, -44), (62, -34), (4, -48), (-26, -62)])
    return pen.shape(foot, pen.TEAL) + pen.shape([q for q in cuff for _ in range(2)], pen.WHITE)


def _stove(x: float, y: float) -> str:
    cupboard = pen.box(x - 30, y - 230, 400, 240, pen.CREAM) + pen.box(x - 46, y - 258, 432, 36, pen.WOOD)
    doors = pen.box(x - 6, y - 190, 160, 170, pen.CREAM) + pen.box(x + 176, y - 190, 160, 170, pen.CREAM)
    knobs = pen.spot(x + 132, y - 110, 9, 9, pen.RED) + pen.spot(x + 198, y - 110, 9, 9, pen.RED)
    shelf = pen.limb([(x, 330), (x + 330, 330)], 20, pen.WOOD)
    return (
        cupboard
        + doors
        + knobs
        + p.pancakes(x + 130, y - 252, 5)
        + shelf
        + p.mug(x + 60, 316, pen.RED)
        + p.mug(x + 150, 316, pen.YELLOW)
        + p.glass(x + 250, 318)
    )


def what_was_hard() -> str:
    """Mama at the table at night with a pile of letters; the thought of help disappears behind a cloud."""
    mama = f.legless(
        f.MAMA, 610, 900, scale=1.42, turn=0.3, tilt=10, lean=3, feeling=f.ASHAMED, left=(650, 858), right=(722, 560)
    )
    return pen.page(
        p.backdrop(*EVENING, seed=11),
        p.glow(330, 720, 430),
        p.window(120, 150, 220, 260, night=True),
        p.picture(400, 190, 110, 130, "fox"),
        p.thought(1160, 290, 300, 196, (790, 480)),
        _helping_hands(1080, 240),
        p.question(1290, 240, 1.0, pen.RED, 16),
        p.cloud(1215, 392, 236, pen.STONE, outlined=True),
        p.chair(600, 900, 1130, pen.BARK, width=270, back=300),
        mama.drawn(without="left right"),
        p.table(800, 900, 1180, 230),
        p.table_lamp(330, 884, radius=0, scale=1.35),
        mama.arm(-1),
        mama.arm(1),
        _letters(1010, 880),
        p.letter(850, 868, -8, 0.85, pen.CREAM),
        p.mug(480, 884, pen.TEAL),
        p.fox(1270, 882, 0.95, 3),
    )


def _letters(x: float, y: float) -> str:
    """A pile of bills that is about to slide, no higher than a forearm."""
    angles = (3, -5, 6, -3, 8, -7, 4)
    pile = ""
    for i, angle in enumerate(angles):
        f_ = pen.Frame(x + (6, -10, 8, -4, 14, -8, 2)[i], y - 16 - i * 22, angle)
        sheet = [(-88, -12), (88, -12), (88, 12), (-88, 12)]
        pile += pen.board(
            f_.all(sheet), (pen.WHITE, pen.CREAM, pen.WHITE, pen.STRAW, pen.WHITE, pen.PINK, pen.WHITE)[i]
        )
    return pile + p.letter(x + 6, y - 196, 12, 0.94)


def _helping_hands(x: float, y: float) -> str:
    """Two hands that hold each other."""
    one = pen.limb([(x - 104, y + 60), (x - 30, y + 6)], 40, pen.GREEN)
    other = pen.limb([(x + 104, y + 54), (x + 30, y + 4)], 40, pen.BERRY)
    left = pen.shape(
        [(x - 46, y - 14), (x - 10, y - 30), (x + 22, y - 16), (x + 24, y + 12), (x - 6, y + 26), (x - 34, y + 22)],
        f.FAIR,
    )
    right = pen.shape(
        [(x + 46, y - 16), (x + 14, y - 22), (x - 12, y - 6), (x - 6, y + 12), (x + 22, y + 22), (x + 40, y + 16)],
        f.TAN,
    )
    return one + other + left + right


def alone_at_night() -> str:
    """Night: Oskar sleeps, Mila sits up in bed and watches over him; the chair is empty."""
    mila = f.legless(
        f.MILA, 400, 880, scale=1.3, turn=0.6, tilt=4, feeling=f.WORRIED, left=(400, 836), right=(520, 836)
    )
    return pen.page(
        p.backdrop(*DARK, seed=12),
        p.glow(800, 690, 430),
        p.window(660, 120, 280, 280, night=True),
        p.picture(300, 200, 140, 150, "fox"),
        p.table_lamp(800, 812, radius=0, scale=1.2),
        p.table(800, 834, 220, 190, pen.BARK),
        p.bed_behind(110, 900, 560),
        mila.drawn(without="left right"),
        p.blanket(300, 912, 372, pen.TEAL, pen.SKY, 1, high=84),
        p.fox(462, 868, 0.86, 4),
        mila.arm(-1),
        mila.arm(1),
        p.cot_behind(1010, 920, 440, pen.WOOD, -1),
        in_bed(f.OSKAR, (1320, 868), -1, f.ASLEEP, 1.2),
        p.blanket(1026, 925, 220, pen.BLUE, pen.WHITE, -1, high=84),
        p.cot_front(1010, 920, 440),
        p.rug(780, 1090, 320, 50, pen.MOONLIT, pen.NAVY),
    )


def night_of_the_ear() -> str:
    """Mila with Oskar on her arm, the phone at her ear; she sings, she is frightened."""
    mila = f.stand(f.MILA, 760, 1090, scale=1.62, turn=0.2, tilt=5, feeling=replace(f.SCARED, tear=True))
    held = mila.head.at(-122, 22)
    mila = replace(mila, left=mila.head.at(-126, 56))
    return pen.page(
        p.backdrop(*DARK, seed=13),
        p.window(1130, 170, 260, 280, night=True),
        p.floor_lamp(300, 1000, 620),
        p.rug(780, 1095, 430, 60, pen.MOONLIT, pen.NAVY),
        p.note(1010, 420, 1.3, pen.STRAW, double=True),
        p.note(560, 330, 1.1, pen.STRAW),
        p.table(1340, 960, 250, 140, pen.WOOD),
        p.glass(1300, 940),
        p.fox(1400, 942, 0.8),
        carrying_on_phone(mila, held),
    )


def carrying_on_phone(carrier: Figure, phone_at: Point) -> str:
    """The carrier with the crying baby at the right and a phone at the left ear."""
    drawn = carrying(replace(carrier, behind=""), 1, feeling=f.ILL)
    return drawn + p.phone(*phone_at, -14, carrier.scale) + carrier.arm(-1)


def mila_looked_for_help() -> str:
    """In the light of her open door Rita takes Oskar in her arms and phones; Mila stands close to her."""
    s = 1.2
    rita = f.stand(f.RITA_AT_NIGHT, 800, 1060, scale=s, turn=-0.35, tilt=-6, feeling=f.TENDER)
    mila = f.stand(
        f.MILA, 570, 1085, scale=1.22, turn=0.45, tilt=8, feeling=f.RELIEVED, left=(530, 900), right=(690, 820)
    )
    ear = rita.head.at(-76, 24)
    rita = replace(rita, left=rita.head.at(-82, 52))
    return pen.page(
        p.backdrop(*DARK, seed=14),
        p.window(110, 190, 220, 270, night=True),
        p.glow(790, 540, 520),
        p.doorway(560, 940, 460, 800, pen.LIGHT, pen.RED),
        p.light_from_door(560, 942, 460, 210, -80),
        p.picture(880, 240, 100, 110, "sun"),
        p.rug(800, 1080, 340, 48, pen.SAGE, pen.PINE),
        p.plant(1400, 1040, 1.2),
        carrying(rita, 1, feeling=f.CALM),
        p.phone(*ear, -14, s),
        rita.arm(-1),
        mila.drawn(without="left"),
        p.fox(500, 960, 0.74, -8),
        mila.arm(-1),
    )


def hospital() -> str:
    """The hospital bed: mama holds both children, the doctor stands beside them."""
    s = 1.2
    mama = f.legless(f.MAMA, 720, 830, scale=s, turn=-0.1, tilt=-4, feeling=f.SORRY)
    mila = f.legless(
        f.MILA, 545, 830, scale=s, turn=0.5, tilt=14, feeling=f.RELIEVED, right=(660, 740), left=(500, 800)
    )
    oskar = f.legless(
        f.OSKAR, 868, 800, scale=s, turn=-0.5, tilt=-12, feeling=f.CALM, left=(800, 720), right=(930, 770)
    )
    mama = replace(mama, left=(500, 730), right=(930, 745))
    doctor = f.stand(
        f.DOCTOR, 1290, 1060, scale=1.1, turn=-0.5, tilt=-4, feeling=f.GLAD, left=(1112, 610), right=(1360, 765)
    )
    return pen.page(
        p.backdrop(pen.AIR, pen.MINT, seed=15),
        p.skirting(pen.MINT),
        p.window(160, 150, 260, 240, night=True),
        _heart_on_wall(900, 230),
        p.shade(690, 1110, 540, 22),
        pen.limb([(200, 690), (200, 1080)], 30, pen.STONE),
        pen.limb([(1130, 830), (1130, 1080)], 30, pen.STONE),
        pen.box(200, 880, 930, 110, pen.WHITE),
        pen.shape([(230, 880), (240, 770), (370, 750), (440, 800), (430, 884)], pen.WHITE),
        mama.drawn(without="left right"),
        mila.drawn(),
        oskar.drawn(),
        mama.arm(-1),
        mama.arm(1),
        p.blanket(400, 890, 730, pen.SKY, pen.WHITE, 1, high=96),
        p.fox(1000, 836, 0.76, 6),
        p.shade(1290, 1064, 120),
        doctor.drawn(without="left"),
        pen.board([(1086, 530), (1136, 530), (1136, 604), (1086, 604)], pen.ORANGE),
        pen.box(1094, 506, 34, 26, pen.WHITE),
        doctor.arm(-1),
    )


def _heart_on_wall(x: float, y: float) -> str:
    return pen.box(x - 90, y - 80, 180, 160, pen.WHITE) + p.heart(x, y, 44, pen.RED)


def who_was_worried() -> str:
    """Six people close together, worried; one small bubble with a thermometer and a question mark."""
    s = 1.16
    back = [
        f.stand(f.OFFICER, 448, 960, scale=s, turn=0.4, feeling=f.WORRIED),
        f.stand(f.DOCTOR, 690, 930, scale=s, turn=0.25, tilt=4, feeling=f.WORRIED),
        f.stand(f.PIETER, 948, 950, scale=s, turn=-0.25, feeling=f.WORRIED),
    ]
    claes = f.stand(f.CLAES, 562, 1105, scale=s, turn=0.4, tilt=5, feeling=f.WORRIED, right=(700, 800))
    rita = f.stand(f.RITA, 1078, 1105, scale=s, turn=-0.5, tilt=-6, feeling=f.WORRIED, left=(916, 790))
    mama = f.stand(f.MAMA, 818, 1115, scale=1.2, turn=-0.1, tilt=5, feeling=f.SAD, left=(766, 752), right=(872, 752))
    return pen.page(
        p.backdrop(*DAY, seed=16),
        p.skirting(),
        p.window(130, 190, 180, 250),
        p.plant(1390, 980, 1.2),
        p.shade(810, 1108, 460, 26),
        *(figure.drawn() for figure in back),
        claes.drawn(without="right"),
        rita.drawn(without="left"),
        mama.drawn(without="left right"),
        claes.arm(1),
        p.fox(818, 812, 1.04, -3),
        mama.arm(-1),
        mama.arm(1),
        rita.arm(-1),
        p.thought(1275, 190, 142, 108, (1080, 330)),
        p.thermometer(1230, 192, 18),
        p.question(1320, 196, 0.85, pen.RED, 13),
    )


def what_mum_says() -> str:
    """Mama kneels before Mila and holds both her hands."""
    mama = f.kneel(f.MAMA, 545, 1105, 1, scale=1.7, turn=0.6, tilt=7, lean=6, feeling=f.SORRY)
    mila = f.stand(f.MILA, 995, 1110, scale=1.7, turn=-0.6, tilt=-5, lean=-3, feeling=f.TENDER)
    mama = replace(mama, right=(818, 792), left=(812, 850))
    mila = replace(mila, left=(842, 792), right=(874, 832))
    return pen.page(
        p.backdrop(*WARM, seed=17),
        p.skirting(),
        p.glow(790, 470, 560, pen.LIGHT),
        p.curtains(160, 160, 220, 250, pen.PINK),
        p.window(160, 160, 220, 250),
        p.picture(1290, 190, 160, 180, "fox"),
        p.rug(800, 1100, 660, 76, pen.PEACH, pen.RED),
        p.heart(800, 270, 92),
        p.heart(690, 190, 26, pen.PINK),
        p.heart(915, 170, 32, pen.PINK),
        p.shade(560, 1108, 250, 20),
        p.shade(1010, 1114, 140, 18),
        mila.drawn(without="left right"),
        mama.drawn(without="left right"),
        mila.arm(1),
        mama.arm(-1),
        mila.arm(-1),
        mama.arm(1),
        p.fox(1300, 1105, 1.2, 5),
    )


def the_judge_decides() -> str:
    """The judge at her desk, mama beside it; through the window De Linde with its tree."""
    claes = f.legless(
        f.CLAES, 420, 895, scale=1.16, turn=0.4, tilt=4, feeling=f.CALM, left=(360, 866), right=(500, 862)
    )
    mama = f.sit_aside(f.MAMA, 880, 880, -1, scale=1.12, turn=-0.6, feeling=f.CALM, left=(790, 880), right=(840, 890))
    sofie = f.stand(f.SOFIE, 1380, 640, scale=0.5, turn=-0.3, feeling=f.GLAD)
    mila = f.stand(f.MILA, 1300, 652, scale=0.55, turn=-0.2, feeling=f.CALM)
    return pen.page(
        p.backdrop(*COOL, seed=18),
        p.skirting(),
        _linde_outside(830, 110, 690, 560),
        carrying(sofie, 1, feeling=f.CALM),
        mila.drawn(without="right"),
        p.fox(1338, 640, 0.3),
        mila.arm(1),
        p.picture(150, 200, 160, 180, "fox"),
        p.chair(420, 880, 1120, pen.BARK, width=250, back=290),
        claes.drawn(without="left right"),
        p.table(400, 900, 600, 230, pen.WOOD),
        pen.box(140, 920, 520, 150, pen.OAK),
        _plan_sheet(430, 872),
        claes.arm(-1),
        claes.arm(1),
        p.glass(230, 884),
        p.stool(890, 895, 1115, -1, pen.BARK),
        p.shade(880, 1122, 150),
        mama.drawn(),
        p.tissues(620, 884),
    )


def _plan_sheet(x: float, y: float) -> str:
    paper = pen.board([(x - 70, y - 16), (x + 74, y - 20), (x + 90, y + 14), (x - 62, y + 18)], pen.WHITE)
    return paper + "".join(
        pen.spot(x - 30 + i * 34, y - 2, 9, 7, c, outlined=False)
        for i, c in enumerate((pen.BERRY, pen.LILAC, pen.GREEN))
    )


def _linde_outside(x: float, y: float, width: float, height: float) -> str:
    """De Linde as a far place: a friendly house under its linden tree."""
    rim = [
        (x + 40, y + 20),
        (x + width * 0.5, y),
        (x + width - 30, y + 24),
        (x + width, y + height * 0.5),
        (x + width - 30, y + height - 20),
        (x + width * 0.5, y + height),
        (x + 30, y + height - 24),
        (x, y + height * 0.5),
    ]
    meadow = [(x + 4, y + height * 0.72), (x + width * 0.5, y + height * 0.76), (x + width - 4, y + height * 0.72)]
    meadow += [(x + width - 30, y + height - 22), (x + width * 0.5, y + height - 5), (x + 30, y + height - 26)]
    meadow = [meadow[0], meadow[0], meadow[1], meadow[2], meadow[2], meadow[3], *meadow[4:]]
    home = p.house(x + 250, y + height * 0.82, 300, 210, pen.STRAW, pen.ORANGE)
    panes = p.pane(x + 290, y + 290, 70, 70) + p.pane(x + 440, y + 290, 70, 70)
    entrance = p.door(x + 372, y + height * 0.82, 56, 110, pen.TEAL)
    return (
        pen.shape(rim, pen.SKY)
        + p.cloud(x + 120, y + 90, 60)
        + pen.shape(meadow, pen.SAGE, outlined=False)
        + home
        + panes
        + entrance
        + p.tree(x + 140, y + height * 0.86, 0.72)
    )


def our_plan() -> str:
    """Five people and mama at the table, a calendar full of colours on the wall."""
    s = 1.02
    behind = [
        f.legless(f.JORIS, 455, 780, scale=s, turn=0.4, feeling=f.GLAD, left=(415, 752), right=(535, 742)),
        f.legless(f.EWA, 685, 760, scale=s, turn=0.2, feeling=f.GLAD, left=(640, 726), right=(738, 722)),
        f.legless(f.MAMA, 915, 760, scale=s, turn=-0.2, feeling=f.RELIEVED, left=(866, 722), right=(965, 726)),
        f.legless(f.RITA, 1145, 780, scale=s, turn=-0.4, feeling=f.GLAD, left=(1070, 742), right=(1190, 752)),
    ]
    nele = f.sit_aside(f.NELE, 225, 910, 1, scale=1.08, turn=0.6, feeling=f.PROUD, right=(372, 830), left=(310, 880))
    beata = f.sit_aside(
        f.BEATA, 1375, 910, -1, scale=1.08, turn=-0.6, feeling=f.GLAD, left=(1228, 830), right=(1290, 880)
    )
    return pen.page(
        p.backdrop(*DAY, seed=19),
        p.skirting(),
        p.window(140, 110, 220, 220),
        p.calendar(960, 70, 400, 260),
        *(figure.drawn(without="left right") for figure in behind),
        p.round_table(800, 830, 480, 104, 1120),
        pen.spot(800, 824, 428, 82, pen.OAK, outlined=False),
        *(figure.arm(side) for figure in behind for side in (-1, 1)),
        p.stool(215, 925, 1130, 1, pen.TEAL),
        nele.drawn(),
        p.stool(1385, 925, 1130, -1, pen.RED),
        beata.drawn(),
        p.mug(590, 822, pen.RED),
        p.mug(1020, 826, pen.TEAL),
        p.sheet(760, 862, 190, 52, 2),
        p.fox(895, 870, 0.8, 3),
    )


def just_playing() -> str:
    """Mila draws, Vos stands on his head on the sill, pancakes on the table, everybody comes in."""
    mila = f.legless(f.MILA, 530, 945, scale=1.4, turn=-0.1, tilt=6, feeling=f.GLAD, left=(462, 905), right=(612, 900))
    oskar = f.legless(
        f.OSKAR, 785, 900, scale=1.35, turn=0.3, tilt=-5, feeling=f.LAUGHING, left=(712, 800), right=(862, 796)
    )
    mama = f.legless(
        f.MAMA, 235, 930, scale=1.2, turn=0.6, tilt=8, lean=2, feeling=f.PROUD, left=(246, 796), right=(392, 792)
    )
    back = [
        f.stand(f.NELE, 985, 930, scale=0.9, turn=-0.4, feeling=f.GLAD),
        f.stand(f.JORIS, 1205, 920, scale=0.9, turn=-0.4, feeling=f.GLAD),
        f.legless(f.BEATA, 1452, 690, scale=0.9, turn=-0.6, feeling=f.LAUGHING, left=(1385, 470)),
    ]
    front = [
        f.stand(f.EWA, 1095, 1060, scale=0.98, turn=-0.6, tilt=-5, feeling=f.GLAD, left=(975, 590)),
        f.stand(f.RITA, 1330, 1075, scale=0.98, turn=-0.5, tilt=-4, feeling=f.LAUGHING),
    ]
    return pen.page(
        p.backdrop(*WARM, seed=20),
        p.skirting(),
        p.doorway(1090, 880, 340, 690, pen.LIGHT, pen.TEAL),
        p.window(450, 190, 330, 250),
        p.fox(620, 296, 0.98, 180),
        p.bunting(64),
        *(figure.drawn() for figure in (*back, *front)),
        mama.drawn(without="left right"),
        mila.drawn(without="left right"),
        oskar.drawn(without="left right"),
        p.table(540, 960, 960, 190, depth=100),
        p.table_cloth(540, 968, 960, pen.WHITE, pen.PINK),
        mama.arm(-1),
        mama.arm(1),
        p.pancakes(318, 782, 4, steaming=False),
        p.plate(890, 920),
        p.plate(190, 925),
        _drawing_of_home(540, 916),
        p.pencil(600, 916, 32, pen.RED),
        mila.arm(-1),
        mila.arm(1),
        oskar.arm(-1),
        oskar.arm(1),
    )


def _drawing_of_home(x: float, y: float) -> str:
    """Mila's drawing as it lies before her: a sun and the red roof."""
    paper = pen.board([(x - 88, y - 34), (x + 88, y - 34), (x + 104, y + 34), (x - 104, y + 34)], pen.WHITE)
    sun = pen.spot(x - 46, y - 8, 17, 11, pen.YELLOW, outlined=False)
    roof = pen.board([(x - 8, y), (x + 26, y - 24), (x + 60, y)], pen.RED, outlined=False)
    return paper + sun + roof + pen.edge([(x, y + 2), (x, y + 22), (x + 52, y + 22), (x + 52, y + 2)], width=pen.FINE)


# --- Oskar's own story, for later ----------------------------------------------------------------------------


def this_is_you() -> str:
    """Mila sits on the floor with Oskar in her lap."""
    mila = f.squat(f.MILA, 760, 1095, scale=1.95, turn=0.2, tilt=-6, feeling=f.GLAD)
    oskar = f.squat(
        f.OSKAR, 800, 1105, scale=1.5, turn=-0.15, tilt=6, feeling=f.LAUGHING, left=(706, 960), right=(905, 945)
    )
    mila = replace(mila, left=(765, 1020), right=(840, 1024))
    return pen.page(
        p.backdrop(pen.LIGHT, pen.OAK, seed=21),
        p.skirting(),
        p.picture(230, 210, 200, 220, "sun"),
        p.curtains(1150, 170, 250, 260, pen.PINK),
        p.window(1150, 170, 250, 260),
        p.rug(790, 1090, 600, 80, pen.SKY, pen.BLUE),
        mila.drawn(without="left right"),
        mila.arm(-1),
        mila.arm(1),
        oskar.drawn(),
        mila.forearm(-1),
        mila.forearm(1),
        p.fox(1270, 1090, 1.4, 6),
        p.ball(320, 1060, 66),
    )


def mila_got_help() -> str:
    """Night: mama works far away, Mila carries Oskar to Rita's light."""
    mila = f.walk(f.MILA, 640, 1085, 1, scale=1.36, turn=0.6, feeling=f.WORRIED, right=(760, 800))
    rita = f.stand(
        f.RITA_AT_NIGHT,
        1090,
        1050,
        scale=1.25,
        turn=-0.5,
        tilt=-6,
        lean=-4,
        feeling=f.TENDER,
        left=(900, 690),
        right=(1185, 700),
    )
    return pen.page(
        p.backdrop(*DARK, seed=22),
        *(p.star(x, y, 13) for x, y in ((620, 120), (760, 230), (690, 330), (860, 120))),
        _office(90, 90),
        p.glow(1110, 560, 420),
        p.doorway(930, 930, 400, 780, pen.LIGHT, pen.RED),
        p.light_from_door(930, 932, 400, 220, -360),
        rita.drawn(),
        p.shade(640, 1090, 130),
        carrying(mila, -1, feeling=f.ILL),
        p.fox(770, 900, 0.8, 12),
        mila.arm(1),
    )


def _office(x: float, y: float) -> str:
    """Far away, as in a thought: mama mops the floor of an office by night."""
    room = [
        (x, y + 30),
        (x + 220, y),
        (x + 440, y + 26),
        (x + 456, y + 220),
        (x + 430, y + 400),
        (x + 220, y + 416),
        (x + 14, y + 396),
    ]
    floor = [(x + 4, y + 300), (x + 446, y + 304), (x + 430, y + 396), (x + 220, y + 412), (x + 16, y + 392)]
    mama = f.stand(
        f.MAMA,
        x + 190,
        y + 380,
        scale=0.48,
        turn=0.4,
        feeling=f.TIRED,
        left=(x + 222, y + 250),
        right=(x + 240, y + 226),
    )
    mop = pen.edge([(x + 262, y + 170), (x + 226, y + 356)], colour=pen.BARK, width=12)
    head = pen.shape([(x + 200, y + 350), (x + 250, y + 350), (x + 268, y + 384), (x + 190, y + 384)], pen.WHITE)
    desk = (
        pen.box(x + 320, y + 236, 100, 20, pen.WOOD)
        + pen.edge([(x + 340, y + 256), (x + 340, y + 330)], width=12)
        + pen.edge([(x + 402, y + 256), (x + 402, y + 330)], width=12)
    )
    screen = pen.box(x + 336, y + 168, 70, 56, pen.GOWN)
    return (
        pen.shape(room, pen.LIGHT)
        + pen.board(floor, pen.STONE, outlined=False)
        + pen.box(x + 40, y + 60, 100, 110, pen.NAVY)
        + p.moon(x + 94, y + 112, 24)
        + screen
        + desk
        + mama.drawn(without="left right")
        + mop
        + head
        + mama.arm(-1)
        + mama.arm(1)
    )


def mum_came_every_day() -> str:
    """Mama comes to De Linde with open arms; Mila and Oskar with Sofie under the tree."""
    mama = f.kneel(
        f.MAMA, 440, 1080, 1, scale=1.36, turn=0.6, tilt=6, feeling=f.GLAD, right=(620, 800), left=(560, 900)
    )
    mila = f.walk(
        f.MILA, 790, 1085, -1, scale=1.3, turn=-0.6, lean=-6, feeling=f.GLAD, left=(650, 830), right=(880, 800)
    )
    sofie = f.stand(f.SOFIE, 1110, 1060, scale=1.18, turn=-0.5, tilt=-4, feeling=f.GLAD)
    return pen.page(
        p.backdrop(pen.AIR, pen.SAGE, seed=23, horizon=860),
        p.hills(870),
        p.cloud(320, 220, 120),
        p.cloud(760, 150, 80),
        p.house(820, 880, 470, 360, pen.STRAW, pen.ORANGE),
        p.pane(870, 590, 100, 100),
        p.pane(1140, 590, 100, 100),
        p.door(1010, 880, 100, 200, pen.TEAL),
        p.tree(1370, 1000, 1.08),
        p.shade(1110, 1064, 120),
        carrying(sofie, 1, feeling=f.LAUGHING),
        p.shade(790, 1090, 120),
        mila.drawn(),
        p.shade(440, 1084, 190),
        mama.drawn(),
        p.fox(180, 1080, 1.0, -6),
    )


def now_at_night() -> str:
    """Night at home: mama sits at Oskar's bed, Mila sleeps, Ewa stands at the door."""
    mama = f.sit_aside(
        f.MAMA, 650, 935, 1, scale=1.24, turn=0.5, tilt=8, lean=6, feeling=f.TENDER, right=(890, 850), left=(760, 915)
    )
    ewa = f.stand(f.EWA, 330, 930, scale=1.04, turn=0.5, tilt=4, feeling=f.CALM, left=(292, 640), right=(415, 620))
    return pen.page(
        p.backdrop(*DARK, seed=24),
        p.doorway(180, 880, 320, 710, pen.LIGHT, pen.GREEN, hinge=-1),
        p.light_from_door(180, 882, 320, 200, 60),
        p.glow(1440, 560, 380),
        p.window(900, 120, 270, 250, night=True),
        p.table(1450, 640, 150, 200, pen.BARK),
        p.table_lamp(1450, 620, radius=0, scale=1.15),
        ewa.drawn(without="right"),
        ewa.arm(1),
        p.mug(448, 640, pen.RED),
        p.bed_behind(880, 690, 500, pen.WOOD, -1),
        in_bed(f.MILA, (1240, 622), -1, f.ASLEEP, 1.08),
        p.blanket(880, 696, 280, pen.YELLOW, pen.WHITE, -1, high=90),
        p.stool(640, 950, 1105, 1, pen.BARK),
        mama.drawn(without="right"),
        p.cot_behind(860, 950, 580, pen.WOOD, -1),
        in_bed(f.OSKAR, (1265, 878), -1, f.ASLEEP, 1.6),
        p.blanket(880, 955, 290, pen.BLUE, pen.WHITE, -1, high=100),
        p.fox(1000, 880, 0.86, -6),
        p.cot_front(860, 950, 580),
        mama.arm(1),
    )


# --- Yara's story ----------------------------------------------------------------------------------------------

CALM_DAY, FIELD = (pen.LINEN, pen.SAND), pen.MEADOW


def me() -> str:
    """Yara in goal with her gloves on; mama and Dirk at the side line."""
    keeper = replace(f.YARA, clothes=replace(f.YARA.clothes, hands=pen.YELLOW))
    yara = f.stand(keeper, 690, 1085, scale=1.4, turn=0.15, feeling=f.PROUD, left=(462, 590), right=(918, 590))
    yara = replace(
        yara,
        hip=(690, 760),
        knees=((596, 900), (784, 900)),
        feet=((580, 1064), (800, 1064)),
        elbows=(0, 0),
    )
    nadia = f.stand(f.NADIA, 1310, 920, scale=0.84, turn=-0.5, feeling=f.LAUGHING, left=(1210, 530))
    dirk = f.stand(f.DIRK, 1475, 930, scale=0.82, turn=-0.5, feeling=f.GLAD)
    return pen.page(
        p.backdrop(pen.AIR, FIELD, seed=25, horizon=830),
        p.hills(840, pen.SAGE, pen.MEADOW),
        p.cloud(300, 170, 110),
        p.cloud(1250, 210, 90),
        p.goal(200, 960, 920, 620),
        pen.edge([(60, 962), (1540, 962)], colour=pen.WHITE, width=12),
        p.shade(1400, 926, 150),
        nadia.drawn(),
        dirk.drawn(),
        p.shade(690, 1088, 190),
        yara.drawn(),
        p.ball(1120, 1060, 60),
    )


def what_was_difficult() -> str:
    """The kitchen table: Yara and her mother with their backs to each other, one chair empty."""
    nadia = f.sit_aside(
        f.NADIA, 420, 900, -1, scale=1.18, turn=-0.6, tilt=-5, feeling=f.TIRED, left=(320, 880), right=(380, 900)
    )
    yara = f.sit_aside(
        f.YARA, 1190, 900, 1, scale=1.18, turn=0.6, tilt=6, feeling=f.SAD, right=(1290, 880), left=(1230, 900)
    )
    return pen.page(
        p.backdrop(*CALM_DAY, seed=26),
        p.skirting(pen.WHITE),
        p.window(120, 120, 200, 230, night=True),
        p.glow(800, 600, 400),
        p.ceiling_lamp(800, 500, pen.TEAL),
        p.chair(800, 850, 1050, pen.STONE, width=190, back=230),
        p.table(800, 890, 520, 220, pen.WOOD),
        p.mug(690, 872, pen.STONE),
        pen.board([(880, 862), (950, 858), (960, 872), (884, 876)], pen.INK),
        p.stool(430, 915, 1120, -1, pen.BARK),
        p.stool(1180, 915, 1120, 1, pen.BARK),
        nadia.drawn(),
        yara.drawn(),
    )


def the_eighth_of_january() -> str:
    """Night at the station: Yara on a bench under a lamp, Dirk beside her, his jacket round her."""
    s = 1.2
    jacket = replace(f.YARA, clothes=replace(f.YARA.clothes, top=pen.PINE, cut="track", length=34))
    yara = f.sit(jacket, 650, 850, scale=s, turn=0.35, tilt=10, feeling=f.SAD, left=(600, 820), right=(690, 820))
    shirt = replace(f.DIRK, clothes=replace(f.DIRK.clothes, top=pen.SAGE, cut="jumper"))
    dirk = f.sit(shirt, 900, 850, scale=s, turn=-0.5, tilt=-5, feeling=f.TENDER, right=(960, 900), left=(716, 720))
    return pen.page(
        p.backdrop(pen.NIGHT, pen.SLATE, seed=27),
        *(p.star(x, y, 11) for x, y in ((180, 150), (420, 240), (1180, 140), (1430, 260), (990, 220))),
        _platform(),
        p.street_lamp(320, 1010, 720),
        p.bench(800, 870, 760, 1090),
        yara.drawn(),
        dirk.drawn(),
    )


def _platform() -> str:
    roof = pen.board([(40, 60), (1560, 60), (1560, 96), (40, 96)], pen.NAVY)
    line = pen.edge([(50, 1130), (1550, 1130)], colour=pen.STRAW, width=14)
    clock = (
        pen.spot(1330, 330, 74, 74, pen.WHITE)
        + pen.edge([(1330, 330), (1358, 300)], width=8)
        + pen.edge([(1330, 330), (1330, 276)], width=8)
    )
    return roof + pen.edge([(1330, 96), (1330, 256)], width=14) + clock + line


def what_has_been_said() -> str:
    """Yara and her mother on the stairs, one step apart, their hands open."""
    nadia = f.sit(
        f.NADIA, 600, 880, scale=1.22, turn=0.55, tilt=6, lean=3, feeling=f.SORRY, left=(525, 880), right=(778, 800)
    )
    yara = f.sit(
        f.YARA, 1010, 780, scale=1.22, turn=-0.5, tilt=-6, lean=-3, feeling=f.CALM, left=(842, 770), right=(1085, 790)
    )
    return pen.page(
        p.backdrop(pen.LINEN, pen.SAND, seed=28),
        p.window(200, 170, 220, 260),
        p.plant(1420, 690, 0.95),
        _staircase(),
        yara.drawn(),
        nadia.drawn(),
    )


def _staircase() -> str:
    return "".join(
        pen.box(1070 - i * 250, 690 + i * 94, 490 + i * 250, 94, (pen.SAND, pen.SAND)[i % 2]) for i in range(5)
    )


def what_the_judge_asks() -> str:
    """The judge at his desk, Yara across from him; four small drawings: hands, phone, bed, road."""
    maes = f.legless(f.MAES, 430, 900, scale=1.18, turn=0.45, feeling=f.CALM, left=(370, 882), right=(530, 878))
    yara = f.sit_aside(
        f.YARA, 1120, 905, -1, scale=1.25, turn=-0.6, tilt=-3, feeling=f.CALM, left=(1000, 880), right=(1060, 890)
    )
    return pen.page(
        p.backdrop(pen.LINEN, pen.SAND, seed=29),
        p.skirting(pen.WHITE),
        *_four_drawings(),
        p.plant(1430, 960, 1.15),
        p.chair(430, 900, 1120, pen.BARK, width=250, back=290),
        maes.drawn(without="left right"),
        p.table(450, 915, 720, 215, pen.WOOD),
        pen.box(140, 934, 620, 140, pen.OAK),
        maes.arm(-1),
        maes.arm(1),
        p.sheet(630, 895, 150, 40, -3),
        p.glass(760, 896),
        p.glass(210, 898),
        p.stool(1130, 920, 1125, -1, pen.BARK),
        yara.drawn(),
    )


def _four_drawings() -> list[str]:
    """The four bottom lines as drawings on the wall: two open hands, a phone, a bed, a road."""
    cards = [pen.box(x, 120, 250, 220, pen.WHITE) for x in (230, 520, 810, 1100)]
    road = [(1140, 328), (1212, 262), (1184, 206), (1232, 152), (1252, 152), (1226, 206), (1268, 262), (1310, 328)]
    corners = [road[0], *road[:4], road[3], road[4], *road[4:], road[-1]]
    way = pen.shape(corners, pen.STONE) + pen.spot(1300, 170, 22, 22, pen.YELLOW)
    return [*cards, _open_hand(300, 1), _open_hand(410, -1), p.phone(645, 230, 12, 1.9), _small_bed(935, 250), way]


def _open_hand(x: float, thumb: int) -> str:
    """An open hand with its five fingers, the thumb at the side of `thumb`."""
    fingers = [(-27, -62), (-9, -78), (10, -76), (28, -58)]
    ends = [((x + dx * 0.8, 236), (x + dx, 240 + dy)) for dx, dy in fingers]
    ends.append(((x + thumb * 24, 256), (x + thumb * 48, 222)))
    data = pen.dash(ends)
    palm = pen.spot(x, 256, 34, 38, f.BROWN)
    return pen.drawn(data, width=26) + palm + pen.drawn(data, colour=f.BROWN, width=12)


def _small_bed(x: float, y: float) -> str:
    ends = pen.limb([(x - 84, y - 60), (x - 84, y + 36)], 18, pen.WOOD) + pen.limb(
        [(x + 84, y - 24), (x + 84, y + 36)], 18, pen.WOOD
    )
    pillow = pen.shape([(x - 74, y - 12), (x - 66, y - 36), (x - 20, y - 34), (x - 16, y - 8)], pen.WHITE)
    return ends + pillow + pen.board([(x - 76, y - 8), (x + 78, y - 8), (x + 78, y + 24), (x - 76, y + 24)], pen.TEAL)


def how_it_goes_now() -> str:
    """Yara with five small players; Dirk, mama and Karima at the low fence."""
    small = [
        Person(name, f.SMALL, skin, hair, style, f.Clothes(pen.RED, pen.WHITE, pen.INK, "number"))
        for name, skin, hair, style in (
            ("Jules", f.FAIR, "#c2703a", "short"),
            ("Amira", f.TAN, "#4a382f", "tail"),
            ("Noor", f.DEEP, "#3a2d2b", "puff"),
            ("Stan", f.ROSY, "#e0b565", "short"),
            ("Ilias", f.OLIVE, "#3f3436", "cropped"),
        )
    ]
    places = [(230, 1065, 0.5), (430, 1110, 0.5), (1050, 1112, -0.4), (1235, 1075, -0.5), (1430, 1105, -0.6)]
    feelings = [f.GLAD, f.LAUGHING, f.GLAD, f.PROUD, f.LAUGHING]
    team = [
        f.stand(person, x, y, scale=1.12, turn=turn, feeling=feeling)
        for person, (x, y, turn), feeling in zip(small, places, feelings, strict=True)
    ]
    yara = f.kneel(
        f.YARA, 715, 1085, 1, scale=1.28, turn=-0.2, tilt=-4, feeling=f.GLAD, left=(580, 800), right=(830, 890)
    )
    dirk = f.stand(f.DIRK, 560, 890, scale=0.82, turn=0.3, feeling=f.PROUD)
    nadia = f.stand(f.NADIA, 905, 890, scale=0.84, turn=-0.2, feeling=f.PROUD)
    karima = f.stand(f.KARIMA, 1090, 890, scale=0.84, turn=-0.3, feeling=f.GLAD)
    return pen.page(
        p.backdrop(pen.AIR, FIELD, seed=30, horizon=800),
        p.hills(810, pen.SAGE, pen.MEADOW),
        p.cloud(300, 260, 120),
        p.cloud(1250, 180, 110),
        dirk.drawn(),
        nadia.drawn(),
        karima.drawn(),
        p.low_fence(70, 690, 1460),
        *(figure.drawn() for figure in team[:2]),
        yara.drawn(),
        *(figure.drawn() for figure in team[2:]),
        p.ball(880, 1112, 50),
    )


SCENES: dict[str, tuple[Callable[[], str], ...]] = {
    "immediate": (
        hello_mila,
        at_ritas_door,
        why_a_judge,
        not_your_fault,
        in_de_linde,
        mum_and_dad,
        round_table,
        what_we_do_not_know,
    ),
    "story": (
        your_home,
        what_is_nice,
        what_was_hard,
        alone_at_night,
        night_of_the_ear,
        mila_looked_for_help,
        hospital,
        who_was_worried,
        what_mum_says,
        the_judge_decides,
        our_plan,
        just_playing,
    ),
    "story-youngest": (this_is_you, mila_got_help, mum_came_every_day, now_at_night),
    "story-young-person": (
        me,
        what_was_difficult,
        the_eighth_of_january,
        what_has_been_said,
        what_the_judge_asks,
        how_it_goes_now,
    ),
}
"""Every story's scenes in order."""
