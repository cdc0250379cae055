"""What a process gives up before it opens something that may be hostile: its limits, and its door to the system."""

from __future__ import annotations

import contextlib
import ctypes
import platform
import resource
import signal
import struct
import sys


def limit(*, memory_bytes: int, cpu_seconds: int, seconds: int) -> None:
    """Take the limits for this process: nothing written to disk, no core dump with a family's picture in it."""
    for what, at_most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # A system that knows no such limit (macOS and RLIMIT_AS) still has the others.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (at_most, at_most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)


class ShutDoor:
    """A seccomp filter that leaves a process its memory and the files it has open, and nothing else of the system.

    Limits alone do not shut the network, and a limit on processes does not hold for root. This needs no rights, works in
    containers too, and what it refuses fails with EPERM. Where the kernel has no seccomp the limits have to do.
    """

    def __init__(self) -> None:
        """Everything that needs files is made here, while there are files."""
        self._prctl = None
        if sys.platform == "linux" and platform.machine() in _CALLS:
            self._prctl = ctypes.CDLL(None).prctl
            self._rules = _rules(*_CALLS[platform.machine()])
            self._program = _Program(len(self._rules) // _RULE.size, self._rules)

    def shut(self) -> None:
        """For this process, for good."""
        if self._prctl is not None:
            self._prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            self._prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(self._program), 0, 0)


class _Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("rules", ctypes.c_char_p))


_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_RULE = struct.Struct("=HBBI")
"""`struct sock_filter` of linux/filter.h: code, steps to jump when true, when false, number."""
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_EPERM, _ENOSYS, _CLONE_THREAD = 1, 38, 0x10000
_MACHINE, _CALL, _FIRST_ARGUMENT = 4, 0, 16
"""Where they stand in `struct seccomp_data` of linux/seccomp.h."""
_CALLS = {
    # read write close lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn pread64 readv writev
    # sched_yield mremap madvise exit exit_group futex clock_gettime getrandom sysinfo sched_getaffinity; for the
    # thread: rseq set_robust_list gettid getpid
    "x86_64": (
        0xC000003E,
        (
            0,
            1,
            3,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            17,
            19,
            20,
            24,
            25,
            28,
            60,
            231,
            202,
            228,
            318,
            99,
            204,
            334,
            273,
            186,
            39,
        ),
        56,
    ),
    "aarch64": (
        0xC00000B7,
        (
            63,
            64,
            57,
            62,
            222,
            226,
            215,
            214,
            134,
            135,
            139,
            67,
            65,
            66,
            124,
            216,
            233,
            93,
            94,
            98,
            113,
            278,
            179,
            123,
            293,
            99,
            178,
            172,
        ),
        220,
    ),
}
"""The machine's name in linux/audit.h, the numbers of the system calls that decoding needs, and the number of clone."""
_CLONE3 = 435


def _rules(machine: int, calls: tuple[int, ...], clone: int) -> bytes:
    """The filter: calls of another kind of machine end the process, calls that are not in `calls` are refused.

    A thread may begin (libde265 reads a HEIC in one), a process may not. clone3 hides its flags from filters; told that
    there is no such call, glibc uses clone.
    """
    checks = [(_JUMP_IF_EQUAL, 5 + len(calls) - number, 0, call) for number, call in enumerate(calls)]
    rules = [
        (_LOAD, 0, 0, _MACHINE),
        (_JUMP_IF_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL),
        *checks,
        (_JUMP_IF_EQUAL, 4, 0, _CLONE3),
        (_JUMP_IF_EQUAL, 0, 2, clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_IF_SET, 2, 0, _CLONE_THREAD),
        (_RETURN, 0, 0, _REFUSE | _EPERM),
        (_RETURN, 0, 0, _REFUSE | _ENOSYS),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(_RULE.pack(*rule) for rule in rules)
