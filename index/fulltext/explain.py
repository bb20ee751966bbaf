"""Why an article answers a query, and how it scored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from index.fulltext.evaluation import Evaluator
from index.fulltext.nodes import Listed, Node
from index.fulltext.querylanguage import ParsedQuery, Part
from index.fulltext.schema import TEXT_FIELDS
from index.model import FieldScore, PartScore

if TYPE_CHECKING:
    from index.fulltext.nodes import Documents
    from index.fulltext.snapshot import Snapshot


def part_scores(
    snapshot: Snapshot, evaluator: Evaluator, parsed: ParsedQuery, query: str, number: int
) -> tuple[PartScore, ...]:
    """What each part of ``query`` says about the document ``number``, in the order of the query."""
    document = np.array([number], np.int64)
    return tuple(_part(snapshot, evaluator.compile(part.tree), part, query, document) for part in parsed.parts)


def _part(snapshot: Snapshot, node: Node, part: Part, query: str, document: Documents) -> PartScore:
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
