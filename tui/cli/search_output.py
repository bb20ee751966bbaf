"""Hits of a query on the command line: their options, the formats, and the messages about them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from index.errors import BroadsheetError, UsageError
from index.model import SORT_ORDERS, Hit, ResultPage
from tui.cli.command import count
from tui.cli.output import DONE, NOTHING, Streams
from tui.cli.progress import followed
from tui.export.hits.fields import FoundHit
from tui.export.hits.formats import HIT_FORMATS, HitFormat, HitFormatName, Page
from tui.export.hits.hit_json import page_record
from tui.export.hits.hit_text import hit_lines
from tui.rendering.lists.hit_row import same_text_count
from tui.rendering.numbers import articles_and_texts, counted, most_words

if TYPE_CHECKING:
    from index.archive import Archive

_SHOWN = 20
"""Hits that are shown unless another number is asked for."""
_SHOWN_DROPS = 3
"""Parts of a query without hits that are named."""


def output_options(parser: ArgumentParser) -> None:
    """Add the options of what prints hits."""
    parser.add_argument("--limit", metavar="N", type=count, help=f"hits to show (default {_SHOWN}; 0 is all)")
    parser.add_argument("--all", action="store_true", help="show every hit, as --limit 0 does")
    parser.add_argument("--most", action="store_true", help="with --all or a file format: also what lacks some words")
    parser.add_argument("--offset", metavar="N", type=count, default=0, help="skip the first N hits")
    parser.add_argument("--fold", action="store_true", help="one hit a text: articles with the same text share it")
    orders = ", ".join(f"{name} ({meaning})" for name, meaning in SORT_ORDERS.items())
    parser.add_argument("--sort", choices=list(SORT_ORDERS), default="relevance", help=f"order of the hits: {orders}")
    formats = ", ".join(f"{name} ({format.help})" for name, format in HIT_FORMATS.items())
    parser.add_argument("--format", choices=list(HIT_FORMATS), help=f"how hits are written: {formats}")
    parser.add_argument("--snippets", action="store_true", help="add the best passage to the columns of a table")
    parser.add_argument("--as-typed", action="store_true", help="the last word is a prefix")


def in_format(run: Callable[[Namespace, Streams], int], options: Namespace, streams: Streams) -> int:
    """Run what prints hits; ``--format json`` is as ``--json``, errors included. Raises UsageError."""
    if streams.json and options.format not in (None, "json"):
        raise UsageError(f"--json and --format {options.format} cannot both be.", hint="Give one of them.")
    if options.all and options.limit:
        raise UsageError("--all and --limit cannot both be.", hint="Give one of them.")
    wanted = streams if options.format != "json" else replace(streams, json=True)
    try:
        return run(options, wanted)
    except BroadsheetError as error:
        if wanted is streams:
            raise
        wanted.report(error)
        return error.exit_code


def print_hits(archive: Archive, query: str, options: Namespace, streams: Streams) -> int:
    """Print the hits of a query in a format, a page or all of them; 1 where there are none."""
    if options.all or options.limit == 0 or options.format not in (None, "text", "json"):
        return _stream(archive, query, options, streams)
    page = archive.search(
        query,
        limit=_SHOWN if options.limit is None else options.limit,
        offset=options.offset,
        sort=options.sort,
        as_typed=options.as_typed,
        fold=options.fold,
    )
    if streams.json:
        streams.record(page_record(page))
        return DONE if page.listed else NOTHING
    # Versions of one article share the row of the best of them, unless others have the text of one.
    before: Hit | None = None
    for hit in page.hits:
        if hit.folded is None or same_text_count(hit):
            lines = hit_lines(hit, streams.reading_width, coloured=streams.coloured)
            streams.print_styled("\n".join([*_above(hit, before, page), *lines]))
            before = hit
    say_what_was_found(page, options.offset, len(page.hits), streams)
    return DONE if page.listed else NOTHING


def _above(hit: Hit, before: Hit | None, page: ResultPage) -> list[str]:
    """What parts a hit from the one before it; a line where the articles begin that lack some of the words."""
    if before is None:
        return []
    return ["", f"--- {most_words(page.more)} ---", ""] if before.all_words and not hit.all_words else [""]


def _stream(archive: Archive, query: str, options: Namespace, streams: Streams) -> int:
    """Print hits as they are found, and hold none of them."""
    format = HIT_FORMATS[format_of(options, streams)]
    snippets = has_snippets(options, format)
    about = archive.search(
        query, limit=0, sort=options.sort, as_typed=options.as_typed, facets=streams.json, fold=options.fold
    )
    result = archive.stream(query, options.offset, options.sort, options.as_typed, snippets, options.most, options.fold)
    page = replace(about, total=result.total, more=result.more, texts=result.texts, more_texts=result.more_texts)
    printed = 0

    def counting() -> Iterator[FoundHit]:
        nonlocal printed
        for each in islice(result.found, most_hits(options)):
            printed += 1
            yield each

    streams.write_file(format.write(page, counting(), Page(streams.reading_width, streams.coloured, snippets)))
    most = most_hits(options)
    left_out = (_expected(page, options) if most is None else min(most, _expected(page, options))) - printed
    if left_out > 0:
        streams.say(f"{counted(left_out, 'hit')} could not be written; 'broadsheet check' says which are damaged.")
    if not streams.json:
        say_what_was_found(page, options.offset, printed, streams)
        if page.more and not options.most:
            streams.say("Only articles with all the words are written; --most adds those with most of them.")
    return DONE if page.total or (options.most and page.more) else NOTHING


def _expected(page: ResultPage, options: Namespace) -> int:
    """How many hits there are to be written, from the offset on."""
    offset: int = options.offset
    all_words, more = (page.texts, page.more_texts) if options.fold else (page.total, page.more)
    return max(0, all_words + (more if options.most else 0) - offset)


def format_of(options: Namespace, streams: Streams) -> HitFormatName:
    """The format that was asked for."""
    chosen: HitFormatName = options.format or ("json" if streams.json else "text")
    return chosen


def has_snippets(options: Namespace, format: HitFormat) -> bool:
    """Whether passages are looked for."""
    return format.snippets == "always" or (format.snippets == "asked" and bool(options.snippets))


def most_hits(options: Namespace) -> int | None:
    """How many hits are asked for; None for all."""
    if options.all or options.limit == 0:
        return None
    return _SHOWN if options.limit is None else int(options.limit)


def repair_index(archive: Archive, streams: Streams) -> None:
    """Rebuild an index that cannot be used, and say so."""
    steps = archive.rebuild_if_needed()
    first = next(steps, None)
    if first is not None:
        streams.say(
            "The search index is missing, damaged or of an earlier version; it is rebuilt from the stored articles."
        )
        followed(chain((first,), steps), streams)


def say_what_was_found(page: ResultPage, offset: int, printed: int, streams: Streams) -> None:
    """Say how much was found, and what may be asked instead, on the stream of messages."""
    for note in page.notes:
        streams.say(note)
    if page.relaxed:
        streams.say("No article has all the words; these have the most and rarest of them.")
    if page.suggestion:
        streams.say(f"Did you mean: {page.suggestion}")
    for other in page.elsewhere[:_SHOWN_DROPS]:
        streams.say(f"{other.text}: {counted(other.total, 'article')}.")
    for dropped in page.dropped[:_SHOWN_DROPS]:
        without = f"Without {dropped.text}: {counted(dropped.total, 'article')}."
        streams.say(without if dropped.total else f"Nothing matches {dropped.text}.")
    if page.in_hidden:
        streams.say(f"{page.in_hidden:,} {'more ' * bool(page.listed)}in hidden lines; --hidden shows them.")
    if not page.listed:
        streams.say("Nothing found.")
        return
    counts = (page.total, page.texts) if page.total else (page.more, page.more_texts)
    found = f"{'' if page.exact else 'at least '}{articles_and_texts(*counts)} in {page.seconds:.3f} s"
    if page.total and page.more:
        found += f", {most_words(page.more)}"
    if printed == page.listed:
        streams.say(f"{found}.")
        return
    part = f"{offset + 1:,} to {offset + printed:,} shown" if printed else "none shown"
    streams.say(f"{found}, {part}; --limit and --offset show others, --all shows all.")
