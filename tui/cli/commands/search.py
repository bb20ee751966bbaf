"""``search``: find articles, or say why one is found."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

from index.model import SORT_ORDERS, Explanation, Facet, FieldScore, Hit, ResultPage, Span
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command, count
from tui.cli.output import DONE, NOTHING, Streams
from tui.cli.progress import followed
from tui.cli.query_syntax import query_note
from tui.export.json_text import Json
from tui.rendering.dates import in_figures
from tui.rendering.labels import outlet_and_date
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown
from tui.rendering.text.plain import plain_lines
from tui.rendering.text.wrap import wrap

if TYPE_CHECKING:
    from index.archive import Archive

BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_INDENT = "    "
_SHOWN_DROPS = 3
"""Parts of a query without hits that are named."""
_LISTED_VERSIONS = 8
"""Versions of a hit that are listed; of more, the first and the last ones."""
_LEAST_SCORE = 0.0005
"""A smaller score would print as 0.000."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="QUERY", nargs="*")
    parser.add_argument("--limit", metavar="N", type=count, default=20, help="hits to show (default 20)")
    parser.add_argument("--offset", metavar="N", type=count, default=0, help="skip the first N hits")
    orders = ", ".join(f"{name} ({meaning})" for name, meaning in SORT_ORDERS.items())
    parser.add_argument("--sort", choices=list(SORT_ORDERS), default="relevance", help=f"order of the hits: {orders}")
    parser.add_argument("--as-typed", action="store_true", help="the last word is a prefix")
    parser.add_argument("--explain", metavar="ID", help="why that article is found and how it scores, or what it lacks")


def run(options: Namespace, streams: Streams) -> int:
    """Print a page of hits; 1 where there are none."""
    query = " ".join(options.words)
    with opened(options) as archive:
        _repair_index(archive, streams)
        if options.explain is not None:
            return _explain(archive.explain(query, options.explain), streams)
        page = archive.search(
            query, limit=options.limit, offset=options.offset, sort=options.sort, as_typed=options.as_typed
        )
        if streams.json:
            streams.record(page_record(page))
            return DONE if page.listed else NOTHING
        # Versions of one article share the row of the best of them.
        for number, hit in enumerate(hit for hit in page.hits if hit.folded is None):
            lines = hit_lines(hit, streams.reading_width, coloured=streams.coloured)
            streams.print_styled("\n".join(["", *lines] if number else lines))
    _say_what_was_found(page, options.offset, streams)
    return DONE if page.listed else NOTHING


def _repair_index(archive: Archive, streams: Streams) -> None:
    """Rebuild an index that cannot be used, and say so."""
    steps = archive.rebuild_if_needed()
    first = next(steps, None)
    if first is not None:
        streams.say(
            "The search index is missing, damaged or of an earlier version; it is rebuilt from the stored articles."
        )
        followed(chain((first,), steps), streams)


def _explain(explanation: Explanation, streams: Streams) -> int:
    if streams.json:
        streams.record(asdict(explanation))
    else:
        streams.print("\n".join(explanation_lines(explanation)))
    return DONE if explanation.rank is not None else NOTHING


def _say_what_was_found(page: ResultPage, offset: int, streams: Streams) -> None:
    for note in page.notes:
        streams.say(note)
    if page.relaxed:
        streams.say("No article has all the words; these have the most and rarest of them.")
    if page.suggestion:
        streams.say(f"Did you mean: {page.suggestion}")
    for dropped in page.dropped[:_SHOWN_DROPS]:
        without = f"Without {dropped.text}: {counted(dropped.total, 'article')}."
        streams.say(without if dropped.total else f"Nothing matches {dropped.text}.")
    if not page.listed:
        streams.say("Nothing found.")
        return
    found = f"{'' if page.exact else 'at least '}{counted(page.total or page.more, 'article')} in {page.seconds:.3f} s"
    if page.total and page.more:
        found += f", {page.more:,} more with most of the words"
    if len(page.hits) == page.listed:
        streams.say(f"{found}.")
        return
    part = f"{offset + 1:,} to {offset + len(page.hits):,} shown" if page.hits else "none shown"
    streams.say(f"{found}, {part}; --limit and --offset show others.")


# --- Text -------------------------------------------------------------------------------------------------------------


def hit_lines(hit: Hit, width: int | None, *, coloured: bool) -> list[str]:
    """Headline, outlet and date, versions, and the best passage with the matched words marked."""
    start, end = (BOLD, PLAIN) if coloured else ("", "")
    dim = DIM if coloured else ""
    headline = shown(printable(hit.headline or "(no headline)"))
    return [
        f"{hit.rank:>3} {start}{headline}{end}",
        f"{_INDENT}{dim}{shown(outlet_and_date(hit.outlet, hit.published, hit.short_id))}{end}",
        *(f"{_INDENT}{dim}{line}{end}" for line in _versions(hit, width)),
        *_snippet(hit.snippet, hit.matches, width, coloured=coloured),
    ]


def _versions(hit: Hit, width: int | None) -> list[str]:
    """The versions of the article with their days and ids, where it has several."""
    if not hit.editions:
        return []
    days = [f"{in_figures(each.published, 'day')} {each.id[: len(hit.short_id)]}" for each in hit.editions]
    if len(days) > _LISTED_VERSIONS:
        days[_LISTED_VERSIONS // 2 : -_LISTED_VERSIONS // 2] = ["…"]
    text = f"{counted(len(hit.editions), 'version')}: {'; '.join(days)}"
    return plain_lines(text, None if width is None else width - len(_INDENT))


def _snippet(snippet: str, matches: Sequence[Span], width: int | None, *, coloured: bool) -> list[str]:
    text = printable(snippet)
    lines = [(0, len(text))] if width is None else [(line.start, line.end) for line in wrap(text, width - len(_INDENT))]
    return [_INDENT + _marked(text, start, end, matches if coloured else ()) for start, end in lines]


def _marked(text: str, start: int, end: int, matches: Sequence[Span]) -> str:
    parts, at = list[str](), start
    for begin, stop in matches:
        begin, stop = max(begin, at), min(stop, end)
        if begin < stop:
            parts += [shown(text[at:begin]), BOLD, shown(text[begin:stop]), PLAIN]
            at = stop
    return "".join([*parts, shown(text[at:end])])


def explanation_lines(explanation: Explanation) -> list[str]:
    """Why an article is found and how it scores, or what it lacks: a line for each part, then for each field."""
    if explanation.rank is None:
        missing = ", ".join(shown(printable(part.text)) for part in explanation.parts if not part.found)
        lines = [f"Not found: it does not match {missing or 'the query'}."]
    else:
        lines = [f"Found at place {explanation.rank:,} of {explanation.total:,}, score {explanation.score:.3f}."]
        if explanation.relaxed:
            lines.append("This article lacks some of the words, and comes after those that have them all.")
    for part in explanation.parts:
        found = "yes" if part.found else "NO"
        about = f"{counted(part.total, 'article')}, score {part.score:.3f}"
        if part.found and part.weight != 1:
            about += f", of which {part.weight:.0%} counts"
        lines.append(f"{_INDENT}{found:>3}  {shown(printable(part.text))}  ({about})")
        lines += [f"{_INDENT * 2} {_field_score(field)}" for field in part.fields]
        if part.raised >= _LEAST_SCORE:
            lines.append(f"{_INDENT * 2} whole word, above those that only begin with it: {part.raised:.3f}")
    if explanation.share < 1:
        lines.append(f"{_INDENT}of the words' scores {explanation.share:.0%} counts, as it lacks some of them")
    if explanation.near >= _LEAST_SCORE:
        lines.append(f"{_INDENT}words near each other, or the headline itself: {explanation.near:.3f}")
    return lines


def _field_score(score: FieldScore) -> str:
    where = "all text" if score.field == "written" else score.field
    return (
        f"{shown(printable(score.text))} in {where}: {score.frequency:g} of {counted(score.length, 'word')},"
        f" idf {score.idf:.3f}, boost {score.boost:g}: {score.score:.3f}"
    )


# --- JSON -------------------------------------------------------------------------------------------------------------


def page_record(page: ResultPage) -> Json:
    """A page of hits."""
    return {
        "query": page.query,
        "total": page.total,
        "more": page.more,
        "exact": page.exact,
        "relaxed": page.relaxed,
        "seconds": round(page.seconds, 6),
        "suggestion": page.suggestion,
        "notes": list(page.notes),
        "dropped": [asdict(dropped) for dropped in page.dropped],
        "facets": {name: _facets(facets) for name, facets in page.facets.items()},
        "hits": [_hit(hit) for hit in page.hits],
    }


def _facets(facets: Iterable[Facet]) -> list[Json]:
    return [{"value": f.value, "count": f.count} for f in facets]


def _hit(hit: Hit) -> Json:
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
        "versions": list(hit.versions),
        "folded": hit.folded,
        "copies": hit.copies,
        "editions": [{"id": e.id, "title": e.headline, "published": e.published} for e in hit.editions],
    }


COMMAND = Command(
    "search",
    "read",
    "find articles; without a query, list them all, newest first",
    run,
    _arguments,
    note=query_note,
    free_words=True,
)
