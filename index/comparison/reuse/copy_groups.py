"""One text and who ran it: pairs of articles that share text, gathered into groups.

Two articles are whole copies of one text where each has most of its words in common with the other. Texts so joined
are one group: with a share above one half on either side, two neighbours of an article still have text in common.
Around a group stand those that have only a part of it, or have it within text of their own; one article can stand so
around several groups, as a roundup of the day does, without making them one (as clusters of passim would be: Smith,
Cordell and Mullen 2015, "Computational methods for uncovering reprinted texts").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from index.comparison.reuse.copy_kinds import earlier
from index.model import PartialDate, ReuseRole, SourceGuess, sort_key

_WHOLE: Final = 0.6
"""Of the words of both, from which two texts are one."""
_NEARLY_ALL: Final = 0.8
"""Share of its words from which an article is a cut of a text, or has all of it."""
_SAME_PIECE: Final = 1.25
"""Two that share at most this times as much with each other as with a group share the group's text."""


class SharedText(Protocol):
    """Two articles that share text: the share of the words of either, and how many words that are."""

    @property
    def one(self) -> str:
        """The id of one."""

    @property
    def other(self) -> str:
        """The id of the other."""

    @property
    def one_share(self) -> float:
        """Of the words of the one, how many both have: 0 to 1."""

    @property
    def other_share(self) -> float:
        """Of those of the other."""

    @property
    def words(self) -> int:
        """Words of the one that both have."""

    @property
    def other_words(self) -> int:
        """Words of the other that both have."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that has the text of a group, or of it."""

    id: str
    role: ReuseRole
    share: float
    """Of its words, how many are of the text: 0 to 1; of a group's first member, what the nearest copy has of it."""
    text_share: float
    """Of the words of the text, how many it has."""
    words: int
    """Words of it that are of the text."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One text: its whole copies, in order of time, and those that have a part of it or more than it."""

    copies: tuple[Carrier, ...]
    """The one from which all shares are told comes first."""
    parts: tuple[Carrier, ...]
    guess: SourceGuess
    """Why the first of the copies comes first."""
    first: str | None
    """The id of the article among all of these that was published before all others; None where dates do not tell."""


def spreads(pairs: Iterable[SharedText], published: Mapping[str, PartialDate | None]) -> list[Spread]:
    """The texts that several articles have, those with most whole copies first, then those with most articles.

    Each pair is in one group at least. What only pairs of different texts share is told with the earliest of them.
    """
    near = _Near(pairs)
    cores = near.cores()
    order = sorted(cores, key=lambda core: min(_when(id, published) for id in core))
    told: set[tuple[str, str]] = set()
    found = [spread for core in order if (spread := _gathered(sorted(core), near, published, told)) is not None]
    found.sort(key=lambda one: (-len(one.copies), -len(one.parts), -one.copies[0].words, one.copies[0].id))
    return found


class _Near:
    """The pairs by article."""

    def __init__(self, pairs: Iterable[SharedText]) -> None:
        self.of: defaultdict[str, dict[str, tuple[float, float, int]]] = defaultdict(dict)
        for pair in pairs:
            self.of[pair.one][pair.other] = (pair.one_share, pair.other_share, pair.words)
            self.of[pair.other][pair.one] = (pair.other_share, pair.one_share, pair.other_words)

    def cores(self) -> list[list[str]]:
        """The articles that whole copies join, each in one of these."""
        seen: set[str] = set()
        found = []
        for id in self.of:
            if id in seen:
                continue
            seen.add(id)
            core, at = [id], 0
            while at < len(core):
                for other, (mine, theirs, _) in self.of[core[at]].items():
                    if min(mine, theirs) >= _WHOLE and other not in seen:
                        seen.add(other)
                        core.append(other)
                at += 1
            found.append(core)
        return found


def _gathered(
    core: Sequence[str], near: _Near, published: Mapping[str, PartialDate | None], told: set[tuple[str, str]]
) -> Spread | None:
    """The group around ``core``; None where all that it shares is ``told``. What it tells is added to that."""
    members = set(core)
    around: dict[str, Carrier] = {}
    for id in core:
        for other, (mine, theirs, _) in near.of[id].items():
            if other in members or _pair(id, other) in told:
                continue
            carrier = Carrier(other, _role(theirs, mine), theirs, mine, near.of[other][id][2])
            if other not in around or around[other].words < carrier.words:
                around[other] = carrier
    if len(core) < 2 and not around:
        return None
    for id in core:
        told.update(_pair(id, other) for other in near.of[id] if other in members or other in around)
    for id, carrier in around.items():
        for other, (_, _, words) in near.of[id].items():
            if other in around and words <= _SAME_PIECE * min(carrier.words, around[other].words):
                told.add(_pair(id, other))
    head, guess = _head(core, around, near, published)
    return Spread(
        tuple(_copy(id, head, near) for id in sorted(core, key=lambda id: (id != head, _when(id, published)))),
        tuple(sorted(around.values(), key=lambda one: (one.role != "cut", _when(one.id, published)))),
        guess,
        _first([*core, *around], published),
    )


def _head(
    core: Sequence[str], around: Iterable[str], near: _Near, published: Mapping[str, PartialDate | None]
) -> tuple[str, SourceGuess]:
    """The one from which the others are told, which is likeliest to have had the text first, and why.

    A text without another whole copy must have come before those that have a part of it; undated ones do not count.
    """
    dated = [id for id in (core if len(core) > 1 else [*core, *around]) if published.get(id)]
    first = _first(dated, published) if len(dated) > 1 else None
    if first in core:
        return str(first), "published first"
    clocks = sorted((date.at_most("minute"), id) for id in dated if (date := published.get(id)))
    if len(clocks) > 1 and clocks[0][0].clock and clocks[0][0] < clocks[1][0] and clocks[0][1] in core:
        return clocks[0][1], "clock"
    shared = {id: sum(words for _, _, words in near.of[id].values()) for id in core}
    return min(core, key=lambda id: (-shared[id], _when(id, published))), "most shared"


def _first(ids: Sequence[str], published: Mapping[str, PartialDate | None]) -> str | None:
    if len(ids) < 2:
        return next(iter(ids), None)
    first = min(ids, key=lambda id: _when(id, published))
    before = (earlier(published.get(first), published.get(other)) == 0 for other in ids if other != first)
    return first if all(before) else None


def _copy(id: str, head: str, near: _Near) -> Carrier:
    """A member as its copy of ``head`` is, or where it has no text of that any more, as that of its nearest."""
    of = near.of[id]
    if head in of:
        share, text_share, words = of[head]
    elif of:
        share, text_share, words = max(of.values(), key=lambda pair: pair[2])
    else:
        share, text_share, words = 1.0, 1.0, 0
    return Carrier(id, "copy", share, text_share, words)


def _role(share: float, text_share: float) -> ReuseRole:
    if share >= _NEARLY_ALL:
        return "cut"
    return "extended" if text_share >= _NEARLY_ALL else "piece"


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _when(id: str, published: Mapping[str, PartialDate | None]) -> tuple[bool, str, str]:
    return (*sort_key(published.get(id)), id)
