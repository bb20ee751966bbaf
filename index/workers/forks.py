"""Worker processes that are copies of one: what that one loaded is in memory once, and shared by all of them.

Only on Linux: elsewhere a copy of a process that has used system libraries may hang.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Final

from index.workers import frames
from index.workers.process import START, ending

POSSIBLE: Final = sys.platform == "linux"
"""Whether processes can be copied here."""


class Template:
    """A process that loads ``function`` and runs ``prepare``, both found by name, and that copies are made of.

    It is started for the first copy, and again after it died. ``memory`` is in bytes for each process; 0 is no limit.
    """

    def __init__(self, function: str, prepare: str, memory: int) -> None:
        self._arguments = [f"{function} {prepare}", str(memory)]
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def copy(self) -> Forked:
        """A new copy; raises OSError or EOFError where there is none."""
        requests, requests_to = os.pipe()
        answers_from, answers = os.pipe()
        try:
            with self._lock:
                try:
                    number = self._forked(requests, answers)
                except (OSError, EOFError):
                    # It has died since the last copy.
                    self._end()
                    number = self._forked(requests, answers)
        except BaseException:
            os.close(requests_to)
            os.close(answers_from)
            raise
        finally:
            os.close(requests)
            os.close(answers)
        return Forked(self, number, os.fdopen(requests_to, "wb"), os.fdopen(answers_from, "rb"))

    def end(self, number: int) -> int:
        """End the copy of that process number; its exit code, as of :class:`subprocess.Popen`."""
        with self._lock, suppress(OSError, EOFError):
            if self._socket is not None:
                self._socket.sendall(number.to_bytes(frames.LENGTH, "big"))
                return _number(self._socket)
        # Nobody else waits for it now.
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        return -signal.SIGKILL

    def close(self) -> None:
        """End the process; copies that were not ended end when they have answered."""
        with self._lock:
            self._end()

    def _forked(self, requests: int, answers: int) -> int:
        """The number of a new copy that has these ends of pipes."""
        template = self._running()
        socket.send_fds(template, [frames.FORK.ljust(frames.LENGTH)], [requests, answers])
        return _number(template)

    def _running(self) -> socket.socket:
        """The socket of the process, which is started where there is none."""
        if self._socket is None:
            ours, its = socket.socketpair()
            with its:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", START, json.dumps(sys.path), "serve_forks", *self._arguments],
                    stdin=its.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    # A process with several threads is not copied whole.
                    env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
                )
            self._socket = ours
            try:
                _number(ours)
            except (OSError, EOFError):
                self._end()
                raise
        return self._socket

    def _end(self) -> None:
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._socket = None


class Forked:
    """A copy of a template, as :class:`index.workers.process.Process`."""

    def __init__(self, template: Template, number: int, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._template = template
        self._number = number
        self._ending: str | None = None
        self._lock = threading.Lock()
        self.requests = requests
        """The pipe to it."""
        self.answers = answers
        """The pipe from it."""

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended; several threads may ask at once."""
        if self._ending is not None:
            return False
        # Two threads may not poll one object, so each question has its own.
        ends = select.poll()
        ends.register(self.answers, 0)
        return not ends.poll(0)

    def kill(self) -> str:
        """End it; returns how it had ended, in words."""
        with self._lock:
            if self._ending is None:
                self._ending = ending(self._template.end(self._number))
                with suppress(OSError):
                    self.requests.close()
            return self._ending

    def stop(self) -> None:
        """End it without waiting."""
        with self._lock, suppress(ProcessLookupError):
            # Its number is not given to another process before ``kill`` has asked how it ended.
            if self._ending is None:
                os.kill(self._number, signal.SIGKILL)


def _number(pipe: socket.socket) -> int:
    """The next number that a template sends; raises EOFError where it ends."""
    data = b""
    while len(data) < frames.LENGTH:
        part = pipe.recv(frames.LENGTH - len(data))
        if not part:
            raise EOFError
        data += part
    return int.from_bytes(data, "big", signed=True)
