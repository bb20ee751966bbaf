"""Sentences that are no part of what an article reports: rights, newsletters, disclaimers, who contributed.

Cleaning hides such lines where they stand alone, and those that an outlet repeats. What is left, such as the last
sentence of a paragraph, is found here by a small vocabulary, so that it is no evidence for a copy or a story.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from index.model import Span
from index.text import Token, sentences

_LONGEST: Final = 400
"""Characters of a sentence from which it reports something, whatever else is in it."""
_OPENING: Final = " *([\u2014\u2013-\u2022"
"""Signs before the first word of such a sentence."""
_BETWEEN: Final = _OPENING + ")]\u00a0\t\n"
"""What may be left of a passage of such sentences."""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What such sentences have; three patterns, since one of all would be tried at every character."""

    hints: tuple[str, ...]
    plain_hints: tuple[str, ...]
    """Those in ASCII: the others are in no text that is in ASCII."""
    opening: re.Pattern[str]
    """What is at the beginning of a sentence."""
    anywhere: re.Pattern[str]

    def has(self, sentence: str, near: Iterable[str]) -> bool:
        """Whether a sentence is boilerplate; ``near`` are the hints that its text has."""
        if not any(hint in sentence for hint in near):
            return False
        return self.opening.match(sentence.lstrip(_OPENING)) is not None or self.anywhere.search(sentence) is not None


@cache
def _vocabulary() -> _Vocabulary:
    file = resources.files(__package__).joinpath("boilerplate.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    hints: list[str] = table.pop("hints")
    every = [each for some in table.values() for each in some]
    opening = [each.removeprefix("^") for each in every if each.startswith("^")]
    # Their common beginning is tried once at each character.
    words = [each.removeprefix(r"\b") for each in every if each.startswith(r"\b")]
    rest = [each for each in every if not each.startswith(("^", r"\b"))]
    return _Vocabulary(
        tuple(hints),
        tuple(filter(str.isascii, hints)),
        re.compile("|".join(opening)),
        re.compile("|".join((rf"\b(?:{'|'.join(words)})", *rest))),
    )


def boilerplate(text: str) -> tuple[Span, ...]:
    """The sentences of ``text`` that are boilerplate, in its order; none for most texts."""
    known = _vocabulary()
    low = text.lower().replace("\u2019", "'")
    if len(low) != len(text):
        # A letter that is two in lower case would move all that is behind it.
        low = "".join(one if len(one) == 1 else " " for one in map(str.lower, text)).replace("\u2019", "'")
    near = [hint for hint in (known.plain_hints if low.isascii() else known.hints) if hint in low]
    if not near:
        return ()
    found: list[Span] = []
    start = 0
    for line in low.split("\n"):
        if any(hint in line for hint in near):
            found += (
                (begin, end)
                for begin, end in sentences(text, start, start + len(line))
                if end - begin <= _LONGEST and known.has(low[begin:end], near)
            )
        start += len(line) + 1
    return tuple(found)


@lru_cache(maxsize=8192)
def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence, or the sentences of a passage, are nothing else: two outlets that have it share no report."""
    spans = boilerplate(sentence)
    return bool(spans) and not without_boilerplate(sentence).strip(_BETWEEN)


def without_boilerplate(text: str) -> str:
    """``text`` without such sentences."""
    spans = boilerplate(text)
    if not spans:
        return text
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def outside(words: Iterable[Token], spans: Sequence[Span]) -> list[Token]:
    """The words that are in none of ``spans``, which are in order."""
    if not spans:
        return list(words)
    starts = [start for start, _ in spans]
    found = []
    for word in words:
        at = bisect_right(starts, word.start) - 1
        if at < 0 or word.start >= spans[at][1]:
            found.append(word)
    return found
