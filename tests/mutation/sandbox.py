"""A copy of the project in a temporary folder, and processes that work in it. The work tree is never touched."""

from __future__ import annotations

import contextlib
import importlib
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

_COPIED = ("index", "tui", "tests", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
_PASSED_OVER = shutil.ignore_patterns("__pycache__", "*.pyc", "__snapshots__")
_PRELOADED = ("numpy", "pytest", "hypothesis", "coverage", "whoosh.index", "lxml.html", "trafilatura", "textual.app")
"""Loaded once, before the processes are forked; none of it is ours."""
_MEMORY = 4 << 30
"""Bytes of address space that a process may take: a mutant may ask for no end of it."""
_POLL = 0.02
TIMEOUT = -1
"""The status of a process that took too long."""


class Sandbox:
    """One copy of the project, used by one process at a time."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        self._edits = 0
        folder.mkdir(parents=True)
        for name in _COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, folder / name, ignore=_PASSED_OVER)
            elif (root / name).exists():
                shutil.copy2(root / name, folder / name)

    def start(self, work: Callable[[], int], seconds: float) -> int:
        """The id of a new process in a session of its own that does ``work`` in the copy; its status is the result.

        It is killed after ``seconds`` of CPU time.
        """
        for name in _PRELOADED:
            importlib.import_module(name)
        sys.stdout.flush()
        child = os.fork()
        if child:
            return child
        status = 3
        try:
            self._move_in(round(seconds))
            status = work()
        finally:
            os._exit(status)

    def call(self, work: Callable[[], int], seconds: float) -> int:
        """Do ``work`` in a process; its status, or TIMEOUT after so many seconds."""
        child = self.start(work, seconds)
        deadline = time.monotonic() + seconds
        while (status := ended(child)) is None:
            if time.monotonic() > deadline:
                end(child)
                return TIMEOUT
            time.sleep(_POLL)
        return status

    def write(self, path: str, source: bytes) -> None:
        """Change a file of the copy, so that what Python compiled of it before is not used."""
        self._edits += 1
        target = self.folder / path
        target.write_bytes(source)
        at = int(time.time()) + 100 + self._edits
        os.utime(target, (at, at))

    def _move_in(self, seconds: int) -> None:
        """Make this process one of the copy."""
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        os.chdir(self.folder)
        log = os.open(self.folder / "output.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for stream in (1, 2):
            os.dup2(log, stream)
        root = str(self.folder)
        here = str(Path(__file__).resolve().parents[2])
        sys.path[:] = [root, *(p for p in sys.path if p not in ("", here, root))]
        os.environ["PYTHONPATH"] = root
        for name in [n for n in sys.modules if n.split(".")[0] in ("tests", "index", "tui")]:
            del sys.modules[name]


def ended(child: int) -> int | None:
    """The status of a process that has ended, and of those that it started nothing is left; else None."""
    found, status = os.waitpid(child, os.WNOHANG)
    if not found:
        return None
    _kill_session(child)
    return os.waitstatus_to_exitcode(status)


def end(child: int) -> None:
    """End a process and those it started."""
    _kill_session(child)
    os.waitpid(child, 0)


def _kill_session(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
