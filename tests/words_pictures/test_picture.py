from contextlib import contextmanager
from io import BytesIO

import pytest
from pictures_of_strangers import (
    HIDDEN,
    KINDS,
    apng_of,
    as_file,
    corners_marked,
    drawing,
    icc_profile,
    no_pictures,
    photo,
    png_of,
    too_large,
    with_everything_hidden,
)
from PIL import Image, ImageFile, JpegImagePlugin

from words_pictures import picture
from words_pictures.errors import PictureRefused, PictureTooHeavy, PictureTooLarge, PictureUnreadable
from words_pictures.picture import PictureFile, SafePicture, made_safe

NO_PICTURES = no_pictures()
TOO_LARGE = too_large()


def opened(file: PictureFile) -> Image.Image:
    seen = Image.open(BytesIO(file.data))
    seen.load()
    assert seen.size == (file.width, file.height)
    assert Image.MIME[seen.format] == file.media_type
    return seen


def both(safe: SafePicture) -> tuple[PictureFile, PictureFile]:
    return safe.original, safe.screen


@contextmanager
def the_check_notices():
    """Around a check, with a fault planted: the check has to fail, or it would watch nothing."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        yield


# --- what comes out ------------------------------------------------------------------------------------------------


def check_sizes(safe: SafePicture) -> None:
    assert max(opened(safe.original).size) <= picture.ORIGINAL_EDGE_AT_MOST_PX
    assert max(opened(safe.screen).size) <= picture.SCREEN_EDGE_PX
    assert safe.screen.media_type == "image/webp"
    assert len(safe.screen.data) <= picture.SCREEN_BYTES == 80_000


@pytest.mark.parametrize("size", [(4000, 3000), (3024, 4032), (3264, 2448), (2100, 900), (1999, 1999), (700, 50)])
def test_a_photo_fits_page_and_screen_in_its_own_shape(size):
    safe = made_safe(as_file(photo(size), "JPEG", quality=80))
    check_sizes(safe)
    for file in both(safe):
        assert file.width / file.height == pytest.approx(size[0] / size[1], rel=0.03)
    assert max(safe.original.width, safe.original.height) >= min(2000, max(size))
    assert safe.original.media_type == "image/jpeg"


@pytest.mark.parametrize("noise", [20, 60, 120])
def test_a_noisy_photo_is_light_enough_for_the_screen(noise):
    speckle = Image.merge("RGB", [Image.effect_noise((2000, 1500), noise) for _ in range(3)])
    safe = made_safe(as_file(speckle, "JPEG", quality=85))
    check_sizes(safe)
    assert safe.screen.width >= 300


def test_the_weight_of_the_screen_picture_is_watched(monkeypatch):
    upload = as_file(photo((2000, 1500), noise=60), "JPEG")
    monkeypatch.setattr(picture, "SCREEN_BYTES", 10_000_000)
    with the_check_notices():
        check_sizes(made_safe(upload))


def test_a_small_picture_is_not_blown_up():
    safe = made_safe(as_file(photo((120, 80)), "JPEG"))
    assert {(file.width, file.height) for file in both(safe)} == {(120, 80)}


def test_a_drawing_of_few_colours_keeps_them_exactly():
    safe = made_safe(as_file(drawing(), "PNG"))
    assert safe.original.media_type == "image/png"
    assert opened(safe.original).convert("RGB").tobytes() == drawing().tobytes()


def test_a_large_drawing_stays_a_drawing():
    safe = made_safe(as_file(drawing().resize((4000, 3000), Image.Resampling.NEAREST), "PNG"))
    assert (safe.original.media_type, safe.original.width) == ("image/png", 2000)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photo_sent_as_png_is_kept_as_jpeg(mode):
    assert made_safe(as_file(photo().convert(mode), "PNG")).original.media_type == "image/jpeg"


def test_a_large_jpeg_is_halved_while_it_is_decoded(monkeypatch):
    decoded = []
    draft = JpegImagePlugin.JpegImageFile.draft

    def noted(opened, mode, size):
        draft(opened, mode, size)
        decoded.append(opened.size)

    monkeypatch.setattr(JpegImagePlugin.JpegImageFile, "draft", noted)
    upload = as_file(photo((4000, 3000)), "JPEG")
    made_safe(upload)
    assert decoded.pop() == (2000, 1500)
    # Given the page's square instead of the fitted size it never fires: it looks at the short side.
    monkeypatch.setattr(picture, "fitted", lambda size, edge: (edge, edge))
    with the_check_notices():
        made_safe(upload)
        assert decoded.pop() == (2000, 1500)


# --- upright -------------------------------------------------------------------------------------------------------

TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera held so lays the picture down: the way back from each EXIF orientation."""


def check_upright(safe: SafePicture) -> None:
    for file in both(safe):
        seen = opened(file).convert("RGB")
        right, down = seen.width * 3 // 4, seen.height * 3 // 4
        left, up = seen.width // 4, seen.height // 4
        assert [largest_band(seen.getpixel(at)) for at in ((left, up), (right, up), (left, down))] == [0, 1, 2]
        assert min(seen.getpixel((right, down))) > 200


def largest_band(pixel: tuple[int, ...]) -> int:
    return pixel.index(max(pixel))


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_stands_upright_however_the_camera_was_held(kind, orientation):
    check_upright(made_safe(laid_down(kind, orientation)))


def laid_down(kind: str, orientation: int) -> bytes:
    turn = TURNED[orientation]
    lying = corners_marked() if turn is None else corners_marked().transpose(turn)
    tags = lying.getexif()
    tags[0x0112] = orientation
    # A HEIC is turned by a property of its own, which the tag of the picture at hand becomes.
    return as_file(lying, kind) if kind == "HEIF" else as_file(lying, kind, exif=tags)


def test_a_picture_left_lying_is_noticed(monkeypatch):
    monkeypatch.setattr(picture, "_TURNS", {})
    with the_check_notices():
        check_upright(made_safe(laid_down("JPEG", 6)))


def test_broken_exif_does_not_keep_a_drawing_out():
    assert made_safe(as_file(drawing(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).original.width == 800


# --- nothing but pixels --------------------------------------------------------------------------------------------


MARKS = (
    *(b"Exif", b"EXIF", b"eXIf", b"xmpmeta", b"XMP ", b"/xap/1.0"),
    *(b"ICC_PROFILE", b"ICCP", b"iCCP", b"tEXt", b"iTXt", b"zTXt"),
)
"""By which metadata is known in a file. Four letters at least: three come up by chance in the pixels of one picture in a thousand."""


def check_nothing_is_hidden(safe: SafePicture) -> None:
    for file in both(safe):
        assert HIDDEN not in file.data
        for mark in (
            b"Exif",
            b"EXIF",
            b"eXIf",
            b"xmpmeta",
            b"XMP ",
            b"/xap/1.0",
            b"ICC_PROFILE",
            b"ICCP",
            b"tEXt",
            b"iTXt",
            b"zTXt",
            b"iCCP",
        ):
            assert mark not in file.data
        seen = opened(file)
        assert not seen.getexif()
        assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"} | {
            "loop", "background", "timestamp", "duration",
        }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_what_a_picture_hides_is_kept(kind):
    upload = with_everything_hidden(kind)
    assert HIDDEN in upload
    check_nothing_is_hidden(made_safe(upload))


def test_a_picture_saved_as_it_came_is_noticed():
    upload = with_everything_hidden("JPEG")
    as_it_came = PictureFile(upload, "image/jpeg", 640, 480)
    with the_check_notices():
        check_nothing_is_hidden(SafePicture(as_it_came, as_it_came))


@pytest.mark.parametrize("kept", ["exif", "icc_profile", "comment", "xmp"])
def test_metadata_saved_along_is_noticed(monkeypatch, kept):
    upload = with_everything_hidden("JPEG")
    original = Image.open(BytesIO(upload)).info[kept]
    save = Image.Image.save
    monkeypatch.setattr(
        Image.Image, "save", lambda self, to, kind, **how: save(self, to, kind, **(how | {kept: original}))
    )
    with the_check_notices():
        check_nothing_is_hidden(made_safe(upload))


def test_what_hangs_behind_a_picture_is_gone():
    script = b"<script>fetch('//evil.example')</script>*/=alert(1)//"
    upload = as_file(photo(), "JPEG") + script
    for file in both(made_safe(upload)):
        assert b"script" not in file.data


# --- colours -------------------------------------------------------------------------------------------------------


def in_srgb(colour: tuple[int, int, int]) -> list[float]:
    """A Display P3 colour (gamma 2.2) as sRGB, by the matrices of both (D50), IEC 61966-2-1 for the curve."""
    r, g, b = ((value / 255) ** 2.2 for value in colour)
    x = 0.51512 * r + 0.29198 * g + 0.1571 * b
    y = 0.2412 * r + 0.69225 * g + 0.06657 * b
    z = -0.00105 * r + 0.04189 * g + 0.78407 * b
    linear = (
        3.1339 * x - 1.6169 * y - 0.4906 * z,
        -0.9788 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4052 * z,
    )
    return [255 * (1.055 * max(0.0, v) ** (1 / 2.4) - 0.055 if v > 0.0031308 else 12.92 * v) for v in linear]


def check_crayon(kind: str) -> None:
    colour = (200, 100, 50)
    crayon = Image.new("RGB", (64, 64), colour)
    quality = {"lossless": True} if kind == "WEBP" else {"quality": -1} if kind == "HEIF" else {"quality": 100}
    safe = made_safe(as_file(crayon, kind, icc_profile=icc_profile(), **quality))
    assert opened(safe.original).convert("RGB").getpixel((30, 30)) == pytest.approx(in_srgb(colour), abs=4)


@pytest.mark.parametrize("kind", KINDS)
def test_a_phones_wide_colours_stay_the_colours_seen(kind):
    check_crayon(kind)


def test_a_profile_dropped_without_converting_is_noticed(monkeypatch):
    monkeypatch.setattr(picture, "_in_srgb", lambda pixels, profile: pixels.convert("RGB"))
    with the_check_notices():
        check_crayon("JPEG")


@pytest.mark.parametrize("profile", [b"nonsense", icc_profile()[:200], b"\0" * 128])
def test_a_broken_colour_profile_does_not_keep_a_photo_out(profile):
    assert made_safe(as_file(photo(), "JPEG", icc_profile=profile)).original.width == 640


def one_colour(mode: str, colour, **settings) -> tuple[int, ...]:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    sent = Image.new(mode, (40, 40), colour)
    if mode == "P":
        sent.putpalette([10, 20, 30])
    safe = made_safe(as_file(sent, kind, **settings))
    return opened(safe.original).convert("RGB").getpixel((20, 20))


def test_every_kind_of_pixel_becomes_what_the_eye_sees():
    assert one_colour("RGBA", (0, 0, 0, 0)) == (255, 255, 255)
    assert one_colour("RGBA", (255, 0, 0, 128)) == pytest.approx((255, 127, 127), abs=2)
    assert one_colour("LA", (0, 0)) == (255, 255, 255)
    assert one_colour("L", 90) == (90, 90, 90)
    assert one_colour("1", 0) == (0, 0, 0)
    assert one_colour("I;16", 40_000) == pytest.approx((156, 156, 156), abs=1)
    assert one_colour("P", 0) == (10, 20, 30)
    assert one_colour("P", 0, transparency=0) == (255, 255, 255)
    assert one_colour("CMYK", (0, 255, 255, 0)) == pytest.approx((254, 0, 0), abs=12)


def test_a_large_see_through_drawing_has_white_paper():
    seen = opened(made_safe(as_file(Image.new("RGBA", (4500, 2600), (0, 0, 0, 0)), "PNG")).original)
    assert seen.convert("RGB").getcolors() == [(2000 * 1156, (255, 255, 255))]


def test_a_large_picture_is_whole_after_it_was_shrunk_band_by_band():
    seen = opened(made_safe(as_file(corners_marked((4200, 5001)), "PNG")).original).convert("RGB")
    expected = corners_marked((4200, 5001)).resize(seen.size)
    for at in ((5, 5), (seen.width - 5, 5), (5, seen.height - 5), (seen.width // 4, seen.height // 2 - 6)):
        assert seen.getpixel(at) == expected.getpixel(at)
    assert min(seen.getpixel((seen.width - 1, seen.height - 1))) == 255


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_is_taken(kind):
    more = [Image.new("RGB", (40, 40), colour) for colour in ("blue", "green")]
    moving = as_file(Image.new("RGB", (40, 40), "red"), kind, save_all=True, append_images=more)
    assert largest_band(opened(made_safe(moving).original).convert("RGB").getpixel((20, 20))) == 0


def test_a_hundred_thousand_frames_are_not_looked_at():
    assert made_safe(apng_of(100_000)).original.width == 2


@pytest.mark.parametrize("size", [(1, 1), (30_000, 1), (1, 30_000), (20_000, 3)])
def test_odd_shapes_are_still_pictures(size):
    safe = made_safe(as_file(Image.new("RGB", size, "red"), "PNG"))
    check_sizes(safe)
    assert min(safe.original.width, safe.original.height) >= 1


# --- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_whole_picture_of_the_four_kinds_is_refused(name):
    with pytest.raises(PictureUnreadable):
        made_safe(NO_PICTURES[name])


@pytest.mark.parametrize("name", ["gif", "tiff", "bmp", "ppm", "ico"])
def test_a_fifth_kind_let_in_is_noticed(monkeypatch, name):
    monkeypatch.setattr(picture, "_KINDS", None)
    with the_check_notices(), pytest.raises(PictureRefused):
        made_safe(NO_PICTURES[name])


def test_half_a_photo_let_in_is_noticed(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with the_check_notices(), pytest.raises(PictureUnreadable):
        made_safe(NO_PICTURES["jpeg, half"])


@pytest.mark.parametrize("name", TOO_LARGE)
def test_an_enormous_picture_is_refused_with_its_size(name):
    upload, pixels = TOO_LARGE[name]
    with pytest.raises(PictureTooLarge) as refused:
        made_safe(upload)
    assert refused.value.pixels == pixels
    assert refused.value.limit == (picture.MAX_PIXELS_WEBP if "WebP" in name else picture.MAX_PIXELS)


def test_a_bomb_let_in_is_noticed(monkeypatch):
    bomb = png_of(8_000, 8_000, pixels=b"\0" * 8_001 * 8_000)
    with pytest.raises(PictureTooLarge):
        made_safe(bomb)
    monkeypatch.setattr(picture, "MAX_PIXELS", 1_000_000_000)
    with the_check_notices(), pytest.raises(PictureTooLarge):
        made_safe(bomb)


def test_pillows_own_warning_of_a_bomb_refuses_it(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000)
    with pytest.raises(PictureTooLarge) as refused:
        made_safe(as_file(drawing((40, 30)), "PNG"))
    assert refused.value.pixels == 1_200


def test_sixty_megapixels_are_taken_in():
    largest = png_of(6_000, 10_000, pixels=b"\0" * 6_001 * 10_000)
    assert (made_safe(largest).original.width, made_safe(largest).original.height) == (1200, 2000)


def test_one_byte_too_many_is_refused():
    small = as_file(drawing(), "JPEG")
    assert made_safe(small.ljust(picture.MAX_BYTES, b"\0")).original.width == 800
    with pytest.raises(PictureTooHeavy) as refused:
        made_safe(small.ljust(picture.MAX_BYTES + 1, b"\0"))
    assert (refused.value.size, refused.value.limit) == (25_000_001, 25_000_000)


def test_weight_let_in_is_noticed(monkeypatch):
    upload = as_file(drawing(), "JPEG").ljust(picture.MAX_BYTES + 1, b"\0")
    monkeypatch.setattr(picture, "_check_weight", lambda file: None)
    with the_check_notices(), pytest.raises(PictureTooHeavy):
        made_safe(upload)


def test_a_picture_is_read_from_an_open_file_too(tmp_path):
    (tmp_path / "drawing.jpg").write_bytes(as_file(drawing(), "JPEG"))
    with (tmp_path / "drawing.jpg").open("rb") as file:
        file.read(3)
        assert made_safe(file).original.width == 800
