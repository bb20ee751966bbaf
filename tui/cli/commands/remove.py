"""``remove``: take articles out of the archive."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, Streams
from tui.rendering.numbers import counted


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="+")


def run(options: Namespace, streams: Streams) -> int:
    """Remove the articles; none of them unless every id is known."""
    with opened(options) as archive:
        ids = list(dict.fromkeys(archive.article(id).id for id in options.ids))
        archive.remove(ids)
    if streams.json:
        streams.record({"removed": ids})
    else:
        streams.say(f"{counted(len(ids), 'article')} removed.")
    return DONE


COMMAND = Command("remove", "maintain", "remove articles from the archive", run, _arguments)
