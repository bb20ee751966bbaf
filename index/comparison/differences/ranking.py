"""How likely a candidate is a difference that a reader wants to see: a small model fitted on real pairs of articles.

Logistic regression over the features of :class:`Candidate`, whatever its kind, with a constant for each family of
kinds. ``tests/quality/fit_differences.py`` makes ``weights.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from index.comparison.differences.candidates import Candidate
from index.model import DifferenceKind

BIAS = "bias"
"""The name of the constant term."""


_FAMILIES: Mapping[DifferenceKind, str] = {"day": "bound", "time": "bound", "place": "bound"}
"""Kinds that share a constant: each alone is too rare to fit one, and their evidence is the same."""


def likelihood(candidate: Candidate) -> float:
    """0 to 1."""
    weights = _weights()
    constant = sum(weights.get(name, 0.0) for name in _constants(candidate.kind))
    total = sum((weights.get(name, 0.0) * value for name, value in candidate.features.items()), constant)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def named_features(candidate: Candidate) -> Mapping[str, float]:
    """The features as the model knows them, with the bias and that of the family of the kind."""
    return {**dict.fromkeys(_constants(candidate.kind), 1.0), **candidate.features}


@cache
def _constants(kind: DifferenceKind) -> tuple[str, str]:
    return BIAS, f"{_FAMILIES.get(kind, kind)}: {BIAS}"


@cache
def _weights() -> Mapping[str, float]:
    found: Mapping[str, float] = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return found
