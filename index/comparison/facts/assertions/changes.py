"""What changes the meaning between two sentences that are nearly equal: a figure, day, name, negation or antonym."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, get_args

from index.comparison.background import background
from index.comparison.facts.assertions.oppositions import Oppositions, oppositions
from index.comparison.facts.assertions.polarity import Assertion, assertions
from index.comparison.facts.assertions.replaced_words import (
    come_to_the_same,
    exchanged,
    other_units,
    sort_of_replaced,
    without_articles,
)
from index.comparison.facts.conflicts import differences
from index.comparison.facts.figure_conflicts import figures_agree
from index.comparison.facts.name_conflicts import one_name
from index.comparison.facts.names import same_part
from index.comparison.facts.statements import Statement, statement
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import words
from index.model import DifferenceKind, Span
from index.text import Token, stem

ChangeKind = Literal["figure", "day", "time", "negation", "antonym", "name", "place", "order"]

_OF_FACTS: Mapping[DifferenceKind, ChangeKind] = {
    "figure": "figure",
    "day": "day",
    "time": "time",
    "name": "name",
    "place": "place",
}
_ALIKE = 0.5
"""Share of content words in common from which a negation or an antonym is looked for."""
_NEARLY_EQUAL = 0.7
"""Share of words in common, in one order, from which a word that took another's place is looked at by itself."""
_LONGEST_NAME = 3
"""Words of a name that took the place of another."""
_RARE = 0.0005
"""Share of articles below which a word with a capital that begins a sentence is taken for a name."""

_ROOT = 4
"""Letters with which a name and what is made from it begin."""


@dataclass(frozen=True, slots=True)
class MeaningChange:
    """The words in which two sentences differ, and what sort of words they are; spans are into the sentences."""

    kind: ChangeKind
    left: Span
    right: Span


def changed_meaning(left: str, right: str, language: str = "en") -> MeaningChange | None:
    """The weightiest change of meaning between two sentences on one thing; None if there is none, or no telling.

    For sentences that share at least half of their content words; None for others. Spelling, rounding, inflection,
    order of words and what only one of them adds are no changes. Results are symmetric but for the order of spans.
    """
    return next(iter(changes_of_meaning(statement(left, None, language), statement(right, None, language))), None)


def changes_of_meaning(left: Statement, right: Statement) -> tuple[MeaningChange, ...]:
    """All changes of :func:`changed_meaning`, the weightiest kind first, for sentences whose facts were read before."""
    if left.text == right.text or _shared(left, right) < _ALIKE:
        return ()
    found = [*_facts(left, right), *_polarity(left, right)]
    if (swapped := exchanged(left, right)) is not None:
        found.append(MeaningChange(*swapped))
    elif nearly_equal(left, right):
        found += _replaced(left, right)
    found = [
        each for each in found if each.kind != "figure" or not come_to_the_same(left, each.left, right, each.right)
    ]
    unique: dict[tuple[Span, Span], MeaningChange] = {}
    for change in found:
        unique.setdefault((change.left, change.right), change)
    # A year is also a part of the day that has it.
    whole = [change for change in unique.values() if not any(_is_part(change, other) for other in unique.values())]
    rank = get_args(ChangeKind)
    return tuple(sorted(whole, key=lambda change: (rank.index(change.kind), change.left)))


def _is_part(change: MeaningChange, of: MeaningChange) -> bool:
    spans, wider = (change.left, change.right), (of.left, of.right)
    return spans != wider and all(w[0] <= s[0] and s[1] <= w[1] for s, w in zip(spans, wider, strict=True))


def nearly_equal(left: Statement, right: Statement) -> bool:
    """Whether two sentences have most words in common, in one order but for two that changed places."""
    return _matcher(left.text, right.text).ratio() >= _NEARLY_EQUAL or exchanged(left, right) is not None


def _shared(left: Statement, right: Statement) -> float:
    mine, theirs = ({stem(word.word, side.language) for word in words(side.text)} for side in (left, right))
    content = left.content or mine, right.content or theirs
    return 2 * len(content[0] & content[1]) / max(1, len(content[0]) + len(content[1]))


def _facts(left: Statement, right: Statement) -> Iterator[MeaningChange]:
    for found in differences(left, right):
        if not found.open and found.kind in _OF_FACTS:
            yield MeaningChange(_OF_FACTS[found.kind], found.left_span, found.right_span)


def _polarity(left: Statement, right: Statement) -> Iterator[MeaningChange]:
    """Words that only one of the sentences negates, and words that exclude each other."""
    known = oppositions(left.language)
    mine = [each for each in assertions(left.text, left.language) if each.content]
    theirs = [each for each in assertions(right.text, right.language) if each.content]
    left_keys, right_keys = {each.key for each in mine}, {each.key for each in theirs}
    only_left, only_right = [x for x in mine if x.key not in right_keys], [y for y in theirs if y.key not in left_keys]
    opposed = [(x, y) for x in only_left for y in only_right if known.opposed(x.key, y.key)]
    for x, y in opposed:
        if x.negated == y.negated:
            yield MeaningChange("antonym", x.stated, y.stated)
    if any(x.negated != y.negated for x, y in opposed):
        # "Not approved" and "rejected" say the same.
        return
    same = [(x, next((y for y in theirs if known.alike(x.key, y.key)), None)) for x in mine]
    denied = [
        (x, y)
        for x, y in same
        if y is not None
        and x.negated != y.negated
        and _one_polarity(x, mine, known)
        and _one_polarity(y, theirs, known)
    ]
    # Of several negated words a verb that the vocabulary knows says best what is denied.
    denied.sort(key=lambda each: each[0].key not in known.senses)
    for x, y in denied[:1]:
        yield MeaningChange("negation", x.stated, y.stated)


def _one_polarity(word: Assertion, row: Sequence[Assertion], known: Oppositions) -> bool:
    return all(other.negated == word.negated for other in row if known.alike(word.key, other.key))


@lru_cache(maxsize=256)
def _matcher(left: str, right: str) -> SequenceMatcher[str]:
    mine, theirs = ([token.word for token in words(text)] for text in (left, right))
    return SequenceMatcher(None, mine, theirs, autojunk=False)


def _replaced(left: Statement, right: Statement) -> Iterator[MeaningChange]:
    """What took the place of a number, a name or a function word."""
    mine, theirs = words(left.text), words(right.text)
    known = oppositions(left.language)
    matcher = _matcher(left.text, right.text)
    same = {mine[i + n].start: theirs[j + n].start for i, j, size in matcher.get_matching_blocks() for n in range(size)}
    yield from (MeaningChange(*each) for each in other_units(left, right, same))
    for what, begin, end, other, last in matcher.get_opcodes():
        if what != "replace":
            continue
        x, y = mine[begin:end], theirs[other:last]
        spans = (x[0].start, x[-1].end), (y[0].start, y[-1].end)
        if _numbers(x) and _numbers(y):
            if not _agree(left, spans[0], right, spans[1]):
                yield MeaningChange("figure", *spans)
        elif _name(left, x) and _name(right, y):
            names = left.text[slice(*spans[0])], right.text[slice(*spans[1])]
            # What has changed places is judged with what it changed places with.
            moved = {word.word for word in x} <= {word.word for word in theirs} and {word.word for word in y} <= {
                word.word for word in mine
            }
            one = moved or one_name(left.forms(names[0]), right.forms(names[1])) or same_part(*names)
            if not one and not _one_root(x[-1].word, y[-1].word):
                yield MeaningChange("name", *spans)
        elif (kind := sort_of_replaced(x, y, left.language)) is not None:
            yield MeaningChange(kind, *spans)
        elif len(without_articles(x, left.language)) == len(without_articles(y, left.language)) == 1:
            stems = (stem(word.word, left.language) for word in (x[0], y[0]))
            if known.opposed(*stems, function_words=True):
                yield MeaningChange("antonym", *spans)


def _numbers(row: Sequence[Token]) -> bool:
    return any(word.word[0].isdigit() for word in row)


def _agree(left: Statement, x: Span, right: Statement, y: Span) -> bool:
    """Whether figures that both sentences state there agree, or both have one value in other digits."""
    mine = [figure for figure in left.figures if figure.span[0] < x[1] and x[0] < figure.span[1]]
    theirs = [figure for figure in right.figures if figure.span[0] < y[1] and y[0] < figure.span[1]]
    return any(figures_agree(a, b) for a in mine for b in theirs)


def _name(side: Statement, row: Sequence[Token]) -> bool:
    """Whether the words are a name: all of them begin with a capital, which is not due to where they are."""
    known = vocabulary(side.language)
    not_names = known.words.no_names | (known.days.names - known.days.doubtful)
    if len(row) > _LONGEST_NAME or any(not side.text[w.start].isupper() or w.word in not_names for w in row):
        return False
    begins = row[0].start == words(side.text)[0].start
    if not begins and not known.words.nouns_have_capitals:
        return True
    beside = [w for w in words(side.text) if w.end == row[0].start - 1 or w.start == row[-1].end + 1]
    if any(side.text[w.start].isupper() and w.word not in not_names for w in beside) or len(row) > 1:
        return True
    return background(side.language).share(stem(row[0].word, side.language)) <= _RARE


def _one_root(x: str, y: str) -> bool:
    """Iran, Iranian."""
    return len(x) >= _ROOT and x[:_ROOT] == y[:_ROOT]
