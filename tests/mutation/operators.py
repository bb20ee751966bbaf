"""What is changed in an expression or statement. Each operator yields new nodes with the words that tell the change."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Change = tuple[ast.expr, str]
"""The expression in the place of the old one, and a few words for it where the two texts do not tell enough."""

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_SWAPPED_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_LARGE = 20
"""From here an integer is doubled and halved; below it moves by one."""
_FACTOR = 1.5
"""By how much a decimal number is moved, up and down."""
_EMPTY = {
    "bool": ("True", "False"),
    "str": ("''",),
    "int": ("0",),
    "float": ("0.0",),
    "list": ("[]",),
    "List": ("[]",),
    "Sequence": ("()",),
    "Iterable": ("()",),
    "Iterator": ("iter(())",),
    "tuple": ("()",),
    "set": ("set()",),
    "frozenset": ("frozenset()",),
    "dict": ("{}",),
    "Mapping": ("{}",),
}
"""What a function of this return type returns when its rule is taken away."""


def changed_expressions(node: ast.expr) -> Iterator[Change]:
    """The expressions that can stand for ``node``, each different in one thing of ``node`` itself."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield ast.BoolOp(other, node.values), ""
            if len(node.values) > 1:
                for n in range(len(node.values)):
                    rest = node.values[:n] + node.values[n + 1 :]
                    yield (rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)), ""
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand, ""
        case ast.BinOp() if type(node.op) in _ARITHMETIC and not _is_text(node) and not _is_type(node):
            yield ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right), ""
        case ast.IfExp():
            yield node.body, ""
            yield node.orelse, ""
        case ast.Constant(value=bool() as truth):
            yield ast.Constant(not truth), ""
        case ast.Constant(value=int() | float() as number):
            for moved in moved_numbers(number):
                yield ast.Constant(moved), ""
        case ast.Call(func=ast.Name(id=name)) if name in _SWAPPED_CALLS:
            yield ast.Call(ast.Name(_SWAPPED_CALLS[name]), node.args, node.keywords), ""
        case ast.Call(func=ast.Name(id="sorted") | ast.Attribute(attr="sort")):
            yield _reversed(node), ""


def moved_numbers(number: float) -> Iterator[float]:
    """Values to either side of a number, near enough that only a test of the boundary tells."""
    if not isinstance(number, int):
        yield from (number * _FACTOR, number / _FACTOR) if number else (1.0,)
    elif abs(number) >= _LARGE:
        yield from (number * 2, number // 2)
    else:
        yield number + 1
        if number > 1:
            yield number - 1


def without_rule(returns: ast.expr | None) -> Iterator[ast.expr]:
    """What a function with this return annotation could return in place of its answer."""
    if returns is None:
        return
    if isinstance(returns, ast.BinOp) and isinstance(returns.right, ast.Constant) and returns.right.value is None:
        yield ast.Constant(None)
        return
    named = returns.value if isinstance(returns, ast.Subscript) else returns
    if isinstance(named, ast.Name):
        for text in _EMPTY.get(named.id, ()):
            yield ast.parse(text, mode="eval").body


def _compared(node: ast.Compare) -> Iterator[Change]:
    for n, op in enumerate(node.ops):
        ops = [*node.ops[:n], _COMPARISONS[type(op)](), *node.ops[n + 1 :]]
        yield ast.Compare(node.left, ops, node.comparators), ""


def _reversed(node: ast.Call) -> ast.expr:
    """The call with its order turned round."""
    kept = [keyword for keyword in node.keywords if keyword.arg != "reverse"]
    if len(kept) == len(node.keywords):
        kept.append(ast.keyword("reverse", ast.Constant(True)))
    return ast.Call(node.func, node.args, kept)


def _is_text(node: ast.BinOp) -> bool:
    """Whether this joins or fills a text, which no other operator can."""
    sides = (node.left, node.right)
    return any(
        isinstance(s, ast.JoinedStr) or (isinstance(s, ast.Constant) and isinstance(s.value, str)) for s in sides
    )


def _is_type(node: ast.BinOp) -> bool:
    """Whether this is a union of types, such as ``str | None``."""
    return isinstance(node.op, ast.BitOr) and any(
        (isinstance(s, ast.Constant) and s.value is None)
        or (isinstance(s, ast.Name) and s.id in ("str", "int", "float"))
        for s in (node.left, node.right)
    )
