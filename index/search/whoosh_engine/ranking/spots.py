"""Where the words of a query are in some documents; each list of positions is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.search.whoosh_engine.evaluation.matchers import contained
from index.search.whoosh_engine.evaluation.phrases import SHIFT

if TYPE_CHECKING:
    from index.query.limits import Budget
    from index.search.whoosh_engine.evaluation.matchers import Documents
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot


class Spots:
    """The positions of terms in ``documents``, which are in order."""

    def __init__(self, snapshot: Snapshot, documents: Documents, budget: Budget) -> None:
        self.documents = documents
        self._snapshot = snapshot
        self._budget = budget
        self._read: dict[tuple[str, str], Documents] = {}

    def of(self, field: str, term: str) -> Documents:
        """In order, numbers that hold the place of a document and a position of ``term`` there."""
        found = self._read.get((field, term))
        if found is None:
            own = self._having(field, term)
            counts, positions = self._snapshot.places(field, term, self.documents[own], self._budget)
            found = self._read[field, term] = (np.repeat(own, counts) << SHIFT) + positions
        return found

    def _having(self, field: str, term: str) -> Documents:
        """The places of the documents that have ``term``."""
        having = self._snapshot.postings(field, term, self._budget).documents
        return np.flatnonzero(contained(self.documents, having, self._snapshot.size))
