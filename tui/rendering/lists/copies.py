"""Copied text in a few words: who has most of an article's, whose a text likely is, and how many have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering.dates import day
from tui.rendering.numbers import counted, percent

if TYPE_CHECKING:
    from index.model import Reuse, ReuseGroup, ReuseMember


def copies_summary(found: Sequence[Reuse], outlet: str | None = None) -> str:
    """Who has most of the text of an article of ``outlet``, in a few words; empty for nobody."""
    if not found:
        return ""
    most = found[0]
    agency = f"{most.agency}: " if most.kind == "wire copy" and most.agency not in (None, outlet) else ""
    when = " (earlier)" if most.first == most.other else " (later)" if most.first == most.article else ""
    others = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
    who = most.outlet or most.headline or most.other[:8]
    return f"{agency}{percent(most.share)}\u00a0% also in {who}{when}{others}"


def kind_in_words(reuse: Reuse) -> str:
    """What kind of copies two articles are; wire copy only where an agency is credited, whose it is."""
    if reuse.kind == "wire copy":
        return f"wire copy of {reuse.agency}" if reuse.agency else "copy"
    return f"{reuse.kind} · {reuse.agency}" if reuse.agency else reuse.kind


def source_of(group: ReuseGroup) -> ReuseMember:
    """The article that likely had the text first; where nothing shows which did, the one that shares most."""
    return next(member for member in (*group.copies, *group.parts) if member.article == group.source)


def source_label(group: ReuseGroup) -> str:
    """Whose text it likely is; where nothing shows it, who shares most with the others."""
    source = source_of(group)
    name = ", ".join(
        part for part in (source.outlet or source.headline or source.article[:8], day(source.published)) if part
    )
    likely = {
        "agency": "the agency's own",
        "published first": "first published",
        "earliest date": "earliest date",
        "clock": "first by the clock",
    }
    credit = f" · credits {group.agency}" if group.agency and group.guess != "agency" else ""
    first = " · first not known" if group.first is None else ""
    guess = (
        f"source {name} ({likely[group.guess]})" if group.guess in likely else f"source not known, {name} shares most"
    )
    return printable(f"{guess}{first}{credit}")


def copies_label(group: ReuseGroup) -> str:
    """How many have the whole text, and how many a part of it or more than it."""
    whole = [counted(len(group.copies), "copy", "copies")] if len(group.copies) > 1 else []
    parts = [f"{len(group.parts):,} with a part"] if group.parts else []
    return " · ".join([*whole, *parts])


def names_of(group: ReuseGroup) -> tuple[str, ...]:
    """Who has it, in order of time; where no outlet is known, under which headlines."""
    headlines = (member.headline or member.article[:8] for member in (*group.copies, *group.parts))
    return group.outlets or tuple(dict.fromkeys(headlines))
