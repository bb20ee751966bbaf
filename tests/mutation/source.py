"""All mutants of one file."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from tests.mutation.mutant import Mutant, Skipped
from tests.mutation.operators import changed_expressions, without_rule

_WIDTH = 90
"""How much of an expression is shown."""


def mutants(path: str, source: bytes, knobs: Mapping[str, str]) -> tuple[list[Mutant], list[Skipped]]:
    """The mutants of a file, in the order of the text, and what was left alone.

    ``knobs`` are names of module constants and functions of this file that only decide how fast or how much at once,
    each with the reason.
    """
    found = _File(path, source, knobs)
    found.visit(ast.parse(source))
    unique = {(m.start, m.end, m.replacement): m for m in found.mutants}
    return sorted(unique.values(), key=lambda m: (m.start, m.end, m.replacement)), found.skipped


class _File(ast.NodeVisitor):
    """Collects mutants while walking over one file."""

    def __init__(self, path: str, source: bytes, knobs: Mapping[str, str]) -> None:
        self.mutants: list[Mutant] = []
        self.skipped: list[Skipped] = []
        self._path, self._source, self._knobs = path, source, knobs
        starts = [0]
        for line in source.split(b"\n"):
            starts.append(starts[-1] + len(line) + 1)
        self._starts = starts
        self._returns: list[ast.expr | None] = []
        self._constant = ""
        self._statement = 0

    def visit(self, node: ast.AST) -> None:
        """Remember the statement, on whose first line a tracer sees it."""
        if isinstance(node, ast.stmt):
            self._statement = node.lineno
        super().visit(node)

    # --- What is left alone -------------------------------------------------------------------------------------------

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Texts for people are left alone, and Python 3.11 does not tell where the parts of one are."""

    def visit_Raise(self, node: ast.Raise) -> None:
        """What an error says is left alone; whether it is raised is decided by the statement around it."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """An assertion only helps the type checker."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._assigned(node, node.target, node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._assigned(node, node.targets[0], node.value)

    def _assigned(self, node: ast.stmt, target: ast.expr, value: ast.expr) -> None:
        if self._returns:
            self.visit(value)
            return
        pairs = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            pairs = list(zip(target.elts, value.elts, strict=True))
        for one, its_value in pairs:
            name = one.id if isinstance(one, ast.Name) else ""
            if name != "__all__" and not self._is_knob(node, name):
                self._constant = name
                self.visit(its_value)
        self._constant = ""

    def _is_knob(self, node: ast.stmt, name: str) -> bool:
        if name not in self._knobs:
            return False
        self.skipped.append(Skipped(self._path, node.lineno, name, self._knobs[name]))
        return True

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name == "__repr__" or self._is_knob(node, node.name):
            return
        # Decorators and annotations are left alone: caches, dataclass options, types.
        self._statement = node.body[-1].lineno
        for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)):
            self.visit(default)
        self._returns.append(node.returns)
        for statement in node.body:
            self.visit(statement)
        self._returns.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if any("Protocol" in ast.unparse(base) for base in node.bases):
            return
        for statement in node.body:
            self.visit(statement)

    def visit_Call(self, node: ast.Call) -> None:
        self._expression(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("cast", "TypeVar", "NewType"):
            return
        self.visit(node.func)
        for argument in node.args:
            self.visit(argument)
        for keyword in node.keywords:
            # zip(strict=True) is an assertion.
            if keyword.arg != "strict":
                self.visit(keyword.value)

    # --- What is changed ----------------------------------------------------------------------------------------------

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return
        self._replace(node.test, "False", "branch never taken: " + _shown(node.test))
        self._replace(node.test, "True", "branch always taken: " + _shown(node.test))
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """A filter of a comprehension is taken away."""
        for test in node.ifs:
            self._replace(test, "True", "filter removed: " + _shown(test))
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None and self._returns and not isinstance(node.value, ast.Constant):
            for other in without_rule(self._returns[-1]):
                if ast.unparse(other) != ast.unparse(node.value):
                    self._replace(node.value, ast.unparse(other), f"return {_shown(node.value)}  ->  {_shown(other)}")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return
        if isinstance(node.value, ast.Call):
            self._replace(node, "pass", "removed: " + _shown(node.value))
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._replace(node, "pass", "removed: " + _shown(node))
        self.visit(node.value)

    def visit_Break(self, node: ast.Break) -> None:
        self._replace(node, "continue", "break  ->  continue")

    def visit_Continue(self, node: ast.Continue) -> None:
        self._replace(node, "break", "continue  ->  break")

    def generic_visit(self, node: ast.AST) -> None:
        """Every expression is changed in itself, then in its parts."""
        if isinstance(node, ast.expr):
            self._expression(node)
        super().generic_visit(node)

    def _expression(self, node: ast.expr) -> None:
        for other, note in changed_expressions(node):
            text = ast.unparse(ast.fix_missing_locations(other))
            simple = isinstance(other, ast.Constant | ast.Name | ast.Call)
            change = note or f"{_shown(node)}  ->  {_shown(other)}"
            self._replace(node, text if simple else f"({text})", change)

    def _replace(self, node: ast.expr | ast.stmt, text: str, change: str) -> None:
        assert node.end_lineno is not None and node.end_col_offset is not None
        start = self._starts[node.lineno - 1] + node.col_offset
        end = self._starts[node.end_lineno - 1] + node.end_col_offset
        if self._source[start:end] != text.encode():
            named = f"{self._constant}: {change}" if self._constant else change
            shown = self._source[self._starts[node.lineno - 1] : self._starts[node.lineno]].decode().strip()
            self.mutants.append(
                Mutant(self._path, node.lineno, start, end, text, named, shown, self._constant, self._statement)
            )


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 3] + "..."


def functions_using(source: bytes, name: str) -> list[int]:
    """The lines in functions of this file that mention ``name``."""
    found: set[int] = set()
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                nodes = ast.walk(statement)
                found.update(
                    n.lineno
                    for n in nodes
                    if (isinstance(n, ast.Name) and n.id == name) or (isinstance(n, ast.Attribute) and n.attr == name)
                )
    return sorted(found)


def mentions(source: str, module: str) -> bool:
    """Whether a file of tests imports a module, by its full name or from its package."""
    package, _, name = module.rpartition(".")
    return module in source or f"from {package} import {name}" in source
