"""The rows of a search result: its hits as far as they were fetched, with what is unfolded below them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.rendering.lists.folded_rows import FoldedRows, Place, SameText
from tui.rendering.lists.hit_row import headline_line, passage_lines, source_line
from tui.rendering.lists.version_rows import edition_row, same_text_row
from tui.rendering.lists.versions import first_change
from tui.rendering.numbers import most_words
from tui.rendering.text.runs import Run

if TYPE_CHECKING:
    from index.model import Changes, Edition, Hit, ResultPage

_MOST_KEPT = 2000
"""Hits that are kept; of more, those far from the current row are dropped."""
_MOST_DRAWN = 500
"""Rows that are kept as they were drawn."""
_INDENT = 2
"""Cells that what is below a hit is indented."""
_ASKED = 20
"""Articles below a hit that are asked for at a time."""


class HitRows:
    """The hits by rank, from 0, of a result of ``total``."""

    def __init__(self, total: int = 0) -> None:
        self.folds = FoldedRows(total)
        self.steps: dict[str, Changes] = {}
        """By id of an edition: what was changed in it."""
        self.outlets: dict[str, tuple[int, int]] = {}
        """By id of an article: how many outlets have its story, and in how many texts."""
        self.tray: Collection[str] = ()
        """The articles that are in the tray."""
        self._hits: dict[int, Hit] = {}
        self._same: dict[str, Hit] = {}
        """By id, what has the text of a hit, as far as it was fetched."""
        self._total, self._more = total, 0
        self._drawn: dict[tuple[int, int], tuple[list[Run], ...]] = {}

    def begin(self, page: ResultPage) -> None:
        """Start a result with its first page."""
        self._hits, self._same, self.folds = {}, {}, FoldedRows(page.listed)
        self._total, self._more = page.rows
        self.add(page, 0, 0)

    def add(self, page: ResultPage, offset: int, near: int) -> None:
        """Take a page whose first hit has the rank ``offset``; ``near`` is the rank of the current row."""
        if len(self._hits) > _MOST_KEPT:
            self._hits = {rank: hit for rank, hit in self._hits.items() if abs(rank - near) < _MOST_KEPT // 4}
        self._hits.update(enumerate(page.hits, offset))
        self.folds.learn(offset, page.hits)
        self.draw_again()

    def add_same(self, hits: Iterable[Hit]) -> None:
        """Take articles that have the text of a hit."""
        self._same.update((hit.id, hit) for hit in hits)
        self.draw_again()

    def lacking(self, place: Place) -> tuple[str, ...]:
        """The articles to ask for where the one of a row that is below a hit has not been fetched: it and its next."""
        if not isinstance(place.below, SameText) or place.below.id in self._same:
            return ()
        same = [each.id for each in self.folds.others(place.rank) if isinstance(each, SameText)]
        first = same.index(place.below.id) // _ASKED * _ASKED
        return tuple(same[first : first + _ASKED])

    def draw_again(self) -> None:
        """What is known of the hits has changed."""
        self._drawn.clear()

    @property
    def ranks(self) -> Collection[int]:
        """The ranks of the hits that are there."""
        return self._hits.keys()

    def rank_of(self, article: str | None) -> int:
        """The rank of the hit of an article; 0 where there is none."""
        return next((rank for rank, hit in self._hits.items() if hit.id == article), 0)

    def row_of(self, place: Place) -> int:
        """The row of a hit, or of what is below it."""
        return self.folds.row_of(place.rank, place.below.id if place.below is not None else None)

    def number(self, place: Place) -> int:
        """The place of a row in the whole result, from 1; of what shares the row of a hit, that of the hit."""
        below = place.below
        found = None if below is None or isinstance(below, SameText) else self.folds.rank_of(below, place.rank)
        return (place.rank if found is None else found) + 1

    def hit(self, place: Place) -> Hit | None:
        """The hit of a row; None while it is being fetched."""
        lead = self._hits.get(place.rank)
        if lead is None or place.below is None:
            return lead
        if isinstance(place.below, SameText):
            return self._same.get(place.below.id)
        return self._as_hit(place.below, place.rank, lead)

    def unfold(self, rank: int) -> tuple[Edition, ...] | None:
        """List what shares the row of a hit below it, or fold it again; its editions, where they are listed now.

        None where nothing shares its row.
        """
        lead = self._hits.get(rank)
        if lead is None or not self.folds.toggle(rank):
            return None
        self.draw_again()
        return lead.editions if self.folds.is_open(rank) else ()

    def _as_hit(self, edition: Edition, rank: int, lead: Hit) -> Hit:
        """An edition as a hit; its passage is where it was changed first, or else what was found in it, if anything."""
        found = self.folds.rank_of(edition, rank)
        own = self._hits.get(found) if found is not None else None
        if own is None:
            short = edition.id[: len(lead.short_id)]
            own = replace(lead, id=edition.id, short_id=short, headline=edition.headline, published=edition.published)
            own = replace(own, headline_matches=(), snippet="", start=0, end=0, matches=())
        step = self.steps.get(edition.id)
        change = first_change(step) if step is not None else None
        if change is None:
            return own
        text = change.text if change.end > change.start else ""
        return replace(own, snippet=text, start=change.start, end=change.end, matches=change.spans)

    def lines(self, row: int, width: int) -> tuple[list[Run], ...] | None:
        """The lines of a row; None while its hit is being fetched."""
        place = self.folds.at(row)
        hit = self._hits.get(place.rank)
        if hit is None or self.lacking(place):
            return None
        if (row, width) not in self._drawn:
            if len(self._drawn) > _MOST_DRAWN:
                self._drawn.clear()
            self._drawn[row, width] = self._compose(hit, place, width)
        return self._drawn[row, width]

    def below(self, row: int, width: int) -> list[Run]:
        """What is on the line below a row: where the hits with all words end, how many follow that lack some."""
        folds = self.folds
        if not self._more or not self._total or row + 1 >= folds.count or folds.at(row).rank >= self._total:
            return []
        if folds.at(row + 1).rank < self._total:
            return []
        words = most_words(self._more)
        rest = "─" * max(0, width - len(words) - 4)
        return [Run("── ", "hairline"), Run(f"{words} ", "headline"), Run(rest, "hairline")]

    def _compose(self, hit: Hit, place: Place, width: int) -> tuple[list[Run], ...]:
        if place.below is None:
            count, unfolded = self.outlets.get(hit.id, (0, 0)), self.folds.is_open(place.rank)
            source = source_line(hit, width, count=count, tray=hit.id in self.tray, unfolded=unfolded)
            return (headline_line(hit, width), source, *passage_lines(hit, width))
        below, tray = place.below, place.below.id in self.tray
        if isinstance(below, SameText):
            row = same_text_row(self._same[below.id], hit, width - _INDENT, tray=tray)
        else:
            found = passage_lines(self._as_hit(below, place.rank, hit), width - _INDENT - 2)
            step = self.steps.get(below.id)
            row = edition_row(below, hit.editions, hit.headline, step, found, width - _INDENT, tray=tray)
        return tuple([Run(" " * _INDENT, "ink"), *line] for line in row)
