"""What is printed: mutants as their tests end, and figures by folder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.mutation.mutant import Result


def shown(result: Result) -> str:
    """One line for a mutant: where, what was changed, the line as it is, and who noticed."""
    mutant = result.mutant
    what = f"{mutant.path}:{mutant.line}: {mutant.change}    | {mutant.text}"
    if result.survived:
        return f"{what}    (no test runs the line)" if result.outcome == "untested" else what
    return f"{result.outcome}: {what}    [{result.killer}, {result.seconds:.1f} s]"


def table(results: Sequence[Result]) -> str:
    """How many survived, by folder and in all."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for result in results:
        counts[result.mutant.folder][result.survived] += 1
    rows = [(folder, counted[True], counted.total()) for folder, counted in sorted(counts.items())]
    rows.append(("all", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    lines = [f"{'folder':<28}{'mutants':>9}{'survived':>10}{'share':>8}"]
    lines += [f"{name:<28}{total:>9}{survived:>10}{_share(survived, total):>8}" for name, survived, total in rows]
    return "\n".join(lines)


def _share(survived: int, total: int) -> str:
    return f"{survived / total:.0%}" if total else "-"
