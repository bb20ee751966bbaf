"""How close two passages are, and what single words change in what they say: decided here for all that shows it."""

from __future__ import annotations

from index.comparison.facts.assertions.changes import MeaningChange, changes_of_meaning
from index.comparison.facts.statements import Statement
from index.model import ChangedWords


def changed_words(left: Statement, right: Statement, mine: str, theirs: str) -> tuple[ChangedWords, ...]:
    """The words that make two passages with much the same words say different things, the weightiest first.

    ``mine`` and ``theirs`` are the passages as they are written: statements have their figures as in English.
    """
    if left.language != right.language:
        return ()
    found = changes_of_meaning(left, right)
    # A year is also a part of the day that has it.
    whole = [change for change in found if not any(_is_part(change, other) for other in found)]
    return tuple(ChangedWords(change.kind, mine[slice(*change.left)], theirs[slice(*change.right)]) for change in whole)


def _is_part(change: MeaningChange, of: MeaningChange) -> bool:
    spans, wider = (change.left, change.right), (of.left, of.right)
    return spans != wider and all(w[0] <= s[0] and s[1] <= w[1] for s, w in zip(spans, wider, strict=True))
