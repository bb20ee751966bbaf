"""Screens own controllers; they do not inherit from each other."""

from __future__ import annotations

import ast
from pathlib import Path

SCREENS = Path(__file__).parents[2] / "tui" / "screens"


def test_a_screen_derives_from_the_frame_alone() -> None:
    bases = {
        node.name: [ast.unparse(base) for base in node.bases]
        for path in SCREENS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Screen")
    }
    assert len(bases) == len([path for path in SCREENS.glob("*.py") if path.stem != "__init__"])
    assert {name: base for name, base in bases.items() if base != ["Frame"]} == {}
