"""How the editions of an article are described: their days, and what was changed in each. Pure; knows no screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui.rendering import dates, numbers

if TYPE_CHECKING:
    from index.model import Changes, Edition, OrderEvidence, Span
from tui.rendering.signs import FOLDED, UNFOLDED

_LISTED = 4
"""Days that are listed one by one."""


class FirstChange(NamedTuple):
    """The first passage in which two versions differ."""

    kind: Literal["reworded", "added", "dropped"]
    text: str
    """Of the passage: of a dropped one the old text."""
    spans: tuple[Span, ...]
    """The words of ``text`` that are new."""
    start: int
    end: int
    """Its offsets in the new text; of a dropped one the empty place."""


def first_change(found: Changes) -> FirstChange | None:
    """Where a reader of the new text comes upon a change first; None where only headline or deck were changed."""
    after = {(link.right.start, link.right.end): link for link in found.links}
    kept = {link.left.start for link in found.links}
    firsts = []
    for passage in found.passages[1]:
        link = after.get((passage.start, passage.end))
        if link is None or link.kind != "verbatim":
            spans = tuple((a - passage.start, b - passage.start) for a, b in link.right_only) if link else ()
            kind: Literal["reworded", "added"] = "reworded" if link else "added"
            firsts.append(FirstChange(kind, passage.text, spans, passage.start, passage.end))
            break
    gone = next((passage for passage in found.passages[0] if passage.start not in kept), None)
    if gone is not None:
        place = next((link.right.start for link in found.links if link.left.start > gone.start), len(found.new.text))
        firsts.append(FirstChange("dropped", gone.text, (), place, place))
    return min(firsts, key=lambda first: first.start, default=None)


def days_label(editions: Sequence[Edition]) -> str:
    """``2, 3, 5 Feb 2019``; of many, or where the month changes, ``28 Jan 2019 – 3 Feb 2019``. Empty without days."""
    known = sorted({edition.published.at_most("day") for edition in editions if edition.published})
    if not known:
        return ""
    last = dates.day(known[-1], short=True)
    days = [date.day for date in known if date.day]
    if len({date.at_most("month") for date in known}) == 1 and len(known) <= _LISTED and len(days) == len(known):
        return ", ".join([*(str(day.day) for day in days[:-1]), last])
    return f"{dates.day(known[0], short=True)} – {last}" if len(known) > 1 else last


def versions_label(editions: Sequence[Edition], *, unfolded: bool) -> tuple[str, str]:
    """How many there are, with their days and without: ``▸ 3 versions: 2, 3, 5 Feb 2019``, ``▸ 3 versions``."""
    if not editions:
        return "", ""
    brief = f"{UNFOLDED if unfolded else FOLDED} {numbers.counted(len(editions), 'version')}"
    if not all(_is_later(one, other) for one, other in pairwise(editions)):
        brief += ", order not known"
    days = "" if unfolded else days_label(editions)
    return f"{brief}: {days}" if days else brief, brief


_ORDERS: Mapping[OrderEvidence | None, str] = {
    "updated": "later by the time of its last change",
    "captured": "later by the time of its capture",
    "published": "later by its date of publication",
    "file time": "later only by the time of its file",
    None: "order not known: no date shows which of the two was first",
}
"""By which evidence a version is in its place, in words."""
ORDERED_BY: Mapping[OrderEvidence, str] = {
    "updated": "by its last change",
    "captured": "by its capture",
    "published": "by its date",
    "file time": "by the time of its file",
}
"""The same in few words, after the number of the version."""
_ARROW = " \u2192 "


def order_label(ordered_by: OrderEvidence | None) -> str:
    """Why a version is listed after the one before it, or that this is not known."""
    return _ORDERS[ordered_by]


def correction_labels(step: Changes) -> list[str]:
    """The figures that were replaced, headline first: ``corrected: three → two (16 Mar 2019)``."""
    about = step.new.content.metadata
    when = dates.day(about.updated or about.captured or about.published, short=True)
    headlines = step.old.headline or "", step.new.headline or ""
    found = [
        *((change, headlines, " in the headline") for change in step.headline_corrections),
        *((change, (step.old.text, step.new.text), "") for change in step.corrections),
    ]
    rows = (
        f"corrected{where}: {texts[0][slice(*change.old)]}{_ARROW}{texts[1][slice(*change.new)]}"
        + (f" ({when})" if when else "")
        for change, texts, where in found
    )
    return list(dict.fromkeys(rows))


def _is_later(one: Edition, other: Edition) -> bool:
    """Whether anything shows that ``other`` is the later edition."""
    from index.model import surely_before

    return other.ordered_by is not None or surely_before(one.published, other.published)


def steps_label(step: Changes | None, *, first: bool, ordered_by: OrderEvidence | None = "published") -> str:
    """How much was changed since the version before, and whether the headline was.

    A figure that was replaced follows. Where the order is not known, the two only differ.
    """
    if first:
        return "the first version"
    if step is None:
        return "· · ·"
    if ordered_by is None and step.count:
        return f"order not known · {numbers.counted(step.count, 'difference')} from the version above"
    corrected = correction_labels(step)
    if corrected:
        more = f" and {numbers.counted(len(corrected) - 1, 'figure')} more" if len(corrected) > 1 else ""
        return f"{_changed(step)} · {corrected[0]}{more}"
    return _changed(step)


def _changed(step: Changes) -> str:
    day = dates.day(step.old.published, short=True)
    if not step.count:
        return f"the same words as on {day}" if day else "the same words as the version before"
    headline = (
        ", the headline too" if step.headline and step.changes else ", only the headline" if step.headline else ""
    )
    return f"{numbers.counted(step.count, 'change')} since {day or 'the version before'}{headline}"
