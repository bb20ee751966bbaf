"""What was read differently from how it is written, in sentences for the reader of the answer."""

from __future__ import annotations

from difflib import get_close_matches

from index.query.fields import BY_CALLED, BY_WRITTEN, FIELDS

_SHOWN = 40
"""Characters of the query that a sentence repeats."""
_ALIKE = 0.75
"""How much a name must be like that of a field, from 0 to 1, to be taken for a misspelling of it."""
_MOST = 8
"""Sentences; of more, the first ones."""
_MOST_MARKS = 5
"""Marks that are named."""


_TEXT = frozenset({"body", "text", "content", "contents", "fulltext"})
"""What other programs call the field in which words without one are looked for."""


class Notes:
    """Collects sentences, each of them once."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}
        self._marks: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Take a sentence."""
        self._sentences.setdefault(sentence)

    def add_mark(self, mark: str) -> None:
        """Take a part of the query that has no letter or digit."""
        self._marks.setdefault(shown(mark))

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, in order, marks last."""
        marks = list(self._marks)[:_MOST_MARKS]
        if not marks:
            return tuple(self._sentences)[:_MOST]
        last = f"{' '.join(marks)} {'has' if len(marks) == 1 else 'have'} no letter or digit to search for."
        return (*list(self._sentences)[: _MOST - 1], last)


def shown(text: str) -> str:
    """A part of a query as sentences repeat it."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026"


def no_such_field(name: str, written: str) -> str:
    """The sentence about a word and a colon that are no field: what may have been meant."""
    key = name.lower()
    if key in _TEXT:
        return f"There is no field {name}:, so {shown(written)} is read as text. Words of the text have no field"
    meant = BY_CALLED.get(key)
    if meant is None and (alike := get_close_matches(key, BY_WRITTEN, 1, _ALIKE)):
        meant = BY_WRITTEN[alike[0]]
    hint = f"As a field write {meant.written}" if meant else f"Fields: {' '.join(f'{known}:' for known in FIELDS)}"
    return f"There is no field {name}:, so {shown(written)} is read as text. {hint}"
