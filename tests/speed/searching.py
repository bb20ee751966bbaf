"""broadsheet's full-text index beside other engines: the same articles, the same questions, in one run.

Indexes are made in a process each. Then the questions of each kind go to one engine after the other, so that whatever
else the machine does falls on all alike, and none runs with a processor's caches that another has filled. ``first`` is
a question that was not asked before, of an index that answered others; ``again`` is the same questions a second time,
when an engine may have kept what it read. Garbage is collected before each engine's turn: else the one that is asked
when enough has gathered would pay for all.
"""

from __future__ import annotations

import gc
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import Path

from tests.speed import child
from tests.speed.corpus import article
from tests.speed.engines import installed
from tests.speed.engines.kind import Engine, Question, Reader
from tests.speed.table import Row, percentile

_SHARES = (("p50", 0.5), ("p95", 0.95), ("max", 1.0))
_TYPED = 30
_ADDED = 12
_ENDING = 4
"""Letters of a word that are behind the star of a pattern."""
_WARMING = (
    Question("common", ("monday",)),
    Question("phrase", ("last", "week")),
    Question("prefix", ("mond",)),
    Question("fuzzy", ("mondey",)),
    Question("daterange", ("monday", "20100101", "20110101")),
)
"""Asked before anything is measured; none of the questions that are."""

Spent = dict[str, list[float]]
"""CPU milliseconds by engine."""


def questions(bench: Path) -> list[Question]:
    """The benchmark's questions, in its order."""
    stored = json.loads((bench / "search" / "queries_dev.json").read_text(encoding="utf-8"))
    return [Question(kind, tuple(map(str, words))) for kind, words in stored]


def as_spelled(asked: Sequence[Question]) -> list[Question]:
    """Words as written, patterns and rows in any order, out of the words of the questions ``asked``."""
    single = [question.words[0] for question in asked if question.kind in ("common", "rare")]
    ends = dict.fromkeys(word[-_ENDING:] for word in single if len(word) > _ENDING)
    return [
        *(Question("exact", (word,)) for word in single),
        *(Question("pattern", (f"*{end}",)) for end in ends),
        *(Question("unordered", question.words[:2]) for question in asked if question.kind == "and"),
    ]


def rows(bench: Path, corpus: Path, size: int, folder: Path) -> list[Row]:
    """All figures for the first ``size`` articles of a corpus; indexes are made in ``folder`` and left there."""
    engines = installed()
    asked = questions(bench)
    for engine in engines:
        (folder / engine.name).mkdir()
    found = _building(engines, corpus, size, folder)
    found += _starting(engines, asked, folder)
    with _readers(engines, folder) as readers:
        found += _answering(readers, [*asked, *as_spelled(asked)])
    for what, facets in (("key", False), ("key with facets", True)):
        with _readers(engines, folder) as readers:
            found += _typing(what, readers, asked, facets=facets)
    return found + _adding(engines, corpus, folder)


@contextmanager
def _readers(engines: Sequence[Engine], folder: Path) -> Iterator[Mapping[str, Reader]]:
    """All indexes, each having answered something and none of what it is about to be asked."""
    readers = {engine.name: engine.open(folder / engine.name) for engine in engines}
    for question in _WARMING:
        for reader in readers.values():
            reader.ask(question)
    yield readers
    for reader in readers.values():
        reader.close()


def _building(engines: Sequence[Engine], corpus: Path, size: int, folder: Path) -> list[Row]:
    made = {engine.name: child.run("build", engine.name, folder / engine.name, corpus, size) for engine in engines}
    return [
        _beside(
            "build", "articles/CPU s", {name: size / told["seconds"] for name, told in made.items()}, "more is better"
        ),
        _beside("build, a process's peak memory", "MB", {name: told["peak"] / 1e6 for name, told in made.items()}),
        _beside("size of the index", "of the text", {name: told["size"] / told["text"] for name, told in made.items()}),
    ]


def _starting(engines: Sequence[Engine], asked: Sequence[Question], folder: Path) -> list[Row]:
    first = next(question for question in asked if question.kind == "and")
    others = json.dumps([(question.kind, question.words) for question in asked])
    told = {}
    for engine in engines:
        place = folder / engine.name
        loaded = json.dumps(child.run("modules", engine.name, place, first.kind, *first.words))
        told[engine.name] = child.run("open", engine.name, place, first.kind, *first.words, told=f"{loaded}\n{others}")
    return [
        _beside(
            "opening and the first answer", "CPU ms", {name: 1000 * each["seconds"] for name, each in told.items()}
        ),
        _beside("memory after all questions", "MB", {name: each["resident"] / 1e6 for name, each in told.items()}),
        _beside("memory of its own", "MB", {name: each["own"] / 1e6 for name, each in told.items()}, "no mapped files"),
    ]


def _answering(readers: Mapping[str, Reader], asked: Sequence[Question]) -> list[Row]:
    by_kind: defaultdict[str, list[Question]] = defaultdict(list)
    for question in asked:
        by_kind[question.kind].append(question)
    found: list[Row] = []
    for turn in ("first", "again"):
        for kind, alike in by_kind.items():
            spent: Spent = defaultdict(list)
            for name, reader in readers.items():
                gc.collect()
                for question in alike:
                    _note(spent[name], partial(reader.ask, question))
            found += _quantiles(f"{kind}, {turn}", spent)
    return found


def _typing(what: str, readers: Mapping[str, Reader], asked: Sequence[Question], *, facets: bool) -> list[Row]:
    """Every beginning of some questions of every kind, as one types them."""
    words = [question for question in asked if question.kind != "daterange"]
    texts = [" ".join(question.words) for question in words[:: len(words) // _TYPED][:_TYPED]]
    spent: Spent = defaultdict(list)
    for text in texts:
        for name, reader in readers.items():
            gc.collect()
            for typed in accumulate(text):
                _note(spent[name], partial(reader.typed, typed, facets=facets))
    return _quantiles(what, spent)


def _adding(engines: Sequence[Engine], corpus: Path, folder: Path) -> list[Row]:
    """One article after the other added to the whole, until it can be found."""
    with corpus.open(encoding="utf-8") as lines:
        model = article(json.loads(lines.readline()))
    spent: Spent = defaultdict(list)
    for at in range(_ADDED):
        word = f"zzyzx{'abcdefghijkl'[at]}"
        text = f"{model.text}\n\n{word}"
        each = replace(model, id=f"z{at:07d}", content=replace(model.content, text=text))
        for engine in engines:
            place = folder / engine.name
            engine.store(place, [each])
            gc.collect()
            start = time.process_time()
            engine.add(place, [[each]])
            reader = engine.open(place)
            assert reader.ask(Question("rare", (word,))) == 1
            spent[engine.name].append(1000 * (time.process_time() - start))
            reader.close()
    return _quantiles("one article added, until found", spent)


def _note(spent: list[float], ask: Callable[[], int | None]) -> None:
    start = time.process_time()
    if ask() is not None:
        spent.append(1000 * (time.process_time() - start))


def _quantiles(what: str, spent: Spent) -> list[Row]:
    found = []
    for label, share in _SHARES:
        told = {name: percentile(values, share) for name, values in spent.items() if values}
        found.append(_beside(f"{what} {label}", "CPU ms", told))
    return found


def _beside(what: str, unit: str, told: Mapping[str, float], remark: str = "") -> Row:
    others = tuple((name, value) for name, value in told.items() if name != "broadsheet")
    return Row(what, unit, told["broadsheet"], others, remark)
