"""Which lines of a plain text are its article: each line weighed in its context.

Two passes of logistic weights. The first sees a line, the shape of its neighbours, its group between blank lines, what
was repeated and what was announced above (``Related``, ``Comments``); the second sees how its neighbourhood came out.
The weights stand in ``weights.json``; ``tests/quality/fit_lines.py`` makes them from labelled lines.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate, chain, repeat

from index.cleaning.lines import Line
from index.model import HiddenReason

Weights = Mapping[str, float]

_ENDINGS = frozenset((HiddenReason.RELATED_STORY, HiddenReason.COMMENT))
_NOTHING = repeat(0.0)
_LIMIT = 8.0
"""First-pass scores beyond this, above or below zero, count no more than this for the lines around."""
_SHARES = (0.05, 0.15, 0.3, 0.5)
"""Bounds between the bands of how much of a line's words the main run of paragraphs has."""
_LOWEST = -5
"""The lowest step of a score."""
_STEPS = tuple(range(_LOWEST + 1, 6))
"""Bounds between the steps of a score."""
_COARSE_STEPS = (-2, -0.4, 0.8, 2.5)
"""Bounds between the steps of a mean score around a line."""
_COARSE = ("--", "-", "0", "+", "++")
_FAR = 9
"""Lines from which on a distance to the next paragraph is not told any more."""
_NEAR = 5
"""Lines that two paragraphs of one run are apart at most."""


@cache
def weights() -> tuple[Weights, Weights]:
    """The weights of the first and of the second pass, by the name of the feature."""
    table = json.loads(resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return table["first"], table["second"]


def probabilities(lines: Sequence[Line], groups: Sequence[int]) -> list[float]:
    """For each line, how likely it belongs to the article; ``groups`` numbers the runs between blank lines."""
    first, second = weights()
    features = context_features(lines, groups)
    scores = [score(first, names) for names in features]
    again = second_features(features, scores, lines)
    return [_logistic(score(second, names)) for names in again]


def score(table: Weights, features: Sequence[str]) -> float:
    """The weights of what is true of a line, summed: its log-odds of being article."""
    return sum(map(table.get, features, _NOTHING), table.get("always", 0.0))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


# --- First pass ------------------------------------------------------------------------------------------------------


def context_features(lines: Sequence[Line], groups: Sequence[int]) -> list[list[str]]:
    """The names of all that is true of each line, itself and in its company."""
    found = [list(line.features) for line in lines]
    _prose_around(lines, groups, found)
    _main_run(lines, found)
    _repeats(lines, found)
    _endings(lines, found)
    _neighbours(lines, found)
    return found


def _prose_around(lines: Sequence[Line], groups: Sequence[int], found: list[list[str]]) -> None:
    """How near the next paragraphs are, how much of the text is paragraphs, and in what group the line stands."""
    prose = [line.prose for line in lines]
    words = list(accumulate((line.words if line.prose else 0 for line in lines), initial=0))
    total = max(1, words[-1])
    share = "document prose " + _band(total / max(1, sum(line.words for line in lines)))
    since, until = _distances(prose)
    sizes = Counter(groups)
    with_prose = {group for group, here in zip(groups, prose, strict=True) if here}
    company = {
        group: f"group of {size if size < 4 else 4 if size < 8 else 8} "
        f"{'mixed' if group in with_prose else 'without prose'}"
        for group, size in sizes.items()
    }
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        place = _position(words[i] / total, words[i + 1] / total, prose[i])
        if prose[i]:
            own += (share, place, _beside_prose(since[i], until[i]))
        else:
            distances = _beside_other(since[i], until[i], line.words < 7, line.ends)
            own += (share, place, *distances, f"{line.features[0]}; {share}", company[groups[i]])


@cache
def _beside_prose(above: int, below: int) -> str:
    """How far a paragraph stands from the nearest others."""
    return f"prose: prose {min(above, 3)} above, {min(below, 3)} below"


@cache
def _beside_other(above: int, below: int, short: bool, ended: bool) -> tuple[str, str]:
    """How far a line that is no paragraph stands from the nearest, also by its own length."""
    length = ("short" if short else "middling") + (", ended" if ended else "")
    near = f"{length}: prose {min(above, 2)} above, {min(below, 2)} below"
    return f"prose {min(above, 4)} above, {min(below, 4)} below", near


def _distances(prose: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each line, how many lines above and below it the nearest prose stands; 9 where there is none."""

    def since(here: Sequence[bool]) -> list[int]:
        return list(accumulate(here, lambda steps, is_prose: 1 if is_prose else min(_FAR, steps + 1), initial=_FAR))

    return since(prose)[:-1], since(prose[::-1])[-2::-1]


def _band(share: float) -> str:
    return next((f"<{most}" for most in (0.3, 0.6, 0.8, 0.95) if share < most), ">0.95")


def _position(before: float, after: float, prose: bool) -> str:
    kind = "prose" if prose else "other"
    if before == 0:
        return f"{kind} before or at the first prose"
    if after >= 1:
        return f"{kind} after or at the last prose"
    return f"{kind} in the {'first' if after < 0.15 else 'last' if before > 0.85 else 'middle'} of the prose"


def _main_run(lines: Sequence[Line], found: list[list[str]]) -> None:
    """Where the line stands to the longest run of paragraphs, and how much of what it is about is in that run."""
    runs = _runs(lines)
    if not runs:
        return
    size = [sum(lines[i].words for i in run) for run in runs]
    most = max(size)
    main = runs[size.index(most)]
    run_of = {i: n for n, run in enumerate(runs) for i in run}
    about = Counter(chain.from_iterable(lines[i].content for i in main))
    several = frozenset([word for word, count in about.items() if count > 1])
    inside = set(main)
    length = "short run" if len(main) < 4 else "long run"
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        where = "before" if i < main[0] else "after" if i > main[-1] else "in"
        placed, shares = _at_main_run(line.prose, where, length)
        own.append(placed)
        if i in run_of and i not in inside:
            share = size[run_of[i]] / most
            own.append(
                f"in a run {where} the main one, {'half' if share > 0.5 else 'part' if share > 0.12 else 'bit'} of it"
            )
        if len(line.content) >= 2:
            known = several if i in inside else about.keys()
            own.append(shares[bisect_right(_SHARES, len(line.content & known) / len(line.content))])


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """Runs of paragraphs with no more than a few other lines between."""
    runs: list[list[int]] = []
    for i, line in enumerate(lines):
        if not line.prose:
            continue
        if runs and i - runs[-1][-1] <= _NEAR:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


@cache
def _at_main_run(prose: bool, where: str, length: str) -> tuple[str, tuple[str, ...]]:
    """How a line stands to the main run, alone and by each share of its words that is in it."""
    place = f"{'prose' if prose else 'other'} {where} the main run"
    shares = (*(f"<{most}" for most in _SHARES), "more")
    return f"{place}, {length}", tuple(f"{place}, of its words {share}, {length}" for share in shares)


def _repeats(lines: Sequence[Line], found: list[list[str]]) -> None:
    counts = Counter(line.low for line in lines)
    seen: set[str] = set()
    for line, own in zip(lines, found, strict=True):
        if counts[line.low] > 1:
            own.append("repeated, seen before" if line.low in seen else "repeated, first")
            seen.add(line.low)


def _endings(lines: Sequence[Line], found: list[list[str]]) -> None:
    """What stands below a line that announces other stories or comments."""
    ended, ending = 0, ""
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        if ended:
            near = "near" if i - ended < 12 else "far"
            own.append(f"after the ending: {ending}{', prose' if line.prose else ''}, {near}")
        if line.cue in _ENDINGS and line.words < 10:
            ended, ending = i + 1, line.cue or ""


def _neighbours(lines: Sequence[Line], found: list[list[str]]) -> None:
    """What the lines directly above and below are."""
    names = [line.cue or line.features[0] for line in lines]
    for own, above in zip(found, ["nothing", *names], strict=False):
        own.append(f"above: {above}")
    for own, below in zip(found, [*names[1:], "nothing"], strict=True):
        own.append(f"below: {below}")
    for i, line in enumerate(lines):
        if line.text[-1:] == ":" and i + 1 < len(lines):
            found[i + 1].append("announced by a colon")
        if i and (line.dated or line.byline):
            found[i - 1].append("date or byline below")


# --- Second pass -----------------------------------------------------------------------------------------------------


def second_features(
    features: Sequence[Sequence[str]], scores: Sequence[float], lines: Sequence[Line]
) -> list[list[str]]:
    """First-pass features with the score itself and the scores around it, in steps."""
    limited = [max(-_LIMIT, min(_LIMIT, value)) for value in scores]
    weight = [min(line.words, 40) ** 0.5 for line in lines]
    summed = list(accumulate([w * s for w, s in zip(weight, limited, strict=True)], initial=0.0))
    weighed = list(accumulate(weight, initial=0.0))
    kept = list(accumulate([w if s > 0 else 0.0 for w, s in zip(weight, limited, strict=True)], initial=0.0))
    total = max(1.0, kept[-1])
    around = zip(
        *(_means(summed, weighed, *window) for window in ((-2, 0), (1, 3), (-6, 0), (1, 7), (-4, 5))), strict=True
    )
    found = []
    for names, line, own, above, near in zip(features, lines, limited, kept, around, strict=False):
        two_above, two_below, six_above, six_below, nine = near
        coarse = bisect_right(_COARSE_STEPS, own)
        found.append([
            *names,
            *_scored(
                line.prose,
                bisect_right(_STEPS, own),
                bisect_right(_COARSE_STEPS, two_above),
                bisect_right(_COARSE_STEPS, two_below),
            ),
            *_six(bisect_right(_STEPS, six_above), bisect_right(_STEPS, six_below)),
            _kept(line.prose, coarse, _part(above / total), bisect_right(_COARSE_STEPS, nine)),
        ])  # fmt: skip
    return found


def _means(summed: Sequence[float], weighed: Sequence[float], first: int, end: int) -> list[float]:
    """For each line the mean score of those from ``first`` up to ``end`` places below it, long ones counting more.

    -1 where there are none. What is given are sums of scores times weights, and of weights, up to each line.
    """
    count = len(summed) - 1
    lows = [*([0] * -first), *range(max(0, first), count + 1), count][:count]
    highs = [*range(end, count), *([count] * end)][:count]
    return [
        (summed[high] - summed[low]) / (weight if (weight := weighed[high] - weighed[low]) > 1.0 else 1.0)
        if low < high
        else -1.0
        for low, high in zip(lows, highs, strict=True)
    ]


@cache
def _scored(prose: bool, step: int, above: int, below: int) -> tuple[str, str]:
    score = step + _LOWEST
    near = f"two above {_COARSE[above]}, two below {_COARSE[below]}"
    return f"score {score}", f"{'prose' if prose else 'other'}, score {score}; {near}"


@cache
def _six(above: int, below: int) -> tuple[str, str]:
    return f"six above {above + _LOWEST}", f"six below {below + _LOWEST}"


@cache
def _kept(prose: bool, score: int, above: str, around: int) -> str:
    kind = "prose" if prose else "other"
    return f"{kind}, score {_COARSE[score]}; kept above {above}, {_COARSE[around]} around"


def _part(share: float) -> str:
    return "none" if share <= 0 else "all" if share >= 0.999 else "some" if share < 0.5 else "most"
