"""``add``: import files and folders."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tui.cli.archives import archive_path
from tui.cli.command import Command
from tui.cli.given_paths import STANDARD_INPUT, add_options, field_names, given_paths
from tui.cli.import_articles import formats_note, print_import
from tui.cli.output import Streams


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a file or folder; - for one on standard input")
    add_options(parser)


def run(options: Namespace, streams: Streams) -> int:
    """Import into the archive, which is made where there is none; a dry run makes none that stays."""
    from index.archive import Archive

    paths = given_paths(options)
    fields = field_names(options.fields)
    with ExitStack() as stack:
        path = archive_path(options)
        if options.dry_run and not path.exists():
            path = Path(stack.enter_context(TemporaryDirectory(prefix="broadsheet-")), "archive")
        archive = stack.enter_context(Archive.open(path))
        steps = archive.add(
            [path for path in paths if path != STANDARD_INPUT],
            stream=sys.stdin.buffer if STANDARD_INPUT in paths else None,
            follow_links=options.follow_links,
            dry_run=options.dry_run,
            fields=fields,
        )
        return print_import(steps, streams)


COMMAND = Command("add", "import", "import files and folders", run, _arguments, note=formats_note)
