from pathlib import Path

import pytest
from PIL import ImageFont
from word_stories import SENTENCES

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


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("Mama", 1), ("mama " * 7, 1), ("mama " * 8, 2), ("w" * 100, 4), ("een " + "w" * 100, 5)],
)
def test_words_go_to_the_next_line_whole(text: str, lines: int) -> None:
    assert WORDS.lines_of(text.strip(), "nl", 482) == lines


def test_arabic_lines_stand_further_apart() -> None:
    words = Setting(points=20, other_points=23, line=30)
    assert words.height_of(["سلام", "سلام"], "ar", 482) == pytest.approx(2 * 36.8)
    assert words.height_of(["dag", "dag"], "nl", 482) == 60


def test_a_title_of_two_lines_is_divided_in_halves() -> None:
    title = Setting(points=44, other_points=50, line=56, bold=True)
    assert title.balanced("Het verhaal van Mila en Oskar", "nl", 482) == "Het verhaal van Mila\u00a0en\u00a0Oskar"
    assert title.balanced("Mijn verhaal", "nl", 482) == "Mijn verhaal"
    assert title.balanced("w" * 30, "nl", 482) == "w" * 30
