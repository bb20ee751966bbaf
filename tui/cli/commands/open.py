"""``open``: import files and folders, and open the reader."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from index.errors import UsageError
from tui.cli.archives import archive_path
from tui.cli.command import Command
from tui.cli.given_paths import check_paths
from tui.cli.import_articles import formats_note, import_paths
from tui.cli.output import Streams
from tui.cli.reader import NO_TERMINAL, in_terminal, open_app


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+")


def run(options: Namespace, streams: Streams) -> int:
    """Import and open the reader; without a terminal only import."""
    check_paths(options.paths)
    if not any(os.path.lexists(path) for path in options.paths):
        raise UsageError(f"There is no file or folder {', '.join(options.paths)}.", hint="Check the path.")
    if in_terminal(streams):
        return open_app(archive_path(options), [Path(path).expanduser() for path in options.paths])
    from index.archive import Archive

    path = archive_path(options)
    with Archive.open(path) as archive:
        code = import_paths(archive, options.paths, streams)
    streams.say(f"{NO_TERMINAL} To read these articles, run in one: broadsheet --archive {path}")
    return code


COMMAND = Command(
    "open", "read", "import files and folders, and open the reader", run, _arguments, json=False, note=formats_note
)
