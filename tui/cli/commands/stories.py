"""``stories``: the archive grouped by event, one story, or who has what of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from index.errors import UsageError
from index.model import Lead, Matrix, MatrixCell, Story
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, NOTHING, Streams
from tui.export.comparison_json import changes_record, passage_record
from tui.export.json_text import Json
from tui.rendering.lists.matrix import Marks, marks
from tui.rendering.numbers import counted, outlets_and_texts
from tui.rendering.text.plain import plain_lines
from tui.rendering.words import reported_by

_INDENT = "    "


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", help="a story, or an article of it")
    parser.add_argument("--matrix", action="store_true", help="who has what of the story, and who left it out")


def run(options: Namespace, streams: Streams) -> int:
    """Print the stories; 1 where there are none."""
    if options.matrix:
        return _matrix(options, streams)
    with opened(options) as archive:
        found = archive.stories() if options.id is None else (archive.story(options.id),)
        if streams.json:
            streams.record(stories_record(found))
            return DONE if found else NOTHING
        for number, story in enumerate(found):
            short = [archive.article(id).short_id for id in story.articles]
            lines = story_lines(story, short, streams.reading_width)
            streams.print("\n".join(["", *lines] if number else lines))
    streams.say(f"{counted(len(found), 'story', 'stories')}." if found else "No stories: the archive is empty.")
    unknown = sum(story.lead is None for story in found)
    if unknown:
        streams.say(f"'broadsheet stories ID' looks for lead passages also in the {unknown:,} of them that lack some.")
    return DONE if found else NOTHING


def _matrix(options: Namespace, streams: Streams) -> int:
    if options.id is None:
        raise UsageError("--matrix needs the ID of a story.", hint="broadsheet stories lists the stories.")
    with opened(options) as archive:
        found = archive.matrix(options.id)
        ids = [article.id for article in found.articles]
        facts = archive.differences(ids).facts if len(ids) > 1 else ()
    marked = marks(found, (difference for fact in facts for difference in fact.differences))
    if streams.json:
        streams.record(matrix_record(found, marked))
    else:
        from tui.export.matrix_text import as_text

        streams.print("\n".join(as_text(found, streams.width, marked)))
    return DONE


def story_lines(story: Story, short: Sequence[str], width: int | None) -> list[str]:
    """Title, span of days, outlets, the ``short`` ids of its articles, lead passages and saga."""
    days = str(story.first or "") if story.first == story.last else f"{story.first} to {story.last}"
    articles = counted(len(story.articles), "article")
    if 0 < story.texts < len(story.articles):
        articles += f", {counted(story.texts, 'text')}"
    facts = " · ".join([articles, days or "no date", ", ".join(story.outlets)])
    lines = [*plain_lines(story.title, width), *plain_lines(facts, width, _INDENT)]
    lines += plain_lines(f"story {story.id[:8]}: {' '.join(short)}", width, _INDENT)
    for lead in story.lead or ():
        reporting = len(lead.outlets) + len(lead.others)
        copied = f"; {outlets_and_texts(reporting, lead.texts)}" if 0 < lead.texts < reporting else ""
        who = reported_by(lead.outlets, lead.others)
        lines += plain_lines(f"\u201c{lead.passage.text}\u201d ({who}{copied})", width, _INDENT)
    for related in story.saga:
        lines += plain_lines(f"same saga: {related.title} ({related.story[:8]}; {related.why})", width, _INDENT)
    return lines


def stories_record(stories: Iterable[Story]) -> Json:
    """The stories, the newest first; ``lead_known``: whether anybody has looked for its lead passages."""
    return {
        "stories": [
            {
                **asdict(story),
                "outlets": list(story.outlets),
                "articles": list(story.articles),
                "lead": [_lead_record(lead) for lead in story.lead or ()],
                "lead_known": story.lead is not None,
            }
            for story in stories
        ]
    }


def _lead_record(lead: Lead) -> Json:
    """``outlets`` have the words of the passage, ``others`` report it in other words."""
    return {
        "passage": passage_record(lead.passage),
        "outlets": list(lead.outlets),
        "articles": list(lead.articles),
        "texts": lead.texts,
        "others": [{"outlet": each.outlet, "kind": each.kind, **changes_record(each.differs)} for each in lead.others],
    }


def matrix_record(matrix: Matrix, marked: Marks) -> Json:
    """``cells`` are in the order of ``articles``, null where one leaves the passage out.

    ``claim`` is how much is claimed of a value that another article states otherwise; null where nothing is.
    """
    return {
        "story": matrix.story.id,
        "title": matrix.story.title,
        "articles": [
            {"id": a.id, "title": a.headline, "outlet": a.outlet, "published": a.published} for a in matrix.articles
        ],
        "more": matrix.more,
        "copies": [[matrix.articles[place].id for place in places] for places in matrix.copies],
        "rows": [
            {
                "passage": passage_record(row.passage),
                "texts": matrix.texts(row),
                "cells": [cell and _cell(cell, marked) for cell in row.cells],
            }
            for row in matrix.rows
        ],
    }


def _cell(cell: MatrixCell, marked: Marks) -> Json:
    difference = marked.get(cell.passage)
    return {
        "passage": passage_record(cell.passage),
        "kind": cell.kind,
        "claim": None if difference is None else difference.current_claim,
        **changes_record(cell.differs),
    }


COMMAND = Command("stories", "compare", "list the stories of the archive; with an ID, one story", run, _arguments)
