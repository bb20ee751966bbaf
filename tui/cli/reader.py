"""Opening the terminal application from the command line. Textual is imported only here, and late."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from index.errors import UsageError
from tui.cli.archives import archive_path
from tui.cli.output import DONE, Streams, is_terminal

NO_TERMINAL = "The reader needs a terminal."


def read(options: Namespace, streams: Streams) -> int:
    """``broadsheet`` without a command: open the reader on the archive."""
    if not in_terminal(streams):
        raise UsageError(NO_TERMINAL, hint="In a script use broadsheet search, show or compare; see broadsheet --help.")
    return open_app(archive_path(options))


def in_terminal(streams: Streams) -> bool:
    """Whether input and output are a terminal, so that the application can run."""
    return is_terminal(sys.stdin) and is_terminal(streams.out) and is_terminal(streams.err)


def open_app(path: Path, import_paths: Iterable[Path] = ()) -> int:
    """Run the application on the archive at ``path``, which imports ``import_paths`` at once; returns the exit code."""
    # Starting makes next to no garbage; collecting it would take a sixth of the time until the first paint, after
    # which the application enables collections again.
    gc.disable()
    try:
        from tui.app import BroadsheetApp

        app = BroadsheetApp(path, tuple(import_paths))
        app.run()
    finally:
        gc.enable()
    if app.failure is not None:
        raise app.failure
    return app.return_code or DONE
