"""A comparison as JSON, with every quotation and its source."""

from __future__ import annotations

from dataclasses import asdict

from index.model import (
    Article,
    Comparison,
    Link,
    Passage,
)
from tui.export.json_text import Json
from tui.export.quotations import quotations_of


def passage_record(passage: Passage) -> Json:
    """A passage with its article."""
    return asdict(passage)


def comparison_record(comparison: Comparison) -> Json:
    """``compare``: what it found, and each quotation of it once with all that a citation needs."""
    articles = {article.id: article for article in comparison.articles}
    return {
        "articles": [article.id for article in comparison.articles],
        "links": [_link(link) for link in comparison.links],
        "only": {
            id: [{"start": p.start, "end": p.end, "text": p.text} for p in passages]
            for id, passages in comparison.only.items()
        },
        "names": [list(variants) for variants in comparison.names],
        "note": comparison.note,
        "quotations": [
            {**passage_record(passage), **_source(articles[passage.article])} for passage in quotations_of(comparison)
        ],
    }


def _source(article: Article) -> Json:
    about = article.content.metadata
    return {
        "outlet": about.outlet,
        "title": about.headline,
        "published": about.published,
        "url": about.url,
        "path": article.paths[0] if article.paths else None,
    }


def _link(link: Link) -> Json:
    return {
        "left": passage_record(link.left),
        "right": passage_record(link.right),
        "strength": link.strength,
        "kind": link.kind,
        "moved": link.moved,
        "similarity": round(link.similarity, 4),
        "reason": link.reason,
        "shared": [shared.text for shared in link.shared],
        "conflicts": [
            {
                "kind": c.kind,
                "left": c.left,
                "right": c.right,
                "left_span": list(c.left_span),
                "right_span": list(c.right_span),
                "open": c.open,
                "left_by": c.left_by,
                "right_by": c.right_by,
            }
            for c in link.conflicts
        ],
        "left_only": [list(span) for span in link.left_only],
        "right_only": [list(span) for span in link.right_only],
    }
