"""The cast of the tests of forms on paper: one form that asks for everything a form can ask, empty, half and full."""

import io
from datetime import date
from functools import cache

from PIL import Image, ImageDraw

from words_pictures.definition import Definition, read_definition
from words_pictures.document import Document, Entry, Value
from words_pictures.family import read_family
from words_pictures.filled import Filled, read_form
from words_pictures.said import Facts
from words_pictures.word import paper_docx
from words_pictures.word.words import book_words

MADE_ON = date(2027, 3, 18)

EVERYTHING = """
id = "our-plan"
reading = "form"
name = "Het plan van het gezin"
help = "Wie doet wat, zodat de kinderen veilig zijn. Iedereen krijgt er een."

[[parts]]
key = "title"
type = "short_text"
label = "De titel"
[[parts]]
key = "languages"
type = "languages"
label = "De talen"
[[parts]]
key = "people"
type = "people"
label = "Voor wie is dit?"
[[parts]]
key = "why"
type = "passage"
label = "Waarom dit plan?"
question = "Wat is er gebeurd? Waar zijn we bang voor?"
views = true
[[parts]]
key = "drawing"
type = "picture"
label = "Ons huis"
[[parts]]
key = "until"
type = "date"
label = "Tot wanneer?"
[[parts]]
key = "safe_enough"
type = "scale"
label = "Hoe veilig is het?"
scale = { from = 1, to = 10, low = "niet veilig", high = "veilig genoeg om te stoppen" }
[[parts]]
key = "came"
type = "answer"
label = "Was iedereen er?"
[[parts]]
key = "who_missed"
type = "text"
label = "Wie was er niet?"
only_if = { came = ["no", "not_yet"] }
[[parts]]
key = "with_whom"
type = "choice"
label = "Waar slaapt het kind?"
options = { home = "Thuis", aunt = "Bij een tante", elsewhere = "Ergens anders" }
[[parts]]
key = "first_rule"
type = "reference"
label = "Welke regel komt eerst?"
to = "rules"
one = true

[[parts]]
key = "rules"
type = "list"
label = "Wat we afspreken"
help = "Op elke plaats één regel."
  [[parts.parts]]
  key = "rule"
  type = "passage"
  label = "Wat spreken we af?"
  views = true
  [[parts.parts]]
  key = "who"
  type = "people"
  label = "Wie doet het?"
  [[parts.parts]]
  key = "when"
  type = "hours"
  label = "Wanneer?"
  [[parts.parts]]
  key = "kinds"
  type = "choice"
  many = true
  label = "Op welke dagen?"
  options = { school = "Schooldagen", holiday = "Vakantie" }
  [[parts.parts]]
  key = "tested"
  type = "answer"
  label = "Is het getest?"
  [[parts.parts]]
  key = "how"
  type = "short_text"
  label = "Hoe ging het?"
  only_if = { tested = ["yes"] }
  [[parts.parts]]
  key = "tests"
  type = "list"
  label = "Wanneer testen we het?"
    [[parts.parts.parts]]
    key = "at"
    type = "moment"
    label = "Dag en uur"
    [[parts.parts.parts]]
    key = "done"
    type = "yes"
    label = "Klaar"
    [[parts.parts.parts]]
    key = "seen"
    type = "passage"
    limit = 300
    label = "Wat zagen we?"

[[parts]]
key = "calls"
type = "list"
label = "Wie bel je?"
  [[parts.parts]]
  key = "who"
  type = "people"
  one = true
  label = "Wie?"
  [[parts.parts]]
  key = "number"
  type = "text"
  limit = 40
  label = "Nummer"
  [[parts.parts]]
  key = "when"
  type = "hours"
  label = "Wanneer kan je bellen?"
  [[parts.parts]]
  key = "for_what"
  type = "passage"
  limit = 300
  label = "Waarvoor?"

[[parts]]
key = "scales"
type = "list"
label = "Hoe veilig vindt ieder het?"
  [[parts.parts]]
  key = "who"
  type = "people"
  one = true
  label = "Wie?"
  [[parts.parts]]
  key = "how_safe"
  type = "scale"
  label = "Hoe veilig?"
  scale = { from = 1, to = 10, low = "niet veilig", high = "veilig genoeg om te stoppen" }
  [[parts.parts]]
  key = "on"
  type = "date"
  label = "Welke dag?"
  [[parts.parts]]
  key = "why"
  type = "short_text"
  label = "Waarom?"

[[parts]]
key = "rooms"
type = "list"
label = "De kamers"
  [[parts.parts]]
  key = "name"
  type = "short_text"
  label = "Naam van de kamer"
  [[parts.parts]]
  key = "picture"
  type = "picture"
  label = "De tekening"
  [[parts.parts]]
  key = "beds"
  type = "number"
  label = "Hoeveel bedden?"
  [[parts.parts]]
  key = "quiet_from"
  type = "time"
  label = "Stil vanaf"
  [[parts.parts]]
  key = "composed"
  type = "composition"
  label = "Zo willen we het"

[[parts]]
key = "agreed"
type = "yes"
label = "Wij zijn het eens"

[[parts]]
key = "signed"
type = "list"
label = "Wie tekent?"
  [[parts.parts]]
  key = "who"
  type = "people"
  one = true
  label = "Wie?"
  [[parts.parts]]
  key = "signature"
  type = "signature"
  label = "Handtekening"

[[parts]]
key = "seen_by"
type = "signature"
label = "Gezien door de consulent"
"""
"""Every type of field, a list for each way to set one, conditions, views, references; labels in Dutch, as an agency writes its own."""

PICTURE, PHOTO = "d" * 32, "f" * 32
CURL = [
    [[60 + 9 * n, 500 + round(330 * (-1) ** n * (1 - n / 100))] for n in range(70)],
    [[700, 300], [760, 640], [880, 380]],
]
"""What somebody drew with a finger."""

_PEOPLE = (
    *(("mila", "Mila", "child"), ("oskar", "Oskar", "child"), ("kasia", "Kasia", "parent"), ("ewa", "Ewa", "network")),
    *(("rita", "Rita", "network"), ("nele", "Nele", "network"), ("lotte", "Lotte", "family_worker")),
)

FULL: dict[str, Value] = {
    "title@nl": "Ons plan voor Mila en Oskar",
    "title@ar": "خطتنا من أجل ميلا وأوسكار",
    "languages@value": ["nl", "ar"],
    "people@value": ["kasia", "ewa", "rita", "nele", "lotte"],
    "why@nl.kasia": "Ik dacht dat ik het alleen kon. Zo'n nacht wil ik niet meer voor mijn kinderen.",
    "why@nl.ewa": "Kasia werkte 's nachts. In de nacht van 4 maart had Oskar hoge koorts. Mila kon haar mama niet bereiken.",
    "why@ar.kasia": "كنت أظن أنني أستطيع ذلك وحدي. لا أريد ليلة كهذه لأطفالي مرة أخرى.",
    "drawing@value": {"id": PICTURE, "width": 1600, "height": 1200},
    "drawing@nl": "Mila tekende het huis. Rita staat aan het raam.",
    "rooms/k1/composed@value": {"place": "kitchen", "time": "day", "parts": [], "strokes": []},
    "rooms/k1/composed@nl": "De keuken.",
    "until@value": "2027-04-13",
    "safe_enough@value": {"number": 6, "from": 1, "to": 10},
    "came@value": "no",
    "who_missed@value": "Papa Tomek, aan de telefoon",
    "with_whom@value": "home",
    "first_rule@value": ["r1"],
    "rules/r1/rule@nl": "Gaat mama 's avonds werken? Dan is Ewa bij ons. Zij blijft tot mama thuis is.",
    "rules/r1/rule@ar": "هل تعمل أمي مساءً؟ إذن تكون Ewa معنا. وتبقى حتى تعود أمي إلى البيت.",
    "rules/r1/who@value": ["ewa"],
    "rules/r1/when@value": {"days": [0, 3], "from": "17:40", "to": "21:55"},
    "rules/r1/kinds@value": ["school", "holiday"],
    "rules/r1/tested@value": "yes",
    "rules/r1/how@nl": "Het ging goed, Oskar sliep.",
    "rules/r1/tests/t1/at@value": "2027-03-15T17:30",
    "rules/r1/tests/t1/done@value": True,
    "rules/r1/tests/t1/seen@nl": "Ewa was er om 17.30 uur. Oskar sliep om 8 uur.",
    "rules/r1/tests/t1/seen@ar": "كانت Ewa هناك في الساعة 17.30. نام أوسكار في الساعة 8.",
    "rules/r1/tests/t2/at@value": "2027-03-24T17:30",
    "rules/r2/rule@nl.kasia": "Mila past niet op Oskar.",
    "rules/r2/rule@nl.ewa": "Mila mag wel helpen, maar een volwassene zorgt voor Oskar.",
    "rules/r2/who@value": ["kasia", "ewa", "rita"],
    "rules/r2/tested@value": "not_yet",
    "rules/r3/rule@nl": "Is er niemand? Dan belt Mila 112. Dat mag altijd.",
    "rules/r3/rule@ar": "ألا يوجد أحد؟ إذن تتصل ميلا بالرقم 112. هذا مسموح دائمًا.",
    "rules/r3/rule@made-ar": {"from": "nl", "of": "0" * 24, "how": "program"},
    "rules/r3/who@value": ["mila"],
    "calls/c1/who@value": ["ewa"],
    "calls/c1/number@value": "0400 11 22 01",
    "calls/c1/when@value": {"days": [0, 1, 2, 3, 4, 5, 6], "from": "07:00", "to": "23:00"},
    "calls/c1/for_what@nl": "Als mama niet op tijd thuis is.",
    "calls/c1/for_what@ar": "إذا لم تعد أمي إلى البيت في الوقت المحدد.",
    "calls/c2/who@value": ["rita"],
    "calls/c2/number@value": "0400 11 22 02",
    "calls/c2/when@value": {"days": [1, 4], "from": "19:30", "to": "07:00"},
    "calls/c2/for_what@nl": "Als Oskar ziek is. Rita heeft de sleutel.",
    "calls/c3/who@value": ["lotte"],
    "calls/c3/number@value": "0400 11 22 06",
    "scales/s1/who@value": ["kasia"],
    "scales/s1/how_safe@value": {"number": 6, "from": 1, "to": 10},
    "scales/s1/on@value": "2027-03-18",
    "scales/s1/why@nl": "Ik heb mensen.",
    "scales/s1/why@ar": "لدي أناس.",
    "scales/s2/who@value": ["rita"],
    "scales/s2/how_safe@value": {"number": 5, "from": 1, "to": 10},
    "scales/s2/on@value": "2027-03-18",
    "scales/s2/why@nl": "Ik wil het eerst zien.",
    "rooms/k1/name@nl": "De kamer van Mila",
    "rooms/k1/name@ar": "غرفة ميلا",
    "rooms/k1/picture@value": {"id": "e" * 32, "width": 900, "height": 1200},
    "rooms/k1/picture@nl": "Het bed staat onder het raam.",
    "rooms/k1/beds@value": 2,
    "rooms/k1/quiet_from@value": "20:00",
    "rooms/k2/beds@value": 1,
    "agreed@value": True,
    "signed/n1/who@value": ["kasia"],
    "signed/n1/signature@value": {"way": "drawn", "name": "Kasia", "on": "2027-03-18", "strokes": CURL},
    "signed/n2/who@value": ["ewa"],
    "signed/n2/signature@value": {"way": "typed", "name": "Ewa Nowak", "on": "2027-03-18"},
    "signed/n3/who@value": ["rita"],
    "signed/n4/who@value": ["nele"],
    "signed/n4/signature@value": {
        "way": "mark",
        "name": "Nele",
        "on": "2027-03-18",
        "witness": "Lotte",
        "strokes": [[[300, 300], [420, 700]], [[420, 300], [300, 700]]],
    },
}
"""What is said in the whole plan: Dutch, most of it in Arabic too."""

HALF = {
    address: value
    for address, value in FULL.items()
    if address.split("/")[0] in ("calls", "signed")
    or address in ("why@nl.kasia", "why@nl.ewa", "came@value", "until@value")
}


@cache
def everything() -> Definition:
    return read_definition(EVERYTHING, "our-plan.toml")


def document(said: dict[str, Value], *, id: str = "5701", form: str = "our-plan") -> Document:
    """A document in which that stands: each item in its list, in the order in which it is met."""
    order: dict[str, list[str]] = {}
    for address in said:
        steps = address.partition("@")[0].split("/")
        for n in range(1, len(steps), 2):
            items = order.setdefault("/".join(steps[:n]), [])
            if steps[n] not in items:
                items.append(steps[n])
    entries = {
        address: Entry(value, n, "together", f"w{n}.1") for n, (address, value) in enumerate(said.items(), start=1)
    }
    return Document(id, form, len(said), {place: tuple(items) for place, items in order.items()}, entries)


@cache
def family_file() -> Document:
    said: dict[str, Value] = {}
    for id, name, role in _PEOPLE:
        said |= {f"people/{id}/name@value": name, f"people/{id}/role@value": role}
    said["people/kasia/relation@value"] = "mama"
    return document(said, id="f11e", form="family")


def facts(about: Document, language: str = "nl") -> Facts:
    return Facts(read_family(family_file(), language), about, family_file())


def read(said: dict[str, Value], language: str = "nl", definition: Definition | None = None) -> Filled:
    """A form in which that is said, read in a language."""
    about = document(said)
    return read_form(about, definition or everything(), facts(about, language), language)


def paper(
    said: dict[str, Value], language: str = "nl", *, beside: str = "", definition: Definition | None = None, **how
) -> bytes:
    """Its Word file."""
    return paper_docx(
        read(said, language, definition),
        picture,
        words=book_words(language),
        made_on=MADE_ON,
        version="2",
        beside=read(said, beside, definition) if beside else None,
        facts=facts(document(said), language),
        **how,
    )


@cache
def picture(id: str) -> bytes:
    """A house, higher than wide or wider than high; with the colour of its id."""
    size = (300, 400) if id == "e" * 32 else (400, 300)
    image = Image.new("RGB", size, f"#{id[:2] or 'aa'}d9b0")
    draw = ImageDraw.Draw(image)
    draw.polygon([(60, 150), (size[0] // 2, 50), (size[0] - 60, 150)], fill="#7a3410")
    draw.rectangle((80, 150, size[0] - 80, 260), fill="#fbf3e7")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
