"""``export``: write the whole archive to a folder of files that need no broadsheet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DAMAGED, DONE, Streams
from tui.cli.progress import shown as progress_shown
from tui.export.archive_folder import Exported, write_archive
from tui.export.json_text import Json
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown
from tui.settings import Settings


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DEST", help="a new or empty folder")


def run(options: Namespace, streams: Streams) -> int:
    """Print what was written; 3 where something in the archive is damaged, and so not written."""
    folder = Path(options.folder).expanduser()
    with opened(options) as archive, progress_shown(streams) as show:
        found = write_archive(archive, folder, lambda: _reader_work(archive.path), show)
    if streams.json:
        streams.record({"folder": str(folder), **asdict(found)})
    else:
        streams.print("\n".join(_lines(found, folder)))
    return DAMAGED if found.damaged else DONE


def _reader_work(archive: Path) -> Json:
    """What the reader's settings have of an archive."""
    settings = Settings.load()
    settings.take_those_of(archive)
    return {
        "tray": [asdict(item) for item in settings.tray],
        "inbox": list(settings.inbox),
        "places": dict(settings.places),
    }


def _lines(found: Exported, folder: Path) -> list[str]:
    lines = [
        f"damaged in the archive, and not written: {shown(printable(f'{each.id} {each.what}'))}"
        for each in found.damaged
    ]
    if found.damaged:
        lines.append("To have what still reads cleaned again: broadsheet salvage ARCHIVE DEST")
    size, rows = f"{found.bytes / 1_000_000:,.1f} MB", found.rows
    what = [
        counted(found.articles, "article"),
        counted(found.originals, "original"),
        counted(rows["versions"], "version"),
        counted(rows["tags"], "tag"),
        counted(rows["rules"], "rule"),
        counted(rows["saved_searches"], "saved search", "saved searches"),
    ]
    return [*lines, f"{', '.join(what)} written to {shown(printable(str(folder)))}, {size}."]


COMMAND = Command("export", "maintain", "write the whole archive as files that need no broadsheet", run, _arguments)
