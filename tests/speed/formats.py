"""Reading large exports, in CPU time: one of Nexis as DOCX, and a web archive beside the same pages as files.

Files are made by the factories of the tests, and read by the product's own reader, without cleaning.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from index.formats import find, read_file
from index.model import SkippedSource
from tests.speed.table import Row, seconds_each
from tests.unit.formats.containers.made import answer
from tests.unit.formats.databases.exports import delimited, docx

_DOCUMENTS, _PAGES = 100, 1000
_PARAGRAPHS = 12
_TIMES = 5
"""Readings of each, the least of which counts: the first loads libraries."""
_WORDS = (
    "harbour ferry council river bridge mayor said week engine island boat office report vessel crew captain tide pier "
    "market school road court vote budget plan water storm coast repair service ticket morning evening"
).split()


def rows() -> list[Row]:
    """The figures of both."""
    invented = random.Random(12)
    with tempfile.TemporaryDirectory() as name:
        return [_nexis(Path(name), invented), _web_archive(Path(name), invented)]


def _nexis(folder: Path, invented: random.Random) -> Row:
    path = folder / "nexis.docx"
    documents = (delimited(_paragraphs(invented), f"Ferry {number}") for number in range(_DOCUMENTS))
    path.write_bytes(docx(list(chain.from_iterable(documents))))
    seconds = _least(lambda: _read(path, _DOCUMENTS))
    return Row(f"Nexis DOCX of {_DOCUMENTS} documents", "CPU s", seconds, (), "goal: at most 3")


def _web_archive(folder: Path, invented: random.Random) -> Row:
    pages, archive = folder / "pages", folder / "pages.warc.gz"
    pages.mkdir()
    with archive.open("wb") as packed:
        for number in range(_PAGES):
            page = _page(number, invented)
            (pages / f"{number}.html").write_bytes(page)
            packed.write(answer(f"http://paper.example/news/{number}.html", page))
    ours = _least(lambda: _read(archive, _PAGES))
    files = _least(lambda: _read(pages, _PAGES))
    return Row(f"WARC of {_PAGES:,} pages", "CPU s", ours, (("as files", files),), "goal: at most x1.30")


def _read(path: Path, expected: int) -> None:
    """Read all articles of a file or folder; raises RuntimeError where they are not as many as there should be."""
    count = 0
    for found in find([path]):
        if not isinstance(found, SkippedSource):
            count += sum(not isinstance(record, SkippedSource) for record in read_file(found.path))
    if count != expected:
        raise RuntimeError(f"{path.name}: {count} articles instead of {expected}")


def _least(work: Callable[[], None]) -> float:
    return min(seconds_each([work] * _TIMES))


def _sentence(invented: random.Random) -> str:
    return " ".join(invented.choices(_WORDS, k=invented.randint(8, 24))).capitalize() + "."


def _paragraphs(invented: random.Random) -> list[str]:
    return [" ".join(_sentence(invented) for _ in range(4)) for _ in range(_PARAGRAPHS)]


def _page(number: int, invented: random.Random) -> bytes:
    links = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in _WORDS)
    text = "".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs(invented))
    return (
        f"<!DOCTYPE html><html><head><title>Ferry {number}</title></head><body><nav><ul>{links * 4}</ul></nav>"
        f"<article><h1>Ferry {number}</h1>{text}</article></body></html>"
    ).encode()
