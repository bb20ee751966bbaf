"""Copied text as the command line tells it: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.text import printable
from tui.listing import about, counted, set_text
from tui.streams import Json
from tui.widgets.typesetting import shown

if TYPE_CHECKING:
    from index.model import Article, Changes, Reuse, ReuseGroup, ReuseMember, SourceGuess

_INDENT = "    "
_SHOWN_SPANS = 12
_ROLE = 8
GUESSES: Mapping[SourceGuess, str] = {
    "agency": "the source is the agency's own",
    "published first": "the source is the whole copy that was published first",
    "clock": "the source is the first by the clock, if all tell the time of one zone",
    "most shared": "the dates do not tell the source: it is the one that shares most",
}
"""What the guess at the source of a text rests on."""


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
    """``reuse`` of two articles: what was changed from the one to the other."""
    old, new = found.old, found.new
    return {
        "old": old.id,
        "new": new.id,
        "changes": [
            {
                "old": list(change.old),
                "new": list(change.new),
                "deleted": old.text[slice(*change.old)],
                "inserted": new.text[slice(*change.new)],
            }
            for change in found.changes
        ],
    }


def reuse_lines(article: Article, found: Sequence[Reuse], width: int | None) -> list[str]:
    """Who shares text with an article: who, how much, who was first, and the pieces that both have."""
    lines: list[str] = []
    for reuse in found:
        lines += [*([""] if lines else []), *set_text(reuse.headline or "(no headline)", width)]
        lines.append(_INDENT + shown(about(reuse.outlet, reuse.published, reuse.other[:8], *said(reuse))))
        for (start, end), _ in reuse.spans[:_SHOWN_SPANS]:
            lines += set_text(f"“{article.text[start:end]}”", width, _INDENT)
        more = len(reuse.spans) - _SHOWN_SPANS
        lines += [f"{_INDENT}and {counted(more, 'more piece')}"] if more > 0 else []
    return lines


def said(reuse: Reuse) -> list[str]:
    """The kind, how much of the one and of the other, who was first."""
    first = "" if reuse.first is None else "it was first" if reuse.first == reuse.other else "this one was first"
    shares = f"{reuse.share:.0%} of this, {reuse.other_share:.0%} of that"
    kind = f"{reuse.kind} of {reuse.agency}" if reuse.agency and reuse.kind == "wire copy" else reuse.kind
    return [part for part in (kind, shares, counted(reuse.words, "word"), first) if part]


def group_lines(group: ReuseGroup, width: int | None) -> list[str]:
    """One text: its headline at the source, what is known of it, then a line for each article that has it."""
    members = (*group.copies, *group.parts)
    source = next(member for member in members if member.article == group.source)
    facts = [
        counted(len(group.copies), "whole copy", "whole copies") if len(group.copies) > 1 else "",
        counted(len(group.parts), "article with a part of it", "articles with a part of it") if group.parts else "",
        counted(len(group.outlets), "outlet"),
        f"credited to {group.agency}" if group.agency else "",
        GUESSES[group.guess],
    ]
    lines = [
        *set_text(source.headline or "(no headline)", width),
        *set_text(" · ".join(fact for fact in facts if fact), width, _INDENT),
    ]
    for member in members:
        role = "source" if member is source else member.role
        where = about(member.outlet, member.published, member.article[:8], *_said_of(member, group, source))
        lines.append(shown(printable(f"{_INDENT}{role:<{_ROLE}} {where}")))
    return lines


def _said_of(member: ReuseMember, group: ReuseGroup, source: ReuseMember) -> list[str]:
    """How much of it is of the text and how much of the text it has, whom it credits, another headline."""
    told = member is not group.copies[0]
    shares = f"{member.share:.0%} of it, {member.text_share:.0%} of the text" if told else ""
    agency = f"credits {member.agency}" if member.agency not in (None, member.outlet) else ""
    headline = member.headline if member.headline != source.headline else ""
    first = "first" if member.article == group.first and member is not source else ""
    return [part for part in (shares, counted(member.words, "word"), first, agency, headline) if part]


def changes_lines(found: Changes, width: int | None) -> list[str]:
    """What was changed, one after the other: what went after a minus, what came after a plus."""
    lines: list[str] = []
    for change in found.changes:
        lines += [""] if lines else []
        for sign, text in (("- ", found.old.text[slice(*change.old)]), ("+ ", found.new.text[slice(*change.new)])):
            lines += set_text(sign + " ".join(text.split()), width) if text else []
    return lines
