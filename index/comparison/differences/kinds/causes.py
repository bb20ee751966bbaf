"""Causes: of what somebody died, why somebody left, what set something on fire."""

from __future__ import annotations

import math
from collections.abc import Iterator

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds.stated import value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.facts.assertions.causes import Cause, causes
from index.comparison.facts.assertions.oppositions import oppositions

_EFFECT = 5.0
"""Weight of the words in which the effects agree from which they are one."""
_WORDS = 2
"""Words in which they agree at least."""
_UNKNOWN = 1.0
"""The same where one cause is not known: a text has few of these."""
_BOTH = "both causes may be true"
"""The doubt about two causes: a chain of events has several."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two causes of one effect that have no word in common, or of which one is not known."""
    known = oppositions(pair.left.language)

    def effect(x: Cause, y: Cause) -> frozenset[str]:
        equal = x.effect & y.effect
        # Died and death are one effect in two words.
        return equal | {a for a in x.effect - equal for b in y.effect - equal if known.alike(a, b)}

    def weight(x: Cause, y: Cause) -> float:
        return sum(map(pair.local, effect(x, y)))

    def agree(x: Cause, y: Cause) -> bool:
        return x.unknown == y.unknown and (x.unknown or not x.stems.isdisjoint(y.stems))

    def comparable(x: Cause, y: Cause) -> bool:
        if x.unknown or y.unknown:
            return weight(x, y) >= _UNKNOWN
        return len(effect(x, y)) >= _WORDS and weight(x, y) >= _EFFECT

    for found in value_pairs(pair, causes, comparable, agree):
        x, y = found.x, found.y
        features = {
            **evidence(pair, found.left, found.right),
            **found.features,
            "cause: effect": 1 - math.exp(-weight(x, y) / (2 * _EFFECT)),
            "cause: unknown": float(x.unknown or y.unknown),
        }
        unknown = x.unknown or y.unknown
        doubts = found.doubts if unknown else (*found.doubts, _BOTH)
        yield Candidate("cause", found.left, found.right, features=features, doubts=doubts, moves=unknown)
