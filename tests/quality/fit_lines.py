"""Makes ``index/cleaning/weights.json`` from labelled lines, and tells how well it does on sites it has not seen.

Run as ``python -m tests.quality.fit_lines DATA.jsonl [--write]``. Logistic regression with an L2 penalty, by gradient
steps; each document counts alike, and within it each line by its words. Sites are split into folds, so that the
figures printed are for sites that the weights were not made from.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.cleaning import classify
from index.cleaning.plain import split

Vector = NDArray[np.float64]
_KEEP = frozenset(("body", "title", "byline", "date"))
_HIDE = frozenset(("boiler", "dup"))
_RAREST = 12


class Examples:
    """The lines of one set of documents, with the features of each pass."""

    def __init__(self, documents: Sequence[dict[str, object]]) -> None:
        self.documents = []
        for document in documents:
            entries: list[dict[str, str]] = document["lines"]  # type: ignore[assignment]
            blocks, lines = split("\n".join(entry["text"] for entry in entries))
            groups = [block.group for block in blocks]
            labels = [entries[block.numbers[0]]["label"] for block in blocks]
            words = max(1, sum(line.words for line, label in zip(lines, labels, strict=True) if label in _KEEP))
            weights = [
                0.0 if label not in _KEEP | _HIDE else (min(line.words, 3 * words) + 0.5) / words
                for line, label in zip(lines, labels, strict=True)
            ]
            features = classify.context_features(lines, groups)
            self.documents.append((document, lines, features, [label in _KEEP for label in labels], weights))


def fit(rows: list[list[str]], keep: list[bool], weight: list[float], penalty: float) -> dict[str, float]:
    """Weights by feature; rare features are left out."""
    counts = Counter(name for row in rows for name in row)
    names = ["always", *sorted(name for name, count in counts.items() if count >= _RAREST)]
    place = {name: i for i, name in enumerate(names)}
    indices = [np.array([0, *(place[name] for name in row if name in place)]) for row in rows]
    flat = np.concatenate(indices)
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in indices])
    target = np.array(keep, dtype=float)
    importance = np.array(weight) / np.mean([w for w in weight if w])
    values: Vector = np.zeros(len(names))
    moment, speed = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, 301):
        score = np.bincount(owner, values[flat], minlength=len(rows))
        error = (1 / (1 + np.exp(-np.clip(score, -30, 30))) - target) * importance
        gradient = np.bincount(flat, error[owner], minlength=len(names)) / len(rows) + penalty * values
        moment = 0.9 * moment + 0.1 * gradient
        speed = 0.99 * speed + 0.01 * gradient**2
        values -= (
            0.1 * (moment / (1 - 0.9**step)) / (np.sqrt(speed / (1 - 0.99**step)) + 1e-8) * min(1, (301 - step) / 150)
        )
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True) if abs(value) >= 0.02}


def fold_of(document: dict[str, object], folds: int) -> int:
    """The fold of a document: all of a site are in one."""
    return zlib.crc32(str(document["domain"]).encode()) % folds


def both(training: Sequence[tuple], penalty: float) -> tuple[dict[str, float], dict[str, float]]:  # type: ignore[type-arg]
    """The weights of both passes; the second learns from scores that the first gave to sites it had not seen."""
    by_fold = defaultdict(list)
    for entry in training:
        by_fold[fold_of(entry[0], 3)].append(entry)
    rows, keep, weight = [], [], []
    for number, held in by_fold.items():
        partial = single([e for other, es in by_fold.items() if other != number for e in es], penalty)
        for _, lines, features, good, importance in held:
            scores = [classify.score(partial, names) for names in features]
            rows += classify.second_features(features, scores, lines)
            keep += good
            weight += importance
    return single(training, penalty), fit(rows, keep, weight, penalty)


def single(training: Sequence[tuple], penalty: float) -> dict[str, float]:  # type: ignore[type-arg]
    """The weights of the first pass."""
    rows = [names for entry in training for names in entry[2]]
    return fit(rows, [k for e in training for k in e[3]], [w for e in training for w in e[4]], penalty)


def f1(entry: tuple, first: dict[str, float], second: dict[str, float], cut: float = 0.0) -> float:  # type: ignore[type-arg]
    """Word F1 of one document by the two passes alone, without the rules around them."""
    _, lines, features, good, weight = entry
    scores = [classify.score(first, names) for names in features]
    after = [classify.score(second, names) for names in classify.second_features(features, scores, lines)]
    right = sum(w for s, g, w in zip(after, good, weight, strict=True) if s > cut and g)
    wrong = sum(w for s, g, w in zip(after, good, weight, strict=True) if s > cut and not g)
    missed = sum(w for s, g, w in zip(after, good, weight, strict=True) if s <= cut and g)
    return float(2 * right / max(1e-9, 2 * right + wrong + missed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--penalty", type=float, default=0.0003)
    arguments = parser.parse_args()
    with arguments.data.open(encoding="utf-8") as file:
        documents = [json.loads(row) for row in file]
    entries = Examples(documents).documents
    print(len(entries), "documents")
    results = defaultdict(list)
    for fold in range(arguments.folds if arguments.folds > 1 else 0):
        held = [e for e in entries if fold_of(e[0], arguments.folds) == fold]
        passes = both([e for e in entries if fold_of(e[0], arguments.folds) != fold], arguments.penalty)
        for entry in held:
            news = entry[0]["lang"] == "en" and entry[0]["source"] in ("aeb", "fe", "fundus", "wcxb-news")
            for cut in (-0.6, 0.0):
                score = f1(entry, *passes, cut)
                results[f"all, {cut}"].append(score)
                if news:
                    results[f"English news, {cut}"].append(score)
                    results[f"English news, {cut}, {entry[0]['form']}"].append(score)
    for name, scores in sorted(results.items()):
        print(f"{name:<32} {len(scores):>5} {np.mean(scores):.4f}")
    if arguments.write:
        first, second = both(entries, arguments.penalty)
        target = Path(classify.__file__).with_name("weights.json")
        target.write_text(json.dumps({"first": first, "second": second}, indent=0, ensure_ascii=False, sort_keys=True))
        print(len(first), len(second), "weights written")


if __name__ == "__main__":
    main()
