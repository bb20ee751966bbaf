"""What siblings of the archive receive as arguments: the little that each needs of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class TermStatistics(Protocol):
    """How common terms are, for an archive-wide idf.

    A term is ``index.text.stem(token.word)``: folded, then stemmed.
    """

    def document_count(self) -> int:
        """Articles in the archive."""
        ...

    def document_frequency(self, term: str) -> int:
        """Articles that have ``term`` in headline, deck or body."""
        ...


class PassageIndex(Protocol):
    """Finds where in the archive a passage may be reported too."""

    def articles_like(self, terms: Sequence[str], limit: int) -> Sequence[str]:
        """Ids of the articles that have the most and rarest of ``terms``, best first."""
        ...


class LineEvidence(Protocol):
    """What the archive knows about the lines of one outlet."""

    def is_boilerplate(self, outlet: str, line: str) -> bool:
        """Whether ``line`` stands in articles of different stories of ``outlet``, or its reader had it hidden."""
        ...
