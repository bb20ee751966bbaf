"""What runs in a worker process: a function that answers the frames of its parent, within a limit of memory."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any

from index.errors import reason_of
from index.workers import frames


def serve(function: str, memory: int) -> None:
    """Answer each frame from standard input with what ``function`` returns, until it closes."""
    send = _begin(memory)
    answer: Callable[[bytes], bytes] = _load(function)
    send(b"", frames.READY)
    for data in _requests():
        send(answer(data), frames.ANSWER)


def serve_streams(function: str, memory: int) -> None:
    """Answer each frame from standard input with all that ``function`` sends, and an end, until it closes."""
    send = _begin(memory)
    answer: Callable[[bytes, Callable[[bytes], None]], None] = _load(function)
    send(b"", frames.READY)
    for data in _requests():
        answer(data, lambda part: send(part, frames.ANSWER))
        send(b"", frames.END)


def _begin(memory: int) -> Callable[[bytes, bytes], None]:
    """Prepare the process; returns what sends data of a kind to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not mix with the frames.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit(memory)

    def send(data: bytes, kind: bytes) -> None:
        frames.write(answers, data, kind)

    def fail(_kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        """The last words of the process: why it ends."""
        send(reason_of(error).encode("utf-8", "backslashreplace"), frames.FAILED)

    sys.excepthook = fail
    return send


def _load(function: str) -> Any:
    module, name = function.split(":")
    return getattr(importlib.import_module(module), name)


def _requests() -> Iterator[bytes]:
    while True:
        try:
            yield frames.read(sys.stdin.buffer).data
        except EOFError:
            return


def _limit(memory: int) -> None:
    """Let the process have ``memory`` bytes of data, where the platform can see to that; 0 is no limit."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        # Data and not addresses: libraries reserve far more addresses than they use.
        if memory:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        # A crash on purpose leaves no file behind.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
