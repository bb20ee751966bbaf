"""Makes ``index/comparison/differences/weights.json`` from real pairs of articles, and tells how well it does.

Run as ``python -m tests.quality.fit_differences [BENCH] [--write]``. Logistic regression with an L2 penalty, by
Newton's method. Stories are split into folds: the figures printed first are for stories that the weights were not made
from, those printed second for the stories that they were made from.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.comparison.background import TermWeights, background, blended
from index.comparison.differences import pairwise, ranking
from index.comparison.differences.candidates import Candidate
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from tests.quality import adapters
from tests.quality.measures import bench as bench_folder
from tests.quality.measures import lines, scorer

Vector = NDArray[np.float64]
Record = dict[str, Any]

_FOLDS = 10
_SEEDS = 3
"""Ways in which the stories are split into folds: the figures printed first are means over them."""
_PENALTY = 1.0
"""L2 penalty on every weight but the bias."""
_FIGURES = ("P", "R", "P_list", "R_list", "R5", "AP")
_STEPS = 40
_RAREST = 5
"""Pairs in which a feature must occur to get a weight."""
_UNWEIGHED = frozenset(
    (
        # The measure of a figure: the few stories with one say how often that one is a difference in them.
        *("of count", "of duration", "of length", "of magnitude", "of money", "of percent"),
        # What keeps a candidate from being a conflict, whatever its likelihood.
        *("past apart", "days apart", "part of one", "settled here"),
        *("event: kinds apart", "event: planned one", "event: quoted"),
        # What other features say better.
        *("days shared", "names shared", "few", "many", "interval"),
        *("event: best", "event: settled both", "event: verb apart", "event: weekday one", "event: weekdays"),
    )
)
"""Features without a weight: with one, stories that the weights were not made from are ranked worse."""


class Example(NamedTuple):
    """A candidate of a pair of articles, and what the gold says of it."""

    pair: int
    candidate: Candidate
    gold: int | None
    """The number of the disagreement that it finds."""
    counts: bool
    """False for what is doubtful: it is neither right nor wrong."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit_differences")
    parser.add_argument("bench", nargs="?", type=Path, default=bench_folder())
    parser.add_argument("--write", action="store_true", help="write the weights")
    asked = parser.parse_args()
    score = scorer(asked.bench / "compare" / "score_t6.py")
    folder = asked.bench / "compare" / "dev"
    pairs = read_pairs(folder)
    examples = [each for number in range(len(pairs)) for each in _examples(score, number, *pairs[number])]
    names = _names(examples)
    table = np.array([_row(each.candidate, names) for each in examples])
    stories = [story(pairs[each.pair][0]["a"]) for each in examples]
    measured = [
        _measured(score, folder, pairs, examples, _held_out(table, examples, names, _folds(stories, seed)))
        for seed in range(_SEEDS)
    ]
    print("other stories", {name: round(float(np.mean([each[name] for each in measured])), 3) for name in _FIGURES})
    print("kinds of one split", measured[0]["by_kind"])
    weights = _fitted(table, examples, names)
    in_sample = _measured(score, folder, pairs, examples, _likely(table, weights))
    print("the same stories", {name: in_sample[name] for name in (*_FIGURES, "by_kind")})
    if asked.write:
        out = Path(ranking.__file__).with_name("weights.json")
        found = {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)}
        out.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _folds(stories: Sequence[str], seed: int) -> NDArray[np.int64]:
    return np.array([zlib.crc32(f"{seed}{each}".encode()) % _FOLDS for each in stories])


def _held_out(table: Vector, examples: Sequence[Example], names: Sequence[str], folds: NDArray[np.int64]) -> Vector:
    """The likelihood of each candidate by weights from the other folds."""
    likely = np.zeros(len(examples))
    for fold in range(_FOLDS):
        weights = _fitted(table[folds != fold], [e for e, f in zip(examples, folds, strict=True) if f != fold], names)
        likely[folds == fold] = _likely(table[folds == fold], weights)
    return likely


def _likely(table: Vector, weights: Vector) -> Vector:
    found: Vector = 1 / (1 + np.exp(-(table @ weights)))
    return found


def story(article: str) -> str:
    """The story of an article of the benchmark, by its id."""
    return article.rpartition("_")[0]


def read_pairs(folder: Path) -> list[tuple[Record, Pair]]:
    """The gold of each pair of articles, and the pair."""
    articles = {record["id"]: adapters.article_of(record) for record in lines(folder / "t6_articles.jsonl")}
    readings = {id: Reading(article, "en") for id, article in articles.items()}
    weights = TermWeights(blended(background()))
    return [(gold, Pair(readings[gold["a"]], readings[gold["b"]], weights)) for gold in lines(folder / "t6_gold.jsonl")]


def _examples(score: Any, number: int, gold: Record, pair: Pair) -> list[Example]:
    found = []
    for candidate in pairwise.all_candidates(pair):
        shown = _shown(pair, candidate)
        right = next((n for n, each in enumerate(gold["disagreements"]) if score.hits(shown, each)), None)
        doubtful = right is None and any(score.hits(shown, each) for each in gold.get("doubtful", ()))
        found.append(Example(number, candidate, right, not doubtful))
    return found


def _shown(pair: Pair, candidate: Candidate) -> dict[str, str]:
    left, right = pair.left.sentences[candidate.left.sentence], pair.right.sentences[candidate.right.sentence]
    return {
        "kind": candidate.kind,
        "a": left.text[slice(*candidate.left.span)],
        "a_sentence": left.text,
        "b": right.text[slice(*candidate.right.span)],
        "b_sentence": right.text,
    }


def _names(examples: Sequence[Example]) -> list[str]:
    within: Counter[str] = Counter()
    for names in {(each.pair, name) for each in examples for name, v in _features(each.candidate).items() if v}:
        within[names[1]] += 1
    return sorted(name for name, pairs in within.items() if pairs >= _RAREST)


def _features(candidate: Candidate) -> Mapping[str, float]:
    named = ranking.named_features(candidate)
    return {name: value for name, value in named.items() if name not in _UNWEIGHED}


def _row(candidate: Candidate, names: Sequence[str]) -> list[float]:
    features = _features(candidate)
    return [features.get(name, 0.0) for name in names]


def _fitted(table: Vector, examples: Sequence[Example], names: Sequence[str]) -> Vector:
    """Weights by Newton's method; each disagreement counts alike, however many candidates find it."""
    often = Counter((each.pair, each.gold) for each in examples if each.gold is not None)
    right = np.array([each.gold is not None for each in examples], dtype=float)
    importance = np.array(
        [
            0.0 if not each.counts else 1.0 if each.gold is None else float(often[each.pair, each.gold]) ** -0.5
            for each in examples
        ]
    )
    penalty = np.array([0.01 if name == ranking.BIAS else _PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (importance * (likely - right)) + penalty * weights
        curve = (table * (importance * likely * (1 - likely))[:, None]).T @ table + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _measured(
    score: Any, folder: Path, pairs: Sequence[tuple[Record, Pair]], examples: Sequence[Example], likely: Vector
) -> Record:
    """The scorer's figures when the candidates have these likelihoods."""
    by_pair: list[list[pairwise.Scored]] = [[] for _ in pairs]
    for each, value in zip(examples, likely, strict=True):
        by_pair[each.pair].append((float(value), each.candidate))
    shown = iter(
        [
            [
                {**_shown(pair, each), "claim": pairwise.claim(pair, value, each)}
                for value, each in pairwise.chosen(pair, scored)
            ]
            for (_, pair), scored in zip(pairs, by_pair, strict=True)
        ]
    )
    answer: Callable[..., list[dict[str, str]]] = lambda a, b: next(shown)  # noqa: E731
    found = score.score(str(folder), answer)[0]
    return {name: found[name] for name in (*_FIGURES, "by_kind")}


if __name__ == "__main__":
    main()
