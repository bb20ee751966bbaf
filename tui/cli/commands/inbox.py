"""``inbox``: the folders whose new files the reader imports while it is open."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from index.errors import UsageError
from tui.cli.archives import archive_path
from tui.cli.command import Command
from tui.cli.given_paths import existing_folders
from tui.cli.output import DONE, Streams
from tui.settings import Settings


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folders", metavar="FOLDER", nargs="*", help="the folders from now on; none: print them")
    parser.add_argument("--clear", action="store_true", help="have no inbox")


def run(options: Namespace, streams: Streams) -> int:
    """Set or print the folders; each archive has its own."""
    settings = Settings.load()
    settings.take_those_of(archive_path(options))
    if options.clear and options.folders:
        raise UsageError("--clear takes no folders.", hint="Give the folders alone to replace those there are.")
    if options.clear or options.folders:
        settings.set_inbox(existing_folders(options.folders))
    if streams.json:
        streams.record({"inbox": settings.inbox})
    elif settings.inbox:
        streams.print("\n".join(settings.inbox))
    else:
        streams.say("No inbox. Choose folders: broadsheet inbox FOLDER")
    return DONE


COMMAND = Command("inbox", "import", "choose folders whose new files the reader imports", run, _arguments)
