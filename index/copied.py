"""Who copied what: the copies that the store knows of, told as a reader asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from index.builders import readable
from index.model import Article, Reuse
from index.store import Reader

if TYPE_CHECKING:
    from index.store.copies import Copy, Side


def reuse_of(reader: Reader, id: str) -> tuple[Reuse, ...]:
    """All that share text with an article, with the spans, those that have most of it first."""
    from index.comparison.reuse import overlap

    copies = reader.copies.of(id)
    articles = readable(reader, [id, *(copy.other for copy in copies)])
    found = []
    for copy in copies:
        if id not in articles or copy.other not in articles:
            continue
        one, other = articles[id], articles[copy.other]
        exact = overlap((id, one.text), (copy.other, other.text))
        if exact is not None:
            told = copy._replace(one_share=exact.left_share, other_share=exact.right_share, words=exact.words)
            found.append(replace(_told(told, _side(one), _side(other), _agency(one, other)), spans=exact.spans))
    return tuple(sorted(found, key=lambda reuse: (-reuse.share, -reuse.other_share, reuse.other)))


def reuse_of_all(reader: Reader) -> tuple[Reuse, ...]:
    """All pairs of articles that share text, without the spans, the longest copies first.

    ``article`` is the one that was first, where that is known.
    """
    copies = list(reader.copies.of_all())
    sides = reader.copies.sides(id for copy in copies for id in copy[:2])
    found = []
    for copy in copies:
        told = _told(copy, sides[copy.one], sides[copy.other])
        found.append(_told(copy.turned(), sides[copy.other], sides[copy.one]) if told.first == copy.other else told)
    return tuple(sorted(found, key=lambda reuse: (-reuse.words, reuse.article, reuse.other)))


def _told(copy: Copy, one: Side, other: Side, agency: str | None = None) -> Reuse:
    from index.comparison.copying import earlier, kind

    sort = kind((copy.one_share, copy.other_share), (one.outlet, other.outlet), (one.headline, other.headline), agency)
    first = earlier(one.published, other.published)
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
        first=None if first is None else (copy.one, copy.other)[first],
        agency=agency,
    )


def _side(article: Article) -> Side:
    from index.store.copies import Side

    return Side(article.headline, article.outlet, article.published)


def _agency(one: Article, other: Article) -> str | None:
    """The agency that either credits, unless they credit different ones."""
    from index.comparison.agencies import agency

    credits: Mapping[str | None, None] = dict.fromkeys((agency(one), agency(other)))
    named = [name for name in credits if name is not None]
    return named[0] if len(named) == 1 else None
