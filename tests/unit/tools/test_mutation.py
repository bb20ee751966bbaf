"""The tool that changes the code to see whether a test notices: what it changes, and what it leaves alone."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.mutation.__main__ import files_of_tests
from tests.mutation.knobs import KNOBS
from tests.mutation.mutant import Mutant, Result
from tests.mutation.report import table
from tests.mutation.source import functions_using, mentions, mutants

ROOT = Path(__file__).parents[3]


def changes(source: str, **knobs: str) -> set[str]:
    data = source.encode()
    found, _ = mutants("index/x/y.py", data, knobs)
    for mutant in found:
        ast.parse(mutant.applied(data))
    return {mutant.applied(data).decode().strip().splitlines()[mutant.line - 1].strip() for mutant in found}


def test_boundaries_numbers_and_conditions_are_changed() -> None:
    assert changes("X = 5") == {"X = 6", "X = 4"}
    assert changes("X = 1.5") == {"X = 2.25", "X = 1.0"}
    assert changes("X = 40") == {"X = 80", "X = 20"}
    assert changes("X = 0") == {"X = 1"} and changes("X = 0.0") == {"X = 1.0"}
    assert changes("X = True") == {"X = False"}
    assert changes("x = a < b") == {"x = (a <= b)"}
    assert changes("x = a and b") == {"x = (a or b)", "x = b", "x = a"}
    assert changes("x = not a") == {"x = a"}
    assert changes("x = a + b") == {"x = (a - b)"}
    assert changes("x = a if b else c") == {"x = a", "x = c"}
    assert changes("x = max(a)") == {"x = min(a)"} and changes("x = sorted(a)") == {"x = sorted(a, reverse=True)"}
    assert changes("x = [a for a in b if a]") == {"x = [a for a in b if True]"}
    assert changes("if a:\n    b()") == {"if False:", "if True:", "pass"}
    assert changes("for a in b:\n    break") == {"continue"}


def test_a_rule_is_taken_away() -> None:
    assert "return True" in changes("def f(a) -> bool:\n    return a")
    assert "return set()" in changes("def f(a) -> set[int]:\n    return a")
    assert "return None" in changes("def f(a) -> int | None:\n    return a")
    assert changes("def f(a):\n    return a") == set()


def test_what_cannot_be_noticed_is_left_alone() -> None:
    for source in (
        '"""Prose."""',
        "from x import y",
        "__all__ = ['a', 'b']",
        "def f(a: int = b, *, c: Literal[3]) -> Literal[4]: ...",
        "@lru_cache(maxsize=3)\ndef f(): ...",
        "x = f'{a + 1}'",
        "raise ValueError('a' + 'b', 3)",
        "assert a < b",
        "x = zip(a, b, strict=True)",
        "class A(Protocol):\n    x = 3",
        "x: str | None",
        "X = 'a' + b",
    ):
        assert changes(source) == set(), source
    assert changes("if TYPE_CHECKING:\n    X = 3") == set()
    assert changes("X = 3\ndef f():\n    return X + 4", X="speed", f="speed") == set()
    assert changes("_A, _B = 3, 4", _A="speed") == {"_A, _B = 3, 5", "_A, _B = 3, 3"}


def test_what_is_left_alone_is_listed_with_its_reason_and_is_there() -> None:
    for module, knobs in KNOBS.items():
        path = ROOT / (module.replace(".", "/") + ".py")
        _, skipped = mutants(path.relative_to(ROOT).as_posix(), path.read_bytes(), knobs)
        assert {each.what for each in skipped} == set(knobs), module
        assert all(reason.endswith(".") for reason in knobs.values()), module


def test_the_tests_of_a_module_and_of_a_constant_are_found() -> None:
    assert mentions("from index.x import y", "index.x.y") and mentions("import index.x.y", "index.x.y")
    assert not mentions("from index.x import z", "index.x.y")
    assert functions_using(b"A = 3\nB = A\ndef f():\n    return A\ndef g():\n    return m.A\n", "A") == [4, 6]


def test_the_table_gives_shares_by_folder() -> None:
    def result(path: str, survived: bool) -> Result:
        return Result(Mutant(path, 1, 0, 1, "", ""), "survived" if survived else "killed", 0.0)

    shown = table([result("index/a/b/c.py", True), result("index/a/d.py", False), result("index/e.py", False)])
    rows = [line.split() for line in shown.splitlines()[1:]]
    assert rows == [["index", "1", "0", "0%"], ["index/a", "2", "1", "50%"], ["all", "3", "1", "33%"]]


def test_tests_are_found_at_any_depth() -> None:
    found = files_of_tests(ROOT)
    assert {"tests/unit/cleaning/test_header.py", "tests/unit/tools/test_mutation.py"} <= set(found)
    assert len(found) > 100 and all((ROOT / each).is_file() for each in found)
