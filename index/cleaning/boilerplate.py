"""What gives a line away as furniture of the page: cue phrases of the trade, each kind with its reason.

A cue is one piece of evidence about a line, not a verdict: classifying weighs it with the line's shape and company.
The phrases stand in ``cues.toml``; they are of the general kind, in the languages that news archives mostly hold, and
none names an outlet.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

_LONGEST = 600
_NEVER = "(?!)"


class _Cues(NamedTuple):
    """The cues compiled; kinds are known by their place."""

    reasons: tuple[str, ...]
    opening: re.Pattern[str]
    """Its n-th group is that of the n-th kind."""
    inside: tuple[re.Pattern[str], ...]
    kinds_of: Mapping[str, tuple[int, ...]]
    """By keyword: the kinds that are worth a search."""
    keywords: frozenset[str]


@cache
def _cues() -> _Cues:
    kinds = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))["kind"]
    kinds_of: dict[str, tuple[int, ...]] = {}
    for place, kind in enumerate(kinds):
        for word in kind["keywords"].split():
            kinds_of[word] = (*kinds_of.get(word, ()), place)
    return _Cues(
        tuple(kind["reason"] for kind in kinds),
        re.compile("|".join(f"({'|'.join(kind['opening']) or _NEVER})" for kind in kinds)),
        tuple(re.compile("|".join(kind["inside"]) or _NEVER) for kind in kinds),
        kinds_of,
        frozenset(kinds_of),
    )


def cue(low: str, words: Collection[str]) -> str | None:
    """The kind of furniture that a line speaks of; None for most lines.

    ``low`` is the line in lower case, of which the first 600 characters are looked at; ``words`` are its words.
    """
    cues = _cues()
    low = low[:_LONGEST].replace("\u2019", "'").strip(" \t-–—•*·|>»›")
    if found := cues.opening.match(low):
        return cues.reasons[(found.lastindex or 1) - 1]
    if not cues.keywords.isdisjoint(words) or "©" in low:
        hinted = {*cues.keywords.intersection(words), *(("copyright",) if "©" in low else ())}
        for place in sorted({place for word in hinted for place in cues.kinds_of[word]}):
            if cues.inside[place].search(low):
                return cues.reasons[place]
    return None
