"""Groups an archive by the events that its articles report."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.comparison.background import TermWeights, blended
from index.comparison.links.alignment import aligned
from index.comparison.links.languages import languages
from index.comparison.links.prepared_article import PreparedArticle
from index.comparison.stories.linkage import all_linked, average_linkage, extent
from index.comparison.stories.neighbours import Alike, alike
from index.model import Article, TermStatistics

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]
    Values = NDArray[np.float32]

_NEIGHBOURS = 5
"""Nearest neighbours whose mean similarity is the density around an article."""
_LEAST_DENSITY = 0.2
"""No neighbourhood counts as less crowded."""
_CROWDING = 0.75
"""How strongly similarities in a crowded neighbourhood are scaled down: the power of its density."""
_CROWDED_AT_ONCE = 10_000
"""Articles whose neighbourhoods are looked at together."""
_JOINING = 0.44
"""Scaled similarity, on average, from which articles are one story."""
_LONGEST = 90
"""Days from the first to the last article of one event; whatever lasts longer is a saga of several."""
_A_FEW = 40
"""Articles up to which an archive is too small for scaling to distinguish an event from a saga."""
_SENTENCES = 100
"""Sentences of an article without a date that are compared with another's."""
_ONE_EVENT = 0.13
"""Similarity of linked sentences, per sentence of the shorter article, from which two articles report one event."""
_SAGA = 0.33
"""Mean similarity from which two stories may be of one saga."""
_TYPICAL = 40
"""Articles that represent a story when it is compared with another."""
_WHOLE = 2500
"""Articles up to which a part is clustered with the similarities of all its pairs."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The stories of an archive, with the similarities that they were found by."""

    stories: list[tuple[str, ...]]
    """Full ids in ascending order, single articles included; the tuples in order too."""
    found: Alike

    def related(self, stories: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], float]:
        """The similarity of those pairs of ``stories`` that may be of one saga, by their names, the lower first.

        ``stories`` gives some articles of the archive by name; no article is in two of them.
        """
        place = {id: at for at, id in enumerate(self.found.ids)}
        names = sorted(stories)
        pairs = _related(self.found, [sorted(place[id] for id in stories[name] if id in place) for name in names])
        return {(names[one], names[other]): likeness for (one, other), likeness in pairs.items()}


def group(articles: Iterable[Article], statistics: TermStatistics) -> list[tuple[str, ...]]:
    """Stories as tuples of full ids; see :func:`grouping`."""
    *_, found = grouping(articles, statistics)
    assert isinstance(found, Grouping)
    return found.stories


def grouping(
    articles: Iterable[Article], statistics: TermStatistics, *, excerpt: bool = False, folder: Path | None = None
) -> Iterator[float | Grouping]:
    """Group ``articles``, which are read once and not held, by event.

    Yields the share of the work that is done, 0 to 1, and at last the result, which does not depend on the order of the
    articles. Similarities are scaled by how crowded the neighbourhood of either article is (local scaling, after
    Zelnik-Manor and Perona 2004): within a saga, where everything resembles everything, articles must be closer to be
    one story than elsewhere. No story spans more than 90 days. Set ``excerpt`` if the articles are a part of the
    archive that ``statistics`` describe: terms then weigh as they do in the archive. ``folder`` is where
    :func:`alike` has its temporary file; raises OSError where that is full.
    """
    few: list[Article] = []

    def read() -> Iterator[Article]:
        for article in articles:
            # One more shows that there are too many.
            if len(few) <= _A_FEW:
                few.append(article)
            yield article

    for step in alike(read(), statistics, excerpt=excerpt, folder=folder):
        if isinstance(step, float):
            yield step
            continue
        crowding = _crowding(step)
        scaled = step.cosine * step.nearness() / (crowding[step.left] * crowding[step.right])
        apart = _separated(step, scaled, few, statistics) if len(few) <= _A_FEW else []
        places = _joined(step, scaled, crowding, apart)
        yield Grouping(sorted(tuple(sorted(step.ids[at] for at in members)) for members in places), step)


def _crowding(found: Alike) -> Values:
    """By article, the factor by which its similarities are divided."""
    import numpy as np

    count = len(found.ids)
    values = found.cosine * found.nearness()
    considered = max(1, min(_NEIGHBOURS, count - 1))
    density = np.zeros(count)
    for start in range(0, count, _CROWDED_AT_ONCE):
        # Of the pairs of all articles at once, the copies in order would take several times their memory.
        end = start + _CROWDED_AT_ONCE
        inside = [np.flatnonzero((side >= start) & (side < end)) for side in (found.left, found.right)]
        nodes = np.concatenate([found.left[inside[0]], found.right[inside[1]]])
        both = np.concatenate([values[inside[0]], values[inside[1]]])
        order = np.lexsort((-both, nodes))
        nodes, both = nodes[order], both[order]
        # How many nearer neighbours of the same node come before.
        rank = np.arange(len(nodes)) - np.searchsorted(nodes, nodes)
        nearest = rank < considered
        density += np.bincount(nodes[nearest], both[nearest], minlength=count) / considered
    crowding: Values = (np.maximum(_LEAST_DENSITY, density) ** (_CROWDING / 2)).astype(np.float32)
    return crowding


def _joined(found: Alike, scaled: Values, crowding: Values, apart: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Average linkage within each connected part: articles of one story always have a pair above the threshold."""
    import numpy as np

    joining = np.flatnonzero(scaled >= _JOINING)
    closest = joining[np.argsort(-scaled[joining], kind="stable")]
    pairs = found.left[closest].tolist(), found.right[closest].tolist()
    part = _parts(len(found.ids), *pairs)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place, of in enumerate(part.tolist()):
        members[of].append(place)
    groups: list[list[int]] = []
    for places in members.values():
        if len(places) == 1:
            groups.append(places)
            continue
        likeness = found.likeness(places) / np.outer(crowding[places], crowding[places])
        for left, right in apart:
            if part[left] == part[right] == part[places[0]]:
                one, other = places.index(left), places.index(right)
                likeness[one, other] = likeness[other, one] = 0
        linked = all_linked(found.days[places], likeness, _JOINING, _LONGEST)
        groups += [[places[at] for at in group] for group in linked]
    across = closest[part[found.left[closest]] != part[found.right[closest]]]
    return _joined_across(found, groups, across, scaled) if len(across) else groups


def _joined_across(found: Alike, groups: Sequence[list[int]], across: Integers, scaled: Values) -> list[list[int]]:
    """Join groups of parts that were too large to be clustered whole, by the known pairs ``across`` them."""
    import numpy as np

    group = _numbered(groups, len(found.ids))
    wanted = np.unique(_keys(group[found.left[across]], group[found.right[across]], len(groups)))
    keys = _keys(group[found.left], group[found.right], len(groups))
    at = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
    of_wanted = wanted[at] == keys
    sums = np.bincount(at[of_wanted], scaled[of_wanted], minlength=len(wanted))
    low, high = (each.tolist() for each in np.divmod(wanted, len(groups)))
    totals = dict(zip(zip(low, high, strict=True), sums.tolist(), strict=True))
    spans = [extent(found.days[places].tolist()) for places in groups]
    joined = average_linkage([len(places) for places in groups], spans, totals, _JOINING, _LONGEST)
    return [sorted(place for number in numbers for place in groups[number]) for numbers in joined]


def _numbered(groups: Sequence[Sequence[int]], count: int) -> NDArray[np.int64]:
    """By article, the number of its group; -1 for none."""
    import numpy as np

    found = np.full(count, -1, dtype=np.int64)
    for number, places in enumerate(groups):
        found[list(places)] = number
    return found


def _keys(one: NDArray[np.int64], other: NDArray[np.int64], groups: int) -> NDArray[np.int64]:
    """Pairs of groups as one number each."""
    import numpy as np

    found: NDArray[np.int64] = np.minimum(one, other) * groups + np.maximum(one, other)
    return found


def _parts(count: int, lefts: Sequence[int], rights: Sequence[int]) -> NDArray[np.int64]:
    """By article, the first article of its connected part; earlier pairs are joined first.

    A part that would be too large to be clustered whole stays in several parts.
    """
    import numpy as np

    leader, sizes = list(range(count)), [1] * count

    def top(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for left, right in zip(lefts, rights, strict=True):
        one, other = sorted((top(left), top(right)))
        if one != other and sizes[one] + sizes[other] <= _WHOLE:
            leader[other] = one
            sizes[one] += sizes[other]
    return np.array([top(place) for place in range(count)], dtype=np.int64)


def _separated(
    found: Alike, scaled: Values, few: Sequence[Article], statistics: TermStatistics
) -> list[tuple[int, int]]:
    """Pairs with an unknown day whose sentences do not report one event.

    Among only a few articles everything is in every neighbourhood, so that scaling cannot distinguish a saga from an
    event. Days can; if they are unknown, the sentences decide.
    """
    by_id = {article.id: article for article in few}
    weights = TermWeights(blended(statistics))
    spoken = dict(zip(by_id, languages(list(by_id.values())), strict=True))
    sentences = {id: PreparedArticle(by_id[id], spoken[id], _SENTENCES).terms for id in found.ids}
    apart = []
    for at in (scaled >= _JOINING).nonzero()[0].tolist():
        left, right = int(found.left[at]), int(found.right[at])
        if not (math.isnan(found.days[left]) or math.isnan(found.days[right])):
            continue
        one, other = sentences[found.ids[left]], sentences[found.ids[right]]
        links = aligned(one, other, weights, lambda i, j: False)
        together = sum(link.similarity for link in links) / max(1, min(len(one), len(other)))
        if together < _ONE_EVENT and not any(link.strength == "strong" for link in links):
            apart.append((left, right))
    return apart


def _related(found: Alike, stories: Sequence[Sequence[int]]) -> dict[tuple[int, int], float]:
    """The mean similarity of the articles of two stories, for stories that are near in time and similar enough."""
    import numpy as np

    story = _numbered(stories, len(found.ids))
    one, other = story[found.left], story[found.right]
    # A mean is not above the highest.
    near = (one != other) & (np.minimum(one, other) >= 0) & (found.cosine >= _SAGA)
    keys = np.unique(_keys(one[near], other[near], len(stories)))
    means = {
        (low, high): found.vectors.mean_closeness(stories[low][:_TYPICAL], stories[high][:_TYPICAL])
        for low, high in zip(*(each.tolist() for each in np.divmod(keys, max(1, len(stories)))), strict=True)
    }
    return {pair: mean for pair, mean in means.items() if mean >= _SAGA}
