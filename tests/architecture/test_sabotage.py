"""Each contract is broken in a copy of the tree, in the ways that people break it, and found broken by its name."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.import_contracts import CIRCLE, Findings, check
from tests.architecture.source_rules import RULES

ROOT = Path(__file__).parents[2]

NO_SCREEN = "The archive knows no screen"
FOR_SEARCH = "The archive is layered, and query is for search only"
NO_SIBLING = "The archive is layered, and search imports no sibling but query"
SERVICES = "Services are layered"
COMPARISON = "Comparison is layered"
QUERY = "The query language knows no engine"
SEARCH = "Search is layered, and what engines share knows none of them"
ENGINES = "Services name no engine"
WHOOSH = "Only the Whoosh engine imports Whoosh"
SQLITE = "Only the store, and the format of SQLite databases, import SQLite"
HTTP = "Only the judge's endpoint speaks HTTP"
PROCESSES = "Only the workers and the jobs start processes"
DOOR = "The interface enters by the one door"
INTERFACE = "The interface is layered"
COMMAND_LINE = "The command line is layered"
COMMANDS = "Commands do not import commands"
PURE = "Rendering and export work without Textual"
LATE = "The command line imports Textual only through the application"
SCREENS = "Screens do not import screens"
SIBLINGS = "No two siblings import each other"

THREADS = "Only the workers and the jobs start threads"
PRINTS = "The archive never prints"
STATEMENTS = "Modules are imported by statements"
PICKLES = "Nothing is unpickled"
CODE = "No text is run as code"
STYLES = "Styles are files"
REQUESTS = "Only addresses are taken from urllib"
HANDLERS = "No exception is swallowed whole"


class Sabotage(NamedTuple):
    """A change to the tree, text appended to files by their path, and the contract that it breaks."""

    contract: str
    change: Mapping[str, str]


IMPORTS = {
    "rich in a service": Sabotage(NO_SCREEN, {"index/services/coverage.py": "import rich"}),
    "rich in a new module": Sabotage(NO_SCREEN, {"index/text/colour.py": "from rich.text import Text"}),
    "tui in the archive": Sabotage(NO_SCREEN, {"index/archive.py": "def late() -> None:\n    import tui.keys"}),
    "textual in a service": Sabotage(NO_SCREEN, {"index/services/imports/importer.py": "from textual.app import App"}),
    "a service in the store": Sabotage(NO_SIBLING, {"index/store/reader.py": "import index.services.versions"}),
    "the archive in a service": Sabotage(FOR_SEARCH, {"index/services/curation.py": "import index.archive"}),
    "the store in cleaning": Sabotage(FOR_SEARCH, {"index/cleaning/lines.py": "import index.store.schema"}),
    "formats in comparison": Sabotage(NO_SIBLING, {"index/comparison/vectors.py": "import index.formats.limits"}),
    "comparison in search": Sabotage(NO_SIBLING, {"index/search/snippets.py": "import index.comparison.vectors"}),
    "query in the store": Sabotage(FOR_SEARCH, {"index/store/reader.py": "from index.query import lexer"}),
    "cleaning in query": Sabotage(NO_SIBLING, {"index/query/lexer.py": "import index.cleaning.reasons"}),
    "formats in a query type": Sabotage(
        NO_SIBLING,
        {"index/query/dates.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import index.formats.walk"},
    ),
    "the workers in the records": Sabotage(FOR_SEARCH, {"index/model/articles.py": "import index.workers"}),
    "a folder that no contract names": Sabotage(
        FOR_SEARCH, {"index/extras/__init__.py": "", "index/extras/new.py": ""}
    ),
    "a module at the root": Sabotage(NO_SIBLING, {"index/helpers.py": ""}),
    "a service that is not listed": Sabotage(SERVICES, {"index/services/unlisted.py": ""}),
    "a service in one below it": Sabotage(
        SERVICES, {"index/services/copies/editions.py": "import index.services.stories.story_sync"}
    ),
    "a comparison part that is not listed": Sabotage(COMPARISON, {"index/comparison/unlisted.py": ""}),
    "links in facts": Sabotage(
        COMPARISON, {"index/comparison/facts/days.py": "import index.comparison.links.prepared_article"}
    ),
    "an engine in query": Sabotage(QUERY, {"index/query/parser.py": "import index.search.whoosh_engine.schema"}),
    "whoosh in query": Sabotage(QUERY, {"index/query/lexer.py": "from whoosh import query"}),
    "an engine in what engines share": Sabotage(
        SEARCH, {"index/search/suggestions.py": "def late() -> None:\n    import index.search.whoosh_engine.engine"}
    ),
    "a part of search that is not listed": Sabotage(SEARCH, {"index/search/unlisted.py": ""}),
    "an engine in a service": Sabotage(
        ENGINES, {"index/services/coverage.py": "from index.search.whoosh_engine import WhooshEngine"}
    ),
    "whoosh in a service": Sabotage(WHOOSH, {"index/services/index_sync.py": "from whoosh.index import open_dir"}),
    "whoosh in a new service": Sabotage(WHOOSH, {"index/services/new.py": "import whoosh"}),
    "whoosh beside the engine": Sabotage(WHOOSH, {"index/search/snippets.py": "from whoosh import highlight"}),
    "whoosh in tui": Sabotage(WHOOSH, {"tui/rendering/labels.py": "import whoosh.query"}),
    "sqlite in a service": Sabotage(SQLITE, {"index/services/maintenance.py": "import sqlite3"}),
    "sqlite in another format": Sabotage(SQLITE, {"index/formats/pages/html.py": "import sqlite3"}),
    "sqlite in a screen": Sabotage(SQLITE, {"tui/screens/search.py": "from sqlite3 import connect"}),
    "sqlite in the settings": Sabotage(SQLITE, {"tui/settings.py": "def late() -> None:\n    import sqlite3"}),
    "a process in cleaning": Sabotage(PROCESSES, {"index/cleaning/cleaner.py": "import subprocess"}),
    "a pool in comparison": Sabotage(PROCESSES, {"index/comparison/compare.py": "from concurrent import futures"}),
    "a process in the command line": Sabotage(PROCESSES, {"tui/cli/reader.py": "from multiprocessing import Process"}),
    "HTTP in a judge": Sabotage(HTTP, {"index/services/differences/judges.py": "from http import client"}),
    "a socket in an export": Sabotage(HTTP, {"tui/export/files.py": "def late() -> None:\n    import socket"}),
    "the store in tui": Sabotage(DOOR, {"tui/jobs/jobs.py": "from index.store import Store"}),
    "the workers in tui": Sabotage(DOOR, {"tui/jobs/jobs.py": "import index.workers"}),
    "a new part of the archive in tui": Sabotage(
        DOOR, {"index/extras/__init__.py": "", "tui/app.py": "from index import extras"}
    ),
    "a screen in a widget": Sabotage(INTERFACE, {"tui/widgets/preview.py": "import tui.screens.search"}),
    "a folder of tui that is not listed": Sabotage(INTERFACE, {"tui/helpers/__init__.py": ""}),
    "a command in the output": Sabotage(COMMAND_LINE, {"tui/cli/output.py": "import tui.cli.commands.show"}),
    "a command in a command": Sabotage(COMMANDS, {"tui/cli/commands/open.py": "import tui.cli.commands.demo"}),
    "textual in rendering": Sabotage(PURE, {"tui/rendering/labels.py": "from textual.widget import Widget"}),
    "textual in export": Sabotage(PURE, {"tui/export/files.py": "def late() -> None:\n    import textual"}),
    "a widget in a new rendering module": Sabotage(PURE, {"tui/rendering/new.py": "import tui.widgets.frame"}),
    "textual in the command line": Sabotage(LATE, {"tui/cli/output.py": "from textual import log"}),
    "a screen in a screen": Sabotage(SCREENS, {"tui/screens/story.py": "from tui.screens import reader"}),
    "a screen in a new screen": Sabotage(SCREENS, {"tui/screens/new.py": "import tui.screens.help"}),
    "two folders that import each other": Sabotage(
        SIBLINGS, {"tui/rendering/text/new.py": "import tui.rendering.lists.new", "tui/rendering/lists/new.py": ""}
    ),
    "a circle": Sabotage(CIRCLE, {"index/text/a.py": "import index.text.b", "index/text/b.py": "import index.text.a"}),
    "a circle for types": Sabotage(
        CIRCLE,
        {
            "index/text/a.py": "import index.text.b",
            "index/text/b.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import index.text.a",
        },
    ),
    "a circle in a function": Sabotage(
        CIRCLE,
        {
            "index/text/a.py": "import index.text.b",
            "index/text/b.py": "def late() -> None:\n    from index.text import a",
        },
    ),
    "a circle by a package": Sabotage(
        CIRCLE,
        {
            "tui/rendering/a/__init__.py": "from tui.rendering.a import first",
            "tui/rendering/a/first.py": "import tui.rendering.b",
            "tui/rendering/a/second.py": "",
            "tui/rendering/b.py": "from tui.rendering.a import second",
        },
    ),
}

SOURCES = {
    "a thread in a screen": Sabotage(
        THREADS, {"tui/screens/reader.py": "import threading\nthreading.Thread(target=list).start()"}
    ),
    "a timer in a service": Sabotage(THREADS, {"index/services/imports/importer.py": "from threading import Timer"}),
    "a worker of Textual": Sabotage(THREADS, {"tui/widgets/preview.py": "from textual import work"}),
    "a worker of Textual, started": Sabotage(
        THREADS, {"tui/controllers/new.py": "def start(screen: Screen) -> None:\n    screen.run_worker(list)"}
    ),
    "a process of asyncio": Sabotage(
        THREADS, {"tui/app.py": "async def run() -> None:\n    await asyncio.create_subprocess_exec('ls')"}
    ),
    "a fork": Sabotage(THREADS, {"index/store/lock.py": "import os\nos.fork()"}),
    "a program": Sabotage(THREADS, {"tui/export/files.py": "from os import system"}),
    "a print": Sabotage(PRINTS, {"index/cleaning/new.py": "print('done')"}),
    "a line on the terminal": Sabotage(PRINTS, {"index/services/imports/importer.py": "sys.stderr.write('done')"}),
    "a module by its name": Sabotage(
        STATEMENTS, {"index/services/new.py": "import importlib\nimportlib.import_module('whoosh')"}
    ),
    "a pickle": Sabotage(PICKLES, {"index/store/new.py": "from pickle import loads"}),
    "an expression": Sabotage(CODE, {"index/query/new.py": "eval('1')"}),
    "a style in Python": Sabotage(STYLES, {"tui/widgets/new.py": "class New:\n    DEFAULT_CSS = 'New { width: 1 }'"}),
    "a request by urllib": Sabotage(REQUESTS, {"index/services/new.py": "from urllib.request import urlopen"}),
    "a request by its name": Sabotage(REQUESTS, {"tui/cli/reader.py": "import urllib.request"}),
    "a handler for all": Sabotage(HANDLERS, {"index/services/new.py": "try:\n    list()\nexcept Exception:\n    pass"}),
    "a second handler for all": Sabotage(
        HANDLERS, {"tui/jobs/import_process.py": "try:\n    list()\nexcept (OSError, Exception):\n    pass"}
    ),
    "a suppression of all": Sabotage(HANDLERS, {"index/services/new.py": "with suppress(Exception):\n    list()"}),
}


def copied(folder: Path) -> Path:
    """A copy of what the contracts are about."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in ("index", "tui"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "*.json*"))
    return folder


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Findings]:
    """What is found of each change to imports; all are checked by one process, one after the other."""
    tree = copied(tmp_path_factory.mktemp("tree"))
    changes = [sabotage.change for sabotage in IMPORTS.values()]
    before, *findings = check(tree, [{}, *changes])
    assert before == {}
    return dict(zip(IMPORTS, findings, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", IMPORTS)
def test_a_forbidden_import_is_found(name: str, found: dict[str, Findings]) -> None:
    assert IMPORTS[name].contract in found[name]


@pytest.mark.parametrize("name", SOURCES)
def test_a_forbidden_statement_is_found(name: str, tmp_path: Path) -> None:
    contract, change = SOURCES[name]
    for path, text in change.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True)
        before = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else ""
        place.write_text(f"{before}\n{text}\n", encoding="utf-8")
    assert {name for name, rule in RULES.items() if rule(tmp_path)} == {contract}


def test_every_contract_is_sabotaged() -> None:
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = {each["name"] for each in tomllib.load(file)["tool"]["importlinter"]["contracts"]}
    assert {each.contract for each in IMPORTS.values()} == contracts | {CIRCLE}
    assert {each.contract for each in SOURCES.values()} == RULES.keys()
