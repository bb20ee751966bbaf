"""Which lines of a plain text are its article: each line weighed in its context.

Two passes of logistic weights. The first sees a line, the shape of its neighbours, its group between blank lines, what
was repeated and what was announced above (``Related``, ``Comments``); the second sees how its neighbourhood came out.
The weights stand in ``weights.json``; ``tests/quality/fit_lines.py`` makes them from labelled lines.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate

from index.cleaning.lines import Line

Weights = Mapping[str, float]

_ENDINGS = frozenset(("related story", "comment"))
_LIMIT = 8.0


@cache
def weights() -> tuple[Weights, Weights]:
    """The weights of the first and of the second pass, by the name of the feature."""
    table = json.loads(resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return table["first"], table["second"]


def probabilities(lines: Sequence[Line], groups: Sequence[int]) -> list[float]:
    """For each line, how likely it belongs to the article; ``groups`` numbers the runs between blank lines."""
    first, second = weights()
    features = context_features(lines, groups)
    scores = [_score(first, names) for names in features]
    again = second_features(features, scores, lines)
    return [_logistic(_score(second, names)) for names in again]


def _score(table: Weights, features: Sequence[str]) -> float:
    get = table.get
    return sum([get(name, 0.0) for name in features]) + get("always", 0.0)


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def context_features(lines: Sequence[Line], groups: Sequence[int]) -> list[list[str]]:
    """The names of all that is true of each line, itself and in its company."""
    count = len(lines)
    prose = [line.prose for line in lines]
    prose_words = list(accumulate((line.words if p else 0 for line, p in zip(lines, prose, strict=True)), initial=0))
    all_words = max(1, sum(line.words for line in lines))
    total = max(1, prose_words[-1])
    share = _share("document prose", prose_words[-1] / all_words)
    since, until = _distances(prose)
    repeats = Counter(line.text.lower() for line in lines)
    seen: set[str] = set()
    group_sizes = Counter(groups)
    group_prose = Counter(group for group, p in zip(groups, prose, strict=True) if p)
    ended = 0
    ending = ""
    found = []
    for i, line in enumerate(lines):
        own = list(line.features)
        shape = own[0]
        low = line.text.lower()
        if repeats[low] > 1:
            own.append("repeated, seen before" if low in seen else "repeated, first")
            seen.add(low)
        before, after = min(since[i], 4), min(until[i], 4)
        if not prose[i]:
            own.append(f"prose {before} above, {after} below")
            own.append(f"{'short' if line.words < 7 else 'middling'}{', ended' if line.ends else ''}: "
                       f"prose {min(before, 2)} above, {min(after, 2)} below")  # fmt: skip
            own.append(f"{shape}; {share}")
            size = group_sizes[groups[i]]
            kind = "mixed" if group_prose[groups[i]] else "without prose"
            own.append(f"group of {size if size < 4 else 4 if size < 8 else 8} {kind}")
        else:
            own.append(f"prose: prose {min(before, 3)} above, {min(after, 3)} below")
        own.append(share)
        own.append(_position(prose_words[i] / total, prose_words[i + 1] / total, prose[i]))
        if ended:
            own.append(
                f"after the ending: {ending}{', prose' if prose[i] else ''}, {'near' if i - ended < 12 else 'far'}"
            )
        if i:
            previous = lines[i - 1]
            own.append(f"above: {previous.cue}" if previous.cue else f"above: {previous.features[0]}")
            if previous.text[-1:] == ":":
                own.append("announced by a colon")
        else:
            own.append("above: nothing")
        if i + 1 < count:
            following = lines[i + 1]
            own.append(f"below: {following.cue}" if following.cue else f"below: {following.features[0]}")
            if following.dated or following.byline:
                own.append("date or byline below")
        else:
            own.append("below: nothing")
        found.append(own)
        if line.cue in _ENDINGS and line.words < 10:
            ended, ending = i + 1, line.cue or ""
    return found


def _distances(prose: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each line, how many lines above and below it the nearest prose stands; 9 where there is none."""
    since, until = [], [9] * len(prose)
    steps = 9
    for here in prose:
        since.append(steps)
        steps = 1 if here else min(9, steps + 1)
    steps = 9
    for i in range(len(prose) - 1, -1, -1):
        until[i] = steps
        steps = 1 if prose[i] else min(9, steps + 1)
    return since, until


def _share(name: str, value: float) -> str:
    return f"{name} {'<.3' if value < 0.3 else '<.6' if value < 0.6 else '<.8' if value < 0.8 else '<.95' if value < 0.95 else '>.95'}"


def _position(before: float, after: float, prose: bool) -> str:
    kind = "prose" if prose else "other"
    if before == 0:
        return f"{kind} before or at the first prose"
    if after >= 1:
        return f"{kind} after or at the last prose"
    return f"{kind} in the {'first' if after < 0.15 else 'last' if before > 0.85 else 'middle'} of the prose"


def second_features(
    features: Sequence[Sequence[str]], scores: Sequence[float], lines: Sequence[Line]
) -> list[list[str]]:
    """First-pass features with the score itself and the scores around it, in steps."""
    limited = [max(-_LIMIT, min(_LIMIT, score)) for score in scores]
    weight = [min(line.words, 40) ** 0.5 for line in lines]
    good = [w if s > 0 else 0.0 for w, s in zip(weight, limited, strict=True)]
    summed = list(accumulate((w * s for w, s in zip(weight, limited, strict=True)), initial=0.0))
    weights_summed = list(accumulate(weight, initial=0.0))
    kept = list(accumulate(good, initial=0.0))
    total = max(1.0, kept[-1])
    count = len(scores)
    found = []
    for i, names in enumerate(features):

        def around(low: int, high: int) -> float:
            low, high = max(0, low), min(count, high)
            return (
                (summed[high] - summed[low]) / max(1.0, weights_summed[high] - weights_summed[low])
                if high > low
                else -1.0
            )

        own = _step(limited[i])
        prose = "prose" if lines[i].prose else "other"
        found.append([
            *names,
            f"score {own}",
            f"{prose}, score {own}; two above {_coarse(around(i - 2, i))}, two below {_coarse(around(i + 1, i + 3))}",
            f"six above {_step(around(i - 6, i))}",
            f"six below {_step(around(i + 1, i + 7))}",
            f"{prose}, score {_coarse(limited[i])}; kept above {_tenth(kept[i] / total)}, {_coarse(around(i - 4, i + 5))} around",
        ])  # fmt: skip
    return found


def _step(score: float) -> str:
    return str(int(max(-5, min(5, math.floor(score)))))


def _coarse(score: float) -> str:
    return "--" if score < -2 else "-" if score < -0.4 else "0" if score < 0.8 else "+" if score < 2.5 else "++"


def _tenth(share: float) -> str:
    return "none" if share <= 0 else "all" if share >= 0.999 else "some" if share < 0.5 else "most"
