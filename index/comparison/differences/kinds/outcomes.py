"""What came of something: approved and rejected, convicted and acquitted, charged and not charged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.comparison.differences.candidates import Candidate, Mark
from index.comparison.differences.evidence import evidence
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.assertions.oppositions import Oppositions, oppositions
from index.comparison.facts.assertions.polarity import Assertion, assertions
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import words
from index.text import stem

_ARGUMENT = 2
"""Content words on each side of an outcome among which is what it is of."""
_TELLING = 1.5
"""Weight from which a word that both have there says that they are of one thing."""
_LIKE = 0.25
"""Likeness of two sentences from which one word that is an argument of both outcomes is enough."""
_ONE_PLAN = 0.3
"""Likeness of two sentences on what may or shall be from which both are on one plan; articles have many of these."""
_TITLE = 0.7
"""Share of words with a capital above which a sentence is a headline, and its capitals tell no names."""
_MOST = 400
"""Outcomes of one article that are compared; a list of more is no account of one event."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    sentence: int
    assertion: Assertion
    subject: tuple[str, ...]
    """The content words right before it, the nearest first."""
    object: tuple[str, ...]
    """Those right after it."""
    names: frozenset[str]
    """Those of them that are names."""


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """The outcomes of an article."""

    all: Sequence[_Outcome]
    by_argument: Mapping[str, Sequence[_Outcome]]
    by_sentence: Mapping[int, Sequence[_Outcome]]

    def near(self, other: _Outcome) -> Iterator[_Outcome]:
        """Those that have an argument in common with one of another article, in order."""
        found = {id(each): each for word in (*other.subject, *other.object) for each in self.by_argument.get(word, ())}
        yield from sorted(found.values(), key=lambda each: (each.sentence, each.assertion.span))


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two outcomes of one thing that exclude each other, or of which one is denied.

    Neither article may have the outcome of the other too: then it tells of both.
    """
    known = oppositions(pair.left.language)
    mine, theirs = pair.left.kept(_outcomes), pair.right.kept(_outcomes)
    for x in mine.all:
        for y in theirs.near(x):
            opposed, denied = _differ(x.assertion, y.assertion, known)
            if not opposed and not denied:
                continue
            shared = _shared(pair, x, y)
            if _other_subject(x, y) or (known.is_contest(x.assertion.key, y.assertion.key) and not _one_subject(x, y)):
                continue
            if not shared or _has(pair, theirs, x, y, known) or _has(pair, mine, y, x, known):
                continue
            direct = _direct(pair, x, y)
            if not direct and len(shared) < _ARGUMENT and pair.similarity(x.sentence, y.sentence) < _LIKE:
                continue
            if x.assertion.modal and pair.similarity(x.sentence, y.sentence) < _ONE_PLAN:
                continue
            left, right = (Mark(each.sentence, each.assertion.stated, _value(each)) for each in (x, y))
            features = {
                **evidence(pair, left, right),
                "outcome: denied": float(denied),
                "outcome: arguments": min(_ARGUMENT, len(shared)) / _ARGUMENT,
                "outcome: direct": float(direct),
                "outcome: phrase": float(x.assertion.width > 1 or y.assertion.width > 1),
            }
            # What is decided today may be overturned tomorrow.
            yield Candidate("outcome", left, right, features=features, doubts=tuple(_doubts(features)), moves=True)


def _doubts(features: Mapping[str, float]) -> Iterator[str]:
    if features["sentences"] < _LIKE:
        yield "the sentences have little else in common"
    if features["days apart"]:
        yield "of different days"


def _value(outcome: _Outcome) -> str:
    return f"not {outcome.assertion.key}" if outcome.assertion.negated else outcome.assertion.key


def _shared(pair: Pair, x: _Outcome, y: _Outcome) -> set[str]:
    """The words that are an argument of both: its subject, its object, or the subject of a passive."""
    pairs = [(x.subject, y.subject), (x.object, y.object), (x.subject, y.object), (x.object, y.subject)]
    return {
        stem
        for a, b in pairs
        for stem in (set(a[:1]) & set(b)) | (set(a) & set(b[:1]))
        if pair.weights(stem) >= _TELLING
    }


def _one_subject(x: _Outcome, y: _Outcome) -> bool:
    return bool(x.subject) and x.subject[:1] == y.subject[:1]


def _other_subject(x: _Outcome, y: _Outcome) -> bool:
    """Whether the names right before both are of two people or bodies."""
    mine, theirs = x.subject[:1], y.subject[:1]
    return mine != theirs and bool(mine and theirs) and mine[0] in x.names and theirs[0] in y.names


def _direct(pair: Pair, x: _Outcome, y: _Outcome) -> bool:
    """Whether the word right beside both is the same, and a telling one; a person does many things."""
    sides = (x.subject[:1], y.subject[:1]), (x.object[:1], y.object[:1])
    return any(a == b and a and a[0] not in x.names and pair.weights(a[0]) >= _TELLING for a, b in sides)


def _has(pair: Pair, others: _Outcomes, x: _Outcome, y: _Outcome, known: Oppositions) -> bool:
    """Whether the article of ``y`` has the outcome ``x`` of the same thing too, or in the sentence of ``y``."""

    def same(other: _Outcome) -> bool:
        return x.assertion.negated == other.assertion.negated and known.alike(x.assertion.key, other.assertion.key)

    return any(same(other) for other in others.by_sentence[y.sentence]) or any(
        same(other) and _shared(pair, x, other) for other in others.near(x)
    )


def _differ(x: Assertion, y: Assertion, known: Oppositions) -> tuple[bool, bool]:
    """Whether the words exclude each other, and whether one is denied of what the other affirms."""
    if x.modal != y.modal:
        # What shall be and what was can both be true.
        return False, False
    if x.negated == y.negated:
        return known.opposed(x.key, y.key), False
    return False, x.key == y.key


def _outcomes(reading: Reading) -> _Outcomes:
    known = oppositions(reading.language)
    capitals = not vocabulary(reading.language).words.nouns_have_capitals
    found: list[_Outcome] = []
    for sentence in reading.sentences:
        if known.outcome_starts.isdisjoint(stem(word.word, reading.language) for word in words(sentence.text)):
            continue
        row = [each for each in assertions(sentence.text, reading.language) if each.content]
        title = sum(sentence.text[each.span[0]].isupper() for each in row) > _TITLE * len(row)
        for n, each in enumerate(row):
            written = sentence.text[slice(*each.span)]
            # Inside a sentence a capital makes a name: the Secret Service.
            named = capitals and not title and n > 0 and written[0].isupper()
            if not named and known.is_outcome(each.key, written):
                subject, object_ = row[max(0, n - _ARGUMENT) : n], row[n + 1 : n + 1 + _ARGUMENT]
                keys = tuple(word.key for word in reversed(subject)), tuple(word.key for word in object_)
                names = {word.key for word in (*subject, *object_) if sentence.text[word.span[0]].isupper()}
                found.append(_Outcome(sentence.number, each, *keys, frozenset(names if capitals else ())))
    by_argument: defaultdict[str, list[_Outcome]] = defaultdict(list)
    by_sentence: defaultdict[int, list[_Outcome]] = defaultdict(list)
    for outcome in found[:_MOST]:
        by_sentence[outcome.sentence].append(outcome)
        for argument in {*outcome.subject, *outcome.object}:
            by_argument[argument].append(outcome)
    return _Outcomes(found[:_MOST], by_argument, by_sentence)
