"""Commands run on copies of the archives to begin with, each copy at the same path."""

from __future__ import annotations

import importlib
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import BroadsheetError
from tests.torture import states
from tests.torture.children import Child, done
from tests.torture.commands import COMMANDS, TEMPLATES, Command, Work, write_sources
from tests.torture.control import Control, Harm, Watched


@dataclass(frozen=True, slots=True)
class Ends:
    """A command without harm: what its archive holds and answers before and after it, and its changes to files."""

    before: states.State
    after: states.State
    answers_before: states.Answers
    answers_after: states.Answers
    stories: list[list[str]]
    watched: Watched


class Bench:
    """A folder in which commands are run on copies of the archives to begin with."""

    def __init__(self, folder: Path, control: Control) -> None:
        self.folder = folder
        self.control = control
        self._ends: dict[str, Ends] = {}
        self.sources = folder / "sources"
        write_sources(self.sources)
        self._preload()

    def _preload(self) -> None:
        """Load here what the commands load, so that each child has it when it is forked."""

        def work() -> list[str]:
            for command in COMMANDS[:3]:
                command.run(self.fresh(command))
            return list(sys.modules)

        for name in done(work).result or ():
            with suppress(Exception):
                importlib.import_module(name)

    def template(self, name: str) -> Work:
        """The archive of that name to begin with, made once."""
        work = Work(self.folder / "templates" / name, self.sources)
        if not work.root.exists():
            work.root.mkdir(parents=True)
            ended = done(lambda: TEMPLATES[name](work))
            if ended.status:
                raise RuntimeError(f"{name}: {ended.printed}")
        return work

    def fresh(self, command: Command, where: str = "work") -> Work:
        """A new copy of the command's archive; always at the same path."""
        root = self.folder / where
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.template(command.template).root, root)
        return Work(root, self.sources)

    def armed(self, command: Command, work: Work, harm: Harm, log: Path | None = None) -> Child:
        """The command as a child under harm; its result is the exit code."""

        def run() -> int:
            self.control.arm(work.root, harm, log)
            try:
                return command.run(work)
            except BroadsheetError as error:
                # Of what comes before the command line is asked.
                print(f"broadsheet: {error}", file=sys.stderr)
                return error.exit_code

        return Child(run)

    def ends(self, command: Command) -> Ends:
        """What the command does when nothing happens to it."""
        if command.name not in self._ends:
            work = self.fresh(command)
            first = done(lambda: seen(work)).result
            ended = self.armed(command, self.fresh(command), Harm()).wait()
            watched = self.control.disarm()
            if ended.status or ended.result:
                raise RuntimeError(f"{command.name}: {ended.result} {ended.printed}")
            last = done(lambda: seen(work))
            if last.result is None or last.result["check"]:
                raise RuntimeError(f"{command.name}: {last.printed} {last.result}")
            self._ends[command.name] = Ends(
                first["state"], last.result["state"], first["answers"], last.result["answers"],
                last.result["stories"], watched,
            )  # fmt: skip
        return self._ends[command.name]


def seen(work: Work) -> dict[str, Any]:
    """What the archive holds and answers, and what its check says; all empty where there is none."""
    held = states.state(work.root)
    if not (work.archive / "archive.sqlite").exists():
        return {"state": held, "answers": {}, "stories": [], "check": []}
    found = states.answers(work.archive)
    return {
        "state": held,
        "answers": found,
        "stories": states.stories(work.archive),
        "check": states.check(work.archive),
    }
