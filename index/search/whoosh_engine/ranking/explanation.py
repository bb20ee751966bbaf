"""How an article scored for a query, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as trees

from index.model import FieldScore
from index.query.fields import TEXT_FIELDS
from index.query.parser import ParsedQuery
from index.search.engine import ScoredPart, ScoredQuery
from index.search.whoosh_engine.evaluation.compound_matchers import Either
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.evaluation.matchers import Listed, Matcher
from index.search.whoosh_engine.ranking.exactness import written_words
from index.search.whoosh_engine.ranking.function_words import weights
from index.search.whoosh_engine.ranking.ranking import Ranking, answer, further, most_words
from index.search.whoosh_engine.translation import Translated, translate, translated

if TYPE_CHECKING:
    from index.search.whoosh_engine.evaluation.matchers import Documents
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot


def explanation(evaluator: Evaluator, parsed: ParsedQuery, number: int) -> ScoredQuery:
    """How the document ``number`` scored for ``parsed``, or which parts it lacks.

    Its score is the sum of the parts, each times its weight, times the share, plus what is added for nearness.
    """
    snapshot = evaluator.snapshot
    document = np.array([number], np.int64)
    asked = translated(parsed, snapshot.languages_of)
    written = written_words(parsed)
    given = answer(evaluator, asked, written=written)
    ranking = Ranking(snapshot, given.found, "relevance")
    rank, score = ranking.place(number)
    before = 0
    others = further(evaluator, asked, given.found.documents)
    if rank is None and number in others:
        before, given = len(ranking), most_words(evaluator, asked, others, written)
        ranking = Ranking(snapshot, given.found, "relevance")
        rank, score = ranking.place(number)
    near = float(given.near[np.searchsorted(given.found.documents, number)]) if rank is not None else 0.0
    if given.relaxed:
        matchers, weighed = _apart(evaluator, parsed, asked, document)
    else:
        matchers, weighed = [evaluator.compile(part) for part in _parts(evaluator, parsed)], [1.0] * len(parsed.parts)
    parts = tuple(_part(snapshot, matcher, document, weight) for matcher, weight in zip(matchers, weighed, strict=True))
    whole = sum(part.weight * part.score for part in parts)
    return ScoredQuery(
        rank=rank + before if rank is not None else None,
        score=score,
        total=before + len(ranking),
        relaxed=given.relaxed,
        parts=parts,
        share=(score - near) / whole if given.relaxed and rank is not None and whole else 1.0,
        near=near,
    )


def _parts(evaluator: Evaluator, parsed: ParsedQuery) -> list[trees.Query]:
    """The trees of the parts that must all match."""
    return [translate(part.query, evaluator.snapshot.languages_of) for part in parsed.parts]


def _apart(
    evaluator: Evaluator, parsed: ParsedQuery, asked: Translated, document: Documents
) -> tuple[list[Matcher], list[float]]:
    """The parts of a relaxed query, each as its words by themselves, and what each counts; a word counts but once."""
    words = list(dict.fromkeys(asked.words))
    counts = dict(zip(words, weights(words), strict=True))
    matchers: list[Matcher] = []
    weighed: list[float] = []
    languages_of = evaluator.snapshot.languages_of
    for part, each in zip(_parts(evaluator, parsed), parsed.parts, strict=True):
        own = [translate(word, languages_of) for word in each.words]
        if not own:
            matchers.append(evaluator.compile(part))
            weighed.append(1.0)
            continue
        compiled = {word: evaluator.compile(word) for word in dict.fromkeys(own)}
        scores = {word: float(matcher.scores(document)[0]) for word, matcher in compiled.items()}
        total = sum(scores.values())
        counted = sum(counts.pop(word, 0.0) * scores[word] for word in compiled)
        matchers.append(Either(evaluator.snapshot.size, list(compiled.values())))
        weighed.append(counted / total if total else 1.0)
    return matchers, weighed


def _part(snapshot: Snapshot, matcher: Matcher, document: Documents, weight: float) -> ScoredPart:
    fields = tuple(_field(snapshot, each, document) for each in _lists(matcher, document))
    score = float(matcher.scores(document)[0])
    return ScoredPart(
        found=bool(matcher.contains(document)[0]),
        total=len(matcher.documents),
        score=score,
        fields=fields,
        weight=weight,
        raised=max(0.0, score - sum(field.score for field in fields)) if fields else 0.0,
    )


def _lists(matcher: Matcher, document: Documents) -> Iterator[Listed]:
    """The posting lists that the document's score is made of."""
    if isinstance(matcher, Listed):
        if matcher.asked is not None and matcher.contains(document)[0]:
            yield matcher
        return
    for part in matcher.scoring_parts(document):
        yield from _lists(part, document)


def _field(snapshot: Snapshot, listed: Listed, document: Documents) -> FieldScore:
    text, field, idf, boost = listed.asked or ("", "", 0.0, 0.0)
    place = int(np.searchsorted(listed.documents, document[0]))
    return FieldScore(
        text=text,
        field=field if field in TEXT_FIELDS else "written",
        frequency=float(listed.postings.weights[place]),
        length=int(snapshot.lengths(field)[document[0]]),
        idf=idf,
        boost=boost,
        score=float(listed.scores(document)[0]),
    )
