"""Single words that change what nearly equal sentences say: units, places in an order, weekdays, words exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from index.comparison.facts.assertions.oppositions import oppositions
from index.comparison.facts.hedges import loosely
from index.comparison.facts.measures import Measured, measured
from index.comparison.facts.numbers.numerals import numerals
from index.comparison.facts.statements import Statement
from index.comparison.facts.vocabulary import vocabulary
from index.model import Span
from index.text import Token, stem

_LONGEST = 4
"""Words that may have changed places with others, at most: a long name. Longer ones are clauses, which may move."""
_DOLLARS = frozenset(("$", "US$", "USD"))
"""Units that may be one currency."""
_NO_UNITS = frozenset(("", "age", "ordinal"))
"""Of these a figure has none, or one that it shares with no other."""
_WORDS_OF_UNIT = 2
_LAST = -1
_ENDINGS = frozenset("st nd rd th".split())
_DIGITS = 3
"""Digits of a place in an order, at most."""

SortOfWords = Literal["figure", "day", "name", "order"]


class Exchange(NamedTuple):
    """The words at one place of both sentences; spans are into the sentences."""

    kind: SortOfWords
    left: Span
    right: Span


# --- Units ------------------------------------------------------------------------------------------------------------


def other_units(left: Statement, right: Statement, same: Mapping[int, int]) -> Iterator[Exchange]:
    """Equal numbers of unlike units: 14 kilometres and 14 miles, £40 and €40, 6 percent and 6 points.

    ``same`` has, by where a word begins that both sentences have at one place, where it begins in ``right``. Units that
    come to the same, as 1,000 metres and 1 kilometre do, are not unlike.
    """
    for figure in left.figures:
        at = next((begin for begin in same if figure.span[0] <= begin < figure.span[1]), None)
        if at is None:
            continue
        other = next((each for each in right.figures if each.span[0] <= same[at] < each.span[1]), None)
        if other is None or (figure.low, figure.high) != (other.low, other.high):
            continue
        mine, theirs = measured(left.text, figure, left.language), measured(right.text, other, right.language)
        if _unlike(mine, theirs):
            yield Exchange("figure", *_with_units(left, mine, right, theirs))


def come_to_the_same(left: Statement, x: Span, right: Statement, y: Span) -> bool:
    """Whether figures at these places have two units and one value: 62 miles, 100 kilometres; roundings agree."""
    mine, theirs = (
        [
            measured(side.text, figure, side.language)
            for figure in side.figures
            if figure.span[0] < span[1] and span[0] < figure.span[1]
        ]
        for side, span in ((left, x), (right, y))
    )
    return any(_converted(a, b) for a in mine for b in theirs)


def _converted(x: Measured, y: Measured) -> bool:
    if x.measure != y.measure or not x.unit or (x.stated.low, x.stated.high) == (y.stated.low, y.stated.high):
        return False
    one, other = loosely(x.figure), loosely(y.figure)
    return x.stated.nouns[:1] != y.stated.nouns[:1] and one[0] <= other[1] and other[0] <= one[1]


def _unlike(x: Measured, y: Measured) -> bool:
    units = x.stated.unit, y.stated.unit
    if not _NO_UNITS.intersection(units):
        return units[0] != units[1] and not _DOLLARS.issuperset(units)
    # Two days before and two days earlier are one span of time.
    measures = [each.measure.split()[0] for each in (x, y)]
    if "count" in measures or "age" in measures or "ordinal" in measures:
        return False
    return measures[0] != measures[1] or (x.figure.low, x.figure.high) != (y.figure.low, y.figure.high)


def _with_units(left: Statement, x: Measured, right: Statement, y: Measured) -> tuple[Span, Span]:
    """Where figures and their units are: that of a length is the word after it, of a temperature two."""
    spans = x.span, y.span
    for _ in range(_WORDS_OF_UNIT):
        if left.text[slice(*spans[0])].casefold() != right.text[slice(*spans[1])].casefold():
            break
        spans = _with_next_word(left, spans[0]), _with_next_word(right, spans[1])
    return spans


def _with_next_word(side: Statement, span: Span) -> Span:
    after = next((word for word in side.words if word.start >= span[1]), None)
    return (span[0], after.end) if after is not None else span


# --- One word for another ---------------------------------------------------------------------------------------------


def sort_of_replaced(x: Sequence[Token], y: Sequence[Token], language: str) -> SortOfWords | None:
    """What sort of words took each other's place: ``third`` and ``2nd``, ``Tuesday`` and ``Monday``; else None."""
    known = vocabulary(language)
    places = [_place([word.word for word in row], known.ranks.ranks) for row in (x, y)]
    if None not in places and places[0] != places[1]:
        return "figure" if _LAST not in places else "order"
    weekdays = [known.days.weekdays.get(row[0].word) if len(row) == 1 else None for row in (x, y)]
    return "day" if None not in weekdays and weekdays[0] != weekdays[1] else None


def _place(row: Sequence[str], ranks: Mapping[str, int]) -> int | None:
    if len(row) == 1:
        return ranks.get(row[0])
    digits = len(row) == 2 and row[0].isdecimal() and len(row[0]) <= _DIGITS and row[1] in _ENDINGS
    return int(row[0]) if digits else None


def without_articles(row: Sequence[Token], language: str) -> Sequence[Token]:
    """The words without those after the first that only lead to a noun: ``some of the``, ``einige der``."""
    common = vocabulary(language).words
    rest = [word for word in row[1:] if word.word not in common.of and word.word not in common.determiners]
    return [*row[:1], *(word for word in rest if word.word not in common.tell_nothing)]


# --- Words that changed places ----------------------------------------------------------------------------------------


def exchanged(left: Statement, right: Statement) -> Exchange | None:
    """Two figures, names or nouns of ``left`` that changed places in ``right``, which has the same words.

    ``The dog chased the postman``, ``nine votes to four``. What is only enumerated, and what may as well come first, as
    an adverb may, has no place to lose.
    """
    mine, theirs = left.words, right.words
    if len(mine) != len(theirs):
        return None
    stems, others = ([stem(word.word, left.language) for word in row] for row in (mine, theirs))
    differing = [n for n, (x, y) in enumerate(zip(stems, others, strict=True)) if x != y]
    if not differing:
        return None
    start, end = differing[0], differing[-1] + 1
    one, other = stems[start:end], others[start:end]
    for first in range(1, min(_LONGEST, len(one) - 2) + 1):
        for last in range(1, min(_LONGEST, len(one) - first - 1) + 1):
            if one != [*other[-first:], *other[last:-first], *other[:last]]:
                continue
            x, y = (start, start + first), (end - last, end)
            if _is_enumeration(left, mine[x[0] : y[1]], first, last):
                return None
            there = (end - first, end), (start, start + last)
            kind = _kind(left, right, (x, y), there)
            if kind is not None:
                return Exchange(kind, (mine[x[0]].start, mine[x[1] - 1].end), _span(theirs, there[1]))
    return None


_Range = tuple[int, int]


def _span(row: Sequence[Token], at: _Range) -> Span:
    return row[at[0]].start, row[at[1] - 1].end


def _kind(
    left: Statement, right: Statement, here: tuple[_Range, _Range], there: tuple[_Range, _Range]
) -> SortOfWords | None:
    """The sort of both runs of words, the places of which are given; None where they are of no one sort."""
    if all(_is_figure(left, _span(left.words, at)) for at in here):
        return "figure"
    common = vocabulary(left.language).words
    before = [left.words[at[0] - 1].word if at[0] else "" for at in here]
    rows = [[left.words[slice(*at)] for at in here], [right.words[slice(*at)] for at in there]]
    if before[0] == before[1] and before[0] in common.determiners:
        return "order" if all(word.word not in common.tell_nothing for run in rows[0] for word in run) else None
    named = all(_is_name(side, run) for side, runs in zip((left, right), rows, strict=True) for run in runs)
    return "name" if named else None


def _is_figure(side: Statement, span: Span) -> bool:
    return numerals(side.language).fullmatch(side.text, *span) is not None


def _is_name(side: Statement, run: Sequence[Token]) -> bool:
    """Whether all the words have capitals and can be of a name."""
    known = vocabulary(side.language)
    not_names = known.words.no_names | known.days.names
    return all(side.text[word.start].isupper() and word.word not in not_names for word in run)


def _is_enumeration(side: Statement, row: Sequence[Token], first: int, last: int) -> bool:
    """Whether the first and the last words of ``row`` are two of a list: ``Ohm and Voss``, ``Ohm, Voss and Brandt``."""
    between = row[first : len(row) - last]
    joining = _joining(side.language)
    commas = (
        "," in side.text[row[first - 1].end : between[0].start] and "," in side.text[between[-1].end : row[-last].start]
    )
    return commas or any(joining(word.word) for word in (between[0], between[-1]))


@cache
def _joining(language: str) -> _Joining:
    return _Joining(language)


class _Joining:
    """The words for ``and`` and ``or``."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._and = vocabulary(language).figures.and_.split("|")
        self._known = oppositions(language)

    def __call__(self, word: str) -> bool:
        if word in self._and:
            return True
        stems = stem(word, self._language), stem(self._and[0], self._language)
        return self._known.opposed(*stems, function_words=True)
