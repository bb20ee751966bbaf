"""Two values of a fact that were opened side by side, and the line that describes them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.model import CLAIMS, Claim, Difference, DisputedFact, StatedValue
from index.text import printable
from tui.rendering import words
from tui.rendering.stated_facts import name
from tui.rendering.text.runs import Run


@dataclass(frozen=True, slots=True)
class StatedPair:
    """Two values of a fact, each where an article states it."""

    fact: DisputedFact
    here: StatedValue
    there: StatedValue

    @property
    def difference(self) -> Difference | None:
        """The difference between these two statements, else one between the same two values; None for neither."""
        places, values = {self.here.place, self.there.place}, {_value(self.here), _value(self.there)}
        found = [each for each in self.fact.differences if {each.left.place, each.right.place} == places]
        found += [each for each in self.fact.differences if {_value(each.left), _value(each.right)} == values]
        return next(iter(found), None)

    @property
    def claim(self) -> Claim | None:
        """What is claimed of the two; None where they were not compared, or were settled as no difference."""
        return self.difference.current_claim if self.difference is not None else None


def pair_of(fact: DisputedFact, place: int, stated: StatedValue) -> StatedPair | None:
    """``stated``, which has the value with the number ``place``, and the statement that it differs from most clearly.

    None where no other article states another value.
    """
    others = [
        StatedPair(fact, stated, other)
        for number, value in enumerate(fact.values)
        for other in value.stated
        if number != place and other.article != stated.article
    ]
    return min(others, key=lambda pair: CLAIMS.index(pair.claim) if pair.claim else len(CLAIMS), default=None)


def about_pair(pair: StatedPair, names: Mapping[str, str]) -> list[Run]:
    """``✕ conflict   opened in   1968 The Weir, the mayor / 1967 The Herald   both say when``."""
    claim, found = pair.claim, pair.difference
    if claim is not None:
        entry = words.CLAIMS[claim]
        runs = [Run(f"{entry.sign} {entry.word}", "conflict-bold")]
    elif found is not None and found.settled is not None:
        runs = [Run(f"settled: {found.settled.verdict}", "accent")]
    else:
        runs = [Run("not compared with each other", "dim")]
    runs.append(Run(f"   {printable(name(pair.fact))}   ", "headline"))
    for number, stated in enumerate((pair.here, pair.there)):
        runs += [Run(" / ", "dim")] if number else []
        runs += [Run(printable(stated.text), "conflict"), Run(f" {printable(_by(stated, names))}", "dim")]
    reasons = "; ".join(found.reasons) if found is not None else ""
    return [*runs, Run(f"   {printable(reasons)}", "dim")] if reasons else runs


def _by(stated: StatedValue, names: Mapping[str, str]) -> str:
    """``headline of The Weir, the mayor``: where it is stated and who says it."""
    of = "" if stated.field == "text" else f"{stated.field} of "
    who = f", {stated.speaker}" if stated.speaker else ""
    return f"{of}{names.get(stated.article, stated.article)}{who}"


def _value(stated: StatedValue) -> str:
    return stated.value or stated.text
