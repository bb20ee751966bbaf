"""What runs in a worker process: a function that answers the frames of its parent, within a limit of memory."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
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


def serve_forks(functions: str, memory: int) -> None:
    """Load the first of the ``functions``, run the second, and make a copy of this process for each request.

    A copy answers frames as :func:`serve` does. The requests come by a socket that is the standard input, with the
    pipes of the copy; each is answered with a number: that of the process, or how a copy ended that was to end.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(memory)
    with socket.socket(fileno=os.dup(0)) as parent:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        function, prepare = functions.split()
        answer: Callable[[bytes], bytes] = _load(function)
        _load(prepare)()
        # What the collector does not look at is not written to, and stays shared.
        gc.collect()
        gc.freeze()
        _send_number(parent, 0)
        while True:
            request, pipes, _, _ = socket.recv_fds(parent, frames.LENGTH, 2)
            if not request:
                return
            if request.strip() != frames.FORK:
                _send_number(parent, _ended(int.from_bytes(request, "big")))
                continue
            number = os.fork()
            if number == 0:
                parent.close()
                return _serve_copy(answer, *pipes)
            for pipe in pipes:
                os.close(pipe)
            _send_number(parent, number)


def _serve_copy(answer: Callable[[bytes], bytes], requests: int, answers: int) -> None:
    """What a copy of a process does: answer frames of its own pipes."""
    os.dup2(requests, 0)
    os.close(requests)
    send = _sending(answers)
    for data in _requests():
        send(answer(data), frames.ANSWER)


def _send_number(parent: socket.socket, number: int) -> None:
    parent.sendall(number.to_bytes(frames.LENGTH, "big", signed=True))


def _ended(number: int) -> int:
    """End a copy, if it has not ended; how it ended."""
    os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    return os.waitstatus_to_exitcode(status)


def _begin(memory: int) -> Callable[[bytes, bytes], None]:
    """Prepare the process; returns what sends data of a kind to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.dup(1)
    # What a library prints must not mix with the frames.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit(memory)
    return _sending(answers)


def _sending(pipe: int) -> Callable[[bytes, bytes], None]:
    """What sends data of a kind into ``pipe``, which also gets the reason where this process ends with an error."""
    answers = os.fdopen(pipe, "wb")

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
