"""Words of a language that exclude each other, and what negates a word.

The words are in ``vocabularies/opposites``, one file a language; ``en.toml`` explains the entries. In a language
without a file nothing is opposed and nothing negated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from index.text import fold, stem
from index.text.languages import main_code

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

    def _of(self, word: str, function_words: bool) -> frozenset[Sense]:
        own = self.senses.get(word, frozenset())
        return own | self.function_senses.get(word, frozenset()) if function_words else own

    @cached_property
    def phrases(self) -> Mapping[str, Sequence[Phrase]]:
        """Phrases of more than one stem by their first, the longest first."""
        found: defaultdict[str, list[Phrase]] = defaultdict(list)
        for written in {*self.senses, *self.function_senses}:
            parts = tuple(written.split())
            if len(parts) > 1:
                found[parts[0]].append(parts)
        return {first: sorted(phrases, key=len, reverse=True) for first, phrases in found.items()}


@cache
def oppositions(language: str) -> Oppositions:
    """The words of ``language``, an ISO 639 code, that exclude each other; empty ones for one without a file."""
    table = _file(main_code(language))
    opposites = table.get("opposites", ())
    return Oppositions(
        senses=_senses(opposites, language),
        function_senses=_senses(table.get("function_words", ()), language, len(opposites)),
        negations=_phrases(table.get("negations", "")),
        no_negations=_phrases(table.get("no_negations", "")),
        determiners=frozenset(map(fold, table.get("determiners", "").split())),
        between=frozenset(map(fold, table.get("between", "").split())),
        clause=frozenset(map(fold, table.get("clause", "").split())),
        after_verb=table.get("after_verb", False),
        prefixes=[fold(prefix) for prefix in table.get("prefixes", "").split()],
    )


def _file(language: str) -> Mapping[str, Any]:
    import tomllib
    from importlib import resources

    folder = resources.files("index.comparison.facts").joinpath("vocabularies", "opposites")
    found = folder.joinpath(f"{language}.toml")
    return tomllib.loads(found.read_text(encoding="utf-8")) if language.isalpha() and found.is_file() else {}


def _senses(rows: Sequence[str], language: str, start: int = 0) -> Mapping[str, frozenset[Sense]]:
    found: defaultdict[str, set[Sense]] = defaultdict(set)
    for number, row in enumerate(rows, start):
        for side, written in enumerate(row.split("|")):
            for word in written.split():
                found[_stems(word, language)].add((number, side))
    return {word: frozenset(senses) for word, senses in found.items()}


def _stems(written: str, language: str) -> str:
    return " ".join(stem(fold(part), language) for part in _parts(written))


def _phrases(written: str) -> frozenset[Phrase]:
    return frozenset(tuple(fold(part) for part in _parts(word)) for word in written.split())


def _parts(written: str) -> Iterator[str]:
    yield from written.replace("_", " ").replace("-", " ").split()
