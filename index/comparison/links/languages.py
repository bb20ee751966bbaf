"""The languages of compared articles; between different languages only names and figures are compared.

Figures, times of day and days count by their value: ``vierzig`` is ``40``, and ``19.30 Uhr`` is ``7:30 p.m.``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from index.comparison.facts.statements import Statement
from index.comparison.links.shared_words import Common
from index.comparison.links.similarity import Terms
from index.comparison.passages import words
from index.model import Article, Span
from index.text.languages import name_of

_ENGLISH = "en"
_CODE = re.compile(r"[a-z]{2,3}")
_GROUPED = re.compile(r"(?<=\d)[.,\u00a0](?=\d{3}(?!\d))")
_TIME = re.compile(r"\d\d:\d\d")
_HAS_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def languages(articles: Sequence[Article]) -> list[str]:
    """The language of each article; an unknown one is taken from the first article with a known one, else English."""
    found = [_CODE.match((article.content.metadata.language or "").lower()) for article in articles]
    usual = next((code.group() for code in found if code), _ENGLISH)
    return [code.group() if code else usual for code in found]


def note(found: Sequence[str]) -> str:
    """A note for the reader on articles in different languages; empty for one language."""
    named = [name_of(code) for code in dict.fromkeys(found)]
    if len(named) < 2:
        return ""
    return f"In {', '.join(named[:-1])} and {named[-1]}: only names and figures are compared between languages."


@dataclass(frozen=True, slots=True)
class NamedWord:
    """A word of a name, or a figure, time or day, of a sentence that is compared with another language."""

    stem: str
    """The word folded, or the value written one way: ``40``, ``19:30``, ``2021-03-02``."""
    span: Span
    """Into the sentence."""
    follows: bool
    """Whether no other word is between it and the one before it."""


def named_words(facts: Statement, names: Sequence[Span], spelled: Mapping[str, str] | None = None) -> list[NamedWord]:
    """The words of ``names``, which are spans into the sentence, and the values that it states, in order.

    ``spelled`` has other spellings of names by the folded word.
    """
    values = dict(_values(facts))
    found: list[NamedWord] = []
    last = -1
    done: set[Span] = set()
    for at, word in enumerate(words(facts.text)):
        span = next((each for each in values if word.start < each[1] and each[0] < word.end), None)
        if span is not None:
            if span not in done:
                found.append(NamedWord(values[span], span, last == at - 1 and at > 0))
                done.add(span)
            last = at
        elif word.word[0].isdigit() or any(start <= word.start < end for start, end in names):
            written = _GROUPED.sub("", word.word) if word.word[0].isdigit() else word.word
            stem = (spelled or {}).get(written, written)
            found.append(NamedWord(stem, (word.start, word.end), last == at - 1 and at > 0))
            last = at
    return found


def _values(facts: Statement) -> Iterator[tuple[Span, str]]:
    """The spans of exact figures, of times and of days that are known to the day, with the value written one way."""
    for figure in (*facts.figures, *facts.parts):
        if figure.low == figure.high and figure.step:
            yield figure.span, f"{figure.low:.15g}"
    for time in facts.times:
        if time.half_known and not time.zone:
            yield time.span, time.value.removeprefix("about ")
    for day in facts.days:
        if day.year and day.month and day.day:
            yield day.span, f"{day.year}-{day.month:02}-{day.day:02}"


def named_terms(text: str, row: Sequence[NamedWord]) -> Terms:
    """The terms of a sentence of which only names and values count."""
    stems = tuple(word.stem for word in row)
    gaps = frozenset(n for n, word in enumerate(row) if n and not word.follows)
    numbers = frozenset(stem for stem in stems if stem[0].isdigit())
    return Terms(stems, frozenset(stems) - numbers, numbers, text=text, gaps=gaps)


def named_runs(
    left: Sequence[NamedWord], right: Sequence[NamedWord], weigh: Callable[[str], float], same: Mapping[str, str]
) -> tuple[Common, ...]:
    """The names and values that two sentences share, in the order of the left; ``same`` maps spellings to one."""
    mine, theirs = ([same.get(word.stem, word.stem) for word in side] for side in (left, right))
    found: list[Common] = []
    used: set[int] = set()
    i = 0
    while i < len(mine):
        size, j = max(((_size(mine, theirs, left, right, i, j), -j) for j in range(len(theirs))), default=(0, 0))
        places = range(-j, -j + size)
        if size and used.isdisjoint(places):
            used.update(places)
            ends = left[i + size - 1].span[1], right[size - 1 - j].span[1]
            weight = sum(map(weigh, mine[i : i + size]))
            found.append(Common((left[i].span[0], ends[0]), (right[-j].span[0], ends[1]), weight))
        i += max(1, size)
    return tuple(found)


def _size(
    mine: Sequence[str],
    theirs: Sequence[str],
    left: Sequence[NamedWord],
    right: Sequence[NamedWord],
    i: int,
    j: int,
) -> int:
    """How many words both have in common from ``i`` and ``j`` on, without a gap."""
    size = 0
    while i + size < len(mine) and j + size < len(theirs) and mine[i + size] == theirs[j + size]:
        if size and not (left[i + size].follows and right[j + size].follows):
            break
        size += 1
    return size


def tells_enough(left: Terms, right: Terms, once: frozenset[str] = frozenset()) -> bool:
    """Whether sentences in two languages have two names or figures in common; the main name of a story is not enough.

    Words that follow each other in both sentences are one name; figures of one digit do not count, and a day neither:
    much of the news of a day has it. Of what only one sentence of each article has, ``once``, a name of several words
    is enough, and so is a time on the same day.
    """
    common = set(left.stems) & set(right.stems)
    shared = {stem for stem in common if not (stem.isdigit() and len(stem) < 2) and not _DAY.fullmatch(stem)}
    joined = [pair for pair in set(left.pairs()) & set(right.pairs()) if shared.issuperset(pair)]
    if len(shared) - len(joined) > 1:
        return True
    if any(once.issuperset(pair) and not any(map(_HAS_DIGIT.search, pair)) for pair in joined):
        return True
    return len(common) > 1 and any(_TIME.fullmatch(stem) for stem in common & once)


def found_once(left: Iterable[Terms], right: Iterable[Terms]) -> frozenset[str]:
    """The stems that one sentence of either article has, and no more."""
    of_left, of_right = (Counter(chain.from_iterable(terms.vocabulary for terms in side)) for side in (left, right))
    return frozenset(stem for stem, count in of_left.items() if count == 1 == of_right[stem])
