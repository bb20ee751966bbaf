"""Articles that the archive has twice: one address, or one outlet and one text in two formats. Nobody copied these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from index.model import Texts, may_be_one_day
from index.store import Reader
from index.store.copies import Copy, Provenance
from index.store.identifiers import canonical_url
from index.text import fold, fold_text

_SAME: Final = 0.95
"""Share of the words of both that two formats of one text have in common: in one a caption may be left."""


def captures(copies: Iterable[Copy], provenances: Mapping[str, Provenance]) -> Texts:
    """Which of the articles in ``copies`` are one article, stored more than once."""
    return Texts.joined(
        (copy.one, copy.other)
        for copy in copies
        if is_one_article(copy, provenances[copy.one], provenances[copy.other])
    )


def is_one_article(copy: Copy, one: Provenance, other: Provenance) -> bool:
    """Whether two articles that share so much are one: at one address, or of one outlet, headline, day and text.

    An unknown outlet may be that of the other article, where both have one headline.
    """
    addresses = [canonical_url(f"https://{each.url}") if each.url else None for each in (one, other)]
    if addresses[0] is not None and addresses[1] is not None:
        return addresses[0] == addresses[1]
    outlets = [fold(each.outlet or "") for each in (one, other)]
    if min(copy.one_share, copy.other_share) < _SAME or (all(outlets) and outlets[0] != outlets[1]):
        return False
    headlines = [fold_text(each.headline or "").split() for each in (one, other)]
    # Plain text seldom names its outlet: there the headline has to be the same.
    if headlines[0] != headlines[1] and (all(headlines) or not all(outlets)):
        return False
    if not all(headlines) and not all(outlets):
        return False
    return may_be_one_day(one.published, other.published)


def stored_again(reader: Reader, id: str) -> frozenset[str]:
    """The articles that are the same one as the article ``id``, stored again."""
    copies = reader.copies.of(id)
    if not copies:
        return frozenset()
    same = captures(copies, reader.copies.provenances(each for copy in copies for each in copy[:2]))
    return frozenset(other for other, head in same.of.items() if other != id and head == same.of.get(id))


def folded(copies: Sequence[Copy], same: Texts) -> list[Copy]:
    """``copies`` with each article that is stored more than once as one; of several pairs of two, the longest."""
    found: dict[tuple[str, str], Copy] = {}
    for copy in copies:
        one, other = same.of.get(copy.one, copy.one), same.of.get(copy.other, copy.other)
        if one == other:
            continue
        turned = copy._replace(one=one, other=other)
        turned = turned if one < other else turned.turned()
        before = found.get((turned.one, turned.other))
        if before is None or before.words < turned.words:
            found[turned.one, turned.other] = turned
    return list(found.values())
