"""Places in an order: first and last, second-largest, the leader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.comparison.facts.assertions.clauses import joined
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import words
from index.model import Span
from index.text import stem

if TYPE_CHECKING:
    from index.comparison.facts.statements import Statement

_OF = 7
"""Words after a rank among which is what is ordered."""
_BESIDE = 40
"""Characters after a rank in which a name is a part of what is ordered and bears no rank."""
_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order as a sentence states it; the span is into the sentence."""

    text: str
    span: Span
    place: int
    """From 1; the last is -1."""
    by: str
    """What they are ordered by: ``size``, ``age`` ...; empty where it is time or not said."""
    word: str
    """The superlative; empty without one."""
    head: tuple[str, ...]
    """Stems of the content words after it, in order: what is ordered."""
    bearers: frozenset[str]
    """The surnames in the sentence, in small letters, without those right after it."""

    opening: str
    """The word with which the sentence begins, if it may be a name; in small letters."""

    def shares_bearer(self, other: Rank) -> bool:
        """Whether both may be the place of one bearer."""
        return bool(self.bearers & other.bearers) or (bool(self.opening) and self.opening == other.opening)

    @property
    def ordered(self) -> frozenset[str]:
        """What is ordered, in no order."""
        return frozenset(self.head)


def ranks(statement: Statement) -> tuple[Rank, ...]:
    """The places in an order that a sentence states, in order; ``third largest`` is one."""
    known = vocabulary(statement.language).ranks
    row, found, n = words(statement.text), [], 0
    while n < len(row):
        first, place, by, word = n, 0, "", ""
        if (digits := _DIGITS.match(row[n].word)) or row[n].word in known.ranks:
            place = int(digits[1]) if digits else known.ranks[row[n].word]
            by = known.best.get(row[n].word, "")
            n += 1
        if n < len(row) and row[n].word in known.best and (place == 0 or not by):
            place, by, word = place or 1, known.best[row[n].word], row[n].word
            n += 1
        # First-degree, second quarter: a name of what follows.
        named = place and n < len(row) and (statement.text[row[n - 1].end] == "-" or row[n].word in known.names)
        if place and not named:
            found.append(_rank(statement, (first, n), place, by, word))
        n += 1 if not place else 0
    return tuple(each for each in found if each.head)


def _rank(statement: Statement, at: tuple[int, int], place: int, by: str, word: str) -> Rank:
    row, known = words(statement.text), vocabulary(statement.language).ranks
    span = (row[at[0]].start, row[at[1] - 1].end)
    ordered = []
    for n in range(at[1], min(len(row), at[1] + _OF)):
        if not joined(statement.text, row[n - 1], row[n]) or row[n].word in known.ranks or row[n].word in known.best:
            break
        ordered.append(stem(row[n].word, statement.language))
    common = vocabulary(statement.language).words
    # A capital that begins a sentence may be a name: it is only compared, and not shown.
    opening = row[0].word if statement.text[row[0].start].isupper() else ""
    if opening in common.no_names | common.tell_nothing:
        opening = ""
    bearers = {
        name.text.split()[-1].casefold() for name in statement.names if not span[0] <= name.span[0] < span[1] + _BESIDE
    }
    head = tuple(each for each in ordered if each in statement.content)
    return Rank(statement.text[slice(*span)], span, place, by, word, head, frozenset(bearers), opening)
