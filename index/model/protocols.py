"""Protocols of arguments, for parts of the archive that do not import each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol


class TermStatistics(Protocol):
    """How common terms are, for an archive-wide idf.

    A term is ``index.text.stem(token.word)``: folded, then stemmed.
    """

    def document_count(self) -> int:
        """Articles in the archive."""
        ...

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """For each of ``terms``, how many articles have it in headline, deck or body."""
        ...


class PassageIndex(Protocol):
    """Finds articles by weighted terms."""

    def articles_like(self, terms: Iterable[str], limit: int) -> Sequence[str]:
        """Ids of the articles that have the most and rarest of ``terms``, best first."""
        ...

    def articles_reporting(self, terms: Iterable[str], limit: int) -> Sequence[str]:
        """Ids of the articles that have the most and rarest of ``terms`` close together, best first."""
        ...

    def most_alike(self, ids: Collection[str], terms: Iterable[str], limit: int) -> Sequence[str]:
        """Those of the articles ``ids`` that have the most and rarest of ``terms``, best first."""
        ...


class OutletEvidence(Protocol):
    """What the archive knows of the articles of an outlet."""

    def is_boilerplate(self, outlet: str, line: str) -> bool:
        """Whether ``line`` is in articles of different stories of ``outlet``, or a reader's rule hides it there."""
        ...

    def is_usual(self, outlet: str, trait: str, instead: str) -> bool:
        """Whether articles of different stories of ``outlet`` have ``trait``, and hardly any ``instead`` alone."""
        ...
