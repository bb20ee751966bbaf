"""Queries that have no node of their own, answered by Whoosh's matchers: one document after the other."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
from whoosh.reading import TermNotFound
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from index.fulltext.analysis import bare, tagged
from index.fulltext.schema import TEXT_FIELDS
from index.fulltext.scoring import FIELD_B, K1, B, idf
from index.fulltext.snapshot import Postings

if TYPE_CHECKING:
    from whoosh import query as trees

    from index.fulltext.bounds import Budget
    from index.fulltext.snapshot import Snapshot

_POLL = 256
"""Documents between two looks at the budget."""


class Weighting(BM25F):
    """The scores of ``scoring`` in Whoosh's own searcher."""

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1, **{f"{field}_B": value for field, value in FIELD_B.items()})

    def idf(self, searcher: Searcher, fieldname: str, text: str | bytes) -> float:
        """The inverse document frequency by all text fields of the whole archive, and all languages of a stem."""
        parent = searcher.get_parent()
        reader = parent.reader()
        stem = bare(text if isinstance(text, str) else text.decode())
        having: set[int] = set()
        for field in TEXT_FIELDS:
            for term in (stem, *reader.expand_prefix(field, tagged(stem))):
                with suppress(TermNotFound):
                    having.update(reader.postings(field, term).all_ids())
        return idf(parent.doc_count(), len(having))


def evaluate(snapshot: Snapshot, tree: trees.Query, budget: Budget) -> Postings:
    """The live documents that match ``tree``, with their scores as weights.

    The matchers step from one document to the next: ``replace``, which loses some, is never called.
    """
    found: dict[int, float] = {}
    with Searcher(snapshot.reader(), weighting=Weighting()) as searcher:
        for part, offset in searcher.leaf_searchers():
            matcher = tree.matcher(part)
            while matcher.is_active():
                found[matcher.id() + offset] = matcher.score()
                if not len(found) % _POLL:
                    budget.check()
                matcher.next()
    documents = np.array(sorted(found), np.int64)
    documents = documents[snapshot.live[documents]]
    return Postings(documents, np.array([found[number] for number in documents.tolist()], np.float64))
