"""How likely each line of a text belongs to its article: logistic regression in two passes.

The features of the first pass are of a line, its neighbours, its group between blank lines, what is repeated and what
is announced above (``Related``, ``Comments``). The second pass adds the scores around the line. The weights are in
``weights.json``; ``tests/quality/fit_lines.py`` fits them to labelled lines.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate, chain, repeat

from index.cleaning import line_groups
from index.cleaning.lines import Line
from index.model import HiddenReason

Weights = Mapping[str, float]

_ENDINGS = frozenset((HiddenReason.RELATED_STORY, HiddenReason.COMMENT))
"""Lines that end an article: what they announce is below them."""
_LINK = re.compile(r"[:：»|]\s*\w+\W+\w+")
"""One story that such a line names: it is a link between paragraphs, as ``Read more: Ferry crews call a strike`` is."""
_LONGEST_ENDING = 10
"""Words of such a line: fewer than this."""
_NAMED = re.compile(r"[:：|»>]\s*\w")
"""In such a line itself: what it announces, so that nothing below it is."""
_NOTHING = repeat(0.0)
"""The weight of a feature that the table does not have."""
_LIMIT = 8.0
"""Log-odds to which the scores around a line are limited."""
_SHARES = (0.05, 0.15, 0.3, 0.5)
"""Bands of the share of a line's words that is in the main run."""
_LOWEST = -5
"""The lowest step of a score."""
_STEPS = tuple(range(_LOWEST + 1, 6))
"""Bands of a score, fine and coarse."""
_COARSE_STEPS = (-2, -0.4, 0.8, 2.5)
"""Bounds between the steps of a mean score around a line."""
_COARSE = ("--", "-", "0", "+", "++")
_FAR = 4
"""The distance in lines up to which it counts how far prose is; also where there is none."""
_NEAR = 5
"""Lines between the paragraphs of one run."""
_HEAVIEST = 40
"""Words from which on a line weighs no more for its neighbours."""
_MOST_CERTAIN = 30.0
"""Log-odds from which on a likelihood no longer changes."""
_GROUPS = (4, 8)
"""Lines of a group from which on its size is the next band."""
_SHORT = 7
"""Words of a short line: fewer than this."""
_PARAGRAPHS = (0.3, 0.6, 0.8, 0.95)
"""Bands of the share of a text's words that is in paragraphs."""
_FIRST_PART, _LAST_PART = 0.15, 0.85
"""The shares of the words in paragraphs up to which a line is in the first part of them, and from which on the last."""
_LONG_RUN = 4
"""Paragraphs of a long run."""
_HALF, _BIT = 0.5, 0.12
"""The shares of the main run's words above which another run is half of it, and up to which a bit of it."""
_JUST_BELOW = 12
"""Lines below the end of an article that are near it: fewer than this."""
_AROUND = ((-2, 0), (1, 3), (-6, 0), (1, 7), (-4, 5))
"""The lines around a line whose mean score counts: from the first up to the last, which is left out."""
_ALL, _MOST = 0.999, 0.5
"""The shares of the kept words above a line from which on they are all, and most."""


@cache
def weights() -> tuple[Weights, Weights]:
    """The weights of the first and of the second pass, by the names of the features."""
    table = json.loads(resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return table["first"], table["second"]


def probabilities(lines: Sequence[Line], groups: Sequence[int]) -> list[float]:
    """The likelihood of each line to be article, from 0 to 1; ``groups`` numbers the runs between blank lines."""
    first, second = weights()
    runs = line_groups.all_runs(lines, groups)
    features = context_features(lines, groups, runs)
    scores = [score(first, names) for names in features]
    added = _scores_around(scores, lines, runs)
    return [
        _logistic(_weighed(second, more, score(second, names))) for names, more in zip(features, added, strict=True)
    ]


def score(table: Weights, features: Sequence[str]) -> float:
    """The sum of the weights of a line's features: its log-odds of being article."""
    return _weighed(table, features, table.get("always", 0.0))


def _weighed(table: Weights, features: Sequence[str], start: float) -> float:
    return sum(map(table.get, features, _NOTHING), start)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-_MOST_CERTAIN, min(_MOST_CERTAIN, value))))


# --- First pass ------------------------------------------------------------------------------------------------------


def context_features(
    lines: Sequence[Line], groups: Sequence[int], runs: Sequence[line_groups.Run] = ()
) -> list[list[str]]:
    """The names of the features of each line, by itself and among the others."""
    found = [list(line.features) for line in lines]
    _prose_around(lines, groups, found)
    _main_run(lines, found)
    _repeats(lines, found)
    _endings(lines, found)
    _neighbours(lines, found)
    line_groups.add_features(lines, found, runs)
    return found


def _prose_around(lines: Sequence[Line], groups: Sequence[int], found: list[list[str]]) -> None:
    """Add how near the next paragraphs are, how much of the text is paragraphs, and which group the line is in."""
    prose = [line.prose for line in lines]
    words = list(accumulate((line.words if line.prose else 0 for line in lines), initial=0))
    total = max(1, words[-1])
    share = "document prose " + _band(total / max(1, sum(line.words for line in lines)))
    since, until = _distances(prose)
    sizes = Counter(groups)
    with_prose = {group for group, here in zip(groups, prose, strict=True) if here}
    company = {
        group: f"group of {size if size < _GROUPS[0] else max(band for band in _GROUPS if band <= size)} "
        f"{'mixed' if group in with_prose else 'without prose'}"
        for group, size in sizes.items()
    }
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        place = _position(words[i] / total, words[i + 1] / total, prose[i])
        if prose[i]:
            own += (share, place, _beside_prose(since[i], until[i]))
        else:
            distances = _beside_other(since[i], until[i], line.words < _SHORT, line.ends)
            own += (share, place, *distances, f"{line.features[0]}; {share}", company[groups[i]])


@cache
def _beside_prose(above: int, below: int) -> str:
    """How far a paragraph is from the nearest others."""
    return f"prose: prose {min(above, 3)} above, {min(below, 3)} below"


@cache
def _beside_other(above: int, below: int, short: bool, ended: bool) -> tuple[str, str]:
    """How far a line that is no paragraph is from the nearest, also by its own length."""
    length = ("short" if short else "middling") + (", ended" if ended else "")
    near = f"{length}: prose {min(above, 2)} above, {min(below, 2)} below"
    return f"prose {above} above, {below} below", near


def _distances(prose: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each line, how many lines above and below it the nearest prose is, up to :data:`_FAR`."""

    def since(here: Sequence[bool]) -> list[int]:
        return list(accumulate(here, lambda steps, is_prose: 1 if is_prose else min(_FAR, steps + 1), initial=_FAR))

    return since(prose)[:-1], since(prose[::-1])[-2::-1]


def _band(share: float) -> str:
    return next((f"<{most}" for most in _PARAGRAPHS if share < most), ">0.95")


def _position(before: float, after: float, prose: bool) -> str:
    kind = "prose" if prose else "other"
    if before == 0:
        return f"{kind} before or at the first prose"
    if after >= 1:
        return f"{kind} after or at the last prose"
    return (
        f"{kind} in the {'first' if after < _FIRST_PART else 'last' if before > _LAST_PART else 'middle'} of the prose"
    )


def _main_run(lines: Sequence[Line], found: list[list[str]]) -> None:
    """Add where the line is relative to the longest run of paragraphs, and how many of its words are in that run."""
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
    length = "short run" if len(main) < _LONG_RUN else "long run"
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        where = "before" if i < main[0] else "after" if i > main[-1] else "in"
        placed, shares = _at_main_run(line.prose, where, length)
        own.append(placed)
        if i in run_of and i not in inside:
            share = size[run_of[i]] / most
            own.append(
                f"in a run {where} the main one, {'half' if share > _HALF else 'part' if share > _BIT else 'bit'} of it"
            )
        if len(line.content) >= 2:
            known = several if i in inside else about.keys()
            own.append(shares[bisect_right(_SHARES, len(line.content & known) / len(line.content))])


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """Runs of paragraphs with only a few other lines between."""
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
    """Where a line is relative to the main run, and the same for each share of its words that is in it."""
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
    """Add whether the line is below one that announces other stories or comments."""
    ended, ending = 0, ""
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        if ended:
            near = "near" if i - ended < _JUST_BELOW else "far"
            own.append(f"after the ending: {ending}{', prose' if line.prose else ''}, {near}")
        if line.cue in _ENDINGS and line.words < _LONGEST_ENDING and not _NAMED.search(line.text):
            ended, ending = i + 1, line.cue or ""


def announces(line: Line) -> bool:
    """Whether a line announces other stories or comments below it, and is not itself the link to one story."""
    return line.cue in _ENDINGS and line.words < _LONGEST_ENDING and not _LINK.search(line.text)


def _neighbours(lines: Sequence[Line], found: list[list[str]]) -> None:
    """Add what the lines directly above and below are."""
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
    features: Sequence[Sequence[str]],
    scores: Sequence[float],
    lines: Sequence[Line],
    runs: Sequence[line_groups.Run] = (),
) -> list[list[str]]:
    """First-pass features with the score of the line and the scores around it, in bands."""
    added = _scores_around(scores, lines, runs)
    return [[*names, *more] for names, more in zip(features, added, strict=False)]


def _scores_around(scores: Sequence[float], lines: Sequence[Line], runs: Sequence[line_groups.Run]) -> list[list[str]]:
    """What the second pass adds to the features of each line."""
    limited = [max(-_LIMIT, min(_LIMIT, value)) for value in scores]
    weight = [min(line.words, _HEAVIEST) ** 0.5 for line in lines]
    summed = list(accumulate([w * s for w, s in zip(weight, limited, strict=True)], initial=0.0))
    weighed = list(accumulate(weight, initial=0.0))
    kept = list(accumulate([w if s > 0 else 0.0 for w, s in zip(weight, limited, strict=True)], initial=0.0))
    total = max(1.0, kept[-1])
    around = zip(*(_means(summed, weighed, *window) for window in _AROUND), strict=True)
    found = []
    for line, own, above, near in zip(lines, limited, kept, around, strict=False):
        two_above, two_below, six_above, six_below, nine = near
        coarse = bisect_right(_COARSE_STEPS, own)
        found.append([
            *_scored(
                line.prose,
                bisect_right(_STEPS, own),
                bisect_right(_COARSE_STEPS, two_above),
                bisect_right(_COARSE_STEPS, two_below),
            ),
            *_six(bisect_right(_STEPS, six_above), bisect_right(_STEPS, six_below)),
            _kept(line.prose, coarse, _part(above / total), bisect_right(_COARSE_STEPS, nine)),
        ])  # fmt: skip
    for run in runs:
        mean = bisect_right(_STEPS, sum(limited[i] for i in run.lines) / len(run.lines))
        name = f"run score {mean + _LOWEST}"
        again = (name, f"{name}, {'one' if len(run.lines) == 1 else 'few' if len(run.lines) < 4 else 'many'}")
        for i in run.lines:
            found[i].extend(again)
    return found


def _means(summed: Sequence[float], weighed: Sequence[float], first: int, end: int) -> list[float]:
    """For each line the weighted mean score of the lines from ``first`` up to ``end`` below it; -1 where none are.

    ``summed`` are the sums of scores times weights up to each line, ``weighed`` those of the weights.
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
    return "none" if share <= 0 else "all" if share >= _ALL else "some" if share < _MOST else "most"
