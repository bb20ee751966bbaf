"""The differences between two articles, what matters most first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace

from index.comparison.background import TermWeights
from index.comparison.differences.candidates import Candidate, Mark
from index.comparison.differences.kinds import KINDS, changed_words
from index.comparison.differences.pair import Pair
from index.comparison.differences.ranking import likelihood
from index.comparison.differences.reading import Reading
from index.comparison.facts.vocabulary import vocabulary
from index.model import Claim, Difference, DifferenceKind, Span, StatedValue
from index.text import tokens

_BESIDE = frozenset((" ", "\u00a0", "\u202f", "-", ""))
"""What may stand between a figure and its unit."""
_LISTED = 0.08
"""Likelihood from which a candidate is listed at all."""
_CONFLICT = 0.44
"""Likelihood from which it is claimed to be a conflict or an update, where nothing casts a doubt."""

Scored = tuple[float, Candidate]
_Values = tuple[DifferenceKind, str, str]
"""A kind, and the values of the left and the right article."""


def differences(
    left: Reading, right: Reading, weights: TermWeights, check: Callable[[], None] = lambda: None
) -> tuple[Difference, ...]:
    """The facts on which two articles of one language differ, the likeliest and weightiest first.

    ``weights`` are those of words in that language, shared by the pairs of a story. ``check`` is called often and
    raises to stop the work.
    """
    pair = Pair(left, right, weights)
    scored = list(_scored(pair, check))
    by_values: defaultdict[_Values, list[Candidate]] = defaultdict(list)
    for _, each in scored:
        by_values[_values(pair, each)].append(each)
    return tuple(_difference(pair, score, each, by_values[_values(pair, each)]) for score, each in chosen(pair, scored))


def all_candidates(pair: Pair) -> Iterator[Candidate]:
    """The candidates of all kinds, in no order, and the changed words of nearly equal sentences that no kind reads."""
    read: defaultdict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidates in KINDS:
        for each in candidates(pair):
            read[each.left.sentence, each.right.sentence].append(each)
            yield each
    for each in changed_words.candidates(pair):
        if not any(_of_same_words(each, other) for other in read[each.left.sentence, each.right.sentence]):
            yield each


def _of_same_words(one: Candidate, other: Candidate) -> bool:
    """Whether both are of the same words of the same two sentences."""
    sides = (one.left.span, other.left.span), (one.right.span, other.right.span)
    return all(x[0] < y[1] and y[0] < x[1] for x, y in sides)


def _scored(pair: Pair, check: Callable[[], None]) -> Iterator[Scored]:
    for candidate in all_candidates(pair):
        check()
        yield likelihood(candidate), candidate


def chosen(pair: Pair, scored: Iterable[Scored]) -> Sequence[Scored]:
    """Those that are listed, the likeliest first; a value of one article is listed once.

    One for which something is not known is listed however unlikely it is: it claims nothing.
    """
    used: set[tuple[str, str, str]] = set()
    found: list[Scored] = []
    listed = (each for each in scored if each[0] >= _LISTED or each[1].missing)
    ordered = sorted(listed, key=lambda each: (-each[0], each[1].left.sentence, each[1].left.span, each[1].right.span))
    for score, candidate in ordered:
        kind, left, right = _values(pair, candidate)
        places = {("left", kind, left), ("right", kind, right)}
        if not places & used:
            used |= places
            found.append((score, candidate))
    return found


def claim(pair: Pair, score: float, candidate: Candidate) -> Claim:
    """How much may be claimed of a candidate with that likelihood.

    A conflict is claimed only where nothing casts a doubt; of a value that moves, in articles of two days, an update.
    """
    if candidate.missing:
        return "open"
    if score < _CONFLICT or candidate.doubts:
        return "differs"
    days = pair.left.article.day, pair.right.article.day
    return "update" if candidate.moves and None not in days and days[0] != days[1] else "conflict"


def _values(pair: Pair, candidate: Candidate) -> _Values:
    return candidate.kind, _value(pair.left, candidate.left), _value(pair.right, candidate.right)


def _value(reading: Reading, mark: Mark) -> str:
    return mark.value or _marked(reading, mark).casefold()


def _difference(pair: Pair, score: float, candidate: Candidate, of_values: Iterable[Candidate]) -> Difference:
    """The difference that a candidate is; ``of_values`` are all candidates with its kind and values."""
    same = [each for each in of_values if _of_one_subject(candidate, each, pair.left.language)]
    left, right = (stated_value(*side) for side in _unlike_words(pair, candidate))
    reasons = (*candidate.reasons, *candidate.doubts)
    claimed = claim(pair, score, candidate)
    return Difference(
        candidate.kind,
        claimed,
        candidate.subject,
        left,
        right,
        score,
        reasons,
        missing=candidate.missing,
        left_also=_also(pair.left, candidate.left, {each.left for each in same}),
        right_also=_also(pair.right, candidate.right, {each.right for each in same}),
    )


def _unlike_words(pair: Pair, candidate: Candidate) -> tuple[tuple[Reading, Mark], tuple[Reading, Mark]]:
    """The places of both values; with the unit where it alone differs: 14 kilometres and 14 miles."""
    sides = (pair.left, candidate.left), (pair.right, candidate.right)
    left, right = (_marked(*side).casefold() for side in sides)
    if left != right or candidate.left.value == candidate.right.value:
        return sides
    wider = tuple((reading, _with_next_word(reading, mark)) for reading, mark in sides)
    left, right = (_marked(*side).casefold() for side in wider)
    return (wider[0], wider[1]) if left != right else sides


def _with_next_word(reading: Reading, mark: Mark) -> Mark:
    text = reading.sentences[mark.sentence].text
    word = next(tokens(text, mark.span[1]), None)
    beside = word is not None and text[mark.span[1] : word.start] in _BESIDE
    return replace(mark, span=(mark.span[0], word.end)) if word is not None and beside else mark


def _of_one_subject(one: Candidate, other: Candidate, language: str) -> bool:
    """Whether two candidates with the same values are of one thing: cars are no people."""
    empty = vocabulary(language).words.tell_nothing
    mine, theirs = ({token.word for token in tokens(each.subject) if token.word not in empty} for each in (one, other))
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _also(reading: Reading, mark: Mark, marks: Set[Mark]) -> tuple[StatedValue, ...]:
    others = sorted(marks - {mark}, key=lambda each: (each.sentence, each.span))
    return tuple(stated_value(reading, each) for each in others)


def _marked(reading: Reading, mark: Mark) -> str:
    return reading.sentences[mark.sentence].text[slice(*mark.span)]


def stated_value(reading: Reading, mark: Mark) -> StatedValue:
    """A value as a reader is shown it: where it is stated, how, and by whom."""
    sentence = reading.sentences[mark.sentence]
    start = sentence.span[0]
    span: Span = (start + mark.span[0], start + mark.span[1])
    return StatedValue(
        article=reading.article.id,
        version=reading.article.version,
        field=sentence.field,
        sentence=sentence.span,
        sentence_text=sentence.text,
        span=span,
        text=_marked(reading, mark),
        value=mark.value,
        speaker=reading.speakers.speaker(mark.sentence, mark.span),
        moment=reading.article.published,
    )
