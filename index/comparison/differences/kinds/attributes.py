"""Attributes: a colour, a trade, a post, a nation and others of which a thing or person has one at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.assertions.attributes import Attribute, attributes, of_one_bearer

_BY_HEAD = frozenset("colour side_of_body nation material make religion".split())
"""Sorts whose words stand before what they are of: both need the same noun after them."""
_BY_BEARER = frozenset("post party family part_of_body".split())
"""Sorts of which many people have one: both need the same name beside them."""
_HURT = frozenset(("part_of_body",))
"""Sorts of which people have all: both need a word for what happened to it."""
_SEVERAL = frozenset("post party family trade".split())
"""Sorts of which somebody may have two values at once."""
_TELLING = 3.0
"""Weight from which a noun that both have after the attribute says that they are of one sort of thing."""
_NEAR = 4.0
"""Weight of the words near both from which they are of one thing."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two values of one sort that are of things with the same noun, or of people with the same name."""

    def near(x: Attribute, y: Attribute) -> float:
        return sum(pair.local(stem) for stem in x.near & y.near)

    def comparable(x: Attribute, y: Attribute) -> bool:
        if x.sort in _BY_HEAD:
            return any(pair.weights(stem) >= _TELLING for stem in x.head & y.head)
        if x.bearers and y.bearers:
            return of_one_bearer(x, y) and (x.sort not in _HURT or bool(x.near & y.near))
        return x.sort not in _BY_BEARER and near(x, y) >= _NEAR

    for found in value_pairs(pair, attributes, comparable, lambda x, y: x.value == y.value, lambda x: x.sort):
        x, y = found.x, found.y
        if _states(pair.right, found.right.sentence, x) or _states(pair.left, found.left.sentence, y):
            # One of several that both have: chairman and chief executive.
            continue
        features = {
            **evidence(pair, found.left, found.right),
            **found.features,
            "attribute: bearer": float(of_one_bearer(x, y)),
            "attribute: near": 1 - math.exp(-near(x, y) / _NEAR),
            "attribute: former": float(x.former != y.former),
            f"attribute: {x.sort}": 1.0,
        }
        yield Candidate(
            "other",
            found.left,
            found.right,
            subject=x.sort.replace("_", " "),
            features=features,
            doubts=(*found.doubts, *_doubts(x, features)),
        )


def _doubts(x: Attribute, features: Mapping[str, float]) -> Iterator[str]:
    if x.sort in _SEVERAL:
        yield "somebody may be both"
    if not features["names shared"]:
        yield "no name in common: they may be two"


def _states(reading: Reading, sentence: int, x: Attribute) -> bool:
    return any(each.value == x.value for each in attributes(reading.statement(sentence)) if each.sort == x.sort)
