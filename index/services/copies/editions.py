"""Editions of an article: near-duplicates that its outlet published on several days, shown as one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.model import Comparison, Edition, Hit, OrderEvidence, in_order
from index.store import Reader
from index.store.copies import EARLIEST

if TYPE_CHECKING:
    from index.store.copies import Copy, Provenance

_STEPS: Final = 4
"""Steps over which near-duplicates of near-duplicates are followed: an article that is edited daily drifts."""
_MOST: Final = 200
"""Articles that are followed in one step; with more near-duplicates it is a form that is filled in, not an article."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The copies of some articles."""

    groups: dict[str, tuple[Edition, ...]]
    """By id, for articles that have near-duplicates: the article and all of these, the earliest first."""
    wire_copies: dict[str, int]
    """By id, the number of articles of other outlets that have the text, if there are any."""


def editions_of(reader: Reader, ids: Iterable[str]) -> dict[str, tuple[Edition, ...]]:
    """By id, for articles that have near-duplicates: the article and all of these, the earliest first."""
    asked = list(dict.fromkeys(ids))
    groups = _known(reader, asked).groups
    return {id: groups[id] for id in asked if id in groups}


def compared_with_editions(reader: Reader, compared: Comparison) -> Comparison:
    """``compared`` with what is known of the editions of its articles."""
    return replace(compared, editions=editions_of(reader, [article.id for article in compared.articles]))


def with_editions(reader: Reader, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """``hits`` with their copies: which are editions of one article, and how many other outlets have the text."""
    known = _known(reader, [hit.id for hit in hits])
    if not known.groups and not known.wire_copies:
        return tuple(hits)
    heads: dict[Edition, list[str]] = {}
    for hit in hits:
        for edition in known.groups.get(hit.id, ())[:1]:
            heads.setdefault(edition, []).append(hit.id)
    completed = []
    for hit in hits:
        editions = known.groups.get(hit.id, ())
        head, *others = heads[editions[0]] if editions else [hit.id]
        completed.append(
            replace(
                hit,
                versions=tuple(others) if head == hit.id else (),
                folded=head if head != hit.id else None,
                copies=known.wire_copies.get(hit.id, 0),
                editions=editions,
            )
        )
    return tuple(completed)


def _known(reader: Reader, ids: Sequence[str]) -> _Known:
    provenances: dict[str, Provenance] = {}
    near: dict[str, set[str]] = {}
    wire_copies: dict[str, int] = {}
    asked, wanted = set[str](), list(ids)
    for step in range(_STEPS):
        copies = reader.copies.among(wanted)
        asked.update(wanted)
        _learn(reader, copies, provenances)
        for copy in copies:
            if _kind(copy, provenances) == "near-duplicate":
                near.setdefault(copy.one, set()).add(copy.other)
                near.setdefault(copy.other, set()).add(copy.one)
        if not step:
            wire_copies = _wire_copies(reader, copies, provenances)
        wanted = sorted(near.keys() - asked)[:_MOST]
        if not wanted:
            break
    return _Known(_groups(near, provenances), wire_copies)


def _wire_copies(reader: Reader, copies: Sequence[Copy], provenances: dict[str, Provenance]) -> dict[str, int]:
    """By id of each ``one``, the number of articles of other outlets that have its text.

    If many have a text, the store has only the earliest as copies of each; the others are copies of these.
    """
    known = Counter(copy.one for copy in copies)
    whole = _whole(copies, provenances)
    crowded = [id for id in whole if known[id] >= EARLIEST]
    between = sorted({other for id in crowded for other in whole[id]})[:_MOST]
    further = reader.copies.among(between)
    _learn(reader, further, provenances)
    beyond = _whole(further, provenances)
    for id in crowded:
        whole[id] = whole[id].union(*(beyond.get(other, ()) for other in whole[id])) - {id}
    counts = {id: sum(_are(provenances[id], provenances[other]) == "wire copy" for other in whole[id]) for id in whole}
    return {id: count for id, count in counts.items() if count}


def _whole(copies: Iterable[Copy], provenances: dict[str, Provenance]) -> dict[str, set[str]]:
    """By id, the articles that have its whole text, at its outlet or at another."""
    found: dict[str, set[str]] = {}
    for copy in copies:
        if _kind(copy, provenances) in ("near-duplicate", "wire copy"):
            found.setdefault(copy.one, set()).add(copy.other)
    return found


def _learn(reader: Reader, copies: Iterable[Copy], provenances: dict[str, Provenance]) -> None:
    provenances.update(reader.copies.provenances({id for copy in copies for id in copy[:2] if id not in provenances}))


def _kind(copy: Copy, provenances: dict[str, Provenance]) -> str:
    return _are(provenances[copy.one], provenances[copy.other], (copy.one_share, copy.other_share))


def _are(one: Provenance, other: Provenance, shares: tuple[float, float] = (1.0, 1.0)) -> str:
    """The kind of copy of two articles that share so much of their words; by default, all."""
    from index.comparison.reuse.copy_kinds import kind

    return kind(shares, (one.outlet, other.outlet), (one.headline, other.headline))


def _groups(near: dict[str, set[str]], provenances: dict[str, Provenance]) -> dict[str, tuple[Edition, ...]]:
    """By id, the connected near-duplicates as one group, the earliest first."""
    groups: dict[str, tuple[Edition, ...]] = {}
    for id in near:
        if id in groups:
            continue
        together, waiting = {id}, [id]
        while waiting:
            new = near[waiting.pop()] - together
            together |= new
            waiting += new
        found = in_order(sorted(together), lambda each: provenances[each].moments)
        group = tuple(_edition(each, provenances[each], ordered_by) for each, ordered_by in found)
        groups.update(dict.fromkeys(together, group))
    return groups


def _edition(id: str, provenance: Provenance, ordered_by: OrderEvidence | None) -> Edition:
    about = provenance
    return Edition(id, about.headline, about.published, about.updated, about.captured, ordered_by)
