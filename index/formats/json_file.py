"""A JSON file that holds one article object, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceError
from index.formats.json_records import article, parse
from index.formats.walk import path_text
from index.model import SkippedSource, SourceDocument
from index.text import Decoded

_LISTS = ("articles", "items", "results", "docs", "documents", "data", "entries")


def read(path: Path, data: bytes, decoded: Decoded) -> Iterator[SourceDocument | SkippedSource]:
    """The articles of the file, each with its place in the list as its record number.

    Raises SourceError when the file is not JSON, or a single object that is no article.
    """
    value = parse(decoded.text.lstrip("\ufeff"))
    records = _records(value)
    if records is None:
        yield article(path, data, value, encoding=decoded.encoding, record=None)
        return
    for number, record in enumerate(records, 1):
        own = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
        try:
            yield article(path, own, record, encoding="utf-8", record=number)
        except SourceError as error:
            yield SkippedSource(f"{path_text(path)}#L{number}", error.message)


def _records(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for name in _LISTS:
            inner = value.get(name)
            if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
                return inner
    return None
