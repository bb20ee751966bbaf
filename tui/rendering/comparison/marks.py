"""What is marked in and beside the sentences of a comparison, by the names of inks. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from index.model import CLAIMS, Claim, Link, Span, strongest_claim
from tui.rendering import words
from tui.rendering.comparison.cells import WrappedCell
from tui.rendering.comparison.layout import Cell, Layout, key, partner
from tui.rendering.text.runs import InkSpan

INKS: Mapping[Claim, str] = {
    "conflict": "conflict-bold",
    "update": "conflict-bold",
    "open": "conflict-bold",
    "differs": "conflict",
}
"""The ink of a sign and of the words that differ, by what is claimed; only the signs tell all four apart."""
_OWN = 0.5
"""The share of a sentence's characters from which its own words are too many to be marked."""
_CLOSE = 0.8
"""The similarity from which a reworded sentence is marked like a verbatim one."""


def ink_of(layout: Layout, cell: Cell, *, current: bool) -> str:
    """The ink of a whole sentence: what repeats a column further left word for word steps back, until looked at."""
    if cell.standing == "only":
        return "only"
    link = cell.link
    if current or cell.standing != "level" or link is None or link.kind != "verbatim":
        return "ink"
    repeats = layout.places[key(partner(link, cell.passage))][1] < layout.places[key(cell.passage)][1]
    return "dim" if repeats else "ink"


def marks_of(cell: Cell, current: Link | None) -> list[InkSpan]:
    """What is marked in a sentence, as offsets from its start; what is marked later lies over what was before.

    Words that only this side of the link has, where both say the same thing in nearly the same words: of the link that
    is looked at, and of close ones, which have few. Then shared names and figures, and while a link is looked at whose
    words mostly differ, all that its sides share. Conflicts lie over both.
    """
    looked_at = current is not None and current in cell.links
    link = current if looked_at else cell.link
    marks: list[InkSpan] = []
    if link is not None:
        left = key(link.left) == key(cell.passage)
        apart = link.kind == "related" or (link.kind == "reworded" and mostly_differs(link))
        if is_close(link) or (looked_at and not apart):
            marks += [_mark(cell, span, "differing") for span in (link.left_only if left else link.right_only)]
        for shared in link.shared:
            names_all = looked_at and apart
            if names_all or (not is_close(link) and is_telling(shared.text)):
                marks.append(_mark(cell, shared.left_span if left else shared.right_span, "link"))
    # The same words may differ from several articles; what is looked at lies on top.
    for other in sorted(cell.links, key=lambda other: other is current):
        left = key(other.left) == key(cell.passage)
        for c in sorted(other.conflicts, key=lambda c: -CLAIMS.index(c.claim)):
            ink = "conflict-current" if other is current else INKS[c.claim]
            marks.append(_mark(cell, c.left_span if left else c.right_span, ink))
    return marks


def is_close(link: Link) -> bool:
    """Whether the passages have so much the same words that the few others can always be marked."""
    return link.kind == "verbatim" or (link.kind == "reworded" and link.similarity >= _CLOSE)


def mostly_differs(link: Link) -> bool:
    """Whether either side is so much its own words that to mark them would mark nearly everything."""
    sides = (link.left, link.left_only), (link.right, link.right_only)
    return any(sum(e - s for s, e in only) > _OWN * (side.end - side.start) for side, only in sides)


def is_telling(word: str) -> bool:
    """Whether a shared word is a name or a figure."""
    return any(char.isupper() or char.isdigit() for char in word)


def _mark(cell: Cell, span: Span, ink: str) -> InkSpan:
    start = cell.passage.start
    return InkSpan(span[0] - start, span[1] - start, ink)


def sign_of(cell: WrappedCell, line: int, current: Link | None) -> tuple[str, str] | None:
    """The sign that belongs to the left of a line of a cell, and its ink; None for none.

    A sign of a link is there only where the other end is level with it and further left: it would claim something of
    whatever else is beside it. Of a link whose other end is on another row an arrow points there.
    """
    cause = cell.link or (cell.cell.link if cell.cell.standing in ("moved", "near") else None)
    if cause is None:
        return None
    if line == 1 and cause.conflicts:
        claim = strongest_claim(conflict.claim for conflict in cause.conflicts)
        return words.DISPUTES[claim].sign, INKS[claim]
    if line != 0:
        return None
    ink = "accent-bold" if cause is current else "link-bold"
    if cell.link is not None:
        return words.of_link(cell.link.kind, cell.link.differs).sign, ink
    if cell.cell.standing == "moved" or cell.cell.elsewhere is None:
        return words.MOVED.sign, ink
    return cell.cell.elsewhere.arrow, ink
