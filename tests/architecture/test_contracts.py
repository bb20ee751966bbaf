"""The rules that keep the house whole: who may import whom, what loads when, and what no file may hold."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.import_contracts import check, circle
from tests.architecture.source_rules import RULES, Rule

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "whoosh", "trafilatura", "lxml")
RECORDS = "index.model"
"""Takes longer to make than the app's own screens: it comes after the first paint."""
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:work|home|root|tmp|Users|mnt|var/folders)/")
TEXT_FILES = {".py", ".md", ".toml", ".tcss", ".txt", ".html", ".jsonl", ".svg", ".yml", ".sh", ".cfg", ""}
SKIPPED = {"__pycache__", "dist", "build", ".git", ".venv", ".venv-test"}
SKIPPED |= {".mypy_cache", ".ruff_cache", ".hypothesis", ".pytest_cache"}


def shipped_files() -> Iterator[Path]:
    """What is under version control; outside of it, whatever is there but for what tools leave behind."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name] or list(ROOT.rglob("*"))
    for path in sorted(paths):
        if path.is_file() and path.suffix in TEXT_FILES and not SKIPPED.intersection(path.parts):
            yield path


def loaded_by(module: str) -> set[str]:
    """The heavy modules that are loaded after importing ``module`` in a process of its own."""
    code = f"import sys, {module}; print(*[name for name in {(*HEAVY, RECORDS)!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_imports_keep_the_contracts() -> None:
    (broken,) = check(ROOT)
    assert broken == {}


def test_a_circle_is_named_in_the_order_of_its_imports() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    found = circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})
    assert "".join(found) in ("abca", "bcab", "cabc")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_sources_keep_the_contracts(rule: Rule) -> None:
    assert rule(ROOT) == []


def test_the_app_is_loaded_without_the_records() -> None:
    assert RECORDS not in loaded_by("tui.app")


@pytest.mark.parametrize("module", ["index.archive", "tui.app", "tui.cli.main"])
def test_the_doors_open_without_heavy_libraries(module: str) -> None:
    assert loaded_by(module).isdisjoint(HEAVY)


def test_the_command_line_opens_without_textual() -> None:
    code = "import sys, tui.cli.main; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_no_file_names_a_path_of_the_machine_it_was_made_on() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in shipped_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if path != Path(__file__) and MACHINE_PATH.search(line)
    ]
    assert found == []


def test_tests_do_not_shadow_the_packages() -> None:
    assert not (ROOT / "tests" / "index").exists()
    assert not (ROOT / "tests" / "tui").exists()


def test_every_stylesheet_is_a_file() -> None:
    assert list((ROOT / "tui" / "styles").glob("*.tcss"))
