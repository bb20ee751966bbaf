"""The kinds of events that a sentence has words for, whatever their form: begun, started and launched are one kind."""

from __future__ import annotations

from collections.abc import Iterable

from index.comparison.facts.events.vocabulary import event_words
from index.text import Token, stem


def event_kinds(words: Iterable[Token], language: str) -> frozenset[str]:
    """The names of the kinds, as the vocabulary of ``language`` has them."""
    known = event_words(language).clauses
    stems = (known.irregular.get(word.word) or stem(word.word, language) for word in words)
    return frozenset(known.events[each] for each in stems if each in known.events)
