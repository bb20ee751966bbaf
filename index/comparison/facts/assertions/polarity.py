"""The words and phrases of a sentence by which it affirms or denies something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index.comparison.facts.assertions.clauses import joined
from index.comparison.facts.assertions.oppositions import Oppositions, oppositions
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.facts.word_lists import FunctionWords
from index.comparison.passages import words
from index.model import Span
from index.text import Token, stem

_REACH = 8
"""Words after a negation, in its clause, among which it negates one."""
_MODAL = 3
"""Words before a verb among which is what makes it what may be: ``will not be closed``."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """A word or phrase with its polarity; the span is into the sentence."""

    key: str
    """The stem, or the stems of a phrase joined by spaces."""
    span: Span
    negated: bool
    content: bool
    """False for function words."""
    modal: bool
    """Whether it only may, shall or will be."""
    stated: Span
    """From its negation to it, or from it to its negation, so that what is shown says what is denied; else its span."""

    @property
    def width(self) -> int:
        """The number of its words."""
        return self.key.count(" ") + 1


@lru_cache(maxsize=4096)
def assertions(text: str, language: str = "en") -> tuple[Assertion, ...]:
    """The words of a sentence, phrases of the vocabulary as one, in order; without the negations themselves."""
    known, row = oppositions(language), words(text)
    common = _tell_nothing(language)
    stems = [stem(token.word, language) for token in row]
    phrased = _phrased(stems, known)
    # A negation that belongs to a phrase, as in "not guilty", negates nothing else.
    negations = _negations(row, known) - {
        place for start, width in phrased.items() for place in range(start, start + width)
    }
    content = [row[n].word not in common and n not in negations for n in range(len(row))]
    negated = _negated(text, row, negations, content, known, vocabulary(language).words)
    modals = [n for n, token in enumerate(row) if token.word in known.modal]
    found: list[Assertion] = []
    n = 0
    while n < len(row):
        width = phrased.get(n, 1)
        places = range(n, n + width)
        if width > 1 or n not in negations:
            span = (row[n].start, row[n + width - 1].end)
            denials = [row[negated[at]] for at in places if at in negated]
            stated = min((span[0], *(each.start for each in denials))), max((span[1], *(each.end for each in denials)))
            modal = bool(modals) and any(n - _MODAL <= at < n for at in modals)
            key = stems[n] if width == 1 else " ".join(stems[n : n + width])
            found.append(Assertion(key, span, bool(denials), width > 1 or content[n], modal, stated))
        n += width
    return tuple(found)


@cache
def _tell_nothing(language: str) -> frozenset[str]:
    return vocabulary(language).words.tell_nothing | oppositions(language).between


def _phrased(stems: Sequence[str], known: Oppositions) -> dict[int, int]:
    """The places where a phrase of the vocabulary begins, each with the number of its words."""
    found: dict[int, int] = {}
    n, by_first = 0, known.phrases
    while n < len(stems):
        if (phrases := by_first.get(stems[n])) is None:
            n += 1
            continue
        width = next((len(phrase) for phrase in phrases if tuple(stems[n : n + len(phrase)]) == phrase), 1)
        if width > 1:
            found[n] = width
        n += width
    return found


def _negations(row: Sequence[Token], known: Oppositions) -> set[int]:
    """The places of words that negate."""
    found: set[int] = set()
    written = tuple(token.word for token in row)
    if known.negating.keys().isdisjoint(written):
        return found
    for n, word in enumerate(written):
        phrases = known.negating.get(word)
        if phrases is not None and any(written[n : n + len(phrase)] == phrase for phrase in phrases):
            others = known.not_negating.get(word, ())
            if not any(written[n : n + len(phrase)] == phrase for phrase in others):
                found.add(n)
    # "No. 5" counts.
    return {n for n in found if not (n + 1 < len(row) and row[n + 1].word[0].isdigit())}


def _negated(
    text: str,
    row: Sequence[Token],
    negations: set[int],
    content: Sequence[bool],
    known: Oppositions,
    words_of: FunctionWords,
) -> dict[int, int]:
    """The places of negated words, each with the place of its negation: of several the first."""
    found: dict[int, int] = {}
    if not negations:
        return found
    inside = known.between | words_of.of | words_of.determiners
    for at in sorted(negations):
        after = _within(text, row, range(at + 1, min(len(row), at + 1 + _REACH)), content, known)
        # "No charges of fraud were filed" denies all of these words, "did not file" the word that follows.
        end = _chunk(row, after, inside) if row[at].word in known.determiners else 1
        denied = after[:end]
        if known.after_verb:
            before = _within(text, row, range(at - 1, max(-1, at - 1 - _REACH), -1), content, known)
            # The verb is right before its negation, or all of its clause is between both.
            denied += before[:1] if after else before
        for place in denied:
            found.setdefault(place, at)
    return found


def _chunk(row: Sequence[Token], places: Sequence[int], inside: frozenset[str]) -> int:
    """How many of the content words at ``places`` have only words of a noun phrase or auxiliary verbs between them."""
    for n in range(1, len(places)):
        if any(word.word not in inside for word in row[places[n - 1] + 1 : places[n]]):
            return n
    return len(places)


def _within(text: str, row: Sequence[Token], places: range, content: Sequence[bool], known: Oppositions) -> list[int]:
    """The content words at ``places``, from the first on, up to the end of the clause."""
    found: list[int] = []
    last = places.start - places.step
    for n in places:
        if not joined(text, row[min(last, n)], row[max(last, n)]) or row[n].word in known.clause:
            break
        if content[n]:
            found.append(n)
        last = n
    return found
