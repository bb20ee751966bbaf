"""A comparison as JSON, with every quotation and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from index.model import Article, ChangedWords, Comparison, Link, Passage, iso_of
from tui.export.json_text import Json
from tui.export.quotations import quotations_of
from tui.rendering import words
from tui.rendering.comparison.disputes import Dispute
from tui.rendering.comparison.layout import Cell, Key, key
from tui.rendering.comparison.rows import Column, ComparisonRow, ComparisonRows, rows_of


def passage_record(passage: Passage) -> Json:
    """A passage with its article."""
    return asdict(passage)


def changes_record(differs: Sequence[ChangedWords]) -> Json:
    """``differs``: what single words change, as kinds; ``changed``: the words themselves."""
    return {
        "differs": list(dict.fromkeys(each.kind for each in differs)),
        "changed": [{"kind": each.kind, "left": each.left, "right": each.right} for each in differs],
    }


def comparison_record(comparison: Comparison) -> Json:
    """``compare``: what it found, how that is laid out, and each quotation once with all that a citation needs."""
    articles = {article.id: article for article in comparison.articles}
    rows = rows_of(comparison)
    numbers = dict(rows.counts)
    places = {_ends(link): number for number, link in enumerate(comparison.links)}
    return {
        "articles": [article.id for article in comparison.articles],
        "columns": [_column(column) for column in rows.columns],
        "counts": {entry.word: numbers.get(entry, 0) for entry in words.LEGEND},
        "links": [{**_link(link), "first": _id(rows.earlier_of(link))} for link in comparison.links],
        "only": {
            id: [{"start": p.start, "end": p.end, "text": p.text} for p in passages]
            for id, passages in comparison.only.items()
        },
        "names": [list(variants) for variants in comparison.names],
        "note": comparison.note,
        "disputes": [_dispute(dispute, places) for dispute in rows.disputes],
        "rows": [_row(row, rows) for row in rows.rows],
        "quotations": [
            {**passage_record(passage), **_source(articles[passage.article])} for passage in quotations_of(comparison)
        ],
    }


def _column(column: Column) -> Json:
    """An article with its name among the others; ``edition`` is which publication of the piece it is, of how many."""
    number, of = column.edition or (None, None)
    return {
        "article": column.article.id,
        "letter": column.letter,
        "name": column.name,
        "version": column.article.version,
        "published": iso_of(column.article.published),
        "authors": list(column.article.content.metadata.authors),
        "edition": {"number": number, "of": of} if number else None,
        "first": column.first,
    }


def _id(column: Column | None) -> str | None:
    return column.article.id if column else None


def _ends(link: Link) -> tuple[Key, Key]:
    return key(link.left), key(link.right)


def _dispute(dispute: Dispute, places: Mapping[tuple[Key, Key], int]) -> Json:
    """One matter with all its sides; ``links`` in it are places in the list of links, counted from 0."""
    return {
        "kind": dispute.kind,
        "subject": dispute.subject,
        "open": dispute.open,
        "sides": [
            {
                "value": side.value,
                "statements": [
                    {
                        "article": each.passage.article,
                        "version": each.passage.version,
                        "start": each.passage.start,
                        "span": list(each.span),
                        "text": each.value.text,
                        "by": each.by,
                    }
                    for each in side.statements
                ],
            }
            for side in dispute.sides
        ],
        "links": [places[_ends(link)] for link in dispute.links],
    }


def _row(row: ComparisonRow, rows: ComparisonRows) -> list[Json | None]:
    """A cell for each column; null where an article has nothing on the row."""
    return [None if cell is None else _cell(cell, rows) for cell in row.cells]


def _cell(cell: Cell, rows: ComparisonRows) -> Json:
    partner = cell.elsewhere.passage if cell.elsewhere else None
    return {
        "article": cell.passage.article,
        "start": cell.passage.start,
        "end": cell.passage.end,
        "finding": cell.finding.word if cell.finding else None,
        "first": rows.is_first(cell),
        "partner": {"article": partner.article, "start": partner.start} if partner else None,
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
        **changes_record(link.differs),
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
                "claim": c.claim,
            }
            for c in link.conflicts
        ],
        "left_only": [list(span) for span in link.left_only],
        "right_only": [list(span) for span in link.right_only],
    }
