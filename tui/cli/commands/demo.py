"""``demo``: open the reader on the sample articles."""

from __future__ import annotations

from argparse import Namespace

from index.errors import ArchiveLocked
from tui.cli.archives import demo_path, sample_path
from tui.cli.command import Command
from tui.cli.import_articles import import_paths
from tui.cli.output import DONE, Streams
from tui.cli.reader import NO_TERMINAL, in_terminal, open_app


def run(options: Namespace, streams: Streams) -> int:
    """Import the sample articles before the reader opens, so that its first screen shows them."""
    from index.archive import Archive

    path = demo_path(options)
    with Archive.open(path) as archive:
        try:
            code = import_paths(archive, [sample_path()], streams)
        except ArchiveLocked as error:
            # Another demo is importing; what is in the archive can be read meanwhile.
            streams.say(str(error))
            code = DONE
    if in_terminal(streams):
        return open_app(path)
    streams.say(f"{NO_TERMINAL} Run broadsheet demo in one, or: broadsheet --archive {path} search ferry")
    return code


COMMAND = Command("demo", "read", "open the reader on the sample articles", run, json=False)
