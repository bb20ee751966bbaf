"""A hit as the lines of a row: headline, source, and its best passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering import dates, numbers
from tui.rendering.labels import aside_label, hit_title
from tui.rendering.lists.versions import versions_label
from tui.rendering.signs import FOLDED, UNFOLDED
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import InkSpan, Run, runs
from tui.rendering.text.wrap import WrappedLine, wrap

if TYPE_CHECKING:
    from index.model import Hit, Span

SNIPPET_LINES = 2


def source_line(hit: Hit, width: int, *, count: tuple[int, int], tray: bool, unfolded: bool) -> list[Run]:
    """Outlet, what has the same text, day and length; at the right tray, versions, copies, and the story's ``count``.

    That is the number of its outlets, and of their texts.
    """
    whole, brief = versions_label(hit.editions, unfolded=unfolded)
    same = same_text_count(hit)
    # Of articles with nearly all of the text; those in its row are not named twice.
    copies = hit.copies if hit.copies > same else 0
    outlets, texts = count if count[0] > 1 else (0, 0)
    copied = numbers.counted(copies, "copy", "copies") if copies else ""
    in_words = f"◆ {numbers.outlets_and_texts(outlets, texts)}" if outlets else ""
    # What outlets copied from each other must not look like so many reports.
    of_texts = f", {numbers.counted(texts, 'text')}" if 0 < texts < outlets else ""
    few = f"◆ {outlets}{of_texts}" if outlets else ""
    trays = ("▪ tray  ", "▪ ") if tray else ("",)
    # The longest that fits, so that nothing is cut off. What shares the row is worth more words than other copies.
    less = "" if same else copied
    ways = ((whole, copied, in_words), (whole, less, few), (brief, less, few), (brief, less), (brief or few,))
    full, *shorter = ["   ".join(part for part in way if part) for way in ways]
    lefts = _sources(hit, same, unfolded=unfolded)
    pairs = [(lefts[0], full), *((left, right) for right in shorter for left in lefts)]
    if same:
        # A bare number says less than any of these at the right.
        *worded, bare = lefts
        pairs = [(lefts[0], full), *((left, right) for right in (*shorter, "") for left in worded)]
        pairs += ((bare, right) for right in shorter)
    fitting = ((*pair, mark) for pair in pairs for mark in trays if cells("".join((*pair, mark))) + 2 <= width)
    source, others, mark = next(fitting, ("", shorter[-1], trays[-1]))
    if not source:
        tail = f"{f' + {numbers.number(same)}' if same else ''} · {dates.day(hit.published, short=True)}"
        room = width - cells(others) - cells(mark) - cells(tail) - 2
        source = f"{cut(printable(hit.outlet or ''), room)}{tail}"
    return justify([Run(source, "dim")], [Run(mark, "accent"), Run(others, "link")], width)


def same_text_count(hit: Hit) -> int:
    """How many other articles share the row of a hit as they have its text, but for its own versions."""
    return len(set(hit.same_text) - {edition.id for edition in hit.editions})


def _sources(hit: Hit, same: int, *, unfolded: bool) -> list[str]:
    """Outlet, day and length, at full length first and then in ever fewer words."""
    day, short = dates.day(hit.published), dates.day(hit.published, short=True)
    ways: list[tuple[str | None, ...]] = []
    if same:
        named = [UNFOLDED if unfolded else FOLDED, *([hit.outlet] if hit.outlet else []), f"+ {numbers.number(same)}"]
        outlet, brief, bare = (" ".join((*named, *words)) for words in (("with the same text",), ("same text",), ()))
        ways += [
            (outlet, day, numbers.minutes(hit.words)),
            (outlet, day),
            (outlet, short),
            (brief, short),
            (bare, short),
        ]
    else:
        ways += [(hit.outlet, day, numbers.minutes(hit.words)), (hit.outlet, day), (hit.outlet, short)]
    return [printable(" · ".join(part for part in way if part)) for way in ways]


def headline_line(hit: Hit, width: int) -> list[Run]:
    """The headline with its found words, cut to one line."""
    text = printable(hit_title(hit))
    marks = _marks(hit.headline_matches if hit.headline else (), "marker-bold")
    line = wrap(text, width)[0]
    if line.end == len(text.rstrip()):
        return runs(text, line, marks, "headline")
    ending = max(1, width - 1)
    line = wrap(text, ending)[0]
    return [*runs(text, line, marks, "headline"), Run("…", "headline")]


def passage_lines(hit: Hit, width: int) -> list[list[Run]]:
    """:data:`SNIPPET_LINES` lines of the snippet, from the first found word on where not all of it fits.

    What was found outside the text is there in its place, and says where it was found.
    """
    text, matches = printable(hit.snippet), hit.matches
    if hit.aside is not None:
        where = f"{aside_label(hit.aside)}: "
        text = where + printable(hit.aside.text)
        matches = tuple((start + len(where), end + len(where)) for start, end in hit.aside.matches)
    lines = wrap(text, width)
    marks = _marks(matches, "marker")
    first = 0
    if len(lines) > SNIPPET_LINES and marks:
        found = next((i for i, line in enumerate(lines) if line.end > marks[0].start), 0)
        first = max(0, min(found - (SNIPPET_LINES - 1 if found else 0), len(lines) - SNIPPET_LINES))
    chosen = lines[first : first + SNIPPET_LINES]
    drawn = [runs(text, line, marks, "ink") for line in chosen]
    if first + SNIPPET_LINES < len(lines):
        drawn[-1] = _ended(text, chosen[-1], marks, width)
    return drawn + [[] for _ in range(SNIPPET_LINES - len(drawn))]


def _ended(text: str, line: WrappedLine, marks: list[InkSpan], width: int) -> list[Run]:
    if line.width <= width - 2:
        return [*runs(text, line, marks, "ink"), Run(" …", "dim")]
    short = wrap(text, width - 2, line.start, line.end)[0]
    return [*runs(text, short, marks, "ink"), Run(" …", "dim")]


def _marks(spans: tuple[Span, ...], ink: str) -> list[InkSpan]:
    return [InkSpan(start, end, ink) for start, end in spans]
