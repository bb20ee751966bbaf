"""A list that, where it has no rows, can offer ways out of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.rendering.text.runs import Run
from tui.widgets.row_list import Listing


class Offering(Listing):
    """A list of rows or, where there are none, of offers that the same keys walk through."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._offers = 0
        self._choice = 0
        self._lines_for: Callable[[int], Sequence[Sequence[Run]]] = lambda choice: ()

    @property
    def choice(self) -> int | None:
        """Which offer is chosen, from 0; None while there are rows, or nothing is offered."""
        return self._choice if self._offers and not self.count else None

    def offer(self, count: int, compose: Callable[[int], Sequence[Sequence[Run]]]) -> None:
        """In place of rows show what ``compose`` makes of the number of the chosen one of ``count`` offers."""
        self._offers, self._lines_for = count, compose
        self._choose(0)

    def fill(self, count: int, current: int = 0) -> None:
        """There are ``count`` rows from now on, and nothing is offered."""
        self._offers = 0
        super().fill(count, current)

    def _choose(self, choice: int) -> None:
        self._choice = max(0, min(choice, self._offers - 1))
        self.notify_in_place(self._lines_for(self._choice))

    def action_move_down(self) -> None:
        """Next row, or offer."""
        if self.choice is None:
            super().action_move_down()
        else:
            self._choose(self._choice + 1)

    def action_move_up(self) -> None:
        """Previous row, or offer."""
        if self.choice is None:
            super().action_move_up()
        else:
            self._choose(self._choice - 1)
