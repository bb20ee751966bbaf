"""Copied text as the command line tells it: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.text import printable
from tui.listing import about, counted, set_text
from tui.printing import Json
from tui.widgets.typesetting import shown

if TYPE_CHECKING:
    from index.model import Article, Changes, Reuse

_INDENT = "    "
_SHOWN_SPANS = 12


def reuse_record(found: Sequence[Reuse]) -> Json:
    """``reuse``: ``first`` is an id or null; spans are pairs of offsets into either's text."""
    return {"reuse": [_record(each) for each in found]}


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


def pair_lines(reuse: Reuse, headline: str | None, outlet: str | None, published: str | None) -> list[str]:
    """One pair of the archive, on three lines."""
    first = "then" if reuse.first == reuse.article else "and"
    shares = f"{reuse.share:.0%} of the one, {reuse.other_share:.0%} of the other, {counted(reuse.words, 'word')}"
    return [
        f"{reuse.kind}: {shares}",
        shown(printable(f"{_INDENT}{about(outlet, published, reuse.article[:8], headline)}")),
        shown(printable(f"{_INDENT}{first} {about(reuse.outlet, reuse.published, reuse.other[:8], reuse.headline)}")),
    ]


def changes_lines(found: Changes, width: int | None) -> list[str]:
    """What was changed, one after the other: what went after a minus, what came after a plus."""
    lines: list[str] = []
    for change in found.changes:
        lines += [""] if lines else []
        for sign, text in (("- ", found.old.text[slice(*change.old)]), ("+ ", found.new.text[slice(*change.new)])):
            lines += set_text(sign + " ".join(text.split()), width) if text else []
    return lines
