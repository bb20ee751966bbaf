"""How close two passages are, and what single words change in what they say: decided here for all that shows it."""

from __future__ import annotations

from index.comparison.facts.changes import changes_of_meaning
from index.comparison.facts.statements import Statement
from index.model import ChangedWords


def changed_words(left: Statement, right: Statement) -> tuple[ChangedWords, ...]:
    """The words that make two passages with much the same words say different things, the weightiest first."""
    if left.language != right.language:
        return ()
    return tuple(
        ChangedWords(change.kind, left.text[slice(*change.left)], right.text[slice(*change.right)])
        for change in changes_of_meaning(left, right)
    )
