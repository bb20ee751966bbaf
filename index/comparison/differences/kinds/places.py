"""Places where something is, compared by the events that happen there."""

from __future__ import annotations

from collections.abc import Iterator

from index.comparison.differences.candidates import Candidate
from index.comparison.differences.kinds.bound import Bound, BoundPair, bound, bound_pairs
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.events.locations import (
    Location,
    comparable_locations,
    is_known_to,
    locations,
    locations_agree,
    nearly_alike,
)
from index.text import fold


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two places of events that may be one, of which neither article has the other's."""
    texts = pair.left.kept(_text), pair.right.kept(_text)
    for found in bound_pairs(pair, _located, comparable_locations, locations_agree):
        x, y = found.x.fact, found.y.fact
        features = {**found.features, **_features(found)}
        if {x.relation, y.relation} == {"in", "near"} and features["event: verb"] < 1:
            # One may be within the other.
            continue
        if not nearly_alike(x, y) and (is_known_to(x, y, texts[1]) or is_known_to(y, x, texts[0])):
            continue
        # Two events seldom are in one street, so that the words around it need not be alike.
        doubts = () if x.relation == "street" and nearly_alike(x, y) else found.doubts
        subject = found.x.event.subject
        yield Candidate("place", found.x.mark, found.y.mark, subject, features, found.reasons, doubts=doubts)


def _located(reading: Reading) -> list[Bound[Location]]:
    # Where somebody is from belongs to that person, and not to an event.
    stated = [
        [place for place in locations(sentence.text, reading.language) if place.relation != "home"]
        for sentence in reading.sentences
    ]
    return bound(reading, stated, lambda _, place: place.value, of_event=True)


def _text(reading: Reading) -> str:
    return fold(" ".join(sentence.text for sentence in reading.sentences))


def _features(found: BoundPair[Location]) -> dict[str, float]:
    x, y = found.x.fact, found.y.fact
    return {"event: near miss": float(nearly_alike(x, y)), "event: relations apart": float(x.relation != y.relation)}
