"""``salvage``: save what still reads of a damaged archive to a new one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Final

from index.model import Loss, SalvageReport
from index.text import printable
from tui.cli.command import Command
from tui.cli.output import DONE, NOTHING, Streams
from tui.cli.progress import shown as progress_shown
from tui.export.json_text import Json
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown

_KINDS: Final = {
    "article": "article",
    "text": "current text of",
    "version": "version of",
    "original": "original of",
    "place": "place of",
    "page": "pages of the table",
    "": "pages",
}
"""What is lost, as it is named before an article; other kinds are tables of the store."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="ARCHIVE", help="the folder of the damaged archive, which is not changed")
    parser.add_argument("target", metavar="DEST", help="a new or empty folder for the new archive")


def run(options: Namespace, streams: Streams) -> int:
    """Print what was saved and what was lost; 1 where something was."""
    from index.archive import salvage

    source, target = (Path(given).expanduser() for given in (options.source, options.target))
    with progress_shown(streams) as show:
        report = salvage(source, target, show)
    if streams.json:
        streams.record(_record(report, target))
    else:
        streams.print("\n".join(_lines(report, target)))
    return NOTHING if report.lost else DONE


def _lines(report: SalvageReport, target: Path) -> list[str]:
    where = shown(printable(str(target)))
    lines = [f"{counted(report.articles, 'article')} saved to {where}, checked and indexed."]
    lines += [f"cleaned again from its original: {shown(printable(name))}" for name in report.again]
    lines += [f"lost: {shown(printable(_loss(loss)))}" for loss in report.lost]
    if report.uncertain:
        rows = counted(report.uncertain, "row")
        lines.append(f"{rows} may be of what you had removed: the list of what is free in the file is damaged.")
    if report.lost:
        lines.append("Import the files of what is lost again: the next import reads all files.")
    return lines


def _loss(loss: Loss) -> str:
    kind = _KINDS.get(loss.kind, loss.kind)
    return " ".join(part for part in (kind, loss.name, f"({loss.what})" if loss.what else "") if part)


def _record(report: SalvageReport, target: Path) -> Json:
    return {
        "folder": str(target),
        "articles": report.articles,
        "saved": dict(report.saved),
        "again": list(report.again),
        "lost": [asdict(loss) for loss in report.lost],
        "uncertain": report.uncertain,
    }


COMMAND = Command("salvage", "maintain", "save what still reads of a damaged archive to a new one", run, _arguments)
