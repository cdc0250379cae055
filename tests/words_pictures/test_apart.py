import errno
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from pictures_of_strangers import KINDS, as_file, drawing, no_pictures, photo, png_of, too_large

from words_pictures import apart, confined, picture
from words_pictures.errors import PictureRefused, PictureTooHeavy, PictureTooLarge, PictureUnreadable

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="the door can be shut on Linux only")


@pytest.fixture
def workshop_where(monkeypatch):
    """A workshop with something planted in it: a few lines of Python, run before it opens."""
    opened = []

    def planted(lines: str) -> None:
        before, opens = apart._BEGIN.rsplit("apart.workshop", 1)
        monkeypatch.setattr(apart, "_BEGIN", f"{before}\n{lines}\napart.workshop{opens}")
        monkeypatch.setattr(apart, "_WORKSHOP", apart._Workshop())
        opened.append(apart._WORKSHOP)

    yield planted
    for workshop in opened:
        workshop.close()


TRIES = """
from words_pictures.errors import PictureTooLarge
def tried(upload):
    try:
        attempt(upload)
    except MemoryError:
        raise PictureTooLarge(12, 0)
    except OSError as refused:
        raise PictureTooLarge(refused.errno, 0)
    raise PictureTooLarge(0, 0)
apart.picture.made_safe, real = tried, apart.picture.made_safe
apart._rehearse = lambda: None
"""
"""The child tries `attempt` instead of opening the picture, and tells by the number what the system answered."""


def answered(upload: bytes = b"x") -> int:
    with pytest.raises(PictureTooLarge) as told:
        apart.made_safe(upload)
    return told.value.pixels


# --- what it gives back --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_made_safe_apart_is_the_same(kind):
    upload = as_file(photo(), kind)
    assert apart.made_safe(upload) == picture.made_safe(upload)


@pytest.mark.parametrize("as_open_file", [False, True])
def test_a_file_is_taken_from_its_beginning(tmp_path, as_open_file):
    upload = as_file(drawing(), "JPEG")
    (tmp_path / "drawing.jpg").write_bytes(upload)
    with (tmp_path / "drawing.jpg").open("rb") if as_open_file else BytesIO(upload) as file:
        file.read(5)
        assert apart.made_safe(file).original.width == 800


def test_refusals_come_back_with_their_figures():
    with pytest.raises(PictureTooLarge) as large:
        apart.made_safe(too_large()["900 megapixels"][0])
    assert (large.value.pixels, large.value.limit) == (900_000_000, picture.MAX_PIXELS)
    with pytest.raises(PictureTooHeavy) as heavy:
        apart.made_safe(bytes(picture.MAX_BYTES + 1))
    assert (heavy.value.size, heavy.value.limit) == (picture.MAX_BYTES + 1, picture.MAX_BYTES)


def test_several_may_ask_at_once():
    uploads = [as_file(photo(seed=seed), "JPEG") for seed in range(6)]
    with ThreadPoolExecutor(6) as people:
        assert list(people.map(apart.made_safe, uploads)) == [picture.made_safe(upload) for upload in uploads]


# --- everything hostile, and the server beside it ------------------------------------------------------------------


def check_all_refused_in_time() -> None:
    corpus = no_pictures() | {name: upload for name, (upload, _) in too_large().items()}
    for name, upload in corpus.items():
        begun = time.monotonic()
        with pytest.raises(PictureRefused):
            apart.made_safe(upload)
        assert time.monotonic() - begun < 10, name


def test_nothing_hostile_gets_in_or_holds_the_server_up():
    check_all_refused_in_time()


def test_a_workshop_that_takes_anything_in_is_noticed(workshop_where):
    workshop_where("real = apart.picture.made_safe\nimport io\nfrom PIL import Image\nw = io.BytesIO()\n"
                   "Image.new('RGB', (9, 9)).save(w, 'PNG')\n"
                   "apart.picture.made_safe = lambda upload: real(w)")  # fmt: skip
    with pytest.raises(pytest.fail.Exception):
        check_all_refused_in_time()


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


@LINUX_ONLY
def test_the_servers_memory_does_not_grow_with_what_is_sent(tmp_path):
    uploads = {"bomb": too_large()["900 megapixels"][0], "text": no_pictures()["text of 200 MB in a PNG"]}
    uploads["large"] = png_of(6_000, 10_000, pixels=b"\0" * 6_001 * 10_000).ljust(picture.MAX_BYTES, b"\0")
    uploads["photo"] = as_file(photo((4000, 3000)), "JPEG")
    files = []
    for name, upload in uploads.items():
        (tmp_path / name).write_bytes(upload)
        files.append((tmp_path / name).open("rb"))
    uploads.clear()
    apart.get_ready()
    before = resident_mb()
    for _ in range(3):
        for file in files:
            try:
                apart.made_safe(file)
            except PictureRefused:
                continue
    assert resident_mb() - before < 20
    for file in files:
        file.close()


@LINUX_ONLY
def test_memory_spent_in_the_server_is_noticed(tmp_path):
    before = resident_mb()
    kept = [picture.made_safe(as_file(photo((4000, 3000)), "JPEG")), b"x" * 60_000_000]
    assert resident_mb() - before > 20
    del kept


MEASURED = """
import resource
apart.ShutDoor.shut = lambda self: None
real = apart.picture.made_safe
def attempt(upload):
    real(upload)
    used = resource.getrusage(resource.RUSAGE_SELF)
    from words_pictures.errors import PictureTooLarge
    raise PictureTooLarge(used.ru_maxrss, round(1000 * (used.ru_utime + used.ru_stime)))
"""


@LINUX_ONLY
def test_a_photo_of_twelve_megapixels_is_made_safe_in_80_mb(workshop_where):
    upload = as_file(photo((4000, 3000)), "JPEG", quality=90)
    assert len(upload) > 1_000_000
    workshop_where(MEASURED + TRIES)
    with pytest.raises(PictureTooLarge) as used:
        apart.made_safe(upload)
    assert 20_000 < used.value.pixels < 80_000


# --- what the child may not ----------------------------------------------------------------------------------------

FORBIDDEN = {
    "open a file": "def attempt(upload): open('/etc/passwd')",
    "write a file": "def attempt(upload): open('/tmp/from-a-picture', 'w')",
    "reach the network": "import socket\ndef attempt(upload): socket.socket()",
    "start a program": "import subprocess\ndef attempt(upload): subprocess.run(['/bin/true'])",
    "split itself": "import os\ndef attempt(upload): os.fork() or os._exit(0)",
    "send a signal": "import os\ndef attempt(upload): os.kill(os.getppid(), 0)",
    "look around": "import os\ndef attempt(upload): os.listdir('/')",
}


@LINUX_ONLY
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_child_may_do_nothing_but_decode(workshop_where, what):
    workshop_where(FORBIDDEN[what] + TRIES)
    assert answered() == errno.EPERM


@LINUX_ONLY
@pytest.mark.parametrize("what", sorted(FORBIDDEN.keys() - {"start a program", "split itself", "write a file"}))
def test_a_door_left_open_is_noticed(workshop_where, what):
    workshop_where(FORBIDDEN[what] + TRIES + "apart.ShutDoor.shut = lambda self: None")
    assert answered() == 0


@LINUX_ONLY
def test_a_child_has_half_a_gigabyte_and_no_more(workshop_where):
    workshop_where("def attempt(upload): bytearray(600 * 1024 * 1024)" + TRIES)
    assert answered() == errno.ENOMEM


@LINUX_ONLY
def test_memory_without_limit_is_noticed(workshop_where):
    workshop_where("def attempt(upload): bytearray(600 * 1024 * 1024)" + TRIES + "apart.limit = lambda **limits: None")
    assert answered() == 0


@pytest.mark.parametrize(
    "fault",
    [
        "import os\ndef attempt(upload): os.abort()",
        "import ctypes\ndef attempt(upload): ctypes.string_at(0)",
        "import os\ndef attempt(upload): os._exit(3)",
        "def attempt(upload): raise RuntimeError('bug')",
        "def attempt(upload): attempt(upload)",
        "apart.CPU_SECONDS = 1\ndef attempt(upload):\n  while True: pass",
        "import threading\napart.SECONDS = 1\ndef attempt(upload):\n  door = threading.Lock()\n  while True: door.acquire()",
    ],
    ids=["aborts", "reads nowhere", "leaves", "raises", "never returns", "spins", "sleeps"],
)
def test_a_child_that_fails_is_a_picture_refused(workshop_where, monkeypatch, fault):
    monkeypatch.setattr(apart, "SECONDS", 3)
    workshop_where(fault + TRIES)
    begun = time.monotonic()
    with pytest.raises(PictureUnreadable):
        apart.made_safe(b"x")
    assert time.monotonic() - begun < 15


def test_a_child_that_sleeps_without_a_limit_is_waited_for_no_longer(workshop_where, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 1)
    workshop_where("apart.limit = lambda **limits: None\nimport threading\n"
                   "def attempt(upload):\n  door = threading.Lock()\n  door.acquire()\n  door.acquire(timeout=9)"
                   + TRIES)  # fmt: skip
    begun = time.monotonic()
    with pytest.raises(PictureUnreadable):
        apart.made_safe(b"x")
    assert 0.9 < time.monotonic() - begun < 8


NO_BYTES = struct.pack("!c8d", b"p", 0, 9, 9, 4, 0, 9, 9, 0)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"p",
        b"<script>alert(1)</script>" * 4,
        NO_BYTES,
        NO_BYTES + b"GIF8",
        struct.pack("!c8d", b"p", 7, 9, 9, 3, 2, 9, 9, 0) + b"\xff\xd8\xff",
        struct.pack("!c8d", b"p", 0, 9e9, 9, 3, 2, 9, 9, 4) + b"\xff\xd8\xffRIFF",
        struct.pack("!c8d", b"p", 0, 9, 9, -3, 2, 9, 9, 10) + b"\xff\xd8\xffRIFF",
        struct.pack("!c8d", b"p", float("nan"), 9, 9, 3, 2, 9, 9, 4) + b"\xff\xd8\xffRIFF",
        struct.pack("!c8d", b"c", *(0.5,) * 8),
        bytes(apart.MAX_ANSWER_BYTES + 1),
    ],
    ids=["nothing", "a letter", "a page", "no bytes", "another kind", "no such type", "huge", "less than nothing",
         "no number", "corners", "too much"],
)  # fmt: skip
def test_a_child_that_lies_is_a_picture_refused(workshop_where, said):
    told = f"{bytes(1)!r} * {len(said)}" if len(said) > 1000 else repr(said)
    workshop_where(f"apart._worked = lambda message, upload: {told}\n")
    with pytest.raises(PictureUnreadable):
        apart.made_safe(b"x")


def test_a_true_answer_is_believed(workshop_where):
    true = struct.pack("!c8d", b"p", 0, 9, 9, 3, 2, 9, 9, 4) + b"\xff\xd8\xffRIFF"
    workshop_where(f"apart._worked = lambda message, upload: {true!r}\n")
    assert apart.made_safe(b"x").original == picture.PictureFile(b"\xff\xd8\xff", "image/jpeg", 9, 9)


# --- the workshop --------------------------------------------------------------------------------------------------


@LINUX_ONLY
def test_the_workshop_has_nothing_of_the_servers(monkeypatch, tmp_path):
    monkeypatch.setenv("WORDS_PICTURES_KEY", "do-not-tell")
    monkeypatch.setattr(apart, "_WORKSHOP", apart._Workshop())
    with (tmp_path / "keys.db").open("w") as keys, socket.socket() as listening:
        os.set_inheritable(keys.fileno(), True)
        os.set_inheritable(listening.fileno(), True)
        apart.get_ready()
        process = Path("/proc", str(apart._WORKSHOP._process.pid))
        # glibc puts a NUL for each colon of its tunables.
        environment = process.joinpath("environ").read_bytes().removeprefix(b"GLIBC_TUNABLES=").split(b"\0")
        assert all(setting.startswith(b"glibc.malloc.") for setting in environment if setting)
        held = [str(file.readlink()) for file in process.joinpath("fd").iterdir()]
        assert len(held) == 4
        assert not any("keys.db" in name for name in held)
        assert process.joinpath("cwd").readlink() == Path("/")
    apart._WORKSHOP.close()


def test_a_workshop_that_ended_is_opened_anew():
    upload = as_file(drawing(), "PNG")
    apart.get_ready()
    process = apart._WORKSHOP._process
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert apart.made_safe(upload).original.width == 800
    assert apart._WORKSHOP._process is not process


def test_a_workshop_ends_when_the_line_to_it_does(monkeypatch):
    monkeypatch.setattr(apart, "_WORKSHOP", apart._Workshop())
    apart.get_ready()
    process = apart._WORKSHOP._process
    apart._WORKSHOP.close()
    assert process.returncode == 0


def test_a_workshop_that_cannot_open_says_so(workshop_where):
    workshop_where("raise SystemExit")
    with pytest.raises(RuntimeError, match="did not start"):
        apart.made_safe(b"x")


@LINUX_ONLY
def test_no_child_is_left_behind():
    apart.made_safe(as_file(drawing(), "PNG"))
    workshop = apart._WORKSHOP._process.pid
    for _ in range(100):
        if not Path(f"/proc/{workshop}/task/{workshop}/children").read_text():
            break
        time.sleep(0.02)
    else:
        pytest.fail("a child is still there")


FORKED = """
import os, sys
from words_pictures import apart
upload = sys.stdin.buffer.read()
apart.get_ready()
child = os.fork()
wide = apart.made_safe(upload).original.width
if child == 0:
    os._exit(0 if wide == 800 else 1)
sys.exit(0 if os.waitpid(child, 0)[1] == 0 and wide == 800 else 1)
"""
"""A server that forks once its workshop is ready, as gunicorn may; in a process of its own, where nothing else runs beside it."""


def test_a_forked_server_shares_the_line():
    top = Path(apart.__file__).parents[1]
    served = subprocess.run([sys.executable, "-c", FORKED], input=as_file(drawing(), "PNG"), cwd=top, timeout=60)
    assert served.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="counts calls of Linux")
def test_the_filter_is_made_for_arm_as_for_intel():
    for machine in confined._CALLS.values():
        rules = list(struct.iter_unpack("=HBBI", confined._rules(*machine)))
        assert rules[-1][3] == confined._ALLOW
        for at, (code, yes, no, _) in enumerate(rules):
            if code in (confined._JUMP_IF_EQUAL, confined._JUMP_IF_SET):
                assert at + 1 + max(yes, no) < len(rules)
        allowed = [at + 1 + yes for at, (code, yes, _, number) in enumerate(rules) if number in machine[1] and yes > 1]
        assert set(allowed) == {len(rules) - 1}
