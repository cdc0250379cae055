"""Pictures made here, wherever a story is shown: who sees them, as they were, and in Word."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from webapp.store import Database
from webapp.store.documents import read_file, save_changes, save_told
from words_pictures.bundle import read_bundle
from words_pictures.change import Write
from words_pictures.composition import read
from words_pictures.definition import definitions
from words_pictures.document import new_id
from words_pictures.drawing import composed

from .conftest import MadeStory, Visitor


def picture(story: MadeStory, **said: Any) -> dict[str, Any]:
    mum = {"id": "a", "who": story.family.kasia, "feeling": "worried", "x": 700, "y": 1060, **said}
    return {"place": "kitchen", "parts": [mum]}


def give_long_hair(story: MadeStory) -> None:
    file, form = read_file(story.database, story.family.id), definitions()["family"]
    assert file is not None
    look = Write(
        f"{new_id()}.1", "together", f"people/{story.family.kasia}/look@value", {"hair": "long"}, file.revision
    )
    save_changes(story.database, file.id, story.account.id, form, [look], lambda *_: True)


def shown(visitor: Visitor, address: str) -> list[str]:
    return [str(one.get("src")) for one in visitor.get(address).pictures()]


def on_the_page(visitor: Visitor, story: MadeStory, scene: int = 0) -> str:
    """The address of the picture on the workbench's page of a scene."""
    page = visitor.get(f"/documents/{story.id}/scenes/{story.scenes[scene]}")
    large = [one for one in page.pictures() if one.get("alt")]
    assert len(large) == 1
    return str(large[0].get("src"))


@pytest.fixture
def drawn(story: MadeStory) -> MadeStory:
    """A story whose first page has a picture made here."""
    story.write(f"scenes/{story.scenes[0]}/composed@value", picture(story))
    return story


def test_it_stands_on_its_page_in_the_strip_and_in_the_book(pieter: Visitor, drawn: MadeStory) -> None:
    address = on_the_page(pieter, drawn)
    assert shown(pieter, f"/documents/{drawn.id}/scenes/{drawn.scenes[1]}") == [address]
    assert shown(pieter, f"/documents/{drawn.id}/book/1") == [address]
    assert shown(pieter, f"/documents/{drawn.id}/book") == [address]
    answer = pieter.get(address).answer
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.data.startswith(b"<svg")


def test_who_was_given_the_tablet_sees_the_pictures_of_their_own_pages(
    pieter: Visitor, an: Visitor, drawn: MadeStory, hand_over: Callable[..., Visitor]
) -> None:
    address = on_the_page(pieter, drawn)
    mila = hand_over(drawn, drawn.family.mila)
    assert mila.get(address).status == 200
    drawn.write(f"scenes/{drawn.scenes[0]}@audience", {"for": ["adults"]})
    assert mila.get(address).status == 404
    assert pieter.get(address).status == 200
    assert an.get(address).status == 404


def test_a_picture_that_was_changed_has_another_address_and_the_one_before_is_in_history(
    pieter: Visitor, drawn: MadeStory, hand_over: Callable[..., Visitor]
) -> None:
    before, mila = on_the_page(pieter, drawn), hand_over(drawn, drawn.family.mila)
    then = drawn.document.revision
    drawn.write(f"scenes/{drawn.scenes[0]}/composed@value", picture(drawn, feeling="happy"))
    assert on_the_page(pieter, drawn) != before
    assert before in shown(pieter, f"/documents/{drawn.id}/history/{then}")
    assert pieter.get(before).status == 200
    assert mila.get(before).status == 404


def test_a_story_is_kept_with_its_pictures_as_it_was_told(
    pieter: Visitor, drawn: MadeStory, database: Database
) -> None:
    before, file = on_the_page(pieter, drawn), read_file(database, drawn.family.id)
    assert file is not None
    save_told(database, drawn.id, new_id(), drawn.account.id, file)
    give_long_hair(drawn)
    drawn.write(f"scenes/{drawn.scenes[0]}/composed@value", None)
    assert shown(pieter, f"/documents/{drawn.id}/scenes/{drawn.scenes[0]}") == []
    assert pieter.get(before).status == 200


def test_history_tells_the_steps_of_one_picture_as_one_thing(pieter: Visitor, drawn: MadeStory) -> None:
    for feeling in ("happy", "sad", "calm"):
        drawn.write(f"scenes/{drawn.scenes[0]}/composed@value", picture(drawn, feeling=feeling))
    assert pieter.get(f"/documents/{drawn.id}/history").said.count("made a picture for page 1") == 1


def test_a_drawing_and_a_picture_made_here_are_both_kept_and_one_says_which_is_shown(
    pieter: Visitor, drawn: MadeStory
) -> None:
    made, sent = on_the_page(pieter, drawn), {"id": "0" * 32, "width": 40, "height": 30}
    drawn.write(f"scenes/{drawn.scenes[0]}/picture@value", sent)
    assert "0" * 32 in on_the_page(pieter, drawn)
    choosing = f"/documents/{drawn.id}/scenes/{drawn.scenes[0]}/picture"
    pieter.get(choosing).tick("The picture made here").press("Keep this")
    assert on_the_page(pieter, drawn) == made
    pieter.get(choosing).tick("Both, each on a page of its own").press("Keep this")
    book = [shown(pieter, f"/documents/{drawn.id}/book/{page}") for page in (1, 2)]
    assert book[0] == [made]
    assert "0" * 32 in book[1][0]


def test_the_cover_has_a_picture_of_its_own(pieter: Visitor, drawn: MadeStory) -> None:
    drawn.write("composed@value", picture(drawn, feeling="happy"))
    assert shown(pieter, f"/documents/{drawn.id}/book") != shown(pieter, f"/documents/{drawn.id}/book/1")


def test_word_takes_it_as_a_picture_with_its_words_and_draws_it_once(
    pieter: Visitor, drawn: MadeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def word() -> zipfile.ZipFile:
        page = pieter.get(f"/documents/{drawn.id}/exports").fill("For whom?", "Mila").press("Make the Word file")
        return zipfile.ZipFile(BytesIO(page.answer.data))

    first = word()
    pictures = [first.read(name) for name in first.namelist() if name.startswith("word/media/")]
    assert [Image.open(BytesIO(one)).size for one in pictures] == [(2000, 1500)]
    body = first.read("word/document.xml").decode()
    assert re.search(r'descr="[^"]*worried[^"]*"', body)
    assert "The pictures were made with Words &amp; Pictures" in body.replace("\N{NO-BREAK SPACE}", " ")
    monkeypatch.setattr(composed.resvg_py, "svg_to_bytes", lambda **_: pytest.fail("drawn once more"))
    assert [word().read(name) for name in first.namelist() if name.startswith("word/media/")] == pictures


def test_a_bundle_carries_it_as_data_with_the_looks_of_who_is_in_it(pieter: Visitor, drawn: MadeStory) -> None:
    give_long_hair(drawn)
    page = pieter.get(f"/documents/{drawn.id}/exports").press("Keep as a file")
    bundle = read_bundle(page.answer.data)
    assert read(bundle.document.value(f"scenes/{drawn.scenes[0]}/composed")) == read(picture(drawn))
    assert bundle.file.value(f"people/{drawn.family.kasia}/look") == {"hair": "long"}
    assert bundle.pictures == {}
