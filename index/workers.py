"""The only place in ``index`` that starts processes: maps a function over many items, in order, with a time limit each;
and asks a program of the reader's by lines of text.

A worker is a separate Python process that exchanges frames of bytes over its pipes. It does not run the program's main
module again (scripts and notebooks need no guard), ends when its parent ends, and can be started from any process. A
worker that dies or takes too long loses its current item only.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import IO, Final, NamedTuple, Self, TypeVar

T = TypeVar("T")

_LENGTH: Final = 8
"""Bytes of the length before each frame, big-endian."""
_WAITING: Final = 32 * 1024 * 1024
"""Bytes of items that may be in memory, waiting for a worker or for their turn to be yielded."""
_WAITING_EACH: Final = 16
"""Items that may be waiting, for each worker."""
_MOST_PROCESSES: Final = 8
"""Workers at once, at most: each needs memory, and the process that collects from them is the limit."""
_UNREAD: Final = 100
"""Lines of a program that may be in memory unread."""
_POLL: Final = 0.1
"""Seconds of a wait after which a caller or a thread checks whether to go on."""
_START: Final = (
    "import json,sys; sys.path[:]=json.loads(sys.argv[1]); from index.workers import serve; serve(sys.argv[2])"
)


def processors() -> int:
    """The number of worker processes to run at once: the usable processors, at most 8."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_PROCESSES)


class Failed(NamedTuple):
    """The answer for an item that a worker did not complete."""

    reason: str


class Workers:
    """Processes that run ``function``, which must be importable by its module and name.

    ``seconds`` limits the time for each item. Close it, or use it as a context manager, to end the processes.
    """

    def __init__(self, function: Callable[[bytes], bytes], *, processes: int, seconds: float) -> None:
        self._name = f"{function.__module__}:{function.__qualname__}"
        self._seconds = seconds
        self._processes = processes
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="worker")
        self._local = threading.local()
        self._all: list[_Worker] = []
        self._closed = False
        self._lock = threading.Lock()

    def map(
        self, items: Iterable[T], task: Callable[[T], bytes | None], check: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[T, bytes | Failed | None]]:
        """Each item with the worker's answer to ``task(item)``, in the order of ``items``.

        Items whose task is None need no work and pass through. ``items`` is read only a bounded way ahead. ``check`` is
        called while answers are waited for, and raises to stop.
        """
        waiting: deque[tuple[T, Future[bytes | Failed] | None, int]] = deque()
        size = 0
        for item in items:
            data = task(item)
            future = None if data is None else self._threads.submit(self._run, data)
            waiting.append((item, future, len(data or b"")))
            size += len(data or b"")
            while waiting and (
                size > _WAITING or len(waiting) > _WAITING_EACH * self._processes or _ready(waiting[0][1])
            ):
                first, answer, length = waiting.popleft()
                size -= length
                yield first, _result(answer, check)
        while waiting:
            first, answer, _ = waiting.popleft()
            yield first, _result(answer, check)

    def close(self) -> None:
        """End the processes, including busy ones."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
        for worker in self._all:
            worker.kill()
        self._threads.shutdown(wait=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _run(self, data: bytes) -> bytes | Failed:
        worker: _Worker | None = getattr(self._local, "worker", None)
        if worker is None:
            worker = self._local.worker = _Worker(self._name)
            with self._lock:
                if self._closed:
                    return Failed("the workers were closed")
                self._all.append(worker)
        return worker.ask(data, self._seconds)


def _result(future: Future[bytes | Failed] | None, check: Callable[[], None]) -> bytes | Failed | None:
    while future is not None:
        with suppress(TimeoutError):
            return future.result(timeout=_POLL)
        check()
    return None


def _ready(future: Future[bytes | Failed] | None) -> bool:
    return future is None or future.done()


class _Worker:
    """One process, started on the first request and again after it died."""

    def __init__(self, function: str) -> None:
        self._function = function
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = threading.Lock()

    def ask(self, data: bytes, seconds: float) -> bytes | Failed:
        """The function's answer to ``data``, or the reason why there is none."""
        try:
            process = self._running()
        except (OSError, EOFError):
            return Failed("its worker process did not start")
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            _write(process.stdin, data)
            return _read(process.stdout)
        except (OSError, EOFError):
            process.kill()
            code = process.wait()
            return Failed(
                f"took longer than {seconds:g} s" if late.is_set() else f"its worker process died (exit {code})"
            )
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the process; it is not started again."""
        with self._lock:
            self._closed = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started and ready: its start does not count as time for an item."""
        if self._process is None or self._process.poll() is not None:
            with self._lock:
                if self._closed:
                    raise EOFError
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _START, json.dumps(sys.path), self._function],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            assert self._process.stdout is not None
            _read(self._process.stdout)
        return self._process


def serve(function: str) -> None:
    """The main loop of a worker: answer frames from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not mix with the frames.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    module, name = function.split(":")
    answer: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    _write(answers, b"")
    while True:
        try:
            data = _read(sys.stdin.buffer)
        except EOFError:
            return
        _write(answers, answer(data))


def _write(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes:
    return _exactly(pipe, int.from_bytes(_exactly(pipe, _LENGTH), "big"))


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
    if len(data) < count:
        raise EOFError
    return data


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
