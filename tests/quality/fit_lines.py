"""Makes ``index/cleaning/weights.json`` from labelled lines, and tells how well it does on sites it has not seen.

Run as ``python -m tests.quality.fit_lines DATA.jsonl [--write]``. Logistic regression with an L2 penalty, by Adam's
gradient steps; each document counts alike, and within it each line by its words. Sites are split into folds, so that
the figures printed are for sites that the weights were not made from.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.cleaning import line_classifier, line_groups
from index.cleaning.lines import Line
from index.cleaning.plain_text.blocks import split

Vector = NDArray[np.float64]
Weights = dict[str, float]

_KEEP = frozenset(("body", "title", "byline", "date"))
_HIDE = frozenset(("boiler", "dup"))
_NEWS = ("aeb", "fe", "fundus", "wcxb-news")
_RAREST = 12
_SMALLEST = 0.02
_STEPS = 300
_INNER_FOLDS = 3
_CUTS = (-0.6, 0.0)


class Example(NamedTuple):
    """One labelled document, with the features of the first pass."""

    document: Mapping[str, Any]
    lines: list[Line]
    features: list[list[str]]
    runs: list[line_groups.Run]
    keep: list[bool]
    importance: list[float]


def example(document: Mapping[str, Any]) -> Example:
    entries = document["lines"]
    blocks, lines = split("\n".join(entry["text"] for entry in entries))
    labels = [entries[block.numbers[0]]["label"] for block in blocks]
    words = max(1, sum(line.words for line, label in zip(lines, labels, strict=True) if label in _KEEP))
    importance = [
        (min(line.words, 3 * words) + 0.5) / words if label in _KEEP | _HIDE else 0.0
        for line, label in zip(lines, labels, strict=True)
    ]
    groups = [block.group for block in blocks]
    runs = line_groups.all_runs(lines, groups)
    features = line_classifier.context_features(lines, groups, runs)
    return Example(document, lines, features, runs, [label in _KEEP for label in labels], importance)


def fit(rows: list[list[str]], keep: list[bool], importance: list[float], penalty: float) -> Weights:
    """Weights by feature; rare features and tiny weights are left out."""
    counts = Counter(name for row in rows for name in row)
    names = ["always", *sorted(name for name, count in counts.items() if count >= _RAREST)]
    place = {name: i for i, name in enumerate(names)}
    indices = [np.array([0, *(place[name] for name in row if name in place)]) for row in rows]
    flat = np.concatenate(indices)
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in indices])
    target = np.array(keep, dtype=float)
    scale = np.array(importance) / np.mean([one for one in importance if one])
    values: Vector = np.zeros(len(names))
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, _STEPS + 1):
        score = np.bincount(owner, values[flat], minlength=len(rows))
        error = (1 / (1 + np.exp(-np.clip(score, -30, 30))) - target) * scale
        gradient = np.bincount(flat, error[owner], minlength=len(names)) / len(rows) + penalty * values
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rate = 0.1 * min(1.0, 2 * (_STEPS + 1 - step) / _STEPS)
        values -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(v), 3) for name, v in zip(names, values, strict=True) if abs(v) >= _SMALLEST}


def fold_of(document: Mapping[str, Any], folds: int) -> int:
    """The fold of a document: all of a site are in one."""
    return zlib.crc32(str(document["domain"]).encode()) % folds


def first_pass(training: Sequence[Example], penalty: float) -> Weights:
    rows = [names for one in training for names in one.features]
    return fit(
        rows, [k for one in training for k in one.keep], [w for one in training for w in one.importance], penalty
    )


def both_passes(training: Sequence[Example], penalty: float) -> tuple[Weights, Weights]:
    """The second pass learns from scores that the first gave to sites it had not seen."""
    rows: list[list[str]] = []
    keep: list[bool] = []
    importance: list[float] = []
    for fold in range(_INNER_FOLDS):
        held = [one for one in training if fold_of(one.document, _INNER_FOLDS) == fold]
        table = first_pass([one for one in training if fold_of(one.document, _INNER_FOLDS) != fold], penalty)
        for one in held:
            scores = [line_classifier.score(table, names) for names in one.features]
            rows += line_classifier.second_features(one.features, scores, one.lines, one.runs)
            keep += one.keep
            importance += one.importance
    return first_pass(training, penalty), fit(rows, keep, importance, penalty)


def word_f1(one: Example, passes: tuple[Weights, Weights], cut: float) -> float:
    """Word F1 of a document by the two passes alone, without the rules around them."""
    scores = [line_classifier.score(passes[0], names) for names in one.features]
    again = line_classifier.second_features(one.features, scores, one.lines, one.runs)
    kept = [line_classifier.score(passes[1], names) > cut for names in again]
    right = sum(w for k, good, w in zip(kept, one.keep, one.importance, strict=True) if k and good)
    wrong = sum(w for k, good, w in zip(kept, one.keep, one.importance, strict=True) if k != good)
    return 2 * right / max(1e-9, 2 * right + wrong)


def unseen(examples: Sequence[Example], folds: int, penalty: float) -> dict[str, list[float]]:
    """Word F1 of each document by weights made from other sites, under the names of the groups it belongs to."""
    results: dict[str, list[float]] = defaultdict(list)
    for fold in range(folds):
        passes = both_passes([one for one in examples if fold_of(one.document, folds) != fold], penalty)
        for one in examples:
            if fold_of(one.document, folds) != fold:
                continue
            news = one.document["lang"] == "en" and one.document["source"] in _NEWS
            for cut in _CUTS:
                names = [f"all, cut {cut}"]
                if news:
                    names += [f"English news, cut {cut}", f"English news, cut {cut}, {one.document['form']}"]
                for name in names:
                    results[name].append(word_f1(one, passes, cut))
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the weights of the package")
    parser.add_argument("--folds", type=int, default=4, help="0 to measure nothing")
    parser.add_argument("--penalty", type=float, default=0.0003)
    arguments = parser.parse_args()
    with arguments.data.open(encoding="utf-8") as file:
        examples = [example(json.loads(row)) for row in file]
    for name, scores in sorted(unseen(examples, arguments.folds, arguments.penalty).items()):
        print(f"{name:<36} {len(scores):>5} {np.mean(scores):.4f}")
    if arguments.write:
        first, second = both_passes(examples, arguments.penalty)
        table = json.dumps({"first": first, "second": second}, indent=0, ensure_ascii=False, sort_keys=True)
        Path(line_classifier.__file__).with_name("weights.json").write_text(table + "\n", encoding="utf-8")
        print(len(first), len(second), "weights written")


if __name__ == "__main__":
    main()
