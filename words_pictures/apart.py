# Pillow's own types name a type that is nowhere to be found.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

"""Strangers' pictures are opened apart: in a process of their own, with little memory, little time and nothing to find.

    server ── the picture's file, a pipe ──▶ workshop ── fork ──▶ one child for one picture
       ▲                                                                  │
       └──────────────── a letter, eight numbers, bytes ──────────────────┘

The workshop is started once and holds Pillow ready, so that a picture costs a fork (2 ms) and not the start of Python
(90 ms). It never looks at a picture. It is a fresh program: no keys, no settings, no open files of the server's. Its
child takes its limits, opens one picture, answers and ends; whatever goes wrong in it is PictureUnreadable.

Needs a POSIX system; the door to the network, files and other programs is shut on Linux (x86-64 and arm64).
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import math
import os
import selectors
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, NoReturn

from PIL import ExifTags, Image, ImageCms

from words_pictures import paper, picture
from words_pictures.confined import ShutDoor, limit
from words_pictures.errors import PictureRefused, PictureTooHeavy, PictureTooLarge, PictureUnreadable
from words_pictures.paper import Corners
from words_pictures.picture import PictureFile, SafePicture

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 5
SECONDS = 20
"""By the clock, from handing the picture over until the last byte of the answer."""
MAX_ANSWER_BYTES = 16_000_000
"""An original is 2100 × 2100 pixels of 3 bytes at most, and that only if nothing of it could be compressed."""

_MESSAGE = struct.Struct("!c8d")
"""What is asked, and what is answered: a letter and eight numbers. Nothing a child writes is ever unpickled."""
_NONE = (0.0,) * 8
_MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp")
_BEGINS_WITH = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/webp": b"RIFF"}


def made_safe(upload: bytes | BinaryIO) -> SafePicture:
    """`picture.made_safe`, apart. A file with a descriptor is handed over as it is and not read into this process."""
    with _as_file(upload) as file:
        weight = os.fstat(file).st_size
        if weight > picture.MAX_BYTES:
            raise PictureTooHeavy(weight, picture.MAX_BYTES)
        return _both_files(_answer(b"s", _NONE, file))


def paper_corners(original: bytes) -> Corners | None:
    """`paper.paper_corners`, apart."""
    with _as_file(original) as file:
        answer = _answer(b"c", _NONE, file)
    return _corners(answer)


def straightened(original: bytes, corners: Corners, *, whiten: bool = True) -> SafePicture:
    """`paper.straightened`, apart."""
    with _as_file(original) as file:
        numbers = tuple(number for corner in corners for number in corner)
        return _both_files(_answer(b"w" if whiten else b"t", numbers, file))


def get_ready() -> None:
    """Start the workshop now (0.2 s), so that the first picture need not wait for it."""
    with _ONE_AT_A_TIME:
        _WORKSHOP.open()


# --- in the server -------------------------------------------------------------------------------------------------


class _Workshop:
    """The process that forks a child for each picture, and the line to it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def open(self) -> socket.socket:
        """The line to the running workshop; starts it first when there is none."""
        if self._line is None:
            self._line, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own module
                    [sys.executable, "-I", "-S", "-c", _BEGIN, str(theirs.fileno()), *_where_modules_are()],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=_MEMORY_HABITS,
                    cwd="/",
                    start_new_session=True,
                )
            if self._line.recv(1) != _READY:
                self.close()
                raise RuntimeError("the workshop for pictures did not start")
        return self._line

    def ask(self, message: bytes, descriptors: list[int]) -> None:
        """Send one picture in. A workshop that has ended since is opened anew."""
        try:
            socket.send_fds(self.open(), [message], descriptors)
        except (BrokenPipeError, ConnectionResetError):
            self.close()
            socket.send_fds(self.open(), [message], descriptors)

    def close(self) -> None:
        """End the workshop: it goes when nobody holds the line any more."""
        line, self._line = self._line, None
        process, self._process = self._process, None
        if line is not None:
            line.close()
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1)


_WORKSHOP = _Workshop()
_ONE_AT_A_TIME = threading.Lock()
"""A large picture may take 512 MB, so no process has two of them under way."""
atexit.register(_WORKSHOP.close)

_READY = b"r"
_MEMORY_HABITS = {
    "GLIBC_TUNABLES": "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1"
    ":glibc.malloc.mmap_threshold=67108864:glibc.malloc.trim_threshold=268435456"
}
"""All that the workshop's environment holds. One arena: else the thread that reads a HEIC sets 128 MB aside, and 60
megapixels no longer fit. Large pages, kept once they are had: a photo costs 1,600 page faults for 15,000, 40 ms less."""
_BEGIN = """
import sys
line, sys.path[:] = int(sys.argv[1]), sys.argv[2:]
from words_pictures import apart
apart.workshop(line)
"""


def _where_modules_are() -> list[str]:
    """Where this process finds its modules, so that the workshop has exactly the same."""
    return [str(Path(__file__).resolve().parents[1]), *(str(Path(folder).resolve()) for folder in sys.path if folder)]


def _answer(letter: bytes, numbers: tuple[float, ...], file: int) -> tuple[bytes, tuple[float, ...], bytes]:
    """What the child says: its letter, its eight numbers, and the bytes behind them."""
    with _ONE_AT_A_TIME:
        until = time.monotonic() + SECONDS
        ours, theirs = os.pipe()
        try:
            try:
                _WORKSHOP.ask(_MESSAGE.pack(letter, *numbers), [file, theirs])
            finally:
                os.close(theirs)
            said = _read(ours, until)
        finally:
            os.close(ours)
    if len(said) < _MESSAGE.size:
        raise PictureUnreadable("ended without an answer")
    letter, *answered = _MESSAGE.unpack_from(said)
    if not all(map(math.isfinite, answered)):
        raise PictureUnreadable("no numbers")
    _raise_refusal(letter, answered)
    return letter, tuple(answered), said[_MESSAGE.size :]


def _read(ours: int, until: float) -> bytes:
    """All that comes through the pipe; nothing when it is too much, or not whole by `until`."""
    said = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(ours, selectors.EVENT_READ)
        while waiting.select(max(0, until - time.monotonic())):
            piece = os.read(ours, 1 << 20)
            if not piece:
                return bytes(said)
            said += piece
            if len(said) > MAX_ANSWER_BYTES:
                break
    return b""


def _raise_refusal(letter: bytes, numbers: list[float]) -> None:
    if letter == b"h":
        raise PictureTooHeavy(int(numbers[0]), int(numbers[1]))
    if letter == b"l":
        raise PictureTooLarge(int(numbers[0]), int(numbers[1]))
    if letter == b"r":
        raise PictureRefused("refused")
    if letter not in (b"p", b"c", b"n"):
        raise PictureUnreadable("unreadable")


def _both_files(answer: tuple[bytes, tuple[float, ...], bytes]) -> SafePicture:
    letter, numbers, data = answer
    if letter != b"p":
        raise PictureUnreadable("no picture")
    (type_1, width_1, height_1, weight_1, type_2, width_2, height_2, weight_2) = map(int, numbers)
    if weight_1 + weight_2 != len(data):
        raise PictureUnreadable("not whole")
    return SafePicture(
        original=_checked_file(data[:weight_1], type_1, width_1, height_1),
        screen=_checked_file(data[weight_1:], type_2, width_2, height_2),
    )


def _checked_file(data: bytes, media_type: int, width: int, height: int) -> PictureFile:
    """The file, if it is in truth of one of our kinds and sizes: a child that was taken over may say anything."""
    edge = picture.ORIGINAL_EDGE_AT_MOST_PX
    if not (0 <= media_type < len(_MEDIA_TYPES) and 1 <= width <= edge and 1 <= height <= edge):
        raise PictureUnreadable("no such picture")
    name = _MEDIA_TYPES[media_type]
    if not data.startswith(_BEGINS_WITH[name]):
        raise PictureUnreadable("no such file")
    return PictureFile(data, name, width, height)


def _corners(answer: tuple[bytes, tuple[float, ...], bytes]) -> Corners | None:
    letter, numbers, _ = answer
    if letter != b"c":
        return None
    x1, y1, x2, y2, x3, y3, x4, y4 = (min(1.0, max(0.0, number)) for number in numbers)
    return (x1, y1), (x2, y2), (x3, y3), (x4, y4)


@contextlib.contextmanager
def _as_file(upload: bytes | BinaryIO) -> Generator[int]:
    """A descriptor of what was sent, at its beginning; in memory where the system can, so that no disk sees it."""
    descriptor = None if isinstance(upload, bytes) else _descriptor(upload)
    if descriptor is not None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
        return
    with _nameless_file() as file:
        if isinstance(upload, bytes):
            file.write(upload)
        else:
            upload.seek(0)
            shutil.copyfileobj(upload, file)
        file.seek(0)
        yield file.fileno()


def _descriptor(upload: BinaryIO) -> int | None:
    try:
        upload.flush()
        return upload.fileno()
    except OSError:
        return None  # io.UnsupportedOperation: it lies in this process's memory


def _nameless_file() -> IO[bytes]:
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("picture"), "w+b")
    return tempfile.TemporaryFile()


# --- in the workshop -----------------------------------------------------------------------------------------------


def workshop(line: int) -> None:
    """Fork a child for each picture that comes down `line`, until nobody is at its other end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that have ended are not waited for
    door = ShutDoor()
    _rehearse()
    gc.freeze()
    with socket.socket(fileno=line) as server:
        server.sendall(_READY)
        while True:
            message, descriptors, _, _ = socket.recv_fds(server, _MESSAGE.size, 2)
            if not message:
                return
            if os.fork() == 0:
                server.close()
                _be_the_child(message, descriptors, door)
            for descriptor in descriptors:
                os.close(descriptor)


def _rehearse() -> None:
    """Take a picture of our own in through every decoder, for Pillow imports much only when it is first needed."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "MPO", "PNG", "WEBP"):
        written = BytesIO()
        Image.new("RGB", (8, 6), "white").save(written, kind, exif=tags, icc_profile=profile)
        picture.made_safe(written)


def _be_the_child(message: bytes, descriptors: list[int], door: ShutDoor) -> NoReturn:
    """Open one picture, answer and end."""
    try:
        file, answer = descriptors
        with os.fdopen(file, "rb") as upload, os.fdopen(answer, "wb", buffering=0) as said:
            limit(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS, seconds=SECONDS)
            door.shut()
            _write_whole(said, _worked(message, upload))
    finally:
        os._exit(0)


def _worked(message: bytes, upload: BinaryIO) -> bytes:
    letter, *numbers = _MESSAGE.unpack(message)
    try:
        if letter == b"s":
            return _said_of_both(picture.made_safe(upload))
        if letter == b"c":
            found = paper.paper_corners(upload.read())
            return (
                _MESSAGE.pack(b"n", *_NONE) if found is None else _MESSAGE.pack(b"c", *(n for xy in found for n in xy))
            )
        x1, y1, x2, y2, x3, y3, x4, y4 = numbers
        corners = ((x1, y1), (x2, y2), (x3, y3), (x4, y4))
        return _said_of_both(paper.straightened(upload.read(), corners, whiten=letter == b"w"))
    except PictureTooHeavy as heavy:
        return _MESSAGE.pack(b"h", heavy.size, heavy.limit, *_NONE[2:])
    except PictureTooLarge as large:
        return _MESSAGE.pack(b"l", large.pixels, large.limit, *_NONE[2:])
    except PictureUnreadable:
        return _MESSAGE.pack(b"u", *_NONE)
    except PictureRefused:
        return _MESSAGE.pack(b"r", *_NONE)


def _said_of_both(safe: SafePicture) -> bytes:
    numbers = [
        number
        for file in (safe.original, safe.screen)
        for number in (_MEDIA_TYPES.index(file.media_type), file.width, file.height, len(file.data))
    ]
    return _MESSAGE.pack(b"p", *numbers) + safe.original.data + safe.screen.data


def _write_whole(said: IO[bytes], answer: bytes) -> None:
    left = memoryview(answer)
    while left:
        left = left[said.write(left) :]
