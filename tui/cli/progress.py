"""How far a long command is, on the terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from index.model import ImportReport, Progress
from tui.cli.output import Streams, is_terminal
from tui.rendering.text.plain import plain_lines
from tui.rendering.time_left import TimeLeft, left_words

_BETWEEN_REPORTS = 0.1
"""Seconds from one line of progress to the next."""
_STAGES = {
    "finding": "Looking for articles",
    "reading": "Reading",
    "indexing": "Indexing",
    "grouping": "Grouping",
    "describing": "Describing stories",
    "tracing": "Looking for copies",
    "copying": "Copying",
    "verifying": "Reading back",
    "exporting": "Writing",
    "salvaging": "Looking through pages:",
}


def followed(steps: Iterator[Progress], streams: Streams) -> ImportReport | None:
    """Run ``steps`` to their end, showing each on a terminal; returns the report of the last one."""
    report = None
    with shown(streams) as show:
        for step in steps:
            report = step.report or report
            show(step)
    return report


@contextmanager
def shown(streams: Streams) -> Iterator[Callable[[Progress], None]]:
    """A function that shows a progress on a terminal, and nowhere else; the line is gone in the end."""
    live = is_terminal(streams.err) and os.environ.get("TERM") != "dumb"
    last, time_left = 0.0, TimeLeft()

    def show(step: Progress) -> None:
        nonlocal last
        now = monotonic()
        seconds = time_left.after(step, now)
        if live and now - last >= _BETWEEN_REPORTS:
            last = now
            streams.err.write(f"\r\x1b[K{progress_line(step, streams.width, seconds)}")
            streams.err.flush()

    try:
        yield show
    finally:
        if live:
            streams.err.write("\r\x1b[K")
            streams.err.flush()


def progress_line(progress: Progress, width: int, seconds: float | None = None) -> str:
    """How far an import is, in fewer than ``width`` characters; ``seconds`` are left, None where that is not known."""
    total = f" of {progress.total:,}" if progress.total else ""
    left = f", {left_words(seconds)}" if seconds is not None else ""
    line = f"{_STAGES.get(progress.stage, progress.stage)} {progress.done:,}{total}{left}  {progress.path}"
    return plain_lines(line, None)[0][: max(1, width - 1)]
