"""Conflicts: facts on which two passages differ although they state the same thing.

A figure, day, time, name or place of one passage is compared with those of the other that measure the same: same unit
or noun, same context. A fact that agrees with any of the other side is settled; a conflict needs one that is left over
on each side. In doubt there is no conflict: a false alarm costs a reader more trust than a missed difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from index.comparison.facts.day_conflicts import (
    comparable_days,
    comparable_times,
    date_same_thing,
    days_agree,
    left_open,
    time_same_thing,
    times_agree,
)
from index.comparison.facts.days import Day, Time
from index.comparison.facts.figure_conflicts import figures_agree, near, same_count, same_measure, same_unit
from index.comparison.facts.figures import Figure
from index.comparison.facts.name_conflicts import Name, comparable_names, name_same_person, names_agree
from index.comparison.facts.names import parts, same_written
from index.comparison.facts.nearness import Nearness
from index.comparison.facts.place_conflicts import Place, comparable_places, known_to, place_same_thing, places_agree
from index.comparison.facts.scope import counts_a_part, of_the_past, scopes
from index.comparison.facts.speakers import speaker
from index.comparison.facts.statements import Statement, nearness, others_named, same_bearer, statement
from index.model import Claim, Conflict, DifferenceKind, Span

__all__ = ["Statement", "conflicts", "differences", "disagree", "statement"]

_FEW = 2
"""Figures up to this are too common to distinguish events."""
_FEWEST = 3
"""Content words that a passage needs for its facts to be compared; a line such as ``Published: 3 May`` has none."""
_SAME_STATEMENT = 0.6
"""Share of words in common from which passages make one statement."""
_STRONG = 0.3
"""Share of words in common from which a difference between passages may be claimed to be a conflict."""
_RELATED = 0.15
"""Share of words in common from which passages may be about one thing."""


class _Stated(Protocol):
    @property
    def text(self) -> str: ...

    @property
    def span(self) -> Span: ...


Fact = TypeVar("Fact", bound=_Stated)


@dataclass(frozen=True, slots=True)
class _Rule(Generic[Fact]):
    """How facts of one kind are compared."""

    kind: DifferenceKind
    comparable: Callable[[Fact, Fact], bool]
    agree: Callable[[Fact, Fact], bool]
    same_thing: Callable[[Fact, Fact, Nearness], bool]
    alone: Callable[[Fact, Fact], bool] = lambda x, y: False
    """Whether two facts can be compared because they are the only ones in which the passages differ."""
    left_open: Callable[[Fact, Fact], bool] = lambda x, y: False
    """Whether facts that do not agree may agree after all, because a date of publication is missing."""


_FIGURES: _Rule[Figure] = _Rule("figure", same_measure, figures_agree, same_count, alone=same_unit)
_DAYS: _Rule[Day] = _Rule("day", comparable_days, days_agree, date_same_thing, left_open=left_open)
_NAMES: _Rule[Name] = _Rule("name", comparable_names, names_agree, name_same_person)
_PLACES: _Rule[Place] = _Rule("place", comparable_places, places_agree, place_same_thing)
_TIMES: _Rule[Time] = _Rule("time", comparable_times, times_agree, time_same_thing)


def conflicts(a: str, b: str, *, published_a: date | None = None, published_b: date | None = None) -> list[Conflict]:
    """The facts on which passages ``a`` and ``b`` differ, with spans into them; in the order of ``a``."""
    return differences(statement(a, published_a), statement(b, published_b))


def differences(a: Statement, b: Statement, *, careful: bool = False) -> list[Conflict]:
    """:func:`conflicts` of passages whose facts were read before.

    ``careful`` is for passages that are only related: they may well speak of different things.
    """
    if min(len(a.content), len(b.content)) < _FEWEST:
        return []
    found = [
        *_left_over(_FIGURES, a, b, a.figures, b.figures, careful),
        *_left_over(_DAYS, a, b, a.days, b.days, careful),
        *_left_over(_TIMES, a, b, a.times, b.times, careful),
    ]
    if not careful:
        found += _left_over(_NAMES, a, b, a.names, b.names, careful)
        left = [place for place in a.places if not known_to(place, b.text)]
        right = [place for place in b.places if not known_to(place, a.text)]
        found += _left_over(_PLACES, a, b, left, right, careful)
    return sorted(found, key=lambda conflict: conflict.left_span)


def disagree(a: Statement, b: Statement) -> bool:
    """Whether the passages give figures of one sort, or dates, and none of them goes together: twin events may."""
    measured = [(x, y) for x in a.figures for y in b.figures if same_measure(x, y) and max(x.low, y.low) > _FEW]
    if measured and not any(figures_agree(x, y) or near(x, y) for x, y in measured):
        return True
    dated = [(x, y) for x in a.days for y in b.days if comparable_days(x, y) and not left_open(x, y)]
    return bool(dated) and not any(days_agree(x, y) for x, y in dated)


def _left_over(
    rule: _Rule[Fact], a: Statement, b: Statement, left: Sequence[Fact], right: Sequence[Fact], careful: bool
) -> list[Conflict]:
    """Conflicts between facts that have no equal on the other side, the most similar context first."""
    if not left or not right:
        return []
    open_left = [x for x in left if not any(rule.agree(x, y) for y in right)]
    open_right = [y for y in right if not any(rule.agree(x, y) for x in left)]
    comparable = [(x, y) for x in open_left for y in open_right if rule.comparable(x, y)]
    if careful:
        comparable = _unambiguous(comparable)
    elif not comparable and len(open_left) == len(open_right) == 1:
        comparable = [(x, y) for x, y in zip(open_left, open_right, strict=True) if rule.alone(x, y)]
    pairs: list[tuple[int, Fact, Fact]] = []
    for x, y in comparable:
        near_by = nearness(a, x.span, b, y.span, careful=careful)
        if _of_one_thing(rule, a, x, b, y, near_by) or (
            # An open conflict is no alarm: it is enough that one person says it on both sides.
            rule.left_open(x, y) and near_by.agreement >= _RELATED and _by_one_speaker(a, x.span, b, y.span)
        ):
            pairs.append((near_by.nearby, x, y))
    pairs.sort(key=lambda pair: (-pair[0], pair[1].span, pair[2].span))
    used: set[Span] = set()
    used_right: set[Span] = set()
    found = []
    for _, x, y in pairs:
        if x.span not in used and y.span not in used_right:
            used.add(x.span)
            used_right.add(y.span)
            speakers = speaker(a.text, x.span, a.language), speaker(b.text, y.span, b.language)
            claim: Claim = "conflict" if _certain(a, x, b, y, careful) else "differs"
            if rule.left_open(x, y):
                claim = "open"
            found.append(Conflict(rule.kind, x.text, y.text, x.span, y.span, *speakers, claim))
    return found


def _of_one_thing(rule: _Rule[Fact], a: Statement, x: Fact, b: Statement, y: Fact, near_by: Nearness) -> bool:
    """Whether both facts are about one thing, judged by the words and names around them."""
    if isinstance(x, Figure) and x.unit == "age" and near_by.agreement >= _RELATED:
        bearer = same_bearer(a, x.span, b, y.span)
        if bearer is not None:
            return bearer
    if not rule.same_thing(x, y, near_by):
        return False
    if not isinstance(x, Figure) or near_by.agreement >= _SAME_STATEMENT:
        return True
    return not others_named(a, x.span, b, y.span, careful=near_by.careful)


def _certain(a: Statement, x: Fact, b: Statement, y: Fact, careful: bool) -> bool:
    """Whether both passages speak of one scope and time, so that the two values exclude each other."""
    if careful or nearness(a, x.span, b, y.span, careful=careful).agreement < _STRONG:
        return False
    if scopes(a) != scopes(b) or counts_a_part(a) != counts_a_part(b):
        return False
    return of_the_past(a, None) == of_the_past(b, None)


def _by_one_speaker(a: Statement, span_a: Span, b: Statement, span_b: Span) -> bool:
    who, other = speaker(a.text, span_a, a.language), speaker(b.text, span_b, b.language)
    first, second = ([n.text for n in a.names if n.text in who], [n.text for n in b.names if n.text in other])
    return any(_one_person(x, y) for x in first for y in second)


def _one_person(x: str, y: str) -> bool:
    """Whether the full names are the same, apart from titles before them."""
    left, right = parts(x)[-2:], parts(y)[-2:]
    return len(left) == len(right) == 2 and same_written(" ".join(left), " ".join(right))


def _unambiguous(pairs: Sequence[tuple[Fact, Fact]]) -> list[tuple[Fact, Fact]]:
    """The pairs whose facts are comparable with no other fact; in a list of results they are with many."""
    left, right = Counter(x.span for x, _ in pairs), Counter(y.span for _, y in pairs)
    return [(x, y) for x, y in pairs if left[x.span] == 1 and right[y.span] == 1]
