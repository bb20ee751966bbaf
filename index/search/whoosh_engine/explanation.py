"""Why an article answers a query, and how it scored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from index.model import Explanation, FieldScore, PartScore
from index.query.fields import TEXT_FIELDS
from index.query.parser import ParsedQuery, Part, parse
from index.search.whoosh_engine.evaluator import Evaluator
from index.search.whoosh_engine.function_words import weights
from index.search.whoosh_engine.matchers import Either, Listed, Node
from index.search.whoosh_engine.ranking import Ranking, answer

if TYPE_CHECKING:
    from index.search.whoosh_engine.matchers import Documents
    from index.search.whoosh_engine.snapshot import Snapshot


def explanation(evaluator: Evaluator, parsed: ParsedQuery, query: str, number: int) -> Explanation:
    """Why the document ``number`` answers ``query``, or what it lacks.

    Its score is the sum of the parts, each by its weight, times the share, and what is added for nearness.
    """
    snapshot = evaluator.snapshot
    document = np.array([number], np.int64)
    given = answer(evaluator, parsed)
    ranking = Ranking(snapshot, given.found, "relevance")
    rank, score = ranking.place(number)
    near = float(given.near[np.searchsorted(given.found.documents, number)]) if rank is not None else 0.0
    if given.relaxed:
        asked, weighed = _apart(evaluator, parsed, query, document)
    else:
        asked, weighed = [evaluator.compile(part.tree) for part in parsed.parts], [1.0] * len(parsed.parts)
    parts = tuple(
        _part(snapshot, node, part, query, document, weight)
        for node, part, weight in zip(asked, parsed.parts, weighed, strict=True)
    )
    whole = sum(part.weight * part.score for part in parts)
    return Explanation(
        query=query,
        id=snapshot.ids[number],
        matches=rank is not None and not given.relaxed,
        score=score,
        rank=rank,
        total=len(ranking),
        relaxed=given.relaxed,
        parts=parts,
        share=(score - near) / whole if given.relaxed and rank is not None and whole else 1.0,
        near=near,
    )


def _apart(
    evaluator: Evaluator, parsed: ParsedQuery, query: str, document: Documents
) -> tuple[list[Node], list[float]]:
    """The parts of a relaxed query, each as its words by themselves, and what each counts; a word counts but once."""
    words = list(dict.fromkeys(parsed.words))
    counts = dict(zip(words, weights(words), strict=True))
    asked: list[Node] = []
    weighed: list[float] = []
    for part in parsed.parts:
        own = parse(query[part.start : part.end], tongues=evaluator.snapshot.tongues_of).words
        if not own:
            asked.append(evaluator.compile(part.tree))
            weighed.append(1.0)
            continue
        nodes = {word: evaluator.compile(word) for word in dict.fromkeys(own)}
        scores = {word: float(node.scores(document)[0]) for word, node in nodes.items()}
        total = sum(scores.values())
        counted = sum(counts.pop(word, 0.0) * scores[word] for word in nodes)
        asked.append(Either(evaluator.snapshot.size, list(nodes.values())))
        weighed.append(counted / total if total else 1.0)
    return asked, weighed


def _part(snapshot: Snapshot, node: Node, part: Part, query: str, document: Documents, weight: float) -> PartScore:
    fields = tuple(_field(snapshot, each, document) for each in _lists(node, document))
    score = float(node.scores(document)[0])
    return PartScore(
        text=query[part.start : part.end],
        start=part.start,
        end=part.end,
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
