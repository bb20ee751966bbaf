"""Contracts that the import graph cannot show, read from the syntax of the source files below a root.

Each rule takes the root of a tree and returns its findings as ``path:line: what``, sorted; an empty list is a pass.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

Rule = Callable[[Path], list[str]]
Check = Callable[[ast.AST], Iterator[tuple[int, str]]]
"""What of a module breaks a rule: line and description."""

PACKAGES = ("index", "tui")
MAY_START_THREADS = ("index/workers/", "tui/jobs/")
MAY_IMPORT_BY_NAME = ("index/workers/server.py", "index/formats/registry.py", "tui/cli/commands/__init__.py")
"""A worker gets its function by name; formats and commands are the modules of their folders."""
LOCKS = {"Lock", "RLock", "Condition", "Event", "local", "get_ident"}
"""What of ``threading`` protects from threads and starts none."""
STARTERS = {"run_worker", "to_thread", "run_in_executor", "create_subprocess_exec", "create_subprocess_shell"}
STARTERS |= {"ThreadPoolExecutor", "ProcessPoolExecutor", "start_new_thread"}
"""Names of Textual, asyncio and the standard library that run something beside the caller."""
OS_STARTERS = ("fork", "system", "popen", "spawn", "posix_spawn", "exec", "startfile")
"""Beginnings of the names in ``os`` that start a program."""
MAY_CATCH_ANYTHING = (
    "index/formats/plugins.py",
    "index/formats/registry.py",
    "tui/jobs/archive_threads.py",
    "tui/jobs/import_process.py",
)
"""Where whatever goes wrong must reach the user as a message, each in one handler: the threads of the jobs, the process
of an import, and the formats: libraries and other packages may raise anything.
"""
PICKLES = {"pickle", "cPickle", "dill", "marshal", "shelve", "joblib", "cloudpickle"}


def modules(root: Path, *packages: str) -> Iterator[tuple[str, ast.Module]]:
    """The modules of packages below ``root``, each as its path relative to it and its syntax."""
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            yield path.relative_to(root).as_posix(), _parsed(path.read_text(encoding="utf-8"))


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def findings(root: Path, packages: tuple[str, ...], check: Check, *, but: tuple[str, ...] = ()) -> list[str]:
    """What ``check`` finds in packages; files whose path begins with one of ``but`` are skipped."""
    return [
        f"{path}:{line}: {what}"
        for path, tree in modules(root, *packages)
        if not path.startswith(but)
        for line, what in check(tree)
    ]


def threads(root: Path) -> list[str]:
    """Threads and processes are started by the workers and the jobs; elsewhere there are at most locks."""
    return findings(root, PACKAGES, _starts, but=MAY_START_THREADS)


def prints(root: Path) -> list[str]:
    """The archive writes to no terminal."""
    return findings(root, ("index",), _prints)


def dynamic_imports(root: Path) -> list[str]:
    """Imports are statements: a module that is named by a string escapes the import graph."""
    return findings(root, PACKAGES, _dynamic_imports, but=MAY_IMPORT_BY_NAME)


def pickles(root: Path) -> list[str]:
    """Nothing is unpickled: the archive's folder is not trusted."""
    return findings(root, PACKAGES, _pickles)


def evaluations(root: Path) -> list[str]:
    """No text is run as code."""
    return findings(root, PACKAGES, _evaluations)


def requests(root: Path) -> list[str]:
    """urllib parses addresses and opens none: HTTP has one module, which the import contracts name."""
    return findings(root, PACKAGES, _requests)


def styles(root: Path) -> list[str]:
    """Styles are files in ``tui/styles``, not strings in Python."""
    return findings(root, PACKAGES, _styles)


def broad_handlers(root: Path) -> list[str]:
    """No exception is swallowed whole; one handler in each of a few files may catch all."""
    found = findings(root, PACKAGES, _broad_handlers)
    first = {next((each for each in found if each.startswith(path)), "") for path in MAY_CATCH_ANYTHING}
    return [each for each in found if each not in first]


RULES: dict[str, Rule] = {
    "Only the workers and the jobs start threads": threads,
    "The archive never prints": prints,
    "Modules are imported by statements": dynamic_imports,
    "Nothing is unpickled": pickles,
    "No text is run as code": evaluations,
    "Only addresses are taken from urllib": requests,
    "Styles are files": styles,
    "No exception is swallowed whole": broad_handlers,
}


def _starts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="threading", names=names):
                yield from ((node.lineno, f"threading.{each.name}") for each in names if each.name not in LOCKS)
            case ast.ImportFrom(module=module, names=names) if module and module.partition(".")[0] == "textual":
                yield from ((node.lineno, "textual.work") for each in names if each.name == "work")
            case ast.ImportFrom(module=module, names=names):
                starting = [each.name for each in names if each.name in STARTERS or _starts_program(module, each.name)]
                yield from ((node.lineno, f"{module}.{name}") for name in starting)
            case ast.Attribute(value=ast.Name(id="threading"), attr=name) if name not in LOCKS:
                yield node.lineno, f"threading.{name}"
            case ast.Attribute(value=ast.Name(id="textual"), attr="work"):
                yield node.lineno, "textual.work"
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if _starts_program(owner, name):
                yield node.lineno, f"{owner}.{name}"
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in STARTERS:
                yield node.lineno, name


def _starts_program(module: str | None, name: str) -> bool:
    return module == "os" and name.startswith(OS_STARTERS)


def _prints(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print")):
                yield node.lineno, "print()"
            case ast.Attribute(
                value=ast.Name(id="sys"), attr="stdout" | "stderr" | "__stdout__" | "__stderr__" as name
            ):
                yield node.lineno, f"sys.{name}"


def _dynamic_imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"):
                yield node.lineno, ast.unparse(node)


def _pickles(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                imported = [each.name for each in names]
            case ast.ImportFrom(module=str(module)):
                imported = [module]
            case _:
                continue
        yield from ((node.lineno, name) for name in imported if name.partition(".")[0] in PICKLES)


def _evaluations(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="eval" | "exec" as name)):
                yield node.lineno, f"{name}()"


def _requests(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, each.name) for each in names if each.name.startswith("urllib.request"))
            case (
                ast.ImportFrom(module="urllib.request")
                | ast.ImportFrom(module="urllib", names=[ast.alias(name="request"), *_])
            ):
                yield node.lineno, "urllib.request"


def _styles(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id="CSS" | "DEFAULT_CSS" as name)]):
                yield node.lineno, name
            case ast.AnnAssign(target=ast.Name(id="CSS" | "DEFAULT_CSS" as name)):
                yield node.lineno, name


def _broad_handlers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.ExceptHandler(type=None):
                yield node.lineno, "except:"
            case ast.ExceptHandler(type=ast.expr() as kind, body=body) if not _raises_again(body):
                yield from ((node.lineno, f"except {name}") for name in _broad(kind))
            case ast.Call(func=ast.Name(id="suppress"), args=kinds):
                yield from ((node.lineno, f"suppress({name})") for kind in kinds for name in _broad(kind))


def _broad(kind: ast.expr) -> list[str]:
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return [each.id for each in kinds if isinstance(each, ast.Name) and each.id in ("Exception", "BaseException")]


def _raises_again(body: list[ast.stmt]) -> bool:
    """Whether a handler only cleans up."""
    return isinstance(body[-1], ast.Raise) and body[-1].exc is None
