"""How an article scored for a query, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from index.model import FieldScore
from index.query.fields import TEXT_FIELDS
from index.query.parser import ParsedQuery
from index.search.engine import ScoredPart, ScoredQuery
from index.search.whoosh_engine.evaluation.compound_matchers import Either
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.evaluation.matchers import Listed, Node
from index.search.whoosh_engine.ranking.function_words import weights
from index.search.whoosh_engine.ranking.ranking import Ranking, answer
from index.search.whoosh_engine.translation import Translated, translated

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
    given = answer(evaluator, asked)
    ranking = Ranking(snapshot, given.found, "relevance")
    rank, score = ranking.place(number)
    near = float(given.near[np.searchsorted(given.found.documents, number)]) if rank is not None else 0.0
    if given.relaxed:
        nodes, weighed = _apart(evaluator, asked, document)
    else:
        nodes, weighed = [evaluator.compile(part) for part in asked.parts], [1.0] * len(asked.parts)
    parts = tuple(_part(snapshot, node, document, weight) for node, weight in zip(nodes, weighed, strict=True))
    whole = sum(part.weight * part.score for part in parts)
    return ScoredQuery(
        rank=rank,
        score=score,
        total=len(ranking),
        relaxed=given.relaxed,
        parts=parts,
        share=(score - near) / whole if given.relaxed and rank is not None and whole else 1.0,
        near=near,
    )


def _apart(evaluator: Evaluator, asked: Translated, document: Documents) -> tuple[list[Node], list[float]]:
    """The parts of a relaxed query, each as its words by themselves, and what each counts; a word counts but once."""
    words = list(dict.fromkeys(asked.words))
    counts = dict(zip(words, weights(words), strict=True))
    nodes: list[Node] = []
    weighed: list[float] = []
    for part, own in zip(asked.parts, asked.part_words, strict=True):
        if not own:
            nodes.append(evaluator.compile(part))
            weighed.append(1.0)
            continue
        compiled = {word: evaluator.compile(word) for word in dict.fromkeys(own)}
        scores = {word: float(node.scores(document)[0]) for word, node in compiled.items()}
        total = sum(scores.values())
        counted = sum(counts.pop(word, 0.0) * scores[word] for word in compiled)
        nodes.append(Either(evaluator.snapshot.size, list(compiled.values())))
        weighed.append(counted / total if total else 1.0)
    return nodes, weighed


def _part(snapshot: Snapshot, node: Node, document: Documents, weight: float) -> ScoredPart:
    fields = tuple(_field(snapshot, each, document) for each in _lists(node, document))
    score = float(node.scores(document)[0])
    return ScoredPart(
        found=bool(node.contains(document)[0]),
        total=len(node.documents),
        score=score,
        fields=fields,
        weight=weight,
        raised=max(0.0, score - sum(field.score for field in fields)) if fields else 0.0,
    )


def _lists(node: Node, document: Documents) -> Iterator[Listed]:
    """The posting lists that the document's score is made of."""
    if isinstance(node, Listed):
        if node.asked is not None and node.contains(document)[0]:
            yield node
        return
    for part in node.scoring_parts(document):
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
