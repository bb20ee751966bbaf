"""Forks children that work on an archive, ends those that hang, and brings back what they found."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SECONDS: Final = 60.0
"""How long a child may take. Each works on a few articles, so that one which takes longer hangs."""
_FAILED: Final = 70
"""The exit code of a child whose work raised something."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its status as of ``subprocess``, what its work returned, and all that it printed."""

    status: int
    result: Any
    printed: str
    hung: bool = False


class Child:
    """A process that does ``work``, which returns what JSON can hold, in a session of its own."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._result = _temporary("result")
        self._output = _temporary("output")
        self.number = os.fork()
        if not self.number:
            self._be(work)
        self._ends = os.pidfd_open(self.number)

    def wait(self, seconds: float = SECONDS) -> Ended:
        """Wait for the end; a child that takes longer is killed."""
        hung = True
        try:
            hung = not select.select([self._ends], [], [], seconds)[0]
        finally:
            # Also where ctrl+c ends the waiting: the child has a session of its own.
            if hung:
                os.kill(self.number, signal.SIGKILL)
        _, status = os.waitpid(self.number, 0)
        os.close(self._ends)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.number, signal.SIGKILL)
        text = self._result.read_text()
        printed = self._output.read_text(errors="replace")
        self._result.unlink()
        self._output.unlink()
        return Ended(os.waitstatus_to_exitcode(status), json.loads(text) if text else None, printed, hung)

    def _be(self, work: Callable[[], Any]) -> None:
        code = _FAILED
        try:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            number = os.open(self._output, os.O_WRONLY | os.O_APPEND)
            os.dup2(number, 1)
            os.dup2(number, 2)
            self._result.write_text(json.dumps(work()))
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            with contextlib.suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)


def done(work: Callable[[], Any], seconds: float = SECONDS) -> Ended:
    """Do ``work`` in a child and wait for its end."""
    return Child(work).wait(seconds)


def _temporary(what: str) -> Path:
    number, path = tempfile.mkstemp(prefix=f"{what}-{time.monotonic_ns()}-")
    os.close(number)
    return Path(path)
