"""Threads that carry out requests one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from textual.message import Message

if TYPE_CHECKING:
    from index.archive import Archive


class Target(Protocol):
    """Who gets the answer: any widget, screen or app."""

    def post_message(self, message: Message) -> bool:
        """Post ``message`` from any thread; False when the target is gone."""
        ...


class Request(NamedTuple):
    """Something asked of the archive, and who wants the message that answers it."""

    ticket: int
    name: str
    target: Target
    work: Callable[[Archive], Message]


class Worker:
    """One thread and the requests that wait for it."""

    def __init__(self, name: str, carry_out: Callable[[Request], None]) -> None:
        self._carry_out = carry_out
        self._waiting: list[Request] = []
        self._changed = threading.Condition()
        self._closing = False
        self._doing: Request | None = None
        self._unwanted = 0
        self._thread = threading.Thread(target=self._run, name=f"broadsheet-{name}", daemon=True)

    def start(self) -> None:
        """Start the thread with the waiting requests."""
        self._thread.start()

    def put(self, request: Request, *, keep: int | None = None, instead_of: tuple[str, ...] = ()) -> None:
        """Add ``request`` to the queue.

        Of the waiting requests with its name only the newest ``keep`` are kept (None keeps all); those with a name in
        ``instead_of`` are dropped.
        """
        with self._changed:
            same = [r for r in self._waiting if r.name == request.name]
            dropped = same[: len(same) + 1 - keep] if keep is not None else []
            self._waiting = [r for r in self._waiting if r not in dropped and r.name not in instead_of]
            self._waiting.append(request)
            self._changed.notify()

    def withdraw(self, target: Target) -> None:
        """Drop the waiting requests of ``target``, and cancel the running one."""
        with self._changed:
            self._waiting = [r for r in self._waiting if r.target is not target]
            if self._doing is not None and self._doing.target is target:
                self._unwanted = self._doing.ticket

    def wants(self, ticket: int) -> bool:
        """Whether the target of the running request still waits for its answer."""
        return not self._closing and ticket != self._unwanted

    def stop(self) -> None:
        """Drop the waiting requests, and end after the running one."""
        with self._changed:
            self._closing = True
            self._waiting = []
            self._changed.notify()

    def ended(self, patience: float) -> bool:
        """Whether the thread ended within ``patience`` seconds."""
        if self._thread.ident is not None:
            self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (request := self._next()) is not None:
            self._carry_out(request)

    def _next(self) -> Request | None:
        with self._changed:
            self._doing = None
            while not self._waiting and not self._closing:
                self._changed.wait()
            self._doing = None if self._closing else self._waiting.pop(0)
            return self._doing
