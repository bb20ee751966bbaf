"""Compiles the shim, and arms it: the settings that it reads from a file which is mapped into every process."""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

VARIABLE: Final = "TORTURE_CONTROL"
"""The environment variable that names the file of settings."""
KINDS: Final = ("write", "sync", "truncate", "rename", "open", "unlink", "mkdir")
_SOURCE: Final = Path(__file__).with_name("shim.c")
_TEXT: Final = 1024
_HEAD: Final = struct.Struct(f"=4i2q{len(KINDS)}q2i")
_WHOLE: Final = struct.Struct(f"{_HEAD.format}{_TEXT}s{_TEXT}s{_TEXT}s")


class Mode(IntEnum):
    """What happens at the nth change."""

    WATCH = 0
    KILL = 1
    TEAR = 2
    FAIL_ONCE = 3
    FAIL_ON = 4
    SHORT = 5


@dataclass(frozen=True, slots=True)
class Harm:
    """One way of harming a process: at its ``nth`` change, from 1 on; ``error`` is an errno."""

    mode: Mode = Mode.WATCH
    nth: int = 0
    error: int = 0
    thousandths: int = 500


@dataclass(frozen=True, slots=True)
class Watched:
    """What the shim has counted, and the call that it harmed: its kind and path, both empty for none."""

    count: int
    by_kind: dict[str, int]
    kind: str
    path: str


def compiler() -> str | None:
    """A C compiler of this system, or None."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def compiled(folder: Path, with_compiler: str) -> Path:
    """The shim as a library in ``folder``."""
    library = folder / "shim.so"
    command = [with_compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl", "-lpthread"]
    subprocess.run(command, check=True, capture_output=True)
    return library


def make_file(path: Path) -> None:
    """A file of settings that arm nothing."""
    path.write_bytes(bytes(_WHOLE.size))


class Control:
    """The settings, shared with all processes that have the shim."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _WHOLE.size)

    def arm(self, folder: Path, harm: Harm, log: Path | None = None) -> None:
        """Watch the calling process: what it changes below ``folder`` is counted, harmed, and written to ``log``."""
        head = (os.getpid(), harm.mode, harm.error, log is not None, harm.nth, 0, *(0 for _ in KINDS))
        texts = (os.fsencode(folder), os.fsencode(log or ""), b"")
        self._map[:] = _WHOLE.pack(*head, 0, harm.thousandths, *texts)

    def disarm(self) -> Watched:
        """Watch nothing any more; what was seen."""
        values = _WHOLE.unpack(self._map[:])
        self._map[:4] = bytes(4)
        fired = values[6 + len(KINDS)]
        by_kind = dict(zip(KINDS, values[6 : 6 + len(KINDS)], strict=True))
        path = os.fsdecode(values[-1].rstrip(b"\0"))
        return Watched(values[5], by_kind, KINDS[fired - 1] if fired else "", path)
