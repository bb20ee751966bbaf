"""Measurements that need a process of their own: ``python -m tests.speed.child WORK ENGINE FOLDER …``, told as JSON.

``build … CORPUS SIZE``: CPU seconds, peak memory and size of an index of the first articles of a corpus.
``modules … KIND WORD…``: the names of the modules that a first answer needs.
``open … KIND WORD…``: CPU seconds of opening and a first answer, those modules (read from standard input) loaded
before; then every question of standard input's second line is asked, and memory measured.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from index.model import Article
from tests.speed.corpus import article
from tests.speed.engines import named
from tests.speed.engines.kind import Question
from tests.speed.table import cpu

BATCH = 4000
"""Articles of one commit, as many as in an archive."""


def run(work: str, engine: str, folder: Path, *arguments: object, told: str = "") -> Any:
    """What a child process measured."""
    command = [sys.executable, "-m", "tests.speed.child", work, engine, str(folder), *map(str, arguments)]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{work} {engine} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def batches(corpus: Path, size: int) -> Iterator[list[Article]]:
    """The first ``size`` articles of a corpus, read when they are asked for."""
    with corpus.open(encoding="utf-8") as lines:
        chosen = islice(lines, size)
        while batch := [article(json.loads(line)) for line in islice(chosen, BATCH)]:
            yield batch


def build(engine: str, folder: Path, corpus: Path, size: int) -> dict[str, float]:
    """Reading the corpus and storing its articles are not counted; what other threads index meanwhile is."""
    outside = 0.0
    text = 0

    def counted() -> Iterator[list[Article]]:
        nonlocal outside, text
        source = batches(corpus, size)
        while True:
            start = time.thread_time()
            batch = next(source, None)
            if batch is not None:
                named(engine).store(folder, batch)
                text += sum(len(f"{each.headline or ''}{each.text}".encode()) for each in batch)
            outside += time.thread_time() - start
            if batch is None:
                return
            yield batch

    start = cpu()
    named(engine).add(folder, counted())
    spent = cpu() - start - outside
    return {"seconds": spent, "peak": memory("VmHWM"), "size": named(engine).size(folder), "text": text}


def memory(name: str) -> int:
    """Bytes of this process, by their name in its status; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(lines[name].split()[0]) * 1024


def modules(engine: str, folder: Path, question: Question) -> list[str]:
    """What is loaded after a first answer."""
    named(engine).open(folder).ask(question)
    return [name for name in sys.modules if not name.startswith("__")]


def opened(
    engine: str, folder: Path, question: Question, loaded: Sequence[str], asked: Sequence[Question]
) -> dict[str, float]:
    """Opening, the first answer, and what memory all answers need."""
    for name in loaded:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    start = cpu()
    reader = named(engine).open(folder)
    reader.ask(question)
    seconds = cpu() - start
    for each in asked:
        reader.ask(each)
    return {"seconds": seconds, "resident": memory("VmRSS"), "own": memory("RssAnon")}


def _main(work: str, engine: str, place: str, *arguments: str) -> object:
    folder = Path(place)
    if work == "build":
        return build(engine, folder, Path(arguments[0]), int(arguments[1]))
    question = Question(arguments[0], arguments[1:])
    if work == "modules":
        return modules(engine, folder, question)
    loaded, asked = (json.loads(line) for line in sys.stdin.read().splitlines())
    return opened(engine, folder, question, loaded, [Question(kind, tuple(words)) for kind, words in asked])


if __name__ == "__main__":
    print(json.dumps(_main(*sys.argv[1:])))
