"""No class of the interface is long, counting the lines that it inherits from others of ours."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 250
"""Lines of a class with those of its bases. A longer one composes controllers, or leaves to functions what is pure."""


def _classes() -> dict[str, tuple[int, list[str]]]:
    """Lines and names of the bases of every class, by name."""
    found: dict[str, tuple[int, list[str]]] = {}
    for path in (ROOT / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                found[node.name] = lines, [base.id for base in bases if isinstance(base, ast.Name)]
    return found


def _lineage(name: str, classes: dict[str, tuple[int, list[str]]]) -> set[str]:
    if name not in classes:
        return set()
    return {name}.union(*(_lineage(base, classes) for base in classes[name][1]))


def test_no_class_is_long_with_what_it_inherits() -> None:
    classes = _classes()
    sizes = {name: sum(classes[each][0] for each in _lineage(name, classes)) for name in classes}
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}


def test_a_screen_derives_from_the_frame_alone() -> None:
    classes = _classes()
    screens = [name for name in classes if name.endswith("Screen")]
    assert len(screens) > 15
    assert {name: classes[name][1] for name in screens if classes[name][1] != ["Frame"]} == {}
