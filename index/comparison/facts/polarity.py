"""The words and phrases of a sentence by which it affirms or denies something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.comparison.facts.oppositions import Oppositions, oppositions
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import words
from index.model import Span
from index.text import Token, stem

_REACH = 6
"""Words after a negation, in its clause, among which it negates one."""
_PAUSES = frozenset(',;:.!?()\u2014\u2013\u201c\u201d"')
"""Signs that end a clause."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """A word or phrase with its polarity; the span is into the sentence."""

    key: str
    """The stem, or the stems of a phrase joined by spaces."""
    span: Span
    negated: bool
    content: bool
    """False for function words."""

    @property
    def width(self) -> int:
        """The number of its words."""
        return self.key.count(" ") + 1


@lru_cache(maxsize=4096)
def assertions(text: str, language: str = "en") -> tuple[Assertion, ...]:
    """The words of a sentence, phrases of the vocabulary as one, in order; without the negations themselves."""
    known, row = oppositions(language), words(text)
    common = vocabulary(language).words.tell_nothing | known.between
    stems = [stem(token.word, language) for token in row]
    phrased = _phrased(stems, known)
    # A negation that belongs to a phrase, as in "not guilty", negates nothing else.
    negations = _negations(row, known) - {
        place for start, width in phrased.items() for place in range(start, start + width)
    }
    content = [row[n].word not in common and n not in negations for n in range(len(row))]
    negated = _negated(text, row, negations, content, known)
    found: list[Assertion] = []
    n = 0
    while n < len(row):
        width = phrased.get(n, 1)
        places = range(n, n + width)
        if width > 1 or n not in negations:
            span = (row[n].start, row[n + width - 1].end)
            denied = not negated.isdisjoint(places)
            found.append(Assertion(" ".join(stems[n : n + width]), span, denied, width > 1 or content[n]))
        n += width
    return tuple(found)


def _phrased(stems: Sequence[str], known: Oppositions) -> dict[int, int]:
    """The places where a phrase of the vocabulary begins, each with the number of its words."""
    found: dict[int, int] = {}
    n = 0
    while n < len(stems):
        phrases = known.phrases.get(stems[n], ())
        width = next((len(phrase) for phrase in phrases if tuple(stems[n : n + len(phrase)]) == phrase), 1)
        if width > 1:
            found[n] = width
        n += width
    return found


def _negations(row: Sequence[Token], known: Oppositions) -> set[int]:
    """The places of words that negate."""
    found: set[int] = set()
    written = [token.word for token in row]
    for n in range(len(row)):
        if any(tuple(written[n : n + len(phrase)]) == phrase for phrase in known.no_negations):
            continue
        found |= {n for phrase in known.negations if tuple(written[n : n + len(phrase)]) == phrase}
    # "No. 5" counts.
    return {n for n in found if not (n + 1 < len(row) and row[n + 1].word[0].isdigit())}


def _negated(
    text: str, row: Sequence[Token], negations: set[int], content: Sequence[bool], known: Oppositions
) -> set[int]:
    """The places of negated words."""
    found: set[int] = set()
    for at in negations:
        after = _within(text, row, range(at + 1, min(len(row), at + 1 + _REACH)), content, known)
        if row[at].word in known.determiners:
            # All words up to the noun, and only those: no formal charges.
            end = next((n for n, place in enumerate(after[1:], 1) if place != after[n - 1] + 1), len(after))
        else:
            end = 1
        found |= set(after[:end])
        if known.after_verb:
            before = _within(text, row, range(at - 1, max(-1, at - 1 - _REACH), -1), content, known)
            # The verb is right before its negation, or all of its clause is between both.
            found |= set(before[:1] if after else before)
    return found


def _within(text: str, row: Sequence[Token], places: range, content: Sequence[bool], known: Oppositions) -> list[int]:
    """The content words at ``places``, from the first on, up to the end of the clause."""
    found: list[int] = []
    last = places.start - places.step
    for n in places:
        gap = text[row[last].end : row[n].start] if n > last else text[row[n].end : row[last].start]
        if not _PAUSES.isdisjoint(gap) or row[n].word in known.clause:
            break
        if content[n]:
            found.append(n)
        last = n
    return found
