"""``add``: import files and folders."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.cli.archives import archive_path
from tui.cli.command import Command
from tui.cli.import_articles import formats_note, import_paths
from tui.cli.output import Streams


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+")


def run(options: Namespace, streams: Streams) -> int:
    """Import into the archive, which is made where there is none."""
    from index.archive import Archive

    with Archive.open(archive_path(options)) as archive:
        return import_paths(archive, options.paths, streams)


COMMAND = Command("add", "import", "import files and folders", run, _arguments, note=formats_note)
