"""Words in the very form that was asked for: articles with these come before those that have their relatives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index.query.fields import TEXT_FIELDS
from index.query.syntax import Or, Prefix, Words
from index.search.statistics import idf
from index.search.whoosh_engine.evaluation.evaluator import Found
from index.search.whoosh_engine.evaluation.matchers import Listed
from index.search.whoosh_engine.ranking.function_words import telling_words
from index.search.whoosh_engine.scoring import FIELD_BOOST, saturated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.limits import Budget
    from index.query.parser import ParsedQuery
    from index.search.whoosh_engine.evaluation.matchers import Numbers
    from index.search.whoosh_engine.snapshot.snapshot import Postings, Snapshot

EXACT = 0.35
"""What an occurrence of a word as it is written counts more than one of a relative, as a share of that one's weight."""


def written_words(parsed: ParsedQuery) -> tuple[str, ...]:
    """The telling words of a query of bare words, folded, each once; one being typed is taken for a whole word."""
    found: list[str] = []
    for word in parsed.words:
        # A word comes before its synonyms.
        match word.parts[0] if isinstance(word, Or) else word:
            case Words(words=(text,), exact=False):
                found.append(text)
            case Prefix(word=text, typed=True):
                found.append(text)
    return tuple(dict.fromkeys(telling_words(found)))


def as_written(snapshot: Snapshot, found: Found, words: Sequence[str], budget: Budget) -> Found:
    """``found`` with the scores raised of what has ``words`` as they are written."""
    if not len(found.documents) or not words:
        return found
    scores = found.scores.copy()
    for word in words:
        lists = [(field, snapshot.written(field, word, budget)) for field in TEXT_FIELDS]
        having = max(len(postings.documents) for _, postings in lists)
        factor = EXACT * idf(snapshot.count, having)
        for field, postings in lists:
            if len(postings.documents):
                score = partial(_scored, snapshot.norms(field), factor * FIELD_BOOST[field])
                scores += Listed(snapshot.size, postings, score).scores(found.documents)
    return Found(found.documents, scores)


def _scored(norms: Numbers, factor: float, postings: Postings) -> Numbers:
    return saturated(postings.weights, norms[postings.documents], factor)
