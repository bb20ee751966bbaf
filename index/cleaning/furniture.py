"""What gives a line away as furniture of the page: cue phrases of the trade, each kind with its reason.

A cue is one piece of evidence about a line, not a verdict: classifying weighs it with the line's shape and company.
The phrases stand in ``cues.toml``; they are of the general kind, in the languages that news archives mostly hold, and
none names an outlet.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import NamedTuple

_LONGEST = 600
_NEVER = "(?!)"


class _Cues(NamedTuple):
    """The cues compiled: in each pattern the n-th group belongs to the n-th reason."""

    reasons: tuple[str, ...]
    opening: re.Pattern[str]
    inside: re.Pattern[str]
    keywords: frozenset[str]


@cache
def _cues() -> _Cues:
    kinds = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))["kind"]
    return _Cues(
        tuple(kind["reason"] for kind in kinds),
        re.compile("|".join(f"({'|'.join(kind['opening']) or _NEVER})" for kind in kinds)),
        re.compile("|".join(f"({'|'.join(kind['inside']) or _NEVER})" for kind in kinds)),
        frozenset(word for kind in kinds for word in kind["keywords"].split()),
    )


def cue(low: str, words: Collection[str]) -> str | None:
    """The kind of furniture that a line speaks of; None for most lines.

    ``low`` is the line in lower case, of which the first 600 characters are looked at; ``words`` are its words.
    """
    cues = _cues()
    low = low[:_LONGEST].replace("\u2019", "'").strip(" \t-–—•*·|>»›")
    found = cues.opening.match(low)
    if found is None and ("©" in low or not cues.keywords.isdisjoint(words)):
        found = cues.inside.search(low)
    return cues.reasons[(found.lastindex or 1) - 1] if found else None
