"""The command ``reuse``: who copied what, and what was changed."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from index.errors import UsageError
from tui import reuse_text
from tui.commands import opened
from tui.listing import counted
from tui.streams import DONE, NOTHING, Streams

if TYPE_CHECKING:
    from index.archive import Archive


def reuse(options: Namespace, streams: Streams) -> int:
    """``reuse``: the texts that several articles have, who copies one article, or what was changed between two."""
    if len(options.ids) > 2:
        raise UsageError("Give one article, or two to see what was changed.", hint="broadsheet reuse ID [ID]")
    with opened(options) as archive:
        if not options.ids:
            return _groups(archive, options.limit, streams)
        if len(options.ids) == 2:
            return _changes(archive, options.ids[0], options.ids[1], streams)
        article = archive.article(options.ids[0])
        found = archive.reuse(article.id)
        groups, total = archive.reuse_groups(article.id, limit=options.limit)
    if streams.json:
        record = {"id": article.id, **reuse_text.reuse_record(found[: options.limit]), "total": len(found)}
        streams.record({**record, **reuse_text.groups_record(groups, total)})
    elif found:
        streams.print("\n".join(reuse_text.reuse_lines(article, found[: options.limit], streams.reading_width)))
    streams.say(f"{counted(len(found), 'article')} with text of it." if found else "No other article has text of it.")
    return DONE if found else NOTHING


def _groups(archive: Archive, limit: int, streams: Streams) -> int:
    found, total = archive.reuse_groups(limit=limit)
    if streams.json:
        pairs = archive.reuse(limit=limit)
        streams.record(
            {**reuse_text.reuse_record(pairs[:limit]), "total": len(pairs), **reuse_text.groups_record(found, total)}
        )
    for number, group in enumerate(() if streams.json else found):
        lines = reuse_text.group_lines(group, streams.reading_width)
        streams.print("\n".join(["", *lines] if number else lines))
    shown = f", those with most copies shown: {limit:,}; --limit shows more" if total > limit else ""
    streams.say(f"{counted(total, 'text')} in several articles{shown}." if total else "No article copies another.")
    return DONE if total else NOTHING


def _changes(archive: Archive, old: str, new: str, streams: Streams) -> int:
    found = archive.changes(old, new)
    if streams.json:
        streams.record(reuse_text.changes_record(found))
    elif found.changes:
        streams.print("\n".join(reuse_text.changes_lines(found, streams.reading_width)))
    streams.say(f"{counted(len(found.changes), 'change')}." if found.changes else "The same words.")
    return DONE if found.changes else NOTHING
