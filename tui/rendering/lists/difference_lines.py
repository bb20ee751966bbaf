"""The page of differences as lines: a heading for each claim, a line or more for each value of a fact.

A line of a value has four parts: what the values are of, the sign of the claim, the value, and who states it. Where
all who state it do not fit, they go on in the lines below. The cursor stays on the first line of a value only. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.model import DisputedFact, FactValue, StoryDifferences
from index.text import printable
from tui.rendering import signs, words
from tui.rendering.stated_facts import Outlets, name, sections
from tui.rendering.text.cells import cells, cut, padded
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap

_SUBJECT_SHARE, _SUBJECT_LEAST, _SUBJECT_MOST = 5, 14, 26
"""The subjects have a fifth of the page, but so many cells at least and at most."""
_VALUE_LEAST, _VALUE_MOST = 8, 22
"""Cells of the column of values, as far as the longest of them needs them."""
_BETWEEN = 7
"""Cells between the four columns, the sign included."""
_LEAST_ROOM = 20
"""Cells for who states a value, however narrow the page is."""
_CLAUSES = ("day", "time", "place")
"""Kinds of facts that are called by a clause of the text."""
_INKS = {"conflict": "conflict", "update": "link", "open": "accent", "differs": "ink"}
"""By claim, the ink of its sign."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above the facts of one claim, or an empty line."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A line of one value of a fact."""

    fact: DisputedFact
    place: int
    """Which of the fact's values, counted from 0."""
    line: int
    """Which of its lines, counted from 0."""
    who: str
    """Those who state it, as far as they are on this line; printable."""

    @property
    def value(self) -> FactValue:
        """What this is a line of."""
        return self.fact.values[self.place]


DifferenceLine = Heading | ValueLine


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of the columns of subjects, of values and of those who state them."""

    subject: int
    value: int
    who: int

    @classmethod
    def fitting(cls, found: StoryDifferences, width: int) -> Columns:
        """For these differences on a page of so many cells."""
        subject = max(_SUBJECT_LEAST, min(_SUBJECT_MOST, width // _SUBJECT_SHARE))
        longest = max((cells(_shown(value)) for fact in found.facts for value in fact.values), default=0)
        value = max(_VALUE_LEAST, min(_VALUE_MOST, longest))
        return cls(subject, value, max(_LEAST_ROOM, width - subject - value - _BETWEEN))


def difference_lines(found: StoryDifferences, columns: Columns) -> list[DifferenceLine]:
    """All lines, from top to bottom."""
    names = Outlets(found)
    lines: list[DifferenceLine] = []
    for heading, facts in sections(found):
        lines += [Heading()] if lines else []
        lines.append(Heading(heading))
        for number, fact in enumerate(facts):
            lines += [Heading()] if number else []
            for place, value in enumerate(fact.values):
                who = printable(" · ".join(names.stated_by(value, fact.claim)))
                broken = wrap(who, columns.who)
                lines += [ValueLine(fact, place, n, who[each.start : each.end]) for n, each in enumerate(broken)]
    return lines


def next_value(lines: Sequence[DifferenceLine], index: int, step: int) -> int:
    """The line nearest to ``index`` on which the cursor can stay; ``step``, 1 or -1, is the direction to look first.

    -1 if there is none.
    """
    for towards in (step, -step):
        at = index
        while 0 <= at < len(lines):
            line = lines[at]
            if isinstance(line, ValueLine) and line.line == 0:
                return at
            at += towards
    return -1


def line_of(lines: Sequence[DifferenceLine], fact: DisputedFact, place: int) -> int:
    """Where a value of a fact is listed; 0 if it no longer is."""
    wanted = (fact.key, place)
    keys = ((line.fact.key, line.place) if isinstance(line, ValueLine) else None for line in lines)
    return next((number for number, key in enumerate(keys) if key == wanted), 0)


def drawn(line: ValueLine, columns: Columns) -> list[Run]:
    """The subject beside the first value; the sign where it changes; the value; who states it."""
    fact = line.fact
    settled, first = fact.settled is not None, line.line == 0
    heads = first and line.place == 0
    subject = cut(printable(_named(fact, columns.subject)), columns.subject) if heads else ""
    claim = line.value.claim
    signed = first and (heads or (claim != fact.values[line.place - 1].claim and not settled))
    sign = (signs.NOTHING if settled else words.CLAIMS[claim].sign) if signed else " "
    shown = cut(printable(_shown(line.value)), columns.value) if first else ""
    return [
        Run(padded(subject, columns.subject) + "  ", "dim" if settled else "headline"),
        Run(f"{sign}  ", "dim" if settled else _INKS[claim]),
        Run(padded(shown, columns.value) + "  ", "dim" if settled else "ink"),
        Run(line.who, "dim"),
    ]


def remarks(fact: DisputedFact) -> Iterator[str]:
    """What else there is to say of a fact: what is not known, why it is listed."""
    if fact.missing:
        yield f"not known: {fact.missing}"
    yield from dict.fromkeys(reason for each in fact.differences for reason in each.reasons)


def _named(fact: DisputedFact, width: int) -> str:
    """What the values are of; after its kind where it is a clause that does not fit, and would be cut to no sense."""
    called = name(fact)
    return f"{fact.kind}: {called}" if fact.kind in _CLAUSES and cells(called) > width and fact.subject else called


def _shown(value: FactValue) -> str:
    return " ".join(value.value.split())
