"""``search``: find articles, or say why one is found."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from index.errors import BroadsheetError, QueryError, UsageError
from index.model import SORT_ORDERS, Explanation, FieldScore, ResultPage
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command, count
from tui.cli.output import DONE, NOTHING, Streams
from tui.cli.progress import followed
from tui.cli.query_list import queries_of
from tui.export.hits.fields import FoundHit
from tui.export.hits.formats import HIT_FORMATS, HitFormat, HitFormatName, Page
from tui.export.hits.hit_json import page_record
from tui.export.hits.hit_text import hit_lines
from tui.export.hits.query_table import TABLE_FORMATS, Answered
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown

if TYPE_CHECKING:
    from index.archive import Archive

_INDENT = "    "
_SHOWN = 20
"""Hits that are shown unless another number is asked for."""
_SHOWN_DROPS = 3
"""Parts of a query without hits that are named."""
_LEAST_SCORE = 0.0005
"""A smaller score would print as 0.000."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="QUERY", nargs="*")
    parser.add_argument("--limit", metavar="N", type=count, help=f"hits to show (default {_SHOWN}; 0 is all)")
    parser.add_argument("--all", action="store_true", help="show every hit, as --limit 0 does")
    parser.add_argument("--offset", metavar="N", type=count, default=0, help="skip the first N hits")
    orders = ", ".join(f"{name} ({meaning})" for name, meaning in SORT_ORDERS.items())
    parser.add_argument("--sort", choices=list(SORT_ORDERS), default="relevance", help=f"order of the hits: {orders}")
    formats = ", ".join(f"{name} ({format.help})" for name, format in HIT_FORMATS.items())
    parser.add_argument("--format", choices=list(HIT_FORMATS), help=f"how hits are written: {formats}")
    parser.add_argument(
        "--from", dest="list", metavar="FILE", help="search for each line of a file (-: standard input)"
    )
    parser.add_argument("--snippets", action="store_true", help="add the best passage to the columns of a table")
    parser.add_argument("--as-typed", action="store_true", help="the last word is a prefix")
    parser.add_argument("--explain", metavar="ID", help="why that article is found and how it scores, or what it lacks")


def run(options: Namespace, streams: Streams) -> int:
    """Print hits in a format; 1 where there are none."""
    if streams.json and options.format not in (None, "json"):
        raise UsageError(f"--json and --format {options.format} cannot both be.", hint="Give one of them.")
    if options.all and options.limit:
        raise UsageError("--all and --limit cannot both be.", hint="Give one of them.")
    if options.list is not None and (options.words or options.explain is not None):
        raise UsageError("--from takes its queries from the file alone.", hint="Leave out the query, or --from.")
    wanted = streams if options.format != "json" else replace(streams, json=True)
    try:
        return _run(options, wanted)
    except BroadsheetError as error:
        if wanted is streams:
            raise
        wanted.report(error)
        return error.exit_code


def _run(options: Namespace, streams: Streams) -> int:
    query = " ".join(options.words)
    with opened(options) as archive:
        _repair_index(archive, streams)
        if options.explain is not None:
            return _explain(archive.explain(query, options.explain), streams)
        if options.list is not None:
            return _run_list(archive, options, streams)
        if options.all or options.limit == 0 or options.format not in (None, "text", "json"):
            return _stream(archive, query, options, streams)
        page = archive.search(
            query,
            limit=_SHOWN if options.limit is None else options.limit,
            offset=options.offset,
            sort=options.sort,
            as_typed=options.as_typed,
        )
        if streams.json:
            streams.record(page_record(page))
            return DONE if page.total else NOTHING
        # Versions of one article share the row of the best of them.
        for number, hit in enumerate(hit for hit in page.hits if hit.folded is None):
            lines = hit_lines(hit, streams.reading_width, coloured=streams.coloured)
            streams.print_styled("\n".join(["", *lines] if number else lines))
    _say_what_was_found(page, options.offset, len(page.hits), streams)
    return DONE if page.total else NOTHING


def _stream(archive: Archive, query: str, options: Namespace, streams: Streams) -> int:
    """Print hits as they are found, and hold none of them."""
    format = HIT_FORMATS[_format(options, streams)]
    snippets = _has_snippets(options, format)
    about = archive.search(query, limit=0, sort=options.sort, as_typed=options.as_typed, facets=streams.json)
    result = archive.stream(query, options.offset, options.sort, options.as_typed, snippets)
    page = replace(about, total=result.total, relaxed=result.relaxed)
    printed = 0

    def counting() -> Iterator[FoundHit]:
        nonlocal printed
        for each in islice(result.found, _most(options)):
            printed += 1
            yield each

    streams.write_file(format.write(page, counting(), Page(streams.reading_width, streams.coloured, snippets)))
    if not streams.json:
        _say_what_was_found(page, options.offset, printed, streams)
    return DONE if page.total else NOTHING


def _format(options: Namespace, streams: Streams) -> HitFormatName:
    chosen: HitFormatName = options.format or ("json" if streams.json else "text")
    return chosen


def _has_snippets(options: Namespace, format: HitFormat) -> bool:
    return format.snippets == "always" or (format.snippets == "asked" and bool(options.snippets))


def _most(options: Namespace) -> int | None:
    """How many hits are asked for; None for all."""
    if options.all or options.limit == 0:
        return None
    return _SHOWN if options.limit is None else int(options.limit)


def _run_list(archive: Archive, options: Namespace, streams: Streams) -> int:
    """Print the counts and the hits of each query of a file; 1 where none of them finds anything."""
    name = _format(options, streams)
    if name not in TABLE_FORMATS:
        raise UsageError(
            f"--from cannot write {name}: a reference does not say which query found it.",
            hint=f"Choose --format {', '.join(TABLE_FORMATS)}.",
        )
    queries = queries_of(options.list)
    totals: list[int] = []

    def answers() -> Iterator[Answered]:
        for query in queries:
            answered = _answered(archive, query, options, name)
            totals.append(answered.total)
            yield answered

    streams.write_file(TABLE_FORMATS[name](answers(), Page(streams.reading_width, streams.coloured, options.snippets)))
    return DONE if any(totals) else NOTHING


def _answered(archive: Archive, query: str, options: Namespace, name: HitFormatName) -> Answered:
    try:
        snippets = _has_snippets(options, HIT_FORMATS[name]) and name != "text"
        result = archive.stream(query, options.offset, options.sort, options.as_typed, snippets)
    except QueryError as error:
        return Answered(query, 0, str(error), ())
    # What only has some of the words is no answer to a query of a list: its count would say more than is true.
    found = () if result.relaxed else islice(result.found, _most(options))
    return Answered(query, 0 if result.relaxed else result.total, "", found)


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


def _say_what_was_found(page: ResultPage, offset: int, printed: int, streams: Streams) -> None:
    if page.relaxed:
        streams.say("No article has all the words; these have the most and rarest of them.")
    if page.suggestion:
        streams.say(f"Did you mean: {page.suggestion}")
    for dropped in page.dropped[:_SHOWN_DROPS]:
        without = f"Without {dropped.text}: {counted(dropped.total, 'article')}."
        streams.say(without if dropped.total else f"Nothing matches {dropped.text}.")
    if not page.total:
        streams.say("Nothing found.")
        return
    found = f"{'' if page.exact else 'at least '}{counted(page.total, 'article')} in {page.seconds:.3f} s"
    if printed == page.total:
        streams.say(f"{found}.")
        return
    part = f"{offset + 1:,} to {offset + printed:,} shown" if printed else "none shown"
    streams.say(f"{found}, {part}; --limit and --offset show others, --all shows all.")


def explanation_lines(explanation: Explanation) -> list[str]:
    """Why an article is found and how it scores, or what it lacks: a line for each part, then for each field."""
    if explanation.rank is None:
        missing = ", ".join(shown(printable(part.text)) for part in explanation.parts if not part.found)
        lines = [f"Not found: it does not match {missing or 'the query'}."]
    else:
        lines = [f"Found at place {explanation.rank:,} of {explanation.total:,}, score {explanation.score:.3f}."]
        if explanation.relaxed:
            lines.append("No article has all the words; this one has some of them.")
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


COMMAND = Command(
    "search", "read", "find articles; without a query, list them all, newest first", run, _arguments, free_words=True
)
