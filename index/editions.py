"""Editions of an article: its near-duplicates, taken for one piece that its outlet had on several days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.model import Edition, Hit
from index.store import Reader

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
    wires: Counter[str]
    """How many other outlets have the text of an article."""


def editions_of(reader: Reader, ids: Iterable[str]) -> dict[str, tuple[Edition, ...]]:
    """By id, for those articles that have near-duplicates: they and all these, the earliest first."""
    asked = list(dict.fromkeys(ids))
    groups = _known(reader, asked).groups
    return {id: groups[id] for id in asked if id in groups}


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
                copies=known.wires[hit.id],
                editions=editions,
            )
        )
    return tuple(told)


def _known(reader: Reader, ids: Sequence[str]) -> _Known:
    sides: dict[str, Side] = {}
    near: dict[str, set[str]] = {}
    wires: Counter[str] = Counter()
    asked, wanted = set[str](), list(ids)
    for step in range(_STEPS):
        copies = reader.copies.among(wanted)
        asked.update(wanted)
        missing = {id for copy in copies for id in copy[:2] if id not in sides}
        sides.update(reader.copies.sides(missing))
        for copy in copies:
            kind = _kind(copy, sides)
            if kind == "near-duplicate":
                near.setdefault(copy.one, set()).add(copy.other)
                near.setdefault(copy.other, set()).add(copy.one)
            elif kind == "wire copy" and not step:
                wires[copy.one] += 1
        wanted = sorted(near.keys() - asked)[:_MOST]
        if not wanted:
            break
    return _Known(_groups(near, sides), wires)


def _kind(copy: Copy, sides: dict[str, Side]) -> str:
    from index.comparison.reuse.copying import kind

    one, other = sides[copy.one], sides[copy.other]
    return kind((copy.one_share, copy.other_share), (one.outlet, other.outlet), (one.headline, other.headline))


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
        group = tuple(sorted(found, key=lambda edition: (edition.published or "", edition.id)))
        groups.update(dict.fromkeys(together, group))
    return groups
