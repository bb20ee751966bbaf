"""The differences between two articles, what matters most first."""

from __future__ import annotations

from collections.abc import Callable

from index.comparison.background import TermWeights, blended
from index.comparison.differences.reading import Reading
from index.comparison.facts.conflicts import differences as passage_differences
from index.comparison.facts.conflicts import disagree
from index.comparison.links.alignment import aligned
from index.comparison.links.similarity import terms
from index.model import Conflict, Difference, Span, StatedValue, TermStatistics

_SAME_STATEMENT = 0.4
"""Similarity from which two sentences make one statement, so that all their facts can be compared."""


def differences(
    left: Reading, right: Reading, statistics: TermStatistics, check: Callable[[], None] = lambda: None
) -> tuple[Difference, ...]:
    """The facts on which two articles of one language differ, the likeliest and weightiest first.

    ``check`` is called often and raises to stop the work.
    """
    weights = TermWeights(blended(statistics, left.language))
    mine = [terms(sentence.text, left.language) for sentence in left.sentences]
    theirs = [terms(sentence.text, right.language) for sentence in right.sentences]
    found = []
    links = aligned(mine, theirs, weights, lambda i, j: disagree(left.statement(i), right.statement(j)), check)
    for link in links:
        careful = link.similarity < _SAME_STATEMENT
        for conflict in passage_differences(left.statement(link.i), right.statement(link.j), careful=careful):
            found.append(_difference(left, link.i, right, link.j, conflict, link.similarity))
    return tuple(sorted(found, key=lambda each: -each.score))


def _difference(left: Reading, i: int, right: Reading, j: int, conflict: Conflict, score: float) -> Difference:
    return Difference(
        kind=conflict.kind,
        claim="open" if conflict.open else "conflict",
        subject="",
        left=_stated(left, i, conflict.left_span, conflict.left_by),
        right=_stated(right, j, conflict.right_span, conflict.right_by),
        score=score,
    )


def _stated(reading: Reading, number: int, span: Span, speaker: str) -> StatedValue:
    sentence = reading.sentences[number]
    start = sentence.span[0]
    return StatedValue(
        article=reading.article.id,
        version=reading.article.version,
        field=sentence.field,
        sentence=sentence.span,
        sentence_text=sentence.text,
        span=(start + span[0], start + span[1]),
        text=sentence.text[slice(*span)],
        speaker=speaker,
        moment=reading.article.published,
    )
