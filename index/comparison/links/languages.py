"""The languages of compared articles; between different languages only names and figures are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.comparison.links.shared_words import Common, Wording
from index.comparison.links.similarity import Terms
from index.comparison.passages import words
from index.model import Article, Passage, Span
from index.text.languages import name_of

_ENGLISH = "en"
_CODE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"[^\W_]+")
_GROUPED = re.compile(r"(?<=\d)[.,\u00a0](?=\d{3}(?!\d))")


def languages(articles: Sequence[Article]) -> list[str]:
    """The language of each article; an unknown one is taken from the first article with a known one, else English."""
    found = [_CODE.match((article.content.metadata.language or "").lower()) for article in articles]
    usual = next((code.group() for code in found if code), _ENGLISH)
    return [code.group() if code else usual for code in found]


def note(found: Sequence[str]) -> str:
    """A note for the reader on articles in different languages; empty for one language."""
    named = [name_of(code) for code in dict.fromkeys(found)]
    if len(named) < 2:
        return ""
    return f"In {', '.join(named[:-1])} and {named[-1]}: only names and figures are compared between languages."


def named_terms(passage: Passage, names: Sequence[Span]) -> Terms:
    """Only the names and figures of ``passage``, as they are written; ``names`` are spans into its article."""
    inside = [(start - passage.start, end - passage.start) for start, end in names]
    chosen = [
        (at, word)
        for at, word in enumerate(words(passage.text))
        if word.word[0].isdigit() or any(start <= word.start < end for start, end in inside)
    ]
    row = [word for _, word in chosen]
    gaps = frozenset(n for n in range(1, len(chosen)) if chosen[n][0] > chosen[n - 1][0] + 1)
    stems = tuple(_GROUPED.sub("", word.word) if word.word[0].isdigit() else word.word for word in row)
    numbers = frozenset(stem for stem in stems if stem[0].isdigit())
    return Terms(stems, frozenset(stems) - numbers, numbers, text=passage.text, gaps=gaps)


def names_alone(left: str, right: str, found: Wording) -> Wording:
    """``found`` with only names and figures in common; ``left`` and ``right`` are the texts of its spans."""
    return replace(found, common=tuple(kept for run in found.common if (kept := _from_name(left, right, run))))


def _from_name(left: str, right: str, run: Common) -> Common | None:
    """A run of words from its first name or figure on; None if it has none."""
    mine, theirs = (
        [m.start() for m in _WORD.finditer(text, *span)] for text, span in ((left, run.left), (right, run.right))
    )
    for start, other in zip(mine, theirs, strict=False):
        if left[start].isupper() or left[start].isdigit():
            return replace(run, left=(start, run.left[1]), right=(other, run.right[1]))
    return None


def _words_of(text: str, span: Span) -> list[int]:
    return [word.start() for word in _WORD.finditer(text, *span)]


def tells_enough(left: Terms, right: Terms) -> bool:
    """Whether sentences in two languages have two names or figures in common; the main name of a story is not enough.

    Words that follow each other in both sentences are one name; figures of one digit do not count.
    """
    shared = {stem for stem in set(left.stems) & set(right.stems) if not (stem.isdigit() and len(stem) < 2)}
    joined = [pair for pair in set(left.pairs()) & set(right.pairs()) if shared.issuperset(pair)]
    return len(shared) - len(joined) > 1
