"""``parallels``: who else reports a passage."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from index.model import Parallel, Passage, Reference
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, NOTHING, Streams
from tui.export.comparison_json import changes_record, passage_record
from tui.export.json_text import Json
from tui.rendering.labels import outlet_and_date
from tui.rendering.numbers import outlets_and_texts, percent
from tui.rendering.text.cells import shown
from tui.rendering.text.plain import plain_lines
from tui.rendering.words import FIRST, LINKS, changed, differing

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


def parallel_lines(passage: Passage, found: Sequence[Parallel], width: int | None) -> list[str]:
    """The passage with how many have it, and below it each parallel with its article."""
    counts = (outlets_and_texts(*_outlets_and_texts(found)), differing(found))
    lines = [*plain_lines(passage.text, width), *plain_lines("; ".join(filter(None, counts)), width, _INDENT)]
    for parallel in found:
        first = (FIRST,) if parallel.first else ()
        word = LINKS[parallel.kind].word
        closeness = word if parallel.kind == "verbatim" else f"{word} {percent(parallel.similarity)}%"
        facts = (*first, closeness, *changed(parallel.differs), parallel.reason)
        where = outlet_and_date(parallel.outlet, parallel.published, *facts)
        lines += ["", *plain_lines(parallel.headline or "(no headline)", width), shown(where)]
        lines += plain_lines(parallel.passage.text, width, _INDENT)
    return lines


def parallels_record(passage: Passage, parallels: Sequence[Parallel]) -> Json:
    """The passage and its parallels, the closest first; how many outlets and texts these are."""
    outlets, texts = _outlets_and_texts(parallels)
    counts = {"outlets": outlets, "texts": texts}
    return {"passage": passage_record(passage), "parallels": [_parallel(p) for p in parallels], **counts}


def _outlets_and_texts(parallels: Sequence[Parallel]) -> tuple[int, int]:
    """How many outlets these parallels are in, and how many texts: copies of one text count once."""
    outlets = {parallel.outlet or parallel.passage.article for parallel in parallels}
    return len(outlets), len({parallel.text for parallel in parallels if parallel.text})


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
        "text_number": parallel.text,
        "kind": parallel.kind,
        **changes_record(parallel.differs),
    }


COMMAND = Command("parallels", "compare", "list who else reports a passage", run, _arguments)
