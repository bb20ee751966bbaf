"""Differences in plain text: the facts by what is claimed of them, each value with who states it and a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.model import DisputedFact, FactValue, StoryDifferences
from tui.rendering.stated_facts import Outlets, decisions, name, not_listed, nothing_found, sections, stated
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.plain import plain_lines

_INDENT = "  "
_WIDEST = 18
"""Cells of the column of values; a longer value has a line of its own."""


def differences_text(found: StoryDifferences, width: int | None, left_out: Sequence[DisputedFact] = ()) -> list[str]:
    """Lines of at most ``width`` cells; None breaks none, for a pipe. The last one counts what is ``left_out``."""
    return list(_lines(found, width, left_out))


def _lines(found: StoryDifferences, width: int | None, left_out: Sequence[DisputedFact]) -> Iterator[str]:
    names = Outlets(found)
    if found.title:
        yield from plain_lines(found.title, width)
    yield from plain_lines(names.summary(), width)
    for note in names.notes():
        yield from plain_lines(note, width)
    if not found.facts and not left_out:
        yield from ("", *plain_lines(" ".join(nothing_found(found)), width))
    for heading, facts in sections(found):
        yield from ("", *plain_lines(heading, width))
        for fact in facts:
            yield from ("", *_fact(fact, names, width))
    if left_out:
        yield from ("", *plain_lines(not_listed(left_out), width))


def _fact(fact: DisputedFact, names: Outlets, width: int | None) -> Iterator[str]:
    key = f"[{fact.key}]"
    room = None if width is None else width - len(_INDENT) - len(key) - 2
    title = name(fact) if room is None else cut(name(fact), room)
    first, *_ = plain_lines(title, None, _INDENT)
    yield f"{first}{_INDENT if width is None else ' ' * max(1, width - cells(first) - len(key))}{key}"
    widest = _WIDEST if width is None else min(_WIDEST, width // 3)
    column = min(widest, max(cells(stated(fact, value)) for value in fact.values))
    for value in fact.values:
        yield from _value(fact, value, names, column, width)
    if fact.missing:
        yield from plain_lines(f"not known: {fact.missing}", width, _INDENT * 2)
    for line in decisions(fact):
        yield from plain_lines(line, width, _INDENT * 2)


def _value(fact: DisputedFact, value: FactValue, names: Outlets, column: int, width: int | None) -> Iterator[str]:
    """A value, beside it who states it, and below that the sentence of the first place that does."""
    indent = _INDENT * 2 + " " * (column + 2)
    about = [line for entry in names.stated_by(value, fact.claim) for line in plain_lines(entry, width, indent)]
    lead = plain_lines(stated(fact, value), width, _INDENT * 2)
    if len(lead) == 1 and cells(stated(fact, value)) <= column:
        first = lead[0] + " " * (cells(indent) - cells(lead[0]))
        lead, about = [first + about[0][len(indent) :]], about[1:]
    yield from (*lead, *about)
    yield from plain_lines(f"“{' '.join(value.stated[0].sentence_text.split())}”", width, indent + _INDENT)
