"""What shares the row of a hit as rows of its own, below that: editions of one article, articles of one text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering import dates
from tui.rendering.labels import hit_title
from tui.rendering.lists.hit_row import passage_lines
from tui.rendering.lists.versions import FirstChange, first_change, steps_label
from tui.rendering.signs import CHANGE_SIGNS
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import InkSpan, Run, runs
from tui.rendering.text.wrap import wrap

if TYPE_CHECKING:
    from index.model import Changes, Edition, Hit


_INKS = {"reworded": "ink", "added": "only", "dropped": "conflict"}


def edition_row(
    edition: Edition,
    editions: Sequence[Edition],
    headline: str | None,
    step: Changes | None,
    found: Sequence[Sequence[Run]],
    width: int,
    *,
    tray: bool = False,
) -> tuple[list[Run], ...]:
    """Four lines: its day and its headline, how much was changed since the one before, and where that begins.

    ``found`` are two lines on what the query found in it, for one in which no passage was changed.
    """
    number = next(place for place, each in enumerate(editions, 1) if each.id == edition.id)
    day = dates.day(edition.published) or "no date"
    title = edition.headline if edition.headline and edition.headline != headline else ""
    named = [Run(f"├ {day}", "headline"), Run(f"   {printable(title)}" if title else "", "ink")]
    about = Run(f"version {number} of {len(editions)}", "dim")
    change = first_change(step) if step is not None else None
    body = _change_lines(change, width - 2) if change is not None else found
    label = steps_label(step, first=number == 1, ordered_by=edition.ordered_by)
    lines = (
        justify(named, [Run("▪ tray  " if tray else "", "accent"), about], width),
        [
            Run("│ ", "hairline"),
            Run(cut(label, width - 2), "dim"),
        ],
        *([Run("│ ", "hairline"), *line] for line in body),
    )
    return lines


def same_text_row(hit: Hit, lead: Hit, width: int, *, tray: bool = False) -> tuple[list[Run], ...]:
    """Four lines: outlet and day of an article with the text of ``lead``, and its headline where that is another."""
    title, about = printable(hit_title(hit)), "the same text"
    below = Run(cut(title, width - 2), "ink")
    if title.split() == printable(hit_title(lead)).split():
        below = Run("the same headline", "dim")
    mark, day = "▪ tray  " if tray else "", f" · {dates.day(hit.published, short=True) or 'no date'}"
    outlet = cut(printable(hit.outlet or "unknown outlet"), max(4, width - cells(mark + about + day) - 4))
    return (
        justify([Run(f"├ {outlet}", "headline"), Run(day, "dim")], [Run(mark, "accent"), Run(about, "dim")], width),
        [Run("│ ", "hairline"), below],
        *([Run("│ ", "hairline"), *line] for line in passage_lines(hit, width - 2)),
    )


def _change_lines(change: FirstChange, width: int) -> list[list[Run]]:
    text, ink = printable(change.text), _INKS[change.kind]
    lines = wrap(text, max(1, width - 2))
    marks = [InkSpan(start, end, "differing") for start, end in change.spans]
    first = 0
    if marks and len(lines) > 2:
        found = next((number for number, line in enumerate(lines) if line.end > marks[0].start), 0)
        first = max(0, min(found, len(lines) - 2))
    drawn = [
        [Run(f"{CHANGE_SIGNS[change.kind]} " if not number else "  ", ink), *runs(text, line, marks, ink)]
        for number, line in enumerate(lines[first : first + 2])
    ]
    return [*drawn, *([] for _ in range(2 - len(drawn)))]
