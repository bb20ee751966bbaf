"""Regular expressions over the values of a field, within bounds that no name can make slow.

The syntax is Python's, without what looks back or ahead. An expression describes whole words of a value:
``ed(inburgh)?`` finds "Edinburgh Star" and "Ed", not "United". Case and accents do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from index.errors import QueryError, QueryTooCostly
from index.query import limits
from index.text import fold_text

LONGEST_VALUE = 100
"""Code points of a value that are looked at, as many as of its term."""

_ENDLESS = 40
"""Ways that a part repeated without end counts for: three of them are within the bounds, four are not."""
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[^:]|\(\?:|[*+?]|\{\d*,?\d*\}|.", re.DOTALL)
_REPEATED = re.compile(r"[*+?]|\{(\d*)(,?)(\d*)\}")
_REFUSED_ESCAPE = re.compile(r"\\[0-9AZ]|\\[gk]")
_SET_OF_SETS = re.compile(r"(?<!\\)\[|--|&&|~~|\|\|")
"""What Python will read differently within brackets one day."""
_KEPT = 64
"""Compiled expressions that are remembered."""


def check_expression(expression: str, column: int) -> None:
    """Refuse an expression that cannot be read or that could take long; ``column`` is where it begins in the query.

    Raises :class:`QueryError`, :class:`QueryTooCostly`.
    """
    if len(expression) > limits.MAX_EXPRESSION:
        raise QueryTooCostly(
            f"The regular expression is longer than {limits.MAX_EXPRESSION} characters.",
            hint="Write a shorter one, or several with OR between them.",
            column=column,
        )
    if reason := _costly(expression):
        raise QueryTooCostly(
            f"The regular expression {reason}.",
            hint="Write one with at most three of * and +, none of them inside another, as in /ed(inburgh)?/.",
            column=column,
        )
    try:
        re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        raise QueryError(
            f"The regular expression cannot be read: {error}.",
            hint=r"Write \ before a sign that is meant as itself, as in /st\./.",
            column=column,
        ) from None


def matching(expression: str, values: Iterable[str]) -> Iterator[bool]:
    """Whether each of ``values`` matches an expression that was checked."""
    search = _compiled(expression).search
    for value in values:
        text = value[:LONGEST_VALUE]
        yield search(text) is not None or search(fold_text(text)) is not None


@lru_cache(maxsize=_KEPT)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{expression})(?![^\W_])", re.IGNORECASE)


def _costly(expression: str) -> str:
    """Why an expression could take long; empty if it cannot."""
    ways = 1
    choices = [1]
    """For each open group the alternatives in it; 0 where something is repeated."""
    closed = 1
    """The same of the group that ended right before."""
    for found in _TOKEN.finditer(expression):
        token = found[0]
        if _REFUSED_ESCAPE.match(token) or (token.startswith("(?") and token != "(?:"):
            return "looks back or ahead, or has flags"
        if token[0] == "[" and _SET_OF_SETS.search(token, 1):
            return "has a sign within brackets that needs a \\ before it"
        if repeated := _REPEATED.fullmatch(token):
            if closed != 1 and token != "?":
                return "repeats a group in which there is a choice"
            ways *= _ways(repeated)
            choices[-1], closed = 0, 1
            continue
        closed = 1
        if token == "|":
            choices[-1] += choices[-1] > 0
            ways *= 2
        elif token in ("(", "(?:"):
            choices.append(1)
        elif token == ")" and len(choices) > 1:
            closed = choices.pop()
            choices[-1] = 0 if closed != 1 else choices[-1]
    return "has too many parts that are optional, repeated or alternatives" if ways > limits.MAX_WAYS else ""


def _ways(repeated: re.Match[str]) -> int:
    """How many times a part may be repeated, counted as different ways."""
    if repeated[0] == "?":
        return 2
    least, comma, most = repeated.groups()
    if repeated[0] in "*+" or (comma and not most):
        return _ENDLESS
    return max(1, int(most or least or 1) - int(least or 0) + 1) if comma else max(1, int(least or 1))
