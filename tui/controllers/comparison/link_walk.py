"""Going from link to link, and from conflict to conflict, in a comparison."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from index.model import Comparison, Link
from tui.controllers.comparison.state import ComparisonState
from tui.controllers.comparison.view import ComparisonView
from tui.rendering import labels
from tui.rendering.comparison.cursor import on_link, step_link, to_partner
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


class LinkWalk:
    """Goes from link to link of all articles that are compared; both ends of each are brought onto the screen.

    A link of articles that have no column now gets them columns. First come the links between the columns that are
    there without that, then those of each other pair of articles, each from top to bottom.
    """

    def __init__(self, page: Frame, state: ComparisonState, view: ComparisonView) -> None:
        self._page, self._state, self._view = page, state, view

    def _walk(self, step: int, *, conflicts: bool) -> None:
        columns, compared = self._view.columns, self._state.comparison
        if columns.arranged is None or compared is None:
            return
        links = [link for link in self._in_order(compared) if link.conflicts or not conflicts]
        if not links:
            text = "There is no conflict here." if conflicts else "No passage here is linked."
            self._page.show_message([Run(text, "accent")])
            return
        here = columns.cursor.link
        if here in links:
            number = links.index(here) + step
            said = [self._to(links[number % len(links)])]
            if not 0 <= number < len(links):
                said.append(self._round(step, len(links), "conflict" if conflicts else "link"))
        else:
            near = step_link(columns.arranged, columns.cursor, step, conflicts=conflicts)
            said = [self._to(near.link if near is not None and near.link is not None else links[min(step, 0)])]
        if any(said):
            self._page.show_message([Run(" ".join(filter(None, said)), "accent")])

    def _in_order(self, compared: Comparison) -> list[Link]:
        selection = self._state.selection
        usual = set(replace(selection, paired=()).columns(self._view.room))
        pairs = [frozenset(pair) for pair in combinations(selection.loaded, 2)]

        def turn(link: Link) -> int:
            between = frozenset((link.left.article, link.right.article))
            return -1 if between <= usual else pairs.index(between)

        return sorted(self._state.whole(compared).links, key=turn)

    def _to(self, link: Link) -> str:
        """Go to a link; returns what to say of columns that came for it."""
        columns, state = self._view.columns, self._state
        between = link.left.article, link.right.article
        if columns.arranged is not None and set(between) <= set(columns.arranged.articles):
            columns.move_to(on_link(columns.arranged, link, columns.cursor.column), on_link=True)
            return ""
        state.selection = state.selection.pairing(between, self._view.room)
        state.laid_out, state.go_to_link = state.selection, link
        self._view.lay_out()
        names = " and ".join(labels.outlet(state.article(id)) for id in between)
        return f"{names} have columns for this one."

    def _round(self, step: int, number: int, what: str) -> str:
        """That the walk begins again, and that there are other articles where there are any."""
        state = self._state
        more = len(state.ids) - len(state.selection.loaded)
        rest = f"; {counted(more, 'article')} not compared yet, tab brings them" if more else ""
        if number == 1:
            return f"The only {what}{rest}."
        return f"{'First' if step > 0 else 'Last'} of {number} {what}s again{rest}."

    def action_next_link(self) -> None:
        """Go to the next link."""
        self._walk(1, conflicts=False)

    def action_previous_link(self) -> None:
        """Go to the link before."""
        self._walk(-1, conflicts=False)

    def action_next_conflict(self) -> None:
        """Go to the next link whose sides are in conflict."""
        self._walk(1, conflicts=True)

    def action_previous_conflict(self) -> None:
        """Go to the conflict before."""
        self._walk(-1, conflicts=True)

    def action_partner(self) -> None:
        """Go to the other end of the link."""
        columns = self._view.columns
        if columns.arranged is None:
            return
        cursor = to_partner(columns.arranged, columns.cursor)
        if cursor is not None:
            columns.move_to(cursor, on_link=True)
        else:
            self._page.show_message([Run("This passage has no link to another column.", "accent")])

    def action_scroll_lock(self) -> None:
        """Scroll all columns together, or each on its own; then links bring their ends level."""
        columns = self._view.columns
        wanted = not columns.free
        columns.set_free(wanted)
        if wanted and not columns.free:
            text = "There is room for one column only; nothing can scroll on its own."
        elif columns.free:
            text = "Each column scrolls on its own; n and m bring both ends of a link level; = ties them again."
        else:
            text = "The columns scroll together."
        self._page.show_message([Run(text, "accent")])
