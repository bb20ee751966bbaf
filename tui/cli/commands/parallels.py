"""``parallels``: who else reports a passage."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from index.model import Parallel, Passage, Reference
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, NOTHING, Streams
from tui.export.comparison_json import passage_record
from tui.export.json_text import Json
from tui.rendering.labels import outlet_and_date
from tui.rendering.text.cells import shown
from tui.rendering.text.plain import plain_lines
from tui.rendering.words import FIRST

_INDENT = "    "


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("passage", metavar="ID:START", help="an article and an offset in its text")


def run(options: Namespace, streams: Streams) -> int:
    """Print the passage and its parallels; 1 where there are none."""
    asked = Reference.parse(options.passage, place="offset")
    with opened(options) as archive:
        passage, found = archive.parallels(asked.article, asked.start or 0)
    if streams.json:
        streams.record(parallels_record(passage, found))
    elif found:
        streams.print("\n".join(parallel_lines(passage, found, streams.reading_width)))
    if not found:
        streams.say("Nobody else reports this passage.")
        return NOTHING
    return DONE


def parallel_lines(passage: Passage, found: Iterable[Parallel], width: int | None) -> list[str]:
    """The passage, and below it each parallel with its article."""
    lines = plain_lines(passage.text, width)
    for parallel in found:
        first = (FIRST,) if parallel.first else ()
        closeness = f"{parallel.similarity:.0%}"
        where = outlet_and_date(parallel.outlet, parallel.published, *first, closeness, parallel.reason)
        lines += ["", *plain_lines(parallel.headline or "(no headline)", width), shown(where)]
        lines += plain_lines(parallel.passage.text, width, _INDENT)
    return lines


def parallels_record(passage: Passage, parallels: Iterable[Parallel]) -> Json:
    """The passage and its parallels, the closest first."""
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
        "first": parallel.first,
        "reason": parallel.reason,
    }


COMMAND = Command("parallels", "compare", "list who else reports a passage", run, _arguments)
