"""How measurements are told: one line each, with what stands beside it in the same run."""

from __future__ import annotations

import gc
import math
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of ours, and of others for the same work; all in ``unit``."""

    what: str
    unit: str
    ours: float
    beside: tuple[tuple[str, float], ...] = ()
    remark: str = ""

    def line(self) -> str:
        """The row as text, with the ratio of ours to each of the others."""
        others = "  ".join(f"{name} {value:.4g} (x{self.ours / value:.2f})" for name, value in self.beside if value)
        return f"{self.what:<46} {self.ours:>10.4g} {self.unit:<14} {others}  {self.remark}".rstrip()

    def record(self) -> dict[str, object]:
        """The row for JSON."""
        return {"what": self.what, "unit": self.unit, "broadsheet": self.ours, "beside": dict(self.beside)}


def cpu() -> float:
    """CPU seconds of this process and the children it waited for."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


def seconds_each(work: Sequence[Callable[[], object]]) -> list[float]:
    """CPU seconds of this process for each piece of work, in order; garbage of what was before is collected first."""
    spent = []
    gc.collect()
    for piece in work:
        start = time.process_time()
        piece()
        spent.append(time.process_time() - start)
    return spent


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
