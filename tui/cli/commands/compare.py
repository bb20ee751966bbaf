"""``compare``: articles side by side, on the terminal or as a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from index.errors import BroadsheetError, UsageError
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
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
        _write(Path(options.output), printable(text, lines=True))
        streams.say(f"Written to {options.output}.")
    elif chosen == "json":
        from tui.export.comparison_json import comparison_record

        streams.record(comparison_record(comparison))
    else:
        streams.print_document(text)
    return DONE


def _write(path: Path, text: str) -> None:
    from tui.export.files import write_once

    try:
        write_once(path, text)
    except FileExistsError:
        raise UsageError(f"There is a file {path}.", hint="Choose another name, or remove the file first.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise BroadsheetError(
            f"{path} cannot be written: {reason or error}.", hint="The file was not written; choose another folder."
        ) from None


COMMAND = Command("compare", "compare", "compare two to eight articles side by side", run, _arguments)
