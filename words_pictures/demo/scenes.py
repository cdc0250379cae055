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

DAY, WARM, COOL = ("#f8e9cd", "#e2bd8f"), ("#f7dcc1", "#d9ae82"), ("#dcebe6", "#d8c3a0")
EVENING, DARK = ("#7d94b8", "#6a7da0"), (pen.DUSK, "#5a719a")


def carrying(
    carrier: Figure, side: int, baby: Person = f.OSKAR, feeling: f.Feeling = f.CALM, *, other_arm: bool = True
) -> str:
    """The carrier with the baby on the hip at `side`, the arm round the baby.

    Without `other_arm` the free arm is left for later, when it holds something.
    """
    build, scale = carrier.person.build, carrier.scale
    out, low = (1.12, -0.24) if build.torso > 150 else (1.62, 0.02)
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
    mila = f.sit(f.MILA, 800, 800, scale=s, turn=-0.5, tilt=-4, feeling=f.CALM, left=(762, 758), right=(840, 758))
    mama = f.sit(f.MAMA, 1085, 800, scale=s, turn=-0.55, tilt=-6, feeling=f.TENDER, left=(902, 716), right=(1150, 800))
    return pen.page(
        p.backdrop(*DAY, seed=1),
        p.skirting(),
        p.curtains(660, 150, 280, 250, pen.SAGE),
        p.window(660, 150, 280, 250),
        p.picture(1180, 190, 150, 170, "sun"),
        p.picture(1370, 230, 130, 130, "fish"),
        p.rug(800, 1050, 640, 86, pen.PEACH, pen.RED),
        p.plant(160, 960, 1.25),
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
        p.doorway(900, 920, 330, 700, "#fbe6b4", pen.RED),
        p.light_from_door(900, 922, 330, 220, -330),
        p.rug(1000, 1050, 210, 36, pen.SAGE, pen.PINE),
        p.glow(1040, 560, 300),
        rita.drawn(),
        p.shade(640, 1062, 110),
        carrying(mila, -1, feeling=f.ILL),
        p.fox(800, 830, 0.62, 14),
        mila.arm(1),
    )


def _stairs_down() -> str:
    steps = ""
    for i in range(4):
        steps += pen.box(40, 905 + i * 66, 330 - i * 70, 66, "#93a5c4")
    rail = pen.limb([(60, 690), (400, 820)], 22, pen.BARK) + pen.limb([(400, 820), (400, 960)], 22, pen.BARK)
    return steps + rail


def why_a_judge() -> str:
    """The judge and mama at one table, both worried, with water and tissues."""
    s = 1.22
    claes = f.legless(
        f.CLAES, 520, 800, scale=s, turn=0.5, tilt=5, feeling=f.WORRIED, left=(430, 842), right=(640, 838)
    )
    mama = f.legless(
        f.MAMA, 1080, 800, scale=s, turn=-0.5, tilt=-4, feeling=f.WORRIED, left=(970, 842), right=(1115, 842)
    )
    return pen.page(
        p.backdrop(*COOL, seed=3),
        p.skirting(),
        p.window(690, 160, 230, 270),
        p.plant(1450, 960, 1.3),
        p.picture(190, 240, 170, 190, "fox"),
        p.chair(520, 850, 1120, pen.BARK, width=240, back=250),
        p.chair(1080, 850, 1120, pen.BARK, width=240, back=250),
        claes.drawn(without="left right"),
        mama.drawn(without="left right"),
        p.round_table(800, 900, 520, 92, 1140),
        pen.spot(800, 896, 470, 74, "#dbb07d", outlined=False),
        p.sheet(640, 890, 130, 44, -6),
        claes.arm(-1),
        claes.arm(1),
        mama.arm(-1),
        mama.arm(1),
        p.tissues(820, 900),
        p.glass(930, 902),
        p.glass(520, 908),
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
        p.backdrop("#e4eef0", pen.SAGE, seed=4, horizon=820),
        p.hills(830),
        p.cloud(420, 190, 130),
        p.cloud(900, 150, 100),
        p.tree(160, 880, 1.05),
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
    sofie = f.stand(f.SOFIE, 800, 1050, scale=1.16, turn=-0.35, feeling=f.TENDER, right=(925, 690))
    return pen.page(
        p.backdrop(*DARK, seed=5),
        p.window(180, 170, 230, 230, night=True),
        p.picture(480, 240, 130, 140, "sun"),
        p.window(1240, 170, 210, 230, night=True),
        p.doorway(660, 900, 280, 660, "#f6dfae", pen.TEAL, hinge=-1),
        p.light_from_door(660, 902, 280, 210, 10),
        p.glow(800, 700, 520),
        p.bed_behind(90, 900, 500, pen.WOOD),
        in_bed(f.MILA, (225, 838), 1, f.ASLEEP, 1.12),
        p.blanket(330, 910, 262, pen.YELLOW, pen.WHITE, 1, high=110),
        p.fox(440, 846, 0.62, -10),
        p.cot_behind(1120, 900, 380, pen.WOOD, -1),
        in_bed(f.OSKAR, (1385, 852), -1, f.ASLEEP, 1.12),
        p.blanket(1136, 905, 184, pen.BLUE, pen.WHITE, -1, high=80),
        p.cot_front(1120, 900, 380),
        p.shade(800, 1052, 130),
        sofie.drawn(without="right"),
        p.table_lamp(930, 702, radius=250, scale=0.72),
        sofie.arm(1),
    )


def mum_and_dad() -> str:
    """Mama at home on the phone, papa phoning from his lorry, Rita feeding the fish."""
    mama = f.sit(f.MAMA, 300, 850, scale=1.12, turn=0.5, feeling=f.TENDER, right=(365, 850))
    papa = f.legless(f.PAPA, 1180, 468, scale=0.78, turn=-0.4, feeling=f.TENDER)
    rita = f.stand(f.RITA, 770, 1085, scale=1.02, turn=0.6, feeling=f.GLAD, right=(895, 725), left=(720, 800))
    behind, before = p.lorry(1120, 590, 0.98)
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
    s = 0.98
    pieter = f.legless(f.PIETER, 480, 700, scale=s, turn=0.4, feeling=f.CALM)
    mama = f.legless(f.MAMA, 800, 680, scale=s, turn=-0.3, feeling=f.CALM)
    lotte = f.legless(f.LOTTE, 1120, 700, scale=s, turn=-0.4, feeling=f.GLAD)
    seated = (
        replace(pieter, left=(420, 675), right=(545, 672)),
        replace(mama, left=(745, 666), right=(860, 666)),
        replace(lotte, left=(1050, 678), right=(1225, 530)),
    )
    return pen.page(
        p.backdrop(*DAY, seed=7),
        p.skirting(),
        p.window(240, 130, 240, 240),
        p.calendar(1180, 130, 270, 210),
        *(p.chair(x, 720, 900, pen.WOOD, width=190, back=220) for x in (480, 800, 1120)),
        *(figure.drawn(without="left right") for figure in seated),
        p.chair(180, 800, 990, pen.RED, width=170, back=200),
        p.chair(1420, 800, 990, pen.TEAL, width=170, back=200),
        p.round_table(800, 810, 560, 104, 1100),
        pen.spot(800, 804, 500, 82, "#dbb07d", outlined=False),
        *(figure.arm(side) for figure in seated for side in (-1, 1)),
        p.sheet(800, 818, 190, 56, 3),
        p.pencil(900, 846, 70, pen.RED),
        p.mug(600, 826, pen.TEAL),
        p.mug(1020, 832, pen.RED),
        p.glass(690, 858),
        p.chair(420, 1010, 1150, pen.TEAL, width=180, back=170),
        p.chair(1180, 1010, 1150, pen.RED, width=180, back=170),
        p.chair(800, 1020, 1150, pen.YELLOW, width=170, back=150),
        p.fox(800, 1018, 0.95),
    )


def what_we_do_not_know() -> str:
    """Mila asks; mama, Sofie, Lotte and her lawyer sit round her."""
    s = 1.05
    sofie = f.sit(f.SOFIE, 265, 880, scale=s, turn=0.6, feeling=f.GLAD, left=(215, 905), right=(330, 905))
    mama = f.kneel(f.MAMA, 545, 1075, 1, scale=1.12, turn=0.5, feeling=f.TENDER, right=(700, 890), left=(600, 970))
    mila = f.squat(f.MILA, 800, 1085, scale=1.22, turn=0, tilt=4, feeling=f.CALM, left=(770, 1020), right=(835, 1020))
    lotte = f.kneel(f.LOTTE, 1065, 1075, -1, scale=1.12, turn=-0.5, feeling=f.GLAD, left=(945, 960), right=(1050, 980))
    lawyer = f.sit(f.LAWYER, 1335, 880, scale=s, turn=-0.6, feeling=f.GLAD, left=(1270, 905), right=(1392, 905))
    return pen.page(
        p.backdrop(*DAY, seed=8),
        p.skirting(),
        p.window(120, 150, 220, 240),
        p.picture(1250, 160, 180, 190, "fish"),
        p.rug(800, 1085, 600, 84, pen.SAGE, pen.GREEN),
        p.chair(265, 890, 1120, pen.BARK, width=230, back=240),
        p.chair(1335, 890, 1120, pen.BARK, width=230, back=240),
        sofie.drawn(),
        lawyer.drawn(),
        p.thought(800, 300, 170, 148, (806, 600)),
        p.question(800, 298, 1.35, pen.RED, 20),
        lotte.drawn(),
        mila.drawn(without="left right"),
        p.fox(802, 1086, 0.72),
        mila.arm(-1),
        mila.arm(1),
        mama.drawn(),
    )


# --- the story of Mila and Oskar ---------------------------------------------------------------------------


def your_home() -> str:
    """The house above the bakery, three faces in the open window, papa's face in a telephone."""
    mama = f.legless(f.MAMA, 520, 560, scale=0.92, turn=0.2, feeling=f.GLAD, right=(570, 500))
    mila = f.legless(f.MILA, 392, 545, scale=0.98, turn=0.35, feeling=f.GLAD, right=(440, 522), left=(330, 400))
    oskar = f.legless(f.OSKAR, 630, 530, scale=0.95, turn=0.3, feeling=f.LAUGHING, right=(694, 455), left=(594, 500))
    papa = f.legless(f.PAPA, 1215, 560, scale=1.12, turn=-0.35, feeling=f.GLAD, left=(1105, 500))
    return pen.page(
        p.backdrop("#dcebee", "#dccdb2", seed=9, horizon=960),
        p.cloud(880, 190, 90),
        p.hills(950),
        p.house(200, 1010, 640, 680, "#f3cfa4", pen.RED),
        pen.box(290, 300, 470, 240, "#fbe6b4"),
        mama.drawn(without="right"),
        mila.drawn(without="left right"),
        oskar.drawn(without="left right"),
        pen.box(262, 528, 526, 50, pen.WHITE),
        mila.arm(-1),
        mama.arm(1),
        oskar.arm(-1),
        oskar.arm(1),
        mila.arm(1),
        p.fox(734, 532, 0.58),
        p.awning(236, 640, 568, pen.RED),
        pen.box(262, 760, 300, 180, "#fbe6b4"),
        *(p.loaf(x, 932, 0.9) for x in (330, 420, 510)),
        *(p.loaf(x, 888, 0.82) for x in (375, 465)),
        p.door(620, 1008, 130, 240, pen.PINE),
        *(pen.stroke([(x, 780), (x + 14, 752), (x - 8, 730)], width=pen.FINE, opacity=0) for x in (340,)),
        *_smell(866, 880),
        _big_phone(1215, 440, papa),
        *(pen.spot(x, y, 9, 9, pen.RED, outlined=False) for x, y in ((850, 430), (900, 404), (952, 396), (1004, 404))),
        p.tree(1400, 1080, 0.8),
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
    case = [(x - 180, y - 330), (x + 180, y - 330), (x + 180, y + 330), (x - 180, y + 330)]
    screen = pen.box(x - 150, y - 280, 300, 540, pen.SKY)
    chin = pen.board([(x - 180, y + 226), (x + 180, y + 226), (x + 180, y + 330), (x - 180, y + 330)], pen.GOWN)
    button = pen.spot(x, y + 278, 30, 30, pen.STONE)
    return pen.board(case, pen.GOWN) + screen + caller.drawn() + chin + button


def what_is_nice() -> str:
    """Music in the kitchen: mama and Mila dance, a sock on Mila's head, Oskar laughs."""
    s = 1.12
    mama = f.walk(
        f.MAMA, 640, 1060, -1, scale=s, turn=0.3, tilt=8, lean=5, feeling=f.LAUGHING, left=(480, 480), right=(770, 700)
    )
    mila = f.walk(
        f.MILA,
        930,
        1075,
        1,
        scale=1.18,
        turn=-0.35,
        tilt=-8,
        lean=-5,
        feeling=f.LAUGHING,
        left=(790, 690),
        right=(1060, 640),
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
    s = 1.3
    mama = f.legless(f.MAMA, 640, 830, scale=s, turn=0.35, tilt=9, feeling=f.ASHAMED, left=(705, 660), right=(720, 866))
    return pen.page(
        p.backdrop(*EVENING, seed=11),
        p.window(140, 170, 230, 270, night=True),
        p.glow(860, 640, 520),
        p.thought(1170, 300, 280, 190, (790, 470)),
        _helping_hands(1090, 310),
        p.question(1262, 290, 1.05, pen.RED, 17),
        p.cloud(1290, 340, 236, "#8d95a6", outlined=True),
        p.chair(640, 860, 1130, pen.BARK, width=260, back=250),
        mama.drawn(without="left right"),
        p.table(800, 900, 1120, 230),
        p.table_lamp(330, 886, radius=380, scale=1.3),
        mama.arm(1),
        mama.arm(-1),
        _letters(1010, 876),
        p.letter(860, 870, -8, 0.8, pen.CREAM),
        p.mug(520, 884, pen.TEAL),
        p.fox(1270, 882, 0.9, 3),
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
        p.window(640, 150, 300, 300, night=True),
        p.picture(300, 200, 140, 150, "fox"),
        p.table_lamp(800, 812, radius=420, scale=1.2),
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
        p.rug(780, 1090, 320, 50, "#8fa4c6", pen.NAVY),
    )


def night_of_the_ear() -> str:
    """Mila with Oskar on her arm, the phone at her ear; she sings, she is frightened."""
    mila = f.stand(f.MILA, 760, 1090, scale=1.62, turn=0.2, tilt=5, feeling=replace(f.SCARED, tear=True))
    held = mila.head.at(-88, 34)
    mila = replace(mila, left=mila.head.at(-96, 58))
    return pen.page(
        p.backdrop(*DARK, seed=13),
        p.window(1130, 170, 260, 280, night=True),
        p.floor_lamp(300, 1000, 640),
        p.rug(780, 1095, 430, 60, "#8fa4c6", pen.NAVY),
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
        p.doorway(560, 940, 460, 800, "#fbe6b4", pen.RED),
        p.glow(790, 560, 420),
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
    doctor = f.stand(f.DOCTOR, 1290, 1060, scale=1.1, turn=-0.5, feeling=f.GLAD, left=(1180, 690), right=(1360, 765))
    return pen.page(
        p.backdrop("#e3eef0", "#c7d8d8", seed=15),
        p.skirting("#b7cdd0"),
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
        pen.board([(1146, 640), (1194, 640), (1194, 706), (1146, 706)], pen.ORANGE),
        pen.box(1154, 616, 32, 26, pen.WHITE),
        doctor.arm(-1),
    )


def _heart_on_wall(x: float, y: float) -> str:
    return pen.box(x - 90, y - 80, 180, 160, pen.WHITE) + p.heart(x, y, 44, pen.RED)


def who_was_worried() -> str:
    """Six people close together, worried; one small bubble with a thermometer and a question mark."""
    s = 1.06
    back = [
        f.stand(f.OFFICER, 420, 1020, scale=s, turn=0.4, feeling=f.WORRIED),
        f.stand(f.PIETER, 1190, 1020, scale=s, turn=-0.4, feeling=f.WORRIED),
        f.stand(f.CLAES, 985, 1010, scale=s, turn=-0.25, feeling=f.WORRIED),
    ]
    doctor = f.stand(f.DOCTOR, 615, 1050, scale=s, turn=0.35, tilt=4, feeling=f.WORRIED)
    rita = f.stand(f.RITA, 1035, 1085, scale=s, turn=-0.5, tilt=-6, feeling=f.WORRIED, left=(880, 780))
    mama = f.stand(f.MAMA, 815, 1095, scale=1.1, turn=-0.1, tilt=5, feeling=f.SAD, left=(770, 790), right=(865, 800))
    return pen.page(
        p.backdrop(*DAY, seed=16),
        p.skirting(),
        p.window(110, 190, 190, 260),
        p.plant(1450, 1000, 1.25),
        p.shade(810, 1090, 520, 30),
        *(figure.drawn() for figure in back),
        doctor.drawn(),
        rita.drawn(without="left"),
        mama.drawn(without="left right"),
        p.fox(815, 880, 0.82, -3),
        mama.arm(-1),
        mama.arm(1),
        rita.arm(-1),
        p.thought(800, 170, 150, 104, (812, 380)),
        p.thermometer(752, 172, 18),
        p.question(846, 176, 0.85, pen.RED, 13),
    )


def what_mum_says() -> str:
    """Mama kneels before Mila and holds both her hands."""
    mama = f.kneel(f.MAMA, 560, 1110, 1, scale=1.66, turn=0.6, tilt=6, lean=6, feeling=f.SORRY)
    mila = f.stand(f.MILA, 985, 1115, scale=1.66, turn=-0.6, tilt=-6, feeling=f.TENDER)
    mama = replace(mama, right=(812, 800), left=(806, 856))
    mila = replace(mila, left=(836, 800), right=(868, 838))
    return pen.page(
        p.backdrop(*WARM, seed=17),
        p.skirting(),
        p.curtains(670, 130, 260, 250, pen.PINK),
        p.window(670, 130, 260, 250),
        p.picture(1290, 210, 150, 170, "fox"),
        p.glow(820, 660, 520, "#fff0c4"),
        p.rug(800, 1105, 640, 76, pen.PEACH, pen.RED),
        p.heart(822, 560, 62),
        mila.drawn(without="left right"),
        mama.drawn(without="left right"),
        mila.arm(1),
        mama.arm(-1),
        mila.arm(-1),
        mama.arm(1),
        p.fox(1300, 1110, 1.15, 5),
    )


def the_judge_decides() -> str:
    """The judge at her desk, mama beside it; through the window De Linde with its tree."""
    s = 1.08
    claes = f.legless(f.CLAES, 420, 810, scale=s, turn=0.4, tilt=4, feeling=f.CALM, left=(330, 850), right=(520, 850))
    mama = f.sit_aside(f.MAMA, 880, 900, -1, scale=1.05, turn=-0.6, feeling=f.CALM, left=(790, 880), right=(840, 890))
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
        p.picture(150, 200, 150, 160, "sun"),
        p.chair(420, 860, 1120, pen.BARK, width=240, back=270),
        claes.drawn(without="left right"),
        p.table(400, 900, 600, 230, pen.WOOD),
        pen.box(140, 920, 520, 150, "#dbb07d"),
        _plan_sheet(430, 872),
        claes.arm(-1),
        claes.arm(1),
        p.glass(230, 884),
        p.stool(890, 915, 1120, -1, pen.BARK),
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
    meadow = [
        (x + 6, y + height * 0.72),
        (x + width * 0.5, y + height * 0.76),
        (x + width - 6, y + height * 0.72),
        (x + width - 36, y + height - 28),
        (x + width * 0.5, y + height - 7),
        (x + 40, y + height - 30),
    ]
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
    s = 0.98
    behind = [
        f.legless(f.JORIS, 470, 740, scale=s, turn=0.4, feeling=f.GLAD, left=(410, 725), right=(540, 722)),
        f.legless(f.EWA, 690, 720, scale=s, turn=0.2, feeling=f.GLAD, left=(640, 712), right=(742, 712)),
        f.legless(f.MAMA, 910, 720, scale=s, turn=-0.2, feeling=f.RELIEVED, left=(860, 712), right=(965, 712)),
        f.legless(f.RITA, 1130, 740, scale=s, turn=-0.4, feeling=f.GLAD, left=(1060, 725), right=(1190, 725)),
    ]
    nele = f.sit_aside(f.NELE, 240, 900, 1, scale=1.04, turn=0.6, feeling=f.PROUD, right=(370, 800), left=(320, 860))
    beata = f.sit_aside(
        f.BEATA, 1360, 900, -1, scale=1.04, turn=-0.6, feeling=f.GLAD, left=(1230, 800), right=(1270, 870)
    )
    return pen.page(
        p.backdrop(*DAY, seed=19),
        p.skirting(),
        p.window(140, 120, 230, 230),
        p.calendar(990, 90, 380, 270),
        *(figure.drawn(without="left right") for figure in behind),
        p.round_table(800, 850, 470, 92, 1120),
        pen.spot(800, 845, 420, 72, "#dbb07d", outlined=False),
        *(figure.arm(side) for figure in behind for side in (-1, 1)),
        p.stool(230, 915, 1130, 1, pen.TEAL),
        nele.drawn(),
        p.stool(1370, 915, 1130, -1, pen.RED),
        beata.drawn(),
        p.mug(600, 846, pen.RED),
        p.mug(1010, 850, pen.TEAL),
        p.sheet(760, 872, 190, 50, 2),
        p.fox(890, 876, 0.74, 3),
    )


def just_playing() -> str:
    """Mila draws, Vos stands on his head on the sill, pancakes on the table, everybody comes in."""
    s = 0.86
    mila = f.legless(f.MILA, 500, 910, scale=1.25, turn=-0.1, tilt=6, feeling=f.GLAD, left=(440, 958), right=(560, 958))
    oskar = f.legless(f.OSKAR, 730, 905, scale=1.15, turn=-0.5, feeling=f.LAUGHING, left=(655, 840), right=(800, 850))
    mama = f.stand(f.MAMA, 320, 1000, scale=1.04, turn=0.6, tilt=6, feeling=f.PROUD, right=(388, 700), left=(250, 740))
    guests = [
        f.stand(f.JORIS, 1290, 950, scale=s, turn=-0.5, feeling=f.GLAD, left=(1200, 560)),
        f.stand(f.NELE, 1130, 965, scale=s, turn=-0.4, feeling=f.GLAD),
        f.stand(f.BEATA, 1450, 985, scale=s, turn=-0.6, feeling=f.LAUGHING),
        f.stand(f.RITA, 1240, 1040, scale=0.92, turn=-0.5, feeling=f.LAUGHING, left=(1140, 740)),
        f.stand(f.EWA, 1010, 1010, scale=0.92, turn=-0.6, tilt=-5, feeling=f.GLAD, left=(910, 740)),
    ]
    return pen.page(
        p.backdrop(*WARM, seed=20),
        p.skirting(),
        p.doorway(1090, 880, 330, 660, "#fbe6b4", pen.TEAL),
        p.window(480, 170, 300, 260),
        p.fox(630, 270, 0.92, 180),
        p.bunting(70),
        p.glow(600, 640, 520),
        *(figure.drawn() for figure in guests),
        mama.drawn(without="right"),
        mila.drawn(without="left right"),
        oskar.drawn(without="left right"),
        p.table(560, 1000, 900, 150),
        p.pancakes(330, 984, 4),
        p.plate(830, 984),
        p.plate(180, 984),
        _drawing_of_home(500, 966),
        p.pencil(566, 962, 32, pen.RED),
        mila.arm(-1),
        mila.arm(1),
        oskar.arm(-1),
        oskar.arm(1),
        mama.arm(1),
    )


def _drawing_of_home(x: float, y: float) -> str:
    paper = pen.board([(x - 90, y - 18), (x + 90, y - 18), (x + 106, y + 22), (x - 106, y + 22)], pen.WHITE)
    sun = pen.spot(x - 50, y, 15, 9, pen.YELLOW, outlined=False)
    return (
        paper + sun + pen.stroke([(x - 6, y + 10), (x + 20, y - 8), (x + 48, y + 10)], colour=pen.RED, width=pen.FINE)
    )


# --- Oskar's own story, for later ----------------------------------------------------------------------------


def this_is_you() -> str:
    """Mila sits on the floor with Oskar in her lap."""
    mila = f.squat(f.MILA, 760, 1095, scale=1.95, turn=0.2, tilt=-6, feeling=f.GLAD)
    oskar = f.squat(
        f.OSKAR, 800, 1105, scale=1.5, turn=-0.15, tilt=6, feeling=f.LAUGHING, left=(706, 960), right=(905, 945)
    )
    mila = replace(mila, left=(765, 1020), right=(840, 1024))
    return pen.page(
        p.backdrop("#fbe9c0", "#e2bd8f", seed=21),
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
    mila = f.walk(f.MILA, 640, 1085, 1, scale=1.4, turn=0.6, feeling=f.WORRIED, right=(760, 790))
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
        p.moon(180, 170, 54),
        *(p.star(x, y, 13) for x, y in ((300, 120), (440, 210), (760, 130), (120, 330))),
        _office(160, 880),
        p.doorway(930, 930, 400, 780, "#fbe6b4", pen.RED),
        p.glow(1110, 600, 380),
        p.light_from_door(930, 932, 400, 220, -360),
        rita.drawn(),
        p.shade(640, 1090, 130),
        carrying(mila, -1, feeling=f.ILL),
        p.fox(770, 890, 0.74, 12),
        mila.arm(1),
    )


def _office(x: float, y: float) -> str:
    """A far office where mama mops the floor by night."""
    tower = pen.box(x - 70, y - 400, 300, 400, pen.NAVY)
    lit = pen.box(x - 44, y - 350, 248, 210, "#fbe6b4")
    mama = f.stand(f.MAMA, x + 60, y - 146, scale=0.29, turn=0.4, feeling=f.TIRED, right=(x + 96, y - 240))
    mop = pen.edge([(x + 112, y - 290), (x + 92, y - 156)], colour=pen.BARK, width=9)
    dark = "".join(pen.box(x - 40 + i * 86, y - 110, 66, 60, pen.DUSK) for i in range(3))
    return tower + lit + mama.drawn(without="right") + mop + mama.arm(1) + dark


def mum_came_every_day() -> str:
    """Mama comes to De Linde with open arms; Mila and Oskar with Sofie under the tree."""
    mama = f.kneel(f.MAMA, 440, 1080, 1, scale=1.3, turn=0.6, tilt=6, feeling=f.GLAD, right=(620, 800), left=(560, 900))
    mila = f.walk(
        f.MILA, 790, 1085, -1, scale=1.3, turn=-0.6, lean=-6, feeling=f.GLAD, left=(650, 830), right=(880, 800)
    )
    sofie = f.stand(f.SOFIE, 1110, 1060, scale=1.18, turn=-0.5, tilt=-4, feeling=f.GLAD)
    return pen.page(
        p.backdrop("#dcebee", pen.SAGE, seed=23, horizon=860),
        p.hills(870),
        p.cloud(320, 190, 120),
        p.house(820, 880, 470, 360, pen.STRAW, pen.ORANGE),
        p.pane(870, 590, 100, 100),
        p.pane(1140, 590, 100, 100),
        p.door(1010, 880, 100, 200, pen.TEAL),
        p.tree(1420, 1010, 1.35),
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
        f.MAMA, 620, 940, 1, scale=1.2, turn=0.5, tilt=8, lean=5, feeling=f.TENDER, right=(842, 846), left=(730, 920)
    )
    ewa = f.stand(f.EWA, 420, 920, scale=1.0, turn=0.5, feeling=f.CALM, left=(380, 640), right=(500, 640))
    return pen.page(
        p.backdrop(*DARK, seed=24),
        p.doorway(260, 880, 320, 680, "#fbe6b4", pen.GREEN, hinge=-1),
        p.light_from_door(260, 882, 320, 200, 60),
        p.window(900, 150, 280, 270, night=True),
        p.table_lamp(1330, 640, radius=360, scale=1.1),
        p.table(1330, 660, 150, 180, pen.BARK),
        ewa.drawn(without="left right"),
        p.cushion(440, 668, 84, pen.WHITE, -6),
        ewa.arm(-1),
        ewa.arm(1),
        _far_bed(1000, 800),
        p.stool(610, 955, 1110, 1, pen.BARK),
        mama.drawn(without="right"),
        p.cot_behind(830, 930, 560, pen.WOOD, -1),
        in_bed(f.OSKAR, (1215, 862), -1, f.ASLEEP, 1.45),
        p.blanket(850, 935, 270, pen.BLUE, pen.WHITE, -1, high=96),
        p.fox(930, 870, 0.8, -6),
        p.cot_front(830, 930, 560),
        mama.arm(1),
    )


def _far_bed(x: float, y: float) -> str:
    bed = p.bed_behind(x - 240, y - 60, 480, pen.WOOD, -1)
    return (
        bed
        + in_bed(f.MILA, (x + 120, y - 126), -1, f.ASLEEP, 0.95)
        + p.blanket(x - 240, y - 56, 290, pen.YELLOW, pen.WHITE, -1, high=80)
    )


# --- Yara's story ----------------------------------------------------------------------------------------------

CALM_DAY, FIELD = ("#e6e4d8", "#c5b394"), "#b6c79f"


def me() -> str:
    """Yara in goal with her gloves on; mama and Dirk at the side line."""
    keeper = replace(f.YARA, clothes=replace(f.YARA.clothes, hands=pen.YELLOW))
    yara = f.stand(keeper, 720, 1080, scale=1.36, turn=0.1, feeling=f.PROUD, left=(500, 690), right=(945, 690))
    nadia = f.stand(f.NADIA, 1330, 900, scale=0.78, turn=-0.5, feeling=f.LAUGHING, left=(1240, 620))
    dirk = f.stand(f.DIRK, 1480, 910, scale=0.76, turn=-0.5, feeling=f.GLAD)
    return pen.page(
        p.backdrop("#d9e5e6", FIELD, seed=25, horizon=830),
        p.hills(840, "#c9d5c0", "#b9c9aa"),
        p.cloud(300, 170, 110),
        p.cloud(1250, 210, 90),
        p.goal(230, 960, 900, 600),
        pen.edge([(60, 962), (1540, 962)], colour=pen.WHITE, width=12),
        p.shade(1405, 912, 150),
        nadia.drawn(),
        dirk.drawn(),
        p.shade(720, 1084, 150),
        yara.drawn(),
        p.ball(1120, 1050, 58),
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
        p.skirting("#d9d2c0"),
        p.window(660, 140, 280, 260, night=True),
        p.ceiling_lamp(800, 560, pen.TEAL, lit=True),
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
    yara = f.sit(jacket, 640, 850, scale=s, turn=0.35, tilt=10, feeling=f.SAD, left=(600, 820), right=(690, 820))
    shirt = replace(f.DIRK, clothes=replace(f.DIRK.clothes, top="#a8b3a4", cut="jumper"))
    dirk = f.sit(shirt, 900, 850, scale=s, turn=-0.5, tilt=-5, feeling=f.TENDER, right=(960, 900), left=(716, 720))
    return pen.page(
        p.backdrop("#5b6f90", "#56627a", seed=27),
        *(p.star(x, y, 11) for x, y in ((180, 150), (420, 240), (1180, 140), (1430, 260), (990, 220))),
        _platform(),
        p.street_lamp(330, 1010, 780),
        p.bench(800, 870, 760, 1090),
        yara.drawn(),
        dirk.drawn(),
    )


def _platform() -> str:
    roof = pen.board([(40, 60), (1560, 60), (1560, 96), (40, 96)], "#47536a")
    line = pen.edge([(50, 1130), (1550, 1130)], colour=pen.STRAW, width=14)
    clock = (
        pen.spot(1330, 330, 74, 74, pen.WHITE)
        + pen.edge([(1330, 330), (1358, 300)], width=8)
        + pen.edge([(1330, 330), (1330, 276)], width=8)
    )
    return roof + pen.edge([(1330, 96), (1330, 256)], width=14) + clock + line


def what_has_been_said() -> str:
    """Yara and her mother on the stairs, one step apart, their hands open."""
    nadia = f.sit(f.NADIA, 610, 870, scale=1.16, turn=0.55, tilt=5, feeling=f.SORRY, left=(540, 880), right=(752, 820))
    yara = f.sit(f.YARA, 985, 770, scale=1.16, turn=-0.5, tilt=-4, feeling=f.CALM, left=(862, 770), right=(1060, 790))
    return pen.page(
        p.backdrop("#e9dfcf", "#c5b394", seed=28),
        _staircase(),
        p.window(180, 170, 220, 280),
        yara.drawn(),
        nadia.drawn(),
    )


def _staircase() -> str:
    steps = ""
    for i in range(5):
        y = 700 + i * 100
        steps += pen.box(1130 - i * 250 - 60, y, 520 + i * 250, 100, ("#d5bd97", "#cdb38b")[i % 2])
    return pen.board([(1560, 1150), (1560, 690), (1060, 690), (60, 1150)], "#cdb38b", outlined=False) + steps


def what_the_judge_asks() -> str:
    """The judge at his desk, Yara across from him; four small drawings: hands, phone, bed, road."""
    s = 1.12
    maes = f.legless(f.MAES, 440, 850, scale=s, turn=0.45, feeling=f.CALM, left=(350, 890), right=(560, 885))
    yara = f.sit_aside(
        f.YARA, 1170, 930, -1, scale=1.18, turn=-0.6, feeling=f.CALM, left=(1060, 905), right=(1120, 920)
    )
    return pen.page(
        p.backdrop("#e2e6e2", "#c5b394", seed=29),
        p.skirting("#cfd4cd"),
        *_four_drawings(),
        p.chair(440, 900, 1120, pen.BARK, width=240, back=260),
        maes.drawn(without="left right"),
        p.table(500, 935, 760, 200, pen.WOOD),
        maes.arm(-1),
        maes.arm(1),
        p.sheet(640, 915, 150, 40, -3),
        p.glass(800, 918),
        p.glass(250, 920),
        p.stool(1180, 945, 1130, -1, pen.BARK),
        yara.drawn(),
    )


def _four_drawings() -> list[str]:
    cards = [pen.box(x, 130, 240, 210, pen.WHITE) for x in (260, 540, 820, 1100)]
    open_hand = [
        pen.shape(
            pen.Frame(380 + s * 46, 240, 0, 1).all(
                [(-26, 40), (-34, -6), (-22, -50), (0, -60), (22, -50), (34, -6), (26, 40)]
            ),
            f.BROWN,
        )
        for s in (-1, 1)
    ]
    thumbs = [pen.stroke([(380 + s * 62, 262), (380 + s * 40, 232)], width=pen.FINE) for s in (-1, 1)]
    call = p.phone(660, 236, 12, 1.7)
    bed = p.bed_behind(865, 240, 150, pen.WOOD) if False else _small_bed(940, 262)
    road = pen.shape(
        [(1130, 320), (1200, 250), (1190, 190), (1236, 150), (1250, 150), (1226, 196), (1252, 256), (1300, 320)],
        pen.STONE,
    ) + pen.spot(1290, 180, 22, 22, pen.YELLOW)
    return [*cards, *open_hand, *thumbs, call, bed, road]


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
    places = [(310, 1060, 0.5), (500, 1100, 0.5), (960, 1105, -0.4), (1140, 1070, -0.5), (1310, 1095, -0.6)]
    feelings = [f.GLAD, f.LAUGHING, f.GLAD, f.PROUD, f.LAUGHING]
    team = [
        f.stand(person, x, y, scale=1.12, turn=turn, feeling=feeling)
        for person, (x, y, turn), feeling in zip(small, places, feelings, strict=True)
    ]
    yara = f.kneel(
        f.YARA, 740, 1080, 1, scale=1.2, turn=-0.2, tilt=-4, feeling=f.GLAD, left=(640, 830), right=(850, 920)
    )
    dirk = f.stand(f.DIRK, 640, 900, scale=0.82, turn=0.3, feeling=f.PROUD)
    nadia = f.stand(f.NADIA, 850, 900, scale=0.84, turn=-0.2, feeling=f.PROUD)
    karima = f.stand(f.KARIMA, 1030, 900, scale=0.84, turn=-0.3, feeling=f.GLAD)
    return pen.page(
        p.backdrop("#d9e5e6", FIELD, seed=30, horizon=800),
        p.hills(810, "#c9d5c0", "#b9c9aa"),
        p.tree(190, 840, 0.95, "#95ad83"),
        p.cloud(1250, 180, 110),
        dirk.drawn(),
        nadia.drawn(),
        karima.drawn(),
        p.low_fence(60, 680, 1480),
        *(figure.drawn() for figure in team[:2]),
        yara.drawn(),
        *(figure.drawn() for figure in team[2:]),
        p.ball(790, 1110, 50),
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
