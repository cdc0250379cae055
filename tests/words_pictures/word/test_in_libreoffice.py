"""What another program makes of the files: opened by LibreOffice, turned into PDF, and read back."""

import dataclasses
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable

import pytest
from word_file import plain
from word_stories import BOOK_WORDS, SENTENCES, beside, built, said_by, scene, story

from words_pictures.story import Story

LONG = "Mama kwam elke dag om 4 uur en bracht een boek mee. "

STORIES = {
    "nl": lambda: story("nl", scenes=12),
    "en": lambda: story("en", scenes=12),
    "ar": lambda: story("ar", scenes=12),
    "ti": lambda: story("ti", scenes=12),
    # What should just have room, in each size, under headings of one line and two, with or without a picture.
    "full": lambda: dataclasses.replace(
        story("nl"),
        scenes=(
            *(scene(n, "Vol", "Mama kwam. " * (9 + n)) for n in range(4)),
            *(scene(n, "Vol", LONG * n) for n in range(4, 7)),
            *(scene(n, "Een kop die over twee lijnen loopt, en dat mag ook gewoon", "Dag. " * n) for n in range(8, 12)),
            scene(12, "", "Mama kwam. " * 10, size=(1200, 1600)),
            scene(13, "Vol", "أمي كانت هنا. " * 8, language="ar"),
            scene(14, "Vol", "ማማ ኣላ። " * 10, language="ti"),
            scene(15, "Vol", "Mama kwam. " * 20, size=None),
            scene(16, "", ""),
        ),
        makers=tuple(f"Naam {n}" for n in range(9)),
    ),
    # Two who say it in two ways, a little and as much as there is room for.
    "views": lambda: dataclasses.replace(
        story("nl"),
        scenes=(
            *(
                said_by(scene(n, "De nacht", ""), ("Mama zegt", "Ik was boven. " * n), ("Papa zegt", LONG * n))
                for n in range(1, 5)
            ),
            said_by(
                scene(5, "الليلة", "", language="ar"),
                ("Kasia", "كنت نائمة. " * 2),
                ("The judge says", "لا أحد كان هناك."),
            ),
            said_by(scene(6, "ለይቲ", "", language="ti"), ("ማማ", "ፈሪሐ ነይረ። " * 3), ("Tomek", "ኣይነበርኩን።")),
            said_by(scene(7, "", "", size=None), ("Mama zegt", "Dag."), ("Papa zegt", "Dag ook.")),
        ),
    ),
    "spilled": lambda: dataclasses.replace(story("nl"), scenes=(scene(0, "Te lang", LONG * 40),)),
}


def stepped(language: str, sentence: str) -> Story:
    """Scenes of ever more words, the last as many as a column has room for under the smallest picture."""
    scenes = tuple(scene(n, "Wat weten we nog niet?", sentence * n, language=language) for n in range(1, 13))
    return dataclasses.replace(story(language), scenes=scenes)


TWO_LANGUAGES = {
    "columns": lambda: (story("nl", scenes=12), beside(story("nl", scenes=12), "pl")),
    "columns_back": lambda: (story("ar", scenes=12), beside(story("ar", scenes=12), "nl")),
    "stepped": lambda: (stepped("nl", "Mama kwam elke dag. "), beside(stepped("nl", ""), "pl")),
    "stepped_too": lambda: (stepped("nl", "Dag. "), stepped("ar", "أمي كانت هنا كل يوم. ")),
    "stepped_ti": lambda: (stepped("nl", "Dag. "), stepped("ti", "ማማ ኣብዚ ኣላ። ")),
    "facing": lambda: (story("nl", scenes=12), beside(story("nl", scenes=12), "ar")),
    "facing_spilled": lambda: (
        dataclasses.replace(story("nl"), scenes=(scene(0, "Te lang", LONG * 40), scene(1, "Kort", "Dag."))),
        dataclasses.replace(
            story("pl"),
            scenes=(scene(0, "Dom", "Mama.", language="pl"), scene(1, "Krótko", "Cześć.", language="pl")),
        ),
    ),
}
PDF = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
"""With the blank pages that bring an even page to the left, as a printer lays them."""

ONE_LANGUAGE = {"nl": 15, "en": 15, "ar": 15, "ti": 15, "full": 19, "views": 10, "spilled": 5}
PAGES = ONE_LANGUAGE | {
    "columns": 15,
    "columns_back": 15,
    "stepped": 15,
    "stepped_too": 15,
    "stepped_ti": 15,
    "facing": 27,
}


@pytest.fixture(scope="module")
def pdf_pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """The text of each page of a story's PDF; all are made in one go."""
    for program in ("soffice", "pdftotext"):
        assert shutil.which(program), f"{program} is missing: apt-get install libreoffice-writer-nogui poppler-utils"
    folder = tmp_path_factory.mktemp("libreoffice")
    files = []
    for name, told in STORIES.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(built(told(), sizes={"p12": (600, 800)} if name == "full" else None))
    for name, both in TWO_LANGUAGES.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(built(*both(), layout="facing" if name.startswith("facing") else "columns"))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", PDF]
    command += ["--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=280)

    def pages(name: str) -> list[str]:
        done = subprocess.run(
            ["pdftotext", "-layout", str(folder / f"{name}.pdf"), "-"], check=True, capture_output=True
        )
        return done.stdout.decode().split("\f")[:-1]

    return pages


@pytest.mark.parametrize("name", PAGES)
def test_one_scene_is_one_page_between_a_cover_and_two_end_pages(name: str, pdf_pages) -> None:
    assert len(pdf_pages(name)) == PAGES[name]


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_each_page_holds_its_heading_and_its_sentences(language: str, pdf_pages) -> None:
    pages = pdf_pages(language)
    for number in range(12):
        heading, sentences = SENTENCES[language][number % len(SENTENCES[language])]
        for expected in (heading, *sentences):
            assert _letters(expected) <= _letters(pages[number + 1]), expected


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_sentence_is_a_line_of_its_own(language: str, pdf_pages) -> None:
    lines = {_seen(line) for page in pdf_pages(language) for line in page.splitlines()}
    assert {_seen(sentence) for _, sentences in SENTENCES[language] for sentence in sentences} <= lines


def test_words_too_long_for_a_page_begin_under_their_picture_and_go_on(pdf_pages) -> None:
    _, first, second, *_ = pdf_pages("spilled")
    assert _seen(first).startswith(_seen("Te lang" + LONG))
    assert _seen(second).startswith(_seen(LONG))
    assert (first + second).count("Mama kwam elke dag") == 40


def test_the_cover_names_the_children_and_the_end_page_the_makers(pdf_pages) -> None:
    cover, *_, makers, frame = pdf_pages("nl")
    assert _seen("Het verhaal van Mila en Oskar voor Mila en Oskar") == _seen(cover)
    assert all(name in makers for name in ("mama", "Pieter", "Lotte", "Versie 7 van zaterdag 27 maart 2027"))
    assert _seen(frame).startswith(_seen("Hier kan jij tekenen"))


def test_whom_to_call_is_on_every_page_but_the_cover(pdf_pages) -> None:
    cover, *others = pdf_pages("nl")
    called = _seen("".join(line.text for line, *_ in BOOK_WORDS["nl"].emergency))
    assert called not in _seen(cover)
    assert all(called in _seen(page) for page in others)


def test_both_languages_stand_on_the_page_of_their_scene(pdf_pages) -> None:
    for number, page in enumerate(pdf_pages("columns")[1:13]):
        for language in ("nl", "pl"):
            heading, sentences = SENTENCES[language][number % len(SENTENCES[language])]
            for expected in (heading, *sentences):
                assert _letters(expected) <= _letters(page), expected


def test_pages_that_face_are_an_even_and_an_odd_one(pdf_pages) -> None:
    pages = pdf_pages("facing")
    for number in range(12):
        for side, language in enumerate(("nl", "ar")):
            heading, sentences = SENTENCES[language][number % len(SENTENCES[language])]
            page = pages[1 + 2 * number + side]
            assert _letters(" ".join((heading, *sentences, str(number + 1)))) <= _letters(page)


def test_each_page_that_faces_says_whom_to_call_in_its_own_language(pdf_pages) -> None:
    dutch = _seen("Is er gevaar? Bel 112.")
    assert [dutch in _seen(page) for page in pdf_pages("facing")] == [False, *([True, False] * 13)]


def test_the_pair_after_one_that_is_too_long_faces_again(pdf_pages) -> None:
    pages = pdf_pages("facing_spilled")
    (short,) = [number for number, page in enumerate(pages) if "Kort" in page]
    assert short % 2 == 1, "the first page is number 0 here"
    assert "Krótko" in pages[short + 1]


def _seen(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain(text)))


def _letters(text: str) -> set[str]:
    """The words of `text`, each as its letters sorted: a PDF gives Arabic back in the order it is drawn."""
    text = unicodedata.normalize("NFKC", plain(text))
    return {"".join(sorted(word)) for word in re.findall(r"[A-Za-z]+|[0-9]+|[^\W\d_A-Za-z]+", text)}
