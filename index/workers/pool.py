"""Processes that map a function over many items, in order, with a time limit each.

A worker that dies or takes too long loses its current item only.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Final, Self, TypeVar

from index.workers import frames
from index.workers.forks import POSSIBLE, Forked, Template
from index.workers.process import Failed, Process, name_of

T = TypeVar("T")

_WAITING: Final = 32 * 1024 * 1024
"""Bytes of items that may be in memory, waiting for a worker or for their turn to be yielded."""
_WAITING_EACH: Final = 16
"""Items that may be waiting, for each worker."""
_MOST_PROCESSES: Final = 4
"""Workers at once, at most: each needs memory, and the process that collects from them is the limit."""
_ITEMS_EACH: Final = 5000
"""Items after which a copied process is replaced, unless another number is asked for; a copy takes milliseconds."""
_POLL: Final = 0.1
"""Seconds of a wait after which a caller checks whether to go on."""


def processors() -> int:
    """The number of worker processes to run at once: the usable processors, at most 4."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_PROCESSES)


class Workers:
    """Processes that run ``function``, which must be importable by its module and name.

    ``seconds`` limits the time for each item, ``memory`` the bytes of each process, 0 not at all. What ``prepare``
    loads is shared by several processes where the platform allows it; such a process is replaced by a new copy after
    ``items``, so that what libraries keep of them does not pile up. Close it, or use it as a context manager, to end
    the processes.
    """

    def __init__(
        self,
        function: Callable[[bytes], bytes],
        *,
        processes: int,
        seconds: float,
        memory: int = 0,
        prepare: Callable[[], None] | None = None,
        items: int = _ITEMS_EACH,
    ) -> None:
        self._name = name_of(function)
        self._memory = memory
        self._template: Template | None = None
        if prepare is not None and processes > 1 and POSSIBLE:
            self._template = Template(self._name, name_of(prepare), memory)
        self._seconds = seconds
        self._items = items
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

    def rest(self) -> None:
        """End the processes, none of which is busy, for the memory that they have; the next item starts new ones."""
        for worker in self._all:
            worker.rest()
        if self._template is not None:
            self._template.close()

    def close(self) -> None:
        """End the processes, including busy ones."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
        for worker in self._all:
            worker.kill()
        if self._template is not None:
            self._template.close()
        self._threads.shutdown(wait=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _started(self) -> Process | Forked:
        """A new process, ready for requests; raises OSError or EOFError."""
        return self._template.copy() if self._template is not None else Process(self._name, "serve", self._memory)

    def _run(self, data: bytes) -> bytes | Failed:
        worker: _Worker | None = getattr(self._local, "worker", None)
        if worker is None:
            worker = self._local.worker = _Worker(self._started, self._items)
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

    def __init__(self, start: Callable[[], Process | Forked], most: int) -> None:
        self._start = start
        self._most = most
        self._process: Process | Forked | None = None
        self._items = 0
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
            process.stop()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            frames.write(process.requests, data)
            answer = frames.read(process.answers)
        except (OSError, EOFError):
            ending = process.kill()
            return Failed(f"took longer than {seconds:g} s" if late.is_set() else ending)
        finally:
            timer.cancel()
        if answer.kind == frames.FAILED:
            process.kill()
            return Failed(answer.data.decode())
        return answer.data

    @property
    def is_running(self) -> bool:
        """Whether it has a process; several threads may ask at once."""
        process = self._process
        return process is not None and process.is_alive

    def rest(self) -> None:
        """End the process; the next request starts it again."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def kill(self) -> None:
        """End the process; it is not started again."""
        with self._lock:
            self._closed = True
        if self._process is not None:
            self._process.kill()

    def _running(self) -> Process | Forked:
        """The process, started and ready: its start does not count as time for an item."""
        if isinstance(self._process, Forked) and self._items >= self._most:
            self.rest()
        if self._process is None or not self.is_running:
            with self._lock:
                if self._closed:
                    raise EOFError
                self._process = self._start()
                self._items = 0
        self._items += 1
        return self._process
