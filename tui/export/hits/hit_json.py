"""Hits as JSON, page by page or as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from index.model import Aside, Facet, Hit, ResultPage
from tui.export.hits.fields import FoundHit
from tui.export.json_text import Json, dumped


def page_record(page: ResultPage) -> Json:
    """A page of hits."""
    return {
        "query": page.query,
        "total": page.total,
        "more": page.more,
        "texts": page.texts,
        "more_texts": page.more_texts,
        "folded": page.folded,
        "notes": list(page.notes),
        "exact": page.exact,
        "relaxed": page.relaxed,
        "seconds": round(page.seconds, 6),
        "suggestion": page.suggestion,
        "dropped": [asdict(dropped) for dropped in page.dropped],
        "elsewhere": [each._asdict() for each in page.elsewhere],
        "in_hidden": page.in_hidden,
        "facets": {name: _facets(facets) for name, facets in page.facets.items()},
        "hits": [hit_record(hit) for hit in page.hits],
    }


def _facets(facets: Iterable[Facet]) -> list[Json]:
    return [{"value": f.value, "count": f.count} for f in facets]


def hit_record(hit: Hit) -> Json:
    """What scripts get of a hit."""
    return {
        "rank": hit.rank,
        "id": hit.id,
        "score": hit.score,
        "all_words": hit.all_words,
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
        "aside": None if hit.aside is None else _aside(hit.aside),
        "versions": list(hit.versions),
        "folded": hit.folded,
        "copies": hit.copies,
        "same_text": list(hit.same_text),
        "editions": [{"id": e.id, "title": e.headline, "published": e.published} for e in hit.editions],
    }


def _aside(aside: Aside) -> Json:
    """Where words were found that the text does not have."""
    return {
        "where": "hidden" if aside.version is None else "earlier version",
        "text": aside.text,
        "matches": [list(span) for span in aside.matches],
        "reason": aside.reason or None,
        "version": aside.version,
        "date": aside.date,
    }


def streamed(page: ResultPage, found: Iterable[FoundHit]) -> Iterator[str]:
    """The record of a whole result, a hit a line: ``page`` says what is known of the result, and has no hits."""
    head = dumped(page_record(page), unicode=True).removesuffix("]}")
    yield head
    for number, (hit, _) in enumerate(found):
        yield (",\n" if number else "\n") + dumped(hit_record(hit), unicode=True)
    yield "]}\n"
