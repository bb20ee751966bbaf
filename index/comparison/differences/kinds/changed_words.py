"""Words that change the meaning between two sentences that are equal but for them, whatever kind of word they are.

The other kinds read facts, and compare them over whole articles. This one finds what none of them reads, such as
``praised`` and ``criticised``, where one article has nearly the sentence of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.comparison.differences.candidates import Candidate, Mark
from index.comparison.differences.evidence import evidence
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.assertions.changes import ChangeKind, changes_of_meaning, nearly_equal
from index.comparison.same_words import letters_of, same_words
from index.model import DifferenceKind

_KINDS: Mapping[ChangeKind, DifferenceKind] = {
    "figure": "figure",
    "day": "day",
    "time": "time",
    "place": "place",
    "name": "name",
    "negation": "outcome",
    "antonym": "other",
    "order": "other",
}
_LIKE = 0.5
"""Likeness of two sentences from which they are read word by word: with one word changed it is higher."""
_MOST = 400
"""Pairs of sentences of two articles that are read."""
_DOUBT = "only the words of two sentences were compared"


def candidates(pair: Pair) -> Iterator[Candidate]:
    """What changes the meaning between every two nearly equal sentences.

    Neither article may have the sentence of the other too: then it says both, or tells of two things.
    """
    for i, j in pair.alike(_LIKE)[:_MOST]:
        x, y = pair.left.statement(i), pair.right.statement(j)
        if not nearly_equal(x, y) or _has(pair.left, y.text) or _has(pair.right, x.text):
            continue
        for change in changes_of_meaning(x, y):
            left, right = Mark(i, change.left), Mark(j, change.right)
            yield Candidate(_KINDS[change.kind], left, right, features=evidence(pair, left, right), doubts=(_DOUBT,))


def _has(reading: Reading, sentence: str) -> bool:
    """Whether an article has a sentence with the same words."""
    return any(same_words(sentence, other) for other in reading.kept(_by_letters).get(letters_of(sentence), ()))


def _by_letters(reading: Reading) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sentence in reading.sentences:
        found.setdefault(letters_of(sentence.text), []).append(sentence.text)
    return found
