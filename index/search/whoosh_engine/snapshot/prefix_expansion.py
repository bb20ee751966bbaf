"""The words of the archive that begin with a prefix, and their stems.

Nearly all of these stems begin with the prefix themselves. ``housin`` has ``hous``, which does not begin so; there are
never more than a few of those.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.text.terms import DEFAULT_LANGUAGE, stem_term

if TYPE_CHECKING:
    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment


def _own(segment: Segment, prefix: bytes) -> tuple[Array, int, int]:
    """The stems of a segment's words that begin with ``prefix``, and the slice of stems that begin so themselves."""
    first, last = segment.strings("words").beginning(prefix)
    return np.unique(segment.array("words.stem")[first:last]).astype(np.int64), *segment.strings("stems").beginning(
        prefix
    )


def _outside(segment: Segment, own: tuple[Array, int, int]) -> set[bytes]:
    places, first, last = own
    strings = segment.strings("stems")
    return {strings[at] for at in places[(places < first) | (places >= last)].tolist()}


class ArchiveWords:
    """The words as written of all segments."""

    def __init__(self, segments: Sequence[Segment], languages: Sequence[str] = (DEFAULT_LANGUAGE,)) -> None:
        self._segments = segments
        self._languages = languages

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        text = word.encode(errors="replace")
        return any(segment.strings("words").find(text) >= 0 for segment in self._segments)

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words that begin with ``prefix``, in order."""
        text = prefix.encode(errors="replace")
        strings = [segment.strings("words") for segment in self._segments]
        found = [each.between(*each.beginning(text)) for each in strings]
        every = sorted(set().union(*found))
        return [word.decode() for word in every]

    def stems(self, prefix: str) -> set[str]:
        """The stems of all words that begin with ``prefix`` and of itself, those left out that begin so themselves."""
        text = prefix.encode(errors="replace")
        found = (_outside(segment, _own(segment, text)) for segment in self._segments)
        return {stem_term(prefix, language) for language in self._languages}.union(
            *({each.decode() for each in few} for few in found)
        )
