"""The gutter beside a line: how many other outlets report it, how closely, in how many texts, who was first. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.rendering import words
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run

if TYPE_CHECKING:
    from index.model import Coverage, Span

_VERBATIM = words.LINKS["verbatim"]
_BY_CLOSENESS = [*words.LINKS]
"""From the closest kind of link."""


_MANY = 10
"""Texts from which it is no question whether anybody else reports it; their number would not fit either."""


class Gutter:
    """The coverage of one article, found by where its lines stand."""

    def __init__(self, coverage: Sequence[Coverage] = ()) -> None:
        self._coverage = {c.passage.start: c for c in coverage if c.outlets}
        self._starts = sorted(self._coverage)

    def sign(self, line: Span | None, above: Span | None) -> Run | None:
        """What to say beside the text ``line``; ``above`` is the line above it, None where that is no text.

        The sign beside the number of outlets is true of all of them; where some of them differ, of as many as stand
        before it. Below it is how many texts they have if copies make these fewer, else who was first, else how many
        of them have the same words.
        """
        here = self._beginning_on(line)
        if here is not None:
            differing = sum(bool(report.differs) for report in here.reports)
            if 0 < differing < len(here.outlets):
                return Run(f"{differing}{words.DIFFERS.sign} of {len(here.outlets)}", "link-bold")
            finding = _finding(here)
            return Run(
                f"{len(here.outlets)} {finding.sign}", "link" if finding is words.LINKS["related"] else "link-bold"
            )
        over = self._beginning_on(above)
        if over is None:
            return None
        if 0 < over.texts < min(len(over.outlets), _MANY):
            return Run(counted(over.texts, "text"), "dim")
        if over.first:
            return Run(words.FIRST, "dim")
        same = sum(report.kind == "verbatim" for report in over.reports)
        return Run(f"{same} {_VERBATIM.sign}", "dim") if 0 < same < len(over.outlets) else None

    def nothing_on(self, paragraph: Span) -> bool:
        """Whether this paragraph has nothing that others report, in an article that has some."""
        return bool(self._starts) and not self._within(paragraph)

    def _beginning_on(self, line: Span | None) -> Coverage | None:
        """Of the passages that begin on a line, the one that most others report."""
        found = [self._coverage[start] for start in self._within(line)] if line is not None else []
        return max(found, key=lambda c: len(c.outlets), default=None)

    def _within(self, span: Span) -> list[int]:
        return self._starts[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]


def _finding(here: Coverage) -> words.Entry:
    """What holds of every outlet: that something differs, or the kind of the least close report."""
    kinds = [report.kind for report in here.reports] or [here.kind]
    if here.reports and all(report.differs for report in here.reports):
        return words.DIFFERS
    return words.LINKS[max(kinds, key=_BY_CLOSENESS.index)]
