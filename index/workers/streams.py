"""Processes that make a stream of answers out of each request, such as the records of a file."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import cycle
from typing import Final, TypeVar

from index.workers import frames
from index.workers.frames import Frame
from index.workers.process import Failed, Process, name_of

T = TypeVar("T")

Function = Callable[[bytes, Callable[[bytes], None]], None]
"""Takes a request, and sends each part of the answer with the function that is its second argument."""

_AHEAD: Final = 8
"""Requests that are sent before the one that is answered is done. They fit into the pipe, so that sending never waits
for a process that itself waits for its answers to be read."""
_UNREAD: Final = 8 * 1024 * 1024
"""Bytes of answers that are read ahead; a larger one is in memory alone."""


class Streams:
    """Processes that run ``function``, which must be importable by its module and name; each has its own requests.

    ``seconds`` limits the time without an answer, ``memory`` the bytes of each process. A request whose process dies or
    takes too long ends with a Failed; the next one gets a new process.
    """

    def __init__(self, function: Function, *, seconds: float, memory: int, processes: int = 1) -> None:
        self._streams = [_Stream(name_of(function), seconds, memory) for _ in range(processes)]

    def map(
        self,
        items: Iterable[T],
        task: Callable[[T], bytes | None],
        is_heavy: Callable[[T], bool] = lambda item: False,
    ) -> Iterator[tuple[T, Iterator[bytes | Failed]]]:
        """Each item with the answers to ``task(item)``, none where that is None, in the order of ``items``.

        The answers of an item are taken before the next item is asked for. Heavy items are spread over all processes,
        which work on them ahead of their turn; the first process has all others.
        """
        ahead: deque[tuple[T, _Stream | None]] = deque()
        source = iter(items)
        spread = cycle(self._streams)
        more = True
        while more or ahead:
            while more and len(ahead) < _AHEAD:
                try:
                    item = next(source)
                except StopIteration:
                    more = False
                    break
                request = task(item)
                stream = None
                if request is not None:
                    stream = next(spread) if is_heavy(item) else self._streams[0]
                    stream.ask(request)
                    if stream is not self._streams[0]:
                        stream.begin()
                ahead.append((item, stream))
            if ahead:
                item, stream = ahead.popleft()
                answers = stream.answers() if stream is not None else iter(())
                yield item, answers
                for _ in answers:
                    pass

    def close(self) -> None:
        """End the processes, also busy ones."""
        for stream in self._streams:
            stream.close()


class _Stream:
    """One process and what it was asked; it starts when its first answer is taken, or before with :meth:`begin`."""

    def __init__(self, name: str, seconds: float, memory: int) -> None:
        self._name = name
        self._seconds = seconds
        self._memory = memory
        self._process: Process | None = None
        self._frames: _Frames | None = None
        self._asked: deque[bytes] = deque()

    def ask(self, request: bytes) -> None:
        """Have the process answer a request after those before it."""
        self._asked.append(request)
        if self._process is not None:
            # Where the process has died, its current request finds out, and this one is sent again.
            with suppress(OSError):
                frames.write(self._process.requests, request)

    def begin(self) -> None:
        """Start the process, if it has not started."""
        # Where it does not start, the request finds out.
        with suppress(OSError, EOFError):
            self._running()

    def close(self) -> None:
        """End the process, also a busy one."""
        self._asked.clear()
        self._end()

    def answers(self) -> Iterator[bytes | Failed]:
        """The answers to the first request that is not done."""
        while True:
            answer = self._next()
            if isinstance(answer, Frame) and answer.kind == frames.ANSWER:
                yield answer.data
                continue
            self._asked.popleft()
            if isinstance(answer, Failed):
                self._end()
                yield answer
            return

    def _next(self) -> Frame | Failed:
        try:
            answer = self._running().get(self._seconds)
        except TimeoutError:
            return Failed(f"it took longer than {self._seconds:g} s")
        except (OSError, EOFError):
            return Failed("its worker process did not start")
        if answer is None:
            return Failed(self._end())
        return Failed(answer.data.decode()) if answer.kind == frames.FAILED else answer

    def _running(self) -> _Frames:
        """The frames of the process, which is started, and asked all that is not done, where there is none."""
        if self._frames is None:
            self._process = Process(self._name, "serve_streams", self._memory)
            self._frames = _Frames(self._process)
            for request in self._asked:
                with suppress(OSError):
                    frames.write(self._process.requests, request)
        return self._frames

    def _end(self) -> str:
        """End the process; returns how it had ended."""
        if self._process is None or self._frames is None:
            return ""
        ending = self._process.kill()
        self._frames.close()
        self._process = self._frames = None
        return ending


class _Frames:
    """The frames that a process sends, read ahead by a thread, a bounded number of bytes."""

    def __init__(self, process: Process) -> None:
        self._pipe = process.answers
        self._frames: deque[Frame | None] = deque()
        self._size = 0
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._read, name="frames", daemon=True)
        self._thread.start()

    def get(self, seconds: float) -> Frame | None:
        """The next frame, None where the process has ended; raises TimeoutError when none comes."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._frames, seconds):
                raise TimeoutError
            frame = self._frames[0]
            if frame is not None:
                self._frames.popleft()
                self._size -= len(frame.data)
            self._changed.notify_all()
            return frame

    def close(self) -> None:
        """Drop what was read; the process has ended."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()
        self._pipe.close()

    def _read(self) -> None:
        frame: Frame | None
        while True:
            try:
                frame = frames.read(self._pipe)
            except (OSError, EOFError, ValueError):
                frame = None
            with self._changed:
                self._frames.append(frame)
                self._size += len(frame.data) if frame else 0
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._size < _UNREAD or self._closed)
                if frame is None or self._closed:
                    return
