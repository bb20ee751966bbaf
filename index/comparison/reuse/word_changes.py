"""The changes from one text to another, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from index.model import Change, Span
from index.text import paragraphs, tokens

_MOST_WORDS: Final = 6000
"""Words of either text that are compared one by one, without what both begin and end with; above, by line."""


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The spans in which two texts differ, case, accents and punctuation apart, in the order of both.

    Of texts that are very long and very different whole paragraphs are compared.
    """
    words = _words(old), _words(new)
    before, after = _alike(words[0][0], words[1][0])
    middles = [each[0][before : len(each[0]) - after] for each in words]
    if max(len(middle) for middle in middles) > _MOST_WORDS:
        words = _lines(old), _lines(new)
        before, after = _alike(words[0][0], words[1][0])
        middles = [each[0][before : len(each[0]) - after] for each in words]
    found = []
    # Words that stand everywhere are no anchors where there are many.
    matcher = SequenceMatcher(None, middles[0], middles[1], autojunk=max(map(len, middles)) > 1000)
    for what, *places in matcher.get_opcodes():
        if what != "equal":
            begin, end, other_begin, other_end = (place + before for place in places)
            found.append(Change(_span(words[0][1], begin, end, old), _span(words[1][1], other_begin, other_end, new)))
    return tuple(found)


def _words(text: str) -> tuple[list[str], list[Span]]:
    found = list(tokens(text))
    return [token.word for token in found], [(token.start, token.end) for token in found]


def _lines(text: str) -> tuple[list[str], list[Span]]:
    spans = paragraphs(text)
    return [" ".join(word for word, _, _ in tokens(text, *span)) for span in spans], spans


def _alike(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many of the first and of the last are the same."""
    most = min(len(old), len(new))
    before = next((at for at in range(most) if old[at] != new[at]), most)
    after = next((at for at in range(most - before) if old[-1 - at] != new[-1 - at]), most - before)
    return before, after


def _span(spans: Sequence[Span], begin: int, end: int, text: str) -> Span:
    """From the word ``begin`` to that before ``end``; for none, the empty place before it."""
    if begin < end:
        return spans[begin][0], spans[end - 1][1]
    at = spans[begin][0] if begin < len(spans) else len(text)
    return at, at
