"""The rules that keep the house whole: who may import whom, what loads when, and what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "whoosh", "trafilatura", "lxml")
RECORDS = "index.model"
"""Takes longer to make than the app's own screens: it comes after the first paint."""
PICKLES = {"pickle", "cPickle", "dill", "marshal", "shelve", "joblib", "cloudpickle"}
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:work|home|root|tmp|Users|mnt|var/folders)/")
TEXT_FILES = {".py", ".md", ".toml", ".tcss", ".txt", ".html", ".jsonl", ".svg", ".yml", ".sh", ".cfg", ""}
ANSWERING = {ROOT / "tui" / "jobs" / "archive_threads.py", ROOT / "tui" / "jobs" / "import_process.py"}
"""Where whatever goes wrong must reach the user as a message: the thread of the jobs, the process of an import."""
PASSED_OVER = {"__pycache__", "dist", "build", ".git", ".venv", ".venv-test"}
PASSED_OVER |= {".mypy_cache", ".ruff_cache", ".hypothesis", ".pytest_cache"}


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def shipped_files() -> Iterator[Path]:
    """What is under version control; outside of it, whatever is there but for what tools leave behind."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name] or list(ROOT.rglob("*"))
    for path in sorted(paths):
        if path.is_file() and path.suffix in TEXT_FILES and not PASSED_OVER.intersection(path.parts):
            yield path


SOURCES = list(python_files("index", "tui"))


def loaded_by(module: str) -> set[str]:
    """The heavy modules that are loaded after importing ``module`` in a process of its own."""
    code = f"import sys, {module}; print(*[name for name in {(*HEAVY, RECORDS)!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_imports_keep_to_the_layers(tmp_path: Path) -> None:
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    arguments = ["--config", str(ROOT / "pyproject.toml"), "--cache-dir", str(tmp_path)]
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_app_is_loaded_without_the_records() -> None:
    assert RECORDS not in loaded_by("tui.app")


@pytest.mark.parametrize("module", ["index.archive", "tui.app", "tui.cli.main"])
def test_the_doors_open_without_heavy_libraries(module: str) -> None:
    assert loaded_by(module).isdisjoint(HEAVY)


def test_the_command_line_opens_without_textual() -> None:
    code = "import sys, tui.cli.main; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_source_file_has_no_pickle_no_css_no_eval_and_no_print(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [*_pickles(tree), *_style_strings(tree), *_calls(tree, {"eval", "exec"})]
    if path.is_relative_to(ROOT / "index"):
        found += _calls(tree, {"print"})
    assert found == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_exception_is_swallowed_whole(path: Path) -> None:
    broad = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or _named(node.type, {"Exception"}))
    ]
    allowed = 1 if path in ANSWERING else 0
    assert len(broad) <= allowed, f"line {broad}"


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


def _pickles(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from (f"line {node.lineno}: {name}" for name in names if name.partition(".")[0] in PICKLES)


def _style_strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        else:
            continue
        if any(_named(target, {"CSS", "DEFAULT_CSS"}) for target in targets):
            yield f"line {node.lineno}: style in Python"


def _calls(tree: ast.AST, names: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _named(node.func, names):
            yield f"line {node.lineno}: {ast.unparse(node.func)}()"


def _named(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names
