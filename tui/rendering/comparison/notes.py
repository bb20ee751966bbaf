"""Beside wide comparisons: everything the articles disagree on, every name with several spellings, what signs mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.model import Comparison, Link
from index.text import printable
from tui.rendering.comparison.captions import sign, tellers
from tui.rendering.comparison.disputes import Dispute
from tui.rendering.signs import CONFLICT, LINK_SIGNS, MOVED, ONLY, OPEN
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap


def notes(
    compared: Comparison, found: Sequence[Dispute], names: Mapping[str, str], current: Link | None, width: int
) -> list[list[Run]]:
    """The lines of the notes; ``names`` are those of the articles by id."""
    lines: list[list[Run]] = []
    if found:
        lines.append([Run("They disagree on", "headline")])
        for dispute in found:
            lines += _sides(dispute, names, "accent-bold" if current in dispute.links else "conflict-bold", width)
        lines.append([])
    if compared.names:
        lines.append([Run("One name", "headline")])
        for variants in compared.names:
            text = printable(" = ".join(variants))
            lines += [[Run(text[line.start : line.end], "link")] for line in wrap(text, width)]
        lines.append([])
    lines.append([Run("Signs", "headline")])
    lines += [[Run(sign, "link-bold"), Run(f"  {kind}", "dim")] for kind, sign in LINK_SIGNS.items()]
    lines.append([Run(MOVED, "link-bold"), Run("  at another place of the text", "dim")])
    lines.append([Run(CONFLICT, "conflict-bold"), Run("  the two sides disagree", "dim")])
    lines.append([Run(OPEN, "conflict-bold"), Run("  a missing date leaves it open", "dim")])
    lines.append([Run(ONLY, "only"), Run("  only this article reports it", "dim")])
    lines.append([Run("word", "differing"), Run("  only this side has it", "dim")])
    lines.append([Run("Word", "link"), Run("  a name or figure of both", "dim")])
    return lines


def _sides(dispute: Dispute, names: Mapping[str, str], ink: str, width: int) -> list[list[Run]]:
    """A line for each side: what it states, and who states it."""
    lines: list[list[Run]] = []
    for number, side in enumerate(dispute.sides):
        subject = f" {dispute.subject}" if dispute.subject and not number else ""
        stated = Run(cut(printable(f"{' ' if number else sign(dispute)}  {side.value}{subject}"), width), ink)
        by = Run(cut(printable(tellers(side, names)), width - 3), "dim")
        if cells(stated.text) + 2 + cells(by.text) <= width:
            lines.append(justify([stated], [by], width))
        else:
            lines += [[stated], [Run(f"   {by.text}", "dim")]]
    return lines
