"""``check``: compare the archive with its checksums."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from index.model import CheckReport
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DAMAGED, DONE, NOTHING, Streams
from tui.export.json_text import Json
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="repair what can be repaired")


def run(options: Namespace, streams: Streams) -> int:
    """Print the report; 3 where articles are damaged, 1 where only the index is."""
    with opened(options) as archive:
        report = archive.check(repair=options.repair)
    if streams.json:
        streams.record(check_record(report))
    else:
        streams.print("\n".join(check_lines(report)))
    if report.damaged:
        return DAMAGED
    return DONE if report.index in ("sound", "rebuilt") else NOTHING


def check_lines(report: CheckReport) -> list[str]:
    """How much was checked, then a line for each damaged article."""
    lines = [f"{counted(report.articles, 'article')} checked, index {report.index}"]
    lines += [f"damaged {shown(printable(d.id))}: {shown(printable(d.what))}" for d in report.damaged]
    return lines


def check_record(report: CheckReport) -> Json:
    """The report."""
    return {"articles": report.articles, "damaged": [asdict(d) for d in report.damaged], "index": report.index}


COMMAND = Command("check", "maintain", "verify the archive against its checksums", run, _arguments)
