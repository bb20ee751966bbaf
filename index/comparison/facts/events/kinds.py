"""The kinds of events that a sentence has words for: *begun*, *started* and *launched* are of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.comparison.facts.events.vocabulary import event_words
from index.text import Token, stem

EventKinds = Mapping[str, frozenset[str]]
"""By the name of a kind, the stems of the words for it."""


def event_kinds(words: Iterable[Token], language: str) -> EventKinds:
    """The kinds of events in the vocabulary of ``language`` that some words name, in any form."""
    known = event_words(language).clauses
    found: dict[str, frozenset[str]] = {}
    for word in words:
        root = known.irregular.get(word.word) or stem(word.word, language)
        if kind := known.events.get(root):
            found[kind] = found.get(kind, frozenset()) | {root}
    return found
