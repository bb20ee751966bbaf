"""The command ``reuse``: who copied what, and what was changed."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from index.errors import UsageError
from tui import reuse_text
from tui.commands import opened
from tui.listing import counted
from tui.printing import DONE, NOTHING, Streams

if TYPE_CHECKING:
    from index.archive import Archive


def reuse(options: Namespace, streams: Streams) -> int:
    """``reuse``: every pair of the archive, those of one article, or what was changed between two."""
    if len(options.ids) > 2:
        raise UsageError("Give one article, or two to see what was changed.", hint="broadsheet reuse ID [ID]")
    with opened(options) as archive:
        if not options.ids:
            return _pairs(archive, options.limit, streams)
        if len(options.ids) == 2:
            return _changes(archive, options.ids[0], options.ids[1], streams)
        article = archive.article(options.ids[0])
        found = archive.reuse(article.id)
    if streams.json:
        streams.record({"id": article.id, **reuse_text.reuse_record(found[: options.limit]), "total": len(found)})
    elif found:
        streams.print("\n".join(reuse_text.reuse_lines(article, found[: options.limit], streams.reading_width)))
    streams.say(f"{counted(len(found), 'article')} with text of it." if found else "No other article has text of it.")
    return DONE if found else NOTHING


def _pairs(archive: Archive, limit: int, streams: Streams) -> int:
    found = archive.reuse()
    if streams.json:
        streams.record({**reuse_text.reuse_record(found[:limit]), "total": len(found)})
    else:
        for number, each in enumerate(found[:limit]):
            one = archive.article(each.article)
            lines = reuse_text.pair_lines(each, one.headline, one.outlet, one.published)
            streams.print("\n".join(["", *lines] if number else lines))
    shown = f", the longest {limit:,} shown; --limit shows more" if len(found) > limit else ""
    streams.say(f"{counted(len(found), 'pair')} with copied text{shown}." if found else "No article copies another.")
    return DONE if found else NOTHING


def _changes(archive: Archive, old: str, new: str, streams: Streams) -> int:
    found = archive.changes(old, new)
    if streams.json:
        streams.record(reuse_text.changes_record(found))
    elif found.changes:
        streams.print("\n".join(reuse_text.changes_lines(found, streams.reading_width)))
    streams.say(f"{counted(len(found.changes), 'change')}." if found.changes else "The same words.")
    return DONE if found.changes else NOTHING
