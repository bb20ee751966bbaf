"""Articles as vectors of weighted terms: which articles tell of the same things."""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from index.comparison.background import TermWeights, blended
from index.model import Article, TermStatistics
from index.text import stem, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_READ_WORDS = 2500
"""Of each field; what a story is about stands at the top."""
_LEDE_WORDS = 50
_HEADING_WEIGHT = 2.0
"""Of headline, deck and lede, in words of the body."""
_NAME_WEIGHT = 1.75
_IDF_POWER = 1.5
_KEPT_TERMS = 100
_RARE = 500
"""Terms in more articles than this propose no candidates: the work grows with the articles, not with their square."""
_PROPOSING_TERMS = 60
_CANDIDATES = 200
_LEAST_OVERLAP = 0.01
_SAME_DAYS, _FADING_DAYS = 2, 14
_BEFORE_A_CAPITAL = ".!?:;\n\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u2026|"

Terms = dict[str, float]


def similarities(articles: Sequence[Article], statistics: TermStatistics) -> dict[tuple[int, int], float]:
    """The cosine of each pair of ``articles`` that share rare terms, by their places, the lower first.

    Pairs with known days lose similarity the further they are apart: none up to two days, a third of it in a week.
    """
    weights = TermWeights(blended(statistics))
    weighed = [term_weights(article, weights) for article in articles]
    days = [_day(article.published) for article in articles]
    return {
        (left, right): cosine * _nearness(days[left], days[right])
        for left, right, cosine in _cosines(_comparable(weighed))
    }


def term_weights(article: Article, weights: TermWeights) -> Terms:
    """What an article is about: its terms, heavier the rarer they are and the more prominent they stand.

    Not normalised. Headline, deck and the first words of the body count double, names more than other words.
    """
    metadata = article.content.metadata
    return _weighted(_counts(metadata.headline or "", metadata.deck or "", article.text), weights)


def passage_weights(text: str, weights: TermWeights) -> Terms:
    """What a passage is about, taken by itself; comparable with :func:`term_weights`."""
    return _weighted(_counts("", "", text), weights)


def _weighted(terms: tuple[Mapping[str, float], frozenset[str]], weights: TermWeights) -> Terms:
    counts, names = terms
    return {
        term: (1 + math.log(count)) * weights(term) ** _IDF_POWER * (_NAME_WEIGHT if term in names else 1.0)
        for term, count in counts.items()
    }


@lru_cache(maxsize=256)
def _counts(headline: str, deck: str, text: str) -> tuple[Mapping[str, float], frozenset[str]]:
    """How often each term stands in an article, by prominence; and which terms are names."""
    counts: defaultdict[str, float] = defaultdict(float)
    names: set[str] = set()
    for heading in (headline, deck):
        for token in islice(tokens(heading), _READ_WORDS):
            counts[stem(token.word)] += _HEADING_WEIGHT
    for place, token in enumerate(islice(tokens(text), _READ_WORDS)):
        term = stem(token.word)
        counts[term] += _HEADING_WEIGHT if place < _LEDE_WORDS else 1.0
        if text[token.start].isupper() and _inside_sentence(text, token.start):
            names.add(term)
    return counts, frozenset(names)


def _inside_sentence(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] not in _BEFORE_A_CAPITAL and text[start - 2] not in _BEFORE_A_CAPITAL


def _comparable(weighed: Sequence[Terms]) -> list[Terms]:
    """The vectors cut to their heaviest terms that another article has too, each of length 1."""
    frequency = Counter(term for terms in weighed for term in terms)
    vectors = []
    for terms in weighed:
        shared = sorted(((-w, t) for t, w in terms.items() if w > 0 and frequency[t] > 1))[:_KEPT_TERMS]
        length = math.sqrt(sum(w * w for w, _ in shared)) or 1.0
        vectors.append({term: -weight / length for weight, term in shared})
    return vectors


def _cosines(vectors: Sequence[Terms]) -> Iterator[tuple[int, int, float]]:
    """Pairs ``(left, right, cosine)``, left below right, proposed by an inverted index over rare terms."""
    import numpy as np

    number = {term: n for n, term in enumerate(dict.fromkeys(term for vector in vectors for term in vector))}
    terms = np.full((len(vectors), _KEPT_TERMS), len(number), dtype=np.int32)
    values = np.zeros((len(vectors), _KEPT_TERMS), dtype=np.float32)
    for row, vector in enumerate(vectors):
        terms[row, : len(vector)] = [number[term] for term in vector]
        values[row, : len(vector)] = list(vector.values())
    postings = _postings(vectors)
    dense = np.zeros(len(number) + 1, dtype=np.float32)
    for left, vector in enumerate(vectors):
        candidates = _candidates(left, vector, postings, len(vectors))
        if not len(candidates):
            continue
        dense[terms[left]] = values[left]
        dense[-1] = 0
        found = (dense[terms[candidates]] * values[candidates]).sum(axis=1, dtype=np.float64)
        dense[terms[left]] = 0
        for right, cosine in zip(candidates.tolist(), found.tolist(), strict=True):
            if left < right:
                yield left, right, round(cosine, 6)
            else:
                yield right, left, round(cosine, 6)


Postings = dict[str, "tuple[NDArray[np.int32], NDArray[np.float32]]"]


def _postings(vectors: Sequence[Terms]) -> Postings:
    """By term: the articles among whose heaviest it is, and its weight there."""
    import numpy as np

    found: defaultdict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for row, vector in enumerate(vectors):
        for term, weight in islice(vector.items(), _PROPOSING_TERMS):
            rows, values = found[term]
            rows.append(row)
            values.append(weight)
    return {
        term: (np.array(rows, dtype=np.int32), np.array(values, dtype=np.float32))
        for term, (rows, values) in found.items()
        if 1 < len(rows) <= _RARE
    }


def _candidates(left: int, vector: Terms, postings: Postings, count: int) -> NDArray[np.int64]:
    """The rows that share the most weight in rare terms with row ``left``, best first."""
    import numpy as np

    lists = [(weight, postings[t]) for t, weight in islice(vector.items(), _PROPOSING_TERMS) if t in postings]
    if not lists:
        return np.zeros(0, dtype=np.int64)
    rows = np.concatenate([rows for _, (rows, _) in lists])
    overlap = np.bincount(rows, np.concatenate([values * weight for weight, (_, values) in lists]), minlength=count)
    overlap[left] = 0
    found = np.flatnonzero(overlap > _LEAST_OVERLAP)
    return found[np.argsort(-overlap[found], kind="stable")[:_CANDIDATES]]


def _day(published: str | None) -> int | None:
    """The day as an ordinal, where ``published`` names one."""
    if published is None:
        return None
    try:
        return datetime.date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


def _nearness(left: int | None, right: int | None) -> float:
    if left is None or right is None:
        return 1.0
    return math.exp(-max(0, abs(left - right) - _SAME_DAYS) / _FADING_DAYS)
