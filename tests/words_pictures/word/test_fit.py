from pathlib import Path

import pytest
from PIL import ImageFont
from word_stories import SENTENCES

from words_pictures.sentences import NO_BREAK_SPACE
from words_pictures.word.fit import Setting

FONTS = {
    "nl": "/usr/share/fonts/truetype/andika/Andika-Regular.ttf",
    "en": "/usr/share/fonts/truetype/andika/Andika-Regular.ttf",
    "ar": "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf",
    "ti": "/usr/share/fonts/truetype/noto/NotoSansEthiopic-Regular.ttf",
}
WORDS = Setting(points=20, other_points=20, line=30)


@pytest.mark.parametrize("language", FONTS)
def test_a_line_is_reckoned_as_wide_as_its_font_sets_it_or_a_little_wider(language: str) -> None:
    assert Path(FONTS[language]).is_file(), "install fonts-sil-andika and fonts-noto-core"
    font = ImageFont.truetype(FONTS[language], 1000)
    text = " ".join(sentence for _, sentences in SENTENCES[language] for sentence in sentences)
    if language in ("ar", "ti"):
        text = "".join(letter for letter in text if not ("!" <= letter <= "~"))
    real = font.getlength(text) / 1000 * 20
    assert 1.0 <= WORDS.width_of(text, language) / real <= 1.1


@pytest.mark.parametrize("words", range(1, 60))
def test_a_sentence_takes_as_many_lines_as_its_font_makes_of_it(words: int) -> None:
    font = ImageFont.truetype(FONTS["nl"], 1000)
    told = " ".join(sentence for _, sentences in SENTENCES["nl"] for sentence in sentences).split()[:words]
    lines = [""]
    for word in told:
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) / 50 > 482:
            lines.append(word)
        else:
            lines[-1] = longer
    reckoned = WORDS.lines_of(" ".join(told), "nl", 482)
    assert len(lines) <= reckoned <= len(lines) + 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("Mama", 1), ("mama " * 7, 1), ("mama " * 8, 2), ("w" * 100, 4), ("een " + "w" * 100, 5)],
)
def test_words_go_to_the_next_line_whole(text: str, lines: int) -> None:
    assert WORDS.lines_of(text.strip(), "nl", 482) == lines


def test_vowel_signs_and_marks_of_direction_take_no_room() -> None:
    assert WORDS.width_of("مُعَلِّمٌ", "ar") == WORDS.width_of("معلم", "ar")
    assert WORDS.width_of("\u200eMila\u200f", "nl") == WORDS.width_of("Mila", "nl")


def test_arabic_lines_stand_further_apart() -> None:
    words = Setting(points=20, other_points=23, line=30)
    assert words.height_of(["سلام", "سلام"], "ar", 482) == pytest.approx(2 * 36.8)
    assert words.height_of(["dag", "dag"], "nl", 482) == 60


@pytest.mark.parametrize(
    ("title", "halves"),
    [
        ("Het verhaal van Mila en Oskar", "Het verhaal / van~Mila~en~Oskar"),
        ("The story of Mila and~Oskar", "The story / of~Mila~and~Oskar"),
        ("Het korte verhaal voor Mila", "Het korte verhaal / voor~Mila"),
        ("Het korte verhaal voor~Mila", "Het korte verhaal / voor~Mila"),
        ("Mila slaapt nu alleen thuis, Oskar", "Mila slaapt nu / alleen~thuis,~Oskar"),
        ("Mijn verhaal", "Mijn verhaal"),
        ("w" * 30, "w" * 30),
        ("w" * 20 + " w", "w" * 20 + " w"),
        ("mama " * 20 + "mama", "mama " * 20 + "mama"),
    ],
)
def test_a_title_of_two_lines_is_divided_in_halves_that_make_sense(title: str, halves: str) -> None:
    setting = Setting(points=44, other_points=50, line=56, bold=True)
    assert setting.balanced(title.replace("~", NO_BREAK_SPACE), "nl", 482) == halves.replace(" / ", " ").replace(
        "~", NO_BREAK_SPACE
    )
