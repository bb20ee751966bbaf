"""The best passage of an article for a query."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from index.model import Span
from index.search.sought_words import Mark, distinct
from index.text import sentences

LONGEST = 240
"""Code points of a snippet."""

_BEGINNING = 4 * LONGEST
"""Code points of a text without matches that are split into sentences."""

_SEARCHED = 200_000
"""Code points of a very long line in which the best passage is looked for."""

_LINES = 6
"""Lines that are searched for the best span: those with the most matches."""

_BEFORE = 2_000
"""Code points before the first match in which its sentence is looked for."""

REPEATED = 0.05
"""What a further match of the same word adds, as a share of what the first does."""

_CUTS = 64
"""Matches of a long sentence, the first ones, around which parts of it are compared."""


class Passage(NamedTuple):
    """A span of a text, and the matches of the line that it is in."""

    span: Span
    marks: Sequence[Mark]


Split = Callable[[int, int], Sequence[Span]]
"""The sentences between two places of a text."""

ScoredLine = tuple[float, Sequence[Mark]]
"""What the matches of a line weigh together, and these, of which there are some."""


def snippet(text: str, marks: Sequence[Mark], weight: Callable[[str], float]) -> Span:
    """The span of ``text`` with the most and heaviest matches; the beginning of ``text`` if it has none.

    It begins and ends with a sentence, unless the best sentence is longer than :data:`LONGEST`.
    """
    weights = {what: weight(what) for what in distinct(marks)}
    lines = [(score_of(line, len(text), weights), line) for line in _lines(text, marks)]
    lines.sort(key=lambda scored: -scored[0])
    return passage(text, lines, weights).span


def passage(
    text: str, lines: Iterable[ScoredLine], weights: Mapping[str, float], split: Split | None = None
) -> Passage:
    """As :func:`snippet`, out of the ``lines`` that have matches, those with the most first.

    ``split`` gives the sentences of a part of ``text``, where some of them are known.
    """
    split = split or partial(sentences, text)
    found: Passage | None = None
    best = -1.0
    for most, line in islice(lines, _LINES):
        if found is None:
            found = Passage((line[0].start, line[0].start), line)
        elif most <= best:
            break
        span, score = _best_of_line(text, line, weights, split)
        if score > best:
            found, best = Passage(span, line), score
    if found is None:
        return Passage(_grown(text, split(0, min(len(text), _BEGINNING)), 0), ())
    return found


def _lines(text: str, marks: Sequence[Mark]) -> Iterator[Sequence[Mark]]:
    """The matches, by the line in which they begin."""
    at = 0
    while at < len(marks):
        end = text.find("\n", marks[at].start)
        following = bisect_left(marks, end, at, key=lambda mark: mark.start) if end >= 0 else len(marks)
        yield marks[at:following]
        at = following


def _best_of_line(text: str, marks: Sequence[Mark], weights: Mapping[str, float], split: Split) -> tuple[Span, float]:
    """The best span of the line of ``marks``, and its score."""
    begin = _line_start(text, marks[0].start)
    end = text.find("\n", marks[0].start)
    spans = split(begin, min(len(text) if end < 0 else end, begin + _SEARCHED))
    starts = [mark.start for mark in marks]
    best, best_score = (begin, begin), -1.0
    for at, (start, end) in enumerate(spans):
        first = bisect_left(starts, start)
        if first == len(marks) or starts[first] >= end:
            continue
        for span in _candidates(text, spans, at, marks, first):
            score = score_of(marks[bisect_left(starts, span[0]) : bisect_left(starts, span[1])], span[1], weights)
            if score > best_score:
                best, best_score = span, score
    return best, best_score


def _line_start(text: str, at: int) -> int:
    """Where the line of ``at`` begins; in a very long line, a space not too far before."""
    earliest = max(0, at - _BEFORE)
    start = text.rfind("\n", earliest, at) + 1 or earliest
    return start if start == 0 or text[start - 1] == "\n" else max(text.find(" ", start, at), start)


def score_of(marks: Sequence[Mark], end: int, weights: Mapping[str, float]) -> float:
    """What the matches up to ``end`` weigh together."""
    score = 0.0
    seen: set[str] = set()
    for mark in marks:
        if mark.end <= end:
            score += weights[mark.sought] * (REPEATED if mark.sought in seen else 1.0)
            seen.add(mark.sought)
    return score


def _candidates(text: str, spans: Sequence[Span], at: int, marks: Sequence[Mark], first: int) -> list[Span]:
    start, end = spans[at]
    if end - start <= LONGEST:
        return [_grown(text, spans, at)]
    cut: list[Span] = []
    while first < len(marks) and marks[first].start < end and len(cut) < _CUTS:
        cut.append(_cut(text, spans[at], marks[first].start))
        first += 1
    return cut


def _grown(text: str, spans: Sequence[Span], at: int) -> Span:
    """The sentence ``at`` with those that follow it in its paragraph, then those before, as far as they fit."""
    if not spans:
        return (0, 0)
    start, end = spans[at]
    if end - start > LONGEST:
        return _cut(text, spans[at], start)
    after = at + 1
    while after < len(spans) and spans[after][1] - start <= LONGEST and "\n" not in text[end : spans[after][0]]:
        end, after = spans[after][1], after + 1
    before = at - 1
    while before >= 0 and end - spans[before][0] <= LONGEST and "\n" not in text[spans[before][1] : start]:
        start, before = spans[before][0], before - 1
    return (start, end)


def _cut(text: str, sentence: Span, at: int) -> Span:
    """A part of a long sentence around ``at``, from a word's beginning to a word's end where it has such."""
    start = max(sentence[0], at - LONGEST // 4)
    if start > sentence[0] and (space := text.find(" ", start, at)) >= 0:
        start = space + 1
    end = min(sentence[1], start + LONGEST)
    if end < sentence[1] and (space := text.rfind(" ", at + 1, end)) > at:
        end = space
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end)
