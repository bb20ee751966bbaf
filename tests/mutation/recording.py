"""Which tests run which line of ``index/``, and how long each takes: one run of the tests under a tracer."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest

from tests.mutation.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class Runs:
    """What one file of tests runs: for each passing test its CPU seconds and, for each path, the lines."""

    seconds: Mapping[str, float] = field(default_factory=dict)
    lines: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)


class Recorder:
    """A plugin of pytest that tells the tracer which test is running."""

    def __init__(self, tracer: coverage.Coverage) -> None:
        self._tracer = tracer
        self.seconds: dict[str, float] = {}
        """CPU seconds of each test, with what it starts: other work on the machine hardly changes them."""
        self.failed: set[str] = set()
        self._began = 0.0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Note what runs from here on under the test."""
        self._began = _cpu_seconds()
        self._tracer.switch_context(nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Note what runs between tests under none."""
        self._tracer.switch_context("")
        self.seconds[nodeid] = _cpu_seconds() - self._began

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails by itself notices nothing."""
        if not report.passed:
            self.failed.add(report.nodeid)


def recorded(sandbox: Sandbox, files: Sequence[str], kept: Path) -> dict[str, Runs]:
    """What each of the files of tests runs; what was recorded before for the same code and tests is taken from there.

    ``kept`` is a folder for the records.
    """
    kept.mkdir(parents=True, exist_ok=True)
    code = _digest(sandbox.folder, sorted(p for p in (sandbox.folder / "index").rglob("*") if p.is_file()))
    records = {name: kept / f"{code}-{_digest(sandbox.folder, [sandbox.folder / name])}.json" for name in files}
    missing = [name for name in files if not records[name].exists()]
    if missing:
        print(f"recording which lines {len(missing)} files of tests run ...", flush=True)
        sandbox.call(lambda: _record(sandbox.folder, missing, records), seconds=1800)
    found = {}
    for name in files:
        if records[name].exists():
            read = json.loads(records[name].read_text())
            found[name] = Runs(read["seconds"], read["lines"])
    return found


def _cpu_seconds() -> float:
    """CPU seconds of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def _digest(root: Path, paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        if path.suffix != ".pyc":
            total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:20]


def _record(root: Path, files: Collection[str], records: Mapping[str, Path]) -> int:
    """Run the tests in this process, and write a record for each file."""
    tracer = coverage.Coverage(data_file=None, source=[str(root / "index")], messages=False)
    recorder = Recorder(tracer)
    tracer.start()
    pytest.main(["-p", "no:cacheprovider", "--hypothesis-seed=0", "-q", *files], plugins=[recorder])
    tracer.stop()
    data = tracer.get_data()
    lines: dict[str, dict[str, list[int]]] = {}
    for measured in sorted(data.measured_files()):
        path = Path(measured).relative_to(root).as_posix()
        for line, tests in data.contexts_by_lineno(measured).items():
            for test in tests:
                lines.setdefault(test, {}).setdefault(path, []).append(line)
    for name in files:
        own = [t for t in recorder.seconds if t.split("::")[0] == name and t not in recorder.failed]
        record = {
            "seconds": {t: round(recorder.seconds[t], 4) for t in own},
            "lines": {t: {p: sorted(n) for p, n in lines.get(t, {}).items()} for t in own},
        }
        records[name].write_text(json.dumps(record, separators=(",", ":")))
    return 0
