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
_FAR = 9
_NEAR = 5


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
    get = table.get
    return sum([get(name, 0.0) for name in features], get("always", 0.0))


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
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        above, below = since[i], until[i]
        own.append(share)
        own.append(_position(words[i] / total, words[i + 1] / total, prose[i]))
        if prose[i]:
            own.append(f"prose: prose {min(above, 3)} above, {min(below, 3)} below")
            continue
        size = sizes[groups[i]]
        length = ("short" if line.words < 7 else "middling") + (", ended" if line.ends else "")
        own.append(f"prose {min(above, 4)} above, {min(below, 4)} below")
        own.append(f"{length}: prose {min(above, 2)} above, {min(below, 2)} below")
        own.append(f"{line.features[0]}; {share}")
        kind = "mixed" if groups[i] in with_prose else "without prose"
        own.append(f"group of {size if size < 4 else 4 if size < 8 else 8} {kind}")


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
    about: Counter[str] = Counter()
    for i in main:
        about.update(lines[i].content)
    many = about.get
    inside = set(main)
    length = "short run" if len(main) < 4 else "long run"
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        kind = "prose" if line.prose else "other"
        where = "before" if i < main[0] else "after" if i > main[-1] else "in"
        own.append(f"{kind} {where} the main run, {length}")
        if i in run_of and i not in inside:
            share = size[run_of[i]] / most
            own.append(
                f"in a run {where} the main one, {'half' if share > 0.5 else 'part' if share > 0.12 else 'bit'} of it"
            )
        if len(line.content) >= 2:
            least = 1 if i in inside else 0
            shared = len([word for word in line.content if many(word, 0) > least]) / len(line.content)
            own.append(f"{kind} {where} the main run, of its words {_tenths(shared)}, {length}")


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


def _tenths(share: float) -> str:
    return next((f"<{most}" for most in (0.05, 0.15, 0.3, 0.5) if share < most), "more")


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
    count = len(scores)
    found = []
    for i, names in enumerate(features):
        own = _step(limited[i])
        prose = "prose" if lines[i].prose else "other"
        two_above = _coarse(_mean(summed, weighed, i - 2 if i > 2 else 0, i))
        two_below = _coarse(_mean(summed, weighed, i + 1, min(count, i + 3)))
        around = _coarse(_mean(summed, weighed, i - 4 if i > 4 else 0, min(count, i + 5)))
        found.append([
            *names,
            f"score {own}",
            f"{prose}, score {own}; two above {two_above}, two below {two_below}",
            f"six above {_step(_mean(summed, weighed, i - 6 if i > 6 else 0, i))}",
            f"six below {_step(_mean(summed, weighed, i + 1, min(count, i + 7)))}",
            f"{prose}, score {_coarse(limited[i])}; kept above {_part(kept[i] / total)}, {around} around",
        ])  # fmt: skip
    return found


def _mean(summed: Sequence[float], weighed: Sequence[float], low: int, high: int) -> float:
    """The mean score of the lines from ``low`` up to ``high``, long ones counting more; -1 where there are none."""
    if high <= low:
        return -1.0
    weight = weighed[high] - weighed[low]
    return (summed[high] - summed[low]) / (weight if weight > 1.0 else 1.0)


def _step(value: float) -> int:
    return -5 if value <= -5 else 5 if value >= 5 else math.floor(value)


def _coarse(value: float) -> str:
    return "--" if value < -2 else "-" if value < -0.4 else "0" if value < 0.8 else "+" if value < 2.5 else "++"


def _part(share: float) -> str:
    return "none" if share <= 0 else "all" if share >= 0.999 else "some" if share < 0.5 else "most"
