"""Damaged files: other bytes, zeros and cut ends in each file of an archive, each to be seen or to do no harm."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from typing import Any, Final

from index.archive import Archive
from index.errors import BroadsheetError
from tests.torture import states
from tests.torture.bench import Bench
from tests.torture.children import Ended, done
from tests.torture.commands import Command, Work, call, ids_of
from tests.torture.tally import Finding, Tally

_HANGS: Final = 30.0
"""Seconds after which reading a damaged archive hangs; a busy computer takes some for what takes half of one."""
_PAGE: Final = 4096
_TOLD: Final = 120
_SAID: Final = "said: "
_UNCAUGHT: Final = "uncaught: "
Seen = dict[str, str]
"""What each part of an archive reads as, by the name of the part: a digest, or what was raised."""

_SOUND: Final = tuple(Command("corruption", template, lambda work: 0) for template in ("closed", "whole"))
_UNCHECKED: Final = {"archive.sqlite": "silently wrong in rows without a checksum"}
"""What the store does not notice yet: counted apart, and no findings."""


# --- Harm -------------------------------------------------------------------------------------------------------------


def _flip(data: bytearray, chance: random.Random) -> str:
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    return f"a bit at {at}"


def _other(data: bytearray, chance: random.Random) -> str:
    at = chance.randrange(len(data))
    some = min(len(data) - at, chance.choice((1, 2, 8, 64)))
    data[at : at + some] = chance.randbytes(some)
    return f"{some} bytes at {at}"


def _cut(data: bytearray, chance: random.Random) -> str:
    size = chance.choice((0, len(data) - 1, chance.randrange(len(data)), len(data) // _PAGE * _PAGE // 2))
    del data[size:]
    return f"cut to {size}"


def _zeros(data: bytearray, chance: random.Random) -> str:
    at = chance.randrange(len(data)) // _PAGE * _PAGE
    some = min(_PAGE, len(data) - at)
    data[at : at + some] = bytes(some)
    return f"zeros from {at} to {at + some}"


def _older(data: bytearray, chance: random.Random) -> str:
    """One page in place of another."""
    pages = max(1, len(data) // _PAGE)
    one, two = chance.randrange(pages) * _PAGE, chance.randrange(pages) * _PAGE
    data[one : one + _PAGE] = data[two : two + _PAGE]
    return f"page at {one} as at {two}"


_HARMS: Final[tuple[Callable[[bytearray, random.Random], str], ...]] = (_flip, _flip, _other, _cut, _zeros, _older)


def _harmed(work: Work, chance: random.Random) -> tuple[str, str]:
    """Damage one file of the archive: the store half of the times, else any; returns its name, and how in words."""
    files = sorted(p for p in work.archive.rglob("*") if p.is_file() and p.stat().st_size)
    stores = [path for path in files if path.name.startswith("archive.sqlite")]
    path = chance.choice(stores if chance.random() < 0.5 else files)
    data = bytearray(path.read_bytes())
    how = chance.choice(_HARMS)(data, chance)
    path.write_bytes(data)
    return path.name, how


# --- Looking ----------------------------------------------------------------------------------------------------------


def _parts(work: Work) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The parts of the archive by name, each with what reads it; answers first, as they may be the first question."""
    archive: list[Archive] = []

    def opened() -> Archive:
        if not archive:
            archive.append(Archive.open(work.archive, create=False))
        return archive[0]

    def of(read: Callable[[Archive, str], Any], name: str) -> Callable[[], Any]:
        return lambda: read(opened(), name)

    for query in states.QUERIES:
        yield f"answer to {query!r}", of(_answer, query)
    yield "ids", lambda: ids_of(opened())
    for id in _IDS:
        yield f"article {id}", of(_article, id)
        yield f"original of {id}", of(lambda archive, id: archive.source(id).data.hex(), id)
        yield f"versions of {id}", of(lambda archive, id: repr(archive.versions(id)), id)
    yield "rules", lambda: repr(opened().rules())
    yield "saved searches", lambda: [(s.name, s.query, s.sort, s.made) for s in opened().saved.all()]
    yield "statistics", lambda: _statistics(opened())
    yield "stories", lambda: repr(opened().stories())
    yield "copied text", lambda: repr(opened().reuse())
    yield "differences", of(lambda archive, id: repr(archive.differences(id)), _IDS[0])
    yield "coverage", of(lambda archive, id: repr(archive.coverage(id)), _IDS[0])


_IDS: list[str] = []
"""The articles of the sound archive."""


def _answer(archive: Archive, query: str) -> list[str]:
    page = archive.search(query, limit=100)
    return [str(page.total), *(f"{hit.id} {hit.headline} {hit.outlet} {hit.published}" for hit in page.hits)]


def _statistics(archive: Archive) -> str:
    found = archive.statistics()
    return repr((found.articles, found.by_outlet, found.stories, found.documents, found.first, found.last))


def _article(archive: Archive, id: str) -> str:
    article = archive.article(id)
    return repr((article.version, article.content, article.tags, article.paths, article.sources))


def _looked(work: Work) -> dict[str, Any]:
    """What the archive reads as, part by part, and then what ``check`` says and returns."""
    found: Seen = {}
    for name, read in _parts(work):
        try:
            found[name] = json.dumps(read())
        except BroadsheetError as error:
            found[name] = f"{_SAID}{type(error).__name__}: {error}"
        except Exception as error:
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
            found[name] = (
                f"{_UNCAUGHT}{type(error).__name__}: {str(error)[:_TOLD]} at {'/'.join(where.split('/')[-3:])}"
            )
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            code = call(work, "check")
        except Exception as error:
            code = -1
            found["check"] = f"{_UNCAUGHT}{type(error).__name__}: {str(error)[:_TOLD]}"
    return {"parts": found, "code": code, "said": out.getvalue()}


# --- The campaign -----------------------------------------------------------------------------------------------------


def corruptions(bench: Bench, count: int, seed: int, tally: Tally) -> None:
    """Damage one file a case, and compare all that the archive then says with what it said before."""
    chance = random.Random(f"{seed} corruptions")
    whole: list[Seen] = []
    for sound in _SOUND:
        work = bench.fresh(sound)
        _IDS[:] = done(partial(_ids, work)).result
        found = done(partial(_looked, work)).result
        if found is None or found["code"]:
            raise RuntimeError(f"the sound archive is not: {found}")
        whole.append(found["parts"])
    for at in range(count):
        which = at % len(_SOUND)
        work = bench.fresh(_SOUND[which])
        name, how = _harmed(work, chance)
        figure, findings = _judged(done(partial(_looked, work), _HANGS), whole[which])
        if figure == "silently wrong" and name in _UNCHECKED:
            figure, findings = _UNCHECKED[name], []
        tally.cases["corruptions"] += 1
        tally.count("corruptions", figure)
        for what in findings:
            tally.find(Finding("corruptions", name, how, f"{figure}: {what}"))


def _ids(work: Work) -> list[str]:
    with Archive.open(work.archive, create=False) as archive:
        return ids_of(archive)


def _judged(ended: Ended, whole: Seen) -> tuple[str, list[str]]:
    """The class of a case, and what must not be in it."""
    if ended.hung:
        return "hung", ["no end"]
    if ended.result is None:
        return "crashed", [f"crash, {ended.status}: {ended.printed.strip()[-_TOLD:]}"]
    found: Seen = ended.result["parts"]
    uncaught = [f"{name}: {value}" for name, value in found.items() if value.startswith(_UNCAUGHT)]
    if uncaught:
        return "uncaught", uncaught[:1]
    said = [name for name, value in found.items() if value.startswith(_SAID)]
    other = [name for name, value in found.items() if value != whole.get(name) and name not in said]
    if not other and not said:
        return ("harmless, and check sees it" if ended.result["code"] else "harmless"), []
    if not other:
        return "seen", []
    if said or ended.result["code"]:
        return "seen, with wrong values beside it", []
    return "silently wrong", [f"{', '.join(other[:3])} ({len(other)} parts)"]
