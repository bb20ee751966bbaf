"""Ways out of a result that is empty, or only near: another spelling, or the query without a part of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.rendering import numbers
from tui.rendering.search.question import Question
from tui.rendering.text.runs import Run

if TYPE_CHECKING:
    from index.model import Dropped, ResultPage


MOST = 5
"""Offers that are made at a time, each with a number for its key."""


class Offer(NamedTuple):
    """A question that can be asked instead."""

    question: Question
    does: str
    """What taking it does, before :attr:`what`: ``leaves out ``."""
    short: str
    """The same in one line with others: ``without ``."""
    what: str
    total: int | None
    """How many articles it finds; 0 for none yet, None where that is not known."""

    @property
    def promise(self) -> str:
        """What it finds, after :attr:`what`."""
        if self.total is None:
            return ""
        return f": {numbers.counted(self.total, 'article')}" if self.total else ", which no article has"


def offers(question: Question, page: ResultPage) -> tuple[Offer, ...]:
    """What can be asked instead of ``question``, which had ``page`` for an answer; the likeliest first."""
    made = []
    if page.suggestion:
        other = question.asking(page.suggestion)
        made.append(Offer(other, "asks for ", "perhaps ", other.text.strip(), None))
    silent = [part for part in page.dropped if not part.total]
    if len(silent) > 1:
        made.append(_without(question, silent))
    made += [Offer(question.asking(e.query), "asks for ", "perhaps ", e.text, e.total) for e in page.elsewhere]
    made += [_without(question, [part]) for part in page.dropped]
    if page.in_hidden and (hidden := question.in_hidden_lines) is not None:
        more = f"{numbers.number(page.in_hidden)} {'more ' if page.listed else ''}in hidden lines"
        made.insert(0 if page.listed else len(made[: MOST - 1]), Offer(hidden, "shows ", "shows ", more, None))
    # What would be left of a query of which nothing is left is the whole archive.
    worth = [offer for offer in made if offer.question != question and not offer.question.is_empty]
    return tuple(dict.fromkeys(worth))[:MOST]


def _without(question: Question, parts: Sequence[Dropped]) -> Offer:
    left = question
    for part in sorted(parts, key=lambda part: part.start, reverse=True):
        left = left.without(part.start, part.end)
    what = ", ".join(question.part(part.start, part.end) for part in parts)
    return Offer(left, "leaves out ", "without ", what, parts[0].total)


def listed(made: Sequence[Offer], chosen: int) -> list[list[Run]]:
    """A line for each offer; ``enter`` beside the ``chosen`` one, its number beside each other."""
    lines = []
    for index, offer in enumerate(made):
        key = "  enter" if index == chosen else f"  {index + 1:<5}"
        runs = [Run(offer.does, "dim"), Run(offer.what, "ink"), Run(offer.promise, "dim")]
        lines.append([Run(key, "accent-bold"), Run("  ", "dim"), *runs])
    return lines


def in_a_row(made: Sequence[Offer]) -> list[Run]:
    """All offers with their numbers, for beside a result that is there: ``1 without zeppelin: 12``."""
    runs: list[Run] = []
    for index, offer in enumerate(made, 1):
        runs += [Run(f"   {index} ", "accent-bold"), Run(offer.short, "dim"), Run(offer.what, "ink")]
        runs.append(Run(f": {numbers.number(offer.total)}" if offer.total else "", "dim"))
    return runs
