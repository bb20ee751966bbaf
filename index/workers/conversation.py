"""Asks a program of the reader's by lines of text."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from typing import Final

from index.workers.process import Failed

_UNREAD: Final = 100
"""Lines of a program that may be in memory unread."""
_POLL: Final = 0.1
"""Seconds of a wait after which a caller or a thread checks whether to go on."""


def converse(
    command: Sequence[str],
    lines: Iterable[bytes],
    *,
    seconds: float,
    total: float,
    longest: int,
    most: int,
    check: Callable[[], None] = lambda: None,
) -> Generator[bytes | Failed, None, None]:
    """The lines that a program writes, while ``lines`` are written to its standard input; close it to end the program.

    Ends with the reason, a Failed, when no line comes for ``seconds``, when the program takes longer than ``total``
    seconds, when a line has more than ``longest`` bytes, after ``most`` lines, and when the program ends or does not
    start. It gets a session of its own, so that its children end with it. ``check`` is called while a line is waited
    for, and raises to stop.
    """
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except (OSError, ValueError) as error:
        yield Failed(f"it cannot be started: {getattr(error, 'strerror', None) or error}".lower())
        return
    found: queue.Queue[bytes | Failed] = queue.Queue(_UNREAD)
    ended = threading.Event()
    for work in (
        lambda: _write_lines(process, lines, ended),
        lambda: _read_lines(process, found, ended, longest),
    ):
        threading.Thread(target=work, daemon=True).start()
    deadline = time.monotonic() + total
    try:
        for _ in range(most):
            answer = _next(found, min(deadline, time.monotonic() + seconds), check)
            if answer is None:
                limit = f"{total:g} s" if time.monotonic() >= deadline else f"{seconds:g} s for an answer"
                yield Failed(f"it took longer than {limit}")
                return
            yield answer
            if isinstance(answer, Failed):
                return
        yield Failed(f"it wrote more than {most} lines")
    finally:
        ended.set()
        _end(process)


def _next(found: queue.Queue[bytes | Failed], deadline: float, check: Callable[[], None]) -> bytes | Failed | None:
    """The next line; None where there is none at the ``deadline``."""
    while True:
        left = deadline - time.monotonic()
        with suppress(queue.Empty):
            return found.get(timeout=max(0.0, min(_POLL, left)))
        if left <= 0:
            return None
        check()


def _write_lines(process: subprocess.Popen[bytes], lines: Iterable[bytes], ended: threading.Event) -> None:
    assert process.stdin is not None
    with suppress(OSError, ValueError), process.stdin as pipe:
        for line in lines:
            if ended.is_set():
                return
            pipe.write(line)
            pipe.flush()


def _read_lines(
    process: subprocess.Popen[bytes], found: queue.Queue[bytes | Failed], ended: threading.Event, longest: int
) -> None:
    """Put lines into ``found``, and at last why there are no more; waits while nobody takes them."""
    assert process.stdout is not None
    with suppress(OSError, ValueError), process.stdout as pipe:
        while not ended.is_set():
            line = pipe.readline(longest + 1)
            result: bytes | Failed = line
            if not line:
                result = Failed("it ended before it had answered")
            elif len(line) > longest:
                result = Failed(f"it wrote a line of more than {longest} bytes")
            while not ended.is_set():
                with suppress(queue.Full):
                    found.put(result, timeout=_POLL)
                    break
            if isinstance(result, Failed):
                return


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program with its session."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
