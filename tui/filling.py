"""The commands that bring articles in: ``open``, ``demo``, ``add`` and ``clean``; and the one that only opens."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from index.errors import ArchiveLocked, BroadsheetError, SourceError, UsageError
from index.model import CleanedSource, ImportReport, Progress, SkippedSource
from tui import listing, printing
from tui.places import archive_path, demo_path, sample_path
from tui.streams import DONE, NOTHING, Streams, is_terminal

if TYPE_CHECKING:
    from index.archive import Archive

_BETWEEN_REPORTS = 0.1
_NO_TERMINAL = "The reader needs a terminal."


# --- The reader -----------------------------------------------------------------------------------------------------


def read(options: Namespace, streams: Streams) -> int:
    """``broadsheet``."""
    if not _in_terminal(streams):
        raise UsageError(
            _NO_TERMINAL, hint="In a script use broadsheet search, show or compare; see broadsheet --help."
        )
    return _open_app(archive_path(options))


def open_paths(options: Namespace, streams: Streams) -> int:
    """``open``."""
    if not any(os.path.lexists(path) for path in options.paths):
        raise UsageError(f"Nothing is at {', '.join(options.paths)}.", hint="Check the path.")
    if _in_terminal(streams):
        return _open_app(archive_path(options), [Path(path).expanduser() for path in options.paths])
    from index.archive import Archive

    path = archive_path(options)
    with Archive.open(path) as archive:
        code = _import(archive, options.paths, streams)
    streams.say(f"{_NO_TERMINAL} To read these articles, run in one: broadsheet --archive {path}")
    return code


def demo(options: Namespace, streams: Streams) -> int:
    """``demo``: the sample articles are there before the reader opens, so that the first screen shows them."""
    from index.archive import Archive

    path = demo_path(options)
    with Archive.open(path) as archive:
        try:
            code = _import(archive, [sample_path()], streams)
        except ArchiveLocked as error:
            # Another demo is at it; what is there can be read meanwhile.
            streams.say(str(error))
            code = DONE
    if _in_terminal(streams):
        return _open_app(path)
    streams.say(f"{_NO_TERMINAL} Run broadsheet demo in one, or: broadsheet --archive {path} search ferry")
    return code


def _in_terminal(streams: Streams) -> bool:
    return is_terminal(sys.stdin) and is_terminal(streams.out) and is_terminal(streams.err)


def _open_app(path: Path, import_paths: Iterable[Path] = ()) -> int:
    from tui.app import BroadsheetApp

    app = BroadsheetApp(path, tuple(import_paths))
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or DONE


# --- Filling --------------------------------------------------------------------------------------------------------


def add(options: Namespace, streams: Streams) -> int:
    """``add``."""
    from index.archive import Archive

    with Archive.open(archive_path(options)) as archive:
        return _import(archive, options.paths, streams)


def _import(archive: Archive, paths: Iterable[str | Path], streams: Streams) -> int:
    report = followed(archive.add(list(paths)), streams)
    if report is None:
        raise BroadsheetError("The import ended without a report.", hint="Run it again: it goes on where it was.")
    if streams.json:
        streams.record(printing.report_record(report))
    for line in listing.skips(report):
        streams.say(line)
    if not report.articles:
        streams.say("No articles there: broadsheet reads .txt, .html, .md and .jsonl files.")
    else:
        streams.say(listing.summary(report))
    return DONE if report.articles and not report.skipped else NOTHING


def followed(steps: Iterator[Progress], streams: Streams) -> ImportReport | None:
    """Run ``steps`` to their end and narrate them on a terminal; the report of the last one."""
    live = is_terminal(streams.err) and os.environ.get("TERM") != "dumb"
    report, last = None, 0.0
    try:
        for step in steps:
            report = step.report or report
            if live and monotonic() - last >= _BETWEEN_REPORTS:
                last = monotonic()
                streams.err.write(f"\r\x1b[K{listing.progress(step, streams.width)}")
                streams.err.flush()
    finally:
        if live:
            streams.err.write("\r\x1b[K")
            streams.err.flush()
    return report


def clean(options: Namespace, streams: Streams) -> int:
    """``clean``."""
    found = failed = 0
    for name in options.files:
        for source in _cleaned(name):
            if isinstance(source, SkippedSource):
                failed += 1
                streams.report(SourceError(f"{source.path}: {source.reason}"))
                continue
            if streams.json:
                streams.record(printing.cleaned_record(source))
            else:
                _print_cleaned(source, streams, first=not found)
            found += 1
    return DONE if found and not failed else NOTHING


def _cleaned(name: str) -> Iterator[CleanedSource | SkippedSource]:
    from index.archive import clean_bytes, clean_file

    try:
        yield from clean_bytes(sys.stdin.buffer.read(), "-") if name == "-" else clean_file(Path(name))
    except SourceError as error:
        yield SkippedSource(name, str(error))


def _print_cleaned(source: CleanedSource, streams: Streams, *, first: bool) -> None:
    if not first:
        streams.print("\n" + "─" * 40 + "\n")
    streams.print("\n".join(listing.content(source.article, streams.reading_width)))
    if note := listing.hidden_note(source.article):
        streams.say(note)
