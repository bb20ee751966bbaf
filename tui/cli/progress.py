"""How far a long command is, on the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
}


def followed(steps: Iterator[Progress], streams: Streams) -> ImportReport | None:
    """Run ``steps`` to their end, showing each on a terminal; returns the report of the last one."""
    live = is_terminal(streams.err) and os.environ.get("TERM") != "dumb"
    report, last, time_left = None, 0.0, TimeLeft()
    try:
        for step in steps:
            report, now = step.report or report, monotonic()
            seconds = time_left.after(step, now)
            if live and now - last >= _BETWEEN_REPORTS:
                last = now
                streams.err.write(f"\r\x1b[K{progress_line(step, streams.width, seconds)}")
                streams.err.flush()
    finally:
        if live:
            streams.err.write("\r\x1b[K")
            streams.err.flush()
    return report


def progress_line(progress: Progress, width: int, seconds: float | None = None) -> str:
    """How far an import is, in fewer than ``width`` characters; ``seconds`` are left, None where that is not known."""
    total = f" of {progress.total:,}" if progress.total else ""
    left = f", {left_words(seconds)}" if seconds is not None else ""
    line = f"{_STAGES.get(progress.stage, progress.stage)} {progress.done:,}{total}{left}  {progress.path}"
    return plain_lines(line, None)[0][: max(1, width - 1)]
