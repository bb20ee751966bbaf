"""Matches new groups of articles with the stories of before, so that stories keep their ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Cluster = tuple[str, ...]


def identities(
    clusters: Iterable[Cluster], before: Mapping[str, str], new_id: Callable[[str, str], str]
) -> dict[str, Cluster]:
    """The clusters by id: the id of the story that most of a cluster comes from, or a new one.

    ``before`` gives the old story of each article; ``new_id`` makes an id from an article's id and a number. If a story
    was split, the larger part keeps its id.
    """
    ordered = sorted(clusters)
    claims = sorted(
        (-count, story, place)
        for place, cluster in enumerate(ordered)
        for story, count in Counter(before[id] for id in cluster if id in before).items()
    )
    named: dict[int, str] = {}
    taken: set[str] = set()
    used = set(before.values())
    for _, story, place in claims:
        if place not in named and story not in taken:
            named[place] = story
            taken.add(story)
    for place, cluster in enumerate(ordered):
        if place not in named:
            named[place] = _unused(cluster[0], used, new_id)
            used.add(named[place])
    return {named[place]: cluster for place, cluster in enumerate(ordered)}


def grown(
    clusters: Iterable[Cluster], changed: Iterable[str], before: Mapping[str, str], members: Mapping[str, Sequence[str]]
) -> list[Cluster]:
    """The clusters that have changed articles, each with the whole stories that these articles joined.

    ``members`` are the articles of each story that was processed, whether or not they are in ``clusters``. After a few
    new articles the neighbourhood of a story is only partly known, so unchanged articles never leave their story: a
    story goes where most of its articles in ``clusters`` go, or stays as it is.
    """
    new = set(changed)
    old = {id: story for id, story in before.items() if id not in new}
    parts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    ordered = sorted(clusters)
    for place, cluster in enumerate(ordered):
        for id in cluster:
            if id in old:
                parts[old[id]][place] += 1
    home = {
        story: place for story, found in parts.items() for place, count in found.items() if 2 * count > found.total()
    }
    made: defaultdict[int, list[str]] = defaultdict(list)
    for place, cluster in enumerate(ordered):
        if new & set(cluster):
            made[place] += [id for id in cluster if id in new]
    for story, ids in members.items():
        rest = [id for id in ids if id not in new]
        goes = home.get(story, -1)
        if goes in made:
            made[goes] += rest
        elif len(rest) < len(ids) and rest:
            made[len(ordered) + len(made)] = rest
    return [tuple(sorted(ids)) for ids in made.values()]


def _unused(article: str, used: set[str], new_id: Callable[[str, str], str]) -> str:
    turn = 0
    while (id := new_id(article, str(turn))) in used:
        turn += 1
    return id
