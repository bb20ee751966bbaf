"""``watch``: import what appears in folders, until it is stopped."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.errors import ArchiveLocked, UsageError
from tui.cli.archives import archive_path
from tui.cli.command import Command
from tui.cli.given_paths import existing_folders
from tui.cli.import_articles import formats_note, import_paths
from tui.cli.output import DONE, Streams
from tui.rendering.numbers import counted
from tui.settings import Settings

if TYPE_CHECKING:
    from index.archive import Archive

BETWEEN_LOOKS: Final = 2.0
"""Seconds from one look into the folders to the next: a file is imported when two looks saw it the same."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folders", metavar="FOLDER", nargs="*", help="by default the folders of the inbox")


def run(options: Namespace, streams: Streams) -> int:
    """Import the files that there are, then each that is added or changed; ctrl+c ends it."""
    from index.archive import Archive

    path = archive_path(options)
    folders = existing_folders(options.folders or _inbox(path))
    streams.say(f"Watching {counted(len(folders), 'folder')}; ctrl+c ends it.")
    with Archive.open(path) as archive:
        try:
            watch(archive, folders, streams)
        except KeyboardInterrupt:
            streams.say("Ended. What was imported is in the archive.")
    return DONE


def watch(archive: Archive, folders: list[Path], streams: Streams) -> None:
    """Look into the folders again and again, and import what is new there; ends by KeyboardInterrupt alone."""
    from index.archive import folder_watch

    watched = folder_watch(folders)
    while True:
        paths = watched.look()
        if paths:
            try:
                import_paths(archive, paths, streams)
            except ArchiveLocked as error:
                watched.put_back(paths)
                streams.say(f"{error} It is tried again.")
        time.sleep(BETWEEN_LOOKS)


def _inbox(archive: Path) -> list[str]:
    settings = Settings.load()
    settings.take_those_of(archive)
    if not settings.inbox:
        raise UsageError("Missing: FOLDER.", hint="Name folders, or choose an inbox: broadsheet inbox FOLDER")
    return settings.inbox


COMMAND = Command("watch", "import", "import what appears in folders", run, _arguments, note=formats_note)
