"""The results: one row an article, fetched page by page as they come into view; its editions unfold below it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size
from textual.message import Message

from index.text import printable
from tui.rendering import dates, numbers
from tui.rendering.lists.folded_rows import Folds, Place
from tui.rendering.lists.version_rows import edition_row
from tui.rendering.lists.versions import first_change, versions_said
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Mark, Run, runs
from tui.rendering.text.wrap import Line, wrap
from tui.widgets.offer_list import Offering
from tui.widgets.row_list import Listing

if TYPE_CHECKING:
    from index.model import Changes, Edition, Hit, ResultPage, Span
from tui.rendering.labels import hit_title

PAGE = 20
"""Hits that are asked for at a time."""
_SNIPPET_LINES = 2
_MOST_KEPT = 2000
_INDENT = 2
"""Cells that an edition stands further in than the hit it belongs to."""


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
        self._folds = Folds()
        self._steps: dict[str, Changes] = {}
        """By id of an edition: what was changed in it."""
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
        self._folds = Folds(page.total)
        self._take(page, 0)
        rank = next((rank for rank, hit in self._hits.items() if hit.id == keep), 0)
        self.stale = False
        self.fill(self._folds.count, self._folds.row_of(rank))

    def more(self, page: ResultPage, offset: int) -> None:
        """Put a later page in place; what is in view stays there, whatever is folded above it."""
        here, above = self._place(), self._folds.at(self._first_in_view())
        if len(self._hits) > _MOST_KEPT:
            self._hits = {rank: hit for rank, hit in self._hits.items() if abs(rank - here.rank) < _MOST_KEPT // 4}
        self._take(page, offset)
        # Of many pages asked for in a hurry only the last ones come; what is in view is asked for again.
        self.forget_what_was_asked()
        self._lay_again(here, above)
        if offset <= self._place().rank < offset + len(page.hits):
            self.post_message(self.Moved(self, self.current))

    def _take(self, page: ResultPage, offset: int) -> None:
        self._set.clear()
        self._wanted.add(offset)
        self._hits.update(enumerate(page.hits, offset))
        self._folds.learn(offset, page.hits)

    def forget_what_was_asked(self) -> None:
        """Pages that have not come may be asked for again."""
        self._wanted = {rank // PAGE * PAGE for rank in self._hits}

    def show_outlets(self, outlets: Mapping[str, int]) -> None:
        """How many outlets have the story of each of these articles."""
        self._outlets.update(outlets)
        self._draw_again()

    def show_tray(self, ids: Collection[str]) -> None:
        """Which articles are in the tray."""
        self._tray = frozenset(ids)
        self._draw_again()

    def tell_changes(self, steps: Mapping[str, Changes]) -> None:
        """What was changed in each of some editions, by its id, from the one before it."""
        self._steps.update(steps)
        self._draw_again()

    def _draw_again(self) -> None:
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
        if not 0 <= index < self.count:
            return None
        place = self._folds.at(index)
        lead = self._hits.get(place.rank)
        return lead if lead is None or place.edition is None else self._as_hit(place.edition, place.rank, lead)

    @property
    def rank(self) -> int:
        """The place of the current hit in the whole result, from 1; of an edition that was not found, its lead's."""
        place = self._place()
        found = None if place.edition is None else self._folds.rank_of(place.edition, place.rank)
        return (place.rank if found is None else found) + 1

    def in_view(self) -> list[Hit]:
        """The hits that can be seen."""
        top = self._first_in_view()
        rows = range(top, top + self.size.height // self.ROW_HEIGHT + 2)
        return [hit for hit in map(self.hit, rows) if hit is not None]

    def _place(self) -> Place:
        return self._folds.at(self.current)

    def _first_in_view(self) -> int:
        return self.scroll_offset.y // self.ROW_HEIGHT

    # --- Editions -----------------------------------------------------------------------------------------------------

    def unfold(self) -> tuple[Edition, ...] | None:
        """List the editions of the current article below it, or fold them again: all of them, where they are listed.

        None where it has no others.
        """
        here = self._place()
        lead = self._hits.get(here.rank)
        if lead is None or not self._folds.toggle(here.rank):
            return None
        self._set.clear()
        self._lay_again(Place(here.rank), self._folds.at(self._first_in_view()))
        self.post_message(self.Moved(self, self.current))
        return lead.editions if self._folds.is_open(here.rank) else ()

    def _lay_again(self, here: Place, above: Place) -> None:
        """Other hits are folded: the row ``here`` stays the current one, ``above`` where it stands on the screen."""
        top = self.scroll_offset.y - self._first_in_view() * self.ROW_HEIGHT
        count, row = self._folds.count, self._row(here)
        self.count = count
        self.virtual_size = Size(self.size.width, count * self.ROW_HEIGHT)
        self.set_reactive(Listing.current, max(0, min(row, count - 1)))
        self.scroll_to(y=top + self._row(above) * self.ROW_HEIGHT, animate=False, force=True)
        self.show_current()
        self.refresh()

    def _row(self, place: Place) -> int:
        return self._folds.row_of(place.rank, place.edition.id if place.edition is not None else None)

    def _as_hit(self, edition: Edition, rank: int, lead: Hit) -> Hit:
        """An edition as a hit; its passage is where it was changed first, or else what was found in it, if anything."""
        found = self._folds.rank_of(edition, rank)
        own = self._hits.get(found) if found is not None else None
        if own is None:
            short = edition.id[: len(lead.short_id)]
            own = replace(lead, id=edition.id, short_id=short, headline=edition.headline, published=edition.published)
            own = replace(own, headline_matches=(), snippet="", start=0, end=0, matches=())
        step = self._steps.get(edition.id)
        change = first_change(step) if step is not None else None
        if change is None:
            return own
        text = change.text if change.end > change.start else ""
        return replace(own, snippet=text, start=change.start, end=change.end, matches=change.spans)

    # --- Drawing ------------------------------------------------------------------------------------------------------

    def is_lit(self, line: int) -> bool:
        """The blank line between rows is not part of the current one."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Headline, source, two lines of the passage, a blank one."""
        if line == self.ROW_HEIGHT - 1:
            return []
        bar = Run("▌ " if index == self.current else "  ", "dim" if self.stale else "accent")
        place = self._folds.at(index)
        hit = self._hits.get(place.rank)
        if hit is None:
            self.want(index)
            return [bar, Run("· · ·" if line == 0 else "", "hairline")]
        key = (index, width)
        if key not in self._set:
            if len(self._set) > 500:
                self._set.clear()
            self._set[key] = self._compose_row(hit, place, width - 3)
        drawn = self._set[key][line]
        return [bar, *([Run(r.text, "dim") for r in drawn] if self.stale else drawn)]

    def want(self, index: int) -> None:
        """Ask for the page with row ``index``, unless it is there or on its way."""
        offset = self._folds.at(index).rank // PAGE * PAGE
        if offset not in self._wanted:
            self._wanted.add(offset)
            self.post_message(self.PageWanted(offset))

    def _compose_row(self, hit: Hit, place: Place, width: int) -> tuple[list[Run], ...]:
        if place.edition is None:
            unfolded = self._folds.is_open(place.rank)
            return (_headline(hit, width), self._source(hit, width, unfolded=unfolded), *_passage(hit, width))
        edition, step = place.edition, self._steps.get(place.edition.id)
        found = _passage(self._as_hit(edition, place.rank, hit), width - _INDENT - 2)
        tray = edition.id in self._tray
        row = edition_row(edition, hit.editions, hit.headline, step, found, width - _INDENT, tray=tray)
        return tuple([Run(" " * _INDENT, "ink"), *line] for line in row)

    def _source(self, hit: Hit, width: int, *, unfolded: bool) -> list[Run]:
        count = self._outlets.get(hit.id, 0)
        whole, brief = versions_said(hit.editions, unfolded=unfolded)
        copies, outlets = hit.copies, count if count > 1 else 0
        copied = f"≡ {numbers.counted(copies, 'copy', 'copies')}" if copies else ""
        told = f"◆ {numbers.counted(outlets, 'outlet')}" if outlets else ""
        few = f"◆ {outlets}" if outlets else ""
        trays = ("▪ tray  ", "▪ ") if hit.id in self._tray else ("",)
        # Rather say less than break off.
        ways = ((whole, copied, told), (whole, copied, few), (brief, copied, few), (brief, copied), (brief or few,))
        full, *shorter = ["   ".join(part for part in way if part) for way in ways]
        lefts = _sources(hit)
        pairs = [(lefts[0], full), *((left, right) for right in shorter for left in lefts)]
        fitting = ((*pair, tray) for pair in pairs for tray in trays if cells("".join((*pair, tray))) + 2 <= width)
        said, others, tray = next(fitting, ("", shorter[-1], trays[-1]))
        if not said:
            day = dates.day(hit.published, short=True)
            room = width - cells(others) - cells(tray) - cells(day) - 5
            said = f"{cut(printable(hit.outlet or ''), room)} · {day}"
        return justify([Run(said, "dim")], [Run(tray, "accent"), Run(others, "link")], width)


def _sources(hit: Hit) -> list[str]:
    """Outlet, day and length, at full length first and then in ever fewer words."""
    day, short = dates.day(hit.published), dates.day(hit.published, short=True)
    ways = ((hit.outlet, day, numbers.minutes(hit.words)), (hit.outlet, day), (hit.outlet, short))
    return [printable(" · ".join(part for part in way if part)) for way in ways]


def _headline(hit: Hit, width: int) -> list[Run]:
    text = printable(hit_title(hit))
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
