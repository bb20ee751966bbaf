"""``search``: find articles, or say why one is found."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING

from index.errors import QueryError, UsageError
from index.model import Explanation, FieldScore
from index.model.hidden_queries import in_hidden_lines
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, NOTHING, Streams
from tui.cli.query_list import queries_of
from tui.cli.query_syntax import query_note
from tui.cli.search_output import (
    format_of,
    has_snippets,
    in_format,
    most_hits,
    output_options,
    print_hits,
    repair_index,
)
from tui.export.hits.formats import HIT_FORMATS, HitFormatName, Page
from tui.export.hits.query_table import TABLE_FORMATS, Answered
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown

if TYPE_CHECKING:
    from index.archive import Archive

_INDENT = "    "
_LEAST_SCORE = 0.0005
"""A smaller score would print as 0.000."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="QUERY", nargs="*")
    output_options(parser)
    parser.add_argument(
        "--from", dest="list", metavar="FILE", help="search for each line of a file (-: standard input)"
    )
    parser.add_argument(
        "--hidden", action="store_true", help="the articles that have it in hidden lines, and not in their texts"
    )
    parser.add_argument("--explain", metavar="ID", help="why that article is found and how it scores, or what it lacks")


def run(options: Namespace, streams: Streams) -> int:
    """Print hits in a format; 1 where there are none."""
    if options.list is not None and (options.words or options.explain is not None):
        raise UsageError("--from takes its queries from the file alone.", hint="Leave out the query, or --from.")
    return in_format(_run, options, streams)


def _run(options: Namespace, streams: Streams) -> int:
    query = " ".join(options.words)
    if options.hidden:
        query = _of_hidden_lines(query, options)
    with opened(options) as archive:
        repair_index(archive, streams)
        if options.explain is not None:
            return _explain(archive.explain(query, options.explain), streams)
        if options.list is not None:
            return _run_list(archive, options, streams)
        return print_hits(archive, query, options, streams)


def _of_hidden_lines(query: str, options: Namespace) -> str:
    """The query of hidden lines; raises UsageError where there is none."""
    if options.list is not None:
        raise UsageError("--from takes its queries as they are.", hint="Write hidden:(…) in the file.")
    asked = in_hidden_lines(query, as_typed=options.as_typed)
    if not asked:
        raise UsageError(
            "--hidden needs a query whose parentheses and quotation marks are closed.",
            hint="Give the words to look for in hidden lines.",
        )
    return asked


def _run_list(archive: Archive, options: Namespace, streams: Streams) -> int:
    """Print the counts and the hits of each query of a file; 1 where none of them finds anything."""
    name = format_of(options, streams)
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
        snippets = has_snippets(options, HIT_FORMATS[name]) and name != "text"
        result = archive.stream(
            query, options.offset, options.sort, options.as_typed, snippets, options.most, options.fold
        )
    except QueryError as error:
        return Answered(query, 0, 0, str(error), ())
    return Answered(query, result.total, result.texts, "", islice(result.found, most_hits(options)))


def _explain(explanation: Explanation, streams: Streams) -> int:
    if streams.json:
        streams.record(asdict(explanation))
    else:
        streams.print("\n".join(explanation_lines(explanation)))
    return DONE if explanation.rank is not None else NOTHING


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


COMMAND = Command(
    "search",
    "read",
    "find articles; without a query, list them all, newest first",
    run,
    _arguments,
    note=query_note,
    free_words=True,
)
