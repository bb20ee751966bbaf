"""The results: one row a hit, fetched page by page as they come into view."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from index.text import printable
from tui.widgets import figures
from tui.widgets.chrome import level
from tui.widgets.offering import Offering
from tui.widgets.typesetting import Line, Mark, Run, cells, cut, runs, wrap

if TYPE_CHECKING:
    from index.model import Hit, ResultPage, Span

PAGE = 20
"""Hits that are asked for at a time."""
_SNIPPET_LINES = 2
_MOST_KEPT = 2000


class ResultsList(Offering):
    """Hits with headline, source and best passage."""

    ROW_HEIGHT: ClassVar[int] = 3 + _SNIPPET_LINES

    class PageWanted(Message):
        """Rows from ``offset`` on have come into view and are not there yet."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hits: dict[int, Hit] = {}
        self._wanted: set[int] = set()
        self._set: dict[tuple[int, int], tuple[list[Run], ...]] = {}
        self._outlets: dict[str, int] = {}
        self._tray: Collection[str] = ()
        self.stale = False

    # --- Content ------------------------------------------------------------------------------------------------------

    def begin(self, page: ResultPage, *, keep: str | None = None) -> None:
        """Show a result from its first page; the article ``keep`` stays the current row if it is on it."""
        self._hits = {}
        self._wanted = set()
        self._take(page, 0)
        index = next((i for i, hit in self._hits.items() if hit.id == keep), 0)
        self.stale = False
        self.fill(page.total, index)

    def more(self, page: ResultPage, offset: int) -> None:
        """Put a later page in place."""
        if len(self._hits) > _MOST_KEPT:
            self._hits = {i: h for i, h in self._hits.items() if abs(i - self.current) < _MOST_KEPT // 4}
        self._take(page, offset)
        # Of many pages asked for in a hurry only the last ones come; what is in view is asked for again.
        self.forget_what_was_asked()
        self.refresh()
        if offset <= self.current < offset + len(page.hits):
            self.post_message(self.Moved(self, self.current))

    def _take(self, page: ResultPage, offset: int) -> None:
        self._set.clear()
        self._wanted.add(offset)
        self._hits.update(enumerate(page.hits, offset))

    def forget_what_was_asked(self) -> None:
        """Pages that have not come may be asked for again."""
        self._wanted = {i // PAGE * PAGE for i in self._hits}

    def show_outlets(self, outlets: Mapping[str, int]) -> None:
        """How many outlets have the story of each of these articles."""
        self._outlets.update(outlets)
        self._set.clear()
        self.refresh()

    def show_tray(self, ids: Collection[str]) -> None:
        """Which articles are in the tray."""
        self._tray = frozenset(ids)
        self._set.clear()
        self.refresh()

    def make_stale(self, stale: bool) -> None:
        """Dim the rows while they answer an earlier query."""
        if stale != self.stale:
            self.stale = stale
            self.refresh()

    def hit(self, index: int | None = None) -> Hit | None:
        """The hit of a row, by default the current one; None while it is being fetched."""
        index = self.current if index is None else index
        return self._hits.get(index) if index < self.count else None

    def in_view(self) -> list[Hit]:
        """The hits that can be seen."""
        top = self.scroll_offset.y // self.ROW_HEIGHT
        rows = range(top, top + self.size.height // self.ROW_HEIGHT + 2)
        return [self._hits[i] for i in rows if i in self._hits]

    # --- Drawing ------------------------------------------------------------------------------------------------------

    def is_lit(self, line: int) -> bool:
        """The blank line between rows is not part of the current one."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Headline, source, two lines of the passage, a blank one."""
        if line == self.ROW_HEIGHT - 1:
            return []
        bar = Run("▌ " if index == self.current else "  ", "dim" if self.stale else "accent")
        hit = self._hits.get(index)
        if hit is None:
            self.want(index)
            return [bar, Run("· · ·" if line == 0 else "", "hairline")]
        key = (index, width)
        if key not in self._set:
            if len(self._set) > 500:
                self._set.clear()
            self._set[key] = self._compose_row(hit, width - 3)
        drawn = self._set[key][line]
        return [bar, *([Run(r.text, "dim") for r in drawn] if self.stale else drawn)]

    def want(self, index: int) -> None:
        """Ask for the page with row ``index``, unless it is there or on its way."""
        offset = index // PAGE * PAGE
        if offset not in self._wanted:
            self._wanted.add(offset)
            self.post_message(self.PageWanted(offset))

    def _compose_row(self, hit: Hit, width: int) -> tuple[list[Run], ...]:
        return (_headline(hit, width), self._source(hit, width), *_passage(hit, width))

    def _source(self, hit: Hit, width: int) -> list[Run]:
        count = self._outlets.get(hit.id, 0)
        copied = _copied(hit)
        others = "   ".join(
            part for part in (copied, f"◆ {figures.counted(count, 'outlet')}" if count > 1 else "") if part
        )
        tray = "▪ tray  " if hit.id in self._tray else ""
        room = width - cells(tray) - 2
        # Rather say less than break off.
        said = _sources(hit)
        if cells(said[0]) > room - cells(others) and others:
            others = "  ".join(part for part in (copied, f"◆ {count}" if count > 1 else "") if part)
        fitting = next((s for s in said if cells(s) <= room - cells(others)), "")
        if not fitting:
            day = figures.day(hit.published, short=True)
            fitting = f"{cut(printable(hit.outlet or ''), room - cells(others) - cells(day) - 3)} · {day}"
        return level([Run(fitting, "dim")], [Run(tray, "accent"), Run(others, "link")], width)


def _copied(hit: Hit) -> str:
    """Whether it is one of several versions of an article, and how many other outlets have its text."""
    if hit.folded is not None:
        return "↑ a version"
    if hit.versions:
        return f"+{figures.counted(len(hit.versions), 'version')}"
    return f"≡ {figures.counted(hit.copies, 'copy', 'copies')}" if hit.copies else ""


def _sources(hit: Hit) -> list[str]:
    """Outlet, day and length, at full length first and then in ever fewer words."""
    day, short = figures.day(hit.published), figures.day(hit.published, short=True)
    ways = ((hit.outlet, day, figures.minutes(hit.words)), (hit.outlet, day), (hit.outlet, short))
    return [printable(" · ".join(part for part in way if part)) for way in ways]


def title(hit: Hit) -> str:
    """The headline, or the file's name where there is none."""
    return hit.headline or PurePath(hit.path).name or hit.short_id


def _headline(hit: Hit, width: int) -> list[Run]:
    text = printable(title(hit))
    marks = _marks(hit.headline_matches if hit.headline else (), "marker-bold")
    line = wrap(text, width)[0]
    if line.end == len(text.rstrip()):
        return runs(text, line, marks, "headline")
    ending = max(1, width - 1)
    line = wrap(text, ending)[0]
    return [*runs(text, line, marks, "headline"), Run("…", "headline")]


def _passage(hit: Hit, width: int) -> list[list[Run]]:
    text = printable(hit.snippet)
    lines = wrap(text, width)
    marks = _marks(hit.matches, "marker")
    first = 0
    if len(lines) > _SNIPPET_LINES and marks:
        found = next((i for i, line in enumerate(lines) if line.end > marks[0].start), 0)
        first = max(0, min(found - (_SNIPPET_LINES - 1 if found else 0), len(lines) - _SNIPPET_LINES))
    chosen = lines[first : first + _SNIPPET_LINES]
    drawn = [runs(text, line, marks, "ink") for line in chosen]
    if first + _SNIPPET_LINES < len(lines):
        drawn[-1] = _ended(text, chosen[-1], marks, width)
    return drawn + [[] for _ in range(_SNIPPET_LINES - len(drawn))]


def _ended(text: str, line: Line, marks: list[Mark], width: int) -> list[Run]:
    if line.width <= width - 2:
        return [*runs(text, line, marks, "ink"), Run(" …", "dim")]
    short = wrap(text, width - 2, line.start, line.end)[0]
    return [*runs(text, short, marks, "ink"), Run(" …", "dim")]


def _marks(spans: tuple[Span, ...], ink: str) -> list[Mark]:
    return [Mark(start, end, ink) for start, end in spans]
