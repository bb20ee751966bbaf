"""``backup``: copy the archive to another folder, and verify the copy."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DAMAGED, DONE, Streams
from tui.cli.progress import shown as progress_shown
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="a new or empty folder, or that of an earlier backup")


def run(options: Namespace, streams: Streams) -> int:
    """Print what was copied; 3 where articles of the archive are damaged, and so in the copy."""
    folder = Path(options.folder).expanduser()
    with opened(options) as archive, progress_shown(streams) as show:
        report = archive.back_up(folder, show)
    if streams.json:
        streams.record({"folder": str(folder), **asdict(report)})
    else:
        for damage in report.damaged:
            id, what = shown(printable(damage.id)), shown(printable(damage.what))
            streams.print(f"damaged in the archive, and so in the copy: {id} {what}")
        size = f"{report.bytes / 1_000_000:,.1f} MB"
        where = shown(printable(str(folder)))
        rows = "" if report.rows is None else f"; {counted(report.rows, 'row')} changed since the earlier backup"
        streams.print(f"{counted(report.articles, 'article')} backed up to {where} and read back, {size}{rows}.")
    return DAMAGED if report.damaged else DONE


COMMAND = Command("backup", "maintain", "copy the archive to another folder, and verify the copy", run, _arguments)
