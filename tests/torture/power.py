"""Power cuts: the folder as a disk may have it, with what was not flushed lost, in part, or in another order."""

from __future__ import annotations

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from tests.torture.bench import Bench
from tests.torture.children import done
from tests.torture.commands import COMMANDS, Command
from tests.torture.control import KINDS, Harm
from tests.torture.injection import after_it, judged_after
from tests.torture.tally import Finding, Tally

_HEAD: Final = struct.Struct("=4i4q")
_SECTOR: Final = 512
"""Bytes that a disk writes as one."""
_ACKNOWLEDGED: Final = "/@ack/"
Way = Literal["lost", "in part", "reordered"]
_WAYS: Final[tuple[Way, ...]] = get_args(Way)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the log; ``offset`` is also the size after a truncation."""

    kind: str
    inode: int
    offset: int
    path: str
    other: str
    data: bytes


def changes(log: Path) -> Iterator[Change]:
    """The changes of a log in order."""
    with log.open("rb") as file:
        while head := file.read(_HEAD.size):
            kind, one, two, _, inode, offset, _, size = _HEAD.unpack(head)
            names = file.read(one).decode(), file.read(two).decode()
            yield Change(KINDS[kind], inode, offset, *names, file.read(size))


Start = dict[str, tuple[int, bytes] | None]
"""The files of a folder by path, each with its inode and content; None for a folder."""


def start_of(root: Path) -> Start:
    """What is below ``root`` now."""
    return {str(p): None if p.is_dir() else (p.stat().st_ino, p.read_bytes()) for p in sorted(root.rglob("*"))}


@dataclass(slots=True)
class _File:
    flushed: bytearray
    pending: list[Change] = field(default_factory=list)


class Disk:
    """The files below a folder: what is surely on the disk, and what may be.

    Names (new, renamed, deleted) reach the disk in their order, all of them when their folder is flushed; what is
    written to a file reaches it when this file is flushed.
    """

    def __init__(self, start: Start) -> None:
        self._files: dict[int, _File] = {}
        self._names: dict[str, int | None] = {}
        self._pending: list[tuple[str, str, str, int | None]] = []
        self._by_inode: dict[int, int] = {}
        for name, found in start.items():
            self._names[name] = None if found is None else self._new(*found)

    def _new(self, inode: int, data: bytes = b"") -> int:
        # The system gives the number of a deleted file to a new one.
        number = len(self._files)
        self._by_inode[inode] = number
        self._files[number] = _File(bytearray(data))
        return number

    def apply(self, change: Change) -> None:
        """Take one more change."""
        known = self._by_inode.get(change.inode)
        if change.kind == "open":
            self._pending.append(("open", change.path, "", self._new(change.inode)))
        elif change.kind in ("rename", "unlink", "mkdir"):
            self._pending.append((change.kind, change.path, change.other, None))
        elif change.kind == "sync" and known is None:
            self._settle(len(self._pending))
        elif known is not None and change.kind == "sync":
            file = self._files[known]
            for each in file.pending:
                _write(file.flushed, each, len(each.data))
            file.pending.clear()
        elif known is not None:
            self._files[known].pending.append(change)

    def _settle(self, count: int) -> None:
        for kind, path, other, number in self._pending[:count]:
            if kind == "rename":
                below = [name for name in self._names if name == path or name.startswith(f"{path}/")]
                for name in below:
                    self._names[other + name[len(path) :]] = self._names.pop(name)
            elif kind == "unlink":
                self._names.pop(path, None)
            else:
                self._names[path] = number
        del self._pending[:count]

    def cut(self, root: Path, way: Way, chance: random.Random) -> None:
        """Write to ``root`` what the disk has after a power cut; ends the use of this object."""
        self._settle(0 if way == "lost" else chance.randint(0, len(self._pending)))
        for file in self._files.values():
            _survive(file, way, chance)
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        for name, number in sorted(self._names.items()):
            path = Path(name)
            if number is None:
                path.mkdir(parents=True, exist_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._files[number].flushed)


def _survive(file: _File, way: Way, chance: random.Random) -> None:
    """Have some of the pending writes of a file reach the disk."""
    if way == "lost":
        return
    pending = file.pending[: chance.randint(0, len(file.pending))] if way == "in part" else file.pending
    for at, change in enumerate(pending):
        whole = at < len(pending) - 1 if way == "in part" else chance.random() < 0.5
        if whole:
            _write(file.flushed, change, len(change.data))
        elif way == "in part" or chance.random() < 0.3:
            _write(file.flushed, change, chance.randint(0, len(change.data) // _SECTOR) * _SECTOR)


def _write(data: bytearray, change: Change, size: int) -> None:
    if change.kind == "truncate":
        del data[change.offset :]
        data.extend(bytes(change.offset - len(data)))
        return
    if not size:
        return
    data.extend(bytes(max(0, change.offset - len(data))))
    data[change.offset : change.offset + size] = change.data[:size]


def power(bench: Bench, count: int, seed: int, tally: Tally) -> None:
    """Cut the power during commands, or right after they said that all was done."""
    chance = random.Random(f"{seed} power")
    logs: dict[str, tuple[Start, list[Change]]] = {}
    for at in range(count):
        command = COMMANDS[at % len(COMMANDS)]
        if command.name not in logs:
            logs[command.name] = _logged(bench, command)
        start, log = logs[command.name]
        # Every fifth cut is after the end, where nothing may be missing.
        cut = len(log) if at % 5 == 4 else chance.randint(1, len(log))
        _one(bench, command, Disk(start), log[:cut], chance.choice(_WAYS), chance, tally)


def _logged(bench: Bench, command: Command) -> tuple[Start, list[Change]]:
    """The files before the command, and all changes that it makes; the last one says that it said "done"."""
    bench.ends(command)
    log = bench.folder / "log"
    log.unlink(missing_ok=True)
    work = bench.fresh(command)
    start = start_of(work.root)

    def run() -> int:
        bench.control.arm(work.root, Harm(), log)
        code = command.run(work)
        acknowledged = Path(f"{work.root}{_ACKNOWLEDGED}done")
        acknowledged.parent.mkdir()
        acknowledged.touch()
        return code

    ended = done(run)
    bench.control.disarm()
    if ended.result:
        raise RuntimeError(f"{command.name}: {ended.printed}")
    return start, [change for change in changes(log) if not change.path.endswith("/@ack")]


def _one(
    bench: Bench, command: Command, disk: Disk, log: list[Change], way: Way, chance: random.Random, tally: Tally
) -> None:
    work = bench.fresh(command)
    for change in log:
        if _ACKNOWLEDGED not in change.path:
            disk.apply(change)
    reported = _ACKNOWLEDGED in log[-1].path
    disk.cut(work.root, way, chance)
    ended = done(lambda: after_it(command, work))
    tally.cases["power"] += 1
    tally.count("power", way)
    tally.count("power", "after the end", reported)
    last = f"{log[-1].kind} {Path(log[-1].path).name}"
    for what in judged_after(ended, bench.ends(command), reported=reported):
        tally.find(Finding("power", command.name, f"{way} after {len(log)} changes: {last}", what))
