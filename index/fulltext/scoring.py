"""BM25F as Whoosh has it (one BM25 for each field, added up), over arrays of a whole posting list at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from whoosh.scoring import BM25F

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIELD_BOOST = {"headline": 2.0, "deck": 1.2, "body": 1.0}
"""How much a word counts in each text field. Tuned on judged queries."""

K1 = 1.2
B = 0.75
FIELD_B = {"headline": 0.3, "deck": 0.5, "body": B}
"""How far a long field lowers the score of a word."""


def model() -> BM25F:
    """The same weighting for Whoosh's own searcher: its scores are those of :func:`bm25`."""
    return BM25F(B=B, K1=K1, **{f"{field}_B": value for field, value in FIELD_B.items()})


def idf(documents: int, frequency: int) -> float:
    """Whoosh's inverse document frequency of a term that ``frequency`` of ``documents`` have."""
    return math.log(max(documents, 1) / (frequency + 1)) + 1


def bm25(
    weights: NDArray[np.float64], lengths: NDArray[np.float64], average: float, idf: float, field: str
) -> NDArray[np.float64]:
    """The scores of documents that have a term ``weights`` times in a field of ``lengths`` words."""
    b = FIELD_B.get(field, B)
    scores: NDArray[np.float64] = idf * (weights * (K1 + 1)) / (weights + K1 * ((1 - b) + b * lengths / (average or 1)))
    return scores
