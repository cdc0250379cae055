from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFilter
from sqlalchemy import func, select

from webapp import pictures
from webapp.store import Database, tables
from webapp.store import pictures as stored_pictures
from webapp.store.accounts import save_account, save_assignment
from webapp.store.documents import read_file, save_told
from words_pictures.change import BringBack, TakeOut
from words_pictures.document import new_id
from words_pictures.picture import MAX_BYTES, SafePicture, made_safe

from .conftest import MadeFamily, MadeStory, Page, Visitor, upload

GPS, ORIENTATION = 0x8825, 0x0112


def photo(kind: str = "JPEG", size: tuple[int, int] = (1200, 900), *, exif: bool = False, seed: int = 0) -> bytes:
    """A sheet of paper with a drawing in felt-tip, photographed on a dark table, a little askew."""
    picture = Image.effect_noise((size[0] // 4, size[1] // 4), 24).resize(size).convert("RGB")
    picture = Image.blend(picture, Image.new("RGB", size, (74, 52, 38)), 0.8)
    pen = ImageDraw.Draw(picture)
    wide, high = size
    sheet = [
        (0.14 * wide, 0.12 * high),
        (0.84 * wide, 0.17 * high),
        (0.88 * wide, 0.86 * high),
        (0.10 * wide, 0.82 * high),
    ]
    pen.polygon(sheet, fill=(238, 233, 220))
    at, width = (0.35 + seed / 100) * wide, max(3, wide // 120)
    pen.line(
        [(at, 0.7 * high), (at, 0.45 * high), (at + 0.1 * wide, 0.3 * high), (at + 0.2 * wide, 0.45 * high)],
        (190, 40, 40),
        width,
    )
    pen.line([(at + 0.2 * wide, 0.45 * high), (at + 0.2 * wide, 0.7 * high), (at, 0.7 * high)], (40, 70, 180), width)
    picture = picture.filter(ImageFilter.GaussianBlur(1))
    tags = Image.Exif()
    if exif:
        tags[ORIENTATION] = 1
        tags[0x010F] = "Herentals phone"
        tags.get_ifd(GPS).update({1: "N", 2: (51.0, 10.0, 34.0), 3: "E", 4: (4.0, 50.0, 2.0)})
    written = BytesIO()
    picture.save(written, kind, **({"exif": tags} if exif else {}))
    return written.getvalue()


def choosing(visitor: Visitor, story: MadeStory, scene: int = 0, kind: str = "drawing") -> Page:
    return visitor.get(f"/documents/{story.id}/scenes/{story.scenes[scene]}/picture?kind={kind}")


def send_drawing(page: Page, data: bytes, name: str = "IMG_1234.jpg") -> Page:
    return page.press("Send the photo", {"picture": upload(data, name)})


def send_other(page: Page, data: bytes, description: str = "", name: str = "IMG_1234.jpg") -> Page:
    return page.press("Put this photo on the page", {"picture": upload(data, name)}, description=description)


def standing(story: MadeStory, scene: int = 0) -> dict[str, int | str] | None:
    value = story.document.value(f"scenes/{story.scenes[scene]}/picture")
    return value if isinstance(value, dict) else None


def put_picture(visitor: Visitor, story: MadeStory, scene: int = 0, *, seed: int = 0) -> str:
    page = send_other(choosing(visitor, story, scene), photo(size=(400, 300), seed=seed))
    assert page.status == 200
    return str((standing(story, scene) or {})["id"])


def address(story: MadeStory, picture: str, size: str = "screen") -> str:
    return f"/documents/{story.id}/pictures/{picture}/{size}"


def rows(database: Database) -> int:
    with database.reading() as connection:
        return sum(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.pictures, tables.picture_files, tables.changes)
        )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photographed_drawing_comes_onto_the_page_with_one_tap(pieter: Visitor, story: MadeStory, kind: str) -> None:
    asked = send_drawing(choosing(pieter, story), photo(kind))
    assert asked.heading == "Is this the sheet?"

    page = asked.press("Yes, like this", description="Our house, in red and blue.")

    assert page.address.endswith(f"/scenes/{story.scenes[0]}?in=en")
    shown = [one for one in page.pictures() if one.get("alt") == "Our house, in red and blue."]
    assert len(shown) == 1
    served = pieter.client.get(shown[0].get("src", ""))
    with Image.open(BytesIO(served.data)) as cut_out:
        edge = [cut_out.convert("L").getpixel((x * cut_out.width // 20, 4)) for x in range(2, 19)]
    assert min(edge) > 200, "the table has been cut off and the paper is white"


def test_the_sheet_is_found_where_it_lies(pieter: Visitor, story: MadeStory) -> None:
    asked = send_drawing(choosing(pieter, story), photo(size=(2000, 1500)))

    corners = [(float(x.get("value", "")), float(y.get("value", ""))) for x, y in _numbers(asked)]
    lies = [(14, 12), (84, 17), (88, 86), (10, 82)]
    assert all(math.dist(found, corner) < 2 for found, corner in zip(corners, lies, strict=True)), corners


def test_a_photo_without_a_sheet_says_so_and_begins_at_its_edges(pieter: Visitor, story: MadeStory) -> None:
    plain = BytesIO()
    Image.new("RGB", (800, 600), (90, 120, 90)).save(plain, "JPEG")

    asked = send_drawing(choosing(pieter, story), plain.getvalue())

    assert asked.heading == "Where is the sheet?"
    corners = [(x.get("value"), y.get("value")) for x, y in _numbers(asked)]
    assert corners == [("0.0", "0.0"), ("100.0", "0.0"), ("100.0", "100.0"), ("0.0", "100.0")]


def test_corners_put_right_by_hand_decide_what_is_cut_out(pieter: Visitor, story: MadeStory) -> None:
    asked = send_drawing(choosing(pieter, story), photo())
    table = {"x1": "0", "y1": "0", "x2": "8", "y2": "0", "x3": "8", "y3": "40", "x4": "0", "y4": "40"}

    asked.press("Yes, like this", whiten=None, **table)

    made = standing(story) or {}
    with Image.open(BytesIO(pieter.client.get(address(story, str(made["id"]))).data)) as cut_out:
        colours = cut_out.convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert sum(colours) < 300, "only the dark table was inside the corners, and it was not made white"


def test_without_scripts_the_outline_is_shown_before_one_decides(pieter: Visitor, story: MadeStory) -> None:
    asked = send_drawing(choosing(pieter, story), photo())

    again = asked.press("Show me", x1="20,5", y1="30", description="Our house")

    assert again.field("From the left").get("value") == "20.5"
    outline = next(one for one in again.tree.iter() if str(one.tag).endswith("polygon"))
    assert outline.get("points", "").startswith("246.0,270.0")
    assert "".join(again.field("What is on the drawing?").itertext()) == "Our house"
    assert standing(story) is None


def test_corners_crosswise_are_refused_and_what_was_typed_stays(pieter: Visitor, story: MadeStory) -> None:
    asked = send_drawing(choosing(pieter, story), photo())
    stored = rows(story.database)

    again = asked.press("Yes, like this", x1="90", x2="10", description="Our house")

    assert again.status == 422
    assert again.problem == "A sheet of paper cannot lie like this. Put each corner on a corner of the sheet."
    assert again.title.startswith("Problem")
    assert again.field("From the left").get("value") == "90.0"
    assert "".join(again.field("What is on the drawing?").itertext()) == "Our house"
    assert rows(story.database) == stored


@pytest.mark.parametrize("said", ["nan", "-inf", "1e999", "", "x", "-4", "250"])
def test_a_corner_that_is_no_number_stays_on_the_photo(pieter: Visitor, story: MadeStory, said: str) -> None:
    asked = send_drawing(choosing(pieter, story), photo())
    again = asked.press("Show me", x1=said)
    assert 0 <= float(again.field("From the left").get("value", "")) <= 100


def test_the_photo_can_be_kept_as_it_is(pieter: Visitor, story: MadeStory) -> None:
    send_drawing(choosing(pieter, story), photo(size=(1200, 900))).press("Keep the photo as it is")
    made = standing(story) or {}
    assert (made["width"], made["height"]) == (1200, 900)


def test_a_sheet_can_be_straightened_again_from_the_photo(pieter: Visitor, story: MadeStory) -> None:
    send_drawing(choosing(pieter, story), photo()).press("Yes, like this", description="Our house")
    first = standing(story) or {}

    asked = pieter.get(choosing(pieter, story).link("Straighten the sheet"))
    assert "".join(asked.field("What is on the drawing?").itertext()) == "Our house"
    asked.press("Yes, like this", x1="30", y1="30")

    second = standing(story) or {}
    assert second["id"] != first["id"]
    assert story.document.words(f"scenes/{story.scenes[0]}/picture", "en") == "Our house"


def test_another_photo_goes_straight_onto_the_page(pieter: Visitor, story: MadeStory) -> None:
    page = send_other(choosing(pieter, story, kind="other"), photo(), "The swing behind the school")
    assert page.address.endswith(f"/scenes/{story.scenes[0]}?in=en")
    assert [one.get("alt") for one in page.pictures() if one.get("alt")] == ["The swing behind the school"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_but_the_pixels_of_a_photo_is_served(pieter: Visitor, story: MadeStory, kind: str) -> None:
    sent = photo(kind, exif=True) + (b"<?php echo 1; ?>" if kind == "JPEG" else b"")
    assert b"Herentals" in sent
    send_other(choosing(pieter, story), sent)

    picture = str((standing(story) or {})["id"])
    for size in ("original", "screen"):
        served = pieter.client.get(address(story, picture, size)).data
        assert b"Herentals" not in served
        assert b"<?php" not in served
        with Image.open(BytesIO(served)) as opened:
            assert not opened.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment"} & set(opened.info)


def test_a_photo_taken_sideways_stands_upright(pieter: Visitor, story: MadeStory) -> None:
    tags, sideways = Image.Exif(), BytesIO()
    tags[ORIENTATION] = 6
    Image.open(BytesIO(photo())).save(sideways, "JPEG", exif=tags)

    send_other(choosing(pieter, story), sideways.getvalue())

    made = standing(story) or {}
    assert (made["width"], made["height"]) == (900, 1200)


def test_a_picture_is_served_as_a_picture_and_as_nothing_else(pieter: Visitor, story: MadeStory) -> None:
    answer = pieter.client.get(address(story, put_picture(pieter, story)))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"] == 'inline; filename="picture.webp"'
    assert answer.headers["Cache-Control"] == "no-store"


def _bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(10_000_000)))
        + chunk(b"IEND", b"")
    )


def _gif() -> bytes:
    written = BytesIO()
    Image.new("P", (40, 30)).save(written, "GIF")
    return written.getvalue()


UNREADABLE = "This is no photo that we can read. Choose a photo of the kind JPEG, PNG, WebP or HEIC."
HOSTILE = {
    "an empty file": (b"", UNREADABLE),
    "words": ("Lieve Mila, …".encode(), UNREADABLE),
    "a drawing in SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', UNREADABLE),
    "an EPS file": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", UNREADABLE),
    "a PDF": (b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n", UNREADABLE),
    "an animation": (_gif(), UNREADABLE),
    "half a photo": (photo()[:20_000], UNREADABLE),
    "the beginning of a JPEG and nothing more": (b"\xff\xd8\xff\xe0\x00\x10JFIF", UNREADABLE),
    "a photo of 900 million dots": (
        _bomb(),
        "This photo is too large. A photo may have 60 million dots. Take it again, or choose a smaller one.",
    ),
    "one byte more than 25 MB": (
        b"\xff\xd8\xff" + bytes(MAX_BYTES - 2),
        "This photo is too large. A photo may be 25 MB.",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("send", [send_drawing, send_other])
def test_what_is_no_photo_gets_one_sentence_and_nothing_is_kept(
    pieter: Visitor, story: MadeStory, what: str, send: Callable[..., Page]
) -> None:
    data, sentence = HOSTILE[what]
    before, page = rows(story.database), choosing(pieter, story)

    refused = send(page, data)

    assert refused.status == 422
    assert refused.problem == sentence
    assert refused.title.startswith("Problem")
    leads_to = refused.tree.find(".//*[@id='problem']//a").get("href", "")[1:]
    assert refused.tree.find(f".//input[@id='{leads_to}']") is not None
    assert rows(story.database) == before
    assert standing(story) is None


def test_more_than_any_photo_is_refused_in_the_same_words(pieter: Visitor, story: MadeStory) -> None:
    refused = send_drawing(choosing(pieter, story), bytes(MAX_BYTES + 3_000_000))
    assert refused.status == 413
    assert refused.problem == "This photo is too large. A photo may be 25 MB."


def test_a_form_without_a_photo_asks_for_one(pieter: Visitor, story: MadeStory) -> None:
    refused = choosing(pieter, story).press("Send the photo")
    assert refused.status == 422
    assert refused.problem == "Choose a photo first."


def test_the_script_hears_the_same_refusal_as_a_part(pieter: Visitor, story: MadeStory) -> None:
    scene = f"/documents/{story.id}/scenes/{story.scenes[0]}/picture"
    page = pieter.post(scene, {"kind": "drawing", "picture": upload(b"no photo")}, **{"HX-Request": "true"})
    assert page.status == 422
    assert page.answer.get_data(as_text=True).strip().startswith('<div class="problem" role="alert"')


def test_the_script_is_told_where_to_go_on(pieter: Visitor, story: MadeStory) -> None:
    scene = f"/documents/{story.id}/scenes/{story.scenes[0]}/picture"
    page = pieter.post(scene, {"kind": "drawing", "picture": upload(photo())}, **{"HX-Request": "true"})
    assert page.status == 204
    assert pieter.get(page.answer.headers["HX-Redirect"]).heading == "Is this the sheet?"


def test_a_photo_never_touches_the_disk_in_the_clear(
    pieter: Visitor, story: MadeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_disk(*args: object, **named: object) -> None:
        raise AssertionError("a temporary file was opened")

    page, data = choosing(pieter, story), photo("PNG", size=(1600, 1200))
    assert len(data) > 500 * 1024, "Werkzeug keeps less than that in memory anyhow"
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", on_disk)
    assert send_other(page, data).status == 200


def test_a_double_tap_puts_one_picture_on_the_page(pieter: Visitor, story: MadeStory) -> None:
    page = choosing(pieter, story)
    data = photo()
    first, second = send_other(page, data), send_other(page, data)
    assert (first.status, second.status) == (200, 200)
    with story.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(tables.pictures)).scalar_one() == 1


def test_yes_tapped_twice_makes_one_picture(pieter: Visitor, story: MadeStory) -> None:
    asked = send_drawing(choosing(pieter, story), photo())
    first, second = asked.press("Yes, like this"), asked.press("Yes, like this")
    assert (first.status, second.status) == (200, 200)
    with story.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(tables.pictures)).scalar_one() == 2


def test_a_photo_waits_politely_for_the_one_before_it(
    pieter: Visitor, story: MadeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "WAITS_S", 0.1)
    page = choosing(pieter, story)
    with pictures._its_turn():
        busy = send_other(page, photo())
    assert busy.status == 503
    assert busy.problem == "Too busy just now. Try again in a moment."
    assert send_other(page, photo()).status == 200
    asked = send_drawing(page, photo())
    with pictures._its_turn():
        busy = pieter.get(asked.address)
    assert (busy.status, busy.problem) == (503, "Too busy just now. Try again in a moment.")


def test_of_two_photos_at_once_only_one_is_opened_at_a_time(
    pieter: Visitor, story: MadeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now, most = [0], [0]

    def counted(stream: BytesIO) -> SafePicture:
        open_now[0] += 1
        most[0] = max(most[0], open_now[0])
        try:
            return made_safe(stream)
        finally:
            open_now[0] -= 1

    monkeypatch.setattr(pictures.apart, "made_safe", counted)
    pages = [choosing(pieter, story, scene) for scene in (0, 1)]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda page: send_other(page, photo(size=(2400, 1800))), pages))
    assert [page.status for page in answers] == [200, 200]
    assert most == [1]


def test_who_put_a_picture_there_meanwhile_is_not_written_over(pieter: Visitor, story: MadeStory) -> None:
    page = choosing(pieter, story)
    theirs = put_picture(pieter, story, seed=9)

    asked = send_other(page, photo(size=(600, 450)), "Our house")

    assert asked.status == 409
    assert asked.heading == "Which picture stays?"
    assert (standing(story) or {})["id"] == theirs
    assert [pieter.client.get(one.get("src", "")).status_code for one in asked.pictures()] == [200, 200]
    asked.press("Put your picture here")
    assert (standing(story) or {})["width"] == 600
    assert story.document.words(f"scenes/{story.scenes[0]}/picture", "en") == "Our house"


def test_what_was_seen_before_the_photo_was_sent_counts_for_a_drawing_too(pieter: Visitor, story: MadeStory) -> None:
    page = choosing(pieter, story)
    put_picture(pieter, story, seed=9)
    assert send_drawing(page, photo()).press("Yes, like this").status == 409


def test_a_page_taken_out_meanwhile_comes_back_with_the_picture(pieter: Visitor, story: MadeStory) -> None:
    page, scene = choosing(pieter, story), story.scenes[0]
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", scene, story.document.revision))

    asked = send_other(page, photo())
    assert asked.status == 409
    assert asked.heading == "This page was taken out meanwhile"
    asked.press("Bring the page back, with your picture")

    assert story.document.stands(f"scenes/{scene}")
    assert standing(story) is not None


def test_a_picture_taken_away_can_be_put_back(pieter: Visitor, story: MadeStory) -> None:
    picture = put_picture(pieter, story)

    page = choosing(pieter, story).press("Take this picture away")
    assert standing(story) is None
    assert "The picture was taken away." in page.said
    assert [pieter.client.get(one.get("src", "")).status_code for one in page.pictures() if one.get("src")] == [200]

    page.press("Put it back")
    assert (standing(story) or {})["id"] == picture


def test_taking_away_does_not_take_a_picture_one_has_not_seen(pieter: Visitor, story: MadeStory) -> None:
    put_picture(pieter, story)
    page = choosing(pieter, story)
    theirs = put_picture(pieter, story, seed=9)
    refused = page.press("Take this picture away")
    assert refused.status == 409
    assert (standing(story) or {})["id"] == theirs


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        "دار خالتي",
        "Łódź 👩‍👧‍👦",
        "e\u0301e\u0301",
        "<b>&amp;{{ 7*7 }}%s%(x)s",
        "line\r\nline\x00",
        "x" * 2000,
    ],
)
def test_a_description_is_kept_and_shown_as_it_was_typed(pieter: Visitor, story: MadeStory, words: str) -> None:
    put_picture(pieter, story)
    page = choosing(pieter, story).press("Keep this description", description=words)
    assert page.status == 200
    kept = story.document.words(f"scenes/{story.scenes[0]}/picture", "en")
    assert kept == words.replace("\r\n", "\n").replace("\x00", "").strip()
    assert (kept or "A picture without a description") in [one.get("alt") for one in page.pictures()]


def test_a_description_too_long_is_refused_and_stays_in_its_field(pieter: Visitor, story: MadeStory) -> None:
    put_picture(pieter, story)
    refused = choosing(pieter, story).press("Keep this description", description="x" * 2001)
    assert refused.status == 422
    assert refused.problem == "This description is too long. There is room for 2000 characters."
    assert refused.tree.find(".//textarea[@id='description']").text == "x" * 2001


def test_of_two_who_describe_the_second_sees_what_the_first_wrote(pieter: Visitor, story: MadeStory) -> None:
    put_picture(pieter, story)
    page = choosing(pieter, story)
    choosing(pieter, story).press("Keep this description", description="A house")

    asked = page.press("Keep this description", description="Our house")

    assert asked.status == 409
    assert "A house" in asked.said
    assert asked.tree.find(".//textarea[@id='description']").text == "Our house"
    asked.press("Keep this description")
    assert story.document.words(f"scenes/{story.scenes[0]}/picture", "en") == "Our house"


def test_the_description_of_an_older_picture_does_not_stay_with_a_new_one(pieter: Visitor, story: MadeStory) -> None:
    put_picture(pieter, story)
    choosing(pieter, story).press("Keep this description", description="A house")
    put_picture(pieter, story, seed=9)
    assert story.document.words(f"scenes/{story.scenes[0]}/picture", "en") == ""


def test_a_picture_is_in_the_voice_of_who_writes(pieter: Visitor, story: MadeStory) -> None:
    scene = story.scenes[0]
    pieter.post(f"/documents/{story.id}/writer", {"voice": story.family.kasia, "scene": scene})
    put_picture(pieter, story)
    entry = story.document.entry(f"scenes/{scene}/picture@value")
    assert entry is not None
    assert entry.by == story.family.kasia


# --- who may see which picture ---------------------------------------------------------------------------------------


def test_a_stranger_finds_no_picture_and_no_page(
    pieter: Visitor, an: Visitor, visitor: Callable[..., Visitor], story: MadeStory
) -> None:
    picture = put_picture(pieter, story)
    pages = [
        address(story, picture),
        address(story, picture, "original"),
        f"/documents/{story.id}/scenes/{story.scenes[0]}/picture",
    ]
    assert [an.get(page).status for page in pages] == [404, 404, 404]
    assert all("Sign" in visitor().get(page).said for page in pages)


def test_a_picture_of_another_family_is_not_here(
    pieter: Visitor, story: MadeStory, make_family: Callable[..., MadeFamily], make_story: Callable[..., MadeStory]
) -> None:
    other = make_story(make_family("Sam"))
    picture = put_picture(pieter, other)
    assert pieter.get(address(other, picture)).status == 200
    assert pieter.get(address(story, picture)).status == 404
    straighten = f"/documents/{story.id}/scenes/{story.scenes[0]}/picture/{picture}/straighten"
    assert pieter.get(straighten).status == 404
    assert pieter.post(straighten, {"do": "as_is"}).status == 404


def test_a_child_sees_the_pictures_of_its_own_pages_only(
    pieter: Visitor, story: MadeStory, hand_over: Callable[..., Visitor]
) -> None:
    open_to_all, for_adults = put_picture(pieter, story, 0), put_picture(pieter, story, 1, seed=9)
    story.write(f"scenes/{story.scenes[1]}@audience", {"for": ["adults"]})
    mila, kasia = hand_over(story, story.family.mila), hand_over(story, story.family.kasia, "write")
    assert mila.get(address(story, open_to_all)).status == 200
    assert mila.get(address(story, for_adults)).status == 404
    assert kasia.get(address(story, for_adults)).status == 200


def test_a_picture_in_a_page_taken_out_is_gone_for_readers(
    pieter: Visitor, story: MadeStory, hand_over: Callable[..., Visitor]
) -> None:
    picture, scene = put_picture(pieter, story), story.scenes[0]
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", scene, story.document.revision))
    assert hand_over(story, story.family.mila).get(address(story, picture)).status == 404
    assert pieter.get(address(story, picture)).status == 200
    story.change(BringBack(f"{new_id()}.1", "together", "scenes", scene, None))
    assert hand_over(story, story.family.mila).get(address(story, picture)).status == 200


def test_the_photo_behind_a_drawing_is_for_the_workers_alone(
    pieter: Visitor, story: MadeStory, hand_over: Callable[..., Visitor]
) -> None:
    asked = send_drawing(choosing(pieter, story), photo())
    asked.press("Yes, like this")
    photographed = asked.address.split("/picture/")[1].split("/")[0]
    assert pieter.get(address(story, photographed)).status == 200
    for mode in ("read", "write"):
        assert hand_over(story, story.family.kasia, mode).get(address(story, photographed)).status == 404


def test_a_photo_just_sent_is_seen_by_who_sent_it_and_nobody_else(
    pieter: Visitor,
    story: MadeStory,
    visitor: Callable[..., Visitor],
    hand_over: Callable[..., Visitor],
    database: Database,
) -> None:
    asked = send_drawing(choosing(pieter, story), photo())
    ticket = parse_qs(urlsplit(asked.address).query)["ticket"][0]
    picture = asked.address.split("/picture/")[1].split("/")[0]
    lien = save_account(database, "Lien", "lien", "begeleider", "a colleague of pieter")
    save_assignment(database, story.family.id, lien.id, story.account.id)

    sent = f"{address(story, picture)}?ticket={ticket}"
    assert pieter.get(sent).status == 200
    assert pieter.get(address(story, picture)).status == 404
    assert pieter.get(f"{sent}x").status == 404
    assert visitor(lien).get(sent).status == 404
    assert hand_over(story, story.family.kasia, "write").get(sent).status == 404


def test_a_picture_that_the_child_keeps_to_itself_is_gone_for_the_worker(
    pieter: Visitor, story: MadeStory, hand_over: Callable[..., Visitor]
) -> None:
    asked = send_drawing(choosing(pieter, story), photo())
    asked.press("Yes, like this")
    photographed, drawn = asked.address.split("/picture/")[1].split("/")[0], str((standing(story) or {})["id"])
    mila = story.family.mila
    story.write(f"scenes/{story.scenes[0]}@audience", {"for": [mila], "of": mila})

    assert hand_over(story, mila).get(address(story, drawn)).status == 200
    assert pieter.get(address(story, drawn)).status == 404
    assert pieter.get(f"{address(story, photographed)}?{urlsplit(asked.address).query}").status == 404
    assert pieter.get(asked.address).status == 404
    assert choosing(pieter, story).status == 404


def test_a_picture_that_was_told_stays_for_those_to_whom_it_was_told(
    pieter: Visitor, story: MadeStory, hand_over: Callable[..., Visitor], database: Database
) -> None:
    told, for_adults = put_picture(pieter, story, 0), put_picture(pieter, story, 1, seed=9)
    story.write(f"scenes/{story.scenes[1]}@audience", {"for": ["adults"]})
    file = read_file(database, story.family.id)
    assert file is not None
    save_told(database, story.id, "told", story.account.id, file)
    put_picture(pieter, story, 0, seed=5)
    put_picture(pieter, story, 1, seed=6)

    mila = hand_over(story, story.family.mila)
    assert mila.get(address(story, told)).status == 200
    assert mila.get(address(story, for_adults)).status == 404
    assert pieter.get(address(story, for_adults)).status == 200


def test_a_handed_over_tablet_reaches_no_page_that_changes_a_picture(
    pieter: Visitor, story: MadeStory, hand_over: Callable[..., Visitor]
) -> None:
    picture = put_picture(pieter, story)
    scene = f"/documents/{story.id}/scenes/{story.scenes[0]}/picture"
    for mode in ("read", "write"):
        kasia = hand_over(story, story.family.kasia, mode)
        assert [kasia.get(page).status for page in (scene, f"{scene}/{picture}/straighten")] == [404, 404]
        for page in (
            scene,
            f"{scene}/description",
            f"{scene}/take-away",
            f"{scene}/put-back",
            f"{scene}/{picture}/straighten",
        ):
            assert kasia.post(page, {"description": "x"}).status == 404
    assert (standing(story) or {})["id"] == picture


def test_a_family_has_room_for_so_many_pictures_also_when_two_are_sent_at_once(
    pieter: Visitor, story: MadeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put_picture(pieter, story)
    monkeypatch.setattr(stored_pictures, "MOST_PICTURES", 2)
    pages = [choosing(pieter, story, 1, "other") for _ in range(2)]
    with ThreadPoolExecutor(2) as two:
        sent = list(two.map(lambda n: send_other(pages[n], photo(seed=7 + n)), range(2)))
    assert sorted(page.status for page in sent) == [200, 422]
    refused = next(page for page in sent if page.status == 422)
    assert "no room for more pictures" in refused.problem
    assert (standing(story) or {})["id"] == first
    monkeypatch.setattr(stored_pictures, "MOST_PICTURES", 400)
    monkeypatch.setattr(stored_pictures, "MOST_BYTES", 1000)
    assert send_other(choosing(pieter, story, 1, "other"), photo(seed=11)).status == 422


@pytest.mark.parametrize("size", ["word", "ORIGINAL", "..", "screen%00"])
def test_a_picture_has_no_other_sizes(pieter: Visitor, story: MadeStory, size: str) -> None:
    assert pieter.get(address(story, put_picture(pieter, story), size)).status == 404


def test_a_picture_in_wide_colours_is_served_in_those_of_every_screen(pieter: Visitor, story: MadeStory) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    with Image.open(BytesIO(photo())) as opened:
        wide = BytesIO()
        opened.save(wide, "JPEG", icc_profile=profile.tobytes())
    assert send_other(choosing(pieter, story), wide.getvalue()).status == 200


def _numbers(page: Page) -> list[tuple]:
    inputs = {one.get("name"): one for one in page.tree.iter("input")}
    return [(inputs[f"x{n}"], inputs[f"y{n}"]) for n in (1, 2, 3, 4)]
