import datetime

from cast_of_mila import MILA, changed, with_items, written

from words_pictures.audience import project
from words_pictures.change import apply
from words_pictures.definition import Definition
from words_pictures.document import Document
from words_pictures.family import read_family
from words_pictures.telling import read_tellings, telling_changes

FIRST, SECOND = "1" * 32, "2" * 32


def tell(document: Document, telling: str, day: str, questions: str = "") -> Document:
    return changed(
        document,
        *telling_changes(
            document,
            telling,
            "lotte",
            told_on=datetime.date.fromisoformat(day),
            people={"told_by": ["kasia"], "present": ["lotte", "rita"], "copies": []},
            questions=questions,
            language="nl",
        ),
    )


def test_a_telling_reads_as_it_was_written_down(story: Document, file: Document) -> None:
    told = tell(story, FIRST, "2027-03-27", "Ben je boos op Rita?")
    (telling,) = read_tellings(told, read_family(file, "nl"), "nl")
    assert telling.told_on == datetime.date(2027, 3, 27)
    assert [person.name for person in telling.told_by] == ["Kasia"]
    assert [person.name for person in telling.present] == ["Rita", "Lotte"]
    assert telling.copies == ()
    assert (telling.questions, telling.language) == ("Ben je boos op Rita?", "nl")


def test_the_latest_day_stands_first_whenever_it_was_written_down(story: Document, file: Document) -> None:
    told = tell(tell(story, FIRST, "2027-03-28"), SECOND, "2027-03-27")
    assert [one.id for one in read_tellings(told, read_family(file, "nl"), "nl")] == [FIRST, SECOND]


def test_a_telling_without_a_day_stands_last(story: Document, file: Document) -> None:
    told = with_items(tell(story, FIRST, "2027-03-28"), "tellings", "someday")
    assert [one.id for one in read_tellings(told, read_family(file, "nl"), "nl")] == [FIRST, "someday"]


def test_writing_the_same_telling_down_again_changes_nothing(story: Document) -> None:
    told = tell(story, FIRST, "2027-03-27", "Waarom?")
    assert tell(told, FIRST, "2027-03-27", "Waarom?") == told


def test_questions_written_later_have_seen_what_stands_there(story: Document, file: Document) -> None:
    told = written(tell(story, FIRST, "2027-03-27", "Waarom?"), (f"tellings/{FIRST}/questions@nl", "Waarom dan?"))
    (telling,) = read_tellings(told, read_family(file, "nl"), "nl")
    assert (telling.questions, telling.seen) == ("Waarom dan?", told.revision)


def test_a_child_does_not_see_how_it_was_told(
    story: Document, file: Document, story_form: Definition, file_form: Definition
) -> None:
    told = tell(story, FIRST, "2027-03-27", "Ben je boos op Rita?")
    seen = project(story_form, told, file_form, file, MILA)
    assert read_tellings(seen.document, read_family(seen.file, "nl"), "nl") == ()
    assert "boos" not in str(seen.document)


def test_every_change_of_a_telling_is_one_the_form_knows(story: Document, story_form: Definition) -> None:
    document = story
    for change in telling_changes(
        story,
        FIRST,
        "lotte",
        told_on=datetime.date(2027, 3, 27),
        people={"told_by": ["kasia"], "present": [], "copies": ["mila"]},
        questions="",
        language="nl",
    ):
        document = apply(document, change, story_form).document
    assert document.stands(f"tellings/{FIRST}")
    assert document.words(f"tellings/{FIRST}/questions", "nl") == ""
