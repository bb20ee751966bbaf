"""The passages of a story that most outlets have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.comparison.links.alignment import Aligned
from index.comparison.links.languages import languages
from index.comparison.links.link_finder import LinkFinder
from index.comparison.links.outlet_reports import outlet_label, outlet_reports
from index.comparison.links.prepared_article import PreparedArticle
from index.model import Article, Lead, Passage

_PASSAGES = 3
"""Sentences of a lead at most."""
_SENTENCES = 24
"""Sentences of each article that are compared, from its beginning, where articles say what happened."""
_MOST_OTHERS = 12
"""Other articles that are compared, each of another outlet if there are enough."""


def lead(central: Article, others: Sequence[Article], finder: LinkFinder) -> tuple[Lead, ...]:
    """Up to three sentences of ``central`` that most outlets among ``others`` report too, most outlets first.

    If no sentence has a counterpart, the first one; empty if there are no others, or no text.
    """
    if not others:
        return ()
    compared = _other_articles(central, others)
    language, *spoken = languages([central, *compared])
    mine = PreparedArticle(central, language, _SENTENCES)
    own = mine.passages
    found: defaultdict[int, list[tuple[Article, Aligned]]] = defaultdict(list)
    for other, its_language in zip(compared, spoken, strict=True):
        for link in finder.links(mine, PreparedArticle(other, its_language, _SENTENCES)):
            found[link.i].append((other, link))
    reports = {at: outlet_reports(found[at]) for at in found}
    most = sorted(reports, key=lambda at: (-len(reports[at]), at))[:_PASSAGES]
    chosen = [at for at in most if len(reports[at]) == len(reports[most[0]]) or len(reports[at]) > 1] or [0][: len(own)]
    return tuple(_lead(own[at], central, found.get(at, ())) for at in chosen)


def _lead(passage: Passage, central: Article, found: Sequence[tuple[Article, Aligned]]) -> Lead:
    reports = outlet_reports(found)
    same = (report.outlet for report in reports if report.kind == "verbatim")
    return Lead(
        passage,
        tuple(dict.fromkeys((outlet_label(central), *same))),
        tuple(dict.fromkeys((central.id, *(other.id for other, _ in found)))),
        others=tuple(report for report in reports if report.kind != "verbatim"),
    )


def _other_articles(central: Article, others: Sequence[Article]) -> list[Article]:
    """The earliest article of each other outlet; if there is none, the articles of the same outlet."""
    seen: dict[str, Article] = {}
    for other in others:
        if other.outlet is None or other.outlet != central.outlet:
            seen.setdefault(outlet_label(other), other)
    return list(seen.values())[:_MOST_OTHERS] or list(others[:_MOST_OTHERS])
