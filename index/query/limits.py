"""What a query may cost, and the errors for queries that cost more."""

from __future__ import annotations

import math
from collections.abc import Callable

from index.errors import Cancelled, QueryTooCostly

MAX_BYTES = 4096
"""Bytes of UTF-8 that a query may have."""
MAX_CLAUSES = 256
"""Words, phrases and filters that a query may have."""
MAX_DEPTH = 32
"""How deep parentheses and negations may be nested."""
MAX_WORK = 100_000_000
"""What a search may read: a posting or a position is 1, a term of the archive that is looked at :data:`TERM`.

Counted, not timed, so that a busy computer answers what an idle one answers. Of 10,000 articles, phrases of the most
common words read 0.4 to 2 million in 30 to 80 ms, patterns and misspelt words 1.9 million in 50 to 130 ms: 26 to 79 ns
each, so that this is three to eight seconds of a processor.
"""
TERM = 8
"""Postings that can be read in the time in which one term is compared with a pattern."""
MATCHED = 1_000
"""Postings that can be read in the time in which one name is compared with a regular expression."""
MAX_EXPANDED = 1024
"""Terms that a wildcard or a fuzzy word may match."""

MIN_LITERAL = 2
"""Letters that a word with wildcards needs, unless its only wildcard is a star at its end."""

MAX_DISTANCE = 2
"""Letters that may be wrong in a fuzzy word."""

MAX_SLOP = 100
"""Places that each word of a phrase may be after the one before."""

MAX_READINGS = 16
"""Rows of words that one phrase with alternatives may mean."""

MAX_EXPRESSION = 100
"""Characters of a regular expression."""

MAX_WAYS = 100_000
"""Ways in which a regular expression can go through one name: those of its optional, repeated and alternative parts."""


def check_length(query: str) -> None:
    """Refuse a query of more than :data:`MAX_BYTES` bytes of UTF-8, before it is parsed."""
    if len(query) > MAX_BYTES or len(query.encode(errors="replace")) > MAX_BYTES:
        raise QueryTooCostly("The query is longer than 4 KB.", hint="Search for a few of its words, or for a phrase.")


def check_clauses(clauses: int, column: int) -> None:
    """Refuse a query of more than :data:`MAX_CLAUSES` words, phrases and filters."""
    if clauses > MAX_CLAUSES:
        raise QueryTooCostly(
            f"The query has more than {MAX_CLAUSES} words.", hint="Delete the most common ones.", column=column
        )


def check_depth(depth: int, column: int) -> None:
    """Refuse parentheses and negations nested deeper than :data:`MAX_DEPTH`."""
    if depth > MAX_DEPTH:
        raise QueryTooCostly(
            f"The parentheses are nested more than {MAX_DEPTH} deep.", hint="Use fewer parentheses.", column=column
        )


def check_literal(letters: int, column: int) -> None:
    """Refuse a wildcard of fewer than :data:`MIN_LITERAL` letters: it would match half of the words of the archive."""
    if letters < MIN_LITERAL:
        raise QueryTooCostly(
            f"A word with * or ? needs at least {MIN_LITERAL} letters, unless its only wildcard is a * at its end.",
            hint="Write more letters, as in *ing, w?rd or elect*.",
            column=column,
        )


def check_readings(readings: int) -> None:
    """Refuse a phrase whose alternatives make more than :data:`MAX_READINGS` rows of words."""
    if readings > MAX_READINGS:
        raise QueryTooCostly(
            f"The alternatives of the phrase make more than {MAX_READINGS} phrases.",
            hint="Write fewer of them, or several phrases with OR between them.",
        )


def check_expanded(terms: int, what: str) -> None:
    """Refuse a wildcard or fuzzy word, ``what``, that matches more than :data:`MAX_EXPANDED` terms."""
    if terms > MAX_EXPANDED:
        raise QueryTooCostly(
            f"{what} matches more than {MAX_EXPANDED:,} words of this archive.", hint="Write more letters of the word."
        )


class Budget:
    """What one search may read; everything that takes long polls it and passes what it read since.

    ``check`` raises :class:`Cancelled` once ``cancelled()`` is true, :class:`QueryTooCostly` once more than ``work``
    was read, in the units of :data:`MAX_WORK`.
    """

    def __init__(self, cancelled: Callable[[], bool] | None = None, work: float = MAX_WORK) -> None:
        self._cancelled = cancelled
        self._work = work
        self.spent = 0
        """What was read so far."""

    def part(self, work: float) -> Budget:
        """A smaller one for something optional; it is cancelled together with this one."""
        return Budget(self._cancelled, work)

    def unbounded(self) -> Budget:
        """One that is only cancelled: for what is bounded otherwise, such as the snippets of a page."""
        return Budget(self._cancelled, math.inf)

    def check(self, work: int = 0) -> None:
        """Return if the search may continue after ``work`` more was read."""
        self.spent += work
        if self._cancelled is not None and self._cancelled():
            raise Cancelled("The search was cancelled.")
        if self.spent > self._work:
            raise QueryTooCostly(
                "The search reads too much of the archive.",
                hint="Use fewer or rarer words, or a filter such as date:2019.",
            )


class Unlimited(Budget):
    """No limit: for thousands of small questions, since asking whether to end has a cost too."""

    def check(self, work: int = 0) -> None:
        """Never raise."""


UNLIMITED = Unlimited()
