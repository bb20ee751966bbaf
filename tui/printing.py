"""Records of the command line as JSON.

The shapes are a contract with scripts: a key may be added, none changes its name or meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import get_args

from index.model import (
    Article,
    CheckReport,
    CleanArticle,
    CleanedSource,
    Comparison,
    Explanation,
    Facet,
    Hit,
    ImportReport,
    Link,
    Matrix,
    Parallel,
    Passage,
    ResultPage,
    Rule,
    SkippedSource,
    Standing,
    Statistics,
    Story,
    Verdict,
)
from tui.quotations import quotations_of
from tui.streams import Json


def report_record(report: ImportReport) -> Json:
    """``add``."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "articles": [{"id": a.id, "path": a.path, "title": a.headline} for a in report.articles],
        "skipped": [skipped_record(s) for s in report.skipped],
        "seconds": round(report.seconds, 3),
    }


def skipped_record(skipped: SkippedSource) -> Json:
    """What did not become an article."""
    return {"path": skipped.path, "reason": skipped.reason}


def page_record(page: ResultPage) -> Json:
    """``search``."""
    return {
        "query": page.query,
        "total": page.total,
        "exact": page.exact,
        "relaxed": page.relaxed,
        "seconds": round(page.seconds, 6),
        "suggestion": page.suggestion,
        "dropped": [asdict(dropped) for dropped in page.dropped],
        "facets": {name: _facets(facets) for name, facets in page.facets.items()},
        "hits": [_hit(hit) for hit in page.hits],
    }


def explanation_record(explanation: Explanation) -> Json:
    """``search --explain``."""
    return asdict(explanation)


def _facets(facets: Iterable[Facet]) -> list[Json]:
    return [{"value": f.value, "count": f.count} for f in facets]


def _hit(hit: Hit) -> Json:
    return {
        "rank": hit.rank,
        "id": hit.id,
        "score": hit.score,
        "title": hit.headline,
        "outlet": hit.outlet,
        "published": hit.published,
        "path": hit.path,
        "words": hit.words,
        "snippet": hit.snippet,
        "start": hit.start,
        "end": hit.end,
        "matches": [list(span) for span in hit.matches],
        "title_matches": [list(span) for span in hit.headline_matches],
        "versions": list(hit.versions),
        "folded": hit.folded,
        "copies": hit.copies,
        "editions": [{"id": e.id, "title": e.headline, "published": e.published} for e in hit.editions],
    }


def article_record(article: Article) -> Json:
    """``show``."""
    paths = list(article.paths)
    return {
        "id": article.id,
        "version": article.version,
        **_content(article.content, paths[0] if paths else None),
        "paths": paths,
        "sha256": article.sha256,
        "tags": list(article.tags),
    }


def cleaned_record(cleaned: CleanedSource) -> Json:
    """``clean``: the keys of ``show``, without the identity that only an archive gives."""
    document = cleaned.document
    path = document.path if document.record is None else f"{document.path}#L{document.record}"
    kept = cleaned.article.kept
    return {
        "id": None,
        "version": None,
        **_content(cleaned.article, path),
        "sha256": document.sha256,
        "tags": list(cleaned.article.metadata.tags),
        "encoding": document.encoding,
        "kept": None if kept is None else list(kept),
    }


def _content(article: CleanArticle, path: str | None) -> Json:
    about = article.metadata
    return {
        "title": about.headline,
        "deck": about.deck,
        "authors": list(about.authors),
        "outlet": about.outlet,
        "published": about.published,
        "updated": about.updated,
        "section": about.section,
        "url": about.url,
        "path": path,
        "language": about.language,
        "text": article.text,
        "paragraphs": [list(span) for span in article.paragraphs],
        "kinds": list(article.kinds) or ["paragraph"] * len(article.paragraphs),
        "links": [asdict(link) for link in article.links],
        "hidden": [{**asdict(line), "aside": line.is_aside} for line in article.hidden],
        "flags": list(article.flags),
        "origins": dict(article.origins),
    }


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


def verdicts_record(verdicts: Iterable[Verdict]) -> Json:
    """``verify``: how many quotations stand in each way, and each of them in the order of the file."""
    listed = list(verdicts)
    return {
        **{standing: sum(verdict.standing == standing for verdict in listed) for standing in get_args(Standing)},
        "misattributed": sum(bool(verdict.misattributed) for verdict in listed),
        "quotations": [
            {
                **passage_record(verdict.quotation),
                "standing": verdict.standing,
                "reason": verdict.reason,
                "current": None if verdict.current is None else passage_record(verdict.current),
                "misattributed": [asdict(wrong) for wrong in verdict.misattributed],
            }
            for verdict in listed
        ],
    }


def parallels_record(passage: Passage, parallels: Iterable[Parallel]) -> Json:
    """``parallels``."""
    return {"passage": passage_record(passage), "parallels": [_parallel(p) for p in parallels]}


def _parallel(parallel: Parallel) -> Json:
    passage = parallel.passage
    return {
        "id": passage.article,
        "version": passage.version,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "similarity": round(parallel.similarity, 4),
        "title": parallel.headline,
        "outlet": parallel.outlet,
        "published": parallel.published,
        "reason": parallel.reason,
    }


def stories_record(stories: Iterable[Story]) -> Json:
    """``stories``."""
    return {
        "stories": [
            {**asdict(story), "outlets": list(story.outlets), "articles": list(story.articles)} for story in stories
        ]
    }


def matrix_record(matrix: Matrix) -> Json:
    """``stories ID --matrix``: ``cells`` are in the order of ``articles``, null where one leaves the passage out."""
    return {
        "story": matrix.story.id,
        "title": matrix.story.title,
        "articles": [
            {"id": a.id, "title": a.headline, "outlet": a.outlet, "published": a.published} for a in matrix.articles
        ],
        "more": matrix.more,
        "rows": [
            {
                "passage": passage_record(row.passage),
                "cells": [cell and {"passage": passage_record(cell.passage), "kind": cell.kind} for cell in row.cells],
            }
            for row in matrix.rows
        ],
    }


def rules_record(rules: Iterable[Rule]) -> Json:
    """``rules``."""
    return {"rules": [{**asdict(rule), "scope": rule.scope} for rule in rules]}


def check_record(report: CheckReport) -> Json:
    """``check``."""
    return {"articles": report.articles, "damaged": [asdict(d) for d in report.damaged], "index": report.index}


def statistics_record(statistics: Statistics) -> Json:
    """``stats``."""
    return {**asdict(statistics), "by_outlet": _facets(statistics.by_outlet)}
