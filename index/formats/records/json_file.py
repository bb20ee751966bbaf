"""A JSON file that holds one article object, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from index.errors import SourceError
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.records.json_records import MEDIA_TYPE, article, parse
from index.formats.source import Head, Record, Source, skipped
from index.model import FormatNames

_NAMES = FormatNames("JSON", (".json",), (MEDIA_TYPE,))
_LISTS = ("articles", "items", "results", "docs", "documents", "data", "entries")
"""Names under which APIs and scrapers keep a list of articles."""


def recognise(head: Head) -> float:
    """A file that is called so; any other that begins as an object or a list does."""
    if head.other_kind is not None:
        return 0
    if head.has_name(_NAMES):
        return 0.8
    return 0.7 if head.beginning.lstrip()[:1] in ("{", "[") else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the file, each with its place in the list as its record number.

    Raises SourceError when the file is not JSON, or a single object that is no article; NotThisFormat when only its
    beginning looked like JSON.
    """
    value = _value(source)
    records = _records(value)
    if records is None:
        yield article(source.address, source.data, value, encoding=source.decoded.encoding)
        return
    for number, record in enumerate(records, 1):
        own = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
        address = source.address.at_record(number)
        try:
            yield article(address, own, record, encoding="utf-8")
        except SourceError as error:
            yield skipped(address, error)


def _value(source: Source) -> object:
    named = source.head.has_name(_NAMES)
    try:
        value = parse(source.decoded.text.lstrip("\ufeff"))
    except SourceError as error:
        raise error if named else NotThisFormat(error.message) from error
    objects = isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
    if named or objects:
        return value
    raise NotThisFormat("not an article: not a JSON object")


def _records(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for name in _LISTS:
            inner = value.get(name)
            if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
                return inner
    return None


FORMAT = FileFormat(_NAMES, recognise, read)
