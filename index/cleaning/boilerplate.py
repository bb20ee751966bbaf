"""Cue phrases of boilerplate, each kind with the reason for hiding such a line.

A cue is evidence about a line, not a verdict: the classifier weighs it with the line's form and the lines around it.
The phrases are in ``cues.toml``. They are general ones, in the languages of most news archives; none names an outlet.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from index.model import HiddenReason

_LONGEST = 600
"""Characters of a line that are looked at."""
_LAST_LATIN = "\u024f"
_NEVER = "(?!)"
"""A pattern that matches nothing."""


class _Cues(NamedTuple):
    """The compiled cues; a kind is known by its index."""

    reasons: tuple[HiddenReason, ...]
    opening: re.Pattern[str]
    """One group for each kind, in their order."""
    in_other_scripts: re.Pattern[str]
    """The same for lines that begin with a letter that is not Latin."""
    within_other_scripts: re.Pattern[str]
    """The same anywhere in such a line: their words are not parted by spaces in every script."""
    inside: tuple[re.Pattern[str], ...]
    kinds_of: Mapping[str, tuple[int, ...]]
    """By keyword: the kinds whose patterns may match a line with that word."""
    keywords: frozenset[str]


@cache
def _cues() -> _Cues:
    kinds = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))["kind"]
    kinds_of: dict[str, tuple[int, ...]] = {}
    for index, kind in enumerate(kinds):
        for word in kind["keywords"].split():
            kinds_of[word] = (*kinds_of.get(word, ()), index)
    return _Cues(
        tuple(HiddenReason.named(kind["reason"]) for kind in kinds),
        re.compile("|".join(f"({'|'.join(kind['opening']) or _NEVER})" for kind in kinds)),
        re.compile("|".join(f"({'|'.join(kind.get('scripts', ())) or _NEVER})" for kind in kinds)),
        re.compile("|".join(f"({'|'.join(kind.get('within', ())) or _NEVER})" for kind in kinds)),
        tuple(re.compile(_any_of(kind["inside"])) for kind in kinds),
        kinds_of,
        frozenset(kinds_of),
    )


def _any_of(patterns: Sequence[str]) -> str:
    r"""One pattern for all; those that begin with ``\b`` are together, so that they are tried at words alone."""
    at_words = [pattern for pattern in patterns if pattern.startswith(r"\b")]
    others = [pattern for pattern in patterns if not pattern.startswith(r"\b")]
    return "|".join([*others, f"(?:{'|'.join(at_words) or _NEVER})"])


def cue(low: str, words: Collection[str]) -> HiddenReason | None:
    """The kind of boilerplate that the words of a line show; None for most lines.

    ``low`` is the line in lower case, of which the first 600 characters are looked at; ``words`` are its words.
    """
    cues = _cues()
    low = low[:_LONGEST].replace("\u2019", "'").strip(" \t-–—•*·|<>»›¿¡〈【［")
    is_other = low[:1] > _LAST_LATIN
    if found := (cues.in_other_scripts if is_other else cues.opening).match(low):
        return cues.reasons[(found.lastindex or 1) - 1]
    if is_other and (found := cues.within_other_scripts.search(low)):
        return cues.reasons[(found.lastindex or 1) - 1]
    if not cues.keywords.isdisjoint(words) or "©" in low:
        hinted = {*cues.keywords.intersection(words), *(("copyright",) if "©" in low else ())}
        for index in sorted({index for word in hinted for index in cues.kinds_of[word]}):
            if cues.inside[index].search(low):
                return cues.reasons[index]
    return None
