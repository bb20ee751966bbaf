"""An import in a process of its own, so that reading goes on smoothly meanwhile."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from types import FrameType

from index.errors import BroadsheetError
from index.model import Progress

_BETWEEN_REPORTS = 0.05
_GRACE = 3.0
_AGAIN = "Import the same paths again to resume."


class ImportProcess:
    """One running import. ``advance`` gets every :class:`Progress`, or the error that ended it, from another thread."""

    def __init__(self, archive: Path, paths: tuple[Path, ...], advance: Callable[[Progress | BroadsheetError], None]):
        context = get_context("spawn")
        self._receiving, self._sending = context.Pipe(duplex=False)
        # Not a daemon: daemonic processes may not start workers.
        self._process = context.Process(
            target=_import, args=(str(archive), [str(p) for p in paths], self._sending), name="broadsheet-import"
        )
        self._advance = advance
        self._stopped = threading.Event()
        self._listener = threading.Thread(target=self._listen, name="broadsheet-import", daemon=True)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._listener.is_alive()

    def start(self) -> None:
        """Start the process and listen to it."""
        _start_tracker()
        self._process.start()
        self._sending.close()
        self._listener.start()

    def stop(self) -> None:
        """Ask it to end, and see to it. What was committed stays."""
        self._stopped.set()
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(_GRACE)
            if self._process.is_alive():
                self._process.kill()
        if self._listener.ident is not None:
            self._listener.join(_GRACE)

    def _listen(self) -> None:
        finished = False
        while True:
            try:
                received = self._receiving.recv()
            except (EOFError, OSError):
                break
            if self._stopped.is_set():
                continue
            finished = finished or isinstance(received, BroadsheetError) or received.report is not None
            self._advance(received)
        self._receiving.close()
        self._process.join()
        if not finished and not self._stopped.is_set():
            self._advance(BroadsheetError(f"The import ended early (exit {self._process.exitcode}).", hint=_AGAIN))


def _start_tracker() -> None:
    """Start what multiprocessing keeps its books with.

    It is handed the descriptor of ``sys.stderr``; what Textual puts in that place has none.
    """
    from multiprocessing import resource_tracker

    shown, sys.stderr = sys.stderr, sys.__stderr__
    try:
        resource_tracker.ensure_running()
    finally:
        sys.stderr = shown


def _import(archive: str, paths: list[str], sending: Connection) -> None:
    """Runs in the process: the terminal belongs to the interface, so nothing may be written to it from here."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    try:
        _report(archive, paths, sending)
    except BrokenPipeError:
        # Nobody listens any more; what was committed stays.
        pass
    except BroadsheetError as error:
        sending.send(error)
    except OSError as error:
        sending.send(BroadsheetError(f"The import stopped: {error}.", hint=_AGAIN))
    # A defect is shown on the screen: this process has no other way to report it.
    except Exception as error:
        defect = f"The import went wrong: {type(error).__name__}: {error}"
        sending.send(BroadsheetError(defect, hint=_AGAIN))
    finally:
        sending.close()


def _report(path: str, paths: list[str], sending: Connection) -> None:
    from index.archive import Archive

    last, stage = 0.0, ""
    with Archive.open(path) as archive:
        for progress in archive.add(paths):
            if progress.report is None and progress.stage == stage and monotonic() - last < _BETWEEN_REPORTS:
                continue
            last, stage = monotonic(), progress.stage
            sending.send(progress)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(143)
