"""Words of a language that exclude each other, and what negates a word.

The words are in ``vocabularies/opposites``, one file a language; ``en.toml`` explains the entries. In a language
without a file nothing is opposed and nothing negated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from index.comparison.facts.vocabulary import word_file
from index.text import fold, stem

Sense = tuple[int, int]
"""The number of a row of opposites, and the side of the row on which a word is."""
Phrase = tuple[str, ...]
_SHORTEST = 4
"""Letters of a stem before which a prefix makes its opposite: ``un`` before ``der`` is no prefix."""


@dataclass(frozen=True)
class Oppositions:
    """The words of one language, by their stems; phrases are tuples of stems."""

    senses: Mapping[str, frozenset[Sense]]
    """The senses of a word or phrase, the stems of which are joined by spaces."""
    contests: int
    """The rows below this number have a side for each of two parties: won and lost."""
    outcomes: int
    """The rows below this number say what came of something: a decision, a verdict, a fate."""
    forms: Mapping[str, frozenset[str]]
    """The folded words of the outcomes by their stem."""
    function_senses: Mapping[str, frozenset[Sense]]
    """The same for function words, which are compared only in sentences that are otherwise equal."""
    negations: frozenset[Phrase]
    """Folded words that negate what follows."""
    no_negations: frozenset[Phrase]
    """Folded phrases that have such a word and negate nothing."""
    determiners: frozenset[str]
    """Those of ``negations`` that negate a noun, which may have adjectives before it."""
    between: frozenset[str]
    """Folded words, apart from function words, between a negation and what it negates."""
    clause: frozenset[str]
    """Folded words that begin another clause."""
    modal: frozenset[str]
    """Folded words before a verb that make it what may, shall or will be."""
    after_verb: bool
    """Whether a verb may come before its negation."""
    prefixes: Sequence[str]
    """Prefixes that make the opposite of a word."""

    def opposed(self, x: str, y: str, *, function_words: bool = False) -> bool:
        """Whether two stems, or phrases of stems, exclude each other."""
        if any(f"{prefix}{a}" == b for prefix in self.prefixes for a, b in ((x, y), (y, x)) if len(a) >= _SHORTEST):
            return True
        mine, theirs = self._of(x, function_words), self._of(y, function_words)
        # A word with two senses on both sides of a row, such as "defeat", excludes nothing there.
        both = {row for row, _ in mine & theirs}
        return any(row == other and side != there and row not in both for row, side in mine for other, there in theirs)

    def alike(self, x: str, y: str) -> bool:
        """Whether two stems, or phrases of stems, are of one meaning."""
        return x == y or not self._of(x, False).isdisjoint(self._of(y, False))

    def is_contest(self, x: str, y: str) -> bool:
        """Whether each of two parties may have one of two opposed stems or phrases: one won, the other lost."""
        rows = {row for row, _ in self._of(x, False)} & {row for row, _ in self._of(y, False)}
        return any(row < self.contests for row in rows)

    def is_outcome(self, x: str, written: str) -> bool:
        """Whether a stem or phrase, of words as they are written, says what came of something."""
        if x not in self._outcome_keys:
            return False
        # Authorities authorise nothing: of one word, more than the stem must be alike.
        word = fold(written)
        return " " in x or any(word.startswith(form[:-1]) for form in self.forms.get(x, ()))

    @cached_property
    def _outcome_keys(self) -> frozenset[str]:
        """The stems and phrases that say, in one of their senses, what came of something."""
        return frozenset(key for key, senses in self.senses.items() if any(row < self.outcomes for row, _ in senses))

    def _of(self, word: str, function_words: bool) -> frozenset[Sense]:
        own = self.senses.get(word, frozenset())
        return own | self.function_senses.get(word, frozenset()) if function_words else own

    @cached_property
    def phrases(self) -> Mapping[str, Sequence[Phrase]]:
        """Phrases of more than one stem by their first, the longest first."""
        phrases = (tuple(written.split()) for written in {*self.senses, *self.function_senses})
        return _by_first(phrase for phrase in phrases if len(phrase) > 1)

    @cached_property
    def outcome_starts(self) -> frozenset[str]:
        """The first stems of the words and phrases that say what came of something."""
        rows = self.outcomes
        return frozenset(
            written.split()[0] for written, senses in self.senses.items() if any(row < rows for row, _ in senses)
        )

    @cached_property
    def negating(self) -> Mapping[str, Sequence[Phrase]]:
        """``negations`` by their first word."""
        return _by_first(self.negations)

    @cached_property
    def not_negating(self) -> Mapping[str, Sequence[Phrase]]:
        """``no_negations`` by their first word."""
        return _by_first(self.no_negations)


def _by_first(phrases: Iterable[Phrase]) -> Mapping[str, Sequence[Phrase]]:
    """Phrases by their first word, the longest first."""
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        found[phrase[0]].append(phrase)
    return {first: sorted(some, key=len, reverse=True) for first, some in found.items()}


@cache
def oppositions(language: str) -> Oppositions:
    """The words of ``language``, an ISO 639 code, that exclude each other; empty ones for one without a file."""
    table = word_file(language, "opposites")
    contests = table.get("contests", ())
    outcomes = [*contests, *table.get("outcomes", ())]
    opposites = [*outcomes, *table.get("opposites", ())]
    return Oppositions(
        senses=_senses(opposites, language),
        contests=len(contests),
        outcomes=len(outcomes),
        forms=_forms(outcomes, language),
        function_senses=_senses(table.get("function_words", ()), language, len(opposites)),
        negations=_phrases(table.get("negations", "")),
        no_negations=_phrases(table.get("no_negations", "")),
        determiners=frozenset(map(fold, table.get("determiners", "").split())),
        between=frozenset(map(fold, table.get("between", "").split())),
        clause=frozenset(map(fold, table.get("clause", "").split())),
        modal=frozenset(map(fold, table.get("modal", "").split())),
        after_verb=table.get("after_verb", False),
        prefixes=[fold(prefix) for prefix in table.get("prefixes", "").split()],
    )


def _senses(rows: Sequence[str], language: str, start: int = 0) -> Mapping[str, frozenset[Sense]]:
    found: defaultdict[str, set[Sense]] = defaultdict(set)
    for number, row in enumerate(rows, start):
        for side, written in enumerate(row.split("|")):
            for word in written.split():
                found[" ".join(phrase_stems(word, language))].add((number, side))
    return {word: frozenset(senses) for word, senses in found.items()}


def _forms(rows: Sequence[str], language: str) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in " ".join(rows).replace("|", " ").split():
        found[" ".join(phrase_stems(word, language))].add(fold(word))
    return {stems: frozenset(words) for stems, words in found.items()}


def phrase_stems(written: str, language: str) -> list[str]:
    """The stems of a word, or of the words of a phrase that ``_`` or ``-`` joins."""
    return [stem(fold(part), language) for part in _parts(written)]


def _phrases(written: str) -> frozenset[Phrase]:
    return frozenset(tuple(fold(part) for part in _parts(word)) for word in written.split())


def _parts(written: str) -> Iterator[str]:
    yield from written.replace("_", " ").replace("-", " ").split()
