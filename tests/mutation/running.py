"""Mutants one after the other, in as many processes as asked for."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import Phase, settings

from tests.mutation.mutant import Mutant, Result
from tests.mutation.sandbox import Sandbox, end, ended
from tests.mutation.selection import Chosen, Selection

_POLL = 0.02
_START = 20.0
"""CPU seconds that a run may take beside its tests: imports, collection."""
_SLOWER = 4.0
"""How many times the seconds that its tests took before a run may take, until the mutant counts as hanging."""
_BUSY = 6.0
"""How many seconds of the clock one of CPU time may last, on a machine with other work."""
_NOTICED = "noticed.txt"


class _Chosen:
    """A plugin of pytest that runs the chosen tests, in their order, and notes which failed."""

    def __init__(self, tests: Sequence[str], sandbox: Sandbox) -> None:
        self._order = {name: n for n, name in enumerate(tests)}
        self._noticed = sandbox.folder / _NOTICED

    def pytest_sessionstart(self) -> None:
        """Draw the same examples in every run, and do not look for the smallest that fails: one is enough."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutation", settings(), derandomize=True, database=None, phases=phases)
        settings.load_profile("mutation")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the chosen tests, cheapest file first."""
        items[:] = sorted((i for i in items if i.nodeid in self._order), key=lambda item: self._order[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the test that noticed the mutant."""
        if report.failed:
            self._noticed.write_text(report.nodeid)


@dataclass(slots=True)
class _Run:
    """A mutant whose tests are running."""

    mutant: Mutant
    original: bytes
    child: int
    started: float
    seconds: float
    """How long it may take."""


def results(
    mutants: Sequence[Mutant], sandboxes: Sequence[Sandbox], selection: Selection, budget: float
) -> Iterator[Result]:
    """How the tests took each mutant, as they end. ``budget`` bounds the seconds of tests for one."""
    waiting = deque(mutants)
    idle = list(sandboxes)
    running: dict[int, tuple[_Run, Sandbox]] = {}
    while waiting or running:
        while waiting and idle:
            mutant = waiting.popleft()
            chosen = selection.chosen(mutant, budget)
            if not chosen.tests:
                yield Result(mutant, "untested", 0.0)
                continue
            sandbox = idle.pop()
            run = _started(mutant, sandbox, chosen)
            running[run.child] = (run, sandbox)
        for child, (run, sandbox) in list(running.items()):
            result = _result(run, sandbox)
            if result is not None:
                sandbox.write(run.mutant.path, run.original)
                del running[child]
                idle.append(sandbox)
                yield result
        time.sleep(_POLL)


def _started(mutant: Mutant, sandbox: Sandbox, chosen: Chosen) -> _Run:
    original = (sandbox.folder / mutant.path).read_bytes()
    sandbox.write(mutant.path, mutant.applied(original))
    (sandbox.folder / _NOTICED).unlink(missing_ok=True)
    files = list(dict.fromkeys(test.split("::")[0] for test in chosen.tests))
    options = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider"]
    seconds = _START + _SLOWER * chosen.seconds
    child = sandbox.start(
        lambda: int(pytest.main([*options, *files], plugins=[_Chosen(chosen.tests, sandbox)])), seconds
    )
    return _Run(mutant, original, child, time.monotonic(), seconds * _BUSY)


def _result(run: _Run, sandbox: Sandbox) -> Result | None:
    """How a run ended; None while it goes on."""
    seconds = time.monotonic() - run.started
    status = ended(run.child)
    if status is None:
        if seconds < run.seconds:
            return None
        end(run.child)
        return Result(run.mutant, "timeout", seconds)
    if status < 0:
        return Result(run.mutant, "timeout", seconds)
    noticed = sandbox.folder / _NOTICED
    outcome: Literal["killed", "survived"] = "survived" if status == pytest.ExitCode.OK else "killed"
    return Result(run.mutant, outcome, seconds, noticed.read_text() if noticed.exists() else "")
