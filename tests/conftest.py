"""What every test may use, and how long each folder of tests took."""

import os
from collections import Counter

import pytest
from hypothesis import settings

# How long an example takes says nothing about what is right, and the first one loads what is loaded when needed.
# Where CI is set, every run has the same examples: a commit passes or fails for good. Elsewhere new ones are tried.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the seconds and the number of tests of each folder, the longest first."""
    seconds: Counter[str] = Counter()
    tests: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                folder = report.nodeid.split("::")[0].rpartition("/")[0]
                seconds[folder] += round(report.duration * 1000)
                tests[folder] += report.when == "call"
    if len(seconds) > 1:
        terminalreporter.section("seconds by folder")
        for folder, spent in seconds.most_common():
            terminalreporter.write_line(f"{spent / 1000:8.1f}  {folder} ({tests[folder]} tests)")
