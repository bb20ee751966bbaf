"""What a query may cost, and the refusals of what would cost more."""

from __future__ import annotations

import time
from collections.abc import Callable

from index.errors import Cancelled, QueryTooCostly

MAX_BYTES = 4096
"""Bytes of UTF-8 that a query may have."""
MAX_CLAUSES = 256
"""Words, phrases and filters that a query may have."""
MAX_DEPTH = 32
"""How deep parentheses and negations may be nested."""
MAX_SECONDS = 2.0
"""CPU seconds that a search may take."""
MAX_EXPANDED = 1024
"""Terms that a wildcard or a fuzzy word may stand for."""

MIN_LITERAL = 2
"""Letters that a wildcard needs, unless it is the beginning of a word."""

MAX_DISTANCE = 2
"""Mistakes that a fuzzy word may have."""

MAX_SLOP = 100
"""How far the words of a phrase may be apart."""


def check_length(query: str) -> None:
    """Refuse a query of more than :data:`MAX_BYTES` bytes of UTF-8, without reading it."""
    if len(query) > MAX_BYTES or len(query.encode(errors="replace")) > MAX_BYTES:
        raise QueryTooCostly("This query is longer than 4 KB.", hint="Search for a few of its words, or for a phrase.")


def check_clauses(clauses: int, column: int) -> None:
    """Refuse a query of more than :data:`MAX_CLAUSES` words, phrases and filters."""
    if clauses > MAX_CLAUSES:
        raise QueryTooCostly(
            f"This query has more than {MAX_CLAUSES} words.", hint="Leave the common ones out.", column=column
        )


def check_depth(depth: int, column: int) -> None:
    """Refuse parentheses and negations nested deeper than :data:`MAX_DEPTH`."""
    if depth > MAX_DEPTH:
        raise QueryTooCostly(
            f"This query is nested more than {MAX_DEPTH} deep.", hint="Use fewer parentheses.", column=column
        )


def check_literal(letters: int, column: int) -> None:
    """Refuse a wildcard of fewer than :data:`MIN_LITERAL` letters: it would stand for half of the archive's words."""
    if letters < MIN_LITERAL:
        raise QueryTooCostly(
            f"A word with * or ? needs at least {MIN_LITERAL} letters, unless the star is its end.",
            hint="Write more of the word, as in *ing, w?rd or elect*.",
            column=column,
        )


def check_expanded(terms: int, what: str) -> None:
    """Refuse a wildcard or fuzzy word, ``what``, that stands for more than :data:`MAX_EXPANDED` terms."""
    if terms > MAX_EXPANDED:
        raise QueryTooCostly(
            f"{what} stands for more than {MAX_EXPANDED:,} words of this archive.", hint="Write more of the word."
        )


class Budget:
    """The time of one search, on the processor of the thread that makes it: polled by whatever takes long.

    ``check`` raises :class:`Cancelled` once ``cancelled()`` is true, :class:`QueryTooCostly` after ``seconds``.
    """

    def __init__(self, cancelled: Callable[[], bool] | None = None, seconds: float = MAX_SECONDS) -> None:
        self._cancelled = cancelled
        self._deadline = time.thread_time() + seconds

    def part(self, seconds: float) -> Budget:
        """A shorter time for something that can be done without, cancelled along with this one."""
        return Budget(self._cancelled, seconds)

    def check(self) -> None:
        """Return when the search may go on."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled("The search was dropped.")
        if time.thread_time() > self._deadline:
            raise QueryTooCostly(
                f"This search takes longer than {MAX_SECONDS:.0f} seconds.",
                hint="Use fewer or rarer words, or a filter such as date:2019.",
            )


class Unlimited(Budget):
    """As long as it takes: for small questions by the thousand, since asking for the time is not for free."""

    def check(self) -> None:
        """Return."""


UNLIMITED = Unlimited()
