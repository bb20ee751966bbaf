"""BM25F as Whoosh has it, one BM25 for each field, added up; here over the arrays of a whole posting list at once.

Unlike Whoosh's own, the inverse document frequency counts the articles that have a word in any text field, and comes
near zero for what all have (S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework, 2009): so it needs no
stop words, and a word that is rare in headlines alone is not taken for a rare word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIELD_BOOST = {"headline": 1.2, "deck": 1.1, "body": 1.0}
"""How much a word counts in each text field. Tuned on judged queries, as are the following.

A word of a headline counts more than one of a body all the same: in a short field it saturates by itself, and the body
mostly has it too. With more, articles whose headline was recognised win over those of which none is known.
"""

K1 = 2.0
"""How fast further occurrences of a word stop counting."""

B = 0.75
"""How far a long body lowers the score of a word."""
FIELD_B = {"headline": 0.5, "deck": 0.5, "body": B}
"""How far a long field lowers the score of a word."""


def norms(lengths: NDArray[np.float64], average: float, field: str) -> NDArray[np.float64]:
    """The part of BM25 that the length of a field makes, the same for all its words."""
    b = FIELD_B.get(field, B)
    return K1 * ((1 - b) + b * lengths / (average or 1))


def saturated(weights: NDArray[np.float64], norms: NDArray[np.float64], factor: float) -> NDArray[np.float64]:
    """The BM25 scores of documents that have a term ``weights`` times in a field.

    ``norms`` are the field's (:func:`norms`), ``factor`` is the idf and what else the word counts.
    """
    scores: NDArray[np.float64] = weights * (factor * (K1 + 1))
    scores /= weights + norms
    return scores
