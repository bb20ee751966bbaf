"""Editions of an article: its near-duplicates, taken for one piece that its outlet had on several days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.model import Comparison, Edition, Hit
from index.store import Reader
from index.store.copies import EARLIEST

if TYPE_CHECKING:
    from index.store.copies import Copy, Side

_STEPS: Final = 4
"""Times that near-duplicates of near-duplicates are looked up: a piece that is edited day after day drifts."""
_MOST: Final = 200
"""Articles that are looked up at a time; what has more near-duplicates is a form that is filled in, not a piece."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the copies of some articles."""

    groups: dict[str, tuple[Edition, ...]]
    """By id, for those that have near-duplicates: all of the group."""
    wires: dict[str, int]
    """How many articles of other outlets have the text of one, where any has."""


def editions_of(reader: Reader, ids: Iterable[str]) -> dict[str, tuple[Edition, ...]]:
    """By id, for those articles that have near-duplicates: they and all these, the earliest first."""
    asked = list(dict.fromkeys(ids))
    groups = _known(reader, asked).groups
    return {id: groups[id] for id in asked if id in groups}


def compared_with_editions(reader: Reader, compared: Comparison) -> Comparison:
    """``compared`` with what is known of the editions of its articles."""
    return replace(compared, editions=editions_of(reader, [article.id for article in compared.articles]))


def with_editions(reader: Reader, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """``hits`` with what is known of their copies: which are editions of one article, and who else has their text."""
    known = _known(reader, [hit.id for hit in hits])
    if not known.groups and not known.wires:
        return tuple(hits)
    heads: dict[Edition, list[str]] = {}
    for hit in hits:
        for edition in known.groups.get(hit.id, ())[:1]:
            heads.setdefault(edition, []).append(hit.id)
    told = []
    for hit in hits:
        editions = known.groups.get(hit.id, ())
        head, *others = heads[editions[0]] if editions else [hit.id]
        told.append(
            replace(
                hit,
                versions=tuple(others) if head == hit.id else (),
                folded=head if head != hit.id else None,
                copies=known.wires.get(hit.id, 0),
                editions=editions,
            )
        )
    return tuple(told)


def _known(reader: Reader, ids: Sequence[str]) -> _Known:
    sides: dict[str, Side] = {}
    near: dict[str, set[str]] = {}
    wires: dict[str, int] = {}
    asked, wanted = set[str](), list(ids)
    for step in range(_STEPS):
        copies = reader.copies.among(wanted)
        asked.update(wanted)
        _learn(reader, copies, sides)
        for copy in copies:
            if _kind(copy, sides) == "near-duplicate":
                near.setdefault(copy.one, set()).add(copy.other)
                near.setdefault(copy.other, set()).add(copy.one)
        if not step:
            wires = _wires(reader, copies, sides)
        wanted = sorted(near.keys() - asked)[:_MOST]
        if not wanted:
            break
    return _Known(_groups(near, sides), wires)


def _wires(reader: Reader, copies: Sequence[Copy], sides: dict[str, Side]) -> dict[str, int]:
    """By id of each ``one``: how many of other outlets have its text.

    Of many that have a text each knows the earliest only (:mod:`tracing`); the others are known to these.
    """
    known = Counter(copy.one for copy in copies)
    whole = _whole(copies, sides)
    crowded = [id for id in whole if known[id] >= EARLIEST]
    between = sorted({other for id in crowded for other in whole[id]})[:_MOST]
    further = reader.copies.among(between)
    _learn(reader, further, sides)
    beyond = _whole(further, sides)
    for id in crowded:
        whole[id] = whole[id].union(*(beyond.get(other, ()) for other in whole[id])) - {id}
    counts = {id: sum(_are(sides[id], sides[other]) == "wire copy" for other in whole[id]) for id in whole}
    return {id: count for id, count in counts.items() if count}


def _whole(copies: Iterable[Copy], sides: dict[str, Side]) -> dict[str, set[str]]:
    """By id, those that have its whole text, at its outlet or at another."""
    found: dict[str, set[str]] = {}
    for copy in copies:
        if _kind(copy, sides) in ("near-duplicate", "wire copy"):
            found.setdefault(copy.one, set()).add(copy.other)
    return found


def _learn(reader: Reader, copies: Iterable[Copy], sides: dict[str, Side]) -> None:
    sides.update(reader.copies.sides({id for copy in copies for id in copy[:2] if id not in sides}))


def _kind(copy: Copy, sides: dict[str, Side]) -> str:
    return _are(sides[copy.one], sides[copy.other], (copy.one_share, copy.other_share))


def _are(one: Side, other: Side, shares: tuple[float, float] = (1.0, 1.0)) -> str:
    """What two articles are to each other that share so much; by default, all."""
    from index.comparison.reuse.copy_kinds import kind

    return kind(shares, (one.outlet, other.outlet), (one.headline, other.headline))


def _groups(near: dict[str, set[str]], sides: dict[str, Side]) -> dict[str, tuple[Edition, ...]]:
    """Those that are connected, each with all."""
    groups: dict[str, tuple[Edition, ...]] = {}
    for id in near:
        if id in groups:
            continue
        together, waiting = {id}, [id]
        while waiting:
            new = near[waiting.pop()] - together
            together |= new
            waiting += new
        found = [Edition(each, sides[each].headline, sides[each].published) for each in together]
        found.sort(key=lambda edition: (edition.published.iso if edition.published else "", edition.id))
        group = tuple(found)
        groups.update(dict.fromkeys(together, group))
    return groups
