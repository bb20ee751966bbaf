"""Articles to measure with: the benchmark's ten thousand, and more grown from them."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from index.model import Article, CleanArticle, Metadata, PartialDate
from index.text import paragraphs

Record = dict[str, Any]


def records(bench: Path, size: int) -> Iterator[Record]:
    """``size`` articles as JSON objects: ``id``, ``title``, ``date``, ``outlet``, ``text``."""
    with (bench / "search" / "articles_10k.jsonl").open(encoding="utf-8") as lines:
        small = [json.loads(line) for line in lines]
    if size <= len(small):
        yield from islice(small, size)
        return
    spec = importlib.util.spec_from_file_location("bench_grow", bench / "search" / "grow.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield from module.grow(small, size)


def written(bench: Path, size: int, folder: Path) -> Path:
    """A file of ``size`` articles as JSON Lines, made in ``folder``."""
    path = folder / f"articles_{size}.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for record in records(bench, size):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def article(record: Record) -> Article:
    """A record as an article that was cleaned before."""
    text = record["text"]
    metadata = Metadata(
        headline=record.get("title") or None,
        outlet=record.get("outlet") or None,
        published=PartialDate.parse(record.get("date")),
    )
    content = CleanArticle(metadata, text, tuple(paragraphs(text)))
    return Article(record["id"], 1, record["id"], "", (record["id"],), content)
