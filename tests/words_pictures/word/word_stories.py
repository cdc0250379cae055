"""The cast of the Word tests: one invented story in five languages, and pictures drawn for it."""

import io
import math
from dataclasses import replace
from datetime import date
from functools import cache

from PIL import Image, ImageDraw

from words_pictures.story import Scene, ScenePicture, Story
from words_pictures.voices import View
from words_pictures.word import BookWords, Layout, story_docx
from words_pictures.word.words import Fixed

MADE_ON = date(2027, 3, 27)


def book_words(language: str, emergency: tuple[str, ...], **words: str) -> BookWords:
    """Fixed words all in one language; Dutch beside those of which a reader is told that nobody has looked over something."""
    notes = {
        name: (Fixed(words.pop(name), language), *([Fixed(dutch, "nl")] if language != "nl" else []))
        for name, dutch in (("not_looked_over", "nog niet nagekeken"), ("not_translated", "nog niet vertaald"))
    }
    said = {name: Fixed(text, language) for name, text in words.items()}
    return BookWords(emergency=tuple((Fixed(line, language),) for line in emergency), **said, **notes)


BOOK_WORDS = {
    "nl": book_words(
        "nl",
        ("Is er gevaar? Bel 112.", "Wil je met iemand praten? Bel of chat met Awel: 102 (niet 's nachts)."),
        file_title="Verhaal",
        read_to="voor %(names)s",
        made_by="Wie maakte dit verhaal?",
        version="Versie %(version)s van %(date)s",
        made_on="Gemaakt op %(date)s",
        draw_here="Hier kan jij tekenen",
        picture="Tekening",
        not_looked_over="nog niet nagekeken",
        not_translated="nog niet vertaald",
        side_by_side="Dezelfde woorden in twee talen, naast elkaar: %(languages)s",
        credit="De prenten zijn gemaakt met Woord & Beeld.",
    ),
    "en": book_words(
        "en",
        ("Is there danger? Call 112.", "Do you want to talk with someone? Awel: 102 (not at night)."),
        file_title="Story",
        read_to="for %(names)s",
        made_by="Who made this story?",
        version="Version %(version)s of %(date)s",
        made_on="Made on %(date)s",
        draw_here="Here you can draw",
        picture="Drawing",
        not_looked_over="not looked over yet",
        not_translated="not translated yet",
        side_by_side="The same words in two languages, side by side: %(languages)s",
        credit="The pictures were made with Words & Pictures.",
    ),
    "pl": book_words(
        "pl",
        ("Czy jest niebezpiecznie? Zadzwoń: 112.", "Chcesz z kimś porozmawiać? Awel: 102 (nie w nocy)."),
        file_title="Opowieść",
        read_to="dla %(names)s",
        made_by="Kto napisał tę opowieść?",
        version="Wersja %(version)s, %(date)s",
        made_on="Powstało: %(date)s",
        draw_here="Tutaj możesz rysować",
        picture="Rysunek",
        not_looked_over="jeszcze niesprawdzone",
        not_translated="jeszcze nieprzetłumaczone",
        side_by_side="Te same słowa w dwóch językach, obok siebie: %(languages)s",
        credit="Obrazki powstały w programie Woord & Beeld.",
    ),
    "ar": book_words(
        "ar",
        ("هل هناك خطر؟ اتصل بـ 112.", "هل تريد التحدث مع أحد؟ اتصل بـ Awel: 102 (ليس في الليل)."),
        file_title="قصة",
        read_to="إلى %(names)s",
        made_by="من صنع هذه القصة؟",
        version="النسخة %(version)s بتاريخ %(date)s",
        made_on="صُنعت في %(date)s",
        draw_here="هنا يمكنك أن ترسم",
        picture="رسم",
        not_looked_over="لم تُراجع بعد",
        not_translated="لم تُترجم بعد",
        side_by_side="الكلمات نفسها بلغتين، جنبًا إلى جنب: %(languages)s",
        credit="صُنعت الرسوم في Woord & Beeld.",
    ),
    "ti": book_words(
        "ti",
        ("ሓደጋ ኣሎ ድዩ፧ ናብ 112 ደውል።",),
        file_title="ዛንታ",
        read_to="ን %(names)s",
        made_by="ነዚ ዛንታ መን ሰሪሕዎ፧",
        version="ሕታም %(version)s ዕለት %(date)s",
        made_on="ዝተሰርሓሉ ዕለት %(date)s",
        draw_here="ኣብዚ ክትስእል ትኽእል ኢኻ",
        picture="ስእሊ",
        not_looked_over="ገና ኣይተራእየን",
        not_translated="ገና ኣይተተርጐመን",
        side_by_side="እቲ ሓደ ዓይነት ቃላት ብኽልተ ቋንቋታት፡ %(languages)s",
        credit="እቶም ስእልታት ብ Woord & Beeld ተሰሪሖም።",
    ),
}

SENTENCES = {
    "nl": [
        (
            "Jullie thuis",
            [
                "Mila, dit is het verhaal van jou en Oskar.",
                "Jij bent 9 jaar.",
                "Oskar is 1 jaar.",
                "Papa woont in Polen.",
            ],
        ),
        ("Wat fijn is", ["Mama danst met jullie in de keuken.", "Jij kan heel mooi tekenen.", "Oskar lacht hard."]),
        (
            "De nacht van Oskars oor",
            [
                "Het was de nacht van donderdag 4 maart.",
                "Je belde mama, maar zij hoorde haar gsm niet.",
                "Jij was bang.",
            ],
        ),
        ("Wat mama tegen jou zegt", ['"Het was niet jouw schuld, Mila.', "Dat spijt me.", 'Ik ben trots op jou."']),
        (
            "Wat weten we nog niet?",
            [
                "We weten nog niet wanneer jullie naar huis gaan.",
                "De rechter wil eerst het plan zien.",
                "Donderdag 11 maart kom ik naar jou.",
                "Dan vertel ik wat er beslist is.",
                "Vrijdag 19 maart kom ik weer.",
                "Heb je een vraag?",
                "Vraag het aan mama, Sofie of mij.",
                "Jij hebt ook een advocaat.",
                "Die helpt alleen jou.",
            ],
        ),
        (
            "Gewoon spelen",
            [
                "Jij mag slapen, spelen en tekenen.",
                "Mevr. Claes belt om 17.30 uur.",
                "'s Avonds bakt mama pannenkoeken.",
            ],
        ),
    ],
    "en": [
        (
            "Your home",
            ["Mila, this is the story of you and Oskar.", "Oskar is 1.", "You live with mum, above the baker."],
        ),
        ("The night of Oskar's ear", ["It was the night of Thursday 4 March.", "Oskar woke up.", "You were scared."]),
        ("What mum says to you", ["“It was not your fault, Mila.", "I am proud of you.”"]),
    ],
    "ar": [
        ("بيتكم", ["يا ميلا، هذه قصتك وقصة أوسكار.", "عمرك 9 سنوات.", "تعيشان مع أمكما فوق المخبز."]),
        ("ليلة أذن أوسكار", ["كانت ليلة الخميس 4 مارس.", "اتصلت Rita بالرقم 112.", "هل كنت خائفة؟"]),
        ("ما تقوله أمك لك", ["«لم يكن ذنبك يا Mila.", "كان عليّ أن أطلب المساعدة.", "أنا فخورة بك!»"]),
        ("خطتنا", ["طلبت أمي المساعدة.", "قال 5 كبار نعم: Ewa وRita وNele وJoris وBeata.", "هل تعمل أمي مساءً؟"]),
    ],
    "pl": [
        (
            "Wasz dom",
            [
                "Mila, to jest opowieść o tobie i o Oskarze.",
                "Ty masz 9 lat.",
                "Oskar ma 1 rok.",
                "Tata mieszka w Polsce.",
            ],
        ),
        ("Co jest fajne", ["Mama tańczy z wami w kuchni.", "Ty pięknie rysujesz.", "Oskar głośno się śmieje."]),
        (
            "Noc z uchem Oskara",
            [
                "To była noc, czwartek 4 marca.",
                "Dzwoniłaś do mamy, ale ona nie słyszała telefonu.",
                "Bałaś się.",
            ],
        ),
        ("Co mówi ci mama", ["„To nie była twoja wina, Mila.", "Przykro mi.", "Jestem z ciebie dumna”."]),
        (
            "Czego jeszcze nie wiemy?",
            [
                "Jeszcze nie wiemy, kiedy wrócicie do domu.",
                "Sędzia chce najpierw zobaczyć plan.",
                "W czwartek 11 marca przyjdę do ciebie.",
                "Wtedy powiem, co postanowiono.",
                "W piątek 19 marca przyjdę znowu.",
                "Masz pytanie?",
                "Zapytaj mamę, Sofie albo mnie.",
                "Masz też adwokata.",
                "On pomaga tylko tobie.",
            ],
        ),
        (
            "Po prostu zabawa",
            ["Możesz spać, bawić się i rysować.", "Pani Claes zadzwoni o 17.30.", "Wieczorem mama smaży naleśniki."],
        ),
    ],
    "ti": [
        ("ገዛኹም", ["ሚላ፡ እዚ ዛንታኺን ዛንታ ኦስካርን እዩ።", "ንስኺ ጓል 9 ዓመት ኢኺ።", "ምስ ማማ ኢኹም ትነብሩ።"]),
        ("ለይቲ እዝኒ ኦስካር", ["ለይቲ ሓሙስ 4 መጋቢት ነይሩ።", "ፈሪሕኪ ዲኺ፧", "Rita ናብ 112 ደዊላ።"]),
        ("ማማ እትብለኪ", ["እዚ ጌጋኺ ኣይነበረን።", "ብኣኺ ይሕበን እየ።"]),
    ],
}
"""Heading and sentences of each scene."""

_TITLES = {
    "nl": "Het verhaal van Mila en Oskar",
    "en": "The story of Mila and Oskar",
    "pl": "Opowieść o Mili i Oskarze",
    "ar": "قصة ميلا وأوسكار",
    "ti": "ዛንታ ሚላን ኦስካርን",
}
_READ_TO = {"ar": ("ميلا", "أوسكار"), "ti": ("ሚላ", "ኦስካር")}
_MAKERS = {"ar": ("ماما", "Pieter", "Rita"), "ti": ("ማማ", "Pieter")}


def story(language: str, *, scenes: int | None = None) -> Story:
    """The story of Mila and Oskar in nl, en, pl, ar or ti; with `scenes`, so many scenes, the same ones over again."""
    told = SENTENCES[language]
    chosen = (told[number % len(told)] for number in range(scenes or len(told)))
    return Story(
        id="5f0c6b1e9d3a47c2",
        title=_TITLES[language],
        language=language,
        title_language=language,
        look="child",
        read_to=_READ_TO.get(language, ("Mila", "Oskar")),
        makers=_MAKERS.get(language, ("mama", "Pieter", "Lotte")),
        scenes=tuple(
            scene(number, heading, " ".join(words), language=language) for number, (heading, words) in enumerate(chosen)
        ),
        revision=41,
    )


def scene(
    number: int,
    heading: str,
    words: str,
    *,
    language: str = "nl",
    size: tuple[int, int] | None = (1600, 1200),
) -> Scene:
    """The scene that is `number`, counted from 0; `size` of its picture in pixels, none for a scene without."""
    picture = ScenePicture(f"p{number}", *size, f"{heading}: tekening {number + 1}") if size else None
    return Scene(f"7f3a{number:02}", number + 1, heading, words, picture, "good", language)


def said_by(told: Scene, *views: tuple[str, str]) -> Scene:
    """The scene with views in the place of its words: the line above each, and what is said; `The judge …` is in English."""
    languages = ("en" if says.startswith("The ") else told.language for says, _ in views)
    said = zip(views, languages, strict=True)
    return replace(
        told, words="", views=tuple(View(f"v{n}", words, says, one) for n, ((says, words), one) in enumerate(said))
    )


def beside(first: Story, language: str) -> Story:
    """The story in another language, scene by scene that of `first`, its pictures described in its own."""
    other = story(language, scenes=len(first.scenes))
    scenes = tuple(
        replace(
            theirs,
            id=ours.id,
            number=ours.number,
            kind=ours.kind,
            picture=ours.picture and replace(ours.picture, description=f"{theirs.heading}!"),
        )
        for ours, theirs in zip(first.scenes, other.scenes, strict=True)
    )
    return replace(
        other, id=first.id, revision=first.revision, makers=first.makers, read_to=first.read_to, scenes=scenes
    )


def built(
    told: Story,
    other: Story | None = None,
    *,
    layout: Layout = "columns",
    version: str | None = "7",
    sizes: dict[str, tuple[int, int]] | None = None,
) -> bytes:
    """The Word file of `told` with drawn pictures, `other` beside it."""

    def read(id: str) -> bytes:
        return drawing(id, (sizes or {}).get(id, (800, 600)))

    words, other_words = BOOK_WORDS[told.language], BOOK_WORDS[other.language] if other else None
    return story_docx(
        told, read, words=words, version=version, made_on=MADE_ON, beside=other, beside_words=other_words, layout=layout
    )


@cache
def drawing(id: str, size: tuple[int, int] = (800, 600), kind: str = "JPEG") -> bytes:
    """A coloured drawing, another one for each id."""
    seed = sum(map(ord, id))
    width, height = size
    unit = min(width, height) / 12
    sky, hill, coat = (f"hsl({seed * step % 360}, 45%, {light}%)" for step, light in ((37, 88), (61, 70), (97, 52)))
    image = Image.new("RGB", size, sky)
    pen = ImageDraw.Draw(image)
    pen.ellipse((-width * 0.3, height * 0.7, width * 1.3, height * 1.9), fill=hill)
    pen.ellipse((width * 0.78, height * 0.08, width * 0.78 + 2 * unit, height * 0.08 + 2 * unit), fill="#f6d365")
    for person in range(2 + seed % 3):
        _draw_person(
            pen, width * (0.25 + 0.18 * person), height * (0.42 + 0.06 * (person % 2)), unit, coat, seed + person
        )
    file = io.BytesIO()
    image.save(file, kind, quality=85)
    return file.getvalue()


def _draw_person(pen: ImageDraw.ImageDraw, x: float, y: float, unit: float, coat: str, mood: int) -> None:
    ink, thin = "#2b2320", max(1, round(unit * 0.18))
    pen.line((x, y + unit, x, y + 3.4 * unit), fill=coat, width=max(1, round(unit * 1.1)))
    for side in (-1, 1):
        pen.line((x, y + 3.2 * unit, x + side * unit * 0.6, y + 5 * unit), fill=ink, width=thin)
        hand = y + (1.2 + math.sin(mood)) * unit
        pen.line((x, y + 1.6 * unit, x + side * unit * 1.2, hand), fill=ink, width=thin)
    face = (x - unit * 0.8, y - unit * 0.8, x + unit * 0.8, y + unit * 0.8)
    pen.ellipse(face, fill="#f1c9a5", outline=ink, width=thin)
    pen.arc((x - unit * 0.4, y - unit * 0.3, x + unit * 0.4, y + unit * 0.45), 20, 160, fill=ink, width=thin)
