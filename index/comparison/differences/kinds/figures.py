"""Figures that measure or count the same sort of thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.comparison.differences.ages import NOT_KNOWN, at_two_dates, date_needed, of_earlier_time
from index.comparison.differences.candidates import Candidate, Mark
from index.comparison.differences.context import named_by
from index.comparison.differences.entries import entries
from index.comparison.differences.evidence import doubts, evidence
from index.comparison.differences.kinds.stated import ValuePair, value_pairs
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.differences.totals import adds_up
from index.comparison.facts.figure_conflicts import figures_agree, rounded, same_measure
from index.comparison.facts.figures import SPANS_OF_TIME, Figure
from index.comparison.facts.hedges import loosely
from index.comparison.facts.measures import Measured, measured
from index.comparison.facts.name_conflicts import one_name
from index.comparison.facts.statements import Statement, same_bearer
from index.comparison.facts.synonyms import canonical
from index.comparison.facts.vocabulary import vocabulary
from index.model import Span
from index.text import fold, stem, tokens

_BLOCK, _HOUSES = ("block",), 100
"""From this number on a block is one of a street's."""
_CLOSE = 0.5
"""Share of the larger figure from which the smaller one begins to be close to it."""
_DOZENS = 24
"""Vague figures from here on are compared: ``several`` says nothing that another figure could gainsay."""
_ONE_WORD = 14
"""Characters between two figures that have one word between them."""
_HEAVIEST = 6.5
"""Highest weight of a word."""
_NAMED = 2
"""Shared words that are named with a measure."""
_HEDGES = {"about": "about ", "over": "over ", "under": "under ", "": ""}
_TIMES = ((365.25, "years"), (30.4375, "months"), (1.0, "days"), (1 / 24, "hours"), (1 / 1440, "minutes"))
"""Units of spans of time in days, the longest first: the first that the value reaches is written."""
_KILOMETRE = 1000.0
_NEARLY_WHOLE = 1e-6
"""What a conversion leaves of a whole number."""
_WHOLE = 4
"""Words after ``of`` that say what a share is of."""
_WHOLES = "shares of two things"
"""The doubt about two shares."""
_OWNERS = "beside different names"
"""The doubt about two values each of which may be somebody else's."""
_FATES = {
    "kill": "killed",
    "injur": "injured",
    "arrest": "arrested",
    "miss": "missing",
    "displac": "displaced",
    "rescu": "rescued",
}
_MOVING = frozenset(_FATES)
"""What goes on being counted while news come in."""


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two figures of one measure that cannot both be true of one thing."""
    for found in value_pairs(pair, _figures, comparable, agree, lambda x: x.measure):
        if found.x.figure.part or found.y.figure.part:
            # What counts a part can only settle what counts the whole.
            continue
        if _replaced(pair.left, found.left, found.y) or _replaced(pair.right, found.right, found.x):
            continue
        if _adds_up(pair, found) or (found.x.measure == "age" and _ages_apart(pair, found)):
            continue
        features = {**evidence(pair, found.left, found.right), **found.features, **_features(pair, found.x, found.y)}
        subject = _subject(pair, found)
        yield Candidate(
            "figure",
            replace(found.left, value=written(found.x)),
            replace(found.right, value=written(found.y)),
            subject,
            features,
            _reasons(subject, features),
            doubts=(
                *found.doubts,
                *doubts(features),
                *_doubts(found.x, found.y),
                *_wholes(pair, found),
                *_owners(pair, found),
            ),
            moves=found.x.figure.fate in _MOVING or found.x.measure.startswith("money"),
            missing=NOT_KNOWN if found.x.measure == "age" and date_needed(found.x, found.y, _days(pair)) else "",
        )


def _bearer(pair: Pair, found: ValuePair[Measured]) -> bool | None:
    """Whether two ages are beside the name of one person; None where a name is missing."""
    mine, theirs = pair.left.statement(found.left.sentence), pair.right.statement(found.right.sentence)
    return same_bearer(mine, found.left.span, theirs, found.right.span)


def _days(pair: Pair) -> tuple[date | None, date | None]:
    return pair.left.article.day, pair.right.article.day


def _ages_apart(pair: Pair, found: ValuePair[Measured]) -> bool:
    """Whether two ages are of two people, or of one person at two dates."""
    if _bearer(pair, found) is False or at_two_dates(found.x, found.y, _days(pair)):
        return True
    if found.x.figure.low < found.y.figure.low:
        return of_earlier_time(found.x, pair.left.statement(found.left.sentence))
    return of_earlier_time(found.y, pair.right.statement(found.right.sentence))


def _replaced(reading: Reading, mark: Mark, value: Measured) -> bool:
    """Whether another entry of the same live blog has the value of the other article: the blog gives it as well."""
    numbers = reading.kept(entries)
    if not numbers or not numbers[mark.sentence]:
        return False
    return any(
        comparable(each, value) and agree(each, value)
        for number, entry in enumerate(numbers)
        if entry != numbers[mark.sentence]
        for each in reading.kept(_FiguresOf(number))
    )


def _adds_up(pair: Pair, found: ValuePair[Measured]) -> bool:
    """Whether one of two values is a part that adds up, with others nearby, to the other."""
    if found.x.figure.low < found.y.figure.low:
        return adds_up(found.y, found.x, _nearby(pair.left, found.left, found.x))
    return adds_up(found.x, found.y, _nearby(pair.right, found.right, found.y))


def _nearby(reading: Reading, mark: Mark, value: Measured) -> list[Measured]:
    """The other figures of a sentence and its neighbours, those of the sentence itself first."""
    numbers = (mark.sentence, mark.sentence - 1, mark.sentence + 1)
    within = [n for n in numbers if 0 <= n < len(reading.sentences)]
    return [
        each for n in within for each in reading.kept(_FiguresOf(n)) if n != mark.sentence or each.span != value.span
    ]


@dataclass(frozen=True, slots=True)
class _FiguresOf:
    """Reads the figures of a sentence."""

    sentence: int

    def __call__(self, reading: Reading) -> Sequence[Measured]:
        return _figures(reading.statement(self.sentence))


def _figures(statement: Statement) -> Sequence[Measured]:
    found: list[Measured] = []
    before: Figure | None = None
    for figure in sorted((*statement.figures, *statement.parts), key=lambda each: each.span):
        if figure.part and not figure.nouns and before is not None:
            # "12 sailors, two of whom": two sailors.
            figure = replace(figure, nouns=before.nouns)
        vague = figure.hedge == "about" and not figure.step
        unclear = (vague and figure.low < _DOZENS) or (figure.nouns[:1] == _BLOCK and figure.low >= _HOUSES)
        if not unclear and not _goes_on(before, figure):
            found.append(measured(statement.text, figure, statement.language))
        before = figure
    return found


def _goes_on(before: Figure | None, figure: Figure) -> bool:
    """Whether a figure is the rest of the one before it: the seconds of ``4 minutes 48 seconds``."""
    if before is None or before.low == before.high or before.step or SPANS_OF_TIME.isdisjoint(before.nouns):
        return False
    return not SPANS_OF_TIME.isdisjoint(figure.nouns) and figure.span[0] - before.span[1] <= _ONE_WORD


def comparable(x: Measured, y: Measured) -> bool:
    """Whether both measure one sort of thing; counts need a noun or a fate in common."""
    if x.measure != y.measure:
        return False
    if x.measure in ("count", "ordinal"):
        return (bool(x.figure.fate) and x.figure.fate == y.figure.fate) or same_measure(x.figure, y.figure)
    return True


def agree(x: Measured, y: Measured) -> bool:
    """Whether both can be true of one thing."""
    a, b = x.figure, y.figure
    if a.low < a.high and b.low < b.high:
        return a.low < b.high and b.low < a.high
    if x.stated.nouns[:1] != y.stated.nouns[:1] and x.unit:
        # One of them may be converted, and rounded after that.
        return _overlap(loosely(a), loosely(b)) or _overlap(x.meant, y.meant)
    if a.hedge == b.hedge or _bounds_apart(a, b):
        return figures_agree(a, b)
    if _overlap(x.meant, y.meant):
        return True
    # What is "about" is rounded to the nearest, not cut off.
    return "about" not in (a.hedge, b.hedge) and (rounded(a, b) or rounded(b, a))


def _bounds_apart(a: Figure, b: Figure) -> bool:
    """Whether both have one value in words, and hedges that differ: about a week, more than a week."""
    return bool(a.hedge and b.hedge) and (a.low, a.high) == (b.low, b.high)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def written(x: Measured) -> str:
    """The value in one unit of its measure: ``about 61 m``, ``35 %``, ``over 26,000``, ``7 years``."""
    size, unit = _unit(x)
    low, high = (_number(value / size) for value in (x.figure.low, x.figure.high))
    number = low if low == high else f"{low} to {high}"
    return f"{_HEDGES[x.figure.hedge]}{number} {unit}".strip()


def _unit(x: Measured) -> tuple[float, str]:
    if x.measure.startswith("duration"):
        return next((size, unit) for size, unit in _TIMES if x.figure.high >= size or unit == "minutes")
    if x.measure == "length" and x.figure.high >= _KILOMETRE:
        return _KILOMETRE, "km"
    return 1.0, {"percent": "%", "points": "points"}.get(x.measure, x.unit)


def _number(value: float) -> str:
    """With four digits where it is no whole number: what was converted is no more exact."""
    whole = abs(value - round(value)) < _NEARLY_WHOLE
    return f"{round(value):,}" if whole else f"{float(f'{value:.4g}'):,}"


def _doubts(x: Measured, y: Measured) -> tuple[str, ...]:
    """That only one of them is a rate, or vague, or that nothing but their hedges differ."""
    found = []
    if _bounds_apart(x.figure, y.figure):
        found.append("of one value with two hedges")
    if x.figure.rate != y.figure.rate:
        found.append("one is a rate")
    if (x.figure.low < x.figure.high) != (y.figure.low < y.figure.high) or not (x.figure.step and y.figure.step):
        found.append("one is vague")
    return tuple(found)


def _wholes(pair: Pair, found: ValuePair[Measured]) -> tuple[str, ...]:
    """That two shares are of two wholes: percent of the traffic, percent of the call centres."""
    if found.x.measure != "percent":
        return ()
    mine = whole(pair.left.statement(found.left.sentence), found.left.span)
    theirs = whole(pair.right.statement(found.right.sentence), found.right.span)
    return (_WHOLES,) if mine and theirs and mine.isdisjoint(theirs) else ()


def _owners(pair: Pair, found: ValuePair[Measured]) -> tuple[str, ...]:
    """That each is beside a name that the other sentence does not have; the name beside a toll says who counts."""
    if found.x.figure.fate and found.x.figure.fate == found.y.figure.fate:
        return ()
    mine, theirs = pair.context("left", found.left).owner, pair.context("right", found.right).owner
    left, right = pair.left.statement(found.left.sentence), pair.right.statement(found.right.sentence)
    if not mine or not theirs or mine in fold(right.text) or theirs in fold(left.text):
        return ()
    return () if one_name(named_by(left, mine), named_by(right, theirs)) else (_OWNERS,)


def whole(statement: Statement, span: Span) -> frozenset[str]:
    """Stems of what a share is of: the content words after ``of``; empty where no ``of`` follows at once."""
    after = [word for word in statement.words if word.start >= span[1]][: _WHOLE + 1]
    if not after or after[0].word not in vocabulary(statement.language).words.of:
        return frozenset()
    return frozenset(stem(word.word, statement.language) for word in after[1:]) & statement.content


def _subject(pair: Pair, found: ValuePair[Measured]) -> str:
    """``people killed``, ``age (Moreno)``, ``length (fell, ridge)``: nouns, fate, measure, in the words of the left."""
    x, y = found.x.figure, found.y.figure
    spelled = pair.left.kept(_Spelled(found.left.sentence))
    fate = _FATES.get(x.fate, "") if x.fate == y.fate else ""
    if found.x.measure == "count":
        nouns = [spelled[noun] for noun in x.nouns if noun in y.nouns and noun in spelled]
        if named := " ".join(dict.fromkeys((*nouns, *([fate] if fate else ())))):
            return named
    mine, theirs = pair.context("left", found.left).near, pair.context("right", found.right).near
    common = sorted(mine.keys() & theirs.keys(), key=lambda each: (-min(mine[each], theirs[each]), each))
    about = ", ".join(spelled[each] for each in common[:_NAMED] if each in spelled)
    named = found.x.measure.removeprefix("count")
    return f"{named} ({about})".strip() if about else named


@dataclass(frozen=True, slots=True)
class _Spelled:
    """Reads how the words of a sentence are written, by stem and by canonical stem."""

    sentence: int

    def __call__(self, reading: Reading) -> dict[str, str]:
        text = reading.sentences[self.sentence].text
        found: dict[str, str] = {}
        for token in tokens(text):
            root = stem(token.word, reading.language)
            for name in (root, canonical(root)):
                found.setdefault(name, text[token.start : token.end])
        return found


def _reasons(subject: str, features: dict[str, float]) -> tuple[str, ...]:
    found = [f"both of {subject}"] if subject else []
    if features["owner"]:
        found.append("the same name beside both")
    if features["best both"]:
        found.append("no other figures of the two articles are nearer to each other")
    return tuple(found)


def _features(pair: Pair, left: Measured, right: Measured) -> dict[str, float]:
    x, y = left.figure, right.figure
    low, high = sorted((abs(x.low), abs(y.low)))
    shared = set(x.nouns) & set(y.nouns)
    ratio = low / high if high else 0.0
    counted = left.measure == "count"
    heaviest = max((min(_HEAVIEST, pair.weights(noun)) for noun in shared), default=0.0) / _HEAVIEST
    return {
        f"of {left.measure.split()[0]}": 1.0,
        "noun weight": heaviest if counted else 0.0,
        "nouns": len(shared) / max(1, min(len(x.nouns), len(y.nouns))),
        "fate": float(bool(x.fate) and x.fate == y.fate),
        "fate of one": float(bool(x.fate) != bool(y.fate)),
        "close": max(0.0, (ratio - _CLOSE) / (1 - _CLOSE)),
        "hedges": float(bool(x.hedge)) + float(bool(y.hedge)),
        "interval": float(x.low != x.high or y.low != y.high),
        "label": float(bool(x.label) and x.label == y.label),
    }
