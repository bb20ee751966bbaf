"""Groups of articles that have one text, from pairs of articles that share text.

Two articles are whole copies of one text if each has most of its words in common with the other. Texts that are joined
in this way are one group: with a share above one half on either side, two neighbours of an article still have text in
common. Around a group are articles that have only a part of the text, or have it inside a text of their own. One
article, such as a roundup of the day, can be around several groups without joining them, as clusters of passim would
(Smith, Cordell and Mullen 2015, "Computational methods for uncovering reprinted texts").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from index.model import PartialDate, ReuseRole, SourceGuess, sort_key, surely_before, surely_first

_WHOLE: Final = 0.6
"""Share of the words of both from which two texts are whole copies of one."""
_NEARLY_ALL: Final = 0.8
"""Share from which an article has nearly all of the text, or is nearly all text of the group."""
_SAME_PIECE: Final = 1.25
"""Two articles that share at most this many times as much with each other as with a group share the group's text."""


class SharedText(Protocol):
    """Two articles that share text: the share of the words of either, and how many words that are."""

    @property
    def one(self) -> str:
        """The id of the first article."""

    @property
    def other(self) -> str:
        """The id of the second article."""

    @property
    def one_share(self) -> float:
        """Share of the first article's words that both have, 0 to 1."""

    @property
    def other_share(self) -> float:
        """Share of the second article's words that both have, 0 to 1."""

    @property
    def words(self) -> int:
        """Words of the first article that both have."""

    @property
    def other_words(self) -> int:
        """Words of the second article that both have."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that has the text of a group, or a part of it."""

    id: str
    role: ReuseRole
    share: float
    """Share of its words that are of the text, 0 to 1; for a group's first member, what the nearest copy has of it."""
    text_share: float
    """Share of the words of the text that it has, 0 to 1."""
    words: int
    """Its words that are of the text."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One text: its whole copies, and articles that have a part of it or more than it, each in order of time."""

    copies: tuple[Carrier, ...]
    """First the one with which the others are compared, then in order of time."""
    parts: tuple[Carrier, ...]
    guess: SourceGuess
    """The evidence that the first of the copies had the text first."""
    first: str | None
    """The id of the article that was published before all others of the group; None if the dates do not show it."""


def spreads(pairs: Iterable[SharedText], published: Mapping[str, PartialDate | None]) -> list[Spread]:
    """The texts that several articles have, those with the most whole copies first, then with the most articles.

    Each pair is in at least one group. Text that only articles of different groups share is reported with the earliest.
    """
    near = _Near(pairs)
    cores = near.cores()
    order = sorted(cores, key=lambda core: min(_when(id, published) for id in core))
    reported: set[tuple[str, str]] = set()
    found = [spread for core in order if (spread := _gathered(sorted(core), near, published, reported)) is not None]
    found.sort(key=lambda one: (-len(one.copies), -len(one.parts), -one.copies[0].words, one.copies[0].id))
    return found


class _Near:
    """The pairs of articles that share text, by article."""

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
    core: Sequence[str], near: _Near, published: Mapping[str, PartialDate | None], reported: set[tuple[str, str]]
) -> Spread | None:
    """The group around ``core``; None if all its pairs are ``reported``. Its own pairs are added to these."""
    members = set(core)
    around: dict[str, Carrier] = {}
    for id in core:
        for other, (mine, theirs, _) in near.of[id].items():
            if other in members or _pair(id, other) in reported:
                continue
            carrier = Carrier(other, _role(theirs, mine), theirs, mine, near.of[other][id][2])
            if other not in around or around[other].words < carrier.words:
                around[other] = carrier
    if len(core) < 2 and not around:
        return None
    for id in core:
        reported.update(_pair(id, other) for other in near.of[id] if other in members or other in around)
    for id, carrier in around.items():
        for other, (_, _, words) in near.of[id].items():
            if other in around and words <= _SAME_PIECE * min(carrier.words, around[other].words):
                reported.add(_pair(id, other))
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
    """The article that most likely had the text first, with which the others are compared, and the evidence for it.

    A text without another whole copy must be earlier than articles that have a part of it. Undated ones are skipped,
    but then the evidence is not that it was published first. Clocks of two zones are no evidence, and an article that
    was surely published later than another one is not the source, however much it shares.
    """
    around = list(around)
    dated = [id for id in (core if len(core) > 1 else [*core, *around]) if published.get(id)]
    first = _first(dated, published)
    if first is not None and first in core:
        return first, "published first" if first == _first([*core, *around], published) else "earliest date"
    known = [date for id in dated if (date := published.get(id))]
    clocks = sorted((date.at_most("minute"), id) for date, id in zip(known, dated, strict=True))
    zones = {date.offset for date in known} - {None}
    comparable = len(zones) < 2 and len(clocks) > 1 and bool(clocks[0][0].clock) and clocks[0][0] < clocks[1][0]
    if comparable and clocks[0][1] in core:
        return clocks[0][1], "clock"
    shared = {id: sum(words for _, _, words in near.of[id].values()) for id in core}
    most = sorted(core, key=lambda id: (-shared[id], _when(id, published)))
    earlier = (each for each in most if not any(surely_before(published.get(id), published.get(each)) for id in dated))
    return next(earlier, most[0]), "most shared"


def _first(ids: Sequence[str], published: Mapping[str, PartialDate | None]) -> str | None:
    """The one that was surely published before all others; of different zones, that need not be the earliest clock."""
    for id in ids:
        if surely_first(published.get(id), (published.get(other) for other in ids if other != id)):
            return id
    return None


def _copy(id: str, head: str, near: _Near) -> Carrier:
    """A member as a copy of ``head``; if it has no text in common with that, as a copy of its nearest neighbour."""
    of = near.of[id]
    share, text_share, words = of[head] if head in of else max(of.values(), key=lambda pair: pair[2])
    return Carrier(id, "copy", share, text_share, words)


def _role(share: float, text_share: float) -> ReuseRole:
    if share >= _NEARLY_ALL:
        return "cut"
    return "extended" if text_share >= _NEARLY_ALL else "piece"


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _when(id: str, published: Mapping[str, PartialDate | None]) -> tuple[bool, str, str]:
    return (*sort_key(published.get(id)), id)
