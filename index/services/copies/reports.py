"""Reports on copied text: pairs of articles, groups of articles with one text, and what each has of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.model import Article, Reuse, ReuseGroup, ReuseMember, Texts, sort_key, surely_before
from index.services.copies.captures import captures, folded, is_one_article
from index.services.stored_articles import readable
from index.store import Reader
from index.store.copies import EARLIEST, Copy, Provenance

if TYPE_CHECKING:
    from index.comparison.reuse.copy_groups import Carrier, Spread
    from index.comparison.reuse.shingles import SharedText

_AT_ONCE: Final = 200
"""Articles read from the store in one query."""
_STEPS, _MOST = 3, 500
"""Steps over which copies of copies are followed, and the articles that are reached at most."""
_MOST_BEYOND: Final = 200
"""Articles compared beyond those that are stored as sharing text with one."""


def reuse_of(reader: Reader, id: str) -> tuple[Reuse, ...]:
    """The articles that share text with one, with the spans, the largest share first.

    Articles that are the same one, stored twice, are left out.
    """
    from index.comparison.reuse.shingles import overlap

    known = [copy.other for copy in reader.copies.of(id)]
    others = _beyond(reader, id, known)
    articles = readable(reader, [id, *known, *others])
    provenances = reader.copies.provenances([id, *known, *others])
    found = []
    for other in (*known, *others):
        if id not in articles or other not in articles:
            continue
        exact = overlap((id, articles[id].text), (other, articles[other].text))
        if exact is not None and is_one_article(_copy(exact), provenances[id], provenances[other]):
            continue
        if exact is not None and (other not in others or exact.is_copy):
            found.append(replace(_exactly(exact, articles[id], articles[other]), spans=exact.spans))
    return tuple(sorted(found, key=lambda reuse: (-reuse.share, -reuse.other_share, reuse.other)))


def _beyond(reader: Reader, id: str, known: Sequence[str]) -> list[str]:
    """More articles that may share text: of many with the same text, only the earliest are stored as its copies."""
    if len(known) < EARLIEST:
        return []
    seen = {id, *known}
    further = sorted(reader.copies.among(known), key=lambda copy: (-copy.other_words, copy.other))
    return list(dict.fromkeys(copy.other for copy in further if copy.other not in seen))[:_MOST_BEYOND]


def reuse_of_all(reader: Reader, limit: int | None = None) -> tuple[Reuse, ...]:
    """All pairs of articles that share text, without the spans, the longest copies first.

    Where it is known who was first, that one is ``article``. Agencies are looked up for the first ``limit`` pairs.
    """
    copies, provenances, _ = _without_captures(reader, list(reader.copies.of_all()))
    found = []
    for copy in copies:
        report = _report(copy, provenances[copy.one], provenances[copy.other])
        if report.first == copy.other:
            report = _report(copy.turned(), provenances[copy.other], provenances[copy.one])
        found.append(report)
    found.sort(key=lambda reuse: (-reuse.words, reuse.article, reuse.other))
    named = _agencies(reader, (id for reuse in found[:limit] for id in (reuse.article, reuse.other)))
    for at, reuse in enumerate(found[:limit]):
        if agency := _one_of(named.get(reuse.article), named.get(reuse.other)):
            found[at] = _credited(reuse, provenances[reuse.article], agency)
    return tuple(found)


def groups_of_all(reader: Reader, limit: int | None = None) -> tuple[tuple[ReuseGroup, ...], int]:
    """The first ``limit`` texts that several articles have, the most whole copies first; and the number of all."""
    from index.comparison.reuse.copy_groups import spreads

    copies, provenances, same = _without_captures(reader, list(reader.copies.of_all()))
    found = spreads(copies, {id: provenance.published for id, provenance in provenances.items()})
    return _groups(reader, found[:limit], provenances, same), len(found)


def groups_of(reader: Reader, id: str) -> tuple[ReuseGroup, ...]:
    """The texts of which an article has the whole or a part, the most whole copies first."""
    from index.comparison.reuse.copy_groups import spreads

    copies, provenances, same = _without_captures(reader, _around(reader, id))
    id = same.of.get(id, id)
    found = spreads(copies, {each: provenance.published for each, provenance in provenances.items()})
    return _groups(
        reader, [one for one in found if any(each.id == id for each in (*one.copies, *one.parts))], provenances, same
    )


def _without_captures(reader: Reader, copies: Sequence[Copy]) -> tuple[list[Copy], dict[str, Provenance], Texts]:
    """The copies with each article once that is stored twice; where all are from, and which are one article."""
    provenances = reader.copies.provenances(id for copy in copies for id in copy[:2])
    same = captures(copies, provenances)
    return folded(copies, same), provenances, same


def _around(reader: Reader, id: str) -> list[Copy]:
    """The copies of an article, the copies of these, and so on, for a few steps."""
    known, at = {id: None}, [id]
    found: dict[tuple[str, str], Copy] = {}
    for _ in range(_STEPS):
        copies = reader.copies.among(at)
        found.update(((min(copy[:2]), max(copy[:2])), copy) for copy in copies)
        at = [each for each in dict.fromkeys(copy.other for copy in copies) if each not in known][: _MOST - len(known)]
        if not at:
            break
        known.update(dict.fromkeys(at))
    return [copy for copy in found.values() if copy.one in known and copy.other in known]


def _groups(
    reader: Reader, found: Sequence[Spread], provenances: Mapping[str, Provenance], same: Texts
) -> tuple[ReuseGroup, ...]:
    agencies = _agencies(reader, (each.id for one in found for each in (*one.copies, *one.parts)))
    again: defaultdict[str, list[str]] = defaultdict(list)
    for id, head in sorted(same.of.items()):
        if id != head:
            again[head].append(id)
    return tuple(_group(one, provenances, agencies, again) for one in found)


def _group(
    found: Spread,
    provenances: Mapping[str, Provenance],
    agencies: Mapping[str, str | None],
    again: Mapping[str, Sequence[str]],
) -> ReuseGroup:
    copies, parts = (
        tuple(
            replace(_member(each, provenances[each.id], agencies.get(each.id)), captures=tuple(again.get(each.id, ())))
            for each in some
        )
        for some in (found.copies, found.parts)
    )
    credits = (member.agency for member in (copies if any(member.agency for member in copies) else parts))
    own = next((member for member in copies if _is_own(member) and not _later(copies[0], member)), None)
    source, guess = (copies[0], found.guess) if own is None else (own, "agency")
    in_time = sorted((*copies, *parts), key=lambda member: sort_key(member.published))
    outlets = tuple(dict.fromkeys(member.outlet for member in in_time if member.outlet))
    return ReuseGroup(copies, parts, outlets, found.first, source.article, guess, _one_of(*credits))


def _member(carrier: Carrier, provenance: Provenance, agency: str | None) -> ReuseMember:
    return ReuseMember(
        carrier.id, provenance.headline, provenance.outlet, provenance.published, carrier.role, carrier.share,
        carrier.text_share, carrier.words, agency,
    )  # fmt: skip


def _is_own(member: ReuseMember) -> bool:
    """Whether the outlet of an article is the agency that it credits."""
    from index.comparison.reuse.agencies import named

    return member.agency is not None and member.outlet is not None and named(member.outlet) == member.agency


def _later(one: ReuseMember, other: ReuseMember) -> bool:
    """Whether ``other`` is surely of a later day than ``one``: nobody copies a text before it is published."""
    if one.published is None or other.published is None:
        return False
    days = one.published.at_most("day"), other.published.at_most("day")
    return days[0].is_before(days[1]) and one.published.is_before(other.published)


def _agencies(reader: Reader, ids: Iterable[str]) -> dict[str, str | None]:
    """By id, the agency that each article credits; None for none."""
    from index.comparison.reuse.agencies import agency

    wanted = list(dict.fromkeys(ids))
    found: dict[str, str | None] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        articles = readable(reader, wanted[start : start + _AT_ONCE])
        found.update((id, agency(article)) for id, article in articles.items())
    return found


def _report(copy: Copy, one: Provenance, other: Provenance, agency: str | None = None) -> Reuse:
    from index.comparison.reuse.copy_kinds import kind

    sort = kind((copy.one_share, copy.other_share), (one.outlet, other.outlet), (one.headline, other.headline), agency)
    first = None
    if surely_before(one.published, other.published):
        first = copy.one
    elif surely_before(other.published, one.published):
        first = copy.other
    return Reuse(
        article=copy.one,
        other=copy.other,
        kind=sort,
        share=copy.one_share,
        other_share=copy.other_share,
        words=copy.words,
        headline=other.headline,
        outlet=other.outlet,
        published=other.published,
        first=first,
        agency=agency,
    )


def _exactly(exact: SharedText, one: Article, other: Article) -> Reuse:
    return _report(_copy(exact), _provenance(one), _provenance(other), _agency(one, other))


def _copy(exact: SharedText) -> Copy:
    return Copy(exact.left, exact.right, exact.left_share, exact.right_share, exact.words, exact.words)


def _provenance(article: Article) -> Provenance:
    return Provenance(article.headline, article.outlet, article.published)


def _credited(reuse: Reuse, provenance: Provenance, agency: str) -> Reuse:
    """``reuse`` with the credited agency, which may change its kind."""
    from index.comparison.reuse.copy_kinds import kind

    sort = kind(
        (reuse.share, reuse.other_share),
        (provenance.outlet, reuse.outlet),
        (provenance.headline, reuse.headline),
        agency,
    )
    return replace(reuse, kind=sort, agency=agency)


def _agency(one: Article, other: Article) -> str | None:
    """The agency that one of the two credits, unless they credit different ones."""
    from index.comparison.reuse.agencies import agency

    return _one_of(agency(one), agency(other))


def _one_of(*credits: str | None) -> str | None:
    """The only name among these; None for no name and for different ones."""
    names = {name for name in credits if name is not None}
    return names.pop() if len(names) == 1 else None
