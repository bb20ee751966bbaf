"""Where two passages state the same thing differently.

A figure, day or time of one side is set against those of the other that measure the same: same unit or noun, same
surroundings. Whatever has a compatible counterpart is settled; a conflict needs one left over on each side. When in
doubt there is none: a false alarm costs a reader more trust than a missed difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from index.comparison.days import Day, Time, days, times
from index.comparison.figures import Figure, figures
from index.model import Conflict, ConflictKind, Span
from index.text import Token, stem, tokens

_WINDOW = 6
"""Words on each side of a fact that count as its surroundings."""
_ABOUT = 0.15
_ROUNDED = 0.05
"""How far a round number may be from a precise one that it stands for."""
_COMMON = frozenset(
    "a an the of in on at by for from to with and or but as than that which who it its he she they his her their "
    "is are was were be been has have had will would can could may said say says this these those not also after "
    "before about more some other into over out up down there when while where we i you our your one two three no "
    "all new us mr".split()
)
_FATES = (
    frozenset("kill dead die death fatal slain murder casualti toll bodi victim".split()),
    frozenset("injur wound hurt hospit hospitalis".split()),
    frozenset("arrest detain captur held custodi imprison".split()),
    frozenset("miss unaccount".split()),
    frozenset("displac fled flee evacu leav homeless left".split()),
    frozenset("rescu surviv freed releas save".split()),
)
"""What happens to people; a figure for one fate is no statement on another."""
_SAME_NOUNS = (
    frozenset("peopl person other men man women woman civilian resid victim live inhabit citizen".split()),
    frozenset("milit fighter jihadist insurg rebel gunmen gunman terrorist extremist".split()),
    frozenset("soldier troop serviceman servicemen personnel forc".split()),
    frozenset("offic policeman policemen polic".split()),
    frozenset("kill dead die death".split()),
    frozenset("injur wound hurt".split()),
    frozenset("child children kid minor".split()),
    frozenset("countri nation state".split()),
    frozenset("plane aircraft jet airplan airlin".split()),
    frozenset("ship vessel boat".split()),
    frozenset("car vehicl".split()),
    frozenset("home hous build".split()),
    frozenset("worker employe staff".split()),
    frozenset("km kilometr kilomet".split()),
    frozenset("m metr meter".split()),
    frozenset("mile mi".split()),
    frozenset("foot feet ft".split()),
)
_TIME_UNITS = frozenset("second minut hour day week month year decad centuri".split())


class _Stated(Protocol):
    @property
    def text(self) -> str: ...

    @property
    def span(self) -> Span: ...


Fact = TypeVar("Fact", bound=_Stated)


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage with the facts that it states."""

    text: str
    words: tuple[Token, ...]
    content: frozenset[str]
    """Stems of its words, without the most common ones, numbers and days."""
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]
    times: tuple[Time, ...]


def statement(text: str, published: str | None = None) -> Statement:
    """Read the facts of one passage; weekdays are resolved where the day of publication is known."""
    stated, clock = tuple(days(text, published)), tuple(times(text))
    taken = [*(day.span for day in stated), *(time.span for time in clock)]
    words = tuple(tokens(text))
    content = frozenset(
        stem(w.word) for w in words if w.word not in _COMMON and not w.word[0].isdigit() and not _within(w, taken)
    )
    return Statement(text, words, content, tuple(figures(text, taken)), stated, clock)


def conflicts(a: str, b: str, *, published_a: str | None = None, published_b: str | None = None) -> list[Conflict]:
    """The facts on which passages ``a`` and ``b`` differ, with spans into them; in the order of ``a``."""
    return differences(statement(a, published_a), statement(b, published_b))


def differences(a: Statement, b: Statement) -> list[Conflict]:
    """:func:`conflicts` of passages whose facts were read before."""
    agreement = 2 * len(a.content & b.content) / max(1, len(a.content) + len(b.content))
    found = [
        *_left_over(a, b, a.figures, b.figures, "figure", agreement, _same_measure, _figures_agree, _same_count),
        *_left_over(a, b, a.days, b.days, "day", agreement, _comparable_days, _days_agree, _same_day_told),
        *_left_over(a, b, a.times, b.times, "time", agreement, _comparable_times, _times_agree, _same_time_told),
    ]
    return sorted(found, key=lambda conflict: conflict.left_span)


def _left_over(
    a: Statement,
    b: Statement,
    left: Sequence[Fact],
    right: Sequence[Fact],
    kind: ConflictKind,
    agreement: float,
    comparable: Callable[[Fact, Fact], bool],
    agree: Callable[[Fact, Fact], bool],
    same_thing: Callable[[Fact, Fact, int, float], bool],
) -> list[Conflict]:
    """Pairs of comparable facts, unknown to the other side; most similar surroundings first."""
    open_left = [x for x in left if not any(agree(x, y) for y in right)]
    open_right = [y for y in right if not any(agree(x, y) for x in left)]
    pairs: list[tuple[float, Fact, Fact]] = []
    for x in open_left:
        for y in open_right:
            if comparable(x, y):
                nearby = len(_surroundings(a, x.span) & _surroundings(b, y.span))
                if agreement >= 0.4 or same_thing(x, y, nearby, agreement):
                    pairs.append((nearby, x, y))
    pairs.sort(key=lambda pair: (-pair[0], pair[1].span, pair[2].span))
    used: set[Span] = set()
    used_right: set[Span] = set()
    found = []
    for _, x, y in pairs:
        if x.span not in used and y.span not in used_right:
            used.add(x.span)
            used_right.add(y.span)
            found.append(Conflict(kind, x.text, y.text, x.span, y.span))
    return found


def _surroundings(side: Statement, span: Span) -> set[str]:
    before = [w for w in side.words if w.end <= span[0]][-_WINDOW:]
    after = [w for w in side.words if w.start >= span[1]][:_WINDOW]
    return {stem(w.word) for w in (*before, *after)} & side.content


def _within(word: Token, spans: Iterable[Span]) -> bool:
    return any(start <= word.start < end for start, end in spans)


# --- Figures ------------------------------------------------------------------------------------------------------


def _same_measure(x: Figure, y: Figure) -> bool:
    """Whether both figures count or measure the same sort of thing."""
    if x.label and x.label == y.label:
        return True
    if x.unit or y.unit:
        return x.unit == y.unit and (x.unit != "ordinal" or bool(set(x.nouns) & set(y.nouns)))
    if x.modifier != y.modifier:
        return False
    left, right = _widened(x.nouns), _widened(y.nouns)
    if any(left & fate and not right & fate and any(right & other for other in _FATES) for fate in _FATES):
        return False
    return bool(left & right) or not (x.nouns or y.nouns or x.label or y.label)


def _same_count(x: Figure, y: Figure, nearby: int, agreement: float) -> bool:
    """Whether passages that share little still count one thing: like surroundings, and of like size."""
    alike = min(x.low, y.low) >= 0.5 * max(x.high, y.high)
    return alike and ((nearby >= 1 and agreement >= 0.3) or (nearby >= 2 and agreement >= 0.15))


def _widened(nouns: Sequence[str]) -> frozenset[str]:
    return frozenset(nouns).union(*(group for group in _SAME_NOUNS if group.intersection(nouns)))


def _figures_agree(x: Figure, y: Figure) -> bool:
    if x.low == y.low and x.high == y.high:
        # "About a week" and "more than a week" differ; "about 100 people" and "more than 100 people" do not.
        spans_of_time = bool(_TIME_UNITS.intersection(x.nouns, y.nouns))
        return not (spans_of_time and {x.hedge, y.hedge} in ({"about", "over"}, {"under", "over"}))
    if x.hedge == y.hedge and x.step and y.step:
        slack = _ABOUT if x.hedge == "about" else 0.0
        return abs(x.low - y.low) <= slack * max(x.low, y.low) or _rounded(x, y) or _rounded(y, x)
    if not x.step and not y.step and not x.hedge and not y.hedge:
        # Two intervals that are both spelled out.
        return False
    (low, high), (other_low, other_high) = _interval(x), _interval(y)
    return (low <= other_high and other_low <= high) or _rounded(x, y) or _rounded(y, x)


def _interval(x: Figure) -> Span | tuple[float, float]:
    if x.hedge == "over":
        return x.low, x.high * 1.5
    if x.hedge == "under":
        return x.low * 0.8, x.high
    slack = _ABOUT if x.hedge == "about" else 0.0
    return x.low * (1 - slack), x.high * (1 + slack)


def _rounded(rough: Figure, precise: Figure) -> bool:
    """Whether ``rough`` is ``precise`` with fewer digits: 247 for 247.7, 20,000 for 20,400."""
    if rough.low != rough.high or precise.low != precise.high or not rough.low:
        return False
    apart = abs(rough.low - precise.low)
    if rough.step > precise.step:
        return apart <= rough.step
    digits = f"{rough.low:.0f}" if rough.low == int(rough.low) else ""
    zeros = len(digits) - len(digits.rstrip("0"))
    return zeros >= 2 and apart <= _ROUNDED * rough.low and f"{precise.low:.0f}"[-zeros:].strip("0") != ""


# --- Days and times -----------------------------------------------------------------------------------------------


def _parts(x: Day) -> dict[str, int]:
    named = {"year": x.year, "month": x.month, "day": x.day, "weekday": x.weekday}
    return {name: value for name, value in named.items() if value is not None}


def _comparable_days(x: Day, y: Day) -> bool:
    """Whether both tell the same of a day: the year, the month, or the day of the week."""
    left, right = _parts(x), _parts(y)
    if "weekday" in left and "weekday" in right and ("year" in left) != ("year" in right):
        # One article tells which week, the other does not: that leaves it open.
        return False
    return bool(left.keys() & right.keys())


def _days_agree(x: Day, y: Day) -> bool:
    left, right = _parts(x), _parts(y)
    shared = left.keys() & right.keys()
    return bool(shared) and all(left[part] == right[part] for part in shared)


def _same_day_told(x: Day, y: Day, nearby: int, agreement: float) -> bool:
    """Whether passages that share little still date one thing; likelier when the dates differ in one part only."""
    left, right = _parts(x), _parts(y)
    near_miss = any(left[part] == right[part] for part in left.keys() & right.keys())
    return nearby >= 1 and agreement >= (0.2 if near_miss else 0.35)


def _same_time_told(x: Time, y: Time, nearby: int, agreement: float) -> bool:
    return nearby >= 1 and agreement >= 0.25


def _comparable_times(x: Time, y: Time) -> bool:
    return x.zone == y.zone or not x.zone or not y.zone


def _times_agree(x: Time, y: Time) -> bool:
    apart = abs(x.minutes - y.minutes)
    return apart in (0, 24 * 60) or (apart == 12 * 60 and not (x.half_known and y.half_known))
