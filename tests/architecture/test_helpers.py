"""Tests take what they share from modules made for that, never from another test."""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_no_interface_test_imports_another_test() -> None:
    found = [
        f"{path.name}: {node.module}"
        for path in (TESTS / "interface").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").rpartition(".")[2].startswith("test_")
    ]
    assert found == []
