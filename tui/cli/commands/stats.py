"""``stats``: what an archive holds."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from index.model import Statistics
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, Streams
from tui.export.json_text import Json
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown


def run(options: Namespace, streams: Streams) -> int:
    """Print the numbers of articles, outlets, stories and source documents, and the articles of each outlet."""
    with opened(options) as archive:
        statistics = archive.statistics()
    if streams.json:
        streams.record(statistics_record(statistics))
    else:
        streams.print("\n".join(statistics_lines(statistics)))
    return DONE


def statistics_lines(statistics: Statistics) -> list[str]:
    """Totals, span of days, then a line for each outlet."""
    lines = [
        f"{counted(statistics.articles, 'article')} from {counted(statistics.outlets, 'outlet')} "
        f"in {counted(statistics.stories, 'story', 'stories')}",
        f"{counted(statistics.documents, 'source document')}, {statistics.bytes / 1e6:,.1f} MB on disk",
    ]
    if statistics.first or statistics.last:
        lines.append(f"published {statistics.first} to {statistics.last}")
    if statistics.fields:
        lines.append(f"fields {','.join(f'{field}={name}' for field, name in statistics.fields)}")
    return [*lines, *(f"{f.count:>7,}  {shown(printable(f.value))}" for f in statistics.by_outlet)]


def statistics_record(statistics: Statistics) -> Json:
    """All counts."""
    return {
        **asdict(statistics),
        "by_outlet": [{"value": f.value, "count": f.count} for f in statistics.by_outlet],
        "fields": [{"field": field, "name": name} for field, name in statistics.fields],
    }


COMMAND = Command("stats", "maintain", "print what is in the archive", run)
