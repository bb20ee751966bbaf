"""``reuse``: copied text in the archive or for one article; between two, what was changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.model import Article, Changes, Reuse, ReuseGroup, ReuseMember, SourceGuess
from index.text import printable
from tui.cli.archives import opened
from tui.cli.change_records import change_records
from tui.cli.command import Command, count
from tui.cli.output import DONE, NOTHING, Streams
from tui.export.json_text import Json
from tui.rendering.labels import outlet_and_date
from tui.rendering.lists.copies import kind_in_words
from tui.rendering.numbers import counted, outlets_and_texts, percent
from tui.rendering.text.cells import shown
from tui.rendering.text.plain import plain_lines

if TYPE_CHECKING:
    from index.archive import Archive

_INDENT = "    "
_SHOWN_SPANS = 12
"""Shared passages that are quoted of two articles."""
_ROLE = 8
"""Cells of the column of roles."""
GUESSES: Mapping[SourceGuess, str] = {
    "agency": "the source is the agency's own",
    "published first": "the source is the whole copy that was published first",
    "earliest date": "the source is the whole copy with the earliest date, which may not have been the first",
    "clock": "the source is the earliest, if all times are of one zone",
    "most shared": "the dates do not show the source",
}
"""What the guess at the source of a text rests on."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="*", help="one article, or two versions of a text, the older first")
    parser.add_argument("--limit", metavar="N", type=count, default=100, help="texts or copies to show (default 100)")


def run(options: Namespace, streams: Streams) -> int:
    """Print the texts that several articles have, who copies one article, or what was changed between two."""
    if len(options.ids) > 2:
        raise UsageError("reuse takes one article, or two to compare.", hint="broadsheet reuse ID [ID]")
    with opened(options) as archive:
        if not options.ids:
            return _groups(archive, options.limit, streams)
        if len(options.ids) == 2:
            return _changes(archive, options.ids[0], options.ids[1], streams)
        article = archive.article(options.ids[0])
        found = archive.reuse(article.id)
        groups, total = archive.reuse_groups(article.id, limit=options.limit)
    if streams.json:
        record = {"id": article.id, **reuse_record(found[: options.limit]), "total": len(found)}
        streams.record({**record, **groups_record(groups, total)})
    elif found:
        streams.print("\n".join(reuse_lines(article, found[: options.limit], streams.reading_width)))
    streams.say(f"{counted(len(found), 'article')} with text of it." if found else "No other article has text of it.")
    return DONE if found else NOTHING


def _groups(archive: Archive, limit: int, streams: Streams) -> int:
    found, total = archive.reuse_groups(limit=limit)
    if streams.json:
        pairs = archive.reuse(limit=limit)
        streams.record({**reuse_record(pairs[:limit]), "total": len(pairs), **groups_record(found, total)})
    for number, group in enumerate(() if streams.json else found):
        lines = group_lines(group, streams.reading_width)
        streams.print("\n".join(["", *lines] if number else lines))
    shown = f", those with most copies shown: {limit:,}; --limit shows more" if total > limit else ""
    streams.say(f"{counted(total, 'text')} in several articles{shown}." if total else "No article copies another.")
    return DONE if total else NOTHING


def _changes(archive: Archive, old: str, new: str, streams: Streams) -> int:
    found = archive.changes(old, new)
    if streams.json:
        streams.record(changes_record(found))
    elif found.changes:
        streams.print("\n".join(changes_lines(found, streams.reading_width)))
    streams.say(f"{counted(len(found.changes), 'change')}." if found.changes else "The same words.")
    return DONE if found.changes else NOTHING


def reuse_record(found: Sequence[Reuse]) -> Json:
    """``reuse``: ``first`` is an id or null; spans are pairs of offsets into either's text."""
    return {"reuse": [_record(each) for each in found]}


def groups_record(found: Sequence[ReuseGroup], total: int) -> Json:
    """The texts that several articles have: ``source`` is an id, ``first`` one or null; members name their role."""
    return {"groups": [_group_record(group) for group in found], "groups_total": total}


def _group_record(group: ReuseGroup) -> Json:
    return {
        "source": group.source,
        "guess": group.guess,
        "first": group.first,
        "agency": group.agency,
        "outlets": list(group.outlets),
        "members": [_member_record(member) for member in (*group.copies, *group.parts)],
    }


def _member_record(member: ReuseMember) -> Json:
    record = asdict(member)
    record["title"] = record.pop("headline")
    return {**record, "share": round(member.share, 4), "text_share": round(member.text_share, 4)}


def _record(reuse: Reuse) -> Json:
    shares = {"share": round(reuse.share, 4), "other_share": round(reuse.other_share, 4)}
    about_other = asdict(reuse)
    about_other["title"] = about_other.pop("headline")
    return {**about_other, **shares, "spans": [[list(one), list(other)] for one, other in reuse.spans]}


def changes_record(found: Changes) -> Json:
    """What was changed from one article to the other."""
    changes = change_records(found.changes, found.old.text, found.new.text)
    return {"old": found.old.id, "new": found.new.id, "changes": changes}


def reuse_lines(article: Article, found: Sequence[Reuse], width: int | None) -> list[str]:
    """Who shares text with an article: who, how much, who was earlier, and the pieces that both have."""
    lines: list[str] = []
    for reuse in found:
        lines += [*([""] if lines else []), *plain_lines(reuse.headline or "(no headline)", width)]
        lines.append(_INDENT + shown(outlet_and_date(reuse.outlet, reuse.published, reuse.other[:8], *details(reuse))))
        for (start, end), _ in reuse.spans[:_SHOWN_SPANS]:
            lines += plain_lines(f"“{article.text[start:end]}”", width, _INDENT)
        more = len(reuse.spans) - _SHOWN_SPANS
        lines += [f"{_INDENT}and {counted(more, 'more passage')}"] if more > 0 else []
    return lines


def details(reuse: Reuse) -> list[str]:
    """The kind, how much of the one and of the other, who was earlier."""
    first = "" if reuse.first is None else "it was earlier" if reuse.first == reuse.other else "this one was earlier"
    shares = f"{percent(reuse.share)}% of this, {percent(reuse.other_share)}% of that"
    return [part for part in (kind_in_words(reuse), shares, counted(reuse.words, "word"), first) if part]


def group_lines(group: ReuseGroup, width: int | None) -> list[str]:
    """One text: its headline at the source, what is known of it, then a line for each article that has it."""
    members = (*group.copies, *group.parts)
    source = next(member for member in members if member.article == group.source)
    facts = [
        counted(len(group.copies), "whole copy", "whole copies") if len(group.copies) > 1 else "",
        counted(len(group.parts), "article with a part of it", "articles with a part of it") if group.parts else "",
        outlets_and_texts(len(group.outlets), 1),
        f"credited to {group.agency}" if group.agency else "",
        "first not known" if group.first is None else "",
        GUESSES[group.guess],
    ]
    lines = [
        *plain_lines(source.headline or "(no headline)", width),
        *plain_lines(" · ".join(fact for fact in facts if fact), width, _INDENT),
    ]
    for member in members:
        role = "source" if member is source and group.guess != "most shared" else member.role
        where = outlet_and_date(
            member.outlet, member.published, member.article[:8], *_member_details(member, group, source)
        )
        lines.append(shown(printable(f"{_INDENT}{role:<{_ROLE}} {where}")))
    return lines


def _member_details(member: ReuseMember, group: ReuseGroup, source: ReuseMember) -> list[str]:
    """How much of it is of the text and how much of the text it has, whom it credits, another headline."""
    is_other = member is not group.copies[0]
    shares = f"{percent(member.share)}% of it, {percent(member.text_share)}% of the text" if is_other else ""
    agency = f"credits {member.agency}" if member.agency not in (None, member.outlet) else ""
    headline = member.headline if member.headline != source.headline else ""
    stored = f"stored {len(member.captures) + 1} times" if member.captures else ""
    first = "first" if member.article == group.first and member is not source else ""
    return [part for part in (shares, counted(member.words, "word"), first, agency, headline, stored) if part]


def changes_lines(found: Changes, width: int | None) -> list[str]:
    """What was changed, one after the other: what went after a minus, what came after a plus."""
    lines: list[str] = []
    for change in found.changes:
        lines += [""] if lines else []
        for sign, text in (("- ", found.old.text[slice(*change.old)]), ("+ ", found.new.text[slice(*change.new)])):
            lines += plain_lines(sign + " ".join(text.split()), width) if text else []
    return lines


COMMAND = Command(
    "reuse",
    "compare",
    "list copied text in the archive or for one article; with two IDs, show the differences",
    run,
    _arguments,
)
