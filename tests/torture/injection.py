"""Commands killed, torn and failed at one change each, and what is left of the archive after that."""

from __future__ import annotations

import errno
import random
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from index.archive import Archive
from index.errors import ArchiveError
from tests.torture import states
from tests.torture.bench import Bench, Ends, seen
from tests.torture.children import Child, Ended, done
from tests.torture.commands import COMMANDS, UNTRANSLATED, Command, Work
from tests.torture.control import Harm, Mode, Watched
from tests.torture.tally import Finding, Tally

_ERRORS: Final = (errno.ENOSPC, errno.EIO)
_FAULTS: Final = (Mode.FAIL_ONCE, Mode.FAIL_ON, Mode.SHORT)
_BESIDE: Final = 4
"""Beside every so many cases another process reads."""
_SAID: Final = re.compile(r'^broadsheet: \S|"error": {"kind": "', re.MULTILINE)
"""A message of ours, as a line or as JSON."""
_READ_BESIDE: Final = ("add", "update", "first add", "rebuild", "search", "repair", "remove")
"""The commands during which questions are asked while nothing is harmed."""
_PAUSE: Final = 0.01


# --- One case ---------------------------------------------------------------------------------------------------------


def shown(harm: Harm, watched: Watched) -> str:
    """The harm in words: ``kill at 12: write archive.sqlite-wal``."""
    error = f" {errno.errorcode[harm.error]}" if harm.error else ""
    return f"{harm.mode.name.lower()}{error} at {harm.nth}: {watched.kind} {Path(watched.path).name}"


def case(bench: Bench, command: Command, harm: Harm, name: str, tally: Tally, *, beside: bool) -> None:
    """Run the command under harm, then look at the archive, run it again, and look again."""
    ends = bench.ends(command)
    work = bench.fresh(command)
    none: list[str] = []
    reading: AbstractContextManager[list[str]] = (
        _beside(bench, work, ends, name, tally) if beside else nullcontext(none)
    )
    with reading as read:
        ended = bench.armed(command, work, harm).wait()
        watched = bench.control.disarm()
    found = [*_judged_end(ended, harm), *read]
    reported = not ended.status and ended.result == 0
    after = done(lambda: after_it(command, work))
    found += judged_after(after, ends, reported=reported)
    tally.cases[name] += 1
    tally.count(name, "not reached", not watched.kind)
    tally.count(name, "done all the same", reported)
    tally.count(name, "untranslated", UNTRANSLATED in ended.printed)
    for what in found:
        tally.find(Finding(name, command.name, shown(harm, watched), what))


def _judged_end(ended: Ended, harm: Harm) -> Iterator[str]:
    """What is wrong with how a harmed command ended."""
    if ended.hung:
        yield "hang"
    elif "Traceback" in ended.printed or "went wrong inside" in ended.printed:
        yield f"traceback: {_last_line(ended.printed)}"
    elif harm.mode not in (Mode.KILL, Mode.TEAR) and ended.result and not _SAID.search(ended.printed):
        yield f"no message: {ended.printed.strip()[-200:]!r}"


def _last_line(printed: str) -> str:
    lines = [line for line in printed.strip().splitlines() if line.strip()]
    where = next((line.strip() for line in reversed(lines) if line.strip().startswith("File ")), "")
    return f"{lines[-1][:200]} ({where[-120:]})" if lines else ""


def after_it(command: Command, work: Work) -> dict[str, Any]:
    found: dict[str, Any] = {"state": states.state(work.root)}
    if (work.archive / "archive.sqlite").exists():
        found["answers"] = states.answers(work.archive)
    found["code"] = command.run(work)
    found["end"] = seen(work)
    return found


def judged_after(ended: Ended, ends: Ends, *, reported: bool) -> Iterator[str]:
    """What is wrong with the archive after a harmed command; ``reported``: it said that all was done."""
    if ended.hung:
        yield "hang after it"
        return
    if ended.result is None:
        yield f"does not open or go on: {_last_line(ended.printed)}"
        return
    found = ended.result
    for key in states.not_between(found["state"], ends.before, ends.after):
        yield f"lost or changed: {key}"
    if reported and found["state"] != ends.after:
        yield "reported as done, and it is not"
    for query in states.wrong(found.get("answers", ends.answers_before), ends.answers_before, ends.answers_after):
        yield f"wrong answer to {query!r}"
    if found["code"]:
        yield f"fails when run again: exit {found['code']}, {ended.printed.strip()[-200:]!r}"
    elif (found["end"]["state"], found["end"]["answers"]) != (ends.after, ends.answers_after):
        yield "another end when run again"
    elif found["end"]["stories"] != ends.stories:
        yield "other stories when run again"
    for what in found["end"]["check"]:
        yield f"check is not clean: {what}"


# --- Beside it --------------------------------------------------------------------------------------------------------


def _read_beside(work: Work, stop: Path) -> dict[str, Any]:
    """Ask until ``stop`` appears, with an archive that stays open and with new ones: the answers that were given."""
    given: set[str] = set()
    asked = refused = 0
    held: Archive | None = None
    wrong: list[tuple[str, list[str]]] = []
    begun = time.monotonic()
    while not stop.exists() and time.monotonic() - begun < 30:
        for new in (False, True):
            try:
                if held is None:
                    held = Archive.open(work.archive, create=False)
                archive = Archive.open(work.archive, create=False) if new else held
                found = states.answers_of(archive)
                if new:
                    archive.close()
                asked += len(found)
                for query, ids in found.items():
                    if (key := f"{query} {ids}") not in given:
                        given.add(key)
                        wrong.append((query, ids))
            except ArchiveError:
                refused += 1
        time.sleep(_PAUSE)
    return {"asked": asked, "refused": refused, "answers": wrong}


@contextmanager
def _beside(bench: Bench, work: Work, ends: Ends, name: str, tally: Tally) -> Iterator[list[str]]:
    """Read the archive in another process meanwhile; the list gets what was wrong with its answers in the end."""
    stop = bench.folder / "stop"
    stop.unlink(missing_ok=True)
    reader = Child(lambda: _read_beside(work, stop))
    found: list[str] = []
    try:
        yield found
    finally:
        stop.touch()
        ended = reader.wait()
    if ended.result is None:
        found.append(f"reader beside it: {'hang' if ended.hung else _last_line(ended.printed)}")
        return
    tally.count(name, "questions beside", ended.result["asked"])
    tally.count(name, "rounds of questions refused", ended.result["refused"])
    for query, told in ended.result["answers"]:
        ids = [id for id in told if not id.startswith(states.TOTAL)]
        tally.count(name, "pages with another total than rows", len(told) - len(ids))
        if states.wrong({query: ids}, ends.answers_before, ends.answers_after):
            found.append(f"reader beside it: wrong answer to {query!r}: {len(ids)} articles")


# --- Campaigns --------------------------------------------------------------------------------------------------------


def drawn(bench: Bench, count: int, seed: int, modes: Sequence[Mode]) -> list[tuple[Command, Harm]]:
    """So many harms, spread evenly over the commands and then over the changes that each makes, in a random order."""
    chance = random.Random(f"{seed} {modes}")
    chosen: list[tuple[Command, Harm]] = []
    for at in range(count):
        command = COMMANDS[at % len(COMMANDS)]
        nth = chance.randint(1, max(1, bench.ends(command).watched.count))
        mode = chance.choice(modes)
        error = 0 if mode in (Mode.KILL, Mode.TEAR) else chance.choice(_ERRORS)
        chosen.append((command, Harm(mode, nth, error, chance.choice((0, 100, 500, 900, 999)))))
    return chosen


def kills(bench: Bench, count: int, seed: int, tally: Tally) -> None:
    """Kill commands, some in the middle of a write."""
    _run(bench, "kills", drawn(bench, count, seed, (Mode.KILL, Mode.KILL, Mode.TEAR)), tally)


def faults(bench: Bench, count: int, seed: int, tally: Tally) -> None:
    """Have calls fail, once or from then on, as on a full or a broken disk."""
    _run(bench, "faults", drawn(bench, count, seed, _FAULTS), tally)


def _run(bench: Bench, name: str, cases: list[tuple[Command, Harm]], tally: Tally) -> None:
    for at, (command, harm) in enumerate(cases):
        case(bench, command, harm, name, tally, beside=at % _BESIDE == 0)


def queries(bench: Bench, count: int, seed: int, tally: Tally) -> None:
    """Ask at least ``count`` questions while an index is made anew or articles come in, and nothing is harmed."""
    chosen = [command for command in COMMANDS if command.name in _READ_BESIDE]
    random.Random(f"{seed} queries").shuffle(chosen)
    for command in cycle(chosen):
        if tally.figures["queries", "questions beside"] >= count:
            return
        work = bench.fresh(command)
        with _beside(bench, work, bench.ends(command), "queries", tally) as read:
            bench.armed(command, work, Harm()).wait()
            bench.control.disarm()
        tally.cases["queries"] += 1
        for what in read:
            tally.find(Finding("queries", command.name, "nothing", what))
