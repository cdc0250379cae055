"""Every language a family may read, shaped with the fonts that come along: no empty boxes, and Arabic letters join."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz as hb
from babel import Locale
from fontTools.ttLib import TTFont
from PIL import Image

from words_pictures.composition import read
from words_pictures.drawing import bubbles, composed, pen
from words_pictures.drawing.composed import png, svg

STATIC = Path(__file__).parents[2] / "webapp" / "static"
FONT_OF_PICTURES = Path(composed.__file__).with_name("woord-en-beeld.ttf")
LANGUAGES = "nl en fr pl ar tr fa fa_AF ps ur ckb ku ti am uk ru bg ro sq so".split()
ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى ًٌٍَُِّْٰ ،؛؟ـ ٠١٢٣٤٥٦٧٨٩",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی ئءأؤۀ می\u200cخواهم ۰۱۲۳۴۵۶۷۸۹",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیېۍئيګې",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۂؤئ۔",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێ",
    "ku": "abcçdeêfghiîjklmnopqrsştuûvwxyz ABCÇDEÊFGHIÎJKLMNOPQRSŞTUÛVWXYZ",
    "pl": "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ „”",
    "tr": "çğıiöşü ÇĞIİÖŞÜ â î û",
    "ro": "ăâîșț ĂÂÎȘȚ şţ",
    "sq": "çë ÇË",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ’ АБВГҐДЕЄЖЗИІЇЙ №",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя АБВГДЕЁЖЗИЙ «»",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя ѝ Ѝ",
    "ti": "ሀሁሂሃሄህሆለሐመረሰሸቀቈቐቘበቨተቸነኘአከኰኸወዐዘዠየደጀገጐጠጨጰጸፈፐ ፡።፣፤፥፦፧ ፩፪፫",
    "am": "ሀሁሂሃሄህሆለሐመሠረሰሸቀበቨተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ ሏሟሯቋኳጓ ፡።፣፤",
}
"""Letters that no month and no day may have in it."""
SENTENCES = {
    "nl": "Mama, ik kan niet slapen vannacht. Waar is Samira?",
    "pl": "Mamo, gdzie jest babcia? Zażółć gęślą jaźń.",
    "tr": "Anneciğim nerede? Işık söndü.",
    "uk": "Мамо, коли ти прийдеш? Їжачок живе у бабусі.",
    "ru": "Шумный дом, ещё щенок, южный.",
    "bg": "Искам вкъщи, защото ме е страх.",
    "ar": "كانت الجارة قلقة. Pieter قال: اتصلت نور بالرقم 112!",
    "fa": "من می\u200cترسم. امروز می\u200cخواهم با Pieter بازی کنم.",
    "ps": "زه غواړم چې په کور کې وم. مور مې چېرته ده؟",
    "ur": "میں آج امی کے ساتھ گھر جاؤں گا۔",
    "ckb": "من دەمەوێت لەگەڵ دایکم بڕۆم بۆ ماڵەوە.",
    "ti": "ኣደይ ናብ ቤት መጺኣ፡ ንሳ ምሳይ እያ። 112",
    "am": "እናቴ ወደ ቤት መጣች። ልጆቹ ተጨንቀው ነበር።",
}
BUBBLE = {"id": "b", "bubble": "speech", "x": 800, "y": 600}
JOIN_ON_BOTH_SIDES = {
    "ar": "بتثجحخسشصضطظعغفقكلمنهيئ",
    "fa": "بپتثجچحخسشصضطظعغفقکگلمنهی",
    "ps": "بپتټثجځچڅحخسشښصضطظعغفقکګلمنڼهیېئ",
    "ur": "بپتٹثجچحخسشصضطظعغفقکگلمنہھی",
    "ckb": "بپتجچحخسشعغفڤقکگلڵمنهھیێئ",
}


@dataclass(frozen=True)
class Face:
    """One font file, and the letters that a style sheet takes from it; all that it has, where no style sheet says."""

    file: Path
    letters: frozenset[int] | None = None

    def has(self, letter: str) -> bool:
        return ord(letter) in cmap(self.file) and (self.letters is None or ord(letter) in self.letters)


@cache
def cmap(file: Path) -> frozenset[int]:
    with TTFont(file) as font:
        return frozenset(font.getBestCmap())


@cache
def font_of(file: Path) -> hb.Font:
    with TTFont(file) as font:
        font.flavor = None
        plain = io.BytesIO()
        font.save(plain)
    return hb.Font(hb.Face(plain.getvalue()))


@cache
def faces(sheet: str, weight: int) -> tuple[Face, ...]:
    """The faces that a style sheet of ours lists for text of that weight, in the order in which a browser asks them."""
    css = (STATIC / sheet).read_text()
    listed = re.search(r"font(?:-family)?: (?:100%/\S+ )?([^;{}]*sans-serif);", css)
    assert listed is not None
    families = [one.strip(' "') for one in listed[1].split(",")]
    found: list[tuple[int, Face]] = []
    for rule in re.findall(r"@font-face \{(.*?)\}", css, re.DOTALL):
        says = {name: value.strip(' "') for name, value in re.findall(r"([a-z-]+): ([^;]+);", rule)}
        file = re.search(r'url\("(fonts/[^"]+)"\)', says["src"])
        weights = [int(one) for one in says.get("font-weight", "400").split()]
        if file and min(weights) <= weight <= max(weights):
            face = Face(STATIC / file[1], frozenset(_in_range(says["unicode-range"])))
            found.append((families.index(says["font-family"]), face))
    return tuple(face for _, face in sorted(found, key=lambda one: one[0]))


def _in_range(says: str) -> Iterator[int]:
    for part in says.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def runs(text: str, asked: Iterable[Face]) -> list[tuple[Face | None, str]]:
    """The text in pieces of one face each; None where no face has the letter. A mark stays with its letter where it can."""
    pieces: list[tuple[Face | None, str]] = []
    for letter in text:
        last = pieces[-1][0] if pieces else None
        is_mark = unicodedata.category(letter) in ("Mn", "Cf")
        stays = is_mark and last is not None and ord(letter) in cmap(last.file)
        face = last if stays else next((one for one in asked if one.has(letter)), None)
        if pieces and face == last:
            pieces[-1] = (face, pieces[-1][1] + letter)
        else:
            pieces.append((face, letter))
    return pieces


def missing(text: str, asked: tuple[Face, ...]) -> list[str]:
    """The pieces of the words of a text that come out as empty boxes."""
    return [
        piece
        for word in text.split()
        for face, piece in runs(word, asked)
        if (face is None and unicodedata.category(piece[0]) != "Cf")
        or (face and any(glyph == 0 for glyph, _, _ in shaped(piece, face.file)))
    ]


def shaped(text: str, file: Path, **features: bool) -> list[tuple[int, int, int]]:
    """Glyph, which letter of the text it is for, and how far it goes, in units of the font."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font_of(file), buffer, dict(features))
    both = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.codepoint, info.cluster, position.x_advance) for info, position in both]


def unjoined(letters: str, file: Path, **features: bool) -> str:
    """Those of the letters that look in the middle of a word as they do alone."""
    alone = {letter: [glyph for glyph, _, _ in shaped(letter, file, **features)] for letter in letters}
    joined = {
        letter: [glyph for glyph, at, _ in shaped(f"ب{letter}ب", file, **features) if at == 1] for letter in letters
    }
    return "".join(letter for letter in letters if joined[letter] == alone[letter])


def sample(language: str) -> str:
    """What CLDR has in a language: its own name, those of the others, months and days; and its alphabet."""
    cldr = Locale.parse(language)
    names = [cldr.languages.get(one.partition("_")[0], "") for one in LANGUAGES]
    dates = [
        *(name for width in ("wide", "abbreviated") for name in cldr.months["format"][width].values()),
        *(name for width in ("wide", "abbreviated") for name in cldr.days["format"][width].values()),
    ]
    own = ALPHABETS.get(language.partition("_")[0], "")
    return " ".join([str(cldr.display_name), *names, *dates, own, SENTENCES.get(language, "")])


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("sheet", ["base.css", "book.css"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_a_language_is_an_empty_box_on_a_page(language: str, sheet: str, weight: int) -> None:
    assert len(sample(language)) > 150
    assert missing(sample(language), faces(sheet, weight)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_a_language_is_an_empty_box_in_a_picture(language: str) -> None:
    assert missing(sample(language), (Face(FONT_OF_PICTURES),)) == []
    assert not composed._ELSEWHERE.search(sample(language))


@pytest.mark.parametrize("language", ["ar", "fa", "ps", "ur", "ckb", "ti", "am", "uk", "ru", "bg"])
def test_a_font_of_latin_letters_alone_is_found_out(language: str) -> None:
    latin = tuple(face for face in faces("book.css", 400) if "latin" in face.file.name)
    assert len(latin) == 2
    assert missing(sample(language), latin)
    assert any(glyph == 0 for glyph, _, _ in shaped(ALPHABETS[language], latin[0].file))


@pytest.mark.parametrize("language", ["pl", "tr", "ro", "ku"])
def test_a_font_without_extended_letters_is_found_out(language: str) -> None:
    assert missing(sample(language), faces("book.css", 400)[:1])


@pytest.mark.parametrize("file", ["noto-sans-arabic.woff2", "noto-sans-arabic-bold.woff2", "woord-en-beeld.ttf"])
@pytest.mark.parametrize("language", JOIN_ON_BOTH_SIDES)
def test_arabic_letters_join(language: str, file: str) -> None:
    place = FONT_OF_PICTURES if file == FONT_OF_PICTURES.name else STATIC / "fonts" / file
    letters = JOIN_ON_BOTH_SIDES[language]
    assert unjoined(letters, place) == ""
    # Only the Arabic he has another look when alone: all others are then as they stand in an alphabet.
    assert len(unjoined(letters, place, init=False, medi=False, fina=False)) >= len(letters) - 1


def test_the_fonts_of_pages_and_pictures_have_all_letters_they_are_asked_for() -> None:
    for sheet in ("base.css", "book.css"):
        for face in (*faces(sheet, 400), *faces(sheet, 700)):
            assert face.letters
            if "latin" not in face.file.name:
                assert _assigned(face.letters) <= cmap(face.file), face.file.name
    own = {code for code in range(0x10000) if not composed._ELSEWHERE.match(chr(code))}
    assert _assigned(own) <= cmap(FONT_OF_PICTURES)


def _assigned(codes: Iterable[int]) -> set[int]:
    # U+070F, a mark of Syriac, and the marks of direction show nothing.
    return {code for code in codes if unicodedata.category(chr(code)) not in ("Cc", "Cf", "Cn", "Cs", "Co")}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_bubble_has_room_for_its_words_in_every_script(language: str) -> None:
    rows = bubbles.lines(SENTENCES[language])
    across, _ = bubbles.half_size(SENTENCES[language], "", 1)
    units = font_of(FONT_OF_PICTURES).face.upem
    for row in rows:
        # Word by word, since one may be in other letters.
        far = sum(far for word in row.split() for _, _, far in shaped(word + " ", FONT_OF_PICTURES))
        wide = far / units * bubbles._letter_px(rows)
        assert 0.3 * across < wide < 2 * across - 40


@pytest.mark.parametrize(("language", "words"), [("ar", "Pieter هنا."), ("ar", "هنا."), ("nl", "هنا.")])
def test_a_full_stop_of_arabic_words_stands_on_the_left_in_the_picture_for_word(language: str, words: str) -> None:
    drawing = svg(read({"parts": [{**BUBBLE, "words": {language: words}}]}), {}, "nl")
    assert drawing.count('direction="rtl"') == len(bubbles.lines(words))
    right_to_left = pen.page(bubbles._text([words], 800, 560, language, "rtl", bubbles.LETTER_PX))
    assert _first_ink_is_a_full_stop(png(right_to_left))
    assert not _first_ink_is_a_full_stop(png(right_to_left.replace("rtl", "ltr")))


def _first_ink_is_a_full_stop(picture: bytes) -> bool:
    with Image.open(io.BytesIO(picture)) as opened:
        ink = opened.convert("L").point(lambda light: 255 if light < 120 else 0)
    left, top, right, bottom = ink.getbbox() or (0, 0, 0, 0)
    assert right - left > bottom - top > 20
    first = ink.crop((left, top, left + 8, bottom)).getbbox()
    assert first is not None
    return first[3] - first[1] < 16


def test_a_word_of_another_script_does_not_turn_a_bubble() -> None:
    assert bubbles._direction("Mama zegt: مرحبا", "nl") == "ltr"
    assert bubbles._direction("Pieter قال: نعم", "ar") == "rtl"
    assert bubbles._direction("OK!", "ar") == "ltr"
    assert bubbles._direction("112", "fa") == "ltr"
