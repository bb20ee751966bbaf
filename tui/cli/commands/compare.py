"""``compare``: articles side by side, on the terminal or as a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.files import written
from tui.cli.output import DONE, Streams
from tui.export.formats import FORMATS, Format, comparison_as


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID[:START-END]", nargs="+", help="an article, or a passage of it by offsets")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text")
    parser.add_argument("--output", "-o", metavar="FILE", help="write it to a new file; never overwrites")


def run(options: Namespace, streams: Streams) -> int:
    """Print the comparison, or write it to a file."""
    with opened(options) as archive:
        comparison = archive.compare(options.ids)
    chosen: Format = "json" if streams.json else options.format
    text = comparison_as(chosen, comparison, streams.width)
    if options.output is not None:
        written(options.output, text)
        streams.say(f"Written to {options.output}.")
    elif chosen == "json":
        from tui.export.comparison_json import comparison_record

        streams.record(comparison_record(comparison))
    else:
        streams.print_document(text)
    return DONE


COMMAND = Command("compare", "compare", "compare two to eight articles side by side", run, _arguments)
