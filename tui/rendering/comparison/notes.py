"""The notes beside a wide comparison: every dispute, every name with several spellings, the meaning of the signs."""

from __future__ import annotations

from collections.abc import Mapping

from index.model import Link
from index.text import printable
from tui.rendering import words
from tui.rendering.comparison.captions import stated_by
from tui.rendering.comparison.disputes import Dispute
from tui.rendering.comparison.rows import ComparisonRows
from tui.rendering.numbers import counted
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap

_INKS = {words.CONFLICT: "conflict-bold", words.OPEN: "conflict-bold", words.ONLY_HERE: "only"}


def notes(rows: ComparisonRows, current: Link | None, width: int) -> list[list[Run]]:
    """The lines of the notes; the dispute of the current link is highlighted."""
    lines: list[list[Run]] = []
    if rows.disputes:
        lines.append([Run(words.DISAGREE, "headline")])
        for dispute in rows.disputes:
            ink = "accent-bold" if current in dispute.links else "conflict-bold"
            lines += _sides(dispute, rows.names, ink, width)
        lines.append([])
    if rows.comparison.names:
        lines.append([Run(words.ONE_NAME, "headline")])
        for variants in rows.comparison.names:
            text = printable(" = ".join(variants))
            lines += [[Run(text[line.start : line.end], "link")] for line in wrap(text, width)]
        lines.append([])
    return [*lines, *_legend(rows, width)]


def _legend(rows: ComparisonRows, width: int) -> list[list[Run]]:
    """Every sign with its meaning and how often it occurs in the comparison."""
    total = Run(f"in all {counted(len(rows.comparison.articles), 'article')}", "dim")
    lines = [justify([Run("Signs", "headline")], [total], width)]
    numbers = dict(rows.counts)
    for entry in words.LEGEND:
        number = f"{numbers[entry]:,}" if entry in numbers else ""
        meaning = Run(
            cut(
                f"  {entry.word if entry in words.LINKS.values() else entry.meaning}",
                width - 1 - len(number) - bool(number),
            ),
            "dim",
        )
        lines.append(justify([Run(entry.sign, _INKS.get(entry, "link-bold")), meaning], [Run(number, "dim")], width))
    lines.append([Run("word", "differing"), Run("  only this side has it", "dim")])
    lines.append([Run("Word", "link"), Run("  a name or figure of both", "dim")])
    return lines


def _sides(dispute: Dispute, names: Mapping[str, str], ink: str, width: int) -> list[list[Run]]:
    """A line for each side: the value, and who states it."""
    lines: list[list[Run]] = []
    for number, (value, side) in enumerate(zip(dispute.values, dispute.sides, strict=True)):
        stated = Run(cut(printable(f"{' ' if number else dispute.finding.sign}  {value}"), width), ink)
        by = printable(stated_by(side, names))
        if cells(stated.text) + 2 + cells(by) <= width:
            lines.append(justify([stated], [Run(by, "dim")], width))
        else:
            wrapped = wrap(by, width - 3)
            lines += [[stated], *([Run(f"   {by[line.start : line.end]}", "dim")] for line in wrapped)]
    return lines
