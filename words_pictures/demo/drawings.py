"""The pictures of the demo family's stories: as SVG for the page, as PNG for Word, and in words."""

from __future__ import annotations

import io

import resvg_py
from PIL import Image

from words_pictures.demo.scenes import SCENES

COLOURS = 256
"""How many colours a PNG keeps, the most a palette has; the paints are about 40, the rest is for soft edges."""


def drawing(story: str, number: int) -> str:
    """The picture of a scene (the first is 1) as SVG of 1600 × 1200. Raises KeyError where there is none."""
    if (story, number) not in DESCRIPTIONS:
        raise KeyError((story, number))
    return SCENES[story][number - 1]()


def png(svg: str, width: int = 2000) -> bytes:
    """The SVG as PNG, `width` pixels wide, with few colours so that a story of twelve stays light."""
    painted = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    with Image.open(io.BytesIO(painted)) as image:
        reduced = image.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    reduced.save(written, "PNG", optimize=True)
    return written.getvalue()


DESCRIPTIONS: dict[tuple[str, int], dict[str, str]] = {
    ("immediate", 1): {
        "nl": "Mila zit op de sofa, tussen Lotte en mama. Ze heeft Vos op haar schoot.",
        "en": "Mila sits on the sofa between Lotte and mum. She has Fox on her lap.",
    },
    ("immediate", 2): {
        "nl": "Het is nacht. Mila staat met Oskar voor de deur van Rita. Rita doet open, bij haar brandt licht.",
        "en": "It is night. Mila stands at Rita's door with Oskar. Rita opens, her light is on.",
    },
    ("immediate", 3): {
        "nl": "De rechter, mevrouw Claes, en mama zitten samen aan een tafel. Ze zijn allebei bezorgd.",
        "en": "The judge, Mrs Claes, and mum sit together at a table. They are both worried.",
    },
    ("immediate", 4): {
        "nl": "Lotte zit op haar knieën bij Mila. Mila heeft haar handen vrij: mama, Pieter en Sofie dragen de zware zak.",
        "en": "Lotte kneels beside Mila. Mila's hands are free: mum, Pieter and Sofie carry the heavy bag.",
    },
    ("immediate", 5): {
        "nl": "Mila en Oskar slapen in De Linde, elk in een eigen bed. Sofie is bij hen met een lamp.",
        "en": "Mila and Oskar sleep in De Linde, each in a bed of their own. Sofie is with them, with a lamp.",
    },
    ("immediate", 6): {
        "nl": "Mama belt thuis. Papa belt in zijn vrachtwagen. Rita geeft de vissen van Mila eten.",
        "en": "Mum is on the phone at home. Dad is on the phone in his lorry. Rita feeds Mila's fish.",
    },
    ("immediate", 7): {
        "nl": "Pieter, mama en Lotte zitten aan een ronde tafel. Er zijn nog veel stoelen vrij. Op een stoel zit Vos.",
        "en": "Pieter, mum and Lotte sit at a round table. Many chairs are still free. Fox sits on one of them.",
    },
    ("immediate", 8): {
        "nl": "Mila heeft een vraag. Mama, Lotte, Sofie en haar advocaat zitten bij haar en kijken vriendelijk.",
        "en": "Mila has a question. Mum, Lotte, Sofie and her lawyer sit with her and look friendly.",
    },
    ("story", 1): {
        "nl": "Een huis boven de bakker. Mila, mama en Oskar kijken uit het raam. In een grote telefoon lacht papa.",
        "en": "A home above the baker. Mila, mum and Oskar look out of the window. In a big telephone dad smiles.",
    },
    ("story", 2): {
        "nl": "Mama en Mila dansen in de keuken. Mila heeft een sok op haar hoofd. Oskar lacht hard.",
        "en": "Mum and Mila dance in the kitchen. Mila has a sock on her head. Oskar laughs out loud.",
    },
    ("story", 3): {
        "nl": "Mama zit 's avonds alleen aan tafel bij een stapel rekeningen. Ze denkt aan hulp, maar er hangt een wolk voor.",
        "en": "In the evening mum sits alone at the table with a pile of bills. She thinks of help, but a cloud hangs in front.",
    },
    ("story", 4): {
        "nl": "Het is nacht, de maan schijnt. Oskar slaapt. Mila zit rechtop in bed met Vos en let op hem.",
        "en": "It is night, the moon is out. Oskar is asleep. Mila sits up in bed with Fox and watches over him.",
    },
    ("story", 5): {
        "nl": "Mila houdt Oskar vast. Oskar huilt. Mila belt en zingt voor hem, en ze is bang.",
        "en": "Mila holds Oskar. Oskar is crying. Mila phones and sings to him, and she is scared.",
    },
    ("story", 6): {
        "nl": "Rita staat in haar kamerjas in de open deur. Ze houdt Oskar vast en belt om hulp. Mila staat dicht bij haar.",
        "en": "Rita stands in the open door in her dressing gown. She holds Oskar and phones for help. Mila stands close to her.",
    },
    ("story", 7): {
        "nl": "In het ziekenhuis zit mama op het bed. Ze houdt Mila en Oskar vast. De dokter staat bij hen met medicijnen.",
        "en": "In the hospital mum sits on the bed. She holds Mila and Oskar. The doctor stands by with medicine.",
    },
    ("story", 8): {
        "nl": "De politie, de dokter, Pieter, rechter mevrouw Claes, mama en Rita staan dicht bij elkaar. Ze zijn bezorgd.",
        "en": "The police, the doctor, Pieter, the judge Mrs Claes, mum and Rita stand close together. They are worried.",
    },
    ("story", 9): {
        "nl": "Mama zit op haar knieën voor Mila en houdt haar handen vast. Boven hun handen is een hart.",
        "en": "Mum kneels before Mila and holds her hands. Above their hands there is a heart.",
    },
    ("story", 10): {
        "nl": "De rechter, mevrouw Claes, praat met mama aan haar bureau. Daarnaast zie je De Linde, met Sofie, Oskar en Mila.",
        "en": "The judge, Mrs Claes, talks with mum at her desk. Beside it you see De Linde, with Sofie, Oskar and Mila.",
    },
    ("story", 11): {
        "nl": "Nele, Joris, Ewa, mama, Rita en Beata zitten samen aan tafel. Aan de muur hangt een kalender vol kleuren.",
        "en": "Nele, Joris, Ewa, mum, Rita and Beata sit round the table. On the wall hangs a calendar full of colours.",
    },
    ("story", 12): {
        "nl": "Mila tekent, Oskar lacht, mama brengt pannenkoeken. Vos staat op zijn kop. Ewa, Rita, Nele, Joris en Beata komen binnen.",
        "en": "Mila draws, Oskar laughs, mum brings pancakes. Fox is upside down. Ewa, Rita, Nele, Joris and Beata come in.",
    },
    ("story-youngest", 1): {
        "nl": "Mila zit op de grond. Ze houdt Oskar vast. Oskar lacht.",
        "en": "Mila sits on the floor. She is holding Oskar. Oskar laughs.",
    },
    ("story-youngest", 2): {
        "nl": "Het is nacht. Mama werkt ver weg. Mila gaat met Oskar naar Rita. Bij Rita brandt licht.",
        "en": "It is night. Mum works far away. Mila goes to Rita with Oskar. Rita's light is on.",
    },
    ("story-youngest", 3): {
        "nl": "Mama komt naar De Linde. Mila loopt naar haar toe. Oskar zit op de arm van Sofie en lacht.",
        "en": "Mum comes to De Linde. Mila runs to her. Oskar sits on Sofie's arm and laughs.",
    },
    ("story-youngest", 4): {
        "nl": "Het is nacht. Oskar en Mila slapen. Mama zit bij Oskar. Ewa staat in de deur.",
        "en": "It is night. Oskar and Mila are asleep. Mum sits with Oskar. Ewa stands in the door.",
    },
    ("story-young-person", 1): {
        "nl": "Yara staat in de goal met haar handschoenen aan. Mama en Dirk staan aan de kant en lachen.",
        "en": "Yara stands in goal with her gloves on. Mum and Dirk stand at the side and smile.",
    },
    ("story-young-person", 2): {
        "nl": "Mama en Yara zitten aan de keukentafel met hun rug naar elkaar. Eén stoel is leeg.",
        "en": "Mum and Yara sit at the kitchen table with their backs to each other. One chair is empty.",
    },
    ("story-young-person", 3): {
        "nl": "Het is nacht in het station. Yara zit op een bank onder een lamp, met de jas van Dirk om. Dirk zit naast haar.",
        "en": "It is night at the station. Yara sits on a bench under a lamp with Dirk's jacket on. Dirk sits beside her.",
    },
    ("story-young-person", 4): {
        "nl": "Mama en Yara zitten op de trap, één trede uit elkaar. Hun handen zijn open.",
        "en": "Mum and Yara sit on the stairs, one step apart. Their hands are open.",
    },
    ("story-young-person", 5): {
        "nl": "Yara zit bij de rechter, meneer Maes. Er hangen vier tekeningen: twee open handen, een gsm, een bed en een weg.",
        "en": "Yara sits with the judge, Mr Maes. Four drawings hang on the wall: two open hands, a phone, a bed and a road.",
    },
    ("story-young-person", 6): {
        "nl": "Yara zit tussen vijf kleine spelers van haar club. Dirk, mama en Karima kijken trots over het hek.",
        "en": "Yara is among five small players of her club. Dirk, mum and Karima look over the fence, proud.",
    },
}
"""What each picture shows, for who cannot see it and for reading aloud; the Dutch stands first."""
