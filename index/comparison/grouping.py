"""An archive grouped by the events that its articles tell of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.comparison.alignment import aligned
from index.comparison.background import TermWeights, blended
from index.comparison.linkage import average_linkage
from index.comparison.neighbours import Alike, alike
from index.comparison.passages import passages
from index.comparison.similarity import terms
from index.model import Article, TermStatistics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]
    Values = NDArray[np.float32]

_NEIGHBOURS = 5
_LEAST_DENSITY = 0.2
_CROWDING = 0.75
_JOINING = 0.44
_LONGEST = 90
"""Days from the first to the last article of one event; what goes on longer is a saga of several."""
_A_FEW = 40
"""Articles of an archive that is too small for scaling to tell an event from a saga."""
_SENTENCES = 100
_TOLD_ALIKE = 0.13
"""Similarity of the linked sentences of two articles by the sentences of the shorter, from which they tell the same."""
_SAGA = 0.33
_SAGA_DAYS = 120
"""Days between articles of neighbouring stories of a saga."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """An archive by event."""

    stories: list[tuple[str, ...]]
    """Full ids in ascending order, single articles included; the tuples in order too."""
    kin: Mapping[tuple[int, int], float]
    """How alike two stories are, by their places in ``stories``, the lower first: those that may be of one saga."""


def group(articles: Iterable[Article], statistics: TermStatistics) -> list[tuple[str, ...]]:
    """Stories as tuples of full ids; see :func:`grouping`."""
    return grouping(articles, statistics).stories


def grouping(articles: Iterable[Article], statistics: TermStatistics) -> Grouping:
    """``articles``, which are gone through once and not held, by the event they tell of.

    The result does not depend on their order. Similarities are scaled by how crowded the neighbourhood of either
    article is (local scaling, after Zelnik-Manor and Perona 2004): within a saga, where everything resembles
    everything, articles must be closer to be one story than elsewhere. No story spans more than 90 days.
    """
    few: list[Article] = []

    def read() -> Iterator[Article]:
        for article in articles:
            # One more tells that there are too many.
            if len(few) <= _A_FEW:
                few.append(article)
            yield article

    found = alike(read(), statistics)
    scaled = _scaled(found)
    if len(few) <= _A_FEW:
        _keep_apart(found, scaled, few, statistics)
    places = _joined(found, scaled)
    return Grouping([tuple(found.ids[place] for place in members) for members in places], _kin(found, places))


def _scaled(found: Alike) -> Values:
    import numpy as np

    count = len(found.ids)
    values = found.cosine * found.nearness()
    nodes, both = np.concatenate([found.left, found.right]), np.concatenate([values, values])
    order = np.lexsort((-both, nodes))
    nodes, both = nodes[order], both[order]
    considered = max(1, min(_NEIGHBOURS, count - 1))
    # How many neighbours of the same node stand before, nearer ones first.
    rank = np.arange(len(nodes)) - np.searchsorted(nodes, nodes)
    nearest = rank < considered
    density = np.bincount(nodes[nearest], both[nearest], minlength=count) / considered
    density = np.maximum(_LEAST_DENSITY, density)
    crowded = np.sqrt(density[found.left] * density[found.right]) ** _CROWDING
    return (values / crowded).astype(np.float32)


def _joined(found: Alike, scaled: Values) -> list[list[int]]:
    """Average linkage, done for each part that hangs together: what joins has a pair that is over the threshold."""
    import numpy as np

    part = _parts(len(found.ids), found, scaled >= _JOINING)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place, of in enumerate(part.tolist()):
        members[of].append(place)
    inside = np.flatnonzero(part[found.left] == part[found.right])
    inside = inside[np.argsort(part[found.left[inside]], kind="stable")]
    graphs: defaultdict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    columns = part[found.left[inside]], found.left[inside], found.right[inside], scaled[inside]
    for of, left, right, value in zip(*(column.tolist() for column in columns), strict=True):
        graphs[of][left, right] = value
    joined: list[list[int]] = []
    for of, places in members.items():
        graph = graphs.pop(of, {})
        number = {place: at for at, place in enumerate(places)}
        local = {(number[left], number[right]): value for (left, right), value in graph.items()}
        days = [found.days[place] for place in places]
        joined += [[places[at] for at in group] for group in average_linkage(days, local, _JOINING, _LONGEST)]
    return sorted(joined)


def _parts(count: int, found: Alike, joining: NDArray[np.bool_]) -> Integers:
    """For each article the first of those that it hangs together with by pairs that may join."""
    import numpy as np

    leader = list(range(count))

    def top(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for left, right in zip(found.left[joining].tolist(), found.right[joining].tolist(), strict=True):
        one, other = sorted((top(left), top(right)))
        leader[other] = one
    return np.array([top(place) for place in range(count)], dtype=np.int32)


def _keep_apart(found: Alike, scaled: Values, few: Sequence[Article], statistics: TermStatistics) -> None:
    """Take from ``scaled`` the pairs with an unknown day whose passages do not tell of one event.

    Where there are only a few articles everything is in everyone's neighbourhood, and scaling cannot tell a saga from
    an event; days can, and where they are missing what the sentences say does.
    """
    by_id = {article.id: article for article in few}
    weights = TermWeights(blended(statistics))
    taken_apart = {id: [terms(p.text) for p in passages(by_id[id])[:_SENTENCES]] for id in found.ids}
    for at in (scaled >= _JOINING).nonzero()[0].tolist():
        left, right = int(found.left[at]), int(found.right[at])
        if found.days[left] is not None and found.days[right] is not None:
            continue
        one, other = taken_apart[found.ids[left]], taken_apart[found.ids[right]]
        links = aligned(one, other, weights, lambda i, j: False)
        together = sum(link.similarity for link in links) / max(1, min(len(one), len(other)))
        if together < _TOLD_ALIKE and not any(link.strength == "strong" for link in links):
            scaled[at] = 0


def _kin(found: Alike, stories: Sequence[Sequence[int]]) -> dict[tuple[int, int], float]:
    """The mean likeness of the articles of two stories, where these are near in time and alike enough."""
    import numpy as np

    story = np.zeros(len(found.ids), dtype=np.int64)
    for number, places in enumerate(stories):
        story[list(places)] = number
    days = np.array([math.nan if day is None else day for day in found.days])
    far = np.abs(days[found.left] - days[found.right]) > _SAGA_DAYS
    value = np.where(far, 0, found.cosine)
    one, other = story[found.left], story[found.right]
    between = one != other
    low, high = np.minimum(one, other)[between], np.maximum(one, other)[between]
    key, place = np.unique(low * len(stories) + high, return_inverse=True)
    sums = np.bincount(place, value[between], minlength=len(key))
    sizes = np.array([len(places) for places in stories], dtype=np.float64)
    first, second = np.divmod(key, max(1, len(stories)))
    mean = sums / (sizes[first] * sizes[second]) if len(key) else sums
    near = mean >= _SAGA
    columns = first[near], second[near], mean[near]
    return {(a, b): v for a, b, v in zip(*(column.tolist() for column in columns), strict=True)}
