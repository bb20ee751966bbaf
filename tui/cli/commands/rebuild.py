"""``rebuild``: rebuild the full-text index from the stored articles."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, Streams
from tui.cli.progress import followed
from tui.rendering.numbers import counted


def run(options: Namespace, streams: Streams) -> int:
    """Rebuild the index, showing how far it is."""
    with opened(options) as archive:
        followed(archive.rebuild(), streams)
        articles = archive.statistics().articles
    if streams.json:
        streams.record({"articles": articles, "index": "rebuilt"})
    else:
        streams.say(f"The index is rebuilt: {counted(articles, 'article')}.")
    return DONE


COMMAND = Command("rebuild", "maintain", "rebuild the full-text index", run)
