"""One worker process: a separate Python that exchanges frames with this one over its pipes.

It does not run the program's main module again (scripts and notebooks need no guard), ends when its parent ends, and
can be started from any process.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Final, NamedTuple

from index.workers import frames

START: Final = (
    "import json,sys; sys.path[:]=json.loads(sys.argv[1]);"
    " from index.workers import server; getattr(server, sys.argv[2])(sys.argv[3], int(sys.argv[4]))"
)
"""The program of a process; its arguments are where modules are, a function of the server, and what that takes."""


class Failed(NamedTuple):
    """The answer for an item that a worker did not complete."""

    reason: str


class Process:
    """A process that runs ``function``, which must be importable by its module and name.

    ``server`` is the function of :mod:`index.workers.server` that serves it. ``memory`` is in bytes; 0 is no limit.
    Raises OSError or EOFError where it does not start.
    """

    def __init__(self, function: str, server: str, memory: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", START, json.dumps(sys.path), server, function, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            if frames.read(self.answers).kind != frames.READY:
                raise EOFError
        except (OSError, EOFError):
            self.kill()
            raise

    @property
    def requests(self) -> IO[bytes]:
        """The pipe to it."""
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def answers(self) -> IO[bytes]:
        """The pipe from it."""
        assert self._process.stdout is not None
        return self._process.stdout

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def kill(self) -> str:
        """End it; returns how it had ended, in words."""
        self._process.kill()
        code = self._process.wait()
        with suppress(OSError):
            self.requests.close()
        return ending(code)

    def stop(self) -> None:
        """End it without waiting."""
        self._process.kill()


def name_of(function: Callable[..., Any]) -> str:
    """How a process finds a function again."""
    return f"{function.__module__}:{function.__qualname__}"


def ending(code: int) -> str:
    """How a process ended, by its exit code."""
    with suppress(ValueError):
        if code < 0:
            return f"its worker process crashed ({signal.Signals(-code).name})"
    return f"its worker process died (exit {code})"
