"""``formats``: what can be imported, and where programs keep it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.cli.command import Command
from tui.cli.output import DONE, NOTHING, Streams


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("program", metavar="WORD", nargs="?", default="", help="only formats and programs with it")


def run(options: Namespace, streams: Streams) -> int:
    """Print the formats with their endings, then each program with where its articles are."""
    from index.archive import broken_plugins, file_formats, programs

    wanted = options.program.casefold()
    formats = [names for names in file_formats() if wanted in f"{names.name} {' '.join(names.suffixes)}".casefold()]
    found = [program for program in programs() if wanted in f"{program.name} {program.how}".casefold()]
    if streams.json:
        streams.record(
            {
                "formats": [{"name": names.name, "endings": list(names.suffixes)} for names in formats],
                "programs": [{"name": one.name, "how": one.how, "endings": list(one.endings)} for one in found],
                "notices": list(broken_plugins()),
            }
        )
    else:
        rows = [(names.name, " ".join(names.suffixes)) for names in formats]
        rows += [(one.name, one.words.replace("`", "")) for one in found]
        room = max((len(name) for name, _ in rows), default=0)
        for name, what in rows:
            streams.print(f"{name:<{room}}  {what}")
        for notice in broken_plugins():
            streams.say(notice)
    return DONE if formats or found else NOTHING


COMMAND = Command("formats", "import", "print what can be imported, and where programs keep it", run, _arguments)
